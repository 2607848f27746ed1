"""Fixtures: stories of a test's own, and somebody who asks the application's addresses without a server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.stories import StoryStore
from pages.join.routes import ROUTES as JOIN_ROUTES
from pages.navigation.routes import ROUTES as PAGE_ROUTES
from pages.server.passcode import ROUTES as PASSCODE_ROUTES
from pages.server.sign_in import ROUTES as SIGN_IN_ROUTES
from pages.shared import resources
from pages.shared.assets import ROUTES as ASSET_ROUTES
from pages.stories.routes import ROUTES as STORIES_ROUTES
from pages.tell.routes import ROUTES as TELL_ROUTES
from pages.workbench.routes import ROUTES as WORKBENCH_ROUTES
from pages.workshop.downloads import ROUTES as DOWNLOAD_ROUTES
from pages.workshop.pictures import ROUTES as PICTURE_ROUTES
from pages.workshop.routes import ROUTES as WORKSHOP_ROUTES

Ask = Callable[..., TestClient]
_addresses = count(1)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the retold stories in it, to be copied."""
    file = tmp_path_factory.mktemp("seeded") / "stories.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANGOMOMENT_DB", str(file))
        resources.get_store().close()
    return file


@pytest.fixture
def store(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoryStore]:
    """A store in a file of its own, with the retold stories in it."""
    file = tmp_path / "stories.db"
    shutil.copy(seeded, file)
    monkeypatch.setenv("MANGOMOMENT_DB", f"sqlite:///{file}")
    opened = resources.get_store()
    yield opened
    opened.close()


@pytest.fixture
def unchanged(store: StoryStore) -> Iterator[None]:
    """Nothing is stored, changed or deleted by what the test does."""
    before = store.get_version()
    yield
    assert store.get_version() == before


@pytest.fixture
def ask() -> Ask:
    """A function that gives somebody at an address, who asks the server by the name in `base`."""

    def build(address: str = "127.0.0.1", base: str = "http://127.0.0.1:8501") -> TestClient:
        app = Starlette(
            routes=[
                *PAGE_ROUTES,
                *ASSET_ROUTES,
                *WORKBENCH_ROUTES,
                *STORIES_ROUTES,
                *DOWNLOAD_ROUTES,
                *PICTURE_ROUTES,
                *WORKSHOP_ROUTES,
                *JOIN_ROUTES,
                *TELL_ROUTES,
                *PASSCODE_ROUTES,
                *SIGN_IN_ROUTES,
            ]
        )
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
