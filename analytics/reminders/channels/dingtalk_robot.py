"""The robot of a DingTalk group: signed once; over 20 messages a minute it is shut for ten minutes; refuses with HTTP 200."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

from analytics.reminders.channels.envelope import Delivery, Envelope
from analytics.reminders.channels.posting import ANSWER_SECONDS, judged, post_json

URL = "https://oapi.dingtalk.com/robot/send"
BYTES = 20_000
PACE = 4.0
BUSY = ("-1", "130101", "130102", "660026", "45009")
"""System busy, and too often in its several words."""


def send(
    envelope: Envelope, token: str, secret: str = "", url: str | None = None, seconds: float = ANSWER_SECONDS
) -> Delivery:
    """Post a text; a mention works only where the mobile stands in the text too."""
    parameters = {"access_token": token}
    if secret:
        moment = str(round(time.time() * 1000))
        parameters |= {"timestamp": moment, "sign": signature(moment, secret)}
    mentions = " ".join(f"@{mobile}" for mobile in envelope.mobiles)
    content = {
        "msgtype": "text",
        "text": {"content": f"{envelope.body}\n{mentions}".rstrip()},
        "at": {"atMobiles": [*envelope.mobiles], "isAtAll": False},
    }
    answer = post_json(url or URL, content, parameters, seconds)
    return answer if isinstance(answer, Delivery) else judged(answer, "errcode", ("0",), BUSY, "errmsg")


def signature(moment: str, secret: str) -> str:
    """The signature of a time in milliseconds, as base64: quoting it for the address is the caller's, once."""
    signed = hmac.new(secret.encode("utf-8"), f"{moment}\n{secret}".encode(), hashlib.sha256)
    return base64.b64encode(signed.digest()).decode("ascii")
