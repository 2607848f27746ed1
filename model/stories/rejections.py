"""Rejecting at once all stories that wait and came from one network, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, insert, select

from model.stories.database import Database
from model.stories.faults import NothingToUndoError, StoryConflictError, UnknownStoryError
from model.stories.shelf import Role, Shelf, What
from model.stories.story import Status
from model.stories.tables import stories as told
from model.stories.tables import story_places, story_rejections

UNDONE_WITHIN = timedelta(days=1)
"""How long it is known which stories were rejected at once."""


@dataclass(frozen=True)
class Sender:
    """A network that several stories came from that wait: a mark of it, and how many, since when."""

    place: str
    count: int
    since: datetime
    until: datetime


class Rejections:
    """The part of `StoryStore` about stories in bulk; see there for errors."""

    _database: Database
    _model_id: str

    def find_senders(self, at_least: int) -> tuple[Sender, ...]:
        """The networks from which at least this many waiting stories came, most first.

        Known of those are visitors' stories only, and only until somebody decides on them.
        """
        count = func.count()
        query = (
            select(story_places.c.place, count, func.min(told.c.created_at), func.max(told.c.created_at))
            .join(told, told.c.number == story_places.c.number)
            .where(told.c.model == self._model_id)
            .group_by(story_places.c.place)
            .having(count >= at_least)
            .order_by(count.desc(), story_places.c.place)
        )
        with self._database.reading() as connection:
            return tuple(Sender(*row) for row in connection.execute(query))

    def reject_from(self, place: str, role: Role, request: str) -> int:
        """Withdraw all stories that wait and came from one network; how many that were.

        The same request again changes nothing. It can be undone for a day (`undo_rejection`).
        """
        with self._database.writing() as connection:
            self._database.guard(connection)
            mine = (story_rejections.c.model == self._model_id, story_rejections.c.id == request)
            known = connection.execute(select(story_rejections.c.stories).where(*mine)).scalar()
            if known is not None:
                return len(known)
            query = select(told.c.id, told.c.revision).join(
                story_places, story_places.c.number == told.c.number
            )
            query = query.where(told.c.model == self._model_id, story_places.c.place == place)
            rejected = self._turn(
                Shelf(connection, self._model_id), connection.execute(query).all(), "withdrawn", role
            )
            row = {"model": self._model_id, "id": request, "stories": rejected, "at": datetime.now(UTC)}
            connection.execute(insert(story_rejections), row)
            return len(rejected)

    def undo_rejection(self, request: str, role: Role) -> int:
        """Let the stories wait again that a request rejected, but those changed since; how many that were.

        Where they came from is not known any more, only that they belong together. Raises
        `NothingToUndoError` where nothing is known of the request.
        """
        with self._database.writing() as connection:
            self._database.guard(connection)
            mine = (story_rejections.c.model == self._model_id, story_rejections.c.id == request)
            rejected = connection.execute(select(story_rejections.c.stories).where(*mine)).scalar()
            if rejected is None:
                raise NothingToUndoError(request)
            shelf = Shelf(connection, self._model_id)
            restored = self._turn(shelf, rejected, "pending", role)
            together = uuid4().hex
            shelf.keep_places({story: together for story, _ in restored})
            connection.execute(delete(story_rejections).where(*mine))
            return len(restored)

    def _erase_rejections(self, now: datetime) -> None:
        with self._database.writing() as connection:
            old = delete(story_rejections).where(story_rejections.c.at < now - UNDONE_WITHIN)
            connection.execute(old)

    def _turn(
        self, shelf: Shelf, chosen: Iterable[Sequence[Any]], status: Status, role: Role
    ) -> list[tuple[str, int]]:
        """Give stories of these ids and revisions another status; the id and new revision of each."""
        what: What = "withdrawn" if status == "withdrawn" else "restored"
        before, after = [], []
        for id_, revision in sorted((id_, revision) for id_, revision in chosen):
            try:
                number, current = shelf.lock(id_, revision)
            except (StoryConflictError, UnknownStoryError):
                continue
            before.append(current)
            after.append(
                shelf.replace(number, current, current.model_copy(update={"status": status}), role, what)
            )
        if after:
            shelf.finish(before, after)
        return [(story.id, story.revision) for story in after]
