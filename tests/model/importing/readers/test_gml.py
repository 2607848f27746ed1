from __future__ import annotations

import time
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.gml import read_gml
from tests.model.importing.samples import (
    list_edges,
    list_findings,
    list_rows,
    read,
    read_or_refuse,
    take_in,
)

YED = """Creator "yFiles"
Version 2.14
graph
[
  hierarchic 1
  label ""
  directed 1
  node [ id 0 label "Being seen" graphics [ x 1 type "ellipse" ] LabelGraphics [ text "Being seen" ] gid 3 ]
  node [ id 1 graphics [ x 1 ] LabelGraphics [ text "Trust" ] gid 4 ]
  node [ id 2 label "Joy" ]
  node [ id 3 label "Patient" isGroup 1 ]
  node [ id 4 label "Team" isGroup 1 gid 3 ]
  edge [ source 0 target 1 graphics [ fill "#000" targetArrow "standard" ] LabelGraphics [ text "gives" ] ]
  edge [ source 1 target 2 graphics [ sourceArrow "standard" ] ]
  edge [ source 2 target 4 graphics [ sourceArrow "standard" targetArrow "standard" ] ]
]
"""


def count_findings(raw: RawGraph) -> dict[str, int]:
    return {found.code: found.count for found in raw.findings}


def read_inside(graph: str, header: str = "") -> RawGraph:
    return read(f"{header}graph [\n{graph}\n]\n".encode(), "our map.gml")


def test_groups_labels_and_arrows_of_yed_are_read() -> None:
    raw = read(YED.encode(), "map.txt")
    assert (raw.form, raw.label, raw.title) == ("gml", "GML", "map")
    found = [(row.get("id"), row.get("label"), row.get("group")) for row in raw.nodes]
    assert found == [
        ("0", "Being seen", "Patient"),
        ("1", "Trust", "Team"),
        ("2", "Joy", ""),
        ("4", "Team", "Patient"),
    ]
    edges = [
        (row.get("source"), row.get("target"), row.get("direction"), row.get("label")) for row in raw.edges
    ]
    assert edges == [("0", "1", "", "gives"), ("2", "1", "", ""), ("2", "4", "mutual", "")]
    assert count_findings(raw) == {"drawing": 5, "reversed": 1}
    assert [row.line for row in raw.edges] == [13, 14, 15]
    assert [row.place for row in raw.edges] == ['edge "0" → "1"', 'edge "1" → "2"', 'edge "2" → "4"']
    assert [(row.place, row.line) for row in raw.nodes] == [
        ('node "Being seen"', 8),
        ('node "Trust"', 9),
        ('node "Joy"', 10),
        ('node "Team"', 12),
    ]
    assert raw.node_columns == ("id", "label", "group")
    assert raw.edge_columns == ("source", "target", "label", "direction")
    assert list_findings(raw) == [("drawing", 5, []), ("reversed", 1, [('edge "1" → "2"', "", 14)])]


@pytest.mark.parametrize(
    ("drawn", "ends"),
    [
        ('sourceArrow "none" targetArrow "none"', ("1", "2", "undirected")),
        ('sourceArrow "none" targetArrow "delta"', ("1", "2", "")),
        ('sourceArrow "delta" targetArrow "none"', ("2", "1", "")),
        ('arrow "none"', ("1", "2", "undirected")),
        ('arrow "first"', ("2", "1", "")),
        ('arrow "last"', ("1", "2", "")),
        ('arrow "both"', ("1", "2", "mutual")),
        ('fill "#000000"', ("1", "2", "undirected")),
    ],
)
def test_arrows_that_are_drawn_say_the_direction(drawn: str, ends: tuple[str, str, str]) -> None:
    (row,) = read_inside(f"edge [ source 1 target 2 graphics [ {drawn} ] ]").edges
    assert (row.get("source"), row.get("target"), row.get("direction")) == ends


