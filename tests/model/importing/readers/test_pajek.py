from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph
from tests.model.importing.samples import (
    list_edges,
    list_findings,
    list_rows,
    read,
    read_or_refuse,
    take_in,
)

PROJECT = """% made in May
*Network Our ward
*Vertices 4 2
1 "Being seen" 0.1 0.2 0.5 box ic Red
2 Trust in us 0.1 0.2
4 "Joy" [1-3,5-*]
*Arcs :1 "gives"
1 2 3.5 c Blue l "often"
*Edges :2 "goes with"
2 4 1 [2]
*Arcs :1
4: 1 3 2
*Arcslist
1 3 -4
*Partition Ward
*Vertices 4
1
2
1
2
*Vector Pages
*Vertices 4
0.5
0.25
0.1
0.1
*Partition Other
*Vertices 9
1
*Network Second
*Vertices 1
1 "X"
*Arcs
1 1
"""


def count_findings(raw: RawGraph) -> dict[str, int]:
    return {found.code: found.count for found in raw.findings}


def list_cells(raw: RawGraph, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column) for column in ("source", "target", *columns)) for row in raw.edges]


def test_a_project_is_read_with_its_partitions_and_relations() -> None:
    raw = read(PROJECT.encode(), "map.paj")
    assert (raw.form, raw.label, raw.title) == ("pajek", "Pajek", "Our ward")
    assert [row.get("label") for row in raw.nodes] == ["Being seen", "Trust in us", "3", "Joy"]
    assert [row.get("mode") for row in raw.nodes] == ["1", "1", "2", "2"]
    assert [row.get("Ward") for row in raw.nodes] == ["1", "2", "1", "2"]
    assert [row.get("Pages") for row in raw.nodes] == ["0.5", "0.25", "0.1", "0.1"]
    assert [row.line for row in raw.nodes] == [4, 5, None, 6]
    assert list_cells(raw, "kind", "direction", "weight", "label") == [
        ("1", "2", "gives", "", "3.5", "often"),
        ("2", "4", "goes with", "undirected", "1", ""),
        ("1", "3", "relation 4", "", "2", ""),
        ("1", "3", "", "", "", ""),
        ("1", "4", "", "", "-1", ""),
    ]
    assert [row.place for row in raw.nodes] == ["vertex 1", "vertex 2", "vertex 3", "vertex 4"]
    assert [(row.place, row.line) for row in raw.edges] == [
        ("line 1 → 2", 8),
        ("line 2 → 4", 10),
        ("line 1 → 3", 12),
        ("line 1 → 3", 14),
        ("line 1 → 4", 14),
    ]
    assert raw.node_columns == ("id", "label", "mode", "Ward", "Pages")
    assert raw.edge_columns == ("source", "target", "kind", "weight", "label", "direction")
    assert list_findings(raw) == [
        ("drawing", 3, []),
        ("dynamics", 2, [("vertex 4", "[1-3,5-*]", 6), ("line 2 → 4", "[2]", 10)]),
        ("part", 2, [('partition "Other"', "", 27), ('network "Second"', "", 30)]),
    ]


def test_of_several_networks_the_first_is_read_though_none_has_a_name() -> None:
    raw = read(b'*Vertices 1\n1 "A"\n*Vertices 1\n1 "B"\n*Arcs\n1 1\n*Nonsense\n*Vertices 1\n', "x.net")
    assert [row.cells for row in raw.nodes] == [{"id": "1", "label": "A"}]
    assert raw.edges == ()
    assert list_findings(raw) == [("part", 1, [("network", "", 3)])]


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ('*Network "Our ward"\n', "Our ward"),
        ("*NETWORK  Our ward \n", "Our ward"),
        ("*Network\n", "x"),
        ("", "x"),
    ],
)
def test_a_network_is_called_by_its_name_or_else_as_its_file(header: str, title: str) -> None:
    assert read(f"{header}*Vertices 1\n".encode(), "x.net").title == title


