"""Every finding lists the first and the last day of its period, in one order, under a key that stays the same.

The same rows for each: on Monday 9 and Monday 16 March, which are the period, and on the days before and after it.
"""

from datetime import date, timedelta

import pytest

PERIOD = ("03-09", "03-16")
PLATFORMS = ("p5", "p2", "p6", "p1", "p4", "p3")
ROWS = [
    *[("C", platform, "03-09") for platform in PLATFORMS],
    ("D", "p5", "03-16"),
    ("A", "p5", "03-09"),
    ("B", "p5", "03-09"),
    ("E", "p5", "03-08"),
    ("F", "p5", "03-17"),
]
CASES, MESSAGES, EVENTS, PAUSES, RATINGS = ("cases", "messages", "events", "pauses", "ratings")
"""How a finding's rows are told: kind, columns with {day} and days near it, and whether the latest stand first."""
ONE_A_DAY = {
    "due_before_acceptance": (CASES, {"accepted": "{day}", "due": "{before}"}, None, ""),
    "order_fault": (CASES, {"accepted": "{day}", "applied": "{after}"}, True, ""),
    "no_unit": (CASES, {"accepted": "{day}", "unit": ""}, False, ""),
    "unknown_status_word": (CASES, {"accepted": "{day}", "status": "挂起"}, None, ""),
    "unit_and_area_disagree": (
        CASES,
        {"accepted": "{day}", "unit": "东河区水务局", "region_code": "150203"},
        False,
        "",
    ),
    "due_dates_disagree": (CASES, {"accepted": "{day}", "limit": "1", "due": "{after}", "extension": "1"}, False, ""),
    "entered_after_the_fact": (
        CASES,
        {"applied": "{day} 10:00", "accepted": "{day} 10:01", "closed": "{day} 10:02"},
        False,
        "",
    ),
    "answered_before_asked": (MESSAGES, {"asked": "{day} 10:00", "answered": "{day} 09:00"}, True, ""),
    "pause_never_ended": (
        CASES,
        {"accepted": "03-02", "closed": "03-30", "limit": "30", "pause_start": "{day}"},
        False,
        "|2026-{day} 00:00:00",
    ),
    "pause_zero_length": (
        CASES,
        {"accepted": "03-02", "limit": "30", "pause_start": "{day}", "pause_end": "{day}"},
        False,
        "|2026-{day} 00:00:00",
    ),
    "pause_after_due_day": (
        CASES,
        {"accepted": "03-02", "limit": "1", "pause_kind": "检测", "pause_start": "{day}", "pause_end": "03-30"},
        False,
        "|2026-{day} 00:00:00|检测|2026-03-30 00:00:00",
    ),
    "withdrawn_after_due_day": (
        CASES,
        {"accepted": "{early}", "limit": "0", "status": "withdrawn", "closed": "{day}"},
        None,
        "",
    ),
}


def shifted(day: str, days: int) -> str:
    return f"{date.fromisoformat(f'2026-{day}') + timedelta(days=days):%m-%d}"


def tell(told, kind: str, columns: dict[str, str], rows: list[tuple[str, str, str]]) -> None:
    number = "message_no" if kind == MESSAGES else "case_no"
    lines = [" | ".join((number, "platform", *columns))]
    for case_no, platform, day in rows:
        moved = {"day": day, "before": shifted(day, -1), "after": shifted(day, 20), "early": shifted(day, -3)}
        lines.append(" | ".join((case_no, platform, *(cell.format(**moved) for cell in columns.values()))))
    getattr(told, kind)("\n".join(lines))


def expected(latest_first: bool | None) -> list[tuple[str, str, str]]:
    within = sorted((row for row in ROWS if row[2] in PERIOD), key=lambda row: (row[1], row[0]))
    return within if latest_first is None else sorted(within, key=lambda row: row[2], reverse=latest_first)


@pytest.mark.parametrize("key", ONE_A_DAY)
def test_a_finding_lists_its_period_in_one_order_under_a_lasting_key(told, key):
    kind, columns, latest_first, rest = ONE_A_DAY[key]
    told.export("04-30")
    tell(told, kind, columns, ROWS)
    found = told.figure(f"finding_{key}", period=PERIOD).rows()
    number = "message_no" if kind == MESSAGES else "case_no"
    assert [(row[number], row["platform"]) for row in found] == [row[:2] for row in expected(latest_first)]
    assert [row["row_key"] for row in found] == [
        f"{platform}|{case_no}{rest.format(day=day)}" for case_no, platform, day in expected(latest_first)
    ]


