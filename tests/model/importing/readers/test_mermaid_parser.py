"""Statements of Mermaid flowcharts: what each one names, and what is listed where one cannot be read."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.mermaid import read_mermaid
from tests.model.importing.samples import Found, list_findings, list_rows


def read(text: str) -> RawGraph:
    return read_mermaid(GraphFile(f"flowchart LR\n{text}".encode(), "our map.mmd"))


def list_nodes(raw: RawGraph) -> list[str]:
    return [f"{row.get('id')} {row.get('label')} @{row.line}".replace("  ", " ") for row in raw.nodes]


def list_links(raw: RawGraph) -> list[str]:
    return [f"{row.get('source')}>{row.get('target')} @{row.line}" for row in raw.edges]


def say_faulty(kind: str, *statements: tuple[str, int]) -> Found:
    return f"faulty-{kind}", len(statements), [("statement", text, line) for text, line in statements]


@pytest.mark.parametrize(
    ("text", "nodes", "links", "found"),
    [
        ("a & b & a --> c & c", "a @2, b @2, c @2", "a>c @2, b>c @2", []),
        ("a-->b;c\n\n ; d %% e\n%% f", "a @2, b @2, c @2, d @4", "a>b @2", []),
        (
            "a-b --> c.d; e=f; g:h; j&k; l-->m",
            "a-b @2, c.d @2, e=f @2, g:h @2, j&k @2, l @2, m @2",
            "a-b>c.d @2, l>m @2",
            [],
        ),
        ("a[x]\na[y] --> a", "a y @2", "a>a @3", []),
        ("a\n --> b\n & c", "a @2, b @3, c @4", "a>b @2, a>c @2", []),
        (
            "end --> a\nstyle --> b\nclass[x]\nsubgraph-1\n direction TB",
            "end @2, a @2, style @3, b @3, class x @4, subgraph-1 @5",
            "end>a @2, style>b @3",
            [],
        ),
        ("a --> b\ngraph TD\nc", "a @2, b @2", "a>b @2", [("part", 1, [("flowchart", "", 3)])]),
        ("a-->b;graph TD;c", "a @2, b @2", "a>b @2", [("part", 1, [("flowchart", "", 2)])]),
        ("graph TD\nc", "c @3", "", [say_faulty("node", ("graph TD", 2))]),
        ("a -->\n\nb", "a @2, b @4", "", [say_faulty("edge", ("a -->", 2))]),
        (
            "a --> b --> \n c --> d e\n x y\n f --",
            "a @2, b @2, c @3, d @3, f @5",
            "a>b @2, c>d @3",
            [
                say_faulty("edge", ("a --> b -->", 2), ("c --> d e", 3), ("f --", 5)),
                say_faulty("node", ("x y", 4)),
            ],
        ),
        *[
            (f"a {mark} b", "a @2", "", [say_faulty("edge", (f"a {mark} b", 2))])
            for mark in ("--", "==", "-.")
        ],
        ("a .- b", "a @2, b @2", "a>b @2", []),
        ("a ~~ b", "", "", [say_faulty("edge", ("a ~~ b", 2))]),
        ("subgraph x\na b\nc\nend", "c @4", "", [say_faulty("node", ("a b", 3))]),
        ("end\na", "a @3", "", [say_faulty("node", ("end", 2))]),
        ("a &\n--> b", "a @2", "", [say_faulty("node", ("a &", 2)), say_faulty("edge", ("--> b", 3))]),
        ("subgraph s\na\nend\n --> b", "a @3", "", [say_faulty("edge", ("--> b", 5))]),
        ("class a", "", "", [say_faulty("node", ("class a", 2))]),
        (f"{'w' * 150} {'v' * 150}", "", "", [say_faulty("node", (f"{'w' * 150} {'v' * 49}", 2))]),
        ("a[x\n\ny]", "", "", [say_faulty("node", ("a[x", 2), ("y]", 4))]),
        ("a[x\n-- y]\nb", "b @4", "", [say_faulty("node", ("a[x", 2)), say_faulty("edge", ("-- y]", 3))]),
        ("a[x\ny] --> b[u -- v]", "a x y @2, b u -- v @3", "a>b @3", []),
        ("a(f(g)h); b[f(x) [y] z]; c{x{y}z}", "a f(g)h @2, b f(x) [y] z @2, c x{y}z @2", "", []),
        ("a[j]k]\nb(j(k)\nl)", "b j(k @3", "", [say_faulty("node", ("a[j]k]", 2), ("l)", 4))]),
        (
            'a["x"y]\nb["x]\nc[]\nd[ "x" ]',
            "c @4, d x @5",
            "",
            [say_faulty("node", ('a["x"y]', 2), ('b["x]', 3))],
        ),
        ("a(-x-) ; b[|borders:lt|y]\nc[|z]", "a x @2, b y @2", "", [say_faulty("node", ("c[|z]", 3))]),
        (
            "a e1@--> b\ne1@{ animate: true }\na e2@==>|t| c",
            "a @2, b @2, c @4",
            "a>b @2, a>c @4",
            [("drawing", 1, [])],
        ),
        ("e1@--> b", "", "", [say_faulty("edge", ("e1@--> b", 2))]),
        (
            "L_a_b_0@{ animation: fast }\nL_c_d_1@{ curve: linear }\nL_e@{ x: y }",
            "L_e @4",
            "",
            [("drawing", 3, [])],
        ),
        ("a@{ shape: rect, label: \"x\", w: 3 }:::c@{ label: 'y' }", "a y @2", "", [("drawing", 2, [])]),
        ("a@{ shape: rect } b", "", "", [say_faulty("node", ("a@{ shape: rect } b", 2)), ("drawing", 1, [])]),
        (
            "style s fill:#f00\nstyle x\nstyle g fill:#fff\nsubgraph g\nend\nlinkStyle 0 "
            "x\nclick a b\nclassDef x y",
            "s @9",
            "",
            [("group", 1, [('group "g"', "", 5)]), ("drawing", 6, [])],
        ),
        (
            "accDescr { one\ntwo }\naccDescr: three\na",
            "a @5",
            "",
            [("column", 2, [("accDescr", "one two", 2), ("accDescr", "three", 4)])],
        ),
        ("a -- text\n --> b", "a @2", "", [say_faulty("edge", ("a -- text", 2), ("--> b", 3))]),
        (
            'a -->|"x| b\nc -->|x b\nc[',
            "a @2, c @3",
            "",
            [say_faulty("edge", ('a -->|"x| b', 2), ("c -->|x b", 3)), say_faulty("node", ("c[", 4))],
        ),
        ("a~~~b\na --> b", "a @2, b @2", "a>b @3", [("invisible", 1, [('edge "a" → "b"', "a → b", 2)])]),
    ],
)
def test_statements_are_read_one_by_one(text: str, nodes: str, links: str, found: list[Found]) -> None:
    raw = read(text)
    assert " ".join(", ".join(list_nodes(raw)).split()) == nodes
    assert (", ".join(list_links(raw)), list_findings(raw)) == (links, found)


@pytest.mark.parametrize(
    ("link", "cells", "is_reversed"),
    [
        ("x--o", {"arrow": "circle"}, False),
        ("o--o", {"direction": "mutual", "arrow": "circle"}, False),
        ("o--x", {"arrow": "cross"}, False),
        ("x--x", {"direction": "mutual", "arrow": "cross"}, False),
        ("<--o", {"arrow": "circle"}, False),
        ("<--->", {"direction": "mutual"}, False),
        ("<---", {}, True),
        ("x---", {"arrow": "cross"}, True),
        ("o-.-", {"line": "dotted", "arrow": "circle"}, True),
        ("x-- t ---", {"label": "t", "arrow": "cross"}, True),
        ("<== t ===", {"label": "t", "line": "thick"}, True),
        ("<-. t .->", {"direction": "mutual", "label": "t", "line": "dotted"}, False),
        ("-- a > b -->", {"label": "a > b"}, False),
        ('-- "two\nlines" --o', {"label": "two\nlines", "arrow": "circle"}, False),
        ('-->|"`*t*`"|', {"label": "t"}, False),
        ("--> | t |", {"label": "t"}, False),
        ("-->||", {}, False),
    ],
)
def test_an_arrow_says_the_direction_and_how_it_is_drawn(
    link: str, cells: dict[str, str], is_reversed: bool
) -> None:
    raw = read(f"a {link} b")
    source, target = ("b", "a") if is_reversed else ("a", "b")
    (row,) = list_rows(raw.edges)
    assert row == ({"source": source, "target": target} | cells, 'edge "a" → "b"', 2)
    found = {code: items for code, _, items in list_findings(raw) if code != "markup"}
    assert found == ({"reversed": [('edge "a" → "b"', "b → a", 2)]} if is_reversed else {})


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('subgraph "Two words"', "Two words"),
        ('subgraph "`md`"', "md"),
        ('subgraph x1 ["T 1"]', "T 1"),
        ("subgraph x2 (T 2)", "T 2"),
        ("subgraph x3[ T 3 ]", "T 3"),
        ("subgraph x4", "x4"),
        ("subgraph\tT 5 ", "T 5"),
        ('subgraph x6["<b>x</b> #38; y"]', "x & y"),
        ("subgraph", ""),
        ("subgraph x7[ ]", ""),
    ],
)
def test_a_subgraph_is_called_by_its_title_or_its_id(head: str, title: str) -> None:
    raw = read(f"{head}\n  a\nend")
    assert (list_nodes(raw), raw.nodes[0].get("group"), raw.findings) == (["a @3"], title, ())


def test_an_element_is_in_the_first_group_that_ends_with_it_in_it() -> None:
    raw = read(
        "subgraph a [A]\n x\n end\n subgraph b [B]\n subgraph c\n end\n subgraph d\n z\n end\n x --> y\n"
        " z\n end\n a --> c"
    )
    assert [row.cells for row in raw.nodes] == [
        {"id": "x", "group": "A"},
        {"id": "z", "group": "d"},
        {"id": "y", "group": "B"},
        {"id": "a", "label": "A"},
        {"id": "c", "label": "c", "group": "B"},
    ]
    assert list_findings(raw) == [
        ("linked-group", 2, [('group "A"', "", 14), ('group "c"', "", 14)]),
        ("nesting", 1, [('group "d"', "B › d", 8)]),
        ("regrouped", 1, [('node "x"', "x: B", 5)]),
    ]


def test_groups_without_elements_are_listed_but_not_those_around_others() -> None:
    raw = read(
        "subgraph o [O]\nsubgraph i [I]\na\nend\nend\nsubgraph e [E]\nend\nsubgraph l [L]\nend\nl[Own] --> a"
    )
    assert [row.cells for row in raw.nodes] == [{"id": "a", "group": "I"}, {"id": "l", "label": "Own"}]
    assert list_findings(raw) == [
        ("linked-group", 1, [('group "L"', "", 11)]),
        ("nesting", 1, [('group "I"', "O › I", 3)]),
        ("group", 1, [('group "E"', "", 7)]),
    ]


def test_classes_of_an_element_are_named_once_each() -> None:
    raw = read("a:::x:::y --> b:::x\nclass a,b,zz z;\n class  , b y\nclass\ta\tx")
    assert [row.get("class") for row in raw.nodes] == ["x, y, z", "x, z, y"]
    assert raw.findings == ()


def test_a_label_among_fields_is_markdown() -> None:
    raw = read('a@{ label: "**x** y" }')
    assert (list_nodes(raw), list_findings(raw)) == (["a x y @2"], [("markup", 1, [('node "a"', "x y", 2)])])


def test_formatting_of_labels_is_left_out_and_listed() -> None:
    raw = read('a["<b>Joy</b><br>x"] -->|"`**y**`"| b["`_z_ *q*`"]\n a -- <i>t</i> --> c["plain *x*"]')
    assert list_nodes(raw) == ["a Joy\nx @2", "b z q @2", "c plain *x* @3"]
    assert [row.get("label") for row in raw.edges] == ["y", "t"]
    assert list_findings(raw) == [
        (
            "markup",
            4,
            [
                ('node "a"', "Joy x", 2),
                ('node "b"', "z q", 2),
                ('edge "a" → "b"', "y", 2),
                ('edge "a" → "c"', "t", 3),
            ],
        )
    ]


@pytest.mark.parametrize(
    ("head", "text", "title"),
    [
        ("---\ntitle: <b>T</b> 1\n---\n", "accTitle: U\n", "T 1"),
        ("---\nconfig: x\n---\n", "accTitle: U: 2 \naccTitle: V\n", "U: 2"),
        ("---\ntitle: ''\n---\n", "", "our map"),
        ("", "accTitle:\n", "our map"),
        ("%%{init: x\n}%% %% y\n", "", "our map"),
        ("%%{wrap}%%", "", "our map"),
    ],
)
def test_a_chart_is_called_by_its_head_its_title_or_as_its_file(head: str, text: str, title: str) -> None:
    content = f"{head}flowchart LR\n{text}a"
    raw = read_mermaid(GraphFile(content.encode(), "our map.mmd"))
    assert (raw.title, raw.nodes[0].line) == (title, content.count("\n") + 1)


def test_no_more_is_read_than_a_model_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("MOST_NODES", 3), ("MOST_EDGES", 2), ("_MOST_FAULTS", 1), ("_MOST_PARTS", 20)):
        monkeypatch.setattr(f"model.importing.readers.mermaid_parser.{name}", most)
    whole = "x[\na & b --> c\nsubgraph s\nend\nsubgraph t\nend\nsubgraph u\n"
    raw = read(f"{whole}a\na\na\na\nend")
    assert (len(raw.nodes), len(raw.edges)) == (3, 2)
    for more, message in (
        ("d", "holds more than 3 nodes; leave some out or split it"),
        ("a --> a", "holds more than 2 links; leave some out or split it"),
        ("x[", "line 9: has more than 1 lines that cannot be read; check them in the Mermaid editor"),
        ("subgraph v", "holds more than 3 subgraphs; leave some out or split it"),
        ("a\na\na\na\na", "line 13: holds too much; split it"),
    ):
        with pytest.raises(ModelFileError) as caught:
            read(f"{whole}{more}\nend")
        assert str(caught.value) == f"our map.mmd: {message}"
    with pytest.raises(ModelFileError, match="line 8: begins a subgraph that has no end; write end below it"):
        read(whole)


def test_a_thousand_lines_that_cannot_be_read_are_listed_and_more_are_refused() -> None:
    assert read("x[\n" * 1_000).findings[0].count == 1_000
    with pytest.raises(
        ModelFileError, match="line 1002: has more than 1000 lines that cannot be read; check"
    ):
        read("x[\n" * 1_001)


def test_a_label_has_a_longest_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.readers.mermaid_scanner.LONGEST_LABEL", 6)
    for label in ("[01234]", '["01234"]', "((0123))", '["`0123`"]', "{ab{c}}"):
        assert len(read(f"a{label}").nodes) == 1
    for label in ("[012345]", '["012345"]', "((01234))", '["`01234`"]', "{abc{d}}"):
        assert read(f"a{label}").nodes == ()
