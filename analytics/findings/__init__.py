"""What looks wrong in the data: to verify, never an accusation (domain.md 6)."""

from analytics.findings.catalogue import FINDINGS, GROUPS, SEVERITIES, Finding, finding
from analytics.findings.tally import Tally, by_unit, listed, listed_count, tally
from analytics.findings.verdicts import STATES, Verdict, VerdictRefused, in_force, past, record, verdicts

__all__ = [
    "FINDINGS",
    "GROUPS",
    "SEVERITIES",
    "STATES",
    "Finding",
    "Tally",
    "Verdict",
    "VerdictRefused",
    "by_unit",
    "finding",
    "in_force",
    "listed",
    "listed_count",
    "past",
    "record",
    "tally",
    "verdicts",
]
