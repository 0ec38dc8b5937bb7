"""Text exports: which encoding and which delimiter, without trusting the file's name."""

from __future__ import annotations

import codecs
import csv
import re
from pathlib import Path

import charset_normalizer

SAMPLE = 1 << 20
DELIMITERS = (",", "\t", ";", "|")
UNDECODABLE = "\ufdd0"  # never a character of any text: marks bytes that the encoding does not know

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNDECODABLE, error.end


codecs.register_error("casewatch_mark", _mark)


def encoding_of(path: Path) -> str:
    """The encoding of a text file: its byte-order mark, UTF-8 where that reads, GB18030 where that gives common
    Chinese, else the likeliest that charset-normalizer finds."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    if (wide := _utf16_without_bom(sample)) is not None:
        return wide
    if _decodes(sample, "utf-8", cut=len(sample) == SAMPLE):
        # A later part may still be something else: a file glued together from two exports.
        return "utf-8"
    if _mostly_utf8(sample):
        return "utf-8"
    if _common_chinese(sample):
        return "gb18030"
    matches = charset_normalizer.from_bytes(sample[: 1 << 17])
    best = matches.best()
    if best is None or any(match.encoding in ("gb18030", "gbk", "gb2312") for match in matches):
        return "gb18030"
    return best.encoding


def _decodes(sample: bytes, encoding: str, cut: bool = False) -> bool:
    """Do the bytes read without a fault, a last character that may be `cut` apart?"""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(sample, final=not cut)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(sample: bytes) -> bool:
    """Do most lines beyond ASCII read as UTF-8? Then a few bytes are damaged, and the encoding is not another one."""
    lines = [line for line in sample.split(b"\n")[:2000] if not line.isascii()]
    return sum(_decodes(line, "utf-8") for line in lines) * 2 >= max(len(lines), 1)


def _common_chinese(sample: bytes) -> bool:
    """Do the bytes read as GB18030, and as characters that people use?"""
    text = codecs.getincrementaldecoder("gb18030")("casewatch_mark").decode(sample)
    wide = [character for character in text if ord(character) > 127]
    if not wide or text.count(UNDECODABLE) > len(wide) * 0.01:
        return False
    common = sum(1 for c in wide if 0xB0 <= c.encode("gb18030", "replace")[0] <= 0xD7 or not "一" <= c <= "鿿")
    chinese = sum(1 for character in wide if "一" <= character <= "鿿")
    return chinese > len(wide) * 0.5 and common > len(wide) * 0.8


def _utf16_without_bom(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of ASCII text is zero."""
    start = sample[:4096]
    if len(start) >= 4 and b"\0" in start:
        for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
            if zeros.count(0) > len(zeros) * 0.3 and start.count(0) < len(start) * 0.6:
                text = start.decode(encoding, "replace")
                if "\0" not in text and "\ufffd" not in text[:-1]:
                    return encoding
    return None


def looks_binary(sample: bytes) -> bool:
    """Control characters that no text has, in number. NULs alone do not count: a cut file often ends in them."""
    if any(sample.startswith(bom) for bom, _ in _BOMS) or _utf16_without_bom(sample):
        return False
    body = sample.replace(b"\0", b"")
    strange = len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", body))
    if not body:
        return True
    few = strange <= max(4, len(body) * 0.01)
    if few or any(_decodes(sample, encoding, cut=True) for encoding in ("utf-8", "gb18030")):
        return False
    # one byte in ten of random ones is such a control character; a damaged text has far fewer
    return strange > len(body) * 0.05


def delimiter_of(text: str) -> str:
    """The delimiter under which the first lines have most columns in common; a comma where there is only one."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]

    def worth(delimiter: str) -> tuple[int, int]:
        widths: dict[int, int] = {}
        try:
            for row in csv.reader(lines, delimiter=delimiter):
                widths[len(row)] = widths.get(len(row), 0) + 1
        except csv.Error:
            return 0, 0
        width, rows = max(
            ((width, rows) for width, rows in widths.items() if width > 1), default=(1, 0), key=_agreement
        )
        return rows * min(width, 4), width

    return max(DELIMITERS, key=worth)


def _agreement(width_rows: tuple[int, int]) -> tuple[int, int]:
    width, rows = width_rows
    return rows * min(width, 4), width
