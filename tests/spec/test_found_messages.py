"""Which row tells a message, a rating, a contact: ties, platforms, guesses, what one of two clocks does not say."""

from hashlib import md5

TIED = (
    ("03-20", "day", "X | 甲局 | 甲 | 1"),  # told last, imported first
    ("03-13", "day", "X | 乙局 | 乙 | 5\nL | 甲局 | 甲 | 1\nL | 乙局 | 乙 | 5\nP | 甲局 | 甲 | 1"),
    (None, "instant", "P | 乙局 | 乙 | 5\nI | 甲局 | 甲 | 1"),  # another sheet of the same file
    ("03-13", "day", "I | 乙局 | 乙 | 5"),
)
"""Rows of one number: the later export, else the later import, else the later sheet, else the later line tells."""


def held(told, query: str) -> list[tuple]:
    """Rows of a derived table that no figure shows as they are."""
    return told.snapshot.connection.execute(query).fetchall()


def test_a_message_asked_after_its_own_export_stays_a_message_without_its_day(told):
    told.export("03-13")
    told.messages("message_no | asked\nA | 03-14\nB | 03-13")
    told.figure("finding_time_after_export").shows("message_no | field\nA | asked_at")
    told.figure("open_messages").shows("""
        message_no | asked_at | due_on | remaining_days
        B          | 03-13    | 03-18  | -9
    """)


def test_a_rating_told_twice_in_one_export_counts_once(told):
    told.ratings("""
        case_no | rated       | level
        A       | 03-05 10:00 | 1
        A       | 03-05 10:00 | 4       # told again: the last row counts
        A       | 03-05 11:00 | 2       # another time, another rating
    """)
    told.figure("ratings_given").shows("""
        case_no | rated_at    | level | positive | rectify_by
        A       | 03-05 10:00 | 4     | no       | 03-12
        A       | 03-05 11:00 | 2     | yes      | 03-12
    """)


def test_of_answers_of_one_moment_the_row_told_last_counts(told):
    for day, deadline, rows in TIED:
        if day:
            told.export(day)
        table = "\n".join(row.rpartition("|")[0] for row in rows.splitlines())
        told.messages(f"message_no | unit | answer\n{table}", asked="03-03", answered="03-05", deadline=deadline)
    assert held(told, "SELECT message_no, unit_name, answer FROM message_rows ORDER BY ALL") == [
        ("I", "乙局", "乙"),
        ("L", "乙局", "乙"),
        ("P", "乙局", "乙"),
        ("X", "甲局", "甲"),
    ]


def test_of_ratings_of_one_moment_the_row_told_last_counts(told):
    for day, deadline, rows in TIED:
        if day:
            told.export(day)
        table = "\n".join(f"{row.partition('|')[0]} | {row.rpartition('|')[2]}" for row in rows.splitlines())
        told.ratings(f"case_no | level\n{table}", rated="03-05 10:00", deadline=deadline)
    told.figure("ratings_given").shows("""
        case_no | level
        I       | 5
        L       | 5
        P       | 5
        X       | 1
    """)


def stored_backwards(told) -> None:
    """The rows told last lie in their file in the reverse of their lines."""
    rows = told.exports[-1].sheets[-1].rows
    rows[:] = [{**row, "line": line} for line, row in reversed([*enumerate(rows, start=2)])]


def test_the_last_line_of_an_answer_counts_however_the_rows_are_stored(told):
    told.messages("message_no | asked | answered | answer\nA | 03-03 | 03-05 | 甲\nA | 03-03 | 03-05 | 乙")
    stored_backwards(told)
    assert held(told, "SELECT message_no, line, answer FROM message_rows") == [("A", 3, "乙")]


def test_ratings_without_a_time_are_numbered_by_line_however_the_rows_are_stored(told):
    told.export("03-13")
    told.ratings("case_no | rated | level\nU | | 1\nU | | 2")
    stored_backwards(told)
    told.export("03-20")
    told.ratings("case_no | rated | level\nU | | 5")  # the first again
    told.figure("ratings_given").shows("case_no | level\nU | 5\nU | 2")


def test_the_earliest_answer_is_told_with_its_own_text(told):
    told.messages("""
        message_no | asked | answered | answer
        A          | 03-03 | 03-05    | 甲
        A          | 03-03 | 03-09    | 乙      # answered again
        B          | 03-03 | 03-05    | 甲
        B          | 03-03 |          | 丙      # the last row tells no time
    """)
    assert held(told, "SELECT message_no, answer FROM message_rows ORDER BY ALL") == [("A", "甲"), ("B", "甲")]


def test_whether_an_answer_came_before_its_question_is_judged_by_its_own_question(told):
    told.messages("""
        message_no | asked | answered | platform
        A          | 03-10 | 03-04    | nmg         # a typing error: there is another answer
        A          | 03-10 | 03-12    | nmg
        A          | 03-02 |          | baotou      # of another platform
        B          | 03-02 | 03-03    | nmg         # of another number
    """)
    told.figure("due_messages").shows("""
        message_no | platform | answered_at
        A          | baotou   |
        B          | nmg      | 03-03
        A          | nmg      | 03-12
    """)


