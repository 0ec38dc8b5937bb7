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


def test_what_people_gave_is_judged_without_what_the_platform_filled_in(told):
    told.ratings("""
        case_no | rated | level | is_default
        1       | 03-02 | 1     | yes
        2       | 03-02 | 3     | no
        3       | 03-02 | 4     |
        4       | 02-02 | 1     | no          # before the period
    """)
    told.figure("active_positive_rate").shows("""
        active_ratings | active_positive | active_positive_rate
        2              | 1               | 1 / 2
    """)


def test_who_gave_a_rating_and_who_left_it_to_the_platform(told):
    told.ratings("""
        case_no | rated | is_default
        1       | 03-02 |
        2       | 03-02 | no
        3       | 03-02 | yes
        4       | 02-02 | no          # before the period
    """)
    told.figure("active_rate").shows("""
        ratings | active_ratings | active_rate
        3       | 2              | 2 / 3
    """)


def test_a_negative_rating_is_rectified_in_time_late_or_not_at_all(told):
    # a rating of Monday 03-02 is to be rectified by Monday 03-09, five working days after it
    told.ratings("""
        case_no | rated | level | rectified | verified_as
        1       | 03-02 | 4     | 03-09     |              # on the last day
        2       | 03-02 | 5     | 03-10     | true         # late
        3       | 03-02 | 5     |           | partly       # overdue
        4       | 03-30 | 4     |           | mistaken     # there is still time
        5       | 03-02 | 5     |           | untrue       # nothing to rectify
        6       | 03-02 | 5     | 03-03     | malicious    # nothing either, though somebody did
        7       | 03-02 | 3     | 03-03     |              # not negative
    """)
    told.figure("rectified_rate").shows("""
        negative | excused | to_rectify | rectified | rectified_in_time | overdue_to_rectify | rectified_rate
        6        | 2       | 4          | 2         | 1                 | 1                  | 2 / 4
    """)
    told.figure("negative_ratings").shows("""
        case_no | rectify_by | rating_state | verified_as
        3       | 03-09      | overdue      | partly           # to be rectified: first
        4       | 04-07      | rectifying   | mistaken         # 04-06 is a holiday
        1       | 03-09      | rectified    |
        2       | 03-09      | rectified    | true
        5       | 03-09      | excused      | untrue
        6       | 03-09      | excused      | malicious
    """)
    told.figure("positive_rate").shows("ratings | positive\n7 | 1")


def test_the_last_day_to_rectify_is_not_over_before_its_evening(told):
    told.export("04-30")
    told.ratings("""
        case_no | rated | level
        1       | 03-02 | 5
    """)
    told.figure("rectified_rate", as_of="03-09").shows("overdue_to_rectify\n0")
    told.figure("negative_ratings", as_of="03-09").shows("rating_state\nrated")
    told.figure("rectified_rate", as_of="03-10").shows("overdue_to_rectify\n1")


def test_named_raters_are_asked_again(told):
    told.ratings("""
        case_no | rated | level | applicant_key | revisited | revisit_result
        1       | 03-02 | 4     | a             | 03-10     | satisfied
        2       | 03-02 | 4     | b             | 03-10     | basically
        3       | 03-02 | 4     | c             | 03-10     | dissatisfied
        4       | 03-02 | 5     | d             |           | not_reached
        5       | 03-02 | 5     |               | 03-10     | satisfied       # nobody knows who it was
        6       | 03-02 | 1     | e             | 03-10     | dissatisfied    # a good one
    """)
    told.figure("revisited_rate").shows("""
        named | nameless | revisited | satisfied_after | dissatisfied_after | not_reached | revisited_rate
        4     | 1        | 3         | 2               | 1                  | 1           | 3 / 4
    """)
    told.figure("negative_ratings").shows("""
        case_no | known_rater | rating_state | revisit_result
        3       | yes         | dissatisfied | dissatisfied
        4       | yes         | overdue      | not_reached
        1       | yes         | revisited    | satisfied
        2       | yes         | revisited    | basically
        5       | no          | revisited    | satisfied
    """)


def test_a_default_rating_has_no_rater(told):
    told.ratings("""
        case_no | rated | level | applicant_key | is_default
        1       | 03-02 | 4     | a             | yes
    """)
    told.figure("revisited_rate").shows("named | nameless | revisited_rate\n0 | 1 |")


