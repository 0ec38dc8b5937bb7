"""Who is at the screen, where a sign-in says so."""

from __future__ import annotations

from typing import Any

import streamlit as st


def signed_in() -> str:
    """Who is signed in; empty where nobody has to."""
    return str(st.user.get("name") or st.user.get("email") or "") if st.user.get("is_logged_in") else ""


def who_field(label: str, key: str) -> str:
    """A field for a name; where somebody is signed in it holds that one and cannot be changed."""
    return st.text_input(label, value=signed_in(), width=200, disabled=bool(signed_in()), key=key) or ""


def signed(label: str, key: str, button: str, **looks: Any) -> tuple[str, bool]:
    """The foot of a form: a field for a name beside its button. Gives the name, and whether the button was pressed."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return who_field(label, key), st.form_submit_button(button, **looks)
