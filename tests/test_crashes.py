"""An import killed at any moment, or on a full disk: the figures are those of before or of after, and the next one works."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.imports import import_file
from analytics.warehouse.manifest import list_imports
from analytics.warehouse.places import DERIVED, KEPT
from tests.crashing import run
from tests.test_state import week

pytestmark = pytest.mark.slow

# 200 moments: half before every other touch of the disk or statement, half by the clock.
TOUCHED, TIMED, PARTS, STARVED = 100, 100, 4, 20
DISK = 64_000_000  # bytes


@dataclass(frozen=True)
class Ground:
    """A warehouse before an import, the file to import, and the figures before and after it."""

    warehouse: Path
    export: Path
    before: dict
    after: dict
    touches: int
    seconds: float
    needed: int


def headline(warehouse: Path) -> dict[str, str]:
    """A few figures over every table, as text."""
    snapshot = open_snapshot(warehouse)
    try:
        keys = ("flow", "overdue_by_unit", "open_overdue", "lights", "compression")
        return {key: snapshot.figure(key, snapshot.everything()).to_csv(index=False) for key in keys}
    finally:
        snapshot.close()


def started(*arguments, **options) -> tuple[multiprocessing.Process, multiprocessing.connection.Connection]:
    """An import in a forked process that has everything loaded, about to begin."""
    context = multiprocessing.get_context("forkserver")
    hears, says = context.Pipe(duplex=False)
    process = context.Process(target=run, args=(*arguments, says), kwargs={**options})
    process.start()
    says.close()
    assert hears.recv() == ("ready",)
    return process, hears


def finished(process, hears) -> tuple | None:
    """What the process said last; None where it was killed before it said anything."""
    try:
        said = hears.recv()
    except EOFError:
        said = None
    process.join()
    return said


@pytest.fixture(scope="module")
def ground(forked_loaded, tmp_path_factory) -> Ground:
    folder = tmp_path_factory.mktemp("crashes")
    first, second, *_ = week(folder)
    import_file(first, folder / "warehouse", Settings())
    shutil.copytree(folder / "warehouse", folder / "whole")
    start = time.perf_counter()
    status, _, _ = finished(*started(second, folder / "whole"))
    seconds = time.perf_counter() - start
    assert status == "imported"
    shutil.copytree(folder / "warehouse", folder / "counted")
    status, _, touches = finished(*started(second, folder / "counted", here=True))
    assert status == "imported"
    before, after = headline(folder / "warehouse"), headline(folder / "whole")
    assert before != after
    needed = size(folder / "whole") - size(folder / "warehouse")
    return Ground(folder / "warehouse", second, before, after, touches, seconds, needed)


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def assert_sound(ground: Ground, warehouse: Path, said: tuple | None) -> None:
    """The promises after a crash: sound figures, nothing reported is missing, the next import works and cleans."""
    assert headline(warehouse) in (ground.before, ground.after)
    if said and said[0] == "imported":
        assert said[1] in {manifest.id for manifest in list_imports(warehouse)}
        assert headline(warehouse) == ground.after
    result = import_file(ground.export, warehouse, Settings())
    assert headline(warehouse) == ground.after
    kept = list_imports(warehouse)
    assert [manifest.file for manifest in kept] == [kept[0].file, ground.export.name]
    assert result.manifest == kept[1]
    assert leftovers(warehouse) == []


def leftovers(warehouse: Path) -> list[str]:
    """Files that belong to no import and no published snapshot."""
    known = KEPT | DERIVED
    odd = [path for path in warehouse.iterdir() if path.name not in known]
    odd += (
        (warehouse / "reading").iterdir() if (warehouse / "reading").is_dir() else ()
    )  # empty but while a file is read
    odd += [path for path in (warehouse / "snapshots").iterdir() if path.suffix != ".duckdb"]
    for folder in (warehouse / "imports").iterdir():
        named = {"manifest.json", "effect.json", "rows-1.parquet"}
        odd += (
            [folder] if folder.name.startswith(".") else [path for path in folder.iterdir() if path.name not in named]
        )
    return [str(path) for path in odd]


@pytest.mark.parametrize("part", range(PARTS))
def test_an_import_killed_at_any_touch_of_the_disk_is_whole_or_absent(ground, tmp_path, part):
    survived = 0
    for moment in range(part, TOUCHED, PARTS):
        warehouse = tmp_path / str(moment)
        # A run may have a few touches less than the one that was counted: then an earlier one takes the place of the last.
        for die_at in range(1 + moment * ground.touches // TOUCHED, 0, -4):
            shutil.rmtree(warehouse, ignore_errors=True)
            shutil.copytree(ground.warehouse, warehouse)
            process, hears = started(ground.export, warehouse, die_at=die_at, here=True)
            said = finished(process, hears)
            if process.exitcode == -signal.SIGKILL:
                break
        assert (process.exitcode, said) == (-signal.SIGKILL, None)
        assert die_at > moment * ground.touches // TOUCHED - 20
        assert_sound(ground, warehouse, said)
        survived += 1
        shutil.rmtree(warehouse)
    assert survived == TOUCHED // PARTS


@pytest.mark.parametrize("part", range(PARTS))
def test_an_import_killed_at_any_time_is_whole_or_absent(ground, tmp_path, part):
    survived = 0
    for moment in range(part, TIMED, PARTS):
        warehouse = tmp_path / str(moment)
        shutil.copytree(ground.warehouse, warehouse)
        process, hears = started(ground.export, warehouse)
        time.sleep(ground.seconds * moment / TIMED)
        process.kill()
        assert_sound(ground, warehouse, finished(process, hears))
        survived += 1
        shutil.rmtree(warehouse)
    assert survived == TIMED // PARTS


@contextmanager
def small_disk(place: Path):
    """A disk of its own where the system lets us mount one, else a limit on the size of every file.

    Gives its folder, and what leaves a share of the room that an import needs.
    """
    place.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)], capture_output=True, check=False
        ).returncode
    )

    @contextmanager
    def room(ground: Ground, share: float):
        if not mounted:
            newest = max(file.stat().st_size for file in (ground.warehouse / "snapshots").iterdir())
            yield {"largest_file": int(newest * share)}
            return
        ballast = place / "ballast"
        free = shutil.disk_usage(place).free
        with ballast.open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, max(1, free - int(ground.needed * share)))
        try:
            yield {}
        finally:
            ballast.unlink()

    try:
        yield place, room
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], check=True)


def test_an_import_on_a_full_disk_is_refused_with_a_reason_and_leaves_the_figures(ground, tmp_path):
    """Each run finds a little more room than the one before, from none to just too little."""
    reasons = []
    with small_disk(tmp_path / "disk") as (disk, room):
        for moment in range(STARVED):
            warehouse = disk / "warehouse"
            shutil.copytree(ground.warehouse, warehouse)
            with room(ground, moment / STARVED) as limits:
                said = finished(*started(ground.export, warehouse, **limits))
                assert headline(warehouse) in (ground.before, ground.after)
            reasons.append(said)
            assert_sound(ground, warehouse, said)
            shutil.rmtree(warehouse)
    assert all(said is not None for said in reasons)
    refused = [said for said in reasons if said[0] == "failed"]
    assert {name for _, name, _ in refused} == {"DiskFull"}
    assert len(refused) > STARVED // 2
