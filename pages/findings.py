"""Findings: what looks wrong in the data, to verify, where, in which rows, and what people found out about it."""

from ui.findings.findings import about, audits, findings, rows_by_unit
from ui.shell.frame import selected

scope = selected()

finding = findings(scope)
about(finding, scope)
rows_by_unit(finding, scope)
audits(scope)
