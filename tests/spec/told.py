"""What a spec says: the exports told, and what a figure must show of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analytics.figures.scope import BEGINNING, END, Scope
from analytics.register.in_duckdb import NOW
from analytics.schema import KINDS
from analytics.settings import Settings
from analytics.snapshot.checking import checks
from tests.spec.acted import (
    as_decision_orders,
    as_decisions,
    as_order_answers,
    as_order_events,
    as_order_letters,
    as_order_lines,
    as_orders,
    register_tables_of,
)
from tests.spec.judged import as_appeals, as_closed_months, as_entries, as_rating_steps
from tests.spec.reminded import as_attempts, as_letter_events, as_letters, as_reminders, as_runs
from tests.spec.tables import Table, agrees, as_type, moment, read_table, written
from tests.spec.world import ExportTold, InMemory, Row, Sheet, build_world

AS_OF, PERIOD = "03-31", "2026-03"
"""Unless a spec says otherwise: March 2026, seen at its last day, of which the export tells too."""

DEFAULTS: dict[str, dict[str, str]] = {
    "cases": {"item_code": "A", "unit_name": "甲局", "region_code": "150202", "limit": "5", "statutory": "10"},
    "events": {"item_code": "A", "unit_name": "甲局", "region_code": "150202", "limit": "5", "statutory": "10"},
    "messages": {"unit_name": "甲局", "region_code": "150202"},
    "ratings": {"unit_name": "甲局", "region_code": "150202", "level": "1"},
    "items": {"unit_name": "甲局", "region_code": "150202", "limit": "5", "statutory": "10"},
    "pauses": {"pause_kind": "检测"},
    "contacts": {"region_code": "150202"},
}
"""What a row says where the spec's table has no such column; one with the column and an empty cell says nothing."""

LOOKED_AT = "looked at on"
"""Under this name a story holds the day on which somebody looks."""
PLATFORMS = {"events": "gcjs"}
SHORT = {"unit": "unit_name", "item": "item_code", "area": "region_name", "extension": "extension_days"}
"""Short column names; a time may be named without its `_at`."""
LIMITS = {"limit": "promised", "statutory": "statutory"}
"""A limit is a number and, where it is not in working days, its unit: `5`, `14 calendar`, `1 month`, `8 hour`."""


@dataclass(frozen=True)
class Given:
    """A table of a spec as it was written, with the export that tells it and what all of its rows share."""

    kind: str
    table: Table
    export: ExportTold
    shared: dict[str, str]


@dataclass(frozen=True)
class Shown:
    """A figure for a selection, and the table that it must give."""

    key: str
    by: tuple[str, ...]
    scope: Scope
    table: Table


class NothingLookedAt(Exception):
    """A spec asks for rows where it is only read, not tested."""


@dataclass(frozen=True)
class Ruled:
    """A setting that differs from its default."""

    name: str
    value: object


