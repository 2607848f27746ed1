"""Stories over HTTP: the list, adding, changing, pointing out who could be known, exporting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from model import ConceptualModel, Story
from model.stories import Role, StoryConflictError, StoryQuery, StoryStore, UnknownStoryError
from model.stories.fields import FIELDS
from model.stories.plain_text import clean_text
from model.stories.privacy import find_identifiers, mask
from model.stories.story import LONGEST_TEXT
from model.words import get_words
from pages.shared import resources
from pages.shared.answers import (
    BadRequestError,
    Endpoint,
    ForbiddenError,
    answer,
    explain_errors,
    read_language,
)
from pages.shared.facilitator import may_facilitate, read_access
from pages.shared.limits import Limit, name_network
from pages.shared.posts import read_post
from pages.shared.refusals import refuse_flood
from pages.shared.story_payload import to_payload
from pages.stories.downloads import FORMS, write_stories
from pages.stories.payload import read_query, read_story, to_sender
from pages.stories.words import build_words

PAGE = 20
_MOST_SKIPPED = 10_000
MOST_WAITING = 1_000
"""How many stories of visitors may wait for the facilitator."""
MANY_FROM_ONE = 5
"""From how many on stories that came from one network can be rejected at once."""

_stories_sent = Limit(most=60, seconds=3600)
_posts = Limit(most=300, seconds=60)
_checks = Limit(most=120, seconds=60)
_lists = Limit(most=1200, seconds=60)
_PRIVATE = {"Cache-Control": "no-store"}
_TOLD = {str(field.place[0]) for field in FIELDS.values() if field.is_told}


def _require_facilitator(request: Request) -> None:
    if not may_facilitate(read_access(request)):
        raise ForbiddenError("this needs the facilitator's passcode")


def _of_own_model(endpoint: Endpoint) -> Endpoint:
    """The endpoint, for the server's own model only: no stories are told of one that a visitor opened."""

    async def guarded(request: Request) -> Response:
        if request.query_params.get("model"):
            return _answer({"error": "no stories are told of a model that was opened from a file"}, 404)
        return await endpoint(request)

    return guarded


def _list_nodes(model: ConceptualModel) -> frozenset[str]:
    return frozenset(node.id for node in model.nodes())


def _answer(content: Any, status: int = 200) -> Response:
    return JSONResponse(content, status_code=status, headers=_PRIVATE)


@explain_errors
async def _send_words(request: Request) -> Response:
    content = await run_in_threadpool(resources.get_content)
    is_current = request.query_params.get("v") == content.version
    return answer(request, build_words(read_language(request)), "application/json", is_current)


@explain_errors
async def _list(request: Request) -> Response:
    is_facilitator = may_facilitate(read_access(request))
    if not is_facilitator and (refusal := refuse_flood(request, _lists)):
        return refusal
    content = await run_in_threadpool(resources.get_content)
    language = read_language(request)
    skip = request.query_params.get("skip", "0")
    if not (skip.isascii() and skip.isdigit() and len(skip) < 9 and int(skip) <= _MOST_SKIPPED):
        raise BadRequestError(f"skip is a number of stories, at most {_MOST_SKIPPED}")
    query = read_query(request.query_params, content.model, is_facilitator)
    store = await run_in_threadpool(resources.get_store)
    page = await run_in_threadpool(store.find, query, at_most=PAGE, skip=int(skip))
    known = _list_nodes(content.model)
    shown = [to_payload(story, known, language, is_facilitator) for story in page.stories]
    after = int(skip) + PAGE
    senders = await run_in_threadpool(store.find_senders, MANY_FROM_ONE) if is_facilitator else ()
    return _answer(
        {
            **({"senders": [to_sender(sender) for sender in senders]} if senders else {}),
            "stories": shown,
            "count": page.count,
            "exact": page.is_exact,
            "next": after if after <= _MOST_SKIPPED and (page.count > after or not page.is_exact) else None,
        }
    )


