"""Connections that send nothing, half a request or a byte at a time do not keep others out.

A seam: Streamlit builds uvicorn's settings itself and hands them to nobody. When the application starts,
they are looked for among the objects of the process, and the connections that come are of a class built here.
The tests say whether it still fits; where it does not, `watch_connections` says so and the server runs
without it.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

try:
    import resource
except ImportError:  # Windows, which has no such limit
    resource = None  # type: ignore[assignment]

_log = logging.getLogger("uvicorn.error")

MOST_WAITING = 64
"""So many connections may be without a full head, and so many without their full body, at a time."""

LONGEST_HEAD = 10.0
LONGEST_SILENCE = 20.0
LONGEST_BODY = 120.0
LONGEST_SENDING = 30.0
"""After how many seconds a connection is closed that does not take what it asked for."""

LONGEST_IDLE = 10.0
"""After how many seconds a connection is closed on which nothing more is asked; uvicorn mostly is faster."""

AT_ONCE = 16
"""So many connections are accepted before those that are there are looked at. asyncio accepts as many as may
queue, which are 2 048, and stops for a second where it runs out of files on the way."""

_MOST_QUEUED = 2_048

_FILES = 65_536


class Waiting:
    """Connections that something is awaited from, the oldest first; a new one too many closes the oldest."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._waiting: OrderedDict[Any, asyncio.TimerHandle] = OrderedDict()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, connection: Any, seconds: float) -> None:
        """Wait so long for a connection, unless it is awaited already."""
        if connection in self._waiting:
            return
        loop = asyncio.get_running_loop()
        self._waiting[connection] = loop.call_later(seconds, self._close, connection)
        if len(self._waiting) > self.most:
            self._close(next(iter(self._waiting)))

    def drop(self, connection: Any) -> None:
        """Wait no more."""
        timer = self._waiting.pop(connection, None)
        if timer is not None:
            timer.cancel()

    def _close(self, connection: Any) -> None:
        self.drop(connection)
        connection.transport.abort()


def build_protocol(most: int) -> type[H11Protocol]:
    """The class of connections of which at most so many are awaited for each reason there is."""
    heads, bodies, silent, takers = Waiting(most), Waiting(most), Waiting(most), Waiting(most)
    idle = Waiting(2 * most)

    class WatchedProtocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            heads.add(self, LONGEST_HEAD)

        def data_received(self, data: bytes) -> None:
            idle.drop(self)
            super().data_received(data)
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                self._await_nothing()
            elif self.cycle is None or self.cycle.response_complete:
                heads.add(self, LONGEST_HEAD)
                self._await_no_body()
            else:
                heads.drop(self)
                self._await_no_body(is_over=not self.cycle.more_body)
                if self.cycle.more_body:
                    bodies.add(self, LONGEST_BODY)
                    silent.add(self, LONGEST_SILENCE)

        def on_response_complete(self) -> None:
            self._await_no_body()
            idle.add(self, LONGEST_IDLE)
            super().on_response_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            self._await_nothing()
            super().connection_lost(exc)

        def pause_writing(self) -> None:
            takers.add(self, LONGEST_SENDING)
            super().pause_writing()

        def resume_writing(self) -> None:
            takers.drop(self)
            super().resume_writing()

        def _await_no_body(self, is_over: bool = True) -> None:
            silent.drop(self)
            if is_over:
                bodies.drop(self)

        def _await_nothing(self) -> None:
            heads.drop(self)
            takers.drop(self)
            idle.drop(self)
            self._await_no_body()

    return WatchedProtocol


def watch_connections() -> bool:
    """Let the server that is starting watch its connections, name itself to nobody, and believe what a proxy
    says of the sender only where `FORWARDED_ALLOW_IPS` names it; whether all of this could be done."""
    most = min(MOST_WAITING, max(8, raise_file_limit() // 8))
    done = False
    for found in gc.get_objects():
        if isinstance(found, uvicorn.Config) and found.loaded and found.http_protocol_class is H11Protocol:
            found.http_protocol_class = build_protocol(most)
            found.backlog = AT_ONCE
            found.encoded_headers = [pair for pair in found.encoded_headers if pair[0] != b"server"]
            if not os.environ.get("FORWARDED_ALLOW_IPS") and isinstance(
                found.loaded_app, ProxyHeadersMiddleware
            ):
                found.loaded_app = found.loaded_app.app
            done = True
    if not done:
        _log.warning("Silent connections cannot be closed: this version of uvicorn is not known.")
    return done


def let_many_queue(listening: Iterable[socket.socket]) -> None:
    """Let as many connections queue as before, once the server listens: `AT_ONCE` shortened the queue."""
    for found in listening:
        with suppress(OSError):  # the server has ended meanwhile
            found.listen(_MOST_QUEUED)


def find_listening_sockets() -> list[socket.socket]:
    """The sockets that this process listens at; nothing hands them out, so they are looked for."""
    listening = []
    for found in gc.get_objects():
        if isinstance(found, socket.socket) and found.family in (socket.AF_INET, socket.AF_INET6):
            with suppress(OSError):  # already closed, or a system that does not tell listening sockets apart
                if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    listening.append(found)
    return listening


def raise_file_limit() -> int:
    """Allow as many open files as the system lets this process have; how many that are."""
    if resource is None:
        return _FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return _FILES if soft == resource.RLIM_INFINITY else int(soft)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (ValueError, OSError):  # a system that promises more than it gives
        return int(soft)
    return int(wanted)
