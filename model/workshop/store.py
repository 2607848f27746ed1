"""The workshops as the facilitator sees and leads them; `participants.py` has what phones may do.

What is done in a workshop (rounds, words, actions) is in `agenda.py`, the base of `WorkshopStore`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from model.errors import Fault
from model.stories.keys import make_key, read_key
from model.stories.shelf import Shelf
from model.stories.story import build_story_id as build_id
from model.workshop.activities import KINDS, find_poll
from model.workshop.deletions import find_kept, keep, keep_codes, put_back
from model.workshop.desk import Desk, check_request
from model.workshop.expiry import Expiry
from model.workshop.faults import InvalidEntryError, UnknownPartError, WorkshopExistsError
from model.workshop.lookups import KEY_RESTS, find_by_key, read_cast, read_desk_version, read_state
from model.workshop.preparation import fill_workshop
from model.workshop.record import WorkshopFileError, WorkshopRecord
from model.workshop.record_rows import read_record, write_record
from model.workshop.round import Round
from model.workshop.session import (
    Ballot,
    CastBallots,
    Position,
    Workshop,
    make,
    open_ballots,
)
from model.workshop.state import State
from model.workshop.tables import (
    actions,
    rounds,
    to_round,
    to_workshop,
    told,
    workshops,
)
from model.workshop.template import Template

LONGEST_WORKSHOP = timedelta(days=31)


class WorkshopStore(Expiry):
    """The workshops of one model, in the database of its stories.

    Methods that change something take a `request`: an id made by whoever asks (`keys.make_request_id`).
    The same request again changes nothing, and returns what there is now; without one (None) it is carried
    out each time. What is returned is stored for good. May be used by many threads at once.

    `by` is who leads, as the log of the stories names whoever withdraws, restores or moves one along with
    participants, deletions or teams.

    Everything may raise `StoreUnavailableError` (nothing was changed then) and, where it names a workshop,
    `UnknownWorkshopError`; with texts or numbers that cannot be taken `InvalidEntryError`; with a round,
    answer, group or action that is gone `UnknownPartError`. A workshop that has ended can still be shown,
    revealed, grouped and given actions; only what lets phones answer raises `WorkshopEndedError`.

    >>> import tempfile
    >>> from model.stories import StoryStore
    >>> folder = tempfile.TemporaryDirectory()
    >>> stories = StoryStore(f"{folder.name}/stories.db", "mangomoment")
    >>> store = WorkshopStore(stories)
    >>> workshop = store.create("Ward 4", "nl", datetime.now(UTC) + timedelta(hours=3))
    >>> store.find_by_key(workshop.key.lower()) == workshop
    True
    >>> dots = store.add_round(workshop.id, "dots", "What matters most?", nodes=("joy", "trust"), dots=3)
    >>> store.open_round(workshop.id, dots.id).is_open
    True
    >>> stories.close(); folder.cleanup()
    """

    def create(
        self,
        name: str,
        language: str,
        ends_at: datetime,
        is_rehearsal: bool = False,
        request: str | None = None,
        day: date | None = None,
        team: str | None = None,
        template: Template | None = None,
    ) -> Workshop:
        """Make a workshop with a new key; it ends automatically at `ends_at`, 31 days from now at most.

        `day` is when it is held; None for the day it is started. `team` is whose it is; None for nobody's.
        What a `template` holds is prepared in it.
        """
        if request is not None:
            check_request(request)
        now = datetime.now(UTC)
        _check_end(ends_at, now)
        with self._database.writing() as connection:
            self._database.guard(connection)  # so that nobody else draws the same key
            query = select(workshops).where(
                workshops.c.model == self._model_id, workshops.c.request == request
            )
            row = connection.execute(query).mappings().first() if request else None
            if row is not None:
                return to_workshop(row, now)
            made = make(
                Workshop,
                id=build_id(),
                key=self._draw_key(connection, now),
                name=name,
                language=language,
                created_at=now,
                ends_at=ends_at,
                is_rehearsal=is_rehearsal,
                stamp=build_id(),
                day=day,
                team=team,
            )
            values = made.model_dump() | {"position": made.position.model_dump(mode="json")}
            values |= {"model": self._model_id, "request": request, "is_unlinked": False}
            connection.execute(insert(workshops), values)
            if template is None:
                return made
            fill_workshop(connection, made.id, template)
            return Desk(connection, self._model_id, made.id).get()

    def get(self, workshop: str) -> Workshop:
        """The workshop with this id."""
        with self._database.reading() as connection:
            return Desk(connection, self._model_id, workshop).get()

    def find_by_key(self, typed: str) -> Workshop:
        """The workshop whose key somebody typed, read forgivingly.

        Raises `UnknownWorkshopError`, or `WorkshopEndedError` where it ended within the last 30 days.
        """
        with self._database.reading() as connection:
            return find_by_key(connection, self._model_id, typed)

    def list(self, teams: Collection[str] = ()) -> tuple[Workshop, ...]:
        """All workshops, or those of some teams, the newest first."""
        query = select(workshops).where(workshops.c.model == self._model_id)
        if teams:
            query = query.where(workshops.c.team.in_(teams))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(workshops.c.created_at.desc(), workshops.c.id))
            now = datetime.now(UTC)
            return tuple(to_workshop(row, now) for row in rows.mappings())

    def get_version(self, workshop: str) -> str:
        """A text that changes whenever the workshop, a story or a flood does."""
        with self._database.reading() as connection:
            return read_desk_version(connection, self._model_id, workshop)

    def get_state(self, workshop: str) -> State:
        """Everything in a workshop but the ballots, of one moment; `State.for_room` is what all may see.

        `State.version` is what `get_version` said at that moment. Who is present is not part of it.
        """
        with self._database.reading() as connection:
            return read_state(connection, self._model_id, workshop)

    def get_ballots(self, workshop: str, round_id: str) -> tuple[Ballot, ...]:
        """The ballots of a round that is revealed, for the functions of `tally`; none of any other."""
        with self._database.reading() as connection:
            desk = Desk(connection, self._model_id, workshop)
            desk.get()
            desk.get_round(round_id)
            return open_ballots(read_cast(connection, workshop).get(round_id, ()))

    def get_cast(self, workshop: str) -> Mapping[str, CastBallots]:
        """The ballots of all rounds that are revealed, by round, for `open_ballots`."""
        with self._database.reading() as connection:
            Desk(connection, self._model_id, workshop).get()
            return read_cast(connection, workshop)

    def list_ratings(
        self, teams: Collection[str] = (), within: str = ""
    ) -> tuple[tuple[Workshop, Round], ...]:
        """The revealed rounds that can be compared, with their workshops, newest first; of rehearsals only
        those of the workshop `within`."""
        kinds = [kind for kind in KINDS if (poll := find_poll(kind)) and poll.is_compared]
        there = {
            workshop.id: workshop
            for workshop in self.list(teams)
            if not workshop.is_rehearsal or workshop.id == within
        }
        query = select(rounds).where(rounds.c.is_revealed, rounds.c.kind.in_(kinds)).order_by(rounds.c.number)
        found: dict[str, list[Round]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query).mappings():
                found.setdefault(row["workshop"], []).append(to_round(row))
        return tuple((there[id_], round_) for id_ in there for round_ in found.get(id_, ()))

    def change(
        self,
        workshop: str,
        *,
        name: str | None = None,
        language: str | None = None,
        ends_at: datetime | None = None,
        day: date | None = None,
        team: str | None = None,
        request: str | None = None,
    ) -> Workshop:
        """Give a workshop another name, language, end, day or team; None leaves it as it is.

        An `ends_at` opens a workshop again that has ended; after 30 days with a new key. With another `team`
        ("" for nobody's) go the stories that were told in it, but for those that were given another one.
        """
        now = datetime.now(UTC)
        if ends_at is not None:
            _check_end(ends_at, now)
        with self._database.writing() as connection:
            if ends_at is not None:
                self._database.guard(connection)
            desk = Desk(connection, self._model_id, workshop)
            current = desk.lock()
            if desk.find_result(request) is not None:
                return current
            fields = {"name": name, "language": language, "ends_at": ends_at, "day": day}
            new: dict[str, Any] = {field: value for field, value in fields.items() if value is not None}
            if ends_at is not None:
                new["ended_at"] = None
                desk.set(is_unlinked=False)
                if current.ended_at is not None and current.ended_at <= now - KEY_RESTS:
                    new["key"] = self._draw_key(connection, now)
            if team is not None:
                new["team"] = team or None
            changed = make(Workshop, **current.model_dump() | new)
            if new:
                desk.set(**{field: getattr(changed, field) for field in new})
            if changed.team != current.team:
                self._move_stories(desk, current.team, changed.team)
            desk.finish(request)
            return desk.get()

    def move(self, workshop: str, position: Position, request: str | None = None) -> Workshop:
        """Show something else on the projector."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                desk.set(position=position.model_dump(mode="json"))
        return self.get(workshop)

    def end(self, workshop: str, request: str | None = None) -> Workshop:
        """End a workshop: every round is closed, phones can add nothing, the key is refused."""
        with self._changing(workshop, request) as (desk, is_new):
            if is_new:
                now = datetime.now(UTC)
                if not desk.get().is_ended:
                    desk.set(ended_at=now)
                self._close_all(desk)
        return self.get(workshop)

    def delete(self, workshop: str, request: str | None = None) -> None:
        """Delete a workshop with everything in it but the stories, which stay in the store of stories.

        Their tellers' codes go on working. With a request it can be had back for a day (`undo`). Nothing
        happens where it is gone already.
        """
        with self._database.writing() as connection:
            if request is not None:
                check_request(request)
                keep(connection, self._model_id, workshop, request, "workshop", workshop)
            gone = (workshops.c.model == self._model_id, workshops.c.id == workshop)
            keep_codes(connection, *gone)
            connection.execute(delete(workshops).where(*gone))

    def undo(self, workshop: str, deletion: str, request: str | None = None) -> Workshop:
        """Put back what a request deleted within the last day: an answer, a round, an action,
        participants, the workshop; or what an action said before it was settled.

        A running workshop whose key is another one's by now has a new one; a round whose number is, too.
        Raises `UnknownPartError` where nothing is kept of it, and `SettledSinceError` where something else
        was said of an action since.
        """
        check_request(deletion)
        now = datetime.now(UTC)
        with self._database.writing() as connection:
            self._database.guard(connection)
            desk = Desk(connection, self._model_id, workshop)
            rows = find_kept(connection, self._model_id, workshop, deletion)
            if not (rows or {}).get(workshops.name):
                desk.lock()
                if desk.find_result(request) is not None:
                    return desk.get()
            if rows is None:
                raise UnknownPartError("deletion", deletion)
            for row in rows.get(workshops.name, ()):
                if self._is_taken(connection, row["key"], now):
                    row["key"] = self._draw_key(connection, now)
            put_back(connection, self._model_id, workshop, deletion, rows, self._by)
            for row in rows.get(actions.name, ()):
                self._tell_others(connection, desk.get(), row["workshop"])
            desk.finish(request)
            return desk.get()

    def get_record(self, workshop: str) -> WorkshopRecord:
        """Everything in a workshop, of one moment, for `exchange.to_workshop_json`; secret ballots, too."""
        with self._database.reading() as connection:
            return read_record(connection, self._model_id, workshop)

    def put_back(self, record: WorkshopRecord) -> Workshop:
        """Bring back a workshop from a file (`exchange.read_workshop_json`), with its stories.

        Where it is here as it is in the file nothing changes. Phones have to join again; a key that is
        somebody else's by now is another one. Raises `WorkshopExistsError` where it is here, but differs,
        and `WorkshopFileError` for one of another model.
        """
        if record.model != self._model_id:
            message = f'the workshop is about the model "{record.model}", not about "{self._model_id}"'
            raise WorkshopFileError("workshop", [Fault(None, "model", message)])
        now = datetime.now(UTC)
        with self._database.writing() as connection:
            self._database.guard(connection)
            there = select(workshops.c.id).where(workshops.c.id == record.workshop.id)
            if connection.execute(there).first() is None:
                key = record.workshop.key
                is_running = not record.workshop.is_ended and record.workshop.ends_at > now
                if is_running and self._is_taken(connection, key, now):
                    key = self._draw_key(connection, now)
                write_record(connection, record, key)
            elif not _is_same(read_record(connection, self._model_id, record.workshop.id), record):
                raise WorkshopExistsError(record.workshop.id)
        return self.get(record.workshop.id)

    def _move_stories(self, desk: Desk, before: str | None, after: str | None) -> None:
        """Let the stories that were told in a workshop belong to its team of now."""
        ids = desk.connection.execute(select(told.c.story).where(told.c.workshop == desk.id)).scalars().all()
        shelf = Shelf(desk.connection, self._model_id)
        moving = [(number, story) for number, story in shelf.lock_some(ids).values() if story.team == before]
        moved = [
            shelf.replace(number, story, story.model_copy(update={"team": after}), self._by, "edited")
            for number, story in moving
        ]
        if moved:
            shelf.finish([story for _, story in moving], moved)

    def _close_all(self, desk: Desk) -> None:
        row = update(rounds).where(rounds.c.workshop == desk.id)
        desk.connection.execute(row.values(is_open=False))

    def _draw_key(self, connection: Connection, now: datetime) -> str:
        """A key that is none of a workshop, nor looks like one, now or within the last 30 days."""
        while self._is_taken(connection, key := make_key(), now):
            pass
        return key

    def _is_taken(self, connection: Connection, key: str, now: datetime) -> bool:
        query = select(workshops.c.id).where(
            workshops.c.key.in_(read_key(key)), workshops.c.ends_at > now - KEY_RESTS
        )
        return connection.execute(query).first() is not None


def _is_same(record: WorkshopRecord, other: WorkshopRecord) -> bool:
    """Whether they differ in nothing but the key, whether joining is open, and whether its time was up."""
    free = {"workshop": {"key", "stamp", "ended_at", "joining_closed_at"}}
    return record.model_dump(exclude=free) == other.model_dump(exclude=free)


def _check_end(ends_at: datetime, now: datetime) -> None:
    if ends_at.tzinfo is None or not now < ends_at <= now + LONGEST_WORKSHOP:
        raise InvalidEntryError("ends_at", "bad-value")
