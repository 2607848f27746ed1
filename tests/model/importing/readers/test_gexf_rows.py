"""What each element of GEXF becomes: a row, a column, or something that is listed."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.gexf import read_gexf
from tests.model.importing.readers.test_gexf import PAIR, wrap
from tests.model.importing.samples import Found, list_findings, list_rows


def read(graph: str, meta: str = "") -> RawGraph:
    return read_gexf(GraphFile(wrap(graph, meta=meta), "our map.gexf"))


def test_nodes_and_edges_have_their_places_and_columns() -> None:
    raw = read(
        '<attributes class="node"><attribute id="0" title="two&#10;words"/><attribute '
        'id="1"><default>d</default>'
        '</attribute><attribute id="2" title="never"/></attributes>\n'
        '<attributes class="edge"><attribute id="0" title="Sign"/></attributes>\n'
        '<nodes><node id="a" label="Time"><attvalues><attvalue for="0" value="x"/></attvalues></node>\n'
        '<node id="b" label=""/></nodes>\n'
        '<edges><edge id="7" source="a" target="b" label="says" weight="2" kind="helps"/>\n'
        '<edge source="b" target="a" type="Double" label="" weight=""><attvalue for="0" '
        'value="+"/></edge></edges>'
    )
    assert (raw.name, raw.form, raw.label, raw.title) == ("our map.gexf", "gexf", "GEXF 1.3", "our map")
    assert list_rows(raw.nodes) == [
        ({"id": "a", "label": "Time", "two words": "x", "1": "d"}, 'node "a"', 5),
        ({"id": "b", "label": "", "1": "d"}, 'node "b"', 6),
    ]
    assert list_rows(raw.edges) == [
        (
            {"source": "a", "target": "b", "label": "says", "weight": "2", "kind": "helps"},
            'edge "a" → "b"',
            7,
        ),
        ({"source": "b", "target": "a", "direction": "mutual", "Sign": "+"}, 'edge "b" → "a"', 8),
    ]
    assert raw.node_columns == ("id", "label", "two words", "1")
    assert raw.edge_columns == ("source", "target", "label", "Sign", "weight", "kind", "direction")
    assert raw.findings == ()


@pytest.mark.parametrize(
    ("kind", "direction"),
    [
        ("directed", ""),
        ("DIR", ""),
        ("undirected", "undirected"),
        ("undir", "undirected"),
        ("Mutual", "mutual"),
        ("double", "mutual"),
    ],
)
def test_directions_are_said_in_several_words(kind: str, direction: str) -> None:
    edges = f'<edges><edge source="a" target="b" type="{kind}"/></edges>'
    for default in ("", ' defaultedgetype="mutual"'):
        raw = read(f"<graph{default}>{PAIR}{edges}</graph>")
        assert (raw.edges[0].get("direction"), raw.findings) == (direction, ())
    (row,) = read(f'<graph defaultedgetype="{kind}">{edges.replace("type", "x")}</graph>').edges
    assert row.get("direction") == direction


@pytest.mark.parametrize(
    ("inside", "cells", "found"),
    [
        ('<attvalue for="x" value="1"/><attvalue for="x" value="1"/>', {"x": "1"}, []),
        (
            '<attvalue for="x" value="1"/><attvalue for="x" value="2"/>',
            {"x": "2"},
            [("column", 1, [('node "a", "x"', "1", 3)])],
        ),
        (
            '<attvalue for="x" value="1"/><attvalue for="x" value="2" start="3" end="4"/>',
            {"x": "2"},
            [("dynamics", 1, [('node "a", "x"', "1", 3)])],
        ),
        (
            '<attvalue for="x" value="1" timestamp="3" endopen="4"/>',
            {"x": "1"},
            [("dynamics", 1, [('node "a", "x"', "endopen 4, timestamp 3", 3)])],
        ),
        (
            '<attvalue for="d" value="1"/><attvalue for="d" value="2"/>',
            {"D": "2"},
            [("dynamics", 1, [('node "a", "D"', "1", 3)])],
        ),
        (
            '<attvalue for="s" value="1"/><attvalue for="s" value="2"/>',
            {"S": "2"},
            [("column", 1, [('node "a", "S"', "1", 3)])],
        ),
        ('<attvalue for="label" value="1"/>', {"label (data)": "1"}, []),
        ('<attvalue for="D" value="1"/>', {"D (data)": "1"}, []),
        ('<attvalue for="" id="i" value="1"/>', {"i": "1"}, []),
        ('<attvalue value="1"/>', {}, [("column", 1, [('node "a", ""', "1", 3)])]),
        (f'<attvalue value="{"v" * 300}"/>', {}, [("column", 1, [('node "a", ""', "v" * 200, 3)])]),
        ('<attvalue for="e"/>', {"e": ""}, []),
        ('<parent for="b"/>', {}, [("column", 1, [('node "a"', "parent b", 3)])]),
        ('<slice start="1"/><spell/>', {}, [("dynamics", 1, [('node "a"', "start 1", 3)])]),
        ('<viz:color r="1" g="02" b="300"/>', {"color": "#0102ff"}, [("drawing", 1, [])]),
        ('<viz:color r="1" g="2"/>', {}, [("drawing", 1, [])]),
        ('<viz:color r="1" g="2" b="0.5" hex="#abcdef0199"/>', {"color": "#abcdef01"}, [("drawing", 1, [])]),
        (
            '<attvalue for="color" value="blue"/><viz:color hex="#abc"/>',
            {"color": "blue"},
            [("drawing", 1, [])],
        ),
        *[
            (f"<viz:{what}/>", {}, [("drawing", 1, [])])
            for what in ("position", "size", "shape", "thickness")
        ],
    ],
)
def test_what_stands_in_a_node_is_a_value_or_listed(
    inside: str, cells: dict[str, str], found: list[Found]
) -> None:
    raw = read(
        '<attributes mode="dynamic"><attribute id="d" title="D"/></attributes>'
        '<attributes mode="static"><attribute id="s" title="S"/></attributes>'
        f'<nodes><node id="a">{inside}</node></nodes>'
    )
    assert list_rows(raw.nodes) == [({"id": "a", "label": ""} | cells, 'node "a"', 3)]
    assert list_findings(raw) == found


def test_what_stands_in_an_edge_is_a_value_or_listed() -> None:
    raw = read(
        '<edges><edge source="a" target="b" kind="k" start="1"><attvalue for="kind" value="x"/>'
        '<attvalue for="weight" value="2"/><viz:color r="1" g="1" b="1"/><spell end="2"/></edge>'
        '<edge source="a" target="b" kind="k"><attvalue for="kind" value="k"/></edge></edges>'
    )
    assert [row.cells for row in raw.edges] == [
        {"source": "a", "target": "b", "kind": "x", "weight (data)": "2", "kind (edge)": "k"},
        {"source": "a", "target": "b", "kind": "k"},
    ]
    assert list_findings(raw) == [
        ("dynamics", 2, [('edge "a" → "b"', "start 1", 3), ('edge "a" → "b"', "end 2", 3)]),
        ("drawing", 1, []),
    ]


def test_what_stands_outside_of_its_place_does_no_harm() -> None:
    raw = read(
        '<graph defaultedgetype="directed" start="1"><attribute id="x" '
        'title="X"/><default>d</default><options>o</options>'
        '<attvalue for="x" value="1"/><viz:color hex="#fff"/><spell start="2"/><parent for="a"/><viz:size/>'
        '<edges><edge source="a" target="b"><node id="n"><attvalue for="x" '
        'value="1"/><attvalue for="x" value="2"/>'
        "</node></edge></edges></graph>"
    )
    assert list_rows(raw.nodes) == [({"id": "n", "label": "", "X": "2"}, 'node "n"', 3)]
    assert list_rows(raw.edges) == [({"source": "a", "target": "b"}, 'edge "a" → "b"', 3)]
    assert list_findings(raw) == [
        ("dynamics", 1, [("graph", "start 1", 3)]),
        ("column", 1, [('node "n", "X"', "1", 3)]),
    ]


def test_a_declared_attribute_keeps_its_name_from_others() -> None:
    raw = read(
        '<attributes class="node"><attribute id="g" title="group"/><attribute id="i" title="id"/>'
        '<attribute id="i" title="again"/></attributes><attributes class="edge">'
        '<attribute id="w" title="weight"/><attribute id="d" title="direction"/><attribute '
        'id="x" title="id"/>'
        '</attributes><nodes><node id="a" pid="b"><attvalue for="g" value="1"/><attvalue '
        'for="i" value="2"/></node>'
        '<node id="b"/></nodes><edges><edge source="a" target="c"><attvalue for="w" value="3"/>'
        '<attvalue for="d" value="4"/><attvalue for="x" value="5"/></edge></edges>'
    )
    assert [row.cells for row in raw.nodes] == [
        {"id": "a", "label": "", "group (data)": "1", "id (data)": "2", "group": "b"}
    ]
    assert [row.cells for row in raw.edges] == [
        {"source": "a", "target": "c", "weight (data)": "3", "direction (data)": "4", "id": "5"}
    ]


def test_a_parent_counts_only_where_a_node_is_nested_in_none() -> None:
    raw = read(
        '<nodes><node id="g" label="G"><node id="a" pid="h"/></node><node id="h" label="H"/>\n'
        f'<node id="b" pid="h"/><node id="c" pid="{"z" * 300}"/></nodes>'
    )
    assert [(row.get("id"), row.get("group")) for row in raw.nodes] == [("a", "G"), ("b", "H"), ("c", "")]
    assert list_findings(raw) == [("column", 1, [('node "c"', f"pid {'z' * 196}", 4)])]


@pytest.mark.parametrize(
    ("meta", "title", "citation", "found"),
    [
        ("<title> Our\nmap </title>", "Our map", "", []),
        ("<Title>Our map</Title>", "Our map", "", []),
        ("<description>A map</description>", "A map", "", []),
        (f"<description>{'x' * 120}</description>", "x" * 120, "", []),
        (f"<description>{'x' * 121}</description>", "our map", "", [("description", "x" * 121)]),
        ("<description>one\ntwo</description>", "our map", "", [("description", "one two")]),
        ("<description>one</description><title>T</title>", "T", "", [("description", "one")]),
        (
            "<description>title: T\ncitation: C: 1\nmore: M\nby us\ntitle: 2</description>",
            "T",
            "C: 1",
            [("description", "more: M by us title: 2")],
        ),
        ("<description>title: T</description>", "T", "", []),
        ("<creator>A</creator><creator>B</creator><title>T</title>", "T", "", [("creator", "A B")]),
        (
            "<description>title: D\ncitation: C</description><title>T</title>",
            "T",
            "",
            [("description", "title: D citation: C")],
        ),
        ("<description>citation: C</description>", "citation: C", "", []),
        ("<creator>\n</creator><keywords>a,\nb</keywords>", "our map", "", [("keywords", "a, b")]),
        (f"<{'k' * 300}>{'v' * 300}</{'k' * 300}>", "our map", "", [("k" * 200, "v" * 200)]),
    ],
)
def test_what_the_file_says_of_itself_is_its_title_its_citation_or_listed(
    meta: str, title: str, citation: str, found: list[tuple[str, str]]
) -> None:
    raw = read(PAIR, f"<meta>{meta}</meta>")
    assert (raw.title, raw.citation) == (title, citation)
    items = [(place, text, None) for place, text in found]
    assert list_findings(raw) == ([("part", len(items), items)] if items else [])


def test_stages_and_levels_may_be_declared_as_options() -> None:
    raw = read(
        '<attributes><attribute id="0" title="stage"><options>["A", '
        '"B"]</options><default>A</default></attribute>'
        '<attribute id="1" title="level"><options>one|two</options></attribute>'
        f'<attribute id="2" title="x"><options>["C"]</options></attribute></attributes>{PAIR}'
    )
    assert list_rows(raw.stages) == [({"label": "A"}, "stage 1", None), ({"label": "B"}, "stage 2", None)]
    assert raw.levels == ()
    assert {row.get("stage") for row in raw.nodes} == {"A"}


def test_no_more_is_read_than_a_model_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("MOST_NODES", 2), ("MOST_EDGES", 1), ("MOST_COLUMNS", 2)):
        monkeypatch.setattr(f"model.importing.readers.gexf.{name}", most)
    edge, attribute = '<edge source="a" target="b"/>', '<attributes><attribute id="%s"/></attributes>'
    whole = attribute % "x" + attribute % "y" + PAIR + edge
    assert (len(read(whole).nodes), len(read(whole).edges)) == (2, 1)
    for more, message in (
        ('<node id="c"/>', "holds more than 2 nodes; leave some out or split it"),
        (edge, "holds more than 1 edges; leave some out or split it"),
        (attribute % "z", "line 3: declares more than 2 attributes; take some out"),
    ):
        with pytest.raises(ModelFileError) as caught:
            read(whole + more)
        assert str(caught.value) == f"our map.gexf: {message}"
    values = "".join(f'<attvalue for="{name}" value="{name}"/>' for name in "pqr")
    raw = read(f'<node id="a">{values}</node>')
    assert [row.cells for row in raw.nodes] == [{"id": "a", "label": "", "p": "p", "q": "q"}]
    assert list_findings(raw) == [("column", 1, [('node "a", "r"', "r", 3)])]


@pytest.mark.parametrize(
    ("version", "label"), [("1.2", "GEXF 1.2"), ("1.2draft", "GEXF 1.2"), ("2.0", "GEXF"), ("", "GEXF")]
)
def test_the_version_is_said_if_it_is_one(version: str, label: str) -> None:
    assert read_gexf(GraphFile(f'<gexf version="{version}"/>'.encode(), "x")).label == label


def test_what_is_no_gexf_is_refused() -> None:
    with pytest.raises(ModelFileError) as caught:
        read_gexf(GraphFile(b"\n<gxf><gexf/></gxf>", "x"))
    assert str(caught.value) == (
        'x: line 2: is XML, but not GEXF: it begins with "gxf"; export the graph as GEXF'
    )
