"""Reading a whole workshop out of the tables, and putting one back, within one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, Table, insert, select

from model.stories.shelf import Shelf
from model.workshop.desk import Desk
from model.workshop.lookups import read_told
from model.workshop.record import (
    RecordedAnswer,
    RecordedBallot,
    RecordedParticipant,
    RecordedTelling,
    WorkshopRecord,
)
from model.workshop.tables import (
    actions,
    answers,
    ballots,
    groups,
    own_steps,
    participants,
    rounds,
    to_action,
    to_group,
    to_own_step,
    to_round,
    to_round_row,
    told,
    workshops,
)

_BATCH = 500


def read_record(connection: Connection, model_id: str, workshop: str) -> WorkshopRecord:
    """Everything in a workshop but tokens and times of phones."""
    current = Desk(connection, model_id, workshop).get()
    stories = read_told(connection, model_id, workshop)
    own = list(_read(connection, own_steps, workshop, "number"))
    return WorkshopRecord.model_construct(
        model=model_id,
        workshop=current.model_copy(update={"stamp": ""}),
        participants=tuple(
            RecordedParticipant.model_construct(id=row["id"], role=row["role"], language=row["language"])
            for row in _read(connection, participants, workshop, "id")
        ),
        rounds=tuple(map(to_round, _read(connection, rounds, workshop, "number"))),
        ballots=tuple(
            RecordedBallot.model_construct(
                round=row["round"], participant=row["participant"], choices=row["choices"]
            )
            for row in _read(connection, ballots, workshop, "round", "participant")
        ),
        answers=tuple(
            RecordedAnswer.model_construct(
                id=row["id"],
                round=row["round"],
                participant=row["participant"],
                node=row["node"],
                text=row["text"],
                group=row["group"],
            )
            for row in _read(connection, answers, workshop, "number")
        ),
        groups=tuple(map(to_group, _read(connection, groups, workshop, "number"))),
        tellings=tuple(
            RecordedTelling.model_construct(
                round=row["round"], story=row["story"], code_hash=row["code_hash"]
            )
            for row in _read(connection, told, workshop, "number")
        ),
        stories=tuple(story.model_copy(update={"revision": 1}) for story in stories),
        actions=tuple(map(to_action, _read(connection, actions, workshop, "number"))),
        own_steps=tuple(map(to_own_step, own)),
        pictures={row["picture"]: row["content"] for row in own if row["picture"]},
    )


def write_record(connection: Connection, record: WorkshopRecord, key: str) -> None:
    """Put a workshop back that is not there, under this key, with those of its stories that are not there."""
    workshop = record.workshop
    values = workshop.model_dump() | {
        "key": key,
        "position": workshop.position.model_dump(mode="json"),
        "plan": [item.model_dump() for item in workshop.plan] or None,
        "stamp": uuid4().hex,
        "model": record.model,
        "is_unlinked": workshop.is_ended,
        "link_seed": uuid4().hex,
    }
    connection.execute(insert(workshops), values)
    _write(connection, rounds, workshop.id, map(to_round_row, record.rounds))
    times = {"joined_at": workshop.created_at, "seen_at": workshop.created_at}
    # Of a file it is not known who told a story: nobody of it is taken for one who sent nothing.
    people = (participant.model_dump() | times | {"has_sent": True} for participant in record.participants)
    _write(connection, participants, workshop.id, people)
    _write(connection, ballots, workshop.id, (ballot.model_dump() for ballot in record.ballots))
    _write(connection, groups, workshop.id, (group.model_dump() for group in record.groups))
    _write(connection, answers, workshop.id, (answer.model_dump() for answer in record.answers))
    _write(connection, told, workshop.id, (telling.model_dump() for telling in record.tellings))
    _write(connection, actions, workshop.id, (action.model_dump() for action in record.actions))
    own = (
        step.model_dump() | {"content": record.pictures.get(step.picture, "")} for step in record.own_steps
    )
    _write(connection, own_steps, workshop.id, own)
    shelf = Shelf(connection, record.model)
    if added := shelf.insert(record.stories, "import"):
        shelf.finish((), added)


def _read(connection: Connection, table: Table, workshop: str, *order: str) -> Iterable[RowMapping]:
    query = select(table).where(table.c.workshop == workshop)
    return connection.execute(query.order_by(*(table.c[column] for column in order))).mappings()


def _write(connection: Connection, table: Table, workshop: str, values: Iterable[dict[str, Any]]) -> None:
    rows = [row | {"workshop": workshop} for row in values]
    for begin in range(0, len(rows), _BATCH):
        connection.execute(insert(table), rows[begin : begin + _BATCH])
