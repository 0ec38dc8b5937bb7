"""Where the replay of a day differs from what was known then: case by case, and in numbers.

"As of D" replays D with what is known today; "as known on K" uses only the exports up to K (domain.md 3, Known on).
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd

from analytics.errors import N_, FigureFailed
from analytics.figures.narrowing import scoped_sql
from analytics.figures.scope import Scope
from analytics.literals import literal
from analytics.snapshot.opened import Snapshot

STATE = "platform, case_no, item_name, unit_name, area, accepted_on, due_on, closed_on, is_open, missed, light"

_CHANGED = """
SELECT
    coalesce(known_then.platform, replayed.platform) AS platform,
    coalesce(known_then.case_no, replayed.case_no) AS case_no,
    coalesce(replayed.item_name, known_then.item_name) AS item_name,
    coalesce(replayed.unit_name, known_then.unit_name) AS unit_name,
    coalesce(replayed.area, known_then.area) AS area,
    known_then.due_on AS due_then,
    replayed.due_on AS due_replayed,
    known_then.light AS light_then,
    replayed.light AS light_replayed,
    known_then.closed_on AS closed_then,
    replayed.closed_on AS closed_replayed,
    known_then.missed AS missed_then,
    replayed.missed AS missed_replayed,
    known_then.case_no IS NULL AS told_later,
    replayed.case_no IS NULL AS no_longer_told
FROM known_then
FULL JOIN replayed ON replayed.platform = known_then.platform AND replayed.case_no = known_then.case_no
WHERE known_then.due_on IS DISTINCT FROM replayed.due_on
    OR known_then.light IS DISTINCT FROM replayed.light
    OR known_then.is_open IS DISTINCT FROM replayed.is_open
    OR known_then.missed IS DISTINCT FROM replayed.missed
ORDER BY
    coalesce(replayed.light = 'red', FALSE) DESC,
    coalesce(known_then.light = 'red', FALSE) DESC,
    unit_name,
    case_no,
    platform
"""


@dataclass(frozen=True)
class Difference:
    """How far a replay and what was known then are apart. `cases` differ in anything; the others say in what."""

    cases: int
    lights: int
    red_then: int
    red_replayed: int
    red_changed: int
    due_days: int
    told_later: int


def differing_cases(replay: Snapshot, then: Snapshot, scope: Scope) -> pd.DataFrame:
    """A row a case of the selection that stood otherwise at the as-of day in the two: before and after, worst first.

    platform, case_no, item_name, unit_name, area, then due day, light, closing day and miss as known then and as
    replayed, and whether the case was told later or is told no longer. Both are read only.
    Raises `FigureFailed` where the two cannot be compared.
    """
    try:
        with duckdb.connect() as connection:
            for name, snapshot in (("known_then", then), ("replayed", replay)):
                connection.execute(f"ATTACH {literal(str(snapshot.file))} AS {name}_file (READ_ONLY)")
                connection.execute(f"USE {name}_file")
                sql = scoped_sql(f"SELECT {STATE} FROM cases", scope, snapshot.workday_numbers(scope.as_of))
                connection.execute(f"CREATE TEMP TABLE {name} AS {sql}")
            return connection.execute(_CHANGED).df()
    except duckdb.Error as error:
        raise FigureFailed(
            N_(
                "The figure {key} could not be computed: {error}. If Casewatch is newer than the last import, build "
                "the figures again: python -m analytics publish"
            ),
            key="known_then",
            error=str(error).splitlines()[0],
        ) from error


def in_numbers(cases: pd.DataFrame) -> Difference:
    """The numbers of what `differing_cases` lists."""
    then, replayed = cases["light_then"].fillna(""), cases["light_replayed"].fillna("")
    return Difference(
        cases=len(cases),
        lights=int((then != replayed).sum()),
        red_then=int(((then == "red") & (replayed != "red")).sum()),
        red_replayed=int(((replayed == "red") & (then != "red")).sum()),
        red_changed=int(((then == "red") != (replayed == "red")).sum()),
        due_days=int(
            (
                cases["due_then"].notna() & cases["due_replayed"].notna() & (cases["due_then"] != cases["due_replayed"])
            ).sum()
        ),
        told_later=int(cases["told_later"].sum()),
    )
