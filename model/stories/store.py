"""The store of stories: adding, changing, undoing, deleting, finding; nothing that was confirmed is lost."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path as FilePath
from typing import Literal

from sqlalchemy import URL, Connection, func, select

from model.loading import DATA
from model.stories import attached, backup, memory
from model.stories.database import Database
from model.stories.faults import StoreUnavailableError, StoryConflictError, UnknownStoryError
from model.stories.memory import Meanings
from model.stories.migrations import bring_up_to_date
from model.stories.places import mark_place
from model.stories.questions import build_question
from model.stories.rejections import Rejections
from model.stories.search_index import add_erased, count_erased, erase_more
from model.stories.shelf import Change, Incoming, Role, Shelf, Tally, What
from model.stories.story import Status, Story
from model.stories.story_pages import StoryPage, find_page
from model.stories.tables import read_numbered, read_stories, stories, story_changes, story_models
from model.stories.tokens import Named, StoryQuery, build_groups

KEPT_AFTER_WITHDRAWING = timedelta(days=30)
_BATCH = 500
_ERASING_SECONDS = 0.5
_NOT_CONTENT = {"revision", "created_at", "changed_at", "withdrawn_at"}


@dataclass(frozen=True)
class AddedCount:
    """How many stories were added, and how many were there already."""

    added: int
    already: int


@dataclass(frozen=True)
class Stored:
    """Stories by id, those that came from a row of a file by its mark, and what they were before.

    `earlier` has the states of a story before each of its changes, the first first.
    """

    by_id: Mapping[str, Story]
    by_mark: Mapping[str, Story]
    earlier: Mapping[str, Sequence[Story]]


def find_store_url() -> str:
    """Where the stories are: MANGOMOMENT_DB, or a SQLite file in the folder of the data."""
    address = os.environ.get("MANGOMOMENT_DB")
    return address or URL.create("sqlite", database=str(DATA / "stories.db")).render_as_string()


class StoryStore(Rejections):
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

    @property
    def database(self) -> Database:
        """The database, for what is kept beside the stories and in one transaction with them."""
        return self._database

    @property
    def model_id(self) -> str:
        """The model whose stories these are."""
        return self._model_id

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

    def add(self, story: Story, role: Role, network: str = "") -> Story:
        """Add a story; once it is returned it is stored for good.

        Of the `network` it came from only a mark is kept (`places`), and only as long as it waits.

        Adding the same story with the same id again returns the stored one, so that who got no answer can
        try again. Raises `StoryConflictError` where another story has this id.
        """
        with self._writing() as shelf:
            if added := shelf.insert([story], role):
                if network:
                    shelf.keep_places({story.id: mark_place(shelf.get_secret(), "stories", network)})
                shelf.finish((), added)
                return added[0]
            current = shelf.get(story.id)
        if current.model_dump(exclude=_NOT_CONTENT) != story.model_dump(exclude=_NOT_CONTENT):
            raise StoryConflictError(current)
        return current

    def add_all(
        self, stories: Iterable[Story], role: Role, progress: Callable[[int], object] | None = None
    ) -> AddedCount:
        """Add many stories, skipping those that are there already.

        A story is there if one has its id. Of n that the same kind of teller told in the same words, of
        which k are there, n - k are added. They are read and added 500 at a time, each time for good;
        `progress` is told how many were read.
        """
        added = done = 0
        tally = Tally()
        waiting = iter(stories)
        while batch := [Incoming(story, story.mark) for story in islice(waiting, _BATCH)]:
            added += len(self.add_rows(batch, role, tally))
            done += len(batch)
            if progress:
                progress(done)
        return AddedCount(added, done - added)

    def add_rows(self, rows: Sequence[Incoming], role: Role, tally: Tally) -> frozenset[str]:
        """Add those of some rows of a file that are new, for good; the ids of those that were added.

        The tally is that of the whole file: see `add_all`.
        """
        with self._database.writing() as connection:
            self._database.guard(connection)
            shelf = Shelf(connection, self._model_id)
            added = shelf.insert_marked(shelf.find_new(rows, tally), role)
            if added:
                shelf.finish((), added)
        return frozenset(story.id for story in added)

    def find_new_rows(self, rows: Sequence[Incoming], tally: Tally) -> frozenset[str]:
        """The ids of those of some rows that `add_rows` would add."""
        with self._reading() as shelf:
            return frozenset(row.story.id for row in shelf.find_new(rows, tally))

    def find_stored(self, ids: Collection[str], marks: Collection[str]) -> Stored:
        """What is stored under some ids, and what came from rows of a file with some marks."""
        with self._reading() as shelf:
            by_id, by_mark = shelf.find_some(ids), shelf.find_alike(marks)
            changed = {story.id for story in (*by_id.values(), *by_mark.values()) if story.revision > 1}
            return Stored(by_id, by_mark, shelf.find_earlier(changed) if changed else {})

    def change_all(self, revised: Iterable[Story], role: Role, what: What) -> list[Story]:
        """Put many changed stories in the place of the stored ones with their ids and revisions.

        All in one transaction, but for those that somebody else changed or deleted since they were read:
        these are left as they are, and returned.
        """
        refused: list[Story] = []
        before: list[Story] = []
        after: list[Story] = []
        with self._writing() as shelf:
            for story in revised:
                try:
                    number, current = shelf.lock(story.id, story.revision)
                except (StoryConflictError, UnknownStoryError):
                    refused.append(story)
                    continue
                before.append(current)
                after.append(shelf.replace(number, current, story, role, what))
            if after:
                shelf.finish(before, after)
        return refused

    def get_meanings(self) -> Meanings:
        """What answers in files were said to mean, by field and key."""
        with self._database.reading() as connection:
            return memory.read_meanings(connection, self._model_id)

    def keep_meanings(self, meanings: Meanings) -> None:
        """Keep what answers in a file mean, for the next file."""
        if meanings:
            with self._database.writing() as connection:
                memory.keep_meanings(connection, self._model_id, meanings)

    def get(self, story: str) -> Story:
        """The story with this id; `UnknownStoryError` where there is none."""
        with self._reading() as shelf:
            return shelf.get(story)

    def change(self, story: Story, role: Role, what: What) -> Story:
        """Put a changed story in the place of the stored one with its id and revision.

        Revision and times are set here. Raises `StoryConflictError` with the stored one where somebody
        else changed it since it was read, `UnknownStoryError` where it is gone.
        """
        with self._writing() as shelf:
            number, current = shelf.lock(story.id, story.revision)
            changed = shelf.replace(number, current, story, role, what)
            shelf.finish([current], [changed])
        return changed

    def undo(self, story_id: str, revision: int, role: Role) -> Story:
        """Bring back what a story was before its last change; undoing that brings the change back.

        Raises `StoryConflictError` where its revision is another one by now, `NothingToUndoError` where
        it was not changed since it was added.
        """
        with self._writing() as shelf:
            number, current = shelf.lock(story_id, revision)
            changed = shelf.replace(number, current, shelf.get_earlier(story_id), role, "undone")
            shelf.finish([current], [changed])
        return changed

    def delete(self, story_id: str, revision: int, role: Role) -> None:
        """Delete a story for good, with what its history knows of its texts; that it was there is kept.

        Raises `StoryConflictError` where its revision is another one by now, `UnknownStoryError` where it
        is gone.
        """
        with self._writing() as shelf:
            number, current = shelf.lock(story_id, revision)
            shelf.erase(number, current, role)
            shelf.finish([current], ())
        with suppress(StoreUnavailableError):  # the story is deleted; what is left of its words can wait
            self._erase_words(_ERASING_SECONDS)

    def history(self, story_id: str) -> tuple[Change, ...]:
        """What happened to a story, the first first; empty where there never was one with this id."""
        with self._reading() as shelf:
            return shelf.list_changes(story_id)

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

    def find_nodes(self, query: StoryQuery, at_most: int = 2_000) -> frozenset[str]:
        """The ids of the nodes that stories which a query asks for are attached to.

        Of many stories, `at_most` of the first ones in the order of the query are looked at.
        """
        groups = build_groups(query, self._model_id, self._named)
        if groups is None:
            return frozenset()
        with self._database.reading() as connection:
            numbers, _, _ = find_page(connection, self._model_id, groups, query.sort, at_most, 0)
            return attached.find_nodes_of(connection, numbers)

    def walk(self, query: StoryQuery) -> Iterator[Story]:
        """All stories that a query asks for, one after the other, however many: for exports.

        They come as they were added, the newest first unless the query sorts by `oldest`. What is added
        or deleted meanwhile may be left out.
        """
        groups = build_groups(query, self._model_id, self._named)
        last: int | None = None
        while groups is not None:
            with self._database.reading() as connection:
                question = build_question(connection, groups)
                numbers = list(islice(question.scan(query.sort != "oldest", last), _BATCH))
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

    def count_waiting(self, role: Role) -> int:
        """How many of the stories that somebody in a role added wait to be published."""
        added = (
            select(story_changes.c.story)
            .where(story_changes.c.model == self._model_id, story_changes.c.story == stories.c.id)
            .where(story_changes.c.what == "added", story_changes.c.role == role)
        )
        waiting = select(func.count()).where(stories.c.model == self._model_id, stories.c.status == "pending")
        with self._database.reading() as connection:
            return int(connection.execute(waiting.where(added.exists())).scalar_one())

    def get_version(self) -> str:
        """A text that becomes another one whenever a story of this model changes, whoever changes it.

        Its part before the full stop changes only when a public story does.
        """
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
                shelf = Shelf(connection, self._model_id)
                for row, story in zip(rows, expired, strict=True):
                    shelf.erase(row["number"], story, "system")
                shelf.finish(expired, ())
            erased += len(rows)
        self._erase_rejections(now or datetime.now(UTC))
        self._erase_words()
        return erased

    def back_up(self, file: FilePath) -> None:
        """Copy the whole database to a file, consistent while it is in use; for SQLite.

        Raises `BackupError` for PostgreSQL, which has `pg_dump` for that.
        """
        backup.back_up(self._database, file)

    def to_backup(self) -> bytes:
        """The content of such a file, for downloading."""
        return backup.to_backup(self._database)

    def restore(self, file: FilePath) -> FilePath | None:
        """Put a backup in the place of the database, while it is in use; for SQLite.

        What was there is kept in a file beside it, whose path is returned; None if there was nothing.
        Raises `BackupError` for a file that is no backup of stories, is damaged or was written by a newer
        version: then nothing is changed.
        """
        kept = backup.restore(self._database, file)
        self._database.open()
        self._database.bring_in_log()  # it holds what was replaced, where another program has the file open
        return kept

    @contextmanager
    def _reading(self) -> Iterator[Shelf]:
        with self._database.reading() as connection:
            yield Shelf(connection, self._model_id)

    @contextmanager
    def _writing(self) -> Iterator[Shelf]:
        with self._database.writing() as connection:
            yield Shelf(connection, self._model_id)

    def _prepare(self, connection: Connection, may_fill: bool) -> None:
        bring_up_to_date(connection, self._database.where, may_fill)
        shelf = Shelf(connection, self._model_id)
        if self._retold and not shelf.is_seeded():
            shelf.seed(self._retold)

    def _erase_words(self, seconds: float = math.inf) -> None:
        """Take the words of deleted stories out of the index for good, little by little.

        In a large store that takes a while; what is left when the time is up is done the next time.
        """
        end = time.monotonic() + seconds
        with self._database.reading() as connection:
            erased = count_erased(connection)
        if not erased:
            return
        is_first, is_done = True, False
        while not is_done and time.monotonic() < end:
            with self._database.writing() as connection:
                if is_first:  # this takes in all that was deleted up to now, and nothing later
                    erased = count_erased(connection)
                is_done = erase_more(connection, is_first)
                if is_done:
                    add_erased(connection, -erased)
            is_first = False
        self._database.bring_in_log()
