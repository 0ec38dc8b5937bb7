"""Deadlines and lateness: which cases are due, which missed, and how the light stands.

Unless a table says otherwise a limit is 5 working days: a case accepted on Monday 2 March 2026 is due on Monday 9 March.
"""


def test_the_overdue_rate_counts_open_cases_too(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 03-09    # on the due day: on time
        B       | 03-02    | 03-10    # a day late: missed
        C       | 03-02    |          # open, its due day has passed: missed
        D       | 03-24    |          # due 03-31: nobody is late before the day is over
        E       | 03-27    |          # due 04-03, after the period
    """)
    told.figure("overdue_rate").shows("""
        due | missed | overdue_rate
        3   | 2      | 2 / 3
    """)


def test_a_share_of_nothing_is_empty(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-27    |
    """)
    told.figure("overdue_rate").shows("""
        due | missed | overdue_rate
        0   | 0      |
    """)
    told.figure("late_closure_rate").shows("""
        closed | closed_late | late_closure_rate
        0      | 0           |
    """)


def test_due_days_on_both_ends_of_the_period_belong_to_it(told):
    told.cases("""
        case_no | accepted
        A       | 02-28    # due 03-06, the day before
        B       | 03-02    # due 03-09, the first day
        C       | 03-09    # due 03-16, the last day
        D       | 03-10    # due 03-17, the day after
    """)
    told.figure("due_cases", period=("03-09", "03-16")).shows("""
        case_no | due_on | overdue_days
        B       | 03-09  | 16
        C       | 03-16  | 11
    """)


def test_a_case_is_late_from_the_day_after_its_due_day(told):
    told.cases("""
        case_no | accepted
        A       | 03-02
    """)
    told.figure("overdue_rate", as_of="03-09").shows("""
        due | missed | overdue_rate
        0   | 0      |
    """)
    told.figure("open_overdue", as_of="03-09").shows("""
        open_overdue | longest_days
        0            | 0
    """)
    told.figure("open_overdue", as_of="03-10").shows("""
        open_overdue | longest_days
        1            | 1
    """)
    told.figure("overdue_rate", as_of="03-10").shows("""
        due | missed | overdue_rate
        1   | 1      | 1
    """)


def test_a_closing_after_the_as_of_day_is_not_known_yet(told):
    told.export("04-30")
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 04-15    # open on 03-31, 16 working days past 03-09
        B       | 03-02    | 03-31    # closed on the as-of day itself
    """)
    told.figure("cases", period="all").shows("""
        case_no | is_open | closed_at | missed | closed_late | overdue_days | used_days | remaining_days
        A       | yes     |           | yes    | no          | 16           | 21        | -16
        B       | no      | 03-31     | yes    | yes         | 16           | 21        |
    """)
    told.figure("open_overdue").shows("""
        open_overdue | longest_days
        1            | 16
    """)


def test_a_case_accepted_after_the_as_of_day_is_not_there_yet(told):
    told.export("04-30")
    told.cases("""
        case_no | accepted | closed | pause_start
        A       | 03-31    |        |
        B       | 04-01    |        |
        C       | 03-31    |        | 03-31        # with a pause
        D       | 04-01    |        | 04-02
    """)
    told.figure("open_cases").shows("""
        case_no | accepted_at
        A       | 03-31
        C       | 03-31
    """)


def test_the_longest_open_overdue_case_is_counted_in_working_days(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    |          # due 03-09: 16 working days past
        B       | 03-19    |          # due 03-26: 3
        C       | 03-02    | 03-30    # late, but closed
        D       | 03-27    |          # not due yet
    """)
    told.figure("open_overdue").shows("""
        open_overdue | longest_days
        2            | 16
    """)


