"""Workshops that are over, as values: to make reports of, without a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from model.reporting import Report, build_report
from model.stories import Consent, Story, StorySource, Wording
from model.workshop import Action, Answer, Ballot, Group, Headcount, Round, State, Workshop, choose_roles
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
        "rounds": tuple(one.model_copy(update={"question": text[:200]}) for one in (DOTS, RATING, CATALYSTS)),
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
                those += [one.model_copy(update={"id": f"{one.id}{number}"}) for one in getattr(state, name)]
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
