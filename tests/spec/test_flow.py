"""Intake and closing: what was carried in, accepted, closed and carried out; early closings; who had no business."""


def test_the_balance_of_a_period(told):
    told.export("04-30")
    told.cases("""
        case_no | accepted | closed
        A       | 02-02    | 02-27     # closed before the period: not in it
        B       | 02-02    | 03-01     # carried in, closed on the first day
        C       | 02-02    |           # carried in and out
        D       | 03-01    | 03-31     # both ends of the period
        E       | 03-31    |
        F       | 03-30    | 04-01     # closed after the period
        G       | 04-01    |           # accepted after it
        H       | 02-28    | 03-02     # on time
        I       | 02-03    | 03-31     # carried in, closed on the last day
        J       | 03-02    | 04-20     # closed after the period, and late
    """)
    told.figure("flow", as_of="04-30").shows("""
        carried_in | accepted | closed | closed_late | carried_out | residual | closure_rate | late_closure_rate
        4          | 4        | 4      | 3           | 4           | 0        | 4 / 8        | 3 / 4
    """)
    told.figure("flow_cases", as_of="04-30").shows("""
        case_no
        B
        C
        I
        H
        D
        J
        F
        E
    """)
    told.figure("accepted_cases", as_of="04-30").shows("""
        case_no | accepted_at
        D       | 03-01
        J       | 03-02
        F       | 03-30
        E       | 03-31
    """)
    told.figure("closed_cases", as_of="04-30").shows("""
        case_no | closed_at
        B       | 03-01
        H       | 03-02
        D       | 03-31
        I       | 03-31
    """)


def test_a_period_without_cases_has_no_rates(told):
    told.cases("""
        case_no | accepted
        A       | 03-02
    """)
    told.figure("flow", period="2026-01").shows("""
        carried_in | accepted | closed | carried_out | residual | closure_rate | late_closure_rate
        0          | 0        | 0      | 0           | 0        |              |
    """)
    told.figure("flow").shows("""
        accepted | closed | closure_rate | late_closure_rate
        1        | 0      | 0            |
    """)
    told.figure("early_rate").shows("""
        closed | closed_early | early_rate
        0      | 0            |
    """)


