"""What can go wrong with the store of stories, said so that the reader knows what to do about it."""

from __future__ import annotations

import errno
import re
import sqlite3
from typing import TYPE_CHECKING, Literal

from model.errors import ConceptualModelError

if TYPE_CHECKING:
    from model.stories.story import Story

Reason = Literal["full", "locked", "damaged", "gone", "readonly", "newer", "foreign"]

REMEDIES: dict[Reason, str] = {
    "full": "there is no room left to write to; free some space and try again",
    "locked": "it is kept busy by something else; close what else uses it, or try again in a moment",
    "damaged": "its content is damaged; restore a backup",
    "gone": "it cannot be reached; put it back or start it, or restore a backup",
    "readonly": "it may only be read; give the application the right to write to it and to its folder",
    "newer": "it was written by a newer version of this application; use that version, or another database",
    "foreign": "it belongs to another application; name another database in MANGOMOMENT_DB",
}
"""What each reason means, and what helps."""


class StoreError(ConceptualModelError):
    """The base of what can go wrong with the store."""


class StoreUrlError(StoreError, ValueError):
    """An address of a database that cannot be used."""


class StoreUnavailableError(StoreError):
    """The stories cannot be read or written now. What was confirmed before is not lost by this.

    Once the reason is gone, the same store works again.

    >>> str(StoreUnavailableError("full", "stories.db"))
    'the stories in stories.db: there is no room left to write to; free some space and try again'
    """

    def __init__(self, reason: Reason, where: str, remedy: str = "") -> None:
        self.reason: Reason = reason
        self.where = where
        super().__init__(f"the stories in {where}: {remedy or REMEDIES[reason]}")


class StoryConflictError(StoreError):
    """Somebody else was first: what is stored is not what was changed; `current` is what is stored."""

    def __init__(self, current: Story) -> None:
        self.current = current
        super().__init__(
            f'the story "{current.id}" was changed meanwhile (it has revision {current.revision})'
        )


class UnknownStoryError(StoreError, LookupError):
    """A story that is not there, or not there any more."""

    def __init__(self, story: str) -> None:
        self.story = story
        super().__init__(f'there is no story "{story}"')


class DeduceMissingError(ConceptualModelError):
    """The package `deduce` is asked for and cannot be imported."""


class UnknownCodeError(ConceptualModelError, LookupError):
    """A withdraw code that belongs to no story."""

    def __init__(self) -> None:
        super().__init__("no story has this code; compare it with the receipt, letter by letter")


class NothingToUndoError(StoreError):
    """A story without an earlier state: nothing was changed since it was added."""

    def __init__(self, story: str) -> None:
        self.story = story
        super().__init__(f'the story "{story}" has no change that can be undone')


class BatchTooLargeError(StoreError, ValueError):
    """More stories than one batch may be about; nothing was changed."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"at most {most} stories are changed at once; choose fewer")


class BackupError(StoreError):
    """A backup that cannot be made, or a file that cannot be restored; nothing was changed.

    `reason` says what is wrong with the file: it is no backup of ours, damaged, unreadable, or what a
    `StoreUnavailableError` says of a database; "" where the file is not to blame.
    """

    def __init__(self, message: str, reason: Reason | Literal["other", "unreadable", ""] = "") -> None:
        self.reason = reason
        super().__init__(message)


def find_reason_of_sqlite(error: sqlite3.Error) -> Reason | None:
    """Why SQLite refused, or None where the fault is in the question and not in the database.

    >>> error = sqlite3.OperationalError("disk I/O error")
    >>> error.sqlite_errorcode = sqlite3.SQLITE_FULL
    >>> find_reason_of_sqlite(error)
    'full'
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code in _EXTENDED:
        return _EXTENDED[code]
    if code & 0xFF == sqlite3.SQLITE_ERROR and "no such table" in str(error):
        return "damaged"
    return _PRIMARY.get(code & 0xFF)


_PRIMARY: dict[int, Reason] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_FORMAT: "damaged",
    sqlite3.SQLITE_CANTOPEN: "gone",
    sqlite3.SQLITE_IOERR: "gone",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_PERM: "readonly",
}
_EXTENDED: dict[int, Reason] = {
    sqlite3.SQLITE_READONLY_DBMOVED: "gone",
    # A quota, or the file that says what stands where in the log cannot grow: that is a full disk, too.
    sqlite3.SQLITE_IOERR_WRITE: "full",
    sqlite3.SQLITE_IOERR_SHMSIZE: "full",
    sqlite3.SQLITE_IOERR_CORRUPTFS: "damaged",
    sqlite3.SQLITE_IOERR_DATA: "damaged",
}


def find_reason_of_system(error: OSError) -> Reason | None:
    """Why the operating system refused a file.

    >>> find_reason_of_system(PermissionError(errno.EACCES, "Permission denied"))
    'readonly'
    """
    return _NUMBERS.get(error.errno) if error.errno is not None else None


_NUMBERS: dict[int, Reason] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
    errno.EROFS: "readonly",
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.EISDIR: "gone",
    errno.EIO: "gone",
    errno.ESTALE: "gone",
}


def find_reason_of_postgresql(state: str) -> Reason | None:
    """Why PostgreSQL refused, by its SQLSTATE; None where the fault is in the question.

    >>> [find_reason_of_postgresql(state) for state in ("53100", "57P01", "42601")]
    ['full', 'gone', None]
    """
    return _STATES.get(state) or _STATE_CLASSES.get(state[:2])


def find_remedy_of_postgresql(state: str, sentence: str) -> str:
    """What helps where PostgreSQL lets nobody in or has no such database, by its SQLSTATE or, as a refused
    connection has none, by its sentence; "" for anything else.

    >>> find_remedy_of_postgresql("", 'FATAL:  database "mango" does not exist')[:40]
    'PostgreSQL has no database of this name;'
    """
    if state == "3D000" or re.search(r'database ".*" does not exist', sentence):
        return _NO_DATABASE
    return _NOT_LET_IN if state[:2] == "28" or _REFUSED.search(sentence) else ""


_NO_DATABASE = (
    "PostgreSQL has no database of this name; correct the name in MANGOMOMENT_DB, or create the database "
    "there, and restore a backup if it held stories"
)
_NOT_LET_IN = (
    "PostgreSQL does not let this user in; correct user and password in MANGOMOMENT_DB, "
    "or let the user in there (pg_hba.conf)"
)
_REFUSED = re.compile(
    r"authentication failed|no password supplied|no pg_hba\.conf entry"
    r'|role ".*" (does not exist|is not permitted)'
)
_STATES: dict[str, Reason] = {
    "53100": "full",
    "53300": "locked",
    "55P03": "locked",
    "57014": "locked",
    "25P03": "locked",
    "25006": "readonly",
    "42501": "readonly",
    "42P01": "damaged",
    "3D000": "gone",
    "53200": "full",
    "58030": "gone",
}
_STATE_CLASSES: dict[str, Reason] = {
    "08": "gone",
    "28": "gone",
    "40": "locked",
    "57": "gone",
    "XX": "damaged",
}
