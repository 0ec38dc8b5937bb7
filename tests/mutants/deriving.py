"""Running mutants of derive steps and checks: the specs whose world a mutant touches, until the first fails."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import duckdb

from analytics.errors import CasewatchError
from analytics.settings import ROOT, Settings
from analytics.snapshot.checking import CHECKS, checks
from tests.mutants.covering import read_by, sources_of_figure
from tests.mutants.kept_worlds import Asked, Step, World, changed_step
from tests.mutants.mutant import Mutant
from tests.mutants.overlay import overlay
from tests.spec.collected import Spec, specs
from tests.spec.told import Told
from tests.spec.world import ExportTold, InMemory

NOT_SQL = (duckdb.BinderException, duckdb.ParserException, duckdb.CatalogException)


@dataclass
class Reach:
    """The worlds that a spec tells, what its figures rest on and which checks it tries, and how long it takes."""

    worlds: list[World] = field(default_factory=list)
    sources: frozenset[str] = frozenset()
    seconds: float = 0.0


class Derivations:
    """Every spec with its worlds, derived once, and which specs noticed most so far."""

    def __init__(self, chosen: Iterable[Spec] = ()) -> None:
        """Of the chosen specs; of all of them where none is chosen."""
        self._worlds: dict[str, World] = {}
        self._noticed: Counter[tuple[str, str]] = Counter()
        self._reach = {spec: self._reached(spec) for spec in chosen or specs()}

    def _reached(self, spec: Spec) -> Reach:
        reach = Reach()

        def build(exports: list[ExportTold], settings: Settings) -> InMemory:
            world = self._world(exports, settings)
            reach.worlds.append(world)
            reach.seconds = time.monotonic()
            return world.snapshot

        told = Told(build=build)
        spec.run(told)
        reach.seconds = time.monotonic() - reach.seconds
        reach.sources = frozenset(told.checked).union(*(sources_of_figure(key) for key in told.asked))
        return reach

    def _world(self, exports: list[ExportTold], settings: Settings) -> World:
        key = repr((exports, settings))
        if key not in self._worlds:
            self._worlds[key] = World(exports, settings)
        return self._worlds[key]

    def noticed_by(self, mutant: Mutant) -> str | None:
        """The spec that fails on a mutant, "" where it is no valid SQL, None where none notices."""
        file = ROOT / mutant.file
        try:
            if file.parent == CHECKS:
                return self._by_check(file, mutant)
            step = changed_step(file, mutant.text)
            return self._by_step(step, mutant) if step else None
        except NOT_SQL:
            return ""

    def _by_step(self, step: Step, mutant: Mutant) -> str | None:
        touched = Asked(step.reads, partial(_derives_otherwise, step))
        for spec, reach in self._likeliest(mutant, step.name):
            if any(touched(world) for world in reach.worlds) and self._fails_under(step, touched, spec, reach):
                return self._noted(spec, mutant)
        return None

    def _by_check(self, file: Path, mutant: Mutant) -> str | None:
        with overlay(file, mutant.text):
            (sql,) = [check.sql for check in checks() if check.name == file.stem]
            stopped = Asked(read_by(sql), lambda world: world.finds(sql))
            for spec, reach in self._likeliest(mutant, file.stem):
                if any(stopped(world) for world in reach.worlds):
                    return self._noted(spec, mutant)
                if file.stem in reach.sources and _fails(spec, lambda *told: self._world(*told).snapshot):
                    return self._noted(spec, mutant)
        return None

    def _fails_under(self, step: Step, touched: Asked, spec: Spec, reach: Reach) -> bool:
        """Whether a spec fails where a changed statement derived its worlds; what it asks comes before the checks."""
        changed: dict[int, frozenset[str]] = {}
        with ExitStack() as undone:

            def build(exports: list[ExportTold], settings: Settings) -> InMemory:
                world = self._world(exports, settings)
                if touched(world) and id(world) not in changed:
                    changed[id(world)] = undone.enter_context(world.under(step))
                    if len(reach.worlds) == 1 and reach.sources and not changed[id(world)] & reach.sources:
                        raise _NothingAsked
                return world.snapshot

            return _fails(spec, build) or _stops(
                lambda: [world.check(changed[id(world)]) for world in reach.worlds if id(world) in changed]
            )

    def _likeliest(self, mutant: Mutant, source: str) -> list[tuple[Spec, Reach]]:
        """Those first that noticed most of the same statement, then of the same file, then the quickest."""

        def rank(one: tuple[Spec, Reach]) -> tuple[int, int, bool, float]:
            spec, reach = one
            of_place, of_file = self._noticed[_place(mutant), spec.name], self._noticed[mutant.file, spec.name]
            return -of_place, -of_file, source not in reach.sources, reach.seconds

        return sorted(self._reach.items(), key=rank)

    def _noted(self, spec: Spec, mutant: Mutant) -> str:
        self._noticed[_place(mutant), spec.name] += 1
        self._noticed[mutant.file, spec.name] += 1
        return spec.name


class _NothingAsked(Exception):
    """What changed is read by no figure of the spec."""


def _place(mutant: Mutant) -> str:
    return f"{mutant.file}: {mutant.place}"


def _derives_otherwise(step: Step, world: World) -> bool:
    try:
        return world.differs(step)
    except NOT_SQL:
        raise
    except duckdb.Error:  # a publish would stop here: the spec that tells this world says so
        return True


def _fails(spec: Spec, build: Callable[[list[ExportTold], Settings], InMemory]) -> bool:
    try:
        return _stops(lambda: spec.run(Told(build=build)))
    except _NothingAsked:
        return False


def _stops(what: Callable[[], object]) -> bool:
    """Whether something fails. Raises what DuckDB says of a text that is no valid SQL."""
    try:
        what()
    except NOT_SQL:
        raise
    except (AssertionError, CasewatchError, duckdb.Error, StopIteration) as error:
        if isinstance(error.__cause__, NOT_SQL):
            raise error.__cause__ from error
        return True
    return False
