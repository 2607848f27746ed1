"""Which stories of all models, and what is known of them, have been kept for long enough."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select, update
from sqlalchemy.sql.expression import false

from model.retention import Kept, find_limit, get_period
from model.stories.tables import passcode_tries, stories, story_changes, story_rejections

_STORIES: tuple[Kept, ...] = ("waiting", "published", "withdrawn")


def is_over(kept: Kept, now: datetime) -> ColumnElement[bool]:
    """Whether a story is one of those that are erased now: of "waiting", "published" or "withdrawn" ones."""
    limit = find_limit(kept, now)
    if limit is None:
        return false()
    if kept == "withdrawn":
        return and_(stories.c.withdrawn_at.is_not(None), stories.c.withdrawn_at < limit)
    statuses = ("published",) if kept == "published" else ("pending", "aside")
    is_told = stories.c.origin != "retold"
    return and_(stories.c.status.in_(statuses), is_told, stories.c.changed_at < limit)


def is_any_over(now: datetime) -> ColumnElement[bool]:
    """Whether a story is erased now, for whatever reason."""
    return or_(*(is_over(kept, now) for kept in _STORIES))


def erase_history(connection: Connection, now: datetime) -> None:
    """Forget what stories said before they were changed and whose account changed them, and that those which
    are gone were there.

    That, when and in which role a story was changed stays known as long as it is there.
    """
    limit = find_limit("history", now)
    if limit is not None:
        connection.execute(update(story_changes).where(_says_more(limit)).values(before=None, person=None))
        connection.execute(delete(story_changes).where(_is_of_gone(limit)))


def erase_marks(connection: Connection, now: datetime) -> None:
    """Forget which stories an act on many changed, and when wrong passcodes were given."""
    connection.execute(delete(story_rejections).where(_was_done_long_ago(now)))
    connection.execute(delete(passcode_tries).where(_was_tried_long_ago(now)))


def count_due(connection: Connection, now: datetime) -> dict[Kept, int]:
    """How much of each the next `StoryStore.erase_expired` erases; what has no end is left out."""

    def count(table: Table, where: ColumnElement[bool]) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(where)).scalar_one())

    due: dict[Kept, int] = {
        kept: count(stories, is_over(kept, now)) for kept in _STORIES if find_limit(kept, now)
    }
    due["tries"] = count(passcode_tries, _was_tried_long_ago(now))
    due["deleted"] = count(story_rejections, _was_done_long_ago(now))
    if (limit := find_limit("history", now)) is not None:
        old = or_(_says_more(limit), _is_of_gone(limit, ~is_any_over(now)))
        due["history"] = count(story_changes, old)
    return due


def _was_done_long_ago(now: datetime) -> ColumnElement[bool]:
    return story_rejections.c.at < now - get_period("deleted")


def _was_tried_long_ago(now: datetime) -> ColumnElement[bool]:
    return passcode_tries.c.at <= int((now - get_period("tries")).timestamp())


def _says_more(limit: datetime) -> ColumnElement[bool]:
    says_more = or_(story_changes.c.before.is_not(None), story_changes.c.person.is_not(None))
    return and_(story_changes.c.at < limit, says_more)


def _is_of_gone(limit: datetime, *stays: ColumnElement[bool]) -> ColumnElement[bool]:
    named = (stories.c.model == story_changes.c.model, stories.c.id == story_changes.c.story)
    there = select(stories.c.number).where(*named, *stays)
    return and_(story_changes.c.at < limit, ~there.exists())
