"""Workshops to test with: each test that takes one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from model.stories import StoryStore
from model.workshop import ParticipantStore, Workshop, WorkshopStore
from tests.model.stories.conftest import empty_url, stories, url

__all__ = ["empty_url", "stories", "url"]


@pytest.fixture
def store(stories: StoryStore) -> WorkshopStore:
    """The facilitator's side."""
    return WorkshopStore(stories)


@pytest.fixture
def phones(stories: StoryStore) -> ParticipantStore:
    """The side of the phones."""
    return ParticipantStore(stories)


@pytest.fixture
def workshop(store: WorkshopStore) -> Workshop:
    """A workshop that goes on for three hours."""
    return store.create("Ward 4", "nl", datetime.now(UTC) + timedelta(hours=3))
