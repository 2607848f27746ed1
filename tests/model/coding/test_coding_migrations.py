"""Databases of earlier versions become ones that hold codings, and what was attached is agreed on."""

from __future__ import annotations

from functools import partial

import pytest

from model.coding import Code, CodingStore, Mark, StoryCoding
from model.coding.tables import metadata
from model.stories import StoryStore
from model.stories.migrations import VERSIONS, list_tables
from tests.model.stories.conftest import empty_url
from tests.model.stories.test_store_migrations import STORY, check_tables, fill_version, run

__all__ = ["empty_url"]


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_what_an_earlier_version_attached_is_agreed_on_until_somebody_codes(
    empty_url: str, version: str
) -> None:
    run(empty_url, lambda connection: fill_version(connection, version))
    stories = StoryStore(empty_url, "test")
    codings = CodingStore(stories)
    assert stories.get("old") == STORY
    assert [story.id for story in codings.find_stories("uncoded")] == ["old"]
    assert codings.count("no node") == codings.count("no dimension") == 0
    ann = codings.add_coder("Ann")
    codings.save(StoryCoding("old", ann.id, (Mark(Code("node", "joy")),), is_done=True))
    assert (stories.get("old").nodes, stories.get("old").dimensions) == (("joy",), ())
    assert stories.undo("old", 2, "facilitator").nodes == STORY.nodes
    stories.close()


def test_the_newest_version_has_the_tables_that_the_codings_know(store: StoryStore, url: str) -> None:
    run(url, partial(check_tables, metadata))


def test_the_migrations_know_every_table_of_the_codings() -> None:
    assert set(metadata.tables) <= list_tables()
