"""A workshop over HTTP for whoever has a link: its screen, as the projector shows it, and its report.

Both only look: nothing that changes a workshop, and nothing of the desk, is at these addresses.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from model.reporting import REPORTS, read_report
from model.workshop import UnknownWorkshopError, Workshop, WorkshopEndedError, WorkshopStore
from pages.shared import resources
from pages.shared.answers import Endpoint, explain_errors, read_language
from pages.shared.kept import kept
from pages.shared.language import find_language
from pages.workshop.compared import name_teams
from pages.workshop.downloads import name_file
from pages.workshop.invitation import build_invitation, build_link_qr, build_qr, find_link
from pages.workshop.payload import build_screen
from pages.workshop.pictures import send_picture
from pages.workshop.projector.page import render_end, render_projector, render_refusal
from pages.workshop.responses import answer_privately
from pages.workshop.zone import find_zone

_PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


async def _send_page(request: Request) -> Response:
    """The screen; where the link shows none, a sentence that says why."""

    def build() -> Response:
        try:
            workshop = _find_screen(request)
        except WorkshopEndedError as error:
            return HTMLResponse(_build_end(request, error.workshop), 410, _PRIVATE)
        except UnknownWorkshopError:
            return HTMLResponse(render_refusal(find_language(request), is_link=True), 403, _PRIVATE)
        language = find_language(request, workshop.language)
        screen = f"screen/{request.path_params['link']}"
        return HTMLResponse(render_projector(request, language, workshop, screen), headers=_PRIVATE)

    return await explain_errors(lambda _request: run_in_threadpool(build))(request)


def _build_end(request: Request, workshop: str) -> str:
    language = find_language(request, WorkshopStore(resources.get_store()).get(workshop).language)
    address = f"{find_link(request, workshop, 'report')}?lang={language}"
    return render_end(language, address, build_link_qr(request, workshop, "report"))


def for_viewers(endpoint: Endpoint) -> Endpoint:
    """The endpoint, saying that a workshop has ended, or that its link works no longer."""

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except WorkshopEndedError as error:
            return answer_privately({"error": str(error), "reason": "ended"}, 410)
        except UnknownWorkshopError:
            return answer_privately({"error": "this link does not work any more", "reason": "link"}, 403)

    return explain_errors(answered)


@for_viewers
async def _send_room(request: Request) -> Response:
    language = read_language(request)

    def build() -> dict[str, Any]:
        workshop = _find_screen(request)
        content, store = resources.get_content(), WorkshopStore(resources.get_store())
        invitation = build_invitation(request, workshop.key, language) | {"trouble": ""}
        return {**build_screen(content, store, workshop.id, language), "invitation": invitation, "report": ""}

    return answer_privately(await run_in_threadpool(build))


@for_viewers
async def _send_version(request: Request) -> Response:
    def read() -> str:
        return WorkshopStore(resources.get_store()).get_version(_find_screen(request).id)

    return answer_privately({"version": await run_in_threadpool(read)})


@for_viewers
async def _send_qr(request: Request) -> Response:
    picture = await run_in_threadpool(lambda: build_qr(request, _find_screen(request).key))
    return Response(picture, media_type="image/svg+xml", headers=_PRIVATE)


@for_viewers
async def _send_picture(request: Request) -> Response:
    name = request.path_params["name"]
    return await run_in_threadpool(lambda: send_picture(_find_screen(request).id, name))


@for_viewers
async def _send_report(request: Request) -> Response:
    language = read_language(request)

    def build() -> tuple[Workshop, bytes]:
        workshop = resources.get_links().find_report(request.path_params["link"])
        version = WorkshopStore(resources.get_store()).get_version(workshop.id)
        address = str(request.base_url)
        return workshop, _make_report(
            workshop.id, version, resources.get_content().drawing, language, address
        )

    workshop, made = await run_in_threadpool(build)
    named = f'inline; filename="{name_file(workshop, "report.pdf")}"'
    return Response(
        made, media_type=REPORTS["pdf"].media_type, headers={**_PRIVATE, "Content-Disposition": named}
    )


@kept(most=8)
def _make_report(workshop: str, version: str, drawing: str, language: str, address: str) -> bytes:
    """Without rounds that were not revealed; made once, although a roomful asks at the same moment."""
    store, model = WorkshopStore(resources.get_store()), resources.get_content().model
    report = read_report(
        store, model, workshop, language, address=address, zone=find_zone(), teams=name_teams()
    )
    return REPORTS["pdf"].build(replace(report, unrevealed=()))


def _find_screen(request: Request) -> Workshop:
    return resources.get_links().find_screen(request.path_params["link"])


ROUTES: list[BaseRoute] = [
    Route("/screen/{link}", _send_page),
    Route("/screen/{link}/room.json", _send_room),
    Route("/screen/{link}/version.json", _send_version),
    Route("/screen/{link}/qr.svg", _send_qr),
    Route("/screen/{link}/pictures/{name}", _send_picture),
    Route("/report/{link}", _send_report),
]
