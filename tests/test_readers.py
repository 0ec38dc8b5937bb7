"""Readers and writers: an import never disturbs a reader, writers queue, and old snapshots go only when nobody needs them."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import filelock
import pytest

from analytics.errors import WarehouseBusy
from analytics.settings import ROOT, Imports, Settings, Snapshots
from analytics.snapshot.opened import Snapshot, current_snapshot_file, open_snapshot
from analytics.warehouse.imports import import_file, undo_import
from analytics.warehouse.manifest import list_imports
from tests.test_state import week
from tests.warehouses import write_csv

DAY = 86400
HEADER = ("办件编号", "受理单位", "受理时间", "办结时间", "承诺时限")


def snapshots(warehouse: Path) -> set[str]:
    return {file.name for file in (warehouse / "snapshots").glob("*.duckdb")}


def export_of(folder: Path, cases: int) -> Path:
    """An export that alone makes so many cases, all of one unit."""
    rows = [(f"A{number}", "甲局", "2026-10-12", None, 5) for number in range(cases)]
    return write_csv(folder / f"{cases}-cases-20261012.csv", HEADER, rows)


@pytest.mark.slow
def test_a_reader_never_sees_an_error_or_a_mixed_state(tmp_path):
    """Imports and undos go on while readers open whatever is published; snapshots are forgotten at once (keep_days 0).

    Every snapshot holds 1 to 4 x 10 cases, and says in three ways how many.
    """
    warehouse, settings = tmp_path / "warehouse", Settings(snapshots=Snapshots(keep_days=0))
    exports = [export_of(tmp_path, cases) for cases in (10, 20, 30, 40)]
    import_file(exports[0], warehouse, settings)
    stop, faults, seen, reads = threading.Event(), [], set(), [0]

    def read() -> None:
        while not stop.is_set():
            try:
                snapshot = open_snapshot(warehouse)
                scope = snapshot.everything()
                (flow,) = snapshot.records("flow", scope)
                (lights,) = snapshot.records("lights", scope)
                counts = {snapshot.count("cases", scope), flow["accepted"], sum(lights[key] for key in ("green", "yellow", "red", "paused"))}  # fmt: skip
                assert len(counts) == 1, counts
                assert snapshot.file.stem == snapshot.id
                seen.add(*counts)
                reads[0] += 1
                snapshot.close()
            except BaseException as error:  # told below; a thread's own exception would only be printed
                faults.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for export in exports[1:]:
        import_file(export, warehouse, settings)
    for manifest in list_imports(warehouse)[:0:-1]:
        undo_import(manifest.id, warehouse, settings)
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert len(seen) > 2
    assert seen <= {10, 20, 30, 40}
    assert reads[0] > 10


def test_a_snapshot_deleted_between_pointer_and_opening_is_no_error(tmp_path, monkeypatch):
    """The reader has read the pointer; before it opens the file, another one is published and the old one deleted."""
    warehouse, settings = tmp_path / "warehouse", Settings(snapshots=Snapshots(keep_days=0))
    import_file(export_of(tmp_path, 1), warehouse, settings)
    slow = current_snapshot_file(warehouse)
    import_file(export_of(tmp_path, 2), warehouse, settings)
    os.utime(slow, (0, 0)) if slow.exists() else None
    slow.unlink(missing_ok=True)
    told = iter([slow, current_snapshot_file(warehouse)])
    monkeypatch.setattr("analytics.snapshot.opened.current_snapshot_file", lambda _warehouse: next(told))
    snapshot = open_snapshot(warehouse)
    assert snapshot.count("cases", snapshot.everything()) == 2
    snapshot.close()


def test_an_open_snapshot_goes_on_answering_after_it_was_replaced_and_deleted(tmp_path):
    warehouse = tmp_path / "warehouse"
    import_file(export_of(tmp_path, 1), warehouse, Settings())
    reader = open_snapshot(warehouse)
    import_file(export_of(tmp_path, 2), warehouse, Settings())
    reader.file.unlink()
    assert reader.count("cases", reader.everything()) == 1
    reader.close()


def test_a_second_import_waits_for_the_first_and_says_so(tmp_path):
    warehouse, told = tmp_path / "warehouse", []
    warehouse.mkdir()
    lock = filelock.FileLock(warehouse / "lock")
    lock.acquire()
    second = threading.Thread(
        target=lambda: import_file(
            export_of(tmp_path, 1), warehouse, Settings(), progress=lambda step, _share: told.append(step)
        )
    )
    second.start()
    deadline = time.monotonic() + 30
    while "waiting" not in told and time.monotonic() < deadline:
        time.sleep(0.01)
    assert told[-1] == "waiting"  # it was read meanwhile
    assert list_imports(warehouse) == []
    lock.release()
    second.join()
    assert len(list_imports(warehouse)) == 1


def test_imports_at_once_all_arrive(tmp_path):
    warehouse = tmp_path / "warehouse"
    threads = [
        threading.Thread(target=import_file, args=(export, warehouse, Settings())) for export in week(tmp_path)[:3]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    snapshot = open_snapshot(warehouse)
    assert set(snapshot.imports) == {manifest.id for manifest in list_imports(warehouse)}
    assert len(snapshot.imports) == 3
    snapshot.close()


def test_a_writer_that_waited_too_long_is_told_who_is_busy(tmp_path):
    warehouse = tmp_path / "warehouse"
    warehouse.mkdir()
    with (
        filelock.FileLock(warehouse / "lock"),
        pytest.raises(WarehouseBusy, match="Another import has been writing"),
    ):
        import_file(export_of(tmp_path, 1), warehouse, Settings(imports=Imports(lock_timeout_seconds=0)))


def test_a_snapshot_is_kept_for_its_days_after_it_left_service(tmp_path):
    """In service for 20 days, replaced today: it is kept 14 days from today, not deleted at once."""
    warehouse = tmp_path / "warehouse"
    import_file(export_of(tmp_path, 1), warehouse, Settings())
    first = current_snapshot_file(warehouse)
    long_ago = time.time() - 20 * DAY
    os.utime(first, (long_ago, long_ago))
    import_file(export_of(tmp_path, 2), warehouse, Settings())
    assert first.exists()
    os.utime(first, (time.time() - 13 * DAY,) * 2)
    import_file(export_of(tmp_path, 3), warehouse, Settings())
    assert first.exists()
    os.utime(first, (time.time() - 15 * DAY,) * 2)
    import_file(export_of(tmp_path, 4), warehouse, Settings())
    assert not first.exists()
    assert len(snapshots(warehouse)) == 3


def test_the_current_snapshot_is_never_deleted_however_old(tmp_path):
    warehouse, settings = tmp_path / "warehouse", Settings(snapshots=Snapshots(keep_days=0))
    export = export_of(tmp_path, 1)
    import_file(export, warehouse, settings)
    os.utime(current_snapshot_file(warehouse), (0, 0))
    import_file(export, warehouse, settings)
    assert current_snapshot_file(warehouse).exists()


def test_an_undone_state_takes_the_snapshot_that_is_there(tmp_path):
    warehouse = tmp_path / "warehouse"
    import_file(export_of(tmp_path, 1), warehouse, Settings())
    before = current_snapshot_file(warehouse)
    inode = before.stat().st_ino
    second = import_file(export_of(tmp_path, 2), warehouse, Settings())
    undo_import(second.manifest.id, warehouse, Settings())
    assert current_snapshot_file(warehouse) == before
    assert before.stat().st_ino == inode
    assert Snapshot(before).imports == [list_imports(warehouse)[0].id]


def test_the_command_line_says_that_it_waits(tmp_path):
    """Into a log as well, where no bar is drawn."""
    warehouse, export = tmp_path / "warehouse", export_of(tmp_path, 1)
    warehouse.mkdir()
    lock = filelock.FileLock(warehouse / "lock")
    lock.acquire()
    command = [sys.executable, "-m", "analytics", "import", str(export), "--warehouse", str(warehouse)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=ROOT) as process:
        assert process.stderr is not None
        assert "waiting for another import" in process.stderr.readline()
        assert process.poll() is None
        lock.release()
    assert process.returncode == 0
    assert len(list_imports(warehouse)) == 1
