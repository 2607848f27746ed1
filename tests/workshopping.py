"""Workshops that were really held: with participants, ballots, catalysts, stories and actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from model import ConceptualModel
from model.stories import Consent
from model.workshop import (
    ACTIVITIES,
    PARTICIPANT_ROLES,
    ActivityKind,
    Ballot,
    ParticipantStore,
    Receipt,
    Round,
    Workshop,
    WorkshopStore,
    get_poll,
    make_request_id,
    make_token,
)
from tests.building import build_model

NODES = ("joy", "trust", "calm")


def choose_subjects(kind: ActivityKind, nodes: Sequence[str] = NODES, dots: int = 3) -> dict[str, Any]:
    """What a round of a kind is about: these nodes, edges from each to the next, or as many own texts; and
    how many dots each has, where it has dots."""
    named: dict[str, tuple[str, ...]] = {
        "nodes": tuple(nodes),
        "edges": tuple(f"{node}>{other}" for node, other in pairwise(nodes)),
        "options": tuple(f"Option {number}" for number in range(1, len(nodes) + 1)),
    }
    activity = ACTIVITIES[kind]
    about = {activity.about: named[activity.about]} if activity.about in named else {}
    return about | ({"dots": dots} if activity.needs_dots else {})


def build_choices(round_: Round, number: int = 0) -> dict[str, int]:
    """A ballot that a round takes, for each number another one: on the first of its subjects, or on all where
    each has to have a place."""
    numbers = get_poll(round_).list_numbers(round_.dots, len(round_.subjects))
    if round_.kind == "order":
        turned = (*numbers[number % len(numbers) :], *numbers[: number % len(numbers)])
        return dict(zip(round_.subjects, turned, strict=True))
    return {round_.subjects[number % len(round_.subjects)]: max(1, numbers[-1 - number % len(numbers)])}


def build_end(hours: float = 3) -> datetime:
    """Some hours from now."""
    return datetime.now(UTC) + timedelta(hours=hours)


def join(phones: ParticipantStore, workshop: Workshop) -> str:
    """A phone that joined: its token."""
    token = make_token()
    phones.join(workshop.id, token, "nl")
    return token


def open_round(store: WorkshopStore, workshop: Workshop, kind: ActivityKind, **fields: object) -> Round:
    """A round of a kind that takes answers, about three subjects, with 3 dots where it has dots."""
    made = store.add_round(workshop.id, kind, "What matters?", **choose_subjects(kind) | fields)
    return store.open_round(workshop.id, made.id)


def tell(
    phones: ParticipantStore,
    workshop: Workshop,
    token: str,
    round_: Round,
    request: str = "",
    **fields: object,
) -> Receipt:
    """A story that a phone tells, with consent to show it in the room."""
    telling = {
        "text": "A mango.",
        "teller": "patient",
        "language": "nl",
        "consent": Consent(room=True),
    } | fields
    request = request or make_request_id()
    return phones.tell_story(workshop.id, token, round_.id, request=request, **telling)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Held:
    """A workshop with a round of each kind, all answered by each participant."""

    workshop: Workshop
    dots: Round
    rating: Round
    catalysts: Round
    stories: Round
    tokens: tuple[str, ...]
    receipts: tuple[Receipt, ...]


def hold(store: WorkshopStore, phones: ParticipantStore, people: int = 3) -> Held:
    """Hold a whole workshop; its ballots are revealed, its catalysts grouped, its stories pending."""
    workshop = store.create("Ward 4", "nl", build_end())
    kinds = {kind: open_round(store, workshop, kind) for kind in ("dots", "rating", "catalysts", "stories")}
    tokens = tuple(join(phones, workshop) for _ in range(people))
    receipts = []
    for number, token in enumerate(tokens):
        phones.set_role(workshop.id, token, PARTICIPANT_ROLES[number % 3])
        node = NODES[number % 3]
        request = make_request_id()
        phones.vote(workshop.id, token, kinds["dots"].id, {node: 2, "joy": 1} | {node: 2}, request)
        phones.vote(workshop.id, token, kinds["rating"].id, {node: 1 + number % 5}, make_request_id())
        text = f"More time, {number}"
        phones.name_catalyst(workshop.id, token, kinds["catalysts"].id, node, text, make_request_id())
        receipts.append(
            tell(phones, workshop, token, kinds["stories"], text=f"Mango {number}.", nodes=(node,))
        )
    for kind in ("dots", "rating", "catalysts"):
        store.reveal_round(workshop.id, kinds[kind].id)
    on_joy = [answer.id for answer in store.get_state(workshop.id).answers if answer.node == "joy"]
    group = store.group_answers(workshop.id, on_joy, "Time")
    store.choose_group(workshop.id, group.id)
    store.add_action(workshop.id, "Ten minutes a day", "head nurse", "from May on", ("joy",))
    dots, rating, catalysts, stories = store.get_state(workshop.id).rounds
    return Held(
        store.get(workshop.id),
        *(dots, rating, catalysts, stories),
        tokens=tokens,
        receipts=tuple(receipts),
    )


def rate_layers(means: str) -> tuple[ConceptualModel, Round, tuple[Ballot, ...]]:
    """A rating in a model of seven layers of four, each node leading to all of the next layer: 4 ** 7 paths.

    The digits are the means of the nodes between the first and the last layer.
    """
    layers = [[f"{letter}{number}" for number in range(4)] for letter in "abcdefg"]
    edges = [(node, other) for layer, following in pairwise(layers) for node in layer for other in following]
    between = [node for layer in layers[1:-1] for node in layer]
    model = build_model(edges, stages={"first": layers[0], "between": between, "last": layers[-1]})
    round_ = Round(id="r", number=1, kind="rating", nodes=tuple(between), is_revealed=True)
    ballot = Ballot(role=None, choices=dict(zip(between, map(int, means), strict=True)))
    return model, round_, (ballot,)
