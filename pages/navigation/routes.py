"""The ways in: what leads to the first page, the icon, the doors of pages that begin without a picture."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from pages.navigation.door import build_door
from pages.seams.base_path import get_base

# Streamlit's page asks for its icon there. Where a script names one, Streamlit imports all emoji: 6 MiB.
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
    '<path fill="#f5a623" d="M29 13c15-2 28 11 28 28 0 12-10 20-24 20C17 61 7 51 7 39c0-10 6-15 11-18'
    ' 4-3 6-7 11-8z"/>'
    '<path fill="#e2572f" d="M29 13c15-2 28 11 28 28 0 6-2 11-6 14 1-21-9-35-26-40 1-1 2-2 4-2z"/>'
    '<path fill="#4a9b46" d="M30 14C29 7 36 2 47 3c1 8-6 14-17 11z"/></svg>'
)
"""A mango."""


async def _go_to_explore(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    below = f"{base}/" if (base := get_base()) else ""  # without one a proxy may have put one before it
    return RedirectResponse(f"{below}explore{query}")


async def _send_icon(_request: Request) -> Response:
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(_ICON, media_type="image/svg+xml", headers=headers)


ROUTES: list[BaseRoute] = [
    Route("/", _go_to_explore),
    Route("/favicon.png", _send_icon),
    build_door("stories", "workbench/diagram.css", "story_form/form.css", "stories/stories.css"),
    build_door("workshop"),
    build_door("export", "export/export.css"),
    build_door("open"),
    build_door("about"),
]
