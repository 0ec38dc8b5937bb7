"""The names of persons in a text: what follows or precedes the words that people use beside a name.

A phrase says where a name may stand; the lists of names.toml and the word boundaries of a segmenter say whether one stands
there and where it ends. Positions are those of the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

import rjieba

from analytics.exports.personal.stretches import Stretch

_LISTS = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))


def _signs(name: str) -> frozenset[str]:
    return frozenset("".join(_LISTS[name].split()))


def _words(name: str) -> list[str]:
    """The words of a list, the longest first: an alternation takes the first that fits."""
    return sorted(set(_LISTS[name].split()), key=lambda word: (-len(word), word))


def _either(name: str) -> str:
    return "|".join(map(re.escape, _words(name)))


class _Words:
    """The words of a list, looked for at one place. Most places are settled by their first character."""

    def __init__(self, name: str, behind: str = "") -> None:
        self._firsts = frozenset(word[0] for word in _words(name))
        self._words = re.compile(f"(?:{_either(name)}){behind}")

    def at(self, text: str, at: int) -> bool:
        return text[at : at + 1] in self._firsts and self._words.match(text, at) is not None


_SURNAMES, _LITTLE, _GIVEN, _NEVER, _SOUNDS = map(_signs, ("surnames", "little_words", "given", "never", "sounds"))
_LONG_STARTS = frozenset(word[0] for word in _words("parts")) | _SOUNDS | _SURNAMES
_DOUBLE = frozenset(_words("double_surnames"))
_NOT_NAMES = frozenset(_words("not_names"))
_TITLES = frozenset(_words("titles"))
_LONGEST = 12
_HAN = "\u4e00-\u9fff"

_BREAK = re.compile(rf"[^{_HAN}·•・‧]|$")
_PLACE = _Words("places")
_THING = re.compile(rf"[”\"」》)]?的(?:{_either('things')})")
_DOES = _Words("does")
_GOES_ON = _Words("goes_on")
_NO_TITLE = "(?!会|事务|医师|委员|办公|信箱)"
_TITLE_HERE = _Words("titles", _NO_TITLE)
_TITLE = re.compile(f"(?:{_either('titles')}){_NO_TITLE}")
_PARTS = re.compile(rf"(?:{_either('parts')})+")
_PARTS_OR_SURNAME = re.compile(rf"[{''.join(sorted(_SURNAMES))}](?:{_either('parts')})+")
_ALONE = re.compile(rf"(?<![{_HAN}])(?:{_either('parts')}){{2,}}(?![{_HAN}])")
_SOUND = f"(?:(?!先生|女士|小姐|博士|总理)[{''.join(sorted(_SOUNDS | {'不'}))}])"
_DOT = re.compile("[·•・‧]")
_DOTTED = re.compile(rf"{_SOUND}{{2,8}}(?:[·•・‧]{_SOUND}{{1,10}})+")
_LATIN = re.compile(r"[A-Z][a-z]+(?:[ .·][A-Z][a-z]+){0,3}")
_SPACED = re.compile(rf"([{_HAN}]{{1,2}}) ([{_HAN}])(?: ([{_HAN}]))?(?=[^{_HAN}]|$|先生|女士)")

_ROLE = re.compile(
    rf"(?P<role>{_either('roles')}|签 名|签 字)(?:老师|师傅|同志)?(?P<aside>[((](?:签名|签字|签章|盖章|手印|姓名|甲方|乙方)[))])?"
    r"(?P<gap>[\s:“\"]*(?:姓名|名叫|名字叫|名字是|名字|叫做|变更为|更名为|叫|是|为|系|由)?[\s:“\"((]*)"
)
_CALLED = re.compile(r"(?:[,，]叫|我的名字叫|我的名字是|名字叫|名字是|我叫|名叫|[他她]叫|[个名位人]叫|(?:爸|妈|父|母|儿|女|子|弟|妹|哥|姐|爷|奶|夫|妻)亲?叫|叫做)[\s:“\"]*")
_HANDED_OVER = re.compile(r"(?:代表人|法人|负责人|户主|产权人|车主|股东)[^,，。；;]{0,12}?(?:变更为|更名为|过户给)[\s:]*")
_SELF = re.compile(r"(?:本人|我是|我们是|我系|我为)(?:姓名|名叫|叫|系|是)?[\s:((]*|(?:尊敬的|敬爱的|亲爱的)(?:留言人|来信人|网友|市民)?\s*")
_WITH = re.compile(
    r"(?:(?<![理自缘])由|(?<!参)与|(?<![平温共缓])和|(?<![一相不共合])同|跟|给|(?<![数根依证收占票单])据"
    r"|联系|告知|找到?|通知|约谈|询问|答复|感谢|(?<!申)请|委托)"
)
_WITH_ENDS = re.compile(r"\s*(?:联系|沟通|协商|对接|见面|签订|发生|离婚|结婚|共同|核实|反映|其|负责|变更|进行|商量|通话|$|[,，。；;、.!！)）])")
_TELLS = re.compile(rf"\s*(?:[((]?(?:男|女)[,，))]|等[一二三四五六七八九十\d]+[人名位户]|{_either('tells')})|[((](?:男|女|牧户|业主|户主)")
_CLAUSE = re.compile(r"(?:^|[\s,，。；;、:：!！?？(（“\"])(?=\S)")
_CHAIN = re.compile(r"\s*(?:[、和与及,，]|变更为|更名为|改为|过户给)\s*")
_MANY = re.compile(r"\s*(?:等|[一二三四五六七八九十两\d]+[人位名户]|共同|联名)")
_END = re.compile(r"(?:^|[。！!？?…)\n\r]|——|--|\s)[\s]*(?P<name>[^\s。！!？?…,，;；:：、—-]{2,12})[\s,，]*(?:\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?)?[\s.。]*$")
_SELF_ENDS = re.compile(r"\s*(?:[,，。；;、.!！()（）]|$|的(?:母|父|儿|女|妻|丈|家|爱|妈|爸|老|弟|妹|哥|姐))")


@lru_cache(maxsize=50_000)
def _is_other_word(word: str) -> bool:
    """Is it a word of the language, and no name?"""
    if word in _NOT_NAMES:
        return True
    tokens = rjieba.tag(word, False)
    return len(tokens) == 1 and not tokens[0][1].startswith("nr")


def _edges(text: str) -> set[int]:
    """Where words begin in a short text, and its end."""
    return {start for _, start, _ in rjieba.tokenize(text)} | {len(text)}


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _surname(text: str, at: int) -> int:
    """How many characters of a family name stand at a place."""
    if text[at : at + 2] in _DOUBLE:
        return 2
    return 1 if text[at : at + 1] in _SURNAMES else 0


def _ends_at(text: str, at: int) -> bool:
    return at >= len(text) or not _is_han(text[at])


class Trust(IntEnum):
    """How much the words before a place promise a name there."""

    LITTLE = 0  # a name may stand here: after 邻居, before 主任
    SOME = 1  # one usually stands here: after 申请人
    MUCH = 2  # one is announced: after 我叫, after 联系人：


def name_end(text: str, at: int, trust: Trust = Trust.LITTLE) -> int | None:
    """Where the name ends that begins at a place; None where none does.

    The more is promised, the rarer the characters and the more usual the words that are taken for a name.
    """
    introduced = trust is Trust.MUCH
    if at >= len(text):
        return None
    if not _is_han(text[at]):
        latin = _LATIN.match(text, at) if introduced else None
        return latin.end() if latin else None
    if (introduced or text[at] in _LONG_STARTS) and (end := _long_name_end(text, at, introduced)) is not None:
        return end
    surname = _surname(text, at)
    if not surname:
        return None
    if introduced and (spaced := _SPACED.match(text, at)):
        return spaced.end()
    first = at + surname
    if _title_at(text, first):
        return None
    if first >= len(text) or not _is_han(text[first]) or text[first] in _NEVER:
        return None
    for end in _ends(text, at, first, introduced):
        if _plausible(text, at, first, end, trust):
            return end
    return None


def _ends(text: str, at: int, first: int, introduced: bool) -> list[int]:
    """The places where the name may end, the likeliest first."""
    short, long = first + 1, first + 2
    if _ends_at(text, short):
        return [short]
    third = text[short]
    if third in _NEVER and not _title_at(text, long):
        return [short]
    if _title_at(text, short) or _title_at(text, long):
        return [short] if _title_at(text, short) else [long]
    edges = {at + edge for edge in _edges(text[at : at + _LONGEST])}
    if _ends_at(text, long):
        return [long, short] if third in _GIVEN or introduced and short not in edges else [short, long]
    if _goes_on(text, short) and not _goes_on(text, long) and short in edges:
        return [short, long]
    if third in _GIVEN and (long in edges or _goes_on(text, long) or short not in edges):
        return [long, short]
    if introduced and long in edges and short not in edges:
        return [long, short]
    return [short, long] if short in edges or _goes_on(text, short) else [long, short]


def _goes_on(text: str, at: int) -> bool:
    return _GOES_ON.at(text, at)


def _title_at(text: str, at: int) -> bool:
    return _TITLE_HERE.at(text, at)


def _place_at(text: str, at: int) -> bool:
    """Does what ends here go on as a place, a firm or an office?"""
    if _THING.match(text, at):
        return True
    return _PLACE.at(text, at) and not _title_at(text, at) and not _goes_on(text, at)


def _delimited(text: str, end: int) -> bool:
    return _ends_at(text, end) or _title_at(text, end) or _goes_on(text, end)


def _plausible(text: str, at: int, first: int, end: int, trust: Trust) -> bool:
    candidate, given = text[at:end], text[first:end]
    if candidate in _NOT_NAMES or text[at : at + 2] in _NOT_NAMES and not (trust is Trust.MUCH and _ends_at(text, end)):
        return False
    if text[at : end + 1] in _NOT_NAMES or _place_at(text, end):
        return False
    if set(given) & _NEVER:
        return False
    ordinary, ends = set(given) <= _GIVEN, _ends_at(text, end)
    if trust is Trust.MUCH:
        return ends or ordinary and (_delimited(text, end) or not _is_other_word(candidate))
    if not ordinary:
        return False
    if _is_other_word(candidate):
        return trust is Trust.SOME and _delimited(text, end) or _DOES.at(text, end)
    if text[at] in _LITTLE and (len(given) == 1 and not (ends or _title_at(text, end)) or _is_other_word(given)):
        return False
    return _delimited(text, end) or end - at in _edges(text[at : at + _LONGEST])


def _long_name_end(text: str, at: int, introduced: bool) -> int | None:
    """The end of a Mongolian, Tibetan or Uyghur name."""
    if dotted := _DOTTED.match(text, at):
        return dotted.end()
    parts = _PARTS.match(text, at) or _PARTS_OR_SURNAME.match(text, at)
    end = parts.end() if parts else at
    if parts and not _place_at(text, end):
        # What a list lacks goes on in the same sounds: 格日勒+图.
        while end < len(text) and text[end] in _SOUNDS and not _goes_on(text, end) and end - at < _LONGEST:
            end += 1
        return end if end - at >= 2 and parts[0] not in _NOT_NAMES else None
    if introduced:
        end = at
        while end < len(text) and text[end] in _SOUNDS and not (end > at + 2 and _goes_on(text, end)) and end - at < _LONGEST:
            end += 1
        if end - at >= 4 or end - at == 3 and not _surname(text, at):
            return None if _place_at(text, end) else end
    return None


def personal_names(plain: str) -> Iterator[Stretch]:
    """Every name of a person in a narrow text; the same one may come more than once."""
    found: set[tuple[int, int]] = set()
    for rule in (_after_roles, _after_calling, _after_handing_over, _after_self, _before_telling, _before_titles, _beside_others, _at_the_end, _dotted):
        found |= set(rule(plain))
    for start, end in sorted(found):
        yield Stretch(start, end, "name")
        yield from (Stretch(*other, "name") for other in _chained(plain, end))


def _after_roles(plain: str) -> Iterator[tuple[int, int]]:
    for match in _ROLE.finditer(plain):
        role, gap = match["role"], match["gap"]
        announced = ":" in gap or match["aside"] is not None or any(word in gap for word in "叫名是为系由")
        if announced and role not in _TITLES or gap and role.startswith(("签", "姓名")):
            trust = Trust.SOME if "由" in gap else Trust.MUCH
        else:
            trust = Trust.SOME if role.endswith(("人", "人员", "户主")) else Trust.LITTLE
        if end := name_end(plain, match.end(), trust):
            yield match.end(), end
        elif gap and (end := name_end(plain, match.end("role"))):  # 申请人为民: the word that seemed to announce it is part of it
            yield match.end("role"), end


def _after_calling(plain: str) -> Iterator[tuple[int, int]]:
    for match in _CALLED.finditer(plain):
        if end := name_end(plain, match.end(), Trust.MUCH):
            yield match.end(), end


def _after_handing_over(plain: str) -> Iterator[tuple[int, int]]:
    for match in _HANDED_OVER.finditer(plain):
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
    for match in _CLAUSE.finditer(plain):
        end = name_end(plain, match.end())
        if end and _TELLS.match(plain, end):
            yield match.end(), end
        elif match.end() < len(plain) and _surname(plain, match.end()):
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
            if name_end(plain, start) == match.start() and _begins_word(plain, start, match.start()):
                if plain[start] in _LITTLE and name_end(plain, start + 1) == match.start():
                    start += 1  # 主席和李鹏总理: 和 is no family name here
                yield start, match.start()
                break


def _begins_word(plain: str, start: int, end: int) -> bool:
    """Does a word begin at `start`, and no longer one reach over it?"""
    if start == 0 or not _is_han(plain[start - 1]):
        return True
    begin = max(start - 8, 0)
    return start - begin in _edges(plain[begin:end])


def _beside_others(plain: str) -> Iterator[tuple[int, int]]:
    for match in _WITH.finditer(plain):
        end = name_end(plain, match.end())
        if end and _WITH_ENDS.match(plain, end) and _begins_word(plain, match.end(), end):
            yield match.end(), end


def _at_the_end(plain: str) -> Iterator[tuple[int, int]]:
    if (match := _END.search(plain)) and name_end(plain, match.start("name")) == match.end("name"):
        yield match.span("name")


def _dotted(plain: str) -> Iterator[tuple[int, int]]:
    if _DOT.search(plain):
        for match in _DOTTED.finditer(plain):
            yield match.span()
    for match in _ALONE.finditer(plain):
        yield match.span()


def _chained(plain: str, end: int, trust: Trust = Trust.LITTLE) -> Iterator[tuple[int, int]]:
    """The names that follow a name: 于洋、顾长林; 由贺敏变更为习文."""
    while link := _CHAIN.match(plain, end):
        start = link.end()
        following = name_end(plain, start, Trust.SOME if "为" in link[0] else trust)
        if not following or not (_ends_at(plain, following) or _MANY.match(plain, following) or _goes_on(plain, following)):
            return
        yield start, following
        end = following


def is_name(text: str) -> bool:
    """Is a text nothing but a name, as far as its characters tell? 高原 may be one."""
    plain = text.strip()
    return 2 <= len(plain) <= 20 and not plain.isascii() and name_end(plain, 0, Trust.MUCH) == len(plain)
