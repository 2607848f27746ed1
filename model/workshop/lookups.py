"""Finding workshops, and reading them whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    CursorResult,
    RowMapping,
    Select,
    Table,
    Text,
    bindparam,
    case,
    cast,
    func,
    select,
    union_all,
)

from model.stories import Story
from model.stories.keys import is_request_id, read_key
from model.stories.tables import read_stories, stories, story_models
from model.workshop.desk import Desk
from model.workshop.faults import UnknownWorkshopError, WorkshopEndedError
from model.workshop.floods import read_flood_version, read_floods
from model.workshop.followed import read_followed
from model.workshop.pairs import Pair
from model.workshop.plan import OwnStep
from model.workshop.session import (
    CastBallots,
    Participant,
    Workshop,
)
from model.workshop.state import Answered, ChosenWords, Headcount, PhoneState, State
from model.workshop.tables import (
    actions,
    answers,
    ballots,
    groups,
    own_steps,
    participants,
    rounds,
    to_action,
    to_answer,
    to_group,
    to_own_step,
    to_round,
    to_workshop,
    told,
    workshops,
)
from model.workshop.tally import NO_ROLE, choose_roles

KEY_RESTS = timedelta(days=30)
"""For how long the key of a workshop that has ended is known as such, and not given out again."""

_BY_KEY = select(workshops).where(
    workshops.c.model == bindparam("model"),
    workshops.c.key.in_(bindparam("keys", expanding=True)),
    workshops.c.ends_at > bindparam("since"),
)
_STAMP_OF_STORIES = select(story_models.c.stamp).where(story_models.c.model == bindparam("model"))
_STAMPS = select(workshops.c.stamp, workshops.c.ends_at, _STAMP_OF_STORIES.scalar_subquery()).where(
    workshops.c.model == bindparam("model"), workshops.c.id == bindparam("workshop")
)

# What a phone is shown: built once, as building a question takes about as long as asking it.
_HERE: BindParameter[str] = bindparam("here")
_ME: BindParameter[int] = bindparam("me")
_SHOWN = (
    select(rounds)
    .where(rounds.c.workshop == _HERE, rounds.c.is_open | rounds.c.is_revealed)
    .order_by(rounds.c.number)
)
_MY_BALLOTS = select(ballots.c.round, ballots.c.choices).where(
    ballots.c.workshop == _HERE, ballots.c.participant == _ME
)
_MY_ANSWERS = (
    select(answers)
    .where(answers.c.workshop == _HERE, answers.c.participant == _ME)
    .order_by(answers.c.number)
)
_MY_STORIES = (
    select(told.c.round, func.count())
    .where(told.c.workshop == _HERE, told.c.participant == _ME)
    .group_by(told.c.round)
)
_AGREED = select(actions).where(actions.c.workshop == _HERE).order_by(actions.c.number)
_CHOSEN_WORDS = (
    select(groups.c.round, groups.c.node, groups.c.title, func.count(answers.c.id))
    .join(rounds, (rounds.c.workshop == groups.c.workshop) & (rounds.c.id == groups.c.round))
    .outerjoin(answers, (answers.c.workshop == groups.c.workshop) & (answers.c.group == groups.c.id))
    .where(groups.c.workshop == _HERE, groups.c.is_chosen, rounds.c.is_revealed)
    .group_by(groups.c.number, groups.c.round, groups.c.node, groups.c.title)
    .order_by(groups.c.number)
)

_NO_CHOICES = "{}"
"""What is stored of a ballot that says nothing; earlier versions took such."""
_PRESENT_FOR = timedelta(minutes=2)


def find_by_key(connection: Connection, model_id: str, typed: str) -> Workshop:
    """The workshop whose key somebody typed, as it stands there; else the only one of all readings."""
    now = datetime.now(UTC)
    keys = read_key(typed)
    parameters = {"model": model_id, "keys": list(keys), "since": now - KEY_RESTS}
    found = (
        [to_workshop(row, now) for row in connection.execute(_BY_KEY, parameters).mappings()] if keys else []
    )
    running = [workshop for workshop in found if not workshop.is_ended]
    exact = [workshop for workshop in running if workshop.key == keys[0]]
    if len(exact or running) == 1:
        return (exact or running)[0]
    ended = [
        workshop
        for workshop in found
        if workshop.ended_at is not None and workshop.ended_at > now - KEY_RESTS
    ]
    if not running and ended:
        raise WorkshopEndedError(max(ended, key=lambda workshop: workshop.created_at).id)
    raise UnknownWorkshopError(typed[:80])


def read_version(connection: Connection, model_id: str, workshop: str) -> str:
    """A text that changes with the workshop, with its end, and with the stories."""
    if not is_request_id(workshop):
        raise UnknownWorkshopError(workshop)
    row = connection.execute(_STAMPS, {"model": model_id, "workshop": workshop}).first()
    if row is None:
        raise UnknownWorkshopError(workshop)
    stamp, ends_at, stories_stamp = row
    is_over = ends_at <= datetime.now(UTC)
    return f"{stamp[:16]}{(stories_stamp or '')[:16]}{'e' if is_over else ''}"


def read_desk_version(connection: Connection, model_id: str, workshop: str) -> str:
    """A text that changes with all of this, and with the floods that the facilitator is told of."""
    return read_version(connection, model_id, workshop) + read_flood_version(connection, workshop)


def read_phone_state(connection: Connection, model_id: str, current: Workshop, me: Participant) -> PhoneState:
    """What a participant's phone is shown."""

    def ask(query: Select[*tuple[Any, ...]]) -> CursorResult[*tuple[Any, ...]]:
        return connection.execute(query, {"here": current.id, "me": me.id})

    return PhoneState(
        workshop=current,
        version=read_version(connection, model_id, current.id),
        participant=me,
        rounds=tuple(map(to_round, ask(_SHOWN).mappings())),
        choices={row.round: row.choices for row in ask(_MY_BALLOTS)},
        answers=tuple(map(to_answer, ask(_MY_ANSWERS).mappings())),
        told=dict(map(tuple, ask(_MY_STORIES))),
        actions=tuple(map(to_action, ask(_AGREED).mappings())),
        chosen=read_chosen(connection, current.id),
    )


