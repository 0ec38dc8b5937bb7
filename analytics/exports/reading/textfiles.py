"""Text exports: whether a file is one, and which delimiter it has, without trusting its name."""

from __future__ import annotations

import csv
import re

from analytics.exports.reading.encodings import decodes, has_bom, wide_without_bom

DELIMITERS = (",", "\t", ";", "|")


def looks_binary(sample: bytes) -> bool:
    """Control characters that no text has, in number. NULs alone do not count: a cut file often ends in them."""
    if has_bom(sample) or wide_without_bom(sample):
        return False
    body = sample.replace(b"\0", b"")
    strange = len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", body))
    if not body:
        return True
    few = strange <= max(4, len(body) * 0.01)
    if few or any(decodes(sample, encoding, cut=True) for encoding in ("utf-8", "gb18030")):
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
