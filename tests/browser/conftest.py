"""A browser on a running server.

Every test also fails on a console error and on a request that leaves the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.serving import Server, serve

OpenPage = Callable[..., Page]
_PATIENCE = 15_000  # milliseconds: a busy machine is not a fault
expect.set_options(timeout=_PATIENCE)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def writing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for tests that tell and change stories: each of them looks for its own only."""
    with serve(MANGOMOMENT_DB=str(tmp_path_factory.mktemp("written") / "stories.db")) as running:
        yield running


@pytest.fixture
def cold_server() -> Iterator[Server]:
    """A server that nobody has asked anything yet."""
    with serve() as running:
        yield running


@pytest.fixture
def open_page(chromium: Browser, server: Server) -> Iterator[OpenPage]:
    """A function that opens an address in a browser of its own: width, height, theme, locale can be given.

    `expected` is a part of the messages that the console may show in this test, and no others.
    """
    contexts = []
    faults: list[str] = []

    def watch_request(request: Request) -> None:
        host = urlparse(request.url).hostname
        if host not in (None, "127.0.0.1"):
            faults.append(f"asked another host: {request.url}")

    def watch_console(message: ConsoleMessage, expected: str) -> None:
        if message.type == "error" and not (expected and expected in message.text):
            faults.append(f"console: {message.text}")

    def open_address(
        address: str = "/explore",
        *,
        on: Server = server,
        width: int = 1024,
        height: int = 768,
        theme: str = "light",
        locale: str = "en-GB",
        ready: str = "",
        expected: str = "",
        **more: Any,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, locale=locale, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.on("request", watch_request)
        page.on("console", lambda message: watch_console(message, expected))
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.goto(on.address + address)
        page.wait_for_selector(
            ready or ("[data-node-id]" if address.startswith(("/explore", "/?")) else "h1")
        )
        return page

    yield open_address
    for context in contexts:
        context.close()
    assert not faults
