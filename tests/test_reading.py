"""Files of any kind become the same rows; files that are no exports are refused with a sentence."""

import io
import json
import zipfile
from datetime import date, datetime

import filelock
import openpyxl
import pytest
import xlwt

from analytics.errors import ExportRefused
from analytics.exports import read_export, recognise
from analytics.exports.reading import csvtables
from analytics.settings import Imports, Settings
from analytics.warehouse.imports import import_file
from analytics.warehouse.manifest import list_imports
from tests.export_files import read, read_file

LINES = [
    "办件编号,受理单位,受理时间,承诺时限",
    "A001,住建局,2021-3-5,5个工作日",
    "A002,“水”务局🌊,2021/03/05 10:12,即办",
]
EXPECTED = [
    ("A001", "住建局", datetime(2021, 3, 5), 5.0),
    ("A002", "“水”务局🌊", datetime(2021, 3, 5, 10, 12), 0.0),
]
FIELDS = ("case_no", "unit_name", "accepted_at", "promised_limit")


def text(delimiter: str = ",", line_end: str = "\n") -> str:
    return line_end.join(line.replace(",", delimiter) for line in LINES) + line_end


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_delimiter_gives_the_same_rows(tmp_path, delimiter):
    assert read(tmp_path, text(delimiter)).rows(*FIELDS) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_gives_the_same_rows(tmp_path, encoding):
    assert read(tmp_path, text().encode(encoding)).rows(*FIELDS) == EXPECTED


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_gives_the_same_rows_and_lines(tmp_path, line_end):
    reading = read(tmp_path, text(line_end=line_end))
    assert reading.rows(*FIELDS) == EXPECTED
    assert reading.rows("line") == [2, 3]


def test_gbk_is_read_although_its_bytes_hold_bars_and_backslashes(tmp_path):
    names = "乗亅俓倈倊們偊傉"  # second bytes of these are | and \ in GBK
    reading = read(tmp_path, f"办件编号,受理单位,受理时间\nA1,住房和城乡建设{names}局,2021-3-5\n".encode("gbk"))
    assert reading.rows("unit_name") == [f"住房和城乡建设{names}局"]


def test_a_workbook_gives_dates_whole_numbers_and_lines_of_the_sheet(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["包头市一体化政务服务平台办件明细"])
    sheet.append([])
    sheet.append(["办件编号", "受理单位", "受理时间", "办结时间", "承诺时限（工作日）"])
    sheet.append([2549.0, "住建局", datetime(2021, 3, 5, 10, 12), 44261, 5])
    sheet.append([2550, "水务局", date(2021, 3, 5), "2021年3月6日", "即办"])
    sheet.append(["合计", 2])
    book.save(tmp_path / "cases.xlsx")
    reading = read_file(tmp_path / "cases.xlsx", tmp_path)
    assert reading.rows("line", "case_no", "accepted_at", "closed_at", "promised_limit") == [
        (4, "2549", datetime(2021, 3, 5, 10, 12), datetime(2021, 3, 6), 5.0),
        (5, "2550", datetime(2021, 3, 5), datetime(2021, 3, 6), 0.0),
    ]
    assert reading.part.platform == "baotou"
    assert reading.part.ignored_by == {"title": 1, "blank": 1, "total": 1}


