from __future__ import annotations

import sqlite3
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from model.stories import BackupError, StoreUnavailableError, StoryQuery, StoryStore
from model.stories.backup import sqlite_file
from tests.storytelling import build_story


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StoryStore]:
    """A store in a SQLite file with one story, `kept`."""
    store = StoryStore(str(tmp_path / "stories.db"), "test")
    store.open()
    store.add(build_story("Kept.", id="kept", nodes=["joy"]), "visitor")
    yield store
    store.close()


def list_ids(store: StoryStore, words: str = "") -> list[str]:
    return [story.id for story in store.find(StoryQuery(words=words)).stories]


def run(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_backup_is_one_file_that_another_store_can_use(store: StoryStore, tmp_path: Path) -> None:
    file = tmp_path / "backups.of.mine" / "backup.db"
    file.parent.mkdir()
    store.back_up(file)
    assert [child.name for child in file.parent.iterdir()] == ["backup.db"]
    other = StoryStore(str(file), "test")
    assert other.get("kept") == store.get("kept")
    other.close()


def test_what_a_backup_counted_is_counted_anew(store: StoryStore, tmp_path: Path) -> None:
    store.back_up(tmp_path / "backup.db")
    run(tmp_path / "backup.db", "UPDATE story_counts SET count = 99")
    store.restore(tmp_path / "backup.db")
    assert store.count_by_node() == {"joy": 1}


def test_a_backup_is_for_its_owner_only(store: StoryStore, tmp_path: Path) -> None:
    store.back_up(tmp_path / "backup.db")
    assert sys.platform == "win32" or stat.S_IMODE((tmp_path / "backup.db").stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="who may read a file is no part of its mode there")
def test_what_is_restored_is_for_its_owner_only(store: StoryStore, tmp_path: Path) -> None:
    store.back_up(tmp_path / "backup.db")
    (tmp_path / "backup.db").chmod(0o644)
    other = StoryStore(str(tmp_path / "other.db"), "test")
    other.restore(tmp_path / "backup.db")
    assert stat.S_IMODE((tmp_path / "other.db").stat().st_mode) == 0o600
    other.close()


def test_the_content_of_a_backup_can_be_had_without_a_file(store: StoryStore, tmp_path: Path) -> None:
    (tmp_path / "downloaded").write_bytes(store.to_backup())
    other = StoryStore(str(tmp_path / "downloaded"), "test")
    assert list_ids(other) == ["kept"]
    other.close()


def test_a_backup_made_while_others_write_is_consistent(store: StoryStore, tmp_path: Path) -> None:
    is_over = threading.Event()

    def write() -> None:
        while not is_over.is_set():
            store.add_all(
                [build_story(f"{number} {threading.get_ident()}.") for number in range(20)], "import"
            )
            store.add(build_story(nodes=["joy"]), "visitor")

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for number in range(5):
        store.back_up(tmp_path / f"{number}.db")
    is_over.set()
    for writer in writers:
        writer.join()
    for number in range(5):
        other = StoryStore(str(tmp_path / f"{number}.db"), "test")
        assert other.find(StoryQuery()).count == len(list(other.walk(StoryQuery(words="")))) >= 1
        assert other.count_by_node()["joy"] == other.find(StoryQuery(nodes=frozenset({"joy"}))).count
        other.close()


def test_restoring_brings_back_what_was_and_keeps_what_is(store: StoryStore, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    store.back_up(backup)
    content = backup.read_bytes()
    store.delete("kept", 1, "facilitator")
    store.add(build_story("Later.", id="later", nodes=["trust"]), "visitor")
    other = StoryStore(str(tmp_path / "stories.db"), "test")
    assert list_ids(other) == ["later"]
    version = other.get_version()

    beside = store.restore(backup)

    assert list_ids(store) == list_ids(other) == ["kept"]
    assert list_ids(store, "later") == []
    assert store.count_by_node() == {"joy": 1}
    assert store.get_version() == other.get_version() != version
    assert backup.read_bytes() == content
    assert beside is not None
    assert beside.parent == tmp_path
    assert sys.platform == "win32" or stat.S_IMODE((tmp_path / "stories.db").stat().st_mode) == 0o600
    kept = StoryStore(str(beside), "test")
    assert list_ids(kept) == ["later"]
    for store_ in (other, kept):
        store_.add(build_story(), "visitor")
        store_.close()
    assert len(list_ids(store)) == 2


def test_what_a_backup_replaced_is_left_in_no_file_but_the_one_that_keeps_it(
    store: StoryStore, tmp_path: Path
) -> None:
    def find_files() -> set[str]:
        return {file.name for file in tmp_path.iterdir() if b"zwijndrecht" in file.read_bytes().lower()}

    store.back_up(tmp_path / "backup.db")
    store.add_all((build_story(f"Zwijndrecht {number}.") for number in range(50)), "import")
    with closing(sqlite3.connect(tmp_path / "stories.db")) as other:  # as another program that is running
        other.execute("SELECT count(*) FROM stories").fetchone()
        assert find_files() & {"stories.db", "stories.db-wal"}
        kept = store.restore(tmp_path / "backup.db")
        assert kept is not None
        assert find_files() == {kept.name}


def test_restoring_over_what_another_program_locks_is_refused_and_changes_nothing(
    store: StoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.back_up(tmp_path / "backup.db")
    store.add(build_story("Later.", id="later"), "visitor")
    before = sorted(file.name for file in tmp_path.iterdir())
    monkeypatch.setattr(sqlite_file, "_PATIENCE_SECONDS", -1)
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0))
    with closing(sqlite3.connect(tmp_path / "stories.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError) as caught:
            store.restore(tmp_path / "backup.db")
        assert caught.value.reason == "locked"
        assert sorted(file.name for file in tmp_path.iterdir()) == before
    assert list_ids(store) == ["later", "kept"]
    store.restore(tmp_path / "backup.db")
    assert list_ids(store) == ["kept"]


def test_a_version_read_before_restoring_is_never_read_again(store: StoryStore, tmp_path: Path) -> None:
    version = store.get_version()
    store.back_up(tmp_path / "backup.db")
    store.restore(tmp_path / "backup.db")
    assert store.get_version() != version


def test_others_go_on_reading_and_writing_meanwhile(store: StoryStore, tmp_path: Path) -> None:
    store.add_all((build_story(f"{number}.") for number in range(300)), "import")
    store.back_up(tmp_path / "backup.db")
    is_over = threading.Event()
    faults: list[Exception] = []

    def use() -> None:
        while not is_over.is_set():
            try:
                assert store.find(StoryQuery()).count >= 301
                store.add(build_story(), "visitor")
            except Exception as fault:
                faults.append(fault)
                return

    users = [threading.Thread(target=use) for _ in range(4)]
    for user in users:
        user.start()
    for _ in range(3):
        store.restore(tmp_path / "backup.db")
    is_over.set()
    for user in users:
        user.join()
    assert faults == []


@pytest.mark.parametrize("version", ["0001", "0003"])
def test_a_backup_of_an_earlier_version_is_migrated(store: StoryStore, tmp_path: Path, version: str) -> None:
    from model.stories.database import Database
    from tests.model.stories.test_store_migrations import fill_version

    old = Database(str(tmp_path / "old.db"), prepare=lambda connection, may_fill: None)
    with old.writing() as connection:
        fill_version(connection, version)
    old.close()
    store.restore(tmp_path / "old.db")
    assert list_ids(store, "mango") == ["old"]
    assert store.count_by_node() == {"joy": 1, "trust": 1}


def write_text(file: Path) -> None:
    file.write_text("id;text\n1;A mango.\n", encoding="utf-8")


def write_nothing(file: Path) -> None:
    file.write_bytes(b"")


def write_half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def overwrite_middle(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192 : 8192 + 20_000] = b"\xa5" * 20_000
    file.write_bytes(content)


def add_trigger(file: Path) -> None:
    run(file, "CREATE TRIGGER sly AFTER INSERT ON stories BEGIN DELETE FROM stories; END")


def add_table(file: Path) -> None:
    run(file, "CREATE TABLE more (word text)")


def make_newer(file: Path) -> None:
    run(file, "UPDATE story_store_version SET version_num = '0999'")


def make_foreign(file: Path) -> None:
    file.unlink()
    run(file, "CREATE TABLE moz_places (url text)")


def misshape(file: Path) -> None:
    run(file, "UPDATE stories SET wordings = '[7]'")


def orphan(file: Path) -> None:
    run(file, "PRAGMA foreign_keys = OFF", "DELETE FROM stories")


def drop_table(file: Path) -> None:
    run(file, "DROP TABLE story_nodes")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (write_text, "is no backup of stories"),
        (write_nothing, "is no backup of stories"),
        (write_half, "is damaged"),
        (overwrite_middle, "is damaged"),
        (add_trigger, "holds more than stories"),
        (add_table, "holds more than stories"),
        (make_newer, "written by a newer version"),
        (make_foreign, "a database of something else"),
        (misshape, "is damaged"),
        (orphan, "is damaged"),
        (drop_table, "damaged"),
        (Path.unlink, "cannot be read: No such file"),
    ],
)
def test_a_file_that_is_no_good_backup_changes_nothing(
    store: StoryStore, tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    backup = tmp_path / "backup.db"
    store.back_up(backup)
    spoil(backup)
    before = sorted(child.name for child in tmp_path.iterdir())
    version = store.get_version()
    with pytest.raises(BackupError, match=said):
        store.restore(backup)
    assert list_ids(store) == ["kept"]
    assert store.get_version() == version
    assert sorted(child.name for child in tmp_path.iterdir()) == before


def test_a_backup_with_pages_of_another_size_is_taken(store: StoryStore, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    store.back_up(backup)
    run(backup, "PRAGMA page_size = 8192", "VACUUM")
    store.delete("kept", 1, "facilitator")
    store.restore(backup)
    assert list_ids(store) == ["kept"]


def test_a_backup_that_cannot_be_written_is_told(store: StoryStore, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="cannot be written"):
        store.back_up(tmp_path / "no-such-folder" / "backup.db")
