"""The ways in: what leads to the first page, and the doors of the pages that begin without a picture."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from pages.navigation.door import build_door
from pages.seams.base_path import get_base


async def _go_to_explore(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    below = f"{base}/" if (base := get_base()) else ""  # without one a proxy may have put one before it
    return RedirectResponse(f"{below}explore{query}")


ROUTES: list[BaseRoute] = [
    Route("/", _go_to_explore),
    build_door("stories", "workbench/diagram.css", "story_form/form.css", "stories/stories.css"),
    build_door("workshop"),
    build_door("export", "export/export.css"),
    build_door("open"),
    build_door("about"),
]
