"""How many pages are served at a time, and how often each may ask for something.

Behind every page that a browser shows there is a websocket, a session of Streamlit with its memory, and a
script that runs again at each click. A room full of people may share one address: the numbers are far above
what a room needs, and who is over them loses the connection that was silent for longest, which a browser
opens again automatically.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from pages.seams.connections import raise_file_limit
from pages.shared.facilitator import may_facilitate, read_access
from pages.shared.limits import Limit, name_network

MOST_OF_ADDRESS = 200
MOST_OF_ALL = 600
"""How many pages may be open at a time, of one address and of all; fewer where few files may be open."""

LONGEST_WORDLESS = 20.0
"""After how many seconds a connection is closed that never asked for anything; a browser does at once."""

MOST_OPENED = 600
MOST_OF_PAGE = 300
MOST_ASKED = 3_000
"""How often a minute an address may open a page, one page ask for something, and all of an address."""

_BUSY = 1013  # "try again later", which a browser does


class _Page:
    """A page that is open: whose it is, and when it has to go."""

    def __init__(self, who: str) -> None:
        self.who = who
        self.has_asked = False
        self.is_over = asyncio.Event()


class Sessions:
    """ASGI middleware that bounds the websockets of visitors; a facilitator's are only counted."""

    def __init__(
        self,
        app: ASGIApp,
        find_most: Callable[[], int] = lambda: min(MOST_OF_ALL, raise_file_limit() // 5),
        most_of_address: int = MOST_OF_ADDRESS,
    ) -> None:
        self.app = app
        self._find_most = find_most
        self._most_of_address = most_of_address
        self._opened = Limit(MOST_OPENED, 60)
        self._asked = Limit(MOST_ASKED, 60)
        self._pages: OrderedDict[_Page, None] = OrderedDict()  # who was silent for longest comes first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        access = await run_in_threadpool(read_access, HTTPConnection(scope))
        who = "" if may_facilitate(access) else name_network(str((scope.get("client") or ("?",))[0]))
        if who and not self._opened.take(who):
            await WebSocketClose(_BUSY, "too many pages were opened; try again in a minute")(
                scope, receive, send
            )
            return
        page = _Page(who)
        self._pages[page] = None
        self._make_room(who)
        silence = asyncio.get_running_loop().call_later(LONGEST_WORDLESS, self._end_wordless, page)
        try:
            await self.app(scope, self._hear(page, receive), send)
        finally:
            silence.cancel()
            self._pages.pop(page, None)
        if page.is_over.is_set():
            with suppress(Exception):  # it is closed already
                await send({"type": "websocket.close", "code": _BUSY})

    def _hear(self, page: _Page, receive: Receive) -> Receive:
        limit = Limit(MOST_OF_PAGE, 60)

        async def hear() -> Message:
            hearing = asyncio.ensure_future(receive())
            ending = asyncio.ensure_future(page.is_over.wait())
            try:
                await asyncio.wait((hearing, ending), return_when=asyncio.FIRST_COMPLETED)
            finally:
                ending.cancel()
                if not hearing.done():
                    hearing.cancel()
            if page.is_over.is_set():
                return {"type": "websocket.disconnect", "code": _BUSY}
            message = hearing.result()
            if message["type"] == "websocket.receive":
                page.has_asked = True
                if page in self._pages:
                    self._pages.move_to_end(page)
                await self._let_wait(page, limit)
                if page.is_over.is_set():
                    return {"type": "websocket.disconnect", "code": _BUSY}
            return message

        return hear

    async def _let_wait(self, page: _Page, limit: Limit) -> None:
        """Wait until a visitor's page may ask again, or has to go; meanwhile nothing more is read from it."""
        while page.who and not page.is_over.is_set():
            if limit.has_room("") and self._asked.take(page.who):
                limit.take("")
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(page.is_over.wait(), 1)

    def _make_room(self, who: str) -> None:
        """End the page that was silent for longest, where there is one too many: of this address, or of the
        address that has most of all."""
        counts = Counter(page.who for page in self._pages)
        if who and counts[who] > self._most_of_address:
            self._end_first(who)
        elif len(self._pages) > self._find_most():
            visitors = Counter({each: count for each, count in counts.items() if each})
            self._end_first(visitors.most_common(1)[0][0] if visitors else "")

    def _end_first(self, who: str) -> None:
        first = next(page for page in self._pages if page.who == who)
        del self._pages[first]
        first.is_over.set()

    def _end_wordless(self, page: _Page) -> None:
        if not page.has_asked:
            self._pages.pop(page, None)
            page.is_over.set()
