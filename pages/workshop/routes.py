"""Workshops over HTTP, for who leads them: the list, one of them, its version, what the room sees."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.workshop import WorkshopStore
from pages.shared import resources
from pages.shared.answers import answer, explain_errors, read_language
from pages.shared.facilitator import read_access
from pages.shared.posts import read_post
from pages.workshop.desk.acts import read_act, read_start, read_template_change
from pages.workshop.invitation import build_invitation, build_qr
from pages.workshop.payload import build_desk, build_room, list_attendance, list_workshop
from pages.workshop.projector.page import send_projector
from pages.workshop.responses import answer_privately, for_facilitator
from pages.workshop.templates import list_templates
from pages.workshop.words import build_words

LARGEST_POST = 64 * 1024


def _get_store() -> WorkshopStore:
    return WorkshopStore(resources.get_store())


@explain_errors
async def _send_words(request: Request) -> Response:
    content = await run_in_threadpool(resources.get_content)
    is_current = request.query_params.get("v") == content.version
    return answer(request, build_words(read_language(request)), "application/json", is_current)


@for_facilitator
async def _list(request: Request) -> Response:
    workshops = await run_in_threadpool(lambda: _get_store().list())
    shown = [list_workshop(one) for one in workshops]
    language = read_language(request)
    templates = await run_in_threadpool(lambda: list_templates(_get_store(), language))
    return answer_privately({"workshops": shown, "templates": templates, "access": read_access(request)})


@for_facilitator
async def _change_template(request: Request) -> Response:
    change = read_template_change(await read_post(request, LARGEST_POST))
    language = read_language(request)

    def do() -> list[dict[str, object]]:
        change.do(_get_store())
        return list_templates(_get_store(), language)

    return answer_privately({"templates": await run_in_threadpool(do)})


@for_facilitator
async def _create(request: Request) -> Response:
    start = read_start(await read_post(request, LARGEST_POST))
    model = (await run_in_threadpool(resources.get_content)).model
    made = await run_in_threadpool(lambda: start.create(_get_store(), model))
    return answer_privately(list_workshop(made), 201)


@for_facilitator
async def _send_desk(request: Request) -> Response:
    language = read_language(request)
    return answer_privately(await run_in_threadpool(_build_desk, request, language))


def _build_desk(request: Request, language: str) -> dict[str, object]:
    content = resources.get_content()
    built = build_desk(content, _get_store(), request.path_params["workshop"], language)
    return {**built, "invitation": build_invitation(request, built["workshop"]["key"], language)}


@for_facilitator
async def _send_room(request: Request) -> Response:
    language = read_language(request)

    def build() -> dict[str, object]:
        content = resources.get_content()
        built = build_room(content, _get_store(), request.path_params["workshop"], language)
        return {**built, "invitation": build_invitation(request, built["workshop"]["key"], language)}

    return answer_privately(await run_in_threadpool(build))


@for_facilitator
async def _send_participants(request: Request) -> Response:
    workshop = request.path_params["workshop"]
    return answer_privately(await run_in_threadpool(lambda: list_attendance(_get_store(), workshop)))


@for_facilitator
async def _send_version(request: Request) -> Response:
    version = await run_in_threadpool(lambda: _get_store().get_version(request.path_params["workshop"]))
    return answer_privately({"version": version})


@for_facilitator
async def _send_qr(request: Request) -> Response:
    workshop = await run_in_threadpool(lambda: _get_store().get(request.path_params["workshop"]))
    picture = await run_in_threadpool(build_qr, request, workshop.key)
    return Response(picture, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@for_facilitator
async def _change(request: Request) -> Response:
    language = read_language(request)
    act = read_act(await read_post(request, LARGEST_POST))

    def change() -> dict[str, object]:
        workshop = request.path_params["workshop"]
        act.do(_get_store(), workshop, resources.get_content().model)
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
    Route("/workshops/{workshop}.json", _send_desk, methods=["GET"]),
    Route("/workshops/{workshop}.json", _change, methods=["POST"]),
    Route("/projector/{workshop}", send_projector),
]
