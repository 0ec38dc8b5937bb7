"""Service items: which lists follow each other, what ends a version, what items are without a list, and whose a case's is."""

from tests.spec.derived import holds

KEYED = "(SELECT *, replace(item_key, '|', '/') AS key FROM item_rows)"
"""A bar parts the cells of a spec's table."""


def test_the_lists_of_an_owner_follow_each_other_and_end_what_they_no_longer_hold(told):
    told.export("01-10")
    told.items("""
        item | limit | unit | platform
        A    | 5     | 甲局 | nmg
        A    | 5     | 甲局 | nmg         # told twice: still one holding
        B    | 5     | 甲局 | nmg
        C    | 5     | 甲局 | nmg
        D    | 5     | 甲局 | nmg
        A    | 6     | 乙局 | nmg         # the only list of 乙局
        B    | 6     | 乙局 | nmg
        A    | 7     | 甲局 | baotou      # and of 甲局 there
        B    | 7     | 甲局 | baotou
    """)
    told.export("02-10")
    told.items("item | limit | unit\nA | 4 | 甲局\nC | 4 | 甲局")
    told.export("03-10")
    told.items("item | limit | unit\nA | 3 | 甲局\nB | 3 | 甲局")  # B is back
    told.export("03-20")
    told.items("item | limit | unit\nA | 2 | 甲局")
    holds(told, KEYED, """
        key           | promised_days | valid_from | valid_to   | dropped_on | in_first_list | origin | import_id | part | line
        nmg/甲局/A    | 5             | 1900-01-01 | 02-10      |            | yes           | list   | 001       | 0    | 3
        nmg/甲局/A    | 4             | 02-10      | 03-10      |            | no            | list   | 002       | 0    | 2
        nmg/甲局/A    | 3             | 03-10      | 03-20      |            | no            | list   | 003       | 0    | 2
        nmg/甲局/A    | 2             | 03-20      | 9999-12-31 |            | no            | list   | 004       | 0    | 2
        nmg/甲局/B    | 5             | 1900-01-01 | 02-10      | 02-10      | yes           | list   | 001       | 0    | 4
        nmg/甲局/B    | 3             | 03-10      | 03-20      | 03-20      | no            | list   | 003       | 0    | 3
        nmg/甲局/C    | 5             | 1900-01-01 | 02-10      | 03-10      | yes           | list   | 001       | 0    | 5
        nmg/甲局/C    | 4             | 02-10      | 03-10      | 03-10      | no            | list   | 002       | 0    | 3
        nmg/甲局/D    | 5             | 1900-01-01 | 02-10      | 02-10      | yes           | list   | 001       | 0    | 6
        nmg/乙局/A    | 6             | 1900-01-01 | 9999-12-31 |            | yes           | list   | 001       | 0    | 7
        nmg/乙局/B    | 6             | 1900-01-01 | 9999-12-31 |            | yes           | list   | 001       | 0    | 8
        baotou/甲局/A | 7             | 1900-01-01 | 9999-12-31 |            | yes           | list   | 001       | 1    | 2
        baotou/甲局/B | 7             | 1900-01-01 | 9999-12-31 |            | yes           | list   | 001       | 1    | 3
    """)  # fmt: skip


