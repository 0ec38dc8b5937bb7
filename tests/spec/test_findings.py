"""What looks wrong in the data, each test at its boundary. Thresholds are set small where the tables would grow long."""

from hashlib import md5

import pytest


def test_a_deadline_rewritten_between_two_exports(told):
    told.export("03-13", "first.csv")
    told.cases("""
        case_no | accepted       | due   | limit | statutory | closed
        SAME    | 03-02 09:00    | 03-09 | 5     | 10        |
        DUE     | 03-02 09:00    | 03-09 | 5     | 10        |
        LIMIT   | 03-02 09:00    | 03-09 | 5     | 10        |
        UNIT    | 03-02 09:00    | 03-09 | 5     | 10        |
        LAW     | 03-02 09:00    | 03-09 | 5     | 10        |
        LAWUNIT | 03-02 09:00    | 03-09 | 5     | 10        |
        START   | 03-02 09:00    | 03-09 | 5     | 10        |
        CUT     | 03-02 09:00    | 03-09 | 5     | 10        |
        CUTBACK | 03-02          | 03-09 | 5     | 10        |
        MOVED   | 03-02          | 03-09 | 5     | 10        |
        CLOSED  | 03-02 09:00    | 03-09 | 5     | 10        |
        NEW     | 03-02 09:00    |       |       |           |
        NODAY   |                | 03-09 | 5     | 10        |
    """)
    told.export("03-20", "second.csv")
    told.cases("""
        case_no | accepted       | due         | limit      | statutory   | closed
        SAME    | 03-02 09:00    | 03-09 17:00 | 5          | 10          |           # the same day
        DUE     | 03-02 09:00    | 03-10       | 5          | 10          |
        LIMIT   | 03-02 09:00    | 03-09       | 6          | 10          |
        UNIT    | 03-02 09:00    | 03-09       | 5 calendar | 10          |
        LAW     | 03-02 09:00    | 03-09       | 5          | 20          |
        LAWUNIT | 03-02 09:00    | 03-09       | 5          | 10 calendar |
        START   | 03-02 09:00:01 | 03-09       | 5          | 10          |
        CUT     | 03-02          | 03-09       | 5          | 10          |           # the same, cut to the day
        CUTBACK | 03-02 09:00    | 03-09       | 5          | 10          |
        MOVED   | 03-03 09:00    | 03-09       | 5          | 10          |
        CLOSED  | 03-02 09:00    | 03-09       | 5          | 10          | 03-18     # news, no rewriting
        NEW     | 03-02 09:00    | 03-09       | 5          | 10          |           # told for the first time
        NODAY   |                | 03-10       | 5          | 10          |           # on no day was anything told of it
    """)
    told.figure("finding_deadline_rewritten").shows("""
        case_no | due_day_before | due_day_after | promised_before | promised_after | statutory_before | statutory_after | accepted_before | accepted_after | before_file | after_file
        DUE     | 03-09          | 03-10         |                 |                |                  |                 |                 |                | first.csv   | second.csv
        LAW     |                |               |                 |                | 10.0 working     | 20.0 working    |                 |                | first.csv   | second.csv
        LAWUNIT |                |               |                 |                | 10.0 working     | 10.0 calendar   |                 |                | first.csv   | second.csv
        LIMIT   |                |               | 5.0 working     | 6.0 working    |                  |                 |                 |                | first.csv   | second.csv
        MOVED   |                |               |                 |                |                  |                 | 03-02           | 03-03 09:00    | first.csv   | second.csv
        START   |                |               |                 |                |                  |                 | 03-02 09:00     | 03-02 09:00:01 | first.csv   | second.csv
        UNIT    |                |               | 5.0 working     | 5.0 calendar   |                  |                 |                 |                | first.csv   | second.csv
    """)


def test_a_rewritten_deadline_belongs_to_the_day_that_the_later_export_tells_of(told):
    told.export("03-06")
    told.cases("case_no | accepted | limit\nA | 03-02 | 5\nB | 03-02 | 5")
    told.export("03-13")
    told.cases("case_no | accepted | limit\nA | 03-02 | 6\nB | 03-12 | 5\nC | 03-12 | 5")
    told.export("03-20")
    told.cases("case_no | accepted | limit\nA | 03-02 | 7\nC | 03-12 | 5\nC | 03-12 | 9\nD | 03-19 | 5")
    told.figure("finding_deadline_rewritten").shows(
        """
        case_no | promised_before | promised_after | after_file
        A       | 6.0 working     | 7.0 working    | export-2026-03-20.csv
        C       | 5.0 working     | 9.0 working    | export-2026-03-20.csv      # of one import, the last line
        A       | 5.0 working     | 6.0 working    | export-2026-03-13.csv
        B       |                 |                | export-2026-03-13.csv      # its acceptance differs
    """
    )


def test_due_dates_that_disagree(told):
    told.cases("""
        case_no | accepted | due   | pause_start | pause_end
        A       | 03-02    | 03-09 |             |             # as computed
        B       | 03-02    | 03-10 |             |
        C       | 03-02    | 03-06 |             |
        D       | 03-02    |       |             |
        E       | 03-03    | 03-11 | 03-04       |             # a pause runs: not to be judged
        F       | 03-02    | 03-10 | 03-03       | 03-04       # agrees with its pause
        G       | 03-03    | 03-14 | 03-04       | 03-05       # due 03-11
        H       | 03-04    | 03-12 | 03-05       | 04-02       # ends after the as-of day
        I       | 03-03    | 03-11 |             |
    """)
    told.figure("finding_due_dates_disagree").shows("""
        case_no | platform_due_on | computed_on | days_apart | paused_days
        C       | 03-06           | 03-09       | -3         | 0
        G       | 03-14           | 03-11       | 3          | 1
        B       | 03-10           | 03-09       | 1          | 0
        I       | 03-11           | 03-10       | 1          | 0
    """)


def test_a_promise_longer_than_the_law(told):
    told.items("""
        item | statutory | limit       | effective_on
        A    | 10        | 10          |
        B    | 10        | 14 calendar |                # 14 x 5/7 = 10
        C    | 10        | 15 calendar |
        D    | 10        | 20          |
        E    |           | 20          |
        F    | 10        |             |
        G    | 10        | 20          |
        H    | 10        | 10.000004   |
        I    | 10        | 10.0000004  |                # less than a millionth of a day
    """)
    told.figure("finding_promised_over_statutory").shows("""
        item_code | promised_days | statutory_days
        D         | 20            | 10
        G         | 20            | 10
        C         | 15 * 5/7      | 10
        H         | 10.000004     | 10
    """)


def test_a_unit_whose_limits_look_as_if_nobody_had_chosen_them(told):
    told.under(findings={"default_limit_minimum": 4})
    told.cases("""
        case_no | accepted | unit | limit | times
        A       | 03-02    | 甲局 | 1     | 2
        B       | 03-02    | 甲局 | 5     | 2          # half of 4: listed
        C       | 03-02    | 甲局 | 0     | 3          # immediate: left out
        D       | 03-02    | 乙局 | 1     | 2
        E       | 03-02    | 乙局 | 5     | 3          # 2 of 5: fewer than half
        F       | 03-02    | 丙局 | 1     | 3          # only 3 cases
        G       | 02-27    | 丙局 | 1     | 1          # before the period
        H       | 03-02    |      | 1     | 4          # no unit
        I       | 03-02    | 丁局 | 1 calendar | 4     # the same number of other days: 5/7 of a day
        J       | 03-03    | 戊局 | 1     | 5
        K       | 03-03    | 己局 | 1     | 4
    """)
    told.figure("finding_default_limits").shows("""
        unit_name | cases | with_default | share
        戊局      | 5     | 5            | 1
        己局      | 4     | 4            | 1
        甲局      | 4     | 2            | 0.5
    """)
    told.figure("finding_default_limits_cases").shows("""
        case_no | unit_name | promised_days
        K-1     | 己局      | 1
        K-2     | 己局      | 1
        K-3     | 己局      | 1
        K-4     | 己局      | 1
        J-1     | 戊局      | 1
        J-2     | 戊局      | 1
        J-3     | 戊局      | 1
        J-4     | 戊局      | 1
        J-5     | 戊局      | 1
        A-1     | 甲局      | 1
        A-2     | 甲局      | 1
    """)


PAUSED = """
    case_no | accepted | closed | pause_start | pause_end | unit
    A       | 03-02    | 03-12  | 03-03       | 03-06     | 甲局    # 3 days out: due 03-12; without them 03-09, 3 over
    B       | 03-02    | 03-11  | 03-03       | 03-09     | 甲局    # 4 out, 2 over: differ by 2
    C       | 03-02    | 03-11  | 03-03       | 03-06     | 甲局    # 3 out, 2 over: differ by 1
    D       | 03-02    | 03-10  | 03-02       | 03-06     | 甲局    # paused at acceptance; 4 out, 1 over
    E       | 03-02    | 03-09  | 03-03       | 03-06     | 甲局    # on time anyway
    F       | 03-02    | 03-20  | 03-03       | 03-06     | 甲局    # late anyway
    G       | 03-02    |        | 03-03       | 03-06     | 甲局    # open
    H       | 03-03    | 03-16  | 03-04       | 03-12     | 乙局    # 6 out: due 03-18; without 03-10, 4 over: differ by 2
"""


