"""Stories over HTTP: the list, adding, changing, pointing out who could be known, exporting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from model import Story
from model.stories import By, StoryConflictError, StoryQuery, StoryStore, UnknownStoryError
from model.stories.acts import ACT_KINDS
from model.stories.fields import FIELDS
from model.stories.plain_text import clean_text
from model.stories.search.reasons import find_reason
from model.stories.story import LONGEST_TEXT
from model.teller_data import collect
from model.words import get_words
from pages.shared import resources
from pages.shared.answers import (
    BadRequestError,
    Endpoint,
    ForbiddenError,
    answer,
    explain_errors,
    read_author,
    read_language,
    require_facilitator,
    require_right,
)
from pages.shared.facilitator import may_administer, may_moderate, read_access
from pages.shared.limits import Limit, name_network
from pages.shared.posts import read_post
from pages.shared.refusals import refuse_flood
from pages.shared.story_payload import to_payload
from pages.stories.agreement.routes import AGREEMENT
from pages.stories.coding.routes import CODING
from pages.stories.downloads import FORMS, write_log, write_stories
from pages.stories.guards import PRIVATE, Reader, answer_privately, limit_query, list_nodes, read_reader
from pages.stories.letterboxes.routes import LETTERBOXES
from pages.stories.moderation import MODERATION
from pages.stories.payload import (
    add_background,
    read_act,
    read_query,
    read_story,
    to_change,
    to_checked,
    to_found,
    to_sender,
)
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
_TOLD = {str(field.place[0]) for field in FIELDS.values() if field.is_told}


def _of_own_model(endpoint: Endpoint) -> Endpoint:
    """The endpoint, for the server's own model only: no stories are told of one that a visitor opened."""

    async def guarded(request: Request) -> Response:
        if request.query_params.get("model"):
            return answer_privately(
                {"error": "no stories are told of a model that was opened from a file"}, 404
            )
        return await endpoint(request)

    return guarded


@explain_errors
async def _send_words(request: Request) -> Response:
    content = await run_in_threadpool(resources.get_content)
    is_current = request.query_params.get("v") == content.version
    return answer(request, build_words(read_language(request)), "application/json", is_current)


@explain_errors
async def _list(request: Request) -> Response:
    reader = read_reader(request)
    if not reader.moderates and (refusal := refuse_flood(request, _lists)):
        return refusal
    model = await run_in_threadpool(resources.get_model)
    language = read_language(request)
    skip = request.query_params.get("skip", "0")
    if not (skip.isascii() and skip.isdigit() and len(skip) < 9 and int(skip) <= _MOST_SKIPPED):
        raise BadRequestError(f"skip is a number of stories, at most {_MOST_SKIPPED}")
    query = read_query(request.query_params, model, reader.moderates, reader.teams)
    store = await run_in_threadpool(resources.get_store)
    page = await run_in_threadpool(store.find, query, at_most=PAGE, skip=int(skip))
    known = list_nodes(model)
    shown = [to_payload(story, known, language, reader.may_change(story)) for story in page.stories]
    if reader.moderates:
        own = [story for story in page.stories if reader.may_change(story)]
        await run_in_threadpool(add_background, store, own, shown)
    for story, payload in zip(page.stories, shown, strict=True):
        if reason := find_reason(story, page.groups, language, store.named):
            payload["found"] = to_found(story, reason, language, known)
    after = int(skip) + PAGE
    may_reject = reader.moderates and not reader.teams
    senders = await run_in_threadpool(store.find_senders, MANY_FROM_ONE) if may_reject else ()
    return answer_privately(
        {
            **({"senders": [to_sender(sender) for sender in senders]} if senders else {}),
            "stories": shown,
            "count": page.count,
            "exact": page.is_exact,
            **({"meant": page.meant} if page.meant else {}),
            "next": after if after <= _MOST_SKIPPED and (page.count > after or not page.is_exact) else None,
        }
    )


@explain_errors
async def _get(request: Request) -> Response:
    model = await run_in_threadpool(resources.get_model)
    store = await run_in_threadpool(resources.get_store)
    story = await run_in_threadpool(store.get, request.path_params["story"])
    may_change = read_reader(request).may_change(story)
    if not (story.is_public or may_change):
        raise UnknownStoryError(story.id)
    payload = to_payload(story, list_nodes(model), read_language(request), may_change)
    if may_change:
        history = await run_in_threadpool(store.history, story.id)
        knows_persons = may_administer(read_access(request))
        payload["history"] = [to_change(change, knows_persons) for change in history]
        await run_in_threadpool(add_background, store, [story], [payload])
    return answer_privately(payload)


