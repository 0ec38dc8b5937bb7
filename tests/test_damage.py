"""A damaged warehouse: publish goes on with what is whole or stops with a sentence, and nothing leaves the figures silently."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.errors import CasewatchError, ImportDamaged, SnapshotBroken, UnknownImport, WarehouseDamaged
from analytics.settings import Settings
from analytics.snapshot.examined import examine
from analytics.snapshot.known import known_snapshot_file
from analytics.snapshot.opened import open_snapshot
from analytics.snapshot.publish import publish
from analytics.snapshot.settling import settle, unsettled
from analytics.warehouse.differences import differences
from analytics.warehouse.imports import import_file, undo_import
from analytics.warehouse.manifest import list_imports
from analytics.warehouse.rejected import rejected_rows
from tests.warehouses import CASES, write_csv

FAULTY = ("BT-9", "A", "甲局", "2026-13-02", None, 5, 10)


@dataclass(frozen=True)
class Ground:
    """A warehouse of three exports of two cases each, the second with a rejected row, and their files."""

    warehouse: Path
    exports: list[Path]


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Ground:
    folder = tmp_path_factory.mktemp("damage")
    exports = []
    for number in range(3):
        rows = [(f"BT-{number}{each}", "A", "甲局", f"2026-03-0{number + 2}", None, 5, 10) for each in "ab"]
        file = write_csv(folder / f"cases-2026031{number}.csv", CASES, [*rows, *([FAULTY] if number == 1 else [])])
        import_file(file, folder / "warehouse", Settings(), publishing=number == 2)
        exports.append(file)
    return Ground(folder / "warehouse", exports)


@pytest.fixture
def warehouse(kept, tmp_path) -> Path:
    return shutil.copytree(kept.warehouse, tmp_path / "warehouse")


def second(warehouse: Path) -> Path:
    """The folder of the import that is damaged in these tests."""
    return sorted((warehouse / "imports").iterdir())[1]


def cases(warehouse: Path) -> int:
    snapshot = open_snapshot(warehouse)
    try:
        return snapshot.count("cases", snapshot.everything())
    finally:
        snapshot.close()


def manifest_with(folder: Path, **changes: object) -> None:
    file = folder / "manifest.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    told.update(changes)
    file.write_text(json.dumps({key: value for key, value in told.items() if value != "—"}), encoding="utf-8")


def part_with(folder: Path, **changes: object) -> None:
    file = folder / "manifest.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    told["parts"][0].update(changes)
    file.write_text(json.dumps(told), encoding="utf-8")


def cut(file: Path, left: int) -> None:
    os.truncate(file, left)


def flip(file: Path, place: int) -> None:
    """One byte in the middle, of the same size and time as before."""
    before = file.stat()
    content = bytearray(file.read_bytes())
    content[place] ^= 0xFF
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def become_folder(file: Path) -> None:
    file.unlink()
    file.mkdir(mode=0o700)


def become_link(file: Path) -> None:
    elsewhere = file.parents[3] / f"elsewhere-{file.name}"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


ROWS, REJECTED, MANIFEST = "rows-1.parquet", "rejected-1.parquet", "manifest.json"

# What happens to the folder of an import that counts; the figures are then without it, and every page says so.
IMPORT_DAMAGES = {
    "the folder is gone": lambda folder: shutil.rmtree(folder),
    "the folder is empty": lambda folder: [file.unlink() for file in folder.iterdir()],
    "the folder was renamed": lambda folder: folder.rename(folder.with_name("my copy")),
    "the folder has the name of another import": lambda folder: folder.rename(
        folder.with_name("20200101T000000000000-aaaa")
    ),
    "the rows are gone": lambda folder: (folder / ROWS).unlink(),
    "the rows are empty": lambda folder: cut(folder / ROWS, 0),
    "the rows lack a byte": lambda folder: cut(folder / ROWS, (folder / ROWS).stat().st_size - 1),
    "the rows are half": lambda folder: cut(folder / ROWS, (folder / ROWS).stat().st_size // 2),
    "the rows have a byte more": lambda folder: (folder / ROWS).write_bytes((folder / ROWS).read_bytes() + b"\0"),
    "one byte of the rows was flipped": lambda folder: flip(folder / ROWS, 40),
    "the rows are zeros": lambda folder: (folder / ROWS).write_bytes(bytes((folder / ROWS).stat().st_size)),
    "the rows are those of another import": lambda folder: shutil.copy(
        sorted(folder.parent.iterdir())[0] / ROWS, folder / ROWS
    ),
    "the rows are a folder": lambda folder: become_folder(folder / ROWS),
    "the rows are a link": lambda folder: become_link(folder / ROWS),
    "the rejected rows are gone": lambda folder: (folder / REJECTED).unlink(),
    "the rejected rows are cut": lambda folder: cut(folder / REJECTED, 20),
    "the manifest is gone": lambda folder: (folder / MANIFEST).unlink(),
    "the manifest is empty": lambda folder: cut(folder / MANIFEST, 0),
    "the manifest is cut": lambda folder: cut(folder / MANIFEST, 200),
    "the manifest is no text": lambda folder: (folder / MANIFEST).write_bytes(b"\xff\xfe\x00{" * 50),
    "the manifest is a list": lambda folder: (folder / MANIFEST).write_text("[]"),
    "the manifest is nested without end": lambda folder: (folder / MANIFEST).write_text("[" * 200_000),
    "the manifest is a folder": lambda folder: become_folder(folder / MANIFEST),
    "the manifest lacks a key": lambda folder: manifest_with(folder, rows_read="—"),
    "the manifest has a key more": lambda folder: manifest_with(folder, colour="red"),
    "the manifest has another id": lambda folder: manifest_with(folder, id="20200101T000000000000-aaaa"),
    "the id of the manifest leads out": lambda folder: manifest_with(folder, id="../../outside"),
    "a count of the manifest is a word": lambda folder: manifest_with(folder, accepted="many"),
    "the counts do not add up": lambda folder: manifest_with(folder, rows_read=77),
    "more is accepted than the tables hold": lambda folder: manifest_with(folder, accepted=3, rejected=0),
    "the export day is none": lambda folder: manifest_with(folder, exported_on="yesterday"),
    "the import day is none": lambda folder: manifest_with(folder, imported_at="noon"),
    "the tables are null": lambda folder: manifest_with(folder, parts=None),
    "a table is of no kind": lambda folder: part_with(folder, kind="poems"),
    "a table lacks its calendar": lambda folder: part_with(folder, calendar=None),
    "the rows of a table lie elsewhere": lambda folder: part_with(folder, rows="../../../etc/passwd"),
    "a table does not name its rows": lambda folder: part_with(folder, rows=None),
}


@pytest.mark.parametrize("kind", IMPORT_DAMAGES)
def test_a_damaged_import_is_left_out_said_everywhere_and_settled(warehouse, kind):
    folder = second(warehouse)
    IMPORT_DAMAGES[kind](folder)
    named = [each for each in examine(warehouse) if each.damage.import_id == folder.name]
    assert [each.state for each in named] == ["damaged"]
    publish(warehouse, Settings())
    assert cases(warehouse) == 4
    (damage,) = unsettled(warehouse)
    assert (damage.import_id, damage.file, damage.rows) == (folder.name, "cases-20260311.csv", 2)
    assert folder.name in damage.mend.format(**damage.details)
    assert damage.what.format(**damage.details)
    told = CliRunner().invoke(app, ["check", "--warehouse", str(warehouse)])
    assert told.exit_code == 1
    assert f"settle {folder.name}" in told.stdout
    settle(folder.name, warehouse, Settings())
    assert unsettled(warehouse) == []
    assert cases(warehouse) == 4
    assert CliRunner().invoke(app, ["check", "--warehouse", str(warehouse)]).exit_code == 0


def test_the_same_export_again_takes_the_place_of_a_damaged_import(kept, warehouse):
    flip(second(warehouse) / ROWS, 40)
    again = import_file(kept.exports[1], warehouse, Settings())
    assert again.status == "imported"
    assert cases(warehouse) == 6
    assert unsettled(warehouse) == []


def test_an_import_put_back_from_a_backup_counts_again(kept, warehouse):
    folder = second(warehouse)
    flip(folder / ROWS, 40)
    publish(warehouse, Settings())
    assert cases(warehouse) == 4
    shutil.copy(kept.warehouse / "imports" / folder.name / ROWS, folder / ROWS)
    assert unsettled(warehouse) == []
    publish(warehouse, Settings())
    assert cases(warehouse) == 6


def test_a_damaged_import_that_was_undone_concerns_no_figure(warehouse):
    folder = second(warehouse)
    undo_import(folder.name, warehouse, Settings())
    shutil.rmtree(folder)
    assert unsettled(warehouse) == []
    assert [each.state for each in examine(warehouse)] == ["settled"]
    publish(warehouse, Settings())
    assert cases(warehouse) == 4


def test_what_is_not_damaged_cannot_be_settled(warehouse):
    with pytest.raises(UnknownImport, match="is not damaged"):
        settle(second(warehouse).name, warehouse, Settings())


def test_where_no_import_is_whole_the_last_figures_stay(warehouse):
    for folder in (warehouse / "imports").iterdir():
        (folder / ROWS).unlink()
    with pytest.raises(WarehouseDamaged, match="the last figures stay"):
        publish(warehouse, Settings())
    assert cases(warehouse) == 6
    assert len(unsettled(warehouse)) == 3


def test_a_lost_import_is_missed_also_without_the_roll(warehouse):
    """What the published figures hold is known from them, too."""
    folder = second(warehouse)
    shutil.rmtree(folder)
    (warehouse / "roll.json").unlink()
    publish(warehouse, Settings())
    assert [damage.import_id for damage in unsettled(warehouse)] == [folder.name]


def test_a_known_state_is_not_derived_without_a_damaged_import(warehouse):
    from datetime import date

    flip(second(warehouse) / ROWS, 40)
    with pytest.raises(ImportDamaged, match="settle"):
        known_snapshot_file(warehouse, date(2026, 3, 11))


def test_the_rows_of_a_damaged_import_are_refused_in_a_sentence(warehouse):
    folder = second(warehouse)
    cut(folder / REJECTED, 20)
    cut(folder / ROWS, 20)
    for asked in (rejected_rows, differences):
        with pytest.raises(ImportDamaged, match="settle"):
            asked(warehouse, folder.name)


def unprinted(warehouse: Path) -> None:
    """As a version before fingerprints left it: neither those nor the roll."""
    for folder in (warehouse / "imports").iterdir():
        manifest_with(folder, files="—", key_print="—")
    (warehouse / "roll.json").unlink()


def test_an_old_warehouse_without_fingerprints_opens_and_check_says_so(warehouse):
    unprinted(warehouse)
    assert publish(warehouse, Settings())
    assert cases(warehouse) == 6
    found = examine(warehouse)
    assert [each.state for each in found] == ["noted"] * 3
    assert all("has no fingerprint" in each.damage.what for each in found)
    assert CliRunner().invoke(app, ["check", "--warehouse", str(warehouse)]).exit_code == 0


@pytest.mark.parametrize("harm", ["cut", "zeros", "fewer rows"])
def test_damage_of_an_import_without_fingerprints_is_found_by_reading_it(warehouse, harm):
    unprinted(warehouse)
    rows = second(warehouse) / ROWS
    if harm == "cut":
        cut(rows, 20)
    elif harm == "zeros":
        rows.write_bytes(bytes(rows.stat().st_size))
    else:
        duckdb.sql(f"COPY (FROM read_parquet('{rows}') LIMIT 1) TO '{rows}.less' (FORMAT parquet)")
        rows.with_name(f"{rows.name}.less").replace(rows)
    (warehouse / "current").unlink()
    publish(warehouse, Settings())
    assert [damage.import_id for damage in unsettled(warehouse)] == [second(warehouse).name]
    assert second(warehouse).name in {each.damage.import_id for each in examine(warehouse) if each.state == "damaged"}


def nothing_published(warehouse: Path) -> None:
    (warehouse / "current").unlink()


# What happens to what is written again from the imports: `check` names the place, publish mends it, no case is lost.
MENDED_BY_PUBLISH = {
    "the pointer is empty": ("current", lambda place: cut(place / "current", 0)),
    "the pointer is no text": ("current", lambda place: (place / "current").write_bytes(b"\xff\xfe\0")),
    "the pointer leads out": ("current", lambda place: (place / "current").write_text("../../etc/passwd")),
    "the pointer is a link into nowhere": (
        None,
        lambda place: ((place / "current").unlink(), (place / "current").symlink_to(place / "nowhere")),
    ),
    "the pointer names nothing": (
        "snapshots/",
        lambda place: (place / "current").write_text("0123456789abcdef.duckdb"),
    ),
    "the figures are gone": ("snapshots/", lambda place: [file.unlink() for file in (place / "snapshots").iterdir()]),
    "the folder of figures is gone": ("snapshots/", lambda place: shutil.rmtree(place / "snapshots")),
    "the figures are cut": ("snapshots/", lambda place: cut(next((place / "snapshots").glob("*.duckdb")), 5000)),
    "the figures are rubbish": (
        "snapshots/",
        lambda place: next((place / "snapshots").glob("*.duckdb")).write_bytes(b"rubbish" * 1000),
    ),
    "the roll is gone": (None, lambda place: (place / "roll.json").unlink()),
    "the roll is cut": ("roll.json", lambda place: cut(place / "roll.json", 50)),
    "the roll is no text": ("roll.json", lambda place: (place / "roll.json").write_bytes(b"\xff" * 10)),
    "the roll is of another shape": ("roll.json", lambda place: (place / "roll.json").write_text('{"imports": []}')),
}


@pytest.mark.parametrize("kind", MENDED_BY_PUBLISH)
def test_what_is_derived_is_named_and_written_again_by_a_publish(warehouse, kind):
    place, harm = MENDED_BY_PUBLISH[kind]
    harm(warehouse)
    named = [each.damage.place for each in examine(warehouse) if each.state == "damaged"]
    assert [name.startswith(place) for name in named] == [True] if place else named == []
    if place and place != "roll.json":
        with pytest.raises(SnapshotBroken, match="analytics publish"):
            cases(warehouse)
    publish(warehouse, Settings())
    assert cases(warehouse) == 6
    assert examine(warehouse) in ([], [each for each in examine(warehouse) if each.state == "noted"])


def test_a_pointer_that_is_a_folder_stops_with_its_way_out(warehouse):
    become_folder(warehouse / "current")
    assert [each.damage.place for each in examine(warehouse)] == ["current"]
    with pytest.raises(WarehouseDamaged, match="is a folder and should be a file"):
        publish(warehouse, Settings())


KEY_DAMAGES = {
    "gone": lambda key: key.unlink(),
    "empty": lambda key: cut(key, 0),
    "half": lambda key: cut(key, 30),
    "no text": lambda key: key.write_bytes(b"\xff" * 64),
    "a folder": become_folder,
    "another one": lambda key: key.write_text("ab" * 32 + "\nmade 2026-01-01T00:00:00+00:00\n"),
}


@pytest.mark.parametrize("kind", KEY_DAMAGES)
def test_a_damaged_key_is_said_until_settled_and_no_import_waits(warehouse, tmp_path, kind):
    KEY_DAMAGES[kind](warehouse / "hash.key")
    assert [damage.place for damage in unsettled(warehouse)] == ["hash.key"]
    more = write_csv(tmp_path / "cases-20260320.csv", CASES, [("BT-7", "A", "甲局", "2026-03-05", None, 5, 10)])
    import_file(more, warehouse, Settings())
    assert cases(warehouse) == 7
    (damage,) = unsettled(warehouse)
    assert damage.what.format(**damage.details).startswith("3 imports were masked with another key")
    if kind in ("empty", "half", "no text", "a folder"):
        assert list(warehouse.glob("hash.key.damaged-*"))
    settle("hash.key", warehouse, Settings())
    assert unsettled(warehouse) == []
    assert [each.state for each in examine(warehouse) if each.state == "damaged"] == []


def test_a_key_put_back_leaves_the_imports_between_named(kept, warehouse, tmp_path):
    (warehouse / "hash.key").unlink()
    more = write_csv(tmp_path / "cases-20260320.csv", CASES, [("BT-7", "A", "甲局", "2026-03-05", None, 5, 10)])
    import_file(more, warehouse, Settings())
    shutil.copy(kept.warehouse / "hash.key", warehouse / "hash.key")
    (damage,) = unsettled(warehouse)
    assert damage.what.format(**damage.details).startswith("1 imports were masked with another key")


def test_a_lost_key_of_an_old_warehouse_is_known_by_the_day_of_the_new_one(warehouse, tmp_path):
    unprinted(warehouse)
    (warehouse / "hash.key").unlink()
    more = write_csv(tmp_path / "cases-20260320.csv", CASES, [("BT-7", "A", "甲局", "2026-03-05", None, 5, 10)])
    for manifest in list_imports(warehouse):
        manifest_with(warehouse / "imports" / manifest.id, imported_at="2026-03-20T02:00:00+00:00")
    import_file(more, warehouse, Settings())
    (damage,) = unsettled(warehouse)
    assert damage.what.format(**damage.details).startswith("3 imports were masked with another key")


STRAYS = {
    "a folder among the imports": lambda place: (place / "imports" / "New folder").mkdir(),
    "a file among the imports": lambda place: (place / "imports" / "notes.txt").write_text("x"),
    "a link among the imports": lambda place: (place / "imports" / "linked").symlink_to(place / "imports"),
    "a file in the warehouse": lambda place: (place / "export.csv").write_text("x"),
    "a folder in the warehouse": lambda place: (place / "old").mkdir(),
    "a file among the figures": lambda place: (place / "snapshots" / "copy of.duckdb").write_text("x"),
    "a file beside the rows": lambda place: (second(place) / "rows-1.parquet~").write_text("x"),
    "an effect that is cut": lambda place: cut(second(place) / "effect.json", 10),
    "an effect that is a list": lambda place: (second(place) / "effect.json").write_text("[]"),
    "a copy of an import": lambda place: shutil.copytree(second(place), place / "imports" / "copy"),
}


@pytest.mark.parametrize("kind", STRAYS)
def test_what_is_astray_is_named_and_changes_no_figure(warehouse, kind):
    STRAYS[kind](warehouse)
    assert {each.state for each in examine(warehouse)} <= {"noted", "damaged"}
    assert examine(warehouse)
    assert unsettled(warehouse) == []
    publish(warehouse, Settings())
    assert cases(warehouse) == 6


def test_what_others_may_read_is_named(warehouse):
    (second(warehouse) / ROWS).chmod(0o644)
    (found,) = examine(warehouse)
    assert found.state == "damaged"
    assert str(second(warehouse) / ROWS) in found.damage.what.format(**found.damage.details)


@pytest.mark.parametrize("place", ["findings/verdicts.jsonl", "views/views.jsonl"])
@pytest.mark.parametrize("line", [b"\xff\n", b"{\n", b"[]\n"])
def test_what_people_wrote_and_cannot_be_read_is_named(warehouse, place, line):
    (warehouse / place).parent.mkdir(mode=0o700)
    (warehouse / place).write_bytes(line)
    told = CliRunner().invoke(app, ["check", "--warehouse", str(warehouse), "--format", "json"])
    assert told.exit_code == 1
    assert place in {entry["place"] for entry in json.loads(told.stdout)}


def test_a_check_of_no_warehouse_is_refused(tmp_path):
    told = CliRunner().invoke(app, ["check", "--warehouse", str(tmp_path / "none")])
    assert isinstance(told.exception, CasewatchError)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_no_other_user_can_read_anything_whatever_the_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        folder = tmp_path / "in"
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)
        file = write_csv(folder / "a.csv", CASES, [("BT-1", "A", "甲局", "2026-03-02", None, 5, 10), FAULTY])
        file.chmod(0o600)
        result = import_file(file, tmp_path / "warehouse", Settings())
        undo_import(result.manifest.id, tmp_path / "warehouse", Settings())
    finally:
        os.umask(before)
    places = [tmp_path / "warehouse", *(tmp_path / "warehouse").rglob("*")]
    assert len(places) > 8
    assert {oct(place.stat().st_mode & 0o777) for place in places if place.is_dir()} == {"0o700"}
    assert {oct(place.stat().st_mode & 0o777) for place in places if place.is_file()} == {"0o600"}


def test_a_warehouse_that_others_could_read_is_closed_by_the_next_writer(warehouse):
    for place in [*warehouse.rglob("*"), warehouse]:
        place.chmod(0o755 if place.is_dir() else 0o644)
    publish(warehouse, Settings())
    assert [each for each in examine(warehouse) if each.state == "damaged"] == []
