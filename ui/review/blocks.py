"""The blocks of the meeting: one is open at a time, chosen by its name, by the buttons beside, or by the arrow keys."""

from __future__ import annotations

import streamlit as st

from analytics.review.agenda import BLOCKS, TITLES, minutes_of
from analytics.review.meeting import Block, Table
from ui.review.seen import in_words, seen
from ui.review.stepping import step_buttons, stepping
from ui.shell.address import from_url, one_of, to_url
from ui.shell.choosing import choose
from ui.shell.data import settings
from ui.shell.wording import _
from ui.tables.downloads import file_name, table_downloads
from ui.tables.rows import selection
from ui.tables.small_tables import in_sight, table

BLOCK = "block"


def open_block() -> Block:
    """Draw the agenda with the block that is open, and give that one."""
    from_url(BLOCK, [BLOCKS[0]], one_of(BLOCKS))
    with st.container(horizontal=True, vertical_alignment="center", key="agenda"):
        choose(
            st.segmented_control,
            _("Agenda"),
            list(BLOCKS),
            BLOCK,
            format_func=lambda key: f"{BLOCKS.index(key) + 1} {_(TITLES[key])}",
            required=True,
            label_visibility="collapsed",
        )
        key = st.session_state[BLOCK]
        place = BLOCKS.index(key)
        step_buttons("block", place, len(BLOCKS) - 1, BLOCK, list(BLOCKS), _("Before"), _("Next"))
        stepping(key, minutes_of(key, settings().review))
    to_url(BLOCK, [key], [BLOCKS[0]])
    return seen(key)


def heading(block: Block) -> bool:
    """The block's heading, its minutes and what it says; False where it failed, which is said instead."""
    st.subheader(_("{title} · {n} minutes").format(title=in_words(block.title), n=block.minutes), anchor=block.key)
    if block.failure:
        st.error(in_words(block.failure), icon=":material/error:")
        return False
    if block.sentences:
        st.markdown("\n".join(f"- {in_words(sentence)}" for sentence in block.sentences))
    return True


def rows_of(shown: Table, key: str) -> None:
    """A table of a block under its title, with its downloads."""
    st.markdown(f"**{in_words(shown.title)}** · {len(shown.rows):,}")
    table(in_sight(shown.rows), key=f"table-{key}")
    with st.container(horizontal=True):
        name = file_name(shown.title.said(_), shown.scope)
        table_downloads(lambda: shown.rows, selection(shown.scope), name, f"rows-{key}")


def parts(key: str, names: dict[str, str]) -> str:
    """Which of several things a block has one by one is open; the arrow keys up and down step through them."""
    from_url(key, [next(iter(names))], one_of(names))
    if st.session_state.get(key) not in names:
        st.session_state[key] = next(iter(names))
    with st.container(horizontal=True, vertical_alignment="center"):
        choose(
            st.pills, key, list(names), key, format_func=names.__getitem__, required=True, label_visibility="collapsed"
        )
        chosen = st.session_state[key]
        place = list(names).index(chosen)
        step_buttons("part", place, len(names) - 1, key, list(names), _("Up"), _("Down"))
    to_url(key, [chosen], [next(iter(names))])
    return str(chosen)
