"""A running server: who gets through its door, and whom it asks of others."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import httpx2
import pytest

from tests.pages.gate_keeping import (
    PAGES,
    ask_plainly,
    prepare_recorder,
    read_recorded,
    run_page,
    shake_hands,
    upload,
)
from tests.serving import serve


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recorder")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    stories = f"sqlite:///{folder / 'stories.db'}"
    with serve(log=folder / "log", MANGOMOMENT_DB=stories, **prepare_recorder(folder)) as server:
        yield server.address


def test_a_page_of_this_server_gets_its_websocket(address: str) -> None:
    assert shake_hands(address, Origin=address) == 101
    assert shake_hands(address) == 101


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:3000"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
    ],
)
def test_nobody_else_does(address: str, headers: dict[str, str]) -> None:
    assert shake_hands(address, **headers) == 403
    assert ask_plainly(address, "GET /health HTTP/1.1", {"Host": "localhost", **headers}) == 403


def test_foreign_handshakes_keep_nobody_waiting(address: str) -> None:
    threads = [
        Thread(target=shake_hands, args=(address,), kwargs={"Origin": f"http://evil{number}.example"})
        for number in range(5)
    ]
    for thread in threads:
        thread.start()
    start = time.monotonic()
    assert httpx2.get(f"{address}/health").status_code == 200
    assert time.monotonic() - start < 1
    for thread in threads:
        thread.join()


def test_nothing_is_asked_of_the_internet(address: str, folder: Path) -> None:
    for page in PAGES:
        assert httpx2.get(f"{address}/{page}").status_code == 200
        run_page(address, page)
    assert upload(address, b"title: {en: A model}\n") == 204
    for origin in ("http://evil.example", "http://localhost:3000", "https://127.0.0.1", "null", "%"):
        shake_hands(address, Origin=origin)
        httpx2.get(f"{address}/_stcore/host-config", headers={"Origin": origin})
    for wrong in ("/diagram.svg?level=x", "/nothing", "/stories/x.json", "/_stcore/upload_file/x/y", "/%00"):
        httpx2.get(f"{address}{wrong}")
        httpx2.put(f"{address}{wrong}", headers={"Origin": "http://evil.example"})
    for path in ("/model.json", "/diagram.svg", "/diagram.png", "/paths.json?from=x", "/join", "/tell/x"):
        httpx2.get(f"{address}{path}")
    assert read_recorded(folder) == []
    assert '"' in _record_something(folder)


def _record_something(folder: Path) -> str:
    """That the recorder records: what a process of its own asks for."""
    code = "import socket; socket.socket().connect(('127.0.0.1', 9))"
    environment = prepare_recorder(folder)
    subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    return (folder / "recorded").read_text(encoding="utf-8")
