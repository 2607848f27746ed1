"""What can be asked of the stories that are stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from sqlalchemy import func, select

from model.stories import attached, memory
from model.stories.database import Database
from model.stories.memory import Meanings
from model.stories.questions import build_question
from model.stories.shelf import Change, Role, Shelf
from model.stories.story import Status, Story
from model.stories.story_pages import StoryPage, find_page
from model.stories.tables import read_numbered, stories, story_changes, story_models
from model.stories.tokens import Named, StoryQuery, build_groups

_BATCH = 500


@dataclass(frozen=True)
class Stored:
    """Stories by id, those that came from a row of a file by its mark, and what they were before.

    `earlier` has the states of a story before each of its changes, the first first.
    """

    by_id: Mapping[str, Story]
    by_mark: Mapping[str, Story]
    earlier: Mapping[str, Sequence[Story]]


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
        """The newest public stories of each node, `per_node` at most, each story once.

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

    def get_meanings(self) -> Meanings:
        """What answers in files were said to mean, by field and key."""
        with self._database.reading() as connection:
            return memory.read_meanings(connection, self._model_id)

    @contextmanager
    def _reading(self) -> Iterator[Shelf]:
        with self._database.reading() as connection:
            yield Shelf(connection, self._model_id)
