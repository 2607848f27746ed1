"""What is noted of each request, without anything personal: of its address, only which route it leads to."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.server.deferral import GROUP, ROUTE
from pages.server.json_lines import FIELDS

_log = logging.getLogger("mangomoment.requests")

SLOW = 1.0
"""From how many seconds on a request is worth a line of its own."""

_READING = ("GET", "HEAD", "OPTIONS")
_OTHERS = "streamlit"


@dataclass(frozen=True)
class Answered:
    """A request that was answered: what it asked for, with which status, and in how many seconds."""

    method: str
    group: str
    route: str
    status: int
    seconds: float


class Observation:
    """ASGI middleware that tells how each request was answered, and how many websockets there are."""

    def __init__(
        self,
        app: ASGIApp,
        tell: Sequence[Callable[[Answered], None]],
        count_open: Callable[[int], None] = lambda change: None,
    ) -> None:
        self.app = app
        self._tell = tell
        self._count_open = count_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._time(scope, receive, send)
        elif scope["type"] == "websocket":
            self._count_open(1)
            try:
                await self.app(scope, receive, send)
            finally:
                self._count_open(-1)
        else:
            await self.app(scope, receive, send)

    async def _time(self, scope: Scope, receive: Receive, send: Send) -> None:
        start, status = time.perf_counter(), 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        finally:
            route = getattr(scope.get(ROUTE), "path", "")
            answered = Answered(
                scope["method"],
                scope.get(GROUP, _OTHERS),
                route or _OTHERS,
                status,
                time.perf_counter() - start,
            )
            for tell in self._tell:
                tell(answered)


def log_answered(answered: Answered) -> None:
    """A line in the log for a request that changed something, failed or was slow; none for any other."""
    is_usual = answered.method in _READING and 0 < answered.status < 400
    if is_usual and answered.seconds < SLOW:
        return
    fields = {
        "method": answered.method,
        "route": answered.route,
        "status": answered.status,
        "milliseconds": round(answered.seconds * 1000),
    }
    level = logging.ERROR if answered.status >= 500 else logging.INFO
    _log.log(level, "request", extra={FIELDS: fields})
