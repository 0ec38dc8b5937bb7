"""From raw cells to canonical Parquet: one query writes the accepted rows, one the rejected rows with their reasons.

The relation `raw` has `line`, `damage` (a fault of the file itself), `extra` (cells beyond the header) and c0, c1, ...: trimmed, NULL where
empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from analytics.exports.cleaning.columns import FieldColumns
from analytics.exports.cleaning.masking import Masks
from analytics.exports.personal import recogniser
from analytics.exports.recognising.likely_header import UNITS
from analytics.literals import literal
from analytics.schema import UNREAD, utc_name

_SQL = Path(__file__).parent
_LABELS = 12  # a word for a total stands in one of the first columns, where units and items stand


@dataclass(frozen=True)
class Counts:
    """What became of the rows of one table."""

    accepted: int
    rejected: int
    ignored_by: dict[str, int]
    rejected_by: dict[str, int]


@lru_cache(maxsize=1)
def macros() -> str:
    """The SQL macros that every query here uses."""
    return "\n".join((_SQL / f"{name}.sql").read_text("utf-8") for name in ("cleaning", "times", "limits", "masking"))


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Make a connection ready for the queries here: the recogniser of persons, then the macros that call it."""
    recogniser.register(con)
    con.execute(macros())


class CanonicalQueries:
    """The queries over `raw` for one recognised table, or for several of the same layout: `sheet` is None, and every row
    of `raw` says its `part` and its `sheet`."""

    def __init__(self, fields: FieldColumns, sheet: str | None, masks: Masks) -> None:
        self.fields = fields
        self._place = ["part", "sheet"] if sheet is None else [f"CAST({literal(sheet)} AS VARCHAR) AS sheet"]
        self.width = fields.width
        self.masks = masks
        self._instants = {utc_name(time): time for time in fields.kind.instants}

    def _texts(self) -> str:
        """Rows with a text for each field."""
        fields = self.fields
        cells = [f"{fields.cell(name)} AS t_{name}" for name in fields.present]
        texts = [f"{fields.text(name)} AS x_{name}" for name in fields.present] + fields.unplain()
        return f"""
            WITH named_cells AS (SELECT {", ".join(["*", *cells])} FROM raw),
            plain_texts AS (SELECT {", ".join(["*", *texts])} FROM named_cells),
            texts AS (SELECT {", ".join(["*", *self.masks.own_persons()])} FROM plain_texts)"""

    def judged(self) -> str:
        """Rows with their values and a verdict: accepted, rejected, or why they are ignored."""
        fields = self.fields
        values = [f"{fields.value(name)} AS v_{name}" for name in fields.present]
        faulty = " OR ".join(f"({fault.condition})" for fault in fields.faults())
        return f"""{self._texts()},
            valued AS (SELECT *, {", ".join(values)} FROM texts),
            judged AS (
                SELECT *, CASE
                    WHEN damage IS NOT NULL THEN 'rejected'
                    WHEN {self._blank()} THEN 'blank'
                    WHEN {self._repeated_header()} THEN 'header'
                    WHEN {self._total()} THEN 'total'
                    WHEN {fields.invalid()} THEN 'invalid'
                    WHEN {faulty} THEN 'rejected'
                    ELSE 'accepted'
                END AS verdict
                FROM valued
            )"""

    def accepted(self) -> str:
        return f"{self.judged()} SELECT {', '.join(self._outputs())} FROM judged WHERE verdict = 'accepted'"

    def masked_cells(self) -> str:
        """The cells of every row, masked, in the order of the file."""
        return f"{self._texts()} SELECT {self.masks.cells(self.width)} FROM texts ORDER BY line"

    def left_over(self) -> str:
        """Everything but accepted rows; reasons and cells are NULL where a row is ignored."""
        told = ", ".join(
            f"CASE WHEN {fault.condition} THEN struct_pack(code := {fault.code}, field := {literal(fault.field)}, "
            f"value := CAST({fault.value} AS VARCHAR)) END"
            for fault in self.fields.faults()
        )
        faults = f"list_filter([{told}], lambda fault: fault IS NOT NULL)"
        cells = f"list_concat({self.masks.cells(self.width)}, {self.masks.extra_cells()})"
        return f"""{self.judged()}
            SELECT
                verdict,
                {", ".join(self._place)},
                line,
                CASE WHEN verdict = 'rejected' THEN {self.masks.fault_values(faults)} END AS reasons,
                CASE WHEN verdict = 'rejected' THEN {cells} END AS cells
            FROM judged WHERE verdict <> 'accepted'"""

    def _blank(self) -> str:
        cells = ", ".join(f"c{index}" for index in range(self.width))
        key = self.fields.key
        quick = f"x_{key} IS NULL AND " if key in self.fields.found.columns else ""
        return f"{quick}extra IS NULL AND coalesce({cells}) IS NULL"

    def _repeated_header(self) -> str:
        found = self.fields.found
        same = [
            f"c{index} IS NOT DISTINCT FROM {literal(found.header[index].strip())}"
            for index in sorted(set(found.columns.values()))
        ]
        return f"({' AND '.join(same)}) OR ({self._units_line()})"

    def _units_line(self) -> str:
        """A line of units below the headings (工作日, 件): no case number, and nothing but such words."""
        if self.fields.key not in self.fields.found.columns:
            return "false"
        cells = ", ".join(f"c{index}" for index in range(self.width))
        units = literal(f"(?i)({UNITS.pattern})+")
        return f"t_{self.fields.key} IS NULL AND coalesce(regexp_full_match(concat_ws('', {cells}), {units}), false)"

    def _total(self) -> str:
        """A line below the data: it begins with a word such as 合计, or says one in any cell and names no case."""
        cells = [f"c{index}" for index in range(self.width)]
        key = self.fields.found.columns.get(self.fields.key)
        begins = f"coalesce(is_total(coalesce({', '.join(cells[:4])})), false)"
        if key is None:
            return begins
        labels = [cell for cell in cells[:_LABELS] if cell != f"c{key}"]
        named = f"t_{self.fields.key}"
        anywhere = f"list_bool_or(list_transform([{', '.join(labels)}], lambda cell: is_total(cell)))"
        keyless = f"coalesce(CASE WHEN {named} IS NULL THEN {anywhere} END, false)" if labels else "false"
        return f"{begins} OR coalesce(is_total({named}), false) OR {keyless}"

    def _outputs(self) -> list[str]:
        """The canonical columns that this export can fill; a column of nothing but NULLs is left out."""
        outputs = [*self._place, "CAST(line AS BIGINT) AS line"]
        for name, duck_type in self.fields.kind.columns:
            value = self._output(name)
            if value != "NULL":
                outputs.append(f"CAST({value} AS {duck_type}) AS {name}")
        return outputs

    def _output(self, name: str) -> str:
        fields = self.fields
        if name == "applicant_key":
            return self.masks.applicant_key()
        if name in self._instants:
            return fields.in_utc(self._instants[name])
        if name in ("statutory_unit", "promised_unit"):
            limit = name.removesuffix("_unit") + "_limit"
            return fields.limit_unit(limit) if limit in fields.present else "NULL"
        if name in UNREAD:
            limit = UNREAD[name]
            return self.masks.free_text(fields.unread(limit)) if limit in fields.present else "NULL"
        if name == "status" and "result" in fields.present:
            return self._status()
        if name not in fields.present:
            return "NULL"
        if fields.form(name) == "word":
            unknown = "'other'" if name == "case_kind" else self.masks.free_text(f"x_{name}")
            return f"CASE WHEN x_{name} IS NOT NULL THEN coalesce(v_{name}, {unknown}) END"
        return self.masks.stored(name)

    def _status(self) -> str:
        """The status, or what the result says of it: a case returned, void or withdrawn has left the figures."""
        implied = (
            "CASE WHEN regexp_matches(result_text, '退回|退件') THEN 'returned' "
            "WHEN regexp_matches(result_text, '作废|删除') THEN 'void' "
            "WHEN regexp_matches(result_text, '撤回|撤件') THEN 'withdrawn' "
            "WHEN regexp_matches(result_text, '不予受理|不受理') THEN 'rejected' END"
        ).replace("result_text", "v_result")
        if "status" not in self.fields.present:
            return implied
        own = f"coalesce(v_status, {self.masks.free_text('x_status')})"
        return (
            f"CASE WHEN {own} IN ('open', 'closed') OR x_status IS NULL THEN coalesce({implied}, {own}) ELSE {own} END"
        )


