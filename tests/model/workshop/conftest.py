"""Workshops to test with: each test that takes one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from model.stories import StoryStore
from model.workshop import ParticipantStore, Workshop, WorkshopStore
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
