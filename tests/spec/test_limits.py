"""Time limits: what was promised against the law, on every basis, and over the versions of the item list."""


def test_the_same_items_give_three_compressions(told):
    told.items("""
        item | statutory | limit | effective_on
        A    | 20        | 10    | 2025-01-01
        B    | 60        | 54    | 2025-01-01
    """)
    told.cases("""
        case_no | item | accepted | closed | statutory | limit | times
        a       | A    | 03-02    | 03-06  | 20        | 10    | 9       # 4 days used
        b       | B    | 03-02    | 03-12  | 60        | 54    | 1       # 8 days used
    """)
    told.figure("compression").shows("""
        basis                    | statutory_days | earlier_days | promised_days | used_days | compression    | items | cases | left_out | converted
        ratio of sums            | 80             |              | 64            |           | 1 - 64/80      | 2     |       | 0        | 0
        mean of items            | 80             |              | 64            |           | (0.5 + 0.1)/2  | 2     |       | 0        | 0
        by cases                 | 9*20 + 60      |              | 9*10 + 54     |           | 1 - 144/240    |       | 10    | 0        | 0
        against the earlier list |                | 64           | 64            |           | 0              | 2     |       | 0        | 0
        actual against statutory | 240            |              |               | 9*4 + 8   | 1 - 44/240     |       | 10    | 0        | 0
        actual against promised  |                |              | 144           | 44        | 1 - 44/144     |       | 10    | 0        | 0
    """)


def test_what_cannot_be_compared_is_left_out_and_counted(told):
    told.items("""
        item | statutory   | limit       | item_type
        A    | 20          | 10          |
        B    |             | 10          |             # no statutory limit
        C    | 20          |             |             # no promised limit
        D    | 14 calendar | 7 calendar  |             # 10 and 5 working days, converted
        E    | 20          |             | 即办件      # immediate: 0 days
        G    | 20          | 0           |             # immediate by its limit
        H    | 1 month     | 7 calendar  |             # 30 x 5/7 and 5
        I    |             | 7 calendar  |             # converted, but nothing to compare with
        J    | 14 calendar |             |
    """)
    told.cases(
        """
        case_no | accepted | closed | statutory   | limit      | case_kind
        1       | 03-02    | 03-04  | 20          | 10         |
        2       | 03-02    | 03-04  |             | 10         |
        3       | 03-02    | 03-04  | 14 calendar | 7 calendar |
        4       | 03-02    | 03-02  | 20          | 0          | immediate
        5       | 03-02    | 03-02  | 0           | 0          | immediate
        6       | 03-02    |        | 20          | 10         |             # open
        7       | 03-02    | 03-04  | 20          | 8 hour     | promised
        8       | 03-02    | 03-04  | 20          | 7 calendar |
        9       | 03-02    | 03-04  |             | 7 calendar |
        10      | 03-05    | 03-04  | 14 calendar | 7 calendar |             # closed before it was accepted: not measured
    """,
        item_code="Z",
    )
    told.figure("compression").shows("""
        basis                    | statutory_days        | earlier_days    | promised_days | used_days | compression                          | items | cases | left_out | converted
        ratio of sums            | 20+10+20+20 + 30*5/7  |                 | 10+5+0+0 + 5  |           | 1 - 20/(70 + 30*5/7)                 | 5     |       | 4        | 2
        mean of items            | 70 + 30*5/7           |                 | 20            |           | (0.5+0.5+1+1 + 1 - 5/(30*5/7))/5     | 5     |       | 4        | 2
        by cases                 | 20+10+20+0+20+10      |                 | 10+5+0+0+5+5  |           | 1 - 25/80                            |       | 6     | 3        | 3
        against the earlier list |                       | 10+10+5+0+0+5+5 | 35            |           | 0                                    | 7     |       | 2        | 4
        actual against statutory | 70                    |                 |               | 2+2+0+2   | 1 - 6/70                             |       | 5     | 4        | 2
        actual against promised  |                       |                 | 20            | 6         | 1 - 6/20                             |       | 5     | 4        | 2
    """)