def test_without_a_label_the_drawn_text_the_name_or_the_id_names_a_node() -> None:
    drawn = 'LabelGraphics [ text "drawn" ]'
    raw = read_inside(
        f'node [ id 1 label "A" name "B" {drawn} ]\nnode [ id 2 name "B" {drawn} ]\n'
        f"node [ id 3 {drawn} ]\nnode [ id 4 ]\n"
        f'edge [ source 1 target 2 label "says" {drawn} ]\nedge [ source 1 target 2 label "" {drawn} ]'
    )
    assert list_rows(raw.nodes) == [
        ({"id": "1", "label": "A", "name": "B"}, 'node "A"', 2),
        ({"id": "2", "name": "B"}, 'node "B"', 3),
        ({"id": "3", "label": "drawn"}, 'node "drawn"', 4),
        ({"id": "4"}, 'node "4"', 5),
    ]
    assert [row.get("label") for row in raw.edges] == ["says", "drawn"]


def test_a_group_inside_a_group_is_listed_and_one_that_is_not_there_is_called_by_its_id() -> None:
    raw = read_inside(
        'node [ id 1 label "Ward" isGroup 1 ]\nnode [ id 2 label "Team" isGroup 1 gid 1 ]\n'
        'node [ id 3 label "Joy" gid 2 isGroup 0 ]\nnode [ id 4 label "Rest" gid 77 ]'
    )
    assert [row.cells for row in raw.nodes] == [
        {"id": "3", "label": "Joy", "group": "Team"},
        {"id": "4", "label": "Rest", "group": "77"},
    ]
    assert list_findings(raw) == [("nesting", 1, [('node "Team"', "Ward", 3)])]


@pytest.mark.parametrize(
    ("graph", "title"),
    [
        ('label "L" title "T" name "N" Name "M" Label "K"', "N"),
        ('Label "K" Name "M" title "T" label "L"', "L"),
        ('Label "K" Name "M" title "T" label ""', "T"),
        ('Label "K" Name "M"', "M"),
        ('Label "two\nlines"', "two lines"),
        ('name "first" name "second"', "first"),
        ('name " "', "our map"),
        ("", "our map"),
    ],
)
def test_a_graph_is_called_by_its_name_or_else_as_its_file(graph: str, title: str) -> None:
    assert read_inside(graph).title == title


@pytest.mark.parametrize("value", ["0", "false", "False"])
def test_a_graph_may_say_in_several_ways_that_it_is_not_directed(value: str) -> None:
    raw = read_inside(f"directed {value} edge [ source 1 target 2 ]")
    assert raw.edges[0].get("direction") == "undirected"


def test_what_lies_outside_the_graph_or_deeper_inside_is_no_node_of_it() -> None:
    raw = read_inside(
        "more [ node [ id 7 ] ]\ngraphics [ x 1 ]\nnode [ id 1 node [ id 8 ] ]",
        "node [ id 9 ]\nother [ node [ id 10 ] ]\n",
    )
    assert list_rows(raw.nodes) == [({"id": "1"}, 'node "1"', 6)]
    assert list_findings(raw) == [
        ("part", 1, [("more", "", 4)]),
        ("column", 1, [('node, "node"', "id: 8", 6)]),
    ]


def test_of_a_list_inside_five_values_are_shown() -> None:
    raw = read_inside("edge [ source 1 target 2 meta [ a 1 b 2 c 3 d 4 e 5 f 6 ] ]")
    assert list_findings(raw) == [("column", 1, [('edge, "meta"', "a: 1; b: 2; c: 3; d: 4; e: 5", 2)])]


def test_a_colour_without_quotation_marks_is_a_value_and_what_begins_a_line_is_a_comment() -> None:
    raw = read_inside("node [ id 1 colour #FF0000 ]\n  # node [ id 2 ]\nnode [ id #3 colour #00FF00\n]")
    assert [row.cells for row in raw.nodes] == [
        {"id": "1", "colour": "#FF0000"},
        {"id": "#3", "colour": "#00FF00"},
    ]


