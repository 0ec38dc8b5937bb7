"""Who watches today: what falls due when, how likely it is to be missed, whom to urge; and how such chances turned out."""


def test_what_falls_due_when(told):
    told.under(today={"within_days": 2})
    told.cases("""
        case_no | accepted | closed | limit
        late    | 03-20    |        | 6         # due on Monday 30 March
        today   | 03-23    |        | 6         # due on Tuesday 31 March
        next    | 03-24    |        | 6         # 1 April
        soon    | 03-25    |        | 6         # 2 April
        later   | 03-31    |        | 20        # 29 April: neither soon nor yellow
        yellow  | 03-26    |        | 6         # 3 April: beyond two days, but yellow
        closed  | 03-20    | 03-31  | 6
        none    | 03-20    |        |
    """)
    told.figure("watched_cases").shows("""
        case_no | due_in   | remaining_days | light  | miss_chance
        today   | today    | 0              | yellow |
        next    | next_day | 1              | yellow | 1           # the one case of the past was late
        soon    | soon     | 2              | yellow | 1
        yellow  | later    | 3              | yellow | 1
        late    | over     | -1             | red    |
    """)
    told.figure("watched").shows("""
        watched | due_today | due_next_day | due_soon | yellow | red | expected_misses
        5       | 1         | 1            | 1        | 4      | 1   | 2
    """)


def test_what_is_due_soon_is_watched_whatever_its_light(told):
    told.under(
        today={"within_days": 2}, lights={"presets": {"inner-mongolia": ({"colour": "red", "measure": "past_due"},)}}
    )
    told.cases("""
        case_no | accepted | closed | limit
        late    | 03-20    |        | 6         # due on Monday 30 March
        today   | 03-23    |        | 6         # due on Tuesday 31 March
        next    | 03-24    |        | 6         # 1 April
        soon    | 03-25    |        | 6         # 2 April
        later   | 03-26    |        | 6         # 3 April
        closed  | 03-20    | 03-31  | 6         # late: the one case of the past
    """)
    told.figure("watched").shows("""
        watched | due_today | due_next_day | due_soon | yellow | red | expected_misses
        4       | 1         | 1            | 1        | 0      | 1   | 2
    """)


def test_a_paused_case_is_not_watched(told):
    told.cases("""
        case_no | accepted | limit
        1       | 03-24    | 6
    """)
    told.pauses("""
        case_no | pause_start | pause_end
        1       | 03-30       |
    """)
    told.figure("watched").shows("""
        watched | due_next_day
        0       | 0
    """)


def test_the_chance_is_the_share_of_past_cases_in_the_same_place(told):
    told.under(today={"chance_weight": 1})
    # limit 5, accepted on Monday 2 March: due on the 9th; 2 working days are left at the end of Thursday the 5th.
    # Open at the end of 31 March, accepted on the 26th: 3 used, 2 left
    told.cases("""
        case_no | item | unit | accepted | closed | limit | times
        early   | A    | 甲局 | 03-02    | 03-04  | 5     | 6     # closed with 3 left: not in that place
        close   | A    | 甲局 | 03-02    | 03-06  | 5     | 2     # closed with 1 left
        late    | A    | 甲局 | 03-02    | 03-10  | 5     | 1
        other   | B    | 甲局 | 03-02    | 03-09  | 5     | 1     # of another item of the unit, on time
        far     | C    | 乙局 | 03-02    | 03-12  | 5     | 2     # of another unit, late
        longer  | D    | 乙局 | 03-02    | 03-16  | 10    | 1     # another limit, on time
        asked   | A    | 甲局 | 03-26    |        | 5     | 1
        new     | N    | 甲局 | 03-26    |        | 5     | 1     # an item without a past
        strange | N    | 丙局 | 03-26    |        | 5     | 1     # a unit without a past
    """)
    # as many days left: 3 of 7 late; with that limit 3 of 6; of the unit 1 of 4; of the item 1 of 3. Each weighs 1 case
    # of the wider circle: limit (3 + 3/7) / 7 = 24/49, unit (1 + 24/49) / 5 = 73/245, item (1 + 73/245) / 4 = 318/980
    told.figure("watched_cases").shows("""
        case_no   | remaining_days | past_cases | past_missed | past_cases_of_limit | miss_chance
        strange-1 | 2              | 0          | 0           | 6                   | 24/49
        asked-1   | 2              | 3          | 1           | 6                   | 318/980
        new-1     | 2              | 0          | 0           | 6                   | 73/245
    """)