class Told:
    """Exports told by tables, and the figures over them. Tables belong to the export begun last.

    `story` keeps what was said, in its order; without `checking` it is only kept, and no figure is looked at.
    """

    def __init__(
        self, build: Callable[[list[ExportTold], Settings], InMemory] = build_world, checking: bool = True
    ) -> None:
        self.settings = Settings()
        self.exports: list[ExportTold] = []
        self.story: list[Given | Shown | Ruled] = []
        self.asked: set[str] = set()
        self.checked: set[str] = set()
        self.checking = checking
        self._build = build
        self._snapshot: InMemory | None = None
        self.done: dict[str, list[dict[str, object]]] = {}

    def under(self, city_code: str | None = None, **sections: dict[str, object]) -> None:
        """Change settings: `told.under(deadline={"leads": "platform"})`."""
        merged = self.settings.model_dump()
        for section, changes in sections.items():
            merged[section] = {**merged[section], **changes}
            self.story += [Ruled(f"{section}.{name}", value) for name, value in changes.items()]
        if city_code is not None:
            merged["city_code"] = city_code
            self.story.append(Ruled("city_code", city_code))
        self.settings, self._snapshot = Settings.model_validate(merged), None

    def export(self, day: str | None, file: str | None = None, imported: str | None = None) -> None:
        """Begin an export of a day; None: its name tells none, and it is imported on the day `imported`."""
        exported_on = None if day is None else moment(day).date()
        imported_on = moment(imported).date() if imported else exported_on or moment(AS_OF).date()
        name = file or f"export-{exported_on or imported_on}.csv"
        self.exports.append(ExportTold(name, exported_on, imported_on))

    def cases(self, table: str, **options: str) -> None:
        """Rows of cases; every option stands for a column that all of them share."""
        self._tell("cases", table, options)

    def events(self, table: str, **options: str) -> None:
        """Status events of the construction platform."""
        self._tell("events", table, options)

    def pauses(self, table: str, **options: str) -> None:
        """Pauses told beside their cases."""
        self._tell("pauses", table, options)

    def messages(self, table: str, **options: str) -> None:
        """Messages and their answers."""
        self._tell("messages", table, options)

    def ratings(self, table: str, **options: str) -> None:
        """Ratings of cases."""
        self._tell("ratings", table, options)

    def items(self, table: str, **options: str) -> None:
        """A list of service items."""
        self._tell("items", table, options)

    def contacts(self, table: str, **options: str) -> None:
        """A list of contacts."""
        self._tell("contacts", table, options)

    def orders(self, table: str) -> None:
        """Drafts and signed orders, by their ids; a draft has no number."""
        self._did("orders", table, as_orders)

    def order_lines(self, table: str) -> None:
        """Lines of orders: of which order, which case, due when as it was drafted."""
        self._did("order lines", table, as_order_lines)

    def order_events(self, table: str) -> None:
        """What happened to orders, and on which day."""
        self._did("what happened to orders", table, as_order_events)

    def order_letters(self, table: str) -> None:
        """Which letters carry which orders."""
        self._did("letters that carry orders", table, as_order_letters)

    def order_answers(self, table: str) -> None:
        """What units answered."""
        self._did("answers to orders", table, as_order_answers)

    def decisions(self, table: str) -> None:
        """What meetings decided, and what was told of it later, by their rows."""
        self._did("decisions", table, as_decisions)

    def decision_orders(self, table: str) -> None:
        """What decisions became."""
        self._did("orders made of decisions", table, as_decision_orders)

    def entries(self, table: str) -> None:
        """Entries of the assessment's ledger that were written, by their ids."""
        self._did("entries of the assessment", table, as_entries)

    def closed_months(self, table: str) -> None:
        """Months of the assessment that were closed, and on which day."""
        self._did("closed months", table, as_closed_months)

    def appeals(self, table: str) -> None:
        """Appeals against entries, and how they ended."""
        self._did("appeals", table, as_appeals)

    def rating_steps(self, table: str) -> None:
        """What was done about negative ratings by hand, and on which day."""
        self._did("what was recorded of ratings", table, as_rating_steps)

    def letters(self, table: str) -> None:
        """Letters of the outbox, by their ids."""
        self._did("letters", table, as_letters)

    def reminders(self, table: str) -> None:
        """Which case or message a letter reminds of."""
        self._did("reminders", table, as_reminders)

    def letter_events(self, table: str) -> None:
        """What became of letters, and on which day."""
        self._did("what became of letters", table, as_letter_events)

    def attempts(self, table: str) -> None:
        """Calls, and texts that were copied."""
        self._did("urged by hand", table, as_attempts)

    def runs(self, table: str) -> None:
        """Runs of jobs that a clock starts."""
        self._did("runs", table, as_runs)

    def looked_at(self, day: str) -> None:
        """The day on which somebody looks; without it, the as-of day."""
        self.done.setdefault(NOW, []).append({"today": moment(day).date()})
        self.story.append(Ruled(LOOKED_AT, moment(day).date()))
        self._snapshot = None

    def _did(self, kind: str, text: str, rows_of: Callable[[list[dict[str, str]]], dict[str, list[Row]]]) -> None:
        if not self.exports:
            self.export(AS_OF)
        table = read_table(text)
        for name, rows in rows_of(table.records()).items():
            self.done.setdefault(name, []).extend(rows)
        self.story.append(Given(kind, table, self.exports[-1], {}))
        self._snapshot = None

    def lost_digits(self, line: int, field: str, value: str) -> None:
        """A row of cases that was rejected because its code had lost its digits."""
        reason = {"field": field, "value": value, "code": "lost_digits"}
        self._sheet("cases", "nmg", {}).rejected.append({"sheet": "1", "line": line, "reasons": [reason]})
        table = Table(("line", "field", "value"), ((str(line), field, value),), ("",))
        self.story.append(Given("rejected cases", table, self.exports[-1], {}))

    def figure(self, key: str, by: tuple[str, ...] = (), **selection: object) -> Asked:
        """A figure, cut by groupings, for a selection: `as_of`, `period`, and what `Scope` narrows by.

        A period is a month, a pair of days, or "all".
        """
        self.asked.add(key)
        return Asked(self, key, by, _scope(selection))

    def check(self, name: str, broken_by: str) -> Broken:
        """A check of what was derived, after a statement that breaks its rule."""
        self.checked.add(name)
        return Broken(self, name, broken_by)

    def close(self) -> None:
        """Let go of what was built."""
        if self._snapshot is not None:
            self._snapshot.close()

    @property
    def snapshot(self) -> InMemory:
        """What the exports told so far give."""
        if self._snapshot is None:
            self._snapshot = self._build(self.exports, self.settings)
            self._snapshot.register = register_tables_of(self.done)
        return self._snapshot

    def _tell(self, kind: str, text: str, options: dict[str, str]) -> None:
        self._snapshot = None
        table = read_table(text)
        columns = dict(KINDS[kind].columns)
        sheet_options = {
            name: options.pop(name) for name in ("deadline", "calendar", "guessed", "partial") if name in options
        }
        shared = {_column(name, columns): cell for name, cell in options.items() if name != "platform"}
        told = {_column(name, columns) for name in table.columns} | set(shared)
        standard = {name: cell for name, cell in DEFAULTS[kind].items() if name not in told}
        if "region_name" in told:
            standard.pop("region_code", None)
        for number, record in enumerate(table.records(), start=1):
            cells = {**standard, **shared, **{_column(name, columns): cell for name, cell in record.items()}}
            platform = cells.pop("platform", options.get("platform", PLATFORMS.get(kind, "nmg")))
            times = cells.pop("times", "")
            own = cells.setdefault(KINDS[kind].names[0], str(number)) if KINDS[kind].names[0].endswith("_no") else ""
            sheet = self._sheet(kind, platform, sheet_options)
            for again in range(1, int(times) + 1) if times else (0,):
                if again:
                    cells[KINDS[kind].names[0]] = f"{own}-{again}"
                sheet.rows.append(_row(cells, columns))
        self.story.append(Given(kind, table, self.exports[-1], {**options, **sheet_options}))

    def _sheet(self, kind: str, platform: str, options: dict[str, str]) -> Sheet:
        if not self.exports:
            self.export(AS_OF)
        truths = {name: bool(options.get(name)) for name in ("guessed", "partial")}
        wanted = Sheet(kind, platform, **{**options, **truths})  # type: ignore[arg-type]
        for sheet in self.exports[-1].sheets:
            if replace(sheet, rows=[], rejected=[]) == wanted:
                return sheet
        self.exports[-1].sheets.append(wanted)
        return wanted


