"""The sheet that explains a template: it is no table of rows, and an import leaves it out without asking anybody."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.exports.reading.tables import Record

EXPLANATION = "Casewatch 办件监察: how to fill in · 填写说明"
"""The first cell of such a sheet, in every language."""


def is_explanation(head: Sequence[Record]) -> bool:
    """Does a table begin as the sheet does that explains a template?"""
    return bool(head) and any(str(cell).strip() == EXPLANATION for cell in head[0].cells)
