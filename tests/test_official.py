"""Documents after GB/T 9704: the measures that Word and LibreOffice make 22 lines of 28 characters of, and the same bytes each time."""

import io
import re
import subprocess
import zipfile
from datetime import date

import pytest

from analytics.documents import Column, Official, pdf_of
from analytics.documents import pdf as pdf_module
from analytics.documents.official import CELL, SMALL_CELL, fitting
from analytics.documents.pdf import NoPdf

DAY = date(2026, 11, 26)


def paper(**parts) -> Official:
    made = Official("督办单", "包头市行政审批政务服务与数据管理局", DAY)
    made.head("包头市行政审批政务服务与数据管理局")
    made.number_line("包审政数督〔2026〕47号")
    made.title("关于督办超期办件的通知")
    made.addressee("甲局")
    made.body(parts.get("body", "正文。"))
    made.heading("一、督办事项")
    made.table([Column("序号", 20), Column("事项", 136, centred=False)], parts.get("rows", [["1", "公共场所卫生许可"]]))
    made.signature("包头市行政审批政务服务与数据管理局", "2026年11月26日")
    made.imprint("", "包头市行政审批政务服务与数据管理局", "2026年11月26日")
    return made


def xml_of(content: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode("utf-8")


def words_of(content: bytes, tmp_path) -> str:
    """Each word of a PDF with its place on its page, in points."""
    (tmp_path / "made.pdf").write_bytes(content)
    told = subprocess.run(["pdftotext", "-bbox", str(tmp_path / "made.pdf"), "-"], capture_output=True, check=True)
    return told.stdout.decode("utf-8")


def test_the_same_words_give_the_same_bytes():
    assert paper().content() == paper().content()
    assert paper(body="别的。").content() != paper().content()


def test_a_document_tells_no_time_but_its_own_day():
    content = paper().content()
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", xml_of(content, "docProps/core.xml"))) == {"2026-11-26T00:00:00"}


def test_every_font_is_named_for_all_kinds_of_characters_and_no_substitute_is():
    told = xml_of(paper().content())
    for fonts in re.findall(r"<w:rFonts [^>]*>", told):
        names = re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"', fonts)
        assert len(names) == 4, fonts
        assert len(set(names)) == 1, fonts
        assert 'w:hint="eastAsia"' in fonts
    assert "Noto" not in told


def test_what_no_document_can_hold_does_not_break_one():
    told = xml_of(paper(body="甲\x00\x0b\ud800乙\n丙", rows=[["\x1f", "=1+1"]]).content())
    assert "甲  \\ud800乙" in told
    assert "=1+1" in told


def test_a_table_without_rows_says_so():
    assert "<w:t>无</w:t>" in xml_of(paper(rows=[]).content())


def test_no_number_and_no_day_of_a_table_is_broken(tmp_path):
    made = Official("督办单", "局", DAY)
    widths = (9, 43, 35, 22, 22, 11, 14)
    numbers = ["15020320261013023057", "GC150200260615060333"]
    rows = [["1", number, "农村宅基地用地审核", "2026-10-13", "2026-11-04", "108", "在办"] for number in numbers]
    made.table([Column("栏", width) for width in widths], rows)
    words = words_of(pdf_of(made.content()), tmp_path)
    for whole in (*numbers, "2026-10-13", "2026-11-04", "108"):
        assert f">{whole}</word>" in words


def test_widths_that_hold_their_numbers_stay_and_others_are_taken_from_where_there_is_room():
    assert fitting([30, 30], [["2026-11-04", "甲乙丙丁"]]) == (CELL, [30, 30])
    assert fitting([24, 30], [["2026-11-04", "甲乙丙丁"]]) == (SMALL_CELL, [24, 30])
    size, (day, title) = fitting([20, 30], [["2026-11-04", "甲乙丙丁"]])
    assert (size, day + title) == (SMALL_CELL, pytest.approx(50))
    assert day > 23
    size, shared = fitting([20, 20], [["2026-11-04", "2026-11-05"]])  # no room anywhere: each keeps its own
    assert (size, shared) == (SMALL_CELL, [20, 20])


def test_a_page_has_22_lines_of_28_characters_and_the_imprint_stands_at_its_foot(tmp_path):
    made = Official("正文", "局", DAY)
    made.body("督" * 28 * 60)
    made.imprint("无", "局", "2026年")
    words = words_of(pdf_of(made.content()), tmp_path)
    first, *_others, last = words.split("<page ")[1:]
    lines = re.findall(r'yMin="([\d.]+)"[^>]*>(督+)<', first)
    assert len(lines) == 22
    assert [len(line) for _, line in lines[1:]] == [28] * 21
    assert len(lines[0][1]) == 26  # two characters in
    heights = {name: float(re.search(rf'yMin="([\d.]+)"[^>]*>{name}', last)[1]) for name in ("抄送", "局")}
    assert 684 < heights["抄送"] < 714 < heights["局"] < 743  # points from the top: the text area ends at 742.7


def test_where_libreoffice_is_missing_the_document_is_still_there(monkeypatch):
    monkeypatch.setattr(pdf_module.shutil, "which", lambda name: None)
    with pytest.raises(NoPdf, match="no LibreOffice here"):
        pdf_of(paper().content())


def test_a_libreoffice_that_makes_nothing_or_does_not_end_is_told(monkeypatch, tmp_path):
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\necho broken >&2\nexit 3\n")
    office.chmod(0o755)
    monkeypatch.setattr(pdf_module.shutil, "which", lambda name: str(office))
    with pytest.raises(NoPdf, match="made no PDF: broken"):
        pdf_of(b"")
    office.write_text("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr(pdf_module, "_SECONDS", 1)
    with pytest.raises(NoPdf, match="did not end within 1 s"):
        pdf_of(b"")