PAUSED = """
    case_no | platform | accepted | closed | limit | pause_start | pause_end
    C       | p5       | 03-02    | 03-09  | 3     | 03-03       | 03-05       # due 03-05, and 2 days: 03-09
    C       | p2       | 03-02    | 03-09  | 3     | 03-03       | 03-05
    C       | p6       | 03-02    | 03-09  | 3     | 03-03       | 03-05
    C       | p1       | 03-02    | 03-09  | 3     | 03-03       | 03-05
    D       | p5       | 03-09    | 03-16  | 3     | 03-10       | 03-12
    B       | p5       | 03-02    | 03-09  | 3     | 03-03       | 03-05
    A       | p5       | 03-02    | 03-09  | 3     | 03-03       | 03-05
    E       | p5       | 03-02    | 03-06  | 2     | 03-03       | 03-05       # closed the day before
    F       | p5       | 03-10    | 03-17  | 3     | 03-11       | 03-13       # and after
"""


@pytest.mark.parametrize("key", ["finding_on_time_only_by_pauses", "finding_pause_cancels_overrun"])
def test_cases_saved_by_pauses_stand_in_one_order(told, key):
    told.cases(PAUSED)
    told.figure(key, period=PERIOD).shows("""
        platform | case_no
        p1       | C
        p2       | C
        p5       | A
        p5       | B
        p5       | C
        p6       | C
        p5       | D
    """)


def test_starts_without_their_end_stand_in_one_order(told):
    events = "".join(f"{no} | {platform} | 3 | 03-02\n{no} | {platform} | 9 | {day}\n" for no, platform, day in ROWS)
    told.events(f"case_no | platform | code | at\n{events}")
    found = told.figure("finding_unmatched_pause_start", period=PERIOD).rows()
    assert [(row["case_no"], row["platform"]) for row in found] == [row[:2] for row in expected(False)]
    assert [row["row_key"] for row in found] == [
        f"{platform}|{case_no}|2026-{day} 00:00:00" for case_no, platform, day in expected(False)
    ]


@pytest.mark.parametrize("kind", [PAUSES, RATINGS, EVENTS])
def test_rows_without_their_case_keep_to_the_period(told, kind):
    columns = {PAUSES: {"start": "{day}"}, RATINGS: {"rated": "{day}"}, EVENTS: {"code": "8", "at": "{day}"}}[kind]
    tell(told, kind, columns, ROWS)
    found = told.figure(f"finding_{kind.removesuffix('s')}_without_case", period=PERIOD).rows()
    assert [(row["case_no"], row["platform"]) for row in found] == [row[:2] for row in expected(True)]
    for row, (case_no, platform, day) in zip(found, expected(True), strict=True):
        assert str(row["row_key"]).startswith(f"{platform}|{case_no}|2026-{day} 00:00:00|")


def test_ratings_seconds_after_closings_keep_to_the_period(told):
    tell(told, CASES, {"accepted": "03-02", "closed": "{day} 10:00:00"}, ROWS)
    tell(told, RATINGS, {"rated": "{day} 10:00:05"}, ROWS)
    told.ratings("case_no | rated | platform\nX | 03-10 10:00:05 | p5")  # of no case
    found = told.figure("finding_rating_seconds_after_closing", period=PERIOD).rows()
    assert [(row["case_no"], row["platform"]) for row in found] == [row[:2] for row in expected(True)]
    assert [row["row_key"] for row in found] == [
        f"{platform}|{case_no}|2026-{day} 10:00:05" for case_no, platform, day in expected(True)
    ]


def test_limits_that_could_not_be_read_keep_to_the_period(told):
    tell(told, CASES, {"accepted": "{day}", "promised_unread": "若干"}, ROWS)
    found = told.figure("finding_unread_limits", period=PERIOD).rows()
    assert [(row["case_no"], row["platform"]) for row in found] == [row[:2] for row in expected(True)]
    assert found[0]["row_key"] == "case|p5|D"


