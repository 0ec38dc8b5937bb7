"""Listings have one order, whatever the order in which their rows came, and know what the as-of day knows."""

import pytest

CASES = """
    case_no | accepted | closed | platform
    C       | 03-03    | 03-11  | p5
    C       | 03-03    | 03-11  | p2
    C       | 03-03    | 03-11  | p6
    C       | 03-03    | 03-11  | p1
    C       | 03-03    | 03-11  | p4
    C       | 03-03    | 03-11  | p3
    A       | 03-03    | 03-11  | p5
    B       | 03-03    | 03-11  | p5
"""
IN_ORDER = """
    platform | case_no
    p5       | A
    p5       | B
    p1       | C
    p2       | C
    p3       | C
    p4       | C
    p5       | C
    p6       | C
"""


@pytest.mark.parametrize(
    "key",
    [
        "accepted_cases",
        "case_clock",
        "case_search",
        "closed_cases",
        "closed_with_limit",
        "compared_cases",
        "due_cases",
        "flow_cases",
        "late_closed_cases",
        "missed_cases",
    ],
)
def test_cases_that_tie_stand_by_number_and_platform(told, key):
    told.cases(CASES)
    told.figure(key).shows(IN_ORDER)


@pytest.mark.parametrize("key", ["open_cases", "open_overdue_cases"])
def test_open_cases_that_tie_stand_by_number_and_platform(told, key):
    told.cases(CASES.replace("03-11", "     "))
    told.figure(key).shows(IN_ORDER)


