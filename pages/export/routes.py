"""The current picture over HTTP, for wikis and slides, in each format that has an address:
`/diagram.png`, and `/diagram.mmd` as text.

(`/diagram.svg` is the map that the pages themselves show; it has a limit of its own.)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.export import EXPORTERS, Exporter
from model.export.figure import Options
from model.export.palette import PALETTES
from pages.export.choice import Choice
from pages.export.file import make_file
from pages.export.view import build_address
from pages.shared.answers import BadRequestError, answer, explain_errors, read_language
from pages.shared.current import read_content
from pages.shared.limits import Limit
from pages.shared.refusals import refuse_flood
from pages.workbench.look import read_look

_pictures = Limit(most=120, seconds=60)


def _send_current(exporter: Exporter) -> Callable[[Request], Awaitable[Response]]:
    @explain_errors
    async def send(request: Request) -> Response:
        if refusal := refuse_flood(request, _pictures):
            return refusal
        parameters = request.query_params
        content = await read_content(request)
        look = read_look(parameters, content.model, read_language(request))
        theme = next((name for name in PALETTES if name == parameters.get("theme", "light")), None)
        if theme is None:
            raise BadRequestError(f"theme is one of {', '.join(PALETTES)}")
        parts = exporter.parts if parameters.get("words") == "yes" else ()
        choice = Choice(exporter.name, theme, _read_options(request, exporter), parts, has_stories=False)
        address = build_address(
            str(request.base_url), {key: parameters[key] for key in parameters if key != "v"}
        )
        file = await run_in_threadpool(make_file, content.version, content, look, address, choice)
        return answer(request, file, exporter.media_type, is_current=False)

    return send


def _read_options(request: Request, exporter: Exporter) -> Options:
    """What the address asks for, as far as the format has it."""
    options = Options()
    if "scale" in exporter.options:
        scale = request.query_params.get("scale", f"{exporter.usual_scale:g}")
        if scale not in ("1", "2", "3", "4"):
            raise BadRequestError("scale is 1, 2, 3 or 4")
        options = replace(options, scale=float(scale))
    if "is_transparent" in exporter.options:
        options = replace(options, is_transparent=request.query_params.get("transparent") == "yes")
    return options


ROUTES: list[BaseRoute] = [
    Route(f"/diagram.{exporter.ending}", _send_current(exporter))
    for exporter in EXPORTERS.values()
    if exporter.has_address
]
