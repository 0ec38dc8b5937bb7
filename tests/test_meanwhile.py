"""What happens while a file is taken in: it grows, its twin comes, others write, the clock is put back, the place is odd."""

from datetime import UTC, datetime

import pytest

from analytics.errors import ExportUnfinished, WarehouseDamaged
from analytics.settings import Imports, Settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse import arriving, imports
from analytics.warehouse import inbox as inboxes
from analytics.warehouse.imports import import_file
from analytics.warehouse.inbox import take_in
from analytics.warehouse.lock import writing
from analytics.warehouse.manifest import list_imports
from tests.reading_here import ReadHere
from tests.warehouses import CASES, write_csv


def case(number):
    return (f"BT-{number}", "A", "甲局", "2026-03-02", "2026-03-04", 5, 10)


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def taken(inbox, **imports):
    settings = Settings(imports=Imports(**imports))
    return take_in(inbox, inbox.parent / "warehouse", settings, settle_seconds=0)


def cases(warehouse):
    snapshot = open_snapshot(warehouse)
    try:
        return snapshot.count("cases", snapshot.everything())
    finally:
        snapshot.close()


def grows(file):
    file.write_bytes(file.read_bytes() + ",".join(map(str, case("late"))).encode() + b"\n")


@pytest.fixture
def growing(monkeypatch):
    """Whatever is read grows by a row when it has been read."""

    class Growing(ReadHere):
        def __init__(self, path, *arguments):
            super().__init__(path, *arguments)
            read = self.export
            self.export = lambda progress=None: (read(progress), grows(path))[0]

    monkeypatch.setattr(arriving, "ReadingApart", Growing)


def test_a_file_that_grows_while_it_is_read_waits_for_the_next_run(inbox, growing):
    file = write_csv(inbox / "a.csv", CASES, [case(1)])
    (found,) = taken(inbox)
    assert (found.status, found.reason, file.exists()) == ("postponed", "The file is still being written.", True)
    assert list_imports(inbox.parent / "warehouse") == []


def test_a_file_that_grows_while_it_is_imported_is_refused_in_a_sentence_and_nothing_is_kept(tmp_path, growing):
    file = write_csv(tmp_path / "a.csv", CASES, [case(1)])
    with pytest.raises(ExportUnfinished, match=r"`a\.csv` changed while it was read\. Wait"):
        import_file(file, tmp_path / "warehouse", Settings())
    assert list_imports(tmp_path / "warehouse") == []
    assert [each for each in (tmp_path / "warehouse" / "reading").iterdir() if each.is_dir()] == []


def test_a_file_that_grows_after_it_was_read_is_read_again_by_the_next_run(inbox, monkeypatch):
    file = write_csv(inbox / "a.csv", CASES, [case(1)])
    real = inboxes.import_file
    with monkeypatch.context() as patch:
        patch.setattr(inboxes, "import_file", lambda path, *a, **b: (real(path, *a, **b), grows(path))[0])
        (found,) = taken(inbox)
    assert (found.status, found.moved_to, file.exists()) == ("imported", None, True)
    assert "next run reads it again" in found.reason
    (found,) = taken(inbox)
    assert (found.status, found.accepted, found.moved_to) == ("imported", 2, "done/a.csv")
    assert cases(inbox.parent / "warehouse") == 2


def test_of_twins_in_one_night_the_first_by_name_is_imported(inbox):
    for name in ("c.csv", "a.csv", "b.csv"):
        write_csv(inbox / name, CASES, [case(1)])
    assert [(one.file, one.status) for one in taken(inbox)] == [
        ("a.csv", "imported"), ("b.csv", "already imported"), ("c.csv", "already imported")
    ]  # fmt: skip


@pytest.mark.apart
def test_files_read_ahead_are_kept_in_the_order_of_their_names(inbox):
    for number in range(5):
        write_csv(inbox / f"{number}.csv", CASES, [case(number)] * (1 if number else 400))  # the first takes longest
    (inbox / "2a.xlsx").write_bytes(b"%PDF-1.4 rubbish")
    found = taken(inbox)
    assert [one.file for one in found] == ["0.csv", "1.csv", "2.csv", "2a.xlsx", "3.csv", "4.csv"]
    ids = [one.import_id for one in found if one.import_id]
    assert len(ids) == 4  # the first names one case 400 times: a table of totals
    assert ids == sorted(ids)
    assert [one.status for one in found].count("refused") == 2


def test_when_another_writes_and_does_not_end_no_further_file_is_read(inbox, monkeypatch):
    begun = []

    class Counted(ReadHere):
        def __init__(self, path, *arguments):
            begun.append(path.name)
            super().__init__(path, *arguments)

    monkeypatch.setattr(arriving, "ReadingApart", Counted)
    for number in range(6):
        write_csv(inbox / f"{number}.csv", CASES, [case(number)])
    real = inboxes.publish
    monkeypatch.setattr(inboxes, "publish", lambda *_: "")
    with writing(inbox.parent / "warehouse", Settings()):
        found = taken(inbox, lock_timeout_seconds=0)
    assert {one.status for one in found} == {"postponed"}
    assert begun == ["0.csv", "1.csv"]
    monkeypatch.setattr(inboxes, "publish", real)
    assert {one.status for one in taken(inbox)} == {"imported"}


def test_a_clock_put_back_between_two_imports_leaves_their_order(tmp_path, monkeypatch):
    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 3, 5, tzinfo=UTC).astimezone(tz)

    first = write_csv(tmp_path / "a.csv", CASES, [case(1)])
    second = write_csv(tmp_path / "b.csv", CASES, [case(2)])
    before = import_file(first, tmp_path / "warehouse", Settings()).manifest
    monkeypatch.setattr(imports, "datetime", Earlier)
    after = import_file(second, tmp_path / "warehouse", Settings()).manifest
    assert before.id < after.id
    assert cases(tmp_path / "warehouse") == 2


@pytest.mark.parametrize("name", ["a'b", "a[1]*{2,3}", "a\nb", '50% "of" it', "中文 目录;#", "~$HOME"])
def test_a_warehouse_may_lie_on_an_odd_path(tmp_path, name):
    (tmp_path / name).mkdir()
    file = write_csv(tmp_path / name / "a.csv", CASES, [case(1)])
    import_file(file, tmp_path / name / "warehouse", Settings())
    assert cases(tmp_path / name / "warehouse") == 1


@pytest.mark.parametrize("name", ["what?", "back\\slash"])
def test_a_path_under_which_the_database_finds_nothing_is_refused_before_anything_is_kept(tmp_path, name):
    (tmp_path / name).mkdir()
    file = write_csv(tmp_path / name / "a.csv", CASES, [case(1)])
    with pytest.raises(WarehouseDamaged, match="its path has a"):
        import_file(file, tmp_path / name / "warehouse", Settings())
    assert not (tmp_path / name / "warehouse").exists()
