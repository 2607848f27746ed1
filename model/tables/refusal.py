"""The error for a file that is no table that can be read, and the bounds past which it is none."""

from __future__ import annotations

from model.errors import ConceptualModelError

MOST_COLUMNS = 500
MOST_ROWS = 1_000_000
LARGEST_FILE = 256 * 2**20
"""In bytes."""
LARGEST_UNPACKED = 2**30
"""In bytes; all parts of a workbook together. No part is ever held in memory as a whole."""
LONGEST_CELL = 1_000_000
LONGEST_NAME = 200
LONGEST_HEADING = 2_000
"""Of a cell, of the name of a column, and of the heading that it is shortened from, in characters."""


class TableError(ConceptualModelError):
    """A file that cannot be read, or a table that cannot be written: where, what is wrong, what to do.

    `code` names the kind of fault and `details` hold what the English sentence says of this one, for
    saying it in another language. `file` and `place` may be empty.

    >>> str(TableError("empty", "there is nothing in it", "choose another file", file="stories.csv"))
    'stories.csv: there is nothing in it; choose another file'
    """

    def __init__(
        self, code: str, problem: str, remedy: str, *, file: str = "", place: str = "", **details: object
    ) -> None:
        self.code = code
        self.problem = problem
        self.remedy = remedy
        self.file = file
        self.place = place
        self.details = details
        super().__init__(problem)

    def __str__(self) -> str:
        return ": ".join([*filter(None, (self.file, self.place)), f"{self.problem}; {self.remedy}"])


def refuse_size() -> TableError:
    """The error for a file that is too large."""
    return TableError("too-large", "it is too large", "split it into several files")


def refuse_columns(count: int) -> TableError:
    """The error for a table that is too wide."""
    return TableError(
        "too-many-columns",
        f"it has {count} columns or more; at most {MOST_COLUMNS} are read",
        "remove those that are not needed",
        count=count,
        most=MOST_COLUMNS,
    )


def refuse_password() -> TableError:
    """The error for a workbook that only opens with a password."""
    return TableError(
        "password", "this workbook is protected by a password", "open it and save it without a password"
    )


def refuse_damage() -> TableError:
    """The error for a workbook that is cut off or changed."""
    return TableError("damaged", "this workbook is damaged", "open it in a spreadsheet and save it again")


def refuse_empty() -> TableError:
    """The error for a file, or a sheet, without anything in it."""
    return TableError("empty", "there is nothing in it", "check that this is the file you meant")
