"""Two platforms give one number to two different things: what is told of the one is nothing of the other's."""

EXPORTS = {
    "03-13": """
        case_no | platform | accepted | closed | status
        A       | nmg      | 03-02    | 03-05  | closed
        A       | baotou   | 03-03    |        | open
        B       | nmg      | 03-04    |        | open
        B       | baotou   | 03-05    | 03-06  | closed
        C       | nmg      | 03-04    |        | open
        C       | baotou   | 03-05    | 03-09  | closed
        D       | nmg      | 03-04    |        | open
        D       | baotou   | 03-05    | 03-06  | closed
    """,
    "03-20": """
        case_no | platform | accepted | closed | status
        A       | nmg      | 03-02    |        | withdrawn
        A       | baotou   | 03-03    |        | open
        B       | nmg      | 03-04    |        | closed       # by its status alone: on the day of the export
        B       | baotou   | 03-05    | 03-06  | closed
        C       | nmg      | 03-04    |        | open
        C       | baotou   | 03-05    |        | void
        D       | nmg      | 03-04    |        | withdrawn
        D       | baotou   | 03-05    | 03-06  | closed
    """,
}


def test_how_one_case_ended_says_nothing_of_the_other(told):
    for day, table in EXPORTS.items():
        told.export(day)
        told.cases(table)
    told.figure("case_clock").shows("""
        platform | case_no | accepted_at | closed_at | standing  | finished_on | open_told_on | due_on
        baotou   | A       | 03-03       |           | counted   |             |              | 03-10
        nmg      | A       | 03-02       | 03-05     | withdrawn |             |              |
        baotou   | B       | 03-05       | 03-06     | counted   |             |              | 03-12
        nmg      | B       | 03-04       |           | counted   | 03-20       | 03-13        | 03-11
        baotou   | C       | 03-05       | 03-09     | void      |             |              |
        nmg      | C       | 03-04       |           | counted   |             |              | 03-11
        baotou   | D       | 03-05       | 03-06     | counted   |             |              | 03-12
        nmg      | D       | 03-04       |           | withdrawn |             |              |
    """)
    told.figure("excluded_cases").shows("""
        platform | case_no | closed_at | standing  | left_on
        baotou   | C       | 03-09     | void      | 03-20
        nmg      | A       | 03-05     | withdrawn | 03-20
        nmg      | D       |           | withdrawn | 03-20
    """)
    told.figure("cases", period="all", as_of="03-19").shows("""
        platform | case_no | closed_at | missed
        nmg      | A       | 03-05     | no
        baotou   | A       |           | yes
        nmg      | B       |           | yes
        nmg      | C       |           | yes
        nmg      | D       |           | yes
        baotou   | B       | 03-06     | no
        baotou   | C       | 03-09     | no
        baotou   | D       | 03-06     | no
    """)


def test_a_pause_of_the_one_does_not_stop_the_other(told):
    told.cases("""
        case_no | platform | accepted
        A       | nmg      | 03-02
        A       | baotou   | 03-02
        B       | nmg      | 03-03
        B       | baotou   | 03-03
    """)
    told.pauses("""
        case_no | platform | start | end
        A       | nmg      | 03-03 | 03-05     # 2 days out
        B       | nmg      | 03-04 | 03-05     # 1
        B       | baotou   | 03-04 | 03-09     # 3
    """)
    told.events("""
        case_no | code | at
        B       | 3    | 03-04
    """)
    told.figure("cases", period="all").shows("""
        platform | case_no | paused_days | due_on
        baotou   | A       | 0           | 03-09
        nmg      | A       | 2           | 03-11
        baotou   | B       | 3           | 03-13
        nmg      | B       | 1           | 03-11
        gcjs     | B       | 0           | 03-11
    """)