def test_columns_of_vertices_have_names_of_their_own() -> None:
    raw = read(
        b"*Vertices 2\n*Partition\n% c\n% d\n*Vertices 2\n1 more\n2\n3\n*Vector\n*vertices 2\n5\n"
        b'*Partition "id"\n*Vertices 2\n7\n*Partition\n*Vertices 2\n8\n*Vector label\n*Vertices 2\n9\n',
        "x.net",
    )
    assert [row.cells for row in raw.nodes] == [
        {
            "id": "1",
            "label": "1",
            "partition": "1",
            "vector": "5",
            "id (partition)": "7",
            "partition (partition)": "8",
            "label (vector)": "9",
        },
        {"id": "2", "label": "2", "partition": "2"},
    ]
    assert raw.findings == ()


def test_columns_that_do_not_belong_to_the_vertices_are_listed() -> None:
    raw = read(
        b"*Vertices 2\n*Cluster C\n*Vertices 2\n1\n*Permutation\n*Vertices 2\n2\n*Hierarchy H\n*Events\n"
        b"*Vector long\n*Vertices 3\n1\n*Partition none\n*Vertices\n1\n*Vector odd\n1\n*Arcs\n1 x\n1 2\n"
        b"*Partition last",
        "x.net",
    )
    assert [row.cells for row in raw.nodes] == [{"id": "1", "label": "1"}, {"id": "2", "label": "2"}]
    assert list_rows(raw.edges) == [({"source": "1", "target": "2"}, "line 1 → 2", 20)]
    assert list_findings(raw) == [
        (
            "part",
            7,
            [
                ('cluster "C"', "", 2),
                ('permutation ""', "", 5),
                ('hierarchy "H"', "", 8),
                ('vector "long"', "", 10),
                ('partition "none"', "", 13),
                ('vector "odd"', "", 16),
                ('partition "last"', "", 21),
            ],
        ),
        ("faulty-edge", 1, [("line", "1 x", 19)]),
    ]


def test_no_more_columns_of_vertices_are_read_than_are_allowed() -> None:
    columns = "".join(f"*Partition p{n}\n*Vertices 1\n1\n" for n in range(201))
    with pytest.raises(ModelFileError, match='"vertex 1": has more than 200 kinds of values; take some out'):
        read(f"*Vertices 1\n{columns}".encode(), "x.net")
    raw = read(f"*Vertices 1\n{columns[: columns.index('*Partition p198')]}".encode(), "x.net")
    assert (len(raw.node_columns), raw.findings) == (200, ())


@pytest.mark.parametrize(
    ("counts", "modes"),
    [
        ("3 1", ["1", "2", "2"]),
        ("3 2", ["1", "1", "2"]),
        ("3 3", [""] * 3),
        ("3 0", [""] * 3),
        ("3 x", [""] * 3),
    ],
)
def test_vertices_of_two_modes_say_which_they_are_of(counts: str, modes: list[str]) -> None:
    assert [row.get("mode") for row in read(f"*Vertices {counts}\n".encode(), "x.net").nodes] == modes


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('"A"', {"label": "A"}),
        ('""', {"label": "1"}),
        ("", {"label": "1"}),
        ('"two\\nlines"', {"label": "two lines"}),
        ("A b 1.5 ward 7", {"label": "A b", "ward": "7"}),
        ("A b .5e-3", {"label": "A b"}),
        ("A b [1-3]", {"label": "A b"}),
        ("A b ic Red", {"label": "A b"}),
        ("A b bc Red", {"label": "A b"}),
        ("A b X_Fact 2", {"label": "A b"}),
        ("A b House", {"label": "A b"}),
        ("5 a", {"label": "5 a"}),
        ('"A" L "shown"', {"label": "shown"}),
        ('"A" FOS 20 ward "Two  three"', {"label": "A", "ward": "Two three"}),
        (
            '"A" id 1 source 2 target 3 kind 4 direction 5 weight 6',
            {"label": "A"}
            | {
                f"{name} (data)": str(at)
                for at, name in enumerate(("id", "source", "target", "kind", "direction", "weight"), start=1)
            },
        ),
    ],
)
def test_a_vertex_has_its_label_and_what_else_is_said_of_it(text: str, cells: dict[str, str]) -> None:
    (row,) = read(f"*Vertices 1\n 1 {text}\n".encode(), "x.net").nodes
    assert (row.cells, row.line) == ({"id": "1"} | cells, 2)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", []),
        ("0.1 0.2 box", [("drawing", 1, [])]),
        ("ic Red bc Blue", [("drawing", 1, [])]),
        ("ward 3", []),
        ("ic", [("column", 1, [("vertex 1", "ic", 2)])]),
        (
            "[4] lonely",
            [("dynamics", 1, [("vertex 1", "[4]", 2)]), ("column", 1, [("vertex 1", "lonely", 2)])],
        ),
    ],
)
def test_what_becomes_no_value_of_a_vertex_is_listed(words: str, found: list[Any]) -> None:
    assert list_findings(read(f'*Vertices 1\n1 "A" {words}\n'.encode(), "x.net")) == found


