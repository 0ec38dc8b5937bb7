"""The inbox: a folder whose new export files are imported, as a nightly job does, and moved to done/ or failed/."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import filelock

from analytics.errors import N_, CasewatchError, DiskFull, ExportRefused, InboxMissing, WarehouseBusy
from analytics.figures.workbook import workbook
from analytics.progress import Step
from analytics.settings import Settings
from analytics.snapshot.publish import publish
from analytics.warehouse.imports import import_file
from analytics.warehouse.manifest import write_durably
from analytics.warehouse.rejected import rejected_rows

UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download")
SHEET_ROWS = 1_000_000  # more rejected rows than a sheet holds are listed by `python -m analytics rejected`
UNEXPECTED = N_("Unexpected, please report it:")
REPORT, REJECTED = ".report.json", ".rejected.xlsx"


@dataclass(frozen=True)
class Taken:
    """What became of one file.

    `status` is "imported", "already imported", "refused", or "postponed": still being written, or the warehouse was
    busy or the disk full, so the file stays where it is for the next run.
    """

    file: str
    status: str
    moved_to: str | None = None
    import_id: str | None = None
    rows_read: int = 0
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    reason: str | None = None


def take_in(
    inbox: Path,
    warehouse: Path,
    settings: Settings,
    mapping: str | Path | None = None,
    tell: Callable[[str, Step, float], None] = lambda _file, _step, _share: None,
    settle_seconds: float = 1.0,
) -> list[Taken]:
    """Import every new file of `inbox`, publish once, and say what became of each.

    A file is moved to done/ when its import is kept for good, to failed/ when it was refused, with a report beside it
    and the rejected rows as a workbook; nothing is overwritten. Files that change within `settle_seconds` are left for
    the next run, as are hidden and unfinished ones. Killed at any moment, the next run ends the work: a file whose
    import was kept already is recognised. `tell` gets file, step and share. Raises `InboxMissing`, and `WarehouseBusy`
    when another run is taking in the same folder.
    """
    if not inbox.is_dir():
        raise InboxMissing(N_("There is no folder {inbox}. Make it, or name another one."), inbox=inbox)
    lock = filelock.FileLock(inbox / ".casewatch.lock", timeout=settings.imports.lock_timeout_seconds)
    try:
        with lock:
            taken = [
                _one(file, settled, inbox, warehouse, settings, mapping, tell)
                for file, settled in _waiting(inbox, settle_seconds)
            ]
            publish(warehouse, settings)
    except filelock.Timeout as error:
        raise WarehouseBusy(
            N_("Another run has been taking in {inbox} for more than {seconds} s. Try again later."),
            inbox=inbox,
            seconds=settings.imports.lock_timeout_seconds,
        ) from error
    return taken


def _waiting(inbox: Path, settle_seconds: float) -> list[tuple[Path, bool]]:
    """The files to take, by name, and whether each has come to rest."""
    files = sorted(
        file
        for file in inbox.iterdir()
        if file.is_file()
        and not file.is_symlink()
        and not file.name.startswith((".", "~$"))
        and file.suffix.lower() not in UNFINISHED
    )
    before = {file: _state(file) for file in files}
    if files:
        time.sleep(settle_seconds)
    return [(file, before[file] == _state(file)) for file in files]


def _state(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:  # taken away by whoever is writing it; the next run sees
        return None
    return found.st_size, found.st_mtime_ns


def _one(
    file: Path,
    settled: bool,
    inbox: Path,
    warehouse: Path,
    settings: Settings,
    mapping: str | Path | None,
    tell: Callable[[str, Step, float], None],
) -> Taken:
    if not settled:
        return Taken(file.name, "postponed", reason=N_("The file is still being written."))
    try:
        result = import_file(
            file,
            warehouse,
            settings,
            mapping,
            progress=lambda step, share: tell(file.name, step, share),
            publishing=False,
        )
    except (DiskFull, WarehouseBusy) as error:
        return Taken(file.name, "postponed", reason=str(error))
    except ExportRefused as error:
        return _moved(Taken(file.name, "refused", reason=str(error)), file, inbox / "failed", None)
    except CasewatchError as error:  # the mapping or the settings are at fault, not the file
        return Taken(file.name, "postponed", reason=str(error))
    except Exception as error:  # one file must not keep the others of the night; its text may hold clear personal data
        return Taken(file.name, "postponed", reason=f"{UNEXPECTED} {type(error).__name__}")
    manifest = result.manifest
    taken = Taken(
        file.name,
        result.status,
        import_id=manifest.id,
        rows_read=manifest.rows_read,
        accepted=manifest.accepted,
        rejected=manifest.rejected,
        ignored=manifest.ignored,
    )
    rejected = None
    if 0 < manifest.rejected <= SHEET_ROWS:
        rejected = workbook(rejected_rows(warehouse, manifest.id), {"import": manifest.id})
    return _moved(taken, file, inbox / "done", rejected)


def _moved(taken: Taken, file: Path, folder: Path, rejected: bytes | None) -> Taken:
    """Write the report, then move the file: a run killed in between finds the file again."""
    folder.mkdir(exist_ok=True)
    name = file.name
    if (folder / name).exists():
        name = f"{file.stem}-{datetime.now():%Y%m%dT%H%M%S%f}{file.suffix}"
    told = Taken(**{**asdict(taken), "moved_to": f"{folder.name}/{name}"})
    if rejected is not None:
        (folder / f"{name}{REJECTED}").write_bytes(rejected)
    write_durably(folder / f"{name}{REPORT}", json.dumps(asdict(told), ensure_ascii=False, indent=1))
    file.rename(folder / name)
    return told
