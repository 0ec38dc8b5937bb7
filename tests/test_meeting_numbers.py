"""Slides and memo are walked: every number in them, in sentences, tables and charts, is one that `query` gives."""

import io
import json
import re
from datetime import date, timedelta

import pytest
from docx import Document
from pptx import Presentation
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.review.agenda import agenda
from analytics.review.makers import documents
from analytics.review.meeting import Meeting
from analytics.review.weeks import read_week
from analytics.settings import Settings

WEEK = read_week("2026-W46")
SUNDAY = WEEK.last
BEFORE = timedelta(days=7)
YEAR = date(2026, 1, 1)
TWO_YEARS = date(2024, 12, 1)
SIX = {
    "overdue_rate": True,
    "open_overdue": False,
    "message_compliance": True,
    "active_rate": True,
    "compression": True,
    "complete_rate": True,
}
"""The standing six, and whether each is a share."""
ENDED = ("accepted", "withdrawn", "superseded")
LATE_MESSAGES = ("late", "unanswered_overdue")
BLOCKS = {"上周议定事项": "promises", "本周变化": "changes", "六项固定指标": "standing", "重点问题": "exceptions"}
STOCKS = {"open_overdue": "open_overdue_month_ends", "compression": "compression_month_ends"}
NO_NUMBER = re.compile(
    r"\d{4}年\d+月(\d+日)?(至(\d+月)?\d+日)?|\d+月(截至\d+日)?|\d{4}-\d\d-\d\d|〔\d{4}〕(第)?\d+号|\d{4}-W\d\d|快照号\w+|GB/T ?\d+|第\d+页"
)
"""Days, months, weeks, numbers of documents, the snapshot: what is made of digits and counts nothing."""
DIGITS = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)?%?")


@pytest.fixture(scope="module")
def meeting(supervised_city):
    return Meeting(supervised_city, WEEK, Settings())


@pytest.fixture(scope="module")
def ask(supervised_city):
    """`query` on the command line: the rows of a figure."""

    def asked(figure, as_of=SUNDAY, start=None, end=None, by=(), **chosen):
        words = [
            "query",
            figure,
            "--as-of",
            str(as_of),
            "--format",
            "json",
            "--warehouse",
            str(supervised_city.warehouse),
        ]
        words += ["--from", str(start), "--to", str(end or as_of)] if start else []
        words += ["--by", ",".join(by)] if by else []
        words += [part for name, value in chosen.items() for part in (f"--{name}", value)]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    return asked


@pytest.fixture(scope="module")
def known(ask, meeting):
    """The numbers that may be told, as texts, by the block of the agenda: each from a query of its own."""
    week = {"as_of": SUNDAY, "start": WEEK.first}
    last = {"as_of": SUNDAY - BEFORE, "start": WEEK.first - BEFORE}
    changes = _Told()
    (city,) = ask("lateness_changed", **week)
    changes.counts(*(city[name] for name in ("newly_late", "still_late", "no_longer_late", "late_now")))
    seen_then = ask("open_overdue", SUNDAY - BEFORE)[0]["open_overdue"]
    changes.counts(seen_then)
    changes.changes(seen_then - city["late_before"])
    by_unit = ask("lateness_changed", **week, by=["unit"])
    changes.counts(*(row["newly_late"] for row in by_unit))
    ((now,), (then,)) = (ask("overdue_rate", **one) for one in (week, last))
    changes.shares(now["overdue_rate"])
    changes.points(now["overdue_rate"] - then["overdue_rate"])
    changes.changes(now["missed"] - then["missed"])
    for by, column in (("unit", "unit_name"), ("item", "item_name")):
        both = [{row[column]: row["missed"] for row in ask("overdue_rate", **one, by=[by])} for one in (week, last)]
        for name in {*both[0], *both[1]}:
            moved = both[0].get(name, 0) - both[1].get(name, 0)
            changes.changes(moved)
            changes.add(f"{moved / (now['missed'] - then['missed']):.0%}")
    lights = [ask("lights", day)[0] for day in (SUNDAY, SUNDAY - BEFORE)]
    changes.changes(*(lights[0][light] - lights[1][light] for light in ("red", "yellow", "green", "paused")))
    rewritten = ask("finding_deadline_rewritten", **week)
    units = [row["unit_name"] for row in rewritten]
    changes.counts(len(rewritten), *(units.count(unit) for unit in {*units}))

    promises = _Told()
    orders = [row for row in ask("orders_register", held_by(meeting)) if row["order_state"] != "draft"]
    lately = [row for row in orders if row["order_state"] in ENDED and str(row["ended_on"])[:10] >= str(WEEK.first)]
    still = [row for row in orders if row["order_state"] not in ENDED]
    promises.counts(len(still), sum(bool(row["answer_overdue"]) for row in still))
    promises.counts(*(sum(row[part] for row in [*still, *lately]) for part in ("lines", "settled")))

    standing = _Told()
    for figure, is_share in SIX.items():
        one, before = (({"as_of": one["as_of"]} if figure in STOCKS else one) for one in (week, last))
        now, then = (_the_row(ask(figure, **scope))[figure] for scope in (one, before))
        target = getattr(meeting.settings.targets, figure, None)
        if is_share:
            standing.shares(now, then, *([target] if target is not None else []))
            standing.points(now - then)
        else:
            standing.counts(now, then)
            standing.changes(now - then)

    exceptions = _Told()
    for figure, parts in (("overdue_rate", ("missed",)), ("message_compliance", LATE_MESSAGES)):
        (city,) = ask(figure, SUNDAY, YEAR)
        for by in ("unit", "area"):
            for row in ask(figure, SUNDAY, YEAR, by=[by]):
                bad, all_bad = (sum(one[part] for part in parts) for one in (row, city))
                count, rest = row["due"], city["due"] - row["due"]
                exceptions.counts(count, bad)
                exceptions.add(f"{bad / count:.1%}" if count else "", f"{(all_bad - bad) / rest:.1%}" if rest else "")
    listed = ask("open_overdue_cases", SUNDAY)
    for column in ("unit_name", "area"):
        names = [row[column] for row in listed]
        exceptions.counts(*(names.count(name) for name in {*names}))
    exceptions.counts(meeting.settings.review.at_most, len(meeting_exceptions(meeting)))
    return {"promises": promises, "changes": changes, "standing": standing, "exceptions": exceptions}


