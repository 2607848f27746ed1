"""What is known and not read is named, with the way to a file that can be read; and nothing else is."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing.foreign import find_foreign
from model.importing.graph_file import GraphFile
from tests.model.importing.samples import read

REFUSED = {
    "in SIF": b"Trust leadsto Joy\nJoy leadsto Hope\n",
    "TGF": b"1 Trust\n2 Joy\n#\n1 2 helps\n",
    "(VNA)": b"*node data\nid name\n",
    "(DL)": b"dl n=3 format=fullmatrix\nlabels:\na,b,c\ndata:\n0 1 0\n",
    "bnlearn": b"[A][B|A][C|A:B]",
    "Hugin": b"net\n{\n node_size = (80 40);\n}\nnode A\n{\n}\n",
    "in BIF": b"network unknown {\n}\nvariable A {\n type discrete [ 2 ] { yes, no };\n}\n",
    "PlantUML": b"@startuml\na -> b\n@enduml",
    "(Turtle": b"@prefix ex: <http://example.org/> .\nex:a ex:b ex:c .\n",
    "source code": b"import sys\nprint(1)\n",
    "Vensim": b"{UTF-8}\nJoy = Trust\n~\n~ |\n",
    "a flowchart;": b"sequenceDiagram\n  a->>b: hello\n",
    "a PDF": b"%PDF-1.7\n",
    "gzip": b"\x1f\x8b\x08\x00",
}

READ = [
    b"Source Target Type\nTrust Joy Directed\nJoy Hope Directed\n",
    b"From\tTo\tKind\na\tb\thelps\nb\tc\thelps\n",
    b"a b 3\nb c 1\n",
    b"dl_id,From,To\n1,a,b\n",
    b"id name kind\na Trust x\nb Joy x\n",
    b"*Vertices 2\n1 a\n2 b\n*Arcs\n1 2\n",
]


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_known_and_not_read_is_named_with_the_way_out(what: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read(REFUSED[what], "map")
    assert what in str(caught.value)
    assert "; " in str(caught.value)


@pytest.mark.parametrize("content", READ)
def test_a_file_that_can_be_read_is_not_taken_for_another(content: bytes) -> None:
    assert find_foreign(GraphFile(content, "map.txt")) is None
    assert read(content, "map.txt").label


PICTURE = "it holds no elements and links that could be read; draw the map anew or export it as GraphML"
PAGE = "is a web page; download the map from it in a format that is read, such as GraphML"
TABLE = "write its links as a table with the columns From and To"
GRAPH = "choose a file of nodes and links"
XML = (
    "which is no graph format that is read; export the graph as GraphML or GEXF, or its links as a table "
    "(CSV)"
)
DRAWIO = "is a picture (PNG) of draw.io; open it in draw.io and save it as .drawio"
VISIO = f"is an old drawing of Visio (.vsd); save it as .vsdx from Visio and open that in draw.io; or {TABLE}"
GEPHI = 'is a project of Gephi; export it as GEXF from Gephi ("File > Export > Graph file")'
CX = "is a network in CX (Cytoscape, NDEx); export it from Cytoscape as Cytoscape.js JSON or GraphML"
API = f"is the description of an interface (OpenAPI); {GRAPH}"
GRAPHSON = (
    "is a graph of TinkerPop (GraphSON); write it as GraphML: in Gremlin, "
    'g.io("map.graphml").write().iterate()'
)
HEAD = b"PK\x03\x04" + b"\n" * 26
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def list_streams(*names: str) -> bytes:
    return OLE + b"".join(name.encode("utf-16-le") for name in names)


SENTENCES: list[tuple[bytes, str, str | None]] = [
    (b"%PDF-1.7", "x", f"is a PDF; {PICTURE}"),
    (b"\x89PNG\r\n", "x", f"is a picture (PNG); {PICTURE}"),
    *((b"\x89PNG\r\n" + kind + b"mxfile\0x", "x", DRAWIO) for kind in (b"tEXt", b"zTXt", b"iTXt")),
    (b"GIF89atEXtmxfile\0", "x", f"is a picture (GIF); {PICTURE}"),
    (b"\xff\xd8\xff\xe0", "x", f"is a picture (JPEG); {PICTURE}"),
    (b"RIFF....WEBP", "x", f"is a picture, a sound or a film; {PICTURE}"),
    (b"{\\rtf1 a}", "x", f"is a text of a word processor (RTF); {TABLE}"),
    (b"BZh9", "x", "is packed with bzip2; unpack it and open what is in it"),
    (b"SQLite format 3\0", "x", "is a database (SQLite); export its tables of elements and links as CSV"),
    (b"MZ\x90", "x", "is a program; choose the file of the map"),
    (b"\x7fELF", "x", "is a program; choose the file of the map"),
    (b"\x1f\x8b\x08", "x", "is packed with gzip; unpack it and open what is in it"),
    (b"7z\xbc\xaf", "x", "is packed with 7-Zip; unpack it and open what is in it"),
    (b"Rar!", "x", "is packed with RAR; unpack it and open what is in it"),
    (b"<html><body>", "x", PAGE),
    (b"<!doctype HTML>", "x", PAGE),
    (b"<body>", "x", PAGE),
    (b"<HEAD>", "x", PAGE),
    (b"<header>", "x", f"is XML that begins with <header>, {XML}"),
    (b"<svg", "x", f"is a picture (SVG); {PICTURE}"),
    (b"<!doctype svg", "x", f"is a picture (SVG); {PICTURE}"),
    (b"<" + b"x" * 50 + b"/>", "x", f"is XML that begins with <{'x' * 40}>, {XML}"),
    (b"import os\nprint(1)\n```mermaid\ngraph TD\n```\n", "x", None),
    (b"<html>\n```mermaid\ngraph TD\n```\n", "x", PAGE),
    (b"<!DOCTYPE html>\n```mermaid\ngraph TD\n```\n", "x", PAGE),
    (list_streams("VisioDocument"), "x", VISIO),
    (list_streams("WordDocument"), "x", f"is a text of a word processor; {TABLE}"),
    (list_streams("PowerPoint Document"), "x", f"is a presentation; {TABLE}"),
    (list_streams("WordDocument", "Workbook"), "x", None),
    (list_streams("Book"), "x", None),
    (list_streams("WordDocument")[8:], "x", None),
    (HEAD + b"word/document.xml", "x", f"is a text of a word processor; {TABLE}"),
    (HEAD + b"ppt/presentation.xml", "x", f"is a presentation; {TABLE}"),
    (HEAD + b"Project_xml", "x", GEPHI),
    (HEAD + b"word/document.xml xl/workbook.xml", "x", None),
    (HEAD + b"nodes.csv", "x", None),
    (b"a," + HEAD + b"word/document.xml", "x", None),
    (b'[{"CXVersion": "2.0"}]', "x", CX),
    (b'[{"@id": "a", "@context": {}}]', "x", f"is linked data (JSON-LD); {TABLE}"),
    (b'[{"@context": {}}]', "x", None),
    (b'[{"@id": "a"}]', "x", None),
    (b'["rootTopic"]', "x", None),
    (b"[]", "x", None),
    (b'{"rootTopic": {}}', "x", f"is a mind map (XMind); {TABLE}"),
    (b'{"type": "Feature"}', "x", f"is a map of places (GeoJSON); {GRAPH}"),
    (b'{"type": ["Feature"], "cells": [], "nbformat": 4}', "x", f"is a notebook (Jupyter); {GRAPH}"),
    (b'{"cells": []}', "x", None),
    (b'{"$schema": "https://vega.github.io/x", "openapi": "3", "paths": {}}', "x", API),
    (b'{"$schema": {"vega": 1}}', "x", None),
    (b'{"$schema": "https://json-schema.org/x"}', "x", f"is a schema (JSON Schema); {GRAPH}"),
    (b'{"cells": [], "nbformat": 4}', "x.yaml", None),
    (b'{"cells": [], "nbformat": 4}', "x.jsonl", None),
    (b'{"@type": "g:Vertex"}', "x.yaml", GRAPHSON),
    (b'"@type": "g:Vertex"', "x", None),
    (b"{cells nbformat}", "x", None),
]


@pytest.mark.parametrize(("content", "name", "sentence"), SENTENCES)
def test_what_a_file_is_and_what_to_do_is_said_in_a_sentence(
    content: bytes, name: str, sentence: str | None
) -> None:
    assert find_foreign(GraphFile(content, name)) == sentence
