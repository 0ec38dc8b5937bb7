"""Templates: filled in and imported, each is known without a mapping, in every language; what it says may be written is read."""

import io

import openpyxl
import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.exports.recognising.explanation import EXPLANATION
from analytics.exports.recognising.mapping import common_headers
from analytics.exports.recognising.preview import recognise
from analytics.exports.template import MARK, template
from analytics.exports.template_columns import SAMPLES, template_columns, usual_word
from analytics.languages import LANGUAGES
from analytics.schema import CANONICAL_VALUES, COLUMNS, KINDS
from analytics.settings import Settings
from tests.export_files import read_file

KINDS_AND_LANGUAGES = [(kind, language) for kind in KINDS for language in LANGUAGES]


def filled_in(folder, kind, language, *rows, name=None, keep_the_invented_row=True):
    """The template with rows written into it, each a dictionary of cells by field, as a person would save it."""
    book = openpyxl.load_workbook(io.BytesIO(template(kind, language)))
    sheet = book.worksheets[0]
    places = {column.field: place for place, column in enumerate(template_columns(kind, language), start=1)}
    if not keep_the_invented_row:
        sheet.delete_rows(2)
    for row in rows:
        line = sheet.max_row + 1
        for field, cell in row.items():
            sheet.cell(line, places[field], cell)
    file = folder / (name or f"{kind}-{language}.xlsx")
    book.save(file)
    return file


def examples(kind, language):
    return {column.field: column.example for column in template_columns(kind, language) if column.example}


@pytest.mark.parametrize(("kind", "language"), KINDS_AND_LANGUAGES)
def test_a_template_filled_in_is_known_without_a_mapping(kind, language, tmp_path):
    row = examples(kind, language)
    reading = read_file(filled_in(tmp_path, kind, language, row), tmp_path)
    part = reading.part
    assert part.kind == kind
    assert set(part.columns) == set(KINDS[kind].fields)
    assert (part.accepted, part.rejected, part.unused) == (1, 0, [])
    assert part.ignored_by == {"invalid": 1}  # the invented row, left where it was
    key = KINDS[kind].filled[0]
    if COLUMNS[key].form in ("code", "text"):
        assert reading.rows(key) == [row[key]]


@pytest.mark.parametrize(("kind", "language"), KINDS_AND_LANGUAGES)
def test_the_sheet_that_explains_is_left_out_and_nobody_is_asked_about_it(kind, language, tmp_path):
    file = filled_in(tmp_path, kind, language, examples(kind, language))
    assert [table.kind for table in recognise(file, Settings())] == [kind]
    (sheet,) = read_file(file, tmp_path).export.skipped
    assert sheet.reason == "explanation"


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_belongs_to_no_platform_until_its_name_says_so(kind, tmp_path):
    row = examples(kind, "zh")
    nameless = read_file(filled_in(tmp_path, kind, "zh", row), tmp_path).part
    assert nameless.platform_guessed
    named = read_file(filled_in(tmp_path, kind, "zh", row, name="内蒙古政务服务管理平台-20261120.xlsx"), tmp_path)
    if kind != "events":  # construction events come from one platform only
        assert (named.part.platform, named.part.platform_guessed) == ("nmg", False)
    assert named.export.exported_on.isoformat() == "2026-11-20"


@pytest.mark.parametrize(("kind", "language"), KINDS_AND_LANGUAGES)
def test_a_template_that_nobody_filled_in_brings_nothing(kind, language, tmp_path):
    part = read_file(filled_in(tmp_path, kind, language), tmp_path).part
    assert (part.accepted, part.rejected, part.ignored) == (0, 0, 1)