def test_the_age_of_overdue_cases_falls_into_groups(told):
    told.cases("""
        case_no | accepted   | limit
        A       | 03-23      | 5      # due 03-30: 1 day past
        B       | 03-17      | 5      # due 03-24: 5
        C       | 03-16      | 5      # due 03-23: 6
        D       | 03-10      | 5      # due 03-17: 10
        E       | 03-09      | 5      # due 03-16: 11
        F       | 03-02      | 1      # due 03-03: 20
        G       | 02-28      | 1      # due 03-02: 21
        H       | 2025-12-22 | 1      # due 12-23: 65
        I       | 2025-12-29 | 1      # due 12-30: 60
        J       | 2025-12-26 | 1      # due 12-29: 61
    """)
    told.figure("open_overdue_by_age").shows("""
        age   | open_overdue
        0–5   | 2
        6–10  | 2
        11–20 | 2
        21–60 | 2
        > 60  | 2
    """)
    told.figure("open_overdue", by=("age",)).shows("""
        age   | open_overdue | longest_days
        0–5   | 2            | 5
        6–10  | 2            | 10
        11–20 | 2            | 20
        21–60 | 2            | 60
        > 60  | 2            | 65
    """)
    told.figure("open_overdue_cases").shows("""
        case_no | overdue_days
        H       | 65
        J       | 61
        I       | 60
        G       | 21
        F       | 20
        E       | 11
        D       | 10
        C       | 6
        B       | 5
        A       | 1
    """)


def test_rows_of_one_overdue_length_stand_by_their_numbers(told):
    told.cases("""
        case_no | accepted | platform
        B       | 03-02    | nmg
        A       | 03-02    | nmg
        C       | 03-02    | nmg
        C       | 03-02    | baotou
    """)
    for key in ("open_overdue_cases", "missed_cases", "due_cases"):
        told.figure(key).shows("""
            platform | case_no
            nmg      | A
            nmg      | B
            baotou   | C
            nmg      | C
        """)


def test_rows_of_one_time_stand_by_their_numbers(told):
    told.cases("""
        case_no | accepted | closed | platform
        B       | 03-02    | 03-10  | nmg
        A       | 03-02    | 03-10  | nmg
        C       | 03-02    | 03-10  | nmg
        C       | 03-02    | 03-10  | baotou
        D       | 03-03    | 03-11  | baotou
    """)
    for key in (
        "closed_cases",
        "late_closed_cases",
        "accepted_cases",
        "flow_cases",
        "closed_with_limit",
        "compared_cases",
    ):
        told.figure(key).shows("""
            platform | case_no
            nmg      | A
            nmg      | B
            baotou   | C
            nmg      | C
            baotou   | D
        """)


def test_open_cases_with_the_same_days_left_stand_by_their_numbers(told):
    told.cases("""
        case_no | accepted | platform
        B       | 03-27    | nmg
        A       | 03-27    | nmg
        C       | 03-27    | nmg
        C       | 03-27    | baotou
    """)
    told.figure("open_cases").shows("""
        platform | case_no
        nmg      | A
        nmg      | B
        baotou   | C
        nmg      | C
    """)


def test_only_open_and_overdue_cases_have_an_age(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 03-12    # late, but closed
        B       | 03-27    |          # open, but not due
    """)
    told.figure("open_overdue_by_age").shows("""
        age | open_overdue
    """)


def test_the_stock_at_each_month_end_is_that_of_the_day(told):
    told.cases("""
        case_no | accepted   | closed
        A       | 2025-12-15 |          # due 12-22, open ever since
        B       | 2025-12-24 |          # due 12-31: late from 01-01
        C       | 01-05      | 02-28    # due 01-12, closed on the last day of February
        D       | 01-05      | 02-10    # closed within February
        E       | 01-26      | 01-30    # on time
        F       | 03-02      |          # due 03-09
        G       | 03-24      |          # due 03-31: not late on that day
    """)
    told.figure("open_overdue_month_ends", period="all").shows("""
        month      | open_overdue
        2025-12-01 | 1               # A
        01-01      | 4               # A, B, C, D
        02-01      | 2               # A, B
        03-01      | 3               # A, B, F
    """)
    told.figure("open_overdue_month_ends", period=("01-15", "02-09")).shows("""
        month | open_overdue
        01-01 | 4
        02-01 | 4               # on 02-09 C and D are open
    """)
    told.figure("open_overdue_month_ends", period=("01-15", "05-31"), as_of="02-27").shows("""
        month | open_overdue
        01-01 | 4
        02-01 | 3               # on 02-27 D is closed and C is not
    """)


def test_a_case_that_finished_nobody_knows_when_is_in_no_stock(told):
    told.export("03-06")
    told.cases("""
        case_no | accepted | status
        A       | 02-27    | open       # due 03-05: still open on 03-06, late
        B       | 03-02    | open       # due 03-09
    """)
    told.export("03-31")
    told.cases("""
        case_no | accepted | status
        A       | 02-27    | open
        B       | 03-02    | closed     # finished at some time since
    """)
    told.figure("open_overdue_month_ends").shows("""
        month | open_overdue
        03-01 | 1
    """)


def test_one_closed_case_with_a_deadline_is_enough_for_a_rate(told):
    told.cases("""
        case_no | accepted | closed | limit
        A       | 03-02    | 03-09  | 5
        B       | 03-02    | 03-09  |
    """)
    told.figure("late_closure_rate").shows("""
        closed | closed_late | late_closure_rate
        2      | 0           | 0
    """)
    told.figure("flow").shows("""
        closed | closed_late | late_closure_rate
        2      | 0           | 0
    """)


def test_no_month_ends_without_a_late_case(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 03-03
    """)
    told.figure("open_overdue_month_ends", period="all").shows("""
        month | open_overdue
        03-01 | 0
    """)


