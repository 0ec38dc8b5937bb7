"""Messages of a WeCom application, to persons: by apprise, which fetches the token and reads errcode here."""

from __future__ import annotations

import logging
import re

import apprise
from apprise.plugins.wechat import NotifyWeChat

from analytics.reminder_settings import WecomApplication
from analytics.reminders.channels.envelope import Delivery, Envelope

BYTES = 2048
PACE = 0.5
BUSY = ("45009", "45033")
_ERRCODE, _STATUS = re.compile(r"errcode=(-?\d+)"), re.compile(r"error=(\d+)")


def send(envelope: Envelope, application: WecomApplication, secret: str) -> Delivery:
    """Send a text to an account. What apprise only logs is read there: it says no more than yes or no itself."""
    person = NotifyWeChat(
        corpid=application.corp_id,
        corpsecret=secret,
        agentid=str(application.agent_id),
        targets=[f"@{envelope.address}"],
    )
    with apprise.LogCapture(level=logging.WARNING) as told:
        if person.notify(body=envelope.body, body_format=apprise.NotifyFormat.TEXT):
            return Delivery("sent", "errcode 0")
        return _judged(told.getvalue())


def _judged(told: str) -> Delivery:
    fetching = "access token" in told
    if code := _ERRCODE.search(told):
        if code[1] == "-1" and not fetching:
            return Delivery("unknown", "an answer that cannot be read")
        return Delivery("busy" if code[1] in (*BUSY, "-1") else "refused", f"errcode {code[1]}")
    if status := _STATUS.search(told):
        return Delivery("busy" if int(status[1]) >= 500 else "refused", f"HTTP {status[1]}")
    if "Connection error" in told:
        return Delivery("busy" if fetching else "unknown", "no answer")
    return Delivery("refused", "the account or the application is not valid")
