"""What is read from a cell, and what makes a row unacceptable: a text in, a value or a reason out."""

from datetime import datetime

import pytest

from analytics.exports import FAULTS, fault_text
from tests.export_files import read


def case(folder, **cells: str):
    """An export with one case; keyword = header."""
    row = {"办件编号": "A1", "受理时间": "2021-3-5"} | cells
    return read(folder, "\t".join(row) + "\n" + "\t".join(row.values()) + "\n")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2021-3-5", datetime(2021, 3, 5)),
        ("2021/03/05 10:12", datetime(2021, 3, 5, 10, 12)),
        ("2021年3月5日", datetime(2021, 3, 5)),
        ("2021年3月5日 10时12分", datetime(2021, 3, 5, 10, 12)),
        ("2021年03月05日10时12分30秒", datetime(2021, 3, 5, 10, 12, 30)),
        ("20210305101200", datetime(2021, 3, 5, 10, 12)),
        ("202103051012", datetime(2021, 3, 5, 10, 12)),
        ("20210305", datetime(2021, 3, 5)),
        ("44260", datetime(2021, 3, 5)),
        ("44260.425", datetime(2021, 3, 5, 10, 12)),
        ("2021.3.5", datetime(2021, 3, 5)),
        ("2021-03-05T10:12:30.5", datetime(2021, 3, 5, 10, 12, 30, 500000)),
        ("2021-03-05T02:12:00Z", datetime(2021, 3, 5, 10, 12)),
        ("2021-03-05 10:12:00+08:00", datetime(2021, 3, 5, 10, 12)),
        ("2021-03-05 10:12:00+0800", datetime(2021, 3, 5, 10, 12)),
        ("2021-03-04 21:12:00-05", datetime(2021, 3, 5, 10, 12)),
        ("2021-03-05 3:20 PM", datetime(2021, 3, 5, 15, 20)),
        ("2021-3-5 12:20:00 AM", datetime(2021, 3, 5, 0, 20)),
        ("2021/3/5 下午 3:20:00", datetime(2021, 3, 5, 15, 20)),
        ("2021/3/5 上午9:05", datetime(2021, 3, 5, 9, 5)),
        ("２０２１－０３－０５　１０：１２", datetime(2021, 3, 5, 10, 12)),
        ("2021-03-05 星期五", datetime(2021, 3, 5)),
        ("05-Mar-2021", datetime(2021, 3, 5)),
        ("1900-01-02", datetime(1900, 1, 2)),
        ("2099-12-30", datetime(2099, 12, 30)),
        ("0000-00-00 00:00:00", None),
        ("—", None),
        ("NULL", None),
        ("", None),
    ],
)
def test_times_are_read_as_written(tmp_path, text, time):
    assert case(tmp_path, 受理时间=text, 受理单位="a").rows("accepted_at") == [time]


NO_DATES = [
    "1900-01-01", "1900-01-01 00:00:00.000", "1900/1/1", "1900年1月1日", "19000101000000", "0", "1", "2", "1899-12-30 00:00:00",
    "1970-01-01", "1970-01-01 08:00", "1970-01-01 08:00:00", "1970-01-01T00:00:00.000Z", "1970-01-01T08:00:00+08:00", "25569",
    "25569.3333333333",
    "0001-01-01", "0001/1/1 0:00:00", "0001-01-01T00:00:00Z", "00010101",
    "9999-12-31", "9999-12-31 23:59:59.997", "9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59Z", "99991231235959", "2958465",
    "2099-12-31", "2099-12-31 23:59:59", "2099年12月31日", "73050",
]  # fmt: skip


def test_a_day_by_which_a_system_says_that_there_is_none_is_nothing(tmp_path):
    rows = "".join(f"A{row},2021-3-5,{text},{text}\n" for row, text in enumerate(NO_DATES))
    reading = read(tmp_path, "办件编号,受理时间,办结时间,承诺办结时间\n" + rows)
    told = dict(zip(NO_DATES, reading.rows("closed_at", "due_at"), strict=True))
    assert told == dict.fromkeys(NO_DATES, (None, None))


def test_a_day_that_stands_for_none_is_nothing_in_a_list_s_version_too(tmp_path):
    reading = read(tmp_path, "事项编码,承诺时限,版本日期\n1,5,1900-01-01\n2,5,2026-01-01\n", "items.csv")
    assert reading.rows("item_code", "CAST(effective_on AS VARCHAR)") == [("1", None), ("2", "2026-01-01")]


