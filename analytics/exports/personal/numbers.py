"""The numbers of persons in a text: identity, phone, card, passport, mail, plate.

A number is personal by its shape and check digit, or by the word before it. A word that says that a code follows
(编号, 流水号) protects what would pass for a person's number by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.cn import ric

from analytics.exports.personal.stretches import Holds, Stretch

_S = r"[ \t\-–—_.·]{0,2}"  # what people write between the groups of a number
_MONEY = r"(?!\s*(?:[.,]\d+)?\s*(?:元|万|亿|块|亩|平方))"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_OLD_ENOUGH = 2015
"""A number of a region, a day and a serial is a child's or a case's; who was born later is told by the check digit."""

_CODE = r"编号|编码|代码|件号|案号|理号|流水号|单号|工单|订单|文号|注册号|发票|许可证|执照|条码|批次|合同|表号|单元号|项目|标准|不动产|产权|提案|查询码|件编|序号|系统时间"
_IDENTITY = r"身份证|身份号码|证件号|证件[是为:：]|证号|残疾|公民身份|社保号"
_CARD = r"银行卡|卡号|信用卡|储蓄卡|工资卡|账号|帐号|账户|帐户|存折|一卡通|打到|退到|打给|汇到"
_BEFORE = re.compile(f"(?P<identity>{_IDENTITY})|(?P<card>{_CARD})|(?P<code>{_CODE})")
_REACH = 16

_PHONE_WORD = r"电话|手机|座机|固话|联系方式|传真|(?i:tel|phone|mobile)"
_LETTERS_BEFORE_A_PHONE = re.compile(r"(?i)(?:tel|phone|mobile|mp|qq|wx|vx|v|call|no)\.?\s*$")


@dataclass(frozen=True)
class _Rule:
    """A shape of number; `needs` is what must come before where the shape alone says little."""

    holds: Holds
    shape: re.Pattern[str]


def _rule(holds: Holds, shape: str) -> _Rule:
    return _Rule(holds, re.compile(shape))


_ID = re.compile(rf"(?<!\d)([1-9]\d{{5}}){_S}((?:19|20)\d\d){_S}({_MONTH}){_S}({_DAY}){_S}(\d{{3}}){_S}([\dXx])(?!\d)")
_OLD_ID = re.compile(rf"(?<![\d.])([1-8]\d{{5}}){_S}(\d\d){_S}({_MONTH}){_S}({_DAY}){_S}(\d{{3}})(?![\dXx])")
_ID_BY_WORD = re.compile(r"(?:身份证|证件号|证号|身份号码|残疾)[^\d\n，,。；;]{0,8}(\d[\d \-]{12,24}[\dXx])(?!\d)")
_RUN = re.compile(r"(?<![\dA-Za-z])\d{19,60}[Xx]?(?!\d)")
_ONE_ID = re.compile(rf"[1-8]\d{{5}}(?:19|20)\d\d{_MONTH}{_DAY}\d{{3}}[\dXx]")
_ONE_MOBILE = re.compile(r"1[3-9]\d{9}")

_MOBILE = re.compile(
    rf"(?<![\d])((?:\(?(?:\+|00)?86\)?[- ]{{0,2}}|0)?"
    rf"(?:1[3-9]\d(?:{_S}\d{{4}}{_S}\d{{4}}|{_S}\d{{3}}{_S}\d{{5}}|{_S}\d{{8}}|\d\d{_S}\d{{6}}|\d{{3}}{_S}\d{{5}})"
    rf"|1([ \-.·_])[3-9](?:\2\d){{9}}))(?!\d){_MONEY}"
)
_LANDLINE = re.compile(
    r"(?<![\d])((?:(?:\+|00)?86[- ]?(?:10|2\d|[3-9]\d\d)|0(?:10|2\d|[3-9]\d\d))\)?[ \-–—_.·()]{0,3}[2-9]\d{2,3}[- –—]?\d{4}"
    rf"(?:\s?(?:-|转|ext\.?)\s?\d{{1,6}})?)(?!\d){_MONEY}"
)
_SERVICE = re.compile(
    rf"(?<![\d])([48]00(?:[- –—]\d{{3}}[- –—]?\d{{4}}|[- –—]?\d{{4}}[- –—]\d{{3}}|\d{{7}}))(?!\d){_MONEY}"
)
_PHONE_BY_WORD = re.compile(rf"(?:{_PHONE_WORD})[^\d\n，,。；;元]{{0,6}}(\d[\d\- ]{{5,14}}\d)(?!\d){_MONEY}")
_CARD_SHAPE = re.compile(r"(?<![\dA-Za-z])([3-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{3,4}(?:[ -]?\d{1,3})?)(?![\dA-Za-z])")

_SHAPES = (
    _rule("card", rf"(?:{_CARD})[^\d\n，,。；;]{{0,8}}(\d(?:[ -]?\d){{9,23}})(?!\d){_MONEY}"),
    _rule("mail", r"(?<![A-Za-z0-9._%+\-])([A-Za-z0-9][A-Za-z0-9._%+\-]*\s?@\s?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+)"),
    _rule(
        "account",
        r"(?i:微信|weixin|wechat|wx|vx|qq|抖音)(?:账号|号码|号)?[\s:是为]{0,3}([A-Za-z][A-Za-z0-9_\-]{5,19}|\d{5,12})(?![\d@A-Za-z])(?!\s*元)",
    ),
    _rule("paper", r"(?i:护照|passport)[^\dA-Za-z\n]{0,8}(?i:no\.?|number)?[\s:]*([A-Za-z]{1,2}\d{6,9}|\d{9})(?!\d)"),
    _rule("paper", r"(?:通行证|回乡证|台胞证|台湾证|入境证)[^\dA-Za-z\n，,。；;]{0,8}([A-Za-z]{0,2}\d{7,11})(?!\d)"),
    _rule(
        "paper",
        r"(?:军官证|士兵证|士官证|警官证|军人证|文职人员证|优待证)[^\dA-Za-z\n，,。；;]{0,6}?([\u4e00-\u9fff]{1,2}字第?\d{5,8}号?|\d{6,18}号?)(?!\d)",
    ),
    _rule("paper", r"居留(?:身份)?证[^\dA-Za-z\n，,。；;]{0,8}([A-Z]{3}\d{12}|9\d{17})(?!\d)"),
    _rule(
        "paper",
        r"(?:驾驶证|驾照|档案编号|行驶证|学生证|学籍|工作证|准考证|居住证|社保卡?|医保卡?|参保|低保证|老年证|退休证|退役证)"
        r"(?:档案)?(?:编号|号码|号)?[\s:是为]{0,3}([A-Z]?\d{6,20}[Xx]?)(?!\d)(?!\s*元)",
    ),
    _rule(
        "plate",
        r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-NP-Za-hj-np-z][·•・.\- ]{0,2}(?=[A-Za-z]*\d)"
        r"(?:[A-HJ-NP-Za-hj-np-z0-9]{6}|[A-HJ-NP-Za-hj-np-z0-9]{5}|[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳]))(?![A-Za-z0-9])",
    ),
)
_ANYTHING = re.compile(r"\d\D{0,2}\d\D{0,2}\d|@|(?i:微信|weixin|wechat|wx|vx|qq|抖音)")
_DIGITS = re.compile(r"\d+")
_FEWEST = 7
"""Digits of the shortest identity, phone or card; half as many may be in the rest."""
_MARKED_BY = {
    "card": re.compile(_CARD),
    "mail": re.compile("@"),
    "account": re.compile("(?i:微信|weixin|wechat|wx|vx|qq|抖音)"),
    "paper": re.compile("(?i:[证照卡保]|passport|学籍|档案|医|参)"),
    "plate": re.compile(r"[\u4e00-\u9fff] ?[A-Za-z]"),
}
"""What stands in every text that holds a number of the kind: looked for once, before its shapes are tried."""


def personal_numbers(plain: str) -> Iterator[Stretch]:
    """Every number of a person in a narrow text."""
    if not _ANYTHING.search(plain):
        return
    if sum(map(len, _DIGITS.findall(plain))) >= _FEWEST:
        yield from _identities(plain)
        yield from _phones(plain)
        for found in _CARD_SHAPE.finditer(plain):
            word = _word_before(plain, found.start())
            if word == "card" or (word != "code" and luhn.is_valid(re.sub(r"\D", "", found[1]))):
                yield Stretch(*found.span(1), "card")
    marked = {holds for holds, mark in _MARKED_BY.items() if mark.search(plain)}
    for rule in _SHAPES:
        if rule.holds in marked:
            for found in rule.shape.finditer(plain):
                yield Stretch(*found.span(1), rule.holds)


def _word_before(plain: str, at: int) -> str | None:
    """What the last telling word shortly before says of a number."""
    kind = None
    for found in _BEFORE.finditer(plain, max(at - _REACH, 0), at):
        kind = found.lastgroup
    return kind


def _identities(plain: str) -> Iterator[Stretch]:
    whole = [Stretch(*found.span(), "id_number") for found in _ID.finditer(plain) if _is_identity(plain, found)]
    yield from whole
    for found in _OLD_ID.finditer(plain):
        word = _word_before(plain, found.start())
        if word == "identity" or (word is None and found[1][:2] in _PROVINCES and found[0].isdigit()):
            yield Stretch(*found.span(), "id_number")
    for found in _ID_BY_WORD.finditer(plain):
        apart = not any(each.start < found.end() and found.start() < each.end for each in whole)
        if apart and _word_before(plain, found.start(1)) == "identity":
            yield Stretch(*found.span(1), "id_number")
    for found in _RUN.finditer(plain):
        yield from _run_together(plain, found)


def _is_identity(plain: str, found: re.Match[str]) -> bool:
    word = _word_before(plain, found.start())
    if word is not None:
        return word == "identity"
    number = "".join(found.groups()).upper()
    if number[:2] not in _PROVINCES or int(found[2]) > date.today().year:
        return False
    return number[-1] == ric.calc_check_digit(number) or int(found[2]) <= _OLD_ENOUGH


def _run_together(plain: str, found: re.Match[str]) -> Iterator[Stretch]:
    """ID numbers and phones written without anything between them."""
    word = _word_before(plain, found.start())
    if word == "code":
        return
    run, at, parts = found[0], 0, []
    while at < len(run):
        if (one := _ONE_ID.match(run, at)) and one[0][-1].upper() == ric.calc_check_digit(one[0].upper()):
            parts.append(Stretch(found.start() + at, found.start() + one.end(), "id_number"))
        elif one := _ONE_MOBILE.match(run, at):
            parts.append(Stretch(found.start() + at, found.start() + one.end(), "phone"))
        else:
            break
        at = one.end()
    if parts and at == len(run):
        yield from parts
    elif parts and word == "identity":  # 残疾人证: the ID number, its kind and degree
        yield Stretch(*found.span(), "id_number")


def _phones(plain: str) -> Iterator[Stretch]:
    for shape in (_MOBILE, _LANDLINE, _SERVICE):
        for found in shape.finditer(plain):
            if not _part_of_a_code(plain, found.start()):
                yield Stretch(*found.span(1), "phone")
    for found in _PHONE_BY_WORD.finditer(plain):
        digits = re.sub(r"\D", "", found[1])
        if 7 <= len(digits) <= 13 and _word_before(plain, found.start(1)) != "code":
            yield Stretch(*found.span(1), "phone")


def _part_of_a_code(plain: str, at: int) -> bool:
    before = plain[max(at - 12, 0) : at]
    if before[-1:].isascii() and before[-1:].isalpha() and not _LETTERS_BEFORE_A_PHONE.search(before):
        return True
    if before[-1:] in ("-", "–", "—") and before[-2:-1].isdigit():
        return True
    return _word_before(plain, at) == "code" and not re.search(_PHONE_WORD, before)
