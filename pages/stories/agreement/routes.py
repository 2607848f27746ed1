"""Agreement over HTTP, for the facilitator: figures, where coders differ, decisions, and files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from model import ConceptualModel
from model.coding import Codings, CodingStore
from model.stories import By, StoryStore, UnknownStoryError
from model.stories.story import PURPOSES
from pages.shared import resources
from pages.shared.answers import (
    BadRequestError,
    Endpoint,
    answer,
    explain_errors,
    read_author,
    read_language,
    require_facilitator,
)
from pages.shared.posts import read_post
from pages.stories.agreement.coded import get_coded, get_figures
from pages.stories.agreement.downloads import FILES, Source, write_file
from pages.stories.agreement.payload import (
    find_disagreement,
    to_argued_story,
    to_decision,
    to_disagreements,
    to_figures,
)
from pages.stories.agreement.words import build_agreement_words
from pages.stories.coding.payload import read_code, read_text
from pages.stories.guards import PRIVATE, answer_privately

MOST_READ = 20
"""How many stories are sent at once."""


@explain_errors
async def _send_words(request: Request) -> Response:
    content = await run_in_threadpool(resources.get_content)
    is_current = request.query_params.get("v") == content.version
    return answer(request, build_agreement_words(read_language(request)), "application/json", is_current)


def _find(find: Callable[[resources.Content, StoryStore, str], Any]) -> Endpoint:
    """An address that gives the facilitator what is found in the store, in a language."""

    @explain_errors
    async def send(request: Request) -> Response:
        require_facilitator(request, limited="refused")
        language = read_language(request)

        def get() -> Any:
            return find(resources.get_content(), resources.get_store(), language)

        return answer_privately(await run_in_threadpool(get))

    return send


def _find_figures(content: resources.Content, store: StoryStore, language: str) -> dict[str, Any]:
    coded = get_coded(store)
    names = {coder.id: coder.name for coder in coded.codings.coders}
    return to_figures(content.model, get_figures(content, coded), names, language)


def _find_disagreements(content: resources.Content, store: StoryStore, language: str) -> dict[str, Any]:
    codings = get_coded(store).codings
    ids = {coding.story for coding in codings.codings if coding.is_done}
    names = {story.id: story.name(language) for story in CodingStore(store).find_told(ids)}
    return to_disagreements(codings, names)


@explain_errors
async def _send_stories(request: Request) -> Response:
    """Some stories with what each coder who is done made of them; those that are not there are left out."""
    require_facilitator(request, limited="refused")
    ids = [id_ for id_ in request.query_params.get("ids", "").split(",") if id_]
    if len(ids) > MOST_READ:
        raise BadRequestError(f"at most {MOST_READ} stories are sent at once")
    language = read_language(request)
    content = await run_in_threadpool(resources.get_content)
    store = await run_in_threadpool(resources.get_store)

    def find() -> dict[str, Any]:
        coding_store = CodingStore(store)
        codings = coding_store.find_all(ids)
        return {
            "stories": [
                to_argued_story(
                    story, [coding for coding in codings if coding.story == story.id], content.model, language
                )
                for story in coding_store.find_told(ids)
            ]
        }

    return answer_privately(await run_in_threadpool(find))


@explain_errors
async def _decide(request: Request) -> Response:
    """Say whether a story has a code, or with `attach` null take that back; the decision as it is stored.

    Where coders do not differ there any more, status 409 and the reason "settled".
    """
    require_facilitator(request, limited="refused")
    sent = await read_post(request)
    content = await run_in_threadpool(resources.get_content)
    store = await run_in_threadpool(resources.get_store)
    return await run_in_threadpool(_keep_decision, store, content.model, sent, read_author(request))


def _keep_decision(store: StoryStore, model: ConceptualModel, sent: dict[str, Any], by: By) -> Response:
    coding_store = CodingStore(store)
    story, is_attached = read_text(sent, "story"), sent.get("attach")
    if not (is_attached is None or isinstance(is_attached, bool)):
        raise BadRequestError("attach is true, false, or null for no decision")
    if not coding_store.find_told([story]):
        raise UnknownStoryError(story)
    theirs = coding_store.find_all([story])
    code = read_code(sent, model, {code for coding in theirs for code in coding.codes})
    if find_disagreement(Codings(codings=theirs), story, code) is None:
        said = {"error": "coders do not differ about this any more", "reason": "settled"}
        return answer_privately(said, 409)
    if is_attached is None:
        coding_store.take_back(story, code, by)
        return answer_privately({"decision": None})
    return answer_privately({"decision": to_decision(coding_store.decide(story, code, is_attached, by))})


def _send_file(name: str) -> Endpoint:
    @explain_errors
    async def send(request: Request) -> Response:
        require_facilitator(request, limited="refused")
        language = read_language(request)
        purpose = request.query_params.get("consent") or None
        if purpose not in (None, *PURPOSES):
            raise BadRequestError(f"consent is one of {', '.join(PURPOSES)}")

        def write() -> bytes:
            return write_file(name, Source(resources.get_model(), resources.get_store(), language, purpose))

        file = await run_in_threadpool(write)
        headers = {"Content-Disposition": f'attachment; filename="{name}"', **PRIVATE}
        return Response(file, media_type=FILES[name], headers=headers)

    return send


AGREEMENT: list[tuple[str, str, Endpoint]] = [
    ("GET", "/stories/agreement/words.json", _send_words),
    ("GET", "/stories/agreement/figures.json", _find(_find_figures)),
    ("GET", "/stories/agreement/disagreements.json", _find(_find_disagreements)),
    ("GET", "/stories/agreement/stories.json", _send_stories),
    ("POST", "/stories/agreement/decide.json", _decide),
    *(("GET", f"/stories/agreement/{name}", _send_file(name)) for name in FILES),
]
