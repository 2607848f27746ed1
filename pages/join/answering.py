"""What every answer to a phone has: language, limits, cookie, and a clear page where nothing can be done."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from model import ModelFileError
from model.stories import StoreError, StoryStore
from model.words import LANGUAGES
from model.workshop import ParticipantStore, Workshop, is_token
from pages.join.fields import STATUSES, RefusedPostError
from pages.join.layout import Visit
from pages.join.limits import Limits
from pages.join.views import build_front, build_refusal
from pages.join.words import describe_outage, describe_refusal
from pages.shared import resources
from pages.shared.cookies import keep, read

COOKIE = "mangomoment_join"
METHODS = ["GET", "POST", "OPTIONS"]
KEY = re.compile(r"[A-Z2-9]{6}")

limits = Limits()
languages: dict[str, str] = {}
"""The language of each workshop that was asked for, by its key: a refusal speaks it without reading more."""

_MOST_LANGUAGES = 1000

Answerer = Callable[[Request, Visit], Awaitable[Response]]


def send_page(page: bytes, status: int = 200, retry_after: int = 0) -> Response:
    headers = {"Cache-Control": "no-store"}
    if retry_after:
        headers["Retry-After"] = str(retry_after)
    return Response(page, status, headers, "text/html; charset=utf-8")


def go(to: str) -> Response:
    return RedirectResponse(to, 303, {"Cache-Control": "no-store"})


def find_visit(request: Request, up: str, folder: str) -> Visit:
    """Who asks, in which language: what is asked for, else the browser's first, else still to be said."""
    asked = request.query_params.get("lang", "")
    client = request.client.host if request.client else ""
    if asked in LANGUAGES:
        return Visit(asked, True, up, folder, client)
    spoken = re.split("[^a-z]", request.headers.get("accept-language", "").strip().lower())[0]
    return Visit(spoken if spoken in LANGUAGES else "", False, up, folder, client)


def settle(visit: Visit, language: str = "en") -> Visit:
    """The visit with a language: the workshop's where the browser has none of ours."""
    return visit if visit.language else replace(visit, language=language if language in LANGUAGES else "en")


def answering(up: str, folder: str) -> Callable[[Answerer], Callable[[Request], Awaitable[Response]]]:
    """Around an address: other methods, floods, and a server that cannot store."""

    def wrap(answerer: Answerer) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            if request.method == "OPTIONS":
                return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
            visit = find_visit(request, up, folder)
            settled = settle(visit, languages.get(request.path_params.get("key", ""), "en"))
            _ = settled.translate
            if not limits.visits.take(visit.address):
                words = _("Too much at once. Wait a minute, then try again.")
                return send_page(build_refusal(settled, words), 429, 60)
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


def get_store() -> ParticipantStore:
    return _build_store(resources.get_store())


@lru_cache(maxsize=4)
def _build_store(stories: StoryStore) -> ParticipantStore:
    """Kept, as it knows the server's secret."""
    return ParticipantStore(stories)


def read_token(request: Request) -> str:
    return next((kept for kept in read(request.cookies, COOKIE) if is_token(kept)), "")


def keep_cookie(response: Response, request: Request, workshop: Workshop, token: str) -> Response:
    """Let the phone keep its token as long as the workshop lasts."""
    lasts = max(60, int((workshop.ends_at - datetime.now(UTC)).total_seconds()))
    return keep(response, request, COOKIE, token, lasts, request.scope.get("root_path", "") + "/join")


def read_key(store: ParticipantStore, typed: str) -> Workshop:
    """The workshop with a key: always, however many wrong ones came from the same address."""
    workshop = store.find_by_key(typed)
    if len(languages) >= _MOST_LANGUAGES:
        languages.clear()
    languages[workshop.key] = workshop.language
    return workshop


def refuse_key(visit: Visit, typed: str) -> Response:
    _ = visit.translate
    if not limits.take_wrong_key(visit.address):
        words = _("Too many wrong keys from this network. Wait some minutes, then type it again.")
        return send_page(build_front(visit, typed=typed[:24], fault=words), 429, 60)
    words = _("There is no workshop with this key. Read it from the screen again.")
    return send_page(build_front(visit, typed=typed[:24], fault=words), 404)