def test_immediate_items_can_be_left_out_of_compression(told):
    told.under(limits={"immediate_counts": False})
    told.items("""
        item | statutory | limit | area   | unit
        A    | 20        | 10    | 东河区 | 甲局
        B    | 20        | 0     | 东河区 | 甲局
    """)
    told.cases("""
        case_no | accepted | closed | statutory | limit | case_kind
        1       | 03-02    | 03-04  | 20        | 10    |
        2       | 03-02    | 03-02  | 20        | 0     | immediate
    """)
    told.figure("compression").shows("""
        basis                    | compression | items | cases | left_out
        ratio of sums            | 0.5         | 1     |       | 1
        mean of items            | 0.5         | 1     |       | 1
        by cases                 | 0.5         |       | 1     | 1
        against the earlier list | 0           | 2     |       | 0
        actual against statutory | 1 - 2/20    |       | 1     | 1
        actual against promised  | 1 - 2/10    |       | 1     | 1
    """)
    told.figure("compared_cases").shows("case_no\n1")
    told.figure("compared_items").shows("item_code\nA")
    for grouping in ("unit", "area"):
        told.figure(f"compression_by_{grouping}").shows("""
            items | compression
            1     | 0.5
        """)
    told.figure("compression_month_ends").shows("""
        month | items | compression
        03-01 | 1     | 0.5
    """)


def test_nothing_to_compare_gives_no_compression(told):
    told.cases("""
        case_no | accepted | closed | limit | statutory
        1       | 03-02    | 03-02  | 0     | 20
    """)
    told.items("""
        item | limit | statutory
        A    | 0     |
    """)
    told.figure("compression").shows("""
        basis                    | compression | items | cases | left_out
        ratio of sums            |             | 0     |       | 1
        mean of items            |             | 0     |       | 1
        by cases                 | 1           |       | 1     | 0
        against the earlier list |             | 1     |       | 0
        actual against statutory | 1           |       | 1     | 0
        actual against promised  |             |       | 1     | 0
    """)


def test_a_statutory_limit_of_0_breaks_no_figure(told):
    told.items("""
        item | statutory | limit
        A    | 20        | 10
        B    | 0         | 0
    """)
    found = {row["basis"]: row for row in told.figure("compression").rows()}
    for basis in ("ratio of sums", "mean of items"):
        assert (found[basis]["statutory_days"], found[basis]["promised_days"]) == (20, 10)
        assert found[basis]["compression"] == 0.5


def test_cases_with_no_statutory_days_give_no_compression(told):
    told.cases("""
        case_no | accepted | closed | limit | statutory
        1       | 03-02    | 03-02  | 0     | 0
        2       | 03-05    | 03-02  | 0     | 0          # closed before it was accepted: measured nowhere
    """)
    told.figure("compression").shows("""
        basis                    | compression | cases | left_out
        ratio of sums            |             |       | 0
        mean of items            |             |       | 1
        by cases                 |             | 2     | 0
        against the earlier list |             |       | 1
        actual against statutory |             | 1     | 1
        actual against promised  |             | 1     | 1
    """)
    told.figure("compression_baseline").shows("""
        effective_on | items | with_promised
                     | 0     | 0                 # no list was imported
    """)


