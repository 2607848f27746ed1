"""The error for a file that is no table that can be read, and the bounds past which it is none."""

from __future__ import annotations

from model.errors import ConceptualModelError

MOST_COLUMNS = 200
MOST_ROWS = 1_000_000
LARGEST_FILE = 256 * 2**20
"""In bytes."""
LARGEST_UNPACKED = 2**30
"""In bytes; all parts of a workbook together. No part is ever held in memory as a whole."""
LONGEST_CELL = 1_000_000
LONGEST_NAME = 200
"""Of a cell, and of the name of a column, in signs."""


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
