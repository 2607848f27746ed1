"""Texts of known formats that are not read are told from each other, and from what is read."""

from __future__ import annotations

import time

import pytest

from model import ModelFileError
from model.importing.foreign_text import find_foreign_text
from model.importing.graph_file import GraphFile
from tests.model.importing.samples import read

R_CODE = 'library(dagitty)\ng <- dagitty("dag { X -> Y }")\n'
KNOWN = [
    ("@startuml\nA -> B\n@enduml", "PlantUML", ""),
    ("' ours\n!include x.puml\n@startuml\n", "PlantUML", ""),
    (
        '// c\nnetwork "x" {\n property a b;\n}\nvariable  S{ //2 values\n type discrete[2] { "y" };\n}\n',
        "BIF",
        "",
    ),
    ("variable A {\n type discrete [ 2 ] { y, n };\n}\n", "BIF", ""),
    ("[A][S][E|A:S][O|E]", "bnlearn", ""),
    ("[A]\n[B|A]\n", "bnlearn", ""),
    ("% x\nnet\n{\n}\nnode A\n{\n}", "Hugin", ""),
    ("class X\n{\n node A { }\n potential (A) { data=(1); }\n}", "Hugin", ""),
    ("belief network\nnode A {\n}", "DSC", ""),
    ("Trust leadsto Joy\nJoy leadsto Hope\n", "SIF", ""),
    ("A\tpp\tB\nB\tpp\tC\tD\nE\n", "SIF", ""),
    ("A pp B\nB pp C\nC pd D\nD pd E\n", "SIF", ""),
    ("a pp b\n", "SIF", "sif"),
    ("{UTF-8}\nA = B ~ ~ |\n", "Vensim", ""),
    ("A = INTEG(b,1)\n ~ \n ~ x\n |\n", "Vensim", ""),
    ("1 January\n2 March\n#\n1 2\n2 1 back", "TGF", ""),
    ("# a\nb\nc 0.5\n# b\nc\n", "LGL", ""),
    ("*node data\nid name\n", "VNA", ""),
    ("dl n=3 format=fullmatrix\ndata:\n0 1 0", "DL", ""),
    ("DL\nN = 4", "DL", ""),
    ("% x\n3 2\n2\n1 3\n2\n", "METIS", ""),
    ("2 1 0 1\n2\n1\n", "METIS", ""),
    ('{"id":1,"label":"person","outE":{"knows":[]}}\n{"id":2,"inE":{}}\n', "GraphSON", ""),
    ('{"@type":"tinker:graph","@value":{}}', "GraphSON", ""),
    ("# x\n@prefix ex: <http://example.org/> .\nex:a ex:b ex:c .", "Turtle", ""),
    ("<http://a> <http://b> <http://c> .\n", "Turtle", ""),
    ("import networkx as nx\nG = nx.Graph()\nG.add_edge(1,2)\n", "source code", ""),
    ("const a = 1;\nfunction f() {\n}\n", "source code", ""),
    ("#include <stdio.h>\nint main() {\n}\n", "source code", ""),
    ("#!/bin/sh\necho digraph\n", "source code", ""),
    (R_CODE, "R code", ""),
    ("X E @-1.1,1.6\nY O @1.0,1.6\n\nX Y", "old DAGitty", ""),
    ("nodedef>name VARCHAR\na\n", "GDF", ""),
    ("%%MatrixMarket matrix coordinate\n", "matrix", ""),
    ("a -> b: x\n", "D2", "d2"),
    ("graph 1 3.5 2\nnode a 1 1 1 1\n", "drawing of Graphviz", ""),
]
OTHERS = [
    "Source Target Type\nTrust Joy Directed\nJoy Hope Directed\n",
    "a likes b\nc likes d\n",
    "# karate\n1 2\n2 3\n",
    "#x.py\n# GMT\n#\n1 2 3\n2 3\n",
    "From,To\na,b\nb,c\n",
    "Import,Export\na,b\n",
    "Name\nJoy (work)\nTrust (team)\n",
    "1 2 0.5\n2 3 0.5\n",
    "2 1 0 1 1\n2\n1\n",
    "A pp B\nB pq C\nC pd D\n",
    "#!/usr/bin/dot\ndigraph { a -> b }",
    "# Title\nimport os\n```mermaid\ngraph TD\n A-->B\n```\n",
    "X -> Y\nY -> Z\n",
    "*Vertices 2\n1 a\n2 b\n*Arcs\n1 2\n",
    "model:\n  id: x\n",
    "[section]\nkey=value\n",
]


@pytest.mark.parametrize(("text", "what", "ending"), KNOWN)
def test_each_is_named_with_the_way_out(text: str, what: str, ending: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read(text.encode(), f"map.{ending}" if ending else "map.txt")
    assert what in str(caught.value)
    assert "; " in str(caught.value)


@pytest.mark.parametrize("text", OTHERS)
def test_what_can_be_read_is_taken_for_none_of_them(text: str) -> None:
    assert find_foreign_text(GraphFile(text.encode(), "map.txt")) is None


@pytest.mark.parametrize(
    "part",
    [
        " ",
        "\n",
        "[A]",
        "# a\n",
        "network ",
        "a b c\n",
        "%\n",
        "'\n",
        "~",
        "{",
        "1 2\n",
        "_:a <",
        "import a\n",
        "(",
        "/*",
    ],
)
def test_a_long_text_takes_no_time(part: str) -> None:
    file = GraphFile(b"x" * (part == " ") + (part * (5_000_000 // len(part))).encode(), "map.txt")
    started = time.process_time()
    find_foreign_text(file)
    assert time.process_time() - started < 2
