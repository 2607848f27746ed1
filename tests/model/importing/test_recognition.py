"""What a file is, by its content first and by its ending where that does not tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from model import ModelFileError
from model.importing.graph_file import GraphFile, ReadingOptions
from model.importing.recognition import recognise
from tests.model.importing.packing import pack_utf16
from tests.model.importing.samples import make_kumu, make_zip

RICH = Path(__file__).parent / "rich"
FORMS = {
    "adjacency.json": "json",
    "bare.csv": "table",
    "cards.canvas": "canvas",
    "charts.json": "json",
    "cytoscape.json": "json",
    "dagitty.txt": "dot",
    "elements.csv": "table",
    "flow.json": "json",
    "flowchart.mmd": "mermaid",
    "graph2.json": "json",
    "groups.dot": "dot",
    "kumu.json": "json",
    "links.csv": "table",
    "machine.loopy": "loopy",
    "matrix.csv": "table",
    "measures.csv": "table",
    "mirrored.csv": "table",
    "neighbours.json": "json",
    "neo4j.json": "json",
    "nested.gml": "gml",
    "project.paj": "pajek",
    "relations.net": "pajek",
    "rows.json": "json",
    "shapes.drawio": "drawio",
    "shares.csv": "table",
    "styles.prsm": "prsm",
    "times.gexf": "gexf",
    "two.graphml": "graphml",
    "vis.json": "json",
}


def find_form(content: bytes, name: str = "map.txt") -> str:
    return recognise(GraphFile(content, name)).name


@pytest.mark.parametrize("name", FORMS)
def test_a_file_is_known_by_its_content_whatever_it_is_called(name: str) -> None:
    content = (RICH / name).read_bytes()
    assert {find_form(content, other) for other in (name, "map", "map.txt")} == {FORMS[name]}


TEXTS: list[tuple[str, str]] = [
    ("graph{}", "dot"),
    ("strict graph {", "dot"),
    ('// ours\n/* at\n last */ # so\nDiGraph "a \\" b" {', "dot"),
    ('digraph "a" + "b" {', "dot"),
    ("digraph <b>{", "dot"),
    ("digraph é {", "dot"),
    ("dag {\nX -> Y\n}", "dot"),
    ("pdag{X}", "dot"),
    ("digraphs {", "table"),
    ("digraph a b {", "table"),
    ("graph [", "gml"),
    ('# made by hand\nCreator "x\nVersion 9"\ngraph\n[', "gml"),
    ("version 1\ndirected 1\ngraph # so\n[", "gml"),
    ("graph ]", "table"),
    ("*Vertices 3\n", "pajek"),
    ("% ours\n*Network ours\n", "pajek"),
    ("*partition x\n*vertices 3\n1\n2\n1\n", "pajek"),
    ("text\n  *vertices 2\n", "pajek"),
    ("text\n*network x\n", "table"),
    ("*vertices many\n", "pajek"),
    ("*verticesmany\n", "table"),
    ("flowchart LR\na-->b\n", "mermaid"),
    ("model:\n  id: x\n", "yaml"),
    ("id: x\nlevels:\n", "yaml"),
    ("x\n model: x\n", "table"),
    ("# ours\nedges:\n", "table"),
    ("https://ncase.me/loopy/v1.1/?data=[[],[]]", "loopy"),
    ("HTTP://x.example/Loopy?a=1&data=[[]]", "loopy"),
    ("https://x.example/?data=[[]]", "table"),
    ("https://x.example/loopy?other=[[]]", "table"),
    ('{"nodes": []}', "json"),
    ("\ufeff \n[[1, 2]]", "json"),
]


@pytest.mark.parametrize(("text", "form"), TEXTS)
def test_a_text_is_known_by_how_it_begins(text: str, form: str) -> None:
    assert find_form(text.encode()) == form


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("node [ id 1 ]", "map.gml", "gml"),
        ("< x", "map.gml", "table"),
        ("{x", "map.paj", "table"),
        ("*arcs\n1 2\n", "map.paj", "pajek"),
        ("*arcs\n1 2\n", "map.net", "table"),
        ("{}", "map.yaml", "yaml"),
        ("a: 1", "map.yml", "yaml"),
        ('{"nodes": []}', "map.yml", "yaml"),
        ('{"nodes": []}', "map.jsonl", "table"),
        ("# Ours\n\ntext\n\n```mermaid\ngraph TD\na-->b\n```\n", "map.md", "mermaid"),
        ("From,To\na,b\n", "map.gexf", "table"),
        ("From,To\na,b\n", "map.graphml", "table"),
    ],
)
def test_an_ending_tells_where_the_content_does_not(text: str, name: str, form: str) -> None:
    assert find_form(text.encode(), name) == form


def test_a_diagram_may_stand_far_below_in_a_page_of_markdown() -> None:
    page = "# Ours\n" + "text\n" * 20_000 + "```mermaid\ngraph TD\na-->b\n```\n"
    assert [find_form(page.encode(), f"map.{ending}") for ending in ("md", "markdown", "qmd")] == [
        "mermaid"
    ] * 3


CARD = {"id": "a", "type": "text", "x": 1, "y": 2, "width": 3, "height": 4}
LINK = {"fromNode": "a", "toNode": "b"}
NODE, EDGE = [1, 2, 3, 1, "a"], [1, 2, 3, 1]
DATA: list[tuple[Any, str]] = [
    ([[NODE], [EDGE], [], 2], "loopy"),
    ([[NODE], [], []], "loopy"),
    ([[], [EDGE], []], "loopy"),
    ([[], [], [], 2], "json"),
    ([[NODE], [EDGE]], "json"),
    ([[NODE], [EDGE], [], 2, 3], "json"),
    ([[NODE[:4]], [EDGE], [], 2], "json"),
    ([[NODE], [EDGE[:3]], [], 2], "json"),
    ([[NODE], [{}], [], 2], "json"),
    ([[NODE], {}, [], 2], "json"),
    ([["abcde"], [EDGE], [], 2], "json"),
    ([[NODE], ["abcd"], [], 2], "json"),
    ([[dict.fromkeys("abcde", 1)], [EDGE], [], 2], "json"),
    ({"nodes": [], "edges": [], "labels": [], "globals": {}}, "loopy"),
    ({"nodes": [], "edges": [], "labels": [], "globals": []}, "json"),
    ({"nodes": [], "edges": [], "globals": {}}, "json"),
    ({"n": [], "e": [], "l": []}, "loopy"),
    ({"n": [], "e": [], "l": {}}, "json"),
    ({"n": [], "e": []}, "json"),
    ({"nodes": [CARD], "edges": []}, "canvas"),
    ({"nodes": [CARD]}, "canvas"),
    ({"nodes": [], "edges": [LINK]}, "canvas"),
    ({"nodes": [CARD], "edges": [LINK, {"from": "a"}]}, "json"),
    ({"nodes": [CARD, {"id": "b"}], "edges": []}, "json"),
    ({"nodes": [CARD, "b"], "edges": []}, "json"),
    ({"nodes": [CARD], "edges": [LINK, 3]}, "json"),
    ({"nodes": [], "edges": []}, "json"),
    ({"nodes": {"a": CARD}, "edges": []}, "json"),
    ({"nodes": [CARD], "edges": {"e": LINK}}, "canvas"),
    ({"nodes": [{"id": "a"}], "edges": {"e": LINK}}, "json"),
    ({"nodes": [{"id": "a"}], "edges": [], "styles": {}}, "prsm"),
    ({"nodes": [{"id": "a"}], "edges": [], "samples": {}}, "prsm"),
    ({"nodes": [{"id": "a"}], "edges": [], "lastNodeSample": 1}, "prsm"),
    ({"nodes": [{"id": "a"}], "edges": [], "styles": []}, "json"),
    ({"nodes": [{"id": "a"}], "styles": {}}, "json"),
    ({"nodes": {"a": {}}, "edges": [], "styles": {}}, "json"),
]


@pytest.mark.parametrize(("data", "form"), DATA)
@pytest.mark.parametrize("name", ["map.json", "map"])
def test_json_is_known_by_what_it_holds(data: Any, form: str, name: str) -> None:
    assert find_form(json.dumps(data).encode(), name) == form


def test_packed_files_are_known_by_what_is_in_them() -> None:
    assert find_form(make_kumu(), "map.zip") == "workbook"
    assert find_form(make_zip({"nodes.csv": b"id\n"}), "map.xlsx") == "zip"
    assert find_form(make_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})) == "workbook"
    assert find_form(make_zip({"xl/workbook.xml": b"<x/>"})) == "workbook"
    assert find_form(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600) == "workbook"
    assert find_form(b"a,[Content_Types].xml\nb,c\n") == "table"
    assert find_form(pack_utf16('{"nodes": []}').encode()) == "prsm"
    assert find_form("\u4e00\u4e8c".encode(), "map.prsm") == "prsm"
    assert find_form(b"a,b\n1,2\n", "map.prsm") == "table"
    assert find_form("\u4e00,\u4e8c\n1,2\n".encode()) == "table"


def test_what_was_said_holds_without_a_look_and_what_is_foreign_is_refused() -> None:
    options = ReadingOptions(form="table")
    assert recognise(GraphFile(b"@startuml\n", "map.dot", options)).name == "table"
    with pytest.raises(ModelFileError) as caught:
        find_form(b"@startuml\n", "map.dot")
    assert str(caught.value) == (
        "map.dot: is a PlantUML diagram; draw it as a Mermaid flowchart or as DOT, or write its links as a "
        "table with the columns From and To"
    )
