"""Which specs can notice a change of which SQL file: by the tables that the asked figures are made of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sqlglot
from sqlglot import exp

from analytics.figures.catalogue import PLACES, figure
from analytics.settings import ROOT
from analytics.snapshot.build import DERIVE, VIEWS
from analytics.snapshot.checking import CHECKS


def sql_files() -> list[Path]:
    """Every SQL file that has mutants: measures, listings, findings, views, derive steps, checks."""
    files = [file for place in (*PLACES, VIEWS, DERIVE, CHECKS) for file in place.rglob("*.sql")]
    return sorted(files)


@cache
def _made_of(text: str) -> dict[str, frozenset[str]]:
    """What each statement makes, "" for a query, and the tables that it reads."""
    made = {}
    for statement in sqlglot.parse(text, dialect="duckdb"):
        if statement is None:
            continue
        target = statement.this.find(exp.Table).name if isinstance(statement, exp.Create) else ""
        own = {cte.alias for cte in statement.find_all(exp.CTE)}
        made[target] = frozenset({table.name for table in statement.find_all(exp.Table)} - own - {target})
    return made


def read_by(query: str) -> frozenset[str]:
    """The tables and views that a query reads."""
    return _made_of(query)[""]


@cache
def _makers() -> dict[str, tuple[Path, frozenset[str]]]:
    """The file that makes each view and derived table, and what it is made of."""
    makers = {file.stem: (file, _made_of(file.read_text(encoding="utf-8"))[""]) for file in VIEWS.glob("*.sql")}
    for file in DERIVE.glob("*.sql"):
        for table, reads in _made_of(file.read_text(encoding="utf-8")).items():
            makers[table] = (file, reads)
    return makers


@cache
def sources_of_figure(key: str) -> frozenset[str]:
    """Every view, derived table and relation of incoming rows that a figure rests on, however far down."""
    return _sources(_made_of(figure(key).body)[""])


def _sources(names: frozenset[str]) -> frozenset[str]:
    every, fresh = set(names), set(names)
    while fresh:
        fresh = {name for table in fresh if table in _makers() for name in _makers()[table][1]} - every
        every |= fresh
    return frozenset(every)


def makes(file: Path) -> frozenset[str]:
    """The views or tables that a file makes; empty for a figure's own file."""
    return frozenset(name for name, (maker, _) in _makers().items() if maker == file)


def is_own_file(file: Path, key: str) -> bool:
    """Whether a figure is written in this file."""
    return file.stem == key or figure(key).sql == file.read_text(encoding="utf-8")


def relative(file: Path) -> str:
    """The file as it is named in reports."""
    return file.relative_to(ROOT).as_posix()
