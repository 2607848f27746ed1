"""The pages' addresses: Streamlit's own page, with what will be needed fetched ahead."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from model import ConceptualModelError
from model.words import LANGUAGES
from pages.seams.front_page import choose_page
from pages.shared import assets
from pages.shared.current import read_content
from pages.shared.limits import Limit
from pages.shared.refusals import refuse_flood

PAGES = ("explore", "paths", "stories", "workshop", "export", "open", "about")
_SCRIPTS = {
    "explore": (
        "explore/explore.js",
        "explore/inputs.js",
        "navigation/navigation.js",
        "workbench/map.js",
    )
}
"""What a page's components are drawn with, where it is worth fetching ahead."""

_STYLES = ("palette.css", "navigation/navigation.css", "shared/inputs.css")
_STYLES_OF = {
    "explore": ("workbench/workbench.css", "workbench/diagram.css", "explore/explore.css"),
    "paths": ("workbench/workbench.css", "workbench/diagram.css", "paths/paths.css"),
    "stories": ("workbench/diagram.css", "story_form/form.css", "stories/stories.css"),
    "export": ("workbench/diagram.css",),
}
_pages = Limit(most=3000, seconds=60)


async def _go_to_explore(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"explore{query}")


async def _send_page(request: Request) -> Response:
    if refusal := refuse_flood(request, _pages):
        return refusal
    asked = request.query_params.get("lang", request.headers.get("accept-language", "en")[:2])
    language = asked if asked in LANGUAGES else "en"
    page = request.url.path.rpartition("/")[2]
    scripts = assets.list_modules(*_SCRIPTS[page]) if page in _SCRIPTS else ()
    folder = assets.get_folder()
    html = choose_page(
        language,
        tuple(f"{folder}/{script}" for script in scripts),
        tuple(f"{folder}/{style}" for style in (*_STYLES, *_STYLES_OF.get(page, ()))),
        f"{folder}/workbench/ahead.js?{await _find_address(request)}" if scripts else "",
        f"{folder}/{assets.LABELS}" if page in ("explore", "paths") else "",
    )
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


async def _find_address(request: Request) -> str:
    try:
        return (await read_content(request)).address
    except ConceptualModelError:  # the page itself shows the faults
        return ""


ROUTES: list[BaseRoute] = [
    Route("/", _go_to_explore),
    *(Route(f"/{page}", _send_page) for page in PAGES),
]
