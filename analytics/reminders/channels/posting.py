"""Posting JSON: what can go wrong on the way is told apart by whether the other side may have taken the message."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import requests

from analytics.reminders.channels.envelope import Delivery

CONNECT_SECONDS, ANSWER_SECONDS = 10, 30
NEVER_REACHED = ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")
"""What urllib3 calls a connection that was never there."""
MOST = 300
"""Characters that are kept of an answer."""

logging.getLogger("urllib3").setLevel(logging.INFO)  # its debug lines hold whole addresses, keys and all


def post_json(
    url: str, content: Mapping[str, Any], parameters: Mapping[str, str] | None = None, seconds: float = ANSWER_SECONDS
) -> Any | Delivery:
    """The JSON that the service answers, or what became of the message where there is none.

    A refused connection took nothing; an answer that never came may have taken it. 5xx and 429 may be tried again. What
    `requests` says itself is not passed on, for it names the address with its key.
    """
    try:
        answer = requests.post(
            url, json=content, params=parameters, timeout=(CONNECT_SECONDS, seconds), allow_redirects=False
        )
    except requests.RequestException as error:
        if _never_reached(error):
            return Delivery("busy", f"not reached ({type(error).__name__})")
        return Delivery("unknown", f"no answer ({type(error).__name__})")
    if answer.status_code >= 500 or answer.status_code == 429:
        return Delivery("busy", f"HTTP {answer.status_code}")
    if answer.status_code != 200:
        return Delivery("refused", f"HTTP {answer.status_code}")
    try:
        return answer.json()
    except ValueError:
        return Delivery("unknown", "an answer that is no JSON")


def _never_reached(error: requests.RequestException) -> bool:
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    cause = error.args[0] if error.args else None
    return type(getattr(cause, "reason", cause)).__name__ in NEVER_REACHED


def judged(answer: Any, code_at: str, taken: tuple[str, ...], busy: tuple[str, ...], said_at: str) -> Delivery:
    """What an answer's code says, whatever its HTTP status: services refuse with HTTP 200."""
    code = found(answer, code_at)
    if code is None:
        return Delivery("unknown", f"an answer without {code_at}")
    detail = f"{code_at} {code}: {found(answer, said_at) or ''}"[:MOST].rstrip(": ")
    if str(code) in taken:
        return Delivery("sent", detail)
    return Delivery("busy" if str(code) in busy else "refused", detail)


def found(answer: Any, path: str) -> Any:
    """The value at a dotted path of an answer; None where there is none."""
    for name in path.split("."):
        if not isinstance(answer, dict) or name not in answer:
            return None
        answer = answer[name]
    return answer
