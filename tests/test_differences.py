"""What an export says otherwise than the one before it, and what its import did to the stock."""

import shutil
from datetime import date

import duckdb
import pytest

from analytics.errors import UnknownImport
from analytics.settings import Settings
from analytics.snapshot.effect import Stock, effect_of
from analytics.snapshot.opened import current_snapshot_file, open_snapshot
from analytics.warehouse.differences import difference_count, difference_rows, differences
from analytics.warehouse.imports import import_file, undo_import
from tests.warehouses import write_csv

HEADER = ("办件编号", "受理单位", "受理时间", "办结时间", "承诺时限")
MONDAY = [
    ("A1", "甲局", "2026-10-12", None, 5),
    ("A2", "甲局", "2026-10-13", None, 5),
    ("A3", "乙局", "2026-10-14", None, 5),
    ("A4", "乙局", "2026-09-01", "2026-09-02", 5),
]
FRIDAY = [
    ("A1", "甲局", "2026-10-12", None, 5),  # as before
    ("A2", "甲局", "2026-10-13", "2026-10-15", 3),  # closed, and its limit rewritten
    ("A5", "乙局", "2026-10-16", None, 5),  # new; A3 is gone, A4 lies before this export's first day
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A warehouse with Monday's and Friday's exports, and their import ids; tests only read it."""
    folder = tmp_path_factory.mktemp("kept")

    def keep(name, rows):
        file = write_csv(folder / name, HEADER, rows)
        return import_file(file, folder / "warehouse", Settings()).manifest.id

    return folder / "warehouse", keep("cases-20261014.csv", MONDAY), keep("cases-20261016.csv", FRIDAY)


def test_a_first_export_is_all_new(kept):
    warehouse, monday, _ = kept
    (found,) = differences(warehouse, monday)
    assert (found.previous, found.new, found.changed, found.unchanged, found.vanished) == (None, 4, 0, 0, 0)


def test_new_changed_unchanged_and_vanished_cases_are_counted(kept):
    warehouse, monday, friday = kept
    (found,) = differences(warehouse, friday)
    assert found.previous.id == monday
    assert (found.new, found.changed, found.unchanged, found.vanished) == (1, 1, 1, 1)  # A5, A2, A1, A3
    assert found.fields == {"closed_at": 1, "promised_limit": 1}
    assert (found.first_day, found.last_day) == (date(2026, 10, 12), date(2026, 10, 16))


def test_every_changed_field_is_a_row_with_before_and_after(kept):
    warehouse, _, friday = kept
    place = (warehouse, friday, found_platform(warehouse, friday), "cases")
    rows = difference_rows(*place)
    assert [tuple(None if cell != cell else cell for cell in row) for row in rows.itertuples(index=False)] == [
        ("changed", "A2", "closed_at", None, "2026-10-15 00:00:00", 3),
        ("changed", "A2", "promised_limit", "5.0", "3.0", 3),
        ("new", "A5", None, None, None, 4),
        ("vanished", "A3", None, None, None, 4),
    ]
    assert difference_count(*place) == 4
    assert list(difference_rows(*place, change="changed", limit=1, offset=1)["field"]) == ["promised_limit"]
    assert difference_count(*place, change="vanished") == 1


def found_platform(warehouse, import_id):
    (found,) = differences(warehouse, import_id)
    return found.platform


def test_the_previous_export_is_the_one_before_by_date_not_by_import(tmp_path):
    """Friday's export arrives before Wednesday's: Wednesday is compared with Monday, and Friday with Wednesday."""
    ids = {}
    for day in ("20261012", "20261016", "20261014"):
        file = write_csv(tmp_path / f"cases-{day}.csv", HEADER, [("A1", "甲局", "2026-10-12", None, int(day[-2:]))])
        ids[day] = import_file(file, tmp_path / "warehouse", Settings(), publishing=False).manifest.id
    previous = {day: differences(tmp_path / "warehouse", ids[day])[0].previous for day in ids}
    assert previous["20261014"].id == ids["20261012"]
    assert previous["20261016"].id == ids["20261014"]


def test_an_undone_export_is_compared_with_nothing(kept, tmp_path):
    _, monday, friday = kept
    warehouse = shutil.copytree(kept[0], tmp_path / "warehouse")
    undo_import(monday, warehouse, Settings())
    assert differences(warehouse, friday)[0].previous is None


def test_an_unknown_import_or_kind_is_refused(kept):
    warehouse, _, friday = kept
    with pytest.raises(UnknownImport):
        differences(warehouse, "20200101T000000000000-0000")
    with pytest.raises(UnknownImport, match="has no messages"):
        difference_rows(warehouse, friday, "baotou", "messages")


def test_the_stock_before_and_after_is_told_on_equal_terms(kept):
    """Friday 2026-10-16 is the data date after. A1 is due on 10-19, A2 was closed, A3 is due on 10-21, A5 is new.

    Before, as of Wednesday: A1, A2, A3 open. The same cases as of Friday: still three. After: A1, A3, A5.
    """
    warehouse, monday, friday = kept
    first, second = effect_of(warehouse, monday), effect_of(warehouse, friday)
    assert first.before is None
    assert first.after == second.before == Stock(date(2026, 10, 14), open=3, open_overdue=0)
    assert second.before_same_day == Stock(date(2026, 10, 16), open=3, open_overdue=0)
    assert second.after == Stock(date(2026, 10, 16), open=3, open_overdue=0)
    assert second.together_with == ()


def test_time_alone_makes_cases_overdue_and_is_told_apart_from_the_import(tmp_path):
    """A1 and A2, accepted on 10-12 with 5 days, are due on 10-19. The export of 10-21 closes A1 on time and tells of A3."""
    warehouse = tmp_path / "warehouse"
    first = write_csv(tmp_path / "cases-20261013.csv", HEADER, [("A1", "甲局", "2026-10-12", None, 5), ("A2", "甲局", "2026-10-12", None, 5)])  # fmt: skip
    second = write_csv(tmp_path / "cases-20261021.csv", HEADER, [("A1", "甲局", "2026-10-12", "2026-10-19", 5), ("A3", "甲局", "2026-10-21", None, 5)])  # fmt: skip
    import_file(first, warehouse, Settings())
    effect = effect_of(warehouse, import_file(second, warehouse, Settings()).manifest.id)
    assert effect.before == Stock(date(2026, 10, 12), open=2, open_overdue=0)
    assert effect.before_same_day == Stock(date(2026, 10, 21), open=2, open_overdue=2)
    assert effect.after == Stock(date(2026, 10, 21), open=2, open_overdue=1)


def test_imports_published_together_name_each_other(tmp_path):
    warehouse = tmp_path / "warehouse"
    ids = []
    for number, publishing in ((1, False), (2, True)):
        file = write_csv(
            tmp_path / f"cases-2026101{number}.csv", HEADER, [(f"A{number}", "甲局", "2026-10-08", None, 5)]
        )
        ids.append(import_file(file, warehouse, Settings(), publishing=publishing).manifest.id)
    assert effect_of(warehouse, ids[0]).together_with == (ids[1],)
    assert effect_of(warehouse, ids[1]).together_with == (ids[0],)


@pytest.mark.parametrize("damage", ["a column", "a table", "everything"])
def test_a_snapshot_of_an_earlier_version_does_not_stop_a_publish(tmp_path, damage):
    """Its tables do not fit today's figures, or it cannot be read at all: there is nothing to compare with."""
    warehouse = tmp_path / "warehouse"
    first = write_csv(tmp_path / "cases-20261012.csv", HEADER, [("A1", "甲局", "2026-10-12", None, 5)])
    second = write_csv(tmp_path / "cases-20261013.csv", HEADER, [("A2", "甲局", "2026-10-13", None, 5)])
    import_file(first, warehouse, Settings())
    published = current_snapshot_file(warehouse)
    if damage == "everything":
        published.write_bytes(b"not a database")
    else:
        with duckdb.connect(str(published)) as connection:
            if damage == "a column":
                connection.execute("CREATE TABLE narrower AS SELECT * EXCLUDE (closed_after_due) FROM case_rows")
                connection.execute("DROP TABLE case_rows; ALTER TABLE narrower RENAME TO case_rows")
            else:
                connection.execute("DROP TABLE snapshot")
    imported = import_file(second, warehouse, Settings()).manifest.id
    effect = effect_of(warehouse, imported)
    assert effect is None or (effect.before is None and effect.after.open == 2)
    snapshot = open_snapshot(warehouse)
    assert snapshot.count("cases", snapshot.everything()) == 2
    snapshot.close()