@explain_errors
async def _add(request: Request) -> Response:
    sent = await read_post(request)
    reader = read_reader(request)
    moderates = reader.moderates
    if not moderates:
        require_right(request, "tell", limited="own")
    language = read_language(request)
    if not moderates and not _posts.take(_get_address(request)):
        return _refuse_more(language, 60)
    model = await run_in_threadpool(resources.get_model)
    if reader.teams and sent.get("team") not in reader.teams:
        sent["team"] = reader.teams[0]
    if not moderates:
        sent["team"] = None
    story = read_story(sent, model)
    if not moderates and not _stories_sent.has_room(_get_address(request)):
        return _refuse_more(language, 3600)
    if moderates and sent.get("publish") is True:
        story = story.model_copy(update={"status": "published"})
    store = await run_in_threadpool(resources.get_store)
    if not moderates and await run_in_threadpool(store.count_waiting, "visitor") >= MOST_WAITING:
        return _refuse_more(language)
    if not moderates:
        _stories_sent.take(_get_address(request))
    by: By = read_author(request) if moderates else "visitor"  # nobody is to be known as a teller
    network = "" if moderates else name_network(_get_address(request))
    added = await run_in_threadpool(_store, store, story, by, network)
    return answer_privately(to_payload(added, list_nodes(model), language, moderates), 201)


def _get_address(request: Request) -> str:
    return request.client.host if request.client else ""