def test_cases_as_much_overdue_stand_by_their_due_days(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-05    | 03-13    # due 03-12, 1 day late
        B       | 03-03    | 03-11    # due 03-10, 1 day late
        C       | 03-04    | 03-12    # due 03-11, 1 day late
    """)
    for key in ("due_cases", "missed_cases"):
        told.figure(key).shows("""
            case_no | due_on
            B       | 03-10
            C       | 03-11
            A       | 03-12
        """)


def test_messages_that_tie_stand_by_number_and_platform(told):
    told.messages("""
        message_no | asked | answered | platform
        C          | 03-02 | 03-04    | p5
        C          | 03-02 | 03-04    | p2
        C          | 03-02 | 03-04    | p6
        C          | 03-02 | 03-04    | p1
        C          | 03-02 | 03-04    | p4
        C          | 03-02 | 03-04    | p3
        A          | 03-02 | 03-04    | p5
        B          | 03-02 | 03-04    | p5
    """)
    for key in ("answered_messages", "due_messages"):
        told.figure(key).shows(IN_ORDER.replace("case_no", "message_no"))


def test_open_messages_stand_by_the_days_they_have_left(told):
    told.messages("""
        message_no | asked | platform
        D          | 03-30 | nmg
        E          | 03-27 | nmg
        C          | 03-02 | nmg
        C          | 03-02 | baotou
        C          | 03-02 | gcjs
        F          | 03-26 | nmg
        G          | 03-20 | nmg         # answered after it, but asked before F
    """)
    told.figure("open_messages").shows("""
        platform | message_no
        baotou   | C
        gcjs     | C
        nmg      | C
        nmg      | G
        nmg      | F
        nmg      | E
        nmg      | D
    """)


def test_ratings_of_one_moment_stand_by_their_lines(told):
    told.ratings("""
        case_no | rated       | level | rating_channel | unit
        A       | 03-02 10:00 | 4     | 一             | 甲局
        B       | 03-02 10:00 | 4     | 二             | 甲局
                | 03-02 10:00 | 4     | 三             | 甲局
                | 03-02 10:00 | 4     | 四             | 乙局
                | 03-02 10:00 | 4     | 五             | 丙局
                | 03-02 10:00 | 4     | 六             | 甲局
                | 03-02 10:00 | 4     | 七             | 丁局
                | 03-02 10:00 | 4     | 八             | 乙局
    """)
    told.figure("ratings_given").shows("""
        case_no | rating_channel | line
        A       | 一             | 2
        B       | 二             | 3
                | 三             | 4
                | 四             | 5
                | 五             | 6
                | 六             | 7
                | 七             | 8
                | 八             | 9
    """)


def test_items_that_tie_stand_by_code_name_and_platform(told):
    told.items("""
        item | item_name | statutory | limit | unit | platform
        B    | 乙        | 10        | 5     | 甲局 | nmg
        A    | 丙        | 10        | 5     | 乙局 | nmg
        A    | 甲        | 10        | 5     | 丙局 | nmg
        A    | 乙        | 10        | 5     | 丁局 | nmg
        C    | 甲        | 10        | 5     | 丁局 | p5
        C    | 甲        | 10        | 5     | 丁局 | p2
        C    | 甲        | 10        | 5     | 丁局 | p6
        C    | 甲        | 10        | 5     | 丁局 | p1
        C    | 甲        | 10        | 5     | 丁局 | p4
        C    | 甲        | 10        | 5     | 丁局 | p3
    """)
    told.figure("compared_items").shows("""
        item_code | item_name | platform
        A         | 丙        | nmg
        A         | 乙        | nmg
        A         | 甲        | nmg
        B         | 乙        | nmg
        C         | 甲        | p1
        C         | 甲        | p2
        C         | 甲        | p3
        C         | 甲        | p4
        C         | 甲        | p5
        C         | 甲        | p6
    """)


def test_versions_pauses_and_events_stand_by_platform_number_and_time(told):
    told.export("03-13")
    told.cases("""
        case_no | accepted | platform
        B       | 03-02    | nmg
        A       | 03-02    | nmg
        C       | 03-02    | nmg
        A       | 03-02    | baotou
        A       | 03-02    | gcjs
    """)
    told.pauses("""
        case_no | start | end   | platform
        B       | 03-03 | 03-04 | nmg
        A       | 03-05 | 03-06 | nmg
        A       | 03-03 | 03-04 | nmg
        C       | 03-03 | 03-04 | nmg
        A       | 03-03 | 03-04 | baotou
        A       | 03-03 | 03-04 | gcjs
    """)
    told.events("""
        case_no | code | at          | platform
        B       | 8    | 03-03       | nmg
        A       | 9    | 03-04       | nmg
        A       | 8    | 03-03       | nmg
        A       | 10   | 03-05 10:00 | nmg
        A       | 9    | 03-05 10:00 | nmg
        A       | 8    | 03-05 10:00 | nmg
        C       | 8    | 03-03       | nmg
        A       | 8    | 03-03       | baotou
        D       | 8    | 03-03       | baotou
        A       | 8    | 03-03       | gcjs
    """)
    told.export("03-20")
    told.cases("""
        case_no | accepted | platform
        B       | 03-02    | nmg
        A       | 03-02    | nmg
        C       | 03-02    | nmg
        A       | 03-02    | baotou
        A       | 03-02    | gcjs
    """)
    told.figure("case_history").shows("""
        platform | case_no | age
        baotou   | A       | 1
        baotou   | A       | 2
        gcjs     | A       | 1
        gcjs     | A       | 2
        nmg      | A       | 1
        nmg      | A       | 2
        nmg      | B       | 1
        nmg      | B       | 2
        nmg      | C       | 1
        nmg      | C       | 2
    """)
    told.figure("case_events").shows("""
        platform | case_no | status_at   | line
        baotou   | A       | 03-03       | 2
        baotou   | D       | 03-03       | 3
        gcjs     | A       | 03-03       | 2
        nmg      | A       | 03-03       | 4
        nmg      | A       | 03-04       | 3
        nmg      | A       | 03-05 10:00 | 5
        nmg      | A       | 03-05 10:00 | 6
        nmg      | A       | 03-05 10:00 | 7
        nmg      | B       | 03-03       | 2
        nmg      | C       | 03-03       | 8
    """)
    pauses = [row for row in told.figure("case_pauses").rows() if row["pause_kind"] == "检测"]
    assert [(row["platform"], row["case_no"], row["start_on"].day) for row in pauses] == [
        ("baotou", "A", 3),
        ("gcjs", "A", 3),
        ("nmg", "A", 3),
        ("nmg", "A", 5),
        ("nmg", "B", 3),
        ("nmg", "C", 3),
    ]
    told.figure("case_pauses", as_of="03-03").shows("""
        platform | case_no | start_on | end_on
        baotou   | A       | 03-03    |
        gcjs     | A       | 03-03    |
        nmg      | A       | 03-03    |
        nmg      | B       | 03-03    |
        nmg      | C       | 03-03    |
    """)


def test_the_clock_of_a_case_knows_what_the_as_of_day_knows(told):
    told.export("03-06")
    told.cases("""
        case_no | accepted | status
        FINISH  | 03-02    | open
    """)
    told.export("03-20")
    told.cases("""
        case_no | accepted | closed      | status    | extension | platform
        CLOSED  | 03-02    | 03-05 10:00 | closed    |           | nmg
        CLOSED  | 03-02    | 03-12       | closed    | 1         | baotou
        LEFT    | 03-02    | 03-11       | withdrawn |           | nmg
        REFUSED | 03-02    | 03-11       | rejected  |           | nmg
        VOID    | 03-02    | 03-11       | void      |           | nmg
        FINISH  | 03-02    |             | closed    |           | nmg
    """)
    told.figure("case_clock", period="all", as_of="03-04").shows("""
        platform | case_no | standing | status    | closed_at   | closed_on | finished_on | open_told_on | extension_days | used_days
        baotou   | CLOSED  | counted  | closed    |             |           |             |              | 1              | 2
        nmg      | CLOSED  | counted  | closed    |             |           |             |              | 0              | 2
        nmg      | FINISH  | counted  | closed    |             |           |             |              | 0              | 2
        nmg      | LEFT    | counted  | open      |             |           |             |              | 0              | 2
        nmg      | REFUSED | counted  | open      |             |           |             |              | 0              | 2
        nmg      | VOID    | counted  | open      |             |           |             |              | 0              | 2
    """)
    told.figure("case_clock", period="all", as_of="03-05").shows("""
        platform | case_no | closed_at   | closed_on
        baotou   | CLOSED  |             |
        nmg      | CLOSED  | 03-05 10:00 | 03-05
        nmg      | FINISH  |             |
        nmg      | LEFT    |             |
        nmg      | REFUSED |             |
        nmg      | VOID    |             |
    """)
    told.figure("case_clock", as_of="03-11").shows("""
        platform | case_no | standing  | status
        baotou   | CLOSED  | counted   | closed
        nmg      | CLOSED  | counted   | closed
        nmg      | FINISH  | counted   | closed
        nmg      | LEFT    | withdrawn | withdrawn
        nmg      | REFUSED | rejected  | rejected
        nmg      | VOID    | void      | void
    """)
    told.figure("case_clock", as_of="03-20").shows("""
        platform | case_no | finished_on | open_told_on | used_days
        baotou   | CLOSED  |             |              | 8
        nmg      | CLOSED  |             |              | 3
        nmg      | FINISH  | 03-20       | 03-06        |
        nmg      | LEFT    |             |              |
        nmg      | REFUSED |             |              |
        nmg      | VOID    |             |              |
    """)
    told.figure("case_clock", as_of="03-02", period="all").shows("""
        platform | case_no | standing
        baotou   | CLOSED  | counted
        nmg      | CLOSED  | counted
        nmg      | FINISH  | counted
        nmg      | LEFT    | counted
        nmg      | REFUSED | counted
        nmg      | VOID    | counted
    """)


def test_of_a_case_that_left_and_came_back_one_row_is_shown(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 2    | 03-05     # withdrawn
        A       | 3    | 03-09     # accepted again
        A       | 2    | 03-12     # and withdrawn again
    """)
    for day, standing in (("03-04", "counted"), ("03-05", "withdrawn"), ("03-09", "counted"), ("03-12", "withdrawn")):
        told.figure("case_clock", as_of=day, period="all").shows(f"""
            case_no | standing
            A       | {standing}
        """)
        told.figure("case_search", as_of=day, period="all").shows("""
            case_no | standing
            A       | withdrawn
        """)
    told.figure("excluded_cases", as_of="03-12").shows("case_no | left_on\nA | 03-12")


