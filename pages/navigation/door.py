"""The door of a page: Streamlit's own page, what it will need fetched ahead, and a first picture."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from model import ConceptualModelError
from model.words import get_words
from pages.seams.front_page import Ahead, choose_page
from pages.shared import assets
from pages.shared.current import read_content
from pages.shared.language import find_language
from pages.shared.limits import Limit
from pages.shared.refusals import refuse_flood
from pages.shared.resources import Content

Draw = Callable[[Request, Content, str], str]
"""Draws what a page begins with, of a content in a language: HTML, or nothing for a model too large."""

_SCRIPTS = ("navigation/navigation.js",)
_STYLES = ("palette.css", "shared/base.css", "navigation/navigation.css", "shared/inputs.css")
_pages = Limit(most=3000, seconds=60)
_pictures = Limit(most=1200, seconds=60)


def build_door(
    page: str, *styles: str, scripts: tuple[str, ...] = (), first: tuple[Draw, tuple[str, ...]] | None = None
) -> Route:
    """The route to a page that needs some styles and, where they are worth fetching ahead, scripts.

    `first` draws what is painted before any of these are there, and names the styles that it needs, which
    stand in the page itself. Beyond 1 200 visits a minute from one address the page comes without.
    """
    draw, written = first or (None, ())

    async def send(request: Request) -> Response:
        if refusal := refuse_flood(request, _pages):
            return refusal
        language = find_language(request)
        content = await _find_content(request)
        picture = ""
        if draw and content and _pictures.take(request.client.host if request.client else ""):
            picture = await run_in_threadpool(draw, request, content, language)
        ahead = _list_ahead(styles, scripts, written, content)
        _ = get_words(language)
        said = _("This page needs JavaScript, which is switched off in this browser.")
        page_text = choose_page(language, ahead, said, picture)
        return HTMLResponse(page_text, headers={"Cache-Control": "no-cache"})

    return Route(f"/{page}", send)


def _list_ahead(
    styles: tuple[str, ...], scripts: tuple[str, ...], written: tuple[str, ...], content: Content | None
) -> Ahead:
    folder = assets.get_folder()
    modules = assets.list_modules(*_SCRIPTS, *scripts) if scripts else ()
    return Ahead(
        scripts=tuple(f"{folder}/{script}" for script in modules),
        styles=tuple(f"{folder}/{style}" for style in (*_STYLES, *styles) if style not in written),
        script=f"{folder}/workbench/ahead.js?{content.address if content else ''}" if scripts else "",
        fonts=tuple(f"{folder}/{font}" for font in assets.LATIN_FONTS),
        written="".join(assets.write_style(style) for style in written),
    )


async def _find_content(request: Request) -> Content | None:
    try:
        return await read_content(request)
    except ConceptualModelError:  # the page itself shows the faults
        return None