@pytest.mark.parametrize(("kind", "language"), KINDS_AND_LANGUAGES)
def test_what_a_template_says_is_needed_is_enough_and_nothing_less_is(kind, language, tmp_path):
    columns = template_columns(kind, language)
    needed = [column for column in columns if column.need == "needed"]
    needed += [column for column in columns if column.need == "one_of"][:1]

    def read_with(kept):
        if not kept:
            return None
        book = openpyxl.Workbook()
        book.active.append([column.header for column in kept])
        book.active.append([column.example for column in kept])
        file = tmp_path / f"{len(kept)}.xlsx"
        book.save(file)
        return recognise(file, Settings())[0].kind

    assert read_with(needed) == kind
    assert read_with(needed[1:]) != kind


@pytest.mark.parametrize(("kind", "language"), KINDS_AND_LANGUAGES)
def test_every_way_to_write_that_a_template_shows_is_read(kind, language, tmp_path):
    row = examples(kind, language)
    rows = []
    for column in template_columns(kind, language):
        told = SAMPLES.get(column.form, {}).get(language) or column.words
        assert all(sample in column.written for sample in told)
        rows += [{**row, column.field: sample} for sample in told]
    if KINDS[kind].filled[0] in ("case_no", "message_no"):  # many rows of one case are a table of totals
        rows = [{**row, KINDS[kind].filled[0]: f"A-{number}"} for number, row in enumerate(rows)]
    part = read_file(filled_in(tmp_path, kind, language, *rows), tmp_path).part
    assert (part.accepted, part.rejected) == (len(rows), 0) if rows else (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_limit_written_as_a_template_shows_is_what_it_says(language, tmp_path):
    row = examples("cases", language)
    rows = [
        {**row, "case_no": f"A-{number}", "statutory_limit": None, "statutory_unit": None, "promised_unit": None}
        | {"promised_limit": sample}
        for number, sample in enumerate(SAMPLES["limit"][language])
    ]
    reading = read_file(filled_in(tmp_path, "cases", language, *rows, keep_the_invented_row=False), tmp_path)
    assert reading.rows("promised_limit", "promised_unit") == [
        (5, "working"),
        (5, "working"),
        (30, "calendar"),
        (1, "month"),
        (8, "hour"),
        (0, "working"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_canonical_word_has_a_usual_one_in_each_language(language):
    for name in CANONICAL_VALUES:
        for canonical, texts in common_headers().words(name).items():
            assert usual_word(name, canonical, language) in texts
    assert usual_word("status", "closed", "zh") == "办结"
    assert usual_word("status", "closed", "en") == "closed"


def test_every_field_is_explained_in_both_languages():
    for kind in KINDS:
        english, chinese = template_columns(kind, "en"), template_columns(kind, "zh")
        assert {column.field for column in english} == set(KINDS[kind].fields)
        for mine, other in zip(english, chinese, strict=True):
            assert mine.field == other.field
            assert mine.meaning != other.meaning
            assert mine.written != other.written
            assert not other.header.isascii()


def test_the_second_sheet_lists_every_column_and_begins_as_one_that_explains():
    sheet = openpyxl.load_workbook(io.BytesIO(template("cases", "zh"))).worksheets[1]
    cells = [[str(cell) for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
    assert cells[0] == [EXPLANATION]
    listed = [row[0] for row in cells if len(row) > 1]
    assert listed[1:] == [*(column.header for column in template_columns("cases", "zh")), MARK["zh"][0]]


def test_what_a_kind_calls_needed_or_useful_are_columns_of_it():
    for kind in KINDS.values():
        named = (*kind.required, *kind.filled, *kind.one_of, *kind.useful)
        assert set(named) <= set(kind.names)
        assert set(kind.filled) <= set(kind.required)


def test_the_command_writes_a_template_and_overwrites_nothing(tmp_path, capsys):
    file = tmp_path / "messages.xlsx"
    runner = CliRunner()
    assert runner.invoke(app, ["template", "messages", "--language", "zh", "--out", str(file)]).exit_code == 0
    assert file.read_bytes()[:2] == b"PK"
    again = runner.invoke(app, ["template", "messages", "--out", str(file)])
    assert "exists and may hold rows" in str(again.exception)
    assert runner.invoke(app, ["template", "letters", "--out", str(tmp_path / "x.xlsx")]).exit_code == 2
