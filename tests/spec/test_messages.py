"""Messages: answered within 3 working days of being asked, by unit, kind and month. Monday 03-02 is due on Thursday 03-05."""


def test_messages_fall_into_four_groups(told):
    told.messages("""
        message_no | asked       | answered
        A          | 03-02 09:00 | 03-05 17:00    # on the due day: on time
        B          | 03-02       | 03-06          # late
        C          | 03-02       |                # unanswered and overdue
        D          | 03-26       |                # due 03-31: not yet due
        E          | 03-26       | 03-27          # answered, but its day is not over: left out too
        F          | 03-30       |                # due 04-02, after the period
        G          | 02-24       | 02-25          # due 02-27, before it
    """)
    told.figure("message_compliance").shows("""
        due | on_time | late | unanswered_overdue | not_yet_due | message_compliance
        3   | 1       | 1    | 1                  | 2           | 1 / 3
    """)
    told.figure("due_messages").shows("""
        message_no | due_on | message_group      | response_days | overdue_days | remaining_days
        C          | 03-05  | unanswered_overdue |               | 18           | -18
        B          | 03-05  | late               | 4             | 1            |
        A          | 03-05  | on_time            | 3             | 0            |
        D          | 03-31  | not_yet_due        |               | 0            | 0
        E          | 03-31  | not_yet_due        | 1             | 0            |
    """)
    told.figure("open_messages").shows("""
        message_no | remaining_days | overdue_days | message_group
        C          | -18            | 18           | unanswered_overdue
        D          | 0              | 0            | not_yet_due
        F          | 2              | 0            | not_yet_due
    """)


def test_an_answer_after_the_as_of_day_is_not_known_yet(told):
    told.export("04-30")
    told.messages("""
        message_no | asked | answered
        A          | 03-02 | 03-11
        B          | 03-10 | 03-11
        C          | 03-11 | 03-12     # not asked yet
    """)
    told.figure("due_messages", as_of="03-10").shows("""
        message_no | message_group      | answered_at | response_days | overdue_days
        A          | unanswered_overdue |             |               | 3
        B          | not_yet_due        |             |               | 0
    """)
    told.figure("due_messages", as_of="03-11").shows("""
        message_no | message_group | answered_at | response_days | overdue_days
        A          | late          | 03-11       | 7             | 4
        B          | not_yet_due   | 03-11       | 1             | 0
        C          | not_yet_due   |             |               | 0
    """)


def test_no_message_due_no_rate(told):
    told.messages("""
        message_no | asked | message_kind
        A          | 03-30 | question
        B          | 03-26 | question       # due 03-31
    """)
    for key in ("message_compliance", "messages_by_unit", "messages_by_kind", "messages_by_month"):
        told.figure(key).shows("""
            due | not_yet_due | message_compliance
            0   | 1           |
        """)


UNITS = """
    message_no | asked | answered | unit | message_kind | times
    A          | 03-02 | 03-03    | 甲局 | question     | 27
    B          | 03-02 | 03-10    | 甲局 | question     | 3
    C          | 03-02 | 03-03    | 乙局 | complaint    | 1
    D          | 03-02 |          | 丙局 | complaint    | 1
    E          | 03-26 |          | 丙局 | help         | 1        # due 03-31
    F          | 02-10 | 02-28    | 丙局 | help         | 1        # due 02-13
    G          | 03-02 |          | 丁局 | suggestion   | 2
"""


def test_units_answer_on_time_the_worst_first(told):
    told.messages(UNITS)
    told.figure("messages_by_unit").shows("""
        unit_name | due | on_time | late | unanswered_overdue | not_yet_due | message_compliance | low    | high   | ranked
        丁局      | 2   | 0       | 0    | 2                  | 0           | 0                  | 0      | ~0.658 | no
        丙局      | 1   | 0       | 0    | 1                  | 1           | 0                  | 0      | ~0.793 | no
        甲局      | 30  | 27      | 3    | 0                  | 0           | 27 / 30            | ~0.744 | ~0.965 | yes
        乙局      | 1   | 1       | 0    | 0                  | 0           | 1                  | ~0.207 | 1      | no
    """)


