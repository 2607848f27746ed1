"""Who is let in at all, before Streamlit or any page sees the request."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from pages.shared.facilitator import may_facilitate, read_access
from pages.shared.origins import is_own_host, is_own_origin

_WRONG_NAME = (
    "this server does not answer by this name; who runs it can allow it with MANGOMOMENT_PUBLIC_URL or "
    "MANGOMOMENT_ALLOWED_HOSTS"
)
_FOREIGN = "this request does not come from a page of this application"
_NOT_FOR_VISITORS = "there is nothing here"

_PRIVATE = re.compile(r"/(stories-backup\.db|stories-export\.\w+|workshops(\.json|/.*))")
"""What only the facilitator gets; a page of another site could otherwise let the browser load or keep it."""

_INSIDE = re.compile(r"/_stcore/(metrics|script-health-check|agent)(/|$)")
"""What Streamlit answers about itself: who runs the server may ask, visitors may not."""


class Gate:
    """ASGI middleware that refuses requests and websockets by a foreign name or from a foreign page.

    Streamlit looks at the origin of a websocket, too, but asks a service on the internet for the machine's
    own address first, and nothing else is answered meanwhile. What passes here it never asks about.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = find_refusal(scope)
        if (
            not refusal
            and _INSIDE.search(scope["path"])
            and not may_facilitate(read_access(HTTPConnection(scope)))
        ):
            await JSONResponse({"error": _NOT_FOR_VISITORS}, 404)(scope, receive, send)
        elif refusal and scope["type"] == "websocket":
            await WebSocketClose(1008, refusal)(scope, receive, send)
        elif refusal:
            await JSONResponse({"error": refusal}, 403)(scope, receive, send)
        else:
            await self.app(_without_other_origin(scope), receive, send)


def find_refusal(scope: Scope) -> str:
    """Why a request is not let in; empty for one that is."""
    headers = Headers(scope=scope)
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    reached_at = str((scope.get("server") or ("",))[0])
    if len(hosts) != 1 or not is_own_host(hosts[0], reached_at):
        return _WRONG_NAME
    if len(origins) > 1 or (origins and not is_own_origin(origins[0], hosts[0])):
        return _FOREIGN
    is_led_here = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    return _FOREIGN if is_led_here and _PRIVATE.fullmatch(scope["path"]) else ""


def _without_other_origin(scope: Scope) -> Scope:
    """The scope without an origin that is written otherwise than the host, as behind a proxy: it was looked
    at, and Streamlit would ask the internet about it."""
    headers = Headers(scope=scope)
    origin = headers.get("origin", "")
    if scope["type"] != "websocket" or origin.partition("://")[2] == headers.get("host"):
        return scope
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"origin"]}
