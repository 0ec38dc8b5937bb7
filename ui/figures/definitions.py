"""The Definitions page: every figure from its own file, searched and grouped; one of them open by a link."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import streamlit as st

from analytics.figures.catalogue import Figure, by_subject, catalogue, refused
from analytics.figures.groupings import GROUPINGS
from analytics.figures.old_names import OLD_NAMES
from analytics.figures.scope import Scope
from analytics.figures.writing import written
from ui.figures.law_book_pages import cited_passages, source_link
from ui.shell.data import snapshot
from ui.shell.folding import fold, in_tabs
from ui.shell.links import definition_link
from ui.shell.wording import _, figure_name, language, plain, sentence
from ui.shell.words import FILTER_NAMES, value_word

__all__ = ["Words", "definition_link", "figure_list", "in_words", "linked_figure"]


class Words(NamedTuple):
    """A figure's own words in one language."""

    name: str
    definition: str
    cohort: str
    unit: str


def in_words(figure: Figure) -> Words:
    """A figure in the language in force: Chinese where its file has it."""
    chinese = language() == "zh"
    return Words(
        figure_name(figure.name, figure.name_zh),
        (chinese and figure.definition_zh) or figure.definition,
        (chinese and figure.cohort_zh) or figure.cohort,
        (chinese and figure.unit_zh) or figure.unit,
    )


def linked_figure(scope: Scope) -> None:
    """The figure that the address names (?figure=overdue_rate), open on top."""
    key = st.query_params.get("figure")
    if not key:
        return
    if key in refused():
        st.warning(sentence(refused()[key]))
        return
    if key not in catalogue():
        st.warning(_("There is no figure {key}; all figures are listed below.").format(key=plain(key)))
        return
    with st.container(border=True, key="linked"):
        explained(catalogue()[key], scope, place="linked")


def figure_list(scope: Scope) -> None:
    """Every figure by subject, narrowed by the search box; each opens its definition."""
    sought = st.text_input(
        _("Search in names, definitions and SQL"),
        key="find",
        bind="query-params",
        type="search",
        placeholder=_("for example overdue"),
        width=420,
    )
    shown = {
        subject: [figure for figure in figures if _fits(figure, sought or "")]
        for subject, figures in by_subject().items()
    }
    for fault in refused().values():
        st.warning(sentence(fault))
    if not any(shown.values()):
        st.info(_("No figure contains “{sought}”.").format(sought=plain(sought)))
    for subject, figures in shown.items():
        if figures:
            st.subheader(f"{value_word('figure_subject', subject)} · {len(figures)}", anchor=subject)
        for figure in figures:
            fold(_label(figure), f"figure-{figure.key}", partial(explained, figure, scope, place="list"))


def _label(figure: Figure) -> str:
    other = figure.name if language() == "zh" else figure.name_zh
    return f"**{plain(in_words(figure).name)}** · {plain(other)} · `{figure.key}`"


def _fits(figure: Figure, sought: str) -> bool:
    texts = (figure.key, figure.sql, *_old_names(figure))
    return all(any(word in text.casefold() for text in texts) for word in sought.casefold().split())


def explained(figure: Figure, scope: Scope, place: str) -> None:
    """All that a figure's file says of it, its SQL as written and as it runs for the selection, its rows."""
    words = in_words(figure)
    other = figure.name if language() == "zh" else figure.name_zh
    st.subheader(f"{plain(words.name)} · {plain(other)}", anchor=figure.key if place == "linked" else False)
    lines = {
        _("Definition"): plain(words.definition),
        _("Formula"): f"`{figure.formula}`" if figure.formula else "",
        _("Cohort"): plain(words.cohort),
        _("Unit of measure"): plain(words.unit),
        _("Can be cut by"): _grouping_names(figure.by),
        _("Narrowed by"): ", ".join(_(FILTER_NAMES[name]) for name in figure.narrowed_by) or _("no filter"),
        _("Source"): source_link(figure.source),
        _("Key"): f"`{figure.key}`",
        _("Stands for"): f"`{figure.stands_for.words}`" if figure.stands_for else "",
        _("Other names"): ", ".join(f"`{name}`" for name in _old_names(figure)),
        _("Rows"): _rows_behind(figure),
    }
    st.markdown("  \n".join(f"{name}: {text}" for name, text in lines.items() if text))
    in_tabs(
        f"sql-{place}-{figure.key}",
        (_("SQL as written"), lambda: _sql(written(figure.key) if figure.stands_for else figure.body)),
        (_("SQL as it runs for this selection"), lambda: _sql(snapshot().sql(figure.key, scope))),
        (_("Law book"), lambda: cited_passages(figure.source)),
    )
    st.caption(_("On the command line: {command}").format(command=f"`python -m analytics query {figure.key}`"))


def _sql(sql: str) -> None:
    st.code(sql, language="sql")


def _grouping_names(by: tuple[str, ...]) -> str:
    named = [GROUPINGS[name] for name in by]
    return ", ".join(figure_name(grouping.name, grouping.name_zh) for grouping in named)


def _old_names(figure: Figure) -> list[str]:
    return [name for name, old in OLD_NAMES.items() if old.measure == figure.key and not figure.stands_for]


def _rows_behind(figure: Figure) -> str:
    if figure.rows is None or figure.rows not in catalogue():
        return ""
    listed = catalogue()[figure.rows]
    link = f"[{plain(in_words(listed).name)}]({definition_link(figure.rows)})"
    if figure.count is None:
        return link
    return link + _(", as many as {column} says").format(column=f"`{figure.count}`")
