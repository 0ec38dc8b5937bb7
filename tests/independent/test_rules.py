"""The second implementation against examples counted by hand, one for each rule of domain.md 2 to 4 that is easily missed.

March 2026 begins on a Sunday and has no holiday: 2 to 6, 9 to 13, 16 to 20 and 23 to 27 are working days.
"""

from dataclasses import replace
from datetime import date, datetime
from random import Random

import pytest

from .clock import Case, WorkingDays, computed_due_day, counted_spans, due_day, is_after, is_paused, paused_days
from .figures import (
    Limits,
    Message,
    case_at,
    cases_at,
    compression,
    flow,
    late_closure_rate,
    message_compliance,
    open_overdue,
    overdue_rate,
)
from .items_and_ratings import Item, ItemList, Rating, items_in_force, positive_rate, ratings_given
from .status_events import CaseOfEvents, Event, pairs
from .tellings import Telling, ToldCase, ToldPauses, answered, data_date

END = date(2026, 4, 30)
MARCH = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture(scope="module")
def days() -> WorkingDays:
    return WorkingDays.of_country("CN", 2024, 2028, last_published_year=2026)


def at(day: int, hour: int = 10, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour)


def on(day: int, month: int = 3) -> date:
    return date(2026, month, day)


def five_days(**told) -> Case:
    """Accepted on Monday 2 March with 5 working days: due on Monday the 9th."""
    return Case("A", at(2), limit=5, **told)


# ---- pauses


def test_a_pause_moves_the_due_day_by_its_working_days(days):
    case = five_days(pauses=((at(4), at(6)),))  # Thursday and Friday do not count
    assert computed_due_day(case, END, days) == on(11)


@pytest.mark.parametrize("shuffle", range(6))
def test_two_pauses_on_the_same_days_count_once_in_any_order(days, shuffle):
    pauses = [(at(4), at(6)), (at(4, 9), at(6)), (at(4), at(6)), (at(5), at(9)), (at(5), at(5))]
    Random(shuffle).shuffle(pauses)
    case = five_days(pauses=tuple(pauses))
    assert paused_days(case, END, days) == {on(5), on(6), on(7), on(8), on(9)}
    assert computed_due_day(case, END, days) == on(12)  # three working days later


def test_a_pause_that_begins_on_the_due_day_still_moves_it(days):
    assert computed_due_day(five_days(pauses=((at(9), at(11)),)), END, days) == on(11)


def test_a_passed_deadline_does_not_move(days):
    case = five_days(pauses=((at(10), at(20)),), closed_at=at(24))
    assert computed_due_day(case, END, days) == on(9)
    row = case_at(case, END, days)
    assert (row.closed_late, row.used_days, row.paused_days) == (True, 16, 0)


def test_a_pause_counts_where_those_before_it_moved_the_due_day_far_enough(days):
    first, second = (at(4), at(6)), (at(11), at(13))  # moves the 9th to the 11th, on which the second begins
    assert computed_due_day(five_days(pauses=(second, first)), END, days) == on(13)
    assert computed_due_day(five_days(pauses=(second,)), END, days) == on(9)


def test_the_first_pause_that_is_too_late_ends_the_counting(days):
    case = five_days(pauses=((at(4), at(5)), (at(11), at(31)), (at(12), at(13))))
    assert counted_spans(case, END, days) == [(on(4), on(5))]
    assert computed_due_day(case, END, days) == on(10)


def test_a_running_pause_that_began_too_late_stops_no_light(days):
    late = five_days(pauses=((at(10), None),))
    assert not is_paused(late, on(20), days)
    assert case_at(late, on(20), days).light == "red"
    assert case_at(five_days(pauses=((at(6), None),)), on(20), days).light == "paused"


def test_without_a_limit_the_platforms_due_day_may_pass_and_without_either_every_pause_counts(days):
    late = Case("A", at(2), due_at=at(9), pauses=((at(16), at(18)),), closed_at=at(20))
    assert case_at(late, END, days).used_days == 14
    assert case_at(replace(late, due_at=at(16)), END, days).used_days == 12
    assert case_at(replace(late, due_at=None), END, days).used_days == 12


