"""Databases of earlier versions become ones that hold workshops, and lose no story by it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, text

from model.stories import StoreUnavailableError, StoryQuery, StoryStore
from model.stories.migrations import VERSIONS, list_tables, read_version
from model.workshop import ParticipantStore, UnknownWorkshopError, WorkshopLinks, WorkshopStore
from model.workshop.tables import answers, ballots, metadata, participants, rounds, told, workshops
from tests.model.stories.test_store_migrations import STORY, check_tables, fill_version, run
from tests.workshopping import hold

WORKSHOP: dict[str, Any] = {
    "id": "held",
    "key": "ABCDEF",
    "name": "Ward 4",
    "language": "nl",
    "is_rehearsal": False,
    "position": {},
    "stamp": "s",
    "is_unlinked": False,
}


def fill(connection: Connection, version: str) -> None:
    """A database with one story, as an earlier version left it."""
    fill_version(connection, version)
    assert read_version(connection) == version


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_a_database_of_an_earlier_version_holds_workshops_and_its_stories(
    empty_url: str, version: str
) -> None:
    run(empty_url, lambda connection: fill(connection, version))
    stories = StoryStore(empty_url, "test")
    store, phones = WorkshopStore(stories), ParticipantStore(stories)
    held = hold(store, phones)
    assert store.get_state(held.workshop.id).answered[held.dots.id].people == 3
    assert stories.get("old") == STORY
    assert stories.find(StoryQuery(words="mango old")).stories == (STORY,)
    run(empty_url, lambda connection: check_version(connection))
    stories.close()


def test_a_workshop_of_the_version_before_has_the_day_it_was_started(empty_url: str) -> None:
    def fill_with_workshop(connection: Connection) -> None:
        fill(connection, "0004")
        held = WORKSHOP | {"model": "test", "created_at": datetime(2026, 5, 1, 12, tzinfo=UTC)}
        held["ends_at"] = datetime(2026, 5, 4, 12, tzinfo=UTC)
        before = [column for column in workshops.columns if column.name != "day"]
        connection.execute(Table("workshops", MetaData(), *map(_copy, before)).insert(), held)

    run(empty_url, fill_with_workshop)
    stories = StoryStore(empty_url, "test")
    store = WorkshopStore(stories)
    (found,) = store.list()
    assert (found.day, found.get_day()) == (None, date(2026, 5, 1))
    assert store.change(found.id, day=date(2026, 5, 3)).get_day() == date(2026, 5, 3)
    stories.close()


def test_a_workshop_of_the_version_before_shows_everything_and_has_links(empty_url: str) -> None:
    def fill_with_workshop(connection: Connection) -> None:
        fill(connection, "0010")
        held = WORKSHOP | {"model": "test", "created_at": datetime.now(UTC)}
        held["ends_at"] = datetime.now(UTC) + timedelta(hours=1)
        new = {"link_seed", "is_own_only", "hides_people"}
        before = [column for column in workshops.columns if column.name not in new]
        connection.execute(Table("workshops", MetaData(), *map(_copy, before)).insert(), held)

    run(empty_url, fill_with_workshop)
    stories = StoryStore(empty_url, "test")
    store, links = WorkshopStore(stories), WorkshopLinks(stories)
    found = store.get("held")
    assert (found.is_own_only, found.hides_people) == (False, False)
    link = links.build("held", "screen")
    assert links.find_screen(link) == found
    assert store.show("held", is_own_only=True).is_own_only
    store.renew_links("held")
    with pytest.raises(UnknownWorkshopError):
        links.find_screen(link)
    stories.close()


def test_participants_of_an_earlier_version_are_known_by_whether_they_sent_something(empty_url: str) -> None:
    held_at = {"created_at": datetime.now(UTC), "ends_at": datetime.now(UTC) + timedelta(hours=1)}

    def fill_with_participants(connection: Connection) -> None:
        fill(connection, "0004")
        rows: list[tuple[Table, dict[str, Any]]] = [(workshops, WORKSHOP | held_at | {"model": "test"})]
        times = {"joined_at": datetime.now(UTC), "seen_at": datetime.now(UTC)}
        for number in range(4):
            person = {"workshop": "held", "id": number, "language": "nl", "token_hash": str(number)}
            rows.append((participants, person | times))
        round_ = {
            "workshop": "held",
            "id": "r",
            "number": 1,
            "kind": "dots",
            "question": "",
            "nodes": ["joy"],
        }
        rows.append((rounds, round_ | {"dots": 1, "is_open": True, "is_revealed": False}))
        rows.append((ballots, {"workshop": "held", "round": "r", "participant": 0, "choices": {"joy": 1}}))
        named = {"workshop": "held", "round": "r", "participant": 1, "id": "a", "node": "joy", "text": "Time"}
        rows.append((answers, named))
        shared = {"workshop": "held", "round": "r", "participant": 2, "story": "old", "code_hash": "0" * 64}
        rows.append((told, shared))
        for table, row in rows:
            columns = [_copy(column) for column in table.columns if column.name in row]
            connection.execute(Table(table.name, MetaData(), *columns).insert(), row)

    run(empty_url, fill_with_participants)
    stories = StoryStore(empty_url, "test")
    store = WorkshopStore(stories)
    assert store.get("held").is_joining_open
    silent = {participant.id: participant.is_silent for participant in store.list_participants("held")}
    assert silent == {0: False, 1: False, 2: False, 3: True}
    stories.close()


def _copy(column: Column[Any]) -> Column[Any]:
    return Column(column.name, column.type)


def check_version(connection: Connection) -> None:
    assert read_version(connection) == VERSIONS[-1]


def test_the_newest_version_has_the_tables_that_the_workshops_know(stories: StoryStore, url: str) -> None:
    run(url, partial(check_tables, metadata))


def test_the_migrations_know_every_table_of_the_workshops() -> None:
    assert set(metadata.tables) <= list_tables()


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_a_table_of_somebody_else_under_our_name_is_left_alone(empty_url: str, table: str) -> None:
    run(empty_url, lambda connection: connection.execute(text(f"CREATE TABLE {table} (plot text)")))
    stories = StoryStore(empty_url, "test")
    with pytest.raises(StoreUnavailableError) as caught:
        stories.open()
    assert caught.value.reason == "foreign"
    stories.close()


def test_a_backup_holds_the_workshops_and_windows_notice_that_it_was_restored(tmp_path: Path) -> None:
    stories = StoryStore(str(tmp_path / "stories.db"), "test")
    store, phones = WorkshopStore(stories), ParticipantStore(stories)
    held = hold(store, phones)
    before = store.get_state(held.workshop.id)
    stories.back_up(tmp_path / "backup.db")
    store.add_action(held.workshop.id, "Later")
    later = store.get_version(held.workshop.id)
    stories.restore(tmp_path / "backup.db")
    after = store.get_state(held.workshop.id)
    assert (after.actions, after.answers, after.stories) == (before.actions, before.answers, before.stories)
    assert after.version not in (before.version, later)
    stories.close()
