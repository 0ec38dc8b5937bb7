"""The settings of reminders: when and from where messages are sent, and by which channels.

Names of people, keys and passwords never stand here: what is secret comes from the environment or from Streamlit's
secrets file, as analytics/reminders/secret_words.py reads it.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from analytics.section import Section

_NAME = re.compile(r"[a-z][a-z0-9_]*")


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
    runs_at: time = time(7, 0)
    stale_days: int = Field(default=4, ge=1, le=60)
    prefer: tuple[Channel, ...] = ("wecom_app", "mail", "sms")
    mail: Mail | None = None
    wecom_app: WecomApplication | None = None
    sms: Sms | None = None
    robots: tuple[Robot, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Reminders:
        if self.opens.tzinfo or self.closes.tzinfo or self.runs_at.tzinfo:
            raise ValueError("a time of day is written as 09:00, without a time zone")
        if self.opens >= self.closes:
            raise ValueError(f"the office opens at {self.opens:%H:%M}, not before it closes at {self.closes:%H:%M}")
        names = [robot.name for robot in self.robots]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"two robots are named {', '.join(sorted(twice))}")
        return self
