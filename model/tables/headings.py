"""Which rows of a table have the headings, and what its columns are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from model.tables.captions import Caption, build_captions
from model.tables.formulas import restore
from model.tables.further_headings import HeadingPair, Merged, blank_repeats, count_heading_rows, is_number
from model.tables.names import find_free_name, shorten, to_letters
from model.tables.notes import Findings, Row
from model.tables.refusal import LONGEST_HEADING, LONGEST_NAME, MOST_COLUMNS, TableError, refuse_columns

SAMPLED = 50
"""In how many rows that are not empty is looked for the headings and for how wide a table is."""

_LOWEST = 20
"""How many rows may stand above the headings, where these are guessed."""

_FEW = 4


@dataclass(frozen=True)
class Heading:
    """The headings of a table: the number of their first row, how many rows they take, what these hold.

    `texts` are by column: empty where there is no heading, or only one of a group, of which `captions` say
    more. `length` is how many cells the rows have. `above` are rows above that hold something, `further`
    those below the first one that are headings, too. `doubtful` is as in `Table`.
    """

    number: int
    texts: Sequence[str]
    length: int
    count: int = 1
    captions: Sequence[Caption | None] = ()
    above: Sequence[Row] = ()
    further: Sequence[Row] = ()
    doubtful: tuple[str, ...] = ()


def guess_heading(rows: Sequence[Row], merged: Sequence[Merged] = (), count: int | None = None) -> Heading:
    """The first of the rows, which are not empty, with something in half as many cells as rows have.

    Rows above it are titles; but one with the headings of groups, as survey tools write it, is a part of the
    headings. It is doubtful if most of its cells are numbers or dates, or if a text in it comes again in the
    same column below: then perhaps there are no headings.
    """
    texts = [[cell.strip() for cell in cells if cell.strip()] for _, cells in rows]
    width = measure_content(rows)
    # Merged cells all show the same title.
    at = next(
        (
            at
            for at, found in enumerate(texts[:_LOWEST])
            if width < 3 or (2 * len(found) >= width and len(set(found)) > 1)
        ),
        0,
    )
    if at and count != 1 and _has_groups(rows[at - 1], rows[at], rows[at + 1 :], merged):
        return build_heading(rows[: at - 1], rows[at - 1 :], merged, count or 2)
    heading = build_heading(rows[:at], rows[at:], merged, count)
    below = rows[at + 1 + len(heading.further) :]
    if _looks_like_content(rows[at][1], below) and not heading.further:
        heading = replace(heading, doubtful=("heading", *heading.doubtful))
    return heading


def build_heading(
    above: Sequence[Row], rows: Sequence[Row], merged: Sequence[Merged] = (), count: int | None = None
) -> Heading:
    """The headings that begin with the first of the rows; without a count, their rows are recognised."""
    found, is_doubtful = count_heading_rows(rows, merged) if count is None else (count, False)
    number, first = rows[0]
    further = [row for row in rows[1:found] if row[0] < number + found]
    length = max(len(cells) for _, cells in (rows[0], *further))
    texts = [*map(_clean, first), *[""] * (length - len(first))]
    captions: Sequence[Caption | None] = [None] * length
    if further:
        captions = build_captions(rows[0], further, length, merged)
        own = blank_repeats(rows[0], merged)
        texts = [
            "" if at < len(own) and not own[at] and captions[at] else text for at, text in enumerate(texts)
        ]
    doubtful = ("heading_rows",) if is_doubtful else ()
    return Heading(number, texts, length, found, captions, above, further, doubtful)


def _has_groups(above: Row, heading: Row, below: Sequence[Row], merged: Sequence[Merged]) -> bool:
    """Whether the row above the headings has those of groups."""
    if above[0] + 1 != heading[0]:
        return False
    pair = HeadingPair(above, heading, [cells for _, cells in below], merged)
    return pair.tells_repeats_apart or pair.is_of_surveymonkey


def _looks_like_content(heading: Sequence[str], below: Sequence[Row]) -> bool:
    texts = [(column, cell.strip()) for column, cell in enumerate(heading) if cell.strip()]
    if not below:
        return False
    if sum(is_number(text) for _, text in texts) * 2 > len(texts):
        return True
    repeating = [
        number
        for number, cells in below
        if list(cells) != list(heading)
        and any(column < len(cells) and cells[column].strip() == text for column, text in texts)
    ]
    # Of many headings one may come again in a second row of headings.
    return len(repeating) > (len(texts) > _FEW)


def measure_content(rows: Iterable[Row]) -> int:
    """In how many columns there is something in most of the rows, among those that are not empty."""
    filled = [sum(bool(cell.strip()) for cell in cells) for _, cells in rows]
    return int(median(filled)) if filled else 0


def name_columns(heading: Heading, findings: Findings) -> tuple[str, ...]:
    """What the columns are called: by their headings, else by their captions, else by their letters.

    Long headings are shortened, and those that repeat have numbers, both noted. Raises `TableError` where
    there are too many, or one is so long that it is none.
    """
    texts = list(heading.texts)
    captions = list(heading.captions) or [None] * len(texts)
    while len(texts) > MOST_COLUMNS and not texts[-1] and not captions[len(texts) - 1]:
        texts.pop()
    if len(texts) > MOST_COLUMNS:
        raise refuse_columns(len(texts))
    names: dict[str, None] = {}
    headings = set(texts)
    for column, text in enumerate(texts):
        taken = {*names, *(headings - {text})}
        names[_name_column(text, captions[column], to_letters(column), taken, findings, heading)] = None
    return tuple(names)


def _name_column(
    text: str,
    caption: Caption | None,
    letters: str,
    taken: Collection[str],
    findings: Findings,
    heading: Heading,
) -> str:
    if len(text) > LONGEST_HEADING:
        raise TableError(
            "no-header",
            f"there are no headings: one would be longer than {LONGEST_HEADING} characters",
            "put a row with a short heading for each column on top, or say that there are none",
            place=f"row {heading.number}" if heading.number else "",
            longest=LONGEST_HEADING,
        )
    place = f"column {letters}"
    if text:
        name = shorten(text, LONGEST_NAME) if len(text) > LONGEST_NAME else text
    elif caption is not None:
        text, name = str(caption), caption.to_name()
    else:
        return find_free_name(letters, taken)
    if len(text) > LONGEST_NAME:
        findings.add("long-headings", place, example=shorten(text))
    free = find_free_name(name, taken)
    if free != name:
        findings.add("repeated-headings", place, example=shorten(free))
    return free


def _clean(cell: str) -> str:
    return restore(cell).strip("\ufeff \t\r\n")
