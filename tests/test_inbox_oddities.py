"""Whatever lies in an inbox: the rest is imported and published, and what could not be done is said."""

import ctypes
import json
import os
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.errors import InboxMissing
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.inbox import take_in
from analytics.warehouse.manifest import list_imports
from tests.warehouses import CASES, write_csv

pytestmark = pytest.mark.apart

# What the system calls the file, and what people read; each is an export with one case of its own.
NAMES = {
    "255 bytes of ASCII": (b"x" * 251 + b".csv", None),
    "255 bytes of Chinese": ("办".encode() * 83 + b"ab.csv", None),
    "255 bytes without a kind": (b"y" * 255, None),
    "GBK bytes": ("办件导出".encode("gbk") + b".csv", "办件导出.csv"),
    "GBK bytes with a backslash in a sign": ("乗件".encode("gbk") + b".csv", "乗件.csv"),
    "bytes of no encoding": (b"\xff\xfe\xff.csv", "\\xff\\xfe\\xff.csv"),
    "a path of Windows": (b"C:\\exports\\a.csv", "a.csv"),
    "a backslash at the end": (b"b\\", "b"),
    "quotes": (b'it\'s "quoted" `x`.csv', None),
    "a line break": (b"two\nlines.csv", "two\\nlines.csv"),
    "a colour for terminals": (b"\x1b[31mred.csv", "\\x1b[31mred.csv"),
    "turned to the left": ("a\u202ecsv.exe".encode(), "a\\u202ecsv.exe"),
    "brackets that search": (b"a[0-9].csv", None),
    "a star that searches": (b"*.csv", None),
    "a question mark": (b"a?.csv", None),
    "a percent sign and braces": (b"%s{0}{file}.csv", None),
    "a leading dash": (b"--help.csv", None),
    "blanks at both ends": (b"  a .csv  ", None),
    "only a blank": (b" ", None),
    "a comma and a semicolon": (b"a,b;c.csv", None),
    "a tilde": (b"~root.csv", None),
    "a dollar": (b"$HOME.csv", None),
    "markup": (b"[link](http:) <b>.csv", None),
    "an emoji": ("🗂️.csv".encode(), None),
    "capitals of the kind": (b"A.CSV", None),
    "no kind": (b"export", None),
    "a wrong kind": (b"export.pdf", None),
    "the name of a report": (b"a.csv.report.json", None),
    "the name of a device of Windows": (b"CON.csv", None),
}


def place_of(inbox: Path, name: bytes) -> Path:
    return Path(os.fsdecode(os.fsencode(inbox) + b"/" + name))


def export(file: Path, number: int) -> Path:
    return write_csv(file, CASES, [(f"BT-{number}", "A", "甲局", "2026-03-02", "2026-03-04", 5, 10)])