def test_compression_by_unit_and_area(told):
    told.items("""
        item | statutory | limit | unit | region_code
        A    | 20        | 10    | 甲局 | 150202
        B    | 20        | 20    | 甲局 | 150202
        C    | 10        | 2     | 乙局 | 150203
        D    | 10        | 2     | 丙局 | 150203
        E    |           | 2     | 丙局 | 150203        # no statutory limit
        F    | 10        |       | 丙局 | 150203        # none promised
        G    | 0         | 0     | 丙局 | 150203        # 0 of 0
    """)
    told.figure("compression_by_unit").shows("""
        unit_name | items | statutory_days | promised_days | compression
        甲局      | 2     | 40             | 30            | 1 - 30/40
        丙局      | 2     | 10             | 2             | 0.8
        乙局      | 1     | 10             | 2             | 0.8
    """)
    told.figure("compression_by_area").shows("""
        area     | items | statutory_days | promised_days | compression
        东河区   | 2     | 40             | 30            | 1 - 30/40
        昆都仑区 | 3     | 20             | 4             | 0.8
    """)
    told.figure("compression_promised").shows("""
        items | statutory_days | promised_days | compression
        5     | 60             | 34            | 1 - 34/60
    """)
    told.figure("compared_items").shows("""
        item_code | statutory_days | promised_days
        A         | 20             | 10
        C         | 10             | 2
        D         | 10             | 2
        B         | 20             | 20
        G         | 0              | 0
    """)


def test_areas_with_one_compression_stand_by_name(told):
    told.items("""
        item | region_code
        A    | 150203
        B    | 150202
        C    | 150200
    """)
    told.figure("compression_by_area").shows("""
        area
        东河区
        包头市
        昆都仑区
    """)


def test_each_version_of_the_item_list_is_in_force_from_its_day(told):
    told.export("2025-12-31")
    told.items("""
        item | statutory | limit | effective_on
        A    | 20        | 16    | 2025-07-01
        B    | 20        | 20    | 2025-07-01
    """)
    told.export("03-31")
    told.items("""
        item | statutory | limit | effective_on
        A    | 20        | 10    | 03-01
        B    | 20        | 12    | 03-01
        C    | 20        | 20    | 03-01          # new: nothing to compare it with
    """)
    told.cases("""
        case_no | accepted
        1       | 01-05        # the first day of which anything is told
    """)
    told.figure("compression_month_ends", period=("01-01", "03-31")).shows("""
        month | items | compression
        01-01 | 2     | 1 - 36/40
        02-01 | 2     | 1 - 36/40     # on 02-28, the day before the new list
        03-01 | 3     | 1 - 42/60
    """)
    told.figure("compression_baseline").shows("""
        effective_on | items | with_promised
        2025-07-01   | 2     | 2
    """)
    rows = {row["basis"]: row for row in told.figure("compression").rows()}
    earlier = rows["against the earlier list"]
    assert (earlier["earlier_days"], earlier["promised_days"]) == (36, 22)
    assert earlier["compression"] == 1 - 22 / 36
    assert (earlier["items"], earlier["left_out"]) == (2, 1)
    told.figure("item_limits", period="all", as_of="02-28").shows("""
        item_code | promised_days
        B         | 20
        A         | 16
    """)
    told.figure("item_limits", period="all", as_of="03-01").shows("""
        item_code | promised_days
        C         | 20
        B         | 12
        A         | 10
    """)


def test_the_month_in_progress_ends_at_the_as_of_day(told):
    told.items("""
        item | limit | effective_on
        A    | 8     | 2025-07-01
        A    | 2     | 03-20
        B    | 4     | 2025-07-01
        B    | 4     | 03-20
    """)
    told.cases("""
        case_no | accepted
        1       | 02-02
    """)
    told.figure("compression_month_ends", period="all", as_of="03-19").shows("""
        month | items | compression
        02-01 | 2     | 1 - 12/20
        03-01 | 2     | 1 - 12/20
    """)
    told.figure("compression_month_ends", period=("03-01", "12-31"), as_of="03-20").shows("""
        month | items | compression
        03-01 | 2     | 1 - 6/20
    """)


def test_a_case_is_judged_by_the_limit_in_force_when_it_was_accepted(told):
    told.items("""
        item | limit | effective_on
        A    | 10    | 2025-07-01
        A    | 2     | 03-03
    """)
    told.cases("""
        case_no | accepted | limit | statutory
        1       | 03-02    |       |             # the day before: 10 days
        2       | 03-03    |       |             # 2 days
        3       | 03-03    | 5     | 8           # its own limit leads
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on | promised_days | statutory_days
        1       | 03-16  | 10            | 10
        2       | 03-05  | 2             | 10
        3       | 03-10  | 5             | 8
    """)


