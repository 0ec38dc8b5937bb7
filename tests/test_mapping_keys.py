"""Keys of a mapping for systems that write otherwise: places, decimals, counted seconds, 24:00, words for nothing."""

from datetime import datetime

import openpyxl
import pytest

from analytics.errors import ExportRefused
from tests.export_files import read, read_file


def mapping(folder, body, columns='case_no = "id"\naccepted_at = "on"\n'):
    file = folder / "lugo.toml"
    file.write_text(f'kind = "cases"\nplatform = "lugo"\n{body}\n[columns]\n{columns}', encoding="utf-8")
    return file


def times(folder, body, *texts):
    content = "id;on\n" + "".join(f"A{row};{text}\n" for row, text in enumerate(texts, 1))
    return read(folder, content, mapping=mapping(folder, body)).rows("accepted_at")


def test_a_column_without_a_heading_is_mapped_by_its_place(tmp_path):
    columns = 'case_no = "id"\naccepted_at = "#2"\nunit_name = "#4"\n'
    content = "Export of permits\nid,,state\nA1,2021-03-05,open,Parks\nA2,2021-03-06,open,Roads\n"
    reading = read(tmp_path, content, mapping=mapping(tmp_path, "", columns))
    assert reading.rows("case_no", "accepted_at", "unit_name") == [
        ("A1", datetime(2021, 3, 5), "Parks"),
        ("A2", datetime(2021, 3, 6), "Roads"),
    ]
    assert reading.part.columns == {"case_no": "id", "accepted_at": "#2", "unit_name": "#4"}
    assert reading.part.unused == ["state"]


def test_headings_that_two_columns_share_are_told_apart_by_their_places(tmp_path):
    columns = 'case_no = "id"\naccepted_at = "#2"\nclosed_at = "#3"\n'
    reading = read(tmp_path, "id,date,date\nA1,2021-03-05,2021-03-09\n", mapping=mapping(tmp_path, "", columns))
    assert reading.rows("accepted_at", "closed_at") == [(datetime(2021, 3, 5), datetime(2021, 3, 9))]


def test_a_heading_that_is_called_like_a_place_is_that_heading(tmp_path):
    columns = 'case_no = "#2"\naccepted_at = "#1"\n'
    reading = read(tmp_path, "#2,#1\nA1,2021-03-05\n", mapping=mapping(tmp_path, "", columns))
    assert reading.rows("case_no", "accepted_at") == [("A1", datetime(2021, 3, 5))]


def test_where_all_columns_go_by_their_places_the_header_is_the_likely_one(tmp_path):
    columns = 'case_no = "#1"\naccepted_at = "#2"\n'
    content = "Permits of March,\nReference,Received\nA1,2021-03-05\nA2,2021-03-06\n"
    reading = read(tmp_path, content, mapping=mapping(tmp_path, "", columns))
    assert (reading.rows("case_no"), reading.part.header_line) == (["A1", "A2"], 2)


def test_a_place_beyond_the_table_is_refused(tmp_path):
    columns = 'case_no = "id"\naccepted_at = "#9"\n'
    with pytest.raises(ExportRefused, match=r"no column for accepted_at\. Looked for accepted_at: #9"):
        read(tmp_path, "id,on\nA1,2021-03-05\n", mapping=mapping(tmp_path, "", columns))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_without_any_header_is_read_by_places(tmp_path, kind):
    rows = [["A1", "2021-03-05", "Parks"], ["A2", "2021-03-06", "Roads"]]
    file = tmp_path / f"bare.{kind}"
    if kind == "csv":
        file.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(file)
    columns = 'case_no = "#1"\naccepted_at = "#2"\nunit_name = "#3"\n'
    reading = read_file(file, tmp_path, mapping(tmp_path, "header_line = 0", columns))
    assert reading.rows("line", "case_no", "accepted_at", "unit_name") == [
        (1, "A1", datetime(2021, 3, 5), "Parks"),
        (2, "A2", datetime(2021, 3, 6), "Roads"),
    ]
    export = reading.export
    assert (export.rows_read, export.accepted, export.rejected, export.ignored) == (2, 2, 0, 0)


@pytest.mark.parametrize("units", [",,,工作日,工作日", ",,,（工作日）,（天）", ",,yyyy-mm-dd,个工作日,小时"])
def test_a_line_of_units_below_the_headings_is_part_of_the_header(tmp_path, units):
    content = f"办件编号,受理单位,受理时间,法定时限,承诺时限\n{units}\nA1,住建局,2021-3-5,20,5\n"
    reading = read(tmp_path, content)
    assert (reading.rows("case_no"), reading.part.ignored_by) == (["A1"], {"header": 1})


