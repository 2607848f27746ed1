"""What the browser fetches of a model over plain HTTP: the picture, the network, the texts, the stories.

Kept out of Streamlit's messages, so that a click carries only ids. Addresses that carry the current
version may be cached for good; others are checked with an ETag, stories always, as they may be withdrawn.
"""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from model.export.palette import PALETTES, ThemeName
from pages.shared.answers import BadRequestError, answer, answer_revocably, explain_errors, read_language
from pages.shared.current import read_content
from pages.shared.limits import Limit
from pages.shared.refusals import refuse_flood
from pages.workbench import pictures
from pages.workbench.look import read_look

_LARGEST_ROOM = 8192
_networks = Limit(most=600, seconds=60)
_for_elsewhere = Limit(most=240, seconds=60)
_for_the_screen = Limit(most=6000, seconds=60)  # a room full of people may share one address


def _read_room(request: Request, usual: str) -> pictures.Space:
    room = request.query_params.get("room", usual)
    match = re.fullmatch(r"([0-9]{1,4})x([0-9]{1,4})", room)
    if match is None:
        raise BadRequestError('room is a width and a height in pixels, such as "1280x720"')
    width, height = (min(int(number), _LARGEST_ROOM) // 20 * 20 for number in match.groups())
    return pictures.Space(width, height, request.query_params.get("fit") == "whole")


def _read_theme(request: Request) -> ThemeName | None:
    theme = request.query_params.get("theme", "light")
    for name in PALETTES:
        if theme == name:
            return name
    if theme == "screen":
        return None
    raise BadRequestError(f'there is no theme "{theme}"; choose one of {", ".join(PALETTES)}')


def _is_current(request: Request, version: str) -> bool:
    return request.query_params.get("v") == version


@explain_errors
async def _send_texts(request: Request) -> Response:
    content, language = await read_content(request), read_language(request)
    texts = await run_in_threadpool(pictures.get_texts, content.version, content, language)
    return answer(request, texts, "application/json", _is_current(request, content.version))


@explain_errors
async def _send_stories(request: Request) -> Response:
    content, language = await read_content(request), read_language(request)
    stories = await run_in_threadpool(pictures.get_stories, content.version, content, language)
    return answer_revocably(request, stories, "application/json")


@explain_errors
async def _send_network(request: Request) -> Response:
    if refusal := refuse_flood(request, _networks):
        return refusal
    content = await read_content(request)
    look = read_look(request.query_params, content.model, read_language(request))
    room = _read_room(request, "1000x640")
    network = await run_in_threadpool(pictures.get_network, content, look, room)
    return answer(request, network, "application/json", _is_current(request, content.version))


@explain_errors
async def _send_picture(request: Request) -> Response:
    content = await read_content(request)
    look = read_look(request.query_params, content.model, read_language(request))
    room, theme = _read_room(request, "1000x1"), _read_theme(request)
    if refusal := refuse_flood(request, _for_elsewhere if theme else _for_the_screen):
        return refusal
    svg = await run_in_threadpool(pictures.get_picture, content, look, room, theme)
    return answer(request, svg, "image/svg+xml", _is_current(request, content.version))


@explain_errors
async def _send_version(request: Request) -> Response:
    content = await read_content(request)
    return JSONResponse({"version": content.version}, headers={"Cache-Control": "no-store"})


ROUTES: list[BaseRoute] = [
    Route("/diagram.svg", _send_picture),
    Route("/network.json", _send_network),
    Route("/model.json", _send_texts),
    Route("/public-stories.json", _send_stories),
    Route("/version.json", _send_version),
]
