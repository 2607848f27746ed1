"""Asks the addresses of stories as the pages do."""

from __future__ import annotations

from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from model import Story
from model.stories import StoryStore
from tests.round_trips import build_story

JSON = {"Content-Type": "application/json"}
EVERYBODYS = {"room": True}
"""What the teller agreed to where everybody may read the story."""

SHOWN_TO_EVERYBODY = {
    *("id", "name", "title", "text", "setting", "language", "teller", "dimensions", "nodes", "origin"),
    *("source", "created", "told_on"),
}
"""What everybody is told of a story."""

HIDDEN = "Quixotic"
"""A word of every text that a visitor must not see."""


def build_post(text: str = "She sang in the lift.", **values: Any) -> dict[str, Any]:
    """What the form sends of a new story."""
    return {"text": text, "language": "en", "teller": "patient", **values}


def add(client: TestClient, text: str = "She sang in the lift.", **values: Any) -> dict[str, Any]:
    """Add a story; what was answered."""
    answer = client.post("/stories.json", json=build_post(text, **values))
    assert answer.status_code == 201
    added: dict[str, Any] = answer.json()
    return added


def change(client: TestClient, id_: str, act: str, revision: object = 1, **more: Any) -> Response:
    return client.post(f"/stories/{id_}.json", json={"do": act, "revision": revision, **more})


def list_stories(client: TestClient, **query: str) -> list[dict[str, Any]]:
    """The stories on all pages of the list."""
    found: list[dict[str, Any]] = []
    skip: int | None = 0
    while skip is not None:
        page = client.get("/stories.json", params={**query, "skip": str(skip)}).json()
        found += page["stories"]
        skip = page["next"]
    return found


def list_ids(client: TestClient, **query: str) -> list[str]:
    return [story["id"] for story in list_stories(client, **query)]


def hide(store: StoryStore) -> list[Story]:
    """Stories that only the facilitator may see, for each reason there is."""
    hidden: list[dict[str, Any]] = [
        {"status": "pending", "consent": {"room": True}},
        {"status": "withdrawn", "consent": {"room": True}},
        {"status": "published", "consent": {"exports": True, "publications": True}},
        {"status": "published"},
        {"status": "pending", "teller": "leader", "nodes": ("resonance",), "dimensions": ("respect",)},
    ]
    return [
        store.add(build_story(f"{HIDDEN} {number}.", setting=HIDDEN, **values), "visitor")
        for number, values in enumerate(hidden)
    ]
