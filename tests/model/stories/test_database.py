"""A SQLite file as several use it, and as it goes, comes back and is replaced."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from model.stories import (
    StoreUnavailableError,
    StoreUrlError,
    StoryQuery,
    StoryStore,
    database,
    search_index,
)
from model.stories.database import Database, troubles
from model.stories.search_index import count_erased
from model.stories.shelf import Shelf
from model.stories.store_address import parse_url
from model.stories.tables import stories
from model.stories.turns import Turns
from tests.model.stories.conftest import get_tables
from tests.storytelling import build_story


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with nothing in it but the tables."""
    file = tmp_path / "stories.db"
    file.write_bytes(get_tables())
    return file


@pytest.fixture
def filled(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoryStore]:
    """A store that waits for nobody, with one story, `first`."""
    monkeypatch.setattr(
        database, "_EVERY_SQLITE_CONNECTION", ("PRAGMA foreign_keys = ON", "PRAGMA busy_timeout = 1")
    )
    store = StoryStore(str(file), "test")
    store.add(build_story("First.", id="first"), "visitor")
    yield store
    store.close()


def list_ids(store: StoryStore) -> list[str]:
    return [story.id for story in store.find(StoryQuery()).stories]


def get_trouble(store: StoryStore) -> StoreUnavailableError:
    """How reading and writing are refused, each of them counted once."""
    before = troubles.copy()
    with pytest.raises(StoreUnavailableError) as read:
        store.get("first")
    with pytest.raises(StoreUnavailableError) as written:
        store.add(build_story(), "visitor")
    assert str(read.value) == str(written.value)
    assert troubles - before == {read.value.reason: 2}
    return read.value


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("stories.db", "sqlite:///stories.db"),
        ("sqlite:///a/stories.db?mode=ro", "sqlite:///a/stories.db"),
        ("postgres://me:pw@host:5433/stories", "postgresql+psycopg://me:pw@host:5433/stories"),
        ("postgresql+psycopg2:///stories?host=/run", "postgresql+psycopg:///stories?host=%2Frun"),
    ],
)
def test_an_address_is_read_for_the_driver_that_is_there(address: str, url: str) -> None:
    assert parse_url(address).render_as_string(hide_password=False) == url


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (" ", "is empty"),
        ("sqlite:///file:stories.db?uri=true", "names no file"),
        ("postgresql://host/", "names no database"),
    ],
)
def test_an_address_of_nothing_is_refused(address: str, said: str) -> None:
    with pytest.raises(StoreUrlError, match=said):
        parse_url(address)


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("postgresql://me:pw@db.example.org/stories", 'the database "stories" on db.example.org'),
        ("postgresql:///stories?host=/run", 'the database "stories" on this machine'),
        ("/somewhere/stories.db", "/somewhere/stories.db"),
    ],
)
def test_it_is_said_where_a_database_is(address: str, where: str) -> None:
    assert Database(address, lambda connection, may_fill: None).where == where


def test_who_reads_is_never_kept_waiting_and_sees_one_state(tmp_path: Path) -> None:
    store = StoryStore(str(tmp_path / "new.db"), "test")
    store.open()
    count = select(func.count()).select_from(stories)
    with store.database.reading() as reader:
        assert reader.execute(count).scalar() == 0
        with store.database.writing() as writer:
            Shelf(writer, "test").insert([build_story()], "visitor")
            assert writer.execute(count).scalar() == 1
            with store.database.reading() as another:
                assert another.execute(count).scalar() == 0
        assert reader.execute(count).scalar() == 0
    with store.database.reading() as reader:
        assert reader.execute(count).scalar() == 1
    store.close()


def test_what_is_not_finished_is_not_there(filled: StoryStore) -> None:
    with suppress(LookupError), filled.database.writing() as writer:
        Shelf(writer, "test").insert([build_story()], "visitor")
        raise LookupError
    assert list_ids(filled) == ["first"]
    assert filled.add(build_story(id="second"), "visitor")
    assert list_ids(filled) == ["second", "first"]


