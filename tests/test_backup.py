"""Backup and restore: the warehouse whole, while it is in use; every file proved before anything is changed."""

import io
import json
import os
import shutil
import subprocess
import tarfile
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.errors import BackupRefused, DiskFull
from analytics.findings.verdicts import record, verdicts
from analytics.settings import Settings
from analytics.snapshot.archive import INDEX, unpack, write_backup
from analytics.snapshot.examined import examine
from analytics.snapshot.opened import open_snapshot
from analytics.snapshot.restoring import restore
from analytics.warehouse.imports import import_file, undo_import
from analytics.warehouse.manifest import list_imports
from analytics.warehouse.places import DERIVED, KEPT
from tests.test_inbox_oddities import mounted
from tests.warehouses import CASES, write_csv


def export(file: Path, number: int) -> Path:
    return write_csv(file, CASES, [(f"BT-{number}", "A", "甲局", "2026-03-02", None, 5, 10)])


def cases(warehouse: Path) -> int:
    snapshot = open_snapshot(warehouse)
    try:
        return snapshot.count("cases", snapshot.everything())
    finally:
        snapshot.close()


def kept_bytes(warehouse: Path) -> dict[str, bytes]:
    """Every file that is kept for ever, by its place."""
    files = [file for name in KEPT for file in [warehouse / name, *(warehouse / name).rglob("*")]]
    return {file.relative_to(warehouse).as_posix(): file.read_bytes() for file in files if file.is_file() and file.name != "lock"}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, Path]:
    """A warehouse with two imports, one undone, and a verdict; and its backup."""
    folder = tmp_path_factory.mktemp("backup")
    warehouse = folder / "warehouse"
    for number in range(2):
        result = import_file(export(folder / f"{number}.csv", number), warehouse, Settings(), publishing=False)
    undo_import(result.manifest.id, warehouse, Settings())
    record(warehouse, "vanished", ["r1"], "confirmed", "me", "seen")
    write_backup(warehouse, folder / "backup.tar", Settings())
    return warehouse, folder / "backup.tar"


def test_a_restored_warehouse_is_the_same_to_the_byte(made, tmp_path):
    warehouse, backup = made
    restored = restore(backup, tmp_path / "w", Settings())
    assert (restored.imports, cases(tmp_path / "w")) == (2, 1)
    assert kept_bytes(tmp_path / "w") == kept_bytes(warehouse)
    assert [manifest.in_force for manifest in list_imports(tmp_path / "w")] == [True, False]
    assert verdicts(tmp_path / "w") == verdicts(warehouse)
    assert examine(tmp_path / "w") == []


def test_only_its_owner_can_read_a_backup(tmp_path, made):
    before = os.umask(0)
    try:
        write_backup(made[0], tmp_path / "b.tar", Settings())
        unpack(tmp_path / "b.tar", tmp_path / "unpacked")
        restore(tmp_path / "b.tar", tmp_path / "w", Settings())
    finally:
        os.umask(before)
    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600
    for folder in ("w", "unpacked"):
        assert [place for place in (tmp_path / folder).rglob("*") if place.stat().st_mode & 0o077] == []


def test_a_backup_while_imports_run_is_of_one_moment(made, tmp_path):
    """A restored state has every import whole, and as many as some moment had."""
    warehouse = shutil.copytree(made[0], tmp_path / "warehouse")
    files = [export(tmp_path / f"more{number}.csv", 10 + number) for number in range(3)]
    night = threading.Thread(target=lambda: [import_file(file, warehouse, Settings()) for file in files])
    night.start()
    backups = []
    while night.is_alive() or not backups:
        backups.append(write_backup(warehouse, tmp_path / f"{len(backups)}.tar", Settings()))
    night.join()
    assert [made_at.imports for made_at in backups] == sorted(made_at.imports for made_at in backups)
    last = len(backups) - 1
    restore(tmp_path / f"{last}.tar", tmp_path / "restored", Settings())
    assert [each for each in examine(tmp_path / "restored") if each.state == "damaged"] == []


def test_a_warehouse_that_holds_something_is_overwritten_only_when_asked_and_kept_aside(made, tmp_path):
    other = tmp_path / "other"
    import_file(export(tmp_path / "x.csv", 7), other, Settings())
    held = kept_bytes(other)
    with pytest.raises(BackupRefused, match="--overwrite"):
        restore(made[1], other, Settings())
    assert kept_bytes(other) == held
    restore(made[1], other, Settings(), overwrite=True)
    assert kept_bytes(other) == kept_bytes(made[0])
    (aside,) = other.glob(".replaced-*")
    assert {place: content for place, content in held.items() if place != "current"} == kept_bytes(aside)


def rewritten(backup: Path, target: Path, change) -> Path:
    """A backup with its members changed by `change`, which gets name and content and gives what takes their place."""
    with tarfile.open(backup) as source, tarfile.open(target, "w") as archive:
        for member in source:
            for name, content in change(member.name, source.extractfile(member).read()):
                told = tarfile.TarInfo(name)
                told.size = len(content)
                archive.addfile(told, io.BytesIO(content))
    return target


def with_index(**changes):
    """The index with other values."""

    def change(name, content):
        return [(name, json.dumps({**json.loads(content), **changes}).encode() if name == INDEX else content)]

    return change


