"""The letterboxes over HTTP, for the facilitator: made, changed, deleted, printed, and cards typed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from model.letterboxes import (
    InvalidLetterboxError,
    Letterbox,
    LetterboxDeletedError,
    LetterboxStore,
    Telling,
    UnknownLetterboxError,
)
from model.reporting.letterbox_sheets import PAPERS, to_cards, to_poster
from model.stories.plain_text import clean_text
from pages.server import public_url as reaching
from pages.shared import resources
from pages.shared.answers import (
    BadRequestError,
    Endpoint,
    answer,
    explain_errors,
    read_author,
    read_language,
    require_right,
)
from pages.shared.posts import read_post
from pages.stories.guards import PRIVATE, answer_privately
from pages.stories.letterboxes.words import build_letterbox_words

_SAID = {
    "name": ("name", str),
    "question": ("question", str),
    "isWeekly": ("is_weekly", bool),
    "language": ("language", str),
    "isOpen": ("is_open", bool),
    "team": ("team", str),
}
"""What the browser says of a letterbox: the field of each, and its type."""


def _explain(endpoint: Endpoint) -> Endpoint:
    """The endpoint for the facilitator, answering with a reason where a letterbox cannot be that way."""

    async def explained(request: Request) -> Response:
        require_right(request, "moderate", limited="refused")
        try:
            return await endpoint(request)
        except (UnknownLetterboxError, LetterboxDeletedError) as error:
            return answer_privately({"error": str(error), "reason": "letterbox"}, 404)
        except InvalidLetterboxError as error:
            return answer_privately({"error": str(error), "reason": error.field}, 400)

    return explain_errors(explained)


def _get_store() -> LetterboxStore:
    return LetterboxStore(resources.get_store())


@explain_errors
async def _send_words(request: Request) -> Response:
    content = await run_in_threadpool(resources.get_content)
    is_current = request.query_params.get("v") == content.version
    return answer(request, build_letterbox_words(read_language(request)), "application/json", is_current)


@_explain
async def _list(request: Request) -> Response:
    language, asked_at = read_language(request), str(request.base_url)

    def find() -> dict[str, Any]:
        store = _get_store()
        counts = store.count_told()
        boxes = [_to_payload(box, asked_at, counts.get(box.id, (0, 0))) for box in store.find_all()]
        return {"boxes": boxes, "trouble": reaching.explain_reach(language, asked_at)}

    return answer_privately(await run_in_threadpool(find))


@_explain
async def _make(request: Request) -> Response:
    sent = await read_post(request)
    fields = _read_fields(sent)
    if not {"name", "language"} <= fields.keys():
        raise BadRequestError("a letterbox has a name and a language")
    made = await run_in_threadpool(lambda: _get_store().create(str(sent.get("request", "")), **fields))
    return answer_privately(_to_payload(made, str(request.base_url)), 201)


@_explain
async def _change(request: Request) -> Response:
    """Change a letterbox; with `isDeleted` delete it, or bring it back."""
    sent = await read_post(request)
    fields, box = _read_fields(sent), request.path_params["box"]
    if (is_deleted := sent.get("isDeleted")) is not None:
        if not isinstance(is_deleted, bool):
            raise BadRequestError("isDeleted is true or false")
        if is_deleted:
            await run_in_threadpool(_get_store().delete, box)
            return answer_privately({"deleted": box})
        back = await run_in_threadpool(_get_store().restore, box)
        return answer_privately(_to_payload(back, str(request.base_url)))
    changed = await run_in_threadpool(lambda: _get_store().change(box, **fields))
    return answer_privately(_to_payload(changed, str(request.base_url)))


def _read_fields(sent: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, (field, kind) in _SAID.items():
        if name in sent:
            if not isinstance(sent[name], kind):
                raise BadRequestError(f"{name} is {'a text' if kind is str else 'true or false'}")
            fields[field] = sent[name]
    if "team" in fields:
        fields["team"] = fields["team"] or None
    return fields


def _to_payload(box: Letterbox, asked_at: str, counts: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    count, waiting = counts
    return {
        "id": box.id,
        "key": box.key,
        "name": box.name,
        "question": box.question,
        "isWeekly": box.is_weekly,
        "language": box.language,
        "isOpen": box.is_open,
        "team": box.team,
        "address": reaching.find_tell_address(box.key, asked_at),
        "told": count,
        "waiting": waiting,
    }


@_explain
async def _type_card(request: Request) -> Response:
    """Put a card in; what somebody may be known by is looked at when it is moderated, as in every story."""
    sent = await read_post(request)
    try:
        telling = Telling(
            text=clean_text(str(sent.get("text", ""))),
            teller=sent.get("teller"),  # type: ignore[arg-type]
            language=sent.get("language"),  # type: ignore[arg-type]
            setting=sent.get("setting", ""),
            consent=sent.get("consent", {}),
        )
    except ValidationError as error:
        place = str(error.errors(include_url=False)[0]["loc"][0])
        raise InvalidLetterboxError(place) from None
    box, card = request.path_params["box"], str(sent.get("request", ""))
    story = await run_in_threadpool(lambda: _get_store().type_card(box, card, telling, read_author(request)))
    language = read_language(request)
    return answer_privately({"id": story.id, "revision": story.revision, "name": story.name(language)}, 201)


@_explain
async def _send_qr(request: Request) -> Response:
    box = await run_in_threadpool(_get_box, request)
    address = reaching.find_tell_address(box.key, str(request.base_url))
    picture = await run_in_threadpool(reaching.build_qr, address)
    return Response(picture, media_type="image/svg+xml", headers=PRIVATE)


def _get_box(request: Request) -> Letterbox:
    """The letterbox that the address names; `LetterboxDeletedError` for one that was deleted."""
    box = _get_store().get(request.path_params["box"])
    if box.is_deleted:
        raise LetterboxDeletedError(box.id)
    return box


def _send_sheet(name: str, make: Callable[[Letterbox, Request], bytes]) -> Endpoint:
    @_explain
    async def send(request: Request) -> Response:
        box = await run_in_threadpool(_get_box, request)
        made = await run_in_threadpool(make, box, request)
        disposition = f'attachment; filename="{name}-{box.key}.pdf"'
        return Response(
            made, media_type="application/pdf", headers={"Content-Disposition": disposition, **PRIVATE}
        )

    return send


def _make_poster(box: Letterbox, request: Request) -> bytes:
    paper = next((known for known in PAPERS if known == request.query_params.get("paper", "a4")), None)
    if paper is None:
        raise BadRequestError(f"paper is one of {', '.join(PAPERS)}")
    address = reaching.find_tell_address(box.key, str(request.base_url))
    return to_poster(
        box,
        read_language(request),
        address=address,
        qr=reaching.build_qr(address),
        paper=paper,
        is_weekly=request.query_params.get("weekly") == "yes",
    )


def _make_cards(box: Letterbox, request: Request) -> bytes:
    address = reaching.find_tell_address(asked_at=str(request.base_url))
    return to_cards(box, read_language(request), address=address)


LETTERBOXES: list[tuple[str, str, Endpoint]] = [
    ("GET", "/stories/letterboxes.json", _list),
    ("POST", "/stories/letterboxes.json", _make),
    ("GET", "/stories/letterboxes/words.json", _send_words),
    ("GET", "/stories/letterboxes/{box}/qr.svg", _send_qr),
    ("GET", "/stories/letterboxes/{box}/poster.pdf", _send_sheet("poster", _make_poster)),
    ("GET", "/stories/letterboxes/{box}/cards.pdf", _send_sheet("cards", _make_cards)),
    ("POST", "/stories/letterboxes/{box}/card.json", _type_card),
    ("POST", "/stories/letterboxes/{box}.json", _change),
]
