"""Databases of earlier versions become ones that hold letterboxes, and lose nothing by it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from model.letterboxes import LetterboxStore, Telling
from model.letterboxes.tables import metadata
from model.stories import StoreUnavailableError, StoryQuery, StoryStore
from model.stories.migrations import VERSIONS, list_tables
from model.stories.tables import story_search_state
from model.stories.tokens import RULES
from tests.model.stories.test_store_migrations import STORY, check_tables, fill_version, run

TELLING = Telling(text="A mango.", teller="patient", language="nl")


@pytest.mark.parametrize("version", VERSIONS[-2:-1])
def test_a_database_of_the_version_before_holds_letterboxes_and_its_stories(
    empty_url: str, version: str
) -> None:
    run(empty_url, lambda connection: fill_version(connection, version))
    stories = StoryStore(empty_url, "test")
    store = LetterboxStore(stories)
    box = store.create("box", "Ward 4", "nl")
    receipt = store.tell(box.id, "r", TELLING)
    assert stories.get("old") == STORY
    assert stories.get(receipt.story).text == "A mango."
    stories.close()


def test_stories_that_came_before_are_found_by_their_letterbox(empty_url: str) -> None:
    def fill(connection: Connection) -> None:
        fill_version(connection, "0018")
        connection.execute(story_search_state.update().values(rules=RULES))
        now = {"now": datetime.now(UTC)}
        connection.execute(
            text(
                "INSERT INTO letterboxes (id, model, key, name, question, is_weekly, language, is_open,"
                " created_at) VALUES ('box', 'test', 'AHCK43', 'Ward 4', '', false, 'nl', true, :now)"
            ),
            now,
        )
        columns = "INSERT INTO letterbox_stories (letterbox, request, story, at)"
        connection.execute(
            text(f"{columns} VALUES ('box', 'r', 'old', :now), ('box', 's', 'gone', :now)"), now
        )

    run(empty_url, fill)
    stories = StoryStore(empty_url, "test")
    [found] = stories.find(StoryQuery(letterboxes=frozenset({"box"}))).stories
    assert found == STORY.model_copy(update={"letterbox": "box"})
    assert LetterboxStore(stories).count_told() == {"box": (2, 0)}
    stories.close()


def test_the_newest_version_has_the_tables_that_the_letterboxes_know(stories: StoryStore, url: str) -> None:
    run(url, partial(check_tables, metadata))
    assert set(metadata.tables) <= list_tables()


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_a_table_of_somebody_else_under_our_name_is_left_alone(empty_url: str, table: str) -> None:
    run(empty_url, lambda connection: connection.execute(text(f"CREATE TABLE {table} (plot text)")))
    stories = StoryStore(empty_url, "test")
    with pytest.raises(StoreUnavailableError) as caught:
        stories.open()
    assert caught.value.reason == "foreign"
    stories.close()


def test_a_backup_holds_the_letterboxes_and_the_codes_that_were_given_out(tmp_path: Path) -> None:
    stories = StoryStore(str(tmp_path / "stories.db"), "test")
    store = LetterboxStore(stories)
    box = store.create("box", "Ward 4", "nl")
    receipt = store.tell(box.id, "r", TELLING)
    stories.back_up(tmp_path / "backup.db")
    store.change(box.id, name="Another")
    stories.restore(tmp_path / "backup.db")
    assert store.find_all() == (box,)
    assert store.tell(box.id, "r", TELLING) == receipt
    store.withdraw_story(receipt.code)
    assert stories.get(receipt.story).status == "withdrawn"
    stories.close()
