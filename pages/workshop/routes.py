"""Workshops over HTTP, for who leads them: the list, one of them, its version, what the room sees."""

from __future__ import annotations

from collections.abc import Collection

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model import ConceptualModel
from model.workshop import LinkKind, Workshop, WorkshopStore, load_shipped_templates
from pages.shared import resources
from pages.shared.answers import ForbiddenError, answer, explain_errors, read_author, read_language
from pages.shared.facilitator import read_access
from pages.shared.posts import read_post
from pages.workshop.desk.acts import Start, read_act, read_start, read_template_change
from pages.workshop.invitation import build_invitation, build_link_qr, build_qr, find_link
from pages.workshop.payload import build_desk, build_room, list_attendance, list_workshop
from pages.workshop.projector.page import send_projector
from pages.workshop.responses import answer_privately, check_team, for_facilitator
from pages.workshop.teams.routes import TEAMS
from pages.workshop.templates import list_templates
from pages.workshop.viewing import ROUTES as VIEWING_ROUTES
from pages.workshop.words import build_words

LARGEST_POST = 64 * 1024


def _get_store() -> WorkshopStore:
    return WorkshopStore(resources.get_store())


@explain_errors
async def _send_words(request: Request) -> Response:
    content = await run_in_threadpool(resources.get_content)
    is_current = request.query_params.get("v") == content.version
    return answer(request, build_words(read_language(request)), "application/json", is_current)


@for_facilitator(limited="own")
async def _list(request: Request) -> Response:
    workshops = await run_in_threadpool(lambda: _get_store().list(request.state.teams))
    shown = [list_workshop(workshop) for workshop in workshops]
    language = read_language(request)
    templates = await run_in_threadpool(lambda: list_templates(_get_store(), language))
    if request.state.teams:  # those that somebody made may name other teams
        templates = [template for template in templates if not template["isOwn"]]
    return answer_privately({"workshops": shown, "templates": templates, "access": read_access(request)})


@for_facilitator(limited="refused")
async def _change_template(request: Request) -> Response:
    change = read_template_change(await read_post(request, LARGEST_POST))
    language = read_language(request)

    def do() -> list[dict[str, object]]:
        change.do(_get_store())
        return list_templates(_get_store(), language)

    return answer_privately({"templates": await run_in_threadpool(do)})


@for_facilitator(limited="own")
async def _create(request: Request) -> Response:
    start = read_start(await read_post(request, LARGEST_POST))
    own = request.state.teams
    if own and start.team not in own:
        start = start.model_copy(update={"team": own[0]})
    model = (await run_in_threadpool(resources.get_content)).model
    made = await run_in_threadpool(lambda: _begin(start, model, own))
    return answer_privately(list_workshop(made), 201)


@for_facilitator(limited="own")
async def _send_desk(request: Request) -> Response:
    language = read_language(request)
    return answer_privately(await run_in_threadpool(_build_desk, request, language))


def _begin(start: Start, model: ConceptualModel, own: Collection[str]) -> Workshop:
    """The workshop that is started; who is limited to their `own` teams begins with nothing of others."""
    store = _get_store()
    what, _, source = start.source.partition(":")
    if own and what == "workshop" and store.get(source).team not in own:
        raise ForbiddenError("this workshop is another team's")
    if own and what == "template" and all(template.id != source for template in load_shipped_templates()):
        raise ForbiddenError("this needs the passcode of who facilitates for all teams")
    return start.create(store, model)


def _build_desk(request: Request, language: str) -> dict[str, object]:
    content = resources.get_content()
    built = build_desk(content, _get_store(), request.path_params["workshop"], language)
    invitation = build_invitation(request, built["workshop"]["key"], language)
    screen = find_link(request, built["workshop"]["id"], "screen")
    return {**built, "invitation": invitation, "screen": screen}


@for_facilitator(limited="own")
async def _send_room(request: Request) -> Response:
    language = read_language(request)

    def build() -> dict[str, object]:
        content = resources.get_content()
        built = build_room(content, _get_store(), request.path_params["workshop"], language)
        workshop = built["workshop"]
        report = find_link(request, workshop["id"], "report") if workshop["isEnded"] else ""
        invitation = build_invitation(request, workshop["key"], language)
        return {**built, "invitation": invitation, "report": report}

    return answer_privately(await run_in_threadpool(build))


@for_facilitator(limited="own")
async def _send_participants(request: Request) -> Response:
    workshop = request.path_params["workshop"]
    return answer_privately(await run_in_threadpool(lambda: list_attendance(_get_store(), workshop)))


@for_facilitator(limited="own")
async def _send_version(request: Request) -> Response:
    version = await run_in_threadpool(lambda: _get_store().get_version(request.path_params["workshop"]))
    return answer_privately({"version": version})


@for_facilitator(limited="own")
async def _send_qr(request: Request) -> Response:
    workshop = await run_in_threadpool(lambda: _get_store().get(request.path_params["workshop"]))
    picture = await run_in_threadpool(build_qr, request, workshop.key)
    return Response(picture, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@for_facilitator(limited="own")
async def _send_link_qr(request: Request) -> Response:
    kind: LinkKind = "screen" if request.url.path.endswith("/screen.svg") else "report"
    picture = await run_in_threadpool(build_link_qr, request, request.path_params["workshop"], kind)
    return Response(picture, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@for_facilitator(limited="own")
async def _change(request: Request) -> Response:
    language = read_language(request)
    act = read_act(await read_post(request, LARGEST_POST))
    if request.state.teams and not act.is_for_team:
        raise ForbiddenError("this needs the passcode of who facilitates for all teams")

    def change() -> dict[str, object]:
        workshop = request.path_params["workshop"]
        for other in act.list_others() if request.state.teams else ():
            check_team(other, request.state.teams)
        store = WorkshopStore(resources.get_store(), read_author(request))
        act.do(store, workshop, resources.get_content().model)
        return {"deleted": workshop} if act.act == "delete" else _build_desk(request, language)

    return answer_privately(await run_in_threadpool(change))


ROUTES: list[BaseRoute] = [
    Route("/workshops.json", _list, methods=["GET"]),
    Route("/workshops.json", _create, methods=["POST"]),
    Route("/workshops/words.json", _send_words),
    Route("/workshops/templates.json", _change_template, methods=["POST"]),
    Route("/workshops/{workshop}/version.json", _send_version),
    Route("/workshops/{workshop}/room.json", _send_room),
    Route("/workshops/{workshop}/participants.json", _send_participants),
    Route("/workshops/{workshop}/qr.svg", _send_qr),
    Route("/workshops/{workshop}/screen.svg", _send_link_qr),
    Route("/workshops/{workshop}/report.svg", _send_link_qr),
    Route("/workshops/{workshop}.json", _send_desk, methods=["GET"]),
    Route("/workshops/{workshop}.json", _change, methods=["POST"]),
    Route("/projector/{workshop}", send_projector),
    *TEAMS,
    *VIEWING_ROUTES,
]
