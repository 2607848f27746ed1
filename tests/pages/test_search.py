"""What the search of the Explore page finds, over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from model.stories import StoryStore
from pages.explore import routes
from pages.shared import resources
from pages.shared.limits import Limit
from tests.building import build_model
from tests.round_trips import build_story


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=routes.ROUTES))


def find(client: TestClient, **query: str) -> list[str]:
    answer = client.get("/found.json", params=query)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-cache"
    found: list[str] = answer.json()["nodes"]
    return found


def test_names_descriptions_and_stories_are_searched_in_the_order_of_the_model(client: TestClient) -> None:
    assert find(client, search="KASTANJES") == [
        "professional-professional-space",
        "effect-joy-in-work",
        "resonance-trust",
        "loyalty-patients",
    ]
    assert "resonance-tolerance" in find(client, search="tolerance")


@pytest.mark.parametrize("words", ["", "   ", "zebra", "<script>", "%", "x" * 5000])
def test_what_nobody_wrote_is_not_found(client: TestClient, words: str) -> None:
    assert find(client, search=words) == []


def test_an_opened_model_has_no_stories_to_search(client: TestClient) -> None:
    key = resources.open_model(build_model("mangomoment>trust"))
    assert find(client, search="chestnuts", model=key) == []
    assert find(client, search="trust", model=key) == ["trust"]


def test_stories_that_are_not_public_are_not_found(client: TestClient, store: StoryStore) -> None:
    for values in ({"status": "pending"}, {"status": "published", "consent": {"room": False}}):
        store.add(build_story("A xylophone played.", nodes=("resonance",), **values), "import")
    assert find(client, search="xylophone") == []
    shown = {"status": "published", "consent": {"room": True}, "nodes": ("resonance",)}
    store.add(build_story("A xylophone played.", **shown), "import")
    assert find(client, search="xylophone") == ["resonance"]


def test_while_the_store_is_away_the_stories_at_hand_are_searched(
    client: TestClient, store: StoryStore, tmp_path: Path
) -> None:
    shown = {"status": "published", "consent": {"room": True}, "nodes": ("resonance",)}
    store.add(build_story("A xylophone played.", **shown), "import")
    resources.get_content()
    store.close()
    (tmp_path / "stories.db").rename(tmp_path / "away.db")
    assert find(client, search="xylophone") == ["resonance"]


def test_searches_are_limited_in_number(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "_searches", Limit(most=1, seconds=60))
    assert client.get("/found.json?search=mango").status_code == 200
    assert client.get("/found.json?search=mango").status_code == 429
