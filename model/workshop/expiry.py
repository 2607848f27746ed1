"""What has been kept of workshops for long enough, and is erased."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select, update

from model.retention import Kept, find_limit, get_period
from model.workshop.deletions import count_due_deleted, erase_kept, keep_codes
from model.workshop.desk import Desk
from model.workshop.floods import count_due_floods, erase_floods
from model.workshop.follow_up import FollowUp
from model.workshop.tables import participants, removed, requests, told, workshops


class Expiry(FollowUp):
    """The part of `WorkshopStore` that erases what was kept for as long as `model.retention` says."""

    def erase_expired(self, now: datetime | None = None) -> int:
        """Forget, 30 days after a workshop's end, which phone answered what; how many workshops that were.

        The answers stay, each phone a mere number with its role: it has the language of the workshop then,
        and came when the first one did. Codes still withdraw stories. Rehearsals are deleted, and so is every
        workshop where a time is set for that. Personal codes, what was deleted, floods and where participants
        joined from are erased when their own times are over. It holds for the workshops of all models.
        """
        now = now or datetime.now(UTC)
        query = select(workshops.c.id, workshops.c.model, workshops.c.is_rehearsal)
        query = query.where(_is_linked_too_long(now))
        with self._database.writing() as connection:
            erase_kept(connection, now)
            erase_floods(connection, now)
            connection.execute(update(participants).where(_is_known_too_long(now)).values(person=None))
            if (limit := find_limit("workshops", now)) is not None:
                keep_codes(connection, _ended_before(limit))
                connection.execute(delete(workshops).where(_ended_before(limit)))
            found = connection.execute(query).all()
        for workshop, model_id, is_rehearsal in found:
            with self._database.writing() as connection:
                if is_rehearsal:
                    keep_codes(connection, workshops.c.id == workshop)
                    connection.execute(delete(workshops).where(workshops.c.id == workshop))
                else:
                    _unlink(Desk(connection, model_id, workshop))
        return len(found)

    def count_due(self, now: datetime | None = None) -> dict[Kept, int]:
        """How much of each the next `erase_expired` erases: of phones and workshops, how many workshops."""
        now = now or datetime.now(UTC)
        limit = find_limit("workshops", now)
        with self._database.reading() as connection:
            due: dict[Kept, int] = {
                "phones": _count(connection, workshops, _is_linked_too_long(now)),
                "codes": _count(connection, participants, _is_known_too_long(now)),
                "deleted": count_due_deleted(connection, now),
                "networks": count_due_floods(connection, now),
            }
            if limit is not None:
                due["workshops"] = _count(connection, workshops, _ended_before(limit))
        return due


def _unlink(desk: Desk) -> None:
    """Forget which phone answered what; in which language, when it came and when it was here last, too."""
    current = desk.lock()
    mine = participants.c.workshop == desk.id
    first = desk.connection.execute(select(func.min(participants.c.joined_at)).where(mine)).scalar()
    alike = {"language": current.language, "joined_at": first, "seen_at": first}
    desk.connection.execute(update(participants).where(mine).values(token_hash=None, **alike))
    desk.connection.execute(delete(removed).where(removed.c.workshop == desk.id))
    desk.connection.execute(update(told).where(told.c.workshop == desk.id).values(participant=None))
    desk.connection.execute(delete(requests).where(requests.c.workshop == desk.id))
    desk.set(is_unlinked=True)
    desk.finish(None)


def _is_linked_too_long(now: datetime) -> ColumnElement[bool]:
    was_seen = select(participants.c.id).where(
        participants.c.workshop == workshops.c.id,
        participants.c.seen_at != participants.c.joined_at,  # as earlier versions left it
    )
    is_linked = or_(workshops.c.is_unlinked.is_(False), was_seen.exists())
    return and_(_ended_before(now - get_period("phones")), is_linked)


def _ended_before(limit: datetime) -> ColumnElement[bool]:
    return or_(workshops.c.ends_at < limit, workshops.c.ended_at < limit)


def _is_known_too_long(now: datetime) -> ColumnElement[bool]:
    return and_(participants.c.joined_at < now - get_period("codes"), participants.c.person.is_not(None))


def _count(connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(where)).scalar_one())