def test_the_limits_of_items_with_what_their_cases_took(told):
    told.items("""
        item | item_name | statutory | limit
        A    | 甲        | 20        | 10       # used 2 and 4 days
        B    | 乙        | 20        | 30       # promised more than the law
        C    | 丙        |           | 10
        D    | 丁        | 20        |
        E    | 戊        | 0         | 0
    """)
    told.cases("""
        case_no | item | accepted | closed
        1       | A    | 03-02    | 03-04
        2       | A    | 03-02    | 03-06
        3       | A    | 03-02    |           # open
        4       | A    | 02-02    | 02-03     # before the period
        5       | X    | 03-02    | 03-03     # of no item in the list
    """)
    told.figure("item_limits").shows("""
        item_code | item_name | statutory_days | promised_days | used_days | cases | compression | finding
        B         | 乙        | 20             | 30            |           | 0     | -0.5        | promised > statutory
        A         | 甲        | 20             | 10            | 3         | 2     | 0.5         |
        C         | 丙        |                | 10            |           | 0     |             | no statutory limit
        D         | 丁        | 20             |               |           | 0     |             | no promised limit
        E         | 戊        | 0              | 0             |           | 0     |             |
    """)


def test_items_of_one_compression_stand_by_their_code(told):
    told.items("""
        item | item_name
        B    | 乙
        A    | 甲
    """)
    told.figure("item_limits").shows("""
        item_code
        A
        B
    """)


def test_statutory_promised_and_actual_time_by_area(told):
    told.cases(
        """
        case_no | accepted | closed | statutory | limit | region_code
        1       | 03-02    | 03-04  | 20        | 10    | 150202       # 2 days
        2       | 03-02    | 03-06  | 10        | 5     | 150202       # 4 days
        3       | 03-02    | 03-10  | 10        | 5     | 150203       # 6 days
        4       | 03-02    | 03-20  |           | 5     | 150202       # no statutory limit
        5       | 03-02    | 03-20  | 10        |       | 150202       # none promised
        6       | 03-02    | 03-20  | 0         | 0     | 150202
        7       | 03-02    |        | 10        | 5     | 150202       # open
        8       | 03-02    | 03-05  | 20        | 10    | 150200       # 3 days
    """,
        item_code="X",
    )
    for key, by in (("time_per_area", ()), ("time_used", ("area",))):
        told.figure(key, by=by).shows("""
            area     | cases | statutory_days | promised_days | used_days
            东河区   | 3     | 30/3           | 15/3          | 20/3
            昆都仑区 | 1     | 10             | 5             | 6
            包头市   | 1     | 20             | 10            | 3
        """)
    told.figure("compared_cases").shows("""
        case_no
        1
        8
        2
        3
        6
    """)


def test_without_a_list_the_items_are_what_the_newest_cases_say(told):
    told.cases("""
        case_no | item | item_name | accepted | limit | statutory | unit
        1       | A    | 甲        | 03-02    | 8     | 10        | 甲局
        2       | A    | 甲        | 03-03    | 5     | 10        | 甲局    # the latest acceptance
        5       | A    | 甲        | 03-04    | 4     | 10        | 乙局    # another unit's item of the same code
        3       |      | 无码      | 03-02    | 2     | 10        | 甲局    # known by its name
        4       |      |           | 03-02    | 2     | 10        | 甲局    # no item at all
    """)
    told.figure("item_limits").shows("""
        item_code | item_name | promised_days | unit_name | cases
        A         | 甲        | 5             | 甲局      | 0
        A         | 甲        | 4             | 乙局      | 0
                  | 无码      | 2             | 甲局      | 0
    """)


