"""Taking part in a workshop over HTTP: joining, seeing what is open, sending answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from model import ModelFileError
from model.stories import StoreError
from model.workshop import (
    InvalidEntryError,
    JoiningClosedError,
    NotJoinedError,
    ParticipantStore,
    RemovedError,
    RoundClosedError,
    UnknownCodeError,
    UnknownPartError,
    UnknownWorkshopError,
    Workshop,
    WorkshopEndedError,
    is_request_id,
    make_token,
)
from pages.join.acts import PERSONAL, Act
from pages.join.floods import count_one, refuse_key
from pages.join.limits import name_phone
from pages.join.meanings import choose_stories
from pages.join.presence import note
from pages.join.room import Chosen, Room
from pages.join.views import build_door, build_over, build_personal_page, build_room_page
from pages.join.visits import (
    get_room_language,
    get_store,
    has_ticket,
    keep_cookie,
    limits,
    read_key,
    read_ticket,
    read_token,
    room_page,
)
from pages.join.words import describe_entry, describe_unknown_code
from pages.phones.crew import readers, senders, strangers
from pages.phones.fields import Fields, read_fields
from pages.phones.forms import ComesBackError, Entered, build_unsent
from pages.phones.layout import Visit, build_refusal
from pages.phones.visits import go, send_page, settle
from pages.phones.words import describe_outage
from pages.shared import resources
from pages.shared.limits import name_network

_IN_PLACE = "return=representation"
"""What a script prefers (RFC 7240): the page at once, instead of where to ask for it. One way less over a
weak network, and half the work for the server when a roomful sends at the same moment."""

_NOTHING: Mapping[str, str] = {}


@room_page("../join", "")
async def answer_workshop(request: Request, visit: Visit) -> Response:
    return await _answer(request, visit)


@room_page("../../join", "../")
async def answer_personal(request: Request, visit: Visit) -> Response:
    return await _answer(request, visit, is_personal=True)


async def _answer(request: Request, visit: Visit, is_personal: bool = False) -> Response:
    """The page of a workshop or, where it `is_personal`, that of personal codes."""
    if request.method != "POST":
        return await (readers if has_ticket(request) else strangers).work(_show, request, visit, is_personal)
    fields = await read_fields(request)
    phone = name_phone(read_token(request)) if read_token(request) else visit.address
    if not limits.phone_posts.take(phone):
        visit = settle(visit, get_room_language(request))
        _ = visit.translate
        words = _("Too many requests. Try again in a minute.")
        unsent = build_unsent(fields, visit.link(request.path_params["key"][:24]))
        return send_page(build_refusal(visit, words, unsent), 429, 60)
    return await (senders if has_ticket(request) else strangers).work(
        _take, request, visit, fields, is_personal
    )


def _show(request: Request, visit: Visit, is_personal: bool) -> Response:
    key, token, store = request.path_params["key"], read_token(request), get_store()
    try:
        workshop = read_key(store, key)
    except WorkshopEndedError as error:
        return _show_end(request, store, visit, error.workshop, token)
    except UnknownWorkshopError:
        return refuse_key(settle(visit), key)
    visit = settle(visit, workshop.language)
    if key != workshop.key:
        return go(visit.link(workshop.key))
    ticket = read_ticket(request)
    phone = _Phone(request, visit, store, workshop, token or make_token(), ticket, is_personal)
    try:
        return phone.send_room(said=request.query_params)
    except RemovedError:
        return phone.send_door(403, fault=phone.removed_words)
    except (NotJoinedError, JoiningClosedError):
        return phone.send_door()


def _take(request: Request, visit: Visit, fields: Fields, is_personal: bool) -> Response:
    """Do what a form asks for; whatever stands in the way, what was typed comes back."""
    key, token = request.path_params["key"], read_token(request)
    settled = settle(visit, get_room_language(request))
    try:
        store = get_store()
        try:
            workshop = read_key(store, key)
            visit = settle(visit, workshop.language)
            ticket = read_ticket(request)
            return _Phone(request, visit, store, workshop, token, ticket, is_personal).take(fields)
        except WorkshopEndedError as error:
            return _show_end(request, store, visit, error.workshop, token, fields)
    except UnknownWorkshopError:
        return refuse_key(settled, key)
    except (StoreError, ModelFileError) as error:
        words = describe_outage(error, settled.translate)
        unsent = build_unsent(fields, settled.link(key[:24]))
        return send_page(build_refusal(settled, words, unsent), 503, 5)


def _show_end(
    request: Request,
    store: ParticipantStore,
    visit: Visit,
    workshop: str,
    token: str,
    fields: Fields | None = None,
) -> Response:
    visit = settle(visit, store.get(workshop).language)
    try:
        state = store.get_state(workshop, token, read_ticket(request)) if token else None
    except (NotJoinedError, JoiningClosedError):
        state = None
    unsent = build_unsent(fields) if fields else None
    report = _find_report(visit, workshop) if state else ""
    return send_page(build_over(visit, resources.get_model(), state, unsent, report), 410)


def _find_report(visit: Visit, workshop: str) -> str:
    """The address of the report, from that of the workshop; "" where it is not shown any more."""
    link = resources.get_links().build(workshop, "report")
    try:
        resources.get_links().find_report(link)
    except UnknownWorkshopError:
        return ""
    return f"../report/{link}?lang={visit.language}"


@dataclass(frozen=True)
class _Phone:
    """A phone at the address of a workshop that goes on; `token` is its cookie's, or "" without one.

    `ticket` is what it joined with: from its cookie, or of a moment ago. Where it `is_personal` it is at the
    page of personal codes.
    """

    request: Request
    visit: Visit
    store: ParticipantStore
    workshop: Workshop
    token: str
    ticket: str = ""
    is_personal: bool = False

    @property
    def removed_words(self) -> str:
        """What a phone reads that the facilitator removed."""
        _ = self.visit.translate
        return _("The facilitator removed this phone from the workshop, with what it had sent.")

    def take(self, fields: Fields) -> Response:
        """Do what a form asks for, and answer with the page that follows, or with where it is."""
        _, store, workshop = self.visit.translate, self.store, self.workshop.id
        if not self.token:
            words = _("This browser blocks cookies. Allow them for this page, reload it and join.")
            return replace(self, token=make_token()).refuse(words, fields)
        if not store.is_form_token(fields.get("token"), workshop, self.token):
            words = _("This page had expired. Nothing was sent; try again.")
            return self.refuse(words, fields)
        if fields.get("do") in PERSONAL:
            return replace(self, is_personal=True).answer(fields)
        return self.answer(fields)

    def answer(self, fields: Fields) -> Response:
        """Do what a form asks for that this phone was given."""
        _ = self.visit.translate
        try:
            return self.do(fields)
        except ComesBackError as comes_back:
            return self.send_room(422, comes_back=comes_back)
        except RemovedError:
            return self.refuse(self.removed_words, fields)
        except JoiningClosedError:
            return self.send_door(403, fields=fields)
        except NotJoinedError:
            return self.refuse(_("Join first; then send it again."), fields)
        except (RoundClosedError, UnknownPartError):
            words = _("This question is closed by now, so it was not sent.")
            return self.send_room(409, fault=words, fields=fields)
        except UnknownCodeError:
            return self.refuse_code(fields)
        except InvalidEntryError as error:
            return self.refuse(describe_entry(error, _), fields, 422)

    def refuse_code(self, fields: Fields) -> Response:
        """The form of personal codes with one that nobody knows, which is counted as wrong keys are."""
        is_limited = not limits.wrong_codes.take(self.visit.address)
        words = describe_unknown_code(is_limited, self.visit.translate)
        response = self.send_room(422, comes_back=ComesBackError("code", Entered(fields, {"code": words})))
        response.background = count_one("codes", self.visit.address) or response.background
        return response

    def do(self, fields: Fields) -> Response:
        """Do what a form asks for; a phone that has a ticket is a participant from its first answer on."""
        store, workshop, is_joining = self.store, self.workshop.id, fields.get("do") == "join"
        words = (self.visit.language, fields, self.visit.translate)
        act = Act(store, resources.get_model(), workshop, self.token, *words)
        try:
            said = act.do()
        except RemovedError:
            if not is_joining or not self.workshop.is_joining_open:
                raise
            return replace(self, token=make_token(), ticket="").do(fields)
        except NotJoinedError:
            store.come_back(workshop, self.token, self.ticket, name_network(self.visit.address))
            said = act.do()
        response = replace(self, ticket=act.ticket or self.ticket).follow(said)
        if is_joining:
            response.background = count_one("joins", self.visit.address, workshop) or response.background
        return response

    def follow(self, said: Mapping[str, str]) -> Response:
        """The page after what was done: at once for a script that prefers it, else where it is."""
        chosen = Chosen.read(self.request.query_params)
        page = f"{self.workshop.key}/code" if self.is_personal else self.workshop.key
        to = self.visit.link(page, **said, **(chosen.query if chosen else {}))
        if self.request.headers.get("prefer") != _IN_PLACE:
            return self.keep(go(to))
        response = self.send_room(said=said)
        response.headers["Content-Location"] = to
        return response

    def refuse(self, words: str, fields: Fields, status: int = 403) -> Response:
        """The page with what was typed, to be sent again: for who joined their own, else the door."""
        try:
            return self.send_room(status, fault=words, fields=fields)
        except (NotJoinedError, JoiningClosedError):
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
        state = store.get_state(workshop, self.token, self.ticket)
        entered = {comes_back.asked: comes_back.entered} if comes_back else {}
        room = Room(
            self.visit,
            resources.get_model(),
            state,
            store.build_form_token(workshop, self.token),
            entered,
            Chosen.read(self.request.query_params),
            choose_stories(resources.get_content().stories, state.workshop),
        )
        request = said.get("told", "")
        receipt = store.find_receipt(workshop, self.token, request) if is_request_id(request) else None
        ticket = store.build_ticket(workshop, self.token, state.participant)
        unsent = build_unsent(fields) if fields else None
        done = said.get("done", "")
        if self.is_personal:
            code = self.find_given(said.get("given", ""))
            page = build_personal_page(room, done=done, code=code, fault=fault, unsent=unsent)
        else:
            page = build_room_page(room, store, done=done, receipt=receipt, fault=fault, unsent=unsent)
        response = replace(self, ticket=ticket).keep(send_page(page, status))
        if self.ticket == read_ticket(self.request):  # who has just joined has not come back yet
            response.background = note(workshop, self.token, self.ticket, self.visit.address)
        return response

    def find_given(self, request: str) -> str:
        """The personal code that a request was given; "" where there is none."""
        if not is_request_id(request):
            return ""
        return self.store.find_given_code(self.workshop.id, self.token, request) or ""

    def send_door(self, status: int = 200, *, fault: str = "", fields: Fields | None = None) -> Response:
        """Where somebody joins, as long as joining is open."""
        if not self.workshop.is_joining_open:
            status = max(status, 403)
        form_token = self.store.build_form_token(self.workshop.id, self.token)
        unsent = build_unsent(fields) if fields else None
        page = build_door(self.visit, self.workshop, form_token, fault, unsent)
        return replace(self, ticket="").keep(send_page(page, status))

    def keep(self, response: Response) -> Response:
        """The answer, with the cookie."""
        return keep_cookie(response, self.request, self.workshop, self.token, self.ticket)
