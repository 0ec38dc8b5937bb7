"""The weekly review: what became late since the last meeting, what its cases lack, what its meetings decided.

A limit is 5 working days: a case accepted on Monday 2 March 2026 is due on Monday 9 March.
"""

WEEK = ("03-16", "03-22")


def test_the_late_stock_changes_by_what_comes_and_what_goes(told):
    told.cases("""
        case_no | accepted | closed | unit
        A       | 03-02    |        | 甲局    # due 03-09, open: late before and now
        B       | 03-02    | 03-17  | 甲局    # late before, closed in the week: no longer late
        C       | 03-09    |        | 甲局    # due 03-16, open: newly late
        D       | 03-06    |        | 乙局    # due 03-13, a Friday: late from the Saturday before the week
        E       | 03-09    | 03-18  | 乙局    # due 03-16, late and closed within the week: on neither day
        F       | 03-02    | 03-13  | 乙局    # closed late before the week: on neither day
        G       | 03-16    |        | 乙局    # due 03-23: not late
    """)
    told.figure("lateness_changed", as_of="03-22", period=WEEK).shows("""
        newly_late | no_longer_late | still_late | late_before | late_now
        1          | 1              | 2          | 3           | 3
    """)
    told.figure("late_changes", as_of="03-22", period=WEEK).shows("""
        case_no | late_change
        C       | newly_late
        B       | no_longer_late
        A       | still_late
        D       | still_late
    """)
    told.figure("lateness_changed", by=("unit",), as_of="03-22", period=WEEK).shows("""
        unit_name | newly_late | no_longer_late | still_late | late_before | late_now
        甲局      | 1          | 1              | 1          | 2           | 2
        乙局      | 0          | 0              | 1          | 1           | 1
    """)


def test_a_case_due_on_the_last_day_before_the_week_is_newly_late(told):
    told.cases("""
        case_no | accepted
        A       | 03-09       # due 03-16: its day is over on the 17th
    """)
    told.figure("lateness_changed", as_of="03-18", period=("03-17", "03-22")).shows("""
        newly_late | no_longer_late | still_late | late_before | late_now
        1          | 0              | 0          | 0           | 1
    """)
    told.figure("lateness_changed", as_of="03-18", period=("03-18", "03-22")).shows("""
        newly_late | no_longer_late | still_late | late_before | late_now
        0          | 0              | 1          | 1           | 1
    """)


def test_a_case_is_told_completely_with_unit_item_and_due_day(told):
    told.cases("""
        case_no | accepted | closed | unit | limit | statutory
        A       | 03-02    | 03-03  | 甲局 | 5     | 10
        B       | 03-03    |        |      | 5     | 10    # no unit
        C       | 03-04    |        | 甲局 |       |       # no limit, so no due day
        D       | 03-05    | 03-02  | 甲局 | 5     | 10    # closed before it was accepted
    """)
    told.figure("complete_rate").shows("""
        accepted | complete | complete_rate
        4        | 1        | 1 / 4
    """)


def test_a_share_of_no_cases_told_completely_is_empty(told):
    told.cases("""
        case_no | accepted
        A       | 02-27
    """)
    told.figure("complete_rate").shows("""
        accepted | complete | complete_rate
        0        | 0        |
    """)


def test_a_decision_stands_as_its_last_words_say(told):
    told.orders("""
        order | unit | number | signed | receive_by | answer_by
        1     | 甲局 | 7      | 03-16  | 03-17      | 03-19
        2     | 甲局 |        |        |            |
    """)
    told.order_events("""
        order | on    | event
        1     | 03-18 | accepted
    """)
    told.decisions("""
        decision | replaces | meeting | on    | text   | unit | owner | due   | state
        1        |          | 03-15   | 03-16 | 清理   | 甲局 | 甲局  | 03-20 | open
        2        |          | 03-15   | 03-16 | 修订   |      | 法规科 | 04-30 | open
        3        | 1        | 03-15   | 03-18 | 清理   | 甲局 | 甲局  | 03-25 | open      # put off
        4        | 2        | 03-15   | 03-19 | 修订   |      | 法规科 | 04-30 | done
    """)
    told.decision_orders("""
        decision | order
        1        | 1
        1        | 2
    """)
    told.figure("decisions").shows("""
        decision_id | meeting_on | decided | unit_name | owner  | due_on | decision_state | decision_late | orders_made | orders_ended | changed_on
        1           | 03-15      | 清理    | 甲局      | 甲局   | 03-25  | open           | yes           | 2           | 1            | 03-18
        2           | 03-15      | 修订    |           | 法规科 | 04-30  | done           | no            | 0           | 0            | 03-19
    """)


def test_a_decision_is_seen_as_it_stood_on_the_day_looked_at(told):
    told.decisions("""
        decision | replaces | meeting | on    | text | unit | owner | due   | state
        1        |          | 03-15   | 03-16 | 清理 | 甲局 | 甲局  | 03-20 | open
        2        | 1        | 03-15   | 03-23 | 清理 | 甲局 | 甲局  | 03-20 | done
        3        |          | 03-22   | 03-23 | 答复 | 乙局 | 乙局  |       | open
    """)
    told.figure("decisions", as_of="03-20").shows("""
        decision_id | decision_state | decision_late
        1           | open           | no
    """)
    told.figure("decisions", as_of="03-22").shows("""
        decision_id | decision_state | decision_late
        1           | open           | yes
    """)
    told.figure("decisions").shows("""
        decision_id | decision_state | decision_late
        3           | open           | no
        1           | done           | no
    """)
