"""The register in a backup of its warehouse, and back out of it; and whether it is whole.

One in the warehouse is copied as a file of one moment, while others may be writing. One on a server goes along as its
lines, and comes back from them where the register that is in use then is empty: what people did is never written over.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from analytics.errors import N_, RegisterRefused
from analytics.register.carried import lines_of, take_in
from analytics.register.register import WAIT, Register, register_of
from analytics.warehouse.places import REGISTER, REGISTER_LINES
from analytics.warehouse.who import user


def in_backup(warehouse: Path) -> dict[str, bytes]:
    """What a backup holds of the register, by its place in the warehouse; nothing where nothing was ever written."""
    register = register_of(warehouse)
    if register.file is None:
        return {REGISTER_LINES: "\n".join(lines_of(register)).encode()} if register.version() else {}
    if not register.file.exists():
        return {}
    with register.reading():  # brings an older one up to date, and says what is wrong with a damaged one
        pass
    try:
        with closing(sqlite3.connect(f"{register.file.as_uri()}?mode=rw", WAIT, uri=True)) as connection:
            return {f"{REGISTER}/{register.file.name}": connection.serialize()}
    except sqlite3.Error as error:
        raise _damaged(register, str(error)) from error


def put_on_server(warehouse: Path) -> None:
    """After a restore: the lines of a backup become the register that is in use, where that one is empty.

    Raises `RegisterRefused` where it holds something else: the lines stay where they are, to be compared.
    """
    lines = warehouse / REGISTER_LINES
    if not lines.exists():
        return
    register = register_of(warehouse)
    if register.version() == "":
        with lines.open(encoding="utf-8") as told:
            take_in(register, told, user(), str(lines))


def register_damage(warehouse: Path) -> RegisterRefused | None:
    """Why a register cannot be used, found by reading all of it; None where all is well."""
    register = register_of(warehouse)
    try:
        register.version()
        if register.file is not None and register.file.exists():
            with register.reading() as connection:
                said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
                if said != "ok":
                    return _damaged(register, str(said))
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    return _damaged(register, f"{broken[0]} {broken[1]}")
    except RegisterRefused as error:
        return error
    return None


def _damaged(register: Register, said: str) -> RegisterRefused:
    return RegisterRefused(
        N_("The register {where} cannot be read or written: {error}. Put the file back from a backup."),
        where=register.where,
        error=said.splitlines()[0],
    )
