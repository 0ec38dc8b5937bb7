"""Nothing is published that breaks a rule: the sentence names rule, rows, import and way out, and the last figures stay."""

from __future__ import annotations

import shutil

import pytest

from analytics.errors import ChecksFailed
from analytics.settings import Settings
from analytics.snapshot import checking, reference
from analytics.snapshot.opened import open_snapshot
from analytics.snapshot.publish import publish
from analytics.warehouse.imports import import_file, undo_import
from analytics.warehouse.manifest import list_imports
from tests.warehouses import CASES, cases_of, write_csv


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
