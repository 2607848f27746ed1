"""Merged cells: each of them shows what is in the first one, and is read like that."""

from __future__ import annotations

from collections import defaultdict

from model.tables.notes import Findings
from model.tables.refusal import MOST_COLUMNS, refuse_size

_MOST = 50_000


class MergedCells:
    """Which cells of a sheet are merged; columns and rows are counted from 1."""

    def __init__(self) -> None:
        self._starts: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self._count = 0
        self._active: dict[int, tuple[int, str]] = {}
        """By column: the last row of what is merged there, and what it shows."""

    def __bool__(self) -> bool:
        return self._count > 0

    def add(self, left: int, top: int, right: int, bottom: int) -> None:
        """Note that cells are merged. Raises `TableError` where there are too many such places."""
        self._count += 1
        if self._count > _MOST:
            raise refuse_size()
        if left <= MOST_COLUMNS and right >= left and bottom >= top:
            self._starts[top].append((left, min(right, MOST_COLUMNS), bottom))

    def fill(self, number: int, row: list[str], findings: Findings) -> None:
        """Fill the empty cells of a row that are merged with one to the left or above.

        Rows must come in their order, from the first one.
        """
        for column in [column for column, (last, _) in self._active.items() if last < number]:
            del self._active[column]
        for left, right, bottom in self._starts.pop(number, ()):
            text = row[left - 1] if left <= len(row) else ""
            if text.strip() and (right > left or bottom > number):
                findings.add("merged-cells", f"{_name(left, number)}:{_name(right, bottom)}")
                findings.merged.append((left, number, right, bottom))
                self._active |= dict.fromkeys(range(left, right + 1), (bottom, text))
        for column, (_, text) in self._active.items():
            row += [""] * (column - len(row))
            row[column - 1] = row[column - 1] or text


def _name(column: int, row: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
