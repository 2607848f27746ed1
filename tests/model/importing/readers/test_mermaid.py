"""Mermaid flowcharts: every way of writing one down, and what is left out of it."""

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
from model.importing.readers import mermaid_parser
from model.tables import TableError
from tests.model.importing.samples import read, take_in
from tests.model.tables.test_damage import damage
from tests.properties import examples


def read_chart(text: str, name: str = "map.mmd") -> RawGraph:
    raw = read(text.encode(), name)
    assert raw.form == "mermaid"
    return raw


def list_nodes(raw: RawGraph, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column) for column in ("id", *columns)) for row in raw.nodes]


def list_edges(raw: RawGraph, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column) for column in ("source", "target", *columns)) for row in raw.edges]


def list_findings(raw: RawGraph) -> dict[str, list[int | None]]:
    """The lines of what was found, by its code."""
    return {finding.code: [item.line for item in finding.items] for finding in raw.findings}


@pytest.mark.parametrize(
    "shape",
    [
        *("[Joy]", "(Joy)", "([Joy])", "[[Joy]]", "[(Joy)]", "((Joy))", ">Joy]", "{Joy}", "{{Joy}}"),
        *("[/Joy/]", "[\\Joy\\]", "[/Joy\\]", "[\\Joy/]", "(((Joy)))", "(-Joy-)", "[|borders:lt|Joy]"),
        *('["Joy"]', '["`**Joy**`"]', "[ Joy ]", '@{ shape: rect, label: "Joy" }', "@{ label: Joy }"),
        '@{\n shape: circle\n label: "Joy"\n}',
    ],
)
def test_a_label_is_read_in_every_shape(shape: str) -> None:
    raw = read_chart(f"flowchart LR\n  a{shape} --> b\n  c")
    assert list_nodes(raw, "label") == [("a", "Joy"), ("b", ""), ("c", "")]
    assert list_edges(raw) == [("a", "b")]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Say #quot;hi#quot; #35;1 #9829;", 'Say "hi" #1 ♥'),
        ("one<br/>two<br>three\\nfour", "one two three four"),
        ("fa:fa-car by <b>car</b> &amp; <i>train</i>", "by car & train"),
        ("#38;lt#59;", "&lt;"),
        ("a --> b; end %% no comment", "a --> b; end %% no comment"),
        ("pain < 5 and > 3", "pain < 5 and > 3"),
    ],
)
def test_a_label_becomes_plain_text(label: str, text: str) -> None:
    model = take_in(f'graph TD\n a["{label}"]'.encode())
    assert model.get_node("a").name.text("en") == text


@pytest.mark.parametrize(
    ("link", "label", "direction", "line", "arrow"),
    [
        ("-->", "", "", "", ""),
        ("---->", "", "", "", ""),
        ("---", "", "undirected", "", ""),
        ("-.->", "", "", "dotted", ""),
        ("-.-", "", "undirected", "dotted", ""),
        ("-...->", "", "", "dotted", ""),
        ("==>", "", "", "thick", ""),
        ("===", "", "undirected", "thick", ""),
        ("<-->", "", "mutual", "", ""),
        ("<-.->", "", "mutual", "dotted", ""),
        ("--x", "", "", "", "cross"),
        ("--o", "", "", "", "circle"),
        ("x--x", "", "mutual", "", "cross"),
        ("-->|leads to|", "leads to", "", "", ""),
        ('-->|"leads (to)"|', "leads (to)", "", "", ""),
        ("-- leads to -->", "leads to", "", "", ""),
        ('-- "leads to" ---', "leads to", "undirected", "", ""),
        ("-. maybe .->", "maybe", "", "dotted", ""),
        ("== surely ==>", "surely", "", "thick", ""),
        ("<-- both -->", "both", "mutual", "", ""),
        ("e1@-->", "", "", "", ""),
    ],
)
def test_a_link_is_read_however_it_is_drawn(
    link: str, label: str, direction: str, line: str, arrow: str
) -> None:
    for text in (f"flowchart LR\n a {link} b", f"graph TD; a[A] {link} b[B];"):
        raw = read_chart(text)
        assert list_edges(raw, "label", "direction", "line", "arrow") == [
            ("a", "b", label, direction, line, arrow)
        ]
    assert not raw.findings


def test_chains_and_lists_make_all_pairs() -> None:
    raw = read_chart("flowchart LR\n a & b --> c --> d & e; f\n  --> g")
    assert list_edges(raw) == [
        *[("a", "c"), ("b", "c"), ("c", "d"), ("c", "e"), ("f", "g")],
    ]


