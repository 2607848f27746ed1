"""Noting that a phone is still here, after it was answered: so nobody who only looks waits for who writes."""

from __future__ import annotations

from contextlib import suppress

from starlette.background import BackgroundTask

from model import ConceptualModelError
from pages.join.answering import get_store
from pages.join.limits import name_phone
from pages.join.working import sending
from pages.shared.limits import Limit

_noted = Limit(most=1, seconds=30)


def note(workshop: str, token: str) -> BackgroundTask | None:
    """What is to be done after the answer, once in half a minute for each phone."""
    return BackgroundTask(_note, workshop, token) if _noted.take(f"{workshop} {name_phone(token)}") else None


async def _note(workshop: str, token: str) -> None:
    with suppress(ConceptualModelError):  # another time, where nothing can be stored now
        await sending.work(_see, workshop, token)


def _see(workshop: str, token: str) -> None:
    get_store().see(workshop, token)
