"""What the room is asked: stories, catalysts, dots, ratings, each as its template shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from model.schema import Node
from model.workshop import Round
from model.workshop.activities.rating import HIGHEST_RATING, describe_scale
from model.workshop.session import LONGEST_ANSWER
from pages.join.forms import build_form
from pages.join.room import Room
from pages.phones.forms import Form
from pages.phones.telling import StoryForm, Telltales, build_story_form, build_warning

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
    """What is asked about one element, what was typed or chosen, and what is wrong with it."""

    id: str
    name: str
    label: str
    value: str
    fault: str = ""


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
    """A story to tell; `sent` is how many this phone told."""

    sent: int
    story: StoryForm


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
    fields = []
    for at, node in enumerate(room.get_nodes(round_)):
        name = f"n-{node.id}"
        value = back.fields.get(name) if back else str(vote.get(node.id) or nothing)
        fields.append(Field(f"r{round_.number}-{at}", name, _name_node(room, node), value))
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
    names = {node.id: _name_node(room, node) for node in nodes}
    fields = []
    for at, node in enumerate(nodes):
        name = f"t-{node.id}"
        label = node.question.text(language) if node.question else names[node.id]
        value, fault = (back.fields.get(name), back.faults.get(name, "")) if back else ("", "")
        fields.append(Field(f"r{round_.number}-{at}", name, label, value, fault))
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
        warning=build_warning(back, room.visit.translate),
    )


def _build_story(room: Room, round_: Round) -> Story:
    return Story(
        round_.kind,
        round_.number,
        _name_round(room, round_),
        build_form(room, "tell", round_),
        sent=room.state.told.get(round_.id, 0),
        story=build_story_form(
            round_.number,
            room.model,
            room.get_nodes(round_),
            room.visit.language,
            room.visit.translate,
            room.entered.get(round_.id),
            _TELLERS.get(room.state.participant.role or "", ""),
        ),
    )


def _name_node(room: Room, node: Node) -> str:
    return node.name.text(room.visit.language)
