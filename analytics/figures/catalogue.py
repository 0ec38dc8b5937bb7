"""The catalogue of figures: one .sql file each, its definition in the header; and the old names of grouped figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from analytics.errors import N_, HeaderRefused, ScopeError
from analytics.figures.groupings import GROUPINGS, Cut
from analytics.figures.header import SUBJECTS, read_header, split
from analytics.figures.old_names import OLD_NAMES, OldName

__all__ = ["SUBJECTS", "Figure", "by_subject", "catalogue", "figure", "refused"]

HERE = Path(__file__).parent
MEASURES = HERE / "measures"
PLACES = (MEASURES, HERE / "lists", HERE.parent / "findings" / "lists")
"""Where the queries stand: measures, listings of rows, findings."""


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, what it means, and its SQL over the views of a snapshot.

    `formula` is arithmetic over the result's columns. `rows` names the listing of the rows behind it, `count` the column,
    or the sum of columns, that must equal their number. `cuts` are its groupings by name, `order` sorts groups that are not
    of time, `share` names the two columns whose share gets an interval, `columns` are those of a listing. A figure that is
    the old name of another says which in `stands_for`. A text in Chinese is empty where there is none. What is no measure
    lists rows.
    """

    key: str
    name: str
    name_zh: str
    unit: str
    cohort: str
    definition: str
    source: str
    sql: str
    subject: str
    narrowed_by: tuple[str, ...]
    is_measure: bool = True
    rows: str | None = None
    count: str | None = None
    formula: str = ""
    definition_zh: str = ""
    cohort_zh: str = ""
    unit_zh: str = ""
    cuts: dict[str, Cut] = field(default_factory=dict, hash=False)
    order: str = ""
    share: tuple[str, str] | None = None
    columns: tuple[str, ...] = ()
    stands_for: OldName | None = None

    @property
    def by(self) -> tuple[str, ...]:
        """The names of the groupings that it can be cut by."""
        return tuple(self.cuts)

    @property
    def body(self) -> str:
        """The SQL below the header."""
        return split(self.sql)[1]

    def cut_by(self, by: Sequence[str]) -> list[Cut]:
        """The groupings with these names. Raises `ScopeError` naming those that the figure has."""
        for name in by:
            if name not in self.cuts or len(set(by)) < len(by):
                raise ScopeError(
                    N_("{key} cannot be cut by {by}. It can be cut by: {offered}."),
                    key=self.key,
                    by=", ".join(by),
                    offered=", ".join(self.by) or "–",
                )
        return [self.cuts[name] for name in by]


@cache
def catalogue() -> dict[str, Figure]:
    """Every figure by its key, old names too, in the order of the keys; without those whose header is refused."""
    return _catalogue()[0]


@cache
def refused() -> dict[str, HeaderRefused]:
    """Why files were refused, by the keys that they would have had."""
    return _catalogue()[1]


def figure(key: str) -> Figure:
    """The figure with this key. Raises `ScopeError` naming the keys, `HeaderRefused` where its file was refused."""
    if key in catalogue():
        return catalogue()[key]
    measure = OLD_NAMES[key].measure if key in OLD_NAMES else key
    if measure in refused():
        fault = refused()[measure]
        raise HeaderRefused(fault.template, **fault.details)
    raise ScopeError(N_("No figure {key}. There are: {keys}."), key=key, keys=", ".join(catalogue()))


def by_subject() -> dict[str, list[Figure]]:
    """The figures of each subject that has any, in the order of `SUBJECTS`; an old name stands with its figure."""
    figures = [figure for figure in catalogue().values() if figure.stands_for is None]
    grouped = {subject: [figure for figure in figures if figure.subject == subject] for subject in SUBJECTS}
    return {subject: members for subject, members in grouped.items() if members}


@cache
def _catalogue() -> tuple[dict[str, Figure], dict[str, HeaderRefused]]:
    figures, wrong = read_files(sorted((file for place in PLACES for file in place.rglob("*.sql")), key=_key))
    figures |= {
        key: _renamed(key, old, figures[old.measure]) for key, old in OLD_NAMES.items() if old.measure in figures
    }
    return dict(sorted(figures.items())), wrong


def read_files(files: Iterable[Path]) -> tuple[dict[str, Figure], dict[str, HeaderRefused]]:
    """The figures of some files by their keys, and why the others were refused."""
    figures: dict[str, Figure] = {}
    wrong: dict[str, HeaderRefused] = {}
    for file in files:
        try:
            figures[file.stem] = _read(file)
        except HeaderRefused as error:
            wrong[file.stem] = error
    return figures, wrong


def _key(file: Path) -> str:
    return file.stem


def _read(file: Path) -> Figure:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise HeaderRefused(N_("{file} is not UTF-8: {error}"), file=file.name, error=error) from error
    measure = file.is_relative_to(MEASURES)
    return Figure(key=file.stem, sql=text, is_measure=measure, **read_header(file, text, measure))


def _renamed(key: str, old: OldName, measure: Figure) -> Figure:
    """A measure under an old name, which says its grouping."""
    named = [GROUPINGS[name] for name in old.by]
    return replace(
        measure,
        key=key,
        name=" ".join([measure.name, *(["by", " and ".join(one.name for one in named)] if named else [])]),
        name_zh=measure.name_zh + (f"（按{'、'.join(one.name_zh for one in named)}）" if named else ""),
        cuts={},
        stands_for=old,
    )
