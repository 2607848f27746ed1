"""Teams to test with: each test that takes one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from model.stories import StoryStore
from model.teams import TeamStore
from model.workshop import WorkshopStore
from tests.model.stories.conftest import empty_url, url
from tests.model.workshop.conftest import phones, stories

__all__ = ["empty_url", "phones", "stories", "url"]


@pytest.fixture
def teams(stories: StoryStore) -> TeamStore:
    """The store of teams."""
    return TeamStore(stories)


@pytest.fixture
def workshops(stories: StoryStore) -> WorkshopStore:
    """The store of workshops beside it."""
    return WorkshopStore(stories)
