"""The settings of reminders: the ladder's steps, when and from where messages are sent, and by which channels.

Names of people, keys and passwords never stand here: what is secret comes from the environment or from Streamlit's
secrets file, under the names that `analytics/reminders/secrets.py` gives them.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from analytics.section import Section

Recipient = Literal["approver", "contact", "group"]
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Step(Section):
    """One step of the ladder (domain.md 7): when it fires, and what follows.

    A `remind` or an `order` fires by the light, or so many working days after the due day (0: on the due day itself,
    negative: before it). A `second_order` counts from the day by which the order was to be answered, a `bulletin` from
    the second order. A reminder goes to the approver (the contact, where no export names one), the contact, the group.
    """

    name: str
    action: Literal["remind", "order", "second_order", "bulletin"]
    days: int | None = Field(default=None, ge=-250, le=250)
    light: Literal["yellow"] | None = None
    to: tuple[Recipient, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Step:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a step is named in small letters, digits and _, not {self.name!r}")
        if (self.days is None) == (self.light is None):
            raise ValueError(f"the step {self.name} needs either days or light")
        if self.action == "remind" and not self.to:
            raise ValueError(f"the step {self.name} reminds nobody: name approver, contact or group under `to`")
        if self.action != "remind" and self.to:
            raise ValueError(f"the step {self.name} is no reminder; an order goes to its unit, so leave out `to`")
        if self.action != "remind" and self.light is not None:
            raise ValueError(f"the step {self.name} is no reminder, so it needs days instead of a light")
        return self


def _steps(*steps: dict[str, Any]) -> tuple[Step, ...]:
    return tuple(Step(**step) for step in steps)


_LATER = (
    {"name": "second_order", "action": "second_order", "days": 1},
    {"name": "bulletin", "action": "bulletin", "days": 5},
)
CASES = _steps(
    {"name": "near_due", "action": "remind", "light": "yellow", "to": ("approver",)},
    {"name": "overdue", "action": "remind", "days": 1, "to": ("approver", "contact", "group")},
    {"name": "order", "action": "order", "days": 2},
    *_LATER,
)
MESSAGES = _steps(
    {"name": "near_due", "action": "remind", "days": -1, "to": ("contact",)},
    {"name": "overdue", "action": "remind", "days": 1, "to": ("contact", "group")},
    {"name": "order", "action": "order", "days": 2},
    *_LATER,
)


class Ladder(Section):
    """The steps for cases and for messages, in the order in which they are climbed."""

    cases: tuple[Step, ...] = CASES
    messages: tuple[Step, ...] = MESSAGES

    @model_validator(mode="after")
    def _climbs(self) -> Ladder:
        for subject in ("cases", "messages"):
            _check(subject, getattr(self, subject))
        return self

    def order_step(self, subject: str) -> Step | None:
        """The step at which an order is drafted for cases or messages; None where the ladder has none."""
        return next((step for step in getattr(self, subject) if step.action == "order"), None)


def _check(subject: str, steps: tuple[Step, ...]) -> None:
    """Refuse a ladder that contradicts itself, with a sentence."""
    names = [step.name for step in steps]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{subject}: two steps are named {', '.join(sorted(twice))}")
    actions = [step.action for step in steps]
    for action, before in (("order", None), ("second_order", "order"), ("bulletin", "second_order")):
        if actions.count(action) > 1:
            raise ValueError(f"{subject}: there can be one step of the action {action} only")
        if before and action in actions and before not in actions[: actions.index(action)]:
            raise ValueError(f"{subject}: the step {action} comes before any {before}, or without one")
    if subject == "messages" and any(step.light for step in steps):
        raise ValueError("messages have no light; give the step days instead")
    reached: Step | None = None
    for step in steps:
        if step.action in ("second_order", "bulletin"):
            if step.days is not None and step.days < 1:
                raise ValueError(f"{subject}: {step.name} cannot come before what it follows; give it at least 1 day")
            continue
        if step.light and reached:
            raise ValueError(f"{subject}: {step.name} (yellow, before the due day) stands after {reached.name}")
        if reached and reached.days is not None and step.days is not None and step.days <= reached.days:
            raise ValueError(
                f"{subject}: {step.name} fires {step.days} working days after the due day, not later than "
                f"{reached.name} before it ({reached.days})"
            )
        if step.action == "order" and step.days is not None and step.days < 1:
            raise ValueError(f"{subject}: {step.name} orders before the due day has passed; give it at least 1 day")
        reached = step


def _is_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is no address that begins with http:// or https://")
    if parts.username or parts.password or parts.query:
        raise ValueError("an address holds no user, password or key here: what is secret goes into the secrets file")
    return value


class Mail(Section):
    """The mail server. `sender` is the address that stands in From."""

    server: str
    port: int = Field(default=465, ge=1, le=65535)
    security: Literal["tls", "starttls", "none"] = "tls"
    sender: str
    user: str = ""


class WecomApplication(Section):
    """A self-built application of WeCom, which writes to persons by their accounts."""

    corp_id: str
    agent_id: int


class Sms(Section):
    """A city's SMS gateway that takes JSON: `body` is sent with its placeholders filled in.

    Placeholders: {phone}, {template}, {signature}, {text}, {unit}, {count}, {late}, {day}, {secret}. The message was taken
    where the answer's `code_at` (a dotted path) holds one of `taken`; one of `busy` is tried again, all else is refused.
    """

    url: str
    template: str
    signature: str
    text: str = "{unit}有{count}件办件、留言需催办，其中超期{late}件，请于今日登录平台办理。"
    body: dict[str, Any]
    code_at: str = "code"
    taken: tuple[str, ...] = ("0",)
    busy: tuple[str, ...] = ()

    _address = field_validator("url")(_is_address)


class Robot(Section):
    """A group's robot: it serves the units it names, or every unit of the areas it names. Its key is a secret."""

    name: str
    kind: Literal["wecom", "dingtalk", "webhook"]
    units: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    url: str | None = None

    @field_validator("url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        return None if value is None else _is_address(value)

    @model_validator(mode="after")
    def _is_whole(self) -> Robot:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a robot is named in small letters, digits and _, not {self.name!r}")
        if not self.units and not self.areas:
            raise ValueError(f"the robot {self.name} serves nobody: name units or areas")
        if self.kind == "webhook" and self.url is None:
            raise ValueError(f"the webhook {self.name} needs its url")
        return self


Channel = Literal["wecom_app", "mail", "sms"]


class Reminders(Section):
    """From where, when and how messages are sent. Nothing is sent before `host` names a machine (domain.md 7)."""

    host: str = ""
    opens: time = time(9, 0)
    closes: time = time(17, 0)
    stale_days: int = Field(default=4, ge=1, le=60)
    prefer: tuple[Channel, ...] = ("wecom_app", "mail", "sms")
    mail: Mail | None = None
    wecom_app: WecomApplication | None = None
    sms: Sms | None = None
    robots: tuple[Robot, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Reminders:
        if self.opens >= self.closes:
            raise ValueError(f"the office opens at {self.opens:%H:%M}, not before it closes at {self.closes:%H:%M}")
        names = [robot.name for robot in self.robots]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"two robots are named {', '.join(sorted(twice))}")
        return self