def unlike(test, *instead):
    return lambda name, content: instead if test(name) else [(name, content)]


REWRITTEN = {
    "a file is missing": unlike(lambda name: name == "hash.key"),
    "a file is another": unlike(lambda name: name == "hash.key", ("hash.key", b"0" * 64)),
    "a file more": lambda name, content: [
        (name, content),
        *([("imports/x/rows.parquet", b"x")] if name == INDEX else []),
    ],
    "the index is missing": unlike(lambda name: name == INDEX),
    "the index is cut": unlike(lambda name: name == INDEX, (INDEX, b'{"files": ')),
    "the index is of a newer version": with_index(format=99),
    "the index lacks the files": with_index(files=None),
    "a path leads out": unlike(lambda name: name == "current", ("../current", b"x")),
    "a path is absolute": unlike(lambda name: name == "current", ("/tmp/current", b"x")),
    "a file twice": lambda name, content: [(name, content)] * (2 if name == "current" else 1),
}
SPOILED = {
    "empty": lambda content: b"",
    "cut in the middle": lambda content: content[: len(content) // 2],
    "cut at its end": lambda content: content[:-11_000],
    "one byte flipped": lambda content: content[:3000] + bytes([content[3000] ^ 1]) + content[3001:],
    "no archive": lambda content: b"PK\x03\x04" * 1000,
}


@pytest.mark.parametrize("kind", [*REWRITTEN, *SPOILED])
def test_a_damaged_backup_is_refused_and_nothing_is_changed(made, tmp_path, kind):
    other = tmp_path / "other"
    (other / "imports").mkdir(parents=True)
    spoiled = tmp_path / "spoiled.tar"
    if kind in REWRITTEN:
        rewritten(made[1], spoiled, REWRITTEN[kind])
    else:
        spoiled.write_bytes(SPOILED[kind](made[1].read_bytes()))
    with pytest.raises(BackupRefused, match="Nothing was changed"):
        restore(spoiled, other, Settings())
    assert kept_bytes(other) == {}
    assert {entry.name for entry in other.iterdir()} <= KEPT | DERIVED


def test_links_and_devices_in_an_archive_are_refused(tmp_path):
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        link = tarfile.TarInfo("current")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(BackupRefused, match="no backup of a warehouse"):
        restore(tmp_path / "b.tar", tmp_path / "w", Settings())


def test_a_backup_of_nothing_or_over_something_is_refused(made, tmp_path):
    with pytest.raises(BackupRefused, match="no warehouse"):
        write_backup(tmp_path / "none", tmp_path / "b.tar", Settings())
    (tmp_path / "there.tar").write_text("mine")
    with pytest.raises(BackupRefused, match="exists already"):
        write_backup(made[0], tmp_path / "there.tar", Settings())
    with pytest.raises(BackupRefused, match="lies in the warehouse"):
        write_backup(made[0], made[0] / "b.tar", Settings())
    with pytest.raises(BackupRefused, match="cannot be written"):
        write_backup(made[0], tmp_path / "no" / "folder" / "b.tar", Settings())
    with pytest.raises(BackupRefused, match="no file"):
        restore(tmp_path / "none.tar", tmp_path / "w", Settings())
    assert (tmp_path / "there.tar").read_text() == "mine"


def test_a_full_disk_ends_a_backup_and_a_restore_in_a_sentence_and_leaves_nothing(made, tmp_path):
    with mounted(tmp_path / "disk", "size=512k") as disk:
        with pytest.raises(DiskFull, match="is full"):
            write_backup(made[0], disk / "b.tar", Settings())
        assert list(disk.iterdir()) == []
        with pytest.raises(DiskFull, match="is full"):
            restore(made[1], disk / "warehouse", Settings())
        assert kept_bytes(disk / "warehouse") == {}
        assert not (disk / "warehouse" / ".restoring").exists()


def test_what_is_damaged_is_kept_as_it_is_and_said(made, tmp_path):
    warehouse = shutil.copytree(made[0], tmp_path / "warehouse")
    first = list_imports(warehouse)[0]
    (warehouse / "imports" / first.id / "rows-1.parquet").unlink()
    told = CliRunner().invoke(app, ["backup", str(tmp_path / "b.tar"), "--warehouse", str(warehouse)])
    assert told.exit_code == 0
    assert "rows-1.parquet is missing" in told.stderr
    told = CliRunner().invoke(app, ["restore", str(tmp_path / "b.tar"), "--warehouse", str(tmp_path / "w")])
    assert told.exit_code == 1
    assert kept_bytes(tmp_path / "w").keys() == kept_bytes(warehouse).keys()


def test_the_commands_tell_what_the_archive_holds(made, tmp_path):
    command = ["--format", "json", "--warehouse"]
    told = CliRunner().invoke(app, ["backup", str(tmp_path / "b.tar"), *command, str(made[0])])
    again = CliRunner().invoke(app, ["restore", str(tmp_path / "b.tar"), *command, str(tmp_path / "w")])
    assert json.loads(told.stdout) == json.loads(again.stdout)
    assert json.loads(told.stdout)[0]["imports"] == 2
    listed = subprocess.run(["tar", "tf", str(tmp_path / "b.tar")], capture_output=True, text=True, check=True).stdout
    assert len(listed.splitlines()) == json.loads(told.stdout)[0]["files"] + 1
