"""Derive steps and checks changed on worlds that are kept: the changed statement and what rests on it run again.

A world whose changed statement gives the same rows as before cannot make a spec fail, and the spec is not run. Whether a
change is noticed is said by a spec alone: rows that differ only say which specs are worth running.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import duckdb

from analytics.figures.narrowing import scoped_sql
from analytics.figures.scope import Scope
from analytics.figures.writing import written
from analytics.settings import Settings
from analytics.snapshot.build import DERIVE
from analytics.snapshot.checking import checks, run_checks
from tests.mutants.covering import read_by
from tests.mutants.sql import rewritten
from tests.spec.world import ExportTold, InMemory, build_world

Content = tuple[int, int | None]
"""How many rows, and the sum of their hashes: the same for the same rows in any order."""

_CREATE = re.compile(r"\bCREATE (?P<how>(?:TEMPORARY )?(?:TABLE|VIEW)) (?P<name>\w+) AS (?P<body>.*?);?\s*$", re.S)


@dataclass(frozen=True)
class Step:
    """One statement of a derive step: the relation that it makes, how, out of what."""

    file: Path
    name: str
    how: str
    body: str
    reads: frozenset[str]


def steps_of(file: Path, text: str) -> list[Step]:
    """The statements of a file that reads as `text`, as the syntax tree writes them."""
    made = []
    for statement in duckdb.extract_statements(text):
        parts = _CREATE.search(statement.query)
        assert parts is not None, f"{file.name}: {statement.query[:60]}"
        made.append(Step(file, parts["name"], parts["how"], parts["body"], read_by(parts["body"])))
    return made


@cache
def steps() -> tuple[Step, ...]:
    """Every statement that derives a snapshot, in its order."""
    files = sorted(DERIVE.glob("*.sql"))
    return tuple(step for file in files for step in steps_of(file, rewritten(file.read_text(encoding="utf-8"))))


def changed_step(file: Path, text: str) -> Step | None:
    """The statement that reads otherwise in a changed file; None where none does."""
    before = [step for step in steps() if step.file == file]
    for one, other in zip(before, steps_of(file, text), strict=True):
        if one.body != other.body:
            return other
    return None


class _Within(InMemory):
    """A snapshot that is read from inside the transaction that changed it; a figure's SQL is written once for all worlds."""

    @contextmanager
    def _cursor(self, _sql: str = "") -> Iterator[duckdb.DuckDBPyConnection]:  # type: ignore[override]
        yield self._parent

    def sql(self, key: str, scope: Scope, by: Sequence[str] = ()) -> str:
        """The SQL of a figure, as it runs for this scope."""
        return _scoped(key, scope, tuple(by), tuple(self.workday_numbers(scope.as_of).items()))


@cache
def _scoped(key: str, scope: Scope, by: tuple[str, ...], numbers: tuple[tuple[str, int], ...]) -> str:
    return scoped_sql(written(key, by), scope, dict(numbers))


class World:
    """What a spec's exports give, derived once, with what every relation of it holds."""

    def __init__(self, exports: list[ExportTold], settings: Settings) -> None:
        self.connection = build_world(exports, settings).connection
        self._ruled = repr(settings)
        self._held: dict[str, Content] = {}
        for step in steps():
            if step.how.endswith("VIEW"):  # a view changes with what it reads
                self.holds(step.name)

    def holds(self, name: str) -> Content:
        """What a relation held before anything was changed."""
        if name not in self._held:
            self._held[name] = _content(self.connection, f"FROM {name}")
        return self._held[name]

    def given(self, reads: frozenset[str]) -> tuple[str, frozenset[tuple[str, Content]]]:
        """All that the outcome of a query hangs on: worlds that agree in it have the same outcome."""
        return self._ruled, frozenset((name, self.holds(name)) for name in reads)

    def differs(self, step: Step) -> bool:
        """Whether a statement gives other rows here than the one it stands for."""
        return _content(self.connection, step.body) != self.holds(step.name)

    def finds(self, query: str) -> bool:
        """Whether a query finds rows."""
        return bool(self.connection.execute(f"FROM ({query}) LIMIT 1").fetchall())

    @cached_property
    def snapshot(self) -> InMemory:
        """The snapshot, as it is at any time."""
        return _Within(self.connection)

    @contextmanager
    def under(self, step: Step) -> Iterator[frozenset[str]]:
        """The world as a changed statement makes it: the relations that changed; undone afterwards."""
        self.connection.begin()
        try:
            yield self._derive_again(step)
        finally:
            self.connection.rollback()

    def check(self, changed: frozenset[str]) -> None:
        """Raise `ChecksFailed`, as a publish would, where a check of what changed finds rows."""
        if any(read_by(check.sql) & changed for check in checks()):
            run_checks(self.connection, [])

    def _derive_again(self, changed_one: Step) -> frozenset[str]:
        """Make the changed statement's relation, and those after it that hold other rows because of it."""
        names = [step.name for step in steps()]
        changed: set[str] = set()
        for step in (changed_one, *steps()[names.index(changed_one.name) + 1 :]):
            if (step is changed_one or step.reads & changed) and self._makes_anew(step):
                changed.add(step.name)
        return frozenset(changed)

    def _makes_anew(self, step: Step) -> bool:
        """Put a statement's relation in the place of the one before, where its rows are others."""
        self.connection.execute(f"CREATE {step.how} anew AS {step.body}")
        what = step.how.removeprefix("TEMPORARY ")
        if _content(self.connection, "FROM anew") == self.holds(step.name):
            self.connection.execute(f"DROP {what} anew")
            return False
        self.connection.execute(f"DROP {what} {step.name}")
        self.connection.execute(f"ALTER {what} anew RENAME TO {step.name}")
        return True


def _content(connection: duckdb.DuckDBPyConnection, query: str) -> Content:
    found = connection.execute(f"SELECT count(*), sum(hash(whole_row)) FROM ({query}) AS whole_row").fetchall()
    return found[0][0], found[0][1]


class Asked:
    """Whether a change touches a world, asked once for all worlds that give it the same rows."""

    def __init__(self, reads: frozenset[str], touches: Callable[[World], bool]) -> None:
        self._reads = reads
        self._touches = touches
        self._known: dict[object, bool] = {}

    def __call__(self, world: World) -> bool:
        """Whether it does."""
        given = world.given(self._reads)
        if given not in self._known:
            self._known[given] = self._touches(world)
        return self._known[given]
