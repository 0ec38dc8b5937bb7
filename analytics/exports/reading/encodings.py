"""Which encoding a text file is written in: told for certain, or the file's mapping has to say it.

Chinese is told by its common characters, everything with one byte a character by the letters of a language: bytes read
under the wrong code page give letters that no language has together, signs inside words, or capitals inside words.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import charset_normalizer

from analytics.errors import N_, ExportRefused

SAMPLE = 1 << 20
_BLOCK = 1 << 22
_WORDS_OF = 1 << 17  # bytes in which enough words stand to tell a language
UNDECODABLE = "\ufdd0"  # never a character of any text: marks bytes that the encoding does not know

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

# The letters beyond a to z of the languages that a code page was made for, the most frequent ones first.
_WESTERN = (
    "üäöß",  # German
    "éèàêçâôîûùïëæœÿ",  # French
    "óíáéñúü",  # Spanish
    "ãçáéíóêâõôúàü",  # Portuguese
    "àèùòìéóîíú",  # Italian
    "ëéïóöüèêáäíîôúûçà",  # Dutch
    "äöåéü",  # Swedish, Finnish
    "øåæéöäü",  # Danish, Norwegian
    "íáðóþéúöæý",  # Icelandic
    "éàèóòíúçïü",  # Catalan
    "ëç",  # Albanian
)
_CENTRAL = (
    "łóążęśćńź",  # Polish
    "íáěéčřžýšůúňťďó",  # Czech
    "áíéčšžýúľťôňäďóĺŕ",  # Slovak
    "áéöóőíüúű",  # Hungarian
    "ăîţşâțș",  # Romanian
    "čšžćđ",  # Croatian, Slovene
    "üäöß",  # German
)
_CYRILLIC = (
    "аоеинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",  # Russian, Bulgarian, Mongolian
    "оаинеіврстклудпмьязгйбчхїцюжєшщфґ",  # Ukrainian
    "аніоерыяктсдлвпўумгзьбчйхцьжюшэфё",  # Belarusian
    "аиоенртсјвукдмплзгчшбжцљњћхђфџ",  # Serbian
)
_GREEK = ("αοιετσνηυρπκμλςωδγχάίόέήώθβφξύζψϊϋΐΰ",)
_TURKISH = ("ıişğüöçâîû\u0307",)  # its İ in small letters is an i with a dot of its own
_BALTIC = ("ėšųįžčūąę", "āīēšūņļķģžčŗō", "äõüöšž")  # Lithuanian, Latvian, Estonian
_LEADING = 2

# Windows and ISO first: DOS and Mac are only asked where none of them gives words.
_TIERS = (
    {
        "cp1252": _WESTERN,
        "iso8859-15": _WESTERN,
        "cp1250": _CENTRAL,
        "iso8859-2": _CENTRAL,
        "cp1251": _CYRILLIC,
        "cp1253": _GREEK,
        "cp1254": _TURKISH,
        "cp1257": _BALTIC,
    },
    {"koi8-r": _CYRILLIC, "cp866": _CYRILLIC, "iso8859-5": _CYRILLIC, "cp850": _WESTERN, "mac-roman": _WESTERN},
)

CODE_PAGES = ("gb18030", "big5", "shift_jis", "euc_kr", *(page for tier in _TIERS for page in tier))
"""What a person may say that a file is written in where nothing tells."""

_SIGNS = "\xa0–—‘’‚“”„•…‰‹›«»€£§©®°±²³ªº½¼¾µ№×™"  # beside words, never inside them
_BEFORE_WORDS = "¿¡"
_APOSTROPHES = "’·"

_PLAUSIBLE = 0.97  # of the characters beyond ASCII: the rest may be damage
_WORD = re.compile(r"[^\W\d_]+")
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNDECODABLE, error.end


codecs.register_error("casewatch_mark", _mark)


def encoding_of(path: Path, file: str | None = None) -> str:
    """The encoding of a text file. Raises `ExportRefused` with the key of a mapping where nothing tells it for certain.

    In this order: a byte-order mark, UTF-32 and UTF-16 without one, UTF-8, GB18030 where that gives Chinese that people
    write, the one code page under which the words are words, what a page declares of itself.
    """
    sample = _sample(path)
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    if (wide := wide_without_bom(sample)) is not None:
        return wide
    if decodes(sample, "utf-8", cut=True) or _share_of_utf8(sample) >= 0.5:
        return "utf-8"  # a later part may still be something else: a file glued together from two exports
    chinese = _chinese(sample)
    if chinese.certain:
        return "gb18030"
    pages = _code_pages(sample[:_WORDS_OF])
    if len(pages) == 1:
        return pages[0]
    if (declared := _declared(sample)) is not None:
        return declared
    if not pages and chinese.possible:
        return "gb18030"
    if _share_of_ascii(sample) >= 0.5:
        return "utf-8"  # the rows that it cannot read are rejected, and their reason names the key as well
    raise ExportRefused(
        N_(
            "`{file}`: nothing tells for certain how its letters are encoded; it is neither UTF-8 nor GB18030. Say it in a "
            'mapping file, for example encoding = "{guess}", or export it as UTF-8.'
        ),
        file=file or path.name,
        guess=pages[0] if pages else "cp1252",
    )


def _sample(path: Path) -> bytes:
    """The first bytes of a file, and where those are ASCII alone, the first ones with anything else: whole lines of them.

    A file whose only accent stands in its last row is as much in need of the right encoding.
    """
    with path.open("rb") as file:
        start = file.read(SAMPLE)
        if not start.isascii():
            return start
        while block := file.read(_BLOCK):
            if not block.isascii():
                first = re.search(rb"[\x80-\xff]", block)
                line = block.rfind(b"\n", 0, first.start() if first else 0) + 1
                return block[line : line + SAMPLE]
    return start


def has_bom(sample: bytes) -> bool:
    """Does the text begin with the mark of an encoding?"""
    return any(sample.startswith(bom) for bom, _ in _BOMS)


def decodes(sample: bytes, encoding: str, cut: bool = False) -> bool:
    """Do the bytes read without a fault, a last character that may be `cut` apart?"""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(sample, final=not cut)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _foreign_lines(sample: bytes) -> list[bytes]:
    return [line for line in sample.split(b"\n")[:2000] if not line.isascii()]


def _share_of_utf8(sample: bytes) -> float:
    """The share of the lines beyond ASCII that read as UTF-8: with most of them, the others are damaged."""
    lines = _foreign_lines(sample)
    return sum(decodes(line, "utf-8") for line in lines) / max(len(lines), 1)


def _share_of_ascii(sample: bytes) -> float:
    lines = sample.split(b"\n")[:2000]
    return 1 - len(_foreign_lines(sample)) / len(lines)


@dataclass(frozen=True)
class _Chinese:
    """What GB18030 makes of a sample."""

    certain: bool
    possible: bool


def _chinese(sample: bytes) -> _Chinese:
    """Do the bytes read as GB18030, and as characters that people use?

    Certain: nearly no fault, and most characters are signs or of the 3,755 common ones (GB 2312 level 1) and stand
    together or apart from letters. Of western words GB18030 makes one rare character inside a word: M黮ler.
    """
    text = codecs.getincrementaldecoder("gb18030")("casewatch_mark").decode(sample)
    wide = Counter(character for character in text if ord(character) > 127 and character != UNDECODABLE)
    number = wide.total()
    faults = text.count(UNDECODABLE)
    if not number:
        return _Chinese(False, False)
    common = sum(count for character, count in wide.items() if _is_common(character))
    inside = len(re.findall(r"(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])", text))
    certain = faults <= number * 0.01 and common >= number * 0.6 and inside <= number * 0.2
    return _Chinese(certain, certain or not faults or (common >= number * 0.6 and faults <= number * 0.3))


def _is_common(character: str) -> bool:
    code = character.encode("gb18030")
    return len(code) == 2 and code[1] >= 0xA1 and (0xB0 <= code[0] <= 0xD7 or 0xA1 <= code[0] <= 0xA3)


def _code_pages(sample: bytes) -> list[str]:
    """The code pages under which the sample is made of words; only the first of those that read it the same way.

    Of several, those stay whose language shows one of its own most frequent letters (without which Cyrillic, Greek, DOS and
    Mac are not believed at all), or the one that charset-normalizer finds clearly more coherent.
    """
    for tier in _TIERS:
        found: dict[str, tuple[str, bool]] = {}
        for encoding, alphabets in tier.items():
            text = sample.decode(encoding, "casewatch_mark")
            fitting = [] if text in found else _languages(text, alphabets)
            leads = any(set(language[:_LEADING]) & set(text.lower()) for language in fitting)
            if leads or (fitting and tier is _TIERS[0] and alphabets not in (_CYRILLIC, _GREEK)):
                found[text] = encoding, leads
        pages = [page for page, leads in found.values() if leads] or [page for page, _ in found.values()]
        if pages:
            return _most_coherent(sample, pages)
    return []


def _most_coherent(sample: bytes, pages: list[str]) -> list[str]:
    """The page whose text is by half more like a language than under any other, else all of them."""
    if len(pages) > 1:
        matches = charset_normalizer.from_bytes(sample[: 1 << 16], cp_isolation=pages, threshold=1)
        coherence = {codecs.lookup(match.encoding).name: match.coherence for match in matches}
        ranked = sorted(pages, key=lambda page: -coherence.get(codecs.lookup(page).name, 0))
        best, second = (coherence.get(codecs.lookup(page).name, 0) for page in ranked[:2])
        if best > 1.5 * second:
            return ranked[:1]
    return pages


def _languages(text: str, alphabets: tuple[str, ...]) -> list[str]:
    """The alphabets that nearly all characters beyond ASCII belong to, signs beside words apart."""
    foreign = sum(ord(character) > 127 for character in text)
    signs = sum(_sign_in_place(text, place) for place, character in enumerate(text) if ord(character) > 127)
    letters: Counter[str] = Counter()
    for word, times in Counter(_WORD.findall(text)).items():
        if not word.isascii() and _one_script(word) and _cased(word):
            for character in word.lower():
                if ord(character) > 127:
                    letters[character] += times
    return [
        alphabet
        for alphabet in alphabets
        if foreign and sum(letters[letter] for letter in set(alphabet)) + signs >= foreign * _PLAUSIBLE
    ]


def _sign_in_place(text: str, place: int) -> bool:
    character = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if character in _APOSTROPHES:
        return True
    if character in _BEFORE_WORDS:
        return not before.isalpha()
    return character in _SIGNS and not (before.isalpha() and after.isalpha())


def _one_script(word: str) -> bool:
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in set(word) if letter not in "ªº"}
    return len(scripts) == 1


def _cased(word: str) -> bool:
    """Has the word no capital behind a small letter, where one of the two is beyond ASCII (numÉro)?"""
    pairs = zip(word, word[1:], strict=False)
    return not any(one.islower() and next_.isupper() and not (one + next_).isascii() for one, next_ in pairs)


def _declared(sample: bytes) -> str | None:
    """What a page or an XML file says of itself, where its bytes bear it out."""
    if not sample.lstrip().startswith(b"<") or (told := _DECLARED.search(sample[:4096])) is None:
        return None
    name = told.group(1).decode("ascii")
    return name if decodes(sample, name, cut=True) else None


def wide_without_bom(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without its mark: there are zero bytes, and what they make is text with lines or delimiters."""
    start = sample[:4096]
    if b"\0" not in start:
        return None
    for encoding in _WIDE:
        try:
            text = codecs.getincrementaldecoder(encoding)("strict").decode(start)
        except UnicodeDecodeError:
            continue
        if len(text) >= 2 and re.search(r"[\n\r,;\t|]", text) and all(map(_usual, text)):
            return encoding
    return None


def _usual(character: str) -> bool:
    """Is this a character of the scripts in which exports are written, or a sign of theirs?"""
    code = ord(character)
    return (
        character in "\t\n\r"
        or 0x20 <= code < 0x7F
        or 0xA0 <= code <= 0x52F  # Latin, Greek, Cyrillic
        or 0x1E00 <= code <= 0x206F  # Vietnamese, Greek accents, dashes, quotes
        or 0x20A0 <= code <= 0x22FF
        or 0x2460 <= code <= 0x26FF
        or 0x3000 <= code <= 0x33FF
        or 0x3400 <= code <= 0x9FFF
        or 0xAC00 <= code <= 0xD7A3
        or 0xFF00 <= code <= 0xFFEF
        or 0x1F000 <= code <= 0x3FFFF
    )
