"""The projector's page: plain HTML around one script, without Streamlit's frame."""

from __future__ import annotations

from contextlib import suppress
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from model import ConceptualModelError
from model.words import LANGUAGES, get_words
from model.workshop import WorkshopStore
from pages.shared import resources
from pages.shared.diagram_view.routes import get_assets_version
from pages.shared.facilitator import may_facilitate, read_access

_STYLES = ("palette.css", "room_map.css", "projector.css")
_THEMES = ("light", "dark")


async def send_projector(request: Request) -> Response:
    """The page of a workshop for who leads it; a sentence with what to do for anybody else."""
    headers = {"Cache-Control": "no-store"}
    if not may_facilitate(read_access(request)):
        return HTMLResponse(await run_in_threadpool(_refuse, request), 403, headers)
    try:
        page = await run_in_threadpool(_build, request)
    except ConceptualModelError:
        return HTMLResponse(_refuse(request), 404, headers)
    return HTMLResponse(page, headers=headers)


def _build(request: Request) -> str:
    workshop = WorkshopStore(resources.get_store()).get(request.path_params["workshop"])
    asked = request.query_params.get("lang", workshop.language)
    language = asked if asked in LANGUAGES else "en"
    folder = f"assets/{get_assets_version()}"
    content = resources.get_content().address
    body = (
        f'<main id="projector" data-workshop="{escape(workshop.id)}" data-lang="{language}" '
        f'data-content="{escape(content)}"></main><script type="module" src="{folder}/projector.js"></script>'
    )
    return _wrap(request, language, workshop.name, body, folder)


def _refuse(request: Request) -> str:
    language = _choose_language(request)
    _ = get_words(language)
    words = _("This workshop is not there, or this browser may not show it. Open it from its page.")
    link = f'<a href="workshop?lang={language}">{escape(_("Workshop"))}</a>'
    body = f'<main class="refused"><h1>{escape(words)}</h1><p>{link}</p></main>'
    return _wrap(request, language, _("Workshop"), body, f"assets/{get_assets_version()}")


def _choose_language(request: Request) -> str:
    """The language that is asked for; else that of the workshop, which is all that is told of it; else the
    browser's."""
    wanted = [request.query_params.get("lang", "")]
    with suppress(ConceptualModelError):
        wanted.append(WorkshopStore(resources.get_store()).get(request.path_params["workshop"]).language)
    wanted.append(request.headers.get("accept-language", "en")[:2])
    return next((language for language in wanted if language in LANGUAGES), "en")


def _wrap(request: Request, language: str, title: str, body: str, folder: str) -> str:
    theme = request.query_params.get("theme", "")
    kind = f' class="diagram-theme-{theme}" data-theme="{theme}"' if theme in _THEMES else ""
    styles = "".join(f'<link rel="stylesheet" href="{folder}/{style}">' for style in _STYLES)
    return (
        f'<!doctype html><html lang="{language}"{kind}><head><meta charset="utf-8"><base href="../">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,">{styles}</head>'
        f"<body>{body}</body></html>"
    )
