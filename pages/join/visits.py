"""What every visit of a workshop's phone has: the workshop's language, limits, the cookie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from model.stories import StoryStore
from model.workshop import ParticipantStore, Workshop, is_token
from pages.join.limits import Limits, name_phone
from pages.phones.visits import Answered, Answerer, phone_page
from pages.shared import resources
from pages.shared.cookies import keep, read
from pages.shared.limits import Limit

COOKIE = "mangomoment_join"
_LONGEST_TICKET = 100

limits = Limits()


class KnownRoom(NamedTuple):
    """What is known of a workshop that was asked for without reading more."""

    id: str
    language: str


_rooms: dict[str, KnownRoom] = {}
_MOST_ROOMS = 1000
_stores: list[ParticipantStore] = []


def room_page(up: str, folder: str) -> Callable[[Answerer], Answered]:
    """Around an address of a workshop: what `phone_page` says, with its language and the limits here."""
    return phone_page(up, folder, get_room_language, lambda request: take_visit(request, limits.phone_visits))


def get_room_language(request: Request) -> str:
    """The language of the workshop that is asked for, as far as it is known."""
    room = _rooms.get(request.path_params.get("key", ""))
    return room.language if room else "en"


def take_visit(request: Request, of_phone: Limit) -> bool:
    """Count a visit; whether it is within the limits.

    A phone that joined is counted on its own, so that no flood from its address keeps it out; others by their
    address, and apart by whether they have a right key, withdraw a story, or neither.
    """
    if has_ticket(request):
        return of_phone.take(name_phone(read_token(request)))
    client = request.client.host if request.client else ""
    if request.path_params.get("key", "") in _rooms:
        return limits.visits.take(client)
    return (limits.withdrawals if request.url.path.endswith("/withdraw") else limits.strays).take(client)


def has_ticket(request: Request) -> bool:
    """Whether somebody asks who joined the workshop, as far as that can be told at once."""
    room = _rooms.get(request.path_params.get("key", ""))
    return bool(
        room and _stores and _stores[0].has_ticket(room.id, read_token(request), read_ticket(request))
    )


def get_store() -> ParticipantStore:
    store = _build_store(resources.get_store())
    _stores[:] = [store]
    return store


@lru_cache(maxsize=4)
def _build_store(stories: StoryStore) -> ParticipantStore:
    """Kept, as it knows the server's secret."""
    return ParticipantStore(stories)


def read_token(request: Request) -> str:
    """The token that the phone keeps; "" where it keeps none."""
    return _read_cookie(request)[0]


def read_ticket(request: Request) -> str:
    """With what a phone that joined comes back, unchecked; "" where there is nothing."""
    return _read_cookie(request)[1]


def _read_cookie(request: Request) -> tuple[str, str]:
    for value in read(request.cookies, COOKIE):
        token, _, ticket = value.partition(".")
        if is_token(token):
            return token, ticket[:_LONGEST_TICKET]
    return "", ""


def keep_cookie(
    response: Response, request: Request, workshop: Workshop, token: str, ticket: str = ""
) -> Response:
    """Let the phone keep its token and its ticket as long as the workshop lasts."""
    lasts = max(60, int((workshop.ends_at - datetime.now(UTC)).total_seconds()))
    value = f"{token}.{ticket}" if ticket else token
    return keep(response, request, COOKIE, value, lasts, "/join")


def read_key(store: ParticipantStore, typed: str) -> Workshop:
    """The workshop with a key: always, however many wrong ones came from the same address."""
    workshop = store.find_by_key(typed)
    if len(_rooms) >= _MOST_ROOMS:
        _rooms.clear()
    _rooms[workshop.key] = KnownRoom(workshop.id, workshop.language)
    return workshop
