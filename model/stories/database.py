"""One database behind the store: transactions on it, and every trouble with it said in one way."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path as FilePath
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from model.stories.faults import (
    Reason,
    StoreUnavailableError,
    StoreUrlError,
    find_reason_of_postgresql,
    find_reason_of_sqlite,
    find_reason_of_system,
    find_remedy_of_postgresql,
)
from model.stories.store_address import hide_password, parse_url
from model.stories.trouble_log import note_recovery, note_trouble
from model.stories.turns import Turns

_Identity = tuple[int, int]

_BUSY_SECONDS = 5
_LONGEST_QUEUE_SECONDS = 30
_CONNECTIONS = 16
_WRITERS = 8
_LOCK_OF_THE_STORE = 0x4D414E474F
"""Which of PostgreSQL's advisory locks guards migrating and seeding."""

_HINDER_WRITING = ("full", "locked", "readonly")
"""For which reasons what is written is refused while reading may go on."""

troubles: Counter[Reason] = Counter()
"""How often this process could not use its database, by the reason."""

_EVERY_SQLITE_CONNECTION = (
    f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -4000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA journal_size_limit = 16000000",
)
_EVERY_POSTGRESQL_CONNECTION = (
    "SET TIME ZONE 'UTC'",
    "SET statement_timeout = '30s'",
    "SET lock_timeout = '10s'",
    "SET idle_in_transaction_session_timeout = '60s'",
    "SET client_encoding = 'UTF8'",
    # Compiling a question takes longer than answering it here.
    "SET jit = off",
    "SET work_mem = '32MB'",
)


