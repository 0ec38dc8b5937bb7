"""The calendar as the figures show it: its days, its years, and what the bureau set otherwise.

The bureau of the specs set Saturday 2026-08-08 to work ("fair") and Wednesday 2026-08-12 free ("flood").
"""


def test_the_years_of_the_calendar(told):
    told.export("12-31")
    told.cases("""
        case_no | accepted | limit
        A       | 03-02    | 5        # due in 2026
        B       | 12-30    | 5        # due in 2027
        C       | 12-30    |          # no due day
    """)
    told.figure("calendar_years", as_of="12-31").shows("""
        calendar | year | working_days | free_weekdays | make_up_days | set_days | provisional | published_to | due
        CN       | 2023 | 249          | 18            | 7            | 0        | no          | 2026         | 0
        CN       | 2024 | 251          | 19            | 8            | 0        | no          | 2026         | 0
        CN       | 2025 | 248          | 18            | 5            | 0        | no          | 2026         | 0
        CN       | 2026 | 248          | 19            | 6            | 2        | no          | 2026         | 1
        CN       | 2027 | 248          | 13            | 0            | 0        | yes         | 2026         | 1
        CN       | 2028 | 248          | 12            | 0            | 0        | yes         | 2026         | 0
    """)


def test_a_calendar_that_follows_from_the_law_is_never_provisional(told):
    told.cases("case_no | accepted\nA | 03-02", calendar="NL")
    told.cases("case_no | accepted\nB | 03-02")
    told.figure("calendar_years").shows("""
        calendar | year | provisional | published_to | due
        CN       | 2023 | no          | 2026         | 0
        CN       | 2024 | no          | 2026         | 0
        CN       | 2025 | no          | 2026         | 0
        CN       | 2026 | no          | 2026         | 1
        CN       | 2027 | yes         | 2026         | 0
        CN       | 2028 | yes         | 2026         | 0
        NL       | 2023 | no          |              | 0
        NL       | 2024 | no          |              | 0
        NL       | 2025 | no          |              | 0
        NL       | 2026 | no          |              | 1
        NL       | 2027 | no          |              | 0
        NL       | 2028 | no          |              | 0
    """)


def test_the_days_of_the_calendar_say_why_each_counts_or_not(told):
    told.cases("case_no | accepted\nA | 03-02")
    told.cases("case_no | accepted\nB | 03-02", calendar="NL")
    rows = told.figure("calendar_days").rows()
    assert [(row["calendar"], row["day"]) for row in rows] == sorted((row["calendar"], row["day"]) for row in rows)
    days = {(row["calendar"], row["day"].isoformat()): (row["is_working"], row["kind"], row["name"]) for row in rows}
    assert days["CN", "2026-03-02"] == (True, "workday", "")
    assert days["CN", "2026-03-07"] == (False, "weekend", "")
    assert days["CN", "2026-02-28"][:2] == (True, "make-up")
    assert days["CN", "2026-02-17"][:2] == (False, "holiday")
    assert days["CN", "2026-08-08"] == (True, "override", "fair")
    assert days["NL", "2026-04-27"][:2] == (False, "holiday")


def test_the_days_that_the_bureau_set_and_the_cases_that_run_over_them(told):
    told.export("12-31")
    told.cases("""
        case_no | accepted | closed | limit
        A       | 08-07    | 08-10  | 1        # over the 8th, which is its due day
        B       | 08-08    |        | 1        # accepted on the 8th: not over it; due 08-10
        C       | 08-03    | 08-14  | 4        # due on the 7th, closed after the 12th: over both
        D       | 08-10    | 08-12  | 1        # closed on the 12th: over it
        E       | 08-13    |        | 5        # after both
        F       | 08-03    | 08-04  | 3        # before both
    """)
    told.figure("calendar_overrides", as_of="12-31").shows("""
        calendar | day   | is_working | reason | cases
        CN       | 08-08 | yes        | fair   | 2
        CN       | 08-12 | no         | flood  | 2
    """)


