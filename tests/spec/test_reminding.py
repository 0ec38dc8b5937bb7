"""The ladder's reminding steps: which one a case or message has reached on a day, and who is to be told."""

LADDER = {
    "cases": [
        {"step": "near_due", "does": "remind", "after": "near_due", "to": ["approver"]},
        {"step": "past_due", "does": "remind", "after": "due_day", "to": ["approver", "contact", "group"]},
        {"step": "urgent", "does": "remind", "after": "due_day", "days": 3, "to": ["leader"]},
        {"step": "order", "does": "order", "after": "due_day", "days": 5, "to": ["contact"]},
    ],
    "messages": [
        {"step": "near_due", "does": "remind", "after": "near_due", "to": ["contact"]},
        {"step": "past_due", "does": "remind", "after": "due_day", "to": ["contact"]},
    ],
}


def test_each_case_is_at_the_last_step_that_it_has_reached(told):
    told.under(ladder=LADDER)
    told.cases("""
        case_no | accepted | closed | limit
        green   | 03-31    |        | 5
        yellow  | 03-25    |        | 5         # due on 1 April, more than half is used
        late    | 03-20    |        | 6         # due on the 30th: 1 day over
        later   | 03-20    |        | 4         # due on the 26th: 3 days over
        ordered | 03-16    |        | 5         # due on the 23rd: 6 days over, beyond every reminder: the last one counts
        closed  | 03-20    | 03-31  | 4
    """)
    told.contacts("""
        unit | contact_name | phone
        甲局 | 王芳         | 0472-1
    """)
    told.figure("reminders_due").shows("""
        matter_no | step     | role    | contact_name | overdue_days | is_late
        ordered | urgent   | leader  |              | 6            | yes
        later   | urgent   | leader  |              | 3            | yes
        late    | past_due | contact | 王芳         | 1            | yes
        late    | past_due | group   |              | 1            | yes
        yellow  | near_due | contact | 王芳         | 0            | no
    """)


def test_a_message_is_near_due_on_its_last_working_day(told):
    told.under(ladder=LADDER)
    told.messages("""
        message_no | asked | answered
        1          | 03-25 |           # due on the 30th: late
        2          | 03-26 |           # due today
        3          | 03-27 |           # due on the next working day
        4          | 03-30 |           # two days left
        5          | 03-25 | 03-30
    """)
    told.figure("reminders_due").shows("""
        matter_no | subject  | step     | role    | contact_name | remaining_days
        1      | messages | past_due | contact |              | -1
        2      | messages | near_due | contact |              | 0
        3      | messages | near_due | contact |              | 1
    """)


def test_every_contact_of_the_unit_is_told(told):
    told.cases("""
        case_no | unit | accepted | limit
        1       | 甲局 | 03-20    | 6
        2       | 乙局 | 03-20    | 6
    """)
    told.contacts("""
        unit | contact_name | phone
        甲局 | 王芳         | 0472-1
        甲局 | 李强         | 0472-2
        丙局 | 赵敏         | 0472-3
    """)
    told.figure("reminders_due").shows("""
        matter_no | role    | contact_name
        1      | contact | 李强
        1      | contact | 王芳
        2      | contact |
    """)


def test_what_is_open_and_what_is_urgent_of_it(told):
    told.under(today={"within_days": 1})
    told.cases("""
        case_no | accepted | closed | limit
        late    | 03-20    |        | 6
        green   | 03-31    |        | 5
        closed  | 03-20    | 03-31  | 6
    """)
    told.messages("""
        message_no | asked
        M          | 03-30      # two days left
        N          | 03-27      # one
    """)
    told.figure("open_matters").shows("""
        subject  | matter_no | remaining_days | is_late
        cases    | late   | -1             | yes
        messages | N      | 1              | no
        messages | M      | 2              | no
        cases    | green  | 5              | no
    """)
    told.figure("urgent_matters").shows("""
        subject  | matter_no
        cases    | late
        messages | N
    """)
    told.figure("waiting_messages").shows("""
        messages_late | messages_due
        0             | 1
    """)