def test_a_graph_that_does_not_say_directed_1_has_no_directed_edges() -> None:
    graph = "node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ]"
    assert read_inside(graph).edges[0].get("direction") == "undirected"
    assert read_inside(f"directed 0 {graph}").edges[0].get("direction") == "undirected"
    assert read_inside(f"directed 1 {graph}").edges[0].get("direction") == ""
    assert read_inside(graph.replace("2 ]", "2 graphics [ arrow last ] ]")).edges[0].get("direction") == ""


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('"Caf&#233; &amp; &eacute; &quot;tea&quot;"', 'Café & é "tea"'),
        ('"a &nothing; & b"', "a &nothing; & b"),
        ('"in \\"marks\\" and \\"more\\""', 'in "marks" and "more"'),
        ('"ends with \\"', "ends with \\"),
        ('"two\nlines # no comment"', "two\nlines # no comment"),
        ("Trust", "Trust"),
        ("-4.5e3", "-4.5e3"),
        ('""', ""),
        ('"[ id 7 ]"', "[ id 7 ]"),
    ],
)
def test_texts_are_read_as_they_are_meant(text: str, label: str) -> None:
    (row,) = read_inside(f"node [ id 1 label {text}\n ]").nodes
    assert row.cells == {"id": "1", "label": label}


def test_letters_of_western_europe_are_read() -> None:
    content = 'graph [ node [ id 1 label "Geïnspireerd" ] ]'.encode("latin-1")
    assert read(content, "x.gml").nodes[0].get("label") == "Geïnspireerd"


def test_lines_are_counted_from_the_first_though_it_is_empty() -> None:
    assert list_rows(read_gml(GraphFile(b"\ngraph [ node [ id 1 ]\n\nnode [ id 2 ] ]", "x.gml")).nodes) == [
        ({"id": "1"}, 'node "1"', 2),
        ({"id": "2"}, 'node "2"', 4),
    ]


def test_comments_and_what_stands_before_the_graph_are_no_part_of_it() -> None:
    raw = read(b'# made in May\nCreator "us [1]" Version 1\ngraph\n[\n# node [ id 9 ]\nnode [ id 1 ] ]')
    assert (raw.form, len(raw.nodes)) == ("gml", 1)


def test_values_of_a_key_that_is_there_twice_are_joined() -> None:
    assert read_inside('node [ id 1 tag "a" tag "b" tag 3 ]').nodes[0].get("tag") == "a; b; 3"


def test_lists_inside_are_left_out_and_listed() -> None:
    raw = read_inside('node [ id 1 meta [ a 1 b "two" ] ]\nsettings [ x 1 ]')
    assert count_findings(raw) == {"column": 1, "part": 1}
    assert [(str(item), item.text) for found in raw.findings for item in found.items] == [
        ("line 2", "a: 1; b: two"),
        ("line 3", ""),
    ]


def test_what_lacks_an_id_or_an_end_is_left_out_and_listed() -> None:
    raw = read_inside('node [ label "A" ]\nnode [ id 1 ]\nedge [ source 1 ]\nedge [ source 1 target 1 ]')
    assert (len(raw.nodes), len(raw.edges)) == (1, 1)
    assert list_findings(raw) == [
        ("faulty-edge", 1, [("edge", "", 4)]),
        ("faulty-node", 1, [("node", "A", 2)]),
    ]


def test_labels_may_be_alike_and_ids_texts() -> None:
    graph = 'node [ id "a" label "Joy" ] node [ id "b" label "Joy" ] edge [ source "a" target "b" ]'
    assert list_edges(take_in(f"graph [ directed 1 {graph} ]".encode())) == ["Joy > Joy"]


