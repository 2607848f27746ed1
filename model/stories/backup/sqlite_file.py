"""The SQLite file that is a backup: copied while in use, checked, and put in the place of another."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path as FilePath

from model.stories.faults import BackupError, find_reason_of_sqlite

_HEADER = b"SQLite format 3\x00"
_WRITTEN, _WITH_LOG = 18, b"\x02"
"""Where the header of a file says how it is written, and what stands there where a log is kept."""
_OURS = 1296125511
"""The application id that every database of ours carries in its header."""
_PAGE_BYTES = 4096
_PATIENCE_SECONDS = 10


def copy_file(source: FilePath, target: FilePath) -> None:
    """A copy of the state of this moment, in one file, while others read and write."""
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as there,
        closing(sqlite3.connect(target)) as here,
    ):
        target.chmod(0o600)
        there.backup(here)
    close_file(target)


def close_file(file: FilePath) -> None:
    """Let a database that nobody has open be one file, without a log beside it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def is_in_use(file: FilePath) -> bool:
    """Whether a file is a database that is written to, or a part of one; backups have no log beside them."""
    if file.name.endswith(("-wal", "-shm", "-journal")):
        return True
    if not file.is_file():
        return False
    with file.open("rb") as content:
        header = content.read(_WRITTEN + 1)
    return header.startswith(_HEADER) and header[_WRITTEN:] == _WITH_LOG


def check_header(file: FilePath) -> None:
    try:
        with file.open("rb") as content:
            header = content.read(len(_HEADER))
    except OSError as error:
        raise BackupError(f"the backup {file.name} cannot be read: {error.strerror}", "unreadable") from error
    if header != _HEADER:
        raise BackupError(f"{file.name} is no backup of stories", "other")


def check_content(copy: FilePath, file: FilePath) -> None:
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


def take_over(copy: FilePath, live: FilePath) -> FilePath | None:
    """Make the copy the content of the live file: in one transaction where that file can still be opened."""
    if not live.exists():
        _replace(copy, live)
        return None
    kept = live.with_name(f"{live.stem}.before-{datetime.now():%Y-%m-%dT%H-%M-%S-%f}{live.suffix}")
    try:
        copy_file(live, kept)
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