def test_pauses_that_kept_a_case_on_time(told):
    told.cases(PAUSED)
    told.figure("finding_on_time_only_by_pauses").shows("""
        case_no | due_without_pauses_on | due_on | overrun_days | paused_days
        H       | 03-10                 | 03-18  | 4            | 6
        A       | 03-09                 | 03-12  | 3            | 3
        B       | 03-09                 | 03-13  | 2            | 4
        C       | 03-09                 | 03-12  | 2            | 3
        D       | 03-09                 | 03-13  | 1            | 4
    """)
    told.figure("finding_pause_cancels_overrun").shows("""
        case_no | overrun_days | paused_days | equals_overrun | paused_at_acceptance | paused_after_due_day
        A       | 3            | 3           | yes            | no                   | no
        C       | 2            | 3           | yes            | no                   | no
        D       | 1            | 4           | no             | yes                  | no
    """)
    told.figure("pause_audit").shows("""
        paused | saved | cancelling | saved_share
        7      | 5     | 3          | 5 / 7
    """)
    told.figure("pause_audit_by_unit").shows("""
        unit_name | paused | saved | cancelling | saved_share
        甲局      | 6      | 4     | 3          | 4 / 6
        乙局      | 1      | 1     | 0          | 1
    """)


def test_a_copy_on_another_platform_is_audited_by_itself(told):
    told.cases("""
        case_no | accepted | closed | pause_start | pause_end | platform
        A       | 03-02    | 03-12  | 03-03       | 03-06     | nmg
        A       | 03-02    | 03-09  | 03-03       | 03-06     | baotou
        B       | 03-02    | 03-12  | 03-03       | 03-06     | baotou
    """)
    told.figure("pause_audit").shows("""
        paused | saved | cancelling
        3      | 2     | 2
    """)


def test_a_second_pause_after_the_first_due_day_is_told(told):
    told.cases("case_no | accepted | closed\nA | 03-02 | 03-20")
    told.pauses("""
        case_no | start | end
        A       | 03-04 | 03-12   # 6 out: due 03-17
        A       | 03-13 | 03-20   # begun after 03-09, without which it would have been due then: 5 out, due 03-24
    """)
    told.figure("finding_pause_cancels_overrun").shows("""
        case_no | overrun_days | paused_days | equals_overrun | paused_at_acceptance | paused_after_due_day
        A       | 9            | 11          | no             | no                   | yes
    """)


def test_the_pauses_of_another_case_say_nothing_of_this_one(told):
    told.cases("""
        case_no | accepted | closed | platform
        A       | 03-02    | 03-20  | nmg         # due 03-09 without its pauses: 9 days over
        A       | 03-02    | 03-20  | baotou
        B       | 03-02    | 03-20  | nmg
        C       | 03-02    | 03-20  | nmg
        C       | 03-02    | 03-20  | baotou
        D       | 03-02    | 03-20  | nmg
    """)
    told.pauses("""
        case_no | start | end   | platform
        A       | 03-04 | 03-12 | nmg
        A       | 03-13 | 03-20 | nmg         # 11 days out, the last of them after 03-09
        A       | 03-03 | 03-18 | baotou      # 11
        B       | 03-03 | 03-18 | nmg
        C       | 03-02 | 03-18 | nmg         # 12, from the acceptance on
        C       | 03-03 | 03-18 | baotou
        D       | 03-09 | 03-20 | nmg         # 9, from the due day on
    """)
    told.figure("finding_pause_cancels_overrun").shows("""
        case_no | platform | overrun_days | paused_days | equals_overrun | paused_at_acceptance | paused_after_due_day
        A       | nmg      | 9            | 11          | no             | no                   | yes
        C       | nmg      | 9            | 12          | no             | yes                  | no
        D       | nmg      | 9            | 9           | yes            | no                   | no
    """)


def test_where_the_platforms_date_leads_no_pause_saved_a_case(told):
    told.under(deadline={"leads": "platform"})
    told.cases("""
        case_no | accepted | closed | due   | pause_start | pause_end
        A       | 03-02    | 03-11  | 03-11 | 03-03       | 03-05         # computed without pauses: 03-09
        B       | 03-02    | 03-11  |       | 03-03       | 03-05
    """)
    told.figure("finding_on_time_only_by_pauses").shows("case_no\nB")
    told.figure("pause_audit").shows("paused | saved\n2 | 1")


def test_only_closings_of_the_period_and_computed_due_days_are_audited(told):
    told.export("04-30")
    told.cases("""
        case_no | accepted | closed | pause_start | pause_end | limit | due
        A       | 02-02    | 02-11  | 02-03       | 02-05     | 5     |         # closed before the period
        B       | 03-24    | 04-02  | 03-25       | 03-27     | 5     |         # closed after it
        C       | 03-02    | 03-11  | 03-03       | 03-05     |       | 03-11   # the platform's date, pauses and all
        D       | 03-02    | 03-11  | 03-03       | 03-05     | 5     |
    """)
    for key in ("finding_on_time_only_by_pauses", "finding_pause_cancels_overrun"):
        told.figure(key, as_of="04-30").shows("""
            case_no
            D
        """)


def test_units_with_as_many_saved_cases_stand_by_their_paused_ones(told):
    told.cases("""
        case_no | accepted | closed | pause_start | pause_end | unit
        A       | 03-02    | 03-12  | 03-03       | 03-06     | 乙局
        B       | 03-02    | 03-12  | 03-03       | 03-06     | 丙局
        C       | 03-02    | 03-09  | 03-03       | 03-06     | 丙局     # on time anyway
        D       | 03-02    | 03-12  | 03-03       | 03-06     | 丁局
        E       | 03-02    | 03-09  | 03-03       | 03-06     | 戊局     # nothing saved: not listed
    """)
    told.figure("pause_audit_by_unit").shows("""
        unit_name | paused | saved
        丙局      | 2      | 1
        丁局      | 1      | 1
        乙局      | 1      | 1
    """)


def test_pauses_that_never_end(told):
    told.under(findings={"pause_running_days": 5})
    told.cases("""
        case_no | accepted | closed | pause_start | pause_end
        A       | 03-02    |        | 03-24       |              # 5 working days: not more than 5
        B       | 03-02    |        | 03-23       |              # 6
        C       | 03-02    | 03-30  | 03-27       |              # closed, its pause is not
        D       | 03-02    |        | 03-20       | 04-02        # its end is not known yet
        E       | 03-02    |        | 03-03       | 03-31        # ended today
        F       | 02-02    |        | 02-27       |              # begun before the period
        G       | 03-02    | 03-30  | 03-27       |
        H       | 03-02    |        |             |
    """)
    told.pauses("""
        case_no | start       | pause_kind
        H       | 03-20 12:00 | 一
        H       | 03-20 15:00 | 二
        H       | 03-20 09:00 | 三
    """)
    told.figure("finding_pause_never_ended").shows("""
        case_no | running_days | is_open | pause_start
        D       | 7            | yes     | 03-20
        H       | 7            | yes     | 03-20 09:00
        H       | 7            | yes     | 03-20 12:00
        H       | 7            | yes     | 03-20 15:00
        B       | 6            | yes     | 03-23
        C       | 2            | no      | 03-27
        G       | 2            | no      | 03-27
    """)


def test_a_pause_after_the_closing_is_known_from_its_day_on(told):
    told.cases("case_no | accepted | closed | pause_start\nA | 03-02 | 03-10 | 03-20")
    told.figure("finding_pause_never_ended", as_of="03-19").shows("case_no")
    told.figure("finding_pause_never_ended", as_of="03-20").shows("case_no | running_days\nA | 0")


def test_pauses_of_no_length(told):
    told.cases("""
        case_no | accepted    | pause_start | pause_end   | pause_kind
        A       | 03-02       | 03-04 09:00 | 03-04 17:00 | 检测
        B       | 03-02       | 03-05       | 03-04       | 检测          # ends before it begins
        C       | 03-02       | 03-04       | 03-05       | 检测
        D       | 03-04 10:00 | 03-04 09:00 | 03-04 10:00 | 补正          # before the clock: left out
        E       | 03-04 10:00 | 03-04 09:00 | 03-04 10:01 | 补正
        F       | 03-04 10:00 | 03-04 09:00 | 03-04 10:00 | 检测
        G       | 02-02       | 02-27       | 02-27       | 检测          # before the period
        H       | 03-02       | 03-04       |             | 检测
    """)
    told.cases("""
        case_no | accepted | status    | closed | pause_start | pause_end
        I       | 03-02    | withdrawn | 03-05  | 03-04       | 03-04         # counted no more
    """)
    told.figure("finding_pause_zero_length").shows("""
        case_no
        A
        E
        F
        B
    """)


def test_pauses_of_no_length_obey_period_and_as_of_day(told):
    told.export("04-30")
    told.cases("""
        case_no | accepted | pause_start | pause_end
        A       | 03-02    | 03-09       | 03-09
        B       | 03-02    | 03-13       | 03-13
        C       | 03-02    | 03-16       | 03-16
    """)
    told.figure("finding_pause_zero_length", period=("03-09", "03-13")).shows("case_no\nA\nB")
    told.figure("finding_pause_zero_length", as_of="03-13").shows("case_no\nA\nB")