def test_a_list_is_dated_by_its_newest_version_else_by_its_export_and_the_first_was_always_there(told):
    told.export("01-10")
    told.items("""
        item | limit | unit | effective_on
        A    | 1     | 丙局 | 03-01           # dated after the list that was exported next
        A    | 1     | 己局 |
        B    | 1     | 己局 |
    """)
    told.export("02-10")
    told.items("item | limit | unit | effective_on\nA | 2 | 丙局 | 02-01\nB | 2 | 丙局 | 02-01")
    told.export("03-10")
    told.items("""
        item | limit | unit | effective_on
        A    | 3     | 甲局 |
        A    | 3     | 丁局 | 02-01
        A    | 3     | 己局 | 2025-06-01      # older than the export before it, newer than what was always there
    """)
    told.export("03-20")
    told.items("""
        item | limit | unit | effective_on
        A    | 4     | 乙局 |
        A    | 4     | 戊局 | 02-01
        B    | 4     | 戊局 | 02-01
    """)
    told.export("01-05")  # imported late
    told.items("""
        item | limit | unit | effective_on
        A    | 5     | 甲局 |
        B    | 5     | 甲局 |
        A    | 5     | 丁局 | 02-01
        B    | 5     | 丁局 | 02-01
    """)
    told.export("03-20")  # of one day with the fourth: the later import is the newer list
    told.items("""
        item | limit | unit | effective_on
        A    | 6     | 乙局 |
        A    | 6     | 戊局 | 02-01
    """)
    holds(told, "item_rows", """
        owner | item | promised_days | valid_from | valid_to   | dropped_on | in_first_list
        甲局  | A    | 5             | 1900-01-01 | 03-10      |            | yes
        甲局  | A    | 3             | 03-10      | 9999-12-31 |            | no
        甲局  | B    | 5             | 1900-01-01 | 03-10      | 03-10      | yes
        乙局  | A    | 4             | 1900-01-01 | 03-20      |            | yes
        乙局  | A    | 6             | 03-20      | 9999-12-31 |            | no
        丙局  | A    | 2             | 02-01      | 03-01      |            | yes
        丙局  | A    | 1             | 03-01      | 9999-12-31 |            | no
        丙局  | B    | 2             | 02-01      | 03-01      | 03-01      | yes
        丁局  | A    | 3             | 02-01      | 9999-12-31 |            | yes
        丁局  | B    | 5             | 02-01      | 03-10      | 03-10      | yes
        戊局  | A    | 6             | 02-01      | 9999-12-31 |            | yes
        戊局  | B    | 4             | 02-01      | 03-20      | 03-20      | yes
        己局  | A    | 1             | 1900-01-01 | 2025-06-01 |            | yes
        己局  | A    | 3             | 2025-06-01 | 9999-12-31 |            | no
        己局  | B    | 1             | 1900-01-01 | 2025-06-01 | 2025-06-01 | yes
    """)  # fmt: skip


def test_a_file_that_repeats_an_item_holds_a_list_a_version_and_any_other_is_one_list(told):
    told.export("01-10")
    told.items("""
        item | limit | unit | platform | effective_on
        A    | 1     | 甲局 | nmg      | 2025-01-01
        A    | 2     | 甲局 | nmg      | 2025-07-01     # a list of its own, without B
        B    | 1     | 甲局 | nmg      | 2025-01-01
        A    | 1     | 甲局 | baotou   | 2025-01-01     # one list of two versions
        B    | 2     | 甲局 | baotou   | 2025-07-01
        A    | 1     | 乙局 | nmg      | 2025-01-01
        B    | 2     | 乙局 | nmg      | 2025-07-01
        B    | 3     | 乙局 | nmg      | 2025-07-01     # the same version told twice
        C    | 4     | 乙局 | nmg      |                # as new as the newest
    """)
    told.export("02-10")
    told.items("item | limit | unit | effective_on\nA | 5 | 甲局 | 02-01\nB | 5 | 甲局 | 01-01")
    holds(told, "item_rows", """
        platform | owner | item | promised_days | valid_from | valid_to   | dropped_on
        nmg      | 甲局  | A    | 1             | 2025-01-01 | 2025-07-01 |
        nmg      | 甲局  | A    | 2             | 2025-07-01 | 02-01      |
        nmg      | 甲局  | A    | 5             | 02-01      | 9999-12-31 |
        nmg      | 甲局  | B    | 1             | 2025-01-01 | 2025-07-01 | 2025-07-01
        nmg      | 甲局  | B    | 5             | 01-01      | 9999-12-31 |
        baotou   | 甲局  | A    | 1             | 2025-01-01 | 9999-12-31 |
        baotou   | 甲局  | B    | 2             | 2025-07-01 | 9999-12-31 |
        nmg      | 乙局  | A    | 1             | 2025-01-01 | 9999-12-31 |
        nmg      | 乙局  | B    | 3             | 2025-07-01 | 9999-12-31 |
        nmg      | 乙局  | C    | 4             | 2025-07-01 | 9999-12-31 |
    """)  # fmt: skip


