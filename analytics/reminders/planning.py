"""Who is to be told what on a day: one letter a recipient, with all that is due to them, the worst first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from analytics.figures.scope import Scope
from analytics.reminder_settings import Reminders, Robot
from analytics.reminders.channels import dingtalk_robot, mail, webhook, wecom_application, wecom_robot
from analytics.reminders.letters import ATTACHED, COPIED, ON_THE_PAGE, Matter, letter, matters_of
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

COPY = "copy"
"""The channel of whoever has no other: a text that a person copies into a chat."""
ROBOT_CHANNELS = {"wecom": "wecom_robot", "dingtalk": "dingtalk_robot", "webhook": "webhook"}
LIMITS = {
    "wecom_robot": wecom_robot.BYTES,
    "dingtalk_robot": dingtalk_robot.BYTES,
    "webhook": webhook.BYTES,
    "wecom_app": wecom_application.BYTES,
    "mail": mail.BYTES,
}
"""Bytes that a channel takes; any other gets what a chat takes."""
_MOBILE = re.compile(r"1\d{10}")
MENTIONED = 20


@dataclass(frozen=True)
class Fired:
    """A step that fired for a matter."""

    step: str
    matter: Matter
    unit_name: str | None
    area: str | None

    @property
    def key(self) -> tuple[str, str, str, date, str]:
        """What, with the recipient, happens only once."""
        return self.matter.subject, self.matter.platform, self.matter.number, self.matter.due_on, self.step


@dataclass(frozen=True)
class Digest:
    """What one recipient is told on one day by one channel."""

    recipient: str
    channel: str
    address: str
    unit_name: str | None
    area: str | None
    fired: tuple[Fired, ...]

    def body(self, day: date, bureau: str) -> str:
        """The letter, within the channel's bytes."""
        return worded(self.unit_name or self.recipient, self.channel, day, [one.matter for one in self.fired], bureau)

    def without(self, done: Iterable[tuple[Any, ...]]) -> Digest:
        """The same without the steps that were told this recipient before."""
        told = set(done)
        return replace(self, fired=tuple(one for one in self.fired if (*one.key, self.recipient) not in told))


def worded(to: str, channel: str, day: date, matters: list[Matter], bureau: str) -> str:
    """The letter that a channel carries."""
    return letter(to, day, matters, bureau, LIMITS.get(channel, COPIED), elsewhere(channel))


def elsewhere(channel: str) -> str:
    """Where the rest of a cut letter stands: a mail carries it, and who copies a text can send the unit's file with it."""
    return ATTACHED if channel in ("mail", COPY) else ON_THE_PAGE


def planned(snapshot: Snapshot, as_of: date, settings: Settings) -> list[Digest]:
    """Every letter that the ladder asks for on a day, whether it was written before or not."""
    rows = snapshot.records("reminders_due", Scope(as_of=as_of))
    mobiles = _mobiles(rows)
    gathered: dict[tuple[str, str], list[tuple[str, Fired]]] = {}
    for row, matter in zip(rows, matters_of(rows), strict=True):
        fired = Fired(str(row["step"]), matter, _text(row["unit_name"]), _text(row["area"]))
        for recipient, channel, address in _addressed(row, settings, mobiles):
            gathered.setdefault((recipient, channel), []).append((address, fired))
    return [_digest(recipient, channel, told) for (recipient, channel), told in gathered.items()]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _digest(recipient: str, channel: str, told: list[tuple[str, Fired]]) -> Digest:
    places = {(fired.unit_name, fired.area) for _address, fired in told}
    unit, area = next(iter(places)) if len(places) == 1 else (None, None)
    return Digest(recipient, channel, told[0][0], unit, area, tuple(fired for _address, fired in told))


def _addressed(
    row: Mapping[str, Any], settings: Settings, mobiles: Mapping[str | None, list[str]]
) -> Iterator[tuple[str, str, str]]:
    """Recipient, channel and address of a row; a contact without any set-up channel gets a text to copy."""
    unit = row["unit_name"] or "（未填单位）"
    if row["role"] == "group":
        for robot in settings.reminders.robots:
            if _serves(robot, row):
                yield f"robot {robot.name}", ROBOT_CHANNELS[robot.kind], _robot_address(robot, mobiles, row)
    elif row["role"] == "leader":
        yield f"{unit} · {settings.orders.leader}", COPY, ""
    elif row["contact_name"] is None:
        yield unit, COPY, ""
    else:
        channel, address = preferred(row, settings.reminders)
        yield f"{unit} · {row['area'] or ''} · {row['contact_name']}", channel, address


def addressed_once(
    unit: str, area: str | None, contact: Mapping[str, Any] | None, settings: Settings
) -> tuple[str, str, str]:
    """Recipient, channel and address of what goes to a unit once, such as an order: its contact, else its group's robot, else
    a text to copy. Not by SMS, whose approved template speaks of reminders."""
    row = {"unit_name": unit, "area": area, **(contact or {})}
    recipient = f"{unit} · {area or ''} · {row['contact_name']}" if contact else unit
    channel, address = preferred(row, settings.reminders, without=("sms",)) if contact else (COPY, "")
    if channel == COPY:
        for robot in settings.reminders.robots:
            if _serves(robot, row):
                mobiles = _mobiles([row]) if contact else {}
                return f"robot {robot.name}", ROBOT_CHANNELS[robot.kind], _robot_address(robot, mobiles, row)
    return recipient, channel, address


def preferred(row: Mapping[str, Any], reminders: Reminders, without: tuple[str, ...] = ()) -> tuple[str, str]:
    """The channel and address by which a contact is written to; a text to copy where none is set up for it."""
    phone = row["phone"] or ""
    addresses = {
        "wecom_app": row["wecom"] if reminders.wecom_app else None,
        "mail": row["mail"] if reminders.mail else None,
        "sms": phone if reminders.sms and _MOBILE.fullmatch(phone) else None,
    }
    return next(
        (
            (channel, addresses[channel] or "")
            for channel in reminders.prefer
            if addresses[channel] and channel not in without
        ),
        (COPY, phone),
    )


def _serves(robot: Robot, row: Mapping[str, Any]) -> bool:
    return row["unit_name"] in robot.units or row["area"] in robot.areas


def _robot_address(robot: Robot, mobiles: Mapping[str | None, list[str]], row: Mapping[str, Any]) -> str:
    """The robot's name and the mobiles of the unit's contacts, whom it rings."""
    return " ".join([robot.name, *mobiles.get(row["unit_name"], [])[:MENTIONED]])


def _mobiles(rows: list[dict[str, Any]]) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for row in rows:
        if (
            row["phone"]
            and _MOBILE.fullmatch(row["phone"])
            and row["phone"] not in found.setdefault(row["unit_name"], [])
        ):
            found[row["unit_name"]].append(row["phone"])
    return found
