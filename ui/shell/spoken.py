"""The page's own language, and Streamlit's own words in it: what no argument of Streamlit's changes is said by spoken.js."""

from __future__ import annotations

import streamlit as st

from analytics.errors import N_
from analytics.languages import LANGUAGES, translated
from analytics.settings import ROOT
from ui.shell.wording import language

TAGS = {"en": "en", "zh": "zh-CN"}
"""How HTML calls each language."""

STREAMLITS = (
    # uploading
    N_("Upload"),
    N_("Add files"),
    N_("Drag and drop a file here"),
    N_("Drag and drop files here"),
    N_("{} per file"),
    N_("file upload"),
    N_("Remove {}"),
    # tables
    N_("Search"),
    N_("Type to search"),
    N_("Close Search"),
    N_("Next Result"),
    N_("Previous Result"),
    N_("Show/hide columns"),
    N_("(index)"),
    N_("Sort ascending"),
    N_("Sort descending"),
    N_("Format"),
    N_("Autosize"),
    N_("Pin column"),
    N_("Unpin column"),
    N_("Hide column"),
    N_("Copy column name"),
    N_("Pagination"),
    N_("Next page"),
    N_("Previous page"),
    N_("Close"),
    N_("Page not found"),
    N_(
        "You have requested page {}, but no corresponding file was found in the app's pages/ directory. Running the app's main page."
    ),
    N_("The page that you have requested does not seem to exist. Running the app's main page."),
    N_("Page {}"),
    # charts
    N_("Fullscreen"),
    N_("Close fullscreen"),
    N_("Download plot as a PNG"),
    N_("Zoom"),
    N_("Pan"),
    N_("Zoom in"),
    N_("Zoom out"),
    N_("Reset axes"),
    N_("Vega visualization"),
    # choices
    N_("Select all"),
    N_("Select {} matches"),
    N_("No results"),
    N_("No options to select"),
    N_("{} options available."),
    N_("Choose an option"),
    N_("Choose options"),
    N_("Choose or add an option"),
    N_("Choose or add options"),
    N_("Add an option"),
    N_("Add: {}"),
    N_("Open"),
    N_("Dismiss"),
    N_("Clear all"),
    N_("Clear entry"),
    N_("Clear value"),
    N_("Press Enter to apply"),
    # the navigation on a phone
    N_("Sidebar"),
    N_("Expand sidebar"),
    N_("Collapse sidebar"),
    # days
    N_("Choose date"),
    N_("Choose date, {}"),
    N_("Clear date"),
    N_("Next month"),
    N_("Previous month"),
    N_("Selected Date: {}"),
    N_("year, {}"),
    N_("month, {}"),
    N_("day, {}"),
    # the frame
    N_("Skip to main content"),
    N_("App pages"),
    N_("Main menu"),
    N_("Link to heading"),
    N_("Help for {}"),
    N_("Scroll tabs left"),
    N_("Scroll tabs right"),
    N_("Copy to clipboard"),
    N_("Copied"),
    N_("Running..."),
    N_("Connection error"),
)
"""Whole texts of Streamlit's own controls; {} stands for what varies."""

INSTEAD = {
    "Failed to generate file for download": N_(
        "The file could not be made. Draw the page anew and click again; if it fails again, the server's log says why."
    ),
}
"""Texts of Streamlit's that do not say what to do, and what is said instead in every language."""

_spoken = st.components.v2.component(
    "casewatch_spoken", js=(ROOT / "ui" / "shell" / "spoken.js").read_text(encoding="utf-8")
)


def say_language() -> None:
    """Tell the browser which language the page is in, and say Streamlit's words in it. Draws nothing."""
    _spoken(key="spoken", data={"lang": TAGS[language()], "words": words(language())}, width="content")


def words(spoken: str) -> dict[str, str]:
    """What to say instead of what, in a language: of what is English, or in another language that was on the screen before."""
    said: dict[str, str] = {}
    for other in LANGUAGES:
        if other != spoken:
            said |= {translated(other)(word): translated(spoken)(word) for word in STREAMLITS}
    return said | {theirs: translated(spoken)(ours) for theirs, ours in INSTEAD.items()}