def test_the_title_of_the_innermost_subgraph_is_the_group() -> None:
    raw = read_chart("""flowchart TB
      a --> b
      subgraph one [First group]
        direction LR
        a
        subgraph "In it"
          c --> d
        end
        e
      end
      subgraph two
        a --> f
      end
      subgraph none [Nothing]
      end
      subgraph
        g
      end""")
    assert list_nodes(raw, "group") == [
        *[("a", "First group"), ("b", ""), ("c", "In it"), ("d", "In it")],
        *[("e", "First group"), ("f", "two"), ("g", "")],
    ]
    assert list_findings(raw) == {"nesting": [6], "group": [14], "regrouped": [11]}


def test_a_group_that_a_link_leads_to_is_an_element_too() -> None:
    raw = read_chart("flowchart TB\n a --> one\n subgraph one [First]\n  b\n end")
    assert list_nodes(raw, "label", "group") == [("a", "", ""), ("one", "First", ""), ("b", "", "First")]
    assert list_findings(raw) == {"linked-group": [2]}


def test_the_head_and_the_drawing_are_no_elements() -> None:
    raw = read_chart("""---
title: "Our \\"map\\""
config: {theme: dark}
---
%%{init: {"theme": "dark",
  "a": 1}}%%
%% a comment --> x
flowchart LR
  accTitle: Something
  accDescr: What it is
  a:::good --> b %% behind
  %% c --> d
  classDef good fill:#fff
  class a,b bad
  style a fill:#f00
  linkStyle 0 stroke:red
  click a "https://example.org" _blank
  a ~~~ b
""")
    assert raw.title == 'Our "map"'
    assert list_nodes(raw, "class") == [("a", "good, bad"), ("b", "bad")]
    assert list_edges(raw) == [("a", "b")]
    assert raw.edges[0].line == 11
    assert list_findings(raw) == {"column": [10], "invisible": [18], "drawing": []}


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("''", "map"),
        ('""', "map"),
        ("'It''s'", "It's"),
        ('"a \\"b\\""', 'a "b"'),
        ("'", "'"),
        ("Ours", "Ours"),
    ],
)
def test_a_title_is_read_with_and_without_quotes(said: str, title: str) -> None:
    assert read_chart(f"---\ntitle: {said}\n---\nflowchart LR\n a --> b").title == title


def test_a_faulty_statement_costs_only_itself() -> None:
    raw = read_chart("flowchart LR\n a --> b\n what is this\n c[not closed\n d -->\n end\n e --> f")
    assert list_edges(raw) == [("a", "b"), ("e", "f")]
    assert list_nodes(raw) == [("a",), ("b",), ("d",), ("e",), ("f",)]
    assert list_findings(raw) == {"faulty-node": [3, 4, 6], "faulty-edge": [5]}
    raw = read_chart("flowchart LR\n a --> a what is this\n b --> c")
    assert (list_nodes(raw), list_edges(raw)) == ([("a",), ("b",), ("c",)], [("a", "a"), ("b", "c")])
    raw = read_chart("flowchart LR\n a --> b\n c@{ label: x\n d --> e\n")
    assert list_edges(raw) == [("a", "b"), ("d", "e")]
    assert list_findings(raw) == {"faulty-node": [3]}


def test_the_first_flowchart_in_markdown_is_read_and_the_others_are_listed() -> None:
    raw = read_chart(
        '# Our map\n\n```mermaid\npie\n "a": 1\n```\ntext --> more\n~~~mermaid\ngraph LR\n a --> b\n~~~\n'
        "```mermaid\nflowchart TD\n x\n```\n",
        "notes.md",
    )
    assert [(row.get("id"), row.line) for row in raw.nodes] == [("a", 10), ("b", 10)]
    assert list_findings(raw) == {"part": [4, 13]}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sequenceDiagram\n A->>B: hi", "sequence diagram"),
        ("%% x\nclassDiagram\n A <|-- B", "class diagram"),
        ("stateDiagram-v2\n a --> b", "state diagram"),
        ("erDiagram\n A ||--o{ B : has", "diagram of a database"),
        ("mindmap\n  root((x))\n    a", "mind map"),
        ("gantt\n  title x", "Gantt chart"),
        ("---\ntitle: x\n---\ntimeline\n  2020 : a", "timeline"),
        ("text\n\n```mermaid\njourney\n  title x\n```\n", "user journey"),
    ],
)
def test_another_diagram_is_refused_by_its_name_with_the_way_out(text: str, kind: str) -> None:
    with pytest.raises(ModelFileError, match=f"is a {kind} of Mermaid, not a flowchart; draw .*flowchart LR"):
        read(text.encode(), "map.txt")


@pytest.mark.parametrize(
    "text", ["timeline\nTrust\n", "graph\n{ a }", "graph\n[\n node [ id 1 ] ]", "pie,cake\na,b\n"]
)
def test_what_begins_alike_is_not_taken_for_it(text: str) -> None:
    try:
        form = read(text.encode(), "map.txt").form
    except ModelFileError as error:
        form = str(error)
    assert "mermaid" not in form.lower()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("flowchart LR\n a\n subgraph b\n c", 3, "no end"),
        ("flowchart LR\n" + " subgraph a\n" * (MOST_NESTING + 1), MOST_NESTING + 2, "nested"),
    ],
)
def test_a_file_without_an_end_is_refused_with_the_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ModelFileError, match=message) as caught:
        read_chart(text)
    assert caught.value.faults[0].line == line


