"""The clock of every case without its pauses: its place, its limit, its item, the day it is due and what decides it."""

from tests.spec.derived import holds


def test_the_limit_of_a_case_in_each_unit_with_what_extends_it(told):
    told.cases("""
        case_no | accepted | limit        | extension | case_kind
        A       | 03-02    | 0.5          |           |               # less than a day: the same day
        B       | 03-02    | 0.5          | 1         |               # more than a day counts whole
        C       | 03-02    | 1.5          |           |
        D       | 03-02    | 1            |           |
        E       | 03-02    | 0            |           |
        F       | 03-07    | 0            |           |               # Saturday: the next working day
        G       | 03-07    | 1            |           |
        H       | 03-02    | 0.5 calendar |           |
        I       | 03-02    | 5            | 2         |
        J       | 03-02    | 1 month      | 3         |               # 04-02 and 3 days: Sunday 04-05, a holiday till the 6th
        K       | 02-02    | 1 month      |           |
        U       | 03-02    | 0.5 month    |           |               # a part of a month counts whole
        V       | 02-02    | 2.5 month    | 1         |               # 05-02 and a day: Sunday 05-03, a holiday till the 5th
        L       | 03-02    |              |           | immediate
        M       | 03-02    | 6 hour       |           | immediate
        N       | 03-02    | 3            |           | immediate
        O       | 03-02    | 6 hour       |           | promised
        P       | 03-02    |              |           | promised
        Q       | 03-02    | 7 calendar   |           | immediate
        R       |          | 5            |           |
        S       | 03-07    |              |           | immediate
        T       | 03-02    | 3 calendar   | 2         |
    """)
    holds(told, "case_rows", """
        case_no | limit_days | limit_unit | promised_days | computed_due_on | due_on
        A       | 0          | working    | 0.5           | 03-02           | 03-02
        B       | 2          | working    | 0.5           | 03-04           | 03-04
        C       | 2          | working    | 1.5           | 03-04           | 03-04
        D       | 1          | working    | 1             | 03-03           | 03-03
        E       | 0          | working    | 0             | 03-02           | 03-02
        F       | 0          | working    | 0             | 03-09           | 03-09
        G       | 1          | working    | 1             | 03-09           | 03-09
        H       | 1          | calendar   | 0.5 * 5/7     | 03-03           | 03-03
        I       | 7          | working    | 5             | 03-11           | 03-11
        J       | 4          | month      | 30 * 5/7      | 04-07           | 04-07
        K       | 1          | month      | 30 * 5/7      | 03-02           | 03-02
        U       | 1          | month      | 15 * 5/7      | 04-02           | 04-02
        V       | 4          | month      | 75 * 5/7      | 05-06           | 05-06
        L       | 0          | working    | 0             | 03-02           | 03-02
        M       | 0          | working    | 0             | 03-02           | 03-02
        N       | 3          | working    | 3             | 03-05           | 03-05
        O       | 6          | hour       |               |                 |
        P       |            |            |               |                 |
        Q       | 7          | calendar   | 5             | 03-09           | 03-09
        R       | 5          | working    | 5             |                 |
        S       | 0          | working    | 0             | 03-09           | 03-09
        T       | 5          | calendar   | 3 * 5/7       | 03-09           | 03-09
    """)  # fmt: skip