def test_a_chance_rests_on_what_was_over_before_the_as_of_day(told):
    told.under(today={"chance_weight": 1})
    told.cases("""
        case_no | accepted | closed | limit
        before  | 03-02    | 03-10  | 5         # due on the 9th, late
        after   | 03-03    | 03-09  | 5         # due on the 10th, on time
        asked   | 03-05    |        | 5         # due on the 12th; on the 10th it has 2 left
    """)
    told.figure("watched_cases", as_of="03-10").shows("""
        case_no | past_cases | past_missed | miss_chance
        asked   | 1          | 1           | 1
    """)
    # a day later the second is over: closed with 1 left, on time. 1 of 2 in every circle; 1 left then
    told.figure("watched_cases", as_of="03-11").shows("""
        case_no | past_cases | past_missed
        asked   | 1          | 1
    """)


def test_no_selection_changes_a_chance(told):
    told.under(today={"chance_weight": 1})
    told.cases("""
        case_no | item | unit | accepted | closed | limit
        past    | A    | 乙局 | 03-02    | 03-10  | 5
        asked   | A    | 甲局 | 03-26    |        | 5
    """)
    told.figure("watched_cases", units=("甲局",)).shows("""
        case_no | past_cases | past_cases_of_limit | miss_chance
        asked   | 0          | 1                   | 1
    """)


def test_without_any_past_there_is_no_chance(told):
    told.cases("""
        case_no | accepted | limit
        1       | 03-26    | 5
    """)
    told.figure("watched_cases").shows("""
        case_no | past_cases | miss_chance
        1       | 0          |
    """)


def test_whom_to_urge(told):
    told.under(today={"within_days": 2})
    told.cases("""
        case_no | unit | accepted | limit
        1       | 甲局 | 03-20    | 5         # due on the 27th: late
        2       | 甲局 | 03-24    | 5         # due today
        3       | 甲局 | 03-25    | 5         # due on the next working day
        4       | 甲局 | 03-26    | 5         # due the day after
        5       | 乙局 | 03-25    | 5
        6       | 丁局 | 03-31    | 20        # nothing urgent
    """)
    told.messages("""
        message_no | unit | asked | answered
        1          | 甲局 | 03-20 |           # due on the 25th: late
        2          | 甲局 | 03-30 | 03-31
        3          | 丙局 | 03-27 |           # due on 1 April
        4          | 丙局 | 03-31 |           # due in three working days
    """)
    told.contacts("""
        unit | contact_name | phone
        甲局 | 王芳         | 0472-2
        甲局 | 李强         | 0472-1
        丁局 | 赵敏         | 0472-3
    """)
    told.figure("units_to_urge").shows("""
        unit_name | red | due_today | due_next_day | due_soon | messages_late | messages_due | contact_name | phone
        甲局      | 1   | 1         | 1            | 1        | 1             | 0            | 李强、王芳   | 0472-1、0472-2
        丙局      | 0   | 0         | 0            | 0        | 0             | 1            |              |
        乙局      | 0   | 0         | 1            | 0        | 0             | 0            |              |
    """)


def test_whom_to_urge_about_negative_ratings(told):
    told.under(today={"within_days": 2})
    told.ratings("""
        case_no | unit | level | rated | rectified
        1       | 甲局 | 5     | 03-20 |           # to be rectified by the 27th: late
        2       | 甲局 | 4     | 03-25 |           # by 1 April
        3       | 乙局 | 5     | 03-20 | 03-25
        4       | 丙局 | 1     | 03-20 |
    """)
    told.figure("units_to_urge").shows("""
        unit_name | red | messages_late | ratings_late | ratings_due
        甲局      | 0   | 0             | 1            | 1
    """)


def test_how_chances_turned_out(told):
    told.under(today={"chance_weight": 1})
    told.cases("""
        case_no | accepted | closed | limit | times
        past    | 02-02    | 02-10  | 5     | 1         # late
        in time | 02-02    | 02-09  | 5     | 1
        a       | 02-27    | 03-20  | 5     | 1         # due on the 5th, missed within the week
        b       | 02-27    | 03-03  | 5     | 2         # due on the 5th, on time
        c       | 02-27    | 03-20  | 8     | 1         # due on the 10th, missed a week later
        d       | 02-27    |        | 60    | 1         # not due yet
    """)
    # every chance is 1/2 (1 of 2 in the one circle that there is); three cases have 4 left and stand in front by either
    # order; the first tenth of five cases is one place, of which each of the three has a third
    told.figure("chances_turned_out", as_of="03-02").shows("""
        chance_from | cases | expected_misses | missed | missed_next_week | first_by_chance | first_by_days
        0.5         | 4     | 4 * 0.5         | 2      | 1                | 1/3             | 1/3
    """)
    told.figure("chances_turned_out").shows("""
        chance_from | cases
    """)
