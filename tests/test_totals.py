"""Tables of totals are refused as what they are; a line of totals below a list of cases is counted and left out."""

import pytest

from analytics.errors import ExportRefused
from analytics.exports import recognise
from analytics.settings import Settings
from tests.export_files import read

HEADER = "办件编号,受理单位,事项名称,受理时间\n"
CASES = "".join(f"A{row},住建局,许可,2021-3-{row}\n" for row in range(1, 13))

TOTALS = {
    "by unit": "受理单位,受理量,办结量,超期率\n住建局,120,110,3.5%\n水务局,80,75,1.2%\n合计,200,185,2.6%\n",
    "under a title": "2021年3月办件汇总表,,,\n部门,收件数,办结数,占比\n住建局,120,110,60%\n水务局,80,75,40%\n",
    "a header in two lines": "部门,办件数,,超期率\n,受理数,办结数,超期率\n住建局,120,110,3.5%\n水务局,80,75,1.2%\n小计,200,185,2.4%\n",
    "one count and a total": "单位,办件数量\n住建局,120\n水务局,80\n总计,200\n",
    "in English": "Department,Number of cases,Share late\nParks,120,3.5%\nRoads,80,1.2%\nTotal,200,2.6%\n",
    "in German": "Amt;Anzahl;Quote\nBauamt;120;3,5\nStandesamt;80;1,2\nSumme;200;2,6\n",
    "no case number in any row": HEADER + ",住建局,许可,2021-3-5\n" * 4,
    "one number in nearly every row": HEADER + "A1,住建局,许可,2021-3-5\n" * 9 + "A2,水务局,许可,2021-3-5\n" * 2,
}


@pytest.mark.parametrize("name", TOTALS)
def test_a_table_of_totals_is_refused_as_one(tmp_path, name):
    with pytest.raises(ExportRefused, match=r"`export.csv` is a table of totals.*one row a case"):
        read(tmp_path, TOTALS[name])


@pytest.mark.parametrize(
    "total",
    [
        "合计,12,,",
        "总 计：,12,,",
        "小计,,,",
        ",合计,12,",
        ",,小计,",
        "13,合计,,",
        "本页合计,,,",
        "Grand total,12,,",
        "Summe: 12,,,",
        "Итого,,,",
    ],
)
def test_a_line_of_totals_below_cases_is_left_out_and_counted(tmp_path, total):
    header, cases = HEADER, CASES
    if total.startswith("13"):  # a list with a running number in front
        header = "序号," + HEADER
        cases = "".join(f"{row},{line}\n" for row, line in enumerate(CASES.splitlines(), 1))
        total = ",," + total.removeprefix("13")
    reading = read(tmp_path, header + cases + total + "\n")
    assert (reading.export.accepted, reading.export.rejected) == (12, 0)
    assert reading.part.ignored_by == {"total": 1}


def test_a_running_number_before_a_total_hides_it_no_longer(tmp_path):
    cases = "".join(f"{row},{line}\n" for row, line in enumerate(CASES.splitlines(), 1))
    reading = read(tmp_path, "序号," + HEADER + cases + "13,,合计,12,\n")
    assert (reading.export.accepted, reading.part.ignored_by) == (12, {"total": 1})


def test_a_unit_called_like_a_total_is_a_unit(tmp_path):
    reading = read(tmp_path, HEADER + CASES + "A13,总计局,合计许可,2021-3-5\n")
    assert (reading.export.accepted, reading.export.ignored) == (13, 0)


@pytest.mark.parametrize("rows", [1, 5, 9])
def test_a_short_list_may_tell_of_one_case_again_and_again(tmp_path, rows):
    assert read(tmp_path, HEADER + "A1,住建局,许可,2021-3-5\n" * rows).export.accepted == rows


def test_many_events_of_one_case_are_no_totals(tmp_path):
    content = "SPSXSLBM,BLZT,BLSJ\n" + "".join(f"B1,8,2021-3-5 10:{row:02}\n" for row in range(30))
    assert read(tmp_path, content).export.accepted == 30


def test_cases_told_of_several_times_are_no_totals(tmp_path):
    content = HEADER + "".join(f"A{row % 40},住建局,许可,2021-3-5\n" for row in range(400))
    assert read(tmp_path, content).export.accepted == 400


def test_a_list_with_an_unknown_header_is_not_taken_for_totals(tmp_path):
    content = "Ref,Office,Area in m2,Received\nA1,Parks,120,2021-03-05\nA2,Roads,80,2021-03-06\n"
    with pytest.raises(ExportRefused, match="is a header that any mapping knows"):
        read(tmp_path, content)


def test_a_sheet_of_totals_beside_the_list_is_only_left_out(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for line in (HEADER + CASES).splitlines():
        book.active.append(line.split(","))
    sheet = book.create_sheet("汇总")
    for line in TOTALS["by unit"].splitlines():
        sheet.append(line.split(","))
    book.save(tmp_path / "both.xlsx")
    assert [found.kind for found in recognise(tmp_path / "both.xlsx", Settings())] == ["cases", None]
