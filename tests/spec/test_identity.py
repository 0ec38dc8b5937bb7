"""What makes two rows the same row, which of them counts, and whose they are."""

import pytest


def test_the_newest_export_of_a_case_counts(told):
    told.export("03-20")
    told.cases("""
        case_no | accepted | closed | limit
        A       | 03-02    | 03-05  | 5
        B       | 03-02    |        | 5
    """)
    told.export("03-13")  # imported later, but told earlier
    told.cases("""
        case_no | accepted | closed | limit
        A       | 03-02    |        | 8
        C       | 03-02    |        | 5
    """)
    told.figure("cases", period="all").shows("""
        case_no | closed_at | limit_days | import_id | line
        A       | 03-05     | 5          | 001       | 2
        B       |           | 5          | 001       | 3
        C       |           | 5          | 002       | 3
    """)
    told.figure("case_history").shows("""
        case_no | age | exported_on | promised_limit | closed_at
        A       | 1   | 03-20       | 5              | 03-05
        A       | 2   | 03-13       | 8              |
    """)


def test_of_two_exports_of_one_day_the_later_import_counts_and_in_it_the_last_line(told):
    told.export("03-13")
    told.cases("case_no | accepted | limit\nA | 03-02 | 1")
    told.export("03-13")
    told.cases("""
        case_no | accepted | limit
        A       | 03-02    | 2
        A       | 03-02    | 3
    """)
    told.figure("case_history").shows("""
        case_no | age | promised_limit
        A       | 1   | 3
        A       | 2   | 2
        A       | 3   | 1
    """)
    told.figure("cases").shows("""
        case_no | limit_days
        A       | 3
    """)


def test_one_number_on_two_platforms_is_two_cases(told):
    told.cases("""
        case_no | accepted | limit | platform
        A       | 03-02    | 1     | nmg
        A       | 03-03    | 2     | baotou
    """)
    told.figure("cases").shows("""
        platform | case_no | limit_days
        nmg      | A       | 1
        baotou   | A       | 2
    """)
    told.figure("case_history").shows("platform | case_no")


def test_the_other_names_of_a_unit_and_its_area(told):
    told.cases("""
        case_no | accepted | unit           | region_code  | region_name
        A       | 03-02    | 规划局         |              |                # an alias that stands for one unit
        B       | 03-02    | 住建局         | 150202       |                # the name of two units: the area decides
        C       | 03-02    | 住建局         |              | 昆区           # the area by one of its names
        D       | 03-02    | 住建局         |              |                # nobody can tell
        E       | 03-02    | 东河某局       |              |                # the area stands in the name
        F       | 03-02    | 丑局           | 150203004005 |                # a village's code begins with its area's
        G       | 03-02    | 某局           |              | 某旗           # an area that nobody knows
        H       | 03-02    | 东河区住建局   |              |                # the full name knows its area
        I       | 03-02    | 规划局         | 150203       |                # no such unit there: left as it is
        J       | 03-02    |                | 150202       |
    """)
    told.figure("cases").shows("""
        case_no | unit_name      | area
        A       | 包头市规划局   | 包头市
        B       | 东河区住建局   | 东河区
        C       | 昆都仑区住建局 | 昆都仑区
        D       | 住建局         |
        E       | 东河某局       | 东河区
        F       | 丑局           | 昆都仑区
        G       | 某局           | 某旗
        H       | 东河区住建局   | 东河区
        I       | 规划局         | 昆都仑区
        J       |                | 东河区
    """)


def test_two_units_of_one_bare_name_are_told_apart_by_their_areas(told):
    told.cases("""
        case_no | accepted | unit   | region_code
        A       | 03-02    | 某局   | 150202
        B       | 03-02    | 某局   | 150203
        C       | 03-02    | 某局   |              # of no area
        D       | 03-02    | 住建局 | 150202       # known by its alias
        E       | 03-02    | 别局   | 150202       # in one area only
        F       | 03-02    | 东河别局 | 150202     # its own name tells its area
        G       | 03-02    | 东河别局 | 150203
    """)
    told.figure("cases").shows("""
        case_no | unit_name        | area
        A       | 某局（东河区）   | 东河区
        B       | 某局（昆都仑区） | 昆都仑区
        C       | 某局             |
        D       | 东河区住建局     | 东河区
        E       | 别局             | 东河区
        F       | 东河别局         | 东河区
        G       | 东河别局         | 昆都仑区
    """)