def test_two_owners_may_use_one_code(told):
    told.items("""
        item | limit | statutory | unit | region_code
        A    | 10    | 20        | 甲局 | 150202
        A    | 2     | 20        | 乙局 | 150203
    """)
    told.cases("""
        case_no | item | accepted | limit | statutory | unit | region_code
        1       | A    | 03-02    |       |           | 甲局 | 150202       # 10 days
        2       | A    | 03-02    |       |           | 乙局 | 150203       # 2 days
    """)
    told.figure("compression_by_unit").shows("""
        unit_name | items | compression
        甲局      | 1     | 0.5
        乙局      | 1     | 0.9
    """)
    told.figure("cases", period="all").shows("""
        case_no | due_on
        1       | 03-16
        2       | 03-04
    """)


def test_what_the_newest_list_of_an_owner_no_longer_holds_is_out_of_force(told):
    told.export("2025-12-31")
    told.items("""
        item | limit | unit | effective_on
        A    | 5     | 甲局 | 2025-07-01
        B    | 5     | 甲局 | 2025-07-01
        C    | 5     | 乙局 | 2025-07-01
    """)
    told.export("03-31")
    told.items("""
        item | limit | unit | effective_on
        A    | 4     | 甲局 | 03-10          # a newer list of 甲局, without B
    """)
    told.figure("item_limits", as_of="03-09").shows("""
        item_code | promised_days
        A         | 5
        B         | 5
        C         | 5
    """)
    told.figure("item_limits", as_of="03-10").shows("""
        item_code | promised_days
        C         | 5
        A         | 4
    """)


def test_an_item_on_two_platforms_is_in_force_on_both(told):
    told.items("item | limit\nA | 5", platform="nmg")
    told.items("item | limit\nA | 4", platform="baotou")
    told.figure("item_limits").shows("""
        item_code | promised_days
        A         | 5
        A         | 4
    """)


def test_a_newer_list_ends_what_it_no_longer_holds_though_its_version_dates_stayed(told):
    told.export("01-10")
    told.items("""
        item | limit | effective_on
        A    | 5     | 2024-01-01
        B    | 5     | 2024-01-01
    """)
    told.export("03-10")
    told.items("""
        item | limit | effective_on
        A    | 5     | 2024-01-01          # the same version, without B: out of force from the day of this export
    """)
    told.figure("item_limits", as_of="03-09").shows("""
        item_code
        A
        B
    """)
    told.figure("item_limits", as_of="03-10").shows("""
        item_code
        A
    """)


def test_of_two_lists_without_any_date_the_later_import_says_which_items_there_are(told):
    told.export(None, imported="01-10")
    told.items("""
        item | limit
        A    | 5
        B    | 5
    """)
    told.export(None, imported="03-10")
    told.items("""
        item | limit
        A    | 4
    """)
    told.figure("item_limits").shows("""
        item_code | promised_days
        A         | 4
    """)


def test_an_item_that_comes_back_was_out_of_force_between(told):
    for day, items in (("01-10", "A B"), ("02-10", "A"), ("03-10", "A B")):
        told.export(day)
        told.items("item | limit\n" + "\n".join(f"{item} | 5" for item in items.split()))
    for day, codes in (("02-09", "A\nB"), ("02-10", "A"), ("03-10", "A\nB")):
        told.figure("item_limits", period="all", as_of=day).shows(f"item_code\n{codes}")


def test_the_sheets_of_one_file_are_one_list(told):
    told.export("03-10")
    told.items("item | limit | effective_on\nA | 5 | 2024-01-01", calendar="CN")
    told.items("item | limit | effective_on\nB | 5 | 2025-01-01", calendar="NL")  # another sheet, no newer list
    told.figure("item_limits").shows("""
        item_code
        A
        B
    """)


def test_the_earlier_list_is_compared_whole_though_its_items_are_of_several_versions(told):
    told.export("01-10")
    told.items("""
        item | limit | effective_on
        A    | 20    | 2024-01-01
        B    | 30    | 2023-05-01
    """)
    told.export("03-10")
    told.items("""
        item | limit | effective_on
        A    | 10    | 03-01
        B    | 15    | 03-01
    """)
    rows = {row["basis"]: row for row in told.figure("compression").rows()}
    earlier = rows["against the earlier list"]
    assert (earlier["earlier_days"], earlier["promised_days"], earlier["items"]) == (20 + 30, 10 + 15, 2)
    told.figure("compression_baseline").shows("effective_on | items\n2023-05-01 | 2")


