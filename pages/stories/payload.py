"""What the browser asks of stories, and what it sends of one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from model import ConceptualModel, Story
from model.letterboxes import LetterboxStore
from model.search import fold
from model.stories import Act, Change, Sender, StoryQuery, StoryStore
from model.stories.acts import ACT_KINDS
from model.stories.fields import PLAIN
from model.stories.privacy import Identifier, find_identifiers, mask
from model.stories.search.reasons import Place, Reason
from model.stories.story import MOST_NODES, ORIGINS, PURPOSES, STATUSES, TELLERS, Wording
from model.words import STORY_LANGUAGES
from pages.shared.address import LONGEST_SEARCH
from pages.shared.answers import BadRequestError
from pages.shared.story_payload import WORDED

SORTS = ("newest", "oldest", "title", "changed")
_MOST_FAULTS = 5
_ANY_STORY = Story(wordings=(Wording(language="en", text="-"),), teller="other")
_OWN_ID = re.compile("[0-9a-f]{32}")
"""An id as the form makes it. Any other may be that of an address of the application, such as "check"."""


def to_sender(sender: Sender) -> dict[str, Any]:
    """A network that many stories came from, as the facilitator is told of it."""
    return {
        "place": sender.place,
        "count": sender.count,
        "since": sender.since.isoformat(),
        "until": sender.until.isoformat(),
    }


def to_change(change: Change, knows_persons: bool = False) -> dict[str, Any]:
    """A line of a story's history; who it was is for administrators alone."""
    return {
        "at": change.at.isoformat(),
        "role": change.role,
        "what": change.what,
        "revision": change.revision,
        **({"person": change.person} if change.person and knows_persons else {}),
    }


def add_background(store: StoryStore, stories: Iterable[Story], payloads: Iterable[dict[str, Any]]) -> None:
    """Say beside some stories who brought each to its status, and when, and the name of the letterbox that it
    came through, as far as that is known."""
    stories = list(stories)
    decisions = store.find_decisions(stories)
    names = LetterboxStore(store).name_all() if any(story.letterbox for story in stories) else {}
    for payload in payloads:
        if name := names.get(payload.get("letterbox") or ""):
            payload["letterboxName"] = name
        if decision := decisions.get(payload["id"]):
            payload["decided"] = to_change(decision)


def to_checked(text: str, language: str) -> dict[str, Any]:
    """What of a cleaned text could identify a person, each with its mask in a language."""
    identifiers = [
        {
            "kind": found.kind,
            "start": found.start,
            "end": found.end,
            "text": found.text,
            "mask": mask(found.text, [_at_start(found)], language),
        }
        for found in find_identifiers(text)
    ]
    return {"text": text, "identifiers": identifiers}


def _at_start(found: Identifier) -> Identifier:
    return Identifier(found.kind, 0, len(found.text), found.text)


def read_act(sent: Mapping[str, Any], model: ConceptualModel) -> Act:
    """What is to be done to a story, or to several: `do`, and what it is about by `name` and `value`.

    Raises `BadRequestError` for what cannot be, `UnknownIdError` for an unknown node.
    """
    kind, name, value = sent.get("do"), sent.get("name", ""), sent.get("value")
    if kind not in ACT_KINDS or not isinstance(name, str):
        raise BadRequestError(f"do is one of {', '.join(ACT_KINDS)}")
    if not isinstance(value, str | bool | None):
        raise BadRequestError("value is a text, yes or no")
    if kind == "attach":
        model.get_node(name)
    if kind == "sort" and name not in {dimension.id for dimension in model.file.dimensions}:
        raise BadRequestError(f"there is no dimension {name}")
    act = Act(kind, name, value)
    try:
        act.apply(_ANY_STORY)
    except ValueError as error:
        raise BadRequestError(str(error)) from error
    return act


def to_found(story: Story, reason: Reason, language: str, known: Collection[str]) -> dict[str, Any]:
    """Why a story was found: the places of the words, counted as the browser counts characters."""
    shown = story.in_language(language)
    places = {
        "title": _to_browser(shown.title, reason.title),
        "text": _to_browser(shown.text, reason.text),
        "setting": _to_browser(shown.setting, reason.setting),
    }
    return {
        **{name: found for name, found in places.items() if found},
        **({"language": reason.language} if reason.language else {}),
        "nodes": [node for node in reason.nodes if node in known],
    }


def _to_browser(text: str, places: Iterable[Place]) -> list[tuple[int, int]]:
    """Places in a text as JavaScript counts them, where some characters count twice.

    >>> _to_browser("🥭 mango", [(2, 7)])
    [(3, 8)]
    """

    def count(end: int) -> int:
        return len(text[:end].encode("utf-16-le", errors="surrogatepass")) // 2

    return [(count(start), count(end)) for start, end in places]


