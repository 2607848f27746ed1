"""Texts of known formats that are not read: what each looks like, and the way to a format that is read."""

from __future__ import annotations

import re
from collections.abc import Callable

from model.importing.graph_file import GraphFile
from model.importing.headings import find_column, find_ends

_AS_TABLE = "write its links as a table with the columns From and To"
_ENDINGS_OF_CODE = ("py", "js", "mjs", "ts", "r", "c", "h", "cpp", "java", "sql", "sh", "tex")
_LOOKED_AT = 65_536
_FEWEST_LINES = 2


def find_foreign_text(file: GraphFile) -> tuple[str, str] | None:
    """What a text of a known format is, and what to do about it; None for all other files.

    >>> find_foreign_text(GraphFile(b"[smoke][cancer|smoke]", "asia.txt"))[0]
    'a Bayesian network of bnlearn (its model string)'
    >>> find_foreign_text(GraphFile(b"From,To\\nTrust,Joy\\n", "links.csv")) is None
    True
    """
    start = file.start
    if start.startswith("<"):
        return ("linked data (Turtle or N-Triples)", _AS_TABLE) if _TRIPLE.match(start) else None
    for pattern, what, remedy in _PATTERNS:
        if pattern.match(start):
            return what, remedy
    return next(((what, remedy) for is_it, what, remedy in _LOOKS if is_it(file)), None)


# -- looked at line by line --------------------------------------------------------------------------------


def _list_lines(file: GraphFile) -> list[str]:
    """The whole lines at the beginning that are not empty."""
    text = file.start
    if len(file.content) > _LOOKED_AT:
        text = text.rpartition("\n")[0]
    return [line for line in text.split("\n") if line.strip()]


