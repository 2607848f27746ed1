"""What is known of a workshop at a moment: by the facilitator, in the room, on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import cached_property

from pydantic import Field

from model.stories import Story
from model.workshop.activities import ACTIVITIES
from model.workshop.plan import OwnStep, PlanItem, arrange, list_parts
from model.workshop.round import Round, WorkshopPart
from model.workshop.session import Action, Answer, Flood, FollowedAction, Group, Participant, Workshop


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
        revealed = {round_.id for round_ in self.rounds if round_.is_revealed}
        words = tuple(group for group in self.words if group.round in revealed)
        public = tuple(story for story in self.stories if story.is_public)
        own = tuple(step.model_copy(update={"notes": ""}) for step in self.own_steps)
        hidden = {"answers": (), "floods": ()}
        return self.model_copy(update={"groups": words, "stories": public, "own_steps": own} | hidden)

    def list_agreed(self, zone: tzinfo = UTC) -> tuple[FollowedAction, ...]:
        """What is followed up, and then what was agreed here."""
        here = self.workshop
        own = (
            FollowedAction.model_construct(
                action=action,
                workshop=here.id,
                workshop_name=here.name,
                day=here.get_day(zone),
                team=here.team,
            )
            for action in self.actions
        )
        return (*self.followed, *own)

    def get_round(self, round_id: str | None) -> Round | None:
        """The round with this id, or None."""
        return next((round_ for round_ in self.rounds if round_.id == round_id), None)


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
        revealed = [
            round_ for round_ in self.rounds if round_.is_revealed and ACTIVITIES[round_.kind].has_result
        ]
        return max(revealed, key=lambda round_: (round_.id == shown, round_.number), default=None)

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
    for word in chosen:
        words[word.node] = (*words.get(word.node, ()), word.title)
    return words
