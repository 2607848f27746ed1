"""A whole workshop as one value: what a file keeps of it, checked for what does not fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from model.errors import Fault, ModelFileError
from model.schema import Id
from model.stories import Story
from model.workshop.activities import ACTIVITIES, Entries
from model.workshop.faults import InvalidEntryError, WorkshopError
from model.workshop.pictures import LARGEST_PICTURE_TEXT, check_picture
from model.workshop.plan import MOST_OWN_STEPS, OwnStep
from model.workshop.round import Round, SubjectId
from model.workshop.session import (
    MOST_ACTIONS,
    MOST_PARTICIPANTS,
    MOST_ROUNDS,
    MOST_STORIES,
    Action,
    Answer,
    Group,
    Language,
    ParticipantRole,
    Workshop,
)

_Number = Annotated[int, Field(ge=0, lt=2**31)]


class WorkshopFileError(ModelFileError, WorkshopError):
    """A file of a workshop that cannot be used; `faults` has each fault with its place in the file."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordedParticipant(_Part):
    """Somebody who took part: a number without meaning, the role if given, the language."""

    id: _Number
    role: ParticipantRole | None = None
    language: Language


class RecordedBallot(_Part):
    """The ballot that one participant gave in one round."""

    round: Id
    participant: _Number
    choices: dict[SubjectId, int]


class RecordedAnswer(Answer):
    """A catalyst that a participant named."""

    participant: _Number


class RecordedTelling(_Part):
    """That a story was told in a round, and what is kept of its withdraw code; never by whom."""

    round: Id
    story: Id
    code_hash: str = Field(pattern=r"^[0-9a-f]{64}$")


class WorkshopRecord(_Part):
    """Everything in a workshop but tokens and times of phones; a withdrawn story's telling is without story.

    `model` is the id of the conceptual model; `pictures` are those of own steps by their names, as
    `Picture.to_text` writes them. Stories count their changes from 1 again.
    """

    model: str
    workshop: Workshop
    participants: tuple[RecordedParticipant, ...] = Field(default=(), max_length=MOST_PARTICIPANTS)
    rounds: tuple[Round, ...] = Field(default=(), max_length=MOST_ROUNDS)
    ballots: tuple[RecordedBallot, ...] = ()
    answers: tuple[RecordedAnswer, ...] = ()
    groups: tuple[Group, ...] = ()
    tellings: tuple[RecordedTelling, ...] = Field(default=(), max_length=MOST_PARTICIPANTS * MOST_STORIES)
    stories: tuple[Story, ...] = ()
    actions: tuple[Action, ...] = Field(default=(), max_length=MOST_ACTIONS)
    own_steps: tuple[OwnStep, ...] = Field(default=(), max_length=MOST_OWN_STEPS)
    pictures: Mapping[str, Annotated[str, Field(max_length=LARGEST_PICTURE_TEXT)]] = {}


def find_faults(record: WorkshopRecord) -> list[Fault]:
    """What in a record does not fit together: things that are there twice, or named and not there."""
    return [Fault(None, place, message) for place, message in _find_faults(record)]


def _find_faults(record: WorkshopRecord) -> Iterator[tuple[str, str]]:
    rounds = {round_.id: round_ for round_ in record.rounds}
    people = {participant.id for participant in record.participants}
    groups = {group.id: group for group in record.groups}
    story_ids = {telling.story for telling in record.tellings}
    yield from _find_repeated("participants", [participant.id for participant in record.participants])
    yield from _find_repeated("rounds", [round_.id for round_ in record.rounds])
    yield from _find_repeated("rounds", [round_.number for round_ in record.rounds], "number")
    yield from _find_repeated("answers", [answer.id for answer in record.answers])
    yield from _find_repeated("groups", [group.id for group in record.groups])
    yield from _find_repeated("tellings", [telling.story for telling in record.tellings], "story")
    yield from _find_repeated("stories", [story.id for story in record.stories])
    yield from _find_repeated("actions", [action.id for action in record.actions])
    yield from _find_repeated(
        "ballots", [(ballot.round, ballot.participant) for ballot in record.ballots], "ballot"
    )
    for at, ballot in enumerate(record.ballots):
        yield from _check_ballot(f"ballots[{at}]", ballot, rounds, people)
    for at, answer in enumerate(record.answers):
        round_ = rounds.get(answer.round)
        if round_ is None or not _takes(round_, "answers") or answer.node not in round_.subjects:
            yield f"answers[{at}]", "it belongs to no round that asks about its node"
        if answer.participant not in people:
            yield f"answers[{at}].participant", f"there is no participant {answer.participant}"
        group = groups.get(answer.group) if answer.group is not None else None
        if answer.group is not None and (
            group is None or (group.round, group.node) != (answer.round, answer.node)
        ):
            yield f"answers[{at}].group", f'there is no group "{answer.group}" of its round and node'
    for at, group in enumerate(record.groups):
        round_ = rounds.get(group.round)
        if round_ is None or not _takes(round_, "answers") or group.node not in round_.subjects:
            yield f"groups[{at}]", "it belongs to no round that asks about its node"
    for at, telling in enumerate(record.tellings):
        round_ = rounds.get(telling.round)
        if round_ is None or not _takes(round_, "stories"):
            yield f"tellings[{at}].round", f'there is no round of stories "{telling.round}"'
    yield from _find_repeated("own_steps", [step.id for step in record.own_steps])
    for at, step in enumerate(record.own_steps):
        if step.picture and step.picture not in record.pictures:
            yield f"own_steps[{at}].picture", f'there is no picture "{step.picture}"'
    for name, content in record.pictures.items():
        if not check_picture(content, name):
            yield f"pictures.{name}", "it is no picture of this name, or damaged"
    for at, story in enumerate(record.stories):
        session = story.source.session if story.source else None
        if story.id not in story_ids or session != record.workshop.id:
            yield f"stories[{at}]", "it was not told in this workshop"


def _takes(round_: Round, entries: Entries) -> bool:
    return ACTIVITIES[round_.kind].takes == entries


def _check_ballot(
    place: str, ballot: RecordedBallot, rounds: dict[str, Round], people: set[int]
) -> Iterator[tuple[str, str]]:
    round_ = rounds.get(ballot.round)
    if ballot.participant not in people:
        yield f"{place}.participant", f"there is no participant {ballot.participant}"
    if round_ is None or not _takes(round_, "ballots"):
        yield f"{place}.round", f'there is no round of ballots "{ballot.round}"'
        return
    try:
        round_.check_choices(ballot.choices)
    except InvalidEntryError as fault:
        yield f"{place}.choices", str(fault).partition(": ")[2]


def _find_repeated(
    place: str, ids: Sequence[object] | Iterable[object], what: str = "id"
) -> Iterator[tuple[str, str]]:
    for id_, count in Counter(ids).items():
        if count > 1:
            yield place, f'{count} of them have the {what} "{id_}"; each needs its own'
