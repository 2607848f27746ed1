"""What each element of GraphML becomes: a row, a column, or something that is listed."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing import RawGraph, ReadingOptions
from model.importing.graph_file import GraphFile
from model.importing.readers.graphml import read_graphml
from tests.model.importing.samples import Found, list_findings, list_rows

DRAWING = '<key id="g" for="node" yfiles.type="nodegraphics"/><key id="h" for="edge" attr.uri="yworks/e"/>'


def read(content: str, sheet: str | None = None) -> RawGraph:
    text = f"<graphml>{DRAWING}\n{content}</graphml>"
    return read_graphml(GraphFile(text.encode(), "our map.graphml", ReadingOptions(sheet=sheet)))


def read_graph(inside: str, keys: str = "") -> RawGraph:
    return read(f'{keys}<graph edgedefault="directed">{inside}</graph>')


def draw(inside: str) -> str:
    return f'<data key="g"><ShapeNode>{inside}</ShapeNode></data>'


def test_nodes_and_edges_have_their_places_and_columns() -> None:
    raw = read_graph(
        '<node id="a"><data key="l"> Time </data><data key="e">x</data></node>\n<node '
        'id="b"><data key="l"/></node>\n'
        '<edge source="a" target="b"><data key="e">says</data></edge>\n<edge source="b" '
        'target="a" directed="0"/>',
        '<key id="l" for="node" attr.name="Label"/><key id="n" for="node" attr.name="never"/>'
        '<key id="d" for="edge"><desc>x</desc><default> D </default></key><key id="e" '
        'attr.name="two&#10;words"/>\n',
    )
    assert (raw.name, raw.form, raw.label, raw.title) == ("our map.graphml", "graphml", "GraphML", "our map")
    assert list_rows(raw.nodes) == [
        ({"id": "a", "Label": "Time", "two words": "x"}, 'node "a"', 3),
        ({"id": "b"}, 'node "b"', 4),
    ]
    assert list_rows(raw.edges) == [
        ({"source": "a", "target": "b", "two words": "says", "d": "D"}, 'edge "a" → "b"', 5),
        ({"source": "b", "target": "a", "direction": "undirected", "d": "D"}, 'edge "b" → "a"', 6),
    ]
    assert raw.node_columns == ("id", "Label", "two words")
    assert raw.edge_columns == ("source", "target", "d", "two words", "direction")
    assert (raw.findings, raw.settings) == ((), ())


@pytest.mark.parametrize(
    ("default", "said", "direction", "unsaid"),
    [
        ("directed", "", "", 0),
        ("undirected", "", "undirected", 0),
        ("directed", "false", "undirected", 0),
        ("directed", "0", "undirected", 0),
        ("undirected", "true", "", 0),
        ("undirected", "1", "", 0),
        ("undirected", "odd", "undirected", 0),
        ("odd", "", "", 1),
        ("odd", "odd", "", 1),
        ("odd", "true", "", 0),
        ("odd", "false", "undirected", 0),
    ],
)
def test_an_edge_has_the_direction_that_it_says_or_else_its_graph(
    default: str, said: str, direction: str, unsaid: int
) -> None:
    raw = read(f'<graph edgedefault="{default}"><edge source="a" target="b" directed="{said}"/></graph>')
    assert raw.edges[0].get("direction") == direction
    assert list_findings(raw) == ([("direction-unsaid", unsaid, [])] if unsaid else [])


def test_a_graph_inside_a_node_has_a_default_of_its_own() -> None:
    raw = read_graph(
        '<node id="g"><graph edgedefault="undirected"><node id="a"/><edge source="a" '
        'target="a"/></graph></node>'
        '<edge source="a" target="a"/>'
    )
    assert [row.get("direction") for row in raw.edges] == ["undirected", ""]
    assert [(row.get("id"), row.get("group")) for row in raw.nodes] == [("a", "g")]


@pytest.mark.parametrize(
    ("inside", "cells", "found"),
    [
        ("<desc> one\ntwo </desc>", {"description": "one\ntwo"}, []),
        ("<desc>one</desc><desc>two</desc>", {"description": "one", "desc": "two"}, []),
        ("<desc/>", {}, []),
        ('<data key="id">x</data>', {"id (data)": "x"}, []),
        ('<data key="direction">x</data><data>y</data>', {"direction (data)": "x"}, []),
        (
            '<data key="x">1</data><data key="x">1</data><data key="x">2</data>',
            {"x": "2"},
            [("column", 1, [('node "a", "x"', "1", 2)])],
        ),
        (
            f'<data key="x">{"1" * 300}</data><data key="x">2</data>',
            {"x": "2"},
            [("column", 1, [('node "a", "x"', "1" * 200, 2)])],
        ),
        ('<data key="x">a<b><c>d</c>e</b>f</data>', {"x": "af"}, [("drawing", 1, [])]),
        ('<data key="k">a<b><c>d</c>e</b>f</data>', {"k": "af"}, [("column", 1, [('node "a"', "<b>", 2)])]),
        (
            '<locator/><port name="p"><desc>x</desc></port>',
            {},
            [("part", 1, [("locator", "", 2)]), ("port", 1, [])],
        ),
        (draw("<NodeLabel> Joy </NodeLabel>"), {"label": "Joy"}, [("drawing", 1, [])]),
        (
            draw(
                "<NodeLabel>Joy<M><X>not</X></M>ful</NodeLabel><NodeLabel/><NodeLabel>b</NodeLabel><NodeLabel>c</NodeLabel>"
            ),
            {"label": "Joyful", "more labels": "b; c"},
            [("drawing", 1, [])],
        ),
        (
            draw("<NodeLabel>Joy</NodeLabel>") + '<data key="label">Joy in work</data>',
            {"label": "Joy in work", "drawn label": "Joy"},
            [("drawing", 1, [])],
        ),
        (
            draw("<NodeLabel>Joy\nin work</NodeLabel>") + '<data key="label">Joy in</data>',
            {"label": "Joy in"},
            [("drawing", 1, [])],
        ),
        (
            draw(f"<NodeLabel>&lt;html&gt;&lt;b&gt;{'x' * 300}</NodeLabel>"),
            {"label": "x" * 300},
            [("markup", 1, [('node "a"', "x" * 200, 2)]), ("drawing", 1, [])],
        ),
        (draw("<NodeLabel>&lt;html&gt;x</NodeLabel>"), {"label": "x"}, [("drawing", 1, [])]),
        (
            draw('<Fill color="#fff"/><Fill color="#000"/><Shape type="ellipse"/><Shape type="box"/>'),
            {"color": "#fff", "shape": "ellipse"},
            [("drawing", 1, [])],
        ),
        (
            draw('<Fill color="#fff"/><Shape/>') + '<data key="color">red</data>',
            {"color": "red"},
            [("drawing", 1, [])],
        ),
    ],
)
def test_what_stands_in_a_node_is_a_value_or_listed(
    inside: str, cells: dict[str, str], found: list[Found]
) -> None:
    raw = read_graph(f'<node id="a">{inside}</node>', '<key id="k" for="node"/>')
    assert list_rows(raw.nodes) == [({"id": "a"} | cells, 'node "a"', 2)]
    assert list_findings(raw) == found


def test_what_stands_in_an_edge_is_a_value_or_listed() -> None:
    raw = read_graph(
        '<edge source="a" target="b"><data key="h"><L><Fill color="#fff"/><Shape type="line"/>'
        '<Arrows source="standard"/><EdgeLabel>&lt;html&gt;&lt;i&gt;says</EdgeLabel></L></data>'
        "<desc>d</desc></edge>"
        '<edge source="a" target="b" directed="false"><data key="h"><L><Arrows '
        'target="standard"/></L></data></edge>'
    )
    assert list_rows(raw.edges) == [
        (
            {"source": "b", "target": "a", "label": "says", "shape": "line", "description": "d"},
            'edge "b" → "a"',
            2,
        ),
        ({"source": "a", "target": "b"}, 'edge "a" → "b"', 2),
    ]
    assert list_findings(raw) == [
        ("markup", 1, [('edge "a" → "b"', "says", 2)]),
        ("reversed", 1, [('edge "b" → "a"', "", 2)]),
        ("drawing", 2, []),
    ]


def test_arrows_say_the_direction_where_the_graph_does_not() -> None:
    arrows = '<data key="h"><L><Arrows source="none" target="standard"/></L></data>'
    raw = read(f'<graph><edge source="a" target="b">{arrows}</edge><edge source="a" target="b"/></graph>')
    assert [row.get("direction") for row in raw.edges] == ["", ""]
    assert list_findings(raw) == [("direction-unsaid", 1, []), ("drawing", 1, [])]


def test_keys_have_names_of_their_own_for_nodes_and_for_edges() -> None:
    keys = "".join(
        f'<key id="k{at}" for="{kind}" attr.name="{name}"/>'
        for at, (kind, name) in enumerate(
            [
                ("node", "x"),
                ("edge", "x"),
                ("all", "x"),
                ("graph", "x"),
                ("node", "source"),
                ("node", "label"),
            ]
        )
    )
    data = "".join(f'<data key="k{at}">{at}</data>' for at in range(6))
    raw = read_graph(
        f'<node id="a">{data}</node><edge source="a" target="a">{data}</edge>',
        f'{keys}<key id="k0" for="node" attr.name="again"/>',
    )
    assert [row.cells for row in raw.nodes] == [
        {"id": "a", "x": "3", "x (k2)": "2", "source (data)": "4", "label": "5"}
    ]
    assert [row.cells for row in raw.edges] == [
        {"source": "a", "target": "a", "x": "3", "x (k2)": "2", "source (data)": "4", "label": "5"}
    ]


def test_hyperedges_are_listed_with_their_ends() -> None:
    raw = read_graph(
        '<hyperedge id="h"><endpoint node="a"/><endpoint node="b"/><desc>x</desc><data '
        'key="x">y</data></hyperedge>\n'
        '<hyperedge/><endpoint node="c"/><node id="n"><endpoint node="d"/></node>'
    )
    assert list_rows(raw.nodes) == [({"id": "n"}, 'node "n"', 3)]
    assert list_findings(raw) == [
        ("hyperedge", 2, [('hyperedge "h"', "a, b", 2), ('hyperedge ""', "", 3)]),
    ]


def test_of_several_graphs_each_is_named_and_its_parts_are_its_own() -> None:
    graphs = (
        '<graph id="one"><node id="a"/><edge source="a" target="a"/></graph>\n'
        '<graph><data key="name">Second</data><node id="b"><graph><node id="c"/></graph></node>'
        '<edge source="b" target="c"/><edge source="c" target="b"/></graph>\n<graph/>'
    )
    raw = read(graphs)
    assert (raw.title, [row.get("id") for row in raw.nodes]) == ("Second", ["b", "c"])
    assert [(row.get("source"), row.get("target")) for row in raw.edges] == [("b", "c"), ("c", "b")]
    assert list_findings(raw) == [
        ("sheet", 2, [('graph "one"', "1 nodes, 1 edges", 2), ('graph "graph 3"', "0 nodes, 0 edges", 4)]),
        ("direction-unsaid", 2, []),
    ]
    (setting,) = raw.settings
    assert (setting.choices, setting.example) == (("one", "graph 2", "graph 3"), "2 nodes, 2 edges")
    assert [row.get("id") for row in read(graphs, "one").nodes] == ["a"]


@pytest.mark.parametrize(
    ("values", "title", "citation", "found"),
    [
        (
            {"Name": "N\nm", "title": "T", "seed": "7"},
            "N m",
            "",
            [('data "title"', "T"), ('data "seed"', "7")],
        ),
        ({"LABEL": "L", "Citation": " C\nd "}, "L", "C d", []),
        ({"x": "1", "y": "2" * 300}, "our map", "", [('data "x"', "1"), ('data "y"', "2" * 200)]),
        ({"name": ""}, "our map", "", []),
    ],
)
def test_what_is_said_of_the_graph_is_its_title_its_citation_or_listed(
    values: dict[str, str], title: str, citation: str, found: list[tuple[str, str]]
) -> None:
    raw = read_graph("".join(f'<data key="{name}">{text}</data>' for name, text in values.items()))
    assert (raw.title, raw.citation) == (title, citation)
    items = [(place, text, None) for place, text in found]
    assert list_findings(raw) == ([("part", len(items), items)] if items else [])


def test_what_stands_beside_the_graphs_is_listed() -> None:
    raw = read(
        f'<desc>{"one" * 100}</desc><data key="x">a\nb</data><graph><desc/><desc>two\nlines</desc></graph>'
        '<data key="g"><X/></data><data key="y"/>'
    )
    assert list_findings(raw) == [
        ("comment", 2, [("desc", ("one" * 100)[:200], 2), ("desc", "two lines", 3)]),
        ("part", 1, [('data "x"', "a b", None)]),
    ]


def test_stages_and_levels_may_be_declared() -> None:
    raw = read_graph('<data key="stages">["A", "B"]</data><data key="levels">[{"label": "C"}]</data>')
    assert list_rows(raw.stages) == [({"label": "A"}, "stage 1", None), ({"label": "B"}, "stage 2", None)]
    assert list_rows(raw.levels) == [({"label": "C"}, "level 1", None)]
    assert raw.findings == ()


def test_an_empty_group_is_one_by_its_type_only() -> None:
    raw = read_graph('<node id="a" yfiles.foldertype="folder"/>\n<node id="b" foldertypes="x"/>')
    assert [row.get("id") for row in raw.nodes] == ["b"]
    assert list_findings(raw) == [("group", 1, [('group "a"', "", 2)])]


def test_no_more_is_read_than_a_model_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("MOST_NODES", 2), ("MOST_EDGES", 1), ("MOST_COLUMNS", 2), ("_MOST_GRAPHS", 2)):
        monkeypatch.setattr(f"model.importing.readers.graphml.{name}", most)
    keys = '<key id="x" for="node"/><key id="y" for="node"/><key id="z" for="graph"/><key id="v" for="edge"/>'
    edge = '<edge source="a" target="b"/>'
    whole = f'{keys}<graph edgedefault="directed"><node id="a"/><node id="b"/>{edge}</graph><graph>'
    raw = read(f"{whole}</graph>")
    assert (len(raw.nodes), len(raw.edges)) == (2, 1)
    for more, message in (
        ('<node id="c"/></graph>', "holds more than 2 nodes; leave some out or split it"),
        (f"{edge}</graph>", "holds more than 1 edges; leave some out or split it"),
        ("</graph>\n<graph/>", "holds more than 2 graphs; leave some out or split it"),
        ('</graph>\n<key id="w" for="node"/>', "line 3: declares more than 2 kinds of data; take some out"),
    ):
        with pytest.raises(ModelFileError) as caught:
            read(whole + more)
        assert str(caught.value) == f"our map.graphml: {message}"
    raw = read_graph('<node id="a"><data key="p">1</data><data key="q">2</data><data key="r">3</data></node>')
    assert [row.cells for row in raw.nodes] == [{"id": "a", "p": "1", "q": "2"}]
    assert list_findings(raw) == [("column", 1, [('node "a", "r"', "", 2)])]


def test_two_hundred_graphs_are_known_and_more_are_refused() -> None:
    (setting,) = read("<graph/>" * 200).settings
    assert len(setting.choices) == 200
    with pytest.raises(ModelFileError, match=r"our map\.graphml: holds more than 200 graphs; leave some out"):
        read("<graph/>" * 201)


def test_what_is_no_graphml_is_refused() -> None:
    with pytest.raises(ModelFileError) as caught:
        read_graphml(GraphFile(b"\n<graph><graphml/></graph>", "x"))
    assert str(caught.value) == (
        'x: line 2: is XML, but not GraphML: it begins with "graph"; export the graph as GraphML'
    )


@pytest.mark.parametrize(
    ("drawing", "labels"),
    [
        (
            "<Realizers "
            'active="1"><G><NodeLabel>a</NodeLabel></G><G><NodeLabel>b</NodeLabel></G></Realizers>',
            ["b"],
        ),
        (
            "<Realizers "
            'active="0"><G><NodeLabel>a</NodeLabel></G><G><NodeLabel>b</NodeLabel></G></Realizers>',
            ["a"],
        ),
        ("<Realizers><G><NodeLabel>a</NodeLabel></G><G><NodeLabel>b</NodeLabel></G></Realizers>", ["a"]),
        (
            "<Realizers "
            'active="x"><G><NodeLabel>a</NodeLabel></G><G><NodeLabel>b</NodeLabel></G></Realizers>',
            ["a"],
        ),
        (
            "<Realizers "
            'active="²"><G><NodeLabel>a</NodeLabel></G><G><NodeLabel>b</NodeLabel></G></Realizers>',
            ["a"],
        ),
        ('<Realizers active="7"><G><NodeLabel>a</NodeLabel></G></Realizers>', []),
        ('<NodeLabel>a</NodeLabel><Realizers active="1"><G><NodeLabel>b</NodeLabel></G></Realizers>', ["a"]),
        ('<Label Text=" a "/><Label Text=""><Label.Text>b</Label.Text></Label>', ["a", "b"]),
        ("<Label>no<Label.Text>b</Label.Text>no</Label>", ["b"]),
        ("<EdgeLabel>a</EdgeLabel><Other>b</Other>", ["a"]),
    ],
)
def test_of_a_group_the_labels_are_those_of_the_way_in_which_it_is_shown(
    drawing: str, labels: list[str]
) -> None:
    (row,) = read_graph(f'<node id="a"><data key="g">{drawing}</data></node>').nodes
    assert [row.get("label"), *filter(None, row.get("more labels").split("; "))] == (labels or [""])
