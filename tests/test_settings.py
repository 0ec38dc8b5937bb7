"""Settings: each is read somewhere, a snapshot keeps those it was computed with, a change is said to wait."""

import re

import pytest
from pydantic import BaseModel

from analytics.errors import SettingsError
from analytics.ladder import Ladder
from analytics.settings import (
    PRESETS,
    ROOT,
    Deadline,
    Findings,
    Imports,
    Lights,
    Limits,
    Ranking,
    Settings,
    Targets,
    load_settings,
)
from tests.warehouses import cases_of


def keys(model=Settings, within=()):
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from keys(field.annotation, (*within, name))
        else:
            yield (*within, name)


KEYS = [".".join(key) for key in keys()]


def sources(*patterns):
    for layer in ("analytics", "ui", "pages"):
        for pattern in patterns:
            for file in (ROOT / layer).rglob(pattern):
                if file != ROOT / "analytics" / "settings.py":
                    yield file.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", [key for key in KEYS if not key.startswith("findings.")])
def test_a_setting_is_read_somewhere(key):
    # two are read through a property of the settings themselves
    section, name = {
        "calendar_overrides": ("settings", "overrides_path"),
        "lights.presets": ("lights", "rules"),
    }.get(key, ("settings", *key.split("."))[-2:])
    # as settings.limits.message_days, or limits.message_days of what was named limits
    assert any(re.search(rf"\b{section}(\(\))?\.{name}\b", text) for text in sources("*.py"))


@pytest.mark.parametrize("name", Findings.model_fields)
def test_a_threshold_of_findings_is_read_by_a_query(name):
    ways = (f"{name}()", f"getvariable('{name}')")  # as a query asks, or while the snapshot is derived
    assert any(way in text for text in sources("*.sql") for way in ways), name


def test_the_file_holds_the_defaults_and_every_key():
    assert load_settings() == Settings()
    text = (ROOT / "settings.toml").read_text(encoding="utf-8")
    assert [key for key in KEYS if key.split(".")[-1] not in text] == []


def test_a_key_that_nobody_knows_is_refused(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("[limits]\nmessage_day = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"limits\.message_day"):
        load_settings(file)


def test_a_snapshot_tells_the_rules_it_was_computed_with(tmp_path):
    settings = Settings(lights=Lights(preset="share"), limits=Limits(message_days=5))
    snapshot = cases_of(tmp_path, [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10)], settings=settings)
    assert snapshot.rules == settings


def test_a_snapshot_of_an_earlier_version_has_the_defaults_for_what_it_did_not_know():
    kept = {"city": "包头市", "assessment": {"case": 1}, "limits": {"message_days": 5, "forgotten": 1}}
    assert Settings.as_computed(kept) == Settings(limits=Limits(message_days=5))


@pytest.mark.parametrize(
    ("changed", "waiting"),
    [
        (Settings(), ()),
        (Settings(deadline=Deadline(leads="platform")), ("deadline.leads",)),
        (Settings(limits=Limits(message_days=5, days_per_month=31)), ("limits.message_days", "limits.days_per_month")),
        (Settings(ranking=Ranking(confidence=0.9)), ("ranking.confidence",)),
        (Settings(findings=Findings(burst_cases=5)), ("findings.burst_cases",)),
        (Settings(lights=Lights(preset="share")), ("lights.preset",)),
        (Settings(calendar="CN-NM"), ("calendar",)),
        (Settings(ladder=Ladder(cases=())), ("ladder.cases",)),
        # a line in a chart, a limit on files: these hold at once
        (Settings(targets=Targets(overdue_rate=0.5), imports=Imports(max_columns=9)), ()),
    ],
)
def test_what_waits_for_the_next_publish_is_named(changed, waiting):
    assert changed.waiting_beside(Settings()) == waiting


def test_a_rule_of_another_preset_does_not_wait():
    other = Lights(presets={**PRESETS, "share": PRESETS["last-day"]})
    assert Settings(lights=other).waiting_beside(Settings()) == ()
    same = Lights(presets={**PRESETS, "inner-mongolia": PRESETS["last-day"]})
    assert Settings(lights=same).waiting_beside(Settings()) == ("lights.presets.inner-mongolia",)