def test_a_pause_that_starts_on_no_day_misses_its_start(tmp_path):
    reading = read(tmp_path, "办件编号,特别程序种类,特别程序开始时间\nA1,听证,1900-01-01\n", "pauses.csv")
    assert reading.faults() == [[("missing", "pause_start")]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1899-05-05", "impossible_date"),
        ("0001-05-05", "impossible_date"),
        ("9999-05-05", "impossible_date"),
        ("2021-02-30", "impossible_date"),
        ("2021-13-01", "impossible_date"),
        ("20210230", "impossible_date"),
        ("2021年2月30日", "impossible_date"),
        ("2021-03-05 25:00", "unreadable_date"),
        ("0021-03-05", "unreadable_date"),
        ("21-03-05", "unreadable_date"),
        ("3021-03-05", "unreadable_date"),
        ("03/04/2012", "unreadable_date"),
        ("2021-03-05 10:12 CST", "unreadable_date"),
        ("epoch", "unreadable_date"),
        ("infinity", "unreadable_date"),
        ("tomorrow", "unreadable_date"),
        ("2021", "unreadable_date"),
    ],
)
def test_a_time_that_cannot_be_read_for_certain_rejects_its_row(tmp_path, text, code):
    assert case(tmp_path, 受理时间=text).faults() == [[(code, "accepted_at")]]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("5", (5, "working")),
        ("5.0", (5, "working")),
        ("5个工作日", (5, "working")),
        ("5工作日", (5, "working")),
        ("５个工作日", (5, "working")),
        ("自受理之日起5个工作日内", (5, "working")),
        ("5个工作日（不含公示）", (5, "working")),
        ("30日", (30, "calendar")),
        ("30天", (30, "calendar")),
        ("30个自然日", (30, "calendar")),
        ("1个月", (1, "month")),
        ("1年", (12, "month")),
        ("2周", (14, "calendar")),
        ("即办", (0, "working")),
        ("当场办结", (0, "working")),
        ("8小时", (8, "hour")),
        ("10 working days", (10, "working")),
        ("30 days", (30, "calendar")),
        ("20(工作日)", (20, "working")),
        ("２０（个工作日）", (20, "working")),
        ("30（自然日）", (30, "calendar")),
        ("5（含公示）", (5, "working")),
        ("一个月", (1, "month")),
        ("三个月", (3, "month")),
        ("半个月", (15, "calendar")),
        ("半年", (6, "month")),
        ("一年", (12, "month")),
        ("二十个工作日", (20, "working")),
        ("自受理之日起二十个工作日内", (20, "working")),
        ("十五日", (15, "calendar")),
        ("两个工作日", (2, "working")),
        ("廿个工作日", (20, "working")),
        ("廿五日", (25, "calendar")),
        ("卅日", (30, "calendar")),
        ("十个工作日", (10, "working")),
        ("一百二十日", (120, "calendar")),
        ("一百零五天", (105, "calendar")),
        ("一百一十五个工作日", (115, "working")),
        ("叁拾个工作日", (30, "working")),
        ("五天左右", (5, "calendar")),
        ("一般五个工作日内一次办结", (5, "working")),
        ("马上办", (0, "working")),
        ("马上办结", (0, "working")),
        ("当日办结", (0, "working")),
        ("当天办结", (0, "working")),
        ("立等可取", (0, "working")),
        ("半天", (0.5, "working")),
        ("半个工作日内", (0.5, "working")),
        ("无", (None, None)),
        ("—", (None, None)),
        ("", (None, None)),
    ],
)
def test_limits_are_read_with_their_unit(tmp_path, text, limit):
    assert case(tmp_path, 承诺时限=text).rows("promised_limit", "promised_unit") == [limit]


UNREADABLE = [
    "3-5个工作日", "三至五个工作日", "三、五日", "5个工作日，特殊情况一个月", "十日，特殊情况二十日", "一个半月", "1个月半",
    "一百八日", "二十十日", "-3", "1e9", "按规定", "法定时限内",
]  # fmt: skip


def test_a_limit_that_cannot_be_read_is_lost_and_its_case_is_not(tmp_path):
    rows = "".join(f"A{row}\t2021-3-5\t{text}\t20个工作日\n" for row, text in enumerate(UNREADABLE))
    reading = read(tmp_path, "办件编号\t受理时间\t承诺时限\t法定时限\n" + rows)
    assert reading.rows("case_no", "promised_limit", "promised_unit", "promised_unread") == [
        (f"A{row}", None, None, text) for row, text in enumerate(UNREADABLE)
    ]
    assert set(reading.rows("statutory_limit", "statutory_unread")) == {(20, None)}


