"""Connections that send nothing, half a request or hardly anything keep nobody out."""

from __future__ import annotations

import logging
import shutil
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.seams import connections
from pages.seams.connections import find_listening_sockets, watch_connections
from pages.server.repeated_lines import RepeatedLines
from tests.pages.gate_keeping import shake_hands
from tests.serving import ROOT, serve

_LIMITED = ("sh", "-c", 'ulimit -n 256; exec "$@"', "sh")
_HEAD = b"POST /stories.json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
_JSON = b"Content-Type: application/json\r\n"
SENT = {
    "silent": b"",
    "half a head": b"GET /health HTTP/1.1\r\nHo",
    "no body": _HEAD + _JSON + b"\r\n{",
    "refused": _HEAD + b"\r\n{",
}

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell that sets limits")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("limited")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    stories = f"sqlite:///{folder / 'stories.db'}"
    with serve(log=folder / "log", before=_LIMITED, MANGOMOMENT_DB=stories) as server:
        yield server.address


def open_many(address: str, content: bytes, count: int = 300) -> list[socket.socket]:
    parts = urlsplit(address)
    opened = []
    for _ in range(count):
        connection = socket.create_connection((str(parts.hostname), int(parts.port or 80)), timeout=10)
        connection.sendall(content)
        opened.append(connection)
    return opened


def is_open(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        while connection.recv(4096):  # an answer that was not read
            pass
        return False
    except BlockingIOError:
        return True
    except OSError:
        return False


def measure_answer(address: str) -> float:
    """How many seconds an honest visitor waits, who comes with a connection of its own: the usual one of
    five, as the machine may be busy with something else for a moment."""
    taken = []
    for _ in range(5):
        start = time.monotonic()
        assert httpx2.get(f"{address}/health", timeout=10).status_code == 200
        taken.append(time.monotonic() - start)
    return sorted(taken)[2]


def test_honest_visitors_are_answered_beside_four_times_300_of_them(address: str, folder: Path) -> None:
    opened: dict[str, list[socket.socket]] = {}
    try:
        for kind, content in SENT.items():
            opened[kind] = open_many(address, content)
            assert measure_answer(address) < 1, kind
        assert shake_hands(address, Origin=address) == 101
        time.sleep(1)
        for kind in SENT:
            kept = [is_open(connection) for connection in opened[kind]]
            assert sum(kept) <= 64, kind
            assert not any(kept[:200]), "the oldest are closed first"
    finally:
        for connection in chain(*opened.values()):
            connection.close()
    assert len((folder / "log").read_bytes().splitlines()) < 100


def test_the_server_does_not_say_what_it_is_made_with(address: str) -> None:
    assert "server" not in httpx2.get(f"{address}/health").headers


@pytest.mark.parametrize(("named", "believed"), [("", "127.0.0.1"), ("127.0.0.1", "203.0.113.5")])
def test_a_sender_is_not_believed_to_be_another_unless_a_proxy_is_named(
    named: str, believed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if named:
        monkeypatch.setenv("FORWARDED_ALLOW_IPS", named)
    else:
        monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)

    async def tell(request: Request) -> Response:
        return Response(request.client.host if request.client else "")

    config = uvicorn.Config(Starlette(routes=[Route("/", tell)]), log_config=None)
    config.load()
    assert watch_connections()
    assert config.ws_max_size == connections.LARGEST_MESSAGE < 16 * 2**20
    client = TestClient(config.loaded_app, client=("127.0.0.1", 5))
    assert client.get("/", headers={"X-Forwarded-For": "203.0.113.5"}).text == believed


def test_a_server_that_is_not_known_is_said_to_run_without_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(connections, "H11Protocol", type("Another", (), {}))
    assert not watch_connections()
    assert "cannot be closed" in caplog.text


def test_what_stands_for_an_object_that_is_gone_keeps_no_server_from_starting() -> None:
    gone = weakref.proxy(Starlette())
    with pytest.raises(ReferenceError):
        str(gone)
    assert not watch_connections()
    assert isinstance(find_listening_sockets(), list)


def test_as_many_files_are_allowed_as_the_system_lets_a_process_have() -> None:
    code = """
import resource
hard = min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 512)
resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
from pages.seams.connections import raise_file_limit
assert raise_file_limit() == resource.getrlimit(resource.RLIMIT_NOFILE)[0] == hard
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_line_that_repeats_itself_is_counted_and_said_a_minute_later() -> None:
    now = 0.0
    lines = RepeatedLines(most=2, clock=lambda: now)

    def write() -> logging.LogRecord | None:
        record = logging.LogRecord("x", logging.ERROR, "file.py", 1, "no %s", ("room",), None)
        return record if lines.filter(record) else None

    assert [write() is not None for _ in range(5)] == [True, True, False, False, False]
    now = 61.0
    said = write()
    assert said is not None
    assert said.getMessage() == "no room (3 more like it in the last minutes)"
