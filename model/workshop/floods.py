"""Floods: more joins, wrong keys or wrong codes than a room makes, noted for the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, select, update

from model.retention import get_period
from model.stories.tables import insert_into
from model.workshop.session import Flood, FloodKind
from model.workshop.tables import floods, participants

_TOLD_FOR = timedelta(hours=1)
"""How long a desk is told of wrong keys and codes."""

_ONE_FLOOD = 10
"""With fewer quiet minutes between them two floods from one place are one."""

_EVERYWHERE = ""
"""Instead of a workshop, for what belongs to none."""


def note_flood(
    connection: Connection, kind: FloodKind, workshop: str, place: str, minute: int, count: int
) -> None:
    """Note how many there were from one place within a minute (since 1970); the most counts.

    Of wrong keys and codes neither workshop nor place is kept.
    """
    if kind != "joins":
        workshop = place = _EVERYWHERE
    statement = insert_into(floods, connection.dialect.name)
    statement = statement.on_conflict_do_update(
        index_elements=["workshop", "kind", "place", "minute"],
        set_={"count": statement.excluded.count},
        where=floods.c.count < statement.excluded.count,
    )
    row = {"workshop": workshop, "kind": kind, "place": place, "minute": minute, "count": count}
    connection.execute(statement, row)


def read_flood_version(connection: Connection, workshop: str) -> str:
    """A text that changes whenever a flood begins or grows; empty where there is none."""
    query = select(func.count(), func.sum(floods.c.count)).where(
        floods.c.workshop.in_((workshop, _EVERYWHERE))
    )
    minutes, count = connection.execute(query).one()
    return f".{minutes}.{count}" if minutes else ""


def read_floods(connection: Connection, workshop: str) -> tuple[Flood, ...]:
    """The floods of a workshop within a day, and of wrong keys and codes within an hour, oldest first."""
    now = datetime.now(UTC)
    query = (
        select(floods.c.kind, floods.c.place, floods.c.minute, floods.c.count)
        .where(floods.c.workshop.in_((workshop, _EVERYWHERE)))
        .order_by(floods.c.kind, floods.c.place, floods.c.minute)
    )
    begun: list[tuple[FloodKind, str, int, int, int]] = []
    for kind, place, minute, count in connection.execute(query):
        if _to_moment(minute) < now - (get_period("networks") if kind == "joins" else _TOLD_FOR):
            continue
        if begun and begun[-1][:2] == (kind, place) and minute - begun[-1][3] <= _ONE_FLOOD:
            _, _, first, _, most = begun.pop()
            begun.append((kind, place, first, minute, max(most, count)))
        else:
            begun.append((kind, place, minute, minute, count))
    return tuple(sorted(_to_floods(connection, workshop, begun), key=lambda flood: flood.since))


def find_flood(connection: Connection, workshop: str, flood: str) -> tuple[str, datetime, datetime] | None:
    """The place, begin and end of a flood of joins by its id; None where it is not known any more."""
    for found in read_floods(connection, workshop):
        if found.id == flood:
            return flood.partition("-")[0], found.since, found.until
    return None


def erase_floods(connection: Connection, now: datetime) -> None:
    """Forget floods, and the place of who joined, after a day."""
    connection.execute(delete(floods).where(_was_long_ago(now)))
    connection.execute(update(participants).where(_has_old_place(now)).values(place=None))


def count_due_floods(connection: Connection, now: datetime) -> int:
    """How many floods, and places of who joined, `erase_floods` forgets."""
    counted = (
        select(func.count()).select_from(floods).where(_was_long_ago(now)),
        select(func.count()).select_from(participants).where(_has_old_place(now)),
    )
    return sum(connection.execute(query).scalar_one() for query in counted)


def _was_long_ago(now: datetime) -> ColumnElement[bool]:
    return floods.c.minute < int((now - get_period("networks")).timestamp()) // 60


def _has_old_place(now: datetime) -> ColumnElement[bool]:
    return and_(participants.c.joined_at < now - get_period("networks"), participants.c.place.is_not(None))


def _to_floods(
    connection: Connection, workshop: str, begun: list[tuple[FloodKind, str, int, int, int]]
) -> Iterator[Flood]:
    for kind, place, first, last, most in begun:
        since, until = _to_moment(first), _to_moment(last + 1)
        if kind != "joins":
            yield Flood.model_construct(kind=kind, most=most, since=since, until=until)
            continue
        silent = func.sum(case((participants.c.has_sent.is_not(True), 1), else_=0))
        query = select(func.count(), silent).where(
            participants.c.workshop == workshop,
            participants.c.place == place,
            participants.c.joined_at >= since,
            participants.c.joined_at < until,
        )
        staying, unheard = connection.execute(query).one()
        yield Flood.model_construct(
            kind=kind,
            most=most,
            since=since,
            until=until,
            id=f"{place}-{first}",
            staying=staying,
            silent=int(unheard or 0),
        )


def _to_moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
