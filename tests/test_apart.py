"""A file is read in a process of its own: whatever it does to it, a sentence comes back, the others go on, nothing is left."""

import multiprocessing
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analytics.errors import DiskFull, ExportRefused
from analytics.exports import read_apart, recognise_apart
from analytics.exports.apart import held, reading_apart
from analytics.exports.reading import csvtables
from analytics.exports.reading.csvtables import records_of
from analytics.settings import Imports, Settings
from analytics.warehouse.imports import import_file
from analytics.warehouse.inbox import take_in
from analytics.warehouse.lock import writing
from tests import misbehaving
from tests.hostile_files import GOOD, HEADER, HOSTILE, READ

pytestmark = pytest.mark.apart

LIMITS = Settings(imports=Imports(max_expanded_mb=100, memory_mb=1024, timeout_seconds=120))
ENDS = {
    misbehaving.aborts: "ended the process that read it (SIGABRT)",
    misbehaving.is_killed: "ended the process that read it (SIGKILL)",
    misbehaving.touches_what_is_not_its_own: "ended the process that read it (SIGSEGV)",
    misbehaving.ends_without_a_word: "ended the process that read it (exit code 3)",
    misbehaving.hangs: "takes longer than 1 s",
    misbehaving.computes_for_ever: "takes longer than 1 s",
    misbehaving.takes_all_memory: "needs more than 512 MB of memory",
    misbehaving.asks_for_all_memory_at_once: "needs more than 512 MB of memory",
    misbehaving.raises: "not known why (ZeroDivisionError)",
}


@pytest.fixture
def export(tmp_path) -> Path:
    (tmp_path / "export.csv").write_text(GOOD, encoding="utf-8")
    return tmp_path / "export.csv"


def files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(tmp_path, name):
    (tmp_path / name).write_bytes(HOSTILE[name]())
    with pytest.raises(ExportRefused) as refused:
        read_apart(tmp_path / name, tmp_path / "read", LIMITS)
    assert f"`{name}`" in str(refused.value)
    assert str(refused.value).endswith(".")
    assert "not known why" not in str(refused.value)


@pytest.mark.parametrize("name", READ)
def test_a_strange_file_is_read_with_every_row_in_a_count(tmp_path, name):
    content, accepted, rejected = READ[name]
    (tmp_path / name).write_bytes(content())
    export = read_apart(tmp_path / name, tmp_path / "read", LIMITS)
    assert (export.accepted, export.rejected) == (accepted, rejected)
    assert export.rows_read == export.accepted + export.rejected + export.ignored


@pytest.mark.parametrize("misbehaves", ENDS, ids=lambda target: target.__name__)
def test_however_the_process_ends_a_sentence_says_so(export, monkeypatch, misbehaves):
    settings = Settings(imports=Imports(memory_mb=512, timeout_seconds=1 if "1 s" in ENDS[misbehaves] else 60))
    monkeypatch.setattr(reading_apart, "work", misbehaves)
    for call in (
        lambda: read_apart(export, export.parent / "read", settings),
        lambda: recognise_apart(export, settings),
    ):
        with pytest.raises(ExportRefused) as refused:
            call()
        assert str(refused.value).startswith("`export.csv` ")
        assert ENDS[misbehaves] in str(refused.value)


def test_processor_time_is_a_limit_of_its_own(export, monkeypatch):
    monkeypatch.setattr(reading_apart, "work", misbehaving.computes_for_ever)
    with pytest.raises(ExportRefused, match="more than 1 s of processor time"):
        read_apart(export, export.parent / "read", Settings(imports=Imports(processor_seconds=1)))