def test_of_the_rows_of_one_version_the_newest_list_counts_then_the_last_sheet_and_line(told):
    told.export("01-10")
    told.items("""
        item | limit | effective_on
        X    | 1     | 2025-01-01
        X    | 2     | 2025-01-01
        Y    | 3     | 2025-01-01
        Y    | 4     | 2025-01-01
        Z    | 5     | 2025-01-01
        Z    | 6     | 2025-01-01
    """)
    told.items("item | limit | effective_on\nY | 7 | 2025-01-01", calendar="NL")  # another sheet, an earlier line
    told.export("02-10")
    told.items("item | limit | effective_on\nZ | 8 | 2025-01-01\nX | 9 | 01-01")
    holds(told, "item_rows", """
        item | promised_days | valid_from | import_id | part | line
        X    | 2             | 2025-01-01 | 001       | 0    | 3
        X    | 9             | 01-01      | 002       | 0    | 3
        Y    | 7             | 2025-01-01 | 001       | 1    | 2
        Z    | 8             | 2025-01-01 | 002       | 0    | 2
    """)  # fmt: skip


def test_an_item_is_its_units_else_its_areas_else_nobodys_and_is_known_by_its_name_without_a_code(told):
    told.items("""
        item | item_name | unit | region_code
        A    | 甲        | 甲局 | 150202
        A    | 乙        |      | 150203
        A    | 丙        |      |
             | 丁        |      |
    """)
    holds(told, KEYED, """
        key             | unit_name | area     | region_code | item | item_code | item_name
        nmg/甲局/A      | 甲局      | 东河区   | 150202      | A    | A         | 甲
        nmg/昆都仑区/A  |           | 昆都仑区 | 150203      | A    | A         | 乙
        nmg//A          |           |          |             | A    | A         | 丙
        nmg//丁         |           |          |             | 丁   |           | 丁
    """)  # fmt: skip


def test_an_item_is_immediate_by_its_kind_or_by_a_limit_of_no_day(told):
    told.items("""
        item | item_type | statutory   | limit
        A    | immediate | 10          |
        B    | 即办件    | 10          |
        C    | 即办      | 10          |
        D    | 1         | 10          |
        E    | 承诺件    | 10          |
        F    | 即办件    | 10          | 3
        G    |           | 10          | 0
        H    | 承诺件    | 10          | 1
        I    | 承诺件    | 14 calendar | 1
        J    | 承诺件    | 10          | 7 calendar
    """)
    holds(told, "item_rows", """
        item | immediate | statutory_days | promised_days | converted
        A    | yes       | 10             | 0             |
        B    | yes       | 10             | 0             |
        C    | yes       | 10             | 0             |
        D    | yes       | 10             | 0             |
        E    |           | 10             |               |
        F    | yes       | 10             | 3             | no
        G    | yes       | 10             | 0             | no
        H    | no        | 10             | 1             | no
        I    | no        | 10             | 1             | yes
        J    | no        | 10             | 5             | yes
    """)  # fmt: skip