_REJECTED = "SELECT sheet, line, reasons, cells FROM left_over WHERE verdict = 'rejected' ORDER BY line"


def _copy(con: duckdb.DuckDBPyConnection, source: str, file: Path) -> int:
    """Write the rows of a query as Parquet, and count them."""
    copied = con.execute(f"COPY ({source}) TO {literal(str(file))} (FORMAT parquet, COMPRESSION snappy)")
    return int(copied.fetchall()[0][0])


def write_rows(
    con: duckdb.DuckDBPyConnection,
    queries: CanonicalQueries,
    open_raw: Callable[[], None],
    rows: Path,
    rejected_rows: Path,
    records: Callable[[], int],
) -> Counts:
    """Write the accepted rows to `rows` and the rejected ones to `rejected_rows`; a file without rows is not kept.

    `open_raw` makes the relation `raw` readable from its start, `records` tells how many rows it held.
    """
    open_raw()
    accepted = _copy(con, queries.accepted(), rows)
    if not accepted:
        rows.unlink()
    if accepted == records():
        return Counts(accepted, 0, {}, {})
    open_raw()
    con.execute(f"CREATE OR REPLACE TABLE left_over AS {queries.left_over()}")
    by_verdict = dict(con.execute("SELECT verdict, count(*) FROM left_over GROUP BY verdict").fetchall())
    rejected = by_verdict.pop("rejected", 0)
    by_code: dict[str, int] = {}
    if rejected:
        _copy(con, _REJECTED, rejected_rows)
        by_code = dict(
            con.execute(
                "SELECT reason.code, count(*) FROM (SELECT unnest(reasons) AS reason FROM left_over) GROUP BY 1 ORDER BY 1"
            ).fetchall()
        )
    con.execute("DROP TABLE left_over")
    return Counts(accepted, rejected, by_verdict, by_code)


