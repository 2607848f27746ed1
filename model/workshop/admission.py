"""Coming into a workshop with a phone: joining, coming back, the role, and being known by a token."""

from __future__ import annotations

import secrets as randomness
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, update

from model.stories import StoryStore
from model.stories.places import get_secret, mark_place
from model.workshop.desk import Desk
from model.workshop.faults import (
    InvalidEntryError,
    JoiningClosedError,
    NotJoinedError,
    RemovedError,
    WorkshopEndedError,
)
from model.workshop.floods import note_flood
from model.workshop.keys import (
    build_form_token,
    build_ticket,
    hash_token,
    is_form_token,
    is_token,
    read_ticket,
)
from model.workshop.lookups import find_by_key, read_cast, read_chosen, read_phone_state, read_version
from model.workshop.session import (
    Ballot,
    FloodKind,
    Participant,
    ParticipantRole,
    Workshop,
    make,
    open_ballots,
)
from model.workshop.state import PhoneState, list_words
from model.workshop.tables import participants

COMES_BACK_WITHIN = timedelta(minutes=1)
"""How long after joining was closed a phone that joined before may still come back for the first time."""

_NUMBERS = 2**31 - 1
_GUEST = -1
_SEEN_EVERY = timedelta(seconds=30)


class Admission:
    """The part of `ParticipantStore` that lets phones in; see there for tokens and errors.

    A phone that joins gets a ticket (`admit`), and becomes a participant when it comes back with it (`see`,
    `come_back`): so who joins over and over and comes back never leaves nothing behind. What a phone is shown
    (`get_state`) does not depend on which of both it has been so far.
    """

    def __init__(self, stories: StoryStore) -> None:
        self._database = stories.database
        self._model_id = stories.model_id
        self._secret: bytes | None = None

    def find_by_key(self, typed: str) -> Workshop:
        """The workshop whose key somebody typed, read forgivingly.

        Raises `UnknownWorkshopError`, or `WorkshopEndedError` where it ended within the last 30 days.
        """
        with self._database.reading() as connection:
            return find_by_key(connection, self._model_id, typed)

    def get(self, workshop: str) -> Workshop:
        """The workshop with this id, ended or not."""
        with self._database.reading() as connection:
            return Desk(connection, self._model_id, workshop).get()

    def get_version(self, workshop: str) -> str:
        """A text that changes whenever anything in the workshop does; cheap."""
        with self._database.reading() as connection:
            return read_version(connection, self._model_id, workshop)

    def build_form_token(self, workshop: str, token: str) -> str:
        """What a form of this phone must carry, as a hidden field, against forged posts."""
        return build_form_token(self._get_secret(), workshop, token)

    def is_form_token(self, said: str, workshop: str, token: str) -> bool:
        """Whether a post carries what `build_form_token` gave this phone."""
        return is_form_token(said, self._get_secret(), workshop, token)

    def admit(self, workshop: str, token: str, language: str, role: ParticipantRole | None = None) -> str:
        """The ticket of a phone that joins with a token made by `keys.make_token`; stores nothing.

        Who joined before with this token keeps language and role. Raises `JoiningClosedError`, and
        `RemovedError` for a token that the facilitator removed: only another one can join.
        """
        if not is_token(token):
            raise InvalidEntryError("token", "bad-value")
        with self._database.reading() as connection:
            desk = Desk(connection, self._model_id, workshop)
            current = desk.get()
            if current.is_ended:
                raise WorkshopEndedError(workshop)
            if found := desk.find_participant(token):
                return self.build_ticket(workshop, token, found)
            if desk.is_removed(token):
                raise RemovedError
            if not current.is_joining_open:
                raise JoiningClosedError(workshop)
        return self.build_ticket(workshop, token, _build_participant(language, role, datetime.now(UTC)))

    def build_ticket(self, workshop: str, token: str, participant: Participant) -> str:
        """The ticket that a participant joined with, or would join with now."""
        joined_at = int(participant.joined_at.timestamp())
        role = participant.role or ""
        return build_ticket(self._get_secret(), workshop, token, participant.language, role, joined_at)

    def has_ticket(self, workshop: str, token: str, ticket: str) -> bool:
        """Whether a ticket is of this workshop and token; False as well before anybody joined here at all.

        Asks no database, so that it can be told whatever a flood does.
        """
        if self._secret is None or not is_token(token):
            return False
        return read_ticket(ticket, self._secret, workshop, token) is not None

    def join(
        self,
        workshop: str,
        token: str,
        language: str,
        role: ParticipantRole | None = None,
        network: str = "",
    ) -> Participant:
        """Join and come back at once; joining again with the same token gives the same participant.

        Of the `network` only a mark is kept (`model.stories.places`), and only for a day. Raises what `admit`
        does, and `InvalidEntryError` ("too-many") where 1 000 participants sent something; where some did
        not, those seen longest ago are forgotten instead.
        """
        return self.come_back(workshop, token, self.admit(workshop, token, language, role), network)

    def come_back(self, workshop: str, token: str, ticket: str, network: str = "") -> Participant:
        """Be a participant from now on, with the ticket from `admit`; raises as `join` and `get_state` do."""
        secret = self._get_secret()
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            current = desk.lock(is_running=True)
            if found := desk.find_participant(token):
                return found
            coming = self._find_guest(desk, current, token, ticket, secret)
            desk.make_room()
            joined = coming.model_copy(update={"id": self._draw_id(desk)})
            row = joined.model_dump(exclude={"has_code"}) | {
                "workshop": desk.id,
                "token_hash": hash_token(desk.id, token),
                "place": mark_place(secret, desk.id, network) if network else None,
                "has_sent": False,
            }
            connection.execute(insert(participants), row)
            desk.finish(None)
            return joined

    def get_participant(self, workshop: str, token: str, ticket: str = "") -> Participant:
        """Who has this token or, where none came back with it yet, this ticket; raises as `get_state`."""
        secret = self._get_secret()
        with self._database.reading() as connection:
            desk = Desk(connection, self._model_id, workshop)
            current = desk.get()
            return desk.find_participant(token) or self._find_guest(desk, current, token, ticket, secret)

    def find_participant(self, workshop: str, token: str) -> Participant | None:
        """Who joined this workshop with a token and came back, or None."""
        with self._database.reading() as connection:
            desk = Desk(connection, self._model_id, workshop)
            desk.get()
            return desk.find_participant(token)

    def set_role(
        self, workshop: str, token: str, role: ParticipantRole | None, language: str | None = None
    ) -> Participant:
        """Say or change in which role somebody is here (None: not said), and perhaps the language."""
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            desk.lock(is_running=True)
            current = desk.get_participant(token)
            fields = {**current.model_dump(), "role": role, "language": language or current.language}
            changed = make(Participant, **fields)
            if changed != current:
                row = update(participants).where(
                    participants.c.workshop == desk.id, participants.c.id == current.id
                )
                connection.execute(row.values(role=changed.role, language=changed.language))
                desk.finish(None)
            return changed

    def see(self, workshop: str, token: str, ticket: str = "", network: str = "") -> None:
        """Note that a phone is still here; writes every 30 seconds at most, and changes no version.

        Who comes back for the first time becomes a participant (`come_back`). Nothing happens for a token
        that is not known and has no ticket.
        """
        now = datetime.now(UTC)
        with self._database.reading() as connection:
            found = Desk(connection, self._model_id, workshop).find_participant(token)
        if found is None and ticket:
            self.come_back(workshop, token, ticket, network)
        if found is None or now - found.seen_at < _SEEN_EVERY:
            return
        with self._database.writing() as connection:
            row = update(participants).where(
                participants.c.workshop == workshop,
                participants.c.id == found.id,
                participants.c.seen_at < now,
            )
            connection.execute(row.values(seen_at=now))

    def get_state(self, workshop: str, token: str, ticket: str = "") -> PhoneState:
        """What this phone is shown.

        Raises `RemovedError` where the facilitator removed it, and `JoiningClosedError` where it joined and
        did not come back in time.
        """
        secret = self._get_secret()
        with self._database.reading() as connection:
            desk = Desk(connection, self._model_id, workshop)
            current = desk.get()
            me = desk.find_participant(token) or self._find_guest(desk, current, token, ticket, secret)
            return read_phone_state(connection, self._model_id, current, me)

    def get_words(self, workshop: str) -> Mapping[str, tuple[str, ...]]:
        """The room's own words on nodes, as far as they were chosen and revealed."""
        with self._database.reading() as connection:
            return list_words(read_chosen(connection, workshop))

    def get_ballots(self, workshop: str, round_id: str) -> tuple[Ballot, ...]:
        """The ballots of a round that is revealed, in an order that tells nothing; none of any other."""
        with self._database.reading() as connection:
            return open_ballots(read_cast(connection, workshop).get(round_id, ()))

    def note_flood(self, kind: FloodKind, network: str, minute: int, count: int, workshop: str = "") -> None:
        """Note how many came from one network within a minute, for the desk."""
        secret = self._get_secret()
        with self._database.writing() as connection:
            note_flood(connection, kind, workshop, mark_place(secret, workshop, network), minute, count)

    def _find_guest(
        self, desk: Desk, current: Workshop, token: str, ticket: str, secret: bytes
    ) -> Participant:
        """Who has a ticket and did not come back yet; nobody else must have this id."""
        if desk.is_removed(token):
            raise RemovedError
        said = read_ticket(ticket, secret, desk.id, token) if ticket and is_token(token) else None
        if said is None:
            raise NotJoinedError
        language, role, seconds = said
        now, joined_at = datetime.now(UTC), datetime.fromtimestamp(seconds, UTC)
        closed_at = current.joining_closed_at
        if closed_at and (joined_at > closed_at or now > closed_at + COMES_BACK_WITHIN):
            raise JoiningClosedError(desk.id)
        return _build_participant(language, role or None, now).model_copy(update={"joined_at": joined_at})

    def _draw_id(self, desk: Desk) -> int:
        """A number that does not say who came when."""
        while desk.count(participants, id=(number := randomness.randbelow(_NUMBERS))):
            pass
        return number

    def _get_secret(self) -> bytes:
        if self._secret is None:
            with self._database.writing() as connection:
                self._secret = get_secret(connection)
        return self._secret


def _build_participant(language: str, role: Any, now: datetime) -> Participant:
    return make(Participant, id=_GUEST, role=role, language=language, joined_at=now, seen_at=now)
