"""Merged cells show what is in the first of them, in each row and column that they reach."""

from __future__ import annotations

import pytest

from model.tables import TableError, merged
from model.tables.merged import MergedCells
from model.tables.notes import Findings
from model.tables.refusal import MOST_COLUMNS


def fill(rows: list[list[str]], *places: tuple[int, int, int, int]) -> tuple[list[list[str]], Findings]:
    """The rows with their merged cells filled, and what was noted."""
    cells, findings = MergedCells(), Findings()
    for place in places:
        cells.add(*place)
    filled = [list(row) for row in rows]
    for number, row in enumerate(filled, start=1):
        cells.fill(number, row, findings)
    return filled, findings


def test_what_is_merged_downwards_ends_with_its_last_row() -> None:
    filled, findings = fill([["a", "b"], ["x", "c"], ["", ""], ["", ""]], (1, 1, 1, 3))
    assert filled == [["a", "b"], ["x", "c"], ["a", ""], ["", ""]]
    assert list(findings.merged) == [(1, 1, 1, 3)]


def test_what_is_merged_sideways_makes_a_short_row_longer() -> None:
    filled, findings = fill([["a"], ["b"]], (1, 1, 3, 1))
    assert filled == [["a", "a", "a"], ["b"]]
    assert findings.get_count("merged-cells") == 1


def test_what_shows_nothing_or_is_merged_with_nothing_is_no_merged_cell() -> None:
    rows = [["a", " "], ["b", "c"]]
    filled, findings = fill(rows, (1, 1, 1, 1), (2, 1, 2, 2), (3, 1, 4, 1), (2, 2, 1, 2), (1, 2, 1, 1))
    assert filled == rows
    assert findings.get_count("merged-cells") == 0
    assert not findings.merged


def test_a_place_is_named_as_spreadsheets_do() -> None:
    row = [""] * 25 + ["z", "", ""]
    filled, findings = fill([row], (26, 1, 28, 1))
    assert filled == [[""] * 25 + ["z"] * 3]
    assert [note.places for note in findings.to_notes()] == [("Z1:AB1",)]


def test_no_further_column_is_filled_than_a_table_may_have() -> None:
    filled, _ = fill([["a"]], (1, 1, MOST_COLUMNS + 1, 1))
    assert filled == [["a"] * MOST_COLUMNS]
    filled, _ = fill([["", *[""] * MOST_COLUMNS, "b"]], (MOST_COLUMNS + 1, 1, MOST_COLUMNS + 2, 2))
    assert filled[0][0] == ""


def test_there_may_be_so_many_merged_places_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged, "_MOST", 2)
    cells = MergedCells()
    assert not cells
    for _ in range(2):
        cells.add(1, 1, 2, 1)
    assert cells
    with pytest.raises(TableError):
        cells.add(1, 1, 2, 1)
