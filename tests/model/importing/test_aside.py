"""What the sheets of stages, levels and sources say beside those of elements and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.importing import Finding, Item, RawGraph, RawRow
from model.importing.template import complete

Rows = Sequence[Mapping[str, str]]


def list_rows(rows: Rows, sheet: str) -> tuple[RawRow, ...]:
    return tuple(RawRow(cells, f"{sheet}: row {at}") for at, cells in enumerate(rows, start=2))


def build(nodes: Rows, edges: Rows) -> RawGraph:
    columns = [tuple(dict.fromkeys(column for row in rows for column in row)) for rows in (nodes, edges)]
    return RawGraph(
        "x.xlsx",
        "workbook",
        "x",
        columns[0],
        columns[1],
        list_rows(nodes, "Elements"),
        list_rows(edges, "Links"),
        findings=(Finding("sheet", (Item("Notes"),)),),
    )


SOURCES = list_rows(
    [
        {
            "Name": " Ann 2020 ",
            "Full reference": "Ann. A paper.",
            "Source link": "https://x.example",
            "Source licence": "CC0",
        },
        {"Name": "Bob"},
        {"Name": "", "Full reference": "Nobody's"},
        {"Name": "Cas"},
    ],
    "Sources",
)


def test_rows_have_what_is_said_of_the_source_that_they_name() -> None:
    nodes = [{"Name": "Joy", "Source": "ANN 2020"}, {"Name": "Time", "Source": "Else"}, {"Name": "Rest"}]
    edges = [{"From": "Joy", "To": "Time", "Provenance source": "bob"}]
    raw = build(nodes, edges)
    done = complete(raw, {"sources": SOURCES})
    cited = {"Full reference": "Ann. A paper.", "Source link": "https://x.example", "Source licence": "CC0"}
    assert [row.cells for row in done.nodes] == [{**nodes[0], **cited}, nodes[1], nodes[2]]
    assert [row.cells for row in done.edges] == [{**edges[0], **dict.fromkeys(cited, "")}]
    assert [row.place for row in (*done.nodes, *done.edges)] == [
        *("Elements: row 2", "Elements: row 3", "Elements: row 4", "Links: row 2"),
    ]
    assert done.node_columns == ("Name", "Source", *cited)
    assert done.edge_columns == ("From", "To", "Provenance source", *cited)
    assert done.findings == (*raw.findings, Finding("unused-source", (Item("Sources: row 5", "Cas"),)))


def test_a_list_of_links_alone_gets_no_columns_of_elements() -> None:
    raw = build([], [{"From": "Joy", "To": "Time", "Source": "Ann 2020"}])
    done = complete(raw, {"sources": SOURCES})
    assert (done.node_columns, done.is_edges_only) == ((), True)
    assert len(done.edge_columns) == 6


def test_without_sources_nothing_changes() -> None:
    raw = build([{"Name": "Joy", "Source": "Ann 2020"}], [{"From": "Joy", "To": "Joy"}])
    assert complete(raw, {}) == raw
    assert complete(raw, {"sources": SOURCES[2:3]}) == raw


def test_stages_and_levels_are_those_with_a_name_and_what_is_said_of_them() -> None:
    stages = [
        {"Fase": "Nood\nen meer", "Beschrijving": "Wat\nnodig is", "Vraag": "Wat?"},
        {"Fase": "", "Beschrijving": "niets"},
        {"Naam": "Winst", "Gedeeld": "ja"},
    ]
    levels = [{"Name": "All", "SHARED": "yes"}, {"Name": "Some", "Gemeinsam": "x", "Notes": "so"}]
    done = complete(
        build([], []), {"stages": list_rows(stages, "Stages"), "levels": list_rows(levels, "Levels")}
    )
    nothing = {"description": "", "question": "", "shared": ""}
    assert done.stages == (RawRow({"label": "Winst", **nothing, "shared": "ja"}, "Stages: row 4"),)
    assert done.levels == (
        RawRow({"label": "All", **nothing, "shared": "yes"}, "Levels: row 2"),
        RawRow({"label": "Some", **nothing, "shared": "x", "description": "so"}, "Levels: row 3"),
    )
    named = [{"Name": "Nood\nen meer", "Beschrijving": "Wat\nnodig is", "Vraag": "Wat?"}]
    assert complete(build([], []), {"stages": list_rows(named, "Stages")}).stages == (
        RawRow(
            {"label": "Nood en meer", "description": "Wat\nnodig is", "question": "Wat?", "shared": ""},
            "Stages: row 2",
        ),
    )
