"""What stands on every chart of a figure over time: its notes with who and when, the lines and bands of settings.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.register import register_of
from analytics.review.notes import Note, notes_of
from ui.charts.drawing import LABEL_SIZE, Line
from ui.charts.palette import palette
from ui.shell.data import settings, warehouse
from ui.shell.wording import chart_text, plain

ROOM = 18
"""Pixels over the plot for the numbers of notes."""
_MOST_OF_CARDS = 3


def own_lines(figure_key: str) -> list[Line]:
    """The lines that settings.toml names for a figure, beside its target."""
    return [
        Line(line.at, line.name, palette().purple, "dot")
        for line in settings().lines
        if line.figure == figure_key and line.at is not None
    ]


def edges(figure_key: str) -> list[float]:
    """What the axis has to hold of the bands of a figure."""
    bands = [band for band in settings().lines if band.figure == figure_key]
    return [edge for band in bands for edge in (band.low, band.high) if edge is not None]


def draw_bands(figure: go.Figure, figure_key: str, xref: str = "x domain") -> None:
    """The bands that settings.toml names for a figure, their names in them; `xref` as in `lines_across`."""
    for band in settings().lines:
        if band.figure == figure_key and band.low is not None:
            sides = {"x0": 0, "x1": 1, "xref": xref, "y0": band.low, "y1": band.high, "yref": "y"}
            figure.add_shape(
                type="rect", fillcolor=palette().grey, opacity=0.18, line={"width": 0}, layer="below", **sides
            )
            figure.add_annotation(
                text=chart_text(band.name),
                x=0,
                xref=xref,
                xanchor="left",
                y=band.high,
                yanchor="top",
                showarrow=False,
                font={"size": LABEL_SIZE, "color": palette().text},
            )


def notes_in(
    figure_key: str, months: Iterable[date], units: Sequence[str] = (), among: Sequence[Note] | None = None
) -> list[Note]:
    """The notes of a figure in these months (by their first days), of the whole city or of a unit that is chosen.

    `among`: those of a closed meeting; else all there are.
    """
    shown = {(month.year, month.month) for month in months}
    return [
        note
        for note in (every_note() if among is None else among)
        if note.figure == figure_key
        and (note.day.year, note.day.month) in shown
        and (note.unit is None or note.unit in units)
    ]


def every_note() -> list[Note]:
    """Every note at a figure, read once for each state of the register."""
    return _notes(str(warehouse()), register_of(warehouse()).version())


def mark_notes(
    figure: go.Figure, notes: Sequence[Note], place: Callable[[date], object] = pd.Timestamp, **where: str
) -> None:
    """The number of each note over its month: of several in a month all, so that none covers another.

    `place` says where the month with this first day stands on the axis.
    """
    of_month: dict[date, list[int]] = {}
    for number, note in enumerate(notes, start=1):
        of_month.setdefault(note.day.replace(day=1), []).append(number)
    for month, numbers in of_month.items():
        figure.add_annotation(
            x=place(month),
            y=1,
            yref=where.get("yref", "y domain"),
            xref=where.get("xref", "x"),
            text=" ".join(f"[{number}]" for number in numbers),
            showarrow=False,
            yanchor="bottom",
            font={"size": LABEL_SIZE, "color": palette().text},
        )
    if of_month:
        figure.update_layout(margin_t=figure.layout.margin.t + ROOM, height=figure.layout.height + ROOM)


def notes_in_words(notes: Sequence[Note]) -> None:
    """What the numbers in the chart say: the day, the words, who wrote them and when."""
    for number, note in enumerate(notes, start=1):
        st.caption(rf"\[{number}\] {_in_words(note)}")


def notes_of_cards(named: Mapping[str, str], months: Iterable[date], units: Sequence[str] = ()) -> None:
    """The newest notes of figures whose small charts have no room for marks: under them, by the figures' names."""
    seen = [*months]
    found = [(note, name) for key, name in named.items() for note in notes_in(key, seen, units)]
    for note, name in sorted(found, key=lambda one: one[0].day, reverse=True)[:_MOST_OF_CARDS]:
        st.caption(f"{plain(name)} · {_in_words(note)}")


def _in_words(note: Note) -> str:
    unit = f"{plain(note.unit)}: " if note.unit else ""
    return f"{note.day} · {unit}{plain(note.text)} — {plain(note.who)}, {note.at[:10]}"


@st.cache_data(max_entries=4, show_spinner=False)
def _notes(place: str, register: str) -> list[Note]:
    return notes_of(Path(place))
