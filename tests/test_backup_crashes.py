"""A backup or a restore killed at any moment, or on a full disk: the figures are those of before or of after, and the next one works."""

import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from analytics.errors import EmptyWarehouse
from analytics.settings import Settings
from analytics.snapshot.archive import unpack, write_backup
from analytics.snapshot.examined import examine
from analytics.snapshot.publish import publish
from analytics.snapshot.restoring import restore
from analytics.warehouse.imports import import_file
from tests.test_crashes import finished, headline, leftovers, started
from tests.test_state import week

pytestmark = pytest.mark.slow

MOMENTS, PARTS = 20, 2
"""So many moments for each of: a backup, a restore into nothing, a restore over another warehouse."""


@dataclass(frozen=True)
class Ground:
    """A backup, the warehouse to restore it over, the figures of both, and how often each work touches the disk."""

    backup: Path
    warehouse: Path
    before: dict
    after: dict
    touches: dict[str, int]


@pytest.fixture(scope="module")
def ground(forked_loaded, tmp_path_factory) -> Ground:
    folder = tmp_path_factory.mktemp("backups")
    first, second, *_ = week(folder)
    warehouse, backup = folder / "warehouse", folder / "backup.tar"
    import_file(first, warehouse, Settings())
    write_backup(warehouse, backup, Settings())
    after = headline(warehouse)
    import_file(second, warehouse, Settings())
    touches = {}
    for name, file, place in (
        ("backup", folder / "again.tar", warehouse),
        ("restore", backup, shutil.copytree(warehouse, folder / "over")),
        ("restore into nothing", backup, folder / "nothing"),
    ):
        status, _, touches[name] = finished(*started(file, place, work=name.split()[0]))
        assert status == "imported"
    assert headline(folder / "over") == headline(folder / "nothing") == after != headline(warehouse)
    return Ground(backup, warehouse, headline(warehouse), after, touches)


def killed(ground: Ground, name: str, moment: int, file: Path, warehouse: Path, fresh) -> None:
    """Run a work and kill it before a touch of the disk; earlier where a run has a few touches less than the counted one."""
    for die_at in range(1 + moment * ground.touches[name] // MOMENTS, 0, -4):
        fresh()
        process, hears = started(file, warehouse, die_at=die_at, work=name.split()[0])
        said = finished(process, hears)
        if process.exitcode == -signal.SIGKILL:
            break
    assert (process.exitcode, said) == (-signal.SIGKILL, None)
    assert die_at > moment * ground.touches[name] // MOMENTS - 20


def assert_restored(ground: Ground, warehouse: Path) -> None:
    """After another attempt: the figures of the backup, every file proved, nothing left of the killed one but what was kept aside."""
    restore(ground.backup, warehouse, Settings(), overwrite=True)
    assert headline(warehouse) == ground.after
    assert [each for each in examine(warehouse) if each.state == "damaged"] == []
    assert [place for place in leftovers(warehouse) if ".replaced-" not in place] == []


@pytest.mark.parametrize("part", range(PARTS))
def test_a_restore_over_a_warehouse_killed_at_any_touch_leaves_the_old_or_the_new(ground, tmp_path, part):
    for moment in range(part, MOMENTS, PARTS):
        warehouse = tmp_path / str(moment)

        def fresh(place=warehouse):
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(ground.warehouse, place)

        killed(ground, "restore", moment, ground.backup, warehouse, fresh)
        assert headline(warehouse) in (ground.before, ground.after)
        publish(warehouse, Settings())
        assert headline(warehouse) in (ground.before, ground.after)
        assert [each for each in examine(warehouse) if each.state == "damaged"] == []
        assert_restored(ground, warehouse)
        shutil.rmtree(warehouse)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_restore_into_nothing_killed_at_any_touch_is_whole_or_absent(ground, tmp_path, part):
    for moment in range(part, MOMENTS, PARTS):
        warehouse = tmp_path / str(moment)
        killed(ground, "restore into nothing", moment, ground.backup, warehouse, lambda place=warehouse: shutil.rmtree(place, ignore_errors=True))  # fmt: skip
        if publish(warehouse, Settings()):
            assert headline(warehouse) == ground.after
        else:
            with pytest.raises(EmptyWarehouse):
                headline(warehouse)
        assert_restored(ground, warehouse)
        shutil.rmtree(warehouse)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_backup_killed_at_any_touch_is_whole_or_absent_and_the_warehouse_as_before(ground, tmp_path, part):
    warehouse = shutil.copytree(ground.warehouse, tmp_path / "warehouse")
    target = tmp_path / "backup.tar"
    for moment in range(part, MOMENTS, PARTS):
        killed(ground, "backup", moment, target, warehouse, lambda: target.unlink(missing_ok=True))
        assert headline(warehouse) == ground.before
        if target.exists():
            unpack(target, tmp_path / "proved")
            shutil.rmtree(tmp_path / "proved")
            target.unlink()
        assert write_backup(warehouse, target, Settings()).imports == 2
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["backup.tar", "warehouse"]
        assert leftovers(warehouse) == []
