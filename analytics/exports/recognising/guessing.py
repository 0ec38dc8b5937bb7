"""What an unknown table may be: its columns proposed by their headings, and by what stands in them.

A proposal is a proposal: a person sees it beside the samples before anything is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from analytics.exports.reading.tables import Record, batches_of, stage
from analytics.exports.recognising.headers import Recognised, assign, label_of, missing_fields
from analytics.exports.recognising.likely_header import headings, likely_header
from analytics.exports.recognising.mapping import CommonHeaders, Mapping, common_headers
from analytics.literals import literal, literals
from analytics.schema import KINDS

_MOST = 0.8  # of the cells of a column: the rest may be empty words, notes, typing errors

# The order in which the times of a kind happen; the ones that not every row has come last.
_TIMES = {
    "cases": ("accepted_at", "due_at", "closed_at"),
    "events": ("status_at",),
    "pauses": ("pause_start", "pause_end"),
    "messages": ("asked_at", "due_at", "answered_at"),
    "ratings": ("rated_at", "rectified_at"),
    "items": ("effective_on",),
    "contacts": (),
}
_UNIT_NAMES = (
    "(局|委|委员会|办|办公室|中心|厅|署|处|科|大厅|政府|管委会|公司|所|站|队|法院|检察院)$"
    r"|(?i)(\b(department|office|bureau|agency|division|service|mairie|préfecture|wydział|urząd|отдел|управление)\b"
    "|(amt|behörde|abteilung|referat)$)"
)


@dataclass(frozen=True)
class Guess:
    """The likeliest header of a table, the kind, the column of each field, and keys that the samples call for."""

    found: Recognised
    fields_by_kind: dict[str, dict[str, int]]
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def proposed(self) -> dict[str, str]:
        """Column (its heading, else its place) -> field."""
        return {label_of(self.found.header, index): name for name, index in self.found.columns.items()}

    @property
    def missing_by_kind(self) -> dict[str, list[str]]:
        return {kind: missing_fields(kind, columns) for kind, columns in self.fields_by_kind.items()}


@dataclass(frozen=True)
class _Column:
    """What stands in one column: shares of its filled cells, and its times."""

    place: int
    filled: int
    different: int
    times: float
    codes: float
    running: float
    phones: float
    identities: float
    mails: float
    limits: float
    units: float
    areas: float
    projects: float
    length: float
    latest: datetime | None
    earliest: datetime | None
    day_first: bool
    month_first: bool
    slashed: float
    seconds: float
    milliseconds: float
    commas: float
    words: dict[str, float] = field(default_factory=dict)


def guess_table(con: duckdb.DuckDBPyConnection, head: Sequence[Record]) -> Guess:
    """The likeliest header among the first rows, and the kind whose fields headings and samples fill best."""
    texts = [[str(cell).strip() for cell in record.cells] for record in head]
    row = likely_header(texts)
    width = max(map(len, texts), default=0)
    header, over = texts[row] + [""] * (width - len(texts[row])), headings(texts, row)
    columns = _profiles(con, head[row + 1 :], width)
    while header and not header[-1] and not any(column.place == len(header) - 1 for column in columns):
        header.pop()
    fields = {kind: _fields_of(kind, over, columns) for kind in KINDS}
    worth = {
        kind: len(columns) - 2 * len(missing_fields(kind, columns)) if columns else float("-inf")
        for kind, columns in fields.items()
    }
    kind = max(worth, key=lambda name: worth[name])
    nobody = Mapping.model_validate({"name": "", "kind": kind, "platform": "unknown"})
    return Guess(Recognised(row, nobody, "unknown", header, fields[kind]), fields, _keys(columns))


def _fields_of(kind: str, header: list[str], columns: list[_Column]) -> dict[str, int]:
    """Field -> column: by the heading, and where that says nothing, by the samples."""
    found = dict(assign(header, None, kind)[0])
    free = [column for column in columns if column.place not in found.values()]
    for name, place in _times_of(kind, found, [column for column in free if column.times >= _MOST]).items():
        found[name] = place
    for name, fits in _SIGNS.items():
        if name in KINDS[kind].fields and name not in found:
            fitting = [column for column in free if column.place not in found.values() and fits(column)]
            if fitting:
                found[name] = fitting[0].place
    limits = [column for column in free if column.place not in found.values() and column.limits >= _MOST]
    for name, column in zip(("promised_limit", "statutory_limit"), limits, strict=False):
        if name in KINDS[kind].fields and name not in found:
            found[name] = column.place
    return found


def _times_of(kind: str, found: dict[str, int], columns: list[_Column]) -> dict[str, int]:
    """The times of a kind in the columns that hold times: the earliest first; one that lies ahead is a due time."""
    wanted = [name for name in _TIMES[kind] if name not in found]
    ordered = sorted(columns, key=lambda column: (column.earliest or datetime.max, -column.filled, column.place))
    given: dict[str, int] = {}
    most = max((column.filled for column in ordered), default=0)
    for column in ordered:
        first = [name for name in wanted if name not in given]
        if not first:
            break
        ahead = column.latest is not None and column.latest > datetime.now()
        if first[0] == _TIMES[kind][0]:
            name = first[0]
        elif "due_at" in first and (ahead or (column.filled == most and len(ordered) > 2)):
            name = "due_at"
        else:
            name = next((name for name in first if name != "due_at"), first[0])
        given[name] = column.place
    return given


def _named(name: str) -> Callable[[_Column], bool]:
    """Are the cells words that everybody uses for this field?"""
    return lambda column: column.words.get(name, 0) >= _MOST


_SIGNS: dict[str, Callable[[_Column], bool]] = {
    "applicant_id": lambda column: column.identities >= _MOST,
    "applicant_phone": lambda column: column.phones >= _MOST,
    "phone": lambda column: column.phones >= _MOST,
    "mail": lambda column: column.mails >= _MOST,
    "project_code": lambda column: column.projects >= _MOST,
    "case_no": lambda column: column.codes >= _MOST and column.running < 1 and column.different >= 0.5 * column.filled,
    "message_no": lambda column: column.codes >= _MOST and column.running < 1 and column.different == column.filled,
    "unit_name": lambda column: column.units >= 0.6,
    "region_name": lambda column: column.areas >= _MOST,
    "level": _named("level"),
    "status": _named("status"),
    "status_code": _named("status_code"),
    "case_kind": _named("case_kind"),
    "message_kind": _named("message_kind"),
    "channel": _named("channel"),
    "content": lambda column: column.length > 25 and column.codes < 0.5,
}
"""What the cells of a field look like; asked in this order, the surest first."""


def _keys(columns: list[_Column]) -> dict[str, str]:
    """Keys of a mapping without which the samples would not be read."""
    keys: dict[str, str] = {}
    slashed = [column for column in columns if column.slashed >= _MOST]
    if any(column.day_first for column in slashed) and not any(column.month_first for column in slashed):
        keys["date_order"] = "dmy"
    elif any(column.month_first for column in slashed) and not any(column.day_first for column in slashed):
        keys["date_order"] = "mdy"
    if any(column.seconds >= _MOST for column in columns):
        keys["epoch"] = "seconds"
    elif any(column.milliseconds >= _MOST for column in columns):
        keys["epoch"] = "milliseconds"
    if any(column.commas >= 0.5 for column in columns):
        keys["decimal"] = ","
    return keys


def _profiles(con: duckdb.DuckDBPyConnection, rows: Sequence[Record], width: int) -> list[_Column]:
    """What stands in each column that holds anything, in SQL over the sample rows."""
    if not rows or not width:
        return []
    stage(con, batches_of([Record(each.line, list(each.cells)[:width]) for each in rows]), width)
    common: CommonHeaders = common_headers()
    words = {
        name: f"avg(CAST(lower(x) IN ({literals([text.lower() for texts in codes.values() for text in texts])}) AS INTEGER))"
        for name, codes in common.values.items()
        if name not in ("unit", "circulated", "is_default", "responded_as", "solved_as", "satisfied_as")
    }
    cells = " UNION ALL ".join(f"SELECT {place} AS place, line, c{place} AS x FROM raw" for place in range(width))
    cursor = con.execute(f"""
        WITH cells AS ({cells}),
        told AS (
            SELECT *,
                regexp_full_match(x, '1[0-9]{{9}}') AS seconds,
                regexp_full_match(x, '1[0-9]{{12}}') AS milliseconds,
                regexp_full_match(x, '[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{4}}([ T].*)?') AS slashed,
                TRY_CAST(regexp_extract(x, '^([0-9]+)[/.-]', 1) AS INTEGER) AS one,
                TRY_CAST(regexp_extract(x, '^[0-9]+[/.-]([0-9]+)', 1) AS INTEGER) AS two,
                CASE WHEN regexp_matches(x, '[^0-9.]') OR length(x) IN (8, 12, 14) THEN local_time(x, '') END AS at_time,
                limit_text(x) AS n
            FROM cells WHERE x IS NOT NULL AND NOT is_placeholder(x)
        ),
        timed AS (
            SELECT *, coalesce(
                CASE
                    WHEN seconds THEN epoch_time(x, 1, '')
                    WHEN milliseconds THEN epoch_time(x, 1000, '')
                    WHEN slashed THEN coalesce(
                        parsed_time(regexp_replace(left(x, 10), '[ T].*', ''), ['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y']),
                        parsed_time(regexp_replace(left(x, 10), '[ T].*', ''), ['%m/%d/%Y', '%m-%d-%Y', '%m.%d.%Y']))
                END,
                at_time) AS t
            FROM told
        )
        SELECT place, count(*), count(DISTINCT x),
            avg(CAST(t IS NOT NULL OR coalesce(looks_like_date(x), false) AS INTEGER)),
            avg(CAST(regexp_matches(x, '[0-9]') AND length(x) BETWEEN 2 AND 40 AND NOT contains(x, ' ') AND t IS NULL
                AND NOT coalesce(looks_like_date(x), false)
                AND NOT regexp_matches(x, '[@,，。%]') AS INTEGER)),
            CAST(coalesce(max(TRY_CAST(x AS BIGINT)) - min(TRY_CAST(x AS BIGINT)) + 1 = count(*), false) AS INTEGER),
            avg(CAST(regexp_full_match(x, '1[3-9][0-9]{{9}}|0[0-9]{{2,3}}-?[0-9]{{7,8}}') AS INTEGER)),
            avg(CAST(regexp_full_match(x, '[1-9][0-9]{{16}}[0-9Xx]') AS INTEGER)),
            avg(CAST(regexp_full_match(x, '[^@ ]+@[^@ ]+[.][a-z]+') AS INTEGER)),
            avg(CAST(n IS NOT NULL AND names_unit(n) AS INTEGER)),
            avg(CAST(regexp_matches(x, {literal(_UNIT_NAMES)}) AND length(x) <= 40 AS INTEGER)),
            avg(CAST(regexp_matches(x, '[^0-9](区|旗|县|市|盟|州)$') AND length(x) <= 12 AS INTEGER)),
            avg(CAST(regexp_full_match(x, '[0-9]{{4}}-[0-9]{{6}}-[0-9]{{2}}-[0-9]{{2}}-[0-9]{{6}}') AS INTEGER)),
            avg(length(x)), max(t), min(t),
            coalesce(bool_or(slashed AND one > 12), false), coalesce(bool_or(slashed AND two > 12), false),
            avg(CAST(slashed AS INTEGER)),
            avg(CAST(seconds AND t BETWEEN TIMESTAMP '2010-01-01' AND TIMESTAMP '2033-01-01' AS INTEGER)),
            avg(CAST(milliseconds AND t BETWEEN TIMESTAMP '2010-01-01' AND TIMESTAMP '2033-01-01' AS INTEGER)),
            avg(CAST(regexp_full_match(x, '[0-9]{{1,4}},[0-9]{{1,2}}( ?[^0-9]+)?') AS INTEGER)),
            struct_pack({", ".join(f"{name} := {share}" for name, share in words.items())})
        FROM timed GROUP BY place ORDER BY place""")
    return [_Column(*row) for row in cursor.fetchall()]
