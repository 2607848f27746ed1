"""What came of actions: settled in a later workshop, or on the page of a team, with an undo."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from uuid import uuid4

from sqlalchemy import Connection, select, update

from model.workshop.attendance import Attendance
from model.workshop.deletions import keep
from model.workshop.desk import Desk
from model.workshop.faults import ActionConflictError, UnknownPartError
from model.workshop.followed import count_overdue, is_owned_as, read_agreed
from model.workshop.session import Action, ActionState, FollowedAction, Workshop, make
from model.workshop.tables import SETTLED, actions, to_action, workshops


class FollowUp(Attendance):
    """The part of `WorkshopStore` that asks what came of actions; see there for requests and errors."""

    def list_agreed(self, teams: Collection[str] = ()) -> tuple[FollowedAction, ...]:
        """All that was agreed in workshops of some teams, or in all, the earliest first; no rehearsals."""
        with self._database.reading() as connection:
            return read_agreed(connection, self._model_id, teams)

    def count_overdue(self, today: date, teams: Collection[str] = ()) -> int:
        """How many actions, of some teams or of all, are still open though their day is over."""
        with self._database.reading() as connection:
            return count_overdue(connection, self._model_id, today, teams)

    def settle_action(
        self,
        workshop: str,
        action: str,
        state: ActionState,
        outcome: str = "",
        story: str | None = None,
        *,
        agreed_in: str | None = None,
        request: str | None = None,
        mark: str | None = None,
    ) -> Action:
        """Say in a workshop what became of an action: its own, or one that was agreed in an earlier one.

        `agreed_in` is that workshop, which may have ended; `UnknownPartError` where it is another team's.
        `mark` is that of the action as it was read; `ActionConflictError` where it has another by now. With
        a request it can be undone for a day (`WorkshopStore.undo`), as long as nothing else is said of it.
        """
        with self._database.writing() as connection:
            # Only so two that settle at once, each in its workshop, wait in no circle for the other's.
            self._database.guard(connection)
            desk = Desk(connection, self._model_id, workshop)
            desk.lock()
            origin = self._find_origin(desk, agreed_in or workshop, action)
            current = to_action(origin.get_part("action", action))
            if desk.find_result(request) is not None:
                return current
            if mark is not None and mark != current.mark:
                raise ActionConflictError(action)
            new = {"state": state, "outcome": outcome, "story": story}
            settled = {"settled_at": datetime.now(UTC), "settled_in": workshop}
            changed = make(Action, **current.model_dump() | new | settled)
            left = changed.model_dump(include=set(SETTLED))
            if request is not None:
                kept = (connection, self._model_id, origin.id, request, "action", action)
                keep(*kept, owner=workshop, left=left)
            row = update(actions).where(actions.c.workshop == origin.id, actions.c.id == action)
            connection.execute(row.values(left))
            self._tell_others(connection, desk.get(), origin.id)
            desk.finish(request)
            return changed

    def mask_followed(self, workshop: str, action: str, agreed_in: str, request: str | None = None) -> None:
        """Mask what could identify a person in an action that was agreed in an earlier workshop, for good."""
        with self._database.reading() as connection:
            desk = Desk(connection, self._model_id, workshop)
            self._find_origin(desk, agreed_in, action)
        self.mask_part(agreed_in, "action", action, request)

    def _find_origin(self, desk: Desk, agreed_in: str, action: str) -> Desk:
        """The workshop in which something was agreed, of the same team as the one that asks about it."""
        if agreed_in == desk.id:
            return desk
        current = desk.get()
        here = (workshops.c.model == self._model_id, workshops.c.id == agreed_in, is_owned_as(current))
        if desk.connection.execute(select(workshops.c.id).where(*here)).first() is None:
            raise UnknownPartError("action", action)
        return Desk(desk.connection, self._model_id, agreed_in)

    def _tell_others(self, connection: Connection, current: Workshop, origin: str) -> None:
        """Let the workshops of the same team that go on, and the one that agreed on it, see what changed."""
        goes_on = workshops.c.ended_at.is_(None) & (workshops.c.ends_at > datetime.now(UTC))
        query = (
            select(workshops.c.id)
            .where(workshops.c.model == self._model_id, is_owned_as(current))
            .where(goes_on | (workshops.c.id == origin))
            .where(workshops.c.id != current.id)
        )
        for id_ in connection.execute(query).scalars().all():
            connection.execute(update(workshops).where(workshops.c.id == id_).values(stamp=uuid4().hex))
