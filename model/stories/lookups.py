"""What can be asked of the stories that are stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from sqlalchemy import Connection, func, select

from model.stories import attached, memory
from model.stories.changes import Change, LogLine, Role, What
from model.stories.database import Database
from model.stories.memory import Meanings
from model.stories.search.alike import ask
from model.stories.search.phrases import build_question
from model.stories.search.slips import find_meant
from model.stories.search.splitting import replace_words
from model.stories.shelf import Shelf
from model.stories.story import Status, Story
from model.stories.story_pages import StoryPage, find_page
from model.stories.tables import read_numbered, stories, story_changes, story_models
from model.stories.tokens import Groups, Named, StoryQuery

_BATCH = 500
MOST_IN_QUEUE = 10_000
"""Up to how many stories of a queue their places are told."""
_DECISIONS: Mapping[What, Status] = {"published": "published", "aside": "aside", "withdrawn": "withdrawn"}
_FEW = 2
"""Where no more stories are found, a slip is looked for."""


@dataclass(frozen=True)
class Stored:
    """Stories by id, those that came from a row of a file by its mark, and what they were before.

    `earlier` has the states of a story before each of its changes, the first first.
    """

    by_id: Mapping[str, Story]
    by_mark: Mapping[str, Story]
    earlier: Mapping[str, Sequence[Story]]


@dataclass(frozen=True)
class QueuePart:
    """Some stories of a queue, each with its number, and what part of the queue that is.

    `count` is of all and `before` of those ahead of the first one here; both None where they were not asked
    for or are more than 10 000.
    """

    stories: tuple[tuple[int, Story], ...]
    before: int | None = None
    count: int | None = None


class Lookups:
    """The part of `StoryStore` that changes nothing; see there for errors."""

    _database: Database
    _model_id: str
    _named: Named | None

    def get(self, story: str) -> Story:
        """The story with this id; `UnknownStoryError` where there is none."""
        with self._reading() as shelf:
            return shelf.get(story)

    def find_stored(self, ids: Collection[str], marks: Collection[str]) -> Stored:
        """What is stored under some ids, and what came from rows of a file with some marks."""
        with self._reading() as shelf:
            by_id, by_mark = shelf.find_some(ids), shelf.find_alike(marks)
            changed = {story.id for story in (*by_id.values(), *by_mark.values()) if story.revision > 1}
            return Stored(by_id, by_mark, shelf.find_earlier(changed) if changed else {})

    def history(self, story_id: str) -> tuple[Change, ...]:
        """What happened to a story, the first first; empty where there never was one with this id."""
        with self._reading() as shelf:
            return shelf.list_changes(story_id)

    def list_log(
        self, at_most: int = 50, before: int | None = None, role: Role | None = None, person: str = ""
    ) -> tuple[LogLine, ...]:
        """What happened to all stories, the last first: those with lower numbers than `before`.

        Of a role or of a person alone, where one is given. Stories that were deleted are in it by their ids;
        lines that were kept for long enough are not (`model.retention`, "history").
        """
        with self._reading() as shelf:
            return shelf.list_log(at_most, before, role, person)

    def walk_log(self) -> Iterator[LogLine]:
        """The whole log, the last first, however long: for a file."""
        lines = self.list_log(_BATCH)
        while lines:
            yield from lines
            lines = self.list_log(_BATCH, lines[-1].number)

    def find(self, query: StoryQuery, at_most: int = 20, skip: int = 0) -> StoryPage:
        """A page of the stories that a query asks for, and how many there are."""
        with self._database.reading() as connection:
            groups = ask(connection, query, self._model_id, self._named)
            if groups is None:
                return StoryPage((), 0)
            numbers, count, is_exact = find_page(
                connection, self._model_id, groups, query.sort, max(at_most, 0), max(skip, 0)
            )
            meant = self._find_meant(connection, query, groups) if count <= _FEW else ""
            return StoryPage(tuple(read_numbered(connection, numbers)), count, is_exact, groups, meant)

    def _find_meant(self, connection: Connection, query: StoryQuery, groups: Groups) -> str:
        """The search without slips; "" where nothing near to it is known. See `StoryPage`."""
        is_public = bool(query.seen_by) or (query.statuses == {"published"} and "room" in query.consents)
        slips = {}
        for group in groups:
            for term in group.terms:
                for word in term.words:
                    meant = find_meant(connection, self._model_id, word, is_public)
                    if meant and not (self._named and self._named(word)):
                        slips[word] = meant
        return replace_words(query.words, slips) if slips else ""

    def find_queue(
        self,
        query: StoryQuery,
        beyond: int | None = None,
        is_backwards: bool = False,
        at_most: int = 10,
        is_counted: bool = False,
    ) -> QueuePart:
        """The next stories that a query asks for, in the order they were added, whatever it sorts by.

        They come after the number `beyond`, which is that of a story seen or gone; backwards those before it,
        the nearest first.
        """
        with self._database.reading() as connection:
            groups = ask(connection, query, self._model_id, self._named)
            if groups is None:
                return QueuePart((), 0, 0)
            question = build_question(connection, groups, self._model_id)
            numbers = list(islice(question.scan(is_backwards, beyond), at_most))
            found = tuple(zip(numbers, read_numbered(connection, numbers), strict=True))
            if not is_counted:
                return QueuePart(found)
            every = question.list_some(MOST_IN_QUEUE + 1)
        if len(every) > MOST_IN_QUEUE:
            return QueuePart(found)
        first = min(numbers) if numbers else (beyond or 0) + 1
        return QueuePart(found, sum(number < first for number in every), len(every))

    def find_number(self, story: str) -> int:
        """The number of a story in the order of all that were added; `UnknownStoryError` without one."""
        with self._reading() as shelf:
            return shelf.find_number(story)

    def find_decisions(self, found: Iterable[Story]) -> dict[str, Change]:
        """Who brought each of some stories to its status, and when, by their ids.

        Those that wait are left out, and those of which the history does not know it. One that was not
        changed since it was added was brought to it by whoever added it.
        """
        decided = {story.id: story for story in found if story.status != "pending"}
        with self._reading() as shelf:
            changes = shelf.list_decisions(decided, (*_DECISIONS, "added"))

        def is_it(story: Story, change: Change) -> bool:
            if change.what == "added":
                return story.revision == change.revision
            return _DECISIONS[change.what] == story.status

        return {story: change for story, change in changes if is_it(decided[story], change)}

    def find_nodes(self, query: StoryQuery, at_most: int = 2_000) -> frozenset[str]:
        """The ids of the nodes that stories which a query asks for are attached to.

        Of many stories, `at_most` of the first ones in the order of the query are looked at.
        """
        with self._database.reading() as connection:
            groups = ask(connection, query, self._model_id, self._named)
            if groups is None:
                return frozenset()
            numbers, _, _ = find_page(connection, self._model_id, groups, query.sort, at_most, 0)
            return attached.find_nodes_of(connection, numbers)

    def walk(self, query: StoryQuery) -> Iterator[Story]:
        """All stories that a query asks for, one after the other, however many: for exports.

        They come as they were added, the newest first unless the query sorts by `oldest`. What is added
        or deleted meanwhile may be left out.
        """
        last: int | None = None
        while True:
            with self._database.reading() as connection:
                groups = ask(connection, query, self._model_id, self._named)
                if groups is None:
                    return
                question = build_question(connection, groups, self._model_id)
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
        """The newest public stories of each node, `per_node` at most, each story once.

        Retold ones come first, in the order they were added; then the others, the newest first.
        """
        with self._database.reading() as connection:
            return tuple(read_numbered(connection, attached.find_told(connection, self._model_id, per_node)))

    def count_waiting(self, role: Role | None = None) -> int:
        """How many stories wait to be published; with a role, of those that somebody in it added."""
        waiting = select(func.count()).where(stories.c.model == self._model_id, stories.c.status == "pending")
        added = (
            select(story_changes.c.story)
            .where(story_changes.c.model == self._model_id, story_changes.c.story == stories.c.id)
            .where(story_changes.c.what == "added", story_changes.c.role == role)
        )
        query = waiting if role is None else waiting.where(added.exists())
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def get_version(self) -> str:
        """A text that becomes another one whenever a story of this model changes, whoever changes it.

        Its part before the full stop changes only when a public story does.
        """
        query = select(story_models.c.stamp).where(story_models.c.model == self._model_id)
        with self._database.reading() as connection:
            return connection.execute(query).scalar() or ""

    def get_meanings(self) -> Meanings:
        """What answers in files were said to mean, by field and key."""
        with self._database.reading() as connection:
            return memory.read_meanings(connection, self._model_id)

    @contextmanager
    def _reading(self) -> Iterator[Shelf]:
        with self._database.reading() as connection:
            yield Shelf(connection, self._model_id)
