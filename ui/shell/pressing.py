"""What somebody pressed for is done, or refused where they pressed; done, the page drawn anew says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from analytics.errors import CasewatchError
from ui.shell.wording import sentence

Made = TypeVar("Made")


def do(act: Callable[[], Made], done: str, told: str | Callable[[Made], str], *forgotten: str) -> None:
    """Do `act` and draw the page anew, where `say_done(done)` says what was `told`; a refusal is a sentence here and now.

    `told` may tell of what `act` gave. `forgotten` are the keys of widgets that start anew after it.
    """
    try:
        made = act()
    except CasewatchError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    st.session_state[done] = told if isinstance(told, str) else told(made)
    for key in forgotten:
        st.session_state.pop(key, None)
    st.rerun()


def say_done(done: str) -> None:
    """What was done just before the page was drawn anew."""
    if told := st.session_state.pop(done, None):
        st.success(told, icon=":material/check_circle:")
