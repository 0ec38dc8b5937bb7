"""Bringing a part of the page into view, which Streamlit has no call for."""

from __future__ import annotations

import streamlit as st

_SCRIPT = """<script>
(() => {{
  const turn = "{turn}";  // a script of the same text would not run again
  let left = 8, moved = false;
  const stop = () => {{ moved = true; }};
  for (const sign of ["wheel", "touchmove", "keydown", "pointerdown"]) window.addEventListener(sign, stop, {{ once: true }});
  const look = () => {{
    const part = document.getElementById("{anchor}");
    if (part && !moved) part.scrollIntoView({{ block: "start" }});
    if (left-- > 0 && !moved) setTimeout(look, 250);  // what stands above may still grow
  }};
  look();
}})();
</script>"""


def scroll_to(anchor: str) -> None:
    """Bring the heading with this anchor to the top of the window, unless the reader has begun to scroll. The anchor is
    named in code: no data comes into a script.
    """
    st.session_state["scrolled"] = turn = st.session_state.get("scrolled", 0) + 1
    st.html(_SCRIPT.format(turn=turn, anchor=anchor), unsafe_allow_javascript=True)
