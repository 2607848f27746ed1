"""A workshop as the browser gets it: all of it for who leads, what is revealed for the projector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from model import Story
from model.stories.privacy import Identifier, find_identifiers
from model.words import Translate, get_words
from model.workshop import (
    FIXED_PARTS,
    Answered,
    CastBallots,
    Round,
    State,
    Workshop,
    WorkshopStore,
    find_equal,
    find_poll,
    list_subjects,
    open_ballots,
)
from pages.shared.resources import Content
from pages.shared.story_payload import to_payload
from pages.workshop.activities import build_round
from pages.workshop.agreed import describe_action, describe_followed, list_showable, list_texts
from pages.workshop.compared import compare_round, describe_kept
from pages.workshop.result_notes import describe_parts
from pages.workshop.results import get_result, list_parts
from pages.workshop.steps import Step, build_steps, name_planned
from pages.workshop.zone import find_zone

Words = Mapping[str, Sequence[str]]
"""A workshop's own words on nodes."""
_TOLD = ("id", "name", "title", "text", "language", "teller", "setting", "nodes")
"""What a workshop shows of a story; it is sent again with every change."""


def list_workshop(workshop: Workshop) -> dict[str, Any]:
    """A workshop as one of a list."""
    return {
        "id": workshop.id,
        "key": workshop.key,
        "name": workshop.name,
        "language": workshop.language,
        "created": workshop.created_at.isoformat(),
        "ends": workshop.ends_at.isoformat(),
        "day": workshop.get_day(find_zone()).isoformat(),
        "isEnded": workshop.is_ended,
        "isRehearsal": workshop.is_rehearsal,
        "isJoiningOpen": workshop.is_joining_open,
        "team": workshop.team,
        "isOwnOnly": workshop.is_own_only,
        "hidesPeople": workshop.hides_people,
        "hasCodes": workshop.has_codes,
    }


def build_room(content: Content, store: WorkshopStore, workshop: str, language: str) -> dict[str, Any]:
    """What the projector may show: nothing that is not revealed, no story that is not public."""
    return _build_public(content, store, store.get_state(workshop).for_room(), language)


def build_screen(content: Content, store: WorkshopStore, workshop: str, language: str) -> dict[str, Any]:
    """What a link to the screen shows: what the projector may, but no round that was never opened (unless
    the projector is there), and nothing that is for who leads."""
    state = store.get_state(workshop)
    shown = state.workshop.position.round
    rounds = tuple(
        round_
        for round_ in state.rounds
        if round_.was_opened or round_.is_open or round_.is_revealed or round_.id == shown
    )
    built = _build_public(content, store, state.model_copy(update={"rounds": rounds}).for_room(), language)
    for part in (*built["steps"], *built["rounds"]):
        part.pop("hint", None)
        part.pop("counted", None)
    return built


