"""Stories over HTTP, without a server: what is listed, kept, changed, refused and taken along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from model import Story
from model.search import fold
from model.stories import StoryQuery, StoryStore
from tests.telling import build_story

EVERYBODYS = {"room": True}
SHOWN_TO_EVERYBODY = {
    "id", "name", "title", "text", "setting", "language", "teller", "dimensions", "nodes", "origin",
    "source", "created",
}  # fmt: skip


def build_post(text: str = "She sang in the lift.", **values: Any) -> dict[str, Any]:
    """What the form sends of a new story."""
    return {"text": text, "language": "en", "teller": "patient", **values}


def add(client: TestClient, **values: Any) -> dict[str, Any]:
    """Add a story and give what was answered."""
    answer = client.post("/stories.json", json=build_post(**values))
    assert answer.status_code == 201
    added: dict[str, Any] = answer.json()
    return added


def change(client: TestClient, story: str, act: str, revision: object = 1, **more: Any) -> Response:
    return client.post(f"/stories/{story}.json", json={"do": act, "revision": revision, **more})


def list_ids(client: TestClient, **query: str) -> list[str]:
    """The ids on all pages of the list."""
    ids: list[str] = []
    skip: int | None = 0
    while skip is not None:
        page = client.get("/stories.json", params={**query, "skip": str(skip)}).json()
        ids += [story["id"] for story in page["stories"]]
        skip = page["next"]
    return ids


def fill(store: StoryStore) -> list[Story]:
    """One story of each kind that somebody could look for; gives all stories that are there."""
    told: list[dict[str, Any]] = [
        {
            "text": "Een mango in de lift.",
            "language": "nl",
            "setting": "Dagziekenhuis",
            "nodes": ("resonance",),
        },
        {"text": "A pear.", "teller": "leader", "origin": "imported", "dimensions": ("respect",)},
        {"text": "Waiting here.", "status": "pending", "consent": {"exports": True}},
        {"text": "Taken back.", "status": "withdrawn", "teller": "other", "title": "Élan"},
        {"text": "A second pear.", "teller": "family", "consent": {"room": True, "publications": True}},
    ]
    for values in told:
        store.add(build_story(**{"status": "published", "consent": EVERYBODYS, **values}), "import")
    return list(store.walk(StoryQuery()))


def has_level(story: Story, model_nodes: set[str]) -> bool:
    return bool(model_nodes & set(story.nodes))


FILTERS: list[tuple[dict[str, str], Callable[[Story], bool]]] = [
    ({"search": "pear"}, lambda story: "pear" in fold(story.text).split() or "pear." in story.text),
    ({"search": "ELAN"}, lambda story: story.title == "Élan"),
    ({"search": "mango lift"}, lambda story: "mango in de lift" in story.text),
    ({"node": "resonance"}, lambda story: "resonance" in story.nodes),
    ({"node": "resonance,mangomoment"}, lambda story: bool({"resonance", "mangomoment"} & set(story.nodes))),
    ({"stage": "loyalty"}, lambda story: any(node.startswith("loyalty") for node in story.nodes)),
    ({"teller": "leader"}, lambda story: story.teller == "leader"),
    ({"teller": "leader,family"}, lambda story: story.teller in ("leader", "family")),
    ({"dimension": "respect"}, lambda story: "respect" in story.dimensions),
    ({"setting": "dagziekenhuis"}, lambda story: story.setting == "Dagziekenhuis"),
    ({"told": "nl"}, lambda story: any(one.language == "nl" for one in story.wordings)),
    ({"status": "pending,withdrawn"}, lambda story: story.status != "published"),
    ({"origin": "retold"}, lambda story: story.origin == "retold"),
    ({"consent": "publications"}, lambda story: story.consent.publications),
    ({"consent": "room,publications"}, lambda story: story.consent.room and story.consent.publications),
    ({"unattached": "yes"}, lambda story: not story.nodes),
    ({"teller": "family", "search": "pear"}, lambda story: story.text == "A second pear."),
]


@pytest.mark.parametrize(("query", "fits"), FILTERS, ids=[str(query) for query, _ in FILTERS])
def test_a_filter_keeps_just_the_stories_that_fit(
    store: StoryStore, facilitator: TestClient, query: dict[str, str], fits: Callable[[Story], bool]
) -> None:
    stories = fill(store)
    wanted = {story.id for story in stories if fits(story)}
    assert 0 < len(wanted) < len(stories)
    assert set(list_ids(facilitator, **query)) == wanted


def test_a_level_keeps_the_stories_of_its_nodes(store: StoryStore, facilitator: TestClient) -> None:
    store.add(build_story(nodes=("leadership-climate",)), "import")
    stories = list(store.walk(StoryQuery()))
    from model import load_model

    nodes = {node.id for node in load_model().nodes(level="leadership")}
    wanted = {story.id for story in stories if nodes & set(story.nodes)}
    assert 0 < len(wanted) < len(stories)
    assert set(list_ids(facilitator, level="leadership")) == wanted
