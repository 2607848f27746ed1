"""Pages that are open at a time, and what they may ask for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest

from app import MIDDLEWARE
from pages.server import sessions
from pages.server.sessions import Sessions
from pages.shared.limits import Limit


async def echo(_scope: Any, receive: Any, send: Any) -> None:
    """What Streamlit does, as far as it matters here: take messages until the page is gone."""
    while (message := await receive())["type"] != "websocket.disconnect":
        await send({"type": "websocket.accept"} if message["type"] == "websocket.connect" else message)


class Browser:
    """A page that is open in a browser: what it was sent, and what it sends.

    Without an address it comes through a socket that has none, as that of a proxy beside the server.
    """

    def __init__(self, served: Sessions, address: str) -> None:
        self.sent: list[dict[str, Any]] = []
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._queue.put_nowait({"type": "websocket.connect"})
        scope = {
            **{"type": "websocket", "path": "/_stcore/stream", "query_string": b"", "extensions": {}},
            **{"client": (address, 5) if address else None},
            **{"headers": [(b"host", b"127.0.0.1:8501" if address else b"ward.example")]},
        }
        self._task = asyncio.create_task(served(scope, self._queue.get, self._take))

    async def _take(self, message: Any) -> None:
        self.sent.append(message)

    async def ask(self) -> bool:
        """Ask for something; whether it was answered at once."""
        before = len(self.sent)
        self._queue.put_nowait({"type": "websocket.receive", "bytes": b"x"})
        for _ in range(200):
            await asyncio.sleep(0.001)
            if len(self.sent) > before or not self.is_open:
                break
        return len(self.sent) > before and self.is_open

    async def come(self) -> Browser:
        """Wait until the page is let in or refused."""
        while not self.sent:
            await asyncio.sleep(0.001)
        await settle()
        return self

    @property
    def is_open(self) -> bool:
        return not self._task.done()

    @property
    def code(self) -> int | None:
        """With which code the page was closed, if it was."""
        return next((each["code"] for each in self.sent if each["type"] == "websocket.close"), None)

    async def leave(self) -> None:
        self._queue.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self._task


async def settle() -> None:
    """Let all that is under way come to its end."""
    for _ in range(20):
        await asyncio.sleep(0)


Act = Callable[[Callable[[str], Browser]], Awaitable[None]]


def try_it(act: Act, most: int = 6, most_of_address: int = 3, **limits: Limit) -> None:
    """Let browsers come to a server that allows a number of open pages."""

    async def run() -> None:
        served = Sessions(echo, lambda: most, most_of_address)
        for name, limit in limits.items():
            setattr(served, f"_{name}", limit)
        await act(lambda address: Browser(served, address))

    asyncio.run(run())


async def open_all(visit: Callable[[str], Browser], address: str, count: int) -> list[Browser]:
    pages = []
    for _ in range(count):
        pages.append(await visit(address).come())
        await pages[-1].ask()
    return pages


def test_of_one_address_the_page_that_was_silent_for_longest_is_closed_first() -> None:
    async def act(visit: Callable[[str], Browser]) -> None:
        pages = await open_all(visit, "198.51.100.1", 3)
        other = (await open_all(visit, "198.51.100.2", 1))[0]
        assert await pages[0].ask()
        pages += await open_all(visit, "198.51.100.1", 1)
        await settle()
        assert [page.is_open for page in (*pages, other)] == [True, False, True, True, True]
        assert pages[1].code == 1013

    try_it(act)


def test_pages_of_no_known_address_are_bounded_like_those_of_one() -> None:
    async def act(visit: Callable[[str], Browser]) -> None:
        pages = await open_all(visit, "", 4)
        await settle()
        assert [page.is_open for page in pages] == [False, True, True, True]
        assert pages[0].code == 1013

    try_it(act)


def test_of_all_the_address_with_most_pages_loses_one() -> None:
    async def act(visit: Callable[[str], Browser]) -> None:
        single = (await open_all(visit, "198.51.100.1", 1))[0]
        many = [await open_all(visit, f"2001:db8:0:{number}::1", 2 + (number == 1)) for number in (1, 2)]
        other = (await open_all(visit, "198.51.100.3", 1))[0]
        await settle()
        assert all(page.is_open for page in (single, *many[1], other))
        assert [page.is_open for page in many[0]] == [False, True, True]

    try_it(act)


def test_a_network_of_ipv6_is_one_address() -> None:
    async def act(visit: Callable[[str], Browser]) -> None:
        pages = [(await open_all(visit, f"2001:db8::{number}", 1))[0] for number in range(4)]
        await settle()
        assert [page.is_open for page in pages] == [False, True, True, True]

    try_it(act)


def test_a_facilitator_is_not_bounded_by_address_and_not_closed_for_visitors() -> None:
    async def act(visit: Callable[[str], Browser]) -> None:
        own = await open_all(visit, "127.0.0.1", 5)
        visitors = await open_all(visit, "198.51.100.1", 3)
        await settle()
        assert all(page.is_open for page in own)
        assert [page.is_open for page in visitors] == [False, False, True]

    try_it(act)


def test_who_leaves_makes_room() -> None:
    async def act(visit: Callable[[str], Browser]) -> None:
        pages = await open_all(visit, "198.51.100.1", 3)
        await pages[2].leave()
        pages += await open_all(visit, "198.51.100.1", 1)
        await settle()
        assert [page.is_open for page in pages] == [True, True, False, True]

    try_it(act)


def test_a_page_that_never_asks_for_anything_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "LONGEST_WORDLESS", 0.1)

    async def act(visit: Callable[[str], Browser]) -> None:
        silent, asking = await visit("198.51.100.1").come(), await visit("198.51.100.1").come()
        assert await asking.ask()
        await asyncio.sleep(0.2)
        assert (silent.is_open, asking.is_open) == (False, True)

    try_it(act)


def test_only_so_many_pages_are_opened_a_minute() -> None:
    async def act(visit: Callable[[str], Browser]) -> None:
        for number in range(4):
            page = await visit("198.51.100.1").come()
            assert page.is_open == (number < 3)
            await page.leave()
        assert page.code == 1013
        assert not [each for each in page.sent if each["type"] == "websocket.accept"]

    try_it(act, opened=Limit(3, 60))


def test_who_asks_too_often_is_let_wait_and_nobody_else() -> None:
    async def act(visit: Callable[[str], Browser]) -> None:
        page, other = await visit("198.51.100.1").come(), await visit("198.51.100.2").come()
        assert [await page.ask() for _ in range(4)] == [True, True, True, False]
        assert page.is_open
        assert await other.ask()

    try_it(act, asked=Limit(3, 60))


def test_a_page_that_waits_because_it_floods_is_closed_at_once_to_make_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sessions, "MOST_OF_PAGE", 2)

    async def act(visit: Callable[[str], Browser]) -> None:
        flooding = await visit("198.51.100.1").come()
        assert [await flooding.ask() for _ in range(3)] == [True, True, False]
        others = await open_all(visit, "198.51.100.1", 3)
        for _ in range(200):
            await asyncio.sleep(0.001)
        assert [page.is_open for page in (flooding, *others)] == [False, True, True, True]
        assert flooding.code == 1013

    try_it(act)


def test_a_page_does_not_use_up_its_own_limit_while_its_address_waits() -> None:
    kept: list[Limit] = []

    class Kept(Limit):
        def __init__(self, most: int, seconds: float) -> None:
            super().__init__(most, seconds)
            kept.append(self)

    async def act(visit: Callable[[str], Browser]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sessions, "Limit", Kept)
            patch.setattr(sessions, "MOST_OF_PAGE", 1)
            page = await visit("198.51.100.1").come()
        assert not await page.ask()
        [own] = kept
        assert own.has_room("")

    try_it(act, asked=Limit(0, 60))


def test_the_application_bounds_its_pages() -> None:
    assert Sessions in cast(list[object], [middleware.cls for middleware in MIDDLEWARE])
