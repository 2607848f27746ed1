"""Answering again with a personal code: being given one, typing it in again, having it forgotten."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import Connection, Select, select, update

from model.stories.faults import StoreUnavailableError, UnknownCodeError
from model.stories.keys import derive_code
from model.stories.persons import KEY
from model.stories.places import get_secret
from model.workshop.admission import Admission
from model.workshop.deletions import find_kept_persons, forget_kept_persons
from model.workshop.desk import Desk, name_request
from model.workshop.faults import InvalidEntryError
from model.workshop.followed import is_owned_as
from model.workshop.persons import mark_alike, mark_person, read_personal_code, read_scope
from model.workshop.session import Participant, Workshop
from model.workshop.tables import participants, workshops


class PersonalCodes(Admission):
    """The part of `ParticipantStore` about personal codes; see there for tokens, requests and errors.

    A code is given by us, never made up: one that somebody makes up is soon a name or a birthday, and two
    people choose the same. Of a code only `persons.mark_person` is kept, beside the participant.
    """

    def give_code(self, workshop: str, token: str, request: str) -> str:
        """A new personal code for this phone; its consent is for the caller to see to.

        The same request again gives the same code, as long as it is not forgotten. Raises
        `InvalidEntryError` ("code") where the workshop offers none ("wrong-kind") or the phone has one
        ("too-many").
        """
        secret = self._get_secret()
        code = derive_code(secret, "personal", workshop, token, request)
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            current = desk.lock(is_running=True)
            me = desk.get_participant(token)
            named = name_request(me, request)
            if desk.find_result(named) is None:
                _check(current, me)
                key = get_secret(connection, KEY)
                _set(desk, me, mark_person(key, self._model_id, current.team, code))
                desk.finish(named)
        return code

    def find_given_code(self, workshop: str, token: str, request: str) -> str | None:
        """The code that a request of this phone was given, once more; None where it is not its code now."""
        code = derive_code(self._get_secret(), "personal", workshop, token, request)
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            me = desk.get_participant(token)
            mine = select(participants.c.person).where(
                participants.c.workshop == workshop, participants.c.id == me.id
            )
            person = connection.execute(mine).scalar()
            if person is None:
                return None
            # The workshop may be another team's by now.
            mark = mark_person(get_secret(connection, KEY), self._model_id, read_scope(person), code)
            return code if mark == person else None

    def use_code(self, workshop: str, token: str, typed: str) -> None:
        """Let this phone's answers be paired with those of earlier workshops that had the same code.

        Another phone of this workshop with that code has none from now on. Raises `UnknownCodeError` for a
        code that no workshop of the same team knows, or `InvalidEntryError` as `give_code`. A workshop
        that was of no team before it was given this one knows its codes, too; one of another team does not.
        """
        codes = read_personal_code(typed)
        with self._database.writing() as connection:
            desk = Desk(connection, self._model_id, workshop)
            current = desk.lock(is_running=True)
            me = desk.get_participant(token)
            key, ours = get_secret(connection, KEY), self._select_ours(current)
            marks = mark_alike(key, self._model_id, [current.team], codes)
            # What was said at one of no team is of the whole house, which the team is a part of.
            earlier = mark_alike(key, self._model_id, [None], codes)
            known = select(participants.c.person, participants.c.workshop, participants.c.id).where(
                participants.c.person.in_(marks)
                | (participants.c.person.in_(earlier) & participants.c.workshop.in_(ours))
            )
            found = connection.execute(known).all()
            if len({person for person, *_ in found}) != 1:
                raise UnknownCodeError
            if (found[0].person, desk.id, me.id) in map(tuple, found):
                return
            _check(current, me)
            here = (participants.c.workshop == desk.id, participants.c.person == found[0].person)
            connection.execute(update(participants).where(*here).values(person=None))
            _set(desk, me, found[0].person)
            desk.finish(None)

    def forget_code(self, typed: str) -> None:
        """Forget a personal code in every workshop of every team, ended or not; the answers stay.

        Raises `UnknownCodeError` where nothing has it.
        """
        codes = read_personal_code(typed)
        if not codes:
            raise UnknownCodeError
        with self._database.writing() as connection:
            self._database.guard(connection)  # so that nobody brings back meanwhile what was deleted
            known = select(participants.c.person).join(workshops, workshops.c.id == participants.c.workshop)
            known = known.where(workshops.c.model == self._model_id, participants.c.person.is_not(None))
            kept = {*connection.execute(known.distinct()).scalars(), *find_kept_persons(connection)}
            scopes = {read_scope(person) for person in kept}
            marks = mark_alike(get_secret(connection, KEY), self._model_id, scopes, codes) & kept
            if len(marks) != 1:
                raise UnknownCodeError
            self._forget(connection, marks)
        self._bring_in_log()

    def forget_my_code(self, workshop: str, token: str) -> None:
        """Forget the code of this phone, as `forget_code`; nothing where it has none."""
        with self._database.writing() as connection:
            self._database.guard(connection)
            me = Desk(connection, self._model_id, workshop).get_participant(token)
            mine = select(participants.c.person).where(
                participants.c.workshop == workshop, participants.c.id == me.id
            )
            person = connection.execute(mine).scalar()
            if person is not None:
                self._forget(connection, [person])
        self._bring_in_log()

    def _select_ours(self, current: Workshop) -> Select[tuple[str]]:
        """The ids of the workshops that are of the same team as one is now."""
        return select(workshops.c.id).where(workshops.c.model == self._model_id, is_owned_as(current))

    def _bring_in_log(self) -> None:
        """Leave nothing of a code in the log of the database; what cannot go now goes within the hour."""
        with suppress(StoreUnavailableError):
            self._database.bring_in_log()

    def _forget(self, connection: Connection, persons: Collection[str]) -> None:
        having = select(participants.c.workshop).where(participants.c.person.in_(persons)).distinct()
        for workshop in sorted(connection.execute(having).scalars()):
            desk = Desk(connection, self._model_id, workshop)
            desk.lock()
            here = (participants.c.workshop == workshop, participants.c.person.in_(persons))
            connection.execute(update(participants).where(*here).values(person=None))
            desk.finish(None)
        forget_kept_persons(connection, persons)


def _check(current: Workshop, me: Participant) -> None:
    if not current.has_codes:
        raise InvalidEntryError("code", "wrong-kind")
    if me.has_code:
        raise InvalidEntryError("code", "too-many", most=1, given=2)


def _set(desk: Desk, me: Participant, person: str) -> None:
    mine = (participants.c.workshop == desk.id, participants.c.id == me.id)
    desk.connection.execute(update(participants).where(*mine).values(person=person))
    desk.note_sent(me)
