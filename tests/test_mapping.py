"""Mappings: a file that names headers is all that a new system needs, and a wrong one says what to do."""

from datetime import datetime

import pytest
from pydantic import ValidationError

from analytics.errors import ExportRefused, SettingsError
from analytics.exports import all_mappings, find_mapping, recognise, save_mapping
from analytics.exports.recognising.headers import normalised, without_brackets
from analytics.exports.recognising.mapping import ANY, common_headers, load_mapping
from analytics.schema import KINDS
from analytics.settings import Settings
from tests.export_files import read


def mapping_file(folder, body: str, name: str = "delft"):
    file = folder / f"{name}.toml"
    file.write_text(body, encoding="utf-8")
    return file


DELFT = """
kind = "cases"
platform = "delft"
timezone = "Europe/Amsterdam"
calendar = "NL"
datetime_formats = ["%m/%d/%Y %I:%M:%S %p"]
deadline = "instant"
[columns]
case_no = ["case:concept:name"]
accepted_at = ["case:startdate"]
due_at = "case:deadline"
status = ["state"]
[values.status]
"closed" = ["Closed", "90"]
"open" = "busy"
"""


def test_a_mapping_file_is_all_that_an_unknown_system_needs(tmp_path):
    content = (
        "case:concept:name,case:startdate,case:deadline,state\n"
        "c1,03/04/2012 01:02:03 PM,2012-03-05T10:00:00Z,Closed\n"
        "c2,2012-03-04 10:00:00+01:00,2012-07-05 10:00:00.5+00:00,90\n"
        "c3,2012-03-04,,waiting\n"
    )
    reading = read(tmp_path, content, mapping=mapping_file(tmp_path, DELFT))
    assert reading.rows("case_no", "accepted_at", "due_at", "status") == [
        ("c1", datetime(2012, 3, 4, 13, 2, 3), datetime(2012, 3, 5, 11), "closed"),
        ("c2", datetime(2012, 3, 4, 10), datetime(2012, 7, 5, 12, 0, 0, 500000), "closed"),
        ("c3", datetime(2012, 3, 4), None, "waiting"),
    ]
    part = reading.part
    assert (part.platform, part.mapping, part.calendar, part.deadline) == ("delft", "delft", "NL", "instant")


def test_the_formats_of_a_mapping_come_before_those_always_understood(tmp_path):
    body = 'kind = "cases"\nplatform = "x"\ndatetime_formats = ["%Y-%d-%m"]\n[columns]\ncase_no = "id"\naccepted_at = "on"\n'
    reading = read(tmp_path, "id,on\n1,2012-03-04\n2,2012-03-14\n", mapping=mapping_file(tmp_path, body))
    assert reading.rows("accepted_at") == [datetime(2012, 4, 3), datetime(2012, 3, 14)]


@pytest.mark.parametrize(("order", "day"), [("dmy", datetime(2012, 4, 3, 9, 5)), ("mdy", datetime(2012, 3, 4, 9, 5))])
def test_the_date_order_tells_days_from_months(tmp_path, order, day):
    body = f'kind = "cases"\nplatform = "x"\ndate_order = "{order}"\n[columns]\ncase_no = "id"\naccepted_at = "on"\n'
    content = "id;on\n1;03/04/2012 09:05\n2;3.4.2012 9:05\n3;03-04-2012 09:05:00 AM\n"
    assert read(tmp_path, content, mapping=mapping_file(tmp_path, body)).rows("accepted_at") == [day] * 3


def test_without_a_date_order_an_ambiguous_date_is_never_guessed(tmp_path):
    assert read(tmp_path, "办件编号,受理时间\n1,03/04/2012\n").faults() == [[("unreadable_date", "accepted_at")]]


def test_another_calendar_without_a_time_zone_keeps_the_wall_clock(tmp_path):
    body = 'kind = "cases"\nplatform = "x"\ncalendar = "NL"\n[columns]\ncase_no = "id"\naccepted_at = "on"\n'
    reading = read(tmp_path, "id,on\n1,2012-03-04 23:30:00+01:00\n", mapping=mapping_file(tmp_path, body))
    assert reading.rows("accepted_at") == [datetime(2012, 3, 4, 23, 30)]


