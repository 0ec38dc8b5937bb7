"""Nothing is published that breaks a rule: the sentence names rule, rows, import and way out, and the last figures stay."""

from __future__ import annotations

import shutil
from datetime import date, datetime

import pytest

from analytics.errors import ChecksFailed
from analytics.settings import Settings
from analytics.snapshot import checking, reference
from analytics.snapshot.checking import checks, run_checks
from analytics.snapshot.opened import open_snapshot
from analytics.snapshot.publish import publish
from analytics.warehouse.imports import import_file, undo_import
from analytics.warehouse.manifest import list_imports
from tests.spec.world import ExportTold, Sheet, build_world
from tests.warehouses import CASES, cases_of, write_csv

SABOTAGE = {
    "area_aliases": "INSERT INTO area_aliases VALUES ('东河', '150202'), ('东河', '150203')",
    "area_codes": "INSERT INTO areas VALUES ('150202', '别区')",
    "case_keys": "INSERT INTO case_rows FROM case_rows LIMIT 1",
    "case_rows_apart": "UPDATE case_rows SET stands_from = DATE '2026-03-04' WHERE case_no = 'G' AND is_last",
    "cases_conserved": "DELETE FROM case_rows WHERE case_no = 'A'",
    "event_keys": "INSERT INTO event_rows FROM event_rows LIMIT 1",
    "item_keys": "INSERT INTO item_rows FROM item_rows LIMIT 1",
    "item_versions_apart": "UPDATE item_rows SET valid_to = DATE '2026-02-02' WHERE valid_to = DATE '2026-02-01'",
    "known_calendars": "UPDATE import_parts SET calendar = 'XX'",
    "message_keys": "INSERT INTO message_rows FROM message_rows LIMIT 1",
    "messages_conserved": "DELETE FROM message_rows",
    "one_last_row": "UPDATE case_rows SET is_last = FALSE WHERE case_no = 'A'",
    "pause_span_keys": "INSERT INTO pause_spans FROM pause_spans LIMIT 1",
    "pause_spans_apart": "UPDATE pause_spans SET end_on = DATE '2026-03-12'",
    "rating_keys": "INSERT INTO rating_rows FROM rating_rows LIMIT 1",
    "unit_aliases": "INSERT INTO unit_spellings VALUES ('甲局', '某局', '150202'), ('乙局', '某局', '150202')",
    "unit_spellings": "INSERT INTO unit_names FROM unit_names LIMIT 1",
}
"""For each check, what breaks its rule."""


@pytest.fixture
def derived(tmp_path):
    at = datetime(2026, 3, 2)
    place = {"unit_name": "甲局", "region_code": "150202"}
    pause = {"case_no": "A", "pause_kind": "检测"}
    events = [(3, 2), (11, 4), (12, 9)]  # closed, and closed again: two rows
    sheets = [
        Sheet("cases", "nmg", rows=[{"case_no": "A", "accepted_at": at, "promised_limit": 20.0, "promised_unit": "working", **place}]),
        Sheet("events", "gcjs", rows=[
            {"case_no": "G", "status_code": str(code), "status_at": datetime(2026, 3, day), **place} for code, day in events
        ]),
        Sheet("pauses", "nmg", rows=[
            {**pause, "pause_start": datetime(2026, 3, 3), "pause_end": datetime(2026, 3, 5)},
            {**pause, "pause_start": datetime(2026, 3, 10), "pause_end": datetime(2026, 3, 11)},
        ]),
        Sheet("messages", "nmg", rows=[{"message_no": "M", "asked_at": at, **place}]),
        Sheet("ratings", "nmg", rows=[{"case_no": "A", "rated_at": at, "level": 1, **place}]),
        Sheet("items", "nmg", rows=[
            {"item_code": "X", "effective_on": date(2026, month, 1), **place} for month in (1, 2)
        ]),
    ]  # fmt: skip
    snapshot = build_world(
        [ExportTold("export.csv", date(2026, 4, 1), date(2026, 4, 1), sheets)], Settings(), kept=tmp_path
    )
    yield snapshot.connection
    snapshot.close()


def test_every_check_is_tried():
    assert {check.name for check in checks()} == set(SABOTAGE)


@pytest.mark.parametrize("name", sorted(SABOTAGE))
def test_a_broken_rule_is_found_and_named(derived, monkeypatch, name):
    run_checks(derived, [])
    (check,) = [check for check in checks() if check.name == name]
    monkeypatch.setattr(checking, "checks", lambda: [check])
    derived.execute(SABOTAGE[name])
    with pytest.raises(ChecksFailed) as stopped:
        run_checks(derived, [])
    assert check.rule in str(stopped.value)
    assert check.mend in str(stopped.value)


def test_an_alias_of_two_areas_stops_the_publish_and_the_last_figures_stay(tmp_path, monkeypatch):
    row = ("BT-1", "A", "甲局", "2026-03-02", "2026-03-09", 5, 10)
    before = cases_of(tmp_path, [row])
    before.close()
    own = tmp_path / "reference"
    shutil.copytree(reference.REFERENCE, own)
    areas = (own / "areas.csv").read_text(encoding="utf-8")
    (own / "areas.csv").write_text(f"{areas.rstrip()}\n150299,新区,东河区\n", encoding="utf-8")
    monkeypatch.setattr(reference, "REFERENCE", own)
    settings = Settings.model_validate({"limits": {"message_days": 4}})
    with pytest.raises(ChecksFailed, match=r"东河区 = 150202, 150299.*areas\.csv.*publish"):
        publish(tmp_path / "warehouse", settings)
    assert open_snapshot(tmp_path / "warehouse").id == before.id


def test_the_sentence_names_the_import_and_undoing_it_is_the_way_out(tmp_path, monkeypatch):
    first = cases_of(tmp_path, [("BT-1", "A", "甲局", "2026-03-02", "2026-03-09", 5, 10)])
    first.close()
    check = checking.Check(
        "late", "no case is accepted in April", "Undo it.",
        "SELECT case_no AS what, import_id FROM case_rows WHERE accepted_on >= DATE '2026-04-01'",
    )  # fmt: skip
    monkeypatch.setattr(checking, "checks", lambda: [check])
    later = write_csv(tmp_path / "april.csv", CASES, [("BT-2", "A", "甲局", "2026-04-02", None, 5, 10)])
    with pytest.raises(ChecksFailed, match=r"no case is accepted in April.*BT-2.*april\.csv"):
        import_file(later, tmp_path / "warehouse", Settings())
    assert open_snapshot(tmp_path / "warehouse").id == first.id
    (kept,) = [manifest for manifest in list_imports(tmp_path / "warehouse") if manifest.file == "april.csv"]
    undo_import(kept.id, tmp_path / "warehouse", Settings())
    assert open_snapshot(tmp_path / "warehouse").id == first.id
