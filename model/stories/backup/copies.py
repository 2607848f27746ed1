"""Making a backup of a database of either engine, looking at one, and putting one back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path as FilePath

from sqlalchemy import Connection, FromClause, func, select, table

from model.stories.attached import count_anew
from model.stories.backup.settled import Settled, read_settled, settle_again
from model.stories.backup.sqlite_file import check_content, check_header, close_file, copy_file, take_over
from model.stories.backup.transfer import copy_rows, hold_writers, replace_rows
from model.stories.database import Database
from model.stories.faults import REMEDIES, BackupError, StoreUnavailableError
from model.stories.migrations import bring_up_to_date, list_schema
from model.stories.search_index import index_anew
from model.stories.tables import renew_stamps, stories, story_changes, story_search_state


@dataclass(frozen=True)
class BackupContent:
    """What is in a backup: how many stories and workshops of all models; when a story was last changed."""

    stories: int
    workshops: int
    changed_at: datetime | None


def back_up(database: Database, file: FilePath) -> None:
    """Copy the database to a file; the file is there whole or not at all."""
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            copy = FilePath(folder) / "stories.db"
            with database.reading() as connection:  # so that trouble with the database is told as ever
                if database.file is None:
                    _write_copy(connection, copy)
                else:
                    copy_file(database.file, copy)
            copy.replace(file)
    except OSError as error:
        raise BackupError(f"the backup cannot be written to {file}: {error.strerror}") from error


def to_backup(database: Database) -> bytes:
    """The content of a backup."""
    with tempfile.TemporaryDirectory(prefix="stories-") as folder:
        copy = FilePath(folder) / "stories.db"
        back_up(database, copy)
        return copy.read_bytes()


def verify(file: FilePath) -> BackupContent:
    """Whether a file is a backup that can be restored, and what is in it; it is not changed.

    Raises `BackupError` with what is wrong with it.
    """
    with (
        tempfile.TemporaryDirectory(prefix="stories-") as folder,
        _prepare(file, FilePath(folder)) as backup,
        backup.reading() as connection,
    ):
        return BackupContent(
            stories=_count(connection, stories),
            workshops=_count(connection, table("workshops")),
            changed_at=connection.execute(select(func.max(story_changes.c.at))).scalar(),
        )


def restore(database: Database, file: FilePath, folder: FilePath | None = None) -> FilePath | None:
    """Put a backup in the place of the database; where what was there is kept, if anything was.

    That is a file beside a SQLite database, and in the folder for PostgreSQL: beside the backup, unless
    another one is named. What tellers took back since stays so (`model.stories.backup.settled`).
    """
    live = database.file
    if live is None:
        return _restore_rows(database, file, folder or file.absolute().parent)
    live.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=live.parent, prefix=".restoring-") as copies:
        with _prepare(file, FilePath(copies)) as backup:
            assert backup.file is not None  # noqa: S101
            settled = _read_settled(database) if live.exists() else None
            if settled is not None:
                with backup.writing() as restored:
                    settle_again(restored, settled)
        with database.standing_still():
            return take_over(backup.file, live)


def _read_settled(database: Database) -> Settled | None:
    """What the backup may not undo; None where the database cannot be read."""
    with suppress(StoreUnavailableError), database.reading() as live:
        return read_settled(live)
    return None


def _restore_rows(database: Database, file: FilePath, folder: FilePath) -> FilePath:
    """All in one transaction: it is there whole, or nothing has changed."""
    kept = folder / f"{database.url.database}.before-{datetime.now():%Y-%m-%dT%H-%M-%S-%f}.db"
    with (
        tempfile.TemporaryDirectory(prefix="stories-") as copies,
        _prepare(file, FilePath(copies)) as backup,
        backup.writing() as source,
        database.writing() as target,
    ):
        database.guard(target)
        hold_writers(target)
        settle_again(source, read_settled(target))
        _write_copy(target, kept)
        replace_rows(source, target)
        index_anew(target)
        count_anew(target)
        renew_stamps(target)
    return kept


def _write_copy(connection: Connection, file: FilePath) -> None:
    """The rows of a database as a SQLite file; its search index is made when it is first used."""

    def prepare(connection: Connection, _may_fill: bool) -> None:
        bring_up_to_date(connection, file.name)

    copy = Database(str(file), prepare)
    try:
        with copy.writing() as target:
            copy_rows(connection, target)
            target.execute(story_search_state.update().values(rules=0))
    finally:
        copy.close()
    close_file(file)


@contextmanager
def _prepare(file: FilePath, folder: FilePath) -> Iterator[Database]:
    """A copy of a backup, of this version; what it holds must be what we would have made ourselves, and
    nothing beside it.
    """
    check_header(file)
    copy = folder / "stories.db"
    shutil.copyfile(file, copy)
    copy.chmod(0o600)
    check_content(copy, file)

    def prepare(connection: Connection, _may_fill: bool) -> None:
        bring_up_to_date(connection, file.name)
        index_anew(connection)
        count_anew(connection)
        renew_stamps(connection)

    def prepare_fresh(connection: Connection, _may_fill: bool) -> None:
        bring_up_to_date(connection, file.name)

    with (
        closing(Database(str(copy), prepare)) as backup,
        closing(Database(f"{copy}.fresh", prepare_fresh)) as fresh,
    ):
        try:
            backup.open()
            fresh.open()
            with backup.reading() as backed_up, fresh.reading() as other:
                is_ours = list_schema(backed_up) == list_schema(other)
        except StoreUnavailableError as error:
            message = f"the backup {file.name} cannot be used: {REMEDIES[error.reason]}"
            raise BackupError(message, error.reason) from error
        except (TypeError, KeyError, ValueError, AttributeError) as error:
            raise BackupError(f"the backup {file.name} is damaged", "damaged") from error
        if not is_ours:
            message = f"{file.name} holds more than stories; it is no backup of this application"
            raise BackupError(message, "other")
        yield backup


def _count(connection: Connection, rows: FromClause) -> int:
    return int(connection.execute(select(func.count()).select_from(rows)).scalar_one())
