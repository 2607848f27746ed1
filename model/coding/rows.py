"""How codings become rows, and rows codings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, Select, delete, select

from model.coding.story_coding import Code, CodeKind, CodeMemo, Coder, Decision, Mark, Passage, StoryCoding
from model.coding.tables import (
    code_memos,
    coders,
    coding_decisions,
    coding_marks,
    coding_passages,
    story_codings,
)
from model.stories.tables import is_among, stories


def read_coders(connection: Connection, model_id: str) -> tuple[Coder, ...]:
    """The coders of a model, in the order they were added."""
    query = select(coders).where(coders.c.model == model_id).order_by(coders.c.created_at, coders.c.id)
    rows = connection.execute(query).mappings()
    return tuple(Coder(row["id"], row["name"], row["created_at"]) for row in rows)


def read_codings(connection: Connection, which: ColumnElement[bool]) -> tuple[StoryCoding, ...]:
    """The codings that a condition on `stories` and `story_codings` lets in, by story and coder."""
    joined = story_codings.join(stories, stories.c.number == story_codings.c.number)
    query = select(stories.c.id.label("story"), story_codings).select_from(joined).where(which)
    query = query.order_by(story_codings.c.number, story_codings.c.coder)
    rows = connection.execute(query).mappings().all()
    numbers = sorted({row["number"] for row in rows})
    marks = _read_by_coder(connection, select(coding_marks).order_by(coding_marks.c.position), numbers)
    passages = _read_by_coder(
        connection, select(coding_passages).order_by(coding_passages.c.first, coding_passages.c.id), numbers
    )
    return tuple(
        _to_coding(row, marks[row["number"], row["coder"]], passages[row["number"], row["coder"]])
        for row in rows
    )


@dataclass(frozen=True)
class Version:
    """Which state of a coding is stored, and which one of the story (its `number`) that it is about."""

    number: int
    story: str
    told: int
    coder: str
    coded: int
    at: datetime

    @property
    def key(self) -> tuple[str, str]:
        """The ids of story and coder."""
        return self.story, self.coder

    def is_of(self, coding: StoryCoding) -> bool:
        """Whether a coding is this state, with each passage where it stands in the story today."""
        is_coded = (coding.revision, coding.at, coding.lost) == (self.coded, self.at, 0)
        return is_coded and all(passage.revision == self.told for _code, passage in coding.list_passages())


def read_versions(connection: Connection, which: ColumnElement[bool]) -> tuple[Version, ...]:
    """The states of the codings that `read_codings` would read, in the same order."""
    columns = story_codings.c.coder, story_codings.c.revision, story_codings.c.at
    query = (
        select(stories.c.number, stories.c.id, stories.c.revision, *columns)
        .select_from(story_codings.join(stories, stories.c.number == story_codings.c.number))
        .where(which)
        .order_by(story_codings.c.number, story_codings.c.coder)
    )
    return tuple(Version(*row) for row in connection.execute(query))


def read_decisions(connection: Connection, which: ColumnElement[bool]) -> tuple[Decision, ...]:
    """The decisions that a condition on `stories` and `coding_decisions` lets in, by story and code."""
    joined = coding_decisions.join(stories, stories.c.number == coding_decisions.c.number)
    query = select(stories.c.id.label("story"), coding_decisions).select_from(joined).where(which)
    query = query.order_by(coding_decisions.c.number, coding_decisions.c.kind, coding_decisions.c.code)
    return tuple(
        Decision(row["story"], _to_code(row["kind"], row["code"]), row["is_attached"], row["role"], row["at"])
        for row in connection.execute(query).mappings()
    )


def read_memos(connection: Connection, which: ColumnElement[bool]) -> tuple[CodeMemo, ...]:
    """The memos on codes that a condition lets in, by code and coder."""
    query = select(code_memos).where(which)
    query = query.order_by(code_memos.c.kind, code_memos.c.code, code_memos.c.coder)
    return tuple(
        CodeMemo(row["coder"], _to_code(row["kind"], row["code"]), row["memo"], row["at"])
        for row in connection.execute(query).mappings()
    )


def write_coding(connection: Connection, number: int, model_id: str, coding: StoryCoding) -> None:
    """Put a coding in the place of what its coder had made of the story before."""
    for table in (coding_passages, coding_marks, story_codings):
        mine = (table.c.number == number) & (table.c.coder == coding.coder)
        connection.execute(delete(table).where(mine))
    own = {"number": number, "coder": coding.coder}
    values = {"is_done": coding.is_done, "memo": coding.memo, "at": coding.at, "revision": coding.revision}
    connection.execute(story_codings.insert(), {**own, "model": model_id, **values})
    marks = [
        {**own, "kind": mark.code.kind, "code": mark.code.id, "position": position, "at": mark.at}
        for position, mark in enumerate(coding.marks)
    ]
    passages = [
        {
            **own,
            "kind": code.kind if code else None,
            "code": code.id if code else None,
            "language": passage.language,
            "first": passage.start,
            "after": passage.end,
            "revision": passage.revision,
        }
        for code, passage in coding.list_passages()
    ]
    for table, rows in ((coding_marks, marks), (coding_passages, passages)):
        if rows:
            connection.execute(table.insert(), rows)


def _read_by_coder(
    connection: Connection, query: Select[Any], numbers: Iterable[int]
) -> Mapping[tuple[int, str], Sequence[Row[Any]]]:
    [table] = query.get_final_froms()
    found: dict[tuple[int, str], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query.where(is_among(connection, table.c.number, numbers))):
        found[row.number, row.coder].append(row)
    return found


def _to_coding(row: RowMapping, marks: Iterable[Row[Any]], passages: Iterable[Row[Any]]) -> StoryCoding:
    by_code: dict[Code | None, list[Passage]] = defaultdict(list)
    for passage in passages:
        code = _to_code(passage.kind, passage.code) if passage.kind else None
        by_code[code].append(Passage(passage.language, passage.first, passage.after, passage.revision))
    coded = [(_to_code(mark.kind, mark.code), mark.at) for mark in marks]
    return StoryCoding(
        story=row["story"],
        coder=row["coder"],
        marks=tuple(Mark(code, tuple(by_code[code]), at) for code, at in coded),
        leftovers=tuple(by_code[None]),
        memo=row["memo"],
        is_done=row["is_done"],
        at=row["at"],
        revision=row["revision"],
    )


@lru_cache(maxsize=4096)  # few codes stand in many rows
def _to_code(kind: CodeKind, id_: str) -> Code:
    return Code(kind, id_)