def test_items_of_one_code_stand_by_their_owners(told):
    told.items("""
        item | limit | unit
        A    | 5     | 乙局
        A    | 5     | 甲局
        A    | 5     | 丙局
    """)
    for key in ("item_limits", "compared_items"):
        told.figure(key).shows("""
            item_code | unit_name
            A         | 丙局
            A         | 乙局
            A         | 甲局
        """)


def test_a_limit_of_less_than_a_day_is_compared_and_one_of_no_day_has_no_share(told):
    told.items("""
        item | statutory  | limit
        A    | 1 calendar | 0.5            # 5/7 of a working day by law
        B    | 0 calendar | 0 calendar     # nothing to divide by
    """)
    rows = {row["basis"]: row for row in told.figure("compression").rows()}
    found = {basis: (row["items"], row["left_out"], row["converted"]) for basis, row in rows.items()}
    assert found["ratio of sums"] == (2, 0, 2)
    assert found["mean of items"] == (1, 1, 1)
    told.figure("compression_promised").shows("""
        items | statutory_days | promised_days | compression
        2     | 5/7            | 0.5           | 1 - 0.5 / (5/7)
    """)
    told.figure("item_limits").shows("""
        item_code | compression
        A         | 1 - 0.5 / (5/7)
        B         |
    """)


def test_items_without_any_statutory_days_give_no_compression(told):
    told.items("item | statutory | limit\nA | 0 | 0")
    told.figure("compression_promised").shows("items | statutory_days | promised_days | compression\n1 | 0 | 0 |")
    told.figure("compression_month_ends").shows("month | items | compression\n03-01 | 1 |")
    told.figure("compression_promised", units="乙局").shows("items | statutory_days | compression\n0 | |")


def test_items_of_no_unit_stand_by_their_areas(told):
    told.items("""
        item | item_name | unit | region_code
        A    | 甲        |      | 150203
        A    | 甲        |      | 150200
        A    | 甲        |      | 150202
    """)
    for key in ("item_limits", "compared_items"):
        told.figure(key).shows("""
            item_code | area
            A         | 东河区
            A         | 包头市
            A         | 昆都仑区
        """)


def test_only_items_promised_both_then_and_now_are_compared_with_the_earlier_list(told):
    told.export("01-10")
    told.items("""
        item | limit       | effective_on
        A    | 28 calendar | 2024-01-01          # 20 working days, converted
        B    | 30          | 2024-01-01
    """)
    told.export("03-10")
    told.items("""
        item | limit | effective_on
        A    | 10    | 03-01
        B    |       | 03-01                     # promised no more
        C    | 5     | 03-01                     # not promised then
    """)
    found = {row["basis"]: row for row in told.figure("compression").rows()}["against the earlier list"]
    assert (found["earlier_days"], found["promised_days"]) == (20, 10)
    assert (found["items"], found["left_out"], found["converted"]) == (1, 2, 1)


def test_where_no_list_was_imported_an_item_is_what_the_latest_acceptance_tells(told):
    told.cases("""
        case_no | item | item_name | accepted | case_kind | limit      | statutory   | unit | region_code
        1       | X    | 旧        | 03-02    | other     | 5          | 10          | 甲局 | 150202
        2       | X    | 新        | 03-03    | promised  | 7 calendar | 14 calendar | 甲局 | 150202
        3       |      | 无码      | 03-03    | promised  | 3          | 6           | 甲局 | 150202        # known by its name
        4       | X    | 别的      | 03-01    | promised  | 2          | 6           | 乙局 | 150203        # another unit's
        5       | X    | 区的      | 03-04    | promised  | 1          | 6           |      | 150203        # its area's
        6       |      |           | 03-04    | promised  | 1          | 6           | 甲局 | 150202        # nothing names it
        7       | Z    | 未受理    |          | promised  | 9          | 9           | 甲局 | 150202
        8       | Z    | 已受理    | 01-02    | promised  | 8          | 9           | 甲局 | 150202
    """)
    told.figure("item_limits").shows("""
        item_code | item_name | unit_name | area     | promised_days | statutory_days
        Z         | 已受理    | 甲局      | 东河区   | 8             | 9
        X         | 新        | 甲局      | 东河区   | 5             | 10
                  | 无码      | 甲局      | 东河区   | 3             | 6
        X         | 别的      | 乙局      | 昆都仑区 | 2             | 6
        X         | 区的      |           | 昆都仑区 | 1             | 6
    """)


