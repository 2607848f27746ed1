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
import ssl
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar, cast

import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

try:
    import resource
except ImportError:  # Windows, which has no such limit
    resource = None  # type: ignore[assignment]

_Kind = TypeVar("_Kind")
_log = logging.getLogger("uvicorn.error")

MOST_WAITING = 64
"""How many connections may be without a full head at a time, and how many without their full body."""

LONGEST_HEAD = 10.0
LONGEST_SILENCE = 20.0
LONGEST_BODY = 120.0
LONGEST_SENDING = 30.0
LONGEST_IDLE = 10.0
"""After how many seconds a connection is closed that does not take what it asked for, and one on which
nothing more is asked, where uvicorn is not faster."""

SLOWEST = 8 * 1024
"""Bytes a second: whoever takes or sends that many is waited for, however long it takes."""

AT_ONCE = 16
"""How many connections are accepted before those that are there are looked at. asyncio accepts as many as may
queue, which are 2 048, and stops for a second where it runs out of files on the way."""

_MOST_QUEUED = 2_048

_FILES = 65_536


LONGEST_GOODBYE = 5.0
"""For how many seconds the end of an encrypted connection is waited for."""

LONGEST_ENDING = 8
"""For how many seconds requests may still be answered once the server is told to stop; what watches over it
often ends it by force after ten."""

LARGEST_MESSAGE = 4 * 2**20
"""How many bytes a page may send through its websocket at once; a click is a few hundred."""


