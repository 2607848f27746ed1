"""Uploads: how large, how many, and how much at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app import MIDDLEWARE
from pages.server import uploads
from pages.server.uploads import LARGEST_OF_VISITOR, LEAST, MOST_IN_FLIGHT, MOST_OF_SESSION, Budget, Uploads

MB = 2**20


async def take(request: Request) -> Response:
    return Response(str(len(await request.body())))


@pytest.fixture
def visit() -> Callable[..., TestClient]:
    """A function that gives somebody at an address, of one server."""
    routes = [Route("/_stcore/upload_file/{session}/{file}", take, methods=["PUT", "DELETE"])]
    app = Starlette(routes=routes, middleware=[Middleware(Uploads)])

    def build(address: str = "198.51.100.7") -> TestClient:
        return TestClient(app, "http://127.0.0.1:8501", client=(address, 5))

    return build


def put(client: TestClient, size: int, session: str = "a") -> int:
    return client.put(f"/_stcore/upload_file/{session}/file", content=b"x" * size).status_code


def test_a_visitors_file_has_a_size_that_the_open_page_takes(visit: Callable[..., TestClient]) -> None:
    assert put(visit(), 5 * MB) == 200
    assert put(visit(), LARGEST_OF_VISITOR + 1) == 413
    assert put(visit("127.0.0.1"), LARGEST_OF_VISITOR + 1) == 200


def test_a_session_an_address_and_all_together_are_bounded(visit: Callable[..., TestClient]) -> None:
    answers = [put(visit(), 5 * MB) for _ in range(8)]
    assert answers == [200] * 6 + [429] * 2
    answers = [put(visit(), 5 * MB, f"session-{number}") for number in range(24)]
    assert answers == [200] * 18 + [429] * 6  # with the six before, 120 MB
    assert put(visit("198.51.100.8"), 5 * MB, "other") == 200


def test_empty_files_are_bounded_like_others(
    visit: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_OF_SESSION // LEAST >= 480  # more than anybody opens within ten minutes
    monkeypatch.setattr(uploads, "LEAST", 5 * MB)
    answers = [put(visit(), 0) for _ in range(7)]
    assert answers == [200] * 6 + [429]
    answers = [put(visit(), 0, f"session-{number}") for number in range(19)]
    assert answers == [200] * 18 + [429]


def test_what_is_refused_for_one_budget_is_taken_from_none(visit: Callable[..., TestClient]) -> None:
    for number in range(24):
        assert put(visit(), 5 * MB, f"session-{number}") == 200
    assert [put(visit(), 5 * MB, "shared") for _ in range(6)] == [429] * 6
    assert put(visit("198.51.100.8"), 5 * MB, "shared") == 200


def test_addresses_of_one_ipv6_network_have_one_budget(visit: Callable[..., TestClient]) -> None:
    answers = [put(visit(f"2001:db8::{number:x}"), 5 * MB, f"session-{number}") for number in range(25)]
    assert answers == [200] * 24 + [429]
    assert put(visit("2001:db8:0:1::1"), 5 * MB, "other") == 200


def test_a_refused_upload_is_explained_in_the_browsers_language(
    visit: Callable[..., TestClient],
) -> None:
    content = b"x" * (LARGEST_OF_VISITOR + 1)
    headers = {"Accept-Language": "nl-BE,nl;q=0.9"}
    answer = visit().put("/_stcore/upload_file/a/file", content=content, headers=headers)
    assert answer.json() == {"error": "Het bestand is te groot; hoogstens 5 MB."}


def test_who_does_not_say_how_large_a_file_is_is_refused(visit: Callable[..., TestClient]) -> None:
    answer = visit().put("/_stcore/upload_file/a/file", content=iter([b"x"]))
    assert answer.status_code == 411
    assert "retry-after" not in answer.headers


def test_what_is_removed_is_no_upload(visit: Callable[..., TestClient]) -> None:
    assert visit().delete("/_stcore/upload_file/a/file").status_code == 200


def test_only_so_much_is_on_its_way_at_a_time() -> None:
    gate = asyncio.Event()
    statuses: list[int] = []
    waiting = 0

    async def wait(scope: Any, receive: Any, send: Any) -> None:
        nonlocal waiting
        waiting += 1
        await gate.wait()
        await Response("done")(scope, receive, send)

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def upload_many() -> None:
        served = Uploads(wait)
        scope = {
            "type": "http",
            "method": "PUT",
            "path": "/_stcore/upload_file/a/file",
            "query_string": b"",
            "client": ("127.0.0.1", 5),
            "headers": [(b"host", b"localhost"), (b"content-length", str(48 * MB).encode())],
        }
        tasks = [asyncio.create_task(served(dict(scope), None, send)) for _ in range(6)]  # type: ignore[arg-type]
        while len(statuses) + waiting < len(tasks):  # until each is refused or on its way
            await asyncio.sleep(0.001)
        gate.set()
        await asyncio.gather(*tasks)
        await served(dict(scope), None, send)  # type: ignore[arg-type]

    asyncio.run(upload_many())
    assert statuses.count(503) == 6 - MOST_IN_FLIGHT // (48 * MB)
    assert statuses[-1] == 200


def test_a_budget_is_there_again_after_a_while() -> None:
    now = 0.0
    budget = Budget(10, clock=lambda: now)
    assert [budget.take("a", 10), budget.take("a", 1)] == [True, False]
    now = 600.0
    assert budget.take("a", 10)


def test_what_an_upload_costs_does_not_grow_with_those_before() -> None:
    budget = Budget(10**6)
    start = time.process_time()
    assert all(budget.take(f"session-{number}", 1) for number in range(20_000))
    assert all(budget.take("a", 1) for _ in range(20_000))
    assert time.process_time() - start < 3  # thirty times what it takes; with a sum over all it is minutes


def test_the_application_bounds_its_uploads() -> None:
    assert "Uploads" in [getattr(middleware.cls, "__name__", "") for middleware in MIDDLEWARE]
