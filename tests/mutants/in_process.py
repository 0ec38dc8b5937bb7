"""Running SQL mutants: the specs that can notice one, in this process, until the first fails."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from analytics.errors import CasewatchError
from analytics.settings import ROOT, Settings
from analytics.snapshot.build import DERIVE
from tests.mutants.covering import CHECKS, is_own_file, kinds_behind, makes, sources_of_figure
from tests.mutants.mutant import Mutant
from tests.mutants.overlay import overlay
from tests.mutants.sql import rewritten
from tests.spec.collected import Spec, specs
from tests.spec.told import Told
from tests.spec.world import ExportTold, InMemory, build_world

KEPT_WORLDS = 150
_NOT_SQL = (duckdb.BinderException, duckdb.ParserException, duckdb.CatalogException)


@dataclass
class Reach:
    """What a spec asks for and tells."""

    keys: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)


class Laboratory:
    """The specs, what each reaches, the snapshots they need, and which of them noticed most so far."""

    def __init__(self) -> None:
        self._worlds: OrderedDict[str, duckdb.DuckDBPyConnection] = OrderedDict()
        self._noticed: Counter[tuple[str, str]] = Counter()
        self._reach: dict[str, Reach] = {}
        self.failing: dict[str, str] = {}
        for spec in specs():
            told = Told(build=self._kept_world)
            try:
                spec.run(told)
            except (AssertionError, CasewatchError, duckdb.Error) as error:
                self.failing[spec.name] = str(error).splitlines()[0]
                continue
            self._reach[spec.name] = Reach(
                told.asked, {sheet.kind for export in told.exports for sheet in export.sheets}
            )

    def covering(self, file: Path) -> list[Spec]:
        """The specs that can notice a change of a file, those first that noticed most."""
        made = makes(file)
        kinds = {kind for table in made for kind in kinds_behind(table)}
        found = [spec for spec in specs() if spec.name in self._reach and self._reaches(spec, file, made, kinds)]
        return sorted(found, key=lambda spec: -self._noticed[str(file), spec.name])

    def _reaches(self, spec: Spec, file: Path, made: frozenset[str], kinds: set[str]) -> bool:
        reach = self._reach[spec.name]
        if file.parent == CHECKS:
            return True
        if any(is_own_file(file, key) for key in reach.keys):
            return True
        if file.parent == DERIVE and not reach.kinds & kinds:
            return False
        return any(made & sources_of_figure(key) for key in reach.keys)

    def noticed_by(self, mutant: Mutant) -> str | None:
        """The spec that fails on a mutant, "" where it is no valid SQL, None where none notices."""
        file = ROOT / mutant.file
        covering = self.covering(file)
        build = self._fresh_world if file.parent in (DERIVE, CHECKS) else self._kept_world
        with overlay(file, mutant.text):
            for spec in covering:
                told = Told(build=build)
                try:
                    spec.run(told)
                except _NOT_SQL:
                    return ""
                except (AssertionError, CasewatchError, duckdb.Error, StopIteration) as error:
                    if isinstance(error.__cause__, _NOT_SQL):
                        return ""
                    self._noticed[str(file), spec.name] += 1
                    return spec.name
                finally:
                    if build == self._fresh_world:
                        told.close()
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

    @staticmethod
    def _fresh_world(exports: list[ExportTold], settings: Settings) -> InMemory:
        return build_world(exports, settings)