def _refuse_more(language: str, seconds: int | None = None) -> Response:
    """Say that no more stories are taken: from this address for so long, or from anybody."""
    _ = get_words(language)
    if seconds is None:
        words = _("{count} stories wait for the facilitator. Keep yours here, and send it again later.")
        return answer_privately(
            {"error": words.format(count=MOST_WAITING), "reason": "too-many-waiting"}, 429
        )
    words = _(
        "Too many stories came from this network. Keep yours here, and send it again in {count} minutes."
    )
    answered = answer_privately({"error": words.format(count=seconds // 60), "reason": "too-many-sent"}, 429)
    answered.headers["Retry-After"] = str(seconds)
    return answered


def _store(store: StoryStore, story: Story, by: By, network: str) -> Story:
    """Add a story; who sends it again gets the stored one, also when it was published meanwhile."""
    try:
        return store.add(story, by, network)
    except StoryConflictError as error:
        if error.current.model_dump(include=_TOLD) == story.model_dump(include=_TOLD):
            return error.current
        raise


def _keep_teams(store: StoryStore, sent: dict[str, Any], before: Story, teams: tuple[str, ...]) -> None:
    """Who facilitates for some teams alone gives no story to another one, nor gives it back to one."""
    act = sent.get("do")
    earlier = store.find_stored([before.id], ()).earlier.get(before.id, ()) if act == "undo" else ()
    is_elsewhere = bool(earlier) and earlier[-1].team not in teams
    if is_elsewhere or (act == "set" and sent.get("name") == "team" and sent.get("value") not in teams):
        raise ForbiddenError("this needs the passcode of who facilitates for all teams")
    if isinstance(sent.get("story"), dict) and sent["story"].get("team") not in teams:
        sent["story"]["team"] = before.team


def _edit(store: StoryStore, sent: dict[str, Any], before: Story, by: By) -> Story:
    story = sent.get("story")
    if not isinstance(story, dict):
        raise BadRequestError("story is what the story should say")
    after = read_story({**story, "revision": _read_revision(sent)}, resources.get_model(), before)
    return store.change(after, by, "edited")


def _act(store: StoryStore, sent: dict[str, Any], before: Story, by: By) -> Story:
    revision = _read_revision(sent)
    act = read_act(sent, resources.get_model())
    after = act.apply(before).model_copy(update={"revision": revision})
    return store.change(after, by, act.what)


def _undo(store: StoryStore, sent: dict[str, Any], before: Story, by: By) -> Story:
    return store.undo(before.id, _read_revision(sent), by)


def _delete(store: StoryStore, sent: dict[str, Any], before: Story, by: By) -> None:
    store.delete(before.id, _read_revision(sent), by)


def _read_revision(sent: dict[str, Any]) -> int:
    revision = sent.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise BadRequestError("revision is the number of the story's revision that was seen")
    return revision


_CHANGES: dict[str, Callable[[StoryStore, dict[str, Any], Story, By], Story | None]] = {
    "edit": _edit,
    **dict.fromkeys(ACT_KINDS, _act),
    "undo": _undo,
    "delete": _delete,
}


@explain_errors
async def _change(request: Request) -> Response:
    teams = require_right(request, "moderate", limited="own")
    sent = await read_post(request)
    change = _CHANGES.get(str(sent.get("do")))
    if change is None:
        raise BadRequestError(f"do is one of {', '.join(_CHANGES)}")
    language = read_language(request)
    model = await run_in_threadpool(resources.get_model)
    store = await run_in_threadpool(resources.get_store)
    before = await run_in_threadpool(store.get, request.path_params["story"])
    if teams:
        Reader(True, teams).check(before)
        await run_in_threadpool(_keep_teams, store, sent, before, teams)
    after = await run_in_threadpool(change, store, sent, before, read_author(request))
    if after is None:
        return answer_privately({"deleted": before.id})
    changed = to_payload(after, list_nodes(model), language, True)
    await run_in_threadpool(add_background, store, [after], [changed])
    return answer_privately(changed)


@explain_errors
async def _check(request: Request) -> Response:
    """What will be saved of a text, and what in it could identify a person."""
    if not may_moderate(read_access(request)) and (refusal := refuse_flood(request, _checks)):
        return refusal
    sent = await read_post(request)
    text = sent.get("text")
    if not isinstance(text, str) or len(text) > 4 * LONGEST_TEXT:
        raise BadRequestError(f"text is at most {4 * LONGEST_TEXT} characters")
    cleaned = clean_text(text)
    language = request.query_params.get("lang", "en")  # of the story, which may be in any
    return answer_privately(await run_in_threadpool(to_checked, cleaned, language))


def _send_stories(form: str) -> Callable[[Request], Any]:
    @explain_errors
    async def send(request: Request) -> Response:
        teams = require_facilitator(request, limited="own")
        model = await run_in_threadpool(resources.get_model)
        query: StoryQuery = read_query(request.query_params, model, True)
        query = limit_query(query, teams)
        store = await run_in_threadpool(resources.get_store)
        ids = [id_ for id_ in request.query_params.get("ids", "").split(",") if id_]
        chosen = (await run_in_threadpool(store.find_stored, ids, ())).by_id if ids else {}
        reader = Reader(True, teams)
        own = [story for id_ in ids if (story := chosen.get(id_)) and reader.may_change(story)]
        found: Iterable[Story] = own if ids else store.walk(query)
        if request.query_params.get("purpose") == "exports":
            found = (story for story in found if story.is_exportable)
        file = await run_in_threadpool(write_stories, found, form)
        headers = {"Content-Disposition": f'attachment; filename="stories.{form}"', **PRIVATE}
        return StreamingResponse(file, media_type=FORMS[form], headers=headers)

    return send


@explain_errors
async def _back_up(request: Request) -> Response:
    require_right(request, "administer", limited="refused")
    store = await run_in_threadpool(resources.get_store)
    copy = await run_in_threadpool(store.to_backup)
    headers = {"Content-Disposition": 'attachment; filename="stories-backup.db"', **PRIVATE}
    return Response(copy, media_type="application/vnd.sqlite3", headers=headers)


@explain_errors
async def _send_log(request: Request) -> Response:
    """Every change of every story, with who it was."""
    require_right(request, "administer", limited="refused")
    store = await run_in_threadpool(resources.get_store)
    file = await run_in_threadpool(write_log, store.walk_log())
    headers = {"Content-Disposition": 'attachment; filename="stories-changes.csv"', **PRIVATE}
    return StreamingResponse(file, media_type=FORMS["csv"], headers=headers)


@explain_errors
async def _send_data(request: Request) -> Response:
    """All that is kept of a story, for whoever told it."""
    require_facilitator(request, limited="refused")
    store = await run_in_threadpool(resources.get_store)
    story_id = request.path_params["story"]
    content = await run_in_threadpool(collect, store, story_id)
    answered = answer_privately(content)
    answered.headers["Content-Disposition"] = f'attachment; filename="story-{story_id}.json"'
    return answered


_ENDPOINTS: list[tuple[str, str, Endpoint]] = [
    ("GET", "/stories.json", _list),
    ("POST", "/stories.json", _add),
    *(("GET", f"/stories-export.{form}", _send_stories(form)) for form in FORMS),
    ("GET", "/stories-backup.db", _back_up),
    ("GET", "/stories-changes.csv", _send_log),
    *MODERATION,
    ("GET", "/stories/words.json", _send_words),
    ("POST", "/stories/check.json", _check),
    *CODING,
    *AGREEMENT,
    *LETTERBOXES,
    ("GET", "/stories/{story}/data.json", _send_data),
    ("GET", "/stories/{story}.json", _get),
    ("POST", "/stories/{story}.json", _change),
]
ROUTES: list[BaseRoute] = [
    Route(path, _of_own_model(endpoint), methods=[method]) for method, path, endpoint in _ENDPOINTS
]
