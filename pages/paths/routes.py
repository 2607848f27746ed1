"""The door of the Paths page, and the traced paths over HTTP: a page at a time, and all as a table."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.export.palette import PALETTES
from model.words import get_words
from pages.navigation.door import build_door
from pages.paths import tracing
from pages.paths.answers import describe_answers, describe_count, describe_loss, describe_undirected
from pages.paths.comparison import build_comparison
from pages.paths.flow_picture import WIDTHS, build_chart
from pages.shared.answers import BadRequestError, Endpoint, answer, explain_errors, read_language
from pages.shared.current import read_content
from pages.shared.limits import Limit
from pages.shared.refusals import refuse_flood
from pages.shared.resources import Content
from pages.workbench.first_picture import STYLES, draw_paths
from pages.workbench.path_question import Question, read_question

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


_requests = Limit(most=600, seconds=60)


@explain_errors
async def _send_page(request: Request) -> Response:
    if refusal := refuse_flood(request, _requests):
        return refusal
    content = await read_content(request)
    skip = request.query_params.get("skip", "0")
    if not (skip.isascii() and skip.isdigit() and len(skip) < 9 and int(skip) <= tracing.MOST_LISTED):
        raise BadRequestError(f"skip is a number of paths, at most {tracing.MOST_LISTED}")
    question = read_question(request.query_params)
    page = await run_in_threadpool(_build_page, content, question, read_language(request), int(skip))
    is_current = request.query_params.get("v") == content.version
    return answer(request, page, "application/json", is_current)


def _build_page(content: Content, question: Question, language: str, skip: int) -> bytes:
    model = content.model
    words = {}
    if skip == 0:
        _ = get_words(language)
        words = {
            "count": describe_count(model, question, _),
            "note": describe_undirected(model, _),
            "loss": describe_loss(model, question, language),
            "said": describe_answers(model, question, language),
            **build_comparison(model, content.attached, question, language),
        }
    return tracing.build_page(model, content.attached, question, language, skip, words)


@explain_errors
async def _send_flow(request: Request) -> Response:
    if refusal := refuse_flood(request, _requests):
        return refusal
    content = await read_content(request)
    question = read_question(request.query_params)
    palette = PALETTES["dark" if request.query_params.get("theme") == "dark" else "light"]
    width = request.query_params.get("width", str(WIDTHS[0]))
    if not (re.fullmatch("[1-9][0-9]{2,3}", width) and WIDTHS[0] <= int(width) <= WIDTHS[1]):
        raise BadRequestError(f"width is a number of pixels, from {WIDTHS[0]} to {WIDTHS[1]}")
    language = read_language(request)
    chart = await run_in_threadpool(build_chart, content.model, question, language, palette, float(width))
    is_current = request.query_params.get("v") == content.version
    return answer(request, json.dumps(chart, ensure_ascii=False).encode(), "application/json", is_current)


def _send_table(build: Callable[..., bytes], media_type: str, ending: str) -> Endpoint:
    @explain_errors
    async def send(request: Request) -> Response:
        if refusal := refuse_flood(request, _requests):
            return refusal
        content = await read_content(request)
        question = read_question(request.query_params)
        language = read_language(request)
        titles = {story.id: story.name(language) for story in content.stories}
        table = await run_in_threadpool(build, content.model, content.attached, titles, question, language)
        headers = {
            "Content-Disposition": f'attachment; filename="paths.{ending}"',
            "Cache-Control": "private, no-cache",  # the titles of stories stand in it
        }
        return Response(table, media_type=media_type, headers=headers)

    return send


ROUTES: list[BaseRoute] = [
    build_door("paths", "paths/paths.css", first=(draw_paths, STYLES)),
    Route("/paths.json", _send_page),
    Route("/flow.json", _send_flow),
    Route("/paths.csv", _send_table(tracing.build_csv, "text/csv", "csv")),
    Route("/paths.xlsx", _send_table(tracing.build_xlsx, _XLSX, "xlsx")),
]
