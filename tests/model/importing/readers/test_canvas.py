from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.canvas import read_canvas
from tests.model.importing.samples import Found, list_edges, list_findings, list_rows, read, take_in


def make_card(identity: str, text: str = "", x: float = 0, y: float = 0, **more: Any) -> dict[str, Any]:
    card = {
        "id": identity,
        "type": "text",
        "text": text or identity,
        "x": x,
        "y": y,
        "width": 10,
        "height": 10,
    }
    return card | more


def make_group(identity: str, x: float, y: float, size: float, **more: Any) -> dict[str, Any]:
    return {"id": identity, "type": "group", "x": x, "y": y, "width": size, "height": size, **more}


def make_canvas(nodes: list[Any], edges: list[Any] | None = None) -> bytes:
    return json.dumps({"nodes": nodes, "edges": edges or []}).encode()


def make_arrow(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{source}{target}", "fromNode": source, "toNode": target, **more}


def count_findings(raw: RawGraph) -> dict[str, int]:
    return {found.code: found.count for found in raw.findings if found.code != "drawing"}


def test_cards_are_nodes_and_labels_the_words_of_arrows() -> None:
    content = make_canvas(
        [make_card("a", "Trust"), make_card("b", "Joy")], [make_arrow("a", "b", label="raises")]
    )
    raw = read(content, "our map.canvas")
    assert (raw.form, raw.label, raw.title) == ("canvas", "JSON Canvas", "our map")
    assert raw.edges[0].get("label") == "raises"
    assert raw.edges[0].place == 'edge "Trust" → "Joy"'
    assert list_edges(take_in(content)) == ["Trust > Joy"]


@pytest.mark.parametrize(
    ("text", "name", "description"),
    [
        ("Trust", "Trust", ""),
        ("# **Trust** in [[work|our work]]", "Trust in our work", ""),
        ("- [ ] [ask](https://x.example/) `her`", "ask her", ""),
        ("# Trust\n\nis built in *years*", "Trust is built in *years*", "# Trust\n\nis built in *years*"),
        ("Trust\n" + "word " * 40, "Trust", "Trust\n" + ("word " * 40).strip()),
        ("word " * 40, ("word " * 40).strip(), ("word " * 40).strip()),
        ("2 * 3 * 4 _a_", "2 * 3 * 4 _a_", ""),
    ],
)
def test_the_name_of_a_card_is_its_text_or_the_first_line_of_a_long_one(
    text: str, name: str, description: str
) -> None:
    row = read(make_canvas([make_card("a", text)], [make_arrow("a", "a")]), "x.canvas").nodes[0]
    assert (row.get("label"), row.get("description")) == (name, description)


def test_cards_of_files_and_addresses_are_called_as_these() -> None:
    nodes = [
        make_card("a", type="file", file="notes/Our ward.md", text=""),
        make_card("b", type="file", file="photo.png", text=""),
        make_card("c", type="link", url="https://x.example/", text=""),
        make_card("d", " "),
    ]
    names = [row.get("label") for row in read(make_canvas(nodes), "x.canvas").nodes]
    assert names == ["Our ward", "photo.png", "https://x.example/", "d"]


def test_a_card_is_in_the_innermost_group_that_has_its_middle() -> None:
    nodes = [
        make_group("outer", 0, 0, 100, label="Ward"),
        make_group("inner", 50, 50, 40, label="Team"),
        make_group("empty", 500, 500, 10, label="Nobody"),
        make_card("a", x=10, y=10),
        make_card("b", x=60, y=60),
        make_card("c", x=300, y=0),
        make_card("d", x=97, y=0),
        make_card("e", x=60, width=90),
        make_card("f", y=60, height=90),
    ]
    raw = read(make_canvas(nodes), "x.canvas")
    assert {row.get("id"): row.get("group") for row in raw.nodes} == {
        "a": "Ward",
        "b": "Team",
        "c": "",
        "d": "",
        "e": "",
        "f": "",
    }
    assert count_findings(raw) == {"nesting": 1, "group": 1}


def test_a_group_is_a_node_where_an_arrow_leads_to_it() -> None:
    nodes = [make_group("g", 0, 0, 100, label="Ward"), make_card("a", x=10), make_card("b", x=200)]
    raw = read(make_canvas(nodes, [make_arrow("b", "g")]), "x.canvas")
    assert [(row.get("label"), row.get("group")) for row in raw.nodes] == [
        ("Ward", ""),
        ("a", "Ward"),
        ("b", ""),
    ]


def test_the_ends_of_arrows_say_the_direction() -> None:
    ends = [{}, {"toEnd": "none"}, {"fromEnd": "arrow"}, {"fromEnd": "arrow", "toEnd": "none"}]
    arrows = [make_arrow("a", "b", **each) for each in ends]
    raw = read(make_canvas([make_card("a"), make_card("b")], arrows), "x.canvas")
    found = [(row.get("source"), row.get("target"), row.get("direction")) for row in raw.edges]
    assert found == [("a", "b", ""), ("a", "b", "undirected"), ("a", "b", "mutual"), ("b", "a", "")]
    assert count_findings(raw) == {"reversed": 1}


def test_what_is_not_whole_is_left_out_and_listed_with_its_line() -> None:
    content = b'{"nodes": [{"id": "a", "type": "text", "text": "A"},\n{}, 7],'
    content += b'\n"edges": [{"fromNode": "a", "toNode": "a"},\n{"fromNode": "a", "toNode": ""}]}'
    raw = read(content, "x.canvas")
    assert [(item.place, item.line) for found in raw.findings for item in found.items] == [
        ("nodes[1]", 2),
        ("nodes[2]", 2),
        ("edges[1]", 4),
    ]
    assert count_findings(raw) == {"faulty-node": 2, "faulty-edge": 1}
    assert [item.line for found in raw.findings for item in found.items] == [2, 2, 4]


def test_colours_stay_and_positions_are_counted() -> None:
    raw = read(make_canvas([make_card("a", color="4")], [make_arrow("a", "a", fromSide="top")]), "x.canvas")
    assert raw.nodes[0].get("color") == "4"
    assert [(found.code, found.count) for found in raw.findings] == [("drawing", 2)]


def test_cards_and_arrows_have_their_places_and_columns() -> None:
    nodes = [
        make_card("a", "**Joy**", color="4", more=[1, 2]),
        {"id": "b", "type": "file", "file": "notes/Ours.md", "subpath": "#x", "label": "L", "text": "t"},
        make_group("g", 0, 0, 0, label="two\nlines", color="1"),
        {"id": 7, "type": "odd", "url": "u"},
    ]
    edges = [make_arrow("a", "b", color="2", label="says"), make_arrow("g", "zz")]
    content = json.dumps({"nodes": nodes, "edges": edges}, indent=0).encode()
    raw = read_canvas(GraphFile(content, "our map.canvas"))
    assert (raw.name, raw.title) == ("our map.canvas", "our map")
    assert list_rows(raw.nodes) == [
        ({"id": "a", "label": "Joy", "color": "4", "more": "1; 2"}, 'node "Joy"', 3),
        ({"id": "b", "label": "L", "file": "notes/Ours.md", "subpath": "#x"}, 'node "Ours"', 17),
        ({"id": "g", "label": "two lines", "color": "1"}, 'node "two lines"', 25),
        ({"id": "7", "label": "7", "url": "u"}, 'node "7"', 35),
    ]
    assert list_rows(raw.edges) == [
        (
            {"source": "a", "target": "b", "id": "ab", "color": "2", "label": "says"},
            'edge "Joy" → "Ours"',
            42,
        ),
        ({"source": "g", "target": "zz", "id": "gzz"}, 'edge "two lines" → "zz"', 49),
    ]
    assert raw.node_columns == ("id", "label", "color", "more", "file", "subpath", "url")
    assert raw.edge_columns == ("source", "target", "id", "color", "label")
    assert list_findings(raw) == [
        ("markup", 2, [('node "Joy"', "**Joy**", 3), ('node "Ours"', "t", 17)]),
        ("drawing", 2, []),
    ]


@pytest.mark.parametrize(
    ("card", "name"),
    [
        ({"type": "file", "file": "a/b\\Our map.canvas"}, "Our map"),
        ({"type": "file", "file": "x.md.canvas"}, "x.md"),
        ({"type": "file", "file": ""}, "1"),
        ({"type": "link", "url": "https://x.example/"}, "https://x.example/"),
        ({"type": "link"}, "1"),
        ({"type": "text", "text": "> 1) *x*"}, "1) *x*"),
        ({"type": "text", "text": "* [x] ==a== ~~b~~ `c` __d__"}, "a b c d"),
        ({"type": "text", "text": "![[pic.png]] and ![words](x.png)"}, "pic.png and words"),
        ({"type": "text", "text": "x" * 120}, "x" * 120),
        ({"type": "text", "text": "# x\n\n" + "y" * 118}, "x " + "y" * 118),
        ({"type": "text", "text": "\n\n# x\n" + "y" * 119}, "x"),
        ({"text": "no type"}, "no type"),
        ({"type": "text", "text": [[1]]}, "1"),
        ({"type": "group", "label": {"a": 1}, "width": 1}, "1"),
    ],
)
def test_a_card_is_called_by_what_it_shows(card: dict[str, Any], name: str) -> None:
    content = make_canvas([{"id": "1"} | card], [make_arrow("1", "1")])
    assert read_canvas(GraphFile(content, "x")).nodes[0].get("label") == name


@pytest.mark.parametrize(
    ("text", "has_description", "has_markup"),
    [
        ("x" * 120, False, False),
        ("x" * 121, True, False),
        ("x\ny", True, False),
        ("x\n\n", False, False),
        ("# x\n", False, True),
    ],
)
def test_a_long_text_or_one_of_several_lines_is_the_description_too(
    text: str, has_description: bool, has_markup: bool
) -> None:
    raw = read_canvas(GraphFile(make_canvas([make_card("a", text)]), "x"))
    assert raw.nodes[0].get("description") == (text.strip() if has_description else "")
    assert ("markup" in count_findings(raw)) == has_markup


@pytest.mark.parametrize(
    ("nodes", "groups", "found"),
    [
        ([make_group("g", 0, 0, 10), make_card("a", x=5, y=5)], {"a": "g"}, []),
        (
            [make_group("g", 0, 0, 10), make_card("a", x=5.1)],
            {"a": ""},
            [("group", 1, [('group "g"', "", 1)])],
        ),
        ([make_group("g", 5, 5, 10), make_card("a")], {"a": "g"}, []),
        ([make_group("g", 5.1, 5, 10), make_card("a")], {"a": ""}, [("group", 1, [('group "g"', "", 1)])]),
        (
            [make_group("g", 0, 0, 50), make_group("h", 0, 0, 50), make_card("a")],
            {"a": "g"},
            [("group", 1, [('group "h"', "", 1)])],
        ),
        (
            [make_group("g", 0, 0, 50), make_group("h", 0, 0, 49, label="H"), make_card("a")],
            {"a": "H"},
            [("nesting", 1, [('group "H"', "g", 1)])],
        ),
        (
            [make_group("g", 0, 0, 50), make_card("a", width="wide")],
            {"a": ""},
            [("group", 1, [('group "g"', "", 1)])],
        ),
        ([{"id": "g", "type": "group"}, make_card("a")], {"a": ""}, [("group", 1, [('group "g"', "", 1)])]),
        (
            [make_group("g", 0, 0, 50) | {"x": "-3"}, {"id": "a", "type": "group"}, make_card("b")],
            {"b": "g"},
            [("group", 1, [('group "a"', "", 1)])],
        ),
    ],
)
def test_a_group_has_the_cards_whose_middle_is_in_it_up_to_its_edge(
    nodes: list[Any], groups: dict[str, str], found: list[Found]
) -> None:
    raw = read_canvas(GraphFile(make_canvas(nodes), "x"))
    assert {row.get("id"): row.get("group") for row in raw.nodes} == groups
    assert [each for each in list_findings(raw) if each[0] != "drawing"] == found


def test_no_more_is_read_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("MOST_NODES", 3), ("MOST_EDGES", 2), ("_MOST_GROUPS", 1)):
        monkeypatch.setattr(f"model.importing.readers.canvas.{name}", most)
    nodes, edges = [make_card("a"), make_card("b"), make_group("g", 0, 0, 9)], [make_arrow("a", "b")] * 2
    raw = read_canvas(GraphFile(make_canvas(nodes, edges), "x"))
    assert (len(raw.nodes), len(raw.edges)) == (2, 2)
    for more_nodes, more_edges, message in (
        ([make_card("c")], [], "holds more than 3 nodes; leave some out or split it"),
        ([], [make_arrow("a", "a")], "holds more than 2 edges; leave some out or split it"),
    ):
        with pytest.raises(ModelFileError) as caught:
            read_canvas(GraphFile(make_canvas(nodes + more_nodes, edges + more_edges), "x"))
        assert str(caught.value) == f"x: {message}"
    with pytest.raises(ModelFileError, match="x: holds more than 1 groups; leave some out or split it"):
        read_canvas(GraphFile(make_canvas([make_group("g", 0, 0, 9)] * 2), "x"))


