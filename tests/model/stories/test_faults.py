"""Why a database refused, and how each fault is said."""

from __future__ import annotations

import errno
import sqlite3

import pytest

from model.stories import (
    BackupError,
    BatchTooLargeError,
    NothingToUndoError,
    StoreUnavailableError,
    StoryConflictError,
    UnknownStoryError,
)
from model.stories.faults import (
    Reason,
    UnknownCodeError,
    find_reason_of_postgresql,
    find_reason_of_sqlite,
    find_reason_of_system,
    find_remedy_of_postgresql,
)
from tests.storytelling import build_story


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (sqlite3.SQLITE_FULL, "full"),
        (sqlite3.SQLITE_BUSY, "locked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked"),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, "locked"),
        (sqlite3.SQLITE_NOTADB, "damaged"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged"),
        (sqlite3.SQLITE_CANTOPEN, "gone"),
        (sqlite3.SQLITE_IOERR_READ, "gone"),
        (sqlite3.SQLITE_IOERR_WRITE, "full"),
        (sqlite3.SQLITE_IOERR_DATA, "damaged"),
        (sqlite3.SQLITE_READONLY, "readonly"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "readonly"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "gone"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, None),
        (sqlite3.SQLITE_ERROR, None),
        (None, None),
    ],
)
def test_sqlite_says_by_its_code_why_it_refused(code: int | None, reason: Reason | None) -> None:
    error = sqlite3.OperationalError("it does not work")
    if code is not None:
        error.sqlite_errorcode = code
    assert find_reason_of_sqlite(error) == reason


@pytest.mark.parametrize(
    ("code", "message", "reason"),
    [
        (sqlite3.SQLITE_ERROR, "no such table: stories", "damaged"),
        (sqlite3.SQLITE_ERROR_SNAPSHOT, "no such table: stories", "damaged"),
        (sqlite3.SQLITE_ERROR, 'near "FORM": syntax error', None),
        (sqlite3.SQLITE_MISMATCH, "no such table: stories", None),
    ],
)
def test_a_table_that_is_not_there_is_damage(code: int, message: str, reason: Reason | None) -> None:
    error = sqlite3.OperationalError(message)
    error.sqlite_errorcode = code
    assert find_reason_of_sqlite(error) == reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
        (PermissionError(errno.EPERM, "Operation not permitted"), "readonly"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "gone"),
        (OSError(errno.EINVAL, "Invalid argument"), None),
        (OSError("it does not work"), None),
    ],
)
def test_the_system_says_by_its_number_why_it_refused(error: OSError, reason: Reason | None) -> None:
    assert find_reason_of_system(error) == reason


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("53200", "full"),
        ("53300", "locked"),
        ("57014", "locked"),
        ("57P03", "gone"),
        ("08006", "gone"),
        ("28P01", "gone"),
        ("40001", "locked"),
        ("25006", "readonly"),
        ("42P01", "damaged"),
        ("XX001", "damaged"),
        ("42601", None),
        ("23505", None),
    ],
)
def test_postgresql_says_by_its_state_or_its_class_why_it_refused(state: str, reason: Reason | None) -> None:
    assert find_reason_of_postgresql(state) == reason


@pytest.mark.parametrize(
    ("state", "sentence", "remedy"),
    [
        ("28P01", "", "does not let this user in"),
        ("28000", "", "does not let this user in"),
        ("3D000", "", "no database of this name"),
        ("", 'password authentication failed for user "mango"', "does not let this user in"),
        ("", "fe_sendauth: no password supplied", "does not let this user in"),
        ("", 'no pg_hba.conf entry for host "192.0.2.7"', "does not let this user in"),
        ("", 'role "mango" does not exist', "does not let this user in"),
        ("", 'role "mango" is not permitted to log in', "does not let this user in"),
        ("", 'database "mango" does not exist', "no database of this name"),
        ("", "Connection refused", ""),
        ("57P01", "", ""),
        ("42P01", 'relation "stories" does not exist', ""),
    ],
)
def test_who_is_not_let_in_is_not_advised_to_restore_a_backup(state: str, sentence: str, remedy: str) -> None:
    found = find_remedy_of_postgresql(state, sentence)
    assert (remedy in found) if remedy else not found


def test_each_fault_is_said_with_what_it_is_about() -> None:
    story = build_story(id="pear", revision=3)
    conflict, unknown, undone = (
        StoryConflictError(story),
        UnknownStoryError("pear"),
        NothingToUndoError("pear"),
    )
    assert (conflict.current, unknown.story, undone.story) == (story, "pear", "pear")
    assert [str(error) for error in (conflict, unknown, undone)] == [
        'the story "pear" was changed meanwhile (it has revision 3)',
        'there is no story "pear"',
        'the story "pear" has no change that can be undone',
    ]
    large = BatchTooLargeError(500)
    assert (large.most, str(large)) == (500, "at most 500 stories are changed at once; choose fewer")
    assert str(UnknownCodeError()) == "no story has this code; compare it with the receipt, letter by letter"


def test_an_unavailable_store_is_said_with_its_place_and_what_helps() -> None:
    error = StoreUnavailableError("locked", "stories.db")
    assert (error.reason, error.where) == ("locked", "stories.db")
    assert str(error).startswith("the stories in stories.db: it is kept busy by something else; close what")
    helped = StoreUnavailableError("gone", "stories.db", "ask Ann")
    assert (helped.reason, str(helped)) == ("gone", "the stories in stories.db: ask Ann")


def test_a_backup_is_to_blame_where_a_reason_is_named() -> None:
    plain, damaged = BackupError("it cannot be written"), BackupError("it is damaged", "damaged")
    assert (plain.reason, damaged.reason) == ("", "damaged")
    assert (str(plain), str(damaged)) == ("it cannot be written", "it is damaged")
