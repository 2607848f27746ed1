"""Codings out of tables: what each coder said of each story, in a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from model import ConceptualModel
from model.coding import Code, Coder, Codings, Decision, Mark, Passage, StoryCoding
from model.schema import Dimension, Words
from tests.building import Edges, Ids, build_model, read_ids

AT = datetime(2026, 11, 24, tzinfo=UTC)


def build_coded_model(edges: Edges = (), nodes: Ids = "a b", dimensions: Ids = "") -> ConceptualModel:
    """A model with dimensions that are named by their ids."""
    file = build_model(edges, nodes=nodes).file
    declared = tuple(Dimension(id=id_, name=Words({Words.EVERY: id_})) for id_ in read_ids(dimensions))
    return ConceptualModel(file.model_copy(update={"dimensions": declared}))


def read_codes(text: str) -> tuple[Code, ...]:
    """Codes by their ids, in one text; a dimension is written with a slash before it.

    >>> read_codes("joy /comfort")[1]
    Code(kind='dimension', id='comfort')
    """
    return tuple(
        Code("dimension", id_[1:]) if id_.startswith("/") else Code("node", id_) for id_ in text.split()
    )


def code_story(
    story: str, coder: str, codes: str = "", *, leftovers: int = 0, passages: int = 0, is_done: bool = True
) -> StoryCoding:
    """A coding with a number of passages for each code, and of leftovers, each of three characters."""
    some = tuple(Passage("en", 5 * at, 5 * at + 3, 1) for at in range(max(leftovers, passages)))
    marks = tuple(Mark(code, some[:passages], AT) for code in read_codes(codes))
    return StoryCoding(story, coder, marks, some[:leftovers], is_done=is_done, at=AT)


def build_codings(
    said: Mapping[str, Mapping[str, str]], decided: Sequence[tuple[str, str, bool]] = ()
) -> Codings:
    """Codings by coder and story, each the codes that were given.

    `decided` has the story, the code, and whether it was attached.
    """
    return Codings(
        coders=tuple(Coder(coder, coder.capitalize(), AT) for coder in said),
        codings=tuple(
            code_story(story, coder, codes)
            for story in dict.fromkeys(story for by_story in said.values() for story in by_story)
            for coder, by_story in said.items()
            if (codes := by_story.get(story)) is not None
        ),
        decisions=tuple(
            Decision(story, read_codes(code)[0], is_attached, "facilitator", AT)
            for story, code, is_attached in decided
        ),
    )
