"""Statements of DOT and DAGitty: what each one names, and what is listed where one cannot be read."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.dot import read_dot
from tests.model.importing.samples import Found, list_findings, list_rows


def read(text: str) -> RawGraph:
    return read_dot(GraphFile(text.encode(), "x.dot"))


def list_ids(raw: RawGraph) -> str:
    return " ".join(row.get("id") for row in raw.nodes)


def list_links(raw: RawGraph) -> list[str]:
    return [f"{row.get('source')}>{row.get('target')}" for row in raw.edges]


@pytest.mark.parametrize(
    ("statements", "nodes", "edges", "found"),
    [
        ("a, b, c; a -> b, c", "a b c", ["a>b"], []),
        (
            "a b=c d; e -> f g=h",
            "a d e f",
            ["e>f"],
            [("column", 2, [("graph", "b = c", 1), ("graph", "g = h", 1)])],
        ),
        ("x = \n b", "", [], [("column", 1, [("graph", "x = b", 1)])]),
        (
            "node; edge -> c; graph -> d; node -> e",
            "node edge c graph d e",
            ["edge>c", "graph>d", "node>e"],
            [],
        ),
        ("subgraph x; subgraph; a", "a", [], []),
        ("subgraph x { a } subgraph x { b } subgraph x -> c; subgraph y -> c", "a b c", ["a>c", "b>c"], []),
        ("subgraph { a } -> subgraph { b c }; {d} {e}", "a b c d e", ["a>b", "a>c"], []),
        ("{ {a b} c } -> d", "a b c d", ["a>d", "b>d", "c>d"], []),
        (
            "a:b:c; a:n -> b:x:s; d:",
            "a b d",
            ["a>b"],
            [
                (
                    "port",
                    4,
                    [
                        ('node "a"', "a:b", 1),
                        ('node "a"', "a:n", 1),
                        ('node "b"', "b:x", 1),
                        ('node "d"', "d:", 1),
                    ],
                )
            ],
        ),
        ("a -> b - c; d", "d", [], [("faulty-edge", 1, [("statement", "a -> b - c", 1)])]),
        ("a -> b & c\n d", "d", [], [("faulty-edge", 1, [("statement", "a -> b & c", 1)])]),
        (
            "a - b; {c d} - e",
            "c d",
            [],
            [("faulty-node", 2, [("statement", "a - b", 1), ("statement", "{c d} - e", 1)])],
        ),
        ("b; a -> b - c", "b", [], [("faulty-edge", 1, [("statement", "a -> b - c", 1)])]),
        ("c -> [d] \n e", "c e", [], [("faulty-edge", 1, [("statement", "c -> [d]", 1)])]),
        ("a ->\n", "a", [], [("faulty-edge", 1, [("statement", "a -> }", 1)])]),
        ("a -> b -> ;\nc", "a b c", ["a>b"], [("faulty-edge", 1, [("statement", "a -> b -> ;", 1)])]),
        ("-> a\n b", "b", [], [("faulty-edge", 1, [("statement", "-> a", 1)])]),
        ("= {a}", "a", [], [("faulty-node", 1, [("statement", "=", 1)])]),
        ("x = -> b ; c", "c", [], [("faulty-edge", 1, [("statement", "x = -> b", 1)])]),
        ("x = ; c", "c", [], [("faulty-node", 1, [("statement", "x =", 1)])]),
        ('a - "b c"', "", [], [("faulty-node", 1, [("statement", 'a - "b c"', 1)])]),
        ('"a b" - <c> @', "", [], [("faulty-node", 1, [("statement", '"a b" - <c> @', 1)])]),
        ("\n\n@ a\n b", "b", [], [("faulty-node", 1, [("statement", "@ a", 3)])]),
    ],
)
def test_statements_are_read_one_by_one(
    statements: str, nodes: str, edges: list[str], found: list[Found]
) -> None:
    raw = read(f"digraph {{ {statements} }}")
    assert (list_ids(raw), list_links(raw), list_findings(raw)) == (nodes, edges, found)


@pytest.mark.parametrize(
    ("written", "values", "found"),
    [
        ("[x=1, y=2; z_=3 v=4]", {"x": "1", "y": "2", "z_": "3", "v": "4"}, []),
        ("[x=1][y=2]", {"x": "1", "y": "2"}, []),
        ("[]", {}, []),
        ("[x]", {"x": "true"}, []),
        ("[x=]", {}, []),
        ("[pos]", {"pos": "true"}, []),
        ('[pos="1,2", width=3]', {}, [("drawing", 2, [])]),
        ("[rank=same, style=bold]", {"rank": "same"}, []),
        ('["a b"=3, ""=4, "\\N c"=5]', {"a b": "3", "(empty)": "4", "N c": "5"}, []),
        (
            "[id=1, source=2, target=3, direction=4, group=5, label=6]",
            {
                "id (data)": "1",
                "source (data)": "2",
                "target (data)": "3",
                "direction (data)": "4",
                "group (data)": "5",
                "label": "6",
            },
            [],
        ),
        ("[x=1 & y=2] [z_=3]", {"x": "1", "z_": "3"}, [("faulty-value", 1, [("statement", "& y=2", 1)])]),
        ("[x=1:2, y=3]", {"x": "1"}, [("faulty-value", 1, [("statement", ":2, y=3", 1)])]),
        ("[x=1 = \n y=3", {"x": "1"}, [("faulty-value", 1, [("statement", "= y=3", 1)])]),
        ("[x=1 ->", {"x": "1"}, [("faulty-value", 1, [("statement", "->", 1)])]),
        ("[x=1 % {}", {"x": "1"}, [("faulty-value", 1, [("statement", "%", 1)])]),
    ],
)
def test_lists_say_the_values_of_a_node(written: str, values: dict[str, str], found: list[Found]) -> None:
    raw = read(f"digraph {{ a {written} }}")
    assert [row.cells for row in raw.nodes] == [{"id": "a"} | values]
    assert list_findings(raw) == found


def test_what_is_said_of_the_graph_is_kept_counted_or_listed() -> None:
    raw = read(
        "digraph {\n graph [style=x, rankdir=LR, rank=same, label=L, foo=1, bar]\n bar=2 "
        "rank=max\n size=3 splines }"
    )
    assert raw.title == "L"
    assert list_findings(raw) == [
        ("column", 3, [("graph", "foo = 1", 2), ("graph", "bar = true", 2), ("graph", "bar = 2", 3)]),
        ("drawing", 5, []),
    ]
    assert list_ids(raw) == "splines"


def test_defaults_hold_until_others_are_said_and_count_once() -> None:
    raw = read(
        "digraph { node [k=1, pos=2] edge [l=2] a; node [m] a -> b; node [k=3] c [k=4] "
        "subgraph { edge [l=5] c -> d } d -> a }"
    )
    assert list_rows(raw.nodes) == [
        ({"id": "a", "k": "1"}, 'node "a"', 1),
        ({"id": "b", "k": "1", "m": "true"}, 'node "b"', 1),
        ({"id": "c", "k": "4", "m": "true"}, 'node "c"', 1),
        ({"id": "d", "k": "3", "m": "true"}, 'node "d"', 1),
    ]
    assert list_rows(raw.edges) == [
        ({"source": "a", "target": "b", "l": "2"}, 'edge "a" → "b"', 1),
        ({"source": "c", "target": "d", "l": "5"}, 'edge "c" → "d"', 1),
        ({"source": "d", "target": "a", "l": "2"}, 'edge "d" → "a"', 1),
    ]
    assert list_findings(raw) == [("drawing", 1, [])]


def test_defaults_and_values_of_the_graph_end_the_statement_before_them() -> None:
    raw = read("digraph { a -> b edge [k=1] c -> d k=2 e -> f [l=3] g -> h graph [label=x] -> i }")
    assert [row.cells for row in raw.edges] == [
        {"source": "a", "target": "b"},
        {"source": "c", "target": "d", "k": "1"},
        {"source": "e", "target": "f", "k": "1", "l": "3"},
        {"source": "g", "target": "h", "k": "1"},
    ]
    assert list_findings(raw) == [
        ("column", 1, [("graph", "k = 2", 1)]),
        ("faulty-edge", 1, [("statement", "-> i", 1)]),
    ]


def test_in_a_strict_graph_an_edge_again_adds_its_values() -> None:
    raw = read("strict graph { a -- b [k=1]\n b -- a [l=2, k=3] b -- a a -- a }")
    assert list_rows(raw.edges) == [
        (
            {"source": "a", "target": "b", "direction": "undirected", "k": "3", "l": "2"},
            'edge "a" → "b"',
            1,
        ),
        ({"source": "a", "target": "a", "direction": "undirected"}, 'edge "a" → "a"', 2),
    ]
    assert list_findings(raw) == [
        ("repeated", 2, [('edge "a" → "b"', "b → a", 2), ('edge "a" → "b"', "b → a", 2)])
    ]
    assert list_links(read("Strict digraph { a -> b -> a -> b }")) == ["a>b", "b>a"]
    assert list_links(read("digraph { a -> b -> a -> b }")) == ["a>b", "b>a", "a>b"]


def test_roles_are_words_or_switches_of_dagitty_and_other_values_stay() -> None:
    raw = read('dag { a [e, o=1, s=true, u="", e, l=0] b [source=2, adjusted] c [target] d [k] }')
    assert [row.cells for row in raw.nodes] == [
        {"id": "a", "l": "0", "role": "exposure, outcome, selected, latent"},
        {"id": "b", "source (data)": "2", "role": "adjusted"},
        {"id": "c", "role": "outcome"},
        {"id": "d", "k": "true"},
    ]
    assert [row.cells for row in read("graph { a [e, latent] }").nodes] == [
        {"id": "a", "e": "true", "latent": "true"}
    ]


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("", []),
        (" ; ", []),
        ("Strict", []),
        ("} x y\n z", [("behind the graph", "x y z", 1)]),
        ("x y\n z", [("behind the graph", "x y z", 1)]),
        (
            "x; digraph X { y -> graph }\n graph <y z> { } strict digraph { } extra",
            [
                ("behind the graph", "x; digraph X { y -> graph } graph <y z> { } strict digraph", 1),
                ('digraph "X"', "", 1),
                ('graph "y z"', "", 2),
                ("digraph", "", 2),
            ],
        ),
        ("\nstrict graph {a}; PDAG {} b", [("graph", "", 2), ("PDAG", "", 2)]),
        ('"graph" {}', [("behind the graph", '"graph" {}', 1)]),
        ("w" * 70, [("behind the graph", "w" * 60, 1)]),
    ],
)
def test_what_stands_behind_the_graph_is_listed(rest: str, found: list[tuple[str, str, int]]) -> None:
    raw = read(f"digraph {{ a -> b }} {rest}")
    assert (list_ids(raw), list_links(raw)) == ("a b", ["a>b"])
    assert list_findings(raw) == ([("part", len(found), found)] if found else [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "x",
            'line 1: is no DOT: it begins with "x", not with graph or digraph; save the graph as DOT again',
        ),
        ("", 'is no DOT: it begins with "", not with graph or digraph; save the graph as DOT again'),
        ("strict", 'is no DOT: it begins with "", not with graph or digraph; save the graph as DOT again'),
        (
            "\nstrict x {}",
            'line 2: is no DOT: it begins with "x", not with graph or digraph; save the graph as DOT again',
        ),
        (
            '"strict" digraph {}',
            'line 1: is no DOT: it begins with "strict", not with graph or digraph; save the '
            "graph as DOT again",
        ),
        (
            '"graph" {}',
            'line 1: is no DOT: it begins with "graph", not with graph or digraph; save the '
            "graph as DOT again",
        ),
        (
            "graph",
            "line 1: is no DOT: there is no { behind the name of the graph; save the graph as DOT again",
        ),
        (
            "\ngraph x y {}",
            "line 2: is no DOT: there is no { behind the name of the graph; save the graph as DOT again",
        ),
        (
            "digraph {\n a [k=1 :",
            "line 1: ends before the graph does; the file is cut off or a } is missing: save it again",
        ),
        (
            "X -> Y <- Z\nsubgraph { a",
            "line 2: ends before the subgraph that begins here does; the file is cut off or a "
            "} is missing: save it again",
        ),
        (
            "digraph {\n a /* b }",
            "line 2: begins a comment that has no end; close it with */ in the program that made it",
        ),
        ('digraph {\n "a }', 'line 2: begins a text in quotes that has no end; close it with "'),
        ("digraph {\n <a> <b<c> }", "line 2: begins a text in < > that has no end; close it with >"),
    ],
)
def test_what_is_no_dot_or_has_no_end_is_refused(text: str, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read(text)
    assert str(caught.value) == f"x.dot: {message}"


def test_as_much_as_is_allowed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = "model.importing.readers.dot_parser"
    bounds = {"MOST_NODES": 3, "MOST_EDGES": 2, "MOST_COLUMNS": 2, "_MOST_FAULTS": 2, "_MOST_SUBGRAPHS": 2}
    for name, most in {**bounds, "_MOST_VALUES": 4, "_MOST_MEMBERS": 4}.items():
        monkeypatch.setattr(f"{parser}.{name}", most)
    whole = "digraph {\n a -> b; {b c} {b c} a -> c [k=1, l=2]; a [k=3, l=4]; @\n@\n %s }"
    raw = read(whole % "")
    assert (list_ids(raw), list_links(raw)) == ("a b c", ["a>b", "a>c"])
    for more, message in (
        ("d", "holds more than 3 nodes; leave some out or split it"),
        ("a -> a", "holds more than 2 edges; leave some out or split it"),
        ("a [m=1]", "line 4: has more than 2 kinds of attributes; take some out"),
        ("@", "line 4: has more than 2 statements that cannot be read; save it as DOT again"),
        ("{}", "holds more than 2 subgraphs; leave some out or split it"),
        ("a [k=1]", "holds more than 4 values; leave some out or split it"),
        ("node [k=1]", "holds more than 4 values; leave some out or split it"),
    ):
        with pytest.raises(ModelFileError) as caught:
            read(whole % more)
        assert str(caught.value) == f"x.dot: {message}"
    with pytest.raises(
        ModelFileError, match="line 1: names too many nodes in subgraphs; take some of these out"
    ):
        read("digraph { subgraph x {a}\nsubgraph y {b c a} subgraph x }")


def test_a_thousand_statements_that_cannot_be_read_are_listed_and_more_are_refused() -> None:
    assert read("digraph {" + "@\n" * 1_000 + "}").findings[0].count == 1_000
    message = "line 1001: has more than 1000 statements that cannot be read; save it as DOT again"
    with pytest.raises(ModelFileError, match=message):
        read("digraph {" + "@\n" * 1_001 + "}")


def test_values_of_edges_count_for_each_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.readers.dot_parser._MOST_VALUES", 3)
    assert len(read("digraph { edge [k=1] a -> b -> c; a -> c }").edges) == 3
    with pytest.raises(ModelFileError, match="holds more than 3 values"):
        read("digraph { edge [k=1] a -> b -> c; a -> c; c -> a }")
    with pytest.raises(ModelFileError, match="holds more than 3 values"):
        read("strict digraph { a -> b [k=1] a -> b [k=1] a -> b [k=1] a -> b [k=1] }")


def test_a_graph_of_dagitty_without_its_first_word_ends_with_the_file() -> None:
    raw = read('bb="0,0"\nX -> Y\nY [k=1] & Z\n}')
    assert (raw.label, list_ids(raw), list_links(raw)) == ("DAGitty (dag)", "X Y", ["X>Y"])
    assert list_findings(raw) == [("faulty-node", 1, [("statement", "& Z", 3)]), ("drawing", 1, [])]
    assert list_links(read("X -> Y -> Z\nY -> X")) == ["X>Y", "Y>Z", "Y>X"]
