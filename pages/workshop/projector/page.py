"""The projector's page: plain HTML around one script, without Streamlit's frame."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from model import ConceptualModelError
from model.words import get_words
from model.workshop import Workshop, WorkshopStore
from pages.shared import assets, resources
from pages.shared.answers import ForbiddenError, require_facilitator
from pages.shared.language import find_language
from pages.shared.templates import render
from pages.workshop.responses import check_team

_TEMPLATES = Path(__file__).parent / "templates"
_THEMES = ("light", "dark")


async def send_projector(request: Request) -> Response:
    """The page of a workshop for who leads it; a sentence with what to do for anybody else."""
    headers = {"Cache-Control": "no-store"}
    try:
        team = require_facilitator(request, limited="own")
    except ForbiddenError:
        return HTMLResponse(await run_in_threadpool(_refuse, request), 403, headers)
    try:
        if team:
            await run_in_threadpool(check_team, request.path_params["workshop"], team)
        page = await run_in_threadpool(_build, request)
    except ConceptualModelError:
        return HTMLResponse(_refuse(request), 404, headers)
    return HTMLResponse(page, headers=headers)


def _build(request: Request) -> str:
    workshop = WorkshopStore(resources.get_store()).get(request.path_params["workshop"])
    return _render(request, find_language(request, workshop.language), workshop)


def _refuse(request: Request) -> str:
    """Say nothing of the workshop but its language."""
    language = ""
    with suppress(ConceptualModelError):
        language = WorkshopStore(resources.get_store()).get(request.path_params["workshop"]).language
    return _render(request, find_language(request, language), None)


def _render(request: Request, language: str, workshop: Workshop | None) -> str:
    theme = request.query_params.get("theme", "")
    return render(
        _TEMPLATES,
        "projector.html",
        _=get_words(language),
        language=language,
        theme=theme if theme in _THEMES else "",
        assets=assets.get_folder(),
        workshop=workshop,
        content=resources.get_content().address if workshop else "",
    )
