"""Status events to the letter: which telling counts, which rows a case has, on which days each of them stands."""

ROWS_OF_CASES = """
    SELECT case_no, stands_from::VARCHAR, stands_until::VARCHAR, closed_on::VARCHAR, standing, is_last
    FROM case_rows ORDER BY case_no, stands_from
"""


def test_an_event_told_in_several_places_is_told_by_the_last(told):
    told.export("03-13")
    told.events("""
        case_no | code | at    | stage
        A       | 3    | 03-02 | 一      # a lower line than the import after it
        B       | 3    | 03-02 | 一
        B       | 3    | 03-02 | 二      # the last line of a sheet
        C       | 3    | 03-02 | 一
        Z       | 3    | 03-02 |
        A       | 3    | 03-02 | 二
        D       | 3    | 03-02 | 一
    """)
    told.events(
        """
        case_no | code | at    | stage
        D       | 3    | 03-02 | 二      # the last sheet, though its line is a lower one
        A       | 3    | 03-02 | 三
    """,
        calendar="NL",
    )
    told.export("03-13")
    told.events("""
        case_no | code | at    | stage
        C       | 3    | 03-02 | 二      # the last import, though sheet and line are lower
        A       | 3    | 03-02 | 四
    """)
    told.export("03-06")
    told.events("case_no | code | at | stage\nC | 3 | 03-02 | 三")  # an older export, imported last
    told.figure("case_events").shows("""
        case_no | stage | import_id | line
        A       | 四    | 002       | 3
        B       | 二    | 001       | 4
        C       | 二    | 002       | 2
        D       | 二    | 001       | 2
        Z       |       | 001       | 6
    """)
    told.figure("case_clock").shows("""
        case_no | stage | calendar | import_id | line
        A       | 四    | CN       | 002       | 3
        B       | 二    | CN       | 001       | 4
        C       | 二    | CN       | 002       | 2
        D       | 二    | NL       | 001       | 2
        Z       |       | CN       | 001       | 6
    """)


def test_what_an_event_leaves_empty_is_what_the_one_before_it_told(told):
    told.export("03-13")
    told.events("""
        case_no | code | at    | unit_code | unit | region_code | region_name | item | item_name | limit | statutory | promised_unread | statutory_unread
        A       | 1    | 03-02 | U1        |      |             | 东河区      | X    | 甲        | 5     | 10        | 若干日          | 若干月
        A       | 3    | 03-03 | U2        |      |             | 昆区        | Y    | 乙        | 7     | 20        | 几日            | 几月
        A       | 8    | 03-04 |           |      |             |             |      |           |       |           |                 |
    """)
    told.figure("case_clock").shows("""
        case_no | unit_name | area     | item_code | item_name | clock_limit | statutory_limit | line
        A       |           | 昆都仑区 | Y         | 乙        | 7           | 20              | 4
    """)
    told.figure("finding_no_unit").shows("case_no")
    assert told.snapshot.connection.execute("SELECT unit_code FROM case_rows").fetchall() == [("U2",)]
    told.figure("finding_unread_limits").shows("case_no | statutory_unread | promised_unread\nA | 几月 | 几日")


def test_one_number_on_two_platforms_of_events_is_two_cases(told):
    told.events("""
        case_no | platform | code | at
        A       | gcjs     | 3    | 03-02
        A       | baotou   | 3    | 03-02      # the same event of the same number
        A       | gcjs     | 6    | 03-03
        A       | baotou   | 7    | 03-04      # no end of the other's pause
        A       | gcjs     | 11   | 03-05
        A       | baotou   | 2    | 03-06
    """)
    told.figure("case_clock").shows("""
        platform | case_no | closed_at | status    | standing
        baotou   | A       |           | withdrawn | withdrawn
        gcjs     | A       | 03-05     | closed    | counted
    """)
    told.figure("case_pauses").shows("platform | start_on | end_on\ngcjs | 03-03 |")
    told.figure("cases", as_of="03-05", period="all").shows("platform | closed_at\nbaotou |\ngcjs | 03-05")


