"""DOT and DAGitty: every way of writing a graph down, and what is left out of it."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError, load_model
from model.diagram import build_diagram
from model.export import EXPORTERS, Figure, Options
from model.importing.raw import MOST_NESTING, RawGraph
from model.tables import TableError
from tests.model.importing.samples import read, take_in
from tests.model.tables.test_damage import damage
from tests.properties import examples


def read_dot(text: str, name: str = "map.dot") -> RawGraph:
    raw = read(text.encode(), name)
    assert raw.form == "dot"
    return raw


def list_nodes(raw: RawGraph, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column) for column in ("id", *columns)) for row in raw.nodes]


def list_edges(raw: RawGraph, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column) for column in ("source", "target", *columns)) for row in raw.edges]


def list_findings(raw: RawGraph) -> dict[str, list[int | None]]:
    """The lines of what was found, by its code."""
    return {finding.code: [item.line for item in finding.items] for finding in raw.findings}


def test_nodes_come_in_the_order_in_which_they_are_named_first() -> None:
    raw = read_dot("digraph {\n b -> a;\n a -> c -> b\n d\n}")
    assert [(row.get("id"), row.line) for row in raw.nodes] == [("b", 2), ("a", 2), ("c", 3), ("d", 4)]
    assert list_edges(raw) == [("b", "a"), ("a", "c"), ("c", "b")]
    assert (raw.label, raw.title) == ("DOT (digraph)", "map")
    assert raw.edges[1].place == 'edge "a" → "c"'


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("Joy_1", "Joy_1"),
        ("-1.5", "-1.5"),
        (".5", ".5"),
        ("été", "été"),
        ('"a -> b"', "a -> b"),
        (r'"say \"hi\""', 'say "hi"'),
        ('"one" + "two"', "onetwo"),
        ('"one \\\ntwo"', "one two"),
        ("<b>", "b"),
        ('"node"', "node"),
    ],
)
def test_an_id_is_a_name_a_number_or_quoted(written: str, identity: str) -> None:
    assert list_nodes(read_dot(f"digraph {{ {written} -> end }}")) == [(identity,), ("end",)]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (r'"Trust\nin\lwork\r"', "Trust in work"),
        (r'"\N of \G"', "a of Our map"),
        (r'"50 \\ 50"', r"50 \ 50"),
        ('"Joy &amp; rest &#233;"', "Joy & rest é"),
        ("<<b>Joy</b><br/>in <i>work</i> &lt;3>", "Joy in work <3"),
        (r'"{<f0> Joy|{in|\{all\}}}", shape=record', "Joy | in | {all}"),
    ],
)
def test_a_label_becomes_plain_text(label: str, text: str) -> None:
    model = take_in(f'digraph "Our map" {{ a [label={label}]; a -> b }}'.encode())
    assert model.get_node("a").name.text("en") == text
    assert model.title.text("en") == "Our map"


def test_attributes_come_in_lists_with_commas_semicolons_or_nothing_between() -> None:
    raw = read_dot('digraph { a [stage=One, level="Two"; owner=x y=z] [more=1] }')
    assert dict(raw.nodes[0].cells) == {
        **{"id": "a", "stage": "One", "level": "Two", "owner": "x", "y": "z", "more": "1"}
    }


def test_defaults_hold_for_what_follows_and_inside_their_subgraph_only() -> None:
    raw = read_dot(
        "digraph { a; node [kind=x]; b; subgraph { node [kind=y]; edge [label=l] c -> a } d -> b [label=m] }"
    )
    assert list_nodes(raw, "kind") == [("a", ""), ("b", "x"), ("c", "y"), ("d", "x")]
    assert list_edges(raw, "label") == [("c", "a", "l"), ("d", "b", "m")]


def test_an_edge_to_a_subgraph_leads_to_all_its_nodes() -> None:
    raw = read_dot("digraph { {a b} -> {c d} -> e; subgraph x {f g}; a -> subgraph x }")
    assert list_edges(raw) == [
        *[("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "e"), ("d", "e"), ("a", "f"), ("a", "g")]
    ]


def test_the_group_is_the_innermost_cluster_with_a_label_or_a_name() -> None:
    raw = read_dot("""digraph {
      subgraph cluster_1 { label="Whole"
        a
        subgraph cluster_patient { b }
        { rank=same; c }
        subgraph rank_2 { rank=same; d }
      }
      subgraph cluster_9 { label=Empty }
      subgraph cluster_8 { label=Other; a; e }
      a -> f
    }""")
    assert list_nodes(raw, "group") == [
        *[("a", "Whole"), ("b", "patient"), ("c", "Whole"), ("d", "Whole"), ("e", "Other"), ("f", "")]
    ]
    assert list_findings(raw) == {"nesting": [4], "group": [8], "regrouped": [9], "drawing": []}


def test_the_direction_is_as_it_is_drawn() -> None:
    raw = read_dot("""digraph { a -> b [dir=back]
      a -> b [dir=both]
      a -> b [dir=none]
      a -> b [arrowhead=none]
      a -> b [arrowhead=none, arrowtail=vee, dir=both]
      a -- b }""")
    assert list_edges(raw, "direction") == [
        ("b", "a", ""),
        ("a", "b", "mutual"),
        ("a", "b", "undirected"),
        ("a", "b", "undirected"),
        ("b", "a", ""),
        ("a", "b", "undirected"),
    ]
    assert list_findings(raw) == {"reversed": [1, 5]}
    assert list_edges(read_dot("graph { a -- b -- c }"), "direction") == [
        ("a", "b", "undirected"),
        ("b", "c", "undirected"),
    ]


def test_comments_are_no_findings_and_a_further_graph_is() -> None:
    raw = read_dot(
        "# one\n// two\n/* three\n*/ strict graph {\n  # four\n a -- b // five\n}\ndigraph G { c }"
    )
    assert list_edges(raw) == [("a", "b")]
    assert list_findings(raw) == {"part": [8]}


def test_ports_drawings_and_what_is_not_drawn_are_left_out_and_listed() -> None:
    raw = read_dot("""digraph { rankdir=LR
      a:x:ne -> b [penwidth=2, constraint=false]
      a -> c [style=invis]
      hidden [style=invis]
      d [pos="1,2"]
      purpose = "to learn"
    }""")
    assert list_edges(raw) == [("a", "b")]
    assert list_nodes(raw) == [("a",), ("b",), ("c",), ("d",)]
    assert list_findings(raw) == {"port": [2], "invisible": [3, 4], "column": [6], "drawing": []}
    assert [finding.count for finding in raw.findings if finding.code == "drawing"] == [4]


def test_strict_graphs_have_each_edge_once() -> None:
    raw = read_dot("strict digraph {\n a -> b [kind=x]\n a -> b [more=y]\n b -> a }")
    assert list_edges(raw, "kind", "more") == [("a", "b", "x", "y"), ("b", "a", "", "")]
    assert list_findings(raw) == {"repeated": [3]}


def test_a_faulty_statement_costs_only_itself() -> None:
    raw = read_dot("digraph {\n a -> b\n my-node -> b\n a -> -> c\n d [label=x %]\n a -> \n ; e -> a\n}")
    assert list_edges(raw) == [("a", "b"), ("e", "a")]
    assert list_findings(raw) == {"faulty-edge": [3, 4, 6], "faulty-value": [5]}
    assert ("d",) in list_nodes(raw)
    assert not [node for node in list_nodes(raw) if node[0] in ("my", "node")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("digraph {\n a -> b\n", 1, "cut off"),
        ("digraph {\n subgraph x {\n a }\n", 1, "cut off"),
        ("digraph {\n subgraph x {\n a\n", 2, "cut off"),
        ('digraph {\n a [label="x]\n}', 2, "no end"),
        ("digraph {\n a /* b\n}", 2, "no end"),
        ("digraph {\n a [label=<<b>x]\n}", 2, "no end"),
        ("digraph " + "{" * (MOST_NESTING + 1), 1, "nested more than 100 deep"),
    ],
)
def test_a_file_without_an_end_or_too_deep_is_refused_with_the_line(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(ModelFileError, match=message) as caught:
        read_dot(text)
    assert caught.value.faults[0].line == line


def test_subgraphs_lie_in_each_other_as_deep_as_is_said() -> None:
    text = "digraph " + "{" * MOST_NESTING + "a" + "}" * MOST_NESTING
    assert list_nodes(read_dot(text)) == [("a",)]


def test_dagitty_says_the_roles_of_variables() -> None:
    raw = read_dot("""dag "Smoking" {
      bb="-3,-0.5,2,1.2"
      X [exposure,pos="0,0"]
      "Cough (dry)" [outcome, adjusted]
      U [l]
      X -> "Cough (dry)" <- U
      X <-> U [pos="1,-1"]
      A -- X
      A @-> X }""")
    assert (raw.label, raw.title) == ("DAGitty (dag)", "Smoking")
    assert list_nodes(raw, "role") == [
        *[("X", "exposure"), ("Cough (dry)", "outcome, adjusted"), ("U", "latent"), ("A", "")]
    ]
    assert list_edges(raw, "direction", "kind") == [
        ("X", "Cough (dry)", "", ""),
        ("U", "Cough (dry)", "", ""),
        ("X", "U", "undirected", "<->"),
        ("A", "X", "undirected", ""),
        ("A", "X", "", "@->"),
    ]


@pytest.mark.parametrize(
    "text",
    ["X [exposure]\nY [outcome]\nX -> Y\nZ -> Y\n", 'bb="0,0,1,1"\nX -> Y\nZ -> Y', "X -> Y <- Z\n"],
)
def test_dagitty_without_its_first_word_is_read_too(text: str) -> None:
    assert len(read(text.encode(), "model.txt").edges) == 2


@pytest.mark.parametrize("name", ["map", "map.txt", "map.csv", "map.gv"])
@pytest.mark.parametrize(
    "start",
    [
        "digraph G{",
        "graph\n{",
        'strict  Digraph "a b" {',
        "/* */ // x\n# y\ngraph <b> {",
        "dag {",
        "PDAG x {",
    ],
)
def test_it_is_recognised_whatever_it_is_called(start: str, name: str) -> None:
    assert read(f"{start} a b }}".encode(), name).form == "dot"


@pytest.mark.parametrize("text", ["graph [\n node [ id 1 ] ]", "graph LR\n a --> b", "graph,digraph\na,b\n"])
def test_what_begins_alike_is_not_taken_for_it(text: str) -> None:
    assert read(text.encode()).form != "dot"


def test_our_own_file_comes_back_without_what_is_drawn_beside_it() -> None:
    model = load_model()
    raw = read(EXPORTERS["dot"].build(Figure(model, build_diagram(model, "en")), Options()))
    assert (len(raw.nodes), len(raw.edges), raw.findings) == (26, 43, ())


# -- written in every way that the grammar knows ------------------------------------------------------------


@dataclass(frozen=True)
class Graph:
    """What is written down, and must be read again."""

    names: dict[str, str]
    edges: list[tuple[str, str, str]]


TEXTS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\x1c\x1d\x1e\x1f\x85")
)
IDS = TEXTS.filter(lambda text: text.strip() == text and bool(text))
LABELS = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def build_graphs(draw: st.DrawFn) -> Graph:
    ids = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    names = {identity: draw(LABELS) for identity in ids}
    ends = st.sampled_from(ids)
    return Graph(names, draw(st.lists(st.tuples(ends, ends, LABELS), max_size=8)))


KEYWORDS = ("node", "edge", "graph", "subgraph", "digraph", "strict")


def quote(text: str, chance: random.Random, *, is_label: bool = False) -> str:
    """A text in one of the ways in which DOT can write it."""
    is_plain = text.isascii() and text.isidentifier() and text.lower() not in KEYWORDS
    if is_plain and chance.random() < 0.5:
        return text
    if is_label and chance.random() < 0.3:
        marked = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"<<b>{marked}</b>>"
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\") if is_label else text
    escaped = escaped.replace('"', '\\"')
    if not is_label and (escaped.endswith("\\") or "\\\\" in escaped or "\\" in text):
        return f'"{escaped}"'
    at = chance.randrange(len(escaped) + 1)
    if chance.random() < 0.2 and "\\" not in escaped:
        return f'"{escaped[:at]}"{chance.choice(("", " "))}+ "{escaped[at:]}"'
    return f'"{escaped}"'


def write(graph: Graph, chance: random.Random) -> str:
    """The graph in DOT, its spaces, separators and comments at random."""

    def gap() -> str:
        return chance.choice((" ", "\n", "\t", "  ", " /* -> ; } */ ", " // { [ \n", "\n# a -> b\n"))

    def end() -> str:
        return chance.choice((";", "\n", " ;\n", ";;"))

    parts = ["digraph", gap(), "{", gap()]
    for identity, name in graph.names.items():
        extra = chance.choice(("", ", color=red", " color=red", "][x=1"))
        label = quote(name, chance, is_label=True)
        parts += [
            quote(identity, chance),
            gap(),
            "[",
            gap(),
            f"label{gap()}={gap()}{label}{extra}",
            "]",
            end(),
        ]
    for source, target, label in graph.edges:
        ends = [quote(source, chance), quote(target, chance)]
        ends = [f"{{{gap()}{text}{gap()}}}" if chance.random() < 0.2 else text for text in ends]
        list_of_values = f"[label={quote(label, chance, is_label=True)}]"
        parts += [ends[0], gap(), "->", gap(), ends[1], gap(), list_of_values, end()]
    return "".join([*parts, gap(), "}"])


@examples(150)
@given(build_graphs(), st.integers(0, 2**32))
def test_a_graph_is_read_as_it_was_written_however_it_was_written(graph: Graph, seed: int) -> None:
    graph = Graph(
        {identity: name for identity, name in graph.names.items() if "\\" not in identity},
        [edge for edge in graph.edges if "\\" not in edge[0] + edge[1]],
    )
    raw = read_dot(write(graph, random.Random(seed)))
    found = {row.get("id"): " ".join(row.get("label").split()) for row in raw.nodes}
    assert found == graph.names
    edges = [(row.get("source"), row.get("target"), " ".join(row.get("label").split())) for row in raw.edges]
    assert edges == graph.edges
    assert {finding.code for finding in raw.findings} <= {"markup"}


# -- made to hurt -------------------------------------------------------------------------------------------


def try_to_read(content: bytes) -> str:
    """The format that is read, or why none is; any other error comes through."""
    try:
        return read(content, "map.dot").form
    except (ModelFileError, TableError) as error:
        return str(error)


WHOLE = b"""/* all kinds */ strict digraph "Our map" {
  node [shape=box]; edge [label="leads to"]
  a [label="Trust\\nin \\N" stage=One]; b [label=<<b>Joy</b><br/>in work>]
  subgraph cluster_x { label="Patient"; a; subgraph cluster_y { c; d -> a } }
  { rank=same; a; b } // beside each other
  a:n -> b -> {c d} [kind=good, dir=both];
}
"""


def test_a_damaged_file_is_a_graph_or_refused() -> None:
    chance = random.Random("dot")
    outcomes = [try_to_read(damage(WHOLE, chance)) for _ in range(300)]
    assert "dot" in outcomes
    assert len(set(outcomes)) > 5


@pytest.mark.parametrize("length", range(60, len(WHOLE) - 3, 7))
def test_a_file_that_is_cut_off_is_refused(length: int) -> None:
    with pytest.raises(ModelFileError, match=r"cut off|no end"):
        read_dot(WHOLE[:length].decode())


SIZE = 400_000
HOSTILE = {
    "statements": "digraph {" + "a;" * (SIZE // 2) + "}",
    "brackets": "digraph {a " + "[]" * (SIZE // 2) + "}",
    "subgraphs": "digraph {" + "{}" * (SIZE // 2) + "}",
    "the same subgraph": "digraph {subgraph x {"
    + " ".join(f"n{n}" for n in range(4_000))
    + "}"
    + " subgraph x;" * 20_000
    + "}",
    "all pairs": "digraph {subgraph x {"
    + " ".join(f"n{n}" for n in range(4_000))
    + "} subgraph x -> subgraph x}",
    "attributes": "digraph {a [" + ",".join(f"a{n}=1" for n in range(SIZE // 8)) + "]}",
    "defaults": "digraph {"
    + "".join(f"node [a{n}=1];" for n in range(199))
    + " ".join(f"n{n} [b={n}]" for n in range(5_000))
    + "}",
    "quotes": 'digraph {a [label="' + '\\"' * (SIZE // 2) + '"]}',
    "markup": "digraph {a [label=" + "<" * (SIZE // 2) + ">" * (SIZE // 2) + "]}",
    "record": 'digraph {a [shape=record,label="' + "<" * SIZE + '"]}',
    "comments": "/**/" * (SIZE // 4) + "digraph {}",
    "open comments": "/*" * (SIZE // 2),
    "hashes": "digraph { a " + "# " * (SIZE // 2) + "\n}",
    "lines": "digraph {" + " \n" * (SIZE // 2) + "}",
    "faults": "digraph {" + "'\n" * (SIZE // 2) + "}",
    "repeats": "strict digraph {" + "a->b;" * (SIZE // 5) + "}",
    "names": "X\n" * (SIZE // 2),
    "a name and spaces": "x" + " " * 2_000,
    "a link and spaces": "x -> y" + " " * 2_000 + "!",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_made_to_hurt_is_read_or_refused_at_once(kind: str) -> None:
    started = time.process_time()
    outcome = try_to_read(HOSTILE[kind].encode())
    assert time.process_time() - started < 15
    assert outcome


def test_what_is_a_role_in_dagitty_is_a_value_in_other_graphs() -> None:
    for graph, value in (("dag", ""), ("digraph", "1")):
        raw = read_dot(f"{graph} {{ a [exposure=1] b a -> b }}")
        assert raw.nodes[0].get("exposure") == value, graph
