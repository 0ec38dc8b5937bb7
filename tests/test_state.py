"""Same in, same state: the order of imports, repeated files and undone imports leave no trace in the figures."""

from datetime import date, timedelta
from itertools import permutations

import duckdb
import hypothesis
import pytest
from hypothesis import strategies as st

from analytics.figures.catalogue import catalogue
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.snapshot.publish import publish
from analytics.warehouse.imports import import_file, undo_import
from analytics.warehouse.manifest import list_imports
from tests.warehouses import write_csv

CASES = ("办件编号", "事项编码", "事项名称", "受理单位", "受理时间", "办结时间", "法定时限", "承诺时限", "特别程序种类", "特别程序开始时间", "特别程序结束时间")  # fmt: skip
MESSAGES = ("留言编号", "标题", "承办单位", "留言时间", "答复时间")
RATINGS = ("办件编号", "评价时间", "满意度", "承办单位", "整改时间")
EVENTS = ("spsxslbm", "spsxbm", "spsxmc", "spbmmc", "blzt", "blsj")
ITEMS = ("事项编码", "事项名称", "实施主体", "法定时限", "承诺时限", "版本日期")
CONTACTS = ("单位", "联络人", "电话")
PAUSES = ("办件编号", "特别程序种类", "特别程序开始时间", "特别程序结束时间")

# Rows carry the import that told them; that is another one when the same file comes again.
TOLD_BY = {"import_id"}


def figures(warehouse, replayed: bool = True) -> dict[str, str]:
    """Every figure of the catalogue as CSV text, over all time as of the data date, `replayed` also a week before it."""
    snapshot = open_snapshot(warehouse)
    try:
        return texts(snapshot, replayed)
    finally:
        snapshot.close()


def texts(snapshot: Snapshot, replayed: bool = True) -> dict[str, str]:
    days = {"data date": snapshot.everything()}
    if replayed:
        days["a week before"] = snapshot.everything().narrowed(as_of=snapshot.data_date - timedelta(days=7))
    return {
        f"{key}, {day}": snapshot.figure(key, scope).drop(columns=TOLD_BY, errors="ignore").to_csv(index=False)
        for key in catalogue()
        for day, scope in days.items()
    }


def week(folder) -> list:
    """Five exports of one platform, one a day: cases grow older, close, are taken back; one day has two exports."""
    exports = []
    for day in range(4):
        exported = date(2026, 10, 12) + timedelta(days=day)
        rows = [
            (
                f"A{number}",
                f"S{number % 3}",
                f"第{number % 3}项",
                f"{'甲乙丙'[number % 3]}局",
                "2026-09-28" if number % 2 else "2026-10-09",
                exported if number < 2 * day else None,
                20,
                # the limit was rewritten on the second day, and back on the third
                3 if (number, day) == (7, 1) else 5,
                "听证" if number == 5 else None,
                "2026-09-29" if number == 5 else None,
                exported if number == 5 and day > 1 else None,
            )
            for number in range(10)
            # the third export lacks two cases; each brings one that the others do not know
            if not (day == 2 and number in (3, 8))
        ]
        rows.append((f"B{day}", "S1", "第1项", "甲局", exported, None, 20, 5, None, None, None))
        exports.append(write_csv(folder / f"cases-{exported:%Y%m%d}.csv", CASES, rows))
    return exports


def imported(warehouse, files) -> None:
    for file in files:
        import_file(file, warehouse, Settings(), publishing=False)
    publish(warehouse, Settings())


def newest(warehouse) -> list[tuple]:
    """What the snapshot says of every case, without the import that told it."""
    snapshot = open_snapshot(warehouse)
    with duckdb.connect(str(snapshot.file), read_only=True) as connection:
        rows = connection.execute("SELECT * EXCLUDE (import_id) FROM case_rows ORDER BY case_no").fetchall()
    snapshot.close()
    return rows


@pytest.fixture(scope="module")
def sorted_week(tmp_path_factory):
    """The exports of the week, and what importing them day by day gives."""
    folder = tmp_path_factory.mktemp("week")
    exports = week(folder)
    imported(folder / "sorted", exports)
    return exports, newest(folder / "sorted"), figures(folder / "sorted")


@pytest.mark.slow
@hypothesis.settings(max_examples=4, deadline=None)
@hypothesis.given(order=st.permutations(range(4)))
def test_the_exports_of_a_week_give_the_same_state_in_any_order(sorted_week, tmp_path_factory, order):
    exports, cases, texts_then = sorted_week
    warehouse = tmp_path_factory.mktemp("shuffled")
    imported(warehouse, [exports[position] for position in order])
    assert newest(warehouse) == cases
    assert figures(warehouse) == texts_then


