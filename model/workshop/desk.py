"""One workshop within one transaction: found, locked, changed, and told to others at the end."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, Select, Table, bindparam, delete, func, insert, select, update

from model.stories.keys import is_request_id
from model.workshop.activities import ACTIVITIES, Entries
from model.workshop.faults import (
    InvalidEntryError,
    NotJoinedError,
    RemovedError,
    RoundClosedError,
    UnknownPartError,
    UnknownWorkshopError,
    WorkshopEndedError,
)
from model.workshop.keys import hash_token, is_token
from model.workshop.round import Round
from model.workshop.session import MOST_PARTICIPANTS, Participant, Workshop
from model.workshop.tables import (
    actions,
    answers,
    groups,
    own_steps,
    participants,
    removed,
    requests,
    rounds,
    to_participant,
    to_round,
    to_round_row,
    to_workshop,
    workshops,
)

_STAYS_AFTER = timedelta(seconds=30)
"""Whoever was seen so long after joining is here, and no flood."""

_GO_AT_ONCE = 20

_PARTS = {"answer": answers, "group": groups, "action": actions, "step": own_steps}

# Built once: building a question takes about as long as asking it.
_WORKSHOP = select(workshops).where(
    workshops.c.model == bindparam("model"), workshops.c.id == bindparam("workshop")
)
_LOCKED_WORKSHOP = _WORKSHOP.with_for_update()
_PARTICIPANT = select(participants).where(
    participants.c.workshop == bindparam("workshop"), participants.c.token_hash == bindparam("token")
)
_NOTE_SENT = (
    update(participants)
    .where(
        participants.c.workshop == bindparam("this_workshop"),
        participants.c.id == bindparam("this_participant"),
        participants.c.has_sent.is_not(True),
    )
    .values(has_sent=True)
)
_SILENT = select(participants.c.id, participants.c.joined_at, participants.c.seen_at).where(
    participants.c.workshop == bindparam("workshop"), participants.c.has_sent.is_not(True)
)
_ROUND = select(rounds).where(rounds.c.workshop == bindparam("workshop"), rounds.c.id == bindparam("round"))
_RESULT = select(requests.c.result).where(
    requests.c.workshop == bindparam("workshop"), requests.c.id == bindparam("request")
)
_REMEMBER = insert(requests)
_STAMP = update(workshops).where(workshops.c.id == bindparam("here")).values(stamp=bindparam("fresh"))


class Desk:
    """A workshop and what belongs to it, within one transaction.

    Who is to change something locks the workshop first, and nothing else before it: so changes of one
    workshop come one after the other, and none waits for another in a circle.
    """

    def __init__(self, connection: Connection, model_id: str, workshop: str) -> None:
        self.connection = connection
        self.id = workshop
        self.model_id = model_id
        self._now = datetime.now(UTC)
        self.result = ""

    def get(self, is_changing: bool = False) -> Workshop:
        """The workshop; `UnknownWorkshopError` where there is none with this id."""
        if not is_request_id(self.id):
            raise UnknownWorkshopError(self.id)
        query = _LOCKED_WORKSHOP if is_changing else _WORKSHOP
        row = self.connection.execute(query, {"model": self.model_id, "workshop": self.id}).mappings().first()
        if row is None:
            raise UnknownWorkshopError(self.id)
        return to_workshop(row, self._now)

    def lock(self, is_running: bool = False) -> Workshop:
        """The workshop, which nobody else changes until this ends; with `is_running` one that goes on."""
        workshop = self.get(is_changing=True)
        if is_running and workshop.is_ended:
            raise WorkshopEndedError(self.id)
        return workshop

    def get_round(self, round_id: str) -> Round:
        """A round; `UnknownPartError` where there is none with this id."""
        if not is_request_id(round_id):
            raise UnknownPartError("round", round_id)
        parameters = {"workshop": self.id, "round": round_id}
        row = self.connection.execute(_ROUND, parameters).mappings().first()
        if row is None:
            raise UnknownPartError("round", round_id)
        return to_round(row)

    def list_rounds(self) -> tuple[Round, ...]:
        """All rounds, in their order."""
        query = select(rounds).where(rounds.c.workshop == self.id).order_by(rounds.c.number)
        return tuple(map(to_round, self.connection.execute(query).mappings()))

    def set_round(self, changed: Round) -> None:
        """Put a changed round in the place of the one with its id."""
        row = update(rounds).where(rounds.c.workshop == self.id, rounds.c.id == changed.id)
        self.connection.execute(row.values(to_round_row(changed)))

    def get_open_round(self, round_id: str, takes: Entries) -> Round:
        """A round that takes this from phones now."""
        found = self.get_round(round_id)
        if ACTIVITIES[found.kind].takes != takes:
            raise InvalidEntryError("round", "wrong-kind")
        if not found.is_open:
            raise RoundClosedError(round_id)
        return found

    def get_part(self, kind: str, part: str) -> RowMapping:
        """The row of an answer, a group, an action or an own step; `UnknownPartError` where there is none."""
        table = _PARTS[kind]
        query = select(table).where(table.c.workshop == self.id, table.c.id == part)
        row = self.connection.execute(query).mappings().first() if is_request_id(part) else None
        if row is None:
            raise UnknownPartError(kind, part)  # type: ignore[arg-type]
        return row

    def count(self, table: Table, **conditions: object) -> int:
        """How many rows of this workshop a table has, with these values in these columns."""
        query = _build_count(table, tuple(conditions))
        return int(self.connection.execute(query, {"here": self.id, **conditions}).scalar_one())

    def find_participant(self, token: str) -> Participant | None:
        """Who joined with this token, or None."""
        if not is_token(token):
            return None
        parameters = {"workshop": self.id, "token": hash_token(self.id, token)}
        row = self.connection.execute(_PARTICIPANT, parameters).mappings().first()
        return to_participant(row) if row else None

    def get_participant(self, token: str) -> Participant:
        """Who joined with this token; `NotJoinedError` where nobody did."""
        found = self.find_participant(token)
        if found is None:
            raise RemovedError if self.is_removed(token) else NotJoinedError
        return found

    def is_removed(self, token: str) -> bool:
        """Whether who joined with this token was removed by the facilitator."""
        return bool(self.count(removed, token_hash=hash_token(self.id, token)))

    def note_sent(self, participant: Participant) -> None:
        """Note that somebody sent something: then no flood takes the place away."""
        parameters = {"workshop": self.id, "participant": participant.id}
        self.connection.execute(_NOTE_SENT, {f"this_{name}": value for name, value in parameters.items()})

    def make_room(self, joining: int = 1) -> None:
        """Make room for a number of participants, by forgetting who sent nothing, who stayed longest last.

        A phone that is forgotten and comes back with its ticket is taken in again. Raises `InvalidEntryError`
        ("too-many") where all the others sent something.
        """
        surplus = self.count(participants) + joining - MOST_PARTICIPANTS
        if surplus <= 0:
            return
        rows = self.connection.execute(_SILENT, {"workshop": self.id}).all()
        if len(rows) < surplus:
            total = MOST_PARTICIPANTS + surplus
            raise InvalidEntryError("participants", "too-many", most=MOST_PARTICIPANTS, given=total)
        leaving = sorted((seen - joined > _STAYS_AFTER, seen, id_) for id_, joined, seen in rows)
        # Some more than need be of those who never came back, so that a flood does not look for each.
        passed = self._now - _STAYS_AFTER
        more = [
            phone for phone in leaving[surplus : surplus + _GO_AT_ONCE] if not phone[0] and phone[1] < passed
        ]
        gone = [id_ for *_, id_ in leaving[:surplus] + more]
        self.connection.execute(
            delete(participants).where(participants.c.workshop == self.id, participants.c.id.in_(gone))
        )

    def find_result(self, request: str | None) -> str | None:
        """What came of a request that was carried out before; None for a new one."""
        if request is None:
            return None
        check_request(request)
        return self.connection.execute(_RESULT, {"workshop": self.id, "request": request}).scalar()

    def finish(self, request: str | None, result: str = "") -> None:
        """Remember the request, and give the workshop another stamp; last in a transaction."""
        if request is not None:
            row = {"workshop": self.id, "id": request, "result": result}
            self.connection.execute(_REMEMBER, row)
        self.connection.execute(_STAMP, {"here": self.id, "fresh": uuid4().hex})

    def set(self, **values: object) -> None:
        """Change columns of the workshop, if any."""
        if values:
            self.connection.execute(update(workshops).where(workshops.c.id == self.id).values(values))


@cache
def _build_count(table: Table, columns: tuple[str, ...]) -> Select[Any]:
    query = select(func.count()).where(table.c.workshop == bindparam("here"))
    return query.where(*(table.c[column] == bindparam(column) for column in columns))


def name_request(participant: Participant, request: str) -> str:
    """The id of a participant's request among all of the workshop; it does not say whose it is."""
    check_request(request)
    return hashlib.sha256(f"{participant.id}\n{participant.joined_at}\n{request}".encode()).hexdigest()[:32]


def check_request(request: str) -> None:
    """Refuse what cannot be the id of a request."""
    if not is_request_id(request):
        raise InvalidEntryError("request", "bad-value")
