"""What findings need of the imports themselves, at the edges: exports of one day, partial sheets, damage, orphans, leavings."""


def units(*rows: str) -> str:
    """A table of cases: number, unit, area and the day of acceptance in a word each."""
    return "case_no | unit | region_code | accepted\n" + "\n".join(" | ".join(row.split()) for row in rows)


FEW = "甲局 {area} 03-02", "甲局 {area} 03-12"
MANY = "甲局 {area} 03-10", "乙局 {area} 03-11", "丙局 {area} 03-12", "丁局 {area} 03-12"


def test_of_two_exports_of_one_day_the_later_import_is_measured_by_the_earlier(told):
    told.under(findings={"partial_unit_share": 0.5})
    told.export("03-06", "first.csv")
    told.cases(units("V 甲局 150202 03-03", "W 甲局 150203 03-03"))
    for name, here, there in (("a", MANY, FEW), ("b", FEW, MANY)):
        told.export("03-13", f"{name}.csv")
        rows = [row.format(area="150202") for row in here] + [row.format(area="150203") for row in there]
        told.cases(units(*(f"{name}{number} {row}" for number, row in enumerate(rows))))
    told.figure("finding_vanished").shows("""
        case_no | after_file
        W       | a.csv          # in b.csv one unit of the four of a.csv tells of the days of V
    """)


def test_an_export_is_measured_by_those_of_earlier_days_whenever_they_were_imported(told):
    told.under(findings={"partial_unit_share": 0.5})
    for day, rows in (("03-06", ("甲局 {area} 03-03",)), ("03-20", FEW), ("03-13", MANY)):
        told.export(day)
        told.cases(units(*(f"{day}/{number} {row.format(area='150202')}" for number, row in enumerate(rows))))
    told.figure("finding_vanished").shows("case_no")


def test_a_case_of_status_events_is_not_missed_where_the_lists_of_its_platform_lack_it(told):
    told.export("03-06", "first.csv")
    told.cases("case_no | accepted\nA | 03-02\nB | 03-03\nC | 03-05", platform="gcjs")
    told.events("case_no | code | at\nX | 3 | 03-03")
    told.export("03-13", "second.csv")
    told.cases("case_no | accepted\nA | 03-02\nC | 03-05", platform="gcjs")
    told.figure("finding_vanished").shows("case_no\nB")


def test_only_a_partial_sheet_of_cases_of_the_same_platform_and_export_covers_nothing(told):
    told.under(findings={"partial_unit_share": 0.0})
    told.export("03-06", "first.csv")
    told.cases("case_no | accepted\nA | 03-02\nB | 03-03\nC | 03-05")
    told.cases("case_no | accepted\nD | 03-02\nE | 03-04\nF | 03-05", platform="baotou")
    told.export("03-13", "second.csv")
    told.cases("case_no | accepted\nA | 03-02\nC | 03-05", partial="yes")
    told.cases("case_no | accepted\nD | 03-02\nF | 03-05", platform="baotou")
    told.ratings("case_no | rated\nA | 03-12", platform="baotou", partial="yes")
    told.export("03-20", "third.csv")
    told.cases("case_no | accepted\nA | 03-02\nC | 03-19")
    told.cases("case_no | accepted\nD | 03-02\nF | 03-05", platform="baotou")
    told.figure("finding_vanished").shows("""
        case_no | platform | after_file
        B       | nmg      | third.csv
        E       | baotou   | second.csv      # since then, whatever lacks it again
    """)
    told.figure("finding_vanished", as_of="03-18").shows("case_no\nE")
    told.figure("finding_vanished", as_of="03-11").shows("case_no")


def test_a_file_is_cut_where_every_time_that_it_has_is_a_day(told):
    for name, applied, accepted, closed in (
        ("applied", "03-02", "", ""),
        ("accepted", "", "03-02", ""),
        ("closed", "", "", "03-02"),
        ("not applied", "03-02 10:00", "03-03", "03-04"),
        ("not accepted", "03-02", "03-03 10:00", "03-04"),
        ("not closed", "03-02", "03-03", "03-04 10:00"),
    ):
        told.export("03-20", f"{name}.csv")
        told.cases(f"case_no | applied | accepted | closed\n{name} | {applied} | {accepted} | {closed}")
    told.figure("finding_excel_damage").shows("""
        file         | rows
        accepted.csv | 1
        applied.csv  | 1
        closed.csv   | 1
    """)


def test_damage_is_named_with_its_own_sheet_and_the_place_that_all_of_it_shares(told):
    told.export("03-20", "sheets.csv")
    told.messages("message_no | asked\nM | 03-02")
    told.cases(units("A 甲局 150202 03-02", "B 乙局 150202 03-02"))
    told.lost_digits(5, "case_no", "1.1E+20")
    told.export("03-20", "areas.csv")
    told.cases(units("C 甲局 150202 03-02", "D 甲局 150203 03-02"))
    told.export("03-20", "one.csv")
    told.cases(units("E 甲局 150203 03-02", "F 甲局 150203 03-02"))
    told.figure("finding_excel_damage").shows("""
        damage         | file       | unit_name        | area     | rows
        lost_digits    | sheets.csv |                  |          | 1
        cut_to_the_day | areas.csv  |                  |          | 2
        cut_to_the_day | one.csv    | 甲局（昆都仑区） | 昆都仑区 | 2
        cut_to_the_day | sheets.csv |                  | 东河区   | 2
    """)
    told.figure("finding_excel_damage", areas="150202").shows("file | damage\nsheets.csv | cut_to_the_day")
    told.figure("finding_excel_damage", areas="150203").shows("file | damage\none.csv | cut_to_the_day")


