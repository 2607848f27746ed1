"""What a workshop is made of: all frozen, cleaned of markup and checked when made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, tzinfo
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    Field,
    ValidationError,
)

from model.schema import Id
from model.stories import Story
from model.stories.keys import EARLIER_ALPHABET, KEY_LENGTH
from model.stories.story import TeamId
from model.workshop.faults import EntryCode, InvalidEntryError
from model.workshop.plan import MOST_PLANNED, PlanItem
from model.workshop.round import Nodes, SubjectId, WorkshopPart, build_line

View = Literal["join", "followed", "stages", "path", "stories", "map", "round", "own", "actions"]
ParticipantRole = Literal["patient", "professional", "leadership"]
FloodKind = Literal["joins", "keys", "codes"]
ActionState = Literal["open", "done", "dropped"]
VIEWS: tuple[View, ...] = get_args(View)
PARTICIPANT_ROLES: tuple[ParticipantRole, ...] = get_args(ParticipantRole)
ACTION_STATES: tuple[ActionState, ...] = get_args(ActionState)

LONGEST_NAME = 100
LONGEST_ANSWER = 200
LONGEST_ACTION = 300
LONGEST_WHO = 100
LONGEST_OUTCOME = 500
MOST_ROUNDS = 100
MOST_ACTIONS = 200
MOST_ANSWERS = 10
"""How many catalysts one participant may name in one round."""
MOST_STORIES = 20
"""How many stories one participant may tell in one workshop."""
MOST_PARTICIPANTS = 1000


Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
_Name = build_line(LONGEST_NAME)
_Answer = build_line(LONGEST_ANSWER)
_Action = build_line(LONGEST_ACTION)
_Who = build_line(LONGEST_WHO, 0)
_Outcome = build_line(LONGEST_OUTCOME, 0)
_Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]


class Position(WorkshopPart):
    """What the projector shows: a view, and where in it.

    `at` is the number of the step, and `page` that of its page, both from 0; `path` the ids of a path's
    nodes; `story`, `round` (of the view "own" an own step) and `spotlight` (a node) are ids; `timer_until`
    is when the timer rings, None where there is none. Of how many pages a step has only the browser knows; a
    page beyond is the last one.
    """

    view: View = "join"
    at: int = Field(default=0, ge=0, le=100_000)
    path: Nodes = ()
    story: Id | None = None
    round: Id | None = None
    spotlight: Id | None = None
    is_black: bool = False
    timer_until: Moment | None = None
    page: int = Field(default=0, ge=0, le=10_000)

    @property
    def shown_round(self) -> str | None:
        """The id of the round that the projector is at, None where it is at something else."""
        return self.round if self.view == "round" else None


class Workshop(WorkshopPart):
    """One workshop. `stamp` is another text after every change of it or of anything in it.

    `ended_at` is set once it was ended, or its time (`ends_at`) is up. `day` is when it is held, where
    the facilitator said so: it may be prepared days before. From `joining_closed_at` on nobody new may join.
    `plan` is the order of its parts as the facilitator set it; empty for the usual one (`plan.arrange`).
    `team` is whose workshop it is, if a team's: what is told in it is that team's. One that `is_own_only`
    shows of all stories only those told in it; where it `hides_people` no screen of the room says how many
    they are. Where it `has_codes`, phones offer personal codes (`personal_codes`).
    """

    id: Id
    key: str = Field(pattern=rf"^[{EARLIER_ALPHABET}]{{{KEY_LENGTH}}}$")
    name: _Name  # type: ignore[valid-type]
    language: Language
    created_at: Moment
    ends_at: Moment
    ended_at: Moment | None = None
    is_rehearsal: bool = False
    position: Position = Position()
    stamp: str = ""
    day: _Day | None = None
    joining_closed_at: Moment | None = None
    team: TeamId | None = None
    is_own_only: bool = False
    hides_people: bool = False
    has_codes: bool = False
    plan: tuple[PlanItem, ...] = Field(default=(), max_length=MOST_PLANNED)

    def get_day(self, zone: tzinfo = UTC) -> date:
        """The day it is held: the one that the facilitator gave, else the day it was started, in a zone."""
        return self.day or self.created_at.astimezone(zone).date()

    @property
    def is_joining_open(self) -> bool:
        """Whether somebody new may join."""
        return self.joining_closed_at is None

    @property
    def is_ended(self) -> bool:
        """Whether it was over when it was read."""
        return self.ended_at is not None


class Participant(WorkshopPart):
    """Somebody who joined with a phone: no name, no address; `id` means nothing outside the workshop.

    Who `has_code` agreed to have answers paired with those of other workshops.
    """

    id: int
    role: ParticipantRole | None = None
    language: Language
    joined_at: Moment
    seen_at: Moment
    has_code: bool = False


class Attendee(WorkshopPart):
    """A participant as the facilitator may know one: how much was sent, never what.

    `place` counts the networks that participants joined from, 1 for that of the first; None where it is not
    known any more. `is_silent` says that nothing was ever sent.
    """

    id: int
    role: ParticipantRole | None
    joined_at: Moment
    seen_at: Moment
    place: int | None = None
    votes: int = 0
    answers: int = 0
    stories: int = 0
    is_silent: bool = True


class Flood(WorkshopPart):
    """More than a room does: at least `most` within a minute from one network, between two moments.

    Of "joins" `id` names it, `staying` is how many of them are participants now, and `silent` how many of
    these never sent anything. Wrong "keys" and "codes" belong to no workshop.
    """

    kind: FloodKind
    most: int
    since: Moment
    until: Moment
    id: str = ""
    staying: int = 0
    silent: int = 0


class Ballot(WorkshopPart):
    """What one participant gave to which subject of a round: dots, say, or a rating from 1 to 5."""

    role: ParticipantRole | None
    choices: Mapping[SubjectId, int]


CastBallots = tuple[tuple[str, str], ...]
"""The ballots of a round as they are stored: the role, or "", and the choices as JSON. By them what was made
of the same ballots before can be found again."""


def open_ballots(cast: CastBallots) -> tuple[Ballot, ...]:
    """What stands on ballots.

    >>> [ballot] = open_ballots((("patient", '{"joy": 2}'),))
    >>> ballot.role, dict(ballot.choices)
    ('patient', {'joy': 2})
    """
    return tuple(
        Ballot.model_construct(role=role or None, choices=json.loads(choices)) for role, choices in cast
    )


class Answer(WorkshopPart):
    """A catalyst that somebody named for a node, and the group that the facilitator put it into."""

    id: Id
    round: Id
    node: Id
    text: _Answer  # type: ignore[valid-type]
    group: Id | None = None


class Group(WorkshopPart):
    """Answers that say the same, under one title; chosen, the title is this workshop's word on the node."""

    id: Id
    round: Id
    node: Id
    title: _Answer  # type: ignore[valid-type]
    is_chosen: bool = False