def test_late_and_used_more_than_the_limit_agree_whatever_the_pauses(days):
    """On working days: who closes on the Saturday after a due Friday is late and has used no more than the limit."""
    draw = Random(8)
    working = [day for day in range(2, 32) if days.is_working[on(day)]]
    for _ in range(400):
        starts = [draw.randint(2, 26) for _ in range(draw.randint(0, 3))]
        pauses = tuple((at(start), at(min(start + draw.randint(0, 6), 31))) for start in starts)
        row = case_at(five_days(pauses=pauses, closed_at=at(draw.choice(working))), END, days)
        assert row.closed_late == (row.used_days > 5), (pauses, row)


# ---- order faults, the platform's date, instants


def test_a_case_closed_before_its_acceptance_is_closed_and_has_no_used_days(days):
    case = five_days(closed_at=at(27, month=2))
    row = case_at(case, END, days)
    assert (row.is_open, row.used_days, row.missed, row.closed_late) == (False, None, False, False)
    assert flow([row], *MARCH) == {
        "carried_in": 0, "accepted": 1, "closed": 0, "closed_late": 0, "carried_out": 0, "residual": 1,
    }  # fmt: skip
    assert flow([row], date(2026, 2, 1), date(2026, 2, 28))["residual"] == -1
    assert flow([row], date(2026, 2, 1), date(2026, 3, 31))["residual"] == 0


def test_a_due_date_before_the_acceptance_decides_nothing(days):
    assert due_day(five_days(due_at=at(27, month=2)), END, days, leads="platform") == (on(9), False)
    assert due_day(Case("A", at(2), due_at=at(27, month=2)), END, days) == (None, False)


def test_a_due_time_given_as_a_day_ends_with_that_day(days):
    case = Case("A", at(2), limit=5, due_at=datetime(2026, 3, 4), instant=True, closed_at=at(4, 17))
    assert not case_at(case, END, days).closed_late
    assert case_at(replace(case, due_at=at(4, 12)), END, days).closed_late


def test_the_hour_of_a_clock_change_judges_nobody_wrongly():
    # On 25 October 2026 Amsterdam lives 02:00 to 03:00 twice, on 29 March not at all.
    assert not is_after(datetime(2026, 10, 25, 2, 45), datetime(2026, 10, 25, 2, 30), "Europe/Amsterdam")
    assert is_after(datetime(2026, 10, 25, 3, 0), datetime(2026, 10, 25, 2, 30), "Europe/Amsterdam")
    assert is_after(datetime(2026, 3, 29, 3, 10), datetime(2026, 3, 29, 1, 50), "Europe/Amsterdam")
    assert is_after(datetime(2026, 10, 25, 2, 45), datetime(2026, 10, 25, 2, 30), "Asia/Shanghai")


# ---- several exports


def told(*rows: tuple[date, Case], pauses: tuple[ToldPauses, ...] = ()) -> ToldCase:
    return ToldCase(tuple(Telling(day, case) for day, case in rows), pauses)


def test_the_newest_export_counts_whatever_the_order(days):
    rows = [(on(13), five_days()), (on(20), five_days(closed_at=at(18))), (on(6), five_days(closed_at=at(3)))]
    for seed in range(6):
        Random(seed).shuffle(rows)
        assert told(*rows).at(END).closed_at == at(18)
    assert told(*rows).at(END, known_on=on(19)).closed_at is None
    assert told(*rows).at(END, known_on=on(5)) is None


def test_of_one_day_the_export_imported_later_counts():
    first, second = Telling(on(6), five_days(closed_at=at(3)), 1), Telling(on(6), five_days(), 2)
    assert ToldCase((second, first)).at(END).closed_at is None


def test_a_case_withdrawn_without_a_day_counts_until_the_first_export_that_says_so(days):
    history = told(
        (on(6), five_days()), (on(13), five_days(status="withdrawn")), (on(20), five_days(status="withdrawn"))
    )
    assert len(cases_at([history], on(12), days)) == 1
    assert cases_at([history], on(13), days) == []


