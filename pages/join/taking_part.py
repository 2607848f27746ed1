"""Taking part in a workshop over HTTP: joining, seeing what is open, answering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from model import ModelFileError
from model.stories import StoreError
from model.workshop import (
    InvalidEntryError,
    NotJoinedError,
    ParticipantStore,
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
    languages,
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
        visit = settle(visit, languages.get(request.path_params["key"], "en"))
        _ = visit.translate
        words = _("Too much at once. Wait a minute, then try again.")
        unsent = build_unsent(visit, fields, visit.link(request.path_params["key"][:24]))
        return send_page(build_refusal(visit, words, unsent), 429, 60)
    return await sending.work(_take, request, visit, fields)


def _show(request: Request, visit: Visit) -> Response:
    key, token, store = request.path_params["key"], read_token(request), get_store()
    try:
        workshop = read_key(store, key)
    except WorkshopEndedError as error:
        return _show_end(store, visit, error.workshop, token)
    except UnknownWorkshopError:
        return refuse_key(settle(visit), key)
    visit = settle(visit, workshop.language)
    if key != workshop.key:
        return go(visit.link(workshop.key))
    try:
        return _Phone(request, visit, store, workshop, token).send_room(said=request.query_params)
    except NotJoinedError:
        return _Phone(request, visit, store, workshop, token or make_token()).send_door()


def _take(request: Request, visit: Visit, fields: Fields) -> Response:
    """Do what a form asks for; whatever stands in the way, what was typed comes back."""
    key, token = request.path_params["key"], read_token(request)
    settled = settle(visit, languages.get(key, "en"))
    try:
        store = get_store()
        try:
            workshop = read_key(store, key)
            phone = _Phone(request, settle(visit, workshop.language), store, workshop, token)
            return phone.take(fields)
        except WorkshopEndedError as error:
            return _show_end(store, visit, error.workshop, token, fields)
    except UnknownWorkshopError:
        return refuse_key(settled, key)
    except (StoreError, ModelFileError) as error:
        words = describe_outage(error, settled.translate)
        unsent = build_unsent(settled, fields, settled.link(key[:24]))
        return send_page(build_refusal(settled, words, unsent), 503, 5)


def _show_end(
    store: ParticipantStore, visit: Visit, workshop: str, token: str, fields: Fields | None = None
) -> Response:
    visit = settle(visit, store.get(workshop).language)
    try:
        state = store.get_state(workshop, token) if token else None
    except NotJoinedError:
        state = None
    unsent = build_unsent(visit, fields) if fields else None
    return send_page(build_over(visit, resources.get_model(), state, unsent), 410)


@dataclass(frozen=True)
class _Phone:
    """A phone at the address of a workshop that goes on; `token` is its cookie's, or "" without one."""

    request: Request
    visit: Visit
    store: ParticipantStore
    workshop: Workshop
    token: str

    def take(self, fields: Fields) -> Response:
        """Do what a form asks for, and answer with the page that follows, or with where it is."""
        _, store, workshop = self.visit.translate, self.store, self.workshop.id
        if not self.token:
            words = _("This browser keeps no cookie. Allow one for this page, load it again and join.")
            return replace(self, token=make_token()).refuse(words, fields)
        if not store.is_form_token(fields.get("token"), workshop, self.token):
            words = _("This page was too old, or did not come from here. Nothing was sent; try once more.")
            return self.refuse(words, fields)
        is_new = fields.get("do") == "join" and store.find_participant(workshop, self.token) is None
        if is_new and not limits.joins.take(self.visit.address):
            words = _("Too many joined from this network at once. Wait some minutes, then try again.")
            return self.refuse(words, fields, 429)
        act = Act(store, resources.get_model(), workshop, self.token, self.visit.language, fields, _)
        try:
            return self.follow(act.do())
        except ComesBackError as comes_back:
            return self.send_room(422, comes_back=comes_back)
        except NotJoinedError:
            return self.refuse(_("Join first; then send it again."), fields)
        except (RoundClosedError, UnknownPartError):
            words = _("This question is closed by now, so it was not sent.")
            return self.send_room(409, fault=words, fields=fields)
        except InvalidEntryError as error:
            return self.refuse(describe_entry(error, _), fields, 422)

    def follow(self, said: Mapping[str, str]) -> Response:
        """The page after what was done: at once for a script that prefers it, else where it is."""
        chosen = Chosen.read(self.request.query_params)
        to = self.visit.link(self.workshop.key, **said, **(chosen.query if chosen else {}))
        if self.request.headers.get("prefer") != _IN_PLACE:
            return self.keep(go(to))
        response = self.send_room(said=said)
        response.headers["Content-Location"] = to
        return response

    def refuse(self, words: str, fields: Fields, status: int = 403) -> Response:
        """The page with what was typed, to be sent again: for who joined their own, else the door."""
        if self.store.find_participant(self.workshop.id, self.token):
            return self.send_room(status, fault=words, fields=fields)
        return self.send_door(status, fault=words, fields=fields)

    def send_room(
        self,
        status: int = 200,
        *,
        said: Mapping[str, str] = _NOTHING,
        comes_back: ComesBackError | None = None,
        fault: str = "",
        fields: Fields | None = None,
    ) -> Response:
        """The page of a phone that joined; `said` is what to say of what it did, as parts of an address."""
        store, workshop = self.store, self.workshop.id
        entered = {comes_back.asked: comes_back.entered} if comes_back else {}
        room = Room(
            self.visit,
            resources.get_model(),
            store.get_state(workshop, self.token),
            store.build_form_token(workshop, self.token),
            entered,
            Chosen.read(self.request.query_params),
        )
        told = said.get("told", "")
        receipt = store.find_receipt(workshop, self.token, told) if is_request_id(told) else None
        unsent = build_unsent(self.visit, fields) if fields else None
        page = build_room_page(room, done=said.get("done", ""), receipt=receipt, fault=fault, unsent=unsent)
        response = self.keep(send_page(page, status))
        response.background = note(workshop, self.token)
        return response

    def send_door(self, status: int = 200, *, fault: str = "", fields: Fields | None = None) -> Response:
        """Where somebody joins."""
        form_token = self.store.build_form_token(self.workshop.id, self.token)
        unsent = build_unsent(self.visit, fields) if fields else None
        return self.keep(send_page(build_door(self.visit, self.workshop, form_token, fault, unsent), status))

    def keep(self, response: Response) -> Response:
        """The answer, with the cookie."""
        return keep_cookie(response, self.request, self.workshop, self.token)
