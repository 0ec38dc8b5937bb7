"""What the register tells of reminders: what became of each letter, by unit, and what was closed after it."""


def test_the_state_of_a_letter_is_what_happened_last(told):
    told.letters("""
        letter | on    | channel | not_before
        1      | 03-20 | mail    |
        2      | 03-20 | mail    | 03-23         # written on Friday evening, for Monday
        3      | 03-20 | copy    |
        4      | 03-20 | mail    |
        5      | 03-20 | mail    |
        6      | 03-20 | mail    |
        7      | 03-20 | mail    |
        8      | 03-20 | mail    |
        9      | 03-20 | mail    |
    """)
    told.letter_events("""
        letter | on    | attempt | event     | said
        4      | 03-23 | 1       | claimed   |
        5      | 03-23 | 1       | claimed   |
        5      | 03-23 | 1       | sent      | errcode 0
        6      | 03-23 | 1       | claimed   |
        6      | 03-23 | 1       | failed    | HTTP 500
        7      | 03-23 | 4       | claimed   |
        7      | 03-23 | 4       | failed    | HTTP 500
        8      | 03-23 | 1       | cancelled | closed meanwhile
        9      | 03-23 | 1       | claimed   |
        9      | 03-24 | 1       | unknown   |
        2      | 04-01 | 1       | sent      |              # after the as-of day
    """)
    told.figure("letters").shows("""
        letter_id | letter_state | tries | said
        1         | queued       | 0     |
        2         | held         | 0     |
        3         | to_copy      | 0     |
        4         | sending      | 1     |
        5         | sent         | 1     | errcode 0
        6         | retrying     | 1     | HTTP 500
        7         | failed       | 4     | HTTP 500
        8         | cancelled    | 1     | closed meanwhile
        9         | unknown      | 1     |
    """)


def test_what_became_of_the_reminders_of_each_unit(told):
    told.letters("""
        letter | on    | unit
        1      | 03-20 | 甲局
        2      | 03-20 | 乙局
        3      | 03-23 | 甲局
        4      | 02-27 | 甲局      # before the period
    """)
    told.reminders("""
        letter | case_no | subject
        1      | A       | cases
        1      | B       | cases
        1      | M       | messages
        2      | C       | cases
        3      | A       | cases
        4      | A       | cases
    """)
    told.letter_events("""
        letter | on    | attempt | event
        1      | 03-20 | 1       | sent
        2      | 03-20 | 1       | refused
    """)
    told.figure("reminders").shows("""
        reminders | letters | reminded_cases | reminded_messages | reminders_sent | reminders_waiting | reminders_failed
        5         | 3       | 3              | 1                 | 3              | 1                 | 1
    """)
    told.figure("reminders_by_unit").shows("""
        unit_name | reminders | letters | reminders_sent | reminders_waiting | reminders_failed | reminders_cancelled
        甲局      | 4         | 2       | 3              | 1                 | 0                | 0
        乙局      | 1         | 1       | 0              | 0                 | 1                | 0
    """)
    told.figure("reminders_fired").shows("""
        letter_on | unit_name | matter_no | subject  | letter_state | sent_on
        03-23     | 甲局      | A         | cases    | queued       |
        03-20     | 乙局      | C         | cases    | refused      |
        03-20     | 甲局      | A         | cases    | sent         | 03-20
        03-20     | 甲局      | B         | cases    | sent         | 03-20
        03-20     | 甲局      | M         | messages | sent         | 03-20
    """)


def test_what_was_closed_after_a_reminder_beside_what_got_none(told):
    # limit 6, accepted on Friday 13 March: due on Monday the 23rd; reminded on Tuesday the 24th, one working day over
    told.cases("""
        case_no | item | unit | accepted | closed | limit
        R1      | A    | 甲局 | 03-13    | 03-25  | 6         # 1 working day after
        R2      | A    | 甲局 | 03-13    | 03-27  | 6         # 3
        R3      | A    | 甲局 | 03-13    |        | 6
        R4      | A    | 甲局 | 03-13    | 03-24  | 6         # on the very day: not open at its end
        N1      | A    | 甲局 | 03-06    | 03-18  | 6         # due on the 16th, as far on the 17th: 1 after
        N2      | A    | 甲局 | 03-06    |        | 6
        N3      | A    | 甲局 | 03-06    | 03-12  | 6         # closed before it was as far
        N4      | B    | 甲局 | 03-06    |        | 6         # another item
        N5      | A    | 乙局 | 03-06    |        | 6         # another unit
        N6      | A    | 甲局 | 03-30    | 03-31  | 6         # not that far yet
    """)
    told.letters("""
        letter | on
        1      | 03-24
        2      | 03-30     # less than five working days ago
    """)
    told.reminders("""
        letter | case_no
        1      | R1
        1      | R2
        1      | R3
        1      | R4
        2      | R3        # only the first reminder counts
    """)
    told.letter_events("""
        letter | on    | attempt | event
        1      | 03-24 | 1       | sent
        2      | 03-30 | 1       | sent
    """)
    told.figure("after_reminder").shows("""
        reminded_or_not | within_days | cases | closed | closed_share
        reminded        | 1           | 3     | 1      | 1/3
        reminded        | 3           | 3     | 2      | 2/3
        reminded        | 5           | 3     | 2      | 2/3
        not_reminded    | 1           | 2     | 1      | 1/2
        not_reminded    | 3           | 2     | 1      | 1/2
        not_reminded    | 5           | 2     | 1      | 1/2
    """)
    # Wilson, z = 1.96: 1 of 3 lies between 0.0615 and 0.7923
    first, *_ = told.figure("after_reminder").rows()
    assert (round(first["low"], 4), round(first["high"], 4)) == (0.0615, 0.7923)


def test_calls_and_copied_texts_are_listed_the_last_first(told):
    told.attempts("""
        on    | kind          | unit | note
        03-20 | urged_by_phone | 甲局 | 说周一办结
        03-23 | text_copied    | 乙局 | 【办件催办】
        03-23 | note           | 乙局 | 与催办无关      # a note of another kind
        04-01 | urged_by_phone | 甲局 | 之后           # after the as-of day
    """)
    told.figure("urging_attempts").shows("""
        urged_on | attempt        | unit_name | urged_by | note
        03-23    | text_copied    | 乙局      | 李       | 【办件催办】
        03-20    | urged_by_phone | 甲局      | 李       | 说周一办结
    """)


def test_the_runs_of_the_reminders_are_listed_the_last_first(told):
    told.runs("""
        at    | job    | outcome | detail
        03-20 | remind | done    | 1
        03-23 | remind | refused | 2
        03-23 | other  | done    | 3
        04-01 | remind | done    | 4       # after the as-of day
    """)
    told.figure("reminder_runs").shows("""
        run_at | outcome_of_run | detail
        03-23  | refused        | 2
        03-20  | done           | 1
    """)
