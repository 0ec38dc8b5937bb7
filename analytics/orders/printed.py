"""An order as it is printed: the document after GB/T 9704 and the workbook for its answer, from what was signed.

Nothing of it comes from today's figures: printed again next year it has the same bytes. The fingerprint of what was
printed first stands in the register, and a printing that differs is said.
"""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import select

from analytics.documents import Column, Official, pdf_of
from analytics.errors import N_
from analytics.figures.workbook import spelled
from analytics.orders.drafting import OrderRefused, lines_left
from analytics.orders.found import Found
from analytics.register import register_of
from analytics.register.record_tables import acts, order_documents, order_signings, orders
from analytics.register.register import Writing
from analytics.settings import ROOT, Settings, load_settings
from analytics.snapshot.opened import Snapshot
from analytics.warehouse.private import FILE

_COLUMNS = {
    "cases": ("办件编号", "事项名称", "受理日期", "应办结日", "当前\n环节"),
    "messages": ("留言编号", "留言标题", "留言日期", "应答复日", "类别"),
    "ratings": ("办件编号@评价时间", "事项名称", "评价日期", "应整改日", "状态"),
}
FORM_COLUMNS = ("督办单", "明细", "编号", "事项", "到期日", "超期原因", "整改措施", "预计办结日")
"""The headings of the workbook that a unit fills in; what it fills are the last three."""
STAGES = {
    "open": "在办",
    "paused": "暂停",
    "question": "咨询",
    "complaint": "投诉",
    "suggestion": "建议",
    "help": "求助",
    "overdue": "整改超期",
    "dissatisfied": "回访仍不满意",
}
"""What official documents call the state of a case, and the kind of a message."""
PRESETS = {"inner-mongolia": "自治区规则", "last-day": "最后一日规则", "share": "比例规则"}
"""What official documents call the presets of the light rules."""


@dataclass(frozen=True)
class Printed:
    """A file that was written: its size and fingerprint, and whether an earlier printing had another."""

    size: int
    sha256: str
    differs: bool


@dataclass(frozen=True)
class Frozen:
    """What stands in the register of a signed order: the draft, the signature, its lines."""

    draft: Any
    signing: Any
    lines: list[Any]

    @property
    def number(self) -> str:
        """The number as it is printed."""
        return f"{self.signing.prefix}〔{self.signing.year}〕{self.signing.number}号"


def export(snapshot: Snapshot, order: Found, out: Path, settings: Settings, who: str) -> Printed:
    """Write an order to a file: .docx, .pdf, or .xlsx to be filled in. Raises `OrderRefused`, `NoPdf`."""
    make = {".docx": document, ".pdf": lambda frozen: pdf_of(document(frozen)), ".xlsx": answer_form}.get(
        out.suffix.lower()
    )
    if make is None:
        raise OrderRefused(N_("{file}: an order is written as .docx, .pdf or .xlsx. Name such a file."), file=out)
    frozen = frozen_order(snapshot, order.id)
    content = make(frozen) if out.suffix.lower() != ".xlsx" else answer_form(frozen, settings)
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE)
    except FileExistsError:
        raise OrderRefused(
            N_("{file} exists already, and nothing is overwritten. Name another file."), file=out
        ) from None
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    return kept_print(snapshot, order.id, out.suffix.lower(), content, who)


def printed_document(snapshot: Snapshot, order_id: int, who: str) -> bytes:
    """The DOCX of an order, whose fingerprint the register keeps."""
    content = document(frozen_order(snapshot, order_id))
    kept_print(snapshot, order_id, ".docx", content, who)
    return content


def prints(snapshot: Snapshot, order_id: int) -> list[Any]:
    """What was printed of an order: name, size, fingerprint, when, by whom; the first printing first."""
    told = select(order_documents, acts.c.at, acts.c.who).join(acts, acts.c.id == order_documents.c.act_id)
    wanted = told.where(order_documents.c.order_id == order_id).order_by(order_documents.c.id)
    return register_of(snapshot.warehouse).read(wanted)


