"""Rows and groups that a graph of DOT or DAGitty becomes."""

from __future__ import annotations

import pytest

from model.export.dot import GENERATOR
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.dot import read_dot
from tests.model.importing.samples import Found, list_findings, list_rows


def read(text: str) -> RawGraph:
    return read_dot(GraphFile(text.encode(), "x.dot"))


def test_a_node_has_its_label_its_colour_and_what_else_is_said_of_it() -> None:
    raw = read("""digraph "Our map" {
      a [label="\\N of \\G", note="\\N\\n2", tip=<<b>x</b>>, shape=Record, color=red fillcolor="blue"]
      b [label="a|b" shape=mrecord]; c [label="{a|b" xlabel=no dir=back arrowhead=vee arrowtail=vee]
      d [label="ab" shape=record] e [label=<<i>x</i><br/>y>, color=red] f [label=" ", note=" "]
    }""")
    assert list_rows(raw.nodes) == [
        (
            {
                "id": "a",
                "label": "a of Our map",
                "color": "blue",
                "note": "a\n2",
                "tip": "x",
                "shape": "Record",
            },
            'node "a"',
            2,
        ),
        ({"id": "b", "label": "a | b", "shape": "mrecord"}, 'node "b"', 3),
        ({"id": "c", "label": "{a|b", "xlabel": "no"}, 'node "c"', 3),
        ({"id": "d", "label": "ab", "shape": "record"}, 'node "d"', 4),
        ({"id": "e", "label": "x\ny", "color": "red"}, 'node "e"', 4),
        ({"id": "f"}, 'node "f"', 4),
    ]
    assert list_findings(raw) == [("markup", 2, [('node "b"', "a | b", 3), ('node "e"', "x y", 4)])]
    assert raw.node_columns == ("id", "label", "color", "note", "tip", "shape", "xlabel")


def test_an_edge_has_its_label_its_colour_and_what_else_is_said_of_it() -> None:
    raw = read("""digraph {
      a -> b [label="\\T to \\H is \\E", xlabel=no, color=red, fillcolor=blue]
      a -> b [xlabel=yes kind=x source=1 target=2 group=3]
      a -> b [label=<<b>x</b>>, style=dashed, dir=forward, arrowtail=vee]
      a -> b [style="bold,invis"]
      c [style=invis] d [style="invis"] d -> a
    }""")
    assert list_rows(raw.edges) == [
        (
            {"source": "a", "target": "b", "label": "a to b is a->b", "color": "red", "xlabel": "no"},
            'edge "a" → "b"',
            2,
        ),
        (
            {
                "source": "a",
                "target": "b",
                "label": "yes",
                "kind": "x",
                "source (data)": "1",
                "target (data)": "2",
                "group (data)": "3",
            },
            'edge "a" → "b"',
            3,
        ),
        ({"source": "a", "target": "b", "label": "x"}, 'edge "a" → "b"', 4),
        ({"source": "d", "target": "a"}, 'edge "d" → "a"', 6),
    ]
    assert [row.get("id") for row in raw.nodes] == ["a", "b", "d"]
    assert list_findings(raw) == [
        ("invisible", 2, [('edge "a" → "b"', "a → b", 5), ('node "c"', "", 6)]),
        ("markup", 1, [('edge "a" → "b"', "x", 4)]),
    ]


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("a -- b [dir=forward]", "a>b"),
        ("a -- b [dir=Both]", "a>b mutual"),
        ("a -- b [dir=back]", "b>a"),
        ("a -- b [dir=both arrowtail=none]", "a>b"),
        ("a -- b [dir=both arrowhead=none arrowtail=none]", "a>b undirected"),
        ("a -- b [arrowhead=vee]", "a>b undirected"),
        ("a -> b", "a>b"),
        ("a -> b [arrowtail=vee]", "a>b"),
        ("a -> b [dir=odd]", "a>b undirected"),
        ("a <- b", "b>a"),
        ("a <- b [arrowtail=none]", "a>b undirected"),
        ("a <-> b", "a>b undirected <->"),
        ("a <-@ b", "b>a <-@"),
        ("a @-> b", "a>b @->"),
        ("a @-@ b", "a>b undirected @-@"),
        ("a @-- b [dir=both]", "a>b undirected @--"),
        ("a --@ b", "a>b undirected --@"),
    ],
)
def test_the_line_and_the_arrows_say_the_direction(written: str, ends: str) -> None:
    raw = read(f"dag {{ {written} }}")
    (row,) = raw.edges
    shown = [f"{row.get('source')}>{row.get('target')}", row.get("direction"), row.get("kind")]
    assert " ".join(filter(None, shown)) == ends
    is_reversed = ends.startswith("b>a")
    assert list_findings(raw) == ([("reversed", 1, [('edge "a" → "b"', "b → a", 1)])] if is_reversed else [])


