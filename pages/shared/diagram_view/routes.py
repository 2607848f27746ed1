"""What the browser fetches over plain HTTP: the picture, the model's texts, scripts and styles.

Kept out of Streamlit's messages, so that a click carries only ids. Addresses that carry the current
version may be cached for good; others are checked with an ETag, stories always, as they may be withdrawn.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from model import ConceptualModelError
from model.export.font_file import FontFile
from model.export.palette import PALETTES, ThemeName, to_css_variables
from model.lettering import FONT_FAMILY, FONTS
from model.words import LANGUAGES
from pages.seams.front_page import choose_page
from pages.shared import resources
from pages.shared.answers import BadRequestError, answer, answer_revocably, explain_errors, read_language
from pages.shared.limits import Limit
from pages.shared.looking import read_content, read_look
from pages.shared.refusals import refuse_flood

ASSETS = Path(__file__).parent.parent / "assets"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf"}
_LARGEST_ROOM = 8192
_FONTS = {"SourceSans3-Regular": "400", "SourceSans3-Semibold": "600 700"}
_LATIN = ((0x20, 0x17F), (0x2010, 0x203F), (0x20AC, 0x20AC), (0x2190, 0x21FF))
_ELSEWHERE = "U+180-200F,U+2040-20AB,U+20AD-218F,U+2200-10FFFF"
_LABELS = "SourceSans3-Semibold-latin.ttf"
"""The font of nearly all labels of the map."""

_networks = Limit(most=600, seconds=60)
_for_elsewhere = Limit(most=240, seconds=60)
_for_the_screen = Limit(most=6000, seconds=60)  # a room full of people may share one address
_pages = Limit(most=3000, seconds=60)
_MODULES = (
    "address.js",
    "cache.js",
    "controls.js",
    "details.js",
    "diagram.js",
    "frame.js",
    "icons.js",
    "input_parts.js",
    "inputs.js",
    "map.js",
    "path_inputs.js",
    "selection.js",
    "store.js",
    "story_api.js",
    "story_inputs.js",
    "watching.js",
    "words.js",
)
_STYLES = ("frame.css", "palette.css", "diagram.css", "inputs.css")
PAGES = ("explore", "paths", "stories", "workshop", "export", "open", "about")


@cache
def _read_assets() -> dict[str, bytes]:
    assets = {file.name: file.read_bytes() for file in sorted(ASSETS.iterdir()) if file.suffix in _TYPES}
    variables = {name: to_css_variables(PALETTES[name]) for name in ("light", "dark")}
    letters = "".join(_write_font_face(name, weight) for name, weight in _FONTS.items())
    assets["palette.css"] = (
        f"{letters}.diagram-theme-light{{{variables['light']}}}.diagram-theme-dark{{{variables['dark']}}}"
    ).encode()
    pyvis = distribution("pyvis")  # not imported: it brings IPython along
    vis = Path(str(pyvis.locate_file("pyvis/lib/vis-9.1.2/vis-network.min.js")))
    assets["vis-network.min.js"] = vis.read_bytes().replace(
        b"//# sourceMappingURL=vis-network.min.js.map", b""
    )
    for name in _FONTS:
        assets[f"{name}.ttf"] = (FONTS / f"{name}.ttf").read_bytes()
        assets[f"{name}-latin.ttf"] = FontFile(assets[f"{name}.ttf"]).cut(_list_latin())
    plotly = distribution("plotly")
    assets["plotly.min.js"] = Path(str(plotly.locate_file("plotly/package_data/plotly.min.js"))).read_bytes()
    return assets


def _write_font_face(name: str, weight: str) -> str:
    """The CSS for the font that labels are measured in: most pages need its Latin letters only."""
    latin = ",".join(f"U+{first:X}-{last:X}" for first, last in _LATIN)
    faces = ((f"{name}-latin", latin), (name, _ELSEWHERE))
    return "".join(
        f"@font-face{{font-family:'{FONT_FAMILY}';font-weight:{weight};font-display:swap;"
        f"src:url({file}.ttf) format('truetype');unicode-range:{letters}}}"
        for file, letters in faces
    )


def _list_latin() -> list[str]:
    return [chr(code) for first, last in _LATIN for code in range(first, last + 1)]


@cache
def get_assets_version() -> str:
    """A text that changes whenever one of the scripts or styles does."""
    return hashlib.sha256(b"".join(_read_assets().values())).hexdigest()[:12]


async def _send_asset(request: Request) -> Response:
    name = request.path_params["name"]
    content = _read_assets().get(name)
    if content is None:
        return Response("no such file", status_code=404, media_type="text/plain")
    is_current = request.path_params["version"] == get_assets_version()
    return answer(request, content, _TYPES[Path(name).suffix], is_current)


def _read_room(request: Request) -> resources.Room:
    room = request.query_params.get("room", "1000x1")
    match = re.fullmatch(r"([0-9]{1,4})x([0-9]{1,4})", room)
    if match is None:
        raise BadRequestError('room is a width and a height in pixels, such as "1280x720"')
    width, height = (min(int(number), _LARGEST_ROOM) // 20 * 20 for number in match.groups())
    return resources.Room(width, height, request.query_params.get("fit") == "whole")


def _read_theme(request: Request) -> ThemeName | None:
    theme = request.query_params.get("theme", "light")
    for name in PALETTES:
        if theme == name:
            return name
    if theme == "screen":
        return None
    raise BadRequestError(f'there is no theme "{theme}"; choose one of {", ".join(PALETTES)}')


@explain_errors
async def _send(request: Request) -> Response:
    content = await read_content(request)
    language = read_language(request)
    is_current = request.query_params.get("v") == content.version
    if request.url.path.endswith("/model.json"):
        sheet = await run_in_threadpool(resources.get_sheet, content.version, content, language)
        return answer(request, sheet, "application/json", is_current)
    if request.url.path.endswith("/public-stories.json"):
        stories = await run_in_threadpool(resources.get_stories, content.version, content, language)
        return answer_revocably(request, stories, "application/json")
    look = read_look(request.query_params, content.model, language)
    if request.url.path.endswith("/network.json"):
        if refusal := refuse_flood(request, _networks):
            return refusal
        network = await run_in_threadpool(resources.get_network, content, look)
        return answer(request, network, "application/json", is_current)
    room, theme = _read_room(request), _read_theme(request)
    if refusal := refuse_flood(request, _for_elsewhere if theme else _for_the_screen):
        return refusal
    svg = await run_in_threadpool(resources.get_picture, content, look, room, theme)
    return answer(request, svg, "image/svg+xml", is_current)


async def _go_to_explore(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"explore{query}")


async def _send_page(request: Request) -> Response:
    if refusal := refuse_flood(request, _pages):
        return refusal
    asked = request.query_params.get("lang", request.headers.get("accept-language", "en")[:2])
    language = asked if asked in LANGUAGES else "en"
    modules = _MODULES if request.url.path.endswith("/explore") else ()
    folder = f"assets/{get_assets_version()}"
    page = choose_page(
        language,
        tuple(f"{folder}/{module}" for module in modules),
        tuple(f"{folder}/{style}" for style in _STYLES),
        f"{folder}/ahead.js?{await _find_address(request)}" if modules else "",
        f"{folder}/{_LABELS}" if request.url.path.endswith(("/explore", "/paths")) else "",
    )
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


async def _find_address(request: Request) -> str:
    try:
        return (await read_content(request)).address
    except ConceptualModelError:  # the page itself shows the faults
        return ""


@explain_errors
async def _send_version(request: Request) -> Response:
    content = await read_content(request)
    return JSONResponse({"version": content.version}, headers={"Cache-Control": "no-store"})


async def _send_health(_request: Request) -> Response:
    return Response("ok", media_type="text/plain")


ROUTES: list[BaseRoute] = [
    Route("/", _go_to_explore),
    *(Route(f"/{page}", _send_page) for page in PAGES),
    Route("/health", _send_health),
    Route("/assets/{version}/{name}", _send_asset),
    Route("/diagram.svg", _send),
    Route("/network.json", _send),
    Route("/model.json", _send),
    Route("/public-stories.json", _send),
    Route("/version.json", _send_version),
]