class Database:
    """A SQLite file or a PostgreSQL database, with reading and writing transactions.

    Nothing is opened before the first transaction. `prepare` is called with a writing transaction before
    the first one of anybody, and again when the database may be another one than before (a file was put
    in its place); it is told whether an empty one is to be filled, which would otherwise be one whose
    content got lost. Every trouble is raised as `StoreUnavailableError`, or as `StoreUrlError` where the
    driver cannot use the address, and is in the log once.
    """

    def __init__(self, address: str, prepare: Callable[[Connection, bool], None]) -> None:
        self.url = parse_url(address)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.file = FilePath(str(self.url.database)).absolute() if self.is_sqlite else None
        host = self.url.host or "this machine"  # reached through a socket
        self.where = str(self.file) if self.file else f'the database "{self.url.database}" on {host}'
        self._place = f"the stories in {self.where}"
        self._engine = (
            _build_sqlite_engine(self.url) if self.is_sqlite else _build_postgresql_engine(self.url)
        )
        self._prepare = prepare
        self._turns = Turns(1 if self.is_sqlite else _WRITERS)
        self._opening_turn = threading.RLock()
        self._identity: _Identity | None = None
        self._was_open = False

    def open(self) -> None:
        """Make the database where there is none, and prepare it."""
        with self._translating(is_writing=True), self._opening():
            self._open(may_fill=True)

    def close(self) -> None:
        """Close every connection; the next transaction opens the database again."""
        with self._opening():
            self._identity = None
            self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads one state of the database and is never kept waiting by one that writes."""
        with self._translating():
            self._watch()
            with self._engine.connect() as connection:
                if not self.is_sqlite:
                    connection = connection.execution_options(isolation_level="REPEATABLE READ")
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; it is there for good when the block is left without an error."""
        with self._translating(is_writing=True), self._queueing():
            identity = self._watch()
            with self._engine.connect().execution_options(is_writing=True) as connection:
                with connection.begin():
                    yield connection
                self._confirm(connection, identity)

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """A while in which nobody in this process writes, with every connection closed before and after.

        Who reads meanwhile goes on with what was there.
        """
        with self._translating(), self._queueing():
            self.close()
            try:
                yield
            finally:
                self.close()

    def bring_in_log(self) -> None:
        """Leave nothing in SQLite's log of what was erased, unless somebody still reads an older state."""
        if self.is_sqlite:
            with self._translating(), self._engine.connect() as connection:
                _bring_in_log(connection)

    def guard(self, connection: Connection) -> None:
        """Let no other process pass here until this transaction ends: for migrating and for long imports."""
        if not self.is_sqlite:  # SQLite has but one writer anyway
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK_OF_THE_STORE})")

    def _open(self, may_fill: bool) -> None:
        self._engine.dispose()
        self._identity = None
        if self.file is not None:
            if may_fill:
                _make_file(self.file)
            with self._engine.connect() as connection:
                self._keep_log(connection)
        with self._begin() as connection:
            if not self.is_sqlite:  # another process may be at it, and need its time
                connection.exec_driver_sql("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
            self.guard(connection)
            self._prepare(connection, may_fill)
        self._identity = self._identify()
        self._was_open = True

    def _watch(self) -> _Identity | None:
        """Open what is not open yet; recognise a file that was taken away or replaced."""
        identity = self._identify()
        if identity is not None and identity == self._identity:
            return identity
        with self._opening():
            identity = self._identify()
            if identity is None and self._was_open:
                raise StoreUnavailableError("gone", self.where)
            if identity is None or identity != self._identity:
                self._open(may_fill=not self._was_open)
            return self._identity

    @contextmanager
    def _opening(self) -> Iterator[None]:
        """This thread's turn to open: a while, not for ever, as each may wait for a lock in there."""
        if not self._opening_turn.acquire(timeout=2 * _BUSY_SECONDS):
            raise StoreUnavailableError("locked", self.where)
        try:
            yield
        finally:
            self._opening_turn.release()

    def _keep_log(self, connection: Connection) -> None:
        """Let SQLite write ahead into a log, so that reading never waits; once set, a file stays so."""
        driver = _get_driver(connection)
        give_up = time.monotonic() + _BUSY_SECONDS
        mode = ""
        while mode != "wal":
            try:
                [mode] = driver.execute("PRAGMA journal_mode = WAL").fetchone()
            except sqlite3.OperationalError as error:
                # SQLite does not wait here while another process does the same.
                if find_reason_of_sqlite(error) != "locked" or time.monotonic() > give_up:
                    raise
                time.sleep(0.02)
            else:
                if mode != "wal":
                    remedy = "its folder cannot be shared by programs; put it on a disk of this computer"
                    raise StoreUnavailableError("gone", self.where, remedy)

    def _identify(self) -> _Identity | None:
        """What tells this database from another one at the same place; None for a file that is not there."""
        if self.file is None:
            return (0, 0)
        try:
            state = self.file.stat()
        except FileNotFoundError:
            return None
        return state.st_dev, state.st_ino

    def _confirm(self, connection: Connection, identity: _Identity | None) -> None:
        """Make sure that what was just written is where the next one who opens the file finds it."""
        file, log = self.file, FilePath(f"{self.file}-wal")
        if file is None:
            return
        if not log.exists():
            # Somebody deleted the log, but it is still open here: bring it into the file.
            _bring_in_log(connection)
            self.close()
        if self._identify() != identity:
            raise StoreUnavailableError("gone", self.where)

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(is_writing=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def _queueing(self) -> Iterator[None]:
        """This thread's turn to write: SQLite has one writer; and both would let the lucky ones go first."""
        if not self._turns.take(_LONGEST_QUEUE_SECONDS):
            raise StoreUnavailableError("locked", self.where)
        try:
            yield
        finally:
            self._turns.give_back()

    @contextmanager
    def _translating(self, is_writing: bool = False) -> Iterator[None]:
        """The one place where an error of the database becomes one of ours, and is counted and logged."""
        try:
            yield
        except StoreUnavailableError as error:
            self._note(error)
            raise
        except PoolTimeoutError as error:
            raise self._note(StoreUnavailableError("locked", self.where)) from error
        except (DBAPIError, sqlite3.Error, OSError) as error:
            original = error.orig if isinstance(error, DBAPIError) and error.orig else error
            cause = hide_password(str(original).partition("\n")[0], self.url)
            state = str(getattr(original, "sqlstate", None) or "")
            if isinstance(error, ProgrammingError) and not (self.is_sqlite or error.statement or state):
                raise StoreUrlError(
                    f"the address of the stories' database cannot be used: {cause}"
                ) from error
            reason = self._find_reason(error)
            if reason is None:
                raise
            if reason in ("damaged", "gone"):
                self._identity = None
            if reason in ("damaged", "gone", "readonly"):
                self._engine.dispose()
            remedy = "" if self.is_sqlite else find_remedy_of_postgresql(state, cause)
            raise self._note(StoreUnavailableError(reason, self.where, remedy), cause) from error
        else:
            note_recovery(self._place, is_writing)

    def _note(self, error: StoreUnavailableError, cause: str = "") -> StoreUnavailableError:
        troubles[error.reason] += 1
        note_trouble(self._place, str(error), cause, hinders_reading=error.reason not in _HINDER_WRITING)
        return error

    def _find_reason(self, error: Exception) -> Reason | None:
        original = error.orig if isinstance(error, DBAPIError) else error
        reason: Reason | None = None
        if isinstance(original, sqlite3.Error):
            reason = find_reason_of_sqlite(original)
        elif isinstance(original, OSError):
            reason = find_reason_of_system(original)
        elif (state := getattr(original, "sqlstate", None)) is not None:
            reason = find_reason_of_postgresql(state)
        elif isinstance(error, OperationalError):  # a connection that is not there has no state
            reason = "gone"
        if reason == "gone" and self.file is not None and self.file.exists():
            places = (self.file, self.file.parent)
            if not all(os.access(place, os.W_OK) for place in places):
                return "readonly"
        return reason


def _build_sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url, pool_size=_CONNECTIONS, max_overflow=0, hide_parameters=True, json_serializer=_to_json
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        # SQLAlchemy begins transactions, not the driver, which would not begin one for reading.
        connection.isolation_level = None
        for pragma in _EVERY_SQLITE_CONNECTION:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes then fails when another one was in between.
        is_writing = connection.get_execution_options().get("is_writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    return engine


def _build_postgresql_engine(url: URL) -> Engine:
    arguments: dict[str, Any] = {"prepare_threshold": None}
    if "connect_timeout" not in url.query:
        arguments["connect_timeout"] = _BUSY_SECONDS
    engine = create_engine(
        url,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        json_serializer=_to_json,
        connect_args=arguments,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        for setting in _EVERY_POSTGRESQL_CONNECTION:
            connection.execute(setting)
        connection.commit()

    return engine


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _make_file(file: FilePath) -> None:
    """An empty file that only its owner may read, with the folders above it; one that is there stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _bring_in_log(connection: Connection) -> None:
    """Write SQLite's log into the file and empty it, unless somebody still reads an older state from it."""
    driver = _get_driver(connection)
    driver.execute("PRAGMA busy_timeout = 300")
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    driver.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")


def _get_driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101
    return driver