def test_the_lists_of_each_owner_on_each_platform_follow_each_other_by_themselves(told):
    lists = {
        "01-10": "A | 5 | 甲局 | nmg\nB | 5 | 甲局 | nmg\nA | 6 | 乙局 | nmg\nB | 6 | 乙局 | nmg\nA | 7 | 甲局 | baotou\nB | 7 | 甲局 | baotou",
        "02-10": "A | 6 | 乙局 | nmg\nB | 6 | 乙局 | nmg",
        "03-10": "A | 5 | 甲局 | nmg\nB | 6 | 乙局 | nmg\nA | 7 | 甲局 | baotou\nB | 7 | 甲局 | baotou",
    }
    for day, rows in lists.items():
        told.export(day)
        told.items(f"item | limit | unit | platform\n{rows}")
    told.figure("item_limits", period="all", as_of="03-09").shows("""
        item_code | unit_name | promised_days
        A         | 甲局      | 7
        B         | 甲局      | 7
        A         | 乙局      | 6
        B         | 乙局      | 6
        A         | 甲局      | 5
        B         | 甲局      | 5
    """)
    told.figure("item_limits", period="all", as_of="03-10").shows("""
        item_code | unit_name | promised_days
        A         | 甲局      | 7
        B         | 甲局      | 7
        B         | 乙局      | 6
        A         | 甲局      | 5
    """)


def test_a_case_is_of_the_item_of_its_unit_else_of_its_area_else_of_the_only_owner(told):
    told.items("""
        item | limit | unit | region_code
        A    | 2     | 甲局 | 150202
        A    | 3     | 乙局 | 150202       # two owners in one area
        A    | 4     | 丙局 | 150203
        B    | 6     | 丙局 | 150203       # one owner only
        C    | 7     |      | 150202       # the area's own
        C    | 8     | 丙局 | 150203
    """)
    told.cases("""
        case_no | item | accepted | limit | statutory | unit | region_code
        1       | A    | 03-02    |       |           | 甲局 | 150202       # its unit's
        2       | A    | 03-02    |       |           | 乙局 | 150202
        3       | A    | 03-02    |       |           | 丁局 | 150202       # the area has two: nobody can tell
        4       | A    | 03-02    |       |           | 丁局 | 150203       # the area has one
        5       | B    | 03-02    |       |           | 丁局 | 150202       # there is but one
        6       | C    | 03-02    |       |           | 丁局 | 150202
        7       | C    | 03-02    |       |           | 丁局 |              # of no area
        8       |      | 03-02    |       |           | 甲局 | 150202       # of no item
    """)
    told.figure("cases", period="all").shows("""
        case_no | promised_days
        1       | 2
        2       | 3
        3       |
        4       | 4
        5       | 6
        6       | 7
        7       |
        8       |
    """)


def test_a_list_without_a_date_that_came_first_is_older_than_a_dated_one(told):
    told.export("01-10")
    told.items("item | limit\nA | 5\nB | 5")
    told.export("03-10")
    told.items("item | limit | effective_on\nA | 4 | 03-01")
    told.figure("item_limits", period="all", as_of="02-28").shows("item_code | promised_days\nA | 5\nB | 5")
    told.figure("item_limits", period="all", as_of="03-10").shows("item_code | promised_days\nA | 4")
