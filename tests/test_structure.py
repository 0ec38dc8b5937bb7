"""What must hold of the code as a whole: imports run one way, pages are short, every text is translated."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from analytics.settings import ROOT

LAYERS = ["demo", "analytics", "ui", "pages", "app"]  # each may import itself and those before it
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


def modules(layer):
    if layer == "app":
        return [ROOT / "app.py"]
    return sorted((ROOT / layer).rglob("*.py"))


def imported(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_run_one_way(layer):
    above = set(LAYERS[LAYERS.index(layer) + 1 :]) | {"tests", "benchmarks"}
    wrong = {str(file.relative_to(ROOT)): above & set(imported(file)) for file in modules(layer)}
    assert {file: names for file, names in wrong.items() if names} == {}


def test_the_numbers_do_without_streamlit():
    assert not [file for file in modules("analytics") if "streamlit" in set(imported(file))]


def test_a_page_reads_like_its_screen():
    for page in modules("pages"):
        text = page.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 100, page
        assert not any(word in text for word in ("SELECT ", "unsafe_allow_html", "#2f6db5")), page


def test_nothing_is_named_vaguely():
    files = [file for layer in LAYERS for file in modules(layer)] + sorted((ROOT / "tests").rglob("*.py"))
    assert not [file for file in files if file.stem in VAGUE]


def test_no_text_of_ours_is_shown_as_html():
    files = [file for layer in LAYERS for file in modules(layer)]
    assert not [file for file in files if "unsafe_allow_html" in file.read_text(encoding="utf-8")]


def test_no_text_hides_from_the_collector_inside_an_f_string():
    files = [file for layer in LAYERS for file in modules(layer)]
    trees = {file: ast.walk(ast.parse(file.read_text(encoding="utf-8"))) for file in files}
    calls = [(file, call) for file, tree in trees.items() for text in tree if isinstance(text, ast.JoinedStr)
             for call in ast.walk(text) if isinstance(call, ast.Call)]  # fmt: skip
    assert not [file for file, call in calls
                if getattr(call.func, "id", "") in ("_", "N_") and isinstance(call.args[0], ast.Constant)]  # fmt: skip


@pytest.mark.parametrize("catalogue", sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po")), ids=str)
def test_every_text_is_translated_and_no_placeholder_is_lost(catalogue, tmp_path):
    template = tmp_path / "texts.pot"
    extract = ["extract", "-F", "babel.cfg", "-k", "_", "-k", "N_", "--no-location", "-o", str(template), "."]
    pybabel = Path(sys.executable).parent / "pybabel"
    subprocess.run([str(pybabel), "-q", *extract], cwd=ROOT, check=True, capture_output=True)
    with template.open("rb") as texts, catalogue.open("rb") as translated:
        wanted = {message.id for message in read_po(texts) if message.id}
        known = {message.id: message for message in read_po(translated) if message.id and message.string}
    assert sorted(wanted - set(known)) == []
    for text in wanted:
        assert set(placeholders(text)) == set(placeholders(known[text].string)), text


def placeholders(text):
    return [part.split("}")[0].split(":")[0] for part in text.split("{")[1:]]
