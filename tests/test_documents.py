"""Documents keep up with the code: what they name exists, and every command, option and setting stands in them."""

import os
import re
import tomllib
from typing import Literal, get_args, get_origin

import pytest
import typer.main

from analytics.__main__ import app
from analytics.exports.recognising.mapping import Mapping
from analytics.settings import ROOT, Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAPPINGS = (ROOT / "docs" / "mappings.md").read_text(encoding="utf-8")
MAP = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
SOURCES = "\n".join(
    file.read_text(encoding="utf-8")
    for top in ("analytics", "ui", "demo")
    for file in sorted((ROOT / top).rglob("*.py"))
)
COMMANDS = typer.main.get_command(app).commands
EVERYWHERE = {"--help", "--format", "--warehouse"}


def marked(text):
    """What a document writes as code."""
    return re.findall(r"`([^`\n]+)`", text)


def is_path(name):
    return "/" in name or name.endswith((".py", ".toml", ".md", ".sql"))


def test_every_path_on_the_map_exists():
    assert [name for name in marked(MAP) if is_path(name) and not (ROOT / name).exists()] == []


def test_every_name_on_the_map_is_defined():
    names = [part for name in marked(MAP) if not is_path(name) for part in name.split(", ")]
    assert len(names) > 15
    assert [
        name for name in names if not re.search(rf"^(def|class) {name}\b|^{name}\b.*=", SOURCES, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("folder", ["analytics", "analytics/figures", "ui", "demo", "data", "docs", "pages", "."])
def test_the_drawn_tree_is_the_tree(folder):
    drawn = (ROOT / "docs" / "design.md").read_text(encoding="utf-8").split("```")[1]
    there = [
        entry.name for entry in os.scandir(ROOT / folder) if entry.is_dir() and not entry.name.startswith((".", "_"))
    ]
    made = {"warehouse", "samples", "inbox", "test-results"}
    assert [name for name in there if f"{name}/" not in drawn and name not in made] == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_stands_in_the_readme(name):
    assert re.search(rf"analytics {name}\b|`{name}\b", README), name
    options = {flag for option in COMMANDS[name].params for flag in option.opts if flag.startswith("--")}
    assert [flag for flag in sorted(options - EVERYWHERE) if flag not in README] == []


def test_every_environment_variable_stands_in_the_readme():
    named = set(re.findall(r"CASEWATCH_[A-Z]+", SOURCES))
    assert {name for name in named if name not in README} == set()


def test_every_key_of_a_mapping_file_is_documented():
    own = {"name"}  # the file's own
    first = "".join(line.split("|")[1] for line in MAPPINGS.splitlines() if line.startswith("|"))
    documented = {re.split(r"[.\]]", key.strip("["))[0] for key in marked(first)}
    assert documented == set(Mapping.model_fields) - own


def test_every_value_that_a_key_of_a_mapping_may_have_is_documented():
    values = [
        value
        for field in Mapping.model_fields.values()
        for each in (field.annotation, *get_args(field.annotation))
        if get_origin(each) is Literal
        for value in get_args(each)
    ]
    assert len(values) > 20
    assert [value for value in values if not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", MAPPINGS)] == []


NOT_SET_UP = {"reminders.mail", "reminders.wecom_app", "reminders.sms", "reminders.robots"}
"""Channels, which settings.toml shows behind marks: a bureau takes away those of the channels that it has."""


def test_the_settings_file_holds_every_key_with_its_default():
    told = tomllib.loads((ROOT / "settings.toml").read_text(encoding="utf-8"))
    assert Settings.model_validate(told) == Settings()
    assert _keys(told) | NOT_SET_UP == _keys(Settings().model_dump())
    text = (ROOT / "settings.toml").read_text(encoding="utf-8")
    assert {key for key in NOT_SET_UP if f"# [{key}]" not in text and f"# [[{key}]]" not in text} == set()


def _keys(tree, above=""):
    """The dotted keys of a tree; the presets of the light rules are the bureau's own."""
    keys = set()
    for key, value in tree.items():
        path = f"{above}{key}"
        keys |= _keys(value, f"{path}.") if isinstance(value, dict) and path != "lights.presets" else {path}
    return keys


@pytest.mark.parametrize(
    "document", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/map.md", "docs/design.md", "docs/mappings.md"]
)
def test_every_link_of_a_document_leads_to_a_file(document):
    place = ROOT / document
    links = re.findall(r"\]\(([^)#]+)", place.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (place.parent / link).exists()] == []
