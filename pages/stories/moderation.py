"""Moderating over HTTP: the queue of stories, and acts on many of them that are undone as one."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from model import ConceptualModel, Story
from model.stories import Batch, BatchTooLargeError, NothingToUndoError, Place, StoryStore
from model.stories.batches import MOST_AT_ONCE, Chosen
from model.stories.fields import PLAIN
from model.words import get_words, write_number
from pages.shared import resources
from pages.shared.answers import (
    BadRequestError,
    Endpoint,
    explain_errors,
    read_author,
    read_language,
    require_right,
)
from pages.shared.posts import read_post
from pages.shared.story_payload import to_payload
from pages.stories.guards import answer_privately, limit_query, list_nodes
from pages.stories.payload import add_background, read_act, read_query, to_checked

AHEAD = 12
"""How many stories of the queue are sent at once, so that the next one is there before it is asked for."""
_MOST_NAMED = 10


@explain_errors
async def _queue(request: Request) -> Response:
    """The next stories of the queue, each with what could identify a person in it.

    `beyond` is the number of a story that they come after, or before with `back=yes`; `at` is the id of the
    one that the queue begins at. Without a status those that wait are asked for.
    """
    teams = require_right(request, "moderate", limited="own")
    model = await run_in_threadpool(resources.get_model)
    parameters = dict(request.query_params)
    parameters.pop("order", None)
    query = read_query({"status": "pending", **parameters}, model, True)
    query = limit_query(query, teams)
    store = await run_in_threadpool(resources.get_store)
    beyond = _read_number(parameters.get("beyond", ""))
    language = read_language(request)

    def find() -> dict[str, Any]:
        start = store.find_number(parameters["at"]) - 1 if parameters.get("at") else beyond
        is_back = parameters.get("back") == "yes"
        part = store.find_queue(query, start, is_back, AHEAD, parameters.get("count") == "yes")
        stories = [story for _, story in part.stories]
        known = list_nodes(model)
        shown = [to_payload(story, known, language, True) for story in stories]
        add_background(store, stories, shown)
        entries = [
            {"number": number, "story": payload, "found": _point_out(story)}
            for (number, story), payload in zip(part.stories, shown, strict=True)
        ]
        return {"entries": entries, "before": part.before, "count": part.count}

    return answer_privately(await run_in_threadpool(find))


def _read_number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise BadRequestError("beyond is the number of a story")
    return int(text)


def _point_out(story: Story) -> list[dict[str, Any]]:
    """What could identify a person in each text of a story, named by keys as in the form (`values.js`)."""
    texts: list[tuple[str, str, str, str]] = []
    for place, wording in enumerate(story.wordings):
        before = f"{wording.language}." if place else ""
        for field in ("text", "title", "setting"):
            texts.append((f"{before}{field}", field, wording.language, getattr(wording, field)))
    texts += [(plain.name, plain.name, story.language, plain.get(story)) for plain in PLAIN if plain.is_text]
    address = (story.source.url or "") if story.source else ""
    if story.source:
        texts.append(("source", "source", story.language, story.source.name))
    return [
        {"key": key, "field": field, "language": language, "cleaned": text, **found}
        for key, field, language, text in texts
        if text
        for found in to_checked(text, language)["identifiers"]
        if not (field == "source" and found["kind"] == "web" and found["text"] in address)
    ]


@explain_errors
async def _batch(request: Request) -> Response:
    """Do the next part of a batch, or undo it; the browser asks again until nothing waits."""
    require_right(request, "moderate", limited="refused")
    sent = await read_post(request)
    language = read_language(request)
    id_ = sent.get("request")
    if not (isinstance(id_, str) and id_.isascii() and id_.isalnum() and len(id_) <= 64):
        raise BadRequestError("request is an id that the browser makes for each change")
    model = await run_in_threadpool(resources.get_model)
    store = await run_in_threadpool(resources.get_store)
    try:
        if sent.get("do") == "undo":
            batch = await run_in_threadpool(store.undo_batch, id_, read_author(request))
        else:
            act, chosen = read_act(sent, model), _read_chosen(sent, model)
            batch = await run_in_threadpool(store.do_batch, id_, act, chosen, read_author(request))
    except BatchTooLargeError:
        _ = get_words(language)
        words = _("At most {count} stories are changed at once. Choose more filters.")
        said = words.format(count=write_number(MOST_AT_ONCE, language, 0))
        return answer_privately({"error": said, "reason": "too-large"}, 400)
    except NothingToUndoError:
        return answer_privately({"error": "nothing is known of this request", "reason": "nothing"}, 404)
    return answer_privately(await run_in_threadpool(_describe, store, batch, language))


def _read_chosen(sent: dict[str, Any], model: ConceptualModel) -> Chosen:
    """The stories of a batch: named with their revisions, all that a query finds, or from one place."""
    stories, query, place = sent.get("stories"), sent.get("query"), sent.get("place")
    if isinstance(place, str) and place.isascii() and place.isalnum():
        return Place(place)
    if isinstance(query, str):
        return read_query(dict(parse_qsl(query)), model, True)
    if isinstance(stories, list) and all(
        isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and type(pair[1]) is int
        for pair in stories
    ):
        return [(id_, revision) for id_, revision in stories]
    raise BadRequestError("stories are pairs of an id and a revision; or give a query, or a place")


def _describe(store: StoryStore, batch: Batch, language: str) -> dict[str, Any]:
    names = store.name_stories(batch.left_out[:_MOST_NAMED], language) if batch.left_out else ()
    return {
        "changed": batch.changed,
        "waiting": batch.waiting,
        "left": len(batch.left_out),
        "names": list(names),
    }


MODERATION: list[tuple[str, str, Endpoint]] = [
    ("GET", "/stories/queue.json", _queue),
    ("POST", "/stories/batch.json", _batch),
]
