"""Requests that change something: only from our own pages, only JSON, only so large."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.requests import Request

from pages.shared.answers import BadRequestError, ForbiddenError
from pages.shared.origins import is_own_origin

LARGEST_POST = 256 * 1024
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def is_from_here(request: Request) -> bool:
    """Whether no other site made a browser send this, by headers that no script can set: `Origin` and
    `Sec-Fetch-Site`."""
    origin = request.headers.get("origin")
    is_own = origin is None or is_own_origin(origin, request.headers.get("host", ""))
    return is_own and request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def get_kind(request: Request) -> str:
    """The kind of content that is sent, such as "application/json"."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def check_sender(request: Request) -> None:
    """Raises `ForbiddenError` for a request that another site made a browser send.

    A form on another site cannot send JSON, and a script there cannot without asking first; the headers
    are looked at besides.
    """
    if not (is_from_here(request) and get_kind(request) == "application/json"):
        raise ForbiddenError("this request does not come from a page of this application")


async def read_post(request: Request, largest: int = LARGEST_POST) -> dict[str, Any]:
    """The JSON object that was sent; `BadRequestError` for anything else or more than `largest` bytes.

    Half of a pair of surrogates, as a text field with a limit leaves of an emoji, is left out of all texts:
    JSON can write it, but nothing can store or send it.
    """
    check_sender(request)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > largest:
            raise BadRequestError(f"at most {largest // 1024} kB can be sent at once")
    try:
        text = content.decode("utf-8-sig")
        sent = json.loads(text)
        if _SURROGATE.search(text):
            sent = _without_halves(sent)
    except (ValueError, RecursionError) as error:
        raise BadRequestError("this is not JSON") from error
    if not isinstance(sent, dict):
        raise BadRequestError("a JSON object is expected")
    return sent


def _without_halves(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode(errors="ignore").decode()
    if isinstance(value, list):
        return [_without_halves(each) for each in value]
    if isinstance(value, dict):
        return {_without_halves(name): _without_halves(each) for name, each in value.items()}
    return value