def test_a_vertex_has_no_more_values_than_are_allowed() -> None:
    values = " ".join(f"v{n} 1" for n in range(198))
    raw = read(f'*Vertices 1\n1 "A" {values}\n'.encode(), "x.net")
    assert len(raw.node_columns) == 200
    with pytest.raises(ModelFileError, match="has more than 200 kinds of values; take some out"):
        read(f'*Vertices 1\n1 "A" {values} more 1\n'.encode(), "x.net")


def test_relations_have_names_or_numbers() -> None:
    raw = read(
        b'*Vertices 2\n*Arcs :1 "gives"\n1 2\n*Arcs : 2 takes  from \n1 2\n*Edges :3\n1 2\n*Arcs :1\n1 2\n'
        b'2: 1 2\n9: 1 2\n*Arcs :4 ""\n1 2\n*Arcs\n1 2\n*Edgeslist :1\n1 2\n*Matrix :2\n0 1\n',
        "x.net",
    )
    assert list_cells(raw, "kind", "direction") == [
        ("1", "2", "gives", ""),
        ("1", "2", "takes from", ""),
        ("1", "2", "relation 3", "undirected"),
        ("1", "2", "gives", ""),
        ("1", "2", "takes from", ""),
        ("1", "2", "relation 9", ""),
        ("1", "2", "relation 4", ""),
        ("1", "2", "", ""),
        ("1", "2", "gives", "undirected"),
        ("1", "2", "takes from", ""),
    ]


def test_lines_between_vertices_have_weights_and_labels_if_these_are_said() -> None:
    raw = read(
        b'*Vertices 3\n*Arcs\n1 2 -.5 l "often"\n01 2 l "now"\n1 2 ward 7 weight 3\n'
        b"*Arcslist\n1 -2 3\n-1 2\n1\n1 b\n",
        "x.net",
    )
    assert list_rows(raw.edges) == [
        ({"source": "1", "target": "2", "weight": "-.5", "label": "often"}, "line 1 → 2", 3),
        ({"source": "1", "target": "2", "label": "now"}, "line 01 → 2", 4),
        ({"source": "1", "target": "2", "ward": "7", "weight (data)": "3"}, "line 1 → 2", 5),
        ({"source": "1", "target": "2", "weight": "-1"}, "line 1 → 2", 7),
        ({"source": "1", "target": "3"}, "line 1 → 3", 7),
    ]
    assert list_findings(raw) == [
        ("faulty-edge", 3, [("line", "-1 2", 8), ("line", "1", 9), ("line", "1 b", 10)])
    ]


def test_vertices_that_are_only_counted_are_called_by_their_numbers() -> None:
    raw = read(b"*vertices\t3\n*edges\n1 2\n", "x.txt")
    assert [row.cells for row in raw.nodes] == [{"id": str(n), "label": str(n)} for n in (1, 2, 3)]
    assert list_cells(raw, "direction") == [("1", "2", "undirected")]