def test_who_waits_too_long_for_the_turn_to_write_is_told_and_may_come_again(
    filled: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_LONGEST_QUEUE_SECONDS", 0.001)
    before = troubles["locked"]
    with filled.database.writing():
        with pytest.raises(StoreUnavailableError, match="kept busy by something else") as caught:
            filled.add(build_story(), "visitor")
        assert list_ids(filled) == ["first"]
    assert (caught.value.reason, troubles["locked"]) == ("locked", before + 1)
    assert filled.add(build_story(id="second"), "visitor")
    with filled.database.standing_still():
        with pytest.raises(StoreUnavailableError):
            filled.add(build_story(), "visitor")
        assert list_ids(filled) == ["second", "first"]
    assert filled.add(build_story(), "visitor")


def test_a_file_that_another_program_writes_to_can_be_read_and_later_be_written_to(
    filled: StoryStore, file: Path
) -> None:
    with closing(sqlite3.connect(file)) as program:
        program.execute("BEGIN IMMEDIATE")
        assert list_ids(filled) == ["first"]
        with pytest.raises(StoreUnavailableError) as caught:
            filled.add(build_story(), "visitor")
        assert caught.value.reason == "locked"
    assert filled.add(build_story(), "visitor")


def test_a_file_that_is_away_is_missed_and_not_made_anew(filled: StoryStore, file: Path) -> None:
    filled.close()
    file.rename(file.with_suffix(".away"))
    assert get_trouble(filled).reason == "gone"
    assert not file.exists()
    file.with_suffix(".away").rename(file)
    assert list_ids(filled) == ["first"]
    file.unlink()
    filled.open([build_story(id="retold", origin="retold")])
    assert list_ids(filled) == ["retold"]


def test_another_file_in_its_place_is_taken_over(filled: StoryStore, file: Path, tmp_path: Path) -> None:
    filled.back_up(tmp_path / "backup.db")
    filled.add(build_story(id="second"), "visitor")
    for end in ("-wal", "-shm"):
        Path(f"{file}{end}").unlink()
    (tmp_path / "backup.db").rename(file)
    assert list_ids(filled) == ["first"]
    filled.add(build_story(id="third"), "visitor")
    assert list_ids(StoryStore(str(file), "test")) == ["third", "first"]


def test_an_emptied_file_is_not_taken_for_a_new_one(filled: StoryStore, file: Path) -> None:
    filled.close()
    sound = file.read_bytes()
    file.write_bytes(b"")
    assert "its content is gone" in str(get_trouble(filled))
    file.write_bytes(b"\xa5" * len(sound))
    assert get_trouble(filled).reason == "damaged"
    file.write_bytes(sound)
    assert list_ids(filled) == ["first"]


def test_what_was_confirmed_outlives_a_deleted_log(filled: StoryStore, file: Path, tmp_path: Path) -> None:
    Path(f"{file}-wal").unlink()
    filled.add(build_story(id="second"), "visitor")
    (tmp_path / "copy.db").write_bytes(file.read_bytes())
    copy = StoryStore(str(tmp_path / "copy.db"), "test")
    assert list_ids(copy) == ["second", "first"]
    copy.close()


def test_nothing_is_confirmed_that_went_into_a_deleted_file(filled: StoryStore, file: Path) -> None:
    def write() -> None:
        with filled.database.writing() as connection:
            Shelf(connection, "test").insert([build_story()], "visitor")
            file.unlink()

    with pytest.raises(StoreUnavailableError) as caught:
        write()
    assert caught.value.reason == "gone"


@pytest.mark.parametrize("place", ["a folder", "below a file"])
def test_where_no_file_can_be_it_is_not_to_be_reached(tmp_path: Path, place: str) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / "file").write_text("Mine.")
    at = tmp_path / "a folder" if place == "a folder" else tmp_path / "file" / "stories.db"
    store = StoryStore(str(at), "test")
    error = get_trouble(store)
    assert (error.reason, error.where) == ("gone", str(at))
    assert (tmp_path / "file").read_text() == "Mine."


def test_a_fault_of_the_program_stays_one_and_says_no_text_of_a_story(filled: StoryStore) -> None:
    with pytest.raises(IntegrityError) as caught, filled.database.writing() as connection:
        connection.execute(stories.insert(), {"id": "x", "model": "A mango for Ann."})
    assert "Ann" not in str(caught.value)
    assert list_ids(filled) == ["first"]


def test_texts_stand_in_the_file_as_they_were_written(filled: StoryStore) -> None:
    filled.add(build_story("Één 🥭."), "visitor")
    with filled.database.reading() as connection:
        written = connection.execute(text("SELECT wordings FROM stories ORDER BY number DESC")).scalar()
    assert "Één 🥭." in str(written)


def test_no_story_of_a_file_stays_without_its_rows(filled: StoryStore) -> None:
    story = filled.add(
        build_story(nodes=["joy"], dimensions=["respect"], status="pending"), "visitor", "home"
    )
    with filled.database.writing() as connection:
        connection.execute(stories.delete().where(stories.c.id == story.id))
    with filled.database.reading() as connection:
        for table in ("story_nodes", "story_dimensions", "story_places"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0  # noqa: S608


def test_of_a_text_that_is_deleted_no_byte_is_left(filled: StoryStore, file: Path) -> None:
    def find_secret() -> list[str]:
        files = (child for child in file.parent.iterdir() if child.is_file())
        return [child.name for child in files if b"alcoatlus" in child.read_bytes()]

    for number in range(2):
        story = filled.add(build_story(f"The Quetzalcoatlus {number}.", title="Quetzalcoatlus"), "visitor")
        filled.add_all((build_story(f"Kiwi {number} {other}.") for other in range(40)), "import")
        changed = filled.change(story.model_copy(update={"status": "withdrawn"}), "facilitator", "withdrawn")
        assert find_secret()
        if number:
            assert changed.withdrawn_at is not None
            filled.erase_expired(changed.withdrawn_at + timedelta(days=31))
        else:
            filled.delete(story.id, changed.revision, "facilitator")
        assert find_secret() == []
    assert filled.find(StoryQuery("kiwi")).count == 80


def test_words_that_could_not_be_erased_in_time_are_erased_the_next_time(
    filled: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count() -> int:
        with filled.database.reading() as connection:
            return count_erased(connection)

    filled.add_all((build_story(f"Kiwi {number} {number * 7}.") for number in range(60)), "import")
    stories = list(filled.walk(StoryQuery("kiwi")))
    monkeypatch.setattr(search_index, "_PAGES_AT_ONCE", 1)
    with monkeypatch.context() as hurried:
        hurried.setattr("model.stories.store._ERASING_SECONDS", 0)
        for story in stories[:3]:
            filled.delete(story.id, 1, "facilitator")
    assert count() == 3
    filled.delete(stories[3].id, 1, "facilitator")
    assert count() == 0
    assert filled.find(StoryQuery("kiwi")).count == 56


def test_turns_come_in_order_and_those_whose_time_is_up_are_left_out() -> None:
    turns = Turns(2)
    assert [turns.take(0.001) for _ in range(3)] == [True, True, False]
    turns.give_back()
    turns.give_back()
    assert [turns.take(0.001) for _ in range(3)] == [True, True, False]