KINDS = {
    "messages": (MESSAGES, [("M1", "路灯", "甲局", "2026-10-08 09:00:00", None)], [("M1", "路灯", "甲局", "2026-10-08 09:00:00", "2026-10-13 10:00:00")]),
    "ratings": (RATINGS, [("A1", "2026-10-08 09:00:00", "非常不满意", "甲局", None)], [("A1", "2026-10-08 09:00:00", "非常不满意", "甲局", "2026-10-13")]),
    "items": (ITEMS, [("S1", "第1项", "甲局", 20, 10, "2026-01-01")], [("S1", "第1项", "甲局", 20, 5, "2026-01-01")]),
    "pauses": (PAUSES, [("A1", "听证", "2026-10-08", None)], [("A1", "听证", "2026-10-08", "2026-10-12")]),
    "contacts": (CONTACTS, [("甲局", "旧人", "13800000000")], [("甲局", "新人", "13900000000")]),
}  # fmt: skip
TABLES = {"messages": "message_rows", "ratings": "rating_rows", "items": "item_rows", "pauses": "pause_rows", "contacts": "contact_rows"}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_of_every_kind_the_newest_export_counts_whichever_comes_first(tmp_path, kind):
    header, old, new = KINDS[kind]
    cases = write_csv(tmp_path / "cases-20261008.csv", CASES, [("A1", "S1", "第1项", "甲局", "2026-10-08", None, 20, 5, None, None, None)])  # fmt: skip
    exports = [
        write_csv(tmp_path / f"{kind}-20261009.csv", header, old),
        write_csv(tmp_path / f"{kind}-20261013.csv", header, new),
    ]
    states = []
    for number, order in enumerate(permutations(exports)):
        imported(tmp_path / str(number), [cases, *order])
        snapshot = open_snapshot(tmp_path / str(number))
        with duckdb.connect(str(snapshot.file), read_only=True) as connection:
            states.append(
                connection.execute(f"SELECT * EXCLUDE (import_id) FROM {TABLES[kind]} ORDER BY ALL").fetchall()
            )
        snapshot.close()
    assert len(states[0]) == 1
    assert states[0] == states[1]
    told = [cell for cell in new[0] if cell not in old[0]]
    assert any(str(cell)[:4] in str(states[0]) for cell in told)
    assert figures(tmp_path / "0", replayed=False) == figures(tmp_path / "1", replayed=False)


def test_two_exports_of_one_day_are_decided_by_the_later_import(tmp_path):
    for first, then, limit in ((5, 7, 7), (7, 5, 5)):
        warehouse = tmp_path / f"{first}{then}"
        for number, days in enumerate((first, then)):
            row = ("A1", "S1", "第1项", "甲局", "2026-10-09", None, 20, days, None, None, None)
            import_file(write_csv(tmp_path / f"{number}-20261012.csv", CASES, [row]), warehouse, Settings())
        snapshot = open_snapshot(warehouse)
        assert snapshot.figure("cases", snapshot.everything())["limit_days"].tolist() == [limit]
        snapshot.close()


def test_events_of_one_moment_give_the_same_case_in_any_order(tmp_path):
    """Times cut to the day: the acceptance and the start of handling fall on one moment, and disagree about the unit."""
    rows = [("P1", "S1", "第1项", "甲局", 3, "2026-10-09"), ("P1", "S1", "第1项", "乙局", 8, "2026-10-09"), ("P1", "S1", "第1项", "丙局", 1, "2026-10-08")]  # fmt: skip
    states = []
    for number, order in enumerate(permutations(rows)):
        warehouse = tmp_path / str(number)
        exports = [
            write_csv(tmp_path / f"{number}-{at}-{rows.index(row)}-2026101{rows.index(row)}.csv", EVENTS, [row])
            for at, row in enumerate(order)
        ]
        imported(warehouse, exports)
        states.append(newest(warehouse))
    assert all(state == states[0] for state in states)


def test_a_case_that_a_later_export_lacks_stays(tmp_path):
    exports = week(tmp_path)
    imported(tmp_path / "warehouse", exports[:3])
    assert {"A3", "A8"} <= {row[1] for row in newest(tmp_path / "warehouse")}


