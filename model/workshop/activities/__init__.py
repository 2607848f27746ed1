"""What the room can do together: each kind of round in a module of its own, and the table of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, assert_never, get_args

from model.workshop.activities.activity import About, Activity, Asked, Entries, Part
from model.workshop.activities.answers import Answers
from model.workshop.activities.catalysts import Catalysts
from model.workshop.activities.choice import Choice
from model.workshop.activities.dots import Dots
from model.workshop.activities.edges import Edges
from model.workshop.activities.order import Order
from model.workshop.activities.poll import Poll
from model.workshop.activities.rating import Rating
from model.workshop.activities.scale import Scale
from model.workshop.activities.stories import Stories

ActivityKind = Literal[
    "stories", "catalysts", "dots", "rating", "choice", "scale", "answers", "edges", "order"
]
KINDS: tuple[ActivityKind, ...] = get_args(ActivityKind)


def _build_activity(kind: ActivityKind) -> Activity:
    match kind:
        case "stories":
            return Stories()
        case "catalysts":
            return Catalysts()
        case "dots":
            return Dots()
        case "rating":
            return Rating()
        case "choice":
            return Choice()
        case "scale":
            return Scale()
        case "answers":
            return Answers()
        case "edges":
            return Edges()
        case "order":
            return Order()
        case _:
            assert_never(kind)


ACTIVITIES: Mapping[ActivityKind, Activity] = {kind: _build_activity(kind) for kind in KINDS}
"""Each activity by its kind."""


def find_poll(kind: ActivityKind) -> Poll | None:
    """The activity of a kind that has ballots; None for the others.

    >>> find_poll("rating").limits, find_poll("stories")
    ((1, 5), None)
    """
    activity = ACTIVITIES[kind]
    return activity if isinstance(activity, Poll) else None


__all__ = [
    "ACTIVITIES",
    "KINDS",
    "About",
    "Activity",
    "ActivityKind",
    "Asked",
    "Entries",
    "Part",
    "Poll",
    "find_poll",
]
