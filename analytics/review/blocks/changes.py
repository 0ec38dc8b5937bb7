"""What changed since the last meeting, and who carries the change."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.comparison.attention import city_lines, worse_than_rest
from analytics.errors import N_
from analytics.figures.scope import Scope
from analytics.review.exports_missing import exports_missing
from analytics.review.meeting import Block, Meeting, Table
from analytics.review.told import Told, told

LIGHTS = ("red", "yellow", "green", "paused")
_CARRIERS = 3  # named in a sentence; the table has all
_REWRITTEN = [
    "platform",
    "case_no",
    "item_name",
    "unit_name",
    "due_day_before",
    "due_day_after",
    "promised_before",
    "promised_after",
    "after_file",
]
_LATE = [
    "late_change",
    "platform",
    "case_no",
    "item_name",
    "unit_name",
    "area",
    "accepted_at",
    "due_on",
    "closed_at",
    "overdue_days",
]


def block(meeting: Meeting, empty: Block) -> Block:
    """The late stock, the rate with who carries its change, the lights, who stands out newly, rewritten deadlines, exports."""
    sentences: list[Told] = []
    tables: list[Table] = []
    for part in (_late, _rate, _lights, _standing_out, _rewritten, _exports):
        said, shown = part(meeting)
        sentences += said
        tables += [table for table in shown if not table.rows.empty]
    return replace(empty, sentences=tuple(sentences), tables=tuple(tables))


_Part = tuple[list[Told], list[Table]]


def _late(meeting: Meeting) -> _Part:
    scope = meeting.scope
    (city,) = meeting.snapshot.records("lateness_changed", scope)
    by_unit = meeting.snapshot.figure("lateness_changed", scope, ("unit",))
    seen_then = int(str(meeting.snapshot.records("open_overdue", meeting.last_seen)[0]["open_overdue"]))
    said = [
        told(
            N_(
                "Of the open cases {newly} are newly late and {still} still late; {gone} are no longer late. Late now: {now}."
            ),
            newly=city["newly_late"],
            still=city["still_late"],
            gone=city["no_longer_late"],
            now=city["late_now"],
        )
    ]
    if apart := seen_then - int(str(city["late_before"])):
        said.append(
            told(
                N_(
                    "{then} stood late at the end of the week before; {apart:+} of them by due days or states that hold no longer."
                ),
                then=seen_then,
                apart=apart,
            )
        )
    if carriers := _named(by_unit, "newly_late"):
        said.append(told(N_("Most newly late cases: {carriers}."), carriers=carriers))
    rows = meeting.snapshot.rows("late_changes", scope)
    return said, [
        Table(
            "late-by-unit",
            told(N_("Newly late, no longer late and still late by unit")),
            by_unit,
            "lateness_changed",
            scope,
        ),
        Table(
            "late-cases", told(N_("Cases newly late, no longer late, still late")), rows[_LATE], "late_changes", scope
        ),
    ]


def _named(table: pd.DataFrame, column: str) -> tuple[Told, ...]:
    """The units with the most of something, each with its number."""
    most = table[(table[column] > 0) & table["unit_name"].notna()].nlargest(_CARRIERS, column, keep="first")
    return tuple(
        told("{unit} {n}", unit=str(unit), n=f"{n:,}") for unit, n in zip(most["unit_name"], most[column], strict=True)
    )


def _rate(meeting: Meeting) -> _Part:
    """The overdue rate of the week against the week before, and each unit's part in the change of what was missed."""
    (now,), (then,) = (meeting.snapshot.records("overdue_rate", scope) for scope in (meeting.scope, meeting.before))
    if now["overdue_rate"] is None or then["overdue_rate"] is None:
        return [told(N_("The overdue rate cannot be compared: in one of the two weeks no case fell due."))], []
    carried, by_item = _carried(meeting, "unit", "unit_name"), _carried(meeting, "item", "item_name")
    moved = int(str(now["missed"])) - int(str(then["missed"]))
    values = {
        "now": f"{float(str(now['overdue_rate'])):.2%}",
        "points": f"{(float(str(now['overdue_rate'])) - float(str(then['overdue_rate']))) * 100:+.2f}",
        "moved": f"{moved:+}",
    }
    said = [
        told(
            N_(
                "Overdue rate of the week {now}, {points} percentage points against the same days of the week before; missed deadlines {moved}."
            ),
            **values,
        )
    ]
    if moved and (named := _shares(carried, "unit_name", moved)):
        said.append(told(N_("The change is carried by {carriers}."), carriers=named))
    if moved and (named := _shares(by_item, "item_name", moved)):
        said.append(told(N_("By service item: {carriers}."), carriers=named))
    return said, [
        Table(key, told(title), rows, "overdue_rate", meeting.scope)
        for key, title, rows in (
            ("carried", N_("Missed deadlines by unit, this week and the week before"), carried),
            ("carried-by-item", N_("Missed deadlines by service item, this week and the week before"), by_item),
        )
    ]


