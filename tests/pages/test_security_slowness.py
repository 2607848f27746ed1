"""Time limits of connections, on a server of its own with shorter ones."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.seams import connections
from pages.seams.connections import Waiting, watch_connections
from tests.encrypting import CAN_ENCRYPT, build_trust, make_certificate
from tests.serving import find_port

LARGE = 32 * 2**20
_POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
encrypted = pytest.mark.skipif(not CAN_ENCRYPT, reason="needs openssl to make a certificate")


async def answer(request: Request) -> Response:
    return Response(str(len(await request.body())))


async def answer_much(_request: Request) -> Response:
    return Response(b"x" * LARGE)


Start = Callable[..., int]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """A function that starts a server with the limits, all of them short, and gives its port."""
    for name in ("HEAD", "SILENCE", "BODY", "SENDING", "IDLE", "GOODBYE"):
        monkeypatch.setattr(connections, f"LONGEST_{name}", 0.4)
    monkeypatch.setattr(connections, "MOST_WAITING", 8)
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start_one(certificate: tuple[Path, Path] | None = None) -> int:
        routes = [Route("/", answer, methods=["GET", "POST"]), Route("/large", answer_much)]
        files = dict(zip(("ssl_certfile", "ssl_keyfile"), map(str, certificate or ()), strict=False))
        config = uvicorn.Config(
            Starlette(routes=routes),
            port=find_port(),
            lifespan="off",
            log_config=None,
            ws="none",
            **files,  # type: ignore[arg-type]
        )
        config.load()
        assert watch_connections()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        servers.append((server, thread))
        while not server.started:
            time.sleep(0.01)
        return config.port

    yield start_one
    for server, thread in servers:
        server.should_exit = server.force_exit = True
        thread.join(10)


def open_one(port: int, content: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(content)
    return connection


def is_closed(connection: socket.socket, within: float = 5) -> bool:
    """Whether the server closes a connection in time, whatever it sends before."""
    end = time.monotonic() + within
    while (left := end - time.monotonic()) > 0:
        connection.settimeout(left)
        try:
            if not connection.recv(65_536):
                return True
        except TimeoutError:
            return False
        except OSError:
            return True
    return False


@pytest.mark.parametrize(
    "content",
    [b"", b"GET / HTTP/1.1\r\nHo", _POST, _POST + b"x" * 999, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"],
    ids=["nothing", "half a head", "no body", "nearly a body", "no second request"],
)
def test_who_sends_nothing_more_is_closed(start: Start, content: bytes) -> None:
    connection = open_one(start(), content)
    assert is_closed(connection)
    connection.close()


def test_who_sends_a_byte_at_a_time_is_closed_all_the_same(start: Start) -> None:
    connection = open_one(start(), _POST)
    began = time.monotonic()
    with suppress(OSError):
        while time.monotonic() - began < 5:
            connection.sendall(b"x")
            time.sleep(0.05)
    assert time.monotonic() - began < 5
    connection.close()


def test_who_does_not_take_what_was_asked_for_is_closed(start: Start) -> None:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", start()))
    connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(1)  # twice as long as may be
    taken = 0
    connection.settimeout(5)
    try:
        while chunk := connection.recv(2**20):
            taken += len(chunk)
    except ConnectionResetError:
        pass
    assert taken < LARGE
    connection.close()


def test_who_takes_it_slowly_but_takes_it_gets_all(start: Start) -> None:
    with httpx2.stream("GET", f"http://127.0.0.1:{start()}/large") as answered:
        taken = 0
        for chunk in answered.iter_raw(4 * 2**20):
            time.sleep(0.1)
            taken += len(chunk)
    assert taken == LARGE


def test_who_sends_it_slowly_but_sends_it_is_answered(start: Start) -> None:
    def read_slowly() -> Iterator[bytes]:
        for _ in range(15):
            time.sleep(0.1)
            yield b"x" * 16_384

    answered = httpx2.post(f"http://127.0.0.1:{start()}/", content=read_slowly())
    assert answered.text == str(15 * 16_384)


# Encrypted connections


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@encrypted
def test_an_encrypted_connection_is_answered_and_kept_for_more(
    start: Start, certificate: tuple[Path, Path]
) -> None:
    base = f"https://127.0.0.1:{start(certificate)}"
    with httpx2.Client(base_url=base, verify=build_trust(certificate[0])) as client:
        assert [client.post("/", content=b"x" * size).text for size in (5, 200_000)] == ["5", "200000"]
        assert len(client.get("/large").content) == LARGE


@encrypted
@pytest.mark.parametrize(
    "content", [b"", b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\xff" * 100]
)
def test_a_handshake_that_never_ends_is_closed(
    start: Start, certificate: tuple[Path, Path], content: bytes
) -> None:
    connection = open_one(start(certificate), content)
    assert is_closed(connection)
    connection.close()


@encrypted
def test_of_many_handshakes_that_never_end_the_oldest_are_closed(
    start: Start, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "LONGEST_HEAD", 30)
    port = start(certificate)
    opened = [open_one(port) for _ in range(50)]
    assert all(is_closed(connection) for connection in opened[:40])
    answered = httpx2.get(f"https://127.0.0.1:{port}/", verify=build_trust(certificate[0]))
    assert answered.status_code == 200
    assert not is_closed(opened[-1], 0.1)
    for connection in opened:
        connection.close()


@encrypted
def test_who_never_says_goodbye_is_closed(start: Start, certificate: tuple[Path, Path]) -> None:
    plain = open_one(start(certificate))
    connection = build_trust(certificate[0]).wrap_socket(
        plain, server_hostname="127.0.0.1", suppress_ragged_eofs=True
    )
    connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    raw = socket.socket(fileno=connection.detach())  # nothing that comes is read as TLS, or answered
    assert is_closed(raw)
    raw.close()


# Fairness


def test_who_keeps_many_waiting_loses_their_own_and_the_oldest_first() -> None:
    closed: list[str] = []

    class Connection:
        def __init__(self, sender: str, name: str) -> None:
            self.sender, self.name, self.transport = sender, name, self

        def abort(self) -> None:
            closed.append(self.name)

    async def try_it() -> None:
        waiting = Waiting(4)
        waiting.add(Connection("honest", "honest"), 60)
        for number in range(6):
            waiting.add(Connection("hostile", f"hostile {number}"), 60)
        assert closed == ["hostile 0", "hostile 1", "hostile 2"]
        assert len(waiting) == 4

    asyncio.run(try_it())
