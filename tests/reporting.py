"""Workshops that are over, as values: to make reports of, without a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import islice
from typing import Any

from PIL import Image

from model.reporting import Report, build_report
from model.reporting.report import SamePeople
from model.stories import Consent, Story, StorySource, Wording
from model.workshop import (
    Action,
    Answer,
    Ballot,
    FollowedAction,
    Group,
    Headcount,
    KeptMean,
    KeptRating,
    OwnStep,
    Picture,
    Round,
    State,
    Workshop,
    choose_roles,
    compare_pairs,
    find_poll,
    get_poll,
    read_picture,
)
from model.workshop.round import THE_QUESTION
from tests.documents import MODEL
from tests.nasty import NASTY

END = datetime(2026, 11, 24, 16, tzinfo=UTC)
ASKED = ("patient-openness", "patient-personality", "leadership-climate")
OPEN = "catalyst-patient-openness"

DOTS = Round(id="dots", number=1, kind="dots", nodes=ASKED, dots=3, is_revealed=True)
RATING = Round(id="rating", number=2, kind="rating", nodes=ASKED, is_revealed=True)
CATALYSTS = Round(id="catalysts", number=3, kind="catalysts", nodes=(OPEN,), is_revealed=True)


def build_workshop(**changed: Any) -> Workshop:
    """A workshop of one afternoon, called "Ward 4"."""
    values = {"id": "w", "key": "ABCDEF", "name": "Ward 4", "language": "en"}
    return Workshop(**values | {"created_at": END, "ends_at": END} | changed)


def build_told(text: str = "A nurse brought half a pear.", **changed: Any) -> Story:
    """A story of this workshop that may be exported."""
    wording = Wording(language="en", text=text, title=changed.pop("title", ""))
    values: dict[str, Any] = {
        "wordings": (wording,),
        "teller": "patient",
        "status": "published",
        "nodes": ("mangomoment",),
        "consent": Consent(room=True, exports=True),
        "source": StorySource(name="Ward 4", session="w"),
        "created_at": END,
        "changed_at": END,
    }
    return Story(**values | changed)


def build_ballots(
    choices: Mapping[str, int], roles: Sequence[str | None] = (None,) * 5
) -> tuple[Ballot, ...]:
    """The same ballot of each of some people."""
    return tuple(Ballot(role=role, choices=choices) for role in roles)  # type: ignore[arg-type]


ROLES: tuple[str | None, ...] = ("patient",) * 5 + ("professional",) * 6
BALLOTS = {
    "dots": build_ballots({"patient-openness": 2, "leadership-climate": 1}, ROLES),
    "rating": build_ballots(
        {"patient-openness": 4, "patient-personality": 3, "leadership-climate": 2}, ROLES
    ),
}


def build_state(text: str = "", **changed: Any) -> State:
    """A workshop with something of everything; every text that somebody typed is `text`, if given."""
    counts = {role: ROLES.count(role) for role in ROLES if role}
    values: dict[str, Any] = {
        "workshop": build_workshop(name=(text or "Ward 4")[:100]),
        "version": "1",
        "rounds": tuple(
            round_.model_copy(update={"question": text[:200]}) for round_ in (DOTS, RATING, CATALYSTS)
        ),
        "answered": {},
        "headcount": Headcount(
            joined=len(ROLES),
            present=0,
            by_role={role: counts[role] for role in choose_roles(counts)},
        ),
        "groups": (
            Group(id="g", round="catalysts", node=OPEN, title=(text or "Time")[:200], is_chosen=True),
            Group(id="h", round="catalysts", node=OPEN, title=(text or "Rituals")[:200]),
        ),
        "answers": (
            Answer(id="a", round="catalysts", node=OPEN, text=(text or "five minutes")[:200], group="g"),
            Answer(id="b", round="catalysts", node=OPEN, text=(text or "five minutes")[:200], group="g"),
            Answer(id="c", round="catalysts", node=OPEN, text=(text or "a bench")[:200]),
        ),
        "stories": (build_told(text or "A nurse brought half a pear.", title=text[:200], id="told"),),
        "actions": (
            Action(
                id="x",
                text=(text or "Begin each handover with a good moment")[:300],
                who=(text or "head nurse")[:100],
                when=(text or "in December")[:100],
                nodes=("patient-openness",),
                created_at=END,
            ),
        ),
    }
    return State(**values | changed)


def build_nasty_states(at_once: int = 40) -> Iterator[State]:
    """Workshops in which people typed all of `NASTY`, as far as a workshop can hold it, `at_once` in each.

    What there is one of in a workshop, such as its name, is the first of them.
    """
    texts = iter(NASTY)
    while some := list(islice(texts, at_once)):
        states = []
        for text in some:
            with suppress(ValueError):
                states.append(build_state(text or " "))
        parts: dict[str, list[Any]] = {"actions": [], "answers": [], "stories": []}
        for number, state in enumerate(states):
            for name, those in parts.items():
                those += [
                    entry.model_copy(update={"id": f"{entry.id}{number}"}) for entry in getattr(state, name)
                ]
        yield states[0].model_copy(update={name: tuple(those) for name, those in parts.items()})


def build_empty_state(**changed: Any) -> State:
    """A workshop in which nothing happened."""
    nobody = Headcount(joined=0, present=0, by_role={})
    values: dict[str, Any] = {"workshop": build_workshop(), "version": "1", "answered": {}}
    return State(**values | {"headcount": nobody} | changed)


def make_report(
    state: State | None = None, ballots: Mapping[str, Sequence[Ballot]] = BALLOTS, language: str = "en"
) -> Report:
    """The report of a workshop; of `build_state` unless another one is given."""
    return build_report(MODEL, state or build_state(), ballots, language)


@dataclass(frozen=True)
class FullWorkshop:
    """A workshop that did everything that there is to do, its ballots by round, and its pictures by name."""

    state: State
    ballots: Mapping[str, Sequence[Ballot]]
    pictures: Mapping[str, Picture]


def build_full_workshop() -> FullWorkshop:
    """One of eleven people, whose answers differ."""
    edges = ("patient-openness>mangomoment", "leadership-climate>mangomoment", "mangomoment>effect-team")
    earlier = KeptRating(
        workshop="spring",
        round="rating",
        name="Spring",
        day=date(2026, 3, 5),
        voters=14,
        means=tuple(
            KeptMean(key=node, voters=14, mean=mean, low=mean - 0.5, high=mean + 0.75)
            for node, mean in zip(ASKED, (2.0, 4.25, 3.5), strict=True)
        ),
    )
    options: dict[str, Any] = {"options": ("Tea at four", "A bench outside", "A card"), "is_revealed": True}
    rounds = (
        DOTS,
        RATING.model_copy(update={"earlier": earlier}),
        CATALYSTS,
        Round(id="choice", number=4, kind="choice", dots=2, question="What first?", **options),
        Round(id="scale", number=5, kind="scale", ends=("never", "daily"), **options),
        Round(id="order", number=6, kind="order", **options),
        Round(id="edges", number=7, kind="edges", edges=edges, is_revealed=True),
        Round(id="why", number=8, kind="answers", question="What helps?", is_revealed=True),
        Round(id="later", number=9, kind="dots", nodes=ASKED, dots=2, question="And later?"),
    )
    ballots = {
        round_.id: tuple(
            Ballot(role=role, choices=_choose_numbers(round_, number))  # type: ignore[arg-type]
            for number, role in enumerate(ROLES)
        )
        for round_ in rounds
        if find_poll(round_.kind)
    }
    drawn = BytesIO()
    Image.new("RGB", (300, 200), "red").save(drawn, "PNG")
    picture = read_picture(drawn.getvalue())
    state = build_state()
    [agreed] = state.actions
    day = state.workshop.get_day()
    followed = tuple(
        FollowedAction(
            action=agreed.model_copy(update={"id": f"then-{name}", "when": "", **fields}),
            workshop="spring",
            workshop_name="Spring",
            day=day - timedelta(days=60),
            shown_by=state.stories[0] if name == "done" else None,
        )
        for name, fields in (
            ("done", {"text": "Tea at four", "state": "done", "outcome": "Every afternoon"}),
            ("dropped", {"text": "A walk", "state": "dropped"}),
            ("late", {"text": "Say hello", "due": day - timedelta(days=1)}),
        )
    )
    state = state.model_copy(
        update={
            "rounds": rounds,
            "groups": (
                *state.groups,
                Group(id="i", round="why", node=THE_QUESTION, title="Rest", is_chosen=True),
            ),
            "answers": (
                *state.answers,
                Answer(id="d", round="why", node=THE_QUESTION, text="a nap", group="i"),
            ),
            "actions": (agreed, agreed.model_copy(update={"id": "y", "due": date(2027, 2, 3), "nodes": ()})),
            "followed": followed,
            "own_steps": (
                OwnStep(id="hello", kind="welcome", title="Good morning", text="Hello"),
                OwnStep(id="read", kind="text", title="What we read", text="So it goes on. " * 40),
                OwnStep(id="look", kind="picture", text="Look at it.", picture=picture.name),
            ),
            "stories": (
                *state.stories,
                build_told("A pear. " * 120, id="long", title="Of a pear", nodes=ASKED[:2]),
            ),
        }
    )
    return FullWorkshop(state, ballots, {picture.name: picture})


def make_full_report(language: str) -> Report:
    """Its report, with what the same people answered before."""
    full = build_full_workshop()
    first, second, _third = ASKED
    pairs = [({first: 2, second: 3}, {first: 3, second: 3})] * 5 + [({first: 4}, {first: 1})]
    same_people = {"rating": SamePeople(date(2026, 3, 5), compare_pairs(RATING, RATING, pairs))}
    return build_report(
        MODEL,
        full.state,
        full.ballots,
        language,
        address="http://example.org",
        pictures=full.pictures,
        same_people=same_people,
    )


def _choose_numbers(round_: Round, number: int) -> dict[str, int]:
    """What one of some people answers: to each of its subjects something else, and mostly to the first."""
    poll = get_poll(round_)
    numbers = [*poll.list_numbers(round_.dots, len(round_.subjects))]
    if round_.kind == "order":
        turn = number % 3 // 2
        return dict(zip(round_.subjects, (*numbers[turn:], *numbers[:turn]), strict=True))
    if not poll.is_mean:
        return {round_.subjects[number % 5 // 3]: 1, round_.subjects[-1]: 1}
    choices = {
        subject: numbers[-1 - (at + number % 3) % len(numbers)] for at, subject in enumerate(round_.subjects)
    }
    if poll.unsure is not None and number % 4 == 0:
        choices[round_.subjects[0]] = poll.unsure
    return choices