def _is_sif(file: GraphFile) -> bool:
    """Whether each line is a node, a kind of link, and another node; no table of links has no heading."""
    lines = [re.split(r"\t| +", line.strip()) for line in _list_lines(file)]
    if file.ending == "sif":
        return bool(lines) and all(len(words) != 2 for words in lines)
    if len(lines) < _FEWEST_LINES or any(len(words) == 2 for words in lines):
        return False
    if find_ends(lines[0]) is not None or find_column("label", lines[0]) is not None:
        return False
    links = [words for words in lines if len(words) > 2]
    kinds = {words[1] for words in links}
    first, last = {words[0] for words in lines}, {word for words in links for word in words[2:]}
    are_words = all(re.fullmatch(r"[A-Za-z][\w-]*", kind) for kind in kinds)
    return (
        len({tuple(words) for words in lines}) >= _FEWEST_LINES
        and bool(links)
        and are_words
        and len(kinds) <= max(1, len(links) // _FEWEST_LINES)
        and bool(first & last)
        and not kinds & (first | last)
        and not any(sign in word for words in lines[:3] for word in words for sign in ",;|")
    )


def _is_tgf(file: GraphFile) -> bool:
    """Whether lines with an id and a label come first, then a #, then lines with two of the ids."""
    lines = _list_lines(file)
    at = next((number for number, line in enumerate(lines) if line.strip() == "#"), None)
    if at is None or at == 0:
        return False
    ids = {line.split(None, 1)[0] for line in lines[:at]}
    links = [line.split(None, 2) for line in lines[at + 1 :]]
    return file.ending == "tgf" or (
        bool(links) and all(len(words) > 1 and {words[0], words[1]} <= ids for words in links)
    )


def _is_lgl(file: GraphFile) -> bool:
    """Whether each line "# node" has its neighbours below it, with weights."""
    lines = _list_lines(file)
    heads = [number for number, line in enumerate(lines) if re.fullmatch(r"#\s+\S+\s*", line)]
    if not heads or heads[0] != 0:
        return False
    are_heads = set(heads)
    rest = [line.split() for number, line in enumerate(lines) if number not in are_heads]
    is_shaped = bool(rest) and all(
        len(words) == 1 or (len(words) == 2 and _is_number(words[1])) for words in rest
    )
    is_mixed = len(heads) >= _FEWEST_LINES and heads[-1] > len(heads)
    return is_shaped and (file.ending == "lgl" or (is_mixed and any(len(words) == 1 for words in rest)))


def _is_metis(file: GraphFile) -> bool:
    """Whether numbers of nodes and edges come first, and then as many lines with as many neighbours."""
    if len(file.content) > _LOOKED_AT:
        return (
            file.ending in ("metis", "graph") and re.match(r"(?:%[^\n]*\n)*\d+ \d+", file.start) is not None
        )
    lines = [line for line in file.start.split("\n") if not line.startswith("%")]
    head = lines[0].split() if lines else []
    if not 2 <= len(head) <= 4 or not all(word.isdecimal() for word in head):
        return False
    nodes, edges = int(head[0]), int(head[1])
    rest = [line.split() for line in lines[1:]]
    while len(rest) > nodes and not rest[-1]:
        rest.pop()
    words = [word for line in rest for word in line]
    return (
        len(rest) == nodes > 0
        and all(word.isdecimal() for word in words)
        and (len(words) == 2 * edges or file.ending in ("metis", "graph"))
    )


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?", text) is not None


def _is_model_string(file: GraphFile) -> bool:
    """Whether it is only nodes in brackets, each with its parents behind a bar."""
    text = "".join(_list_lines(file))
    return re.fullmatch(r"(?:\[[A-Za-z_.][^\[\]|\"{}]*+(?:\|[^\[\]\"{}]++)?\]\s*+){2,}+", text) is not None


def _is_old_dagitty(file: GraphFile) -> bool:
    """Whether each line of the first part is a variable, a letter for its role, and its place."""
    lines = file.start.partition("\n\n")[0].split("\n")
    pattern = re.compile(r"\S+\s+[EOUAS1-9]\s*@\s*-?[0-9.]+\s*,\s*-?[0-9.]+\s*")
    return all(pattern.fullmatch(line) for line in lines)


def _is_code(file: GraphFile) -> bool:
    """Whether the first line is one of a program, and at least one other line is, too."""
    lines = [
        line for line in _list_lines(file) if not re.match(r"\s*(?:#(?!include|if|define)|//|/?\*)", line)
    ]
    if file.ending in ("csv", "tsv", "tab") or not lines or not _CODE.match(lines[0]):
        return False
    return sum(_CODE.match(line) is not None for line in lines[:400]) >= _FEWEST_LINES


_SCRIPT = re.compile(r"#!(?![^\n]*\b(?:dot|neato|twopi|circo|fdp|sfdp|osage|patchwork)\b)")
_CODE = re.compile(
    r"""\s*(?:(?:from\s+[\w.]+\s+)?import\s+[\w.*{"'(]|def\s+\w+\s*\(|class\s+\w+.*[:{]\s*$|@\w+|if\s+.*[:{]\s*$
    |(?:export\s+|async\s+)*(?:function\b|const\s|let\s|var\s)|\#(?:include|ifndef|ifdef|define|pragma)\b
    |(?:library|require|suppressPackageStartupMessages|source)\s*\(|[\w.]+\s*(?:<-|=|:=)\s*[\w.]+\s*\(
    |package\s+[\w.]+;?\s*$|using\s+[\w.]+;|(?:public|private|static|namespace|struct|typedef)\s
    |(?:return|print|for|while)\b.*[;:({)]|\w+\.[\w.]+\(.*\)\s*;?\s*$|\w+\(.*\);\s*$|[})\]];?\s*$
    |(?:CREATE|INSERT|SELECT|DROP|ALTER|create|select)\s+\w+.*[(;,*]|\\(?:documentclass|usepackage|begin)\b)""",
    re.VERBOSE,
)
"""What a line of a program looks like, in Python, R, JavaScript, C, Java, SQL or LaTeX."""


def _is_r_with_dag(file: GraphFile) -> bool:
    return re.search(r"\bdag(?:itty|ify)\s*\(", file.start) is not None and (
        _is_code(file)
        or file.ending in ("r", "rmd")
        or re.match(r"[\w.]+\s*(?:<-|=)\s*dag", file.start) is not None
    )


def _has_ending(*endings: str) -> Callable[[GraphFile], bool]:
    return lambda file: file.ending in endings


# -- what each is called and what to do --------------------------------------------------------------------


def _describe_bnlearn(reading: str) -> str:
    written = f'write.dot("map.dot", {reading})'
    return f"write it as DOT, in R with bnlearn: {written}; or {_AS_TABLE}"


_NOTES = r"(?:\s|//[^\n]*+\n|/\*(?:[^*]|\*(?!/))*+\*/)*+"

_TRIPLE = re.compile(r"<[a-z][\w+.-]*:[^<>\s]*>\s+<[^<>\s]+>\s", re.IGNORECASE)
_PATTERNS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(
            r"(?:'[^\n]*\n|\s)*+(?:@start(?:uml|mindmap|wbs|gantt|salt|json|yaml|dot|ditaa|board)\b"
            r"|!(?:include|define|if|procedure|theme|pragma)\w*\b)",
            re.I,
        ),
        "a PlantUML diagram",
        f"draw it as a Mermaid flowchart or as DOT, or {_AS_TABLE}",
    ),
    (
        re.compile(
            rf"{_NOTES}(?:network\b[^{{]{{0,200}}\{{.*?\b(?:variable|probability)\b"
            rf"|variable\s+\S+\s*+\{{{_NOTES}(?:property[^\n]*\n\s*)*+type\s)",
            re.IGNORECASE | re.DOTALL,
        ),
        "a Bayesian network in BIF",
        _describe_bnlearn('read.bif("map.bif")'),
    ),
    (
        re.compile(
            r"(?:\s|%[^\n]*+\n)*+(?:net\s*+\{|(?:node|class)\s+\w+\s*+\{.{0,20000}?\bpotential\s*\()",
            re.I | re.S,
        ),
        "a Bayesian network of Hugin (NET)",
        _describe_bnlearn('read.net("map.net")'),
    ),
    (
        re.compile(r"\s*belief\s+network\b", re.I),
        "a Bayesian network in DSC",
        _describe_bnlearn('read.dsc("map.dsc")'),
    ),
    (
        re.compile(
            r"\{UTF-?8\}|.{0,60000}?\\{3}---///\s*Sketch|[^~=\n]{1,300}=[^~]{1,20000}~[^~|]*~[^~|]*\n\s*\|",
            re.I | re.S,
        ),
        "a system dynamics model of Vensim",
        f"{_AS_TABLE}, one row for each arrow of its diagram",
    ),
    (
        re.compile(r"\s*\*(?:node|tie)\s+(?:data|properties)\b", re.I),
        "a network of NetDraw (VNA)",
        "in NetDraw save the data as Pajek (.net)",
    ),
    (
        re.compile(r"\s*dl\b[\s,]*(?:n|nr|nc|nm|format)\s*=\s*\w+", re.I),
        "a network of UCINET (DL)",
        "in NetDraw open it and save the data as Pajek (.net)",
    ),
    (
        re.compile(
            r"(?:\#[^\n]*+\n|\s)*+(?:@prefix\s|@base\s|prefix\s+[\w-]*:\s*<|_:\w+\s+<[^<>\s]+>\s)",
            re.I,
        ),
        "linked data (Turtle or N-Triples)",
        _AS_TABLE,
    ),
    (
        re.compile(r"\s*nodedef\s*>", re.I),
        "a graph of GUESS (GDF)",
        "open it in Gephi and export it as GEXF",
    ),
    (
        re.compile(r"\s*\(tlp\s+\"", re.I),
        "a graph of Tulip (TLP)",
        "in Tulip export it as GEXF or GML",
    ),
    (re.compile(r"\s*LEDA\.GRAPH\b"), "a graph of LEDA", f"write it as GML, or {_AS_TABLE}"),
    (
        re.compile(r"%%MatrixMarket\b", re.I),
        "a matrix (Matrix Market)",
        "write it as a table with the names of its elements on top and at the left, or its links with the "
        "columns From and To",
    ),
    (
        re.compile(r"graph\s+[\d.]+\s+[\d.]+\s+[\d.]+\s*\n(?:node|edge|stop)\b"),
        "a drawing of Graphviz (plain)",
        "open the DOT file that it was made of",
    ),
    (re.compile(r">>(?:graph6|sparse6|digraph6)<<"), "a graph in graph6", _AS_TABLE),
    (re.compile(r"format-version:\s*1\.[0-9]"), "an ontology (OBO)", _AS_TABLE),
    (re.compile(r"Model\s*\{\s*\n\s*Name\s"), "a model of Simulink", _AS_TABLE),
    (
        re.compile(r"BEGIN:V(?:CALENDAR|CARD)\b"),
        "a calendar or a list of contacts",
        "choose the file of the map",
    ),
)
"""What the beginning of a text looks like, what it is then, and what to do."""