def test_copies_of_a_case_are_compared_as_the_as_of_day_knows_them(told):
    told.export("03-06")
    told.cases("""
        case_no | accepted | status | platform
        E       | 03-02    | open   | nmg
    """)
    told.export("03-20")
    told.cases("""
        case_no | accepted | closed | status    | platform
        A       | 03-02    |        |           | baotou
        A       | 03-10    |        |           | nmg        # accepted there on the as-of day
        B       | 03-02    |        |           | baotou
        B       | 03-11    |        |           | nmg        # and here the day after
        C       | 03-02    |        |           | baotou
        C       | 03-02    | 03-10  | withdrawn | nmg        # left on the as-of day
        D       | 03-02    |        |           | baotou
        D       | 03-02    | 03-11  | withdrawn | nmg        # the day after
        E       | 03-02    |        |           | baotou
        E       | 03-02    |        | closed    | nmg        # finished by 03-20
        F       | 03-02    |        |           | gcjs
        F       | 03-02    | 03-10  |           | nmg
        G       | 03-02    |        |           | gcjs
        G       | 03-02    |        |           | baotou
        H       | 03-02    |        |           | baotou     # no copy
    """)
    told.figure("platform_reconciliation", as_of="03-10", period=("03-02", "03-31")).shows("""
        platform | other_platform | shared | agree | open_here
        baotou   | gcjs           | 1      | 1     | 0
        baotou   | nmg            | 3      | 3     | 0
        gcjs     | nmg            | 1      | 0     | 1
    """)
    told.figure("platform_reconciliation", as_of="03-20", period=("03-02", "03-31")).shows("""
        platform | other_platform | shared | agree | open_here
        baotou   | gcjs           | 1      | 1     | 0
        baotou   | nmg            | 3      | 2     | 1
        gcjs     | nmg            | 1      | 0     | 1
    """)


