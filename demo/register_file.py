"""The planted supervision as a register's file of JSON lines: every act with who and when, as if it had been done then."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pandas as pd

from demo.catalogue import Catalogue
from demo.clock import DAY, Clock, day_of
from demo.supervision import CLERK, HEAD, RUNS_AT, Event, Letter, Order, Supervision, moment

REGISTER = "register.jsonl"
FORMAT, SCHEMA = "casewatch-register", 7
BUREAU = "包头市行政审批政务服务与数据管理局"
CAUSES = ("材料补正", "现场踏勘或检测评审", "部门间会办", "人员或岗位变动", "系统或数据问题")
MEASURE = "已明确专人负责，逐件办理，并在平台如实录入。"


def write_register(
    folder: Path, told: Supervision, cases: pd.DataFrame, catalogue: Catalogue, contacts: pd.DataFrame, clock: Clock
) -> Path:
    """Write it beside the exports."""
    lines = _Lines(cases, catalogue, contacts, clock)
    for order in told.orders:
        lines.order(order)
    for letter in told.letters:
        lines.letter(letter)
    lines.runs(told)
    path = folder / REGISTER
    path.write_text("\n".join(lines.texts()) + "\n", encoding="utf-8")
    return path


class _Lines:
    """Rows that are gathered act by act, and numbered in the order of time when they are written."""

    def __init__(self, cases: pd.DataFrame, catalogue: Catalogue, contacts: pd.DataFrame, clock: Clock) -> None:
        self.cases, self.catalogue, self.contacts, self.clock = cases, catalogue, contacts, clock
        self.rows: list[tuple[int, str, str, dict]] = []  # when, by whom, into which table, what
        self.ids: dict[int, int] = {}
        self.of_table: Counter[str] = Counter()

    def add(self, at: int, who: str, table: str, **row: object) -> int:
        """A row of a table; its own number, which others name it by."""
        self.of_table[table] += 1
        self.rows.append((at, who, table, {"id": self.of_table[table], **row}))
        return self.of_table[table]

    def order(self, order: Order) -> None:
        """An order: its draft and lines, its signature, what happened to it and what was answered."""
        at, own = order.signed - 3600, self._unit(order.unit)
        id_ = self.add(
            at,
            CLERK,
            "orders",
            **own,
            subject="cases",
            as_of=_day(order.as_of),
            snapshot="demo",
            light_preset="inner-mongolia",
            calendar="CN",
            after_days=1,
            follows_id=self.ids[id(order.follows)] if order.follows else None,
        )
        self.ids[id(order)] = id_
        for position, line in enumerate(order.lines, start=1):
            self.add(at, CLERK, "order_lines", order_id=id_, position=position, **self._line(line, order.as_of))
        self._signed(order, id_)
        for event in order.events:
            self._event(order, id_, event)
        if order.follows:
            row = {"order_id": self.ids[id(order.follows)], "event": "superseded", "line_id": None, "text": None}
            self.add(order.signed, HEAD, "order_events", **row, answer_by=None, other_id=id_)

    def _signed(self, order: Order, id_: int) -> None:
        again = "前发督办单逾期未反馈；" if order.follows else ""
        contact = self.contacts.loc[order.unit]
        self.add(
            order.signed,
            HEAD,
            "order_signings",
            order_id=id_,
            year=day_of(order.signed // DAY).year,
            number=order.number,
            prefix="包审政数督",
            bureau=BUREAU,
            signed_by=HEAD,
            signed_on=_day(order.signed // DAY),
            receive_by=_day(order.receive_by),
            answer_by=_day(order.answer_by),
            contact_name=contact["联络人"],
            phone=contact["电话"],
            copy_to="分管领导" if order.follows else "",
            reason=f"{again}你单位有{len(order.lines)}件办件超过办理时限仍未办结，现予督办。",
            required="请立即办理所列事项，查明超期原因，提出整改措施，并于反馈期限前书面答复。",
            words="",
        )

    def _event(self, order: Order, id_: int, event: Event) -> None:
        if event.event == "superseded":  # written with the order that supersedes
            return
        by = self.contacts.loc[order.unit, "联络人"]
        text = by if event.event in ("received", "answered") else event.text or None
        until = None if event.answer_by is None else _day(event.answer_by)
        row = {"order_id": id_, "event": event.event, "line_id": None, "text": text, "answer_by": until}
        self.add(event.at, event.who, "order_events", **row, other_id=None)
        if event.event == "answered":
            answer = {"cause": CAUSES[order.number % len(CAUSES)], "measure": MEASURE, "answered_by": by}
            expected = _day(int(self.clock.working_day(self.clock.number[event.at // DAY] + 5)))
            own = {"order_id": id_, "line_id": None, **answer, "expected_on": expected, "source": "form"}
            self.add(event.at, event.who, "order_answers", **own)

    def letter(self, letter: Letter) -> None:
        """A letter with the steps that fired for its cases, and what became of it."""
        own, contact = self._unit(letter.unit), self.contacts.loc[letter.unit]
        recipient = f"{own['unit_name']} · {own['area']} · {contact['联络人']}"
        address = {"mail": contact["邮箱"], "sms": contact["电话"], "copy": contact["电话"]}[letter.channel]
        at = moment(letter.day, RUNS_AT)
        names = [f"{place}. 办件 {self.cases.case_no[case]}" for place, (case, _) in enumerate(letter.told, start=1)]
        day = _day(letter.day)
        body = "\n".join(
            [f"【办件催办】{own['unit_name']}（{day}）", f"办件{len(names)}件，请尽快办理。", *names, BUREAU]
        )
        opens = f"{day}T09:00:00+08:00"
        row = {"recipient": recipient, "channel": letter.channel, "day": day, "part": 1, "address": address}
        id_ = self.add(at, "remind", "digests", **row, **own, body=body, not_before=opens)
        for case, step in letter.told:
            told = self._line(case, letter.day)
            fired = {"subject": "cases", "platform": told["platform"], "number": told["number"], "step": step}
            fired |= {"due_day": told["due_on"], "recipient": recipient, "digest_id": id_, "item_name": told["title"]}
            self.add(at, "remind", "reminders", **fired, **own)
        for happened, attempt, event, detail in letter.events:
            who = CLERK if event == "copied" else "remind"
            row = {"digest_id": id_, "attempt": attempt, "event": event, "detail": detail or None}
            self.add(happened, who, "outbox_events", **row)

    def runs(self, told: Supervision) -> None:
        """The nightly runs: each wrote the letters of its day."""
        written = Counter(letter.day for letter in told.letters)
        for day in told.nights:
            detail = json.dumps({"day": _day(day), "written": written[day]})
            self.add(moment(day, RUNS_AT), "remind", "runs", job="remind", outcome="done", detail=detail)

    def _unit(self, unit: int) -> dict[str, str]:
        row = self.catalogue.units.loc[unit]
        return {"unit_name": row.unit_name, "area": row.area}

    def _line(self, case: int, day: int) -> dict[str, object]:
        row, number = self.cases.loc[case], self.clock.number
        return {
            "platform": row.platform,
            "number": row.case_no,
            "due_on": _day(row.due),
            "title": self.catalogue.items.item_name[row["item"]],
            "began_on": _day(row.accepted // DAY),
            "overdue_days": int(max(number[day] - number[row.due], 0)),
            "stage": "open",
        }

    def texts(self) -> list[str]:
        """The lines of the file: acts first, then every table; the first line counts them."""
        acts: dict[tuple[int, str], int] = {}
        rows: dict[str, list[dict]] = {"acts": []}
        for at, who in sorted({(at, who) for at, who, _table, _row in self.rows}):
            acts[at, who] = len(acts) + 1
            token = hashlib.sha256(f"demo {at} {who}".encode()).hexdigest()[:32]
            rows["acts"].append({"id": acts[at, who], "at": _time(at), "who": who, "token": token})
        for at, who, table, row in self.rows:
            rows.setdefault(table, []).append({**row, "act_id": acts[at, who]})
        for table in ("order_events", "outbox_events"):  # the last one decides how a thing stands
            ordered = sorted(rows[table], key=lambda row: (row["act_id"], row["id"]))
            rows[table] = [{**row, "id": id_} for id_, row in enumerate(ordered, start=1)]
        head = {"format": FORMAT, "schema": SCHEMA, "rows": {table: len(held) for table, held in rows.items()}}
        told = [{"table": table, **row} for table, held in rows.items() for row in held]
        return [json.dumps(one, ensure_ascii=False, default=int) for one in (head, *told)]


def _day(day: int) -> str:
    return day_of(day).isoformat()


def _time(seconds: int) -> str:
    clock = seconds % DAY
    return f"{_day(seconds // DAY)}T{clock // 3600:02d}:{clock // 60 % 60:02d}:{clock % 60:02d}+08:00"
