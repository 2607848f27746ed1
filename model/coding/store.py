"""The store of codings: who codes, what each made of each story, and what was decided where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from model.coding.agreed import Verdict, find_changes, settle
from model.coding.faults import (
    CoderInUseError,
    CoderNameError,
    CodingConflictError,
    CodingError,
)
from model.coding.lookups import CodingLookups, find_coder
from model.coding.rows import read_codings, write_coding
from model.coding.story_coding import (
    LONGEST_MEMO,
    MOST_PASSAGES,
    Code,
    CodeMemo,
    Coder,
    Decision,
    StoryCoding,
)
from model.coding.tables import code_memos, coders, coding_decisions, story_codings
from model.search import fold
from model.stories import By, Story, name_role
from model.stories.plain_text import clean_line, clean_text
from model.stories.shelf import Shelf
from model.stories.story import build_story_id as build_id

LONGEST_NAME = 60


class CodingStore(CodingLookups):
    """The codings of one model's stories, in the database of its stories.

    What coders agree on is what a story is attached to (`Story.nodes`, `Story.dimensions`): a coding that
    is saved changes it as far as the coders' verdict changes (`agreed.settle`), and where they differ it
    stays as it was until somebody decides. Stories that were withdrawn are in no figure.

    Everything may raise `StoreUnavailableError` (nothing was changed then). What is returned is stored for
    good. May be used by many threads at once.

    >>> import tempfile
    >>> from model.coding import Mark
    >>> from model.stories import Story, StoryStore
    >>> folder = tempfile.TemporaryDirectory()
    >>> shelf = StoryStore(f"{folder.name}/stories.db", "mangomoment")
    >>> told = {"language": "en", "text": "A mango."}
    >>> story = shelf.add(Story(wordings=[told], teller="patient"), "visitor")
    >>> store = CodingStore(shelf)
    >>> ann = store.add_coder("Ann")
    >>> coding = StoryCoding(story.id, ann.id, (Mark(Code("node", "joy-in-work")),), is_done=True)
    >>> store.save(coding).revision
    1
    >>> shelf.get(story.id).nodes
    ('joy-in-work',)
    >>> shelf.close(); folder.cleanup()
    """

    def add_coder(self, name: str) -> Coder:
        """Add somebody who codes; `CoderNameError` for a name that is empty, too long or there already."""
        coder = Coder(build_id(), self._clean_name(name), datetime.now(UTC))
        row = {"model": self._model_id, "id": coder.id, "name": coder.name, "created_at": coder.created_at}
        with self._naming(coder.name) as connection:
            connection.execute(insert(coders), {**row, "name_key": fold(coder.name)})
        return coder

    def rename_coder(self, coder: str, name: str) -> Coder:
        """Give a coder another name; `UnknownCoderError`, `CoderNameError`."""
        name = self._clean_name(name)
        with self._naming(name) as connection:
            known = find_coder(connection, self._model_id, coder)
            mine = (coders.c.model == self._model_id) & (coders.c.id == coder)
            connection.execute(update(coders).where(mine).values(name=name, name_key=fold(name)))
        return replace(known, name=name)

    def remove_coder(self, coder: str) -> None:
        """Remove a coder who coded nothing; `CoderInUseError` for any other one."""
        with self._database.writing() as connection:
            known = find_coder(connection, self._model_id, coder)
            coded = (story_codings.c.model == self._model_id) & (story_codings.c.coder == coder)
            count = connection.execute(select(func.count()).where(coded)).scalar_one()
            if count:
                raise CoderInUseError(known.name, count)
            for table, column in ((code_memos, code_memos.c.coder), (coders, coders.c.id)):
                connection.execute(delete(table).where(table.c.model == self._model_id, column == coder))

    def save(self, coding: StoryCoding) -> StoryCoding:
        """Put what a coder made of a story in the place of what was stored, and agree on what follows.

        Raises `CodingConflictError` where it is not the revision that is stored, `CodingError` for what
        cannot be stored, `UnknownCoderError`, and `UnknownStoryError`.
        """
        with self._database.writing() as connection:
            shelf = Shelf(connection, self._model_id)
            find_coder(connection, self._model_id, coding.coder)
            number, story = shelf.lock(coding.story)
            before = read_codings(connection, story_codings.c.number == number)
            mine = next((stored for stored in before if stored.coder == coding.coder), None)
            if coding.revision != (mine.revision if mine else 0):
                [current] = self._follow_all(connection, [mine or StoryCoding(coding.story, coding.coder)])
                raise CodingConflictError(current)
            now = datetime.now(UTC)
            kept_since = {mark.code: mark.at for mark in mine.marks} if mine else {}
            marks = tuple(replace(mark, at=kept_since.get(mark.code, now)) for mark in coding.marks)
            [followed] = self._follow_all(connection, [replace(coding, marks=marks)])
            saved = replace(followed, memo=clean_text(coding.memo), at=now, revision=coding.revision + 1)
            _check(coding, saved, story)
            write_coding(connection, number, self._model_id, saved)
            after = [*(stored for stored in before if stored.coder != saved.coder), saved]
            changes = find_changes(before, after, _list_agreed(story))
            for code in changes:
                self._drop_decision(connection, number, code)
            self._agree(shelf, number, story, settle(_list_agreed(story), changes), "coder")
        return saved

    def decide(self, story: str, code: Code, is_attached: bool, by: By = "facilitator") -> Decision:
        """Say whether a story has a code on which coders differ; it stands until one of them changes it."""
        with self._database.writing() as connection:
            shelf = Shelf(connection, self._model_id)
            number, current = shelf.lock(story)
            agreed = _list_agreed(current)
            decision = Decision(story, code, is_attached, name_role(by), datetime.now(UTC))
            self._drop_decision(connection, number, code)
            row = {
                "number": number,
                "kind": code.kind,
                "code": code.id,
                "role": decision.role,
                "at": decision.at,
            }
            was = {"is_attached": is_attached, "was_attached": code in agreed}
            connection.execute(insert(coding_decisions), {**row, **was})
            verdict: Verdict = "attached" if is_attached else "not attached"
            self._agree(shelf, number, current, settle(agreed, {code: verdict}), by)
        return decision

    def take_back(self, story: str, code: Code, by: By = "facilitator") -> None:
        """Take a decision back: the story has the code, or not, as before it; without one nothing happens."""
        with self._database.writing() as connection:
            shelf = Shelf(connection, self._model_id)
            number, current = shelf.lock(story)
            query = select(coding_decisions.c.was_attached).where(_is_decision(number, code))
            was_attached = connection.execute(query).scalar()
            if was_attached is None:
                return
            self._drop_decision(connection, number, code)
            verdict: Verdict = "attached" if was_attached else "not attached"
            self._agree(shelf, number, current, settle(_list_agreed(current), {code: verdict}), by)

    def save_memo(self, coder: str, code: Code, text: str) -> CodeMemo:
        """Keep what a coder notes on a code; an empty text takes the note away."""
        memo = CodeMemo(coder, code, clean_text(text))
        if len(memo.text) > LONGEST_MEMO:
            raise CodingError(f"a memo has at most {LONGEST_MEMO} characters")
        key = {"model": self._model_id, "coder": coder, "kind": code.kind, "code": code.id}
        with self._database.writing() as connection:
            find_coder(connection, self._model_id, coder)
            connection.execute(delete(code_memos).filter_by(**key))
            if memo.text:
                connection.execute(insert(code_memos), {**key, "memo": memo.text, "at": memo.at})
        return memo

    def _clean_name(self, name: str) -> str:
        cleaned = clean_line(name)
        if not cleaned:
            raise CoderNameError("a coder has a name")
        if len(cleaned) > LONGEST_NAME:
            raise CoderNameError(f"the name of a coder has at most {LONGEST_NAME} characters")
        return cleaned

    @contextmanager
    def _naming(self, name: str) -> Iterator[Connection]:
        try:
            with self._database.writing() as connection:
                yield connection
        except IntegrityError as error:
            raise CoderNameError(f'there is a coder "{name}" already') from error

    def _drop_decision(self, connection: Connection, number: int, code: Code) -> None:
        connection.execute(delete(coding_decisions).where(_is_decision(number, code)))

    def _agree(self, shelf: Shelf, number: int, story: Story, agreed: Iterable[Code], by: By) -> None:
        """Attach a story to what was agreed on, where that is something else than before."""
        codes = list(agreed)
        nodes = tuple(code.id for code in codes if code.kind == "node")
        dimensions = tuple(code.id for code in codes if code.kind == "dimension")
        if (nodes, dimensions) != (story.nodes, story.dimensions):
            after = story.model_copy(update={"nodes": nodes, "dimensions": dimensions})
            shelf.finish([story], [shelf.replace(number, story, after, by, "attached")])


def _list_agreed(story: Story) -> tuple[Code, ...]:
    return (
        *(Code("node", node) for node in story.nodes),
        *(Code("dimension", dimension) for dimension in story.dimensions),
    )


def _check(coding: StoryCoding, saved: StoryCoding, story: Story) -> None:
    codes = [mark.code for mark in coding.marks]
    if len(set(codes)) < len(codes):
        raise CodingError("a coder gives a story each code once")
    if len(coding.memo) > LONGEST_MEMO:
        raise CodingError(f"a memo has at most {LONGEST_MEMO} characters")
    passages = [passage for _, passage in coding.list_passages()]
    if len(passages) > MOST_PASSAGES:
        raise CodingError(f"a coder marks at most {MOST_PASSAGES} passages of a story")
    if any(passage.revision > story.revision for passage in passages):
        raise CodingError(f"the story has {story.revision} revisions, and no later one")
    lengths = {wording.language: len(wording.text) for wording in story.wordings}
    for _, passage in saved.list_passages():
        if passage.end > lengths.get(passage.language, 0):
            place = f"from {passage.start} up to {passage.end} ({passage.language})"
            raise CodingError(f"the story has no passage {place}")


def _is_decision(number: int, code: Code) -> ColumnElement[bool]:
    of_code = (coding_decisions.c.kind == code.kind) & (coding_decisions.c.code == code.id)
    return (coding_decisions.c.number == number) & of_code
