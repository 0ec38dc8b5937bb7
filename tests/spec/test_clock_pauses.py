"""The pauses that count: which export tells each, whose it is, and the spans that they come to."""

from tests.spec.derived import holds


def test_each_pause_is_told_by_the_newest_export_that_tells_its_start(told):
    told.export("03-13")
    told.cases("""
        case_no | platform | accepted | pause_start | pause_end | pause_reason | approver
        A       | nmg      | 03-02    | 03-03       | 03-04     | 检测         | 王        # the case came again
        A       | baotou   | 03-02    | 03-05       | 03-06     | 听证         | 李        # the other platform's came once
        B       | nmg      | 03-02    | 03-03       | 03-04     |              |
        C       | nmg      | 03-02    |             |           |              |
    """)
    told.pauses("""
        case_no | start       | end         | pause_reason | approver
        C       | 03-03       |             | 检测         | 王
        C       | 03-09       | 03-10       | 检测         | 王
        C       |             | 03-11       | 检测         | 王          # nobody knows when it began
    """)
    told.export("03-20")
    told.cases("""
        case_no | platform | accepted | pause_start | pause_end
        A       | nmg      | 03-02    | 03-05       | 03-06
    """)
    told.pauses("""
        case_no | start       | end         | pause_reason | approver
        D       | 03-03       | 03-05       |              |
        C       | 03-03       | 03-05       | 检测         | 王         # told twice, and on another sheet
        C       | 03-03       | 03-05       | 检测         | 王
    """)
    told.pauses("case_no | start | end | pause_reason | approver\nC | 03-03 | 03-05 | 检测 | 王", calendar="NL")
    told.export("03-06")  # imported last, told first
    told.pauses("case_no | start | end\nC | 03-03 | 03-04")
    told.export("03-20")  # of the same day as the one before it, imported later
    told.pauses("case_no | start | end\nC | 03-16 | 03-17\nD | 03-16 | 03-17")
    told.export("03-20")
    told.pauses("case_no | start | end\nC | 03-16 | 03-18")
    told.events("""
        case_no | code | at
        E       | 3    | 03-02
        E       | 9    | 03-04 09:00
        E       | 10   | 03-05 10:00
    """)
    holds(told, "pause_rows", """
        platform | case_no | pause_start | pause_end   | start_on | end_on | pause_kind | pause_reason | approver | told_by | import_id | part | line
        nmg      | A       | 03-05       | 03-06       | 03-05    | 03-06  |            |              |          | cases   | 002       | 0    | 2
        baotou   | A       | 03-05       | 03-06       | 03-05    | 03-06  |            | 听证         | 李       | cases   | 001       | 1    | 2
        nmg      | B       | 03-03       | 03-04       | 03-03    | 03-04  |            |              |          | cases   | 001       | 0    | 3
        nmg      | C       | 03-03       | 03-05       | 03-03    | 03-05  | 检测       | 检测         | 王       | pauses  | 002       | 1    | 3
        nmg      | D       | 03-03       | 03-05       | 03-03    | 03-05  | 检测       |              |          | pauses  | 002       | 1    | 2
        nmg      | C       | 03-09       | 03-10       | 03-09    | 03-10  | 检测       | 检测         | 王       | pauses  | 001       | 2    | 3
        nmg      | C       | 03-16       | 03-18       | 03-16    | 03-18  | 检测       |              |          | pauses  | 005       | 0    | 2
        nmg      | D       | 03-16       | 03-17       | 03-16    | 03-17  | 检测       |              |          | pauses  | 004       | 0    | 3
        gcjs     | E       | 03-04 09:00 | 03-05 10:00 | 03-04    | 03-05  | 特别程序   |              |          | events  | 005       | 1    | 3
    """)  # fmt: skip


