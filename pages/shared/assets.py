"""The scripts, styles and fonts of the pages, by the address they have below `assets/VERSION/`.

Each page's scripts and styles lie in its folder; they are served as they are written. The address of one is
its place below `pages/`, so that modules find each other.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.export.palette import PALETTES, to_css_variables
from model.lettering import EMOJI_FAMILY, FONT_FAMILY, FONT_FILES, FONTS
from pages.shared.answers import answer

_PAGES = Path(__file__).parent.parent
_TYPES = {".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf", ".woff2": "font/woff2"}
FONT_WEIGHTS = {"SourceSans3-Regular": "400", "SourceSans3-Semibold": "600 700"}
LATIN_FONTS = tuple(f"{name}-latin.woff2" for name in FONT_WEIGHTS)
"""The files that hold the letters of nearly all texts of a page."""

_LATIN = ((0x20, 0x17F), (0x2010, 0x203F), (0x20AC, 0x20AC), (0x2190, 0x21FF))
_ELSEWHERE = "U+180-200F,U+2040-20AB,U+20AD-218F,U+2200-10FFFF"
_EMOJI = "U+203C-2049,U+20E3,U+2300-2BFF,U+3030-3299,U+1F000-1FAFF"
_IMPORT = re.compile(r'^(?:import|\}) [^"]*?\bfrom "(\.[^"]+)"|^import "(\.[^"]+)"', re.MULTILINE)


@cache
def get_version() -> str:
    """A text that changes whenever one of the scripts, styles and fonts does."""
    digest = hashlib.sha256(b"".join(_read_own().values()))
    for file in _find_large().values():
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()[:12]


def get_folder() -> str:
    """The address below which all of them are now."""
    return f"assets/{get_version()}"


@cache
def write_style(name: str) -> str:
    """One of the styles as it stands in a page itself, where what it names is found all the same."""
    text = _read_own()[name].decode()
    text = re.sub(r"url\((?!#)", f"url({get_folder()}/", text)
    return f'<style data-asset="{name}">{text}</style>'


@cache
def list_modules(*scripts: str) -> tuple[str, ...]:
    """Some scripts and all that they import before they run, sorted.

    >>> list_modules("shared/controls.js")
    ('shared/controls.js', 'shared/dom.js', 'shared/roving.js')
    """
    found: set[str] = set()
    border = set(scripts)
    while border:
        found |= border
        border = {module for script in border for module in _list_imports(script)} - found
    return tuple(sorted(found))


def _list_imports(script: str) -> Iterable[str]:
    folder = posixpath.dirname(script)
    for match in _IMPORT.finditer(_read_own()[script].decode()):
        yield posixpath.normpath(posixpath.join(folder, match[1] or match[2]))


@cache
def _read_own() -> Mapping[str, bytes]:
    """Our scripts and styles."""
    files = sorted(file for file in _PAGES.rglob("*") if file.suffix in (".js", ".css"))
    own = {file.relative_to(_PAGES).as_posix(): file.read_bytes() for file in files}
    variables = {name: to_css_variables(PALETTES[name]) for name in ("light", "dark")}
    letters = "".join(_write_font_face(name, weight) for name, weight in FONT_WEIGHTS.items())
    emoji = FONT_FILES["emoji"].name
    letters += f"@font-face{{font-family:'{EMOJI_FAMILY}';src:url({emoji});unicode-range:{_EMOJI}}}"
    own["palette.css"] = (
        f"{letters}:root,.diagram-theme-light{{{variables['light']}}}"
        f"@media(prefers-color-scheme:dark){{:root:not(.diagram-theme-light){{{variables['dark']}}}}}"
        f".diagram-theme-dark{{{variables['dark']}}}"
    ).encode()
    return own


@cache
def _find_large() -> Mapping[str, Path]:
    """Libraries and fonts: 7 MB that a browser keeps for good, so they are read where one asks for them."""
    pyvis, plotly = distribution("pyvis"), distribution("plotly")  # not imported: pyvis brings IPython along
    fonts = [FONT_FILES["emoji"], *(FONTS / f"{name}.ttf" for name in FONT_WEIGHTS)]
    return {
        **{file.name: file for file in (*fonts, *(FONTS / name for name in LATIN_FONTS))},
        "vis-network.min.js": Path(str(pyvis.locate_file("pyvis/lib/vis-9.1.2/vis-network.min.js"))),
        "plotly.min.js": Path(str(plotly.locate_file("plotly/package_data/plotly.min.js"))),
    }


def _read(name: str) -> bytes | None:
    if name in _read_own():
        return _read_own()[name]
    if name not in _find_large():
        return None
    # Nobody has the map of its lines, and a browser would ask for it.
    return _find_large()[name].read_bytes().replace(b"//# sourceMappingURL=vis-network.min.js.map", b"")


def _write_font_face(name: str, weight: str) -> str:
    """The CSS for the font that labels are measured in: most pages need its Latin letters only."""
    latin = ",".join(f"U+{first:X}-{last:X}" for first, last in _LATIN)
    faces = ((f"{name}-latin.woff2", "woff2", latin), (f"{name}.ttf", "truetype", _ELSEWHERE))
    return "".join(
        f"@font-face{{font-family:'{FONT_FAMILY}';font-weight:{weight};font-display:swap;"
        f"src:url({file}) format('{kind}');unicode-range:{letters}}}"
        for file, kind, letters in faces
    )


def list_latin() -> list[int]:
    """The codes of the letters that come in a small file; all others come with the whole font."""
    return [code for first, last in _LATIN for code in range(first, last + 1)]


async def _send_asset(request: Request) -> Response:
    name = request.path_params["name"]
    content = await run_in_threadpool(_read, name)
    if content is None:
        return Response("no such file", status_code=404, media_type="text/plain")
    is_current = request.path_params["version"] == get_version()
    return answer(request, content, _TYPES[Path(name).suffix], is_current)


ROUTES: list[BaseRoute] = [Route("/assets/{version}/{name:path}", _send_asset)]
