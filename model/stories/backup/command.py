"""The commands `python -m model backup`, `… verify` and `… restore`."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from model.counts import read_count
from model.stories.backup.copies import BackupContent, verify
from model.stories.backup.encryption import PROGRAMS, check_ending, decrypted, encrypt
from model.stories.backup.folder import name_backup, rotate
from model.stories.backup.sqlite_file import is_in_use
from model.stories.faults import BackupError
from model.stories.store import StoryStore, find_store_url


def add_command(commands: Any) -> None:
    """Add the commands to those of the command line."""
    backup = commands.add_parser(
        "backup",
        help="back up stories, workshops and all else in the database, while it is in use",
        description="Write a backup of the whole database, SQLite or PostgreSQL, and read it once more. "
        "In a folder it is named by its time. It is a SQLite file that can be restored into either.",
    )
    backup.add_argument(
        "target", metavar="FILE|FOLDER/", help="a folder, which is made where there is none, or a file"
    )
    backup.add_argument(
        "--keep",
        type=read_count,
        metavar="N",
        help="then delete all but the newest N backups of the folder",
    )
    lock = backup.add_mutually_exclusive_group()
    for program in PROGRAMS:
        lock.add_argument(
            f"--{program}",
            action="append",
            metavar="RECIPIENT",
            help=f"encrypt it with {program}, for a holder of this key; may be repeated",
        )
    backup.set_defaults(run=_back_up)

    check = commands.add_parser("verify", help="say whether a backup can be restored, and what is in it")
    _add_file(check)
    check.set_defaults(run=_verify)

    restore = commands.add_parser(
        "restore",
        help="put a backup in the place of the database",
        description="Put a backup in the place of all that is in the database. What was there is first "
        "saved in a file, whose name is printed; restore that one to undo it.",
    )
    _add_file(restore)
    restore.set_defaults(run=_restore)
    for command in (backup, restore):
        command.add_argument("--db", metavar="URL", help="default: the database of the application")


def _add_file(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=Path, metavar="FILE", help="a backup; .age and .gpg are decrypted first"
    )
    command.add_argument(
        "--identity", type=Path, metavar="KEY", help="the file with the private key, for age"
    )


def _back_up(arguments: argparse.Namespace) -> int:
    program = next((name for name in PROGRAMS if getattr(arguments, name)), None)
    target = Path(arguments.target)
    if target.is_dir() or arguments.target.endswith("/"):
        target.mkdir(parents=True, exist_ok=True)
        target /= name_backup(datetime.now(UTC), program)
    elif arguments.keep:
        raise BackupError(
            f"--keep is for a folder, and {target} is none; a folder is written with / at its end"
        )
    check_ending(target, program)
    with closing(_build_store(arguments.db)) as store:
        if (file := store.database.file) is not None and not file.exists():
            raise BackupError(f"there is no database at {file}; --db names another one")
        _check_place(target)
        with tempfile.TemporaryDirectory(dir=None if program else target.parent, prefix=".backup-") as folder:
            copy = Path(folder) / "stories.db"
            store.back_up(copy)
            content = verify(copy)
            if program:
                encrypt(copy, target, program, getattr(arguments, program))
            else:
                copy.replace(target)
    print(f"{target}: {_describe(content)}")
    if arguments.keep:
        for old in rotate(target.parent, arguments.keep):
            print(f"{old.name}: deleted")
    return 0


def _check_place(target: Path) -> None:
    """A backup never takes the place of a database: whoever has that open would go on writing into both."""
    if not target.parent.is_dir():
        raise BackupError(f"there is no folder {target.parent}; make it, or name another one")
    if is_in_use(target):
        raise BackupError(f"{target} is a database that is in use; name another file for the backup")


def _verify(arguments: argparse.Namespace) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="stories-") as folder,
        decrypted(arguments.file, arguments.identity, Path(folder)) as file,
    ):
        content = verify(file)
    print(f"{arguments.file}: can be restored; {_describe(content)}")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="stories-") as folder,
        decrypted(arguments.file, arguments.identity, Path(folder)) as file,
        closing(_build_store(arguments.db)) as store,
    ):
        content = verify(file)
        kept = store.restore(file, arguments.file.absolute().parent)
        where = store.database.where
    print(f"{where}: restored from {arguments.file}; {_describe(content)}")
    if kept:
        open_to_all = "" if file == arguments.file else ", not encrypted; delete it once all is well"
        print(f"{kept}: what was there before{open_to_all}")
    return 0


def _build_store(url: str | None) -> StoryStore:
    return StoryStore(
        find_store_url() if url is None else url, ""
    )  # a backup holds the stories of every model


def _describe(content: BackupContent) -> str:
    changed = f", last changed {content.changed_at:%Y-%m-%d %H:%M} UTC" if content.changed_at else ""
    stories, workshops = _count(content.stories, "story", "stories"), _count(content.workshops, "workshop")
    return f"{stories}, {workshops}{changed}"


def _count(number: int, what: str, many: str = "") -> str:
    return f"{number} {what if number == 1 else many or f'{what}s'}"
