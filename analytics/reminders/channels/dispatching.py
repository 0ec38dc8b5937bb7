"""From a letter's channel to the service: what is set up, with which secret, how fast."""

from __future__ import annotations

from collections.abc import Callable

from analytics.errors import N_
from analytics.reminder_settings import Reminders, Robot
from analytics.reminders.channels import dingtalk_robot, mail, sms, webhook, wecom_application, wecom_robot
from analytics.reminders.channels.envelope import Delivery, Envelope
from analytics.reminders.secret_words import secret_word

PACES = {
    "wecom_robot": wecom_robot.PACE,
    "dingtalk_robot": dingtalk_robot.PACE,
    "webhook": webhook.PACE,
    "wecom_app": wecom_application.PACE,
    "mail": mail.PACE,
    "sms": sms.PACE,
}
"""Seconds between two messages by one channel to one address (of a robot) or one server."""
Missing = tuple[str, dict[str, object]]


def robot_of(address: str, reminders: Reminders) -> Robot | None:
    """The robot that an address names first; the mobiles that it rings follow."""
    name = address.split(" ")[0]
    return next((robot for robot in reminders.robots if robot.name == name), None)


def sender(channel: str, address: str, reminders: Reminders) -> Callable[[Envelope], Delivery] | Missing:
    """What sends by this channel, or why it cannot: a sentence with its details."""
    if channel in ("wecom_robot", "dingtalk_robot", "webhook"):
        return _robot(channel, address, reminders)
    if channel == "mail" and (server := reminders.mail):
        word = secret_word("mail_password")
        if server.user and not word:
            return _no_secret("mail_password")
        return lambda envelope: mail.send(envelope, server, word)
    if channel == "sms" and (gateway := reminders.sms):
        return lambda envelope: sms.send(envelope, gateway, secret_word("sms_secret"))
    if channel == "wecom_app" and (application := reminders.wecom_app):
        word = secret_word("wecom_app_secret")
        if not word:
            return _no_secret("wecom_app_secret")
        return lambda envelope: wecom_application.send(envelope, application, word)
    return N_("The channel {channel} is not set up any more in settings.toml."), {"channel": channel}


def _robot(channel: str, address: str, reminders: Reminders) -> Callable[[Envelope], Delivery] | Missing:
    robot = robot_of(address, reminders)
    if robot is None:
        return N_("The robot {name} is not set up any more in settings.toml."), {"name": address.split(" ")[0]}
    key = secret_word(f"robot_{robot.name}_key")
    if channel == "webhook":
        url = robot.url or ""
        return lambda envelope: webhook.send(envelope, key, url)
    if not key:
        return _no_secret(f"robot_{robot.name}_key")
    if channel == "wecom_robot":
        return lambda envelope: wecom_robot.send(envelope, key, robot.url)
    sign = secret_word(f"robot_{robot.name}_secret")
    return lambda envelope: dingtalk_robot.send(envelope, key, sign, robot.url)


def _no_secret(name: str) -> Missing:
    return (
        N_(
            "The secret {name} is missing. Set CASEWATCH_{upper}, or {name} under [reminders] in .streamlit/secrets.toml."
        ),
        {"name": name, "upper": name.upper()},
    )
