"""The assessment: what costs points, once; what stands and what was reversed; appeals and their reviews."""

CASES = """
    case_no | accepted | closed | unit
    A       | 03-02    | 03-20  | 甲局    # due 03-09, closed late
    B       | 03-03    |        | 甲局    # due 03-10, open
    C       | 03-02    | 03-05  | 甲局    # in time
    D       | 03-02    |        | 乙局    # due 03-09
    E       | 03-27    |        | 乙局    # not due yet
"""


def test_a_case_or_message_that_misses_its_deadline_costs_a_point_once(told):
    told.cases(CASES)
    told.messages("""
        message_no | asked | answered | unit
        M          | 03-02 | 03-20    | 甲局    # due 03-05
        N          | 03-02 | 03-04    | 乙局    # in time
        O          | 03-02 |          | 乙局
    """)
    told.figure("deductions").shows("""
        entry_kind   | entry_state | unit_name | case_no | event_on | month | points | status_then | closed_then
        case_late    | provisional | 甲局      | B       | 03-10    | 03-01 | 1      | open        |
        case_late    | provisional | 乙局      | D       | 03-09    | 03-01 | 1      | open        |
        case_late    | provisional | 甲局      | A       | 03-09    | 03-01 | 1      | closed      | 03-20
        message_late | provisional | 乙局      | O       | 03-05    | 03-01 | 1      | open        |
        message_late | provisional | 甲局      | M       | 03-05    | 03-01 | 1      | answered    | 03-20
    """)
    told.figure("deductions_by_unit").shows("""
        unit_name | points | case_points | message_points | circulated_points | reversed | per_1000     | due
        甲局      | 3      | 2           | 1              | 0                 | 0        | 1000 * 3 / 4 | 4
        乙局      | 2      | 1           | 1              | 0                 | 0        | 1000 * 2 / 3 | 3
    """)
    told.figure("charged_misses").shows("""
        missed_cases | missed_messages | circulars | manual_points
        3            | 2               | 0         | 0
    """)
    told.figure("deductions", period=("04-01", "04-30"), as_of="04-30").shows("""
        entry_kind   | case_no
        case_late    | E
    """)


def test_points_are_what_the_rules_say(told):
    told.under(assessment={"version": "2027", "case_points": 2, "message_points": 0})
    told.cases(CASES)
    told.messages("""
        message_no | asked
        M          | 03-02
    """)
    told.figure("deduction_points").shows("""
        points | case_points | message_points | entries | due
        6      | 6           | 0              | 4       | 5
    """)
    told.figure("deductions").shows("""
        unit_name | case_no | points | rule_version
        甲局      | B       | 2      | 2027
        乙局      | D       | 2      | 2027
        甲局      | A       | 2      | 2027
        甲局      | M       | 0      | 2027
    """)