@dataclass(frozen=True)
class Asked:
    """A figure for a selection."""

    told: Told
    key: str
    by: tuple[str, ...]
    scope: Scope

    def rows(self) -> list[dict[str, object]]:
        """Its rows. Raises `NothingLookedAt` where the spec is only read."""
        if not self.told.checking:
            raise NothingLookedAt
        return self.told.snapshot.records(self.key, self.scope, self.by)

    def shows(self, table: str) -> None:
        """It has exactly these rows, in this order; columns that the table does not name are not looked at."""
        wanted = read_table(table)
        self.told.story.append(Shown(self.key, self.by, self.scope, wanted))
        if not self.told.checking:
            return
        found = self.rows()
        missing = set(wanted.columns) - set(found[0]) if found else set()
        assert not missing, f"{self.key} has no column {', '.join(sorted(missing))}"
        same = len(found) == len(wanted.rows) and all(
            agrees(cell, row[column])
            for row, cells in zip(found, wanted.records(), strict=True)
            for column, cell in cells.items()
        )
        assert same, f"{self.key} shows\n{_drawn(wanted.columns, found)}\ninstead of\n{table}"


@dataclass(frozen=True)
class Broken:
    """A check, and the statement that breaks its rule; what was told stays as it is."""

    told: Told
    name: str
    by: str

    def shows(self, table: str) -> None:
        """It names exactly these rows, in any order, and the import that each came with."""
        if not self.told.checking:
            raise NothingLookedAt
        wanted = sorted(tuple(row) for row in read_table(table).rows)
        found = sorted(tuple(map(written, row)) for row in self._rows())
        assert found == wanted, f"{self.name} names {found} instead of {wanted}"

    def _rows(self) -> list[tuple[object, ...]]:
        (check,) = [check for check in checks() if check.name == self.name]
        connection = self.told.snapshot.connection
        connection.begin()
        try:
            connection.execute(self.by)
            return connection.execute(f"SELECT what, import_id FROM ({check.sql})").fetchall()
        finally:
            connection.rollback()


def _column(name: str, columns: dict[str, str]) -> str:
    if name in columns or name in ("platform", "times", *LIMITS):
        return name
    if name == "kind":
        return next(column for column in ("case_kind", "message_kind", "pause_kind") if column in columns)
    for column in (SHORT.get(name, ""), f"{name}_at", f"pause_{name}", f"status_{name}"):
        if column in columns:
            return column
    raise ValueError(f"no column {name}; there are {', '.join(columns)}")


def _row(cells: dict[str, str], columns: dict[str, str]) -> Row:
    row: Row = {}
    for name, cell in cells.items():
        if name in LIMITS:
            amount, _, unit = cell.partition(" ")
            row[f"{LIMITS[name]}_limit"] = as_type(amount, "DOUBLE")
            row[f"{LIMITS[name]}_unit"] = (unit or "working") if amount else None
        else:
            row[name] = as_type(cell, columns[name])
    return row


def _scope(selection: dict[str, object]) -> Scope:
    rest = dict(selection)
    start, end = _period(rest.pop("period", PERIOD))
    days = {name: moment(str(rest.pop(name))).date() for name in ("known_on",) if name in rest}
    as_of = moment(str(rest.pop("as_of", AS_OF))).date()
    return Scope(as_of=as_of, period_start=start, period_end=end, **days).narrowed(**rest)


def _period(period: object) -> tuple[date, date]:
    if period == "all":
        return BEGINNING, END
    if isinstance(period, str):
        first = moment(f"{period}-01").date()
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    start, end = period  # type: ignore[misc]
    return moment(start).date(), moment(end).date()


def _drawn(columns: tuple[str, ...], rows: list[dict[str, object]]) -> str:
    lines = [" | ".join(columns), *(" | ".join(written(row[column]) for column in columns) for row in rows)]
    return "\n".join(f"    {line}" for line in lines)
