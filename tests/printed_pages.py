"""What stands on the pages of a printed document, as `pdftotext -bbox` tells it."""

import re
from collections import defaultdict
from unicodedata import east_asian_width

BODY = 20.8
"""How high pdftotext says a word of the text is (16 points), in points; tables and page numbers are lower, titles higher."""

LINE = 225 / 22 * 72 / 25.4
"""The height of a line: 22 of them fill the 225 mm of a page's text, in points."""


def body_lines(page: str) -> list[tuple[float, float]]:
    """The lines of the text on a page: how far down each stands, in points, and how many whole characters wide its words are."""
    wide: dict[int, float] = defaultdict(float)
    place: dict[int, float] = {}
    for top, bottom, text in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<', page):
        if abs(float(bottom) - float(top) - BODY) < 0.3:
            place.setdefault(round(float(top)), float(top))
            wide[round(float(top))] += sum(1 if east_asian_width(one) in "WF" else 0.5 for one in text)
    return [(place[line], wide[line]) for line in sorted(wide)]


def must_be_official(pages: str) -> None:
    """GB/T 9704: on no page more than 22 lines of text, no line longer than 28 characters, none nearer to the next than 225 mm / 22."""
    told = [body_lines(page) for page in pages.split("<page ")[1:]]
    assert sum(map(len, told)) > 5
    for lines in told:
        assert len(lines) <= 22, lines
        assert max((wide for _top, wide in lines), default=0) <= 28, lines
        assert all(below - above >= LINE - 0.1 for (above, _), (below, _) in zip(lines, lines[1:], strict=False)), lines
