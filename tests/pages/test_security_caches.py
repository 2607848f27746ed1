"""A story that is withdrawn is gone: nobody keeps a text that may be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app import MIDDLEWARE, ROUTES
from model.stories import StoryStore
from tests.round_trips import build_story

WORD = "Quixotic"
"""A word of the story and of its title."""


@pytest.fixture
def build_address() -> Callable[[str], str]:
    """A function that gives an address the current version, as the pages do."""

    def build(path: str) -> str:
        version = TestClient(Starlette(routes=ROUTES)).get("/version.json").json()["version"]
        return f"{path}{'&' if '?' in path else '?'}v={version}"

    return build


ADDRESSES = (
    *("/model.json?lang=en", "/public-stories.json?lang=en", "/network.json?counts=yes", "/stories.json"),
    *("/paths.json?from=resonance&to=resonance-trust", "/paths.csv?from=resonance&to=resonance-trust"),
    *("/diagram.svg?counts=yes", "/diagram.mmd", "/stories/words.json", "/explore", "/stories"),
)


def test_what_a_cache_may_keep_tells_no_story(store: StoryStore, build_address: Callable[[str], str]) -> None:
    values = {"status": "published", "consent": {"room": True}, "nodes": ("resonance", "resonance-trust")}
    story = store.add(build_story(f"{WORD} text.", title=f"{WORD} title", **values), "facilitator")
    client = TestClient(Starlette(routes=ROUTES), "http://127.0.0.1:8501", client=("198.51.100.9", 5))
    telling = set()
    for address in ADDRESSES:
        answer = client.get(build_address(address))
        assert answer.status_code == 200, address
        if WORD in answer.text:
            telling.add(address)
            assert answer.headers["cache-control"] in ("no-store", "private, no-cache"), address
    assert {"/public-stories.json?lang=en", "/stories.json"} <= telling
    store.change(story.model_copy(update={"status": "withdrawn"}), "facilitator", "withdrawn")
    for address in ADDRESSES:
        assert WORD not in client.get(build_address(address)).text


def test_an_unchanged_list_of_stories_is_not_sent_again(
    store: StoryStore, build_address: Callable[[str], str]
) -> None:
    client = TestClient(Starlette(routes=ROUTES), "http://127.0.0.1:8501")
    first = client.get("/public-stories.json")
    again = client.get("/public-stories.json", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.headers["cache-control"]) == (304, "private, no-cache")


def test_no_cache_keeps_a_file_that_streamlit_gives_to_be_downloaded() -> None:
    async def give(request: Request) -> Response:
        return Response("id,title,text", headers=dict(request.query_params))

    app = Starlette(routes=[Route("/media/a.csv", give), Route("/other", give)], middleware=MIDDLEWARE)
    client = TestClient(app, "http://127.0.0.1:8501")
    kept = [
        client.get(path).headers.get("cache-control")
        for path in ("/media/a.csv", "/media/a.csv?Cache-Control=private", "/other")
    ]
    assert kept == ["no-store", "private", None]


def test_the_texts_of_the_model_may_still_be_kept(build_address: Callable[[str], str]) -> None:
    answer = TestClient(Starlette(routes=ROUTES)).get(build_address("/model.json"))
    assert "immutable" in answer.headers["cache-control"]
