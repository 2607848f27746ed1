"""What every visit of a phone has: its language, a limit, and a clear page where nothing can be done."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from model import ModelFileError
from model.stories import StoreError
from model.words import LANGUAGES
from pages.phones.fields import STATUSES, RefusedPostError
from pages.phones.layout import ASSETS, Visit, build_refusal, get_version
from pages.phones.words import describe_outage, describe_refusal
from pages.shared.answers import answer
from pages.shared.language import choose_language, find_language

METHODS = ["GET", "POST", "OPTIONS"]
KEY = re.compile(r"[A-Z2-9]{6}")
_TYPES = {"phones.css": "text/css", "phones.js": "text/javascript"}

Answerer = Callable[[Request, Visit], Awaitable[Response]]
Answered = Callable[[Request], Awaitable[Response]]


def send_page(page: bytes, status: int = 200, retry_after: int = 0) -> Response:
    """A page that no browser keeps."""
    headers = {"Cache-Control": "no-store"}
    if retry_after:
        headers["Retry-After"] = str(retry_after)
    return Response(page, status, headers, "text/html; charset=utf-8")


def go(to: str) -> Response:
    """Where to look instead."""
    return RedirectResponse(to, 303, {"Cache-Control": "no-store"})


def find_visit(request: Request, up: str, folder: str) -> Visit:
    """Who asks, in which language; "" where only the workshop or the letterbox can tell."""
    is_asked = request.query_params.get("lang", "") in LANGUAGES
    client = request.client.host if request.client else ""
    return Visit(find_language(request, otherwise=""), is_asked, up, folder, client)


def settle(visit: Visit, language: str = "en") -> Visit:
    """The visit with a language: that of what is asked for where the browser has none of ours."""
    return visit if visit.language else replace(visit, language=choose_language(language))


def phone_page(
    up: str, folder: str, get_language: Callable[[Request], str], take: Callable[[Request], bool]
) -> Callable[[Answerer], Answered]:
    """Around an address: other methods, floods, and a server that cannot store.

    `get_language` gives the language of what is asked for, `take` counts a visit and says whether it is
    within the limits.
    """

    def wrap(answerer: Answerer) -> Answered:
        async def answered(request: Request) -> Response:
            if request.method == "OPTIONS":
                return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
            visit = find_visit(request, up, folder)
            settled = settle(visit, get_language(request))
            _ = settled.translate
            if not take(request):
                return refuse_for_now(settled)
            try:
                return await answerer(request, visit)
            except RefusedPostError as refusal:
                words = describe_refusal(refusal.reason, _)
                key = request.path_params.get("key", "")
                back = key if KEY.fullmatch(key) else ""
                return send_page(build_refusal(settled, words, back=back), STATUSES[refusal.reason])
            except (StoreError, ModelFileError) as error:
                return send_page(build_refusal(settled, describe_outage(error, _)), 503, 5)

        return answered

    return wrap


def refuse_for_now(visit: Visit) -> Response:
    """Say that too much was asked for in a minute."""
    _ = visit.translate
    return send_page(build_refusal(visit, _("Too many requests. Try again in a minute.")), 429, 60)


async def send_asset(request: Request) -> Response:
    """The script or the style of the phone pages."""
    name = request.path_params["name"]
    if name not in ASSETS:
        return Response("no such file", 404, media_type="text/plain")
    return answer(request, ASSETS[name], _TYPES[name], request.path_params["version"] == get_version())
