"""The addresses of the phone pages: all that a participant can reach."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from model import ConceptualModelError
from model.workshop import (
    JoiningClosedError,
    NotJoinedError,
    UnknownCodeError,
    UnknownWorkshopError,
    WorkshopEndedError,
)
from pages.join.floods import count_one, refuse_key
from pages.join.meanings import choose_stories, list_entries
from pages.join.news import Watch
from pages.join.participation import answer_personal, answer_workshop
from pages.join.presence import note
from pages.join.views import build_front, build_meanings, build_over
from pages.join.visits import (
    get_store,
    has_ticket,
    limits,
    read_key,
    read_ticket,
    read_token,
    room_page,
    take_visit,
)
from pages.join.words import describe_unknown_code
from pages.phones.crew import readers, strangers, withdrawers
from pages.phones.fields import Fields, read_fields
from pages.phones.layout import Visit
from pages.phones.visits import KEY, METHODS, find_visit, go, send_asset, send_page, settle
from pages.phones.withdrawal import withdraw
from pages.shared import resources

_watch = Watch()


@room_page("join", "join/")
async def _front(request: Request, visit: Visit) -> Response:
    visit = settle(visit)
    typed = request.query_params.get("key", "")
    if request.method == "POST":
        await read_fields(request)
        return go("join")
    if typed.strip():
        return await strangers.work(_find, request, visit, _read_link(typed))
    if "key" in request.query_params:
        _ = visit.translate
        return send_page(build_front(visit, fault=_("Type the key first. It is on the screen.")), 422)
    return send_page(build_front(visit, done=request.query_params.get("done", "")))


def _read_link(typed: str) -> str:
    """The key in a link that somebody pasted; else what was typed."""
    found = re.search(r"/join/([^/?#\s]+)", typed)
    return found[1] if found else typed


def _find(request: Request, visit: Visit, typed: str) -> Response:
    try:
        return go(visit.link(read_key(get_store(), typed).key))
    except WorkshopEndedError:
        return send_page(build_over(visit, resources.get_model(), None), 410)
    except UnknownWorkshopError:
        return refuse_key(visit, typed)


@room_page("../join", "")
async def _withdraw(request: Request, visit: Visit) -> Response:
    visit = settle(visit)
    if request.method != "POST":
        return go(visit.link())
    fields = await read_fields(request)
    return await withdrawers.work(_withdraw_by_code, visit, fields)


def _withdraw_by_code(visit: Visit, fields: Fields) -> Response:
    """Who has the code may withdraw: nothing else is asked, and no page can guess it."""
    typed, key = fields.get("code"), fields.get("key")
    try:
        done = _withdraw_any(typed)
    except UnknownCodeError:
        noting = count_one("codes", visit.address)
        is_limited = not limits.wrong_codes.take(visit.address)
        words = describe_unknown_code(is_limited, visit.translate)
        page = build_front(visit, code=typed[:40], code_fault=words)
        response = send_page(page, 429 if is_limited else 404)
        response.background = noting
        return response
    return go(visit.link(key if KEY.fullmatch(key) else "", done=done))


def _withdraw_any(typed: str) -> str:
    """Withdraw the story with a code, or forget that personal code; which of both was done."""
    try:
        withdraw(typed)
    except UnknownCodeError:
        get_store().forget_code(typed)
        return "forgotten"
    return "withdrawn"


async def _send_state(request: Request) -> Response:
    """Whether the page of a phone is still as it should be, for its script."""
    token = read_token(request)
    client = request.client.host if request.client else ""
    if not take_visit(request, limits.phone_polls):
        return _send_json({"error": "too many requests; wait a minute"}, 429)
    try:
        crew = readers if has_ticket(request) else strangers
        return await crew.work(_build_state, request, token)
    except WorkshopEndedError as error:
        return _send_json({"error": str(error), "page": "ended"}, 410)
    except UnknownWorkshopError as error:
        response = _send_json({"error": str(error)}, 404 if limits.wrong_keys.take(client) else 429)
        response.background = count_one("keys", client)
        return response
    except (NotJoinedError, JoiningClosedError) as error:
        return _send_json({"error": str(error)}, 403)
    except ConceptualModelError as error:
        return _send_json({"error": str(error)}, 503)


def _build_state(request: Request, token: str) -> Response:
    client = request.client.host if request.client else ""
    if not token:
        raise NotJoinedError
    store = get_store()
    workshop = read_key(store, request.path_params["key"])
    version = store.get_version(workshop.id)
    state = {"version": version}
    ticket = read_ticket(request)
    if request.query_params.get("v") != version:
        store.get_participant(workshop.id, token, ticket)  # it may have been removed since
        seen = _watch.look(workshop.id, version, lambda: store.get_state(workshop.id, token, ticket))
        state = {"version": seen.version, "page": seen.page}
    response = _send_json(state)
    response.background = note(workshop.id, token, ticket, client)
    return response


def _send_json(content: dict[str, str], status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store", **({"Retry-After": "30"} if status in (429, 503) else {})}
    return JSONResponse(content, status, headers)


@room_page("../../join", "../")
async def _show_meanings(request: Request, visit: Visit) -> Response:
    return await (readers if has_ticket(request) else strangers).work(_build_meanings, request, visit)


def _build_meanings(request: Request, visit: Visit) -> Response:
    """What it says is public, so who has the key need not have joined."""
    store, content = get_store(), resources.get_content()
    try:
        workshop = read_key(store, request.path_params["key"])
    except WorkshopEndedError:
        return send_page(build_over(settle(visit), content.model, None), 410)
    except UnknownWorkshopError:
        return refuse_key(settle(visit), request.path_params["key"])
    visit = settle(visit, workshop.language)
    words = store.get_words(workshop.id)
    entries = list_entries(content.model, choose_stories(content.stories, workshop), words, visit)
    return send_page(build_meanings(visit, workshop, entries))


async def _go_up(request: Request) -> Response:
    return go(settle(find_visit(request, "../join", "")).link())


ROUTES: list[BaseRoute] = [
    Route("/join", _front, methods=METHODS),
    Route("/join/", _go_up),
    Route("/join/withdraw", _withdraw, methods=METHODS),
    Route("/join/assets/{version}/{name}", send_asset),
    Route("/join/{key}", answer_workshop, methods=METHODS),
    Route("/join/{key}/code", answer_personal, methods=METHODS),
    Route("/join/{key}/meanings", _show_meanings),
    Route("/join/{key}/state.json", _send_state),
]
