"""The SQL agrees with the loops: row by row on random histories, then figure by figure."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from analytics.figures.scope import Scope
from analytics.settings import Deadline, Lights, Settings
from analytics.snapshot.known import known_snapshot_file
from analytics.snapshot.opened import Snapshot, open_snapshot
from analytics.snapshot.publish import publish

from . import histories
from .clock import WorkingDays, counted_spans, spans
from .comparison import different_figures, different_rows, different_units
from .figures import cases_at, message_compliance, message_group
from .histories import LAST
from .tellings import Telling, ToldCase, answered
from .written_exports import import_events, import_histories, import_messages

# A day before everything, holidays, a make-up Saturday, ordinary days, days long after the last event.
pytestmark = pytest.mark.slow

AS_OF_DAYS = [
    date(2020, 12, 31),
    date(2021, 10, 8),
    date(2024, 2, 9),
    date(2025, 1, 26),
    date(2025, 10, 1),
    date(2026, 2, 14),
    date(2026, 11, 20),
    date(2027, 3, 1),
    date(2028, 1, 1),
]
PERIODS = [
    (date(2021, 1, 1), date(2027, 12, 31)),
    (date(2025, 1, 1), date(2025, 12, 31)),
    (date(2026, 2, 1), date(2026, 2, 28)),
    (date(2025, 9, 29), date(2025, 10, 5)),
    (date(2026, 11, 20), date(2026, 11, 20)),
]


def periods_begun(as_of: date) -> list[tuple[date, date]]:
    """The periods that have begun at an as-of day: a later one is no selection."""
    return [(start, end) for start, end in PERIODS if start <= as_of]


@pytest.fixture(scope="module")
def days() -> WorkingDays:
    return WorkingDays.of_country("CN", 2020, 2031, last_published_year=2026)


@pytest.fixture(scope="module")
def two_thousand() -> list[ToldCase]:
    return histories.collected(2000)


@pytest.fixture(scope="module")
def warehouse(two_thousand, tmp_path_factory) -> Path:
    return import_histories(two_thousand, tmp_path_factory.mktemp("histories"), Settings())


@pytest.fixture(scope="module")
def snapshot(warehouse) -> Iterator[Snapshot]:
    opened = open_snapshot(warehouse)
    yield opened
    opened.close()


def test_the_histories_hold_what_may_happen_to_a_case(two_thousand, days):
    told = [history.at(LAST) for history in two_thousand]
    assert len({case.case_no for case in told}) == len(two_thousand) > 1800
    assert timedelta(0) in [end - start for case in told for start, end in case.pauses if end is not None]
    assert any(end is None for case in told for _, end in case.pauses)
    assert any(start < case.accepted_at for case in told for start, _ in case.pauses)
    assert any(case.pauses[0][1] == case.pauses[1][0] for case in told if len(case.pauses) > 1)
    assert any(len(spans(case, LAST)) > len(counted_spans(case, LAST, days)) for case in told)
    assert {case.limit_unit for case in told} == {"working", "calendar", "month", "hour"}
    assert {case.status for case in told} == {"open", "closed", "withdrawn", "rejected", "void"}
    assert any(case.limit is None and case.due_at is not None for case in told)
    assert any(case.due_at is not None and case.due_at < case.accepted_at for case in told)
    assert any(case.extension for case in told)
    assert any(not case.in_order for case in told)
    assert any(case.finished_on is not None and case.told_open_on is not None for case in told)
    assert any(
        case.excluded_on not in (None, history.tellings[0].exported_on)
        for case, history in zip(told, two_thousand, strict=True)
    )
    assert any(history.tellings[0].case.limit != history.tellings[-1].case.limit for history in two_thousand)


@pytest.mark.parametrize("as_of", AS_OF_DAYS, ids=str)
def test_two_thousand_histories_agree_row_by_row(snapshot, two_thousand, days, as_of):
    assert different_rows(snapshot, cases_at(two_thousand, as_of, days), as_of) == []


@pytest.mark.parametrize("as_of", AS_OF_DAYS, ids=str)
def test_the_headline_figures_of_two_thousand_histories_agree(snapshot, two_thousand, days, as_of):
    rows = cases_at(two_thousand, as_of, days)
    for start, end in periods_begun(as_of):
        assert different_figures(snapshot, rows, Scope(as_of, start, end)) == []
        assert different_units(snapshot, rows, Scope(as_of, start, end)) == []


def test_the_figures_of_one_area_and_of_one_unit_agree(snapshot, two_thousand, days):
    as_of, (start, end) = date(2026, 11, 20), PERIODS[1]
    rows = cases_at(two_thousand, as_of, days)
    scope = Scope(as_of, start, end)
    for area in sorted(set(histories.UNITS.values())):
        of_area = [row for row in rows if row.area == area]
        assert different_figures(snapshot, of_area, scope.narrowed(areas=area)) == []
    for unit in histories.UNITS:
        of_unit = [row for row in rows if row.unit_name == unit]
        assert different_figures(snapshot, of_unit, scope.narrowed(units=unit)) == []


@pytest.mark.parametrize("known_on", histories.EXPORT_DAYS[:-1], ids=str)
def test_what_was_known_on_an_earlier_day_agrees(warehouse, two_thousand, days, known_on):
    then = Snapshot(known_snapshot_file(warehouse, known_on))
    for as_of in (known_on, known_on - timedelta(days=7)):
        rows = cases_at(two_thousand, as_of, days, known_on=known_on)
        assert different_rows(then, rows, as_of) == []
        for start, end in periods_begun(as_of):
            assert different_figures(then, rows, Scope(as_of, start, end)) == []
    then.close()


@pytest.mark.parametrize("preset", ["last-day", "share"])
def test_the_other_light_presets_agree(warehouse, two_thousand, days, preset):
    publish(warehouse, Settings(lights=Lights(preset=preset)))
    snapshot = open_snapshot(warehouse)
    for as_of in (date(2025, 1, 26), date(2026, 11, 20)):
        assert different_rows(snapshot, cases_at(two_thousand, as_of, days, preset=preset), as_of) == []


def test_the_platforms_due_date_leads_where_the_settings_say_so(warehouse, two_thousand, days):
    publish(warehouse, Settings(deadline=Deadline(leads="platform")))
    snapshot = open_snapshot(warehouse)
    for as_of in (date(2025, 1, 26), date(2026, 11, 20)):
        rows = cases_at(two_thousand, as_of, days, leads="platform")
        assert different_rows(snapshot, rows, as_of) == []
        assert different_figures(snapshot, rows, Scope(as_of, *PERIODS[0])) == []


def _to_the_second(telling: Telling) -> Telling:
    return replace(telling, case=replace(telling.case, instant=True))


def test_a_deadline_to_the_second_is_kept_to_the_second(two_thousand, days, tmp_path):
    to_the_second = [
        replace(history, tellings=tuple(_to_the_second(each) for each in history.tellings))
        for history in two_thousand
        if history.tellings[-1].case.due_at is not None
    ]
    snapshot = open_snapshot(import_histories(to_the_second, tmp_path, Settings(), deadline="instant"))
    for as_of in (date(2025, 1, 26), date(2026, 11, 20), date(2027, 6, 30)):
        rows = cases_at(to_the_second, as_of, days)
        assert different_rows(snapshot, rows, as_of) == []
        assert different_figures(snapshot, rows, Scope(as_of, *PERIODS[0])) == []


def test_five_hundred_messages_agree_one_by_one_and_in_their_groups(days, tmp_path):
    rows = histories.collected_messages(500)
    messages = answered(rows)
    assert len(rows) > len(messages) == 500
    assert any(told.answered_at is not None and told.answered_at < told.asked_at for told in messages)
    snapshot = open_snapshot(import_messages(rows, tmp_path, Settings()))
    for as_of in AS_OF_DAYS:
        for start, end in periods_begun(as_of):
            scope = Scope(as_of, start, end)
            loops = message_compliance(messages, start, end, as_of, days)
            (sql,) = snapshot.records("message_compliance", scope)
            assert {name: sql[name] for name in loops} == loops, scope
        grouped = {
            told.message_no: message_group(told, as_of, days) for told in messages if told.asked_at.date() <= as_of
        }
        listed = snapshot.records("due_messages", Scope(as_of))
        assert {row["message_no"]: (row["due_on"], row["message_group"]) for row in listed} == grouped


def test_five_hundred_cases_of_status_events_agree_on_any_day(days, tmp_path):
    cases = histories.collected_events(500)
    assert len(cases) > 400
    snapshot = open_snapshot(import_events(cases, tmp_path, Settings()))
    for as_of in AS_OF_DAYS:
        rows = cases_at(cases, as_of, days)
        assert different_rows(snapshot, rows, as_of) == []
        for start, end in periods_begun(as_of):
            assert different_figures(snapshot, rows, Scope(as_of, start, end)) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_and_of_imports_changes_nothing(two_thousand, days, tmp_path, seed):
    few = two_thousand[:300]
    snapshot = open_snapshot(import_histories(few, tmp_path, Settings(), seed=seed))
    for as_of in (date(2025, 10, 1), date(2026, 11, 20)):
        rows = cases_at(few, as_of, days)
        assert different_rows(snapshot, rows, as_of) == []
        assert different_figures(snapshot, rows, Scope(as_of, *PERIODS[0])) == []


@hypothesis_settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # each try is an import: a smaller example is not worth hundreds of them
)
@given(
    batch=st.lists(histories.lives, min_size=1, max_size=30).map(histories.numbered),
    as_of=histories.days,
    start=histories.days,
    length=st.integers(0, 400),
)
def test_any_few_histories_agree_on_any_day_and_period(days, batch, as_of, start, length):
    as_of = max(as_of, start)
    with tempfile.TemporaryDirectory() as folder:
        snapshot = open_snapshot(import_histories(batch, Path(folder), Settings()))
        rows = cases_at(batch, as_of, days)
        assert different_rows(snapshot, rows, as_of) == []
        assert different_figures(snapshot, rows, Scope(as_of, start, start + timedelta(days=length))) == []
        snapshot.close()