def test_what_two_exports_tell_belongs_to_the_later_ones_day(told):
    def row(name: str, platform: str, closed: str, limit: str) -> str:
        return f"{name} | {platform} | 03-02 | {closed} | {limit}"

    for day, closed, limit in (
        ("03-08", "03-03", "5"),
        ("03-09", "03-04", "6"),
        ("03-16", "03-05", "7"),
        ("03-17", "03-06", "8"),
    ):
        told.export(day)
        rows = [row("C", platform, closed, limit) for platform in PLATFORMS]
        rows += [row("B", "p5", closed, limit), row("A", "p5", closed, limit)]
        rows += [f"N | {platform} | {day} |  | 5" for platform in PLATFORMS]  # dates the export
        told.cases("case_no | platform | accepted | closed | limit\n" + "\n".join(rows))
    order = [("p1", "C"), ("p2", "C"), ("p3", "C"), ("p4", "C"), ("p5", "A"), ("p5", "B"), ("p5", "C"), ("p6", "C")]
    for key in ("finding_deadline_rewritten", "finding_closing_rewritten"):
        found = [row for row in told.figure(key, period=PERIOD).rows() if row["case_no"] != "N"]
        assert [(row["platform"], row["case_no"]) for row in found] == order * 2
        assert {row["after_file"] for row in found[:8]} == {"export-2026-03-16.csv"}
        assert {row["after_file"] for row in found[8:]} == {"export-2026-03-09.csv"}
        assert [row for row in told.figure(key, as_of="03-09", period=PERIOD).rows() if row["case_no"] != "N"]
    keys = [row["row_key"] for row in told.figure("finding_deadline_rewritten", period=PERIOD).rows()]
    assert keys[0] == "p1|C|2026-03-16"


def test_cases_that_vanish_stand_in_one_order(told):
    told.export("03-06")
    rows = [("C", platform, "03-02") for platform in PLATFORMS] + [("B", "p5", "03-03"), ("D", "p5", "03-02")]
    rows += [("A", "p5", "03-02"), ("X", "p2", "03-02")]
    tell(told, CASES, {"accepted": "{day}"}, rows)
    told.export("03-13")
    kept = [("X", "p2", "03-02")]
    kept += [
        (f"{name}{day}", platform, day) for platform in PLATFORMS for name, day in (("N", "03-02"), ("M", "03-13"))
    ]
    tell(told, CASES, {"accepted": "{day}"}, kept)
    order = """
        case_no | platform
        C       | p1
        C       | p2
        C       | p3
        C       | p4
        A       | p5
        C       | p5
        D       | p5
        C       | p6
        B       | p5
    """
    told.figure("finding_vanished").shows(order)
    told.figure("finding_vanished", as_of="03-13", period=("03-13", "03-13")).shows(order)
    told.figure("finding_vanished", as_of="03-12").shows("case_no")


def test_platforms_that_disagree_keep_to_the_period_and_one_order(told):
    tell(told, CASES, {"accepted": "{day}"}, [("B", "p2", "03-09"), ("A", "p2", "03-09"), ("D", "p2", "03-16")])
    tell(told, CASES, {"accepted": "{day}", "closed": "03-20"}, [("B", "p1", "03-09"), ("A", "p3", "03-09")])
    tell(told, CASES, {"accepted": "{day}", "closed": "03-23"}, [("D", "p3", "03-16"), ("D", "p1", "03-16")])
    tell(told, CASES, {"accepted": "{day}"}, [("D", "p4", "03-16"), ("E", "p2", "03-08"), ("E", "p4", "03-17")])
    told.figure("finding_platforms_disagree", period=PERIOD).shows("""
        case_no | row_key | platform | open_in | closed_in | closed_at
        A       | A       | p2       | p2      | p3        | 03-20
        B       | B       | p2       | p2      | p1        | 03-20
        D       | D       | p2       | p2      | p1        | 03-23
    """)


def test_a_case_that_left_and_came_back_is_one_row_of_a_finding(told):
    told.events(
        """
        case_no | code | at
        A       | 3    | 03-02
        A       | 2    | 03-04
        A       | 3    | 03-09
        A       | 11   | 03-10
    """,
        unit_name="",
    )
    told.figure("finding_no_unit").shows("""
        case_no
        A
    """)


@pytest.mark.parametrize(
    "key",
    [
        "answered_before_asked",
        "due_before_acceptance",
        "due_dates_disagree",
        "no_unit",
        "order_fault",
        "unit_and_area_disagree",
        "unknown_status_word",
    ],
)
def test_a_finding_knows_nothing_after_the_as_of_day(told, key):
    kind, columns, _, _ = ONE_A_DAY[key]
    told.export("04-30")
    tell(told, kind, columns, ROWS)
    number = "message_no" if kind == MESSAGES else "case_no"
    for day, found in (("03-15", ["A"]), ("03-16", ["A", "D"])):
        rows = told.figure(f"finding_{key}", period=("03-09", "03-31"), as_of=day).rows()
        assert sorted(row[number] for row in rows if row[number] in "ADF") == found
