"""What the meeting on the screen sees: computed once a block, or read from what a closed one kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from analytics.register import register_of
from analytics.review.agenda import block
from analytics.review.corrected import Corrected, corrected_since
from analytics.review.frozen import Closed, opened
from analytics.review.meeting import Block, Meeting
from analytics.review.notes import Note
from analytics.review.told import Told
from analytics.review.weeks import read_week
from ui.charts.remarks import every_note
from ui.review.week_bar import this_meeting
from ui.shell.data import opened as opened_snapshot
from ui.shell.data import published, settings, warehouse
from ui.shell.wording import _, plain


def closed_meeting() -> Closed | None:
    """The meeting of the week, where it was closed."""
    return _closed(str(warehouse()), this_meeting().week.name, register_of(warehouse()).version())


def seen(key: str) -> Block:
    """A block as the meeting sees it; of a closed one as it saw it."""
    if closed := closed_meeting():
        return next(block for block in closed.agenda.blocks if block.key == key)
    meeting = this_meeting()
    said = settings().model_dump_json(include={"review", "targets", "orders"})
    return _block(
        key, str(meeting.snapshot.file), meeting.week.name, meeting.known_on, register_of(warehouse()).version(), said
    )


def notes_shown() -> list[Note]:
    """Every note at a figure; of a closed meeting those that it knew."""
    if closed := closed_meeting():
        return list(closed.notes)
    return every_note()


def in_words(sentence: Told) -> str:
    """A sentence of the agenda as Markdown shows it, the texts of the data to the letter."""
    return sentence.said(_, plain)


def since_closed(closed: Closed) -> list[Corrected]:
    """What is told otherwise today than the meeting saw."""
    return _corrected(str(warehouse()), closed.agenda.week.name, register_of(warehouse()).version(), published())


@st.cache_data(max_entries=50, show_spinner=False)
def _block(key: str, snapshot_file: str, week: str, known: date | None, register: str, rules: str) -> Block:
    """`register` and `rules` are read anew: they only say that nothing changed since it was computed."""
    return block(key, Meeting(opened_snapshot(snapshot_file), read_week(week), settings(), known))


@st.cache_data(max_entries=10, show_spinner=False)
def _closed(place: str, week: str, register: str) -> Closed | None:
    return opened(Path(place), read_week(week))


@st.cache_data(max_entries=10, show_spinner=False)
def _corrected(place: str, week: str, register: str, published_file: str) -> list[Corrected]:
    closed = opened(Path(place), read_week(week))
    assert closed is not None
    return corrected_since(closed, Path(place), settings())