def test_a_start_without_its_end_among_status_events(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02
        A       | 9    | 03-04     # no end
        B       | 3    | 03-02
        B       | 6    | 03-04
        B       | 7    | 03-05     # ended
        C       | 3    | 03-02
        C       | 6    | 03-04
        C       | 10   | 03-05     # the end of another kind
        D       | 3    | 02-24
        D       | 9    | 02-27     # before the period
        G       | 3    | 03-02
        G       | 9    | 03-05
        G       | 2    | 03-06     # withdrawn: counted no more
    """)
    # pauses told beside their cases, which no event begins
    told.cases("""
        case_no | accepted | pause_start | platform
        E       | 03-02    | 03-04       | nmg
        A       | 03-02    | 03-04       | nmg
        F       | 03-02    | 03-04       | gcjs
    """)
    told.pauses("case_no | start | platform\nB | 03-05 | gcjs")
    told.figure("finding_unmatched_pause_start").shows("""
        case_no | pause_kind | is_open
        A       | 特别程序   | yes
        C       | 补正       | yes
    """)
    told.figure("finding_unmatched_pause_start", as_of="03-04").shows("""
        case_no
        A
        B
        C
    """)
    told.figure("finding_unmatched_pause_start", as_of="03-03").shows("case_no")


def test_a_case_entered_after_the_fact(told):
    told.cases("""
        case_no | applied        | accepted    | closed         | case_kind
        A       | 03-02 10:00    | 03-02 10:05 | 03-02 10:10    |              # ten minutes
        B       | 03-02 10:00    | 03-02 10:05 | 03-02 10:10:01 |              # a second more
        C       | 03-02 10:00    | 03-02 10:05 | 03-02 10:09    | immediate
        D       | 03-02          | 03-02       | 03-02          |              # times cut to the day
        E       | 03-02 10:05    | 03-02 10:00 | 03-02 10:06    |              # accepted before applied for
        F       | 03-02 10:00    | 03-02 10:07 | 03-02 10:06    |              # closed before accepted
        G       | 03-02 10:00    | 03-02 10:00 | 03-02 10:00    | promised     # all at once
        H       | 02-27 10:00    | 02-27 10:05 | 02-27 10:10    |              # before the period
        I       | 03-02 00:00    | 03-02 00:05 | 03-02 00:06    |              # applied for at midnight: cut
        J       | 03-02 23:58    | 03-03 00:00 | 03-03 00:01    |              # accepted at midnight: cut
        K       | 03-02 23:58    | 03-02 23:59 | 03-03 00:00    |              # closed at midnight: cut
        L       | 03-02 10:00    | 03-02 10:05 | 03-02 10:10    |
    """)
    told.figure("finding_entered_after_the_fact").shows("""
        case_no | seconds
        G       | 0
        A       | 600
        L       | 600
    """)


def test_a_burst_of_closings_in_one_minute(told):
    told.under(findings={"burst_cases": 3})
    told.cases("""
        case_no | accepted | closed         | unit | platform | region_code
        A       | 03-02    | 03-04 17:00:00 | 甲局 | nmg      | 150202
        B       | 03-02    | 03-04 17:00:30 | 甲局 | nmg      | 150202
        C       | 03-02    | 03-04 17:00:59 | 甲局 | nmg      | 150202
        D       | 03-02    | 03-04 17:01:00 | 甲局 | nmg      | 150202      # the next minute
        E       | 03-02    | 03-04 17:01:10 | 乙局 | nmg      | 150202
        F       | 03-02    | 03-04 17:01:20 | 乙局 | nmg      | 150202
        F       | 03-02    | 03-04 17:01:30 | 乙局 | baotou   | 150202      # a copy is no second closing
        G       | 03-02    | 03-04          | 丙局 | nmg      | 150202      # times cut to the day
        H       | 03-02    | 03-04          | 丙局 | nmg      | 150202
        I       | 03-02    | 03-04          | 丙局 | nmg      | 150202
        J       | 03-02    | 03-04 17:02:00 |      | nmg      | 150202      # no unit
        K       | 03-02    | 03-04 17:02:00 |      | nmg      | 150202
        L       | 03-02    | 03-04 17:02:00 |      | nmg      | 150202
        M       | 03-02    | 03-04 17:03:00 | 丁局 | nmg      | 150202      # the same name in another area
        N       | 03-02    | 03-04 17:03:00 | 丁局 | nmg      | 150202
        O       | 03-02    | 03-04 17:03:00 | 丁局 | nmg      | 150203
        P       | 02-02    | 02-27 17:00:00 | 甲局 | nmg      | 150202      # before the period
        Q       | 02-02    | 02-27 17:00:00 | 甲局 | nmg      | 150202
        R       | 02-02    | 02-27 17:00:00 | 甲局 | nmg      | 150202
        S       | 03-02    | 03-05 17:00:01 | 戊局 | nmg      |
        T       | 03-02    | 03-05 17:00:00 | 戊局 | nmg      |
        U       | 03-02    | 03-05 17:00:00 | 戊局 | nmg      |
        V       | 03-02    | 03-03 17:00:00 | 戊局 | nmg      |
        V       | 03-02    | 03-03 17:00:00 | 戊局 | p1       |
        V       | 03-02    | 03-03 17:00:00 | 戊局 | p3       |
        V       | 03-02    | 03-03 17:00:00 | 戊局 | p2       |
        W       | 03-02    | 03-03 17:00:00 | 戊局 | nmg      |
        X       | 03-02    | 03-03 17:00:00 | 戊局 | nmg      |
        Y       | 03-02    | 03-03 17:00:00 | 戊局 | nmg      |
    """)
    told.figure("finding_closing_burst").shows("""
        case_no | platform | closings | closed_in_minute
        V       | nmg      | 4        | 03-03 17:00
        V       | p1       | 4        | 03-03 17:00
        V       | p2       | 4        | 03-03 17:00
        V       | p3       | 4        | 03-03 17:00
        W       | nmg      | 4        | 03-03 17:00
        X       | nmg      | 4        | 03-03 17:00
        Y       | nmg      | 4        | 03-03 17:00
        A       | nmg      | 3        | 03-04 17:00
        B       | nmg      | 3        | 03-04 17:00
        C       | nmg      | 3        | 03-04 17:00
        T       | nmg      | 3        | 03-05 17:00
        U       | nmg      | 3        | 03-05 17:00
        S       | nmg      | 3        | 03-05 17:00
    """)
    told.figure("finding_closing_burst", period=("03-03", "03-04")).shows("case_no\nV\nV\nV\nV\nW\nX\nY\nA\nB\nC")
    told.figure("finding_closing_burst", as_of="03-03").shows("case_no\nV\nV\nV\nV\nW\nX\nY")
    told.figure("finding_closing_burst", as_of="03-02").shows("case_no")


def test_times_in_the_wrong_order(told):
    told.cases("""
        case_no | applied        | accepted    | closed         | status
        A       | 03-02 10:00    | 03-02 10:00 | 03-02 09:59:59 |             # closed a second before
        B       | 03-02 10:00    | 03-02 10:00 | 03-02 10:00    |
        C       | 03-02 10:00    | 03-02 11:00 | 03-02          |             # the closing was cut to the day
        D       | 03-02          | 03-02       | 03-01          |
        E       | 03-02 10:00:01 | 03-02 10:00 |                |             # accepted a second before applied for
        F       | 03-03          | 03-02 10:00 |                | withdrawn   # excluded cases too
        G       | 03-02          | 03-02 10:00 |                |
        H       | 03-02 10:00    | 03-02       | 03-02 09:00    |             # the acceptance was cut
        I       | 02-27          | 02-26       |                |             # before the period
        J       | 03-03          | 03-02       |                |             # both cut
    """)
    told.cases("""
        case_no | accepted | due
        K       | 02-03    | 02-02
        L       | 03-03    | 03-02     # due before it was accepted
        M       | 03-03    | 03-03
    """)
    told.figure("finding_order_fault").shows("""
        case_no | closed_before_accepted | accepted_before_applied | due_before_accepted
        L       | no                     | no                      | yes
        A       | yes                    | no                      | no
        E       | no                     | yes                     | no
        F       | no                     | yes                     | no
        D       | yes                    | no                      | no
        J       | no                     | yes                     | no
    """)


def test_open_on_one_platform_and_closed_on_another(told):
    told.export("04-30")
    told.cases("""
        case_no | accepted | closed | platform | status
        A       | 03-02    |        | nmg      |
        A       | 03-02    | 03-05  | baotou   |
        B       | 03-03    | 03-05  | nmg      |
        B       | 03-03    | 03-06  | baotou   |             # both closed
        C       | 03-02    |        | nmg      |
        C       | 03-02    |        | baotou   |             # both open
        D       | 03-02    |        | nmg      |
        D       | 03-02    | 03-05  | baotou   | withdrawn   # out
        E       | 03-02    |        | nmg      |
        E       | 03-02    | 04-15  | baotou   |             # closed after the as-of day
        F       | 03-02    | 03-05  | nmg      |
        F       | 03-02    |        | baotou   |
        G       | 02-02    |        | nmg      |
        G       | 02-02    | 03-05  | baotou   |             # accepted before the period
        H       | 03-02    | 03-05  | nmg      |
        H       | 04-02    |        | baotou   |             # not accepted there yet
        I       | 03-03    |        | nmg      |
        I       | 03-03    | 03-05  | baotou   |
        I       | 03-03    | 03-31  | gcjs     |             # three platforms, one row; closed on the as-of day
    """)
    told.figure("finding_platforms_disagree").shows("""
        case_no | platform | open_in | closed_in | closed_at
        A       | nmg      | nmg     | baotou    | 03-05
        F       | baotou   | baotou  | nmg       | 03-05
        I       | nmg      | nmg     | baotou    | 03-05
    """)
    told.figure("platform_reconciliation").shows("""
        platform | other_platform | shared | agree | open_here | open_there
        baotou   | gcjs           | 1      | 1     | 0         | 0
        baotou   | nmg            | 6      | 3     | 1         | 2
        gcjs     | nmg            | 1      | 0     | 0         | 1
    """)
    told.figure("finding_platforms_disagree", platforms="baotou").shows("""
        case_no | platform | open_in | closed_in
        A       | baotou   | nmg     | baotou
        F       | baotou   | baotou  | nmg
        I       | baotou   | nmg     | baotou
    """)


def test_returned_near_the_due_day_and_applied_for_again(told):
    told.cases("""
        case_no | accepted | closed      | applied        | applicant_key | status   | item | unit | platform
        A       | 03-02    | 03-05 10:00 | 03-01          | 甲            | returned | X    | 甲局 | nmg      # 2 working days before 03-09
        A2      | 03-17    |             | 03-08 10:00    | 甲            | open     | X    | 甲局 | nmg      # 72 hours later
        A3      | 03-17    |             | 03-08 09:00    | 甲            | open     | X    | 甲局 | nmg      # the first one counts
        B       | 03-02    | 03-11 10:00 | 03-01          | 乙            | returned | X    | 甲局 | nmg      # 2 after
        B2      | 03-17    |             | 03-14 10:00:01 | 乙            | open     | X    | 甲局 | nmg      # a second too late
        C       | 03-02    | 03-04 10:00 | 03-01          | 丙            | returned | X    | 甲局 | nmg      # 3 before
        C2      | 03-17    |             | 03-05 10:00    | 丙            | open     | X    | 甲局 | nmg
        D       | 03-02    | 03-09 10:00 | 03-01          | 丁            | returned | X    | 甲局 | nmg
        D2      | 03-17    |             | 03-10 10:00    | 丁            | open     | Y    | 甲局 | nmg      # another item
        E       | 03-02    | 03-09 10:00 | 03-01          | 戊            | returned | X    | 甲局 | nmg
        E2      | 03-17    |             | 03-10 10:00    | 戊            | open     | X    | 乙局 | nmg      # another unit
        F       | 03-02    | 03-09 10:00 | 03-01          | 己            | returned | X    | 甲局 | nmg
        F2      | 03-17    |             | 03-10 10:00    | 己            | open     | X    | 甲局 | baotou   # another platform
        G       | 03-02    | 03-09 10:00 | 03-01          |               | returned | X    | 甲局 | nmg      # nobody known
        G2      | 03-17    |             | 03-10 10:00    |               | open     | X    | 甲局 | nmg
        H       | 03-02    | 03-09 10:00 | 03-01          | 辛            | closed   | X    | 甲局 | nmg      # not returned
        H2      | 03-17    |             | 03-10 10:00    | 辛            | open     | X    | 甲局 | nmg
        I       | 03-02    | 03-09 10:00 | 03-01          | 壬            | returned | X    | 甲局 | nmg
        I2      | 03-17    |             | 03-09 10:00    | 壬            | open     | X    | 甲局 | nmg      # at the same second: not after it
        J       | 02-02    | 02-09 10:00 | 02-01          | 癸            | returned | X    | 甲局 | nmg      # before the period
        J2      | 03-17    |             | 02-10 10:00    | 癸            | open     | X    | 甲局 | nmg
        K       | 03-02    | 03-11 10:00 | 03-01          | 子            | returned |      |      | nmg
        K2      | 03-17    |             | 03-12 16:21:06 | 子            | open     |      |      | nmg      # neither item nor unit known on both
        L       | 03-02    | 03-09 10:00 | 03-09 11:00    | 丑            | returned | X    | 甲局 | nmg      # itself is no other
        M       | 03-02    | 03-11 10:00 | 03-01          | 寅            | returned | X    | 甲局 | nmg
        M3      | 03-17    |             | 03-12 10:20:54 | 寅            | open     | X    | 甲局 | nmg
        M2      | 03-17    |             | 03-12 10:20:54 | 寅            | open     | X    | 甲局 | nmg
        N       | 03-02    | 03-11 10:00 | 03-01          | 卯            | returned | X    | 甲局 | baotou
        N2      | 03-17    |             | 03-14 10:00    | 卯            | open     | X    | 甲局 | baotou   # 72 hours later
    """)
    told.figure("finding_resubmitted").shows("""
        case_no | again_case_no | hours_between | days_from_due_day
        N       | N2            | 72            | 2
        K       | K2            | 30.4          | 2
        M       | M2            | 24.3          | 2
        A       | A3            | 71            | -2
    """)


def test_cases_that_a_later_export_lacks(told):
    told.export("03-06", "first.csv")
    told.cases("""
        case_no | accepted | platform | region_code | applied
        A       | 03-02    | nmg      | 150202      | 03-01      # gone
        B       | 03-02    | nmg      | 150202      | 03-01
        C       | 02-27    | nmg      | 150202      | 02-27      # before the days that the later export covers
        D       | 03-03    | nmg      | 150203      | 03-01      # of an area that it does not cover
        E       | 03-03    | baotou   | 150202      | 03-01      # of another platform
        F       |          | nmg      | 150202      | 03-03      # not accepted: by its application
    """)
    told.export("03-13", "second.csv")
    told.cases("""
        case_no | accepted | platform | region_code
        B       | 03-02    | nmg      | 150202
        G       | 03-12    | nmg      | 150202
    """)
    told.export("03-20", "third.csv")
    told.cases("""
        case_no | accepted | platform | region_code
        B       | 03-02    | nmg      | 150202
        G       | 03-12    | nmg      | 150202
    """)
    told.figure("finding_vanished").shows("""
        case_no | before_file | after_file
        A       | first.csv   | second.csv
        F       | first.csv   | second.csv
    """)
    told.figure("finding_vanished", as_of="03-11").shows("case_no")


WHOLE = """
    case_no | accepted | platform | unit_name
    A       | 03-02    | nmg      | 甲局
    B       | 03-03    | nmg      | 乙局
    C       | 03-03    | nmg      | 丙局
    D       | 03-03    | nmg      | 丁局
    E       | 03-06    | nmg      | 甲局
"""
ONE_UNIT = """
    case_no | accepted | platform | unit_name
    A       | 03-02    | nmg      | 甲局
    E       | 03-06    | nmg      | 甲局
"""


def test_an_export_that_its_mapping_calls_partial_makes_no_case_vanish(told):
    told.under(findings={"partial_unit_share": 0.0})
    told.export("03-06", "first.csv")
    told.cases(WHOLE)
    told.export("03-13", "one-unit.csv")
    told.cases(ONE_UNIT, partial="yes")
    told.figure("finding_vanished").shows("case_no")


def test_an_export_of_far_fewer_units_than_before_makes_no_case_vanish(told):
    told.under(findings={"partial_unit_share": 0.5})
    told.export("03-06", "first.csv")
    told.cases(WHOLE)
    told.export("03-13", "one-unit.csv")  # one of four units
    told.cases(ONE_UNIT)
    told.export("03-14", "one-unit-again.csv")  # compared with the fullest export, not with the last
    told.cases(ONE_UNIT)
    told.figure("finding_vanished").shows("case_no")
    told.export("03-20", "two-units.csv")  # half of them is enough
    told.cases("""
        case_no | accepted | platform | unit_name
        A       | 03-02    | nmg      | 甲局
        B       | 03-03    | nmg      | 乙局
        E       | 03-06    | nmg      | 甲局
    """)
    told.figure("finding_vanished").shows("""
        case_no | after_file
        C       | two-units.csv
        D       | two-units.csv
    """)


def test_an_export_of_as_many_other_units_makes_no_case_vanish(told):
    told.under(findings={"partial_unit_share": 0.5})
    told.export("03-06", "first.csv")
    told.cases(WHOLE)
    told.export("03-13", "the-others.csv")  # four units, one of them among the four of before
    told.cases("""
        case_no | accepted | platform | unit_name
        F       | 03-02    | nmg      | 戊局
        G       | 03-03    | nmg      | 己局
        H       | 03-03    | nmg      | 庚局
        E       | 03-06    | nmg      | 甲局
    """)
    told.figure("finding_vanished").shows("case_no")
    told.export("03-20", "half-of-the-others.csv")  # of two as full ones before it, the later measures
    told.cases("""
        case_no | accepted | platform | unit_name
        F       | 03-02    | nmg      | 戊局
        E       | 03-06    | nmg      | 甲局
    """)
    told.figure("finding_vanished").shows("""
        case_no | after_file
        A       | half-of-the-others.csv
        B       | half-of-the-others.csv
        C       | half-of-the-others.csv
        D       | half-of-the-others.csv
        G       | half-of-the-others.csv
        H       | half-of-the-others.csv
    """)


def test_a_later_export_lacks_a_case_of_the_days_and_the_area_that_it_covers(told):
    told.export("03-06", "first.csv")
    told.cases("""
        case_no | accepted | received | applied | unit | region_code | platform
        A       | 03-02    |          |         | 甲局 | 150202      | nmg         # on the first day that the second covers
        B       | 03-04    |          |         | 甲局 | 150202      | nmg         # on its last
        C       | 02-27    |          |         | 甲局 | 150202      | nmg         # before it
        D       | 03-05    |          |         | 甲局 | 150202      | nmg         # after it
        E       |          | 03-03    | 02-20   | 甲局 | 150202      | nmg         # not accepted: by its reception
        F       | 03-03    |          |         | 某局 |             | nmg         # of no area
    """)
    told.events("""
        case_no | code | at
        X       | 3    | 03-02                                          # a case of events vanishes with its events
        X       | 11   | 03-04
        X       | 12   | 03-05
    """)
    told.export("03-06", "same day.csv")
    told.cases("case_no | accepted\nK | 03-02\nL | 03-04")
    told.export("03-13", "second.csv")
    told.cases("""
        case_no | accepted | received | applied | unit | region_code | platform
        K       | 03-02    | 02-20    | 02-20   | 甲局 | 150202      | nmg
        M       |          | 03-03    | 02-20   | 甲局 | 150202      | nmg
        N       |          |          | 03-04   | 甲局 | 150202      | nmg
        O       | 03-03    |          |         | 某局 |             | nmg
        P       | 03-02    |          |         | 甲局 | 150202      | gcjs
    """)
    told.figure("finding_vanished").shows("""
        case_no | before_file  | after_file
        A       | first.csv    | second.csv
        F       | first.csv    | second.csv
        B       | first.csv    | second.csv
        L       | same day.csv | second.csv
        E       | first.csv    | second.csv
    """)


def test_rated_seconds_after_the_closing(told):
    told.cases("""
        case_no | accepted    | closed
        A       | 03-02 09:00 | 03-04 10:00:00
        B       | 03-02 09:00 | 03-04 10:00:00
        C       | 03-02 09:00 | 03-04 10:00:00
        D       | 03-02 09:00 | 03-04 10:00:00
        E       | 03-02 09:00 | 03-04 10:00:00
        F       | 03-02 09:00 | 03-04             # cut to the day
        G       | 03-02 09:00 | 03-03 23:59:50
        H       | 03-02 09:00 | 02-27 10:00:00
    """)
    told.ratings("""
        case_no | rated          | is_default | platform
        A       | 03-04 10:00:30 | no         | nmg        # thirty seconds
        B       | 03-04 10:00:31 | no         | nmg
        C       | 03-04 10:00:05 | yes        | nmg        # by the platform
        D       | 03-04 09:59:59 | no         | nmg        # before it
        E       | 03-04 10:00:00 | no         | nmg        # at once
        F       | 03-04 00:00:10 | no         | nmg
        G       | 03-04 00:00:00 | no         | nmg        # the rating was cut to the day
        A       | 03-04 10:00:10 | no         | baotou     # of another platform
        H       | 02-27 10:00:10 | no         | nmg        # before the period
    """)
    told.figure("finding_rating_seconds_after_closing").shows("""
        case_no | seconds
        A       | 30
        E       | 0
    """)


def test_only_limits_in_working_days_look_like_the_default(told):
    told.under(findings={"default_limit_minimum": 2, "default_limit_days": 5})
    told.cases("""
        case_no | accepted | unit | limit      | platform
        B       | 03-02    | 乙局 | 5          | p2
        A       | 03-03    | 乙局 | 5          | p1
        D       | 03-02    | 乙局 | 5          | p2
        C       | 03-02    | 乙局 | 5          | p1
        E       | 03-02    | 乙局 | 7 calendar | p1           # 7 x 5/7 = 5, but somebody chose it
        F       | 03-02    | 丙局 | 7 calendar | p1
        G       | 03-02    | 丙局 | 7 calendar | p1
        L       | 03-02    | 丙局 | 5          | p1           # 1 of 3
        H       | 03-02    | 戊局 | 5          | p1
        I       | 03-02    | 戊局 | 5          | p1
        J       | 03-02    | 丁局 | 5          | p1
        K       | 03-02    | 丁局 | 5          | p1
    """)
    told.figure("finding_default_limits").shows("""
        unit_name | cases | with_default | share
        丁局      | 2     | 2            | 1
        戊局      | 2     | 2            | 1
        乙局      | 5     | 4            | 4 / 5
    """)
    told.figure("finding_default_limits_cases").shows("""
        unit_name | platform | case_no
        丁局      | p1       | J
        丁局      | p1       | K
        乙局      | p1       | C
        乙局      | p2       | B
        乙局      | p2       | D
        乙局      | p1       | A
        戊局      | p1       | H
        戊局      | p1       | I
    """)


def test_default_ratings_of_a_unit_stand_by_time_platform_and_case(told):
    told.under(findings={"default_ratings_minimum": 1})
    told.ratings("""
        case_no | rated | unit | is_default | platform
        B       | 03-02 | 甲局 | yes        | p2
        A       | 03-03 | 甲局 | yes        | p1
        D       | 03-02 | 甲局 | yes        | p2
        C       | 03-02 | 甲局 | yes        | p1
    """)
    told.figure("finding_only_default_ratings_ratings").shows("""
        platform | case_no
        p1       | C
        p2       | B
        p2       | D
        p1       | A
    """)


def test_the_key_of_a_finding_names_what_it_is_about(told):
    told.under(findings={"burst_cases": 2, "boilerplate_messages": 2})
    told.export("03-06", "first.csv")
    told.cases("""
        case_no | accepted | closed      | status | pause_start | pause_end
        A       | 02-16    | 03-04 17:00 |        |             |
        B       | 02-16    | 03-04 18:00 |        |             |
        V       | 03-02    |             |        |             |              # missing from the next export
        W       | 02-16    |             |        |             |
    """)
    told.export("03-20", "second.csv")
    told.cases("""
        case_no | accepted | closed      | status   | pause_start | pause_end | applied     | applicant_key
        A       | 02-16    | 03-04 18:00 |          |             |           |             |
        B       | 02-16    | 03-04 18:00 |          |             |           |             |
        F       | 03-02    |             | closed   |             |           |             |
        P       | 03-02    | 03-12       |          | 03-03       | 03-06     |             |
        R       | 03-02    | 03-09 10:00 | returned |             |           |             | 甲
        S       | 03-16    |             |          |             |           | 03-09 11:00 | 甲
        L       | 03-16    | 2099-12-31  |          |             |           |             |
    """)
    told.messages("message_no | asked | answered | answer | times\nM | 03-02 | 03-03 | 已收悉 | 2")
    told.lost_digits(4, "case_no", "1.11526E+42")
    told.items("item | item_name | promised_unread\nX | 甲 | 若干")

    def keys(finding: str) -> list[object]:
        return [row["row_key"] for row in told.figure(f"finding_{finding}").rows()]

    assert keys("boilerplate_replies") == [f"甲局|{md5('已收悉'.encode()).hexdigest()}"]
    assert keys("closing_burst") == ["nmg|A", "nmg|B"]
    assert keys("closing_rewritten") == ["nmg|A|2026-03-20"]
    assert keys("excel_damage")[0] == "lost_digits|second.csv|1|4|case_no"
    assert keys("finished_without_time") == ["nmg|F"]
    assert keys("on_time_only_by_pauses") == ["nmg|P"]
    assert keys("pause_cancels_overrun") == ["nmg|P"]
    assert keys("resubmitted") == ["nmg|R"]
    assert keys("time_after_export") == ["nmg|cases|L|closed_at|2099-12-31 00:00:00"]
    assert keys("unread_limits") == ["item|nmg|甲局|X"]
    assert "nmg|V" in keys("vanished")


def test_units_whose_ratings_are_all_defaults(told):
    told.under(findings={"default_ratings_minimum": 3})
    told.ratings("""
        case_no | rated | unit | is_default | times | region_code
        A       | 03-02 | 甲局 | yes        | 3     | 150202
        B       | 03-03 | 乙局 | yes        | 2     | 150202       # fewer than 3
        C       | 03-02 | 丙局 | yes        | 3     | 150202
        D       | 03-02 | 丙局 | no         | 1     | 150202       # one was given
        E       | 03-02 |      | yes        | 3     | 150202       # no unit
        F       | 02-27 | 乙局 | yes        | 1     | 150202       # before the period
        G       | 03-02 | 丁局 | yes        | 2     | 150202       # the same name in two areas
        H       | 03-02 | 丁局 | yes        | 1     | 150203
        I       | 03-02 | 戊局 | yes        | 1     | 150202
        J       | 03-05 | 戊局 | yes        | 3     | 150202
        K       | 03-02 | 己局 | yes        | 3     | 150202
    """)
    told.figure("finding_only_default_ratings").shows("""
        unit_name | ratings | first_on | last_on
        戊局      | 4       | 03-02    | 03-05
        己局      | 3       | 03-02    | 03-02
        甲局      | 3       | 03-02    | 03-02
    """)
    told.figure("finding_only_default_ratings_ratings").shows("""
        unit_name | case_no
        己局      | K-1
        己局      | K-2
        己局      | K-3
        戊局      | I-1
        戊局      | J-1
        戊局      | J-2
        戊局      | J-3
        甲局      | A-1
        甲局      | A-2
        甲局      | A-3
    """)


def test_the_same_answer_to_many_messages(told):
    told.under(findings={"boilerplate_messages": 3})
    told.messages("""
        message_no | asked | answered | answer   | unit | times | region_code
        A          | 03-02 | 03-03    | 已收悉   | 甲局 | 2     | 150202
        0          | 03-02 | 03-05    | 已收悉   | 甲局 | 1     | 150202
        C          | 03-02 | 03-03    | 请来电   | 甲局 | 2     | 150202        # fewer than 3
        D          | 03-02 | 03-03    |          | 甲局 | 3     | 150202        # no answer text
        E          | 03-02 | 03-03    | 已收悉   |      | 3     | 150202        # no unit
        F          | 02-24 | 02-27    | 请来电   | 甲局 | 1     | 150202        # before the period
        G          | 03-02 | 03-03    | 已收悉   | 乙局 | 2     | 150202        # two areas
        H          | 03-02 | 03-03    | 已收悉   | 乙局 | 1     | 150203
        I          | 03-02 | 03-04    | 谢谢     | 丙局 | 4     | 150202
        J          | 03-02 | 03-03    | 谢谢     | 丁局 | 3     | 150202
    """)
    told.figure("finding_boilerplate_replies").shows("""
        unit_name | messages | answer | first_on | last_on
        丙局      | 4        | 谢谢   | 03-04    | 03-04
        丁局      | 3        | 谢谢   | 03-03    | 03-03
        甲局      | 3        | 已收悉 | 03-03    | 03-05
    """)
    told.figure("finding_boilerplate_replies_messages").shows("""
        unit_name | message_no | answer
        丁局      | J-1        | 谢谢
        丁局      | J-2        | 谢谢
        丁局      | J-3        | 谢谢
        丙局      | I-1        | 谢谢
        丙局      | I-2        | 谢谢
        丙局      | I-3        | 谢谢
        丙局      | I-4        | 谢谢
        甲局      | A-1        | 已收悉
        甲局      | A-2        | 已收悉
        甲局      | 0-1        | 已收悉
    """)
    for period, units, messages in (
        (("03-03", "03-05"), "丙局\n丁局\n甲局", 10),
        (("03-04", "03-05"), "丙局", 4),
        (("03-03", "03-04"), "丙局\n丁局", 7),
    ):
        told.figure("finding_boilerplate_replies", period=period).shows(f"unit_name\n{units}")
        assert len(told.figure("finding_boilerplate_replies_messages", period=period).rows()) == messages


def test_cases_without_a_unit(told):
    told.cases("""
        case_no | accepted | unit | unit_code | applied | status
        A       | 03-02    |      |           |         |
        B       | 03-02    | 甲局 |           |         |
        C       | 03-02    |      | 1150      |         |            # known by its code
        D       | 02-27    |      |           |         |            # before the period
        E       |          |      |           | 03-03   |            # not accepted: by its application
        F       | 03-01    |      |           |         | void       # excluded cases too
    """)
    told.figure("finding_no_unit").shows("""
        case_no
        F
        A
        E
    """)


def test_a_case_is_told_from_its_acceptance_else_its_receipt_else_its_application_on(told):
    told.cases(
        """
        case_no | applied | received | accepted
        A       | 03-10   | 03-12    |
        B       | 03-10   |          |
        C       |         | 03-12    | 03-16
    """,
        unit_name="",
    )
    for day, cases in (("03-09", ""), ("03-10", "B"), ("03-12", "A\nB"), ("03-16", "C\nA\nB")):
        told.figure("finding_no_unit", as_of=day).shows(f"case_no\n{cases}")
    told.figure("finding_no_unit", period=("03-11", "03-12")).shows("case_no\nA")
    told.figure("finding_no_unit", period=("03-11", "03-16")).shows("case_no\nC\nA")


def test_what_a_spreadsheet_did_to_a_file(told):
    told.export("03-13", "cut.csv")
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 03-05
        B       | 03-12    |
    """)
    told.lost_digits(4, "case_no", "1.11526E+42")
    told.lost_digits(5, "item_code", "1.2E+20")
    told.export("03-20", "whole.csv")
    told.cases("""
        case_no | accepted    | unit
        C       | 03-19 09:30 | 甲局
        D       | 03-19       | 乙局
    """)
    told.export("03-27", "two.csv")
    told.cases("""
        case_no | accepted | unit | region_code
        E       | 03-26    | 甲局 | 150202
        F       | 03-26    | 乙局 | 150203
    """)
    told.export("03-28", "none.csv")
    told.cases("""
        case_no | accepted | received
        G       |          | 03-27         # no time to be cut
    """)
    told.figure("finding_excel_damage").shows("""
        damage         | file    | line | field     | value       | rows | unit_name | area
        lost_digits    | cut.csv | 4    | case_no   | 1.11526E+42 | 1    |           |
        lost_digits    | cut.csv | 5    | item_code | 1.2E+20     | 1    |           |
        cut_to_the_day | cut.csv |      |           |             | 2    | 甲局      | 东河区
        cut_to_the_day | two.csv |      |           |             | 2    |           |
    """)
    told.figure("finding_excel_damage", as_of="03-11").shows("damage")
    told.figure("finding_excel_damage", as_of="03-12").shows("damage\nlost_digits\nlost_digits\ncut_to_the_day")
    told.figure("finding_excel_damage", period=("03-12", "03-12")).shows(
        "damage\nlost_digits\nlost_digits\ncut_to_the_day"
    )