def test_units_are_known_in_messages_ratings_items_and_contacts_too(told):
    told.messages("message_no | asked | unit | region_code\n1 | 03-02 | 住建局 | 150203")
    told.ratings("case_no | rated | unit | region_code\n1 | 03-02 | 住建局 | 150203")
    told.items("item | unit | region_code | area\n1 | 住建局 | 150203 |\n2 | 水务局 | |")
    told.contacts("unit | region_code | contact_name\n规划局 | | 王")
    told.figure("open_messages").shows("unit_name | area\n昆都仑区住建局 | 昆都仑区")
    told.figure("ratings_given").shows("unit_name | area\n昆都仑区住建局 | 昆都仑区")
    told.figure("item_limits").shows("""
        item_code | unit_name      | area
        1         | 昆都仑区住建局 | 昆都仑区
        2         | 东河区水务局   | 东河区
    """)
    told.figure("units_without_cases").shows("""
        unit_name
        东河区水务局
        包头市规划局
        昆都仑区住建局
    """)


def test_the_contacts_of_a_unit_are_those_of_the_newest_list_that_names_it(told):
    told.export("03-02")
    told.contacts("""
        unit | contact_name
        甲局 | 王
        乙局 | 李
    """)
    told.export("03-09")
    told.contacts("""
        unit | contact_name
        甲局 | 张
    """)
    found = told.snapshot.connection.execute("SELECT unit_name, contact_name FROM contact_rows ORDER BY ALL").fetchall()
    assert found == [("乙局", "李"), ("甲局", "张")]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [("units", "甲局"), ("areas", "东河区"), ("items", "A"), ("platforms", "nmg"), ("kinds", "promised")],
)
def test_every_filter_narrows_cases(told, chosen, found):
    told.cases("""
        case_no | accepted | unit | region_code | item | platform | case_kind
        1       | 03-02    | 甲局 | 150202      | A    | nmg      | promised
        2       | 03-02    | 乙局 | 150203      | B    | baotou   | other
    """)
    told.figure("cases", **{chosen: found}).shows("""
        case_no
        1
    """)


def test_the_search_knows_every_case_the_excluded_ones_too(told):
    told.cases("""
        case_no | accepted | status    | item_name | platform
        B       | 03-02    | withdrawn | 甲        | nmg
        A       |          |           | 乙        | nmg
        C       | 03-02    |           | 丙        | nmg
        C       | 03-02    |           | 丙        | baotou
    """)
    told.figure("case_search").shows("""
        platform | case_no | item_name | unit_name | area   | accepted_on | standing
        nmg      | A       | 乙        | 甲局      | 东河区 |             | not_accepted
        nmg      | B       | 甲        | 甲局      | 东河区 | 03-02       | withdrawn
        baotou   | C       | 丙        | 甲局      | 东河区 | 03-02       | counted
        nmg      | C       | 丙        | 甲局      | 东河区 | 03-02       | counted
    """)
    told.figure("case_clock").shows("""
        platform | case_no | standing
        nmg      | A       | not_accepted
        nmg      | B       | withdrawn
        baotou   | C       | counted
        nmg      | C       | counted
    """)


def test_the_pauses_of_a_case_are_those_of_the_newest_export_that_tells_each(told):
    told.export("03-13")
    told.cases("""
        case_no | accepted | pause_start | pause_end
        A       | 03-02    | 03-03       | 03-04        # with its case, but the case came again
        B       | 03-02    | 03-03       | 03-04
    """)
    told.pauses("""
        case_no | start | end   | pause_reason
        C       | 03-03 |       | 检测
        C       | 03-09 | 03-10 | 检测
    """)
    told.export("03-20")
    told.cases("""
        case_no | accepted | pause_start | pause_end
        A       | 03-02    | 03-05       | 03-06
        C       | 03-02    |             |
    """)
    told.pauses("""
        case_no | start | end   | pause_reason
        C       | 03-03 | 03-05 | 检测          # it has ended since
    """)
    told.figure("case_pauses").shows("""
        case_no | start_on | end_on
        A       | 03-05    | 03-06
        B       | 03-03    | 03-04
        C       | 03-03    | 03-05
        C       | 03-09    | 03-10
    """)
    told.figure("case_pauses", as_of="03-04").shows("""
        case_no | start_on | end_on | pause_end
        B       | 03-03    | 03-04  | 03-04
        C       | 03-03    |        |
    """)
    told.figure("cases", period="all").shows("""
        case_no | paused_days
        A       | 1
        B       | 1
        C       | 3
    """)


def test_pauses_of_two_imports_of_one_day_the_later_import_counts(told):
    for end in ("03-09", "03-05"):
        told.export("03-13")
        told.cases("case_no | accepted\nA | 03-02")
        told.pauses(f"case_no | start | end\nA | 03-03 | {end}")
    told.figure("cases", period="all").shows("""
        case_no | paused_days
        A       | 2
    """)


def test_pauses_whose_platform_was_guessed_follow_their_case_numbers(told):
    told.cases("case_no | accepted\nA | 03-02", platform="baotou")
    told.pauses("case_no | start | end\nA | 03-03 | 03-05", platform="nmg", guessed="yes")
    told.figure("cases", period="all").shows("""
        case_no | paused_days | due_on
        A       | 2           | 03-11
    """)


