"""Backups of a SQLite database, made and restored while it is in use."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path as FilePath

from sqlalchemy import Connection

from model.stories.attached import count_anew
from model.stories.database import Database
from model.stories.faults import REMEDIES, BackupError, StoreUnavailableError, find_reason_of_sqlite
from model.stories.migrations import bring_up_to_date, list_schema
from model.stories.search_index import index_anew
from model.stories.tables import renew_stamps

_HEADER = b"SQLite format 3\x00"
_OURS = 1296125511
"""The application id that every database of ours carries in its header."""
_PAGE_BYTES = 4096
_PATIENCE_SECONDS = 10


def back_up(database: Database, file: FilePath) -> None:
    """Copy the database to a file; the file is there whole or not at all."""
    source = _get_file(database)
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            copy = FilePath(folder) / "stories.db"
            with database.reading():  # so that trouble with the database is told as ever
                _copy(source, copy)
            copy.replace(file)
    except OSError as error:
        raise BackupError(f"the backup cannot be written to {file}: {error.strerror}") from error


def to_backup(database: Database) -> bytes:
    """The content of a backup."""
    with tempfile.TemporaryDirectory(prefix="stories-") as folder:
        copy = FilePath(folder) / "stories.db"
        back_up(database, copy)
        return copy.read_bytes()


def restore(database: Database, file: FilePath) -> FilePath | None:
    """Put a backup in the place of the database; where what was there is kept, if anything was."""
    live = _get_file(database)
    live.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=live.parent, prefix=".restoring-") as folder:
        copy = FilePath(folder) / "stories.db"
        _check_backup(file)
        shutil.copyfile(file, copy)
        copy.chmod(0o600)
        _check_content(copy, file)
        _bring_up_to_date(copy, file)
        with database.standing_still():
            return _take_over(copy, live)


def _get_file(database: Database) -> FilePath:
    if database.file is None:
        raise BackupError(
            "backups of a PostgreSQL database are made with pg_dump and restored with pg_restore"
        )
    return database.file


def _copy(source: FilePath, target: FilePath) -> None:
    """A copy of the state of this moment, in one file, while others read and write."""
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as there,
        closing(sqlite3.connect(target)) as here,
    ):
        target.chmod(0o600)
        there.backup(here)
        here.execute("PRAGMA journal_mode = DELETE")


def _check_backup(file: FilePath) -> None:
    try:
        with file.open("rb") as content:
            header = content.read(len(_HEADER))
    except OSError as error:
        raise BackupError(f"the backup {file.name} cannot be read: {error.strerror}", "unreadable") from error
    if header != _HEADER:
        raise BackupError(f"{file.name} is no backup of stories", "other")


def _check_content(copy: FilePath, file: FilePath) -> None:
    try:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            [ours] = connection.execute("PRAGMA application_id").fetchone()
            if ours != _OURS:
                raise BackupError(
                    f"{file.name} is a database of something else, no backup of stories", "other"
                )
            [verdict] = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupError(f"the backup {file.name} is damaged", "damaged")
            connection.execute("PRAGMA journal_mode = DELETE")
            if connection.execute("PRAGMA page_size").fetchone() != (_PAGE_BYTES,):
                connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
                connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise BackupError(f"the backup {file.name} is damaged", "damaged") from error


def _bring_up_to_date(copy: FilePath, file: FilePath) -> None:
    """Migrate the copy; what it holds must be what we would have made ourselves, and nothing beside it."""

    def prepare(connection: Connection, _may_fill: bool) -> None:
        bring_up_to_date(connection, file.name)
        index_anew(connection)
        count_anew(connection)
        renew_stamps(connection)

    def prepare_fresh(connection: Connection, _may_fill: bool) -> None:
        bring_up_to_date(connection, file.name)

    given = Database(str(copy), prepare)
    fresh = Database(f"{copy}.fresh", prepare_fresh)
    try:
        given.open()
        fresh.open()
        with given.reading() as one, fresh.reading() as other:
            is_ours = list_schema(one) == list_schema(other)
    except StoreUnavailableError as error:
        message = f"the backup {file.name} cannot be used: {REMEDIES[error.reason]}"
        raise BackupError(message, error.reason) from error
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise BackupError(f"the backup {file.name} is damaged", "damaged") from error
    finally:
        given.close()
        fresh.close()
    if not is_ours:
        message = f"{file.name} holds more than stories; it is no backup of this application"
        raise BackupError(message, "other")


def _take_over(copy: FilePath, live: FilePath) -> FilePath | None:
    """Make the copy the content of the live file: in one transaction where that file can still be opened."""
    if not live.exists():
        _replace(copy, live)
        return None
    kept = live.with_name(f"{live.stem}.before-{datetime.now():%Y-%m-%dT%H-%M-%S-%f}{live.suffix}")
    try:
        _copy(live, kept)
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(live)) as target:
            source.backup(target, progress=_build_patience())
    except sqlite3.DatabaseError as error:
        if find_reason_of_sqlite(error) != "damaged":
            kept.unlink(missing_ok=True)
            raise
        for end in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copy2(f"{live}{end}", f"{kept}{end}")
        _replace(copy, live)
    return kept


def _replace(copy: FilePath, live: FilePath) -> None:
    """Put the copy in the place of a file that cannot be opened; who has that one open, keeps it."""
    for end in ("-wal", "-shm"):
        FilePath(f"{live}{end}").unlink(missing_ok=True)
    copy.replace(live)


def _build_patience() -> Callable[[int, int, int], None]:
    """Give up waiting for somebody else's transaction: SQLite itself would try for ever."""
    end = time.monotonic() + _PATIENCE_SECONDS

    def check(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = status
            raise error

    return check