def test_a_time_with_an_offset_goes_to_the_time_zone_of_the_settings(tmp_path):
    reading = read(tmp_path, "办件编号,受理时间\n1,2012-03-04T20:30:00Z\n")
    assert reading.rows("accepted_at") == [datetime(2012, 3, 5, 4, 30)]


def test_a_header_named_in_a_mapping_is_never_taken_by_a_guess(tmp_path):
    body = 'kind = "cases"\nplatform = "x"\n[columns]\ncase_no = "id"\naccepted_at = "on"\nclosed_at = "受理时间"\n'
    content = "id,on,受理时间,受理单位\n1,2012-03-04,2012-03-09,a\n"
    reading = read(tmp_path, content, mapping=mapping_file(tmp_path, body))
    assert reading.rows("accepted_at", "closed_at", "unit_name") == [(datetime(2012, 3, 4), datetime(2012, 3, 9), "a")]


def test_a_field_named_in_a_mapping_is_not_guessed_elsewhere(tmp_path):
    body = 'kind = "cases"\nplatform = "x"\n[columns]\ncase_no = "id"\naccepted_at = "on"\n'
    with pytest.raises(ExportRefused, match=r"no column for accepted_at\. Looked for accepted_at: on"):
        read(tmp_path, "id,受理时间\n1,2012-03-04\n", mapping=mapping_file(tmp_path, body))


def test_constants_of_a_mapping_fill_what_an_export_leaves_out(tmp_path):
    body = (
        'kind = "cases"\nplatform = "x"\nlimit_unit = "calendar"\nempty = ["n/v"]\n[columns]\ncase_no = "id"\naccepted_at = "on"\n'
        'unit_name = "unit"\n[defaults]\nunit_name = "General"\npromised_limit = "56"\n'
    )
    reading = read(tmp_path, "id,on,unit\n1,n/v,\n2,2012-03-04,Parks\n", mapping=mapping_file(tmp_path, body))
    assert reading.rows("accepted_at", "unit_name", "promised_limit", "promised_unit") == [
        (None, "General", 56.0, "calendar"),
        (datetime(2012, 3, 4), "Parks", 56.0, "calendar"),
    ]


def test_a_mapping_names_sheet_line_delimiter_encoding_and_day(tmp_path):
    body = (
        'kind = "cases"\nplatform = "x"\nheader_line = 3\ndelimiter = "^"\nencoding = "cp1252"\nexported_on = 2020-01-02\n'
        '[columns]\ncase_no = "n°"\naccepted_at = "on"\n'
    )
    content = "n°^on\nwrong^header\nn°^on\né1^2012-03-04\n".encode("cp1252")
    reading = read(tmp_path, content, mapping=mapping_file(tmp_path, body))
    assert reading.rows("case_no", "line") == [("é1", 4)]
    assert reading.export.exported_on.isoformat() == "2020-01-02"


@pytest.mark.parametrize(("direction", "levels"), [("1_best", [1, 5, 2]), ("5_best", [5, 1, 2])])
def test_a_mapping_says_which_end_of_a_numeric_rating_is_the_best(tmp_path, direction, levels):
    body = f'kind = "ratings"\nplatform = "x"\nrating_direction = "{direction}"\n'
    content = "办件编号,满意度\nA1,1\nA2,5.0\nA3,满意\n"
    assert read(tmp_path, content, mapping=mapping_file(tmp_path, body)).rows("level") == levels


