"""A folder of backups: how they are named by their time, and which are old enough to go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path as FilePath

_NAMED = re.compile(r"mangomoment-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db(\.age|\.gpg)?")


def name_backup(moment: datetime, encrypted_by: str | None = None) -> str:
    """The name of a backup of a moment; backups sorted by name are sorted by time.

    >>> name_backup(datetime(2026, 11, 29, 21, 5, 0, tzinfo=UTC), "age")
    'mangomoment-2026-11-29T21-05-00Z.db.age'
    """
    end = f".{encrypted_by}" if encrypted_by else ""
    return f"mangomoment-{moment.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}.db{end}"


def list_old(names: Iterable[str], kept: int) -> list[str]:
    """The backups among some names that are older than the newest `kept`; files of other names never.

    >>> list_old(["mangomoment-2026-11-28T01-00-00Z.db", "mangomoment-2026-11-29T01-00-00Z.db", "a.db"], 1)
    ['mangomoment-2026-11-28T01-00-00Z.db']
    """
    ours = sorted((name for name in names if _NAMED.fullmatch(name)), reverse=True)
    return sorted(ours[kept:])


def rotate(folder: FilePath, kept: int) -> list[FilePath]:
    """Delete all but the newest backups of a folder; gives those that went."""
    old = [folder / name for name in list_old((file.name for file in folder.iterdir()), kept)]
    for file in old:
        file.unlink()
    return old
