"""The store of stories: adding, changing, undoing, deleting, finding; nothing that was confirmed is lost."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path as FilePath
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import URL, Column, Connection, Select, delete, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from model.loading import DATA
from model.stories import attached, safekeeping
from model.stories.database import Database
from model.stories.faults import NothingToUndoError, StoryConflictError, UnknownStoryError
from model.stories.finding import (
    Named,
    StoryPage,
    StoryQuery,
    build_groups,
    drop_from_index,
    erase_from_index,
    erase_more,
    find_page,
    index_stories,
    is_erased,
    scan,
)
from model.stories.migrations import bring_up_to_date
from model.stories.story import Status, Story
from model.stories.tables import (
    read_numbered,
    read_stories,
    stories,
    story_changes,
    story_dimensions,
    story_models,
    story_nodes,
    to_dimension_rows,
    to_node_rows,
    to_row,
)

Role = Literal["visitor", "facilitator", "participant", "import", "system"]
What = Literal[
    "added", "edited", "attached", "consent", "published", "withdrawn", "restored", "undone", "deleted"
]

KEPT_AFTER_WITHDRAWING = timedelta(days=30)
_BATCH = 500
_ERASING_SECONDS = 0.5


@dataclass(frozen=True)
class Change:
    """One line of a story's history: which revision came about when, through whom, by doing what."""

    revision: int
    at: datetime
    role: Role
    what: What


@dataclass(frozen=True)
class AddedCount:
    """How many stories were added, and how many were there already."""

    added: int
    already: int


def find_store_url() -> str:
    """Where the stories are: MANGOMOMENT_DB, or a SQLite file in the folder of the data."""
    address = os.environ.get("MANGOMOMENT_DB")
    return address or URL.create("sqlite", database=str(DATA / "stories.db")).render_as_string()