def test_an_instant_that_cannot_lead_and_a_clock_that_only_one_side_tells(told):
    told.messages(
        """
        message_no | asked       | due            | due_utc     | answered       | answered_utc
        A          | 03-03 10:00 | 03-02 17:00    |             | 03-06          |                   # due before asked
        B          | 03-03 10:00 | 03-02 17:00    |             | 03-09          |                   # due 03-06 then
        C          | 03-03       | 03-05 12:00    | 03-05 04:00 | 03-05 12:00    | 03-05 04:00       # on the second
        D          | 03-03       | 03-05 12:00    | 03-05 04:00 | 03-05 12:00:01 |
        E          | 03-03       | 03-05 12:00    |             | 03-05 12:00:01 | 03-05 04:00:01
        F          | 03-03       | 03-05          |             | 03-05 17:00    |                   # all day long
        G          | 03-03       |                |             | 03-06 17:00    |
    """,
        deadline="instant",
    )
    told.figure("due_messages").shows("""
        message_no | due_on | message_group
        B          | 03-06  | late
        C          | 03-05  | on_time
        D          | 03-05  | late
        E          | 03-05  | late
        F          | 03-05  | on_time
        G          | 03-06  | on_time
        A          | 03-06  | on_time
    """)


def test_beyond_the_calendar_there_is_no_due_day_and_no_day_to_rectify_by(told):
    told.export("2029-12-31")
    told.messages("message_no | asked\nA | 2029-12-31")
    told.ratings("case_no | rated\nA | 2029-12-31")
    told.figure("open_messages", as_of="2029-12-31").shows("message_no | due_on\nA |")
    told.figure("ratings_given", as_of="2029-12-31", period="all").shows("case_no | rectify_by\nA |")


def test_only_a_computed_due_day_of_a_message_is_provisional(told):
    told.under(deadline={"leads": "platform"})
    told.export("2029-03-30")
    told.messages("""
        message_no | asked      | due
        A          | 2029-03-01 |
        B          | 2029-03-01 | 2029-03-06
        C          | 2026-03-02 |               # the arrangement of that year has been published
    """)
    assert held(told, "SELECT message_no, provisional FROM message_rows ORDER BY ALL") == [
        ("A", True),
        ("B", False),
        ("C", False),
    ]


def test_ratings_without_a_time_are_numbered_as_their_sheets_and_lines_stand(told):
    told.export("03-13")
    told.ratings("""
        case_no | rated | level
        U       |       | 1
        U       |       | 2
        W       |       | 3
        V       |       | 1
    """)
    told.ratings("case_no | rated | level\nV | | 2", deadline="instant")
    told.export("03-20")
    told.ratings("""
        case_no | rated | level
        U       |       | 5         # the first again
        V       |       | 4
    """)
    told.figure("ratings_given").shows("""
        case_no | level
        U       | 5
        V       | 4
        W       | 3
        U       | 2
        V       | 2
    """)


def test_the_key_of_a_rating_without_its_case_names_all_that_was_told(told):
    told.ratings("""
        case_no | rated | level | rating_channel | comment | unit | region_code | region_name | applicant_key
                | 03-05 | 5     | 窗口           | 慢      | 甲局 | 150202      | 东河区      | k
                | 03-04 | 4     |                |         |      |             |             |
        Z       | 03-03 | 3     |                |         |      |             |             |
        Z       |       | 3     |                |         |      |             |             |
    """)
    everything, nothing = (md5(text.encode()).hexdigest() for text in ("5|窗口|慢|甲局|150202|东河区|k", "4||||||"))
    assert [row["row_key"] for row in told.figure("finding_rating_without_case").rows()] == [
        "nmg|Z|without time|1",
        f"nmg|2026-03-05 00:00:00|{everything}|1",
        f"nmg|2026-03-04 00:00:00|{nothing}|1",
        "nmg|Z|2026-03-03 00:00:00||1",
    ]


def test_only_ratings_of_the_guessed_platform_follow_and_to_one_platform(told):
    told.cases("""
        case_no | accepted | platform
        A       | 03-02    | baotou
        C       | 03-02    | gcjs
        C       | 03-02    | baotou
    """)
    told.ratings("case_no | rated | level\nA | | 5\nC | | 1", platform="nmg", guessed="yes")
    told.ratings("case_no | rated | level\nA | | 4", platform="p9", guessed="yes")
    told.ratings("case_no | rated | level\nA | | 3", platform="nmg")
    told.figure("ratings_given").shows("""
        platform | case_no | level
        baotou   | A       | 5
        baotou   | A       | 4
        nmg      | A       | 3         # told, not guessed
        baotou   | C       | 1         # the first of the two
    """)


def test_contacts_stand_once_a_unit_as_the_list_told_last_names_them(told):
    told.export("03-20")
    told.contacts("""
        unit     | contact_name | region_code
        规划局   | 王           | 150200
        市规划局 | 王           | 150200        # the same unit in another spelling
        甲局     | 王           | 150202
        某局     | 王           | 159999        # an area that no table knows
    """)
    told.export("03-13")
    told.contacts("""
        unit         | contact_name | region_code
        甲局         | 李           | 150202
        包头市规划局 | 李           | 150200        # told earlier, in a third spelling
        卫健委       | 李           | 150200        # the city's
        卫健委       | 赵           | 150202        # the district's: another unit
    """)
    for name in ("张", "赵"):
        told.export("03-20")
        told.contacts(f"unit | contact_name\n乙局 | {name}")
    assert held(told, "SELECT unit_name, region_code, contact_name FROM contact_rows ORDER BY ALL") == [
        ("乙局", "150202", "赵"),
        ("包头市规划局", "150200", "王"),
        ("卫健委", "150200", "李"),
        ("卫健委", "150202", "赵"),
        ("某局", "159999", "王"),
        ("甲局", "150202", "王"),
    ]