@pytest.fixture
def inbox(tmp_path):
    """An inbox with one good export, that must be taken whatever else lies there."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    export(folder / "zz-good.csv", 0)
    return folder


def taken(inbox):
    found = take_in(inbox, inbox.parent / "warehouse", Settings(), settle_seconds=0.01)
    return {each.file: each for each in found}


def assert_good_is_in(inbox, found):
    assert found["zz-good.csv"].status == "imported"
    snapshot = open_snapshot(inbox.parent / "warehouse")
    assert snapshot.count("cases", snapshot.everything()) >= 1
    snapshot.close()


@dataclass
class Night:
    inbox: Path
    found: list
    cases: int


@pytest.fixture(scope="module")
def names_taken(tmp_path_factory) -> Night:
    """One night with every odd name at once."""
    inbox = tmp_path_factory.mktemp("names") / "inbox"
    inbox.mkdir()
    for number, (name, _) in enumerate(NAMES.values()):
        export(place_of(inbox, name), number)
    found = take_in(inbox, inbox.parent / "warehouse", Settings(), settle_seconds=0.01)
    snapshot = open_snapshot(inbox.parent / "warehouse")
    return Night(inbox, found, snapshot.count("cases", snapshot.everything()))


@pytest.mark.parametrize("kind", NAMES)
def test_a_file_of_any_name_is_imported_moved_and_reported(names_taken, kind):
    name, read = NAMES[kind]
    shown = read if read is not None else name.decode()
    assert os.path.lexists(place_of(names_taken.inbox / "done", name))
    assert not os.path.lexists(place_of(names_taken.inbox, name))
    (one,) = [each for each in names_taken.found if each.file == shown and each.moved_to == f"done/{shown}"]
    assert (one.status, one.rows_read) == ("imported", 1)
    reports = [json.loads(file.read_text(encoding="utf-8")) for file in (names_taken.inbox / "done").glob("*.report.json") if file.stat().st_size and file.read_bytes()[:1] == b"{"]  # fmt: skip
    assert one.import_id in {report["import_id"] for report in reports}


def test_every_odd_name_brought_its_case(names_taken):
    assert names_taken.cases == len(NAMES)
    assert len(list_imports(names_taken.inbox.parent / "warehouse")) == len(NAMES)
    assert sorted(entry.name for entry in names_taken.inbox.iterdir() if not entry.name.startswith(".")) == ["done"]


def dangling(place):
    place.symlink_to(place.parent / "nowhere")


def link_to_a_file(place):
    place.symlink_to(export(place.parent.parent / "elsewhere.csv", 9))


def link_to_a_folder(place):
    place.symlink_to(place.parent.parent)


def link_to_itself(place):
    place.symlink_to(place)


def folder(place):
    place.mkdir()
    export(place / "inside.csv", 9)


def empty_folder(place):
    place.mkdir()


def pipe(place):
    os.mkfifo(place)


def talking_socket(place):
    with socket.socket(socket.AF_UNIX) as opened:
        here = os.open(place.parent, os.O_RDONLY)
        opened.bind(f"/proc/self/fd/{here}/{place.name}")
        os.close(here)


LEFT = {
    "a dangling link": (dangling, "link"),
    "a link to a file": (link_to_a_file, "link"),
    "a link to a folder": (link_to_a_folder, "link"),
    "a link to itself": (link_to_itself, "link"),
    "a folder with exports": (folder, "folder"),
    "an empty folder": (empty_folder, "folder"),
    "a pipe": (pipe, "no file"),
    "a socket": (talking_socket, "no file"),
}


@pytest.mark.parametrize("kind", LEFT)
def test_what_is_no_file_is_named_and_left(inbox, kind):
    make, reason = LEFT[kind]
    make(inbox / "odd.csv")
    found = taken(inbox)
    assert_good_is_in(inbox, found)
    assert (found["odd.csv"].status, found["odd.csv"].moved_to) == ("postponed", None)
    assert reason in found["odd.csv"].reason
    assert os.path.lexists(inbox / "odd.csv")


FAULTY = {
    "empty": b"",
    "one byte": b"\0",
    "half a workbook": b"PK\x03\x04" + b"\0" * 200,
    "half a header": CASES[0].encode()[:7],
    "a header and no rows": ",".join(CASES).encode() + b"\n",
    "rubbish": bytes(range(256)) * 50,
    "a program": b"\x7fELF" + b"\0" * 500,
    "a million blanks": b" " * 1_000_000,
}


@pytest.mark.parametrize("kind", FAULTY)
def test_a_faulty_file_goes_to_failed_with_its_reason(inbox, kind):
    (inbox / "odd.csv").write_bytes(FAULTY[kind])
    found = taken(inbox)
    assert_good_is_in(inbox, found)
    assert (found["odd.csv"].status, found["odd.csv"].moved_to) == ("refused", "failed/odd.csv")
    assert json.loads((inbox / "failed" / "odd.csv.report.json").read_text(encoding="utf-8"))["reason"]


def a_file(place):
    place.write_text("in the way")


def a_dangling_link(place):
    place.symlink_to(place.parent / "nowhere" / "at" / "all")


@pytest.mark.parametrize("name", ["done", "failed"])
@pytest.mark.parametrize("make", [a_file, a_dangling_link])
def test_a_file_in_place_of_a_folder_is_named_and_nothing_is_lost(inbox, name, make):
    make(inbox / name)
    (inbox / "bad.csv").write_bytes(b"")
    found = taken(inbox)
    assert_good_is_in(inbox, found)
    stays = "zz-good.csv" if name == "done" else "bad.csv"
    assert (inbox / stays).exists()
    assert f"cannot be moved to {name}/" in found[stays].reason
    assert "Give it another name" in found[name].reason
    (inbox / name).unlink()
    assert taken(inbox)[stays].moved_to == f"{name}/{stays}"


@pytest.mark.parametrize("way", ["zz-good.csv", "zz-good.csv.report.json", "zz-good.csv.rejected.xlsx"])
@pytest.mark.parametrize("make", [a_file, a_dangling_link, empty_folder])
def test_what_lies_in_the_way_in_done_is_not_overwritten(inbox, way, make):
    (inbox / "done").mkdir()
    make(inbox / "done" / way)
    before = os.lstat(inbox / "done" / way)
    found = taken(inbox)
    assert_good_is_in(inbox, found)
    moved = found["zz-good.csv"].moved_to
    assert moved != "done/zz-good.csv"
    assert (inbox / moved).is_file()
    assert (inbox / f"{moved}.report.json").is_file()
    assert os.lstat(inbox / "done" / way).st_mtime_ns == before.st_mtime_ns


def test_a_long_name_that_was_there_before_gets_another_one(inbox):
    name = "x" * 251 + ".csv"
    for night in (1, 2):
        export(inbox / name, night)
        assert taken(inbox)[name].status == "imported"
    assert (
        len([file for file in (inbox / "done").iterdir() if file.name.startswith("xx") and file.suffix == ".csv"]) == 2
    )


def test_a_file_that_is_taken_away_meanwhile_is_said(inbox, monkeypatch):
    gone = export(inbox / "gone.csv", 1)
    monkeypatch.setattr("analytics.warehouse.inbox.time.sleep", lambda _seconds: gone.unlink())
    found = taken(inbox)
    assert_good_is_in(inbox, found)
    assert "taken away" in found["gone.csv"].reason


@contextmanager
def bound_by_permissions():
    """Root without the right to read and write what its own modes forbid; anybody else is bound already."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, data) == 0
    before = data[0]
    data[0] &= ~0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert libc.capset(header, data) == 0
    try:
        yield
    finally:
        data[0] = before
        assert libc.capset(header, data) == 0


