"""Texts of programs that are known and not read: Bayesian networks, lists of Cytoscape, UCINET and others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import islice

from model.importing.foreign_xml import Known
from model.importing.graph_file import GraphFile
from model.importing.headings import find_column, find_ends

_BY_TABLE = "write its links as a table with the columns From and To"
_BAYES = "write it as GraphML or DOT, for example with pgmpy or bnlearn"
_START = r"(?:\s|//[^\n]*+\n|#[^\n]*+\n|/\*(?:[^*]|\*(?!/))*+\*/)*+"
_MOST_LINES = 500


def find_foreign_text(file: GraphFile) -> Known | None:
    """What a text of a known program is, by how it begins; None for all others.

    >>> find_foreign_text(GraphFile(b"Trust leadsto Joy\\nJoy leadsto Hope\\n", "x.sif")).what
    'a list of interactions of Cytoscape in SIF'
    """
    start = file.start
    known = next((known for pattern, known in _BEGINNINGS.items() if pattern.match(start)), None)
    if known is None and ("\t" not in start or file.ending == "sif") and _is_interactions(start):
        return Known(
            "a list of interactions of Cytoscape in SIF",
            "in Cytoscape, export the network as GraphML (File > Export > Network to File)",
        )
    return known


def _is_interactions(start: str) -> bool:
    """Whether each line is a node, one of few words for what it does, and at least another node.

    A table of links with such headings has its names of columns in the first line.
    """
    lines = [line for line in islice(start.splitlines(), _MOST_LINES) if line.strip()]
    if len(start) >= 60_000:
        lines = lines[:-1]
    rows = [line.split("\t") if "\t" in line else line.split() for line in lines]
    if len(rows) < 2 or any(len(row) == 2 for row in rows) or _has_headings(rows[0]):
        return False
    linked = [row for row in rows if len(row) > 2]
    between = Counter(row[1].strip() for row in linked)
    ends = {cell.strip() for row in linked for cell in (row[0], *row[2:])} | {
        row[0].strip() for row in rows if len(row) == 1
    }
    are_words = all(re.fullmatch(r"[A-Za-z][\w-]*", word) and word not in ends for word in between)
    return len(linked) > 1 and are_words and len(between) <= max(1, len(linked) // 2) and _recur(linked)


def _has_headings(row: list[str]) -> bool:
    return find_ends(row) is not None or any(find_column(role, row) for role in ("id", "label"))


def _recur(rows: list[list[str]]) -> bool:
    """Whether a node stands in several rows, or all rows name the same thing between their nodes."""
    nodes = Counter(cell for row in rows for cell in {row[0], *row[2:]})
    return max(nodes.values()) > 1


_BEGINNINGS: Mapping[re.Pattern[str], Known] = {
    re.compile(rf"{_START}network\s+[^\n{{]*\{{.*?\b(?:variable|probability)\b", re.I | re.S): Known(
        "a Bayesian network in BIF", _BAYES
    ),
    re.compile(rf"{_START}(?:net|class\s+\w+)\s*\{{", re.I): Known("a Bayesian network of Hugin", _BAYES),
    re.compile(r"\s*belief\s+network\b", re.I): Known("a Bayesian network (DSC)", _BAYES),
    re.compile(r"\s*(?:\[[\w. ]+(?:\|[\w. :]+)?\]){2,}\s*$"): Known(
        "a Bayesian network as bnlearn writes it in one line", _BAYES
    ),
    re.compile(r"\s*@start(?:uml|mindmap|wbs|json|yaml)\b", re.I): Known(
        "a diagram of PlantUML", "draw it as a Mermaid flowchart, or " + _BY_TABLE
    ),
    re.compile(r"\s*(?:sequenceDiagram|classDiagram|stateDiagram|erDiagram)\b"): Known(
        "a Mermaid diagram, but no flowchart", "draw it as a flowchart (flowchart LR)"
    ),
    re.compile(r"\s*\*node\s+(?:data|properties)\b", re.I): Known("a file of NetDraw (VNA)", _BY_TABLE),
    re.compile(r"\s*dl(?:\s+|\s*,\s*)(?:n|nr|nc|nm|format)\s*=", re.I): Known(
        "a file of UCINET (DL)", "in UCINET, export it as Pajek (.net) or Excel (Data > Export)"
    ),
    re.compile(r"\s*(?:\{UTF-8\}|\s*:GRAPH|.{0,2000}?\|\s*\n\s*~)", re.S): Known(
        "a system dynamics model of Vensim", "in Vensim, export the causes as a table, or " + _BY_TABLE
    ),
    re.compile(r"(?:\s*\S+ [^\n]*\n)+#[ \t]*\n(?:\s*\S+ \S+[^\n]*\n?)+\s*$"): Known(
        "a graph in the Trivial Graph Format (TGF)", "in yEd, save it as GraphML"
    ),
    re.compile(r"\s*@?prefix\s+[\w-]*:\s*<", re.I): Known("linked data (Turtle)", _BY_TABLE),
    re.compile(r"\s*<[^<>\s]+>\s+<[^<>\s]+>\s+[<\"_]"): Known("linked data (N-Triples)", _BY_TABLE),
    re.compile(r"\s*(?:MATCH|CREATE)\s*\(\w*(?::\w+)?", re.I): Known("a query (Cypher)", _BY_TABLE),
    re.compile(r"\s*(?:#!/|#include\b|import \w+|from [\w.]+ import |package \w+|def \w+\()"): Known(
        "the text of a program", "run it and open the file that it writes, or " + _BY_TABLE
    ),
    re.compile(r"\s*%?\s*\\(?:documentclass|begin)\b"): Known("a text of LaTeX", _BY_TABLE),
    re.compile(r"BEGIN:VC(?:ARD|ALENDAR)"): Known("a card or a calendar", "choose the file of the map"),
}
"""What the beginnings of texts look like."""
