"""What an unknown layout is proposed to be: the line of its header, its kind, the field of each column, and a mapping to save."""

from datetime import date, timedelta

import openpyxl
import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.exports import proposed_mapping, recognise
from analytics.settings import Settings
from tests.export_files import read

ROWS = [["QX-001", "Zhang", "2021-3-5", "2021-3-6"], ["QX-002", "Li", "2021-3-6", "2021-3-9"]]
PLAIN = ["单号", "经办", "起", "止"]
LAYOUTS = {
    "a header alone": ([PLAIN], 1),
    "a title over it": ([["三月台账"], PLAIN], 2),
    "a title repeated in every cell": ([["三月台账"] * 4, PLAIN], 2),
    "a title and what it was made of": ([["三月台账"], ["填报：甲", "审核：乙", "单位：件"], PLAIN], 3),
    "an empty line between": ([["三月台账"], [], PLAIN], 3),
    "a note over it": ([["本表由系统自动生成，仅供内部使用，数据截至导出时点，如有疑问请联系信息科。"], PLAIN], 2),
    "units below": ([PLAIN, ["", "", "工作日", "工作日"]], 1),
    "units in brackets below": ([PLAIN, ["", "（人）", "（天）", "（天）"]], 1),
    "numbers of columns below": ([PLAIN, ["1", "2", "3", "4"]], 1),
    "two lines": ([["单号", "经办", "日期", ""], ["", "", "起", "止"]], 2),
    "two lines, the first repeated": ([["单号", "经办", "日期", "日期"], ["单号", "经办", "起", "止"]], 2),
    "two lines under a title": ([["三月台账", "", "", ""], ["单号", "经办", "日期", ""], ["", "", "起", "止"]], 3),
    "a heading left out": ([["单号", "", "起", "止"]], 1),
    "in English": ([["Permits 2021"], ["Reference", "Clerk", "Opened", "Closed"]], 2),
    "in German": ([["Zeichen", "Bearbeiter", "Eingang", "Abschluss"]], 1),
}


def previewed(folder, rows, name="layout.csv"):
    file = folder / name
    file.write_text("".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows), encoding="utf-8")
    (preview,) = recognise(file, Settings())
    return preview


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_header_is_the_line_above_the_data_whatever_stands_around_it(tmp_path, name):
    above, line = LAYOUTS[name]
    preview = previewed(tmp_path, above + ROWS)
    assert (preview.kind, preview.header_line) == (None, line)


@pytest.mark.parametrize("name", LAYOUTS)
def test_so_it_is_in_a_workbook_with_merged_cells(tmp_path, name):
    above, line = LAYOUTS[name]
    book = openpyxl.Workbook()
    for row in above + ROWS:
        book.active.append([cell or None for cell in row])
    for number, row in enumerate(above, 1):
        if len(row) == 1:
            book.active.merge_cells(start_row=number, end_row=number, start_column=1, end_column=4)
    if name.startswith("two lines"):
        for column in (1, 2):
            book.active.merge_cells(start_row=line - 1, end_row=line, start_column=column, end_column=column)
        book.active.merge_cells(start_row=line - 1, end_row=line - 1, start_column=3, end_column=4)
    book.save(tmp_path / "layout.xlsx")
    (preview,) = recognise(tmp_path / "layout.xlsx", Settings())
    assert preview.header_line == line


@pytest.mark.parametrize(
    "name", ["a header alone", "a title over it", "two lines", "a heading left out", "units below"]
)
def test_so_it_is_on_a_page(tmp_path, name):
    above, line = LAYOUTS[name]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in above + ROWS)
    (tmp_path / "layout.xls").write_text(f"<html><table>{rows}</table></html>", encoding="utf-8")
    (preview,) = recognise(tmp_path / "layout.xls", Settings())
    assert preview.header_line == line


def test_columns_are_proposed_by_what_stands_in_them(tmp_path):
    rows = [
        ["甲", "乙", "丙", "丁", "戊", "己", "庚"],
        ["QX-001", "住建局", "2021-3-5", "2021-3-9", "5个工作日", "即办件", "13812345678"],
        ["QX-002", "水务局", "2021-3-6", "", "3个工作日", "承诺件", "13812345679"],
    ]
    preview = previewed(tmp_path, rows)
    assert preview.proposed_kind == "cases"
    assert preview.proposed == {
        "甲": "case_no",
        "乙": "unit_name",
        "丙": "accepted_at",
        "丁": "closed_at",
        "戊": "promised_limit",
        "己": "case_kind",
        "庚": "applicant_phone",
    }
    assert preview.missing == []


def test_a_time_that_lies_ahead_is_proposed_as_due(tmp_path):
    ahead = date.today() + timedelta(days=9)
    rows = [["a1", "b1", "c1"], ["QX-001", "2021-3-5", str(ahead)], ["QX-002", "2021-3-6", str(ahead)]]
    assert previewed(tmp_path, rows).proposed == {"a1": "case_no", "b1": "accepted_at", "c1": "due_at"}


