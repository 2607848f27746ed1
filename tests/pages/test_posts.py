"""What is taken of a request that changes something."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.shared.answers import explain_errors
from pages.shared.posts import read_post

FOREIGN = {"error": "this request does not come from a page of this application"}
LARGEST = 2048


@pytest.fixture
def client() -> TestClient:
    @explain_errors
    async def send_back(request: Request) -> Response:
        return JSONResponse(await read_post(request, LARGEST))

    routes = [Route("/", send_back, methods=["POST"])]
    return TestClient(Starlette(routes=routes), base_url="http://ward.example")


def post(client: TestClient, content: bytes, **headers: str) -> tuple[int, Any]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = client.post("/", content=content, headers={"Content-Type": "application/json", **named})
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (b'{"a": [1, {"b": null}]}', {"a": [1, {"b": None}]}),
        ("\ufeff{}".encode(), {}),
        (rb'{"a": "\ud83e\udd6d"}', {"a": "🥭"}),
        (rb'{"a\ud83e": ["x\uD83E y", {"b": "\udd6d"}, 3]}', {"a": ["x y", {"b": ""}, 3]}),
        (b'{"a": "' + b"x" * (LARGEST - 9) + b'"}', {"a": "x" * (LARGEST - 9)}),
    ],
)
def test_an_object_is_read_without_what_nothing_can_store(
    client: TestClient, content: bytes, read: dict[str, Any]
) -> None:
    assert post(client, content) == (200, read)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "this is not JSON"),
        (b'{"a": "\xff"}', "this is not JSON"),
        (b"[" * 2000, "this is not JSON"),
        (b"[]", "a JSON object is expected"),
        (b'"text"', "a JSON object is expected"),
        (b'{"a": "' + b"x" * (LARGEST - 8) + b'"}', "at most 2 kB can be sent at once"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(client: TestClient, content: bytes, said: str) -> None:
    assert post(client, content) == (400, {"error": said})


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({}, True),
        ({"Origin": "http://ward.example"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec_Fetch_Site": "same-origin"}, True),
        ({"Sec_Fetch_Site": "none"}, True),
        ({"Sec_Fetch_Site": "same-site"}, False),
        ({"Sec_Fetch_Site": "cross-site"}, False),
        ({"Origin": "http://ward.example", "Sec_Fetch_Site": "cross-site"}, False),
        ({"Content_Type": "Application/JSON ; charset=utf-8"}, True),
        ({"Content_Type": "text/plain"}, False),
        ({"Content_Type": ""}, False),
    ],
)
def test_what_another_site_made_a_browser_send_is_refused(
    client: TestClient, headers: dict[str, str], is_taken: bool
) -> None:
    sent = {"Content_Type": "application/json", **headers}
    assert post(client, b"{}", **sent) == ((200, {}) if is_taken else (403, FOREIGN))
