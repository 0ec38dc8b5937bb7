"""Whose a case is: one unit by several names, several units of one name, and a unit that acts outside its area."""


def test_the_old_full_name_of_a_department_of_the_city_stands_for_it_in_whatever_area_it_acts(told):
    told.cases("""
        case_no | accepted | unit       | region_code
        A       | 03-02    | 包头市建委 | 150203
        B       | 03-02    | 包头市建委 |
        C       | 03-02    | 建委       | 150200
        D       | 03-02    | 建委       | 150203       # may be the area's own
        E       | 03-02    | 市环卫处   | 150202       # a name that only an area's unit has is no mark of the city
        F       | 03-02    | 市政设计院 | 150202       # begins with 市, and what follows is the name of another unit
    """)
    told.figure("cases").shows("""
        case_no | unit_name    | area
        A       | 包头市规划局 | 昆都仑区
        B       | 包头市规划局 | 包头市
        C       | 包头市规划局 | 包头市
        D       | 建委         | 昆都仑区
        E       | 市环卫处     | 东河区
        F       | 市政设计院   | 东河区
    """)


def test_a_bare_name_in_two_areas_is_two_units_though_the_city_has_one_of_that_name(told):
    told.cases("""
        case_no | accepted | unit             | region_code | region_name
        A       | 03-02    | 规划局           | 150202      |               # the bare name of the city's
        B       | 03-02    | 规划局           | 150203      |
        C       | 03-02    | 规划局           |             |               # nothing else is told: the city's
        D       | 03-02    | 水务局           | 150203      |               # the bare name of another area's
        E       | 03-02    | 水务局           | 150200      |
        F       | 03-02    | 国资中心         | 150202      |               # its full name, which begins with no area's
        G       | 03-02    | 国资中心         | 150203      |
        H       | 03-02    | 卫健委           |             |               # two units of this full name: the city's
        I       | 03-02    | 卫健委           | 150203      |               # neither of the two
        J       | 03-02    | 住建局           | 150202      |               # known by its area
        K       | 03-02    | 东河区住建局     | 150203      |
        L       | 03-02    | 某局             | 150202      |               # two spellings of one area are one unit
        M       | 03-02    | 某局             |             | 东河区
        N       | 03-02    | 市规划局         | 150202      |
        O       | 03-02    | 市规划局         | 150203      |
    """)
    told.figure("cases").shows("""
        case_no | unit_name            | area
        A       | 规划局（东河区）     | 东河区
        B       | 规划局（昆都仑区）   | 昆都仑区
        C       | 包头市规划局         | 包头市
        D       | 水务局（昆都仑区）   | 昆都仑区
        E       | 水务局（包头市）     | 包头市
        F       | 国资中心             | 东河区
        G       | 国资中心             | 昆都仑区
        H       | 卫健委               | 包头市
        I       | 卫健委（昆都仑区）   | 昆都仑区
        J       | 东河区住建局         | 东河区
        K       | 东河区住建局         | 昆都仑区
        L       | 某局                 | 东河区
        M       | 某局                 | 东河区
        N       | 包头市规划局         | 东河区
        O       | 包头市规划局         | 昆都仑区
    """)


def test_an_area_has_the_code_of_the_table_whatever_the_row_writes(told):
    told.cases("""
        case_no | accepted | unit   | region_code  | region_name
        A       | 03-02    | 丑局   | 150203004005 |               # a village
        B       | 03-02    | 寅局   |              | 昆区
        C       | 03-02    | 规划局 |              |
        D       | 03-02    | 卯局   | 159999       |               # no table knows it
        E       | 03-02    | 辰局   |              | 某旗
        F       | 03-02    | 巳局   |              |
    """)
    told.figure("cases", areas="150203").shows("case_no | area\nA | 昆都仑区\nB | 昆都仑区")
    told.figure("cases", areas="150200").shows("case_no | area\nC | 包头市")
    told.figure("cases", areas="159999").shows("case_no | area\nD |")
    told.figure("cases", areas="150203004005").shows("case_no")
    told.figure("cases", areas="某旗").shows("case_no\nE")
    told.items("item | unit | region_code\nX | 卯局 | 159999\nY | 卯局 | 150203004005")
    told.figure("item_limits", areas="159999").shows("item_code\nX")
    told.figure("item_limits", areas="150203").shows("item_code\nY")


def test_the_city_is_the_one_of_the_settings(told):
    told.under(city_code="150202")
    told.cases("""
        case_no | accepted | unit             | region_code | region_name
        A       | 03-02    | 住建局           |             | 东河区昆都仑区   # behind the name of that city
        B       | 03-02    | 某局             |             | 包头市昆都仑区   # of another one
        C       | 03-02    | 东河区昆区某局   |             |
        D       | 03-02    | 住建局           |             |                  # a bare name alone is the city's
        E       | 03-02    | 水务局           | 150203      |                  # its departments act anywhere
    """)
    told.figure("cases").shows("""
        case_no | unit_name      | area
        A       | 昆都仑区住建局 | 昆都仑区
        B       | 某局           | 包头市昆都仑区
        C       | 昆区某局       | 昆都仑区
        D       | 东河区住建局   | 东河区
        E       | 水务局         | 昆都仑区
    """)
    told.figure("finding_unit_and_area_disagree").shows("case_no")


def test_a_unit_and_an_area_contradict_each_other_only_where_two_areas_are_named(told):
    told.cases("""
        case_no | accepted | unit           | region_code
        A       | 03-02    | 水务局         | 150203       # by the name that only Donghe has
        B       | 03-02    | 水务局         | 150202
        C       | 03-02    | 水务局         | 150200       # at the city's own hall
        D       | 03-02    | 水务局         |
        E       | 03-02    | 东河某局       | 150203       # by the name that it begins with
        F       | 03-02    | 东河某局       | 150202
        G       | 03-02    | 规划局         | 150203       # the city acts anywhere
        H       | 03-02    | 包头市某局     | 150203
        I       | 03-02    | 住建局         | 150203       # of both
        J       | 03-02    | 某局           | 150203       # of neither
        K       | 03-02    | 市环卫处       | 150202
    """)
    told.figure("finding_unit_and_area_disagree").shows("""
        case_no | area     | area_of_unit
        A       | 昆都仑区 | 东河区
        E       | 昆都仑区 | 东河区
        K       | 东河区   | 昆都仑区
    """)