def kept_print(snapshot: Snapshot, order_id: int, kind: str, content: bytes, who: str) -> Printed:
    """Keep the fingerprint of what was printed, the first time; and say whether it differs from an earlier one.

    A PDF is made anew by another program each time, so only the document's own is kept.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if kind == ".pdf":
        return Printed(len(content), sha256, False)
    asked = select(order_documents.c.sha256).where(
        order_documents.c.order_id == order_id, order_documents.c.name == kind
    )
    register = register_of(snapshot.warehouse)
    before = [row.sha256 for row in register.read(asked)]
    if sha256 not in before:
        with register.writing(who) as writing:
            if not writing.connection.execute(asked.where(order_documents.c.sha256 == sha256)).first():
                row = {"order_id": order_id, "name": kind, "sha256": sha256, "size": len(content)}
                writing.add(order_documents, [row])
    return Printed(len(content), sha256, bool(before) and before[0] != sha256)


def frozen_order(snapshot: Snapshot, order_id: int) -> Frozen:
    """What was signed. Raises `OrderRefused` for a draft: it has no number to print."""
    with register_of(snapshot.warehouse).reading() as connection:
        signing = connection.execute(select(order_signings).where(order_signings.c.order_id == order_id)).first()
        draft = connection.execute(select(orders).where(orders.c.id == order_id)).first()
        if signing is None or draft is None:
            raise OrderRefused(N_("Draft {id} is not signed yet. Sign it first."), id=order_id)
        return Frozen(draft, signing, lines_left(Writing(connection, "", ""), order_id))


def document(frozen: Frozen) -> bytes:
    """The order as a DOCX after GB/T 9704."""
    signing, draft = frozen.signing, frozen.draft
    things = {"cases": "超期办件", "messages": "逾期留言", "ratings": "逾期未整改差评"}[draft.subject]
    paper = Official(f"{things}督办单 {frozen.number}", signing.bureau, signing.signed_on)
    paper.head(signing.bureau)
    paper.number_line(frozen.number)
    paper.title("关于" + ("再次" if draft.follows_id is not None else "") + f"督办{things}的通知")
    paper.addressee(draft.unit_name)
    paper.body(signing.reason)
    if signing.words:
        paper.body(signing.words)
    paper.heading("一、督办事项")
    paper.table(_columns(draft.subject), [_row(place, line) for place, line in enumerate(frozen.lines, start=1)])
    paper.heading("二、办理要求")
    paper.body(signing.required)
    paper.body(f"请于{_day(signing.receive_by)}前签收，于{_day(signing.answer_by)}前反馈。")
    paper.heading("三、统计口径")
    paper.body(
        f"统计时点为{_day(draft.as_of)}；超期天数为工作日，不含受理当日和法定节假日；预警规则为"
        f"{PRESETS.get(draft.light_preset, draft.light_preset)}；数据快照号{draft.snapshot}。"
    )
    if contact := "，".join(filter(None, (signing.contact_name, signing.phone))):
        paper.body(f"你单位联络人：{contact}。")
    paper.signature(f"签发人：{signing.signed_by}", signing.bureau, _day(signing.signed_on))
    paper.heading("附：督办反馈")
    paper.fields(
        [("超期原因", ""), ("整改措施", ""), ("预计办结日", ""), ("单位负责人\n签字（盖章）", ""), ("审结意见", "")]
    )
    paper.imprint(signing.copy_to or "", signing.bureau, _day(signing.signed_on))
    return paper.content()


def answer_form(frozen: Frozen, settings: Settings | None = None) -> bytes:
    """A workbook with a row for each line, in which a unit writes cause, measure and expected day, and sends it back."""
    causes = (settings or load_settings(ROOT / "settings.toml")).orders.causes
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": frozen.signing.signed_on, "author": spelled(frozen.signing.bureau)})
    sheet = book.add_worksheet("反馈")
    bold, text, day = (
        book.add_format({"bold": True}),
        book.add_format({"num_format": "@"}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    for column, (heading, width) in enumerate(zip(FORM_COLUMNS, (14, 8, 24, 40, 12, 22, 48, 14), strict=True)):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, width)
    name = f"{frozen.signing.year}-{frozen.signing.number}"
    for row, line in enumerate(frozen.lines, start=1):
        cells = (name, str(line.id), line.number, line.title or "", line.due_on.isoformat())
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, spelled(cell), text)
        sheet.write_blank(row, 7, None, day)
    last = max(1, len(frozen.lines))
    if sum(map(len, causes)) + len(causes) <= 255:  # as long a list as a cell's choice can have
        sheet.data_validation(1, 5, last, 5, {"validate": "list", "source": [*causes], "error_type": "warning"})
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def _columns(subject: str) -> list[Column]:
    number, title, began, due, stage = _COLUMNS[subject]
    return [
        Column("序号", 9),
        Column(number, 43),
        Column(title, 35, centred=False),
        Column(began, 22),
        Column(due, 22),
        Column("超期\n天数", 11),
        Column(stage, 14),
    ]


def _row(place: int, line: Any) -> list[str]:
    stage = STAGES.get(line.stage or "", line.stage or "")
    return [
        str(place),
        line.number,
        line.title or "",
        _short(line.began_on),
        _short(line.due_on),
        str(line.overdue_days),
        stage,
    ]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _short(day: date) -> str:
    return day.isoformat()
