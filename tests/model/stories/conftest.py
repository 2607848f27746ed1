"""Stores to test with: each test that takes one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.stories import StoryStore
from tests.postgres import get_server, get_template
from tests.storytelling import name_nodes


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it but the tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/stories.db"
        return
    server = get_server()
    address = server.create_database(template=get_template())
    yield address
    server.drop_database(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it at all."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/stories.db"
        return
    server = get_server()
    address = server.create_database()
    yield address
    server.drop_database(address)


@pytest.fixture
def store(url: str) -> Iterator[StoryStore]:
    """An empty store of a model named `test`."""
    store = StoryStore(url, "test", named=name_nodes)
    store.open()
    yield store
    store.close()
