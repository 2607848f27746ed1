"""Which row of a table has the headings, and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from model.tables.formulas import restore
from model.tables.notes import Findings, Row
from model.tables.refusal import LONGEST_HEADING, LONGEST_NAME, MOST_COLUMNS, TableError, refuse_columns

SAMPLED = 50
"""In how many rows that are not empty is looked for the headings and for how wide a table is."""

_LOWEST = 20
"""How many rows may stand above the headings, where these are guessed."""

_NUMBER = re.compile(r"[-+]?[0-9]+([.,/:T -][0-9]+)*Z?%?")
_FEW = 4
_LONGEST_EXAMPLE = 60


@dataclass(frozen=True)
class Heading:
    """The number of the row of headings, its cells, the rows above that hold something, and a doubt."""

    number: int
    cells: Sequence[str]
    above: Sequence[Row] = ()
    is_doubtful: bool = False


def guess_heading(rows: Sequence[Row]) -> Heading:
    """The first of the rows, which are not empty, with something in half as many cells as rows have.

    Rows above it are titles. It is doubtful if most of its cells are numbers or dates, or if a text in it
    comes again in the same column below: then perhaps there are no headings.
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
    number, cells = rows[at]
    return Heading(number, cells, rows[:at], _looks_like_content(cells, rows[at + 1 :]))


def _looks_like_content(heading: Sequence[str], below: Sequence[Row]) -> bool:
    texts = [(column, cell.strip()) for column, cell in enumerate(heading) if cell.strip()]
    if not below:
        return False
    if sum(bool(_NUMBER.fullmatch(text)) for _, text in texts) * 2 > len(texts):
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
    """What the columns are called: by their headings, or by their letters where they have none.

    Long headings are shortened, and those that repeat have numbers, both noted. Raises `TableError` where
    there are too many, or one is so long that it is none.
    """
    texts = [restore(cell).strip("\ufeff \t\r\n") for cell in heading.cells]
    while len(texts) > MOST_COLUMNS and not texts[-1]:
        texts.pop()
    if len(texts) > MOST_COLUMNS:
        raise refuse_columns(len(texts))
    names: dict[str, None] = {}
    headings = set(texts)
    for column, text in enumerate(texts):
        names[_name_column(text, to_letters(column), {*names, *(headings - {text})}, findings, heading)] = (
            None
        )
    return tuple(names)


def _name_column(
    text: str, letters: str, taken: Collection[str], findings: Findings, heading: Heading
) -> str:
    if len(text) > LONGEST_HEADING:
        raise TableError(
            "no-header",
            f"there are no headings: one would be longer than {LONGEST_HEADING} characters",
            "put a row with a short heading for each column on top, or say that there are none",
            place=f"row {heading.number}" if heading.number else "",
            longest=LONGEST_HEADING,
        )
    if not text:
        return find_free_name(letters, taken)
    place = f"column {letters}"
    name = text
    if len(text) > LONGEST_NAME:
        findings.add("long-headings", place, example=shorten(text))
        name = shorten(text, LONGEST_NAME)
    free = find_free_name(name, taken)
    if free != name:
        findings.add("repeated-headings", place, example=shorten(free))
    return free


def find_free_name(name: str, taken: Collection[str]) -> str:
    """The name, or the name with the first number behind it that is free.

    >>> find_free_name("Comment", ["Comment", "Comment (2)"])
    'Comment (3)'
    """
    free, number = name, 1
    while free in taken:
        number += 1
        end = f" ({number})"
        free = name[: LONGEST_NAME - len(end)] + end
    return free


def shorten(text: str, most: int = _LONGEST_EXAMPLE) -> str:
    """The text on one line, with dots for what is longer than that.

    >>> shorten("Please tell us", 10)
    'Please te…'
    """
    text = " ".join(text[: 4 * most].split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def to_letters(column: int) -> str:
    """What a column is called in a spreadsheet, counted from 0, in brackets.

    >>> to_letters(2), to_letters(27)
    ('(C)', '(AB)')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"({letters})"
