"""Letterboxes to test with: each test that takes one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from model.letterboxes import Letterbox, LetterboxStore
from model.stories import StoryStore
from tests.model.stories.conftest import empty_url, url

__all__ = ["empty_url", "url"]


@pytest.fixture
def stories(url: str) -> Iterator[StoryStore]:
    """An empty store of the stories of a model named `test`."""
    store = StoryStore(url, "test")
    store.open()
    yield store
    store.close()


@pytest.fixture
def store(stories: StoryStore) -> LetterboxStore:
    return LetterboxStore(stories)


@pytest.fixture
def box(store: LetterboxStore) -> Letterbox:
    """An open letterbox."""
    return store.create("box", "Ward 4", "nl")
