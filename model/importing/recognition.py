"""Saying what a file is before it is read: by its content first, by its ending where that does not tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from model.importing.foreign import find_foreign
from model.importing.formats import FORMATS, Format
from model.importing.graph_file import GraphFile
from model.importing.json_text import Lines, looks_like_json
from model.importing.lz_string import is_packed_json
from model.importing.raw import refuse
from model.importing.readers.dot_text import BARE_DAG
from model.importing.readers.mermaid_text import is_mermaid

_OWN = re.compile(r"^(model|stages|levels|kinds|nodes):", re.MULTILINE)
_COMMENTS = r"(?:\s|//[^\n]*+\n|\#[^\n]*+\n|/\*(?:[^*]|\*(?!/))*+\*/)*+"
_DOT_NAME = r'(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\w.-]++|[^\x00-\x7f]++|<[^<>{}]*+>)'
_DOT = re.compile(
    rf"{_COMMENTS}(?:strict\b{_COMMENTS})?(?:(?:di)?graph|dag|pdag|mag|pag)\b"
    rf"{_COMMENTS}(?:{_DOT_NAME}{_COMMENTS}(?:\+{_COMMENTS}{_DOT_NAME}{_COMMENTS})*+)?\{{",
    re.IGNORECASE | re.DOTALL,
)
_GML = re.compile(
    r"(?:\s*+(?:#[^\n]*+\n|(?:creator|version|vendor|comment|directed|label|id|name|multigraph|title)[ \t]++"
    r'(?:"[^"]*+"|[^\n"\[\]]*+\n)))*+\s*+graph(?:\s|#[^\n]*\n)*+\[',
    re.I,
)
_PAJEK = re.compile(
    r"^(?:[ \t]*\*vertices[ \t]+[0-9]+\b|(?:\A|[ \t]*%[^\n]*\n)\*(?:network|partition|vector|vertices)\b)",
    re.I | re.M,
)
_MARKDOWN = ("md", "markdown", "mdx", "qmd")
_LOOPY_LINK = re.compile(r"https?://[^\s]*loopy[^\s]*[?&]data=", re.I)


def recognise(file: GraphFile) -> Format:
    """The format of a file. Raises `ModelFileError` for one that is known and not read, with the way out.

    What was said (`options.form`) holds without a look.

    >>> recognise(GraphFile(b"digraph { a -> b }", "map.txt")).title
    'DOT'
    >>> recognise(GraphFile(b"From,To\\na,b\\n", "map.dot")).title
    'Table'
    """
    if file.options.form is not None:
        return FORMATS[file.options.form]
    foreign = find_foreign(file)
    if foreign is not None:
        raise refuse(file.name, foreign)
    name = next((name for name, looks_like in _LOOKS.items() if looks_like(file)), "table")
    return FORMATS[name]


def _is_archive(file: GraphFile) -> bool:
    return file.content.startswith(b"PK\x03\x04")


def _is_workbook(file: GraphFile) -> bool:
    content = file.content
    has_sheets = b"[Content_Types].xml" in content or b"xl/workbook.xml" in content or b"mimetype" in content
    return content.startswith(bytes.fromhex("d0cf11e0a1b11ae1")) or (_is_archive(file) and has_sheets)


def _has_root(*names: str) -> Callable[[GraphFile], bool]:
    return lambda file: file.root is not None and file.root.name in names


def _is_called(file: GraphFile, ending: str) -> bool:
    """Whether a text that is nothing else by its beginning has the ending of a format."""
    return file.ending == ending and not file.start.startswith(("<", "{"))


def _is_yaml(file: GraphFile) -> bool:
    return file.ending in ("yaml", "yml") or _OWN.search(file.start) is not None


def _is_json(file: GraphFile) -> bool:
    return looks_like_json(file.start) and file.ending not in ("yaml", "yml", "jsonl")


def _is_prsm(file: GraphFile) -> bool:
    if _is_json(file):
        data = file.data
        if not isinstance(data, Mapping) or not isinstance(data.get("nodes"), Lines) or "edges" not in data:
            return False
        is_styled = any(isinstance(data.get(key), Mapping) for key in ("styles", "samples"))
        return is_styled or "lastNodeSample" in data
    return is_packed_json(file.start) or (file.ending == "prsm" and not file.start[:1].isascii())


def _is_loopy(file: GraphFile) -> bool:
    if _LOOPY_LINK.match(file.start):
        return True
    return _is_json(file) and (_is_loopy_list(file.data) or _is_loopy_object(file.data))


def _is_loopy_list(data: Any) -> bool:
    """Whether lists stand where Loopy has elements, links, texts and the last number given."""
    if not isinstance(data, Lines) or not 3 <= len(data) <= 4:
        return False
    parts = [value for value, _line in data]
    if not all(isinstance(part, list) for part in parts[:3]) or not (parts[0] or parts[1]):
        return False
    return all(isinstance(entry, list) and len(entry) >= 5 for entry in parts[0]) and all(
        isinstance(entry, list) and len(entry) >= 4 for entry in parts[1]
    )


def _is_loopy_object(data: Any) -> bool:
    """Whether an object is what Loopy 2 or Loopy 1.0 wrote."""
    if not isinstance(data, Mapping):
        return False
    is_second = isinstance(data.get("globals"), Mapping) and {"nodes", "edges", "labels"} <= data.keys()
    return is_second or ({"n", "e", "l"} <= data.keys() and all(isinstance(data[key], list) for key in "nel"))


def _is_canvas(file: GraphFile) -> bool:
    if not _is_json(file) or not isinstance(file.data, Mapping):
        return False
    edges, nodes = file.data.get("edges"), file.data.get("nodes")
    if isinstance(edges, Lines) and edges:
        return all(isinstance(edge, dict) and {"fromNode", "toNode"} <= edge.keys() for edge, _ in edges)
    return (
        isinstance(nodes, Lines)
        and bool(nodes)
        and all(
            isinstance(node, dict) and {"type", "x", "y", "width", "height"} <= node.keys()
            for node, _ in nodes
        )
    )


_LOOKS: Mapping[str, Callable[[GraphFile], bool]] = {
    "workbook": _is_workbook,
    "zip": _is_archive,
    "graphml": _has_root("graphml"),
    "gexf": _has_root("gexf"),
    "drawio": _has_root("mxfile", "mxGraphModel"),
    "loopy": _is_loopy,
    "canvas": _is_canvas,
    "prsm": _is_prsm,
    "json": _is_json,
    "dot": lambda file: bool(_DOT.match(file.start) or BARE_DAG.match(file.start)),
    "gml": lambda file: bool(_GML.match(file.start)) or _is_called(file, "gml"),
    "mermaid": lambda file: is_mermaid(file.text if file.ending in _MARKDOWN else file.start, file.ending),
    "pajek": lambda file: bool(_PAJEK.search(file.start)) or _is_called(file, "paj"),
    "yaml": _is_yaml,
}
"""What tells each format, in the order in which they are asked."""
