"""Stores of codings to test with: each test that takes one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from model.coding import CodingStore
from model.stories import StoryStore
from tests.model.stories.conftest import store, url

__all__ = ["codings", "store", "url"]


@pytest.fixture
def codings(store: StoryStore) -> CodingStore:
    """The codings of the stories in `store`."""
    return CodingStore(store)
