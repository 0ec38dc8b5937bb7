"""What this session has on its screen, also where no session is: Streamlit makes a deferred download outside of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, TypeVar

import streamlit as st

Made = TypeVar("Made")
_KEPT: ContextVar[Mapping[str, Any] | None] = ContextVar("kept", default=None)


def of_session(key: str) -> Any:
    """The session's value under a key, None where it has none; in a call that `with_kept` made, what was kept for it."""
    kept = _KEPT.get()
    return st.session_state.get(key) if kept is None else kept.get(key)


def with_kept(make: Callable[[], Made], **kept: Any) -> Callable[[], Made]:
    """`make` for later, which then finds these values as if it were called now, in this session."""

    def later() -> Made:
        token = _KEPT.set(kept)
        try:
            return make()
        finally:
            _KEPT.reset(token)

    return later
