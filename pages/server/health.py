"""Whether the server answers, and whether it can be used: for whatever watches over it.

Nothing secret is told, as everybody may ask: not where the database is, and no message of it.
"""

from __future__ import annotations

import asyncio
import time
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

LONGEST = 5.0
"""For how many seconds the answer of the database is waited for; the first one opens it."""

_LASTS = 2.0


class Readiness(NamedTuple):
    """What is well (`ok`) and what is not, and why, in a word each."""

    database: str
    migrations: str
    disk: str

    @property
    def is_ready(self) -> bool:
        """Whether visitors can be sent here."""
        return self.database == self.migrations == "ok" and self.disk != "full"


class _Look:
    """What was found last, so that who asks often, or many at once, cost the database nothing."""

    def __init__(self) -> None:
        self._found: Readiness | None = None
        self._until = 0.0
        self._running: asyncio.Task[Readiness] | None = None

    async def find(self) -> Readiness:
        """What is well, as of the last two seconds."""
        if self._found is not None and time.monotonic() < self._until:
            return self._found
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(run_in_threadpool(check_readiness))
        try:
            found = await asyncio.wait_for(asyncio.shield(self._running), LONGEST)
        except TimeoutError:
            return Readiness("no answer", "unknown", "unknown")
        self._found, self._until = found, time.monotonic() + _LASTS
        return found


def check_readiness() -> Readiness:
    """Look at the database, its migrations and its disk; a database that is not open yet is opened."""
    from model import ModelFileError  # not before the server answers
    from model.stories import StoreError, StoreUnavailableError
    from pages.server.disk import find_room
    from pages.shared.resources import get_store

    try:
        database, migrations = "ok", "ok" if get_store().is_up_to_date() else "differ"
    except StoreUnavailableError as error:
        database, migrations = error.reason, "unknown"
    except StoreError:
        return Readiness("wrong address", "unknown", "unknown")
    except ModelFileError:
        return Readiness("model file", "unknown", "unknown")
    room = find_room()
    disk = "ok" if room is None or not room.is_little else "full" if room.is_full else "almost full"
    return Readiness(database, migrations, disk)


_look = _Look()


async def _send_live(_request: Request) -> Response:
    return Response("ok", media_type="text/plain", headers={"Cache-Control": "no-store"})


async def _send_ready(_request: Request) -> Response:
    found = await _look.find()
    status = 200 if found.is_ready else 503
    return JSONResponse({"ready": found.is_ready, **found._asdict()}, status, {"Cache-Control": "no-store"})


ROUTES: list[BaseRoute] = [
    Route("/health", _send_live),
    Route("/health/live", _send_live),
    Route("/health/ready", _send_ready),
]