def meeting_exceptions(meeting):
    """All who are worse than the rest: what `query concerns` would be, were it one; the sentence says how many."""
    from analytics.comparison.attention import city_lines, worse_than_rest

    return worse_than_rest(city_lines(lambda key: meeting.snapshot.figure(key, meeting.this_year)))


class _Told(set):
    """Numbers as documents write them."""

    def add(self, *texts):
        self.update(texts)

    def counts(self, *values):
        self.add(*(text for value in values for text in (f"{value:,}", str(value))))

    def changes(self, *values):
        self.add(*(text for value in values for text in (f"{value:+}", f"{value:+,}", str(value))))

    def shares(self, *values):
        self.add(*(f"{value:.2%}" for value in values))

    def points(self, value):
        self.add(f"{value * 100:+.2f}")


def _the_row(rows):
    return next((row for row in rows if row.get("basis") == "ratio of sums"), rows[0])


def numbers_in(text):
    return set(DIGITS.findall(NO_NUMBER.sub(" ", text)))


@pytest.fixture(scope="module")
def tables(ask, meeting, known):
    """The rows that tables may hold, by their headings."""
    week = {"as_of": SUNDAY, "start": WEEK.first}
    last = {"as_of": SUNDAY - BEFORE, "start": WEEK.first - BEFORE}
    now, then = ({row["unit_name"]: row for row in ask("overdue_rate", **one, by=["unit"])} for one in (week, last))
    none = {"due": 0, "missed": 0}
    lights = [ask("lights", day)[0] for day in (SUNDAY - BEFORE, SUNDAY)]
    words = {"red": "红灯", "yellow": "黄灯", "green": "绿灯", "paused": "暂停"}
    by_month: dict[str, dict[str, str]] = {}
    for figure, is_share in SIX.items():
        rows = (
            ask(STOCKS[figure], SUNDAY, TWO_YEARS) if figure in STOCKS else ask(figure, SUNDAY, TWO_YEARS, by=["month"])
        )
        by_month[figure] = {
            str(row["month"])[:7]: "—"
            if row[figure] is None
            else f"{row[figure]:.2%}"
            if is_share
            else str(row[figure])
            for row in rows
        }
    return {
        ("承办单位", "新增超期", "持续超期", "不再超期"): {
            (row["unit_name"], *(str(row[name]) for name in ("newly_late", "still_late", "no_longer_late")))
            for row in ask("lateness_changed", **week, by=["unit"])
        },
        ("承办单位", "本周到期", "本周超期", "上周超期", "增减"): {
            (
                unit,
                str(now.get(unit, none)["due"]),
                str(now.get(unit, none)["missed"]),
                str(then.get(unit, none)["missed"]),
                str(now.get(unit, none)["missed"] - then.get(unit, none)["missed"]),
            )
            for unit in {*now, *then}
        },
        ("预警", "上周末", "本周末", "增减"): {
            (word, str(lights[0][light]), str(lights[1][light]), str(lights[1][light] - lights[0][light]))
            for light, word in words.items()
        },
        ("文号", "承办单位", "反馈期限", "状态", "明细", "已办结", "未办结"): {
            (
                str(row["number"]),
                row["unit_name"],
                str(row["answer_by"])[:10],
                None,
                *(str(row[name]) for name in ("lines", "settled", "still_open")),
            )
            for row in ask("orders_register", held_by(meeting))
        },
        ("办件编号", "事项名称", "应办结日", "超期天数", "状态"): {
            (row["case_no"], row["item_name"], str(row["due_on"])[:10], str(row["overdue_days"]), None)
            for row in ask("open_overdue_cases", SUNDAY)
        },
        "months": by_month,
    }


