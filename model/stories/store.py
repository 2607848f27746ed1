"""The store of stories: adding, changing, undoing, deleting, finding; nothing that was confirmed is lost."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path as FilePath

from sqlalchemy import URL, Connection, select

from model.loading import DATA
from model.retention import Kept
from model.stories import backup, memory
from model.stories.batches import Batches
from model.stories.changes import By, What
from model.stories.database import Database
from model.stories.expiry import count_due, erase_history, erase_marks, is_any_over
from model.stories.faults import StoreUnavailableError, StoryConflictError, UnknownStoryError
from model.stories.lookups import Lookups
from model.stories.memory import Meanings
from model.stories.migrations import bring_up_to_date, is_up_to_date
from model.stories.places import mark_place
from model.stories.search_index import add_erased, count_erased, erase_more
from model.stories.shelf import Shelf
from model.stories.story import Story
from model.stories.tables import read_stories, stories
from model.stories.tallies import Incoming, Tally
from model.stories.tokens import Named

_BATCH = 500
_ERASING_SECONDS = 0.5


@dataclass(frozen=True)
class AddedCount:
    """How many stories were added, and how many were there already."""

    added: int
    already: int


def find_store_url() -> str:
    """Where the stories are: MANGOMOMENT_DB, or a SQLite file in the folder of the data."""
    address = os.environ.get("MANGOMOMENT_DB")
    return address or URL.create("sqlite", database=str(DATA / "stories.db")).render_as_string()


class StoryStore(Lookups, Batches):
    """The stories of one model, in a SQLite file or a PostgreSQL database that other models may share.

    `url` is an SQLAlchemy URL or the path of a SQLite file (`StoreUrlError` if it is neither). Nothing is
    opened before it is needed. May be used by many threads at once, and the database by many processes.
    `named` gives the nodes whose names hold a word (see `StoryQuery`).

    Every question and every change may raise `StoreUnavailableError`, with the reason and what helps; then
    nothing was changed, and the same store works again once the reason is gone.

    >>> import tempfile
    >>> from model.stories import StoryQuery
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

    @property
    def named(self) -> Named | None:
        """What gives the nodes whose names hold a word."""
        return self._named

    def open(self, retold: Iterable[Story] = ()) -> None:
        """Make or migrate the database, add the retold stories once, and erase what has expired.

        The retold stories are added the first time that a database meets some of this model, and never
        again: what was edited or deleted since stays so. One that nobody has changed follows its file.
        Any number of processes may start at once.
        """
        self._retold = tuple(retold)
        self._database.open()
        self._renew_retold()
        self.erase_expired()

    def close(self) -> None:
        """Close the connections; the next question opens them again."""
        self._database.close()

    def is_up_to_date(self) -> bool:
        """Whether the database, which answers, is that of this version of the application."""
        with self._database.reading() as connection:
            return is_up_to_date(connection)

    def add(self, story: Story, by: By, network: str = "") -> Story:
        """Add a story; once it is returned it is stored for good.

        Of the `network` it came from only a mark is kept (`places`), and only as long as it waits.

        Adding the same story with the same id again returns the stored one, so that who got no answer can
        try again. Raises `StoryConflictError` where another story has this id.
        """
        with self._writing() as shelf:
            if added := shelf.insert([story], by):
                if network:
                    shelf.keep_places({story.id: mark_place(shelf.get_secret(), "stories", network)})
                shelf.finish((), added)
                return added[0]
            current = shelf.get(story.id)
        if not current.has_content_of(story):
            raise StoryConflictError(current)
        return current

    def add_all(
        self, stories: Iterable[Story], by: By, progress: Callable[[int], object] | None = None
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
            added += len(self.add_rows(batch, by, tally))
            done += len(batch)
            if progress:
                progress(done)
        return AddedCount(added, done - added)

    def add_rows(self, rows: Sequence[Incoming], by: By, tally: Tally) -> frozenset[str]:
        """Add those of some rows of a file that are new, for good; the ids of those that were added.

        The tally is that of the whole file: see `add_all`.
        """
        with self._database.writing() as connection:
            self._database.guard(connection)
            shelf = Shelf(connection, self._model_id)
            added = shelf.insert_marked(shelf.find_new(rows, tally), by)
            if added:
                shelf.finish((), added)
        return frozenset(story.id for story in added)

    def find_new_rows(self, rows: Sequence[Incoming], tally: Tally) -> frozenset[str]:
        """The ids of those of some rows that `add_rows` would add."""
        with self._reading() as shelf:
            return frozenset(row.story.id for row in shelf.find_new(rows, tally))

    def change_all(self, revised: Iterable[Story], by: By, what: What) -> list[Story]:
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
                after.append(shelf.replace(number, current, story, by, what))
            if after:
                shelf.finish(before, after)
        return refused

    def keep_meanings(self, meanings: Meanings) -> None:
        """Keep what answers in a file mean, for the next file."""
        if meanings:
            with self._database.writing() as connection:
                memory.keep_meanings(connection, self._model_id, meanings)

    def change(self, story: Story, by: By, what: What) -> Story:
        """Put a changed story in the place of the stored one with its id and revision.

        Revision and times are set here. Raises `StoryConflictError` with the stored one where somebody
        else changed it since it was read, `UnknownStoryError` where it is gone.
        """
        with self._writing() as shelf:
            number, current = shelf.lock(story.id, story.revision)
            changed = shelf.replace(number, current, story, by, what)
            shelf.finish([current], [changed])
        return changed

    def undo(self, story_id: str, revision: int, by: By) -> Story:
        """Bring back what a story was before its last change; undoing that brings the change back.

        Raises `StoryConflictError` where its revision is another one by now, `NothingToUndoError` where
        it was not changed since it was added.
        """
        with self._writing() as shelf:
            number, current = shelf.lock(story_id, revision)
            changed = shelf.replace(number, current, shelf.get_earlier(story_id), by, "undone")
            shelf.finish([current], [changed])
        return changed

    def delete(self, story_id: str, revision: int, by: By) -> None:
        """Delete a story for good, with what its history knows of its texts; that it was there is kept.

        Raises `StoryConflictError` where its revision is another one by now, `UnknownStoryError` where it
        is gone.
        """
        with self._writing() as shelf:
            number, current = shelf.lock(story_id, revision)
            shelf.erase(number, current, by)
            shelf.finish([current], ())
        with suppress(StoreUnavailableError):  # the story is deleted; what is left of its words can wait
            self._erase_words(_ERASING_SECONDS)

    def erase_expired(self, now: datetime | None = None) -> int:
        """Delete for good the stories that were kept for long enough (`model.retention`); how many.

        So is what was known of earlier states, acts on many stories and wrong passcodes; of all models, as
        nobody else erases what belongs to one that is not shown any more.
        """
        now = now or datetime.now(UTC)
        query = select(stories).where(is_any_over(now)).order_by(stories.c.number).limit(_BATCH)
        erased = 0
        while True:
            with self._database.reading() as connection:
                if connection.execute(query).first() is None:
                    break
            with self._database.writing() as connection:
                rows = connection.execute(query.with_for_update()).mappings().all()
                for model_id in sorted({row["model"] for row in rows}):
                    own = [row for row in rows if row["model"] == model_id]
                    shelf, expired = Shelf(connection, model_id), read_stories(connection, own)
                    for row, story in zip(own, expired, strict=True):
                        shelf.erase(row["number"], story, "system")
                    shelf.finish(expired, ())
            erased += len(rows)
        with self._database.writing() as connection:
            erase_history(connection, now)
            erase_marks(connection, now)
        self._erase_words()
        return erased

    def count_due(self, now: datetime | None = None) -> dict[Kept, int]:
        """How much of each the next `erase_expired` erases."""
        with self._database.reading() as connection:
            return count_due(connection, now or datetime.now(UTC))

    def back_up(self, file: FilePath) -> None:
        """Copy the whole database to a SQLite file, consistent while it is in use.

        Raises `BackupError` where the file cannot be written.
        """
        backup.back_up(self._database, file)

    def to_backup(self) -> bytes:
        """The content of such a file, for downloading."""
        return backup.to_backup(self._database)

    def restore(self, file: FilePath, folder: FilePath | None = None) -> FilePath | None:
        """Put a backup in the place of the database, while it is in use.

        What was there is kept in a file, whose path is returned; None if there was nothing. It is beside a
        SQLite database; for PostgreSQL in `folder`, or beside the backup. Raises `BackupError` for a file
        that is no backup of stories, is damaged or was written by a newer version: then nothing is changed.
        """
        kept = backup.restore(self._database, file, folder)
        self._database.open()
        self._database.bring_in_log()  # it holds what was replaced, where another program has the file open
        return kept

    @contextmanager
    def _writing(self) -> Iterator[Shelf]:
        with self._database.writing() as connection:
            yield Shelf(connection, self._model_id)

    def _prepare(self, connection: Connection, may_fill: bool) -> None:
        bring_up_to_date(connection, self._database.where, may_fill)
        shelf = Shelf(connection, self._model_id)
        if self._retold and not shelf.is_seeded():
            shelf.seed(self._retold)

    def _renew_retold(self) -> None:
        """Give the retold stories that nobody has changed the words that their file has now."""
        by_id = {story.id: story for story in self._retold}
        with self._reading() as shelf:
            stale = [
                story
                for story in shelf.find_some(by_id).values()
                if not story.has_content_of(by_id[story.id])
                and all(change.role == "system" for change in shelf.list_changes(story.id))
            ]
        for story in stale:
            with suppress(StoryConflictError, UnknownStoryError):  # somebody changes it just now
                self.change(
                    by_id[story.id].model_copy(update={"revision": story.revision}), "system", "edited"
                )

    def _erase_words(self, seconds: float = math.inf) -> None:
        """Take the words of deleted and reworded stories out of the index for good, little by little.

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
