"""What goes out is text: no spreadsheet runs it, no terminal obeys it, no sheet loses it."""

import csv
import io
import json
import sys

import openpyxl
import pandas as pd
import pytest

from analytics.__main__ import main
from analytics.figures import workbook as files
from analytics.figures.workbook import CELL, FORMULA_STARTS, csv_lines, csv_text, workbook
from tests.warehouses import cases_of

BEFORE = ["", " ", "   ", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u2060", "\u00ad", " \u3000\u200b", "\x00", "\x1f"]
TEXT_RUNS = [f"{before}{start}1+1" for before in BEFORE for start in FORMULA_STARTS]
HEADER = ("办件编号", "事项名称", "受理单位", "受理时间", "承诺时限")
MARKED = [
    "[/b]",
    "[red]甲局[/red]",
    ":smile:",
    "[link=http://evil.example]here[/link]",
    "a\x1b[31mred",
    "b\x9b31m",
    "c\x07bell",
]


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", TEXT_RUNS, ids=ascii)
def test_no_start_of_a_formula_is_the_start_of_a_csv_cell(text):
    frame = pd.DataFrame({"text": [text], text: ["below"]})
    for written in (csv_text(frame).decode("utf-8-sig"), csv_lines(frame)):
        header, row = cells(written)
        assert header[1].startswith("'")
        assert row[0].startswith("'")
        assert row[0][1:] == text.replace("\r", "\n")


@pytest.mark.parametrize("text", ["甲局", "a=b", "3+4", "user@example", "—", "'=1", "(−5)", "a", "1-1"])
def test_a_text_that_starts_otherwise_leaves_as_it_came(text):
    assert cells(csv_lines(pd.DataFrame({"text": [text]})))[1] == [text]


def test_numbers_stay_numbers():
    frame = pd.DataFrame({"n": [-5, 7], "share": [-0.25, None], "mixed": pd.Series([-1, "-1"], dtype=object)})
    assert cells(csv_lines(frame))[1:] == [["-5", "-0.25", "-1"], ["7", "", "'-1"]]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(frame, {})))["rows"]
    assert [cell.data_type for cell in sheet[2]] == ["n", "n", "n"]
    assert sheet["C3"].data_type == "s"


def test_a_carriage_return_within_a_text_ends_no_row():
    assert cells(csv_lines(pd.DataFrame({"text": ["a\r=1+1", "b\r\nc"]}))) == [["text"], ["a\n=1+1"], ["b\nc"]]


def test_a_text_longer_than_a_cell_is_cut_with_a_word():
    long = {"letters": "x" * 40_000, "pictures": "😀" * 20_000, "fits": "y" * CELL}
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(pd.DataFrame([long]), {"note": long["letters"]})))
    cut = [cell.value for cell in sheet["rows"][2]]
    assert cut[0].endswith("x … (cut here: 40,000 characters, a cell holds 32,767)")
    assert cut[1].endswith("😀 … (cut here: 20,000 characters, a cell holds 32,767)")
    assert cut[2] == long["fits"]
    assert {len(text.encode("utf-16-le")) // 2 for text in cut} == {CELL}
    assert "cut here" in sheet["selection"]["B2"].value
    assert cells(csv_lines(pd.DataFrame([long])))[1] == list(long.values())


def test_characters_that_xml_refuses_are_in_the_sheet():
    text = "a\x00b\x01c\x0bd\x1fe\ufffef"
    book = io.BytesIO(workbook(pd.DataFrame({"text": [text], "after": ["here"]}), {"note": f"{text}\udc80"}))
    read = pd.read_excel(book, sheet_name=None, engine="calamine")
    assert read["rows"]["text"][0] == text.replace(
        "\ufffe", "_xFFFE_"
    )  # as every reader shows it that keeps to the norm
    assert read["rows"]["after"][0] == "here"
    assert read["selection"].iloc[0, 1].endswith("\\udc80")


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(files, "SHEET", 10)
    book = openpyxl.load_workbook(io.BytesIO(workbook(pd.DataFrame({"n": range(25)}), {})))
    assert book.sheetnames == ["rows", "rows 2", "rows 3", "selection"]
    below = [[row[0] for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames[:3]]
    assert below == [["n", *range(10)], ["n", *range(10, 20)], ["n", *range(20, 25)]]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outgoing")
    texts = [*MARKED, *TEXT_RUNS]
    rows = [(f"=A-{n}", text, text, "2026-03-02", 5) for n, text in enumerate(texts)]
    rows.append(("+1", "-1", "@x", "never", "=2"))  # rejected: no acceptance time
    cases_of(folder, rows, HEADER).close()
    return folder / "warehouse"


@pytest.fixture
def printed(warehouse, monkeypatch, capsys):
    """What a command prints on standard output."""

    def command(*words):
        monkeypatch.setattr(sys, "argv", ["analytics", *words, "--warehouse", str(warehouse)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        assert ended.value.code == 0, told.err
        return told.out

    return command


def test_no_cell_of_the_command_lines_csv_runs(printed):
    (imported,) = json.loads(printed("imports", "--format", "json"))
    assert imported["rejected"]
    by_unit = ("query", "overdue_rate", "--by", "unit", "--as-of", "2026-03-20")
    for command in (("query", "cases"), by_unit, ("rejected", imported["import_id"])):
        rows = cells(printed(*command, "--format", "csv"))
        texts = [cell for row in rows for cell in row if not cell.lstrip("-").replace(".", "").isdecimal()]
        assert [cell for cell in texts if cell.startswith("'")]
        assert not [cell for cell in texts if cell.lstrip("".join(BEFORE))[:1] in FORMULA_STARTS]


def test_a_terminal_shows_texts_to_the_letter(printed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "2000")
    shown = printed("query", "cases")
    for text in (
        "[/b]",
        "[red]甲局[/red]",
        ":smile:",
        "[link=http://evil.example]here[/link]",
        "a\\x1b[31mred",
        "c\\x07bell",
    ):
        assert text in shown
    assert not set(shown) & {"\x1b", "\x07", "\x9b"}