def test_of_several_graphs_the_first_is_read() -> None:
    raw = read(
        b'graph [ node [ id 1 ] ]\ngraph [ label "two" node [ id 2 ] edge [ source 1 target 2 ] ]', "x.gml"
    )
    assert (len(raw.nodes), len(raw.edges)) == (1, 0)
    assert list_findings(raw) == [("part", 1, [("graph", "two", 2)])]


@pytest.mark.parametrize(
    ("end", "edges", "found"),
    [
        ("", 1, [("cut", 2)]),
        ("\nedge [ source 2 target 1\n", 1, [("cut", 4), ("faulty-edge", 3)]),
        ("edge [ source 2 target 1 meta [ a 1", 1, [("cut", 2), ("faulty-edge", 2)]),
        ("edge [ source 2 target 1 ] edge", 2, [("cut", 2)]),
        ("more [ a 1", 1, [("cut", 2)]),
        ("] more", 1, [("cut", 2)]),
        ("] graph [ edge [ source 2 target 1", 1, [("cut", 2)]),
    ],
)
def test_a_file_without_its_end_is_read_as_far_as_it_goes(
    end: str, edges: int, found: list[tuple[str, int]]
) -> None:
    raw = read(
        f"graph [ directed 1 node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ]\n{end}".encode(), "x.gml"
    )
    assert len(raw.edges) == edges
    assert list_findings(raw) == [
        (code, 1, [("graph" if code == "cut" else "edge", "", line)]) for code, line in found
    ]


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        ('node [ id 1 label "A ]\n', "line 2: is no whole GML: it has a text without an end"),
        ("node [ id ]", 'line 2: is no whole GML: it has no value after "id"'),
        ('node [ id 1 "A" ]', 'has "A" where the name of a value should be'),
        ("node [ id 1 ] ] ]", "has a bracket that closes nothing"),
        ("node [ [ ] ]", "has a bracket without a name before it"),
        ("a [ " * 101, "is nested too deeply"),
        (
            "node [ id 1 " + " ".join(f"k{n} 1" for n in range(300)) + " ]",
            "has more than 200 kinds of values",
        ),
    ],
)
def test_what_is_broken_is_refused_with_its_line(graph: str, message: str) -> None:
    with pytest.raises(ModelFileError, match=message.replace("[", "\\[")):
        read_inside(graph)


def test_as_much_as_is_allowed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.readers.gml.MOST_NODES", 2)
    monkeypatch.setattr("model.importing.readers.gml.MOST_EDGES", 3)
    values = " ".join(f"k{n} 1" for n in range(199))
    raw = read_inside(f"node [ id 1 ] node [ id 2 {values} ]" + "edge [ source 1 target 2 ] " * 3)
    assert (len(raw.nodes), len(raw.edges), len(raw.node_columns)) == (2, 3, 200)
    deepest = "a [ " * 99 + "] " * 99
    assert read_inside(deepest + "node [ id 1 ]").nodes
    with pytest.raises(ModelFileError, match="line 2: is no whole GML: it is nested too deeply; export the"):
        read_inside("a [ " * 100)
    with pytest.raises(ModelFileError, match="line 3: has more than 200 kinds of values; take some out"):
        read_inside(f"\nnode [ id 1 {values} more 1 ]")


def test_a_graph_may_have_more_values_of_its_own_than_a_node() -> None:
    assert read_inside(" ".join(f"k{n} 1" for n in range(300)) + " node [ id 1 ]").nodes


@pytest.mark.parametrize("text", ["", "# graph [ ]", "Creator x\nVersion 1\n", "graf [ node [ id 1 ] ]"])
def test_what_holds_no_graph_is_refused(text: str) -> None:
    with pytest.raises(ModelFileError, match=r"x\.gml: holds no graph: GML begins with graph \[; export the"):
        read_gml(GraphFile(text.encode(), "x.gml"))