def test_of_a_case_that_stands_on_no_day_what_it_was_last_is_shown(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 11   | 03-04
        A       | 2    | 03-05     # withdrawn
        A       | 3    | 03-09     # accepted again
        A       | 12   | 03-11
        A       | 2    | 03-12     # and withdrawn again
    """)
    for day, standing, closed, result in (
        ("03-04", "counted", "03-04", "11"),
        ("03-05", "withdrawn", "03-04", "11"),
        ("03-12", "withdrawn", "03-11", "12"),
    ):
        told.figure("case_clock", as_of=day, period="all").shows(f"""
            case_no | standing   | closed_on | result
            A       | {standing} | {closed}  | {result}
        """)


def test_the_clock_of_a_limit_in_months_tells_months_and_extension_apart(told):
    told.cases("""
        case_no | accepted | limit   | extension
        A       | 03-02    | 1 month |
        B       | 03-02    | 1 month | 2
        C       | 03-02    | 5       | 2
    """)
    told.figure("case_clock").shows("""
        case_no | clock_limit | extension_days
        A       | 1           | 0
        B       | 1           | 2
        C       | 7           | 2
    """)


def test_a_copy_that_left_and_came_back_is_compared_while_it_stands(told):
    told.cases("case_no | accepted | closed | platform\nA | 03-02 | 03-04 | nmg")
    told.events(
        """
        case_no | code | at
        A       | 3    | 03-02
        A       | 2    | 03-05     # withdrawn
        A       | 3    | 03-09     # accepted again
    """,
        platform="p1",
    )
    table = "platform | other_platform | shared | agree | open_here | open_there"
    for day, pairs, found in (
        ("03-03", "nmg | p1 | 1 | 1 | 0 | 0", ""),
        ("03-04", "nmg | p1 | 1 | 0 | 0 | 1", "A"),
        ("03-05", "", ""),
        ("03-08", "", ""),
        ("03-09", "nmg | p1 | 1 | 0 | 0 | 1", "A"),
    ):
        told.figure("platform_reconciliation", as_of=day).shows(f"{table}\n{pairs}")
        told.figure("finding_platforms_disagree", as_of=day).shows(f"case_no\n{found}")
        told.figure("finding_platforms_disagree", as_of=day, platforms="nmg").shows(f"case_no\n{found}")
