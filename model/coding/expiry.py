"""Which codings, and which coders, have been kept for long enough."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Select, and_, delete, func, select

from model.coding.tables import (
    code_memos,
    coders,
    coding_decisions,
    coding_marks,
    coding_passages,
    story_codings,
)
from model.retention import Kept, find_limit
from model.stories import StoryStore
from model.stories.expiry import is_any_over
from model.stories.tables import stories as stored


class CodingExpiry:
    """What is erased of the codings in the database of a store of stories, where a time is set for that.

    All codings of a story go together, with what was decided, counted from the last one; what the story is
    attached to stays. A coder and their memos go once no coding of theirs is left. It holds for those of
    all models.
    """

    def __init__(self, stories: StoryStore) -> None:
        self._database = stories.database

    def erase_expired(self, now: datetime | None = None) -> None:
        """Erase what was kept for as long as `model.retention` says."""
        if (limit := find_limit("codings", now or datetime.now(UTC))) is None:
            return
        with self._database.writing() as connection:
            self._database.guard(connection)  # so that nobody begins to code meanwhile
            numbers = connection.execute(_select_old(limit)).scalars().all()
            for table in (coding_passages, coding_marks, coding_decisions, story_codings):
                connection.execute(delete(table).where(table.c.number.in_(numbers)))
            connection.execute(delete(code_memos).where(_is_idle(limit)))
            connection.execute(delete(coders).where(_is_left(limit)))

    def count_due(self, now: datetime | None = None) -> dict[Kept, int]:
        """How much the next `erase_expired` erases: stories' codings, and coders and memos that are left."""
        now = now or datetime.now(UTC)
        if (limit := find_limit("codings", now)) is None:
            return {}
        old = _select_old(limit)
        there = select(stored.c.number).where(~is_any_over(now))
        stays = and_(story_codings.c.number.not_in(old), story_codings.c.number.in_(there))
        counted = (
            select(func.count()).select_from(old.subquery()),
            select(func.count()).select_from(code_memos).where(_is_idle(limit, stays)),
            select(func.count()).select_from(coders).where(_is_left(limit, stays)),
        )
        with self._database.reading() as connection:
            return {"codings": sum(connection.execute(query).scalar_one() for query in counted)}


def _select_old(limit: datetime) -> Select[tuple[int]]:
    each = story_codings.alias()
    return select(each.c.number).group_by(each.c.number).having(func.max(each.c.at) < limit)


def _is_idle(limit: datetime, *stays: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a memo is old, and its coder has no coding that stays."""
    return and_(code_memos.c.at < limit, ~_has_coding(code_memos.c.model, code_memos.c.coder, *stays))


def _is_left(limit: datetime, *stays: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a coder was added long ago, and has neither a coding that stays nor a memo that does."""
    memos = (code_memos.c.model == coders.c.model, code_memos.c.coder == coders.c.id)
    has_memo = select(code_memos.c.code).where(*memos, code_memos.c.at >= limit).exists()
    return and_(coders.c.created_at < limit, ~_has_coding(coders.c.model, coders.c.id, *stays), ~has_memo)


def _has_coding(
    model: ColumnElement[str], coder: ColumnElement[str], *stays: ColumnElement[bool]
) -> ColumnElement[bool]:
    mine = (story_codings.c.model == model, story_codings.c.coder == coder)
    return select(story_codings.c.number).where(*mine, *stays).exists()
