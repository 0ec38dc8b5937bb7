"""What a reminder says: plain lines in Chinese, the worst first, cut between rows where a channel takes no more.

A reminder goes to offices of the city, so its language is theirs, whatever language the screen has. It never holds data
of applicants: a case is its number, its item and its days; a message is its number and its days, a rating the number of its case, its time and its days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

COPIED = 6000
"""Bytes of a text that is copied into a chat: about 2,000 characters."""
ATTACHED, ON_THE_PAGE = "见附表", "，全部清单见办件监察“今日督办”"
"""Where the rows stand that a letter has no room for: in the file that goes with it, else on the page."""


SAID = {"cases": ("办件", "件", "应办结"), "messages": ("留言", "条", "应答复"), "ratings": ("差评", "条", "应整改")}
"""What a letter calls each subject, what it counts them in, and what is due."""


@dataclass(frozen=True)
class Matter:
    """A case, message or negative rating that somebody is urged about; `subject` is cases, messages or ratings."""

    subject: str
    platform: str
    number: str
    matter: str | None
    due_on: date
    remaining_days: int
    overdue_days: int
    is_late: bool


def size(text: str) -> int:
    """How many bytes a text has on the wire."""
    return len(text.encode("utf-8"))


def row_text(matter: Matter, day: date) -> str:
    """One matter on one line; its due day with the year where that is another than the letter's."""
    what, _unit, ends = SAID[matter.subject]
    name = f"（{matter.matter}）" if matter.subject != "messages" and matter.matter else ""
    return f"{what} {matter.number}{name}，{_day(matter.due_on, day)}{ends}，{_standing(matter)}"


def summary(matters: Sequence[Matter]) -> str:
    """How many of them are late and how many are not, each subject apart."""
    parts = []
    for subject, (name, unit, _ends) in SAID.items():
        late = sum(matter.is_late for matter in matters if matter.subject == subject)
        soon = sum(not matter.is_late for matter in matters if matter.subject == subject)
        told = [f"超期{late}{unit}"] if late else []
        told += [f"临期{soon}{unit}"] if soon else []
        parts += [name + "、".join(told)] if told else []
    return "；".join(parts)


def letter(unit: str, day: date, matters: Sequence[Matter], bureau: str, limit: int, elsewhere: str = ATTACHED) -> str:
    """The whole text for one unit, with as many rows as the limit (bytes of UTF-8) lets in, and how many stay out."""
    head = f"【办件催办】{unit}（{day:%Y-%m-%d}）\n{summary(matters)}，请尽快办理。"
    return fitted(head, [row_text(matter, day) for matter in matters], bureau, limit, elsewhere)


def fitted(head: str, rows: Sequence[str], tail: str, limit: int, elsewhere: str = ATTACHED) -> str:
    """Head, numbered rows and tail, cut between rows: what stays out is counted, with where it stands (…余 n 件见附表)."""
    numbered = [f"{place}. {row}" for place, row in enumerate(rows, start=1)]
    whole = _joined(head, *numbered, tail)
    if size(whole) <= limit:
        return whole
    rest = size(_joined(head, f"…余 {len(numbered)} 件{elsewhere}", tail))
    kept = 0
    for row in numbered:
        rest += size(row) + 1
        if rest > limit:
            break
        kept += 1
    text = _joined(head, *numbered[:kept], f"…余 {len(numbered) - kept} 件{elsewhere}", tail)
    return text.encode("utf-8")[:limit].decode("utf-8", "ignore")


def _joined(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _standing(matter: Matter) -> str:
    if matter.is_late:
        return f"已超期{matter.overdue_days}个工作日" if matter.overdue_days else "已超期"
    if matter.remaining_days <= 0:
        return "今日到期"
    return f"剩余{matter.remaining_days}个工作日"


def _day(day: date, seen_from: date) -> str:
    year = "" if day.year == seen_from.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def matters_of(rows: Iterable[Mapping[str, Any]]) -> list[Matter]:
    """Rows of a listing of urgent matters as matters, in their order."""
    return [
        Matter(
            subject=row["subject"],
            platform=row["platform"],
            number=row["matter_no"],
            matter=row["matter"] if isinstance(row["matter"], str) else None,
            due_on=row["due_on"].date() if isinstance(row["due_on"], datetime) else row["due_on"],
            remaining_days=int(row["remaining_days"]),
            overdue_days=int(row["overdue_days"]),
            is_late=bool(row["is_late"]),
        )
        for row in rows
    ]