def test_an_unreadable_file_stays_and_is_said(inbox):
    locked = export(inbox / "locked.csv", 1)
    locked.chmod(0)
    with bound_by_permissions():
        found = taken(inbox)
    assert_good_is_in(inbox, found)
    assert "cannot be read: Permission denied" in found["locked.csv"].reason
    locked.chmod(0o600)
    assert taken(inbox)["locked.csv"].status == "imported"


def test_a_folder_that_cannot_be_written_to_is_imported_and_said(inbox):
    inbox.chmod(0o500)
    with bound_by_permissions():
        found = taken(inbox)
        again = taken(inbox)
    inbox.chmod(0o700)
    assert_good_is_in(inbox, found)
    assert "cannot be moved to done/: Permission denied" in found["zz-good.csv"].reason
    assert again["zz-good.csv"].status == "already imported"
    assert taken(inbox)["zz-good.csv"].moved_to == "done/zz-good.csv"


def test_a_folder_that_cannot_be_read_is_named(inbox):
    inbox.chmod(0o300)
    with bound_by_permissions(), pytest.raises(InboxMissing, match="cannot be read: Permission denied"):
        taken(inbox)
    inbox.chmod(0o700)


def test_a_done_folder_that_cannot_be_written_to_is_said(inbox):
    (inbox / "done").mkdir(mode=0o500)
    with bound_by_permissions():
        found = taken(inbox)
    assert_good_is_in(inbox, found)
    assert "cannot be moved to done/" in found["zz-good.csv"].reason
    assert (inbox / "zz-good.csv").exists()