def test_a_pause_that_begins_after_its_own_export_is_listed_without_a_unit(told):
    told.export("03-13")
    told.cases("case_no | accepted\nA | 03-02")
    told.pauses("case_no | start\nA | 03-14")
    told.figure("finding_time_after_export").shows("""
        case_no | field       | value | unit_name
        A       | pause_start | 03-14 |
    """)


def test_the_keys_of_what_has_no_case_name_its_platform_and_time(told):
    told.cases("case_no | accepted\nA | 03-02\nB | 03-02", platform="baotou")
    told.pauses("case_no | start | end\nA | 03-03 | 03-05")
    told.events("case_no | code | at\nB | 8 | 03-03")  # accepted on another platform

    def keys(finding: str) -> list[object]:
        return [row["row_key"] for row in told.figure(finding).rows()]

    assert keys("finding_pause_without_case") == ["nmg|A|2026-03-03 00:00:00|检测|2026-03-05 00:00:00"]
    assert keys("finding_event_without_case") == ["gcjs|B|2026-03-03 00:00:00|8"]


def test_where_every_pause_and_rating_found_its_case_all_of_them_match(told):
    told.cases("case_no | accepted\nA | 03-02\nB | 03-02")
    told.pauses("case_no | start\nA | 03-03\nB | 03-03")
    told.ratings("case_no | rated\nA | 03-03")
    told.events("case_no | code | at\nX | 8 | 03-03")  # without its case, and neither of the two
    assert told.snapshot.matched(["001"]) == [("001", "pauses", 2, 2), ("001", "ratings", 1, 1)]


def test_what_two_imports_tell_on_the_same_line_stays_apart(told):
    for day, unit, numbers in (("03-13", "甲局", "A\nB"), ("03-20", "乙局", "C")):
        told.export(day, f"{unit}.csv")
        told.ratings(f"case_no\n{numbers}", rated=day, unit_name=unit)
    told.figure("finding_rating_without_case").shows("""
        case_no | unit_name | file     | line
        C       | 乙局      | 乙局.csv | 2
        A       | 甲局      | 甲局.csv | 2
        B       | 甲局      | 甲局.csv | 3
    """)


def test_what_found_no_case_is_counted_with_its_own_import(told):
    for day, numbers in (("03-13", "A\nB"), ("03-20", "C")):
        told.export(day)
        told.ratings(f"case_no\n{numbers}", rated=day)
    assert told.snapshot.matched(["001", "002"]) == [("001", "ratings", 2, 0), ("002", "ratings", 1, 0)]


def test_a_case_that_was_never_accepted_had_no_due_day_to_miss(told):
    told.cases("case_no | received | accepted | due | closed | status\nA | 03-02 | | 03-09 | 03-12 | withdrawn")
    told.figure("finding_withdrawn_after_due_day").shows("case_no")


def test_only_the_pauses_of_a_case_move_the_due_day_that_it_left_with(told):
    told.export("03-20")
    told.cases("""
        case_no | accepted | status    | closed | platform
        A       | 03-02    | withdrawn | 03-10  | nmg         # a day after 03-09
        A       | 03-02    | withdrawn | 03-10  | baotou      # 2 days out: due 03-11
        B       | 03-02    | withdrawn | 03-13  | nmg         # 3 days out: due 03-12
        C       | 03-02    | withdrawn |        | nmg         # paused when it left
    """)
    told.pauses("""
        case_no | start | end   | platform
        A       | 03-03 | 03-05 | baotou
        B       | 03-03 | 03-06 | nmg
        C       | 03-04 |       | nmg
    """)
    told.figure("finding_withdrawn_after_due_day").shows("""
        case_no | platform | due_on | overdue_days
        A       | nmg      | 03-09  | 1
        B       | nmg      | 03-12  | 1
    """)


def test_a_case_that_left_before_its_due_day_was_not_late_whatever_paused_it_afterwards(told):
    told.export("03-05")
    told.cases("""
        case_no | accepted | status    | limit
        A       | 03-02    | withdrawn | 5
        B       | 03-02    | withdrawn | 7 calendar
    """)
    told.export("03-20")
    told.pauses("""
        case_no | start | end
        A       | 03-06 | 03-09
        A       | 03-10 | 03-12
        B       | 03-06 | 03-09
        B       | 03-10 | 03-12
    """)
    told.figure("finding_withdrawn_after_due_day").shows("case_no")


def test_a_case_of_events_left_once_however_often_it_had_been_closed(told):
    told.events("""
        case_no | code | at
        A       | 3    | 03-02      # due 03-09
        A       | 11   | 03-10
        A       | 12   | 03-12      # closed again
        A       | 2    | 03-16
    """)
    told.figure("finding_withdrawn_after_due_day").shows("""
        case_no | left_on | overdue_days
        A       | 03-16   | 5
    """)


def test_the_due_day_that_a_case_left_with_is_one_of_its_calendar(told):
    """In CN the Saturday 08-08 counts; 08-12 is free in both."""
    told.export("08-31")
    for calendar in ("CN", "NL"):
        told.cases(
            """
            case_no | accepted | limit      | status    | closed | pause_start | pause_end
            A       | 08-05    | 3          | withdrawn | 08-13  | 08-06       | 08-07       # 06, 07, 08 or 10, and one more
            B       | 08-05    | 2 calendar | withdrawn | 08-13  | 08-06       | 08-07       # 08-07, and one more
            """,
            calendar=calendar,
            platform=calendar,
        )
    told.figure("finding_withdrawn_after_due_day", period="all", as_of="08-31").shows("""
        case_no | platform | due_on | overdue_days
        B       | CN       | 08-08  | 3
        A       | CN       | 08-10  | 2
        B       | NL       | 08-10  | 2
        A       | NL       | 08-11  | 1
    """)
