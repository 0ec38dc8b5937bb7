"""Bulletins: every number in them is one figure's, their words change in marked places only, what is issued stays, what is edited is found."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.bulletins import case_sections
from analytics.bulletins.annex import annex
from analytics.bulletins.bulletin_document import document
from analytics.bulletins.bulletin_parts import BulletinRefused, Failed, Paragraph, Table
from analytics.bulletins.composing import compose, worded
from analytics.bulletins.issuing import file_of, found, issue, issued
from analytics.bulletins.rechecking import check, check_content
from analytics.bulletins.words_file import words_in
from analytics.documents.told_numbers import NoNumbers, numbers_of, shown
from analytics.errors import CasewatchError, RegisterRefused
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from tests.printed_pages import must_be_official
from tests.warehouses import warehouse_of, write_csv

START, END, AS_OF = date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 10)
HEADER = ("办件编号", "事项编码", "受理单位", "区划名称", "受理时间", "办结时间", "承诺时限", "法定时限")
HERE, THERE = "昆都仑区教育局", "青山区教育局"


def _cases():
    for number in range(30):
        unit, area = ((HERE, "昆都仑区"), (THERE, "青山区"))[number % 2]
        month = 2 if number % 5 == 0 else 3
        closed = (
            None
            if number % 6 == 0
            else f"2026-0{month}-{12 + number % 10 + (15 if number % 9 == 0 and month == 2 else 0):02}"
        )
        yield (f"BT-{number}", "A", unit, area, f"2026-0{month}-0{2 + number % 4}", closed, 5, 10)


@pytest.fixture(scope="module")
def figures(tmp_path_factory) -> Path:
    """Cases and messages of two areas, published once; nobody has written anything."""
    folder = tmp_path_factory.mktemp("bulletins")
    messages = [
        (f"M{n}", (HERE, THERE)[n % 2], "2026-03-02", None if n % 4 == 0 else "2026-03-0" + str(3 + n % 5))
        for n in range(12)
    ]
    warehouse_of(
        folder,
        write_csv(folder / "cases.csv", HEADER, [*_cases()]),
        write_csv(folder / "messages.csv", ("留言编号", "承办单位", "留言时间", "答复时间"), messages),
    ).close()
    return folder / "warehouse"


@pytest.fixture(scope="module")
def told(figures):
    """The snapshot with nothing but its figures; only read."""
    snapshot = open_snapshot(figures)
    yield snapshot
    snapshot.close()


@pytest.fixture
def city(figures, tmp_path):
    """The same in a warehouse of its own, to issue in."""
    snapshot = open_snapshot(shutil.copytree(figures, tmp_path / "warehouse"))
    yield snapshot
    snapshot.close()


def made(snapshot, kind="overdue", area=None, **more):
    return compose(snapshot, kind, more.pop("start", START), more.pop("end", END), Settings(), area, AS_OF, **more)


def marked(content: bytes) -> dict[str, str]:
    """The text of each bookmark, read with python-docx: not the way that the check reads it."""
    texts = {}
    for start in Document(io.BytesIO(content)).element.body.iter(qn("w:bookmarkStart")):
        texts[start.get(qn("w:name"))] = "".join(node.text or "" for node in start.getnext().iter(qn("w:t")))
    return texts


@pytest.mark.parametrize("kind", ["overdue", "messages"])
@pytest.mark.parametrize("area", [None, "昆都仑区"])
def test_every_number_in_a_bulletin_is_what_the_query_gives(told, kind, area):
    content = document(made(told, kind, area), Settings())
    _about, numbers = numbers_of(content, "b.docx")
    texts = marked(content)
    assert set(texts) == {f"cw_{one.name}" for one in numbers} - _untold(numbers, texts)
    assert len(texts) > 15
    for one in numbers:
        assert (one.less is not None) == (one.form in ("points", "gain", "more")), one
        if (text := texts.get(f"cw_{one.name}")) is not None:
            assert text == shown(_asked(told, one), one.form), one


def _untold(numbers, texts) -> set[str]:
    """Numbers that a section asked for to decide what it says, and did not print: each is zero or nothing."""
    left = {f"cw_{one.name}": one for one in numbers if f"cw_{one.name}" not in texts}
    assert not [
        one
        for one in left.values()
        if one.value and one.less is None and one.figure not in ("open_overdue", "revisited_rate")
    ]
    return set(left)


def _asked(snapshot, one) -> float | None:
    """The number by `query`: the row that is picked, the column, less that of the other scope."""

    def of(scope):
        rows = snapshot.records(one.figure, scope, one.by)
        if one.column is None:
            return len(rows)
        rows = [row for row in rows if all(str(row[name]) == value for name, value in one.where)]
        if not rows:
            return 0 if one.form == "count" and one.by else None
        return rows[0][one.column]

    now = of(one.scope)
    if one.less is None or now is None:
        return now
    before = of(one.less)
    return None if before is None else now - before


@pytest.mark.parametrize("kind", ["overdue", "messages"])
def test_no_number_stands_in_a_bulletin_that_is_not_marked(told, kind):
    paper = Document(io.BytesIO(document(made(told, kind), Settings())))
    days = re.compile(r"\d{4}年\d+月\d+日(至(\d+月)?\d+日)?|\d{4}-\d\d-\d\d|BT-\d+|M\d+|不足30件")
    for element in paper.element.body.iter(qn("w:p")):
        in_mark, text = False, ""
        for node in element.iter():
            if node.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
                in_mark = node.tag == qn("w:bookmarkStart")
            elif node.tag == qn("w:t") and not in_mark:
                text += node.text or ""
        if "统计时点" in text or "〔" in text:
            continue
        left = days.sub("", text)
        assert not re.search(r"\d", left) or left.isdecimal(), text  # a row's ordinal is no figure


def test_a_bulletin_about_an_area_names_its_own_units_only(told):
    content = document(made(told, "overdue", "昆都仑区"), Settings())
    words = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert HERE in words
    assert THERE not in words
    with pytest.raises(BulletinRefused, match="no area 火星"):
        made(told, area="火星")


def test_an_area_without_units_names_nobody_and_its_sections_stand(told, monkeypatch):
    monkeypatch.setattr(type(told), "units_of", lambda self, area: [])
    bulletin = made(told, area="青山区")
    assert not bulletin.failed
    assert "本期没有受理、办结和到期的办件。" in [
        block.text for block in bulletin.blocks if isinstance(block, Paragraph)
    ]
    assert THERE not in str(bulletin.blocks)


def test_the_same_bulletin_has_the_same_bytes_and_other_words_have_others(told):
    first, again = made(told), made(told)
    assert document(first, Settings()) == document(again, Settings())
    assert annex(told, first, Settings()) == annex(told, again, Settings())
    assert document(worded(first, {"problems": "甲"}), Settings()) != document(first, Settings())


def test_words_change_in_marked_places_only(told, tmp_path):
    assert made(told, words={"problems": "  新问题。 "}).words["problems"] == "新问题。"
    with pytest.raises(BulletinRefused, match="no place number"):
        made(told, words={"number": "1"})
    file = tmp_path / "words.toml"
    for wrong, said in (("problems = 1", "are no text"), ("problems", "holds no words")):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(BulletinRefused, match=said):
            words_in(file)


def test_a_period_without_data_says_so_and_every_section_stands(told):
    bulletin = made(told, "messages", start=date(2024, 1, 1), end=date(2024, 1, 7))
    said = [block.text for block in bulletin.blocks if isinstance(block, Paragraph)]
    assert "本期没有到期的留言。" in said
    assert "无。" in said
    assert not bulletin.failed
    assert document(bulletin, Settings())


def test_a_figure_that_fails_is_said_in_its_section_and_nothing_is_issued(city, monkeypatch):
    def broken(_basis):
        raise CasewatchError("The figure x could not be computed.")

    monkeypatch.setitem(case_sections.CASE_SECTIONS, "基本情况", broken)
    bulletin = made(city)
    assert [str(block.error) for block in bulletin.blocks if isinstance(block, Failed)] == [
        "The figure x could not be computed."
    ]
    assert len([block for block in bulletin.blocks if isinstance(block, Table)]) >= 2
    assert (
        "本节无法编制" in zipfile.ZipFile(io.BytesIO(document(bulletin, Settings()))).read("word/document.xml").decode()
    )
    with pytest.raises(BulletinRefused, match="Nothing was issued"):
        issue(city, bulletin, "王", Settings())
    assert issued(city) == []


def test_numbers_have_no_gaps_and_the_same_bulletin_is_issued_once(city):
    first = issue(city, made(city), "王", Settings())
    again = issue(city, made(city), "李", Settings())
    other = issue(city, made(city, "messages"), "李", Settings())
    assert (first.number, again, other.number) == (1, first, 2)
    content = file_of(city, first)
    assert content == file_of(city, found(city, f"{first.year}-1"))
    assert f"〔{first.year}〕1号" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert numbers_of(content, "b")[0]["number"] == first.text
    assert [one.number for one in issued(city)] == [2, 1]
    with pytest.raises(BulletinRefused, match="no bulletin 9"):
        found(city, "9")
    with pytest.raises((BulletinRefused, RegisterRefused), match="name"):
        issue(city, made(city, area="青山区"), " ", Settings())
    assert [one.number for one in issued(city)] == [2, 1]


def test_a_check_finds_what_was_edited_and_what_holds_no_longer(told, tmp_path):
    content = document(made(told), Settings())
    assert check_content(told, content, "b").doubts == ()
    edited = _with(
        content, lambda text: re.sub(r'(w:name="cw_n1"/>.*?<w:t>)[^<]*', r"\g<1>9999", text, count=1, flags=re.S)
    )
    (doubt,) = check_content(told, edited, "b").doubts
    assert (doubt.verdict, doubt.reads, doubt.number.name) == ("edited", "9999", "n1")
    later = warehouse_of(tmp_path, write_csv(tmp_path / "cases.csv", HEADER, [*_cases()][:20]))
    found_ = check_content(later, content, "b")
    assert {doubt.verdict for doubt in found_.doubts} >= {"changed"}
    assert not found_.same_snapshot
    later.close()


def _with(content: bytes, change) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part.decode()).encode() if name == "word/document.xml" else part)
    return stream.getvalue()


def test_what_is_no_document_of_ours_is_refused_in_a_sentence(told, tmp_path):
    with pytest.raises(NoNumbers, match="cannot be opened"):
        check_content(told, b"PK\x03\x04 no", "x.docx")
    stream = io.BytesIO()
    Document().save(stream)
    with pytest.raises(NoNumbers, match="carries no numbers"):
        check_content(told, stream.getvalue(), "x.docx")
    with pytest.raises(BulletinRefused, match="cannot be read"):
        check(told, tmp_path / "none.docx")


def test_the_commands_make_issue_list_export_and_check(city, tmp_path):
    def run(*parts):
        return CliRunner().invoke(app, [*parts, "--warehouse", str(city.warehouse)], catch_exceptions=True)

    asked = ("bulletin", "--kind", "overdue", "--from", "2026-03-01", "--to", "2026-03-31")
    first = run(*asked, "--out", str(tmp_path / "a.docx"), "--annex", str(tmp_path / "a.xlsx"), "--issue", "--by", "王")
    assert first.exit_code == 0, first.output
    assert isinstance(run(*asked, "--out", str(tmp_path / "a.docx")).exception, BulletinRefused)
    assert isinstance(run(*asked, "--out", str(tmp_path / "a.txt")).exception, BulletinRefused)
    assert run("bulletin", "--kind", "overdue", "--out", str(tmp_path / "c.docx")).exit_code == 2
    assert run("bulletin", "export", "1", "--out", str(tmp_path / "b.docx")).exit_code == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert "1号" in run("bulletin", "list", "--format", "json").output
    checked = run("bulletin", "check", str(tmp_path / "a.docx"), "--format", "json")
    assert checked.exit_code == 0
    assert checked.stdout.strip().startswith("[]")


@pytest.fixture(scope="module")
def printed(told, tmp_path_factory) -> dict[str, str]:
    """Both kinds as PDF, converted in one run; each word with its page and place, as pdftotext tells them."""
    folder = tmp_path_factory.mktemp("printed")
    for kind in ("overdue", "messages"):
        (folder / f"{kind}.docx").write_bytes(document(made(told, kind), Settings()))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True, timeout=120)
    return {
        kind: subprocess.run(
            ["pdftotext", "-bbox", str(folder / f"{kind}.pdf"), "-"], check=True, capture_output=True
        ).stdout.decode()
        for kind in ("overdue", "messages")
    }


@pytest.mark.parametrize("kind", ["overdue", "messages"])
def test_what_is_printed_stays_within_the_text_area_and_numbers_its_pages(printed, kind):
    must_be_official(printed[kind])
    millimetre = 72 / 25.4
    pages = printed[kind].split("<page ")[1:]
    for number, page in enumerate(pages, start=1):
        words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', page)
        for left, top, right, bottom, text in words:
            assert float(left) >= 28 * millimetre - 3, text
            assert float(right) <= 184 * millimetre + 6, text
            assert float(top) >= 30 * millimetre, text
            assert float(bottom) <= 275 * millimetre, text
        foot = [text for _, top, _, _, text in words if float(top) > 262 * millimetre]
        assert str(number) in "".join(foot)
    together = re.sub(r"<[^>]*>|\s", "", printed[kind])
    for heading in ("一、", "二、", "存在问题", "工作要求", "统计口径", "抄送"):
        assert heading in together
