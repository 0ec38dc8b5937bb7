"""Download buttons: a file is made when it is asked for, of the data and in the language that are on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analytics.failures import refusal
from analytics.figures.workbook import CUT, csv_text, workbook
from ui.shell.data import on_screen, warehouse
from ui.shell.session import with_kept
from ui.shell.wording import _, language


def download(
    label: str,
    make: Callable[[], bytes | str],
    name: str,
    key: str,
    *,
    mime: str | None = None,
    icon: str | None = None,
) -> None:
    """A button for one file; `make` is called on a click, with this screen's snapshot and language.

    Where it cannot be made, Streamlit says so beside the button, and keeps in its log what the sentence here says.
    """

    def made_or_told() -> bytes | str:
        try:
            return make()
        except Exception as error:
            raise refusal(error, warehouse()) from None

    made = with_kept(made_or_told, lang=language(), **on_screen())
    st.download_button(label, made, name, mime, key=key, on_click="ignore", icon=icon)


def table_downloads(rows: Callable[[], pd.DataFrame], notes: dict[str, str], name: str, key: str) -> None:
    """Rows as a workbook, with what was selected, and as CSV."""
    download("XLSX", lambda: workbook(rows(), notes, _(CUT)), f"{name}.xlsx", f"xlsx-{key}")
    download("CSV", lambda: csv_text(rows()), f"{name}.csv", f"csv-{key}", mime="text/csv")