@explain_errors
async def _get(request: Request) -> Response:
    content = await run_in_threadpool(resources.get_content)
    is_facilitator = may_facilitate(read_access(request))
    store = await run_in_threadpool(resources.get_store)
    story = await run_in_threadpool(store.get, request.path_params["story"])
    if not (story.is_public or is_facilitator):
        raise UnknownStoryError(story.id)
    payload = to_payload(story, _list_nodes(content.model), read_language(request), is_facilitator)
    if is_facilitator:
        history = await run_in_threadpool(store.history, story.id)
        payload["history"] = [
            {"at": one.at.isoformat(), "role": one.role, "what": one.what, "revision": one.revision}
            for one in history
        ]
    return _answer(payload)


@explain_errors
async def _add(request: Request) -> Response:
    sent = await read_post(request)
    is_facilitator = may_facilitate(read_access(request))
    language = read_language(request)
    if not is_facilitator and not _posts.take(_get_address(request)):
        return _refuse_more(language, 60)
    content = await run_in_threadpool(resources.get_content)
    story = read_story(sent, content.model)
    if not is_facilitator and not _stories_sent.has_room(_get_address(request)):
        return _refuse_more(language, 3600)
    if is_facilitator and sent.get("publish") is True:
        story = story.model_copy(update={"status": "published"})
    store = await run_in_threadpool(resources.get_store)
    if not is_facilitator and await run_in_threadpool(store.count_waiting, "visitor") >= MOST_WAITING:
        return _refuse_more(language)
    if not is_facilitator:
        _stories_sent.take(_get_address(request))
    role: Role = "facilitator" if is_facilitator else "visitor"
    network = "" if is_facilitator else name_network(_get_address(request))
    added = await run_in_threadpool(_store, store, story, role, network)
    return _answer(to_payload(added, _list_nodes(content.model), language, is_facilitator), 201)


def _get_address(request: Request) -> str:
    return request.client.host if request.client else ""


