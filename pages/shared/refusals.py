"""What somebody is told who is not answered: in their language, as a page or as JSON."""

from __future__ import annotations

from html import escape

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from model.words import get_words
from pages.shared.language import find_language
from pages.shared.limits import Limit

_PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Mangomoment</title>
<meta name="viewport" content="width=device-width">
<style>:root{{color-scheme:light dark}}
body{{font:1.1rem/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32em;padding:0 1em}}</style>
<p>{words}</p></html>
"""


def refuse_flood(request: Request, limit: Limit) -> Response | None:
    """The answer to somebody who is over a limit, which holds by address; None for everybody else."""
    if limit.take(request.client.host if request.client else ""):
        return None
    _ = get_words(find_language(request))
    return refuse(request, _("Too many requests. Try again in a minute."), 429, 60)


def refuse(
    request: HTTPConnection,
    words: str,
    status: int,
    seconds: int = 0,
    way_on: tuple[str, str] | None = None,
) -> Response:
    """Say in a sentence why something is not done, and in how many seconds it may be asked for again: as a
    page to a browser that shows what it gets, perhaps with a link, by its text and address; else as JSON."""
    headers = {"Cache-Control": "no-store", **({"Retry-After": str(seconds)} if seconds else {})}
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": words}, status, headers)
    shown = escape(words)
    if way_on:
        shown += f'<p><a href="{escape(way_on[1])}">{escape(way_on[0])}</a>'
    page = _PAGE.format(language=find_language(request), words=shown)
    return HTMLResponse(page, status, headers)