def test_decimal_commas_are_points_where_the_mapping_says_so(tmp_path):
    columns = 'case_no = "id"\naccepted_at = "on"\npromised_limit = "limit"\nextension_days = "more"\n'
    content = "id;on;limit;more\nA1;2021-03-05;2,5;1.000\nA2;2021-03-05;7,5个工作日;3,0\nA3;2021-03-05;1.234,5;4\n"
    reading = read(tmp_path, content, mapping=mapping(tmp_path, 'decimal = ","', columns))
    assert reading.rows("promised_limit", "extension_days") == [(2.5, 1000), (7.5, 3), (1234.5, 4)]


def test_without_the_key_a_decimal_comma_loses_the_limit_and_not_its_case(tmp_path):
    columns = 'case_no = "id"\naccepted_at = "on"\npromised_limit = "limit"\n'
    reading = read(tmp_path, "id;on;limit\nA1;2021-03-05;2,5\n", mapping=mapping(tmp_path, "", columns))
    assert reading.rows("case_no", "promised_limit") == [("A1", None)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('epoch = "seconds"\ntimezone = "UTC"', "1614937500"),
        ('epoch = "seconds"\ntimezone = "UTC"', "1614937500.0"),
        ('epoch = "milliseconds"\ntimezone = "UTC"', "1614937500000"),
        ('epoch = "milliseconds"\ntimezone = "Europe/Berlin"', "1614933900000"),
        ('epoch = "seconds"\ncalendar = "NL"', "1614937500"),
        ('epoch = "seconds"', "1614908700"),  # the settings' own zone, eight hours ahead
        ('epoch = "seconds"', "2021-03-05 09:45"),  # other rows may still say it in words
        ('epoch = "seconds"', "20210305094500"),
    ],
)
def test_times_may_be_counted_since_1970(tmp_path, body, text):
    assert times(tmp_path, body, text) == [datetime(2021, 3, 5, 9, 45)]


def test_an_epoch_of_zero_is_no_date(tmp_path):
    assert times(tmp_path, 'epoch = "seconds"', "0", "000000000") == [None, None]


HOUR_24 = [
    "2021-03-05 24:00",
    "2021-03-05 24:00:00",
    "2021/3/5 24:00",
    "2021-03-05T24:00:00",
    "2021年3月5日24时",
    "2021年3月5日 24时00分",
    "2021年3月5日24时00分00秒",
    "20210305240000",
    "202103052400",
]


@pytest.mark.parametrize("text", HOUR_24)
def test_24_00_belongs_to_the_day_that_it_names(tmp_path, text):
    (time,) = times(tmp_path, "", text)
    assert (time.date(), time.hour, time.minute) == (datetime(2021, 3, 5).date(), 23, 59)


@pytest.mark.parametrize("text", HOUR_24)
def test_24_00_is_the_start_of_the_next_day_where_the_mapping_says_so(tmp_path, text):
    assert times(tmp_path, 'hour_24 = "next_day"', text) == [datetime(2021, 3, 6)]


@pytest.mark.parametrize(
    ("body", "text"),
    [('date_order = "dmy"', "05/03/2021 24:00"), ('datetime_formats = "%d.%m.%Y, %H:%M"', "05.03.2021, 24:00")],
)
def test_24_00_is_read_in_every_order_and_format(tmp_path, body, text):
    assert times(tmp_path, body, text) == [datetime(2021, 3, 5, 23, 59)]


@pytest.mark.parametrize("text", ["2021-03-05 24:01", "2021-03-05 25:00", "2021-02-30 24:00"])
def test_a_time_after_24_00_is_no_time(tmp_path, text):
    reading = read(tmp_path, f"id;on\nA1;{text}\n", mapping=mapping(tmp_path, ""))
    assert [field for ((_, field),) in reading.faults()] == ["accepted_at"]


def test_words_that_mean_nothing_are_nothing_in_every_kind_of_column(tmp_path):
    columns = 'case_no = "id"\naccepted_at = "on"\nclosed_at = "end"\npromised_limit = "limit"\nunit_name = "unit"\n'
    content = "id;on;end;limit;unit\nA1;2021-03-05;k. A.;n/v;k. A.\n"
    reading = read(tmp_path, content, mapping=mapping(tmp_path, 'empty = ["k. A.", "n/v"]', columns))
    assert reading.rows("case_no", "closed_at", "promised_limit", "unit_name") == [("A1", None, None, None)]
    assert reading.export.rejected == 0
