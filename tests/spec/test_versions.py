"""A case told again and again: which row is the newest, and what the older ones still say of it."""


def test_the_newest_row_of_a_case_is_told_by_export_then_import_then_sheet_then_line(told):
    told.export("03-13")
    told.cases("""
        case_no | accepted | limit
        Z       | 03-02    | 9
        A       | 03-02    | 1
        B       | 03-02    | 1       # the sheet after it counts, though its line is lower
        C       | 03-02    | 1
        C       | 03-02    | 2       # the line after it counts
        D       | 03-02    | 1
    """)
    told.cases(
        """
        case_no | accepted | limit
        B       | 03-02    | 2
        A       | 03-02    | 2
        E       | 03-02    | 1
    """,
        calendar="NL",
    )
    told.export("03-13")
    told.cases("""
        case_no | accepted | limit
        A       | 03-02    | 3       # the later import counts, though sheet and line are lower
        E       | 03-02    | 2
        F       | 03-02    | 1
    """)
    told.export("03-06")
    told.cases("""
        case_no | accepted | limit
        D       | 03-02    | 2       # an older export does not, though it was imported last
        F       | 03-02    | 2
    """)
    told.figure("case_history").shows("""
        case_no | age | promised_limit | import_id | line
        A       | 1   | 3              | 002       | 2
        A       | 2   | 2              | 001       | 3
        A       | 3   | 1              | 001       | 3
        B       | 1   | 2              | 001       | 2
        B       | 2   | 1              | 001       | 4
        C       | 1   | 2              | 001       | 6
        C       | 2   | 1              | 001       | 5
        D       | 1   | 1              | 001       | 7
        D       | 2   | 2              | 003       | 2
        E       | 1   | 2              | 002       | 3
        E       | 2   | 1              | 001       | 4
        F       | 1   | 1              | 002       | 4
        F       | 2   | 2              | 003       | 3
    """)
    told.figure("cases", period="all").shows("""
        case_no | limit_days
        A       | 3
        B       | 2
        C       | 2
        D       | 1
        E       | 2
        F       | 1
        Z       | 9
    """)


def test_how_a_case_had_been_closed_before_it_left_is_told_by_the_last_row_within(told):
    told.export("03-06")
    told.cases("""
        case_no | accepted | closed | status
        A       | 03-02    | 03-05  | closed
        B       | 03-02    | 03-05  | closed
        C       | 03-02    | 03-05  | closed
        D       | 03-02    | 03-05  |           # closed by its time alone
        E       | 03-02    | 03-05  | closed
        F       | 03-02    | 03-05  | closed
        G       | 03-02    |        | open
    """)
    told.export("03-13")
    told.cases("""
        case_no | accepted | closed | status
        A       | 03-02    | 03-10  | withdrawn   # out already: its time is the day it left
        B       | 03-02    | 03-10  | rejected
        C       | 03-02    | 03-10  | void
        D       | 03-02    | 03-05  |
        E       | 03-02    |        | open        # opened again: it was not closed when it left
        F       | 03-02    | 03-06  | closed      # the closing told last
        G       | 03-02    |        | open
    """)
    told.export("03-20")
    told.cases("""
        case_no | accepted | closed | status
        A       | 03-02    | 03-11  | void
        B       | 03-02    | 03-11  | withdrawn
        C       | 03-02    | 03-11  | rejected
        D       | 03-02    | 03-18  | withdrawn
        E       | 03-02    | 03-18  | void
        F       | 03-02    | 03-18  | rejected
        G       | 03-02    | 03-18  | withdrawn
    """)
    told.figure("excluded_cases").shows("""
        case_no | closed_at | standing  | left_on
        D       | 03-05     | withdrawn | 03-18
        E       | 03-18     | void      | 03-18
        F       | 03-06     | rejected  | 03-18
        G       | 03-18     | withdrawn | 03-18
        A       | 03-05     | void      | 03-11
        B       | 03-05     | withdrawn | 03-11
        C       | 03-05     | rejected  | 03-11
    """)
    told.figure("closed_cases", as_of="03-10").shows("""
        case_no | closed_at
        A       | 03-05
        B       | 03-05
        C       | 03-05
        D       | 03-05
        F       | 03-06
    """)


