"""One case: found by its number, its versions; and its ledger against the figures."""

from collections import defaultdict
from datetime import date, datetime

import pytest

from analytics.case.case_file import calendar_of, changes, facts_of, find_cases, read_case
from analytics.clock.ledger import clock_ledger
from analytics.errors import ScopeError
from analytics.figures.scope import Scope
from analytics.settings import ROOT, Deadline, Settings
from analytics.snapshot.opened import open_snapshot
from tests.warehouses import CASES, cases_of, warehouse_of, write_csv

PAUSE = ("特别程序开始时间", "特别程序结束时间")


@pytest.fixture(scope="module")
def demo(demo_warehouse):
    return open_snapshot(demo_warehouse)


def disagreements(snapshot, as_of, chosen):
    """Where a ledger comes to something else than the figures, and how many of each sort of case were compared."""
    scope = Scope(as_of=as_of)
    pauses = defaultdict(list)
    for pause in snapshot.records("case_pauses", scope):
        pauses[pause["platform"], pause["case_no"]].append(pause)
    calendars = {code: calendar_of(snapshot, code) for code in snapshot.calendars}
    wrong, compared = [], defaultdict(int)
    for place, row in enumerate(snapshot.records("case_clock", scope)):
        own = pauses.get((row["platform"], row["case_no"]), [])
        if row["missed"] is None or not chosen(place, row, own):
            continue
        ledger = clock_ledger(facts_of(row, own, as_of), calendars[row["calendar"]])
        found = {name: getattr(ledger, name) for name in COMPARED}
        told = {name: row[name] for name in COMPARED}
        if (found, ledger.late) != (told, row["missed"] or row["closed_late"]):
            wrong.append((row["case_no"], found, told))
        compared[row["limit_unit"]] += 1
        compared["paused"] += bool(own)
        compared["extended"] += bool(row["extension_days"])
        compared["late"] += ledger.late
    return wrong, compared


COMPARED = (
    "due_on",
    "computed_due_on",
    "used_days",
    "paused_days",
    "remaining_days",
    "overdue_days",
    "is_paused",
    "provisional",
)


@pytest.mark.parametrize("as_of", [None, date(2026, 3, 10), date(2025, 10, 3)])
def test_the_ledger_equals_the_figures_on_the_demo_data(demo, as_of):
    """Every paused, extended, calendar and month case, and every 20th of the others."""
    wrong, compared = disagreements(
        demo,
        as_of or demo.data_date,
        lambda place, row, own: own or row["extension_days"] or row["limit_unit"] != "working" or place % 20 == 0,
    )
    assert wrong == []
    for kind in ("working", "calendar", "month", "paused", "extended", "late"):
        assert compared[kind] > 10, compared
    assert compared["working"] > 1500


def test_the_ledger_equals_the_figures_on_real_permits(shared_data, tmp_path):
    """A Dutch calendar, no limits, deadlines to the minute."""
    mapping = ROOT / "tests" / "mappings" / "receipt.toml"
    snapshot = warehouse_of(tmp_path, shared_data / "receipt" / "receipt.csv", mapping=mapping)
    wrong, compared = disagreements(snapshot, snapshot.data_date, lambda place, row, own: True)
    assert wrong == []
    assert sum(compared[unit] for unit in (None, "working", "calendar", "month", "hour")) == 1434
    assert compared["late"] > 10


def test_where_the_platform_leads_the_ledger_follows_it(tmp_path):
    header = (*CASES, "承诺办结时间")
    rows = [("BT-1", "A", "甲局", "2026-03-02", "2026-03-11", 5, 10, "2026-03-12")]
    snapshot = cases_of(tmp_path, rows, header, settings=Settings(deadline=Deadline(leads="platform")))
    case = read_case(snapshot, "baotou", "BT-1", snapshot.data_date)
    ledger = clock_ledger(case.facts, calendar_of(snapshot, "CN"))
    assert (ledger.due_on, ledger.computed_due_on, ledger.late) == (date(2026, 3, 12), date(2026, 3, 9), False)
    assert disagreements(snapshot, snapshot.data_date, lambda place, row, own: True)[0] == []
    assert any("platform's due date decides" in remark.template for remark in ledger.remarks)


def test_a_case_is_found_by_number_by_part_and_on_every_platform(tmp_path):
    coded = ("PROJECT_NO", "SXBM", "ORG_NAME", "SLSJ", "BJSJ", "PROMISE_DAY", "ANTICIPATE_DAY")
    own = [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10), ("BT-12", "A", "甲局", "2026-03-02", None, 5, 10)]
    snapshot = warehouse_of(
        tmp_path,
        write_csv(tmp_path / "city.csv", CASES, own),
        write_csv(tmp_path / "region.csv", coded, [("BT-1", "A", "甲局", "2026-03-02", "2026-03-05", 5, 10)]),
    )
    day = snapshot.data_date
    assert [row["platform"] for row in find_cases(snapshot, " ＢＴ－1 ", day)] == ["baotou", "nmg"]
    assert [row["case_no"] for row in find_cases(snapshot, "T-12", day)] == ["BT-12"]
    assert find_cases(snapshot, "no'such", day) == []
    assert find_cases(snapshot, "  ", day) == []
    assert read_case(snapshot, "nmg", "BT-1", day).facts.closed_at == datetime(2026, 3, 5)
    assert read_case(snapshot, "baotou", "BT-1", day).facts.closed_at is None
    with pytest.raises(ScopeError, match="No case BT-9"):
        read_case(snapshot, "nmg", "BT-9", day)


def test_a_case_is_told_as_it_was_known_on_the_as_of_day(tmp_path):
    rows = [("BT-1", "A", "甲局", "2026-03-02", "2026-03-11", 5, 10, "2026-03-04", "2026-03-06")]
    snapshot = cases_of(tmp_path, rows, (*CASES, *PAUSE))
    before = read_case(snapshot, "baotou", "BT-1", date(2026, 3, 5))
    assert before.facts.closed_at is None
    assert before.facts.pauses == ((date(2026, 3, 4), None),)


def test_versions_say_what_changed_and_what_rewrites_the_deadline(tmp_path):
    first = write_csv(tmp_path / "办件-20260305.csv", CASES, [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10)])
    second = write_csv(
        tmp_path / "办件-20260312.csv", CASES, [("BT-1", "A", "乙局", "2026-03-02", "2026-03-11", 10, 10)]
    )
    snapshot = warehouse_of(tmp_path, first, second)
    before, after = read_case(snapshot, "baotou", "BT-1", snapshot.data_date).versions
    assert before.changes == ()
    found = {change.field: (change.before, change.after, change.rewrites_deadline) for change in after.changes}
    assert found["promised_limit"] == (5, 10, True)
    assert found["unit_name"] == ("甲局", "乙局", False)
    assert found["closed_at"] == (None, datetime(2026, 3, 11), False)
    assert after.changes[0].field == "promised_limit"  # the deadline first


def test_a_deadline_that_was_not_known_before_is_not_rewritten():
    (change,) = changes({"due_at": None, "line": 1}, {"due_at": datetime(2026, 3, 9), "line": 2})
    assert not change.rewrites_deadline