@pytest.mark.parametrize(
    ("rows", "kind", "proposed"),
    [
        (
            [["a", "b", "c"], ["QX-001", "2021-3-5", "非常满意"], ["QX-002", "2021-3-5", "不满意"]],
            "ratings",
            {"a": "case_no", "b": "rated_at", "c": "level"},
        ),
        (
            [["a", "b", "c"], ["QX-001", "3", "2021-3-5 10:00"], ["QX-001", "8", "2021-3-5 11:00"]],
            "events",
            {"a": "case_no", "b": "status_code", "c": "status_at"},
        ),
        (
            [["a", "b", "c"], ["住建局", "13812345678", "a@b.cn"], ["水务局", "13812345679", "c@d.cn"]],
            "contacts",
            {"a": "unit_name", "b": "phone", "c": "mail"},
        ),
    ],
)
def test_the_kind_is_proposed_by_the_samples_too(tmp_path, rows, kind, proposed):
    preview = previewed(tmp_path, rows)
    assert (preview.proposed_kind, preview.proposed) == (kind, proposed)


def test_a_heading_decides_before_its_samples(tmp_path):
    rows = [["QX", "办结时间", "x"], ["QX-001", "2021-3-5", "2021-3-1"], ["QX-002", "2021-3-6", "2021-3-2"]]
    assert previewed(tmp_path, rows).proposed == {"QX": "case_no", "办结时间": "closed_at", "x": "accepted_at"}


def test_a_running_number_is_no_case_number(tmp_path):
    rows = [["n", "z", "d"], ["11", "QX-7", "2021-3-5"], ["12", "QX-3", "2021-3-5"], ["13", "QX-9", "2021-3-5"]]
    assert previewed(tmp_path, rows).proposed["z"] == "case_no"


@pytest.mark.parametrize(
    ("texts", "keys"),
    [
        (["13/03/2021", "05/04/2021"], {"date_order": "dmy"}),
        (["03.13.2021 10:00", "04.05.2021 11:00"], {"date_order": "mdy"}),
        (["03/04/2021", "05/06/2021"], {}),  # either may be right: a person says
        (["1614937500", "1614937600"], {"epoch": "seconds"}),
        (["1614937500000", "1614937600000"], {"epoch": "milliseconds"}),
        (["2021-03-05", "2021-03-06"], {}),
    ],
)
def test_keys_that_the_samples_call_for_are_proposed(tmp_path, texts, keys):
    preview = previewed(tmp_path, [["z", "d"], *([f"QX-{row}", text] for row, text in enumerate(texts))])
    assert preview.proposed_keys == keys
    assert preview.proposed["d"] == "accepted_at"


def test_decimal_commas_are_proposed(tmp_path):
    assert previewed(
        tmp_path, [["z", "d", "l"], ["QX-1", "2021-3-5", "2,5"], ["QX-2", "2021-3-5", "3,5"]]
    ).proposed_keys == {"decimal": ","}


FOREIGN = "Zaaknr;;Begin;Begin;Toestand\nZ-001;Office of Parks;13/03/2021;20/03/2021;open\nZ-002;Office of Roads;14/03/2021;;closed\n"


def test_a_proposed_mapping_reads_the_file_it_was_made_for(tmp_path):
    (tmp_path / "zaken.csv").write_text(FOREIGN, encoding="utf-8")
    (preview,) = recognise(tmp_path / "zaken.csv", Settings())
    mapping = tmp_path / "delft.toml"
    mapping.write_text(proposed_mapping(preview, "delft"), encoding="utf-8")
    reading = read(tmp_path, FOREIGN, mapping=mapping)
    assert reading.part.columns == {
        "case_no": "Zaaknr",
        "unit_name": "#2",
        "accepted_at": "Begin",
        "closed_at": "Begin",
        "status": "Toestand",
    }
    assert [str(time)[:10] for time in reading.rows("accepted_at")] == ["2021-03-13", "2021-03-14"]
    assert (reading.export.accepted, reading.export.rejected) == (2, 0)


def test_the_command_prints_a_mapping_and_what_it_leaves_open(tmp_path):
    file = tmp_path / "zaken.csv"
    file.write_text("Zaaknr;Opmerking\nZ-001;-\nZ-002;ja\n", encoding="utf-8")
    printed = CliRunner().invoke(app, ["preview", str(file), "--propose"]).stdout
    assert "# zaken.csv: header in line 1" in printed
    assert 'case_no = ["Zaaknr"]' in printed
    assert "# still needed: accepted_at" in printed
    assert "# not used: Opmerking: - · ja" in printed


def test_the_command_says_where_a_mapping_is_there_already(tmp_path):
    file = tmp_path / "cases.csv"
    file.write_text("办件编号,受理单位,受理时间\nA1,住建局,2021-3-5\n", encoding="utf-8")
    printed = CliRunner().invoke(app, ["preview", str(file), "--propose"]).stdout
    assert printed.strip() == "# cases.csv: read by the mapping baotou already"