def test_the_same_file_twice_changes_nothing_and_says_so(tmp_path):
    export, *_ = week(tmp_path)
    warehouse = tmp_path / "warehouse"
    first = import_file(export, warehouse, Settings())
    before = {file: file.stat().st_mtime_ns for file in warehouse.rglob("*") if file.is_file() and file.name != "lock"}
    renamed = export.rename(tmp_path / "again-20270101.csv")
    second = import_file(renamed, warehouse, Settings())
    assert (first.status, second.status) == ("imported", "already imported")
    assert second.manifest == first.manifest
    assert second.snapshot_id == first.snapshot_id
    after = {file: file.stat().st_mtime_ns for file in warehouse.rglob("*") if file.is_file() and file.name != "lock"}
    assert after == before


@pytest.mark.parametrize("undone", [0, 1, 3])
def test_undo_gives_the_figures_of_a_warehouse_that_never_had_the_import(tmp_path, undone):
    """The first, one in the middle, the last: byte for byte, in the snapshot of before and in one built anew."""
    exports = week(tmp_path)
    warehouse = tmp_path / "warehouse"
    imported(warehouse, exports)
    imported(tmp_path / "never", exports[:undone] + exports[undone + 1 :])
    undo_import(list_imports(warehouse)[undone].id, warehouse, Settings())
    assert figures(warehouse, replayed=False) == figures(tmp_path / "never", replayed=False)


def test_undo_of_the_last_import_gives_back_the_very_snapshot_of_before(tmp_path):
    *exports, last = week(tmp_path)
    warehouse = tmp_path / "warehouse"
    imported(warehouse, exports)
    before, pointer = figures(warehouse, replayed=False), (warehouse / "current").read_text()
    second = import_file(last, warehouse, Settings())
    assert figures(warehouse, replayed=False) != before
    undo_import(second.manifest.id, warehouse, Settings())
    assert (warehouse / "current").read_text() == pointer
    assert figures(warehouse, replayed=False) == before


def test_an_undone_file_can_be_imported_again(tmp_path):
    exports = week(tmp_path)
    warehouse = tmp_path / "warehouse"
    imported(warehouse, exports)
    before = figures(warehouse, replayed=False)
    undo_import(list_imports(warehouse)[2].id, warehouse, Settings())
    again = import_file(exports[2], warehouse, Settings())
    assert again.status == "imported"
    assert figures(warehouse, replayed=False) == before
    assert [manifest.in_force for manifest in list_imports(warehouse)] == [True, True, False, True, True]


def test_undo_of_the_only_import_leaves_an_empty_warehouse_that_takes_the_file_again(tmp_path):
    from analytics.errors import EmptyWarehouse

    export, *_ = week(tmp_path)
    warehouse = tmp_path / "warehouse"
    first = import_file(export, warehouse, Settings())
    before = figures(warehouse, replayed=False)
    undo_import(first.manifest.id, warehouse, Settings())
    with pytest.raises(EmptyWarehouse):
        open_snapshot(warehouse)
    import_file(export, warehouse, Settings())
    assert figures(warehouse, replayed=False) == before


def test_a_clock_put_back_does_not_reorder_imports(tmp_path):
    """Ids are the order of imports: the second is later than the first, whatever the clock says."""
    exports = week(tmp_path)
    warehouse = tmp_path / "warehouse"
    first = import_file(exports[0], warehouse, Settings(), publishing=False).manifest.id
    ahead = f"2099{first[4:]}"
    folder = (warehouse / "imports" / first).rename(warehouse / "imports" / ahead)
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(first, ahead), encoding="utf-8")
    second = import_file(exports[1], warehouse, Settings()).manifest.id
    assert second > ahead


@pytest.mark.slow
def test_figures_do_not_depend_on_the_order_in_which_rows_are_stored(demo_warehouse, tmp_path):
    """Ties are broken and sums are exact: the sample data, its tables stored in another order, gives the same texts."""
    snapshot = open_snapshot(demo_warehouse)
    shuffled = tmp_path / "shuffled.duckdb"
    shuffled.write_bytes(snapshot.file.read_bytes())
    with duckdb.connect(str(shuffled)) as connection:
        tables = ("case_rows", "pause_rows", "pause_spans", "event_rows", "item_rows", "message_rows", "rating_rows")
        for table in (*tables, "contact_rows", "case_versions"):
            connection.execute(f"CREATE TEMP TABLE stored AS SELECT * FROM {table} ORDER BY hash({table}, 'x') DESC")
            connection.execute(f"DELETE FROM {table}")
            connection.execute(f"INSERT INTO {table} SELECT * FROM stored")
            connection.execute("DROP TABLE stored")
    other = Snapshot(shuffled)
    as_stored, as_shuffled = texts(snapshot), texts(other)
    different = [name for name in as_stored if as_stored[name] != as_shuffled[name]]
    snapshot.close()
    other.close()
    assert different == []
