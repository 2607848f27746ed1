"""Coding over HTTP: who codes, which stories there are for them, and what they make of each.

A coder is sent their own codings only: nothing here says what others made of a story.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from model.coding import (
    CoderInUseError,
    CoderNameError,
    CodingConflictError,
    CodingError,
    CodingState,
    CodingStore,
    StoryCoding,
    UnknownCoderError,
)
from model.coding.story_coding import LONGEST_MEMO
from model.stories import UnknownStoryError
from pages.shared import resources
from pages.shared.address import CODING_STATES
from pages.shared.answers import (
    BadRequestError,
    Endpoint,
    answer,
    explain_errors,
    read_language,
    require_facilitator,
    require_right,
)
from pages.shared.facilitator import may_moderate, read_access
from pages.shared.posts import read_post
from pages.stories.coding.payload import (
    list_told,
    read_blind_query,
    read_code,
    read_coding,
    read_text,
    to_coder,
    to_coding,
    to_memo,
    to_story,
)
from pages.stories.coding.words import build_coding_words
from pages.stories.guards import answer_privately

PART = 2000
"""How many stories of the line are named at once."""
MOST_READ = 20
"""How many stories are sent at once."""

_STATES: dict[str, CodingState] = {"all": "any", "no-node": "no node", "no-dimension": "no dimension"}


def _explain_coding(endpoint: Endpoint) -> Endpoint:
    """The endpoint for who may code, answering with a reason where the store of codings refuses."""

    async def explained(request: Request) -> Response:
        require_right(request, "code", limited="refused")
        try:
            return await endpoint(request)
        except UnknownCoderError as error:
            return answer_privately({"error": str(error), "reason": "coder"}, 404)
        except CoderNameError as error:
            return answer_privately({"error": str(error), "reason": "name"}, 400)
        except CoderInUseError:
            return answer_privately({"error": "this coder coded stories", "reason": "in-use"}, 400)
        except CodingError as error:
            raise BadRequestError(str(error)) from error

    return explain_errors(explained)


def _is_coder(request: Request) -> bool:
    """Whether who asks codes, and does nothing else with stories."""
    return not may_moderate(read_access(request))


async def _get_store() -> CodingStore:
    return CodingStore(await run_in_threadpool(resources.get_store))


@explain_errors
async def _send_words(request: Request) -> Response:
    content = await run_in_threadpool(resources.get_content)
    is_current = request.query_params.get("v") == content.hide_told().version
    return answer(
        request, build_coding_words(content.model, read_language(request)), "application/json", is_current
    )


@_explain_coding
async def _list_coders(_request: Request) -> Response:
    coders = await run_in_threadpool((await _get_store()).list_coders)
    return answer_privately({"coders": [to_coder(coder) for coder in coders]})


@_explain_coding
async def _change_coders(request: Request) -> Response:
    """Coders are names that the facilitator gives."""
    require_facilitator(request, limited="refused")
    sent = await read_post(request)
    store = await _get_store()
    changes: dict[str, Callable[[], Any]] = {
        "add": lambda: store.add_coder(read_text(sent, "name", may_be_empty=True)),
        "rename": lambda: store.rename_coder(read_text(sent, "coder"), read_text(sent, "name")),
        "remove": lambda: store.remove_coder(read_text(sent, "coder")),
    }
    change = changes.get(str(sent.get("do")))
    if change is None:
        raise BadRequestError(f"do is one of {', '.join(changes)}")
    changed = await run_in_threadpool(change)
    return answer_privately({"coder": to_coder(changed) if changed else None})


@_explain_coding
async def _send_line(request: Request) -> Response:
    """Which stories there are for a coder, the first added first, and how far the coder is with each."""
    parameters = request.query_params
    state = parameters.get("state", "all")
    if state not in CODING_STATES:
        raise BadRequestError(f"state is one of {', '.join(CODING_STATES)}")
    content = await run_in_threadpool(resources.get_content)
    query = read_blind_query(parameters, content.model, _is_coder(request))
    store = await _get_store()
    of_coder = parameters.get("coder", "")

    def find() -> dict[str, Any]:
        coder = store.get_coder(of_coder)
        wanted: CodingState = _STATES.get(state, state)  # type: ignore[arg-type]
        mine = state in ("todo", "begun", "done")
        after = parameters.get("after") or None
        found = store.find_progress(wanted, coder.id, query, PART, after, is_theirs=mine)
        return {
            "coder": to_coder(coder),
            "ids": [story for story, _ in found],
            "begun": [story for story, progress in found if progress == "begun"],
            "done": [story for story, progress in found if progress == "done"],
            "next": found[-1][0] if len(found) == PART else None,
        }

    return answer_privately(await run_in_threadpool(find))


@_explain_coding
async def _send_stories(request: Request) -> Response:
    """Some stories, each with what the coder made of it so far; those that are not there are left out."""
    ids = [id_ for id_ in request.query_params.get("ids", "").split(",") if id_]
    if len(ids) > MOST_READ:
        raise BadRequestError(f"at most {MOST_READ} stories are sent at once")
    language = read_language(request)
    store = await _get_store()
    of_coder, is_coder = request.query_params.get("coder", ""), _is_coder(request)

    def find() -> dict[str, Any]:
        coder = store.get_coder(of_coder)
        codings = {coding.story: coding for coding in store.find_all(ids, coder.id)}
        stories = list_told(store.find_told(ids), is_coder)
        return {
            "stories": [
                {
                    "story": to_story(stories[id_], language, is_coder),
                    "coding": to_coding(codings.get(id_) or StoryCoding(id_, coder.id)),
                }
                for id_ in ids
                if id_ in stories
            ]
        }

    return answer_privately(await run_in_threadpool(find))


@_explain_coding
async def _save(request: Request) -> Response:
    """Store what a coder made of a story; the answer has it as it is stored, and the story as it is today.

    Where the same coder was first in another window, it has what is stored, with status 409.
    """
    sent = await read_post(request)
    language = read_language(request)
    content = await run_in_threadpool(resources.get_content)
    store = await _get_store()
    is_coder = _is_coder(request)

    def save() -> Response:
        story = read_text(sent, "story")
        if story not in list_told(store.find_told([story]), is_coder):
            raise UnknownStoryError(story)
        before = store.find(story, read_text(sent, "coder"))
        try:
            coding, status = store.save(read_coding(sent, content.model, before)), 200
        except CodingConflictError as error:
            coding, status = error.current, 409
        stories = store.find_told([coding.story])
        if not stories:
            raise UnknownStoryError(coding.story)
        return answer_privately(
            {"story": to_story(stories[0], language, is_coder), "coding": to_coding(coding)}, status
        )

    return await run_in_threadpool(save)


@_explain_coding
async def _send_memos(request: Request) -> Response:
    store = await _get_store()
    memos = await run_in_threadpool(store.find_memos, request.query_params.get("coder", ""))
    return answer_privately({"memos": [to_memo(memo) for memo in memos]})


@_explain_coding
async def _save_memo(request: Request) -> Response:
    sent = await read_post(request)
    content = await run_in_threadpool(resources.get_content)
    code = read_code(sent, content.model)
    text = read_text(sent, "text", LONGEST_MEMO, may_be_empty=True)
    store = await _get_store()
    return answer_privately(
        to_memo(await run_in_threadpool(store.save_memo, read_text(sent, "coder"), code, text))
    )


CODING: list[tuple[str, str, Endpoint]] = [
    ("GET", "/stories/coding/words.json", _send_words),
    ("GET", "/stories/coding/coders.json", _list_coders),
    ("POST", "/stories/coding/coders.json", _change_coders),
    ("GET", "/stories/coding/line.json", _send_line),
    ("GET", "/stories/coding/stories.json", _send_stories),
    ("POST", "/stories/coding/save.json", _save),
    ("GET", "/stories/coding/memos.json", _send_memos),
    ("POST", "/stories/coding/memos.json", _save_memo),
]