def test_too_many_nodes_or_edges_are_refused() -> None:
    with pytest.raises(ModelFileError, match="holds more than 5000 nodes"):
        read_inside("node [ id 1 ] " * 5_001)
    with pytest.raises(ModelFileError, match="holds more than 20000 edges"):
        read_inside("edge [ source 1 target 1 ] " * 20_001)


@pytest.mark.parametrize(
    "text",
    [
        'graph [ node [ id 1 label "' + '\\"' * 1_000_000,
        "graph [" + " " * 2_000_000 + '"',
        "graph [ node [ id 1 " + "a [ ] " * 300_000 + "] ]",
        "graph [ node [ id 1 " + "a 1 " * 500_000 + "] ]",
        "graph [ " + "k [ a 1 ] " * 200_000 + "]",
        'graph [ node [ id 1 label "' + "&" * 2_000_000 + '" ] ]',
        "creator a\n" * 200_000 + "grap [",
        "#\n" * 1_000_000,
    ],
    ids=["quotes", "spaces", "lists", "values", "parts", "entities", "header", "comments"],
)
def test_a_file_that_is_made_to_hurt_takes_no_time(text: str) -> None:
    started = time.process_time()
    read_or_refuse(text.encode(), "x.gml")
    assert time.process_time() - started < 40


SPACES = st.sampled_from([" ", "\n", "\t", "\r\n", "\n# a comment [\n", "  \n "])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=10).filter(
    lambda text: not text.endswith("\\")
)


def write_text(text: str, style: int) -> str:
    """A text in quotation marks, with some of its characters as entities."""
    escaped = text.replace("&", "&amp;").replace('"', "&quot;")
    if style == 1:
        escaped = "".join(f"&#{ord(sign)};" if ord(sign) > 126 else sign for sign in escaped)
    return f'"{escaped}"'


@given(st.lists(TEXTS, min_size=1, max_size=5), st.data())
def test_a_graph_comes_back_however_it_is_written(labels: list[str], data: st.DataObject) -> None:
    count = len(labels)
    ends = data.draw(st.lists(st.tuples(st.integers(1, count), st.integers(1, count), TEXTS), max_size=5))
    is_directed = data.draw(st.booleans())
    tokens = ["graph", "[", "directed", str(int(is_directed))]
    for number, label in enumerate(labels, start=1):
        pairs = [["id", str(number)], ["label", write_text(label, data.draw(st.integers(0, 1)))]]
        extra = data.draw(st.sampled_from([[], ["graphics", "[", "x", "-1.5", "]"], ["weight", "+2E3"]]))
        tokens += ["node", "[", *chain.from_iterable(data.draw(st.permutations(pairs))), *extra, "]"]
    for source, target, kind in ends:
        tokens += [
            "edge",
            "[",
            "target",
            str(target),
            "kind",
            write_text(kind, 0),
            "source",
            str(source),
            "]",
        ]
    tokens.append("]")
    text = "".join(token + data.draw(SPACES) for token in tokens)
    raw = read(text.encode(), "x.gml")
    assert [(row.cells["id"], row.cells["label"]) for row in raw.nodes] == [
        (str(number), label) for number, label in enumerate(labels, start=1)
    ]
    assert [(row.cells["source"], row.cells["target"], row.cells["kind"]) for row in raw.edges] == [
        (str(source), str(target), kind) for source, target, kind in ends
    ]
    assert {row.get("direction") for row in raw.edges} <= {"" if is_directed else "undirected"}


@given(st.data())
def test_any_damaged_text_is_a_graph_or_a_refusal(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(YED)))
    inserted = data.draw(st.text(alphabet='[]"# a1\\&\n', max_size=4))
    text = YED[:start] + inserted + YED[start + data.draw(st.integers(0, 9)) :]
    read_or_refuse(text.encode(), "x.gml")


def test_how_a_graph_is_cited_goes_along() -> None:
    assert read_inside('citation "Ours, 2026"').citation == "Ours, 2026"
    assert read_inside('comment "Ours"').citation == ""
