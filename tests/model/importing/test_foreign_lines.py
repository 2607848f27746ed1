"""Texts that only their lines tell apart: networks in SIF, TGF, LGL and METIS, programs, and plain tables."""

from __future__ import annotations

import pytest

from model.importing.foreign_text import find_foreign_text
from model.importing.graph_file import GraphFile

SIF = "a network of Cytoscape in SIF"
TGF = "a graph in TGF"
LGL = "a graph in LGL"
METIS = "a graph in METIS, which has no names of elements"
CODE = "the source code of a program, no graph"
R_CODE = "R code with a DAGitty graph in it"
BNLEARN = "a Bayesian network of bnlearn (its model string)"
DAGITTY = "a graph of an old DAGitty"


def name(text: str, ending: str = "txt") -> str | None:
    found = find_foreign_text(GraphFile(text.encode(), f"map.{ending}"))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "ending", "what"),
    [
        ("A pp B\nB pp C\n", "txt", SIF),
        ("A\tpp\tB\tD\n\nD\tpp\tF\n", "txt", SIF),
        ("A  pp   B\nC pp A\nlonely\n", "txt", SIF),
        ("A p-p B\nB p-p C\nC pp D\nD pp E\n", "txt", SIF),
        ("A pp B\nB pp C\nC pp D\nD pp E,\n", "txt", SIF),
        ("A pp B\n", "txt", None),
        ("A pp B\nA pp B\n", "txt", None),
        ("A pp B\nB C\nC pp D\n", "txt", None),
        ("A 1 B\nB 1 C\n", "txt", None),
        ("A pp B\nC pp D\n", "txt", None),
        ("A B C\nB B D\n", "txt", None),
        ("A pp pp\npp pp C\n", "txt", None),
        ("A pp B\nB pp C\nC pd D\n", "txt", None),
        ("A pp B,\nB, pp C\n", "txt", None),
        ("A pp B\nB pp C;\n", "txt", None),
        ("A pp B|C\nB|C pp D\n", "txt", None),
        ("From kind To\nA pp B\nB pp C\nC pp D\n", "txt", None),
        ("Name kind x\nA pp B\nB pp C\nC pp D\n", "txt", None),
        ("A\nB\n", "txt", None),
        ("A pp B\n", "sif", SIF),
        ("A\n", "sif", SIF),
        ("A B\n", "sif", None),
        ("A pp B\nB C\n", "sif", None),
    ],
)
def test_a_network_in_sif_has_a_kind_between_its_nodes(text: str, ending: str, what: str | None) -> None:
    assert name(text, ending) == what


@pytest.mark.parametrize(
    ("text", "ending", "what"),
    [
        ("1 a\n2 b\n#\n1 2 helps\n", "txt", TGF),
        ("1\n2\n #\n1 2\n2 1\n", "txt", TGF),
        ("1 a\n#\n1 1\n", "txt", TGF),
        ("1 a\n2 b\n#\n1 3\n", "txt", None),
        ("1 a\n2 b\n#\n3 1\n", "txt", None),
        ("1 a\n2 b\n#\n1\n", "txt", None),
        ("1 a\n2 b\n#\n", "txt", None),
        ("#\n1 2\n", "txt", None),
        ("1 a\n2 b\n#\n", "tgf", TGF),
        ("#\n1 2\n", "tgf", None),
        ("1 a\n", "tgf", None),
    ],
)
def test_a_graph_in_tgf_has_a_sign_between_nodes_and_links(text: str, ending: str, what: str | None) -> None:
    assert name(text, ending) == what


@pytest.mark.parametrize(
    ("text", "ending", "what"),
    [
        ("# a\nb\nc 0.5\n# b\nc\n", "txt", LGL),
        ("# a\nb\nc -1e5\n# b\nc .5\n", "txt", LGL),
        ("# a\nb\n# c\nd\n", "txt", None),
        ("# a\nb 1\nc 2\n# b\nc 3\n", "txt", None),
        ("# a\nb\nc\nd\n", "txt", None),
        ("# a\nb\nc d\n# b\nc\n", "txt", None),
        ("# a\nb\nc 1 2\n# b\nc\n", "txt", None),
        ("x\n# a\nb\nc\n# b\nc\n", "txt", None),
        ("# a\n# b\n# c\n", "txt", None),
        ("# a\nb 1\n", "lgl", LGL),
        ("# a\n", "lgl", None),
        ("# a b\nc\n", "lgl", None),
    ],
)
def test_a_graph_in_lgl_has_the_neighbours_of_each_node_below_it(
    text: str, ending: str, what: str | None
) -> None:
    assert name(text, ending) == what