def test_subgraphs_may_be_nested_as_deep_as_is_said() -> None:
    text = "flowchart LR\n" + " subgraph a\n" * MOST_NESTING + " b\n" + " end\n" * MOST_NESTING
    assert [row.get("id") for row in read_chart(text).nodes] == ["b"]


@pytest.mark.parametrize(
    "fields", ["@{ shape: rect", '@{ label: "a } b', "@{ label: " + "x" * 100_000 + " }"]
)
def test_fields_without_an_end_are_no_statement(fields: str) -> None:
    raw = read_chart(f"flowchart LR\n  a --> b\n  c{fields}\n")
    assert list_edges(raw) == [("a", "b")]
    assert any(3 in lines for lines in list_findings(raw).values())


def test_a_brace_in_quotes_ends_no_fields_and_fields_have_a_longest_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = read_chart('flowchart LR\n  a@{ label: "Jo}y", shape: rect }\n')
    assert list_nodes(raw, "label") == [("a", "Jo}y")]
    fields = " label: Joy }"
    chart = f"flowchart LR\n  a --> b\n  a@{{{fields}\n"
    monkeypatch.setattr(mermaid_parser, "LONGEST_LABEL", len(fields))
    assert list_nodes(read_chart(chart), "label") == [("a", "Joy"), ("b", "")]
    monkeypatch.setattr(mermaid_parser, "LONGEST_LABEL", len(fields) - 1)
    assert list_nodes(read_chart(chart), "label") == [("a", ""), ("b", "")]


def test_our_own_file_comes_back_without_what_is_drawn_beside_it() -> None:
    model = load_model()
    diagram = build_diagram(model, "en", counts={"mangomoment": 3})
    content = EXPORTERS["mermaid"].build(Figure(model, diagram), Options())
    raw = read(content)
    assert (len(raw.nodes), len(raw.edges)) == (26, 43)
    assert {finding.code for finding in raw.findings} <= {"column"}
    again = take_in(content)
    assert again.get_node("mangomoment").name.text("en") == model.get_node("mangomoment").name.text("en")
    assert [node.level for node in again.nodes()] == [node.level for node in model.nodes()]


def test_a_link_that_somebody_adds_to_our_own_file_is_read_too() -> None:
    model = load_model()
    content = EXPORTERS["mermaid"].build(Figure(model, build_diagram(model, "en")), Options())
    raw = read(
        content + b"  n_mangomoment --> new[Something new]\n  %% explorer level {\n  %% explorer ids 3\n"
    )
    assert list_edges(raw, "kind")[-1] == ("mangomoment", "new", "")
    assert [finding.count for finding in raw.findings if finding.code == "faulty-value"] == [2]


# -- written in every way that the grammar knows ------------------------------------------------------------


@dataclass(frozen=True)
class Graph:
    """What is written down, and must be read again: names, links with their texts, and groups."""

    names: dict[str, str]
    edges: list[tuple[str, str, str]]
    groups: dict[str, str]


LABELS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)
NAMES = LABELS.map(lambda text: " ".join(text.split())).filter(bool)
KEYWORDS = ("end", "style", "class", "click", "graph", "subgraph", "direction", "flowchart", "default")
IDS = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,6}|[à-ö]{1,3}|[0-9]{1,3}", fullmatch=True).filter(
    lambda text: not text.lower().startswith((*KEYWORDS, "x", "o", "acc", "link"))
)


@st.composite
def build_graphs(draw: st.DrawFn) -> Graph:
    ids = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    ends = st.sampled_from(ids)
    edges = draw(st.lists(st.tuples(ends, ends, st.just("") | NAMES), max_size=8))
    groups = {identity: draw(st.sampled_from(["", "First", "Second one"])) for identity in ids}
    return Graph({identity: draw(NAMES) for identity in ids}, edges, groups)


def quote(text: str) -> str:
    """A text with every sign but letters and digits as its number."""
    return "".join(sign if sign.isalnum() or sign == " " else f"#{ord(sign)};" for sign in text)