def test_pauses_whose_platform_was_told_stay_with_it(told):
    told.cases("case_no | accepted\nA | 03-02", platform="baotou")
    told.pauses("case_no | start | end\nA | 03-03 | 03-05", platform="nmg")
    told.figure("cases", period="all").shows("""
        case_no | paused_days | due_on
        A       | 0           | 03-09
    """)


def test_a_guess_was_right_where_its_platform_has_the_number_itself(told):
    told.cases("""
        case_no | accepted | platform
        A       | 03-02    | baotou
        A       | 03-02    | nmg
        B       | 03-03    | baotou
        B       | 03-03    | gcjs        # two platforms have it: on both
    """)
    told.pauses("case_no | start | end\nA | 03-03 | 03-05\nB | 03-04 | 03-05", platform="nmg", guessed="yes")
    told.figure("cases", period="all").shows("""
        platform | case_no | paused_days
        baotou   | A       | 0
        nmg      | A       | 2
        baotou   | B       | 1
        gcjs     | B       | 1
    """)


def test_ratings_and_events_whose_platform_was_guessed_follow_their_case_numbers(told):
    told.cases("case_no | accepted\nA | 03-02", platform="baotou")
    told.ratings("case_no | rated\nA | 03-03\nB | 03-03\n | 03-03", platform="nmg", guessed="yes")
    told.events("case_no | code | at\nA | 8 | 03-03\nC | 3 | 03-03", platform="gcjs", guessed="yes")
    told.figure("ratings_given").shows("""
        platform | case_no
        baotou   | A
        nmg      | B
        nmg      |
    """)
    told.figure("case_events").shows("""
        platform | case_no
        baotou   | A
        gcjs     | C
    """)


def test_an_area_is_known_behind_its_city_and_by_a_code_in_the_column_of_names(told):
    told.cases("""
        case_no | accepted | unit               | region_code  | region_name
        A       | 03-02    | 住建局             |              | 包头市东河区
        B       | 03-02    | 住建局             |              | 内蒙古自治区包头市东河区
        C       | 03-02    | 住建局             |              | 150202
        D       | 03-02    | 住建局             | 东河区       |
        E       | 03-02    | 包头市东河区住建局 |              |
        F       | 03-02    | 包头市住建局       | 150202       |                # a unit of the city stays one
        G       | 03-02    | 某局               |              | 别市东河区     # another city's
        H       | 03-02    | 住建局             |              | 150202004005   # a village's code
        I       | 03-02    | 包头市东河某局     |              |                # the city's name is the shorter one
    """)
    told.figure("cases").shows("""
        case_no | unit_name    | area
        A       | 东河区住建局 | 东河区
        B       | 东河区住建局 | 东河区
        C       | 东河区住建局 | 东河区
        D       | 东河区住建局 | 东河区
        E       | 东河区住建局 | 东河区
        F       | 包头市住建局 | 东河区
        G       | 某局         | 别市东河区
        H       | 东河区住建局 | 东河区
        I       | 东河某局     | 东河区
    """)


def test_an_area_may_be_chosen_by_its_code_for_items_and_contacts_too(told):
    told.items("item | limit\nA | 5")
    told.contacts("unit | contact_name\n乙局 | 王")
    told.figure("item_limits", areas="150202").shows("item_code\nA")
    told.figure("units_without_cases", areas="150202").shows("unit_name\n乙局\n甲局")


def test_a_department_of_the_city_is_one_unit_in_whatever_area_it_acts(told):
    told.cases("""
        case_no | accepted | unit         | region_code
        A       | 03-02    | 包头市规划局 | 150203
        B       | 03-02    | 市规划局     | 150203
        C       | 03-02    | 规划局       | 150203       # may be the area's own
        D       | 03-02    | 市卫健委     | 150203       # an area has a unit of that name too
    """)
    told.figure("cases").shows("""
        case_no | unit_name    | area
        A       | 包头市规划局 | 昆都仑区
        B       | 包头市规划局 | 昆都仑区
        C       | 规划局       | 昆都仑区
        D       | 卫健委       | 昆都仑区
    """)


def test_an_area_that_no_table_knows_is_chosen_by_its_code(told):
    told.cases("""
        case_no | accepted | unit | region_code
        A       | 03-02    | 甲局 | 159999
        B       | 03-02    | 甲局 | 150202
    """)
    told.figure("cases", areas="159999").shows("case_no | area\nA |")
    told.figure("cases", areas="150202").shows("case_no | area\nB | 东河区")


def test_without_a_known_city_units_are_what_they_are_called(told):
    told.under(city_code="159900")
    told.cases("""
        case_no | accepted | unit         | region_code
        A       | 03-02    | 住建局       | 150202
        B       | 03-02    | 包头市规划局 | 150203
        C       | 03-02    | 市规划局     | 150203
    """)
    told.figure("cases").shows("""
        case_no | unit_name    | area
        A       | 东河区住建局 | 东河区
        B       | 包头市规划局 | 昆都仑区
        C       | 市规划局     | 昆都仑区
    """)
