"""What a mutant is, and the reviewed list of those that change nothing."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

REVIEWED = Path(__file__).parent / "equivalent.toml"


@dataclass(frozen=True)
class Mutant:
    """One change of one file. `text` is the whole file as changed, `place` the statement or function that holds it."""

    file: str
    line: int
    place: str
    before: str
    after: str
    text: str
    repeated: int = 1

    @property
    def id(self) -> str:
        """What names the mutant as long as its place reads the same."""
        again = f" ({self.repeated})" if self.repeated > 1 else ""
        return f"{self.place}: {self.before} → {self.after}{again}"


def numbered(mutants: Iterable[Mutant]) -> list[Mutant]:
    """The same mutants, those of one name told apart by a number."""
    seen: Counter[tuple[str, str]] = Counter()
    told = []
    for mutant in mutants:
        seen[mutant.file, mutant.id] += 1
        told.append(replace(mutant, repeated=seen[mutant.file, mutant.id]))
    return told


def equivalent() -> dict[tuple[str, str], str]:
    """The reviewed mutants that no input can tell from the original: (file, id) and the reason."""
    entries = tomllib.loads(REVIEWED.read_text(encoding="utf-8")).get("mutant", [])
    return {(entry["file"], entry["id"]): entry["reason"] for entry in entries}
