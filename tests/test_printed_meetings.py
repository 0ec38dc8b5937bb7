"""A meeting on paper: slides with charts that can be edited and a memo, whose numbers are the figures' and whose bytes are always the same."""

import io
import re
import subprocess
import zipfile

import pytest
from docx import Document
from pptx import Presentation
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.bulletins.rechecking import check_content
from analytics.documents.deck import FONT
from analytics.documents.told_numbers import numbers_of, shown
from analytics.review.agenda import agenda
from analytics.review.makers import documents
from analytics.review.meeting import Meeting
from analytics.review.weeks import read_week
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from tests.printed_pages import must_be_official
from tests.test_review import MESSAGES, ROWS, WEEK
from tests.warehouses import CASES, warehouse_of, write_csv


@pytest.fixture(scope="module")
def meeting(tmp_path_factory) -> Meeting:
    """The meeting of a week in which two units miss deadlines; its warehouse is only read."""
    folder = tmp_path_factory.mktemp("meeting")
    messages = [(f"M{n}", "乙局", "2026-03-10", "2026-03-11") for n in range(4)]
    warehouse_of(
        folder, write_csv(folder / "messages.csv", MESSAGES, messages), write_csv(folder / "cases.csv", CASES, ROWS)
    ).close()
    return Meeting(open_snapshot(folder / "warehouse"), WEEK, Settings())


@pytest.fixture(scope="module")
def seen(meeting):
    return agenda(meeting)


@pytest.fixture(scope="module")
def printed(seen, meeting) -> dict[str, bytes]:
    return documents(seen, meeting)


def test_the_same_meeting_has_the_same_bytes_and_tells_no_time_of_its_own(seen, meeting, printed):
    assert documents(seen, meeting) == printed
    for content in printed.values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            books = [name for name in archive.namelist() if name.endswith(".xlsx")]
            for name in books:
                with zipfile.ZipFile(io.BytesIO(archive.read(name))) as book:
                    assert f"{seen.as_of}T00:00:00Z" in book.read("docProps/core.xml").decode()


@pytest.mark.parametrize("name", ["slides.pptx", "memo.docx"])
def test_every_number_that_is_told_is_what_the_query_gives(meeting, printed, name):
    _about, numbers = numbers_of(printed[name], name)
    assert [one.figure for one in numbers] == [
        "overdue_rate",
        "open_overdue",
        "message_compliance",
        "active_rate",
        "compression",
        "complete_rate",
    ]
    texts = _words(printed[name])
    for one in numbers:
        rows = meeting.snapshot.records(one.figure, one.scope)
        rows = [row for row in rows if all(str(row[column]) == value for column, value in one.where)]
        assert one.text == shown(rows[0][one.column] if rows else None, one.form), one
        assert one.text in texts
    assert check_content(meeting.snapshot, printed[name], name).doubts == ()


def _words(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if re.search(r"slides/slide\d+\.xml|word/document\.xml", name)]
        return " ".join(
            " ".join(re.findall(r"<[aw]:t(?: [^>]*)?>([^<]*)<", archive.read(name).decode())) for name in names
        )


def test_charts_can_be_edited_and_hold_the_series_of_the_agenda_on_one_scale(seen, printed):
    deck = Presentation(io.BytesIO(printed["slides.pptx"]))
    numbers = {number.says.said(_chinese()): number for block in seen.blocks for number in block.numbers if number.says}
    compared = 0
    for slide in deck.slides:
        charts = [shape.chart for shape in slide.shapes if shape.has_chart]
        if not charts:
            continue
        number = numbers[slide.shapes.title.text_frame.text]
        for chart, series in zip(charts, (number.weeks, number.months), strict=True):
            assert chart.part.chart_workbook.xlsx_part is not None
            told = [None if value != value else value for value in series["value"]]
            assert [*chart.plots[0].series[0].values] == told
            compared += 1
        assert len({(chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) for chart in charts}) == 1
    assert compared >= 8


def _chinese():
    from analytics.review.slides import SAYS

    return SAYS


def test_chinese_fonts_are_named_for_east_asian_characters_in_texts_and_charts(printed):
    with zipfile.ZipFile(io.BytesIO(printed["slides.pptx"])) as archive:
        for name in archive.namelist():
            if re.search(r"slides/slide\d+\.xml|charts/chart\d+\.xml", name):
                part = archive.read(name).decode()
                assert part.count(f'<a:latin typeface="{FONT}"') == part.count(f'<a:ea typeface="{FONT}"'), name
                assert f'<a:ea typeface="{FONT}"' in part


def test_the_memo_has_every_block_of_the_agenda_as_a_heading(seen, printed):
    words = [paragraph.text for paragraph in Document(io.BytesIO(printed["memo.docx"])).paragraphs]
    for ordinal, block in zip("一二三四五", seen.blocks, strict=True):
        assert f"{ordinal}、{block.title.said(_chinese())}" in words


def test_a_week_without_data_says_so_on_each_slide_and_in_the_memo(meeting):
    empty = Meeting(meeting.snapshot, read_week("2020-W10"), Settings())
    made = documents(agenda(empty), empty)
    assert _words(made["slides.pptx"]).count("本节无法编制") == 5
    assert _words(made["memo.docx"]).count("本节无法编制") == 5


def test_the_command_prints_both_in_a_new_folder(meeting, printed, tmp_path):
    def run():
        asked = [
            "review",
            "--week",
            WEEK.name,
            "--out",
            str(tmp_path / "w"),
            "--warehouse",
            str(meeting.snapshot.warehouse),
        ]
        return CliRunner().invoke(app, asked)

    first = run()
    assert first.exit_code == 0, first.output
    assert {file.name for file in (tmp_path / "w").iterdir()} == {*printed}
    assert "exists already" in str(run().exception)


def test_nothing_on_a_slide_or_in_the_memo_leaves_its_page(printed, tmp_path):
    for name, content in printed.items():
        (tmp_path / name).write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, *(str(tmp_path / name) for name in printed)], check=True, capture_output=True, timeout=120
    )
    for name, right_edge, bottom_edge in (("slides", 338.7, 190.5), ("memo", 187, 275)):
        told = subprocess.run(
            ["pdftotext", "-bbox", str(tmp_path / f"{name}.pdf"), "-"], check=True, capture_output=True
        )
        words = re.findall(
            r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', told.stdout.decode()
        )
        assert len(words) > 50
        if name == "memo":
            must_be_official(told.stdout.decode())
        for left, top, right, bottom, text in words:
            assert float(left) >= 0, text
            assert float(top) >= 0, text
            assert float(right) <= right_edge * 72 / 25.4, text
            assert float(bottom) <= bottom_edge * 72 / 25.4, text