def write_tables(
    con: duckdb.DuckDBPyConnection, queries: CanonicalQueries, files: Mapping[int, tuple[Path, Path]]
) -> dict[int, Counts]:
    """The same for several tables of one layout, whose rows lie in `raw` with their part: in one go, since planning the
    queries takes far longer than a small table. `files` are those of each part. The accepted rows stay in `kept`."""
    con.execute(f"CREATE OR REPLACE TABLE kept AS {queries.accepted()}")
    con.execute(f"CREATE OR REPLACE TABLE left_over AS {queries.left_over()}")
    accepted = dict(con.execute("SELECT part, count(*) FROM kept GROUP BY part").fetchall())
    verdicts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for part, verdict, rows in con.execute("SELECT part, verdict, count(*) FROM left_over GROUP BY ALL").fetchall():
        verdicts[part][verdict] = rows
    codes: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for part, code, rows in con.execute(
        "SELECT part, reason.code, count(*) FROM (SELECT part, unnest(reasons) AS reason FROM left_over) GROUP BY ALL ORDER BY ALL"
    ).fetchall():
        codes[part][code] = rows
    counts = {}
    for part, (kept, rejected_rows) in files.items():
        if accepted.get(part):
            _copy(con, f"SELECT * EXCLUDE (part) FROM kept WHERE part = {part}", kept)
        rejected = verdicts[part].pop("rejected", 0)
        if rejected:
            _copy(con, _REJECTED.replace("WHERE", f"WHERE part = {part} AND"), rejected_rows)
        counts[part] = Counts(accepted.get(part, 0), rejected, verdicts[part], codes[part])
    con.execute("DROP TABLE left_over")
    return counts