def build_desk(content: Content, store: WorkshopStore, workshop: str, language: str) -> dict[str, Any]:
    """What the facilitator sees of a workshop: beside what the room may see all texts, but no ballot."""
    state = store.get_state(workshop)
    known = {node.id for node in content.model.nodes()}
    there = {
        (round_.id, subject)
        for round_ in state.rounds
        for subject in list_subjects(content.model, round_, language)
    }
    equal = find_equal(state.answers)
    _ = get_words(language)
    built = _build(content, store, state, language)
    for round_, described in zip(state.rounds, built["rounds"], strict=True):
        described |= mark_identifiers(*round_.own_texts)
        described["keys"] = list(round_.keys.values())
        described["comparable"] = bool((poll := find_poll(round_.kind)) and poll.is_compared)
        described["comparedWith"] = (
            describe_kept(round_.earlier, workshop, language) if round_.earlier else ""
        )
    return {
        **built,
        "answers": [
            {
                "id": answer.id,
                "round": answer.round,
                "node": answer.node,
                "text": answer.text,
                "group": answer.group,
            }
            | {"same": equal[answer.id]}
            | mark_identifiers(answer.text)
            for answer in state.answers
            if (answer.round, answer.node) in there
        ],
        "groups": [
            {
                "id": group.id,
                "round": group.round,
                "node": group.node,
                "title": group.title,
                "chosen": group.is_chosen,
            }
            | mark_identifiers(group.title)
            for group in state.groups
            if (group.round, group.node) in there
        ],
        "actions": [
            described | mark_identifiers(*list_texts(action))
            for action, described in zip(state.actions, built["actions"], strict=True)
        ],
        "followed": [
            describe_followed(followed, known, language, find_zone(), is_facilitator=True)
            | mark_identifiers(*list_texts(followed.action))
            for followed in state.followed
        ],
        "showable": list_showable(state.stories, content.stories, state.workshop.team, language)
        if state.followed
        else [],
        "told": [_tell(story, known, language) | _keep(story) for story in state.stories],
        "byRole": dict(state.headcount.by_role),
        "plan": [
            {"part": item.part, "minutes": item.minutes, "name": name_planned(state, item.part, _)}
            for item in state.order
        ],
        "leftOut": _list_left_out(state, _),
        "ownSteps": [
            step.model_dump(include={"id", "kind", "title", "text", "notes", "picture"})
            for step in state.own_steps
        ],
        "floods": [flood.model_dump(mode="json") for flood in state.floods],
    }


def _list_left_out(state: State, _: Translate) -> list[dict[str, str]]:
    """The fixed parts that the plan leaves out."""
    shown = {item.part for item in state.order}
    return [{"part": part, "name": name_planned(state, part, _)} for part in FIXED_PARTS if part not in shown]


def list_attendance(store: WorkshopStore, workshop: str) -> dict[str, Any]:
    """Who joined, for the facilitator: role, moment, and how much each sent; never what."""
    return {
        "version": store.get_version(workshop),
        "participants": [
            {
                "id": participant.id,
                "role": participant.role,
                "joined": participant.joined_at.isoformat(),
                "seen": participant.seen_at.isoformat(),
                "place": participant.place,
                "votes": participant.votes,
                "answers": participant.answers,
                "stories": participant.stories,
                "isSilent": participant.is_silent,
            }
            for participant in store.list_participants(workshop)
        ],
    }


def _build_public(content: Content, store: WorkshopStore, state: State, language: str) -> dict[str, Any]:
    """What screens of the room show: where it hides its people, not how many they are."""
    built = _build(content, store, state, language)
    if state.workshop.hides_people:
        built |= {"joined": 0, "present": 0}
        for described in built["rounds"]:
            described["turnout"]["words"] = ""
    return built


def _build(content: Content, store: WorkshopStore, state: State, language: str) -> dict[str, Any]:
    model = content.model
    known = {node.id for node in model.nodes()}
    room = state.for_room().model_copy(update={"own_steps": state.own_steps})
    cast = store.get_cast(state.workshop.id)
    words = _list_words(room, known)
    rounds = [
        _describe(content, state, round_, cast.get(round_.id, ()), words, language) for round_ in state.rounds
    ]
    parts = {described["id"]: described.get("parts", ()) for described in rounds}
    notes = {
        round_.id: describe_parts(
            model,
            round_,
            parts[round_.id],
            described.get("result"),
            sum(word.round == round_.id for word in room.words),
            language,
        )
        for round_, described in zip(state.rounds, rounds, strict=True)
    }
    stories = room.stories if state.workshop.is_own_only else content.stories
    steps = build_steps(model, room, stories, parts, notes, language, get_words(language))
    return {
        "workshop": list_workshop(state.workshop),
        "version": state.version,
        "content": content.address,
        "now": datetime.now(UTC).isoformat(),
        "position": state.workshop.position.model_dump(mode="json"),
        "joined": state.headcount.joined,
        "present": state.headcount.present,
        "steps": [_show(step, known, language) for step in steps],
        "rounds": rounds,
        "words": words,
        "stories": [_tell(story, known, language) for story in room.stories],
        "actions": [describe_action(action, known, language) for action in state.actions],
        "followed": [
            describe_followed(followed, known, language, find_zone()) for followed in state.followed
        ],
    }