def write(graph: Graph, chance: random.Random) -> str:
    """The graph as a flowchart, its shapes, arrows, separators and comments at random."""
    shapes = ["[%s]", "(%s)", "([%s])", "[[%s]]", "((%s))", "{%s}", "{{%s}}", "[(%s)]", "(((%s)))", ">%s]"]
    shapes += ["[/%s/]", "@{ shape: rect, label: %s }"]

    def end() -> str:
        return chance.choice(("\n", ";\n", " ;", "\n\n", "\n  %% c --> d\n"))

    def define(identity: str) -> str:
        return identity + chance.choice(shapes) % f'"{quote(graph.names[identity])}"'

    first = [chance.choice(("flowchart LR", "graph TD", "flowchart TB", "graph RL")), "\n"]
    parts = ["%% ours\n"] if chance.random() < 0.3 else []
    parts += first
    for title in ("First", "Second one"):
        members = [identity for identity, group in graph.groups.items() if group == title]
        if members:
            parts += [
                f"subgraph {title}" if chance.random() < 0.5 else f'subgraph s{len(title)}["{title}"]',
                "\n",
            ]
            parts += [text for identity in members for text in (define(identity), end())]
            parts += ["end", end()]
    for identity, group in graph.groups.items():
        if not group:
            parts += [define(identity), end()]
    for source, target, text in graph.edges:
        arrow = chance.choice(("-->", "--->", "==>", "-.->"))
        link = f'{arrow}|"{quote(text)}"|' if text else arrow
        if text and chance.random() < 0.5:
            link = f'-- "{quote(text)}" -->'
        target = define(target) if chance.random() < 0.2 else target
        parts += [source, chance.choice((" ", "  ")), link, chance.choice((" ", "")), target, end()]
    return "".join(parts)


@examples(150)
@given(build_graphs(), st.integers(0, 2**32))
def test_a_flowchart_is_read_as_it_was_written_however_it_was_written(graph: Graph, seed: int) -> None:
    raw = read_chart(write(graph, random.Random(seed)))
    assert {row.get("id"): row.get("label") for row in raw.nodes} == graph.names
    assert {row.get("id"): row.get("group") for row in raw.nodes} == graph.groups
    edges = [(row.get("source"), row.get("target"), row.get("label")) for row in raw.edges]
    assert edges == graph.edges
    assert {finding.code for finding in raw.findings} <= {"drawing"}


# -- made to hurt -------------------------------------------------------------------------------------------


def try_to_read(content: bytes) -> str:
    """The format that is read, or why none is; any other error comes through."""
    try:
        return read(content, "map.mmd").form
    except (ModelFileError, TableError) as error:
        return str(error)


WHOLE = b"""---
title: Our map
---
%%{init: {}}%%
flowchart LR
  a[Trust] -->|leads to| b("Joy") & c{{x}} --> d((y)):::good
  subgraph one [First]
    e1>flag] -. maybe .-> e2[/lean/]
  end
  h@{ shape: circle, label: "New" }
  %% explorer ids {"a":"b"}
"""


def test_a_damaged_file_is_a_graph_or_refused() -> None:
    chance = random.Random("mermaid")
    outcomes = [try_to_read(damage(WHOLE, chance)) for _ in range(300)]
    assert "mermaid" in outcomes
    assert len(set(outcomes)) > 1


def test_a_file_that_is_cut_off_anywhere_is_a_graph_or_refused() -> None:
    outcomes = {try_to_read(WHOLE[:length]) for length in range(1, len(WHOLE))}
    assert "mermaid" in outcomes
    assert any("no end" in outcome for outcome in outcomes)


SIZE = 400_000
HEAD = "flowchart LR\n"
HOSTILE = {
    "statements": "a;" * (SIZE // 2),
    "chain": "a" + "-->" * (SIZE // 3),
    "dashes": "a " + "-" * SIZE,
    "brackets": "a[x\n" * (SIZE // 4),
    "quotes": 'a["\n' * (SIZE // 4),
    "pairs": " & ".join(f"n{n}" for n in range(4_000)) + " --> " + " & ".join(f"n{n}" for n in range(4_000)),
    "lines": ("a" + "\n" * 50_000) * 8,
    "subgraphs": "subgraph a\nend\n" * (SIZE // 15),
    "directives": "%%{" * (SIZE // 3),
    "ids": "a b@" * (SIZE // 4),
    "one id": "a" * SIZE + "@-->",
    "classes": "a\n" + "".join(f"class a x{n}\n" for n in range(SIZE // 14)),
    "spaces": "a\nclass " + " " * SIZE,
    "parentheses": "".join(f"a{n}({'(' * 2_000}{')' * 2_000}\n" for n in range(SIZE // 4_010)),
    "tags": 'a["' + "<" * 19_000 + '"]',
    "fields": ("a@{ " + "label: x, " * 900 + "}\n") * (SIZE // 9_010),
    "own": "%% explorer ids " + "[" * SIZE,
    "fences": "\n```mermaid\n" * (SIZE // 12),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_made_to_hurt_is_read_or_refused_at_once(kind: str) -> None:
    started = time.process_time()
    assert try_to_read((HEAD + HOSTILE[kind]).encode())
    assert time.process_time() - started < 15
