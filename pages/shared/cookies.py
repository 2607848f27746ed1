"""Cookies under the strictest name that their connection allows.

Over https their names begin with `__Host-`, or `__Secure-` for a part of the server only: browsers take such
a cookie over https alone, and one of the first kind from this very host. What was kept under the plain name
before, or over http, goes on.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from pages.seams.base_path import get_quoted_base

_PREFIXES = ("__Host-", "__Secure-")


def read(cookies: Mapping[str, str], name: str) -> tuple[str, ...]:
    """What is kept under a name, the strictest first; empty for nothing.

    >>> read({"mango": "1", "__Host-mango": "2", "other": "3"}, "mango")
    ('2', '1')
    """
    return tuple(cookies[each] for each in _list_names(name) if cookies.get(each))


def keep(answer: Response, request: Request, name: str, value: str, seconds: int, path: str = "") -> Response:
    """Let the browser keep a text for some seconds, out of reach of scripts and other sites.

    It is sent below a path of this server, or to all of it; what else is on the same host does not get it.
    """
    path = get_quoted_base() + path or "/"
    is_secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    prefix = _PREFIXES[path != "/"] if is_secure else ""
    answer.set_cookie(
        prefix + name, value, max_age=seconds, path=path, httponly=True, samesite="lax", secure=is_secure
    )
    return answer


def forget(answer: Response, name: str) -> Response:
    """Let the browser forget what it keeps under a name for all of this server."""
    for each in _list_names(name):
        answer.delete_cookie(
            each, get_quoted_base() or "/", httponly=True, samesite="lax", secure=each != name
        )
    return answer


def _list_names(name: str) -> tuple[str, ...]:
    return (*(prefix + name for prefix in _PREFIXES), name)