def test_one_that_ends_its_process_does_not_keep_the_others_of_the_night(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.xlsx").write_bytes(HOSTILE["sheet-in-upper-case.xlsx"]())
    (inbox / "b.csv").write_text(GOOD, encoding="utf-8")
    evil, good = take_in(inbox, tmp_path / "warehouse", LIMITS, settle_seconds=0.01)
    assert (evil.status, evil.moved_to, good.status) == ("refused", "failed/a.xlsx", "imported")


def test_a_full_disk_is_no_fault_of_the_file(export, monkeypatch):
    monkeypatch.setattr(reading_apart, "work", misbehaving.finds_the_disk_full)
    with pytest.raises(DiskFull):
        import_file(export, export.parent / "warehouse", LIMITS)


def test_the_warehouse_is_free_while_a_file_is_read(export, monkeypatch):
    warehouse = export.parent / "warehouse"
    import_file(_other(export), warehouse, LIMITS)
    monkeypatch.setattr(reading_apart, "work", misbehaving.waits_until_the_other_is_done)
    with ThreadPoolExecutor() as beside:
        imported = beside.submit(import_file, export, warehouse, LIMITS)
        end = time.monotonic() + 60
        while not export.with_suffix(".reading").exists() and time.monotonic() < end:
            time.sleep(0.02)
        with writing(warehouse, Settings(imports=Imports(lock_timeout_seconds=1))):  # and cleans: what is read stays
            export.with_suffix(".go").touch()
        assert imported.result().status == "imported"


def _other(export: Path) -> Path:
    other = export.with_name("other.csv")
    other.write_text(GOOD.replace("BT-1", "BT-2"), encoding="utf-8")
    return other


def test_nothing_is_left_of_a_file_that_was_refused(tmp_path, monkeypatch):
    scratch, warehouse = tmp_path / "scratch", tmp_path / "warehouse"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    import_file(_other(tmp_path / "x.csv"), warehouse, LIMITS)
    before = files(warehouse)
    (tmp_path / "evil.ods").write_bytes(HOSTILE["repeated-cells.ods"]())
    with pytest.raises(ExportRefused):
        import_file(tmp_path / "evil.ods", warehouse, LIMITS)
    assert files(warehouse) == before
    assert not list(scratch.glob("casewatch-*"))


def _imports(export, warehouse):
    reading_apart.work = misbehaving.hangs
    import_file(export, warehouse, Settings())


def test_a_killed_parent_takes_its_reader_along_and_the_next_import_sweeps(export, monkeypatch):
    scratch, warehouse = export.parent / "scratch", export.parent / "warehouse"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    parent = multiprocessing.get_context("spawn").Process(target=_imports, args=(export, warehouse))
    parent.start()
    told = export.with_suffix(".pid")
    end = time.monotonic() + 60
    while not (told.exists() and told.read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    reader = int(told.read_text())
    os.kill(parent.pid, signal.SIGKILL)
    parent.join()
    while _runs(reader) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _runs(reader)
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    assert import_file(export, warehouse, LIMITS).status == "imported"
    assert not list(scratch.glob("casewatch-*"))
    assert not list((warehouse / "reading").iterdir())


def _runs(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_the_memory_of_a_process_is_what_it_holds_itself():
    before = held.memory_used(os.getpid())
    mine = b"x" * (100 << 20)
    assert held.memory_used(os.getpid()) - before >= 90, len(mine)
    assert held.memory_used(2**22 + 1) == 0


@pytest.mark.parametrize(
    "line",
    ['BT-{n},甲局","2026-03-02,5,许可\n', '"BT-{n},甲局,2026-03-02,5,许可\n', 'BT-{n},"a\n', '"a"b,"\n', '","\n'],
)
def test_twice_the_lines_with_open_quotes_are_twice_the_work(monkeypatch, line):
    def work(count: int) -> int:
        """How many lines a csv reader is handed."""
        handed = 0

        class Counted(csvtables._Lines):
            def __next__(self) -> str:
                nonlocal handed
                handed += 1
                return super().__next__()

        monkeypatch.setattr(csvtables, "_Lines", Counted)
        list(records_of([HEADER, *(line.format(n=n) for n in range(count))], ","))
        return handed

    assert work(4_000) <= 2.1 * work(2_000)
    assert work(2_000) <= 3 * 2_000 + 10