def test_a_guessed_pause_goes_where_its_own_guess_leads(told):
    told.cases("""
        case_no | platform | accepted
        A       | nmg      | 03-02
        A       | baotou   | 03-02
        B       | baotou   | 03-02
        C       | gcjs     | 03-02
    """)
    told.pauses("case_no | start | end\nA | 03-03 | 03-04\nB | 03-03 | 03-04\nC | 03-03 | 03-04", guessed="yes")
    told.pauses("case_no | start | end\nA | 03-05 | 03-06", platform="gcjs", guessed="yes")  # a guess that was wrong
    told.pauses("case_no | start | end\nB | 03-09 | 03-10\nD | 03-09 | 03-10")
    holds(told, "pause_rows", """
        platform | case_no | start_on
        nmg      | A       | 03-03       # the guess was right
        nmg      | A       | 03-05
        baotou   | A       | 03-05
        baotou   | B       | 03-03
        gcjs     | C       | 03-03
        nmg      | B       | 03-09       # told, not guessed
        nmg      | D       | 03-09
    """)  # fmt: skip


def test_the_spans_of_a_case_are_the_union_of_its_pauses_within_its_life(told):
    told.export("03-20")
    told.cases("""
        case_no | accepted | closed | status
        A       | 03-02    |        |
        B       | 03-02    |        |
        C       | 03-04    | 03-18  |
        D       | 03-02    |        |
        E       | 03-02    |        | closed
        F       | 03-02    |        |
    """, limit="20")  # fmt: skip
    told.pauses("""
        case_no | start       | end
        A       | 03-03       | 03-12     # the second and the third lie within the first
        A       | 03-04       | 03-05
        A       | 03-09       | 03-10
        A       | 03-12 10:00 | 03-13     # begins where it ended
        A       | 03-16       | 03-17     # apart
        A       | 03-17 08:00 | 03-17 09:00
        B       | 03-03       | 03-03     # of no length
        B       | 03-05       | 03-06
        B       | 03-05 10:00 | 03-09     # two of one day: the longer
        C       | 03-02       | 03-06     # clipped to the acceptance
        C       | 03-02 10:00 | 03-03     # all before it
        C       | 03-17       |           # clipped to the closing
        D       | 03-10       |           # still running
        E       | 03-10       |           # finished, as the export of 03-20 tells
        F       | 03-03       | 03-04     # each reaches to the next
        F       | 03-04 10:00 | 03-10
        F       | 03-09       | 03-11
        X       | 03-03       | 03-04     # of no case
    """)
    told.cases("case_no | accepted\nA | 03-02\nF | 03-02", platform="baotou")
    told.pauses("case_no | start | end\nA | 03-04 | 03-06", platform="baotou")
    holds(told, "pause_spans", """
        platform | case_no | start_on | end_on     | counts | calendar
        nmg      | A       | 03-03    | 03-13      | yes    | CN
        nmg      | A       | 03-16    | 03-17      | yes    | CN
        nmg      | B       | 03-05    | 03-09      | yes    | CN
        nmg      | C       | 03-04    | 03-06      | yes    | CN
        nmg      | C       | 03-17    | 03-18      | yes    | CN
        nmg      | D       | 03-10    | 9999-12-31 | yes    | CN
        nmg      | E       | 03-10    | 03-20      | yes    | CN
        nmg      | F       | 03-03    | 03-11      | yes    | CN
        baotou   | A       | 03-04    | 03-06      | yes    | CN
    """)  # fmt: skip