def test_where_no_list_was_imported_items_are_what_the_latest_acceptance_of_each_owner_told(told):
    told.cases("""
        case_no | item | item_name | accepted | case_kind | limit      | statutory   | unit         | region_code
        1       | X    | 新        | 03-05    | immediate | 7 calendar | 20          | 包头市规划局 | 150203
        2       | X    | 新        | 03-02    | immediate | 7 calendar | 20          | 包头市规划局 | 150203      # the same, earlier
        3       | X    | 旧        | 03-03    | promised  | 8          | 14 calendar | 包头市规划局 | 150202      # between the two
        4       | X    | 甲        | 03-02    | promised  | 2          | 4           | 甲局         | 150202
        5       | Y    |           | 03-02    | promised  | 3          | 6           | 甲局         | 150202      # a code without a name
        6       |      | 无码      | 03-02    | promised  | 4          | 8           | 甲局         | 150202      # a name without a code
        7       |      |           | 03-02    | promised  | 5          | 9           | 甲局         | 150202      # neither
        8       | X    | 区        | 03-02    | promised  | 6          | 10          |              | 150203      # an area's
        9       | X    | 无        | 03-02    | promised  | 7          | 10          |              |             # nobody's
        10      | X    | 未        |          | promised  | 9          | 11          |              |             # not accepted yet
    """)
    holds(told, KEYED, """
        key                 | item_name | unit_name    | area     | region_code | item_type | statutory_limit | statutory_unit | promised_limit | promised_unit | valid_from | valid_to   | in_first_list | origin
        nmg/包头市规划局/X |   新        | 包头市规划局 | 昆都仑区 | 150203      | immediate | 20              | working        | 7              | calendar      | 1900-01-01 | 9999-12-31 | no            | cases
        nmg/甲局/X |       甲        | 甲局         | 东河区   | 150202      | promised  | 4               | working        | 2              | working       | 1900-01-01 | 9999-12-31 | no            | cases
        nmg/甲局/Y |                 | 甲局         | 东河区   | 150202      | promised  | 6               | working        | 3              | working       | 1900-01-01 | 9999-12-31 | no            | cases
        nmg/甲局/无码 |      无码      | 甲局         | 东河区   | 150202      | promised  | 8               | working        | 4              | working       | 1900-01-01 | 9999-12-31 | no            | cases
        nmg/昆都仑区/X |     区        |              | 昆都仑区 | 150203      | promised  | 10              | working        | 6              | working       | 1900-01-01 | 9999-12-31 | no            | cases
        nmg//X |         无        |              |          |             | promised  | 10              | working        | 7              | working       | 1900-01-01 | 9999-12-31 | no            | cases
    """)  # fmt: skip


def test_a_case_is_of_its_units_item_on_any_platform_before_its_areas_and_the_only_owners(told):
    told.items("""
        item | item_name | unit         | region_code | platform
        X    |           | 包头市规划局 | 150200      | baotou
        X    |           | 乙局         | 150202      | nmg
        B    |           | 丙局         | 150203      | nmg
        B    |           | 丙局         | 150203      | baotou       # one owner, on two platforms
        C    |           | 丁局         | 150202      | nmg
        C    |           | 丁局         | 150202      | baotou       # one owner in its area
        C    |           | 丙局         | 150203      | nmg
             | 名        | 丁局         | 150202      | nmg
        D    |           | 乙局         | 150202      | nmg
        D    |           | 丁局         | 150202      | nmg          # two owners in the area
        D    |           | 丙局         | 150203      | nmg          # and one elsewhere
    """)
    told.cases("""
        case_no | item | item_name | platform | accepted | unit         | region_code
        1       | X    |           | nmg      | 03-02    | 包头市规划局 | 150202       # its own, though the area has one on its platform
        2       | B    |           | gcjs     | 03-02    | 甲局         | 150202
        3       | C    |           | gcjs     | 03-02    | 甲局         | 150202
        4       |      | 名        | nmg      | 03-02    | 丁局         | 150202
        5       | C    | 名        | nmg      | 03-02    | 丁局         | 150202       # its code says more than its name
        6       |      |           | nmg      | 03-02    | 丁局         | 150202
        7       | Q    |           | nmg      | 03-02    | 丁局         | 150202       # in no list
        8       | D    |           | nmg      | 03-02    | 甲局         | 150202       # nobody can tell which
    """)
    holds(told, "items_of_cases", """
        platform | item | item_platform | owner
        nmg      | X    | baotou        | 包头市规划局
        gcjs     | B    | baotou        | 丙局
        gcjs     | C    | baotou        | 丁局
        nmg      | 名   | nmg           | 丁局
        nmg      | C    | nmg           | 丁局
    """)  # fmt: skip
    holds(told, "(SELECT DISTINCT origin FROM item_rows)", "origin\nlist")
