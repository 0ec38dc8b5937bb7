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
    replayed.case_no IS NULL AS no_longer_told
FROM known_then
FULL JOIN replayed ON replayed.platform = known_then.platform AND replayed.case_no = known_then.case_no
WHERE (known_then.case_no IS NULL) = $told_later
    AND (
        known_then.due_on IS DISTINCT FROM replayed.due_on
        OR known_then.light IS DISTINCT FROM replayed.light
        OR known_then.is_open IS DISTINCT FROM replayed.is_open
        OR known_then.missed IS DISTINCT FROM replayed.missed
    )
ORDER BY
    coalesce(replayed.light = 'red', FALSE) DESC,
    coalesce(known_then.light = 'red', FALSE) DESC,
    unit_name,
    case_no,
    platform
"""


@dataclass(frozen=True)
class Difference:
    """How far a replay and what was known then are apart.

    `cases` were known then and stand otherwise today; of them lights, red ones (`red_changed` to or from red) and due
    days. `told_later` are the cases of that day that only later exports told, which are not among `cases`.
    """

    cases: int
    lights: int
    red_changed: int
    due_days: int
    told_later: int


@dataclass(frozen=True)
class Replay:
    """A day replayed: `changed` has a row a case that was known then and stands otherwise today, worst first.

    Its columns: platform, case_no, item_name, unit_name, area, then due day, light, closing day and miss as known then
    and as replayed, and whether the case is told no longer. `told_later` counts the cases that only later exports told.
    """

    changed: pd.DataFrame
    told_later: int


def replayed(replay: Snapshot, then: Snapshot, scope: Scope) -> Replay:
    """How the cases of a selection stood at the as-of day by the two; both are read only.

    Raises `FigureFailed` where the two cannot be compared.
    """
    try:
        with duckdb.connect() as connection:
            for name, snapshot in (("known_then", then), ("replayed", replay)):
                connection.execute(f"ATTACH {literal(str(snapshot.file))} AS {name}_file (READ_ONLY)")
                connection.execute(f"USE {name}_file")
                sql = scoped_sql(f"SELECT {STATE} FROM cases", scope, snapshot.workday_numbers(scope.as_of))
                connection.execute(f"CREATE TEMP TABLE {name} AS {sql}")
            changed = connection.execute(_CHANGED, {"told_later": False}).df()
            ((later,),) = connection.execute(f"SELECT count(*) FROM ({_CHANGED})", {"told_later": True}).fetchall()
            return Replay(changed, later)
    except duckdb.Error as error:
        raise FigureFailed(
            N_(
                "The figure {key} could not be computed: {error}. If Casewatch is newer than the last import, build "
                "the figures again: python -m analytics publish"
            ),
            key="known_then",
            error=str(error).splitlines()[0],
        ) from error


def in_numbers(replay: Replay) -> Difference:
    """The numbers of a replay."""
    cases = replay.changed
    then, now = cases["light_then"].fillna(""), cases["light_replayed"].fillna("")
    return Difference(
        cases=len(cases),
        lights=int((then != now).sum()),
        red_changed=int(((then == "red") != (now == "red")).sum()),
        due_days=int(
            (
                cases["due_then"].notna() & cases["due_replayed"].notna() & (cases["due_then"] != cases["due_replayed"])
            ).sum()
        ),
        told_later=replay.told_later,
    )
