"""What a workshop is made of: all frozen, cleaned of markup and checked when made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from functools import cached_property
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
from model.workshop.activities import ACTIVITIES
from model.workshop.faults import EntryCode, InvalidEntryError
from model.workshop.plan import MOST_PLANNED, OwnStep, PlanItem, arrange, list_parts
from model.workshop.round import Nodes, Round, SubjectId, WorkshopPart, build_line

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


class Headcount(WorkshopPart):
    """How many joined, and how many of them were seen in the last two minutes.

    `by_role` has the roles that may be told apart ("none" for no role given): see `tally.choose_roles`.
    """

    joined: int
    present: int
    by_role: Mapping[str, int]


class Answered(WorkshopPart):
    """How many participants answered a round, and how many answers there are.

    Of stories it is not counted who told them: there both are the number of stories.
    """

    people: int = 0
    answers: int = 0


class State(WorkshopPart):
    """Everything in a workshop but the ballots; for the facilitator. `for_room` is what all may see.

    `stories` are those told in it and not withdrawn, pending and published, the first first. `sizes` says how
    many answers there are in each group, by its id. `followed` are the actions of earlier workshops that this
    one asks about (`followed.read_followed`).
    """

    workshop: Workshop
    version: str
    rounds: tuple[Round, ...] = ()
    answered: Mapping[str, Answered]
    headcount: Headcount
    answers: tuple[Answer, ...] = ()
    groups: tuple[Group, ...] = ()
    sizes: Mapping[str, int] = Field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    actions: tuple[Action, ...] = ()
    followed: tuple[FollowedAction, ...] = ()
    floods: tuple[Flood, ...] = ()
    own_steps: tuple[OwnStep, ...] = ()

    @property
    def order(self) -> tuple[PlanItem, ...]:
        """The whole order of the workshop."""
        return arrange(self.workshop.plan, list_parts(self.rounds, self.own_steps))

    @property
    def words(self) -> tuple[Group, ...]:
        """The chosen groups: this workshop's own words on the open catalysts."""
        return tuple(group for group in self.groups if group.is_chosen)

    def for_room(self) -> State:
        """What the projector and the phones may see: what is revealed, and public stories.

        Of a round that is not revealed only its question and how many answered is left; of one that is
        revealed the chosen words, never who said what.
        """
        revealed = {one.id for one in self.rounds if one.is_revealed}
        words = tuple(group for group in self.words if group.round in revealed)
        public = tuple(story for story in self.stories if story.is_public)
        own = tuple(one.model_copy(update={"notes": ""}) for one in self.own_steps)
        hidden = {"answers": (), "floods": ()}
        return self.model_copy(update={"groups": words, "stories": public, "own_steps": own} | hidden)

    def list_agreed(self, zone: tzinfo = UTC) -> tuple[FollowedAction, ...]:
        """What is followed up, and then what was agreed here."""
        here = self.workshop
        own = (
            FollowedAction.model_construct(
                action=one,
                workshop=here.id,
                workshop_name=here.name,
                day=here.get_day(zone),
                team=here.team,
            )
            for one in self.actions
        )
        return (*self.followed, *own)

    def get_round(self, round_id: str | None) -> Round | None:
        """The round with this id, or None."""
        return next((one for one in self.rounds if one.id == round_id), None)


@dataclass(frozen=True)
class ChosenWords:
    """The title of a group that was chosen in a round that is revealed: about what, and how many said so."""

    round: str
    node: str
    title: str
    count: int


@dataclass(frozen=True)
class PhoneState:
    """What one phone is shown: the workshop, its rounds, and what this phone answered itself.

    `rounds` are those that are open or revealed; `choices` its ballots by round, `answers` the catalysts it
    named, `told` how many stories it told by round; `actions` is what all agreed on, `chosen` what was chosen
    of the answers to the rounds that are revealed.
    """

    workshop: Workshop
    version: str
    participant: Participant
    rounds: tuple[Round, ...]
    choices: Mapping[str, Mapping[str, int]]
    answers: tuple[Answer, ...]
    told: Mapping[str, int]
    actions: tuple[Action, ...] = ()
    chosen: tuple[ChosenWords, ...] = ()

    @cached_property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The room's own words on each node."""
        return list_words(self.chosen)

    @cached_property
    def result(self) -> Round | None:
        """The revealed round whose result a phone can see: the one that the projector is at, else the last
        one in the order of the workshop; None where no result is revealed."""
        shown = self.workshop.position.shown_round
        revealed = [one for one in self.rounds if one.is_revealed and ACTIVITIES[one.kind].has_result]
        return max(revealed, key=lambda one: (one.id == shown, one.number), default=None)

    @property
    def is_result_on_screen(self) -> bool:
        """Whether the projector is at the round of the result."""
        return self.result is not None and self.result.id == self.workshop.position.shown_round


def list_words(chosen: Iterable[ChosenWords]) -> dict[str, tuple[str, ...]]:
    """The room's own words on each node.

    >>> list_words([ChosenWords("r", "joy", "A walk", 2), ChosenWords("s", "joy", "Coffee", 1)])
    {'joy': ('A walk', 'Coffee')}
    """
    words: dict[str, tuple[str, ...]] = {}
    for one in chosen:
        words[one.node] = (*words.get(one.node, ()), one.title)
    return words


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
    limits, kind, given = first.get("ctx", {}), first["type"], first["input"]
    if isinstance(cause := limits.get("error"), InvalidEntryError):
        return cause
    if kind.endswith("too_long"):
        code: EntryCode = "too-long" if isinstance(given, str) else "too-many"
        return InvalidEntryError(field, code, most=limits["max_length"], given=len(given))
    if kind in ("string_too_short", "too_short"):
        return InvalidEntryError(field, "empty")
    return InvalidEntryError(field, "bad-value")
