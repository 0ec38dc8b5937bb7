"""Whether the screen is a phone's: charts then put names above the marks, and lists where a table would be cut.

Streamlit does not tell the width of the window. Two drawings of which a style sheet hides one would send and draw every
chart twice. So one is drawn: at first for what the browser says it is, then for the width that a component of a few lines
reports, once, and again when the window is turned or dragged across the bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v2 import component

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

BOUND = 640  # pixels; Streamlit itself puts columns under each other below it
NARROW = "narrow"
_TELL = """
export default function ({ data, setStateValue }) {
  const phone = window.matchMedia(`(max-width: ${data.bound}px)`)
  const tell = () => { if (phone.matches !== data.narrow) setStateValue("narrow", phone.matches) }
  tell()
  phone.addEventListener("change", tell)
  return () => phone.removeEventListener("change", tell)
}
"""


def narrow() -> bool:
    """Whether the window is as narrow as a phone."""
    reported = st.session_state.get("width")
    if reported is not None and reported.get(NARROW) is not None:
        st.session_state[NARROW] = reported[NARROW]
    return bool(st.session_state.get(NARROW, "Mobi" in (st.context.headers.get("User-Agent") or "")))


def watch_width() -> None:
    """Have the browser report a window that is narrower, or wider, than what is drawn. Stands at the end of a page."""
    _component()(key="width", data={"narrow": narrow(), "bound": BOUND}, on_narrow_change=_drawn_anew)


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return component("casewatch_width", js=_TELL)


def _drawn_anew() -> None:
    """A report draws the page anew; there is nothing else to do."""
