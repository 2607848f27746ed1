"""Names for columns: as short as needed, each once, and letters where there is no other."""

from __future__ import annotations

from collections.abc import Collection

from model.tables.refusal import LONGEST_NAME

_LONGEST_EXAMPLE = 60


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
