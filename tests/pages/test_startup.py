"""What is done before the server answers."""

from __future__ import annotations

import asyncio
import socket
import sys

import pytest

import app
from pages.server import startup
from pages.server.deferral import Deferred


@pytest.mark.parametrize("proxies", ["", "192.0.2.7"])
def test_where_a_proxy_could_ask_another_process_connections_are_refused_until_the_pages_are_imported(
    monkeypatch: pytest.MonkeyPatch, proxies: str
) -> None:
    pages = Deferred(["pages.server.passcode"])
    monkeypatch.setattr(app, "PAGES", pages)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", proxies)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        monkeypatch.setattr(app, "prepare_server", lambda: [listening])

        async def start() -> bool:
            async with app.lifespan(app.app):
                return "routes" in vars(pages)

        assert asyncio.run(start()) is bool(proxies)
        if sys.platform == "linux":
            with socket.socket() as asking:
                assert asking.connect_ex(listening.getsockname()) == (111 if proxies else 0)
            listening.listen()  # as uvicorn does then
        with socket.create_connection(listening.getsockname(), timeout=5):
            pass


def test_the_start_looks_at_whether_deduce_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bool] = []
    monkeypatch.setattr(startup, "warn_of_deduce", lambda: looked.append(True))
    for name in (
        "share_one_arena",
        "quieten_logs",
        "watch_connections",
        "answer_without_delay",
        "tell_of_changes",
    ):
        monkeypatch.setattr(startup, name, lambda *_: None)
    monkeypatch.setattr(startup, "find_listening_sockets", list)
    startup.prepare_server()
    assert looked == [True]
