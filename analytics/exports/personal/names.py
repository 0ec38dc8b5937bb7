"""The names of persons in a text: what follows or precedes the words that people use beside a name.

A phrase says where a name may stand; `name_shape` says whether one stands there and where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analytics.exports.personal.name_shape import (
    DOTTED,
    LITTLE,
    NO_TITLE,
    Trust,
    begins_word,
    ends_at,
    goes_on,
    name_end,
    surname_at,
    unannounced_names,
)
from analytics.exports.personal.name_words import HAN, TITLES, USUAL, either
from analytics.exports.personal.stretches import Stretch

_LONGEST_ROW = 20
_NOBODY = frozenset("让令个有众他每别听叫使给")  # before 人 they tell of no role: 让人, 个人
_TITLE = re.compile(f"(?:{either('titles')}){NO_TITLE}")
_ALONE = re.compile(rf"(?<![{HAN}])(?:{either('parts')}){{2,6}}(?![{HAN}])")
_DOT = re.compile("[·•・‧]")

_SPREAD = [
    " ".join(word)
    for word in ("联系人", "经办人", "申请人", "负责人", "反映人", "来电人", "姓名", "签名", "签字", "业主", "户主")
]
_ROLE = re.compile(
    rf"(?P<role>{either('roles', *_SPREAD, '人员', '人', '者', '员')})(?:老师|师傅|同志)?(?P<aside>[((](?:签名|签字|签章|盖章|手印|姓名|甲方|乙方)[))])?"
    r"(?P<gap>[\s:“\"]*(?:姓名|名叫|名字叫|名字是|名字|叫做|变更为|更名为|叫|是|为|系|由)?[\s:“\"((]*)"
)
_CALLED = re.compile(
    r"(?:[,，]叫|我的名字叫|我的名字是|名字叫|名字是|我叫|名叫|[他她]叫|[个名位人]叫|(?:爸|妈|父|母|儿|女|子|弟|妹|哥|姐|爷|奶|夫|妻)亲?叫|叫做)[\s:“\"]*"
)
HANDED_OVER = re.compile(
    r"(?:代表人|法人|负责人|户主|产权人|车主|股东)[^,，。；;]{0,12}?(?:变更为|更名为|过户给)[\s:]*"
)
_SELF = re.compile(
    r"(?:本人|我是|我们是|我系|我为)(?:姓名|名叫|叫|系|是)?[\s:((]*|(?:尊敬的|敬爱的|亲爱的)(?:留言人|来信人|网友|市民)?\s*"
)
_WITH = re.compile(
    r"(?:(?<![理自缘])由|(?<!参)与|(?<![平温共缓])和|(?<![一相不共合])同|跟|给|(?<![数根依证收占票单])据"
    r"|联系|告知|找到?|通知|约谈|询问|答复|感谢|(?<!申)请|委托|(?:窗口|大厅|社区|科室|单位|中心|局|所|队|医院|学校|银行|服务台|部门)的)"
)
_WITH_ENDS = re.compile(
    r"\s*(?:联系|沟通|协商|对接|见面|签订|发生|离婚|结婚|共同|核实|反映|其|负责|变更|进行|商量|通话|很|态度|服务|工作|帮|$|[,，。；;、.!！)）])"
)
_TELLS = re.compile(
    rf"\s*(?:[((]?(?:男|女)[,，))]|等[一二三四五六七八九十\d]+[人名位户]|{either('tells')})|[((](?:男|女|牧户|业主|户主)"
)
_CLAUSE = re.compile(r"(?:^|[\s,，。；;、:：!！?？(（“\"])(?=\S)")
_CHAIN = re.compile(r"\s*(?:[、和与及,，]|变更为|更名为|改为|过户给)\s*")
_COUNTS = re.compile(
    r"等|[一二三四五六七八九十两\d][人位名户]|共同|联名"
)  # in every text in which `_MANY` finds something
_MANY = re.compile(r"\s*(?:等|[一二三四五六七八九十两\d]+[人位名户]|共同|联名)")
_END = re.compile(
    r"(?:^|[。！!？?…)\n\r]|——|--|\s)[\s]*(?P<name>[^\s。！!？?…,，;；:：、—-]{2,12})[\s,，]*(?:\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?)?[\s.。]*$"
)
_SELF_ENDS = re.compile(r"\s*(?:[,，。；;、.!！()（）]|$|的(?:母|父|儿|女|妻|丈|家|爱|妈|爸|老|弟|妹|哥|姐))")


def personal_names(plain: str) -> Iterator[Stretch]:
    """Every name of a person in a narrow text; the same one may come more than once."""
    found: set[tuple[int, int]] = set()
    for rule in (
        _after_roles,
        _after_calling,
        _after_handing_over,
        _after_self,
        _before_telling,
        _before_titles,
        _beside_others,
        _at_the_end,
        _dotted,
        unannounced_names,
    ):
        found |= set(rule(plain))
    for start, end in sorted(found):
        yield Stretch(start, end, "name")
        yield from (Stretch(*other, "name") for other in _chained(plain, end))


def _after_roles(plain: str) -> Iterator[tuple[int, int]]:
    for match in _ROLE.finditer(plain):
        role, gap = match["role"].replace(" ", ""), match["gap"]
        if role == "人" and plain[match.start() - 1 : match.start()] in _NOBODY:
            continue
        announced = ":" in gap or match["aside"] is not None or any(word in gap for word in "叫名是为系由")
        if (announced and role not in TITLES) or (gap and role.startswith(("签", "姓名"))):
            trust = Trust.SOME if "由" in gap else Trust.MUCH
        else:
            trust = Trust.SOME if role in USUAL else Trust.LITTLE
        end = name_end(plain, match.end(), trust)
        if end and ((len(role) > 1 and role != "人员") or trust or begins_word(plain, match.end(), end)):
            yield match.end(), end
        elif gap and (
            end := name_end(plain, match.end("role"))
        ):  # 申请人为民: the word that seemed to announce it is part of it
            yield match.end("role"), end


def _after_calling(plain: str) -> Iterator[tuple[int, int]]:
    for match in _CALLED.finditer(plain):
        if end := name_end(plain, match.end(), Trust.MUCH):
            yield match.end(), end


def _after_handing_over(plain: str) -> Iterator[tuple[int, int]]:
    for match in HANDED_OVER.finditer(plain):
        if end := name_end(plain, match.end(), Trust.SOME):
            yield match.end(), end


def _after_self(plain: str) -> Iterator[tuple[int, int]]:
    for match in _SELF.finditer(plain):
        end = name_end(plain, match.end(), Trust.MUCH if ":" in match[0] else Trust.LITTLE)
        if not end:
            continue
        if match[0].startswith("我") and not _SELF_ENDS.match(plain, end):
            continue
        yield match.end(), end


def _before_telling(plain: str) -> Iterator[tuple[int, int]]:
    counts = _COUNTS.search(plain) is not None
    for match in _CLAUSE.finditer(plain):
        end = name_end(plain, match.end())
        if end and _TELLS.match(plain, end):
            yield match.end(), end
        elif counts and match.end() < len(plain) and surname_at(plain, match.end()):
            yield from _counted(plain, match.end())


def _counted(plain: str, start: int) -> Iterator[tuple[int, int]]:
    """Names in a row whose number is told: 秦岭、于洋、顾长林三位. At least one must look like a name by itself."""
    end = name_end(plain, start, Trust.SOME)
    row = [(start, end), *_chained(plain, end, Trust.SOME)] if end else []
    if len(row) > 1 and _MANY.match(plain, row[-1][1]) and any(name_end(plain, begin) == end for begin, end in row):
        yield from ((begin, end) for begin, end in row if end)


def _before_titles(plain: str) -> Iterator[tuple[int, int]]:
    for match in _TITLE.finditer(plain):
        for start in range(max(match.start() - 8, 0), match.start() - 1):
            if name_end(plain, start) == match.start() and begins_word(plain, start, match.start()):
                if plain[start] in LITTLE and name_end(plain, start + 1) == match.start():
                    start += 1  # 主席和李鹏总理: 和 is no family name here
                yield start, match.start()
                break


def _beside_others(plain: str) -> Iterator[tuple[int, int]]:
    for match in _WITH.finditer(plain):
        end = name_end(plain, match.end())
        if end and _WITH_ENDS.match(plain, end) and begins_word(plain, match.end(), end):
            yield match.end(), end


def _at_the_end(plain: str) -> Iterator[tuple[int, int]]:
    if (match := _END.search(plain)) and name_end(plain, match.start("name")) == match.end("name"):
        yield match.span("name")


def _dotted(plain: str) -> Iterator[tuple[int, int]]:
    if _DOT.search(plain):
        for match in DOTTED.finditer(plain):
            yield match.span()
    for match in _ALONE.finditer(plain):
        yield match.span()


def _chained(plain: str, end: int, trust: int = Trust.LITTLE) -> Iterator[tuple[int, int]]:
    """The names that follow a name: 于洋、顾长林; 由贺敏变更为习文."""
    for _ in range(_LONGEST_ROW):
        link = _CHAIN.match(plain, end)
        if not link:
            return
        start = link.end()
        following = name_end(plain, start, Trust.SOME if "为" in link[0] else trust)
        if not following or not (
            ends_at(plain, following) or _MANY.match(plain, following) or goes_on(plain, following)
        ):
            return
        yield start, following
        end = following