def test_units_that_answer_alike_stand_by_their_count_and_name(told):
    told.messages("""
        message_no | asked | answered | unit | message_kind
        A          | 03-02 | 03-03    | 甲局 | question
        B          | 03-02 | 03-03    | 乙局 | suggestion
        C          | 03-02 | 03-03    | 丙局 | help
        D          | 03-02 | 03-03    | 丙局 | help
    """)
    told.figure("messages_by_unit").shows("""
        unit_name | due
        丙局      | 2
        乙局      | 1
        甲局      | 1
    """)
    told.figure("messages_by_kind").shows("""
        message_kind | due
        help         | 2
        question     | 1
        suggestion   | 1
    """)


def test_kinds_of_messages(told):
    told.messages(UNITS)
    told.figure("messages_by_kind").shows("""
        message_kind | due | on_time | late | unanswered_overdue | not_yet_due | message_compliance
        suggestion   | 2   | 0       | 0    | 2                  | 0           | 0
        complaint    | 2   | 1       | 0    | 1                  | 0           | 1 / 2
        question     | 30  | 27      | 3    | 0                  | 0           | 27 / 30
        help         | 0   | 0       | 0    | 0                  | 1           |
    """)


def test_months_of_the_due_days(told):
    told.messages(UNITS)
    told.figure("messages_by_month", period="all").shows("""
        month | due | on_time | late | unanswered_overdue | not_yet_due | message_compliance
        02-01 | 1   | 0       | 1    | 0                  | 0           | 0
        03-01 | 34  | 28      | 3    | 3                  | 1           | 28 / 34
    """)


def test_working_days_to_the_answer(told):
    told.messages("""
        message_no | asked | answered
        A          | 03-02 | 03-02
        B          | 03-06 | 03-09     # over a weekend: 1
        C          | 03-02 | 03-03
        D          | 03-02 | 03-16     # 10
        E          | 03-02 | 03-17     # 11
        F          | 03-02 | 03-18     # 12
        G          | 03-02 |
        H          | 03-02 | 03-04     # 2
    """)
    for key, by in (("answer_days", ("days",)), ("response_days", ())):
        told.figure(key, by=by).shows("""
            days | messages
            0    | 1
            1    | 2
            2    | 1
            10   | 1
            > 10 | 2
        """)
    told.figure("answered_messages").shows("""
        message_no | response_days
        F          | 12
        E          | 11
        D          | 10
        H          | 2
        C          | 1
        B          | 1
        A          | 0
    """)


def test_the_earliest_answer_counts(told):
    told.export("03-13")
    told.messages("""
        message_no | asked | answered
        A          | 03-02 | 03-04
        A          | 03-02 | 03-10      # answered again
        B          | 03-02 | 03-10
    """)
    told.export("03-20")
    told.messages("""
        message_no | asked | answered
        A          | 03-02 | 03-18      # and once more, in a later export
        B          | 03-02 | 03-04      # the earlier answer was told later
    """)
    told.figure("due_messages").shows("""
        message_no | answered_at | message_group
        A          | 03-04       | on_time
        B          | 03-04       | on_time
    """)


def test_the_newest_export_tells_what_a_message_is(told):
    told.export("03-13")
    told.messages("""
        message_no | asked | unit | platform
        A          | 03-02 | 甲局 | nmg
        A          | 03-03 | 丙局 | baotou     # another platform, another message
    """)
    told.export("03-20")
    told.messages("""
        message_no | asked | unit
        A          | 03-02 | 乙局
    """)
    told.figure("open_messages").shows("""
        platform | message_no | unit_name
        nmg      | A          | 乙局
        baotou   | A          | 丙局
    """)


def test_a_message_limit_is_a_setting(told):
    told.under(limits={"message_days": 5})
    told.messages("""
        message_no | asked | answered | due
        A          | 03-02 | 03-09    | 03-04    # the platform's own day does not lead
        B          | 03-02 | 03-10    |
    """)
    told.figure("due_messages").shows("""
        message_no | due_on | message_group | overdue_days
        B          | 03-09  | late          | 1
        A          | 03-09  | on_time       | 0
    """)


def test_the_platforms_due_day_of_a_message_leads_where_the_bureau_says_so(told):
    told.under(deadline={"leads": "platform"})
    told.messages("""
        message_no | asked | answered    | due
        A          | 03-02 | 03-09       | 03-09
        B          | 03-02 | 03-09       |
        C          | 03-02 | 03-09 18:00 | 03-09 12:00    # a day is a day
    """)
    told.figure("due_messages").shows("""
        message_no | due_on | message_group
        B          | 03-05  | late
        A          | 03-09  | on_time
        C          | 03-09  | on_time
    """)


