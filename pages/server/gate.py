"""Who is let in at all, before Streamlit or any page sees the request."""

from __future__ import annotations

import re
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from model.words import get_words
from pages.seams.base_path import find_inner_path
from pages.seams.own_addresses import INSIDE, SIGN_IN
from pages.shared.facilitator import may_facilitate, read_access
from pages.shared.language import find_language
from pages.shared.origins import is_own_host, is_own_origin
from pages.shared.refusals import refuse

Refusal = Literal["wrong-name", "foreign", "not-here"]

_OWN = re.compile(r"/+(stories|workshops|teams|letterboxes)([-.]|/+[^/])", re.IGNORECASE)
"""What only this application's pages ask for; a page of another site could otherwise let the browser load or
keep it. The pages themselves are not meant (`/stories`), nor is what can be linked to."""


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
        connection = HTTPConnection(scope)
        refusal = find_refusal(scope)
        if not refusal and SIGN_IN.search(scope["path"]):
            refusal = "not-here"
        if not refusal and INSIDE.search(scope["path"]):  # who runs the server may ask, visitors may not
            access = await run_in_threadpool(read_access, connection)
            refusal = None if may_facilitate(access) else "not-here"
        if refusal is None:
            await self.app(_without_other_origin(scope), receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(1008, refusal)(scope, receive, send)
        else:
            words = _explain(refusal, find_language(connection))
            status = 404 if refusal == "not-here" else 403
            await refuse(connection, words, status)(scope, receive, send)


def _explain(refusal: Refusal, language: str) -> str:
    _ = get_words(language)
    if refusal == "wrong-name":
        return _(
            "This server does not answer to this name. Who runs it can allow it with "
            "MANGOMOMENT_PUBLIC_URL or MANGOMOMENT_ALLOWED_HOSTS."
        )
    if refusal == "foreign":
        return _("This request does not come from a page of this application.")
    return _("There is nothing at this address.")


def find_refusal(scope: Scope) -> Refusal | None:
    """Why a request is not let in, wherever it leads; None for one that is."""
    headers = Headers(scope=scope)
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    reached_at = str((scope.get("server") or ("",))[0])
    if len(hosts) != 1 or not is_own_host(hosts[0], reached_at):
        return "wrong-name"
    if len(origins) > 1 or (origins and not is_own_origin(origins[0], hosts[0])):
        return "foreign"
    is_led_here = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    return "foreign" if is_led_here and _OWN.match(find_inner_path(scope["path"]) or "") else None


def _without_other_origin(scope: Scope) -> Scope:
    """The scope without an origin that is written otherwise than the host, as behind a proxy: it was looked
    at, and Streamlit would ask the internet about it."""
    headers = Headers(scope=scope)
    origin = headers.get("origin", "")
    if scope["type"] != "websocket" or origin.partition("://")[2] == headers.get("host"):
        return scope
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"origin"]}
