"""Files made to harm: each is refused in a sentence, or its texts stay texts; nothing runs, nothing leaves the folder."""

import gzip
import hashlib
import io
import os
import zipfile

import openpyxl
import pytest

from analytics.errors import CasewatchError, ExportRefused
from analytics.exports import read_apart, read_export
from analytics.figures.workbook import FORMULA_STARTS, csv_text, workbook
from analytics.settings import Imports, Settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.imports import import_file
from ui.shell.jobs import keep

pytestmark = pytest.mark.apart

HEADER = "办件编号,受理单位,受理时间,承诺时限,事项名称\n"
GOOD = HEADER + "BT-1,甲局,2026-03-02,5,许可\n"
LIMITS = Settings(imports=Imports(max_file_mb=20, max_expanded_mb=50, timeout_seconds=20))
HTML = "<html><body>{}<table><tr><td>办件编号</td><td>受理单位</td><td>受理时间</td></tr>{}</table></body></html>"
ROW = "<tr><td>BT-9</td><td>{}</td><td>2026-03-02</td></tr>"
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def book(**changed: bytes) -> bytes:
    """A sound workbook with some of its entries replaced or added."""
    sound, content = io.BytesIO(), io.BytesIO()
    made = openpyxl.Workbook()
    for row in GOOD.splitlines():
        made.active.append(row.split(","))
    made.save(sound)
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            if entry not in changed:
                target.writestr(entry, source.read(entry))
        for name, data in changed.items():
            target.writestr(name, data)
    return content.getvalue()


def many_entries() -> bytes:
    return book(**{f"xl/media/{number}.xml": b"" for number in range(11_000)})


def laughing(text: str) -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>{text}'.encode()


SHEET1 = "xl/worksheets/sheet1.xml"
REFUSED = {
    "bomb.xlsx": lambda: book(**{SHEET1: b" " * 80_000_000}),
    "bomb-in-parts.xlsx": lambda: book(**{f"xl/worksheets/sheet{n}.xml": b" " * 20_000_000 for n in range(1, 5)}),
    "bomb-of-entries.xlsx": many_entries,
    "bomb-of-cells.xlsx": lambda: book(**{SHEET1: SHEET.format('<row r="1048576"><c r="XFD1048576"/></row>').encode()}),
    "entities.xlsx": lambda: book(**{SHEET1: laughing(SHEET.format("&a9;"))}),
    "entities-in-strings.xlsx": lambda: book(**{"xl/sharedStrings.xml": laughing("<sst>&a9;</sst>")}),
    "entities.xls": lambda: laughing('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&a9;</Workbook>'),
    "outside.xls": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&e;</Workbook>'
    ),
    "document.xlsx": lambda: b"%PDF-1.7\n1 0 obj",
    "picture.csv": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "program.csv": lambda: b"MZ" + bytes(range(256)) * 10,
    "program-of-linux.xlsx": lambda: b"\x7fELF" + bytes(100),
    "packed.csv": lambda: gzip.compress(b"0" * 50_000_000),
    "archive.zip": lambda: book()[:0] + _zip({"a.csv": GOOD.encode()}),
    "password.xlsx": lambda: b"\xd0\xcf\x11\xe0" + bytes(508) + "EncryptedPackage".encode("utf-16-le"),
    "cut.xlsx": lambda: book()[:-200],
    "cut-in-the-middle.xlsx": lambda: book()[: len(book()) // 2],
    "cut.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
    "empty.csv": lambda: b"",
    "blank.csv": lambda: b"\xef\xbb\xbf \r\n \n",
    "zeros.csv": lambda: bytes(5000),
    "noise.csv": lambda: hashlib.shake_256(b"noise").digest(20_000),
    "unknown.csv": lambda: b"a,b\n1,2\n",
    "wide.csv": lambda: (HEADER.strip() + "".join(f",c{n}" for n in range(20_000)) + "\nBT-1\n").encode(),
    "deep.xls": lambda: ("<html><body>" + "<table><tr><td>" * 20_000).encode(),
    "deep.xml": lambda: (
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">' + b"<a>" * 100_000 + b"</a>" * 100_000
    ),
    "deep.xlsx": lambda: book(**{SHEET1: SHEET.format("<a>" * 100_000 + "</a>" * 100_000).encode()}),
    "header-only.csv": lambda: HEADER.encode(),
    "cut.ods": lambda: _zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<office"}),
    "database.csv": lambda: b"SQLite format 3\0" + bytes(100),
    "columns.csv": lambda: b"PAR1" + bytes(100) + b"PAR1",
    "letter.xlsx": lambda: _zip({"word/document.xml": b"<a/>"}),
    "page-without-table.xls": lambda: b"<html><body><script>alert(1)</script></body></html>",
}


def _zip(entries: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return content.getvalue()


def everything(folder) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "good.csv").write_text(GOOD, encoding="utf-8")
    import_file(folder / "good.csv", folder / "warehouse", LIMITS)
    return folder / "warehouse"


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_a_sentence_and_leaves_no_trace(warehouse, tmp_path, name):
    (tmp_path / name).write_bytes(REFUSED[name]())
    before = everything(warehouse)
    with pytest.raises(ExportRefused) as refused:
        import_file(tmp_path / name, warehouse, LIMITS)
    assert f"`{name}`" in str(refused.value)
    assert str(refused.value).endswith((".", ")"))
    assert everything(warehouse) == before


def test_a_file_of_two_gigabytes_is_refused_unread(warehouse, tmp_path):
    with (tmp_path / "huge.csv").open("wb") as stream:
        stream.truncate(2_000_000_000)
    with pytest.raises(ExportRefused, match="2000 MB; at most 20 MB"):
        import_file(tmp_path / "huge.csv", warehouse, LIMITS)


