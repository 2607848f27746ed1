"""The plan of a workshop: in which order its parts come, how long each takes, and steps of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, Protocol, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from model.schema import Id
from model.stories.plain_text import clean_line, clean_text

FixedPart = Literal["join", "followed", "stages", "path", "map", "stories", "actions"]
OwnStepKind = Literal["welcome", "break", "text", "picture"]
FIXED_PARTS: tuple[FixedPart, ...] = get_args(FixedPart)
OWN_STEP_KINDS: tuple[OwnStepKind, ...] = get_args(OwnStepKind)

LONGEST_TITLE = 100
LONGEST_TEXT = 2000
MOST_MINUTES = 600
MOST_PLANNED = 200
MOST_OWN_STEPS = 40
MOST_PICTURES = 10
"""How many pictures the own steps of one workshop have, so that its file stays small enough to import."""

_BEFORE: tuple[FixedPart, ...] = ("join", "followed", "stages", "path", "map")
_AFTER: tuple[FixedPart, ...] = ("stories", "actions")
"""What comes before and after rounds and own steps, unless a plan says so."""


def _clean_line(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


def _clean_text(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value


Minutes = Annotated[int, Field(ge=0, le=MOST_MINUTES)]
Title = Annotated[str, BeforeValidator(_clean_line), Field(max_length=LONGEST_TITLE)]
LongText = Annotated[str, BeforeValidator(_clean_text), Field(max_length=LONGEST_TEXT)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlanItem(_Part):
    """One part of a plan: a fixed part by its name, a round or own step by its id; 0 minutes are unsaid."""

    part: Id
    minutes: Minutes = 0


class OwnStep(_Part):
    """A step that the facilitator wrote: shown on the projector, `notes` only to who leads.

    `picture` names its picture, another name for another picture; "" where it has none.
    """

    id: Id
    kind: OwnStepKind
    title: Title = ""
    text: LongText = ""
    notes: LongText = ""
    picture: str = Field(default="", pattern=r"^([0-9a-f]{32}\.(png|jpg))?$")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def list_parts(*several: Iterable[_Named]) -> tuple[str, ...]:
    """The ids of rounds and own steps."""
    return tuple(part.id for named in several for part in named)


def arrange(plan: Sequence[PlanItem], parts: Iterable[str]) -> tuple[PlanItem, ...]:
    """The whole order of a workshop: what its plan says, with those of its `parts` that it does not name.

    `parts` are the ids of rounds and own steps that are there. A fixed part that a plan does not name is
    left out, but for the path, which is chosen while the workshop is led.

    >>> [item.part for item in arrange((), ["dots"])]
    ['join', 'followed', 'stages', 'path', 'map', 'dots', 'stories', 'actions']
    >>> plan = [PlanItem(part="dots"), PlanItem(part="join"), PlanItem(part="gone")]
    >>> [item.part for item in arrange([*plan, PlanItem(part="actions")], ["dots", "new"])]
    ['dots', 'join', 'path', 'new', 'actions']
    """
    there = list(parts)
    if not plan:
        return tuple(PlanItem(part=part) for part in (*_BEFORE, *there, *_AFTER))
    known = {*FIXED_PARTS, *there}
    items = [item for item in {item.part: item for item in plan}.values() if item.part in known]
    named = [item.part for item in items]
    if "path" not in named:
        begin = next((named.index(part) + 1 for part in ("stages", "join") if part in named), 0)
        items.insert(begin, PlanItem(part="path"))
    end = next((at for at, item in enumerate(items) if item.part in _AFTER), len(items))
    return (*items[:end], *(PlanItem(part=part) for part in there if part not in named), *items[end:])


def put_followed_in(plan: Sequence[PlanItem]) -> tuple[PlanItem, ...]:
    """A plan of an earlier version with the step that asks what came of actions, after the one to join.

    >>> [item.part for item in put_followed_in([PlanItem(part="join"), PlanItem(part="map")])]
    ['join', 'followed', 'map']
    >>> put_followed_in([])
    ()
    """
    parts = [item.part for item in plan]
    if not parts or "followed" in parts:
        return tuple(plan)
    at = parts.index("join") + 1 if "join" in parts else 0
    return (*plan[:at], PlanItem(part="followed"), *plan[at:])