def test_verdicts_and_answers_are_known_from_their_day(told):
    told.export("04-30")
    told.ratings("""
        case_no | rated | level | applicant_key | verified | verified_as | revisited | revisit_result
        1       | 03-02 | 5     | a             | 03-04    | untrue      | 03-06     | dissatisfied
        2       | 03-02 | 5     | b             |          | malicious   |           | satisfied
    """)
    told.figure("negative_ratings", as_of="03-03").shows("""
        case_no | rating_state | verified_on | verified_as | revisit_result
        1       | rated        |             |             |
        2       | excused      |             | malicious   | satisfied      # without a day: known with the export
    """)
    told.figure("negative_ratings", as_of="03-04").shows("""
        case_no | rating_state | verified_on | verified_as
        1       | excused      | 03-04       | untrue
        2       | excused      |             | malicious
    """)
    told.figure("rectified_rate", as_of="03-03").shows("excused | to_rectify\n1 | 1")
    told.figure("rectified_rate", as_of="03-04").shows("excused | to_rectify | rectified_rate\n2 | 0 |")
    told.figure("revisited_rate", as_of="03-05").shows("satisfied_after | dissatisfied_after\n1 | 0")
    told.figure("revisited_rate", as_of="03-06").shows("satisfied_after | dissatisfied_after\n1 | 1")


def test_a_rating_verified_and_not_yet_rectified_is_being_rectified(told):
    told.ratings("""
        case_no | rated | level | verified
        1       | 03-30 | 5     | 03-31
        2       | 03-30 | 5     |
    """)
    told.figure("negative_ratings").shows("""
        case_no | rating_state
        1       | rectifying
        2       | rated
    """)


def test_ratings_by_unit_with_what_became_of_them(told):
    told.ratings("""
        case_no | rated | unit | level | is_default | verified_as | rectified | applicant_key | revisited | revisit_result
        1       | 03-02 | 甲局 | 1     | yes        |             |           |               |           |
        2       | 03-02 | 甲局 | 2     |            |             |           | a             |           |
        3       | 03-02 | 甲局 | 4     |            | true        | 03-09     | b             | 03-10     | basically
        4       | 03-02 | 甲局 | 5     |            |             |           | c             |           |
        5       | 03-02 | 甲局 | 5     |            | untrue      |           |               |           |
        6       | 03-02 | 乙局 | 1     |            |             |           |               |           |
    """)
    told.figure("ratings_by_unit").shows("""
        unit_name | ratings | active_ratings | active_rate | positive_rate | active_positive_rate | negative | verified | excused | rectified_in_time | overdue_to_rectify | named | revisited | satisfied_after
        甲局      | 5       | 4              | 4 / 5       | 2 / 5         | 1 / 4                | 3        | 2        | 1       | 1                 | 1                  | 2     | 1         | 1
        乙局      | 1       | 1              | 1           | 1             | 1                    | 0        | 0        | 0       | 0                 | 0                  | 0     | 0         | 0
    """)


def test_both_rates_of_a_unit_have_their_interval(told):
    told.ratings("""
        case_no | rated | level | is_default
        1       | 03-02 | 1     | yes
        2       | 03-02 | 1     |
        3       | 03-02 | 5     |
    """)
    # Wilson's interval of 2 of 3, and of 1 of 2
    told.figure("rating_chain").shows("""
        low                 | high               | active_low          | active_high
        0.20765960080204784 | 0.9385080552796037 | 0.09453120573423074 | 0.9054687942657692
    """)


def test_ratings_are_cut_by_the_item_of_their_case(told):
    told.cases("""
        case_no | accepted | item_name
        1       | 03-02    | 甲事项
        2       | 03-02    | 乙事项
    """)
    told.ratings("""
        case_no | rated | level
        1       | 03-02 | 5
        2       | 03-02 | 1
        9       | 03-02 | 1        # of no case that an export tells
    """)
    told.figure("positive_rate", by=("item",)).shows("""
        item_name | ratings | positive
        甲事项    | 1       | 0
        乙事项    | 1       | 1
                  | 1       | 1
    """)