def test_a_matrix_has_a_line_for_each_number_that_is_not_zero() -> None:
    raw = read(b"*Vertices 3\n*Matrix\n0 1 0\n0 0 -2.5\n.0 0e1 x\n1 1 1\n", "x.net")
    assert list_cells(raw, "weight") == [("1", "2", "1"), ("2", "3", "-2.5")]
    assert list_findings(raw) == [
        ("faulty-edge", 2, [("line 3 → 3", "x", 5), ("line of the matrix", "1 1 1", 6)])
    ]


def test_a_matrix_has_no_more_rows_and_columns_than_vertices() -> None:
    raw = read(b"*Vertices 2\n*Matrix\n0 0 1\n1 1\n" + b"7" * 90, "x.net")
    assert list_cells(raw, "weight") == [("2", "1", "1"), ("2", "2", "1")]
    assert list_findings(raw) == [("faulty-edge", 1, [("line of the matrix", "7" * 60, 5)])]


def test_a_matrix_of_two_modes_leads_from_the_first_to_the_second() -> None:
    raw = read(b"*Vertices 5 3\n*Matrix\n1 0\n0 1\n1 1\n", "x.net")
    assert list_cells(raw) == [("1", "4"), ("2", "5"), ("3", "4"), ("3", "5")]


def test_letters_of_western_europe_are_read() -> None:
    assert (
        read('*Vertices 1\n1 "Geïnspireerd"'.encode("cp1252"), "x.net").nodes[0].get("label")
        == "Geïnspireerd"
    )


def test_words_before_the_network_and_other_parts_are_listed() -> None:
    raw = read(b"A simple network\n\n*Vertices 1\n*Arcs\n*Nonsense x\n1 2 3\n*Arcs\n1 1\n", "x.net")
    assert list_findings(raw) == [
        ("comment", 1, [("line 1", "A simple network", 1)]),
        ("part", 1, [("*Nonsense x", "", 5)]),
    ]
    assert len(raw.edges) == 1


def test_what_is_no_vertex_and_no_line_is_left_out_and_listed() -> None:
    raw = read(b'*Vertices 2\n1 "A"\n7 "B"\n1 "C"\n*Arcs\n1\n1 b\n99999999999 1\n1 9\n', "x.net")
    assert list_findings(raw) == [
        ("faulty-node", 2, [('vertex "7"', '7 "B"', 3), ('vertex "1"', '1 "C"', 4)]),
        ("faulty-edge", 3, [("line", "1", 6), ("line", "1 b", 7), ("line", "99999999999 1", 8)]),
    ]
    assert list_cells(raw) == [("1", "9")]


def test_what_is_said_of_vertices_and_lines_is_in_columns() -> None:
    raw = read(
        b'*Vertices 2\n1 "A" 0.1 0.1 ward "Two three" "Full time" no id 7\n2 "B" lonely\n'
        b"*Arcs\n1 2 1 since 2019 w 3\n",
        "x.net",
    )
    assert raw.nodes[0].cells == {
        "id": "1",
        "label": "A",
        "ward": "Two three",
        "Full time": "no",
        "id (data)": "7",
    }
    assert raw.edges[0].get("since") == "2019"
    assert count_findings(raw) == {"drawing": 2, "column": 1}


def test_names_are_those_of_the_labels() -> None:
    assert list_edges(take_in(b'*Vertices 2\n1 "Trust"\n2 "Joy"\n*Arcs\n1 2', "x.net")) == ["Trust > Joy"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("*Network x\n*Arcs\n1 2", "is no network of Pajek: it holds no vertices"),
        ("*Network x\n*Vertices many\n", "line 2: is no network of Pajek: it does not say how many vertices"),
        ("*Vertices 999999999999\n", "holds more than 5000 vertices"),
        ("*Vertices 2\n*Arcs\n" + "1 2\n" * 20_001, "holds more than 20000 lines between vertices"),
        (
            "*Vertices 500\n*Matrix\n" + "1 " * 500 + "\n" + ("1 " * 500 + "\n") * 99,
            "holds more than 20000 lines",
        ),
        (
            "*Vertices 1\n*Arcs\n" + "x\n" * 20_001,
            "line 20003: .* it has more than 20000 lines that cannot be",
        ),
        (
            "*Vertices\n",
            "line 1: .* it does not say how many vertices there are; save the network again from",
        ),
        ("*Vertices 5001\n", "holds more than 5000 vertices"),
    ],
)
def test_what_is_no_network_or_too_large_is_refused(text: str, message: str) -> None:
    with pytest.raises(ModelFileError, match=message):
        read(text.encode(), "x.net")


