"""Service ratings: five levels, 1 to 5; the first three are positive, and the platform fills some in by itself."""


def test_the_first_three_levels_are_positive_all_and_active(told):
    told.ratings("""
        case_no | rated | level | is_default
        1       | 03-02 | 1     | no
        2       | 03-02 | 2     |              # not told: given by a person
        3       | 03-31 | 3     | yes          # filled in by the platform, on the period's last day
        4       | 03-01 | 4     | no           # its first day
        5       | 03-02 | 5     | no
        6       | 02-28 | 1     | no           # before the period
    """)
    told.figure("positive_rate").shows("""
        ratings | positive | positive_rate | active_ratings | active_positive_rate
        5       | 3        | 3 / 5         | 4              | 2 / 4
    """)
    told.figure("ratings_given").shows("""
        case_no | level | positive | is_default
        5       | 5     | no       | no
        4       | 4     | no       | no
        3       | 3     | yes      | yes
        2       | 2     | yes      | no
        1       | 1     | yes      | no
    """)


def test_no_ratings_no_rate(told):
    told.ratings("""
        case_no | rated
        1       | 02-02
    """)
    told.figure("positive_rate").shows("""
        ratings | positive | positive_rate | active_ratings | active_positive_rate
        0       | 0        |               | 0              |
    """)
    told.figure("ratings_by_month").shows("month | ratings")


def test_only_defaults_have_no_active_rate(told):
    told.ratings("""
        case_no | rated | is_default
        1       | 03-02 | yes
    """)
    told.figure("positive_rate").shows("""
        ratings | positive_rate | active_ratings | active_positive_rate
        1       | 1             | 0              |
    """)


def test_ratings_by_month(told):
    told.ratings("""
        case_no | rated | level
        1       | 02-02 | 1
        2       | 02-27 | 4
        3       | 03-02 | 3
    """)
    told.figure("ratings_by_month", period="all").shows("""
        month | ratings | positive | positive_rate
        02-01 | 2       | 1        | 1 / 2
        03-01 | 1       | 1        | 1
    """)


def test_what_became_of_a_rating_is_known_from_its_day(told):
    told.export("04-30")
    told.ratings("""
        case_no | rated       | level | rectified | revisited
        1       | 03-02 10:00 | 5     | 03-10     | 03-12
        2       | 03-13       | 5     |           |            # not given yet
    """)
    told.figure("ratings_given", as_of="03-10").shows("""
        case_no | rectified_on | revisited_on
        1       | 03-10        |
    """)
    told.figure("ratings_given", as_of="03-12").shows("""
        case_no | rectified_on | revisited_on
        1       | 03-10        | 03-12
    """)
    told.figure("ratings_given", as_of="03-09").shows("""
        case_no | rectified_on | revisited_on
        1       |              |
    """)


def test_a_rating_told_again_counts_once_as_it_was_told_last(told):
    told.export("03-13")
    told.ratings("""
        case_no | rated       | level | platform
        1       | 03-02 10:00 | 1     | nmg
        1       | 03-02 11:00 | 2     | nmg       # another time, another rating
        1       | 03-02 10:00 | 5     | baotou    # another platform
    """)
    told.export("03-20")
    told.ratings("""
        case_no | rated       | level
        1       | 03-02 10:00 | 4
    """)
    told.figure("ratings_given").shows("""
        platform | level
        baotou   | 5
        nmg      | 4
        nmg      | 2
    """)


def test_ratings_without_a_time_or_a_case_count_once_each(told):
    told.export("03-20")
    told.ratings("""
        case_no | rated | level
        1       |       | 1      # dated by its export
        2       |       | 2
                | 03-02 | 3
                | 03-02 | 4      # no case either: two ratings
    """)
    told.figure("positive_rate").shows("""
        ratings | positive
        4       | 3
    """)
    told.figure("positive_rate", period=("03-20", "03-20")).shows("""
        ratings
        2
    """)


def test_the_nth_rating_of_a_kind_is_the_nth_again_in_a_later_export(told):
    told.export("03-13")
    told.ratings("""
        case_no | rated | level | comment | rating_channel
        1       |       | 2     |         |               # of a case, without its time
                | 03-02 | 3     | 好      | 窗口          # two who said the same
                | 03-02 | 3     | 好      | 窗口
                |       | 4     |         |
    """)
    told.export("03-20")
    told.ratings("""
        case_no | rated | level | comment | rating_channel
                |       | 4     |         |               # first told on 03-13
                | 03-02 | 3     | 好      | 窗口
                | 03-02 | 3     | 好      | 窗口
                | 03-02 | 3     | 好      | 窗口          # and a third
        1       |       | 5     |         |               # the same rating, told anew
    """)
    told.figure("ratings_given").shows("""
        case_no | level
        1       | 5
                | 4
                | 3
                | 3
                | 3
    """)
    told.figure("positive_rate", period=("03-13", "03-13")).shows("ratings\n2")
    told.figure("positive_rate", period=("03-02", "03-02")).shows("ratings\n3")


def test_ratings_that_differ_in_anything_told_are_two(told):
    told.export("03-13")
    told.ratings("""
        rated | level | rating_channel | comment | unit | region_code | region_name | applicant_key | case_no
        03-02 | 1     |                |         |      |             |             |               |
        03-03 | 1     |                |         |      |             |             |               |
        03-04 | 1     |                |         |      |             |             |               |
        03-05 | 1     |                |         |      |             |             |               |
        03-06 | 1     |                |         |      |             |             |               |
        03-09 | 1     |                |         |      |             |             |               |
        03-10 | 1     |                |         |      |             |             |               |
    """)
    told.export("03-20")
    told.ratings("""
        rated | level | rating_channel | comment | unit | region_code | region_name | applicant_key | case_no
        03-02 | 1     | x              |         |      |             |             |               |
        03-03 | 1     |                | x       |      |             |             |               |
        03-04 | 1     |                |         | x    |             |             |               |
        03-05 | 1     |                |         |      | x           |             |               |
        03-06 | 1     |                |         |      |             | x           |               |
        03-09 | 1     |                |         |      |             |             | x             |
        03-10 | 2     |                |         |      |             |             |               |
    """)
    told.figure("positive_rate").shows("ratings\n14")


def test_ratings_of_one_level_stand_the_latest_first(told):
    told.ratings("""
        case_no | rated | platform
        B       | 03-02 | nmg
        A       | 03-02 | nmg
        C       | 03-03 | nmg
        C       | 03-03 | baotou
        D       | 03-03 | baotou
    """)
    told.figure("ratings_given").shows("""
        platform | case_no
        baotou   | C
        baotou   | D
        nmg      | C
        nmg      | A
        nmg      | B
    """)