@pytest.mark.parametrize("kind", ["folder", "fifo", "missing"])
def test_what_is_no_file_is_refused(warehouse, tmp_path, kind):
    place = tmp_path / "export.csv"
    if kind == "folder":
        place.mkdir()
    elif kind == "fifo":
        os.mkfifo(place)
    with pytest.raises(CasewatchError, match=r"export\.csv"):
        import_file(place, warehouse, LIMITS)


def test_reading_that_does_not_end_is_ended(tmp_path):
    (tmp_path / "long.csv").write_text(HEADER + "BT-1,甲局,2026-03-02,5,许可\n" * 400_000, encoding="utf-8")
    hurried = Settings(imports=Imports(timeout_seconds=0.05))
    with pytest.raises(ExportRefused, match="takes longer than"):
        read_apart(tmp_path / "long.csv", tmp_path / "read", hurried)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\evil.csv", "C:\\windows\\a.csv", "/etc/cron.d/x", "a\0b.csv", "…" * 300, "", ".."],
)
def test_a_path_in_a_file_name_stays_in_its_folder(name):
    kept = keep(name, GOOD.encode())
    try:
        assert kept.path.parent == kept.path.parent.resolve() == kept.path.resolve().parent
        assert str(kept.path).startswith(kept.folder.name + os.sep)
        assert kept.path.read_bytes() == GOOD.encode()
    finally:
        kept.folder.cleanup()


TEXTS = [
    '=HYPERLINK("http://evil.example","click")',
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "'; DROP TABLE case_rows; --",
    *(f"{start}1+1" for start in FORMULA_STARTS if start not in "\r\n\t"),
]


def test_texts_that_would_do_something_stay_texts_all_the_way(tmp_path):
    rows = "".join(f'BT-{n},甲局,2026-03-02,5,"{text.replace(chr(34), chr(34) * 2)}"\n' for n, text in enumerate(TEXTS))
    (tmp_path / "texts.csv").write_text(HEADER + rows, encoding="utf-8")
    import_file(tmp_path / "texts.csv", tmp_path / "warehouse", LIMITS)
    snapshot = open_snapshot(tmp_path / "warehouse")
    frame = snapshot.rows("cases", snapshot.everything())
    named = dict(zip(frame["case_no"], frame["item_name"], strict=True))
    assert [named[f"BT-{n}"] for n in range(len(TEXTS))] == TEXTS

    sheet = openpyxl.load_workbook(io.BytesIO(workbook(frame, {})))["rows"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert not [line for line in csv_text(frame).decode("utf-8-sig").splitlines() for start in FORMULA_STARTS
                if f",{start}1+1" in line or f',"{start}1+1' in line]  # fmt: skip


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_start_of_a_formula_reaches_a_sheet_as_one(start):
    import pandas as pd

    frame = pd.DataFrame({"text": [f"{start}1+1"]})
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(frame, {})))["rows"]
    assert sheet["A2"].data_type == "s"
    assert csv_text(frame).decode("utf-8-sig").split("\n", 1)[1].lstrip('"').startswith("'")


def test_a_page_with_scripts_gives_its_table_and_nothing_else(tmp_path):
    evil = "<script>document.write('<tr><td>BT-666</td></tr>')</script><iframe src='file:///etc/passwd'></iframe>"
    page = HTML.format(evil, ROW.format("甲局<script>alert(1)</script>") + "<!--" + ROW.format("评论") + "-->")
    (tmp_path / "page.xls").write_text(page, encoding="utf-8")
    import_file(tmp_path / "page.xls", tmp_path / "warehouse", LIMITS)
    snapshot = open_snapshot(tmp_path / "warehouse")
    assert [row["case_no"] for row in snapshot.records("cases", snapshot.everything())] == ["BT-9"]


def test_a_workbook_with_macros_and_links_is_only_read(tmp_path):
    content = book(
        **{
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(600),
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            SHEET1: SHEET.format(
                "".join(
                    f'<row r="{number}">'
                    + "".join(
                        f'<c r="{chr(65 + place)}{number}" t="str"><f>HYPERLINK("http://evil.example")</f><v>{cell}</v></c>'
                        for place, cell in enumerate(line.split(","))
                    )
                    + "</row>"
                    for number, line in enumerate(GOOD.splitlines(), start=1)
                )
            ).encode(),
        }
    )
    (tmp_path / "macros.xlsm").write_bytes(content)
    import_file(tmp_path / "macros.xlsm", tmp_path / "warehouse", LIMITS)
    snapshot = open_snapshot(tmp_path / "warehouse")
    assert [row["case_no"] for row in snapshot.records("cases", snapshot.everything())] == ["BT-1"]


def test_a_line_of_fifty_megabytes_costs_its_own_row_only(tmp_path):
    (tmp_path / "line.csv").write_text(GOOD + "BT-2,甲局,2026-03-02,5," + "x" * 50_000_000 + "\n", encoding="utf-8")
    into = tmp_path / "read"
    export = read_export(tmp_path / "line.csv", into, Settings(imports=Imports(timeout_seconds=60)))
    assert (export.rows_read, export.accepted + export.rejected) == (2, 2)
    assert sum(file.stat().st_size for file in into.iterdir()) < 60_000_000


def test_a_link_to_a_file_elsewhere_is_read_as_the_file_it_names_and_the_file_stays(tmp_path):
    (tmp_path / "elsewhere.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    manifest = import_file(tmp_path / "link.csv", tmp_path / "warehouse", LIMITS).manifest
    assert (manifest.file, manifest.accepted) == ("link.csv", 1)
    assert (tmp_path / "elsewhere.csv").read_text(encoding="utf-8") == GOOD