def held_by(meeting):
    """The day by which what people did is looked at."""
    return min(SUNDAY + BEFORE, max(meeting.snapshot.data_date, meeting.snapshot.today))


@pytest.fixture(scope="module")
def printed(meeting):
    return documents(agenda(meeting), meeting)


def test_every_number_in_a_sentence_of_the_memo_is_one_of_a_query(printed, known):
    told, block = {}, ""
    for paragraph in Document(io.BytesIO(printed["memo.docx"])).paragraphs:
        heading = re.match(r"[一二三四五六]、(.*)", paragraph.text)
        block = BLOCKS.get(heading[1], "") if heading else block
        if block and not heading:
            told.setdefault(block, set()).update(numbers_in(paragraph.text.split("（共")[0]))
    assert {block: len(told[block]) > 3 for block in ("promises", "changes", "exceptions")} == dict.fromkeys(
        ("promises", "changes", "exceptions"), True
    )
    assert {block: numbers - known[block] for block, numbers in told.items() if numbers - known[block]} == {}


def test_every_number_in_a_sentence_of_a_slide_is_one_of_a_query(printed, known):
    every = set().union(*known.values())
    told = set()
    for slide in list(Presentation(io.BytesIO(printed["slides.pptx"])).slides)[1:]:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        told |= numbers_in(" ".join(text for text in texts if not re.search("统计时点|^共|python -m", text)))
    assert len(told) > 30
    assert told - every == set()


@pytest.mark.parametrize("name", ["slides.pptx", "memo.docx"])
def test_every_row_of_a_table_is_one_of_a_query(printed, tables, known, name):
    compared = set()
    shown = {header for header in tables if header != "months" and (name == "slides.pptx" or header[0] != "办件编号")}
    for header, *rows in _tables_of(printed[name], name):
        if header[0] in ("月份", "指标"):
            continue
        expected = tables[tuple(header)]
        assert rows
        for row in rows:
            assert any(all(cell in (None, has) for cell, has in zip(one, row, strict=True)) for one in expected), row
        compared.add(tuple(header))
    assert compared == shown


def test_the_months_of_the_six_are_those_of_the_queries(printed, tables):
    found = [rows for rows in _tables_of(printed["slides.pptx"], "slides.pptx") if rows[0][0] == "月份"]
    months = [f"{2025 + (11 + place) // 12}-{(11 + place) % 12 + 1:02}" for place in range(12)]  # 2025-12 to 2026-11
    earlier = [f"{int(month[:4]) - 1}{month[4:]}" for month in months]
    assert len(found) == len(SIX)
    for figure, (_header, this_year, last_year) in zip(SIX, found, strict=True):
        told = tables["months"][figure]
        assert this_year[1:] == [told.get(month, "—") for month in months], figure
        assert last_year[1:] == [told.get(month, "—") for month in earlier], figure


def test_the_six_of_the_memo_are_those_of_the_queries(printed, known):
    (rows,) = [rows for rows in _tables_of(printed["memo.docx"], "memo.docx") if rows[0][0] == "指标"]
    told = {cell for row in rows[1:] for cell in row[1:] if cell != "—"}
    assert len(rows) == 7
    assert told - known["standing"] == set()


def test_the_points_of_the_charts_are_those_of_the_queries(printed, ask):
    decks = list(Presentation(io.BytesIO(printed["slides.pptx"])).slides)
    charts = [[shape.chart for shape in slide.shapes if shape.has_chart] for slide in decks]
    charts = [found for found in charts if found]
    weeks = [WEEK.first - BEFORE * back for back in reversed(range(6))]
    assert len(charts) == len(SIX)
    for figure, (by_week, _by_month) in zip(SIX, charts, strict=True):
        scopes = [
            {"as_of": monday + timedelta(days=6)} | ({} if figure in STOCKS else {"start": monday}) for monday in weeks
        ]
        expected = [_the_row(ask(figure, **scope))[figure] for scope in scopes]
        assert [*by_week.plots[0].series[0].values] == pytest.approx(expected), figure


def _tables_of(content, name):
    """The tables of a document: their headings, then their rows, as texts."""
    if name.endswith(".docx"):
        return [
            [[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables
        ]
    deck = Presentation(io.BytesIO(content))
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in shape.table.rows] for shape in shapes]
