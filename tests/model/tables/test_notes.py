"""What comes up while a table is read: counted by kind, with places and an example."""

from __future__ import annotations

import pytest

from model.tables import TableNote
from model.tables.notes import MOST_PLACES, Findings


def test_a_note_has_its_count_its_places_and_the_first_example() -> None:
    findings = Findings()
    findings.add("long-headings", "column (A)", example="x")
    findings.add("long-headings", "column (A)", example="y")
    findings.add("long-headings", "column (C)", 3)
    findings.add("nul-bytes", "line 2")
    findings.add("long-headings", "column (A)")
    assert findings.to_notes() == (
        TableNote("nul-bytes", ("line 2",), {"count": 1}),
        TableNote("long-headings", ("column (A)", "column (C)", "column (A)"), {"count": 6, "example": "x"}),
    )
    assert (findings.get_count("long-headings"), findings.get_count("stray-quotes")) == (6, 0)


def test_what_is_dropped_is_no_note() -> None:
    findings = Findings()
    findings.add("nul-bytes", "line 2")
    findings.drop("nul-bytes")
    findings.drop("stray-quotes")
    assert (findings.to_notes(), findings.get_count("nul-bytes")) == ((), 0)


def test_a_note_is_a_sentence_of_one_place_or_of_more() -> None:
    single = TableNote("nul-bytes", ("line 2",), {"count": 1})
    assert str(single) == "a NUL character was removed: line 2"
    several = TableNote("long-headings", ("column (A)", "column (B)"), {"count": 2, "example": "x…"})
    assert str(several) == '2 headings were shortened: column (A), column (B) ("x…")'


@pytest.mark.parametrize(
    ("count", "named"), [(1, "r0"), (5, "r0, r1, r2, r3, r4"), (6, "r0, r1, r2, r3, r4 …")]
)
def test_five_places_are_named(count: int, named: str) -> None:
    places = tuple(f"r{number}" for number in range(count))
    assert TableNote("nul-bytes", places, {"count": count}).list_places() == named


def test_so_many_places_are_kept() -> None:
    findings = Findings()
    for number in range(MOST_PLACES + 1):
        findings.add("nul-bytes", f"line {number}")
    [note] = findings.to_notes()
    assert note.places == tuple(f"line {number}" for number in range(MOST_PLACES))
    assert note.details["count"] == MOST_PLACES + 1
