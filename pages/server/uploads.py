"""How much may be uploaded: Streamlit keeps what comes in memory, also where no page asks for a file."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from model.words import get_words
from pages.seams.own_addresses import UPLOAD
from pages.shared.facilitator import may_facilitate, read_access
from pages.shared.language import find_language
from pages.shared.limits import name_network
from pages.shared.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_OF_VISITOR = 6 * 2**20
"""A file for the Open page has at most 5 MB; the rest is what forms add."""

MOST_OF_SESSION = 30 * 2**20
MOST_OF_ADDRESS = 120 * 2**20
MOST_OF_ALL = 480 * 2**20
"""How much visitors may upload within `_SECONDS`, into one session, from one address and together."""

LEAST = 64 * 2**10
"""What an upload counts for at least: each has its cost, and its own memory in Streamlit, however small."""

MOST_IN_FLIGHT = 192 * 2**20
"""How much may be on its way at a time, from visitors and facilitators together."""

_SECONDS = 600


class Budget:
    """At most a number of bytes within a number of seconds, for each sender.

    >>> budget = Budget(10, clock=lambda: 0.0)
    >>> [budget.take("a", 6), budget.take("a", 6), budget.take("b", 6)]
    [True, False, True]
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._taken: deque[tuple[float, str, int]] = deque()  # the oldest first
        self._totals: Counter[str] = Counter()

    def has_room(self, who: str, size: int) -> bool:
        """Whether some bytes are still within the budget; counts nothing."""
        self._forget()
        return self._totals[who] + size <= self._most

    def take(self, who: str, size: int) -> bool:
        """Count some bytes; whether they are still within the budget, otherwise they are not counted."""
        if not self.has_room(who, size):
            return False
        self._taken.append((self._clock(), who, size))
        self._totals[who] += size
        return True

    def _forget(self) -> None:
        start = self._clock() - _SECONDS
        while self._taken and self._taken[0][0] <= start:
            _at, who, size = self._taken.popleft()
            self._totals[who] -= size
            if not self._totals[who]:
                del self._totals[who]


class Uploads:
    """ASGI middleware that refuses uploads that are too large or too many, before any of it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._in_flight = 0
        self._sessions = Budget(MOST_OF_SESSION)
        self._addresses = Budget(MOST_OF_ADDRESS)
        self._all = Budget(MOST_OF_ALL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        upload = UPLOAD.search(scope["path"]) if scope["type"] == "http" else None
        if upload is None or scope["method"] in ("OPTIONS", "DELETE"):
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 12 else None
        access = await run_in_threadpool(read_access, HTTPConnection(scope))
        refusal = self._find_refusal(scope, upload[1], size, may_facilitate(access))
        if refusal is not None:
            answer = refuse(HTTPConnection(scope), *refusal)
            answer.headers["Connection"] = "close"
            await answer(scope, receive, send)
            return
        with self._in_the_air(size or 0):
            await self.app(scope, receive, send)

    def _find_refusal(
        self, scope: Scope, session: str, size: int | None, is_facilitator: bool
    ) -> tuple[str, int, int] | None:
        """In which words, with which status and for how many seconds an upload is refused, if it is."""
        _ = get_words(find_language(HTTPConnection(scope)))
        if size is None:
            return _("The size of the file is missing from the request."), 411, 0
        if self._in_flight + size > MOST_IN_FLIGHT:
            return _("Too many files are being uploaded. Try again in a minute."), 503, 60
        if is_facilitator:
            return None  # Streamlit has a limit for them
        if size > LARGEST_OF_VISITOR:
            return _("The file is too large; the limit is 5 MB."), 413, 0
        address = name_network(str((scope.get("client") or ("",))[0]))
        budgets = ((self._sessions, session), (self._addresses, address), (self._all, ""))
        charge = max(size, LEAST)
        if not all(budget.has_room(who, charge) for budget, who in budgets):
            return _("Too many files. Try again in ten minutes."), 429, 600
        for budget, who in budgets:
            budget.take(who, charge)
        return None

    @contextmanager
    def _in_the_air(self, size: int) -> Iterator[None]:
        self._in_flight += size
        try:
            yield
        finally:
            self._in_flight -= size
