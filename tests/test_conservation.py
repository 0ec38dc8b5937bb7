"""No row is ever lost: whatever a file holds, rows read = accepted + rejected + ignored, and every line has one place."""

import csv
import html
import io
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analytics.errors import ExportRefused
from analytics.exports.reading import csvtables
from analytics.settings import Settings
from analytics.warehouse.imports import import_file
from tests.export_files import Reading, read, read_file

HEADER = ("办件编号", "受理时间", "办结时间", "承诺时限", "申请人", "备注", "事项名称")
CELLS = {
    "办件编号": st.sampled_from(["A1", "A2", "1502022021030500012", "1.11526E+42", "", " ", "2549.0", "合计", "="]),
    "受理时间": st.sampled_from(
        ["2021-3-5", "2021年3月5日", "20210305101200", "2021-02-30", "", "44260", "03/04/2012"]
    ),
    "办结时间": st.sampled_from(["", "2021/03/08 10:12", "never", "2021-03-08T02:12:00Z"]),
    "承诺时限": st.sampled_from(["5", "5个工作日", "即办", "", "x", "1个月"]),
    "申请人": st.sampled_from(["张三", "", "欧阳娜娜"]),
}
ANYTHING = st.text(
    st.one_of(
        st.sampled_from("\",;|\n\r\t'\0=+-@ 　🌊张13812345678"), st.characters(codec="utf-8", exclude_categories=["Cs"])
    ),
    max_size=12,
)
NOISE = st.sampled_from(
    ["", ",,,", "合计,2", "总 计：,,3", ",".join(HEADER), "   ", '"', "A9,2021-3-5,\0\0", "x" * 50, "," * 30 + "late"]
)


GENERATED: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def told_how_many():
    """Says after the tests of this module how many files they were (seen with `pytest -s`)."""
    yield
    print(f"\nfiles generated: {GENERATED.total()} ({', '.join(f'{kind} {n}' for kind, n in GENERATED.items())})")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], list[str]]:
    """Title rows, and a header with rows below it: real columns, up to 200 strange ones, repeated names."""
    strange = draw(st.one_of(st.integers(0, 4), st.just(200)))
    header = list(draw(st.permutations(HEADER))) + [f"列{index % 150}" for index in range(strange)]
    rows = draw(
        st.lists(st.tuples(*(CELLS.get(name, ANYTHING if index < 10 else st.just("z")) for index, name in enumerate(header))),
                 min_size=1, max_size=12)
    )  # fmt: skip
    titles = draw(st.lists(st.sampled_from(["办件明细", "", "导出时间：2021-3-5,x"]), max_size=3))
    return [header, *map(list, rows)], titles