def test_a_thousand_groups_are_read_and_more_are_refused() -> None:
    groups = [{"id": str(at), "type": "group"} for at in range(1_001)]
    assert count_findings(read_canvas(GraphFile(make_canvas(groups[:-1]), "x"))) == {"group": 1_000}
    with pytest.raises(ModelFileError, match="x: holds more than 1000 groups; leave some out or split it"):
        read_canvas(GraphFile(make_canvas(groups), "x"))


@pytest.mark.parametrize("content", [b"[]", b"7", b'"nodes"'])
def test_what_has_no_list_of_cards_is_refused_with_the_way_out(content: bytes) -> None:
    message = "x: is no canvas: it has no list of cards; export it again from Obsidian"
    with pytest.raises(ModelFileError, match=message):
        read_canvas(GraphFile(content, "x"))


@pytest.mark.parametrize("content", [b"[]", b'{"nodes": [', b"[[1]]"])
def test_what_is_no_canvas_is_refused(content: bytes) -> None:
    with pytest.raises(ModelFileError):
        read(content, "x.canvas")


VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.lists(st.integers())
)
KEYS = st.sampled_from(
    [
        "id",
        "type",
        "text",
        "file",
        "url",
        "label",
        "color",
        "x",
        "y",
        "width",
        "height",
        "fromNode",
        "toNode",
        "fromEnd",
    ]
)


@given(st.lists(st.dictionaries(KEYS, VALUES)), st.lists(st.dictionaries(KEYS, VALUES)))
def test_any_values_in_a_canvas_are_read(nodes: list[Any], edges: list[Any]) -> None:
    edges = [make_arrow("a", "b"), *edges]
    whole = [edge for edge in edges if edge.get("fromNode") and edge.get("toNode")]
    raw = read(make_canvas(nodes, whole), "x.canvas")
    assert len(raw.nodes) <= len(nodes)


def test_a_text_of_marks_takes_no_time() -> None:
    for marks in ("**" * 100_000, "[[" * 100_000, "![" * 100_000, "[a](" * 50_000, "> " * 100_000):
        read(make_canvas([make_card("a", marks)], [make_arrow("a", "a")]), "x.canvas")
