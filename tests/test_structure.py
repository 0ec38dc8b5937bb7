"""What must hold of the code as a whole: imports run one way, pages are short, every text is translated."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from analytics.settings import ROOT

LAYERS = ["demo", "analytics", "ui", "pages", "app"]  # each may import itself and those before it
STAGES = [
    {"calendars", "errors", "literals", "progress", "schema", "section"},
    {"assessment_rules", "bulletin_settings", "ladder", "reminder_settings"},
    {"failures", "settings"},
    {"languages"},
    {"clock"},
    {"exports"},
    {"figures"},
    {"warehouse"},
    {"register"},
    {"snapshot"},
    {"case", "comparison", "documents", "findings", "ratings", "reminders"},
    {"orders"},
    {"assessment", "bulletins"},
    {"review"},
    {"commands"},
    {"__main__"},
]
"""The stages of a row's journey: what stands in one may import those before it, not those after it or beside it."""
AGAINST_THE_STREAM = {
    ("warehouse/imports.py", "snapshot"),  # an import or its undoing ends with the publishing of what is kept now
    ("warehouse/inbox.py", "snapshot"),  # a night's imports are published once
}
NAMED_AFTER_THEIR_SCREEN_OR_COMMAND = {"pages", "tests", "benchmarks", "analytics/commands"}
SAME_NAMES = {
    "attention.py": {"analytics/comparison", "ui/figures"},
    "catalogue.py": {"analytics/figures", "analytics/findings", "demo"},
    "chance.py": {"analytics/comparison", "ui/charts"},
    "manifest.py": {"analytics/warehouse", "demo"},
}
"""Names that two folders have on purpose: what is computed and how it is drawn; a listing has its view's rows, the .sql
files of lists/ their cohort's name from views/."""
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


def modules(layer):
    if layer == "app":
        return [ROOT / "app.py", ROOT / "serve.py"]
    return sorted((ROOT / layer).rglob("*.py"))


def analytics_imports(file):
    """The modules of analytics that a file imports, as paths below analytics/ without suffix."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "analytics":
            parts = node.module.split(".")[1:]
            yield from (["/".join(parts)] if parts else [alias.name for alias in node.names])
        elif isinstance(node, ast.Import):
            yield from (
                "/".join(alias.name.split(".")[1:]) for alias in node.names if alias.name.startswith("analytics.")
            )


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


def test_a_stage_of_a_rows_journey_imports_only_those_before_it():
    place = {name: stage for stage, names in enumerate(STAGES) for name in names}
    wrong = set()
    for file in modules("analytics"):
        path = file.relative_to(ROOT / "analytics")
        own = path.with_suffix("").parts[0]
        for name in {module.split("/")[0] for module in analytics_imports(file)} - {own}:
            if own != "__init__" and place[name] >= place[own]:
                wrong.add((path.as_posix(), name))
    assert wrong == AGAINST_THE_STREAM


def test_no_two_modules_of_the_numbers_import_each_other():
    files = {file.relative_to(ROOT / "analytics").with_suffix("").as_posix(): file for file in modules("analytics")}
    wanted = {name: {other for other in analytics_imports(file) if other in files} for name, file in files.items()}
    ready: set[str] = set()
    while free := {name for name, others in wanted.items() if name not in ready and others <= ready}:
        ready |= free
    assert set(wanted) - ready == set()


def test_a_name_says_its_layer():
    """No two files of the same name, but a page, a command or a test may be called what its subject is called."""
    places: dict[str, set[str]] = {}
    for suffix in ("py", "sql", "toml"):
        for top in ("analytics", "demo", "ui", "data/mappings"):
            for file in sorted((ROOT / top).rglob(f"*.{suffix}")):
                folder = file.parent.relative_to(ROOT).as_posix()
                if file.stem.startswith("__") or folder in NAMED_AFTER_THEIR_SCREEN_OR_COMMAND:
                    continue
                places.setdefault(file.name, set()).add(folder)
    lists, views = "analytics/figures/lists", "analytics/figures/views"
    twice = {name: folders for name, folders in places.items() if len(folders) > 1 and folders != {lists, views}}
    assert twice == SAME_NAMES


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


def test_what_streamlit_draws_anew_by_itself_says_its_failures_too():
    """A fragment runs without the entry script round it, so it brings `helpful` along."""
    fragments = [
        (file.name, function)
        for layer in ("ui", "pages", "app")
        for file in modules(layer)
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        and any("st.fragment" in ast.unparse(mark) for mark in function.decorator_list)
    ]
    assert fragments
    body = {
        (file, function.name): [part for part in function.body if not isinstance(part, ast.Expr)]
        for file, function in fragments
    }
    assert not [
        place
        for place, parts in body.items()
        if not ast.unparse(parts[0]).startswith("with helpful()") or len(parts) > 1
    ]
