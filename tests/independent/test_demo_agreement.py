"""The SQL agrees with the loops on the sample exports and on the real data, each read here a second time."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analytics.figures.scope import Scope
from analytics.settings import ROOT, Settings
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.warehouse.imports import import_file

from .clock import WorkingDays
from .comparison import different_figures, different_rows
from .demo_data import demo_cases, demo_items, demo_messages
from .figures import CaseRow, History, Limits, cases_at, compression, message_compliance
from .real_data import real_messages, receipt_cases

MAPPINGS = ROOT / "tests" / "mappings"
PLATFORMS = ("nmg", "baotou", "gcjs")
AS_OF_DAYS = [date(2026, 11, 20), date(2026, 2, 14), date(2025, 10, 8)]
PERIODS = [
    (date(2026, 1, 1), date(2026, 12, 31)),
    (date(2025, 9, 1), date(2025, 9, 30)),
    (date(2026, 11, 9), date(2026, 11, 15)),
]


def begun(as_of: date) -> list[tuple[date, date]]:
    """The periods of which anything is known at `as_of`: one that starts later is refused."""
    return [period for period in PERIODS if period[0] <= as_of]


@pytest.fixture(scope="module")
def days() -> WorkingDays:
    return WorkingDays.of_country("CN", 2010, 2031, last_published_year=2026)


@pytest.fixture(scope="module")
def snapshot(demo_warehouse) -> Iterator[Snapshot]:
    opened = open_snapshot(demo_warehouse)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def cases(demo_folder) -> dict[str, list[History]]:
    """The cases of the sample exports, by platform."""
    found = demo_cases(demo_folder)
    return {name: [case for (platform, _), case in found.items() if platform == name] for name in PLATFORMS}


@pytest.mark.parametrize("as_of", AS_OF_DAYS, ids=str)
def test_the_sample_cases_and_their_figures_agree(snapshot, cases, days, as_of):
    every: list[CaseRow] = []
    for platform in PLATFORMS:
        rows = cases_at(cases[platform], as_of, days)
        assert different_rows(snapshot, rows, as_of, platform) == []
        every += rows
    for start, end in begun(as_of):
        assert different_figures(snapshot, every, Scope(as_of, start, end)) == []


@pytest.mark.parametrize("as_of", AS_OF_DAYS, ids=str)
def test_the_sample_messages_agree(snapshot, demo_folder, days, as_of):
    messages = demo_messages(demo_folder)
    for start, end in begun(as_of):
        loops = message_compliance(messages, start, end, as_of, days)
        (sql,) = snapshot.records("message_compliance", Scope(as_of, start, end))
        assert {name: sql[name] for name in loops} == loops


def test_the_compressions_of_the_sample_agree_on_the_three_bases(snapshot, demo_folder, cases):
    as_of, (start, end) = AS_OF_DAYS[0], PERIODS[1]
    closed = [
        Limits(case.statutory, case.limit, case.statutory_unit, case.limit_unit)
        for of_platform in cases.values()
        for case in (history.at(as_of) for history in of_platform)
        if case is not None and not case.is_excluded(as_of)
        if case.closed_at is not None and start <= case.closed_at.date() <= end
    ]
    told = {
        record["basis"]: record["compression"] for record in snapshot.records("compression", Scope(as_of, start, end))
    }
    for basis, share in compression(demo_items(demo_folder), closed).items():
        assert told[basis] == pytest.approx(share, abs=1e-12), basis


def test_the_same_items_give_three_compressions():
    items = [Limits(20, 10), Limits(60, 54), Limits(None, 3), Limits(0, 0)]
    bases = compression(items, [items[0]] * 900 + [items[1]] * 100)
    assert bases["ratio of sums"] == pytest.approx(0.20)  # 1 - 64/80
    assert bases["mean of items"] == pytest.approx(0.30)  # (50 % + 10 %) / 2
    assert bases["by cases"] == pytest.approx(0.40)  # 1 - 14400/24000


def test_the_real_permits_agree_row_by_row(shared_data: Path, tmp_path):
    file = shared_data / "receipt" / "receipt.csv"
    import_file(file, tmp_path, Settings(), mapping=MAPPINGS / "receipt.toml")
    snapshot = open_snapshot(tmp_path)
    dutch = WorkingDays.of_country("NL", 2009, 2014)
    for as_of in (date(2012, 1, 31), date(2011, 6, 12), date(2010, 12, 31)):
        rows = cases_at(receipt_cases(shared_data), as_of, dutch)
        assert different_rows(snapshot, rows, as_of) == []
        periods = ((date(2011, 1, 1), date(2011, 12, 31)), (date(2011, 4, 1), date(2011, 6, 30)))
        for start, end in (period for period in periods if period[0] <= as_of):
            assert different_figures(snapshot, rows, Scope(as_of, start, end)) == []


def test_the_real_messages_agree(shared_data: Path, days, tmp_path):
    file = shared_data / "messages" / "replies.xlsx"
    import_file(file, tmp_path, Settings(), mapping=MAPPINGS / "messages.toml")
    snapshot = open_snapshot(tmp_path)
    messages = real_messages(shared_data)
    for as_of in (date(2020, 1, 31), date(2018, 2, 22), date(2012, 10, 8)):
        periods = ((date(2011, 1, 1), date(2020, 12, 31)), (date(2018, 2, 1), date(2018, 2, 28)))
        for start, end in (period for period in periods if period[0] <= as_of):
            loops = message_compliance(messages, start, end, as_of, days)
            (sql,) = snapshot.records("message_compliance", Scope(as_of, start, end))
            assert {name: sql[name] for name in loops} == loops


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_what_became_of_the_sample_ratings_agrees(snapshot, demo_folder, year):
    truths = json.loads((demo_folder / "manifest.json").read_text(encoding="utf-8"))["truths"]
    truth = truths["periods"][year]["ratings"]
    scope = Scope(date.fromisoformat(truths["as_of"]), date(int(year), 1, 1), date(int(year), 12, 31))
    (rectified,), (revisited,) = (snapshot.records(key, scope) for key in ("rectified_rate", "revisited_rate"))
    assert (rectified["negative"], rectified["rectified"], revisited["named"], revisited["revisited"]) == (
        truth["negative"],
        truth["rectified"],
        truth["negative_known_rater"],
        truth["revisited_known_rater"],
    )
    units = snapshot.figure("ratings_by_unit", scope)
    assert (units.ratings.sum(), units.active_ratings.sum()) == (truth["ratings"], truth["active"])
