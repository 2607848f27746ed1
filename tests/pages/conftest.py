"""Fixtures: stories of a test's own, and somebody who asks the application's addresses without a server."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.stories import StoryStore
from pages.shared import resources
from pages.shared.diagram_view.routes import ROUTES as DIAGRAM_ROUTES
from pages.shared.unlocking import ROUTES as UNLOCKING_ROUTES
from pages.stories.routes import ROUTES as STORIES_ROUTES

Ask = Callable[..., TestClient]
_addresses = count(1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoryStore:
    """A store in a file of its own, with the retold stories in it."""
    monkeypatch.setenv("MANGOMOMENT_DB", f"sqlite:///{tmp_path / 'stories.db'}")
    return resources.get_store()


@pytest.fixture
def ask() -> Ask:
    """A function that gives somebody at an address, who asks the server by the name in `base`."""

    def build(address: str = "127.0.0.1", base: str = "http://127.0.0.1:8501") -> TestClient:
        app = Starlette(routes=[*DIAGRAM_ROUTES, *STORIES_ROUTES, *UNLOCKING_ROUTES])
        return TestClient(app, base_url=base, client=(address, 50_000))

    return build


@pytest.fixture
def facilitator(store: StoryStore, ask: Ask) -> TestClient:
    """Who sits at the machine, where no passcode is set."""
    return ask()


@pytest.fixture
def visitor(store: StoryStore, ask: Ask) -> TestClient:
    """Somebody elsewhere, whom nobody has counted a try of yet."""
    return ask(f"198.51.100.{next(_addresses) % 250}")
