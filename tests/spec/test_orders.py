"""Orders: what the ladder orders, how an order stands, what became of its lines. Due days of 5 working days from Monday 03-02: 03-09."""


def test_what_is_open_past_the_order_step_is_ordered_once(told):
    told.cases("""
        case_no | accepted | closed
        A       | 03-02    |          # due 03-09, 16 working days over
        B       | 03-23    |          # due 03-30: one working day over
        C       | 03-24    |          # due today
        D       | 03-02    | 03-27    # closed late: nothing to order
        E       | 03-03    |          # in an order that holds
        F       | 03-03    |          # in one that was withdrawn: ordered anew
        G       | 03-03    |          # struck from its order: ordered anew
        H       | 03-03    |          # in an order for another due day: ordered anew
    """)
    told.messages("""
        message_no | asked | answered
        M          | 03-02 |            # due 03-05
        N          | 03-02 | 03-20
    """)
    told.orders("""
        order | number | signed | receive_by | answer_by
        1     | 1      | 03-12  | 03-13      | 03-17
        2     | 2      | 03-12  | 03-13      | 03-17
        3     |        |        |            |             # a draft orders nothing yet
    """)
    told.order_lines("""
        line | order | case_no | due
        1    | 1     | E       | 03-10
        2    | 2     | F       | 03-10
        3    | 1     | G       | 03-10
        4    | 1     | H       | 03-06
        5    | 3     | A       | 03-09
    """)
    told.order_events("""
        order | on    | event     | line
        2     | 03-13 | withdrawn |
        1     | 03-12 | struck    | 3
    """)
    told.figure("things_to_order").shows("""
        subject  | case_no | due_on | overdue_days | began_on
        cases    | A       | 03-09  | 16           | 03-02
        cases    | F       | 03-10  | 15           | 03-03
        cases    | G       | 03-10  | 15           | 03-03
        cases    | H       | 03-10  | 15           | 03-03
        cases    | B       | 03-30  | 1            | 03-23
        messages | M       | 03-05  | 18           | 03-02
    """)


def test_the_ladder_says_from_which_day_on_it_orders(told):
    step = {"step": "order", "does": "order", "after": "due_day", "days": 16, "to": ("contact",)}
    told.under(ladder={"cases": (step,), "messages": ()})
    told.cases("""
        case_no | accepted
        A       | 03-02      # 16 working days over
        B       | 03-03      # 15
    """)
    told.messages("""
        message_no | asked
        M          | 03-02
    """)
    told.figure("things_to_order").shows("""
        subject | case_no
        cases   | A
    """)


def test_a_line_settles_or_becomes_void_by_later_exports(told):
    told.cases("""
        case_no | accepted | closed | unit
        A       | 03-02    |        | 甲局    # still open
        B       | 03-02    | 03-20  | 甲局    # closed: settled
        C       | 03-04    |        | 甲局    # its due day is another now
        D       | 03-02    |        | 乙局    # with another unit now
    """)
    told.orders("""
        order | number | signed | receive_by | answer_by
        1     | 7      | 03-12  | 03-13      | 03-17
    """)
    told.order_lines("""
        line | order | case_no | due
        1    | 1     | A       | 03-09
        2    | 1     | B       | 03-09
        3    | 1     | C       | 03-09
        4    | 1     | D       | 03-09
        5    | 1     | E       | 03-09    # no export tells it any more
        6    | 1     | F       | 03-09    # struck before the signing
    """)
    told.order_events("""
        order | on    | event  | line
        1     | 03-12 | struck | 6
    """)
    told.figure("order_line_list").shows("""
        line_id | case_no | line_state | void_reason | due_now | settled_on
        1       | A       | open       |             |         |
        2       | B       | settled    |             |         | 03-20
        3       | C       | void       | due_moved   | 03-11   |
        4       | D       | void       | gone        |         |
        5       | E       | void       | gone        |         |
    """)
    told.figure("orders_register").shows("""
        order_id | number | order_state | lines | settled | void | still_open
        1        | 7      | signed      | 5     | 1       | 3    | 1
    """)