def test_a_due_date_before_the_acceptance(told):
    told.cases("""
        case_no | accepted | due         | platform
        A       | 03-02    | 2025-03-09  | nmg
        B       | 03-02    | 03-02       | nmg         # the same day
        C       | 03-03    | 03-02 17:00 | nmg
        D       | 02-27    | 02-26       | nmg         # before the period
        E       | 03-04    | 03-03       | nmg
        E       | 03-04    | 03-03       | baotou
        F       | 03-04    |             | nmg
    """)
    told.figure("finding_due_before_acceptance").shows("""
        case_no | platform | days_apart
        A       | nmg      | 358
        E       | baotou   | 1
        C       | nmg      | 1
        E       | nmg      | 1
    """)


def test_answered_before_it_was_asked(told):
    told.messages("""
        message_no | asked       | answered
        A          | 03-02 10:00 | 03-02 09:59    # a minute before
        B          | 03-02 10:00 | 03-02 10:00
        C          | 03-02 10:00 | 03-02          # cut to the day
        D          | 03-03       | 03-02 23:00
        E          | 02-27       | 02-26          # before the period
        F          | 03-03       | 03-01
    """)
    told.figure("finding_answered_before_asked").shows("""
        message_no
        D
        F
        A
    """)
    told.figure("due_messages").shows("""
        message_no | message_group | response_days
        E          | on_time       |
        A          | on_time       |
        B          | on_time       | 0
        C          | on_time       | 0
        D          | on_time       |
        F          | on_time       |
    """)


