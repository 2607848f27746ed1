"""How nodes and edges are known, and the sources that they name."""

from __future__ import annotations

from typing import Any

import pytest

from model.importing.findings import Item
from model.importing.knowledge import Knowledge
from model.importing.raw import RawRow
from model.importing.roles import Roles
from model.schema import LONGEST_TEXT

NODES = Roles(**{role: role for role in ("description", "question", *Roles.OF_KNOWLEDGE)})
EDGES = Roles(**{f"edge_{role}": role for role in Roles.OF_KNOWLEDGE})


def describe_node(knowledge: Knowledge, place: str = "row 2", **cells: str) -> dict[str, Any]:
    return knowledge.describe_node(RawRow(cells, place))


@pytest.mark.parametrize(
    ("cells", "described"),
    [
        ({}, {}),
        (
            {"description": " So.\r\nIt is. ", "question": "Why?"},
            {"description": "So.\nIt is.", "question": "Why?"},
        ),
        ({"provenance": "OPEN", "question": "Why?"}, {"question": "Why?", "provenance": {"kind": "open"}}),
        (
            {"provenance": "open", "description": "So.\nIt is.\nWhy?"},
            {"description": "So.\nIt is.", "question": "Why?", "provenance": {"kind": "open"}},
        ),
        ({"provenance": "open", "description": "Why?"}, {"question": "Why?", "provenance": {"kind": "open"}}),
        (
            {"provenance": "open", "description": "It is.\nSo?", "question": "Why?"},
            {"description": "It is.\nSo?", "question": "Why?", "provenance": {"kind": "open"}},
        ),
        (
            {"provenance": "inferred", "description": "Why?"},
            {"description": "Why?", "provenance": {"kind": "inferred"}},
        ),
        (
            {"provenance": "inferred", "note": "by us", "citation": "A. 2020"},
            {"provenance": {"kind": "inferred", "note": "by us"}},
        ),
        (
            {"provenance": "stated", "reference": "A 2020"},
            {"provenance": {"kind": "stated", "source": "a-2020"}},
        ),
        ({"reference": "A 2020", "note": "p. 3"}, {}),
    ],
)
def test_a_node_says_what_its_row_says(cells: dict[str, str], described: dict[str, Any]) -> None:
    knowledge = Knowledge(NODES, "")
    assert describe_node(knowledge, **cells) == described
    assert (knowledge.unsupported, knowledge.shortened) == ([], [])


@pytest.mark.parametrize(
    "cells",
    [
        {"provenance": "open", "description": "So."},
        {"provenance": "stated"},
        {"provenance": "reported", "citation": "A. 2020"},
        {"provenance": "hearsay", "reference": "A 2020"},
    ],
)
def test_what_a_model_cannot_have_is_listed_once(cells: dict[str, str]) -> None:
    knowledge = Knowledge(NODES, "")
    assert "provenance" not in describe_node(knowledge, "row 7", **cells)
    assert knowledge.unsupported == [Item("row 7")]
    assert knowledge.build_sources() == ([], None)


def test_an_edge_has_columns_of_its_own() -> None:
    row = RawRow({"provenance": "reported", "reference": "A 2020", "note": "p. 3"}, "row 2")
    knowledge = Knowledge(EDGES, "")
    assert knowledge.describe_edge(row) == {
        "provenance": {"kind": "reported", "note": "p. 3", "source": "a-2020"}
    }
    assert knowledge.describe_edge(RawRow({}, "row 3")) == {}
    assert Knowledge(NODES, "").describe_edge(row) == {}
    assert knowledge.rows == {("sources", 0): (row, "reference")}


def test_a_source_has_what_the_first_rows_that_name_it_say() -> None:
    knowledge = Knowledge(NODES, "")
    known = {"provenance": "stated"}
    rows = [
        {"reference": "A  2020", "link": "ftp://x.example"},
        {"reference": "Ä 2020", "citation": "A 2020", "link": "http://x.example", "licence": "CC0"},
        {
            "reference": "a 2020",
            "citation": "A.\nA paper. 2020.",
            "link": "https://y.example",
            "licence": "GPL",
        },
        {"reference": "A 2020", "citation": "Something else."},
        {"reference": "B"},
    ]
    for at, cells in enumerate(rows):
        describe_node(knowledge, f"row {at}", **known, **cells)
    assert knowledge.build_sources() == (
        [
            {
                "id": "a-2020",
                "short": "A 2020",
                "reference": "A. A paper. 2020.",
                "url": "http://x.example",
                "licence": "CC0",
            },
            {"id": "b", "short": "B", "reference": "B"},
        ],
        None,
    )
    assert {place: row.place for place, (row, _) in knowledge.rows.items()} == {
        ("sources", 0): "row 0",
        ("sources", 1): "row 4",
    }


@pytest.mark.parametrize(
    ("name", "citation", "is_cited"),
    [
        ("Ann 2020", "Ann, B. (2020). A paper.", True),
        ("ann et al., 2020", "Ann, B. (2020). A paper.", True),
        ("Ann 2021", "Ann, B. (2020). A paper.", False),
        ("Ann 2020 2021", "Ann, B. (2020). A paper.", False),
        ("Bob 2020", "Ann, B. (2020). A paper.", False),
        ("Ann", "Ann, B. (2020). A paper.", False),
        ("2020", "2020", True),
    ],
)
def test_a_model_is_cited_by_the_source_with_its_author_and_year_or_by_a_new_source(
    name: str, citation: str, is_cited: bool
) -> None:
    knowledge = Knowledge(NODES, citation)
    describe_node(knowledge, provenance="stated", reference=name)
    sources, cited = knowledge.build_sources()
    assert sources[0]["reference"] == (citation if is_cited else name)
    assert len(sources) == (1 if is_cited else 2)
    assert cited == sources[-1]["id"]
    assert sources[-1]["reference"] == citation


def test_a_model_that_is_not_cited_has_no_source_for_it() -> None:
    assert Knowledge(NODES, "").build_sources() == ([], None)


def test_a_text_as_long_as_a_model_allows_is_kept_and_a_longer_text_cut() -> None:
    knowledge = Knowledge(NODES, "")
    whole = "x" * LONGEST_TEXT
    assert describe_node(knowledge, description=whole)["description"] == whole
    assert knowledge.shortened == []
    long = dict.fromkeys(("description", "question", "note"), "y" * (LONGEST_TEXT - 4) + "   zzz")
    described = describe_node(knowledge, "row 5", provenance="inferred", **long)
    cut = "y" * (LONGEST_TEXT - 4) + " …"
    assert described == {
        "description": cut,
        "question": cut,
        "provenance": {"kind": "inferred", "note": cut},
    }
    assert knowledge.shortened == [Item("row 5", text) for text in long.values()]
