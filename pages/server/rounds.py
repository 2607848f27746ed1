"""What the server does again and again while it runs: one round that fails does not end it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

_log = logging.getLogger(__name__)


async def repeat(name: str, act: Callable[[], Awaitable[None]], pause: float) -> None:
    """Do something, pause for some seconds, and so on; what fails is logged, and tried in the next round."""
    while True:
        try:
            await act()
        except Exception:
            _log.exception("%s failed; it is tried again in %d seconds", name, pause)
        await asyncio.sleep(pause)


def report_end(task: asyncio.Task[None]) -> None:
    """Say in the log that what should go on as long as the server runs was ended by an error."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        name = getattr(task.get_coro(), "__name__", task.get_name())
        _log.error("%s has ended; restart the server", name, exc_info=error)