def test_a_numeric_rating_without_a_direction_is_asked_about(tmp_path):
    with pytest.raises(ExportRefused, match="rating_direction"):
        read(tmp_path, "办件编号,满意度\nA1,1\n")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('kind = "cases"', "platform: Field required"),
        ('kind = "permits"\nplatform = "x"', "kind: Input should be 'cases', 'events'"),
        ('kind = "cases"\nplatform = "x"\ncolour = 1', "colour: no such key; the keys are kind, platform"),
        ('kind = "cases"\nplatform = "x"\ntimezone = "Europe/Delft"', "no time zone 'Europe/Delft'"),
        ('kind = "cases"\nplatform = "x"\ncalendar = "XX"', "no calendar 'XX'"),
        ('kind = "cases"\nplatform = "x"\ncalendar = "GB"', "write one of GB-ENG, GB-NIR"),
        ('kind = "cases"\nplatform = "x"\ncalendar = "GB-LON"', "GB has no subdivision 'LON'; there are ENG"),
        ('kind = "cases"\nplatform = "x"\nepoch = "days"', "epoch: Input should be 'seconds' or 'milliseconds'"),
        ('kind = "cases"\nplatform = "x"\n[columns]\ncase_no = "#0"', "#0 is no column; the first one is #1"),
        ('kind = "cases"\nplatform = "x"\ndatetime_formats = ["%Q"]', "'%Q' is not a date format"),
        ('kind = "cases"\nplatform = "x"\nencoding = "klingon"', "no encoding 'klingon'"),
        ('kind = "cases"\nplatform = "x"\n[columns]\nmayor = "a"', "cases have no such field; there are case_no"),
        ('kind = "cases"\nplatform = "x"\n[values.status]\n"gone" = "9"', "'gone' is not one of open, closed"),
        ('kind = "cases', "is not a TOML file"),
    ],
)
def test_a_faulty_mapping_says_which_key_and_what_to_do(tmp_path, body, sentence):
    with pytest.raises(SettingsError) as refused:
        find_mapping(mapping_file(tmp_path, body))
    assert sentence in str(refused.value)
    assert "delft.toml" in str(refused.value)


def test_an_unknown_mapping_name_lists_the_known_ones():
    with pytest.raises(SettingsError, match="Name one of baotou, contacts, gcjs"):
        find_mapping("atlantis")


def test_a_saved_mapping_reads_the_file_it_was_made_for(tmp_path):
    content = {
        "kind": "cases",
        "platform": "x",
        "columns": {"case_no": ['the "no"'], "accepted_at": ["on"]},
        "values": {"status": {"closed": ["Z"]}},
        "defaults": {"unit_name": "General"},
    }
    file = save_mapping("new-city", content, tmp_path)
    assert read(tmp_path, 'the "no",on,status\n1,2012-03-04,z\n', mapping=file).rows(
        "case_no", "status", "unit_name"
    ) == [("1", "closed", "General")]
    with pytest.raises(SettingsError, match="cannot be called new-city"):
        save_mapping("new-city", content, tmp_path)
    with pytest.raises(SettingsError, match="cannot be called"):
        save_mapping("../outside", content, tmp_path)


@pytest.mark.parametrize(
    "header",
    [
        "受理时间",
        " 受 理 时 间 ",
        "受理时间（必填）",
        "*受理时间",
        "受理時間",
        "SLSJ",
        "slsj",
        "ＳＬＳＪ",
        "accept_date",
        "【受理时间】",
    ],
)
def test_headers_are_known_in_every_spelling(tmp_path, header):
    assert read(tmp_path, f"办件编号,{header}\nA1,2021-3-5\n").rows("accepted_at") == [datetime(2021, 3, 5)]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("承诺时限", "working"),
        ("承诺时限（自然日）", "calendar"),
        ("承诺时限(工作日)", "working"),
        ("承诺时限[小时]", "hour"),
        ("承诺时限(月)", "month"),
    ],
)
def test_a_unit_in_the_header_is_the_unit_of_its_numbers(tmp_path, header, unit):
    assert read(tmp_path, f"办件编号,受理时间,{header}\nA1,2021-3-5,5\n").rows("promised_limit", "promised_unit") == [
        (5, unit)
    ]


