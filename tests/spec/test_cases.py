"""Every case as it stood at the end of a day: the view that all figures of cases rest on."""


def test_a_case_that_came_back_stands_once_with_the_pauses_of_that_standing(told):
    told.events(
        """
        case_no | code | at
        A       | 3    | 03-02
        A       | 2    | 03-05     # withdrawn
        A       | 3    | 03-09     # accepted again
        A       | 2    | 03-12     # and withdrawn again
        B       | 3    | 03-02
        B       | 2    | 03-05
        B       | 3    | 03-09
        B       | 9    | 03-10     # a pause that only the closing ends
        B       | 11   | 03-13
    """,
        limit="20",
    )
    for day, cases in (
        ("03-02", "A\nB"),
        ("03-04", "A\nB"),
        ("03-05", ""),
        ("03-08", ""),
        ("03-09", "A\nB"),
        ("03-12", "B"),
        ("03-13", ""),
    ):
        told.figure("open_cases", as_of=day).shows(f"case_no\n{cases}")
    told.figure("closed_cases", as_of="03-16").shows("case_no | paused_days | used_days\nB | 3 | 6")


def test_a_case_is_paused_while_one_of_its_pauses_runs(told):
    told.cases("""
        case_no | accepted | limit
        A       | 03-02    | 20
        B       | 03-02    | 20 calendar
    """)
    told.pauses("""
        case_no | start | end
        A       | 03-03 | 03-04
        A       | 03-10 |
        B       | 03-03 | 03-04
        B       | 03-10 |
    """)
    told.figure("case_clock", as_of="03-02").shows("case_no | is_paused\nA | no\nB | no")
    told.figure("case_clock", as_of="03-03").shows("case_no | is_paused\nA | yes\nB | yes")
    for day, light, paused, due in (
        ("03-02", "green", 0, "03-30 03-23"),  # the 20th calendar day is Sunday 03-22
        ("03-03", "paused", 0, "03-30 03-23"),
        ("03-04", "green", 1, "03-31 03-23"),
        ("03-09", "green", 1, "03-31 03-23"),
        ("03-10", "paused", 1, "03-31 03-23"),
        ("03-12", "paused", 3, "04-02 03-25"),
    ):
        ours, others = due.split()
        told.figure("cases", as_of=day).shows(f"""
            case_no | light   | paused_days | due_on
            A       | {light} | {paused}    | {ours}
            B       | {light} | {paused}    | {others}
        """)


def test_pauses_move_no_date_of_the_platform(told):
    told.cases("""
        case_no | accepted | limit | due   | closed | pause_start | pause_end
        A       | 03-02    |       | 03-11 |        | 03-03       | 03-05         # no limit is known
        B       | 03-02    |       | 03-11 | 03-12  | 03-03       | 03-05
        C       | 03-02    |       |       |        | 03-03       | 03-05         # nor a date
    """)
    told.figure("cases", as_of="03-16").shows("""
        case_no | due_on | remaining_days | missed | closed_late | overdue_days | paused_days | provisional | light
        A       | 03-11  | -3             | yes    | no          | 3            | 2           | no          | red
        B       | 03-11  |                | yes    | yes         | 1            | 2           | no          |
        C       |        |                | no     | no          | 0            | 2           | no          |
    """)


def test_a_case_without_a_due_day_is_neither_missed_nor_late_nor_provisional(told):
    told.cases("""
        case_no | accepted | limit | closed
        A       | 03-02    |       | 03-09
        B       | 03-02    |       |
    """)
    told.figure("cases").shows("""
        case_no | due_on | missed | closed_late | overdue_days | provisional | light
        A       |        | no     | no          | 0            | no          |
        B       |        | no     | no          | 0            | no          |
    """)


def test_a_paused_case_due_in_an_unpublished_year_is_provisional(told):
    told.under(deadline={"leads": "platform"})
    told.export("12-31")
    told.cases("""
        case_no | accepted | limit | due   | pause_start | pause_end
        A       | 12-28    | 3     |       | 12-29       | 12-30         # due 12-31, and a day
        B       | 12-28    | 3     | 12-31 | 12-29       | 12-30         # the platform's date leads
    """)
    told.figure("cases", as_of="12-31", period="2026-12").shows("""
        case_no | due_on     | computed_due_on | provisional
        A       | 2027-01-04 | 2027-01-04      | yes
        B       | 12-31      | 2027-01-04      | no
    """)


def test_whether_a_case_that_finished_was_on_time_is_settled_by_its_due_day(told):
    told.export("03-09")
    told.cases("""
        case_no | accepted | status
        A       | 03-02    | closed     # told finished on its due day: on time
        B       | 03-02    | open       # still open on its due day
    """)
    told.export("03-13")
    told.cases("""
        case_no | accepted | status
        B       | 03-02    | closed     # at some time since: nobody knows
    """)
    told.figure("finding_finished_without_time").shows("""
        case_no | outcome
        B       | unknown
        A       | on_time
    """)
    told.figure("due_cases").shows("case_no | missed | used_days\nA | no |")
    for day, cases in (("03-08", "A\nB"), ("03-09", "B"), ("03-12", "B"), ("03-13", "")):
        told.figure("open_cases", as_of=day).shows(f"case_no\n{cases}")


def test_before_it_was_closed_a_case_was_open_whatever_became_of_it(told):
    told.export("03-20")
    told.cases("""
        case_no | accepted | closed | status
        A       | 03-02    | 03-11  | closed
        B       | 03-02    | 03-11  | returned
        C       | 03-02    | 03-11  | withdrawn
        D       | 03-02    | 03-11  | rejected
        E       | 03-02    | 03-11  | void
        F       | 03-02    | 03-11  |
        G       | 03-02    |        | 挂起
    """)
    told.figure("cases", as_of="03-10").shows("""
        case_no | status
        A       | open
        B       | open
        C       | open
        D       | open
        E       | open
        F       |
        G       | 挂起
    """)
    told.figure("cases", as_of="03-11").shows("""
        case_no | status
        A       | closed
        B       | returned
        F       |
        G       | 挂起
    """)


def test_before_it_was_withdrawn_a_closed_case_was_closed(told):
    told.export("03-11")
    table = "case_no | accepted | closed | status\n"
    told.cases(table + "".join(f"{case_no} | 03-02 | 03-06 | closed\n" for case_no in "ABC"))
    told.export("03-20")
    told.cases(table + "A | 03-02 | 03-18 | withdrawn\nB | 03-02 | 03-18 | rejected\nC | 03-02 | 03-18 | void")
    told.figure("closed_cases", as_of="03-17").shows("""
        case_no | status | closed_at
        A       | closed | 03-06
        B       | closed | 03-06
        C       | closed | 03-06
    """)