MISSES = """
    case_no | accepted | unit | region_code | times
    A       | 03-02    | 甲局 | 150202      | 9        # open: missed
    B       | 03-02    | 乙局 | 150203      | 1
    C       | 02-02    | 乙局 | 150203      | 2        # due 02-09, in February
"""
KEPT = """
    case_no | accepted | closed | unit | region_code | times
    D       | 03-02    | 03-03  | 甲局 | 150202      | 27
    E       | 03-02    | 03-03  | 乙局 | 150203      | 28
    F       | 03-02    | 03-03  | 丙局 | 150203      | 1
"""


def test_units_carry_their_count_an_interval_and_whether_they_can_be_ranked(told):
    told.cases(MISSES)
    told.cases(KEPT)
    told.figure("overdue_by_unit").shows("""
        unit_name | due | missed | overdue_rate | low    | high   | ranked
        甲局      | 36  | 9      | 9 / 36       | ~0.138 | ~0.411 | yes      # Wilson 95 %
        乙局      | 29  | 1      | 1 / 29       | ~0.006 | ~0.172 | no       # fewer than 30
        丙局      | 1   | 0      | 0            | 0      | ~0.793 | no
    """)
    told.under(ranking={"minimum_count": 29})
    told.figure("overdue_by_unit").shows("""
        unit_name | ranked
        甲局      | yes
        乙局      | yes     # exactly the minimum
        丙局      | no
    """)


def test_areas_carry_their_count_an_interval_and_whether_they_can_be_ranked(told):
    told.cases(MISSES)
    told.cases(KEPT)
    told.figure("overdue_by_area").shows("""
        area     | due | missed | overdue_rate | low    | high   | ranked
        东河区   | 36  | 9      | 9 / 36       | ~0.138 | ~0.411 | yes
        昆都仑区 | 30  | 1      | 1 / 30       | ~0.006 | ~0.167 | yes
    """)


def test_equal_rates_stand_in_the_order_of_their_counts(told):
    told.cases("""
        case_no | accepted | unit | region_code | times
        A       | 03-02    | 乙局 | 150202      | 1
        B       | 03-02    | 丁局 | 150203      | 2
        C       | 03-02    | 甲局 | 150202      | 1
    """)
    told.figure("overdue_by_unit").shows("""
        unit_name | due
        丁局      | 2
        乙局      | 1
        甲局      | 1
    """)
    told.figure("overdue_by_area").shows("""
        area     | due
        东河区   | 2
        昆都仑区 | 2
    """)


def test_the_overdue_rate_follows_the_months_of_the_due_days(told):
    told.cases("""
        case_no | accepted | closed | unit
        A       | 02-24    | 03-10  | 甲局   # due 03-02
        B       | 03-02    | 03-03  | 甲局   # due 03-09
        C       | 02-02    |        | 甲局   # due 02-09
        D       | 02-02    |        | 乙局   # due 02-09
        E       | 03-27    |        | 乙局   # due 04-03
    """)
    told.figure("overdue_by_month", period="all").shows("""
        month | due | missed | overdue_rate
        02-01 | 2   | 2      | 2 / 2
        03-01 | 2   | 1      | 1 / 2
    """)
    told.figure("overdue_by_unit_month", period="all").shows("""
        unit_name | month | due | missed | overdue_rate
        乙局      | 02-01 | 1   | 1      | 1
        甲局      | 02-01 | 1   | 1      | 1
        甲局      | 03-01 | 2   | 1      | 1 / 2
    """)


