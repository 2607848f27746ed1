"""Writing stories into the tables, their history, their index and their counts, within one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import uuid4

from pydantic import ValidationError
from sqlalchemy import (
    Connection,
    Insert,
    RowMapping,
    Select,
    String,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from model.stories.attached import adjust_counts
from model.stories.changes import Author, By, Change, LogLine, Role, What
from model.stories.codes import forget_codes
from model.stories.faults import NothingToUndoError, StoryConflictError, UnknownStoryError
from model.stories.fields import list_texts
from model.stories.places import get_secret
from model.stories.search.word_table import adjust_words
from model.stories.search_index import add_erased, drop_from_index, index_stories
from model.stories.story import Story
from model.stories.tables import (
    insert_into,
    is_among,
    read_stories,
    stories,
    story_changes,
    story_dimensions,
    story_models,
    story_nodes,
    story_places,
    to_dimension_rows,
    to_node_rows,
    to_row,
)
from model.stories.tallies import Incoming, Tally


class Shelf:
    """The stories of one model within one transaction.

    Nothing is told to others before `finish`, and nothing is there before the transaction ends.
    """

    def __init__(self, connection: Connection, model_id: str) -> None:
        self._connection = connection
        self._model_id = model_id

    def get(self, story: str) -> Story:
        """The story with this id; `UnknownStoryError` where there is none."""
        return self._get(story)[1]

    def find_new(self, candidates: Iterable[Incoming], tally: Tally) -> list[Incoming]:
        """Those whose id is not in the store, and of those that say the same, as many as are not there."""
        candidates = list(candidates)
        ids = self._find_ids([candidate.story.id for candidate in candidates])
        stored = self._count_alike(candidates)
        fresh = []
        for candidate in candidates:
            if tally.is_new(candidate.mark, stored[candidate.mark]) and candidate.story.id not in ids:
                fresh.append(candidate)
                ids.add(candidate.story.id)
        return fresh

    def insert_marked(self, fresh: Iterable[Incoming], by: By) -> list[Story]:
        """Add those whose id is not there, and keep which row of a file each came from."""
        marks = {incoming.story.id: incoming.mark for incoming in fresh}
        return self.insert([incoming.story for incoming in fresh], by, marks)

    def insert(self, fresh: Iterable[Story], by: By, marks: Mapping[str, str] | None = None) -> list[Story]:
        """Add those whose id is not there, as they are then; their changes are counted from here."""
        started = {story.id: _start(story) for story in fresh}
        if not started:
            return []
        statement = _build_add(self._connection.dialect.name)
        rows = [
            to_row(story, self._model_id) | {"row_mark": (marks or {}).get(story.id)}
            for story in started.values()
        ]
        numbers = {story: number for number, story in self._connection.execute(statement, rows)}
        added = [(numbers[story.id], story) for story in started.values() if story.id in numbers]
        if added:
            self._attach(added)
            self._note(*(self._build_line(story, by, "added") for _, story in added))
        return [story for _, story in added]

    def lock(self, story: str, revision: int | None = None) -> tuple[int, Story]:
        """The number and the stored state of a story, which nobody else changes until this ends.

        Raises `StoryConflictError` where it has another revision than one that is given.
        """
        number, current = self._get(story, is_changing=True)
        if revision is not None and current.revision != revision:
            raise StoryConflictError(current)
        return number, current

    def lock_some(self, ids: Collection[str]) -> dict[str, tuple[int, Story]]:
        """The numbers and stored states of those of some stories that are there; nobody else changes them."""
        possible = [story for story in ids if _may_be_id(story)]
        query = select(stories).where(stories.c.model == self._model_id, stories.c.id.in_(possible))
        rows = self._connection.execute(query.order_by(stories.c.number).with_for_update()).mappings().all()
        found = read_stories(self._connection, rows)
        return {story.id: (row["number"], story) for row, story in zip(rows, found, strict=True)}

    def replace(self, number: int, current: Story, story: Story, by: By, what: What) -> Story:
        """Put a changed story in the place of the stored one."""
        now = datetime.now(UTC)
        since = current.withdrawn_at if current.status == "withdrawn" else now
        changed = story.model_copy(
            update={
                "revision": current.revision + 1,
                "created_at": current.created_at,
                "letterbox": current.letterbox,
                "changed_at": now,
                "withdrawn_at": since if story.status == "withdrawn" else None,
            }
        )
        row = update(stories).where(stories.c.number == number)
        self._connection.execute(row.values(to_row(changed, self._model_id)))
        self._detach(number)
        if list_texts(changed) != list_texts(current):
            add_erased(self._connection, 1)
        self._attach([(number, changed)])
        self._note(self._build_line(changed, by, what, current))
        if changed.status != "pending":
            self._connection.execute(delete(story_places).where(story_places.c.number == number))
        return changed

    def get_secret(self) -> bytes:
        """The secret of the database."""
        return get_secret(self._connection)

    def keep_places(self, places: Mapping[str, str]) -> None:
        """Keep where stories that wait came from, by their ids, until they are decided on."""
        query = select(stories.c.number, stories.c.id).where(
            stories.c.model == self._model_id, stories.c.id.in_(places), stories.c.status == "pending"
        )
        rows = [{"number": row.number, "place": places[row.id]} for row in self._connection.execute(query)]
        if rows:
            self._connection.execute(insert_into(story_places, self._connection.dialect.name), rows)

    def get_earlier(self, story: str) -> Story:
        """What a story was before its last change; `NothingToUndoError` where it was not changed."""
        query = self._select_history(story).order_by(story_changes.c.number.desc()).limit(1)
        last = self._connection.execute(query).mappings().first()
        try:
            return Story.model_validate(last["before"] if last else None)
        except ValidationError:
            raise NothingToUndoError(story) from None

    def erase(self, number: int, story: Story, by: By) -> None:
        """Delete a story, and what its history knows of its texts."""
        self._detach(number)
        add_erased(self._connection, 1)
        self._connection.execute(delete(stories).where(stories.c.number == number))
        history = update(story_changes).where(
            story_changes.c.model == self._model_id, story_changes.c.story == story.id
        )
        self._connection.execute(history.values(before=None))
        forget_codes(self._connection, self._model_id, story.id)
        gone = story.model_copy(update={"revision": story.revision + 1, "changed_at": datetime.now(UTC)})
        self._note(self._build_line(gone, by, "deleted"))

    def list_changes(self, story: str) -> tuple[Change, ...]:
        """What happened to a story, the first first."""
        if not _may_be_id(story):
            return ()
        query = self._select_history(story).order_by(story_changes.c.number)
        return tuple(map(_read_change, self._connection.execute(query).mappings()))

    def list_log(
        self, at_most: int, before: int | None, role: Role | None, person: str
    ) -> tuple[LogLine, ...]:
        """What happened to all stories, the last first; see `StoryStore.list_log`."""
        columns = story_changes.c
        query = select(*(column for column in columns if column is not columns.before))
        query = query.where(columns.model == self._model_id)
        if before is not None:
            query = query.where(columns.number < before)
        if role is not None:
            query = query.where(columns.role == role)
        if person:
            query = query.where(columns.person == person)
        rows = self._connection.execute(query.order_by(columns.number.desc()).limit(at_most)).mappings()
        return tuple(LogLine(row["number"], row["story"], _read_change(row)) for row in rows)

    def list_decisions(self, ids: Collection[str], whats: Collection[str]) -> list[tuple[str, Change]]:
        """What happened to some stories as far as it is one of some changes, the first first."""
        query = (
            select(
                story_changes.c.story,
                story_changes.c.revision,
                story_changes.c.at,
                story_changes.c.role,
                story_changes.c.what,
            )
            .where(
                story_changes.c.model == self._model_id,
                story_changes.c.story.in_(ids),
                story_changes.c.what.in_(whats),
            )
            .order_by(story_changes.c.number)
        )
        rows = self._connection.execute(query).mappings() if ids else ()
        return [(row["story"], Change(row["revision"], row["at"], row["role"], row["what"])) for row in rows]

    def find_number(self, story: str) -> int:
        """The number of a story; `UnknownStoryError` where there is none."""
        return self._get(story)[0]

    def finish(self, before: Iterable[Story], after: Iterable[Story]) -> None:
        """Count what changed and give the stories another version; last in a transaction.

        The first part of the version stays as it is where nobody but the facilitator sees the change.
        Other transactions that change stories of this model wait from here on.
        """
        before, after = list(before), list(after)
        is_seen = any(story.is_public for story in (*before, *after))
        statement = _build_stamp(self._connection.dialect.name, is_seen)
        fresh, rest = uuid4().hex, f".{uuid4().hex}"
        self._connection.execute(statement, {"model": self._model_id, "stamp": fresh + rest, "rest": rest})
        adjust_counts(self._connection, self._model_id, before, after)
        adjust_words(self._connection, self._model_id, before, after)

    def is_seeded(self) -> bool:
        """Whether this model's retold stories were added once."""
        query = select(story_models.c.seeded_at).where(story_models.c.model == self._model_id)
        return self._connection.execute(query).scalar() is not None

    def seed(self, retold: Iterable[Story]) -> None:
        """Add the retold stories, and note that this was done."""
        candidates = [Incoming(story, story.mark) for story in retold]
        fresh = self.insert([candidate.story for candidate in self.find_new(candidates, Tally())], "system")
        self.finish((), fresh)
        row = update(story_models).where(story_models.c.model == self._model_id)
        self._connection.execute(row.values(seeded_at=datetime.now(UTC)))

    def _get(self, story: str, is_changing: bool = False) -> tuple[int, Story]:
        if not _may_be_id(story):
            raise UnknownStoryError(story)
        query = select(stories).where(stories.c.model == self._model_id, stories.c.id == story)
        found = self._connection.execute(query.with_for_update() if is_changing else query)
        row = found.mappings().first()
        if row is None:
            raise UnknownStoryError(story)
        return row["number"], read_stories(self._connection, [row])[0]

    def find_alike(self, marks: Collection[str]) -> dict[str, Story]:
        """The story that came from a row of each mark, where only one did."""
        query = (
            select(stories.c.row_mark, func.max(stories.c.number))
            .where(stories.c.model == self._model_id, stories.c.row_mark.in_(marks))
            .group_by(stories.c.row_mark)
            .having(func.count() == 1)
        )
        numbers = {number: mark for mark, number in self._connection.execute(query)}
        query = select(stories).where(is_among(self._connection, stories.c.number, numbers))
        rows = self._connection.execute(query).mappings().all()
        found = read_stories(self._connection, rows)
        return {numbers[row["number"]]: story for row, story in zip(rows, found, strict=True)}

    def find_some(self, ids: Collection[str]) -> dict[str, Story]:
        """The stories with these ids, as far as they are there."""
        possible = [story for story in ids if _may_be_id(story)]
        query = select(stories).where(stories.c.model == self._model_id, stories.c.id.in_(possible))
        rows = self._connection.execute(query).mappings().all()
        return {story.id: story for story in read_stories(self._connection, rows)}

    def find_earlier(self, ids: Collection[str]) -> dict[str, list[Story]]:
        """What these stories were before each of their changes, the first first."""
        query = (
            select(story_changes.c.story, story_changes.c.before)
            .where(
                story_changes.c.model == self._model_id,
                story_changes.c.story.in_(ids),
                story_changes.c.revision > 1,
            )
            .order_by(story_changes.c.number)
        )
        earlier: dict[str, list[Story]] = {}
        for story, before in self._connection.execute(query):
            with suppress(ValidationError):
                earlier.setdefault(story, []).append(Story.model_validate(before))
        return earlier

    def _find_ids(self, ids: list[str]) -> set[str]:
        query = select(stories.c.id).where(stories.c.model == self._model_id, stories.c.id.in_(ids))
        return set(self._connection.execute(query).scalars())

    def _count_alike(self, candidates: Sequence[Incoming]) -> Counter[str]:
        """How many stories came from a row of each mark, or say what it says where that was not kept."""
        marks = {candidate.mark for candidate in candidates}
        query = (
            select(stories.c.row_mark, func.count())
            .where(stories.c.model == self._model_id, stories.c.row_mark.in_(marks))
            .group_by(stories.c.row_mark)
        )
        counts: Counter[str] = Counter()
        counts.update({str(mark): int(count) for mark, count in self._connection.execute(query)})
        said = {
            (candidate.story.fingerprint, candidate.story.teller): candidate.mark for candidate in candidates
        }
        query = (
            select(stories.c.fingerprint, stories.c.teller, func.count())
            .where(
                stories.c.model == self._model_id,
                stories.c.row_mark.is_(None),
                stories.c.fingerprint.in_({fingerprint for fingerprint, _ in said}),
            )
            .group_by(stories.c.fingerprint, stories.c.teller)
        )
        for fingerprint, teller, count in self._connection.execute(query):
            if mark := said.get((fingerprint, teller)):
                counts[mark] += count
        return counts

    def _attach(self, numbered: list[tuple[int, Story]]) -> None:
        nodes = [row for number, story in numbered for row in to_node_rows(story, number, self._model_id)]
        dimensions = [row for number, story in numbered for row in to_dimension_rows(story, number)]
        for table, rows in ((story_nodes, nodes), (story_dimensions, dimensions)):
            if rows:
                self._connection.execute(table.insert(), rows)
        index_stories(self._connection, numbered, self._model_id)

    def _detach(self, number: int) -> None:
        for table in (story_nodes, story_dimensions):
            self._connection.execute(delete(table).where(table.c.number == number))
        drop_from_index(self._connection, number)

    def _select_history(self, story: str) -> Select[Any]:
        return select(story_changes).where(
            story_changes.c.model == self._model_id, story_changes.c.story == story
        )

    def _note(self, *lines: dict[str, Any]) -> None:
        self._connection.execute(story_changes.insert(), lines)

    def _build_line(self, story: Story, by: By, what: What, before: Story | None = None) -> dict[str, Any]:
        author = by if isinstance(by, Author) else Author(by)
        return {
            "model": self._model_id,
            "story": story.id,
            "revision": story.revision,
            "at": story.changed_at,
            "role": author.role,
            "person": author.person or None,
            "what": what,
            "before": before.model_dump(mode="json") if before else None,
        }


# Built once: a roomful may tell in the same moment, and building a statement takes as long as running it.


@cache
def _build_add(dialect: str) -> ReturningInsert[int, str]:
    statement = insert_into(stories, dialect).on_conflict_do_nothing(index_elements=["model", "id"])
    return statement.returning(stories.c.number, stories.c.id)


@cache
def _build_stamp(dialect: str, is_seen: bool) -> Insert:
    statement = insert_into(story_models, dialect)
    kept = func.substr(story_models.c.stamp, 1, len(uuid4().hex)) + bindparam("rest", type_=String)
    return statement.on_conflict_do_update(
        index_elements=["model"], set_={"stamp": statement.excluded.stamp if is_seen else kept}
    )


def _read_change(row: RowMapping) -> Change:
    return Change(row["revision"], row["at"], row["role"], row["what"], row["person"] or "")


def _start(story: Story) -> Story:
    withdrawn_at = (story.withdrawn_at or datetime.now(UTC)) if story.status == "withdrawn" else None
    return story.model_copy(update={"revision": 1, "withdrawn_at": withdrawn_at})


def _may_be_id(text: str) -> bool:
    """Whether a database can be asked for it: an address may hold anything."""
    return text.isascii() and "\0" not in text