def test_points_per_1000_due_have_the_wilson_interval_of_the_share_that_cost_points(told):
    """1 of 4: the Wilson interval at 95 % is 4.56 % to 69.94 %. With 2 points a case the same, twice."""
    told.under(assessment={"case_points": 2})
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    |
        B       | 03-02    | 03-03
        C       | 03-02    | 03-03
        D       | 03-02    | 03-03
    """)
    told.figure("deduction_points").shows("""
        points | per_1000 | low      | high
        2      | 500      | ~91.1745 | ~1398.7163
    """)


def test_a_circular_stands_instead_of_the_miss_it_is_about_or_beside_it(told):
    told.cases(CASES)
    told.entries("""
        entry | on    | kind       | unit | case_no | due   | about | points | month   | counted  | instead_of | document
        1     | 03-16 | circulated | 甲局 | A       | 03-09 |       | 2      | 2026-03 | replaces | 1          | 内政办〔2026〕7号
        2     | 03-16 | circulated | 甲局 | B       | 03-10 |       | 2      | 2026-03 | adds     | 1          | 内政办〔2026〕7号
        3     | 03-16 | circulated | 乙局 |         |       | 03-16 | 2      | 2026-03 |          |            | 内政办〔2026〕8号
        4     | 03-17 | manual     | 乙局 |         |       | 03-17 | 5      | 2026-03 |          |            |
    """)
    told.figure("deductions").shows("""
        entry_id | entry_kind | unit_name | case_no | points | document_number
        4        | manual     | 乙局      |         | 5      |
        3        | circulated | 乙局      |         | 2      | 内政办〔2026〕8号
                 | case_late  | 甲局      | B       | 1      |
        2        | circulated | 甲局      | B       | 2      | 内政办〔2026〕7号
                 | case_late  | 乙局      | D       | 1      |
        1        | circulated | 甲局      | A       | 2      | 内政办〔2026〕7号
    """)
    told.figure("deductions_by_unit").shows("""
        unit_name | points | case_points | circulated_points | manual_points | points_replaced | points_added | per_1000
        乙局      | 8      | 1           | 2                 | 5             | 8               | 8            | 1000
        甲局      | 5      | 1           | 4                 | 0             | 4               | 6            | 1000 * 5 / 3
    """)
    told.figure("charged_misses", by=("unit",)).shows("""
        unit_name | missed_cases | circulars | circulated_cases | manual_points
        甲局      | 2            | 2         | 2                | 0
        乙局      | 1            | 1         | 0                | 5
    """)


def test_what_has_changed_about_a_closed_month_is_reversed_in_the_open_one_with_both_states(told):
    """March was closed on 04-01; seen on 04-20, an export of 04-15 tells some of it otherwise."""
    told.export("04-15")
    told.cases("""
        case_no | accepted | closed | unit | extension
        A       | 03-02    | 03-06  | 甲局 |              # closed in time after all
        B       | 03-03    |        | 甲局 |              # as it was
        C       | 03-04    |        | 甲局 | 10           # due 03-25 now: missed on another day
        D       | 03-02    |        | 乙局 |              # was another unit's
        G       | 03-02    |        | 甲局 |              # never told before
    """)
    told.looked_at("04-20")
    told.entries("""
        entry | on    | kind      | unit | case_no | due   | points | month   | import
        1     | 04-01 | case_late | 甲局 | A       | 03-09 | 1      | 2026-03 | 001
        2     | 04-01 | case_late | 甲局 | B       | 03-10 | 1      | 2026-03 | 001
        3     | 04-01 | case_late | 甲局 | C       | 03-11 | 1      | 2026-03 | 001
        4     | 04-01 | case_late | 甲局 | D       | 03-09 | 1      | 2026-03 | 001
        5     | 04-01 | case_late | 甲局 | F       | 03-09 | 1      | 2026-03 | 001    # withdrawn, void
        6     | 04-01 | case_late | 甲局 | H       | 03-09 | 1      | 2026-03 | gone   # its import was undone
    """)
    told.closed_months("""
        month   | on    | entries | points | appeal_until
        2026-03 | 04-01 | 6       | 6      | 04-09
    """)
    told.figure("deductions", as_of="04-15").shows("""
        entry_id | entry_kind | entry_state | unit_name | case_no | event_on | month | points | reversal_reason | status_then | status_now | due_now | closed_now | reverses_id
                 | case_late  | provisional | 甲局      | C       | 03-25    | 04-01 | 1      |                 | open        |            |         |            |
        3        | case_late  | confirmed   | 甲局      | C       | 03-11    | 03-01 | 1      |                 | open        |            |         |            |
                 | reversal   | provisional | 甲局      | C       | 03-11    | 04-01 | -1     | due_moved       | open        | open       | 03-25   |            | 3
        2        | case_late  | confirmed   | 甲局      | B       | 03-10    | 03-01 | 1      |                 | open        |            |         |            |
                 | case_late  | provisional | 乙局      | D       | 03-09    | 04-01 | 1      |                 | open        |            |         |            |
        1        | case_late  | confirmed   | 甲局      | A       | 03-09    | 03-01 | 1      |                 | open        |            |         |            |
        4        | case_late  | confirmed   | 甲局      | D       | 03-09    | 03-01 | 1      |                 | open        |            |         |            |
        5        | case_late  | confirmed   | 甲局      | F       | 03-09    | 03-01 | 1      |                 | open        |            |         |            |
                 | case_late  | provisional | 甲局      | G       | 03-09    | 04-01 | 1      |                 | open        |            |         |            |
        6        | case_late  | confirmed   | 甲局      | H       | 03-09    | 03-01 | 1      |                 | open        |            |         |            |
                 | reversal   | provisional | 甲局      | A       | 03-09    | 04-01 | -1     | in_time         | open        | closed     | 03-09   | 03-06      | 1
                 | reversal   | provisional | 甲局      | D       | 03-09    | 04-01 | -1     | other_unit      | open        | open       | 03-09   |            | 4
                 | reversal   | provisional | 甲局      | F       | 03-09    | 04-01 | -1     | left            | open        |            |         |            | 5
                 | reversal   | provisional | 甲局      | H       | 03-09    | 04-01 | -1     | undone          | open        |            |         |            | 6
    """)
    told.figure("deductions_by_unit", as_of="04-15").shows("""
        unit_name | points | case_points | reversed
        甲局      | 3      | 8           | 5
        乙局      | 1      | 1           | 0
    """)
    told.figure("reversals", by=("reason",), as_of="04-15").shows("""
        reversal_reason | reversals | points_back | by_appeal
        due_moved       | 1         | 1           | 0
        in_time         | 1         | 1           | 0
        left            | 1         | 1           | 0
        other_unit      | 1         | 1           | 0
        undone          | 1         | 1           | 0
    """)
    told.figure("closed_months", as_of="04-15").shows("""
        month | entries | points | appeal_until
        03-01 | 6       | 6      | 04-09
    """)


def test_what_an_appeal_has_settled_does_not_come_back(told):
    told.cases(CASES)
    told.looked_at("04-20")
    told.entries("""
        entry | on    | kind      | case_no | due   | points | month   | reverses | appeal | reason
        1     | 04-01 | case_late | A       | 03-09 | 1      | 2026-03 |          |        |
        2     | 04-01 | case_late | B       | 03-10 | 1      | 2026-03 |          |        |
        3     | 04-08 | reversal  | A       | 03-09 | -1     | 2026-04 | 1        | 1      | 系统未回传
    """)
    told.closed_months("""
        month   | on    | entries | points | appeal_until
        2026-03 | 04-01 | 2       | 2      | 04-09
    """)
    told.appeals("""
        appeal | on    | entries | reason     | review_by | result   | reviewed
        1      | 04-02 | 1       | 系统未回传 | 04-10     | reversed | 04-08
        2      | 04-03 | 2       | 其他       | 04-13     |          |
    """)
    told.figure("deductions", units="甲局").shows("""
        entry_id | entry_kind | entry_state | case_no | points | reversal_reason
        2        | case_late  | appealed    | B       | 1      |
        1        | case_late  | reversed    | A       | 1      |
        3        | reversal   | provisional | A       | -1     | 系统未回传
    """)
    told.figure("deductions_by_unit", units="甲局").shows("""
        unit_name | points | case_points | reversed
        甲局      | 1      | 2           | 1
    """)
    told.figure("appeals").shows("""
        appeal_id | unit_name | appeal_reason | entries | points | review_by | appeal_result | points_back | review_overdue
        2         | 甲局      | 其他          | 1       | 1      | 04-13     |               | 0           | yes
        1         | 甲局      | 系统未回传    | 1       | 1      | 04-10     | reversed      | 1           | no
    """)
    told.figure("reversals").shows("""
        reversals | points_back | by_appeal
        1         | 1           | 1
    """)


def test_an_earlier_day_shows_the_ledger_as_it_stood_then(told):
    told.cases(CASES)
    told.entries("""
        entry | on    | kind   | about | points | month
        1     | 03-16 | manual | 03-16 | 5      | 2026-03
    """)
    told.figure("deduction_points", as_of="03-13", period="all").shows("""
        points | case_points | manual_points
        3      | 3           | 0
    """)
    told.figure("deduction_points", as_of="03-16", period="all").shows("""
        points | case_points | manual_points
        8      | 3           | 5
    """)


def test_an_entry_names_the_order_that_was_given_for_it(told):
    told.cases(CASES)
    told.orders("""
        order | number | signed | receive_by | answer_by
        1     | 47     | 03-12  | 03-13      | 03-17
    """)
    told.order_lines("""
        line | order | case_no | due   | signed_as
        1    | 1     | A       | 03-09 | 2026-47
        2    | 1     | B       | 03-09 | 2026-47      # ordered for another due day
    """)
    told.figure("deductions", units="甲局").shows("""
        case_no | order_number
        B       |
        A       | 2026-47
    """)


def test_a_cap_holds_for_each_unit_month_and_indicator_beside_the_points_that_stay(told):
    told.under(assessment={"caps": {"case_late": 2, "circulated": 3}})
    told.export("04-15")
    told.cases("""
        case_no | accepted | closed | unit
        A       | 03-02    |        | 甲局    # due 03-09
        B       | 03-03    |        | 甲局    # due 03-10
        C       | 03-04    |        | 甲局    # due 03-11
        D       | 03-24    |        | 甲局    # due 03-31
        E       | 04-01    |        | 甲局    # due 04-09: a month of its own
        F       | 03-02    |        | 乙局
    """)
    told.messages("message_no | asked | unit\nM | 03-02 | 乙局\nN | 03-02 | 乙局\nO | 03-02 | 乙局")
    told.looked_at("04-20")
    told.entries("""
        entry | on    | kind       | unit | case_no | due   | about | points | month   | reverses | appeal | reason
        1     | 04-01 | case_late  | 甲局 | A       | 03-09 | 03-09 | 1      | 2026-03 |          |        |
        2     | 04-01 | case_late  | 甲局 | B       | 03-10 | 03-10 | 1      | 2026-03 |          |        |
        3     | 04-01 | circulated | 乙局 |         |       | 03-16 | 2      | 2026-03 |          |        |
        4     | 04-01 | circulated | 乙局 |         |       | 03-17 | 2      | 2026-03 |          |        |
        5     | 04-08 | reversal   | 甲局 | A       | 03-09 | 03-09 | -1     | 2026-04 | 1        | 1      | 其他
        6     | 04-08 | reversal   | 乙局 |         |       | 03-17 | -2     | 2026-04 | 4        | 2      | 其他
        7     | 04-08 | manual     | 乙局 |         |       | 03-18 | 9      | 2026-03 |          |        |
    """)
    # 甲局: A is reversed, B, C and D make 3 in March, at most 2; E makes 1 in April. 乙局: F, three messages, which
    # nothing caps, one circular of two, 9 by hand
    told.figure("deductions_by_unit", as_of="04-20", period="all").shows("""
        unit_name | points            | points_capped
        乙局      | 1 + 3 + 2 + 9     | 1 + 3 + 2 + 9
        甲局      | 3 + 1             | 2 + 1
    """)
    told.figure("deduction_points", by=("unit", "month"), units="甲局", as_of="04-20", period="all").shows("""
        unit_name | month | points | points_capped
        甲局      | 03-01 | 3      | 2
        甲局      | 04-01 | 1      | 1
    """)


def test_without_a_cap_there_are_no_points_under_one(told):
    told.cases(CASES)
    told.figure("deduction_points").shows("""
        points | points_capped
        3      |
    """)
