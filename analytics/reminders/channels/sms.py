"""A city's SMS gateway, described in settings.toml: a template's id and variables go out, never data of applicants."""

from __future__ import annotations

import re
from typing import Any

from analytics.reminder_settings import Sms
from analytics.reminders.channels.envelope import Delivery, Envelope
from analytics.reminders.channels.posting import ANSWER_SECONDS, judged, post_json

PACE = 0.2
ONE, EACH = 70, 67
"""Characters of a message that is sent as one, and of each part of a longer one; the signature counts."""
_BLANK = re.compile(r"\{([a-z]+)\}")


def send(envelope: Envelope, gateway: Sms, secret: str, seconds: float = ANSWER_SECONDS) -> Delivery:
    """Post the gateway's body with its placeholders filled in, and read its code."""
    values = {
        "phone": envelope.address,
        "template": gateway.template,
        "signature": gateway.signature,
        "unit": envelope.unit,
        "count": str(envelope.count),
        "late": str(envelope.late),
        "day": envelope.day.isoformat(),
        "secret": secret,
    }
    values["text"] = f"【{gateway.signature}】{filled(gateway.text, values)}"
    answer = post_json(gateway.url, filled(gateway.body, values), None, seconds)
    if isinstance(answer, Delivery):
        return answer
    return judged(answer, gateway.code_at, gateway.taken, gateway.busy, "message")


def filled(part: Any, values: dict[str, str]) -> Any:
    """A template with its placeholders filled in, in every text of it; a name that nobody knows stays as it is."""
    if isinstance(part, dict):
        return {name: filled(value, values) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [filled(value, values) for value in part]
    if isinstance(part, str):
        return _BLANK.sub(lambda blank: values.get(blank[1], blank[0]), part)
    return part


def parts(text: str) -> int:
    """As how many messages a text is sent and paid for."""
    return 1 if len(text) <= ONE else -(-len(text) // EACH)