@pytest.mark.parametrize(
    ("header", "kind", "platform"),
    [
        ("PROJECT_NO,ACCEPT_DATE,RESULT_DATE", "cases", "nmg"),
        ("办件编号,受理时间,办结时间", "cases", "baotou"),
        ("SPSXSLBM,BLZT,BLSJ", "events", "gcjs"),
        ("办件编号,特别程序开始时间,特别程序结束时间", "pauses", "nmg"),
        ("留言编号,留言时间,答复时间", "messages", "nmg"),
        ("办件编号,满意度,评价时间,受理单位", "ratings", "nmg"),
        ("事项编码,事项名称,实施主体,法定时限,承诺时限", "items", "baotou"),
        ("单位,联络人,电话", "contacts", "baotou"),
        ("办件编号,受理时间,特别程序开始时间,满意度", "cases", "baotou"),
    ],
)
def test_kind_and_platform_are_known_by_the_headers(tmp_path, header, kind, platform):
    cells = {"办件编号,满意度,评价时间,受理单位": "1,满意,2021-3-5,a"}.get(header, "1,3,2021-3-5,4,5")
    cells = ",".join(cells.split(",")[: header.count(",") + 1])
    if kind in ("cases", "messages", "pauses"):
        cells = "1,2021-3-5" + ",2021-3-6" * (header.count(",") - 1)
    file = tmp_path / "a.csv"
    file.write_text(f"{header}\n{cells}\n", encoding="utf-8")
    (preview,) = recognise(file, Settings())
    assert (preview.kind, preview.platform) == (kind, platform)


def test_a_title_row_names_the_platform_of_a_kind_that_all_share(tmp_path):
    content = "包头市一体化政务服务平台留言,,\n留言编号,留言时间,标题\n1,2021-3-5,a\n"
    assert read(tmp_path, content).part.platform == "baotou"


def test_doubled_headers_and_headers_that_repeat_below_are_no_trap(tmp_path):
    content = "办件编号,受理时间,备注,备注,受理时间\nA1,2021-3-5,a,b,x\n办件编号,受理时间,备注,备注,受理时间\nA2,2021-3-6,c,d,y\n"
    reading = read(tmp_path, content)
    assert reading.rows("case_no", "accepted_at") == [("A1", datetime(2021, 3, 5)), ("A2", datetime(2021, 3, 6))]
    assert reading.part.ignored_by == {"header": 1}
    assert reading.part.unused == ["备注", "备注", "受理时间"]


