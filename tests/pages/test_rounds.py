"""What the server does again and again goes on after an error that nobody foresaw."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest

import app
from pages.server import disk, startup
from pages.shared import upkeep


class Faulty:
    """Fails in its first round, and is done at the end of its second."""

    def __init__(self) -> None:
        self.rounds = 0
        self.is_done = asyncio.Event()

    def __call__(self) -> None:
        self.rounds += 1
        if self.rounds == 1:
            raise RuntimeError("unforeseen")
        self.is_done.set()


def see_second_round(task: Callable[[], Coroutine[Any, Any, None]], faulty: Faulty) -> None:
    """Let a task of the server run until what it does was done for a second time."""

    async def run() -> None:
        running = asyncio.create_task(task())
        seeing = asyncio.create_task(faulty.is_done.wait())
        await asyncio.wait((running, seeing), timeout=5, return_when=asyncio.FIRST_COMPLETED)
        for each in (running, seeing):
            each.cancel()
            with suppress(asyncio.CancelledError):
                await each

    asyncio.run(run())
    assert faulty.rounds >= 2


def test_erasing_goes_on_after_an_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    faulty = Faulty()
    monkeypatch.setattr(upkeep, "erase_expired", faulty)
    monkeypatch.setattr(startup, "_FIRST_AFTER", 0)
    monkeypatch.setattr(startup, "_ERASES_EVERY", 0.01)
    see_second_round(startup.erase_every_hour, faulty)
    assert caplog.messages == ["erasing what was kept for long enough failed; it is tried again in 0 seconds"]


def test_the_disk_is_watched_after_an_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    faulty = Faulty()
    monkeypatch.setattr(disk, "find_room", faulty)
    monkeypatch.setattr(disk, "_LOOKS_FIRST", 0)
    monkeypatch.setattr(disk, "LOOKS_EVERY", 0.01)
    see_second_round(disk.watch_disk, faulty)
    assert caplog.messages == ["looking at the disk failed; it is tried again in 0 seconds"]


def test_what_ends_by_an_error_all_the_same_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def erase_every_hour() -> None:
        raise RuntimeError("unforeseen")

    async def rest(*_args: object) -> None:
        """Nothing else is to do."""

    monkeypatch.setattr(app, "erase_every_hour", erase_every_hour)
    for name in ("import_behind_proxy", "settle", "send_every_day", "watch_disk", "end_server"):
        monkeypatch.setattr(app, name, rest)
    monkeypatch.setattr(app, "prepare_server", list)

    async def run() -> None:
        async with app.lifespan(app.app):
            await asyncio.sleep(0.01)

    asyncio.run(run())
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "erase_every_hour has ended; restart the server"
    ]
