"""The shape of a name: whether one begins at a place of a text, and where it ends.

Lists say which characters make names, a segmenter where words end; the words before say how much to trust them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from analytics.exports.personal.name_words import HAN, Words, either, signs, words

_SURNAMES, LITTLE, _GIVEN, _NEVER, _SOUNDS = map(signs, ("surnames", "little_words", "given", "never", "sounds"))
_LONG_STARTS = frozenset(word[0] for word in words("parts")) | _SOUNDS | _SURNAMES
_ANNOUNCING_THEMSELVES = _SURNAMES - LITTLE
_ENDS_OF_THINGS = signs("ends_of_things")
_DOUBLE = frozenset(words("double_surnames"))
_NOT_NAMES = frozenset(words("not_names"))
_LONGEST = 12

_PLACE = Words("places", "(?![托派以有在说述通歉长里场过出民])")
_THING = re.compile(rf"[”\"」》)]?的(?:{either('things')})")
_DOES = Words("does")
_GOES_ON = Words("goes_on")
NO_TITLE = "(?!会|事务|医师|委员|办公|信箱)"
_TITLE_HERE = Words("titles", NO_TITLE)
_PARTS = re.compile(rf"(?:{either('parts')}){{1,6}}")
_PARTS_OR_SURNAME = re.compile(rf"[{''.join(sorted(_SURNAMES))}](?:{either('parts')}){{1,6}}")
_SOUND = f"(?:(?!先生|女士|小姐|博士|总理)[{''.join(sorted(_SOUNDS | {'不'}))}])"
DOTTED = re.compile(rf"{_SOUND}{{2,8}}(?:[·•・‧]{_SOUND}{{1,10}}){{1,4}}")
_LATIN = re.compile(r"[A-Z][a-z]+(?:[ .·][A-Z][a-z]+){0,3}")
_SPACED = re.compile(rf"([{HAN}]{{1,2}}) ([{HAN}])(?: ([{HAN}]))?(?=[^{HAN}]|$|先生|女士)")


@lru_cache(maxsize=1)
def load_segmenter() -> Any:
    """The segmenter, with its dictionary."""
    import rjieba  # reads its dictionary when imported: a wait that only the reading of exports is worth

    return rjieba


@lru_cache(maxsize=50_000)
def _is_other_word(word: str) -> bool:
    """Is it a word of the language, and no name?"""
    if word in _NOT_NAMES:
        return True
    tokens = load_segmenter().tag(word, False)
    return len(tokens) == 1 and not tokens[0][1].startswith("nr")


@lru_cache(maxsize=4096)  # one place is looked at with more and with less trust
def _edges(text: str) -> frozenset[int]:
    """Where words begin in a short text, and its end."""
    return frozenset((*(start for _, start, _ in load_segmenter().tokenize(text)), len(text)))


def is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def surname_at(text: str, at: int) -> int:
    """How many characters of a family name stand at a place."""
    if text[at : at + 2] in _DOUBLE:
        return 2
    return 1 if text[at : at + 1] in _SURNAMES else 0


def ends_at(text: str, at: int) -> bool:
    return at >= len(text) or not is_han(text[at])


class Trust:
    """How much the words before a place promise a name there: plain numbers, which are hashed for every place looked at."""

    LITTLE = 0  # a name may stand here: after 邻居, before 主任
    SOME = 1  # one usually stands here: after 申请人
    MUCH = 2  # one is announced: after 我叫, after 联系人：


def name_end(text: str, at: int, trust: int = Trust.LITTLE) -> int | None:
    """Where the name ends that begins at a place; None where none does.

    The more is promised, the rarer the characters and the more usual the words that are taken for a name.
    """
    if at < len(text) and (text[at] in _LONG_STARTS or trust is Trust.MUCH or text[at : at + 2] in _DOUBLE):
        return _name_end(text, at, trust)
    return None


@lru_cache(maxsize=1024)
def _name_end(text: str, at: int, trust: int) -> int | None:
    introduced = trust is Trust.MUCH
    if not is_han(text[at]):
        latin = _LATIN.match(text, at) if introduced else None
        return latin.end() if latin else None
    if (introduced or text[at] in _LONG_STARTS) and (end := _long_name_end(text, at, introduced)) is not None:
        return end
    surname = surname_at(text, at)
    if not surname:
        return None
    if trust and (spaced := _SPACED.match(text, at)) and (introduced or set(spaced[0][surname:]) <= _GIVEN | {" "}):
        return spaced.end()
    first = at + surname
    if title_at(text, first):
        return None
    if first >= len(text) or not is_han(text[first]) or text[first] in _NEVER:
        return None
    for end in _ends(text, at, first, introduced):
        if _plausible(text, at, first, end, trust):
            return end
    return None


def forget_texts() -> None:
    """Let go of the texts looked at lately."""
    _name_end.cache_clear()
    _is_other_word.cache_clear()
    _edges.cache_clear()


def _ends(text: str, at: int, first: int, introduced: bool) -> list[int]:
    """The places where the name may end, the likeliest first."""
    short, long = first + 1, first + 2
    if ends_at(text, short):
        return [short]
    third = text[short]
    if third in _NEVER and not title_at(text, long):
        return [short]
    if title_at(text, short) or title_at(text, long):
        return [short] if title_at(text, short) else [long]
    edges = {at + edge for edge in _edges(text[at : at + _LONGEST])}
    if ends_at(text, long):
        return [long, short] if third in _GIVEN or (introduced and short not in edges) else [short, long]
    if goes_on(text, short) and not goes_on(text, long) and short in edges:
        return [short, long]
    if third in _GIVEN and (long in edges or goes_on(text, long) or short not in edges):
        return [long, short]
    if introduced and long in edges and short not in edges:
        return [long, short]
    return [short, long] if short in edges or goes_on(text, short) else [long, short]


def goes_on(text: str, at: int) -> bool:
    return _GOES_ON.at(text, at)


def title_at(text: str, at: int) -> bool:
    return _TITLE_HERE.at(text, at)


def _place_at(text: str, at: int) -> bool:
    """Does what ends here go on as a place, a firm or an office?"""
    if _THING.match(text, at):
        return True
    return _PLACE.at(text, at) and not title_at(text, at) and not goes_on(text, at)


def _delimited(text: str, end: int) -> bool:
    return ends_at(text, end) or title_at(text, end) or goes_on(text, end)


def _plausible(text: str, at: int, first: int, end: int, trust: int) -> bool:
    candidate, given = text[at:end], text[first:end]
    if candidate in _NOT_NAMES or (
        text[at : at + 2] in _NOT_NAMES and not (trust is Trust.MUCH and ends_at(text, end))
    ):
        return False
    if text[at : end + 1] in _NOT_NAMES or _place_at(text, end):
        return False
    if set(given) & _NEVER:
        return False
    ordinary, ends = set(given) <= _GIVEN, ends_at(text, end)
    if trust is Trust.MUCH:
        return ends or (ordinary and (_delimited(text, end) or not _is_other_word(candidate)))
    if not ordinary:
        return False
    if _is_other_word(candidate):
        return (trust is Trust.SOME and _delimited(text, end)) or _DOES.at(text, end)
    if text[at] in LITTLE and ((len(given) == 1 and not (ends or title_at(text, end))) or _is_other_word(given)):
        return False
    return _delimited(text, end) or end - at in _edges(text[at : at + _LONGEST])


def _long_name_end(text: str, at: int, introduced: bool) -> int | None:
    """The end of a Mongolian, Tibetan or Uyghur name."""
    if dotted := DOTTED.match(text, at):
        return dotted.end()
    parts = _PARTS.match(text, at) or _PARTS_OR_SURNAME.match(text, at)
    end = parts.end() if parts else at
    # What a list lacks goes on in the same sounds: 格日勒+图.
    while (
        end < len(text) and text[end] in _SOUNDS and not (end > at + 2 and goes_on(text, end)) and end - at < _LONGEST
    ):
        end += 1
    if end - at < 2 or _place_at(text, end) or text[at:end] in _NOT_NAMES:
        return None
    if parts:
        return end
    if (
        end - at == 2
        or (end - at == 3 and surname_at(text, at) and set(text[at + 1 : end]) <= _GIVEN)
        or _is_other_word(text[at:end])
    ):
        return None
    return end if introduced or (_delimited(text, end) and not _has_other_word(text[at:end])) else None


def _has_other_word(run: str) -> bool:
    """Does a run of sounds hold a word of the language? 高兴 in it speaks against a name, 阿拉 does not."""
    return any(len(word) > 1 and tag[0] not in "n" for word, tag in load_segmenter().tag(run, False))


def begins_word(plain: str, start: int, end: int) -> bool:
    """Does a word begin at `start`, and no longer one reach over it?"""
    if start == 0 or not is_han(plain[start - 1]):
        return True
    begin = max(start - 8, 0)
    return start - begin in _edges(plain[begin:end])


def unannounced_names(text: str) -> Iterator[tuple[int, int]]:
    """Names of three characters that the segmenter sees for itself, whatever stands beside them."""
    start = 0
    tagged = load_segmenter().tag(text)
    for index, (word, tag) in enumerate(tagged):
        if word[0] in _ANNOUNCING_THEMSELVES and len(word) <= 3:
            following, next_tag = tagged[index + 1] if index + 1 < len(tagged) else ("", "")
            whole = len(word) == 3 and (tag == "x" or tag.startswith("nr"))
            apart = len(word) == 1 and len(following) == 2 and tag[0] in "nj" and next_tag[0] == "n"
            cut = len(word) == 2 and tag.startswith("nr") and len(following) == 1 and not goes_on(text, start + 2)
            if (whole or apart or cut) and _stands_alone(text, start, start + 3):
                yield start, start + 3
        start += len(word)


def _stands_alone(text: str, at: int, end: int) -> bool:
    if text[end - 1] in _ENDS_OF_THINGS or title_at(text, at + 1):
        return False
    if not set(text[at + 1 : end]) <= _GIVEN or _place_at(text, end) or text[at : at + 2] in _NOT_NAMES:
        return False
    return not _is_other_word(text[at:end])


def is_name(text: str) -> bool:
    """Is a text nothing but a name, as far as its characters tell? 高原 may be one."""
    plain = text.strip()
    return 2 <= len(plain) <= 20 and not plain.isascii() and name_end(plain, 0, Trust.MUCH) == len(plain)
