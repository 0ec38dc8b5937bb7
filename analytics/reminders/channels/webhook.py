"""Any service that takes a JSON message at an address: 200 with JSON is taken, unless it says an errcode that is not 0."""

from __future__ import annotations

from analytics.reminders.channels.envelope import Delivery, Envelope
from analytics.reminders.channels.posting import ANSWER_SECONDS, found, judged, post_json

BYTES = 20_000
PACE = 1.0


def send(envelope: Envelope, token: str, url: str, seconds: float = ANSWER_SECONDS) -> Delivery:
    """Post the message with its key, so that a service can tell one that it has already."""
    content = {
        "id": envelope.key,
        "unit": envelope.unit,
        "day": envelope.day.isoformat(),
        "count": envelope.count,
        "late": envelope.late,
        "text": envelope.body,
    }
    answer = post_json(url, content, {"token": token} if token else None, seconds)
    if isinstance(answer, Delivery):
        return answer
    if found(answer, "errcode") is None:
        return Delivery("sent", "HTTP 200")
    return judged(answer, "errcode", ("0",), ("-1", "45009"), "errmsg")
