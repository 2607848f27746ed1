"""What the room is asked: stories, catalysts, dots, ratings, each as its template shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from model.stories.story import LONGEST_TEXT
from model.words import list_story_languages
from model.workshop import Round
from model.workshop.activities.rating import HIGHEST_RATING, describe_scale
from model.workshop.session import LONGEST_ANSWER
from pages.join.fields import Fields
from pages.join.forms import Form, build_form
from pages.join.meanings import Meaning
from pages.join.room import Entered, Room
from pages.join.words import list_consents
from pages.shared.story_words import list_identifiers, list_tellers

_TELLERS = {"patient": "patient", "professional": "professional", "leadership": "leader"}
"""As what somebody tells who joined in a role."""


@dataclass(frozen=True)
class Link:
    """The way to another question that is open."""

    round: str
    title: str
    address: str
    is_answered: bool


@dataclass(frozen=True)
class Field:
    """What is asked about one element, what was typed or chosen, what is wrong with it, what it means."""

    id: str
    name: str
    label: str
    value: str
    fault: str = ""
    meaning: Meaning | None = None


@dataclass(frozen=True)
class Telltales:
    """What could identify a person, each with its kind; `seen` says which text that was found in."""

    found: tuple[tuple[str, str], ...]
    seen: str


@dataclass(frozen=True)
class Question:
    """What a round asks, and the form to answer it; `templates/questions` has a template for each `kind`."""

    kind: str
    number: int
    title: str
    form: Form


@dataclass(frozen=True)
class Vote(Question):
    """Dots or ratings: a number for each element; the `scale` names those that can be rated."""

    fields: tuple[Field, ...]
    has_voted: bool
    fault: str
    dots: int
    scale: Mapping[str, str]
    scale_words: str


@dataclass(frozen=True)
class SentAnswer:
    """Words that this phone sent, what they are about, and the form that takes them back."""

    text: str
    about: str
    form: Form


@dataclass(frozen=True)
class Catalysts(Question):
    """A few words about each element."""

    fields: tuple[Field, ...]
    longest: int
    sent: tuple[SentAnswer, ...]
    warning: Telltales | None


@dataclass(frozen=True)
class Story(Question):
    """A story to tell; `sent` is how many this phone told, `meanings` where it says what elements mean."""

    sent: int
    text: str
    text_fault: str
    longest: int
    tellers: Mapping[str, str]
    chosen_tellers: tuple[str, ...]
    teller_fault: str
    nodes_by_stage: tuple[tuple[str, Mapping[str, str]], ...]
    meanings: str
    chosen_nodes: tuple[str, ...]
    consents: Mapping[str, str]
    chosen_consents: tuple[str, ...]
    languages: Mapping[str, str]
    language: str
    warning: Telltales | None


def build_question(room: Room, round_: Round) -> Question:
    """What a round asks, with what this phone answered, or typed where its form comes back."""
    match round_.kind:
        case "stories":
            return _build_story(room, round_)
        case "catalysts":
            return _build_catalysts(room, round_)
        case "dots" | "rating":
            return _build_vote(room, round_)
        case _:
            assert_never(round_.kind)


def list_others(room: Room) -> list[Link]:
    """The ways to the other questions that are open."""
    return [
        Link(round_.id, _name_round(room, round_), room.link(round_), room.has_answered(round_))
        for round_ in room.open_rounds
        if round_ is not room.shown
    ]


def _name_round(room: Room, round_: Round) -> str:
    return round_.ask(room.visit.translate)


def _build_vote(room: Room, round_: Round) -> Vote:
    _ = room.visit.translate
    back = room.entered.get(round_.id)
    vote = room.state.choices.get(round_.id, {})
    nothing = "0" if round_.kind == "rating" else ""
    fields, nodes = [], room.get_nodes(round_)
    meanings = room.find_meanings(nodes)
    for at, node in enumerate(nodes):
        name = f"n-{node.id}"
        value = back.fields.get(name) if back else str(vote.get(node.id) or nothing)
        meaning = meanings.get(node.id)
        fields.append(Field(f"r{round_.number}-{at}", name, room.name_node(node), value, meaning=meaning))
    return Vote(
        round_.kind,
        round_.number,
        _name_round(room, round_),
        build_form(room, "vote", round_),
        fields=tuple(fields),
        has_voted=bool(vote),
        fault=back.faults.get("choices", "") if back else "",
        dots=round_.dots,
        scale={**{str(value): str(value) for value in range(1, HIGHEST_RATING + 1)}, "0": _("skip")},
        scale_words=describe_scale(_),
    )


def _build_catalysts(room: Room, round_: Round) -> Catalysts:
    language = room.visit.language
    back = room.entered.get(round_.id)
    nodes = room.get_nodes(round_)
    names = {node.id: room.name_node(node) for node in nodes}
    fields, meanings = [], room.find_meanings(nodes)
    for at, node in enumerate(nodes):
        name = f"t-{node.id}"
        label = node.question.text(language) if node.question else names[node.id]
        value, fault = (back.fields.get(name), back.faults.get(name, "")) if back else ("", "")
        meaning = meanings.get(node.id)
        fields.append(Field(f"r{round_.number}-{at}", name, label, value, fault, meaning))
    sent = [
        SentAnswer(answer.text, names.get(answer.node, ""), build_form(room, "take", answer=answer.id))
        for answer in room.state.answers
        if answer.round == round_.id
    ]
    return Catalysts(
        round_.kind,
        round_.number,
        _name_round(room, round_),
        build_form(room, "name", round_),
        fields=tuple(fields),
        longest=LONGEST_ANSWER,
        sent=tuple(sent),
        warning=_build_warning(room, back),
    )


def _build_story(room: Room, round_: Round) -> Story:
    _ = room.visit.translate
    language = room.visit.language
    back = room.entered.get(round_.id)
    fields = back.fields if back else Fields()
    faults = back.faults if back else {}
    own_teller = _TELLERS.get(room.state.participant.role or "")
    nodes = room.get_nodes(round_)
    nodes_by_stage = tuple(
        (stage.name.text(language), own)
        for stage in room.model.stages
        if (own := {node.id: room.name_node(node) for node in nodes if node.stage == stage.id})
    )
    return Story(
        round_.kind,
        round_.number,
        _name_round(room, round_),
        build_form(room, "tell", round_),
        sent=room.state.told.get(round_.id, 0),
        text=fields.get("text"),
        text_fault=faults.get("text", ""),
        longest=LONGEST_TEXT,
        tellers=list_tellers(_),
        chosen_tellers=fields.get_all("teller") if back else tuple(filter(None, [own_teller])),
        teller_fault=faults.get("teller", ""),
        nodes_by_stage=nodes_by_stage,
        meanings=room.meanings,
        chosen_nodes=fields.get_all("node"),
        consents=list_consents(_),
        chosen_consents=fields.get_all("consent"),
        languages=list_story_languages(language),
        language=fields.get("language") or language,
        warning=_build_warning(room, back),
    )


def _build_warning(room: Room, back: Entered | None) -> Telltales | None:
    if not back or not back.identifiers:
        return None
    kinds = list_identifiers(room.visit.translate)
    found = tuple((identifier.text, kinds[identifier.kind]) for identifier in back.identifiers)
    return Telltales(found, back.print_)
