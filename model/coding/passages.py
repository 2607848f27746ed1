"""Where a passage stands after the story's text was changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from model.coding.story_coding import Passage
from model.stories import Story

_PIECE = re.compile(r"\w+|\W")
_MOST_COMPARED = 4_000
"""Pieces of a text: comparing takes time by their square."""


def follow(passage: Passage, earlier: Mapping[int, Story], now: Story) -> Passage | None:
    """The same passage in the text of today; None where it is gone, or nobody knows its text any more.

    `earlier` has what the story was in each revision. Words that were put in the place of a passage's
    words, such as a mask, are part of it; what was added at its edges is not.
    """
    if passage.revision == now.revision:
        return passage
    before = earlier.get(passage.revision)
    if before is None:
        return None
    old, new = (_find_text(story, passage.language) for story in (before, now))
    if old is None or new is None:
        return None
    first, after = move(old, new, passage.start, passage.end)
    return Passage(passage.language, first, after, now.revision) if first < after else None


def move(old: str, new: str, start: int, end: int) -> tuple[int, int]:
    """From where up to where a part of a text stands in a changed one; nowhere is an empty part.

    >>> move("Then Sarah sang.", "Then [name] sang.", 5, 15)
    (5, 16)
    >>> move("Then Sarah sang.", "Then.", 5, 10)
    (4, 4)
    """
    if old == new:
        return start, end
    words = old[start:end]
    if old.count(words) == new.count(words) == 1:
        return new.index(words), new.index(words) + len(words)
    blocks = _compare(old, new)
    return _find_start(blocks, start), max(_find_start(blocks, start), _find_end(blocks, end))


_Block = tuple[int, int, int, int, bool]
"""From and up to where in the old text, the same in the new one, and whether both say the same."""


def _find_start(blocks: tuple[_Block, ...], at: int) -> int:
    old, _, new, new_end, is_same = blocks[bisect_right(blocks, at, key=lambda block: block[0]) - 1]
    return min(new + at - old, new_end) if is_same else new


def _find_end(blocks: tuple[_Block, ...], at: int) -> int:
    old, _, new, new_end, is_same = blocks[bisect_right(blocks, at - 1, key=lambda block: block[0]) - 1]
    return new + at - old if is_same else new_end


@lru_cache(maxsize=256)
def _compare(old: str, new: str) -> tuple[_Block, ...]:
    """What became of each part of the old text: every one of its characters is in one block."""
    pieces: list[list[str]] = [_PIECE.findall(text) for text in (old, new)]
    if max(map(len, pieces)) > _MOST_COMPARED:
        pieces = [text.splitlines(keepends=True) for text in (old, new)]
    places = [_list_places(some) for some in pieces]
    codes = SequenceMatcher(None, pieces[0], pieces[1], autojunk=False).get_opcodes()
    return tuple(
        (places[0][a], places[0][b], places[1][c], places[1][d], tag == "equal")
        for tag, a, b, c, d in codes
        if a < b
    )


def _list_places(pieces: list[str]) -> list[int]:
    places = [0]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    return places


def _find_text(story: Story, language: str) -> str | None:
    return next((wording.text for wording in story.wordings if wording.language == language), None)
