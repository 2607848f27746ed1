"""A browser on a running server.

Every test also fails on a console error and on a request that leaves the machine.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from tests.serving import ROOT, Server, serve

collect_ignore = ["marked"]  # importing what is in there marks every text

OpenPage = Callable[..., Page]
Start = Callable[..., Server]
_PATIENCE = 30_000  # milliseconds: a busy machine is not a fault
expect.set_options(timeout=_PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the walks: each takes minutes, and nobody is to wait for one at the end."""
    items.sort(key=lambda item: not item.path.name.startswith("test_walk"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the database that tests write to: each of them looks for its own only."""
    return f"sqlite:///{tmp_path_factory.mktemp('written') / 'stories.db'}"


@pytest.fixture(scope="session")
def writing_server(written: str) -> Iterator[Server]:
    """A server for tests that tell and change stories, and lead workshops."""
    with serve(MANGOMOMENT_DB=written) as running:
        yield running


@pytest.fixture(scope="session")
def written_marked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the database of the server that marks its texts."""
    return f"sqlite:///{tmp_path_factory.mktemp('marked') / 'stories.db'}"


@pytest.fixture(scope="session")
def marked_server(written_marked: str) -> Iterator[Server]:
    """A server on which all that the application says in English is marked (`tests/browser/marking.py`)."""
    path = os.pathsep.join([str(ROOT / "tests" / "browser" / "marked"), str(ROOT)])
    with serve(MANGOMOMENT_DB=written_marked, PYTHONPATH=path) as running:
        yield running


@pytest.fixture
def start() -> Iterator[Start]:
    """A function that starts a server as `serve` does; it ends after all pages of the test are closed."""
    with ExitStack() as servers:
        yield lambda **how: servers.enter_context(serve(**how))


@pytest.fixture
def cold_server(start: Start) -> Server:
    """A server that nobody has asked anything yet."""
    return start()


_FORGET = """() => {
    localStorage.clear();
    return /native code/.test(performance.now);
}"""


class Browsers:
    """Browsers of people who do not know of each other, as many as one test needs at once.

    They are used again by later tests, without what was kept in them, as what they have fetched and compiled
    once makes every page open faster: an empty page stays open in each, so that their process stays, too, and
    a page takes 0.6 s of it instead of 1.1. `take` opens a page in one that is free; `alone`, in one that no
    later test gets, as a clock that is set in a browser stays.
    """

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._free: dict[str, list[BrowserContext]] = defaultdict(list)
        self._taken: list[tuple[str, BrowserContext]] = []
        self._staying: set[Page] = set()

    def take(
        self, width: int, height: int, theme: str, locale: str, alone: bool = False, **more: Any
    ) -> Page:
        """A page in a browser that nobody uses: with `more` options it is one of its own."""
        key = "" if alone or more else locale
        context = self._free[key].pop() if self._free[key] else None
        if context is None:
            context = self._chromium.new_context(locale=locale, **more)
            if key:
                self._staying.add(_open_empty(context))
        self._taken.append((key, context))
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        return page

    def give_back(self) -> None:
        """Nobody uses any of them any more."""
        taken, self._taken = self._taken, []
        for key, context in taken:
            if key:
                self._forget(context)
                self._free[key].append(context)
            else:
                context.close()

    def _forget(self, context: BrowserContext) -> None:
        """Close the pages of a browser, and drop what they kept; its network is there again."""
        context.set_offline(False)
        for page in context.pages:
            if page in self._staying:
                continue
            if page.url.startswith("http"):
                assert page.evaluate(_FORGET), "this browser's clock is set: open the page `alone`"
            page.close()
        context.clear_cookies()
        context.clear_permissions()


def _open_empty(context: BrowserContext) -> Page:
    """A page of the site of all servers of tests, without asking any of them."""
    page = context.new_page()
    page.route("**", lambda route: route.fulfill(body=""))
    page.goto("http://127.0.0.1/")
    return page


@pytest.fixture(scope="session")
def browsers(chromium: Browser) -> Browsers:
    return Browsers(chromium)


@pytest.fixture
def open_page(browsers: Browsers, server: Server, start: Start) -> Iterator[OpenPage]:
    """A function that opens an address in a browser of its own: width, height, theme, locale can be given.

    A browser in which something stays, as a clock that is set, is asked for `alone`: no later test gets it.

    `expected` is a part of the messages that the console may show in this test, or several, and no others.
    """
    faults: list[str] = []

    def watch_failed(request: Request) -> None:
        host = urlparse(request.url).hostname
        if host not in (None, "127.0.0.1"):  # all others fail; to be told of every request takes far longer
            faults.append(f"asked another host: {request.url}")

    def watch_console(message: ConsoleMessage, expected: Sequence[str]) -> None:
        if message.type == "error" and not any(part in message.text for part in expected):
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
        expected: str | Sequence[str] = (),
        **more: Any,
    ) -> Page:
        page = browsers.take(width, height, theme, locale, **more)
        page.set_default_timeout(_PATIENCE)
        page.on("requestfailed", watch_failed)
        parts = [expected] if isinstance(expected, str) else expected
        page.on("console", lambda message: watch_console(message, parts))
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.goto(on.address + address)
        page.wait_for_selector(
            ready or ("#root [data-node-id]" if address.startswith(("/explore", "/?")) else "h1")
        )
        return page

    yield open_address
    browsers.give_back()
    assert not faults
