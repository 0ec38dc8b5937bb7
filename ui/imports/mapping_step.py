"""Headers that nobody knows: which column is which field, said once and saved as a mapping file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from analytics.errors import CasewatchError
from analytics.exports import save_mapping
from analytics.exports.recognising.headers import label_of, missing_fields
from analytics.schema import KINDS
from ui.shell.choosing import choose
from ui.shell.data import settings
from ui.shell.wording import _, language, plain, sentence
from ui.shell.words import VALUES, column_word, value_word


def mapping_step(path: Path, table: dict[str, Any]) -> None:
    """Each column with sample values and the proposed field; what is still needed; save."""
    place = f"{path}-{table['sheet']}"
    st.warning(
        _("No mapping knows these headers. Say once what the columns are; the answer is saved for next time."),
        icon=":material/help:",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state.setdefault(f"kind-{place}", table["proposed_kind"])
        kind = choose(
            st.selectbox,
            _("Kind of rows"),
            list(KINDS),
            f"kind-{place}",
            format_func=partial(value_word, "kind"),
            width=180,
        )
        platform = st.text_input(_("Platform, its key"), key=f"platform-{place}", width=160, placeholder="baotou")
        called = st.text_input(
            _("What it is called"), key=f"called-{place}", width=200, placeholder=_("Baotou integrated platform")
        )
        name = st.text_input(_("Name of the mapping"), key=f"name-{place}", width=180, placeholder=path.stem[:30])
        st.session_state.setdefault(f"order-{place}", table["proposed_keys"].get("date_order", "ymd"))
        order = choose(
            st.selectbox,
            _("Dates"),
            list(VALUES["date_order"]),
            f"order-{place}",
            format_func=partial(value_word, "date_order"),
            width=210,
        )
        calendar = st.text_input(
            _("Calendar, a country"), key=f"calendar-{place}", width=160, placeholder=settings().calendar
        )
        timezone = st.text_input(_("Time zone"), key=f"timezone-{place}", width=180, placeholder=settings().timezone)
        direction = None
        if kind == "ratings":
            direction = choose(
                st.selectbox,
                _("Levels as numbers"),
                list(VALUES["rating_direction"]),
                f"direction-{place}",
                index=None,
                format_func=partial(value_word, "rating_direction"),
                placeholder=_("please say"),
                width=230,
            )
    beside = {key: value for key, value in table["proposed_keys"].items() if key != "date_order"}
    if beside:
        told = ", ".join(f'{key} = "{value}"' for key, value in beside.items())
        st.caption(_("The samples need this as well; it is saved with the mapping: {keys}").format(keys=plain(told)))
    fields = _fields(table, kind, place)
    chosen = list(fields.values())
    twice = sorted({field for field in chosen if chosen.count(field) > 1})
    needed = missing_fields(kind, dict.fromkeys(chosen, 0))
    if twice:
        st.error(_("More than one column is {fields}. Leave one.").format(fields=_named(twice)))
    if needed:
        st.info(_("Still needed: {fields}").format(fields=_named(needed)))
    if kind == "ratings" and direction is None:
        st.info(_("Say which number is the best level; where levels are words it does not matter."))
    ready = not (twice or needed or not platform or (kind == "ratings" and direction is None))
    if st.button(_("Save the mapping"), key=f"save-{place}", type="primary", disabled=not ready):
        said_so = {
            "date_order": order if order != "ymd" else None,
            "rating_direction": direction,
            "calendar": calendar.strip(),
            "timezone": timezone.strip(),
            **beside,
        }
        content: dict[str, Any] = {"kind": kind, "platform": platform.strip()}
        if called.strip():
            content["platform_name"] = {language(): called.strip()}
        _save(name or path.stem[:30], content | _given(said_so), fields)


def _fields(table: dict[str, Any], kind: str, place: str) -> dict[str, str]:
    """The field chosen for each column (its heading, or its place where it has none), the proposed one at first."""
    words = {field: column_word(field) for field in KINDS[kind].fields}
    offered = sorted(words, key=words.__getitem__)
    samples = list(zip(*table["sample"], strict=False))
    chosen = {}
    for index in range(len(table["header"])):
        header = label_of(table["header"], index)
        values, field = st.columns([3, 2], vertical_alignment="center")
        seen = " · ".join(str(cell) for cell in samples[index][:3] if cell) if index < len(samples) else ""
        values.markdown(f"**{plain(table['header'][index] or header)}**  \n{plain(seen)}")
        proposed = table["proposed_by_kind"][kind].get(header)
        key = f"field-{place}-{kind}-{index}"
        st.session_state.setdefault(key, proposed if proposed in offered else None)
        chosen[header] = choose(
            field.selectbox,
            plain(header),
            offered,
            key,
            index=None,
            format_func=lambda name: f"{words[name]} ({name})",
            placeholder=_("not used"),
            label_visibility="collapsed",
        )
    return {header: field for header, field in chosen.items() if field}


def _named(fields: Sequence[str]) -> str:
    """Fields as the boxes call them."""
    return ", ".join(f"{column_word(field)} ({field})" for field in fields)


def _given(choices: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in choices.items() if value}


def _save(name: str, content: dict[str, Any], fields: dict[str, str]) -> None:
    content["columns"] = {field: [header] for header, field in fields.items()}
    try:
        saved = save_mapping(name.strip(), content)
    except CasewatchError as error:
        st.error(sentence(error))
        return
    st.toast(_("Saved as {file}.").format(file=plain(saved.name)))
    st.rerun()
