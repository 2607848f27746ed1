"""Tables of text: the rows that each becomes, its settings, and what is refused."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing import RawGraph, ReadingOptions
from model.importing.graph_file import GraphFile
from model.importing.readers.tabular import read_table_file, read_two_tables
from model.tables import Reading
from tests.model.importing.samples import Found, Row, list_findings, list_rows


def read(content: str, options: ReadingOptions | None = None, name: str = "our map.csv") -> RawGraph:
    return read_table_file(GraphFile(content.encode(), name, options or ReadingOptions()))


def read_two(first: str, second: str) -> RawGraph:
    return read_two_tables(GraphFile(first.encode(), "one.csv"), GraphFile(second.encode(), "two.csv"))


def name_rows(*rows: tuple[dict[str, str], str]) -> list[Row]:
    return [(cells, place, None) for cells, place in rows]


def list_settings(raw: RawGraph) -> list[tuple[str, str, str, bool]]:
    return [(each.name, each.value, each.example, each.is_doubtful) for each in raw.settings]


@pytest.mark.parametrize(
    ("content", "holds", "nodes", "edges", "found"),
    [
        ("From,To\na,b\n", "edges", [], [({"From": "a", "To": "b"}, "row 2")], []),
        ("Name,x\na,b\n", "nodes", [({"Name": "a", "x": "b"}, "row 2")], [], []),
        (
            "# c\n% d\n\nFrom;To\na;b\n↑ help;x\n# e;f\n",
            "edges",
            [],
            [({"From": "a", "To": "b"}, "row 5"), ({"From": "# e", "To": "f"}, "row 7")],
            [],
        ),
        ("  \n# c\nFrom,To\na,b\n", "edges", [], [({"From": "a", "To": "b"}, "row 4")], []),
        ("one,two\na,b\n", "edges", [], [({"one": "a", "two": "b"}, "row 2")], []),
        (
            "a,b\nb,c\n",
            "edges",
            [],
            [({"source": "a", "target": "b"}, "row 1"), ({"source": "b", "target": "c"}, "row 2")],
            [],
        ),
        (
            "a,b,1\nb,c,2.5\n",
            "edges",
            [],
            [
                ({"source": "a", "target": "b", "(C)": "1"}, "row 1"),
                ({"source": "b", "target": "c", "(C)": "2.5"}, "row 2"),
            ],
            [],
        ),
        (
            "a b\nb c\n",
            "edges",
            [],
            [({"source": "a", "target": "b"}, "row 1"), ({"source": "b", "target": "c"}, "row 2")],
            [],
        ),
        (
            "x,x\na,b\n",
            "edges",
            [],
            [({"source": "x", "target": "x"}, "row 1"), ({"source": "a", "target": "b"}, "row 2")],
            [],
        ),
        (
            "a;b\n b ;c;d\n\ne\n",
            "lists",
            [
                ({"label": "a"}, "row 1"),
                ({"label": "b"}, "row 1"),
                ({"label": "c"}, "row 2"),
                ({"label": "d"}, "row 2"),
                ({"label": "e"}, "row 4"),
            ],
            [
                ({"source": "a", "target": "b"}, "row 1"),
                ({"source": "b", "target": "c"}, "row 2"),
                ({"source": "b", "target": "d"}, "row 2"),
            ],
            [],
        ),
        (
            "a,b,x\nb,,c\n",
            "lists",
            [({"label": name}, f"row {row}") for name, row in (("a", 1), ("b", 1), ("x", 1), ("c", 2))],
            [
                ({"source": "a", "target": "b"}, "row 1"),
                ({"source": "a", "target": "x"}, "row 1"),
                ({"source": "b", "target": "c"}, "row 2"),
            ],
            [],
        ),
        (
            ",a,b,c\na,0,1,\nb,1,0,x\nc,NaN,-,2.5\n",
            "matrix",
            [({"label": "a"}, "row 2"), ({"label": "b"}, "row 3"), ({"label": "c"}, "row 4")],
            [
                ({"source": "a", "target": "b", "weight": "1"}, 'row 2, column "b"'),
                ({"source": "b", "target": "a", "weight": "1"}, 'row 3, column "a"'),
                ({"source": "b", "target": "c", "label": "x", "weight": "x"}, 'row 3, column "c"'),
                ({"source": "c", "target": "c", "weight": "2.5"}, 'row 4, column "c"'),
            ],
            [],
        ),
        (
            ",a,b,c\nc,0,1,0\na,1,0, 2\nb,0,0,1\n",
            "matrix",
            [({"label": "c"}, "row 2"), ({"label": "a"}, "row 3"), ({"label": "b"}, "row 4")],
            [
                ({"source": "c", "target": "b", "weight": "1"}, 'row 2, column "b"'),
                ({"source": "a", "target": "a", "weight": "1"}, 'row 3, column "a"'),
                ({"source": "a", "target": "c", "weight": "2"}, 'row 3, column "c"'),
                ({"source": "b", "target": "c", "weight": "1"}, 'row 4, column "c"'),
            ],
            [],
        ),
        (
            ",a,b,c\nc,0,1,0\nb,2,0,1\na,1,2,0\n",
            "matrix",
            [({"label": "c"}, "row 2"), ({"label": "b"}, "row 3"), ({"label": "a"}, "row 4")],
            [
                (
                    {"source": "b", "target": "c", "direction": "undirected", "weight": "1"},
                    'row 3, column "c"',
                ),
                ({"source": "a", "target": "a", "weight": "1"}, 'row 4, column "a"'),
                (
                    {"source": "a", "target": "b", "direction": "undirected", "weight": "2"},
                    'row 4, column "b"',
                ),
            ],
            [],
        ),
        (
            "g,n,a,b\nx,a,0,1\ny,b,0,0\n",
            "matrix",
            [({"label": "a"}, "row 2"), ({"label": "b"}, "row 3")],
            [({"source": "a", "target": "b", "weight": "1"}, 'row 2, column "b"')],
            [("column", 1, [('"g"', "", None)])],
        ),
        (
            "n,g,h,a,b\na,x,y,0,1\nb,x,y,0,0\n",
            "matrix",
            [({"label": "a"}, "row 2"), ({"label": "b"}, "row 3")],
            [({"source": "a", "target": "b", "weight": "1"}, 'row 2, column "b"')],
            [("column", 2, [('"g"', "", None), ('"h"', "", None)])],
        ),
        (
            "0,1,0\n0,0,0.5\n0,,0\n",
            "matrix",
            [({"label": "1"}, "row 1"), ({"label": "2"}, "row 2"), ({"label": "3"}, "row 3")],
            [
                ({"source": "1", "target": "2", "weight": "1"}, 'row 1, column "2"'),
                ({"source": "2", "target": "3", "weight": "0.5"}, 'row 2, column "3"'),
            ],
            [("unnamed", 3, [("row 1", "1", None), ("row 2", "2", None), ("row 3", "3", None)])],
        ),
        (
            "From,To\na,b,c\nd,e\n",
            "edges",
            [],
            [({"From": "d", "To": "e"}, "row 3")],
            [
                (
                    "row",
                    1,
                    [
                        (
                            "row 2",
                            "has more cells than there are columns; put quotes around texts "
                            "with a separator in them",
                            None,
                        )
                    ],
                )
            ],
        ),
    ],
)
def test_a_table_is_one_of_links_elements_pairs_lists_or_a_matrix(
    content: str,
    holds: str,
    nodes: list[tuple[dict[str, str], str]],
    edges: list[tuple[dict[str, str], str]],
    found: list[Found],
) -> None:
    raw = read(content)
    assert (raw.name, raw.form, raw.title, raw.label) == ("our map.csv", "table", "our map", "CSV")
    assert (list_rows(raw.nodes), list_rows(raw.edges)) == (name_rows(*nodes), name_rows(*edges))
    assert list_findings(raw) == found
    assert raw.settings[0].value == holds
    assert set(raw.edge_columns) >= {column for row in raw.edges for column in row.cells}


@pytest.mark.parametrize(
    ("content", "settings"),
    [
        (
            "a,b,x,y,To,From\nc,d,e,f,g,h\n",
            [
                ("table", "edges", "a, b, x, y", False),
                ("heading", "1", "a, b, x, y", False),
                ("heading_rows", "1", "a, b, x, y", False),
                ("separator", ",", "a | b | x | y", False),
            ],
        ),
        (
            "a b\nb c\n",
            [
                ("table", "edges", "(A), (B)", False),
                ("heading", "0", "", False),
                ("separator", " ", "(A) | (B)", True),
            ],
        ),
    ],
)
def test_what_was_guessed_of_a_table_may_be_said_otherwise(
    content: str, settings: list[tuple[str, str, str, bool]]
) -> None:
    raw = read(content)
    assert list_settings(raw) == settings
    assert raw.settings[0].choices == ("edges", "nodes", "matrix", "lists")


@pytest.mark.parametrize(
    ("holds", "nodes", "edges"),
    [
        ("edges", [], [({"this": "a", "that": "b"}, "row 2")]),
        ("nodes", [({"this": "a", "that": "b"}, "row 2")], []),
        (
            "matrix",
            [({"label": "a"}, "row 2")],
            [({"source": "a", "target": "that", "label": "b", "weight": "b"}, 'row 2, column "that"')],
        ),
        (
            "lists",
            [({"label": name}, f"row {row}") for name, row in (("this", 1), ("that", 1), ("a", 2), ("b", 2))],
            [({"source": "this", "target": "that"}, "row 1"), ({"source": "a", "target": "b"}, "row 2")],
        ),
    ],
)
def test_what_a_table_holds_may_be_said(
    holds: str, nodes: list[tuple[dict[str, str], str]], edges: list[tuple[dict[str, str], str]]
) -> None:
    raw = read("this,that\na,b\n", ReadingOptions(table=holds))
    assert (list_rows(raw.nodes), list_rows(raw.edges)) == (name_rows(*nodes), name_rows(*edges))
    assert raw.settings[0].value == holds


def test_a_heading_that_is_said_holds_though_its_cells_repeat() -> None:
    raw = read("From,From\na,b\n", ReadingOptions(reading=Reading(heading=1), table="edges"))
    assert [row.place for row in raw.edges] == ["row 2"]
    raw = read("a,b\nb,c\n", ReadingOptions(reading=Reading(heading=0)))
    assert [row.cells for row in raw.edges] == [
        {"source": "a", "target": "b"},
        {"source": "b", "target": "c"},
    ]


@pytest.mark.parametrize("is_turned", [False, True])
def test_two_tables_are_elements_and_links_in_any_order(is_turned: bool) -> None:
    nodes, edges = "Name\na\nb\n↑ help\n", "From,To\na,b\n"
    raw = read_two(edges, nodes) if is_turned else read_two(nodes, edges)
    of_nodes, of_edges = ("two", "one") if is_turned else ("one", "two")
    assert (raw.name, raw.form, raw.title, raw.label) == ("one.csv and two.csv", "table", "one", "CSV")
    assert (raw.node_columns, raw.edge_columns, raw.settings) == (("Name",), ("From", "To"), ())
    assert list_rows(raw.nodes) == name_rows(
        ({"Name": "a"}, f"{of_nodes}.csv: row 2"), ({"Name": "b"}, f"{of_nodes}.csv: row 3")
    )
    assert list_rows(raw.edges) == name_rows(({"From": "a", "To": "b"}, f"{of_edges}.csv: row 2"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "word\nother\n",
            'holds one column, "word", and no links; name the column Name if these are '
            "elements, or write their "
            "links as a table with the columns From and To",
        ),
        *[
            (
                content,
                "is a text, no graph: it has no columns such as From and To; open the file of "
                "the map itself, or "
                "write its links as a table",
            )
            for content in ("one two\na b\n", "Dear all, we\nwrite this, to say\n")
        ],
        *[
            (
                content,
                "looks like a matrix, but its rows and columns have different names; give "
                "both the same names, "
                "each once and none empty",
            )
            for content in (
                "w,a,b,c\na,0,1,1\nb,1,0,1\nd,1,1,1\n",
                "w,a,b,c\na,0,1,1\nb,1,0,1\nc,1,1,1\nd,1,1,1\n",
            )
        ],
        (
            "From,To\na,b,c\n",
            "row 2: has more cells than there are columns; put quotes around texts with a separator in them",
        ),
    ],
)
def test_what_is_no_table_of_a_graph_is_refused(content: str, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read(content)
    assert str(caught.value) == f"our map.csv: {message}"


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            "From,To\na,b\n",
            "From,To\na,b\n",
            "both are lists of edges; give a list of nodes and a list of edges",
        ),
        (
            "x,y,a,b,c,d,e\nx,b,1,2,3,4,5\n",
            "Name,z\na,c\n",
            'no table has columns such as From and To (there are "x", "y", "a", "b", "c", '
            '"d", "Name", "z"); rename '
            "the two columns of the table of links that say where they lead from and to",
        ),
    ],
)
def test_two_tables_of_one_sort_are_refused(first: str, second: str, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_two(first, second)
    assert str(caught.value) == f"one.csv and two.csv: {message}"


def test_no_more_is_read_than_a_model_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.readers.tabular.MOST_NODES", 3)
    monkeypatch.setattr("model.importing.readers.tabular.MOST_EDGES", 4)
    nodes, edges = (
        "holds more than 3 nodes; leave some out or split it",
        "holds more than 4 edges; leave some out or split it",
    )
    for content, more, message in (
        ("Name\na\nb\nc\n", "d\n", nodes),
        (
            "From,To\na,b\nb,a\na,a\nb,b\n",
            "c,a\n",
            "holds more than 4 nodes or edges; leave some out or split it",
        ),
        ("a;b;c\nb;c;a\na\n", "d\n", nodes),
        ("a;b;c\nb;c;a\na\n", "a;b\n", edges),
        (",a,b,c\na,1,1,0\nb,0,1,1\nc,0,0,%s\n", "1", edges),
    ):
        whole, larger = (content % "0", content % more) if "%" in content else (content, content + more)
        raw = read(whole)
        assert max(len(raw.nodes), len(raw.edges)) in (3, 4)
        with pytest.raises(ModelFileError) as caught:
            read(larger)
        assert str(caught.value) == f"our map.csv: {message}"
    with pytest.raises(ModelFileError, match=r"our map\.csv: holds more than 3 nodes"):
        read(",a,b,c,d\na,0,0,0,0\nb,0,0,0,0\nc,0,0,0,0\nd,0,0,0,0\n")