def test_late_closures_are_a_share_of_what_was_closed_in_the_period(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 03-09    # on time
        B       | 03-02    | 03-10    # late
        C       | 03-02    |          # open: no closure
        D       | 02-02    | 02-28    # late, but closed before the period
        E       | 03-03    | 03-05    # on time
    """)
    told.figure("late_closure_rate").shows("""
        closed | closed_late | late_closure_rate
        3      | 1           | 1 / 3
    """)
    told.figure("late_closed_cases").shows("""
        case_no | due_on | closed_at | overdue_days
        B       | 03-09  | 03-10     | 1
    """)


def test_no_closed_case_with_a_deadline_no_late_closure_rate(told):
    told.cases("""
        case_no | accepted | closed | limit
        A       | 03-02    | 03-09  |          # no limit is known
        B       | 03-02    |        | 5        # open
    """)
    for key in ("late_closure_rate", "flow"):
        told.figure(key).shows("""
            closed | closed_late | late_closure_rate
            1      | 0           |
        """)


def test_the_lights_of_inner_mongolia(told):
    told.cases("""
        case_no | accepted | limit | pause_start | pause_end
        A       | 03-02    | 10    |             |           # due 03-16, 3 working days left: yellow
        B       | 03-03    | 10    |             |           # due 03-17, 4 left: green, although 6 of 10 are used
        C       | 03-09    | 5     |             |           # 2 of 5 days used: green
        D       | 03-06    | 5     |             |           # 3 of 5: yellow
        E       | 03-09    | 4     |             |           # 2 of 4, exactly half: yellow
        F       | 03-03    | 5     |             |           # due 03-10: red
        G       | 03-04    | 5     |             |           # due today: yellow, nobody is late yet
        H       | 03-04    | 5     | 03-05       |           # a pause runs: grey
        I       | 03-04    |       |             |           # no limit: no light
        J       | 03-04    | 5     | 03-05       | 03-10     # 3 of 8 days paused, 2 of 5 used, 3 left: green
        K       | 03-09    | 2     | 03-10       | 03-11     # 1 of 3 days paused, 1 of 2 used: yellow
    """)
    told.figure("lights", as_of="03-11").shows("""
        green | yellow | red | paused | without_due_day
        3     | 5      | 1   | 1      | 1
    """)
    told.figure("open_cases", as_of="03-11").shows("""
        case_no | light  | remaining_days | overdue_days
        F       | red    | -1             | 1
        G       | yellow | 0              | 0
        K       | yellow | 1              | 0
        D       | yellow | 2              | 0
        E       | yellow | 2              | 0
        A       | yellow | 3              | 0
        C       | green  | 3              | 0
        J       | green  | 3              | 0
        B       | green  | 4              | 0
        H       | paused | 4              | 0
        I       |        |                | 0
    """)


def test_a_closed_case_has_no_light(told):
    told.cases("""
        case_no | accepted | closed | pause_start | pause_end
        A       | 03-02    | 03-12  | 03-03       | 03-05
        B       | 03-02    | 03-12  |             |
    """)
    told.figure("closed_cases").shows("""
        case_no | light | remaining_days | is_open
        A       |       |                | no
        B       |       |                | no
    """)
    told.figure("lights").shows("""
        green | yellow | red | paused | without_due_day
        0     | 0      | 0   | 0      | 0
    """)


def test_missed_cases_are_those_of_the_due_ones_the_longest_first(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 03-10    # 1 day late
        B       | 03-02    | 03-12    # 3 days late
        C       | 03-02    | 03-09    # on time
        D       | 03-03    | 03-11    # 1 day late
        E       | 02-02    |          # due 02-09
        F       | 03-24    |          # not due yet
    """)
    told.figure("missed_cases").shows("""
        case_no | due_on | overdue_days | closed_late
        B       | 03-09  | 3            | yes
        A       | 03-09  | 1            | yes
        D       | 03-10  | 1            | yes
    """)
    told.figure("due_cases").shows("""
        case_no | due_on | missed
        B       | 03-09  | yes
        A       | 03-09  | yes
        D       | 03-10  | yes
        C       | 03-09  | no
    """)
    told.figure("late_closed_cases").shows("""
        case_no | overdue_days
        B       | 3
        A       | 1
        D       | 1
    """)