def test_what_could_not_be_read_of_a_limit_is_kept_masked(tmp_path):
    reading = case(tmp_path, 申请人="张三丰", 承诺时限="问张三丰13812345678")
    assert reading.rows("promised_unread") == ["问张**138****5678"]


@pytest.mark.parametrize(
    ("text", "days", "unread"),
    [
        ("10", 10, None),
        ("若干", None, "若干"),
        ("延长十个工作日", 10, None),
        ("10天", 10, None),
        ("一个月", None, "一个月"),
        ("无", None, None),
    ],
)
def test_an_extension_is_a_number_of_days(tmp_path, text, days, unread):
    assert case(tmp_path, 延长天数=text).rows("extension_days", "extension_unread") == [(days, unread)]


@pytest.mark.parametrize(
    ("limit", "unit", "read_as"),
    [
        ("5", "1", (5, "working")),
        ("5", "2", (5, "calendar")),
        ("1", "3", (1, "month")),
        ("5", "工作日", (5, "working")),
        ("5", "天", (5, "calendar")),
        ("5个工作日", "2", (5, "working")),
        ("5", "", (5, "working")),
    ],
)
def test_the_unit_of_a_plain_number_stands_in_its_own_column(tmp_path, limit, unit, read_as):
    content = f"PROJECT_NO;ACCEPT_DATE;PROMISE_DAY;PROMISE_TYPE\nA1;2021-3-5;{limit};{unit}\n"
    assert read(tmp_path, content).rows("promised_limit", "promised_unit") == [read_as]


def test_an_unknown_unit_loses_the_limit_that_needs_it(tmp_path):
    reading = read(
        tmp_path,
        "PROJECT_NO;ACCEPT_DATE;PROMISE_DAY;PROMISE_TYPE\nA1;2021-3-5;5;旬\nA2;2021-3-5;5日;旬\nA3;2021-3-5;;旬\n",
    )
    assert reading.rows("case_no", "promised_limit", "promised_unit", "promised_unread") == [
        ("A1", None, None, "5 旬"),
        ("A2", 5, "calendar", None),
        ("A3", None, None, None),
    ]


@pytest.mark.parametrize("code", ["1.11526E+42", "1.5E+17", "1E+05", "1.5e+17"])
def test_a_code_that_excel_damaged_rejects_its_row(tmp_path, code):
    reading = case(tmp_path, 办件编号=code)
    assert reading.faults() == [[("lost_digits", "case_no")]]
    assert reading.rejected("reasons")[0][0]["value"] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2549.0", "2549"),
        ('="0012"', "0012"),
        ("'0012", "0012"),
        (" A1 ", "A1"),
        ("007", "007"),
        ("1.0.0", "1.0.0"),
        ("2E10", "2E10"),
    ],
)
def test_codes_are_kept_digit_by_digit(tmp_path, text, code):
    assert case(tmp_path, 办件编号=text).rows("case_no") == [code]


def test_a_long_number_in_a_workbook_has_lost_digits(tmp_path):
    import openpyxl

    from tests.export_files import read_file

    book = openpyxl.Workbook()
    book.active.append(["办件编号", "受理时间"])
    book.active.append([150202202103050001, "2021-3-5"])
    book.active.append([15020220210305, "2021-3-5"])
    book.save(tmp_path / "a.xlsx")
    reading = read_file(tmp_path / "a.xlsx", tmp_path)
    assert reading.rows("case_no") == ["15020220210305"]
    assert reading.faults() == [[("lost_digits", "case_no")]]


@pytest.mark.parametrize("text", ["", " ", "NULL", "-"])
def test_a_row_without_its_number_is_rejected(tmp_path, text):
    assert case(tmp_path, 办件编号=text).faults() == [[("missing", "case_no")]]


def test_a_row_with_nothing_but_its_number_is_rejected(tmp_path):
    assert read(tmp_path, "办件编号,受理时间,备注\n制表人,,\nA1,2021-3-5,\n").faults() == [[("only_key", "case_no")]]


def test_a_case_not_yet_accepted_is_accepted_as_a_row(tmp_path):
    assert case(tmp_path, 受理时间="", 申请时间="2021-3-5").rows("accepted_at", "applied_at") == [
        (None, datetime(2021, 3, 5))
    ]