class Action(WorkshopPart):
    """What was agreed: `who` is a role or a function, `when` free text; either may be empty.

    `due` is the day by which it is done, where one was said. `state` says what became of it, `outcome` what
    came of it in words, and `story` is the id of one that shows it. `settled_at` is when it was asked about
    last, and `settled_in` the id of the workshop that asked; None as long as nobody did.
    """

    id: Id
    text: _Action  # type: ignore[valid-type]
    who: _Who = ""  # type: ignore[valid-type]
    when: _Who = ""  # type: ignore[valid-type]
    nodes: Nodes = ()
    created_at: Moment
    due: _Day | None = None
    state: ActionState = "open"
    outcome: _Outcome = ""  # type: ignore[valid-type]
    story: Id | None = None
    settled_at: Moment | None = None
    settled_in: Id | None = None

    @property
    def mark(self) -> str:
        """A text that changes whenever what the action says does."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]

    def is_overdue(self, today: date) -> bool:
        """Whether the day by which it is done is over, and it is still open."""
        return self.state == "open" and self.due is not None and self.due < today


class FollowedAction(WorkshopPart):
    """An action with the id, name and day of the workshop that agreed on it.

    `shown_by` is the story that shows what came of it, whatever its status; None where it was withdrawn.
    """

    action: Action
    workshop: Id
    workshop_name: str
    day: date
    team: TeamId | None = None
    shown_by: Story | None = None


class Receipt(WorkshopPart):
    """What a teller takes home: the code withdraws the story. It is told once more for the same request."""

    story: Id
    code: str


_Made = TypeVar("_Made", bound=BaseModel)


def make(what: type[_Made], /, **fields: Any) -> _Made:
    """A part of a workshop from what somebody entered; raises `InvalidEntryError` for the first fault.

    >>> make(Group, id="g", round="r", node="n", title=" a <b>plan</b> ").title
    'a plan'
    """
    try:
        return what(**fields)
    except ValidationError as error:
        raise describe(error) from None


def describe(error: ValidationError) -> InvalidEntryError:
    """The first fault that pydantic found, in our words."""
    first = error.errors(include_url=False)[0]
    field = ".".join(str(step) for step in first["loc"]) or "value"
    limits, kind, entry = first.get("ctx", {}), first["type"], first["input"]
    if isinstance(cause := limits.get("error"), InvalidEntryError):
        return cause
    if kind.endswith("too_long"):
        code: EntryCode = "too-long" if isinstance(entry, str) else "too-many"
        return InvalidEntryError(field, code, most=limits["max_length"], given=len(entry))
    if kind in ("string_too_short", "too_short"):
        return InvalidEntryError(field, "empty")
    return InvalidEntryError(field, "bad-value")