def _show(step: Step, known: set[str], language: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "view": step.view,
        "at": step.at,
        "title": step.title,
        "words": step.words,
        "nodes": [node for node in step.nodes if node in known],
        "round": step.round,
        "story": step.story,
        "part": step.part,
        "hint": step.hint,
        "own": step.own,
        "picture": step.picture,
        "told": _tell(step.told, known, language) if step.told else None,
    }
    return {name: value for name, value in shown.items() if value not in (None, "", [])}


def _describe(
    content: Content, state: State, round_: Round, cast: CastBallots, words: Words, language: str
) -> dict[str, Any]:
    answered = state.answered.get(round_.id, Answered())
    subjects = list_subjects(content.model, round_, language)
    named = {subject: _add_own(name, words.get(subject, ())) for subject, name in subjects.items()}
    described: dict[str, Any] = {
        "id": round_.id,
        "number": round_.number,
        "kind": round_.kind,
        "nodes": [node.id for node in content.model.nodes() if node.id in round_.nodes],
        "subjects": [{"id": subject, "name": name} for subject, name in named.items()],
        "dots": round_.dots,
        "ends": list(round_.ends),
        "isOpen": round_.is_open,
        "isRevealed": round_.is_revealed,
        "wasOpened": round_.was_opened,
        "people": answered.people,
        "answers": answered.answers,
        **build_round(round_, answered, state.headcount.joined, get_words(language)),
    }
    if round_.is_revealed:
        result = None
        if find_poll(round_.kind):
            kept = get_result(content, round_, cast, language)
            own = [{**subject, "name": named[subject["id"]]} for subject in kept["subjects"]]
            result = {**kept, "subjects": own}
            compared = compare_round(
                content.model, state.workshop, round_, open_ballots(cast), named, language
            )
            if compared:
                described["compared"] = compared
            described["result"] = result
        described["parts"] = list_parts(round_, result)
        if "words" in described["parts"]:
            described["words"] = _list_chosen(state, round_, subjects)
    return described


def _add_own(name: str, words: Sequence[str]) -> str:
    """A name with a workshop's own words on it, as `own_words.js` writes it."""
    return f"{name} ✎ {'; '.join(words)}" if words else name


def _list_chosen(state: State, round_: Round, subjects: dict[str, str]) -> list[dict[str, Any]]:
    """The words that were chosen on each subject of a round, each with how many said so."""
    return [
        {"name": name, "words": [[group.title, state.sizes.get(group.id, 0)] for group in words]}
        for subject, name in subjects.items()
        if (words := [group for group in state.words if (group.round, group.node) == (round_.id, subject)])
    ]


def _list_words(room: State, known: set[str]) -> dict[str, list[str]]:
    """This workshop's own words on each node."""
    words: dict[str, list[str]] = {}
    about = {round_.id: round_.about for round_ in room.rounds}
    for group in room.words:
        if group.node in known and about.get(group.round) == "nodes":
            words.setdefault(group.node, []).append(group.title)
    return words


def _tell(story: Story, known: set[str], language: str) -> dict[str, Any]:
    payload = to_payload(story, known, language)
    return {name: payload[name] for name in _TOLD}


def mark_identifiers(*texts: str) -> dict[str, Any]:
    """What in some texts could identify a person, for who leads; nothing where there is nothing."""
    found = [identifier for text in texts for identifier in _look(text)]
    return (
        {"identifiers": [{"kind": identifier.kind, "text": identifier.text} for identifier in found]}
        if found
        else {}
    )


@lru_cache(maxsize=4096)
def _look(text: str) -> tuple[Identifier, ...]:
    """Kept: a desk asks again whenever anything changed."""
    return find_identifiers(text)


def _keep(story: Story) -> dict[str, Any]:
    """What only the facilitator is told of a story."""
    return {
        "status": story.status,
        "revision": story.revision,
        "consent": story.consent.model_dump(),
        "title": story.in_language(story.language).title,
    }
