"""Rejected rows come back as sentences, and mended in their workbook they go in again."""

import gettext
import io

import openpyxl
import pytest

from analytics.exports import FAULTS
from analytics.figures.workbook import workbook
from analytics.settings import ROOT, Settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.imports import import_file
from analytics.warehouse.manifest import list_imports
from analytics.warehouse.rejected import rejected_rows

HEADER = "办件编号,受理单位,受理时间,办结时间,承诺时限,申请人,联系电话\n"
ROWS = (
    "BT-1,甲局,2026-03-02,2026-03-04,5,张三丰,13812345678\n"
    "BT-2,甲局,2026-02-30,,5,李四光,13912345678\n"
    "BT-3,乙局,2026-03-02,某日,5,王五,13712345678\n"
)


@pytest.fixture
def rejected(tmp_path):
    (tmp_path / "办件.csv").write_text(HEADER + ROWS, encoding="utf-8")
    result = import_file(tmp_path / "办件.csv", tmp_path / "warehouse", Settings())
    return tmp_path / "warehouse", result.manifest


def test_every_fault_is_a_sentence_that_names_the_column(rejected):
    warehouse, manifest = rejected
    rows = rejected_rows(warehouse, manifest.id)
    assert list(rows.columns)[:3] == ["file", "sheet", "line"]
    assert rows.columns[-1] == "reason"
    assert rows["line"].tolist() == [3, 4]
    assert rows["reason"][0] == "受理时间: there is no such day or time as 2026-02-30."
    assert rows["reason"][1].count("办结时间") == 1


def test_reasons_come_in_the_reader_s_language(rejected, tmp_path):
    chinese = {template: f"【{template}】" for template in FAULTS.values()}
    warehouse, manifest = rejected
    assert rejected_rows(warehouse, manifest.id, chinese.__getitem__)["reason"][0].startswith("【受理时间")
    catalogue = gettext.translation("casewatch", ROOT / "locales", ["zh_CN"])
    assert "不是存在的日期" in rejected_rows(warehouse, manifest.id, catalogue.gettext)["reason"][0]


def test_mended_in_the_workbook_and_imported_again(rejected, tmp_path):
    warehouse, manifest = rejected
    book = openpyxl.load_workbook(io.BytesIO(workbook(rejected_rows(warehouse, manifest.id), {"import": manifest.id})))
    sheet = book["rows"]
    header = [cell.value for cell in sheet[1]]
    place = {name: header.index(name) + 1 for name in header}
    sheet.cell(2, place["受理时间"]).value = "2026-02-28"
    sheet.cell(3, place["办结时间"]).value = "2026-03-05"
    sheet.cell(3, place["承诺时限"]).value = "1"
    book.save(tmp_path / "mended.xlsx")

    result = import_file(tmp_path / "mended.xlsx", warehouse, Settings())
    assert (result.manifest.accepted, result.manifest.rejected) == (2, 0)
    snapshot = open_snapshot(warehouse)
    rows = {row["case_no"]: row for row in snapshot.records("cases", snapshot.everything())}
    assert sorted(rows) == ["BT-1", "BT-2", "BT-3"]
    assert str(rows["BT-2"]["accepted_at"])[:10] == "2026-02-28"
    assert str(rows["BT-3"]["closed_at"])[:10] == "2026-03-05"


def test_what_was_masked_stays_masked_on_the_way(rejected, tmp_path):
    warehouse, manifest = rejected
    rows = rejected_rows(warehouse, manifest.id)
    assert rows["申请人"].tolist() == ["李**", "王*"]
    assert rows["联系电话"].tolist() == ["139****5678", "137****5678"]
    (tmp_path / "again.xlsx").write_bytes(workbook(rows.assign(受理时间="2026-03-02", 办结时间=None, 承诺时限="5"), {}))
    import_file(tmp_path / "again.xlsx", warehouse, Settings())
    snapshot = open_snapshot(warehouse)
    applicants = dict(snapshot._fetch("SELECT case_no, applicant FROM case_rows"))
    assert (applicants["BT-2"], applicants["BT-3"]) == ("李**", "王*")
    assert len(list_imports(warehouse)) == 2


def test_repeated_and_empty_headers_and_cells_beyond_the_header_come_back_each_in_its_column(tmp_path):
    header = "办件编号,受理时间,受理单位,备注,备注,,reason\n"
    rows = "A1,2021-2-30,甲局,一,二,三,四\nA2,2021-3-5,甲局,一,二,三,四,五\nA3,2021-3-5,甲局,一,二,三,四\n"
    (tmp_path / "a.csv").write_text(header + rows, encoding="utf-8")
    manifest = import_file(tmp_path / "a.csv", tmp_path / "warehouse", Settings(), publishing=False).manifest
    table = rejected_rows(tmp_path / "warehouse", manifest.id)
    assert table.columns.is_unique
    assert table.iloc[1].tolist()[3:-1] == ["A2", "2021-3-5", "甲局", "一", "二", "三", "四", "五"]
    sound = table.iloc[:1].assign(受理时间="2021-02-28")
    (tmp_path / "mended.xlsx").write_bytes(workbook(sound, {}))
    again = import_file(tmp_path / "mended.xlsx", tmp_path / "warehouse", Settings(), publishing=False).manifest
    assert (again.accepted, again.rejected, again.parts[0]["kind"]) == (1, 0, "cases")