def read_chosen(connection: Connection, workshop: str) -> tuple[ChosenWords, ...]:
    """What was chosen of the answers to the rounds that are revealed."""
    return tuple(ChosenWords(*row) for row in connection.execute(_CHOSEN_WORDS, {"here": workshop}))


def read_state(connection: Connection, model_id: str, workshop: str) -> State:
    """Everything in a workshop but the ballots."""
    current = Desk(connection, model_id, workshop).get()
    said = tuple(map(to_answer, _read(connection, answers, workshop)))
    return State.model_construct(
        workshop=current,
        version=read_desk_version(connection, model_id, workshop),
        rounds=tuple(map(to_round, _read(connection, rounds, workshop))),
        answered=read_answered(connection, model_id, workshop),
        headcount=read_headcount(connection, workshop),
        answers=said,
        groups=tuple(map(to_group, _read(connection, groups, workshop))),
        sizes=Counter(answer.group for answer in said if answer.group is not None),
        stories=read_told(connection, model_id, workshop),
        actions=tuple(map(to_action, _read(connection, actions, workshop))),
        followed=read_followed(connection, model_id, current),
        floods=read_floods(connection, workshop),
        own_steps=read_own_steps(connection, workshop),
    )


def read_own_steps(connection: Connection, workshop: str) -> tuple[OwnStep, ...]:
    """The own steps of a workshop, without the contents of their pictures."""
    columns = [column for column in own_steps.columns if column is not own_steps.c.content]
    query = select(*columns).where(own_steps.c.workshop == workshop).order_by(own_steps.c.number)
    return tuple(map(to_own_step, connection.execute(query).mappings()))