@st.composite
def text_files(draw: st.DrawFn) -> bytes:
    """A text export with whatever can go wrong with one."""
    rows, titles = draw(tables())
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"]))
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    written = io.StringIO()
    writer = csv.writer(
        written,
        delimiter=draw(st.sampled_from(",\t;|")),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        lineterminator=line_end,
    )
    writer.writerows(rows)
    text = "".join(title + line_end for title in titles) + written.getvalue()
    for noise in draw(st.lists(NOISE, max_size=3)):
        text += noise + line_end
    content = text.encode(encoding, "replace")  # GBK has no emoji
    cut = draw(st.one_of(st.just(0), st.integers(0, min(40, len(content) // 4))))
    return content[: len(content) - cut] + draw(st.sampled_from([b"", b"", b"\0\0\0", b"\n\n", b"\xff\xfe"]))


def assert_conserved(reading: Reading) -> None:
    """Counts add up, agree with the files, and no line is in two places."""
    export = reading.export
    assert export.rows_read == export.accepted + export.rejected + export.ignored
    for part in export.parts:
        assert part.rows_read == part.accepted + part.rejected + part.ignored
        assert part.ignored == sum(part.ignored_by.values())
    accepted, rejected = reading.rows("sheet", "line"), reading.rejected("sheet", "line")
    assert (len(accepted), len(rejected)) == (export.accepted, export.rejected)
    assert len({*accepted, *rejected}) == len(accepted) + len(rejected)
    assert all(reasons for reasons in reading.rejected("reasons"))


SLOW = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.slow
@SLOW
@given(text_files())
def test_no_row_of_a_text_file_is_lost(content):
    GENERATED["text"] += 1
    with tempfile.TemporaryDirectory() as folder:
        try:
            reading = read(Path(folder), content)
        except ExportRefused as refused:
            assert "export.csv" in str(refused)  # noqa: PT017
            return
        assert_conserved(reading)


@pytest.mark.slow
@SLOW
@given(tables())
def test_every_record_of_a_sound_text_file_is_counted(table):
    GENERATED["sound text"] += 1
    rows, _ = table
    content = io.StringIO()
    csv.writer(content, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        try:
            reading = read(Path(folder), content.getvalue())
        except ExportRefused as refused:
            assert "is a table of totals" in str(refused)  # noqa: PT017
            numbers = [row[rows[0].index("办件编号")].strip() for row in rows[1:]]
            commonest = max(map(numbers.count, filter(None, numbers)), default=0)
            assert not any(numbers) or commonest > len(numbers) / 2
            return
        assert_conserved(reading)
        assert reading.export.rows_read == len(rows) - 1


@pytest.mark.slow
@SLOW
@given(text_files())
def test_the_fast_and_the_careful_way_give_the_same_rows(content):
    GENERATED["text, two ways"] += 1
    everything = (
        "line",
        "case_no",
        "item_name",
        "accepted_at",
        "closed_at",
        "promised_limit",
        "promised_unit",
        "applicant",
    )
    fast_only = csvtables.one_record_lines
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in (("fast.csv", fast_only), ("careful.csv", lambda path: None)):
            csvtables.one_record_lines = lines
            try:
                reading = read(Path(folder), content, name)
                results.append(
                    (reading.rows(*everything), reading.rejected("line", "reasons", "cells"), reading.part.ignored_by)
                )
            except ExportRefused as refused:
                results.append(str(refused).replace(name, ""))
            finally:
                csvtables.one_record_lines = fast_only
    assert results[0] == results[1]


@settings(SLOW, max_examples=6)
@given(st.lists(tables(), min_size=1, max_size=3), st.data())
def test_no_row_of_a_workbook_is_lost(sheets, data):
    GENERATED["xlsx"] += 1
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, (rows, titles) in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"表{number}")
        for row in (
            [[title] for title in titles] + rows + data.draw(st.lists(st.sampled_from([[], ["合计", 2]]), max_size=2))
        ):
            sheet.append(
                [
                    openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell
                    for cell in row
                ]
            )
        if len(rows) > 3:
            top = len(titles) + data.draw(st.integers(2, 3))
            column = data.draw(st.integers(1, 7))
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.xlsx"
        book.save(file)
        try:
            reading = read_file(file, Path(folder))
        except ExportRefused as refused:
            assert "book.xlsx" in str(refused)  # noqa: PT017
            return
        assert_conserved(reading)


@pytest.mark.slow
@settings(SLOW, max_examples=15)
@given(tables(), st.sampled_from(["utf-8", "gb18030"]), st.booleans())
def test_no_row_of_a_web_table_is_lost(table, encoding, spanned):
    GENERATED["html"] += 1
    rows, titles = table
    wide = f'<tr><td colspan="{len(rows[0])}">' if spanned else "<tr><td>"
    lines = [wide + html.escape(title) + "</td></tr>" for title in titles]
    lines += ["<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    page = f'<html><head><meta charset="{encoding}"></head><table>{"".join(lines)}</table></html>'
    with tempfile.TemporaryDirectory() as folder:
        try:
            reading = read(Path(folder), page.encode(encoding), "page.xls")
        except ExportRefused as refused:
            assert "page.xls" in str(refused)  # noqa: PT017
            return
        assert_conserved(reading)


@pytest.mark.slow
@settings(SLOW, max_examples=10)
@given(tables(), st.integers(1, 30))
def test_a_sheet_that_nobody_recognises_is_counted_in_the_manifest(table, strange):
    GENERATED["xlsx with a foreign sheet"] += 1
    rows, _ = table
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    other = book.create_sheet("说明")
    for number in range(strange):
        other.append([f"第{number}条", "说明文字"])
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder) / "book.xlsx")
        manifest = import_file(Path(folder) / "book.xlsx", Path(folder) / "warehouse", Settings()).manifest
        assert manifest.rows_read == manifest.accepted + manifest.rejected + manifest.ignored
        assert manifest.ignored >= strange


FIXED = [
    ["办件明细"],
    [],
    list(HEADER),
    ["A1", "2021-3-5", "", "5个工作日", "张三", "🌊\n二", "许可"],
    ["A1", "2021-3-5", "", "5个工作日", "张三", "🌊\n二", "许可"],
    ["1.11526E+42", "2021-02-30", "never", "x", "", "", ""],
    [],
    list(HEADER),
    ["合计", "2"],
]


def biff() -> bytes:
    book, content = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("表1")
    for row, cells in enumerate(FIXED):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(content)
    return content.getvalue()


def ods() -> bytes:
    content = io.BytesIO()
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{html.escape(cell)}</text:p></table:table-cell>'
            for cell in cells or [""]
        )
        + "</table:table-row>"
        for cells in FIXED
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="表1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return content.getvalue()


@pytest.mark.parametrize(("name", "content"), [("old.xls", biff()), ("open.ods", ods())], ids=["xls", "ods"])
def test_no_row_of_an_old_or_an_open_workbook_is_lost(tmp_path, name, content):
    reading = read(tmp_path, content, name)
    assert_conserved(reading)
    # the title, the blank row after it, the header apart; then 2 sound rows, 1 broken, 1 blank, 1 header again, 1 total
    assert (reading.export.rows_read, reading.export.accepted, reading.export.rejected) == (8, 2, 1)
    assert reading.part.ignored_by == {"title": 1, "blank": 2, "header": 1, "total": 1}