def test_a_merged_cell_stands_for_all_its_rows(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"], sheet["C2"], sheet["D2"] = "受理单位", "办件编号", "受理时间"
    for row in (3, 4, 5):
        sheet.cell(row, 3, f"A{row}")
        sheet.cell(row, 4, "2021-3-5")
    sheet["B3"] = "住建局"
    sheet["B5"] = "水务局"
    sheet.merge_cells("B3:B4")
    book.save(tmp_path / "merged.xlsx")
    reading = read_file(tmp_path / "merged.xlsx", tmp_path)
    assert reading.rows("case_no", "unit_name") == [("A3", "住建局"), ("A4", "住建局"), ("A5", "水务局")]


def test_every_sheet_is_a_part_and_a_foreign_sheet_is_counted(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["本表由系统导出"])
    for name, unit in (("一月", "住建局"), ("二月", "水务局")):
        sheet = book.create_sheet(name)
        sheet.append(["办件编号", "受理时间", "受理单位"])
        sheet.append([f"A{name}", "2021-3-5", unit])
    book.save(tmp_path / "sheets.xlsx")
    export = read_file(tmp_path / "sheets.xlsx", tmp_path).export
    assert [(part.sheet, part.accepted) for part in export.parts] == [("一月", 1), ("二月", 1)]
    assert [(skipped.sheet, skipped.rows) for skipped in export.skipped] == [("说明", 1)]
    assert (export.rows_read, export.accepted, export.ignored) == (3, 2, 1)


def test_an_old_workbook_is_read_whatever_its_name_says(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("1")
    for row, cells in enumerate([["办件编号", "受理时间"], ["A1", "2021-3-5"]]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(tmp_path / "old.csv"))
    assert read_file(tmp_path / "old.csv", tmp_path).rows("case_no") == ["A1"]


def test_a_page_saved_as_xls_is_read_without_its_scripts(tmp_path):
    page = """<html><head><meta charset="gbk"><script>var x = "<table>";</script></head><body>
      <table><tr><th>留言编号</th><th>留言时间</th><th>标题</th></tr>
      <tr><td rowspan="2">1</td><td>2021-3-5</td><td>路<b>灯</b><script>alert(1)</script></td></tr>
      <tr><td>2021-3-6</td><td>&lt;script&gt;</td></tr></table></body></html>"""
    reading = read(tmp_path, page.encode("gbk"), "messages.xls")
    assert reading.rows("message_no", "title") == [("1", "路灯"), ("1", "<script>")]


def test_an_xml_spreadsheet_is_read(tmp_path):
    book = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="1"><Table>
      <Row><Cell><Data ss:Type="String">办件编号</Data></Cell><Cell ss:Index="3"><Data>受理时间</Data></Cell></Row>
      <Row><Cell><Data>A1</Data></Cell><Cell ss:Index="3"><Data>2021-03-05T10:00:00.000</Data></Cell></Row>
      </Table></Worksheet></Workbook>"""
    assert read(tmp_path, book, "a.xls").rows("case_no", "accepted_at") == [("A1", datetime(2021, 3, 5, 10))]


def test_the_fast_and_the_careful_way_agree(tmp_path, monkeypatch):
    cells = ["A1", ' "x"', "", "2021-3-5", "　 b ", '"a""b"', "a'b", "=1", "\tc", '"d,e"', '"x"y']
    lines = ["办件编号,受理单位,受理时间,承诺时限,办结时间,事项名称"]
    lines += [f"{a},{b},2021-03-{5 + len(a)},{len(b)},,{c}" for a in cells for b in cells for c in cells[:6]]
    content = "\n".join(lines) + "\n\n\n"
    fast = read(tmp_path, content, "fast.csv")
    monkeypatch.setattr(csvtables, "one_record_lines", lambda path: None)
    careful = read(tmp_path, content, "careful.csv")
    everything = ("line", "case_no", "unit_name", "accepted_at", "promised_limit", "item_name")
    assert fast.rows(*everything) == careful.rows(*everything)
    assert fast.rejected("line", "reasons", "cells") == careful.rejected("line", "reasons", "cells")
    assert fast.part.ignored_by == careful.part.ignored_by
    assert fast.part.ignored_by["blank"] >= 2


def test_a_clean_file_is_read_the_fast_way(tmp_path):
    table = csvtables.CsvTable(tmp_path / "clean.csv", "utf-8", ",")
    (tmp_path / "clean.csv").write_text(text(), "utf-8")
    assert csvtables.one_record_lines(table.path) == (3, 0)


def test_an_embedded_line_end_keeps_the_numbers_of_later_lines(tmp_path):
    reading = read(tmp_path, '办件编号,事项名称,受理时间\nA1,"a\nb",2021-3-5\nA2,c,2021-3-5\n')
    assert reading.rows("line", "item_name") == [(2, "a\nb"), (4, "c")]


def test_a_stray_quote_costs_its_own_row_only(tmp_path):
    reading = read(tmp_path, '办件编号,事项名称,受理时间\nA1,"x,2021-3-5\nA2,b,2021-3-5\nA3,"c",2021-3-5\n')
    assert reading.rows("line", "case_no") == [(3, "A2"), (4, "A3")]
    assert reading.faults() == [[("stray_quote", "")]]


def test_a_cut_off_file_rejects_its_last_row_only(tmp_path):
    reading = read(tmp_path, "办件编号,受理时间,事项名称\nA1,2021-3-5,a\nA2,2021-3-")
    assert reading.rows("case_no") == ["A1"]
    assert reading.faults()[0][0] == ("cut_off", "")


def test_nul_bytes_reject_their_row_only(tmp_path):
    reading = read(tmp_path, "办件编号,受理时间,事项名称\nA1,2021-3-5,a\nA2,2021-3-5,\0\nA3,2021-3-5,c\n")
    assert reading.rows("case_no") == ["A1", "A3"]
    assert reading.faults() == [[("nul_bytes", "")]]


def test_bytes_of_another_encoding_reject_their_row_only(tmp_path):
    content = "办件编号,受理时间,事项名称\nA1,2021-3-5,许可\n".encode() + "A2,2021-3-5,许可\n".encode("gbk")
    reading = read(tmp_path, content)
    assert reading.rows("case_no") == ["A1"]
    assert reading.faults() == [[("undecodable", "")]]


def test_the_export_date_is_in_the_file_name_and_folders_are_not(tmp_path):
    assert read(tmp_path, text(), "cases-20261120.csv").export.exported_on == date(2026, 11, 20)
    assert read(tmp_path, text(), "2026-11-20 办件.csv").export.exported_on == date(2026, 11, 20)
    assert read(tmp_path, text(), "cases-20261341.csv").export.exported_on is None
    assert read(tmp_path, text(), r"C:\exports\cases.csv").export.file == "cases.csv"


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("统计日期：2026-11-20", date(2026, 11, 20)),
        ("导出时间: 2026/11/20 08:30:00", date(2026, 11, 20)),
        ("制表日期 2026年11月20日  制表人：某科", date(2026, 11, 20)),
        ("（截至2026年11月20日）", date(2026, 11, 20)),
        ("数据截止日期：20261120", date(2026, 11, 20)),
        ("统计时间：2026-11-01 至 2026-11-20", date(2026, 11, 20)),
        ("exported at 2026-11-20 07:00", date(2026, 11, 20)),
        ("统计日期：2999-11-20", None),
        ("统计日期：1999-11-20", None),
        ("统计期间：2026年11月", None),
        ("依据2020年1月1日施行的条例", None),
    ],
)
def test_a_title_above_the_header_tells_the_export_s_day(tmp_path, title, day):
    reading = read(tmp_path, f"{title},,,\n" + text())
    assert reading.export.exported_on == day
    assert reading.rows(*FIELDS) == EXPECTED


def test_label_and_day_of_the_export_may_stand_in_two_cells(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["导出时间", datetime(2026, 11, 20, 7, 30)])
    book.active.append(["办件编号", "受理时间"])
    book.active.append(["A1", datetime(2026, 11, 19)])
    book.save(tmp_path / "cases.xlsx")
    assert read_file(tmp_path / "cases.xlsx", tmp_path).export.exported_on == date(2026, 11, 20)


def test_the_file_s_name_tells_the_day_before_its_titles_and_a_period_its_last(tmp_path):
    assert read(tmp_path, "统计日期：2026-11-19\n" + text(), "a-20261120.csv").export.exported_on == date(2026, 11, 20)
    assert read(tmp_path, text(), "办件20261101-20261120.csv").export.exported_on == date(2026, 11, 20)
    assert read(tmp_path, text(), "cases-29991120.csv").export.exported_on is None
    assert read(tmp_path, text(), "cases-29991120.csv").export.accepted == 2


def hidden_book(*names: str) -> openpyxl.Workbook:
    """A sheet of cases under each name; those that begin with 隐 are hidden."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in names:
        sheet = book.create_sheet(name)
        sheet.append(["办件编号", "受理时间", "承诺时限"])
        sheet.append([f"A{name}", "2026-03-03", 5])
        sheet.sheet_state = {"隐": "hidden", "藏": "veryHidden"}.get(name[0], "visible")
    return book


def test_a_hidden_sheet_is_left_out_and_named_and_a_hidden_row_is_not(tmp_path):
    book = hidden_book("本期", "隐上期", "藏模板")
    book["本期"].append(["HIDROW", "2026-03-03", 5])
    book["本期"].row_dimensions[3].hidden = True
    book.save(tmp_path / "cases.xlsx")
    reading = read_file(tmp_path / "cases.xlsx", tmp_path)
    assert reading.rows("case_no") == ["A本期", "HIDROW"]
    assert [(each.sheet, each.rows, each.reason) for each in reading.export.skipped] == [
        ("隐上期", 2, "hidden"),
        ("藏模板", 2, "hidden"),
    ]
    assert (reading.export.rows_read, reading.export.accepted, reading.export.ignored) == (6, 2, 4)


def test_a_mapping_may_ask_for_a_hidden_sheet(tmp_path):
    hidden_book("本期", "隐上期").save(tmp_path / "cases.xlsx")
    mapping = tmp_path / "backup.toml"
    mapping.write_text('kind = "cases"\nplatform = "x"\nsheet = "隐上期"\n', encoding="utf-8")
    assert read_file(tmp_path / "cases.xlsx", tmp_path, mapping).rows("case_no") == ["A隐上期"]


def test_a_workbook_of_hidden_sheets_only_is_refused_with_their_name(tmp_path):
    book = hidden_book("隐上期")
    book.create_sheet("本期")
    book.save(tmp_path / "cases.xlsx")
    with pytest.raises(ExportRefused, match='sheet = "隐上期"'):
        read_file(tmp_path / "cases.xlsx", tmp_path)


def test_a_manifest_keeps_what_was_left_out_and_an_older_one_still_loads(tmp_path):
    hidden_book("本期", "隐上期").save(tmp_path / "cases.xlsx")
    kept = import_file(tmp_path / "cases.xlsx", tmp_path / "warehouse", Settings()).manifest
    assert kept.skipped == [{"sheet": "隐上期", "rows": 2, "reason": "hidden"}]
    assert kept.rows_read == kept.accepted + kept.rejected + kept.ignored == 3
    file = tmp_path / "warehouse" / "imports" / kept.id / "manifest.json"
    older = json.loads(file.read_text("utf-8"))
    del older["skipped"]
    file.write_text(json.dumps(older), "utf-8")
    assert [manifest.skipped for manifest in list_imports(tmp_path / "warehouse")] == [[]]


def test_the_preview_names_a_hidden_sheet(tmp_path):
    hidden_book("本期", "隐上期").save(tmp_path / "cases.xlsx")
    assert [(each.sheet, each.hidden) for each in recognise(tmp_path / "cases.xlsx", Settings())] == [
        ("本期", False),
        ("隐上期", True),
    ]


def test_a_hidden_sheet_of_an_old_workbook_and_of_an_xml_spreadsheet_is_left_out(tmp_path):
    old = xlwt.Workbook()
    for name, state in (("本期", 0), ("上期", 1)):
        sheet = old.add_sheet(name)
        sheet.visibility = state
        for row, cells in enumerate([["办件编号", "受理时间"], [name, "2026-03-03"]]):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
    old.save(str(tmp_path / "old.xls"))
    sheets = "".join(
        f'<Worksheet ss:Name="{name}"><Table><Row><Cell><Data>办件编号</Data></Cell><Cell><Data>受理时间</Data></Cell></Row>'
        f"<Row><Cell><Data>{name}</Data></Cell><Cell><Data>2026-03-03</Data></Cell></Row></Table>"
        f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{visible}</WorksheetOptions></Worksheet>'
        for name, visible in (("本期", "<Selected/>"), ("上期", "<Visible>SheetHidden</Visible>"))
    )
    (tmp_path / "xml.xls").write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{sheets}</Workbook>',
        encoding="utf-8",
    )
    for name in ("old.xls", "xml.xls"):
        reading = read_file(tmp_path / name, tmp_path)
        assert reading.rows("case_no") == ["本期"]
        assert [(each.sheet, each.reason) for each in reading.export.skipped] == [("上期", "hidden")]


def zipped(**entries: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return content.getvalue()


SHEET = b'<worksheet><sheetData><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row></sheetData></worksheet>'
REFUSED = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b"\xef\xbb\xbf \r\n\n", "is empty"),
    "header.csv": ("办件编号,受理时间\n".encode(), "no rows below"),
    "unknown.csv": (b"a,b\n1,2\n", "any mapping knows"),
    "no-accepted.csv": ("办件编号,受理单位\n1,2\n".encode(), "no column for accepted_at. Looked for"),
    "pdf.xlsx": (b"%PDF-1.7 ...", "is a PDF document"),
    "picture.xlsx": (b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
    "letter.xlsx": (zipped(word__document_xml=b"<a/>"), "is a Word document"),
    "zip.xlsx": (zipped(a=b"1"), "is a ZIP archive"),
    "cut.xlsx": (zipped(xl__workbook_xml=b"<a/>")[:-30], "cut off or damaged"),
    "bomb.xlsx": (zipped(xl__workbook_xml=b"0" * 30_000_000), "unpacks to more than 20 MB"),
    "entities.xlsx": (zipped(xl__workbook_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares XML entities"),
    "sparse.xlsx": (zipped(xl__workbook_xml=b"<a/>", xl__worksheets__sheet1_xml=SHEET), "spans 1048576 rows"),
    "password.xlsx": (b"\xd0\xcf\x11\xe0" + bytes(508) + "EncryptedPackage".encode("utf-16-le"), "needs a password"),
    "binary.csv": (bytes(range(256)) * 20, "binary file"),
    "large.csv": (b"x" * 3_000_000, "at most 2 MB"),
    "wide.csv": (
        ("办件编号,受理时间," + ",".join(f"c{i}" for i in range(2000)) + "\n1,2021-3-5\n").encode(),
        "2002 columns",
    ),
    "entities.xls": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "declares XML entities",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_export_is_refused_with_a_sentence(tmp_path, name):
    content, sentence = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    limits = Settings(imports=Imports(max_file_mb=2, max_expanded_mb=20))
    with pytest.raises(ExportRefused) as refused:
        read_export(tmp_path / name, tmp_path / "read", limits)
    assert sentence in str(refused.value)
    assert name in str(refused.value)


def test_an_archive_that_lies_about_its_size_is_still_measured(tmp_path):
    content = bytearray(zipped(xl__workbook_xml=b"0" * 30_000_000))
    size = (30_000_000).to_bytes(4, "little")
    small = (1000).to_bytes(4, "little")
    (tmp_path / "lie.xlsx").write_bytes(bytes(content).replace(size, small))
    with pytest.raises(ExportRefused, match="unpacks to more than"):
        read_export(tmp_path / "lie.xlsx", tmp_path / "read", Settings(imports=Imports(max_expanded_mb=20)))


def test_the_real_permits_are_read_whole(tmp_path, shared_data):
    reading = read_file(shared_data / "receipt" / "receipt.csv", tmp_path, "tests/mappings/receipt.toml")
    assert (reading.export.rows_read, reading.export.accepted) == (8577, 8577)
    assert len(set(reading.rows("case_no"))) == 1434
    # 13:42 in Amsterdam, as the export writes it with +02:00
    assert reading.rows("accepted_at")[0] == datetime(2011, 10, 11, 13, 42, 22, 688000)
    assert (reading.part.calendar, reading.part.deadline) == ("NL", "day")


def test_the_real_messages_are_read_whole(tmp_path, shared_data):
    reading = read_file(shared_data / "messages" / "replies.xlsx", tmp_path, "tests/mappings/messages.toml")
    assert (reading.export.rows_read, reading.export.accepted) == (2816, 2816)
    assert reading.rows("message_no", "asked_at")[0] == ("2549", datetime(2019, 4, 25, 9, 32, 9))
    assert len(set(reading.rows("message_no"))) == 2816


def test_scratch_of_a_killed_import_is_swept_and_none_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    killed, running = (tmp_path / "scratch" / f"casewatch-scratch-{name}" for name in ("killed", "running"))
    for left in (killed, running):
        left.mkdir(parents=True)
        (left / "spill.tmp").write_text("张三")
        left.with_suffix(".lock").touch()
    with filelock.FileLock(running.with_suffix(".lock")):
        read(tmp_path, text())
    assert {path.name.removesuffix(".lock") for path in running.parent.iterdir()} == {running.name}