def read_query(
    parameters: Mapping[str, str], model: ConceptualModel, is_facilitator: bool, own: Collection[str] = ()
) -> StoryQuery:
    """The stories an address asks for; a visitor gets published ones whose teller agreed, whatever is asked.

    Who facilitates for their `own` teams alone gets their stories beside these; of others, nothing that only
    a facilitator knows can be asked. Raises `UnknownIdError` and `BadRequestError` for what does not exist.
    """

    def read(name: str) -> frozenset[str]:
        return frozenset(part for part in parameters.get(name, "").split(",") if part)

    def choose(name: str, values: Iterable[str]) -> frozenset[Any]:
        chosen = read(name)
        if chosen - set(values):
            raise BadRequestError(f"{name} is one of {', '.join(values)}")
        return chosen

    def read_day(name: str) -> date | None:
        text = parameters.get(name, "")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise BadRequestError(f"{name} is a day such as 2026-05-31") from None

    sort: Any = parameters.get("order") or "newest"
    if sort not in SORTS:
        raise BadRequestError(f"order is one of {', '.join(SORTS)}")
    dimensions = {dimension.id for dimension in model.file.dimensions}
    return StoryQuery(
        words=parameters.get("search", "")[:LONGEST_SEARCH],
        nodes=find_asked_nodes(model, read("node"), read("level"), read("stage")),
        tellers=choose("teller", TELLERS),
        dimensions=choose("dimension", dimensions),
        settings=frozenset(fold(setting) for setting in parameters.get("setting", "").split("|") if setting),
        languages=choose("told", STORY_LANGUAGES),
        statuses=choose("status", STATUSES) if is_facilitator else frozenset({"published"}),
        origins=choose("origin", ORIGINS),
        consents=choose("consent", PURPOSES) if is_facilitator else frozenset({"room"}),
        told_since=read_day("since"),
        told_until=read_day("until"),
        teams=_choose_teams(read("team"), frozenset(own), bool(read("consent") or read("letterbox")))
        if is_facilitator
        else frozenset(),
        letterboxes=read("letterbox") if is_facilitator else frozenset(),
        seen_by=frozenset(own),
        is_unattached=parameters.get("unattached") == "yes",
        sort=sort,
    )


def _choose_teams(teams: frozenset[str], own: frozenset[str], asks_more: bool) -> frozenset[str]:
    """Of which teams stories are asked for; who is limited to some asks for none of another one's, nor for
    what only a facilitator knows of it."""
    if own and (teams or asks_more):
        return (teams & own) or own
    return teams


def find_asked_nodes(
    model: ConceptualModel, nodes: frozenset[str], levels: frozenset[str], stages: frozenset[str]
) -> frozenset[str]:
    """The nodes of which a story must have one: these, on these levels, at these stages; empty for any."""
    if not (nodes or levels or stages):
        return frozenset()
    for node in nodes:
        model.get_node(node)
    kept = {node.id for node in model.nodes(level=levels or None, stage=stages or None)}
    found = kept & nodes if nodes else kept
    return frozenset(found) or frozenset({"-"})  # nothing is attached to this


def read_story(sent: Mapping[str, Any], model: ConceptualModel, before: Story | None = None) -> Story:
    """The story that a form sent: a new one, or a changed one.

    The form may set what people tell; origin, times and status of an older story stay. Raises
    `BadRequestError` with a sentence that names the field, `UnknownIdError` for an unknown node.
    """
    try:
        first = Wording(**{field: sent.get(field, "") for field in WORDED})
        others = [Wording.model_validate(translation) for translation in sent.get("translations") or ()]
        fields = {
            "wordings": (first, *(other for other in others if other.language != first.language)),
            "dimensions": tuple(sent.get("dimensions") or ()),
            "nodes": tuple(sent.get("nodes") or ()),
            "source": _read_source(sent.get("source")),
            "consent": sent.get("consent") or {},
            **{field.name: sent.get(field.name) or field.empty for field in PLAIN},
        }
        if before is None:
            if sent.get("id") and not _OWN_ID.fullmatch(str(sent["id"])):
                raise BadRequestError("id: a new story is named by 32 hexadecimal digits")
            story = Story.model_validate({**({"id": sent["id"]} if sent.get("id") else {}), **fields})
        else:
            story = Story.model_validate({**dict(before), **fields, "revision": sent.get("revision")})
    except ValidationError as error:
        raise BadRequestError(_describe(error)) from error
    except TypeError as error:
        raise BadRequestError("this is not a story") from error
    if len(story.nodes) > MOST_NODES:
        raise BadRequestError(f"a story is attached to at most {MOST_NODES} nodes")
    kept = set(before.nodes) if before else set()
    for node in story.nodes:
        if node not in kept:
            model.get_node(node)
    known = {dimension.id for dimension in model.file.dimensions}
    if unknown := set(story.dimensions) - known - (set(before.dimensions) if before else set()):
        raise BadRequestError(f"there is no dimension {', '.join(sorted(unknown))}")
    return story


def _read_source(sent: Any) -> Any:
    """The source as it was sent; a web address alone is its own name."""
    if not isinstance(sent, Mapping):
        return None
    source = {
        name: value for name, value in sent.items() if (value.strip() if isinstance(value, str) else value)
    }
    return {"name": source.get("url"), **source} if source else None


def _describe(error: ValidationError) -> str:
    """What is wrong, field by field, where much is wrong only the first of it."""
    faults = error.errors(include_url=False, include_input=False)[:_MOST_FAULTS]
    return "; ".join(f"{'.'.join(map(str, fault['loc']))}: {_explain(fault)}" for fault in faults)


def _explain(fault: ErrorDetails) -> str:
    if fault["type"].endswith("too_long"):
        return f"at most {fault['ctx']['max_length']} characters fit"
    if fault["type"].endswith("too_short"):
        return "this must not be empty"
    return fault["msg"]
