"""The pictures of own steps over HTTP: taken in for who leads, and sent to those who may see the workshop."""

from __future__ import annotations

import base64
import binascii

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from model.workshop import LARGEST_PICTURE, InvalidEntryError, WorkshopStore, is_request_id, read_picture
from pages.shared import resources
from pages.shared.answers import BadRequestError
from pages.shared.posts import read_post
from pages.workshop.responses import answer_privately, for_facilitator

_LARGEST_POST = LARGEST_PICTURE * 3 // 2
_HEADERS = {
    "Cache-Control": "private, max-age=86400, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "inline",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@for_facilitator(limited="own")
async def _take(request: Request) -> Response:
    sent = await read_post(request, _LARGEST_POST)
    step, id_, content = (sent.get(name) for name in ("step", "request", "picture"))
    if not (
        isinstance(step, str) and isinstance(content, str) and isinstance(id_, str) and is_request_id(id_)
    ):
        raise BadRequestError("step, request and picture are texts")

    def take() -> dict[str, object]:
        try:
            picture = read_picture(base64.b64decode(content, validate=True))
        except binascii.Error as error:
            raise InvalidEntryError("picture", "picture-broken") from error
        workshop = request.path_params["workshop"]
        store = WorkshopStore(resources.get_store())
        return {"picture": store.set_picture(workshop, step, picture, id_).picture}

    return answer_privately(await run_in_threadpool(take))


@for_facilitator(limited="own")
async def _send(request: Request) -> Response:
    """A picture by its name, which is another one for another picture."""
    workshop, name = request.path_params["workshop"], request.path_params["name"]
    return await run_in_threadpool(send_picture, workshop, name)


def send_picture(workshop: str, name: str) -> Response:
    """The picture, for who may see the workshop; `UnknownPartError` where there is none of this name."""
    picture = WorkshopStore(resources.get_store()).get_picture(workshop, name)
    return Response(picture.content, media_type=picture.media_type, headers=_HEADERS)


ROUTES: list[BaseRoute] = [
    Route("/workshops/{workshop}/picture.json", _take, methods=["POST"]),
    Route("/workshops/{workshop}/pictures/{name}", _send),
]
