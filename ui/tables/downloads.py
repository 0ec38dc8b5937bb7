"""Download buttons: a file is made when it is asked for, of the data and in the language that are on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from analytics.failures import refusal
from analytics.figures.scope import Scope
from analytics.figures.workbook import CUT, SHEETS, csv_text, workbook
from ui.shell.chosen_filters import chosen_filters, days_in_force
from ui.shell.data import on_screen, warehouse
from ui.shell.session import with_kept
from ui.shell.wording import _, language
from ui.shell.words import column_word, is_share
from ui.tables.small_tables import in_force

NAME = 220  # bytes of a file's name before its suffix: no system takes more than 255 for both
_NO_NAME = re.compile(r'[\\/:*?"<>|\s■●▲◆◇○❚]+')


def download(
    label: str,
    make: Callable[[], bytes | str],
    name: str,
    key: str,
    *,
    mime: str | None = None,
    icon: str | None = None,
    small: bool = False,
) -> None:
    """A button for one file; `make` is called on a click, with this screen's snapshot and language.

    Where it cannot be made, a sentence beside the button says what to do (`INSTEAD` in ui/shell/spoken.py; Streamlit takes
    none of ours there), and the log says why.
    """

    def made_or_told() -> bytes | str:
        try:
            return make()
        except Exception as error:
            raise refusal(error, warehouse()) from None

    made = with_kept(made_or_told, lang=language(), **on_screen())
    look: Literal["tertiary", "secondary"] = "tertiary" if small else "secondary"
    st.download_button(label, made, name, mime, key=key, on_click="ignore", icon=icon, type=look)


def table_downloads(
    rows: Callable[[], pd.DataFrame], notes: dict[str, str], name: str, key: str, small: bool = False
) -> None:
    """Rows as a workbook, with what was selected, and as CSV: columns and values of ours in the language in force."""

    def book() -> bytes:
        frame = rows()
        words = {column: column_word(column) for column in frame.columns}
        shares = [word for column, word in words.items() if is_share(column)]
        return workbook(in_words(frame), notes, _(CUT), sheet_names(), shares)

    download("XLSX", book, f"{name}.xlsx", f"xlsx-{key}", small=small)
    csv = partial(download, mime="text/csv", small=small)
    csv("CSV", lambda: csv_text(in_words(rows())), f"{name}.csv", f"csv-{key}")


def in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """A table as a file holds it: values of ours, truths and headers in the language in force."""
    shown = in_force(frame)
    truths = {True: _("yes"), False: _("no")}
    said = {
        column: [truths.get(value) for value in shown[column]] for column in shown.select_dtypes(["bool", "boolean"])
    }
    return shown.assign(**said).rename(columns={column: column_word(column) for column in shown.columns})


def sheet_names() -> tuple[str, str]:
    """What the sheets of a workbook are called in the language in force."""
    of_rows, of_notes = SHEETS
    return _(of_rows), _(of_notes)


def file_name(title: str, scope: Scope) -> str:
    """A file's name without its suffix: what it holds and all that selects it, as far as a name may be long."""
    return clean_name([title, *days_in_force(scope), *chosen_filters(scope).values()])


def clean_name(parts: Iterable[str]) -> str:
    """Texts as one name that every system takes; one that is too long ends with an ellipsis."""
    name = "_".join(_NO_NAME.sub("-", part).strip("-. ") for part in parts if part)
    encoded = name.encode("utf-8", "replace")
    return name if len(encoded) <= NAME else encoded[: NAME - 3].decode("utf-8", "ignore") + "…"
