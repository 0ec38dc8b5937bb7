"""The inbox: every new file is taken once, moved with a report, and nothing is lost whenever the run is killed."""

import json
import multiprocessing
import os
import signal

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.errors import DiskFull, InboxMissing
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse import inbox as inboxes
from analytics.warehouse.inbox import take_in
from analytics.warehouse.manifest import list_imports
from tests.warehouses import CASES, write_csv

pytestmark = pytest.mark.apart

GOOD = [("BT-1", "A", "甲局", "2026-03-02", "2026-03-04", 5, 10)]
WITH_FAULT = [*GOOD, ("BT-2", "A", "甲局", "2026-13-02", None, 5, 10)]


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def taken(inbox, tmp_path):
    return take_in(inbox, tmp_path / "warehouse", Settings(), settle_seconds=0.01)


def cases(tmp_path):
    snapshot = open_snapshot(tmp_path / "warehouse")
    return snapshot.count("cases", snapshot.everything())


def test_a_good_file_goes_to_done_with_a_report(inbox, tmp_path):
    write_csv(inbox / "nmg-办件.csv", CASES, GOOD)
    (found,) = taken(inbox, tmp_path)
    assert (found.status, found.rows_read, found.moved_to) == ("imported", 1, "done/nmg-办件.csv")
    assert not (inbox / "nmg-办件.csv").exists()
    report = json.loads((inbox / "done" / "nmg-办件.csv.report.json").read_text(encoding="utf-8"))
    assert (report["accepted"], report["import_id"]) == (1, found.import_id)
    assert cases(tmp_path) == 1


def test_rejected_rows_lie_beside_the_file(inbox, tmp_path):
    write_csv(inbox / "a.csv", CASES, WITH_FAULT)
    (found,) = taken(inbox, tmp_path)
    assert (found.accepted, found.rejected) == (1, 1)
    sheet = CalamineWorkbook.from_path(inbox / "done" / "a.csv.rejected.xlsx").get_sheet_by_index(0).to_python()
    assert len(sheet) == 2
    assert "BT-2" in sheet[1]


def test_a_refused_file_goes_to_failed_and_does_not_keep_the_others(inbox, tmp_path):
    (inbox / "a.xlsx").write_bytes(b"%PDF-1.4 rubbish")
    write_csv(inbox / "b.csv", CASES, GOOD)
    first, second = taken(inbox, tmp_path)
    assert (first.status, first.moved_to) == ("refused", "failed/a.xlsx")
    assert "PDF" in json.loads((inbox / "failed" / "a.xlsx.report.json").read_text(encoding="utf-8"))["reason"]
    assert second.status == "imported"


def test_the_same_file_another_night_changes_nothing_and_overwrites_nothing(inbox, tmp_path):
    for night in (1, 2):
        write_csv(inbox / "a.csv", CASES, GOOD)
        (found,) = taken(inbox, tmp_path)
        assert found.status == ("imported" if night == 1 else "already imported")
    assert len(list((inbox / "done").glob("a*.csv"))) == 2
    assert len(list_imports(tmp_path / "warehouse")) == 1


def test_what_is_not_a_finished_export_is_left_alone(inbox, tmp_path):
    for name in (".hidden.csv", "big.csv.part", "~$open.xlsx"):
        (inbox / name).write_text("x")
    assert taken(inbox, tmp_path) == []


def test_a_file_still_being_written_waits_for_the_next_run(inbox, tmp_path, monkeypatch):
    file = write_csv(inbox / "a.csv", CASES, GOOD)
    monkeypatch.setattr(inboxes.time, "sleep", lambda _seconds: file.write_text("more", encoding="utf-8"))
    (found,) = taken(inbox, tmp_path)
    assert (found.status, file.exists()) == ("postponed", True)


def test_a_full_disk_leaves_the_file_for_the_next_run(inbox, tmp_path, monkeypatch):
    file = write_csv(inbox / "a.csv", CASES, GOOD)

    def full(*_arguments, **_options):
        raise DiskFull("full")

    monkeypatch.setattr(inboxes, "import_file", full)
    (found,) = taken(inbox, tmp_path)
    assert (found.status, file.exists()) == ("postponed", True)


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(InboxMissing, match="no folder"):
        taken(tmp_path / "none", tmp_path)


def _killed_before_moving(inbox, warehouse):
    inboxes.move = lambda *_arguments: os.kill(os.getpid(), signal.SIGKILL)
    take_in(inbox, warehouse, Settings(), settle_seconds=0.01)


def test_a_run_killed_between_import_and_move_is_finished_by_the_next(inbox, tmp_path):
    write_csv(inbox / "a.csv", CASES, GOOD)
    child = multiprocessing.get_context("fork").Process(
        target=_killed_before_moving, args=(inbox, tmp_path / "warehouse")
    )
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert (inbox / "a.csv").exists()
    (found,) = taken(inbox, tmp_path)
    assert (found.status, found.moved_to) == ("already imported", "done/a.csv")
    assert cases(tmp_path) == 1


def _run(inbox, warehouse, answers):
    answers.put([each.status for each in take_in(inbox, warehouse, Settings(), settle_seconds=0.01)])


def test_two_runs_at_once_take_each_file_once(inbox, tmp_path):
    for number in range(6):
        write_csv(inbox / f"{number}.csv", CASES, [(f"BT-{number}", "A", "甲局", "2026-03-02", None, 5, 10)])
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    runs = [context.Process(target=_run, args=(inbox, tmp_path / "warehouse", answers)) for _ in range(2)]
    for run in runs:
        run.start()
    statuses = [status for _ in runs for status in answers.get(timeout=120)]
    for run in runs:
        run.join(60)
    assert statuses == ["imported"] * 6
    assert cases(tmp_path) == 6


def test_the_exit_status_says_whether_all_went_well(inbox, tmp_path):
    command = ["import", "--inbox", str(inbox), "--warehouse", str(tmp_path / "warehouse"), "--format", "json"]
    assert CliRunner().invoke(app, command).exit_code == 0  # nothing new is fine
    write_csv(inbox / "a.csv", CASES, GOOD)
    done = CliRunner().invoke(app, command)
    assert (done.exit_code, json.loads(done.stdout)[0]["status"]) == (0, "imported")
    (inbox / "b.csv").write_bytes(b"")
    assert CliRunner().invoke(app, command).exit_code == 1
    assert CliRunner().invoke(app, [*command, "c.csv"]).exit_code == 2
