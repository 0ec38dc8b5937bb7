"""Every derived table is the same rows whatever the order in which rows were stored, however many there are.

Two windows that sort ties differently, an aggregate that takes whichever row comes first, a join that depends on the order
of its sides: none of them shows in a small example, all of them show here.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest

from analytics.settings import Settings
from tests.spec.world import ExportTold, Row, Sheet, build_world

FIRST = datetime(2026, 3, 2)
PLACES = (("甲局", "150202"), ("乙局", "150203"), ("局", "150202"), ("局", "150203"), (None, None))


def some_time(random: Random, days: int = 40) -> datetime | None:
    """Mostly a day, sometimes with a time of day, sometimes nothing: ties are what is wanted."""
    if random.random() < 0.1:
        return None
    return FIRST + timedelta(days=random.randrange(days), hours=random.choice((0, 0, 9, 16)))


def place(random: Random) -> Row:
    unit, region = random.choice(PLACES)
    return {"unit_name": unit, "region_code": region}


def limits(random: Random) -> Row:
    unit = random.choice(("working", "working", "calendar", "month"))
    return {
        "promised_limit": random.choice((None, 0.0, 1.0, 3.0, 5.0)),
        "promised_unit": unit,
        "statutory_limit": random.choice((None, 0.0, 10.0)),
        "statutory_unit": unit,
    }


def case(random: Random, numbers: int) -> Row:
    return {
        "case_no": f"C{random.randrange(numbers)}",
        "item_code": random.choice(("A", "B", None)),
        "item_name": random.choice(("a", "b", None)),
        **place(random),
        **limits(random),
        "accepted_at": some_time(random),
        "closed_at": some_time(random, 80) if random.random() < 0.6 else None,
        "due_at": some_time(random, 80) if random.random() < 0.3 else None,
        "status": random.choice(("open", "closed", "closed", "withdrawn", "void", "returned", "别的")),
        "case_kind": random.choice(("immediate", "promised", None)),
    }


def event(random: Random, numbers: int) -> Row:
    return {
        "case_no": f"E{random.randrange(numbers)}",
        "status_code": str(random.choice((1, 2, 3, 3, 3, 5, 6, 7, 8, 9, 9, 10, 10, 11, 12, 15))),
        "status_at": some_time(random) or FIRST,
        **place(random),
        **limits(random),
    }


def pause(random: Random, numbers: int) -> Row:
    start = some_time(random) or FIRST
    return {
        "case_no": f"C{random.randrange(numbers)}",
        "pause_start": start,
        "pause_end": random.choice((None, start, start + timedelta(days=random.randrange(6)))),
        "pause_kind": random.choice(("听证", "检测")),
    }


def message(random: Random, numbers: int) -> Row:
    return {
        "message_no": f"M{random.randrange(numbers)}",
        "asked_at": some_time(random) or FIRST,
        "answered_at": some_time(random, 60),
        "answer": random.choice(("x", "y", None)),
        **place(random),
    }


def rating(random: Random, numbers: int) -> Row:
    return {
        "case_no": random.choice((None, f"C{random.randrange(numbers)}")),
        "rated_at": random.choice((None, some_time(random))),
        "level": random.randrange(1, 6),
        "comment": random.choice(("x", None)),
        **place(random),
    }


def item(random: Random, numbers: int) -> Row:
    return {
        "item_code": random.choice(("A", "B", "C")),
        "item_name": random.choice(("a", "b")),
        "effective_on": random.choice((None, date(2025, 1, 1), date(2026, 1, 1))),
        **place(random),
        **limits(random),
    }


MAKERS = {"cases": case, "events": event, "pauses": pause, "messages": message, "ratings": rating, "items": item}


def told(random: Random, size: int) -> list[ExportTold]:
    """Three exports, two of them of one day, each with all kinds; a guessed platform among them."""
    exports = []
    for number, day in enumerate((date(2026, 4, 1), date(2026, 4, 30), date(2026, 4, 30))):
        sheets = []
        for kind, make in MAKERS.items():
            rows = [{**make(random, max(2, size // 4)), "line": line} for line in range(2, size + 2)]
            platform = "gcjs" if kind == "events" else random.choice(("nmg", "baotou"))
            sheets.append(Sheet(kind, platform, random.choice(("day", "instant")), rows=rows))
        exports.append(ExportTold(f"export-{number}.csv", day, day, sheets))
    return exports


def shuffled(random: Random, exports: list[ExportTold]) -> list[ExportTold]:
    """The same exports, their rows stored in another order."""
    return [
        replace(
            export, sheets=[replace(sheet, rows=random.sample(sheet.rows, len(sheet.rows))) for sheet in export.sheets]
        )
        for export in exports
    ]


def tables(exports: list[ExportTold], threads: int) -> dict[str, list[tuple]]:
    snapshot = build_world(exports, Settings(), threads)
    with snapshot.connection as connection:
        names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1").fetchall()
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for (name,) in names}


QUICK, LONG = (1, 3, 13), (2, 5, 8, 60, 250, 3000)


@pytest.mark.parametrize("size", [*QUICK, *(pytest.param(size, marks=pytest.mark.slow) for size in LONG)])
def test_the_order_of_rows_never_decides(size):
    random = Random(size)
    exports = told(random, size)
    once = tables(exports, 1)
    assert sum(map(len, once.values())) > 0
    for threads in (1, 2, 2):
        again = tables(shuffled(random, exports), threads)
        assert again.keys() == once.keys()
        for name, rows in once.items():
            assert again[name] == rows, name