def test_a_set_day_that_no_case_runs_over_is_named_too(told):
    told.export("12-31")
    told.cases("case_no | accepted | limit\nA | 08-11 | 1")
    told.cases("case_no | accepted | limit\nB | 08-10 | 5\nC | 03-02 | 1", calendar="NL")
    told.figure("calendar_overrides", as_of="12-31").shows("""
        calendar | day   | reason | cases
        CN       | 08-08 | fair   | 0
        CN       | 08-12 | flood  | 1
        NL       | 08-12 | storm  | 1
    """)


CALENDARS = """
    case_no | accepted | limit      | pause_start | pause_end
    *1      | 08-05    | 3          | 08-06       | 08-07    # a day out; Saturday the 8th counts in one calendar only
    *2      | 08-04    | 3 calendar | 08-05       | 08-06
"""


def test_a_pause_is_counted_in_the_calendar_of_its_case(told):
    told.export("12-31")
    told.cases(CALENDARS.replace("*", "A"))
    told.cases(CALENDARS.replace("*", "B"), calendar="NL")
    told.figure("open_cases", as_of="08-11").shows("""
        case_no | due_on | paused_days | used_days | remaining_days | overdue_days | light
        A2      | 08-08  | 1           | 5         | -2             | 2            | red
        A1      | 08-10  | 1           | 4         | -1             | 1            | red
        B2      | 08-10  | 1           | 4         | -1             | 1            | red
        B1      | 08-11  | 1           | 3         | 0              | 0            | yellow
    """)


def test_an_overrun_is_counted_in_the_calendar_of_its_case(told):
    told.export("12-31")
    table = """
        case_no | accepted | closed | limit | pause_start | pause_end
        {}      | 08-05    | 08-10  | 2     | 08-06       | 08-07
    """
    told.cases(table.format("A"))  # due 08-08 with its pause, closed on the 10th: late
    told.cases(table.format("B"), calendar="NL")  # due 08-07, with its pause 08-10
    told.figure("finding_on_time_only_by_pauses", period="2026-08", as_of="12-31").shows("""
        case_no | due_without_pauses_on | due_on | overrun_days
        B       | 08-07                 | 08-10  | 1
    """)


def test_month_ends_are_those_of_one_calendar_though_there_are_two(told):
    told.cases("case_no | accepted\nA | 03-02")
    told.cases("case_no | accepted\nB | 03-02", calendar="NL")
    told.items("item | statutory | limit\nX | 10 | 5")
    told.figure("open_overdue_month_ends").shows("month | open_overdue\n03-01 | 2")
    told.figure("compression_month_ends").shows("month | items\n03-01 | 1")
    told.figure("open_overdue_month_ends", as_of="03-01").shows("month | open_overdue\n03-01 | 0")
    told.figure("compression_month_ends", as_of="03-01").shows("month | items\n03-01 | 1")


def test_the_days_of_a_finding_are_counted_in_the_calendar_of_its_case(told):
    told.under(findings={"pause_running_days": 1})
    told.export("12-31")
    table = """
        case_no | accepted | closed      | status    | limit | pause_start | applied     | applicant_key
        P*      | 08-03    |             |           | 20    | 08-06       |             |
        R*      | 08-03    | 08-08 10:00 | returned  | 4     |             |             | *
        S*      | 08-10    |             |           | 4     |             | 08-09 10:00 | *
        W*      | 08-03    | 08-10       | withdrawn | 4     |             |             |
    """  # due on Friday 08-07; Saturday the 8th counts in one calendar only
    told.cases(table.replace("*", "1"))
    told.cases(table.replace("*", "2"), calendar="NL")
    told.figure("finding_pause_never_ended", period="2026-08", as_of="08-11").shows("""
        case_no | running_days
        P1      | 4
        P2      | 3
    """)
    told.figure("finding_resubmitted", period="2026-08", as_of="08-11").shows("""
        case_no | days_from_due_day | again_case_no
        R1      | 1                 | S1
        R2      | 0                 | S2
    """)
    told.figure("finding_withdrawn_after_due_day", period="2026-08", as_of="08-11").shows("""
        case_no | overdue_days
        W1      | 2
        W2      | 1
    """)
