"""The door of the Explore page, and its search over HTTP."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from pages.explore.hits import find_hits
from pages.navigation.door import build_door
from pages.shared.address import LONGEST_SEARCH
from pages.shared.answers import explain_errors
from pages.shared.current import read_content
from pages.shared.limits import Limit
from pages.shared.refusals import refuse_flood
from pages.workbench.first_picture import STYLES, draw_explored

_searches = Limit(most=600, seconds=60)


@explain_errors
async def _send_found(request: Request) -> Response:
    if refusal := refuse_flood(request, _searches):
        return refusal
    content = await read_content(request)
    words = request.query_params.get("search", "")[:LONGEST_SEARCH]
    nodes = await run_in_threadpool(find_hits, content, words)
    return JSONResponse({"nodes": nodes}, headers={"Cache-Control": "private, no-cache"})


ROUTES: list[BaseRoute] = [
    build_door(
        "explore",
        "explore/explore.css",
        scripts=("explore/explore.js", "explore/inputs.js", "workbench/map.js"),
        first=(draw_explored, STYLES),
    ),
    Route("/found.json", _send_found),
]