def test_an_order_stands_as_the_last_that_happened_to_it(told):
    told.orders("""
        order | number | signed | receive_by | answer_by
        1     | 1      | 03-02  | 03-03      | 03-05
        2     | 2      | 03-02  | 03-03      | 03-05
        3     | 3      | 03-02  | 03-03      | 03-05
        4     | 4      | 03-02  | 03-03      | 03-05
        5     | 5      | 03-02  | 03-03      | 03-05
        6     | 6      | 03-30  | 03-31      | 04-02
        7     |        |        |            |
        8     |        |        |            |
    """)
    told.order_events("""
        order | on    | event     | answer_by
        1     | 03-02 | sent      |
        1     | 03-03 | received  |
        1     | 03-05 | answered  |              # in time
        1     | 03-06 | accepted  |
        2     | 03-04 | attempted |              # a call is no answer
        3     | 03-04 | extended  | 03-31
        4     | 03-05 | answered  |
        4     | 03-06 | returned  | 03-11        # an answer that was returned is none
        5     | 03-04 | withdrawn |
        8     | 03-02 | dropped   |              # gave way to another draft
    """)
    told.figure("orders_register").shows("""
        order_id | order_state | received_on | answer_by | answered_on | answer_overdue | answer_overdue_days | attempts
        7        | draft       |             |           |             | no             |                     | 0
        6        | signed      |             | 04-02     |             | no             |                     | 0
        5        | withdrawn   |             | 03-05     |             | no             |                     | 0
        4        | returned    | 03-05       | 03-11     |             | yes            | 14                  | 0
        3        | extended    |             | 03-31     |             | no             |                     | 0
        2        | signed      |             | 03-05     |             | yes            | 18                  | 1
        1        | accepted    | 03-03       | 03-05     | 03-05       | no             |                     | 0
    """)
    told.figure("orders_register", as_of="03-04", period="all").shows("""
        order_id | order_state | answer_by | answer_overdue
        7        | draft       |           | no
        5        | withdrawn   | 03-05     | no
        4        | signed      | 03-05     | no
        3        | extended    | 03-31     | no
        2        | signed      | 03-05     | no
        1        | received    | 03-05     | no
    """)


def test_units_are_measured_by_the_orders_signed_in_the_period(told):
    told.cases("""
        case_no | accepted
        A       | 03-02
    """)
    told.orders("""
        order | unit | number | signed | receive_by | answer_by
        1     | 甲局 | 1      | 03-02  | 03-03      | 03-05
        2     | 甲局 | 2      | 03-02  | 03-03      | 03-05
        3     | 甲局 | 3      | 03-02  | 03-03      | 03-05
        4     | 乙局 | 4      | 03-02  | 03-03      | 03-05
        5     | 乙局 | 5      | 02-27  | 03-02      | 03-04      # before the period
        6     | 丙局 |        |        |            |            # a draft
    """)
    told.order_events("""
        order | on    | event
        1     | 03-03 | received
        1     | 03-05 | answered     # 3 working days after the signing
        2     | 03-04 | received     # a day late
        2     | 03-09 | answered     # 5
    """)
    told.figure("orders_issued").shows("""
        issued | received_on_time | answered_on_time | overdue | median_answer_days
        4      | 1                | 1                | 2       | (3 + 5) / 2
    """)
    told.figure("orders_by_unit").shows("""
        unit_name | issued | received_on_time | answered_on_time | overdue | median_answer_days
        甲局      | 3      | 1                | 1                | 1       | 4
        乙局      | 1      | 0                | 0                | 1       |
    """)
    told.figure("signed_orders").shows("""
        number | order_state | answer_days | answer_overdue
        4      | signed      |             | yes
        3      | signed      |             | yes
        2      | answered    | 5           | no
        1      | answered    | 3           | no
    """)


def test_what_was_done_after_the_newest_data_shows_at_once_but_not_on_an_earlier_day(told):
    """Data up to 03-31; signed on 04-02, looked at on 04-10: a working day after the answer was due. Seen as of 03-30: nothing."""
    told.cases("""
        case_no | accepted
        A       | 03-31
    """)
    told.looked_at("04-10")
    told.orders("""
        order | number | signed | receive_by | answer_by
        1     | 1      | 04-02  | 04-03      | 04-09
    """)
    told.figure("orders_register").shows("""
        order_id | order_state | answer_overdue_days
        1        | signed      | 1
    """)
    told.figure("orders_by_unit").shows("""
        unit_name | issued | overdue
        甲局      | 1      | 1
    """)
    told.figure("orders_register", as_of="03-30", period="all").shows("""
        order_id | order_state
    """)


def test_the_life_of_an_order_and_its_answers_are_listed_in_their_order(told):
    told.orders("""
        order | number | signed      | receive_by | answer_by | words
        1     | 1      | 03-02 09:00 | 03-03      | 03-05     | 尽快
    """)
    told.order_events("""
        order | on          | event    | answer_by | text
        1     | 03-01 16:00 | worded   |           | 尽快
        1     | 03-03 10:00 | extended | 03-10     | 需评审
        1     | 03-04 11:00 | answered |           | 李
    """)
    told.order_answers("""
        order | on          | cause | measure | expected | by
        1     | 03-04 11:00 | 其他  | 补录    | 03-06    | 李
    """)
    told.figure("order_life").shows("""
        order_id | happened_at | event    | done_by | text   | answer_by
        1        | 03-01 16:00 | worded   | 李      | 尽快   |
        1        | 03-02 09:00 | signed   | 王      | 尽快   | 03-05
        1        | 03-03 10:00 | extended | 李      | 需评审 | 03-10
        1        | 03-04 11:00 | answered | 李      | 李     |
    """)
    told.figure("order_answers").shows("""
        order_id | cause | measure | expected_on | answered_by
        1        | 其他  | 补录    | 03-06       | 李
    """)


def test_contacts_with_a_phone_come_first(told):
    told.contacts("""
        unit | contact_name | phone
        甲局 | 丁           |
        甲局 | 王           | 13800000001
        乙局 | 李           | 13800000002
    """)
    told.figure("unit_contacts").shows("""
        unit_name | contact_name | phone
        乙局      | 李           | 13800000002
        甲局      | 王           | 13800000001
        甲局      | 丁           |
    """)