class Waiting:
    """Connections that something is awaited from; a new one too many closes the oldest.

    That is the oldest of the address that has most of them: who keeps many waiting loses their own. A room
    behind one address loses those that were silent for longest, which none of its browsers is.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._waiting: OrderedDict[Any, asyncio.TimerHandle] = OrderedDict()
        self._counts: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, connection: Any, seconds: float) -> None:
        """Wait so long for a connection, unless it is awaited already."""
        if connection in self._waiting:
            return
        loop = asyncio.get_running_loop()
        self._waiting[connection] = loop.call_later(seconds, self._run_out, connection, seconds)
        self._counts[_find_sender(connection)] += 1
        if len(self._waiting) > self.most:
            [(most, _count)] = self._counts.most_common(1)
            self._close(next(each for each in self._waiting if _find_sender(each) == most))

    def drop(self, connection: Any) -> None:
        """Wait no more."""
        timer = self._waiting.pop(connection, None)
        if timer is not None:
            timer.cancel()
            sender = _find_sender(connection)
            self._counts[sender] -= 1
            if not self._counts[sender]:
                del self._counts[sender]

    def _run_out(self, connection: Any, _seconds: float) -> None:
        self._close(connection)

    def _close(self, connection: Any) -> None:
        self.drop(connection)
        connection.transport.abort()


class Moving(Waiting):
    """Connections on which bytes have to move, either way; where enough of them do, it is waited once more.

    `measure` says how many have moved.
    """

    def __init__(self, most: int, measure: Callable[[Any], int]) -> None:
        super().__init__(most)
        self._measure = measure
        self._moved: dict[Any, int] = {}

    def add(self, connection: Any, seconds: float) -> None:
        if connection not in self._waiting:
            self._moved[connection] = self._measure(connection)
        super().add(connection, seconds)

    def drop(self, connection: Any) -> None:
        self._moved.pop(connection, None)
        super().drop(connection)

    def _run_out(self, connection: Any, seconds: float) -> None:
        moved = self._measure(connection)
        if moved - self._moved[connection] < SLOWEST * seconds:
            self._close(connection)
            return
        self._moved[connection] = moved
        loop = asyncio.get_running_loop()
        self._waiting[connection] = loop.call_later(seconds, self._run_out, connection, seconds)


def _find_sender(connection: Any) -> str:
    """Whose a connection is: the address, of IPv6 the network of 64 bits."""
    return str(connection.sender)


def _read_sender(transport: asyncio.BaseTransport) -> str:
    address = str((transport.get_extra_info("peername") or ("",))[0])
    if ":" not in address or address.startswith("::ffff:"):
        return address
    return socket.inet_pton(socket.AF_INET6, address.partition("%")[0])[:8].hex()


Build = Callable[..., H11Protocol]


def build_protocol(most: int) -> type[H11Protocol]:
    """The class of connections of which at most `most` are awaited for each reason there is."""
    heads, silent = Waiting(most), Waiting(most)
    bodies = Moving(most, lambda connection: int(connection.received))
    takers, idle = (
        Moving(2 * most, lambda connection: -int(connection.transport.get_write_buffer_size()))
        for _ in range(2)
    )

    class WatchedProtocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.sender = _read_sender(transport)
            self.received = 0
            heads.add(self, LONGEST_HEAD)

        def data_received(self, data: bytes) -> None:
            idle.drop(self)
            self.received += len(data)
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


class Handshake(asyncio.Protocol):
    """A connection that is not encrypted yet; then it is handed to the protocol that is built for it.

    asyncio's own way tells nobody of a connection before it is encrypted, and waits a minute for that.
    """

    def __init__(self, waiting: Waiting, context: ssl.SSLContext, build: Build, **details: Any) -> None:
        self._waiting = waiting
        self._context = context
        self._build = partial(build, **details)
        self._early: list[bytes] = []
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.sender = _read_sender(transport)
        self.transport.pause_reading()
        self._waiting.add(self, LONGEST_HEAD)
        self._task = asyncio.get_running_loop().create_task(self._encrypt())

    def data_received(self, data: bytes) -> None:
        self._early.append(data)  # came with the end of the handshake

    def connection_lost(self, _error: Exception | None) -> None:
        self._waiting.drop(self)

    async def _encrypt(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            encrypted = await loop.start_tls(
                self.transport,
                self,
                self._context,
                server_side=True,
                ssl_handshake_timeout=LONGEST_HEAD,
                ssl_shutdown_timeout=LONGEST_GOODBYE,
            )
        except (OSError, ssl.SSLError):  # it speaks otherwise, takes too long or is gone
            self.transport.abort()
            return
        finally:
            self._waiting.drop(self)
        if encrypted is None or encrypted.is_closing():
            return
        protocol = self._build()
        encrypted.set_protocol(protocol)
        protocol.connection_made(encrypted)
        for data in self._early:
            protocol.data_received(data)


def watch_connections() -> bool:
    """Let the server that is starting watch its connections, name itself to nobody, and believe what a proxy
    says of the sender only where `FORWARDED_ALLOW_IPS` names it; whether all of this could be done."""
    most = min(MOST_WAITING, max(8, raise_file_limit() // 8))
    done = False
    for found in _find_objects(uvicorn.Config):
        if found.loaded and found.http_protocol_class is H11Protocol:
            found.http_protocol_class = build_protocol(most)
            if found.ssl is not None:
                found.http_protocol_class = partial(  # type: ignore[assignment]
                    Handshake, Waiting(most), found.ssl, found.http_protocol_class
                )
                found.ssl = None
            found.backlog = AT_ONCE
            found.timeout_graceful_shutdown = LONGEST_ENDING
            found.ws_max_size = min(found.ws_max_size, LARGEST_MESSAGE)
            found.encoded_headers = [pair for pair in found.encoded_headers if pair[0] != b"server"]
            if not os.environ.get("FORWARDED_ALLOW_IPS") and isinstance(
                found.loaded_app, ProxyHeadersMiddleware
            ):
                found.loaded_app = found.loaded_app.app
            done = True
    if not done:
        _log.warning("Silent connections cannot be closed: this version of uvicorn is not known.")
    return done


def _find_objects(kind: type[_Kind]) -> Iterator[_Kind]:
    """All objects of a kind that this process has; no proxies, as what they stand for may be gone."""
    return (found for found in gc.get_objects() if issubclass(type(found), kind))


def let_many_queue(listening: Iterable[socket.socket]) -> None:
    """Let as many connections queue as before, once the server listens: `AT_ONCE` shortened the queue."""
    for found in listening:
        with suppress(OSError):  # the server has ended meanwhile
            found.listen(_MOST_QUEUED)


def refuse_for_now(listening: Iterable[socket.socket]) -> None:
    """Refuse connections until uvicorn listens, which it does once the application has started: Streamlit
    lets them queue before. Of the systems Linux alone can; elsewhere they go on queueing."""
    for found in listening:
        with suppress(OSError):
            found.shutdown(socket.SHUT_RDWR)


def find_listening_sockets() -> list[socket.socket]:
    """The sockets that this process listens at; nothing hands them out, so they are looked for."""
    listening = []
    for found in _find_objects(socket.socket):
        if found.family in (socket.AF_INET, socket.AF_INET6):
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
