"""What stops a publish: each check names the rows that break its rule, and the import that they came with."""

from analytics.snapshot.checking import checks
from tests.spec.collected import specs
from tests.spec.told import NothingLookedAt, Told

TWICE = "INSERT INTO {table} SELECT * REPLACE ('002' AS import_id) FROM {table} WHERE {row}"


def what_a_city_tells(told):
    """A case of one row, one of two on two platforms, and one of everything else."""
    told.cases("""
        case_no | accepted | limit | item
        A       | 03-02    | 20    | X
        B       | 03-02    | 20    | X
        G       | 03-02    | 20    | X
    """)
    told.events("""
        case_no | status_code | status_at
        G       | 3           | 03-02
        G       | 11          | 03-04
        G       | 12          | 03-09      # closed, and closed again: two rows
    """)
    told.pauses("""
        case_no | start | end
        A       | 03-03 | 03-05
        A       | 03-10 | 03-11
    """)
    told.messages("""
        message_no | platform | asked
        M          | nmg      | 03-02
        M          | baotou   | 03-02
        N          | nmg      | 03-02
        O          | nmg      | 03-02
    """)
    told.ratings("""
        case_no | rated
        A       |       # no time is told
    """)
    told.items("""
        item | effective_on
        X    | 01-01
        X    | 02-01
        X    | 03-01
    """)


def test_every_check_has_a_spec():
    tried = set()
    for spec in specs():
        told = Told(checking=False)
        try:
            spec.run(told)
        except NothingLookedAt:
            tried |= told.checked
    assert tried == {check.name for check in checks()}


def test_another_name_of_two_areas_is_named_with_both(told):
    what_a_city_tells(told)
    told.check(
        "area_aliases",
        broken_by="INSERT INTO area_aliases VALUES ('东河', '150203'), ('昆区', '150203')",  # the second only repeats
    ).shows("""
        what                  | import_id
        东河 = 150202, 150203 |
    """)


def test_a_division_code_of_two_areas_is_named_with_both(told):
    what_a_city_tells(told)
    told.check("area_codes", broken_by="INSERT INTO areas VALUES ('150202', '别区')").shows("""
        what                    | import_id
        150202 = 东河区, 别区   |
    """)


def test_a_case_that_stands_twice_is_named(told):
    what_a_city_tells(told)
    told.check("case_keys", broken_by=TWICE.format(table="case_rows", row="case_no = 'A'")).shows("""
        what             | import_id
        nmg A 0001-01-01 | 002
    """)


def test_a_row_of_a_case_that_begins_before_the_last_ended_is_named(told):
    what_a_city_tells(told)
    told.check(
        "case_rows_apart",
        broken_by="UPDATE case_rows SET stands_from = DATE '2026-03-08' WHERE platform = 'gcjs' AND is_last",
    ).shows("""
        what              | import_id
        gcjs G 2026-03-08 | 001
    """)


def test_a_case_without_its_row_and_a_row_without_its_case_are_named(told):
    what_a_city_tells(told)
    told.check(
        "cases_conserved",
        broken_by="DELETE FROM case_rows WHERE case_no = 'A'; UPDATE case_rows SET case_no = 'Z' WHERE case_no = 'B'",
    ).shows("""
        what  | import_id
        nmg A | 001
        nmg B | 001
        nmg Z |
    """)


def test_a_status_event_that_stands_twice_is_named(told):
    what_a_city_tells(told)
    told.check("event_keys", broken_by=TWICE.format(table="event_rows", row="status_code = '3'")).shows("""
        what                         | import_id
        gcjs G 3 2026-03-02 00:00:00 | 002
    """)


def test_a_version_of_an_item_that_stands_twice_is_named(told):
    what_a_city_tells(told)
    told.check("item_keys", broken_by=TWICE.format(table="item_rows", row="valid_from = DATE '2026-02-01'")).shows("""
        what                    | import_id
        nmg 甲局 X 2026-02-01   | 002
    """)


def test_a_version_of_an_item_that_begins_before_the_last_ended_is_named(told):
    what_a_city_tells(told)
    told.check(
        "item_versions_apart",
        broken_by="UPDATE item_rows SET valid_to = DATE '2026-02-02' WHERE valid_from = DATE '2026-01-01'",
    ).shows("""
        what                    | import_id
        nmg 甲局 X 2026-02-01   | 001
    """)


def test_an_import_in_an_unknown_calendar_is_named(told):
    what_a_city_tells(told)
    told.check("known_calendars", broken_by="UPDATE import_parts SET calendar = 'XX' WHERE kind = 'pauses'").shows("""
        what                     | import_id
        export-2026-03-31.csv XX | 001
    """)


def test_a_message_that_stands_twice_is_named(told):
    what_a_city_tells(told)
    told.check("message_keys", broken_by=TWICE.format(table="message_rows", row="message_no = 'N'")).shows("""
        what  | import_id
        nmg N | 002
    """)


def test_a_message_without_its_row_is_named_with_the_newest_import_that_told_it(told):
    what_a_city_tells(told)
    told.export("04-01")
    told.messages("""
        message_no | asked
        M          | 03-02
    """)
    told.check(
        "messages_conserved", broken_by="DELETE FROM message_rows WHERE platform = 'nmg' AND message_no <> 'O'"
    ).shows("""
        what  | import_id
        nmg M | 002
        nmg N | 001
    """)


def test_a_case_without_a_last_row_and_one_with_two_are_named(told):
    what_a_city_tells(told)
    told.check(
        "one_last_row",
        broken_by="UPDATE case_rows SET is_last = FALSE WHERE case_no = 'A';"
        "UPDATE case_rows SET import_id = '002', is_last = TRUE WHERE platform = 'gcjs' AND NOT is_last",
    ).shows("""
        what   | import_id
        nmg A  | 001
        gcjs G | 002
    """)


def test_a_span_of_pauses_that_stands_twice_is_named(told):
    what_a_city_tells(told)
    told.check(
        "pause_span_keys", broken_by="INSERT INTO pause_spans FROM pause_spans WHERE start_on = DATE '2026-03-03'"
    ).shows("""
        what             | import_id
        nmg A 2026-03-03 |
    """)


def test_spans_of_pauses_that_touch_are_named(told):
    what_a_city_tells(told)
    told.check(
        "pause_spans_apart",
        broken_by="UPDATE pause_spans SET end_on = DATE '2026-03-10' WHERE start_on = DATE '2026-03-03'",
    ).shows("""
        what             | import_id
        nmg A 2026-03-10 |
    """)


def test_a_rating_that_stands_twice_is_named(told):
    what_a_city_tells(told)
    told.check("rating_keys", broken_by=TWICE.format(table="rating_rows", row="TRUE")).shows("""
        what                        | import_id
        nmg A without time 1 | 002
    """)


def test_another_name_of_two_units_of_an_area_is_named_with_both(told):
    what_a_city_tells(told)
    told.check(
        "unit_aliases",
        broken_by="INSERT INTO unit_spellings VALUES ('甲局', '某局', '150202'), ('乙局', '某局', '150202'), "
        "('丙局', '某局', '150203'), ('丁局', '甲局', '150202'), ('甲局', NULL, '150202'), ('乙局', NULL, '150202')",
    ).shows("""
        what                | import_id
        某局 = 乙局, 甲局   |
        甲局 = 丁局, 甲局   |
    """)


def test_a_spelling_of_two_units_is_named(told):
    what_a_city_tells(told)
    told.check("unit_spellings", broken_by="INSERT INTO unit_names FROM unit_names LIMIT 1").shows("""
        what        | import_id
        (甲局, 150202, NULL) |
    """)
