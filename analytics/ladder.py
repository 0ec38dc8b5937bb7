"""The ladder: what follows when a case or message is near its due day, past it, and not answered for (domain.md 7).

Settings only: an ordered list of steps, checked so that none contradicts another. A wrong one is refused at start with a
sentence that names the step.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator, model_validator

from analytics.section import Section

Recipient = Literal["approver", "contact", "leader", "group"]
"""Who handles the case (the contact, where no export names one); whom the unit named; who leads it; its group's robot."""
_CLOCKS = ("near_due", "due_day", "answer_day")


class LadderStep(Section):
    """One step: what happens, counted from when, to whom.

    `after` is what it counts from: a yellow light, the due day, the day until which an order was to be answered. `days`
    are working days after that: 0 as soon as it has come (the due day: as soon as it has passed), 1 from the next working day on.
    """

    step: str = Field(min_length=1)
    does: Literal["remind", "order", "second_order", "bulletin"]
    after: Literal["near_due", "due_day", "answer_day"]
    days: int = Field(default=0, ge=0, le=1000)
    to: tuple[Recipient, ...] = ()
    copy_to: tuple[Recipient, ...] = ()

    @model_validator(mode="after")
    def _is_possible(self) -> LadderStep:
        own = f"the step {self.step!r}"
        if self.does == "remind" and not self.to:
            raise ValueError(f"{own} reminds nobody; name in `to`: approver, contact, leader or group")
        if self.does == "order" and (self.after != "due_day" or self.days < 1):
            raise ValueError(
                f'{own} orders before the due day has passed; write after = "due_day" and days = 1 or more'
            )
        if self.does in ("second_order", "bulletin") and self.after != "answer_day":
            raise ValueError(f'{own} follows an order without an answer; write after = "answer_day"')
        if self.does == "remind" and self.after == "answer_day":
            raise ValueError(f"{own} reminds of an order, which the order's page does; leave it out")
        if self.after == "near_due" and self.days:
            raise ValueError(f"{own} counts days from a light; write days = 0")
        if both := set(self.to) & set(self.copy_to):
            raise ValueError(f"{own} goes to {', '.join(sorted(both))} and copies the same; name each once")
        return self


def _default() -> tuple[LadderStep, ...]:
    return (
        LadderStep(step="near_due", does="remind", after="near_due", to=("approver",)),
        LadderStep(step="past_due", does="remind", after="due_day", to=("approver", "contact")),
        LadderStep(step="order", does="order", after="due_day", days=1, to=("contact",)),
        LadderStep(step="second_order", does="second_order", after="answer_day", to=("contact",), copy_to=("leader",)),
        LadderStep(step="bulletin", does="bulletin", after="answer_day", days=5),
    )


SUBJECTS = ("cases", "messages", "ratings")
"""What the ladder follows: cases to close, messages to answer, negative ratings to rectify."""


class Ladder(Section):
    """The steps for cases, messages and negative ratings, each list in the order in which they come."""

    cases: tuple[LadderStep, ...] = _default()
    messages: tuple[LadderStep, ...] = _default()
    ratings: tuple[LadderStep, ...] = _default()

    @field_validator(*SUBJECTS)
    @classmethod
    def _climbs(cls, steps: tuple[LadderStep, ...]) -> tuple[LadderStep, ...]:
        names = [step.step for step in steps]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"there are two steps called {twice[0]!r}; call one otherwise")
        for kind in ("order", "second_order"):
            if len([step for step in steps if step.does == kind]) > 1:
                raise ValueError(f"two steps are of the kind {kind}; a case is ordered once, its order urged once")
        for before, later in pairwise(steps):
            if _place(later) < _place(before):
                raise ValueError(
                    f"the step {later.step!r} comes before {before.step!r} in time and stands after it; change their order"
                )
        done = [step.does for step in steps]
        if "order" not in done and {"second_order", "bulletin"} & set(done):
            raise ValueError(
                'a step follows an order without an answer, and no step orders; add one with does = "order"'
            )
        return steps

    def steps(self, subject: str) -> tuple[LadderStep, ...]:
        """The steps for one of `SUBJECTS`."""
        return {"cases": self.cases, "messages": self.messages, "ratings": self.ratings}[subject]

    def ordering(self, subject: str) -> LadderStep | None:
        """The step that orders; None where the ladder has none."""
        return next((step for step in self.steps(subject) if step.does == "order"), None)

    def urging(self, subject: str) -> LadderStep | None:
        """The step that orders once more; None where the ladder has none."""
        return next((step for step in self.steps(subject) if step.does == "second_order"), None)


def _place(step: LadderStep) -> tuple[int, int]:
    return _CLOCKS.index(step.after), step.days


class Orders(Section):
    """How orders are numbered, what they ask for and until when (domain.md 7). Days are working days."""

    prefix: str = Field(default="包审政数督", max_length=40)
    receive_days: int = Field(default=1, ge=0, le=1000)
    answer_days: int = Field(default=3, ge=1, le=1000)
    causes: tuple[str, ...] = Field(
        default=(
            "材料补正",
            "现场踏勘或检测评审",
            "部门间会办",
            "人员或岗位变动",
            "系统或数据问题",
            "特别程序未录入",
            "其他",
        ),
        min_length=1,
    )
    copy_to: str = ""
    leader: str = "分管领导"
    required: str = "请立即办理所列事项，查明超期原因，提出整改措施，并于反馈期限前书面答复。"

    @field_validator("causes")
    @classmethod
    def _are_apart(cls, causes: tuple[str, ...]) -> tuple[str, ...]:
        if any(not cause.strip() for cause in causes) or len({*causes}) < len(causes):
            raise ValueError("a cause is empty or stands there twice")
        return causes

    @model_validator(mode="after")
    def _answers_after_receiving(self) -> Orders:
        if self.answer_days < self.receive_days:
            raise ValueError("answer_days is less than receive_days: nobody can answer what is not received yet")
        return self


class Document(Section):
    """A document on which orders, points and bulletins rest: what they quote."""

    kind: Literal["law", "rule", "notice", "assessment"]
    title: str = Field(min_length=1)
    number: str = ""
    day: date | None = None
    clause: str = ""
    used_by: tuple[Literal["orders", "points", "bulletins"], ...] = ("orders", "points", "bulletins")
    text: str = ""

    @property
    def quoted(self) -> str:
        """How a document quotes it: 《title》（number）clause."""
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "") + self.clause


DOCUMENTS = (
    Document(
        kind="law",
        title="中华人民共和国行政许可法",
        day=date(2003, 8, 27),
        clause="第八十二条",
        text="实施行政许可的期限以工作日计算，不含法定节假日",
    ),
    Document(
        kind="law",
        title="中华人民共和国民法典",
        day=date(2020, 5, 28),
        clause="第二百零一条",
        text="开始的当日不计入，自下一日开始计算",
    ),
)
"""What stands in settings.toml before a bureau adds its own rules and notices."""