def test_an_event_whose_platform_was_told_stays_though_other_things_of_its_number_follow(told):
    told.cases("case_no | accepted\nA | 03-02\nB | 03-02", platform="baotou")
    told.events("""
        case_no | code | at
        A       | 3    | 03-03
        C       | 3    | 03-03
    """)
    told.events(
        """
        case_no | code | at
        B       | 8    | 03-03
        B       | 8    | 03-04
        C       | 8    | 03-05     # its number is here by an event that was told: the guess was right
    """,
        guessed="yes",
    )
    told.events("case_no | code | at\nB | 8 | 03-04", platform="baotou")  # the same event, its platform told
    told.pauses(
        """
        case_no | start | end
        A       | 03-04 | 03-05    # on both that have the number
        C       | 03-04 | 03-05    # told by an event alone
    """,
        guessed="yes",
    )
    told.figure("case_events").shows("""
        platform | case_no | status_code | status_at
        baotou   | B       | 8           | 03-03
        baotou   | B       | 8           | 03-04
        gcjs     | A       | 3           | 03-03
        gcjs     | C       | 3           | 03-03
        gcjs     | C       | 8           | 03-05
    """)
    told.figure("case_pauses").shows("""
        platform | case_no | start_on
        baotou   | A       | 03-04
        gcjs     | A       | 03-04
        gcjs     | C       | 03-04
    """)


def test_a_case_has_a_row_for_each_stretch_of_days_on_which_it_stood_the_same(told):
    told.export("04-30")
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 8    | 03-04          # changes nothing
        A       | 3    | 03-05          # open all the time, and closed next: one row
        A       | 11   | 03-10
        A       | 8    | 03-11
        A       | 12   | 03-12
        B       | 3    | 03-02
        B       | 3    | 03-03
        B       | 2    | 03-05          # away
        B       | 14   | 03-06
        B       | 3    | 03-09
        B       | 3    | 03-10
        B       | 4    | 03-12
        C       | 1    | 03-02
        C       | 4    | 03-03          # refused twice, and never stood
        C       | 5    | 03-05
        D       | 8    | 03-02          # nothing of it is known but that
        E       | 11   | 03-04          # closed without having been accepted
        E       | 3    | 03-09
        E       | 13   | 03-11
        F       | 1    | 03-02
        F       | 3    | 03-04 09:00
        F       | 2    | 03-04 17:00
        G       | 2    | 03-04 09:00
        G       | 3    | 03-04 17:00
        H       | 2    | 03-04
        H       | 3    | 03-09          # of one moment: accepted again, and closed
        H       | 11   | 03-09
        I       | 2    | 03-04
        I       | 11   | 03-09          # in whatever order it is told
        I       | 3    | 03-09
    """)
    told.figure("cases", as_of="03-31").shows("""
        case_no | accepted_at | closed_at
        A       | 03-02       | 03-12
        G       | 03-04 17:00 |
        E       | 03-09       | 03-11
        H       | 03-09       | 03-09
        I       | 03-09       | 03-09
    """)
    assert told.snapshot.connection.execute(ROWS_OF_CASES).fetchall() == [
        ("A", "2026-03-02", "2026-03-12", "2026-03-10", "counted", False),
        ("A", "2026-03-12", "9999-12-31", "2026-03-12", "counted", True),
        ("B", "2026-03-02", "2026-03-05", None, "rejected", False),
        ("B", "2026-03-09", "2026-03-12", None, "rejected", True),
        ("C", "0001-01-01", "0001-01-01", None, "rejected", True),
        ("D", "0001-01-01", "0001-01-01", None, "not_accepted", True),
        ("E", "2026-03-04", "2026-03-09", "2026-03-04", "counted", False),
        ("E", "2026-03-09", "2026-03-11", "2026-03-04", "counted", False),
        ("E", "2026-03-11", "9999-12-31", "2026-03-11", "counted", True),
        ("F", "0001-01-01", "0001-01-01", None, "withdrawn", True),
        ("G", "2026-03-04", "9999-12-31", None, "counted", True),
        ("H", "2026-03-09", "9999-12-31", "2026-03-09", "counted", True),
        ("I", "2026-03-09", "9999-12-31", "2026-03-09", "counted", True),
    ]


def test_a_case_closed_before_its_acceptance_was_closed_on_that_day_already(told):
    told.export("04-30")
    told.events("""
        case_no | code | at
        A       | 11   | 03-04
        A       | 3    | 03-09
        A       | 13   | 03-11
        B       | 12   | 03-04     # and never accepted
    """)
    told.figure("case_clock", as_of="03-05").shows("""
        case_no | accepted_at | closed_at | standing     | result
        A       | 03-09       | 03-04     | counted      | 11
        B       |             | 03-04     | not_accepted | 12
    """)


def test_a_pause_of_events_ranks_among_the_pauses_told_by_the_export_that_begins_it(told):
    told.export("03-06")
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        B       | 3    | 03-02
        C       | 3    | 03-02
        D       | 3    | 03-02
        A       | 10   | 03-03
        B       | 9    | 03-03
        C       | 7    | 03-03
        D       | 6    | 03-03
    """)
    told.export("03-13")
    told.pauses(
        """
        case_no | start | end
        A       | 03-03 | 03-05     # older than the event that begins a pause then
        B       | 03-03 | 03-05     # newer
        C       | 03-03 | 03-05
        D       | 03-03 | 03-05
    """,
        platform="gcjs",
    )
    told.export("03-20")
    told.events("""
        case_no | code | at
        A       | 9    | 03-03
        B       | 10   | 03-03
        C       | 6    | 03-03
        D       | 7    | 03-03
    """)
    told.figure("case_pauses").shows("""
        case_no | pause_kind | start_on | end_on | import_id | line
        A       | 特别程序   | 03-03    | 03-03  | 003       | 2
        B       | 检测       | 03-03    | 03-05  | 002       | 3
        C       | 补正       | 03-03    | 03-03  | 003       | 4
        D       | 检测       | 03-03    | 03-05  | 002       | 5
    """)