def test_a_closing_time_rewritten_between_two_exports(told):
    told.export("03-13", "first.csv")
    told.cases("""
        case_no | accepted | closed
        SAME    | 03-02    | 03-05 10:00
        MOVED   | 03-02    | 03-05 10:00
        SECOND  | 03-02    | 03-05 10:00:00
        CUT     | 03-02    | 03-05 10:00
        CUTDAY  | 03-02    | 03-05
        GONE    | 03-02    | 03-05 10:00
        NEW     | 03-02    |
        NODAY   |          | 03-05 10:00
    """)
    told.export("03-20", "second.csv")
    told.cases("""
        case_no | accepted | closed
        SAME    | 03-02    | 03-05 10:00
        MOVED   | 03-02    | 03-04 10:00
        SECOND  | 03-02    | 03-05 10:00:01
        CUT     | 03-02    | 03-05              # the same, cut to the day
        CUTDAY  | 03-02    | 03-06 09:00        # another day
        GONE    | 03-02    |
        NEW     | 03-02    | 03-18              # news
        NODAY   |          | 03-04 10:00        # on no day was anything told of its case
        OTHER   | 03-19    |
    """)
    told.export("03-27", "third.csv")
    told.cases("""
        case_no | accepted | closed
        MOVED   | 03-02    | 03-03 10:00
        OTHER   | 03-26    |
        OTHER   | 03-26    | 03-26
        OTHER   | 03-26    | 03-27              # two lines of one import: the last
    """)
    told.figure("finding_closing_rewritten").shows("""
        case_no | closed_before  | closed_after   | before_file | after_file
        MOVED   | 03-04 10:00    | 03-03 10:00    | second.csv  | third.csv
        CUTDAY  | 03-05          | 03-06 09:00    | first.csv   | second.csv
        GONE    | 03-05 10:00    |                | first.csv   | second.csv
        MOVED   | 03-05 10:00    | 03-04 10:00    | first.csv   | second.csv
        SECOND  | 03-05 10:00:00 | 03-05 10:00:01 | first.csv   | second.csv
    """)
    told.figure("finding_closing_rewritten", as_of="03-17").shows("case_no")
    told.figure("finding_closing_rewritten", period=("03-26", "03-31")).shows("case_no\nMOVED")


