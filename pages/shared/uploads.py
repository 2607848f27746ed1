"""How much may be uploaded: Streamlit keeps what comes in memory, also where no page asks for a file."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.shared.facilitator import may_facilitate, read_access

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_OF_VISITOR = 6 * 2**20
"""A file for the Open page has at most 5 MB; the rest is what forms add."""

MOST_OF_SESSION = 30 * 2**20
MOST_OF_ADDRESS = 120 * 2**20
MOST_OF_ALL = 480 * 2**20
"""How much visitors may upload within `_SECONDS`, into one session, from one address and together."""

MOST_IN_FLIGHT = 192 * 2**20
"""How much may be on its way at a time, from visitors and facilitators together."""

_SECONDS = 600
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]{1,100})/[^/]+$")


class Budget:
    """So many bytes within so many seconds, for each who.

    >>> budget = Budget(10, clock=lambda: 0.0)
    >>> [budget.take("a", 6), budget.take("a", 6), budget.take("b", 6)]
    [True, False, True]
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._taken: dict[str, deque[tuple[float, int]]] = {}

    def take(self, who: str, size: int) -> bool:
        """Count so many bytes; whether they are still within the budget, otherwise they are not counted."""
        self._forget()
        taken = self._taken.setdefault(who, deque())
        if sum(count for _at, count in taken) + size > self._most:
            return False
        taken.append((self._clock(), size))
        return True

    def _forget(self) -> None:
        start = self._clock() - _SECONDS
        for who, taken in list(self._taken.items()):
            while taken and taken[0][0] <= start:
                taken.popleft()
            if not taken:
                del self._taken[who]


class Uploads:
    """ASGI middleware that refuses uploads that are too large or too many, before any of it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._in_flight = 0
        self._sessions = Budget(MOST_OF_SESSION)
        self._addresses = Budget(MOST_OF_ADDRESS)
        self._all = Budget(MOST_OF_ALL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        upload = _UPLOAD.search(scope["path"]) if scope["type"] == "http" else None
        if upload is None or scope["method"] in ("OPTIONS", "DELETE"):
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 12 else None
        refusal = self._find_refusal(scope, upload[1], size)
        if refusal is not None:
            status, words = refusal
            headers = {"Connection": "close", **({"Retry-After": "600"} if status == 429 else {})}
            await JSONResponse({"error": words}, status, headers)(scope, receive, send)
            return
        with self._in_the_air(size or 0):
            await self.app(scope, receive, send)

    def _find_refusal(self, scope: Scope, session: str, size: int | None) -> tuple[int, str] | None:
        if size is None:
            return 411, "say how large the file is"
        if self._in_flight + size > MOST_IN_FLIGHT:
            return 503, "too much is being uploaded at the moment; try again in a minute"
        if may_facilitate(read_access(HTTPConnection(scope))):
            return None  # Streamlit has a limit for them
        if size > LARGEST_OF_VISITOR:
            return 413, "a file has at most 5 MB"
        address = str((scope.get("client") or ("",))[0])
        budgets = ((self._sessions, session), (self._addresses, address), (self._all, ""))
        if not all(budget.take(who, size) for budget, who in budgets):
            return 429, "too many files; try again in ten minutes"
        return None

    @contextmanager
    def _in_the_air(self, size: int) -> Iterator[None]:
        self._in_flight += size
        try:
            yield
        finally:
            self._in_flight -= size