def test_every_fault_of_a_row_is_told(tmp_path):
    reading = case(tmp_path, 办件编号="", 受理时间="2021-02-30", 办结时间="soon", 承诺时限="x", 通报="maybe")
    assert reading.faults() == [
        [
            ("missing", "case_no"),
            ("impossible_date", "accepted_at"),
            ("unreadable_date", "closed_at"),
            ("unreadable_flag", "circulated"),
        ]
    ]


def test_a_row_with_more_cells_than_the_header_is_rejected_unless_they_are_empty(tmp_path):
    reading = read(tmp_path, "办件编号,受理时间\nA1,2021-3-5,x\nA2,2021-3-5,,\nA3,2021-3-5\n")
    assert reading.rows("case_no") == ["A2", "A3"]
    assert reading.faults() == [[("too_many_cells", "")]]
    assert reading.rejected("cells") == [["A1", "2021-3-5", "x"]]


@pytest.mark.parametrize(
    "text", ["合计", "合 计：", "总计(件)", "小计", "共计12件", "本页合计", "共 12 条", "Total", "Grand Total: 12"]
)
def test_total_rows_are_ignored(tmp_path, text):
    reading = read(tmp_path, f"序号,办件编号,受理时间\n1,A1,2021-3-5\n{text},,12\n,{text},\n")
    assert reading.part.ignored_by == {"total": 2}


@pytest.mark.parametrize("code", ["TOTAL-2021-1", "共和街001", "合计办001"])
def test_a_number_that_only_begins_like_a_total_is_a_case(tmp_path, code):
    assert case(tmp_path, 办件编号=code).rows("case_no") == [code]


def test_status_words_become_one_of_a_few_and_an_unknown_one_stays(tmp_path):
    words = {
        "办结": "closed", "已办结": "closed", "准予": "closed", "不予许可": "closed", "Closed": "closed",
        "在办": "open", "受理": "open", "受理中": "open",
        "暂停": "paused", "特别程序": "paused", "补正": "paused", "中止": "paused",
        "撤回": "withdrawn", "撤件": "withdrawn", "撤销": "withdrawn",
        "不予受理": "rejected", "不受理": "rejected", "作废": "void", "无效": "void", "退件": "returned", "退回": "returned",
        "内部流转": "内部流转", "": None,
    }  # fmt: skip
    reading = read(
        tmp_path,
        "办件编号,受理时间,办件状态\n" + "".join(f"A{row},2021-3-5,{word}\n" for row, word in enumerate(words)),
    )
    assert dict(zip(words, reading.rows("status"), strict=True)) == words


@pytest.mark.parametrize(
    ("code", "result", "status"),
    [
        ("0", "出证办结", None),
        ("1", "退回", "returned"),
        ("2", "作废", "void"),
        ("3", "删除", "void"),
        ("6", "办结", None),
    ],
)
def test_result_codes_say_when_a_case_has_left_the_figures(tmp_path, code, result, status):
    reading = read(tmp_path, f"PROJECT_NO,ACCEPT_DATE,BJJGDM\nA1,2021-3-5,{code}\n")
    assert reading.rows("result", "status") == [(result, status)]


def test_codes_of_the_national_standard_become_words(tmp_path):
    reading = read(tmp_path, "PROJECT_NO,ACCEPT_DATE,BJLX,SBLY\nA1,2021-3-5,1,1\nA2,2021-3-5,2.0,3\nA3,2021-3-5,9,7\n")
    assert reading.rows("case_kind", "channel") == [("immediate", "window"), ("promised", "mobile"), ("other", "7")]


def test_the_same_case_may_stand_on_many_rows(tmp_path):
    assert read(tmp_path, "办件编号,受理时间\nA1,2021-3-5\nA1,2021-3-5\n").rows("case_no") == ["A1", "A1"]


def test_status_events_are_codes_or_words_of_the_platform(tmp_path):
    reading = read(
        tmp_path, "SPSXSLBM,BLZT,BLSJ\nX,3,2021-3-5\nX,特别程序开始,2021-3-6\nX,11.0,2021-3-7\nX,16,2021-3-7\nX,3,\n"
    )
    assert reading.rows("status_code") == ["3", "9", "11"]
    assert reading.faults() == [[("unknown_status", "status_code")], [("missing", "status_at")]]