def test_what_no_export_tells_is_recorded_by_hand_and_told_apart(told):
    told.export("04-30")
    told.ratings("""
        case_no | rated       | level | applicant_key | verified | verified_as | rectified
        1       | 03-02 10:00 | 5     | a             |          |             |
        2       | 03-02 10:00 | 5     | b             | 03-03    | true        | 03-04
        3       | 03-02 10:00 | 5     | c             |          |             |
    """)
    told.rating_steps("""
        case_no | rated       | on    | step      | result     | by
        1       | 03-02 10:00 | 03-04 | verified  | partly     | 李
        1       | 03-02 10:00 | 03-09 | rectified |            | 王
        1       | 03-02 10:00 | 03-10 | revisited | satisfied  | 李
        2       | 03-02 10:00 | 03-05 | verified  | untrue     | 王    # the export tells it: it leads
        2       | 03-02 10:00 | 03-05 | rectified |            | 王
        3       | 03-02 10:00 | 03-05 | verified  | malicious  | 王
    """)
    told.figure("negative_ratings").shows("""
        case_no | rating_state | verified_as | verified_source | rectified_on | rectified_source | revisited_source | revisit_attempts | recorded_by
        1       | revisited    | partly      | register        | 03-09        | register         | register         | 1                | 李
        2       | rectified    | true        | export          | 03-04        | export           |                  | 0                | 王
        3       | excused      | malicious   | register        |              |                  |                  | 0                | 王
    """)
    told.figure("rectified_rate").shows("""
        negative | excused | to_rectify | rectified | rectified_by_hand | rectified_in_time | rectified_rate
        3        | 1       | 2          | 2         | 1                 | 2                 | 1
    """)
    told.figure("revisited_rate").shows("""
        named | revisited | revisited_by_hand | satisfied_after | revisited_rate
        3     | 1         | 1                 | 1               | 1 / 3
    """)
    told.figure("negative_ratings", as_of="03-08").shows("""
        case_no | rating_state | rectified_on
        1       | rectifying   |
        2       | rectified    | 03-04
        3       | excused      |
    """)


def test_who_stays_dissatisfied_is_rectified_once_more_and_asked_again(told):
    told.export("04-30")
    told.ratings("""
        case_no | rated       | level | rectified | revisited | revisit_result
        1       | 03-02 10:00 | 5     | 03-04     | 03-06     | dissatisfied
        2       | 03-02 10:00 | 5     | 03-04     | 03-06     | dissatisfied
        3       | 03-02 10:00 | 5     | 03-04     | 03-06     | dissatisfied
    """)
    told.rating_steps("""
        case_no | rated       | on    | step      | result
        2       | 03-02 10:00 | 03-10 | rectified |
        3       | 03-02 10:00 | 03-10 | rectified |
        3       | 03-02 10:00 | 03-11 | revisited | basically
    """)
    # five working days after the answer of 6 March
    told.figure("negative_ratings").shows("""
        case_no | rating_state | rectified_on | revisit_result | due_on | overdue_days
        1       | dissatisfied | 03-04        | dissatisfied   | 03-13  | 12
        2       | rectified    | 03-04        | dissatisfied   | 03-13  | 0
        3       | revisited    | 03-04        | basically      | 03-09  | 0
    """)


def test_who_is_not_reached_again_and_again_is_closed_as_not_reached(told):
    told.ratings("""
        case_no | rated       | level | rectified
        1       | 03-02 10:00 | 5     | 03-04
        2       | 03-02 10:00 | 5     | 03-04
    """)
    told.rating_steps("""
        case_no | rated       | on    | step      | result
        1       | 03-02 10:00 | 03-05 | revisited | not_reached
        1       | 03-02 10:00 | 03-06 | revisited | not_reached
        1       | 03-02 10:00 | 03-09 | revisited | not_reached
        2       | 03-02 10:00 | 03-05 | revisited | not_reached
        2       | 03-02 10:00 | 03-06 | revisited | satisfied
    """)
    told.figure("negative_ratings").shows("""
        case_no | rating_state | revisit_result | revisit_attempts
        1       | not_reached  | not_reached    | 3
        2       | revisited    | satisfied      | 2
    """)
    told.figure("revisited_rate").shows("named | revisited | not_reached\n0 | 0 | 0")  # nobody knows who they were


def test_a_complex_rating_has_the_longer_limit_and_a_step_taken_back_counts_no_more(told):
    told.ratings("""
        case_no | rated       | level
        1       | 03-02 10:00 | 5
        2       | 03-02 10:00 | 5
    """)
    told.rating_steps("""
        case_no | rated       | on    | step       | result | complex | takes_back
        1       | 03-02 10:00 | 03-03 | verified   | true   | yes     |
        2       | 03-02 10:00 | 03-03 | verified   | true   | yes     |
        2       | 03-02 10:00 | 03-05 | taken_back |        |         | 2
    """)
    told.figure("negative_ratings").shows("""
        case_no | rating_state | rectify_by | overdue_days
        2       | overdue      | 03-09      | 16
        1       | overdue      | 03-23      | 6
    """)
    told.figure("negative_ratings", as_of="03-04").shows("""
        case_no | rating_state | rectify_by
        1       | rectifying   | 03-23
        2       | rectifying   | 03-23
    """)
    told.figure("recorded_steps").shows("""
        case_no | rating_step | happened_on | is_complex | is_taken_back
        1       | verified    | 03-03       | yes        | no
        2       | verified    | 03-03       | yes        | yes
        2       | taken_back  | 03-05       | no         | no
    """)


