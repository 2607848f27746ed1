"""What the room is asked: stories, words, numbers, choices, each as its template shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from model.words import join_label
from model.workshop import Round, get_poll
from model.workshop.session import LONGEST_ANSWER
from model.workshop.wording import name_unsure
from pages.join.forms import build_form
from pages.join.meanings import Meaning
from pages.join.room import Room
from pages.phones.forms import Entered, Form
from pages.phones.telling import StoryForm, Telltales, build_story_form, build_warning

_TELLERS = {"patient": "patient", "professional": "professional", "leadership": "leader"}
"""As what somebody tells who joined in a role."""


@dataclass(frozen=True)
class Link:
    """The way to another question that is open, or to what a round came to."""

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
class Question:
    """What a round asks, and the form to answer it, which `templates/questions` has the `template` of."""

    template: str
    number: int
    title: str
    form: Form


@dataclass(frozen=True)
class Vote(Question):
    """A number for each thing that is asked about; the `scale` has what stands on the buttons for those that
    can be given, `scale_names` what those are called that cannot be read."""

    fields: tuple[Field, ...]
    has_voted: bool
    fault: str
    dots: int
    scale: Mapping[str, str]
    scale_names: Mapping[str, str]
    scale_words: str


@dataclass(frozen=True)
class SentAnswer:
    """Words that this phone sent, what they are about, and the form that takes them back."""

    text: str
    about: str
    form: Form


@dataclass(frozen=True)
class Naming(Question):
    """A few words about each element, or in answer to the question."""

    hint: str
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
        case "catalysts" | "answers":
            return _build_naming(room, round_)
        case "dots" | "choice" | "order":
            return _build_vote(room, round_, round_.kind)
        case "rating" | "scale" | "edges":
            return _build_vote(room, round_, "rating")
        case _:
            assert_never(round_.kind)


def list_others(room: Room) -> list[Link]:
    """The ways to the other questions that are open, and to the result where it is not shown."""
    others = [round_ for round_ in room.shown_rounds if round_ is not room.shown]
    return [
        Link(other.id, _name_link(room, other), room.link(other), room.has_answered(other))
        for other in others
    ]


def _name_link(room: Room, round_: Round) -> str:
    """A question by its words; a result is said to be one."""
    _ = room.visit.translate
    name = _name_round(room, round_)
    return join_label(_, _("Result"), name) if round_.is_revealed else name


def _name_round(room: Room, round_: Round) -> str:
    return round_.ask(room.visit.translate)


def _build_vote(room: Room, round_: Round, template: str) -> Vote:
    _ = room.visit.translate
    poll = get_poll(round_)
    back = room.entered.get(round_.id)
    vote = room.state.choices.get(round_.id, {})
    nothing = "0" if template == "rating" else ""
    fields, meanings = [], room.find_meanings(round_)
    for at, (subject, label) in enumerate(room.get_subjects(round_).items()):
        name = f"n-{subject}"
        value = back.fields.get(name) if back else str(vote.get(subject) or nothing)
        if template == "choice":
            value = _find_chosen(subject, vote, back)
        meaning = meanings.get(subject)
        fields.append(Field(f"r{round_.number}-{at}", name, label, value, meaning=meaning))
    numbers = poll.list_numbers(round_.dots, len(round_.subjects))
    unsure = {str(poll.unsure): "?"} if poll.unsure else {}
    return Vote(
        template,
        round_.number,
        _name_round(room, round_),
        build_form(room, "vote", round_),
        fields=tuple(fields),
        has_voted=bool(vote),
        fault=back.faults.get("choices", "") if back else "",
        dots=round_.dots,
        scale={**{str(number): str(number) for number in numbers}, **unsure, "0": _("skip")},
        scale_names=dict.fromkeys(unsure, name_unsure(_)),
        scale_words=" ".join(
            [poll.describe_scale(_, round_.ends), *(_("?: I do not know.") for _number in unsure)]
        ),
    )


def _find_chosen(subject: str, vote: Mapping[str, int], back: Entered | None) -> str:
    """The id of an option where it is chosen, else nothing."""
    chosen = back.fields.get_all("pick") if back else vote
    return subject if subject in chosen else ""


def _build_naming(room: Room, round_: Round) -> Naming:
    _ = room.visit.translate
    back = room.entered.get(round_.id)
    names = room.get_subjects(round_)
    questions = {
        node.id: node.question.text(room.visit.language) for node in room.model.nodes() if node.question
    }
    hint = _("A few words of your own, no names.")
    if round_.nodes:
        hint = _("A few words of your own, no names. Skip any you have no ideas for.")
    fields, meanings = [], room.find_meanings(round_)
    for at, (subject, called) in enumerate(names.items()):
        name = f"t-{subject}"
        label = (round_.nodes and questions.get(subject)) or called or _("Your answer")
        value, fault = (back.fields.get(name), back.faults.get(name, "")) if back else ("", "")
        meaning = meanings.get(subject)
        fields.append(Field(f"r{round_.number}-{at}", name, label, value, fault, meaning))
    sent = [
        SentAnswer(answer.text, names.get(answer.node, ""), build_form(room, "take", answer=answer.id))
        for answer in room.state.answers
        if answer.round == round_.id
    ]
    return Naming(
        "naming",
        round_.number,
        _name_round(room, round_),
        build_form(room, "name", round_),
        hint=hint,
        fields=tuple(fields),
        longest=LONGEST_ANSWER,
        sent=tuple(sent),
        warning=build_warning(back, room.visit.translate),
    )


def _build_story(room: Room, round_: Round) -> Story:
    return Story(
        "stories",
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
            {node.id: room.name_node(node) for node in room.get_nodes(round_)},
            room.meanings,
        ),
    )