def test_what_a_case_told_by_rows_is_no_event_says_otherwise(told):
    told.cases("""
        case_no | platform | accepted | limit
        A       | gcjs     | 03-02    | 5
        B       | nmg      | 03-02    | 5
    """)
    told.events("""
        case_no | code | at    | limit
        A       | 3    | 03-03 | 8
        B       | 3    | 03-03 | 8         # the construction platform's own B
    """)
    told.figure("cases", period="all").shows("""
        platform | case_no | accepted_at | due_on
        gcjs     | A       | 03-02       | 03-09
        nmg      | B       | 03-02       | 03-09
        gcjs     | B       | 03-03       | 03-13
    """)


def test_an_item_is_looked_for_on_the_platform_of_the_case_first(told):
    told.items("""
        item | platform | limit | statutory
        X    | nmg      | 2     | 10
        X    | baotou   | 4     | 12
        Y    | nmg      | 3     | 10
    """)
    told.cases("""
        case_no | platform | item | accepted | limit | statutory
        A       | nmg      | X    | 03-02    |       |
        B       | baotou   | X    | 03-02    |       |
        C       | baotou   | Y    | 03-02    |       |            # on the other platform only
        D       | gcjs     | X    | 03-02    |       |            # on two others: the first by its name
    """)
    told.figure("cases", period="all").shows("""
        case_no | promised_days | statutory_days
        A       | 2             | 10
        B       | 4             | 12
        C       | 3             | 10
        D       | 4             | 12
    """)


def test_what_was_guessed_follows_its_number_to_each_platform_and_a_rating_to_the_first(told):
    told.cases("""
        case_no | platform | accepted
        A       | baotou   | 03-02
        A       | gcjs     | 03-02
        B       | baotou   | 03-02
    """)
    told.pauses("case_no | start | end\nA | 03-03 | 03-05\nC | 03-03 | 03-05", guessed="yes")
    told.ratings("case_no | rated\nA | 03-03\nC | 03-03", guessed="yes")
    told.figure("cases", period="all").shows("""
        platform | case_no | paused_days
        baotou   | A       | 2
        gcjs     | A       | 2
        baotou   | B       | 0
    """)
    told.figure("ratings_given").shows("""
        platform | case_no
        baotou   | A
        nmg      | C
    """)
    told.figure("finding_pause_without_case").shows("""
        platform | case_no
        nmg      | C
    """)


def test_what_was_told_of_a_platform_stays_there_though_a_guess_of_the_same_number_follows(told):
    told.cases("case_no | accepted\nA | 03-02\nB | 03-02", platform="baotou")
    told.pauses("case_no | start | end\nA | 03-03 | 03-04", platform="nmg", guessed="yes")
    told.pauses("case_no | start | end\nA | 03-05 | 03-09\nB | 03-05 | 03-06", platform="nmg")
    told.ratings("case_no | rated\nA | 03-03", platform="nmg", guessed="yes")
    told.ratings("case_no | rated\nA | 03-04\nB | 03-04", platform="nmg")
    told.figure("cases", period="all").shows("""
        case_no | paused_days
        A       | 1
        B       | 0
    """)
    told.figure("ratings_given").shows("""
        platform | case_no | rated_at
        nmg      | A       | 03-04
        nmg      | B       | 03-04
        baotou   | A       | 03-03
    """)


def test_messages_and_ratings_of_one_number_are_two(told):
    told.export("03-13")
    told.messages("""
        message_no | platform | asked | answered | answer
        M          | nmg      | 03-02 | 03-04    | 甲
        M          | baotou   | 03-03 |          |
    """)
    told.ratings("""
        case_no | platform | rated       | level
        A       | nmg      | 03-02 10:00 | 1
        A       | baotou   | 03-02 10:00 | 5
    """)
    told.export("03-20")
    told.messages("""
        message_no | platform | asked | answered | answer
        M          | nmg      | 03-02 |          |
        M          | baotou   | 03-03 | 03-10    | 乙
    """)
    told.figure("due_messages").shows("""
        platform | asked_at | answered_at | message_group
        baotou   | 03-03    | 03-10       | late
        nmg      | 03-02    | 03-04       | on_time
    """)
    told.figure("ratings_given").shows("""
        platform | level
        baotou   | 5
        nmg      | 1
    """)
