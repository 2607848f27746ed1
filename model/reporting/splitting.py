"""What does not fit on one slide: tables in smaller letters, texts and lists in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from model.export.shapes import Place, measure_height, shorten

_Part = TypeVar("_Part")


def choose_size(rows: Sequence[Sequence[str]], room: Place, widths: Sequence[float]) -> float:
    """The largest letters with which a table fits into its room; `widths` are shares of the columns."""

    def measure(size: float) -> float:
        shares = [share / sum(widths) for share in widths]
        heights = [
            max(
                measure_height(cell, room.width * share - 12, size)
                for cell, share in zip(row, shares, strict=True)
            )
            for row in rows
        ]
        return sum(max(height + 0.4 * size, 1.7 * size) for height in heights) + 1.7 * size

    return next((size for size in (16.0, 14.0, 12.0, 10.0, 8.0) if measure(size) <= room.height), 7.0)


def split_text(words: str, width: float, height: float, size: float) -> list[str]:
    """A text in parts that each fit into a room; it is parted between words."""
    parts: list[str] = []
    while words and measure_height(words, width, size) > height:
        kept = shorten(words, width, height, size).removesuffix("…")
        end = max(1, len(kept))
        end += len(words[end:]) - len(words[end:].lstrip(" \n.,;:"))
        parts.append(words[:end].rstrip())
        words = words[end:]
    return [*parts, words] if words or not parts else parts


def split_parts(parts: Sequence[_Part], most: int) -> Iterator[Sequence[_Part]]:
    """The parts in groups of at most `most`."""
    for start in range(0, len(parts), most):
        yield parts[start : start + most]
