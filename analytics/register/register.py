"""The register of a warehouse, opened: SQLite in the warehouse, or the database that CASEWATCH_REGISTER names.

One writer at a time: whoever writes holds the whole register from before the first look to the commit, so numbers are
given without gaps and what was looked at is still so. Readers never wait, and see one moment.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import filelock
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    Row,
    Select,
    StaticPool,
    Table,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from analytics.errors import N_, RegisterRefused
from analytics.register.record_tables import acts
from analytics.register.upgrading import newest, upgrade, version_of
from analytics.settings import load_settings
from analytics.warehouse.manifest import sync_folder
from analytics.warehouse.places import REGISTER
from analytics.warehouse.private import FILE, private_folder

BY_URL = "CASEWATCH_REGISTER"
WAIT = 30  # seconds for another writer; a writing takes milliseconds
_ONE_WRITER = 0x63617365  # the advisory lock of PostgreSQL that writers queue for


class Writing:
    """One transaction of one person, who holds the register until it ends."""

    def __init__(self, connection: Connection, at: str, who: str) -> None:
        self.connection = connection
        self.at = at
        self.who = who
        self._act: int | None = None

    @property
    def day(self) -> str:
        """The day of the act where it is done, as an ISO text."""
        return self.at[:10]

    def act(self, at: str | None = None, who: str | None = None) -> int:
        """The act that rows are written under; with a time or a name, another one beside it."""
        if at is None and who is None:
            if self._act is None:
                self._act = self._new_act(self.at, self.who)
            return self._act
        return self._new_act(at or self.at, who or self.who)

    def _new_act(self, at: str, who: str) -> int:
        return self._insert(acts, [{"at": at, "who": who, "token": secrets.token_hex(16)}])[0]

    def add(self, table: Table, rows: Sequence[Mapping[str, Any]], act: int | None = None) -> list[int]:
        """Write rows under this act and give their ids, which follow those before without a gap."""
        if not rows:
            return []
        act_id = self.act() if act is None else act
        return self._insert(table, [{**row, "act_id": act_id} for row in rows])

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        first = 1 + (self.connection.execute(select(func.max(table.c.id))).scalar() or 0)
        ids = [*range(first, first + len(rows))]
        self.connection.execute(table.insert(), [{**row, "id": id_} for id_, row in zip(ids, rows, strict=True)])
        return ids


class Register:
    """A register, whether it exists yet or not: the first writing makes it. Safe to use from several threads."""

    def __init__(self, url: URL, warehouse: Path | None = None) -> None:
        """`warehouse` is the folder that a SQLite register stands in, and that holds what earlier versions wrote."""
        self.url = url
        self.warehouse = warehouse
        self._engine = _engine(url.render_as_string(hide_password=False))

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for a server."""
        return Path(self.url.database or "") if self.url.get_backend_name() == "sqlite" else None

    @property
    def where(self) -> str:
        """Where it is, without a password."""
        return str(self.file or self.url.render_as_string(hide_password=True))

    def version(self) -> str:
        """Names the state of its contents: another after every act, also after a restore; empty where nothing was done."""
        if self.file is not None and not self.file.exists():
            return ""
        with self.reading() as connection:
            return version_in(connection)

    def read(self, statement: Select) -> list[Row]:
        """The rows of one query; none where nothing was ever written."""
        with self.reading() as connection:
            return list(connection.execute(statement).all())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the register; an empty one where nothing was ever written."""
        with self._saying(), ExitStack() as open_until_the_end:
            connection = open_until_the_end.enter_context(self._looking())
            if connection is None or (held := version_of(connection)) == 0:
                connection = open_until_the_end.enter_context(_empty().begin())
                upgrade(connection, "", self.where)
            elif held != newest():
                open_until_the_end.close()
                self._upgrade()
                connection = open_until_the_end.enter_context(self._looking())
            assert connection is not None
            yield connection

    @contextmanager
    def _looking(self) -> Iterator[Connection | None]:
        """A transaction that only reads; None where there is no file."""
        if self.file is not None and not self.file.exists():
            yield None
            return
        with self._engine.connect() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield connection

    @contextmanager
    def writing(self, who: str, at: datetime | None = None) -> Iterator[Writing]:
        """A transaction that holds the register: all that is written in it, or nothing.

        Raises `RegisterRefused` without a name, or where another writer does not end in `WAIT` seconds.
        """
        if not who.strip():
            raise RegisterRefused(N_("Who does this? Give a name."))
        moment = at.isoformat(timespec="seconds") if at else _now()
        with self._saying():
            self._make()
            with self._looking() as connection:
                held = version_of(connection) if connection is not None else 0
            if held not in (0, newest()):
                self._upgrade()
            with self._holding() as connection:
                upgrade(connection, moment, self.where)
                yield Writing(connection, moment, who.strip())

    @contextmanager
    def _holding(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            connection = connection.execution_options(casewatch_writing=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT}s'")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")
                yield connection

    def _upgrade(self) -> None:
        """Take the steps that an older register lacks, in a transaction of their own: who reads while another is open would
        find the older tables still, and wait for it to upgrade them.
        """
        with self._holding() as connection:
            upgrade(connection, _now(), self.where)

    def _make(self) -> None:
        """The folder and file of SQLite, whole or absent: put in place by one rename, never while a restore moves in."""
        if self.file is None or self.file.exists():
            return
        top = private_folder(self.file.parent.parent)
        try:
            with filelock.FileLock(top / "lock", timeout=WAIT, mode=FILE):
                if self.file.exists():
                    return
                making = top / f".{REGISTER}"
                shutil.rmtree(making, ignore_errors=True)
                private_folder(making)
                os.close(os.open(making / self.file.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE))
                made = Register(self.url.set(database=str(making / self.file.name)))
                with made._holding() as connection:
                    upgrade(connection, _now(), self.where)
                os.rename(making, self.file.parent)
                sync_folder(top)
        except filelock.Timeout as error:
            raise RegisterRefused(
                N_("{where} is being written to by an import or a restore. Try again when it has ended."), where=top
            ) from error

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """Turn what the databases say into sentences; a broken key is the caller's to understand."""
        try:
            yield
        except IntegrityError:
            raise
        except OverflowError as error:
            raise RegisterRefused(
                N_(
                    "The register counts no number as large as the one that was given. Look the number up and try again."
                )
            ) from error
        except DBAPIError as error:
            said = str(error.orig).splitlines()[0] if str(error.orig) else type(error.orig).__name__
            if "database is locked" in said or "lock timeout" in said:
                raise RegisterRefused(
                    N_("Somebody else has been writing to the register {where} for more than {seconds} s. Try again."),
                    where=self.where,
                    seconds=WAIT,
                ) from error
            if self.file is None:
                raise RegisterRefused(
                    N_(
                        "The register {where} does not answer: {error}. Check the server and {variable}, then try again."
                    ),
                    where=self.where,
                    error=said,
                    variable=BY_URL,
                ) from error
            raise RegisterRefused(
                N_("The register {where} cannot be read or written: {error}. Put the file back from a backup."),
                where=self.where,
                error=said,
            ) from error