def test_pauses_ratings_and_events_without_their_case(told):
    told.cases("""
        case_no | accepted | platform
        A       | 03-02    | nmg
    """)
    told.pauses("""
        case_no | start | pause_kind | platform
        A       | 03-03 | 检测       | nmg
        B       | 03-03 | 检测       | nmg
        A       | 03-04 | 听证       | baotou      # of another platform
        B       | 02-27 | 检测       | nmg         # before the period
    """)
    told.ratings("""
        case_no | rated | level | platform
        A       | 03-03 | 1     | nmg
        B       | 03-03 | 4     | nmg
                | 03-04 | 5     | nmg
        B       | 02-27 | 2     | nmg
    """)
    told.events("""
        case_no | code | at
        X       | 8    | 03-03     # begun, but never accepted
        X       | 11   | 03-04
        Y       | 3    | 03-03
        Y       | 11   | 03-04
        Z       | 1    | 03-03     # received, refused, withdrawn, supplemented: before the acceptance
        Z       | 2    | 03-03
        Z       | 4    | 03-03
        Z       | 5    | 03-03
        Z       | 6    | 03-03
        Z       | 7    | 03-03
        W       | 8    | 02-27
    """)
    told.figure("finding_pause_without_case").shows("""
        platform | case_no | pause_kind | told_on | file
        baotou   | A       | 听证       | 03-04   | export-2026-03-31.csv
        nmg      | B       | 检测       | 03-03   | export-2026-03-31.csv
    """)
    told.figure("finding_rating_without_case").shows("""
        case_no | level | unit_name | area   | told_on
                | 5     | 甲局      | 东河区 | 03-04
        B       | 4     | 甲局      | 东河区 | 03-03
    """)
    told.figure("finding_event_without_case").shows("""
        case_no | status_code | told_on
        X       | 11          | 03-04
        X       | 8           | 03-03
    """)


