"""What can be asked of the codings that are stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select
from sqlalchemy.sql.expression import false, true

from model.coding.faults import UnknownCoderError
from model.coding.passages import follow
from model.coding.rows import read_coders, read_codings, read_decisions, read_memos, read_versions
from model.coding.story_coding import CodeMemo, Coder, Codings, Decision, Mark, Passage, Progress, StoryCoding
from model.coding.tables import code_memos, coding_decisions, coding_marks, story_codings
from model.evidence import Attachment
from model.stories import Story, StoryQuery, StoryStore, UnknownStoryError
from model.stories.search.alike import ask
from model.stories.search.phrases import build_question
from model.stories.shelf import Shelf
from model.stories.tables import (
    is_among,
    read_numbered,
    stories,
    story_changes,
    story_dimensions,
    story_nodes,
)

_BATCH = 500

CodingState = Literal[
    "any", "todo", "begun", "done", "uncoded", "one", "several", "differ", "no node", "no dimension"
]
"""Which stories: any; of one coder, those not begun, begun or done; of all, those that nobody is done with,
one coder, several; those where coders differ and nobody decided; those agreed to have no node, no
dimension."""


class CodingLookups:
    """The part of `CodingStore` that changes nothing; see there for errors."""

    def __init__(self, story_store: StoryStore) -> None:
        self._database = story_store.database
        self._model_id = story_store.model_id

    def list_coders(self) -> tuple[Coder, ...]:
        """The coders, in the order they were added."""
        with self._database.reading() as connection:
            return read_coders(connection, self._model_id)

    def get_coder(self, coder: str) -> Coder:
        """The coder with this id; `UnknownCoderError` where there is none."""
        with self._database.reading() as connection:
            return find_coder(connection, self._model_id, coder)

    def read(self, known: Codings | None = None) -> Codings:
        """Everything that was coded, each passage where it stands in its story today.

        `known` is what was read before, if anything was: of it is taken over what is still so, which
        takes far less time than reading it again.
        """
        which = (stories.c.model == self._model_id) & (stories.c.status != "withdrawn")
        with self._database.reading() as connection:
            return Codings(
                read_coders(connection, self._model_id),
                self._renew(connection, which, known.codings if known else ()),
                read_decisions(connection, which),
                read_memos(connection, code_memos.c.model == self._model_id),
            )

    def _renew(
        self, connection: Connection, which: ColumnElement[bool], known: Iterable[StoryCoding]
    ) -> tuple[StoryCoding, ...]:
        codings = {(coding.story, coding.coder): coding for coding in known}
        versions = read_versions(connection, which)
        others = {
            version.number
            for version in versions
            if not ((coding := codings.get(version.key)) and version.is_of(coding))
        }
        if others:
            found = read_codings(connection, is_among(connection, story_codings.c.number, others))
            renewed = self._follow_all(connection, found)
            codings |= {(coding.story, coding.coder): coding for coding in renewed}
        return tuple(codings[version.key] for version in versions)

    def find(self, story: str, coder: str) -> StoryCoding | None:
        """What a coder made of a story so far; None for nothing."""
        return next((coding for coding in self.find_all([story], coder)), None)

    def find_all(self, ids: Iterable[str], coder: str | None = None) -> tuple[StoryCoding, ...]:
        """What coders, or one of them, made of some stories."""
        which = (stories.c.model == self._model_id) & stories.c.id.in_(list(ids))
        if coder is not None:
            which &= story_codings.c.coder == coder
        with self._database.reading() as connection:
            return self._follow_all(connection, read_codings(connection, which))

    def find_told(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """The stories with these ids, as far as they are there and were not withdrawn."""
        with self._database.reading() as connection:
            found = Shelf(connection, self._model_id).find_some(list(ids))
        return tuple(story for story in found.values() if story.status != "withdrawn")

    def find_attachments(self) -> tuple[Attachment, ...]:
        """The nodes that each story is agreed to have, those withdrawn left out, as they were told."""
        which = (stories.c.model == self._model_id) & (stories.c.status != "withdrawn")
        query = (
            select(stories.c.id, story_nodes.c.node)
            .select_from(stories.outerjoin(story_nodes, story_nodes.c.number == stories.c.number))
            .where(which)
            .order_by(stories.c.number, story_nodes.c.position)
        )
        attached: dict[str, list[str]] = {}
        with self._database.reading() as connection:
            for story, node in connection.execute(query):
                attached.setdefault(story, []).extend([node] if node is not None else [])
        return tuple(Attachment(story, tuple(nodes)) for story, nodes in attached.items())

    def get_version(self) -> str:
        """A text that becomes another one whenever a coder, a coding, a decision or a memo changes.

        What changes with the stories themselves, `StoryStore.get_version` says.
        """
        counted = (
            select(func.count(), func.sum(story_codings.c.revision)).where(
                story_codings.c.model == self._model_id
            ),
            select(func.count(), func.max(coding_decisions.c.at))
            .select_from(coding_decisions.join(stories, stories.c.number == coding_decisions.c.number))
            .where(stories.c.model == self._model_id),
            select(func.count(), func.max(code_memos.c.at)).where(code_memos.c.model == self._model_id),
        )
        with self._database.reading() as connection:
            known = [(coder.id, coder.name) for coder in read_coders(connection, self._model_id)]
            said = [known, *(tuple(connection.execute(query).one()) for query in counted)]
        return sha256(repr(said).encode()).hexdigest()[:20]

    def find_decisions(self, story: str) -> tuple[Decision, ...]:
        """What was decided on a story."""
        which = (stories.c.model == self._model_id) & (stories.c.id == story)
        with self._database.reading() as connection:
            return read_decisions(connection, which)

    def find_memos(self, coder: str) -> tuple[CodeMemo, ...]:
        """What a coder noted on codes."""
        which = (code_memos.c.model == self._model_id) & (code_memos.c.coder == coder)
        with self._database.reading() as connection:
            return read_memos(connection, which)

    def count(self, state: CodingState, coder: str | None = None) -> int:
        """How many stories, those withdrawn left out, are in a state."""
        with self._database.reading() as connection:
            query = select(func.count()).select_from(self._select(state, coder).subquery())
            return int(connection.execute(query).scalar_one())

    def find_stories(
        self,
        state: CodingState,
        coder: str | None = None,
        query: StoryQuery | None = None,
        at_most: int = 20,
        after: str | None = None,
    ) -> tuple[Story, ...]:
        """The stories in a state that a query asks for, as they were added, from the one after another one.

        Those withdrawn are left out. The query's sort counts as far as it is `newest`: the newest first. Its
        words are looked for in what was told alone: the names of the nodes that a story is attached to would
        tell a coder what others made of it.
        """
        story_query = query or StoryQuery(sort="oldest")
        is_newest_first = story_query.sort == "newest"
        with self._database.reading() as connection:
            last = self._find_number(connection, after) if after else None
            chosen = self._select(state, coder)
            found: list[int] = []
            for numbers in self._scan(connection, story_query, is_newest_first, last):
                fitting = chosen.where(is_among(connection, stories.c.number, numbers))
                kept = set(connection.execute(fitting).scalars())
                found += [number for number in numbers if number in kept]
                if len(found) >= at_most:
                    break
            return tuple(read_numbered(connection, found[:at_most]))

    def find_progress(
        self,
        state: CodingState,
        coder: str,
        query: StoryQuery | None = None,
        at_most: int = 2000,
        after: str | None = None,
        is_theirs: bool = True,
    ) -> tuple[tuple[str, Progress], ...]:
        """The ids of stories, found as by `find_stories`, each with how far a coder is with it.

        With `is_theirs` the state is that of this coder, otherwise that of all of them.
        """
        story_query = query or StoryQuery(sort="oldest")
        is_newest_first = story_query.sort == "newest"
        mine = story_codings.alias("mine")
        of_coder = (mine.c.number == stories.c.number) & (mine.c.coder == coder)
        chosen = self._select(state, coder if is_theirs else None).add_columns(stories.c.id, mine.c.is_done)
        chosen = chosen.outerjoin_from(stories, mine, of_coder)
        chosen = chosen.order_by(stories.c.number.desc() if is_newest_first else stories.c.number)
        found: list[tuple[str, Progress]] = []
        with self._database.reading() as connection:
            last = self._find_number(connection, after) if after else None
            for numbers in self._scan(connection, story_query, is_newest_first, last):
                fitting = chosen.where(is_among(connection, stories.c.number, numbers))
                for _, story, is_done in connection.execute(fitting):
                    found.append((story, "todo" if is_done is None else "done" if is_done else "begun"))
                if len(found) >= at_most:
                    break
        return tuple(found[:at_most])

    def _scan(
        self, connection: Connection, query: StoryQuery, is_newest_first: bool, last: int | None
    ) -> Iterator[Sequence[int]]:
        # Without names of nodes: by them a story would tell how others coded it.
        groups = ask(connection, query, self._model_id, None)
        if groups is None:
            return
        numbers = build_question(connection, groups, self._model_id).scan(is_newest_first, last)
        while batch := list(islice(numbers, _BATCH)):
            yield batch

    def _find_number(self, connection: Connection, story: str) -> int:
        query = select(stories.c.number).where(stories.c.model == self._model_id, stories.c.id == story)
        number: int | None = connection.execute(query).scalar()
        if number is None:
            raise UnknownStoryError(story)
        return number

    def _select(self, state: CodingState, coder: str | None) -> Select[Any]:
        """The numbers of the stories in a state."""
        query = select(stories.c.number)
        query = query.where(stories.c.model == self._model_id, stories.c.status != "withdrawn")
        of_story = story_codings.c.number == stories.c.number
        if coder is not None:
            of_story &= story_codings.c.coder == coder
        done = select(func.count()).where(of_story, story_codings.c.is_done == true())
        done_count = done.correlate(stories).scalar_subquery()
        match state:
            case "any":
                return query
            case "todo":
                return query.where(~select(story_codings.c.number).where(of_story).exists())
            case "begun":
                begun = select(story_codings.c.number).where(of_story, story_codings.c.is_done == false())
                return query.where(begun.exists())
            case "done":
                return query.where(done_count > 0)
            case "uncoded":
                return query.where(done_count == 0)
            case "one":
                return query.where(done_count == 1)
            case "several":
                return query.where(done_count > 1)
            case "differ":
                return query.where(stories.c.number.in_(_select_differing(self._model_id)))
            case "no node":
                return query.where(_has_none(story_nodes))
            case "no dimension":
                return query.where(_has_none(story_dimensions))

    def _follow_all(self, connection: Connection, codings: Sequence[StoryCoding]) -> tuple[StoryCoding, ...]:
        """The codings with their passages where they stand today; those whose text is gone are left out."""
        shelf = Shelf(connection, self._model_id)
        moved = self._list_moved(connection, codings)
        today: dict[str, Story] = {}
        earlier: dict[str, dict[int, Story]] = {}
        for at in range(0, len(moved), _BATCH):
            some = moved[at : at + _BATCH]
            today |= shelf.find_some(some)
            earlier |= self._find_earlier(shelf, connection, [today[id_] for id_ in some if id_ in today])
        return tuple(
            _follow(coding, today[coding.story], earlier.get(coding.story, {}))
            if coding.story in today
            else coding
            for coding in codings
        )

    def _list_moved(self, connection: Connection, codings: Iterable[StoryCoding]) -> list[str]:
        """The stories that were changed since a passage in them was marked."""
        marked: dict[str, set[int]] = {}
        for coding in codings:
            if revisions := {passage.revision for _code, passage in coding.list_passages()}:
                marked.setdefault(coding.story, set()).update(revisions)
        which = (stories.c.model == self._model_id) & is_among(connection, stories.c.id, list(marked))
        query = select(stories.c.id, stories.c.revision).where(which)
        return sorted(id_ for id_, revision in connection.execute(query) if marked[id_] != {revision})

    def _find_earlier(
        self, shelf: Shelf, connection: Connection, stories_: Iterable[Story]
    ) -> dict[str, dict[int, Story]]:
        """What stories were in each revision before; if they said the same, they stand for it themselves."""
        changed = {story.id: story for story in stories_ if story.revision > 1}
        query = select(story_changes.c.story, story_changes.c.before).where(
            story_changes.c.model == self._model_id,
            story_changes.c.story.in_(changed),
            story_changes.c.revision > 1,
        )
        same: dict[str, dict[int, Story]] = {id_: {} for id_ in changed}
        rewritten = set()
        texts = {
            id_: {wording.language: wording.text for wording in story.wordings}
            for id_, story in changed.items()
        }
        for id_, before in connection.execute(query):
            wordings = (before or {}).get("wordings", ())
            if all(texts[id_].get(wording["language"]) == wording["text"] for wording in wordings):
                same[id_][(before or {}).get("revision", 0)] = changed[id_]
            else:
                rewritten.add(id_)
        other = shelf.find_earlier(rewritten) if rewritten else {}
        return same | {id_: {story.revision: story for story in stories} for id_, stories in other.items()}


def find_coder(connection: Connection, model_id: str, coder: str) -> Coder:
    """The coder of a model with an id; `UnknownCoderError` where there is none."""
    for known in read_coders(connection, model_id):
        if known.id == coder:
            return known
    raise UnknownCoderError(coder)


def _follow(coding: StoryCoding, today: Story, earlier: Mapping[int, Story]) -> StoryCoding:
    def follow_all(passages: Iterable[Passage]) -> tuple[Passage, ...]:
        return tuple(found for passage in passages if (found := follow(passage, earlier, today)))

    marks = tuple(
        Mark(mark.code, follow_all(mark.passages), mark.at) if mark.passages else mark
        for mark in coding.marks
    )
    leftovers = follow_all(coding.leftovers)
    left = sum(len(mark.passages) for mark in marks) + len(leftovers)
    lost = sum(1 for _ in coding.list_passages()) - left
    return replace(coding, marks=marks, leftovers=leftovers, lost=lost)


def _select_differing(model_id: str) -> Select[Any]:
    """The stories with a code that some who are done gave them and some did not, and nobody decided."""
    done_by = story_codings.alias("done_by")
    count = select(func.count()).where(done_by.c.number == coding_marks.c.number, done_by.c.is_done == true())
    of_mark = (story_codings.c.number == coding_marks.c.number) & (
        story_codings.c.coder == coding_marks.c.coder
    )
    of_decision = (
        (coding_decisions.c.number == coding_marks.c.number)
        & (coding_decisions.c.kind == coding_marks.c.kind)
        & (coding_decisions.c.code == coding_marks.c.code)
    )
    return (
        select(coding_marks.c.number)
        .join(story_codings, of_mark)
        .outerjoin(coding_decisions, of_decision)
        .where(
            story_codings.c.model == model_id,
            story_codings.c.is_done == true(),
            coding_decisions.c.number.is_(None),
        )
        .group_by(coding_marks.c.number, coding_marks.c.kind, coding_marks.c.code)
        .having(func.count() < count.correlate(coding_marks).scalar_subquery())
    )


def _has_none(table: Table) -> ColumnElement[bool]:
    return ~select(table.c.number).where(table.c.number == stories.c.number).exists()
