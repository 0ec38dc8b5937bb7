"""No page hands a text of an export to Markdown as it came: every mark in it is escaped, in headings, notes and labels."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from analytics.settings import ROOT
from tests.markup_world import FILE, MARKUP, number, planted
from ui.shell.wording import SEVERED, chart_text, plain

OPENED = [
    ("overview", {}),
    ("time_limits", {}),
    ("overdue", {}),
    ("overdue", {"unit": MARKUP[0], "area": MARKUP[0]}),
    ("overdue", {"unit": "*nobody* <b>", "asof": "[x](y)", "period": ":smile:"}),
    ("messages", {}),
    ("findings", {}),
    ("findings", {"finding": "rewritten_deadlines"}),
    ("case", {"case": number(3, 1)}),
    ("case", {"case": number(14, 0)}),
    ("case", {"case": "evil"}),
    ("case", {"case": "*none* [x](y)"}),
    ("imports", {}),
    ("definitions", {"figure": "overdue_rate", "section": "4"}),
    ("definitions", {"figure": "*x* :smile:", "section": "_4_", "find": "<b>**nothing**"}),
]
ASKED = tuple(text for _page, query in OPENED for text in query.values())
MARKED = [text for text in (*MARKUP, FILE, *ASKED) if plain(text) != text and not re.fullmatch(r"[\w-]+", text)]
LABELS = ("label", "body", "help", "placeholder_markdown")
OWN_LINK = re.compile(r"(?<=\])\((case|definitions)\?[^\s)]*\)")  # keeps the filters, percent-encoded
SHOWN_TO_THE_LETTER = (
    "multiselect",
    "selectbox",
    "text_input",
    "code",
    "date_input",
    "arrow_data_frame",
    "plotly_chart",
)
"""Elements whose values Streamlit shows as they are; their labels are Markdown like all others."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return planted(tmp_path_factory.mktemp("markup"))


def markdown_of(app):
    """Every text that the page gives to Markdown: bodies, labels, tooltips, options of buttons."""
    texts = []
    waiting = [app._tree]
    while waiting:
        node = waiting.pop()
        waiting += getattr(node, "children", {}).values()
        proto = getattr(node, "proto", None)
        if proto is not None:
            texts += [getattr(proto, name) for name in LABELS if isinstance(getattr(proto, name, None), str)]
            if getattr(node, "type", "") not in SHOWN_TO_THE_LETTER:
                texts += [option.content for option in getattr(proto, "options", ()) if hasattr(option, "content")]
    return texts


def left_raw(body):
    """The texts that a body shows and that stand in it otherwise than `plain` writes them."""
    for text in sorted(MARKED, key=len, reverse=True):
        body = body.replace(plain(text), "")
    shown = body.replace(":small[]", "").replace("\\", "")
    return [text for text in MARKED if set(text) - {"*"} and text.replace("\\", "").strip() in shown]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "query"), OPENED)
def test_no_text_of_an_export_is_given_to_markdown_as_it_came(warehouse, monkeypatch, name, query, language):
    monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in {"lang": language, "asof": "2026-03-31", **query}.items():
        app.query_params[key] = value
    if name != "overview":
        app.switch_page(f"pages/{name}.py")
    app.run()
    assert not app.exception
    given = [OWN_LINK.sub("", body) for body in markdown_of(app)]
    assert len(given) > 10
    raw = [(text, body) for body in given for text in left_raw(body)]
    assert raw == []


def test_every_mark_is_escaped_and_what_streamlit_would_find_is_severed():
    assert plain("**局** [a](b) $x$ &amp; `c`") == "\\*\\*局\\*\\* \\[a\\]\\(b\\) \\$x\\$ \\&amp; \\`c\\`"
    for text in (
        "www.x.y",
        "http://x",
        "a@x.y",
        ":smile:",
        ":material/home:",
        ":streamlit:",
        "--",
        "->",
        "<-",
        ">=",
        "~=",
    ):
        assert plain(text).replace(SEVERED, "").replace("\\", "") == text
        assert plain(text).count(SEVERED) == 1
    assert plain("a\nb\r\n\u2028c") == "a b c"
    assert plain("\u3000局 \t") == "&#12288;局"
    assert plain("") == plain(" \t\n") == ""


def test_a_chart_draws_no_html_of_a_text():
    assert chart_text("<b>&amp;</b>") == "&lt;b&gt;&amp;amp;&lt;/b&gt;"