def test_an_unknown_header_is_proposed_to_a_person(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("title\n受理单位,办结时间,收案号,联系电话\n住建局,2021-3-5,A1,13812345678\n", encoding="utf-8")
    (preview,) = recognise(file, Settings())
    assert (preview.kind, preview.header_line, preview.proposed_kind) == (None, 2, "cases")
    assert preview.proposed == {
        "受理单位": "unit_name",
        "办结时间": "closed_at",
        "收案号": "case_no",  # by what stands in it
        "联系电话": "applicant_phone",
    }
    assert preview.missing == ["accepted_at"]
    assert preview.sample == [["住建局", "2021-3-5", "A1", "138****5678"]]


def test_every_mapping_in_the_repository_is_sound():
    kinds = {mapping.kind for mapping in all_mappings()}
    assert kinds == set(KINDS)


def test_no_header_means_two_fields_of_one_kind():
    for kind in KINDS:
        columns = common_headers().of(kind)
        assert set(common_headers().headers[kind]) <= set(columns)
        known: dict[str, str] = {}
        for field, aliases in columns.items():
            for alias in aliases:
                assert known.setdefault(normalised(alias), field) == field, (kind, alias)


def test_a_usual_header_stands_once():
    shared = common_headers().headers[ANY]
    again = {
        (kind, field, alias)
        for kind in KINDS
        for field, aliases in common_headers().headers[kind].items()
        for alias in aliases
        if alias in shared.get(field, ())
    }
    assert again == {("items", "unit_name", "实施主体")}  # tried before the unit that accepts


def test_a_platform_names_only_usual_headers_so_that_no_list_drifts():
    for mapping in all_mappings():
        usual = common_headers().of(mapping.kind)
        for field, aliases in mapping.columns.items():
            assert set(aliases) <= set(usual[field]), (mapping.name, field)


def test_brackets_are_ignored_with_and_without_their_content():
    assert normalised("承诺时限（工作日）") == "承诺时限工作日"
    assert without_brackets("承诺时限（工作日）") == "承诺时限"


def test_common_headers_are_checked_as_well():
    with pytest.raises(ValidationError):
        type(common_headers())(headers={}, values={}, surprise=1)


def test_a_saved_mapping_can_be_read_whatever_a_header_holds(tmp_path):
    strange = 'Ref\x7f "quoted" \\ 号\t='
    saved = save_mapping("strange", {"kind": "cases", "platform": "x", "columns": {"case_no": [strange]}}, tmp_path)
    assert load_mapping(saved).columns["case_no"] == (strange,)
    assert [path.name for path in tmp_path.iterdir()] == ["strange.toml"]


def test_a_mapping_says_which_records_count(tmp_path):
    body = (
        'kind = "cases"\nplatform = "x"\n[columns]\ncase_no = "id"\naccepted_at = "on"\n'
        '[valid]\ncolumns = "deleted"\nvalues = ["0", "N"]\n'
    )
    content = "id,on,deleted,SJYXBS\n1,2026-03-02,0,0\n2,2026-03-02,n,1\n3,2026-03-02,1,1\n4,2026-03-02,,1\n"
    reading = read(tmp_path, content, mapping=mapping_file(tmp_path, body))
    assert reading.rows("case_no") == ["1", "2", "4"]
    assert reading.part.ignored_by == {"invalid": 1}


def test_a_column_that_a_mapping_takes_for_something_else_marks_nothing(tmp_path):
    body = 'kind = "cases"\nplatform = "x"\n[columns]\ncase_no = "id"\naccepted_at = "on"\nstatus = "是否有效"\n'
    reading = read(tmp_path, "id,on,是否有效\n1,2026-03-02,否\n", mapping=mapping_file(tmp_path, body))
    assert reading.rows("case_no", "status") == [("1", "否")]


def test_a_saved_mapping_keeps_which_records_count(tmp_path):
    content = {"kind": "cases", "platform": "x", "columns": {"case_no": ["id"], "accepted_at": ["on"]}}
    content["valid"] = {"columns": ["deleted"], "values": ["0"]}
    saved = load_mapping(save_mapping("marked", content, tmp_path))
    assert saved.valid is not None
    assert (saved.valid.columns, saved.valid.values) == (("deleted",), ("0",))


PAUSES = "办件编号,特别程序开始时间\nA1,2026-03-06 16:00\n"


@pytest.mark.parametrize(
    ("content", "name", "platform", "guessed"),
    [
        (PAUSES, "pauses.csv", "nmg", True),
        (PAUSES, "包头市一体化政务服务平台特别程序.csv", "baotou", False),
        ("工程建设项目审批管理系统,\n" + PAUSES, "pauses.csv", "gcjs", False),
        ("办件编号,满意度\nA1,满意\n", "ratings.csv", "nmg", True),
        ("SPSXSLBM,BLZT,BLSJ\nG1,3,2026-03-02\n", "events.csv", "gcjs", False),
        ("实例编号,办理状态,办理时间\nG1,3,2026-03-02\n", "events.csv", "gcjs", True),
        ("办件编号,受理时间\nA1,2026-03-02\n", "cases.csv", "baotou", False),
        ("case_id,accepted_at\nA1,2026-03-02\n", "cases.csv", "baotou", True),
    ],
)
def test_a_platform_that_nothing_tells_is_said_to_be_a_guess(tmp_path, content, name, platform, guessed):
    part = read(tmp_path, content, name).part
    assert (part.platform, part.platform_guessed) == (platform, guessed)


def test_the_platform_of_a_mapping_that_somebody_asked_for_is_no_guess(tmp_path):
    body = 'kind = "pauses"\nplatform = "delft"\n'
    part = read(tmp_path, PAUSES, "包头市一体化政务服务平台.csv", mapping=mapping_file(tmp_path, body)).part
    assert (part.platform, part.platform_guessed) == ("delft", False)
    part = read(tmp_path, PAUSES, "pauses.csv", mapping="pauses").part
    assert (part.platform, part.platform_guessed) == ("nmg", True)
