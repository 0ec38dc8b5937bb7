"""A published snapshot that a disk has damaged."""

import pytest

from analytics.errors import SnapshotBroken
from analytics.settings import Settings
from analytics.snapshot.opened import current_snapshot_file, open_snapshot
from analytics.snapshot.publish import publish
from tests.warehouses import CASES, warehouse_of, write_csv


def test_a_damaged_snapshot_is_said_so_and_built_again(tmp_path):
    warehouse = tmp_path / "warehouse"
    warehouse_of(
        tmp_path, write_csv(tmp_path / "a.csv", CASES, [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10)])
    ).close()
    file = current_snapshot_file(warehouse)
    file.write_bytes(b"rubbish" * 1000)
    with pytest.raises(SnapshotBroken, match="analytics publish"):
        open_snapshot(warehouse)
    publish(warehouse, Settings())
    assert open_snapshot(warehouse).count("cases", open_snapshot(warehouse).everything()) == 1