def test_what_was_done_about_a_case_stands_beside_it(told):
    told.cases("""
        case_no | accepted
        A       | 03-02
        B       | 03-02
    """)
    told.letters("""
        letter | on          | channel
        1      | 03-10 09:00 | mail
        2      | 03-11 09:00 | sms
    """)
    told.reminders("""
        letter | case_no
        1      | A
        2      | A
        2      | B
    """)
    told.letter_events("""
        letter | on          | attempt | event
        1      | 03-10 09:30 | 1       | sent
        2      | 04-02       | 1       | sent       # after the day looked at
    """)
    told.orders("""
        order | number | signed      | receive_by | answer_by
        1     | 7      | 03-12 08:00 | 03-13      | 03-17
        2     |        |             |            |              # a draft that gave way
    """)
    told.order_lines("""
        line | order | case_no | due
        1    | 1     | A       | 03-09
        2    | 1     | B       | 03-09
        3    | 2     | A       | 03-09
    """)
    told.order_events("""
        order | on          | event    | line | text | answer_by
        1     | 03-12 07:00 | struck   | 2    |      |            # B is in no order
        1     | 03-12 07:30 | worded   |      | 尽快 |
        1     | 03-13 10:00 | received |      |      |
        1     | 03-16 10:00 | extended |      | 评审 | 03-20
        2     | 03-13 10:00 | dropped  |      |      |
    """)
    told.figure("case_supervision").shows("""
        case_no | happened_at | deed     | letter_state | sent_by | event    | number | answer_by
        A       | 03-10 09:30 | reminder | sent         | mail    |          |        |
        A       | 03-11 09:00 | reminder | queued       | sms     |          |        |
        A       | 03-12 08:00 | order    |              |         | drafted  | 7      |
        A       | 03-12 08:00 | order    |              |         | signed   | 7      | 03-17
        A       | 03-13 10:00 | order    |              |         | received | 7      |
        A       | 03-16 10:00 | order    |              |         | extended | 7      | 03-20
        B       | 03-11 09:00 | reminder | queued       | sms     |          |        |
    """)


def test_a_late_unit_stands_beside_its_contact_and_what_it_owes(told):
    told.cases("""
        case_no | unit | accepted | limit | closed
        A       | 甲局 | 03-02    | 5     |          # open past its due day
        B       | 甲局 | 03-02    | 5     | 03-12    # closed late
        C       | 乙局 | 03-02    | 5     | 03-12
        D       | 丙局 | 03-02    | 5     | 03-06    # on time
    """)
    told.contacts("""
        unit | contact_name | phone
        甲局 | 王芳         | 0472-2
    """)
    told.orders("""
        order | unit | number | signed | receive_by | answer_by
        1     | 甲局 | 1      | 03-12  | 03-13      | 03-17
        2     | 甲局 | 2      | 03-31  | 04-01      | 04-03
        3     | 甲局 | 3      | 03-12  | 03-13      | 03-17
        4     | 丙局 | 4      | 03-12  | 03-13      | 03-17
        5     | 甲局 |        |        |            |
    """)
    told.order_lines("""
        line | order | case_no | due
        1    | 1     | A       | 03-09
        2    | 1     | B       | 03-09
    """)
    told.order_events("""
        order | on    | event
        3     | 03-16 | answered
    """)
    told.figure("orders_waiting").shows("""
        orders_out | answers_overdue | lines_open
        3          | 2               | 1
    """)
    told.figure("orders_waiting", by=("unit",)).shows("""
        unit_name | orders_out | answers_overdue
        甲局      | 2          | 1
        丙局      | 1          | 1
    """)
    told.figure("late_units").shows("""
        unit_name | missed | open_overdue | contact_name | phone  | orders_out | answers_overdue
        甲局      | 2      | 1            | 王芳         | 0472-2 | 2          | 1
        乙局      | 1      | 0            |              |        | 0          | 0
    """)


def test_where_nothing_was_ordered_nothing_is_out(told):
    told.cases("""
        case_no | accepted | limit
        A       | 03-02    | 5
    """)
    told.figure("orders_waiting").shows("""
        orders_out | answers_overdue | lines_open
        0          | 0               | 0
    """)


def test_the_letters_of_an_order_are_told_with_what_became_of_them(told):
    told.orders("""
        order | number | signed | receive_by | answer_by
        1     | 1      | 03-12  | 03-13      | 03-17
    """)
    told.letters("""
        letter | on    | channel
        1      | 03-12 | mail
        2      | 03-12 | mail
    """)
    told.order_letters("""
        order | letter
        1     | 2
    """)
    told.letter_events("""
        letter | on    | attempt | event  | said
        2      | 03-12 | 1       | sent   | SMTP 250
    """)
    told.figure("order_letters").shows("""
        order_id | letter_id | letter_on | sent_by | letter_state | tries | said
        1        | 2         | 03-12     | mail    | sent         | 1     | SMTP 250
    """)
