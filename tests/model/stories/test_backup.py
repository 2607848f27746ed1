"""Backups of either engine, by hand and by the command line."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Boolean, Connection, Date, DateTime, Integer, LargeBinary, Table, insert

from model.__main__ import main
from model.stories import BackupError, StoryQuery, StoryStore
from model.stories.backup import copies, transfer, verify
from model.stories.database import Database
from model.stories.migrations import bring_up_to_date, list_tables
from tests.postgres import get_server, get_template
from tests.storytelling import build_story

REBUILT = {"story_words", "story_search_state"}
EXAMPLES: tuple[tuple[type, Any], ...] = (
    (Boolean, True),
    (Integer, 7),
    (DateTime, datetime(2026, 3, 1, 9, 30, 15, 250, tzinfo=UTC)),
    (Date, date(2026, 3, 1)),
    (LargeBinary, b"\x00\xff"),
)


@pytest.fixture
def postgresql() -> Iterator[str]:
    """The address of a database of PostgreSQL with nothing in it but the tables."""
    server = get_server()
    url = server.create_database(template=get_template())
    yield url
    server.drop_database(url)


def prepare(connection: Connection, _may_fill: bool) -> None:
    bring_up_to_date(connection, "test")


def give_example(table: Table, of_others: dict[str, dict[str, Any]], is_full: bool) -> dict[str, Any]:
    """A row of a table: with a value in each column, or in those alone that must have one."""
    row: dict[str, Any] = {}
    for column in table.columns:
        kept = [value for kind, value in EXAMPLES if isinstance(column.type, kind)]
        name = str(column.type)
        text = f"{column.name} é" if is_full else f"another {column.name}"
        value = '{"b":  [1, "é"], "a": null}' if name.startswith("JSON") else text
        row[column.name] = kept[0] if kept else value
        if not is_full and not column.primary_key:
            row[column.name] = None if column.nullable else row[column.name]
    for key in table.foreign_keys:
        row[key.parent.name] = of_others[key.column.table.name][key.column.name]
    if not is_full:
        others = {key.parent.name for key in table.foreign_keys}
        for column in table.primary_key.columns:
            if column.name not in others:
                row[column.name] = 8 if isinstance(column.type, Integer) else "another"
    return row


def fill_every_table(connection: Connection) -> None:
    """Two rows in each table, where its keys allow two."""
    rows: dict[str, dict[str, Any]] = {}
    for table in transfer._read_tables(connection):
        if table.name in REBUILT:
            continue
        statement = insert(table).values({c.name: transfer._write(c, "sqlite") for c in table.columns})
        rows[table.name] = give_example(table, rows, is_full=True)
        connection.execute(statement, rows[table.name])
        another = give_example(table, rows, is_full=False)
        if any(another[c.name] != rows[table.name][c.name] for c in table.primary_key.columns):
            connection.execute(statement, another)


def read_all(file: Path) -> dict[str, list[Any]]:
    """Every row of every table as SQLite keeps it, and the numbers that were given last."""
    with closing(sqlite3.connect(file)) as connection:
        names = [*sorted(list_tables() - REBUILT), "sqlite_sequence"]
        queries = {name: f'SELECT * FROM "{name}"' for name in names}  # noqa: S608
        return {name: sorted(map(repr, connection.execute(rows))) for name, rows in queries.items()}


def test_every_row_of_every_table_goes_into_postgresql_and_back(postgresql: str, tmp_path: Path) -> None:
    first, there, second = (
        Database(url, prepare)
        for url in (str(tmp_path / "first.db"), postgresql, str(tmp_path / "second.db"))
    )
    with first.writing() as source:
        fill_every_table(source)
        source.exec_driver_sql("UPDATE sqlite_sequence SET seq = 41 WHERE name = 'stories'")
    with first.reading() as source, there.writing() as target:
        transfer.replace_rows(source, target)
    with there.reading() as source, second.writing() as target:
        transfer.copy_rows(source, target)
    for database in (first, there, second):
        database.close()
    before, after = read_all(tmp_path / "first.db"), read_all(tmp_path / "second.db")
    assert all(before[name] for name in list_tables() - REBUILT)
    numbers, _ = before.pop("sqlite_sequence"), after["sqlite_sequence"]
    assert set(numbers) <= set(after.pop("sqlite_sequence"))
    assert before == after


def test_a_backup_of_postgresql_is_restored_whole_and_what_was_there_is_kept(
    postgresql: str, tmp_path: Path
) -> None:
    with closing(StoryStore(postgresql, "test")) as store:
        store.add(build_story("Kept mango.", id="kept", nodes=["joy"]), "visitor")
        store.back_up(tmp_path / "backup.db")
        store.delete("kept", 1, "facilitator")
        store.add(build_story("Later.", id="later"), "visitor")
        with closing(StoryStore(postgresql, "test")) as other:
            version = other.get_version()
            beside = store.restore(tmp_path / "backup.db")
            assert [story.id for story in other.find(StoryQuery()).stories] == ["kept"]
            assert other.get_version() != version
        assert store.find(StoryQuery(words="mango")).count == 1
        assert store.find(StoryQuery(words="later")).count == 0
        assert store.count_by_node() == {"joy": 1}
        store.add(build_story("After.", id="after"), "visitor")
        assert store.find(StoryQuery()).count == 2
        assert beside is not None
        assert beside.parent == tmp_path
    with closing(StoryStore(str(beside), "test")) as kept:
        assert [story.id for story in kept.find(StoryQuery(words="later")).stories] == ["later"]


def test_stories_move_from_a_file_to_postgresql(postgresql: str, tmp_path: Path) -> None:
    with closing(StoryStore(str(tmp_path / "mine.db"), "test")) as mine:
        mine.add(build_story("A mango.", id="moved"), "visitor")
        mine.back_up(tmp_path / "backup.db")
        with closing(StoryStore(postgresql, "test")) as store:
            store.restore(tmp_path / "backup.db")
            assert store.get("moved") == mine.get("moved")


def test_a_restore_that_fails_in_the_middle_changes_nothing(
    postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace_and_fail(source: Connection, target: Connection) -> None:
        transfer.replace_rows(source, target)
        raise KeyboardInterrupt

    with closing(StoryStore(postgresql, "test")) as store:
        store.back_up(tmp_path / "backup.db")
        store.add(build_story("Later.", id="later"), "visitor")
        with monkeypatch.context() as patched:
            patched.setattr(copies, "replace_rows", replace_and_fail)
            with pytest.raises(KeyboardInterrupt):
                store.restore(tmp_path / "backup.db")
        assert [story.id for story in store.find(StoryQuery(words="later")).stories] == ["later"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoryStore]:
    """The store of the application, in a file, with one story."""
    monkeypatch.setenv("MANGOMOMENT_DB", str(tmp_path / "live.db"))
    store = StoryStore(str(tmp_path / "live.db"), "mangomoment")
    store.add(build_story("A mango.", id="kept"), "visitor")
    yield store
    store.close()


def test_the_commands_back_up_verify_and_restore(
    store: StoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "backups"
    assert main(["backup", f"{folder}/"]) == 0
    [first] = folder.iterdir()
    first.unlink()
    capsys.readouterr()
    (folder / "notes.txt").write_text("mine")
    (folder / "mangomoment-2025-01-01T00-00-00Z.db").write_bytes(b"old")
    (folder / "mangomoment-2025-01-02T00-00-00Z.db.gpg").write_bytes(b"old")
    assert main(["backup", str(folder), "--keep", "2"]) == 0
    written, gone = capsys.readouterr().out.splitlines()
    assert "1 story, 0 workshops, last changed 20" in written
    assert gone == "mangomoment-2025-01-01T00-00-00Z.db: deleted"
    [_, newest] = sorted(file for file in folder.iterdir() if file.name != "notes.txt")
    assert main(["verify", str(newest)]) == 0
    assert "can be restored; 1 story" in capsys.readouterr().out
    store.delete("kept", 1, "facilitator")
    assert main(["restore", str(newest)]) == 0
    assert "what was there before" in capsys.readouterr().out
    assert store.get("kept").text == "A mango."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["verify", "{folder}/none.db"], "cannot be read"),
        (["verify", "{folder}/broken.db"], "damaged"),
        (["restore", "{folder}/text.db"], "no backup"),
        (["restore", "{folder}/text.db.age"], "--identity"),
        (["verify", "{folder}/none.db.gpg"], "no such file"),
        (["backup", "{folder}/none/backup.db"], "there is no folder"),
        (["backup", "{folder}/backup.db", "--keep", "3"], "--keep"),
        (["backup", "{folder}", "--db", "{folder}/none.db"], "no database at"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    store: StoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (tmp_path / "text.db").write_text("not a database")
    (tmp_path / "text.db.age").write_text("not a database")
    store.back_up(tmp_path / "broken.db")
    content = (tmp_path / "broken.db").read_bytes()
    (tmp_path / "broken.db").write_bytes(content[: len(content) // 2])
    before = sorted(file.name for file in tmp_path.iterdir())
    assert main([argument.format(folder=tmp_path) for argument in arguments]) == 1
    assert said in capsys.readouterr().err
    assert sorted(file.name for file in tmp_path.iterdir()) == before
    assert store.get("kept").text == "A mango."


def make_age_key(folder: Path) -> tuple[list[str], list[str]]:
    """A key of age: the options that encrypt with it, and those that decrypt."""
    key = folder / "key.txt"
    said = subprocess.run(["age-keygen", "-o", key], capture_output=True, text=True, check=True).stderr
    return ["--age", said.split()[-1]], ["--identity", str(key)]


def make_gpg_key(folder: Path) -> tuple[list[str], list[str]]:
    """A key of GnuPG, in a folder of its own."""
    made = ["gpg", "--batch", "--passphrase", "", "--quick-generate-key", "ward@example.org"]
    subprocess.run(made, capture_output=True, check=True)
    return ["--gpg", "ward@example.org"], []


@pytest.fixture
def home() -> Iterator[str]:
    """A folder for keys; its path is short, as GnuPG listens on sockets in it."""
    with TemporaryDirectory() as folder:
        yield folder


@pytest.mark.parametrize(("program", "make_key"), [("age", make_age_key), ("gpg", make_gpg_key)])
def test_an_encrypted_backup_is_read_with_its_key_alone(
    store: StoryStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    home: str,
    program: str,
    make_key: Callable[[Path], tuple[list[str], list[str]]],
) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed; tests/run installs it")
    monkeypatch.setenv("GNUPGHOME", home)
    encrypting, decrypting = make_key(tmp_path)
    folder = tmp_path / "backups"
    folder.mkdir()
    try:
        assert main(["backup", str(folder), *encrypting]) == 0
        [file] = folder.iterdir()
        assert file.suffix == f".{program}"
        assert b"A mango." not in file.read_bytes()
        store.delete("kept", 1, "facilitator")
        assert main(["verify", str(file), *decrypting]) == 0
        capsys.readouterr()
        assert main(["restore", str(file), *decrypting]) == 0
        [_, kept] = capsys.readouterr().out.splitlines()
        assert kept.endswith(": what was there before, not encrypted; delete it once all is well")
        assert store.get("kept").text == "A mango."
        if program == "age":  # known by how it begins as well
            renamed = shutil.copy(file, tmp_path / "renamed.db")
            assert main(["verify", str(renamed), *decrypting]) == 0
            assert main(["verify", str(renamed)]) == 1
        file.write_bytes(file.read_bytes()[:-9])
        assert main(["verify", str(file), *decrypting]) == 1
        assert f"{program} refused: " in capsys.readouterr().err
        assert [file.name for file in folder.iterdir()] == [file.name]
        assert main(["backup", str(folder / "new.db"), f"--{program}", "nobody"]) == 1
        assert [file.name for file in folder.iterdir()] == [file.name]
    finally:
        if program == "gpg":
            subprocess.run(["gpgconf", "--kill", "all"], check=False)


def test_without_the_program_nothing_is_written(
    store: StoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    before = sorted(file.name for file in tmp_path.iterdir())
    assert main(["backup", str(tmp_path), "--age", "age1someone"]) == 1
    assert "age is not installed" in capsys.readouterr().err
    assert sorted(file.name for file in tmp_path.iterdir()) == before


def test_what_is_verified_says_when_it_last_changed(store: StoryStore, tmp_path: Path) -> None:
    store.back_up(tmp_path / "backup.db")
    content = verify(tmp_path / "backup.db")
    [change] = store.history("kept")
    assert (content.stories, content.workshops, content.changed_at) == (1, 0, change.at)
    with pytest.raises(BackupError):
        verify(tmp_path / "none.db")