@pytest.mark.parametrize(
    ("statements", "groups", "found"),
    [
        (
            "subgraph cluster_1 { a subgraph cluster_2 { b subgraph 'cluster x' { c } } }",
            {"a": "_1", "b": "_2", "c": "x"},
            [("nesting", 2, [('group "_2"', "_1 › _2", 1), ('group "x"', "_2 › x", 1)])],
        ),
        (
            "subgraph cluster3 { subgraph y {a} }",
            {"a": "y"},
            [("nesting", 1, [('group "y"', "cluster3 › y", 1)])],
        ),
        ("subgraph z { } a", {"a": ""}, [("group", 1, [('group "z"', "", 1)])]),
        ("subgraph cluster_ab { label='  ' a }", {"a": "ab"}, []),
        ("subgraph 'Cluster-ab' { label=<<b>L</b>\n m> a }", {"a": "L m"}, []),
        ("subgraph cluster_d { label='of \\G' a }", {"a": "of cluster_d"}, []),
        ("{ label=N a }", {"a": "N"}, []),
        ("{ a } subgraph { b }", {"a": "", "b": ""}, []),
        *[
            (f"subgraph i {{ rank={rank} a }}", {"a": ""}, [("drawing", 1, [])])
            for rank in ("same", "min", "max", "source", "sink")
        ],
        ("subgraph i { rank=odd a }", {"a": "i"}, [("drawing", 1, [])]),
        ("subgraph i { rank=same label=J a }", {"a": "J"}, [("drawing", 1, [])]),
        (
            "subgraph c1 { label=A; a; b } \n subgraph c2 { label=B; subgraph c3 { label=C; a; c } b d }",
            {"a": "A", "b": "A", "c": "C", "d": "B"},
            [
                ("nesting", 1, [('group "C"', "B › C", 2)]),
                ("regrouped", 2, [('node "a"', "a: C", 2), ('node "b"', "b: B", 2)]),
            ],
        ),
        (
            "subgraph x { subgraph x { a } }",
            {"a": "x"},
            [("nesting", 1, [('group "x"', "x › x", 1)])],
        ),
        (
            "subgraph o { subgraph { subgraph i { a } } subgraph e {} }",
            {"a": "i"},
            [("nesting", 1, [('group "i"', "o › i", 1)]), ("group", 1, [('group "e"', "", 1)])],
        ),
    ],
)
def test_a_node_is_in_the_innermost_group_that_names_it_first(
    statements: str, groups: dict[str, str], found: list[Found]
) -> None:
    quoted = statements.replace("'", '"')
    raw = read(f"digraph {{ {quoted} }}")
    assert {row.get("id"): row.get("group") for row in raw.nodes} == groups
    assert list_findings(raw) == found


@pytest.mark.parametrize(
    ("header", "title"),
    [
        *[(f"digraph {name} {{", "x") for name in ("", "G", "Graph", "digraph", "D", "my_graph", "unnamed")],
        ('digraph "Our\nmap" { label=" "', "Our map"),
        ('digraph G { label="\\G of <b>"', "G of <b>"),
        ("digraph Ours { label=<<b>T</b>\n two>", "T two"),
        ("digraph g2 {", "g2"),
    ],
)
def test_a_graph_is_called_by_its_label_its_name_or_as_its_file(header: str, title: str) -> None:
    assert read(f"{header} }}").title == title


def test_a_graph_may_say_how_it_is_cited_and_which_stages_and_levels_it_has() -> None:
    raw = read(
        'digraph { citation="Ours\\n2026"; stage_order="[\\"A\\", \\"B\\"]"; '
        'level_order="[{\\"label\\": \\"C\\"}]" }'
    )
    assert raw.citation == "Ours 2026"
    assert list_rows(raw.stages) == [({"label": "A"}, "stage 1", None), ({"label": "B"}, "stage 2", None)]
    assert list_rows(raw.levels) == [({"label": "C"}, "level 1", None)]
    assert raw.findings == ()


OWN = """digraph "m" { generator="%s"
  a [display_name="Joy", label="drawn", tooltip=t, URL=u, class=c, fillcolor=red, shape=box, ward=3, pos=1]
  b [label="Time" style=invis]
  c [beside=1] d [beside=0 style=invis]
  subgraph cluster_x { label=X; a }
  subgraph cluster_y { label=Y; a }
  a -> b [color=red, URL=u, kind=gives]; a -> b [style=invis]; a -> c
}"""


def test_what_our_own_files_draw_is_no_value_and_no_finding() -> None:
    own = read(OWN % GENERATOR)
    assert list_rows(own.nodes) == [
        ({"id": "a", "label": "Joy", "ward": "3"}, 'node "a"', 2),
        ({"id": "b", "label": "Time"}, 'node "b"', 3),
    ]
    assert list_rows(own.edges) == [({"source": "a", "target": "b", "kind": "gives"}, 'edge "a" → "b"', 7)]
    assert own.findings == ()


def test_the_same_in_files_of_others_is_kept_or_listed() -> None:
    raw = read(OWN % "somebody else")
    assert list_rows(raw.nodes)[0] == (
        {
            "id": "a",
            "label": "drawn",
            "group": "X",
            "color": "red",
            "display_name": "Joy",
            "tooltip": "t",
            "URL": "u",
            "class": "c",
            "shape": "box",
            "ward": "3",
        },
        'node "a"',
        2,
    )
    assert [row.cells for row in raw.nodes[1:]] == [{"id": "b", "label": "Time"}, {"id": "c", "beside": "1"}]
    assert [row.cells for row in raw.edges] == [
        {"source": "a", "target": "b", "color": "red", "URL": "u", "kind": "gives"},
        {"source": "a", "target": "c"},
    ]
    assert list_findings(raw) == [
        ("invisible", 2, [('edge "a" → "b"', "a → b", 7), ('node "d"', "", 4)]),
        ("group", 1, [('group "Y"', "", 6)]),
        ("regrouped", 1, [('node "a"', "a: Y", 6)]),
        ("drawing", 1, []),
    ]
