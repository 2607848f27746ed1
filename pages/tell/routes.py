"""The addresses of the letterboxes: all that somebody can reach who tells a story there."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model import ModelFileError
from model.letterboxes import (
    InvalidLetterboxError,
    Letterbox,
    LetterboxClosedError,
    LetterboxDeletedError,
    LetterboxFullError,
    LetterboxStore,
    Telling,
    UnknownLetterboxError,
)
from model.stories import StoreError
from model.stories.faults import UnknownCodeError
from model.stories.keys import is_request_id
from pages.phones.crew import Crew
from pages.phones.fields import Fields, RefusedPostError, read_fields
from pages.phones.forms import ComesBackError, Entered, build_unsent
from pages.phones.layout import Visit, build_refusal
from pages.phones.telling import hash_request, read_story
from pages.phones.visits import (
    KEY,
    METHODS,
    find_visit,
    go,
    phone_page,
    send_asset,
    send_page,
    settle,
)
from pages.phones.withdrawal import withdraw
from pages.phones.words import describe_outage
from pages.shared import resources
from pages.shared.limits import name_network
from pages.tell.limits import Limits
from pages.tell.views import build_box, build_front

limits = Limits()

_readers = Crew("letterboxes that are looked at", 1)
_tellers = Crew("stories that are told to letterboxes", 1)
"""Threads of their own: whatever comes to the letterboxes, a workshop goes on beside it."""


def _take_visit(request: Request) -> bool:
    client = request.client.host if request.client else ""
    counted = limits.withdrawals if request.url.path.endswith("/withdraw") else limits.visits
    return counted.take(client)


def _get_language(_request: Request) -> str:
    """In what a page is that knows no letterbox, for a browser that has none of our languages."""
    return "en"


def _get_store() -> LetterboxStore:
    return LetterboxStore(resources.get_store())


@phone_page("tell", "tell/", _get_language, _take_visit)
async def _front(request: Request, visit: Visit) -> Response:
    visit = settle(visit)
    typed = request.query_params.get("key", "")
    if request.method == "POST":
        await read_fields(request)
        return go("tell")
    if typed.strip():
        return await _readers.work(_find, visit, _read_link(typed))
    if "key" in request.query_params:
        _ = visit.translate
        fault = _("Type the code first. It is on the poster or card.")
        return send_page(build_front(visit, fault=fault), 422)
    return send_page(build_front(visit, done=request.query_params.get("done") == "withdrawn"))


def _read_link(typed: str) -> str:
    """The key in a link that somebody pasted; else what was typed."""
    found = re.search(r"/tell/([^/?#\s]+)", typed)
    return found[1] if found else typed


def _find(visit: Visit, typed: str) -> Response:
    try:
        return go(visit.link(_get_store().find_by_key(typed).key))
    except UnknownLetterboxError:
        return _refuse_key(visit, typed)


def _refuse_key(visit: Visit, typed: str) -> Response:
    """There is no such letterbox; where many wrong keys came from an address, try again later."""
    _ = visit.translate
    words, status = _("No letterbox has this code. Check it on the poster and type it again."), 404
    if not limits.wrong_keys.take(visit.address):
        words, status = _("Too many wrong codes from this network. Wait a minute, then try again."), 429
    page = build_front(visit, typed=typed[:24], fault=words)
    return send_page(page, status, 60 if status == 429 else 0)


@phone_page("../tell", "", _get_language, _take_visit)
async def _answer_box(request: Request, visit: Visit) -> Response:
    if request.method != "POST":
        return await _readers.work(_show, request, visit)
    fields = await read_fields(request)
    if not is_request_id(fields.get("request")):
        raise RefusedPostError("malformed")
    if not limits.stories.take(visit.address):
        return _refuse_flood(settle(visit), fields, visit.link(request.path_params["key"][:24]))
    return await _tellers.work(_take, request.path_params["key"], visit, fields)


def _show(request: Request, visit: Visit) -> Response:
    key = request.path_params["key"]
    try:
        box = _get_store().find_by_key(key)
    except UnknownLetterboxError:
        return _refuse_key(settle(visit), key)
    visit = settle(visit, box.language)
    if key != box.key:
        return go(visit.link(box.key))
    is_withdrawn = request.query_params.get("done") == "withdrawn"
    page = build_box(visit, resources.get_model(), box, done=is_withdrawn)
    response = send_page(page, 410 if box.is_deleted else 200 if box.is_open else 403)
    # A browser that goes back after sending shows this form again, not another one: sent again it is the same
    # story, also without a script.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _take(key: str, visit: Visit, fields: Fields) -> Response:
    """Take the story that a form sent; whatever stands in the way, what was typed comes back."""
    try:
        store = _get_store()
        box = store.find_by_key(key)
        return _tell(store, box, settle(visit, box.language), fields)
    except UnknownLetterboxError:
        return _refuse_key(settle(visit), key)
    except (StoreError, ModelFileError) as error:
        visit = settle(visit)
        unsent = build_unsent(fields, visit.link(key[:24]))
        return send_page(build_refusal(visit, describe_outage(error, visit.translate), unsent), 503, 5)


def _tell(store: LetterboxStore, box: Letterbox, visit: Visit, fields: Fields) -> Response:
    """The receipt stands on the page that answers: nothing that opens it is ever in an address."""
    _, model = visit.translate, resources.get_model()
    try:
        story = read_story(box.id, fields, visit.language, _)
        if set(story.nodes) - {node.id for node in model.nodes()}:
            raise InvalidLetterboxError("nodes")
        telling = Telling(
            text=story.text,
            teller=story.teller,
            language=story.language,
            nodes=story.nodes,
            consent=story.consent,
        )
        request = hash_request(fields.get("request"), box.id, *story.words)
        receipt = store.tell(box.id, request, telling, name_network(visit.address))
    except ComesBackError as comes_back:
        unsent = None if box.takes_stories else build_unsent(fields)
        return send_page(build_box(visit, model, box, back=comes_back.entered, unsent=unsent), 422)
    except InvalidLetterboxError:
        faults = {"text": _("This is not possible here. Choose again.")}
        return send_page(build_box(visit, model, box, back=Entered(fields, faults)), 422)
    except LetterboxClosedError:
        closed = box.model_copy(update={"is_open": False})
        return send_page(build_box(visit, model, closed, unsent=build_unsent(fields)), 403)
    except LetterboxDeletedError:
        gone = store.get(box.id)
        return send_page(build_box(visit, model, gone, unsent=build_unsent(fields)), 410)
    except LetterboxFullError as error:
        return _refuse_flood(visit, fields, visit.link(box.key), error.seconds)
    return send_page(build_box(visit, model, box, code=receipt.code))


def _refuse_flood(visit: Visit, fields: Fields, to: str, seconds: int = 60) -> Response:
    """Say that too many stories came in, with this one to be sent again then."""
    _ = visit.translate
    words = _("Too many stories came in at once. Yours is here: send it again in {count} minutes.")
    said = words.format(count=-(-seconds // 60))
    return send_page(build_refusal(visit, said, build_unsent(fields, to)), 429, seconds)


@phone_page("../tell", "", _get_language, _take_visit)
async def _withdraw(request: Request, visit: Visit) -> Response:
    visit = settle(visit)
    if request.method != "POST":
        return go(visit.link())
    return await _tellers.work(_withdraw_by_code, visit, await read_fields(request))


def _withdraw_by_code(visit: Visit, fields: Fields) -> Response:
    """Who has the code may withdraw: nothing else is asked, and no page can guess it."""
    _ = visit.translate
    typed, key = fields.get("code"), fields.get("key")
    try:
        withdraw(typed)
    except UnknownCodeError:
        words, status = _("No story has this code. Compare it with the receipt, letter by letter."), 404
        if not limits.wrong_codes.take(visit.address):
            words, status = _("Too many wrong codes from this network. Wait a minute, then try again."), 429
        page = build_front(visit, code=typed[:40], code_fault=words)
        return send_page(page, status, 60 if status == 429 else 0)
    return go(visit.link(key if KEY.fullmatch(key) else "", done="withdrawn"))


async def _go_up(request: Request) -> Response:
    return go(settle(find_visit(request, "../tell", "")).link())


ROUTES: list[BaseRoute] = [
    Route("/tell", _front, methods=METHODS),
    Route("/tell/", _go_up),
    Route("/tell/withdraw", _withdraw, methods=METHODS),
    Route("/tell/assets/{version}/{name}", send_asset),
    Route("/tell/{key}", _answer_box, methods=METHODS),
]