LONG = "1 2\n" * 20_000


@pytest.mark.parametrize(
    ("text", "ending", "what"),
    [
        ("2 1\n2\n1\n", "txt", METIS),
        ("% ours\n2 1 0 1\n% so\n2\n1\n", "txt", METIS),
        ("3 1\n2\n1\n\n", "txt", METIS),
        ("3 1\n2\n1\n\n\n\n", "txt", METIS),
        ("2 2\n2\n1\n", "txt", None),
        ("2 2\n2\n1\n", "graph", METIS),
        ("2 2\n2\n1\n", "metis", METIS),
        ("2 1 0 1 1\n2\n1\n", "graph", None),
        ("2\n2\n1\n", "graph", None),
        ("3 1\n2\n1\n", "graph", METIS),
        ("3 1\n2\n1", "graph", None),
        ("1 1\n2\n1\n", "graph", None),
        ("0 0\n", "graph", None),
        ("2 1\nx\n1\n", "graph", None),
        ("2 x\n2\n1\n", "graph", None),
        ("20000 20000\n" + LONG, "graph", METIS),
        ("% ours\n% all\n20000 20000\n" + LONG, "metis", METIS),
        ("20000 20000\n" + LONG, "txt", None),
        ("x y\n" + LONG, "graph", None),
    ],
)
def test_a_graph_in_metis_has_a_line_for_each_node(text: str, ending: str, what: str | None) -> None:
    assert name(text, ending) == what


@pytest.mark.parametrize(
    ("text", "ending", "what"),
    [
        ("import os\nprint(os.name)\n", "txt", CODE),
        ("# ours\n// so\nimport os\n\nprint(os.name)\n", "txt", CODE),
        ("/* ours\n * so */\n#include <x>\nint main() {\n}\n", "txt", CODE),
        ("import os\nplain words\n", "txt", None),
        ("plain words\nimport os\nprint(os.name)\n", "txt", None),
        ("import os\nprint(os.name)\n", "csv", None),
        ("import os\nprint(os.name)\n", "tsv", None),
        ("import os\n" + "plain words\n" * 399 + "print(1)\n", "txt", None),
        ("import os\n" + "plain words\n" * 398 + "print(1)\n", "txt", CODE),
        ("plain words\n", "py", CODE),
        ("#!/bin/sh\nplain words\n", "txt", CODE),
        ("#!/usr/bin/env neato\ngraph { a -- b }\n", "txt", None),
        ('library(dagitty)\ng <- dagitty("dag { X -> Y }")\n', "txt", R_CODE),
        ('g <- dagitty("dag { X -> Y }")\n', "txt", R_CODE),
        ('plain words\nx dagitty("dag { X -> Y }")\n', "R", R_CODE),
        ('plain words\nx dagify("dag { X -> Y }")\n', "Rmd", R_CODE),
        ('plain words\nx dagitty("dag { X -> Y }")\n', "txt", None),
        ("a -> b: x\n", "d2", "a D2 diagram"),
        ("a -> b: x\n", "d3", None),
    ],
)
def test_programs_are_known_by_their_first_line_and_another(text: str, ending: str, what: str | None) -> None:
    assert name(text, ending) == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[A][B|A]", BNLEARN),
        ("[A]\n[B|A]\n\n[C|A:B]\n", BNLEARN),
        ("[A]", None),
        ("[A][B", None),
        ("[A] leads to [B]", None),
        ("X E @1,2\nY 1 @ -1.5 , .5 \n\nX Y\n", DAGITTY),
        ("X E @1,2\nY Z @1,2\n\nX Y\n", None),
        ("X E 1,2\n\nX Y\n", None),
    ],
)
def test_causal_graphs_of_other_programs_are_known_by_all_their_lines(text: str, what: str | None) -> None:
    assert name(text) == what


def test_of_a_long_text_whole_lines_are_looked_at() -> None:
    text = "n0 pp n1\nn1 pp n2\n" + "A pp B\n" * 9_400
    assert text[:65_536].endswith("A pp ")
    assert name(text) == SIF
    assert name(text[:65_536]) is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<http://a> <http://b> <http://c> .", "linked data (Turtle or N-Triples)"),
        ("<http://a> is no triple", None),
        ("<a b> <http://b> <http://c> .", None),
        ("", None),
    ],
)
def test_triples_begin_with_an_address_in_brackets(text: str, what: str | None) -> None:
    assert name(text) == what
