"""Keeping texts apart from formulas: a spreadsheet must not run what somebody typed into a story.

The characters are those that OWASP names for "CSV injection": = + - @, their full-width forms, and a tab or a
line break at the beginning; also behind spaces, quotes and characters that cannot be seen.
"""

from __future__ import annotations

import re
from typing import TypeVar

_Value = TypeVar("_Value")

_LIKE_A_FORMULA = re.compile(
    "'*[\t\r\n]|['\"\\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]"
)


def neutralise(value: _Value) -> _Value | str:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it; else the value.

    `restore` takes exactly that back, also from a text that begins with an apostrophe of its own.

    >>> neutralise("=1+1"), neutralise("'=1"), neutralise(-7), neutralise("'tis so")
    ("'=1+1", "''=1", -7, "'tis so")
    """
    return f"'{value}" if isinstance(value, str) and _LIKE_A_FORMULA.match(value) else value


def restore(text: str) -> str:
    """The text that `neutralise` was given.

    >>> restore("'=1+1"), restore("''=1"), restore("'tis so")
    ('=1+1', "'=1", "'tis so")
    """
    return text[1:] if text.startswith("'") and _LIKE_A_FORMULA.match(text, 1) else text