def test_a_due_instant_of_a_message_is_judged_to_the_second(told):
    told.messages(
        """
        message_no | asked | answered       | due
        A          | 03-02 | 03-04 12:00    | 03-04 12:00
        B          | 03-02 | 03-04 12:00:01 | 03-04 12:00
        C          | 03-02 | 03-05 17:00    |
        D          | 03-02 | 03-04 17:00    | 03-04          # a day ends with that day
    """,
        deadline="instant",
    )
    told.figure("due_messages", period="all").shows("""
        message_no | due_on | message_group
        A          | 03-04  | on_time
        B          | 03-04  | late
        C          | 03-05  | on_time
        D          | 03-04  | on_time
    """)


def test_answers_that_took_as_long_stand_in_the_order_they_were_asked(told):
    told.messages("""
        message_no | asked       | answered | platform
        B          | 03-02 10:00 | 03-04    | nmg
        A          | 03-02 11:00 | 03-04    | nmg
        D          | 03-02 10:00 | 03-04    | nmg
        D          | 03-02 10:00 | 03-04    | baotou
    """)
    told.figure("answered_messages").shows("""
        message_no | platform
        B          | nmg
        D          | baotou
        D          | nmg
        A          | nmg
    """)


def test_open_messages_with_the_same_days_left_stand_in_the_order_they_were_asked(told):
    told.messages("""
        message_no | asked       | platform
        B          | 03-02 10:00 | nmg
        A          | 03-02 11:00 | nmg
        C          | 03-02 10:00 | nmg
        C          | 03-02 10:00 | baotou
        D          | 03-27       | nmg
    """)
    told.figure("open_messages").shows("""
        message_no | platform
        B          | nmg
        C          | baotou
        C          | nmg
        A          | nmg
        D          | nmg
    """)
    told.figure("due_messages", period="all").shows("""
        message_no | platform
        B          | nmg
        C          | baotou
        C          | nmg
        A          | nmg
        D          | nmg
    """)


def test_an_answer_given_by_its_day_alone_is_not_before_a_question_of_that_day(told):
    told.messages("""
        message_no | asked       | answered
        A          | 03-02 10:00 | 03-02              # the day only: as early as can be
        A          | 03-02 10:00 | 03-20 11:00
        B          | 03-02 10:00 | 03-02 09:00        # an hour before it was asked: a typing error
        B          | 03-02 10:00 | 03-20 11:00
    """)
    told.figure("due_messages", period="all").shows("""
        message_no | answered_at | message_group
        B          | 03-20 11:00 | late
        A          | 03-02       | on_time
    """)


def test_the_hour_of_a_clock_change_judges_no_answer_wrongly(told):
    """On 25 October the clocks of Amsterdam go from 03:00 back to 02:00: what looks earlier may be later."""
    told.export("10-31")
    told.messages(
        """
        message_no | asked | due         | due_utc     | answered    | answered_utc
        A          | 10-20 | 10-25 02:30 | 10-25 00:30 | 10-25 02:15 | 10-25 01:15    # 45 minutes late
        B          | 10-20 | 10-25 02:15 | 10-25 01:15 | 10-25 02:30 | 10-25 00:30    # 45 minutes early
    """,
        deadline="instant",
    )
    told.figure("due_messages", period="all", as_of="10-31").shows("""
        message_no | message_group
        A          | late
        B          | on_time
    """)