_LOOKS: tuple[tuple[Callable[[GraphFile], bool], str, str], ...] = (
    (
        _is_r_with_dag,
        "R code with a DAGitty graph in it",
        "copy what stands between the quotes, from dag { to }, into a file of its own, or write it with "
        'cat(graph, file = "map.dag")',
    ),
    (
        lambda file: (
            _SCRIPT.match(file.start) is not None or file.ending in _ENDINGS_OF_CODE or _is_code(file)
        ),
        "the source code of a program, no graph",
        "open the file of the map that it writes or draws",
    ),
    (_has_ending("d2"), "a D2 diagram", f"draw it as a Mermaid flowchart or as DOT, or {_AS_TABLE}"),
    (
        _is_model_string,
        "a Bayesian network of bnlearn (its model string)",
        _describe_bnlearn('model2network("...")'),
    ),
    (
        _is_old_dagitty,
        "a graph of an old DAGitty",
        "open it in DAGitty (dagitty.net) and copy the model code that begins with dag {",
    ),
    (
        _is_tgf,
        "a graph in TGF",
        "in yEd open it and save it as GraphML",
    ),
    (
        _is_lgl,
        "a graph in LGL",
        f"write it as GraphML or GML, for example with igraph, or {_AS_TABLE}",
    ),
    (_is_metis, "a graph in METIS, which has no names of elements", _AS_TABLE),
    (
        _is_sif,
        "a network of Cytoscape in SIF",
        "in Cytoscape export the network as GraphML or CYJS, or put the names of its columns on top of the "
        "file (From Type To)",
    ),
)
"""The same for what no pattern tells."""
