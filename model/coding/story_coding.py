"""What one coder makes of one story: which nodes and dimensions it shows, by which passages, and a memo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, get_args

from model.stories import Story

CodeKind = Literal["node", "dimension"]
CODE_KINDS: tuple[CodeKind, ...] = get_args(CodeKind)

LONGEST_MEMO = 2000
MOST_PASSAGES = 200
"""Of one coder in one story."""


@dataclass(frozen=True, order=True)
class Code:
    """What a story can be coded as: a node or a dimension of the model, by its id."""

    kind: CodeKind
    id: str


@dataclass(frozen=True)
class Passage:
    """A part of a story's text in one language: the characters from `start` up to `end`.

    They are counted in the text of the story's `revision`; `passages.follow` finds the place in a later
    one. Of the text itself nothing is kept: what is masked in the story is masked everywhere.
    """

    language: str
    start: int
    end: int
    revision: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a passage from {self.start} up to {self.end} holds no character")

    def find_text(self, story: Story) -> str:
        """What stands there in a story of this revision; empty where it has no such language.

        >>> story = Story(wordings=[{"language": "en", "text": "She sang for him."}], teller="family")
        >>> Passage("en", 0, 8, revision=1).find_text(story)
        'She sang'
        """
        wording = next((wording_ for wording_ in story.wordings if wording_.language == self.language), None)
        return wording.text[self.start : self.end] if wording else ""


@dataclass(frozen=True)
class Mark:
    """A code that a coder gave a story, and the passages that are the reason for it, in their order."""

    code: Code
    passages: tuple[Passage, ...] = ()
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class StoryCoding:
    """All that one coder made of one story.

    `leftovers` are the passages that have no place in the model. Until it `is_done`, nobody counts it: a
    story that is done without a mark was found to show nothing, one that is not done was not coded.
    `revision` counts its changes, 0 before the first is stored. `lost` is how many of its passages are left
    out, as the text of today has no words of them any more.
    """

    story: str
    coder: str
    marks: tuple[Mark, ...] = ()
    leftovers: tuple[Passage, ...] = ()
    memo: str = ""
    is_done: bool = False
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    revision: int = 0
    lost: int = 0

    @property
    def codes(self) -> frozenset[Code]:
        """The codes that it gives the story."""
        return frozenset(mark.code for mark in self.marks)

    def list_ids(self, kind: CodeKind) -> tuple[str, ...]:
        """The ids of its codes of a kind, in their order."""
        return tuple(mark.code.id for mark in self.marks if mark.code.kind == kind)

    def list_passages(self) -> Iterator[tuple[Code | None, Passage]]:
        """Each passage with the code that it is the reason for, None for a leftover."""
        for mark in self.marks:
            for passage in mark.passages:
                yield mark.code, passage
        for passage in self.leftovers:
            yield None, passage


Progress = Literal["todo", "begun", "done"]
"""How far a coder is with a story."""


@dataclass(frozen=True)
class Coder:
    """Somebody who codes stories: a name that the facilitator gives, no account."""

    id: str
    name: str
    created_at: datetime


@dataclass(frozen=True)
class CodeMemo:
    """What a coder notes on a code itself, whatever the story."""

    coder: str
    code: Code
    text: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Decision:
    """What was agreed on where coders differ: whether a story has a code, who said so, and when."""

    story: str
    code: Code
    is_attached: bool
    role: str
    at: datetime


@dataclass(frozen=True)
class Codings:
    """Everything that was coded of a model's stories: what figures, tables and exchange files are made of.

    `coders` in the order they were added; `codings` by story and coder, those that are not done with them;
    of stories that were withdrawn there is nothing.
    """

    coders: tuple[Coder, ...] = ()
    codings: tuple[StoryCoding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    memos: tuple[CodeMemo, ...] = ()
