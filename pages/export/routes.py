"""The current picture over HTTP, for wikis and slides: `/diagram.png` and its text, `/diagram.mmd`.

(`/diagram.svg` is the map that the pages themselves show; it has a limit of its own.)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.export import EXPORTERS
from model.export.figure import Options
from model.export.palette import PALETTES
from pages.export.making import PARTS, Wish, build_address, make_file
from pages.shared.answers import BadRequestError, answer, explain_errors, read_language
from pages.shared.limits import Limit
from pages.shared.looking import read_content, read_look
from pages.shared.refusals import refuse_flood

_pictures = Limit(most=120, seconds=60)


def _send_current(form: str) -> Callable[[Request], Awaitable[Response]]:
    @explain_errors
    async def send(request: Request) -> Response:
        if refusal := refuse_flood(request, _pictures):
            return refusal
        asked = request.query_params
        content = await read_content(request)
        look = read_look(asked, content.model, read_language(request))
        theme = next((name for name in PALETTES if name == asked.get("theme", "light")), None)
        if theme is None:
            raise BadRequestError(f"theme is one of {', '.join(PALETTES)}")
        options = Options(scale=_read_scale(request), is_transparent=asked.get("transparent") == "yes")
        wish = Wish(form, theme, options, PARTS if asked.get("words") == "yes" else (), has_stories=False)
        address = build_address(str(request.base_url), {key: asked[key] for key in asked if key != "v"})
        made = await run_in_threadpool(make_file, content.version, content, look, address, wish)
        return answer(request, made, EXPORTERS[form].media_type, is_current=False)

    return send


def _read_scale(request: Request) -> float:
    text = request.query_params.get("scale", "2")
    if text not in ("1", "2", "3", "4"):
        raise BadRequestError("scale is 1, 2, 3 or 4")
    return float(text)


ROUTES: list[BaseRoute] = [
    Route("/diagram.png", _send_current("png")),
    Route("/diagram.mmd", _send_current("mermaid")),
]
