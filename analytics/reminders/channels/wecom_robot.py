"""The robot of a WeCom group: text of at most 2,048 bytes, 20 messages a minute; it refuses with HTTP 200 and errcode."""

from __future__ import annotations

from analytics.reminders.channels.envelope import Delivery, Envelope
from analytics.reminders.channels.posting import ANSWER_SECONDS, judged, post_json

URL = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"
BYTES = 2048
PACE = 3.0
"""Seconds between two messages of one robot."""
BUSY = ("-1", "45009", "45033")
"""System busy, too often, too many at once."""


def send(envelope: Envelope, key: str, url: str | None = None, seconds: float = ANSWER_SECONDS) -> Delivery:
    """Post a text that rings the contacts by their mobiles; only a text can mention anybody."""
    text = {"content": envelope.body, "mentioned_mobile_list": [*envelope.mobiles]}
    answer = post_json(url or URL, {"msgtype": "text", "text": text}, {"key": key}, seconds)
    return answer if isinstance(answer, Delivery) else judged(answer, "errcode", ("0",), BUSY, "errmsg")
