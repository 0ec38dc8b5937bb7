"""Running mutants of figures and views: the specs that can notice one, in this process, until the first fails."""

from __future__ import annotations

from collections import Counter, OrderedDict
from pathlib import Path

import duckdb

from analytics.errors import CasewatchError
from analytics.settings import ROOT, Settings
from tests.mutants.covering import is_own_file, makes, sources_of_figure
from tests.mutants.deriving import NOT_SQL
from tests.mutants.mutant import Mutant
from tests.mutants.overlay import overlay
from tests.mutants.sql import rewritten
from tests.spec.collected import Spec, specs
from tests.spec.told import Told
from tests.spec.world import ExportTold, InMemory, build_world

KEPT_WORLDS = 400
"""More than the specs tell: with fewer, each survivor would build them all anew. About 3 GB a process."""


class Laboratory:
    """The specs, what each asks for, the snapshots they need, and which of them noticed most so far."""

    def __init__(self) -> None:
        self._worlds: OrderedDict[str, duckdb.DuckDBPyConnection] = OrderedDict()
        self._noticed: Counter[tuple[str, str]] = Counter()
        self._reach: dict[str, set[str]] = {}
        self.failing: dict[str, str] = {}
        for spec in specs():
            told = Told(build=self._kept_world)
            try:
                spec.run(told)
            except (AssertionError, CasewatchError, duckdb.Error) as error:
                self.failing[spec.name] = str(error).splitlines()[0]
                continue
            self._reach[spec.name] = told.asked

    def covering(self, file: Path) -> list[Spec]:
        """The specs that can notice a change of a file, those first that noticed most."""
        made = makes(file)
        found = [spec for spec in specs() if spec.name in self._reach and self._reaches(spec, file, made)]
        return sorted(found, key=lambda spec: -self._noticed[str(file), spec.name])

    def _reaches(self, spec: Spec, file: Path, made: frozenset[str]) -> bool:
        keys = self._reach[spec.name]
        return any(is_own_file(file, key) or made & sources_of_figure(key) for key in keys)

    def noticed_by(self, mutant: Mutant) -> str | None:
        """The spec that fails on a mutant, "" where it is no valid SQL, None where none notices."""
        file = ROOT / mutant.file
        covering = self.covering(file)
        with overlay(file, mutant.text):
            for spec in covering:
                told = Told(build=self._kept_world)
                try:
                    spec.run(told)
                except NOT_SQL:
                    return ""
                except (AssertionError, CasewatchError, duckdb.Error, StopIteration) as error:
                    if isinstance(error.__cause__, NOT_SQL):
                        return ""
                    self._noticed[str(file), spec.name] += 1
                    return spec.name
        return None

    def same_when_rewritten(self, file: Path) -> str | None:
        """The spec that fails when a file is only written anew from its syntax tree; None, as it should be."""
        text = file.read_text(encoding="utf-8")
        return self.noticed_by(Mutant(file.relative_to(ROOT).as_posix(), 0, "", "", "", rewritten(text)))

    def _kept_world(self, exports: list[ExportTold], settings: Settings) -> InMemory:
        key = repr((exports, settings))
        if key not in self._worlds:
            self._worlds[key] = build_world(exports, settings).connection
            if len(self._worlds) > KEPT_WORLDS:
                self._worlds.popitem(last=False)[1].close()
        self._worlds.move_to_end(key)
        return InMemory(self._worlds[key])