def test_what_a_case_does_not_tell_its_item_tells_as_it_was_on_the_day_of_acceptance(told):
    told.items("""
        item | item_name | unit | region_code | platform | statutory   | limit      | effective_on
        A    | 旧        | 甲局 | 150202      | nmg      | 14 calendar | 7 calendar | 2025-01-01
        A    | 新        | 甲局 | 150202      | nmg      | 20          | 2          | 03-03
        B    | 乙        | 甲局 | 150202      | nmg      | 9           | 3          | 2025-01-01
        A    | 别        | 乙局 | 150203      | nmg      | 8           | 4          | 2025-01-01
        A    | 市        | 甲局 | 150202      | baotou   | 7           | 1          | 2025-01-01
             | 无码      | 甲局 | 150202      | nmg      | 6           | 5          | 2025-01-01
    """)
    told.cases("""
        case_no | platform | item | item_name | unit | region_code | accepted | limit | statutory | case_kind
        1       | nmg      | A    |           | 甲局 | 150202      | 03-02    |       |           |
        2       | nmg      | A    | 自        | 甲局 | 150202      | 03-02    | 5     |           |
        3       | nmg      | A    |           | 甲局 | 150202      | 03-02    |       | 21        |
        4       | nmg      | A    |           | 甲局 | 150202      | 03-02    | 5     | 21        |
        5       | nmg      | A    |           | 甲局 | 150202      | 03-02    |       | 21        | immediate   # no limit of its own: none is needed
        6       | nmg      | A    |           | 甲局 | 150202      | 03-03    |       |           |             # the first day of the new version
        7       | nmg      | A    |           | 甲局 | 150202      |          |       |           |             # not accepted: of no version
        8       | nmg      | B    |           | 甲局 | 150202      | 03-02    |       |           |
        9       | nmg      | A    |           | 乙局 | 150203      | 03-02    |       |           |
        10      | baotou   | A    |           | 甲局 | 150202      | 03-02    |       |           |
        11      | nmg      |      | 无码      | 甲局 | 150202      | 03-02    |       |           |
        12      | nmg      | A    |           | 甲局 | 150202      | 2024-12-31 |     |           |             # before the first version
        13      | nmg      | Z    | 无码      | 甲局 | 150202      | 03-02    |       |           |             # its code says more than its name
    """)
    holds(told, "(SELECT *, replace(item_key, '|', '/') AS key FROM case_rows)", """
        case_no | key          | item_name | statutory_limit | statutory_unit | statutory_days | promised_days | limit_days | limit_unit | converted
        1       | nmg/甲局/A   | 旧        | 14              | calendar       | 10             | 5             | 7          | calendar   | yes
        2       | nmg/甲局/A   | 自        | 14              | calendar       | 10             | 5             | 5          | working    | yes
        3       | nmg/甲局/A   | 旧        | 21              | working        | 21             | 5             | 7          | calendar   | yes
        4       | nmg/甲局/A   | 旧        | 21              | working        | 21             | 5             | 5          | working    | no
        5       | nmg/甲局/A   | 旧        | 21              | working        | 21             | 0             | 0          | working    | no
        6       | nmg/甲局/A   | 新        | 20              | working        | 20             | 2             | 2          | working    | no
        7       |              |           |                 |                |                |               |            |            |
        8       | nmg/甲局/B   | 乙        | 9               | working        | 9              | 3             | 3          | working    | no
        9       | nmg/乙局/A   | 别        | 8               | working        | 8              | 4             | 4          | working    | no
        10      | baotou/甲局/A | 市       | 7               | working        | 7              | 1             | 1          | working    | no
        11      | nmg/甲局/无码 | 无码     | 6               | working        | 6              | 5             | 5          | working    | no
        12      |              |           |                 |                |                |               |            |            |
        13      |              | 无码      |                 |                |                |               |            |            |
    """)  # fmt: skip


def test_which_day_is_due_and_what_decides_it(told):
    told.export("12-31")
    told.cases("""
        case_no | accepted | limit | due         | closed
        A       | 03-02    | 5     | 03-11       | 03-09
        B       | 03-02    | 5     |             | 03-10
        C       | 03-02    |       | 03-06 12:00 | 03-06 13:00       # a day, whatever its hour
        D       | 03-02    |       |             | 03-06
        E       |          | 5     | 03-06       |                   # not accepted
        F       | 03-05    |       | 03-04       | 03-06             # due before it was accepted
        G       | 03-05    |       | 03-05       | 03-06
        H       | 03-05    | 5     |             | 03-04             # closed before it was accepted
        I       | 12-30    | 5     |             |                   # in a year that is not published yet
        J       | 12-30    |       | 2027-01-04  |
        K       | 12-30    | 1     | 2027-01-04  |
    """)
    told.cases("""
        case_no | accepted | limit | due         | closed
        L       | 03-02    | 5     | 03-06 12:00 | 03-06 12:00
        M       | 03-02    | 5     | 03-06 12:00 | 03-06 12:00:01
        N       | 03-02    | 5     | 03-06       | 03-06 17:00       # a due time given as a day ends with that day
        O       | 03-05    | 5     | 03-04 12:00 | 03-06             # a due time before the acceptance decides nothing
        P       | 03-02    | 5     |             | 03-06
        Q       | 03-02    | 5     | 03-06 12:00 |
    """, deadline="instant")  # fmt: skip
    holds(told, "(SELECT *, due_no - accepted_no AS days FROM case_rows)", """
        case_no | due_date_counts | due_source | due_on     | due_instant | days | closed_after_due | closed_before_accepted | provisional | platform_due_on
        A       | yes             | computed   | 03-09      |             | 5    | no               | no                     | no          | 03-11
        B       | no              | computed   | 03-09      |             | 5    | yes              | no                     | no          |
        C       | yes             | platform   | 03-06      |             | 4    | no               | no                     | no          | 03-06
        D       | no              |            |            |             |      |                  | no                     |             |
        E       | yes             | platform   | 03-06      |             |      |                  | no                     | no          | 03-06
        F       | no              |            |            |             |      |                  | no                     |             | 03-04
        G       | yes             | platform   | 03-05      |             | 0    | yes              | no                     | no          | 03-05
        H       | no              | computed   | 03-12      |             | 5    | no               | yes                    | no          |
        I       | no              | computed   | 2027-01-07 |             | 5    |                  | no                     | yes         |
        J       | yes             | platform   | 2027-01-04 |             | 2    |                  | no                     | no          | 2027-01-04
        K       | yes             | computed   | 12-31      |             | 1    |                  | no                     | no          | 2027-01-04
        L       | yes             | platform   | 03-06      | 03-06 12:00 | 4    | no               | no                     | no          | 03-06
        M       | yes             | platform   | 03-06      | 03-06 12:00 | 4    | yes              | no                     | no          | 03-06
        N       | yes             | platform   | 03-06      |             | 4    | no               | no                     | no          | 03-06
        O       | no              | computed   | 03-12      |             | 5    | no               | no                     | no          | 03-04
        P       | no              | computed   | 03-09      |             | 5    | no               | no                     | no          |
        Q       | yes             | platform   | 03-06      | 03-06 12:00 | 4    |                  | no                     | no          | 03-06
    """)  # fmt: skip