def test_as_much_as_is_allowed_is_read() -> None:
    raw = read(("*Vertices 5000\n*Arcs\n" + "1 2\n" * 20_000 + "x\n" * 20_000).encode(), "x.net")
    assert (len(raw.nodes), len(raw.edges), count_findings(raw)) == (5_000, 20_000, {"faulty-edge": 20_000})


@pytest.mark.parametrize(
    "text",
    [
        "*Vertices 5000\n" + '1 "' + "a" * 5_000_000,
        "*Vertices 5000\n" + "1 a\n" * 1_000_000,
        "*Vertices 2\n*Arcs\n1 2 1 " + "a b " * 1_000_000,
        "*Vertices 2\n*Arcs\n" + "x\n" * 2_000_000,
        "*Vertices 2\n" + "*Partition\n*Vertices 2\n1\n2\n" * 150_000,
        "%\n" * 2_000_000,
        "*Vertices 2\n*Arcs\n1 2 " + "[" * 4_000_000,
    ],
    ids=["label", "vertices", "parameters", "lines", "partitions", "comments", "brackets"],
)
def test_a_file_that_is_made_to_hurt_takes_no_time(text: str) -> None:
    started = time.process_time()
    read_or_refuse(text.encode(), "x.net")
    assert time.process_time() - started < 40


LABELS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"], exclude_characters='"\\'),
    min_size=1,
    max_size=9,
)


@given(st.lists(LABELS, min_size=1, max_size=5), st.data())
def test_a_network_comes_back_however_it_is_written(labels: list[str], data: st.DataObject) -> None:
    count = len(labels)
    spaces = st.sampled_from([" ", "  ", "\t"])
    upper = st.sampled_from([str.lower, str.upper, str.title])
    lines = [f"*{data.draw(upper)('vertices')} {count}"]
    for number, label in enumerate(labels, start=1):
        behind = data.draw(st.sampled_from(["", " 0.1 0.2 0.3", " 0.5 0.5 ellipse ic Red bc Blue"]))
        lines.append(f'{data.draw(spaces)}{number}{data.draw(spaces)}"{label}"{behind}{data.draw(spaces)}')
        lines += data.draw(st.sampled_from([[], ["% a comment"], [""]]))
    expected = []
    for section in data.draw(
        st.lists(st.sampled_from(["arcs", "edges", "arcslist", "edgeslist"]), max_size=3)
    ):
        lines.append(f"*{data.draw(upper)(section)}")
        direction = "undirected" if section.startswith("edges") else ""
        numbers = st.integers(1, count)
        for source, *targets in data.draw(st.lists(st.lists(numbers, min_size=2, max_size=4), max_size=3)):
            if section.endswith("list"):
                lines.append(f"{source}{data.draw(spaces)}{' '.join(map(str, targets))}")
                expected += [(str(source), str(target), direction) for target in targets]
            else:
                lines.append(f"{source} {targets[0]}{data.draw(st.sampled_from(['', ' 1', ' -2.5 c Blue']))}")
                expected.append((str(source), str(targets[0]), direction))
    text = data.draw(st.sampled_from(["\n", "\r\n"])).join(lines)
    raw = read(text.encode(), "x.net")
    assert [row.get("label") for row in raw.nodes] == labels
    assert list_cells(raw, "direction") == expected


@given(st.data())
def test_any_damaged_text_is_a_network_or_a_refusal(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(PROJECT)))
    inserted = data.draw(st.text(alphabet='*%"[]: 1a\n-', max_size=4))
    text = PROJECT[:start] + inserted + PROJECT[start + data.draw(st.integers(0, 9)) :]
    read_or_refuse(text.encode(), "x.net")