def test_which_of_several_rows_tells_what_was_answered_and_until_when(told):
    told.under(deadline={"leads": "platform"}, findings={"boilerplate_messages": 2})
    told.export("03-20")
    told.messages("""
        message_no | asked       | due         | answered | answer | unit | region_code
        A          | 03-03 10:00 | 03-03       |          |        | 甲局 | 150202       # the day on which it was asked
        B          | 03-03 10:00 | 03-02 17:00 |          |        | 甲局 | 150202       # before it: decides nothing
        C          | 03-03       |             | 03-05    | 甲     | 甲局 | 150202
        D          | 03-03       |             | 03-05    |        | 甲局 | 150202       # its text comes later
        E          | 03-03       |             | 03-05    | 旧     | 甲局 | 150202
        E          | 03-03       |             | 03-05    | 新     | 甲局 | 150202       # the last line
        F          | 03-03       |             |          |        | 甲局 | 159999       # an area that no table knows
        C2         | 03-03       |             | 03-05    | 甲     | 甲局 | 150202
        D2         | 03-03       |             | 03-05    | 后来的 | 甲局 | 150202
        E2         | 03-03       |             | 03-05    | 新     | 甲局 | 150202
    """)
    told.export("03-13")
    told.messages("""
        message_no | asked | answered | answer
        C          | 03-03 | 03-05    | 更旧             # imported later, told earlier
    """)
    told.export("03-27")
    told.messages("""
        message_no | asked | answered | answer
        D          | 03-03 | 03-09    | 后来的
    """)
    told.figure("due_messages").shows("""
        message_no | due_on | answered_at | message_group      | import_id | line
        A          | 03-03  |             | unanswered_overdue | 001       | 2
        F          | 03-06  |             | unanswered_overdue | 001       | 8
        B          | 03-06  |             | unanswered_overdue | 001       | 3
        C          | 03-06  | 03-05       | on_time            | 001       | 4
        C2         | 03-06  | 03-05       | on_time            | 001       | 9
        D          | 03-06  | 03-05       | on_time            | 003       | 2
        D2         | 03-06  | 03-05       | on_time            | 001       | 10
        E          | 03-06  | 03-05       | on_time            | 001       | 7
        E2         | 03-06  | 03-05       | on_time            | 001       | 11
    """)
    told.figure("due_messages", areas="159999").shows("message_no\nF")
    told.figure("finding_boilerplate_replies_messages").shows("""
        message_no | answer
        C          | 甲
        C2         | 甲
        D          | 后来的
        D2         | 后来的
        E          | 新
        E2         | 新
    """)


def test_messages_and_ratings_count_on_the_calendar_of_their_export(told):
    told.export("08-31")
    for calendar, number in (("CN", "A"), ("NL", "B")):  # in CN the Saturday 08-08 counts
        told.messages(f"message_no | asked | answered\n{number} | 08-06 | 08-11", calendar=calendar)
        told.ratings(f"case_no | rated\n{number} | 08-06", calendar=calendar)
    told.figure("due_messages", period="all", as_of="08-31").shows("""
        message_no | due_on | response_days | message_group | overdue_days
        A          | 08-10  | 4             | late          | 1
        B          | 08-11  | 3             | on_time       | 0
    """)
    told.figure("ratings_given", period="all", as_of="08-31").shows("""
        case_no | rectify_by
        A       | 08-13
        B       | 08-14
    """)


def test_of_two_exports_of_one_day_the_later_import_tells_messages_and_ratings(told):
    for unit, level in (("甲局", "1"), ("乙局", "5"), ("丙局", "3")):
        told.export("03-13")
        told.messages(f"message_no | asked | unit\nA | 03-02 | {unit}")
        told.ratings(f"case_no | rated | level\nA | 03-02 | {level}")
    told.figure("open_messages").shows("unit_name\n丙局")
    told.figure("ratings_given").shows("level\n3")


def test_kinds_of_messages_may_have_limits_of_their_own(told):
    told.under(limits={"message_days_by_kind": {"complaint": 5}})
    told.messages("""
        message_no | asked | message_kind
        A          | 03-02 | complaint
        B          | 03-02 | question
        C          | 03-02 |
    """)
    told.figure("due_messages").shows("""
        message_no | due_on
        B          | 03-05
        C          | 03-05
        A          | 03-09
    """)


def test_how_long_answers_take(told):
    told.messages("""
        message_no | asked | answered | unit
        A          | 03-02 | 03-02    | 甲局
        B          | 03-02 | 03-04    | 甲局
        C          | 03-02 | 03-10    | 甲局    # six working days
        D          | 03-02 |          | 甲局
        E          | 03-02 | 03-05    | 乙局
    """)
    # half of 0, 2, 6 took at most 2; nine of ten lie at 80 % of the way from 2 to 6
    told.figure("answer_speed", by=("unit",)).shows("""
        unit_name | messages | median_days | p90_days
        乙局      | 1        | 3           | 3
        甲局      | 3        | 2           | 5.2
    """)


def test_asked_again_by_the_same_applicant_or_in_the_same_words(told):
    told.export("04-30")
    told.messages("""
        message_no | asked       | applicant_key | title | content
        A          | 02-02       | a             | 甲    | 一
        B          | 03-04       | a             | 乙    | 二       # 30 days after A
        C          | 04-04       | a             | 丙    | 三       # 31 days after B
        D          | 03-05       |               | 甲    | 四
        E          | 03-06       |               | 甲    | 四       # the words of D
        F          | 03-06 10:00 | f             | 乙    | 四       # under another title
        G          | 03-06 11:00 | f             | 己    | 五
        H          | 03-07       |               | 庚    |
        I          | 03-08       |               | 庚    |          # nothing was said that could be said again
    """)
    told.figure("asked_again_rate", period="all", as_of="04-30").shows("""
        messages | asked_again | asked_again_rate
        9        | 3           | 3 / 9
    """)
    told.figure("asked_messages", period="all", as_of="04-30").shows("""
        message_no | asked_again | asked_before_on
        G          | yes         | 03-06
        E          | yes         | 03-05
        B          | yes         | 02-02
        C          | no          | 03-04
        I          | no          |
        H          | no          |
        F          | no          |
        D          | no          |
        A          | no          |
    """)


