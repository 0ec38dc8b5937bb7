"""A workbook of many small sheets: written together, and each as if it had come alone."""

import resource
from dataclasses import asdict

import duckdb
import pytest
import xlsxwriter

from analytics.errors import ExportRefused
from analytics.exports.read import read_export
from analytics.settings import Settings

CASES = ["办件编号", "事项名称", "受理单位", "受理时间", "承诺时限", "办结时间", "申请人"]
OTHER = ["办件编号", "开始时间", "结束时间"]


def workbook(file, sheets):
    with xlsxwriter.Workbook(file) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file


def case(sheet, row, day="2026-03-02", **cells):
    told = {
        "办件编号": f"BT-{sheet}-{row}",
        "事项名称": "A",
        "受理单位": "甲局",
        "受理时间": day,
        "承诺时限": "5个工作日",
    }
    return [{**told, "申请人": "王小明", **cells}.get(name, "") for name in CASES]


def mixed():
    """Sheets that follow one another in the same layout, with titles, faults, totals, and another layout between them."""
    return {
        "一月": [CASES, case(1, 1), case(1, 2, "2026-02-30"), ["合计", "2"]],
        "二月": [["二月办件"], CASES, case(2, 1, 办结时间="2026-03-04"), case(2, 2)],
        "空": [CASES],
        "说明": [["导出说明"], ["仅供参考"]],
        "暂停": [OTHER, ["BT-1-1", "2026-03-02", "2026-03-03"]],
        "三月": [CASES, case(3, 1, 办件编号=""), case(3, 2), case(3, 3), [], case(3, 5)],
    }


def rows_of(folder, part):
    read = []
    for name in (part.rows, part.rejected_rows):
        if name is None:
            read.append((None, None))
            continue
        told = duckdb.sql(f"SELECT * FROM read_parquet('{folder / name}') ORDER BY line")
        read.append((told.description, told.fetchall()))
    return read


def test_each_of_many_sheets_is_read_as_if_it_had_come_alone(tmp_path):
    together = read_export(workbook(tmp_path / "all.xlsx", mixed()), tmp_path / "all", Settings(), hash_key=b"k" * 32)
    alone = {}
    for number, (name, rows) in enumerate(mixed().items()):
        file = workbook(tmp_path / f"{number}.xlsx", {name: rows})
        try:
            export = read_export(file, tmp_path / str(number), Settings(), hash_key=b"k" * 32)
        except ExportRefused:
            continue
        alone[name] = (export, tmp_path / str(number))
    assert [part.sheet for part in together.parts] == ["一月", "二月", "空", "暂停", "三月"]
    assert set(alone) == {"一月", "二月", "暂停", "三月"}
    for part in together.parts:
        if part.sheet not in alone:
            assert (part.rows_read, part.accepted, part.rows) == (0, 0, None)
            continue
        export, folder = alone[part.sheet]
        (own,) = export.parts
        names = {"rows": None, "rejected_rows": None}
        assert {**asdict(part), **names} == {**asdict(own), **names}
        assert rows_of(tmp_path / "all", part) == rows_of(folder, own)
    days = [export.days for export, _ in alone.values()]
    assert together.days == {day: sum(each.get(day, 0) for each in days) for each in days for day in each}


def test_a_sheet_of_totals_among_the_others_is_named(tmp_path):
    totals = [CASES, *(case(9, 1) for _ in range(12))]
    file = workbook(tmp_path / "a.xlsx", {"一月": [CASES, case(1, 1)], "汇总": totals, "三月": [CASES, case(3, 1)]})
    with pytest.raises(ExportRefused, match="汇总"):
        read_export(file, tmp_path / "out", Settings())


def test_a_sheet_too_long_to_wait_is_written_in_its_turn(tmp_path, monkeypatch):
    monkeypatch.setattr("analytics.exports.reading.workbooks.BATCH", 3)
    monkeypatch.setattr("analytics.exports.parts.BATCH", 3)
    sheets = {"a": 1, "b": 2, "c": 7, "d": 3, "e": 1}
    told = {name: [CASES, *(case(name, row) for row in range(rows))] for name, rows in sheets.items()}
    export = read_export(workbook(tmp_path / "a.xlsx", told), tmp_path / "out", Settings())
    assert {part.sheet: part.accepted for part in export.parts} == sheets
    for part in export.parts:
        numbers = duckdb.sql(f"SELECT case_no, sheet FROM read_parquet('{tmp_path / 'out' / part.rows}')").fetchall()
        assert numbers == [(f"BT-{part.sheet}-{row}", part.sheet) for row in range(part.accepted)]


def seconds(sheets, folder):
    told = {f"s{number}": [CASES, case(number, 1), case(number, 2)] for number in range(sheets)}
    file = workbook(folder / f"{sheets}.xlsx", told)
    before = resource.getrusage(resource.RUSAGE_SELF)
    export = read_export(file, folder / str(sheets), Settings())
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert export.accepted == 2 * sheets
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.slow
def test_the_time_of_a_workbook_grows_with_its_sheets_by_milliseconds(tmp_path):
    few, many = seconds(100, tmp_path), seconds(600, tmp_path)
    assert (many - few) / 500 < 0.030  # planning the queries for each alone took ten times as long
