"""Every row of every sheet and table is in a count, also of those that are left out; what is left out is named."""

import io

import openpyxl
import pytest

from analytics.errors import ExportRefused
from analytics.exports import Export, recognise
from analytics.exports.export import SkippedSheet
from analytics.settings import Settings
from tests.export_files import read
from tests.hostile_files import CASE, FIELDS, HOSTILE, page_row, xml_row, xml_sheet


def table(*cases: str, head: bool = True) -> str:
    rows = [[case, *CASE[1:]] for case in cases]
    return "<table>" + "".join(map(page_row, [FIELDS, *rows] if head else rows)) + "</table>"


def page(body: str) -> str:
    return f"<html><body>{body}</body></html>"


def assert_conserved(export: Export) -> None:
    assert export.rows_read == export.accepted + export.rejected + export.ignored


def test_a_table_in_a_cell_costs_its_table_no_row(tmp_path):
    inner = "<table><tr><td>电话</td></tr><tr><td>地址</td></tr></table>"
    body = "<table>" + page_row(FIELDS) + page_row(CASE) + page_row(["BT-2", f"乙局{inner}科", *CASE[2:]]) + "</table>"
    reading = read(tmp_path, page(body + table("BT-3")), "nested.xls")
    assert reading.rows("case_no") == ["BT-1", "BT-2", "BT-3"]
    assert reading.rows("unit_name") == ["甲局", "乙局科", "甲局"]
    assert reading.export.skipped == (SkippedSheet("table 2", 2, "unknown"),)
    assert_conserved(reading.export)


def test_a_frame_without_text_around_a_table_is_no_table(tmp_path):
    reading = read(tmp_path, page(f"<table><tr><td> </td><td>{table('BT-1', 'BT-2')}</td></tr></table>"), "framed.xls")
    assert (reading.part.sheet, reading.export.skipped, reading.part.accepted) == ("", (), 2)


def test_a_cell_spans_as_many_rows_as_html_allows(tmp_path):
    rows = "".join(page_row([f"BT-{n}", *CASE[2:]]) for n in range(2, 2_000))
    first = page_row(["BT-1", *CASE[1:]]).replace("<td>甲局", '<td rowspan="1999">甲局')
    reading = read(tmp_path, page(f"<table>{page_row(FIELDS)}{first}{rows}</table>"), "spanned.xls")
    assert reading.part.accepted == 1_999
    assert set(reading.rows("unit_name")) == {"甲局"}


def test_merged_and_skipped_cells_of_an_xml_spreadsheet_stand_where_they_are_seen(tmp_path):
    unit = '<Cell ss:MergeDown="2"><Data ss:Type="String">乙局</Data></Cell>'
    rest = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in CASE[2:])
    more = (
        f'<Row ss:Index="5"><Cell><Data ss:Type="String">BT-2</Data></Cell>{unit}{rest}</Row>'
        f"<Row><Cell><Data>BT-3</Data></Cell>{rest}</Row>"
        f'<Row><Cell><Data>BT-4</Data></Cell><Cell ss:Index="3"><Data>2026-03-03</Data></Cell></Row>'
        + xml_row(["BT-5", "丙局", "2026-03-04"])
    )
    reading = read(tmp_path, xml_sheet(more), "merged.xml")
    assert reading.rows("line", "case_no", "unit_name") == [
        (2, "BT-1", "甲局"),
        (5, "BT-2", "乙局"),
        (6, "BT-3", "乙局"),
        (7, "BT-4", "乙局"),
        (8, "BT-5", "丙局"),
    ]
    assert_conserved(reading.export)


def workbook(**sheets: tuple[str, int]) -> bytes:
    """A workbook of sheets, each with its state and so many cases."""
    made, content = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, (state, count) in sheets.items():
        sheet = made.create_sheet(name)
        for row in (FIELDS, *([f"{name}-{n}", *CASE[1:]] for n in range(count))):
            sheet.append(row)
        sheet.sheet_state = state
    made.save(content)
    return content.getvalue()


def asking_for(folder, sheet: str):
    mapping = folder / "asking.toml"
    mapping.write_text(f'kind = "cases"\nplatform = "baotou"\nsheet = "{sheet}"\n', encoding="utf-8")
    return mapping


def test_a_mapping_asks_for_a_hidden_sheet_and_the_others_are_counted(tmp_path):
    content = workbook(now=("visible", 2), before=("hidden", 3))
    reading = read(tmp_path, content, "cases.xlsx", asking_for(tmp_path, "before"))
    assert reading.rows("case_no") == ["before-0", "before-1", "before-2"]
    assert reading.export.skipped == (SkippedSheet("now", 3, "another"),)
    assert_conserved(reading.export)


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path):
    with pytest.raises(ExportRefused, match=r"no sheet then, for which asking\.toml asks\. It has now, before\."):
        read(tmp_path, workbook(now=("visible", 1), before=("hidden", 1)), "cases.xlsx", asking_for(tmp_path, "then"))


def test_a_sheet_too_wide_to_be_looked_at_does_not_cost_the_list_beside_it(tmp_path):
    made, content = openpyxl.Workbook(), io.BytesIO()
    made.active.title = "wide"
    made.active.append([f"c{n}" for n in range(1_200)])
    sheet = made.create_sheet("list")
    for row in (FIELDS, CASE):
        sheet.append(row)
    made.save(content)
    reading = read(tmp_path, content.getvalue(), "two.xlsx")
    assert reading.export.skipped == (SkippedSheet("wide", 1, "unknown"),)
    assert [found.sheet for found in recognise(tmp_path / "two.xlsx", Settings())] == ["list"]


def test_a_page_that_the_parser_leaves_in_the_middle_is_refused(tmp_path):
    with pytest.raises(ExportRefused, match="nested too deeply"):
        read(tmp_path, table("BT-1").encode() + HOSTILE["deep-tables.xls"](), "deep.xls")
