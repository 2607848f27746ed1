"""The projector's page: plain HTML around one script, without Streamlit's frame."""

from __future__ import annotations

from base64 import b64encode
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
        teams = require_facilitator(request, limited="own")
    except ForbiddenError:
        return HTMLResponse(await run_in_threadpool(_refuse, request), 403, headers)
    try:
        if teams:
            await run_in_threadpool(check_team, request.path_params["workshop"], teams)
        page = await run_in_threadpool(_build, request)
    except ConceptualModelError:
        return HTMLResponse(_refuse(request), 404, headers)
    return HTMLResponse(page, headers=headers)


def _build(request: Request) -> str:
    workshop = WorkshopStore(resources.get_store()).get(request.path_params["workshop"])
    return render_projector(request, find_language(request, workshop.language), workshop)


def _refuse(request: Request) -> str:
    """Say nothing of the workshop but its language."""
    language = ""
    with suppress(ConceptualModelError):
        language = WorkshopStore(resources.get_store()).get(request.path_params["workshop"]).language
    return render_refusal(find_language(request, language))


def render_projector(request: Request, language: str, workshop: Workshop, screen: str = "") -> str:
    """The page of a workshop; of one that only looks, where its `screen` is."""
    theme = request.query_params.get("theme", "")
    return _render(
        "projector.html",
        language,
        theme=theme if theme in _THEMES else "",
        workshop=workshop,
        screen=screen,
        content=resources.get_content().address,
    )


def render_refusal(language: str, is_link: bool = False) -> str:
    """What to do for whoever may not see it: with a link that works no longer, or without the passcode."""
    return _render("refused.html", language, is_link=is_link)


def render_end(language: str, report: str, qr: str) -> str:
    """The end of a workshop, for who had a link: with the address of its report, and its QR code as SVG."""
    picture = f"data:image/svg+xml;base64,{b64encode(qr.encode()).decode()}"
    return _render("ended.html", language, report=report, qr=picture)


def _render(template: str, language: str, **values: object) -> str:
    shared = {"_": get_words(language), "language": language, "theme": "", "assets": assets.get_folder()}
    return render(_TEMPLATES, template, **{**shared, **values})
