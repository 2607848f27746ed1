"""Taking part in a workshop over HTTP: joining, seeing what is open, answering."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response

from model import ModelFileError
from model.stories import StoreError
from model.workshop import (
    InvalidEntryError,
    NotJoinedError,
    RoundClosedError,
    UnknownPartError,
    UnknownWorkshopError,
    Workshop,
    WorkshopEndedError,
    is_request_id,
    make_token,
)
from pages.join.acts import Act, ComesBackError
from pages.join.answering import (
    answering,
    get_store,
    go,
    keep_cookie,
    limits,
    read_key,
    read_token,
    refuse_key,
    send_page,
    settle,
)
from pages.join.fields import Fields, read_fields
from pages.join.layout import Visit
from pages.join.limits import name_phone
from pages.join.presence import note
from pages.join.room import Chosen, Room
from pages.join.views import build_door, build_over, build_refusal, build_room_page, build_unsent
from pages.join.words import describe_entry, describe_outage
from pages.join.working import looking, sending
from pages.shared import resources

_IN_PLACE = "return=representation"
"""What a script prefers (RFC 7240): the page at once, instead of where to ask for it. One way less over a
weak network, and half the work for the server when a roomful sends at the same moment."""

_NOTHING: Mapping[str, str] = {}


@answering("../join", "")
async def answer_workshop(request: Request, visit: Visit) -> Response:
    if request.method != "POST":
        return await looking.work(_show, request, visit)
    fields = await read_fields(request)
    phone = name_phone(read_token(request)) if read_token(request) else visit.address
    if not (limits.phone_posts.take(phone) and limits.posts.take(visit.address)):
        visit = settle(visit)
        _ = visit.translate
        words = _("Too much at once. Wait a minute, then try again.")
        unsent = build_unsent(visit, fields, visit.link(request.path_params["key"][:24]))
        return send_page(build_refusal(visit, words, unsent), 429, 60)
    return await sending.work(_take, request, visit, fields)


def _show(request: Request, visit: Visit) -> Response:
    key, token = request.path_params["key"], read_token(request)
    try:
        workshop = read_key(visit.address, key, token)
    except WorkshopEndedError as error:
        return _show_end(settle(visit), error.workshop, token)
    except UnknownWorkshopError:
        return refuse_key(settle(visit), key)
    visit = settle(visit, workshop.language)
    if key != workshop.key:
        return go(visit.link(workshop.key))
    store = get_store()
    with suppress(NotJoinedError):
        return _send_room(request, visit, workshop, token, said=request.query_params)
    token = token or make_token()
    page = build_door(visit, workshop, store.build_form_token(workshop.id, token))
    return keep_cookie(send_page(page), request, workshop, token)


def _send_room(
    request: Request,
    visit: Visit,
    workshop: Workshop,
    token: str,
    status: int = 200,
    *,
    said: Mapping[str, str] = _NOTHING,
    comes_back: ComesBackError | None = None,
    fault: str = "",
    fields: Fields | None = None,
) -> Response:
    """The page of a phone that joined; `said` is what to say of what it did, as parts of an address."""
    store = get_store()
    entered = {comes_back.asked: comes_back.entered} if comes_back else {}
    state = store.get_state(workshop.id, token)
    form_token = store.build_form_token(workshop.id, token)
    chosen = Chosen.read(request.query_params)
    room = Room(visit, resources.get_model(), state, form_token, entered, chosen)
    told = said.get("told", "")
    receipt = store.find_receipt(workshop.id, token, told) if is_request_id(told) else None
    unsent = build_unsent(visit, fields) if fields else None
    page = build_room_page(room, done=said.get("done", ""), receipt=receipt, fault=fault, unsent=unsent)
    response = send_page(page, status)
    response.background = note(workshop.id, token)
    return keep_cookie(response, request, workshop, token)


def _show_end(visit: Visit, workshop: str, token: str, fields: Fields | None = None) -> Response:
    try:
        state = get_store().get_state(workshop, token) if token else None
    except NotJoinedError:
        state = None
    unsent = build_unsent(visit, fields) if fields else None
    return send_page(build_over(visit, resources.get_model(), state, unsent), 410)


def _take(request: Request, visit: Visit, fields: Fields) -> Response:
    """Do what a form asks for; whatever stands in the way, what was typed comes back."""
    settled = settle(visit)
    try:
        return _act(request, visit, fields)
    except UnknownWorkshopError:
        return refuse_key(settled, request.path_params["key"])
    except WorkshopEndedError as error:
        return _show_end(settled, error.workshop, read_token(request), fields)
    except (StoreError, ModelFileError) as error:
        words = describe_outage(error, settled.translate)
        unsent = build_unsent(settled, fields, settled.link(request.path_params["key"][:24]))
        return send_page(build_refusal(settled, words, unsent), 503, 5)


def _act(request: Request, visit: Visit, fields: Fields) -> Response:
    store, token, do = get_store(), read_token(request), fields.get("do")
    workshop = read_key(visit.address, request.path_params["key"], token)
    visit = settle(visit, workshop.language)
    _ = visit.translate
    if not token:
        words = _("This browser keeps no cookie. Allow one for this page, load it again and join.")
        return _send_door(request, visit, workshop, make_token(), words, fields)
    if not store.is_form_token(fields.get("token"), workshop.id, token):
        words = _("This page was too old, or did not come from here. Nothing was sent; try once more.")
        return _send_door(request, visit, workshop, token, words, fields)
    is_new = do == "join" and store.find_participant(workshop.id, token) is None
    if is_new and not limits.joins.take(visit.address):
        words = _("Too many joined from this network at once. Wait some minutes, then try again.")
        return _send_door(request, visit, workshop, token, words, fields, 429)
    model = resources.get_model()
    try:
        act = Act(store, model, workshop.id, token, visit.language, fields, _)
        said, chosen = act.do(), Chosen.read(request.query_params)
        to = visit.link(workshop.key, **said, **(chosen.query if chosen else {}))
        if request.headers.get("prefer") != _IN_PLACE:
            return keep_cookie(go(to), request, workshop, token)
        response = _send_room(request, visit, workshop, token, said=said)
        response.headers["Content-Location"] = to
        return response
    except ComesBackError as comes_back:
        return _send_room(request, visit, workshop, token, 422, comes_back=comes_back)
    except NotJoinedError:
        words = _("Join first; then send it again.")
        return _send_door(request, visit, workshop, token, words, fields)
    except (RoundClosedError, UnknownPartError):
        words = _("This question is closed by now, so it was not sent.")
        return _send_room(request, visit, workshop, token, 409, fault=words, fields=fields)
    except InvalidEntryError as error:
        words = describe_entry(error, _)
        return _send_door(request, visit, workshop, token, words, fields, 422)


def _send_door(
    request: Request,
    visit: Visit,
    workshop: Workshop,
    token: str,
    words: str,
    fields: Fields,
    status: int = 403,
) -> Response:
    store = get_store()
    unsent = build_unsent(visit, fields)
    if store.find_participant(workshop.id, token):
        return _send_room(request, visit, workshop, token, status, fault=words, fields=fields)
    page = build_door(visit, workshop, store.build_form_token(workshop.id, token), words, unsent)
    return keep_cookie(send_page(page, status), request, workshop, token)
