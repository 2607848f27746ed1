"""Figures for a monitoring system: for who has the token, and about nobody."""

from __future__ import annotations

import logging

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from app import PAGES
from model.stories import StoryStore
from pages.server import watching
from pages.server.deferral import BelowBase

TOKEN = "a token of some length"  # noqa: S105
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def client(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("MANGOMOMENT_METRICS", TOKEN)
    routes, middleware = watching.switch_on()
    assert [each for each in middleware if isinstance(each, Middleware)]
    return TestClient(Starlette(routes=[BelowBase(routes), PAGES], middleware=middleware))


def read(client: TestClient) -> dict[str, float]:
    lines = client.get("/metrics", headers=BEARER).text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


@pytest.mark.parametrize(
    "credentials", ["", TOKEN, f"Bearer {TOKEN}x", "Bearer ", f"Basic {TOKEN}", "Bearer é"]
)
def test_for_everybody_else_there_is_nothing(client: TestClient, credentials: str) -> None:
    headers = [(b"authorization", credentials.encode("latin-1"))] if credentials else []
    answer = client.get("/metrics", headers=headers)
    assert (answer.status_code, answer.text) == (404, "Not Found")


def test_requests_are_told_apart_by_part_and_status_alone(client: TestClient) -> None:
    for path in ("/join/ABCDEF", "/join/QQQQQQ", "/version.json", "/stories.json?search=secret"):
        client.get(path)
    found = read(client)
    assert found['mangomoment_requests_total{part="join",status="404"}'] == 2
    assert found['mangomoment_requests_total{part="workbench",status="200"}'] == 1
    assert found['mangomoment_request_seconds_count{part="stories"}'] == 1
    assert not [name for name in found if "ABCDEF" in name or "secret" in name or "{key}" in name]


def test_what_waits_and_what_the_process_takes_is_in_them(client: TestClient) -> None:
    found = read(client)
    assert found["mangomoment_stories_pending"] == 0
    assert found["mangomoment_disk_free_bytes"] > 0
    assert found["process_resident_memory_bytes"] > 10**6
    assert {"mangomoment_votes_total", "mangomoment_pages_open"} <= set(found)


def test_troubles_of_the_database_are_counted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    name = 'mangomoment_database_errors_total{reason="gone"}'
    before = read(client).get(name, 0)
    monkeypatch.setenv("MANGOMOMENT_DB", "postgresql://me@127.0.0.1:9/x")
    assert client.get("/stories.json").status_code == 503
    found = read(client)
    assert found[name] > before
    assert "mangomoment_stories_pending" not in found


@pytest.mark.parametrize("said", ["", "yes", "of 15 character"])
def test_without_a_token_of_some_length_they_are_off(
    said: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MANGOMOMENT_METRICS", said)
    with caplog.at_level(logging.WARNING):
        assert watching.switch_on() == ([], [])
    assert ("MANGOMOMENT_METRICS is the token" in caplog.text) == bool(said)


def test_a_token_of_sixteen_characters_is_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_METRICS", " of 16 characters ")
    routes, middleware = watching.switch_on()
    assert [getattr(route, "path", "") for route in routes] == ["/metrics"]
    assert len(middleware) == 1


def test_pages_that_are_open_are_counted_until_they_are_closed(client: TestClient) -> None:
    async def keep_open(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.receive_text()
        await websocket.close()

    client.app.router.routes.append(WebSocketRoute("/kept-open", keep_open))  # type: ignore[attr-defined]
    before = read(client)["mangomoment_pages_open"]
    with client.websocket_connect("/kept-open") as websocket:
        assert read(client)["mangomoment_pages_open"] == before + 1
        websocket.send_text("that is all")
        with pytest.raises(WebSocketDisconnect):
            websocket.receive_text()
    assert read(client)["mangomoment_pages_open"] == before