def test_a_case_told_once_leaves_on_the_day_that_it_tells_or_else_on_that_of_its_export(told):
    told.export("03-20")
    told.cases("""
        case_no | accepted | closed | status
        A       | 03-02    | 03-11  | withdrawn
        B       | 03-02    | 03-12  | rejected
        C       | 03-02    | 03-13  | void
        D       | 03-02    |        | withdrawn
        E       | 03-02    |        | rejected
        F       | 03-02    |        | void
        G       | 03-02    |        | closed
        H       | 03-02    |        | returned
        I       | 03-02    | 03-13  | returned
        J       | 03-02    |        | open
    """)
    told.figure("excluded_cases").shows("""
        case_no | standing  | left_on
        D       | withdrawn | 03-20
        E       | rejected  | 03-20
        F       | void      | 03-20
        C       | void      | 03-13
        B       | rejected  | 03-12
        A       | withdrawn | 03-11
    """)
    told.figure("case_clock").shows("""
        case_no | closed_at | finished_on | open_told_on
        A       | 03-11     |             |
        B       | 03-12     |             |
        C       | 03-13     |             |
        D       |           |             |
        E       |           |             |
        F       |           |             |
        G       |           | 03-20       |
        H       |           | 03-20       |
        I       | 03-13     |             |
        J       |           |             |
    """)
    told.figure("open_cases", as_of="03-12").shows("case_no\nC\nD\nE\nF\nG\nH\nI\nJ")


def test_what_is_told_of_one_case_dates_no_other_ones_end(told):
    rows = {
        "03-06": """
            A | nmg    | 03-05 | closed
            B | nmg    | 03-05 | closed
            A | baotou |       | open
            C | nmg    |       | open
            C | baotou |       | closed
            D | nmg    |       | open
            D | baotou |       | withdrawn
        """,
        "03-13": """
            A | nmg    | 03-05 | closed
            B | nmg    | 03-05 | closed
            A | baotou |       | open
            C | nmg    |       | closed
            C | baotou |       | closed
            D | nmg    |       | withdrawn
            D | baotou |       | withdrawn
        """,
        "03-20": """
            A | nmg    |       | withdrawn
            B | nmg    | 03-05 | closed
            A | baotou | 03-05 | withdrawn   # says itself when it left: the day on which the other had been closed
            E | nmg    | 03-05 | void        # as another number had been
            C | nmg    |       | closed
            C | baotou |       | closed
            D | nmg    |       | withdrawn
            D | baotou |       | withdrawn
        """,
    }
    for day, table in rows.items():
        told.export(day)
        told.cases("case_no | platform | closed | status\n" + table, accepted="03-02")
    told.figure("excluded_cases").shows("""
        platform | case_no | closed_at | standing  | left_on
        nmg      | A       | 03-05     | withdrawn | 03-20
        nmg      | D       |           | withdrawn | 03-13
        baotou   | D       |           | withdrawn | 03-06
        baotou   | A       | 03-05     | withdrawn | 03-05
        nmg      | E       | 03-05     | void      | 03-05
    """)
    told.figure("case_clock").shows("""
        platform | case_no | closed_at | finished_on | open_told_on
        baotou   | A       | 03-05     |             |
        nmg      | A       | 03-05     |             |
        nmg      | B       | 03-05     |             |
        baotou   | C       |           | 03-06       |
        nmg      | C       |           | 03-13       | 03-06
        baotou   | D       |           |             |
        nmg      | D       |           |             |
        nmg      | E       | 03-05     |             |
    """)


def test_the_instant_of_a_closing_is_the_one_of_the_row_that_tells_it(told):
    table = "case_no | due | due_utc | closed | closed_utc | status\n"
    told.export("10-25")
    told.cases(
        table
        + """
        A | 10-25 02:30 | 10-25 00:30 | 10-25 02:20 | 10-25 01:20 | closed   # the second 02:20 of that night: late
        B | 10-25 02:30 | 10-25 01:30 | 10-25 02:40 | 10-25 00:40 | closed   # in time by the first 02:40
        C | 10-25 02:30 | 10-25 00:30 | 10-25 02:20 | 10-25 01:20 | closed
    """,
        accepted="10-19",
        deadline="instant",
        calendar="NL",
    )
    told.export("11-06")
    told.cases(
        table
        + """
        A | 10-25 02:30 | 10-25 00:30 | 11-05 | 11-04 23:00 | withdrawn
        B | 10-25 02:30 | 10-25 01:30 | 11-05 | 11-04 23:00 | void
    """,
        accepted="10-19",
        deadline="instant",
        calendar="NL",
    )
    told.figure("closed_cases", as_of="10-30", period="2026-10").shows("""
        case_no | closed_at
        A       | 10-25 02:20
        C       | 10-25 02:20
        B       | 10-25 02:40
    """)
    told.figure("cases", as_of="10-30", period="all").shows("""
        case_no | closed_late
        A       | yes
        B       | no
        C       | yes
    """)
