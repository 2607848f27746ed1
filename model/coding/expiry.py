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
            idle = ~_has_coding(code_memos.c.model, code_memos.c.coder)
            connection.execute(delete(code_memos).where(code_memos.c.at < limit, idle))
            connection.execute(delete(coders).where(_is_left(limit)))

    def count_due(self, now: datetime | None = None) -> dict[Kept, int]:
        """Of how many stories the next `erase_expired` erases the codings."""
        if (limit := find_limit("codings", now or datetime.now(UTC))) is None:
            return {}
        query = select(func.count()).select_from(_select_old(limit).subquery())
        with self._database.reading() as connection:
            return {"codings": int(connection.execute(query).scalar_one())}


def _select_old(limit: datetime) -> Select[tuple[int]]:
    grouped = select(story_codings.c.number).group_by(story_codings.c.number)
    return grouped.having(func.max(story_codings.c.at) < limit)


def _is_left(limit: datetime) -> ColumnElement[bool]:
    memos = (code_memos.c.model == coders.c.model, code_memos.c.coder == coders.c.id)
    has_memo = select(code_memos.c.code).where(*memos).exists()
    return and_(coders.c.created_at < limit, ~_has_coding(coders.c.model, coders.c.id), ~has_memo)


def _has_coding(model: ColumnElement[str], coder: ColumnElement[str]) -> ColumnElement[bool]:
    mine = (story_codings.c.model == model, story_codings.c.coder == coder)
    return select(story_codings.c.number).where(*mine).exists()
