"""The file of a database: checked as a backup, copied, and put in the place of another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from model.stories.backup.sqlite_file import check_content, check_header, close_file, copy_file, take_over
from model.stories.faults import BackupError
from tests.model.stories.conftest import get_tables


def fill(file: Path, *words: str) -> Path:
    """A file of SQLite with a table of some words."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE told (word text)")
        connection.executemany("INSERT INTO told VALUES (?)", [(word,) for word in words])
        connection.commit()
    return file


def read(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM told")]


def test_where_there_was_nothing_the_copy_is_the_file(tmp_path: Path) -> None:
    copy = fill(tmp_path / "copy.db", "new")
    (tmp_path / "live.db-wal").write_bytes(b"left over")
    (tmp_path / "live.db-shm").write_bytes(b"left over")
    assert take_over(copy, tmp_path / "live.db") is None
    assert [file.name for file in tmp_path.iterdir()] == ["live.db"]
    assert read(tmp_path / "live.db") == ["new"]


def test_what_was_there_is_kept_beside_it_with_its_ending(tmp_path: Path) -> None:
    copy, live = fill(tmp_path / "copy.db", "new"), fill(tmp_path / "live.sqlite", "old", "older")
    kept = take_over(copy, live)
    assert kept is not None
    assert (kept.parent, kept.name[:12], kept.suffix) == (tmp_path, "live.before-", ".sqlite")
    assert (read(live), read(kept)) == (["new"], ["old", "older"])


def test_a_file_that_cannot_be_opened_is_replaced_and_kept_as_it_is(tmp_path: Path) -> None:
    copy, live = fill(tmp_path / "copy.db", "new"), tmp_path / "live.db"
    live.write_bytes(b"no database at all" * 500)
    (tmp_path / "live.db-wal").write_bytes(b"its log")
    kept = take_over(copy, live)
    assert kept is not None
    assert (kept.read_bytes(), read(live)) == (b"no database at all" * 500, ["new"])
    assert Path(f"{kept}-wal").read_bytes() == b"its log"
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        ["live.db", kept.name, f"{kept.name}-wal"]
    )


def test_a_copy_is_one_file_of_the_state_of_its_moment(tmp_path: Path) -> None:
    source = fill(tmp_path / "a b?.db", "first")
    with closing(sqlite3.connect(source)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("INSERT INTO told VALUES ('second')")
        writer.commit()
        writer.execute("INSERT INTO told VALUES ('third')")
        (tmp_path / "copies").mkdir()
        copy_file(source, tmp_path / "copies" / "copy.db")
        writer.rollback()
    assert read(tmp_path / "copies" / "copy.db") == ["first", "second"]
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["copy.db"]


def test_a_file_that_nobody_has_open_has_no_log_beside_it(tmp_path: Path) -> None:
    file = fill(tmp_path / "one.db", "word")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    close_file(file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_file_that_cannot_be_read_or_is_no_database_is_no_backup(tmp_path: Path) -> None:
    for content, said, reason in (
        (None, "the backup x.db cannot be read: No such file or directory", "unreadable"),
        (b"", "x.db is no backup of stories", "other"),
        (b"SQLite format 3\x01", "x.db is no backup of stories", "other"),
    ):
        if content is not None:
            (tmp_path / "x.db").write_bytes(content)
        with pytest.raises(BackupError) as caught:
            check_header(tmp_path / "x.db")
        assert (str(caught.value), caught.value.reason) == (said, reason)
    (tmp_path / "x.db").write_bytes(get_tables()[:16])
    check_header(tmp_path / "x.db")


def write_beginning(file: Path) -> None:
    file.write_bytes(get_tables()[:100])


@pytest.mark.parametrize(
    ("write", "said", "reason"),
    [
        (write_beginning, "the backup x.db is damaged", "damaged"),
        (fill, "x.db is a database of something else, no backup of stories", "other"),
    ],
)
def test_what_is_wrong_with_a_copy_is_said_by_the_name_of_the_backup(
    tmp_path: Path, write: Callable[[Path], object], said: str, reason: str
) -> None:
    write(tmp_path / "copy.db")
    with pytest.raises(BackupError) as caught:
        check_content(tmp_path / "copy.db", tmp_path / "x.db")
    assert (str(caught.value), caught.value.reason) == (said, reason)


@pytest.mark.parametrize("size", [1024, 4096, 8192])
def test_a_backup_has_pages_of_the_size_that_the_application_uses(tmp_path: Path, size: int) -> None:
    file = tmp_path / "copy.db"
    file.write_bytes(get_tables())
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute("VACUUM")
    check_header(file)
    check_content(file, file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA page_size").fetchone() == (4096,)
