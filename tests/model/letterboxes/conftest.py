"""Letterboxes to test with: each test that takes one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from model.letterboxes import Letterbox, LetterboxStore
from model.stories import StoryStore
from tests.model.stories.conftest import empty_url, stories, url

__all__ = ["empty_url", "stories", "url"]


@pytest.fixture
def store(stories: StoryStore) -> LetterboxStore:
    return LetterboxStore(stories)


@pytest.fixture
def box(store: LetterboxStore) -> Letterbox:
    """An open letterbox."""
    return store.create("box", "Ward 4", "nl")