def read_answered(connection: Connection, model_id: str, workshop: str) -> dict[str, Answered]:
    """How many answered each round; rounds without answers, and ballots that say nothing, are left out."""
    voted = (
        select(ballots.c.round, func.count().label("people"), func.count().label("answers"))
        .where(ballots.c.workshop == workshop, cast(ballots.c.choices, Text) != _NO_CHOICES)
        .group_by(ballots.c.round)
    )
    named = (
        select(answers.c.round, func.count(answers.c.participant.distinct()), func.count())
        .where(answers.c.workshop == workshop)
        .group_by(answers.c.round)
    )
    shared = (
        select(told.c.round, func.count(), func.count())
        .join(stories, (stories.c.model == model_id) & (stories.c.id == told.c.story))
        .where(told.c.workshop == workshop, stories.c.status != "withdrawn")
        .group_by(told.c.round)
    )
    rows = connection.execute(union_all(voted, named, shared))
    return {
        round_id: Answered.model_construct(people=people, answers=many) for round_id, people, many in rows
    }


def read_headcount(connection: Connection, workshop: str) -> Headcount:
    """How many are here."""
    seen_since = datetime.now(UTC) - _PRESENT_FOR
    query = (
        select(
            participants.c.role,
            func.count(),
            func.sum(case((participants.c.seen_at > seen_since, 1), else_=0)),
        )
        .where(participants.c.workshop == workshop)
        .group_by(participants.c.role)
    )
    rows = [(role, joined, present) for role, joined, present in connection.execute(query)]
    counts = {role or NO_ROLE: joined for role, joined, _ in rows}
    return Headcount(
        joined=sum(counts.values()),
        present=sum(int(present) for _, _, present in rows),
        by_role={role: counts[role] for role in choose_roles(counts)},
    )


def read_told(connection: Connection, model_id: str, workshop: str) -> tuple[Story, ...]:
    """The stories that were told in a workshop and are not withdrawn, the first first."""
    query = (
        select(stories)
        .join(told, told.c.story == stories.c.id)
        .where(told.c.workshop == workshop, stories.c.model == model_id, stories.c.status != "withdrawn")
        .order_by(told.c.number)
    )
    return tuple(read_stories(connection, connection.execute(query).mappings()))


def read_cast(connection: Connection, workshop: str) -> dict[str, CastBallots]:
    """The ballots of each round that is revealed, sorted by what they say, so that their order tells nothing
    of who came when."""
    query = (
        select(ballots.c.round, participants.c.role, cast(ballots.c.choices, Text))
        .join(
            participants,
            (participants.c.workshop == ballots.c.workshop) & (participants.c.id == ballots.c.participant),
        )
        .join(rounds, (rounds.c.workshop == ballots.c.workshop) & (rounds.c.id == ballots.c.round))
        .where(ballots.c.workshop == workshop, rounds.c.is_revealed)
    )
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for round_id, role, choices in connection.execute(query).all():
        found[round_id].append((role or "", choices))
    return {round_id: tuple(sorted(several)) for round_id, several in found.items()}


def read_pairs(connection: Connection, before: tuple[str, str], after: tuple[str, str]) -> tuple[Pair, ...]:
    """What the same people answered in two rounds, sorted by what they say."""
    sides = []
    for workshop, round_id in (before, after):
        query = (
            select(participants.c.person, ballots.c.choices)
            .join(
                ballots,
                (ballots.c.workshop == participants.c.workshop)
                & (ballots.c.participant == participants.c.id),
            )
            .where(participants.c.workshop == workshop, participants.c.person.is_not(None))
            .where(ballots.c.round == round_id)
        )
        sides.append(dict(map(tuple, connection.execute(query))))
    first, second = sides
    pairs = [(first[person], second[person]) for person in first.keys() & second.keys()]
    return tuple(sorted(pairs, key=lambda pair: [sorted(choices.items()) for choices in pair]))


def _read(connection: Connection, table: Table, workshop: str) -> Iterable[RowMapping]:
    query = select(table).where(table.c.workshop == workshop).order_by(table.c.number)
    return connection.execute(query).mappings().all()
