from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph
from tests.model.importing.samples import list_edges, read, read_or_refuse, take_in

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
    assert count_findings(raw) == {"drawing": 3, "dynamics": 2, "part": 2}
    assert [(str(item), item.place, item.text) for found in raw.findings for item in found.items] == [
        ("line 6", "vertex 4", "[1-3,5-*]"),
        ("line 10", "line 2 → 4", "[2]"),
        ("line 27", 'partition "Other"', ""),
        ("line 30", 'network "Second"', ""),
    ]


def test_vertices_that_are_only_counted_are_called_by_their_numbers() -> None:
    raw = read(b"*vertices\t3\n*edges\n1 2\n", "x.txt")
    assert [row.cells for row in raw.nodes] == [{"id": str(n), "label": str(n)} for n in (1, 2, 3)]
    assert list_cells(raw, "direction") == [("1", "2", "undirected")]


def test_a_matrix_has_a_line_for_each_number_that_is_not_zero() -> None:
    raw = read(b"*Vertices 3\n*Matrix\n0 1 0\n0 0 -2.5\n.0 0e1 x\n1 1 1\n", "x.net")
    assert list_cells(raw, "weight") == [("1", "2", "1"), ("2", "3", "-2.5")]
    assert [item.line for item in raw.findings[0].items] == [5, 6]


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
    assert [(found.code, found.items[0].line) for found in raw.findings] == [("comment", 1), ("part", 5)]
    assert len(raw.edges) == 1


def test_what_is_no_vertex_and_no_line_is_left_out_and_listed() -> None:
    raw = read(b'*Vertices 2\n1 "A"\n7 "B"\n1 "C"\n*Arcs\n1\n1 b\n99999999999 1\n1 9\n', "x.net")
    assert [(found.code, [item.line for item in found.items]) for found in raw.findings] == [
        ("faulty-node", [3, 4]),
        ("faulty-edge", [6, 7, 8]),
    ]
    assert list_cells(raw) == [("1", "9")]


def test_what_is_said_of_vertices_and_lines_is_in_columns() -> None:
    raw = read(
        b'*Vertices 2\n1 "A" 0.1 0.1 ward "Two three" id 7\n2 "B" lonely\n*Arcs\n1 2 1 since 2019 w 3\n',
        "x.net",
    )
    assert raw.nodes[0].cells == {"id": "1", "label": "A", "ward": "Two three", "id (data)": "7"}
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
    ],
)
def test_what_is_no_network_or_too_large_is_refused(text: str, message: str) -> None:
    with pytest.raises(ModelFileError, match=message):
        read(text.encode(), "x.net")


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
