"""What a publish has proved byte for byte is not read again until somebody touches it, or some days have passed."""

import json
import os
from datetime import date, timedelta

import pytest

from analytics.settings import Settings
from analytics.snapshot.examined import examine
from analytics.snapshot.publish import publish
from analytics.warehouse import damage, kept_files
from analytics.warehouse.imports import import_file
from analytics.warehouse.manifest import list_imports
from analytics.warehouse.proved import Proved
from tests.warehouses import CASES, write_csv


@pytest.fixture
def warehouse(tmp_path):
    for number in range(3):
        file = write_csv(tmp_path / f"{number}.csv", CASES, [(f"BT-{number}", "A", "甲局", "2026-03-02", None, 5, 10)])
        import_file(file, tmp_path / "warehouse", Settings())
    return tmp_path / "warehouse"


@pytest.fixture
def hashed(monkeypatch):
    """The files whose every byte is read."""
    files = []
    real = kept_files.fingerprint_of
    monkeypatch.setattr(kept_files, "fingerprint_of", lambda file: files.append(file) or real(file))
    return files


def rows(warehouse):
    return sorted((warehouse / "imports").glob("*/rows-1.parquet"))


def test_a_second_publish_reads_no_byte_of_what_the_first_has_proved(warehouse, hashed):
    publish(warehouse, Settings())
    assert hashed == []


def test_an_examination_reads_every_byte(warehouse, hashed):
    assert [each for each in examine(warehouse) if each.state == "damaged"] == []
    assert sorted(hashed) == rows(warehouse)


def test_bytes_changed_behind_the_same_size_and_time_are_found_by_the_next_publish(warehouse):
    file = rows(warehouse)[1]
    was, told = file.read_bytes(), file.stat()
    file.write_bytes(was[:-1] + bytes([was[-1] ^ 1]))
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    publish(warehouse, Settings())
    found = damage.survey(warehouse)
    assert [each.import_id for each in found.damaged] == [file.parent.name]


def test_what_nobody_touched_is_proved_again_after_a_week_and_when_the_clock_was_put_back(warehouse):
    manifest = list_imports(warehouse)[0]
    assert Proved(warehouse).still(manifest)
    assert Proved(warehouse, date.today() + timedelta(days=6)).still(manifest)
    assert not Proved(warehouse, date.today() + timedelta(days=7)).still(manifest)
    assert not Proved(warehouse, date.today() - timedelta(days=1)).still(manifest)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"X": 1}', "null", json.dumps({"a": {"day": 5}})])
def test_a_note_that_cannot_be_read_only_means_that_all_is_proved_again(warehouse, hashed, content):
    (warehouse / "proved.json").write_text(content)
    publish(warehouse, Settings())
    assert sorted(hashed) == rows(warehouse)
    hashed.clear()
    publish(warehouse, Settings())
    assert hashed == []
