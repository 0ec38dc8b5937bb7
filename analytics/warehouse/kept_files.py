"""The kept files of an import: their fingerprints when they are written, and whether they are still the same."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from analytics.errors import N_
from analytics.warehouse.manifest import Kept, Manifest, damaged


def fingerprints(folder: Path) -> dict[str, Kept]:
    """Size and SHA-256 of every file of a folder, by its name: what a manifest keeps of the rows beside it."""
    return {file.name: fingerprint_of(file) for file in sorted(folder.iterdir())}


def fingerprint_of(file: Path) -> Kept:
    """Size and SHA-256 of a file."""
    with file.open("rb") as stream:
        return Kept(file.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


def whole(warehouse: Path, manifest: Manifest, every_byte: bool = False) -> None:
    """Raise `ImportDamaged` where a kept file of an import is not as it was written.

    Presence and size always; with `every_byte` the fingerprint too, and of an import without one, by an earlier version,
    that its rows can be read and are as many as were accepted.
    """
    folder = warehouse / "imports" / manifest.id
    for name, rows in kept_files(manifest).items():
        file = folder / name
        try:
            found = file.stat(follow_symlinks=False)
            if not stat.S_ISREG(found.st_mode):
                raise damaged(folder, N_("imports/{folder}: {name} is not a file."), name=name)
            written = manifest.files.get(name)
            if written is None:
                if every_byte:
                    _readable(folder, name, rows)
                continue
            if found.st_size != written.size:
                raise damaged(
                    folder,
                    N_("imports/{folder}: {name} has {size} bytes and was written with {written}."),
                    name=name,
                    size=found.st_size,
                    written=written.size,
                )
            if every_byte and fingerprint_of(file) != written:
                raise damaged(folder, N_("imports/{folder}: {name} is not as it was written."), name=name)
        except FileNotFoundError:
            raise damaged(folder, N_("imports/{folder}: {name} is missing."), name=name) from None
        except OSError as error:
            raise damaged(
                folder, N_("imports/{folder}: {name} cannot be read ({error})."), name=name, error=error.strerror
            ) from error


def kept_files(manifest: Manifest) -> dict[str, int]:
    """The Parquet files that a manifest names, with the rows of each."""
    return {
        part[key]: part[count]
        for part in manifest.parts
        for key, count in (("rows", "accepted"), ("rejected_rows", "rejected"))
        if part[key]
    }


def _readable(folder: Path, name: str, rows: int) -> None:
    """Read every value of a Parquet file that has no fingerprint."""
    try:
        with duckdb.connect() as connection:
            told = connection.execute(
                "SELECT count(*), bit_xor(hash(whole)) FROM read_parquet(?) AS whole", [str(folder / name)]
            ).fetchall()
    except duckdb.Error as error:
        raise damaged(
            folder,
            N_("imports/{folder}: {name} cannot be read ({error})."),
            name=name,
            error=str(error).splitlines()[0],
        ) from error
    if told[0][0] != rows:
        raise damaged(
            folder,
            N_("imports/{folder}: {name} has {found} rows and was written with {rows}."),
            name=name,
            found=told[0][0],
            rows=rows,
        )


@contextmanager
def reading(warehouse: Path, *manifests: Manifest) -> Iterator[None]:
    """Read rows of imports, whose damage becomes `ImportDamaged`."""
    for manifest in manifests:
        whole(warehouse, manifest)
    try:
        yield
    except duckdb.Error:
        for manifest in manifests:
            whole(warehouse, manifest, every_byte=True)
        raise