def test_negative_ratings_to_rectify_are_reminded_of_and_ordered_like_cases(told):
    told.export("03-31")
    told.contacts("""
        unit | contact_name | phone
        甲局 | 李           | 0472
    """)
    told.ratings("""
        case_no | rated       | level | rectified
        1       | 03-02 10:00 | 5     |
        2       | 03-24 10:00 | 5     |
        3       | 03-02 10:00 | 5     | 03-30
        4       | 03-25 10:00 | 4     |
        5       | 03-30 10:00 | 4     |
    """)
    told.figure("reminders_due").shows("""
        subject | matter_no             | step     | due_on | overdue_days | is_late
        ratings | 1@2026-03-02T10:00:00 | past_due | 03-09  | 16           | yes
        ratings | 2@2026-03-24T10:00:00 | near_due | 03-31  | 0            | no
        ratings | 4@2026-03-25T10:00:00 | near_due | 04-01  | 0            | no
    """)
    told.figure("things_to_order").shows("""
        subject | case_no               | due_on | overdue_days | stage
        ratings | 1@2026-03-02T10:00:00 | 03-09  | 16           | overdue
    """)


def test_words_that_recur_are_counted_once_a_comment_and_never_as_a_part_of_themselves(told):
    told.ratings("""
        case_no | rated | unit | level | comment
        1       | 03-02 | 甲局 | 5     | 窗口态度差，窗口没人
        2       | 03-02 | 甲局 | 5     | 窗口态度差
        3       | 03-02 | 乙局 | 4     | 窗口态度差！
        4       | 03-02 | 乙局 | 4     | 窗口没人
        5       | 03-02 | 乙局 | 4     | 等太久
        6       | 03-02 | 乙局 | 1     | 等太久         # a good one
        7       | 03-02 | 乙局 | 4     |
    """)
    told.figure("comment_words").shows("""
        word       | comments | units
        窗口       | 4        | 2
        窗口态度差 | 3        | 2
    """)


def test_ratings_that_lack_case_time_or_unit_are_counted(told):
    told.cases("""
        case_no | accepted
        1       | 03-02
    """)
    told.ratings("""
        case_no | rated | unit | region_code | level
        1       | 03-02 | 甲局 | 150202      | 1
        9       | 03-02 | 甲局 | 150202      | 1      # no export tells this case
                | 03-02 | 甲局 | 150202      | 1
        1       |       | 甲局 | 150202      | 2      # counts on the day of its export
        1       | 03-03 |      |             | 3
    """)
    told.figure("ratings_lacking").shows("""
        ratings | without_case | case_not_told | without_time | without_unit
        5       | 1            | 1             | 1            | 1
    """)


def test_steps_of_a_rating_that_no_export_tells_any_more_are_listed_whatever_is_selected(told):
    told.ratings("""
        case_no | rated       | level | unit
        1       | 03-02 10:00 | 5     | 甲局
        2       | 03-02 10:00 | 2     | 甲局    # was negative once
        3       | 03-02 10:00 | 5     | 乙局
    """)
    told.rating_steps("""
        case_no | rated       | on    | step       | result | unit | takes_back
        1       | 03-02 10:00 | 03-04 | rectified  |        | 甲局 |
        2       | 03-02 10:00 | 03-03 | verified   | true   | 甲局 |
        2       | 03-02 10:00 | 03-04 | rectified  |        | 甲局 |
        3       | 03-02 10:00 | 03-04 | rectified  |        | 乙局 |
        4       | 03-03 10:00 | 03-04 | rectified  |        | 乙局 |           # its import was undone
        5       | 03-03 10:00 | 03-04 | rectified  |        | 乙局 |
        5       | 03-03 10:00 | 03-05 | taken_back |        | 乙局 | 6
        6       | 02-27 10:00 | 03-04 | rectified  |        | 乙局 |           # before the period
    """)
    told.figure("orphaned_steps").shows("""
        step_id | case_no | unit_name | rated_on | rating_step | happened_on | step_result
        5       | 4       | 乙局      | 03-03    | rectified   | 03-04       |
        2       | 2       | 甲局      | 03-02    | verified    | 03-03       | true
        3       | 2       | 甲局      | 03-02    | rectified   | 03-04       |
    """)
    told.figure("orphaned_steps", units="甲局").shows("""
        step_id | case_no
        2       | 2
        3       | 2
    """)
