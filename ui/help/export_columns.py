"""What columns an export of each kind needs, and a template of it to download."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.exports.template import template
from analytics.exports.template_columns import NEEDS, template_columns
from analytics.schema import KINDS
from ui.shell.choosing import choose
from ui.shell.wording import _, language
from ui.shell.words import value_word
from ui.tables.downloads import download

_TABLE = 560  # pixels: higher than most kinds, scrolled for the cases


def export_columns() -> None:
    """Choose a kind; its columns, the needed ones first, and its template."""
    st.session_state.setdefault("template-kind", next(iter(KINDS)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = choose(
            st.segmented_control,
            _("Kind of rows"),
            list(KINDS),
            "template-kind",
            format_func=partial(value_word, "kind"),
            required=True,
        )
        download(
            _("Template (XLSX)"),
            partial(template, kind, language()),
            _("{kind}-template.xlsx").format(kind=value_word("kind", kind)),
            f"template-{kind}",
            icon=":material/download:",
        )
    columns = template_columns(kind, language())
    st.dataframe(
        [
            {
                _("Column"): column.header,
                _("Needed?"): _(NEEDS[column.need]),
                _("What it means"): column.meaning,
                _("How it may be written"): column.written,
                _("Also known as"): ", ".join(column.also),
                _("Field"): column.field,
            }
            for column in columns
        ],
        hide_index=True,
        height=min(_TABLE, 36 * (len(columns) + 1)),
    )
    st.caption(
        _(
            "Useful columns carry figures: without them a part stays empty and says so. Other columns do no harm; an export "
            "needs no template, its own headers are recognised."
        )
    )
    st.caption(
        _("On the command line: {command}").format(command=f"`python -m analytics template {kind} --out FILE.xlsx`")
    )


def export_columns_folded() -> None:
    """The same in a fold, for the page on which exports arrive."""
    with st.expander(_("Which columns does an export need?"), icon=":material/table_view:", on_change="rerun") as fold:
        if getattr(fold, "open", True):
            export_columns()