EVENTS = "SPSXSLBM,BLZT,BLSJ,SJYXBS\nG4,3,2026-03-02,1\nG4,11,2026-03-03,0\nG4,16,某日,0\nG5,3,2026-03-02,\nG5,5,2026-03-04,1.0\n"


def test_records_that_the_platform_marks_invalid_are_ignored_and_counted(tmp_path):
    reading = read(tmp_path, EVENTS)
    assert reading.rows("case_no", "status_code") == [("G4", "3"), ("G5", "3"), ("G5", "5")]
    part = reading.part
    assert (part.rows_read, part.accepted, part.rejected, part.ignored_by) == (5, 3, 0, {"invalid": 2})
    assert part.unused == []


@pytest.mark.parametrize(("header", "mark"), [("数据有效标识", "0"), ("是否有效", "否"), ("SJYXBS", "无效")])
def test_a_mark_of_invalid_records_may_be_a_word(tmp_path, header, mark):
    reading = case(tmp_path, **{header: mark})
    assert (reading.rows("case_no"), reading.part.ignored_by) == ([], {"invalid": 1})


def test_refused_acceptance_and_the_like_are_words_of_the_construction_platform(tmp_path):
    words = ["不受理", "不予受理", "撤件", "撤销", "办结（容缺通过）", "特别程序结束"]
    reading = read(tmp_path, "SPSXSLBM,BLZT,BLSJ\n" + "".join(f"G,{word},2026-03-02\n" for word in words))
    assert reading.rows("status_code") == ["4", "5", "2", "15", "12", "10"]


def test_ratings_without_a_case_or_a_time_are_accepted(tmp_path):
    content = (
        "办件编号,辖区编码,评价人员,评价渠道,满意度,联系方式,是否回复,是否回访,整改结果,评价理由\n"
        "EP1,150203,王小明,窗口评价器,非常满意,13800001111,否,否,,态度好\n"
        ",150203,赵大伟,短信,不满意,13900002222,是,是,已整改,等太久，请联系我赵大伟13900002222\n"
    )
    reading = read(tmp_path, content)
    assert reading.rows("case_no", "region_code", "level", "rated_at", "comment") == [
        ("EP1", "150203", 1, None, "态度好"),
        (None, "150203", 4, None, "等太久，请联系我赵**139****2222"),
    ]
    assert {"是否回复", "是否回访"} <= set(reading.part.unused)


def test_ratings_are_words_of_five_levels(tmp_path):
    words = ["非常满意", "满意", "基本满意", "不满意", "非常不满意", "九星", ""]
    content = "办件编号,满意度,默认评价\n" + "".join(f"A{i},{word},是\n" for i, word in enumerate(words)) + ",满意,否\n"
    reading = read(tmp_path, content)
    assert reading.rows("level", "is_default") == [*((level, True) for level in range(1, 6)), (2, False)]
    assert reading.faults() == [[("unknown_level", "level")], [("missing", "level")]]


def test_items_pauses_and_contacts_are_read(tmp_path):
    items = read(tmp_path, "事项编码,法定时限,承诺时限,版本日期\n1,20个工作日,5工作日,2026年1月1日\n", "items.csv")
    assert items.rows("statutory_limit", "promised_limit", "CAST(effective_on AS VARCHAR)") == [(20, 5, "2026-01-01")]
    pauses = read(
        tmp_path, "办件编号,特别程序种类,特别程序开始时间,特别程序结束时间\nA1,听证,2021-3-5,\n", "pauses.csv"
    )
    assert pauses.rows("pause_kind", "pause_start", "pause_end") == [("听证", datetime(2021, 3, 5), None)]
    contacts = read(tmp_path, "单位,联络人,电话,邮箱\n住建局,张三,13812345678,a@b.cn\n", "contacts.csv")
    assert contacts.rows("contact_name", "phone", "mail") == [("张三", "13812345678", "a@b.cn")]


def test_a_mended_rejected_row_is_accepted(tmp_path):
    first = case(tmp_path, 受理时间="2021-02-30")
    header, (cells,) = first.part.header, first.rejected("cells")
    mended = [cell.replace("2021-02-30", "2021-02-28") for cell in cells]
    again = read(
        tmp_path, ",".join([*header, "退回原因"]) + "\n" + ",".join([*mended, "no such day"]) + "\n", "mended.csv"
    )
    assert again.rows("case_no", "accepted_at") == [("A1", datetime(2021, 2, 28))]


def test_every_fault_has_words():
    for code in FAULTS:
        assert fault_text(code, "accepted_at", "x").endswith((".", ").", "。"))
