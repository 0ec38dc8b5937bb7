"""The clock of domain.md 2: due days, pauses, calendar limits, immediate cases, extensions, instants.

The listing `cases` over all time shows what the view of cases makes of each one.
"""

import pytest

GOLDEN = [
    ("2021-09-30", 3, "2021-10-11"),
    ("2024-09-27", 5, "2024-10-10"),
    ("2025-01-24", 3, "2025-02-05"),
    ("2025-01-25", 3, "2025-02-05"),
    ("2025-04-25", 3, "2025-04-29"),
    ("2025-04-30", 1, "2025-05-06"),
    ("2025-09-26", 3, "2025-09-30"),
    ("2025-09-30", 7, "2025-10-16"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-02-14", 1, "2026-02-24"),
    ("2026-02-28", 1, "2026-03-02"),
    ("2026-09-18", 5, "2026-09-24"),
    ("2026-09-30", 7, "2026-10-15"),
]


def test_golden_due_days(told):
    told.export("2026-12-31")
    rows = "\n".join(f"{number:02} | {accepted} | {limit}" for number, (accepted, limit, _) in enumerate(GOLDEN))
    told.cases(f"case_no | accepted | limit\n{rows}")
    due = "\n".join(f"{number:02} | {day}" for number, (_, _, day) in enumerate(GOLDEN))
    told.figure("cases", period="all", as_of="2026-12-31").shows(f"case_no | due_on\n{due}")


def test_the_limit_runs_in_working_days_from_the_day_after_acceptance(told):
    told.cases("""
        case_no | accepted    | closed | limit
        A       | 03-02       | 03-09  | 5        # Mon to Mon: 3, 4, 5, 6, 9
        B       | 03-06       | 03-10  | 2        # over a weekend
        C       | 03-07       | 03-09  | 1        # accepted on a Saturday
        D       | 03-09 16:59 | 03-10  | 1        # the hour does not matter
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | used_days | missed | limit_days | limit_unit
        A       | 03-09  | 5         | no     | 5          | working
        B       | 03-10  | 2         | no     | 2          | working
        C       | 03-09  | 1         | no     | 1          | working
        D       | 03-10  | 1         | no     | 1          | working
    """)


def test_calendar_limits_end_on_a_working_day(told):
    told.cases("""
        case_no | accepted | limit       | extension
        A       | 03-02    | 10 calendar |            # Thursday 03-12
        B       | 03-02    | 12 calendar |            # Saturday 03-14 moves to Monday
        C       | 01-31    | 1 month     |            # February has no 31st: the 28th, a make-up working Saturday
        D       | 03-05    | 0.5 calendar|            # half a day is a day
        E       | 03-02    | 10 calendar | 2          # Saturday 03-14 again
        F       | 02-02    | 1 month     | 5          # Monday 03-02 and 5 days: Saturday 03-07
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | limit_unit | limit_days
        C       | 02-28  | month      | 1
        F       | 03-09  | month      | 6
        A       | 03-12  | calendar   | 10
        B       | 03-16  | calendar   | 12
        E       | 03-16  | calendar   | 12
        D       | 03-06  | calendar   | 1
    """)


def test_immediate_cases_are_due_the_same_day(told):
    told.cases("""
        case_no | accepted | limit  | case_kind | closed
        A       | 03-04    | 0      |           | 03-04
        B       | 03-07    | 0      |           |         # accepted on a Saturday: the next working day
        C       | 03-05    |        | immediate | 03-06
        D       | 03-05    | 6 hour | immediate |         # hours cannot be told from days: the same day
        E       | 03-05    | 2      | immediate |         # a limit that is told leads
        F       | 03-05    | 6 hour | promised  |         # no due day
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | missed | promised_days | closed_late
        A       | 03-04  | no     | 0             | no
        C       | 03-05  | yes    | 0             | yes
        D       | 03-05  | yes    | 0             | no
        E       | 03-09  | yes    | 2             | no
        F       |        | no     |               | no
        B       | 03-09  | yes    | 0             | no
    """)


def test_an_extension_adds_to_the_limit(told):
    told.cases("""
        case_no | accepted | closed | extension
        A       | 03-02    | 03-11  | 2           # due 03-11
        B       | 03-02    | 03-12  | 2
        C       | 03-02    | 03-06  | 2           # 4 of 5 days: early
        D       | 03-02    | 03-09  | 2           # 5 of 5 days: not early, the extension was not promised
        E       | 03-02    | 03-09  |
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | limit_days | missed
        A       | 03-11  | 7          | no
        B       | 03-11  | 7          | yes
        C       | 03-11  | 7          | no
        D       | 03-11  | 7          | no
        E       | 03-09  | 5          | no
    """)
    told.figure("early_rate").shows("""
        closed | closed_early | early_rate
        5      | 1            | 1 / 5
    """)


def test_an_extension_of_an_immediate_case_makes_it_a_limit(told):
    told.cases("""
        case_no | accepted | limit | extension
        A       | 03-04    | 0     | 1
        B       | 03-07    | 0     | 1          # Saturday: 1 working day after it is Monday
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on
        A       | 03-05
        B       | 03-09
    """)


def test_pauses_do_not_count(told):
    told.cases("""
        case_no | accepted | closed | pause_start | pause_end
        A       | 03-02    | 03-11  | 03-03       | 03-05       # 4th and 5th out: due 03-11
        B       | 03-02    | 03-12  | 03-03       | 03-05       # a day late
        C       | 03-02    | 03-11  | 03-06       | 03-08       # Friday to Sunday: no working day out
        D       | 03-02    | 03-11  | 03-04       | 03-04       # of no length
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | paused_days | used_days | missed | overdue_days | closed_late
        A       | 03-11  | 2           | 5         | no     | 0            | no
        B       | 03-11  | 2           | 6         | yes    | 1            | yes
        C       | 03-09  | 0           | 7         | yes    | 2            | yes
        D       | 03-09  | 0           | 7         | yes    | 2            | yes
    """)


def test_overlapping_pauses_count_once(told):
    told.cases("""
        case_no | accepted
        A       | 03-02
        B       | 03-02
        C       | 03-02
        D       | 03-02
    """)
    told.pauses("""
        case_no | start | end
        A       | 03-03 | 03-05
        A       | 03-04 | 03-06    # 4th to 6th: 3 days
        B       | 03-03 | 03-06
        B       | 03-04 | 03-05    # within the first
        C       | 03-03 | 03-04
        C       | 03-04 | 03-05    # one begins where the other ends
        D       | 03-03 | 03-04
        D       | 03-05 | 03-06    # apart
    """)
    told.figure("cases", period="all").shows("""
        case_no | paused_days | due_on
        A       | 3           | 03-12
        B       | 3           | 03-12
        C       | 2           | 03-11
        D       | 2           | 03-11
    """)


@pytest.mark.parametrize("order", ["AABB", "ABAB", "BBAA"])
def test_two_pauses_on_the_same_days_count_once_whatever_their_order(told, order):
    lines = {"A": "1 | 03-03 09:00 | 03-05", "B": "1 | 03-03 10:00 | 03-05"}
    told.cases("case_no | accepted\n1 | 03-02")
    told.pauses("case_no | start | end\n" + "\n".join(lines[letter] for letter in order))
    told.figure("cases", period="all").shows("""
        case_no | paused_days | due_on
        1       | 2           | 03-11
    """)


def test_a_pause_counts_within_the_life_of_its_case(told):
    told.cases("""
        case_no | accepted | closed | pause_start | pause_end
        A       | 03-04    |        | 03-02       | 03-06        # 5th and 6th
        B       | 03-02    | 03-05  | 03-04       | 03-10        # the 5th
        C       | 03-09    |        | 03-02       | 03-06        # before the acceptance
        D       | 03-02    | 03-05  | 03-04       |              # never ended
    """)
    told.figure("cases", period="all").shows("""
        case_no | paused_days | due_on
        B       | 1           | 03-10
        D       | 1           | 03-10
        A       | 2           | 03-13
        C       | 0           | 03-16
    """)


def test_an_open_pause_runs_to_the_as_of_day_and_turns_the_light_grey(told):
    told.cases("""
        case_no | accepted | pause_start | pause_end
        A       | 03-02    | 03-04       |
        B       | 03-02    | 03-04       | 03-12
    """)
    told.figure("open_cases", as_of="03-10").shows("""
        case_no | due_on | paused_days | light  | used_days | remaining_days
        A       | 03-13  | 4           | paused | 2         | 3
        B       | 03-13  | 4           | paused | 2         | 3               # its end is not known yet
    """)
    told.figure("open_cases", as_of="03-12").shows("""
        case_no | due_on | paused_days | light  | used_days | remaining_days
        A       | 03-17  | 6           | paused | 2         | 3
        B       | 03-17  | 6           | green  | 2         | 3               # it ends today
    """)
    told.figure("open_cases", as_of="03-03").shows("""
        case_no | due_on | paused_days | light
        A       | 03-09  | 0           | green
        B       | 03-09  | 0           | green
    """)
    told.figure("open_cases", as_of="03-04").shows("""
        case_no | due_on | paused_days | light
        A       | 03-09  | 0           | paused
        B       | 03-09  | 0           | paused
    """)


def test_a_passed_deadline_does_not_move(told):
    told.cases("""
        case_no | accepted
        A       | 03-02       # due 03-09; paused from 03-10, when it had passed
        B       | 03-02       # paused on the due day: counts
        C       | 03-02       # 2 days out: due 03-11, so a pause from 03-11 counts
        D       | 03-02       # 2 days out: due 03-11, a pause from 03-12 does not, nor one after it
    """)
    told.pauses("""
        case_no | start | end
        A       | 03-10 | 03-20
        B       | 03-09 | 03-11
        C       | 03-03 | 03-05
        C       | 03-11 | 03-13
        D       | 03-03 | 03-05
        D       | 03-12 | 03-17
        D       | 03-18 | 03-19
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | paused_days | missed
        A       | 03-09  | 0           | yes
        B       | 03-11  | 2           | yes
        C       | 03-13  | 4           | yes
        D       | 03-11  | 2           | yes
    """)


def test_pauses_of_calendar_limits_are_counted_in_calendar_days(told):
    told.cases("""
        case_no | accepted | limit       | pause_start | pause_end
        A       | 03-02    | 10 calendar | 03-05       | 03-09      # 03-12 and 4 days
        B       | 03-02    | 10 calendar | 03-06       | 03-08      # 03-12 and 2 days, a Saturday
        C       | 03-02    | 10 calendar | 03-06       | 03-06
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | paused_days
        A       | 03-16  | 2
        B       | 03-16  | 0
        C       | 03-12  | 0
    """)


def test_the_computed_due_day_leads_where_the_limit_is_known(told):
    told.cases("""
        case_no | accepted | limit | due
        A       | 03-02    | 5     | 03-11
        B       | 03-02    |       | 03-11
        C       | 03-02    | 5     |
        D       | 03-02    |       |
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | computed_due_on | platform_due_at | due_source
        A       | 03-09  | 03-09           | 03-11           | computed
        B       | 03-11  |                 | 03-11           | platform
        C       | 03-09  | 03-09           |                 | computed
        D       |        |                 |                 |
    """)


def test_the_platforms_due_day_leads_where_the_bureau_says_so(told):
    told.under(deadline={"leads": "platform"})
    told.cases("""
        case_no | accepted | limit | due   | closed | pause_start | pause_end
        A       | 03-02    | 5     | 03-11 | 03-11  |             |
        B       | 03-02    | 5     | 03-11 | 03-12  |             |
        C       | 03-02    | 5     |       | 03-10  |             |
        D       | 03-02    | 5     | 03-11 | 03-12  | 03-03       | 03-05        # its own date has the pause in it
        E       | 03-02    | 5     | 03-11 | 03-11  | 03-03       | 03-05
        F       | 03-02    | 5     | 03-11 |        | 03-03       | 03-05
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | due_source | missed | overdue_days | computed_due_on
        A       | 03-11  | platform   | no     | 0            | 03-09
        B       | 03-11  | platform   | yes    | 1            | 03-09
        C       | 03-09  | computed   | yes    | 1            | 03-09
        D       | 03-11  | platform   | yes    | 1            | 03-11
        E       | 03-11  | platform   | no     | 0            | 03-11
        F       | 03-11  | platform   | yes    | 14           | 03-11
    """)


def test_a_due_instant_is_judged_to_the_second(told):
    told.cases(
        """
        case_no | accepted | due         | closed         | pause_start | pause_end
        A       | 03-02    | 03-06 12:00 | 03-06 12:00    |             |
        B       | 03-02    | 03-06 12:00 | 03-06 12:00:01 |             |
        C       | 03-02    | 03-06       | 03-06 17:00    |             |            # a day ends with that day
        D       | 03-02    | 03-06       | 03-07 00:00:01 |             |
        E       | 03-02    | 03-06 12:00 | 03-06 11:00    | 03-03       | 03-04
        F       | 03-02    | 03-06 12:00 | 03-06 13:00    | 03-03       | 03-04
        G       | 03-02    |             | 03-09 17:00    |             |
    """,
        deadline="instant",
    )
    told.figure("cases", period="all").shows("""
        case_no | due_on | due_source | missed
        A       | 03-06  | platform   | no
        B       | 03-06  | platform   | yes
        C       | 03-06  | platform   | no
        D       | 03-06  | platform   | yes
        E       | 03-06  | platform   | no
        F       | 03-06  | platform   | yes
        G       | 03-09  | computed   | no
    """)


def test_days_that_the_bureau_sets_count_as_it_says(told):
    told.export("12-31")
    told.cases("""
        case_no | accepted | limit
        A       | 08-07    | 1        # Saturday 08-08 is set to work
        B       | 08-11    | 1        # Wednesday 08-12 is set free
    """)
    told.figure("cases", period="all", as_of="12-31").shows("""
        case_no | due_on
        A       | 08-08
        B       | 08-13
    """)


def test_due_days_in_an_unpublished_year_are_provisional(told):
    told.export("12-31")
    told.cases("""
        case_no | accepted | limit | due        | pause_start | pause_end
        A       | 12-30    | 1     |            |             |
        B       | 12-30    | 5     |            |             |
        C       | 12-30    |       | 2027-01-08 |             |            # the platform's own date
        D       | 12-30    | 1     |            | 12-30       |            # paused till the as-of day
        E       | 12-24    | 1     |            | 12-24       | 12-30
    """)
    told.figure("cases", period="all", as_of="12-31").shows("""
        case_no | due_on     | provisional
        E       | 12-31      | no
        A       | 12-31      | no
        B       | 2027-01-07 | yes
        C       | 2027-01-08 | no
        D       | 2027-01-04 | yes
    """)


def test_each_case_counts_on_the_calendar_of_its_export(told):
    told.cases("""
        case_no | accepted
        A       | 02-13
    """)
    told.cases(
        """
        case_no | accepted
        B       | 02-13       # no Spring Festival in the Netherlands
    """,
        calendar="NL",
        platform="baotou",
    )
    told.figure("cases", period="all").shows("""
        case_no | due_on | overdue_days | used_days
        A       | 02-27  | 23           | 28
        B       | 02-20  | 27           | 32
    """)


def test_closed_before_accepted_is_closed_but_has_no_used_days(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-09    | 03-05
        B       | 03-02    | 03-05
    """)
    told.figure("closed_cases").shows("""
        case_no | used_days
        A       |
        B       | 3
    """)
    told.figure("early_rate").shows("""
        closed | closed_early | early_rate
        1      | 1            | 1
    """)


def test_a_due_date_before_the_acceptance_decides_nothing(told):
    told.cases("""
        case_no | accepted | due        | limit
        A       | 03-02    | 2025-03-09 |          # no computed day either
        B       | 03-02    | 2025-03-09 | 5
        C       | 03-02    | 03-02      |          # the same day is no fault
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | missed
        A       |        | no
        B       | 03-09  | yes
        C       | 03-02  | yes
    """)
    told.under(deadline={"leads": "platform"})
    told.figure("cases", period="all").shows("""
        case_no | due_on | missed
        A       |        | no
        B       | 03-09  | yes
        C       | 03-02  | yes
    """)


def test_the_clock_of_a_case_shows_its_facts(told):
    told.cases("""
        case_no | accepted | closed | limit       | extension | status | pause_start | pause_end | due
        A       | 03-02    | 03-05  | 5           |           |        |             |           | 03-10
        B       | 03-03    |        | 10 calendar | 2         |        | 03-04       |           |
        C       | 03-04    |        | 1 month     | 3         |        |             |           |
        D       | 03-05    |        | 6 hour      |           |        |             |           |
        E       |          |        | 5           |           |        |             |           |       # not accepted
        F       | 03-06    |        | 0.5         |           |        |             |           |       # half a day: the same day
        G       | 03-09    | 03-30  | 2           | 1         |        |             |           |
    """)
    told.figure("case_clock", as_of="03-20").shows("""
        case_no | standing     | clock_limit | limit_unit | extension_days | due_on | closed_on | used_days | light  | platform_due_on | is_paused
        A       | counted      | 5           | working    | 0              | 03-09  | 03-05     | 3         |        | 03-10           | no
        B       | counted      | 12          | calendar   | 2              | 03-31  |           | 1         | paused |                 | yes
        C       | counted      | 1           | month      | 3              | 04-07  |           | 12        | green  |                 | no
        D       | counted      | 6           | hour       | 0              |        |           | 11        |        |                 | no
        E       | not_accepted | 5           | working    | 0              |        |           |           |        |                 |
        F       | counted      | 0           | working    | 0              | 03-06  |           | 10        | red    |                 | no
        G       | counted      | 3           | working    | 1              | 03-12  |           | 9         | red    |                 | no
    """)
