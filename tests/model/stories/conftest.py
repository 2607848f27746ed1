"""Stores to test with: each test that takes one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from model.stories import StoryStore
from tests.postgres import get_server, get_template
from tests.storytelling import name_nodes


@cache
def get_tables() -> bytes:
    """A file of SQLite that has the tables of the store, to be copied."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "stories.db"
        store = StoryStore(f"sqlite:///{file}", "template")
        store.open()
        store.close()
        return file.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it but the tables."""
    if request.param == "sqlite":
        file = tmp_path / "stories.db"
        file.write_bytes(get_tables())
        yield f"sqlite:///{file}"
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


@pytest.fixture
def stories(url: str) -> Iterator[StoryStore]:
    """An empty store of the stories of a model named `test`."""
    store = StoryStore(url, "test")
    store.open()
    yield store
    store.close()
