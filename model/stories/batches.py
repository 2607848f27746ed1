"""Acts on many stories, done and undone as one: chosen one by one, by a query, or by where they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Select, func, select

from model.stories.acts import Act
from model.stories.changes import By, What
from model.stories.database import Database
from model.stories.faults import BatchTooLargeError, NothingToUndoError
from model.stories.search.alike import ask
from model.stories.search.phrases import build_question
from model.stories.shelf import Shelf
from model.stories.story import Story
from model.stories.tables import insert_into, is_among, story_places, story_rejections
from model.stories.tables import stories as stored
from model.stories.tokens import Named, StoryQuery

MOST_AT_ONCE = 10_000
"""How many stories one batch may be about."""
_STEP = 500


@dataclass(frozen=True)
class Sender:
    """A network that several stories came from that wait: a mark of it, and how many, since when."""

    place: str
    count: int
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Place:
    """All stories that wait and came from one network, by its mark."""

    mark: str


Chosen = Sequence[tuple[str, int]] | StoryQuery | Place
"""The stories of a batch: ids with the revisions that were seen, all that a query finds, or of a place."""


@dataclass(frozen=True)
class Batch:
    """How far a batch is: how many of its stories were changed and how many are left to do.

    `left_out` are the ids of those that somebody else changed or deleted since they were chosen.
    """

    changed: int
    waiting: int
    left_out: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self.waiting


@dataclass
class _State:
    """What is kept of a batch. No texts: these must be gone where a story is deleted."""

    act: dict[str, Any] = field(default_factory=lambda: asdict(Act("withdraw")))
    waiting: list[tuple[str, int]] = field(default_factory=list)
    changed: list[tuple[str, int]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    is_from_one_place: bool = False
    undone: int | None = None
    """How many were undone, once somebody began to; those are no longer among `changed`."""

    @classmethod
    def read(cls, kept: Any) -> _State:
        if isinstance(kept, list):  # stories of one sender that were rejected before other acts were known
            return cls(changed=kept, is_from_one_place=True)
        return cls(**kept)

    def describe(self) -> Batch:
        return Batch(len(self.changed), len(self.waiting), tuple(self.left_out))


class Batches:
    """The part of `StoryStore` about stories in bulk; see there for errors."""

    _database: Database
    _model_id: str
    _named: Named | None

    def find_senders(self, at_least: int) -> tuple[Sender, ...]:
        """The networks from which at least this many waiting stories came, most first.

        Known of those are visitors' stories only, and only until somebody decides on them.
        """
        count = func.count()
        query = (
            select(story_places.c.place, count, func.min(stored.c.created_at), func.max(stored.c.created_at))
            .join(stored, stored.c.number == story_places.c.number)
            .where(stored.c.model == self._model_id)
            .group_by(story_places.c.place)
            .having(count >= at_least)
            .order_by(count.desc(), story_places.c.place)
        )
        with self._database.reading() as connection:
            return tuple(Sender(*row) for row in connection.execute(query))

    def do_batch(self, request: str, act: Act, chosen: Chosen, by: By) -> Batch:
        """Do the next part of a batch, 500 stories at most, each part for good; how far it is by then.

        Repeated with the same request until nothing waits, it goes on where it was, whoever was killed
        meanwhile; once it is done it changes nothing. Which stories it is about is settled by the first part.
        A story for which all is so already stays as it is. It can be undone for a day (`undo_batch`).

        Raises `BatchTooLargeError` for more than 10 000 stories, `ValueError` for an act that cannot be.
        """
        with self._writing_batch(request) as (connection, state):
            if state is None:
                state = _State(act=asdict(act), is_from_one_place=isinstance(chosen, Place))
                state.waiting = self._list_chosen(connection, chosen)
            if state.undone is not None:
                raise NothingToUndoError(request)
            act = Act(**state.act)
            part, state.waiting = state.waiting[:_STEP], state.waiting[_STEP:]
            shelf = Shelf(connection, self._model_id)
            found, gone = _change(shelf, part, act.apply, by, act.what)
            state.changed += found
            state.left_out += gone
            self._keep(connection, request, state)
        return state.describe()

    def undo_batch(self, request: str, by: By) -> Batch:
        """Bring back what the next part of a batch's stories were before it, 500 at most; how far it is.

        Repeated until nothing waits; `changed` counts those that were brought back. Those that were changed
        after the batch stay as they are, and are `left_out`. Where they came from is not known any more, only
        that they belong together. Raises `NothingToUndoError` where nothing is known of the request.
        """
        with self._writing_batch(request) as (connection, state):
            if state is None or (state.undone is not None and not state.changed):
                raise NothingToUndoError(request)
            if state.undone is None:
                state.undone, state.waiting, state.left_out = 0, [], []
            part, state.changed = state.changed[:_STEP], state.changed[_STEP:]
            shelf = Shelf(connection, self._model_id)
            restored, gone = _change(shelf, part, lambda story: shelf.get_earlier(story.id), by, "undone")
            if state.is_from_one_place:
                together = uuid4().hex
                shelf.keep_places({story: together for story, _ in restored})
            state.undone += len(restored)
            state.left_out += gone
            self._keep(connection, request, state)
        return Batch(state.undone, len(state.changed), tuple(state.left_out))

    def name_stories(self, ids: Sequence[str], language: str) -> tuple[str, ...]:
        """What some stories are called, as far as they are there, in the order of their ids."""
        with self._database.reading() as connection:
            found = Shelf(connection, self._model_id).find_some(ids)
        return tuple(found[id_].name(language) for id_ in ids if id_ in found)

    @contextmanager
    def _writing_batch(self, request: str) -> Iterator[tuple[Connection, _State | None]]:
        """A transaction with what is kept of a batch; nobody else goes on with any meanwhile."""
        with self._database.writing() as connection:
            self._database.guard(connection)
            query = select(story_rejections.c.stories).where(*self._is_mine(request))
            kept = connection.execute(query).scalar()
            yield connection, None if kept is None else _State.read(kept)

    def _is_mine(self, request: str) -> tuple[Any, Any]:
        return story_rejections.c.model == self._model_id, story_rejections.c.id == request

    def _keep(self, connection: Connection, request: str, state: _State) -> None:
        row = {"model": self._model_id, "id": request, "stories": asdict(state), "at": datetime.now(UTC)}
        statement = insert_into(story_rejections, connection.dialect.name).on_conflict_do_update(
            index_elements=["model", "id"], set_={"stories": row["stories"]}
        )
        connection.execute(statement, row)

    def _list_chosen(self, connection: Connection, chosen: Chosen) -> list[tuple[str, int]]:
        if isinstance(chosen, StoryQuery):
            groups = ask(connection, chosen, self._model_id, self._named)
            question = build_question(connection, groups, self._model_id) if groups is not None else None
            scanned = question.scan(False) if question else iter(())
            numbers = list(islice(scanned, MOST_AT_ONCE + 1))
            query = select(stored.c.id, stored.c.revision).where(
                is_among(connection, stored.c.number, numbers)
            )
            found = _list_pairs(connection, query)
        elif isinstance(chosen, Place):
            query = select(stored.c.id, stored.c.revision).join(
                story_places, story_places.c.number == stored.c.number
            )
            query = query.where(stored.c.model == self._model_id, story_places.c.place == chosen.mark)
            found = _list_pairs(connection, query)
        else:
            found = list(dict(chosen).items())
        if len(found) > MOST_AT_ONCE:
            raise BatchTooLargeError(MOST_AT_ONCE)
        return found


def _list_pairs(connection: Connection, query: Select[Any]) -> list[tuple[str, int]]:
    return [(id_, revision) for id_, revision in connection.execute(query.order_by(stored.c.number))]


def _change(
    shelf: Shelf, part: Sequence[tuple[str, int]], turn: Callable[[Story], Story], by: By, what: What
) -> tuple[list[tuple[str, int]], list[str]]:
    """Turn stories of these ids and revisions into what they become.

    Gives the id and new revision of each that changed, and the ids of those that somebody else changed or
    deleted, or of which no earlier state is known.
    """
    locked = shelf.lock_some([id_ for id_, _ in part])
    before: list[Story] = []
    after: list[Story] = []
    left_out: list[str] = []
    for id_, revision in part:
        number, current = locked.get(id_, (0, None))
        if current is None or current.revision != revision:
            left_out.append(id_)
            continue
        try:
            turned = turn(current)
        except NothingToUndoError:
            left_out.append(id_)
            continue
        if turned != current:
            before.append(current)
            after.append(shelf.replace(number, current, turned, by, what))
    if after:
        shelf.finish(before, after)
    return [(story.id, story.revision) for story in after], left_out