@pytest.mark.parametrize("kind", ["pause", "rating", "event"])
def test_rows_without_their_case_stand_in_one_order_and_obey_the_as_of_day(told, kind):
    time, what = {"pause": ("start", "检测"), "rating": ("rated", "1"), "event": ("at", "8")}[kind]
    column = {"pause": "pause_kind", "rating": "level", "event": "code"}[kind]
    told.export("04-30")
    getattr(told, f"{kind}s")(f"""
        case_no | {time}      | {column} | platform
        B       | 03-03 09:00 | {what}   | nmg
        A       | 03-03       | {what}   | nmg
        B       | 03-03 10:00 | {what}   | nmg
        C       | 03-03       | {what}   | baotou
        D       | 03-04       | {what}   | nmg
    """)
    told.figure(f"finding_{kind}_without_case").shows("""
        platform | case_no | line
        nmg      | D       | 5
        baotou   | C       | 2
        nmg      | A       | 3
        nmg      | B       | 2
        nmg      | B       | 4
    """)
    told.figure(f"finding_{kind}_without_case", as_of="03-03").shows("case_no\nC\nA\nB\nB")


def test_finished_without_saying_when(told):
    told.export("03-06")
    told.cases("""
        case_no | accepted | status
        A       | 03-02    | closed     # told finished before its due day, 03-09
        B       | 02-23    | open       # due 03-02: still open on 03-06
        C       | 03-02    | open       # open before its due day, finished after it: nobody knows
        G       | 02-10    | open
    """)
    told.export("03-13")
    told.cases("""
        case_no | accepted | status   | limit | closed
        A       | 03-02    | closed   | 5     |
        B       | 02-23    | closed   | 5     |
        C       | 03-02    | closed   | 5     |
        D       | 03-12    | returned |       |           # no limit, no outcome
        E       | 03-02    | closed   | 5     | 03-05     # it says when
        F       | 03-12    | closed   | 5     |
        G       | 02-10    | open     | 5     |
    """)
    told.cases("case_no | received | accepted | status\nH | 03-12 | | closed")  # never accepted
    told.cases("case_no | accepted | status | limit\nF | 03-12 | closed | 5", platform="baotou")
    told.figure("finding_finished_without_time").shows("""
        case_no | finished_on | outcome | status
        F       | 03-13       | on_time | closed      # of the other platform
        B       | 03-13       | late    | closed
        C       | 03-13       | unknown | closed
        D       | 03-13       |         | returned
        F       | 03-13       | on_time | closed
        H       | 03-13       |         | closed
        A       | 03-06       | on_time | closed
    """)
    told.figure("finding_finished_without_time", as_of="03-12").shows("case_no\nA")
    told.figure("finding_finished_without_time", period=("03-07", "03-31")).shows("case_no\nF\nB\nC\nD\nF\nH")
    told.figure("finding_finished_without_time", as_of="03-13", period=("03-06", "03-13")).shows(
        "case_no\nF\nB\nC\nD\nF\nH\nA"
    )


def test_a_pause_begun_after_the_due_day_counts_nowhere_and_is_listed(told):
    told.export("04-30")
    told.cases("""
        case_no | accepted
        A       | 03-02       # due 03-09
        B       | 03-02
        C       | 02-02       # due 02-09
    """)
    told.pauses("""
        case_no | start | end
        A       | 03-03 | 03-05   # 2 days: due 03-11
        A       | 03-12 | 03-17   # begun after it
        A       | 03-17 | 03-17   # on the last day of that
        A       | 03-18 | 04-02   # and what follows
        B       | 03-09 | 03-11   # on the due day: counts
        C       | 02-12 | 02-27   # before the period
        C       | 03-03 |
    """)
    told.figure("finding_pause_after_due_day").shows("""
        case_no | pause_start | pause_end | due_on | is_open
        C       | 03-03       |           | 02-09  | yes
        A       | 03-12       | 03-17     | 03-11  | yes
        A       | 03-17       | 03-17     | 03-11  | yes
        A       | 03-18       |           | 03-11  | yes
    """)
    told.figure("finding_pause_after_due_day", as_of="03-17").shows("""
        case_no | pause_start | pause_end
        C       | 03-03       |
        A       | 03-12       | 03-17
        A       | 03-17       | 03-17
    """)
    told.figure("finding_pause_after_due_day", as_of="03-18").shows("case_no\nC\nA\nA\nA")


