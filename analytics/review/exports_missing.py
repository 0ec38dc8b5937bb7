"""Which exports did not come: a platform's kind of rows that came in the weeks before, and not since the week began."""

from __future__ import annotations

import pandas as pd

from analytics.review.meeting import Meeting
from analytics.warehouse.manifest import list_imports

WEEKS = 4
LISTS = ("items", "contacts")
"""Kinds that are no record of what happens, and come when they change."""


def exports_missing(meeting: Meeting) -> pd.DataFrame:
    """Platform, kind, and the day of its last export (`exported_on`), the longest missing first."""
    told = [
        (part["platform"], part["kind"], manifest.counts_from)
        for manifest in list_imports(meeting.snapshot.warehouse)
        if manifest.id in {*meeting.snapshot.imports}
        for part in manifest.parts
        if part["kind"] not in LISTS
    ]
    last = (
        pd.DataFrame(told, columns=["platform", "kind", "exported_on"])
        .groupby(["platform", "kind"], as_index=False)
        .max()
    )
    since, before = str(meeting.week.later(-WEEKS).first), str(meeting.week.first)
    missing = last[(last["exported_on"] >= since) & (last["exported_on"] < before)]
    return missing.sort_values(["exported_on", "platform", "kind"]).reset_index(drop=True)