def test_a_span_counts_while_the_deadline_that_those_before_it_moved_has_not_passed(told):
    told.cases("""
        case_no | accepted | limit      | due
        A       | 03-02    | 5          |            # due 03-09, with two days out 03-11, with three 03-12
        B       | 03-02    | 5          |
        C       | 03-02    | 7 calendar |            # due 03-09, with two days out 03-11, with six 03-16 (03-15 is a Sunday)
        D       | 03-02    | 7 calendar |
        E       | 03-02    |            | 03-06
        F       | 03-02    |            |            # no day is known: nothing passes
        G       | 03-02    | 5          |
        H       | 03-02    | 7 calendar |
    """)
    told.pauses("""
        case_no | start | end
        A       | 03-03 | 03-05
        A       | 03-11 | 03-12
        A       | 03-12 08:00 | 03-12 09:00
        A       | 03-13 | 03-16
        A       | 03-17 | 03-18
        B       | 03-03 | 03-05
        B       | 03-10 | 03-11
        B       | 03-12 | 03-13    # three days out: on the due day
        B       | 03-14 | 03-16
        C       | 03-03 | 03-05
        C       | 03-10 | 03-14
        C       | 03-16 | 03-18
        C       | 03-19 | 03-20
        D       | 03-09 | 03-10
        D       | 03-11 | 03-12
        E       | 03-06 | 03-10
        E       | 03-11 | 03-12
        F       | 03-09 | 03-10
        F       | 03-20 | 03-21
        G       | 03-10 | 03-11
        H       | 03-10 | 03-11
    """)
    holds(told, "pause_spans", """
        case_no | start_on | counts
        A       | 03-03    | yes
        A       | 03-11    | yes
        A       | 03-13    | no
        A       | 03-17    | no
        B       | 03-03    | yes
        B       | 03-10    | yes
        B       | 03-12    | yes
        B       | 03-14    | no
        C       | 03-03    | yes
        C       | 03-10    | yes
        C       | 03-16    | yes
        C       | 03-19    | no
        D       | 03-09    | yes
        D       | 03-11    | no
        E       | 03-06    | yes
        E       | 03-11    | no
        F       | 03-09    | yes
        F       | 03-20    | yes
        G       | 03-10    | no
        H       | 03-10    | no
    """)  # fmt: skip


def test_where_a_limit_is_known_it_says_which_pauses_count_though_the_platforms_day_decides(told):
    told.under(deadline={"leads": "platform"})
    told.cases("""
        case_no | accepted | limit      | due
        A       | 03-02    | 5          | 03-12      # the limit ends on 03-09
        B       | 03-02    | 7 calendar | 03-12
    """)
    told.pauses("case_no | start | end\nA | 03-10 | 03-11\nB | 03-10 | 03-11")
    holds(told, "pause_spans", """
        case_no | start_on | counts
        A       | 03-10    | no
        B       | 03-10    | no
    """)  # fmt: skip


def test_the_spans_of_each_calendar_are_numbered_by_its_own_days(told):
    told.export("12-31")
    table = """
        case_no | accepted | limit      | pause_start | pause_end
        *1      | 08-05    | 3          | 08-07       | 08-11
        *2      | 08-04    | 3 calendar | 08-07       | 08-13
    """
    told.cases(table.replace("*", "A"))
    told.cases(table.replace("*", "B"), calendar="NL")
    told.cases(
        "case_no | accepted | limit | pause_start | pause_end\nA1 | 08-05 | 1 | 08-07 | 08-10", platform="baotou"
    )
    holds(told, "(SELECT *, end_no - start_no AS working FROM pause_spans)", """
        platform | case_no | calendar | working | counts
        nmg      | A1      | CN       | 3       | yes       # Saturday the 8th counts here
        nmg      | A2      | CN       | 4       | yes       # Wednesday the 12th nowhere
        nmg      | B1      | NL       | 2       | yes
        nmg      | B2      | NL       | 3       | yes
        baotou   | A1      | CN       | 2       | no
    """)  # fmt: skip


def test_a_case_that_came_back_has_its_spans_once_for_each_time_that_it_stands(told):
    told.events(
        """
        case_no | code | at
        A       | 3    | 03-02
        A       | 9    | 03-03
        A       | 10   | 03-04
        A       | 2    | 03-05     # withdrawn
        A       | 3    | 03-09     # accepted again
        A       | 9    | 03-10
        A       | 10   | 03-12
    """,
        limit="20",
    )
    holds(told, "pause_spans", """
        case_no | stands_from | start_on | end_on | counts
        A       | 03-02       | 03-03    | 03-04  | yes
        A       | 03-02       | 03-10    | 03-12  | yes
        A       | 03-09       | 03-03    | 03-04  | yes
        A       | 03-09       | 03-10    | 03-12  | yes
    """)  # fmt: skip