def test_a_time_after_its_own_export_is_left_out_and_listed(told):
    told.export("03-13", "first.csv")
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    | 2099-12-31    # a typing error, or somebody's "no end"
        B       | 03-02    | 03-13         # the day of the export itself
        C       | 03-14    |               # accepted the day after
    """)
    told.messages("""
        message_no | asked | answered
        M          | 03-02 | 03-14
    """)
    told.export(None, "second.csv", imported="03-20")
    told.ratings("""
        case_no | rated
        B       | 03-20
        B       | 03-21         # after the day of import
    """)
    told.figure("finding_time_after_export").shows("""
        case_no | message_no | field       | value      | export_day | file       | unit_name | area
        A       |            | closed_at   | 2099-12-31 | 03-13      | first.csv  | 甲局      | 东河区
        B       |            | rated_at    | 03-21      | 03-20      | second.csv | 甲局      | 东河区
                | M          | answered_at | 03-14      | 03-13      | first.csv  | 甲局      | 东河区
        C       |            | accepted_at | 03-14      | 03-13      | first.csv  | 甲局      | 东河区
    """)
    told.figure("cases", period="all").shows("""
        case_no | closed_at
        A       |
        B       | 03-13
    """)
    told.figure("finding_time_after_export", as_of="03-12").shows("field")
    told.figure("finding_time_after_export", as_of="03-13").shows("field\nclosed_at\nanswered_at\naccepted_at")
    told.figure("finding_time_after_export", period=("03-13", "03-14")).shows(
        "field\nclosed_at\nanswered_at\naccepted_at"
    )
    told.figure("finding_time_after_export", period=("03-14", "03-20")).shows("field\nrated_at")


def test_a_unit_that_belongs_to_another_area(told):
    told.cases("""
        case_no | accepted | unit         | region_code | platform
        A       | 03-03    | 东河区水务局 | 150203      | nmg        # of Donghe, written under Kundulun
        B       | 03-02    | 东河区水务局 | 150202      | nmg
        C       | 03-02    | 规划局       | 150203      | nmg        # a city department may act anywhere
        D       | 03-02    | 昆区某局     | 150202      | nmg        # the area stands in its name
        E       | 02-27    | 东河区水务局 | 150203      | nmg        # before the period
        F       | 03-02    | 东河区水务局 |             | nmg
        G       | 03-02    | 东河区水务局 | 150200      | nmg        # at the city's own hall
        D       | 03-02    | 昆区某局     | 150202      | baotou
        H       | 03-02    | 住建局       | 150202      | nmg        # the name of a unit of each area
        I       | 03-02    | 住建局       | 150203      | nmg
        J       | 03-04    | 水务局       | 150203      | nmg        # a bare name that only one area has
    """)
    told.figure("finding_unit_and_area_disagree").shows("""
        platform | case_no | unit_name    | area     | area_of_unit
        baotou   | D       | 昆区某局     | 东河区   | 昆都仑区
        nmg      | D       | 昆区某局     | 东河区   | 昆都仑区
        nmg      | A       | 东河区水务局 | 昆都仑区 | 东河区
        nmg      | J       | 水务局       | 昆都仑区 | 东河区
    """)


def test_a_status_word_that_nobody_knows(told):
    told.cases("""
        case_no | accepted | status | platform
        A       | 03-02    | 挂起   | nmg
        B       | 03-02    | open   | nmg
        C       | 03-02    |        | nmg
        D       | 02-27    | 挂起   | nmg         # before the period
        E       | 03-02    | 乱码   | nmg
        A       | 03-02    | 挂起   | baotou
    """)
    told.figure("finding_unknown_status_word").shows("""
        platform | case_no | status_word
        nmg      | E       | 乱码
        baotou   | A       | 挂起
        nmg      | A       | 挂起
    """)


def test_limits_that_could_not_be_read(told):
    told.cases("""
        case_no | accepted | limit | promised_unread | statutory_unread | extension_unread
        A       | 03-02    |       | 若干            |                  |
        B       | 03-03    |       |                 | 另行通知         |
        C       | 03-03    | 5     |                 |                  | 酌情
        D       | 03-02    | 5     |                 |                  |
        E       | 02-27    |       | 若干            |                  |                # before the period
    """)
    told.items("""
        item | promised_unread | statutory_unread
        X    | 若干            |
        Y    |                 | 另行通知
        Z    |                 |
    """)
    told.figure("finding_unread_limits").shows("""
        case_no | item_code | promised_unread | statutory_unread | extension_unread
        B       | A         |                 | 另行通知         |
        C       | A         |                 |                  | 酌情
        A       | A         | 若干            |                  |
                | X         | 若干            |                  |
                | Y         |                 | 另行通知         |
    """)


def test_withdrawn_after_the_due_day_had_passed(told):
    told.export("03-20")
    told.cases("""
        case_no | accepted | status    | closed | pause_start | pause_end
        A       | 03-02    | withdrawn | 03-10  |             |             # a day after 03-09
        B       | 03-02    | withdrawn | 03-09  |             |             # on the due day
        C       | 03-02    | void      | 03-12  |             |
        D       | 03-02    | rejected  | 03-12  |             |             # refused, not withdrawn
        E       | 03-02    | withdrawn | 03-11  | 03-03       | 03-05       # paused: due 03-11
        F       | 03-02    | withdrawn | 03-12  | 03-03       | 03-05
        G       | 02-02    | withdrawn | 02-27  |             |             # before the period
        H       | 03-09    | withdrawn |        |             |             # dates from its export; due 03-16
        I       | 03-09    | open      |        |             |
        J       | 03-02    | withdrawn | 03-18  | 03-03       |             # paused until it was withdrawn
    """)
    told.figure("finding_withdrawn_after_due_day").shows("""
        case_no | due_on | left_on | overdue_days | status
        H       | 03-16  | 03-20   | 4            | withdrawn
        C       | 03-09  | 03-12   | 3            | void
        A       | 03-09  | 03-10   | 1            | withdrawn
        F       | 03-11  | 03-12   | 1            | withdrawn
    """)
    told.figure("finding_withdrawn_after_due_day", as_of="03-11").shows("case_no\nA")
    told.figure("finding_withdrawn_after_due_day", as_of="03-10").shows("case_no\nA")
    told.figure("finding_withdrawn_after_due_day", as_of="03-09").shows("case_no")


def test_the_due_day_of_a_withdrawn_case_is_the_one_that_it_had_when_it_left(told):
    told.export("03-20")
    told.cases("""
        case_no | accepted | status    | closed | pause_start | pause_end | limit      | due
        A       |          | withdrawn | 03-12  |             |           | 5          | 03-09   # never accepted: it had none
        B       | 03-02    | withdrawn | 03-18  | 03-12       | 03-17     | 5          |         # paused when it had passed
        C       | 03-02    | withdrawn | 03-12  | 03-03       | 03-05     | 7 calendar |         # 2 days out
        D       | 03-02    | withdrawn | 03-12  | 03-03       | 03-05     |            | 03-11   # the platform's day
        E       | 03-09    | withdrawn |        |             |           | 5          |
        F       | 03-09    | withdrawn |        |             |           | 7 calendar |
        G       | 03-02    | withdrawn | 03-12  | 03-03       | 03-05     | 5          | 03-04   # 2 days out, as computed
        H       | 03-02    | withdrawn | 03-10  | 03-07       | 03-08     | 5          |         # a weekend: nothing out
    """)
    told.events("""
        case_no | code | at
        X       | 3    | 03-02
        X       | 9    | 03-03
        X       | 10   | 03-05     # 2 days out: due 03-11
        X       | 11   | 03-06
        X       | 12   | 03-10     # closed again: two rows, one pause
        X       | 2    | 03-12
    """)
    told.export("03-27")
    told.pauses("""
        case_no | start | end
        E       | 03-23 | 03-25     # begun when it had left
        F       | 03-23 | 03-25
    """)
    told.figure("finding_withdrawn_after_due_day").shows("""
        case_no | due_on | left_on | overdue_days
        B       | 03-09  | 03-18   | 7
        E       | 03-16  | 03-20   | 4
        F       | 03-16  | 03-20   | 4
        X       | 03-11  | 03-12   | 1
        C       | 03-11  | 03-12   | 1
        D       | 03-11  | 03-12   | 1
        G       | 03-11  | 03-12   | 1
        H       | 03-09  | 03-10   | 1
    """)


def test_what_has_no_case_is_named_with_the_file_and_the_unit_of_its_own_row(told):
    told.cases("case_no | accepted\nA | 03-02")
    told.ratings("""
        case_no | rated | platform | unit | region_code
        X       | 03-02 | nmg      | 甲局 | 150202
        Y       | 03-02 | baotou   | 乙局 | 150203      # the same line of another sheet
        A       | 03-02 | nmg      | 甲局 | 150202
    """)
    told.pauses("""
        case_no | start | platform
        X       | 03-03 | nmg
        A       | 03-03 | baotou                        # the number is another platform's
    """)
    told.export("04-01", "second.csv")
    told.ratings("""
        case_no | rated | unit | region_code
        Z       | 03-03 | 丙局 | 150202
    """)
    told.figure("finding_rating_without_case").shows("""
        case_no | unit_name | area     | file                  | line
        Z       | 丙局      | 东河区   | second.csv            | 2
        Y       | 乙局      | 昆都仑区 | export-2026-03-31.csv | 2
        X       | 甲局      | 东河区   | export-2026-03-31.csv | 2
    """)
    told.figure("finding_pause_without_case").shows("""
        platform | case_no | file
        baotou   | A       | export-2026-03-31.csv
        nmg      | X       | export-2026-03-31.csv
    """)


def test_how_many_pauses_and_ratings_of_each_import_found_their_case(told):
    told.cases("case_no | accepted\nA | 03-02\nB | 03-02")
    told.pauses("case_no | start\nA | 03-03\nB | 03-03\nX | 03-03")
    told.ratings("case_no | rated | platform\nA | 03-02 | nmg\nA | 03-02 | baotou\nX | 03-02 | nmg")
    told.events("case_no | code | at\nA | 6 | 03-03\nC | 3 | 03-03\nC | 9 | 03-04")
    told.export("04-01", "second.csv")
    told.ratings("case_no | rated\nA | 03-04\nX | 03-05")
    matched = [("001", "pauses", 3, 2), ("001", "ratings", 3, 1), ("002", "ratings", 2, 1)]
    assert told.snapshot.matched(["001", "002"]) == matched


def test_a_limit_that_could_not_be_read_is_the_latest_events(told):
    told.events("""
        case_no | code | at    | promised_unread | statutory_unread
        A       | 3    | 03-02 | 若干            | 依法
        A       | 8    | 03-03 | 另行通知        | 另定
    """)
    told.figure("finding_unread_limits").shows("""
        case_no | promised_unread | statutory_unread
        A       | 另行通知        | 另定
    """)


def test_a_minute_in_which_persons_rated_a_unit_often(told):
    told.under(findings={"burst_ratings": 2})
    told.cases("case_no | accepted | item\nA | 03-02 | I")
    told.ratings("""
        case_no | rated          | unit | is_default
        A       | 03-04 10:00:00 | 甲局 | no
        B       | 03-04 10:00:59 | 甲局 | no
        C       | 03-04 10:01:00 | 甲局 | no             # the next minute
        D       | 03-04 10:00:30 | 甲局 | yes            # by the platform
        E       | 03-04 10:00:30 | 乙局 | no             # of another unit
        F       | 03-05 10:00:10 |      | no             # of no unit
        G       | 03-05 10:00:20 |      | no
        H       | 03-06 00:00:00 | 丙局 | no             # cut to the day
        I       | 03-06 00:00:00 | 丙局 | no
                | 03-05 10:00:30 | 甲局 | no             # without their cases, twice the same
                | 03-05 10:00:30 | 甲局 | no
        J       | 02-27 10:00:00 | 甲局 | no             # before the period
        K       | 02-27 10:00:00 | 甲局 | no
    """)
    told.figure("finding_rating_burst").shows("""
        case_no | rated_in_minute | ratings | rated_at
                | 03-05 10:00     | 2       | 03-05 10:00:30
                | 03-05 10:00     | 2       | 03-05 10:00:30
        A       | 03-04 10:00     | 2       | 03-04 10:00:00
        B       | 03-04 10:00     | 2       | 03-04 10:00:59
    """)
    assert len({row["row_key"] for row in told.figure("finding_rating_burst").rows()}) == 4
    told.figure("finding_rating_burst", units="乙局").shows("case_no")


def test_ratings_given_before_their_case_was_accepted_or_closed(told):
    told.cases("""
        case_no | accepted    | closed
        A       | 03-04 09:00 | 03-06 10:00
        B       | 03-04 09:00 | 03-06 10:00
        C       | 03-04 09:00 | 03-06 10:00
        D       | 03-04 09:00 |
        E       | 03-04 09:00 |
        F       | 03-04       | 03-06
        G       | 03-04       | 03-06
        H       | 03-04       |
    """)
    told.ratings("""
        case_no | rated          | is_default | platform
        A       | 03-04 08:59:59 | no         | nmg
        B       | 03-06 09:59:59 | yes        | nmg
        C       | 03-06 10:00    | no         | nmg     # at once
        D       | 03-04 08:00    | no         | nmg     # still open, and not even accepted then
        E       | 03-05          | no         | nmg     # still open: who knows
        F       | 03-06 08:00    | no         | nmg     # on the day
        G       | 03-05 23:00    | no         | nmg
        H       | 03-04          | no         | nmg
        A       | 03-02          | no         | baotou  # of another platform
        A       |                | no         | nmg     # nobody knows when
    """)
    told.figure("finding_rating_before_closing").shows("""
        case_no | rated_before | rated_at       | is_default
        A       | acceptance   | 03-04 08:59:59 | no
        D       | acceptance   | 03-04 08:00    | no
        B       | closing      | 03-06 09:59:59 | yes
        G       | closing      | 03-05 23:00    | no
    """)


def test_default_ratings_on_which_somebody_commented(told):
    told.ratings("""
        case_no | rated | is_default | comment
        A       | 03-04 | yes        | 很好
        B       | 03-04 | yes        |
        C       | 03-04 | no         | 很好
        D       | 02-27 | yes        | 很好       # before the period
                | 03-03 | yes        | 一样
                | 03-03 | yes        | 一样
    """)
    told.figure("finding_default_rating_with_comment").shows("""
        case_no | comment
        A       | 很好
                | 一样
                | 一样
    """)
    assert len({row["row_key"] for row in told.figure("finding_default_rating_with_comment").rows()}) == 3
