"""The day of which an export tells, by its file's name or by a title above its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

OLDEST = date(2000, 1, 1)  # no platform is older; an earlier day is a typing error or no day of the export

_IN_NAME = re.compile(r"(?<!\d)(20\d{2})[-_.年]?(\d{2})[-_.月]?(\d{2})(?!\d)")
_IN_TITLE = re.compile(r"(?<!\d)(20\d{2})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d{2})(\d{2}))(?!\d)")
_LABEL = re.compile(
    r"(?:统计|导出|制表|生成|打印|下载|查询|报表|填报|上报|数据|更新|截止|截至)(?:日期|时间|周期|期间|时段|区间|截止|截至|范围|于|到|至)*"
    r"|截至|截止"
    r"|(?:export(?:ed)?|generated|printed|created|report|data)[ _]?(?:on|at|date|time|as of)|as of",
    re.IGNORECASE,
)


def day_of_name(file: str, newest: date) -> date | None:
    """The day that a file name carries: cases-20261120.csv, 2026-11-20 留言.xlsx; of a period its last day.

    `newest` is the day of the import: a later day is not believed, nor one before 2000.
    """
    return _last(_IN_NAME.findall(file), newest)


def day_of_titles(titles: Iterable[Sequence[str]], newest: date) -> date | None:
    """The day that a title row says: 统计日期：2026-11-20, 截至2026年11月20日, exported at 2026-11-20 08:00; of a period its last day.

    Only days behind such a word count; a title may name the day of a regulation as well. `newest` as in `day_of_name`.
    """
    found = []
    for cells in titles:
        text = " ".join(cell for cell in cells if cell.strip())
        if label := _LABEL.search(text):
            found += [tuple(filter(None, told)) for told in _IN_TITLE.findall(text[label.end() :])]
    return _last(found, newest)


def _last(days: Iterable[tuple[str, ...]], newest: date) -> date | None:
    believed = []
    for year, month, day in days:
        try:
            told = date(int(year), int(month), int(day))
        except ValueError:
            continue  # 20261341 is a number, not a day
        if OLDEST <= told <= newest:
            believed.append(told)
    return max(believed, default=None)
