"""What a spec says of a derived table itself, beneath every figure: the rows that it holds, in any order."""

from __future__ import annotations

from tests.spec.tables import agrees, read_table, written
from tests.spec.told import NothingLookedAt, Told


def holds(told: Told, relation: str, table: str) -> None:
    """The relation has exactly these rows, however they are stored; columns that the table does not name are not looked at.

    Raises `NothingLookedAt` where the spec is only read.
    """
    if not told.checking:
        raise NothingLookedAt
    wanted = read_table(table)
    found = told.snapshot.connection.execute(
        f"SELECT {', '.join(wanted.columns)} FROM {relation} ORDER BY ALL"
    ).fetchall()
    rest = list(found)
    for cells in wanted.rows:
        same = next((row for row in rest if all(map(agrees, cells, row))), None)
        if same is None:
            break
        rest.remove(same)
    else:
        if not rest:
            return
    drawn = "\n".join(" | ".join(map(written, row)) for row in found)
    raise AssertionError(f"{relation} holds\n{drawn}\ninstead of\n{table}")