class StoryStore:
    """The stories of one model, in a SQLite file or a PostgreSQL database that other models may share.

    `url` is an SQLAlchemy URL or the path of a SQLite file (`StoreUrlError` if it is neither). Nothing is
    opened before it is needed. May be used by many threads at once, and the database by many processes.
    `named` gives the nodes whose names hold a word (see `StoryQuery`).

    Every question and every change may raise `StoreUnavailableError`, with the reason and what helps; then
    nothing was changed, and the same store works again as soon as the reason is gone.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> store = StoryStore(f"{folder.name}/stories.db", "mangomoment")
    >>> story = Story(wordings=[{"language": "en", "text": "A mango."}], teller="patient")
    >>> store.add(story, "visitor") == story
    True
    >>> [found.text for found in store.find(StoryQuery(words="man")).stories]
    ['A mango.']
    >>> store.close(); folder.cleanup()
    """

    def __init__(self, url: str, model_id: str, named: Named | None = None) -> None:
        self._database = Database(url, self._prepare)
        self._model_id = model_id
        self._named = named
        self._retold: tuple[Story, ...] = ()

    def open(self, retold: Iterable[Story] = ()) -> None:
        """Make or migrate the database, add the retold stories once, and erase what has expired.

        The retold stories are added the first time that a database meets some of this model, and never
        again: what was edited or deleted since stays so. Any number of processes may start at once.
        """
        self._retold = tuple(retold)
        self._database.open()
        self.erase_expired()

    def close(self) -> None:
        """Close the connections; the next question opens them again."""
        self._database.close()

    def add(self, story: Story, role: Role) -> Story:
        """Add a story; once it is returned it is stored for good.

        Adding the same story with the same id again returns the stored one, so that who got no answer can
        try again. Raises `StoryConflictError` where another story has this id.
        """
        with self._database.writing() as connection:
            added = self._insert(connection, [story], role)
            if added:
                self._finish(connection, (), added)
                return added[0]
            _, current = self._get(connection, story.id)
            if _list_content(current) != _list_content(story):
                raise StoryConflictError(current)
            return current

    def add_all(
        self, stories: Iterable[Story], role: Role, progress: Callable[[int], object] | None = None
    ) -> AddedCount:
        """Add many stories, skipping those whose id or whose text in the same language is there already.

        They are read and added 500 at a time, each time for good; `progress` is told how many were read.
        """
        added = done = 0
        waiting = iter(stories)
        while batch := list(islice(waiting, _BATCH)):
            with self._database.writing() as connection:
                self._database.guard(connection)
                fresh = self._insert(connection, self._drop_present(connection, batch), role)
                if fresh:
                    self._finish(connection, (), fresh)
            added += len(fresh)
            done += len(batch)
            if progress:
                progress(done)
        return AddedCount(added, done - added)

    def get(self, story: str) -> Story:
        """The story with this id; `UnknownStoryError` where there is none."""
        with self._database.reading() as connection:
            return self._get(connection, story)[1]

    def change(self, story: Story, role: Role, what: What) -> Story:
        """Put a changed story in the place of the stored one with its id and revision.

        Revision and times are set here. Raises `StoryConflictError` with the stored one where somebody
        else changed it since it was read, `UnknownStoryError` where it is gone.
        """
        with self._database.writing() as connection:
            number, current = self._lock(connection, story.id, story.revision)
            return self._replace(connection, number, current, story, role, what)

    def undo(self, story_id: str, revision: int, role: Role) -> Story:
        """Bring back what a story was before its last change; undoing that brings the change back.

        Raises `StoryConflictError` where its revision is another one by now, `NothingToUndoError` where
        it was not changed since it was added.
        """
        with self._database.writing() as connection:
            number, current = self._lock(connection, story_id, revision)
            query = self._select_history(story_id).order_by(story_changes.c.number.desc()).limit(1)
            last = connection.execute(query).mappings().first()
            if last is None or last["before"] is None:
                raise NothingToUndoError(story_id)
            before = Story.model_validate(last["before"])
            return self._replace(connection, number, current, before, role, "undone")

    def delete(self, story_id: str, revision: int, role: Role) -> None:
        """Delete a story for good, with what its history knows of its texts; that it was there is kept.

        Raises `StoryConflictError` where its revision is another one by now, `UnknownStoryError` where it
        is gone.
        """
        with self._database.writing() as connection:
            number, current = self._lock(connection, story_id, revision)
            self._erase(connection, number, current, role)
            self._finish(connection, [current], ())
        self._erase_words(_ERASING_SECONDS)

    def history(self, story_id: str) -> tuple[Change, ...]:
        """What happened to a story, the first first; empty where there never was one with this id."""
        query = self._select_history(story_id).order_by(story_changes.c.number)
        with self._database.reading() as connection:
            return tuple(
                Change(row["revision"], row["at"], row["role"], row["what"])
                for row in connection.execute(query).mappings()
            )

    def find(self, query: StoryQuery, at_most: int = 20, skip: int = 0) -> StoryPage:
        """A page of the stories that a query asks for, and how many there are."""
        groups = build_groups(query, self._model_id, self._named)
        if groups is None:
            return StoryPage((), 0)
        with self._database.reading() as connection:
            numbers, count, is_exact = find_page(
                connection, self._model_id, groups, query.sort, max(at_most, 0), max(skip, 0)
            )
            return StoryPage(tuple(read_numbered(connection, numbers)), count, is_exact)

    def walk(self, query: StoryQuery) -> Iterator[Story]:
        """All stories that a query asks for, one after the other, however many: for exports.

        They come as they were added, the newest first unless the query sorts by `oldest`. What is added
        or deleted meanwhile may be left out.
        """
        groups = build_groups(query, self._model_id, self._named)
        last: int | None = None
        while groups is not None:
            with self._database.reading() as connection:
                numbers = list(islice(scan(connection, groups, query.sort != "oldest", last), _BATCH))
                found = read_numbered(connection, numbers)
            yield from found
            if len(numbers) < _BATCH:
                return
            last = numbers[-1]

    def count_attached(
        self, by: Literal["teller", "dimension"], statuses: Iterable[Status] = ("published",)
    ) -> dict[tuple[str, str], int]:
        """How many public stories each node has by each teller, or in each dimension.

        Of other `statuses`, those whose tellers let the room see them. Pairs without stories are left out.
        """
        with self._database.reading() as connection:
            return attached.count_attached(connection, self._model_id, by, statuses)

    def count_by_node(self) -> dict[str, int]:
        """How many public stories each node has; nodes without stories are left out."""
        with self._database.reading() as connection:
            counted = attached.count_attached(connection, self._model_id, "node", ["published"])
            return {node: count for (node, _), count in counted.items()}

    def find_attachments(self, at_most: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The ids of the newest public stories, each with its nodes."""
        with self._database.reading() as connection:
            return attached.find_attachments(connection, self._model_id, at_most)

    def find_told(self, per_node: int) -> tuple[Story, ...]:
        """The newest public stories of each node, so many at most, each story once.

        Retold ones come first, in the order they were added; then the others, the newest first.
        """
        with self._database.reading() as connection:
            return tuple(read_numbered(connection, attached.find_told(connection, self._model_id, per_node)))

    def get_version(self) -> str:
        """A text that becomes another one whenever a story of this model changes, whoever changes it."""
        query = select(story_models.c.stamp).where(story_models.c.model == self._model_id)
        with self._database.reading() as connection:
            return connection.execute(query).scalar() or ""

    def erase_expired(self, now: datetime | None = None) -> int:
        """Delete for good what was withdrawn more than 30 days ago; how many stories that were."""
        limit = (now or datetime.now(UTC)) - KEPT_AFTER_WITHDRAWING
        query = (
            select(stories)
            .where(stories.c.model == self._model_id, stories.c.withdrawn_at < limit)
            .order_by(stories.c.number)
            .limit(_BATCH)
        )
        erased = 0
        while True:
            with self._database.reading() as connection:
                if connection.execute(query).first() is None:
                    break
            with self._database.writing() as connection:
                rows = connection.execute(query.with_for_update()).mappings().all()
                expired = read_stories(connection, rows)
                for row, story in zip(rows, expired, strict=True):
                    self._erase(connection, row["number"], story, "system")
                self._finish(connection, expired, ())
            erased += len(rows)
        self._erase_words()
        return erased

    def back_up(self, file: FilePath) -> None:
        """Copy the whole database to a file, consistent while it is in use; for SQLite.

        Raises `BackupError` for PostgreSQL, which has `pg_dump` for that.
        """
        safekeeping.back_up(self._database, file)

    def to_backup(self) -> bytes:
        """The content of such a file, for downloading."""
        return safekeeping.to_backup(self._database)

    def restore(self, file: FilePath) -> FilePath | None:
        """Put a backup in the place of the database, while it is in use; for SQLite.

        What was there is kept in a file beside it, whose path is returned; None if there was nothing.
        Raises `BackupError` for a file that is no backup of stories, is damaged or was written by a newer
        version: then nothing is changed.
        """
        kept = safekeeping.restore(self._database, file)
        self._database.open()
        return kept

    def _prepare(self, connection: Connection) -> None:
        bring_up_to_date(connection, self._database.where)
        if not self._retold:
            return
        query = select(story_models.c.seeded_at).where(story_models.c.model == self._model_id)
        if connection.execute(query).scalar() is None:
            fresh = self._insert(connection, self._drop_present(connection, self._retold), "system")
            self._finish(connection, (), fresh)
            seeded = update(story_models).where(story_models.c.model == self._model_id)
            connection.execute(seeded.values(seeded_at=datetime.now(UTC)))

    def _drop_present(self, connection: Connection, candidates: Iterable[Story]) -> list[Story]:
        """Those whose id and text are neither in the store nor twice among them."""
        marked = [(story, story.fingerprint) for story in candidates]
        ids = self._find_present(connection, stories.c.id, [story.id for story, _ in marked])
        said = self._find_present(connection, stories.c.fingerprint, [mark for _, mark in marked])
        fresh = []
        for story, mark in marked:
            if story.id not in ids and mark not in said:
                fresh.append(story)
                ids.add(story.id)
                said.add(mark)
        return fresh

    def _find_present(self, connection: Connection, column: Column[str], values: list[str]) -> set[str]:
        query = select(column).where(stories.c.model == self._model_id, column.in_(values))
        return set(connection.execute(query).scalars())

    def _insert(self, connection: Connection, fresh: Iterable[Story], role: Role) -> list[Story]:
        """Add those whose id is not there, as they are then."""
        started = {story.id: _start(story) for story in fresh}
        if not started:
            return []
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        statement = (
            insert(stories)
            .on_conflict_do_nothing(index_elements=["model", "id"])
            .returning(stories.c.number, stories.c.id)
        )
        rows = [to_row(story, self._model_id) for story in started.values()]
        numbers = {story: number for number, story in connection.execute(statement, rows)}
        added = [(numbers[story.id], story) for story in started.values() if story.id in numbers]
        if added:
            self._attach(connection, added)
            lines = [self._build_line(story, role, "added") for _, story in added]
            connection.execute(story_changes.insert(), lines)
        return [story for _, story in added]

    def _attach(self, connection: Connection, numbered: list[tuple[int, Story]]) -> None:
        nodes = [row for number, story in numbered for row in to_node_rows(story, number, self._model_id)]
        dimensions = [row for number, story in numbered for row in to_dimension_rows(story, number)]
        for table, rows in ((story_nodes, nodes), (story_dimensions, dimensions)):
            if rows:
                connection.execute(table.insert(), rows)
        index_stories(connection, numbered, self._model_id)

    def _detach(self, connection: Connection, number: int) -> None:
        for table in (story_nodes, story_dimensions):
            connection.execute(delete(table).where(table.c.number == number))
        drop_from_index(connection, number)

    def _get(self, connection: Connection, story: str, is_changing: bool = False) -> tuple[int, Story]:
        query = select(stories).where(stories.c.model == self._model_id, stories.c.id == story)
        row = connection.execute(query.with_for_update() if is_changing else query).mappings().first()
        if row is None:
            raise UnknownStoryError(story)
        return row["number"], read_stories(connection, [row])[0]

    def _lock(self, connection: Connection, story: str, revision: int) -> tuple[int, Story]:
        """The stored story, which nobody else changes until this transaction ends."""
        number, current = self._get(connection, story, is_changing=True)
        if current.revision != revision:
            raise StoryConflictError(current)
        return number, current

    def _replace(
        self, connection: Connection, number: int, current: Story, story: Story, role: Role, what: What
    ) -> Story:
        now = datetime.now(UTC)
        since = current.withdrawn_at if current.status == "withdrawn" else now
        changed = story.model_copy(
            update={
                "revision": current.revision + 1,
                "created_at": current.created_at,
                "changed_at": now,
                "withdrawn_at": since if story.status == "withdrawn" else None,
            }
        )
        row = update(stories).where(stories.c.number == number)
        connection.execute(row.values(to_row(changed, self._model_id)))
        self._detach(connection, number)
        self._attach(connection, [(number, changed)])
        line = self._build_line(changed, role, what, current)
        connection.execute(story_changes.insert(), line)
        self._finish(connection, [current], [changed])
        return changed

    def _erase(self, connection: Connection, number: int, story: Story, role: Role) -> None:
        self._detach(connection, number)
        erase_from_index(connection)
        connection.execute(delete(stories).where(stories.c.number == number))
        told = update(story_changes).where(
            story_changes.c.model == self._model_id, story_changes.c.story == story.id
        )
        connection.execute(told.values(before=None))
        gone = story.model_copy(update={"revision": story.revision + 1, "changed_at": datetime.now(UTC)})
        connection.execute(story_changes.insert(), self._build_line(gone, role, "deleted"))

    def _build_line(
        self, story: Story, role: Role, what: What, before: Story | None = None
    ) -> dict[str, Any]:
        return {
            "model": self._model_id,
            "story": story.id,
            "revision": story.revision,
            "at": story.changed_at,
            "role": role,
            "what": what,
            "before": before.model_dump(mode="json") if before else None,
        }

    def _select_history(self, story_id: str) -> Select[Any]:
        return select(story_changes).where(
            story_changes.c.model == self._model_id, story_changes.c.story == story_id
        )

    def _finish(self, connection: Connection, before: Iterable[Story], after: Iterable[Story]) -> None:
        """Count what changed and give the stories another version; last in a transaction.

        Other transactions that change stories of this model wait from here on.
        """
        connection.execute(
            text(
                "INSERT INTO story_models (model, stamp) VALUES (:model, :stamp)"
                " ON CONFLICT (model) DO UPDATE SET stamp = excluded.stamp"
            ),
            {"model": self._model_id, "stamp": uuid4().hex},
        )
        attached.adjust_counts(connection, self._model_id, before, after)

    def _erase_words(self, seconds: float = math.inf) -> None:
        """Take the words of deleted stories out of the index for good, little by little.

        In a large store that takes a while; what is left when the time is up is done the next time.
        """
        end = time.monotonic() + seconds
        with self._database.reading() as connection:
            is_done = is_erased(connection)
        is_first = True
        while not is_done and time.monotonic() < end:
            with self._database.writing() as connection:
                is_done = erase_more(connection, is_first)
            is_first = False
        if not is_first:
            self._database.bring_in_log()


def _start(story: Story) -> Story:
    """A story as it is when it is added: its changes are counted from here."""
    withdrawn_at = (story.withdrawn_at or datetime.now(UTC)) if story.status == "withdrawn" else None
    return story.model_copy(update={"revision": 1, "withdrawn_at": withdrawn_at})


def _list_content(story: Story) -> dict[str, Any]:
    return story.model_dump(exclude={"revision", "created_at", "changed_at", "withdrawn_at"})