def test_a_folder_in_place_of_the_lock_does_not_stop_the_night(inbox):
    (inbox / ".casewatch.lock").mkdir()
    assert_good_is_in(inbox, taken(inbox))


def test_the_warehouse_within_the_inbox_is_no_stray_folder(inbox):
    found = take_in(inbox, inbox / "warehouse", Settings(), settle_seconds=0.01)
    assert [each.status for each in found] == ["imported"]
    assert take_in(inbox, inbox / "warehouse", Settings(), settle_seconds=0.01) == []


@contextmanager
def mounted(place: Path, options: str):
    """A small disk of its own. Only root may mount one; for others the test ends here, as a failure to set up."""
    place.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_done_on_another_disk_gets_the_file(inbox, tmp_path):
    with mounted(tmp_path / "disk", "size=4M") as disk:
        (disk / "archive").mkdir()
        (inbox / "done").symlink_to(disk / "archive")
        found = taken(inbox)
        assert_good_is_in(inbox, found)
        assert (disk / "archive" / "zz-good.csv").read_bytes()
        assert not (inbox / "zz-good.csv").exists()


def test_a_full_disk_under_done_is_said_and_the_import_kept(inbox, tmp_path):
    with mounted(tmp_path / "disk", "size=64k") as disk:
        (disk / "archive").mkdir()
        (disk / "ballast").write_bytes(b"0" * 4096 * (os.statvfs(disk).f_bavail))
        (inbox / "done").symlink_to(disk / "archive")
        found = taken(inbox)
        assert_good_is_in(inbox, found)
        assert "cannot be moved to done/: No space left on device" in found["zz-good.csv"].reason
        (disk / "ballast").unlink()
        assert taken(inbox)["zz-good.csv"].moved_to == "done/zz-good.csv"


def test_a_read_only_disk_is_imported_and_said(tmp_path):
    with mounted(tmp_path / "inbox", "size=4M") as inbox:
        export(inbox / "zz-good.csv", 0)
        subprocess.run(["mount", "-o", "remount,ro", str(inbox)], check=True)
        found = taken(inbox)
        assert_good_is_in(inbox, found)
        assert "Read-only file system" in found["zz-good.csv"].reason


def test_a_full_disk_under_the_warehouse_keeps_every_file_and_says_so(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(3):
        export(inbox / f"{number}.csv", number)
    with mounted(tmp_path / "disk", "size=64k") as disk:
        (disk / "ballast").write_bytes(b"0" * 4096 * (os.statvfs(disk).f_bavail))
        command = ["import", "--inbox", str(inbox), "--warehouse", str(disk / "warehouse"), "--format", "json"]
        told = CliRunner().invoke(app, command)
        assert told.exit_code == 1
        assert [each["status"] for each in json.loads(told.stdout)] == ["postponed"] * 3
        assert all("full" in each["reason"] for each in json.loads(told.stdout))
        assert len(list(inbox.glob("*.csv"))) == 3


def test_a_warehouse_that_is_a_file_is_said_once_for_every_file(inbox):
    (inbox.parent / "warehouse").write_text("in the way")
    export(inbox / "a.csv", 1)
    told = CliRunner().invoke(app, ["import", "--inbox", str(inbox), "--warehouse", str(inbox.parent / "warehouse"), "--format", "json"])  # fmt: skip
    assert [each["status"] for each in json.loads(told.stdout)] == ["postponed"] * 2
    assert "cannot be written to" in json.loads(told.stdout)[0]["reason"]
    assert (inbox / "a.csv").exists()