def test_a_case_withdrawn_on_a_day_counts_until_that_day(days):
    history = told((on(20), five_days(status="withdrawn", closed_at=at(11))))
    assert open_overdue(cases_at([history], on(10), days))["open_overdue"] == 1
    assert cases_at([history], on(11), days) == []


def finished(first_said: date, *open_in: date) -> ToldCase:
    rows = [(day, five_days()) for day in open_in] + [(first_said, five_days(status="closed"))]
    return told(*rows, (on(27), five_days(status="closed")))


@pytest.mark.parametrize(
    ("history", "due", "missed"),
    [
        (finished(on(9), on(6)), 1, 0),  # told finished on the due day: on time
        (finished(on(20), on(13)), 1, 1),  # open in an export after the due day: late
        (finished(on(20), on(6)), 0, 0),  # nobody can say: left out
        (finished(on(20)), 0, 0),
    ],
)
def test_a_case_finished_without_a_time_is_late_only_where_the_exports_settle_it(days, history, due, missed):
    rows = cases_at([history], END, days)
    assert overdue_rate(rows, *MARCH, END) == {
        "due": due,
        "missed": missed,
        "overdue_rate": missed / due if due else None,
    }
    assert not rows[0].is_open
    assert rows[0].settled == bool(due)


def test_a_case_finished_without_a_time_is_open_until_an_export_says_so(days):
    history = finished(on(20), on(6))
    assert open_overdue(cases_at([history], on(19), days))["open_overdue"] == 1
    assert open_overdue(cases_at([history], on(20), days))["open_overdue"] == 0
    assert flow(cases_at([history], END, days), *MARCH)["residual"] == 1


def test_a_pause_told_anew_counts_as_the_newest_export_tells_it():
    running, ended = ToldPauses(on(6), ((at(4), None),)), ToldPauses(on(13), ((at(4), at(6)),))
    history = told((on(13), five_days()), pauses=(ended, running))
    assert history.at(END).pauses == ((at(4), at(6)),)
    assert history.at(END, known_on=on(12)) is None
    assert told((on(6), five_days()), pauses=(ended, running)).at(END, known_on=on(12)).pauses == ((at(4), None),)


def test_the_data_date_is_the_newest_event_that_its_own_export_could_know():
    exports = [(on(13), [on(12), date(2062, 3, 1)]), (on(20), [on(19), on(21)])]
    assert data_date(exports) == on(19)
    assert data_date([]) is None


# ---- status events


def test_a_start_told_twice_without_an_end_is_one_start():
    assert pairs([(at(3), 9), (at(4), 9), (at(6), 10)], 9, 10) == [(at(3), at(6))]


def test_of_one_moment_a_running_pause_ends_before_the_next_starts():
    life = [(at(3, 0), 9), (at(5, 0), 10), (at(5, 0), 9), (at(9, 0), 10)]
    for seed in range(6):
        Random(seed).shuffle(life)
        assert pairs(life, 9, 10) == [(at(3, 0), at(5, 0)), (at(5, 0), at(9, 0))]


def test_an_end_without_a_start_is_no_pause_and_a_start_without_an_end_runs():
    assert pairs([(at(2), 10), (at(3), 9)], 9, 10) == [(at(3), None)]
    assert pairs([(at(3), 9), (at(3), 10)], 9, 10) == [(at(3), at(3))]


def events(*told: tuple[int, int], **more) -> CaseOfEvents:
    return CaseOfEvents("G", tuple(Event(at(day), code) for day, code in told), limit=5, **more)


def test_a_closing_revoked_later_was_a_closing_until_then(days):
    history = events((2, 3), (6, 11), (18, 15))
    assert case_at(history.at(on(17)), on(17), days).closed_on == on(6)
    assert cases_at([history], on(17), days)
    assert cases_at([history], on(18), days) == []


def test_refused_after_acceptance_ends_a_case(days):
    history = events((2, 3), (5, 5))
    assert cases_at([history], on(4), days)[0].is_open
    assert cases_at([history], on(5), days) == []
    assert events((2, 5)).at(END) is None


