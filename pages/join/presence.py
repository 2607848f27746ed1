"""Noting that a phone is still here, after it was answered: so nobody who only looks waits for who writes."""

from __future__ import annotations

from contextlib import suppress

from starlette.background import BackgroundTask

from model import ConceptualModelError
from pages.join.limits import name_phone
from pages.join.visits import get_store
from pages.phones.crew import senders
from pages.shared.limits import Limit, name_network

_noted = Limit(most=1, seconds=30)


def note(workshop: str, token: str, ticket: str, address: str) -> BackgroundTask | None:
    """What is to be done after the answer, once in half a minute for each phone."""
    if not _noted.take(f"{workshop} {name_phone(token)}"):
        return None
    return BackgroundTask(_note, workshop, token, ticket, name_network(address))


async def _note(workshop: str, token: str, ticket: str, network: str) -> None:
    with suppress(ConceptualModelError):  # another time, where nothing can be stored now
        await senders.work(_see, workshop, token, ticket, network)


def _see(workshop: str, token: str, ticket: str, network: str) -> None:
    get_store().see(workshop, token, ticket, network)