def test_a_pause_of_events_stands_in_the_sheet_that_begins_it(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 10   | 03-03
        B       | 3    | 03-02
        B       | 7    | 03-03
        C       | 3    | 03-02
        C       | 9    | 03-03
    """)
    told.events("case_no | code | at\nA | 9 | 03-03\nB | 6 | 03-03\nC | 10 | 03-03", calendar="NL")
    told.figure("case_pauses").shows("""
        case_no | start_on | end_on
        A       | 03-03    | 03-03
        B       | 03-03    | 03-03
        C       | 03-03    | 03-03
    """)
    found = told.snapshot.connection.execute("SELECT case_no, part, line FROM pause_rows ORDER BY case_no").fetchall()
    assert found == [("A", 1, 2), ("B", 1, 3), ("C", 0, 7)]


def test_an_end_after_an_end_ends_nothing_and_a_start_within_a_pause_starts_nothing(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 10   | 03-02 09:00     # ends what never began
        A       | 9    | 03-03
        A       | 9    | 03-04
        A       | 9    | 03-05
        A       | 10   | 03-06
        A       | 10   | 03-09
        A       | 9    | 03-10
        A       | 10   | 03-11
        A       | 9    | 03-11           # meets
        A       | 10   | 03-12
        A       | 9    | 03-12
        A       | 9    | 03-13
        A       | 10   | 03-16
        A       | 10   | 03-17
        A       | 9    | 03-17           # begun and ended at once
        A       | 9    | 03-18
    """)
    told.figure("case_pauses").shows("""
        start_on | end_on
        03-03    | 03-06
        03-10    | 03-11
        03-11    | 03-12
        03-12    | 03-16
        03-17    | 03-17
        03-18    |
    """)