def test_events_after_the_day_have_not_happened():
    history = events((2, 3), (6, 11), (16, 13))
    assert history.at(on(5)).closed_at is None
    assert history.at(on(10)).closed_at == at(6)
    assert history.at(END).closed_at == at(16)


# ---- figures


def test_a_share_of_nothing_is_empty(days):
    assert overdue_rate([], *MARCH, END)["overdue_rate"] is None
    without_deadline = case_at(Case("A", at(2), closed_at=at(4)), END, days)
    assert late_closure_rate([without_deadline], *MARCH) == {"closed": 1, "closed_late": 0, "late_closure_rate": None}
    assert compression([], []) == {"ratio of sums": None, "mean of items": None, "by cases": None}


def test_closed_is_the_same_number_in_both_figures(days):
    rows = cases_at([five_days(closed_at=at(4)), five_days(closed_at=at(27, month=2)), five_days()], END, days)
    for period in (MARCH, (date(2026, 2, 1), date(2026, 2, 28))):
        assert flow(rows, *period)["closed"] == late_closure_rate(rows, *period)["closed"] == 1


def test_an_item_of_nothing_breaks_no_compression():
    bases = compression([Limits(20, 10), Limits(0, 0)], [Limits(20, 10)])
    assert bases == {"ratio of sums": 0.5, "mean of items": 0.5, "by cases": 0.5}


def test_of_several_answers_the_earliest_counts(days):
    rows = [Message("M", at(2), at(9)), Message("M", at(2), at(4)), Message("M", at(2))]
    for seed in range(6):
        Random(seed).shuffle(rows)
        assert [message.answered_at for message in answered(rows)] == [at(4)]
    assert message_compliance(answered(rows), *MARCH, END, days)["on_time"] == 1


def item(owner: str, code: str, promised: float) -> Item:
    return Item(owner, code, f"item {code}", Limits(20, promised))


def test_two_owners_may_use_one_code_and_a_newer_list_ends_what_it_no_longer_holds():
    first = ItemList("baotou", on(2), (item("甲局", "1", 10), item("甲局", "2", 10), item("乙局", "1", 5)))
    second = ItemList("baotou", on(16), (item("甲局", "1", 8),))
    other = ItemList("nmg", on(4), (item("甲局", "1", 9),))
    lists = [second, other, first]
    assert {key: each.limits.promised for key, each in items_in_force(lists, on(10)).items()} == {
        ("baotou", "甲局", "1"): 10, ("baotou", "甲局", "2"): 10, ("baotou", "乙局", "1"): 5, ("nmg", "甲局", "1"): 9,
    }  # fmt: skip
    assert {key: each.limits.promised for key, each in items_in_force(lists, END).items()} == {
        ("baotou", "甲局", "1"): 8, ("baotou", "乙局", "1"): 5, ("nmg", "甲局", "1"): 9,
    }  # fmt: skip


def test_an_item_without_a_code_goes_by_its_name():
    rows = (Item("甲局", "", "延期", Limits(20, 10)), Item("甲局", "", "变更", Limits(20, 5)))
    assert len(items_in_force([ItemList("baotou", on(2), rows)], END)) == 2


def test_ratings_without_a_case_or_a_time_count_once_each():
    rows = [
        Rating("nmg", "A", on(4), 1, False, on(6)),
        Rating("nmg", "A", on(4), 5, False, on(13)),  # the same rating, told anew
        Rating("nmg", None, on(4), 2, False, on(6)),
        Rating("nmg", None, on(4), 2, True, on(6)),
        Rating("nmg", "A", None, 4, False, on(6)),
    ]
    assert len(ratings_given(rows)) == 4
    assert positive_rate(rows, *MARCH) == {
        "ratings": 4, "positive_rate": 0.5, "active_ratings": 3, "active_positive_rate": 1 / 3,
    }  # fmt: skip
    assert positive_rate(rows, on(6), on(6))["ratings"] == 1  # the one without a time, on its export's day
