"""Phrases of three words and more, which the index alone cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.stories import StoryQuery, StoryStore
from tests.model.stories.conftest import get_tables
from tests.storytelling import build_story

TOLD = [
    "She sang in the night.",
    "In the day, the night sang.",
    "Tea in the night",
    "Coffee in the day and the night.",
    "In the nights.",
    "Night in the",
    "Tea in the nightly news, in the end.",
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StoryStore]:
    (tmp_path / "stories.db").write_bytes(get_tables())
    store = StoryStore(str(tmp_path / "stories.db"), "test")
    store.open()
    store.add_all([build_story(text) for text in TOLD], "import")
    title = {"language": "en", "title": "Late in the night", "text": "A pear."}
    store.add(build_story(wordings=[title, {"language": "nl", "text": "In the, night."}]), "visitor")
    yield store
    store.close()


def find(store: StoryStore, words: str, **more: object) -> list[str]:
    return [story.text for story in store.find(StoryQuery(words, **more)).stories]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"in the night"', [TOLD[0], TOLD[2], "A pear."]),
        ('"the night sang"', [TOLD[1]]),
        ('"in the nigh"', []),
        ('"in the night" tea', [TOLD[2]]),
        ('"in the night" -tea', [TOLD[0], "A pear."]),
        ('tea -"in the night"', [TOLD[6]]),
        ('night -"in the night"', [TOLD[1], TOLD[3], TOLD[4], TOLD[5], TOLD[6]]),
        ('"in the night" OR coffee', [TOLD[0], TOLD[2], TOLD[3], "A pear."]),
        ('"in the night" OR "in the day"', [TOLD[0], TOLD[1], TOLD[2], TOLD[3], "A pear."]),
        ('"in the night" "she sang in"', [TOLD[0]]),
        ('-"in the night" -"in the day" -"night in the"', [TOLD[4], TOLD[6]]),
        ('"night a pear"', []),
    ],
)
def test_stories_with_a_phrase_are_found_in_either_order(
    store: StoryStore, words: str, found: list[str]
) -> None:
    assert find(store, words, sort="oldest") == found
    assert find(store, words) == found[::-1]
    assert [story.text for story in store.walk(StoryQuery(words, sort="oldest"))] == found


def test_pages_of_a_phrase_follow_each_other_and_two_hundred_are_counted(store: StoryStore) -> None:
    store.add_all([build_story(f"{number:03}, a pear in the sun.") for number in range(230)], "import")
    query = StoryQuery('"pear in the"', sort="oldest")
    pages = [store.find(query, at_most=20, skip=skip) for skip in (0, 90, 190, 210, 225)]
    assert [[story.text[:3] for story in page.stories] for page in pages] == [
        [f"{number:03}" for number in range(skip, min(skip + 20, 230))] for skip in (0, 90, 190, 210, 225)
    ]
    assert {(page.count, page.is_exact) for page in pages} == {(200, False)}
    few = store.find(StoryQuery('"a pear in the" 00'))
    assert (few.count, few.is_exact) == (10, True)
