"""What came to an end without saying when: from the first export that tells so, without another having told otherwise since."""

TELLINGS = {
    "03-06": """
        case_no | accepted | closed | status
        A       | 03-02    |        | open
        B       | 03-02    |        | closed
        C       | 03-02    |        | open
        D       | 03-02    | 03-05  | closed
        E       | 03-02    | 03-05  | closed
        F       | 03-02    |        |
        G       | 03-02    |        | returned
        H       | 03-02    |        | withdrawn
        I       | 03-02    | 03-05  | closed
        J       | 03-02    | 03-05  | closed
        K       | 03-02    |        |
    """,
    "03-09": """
        case_no | accepted | closed | status
        A       | 03-02    |        | open
        B       | 03-02    |        | open          # open again
        C       | 03-02    |        | withdrawn
        D       | 03-02    |        | withdrawn
        E       | 03-02    | 03-06  | closed
        F       | 03-02    |        |
        G       | 03-02    |        | closed
        H       | 03-02    |        | open          # not withdrawn after all
        I       | 03-02    | 03-05  | open          # its closing time stands
        J       | 03-02    |        | rejected
        K       | 03-02    |        | returned
    """,
    "03-13": """
        case_no | accepted | closed | status
        A       | 03-02    |        | closed
        B       | 03-02    |        | closed
        C       | 03-02    |        | rejected
        D       | 03-02    | 03-05  | withdrawn     # the closing told before is no day of leaving
        E       | 03-02    | 03-12  | void          # it says when it left
        F       | 03-02    |        | void
        G       | 03-02    |        | closed
        H       | 03-02    |        | withdrawn
        I       | 03-02    |        | closed
        J       | 03-02    |        | rejected
        K       | 03-02    |        | closed
    """,
    "03-20": """
        case_no | accepted | closed | status
        A       | 03-02    |        | closed
        B       | 03-02    |        | closed
        C       | 03-02    |        | void
        D       | 03-02    | 03-05  | withdrawn
        E       | 03-02    | 03-12  | void
        F       | 03-02    |        | void
        G       | 03-02    |        | returned
        H       | 03-02    |        | void
        I       | 03-02    |        | closed
        J       | 03-02    |        | rejected
        K       | 03-02    |        | closed
    """,
}


def test_an_end_dates_from_the_first_of_the_last_exports_that_tell_it(told):
    for day, table in TELLINGS.items():
        told.export(day)
        told.cases(table)
    told.figure("case_clock").shows("""
        case_no | closed_at | standing  | finished_on | open_told_on
        A       |           | counted   | 03-13       | 03-09
        B       |           | counted   | 03-13       | 03-09
        C       |           | void      |             |
        D       | 03-05     | withdrawn |             |
        E       | 03-06     | void      |             |
        F       |           | void      |             |
        G       |           | counted   | 03-06       |
        H       |           | void      |             |
        I       |           | counted   | 03-06       |
        J       | 03-05     | rejected  |             |
        K       |           | counted   | 03-09       | 03-06
    """)
    told.figure("excluded_cases").shows("""
        case_no | closed_at | standing  | left_on
        F       |           | void      | 03-13
        H       |           | void      | 03-13
        E       | 03-06     | void      | 03-12
        C       |           | void      | 03-09
        D       | 03-05     | withdrawn | 03-09
        J       | 03-05     | rejected  | 03-09
    """)
    told.figure("cases", period="all", as_of="03-08").shows("""
        case_no | is_open
        A       | yes
        B       | yes
        C       | yes
        D       | no
        E       | no
        F       | yes
        G       | no
        H       | yes
        I       | no
        J       | no
        K       | yes
    """)
