"""Wrong keys and floods: what is answered, and that the desk is told."""

from __future__ import annotations

from contextlib import suppress

from starlette.background import BackgroundTask
from starlette.responses import Response

from model import ConceptualModelError
from model.workshop import FloodKind
from pages.join.limits import FloodCounter
from pages.join.views import build_front
from pages.join.visits import get_store, limits
from pages.phones.crew import senders
from pages.phones.layout import Visit
from pages.phones.visits import send_page
from pages.shared.limits import name_network

counter = FloodCounter()


def count_one(kind: FloodKind, address: str, workshop: str = "") -> BackgroundTask | None:
    """Count a join, a wrong key or a wrong code; what is to be done after the answer if that is a flood."""
    found = counter.count(kind, address, workshop)
    return BackgroundTask(_note, kind, address, *found, workshop) if found else None


async def _note(kind: FloodKind, address: str, minute: int, count: int, workshop: str) -> None:
    with suppress(ConceptualModelError):  # it is noted when it has doubled
        await senders.work(_store, kind, address, minute, count, workshop)


def _store(kind: FloodKind, address: str, minute: int, count: int, workshop: str) -> None:
    get_store().note_flood(kind, name_network(address), minute, count, workshop)


def refuse_key(visit: Visit, typed: str) -> Response:
    """There is no such workshop; where many wrong keys came from an address, try again later."""
    _ = visit.translate
    words, status = _("No workshop has this key. Check it on the screen and type it again."), 404
    if not limits.wrong_keys.take(visit.address):
        words = _("Too many wrong keys from this network. Wait some minutes, then type it again.")
        status = 429
    page = build_front(visit, typed=typed[:24], fault=words)
    response = send_page(page, status, 60 if status == 429 else 0)
    response.background = count_one("keys", visit.address)
    return response
