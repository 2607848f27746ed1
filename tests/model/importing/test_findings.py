"""What was found in a file is counted, placed, and said in sentences and in a table."""

from __future__ import annotations

import pytest

from model.importing.findings import (
    CountedFindings,
    Finding,
    Findings,
    Item,
    describe_finding,
    to_rows,
)
from model.words import get_words

LOOPS = tuple(Item(f"row {number}", f"n{number} → n{number}") for number in range(2, 8))


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (Finding("row", LOOPS[:1]), "Rows that were not read: 1 (row 2)"),
        (Finding("row", LOOPS[:5]), "Rows that were not read: 5 (row 2, row 3, row 4, row 5, row 6)"),
        (Finding("row", LOOPS), "Rows that were not read: 6 (row 2, row 3, row 4, row 5, row 6, …)"),
        (Finding("row", LOOPS[:2], 9), "Rows that were not read: 9 (row 2, row 3, …)"),
        (Finding("row", LOOPS[:2], 1), "Rows that were not read: 2 (row 2, row 3)"),
        (Finding("drawing", (), 40), "Positions, colours, sizes and shapes, left out: 40"),
        (Finding("row", (Item("nodes[0]", "x", 7),)), "Rows that were not read: 1 (line 7)"),
    ],
)
def test_a_finding_is_a_sentence_with_its_first_places(finding: Finding, sentence: str) -> None:
    assert describe_finding(finding, str) == sentence


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("row 3", "rij 3"),
        ('sheet "Row 3": row 4, column "To"', 'blad "Row 3": rij 4, kolom "To"'),
        ('shape "row 3"', 'vorm "row 3"'),
        ('node "x", entry 2', 'element "x", onderdeel 2'),
        ("edges.csv: row 4", "edges.csv: rij 4"),
        ("row 3a", "row 3a"),
        ("narrow 3", "narrow 3"),
    ],
)
def test_a_place_is_said_in_the_language_of_the_reader_but_for_what_is_in_quotes(
    place: str, said: str
) -> None:
    rows = list(to_rows([Finding("row", (Item(place, "x", 5),))], get_words("nl")))
    assert rows[1][1:] == (said, 5, "x")


def test_everything_found_is_a_table_with_the_rest_counted() -> None:
    findings = [
        Finding("self-loop", (Item("row 4", "a → a"), Item("links[1]", "b → b", 12)), 5),
        Finding("row", LOOPS[:1]),
        Finding("drawing", (), 3),
    ]
    loops, rows, drawn = (describe_finding(Finding(found.code), str).partition(":")[0] for found in findings)
    assert list(to_rows(findings, str)) == [
        ("What", "Where", "Line", "What it says"),
        (loops, "row 4", "", "a → a"),
        (loops, "links[1]", 12, "b → b"),
        (loops, "", "", "3"),
        (rows, "row 2", "", "n2 → n2"),
        (drawn, "", "", "3"),
    ]


def test_what_is_found_is_kept_by_kind_in_the_order_in_which_kinds_came_up() -> None:
    findings = Findings([Finding("row", LOOPS[:1], 4), Finding("drawing", (), 2)])
    findings.add("column", Item("a"))
    findings.add("row", LOOPS[1])
    findings.extend("drawing", (), 3)
    findings.extend("comment", ())
    findings.extend("part", [Item("b"), Item("c")], 1)
    assert findings.to_tuple() == (
        Finding("row", LOOPS[:2], 5),
        Finding("drawing", (), 5),
        Finding("column", (Item("a"),), 1),
        Finding("part", (Item("b"), Item("c")), 2),
    )


def test_of_many_places_some_are_kept_and_all_counted() -> None:
    findings = CountedFindings()
    items = [Item(f"row {number}") for number in range(300)]
    findings.extend("row", items[:150])
    findings.extend("row", items[150:], 200)
    findings.add("row", Item("row 300"))
    assert findings.to_tuple() == (Finding("row", tuple(items[:200]), 351),)


def test_a_kind_that_is_not_known_is_no_finding() -> None:
    with pytest.raises(ValueError, match="unheard"):
        Finding("unheard")
