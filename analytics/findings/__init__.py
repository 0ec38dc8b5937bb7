"""What looks wrong in the data: to verify, never an accusation (domain.md 6)."""

from analytics.findings.catalogue import FINDINGS, GROUPS, SEVERITIES, Finding, finding
from analytics.findings.tally import Tally, listed, tally
from analytics.findings.verdicts import (
    STATES,
    Verdict,
    VerdictRefused,
    all_in_force,
    in_force,
    past,
    record,
    verdicts,
)

__all__ = [
    "FINDINGS",
    "GROUPS",
    "SEVERITIES",
    "STATES",
    "Finding",
    "Tally",
    "Verdict",
    "VerdictRefused",
    "all_in_force",
    "finding",
    "in_force",
    "listed",
    "past",
    "record",
    "tally",
    "verdicts",
]