def register_of(warehouse: Path) -> Register:
    """The register that belongs to a warehouse. Raises `RegisterRefused` where CASEWATCH_REGISTER names none."""
    given = os.environ.get(BY_URL, "").strip()
    if not given:
        try:
            os.fspath(warehouse).encode()
        except UnicodeEncodeError as error:
            raise RegisterRefused(
                N_(
                    "The name of the folder {warehouse} is not written in UTF-8, so no register can stand in it. Rename it."
                ),
                warehouse=warehouse,
            ) from error
        return Register(URL.create("sqlite", database=str(warehouse / REGISTER / f"{REGISTER}.sqlite")), warehouse)
    try:
        url = make_url(given)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        backend = ""
    if backend != "postgresql":
        raise RegisterRefused(
            N_(
                "{variable} does not name a PostgreSQL database. Write it as postgresql+psycopg://user@host/database, or "
                "leave it out: the register then stands in the warehouse."
            ),
            variable=BY_URL,
        )
    return Register(url.set(drivername="postgresql+psycopg"), warehouse)


def version_in(connection: Connection) -> str:
    """The version of the moment that a connection sees."""
    last = connection.execute(select(acts.c.id, acts.c.token).order_by(acts.c.id.desc()).limit(1)).first()
    return f"{last.id}-{last.token}" if last else ""


def _now() -> str:
    """This moment where the bureau is."""
    return datetime.now(ZoneInfo(load_settings().timezone)).isoformat(timespec="seconds")


@cache
def _engine(url: str) -> Engine:
    """The connections to a database: of SQLite a new one each time, which costs nothing and survives a fork."""
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_pre_ping=True, pool_size=5, connect_args={"connect_timeout": 10})
        if hasattr(os, "register_at_fork"):  # a child makes connections of its own
            os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
        return engine
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _as_we_need_it)
    event.listen(engine, "begin", _begin)
    return engine


def _as_we_need_it(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy begins, not the driver
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("casewatch_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _empty() -> Engine:
    """A register in memory that nothing was ever written to."""
    return create_engine("sqlite://", poolclass=StaticPool)