def test_a_closing_dated_before_its_acceptance_shows_as_a_residual(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 03-05
        B       | 03-02    | 02-26      # closed in February, accepted in March
    """)
    told.figure("flow").shows("""
        carried_in | accepted | closed | carried_out | residual
        0          | 2        | 1      | 0           | 1
    """)
    told.figure("late_closure_rate").shows("""
        closed
        1
    """)


def test_early_is_fewer_days_than_promised(told):
    told.cases("""
        case_no | accepted | closed | limit       | case_kind | pause_start | pause_end
        A       | 03-02    | 03-06  | 5           |           |             |             # 4 of 5 days
        B       | 03-02    | 03-09  | 5           |           |             |             # 5 of 5
        C       | 03-02    | 03-09  | 5           |           | 03-03       | 03-04       # 4 of 5 with a day paused
        D       | 03-02    | 03-11  | 10 calendar |           |             |             # before its due day, 03-12
        E       | 03-02    | 03-12  | 10 calendar |           |             |             # on it
        F       | 03-02    | 03-02  | 0           |           |             |             # immediate: left out
        G       | 03-02    | 03-02  | 5           | immediate |             |             # left out
        H       | 03-02    |        | 5           |           |             |             # open
        I       | 03-02    | 03-03  |             |           |             |             # no limit: left out
        J       | 03-02    | 03-02  | 1           | promised  |             |             # 0 of 1 days
    """)
    told.figure("early_rate").shows("""
        closed | closed_early | early_rate
        6      | 4            | 4 / 6
    """)
    told.figure("closed_with_limit").shows("""
        case_no
        J
        A
        B
        C
        D
        E
    """)


def test_closings_by_month(told):
    told.cases("""
        case_no | accepted | closed | limit | case_kind
        A       | 02-02    | 02-09  | 5     |             # 5 days
        B       | 02-02    | 02-10  | 5     |             # late
        C       | 03-02    | 03-03  | 5     |             # early
        D       | 03-02    | 03-02  | 0     | immediate   # not asked whether early
        E       | 03-02    | 03-02  | 5     | immediate
        F       | 03-02    |        | 5     |
    """)
    told.figure("closed_by_month", period="all").shows("""
        month | closed | closed_late | late_closure_rate | early_rate
        02-01 | 2      | 1           | 1 / 2             | 0 / 2
        03-01 | 3      | 0           | 0 / 3             | 1 / 1
    """)


def test_a_month_of_immediate_cases_has_no_early_rate(told):
    told.cases("""
        case_no | accepted | closed | limit
        A       | 03-02    | 03-02  | 0
    """)
    told.figure("closed_by_month").shows("""
        month | closed | early_rate
        03-01 | 1      |
    """)


def test_units_without_any_case_are_named(told):
    told.cases("""
        case_no | accepted | closed | unit
        A       | 03-02    |        | 甲局
        B       | 02-02    | 02-03  | 乙局     # closed before the period
        C       | 03-02    |        |
    """)
    told.items("""
        item | unit
        1    | 甲局
        2    | 乙局
        3    | 丙局
        4    |
    """)
    told.contacts("""
        unit | contact_name
        丁局 | 王
        丙局 | 李
    """)
    told.figure("units_without_cases").shows("""
        unit_name
        丁局
        丙局
        乙局
    """)
    told.figure("units_without_cases", period="2026-01").shows("""
        unit_name
        丁局
        丙局
        乙局
        甲局
    """)


def test_withdrawn_rejected_and_void_cases_are_counted_apart(told):
    told.export("03-02")
    told.cases("""
        case_no | accepted | status
        A       | 02-02    | withdrawn
        B       | 02-02    | rejected
        C       | 02-02    | void
        D       | 02-02    | open
        E       | 02-02    |
        F       | 02-02    | returned      # finished, without saying when
    """)
    told.figure("open_cases").shows("""
        case_no | status
        D       | open
        E       |
    """)
    told.figure("overdue_rate", period="all").shows("""
        due | missed
        2   | 2
    """)
    told.figure("excluded_cases").shows("""
        case_no | standing  | left_on | accepted_at
        A       | withdrawn | 03-02   | 02-02
        B       | rejected  | 03-02   | 02-02
        C       | void      | 03-02   | 02-02
    """)
    told.figure("excluded_cases", as_of="03-02").shows("""
        case_no | left_on
        A       | 03-02
        B       | 03-02
        C       | 03-02
    """)
    told.figure("excluded_cases", as_of="03-01").shows("""
        case_no
    """)


def test_a_case_that_was_never_accepted_is_counted_apart_from_the_day_it_came(told):
    told.export("03-31")
    told.cases("""
        case_no | received | applied | accepted | status
        A       | 03-05    | 03-02   |          | open      # received on 03-05
        B       |          | 03-09   |          | open      # applied for on 03-09
        C       | 03-05    | 03-02   | 03-10    | open      # accepted: counted
    """)
    told.figure("excluded_cases", as_of="03-04").shows("case_no")
    told.figure("excluded_cases", as_of="03-05").shows("case_no\nA")
    told.figure("excluded_cases", as_of="03-06").shows("""
        case_no | standing     | left_on
        A       | not_accepted |
    """)
    told.figure("excluded_cases").shows("""
        case_no | standing     | left_on
        A       | not_accepted |
        B       | not_accepted |
    """)


def test_a_case_counted_apart_tells_its_closing_from_that_day_on(told):
    told.cases("""
        case_no | received | accepted | closed
        A       | 03-05    |          | 03-12       # never accepted
    """)
    told.events("""
        case_no | code | at
        B       | 4    | 03-05     # refused at once: it never stood, so it left on no day
        C       | 3    | 03-02
        C       | 5    | 03-04     # refused after its acceptance
    """)
    told.figure("excluded_cases", as_of="03-11").shows("""
        case_no | standing     | closed_at | left_on
        C       | rejected     |           | 03-04
        B       | rejected     |           |
        A       | not_accepted |           |
    """)
    told.figure("excluded_cases", as_of="03-12").shows("""
        case_no | closed_at
        C       |
        B       |
        A       | 03-12
    """)


def test_cases_counted_apart_stand_by_the_day_they_left_and_their_numbers(told):
    told.cases("""
        case_no | accepted | status    | closed | platform
        B       | 03-02    | withdrawn | 03-10  | nmg
        A       | 03-02    | withdrawn | 03-10  | nmg
        C       | 03-02    | void      | 03-12  | nmg
        A       | 03-02    | withdrawn | 03-10  | baotou
        D       |          |           |        | baotou       # left on no day
    """)
    told.figure("excluded_cases").shows("""
        platform | case_no | left_on
        nmg      | C       | 03-12
        baotou   | A       | 03-10
        nmg      | A       | 03-10
        nmg      | B       | 03-10
        baotou   | D       |
    """)


def test_what_happened_later_does_not_erase_what_was(told):
    told.export("03-06")
    told.cases("""
        case_no | accepted | status
        A       | 02-16    | open
    """)
    told.export("03-13")
    told.cases("""
        case_no | accepted | status
        A       | 02-16    | withdrawn     # the first export that tells it
    """)
    told.export("03-20")
    told.cases("""
        case_no | accepted | status
        A       | 02-16    | withdrawn
    """)
    told.figure("open_cases", as_of="03-12").shows("""
        case_no
        A
    """)
    told.figure("open_cases", as_of="03-13").shows("""
        case_no
    """)


def test_a_withdrawal_with_a_day_of_its_own_dates_from_it(told):
    told.export("03-20")
    told.cases("""
        case_no | accepted | status    | closed
        A       | 02-24    | withdrawn | 03-10
    """)
    told.figure("open_cases", as_of="03-09").shows("""
        case_no
        A
    """)
    told.figure("open_cases", as_of="03-10").shows("""
        case_no
    """)


def test_finished_without_a_closing_time_is_not_open_and_on_time_only_where_the_exports_settle_it(told):
    told.export("03-06")
    told.cases("""
        case_no | accepted | status
        A       | 03-02    | closed     # told finished before its due day, 03-09: on time
        B       | 03-02    | open
        C       | 03-02    | open
        D       | 03-02    | open       # still open on 03-06, finished on 03-13: nobody knows
    """)
    told.export("03-10")
    told.cases("""
        case_no | accepted | status
        B       | 03-02    | open       # open after its due day: late
    """)
    told.export("03-13")
    told.cases("""
        case_no | accepted | status
        B       | 03-02    | closed
        D       | 03-02    | closed
    """)
    told.figure("open_cases").shows("""
        case_no
        C
    """)
    told.figure("overdue_rate").shows("""
        due | missed | overdue_rate
        3   | 2      | 2 / 3
    """)
    told.figure("open_overdue").shows("""
        open_overdue
        1
    """)


def test_a_case_closed_before_it_was_void_had_been_closed_until_then(told):
    told.export("03-11")
    told.cases("""
        case_no | accepted | status | closed
        A       | 03-02    | closed | 03-06
        B       | 03-02    | closed | 03-06
        C       | 03-02    | closed | 03-06
    """)
    told.export("03-25")
    told.cases("""
        case_no | accepted | status    | closed
        A       | 03-02    | void      |             # dates from this export
        B       | 03-02    | withdrawn | 03-20       # on a day of its own
        C       | 03-02    | void      | 03-06       # still the day of its closing
    """)
    told.figure("overdue_rate", as_of="03-15").shows("due | missed\n3 | 0")
    told.figure("closed_cases", as_of="03-15").shows("""
        case_no | closed_at
        A       | 03-06
        B       | 03-06
        C       | 03-06
    """)
    told.figure("closed_cases", as_of="03-20").shows("case_no\nA\nC")
    told.figure("closed_cases", as_of="03-25").shows("case_no")


def test_a_limit_used_up_on_a_day_off_was_not_closed_early(told):
    told.export("03-31")
    told.cases("""
        case_no | accepted | closed | limit
        A       | 03-04    | 03-13  | 10 calendar      # 9 of 10 days
        B       | 03-04    | 03-14  | 10 calendar      # all 10, on a Saturday: the due day is Monday
        C       | 03-04    | 03-15  | 10 calendar      # 11 of 10, yet in time
        D       | 02-14    | 03-13  | 1 month
        E       | 02-14    | 03-14  | 1 month
    """)
    told.figure("early_rate").shows("closed | closed_early\n5 | 2")
    told.figure("late_closure_rate").shows("closed | closed_late\n5 | 0")


def test_days_cannot_say_whether_a_limit_in_hours_was_kept_early(told):
    told.cases("""
        case_no | accepted | closed | limit  | due
        A       | 03-02    | 03-03  | 5      |
        B       | 03-02    | 03-02  | 8 hour | 03-03      # left out, not counted as not early
    """)
    told.figure("early_rate").shows("closed | closed_early\n1 | 1")


def test_a_case_finished_without_a_closing_time_is_carried_in_until_it_is_told_finished(told):
    told.export("02-27")
    told.cases("""
        case_no | accepted | status
        A       | 02-02    | open
        B       | 02-02    | closed     # finished before the period
    """)
    told.export("03-01")
    told.cases("""
        case_no | accepted | status
        A       | 02-02    | closed     # on its first day
        X       | 03-01    | open
    """)
    told.figure("flow_cases").shows("""
        case_no | is_open
        A       | no
        X       | yes
    """)
    told.figure("flow").shows("""
        carried_in | accepted | closed | carried_out | residual
        1          | 1        | 0      | 1           | 1
    """)


def test_a_case_finished_after_the_period_is_carried_out_of_it(told):
    told.export("04-10")
    told.cases("case_no | accepted | status\nA | 03-02 | closed")
    told.figure("flow", as_of="04-10").shows("accepted | carried_out | residual\n1 | 1 | 0")
    told.figure("flow", as_of="04-10", period=("03-01", "04-10")).shows("accepted | carried_out | residual\n1 | 0 | 1")


def test_early_is_before_the_promise_whatever_extended_or_paused_the_limit(told):
    told.cases("""
        case_no | accepted | closed | limit       | extension | pause_start | pause_end
        A       | 03-04    | 03-13  | 10 calendar | 2         |             |             # promised for 03-14
        B       | 03-04    | 03-14  | 10 calendar | 2         |             |
        C       | 03-04    | 03-16  | 10 calendar |           | 03-05       | 03-08       # three days out: 03-17
        D       | 03-04    | 03-17  | 10 calendar |           | 03-05       | 03-08
        E       | 03-04    | 03-13  | 10 calendar |           | 03-16       | 03-17       # paused after it was closed
        F       | 03-04    | 03-14  | 10 calendar |           | 03-16       | 03-17
        G       | 03-04    | 03-10  | 5           | 2         |             |             # 4 of 5 days
        H       | 03-04    | 03-11  | 5           | 2         |             |
        I       | 03-12    | 03-10  | 5           |           |             |             # closed before it was accepted
    """)
    told.figure("early_rate").shows("closed | closed_early\n8 | 4")
    told.figure("closed_with_limit").shows("""
        case_no | due_on | used_days
        G       | 03-13  | 4
        H       | 03-13  | 5
        A       | 03-16  | 7
        E       | 03-16  | 7
        B       | 03-16  | 7
        F       | 03-16  | 7
        C       | 03-17  | 7
        D       | 03-17  | 8
    """)


def test_a_withdrawal_dated_before_the_acceptance_is_told_with_the_acceptance(told):
    told.cases("case_no | accepted | status | closed\nA | 03-10 | withdrawn | 03-05")
    told.figure("excluded_cases", as_of="03-09").shows("case_no")
    told.figure("excluded_cases", as_of="03-10").shows("case_no | left_on\nA | 03-05")


def test_a_closing_in_the_period_of_a_case_accepted_after_it_shows_as_a_residual_too(told):
    told.export("04-30")
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 03-05
        B       | 04-02    | 03-20      # closed in March, accepted in April
    """)
    told.figure("flow", as_of="04-30").shows("""
        carried_in | accepted | closed | carried_out | residual | closure_rate
        0          | 1        | 2      | 0           | -1       | 2 / 1
    """)
