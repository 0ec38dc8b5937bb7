"""Whether what an import tells of cases found its cases: "0 of 9,000 pauses match a case" is said, not kept in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analytics.snapshot.opened import open_snapshot


@dataclass(frozen=True)
class Matched:
    """Of one import and kind (pauses, ratings): rows that count, and those of them whose case an export tells."""

    import_id: str
    kind: str
    rows: int
    matched: int

    @property
    def in_words(self) -> str:
        """The sentence for a log."""
        return f"{self.matched:,} of {self.rows:,} {self.kind} match a case"


def matched(warehouse: Path, import_ids: Sequence[str]) -> list[Matched]:
    """What the published snapshot says of these imports. Raises `EmptyWarehouse`, `SnapshotBroken`."""
    snapshot = open_snapshot(warehouse)
    try:
        rows = snapshot.matched(import_ids)
    finally:
        snapshot.close()
    return [Matched(*row) for row in rows]
