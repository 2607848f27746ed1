"""Which letterboxes, and what of them, have been kept for long enough."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.sql.expression import false

from model.letterboxes.tables import letterboxes, told
from model.retention import Kept, find_limit
from model.stories import StoryStore
from model.stories.expiry import is_any_over
from model.stories.tables import stories as stored


class LetterboxExpiry:
    """What is erased of the letterboxes in the database of a store of stories, where a time is set for that.

    Through which letterbox a story came, and the hash of its code, are erased after the story; a letterbox
    that is closed or deleted goes once nothing of it is left. So a code works as long as its story is there.
    It holds for those of all models.
    """

    def __init__(self, stories: StoryStore) -> None:
        self._database = stories.database

    def erase_expired(self, now: datetime | None = None) -> None:
        """Erase what was kept for as long as `model.retention` says."""
        if limit := find_limit("letterboxes", now or datetime.now(UTC)):
            with self._database.writing() as connection:
                connection.execute(delete(told).where(_is_of_gone(limit)))
                connection.execute(delete(letterboxes).where(_is_left(limit)))

    def count_due(self, now: datetime | None = None) -> dict[Kept, int]:
        """How much the next `erase_expired` erases: letterboxes, and which one a story came through."""
        now = now or datetime.now(UTC)
        if (limit := find_limit("letterboxes", now)) is None:
            return {}
        is_of_gone = _is_of_gone(limit, ~is_any_over(now))
        counted = (
            select(func.count()).select_from(told).where(is_of_gone),
            select(func.count()).select_from(letterboxes).where(_is_left(limit, ~is_of_gone)),
        )
        with self._database.reading() as connection:
            return {"letterboxes": sum(connection.execute(query).scalar_one() for query in counted)}


def _is_of_gone(limit: datetime, *stays: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a story was told long ago, and is not one that stays."""
    of_letterbox = letterboxes.alias()
    has_story = (
        select(of_letterbox.c.id)
        .join(stored, stored.c.model == of_letterbox.c.model)
        .where(of_letterbox.c.id == told.c.letterbox, stored.c.id == told.c.story, *stays)
        .correlate(told)
        .exists()
    )
    return and_(told.c.at < limit, ~has_story)


def _is_left(limit: datetime, *stays: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a letterbox is out of use, was made long ago, and nothing that was told through it stays."""
    has_told = select(told.c.number).where(told.c.letterbox == letterboxes.c.id, *stays).exists()
    is_out_of_use = or_(letterboxes.c.is_open == false(), letterboxes.c.deleted_at.is_not(None))
    return and_(letterboxes.c.created_at < limit, is_out_of_use, ~has_told)