def test_the_newest_message_before_counts_whoever_or_whatever_it_repeats(told):
    told.messages("""
        message_no | asked | applicant_key | title | content
        A          | 03-02 | a             | 甲    | 一
        B          | 03-05 |               | 乙    | 二
        C          | 03-06 | a             | 乙    | 二
    """)
    told.figure("asked_messages").shows("""
        message_no | asked_before_on
        C          | 03-05
        B          |
        A          |
    """)


def test_how_soon_a_message_counts_as_asked_again_is_a_setting(told):
    told.under(limits={"asked_again_days": 2})
    told.messages("""
        message_no | asked | applicant_key
        A          | 03-02 | a
        B          | 03-04 | a
        C          | 03-07 | a
    """)
    told.figure("asked_again_rate").shows("messages | asked_again\n3 | 1")


def test_what_the_platform_extends_is_counted_and_what_was_on_time_only_by_that(told):
    told.messages("""
        message_no | asked | due_at | answered
        1          | 03-02 | 03-05  | 03-04     # its limit is three working days: 5 March
        2          | 03-02 | 03-10  | 03-04     # extended without need
        3          | 03-02 | 03-10  | 03-09     # on time only by its extension
        4          | 03-02 | 03-10  | 03-11     # late all the same
        5          | 03-02 |        | 03-09     # late, and nobody extended it
    """)
    told.figure("extended_messages").shows("""
        messages | extended | extended_share | only_thanks | extension_share
        5        | 3        | 3 / 5          | 1           | 1 / 5
    """)


def test_each_kind_has_its_limit_beside_the_time_that_it_takes(told):
    told.under(limits={"message_days_by_kind": {"complaint": 5}})
    told.messages("""
        message_no | asked | message_kind | answered
        1          | 03-02 | complaint    | 03-06
        2          | 03-02 | question     | 03-03
        3          | 03-02 | question     | 03-05
    """)
    told.figure("answer_limits", by=("kind",)).shows("""
        message_kind | messages | shortest_limit | longest_limit | median_days | p90_days | asked_again
        question     | 2        | 3              | 3             | 2           | 2.8      | 0
        complaint    | 1        | 5              | 5             | 4           | 4        | 0
    """)


def test_response_solution_and_satisfaction_are_shares_of_what_is_told_of_them(told):
    told.messages("""
        message_no | asked | answered | unit | responded_as | solved_as | satisfied_as
        1          | 03-02 | 03-04    | 甲局 | yes          | solved    | satisfied
        2          | 03-02 | 03-04    | 甲局 | yes          | partly    | basically
        3          | 03-02 | 03-04    | 甲局 | no           | unsolved  | dissatisfied
        4          | 03-02 | 03-04    | 甲局 | yes          |           |
        5          | 03-02 | 03-04    | 乙局 |              |           |               # answered: nobody says solved
        6          | 03-02 | 03-30    | 乙局 | yes          | solved    | satisfied     # told with its answer
    """)
    told.figure("message_resolution", by=("unit",)).shows("""
        unit_name | messages | response_told | responded | response_rate | solution_told | solved | solved_partly | solution_rate | satisfaction_told | contented | satisfaction_rate
        甲局      | 4        | 4             | 3         | 3 / 4         | 3             | 1      | 1             | 1 / 3         | 3                 | 2         | 2 / 3
        乙局      | 2        | 1             | 1         | 1             | 1             | 1      | 0             | 1             | 1                 | 1         | 1
    """)
    told.figure("message_resolution", units="乙局", as_of="03-13").shows("""
        messages | response_told | response_rate | solution_rate | satisfaction_rate | solution_low
        2        | 0             |               |               |                   |
    """)
    # Wilson at 95 %: 1 of 3 lies between 6.15 and 79.23 %
    told.figure("message_resolution", units="甲局").shows("""
        solution_low | solution_high
        ~0.0615      | ~0.7923
    """)
