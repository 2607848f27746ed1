"""Diagrams in files of Mermaid and Markdown, and what our own files say in comments."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing.graph_file import GraphFile
from model.importing.readers.mermaid import read_mermaid
from model.importing.readers.mermaid_text import is_mermaid, list_diagrams, name_kind, to_plain
from tests.model.importing.samples import list_findings, list_rows


@pytest.mark.parametrize(
    ("text", "diagrams"),
    [
        ("graph TD\n a", [("flowchart", 1, 1)]),
        ("\n\ngraph TD\n a", [("flowchart", 1, 3)]),
        ("x\n```mermaid\npie\n```\n\n~~~ mermaid x\n\ngraph TD\n~~~\n", [("pie", 3, 3), ("flowchart", 7, 8)]),
        ("```mermaid\npie\n~~~\n```mermaid\ngantt\n", [("pie", 2, 2), ("gantt", 5, 5)]),
        ("````mermaid\npie\n```\n:::mermaid\ngantt\n:::\n", [("pie", 2, 2), ("gantt", 5, 5)]),
        ("> ```{mermaid}\n> graph TD\n>  a\n> ```\n```mermaid\npie", [("flowchart", 2, 2), ("pie", 6, 6)]),
        ("```mermaid\n", [("", 2, 2)]),
        ("graph TD\n a\n```mermaid\npie\n```", [("flowchart", 1, 1)]),
        ("%% c\n---\ntitle: x\n---\nhello", [("", 1, 2)]),
        ("", [("", 1, 1)]),
    ],
)
def test_diagrams_are_found_with_their_lines(text: str, diagrams: list[tuple[str, int, int]]) -> None:
    found = [(diagram.kind, diagram.line, diagram.first_line) for diagram in list_diagrams(text)]
    assert found == diagrams


@pytest.mark.parametrize(
    ("text", "ending", "is_known"),
    [
        ("graph TD\n", "", True),
        ("graph;a", "", True),
        ("%%{init: {}}%%\n%% x\n\nflowchart-elk LR\n", "", True),
        ("---\ntitle: x\n---\ngraph TD", "", True),
        ("graph {", "", False),
        ("graph-x TD", "", False),
        ("words", "mmd", True),
        ("words", "mermaid", True),
        ("words", "txt", False),
        ("text\n```mermaid\nx", "", True),
        ("erDiagram\n", "", True),
        ("xychart-beta\n", "", True),
        ("C4Context", "", True),
        ("timeline\n  a", "", True),
        ("pie title x\n\n\ty", "", True),
        ("gantt;\n a", "", True),
        ("timeline\na", "", False),
        ("timeline", "", False),
        ("pie,cake\n a", "", False),
        ("pies\n a", "", False),
    ],
)
def test_a_text_of_mermaid_is_known(text: str, ending: str, is_known: bool) -> None:
    assert is_mermaid(text, ending) is is_known


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "\n\nhello\nworld",
            'line 3: is no Mermaid flowchart: it begins with "hello", not with flowchart or graph',
        ),
        (
            "\narchitecture-beta\n x",
            "line 2: is an architecture diagram of Mermaid, not a flowchart; draw its "
            "elements and links as a "
            "flowchart (flowchart LR), or write the links as a table with the columns From and To",
        ),
        (
            "```mermaid\nodd\n```\n```mermaid\nsankey-beta\n```",
            "line 2: is a Sankey diagram of Mermaid, not a flowchart; draw its elements and links as a "
            "flowchart (flowchart LR), or write the links as a table with the columns From and To",
        ),
    ],
)
def test_what_is_no_flowchart_is_refused_with_the_way_out(text: str, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_mermaid(GraphFile(text.encode(), "x.mmd"))
    assert str(caught.value) == f"x.mmd: {message}"


def test_other_diagrams_of_the_file_are_listed_by_their_kinds() -> None:
    kinds = ("gantt", "graph TD\n a", "odd", "graph TD\n b", "mindmap")
    text = "".join(f"```mermaid\n{kind}\n```\n" for kind in kinds)
    raw = read_mermaid(GraphFile(text.encode(), "x.md"))
    assert list_rows(raw.nodes) == [({"id": "a"}, 'node "a"', 6)]
    assert (raw.name, raw.form, raw.label) == ("x.md", "mermaid", "Mermaid flowchart")
    assert list_findings(raw) == [
        (
            "part",
            4,
            [("Gantt chart", "", 2), ("diagram", "", 9), ("flowchart", "", 12), ("mind map", "", 16)],
        )
    ]


def test_no_more_diagrams_are_read_than_a_thousand() -> None:
    diagrams = "```mermaid\ngraph TD\n```\n"
    raw = read_mermaid(GraphFile((diagrams * 1_000).encode(), "x.md"))
    assert [found.count for found in raw.findings] == [999]
    with pytest.raises(
        ModelFileError, match=r"x\.md: holds more than 1000 diagrams; leave some out or split"
    ):
        read_mermaid(GraphFile((diagrams * 1_001).encode(), "x.md"))


def test_kinds_are_known_by_how_they_begin() -> None:
    assert [name_kind(word) for word in ("stateDiagram-v2", "C4Deployment", "flowchart", "")] == [
        "state diagram",
        "C4 diagram",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a<br>b<BR />c\\nd", ("a\nb\nc\nd", False)),
        (" two  spaces \n\n x", ("two spaces\nx", False)),
        ("<b>a</b> < 3 <c", ("a < 3 <c", True)),
        ("fab:fa-x a", ("a", True)),
        ("*a* _b_", ("*a* _b_", False)),
        ("#35; &amp; #x41; #quot; #;", ('# & A " #;', False)),
    ],
)
def test_a_label_is_plain_text(text: str, plain: tuple[str, bool]) -> None:
    assert to_plain(text) == plain


def test_markdown_has_emphasis_around_words_only() -> None:
    assert to_plain("**a** ***b*** __c__ d*e*f 2 * 3", is_markdown=True) == ("a b c d*e*f 2 * 3", True)
    assert to_plain("a_b_c 2 * 3", is_markdown=True) == ("a_b_c 2 * 3", False)


OWN = """flowchart LR
%% explorer order {"stages": ["A"], "levels": [{"label": "C"}]}
%% explorer beside ["l", "g"]
%% explorer counts true
%% explorer ids {"a": "x"}
%% explorer stages {"s": "s1"}
%% explorer level {"name": "L", "id": "l1", "nodes": ["a"]}
%% explorer kind {"id": "k", "verb": "v", "links": [["a", "b"]], "feedback": [["a", "b"]]}
subgraph s [S]
a["A
3"]:::odd
end
subgraph g
n
end
subgraph t [T]
c[C]
end
l[x]
a -.-o b
a --> b
a --> b
l --> a
a --> n
style a fill:#fff
"""


def test_comments_of_our_own_files_say_what_mermaid_has_no_place_for() -> None:
    raw = read_mermaid(GraphFile(OWN.encode(), "x.mmd"))
    assert list_rows(raw.nodes) == [
        (
            {"id": "x", "label": "A", "level": "L", "level_id": "l1", "stage": "S", "stage_id": "s1"},
            'node "a"',
            10,
        ),
        ({"id": "c", "label": "", "stage": "T"}, 'node "c"', 17),
        ({"id": "b"}, 'node "b"', 20),
    ]
    kind = {"source": "x", "target": "b", "kind": "k", "verb": "v"}
    assert list_rows(raw.edges) == [
        (kind, 'edge "a" → "b"', 20),
        (kind | {"feedback": "true"}, 'edge "a" → "b"', 21),
        ({"source": "x", "target": "b"}, 'edge "a" → "b"', 22),
    ]
    assert list_rows(raw.stages) == [({"label": "A"}, "stage 1", None)]
    assert list_rows(raw.levels) == [({"label": "C"}, "level 1", None)]
    assert raw.findings == ()


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        ("ids {{", "%% explorer ids {{"),
        (f"ids {'{' * 300}", f"%% explorer ids {'{' * 184}"),
        ("ids 3", "explorer ids"),
        ("beside 3", "explorer beside"),
        ("stages []", "explorer stages"),
        ('order {"stages": []}', "explorer order"),
        ('level {"name": "L"}', "explorer level"),
        ('kind {"links": [[1]]}', "explorer kind"),
        ('kind {"links": [["a", "b"]]}', "explorer kind"),
    ],
)
def test_a_comment_of_our_own_that_somebody_damaged_is_listed(comment: str, text: str) -> None:
    raw = read_mermaid(GraphFile(f"graph TD\n a --> b\n%% explorer {comment}\n".encode(), "x.mmd"))
    assert list_rows(raw.edges) == [({"source": "a", "target": "b"}, 'edge "a" → "b"', 2)]
    assert list_findings(raw) == [("faulty-value", 1, [("comment", text, 3)])]


def test_in_a_file_without_counts_a_label_keeps_its_last_line() -> None:
    raw = read_mermaid(GraphFile(b'graph TD\n%% explorer counts false\na["A\n3"]', "x.mmd"))
    assert [row.get("label") for row in raw.nodes] == ["A\n3"]