def test_two_instants_are_compared_in_utc_where_both_are_told_in_it(told):
    told.cases("""
        case_no | accepted | due         | closed      | due_utc     | closed_utc
        A       | 03-02    | 03-06 12:00 | 03-06 12:30 | 03-06 04:00 | 03-06 04:00      # the hour of a clock change
        B       | 03-02    | 03-06 12:00 | 03-06 11:30 | 03-06 04:00 | 03-06 04:00:01
        C       | 03-02    | 03-06 12:00 | 03-06 12:30 | 03-06 04:00 |
        D       | 03-02    | 03-06 12:00 | 03-06 12:30 |             | 03-06 03:00
        E       | 03-02    | 03-06 12:00 |             | 03-06 04:00 |
    """, deadline="instant")  # fmt: skip
    holds(told, "case_rows", """
        case_no | closed_after_due
        A       | no
        B       | yes
        C       | yes
        D       | yes
        E       |
    """)  # fmt: skip


def test_how_a_case_stands_and_whether_it_has_pauses(told):
    told.cases("""
        case_no | platform | accepted | status    | pause_start | pause_end
        A       | nmg      | 03-02    |           |             |
        B       | nmg      | 03-02    | withdrawn |             |
        C       | nmg      | 03-02    | rejected  |             |
        D       | nmg      | 03-02    | void      |             |
        E       | nmg      | 03-02    | closed    |             |
        F       | nmg      |          |           |             |
        G       | nmg      |          | withdrawn |             |
        H       | nmg      | 03-02    |           | 03-03       | 03-04
        H       | baotou   | 03-02    |           |             |
        I       | nmg      |          |           | 03-03       | 03-04
    """)
    told.pauses("case_no | start | end\nH | 03-09 | 03-10\nI | 03-09 | 03-10")
    holds(told, "case_rows", """
        platform | case_no | standing     | has_pauses | counted_unpaused
        nmg      | A       | counted      | no         | yes
        nmg      | B       | withdrawn    | no         | yes
        nmg      | C       | rejected     | no         | yes
        nmg      | D       | void         | no         | yes
        nmg      | E       | counted      | no         | yes
        nmg      | F       | not_accepted | no         | no
        nmg      | G       | withdrawn    | no         | no
        nmg      | H       | counted      | yes        | no
        baotou   | H       | counted      | no         | yes
        nmg      | I       | not_accepted | yes        | no
    """)  # fmt: skip


def test_acceptance_closing_and_due_day_are_numbered_in_the_calendar_of_the_case(told):
    told.export("12-31")
    table = """
        case_no | accepted | closed | limit
        {}      | 08-05    | 08-13  | 4          # Saturday 08-08 counts in one calendar, Wednesday 08-12 in none
    """
    told.cases(table.format("A"))
    told.cases(table.format("B"), calendar="NL")
    holds(told, "(SELECT *, closed_no - accepted_no AS used, due_no - accepted_no AS promised FROM case_rows)", """
        case_no | calendar | used | promised | due_on
        A       | CN       | 6    | 4        | 08-10
        B       | NL       | 5    | 4        | 08-11
    """)  # fmt: skip


def test_a_case_of_events_keeps_the_unit_and_the_area_told_last_though_no_row_tells_both(told):
    told.events("""
        case_no | code | at    | unit   | region_code
        A       | 3    | 03-02 | 甲局   | 150202
        A       | 9    | 03-05 | 住建局 |                # another unit, of the same area as before
        B       | 3    | 03-02 | 甲局   |
        B       | 9    | 03-05 |        | 150203         # only now is its area told
    """)
    holds(told, "case_rows", """
        case_no | unit_name    | area     | region_code
        A       | 东河区住建局 | 东河区   | 150202
        B       | 甲局（昆都仑区） | 昆都仑区 | 150203
    """)  # fmt: skip