def _refuse_more(language: str, seconds: int | None = None) -> Response:
    """Say that no more stories are taken: from this address for so long, or from anybody."""
    _ = get_words(language)
    if seconds is None:
        words = _("{count} stories wait for the facilitator. Keep yours here, and send it again later.")
        return _answer({"error": words.format(count=MOST_WAITING), "reason": "too-many-waiting"}, 429)
    words = _(
        "Too many stories came from this network. Keep yours here, and send it again in {count} minutes."
    )
    answered = _answer({"error": words.format(count=seconds // 60), "reason": "too-many-sent"}, 429)
    answered.headers["Retry-After"] = str(seconds)
    return answered


def _store(store: StoryStore, story: Story, role: Role, network: str) -> Story:
    """Add a story; who sends it again gets the stored one, also when it was published meanwhile."""
    try:
        return store.add(story, role, network)
    except StoryConflictError as error:
        if error.current.model_dump(include=_TOLD) == story.model_dump(include=_TOLD):
            return error.current
        raise


def _edit(store: StoryStore, sent: dict[str, Any], before: Story) -> Story:
    told = sent.get("story")
    if not isinstance(told, dict):
        raise BadRequestError("story is what the story should say")
    after = read_story({**told, "revision": _read_revision(sent)}, resources.get_content().model, before)
    return store.change(after, "facilitator", "edited")


def _set_status(status: str, what: Any, store: StoryStore, sent: dict[str, Any], before: Story) -> Story:
    after = before.model_copy(update={"status": status, "revision": _read_revision(sent)})
    return store.change(after, "facilitator", what)


def _undo(store: StoryStore, sent: dict[str, Any], before: Story) -> Story:
    return store.undo(before.id, _read_revision(sent), "facilitator")


def _delete(store: StoryStore, sent: dict[str, Any], before: Story) -> None:
    store.delete(before.id, _read_revision(sent), "facilitator")


def _read_revision(sent: dict[str, Any]) -> int:
    revision = sent.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise BadRequestError("revision is the number of the story's revision that was seen")
    return revision


_CHANGES: dict[str, Callable[[StoryStore, dict[str, Any], Story], Story | None]] = {
    "edit": _edit,
    "publish": partial(_set_status, "published", "published"),
    "withdraw": partial(_set_status, "withdrawn", "withdrawn"),
    "restore": partial(_set_status, "pending", "restored"),
    "undo": _undo,
    "delete": _delete,
}


@explain_errors
async def _change(request: Request) -> Response:
    _require_facilitator(request)
    sent = await read_post(request)
    change = _CHANGES.get(str(sent.get("do")))
    if change is None:
        raise BadRequestError(f"do is one of {', '.join(_CHANGES)}")
    language = read_language(request)
    content = await run_in_threadpool(resources.get_content)
    store = await run_in_threadpool(resources.get_store)
    before = await run_in_threadpool(store.get, request.path_params["story"])
    after = await run_in_threadpool(change, store, sent, before)
    if after is None:
        return _answer({"deleted": before.id})
    return _answer(to_payload(after, _list_nodes(content.model), language, True))


@explain_errors
async def _reject(request: Request) -> Response:
    """Reject all stories that wait and came from one network, or take that back."""
    _require_facilitator(request)
    sent = await read_post(request)
    place, id_ = sent.get("place"), sent.get("request")
    if not (isinstance(id_, str) and id_.isascii() and id_.isalnum() and len(id_) <= 64):
        raise BadRequestError("request is an id that the browser makes for each change")
    store = await run_in_threadpool(resources.get_store)
    if sent.get("do") == "undo":
        return _answer({"restored": await run_in_threadpool(store.undo_rejection, id_, "facilitator")})
    if not (isinstance(place, str) and place.isascii() and place.isalnum()):
        raise BadRequestError("place is one of the places that the list names")
    return _answer({"rejected": await run_in_threadpool(store.reject_from, place, "facilitator", id_)})


@explain_errors
async def _check(request: Request) -> Response:
    """What will be saved of a text, and what in it could identify a person."""
    if not may_facilitate(read_access(request)) and (refusal := refuse_flood(request, _checks)):
        return refusal
    sent = await read_post(request)
    text = sent.get("text")
    if not isinstance(text, str) or len(text) > 4 * LONGEST_TEXT:
        raise BadRequestError(f"text is at most {4 * LONGEST_TEXT} characters")
    cleaned = clean_text(text)
    language = request.query_params.get("lang", "en")  # of the story, which may be in any
    found = await run_in_threadpool(find_identifiers, cleaned)
    identifiers = [
        {
            "kind": one.kind,
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "mask": mask(one.text, [_at_start(one)], language),
        }
        for one in found
    ]
    return _answer({"text": cleaned, "identifiers": identifiers})


def _at_start(one: Any) -> Any:
    return type(one)(one.kind, 0, len(one.text), one.text)


def _send_stories(form: str) -> Callable[[Request], Any]:
    @explain_errors
    async def send(request: Request) -> Response:
        _require_facilitator(request)
        content = await run_in_threadpool(resources.get_content)
        query: StoryQuery = read_query(request.query_params, content.model, True)
        store = await run_in_threadpool(resources.get_store)
        file = await run_in_threadpool(write_stories, store.walk(query), form)
        headers = {"Content-Disposition": f'attachment; filename="stories.{form}"', **_PRIVATE}
        return StreamingResponse(file, media_type=FORMS[form], headers=headers)

    return send


@explain_errors
async def _back_up(request: Request) -> Response:
    _require_facilitator(request)
    store = await run_in_threadpool(resources.get_store)
    copy = await run_in_threadpool(store.to_backup)
    headers = {"Content-Disposition": 'attachment; filename="stories-backup.db"', **_PRIVATE}
    return Response(copy, media_type="application/vnd.sqlite3", headers=headers)


_ENDPOINTS: list[tuple[str, str, Endpoint]] = [
    ("GET", "/stories.json", _list),
    ("POST", "/stories.json", _add),
    *(("GET", f"/stories-export.{form}", _send_stories(form)) for form in FORMS),
    ("GET", "/stories-backup.db", _back_up),
    ("POST", "/stories-reject.json", _reject),
    ("GET", "/stories/words.json", _send_words),
    ("POST", "/stories/check.json", _check),
    ("GET", "/stories/{story}.json", _get),
    ("POST", "/stories/{story}.json", _change),
]
ROUTES: list[BaseRoute] = [
    Route(path, _of_own_model(endpoint), methods=[method]) for method, path, endpoint in _ENDPOINTS
]