def _carried(meeting: Meeting, by: str, column: str) -> pd.DataFrame:
    """The misses of each unit or item in both weeks, the difference, and its share in the city's difference."""
    now, then = (
        meeting.snapshot.figure("overdue_rate", scope, (by,))[[column, "due", "missed"]]
        for scope in (meeting.scope, meeting.before)
    )
    both = now.merge(then, on=column, how="outer", suffixes=("", "_before")).fillna(
        dict.fromkeys(("due", "missed", "due_before", "missed_before"), 0)
    )
    both["missed_change"] = both["missed"] - both["missed_before"]
    city = both["missed_change"].sum()
    both["share_of_change"] = both["missed_change"] / city if city else float("nan")
    counts = ["due", "missed", "due_before", "missed_before", "missed_change"]
    both[counts] = both[counts].astype("int64")
    moved = both[both["missed_change"] != 0]
    return moved.sort_values("missed_change", key=lambda change: -change.abs(), kind="stable").reset_index(drop=True)


def _shares(carried: pd.DataFrame, column: str, moved: int) -> tuple[Told, ...]:
    """Those that moved most the way that the city moved, each with its share in the city's change."""
    same_way = carried[(carried["missed_change"] * moved > 0) & carried[column].notna()].head(_CARRIERS)
    return tuple(
        told(
            N_("{unit} ({change}, {share} of the city's change)"),
            unit=str(row[column]),
            change=f"{row['missed_change']:+}",
            share=f"{row['share_of_change']:.0%}",
        )
        for row in same_way.to_dict("records")
    )


def _lights(meeting: Meeting) -> _Part:
    scopes = (meeting.last_seen, meeting.scope)
    then, now = (meeting.snapshot.records("lights", scope)[0] for scope in scopes)
    rows = pd.DataFrame(
        [(light, then[light], now[light], int(str(now[light])) - int(str(then[light]))) for light in LIGHTS],
        columns=["light", "cases_before", "cases_now", "cases_change"],
    )
    return [
        told(
            N_("Lights of the open cases since the end of the week before: red {red}, yellow {yellow}, green {green}."),
            **{light: f"{change:+}" for light, change in zip(rows["light"], rows["cases_change"], strict=True)},
        )
    ], [
        Table(
            "lights",
            told(N_("Lights of the open cases, at the end of the week before and now")),
            rows,
            "lights",
            meeting.scope,
        )
    ]


def _standing_out(meeting: Meeting) -> _Part:
    """Who is worse than the rest of the city over the year to date, and was not when the week before ended."""
    this = {(concern.figure, concern.subject) for concern in _concerns(meeting, meeting.this_year)}
    if meeting.last_seen.as_of.year != meeting.as_of.year:
        return [told(N_("Who stands out is judged over the year, which begins anew: nobody stands out newly."))], []
    earlier = meeting.this_year.narrowed(
        as_of=meeting.last_seen.as_of, period_end=meeting.last_seen.as_of, grain="year"
    )
    last = {(concern.figure, concern.subject) for concern in _concerns(meeting, earlier)}
    said = []
    for text, named in (
        (N_("Newly worse than the rest of the city beyond chance: {names}."), this - last),
        (N_("No longer worse than the rest beyond chance: {names}."), last - this),
    ):
        if named:
            said.append(told(text, names=tuple(sorted({subject for _figure, subject in named}))))
    return said or [told(N_("Nobody stands out newly, and nobody does no longer."))], []


def _concerns(meeting: Meeting, scope: Scope) -> list:
    return worse_than_rest(city_lines(lambda key: meeting.snapshot.figure(key, scope)))


def _rewritten(meeting: Meeting) -> _Part:
    rows = meeting.snapshot.figure("finding_deadline_rewritten", meeting.scope)
    if rows.empty:
        return [told(N_("No export of the week rewrote a deadline."))], []
    by_unit = rows.groupby("unit_name", dropna=False).size().rename("n").reset_index()
    said = told(
        N_("Exports of the week rewrote {n} deadlines: {carriers}."), n=len(rows), carriers=_named(by_unit, "n")
    )
    return [said], [
        Table(
            "rewritten", told(N_("Deadlines rewritten")), rows[_REWRITTEN], "finding_deadline_rewritten", meeting.scope
        )
    ]


def _exports(meeting: Meeting) -> _Part:
    rows = exports_missing(meeting)
    if rows.empty:
        return [told(N_("Every export that came in the four weeks before has come again."))], []
    return [told(N_("{n} exports did not come that came in the four weeks before."), n=len(rows))], [
        Table("exports", told(N_("Exports that did not come")), rows, "", meeting.scope)
    ]
