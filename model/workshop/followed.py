"""Which actions of earlier workshops are followed up in a later one, and all of a team."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from model.stories.tables import read_stories, stories
from model.workshop.session import FollowedAction, Workshop
from model.workshop.tables import actions, to_action, workshops

_AGREED = select(
    *actions.columns,
    workshops.c.name.label("held_name"),
    workshops.c.day.label("held_day"),
    workshops.c.created_at.label("held_at"),
    workshops.c.team.label("held_team"),
).join(workshops, workshops.c.id == actions.c.workshop)


def read_followed(connection: Connection, model_id: str, current: Workshop) -> tuple[FollowedAction, ...]:
    """What a workshop asks about, the earliest first.

    These are the actions of workshops of earlier days, of the same team or of no team where it has none, that
    were open when it began, and those settled in it. A rehearsal asks about those of rehearsals alone.
    """
    rows = _read(
        connection,
        workshops.c.model == model_id,
        workshops.c.id != current.id,
        is_owned_as(current),
        workshops.c.is_rehearsal.is_(current.is_rehearsal),
    )
    begin = find_begin(current)
    today = current.get_day()
    followed = [row for row in rows if _find_place(row)[0] < today and _is_asked(row, current.id, begin)]
    return _list_followed(connection, model_id, followed)


def read_agreed(
    connection: Connection, model_id: str, teams: Collection[str] = ()
) -> tuple[FollowedAction, ...]:
    """All that was agreed in workshops of some teams, or in all, the earliest first; no rehearsals."""
    owned = (workshops.c.team.in_(teams),) if teams else ()
    rows = _read(connection, workshops.c.model == model_id, workshops.c.is_rehearsal.is_(False), *owned)
    return _list_followed(connection, model_id, rows)


def count_overdue(connection: Connection, model_id: str, today: date, teams: Collection[str] = ()) -> int:
    """How many actions are open though their day is over; those of rehearsals do not count."""
    query = (
        select(func.count())
        .select_from(actions.join(workshops, workshops.c.id == actions.c.workshop))
        .where(
            workshops.c.model == model_id,
            workshops.c.is_rehearsal.is_(False),
            actions.c.state == "open",
            actions.c.due < today,
        )
    )
    if teams:
        query = query.where(workshops.c.team.in_(teams))
    return int(connection.execute(query).scalar_one())


def is_owned_as(workshop: Workshop) -> ColumnElement[bool]:
    """Whether a row of the workshops is of the same team as a workshop, or of none as that is."""
    return workshops.c.team == workshop.team if workshop.team else workshops.c.team.is_(None)


def find_begin(workshop: Workshop) -> datetime:
    """When a workshop began: on its day, where it was prepared before that; in UTC.

    >>> made = datetime(2026, 5, 1, 9, tzinfo=UTC)
    >>> values = {"id": "w", "key": "ABCDEF", "name": "W", "language": "nl", "ends_at": made}
    >>> find_begin(Workshop(created_at=made, day=date(2026, 5, 4), **values)).isoformat()
    '2026-05-04T00:00:00+00:00'
    """
    return max(workshop.created_at, datetime.combine(workshop.get_day(), time(), UTC))


def _is_asked(row: RowMapping, workshop: str, begin: datetime) -> bool:
    settled_at = row["settled_at"]
    return (
        row["state"] == "open"
        or row["settled_in"] == workshop
        or (settled_at is not None and settled_at >= begin)
    )


def _find_place(row: RowMapping) -> tuple[date, datetime]:
    held_at: datetime = row["held_at"]
    return row["held_day"] or held_at.date(), held_at


def _read(connection: Connection, *conditions: ColumnElement[bool]) -> list[RowMapping]:
    rows: Any = connection.execute(_AGREED.where(*conditions).order_by(actions.c.number)).mappings().all()
    return sorted(rows, key=_find_place)


def _list_followed(
    connection: Connection, model_id: str, rows: Collection[RowMapping]
) -> tuple[FollowedAction, ...]:
    named = {row["story"] for row in rows if row["story"]}
    query = select(stories).where(
        stories.c.model == model_id, stories.c.id.in_(named), stories.c.status != "withdrawn"
    )
    found = read_stories(connection, connection.execute(query).mappings()) if named else []
    shown = {story.id: story for story in found}
    return tuple(
        FollowedAction.model_construct(
            action=to_action(row),
            workshop=row["workshop"],
            workshop_name=row["held_name"],
            day=_find_place(row)[0],
            team=row["held_team"],
            shown_by=shown.get(row["story"]),
        )
        for row in rows
    )
