"""Formats that are known and not read: what the file is, and the way to one that is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from model.importing.foreign_text import find_foreign_text
from model.importing.graph_file import GraphFile
from model.importing.readers.mermaid_text import FENCE

_BY_PICTURE = "it holds no elements and links that could be read; draw the map anew or export it as GraphML"
_BY_TABLE = "write its links as a table with the columns From and To"


@dataclass(frozen=True)
class _Known:
    """What a file looks like, and what to do."""

    what: str
    remedy: str


def find_foreign(file: GraphFile) -> str | None:
    """Why a file of a known format is not read, and what to do about it; None for all other files.

    >>> find_foreign(GraphFile(b"network asia {\\n}\\nvariable smoke {\\n", "asia.bif"))
    'is a Bayesian network in BIF; write it as DOT, in R with bnlearn: ...'
    """
    if FENCE.search(file.start) is not None and not file.start.lower().startswith(("<!doctype", "<html")):
        return None
    known = (
        next((known for start, known in _SIGNATURES.items() if file.content.startswith(start)), None)
        or (_ROOTS.get(file.root.name.lower()) if file.root is not None else None)
        or next((known for pattern, known in _TEXTS.items() if pattern.match(file.start)), None)
    )
    if known is None and (text := find_foreign_text(file)) is not None:
        known = _Known(*text)
    if known is None and file.start.startswith("<") and file.root is not None:
        known = _find_other_xml(file)
    return f"is {known.what}; {known.remedy}" if known is not None else None


def _find_other_xml(file: GraphFile) -> _Known | None:
    root = file.root
    if root is None or root.name in ("graphml", "gexf", "mxfile", "mxGraphModel"):
        return None
    what = f"XML that begins with <{root.name[:40]}>, which is no graph format that is read"
    return _Known(what, "export the graph as GraphML or GEXF, or its links as a table (CSV)")


_OFFICE = _Known("a PDF", _BY_PICTURE)
_SIGNATURES: Mapping[bytes, _Known] = {
    b"%PDF": _OFFICE,
    b"\x89PNG": _Known("a picture (PNG)", _BY_PICTURE),
    b"\xff\xd8\xff": _Known("a picture (JPEG)", _BY_PICTURE),
    b"GIF8": _Known("a picture (GIF)", _BY_PICTURE),
    b"RIFF": _Known("a picture, a sound or a film", _BY_PICTURE),
    b"{\\rtf": _Known("a text of a word processor (RTF)", _BY_TABLE),
    b"\x1f\x8b": _Known("packed with gzip", "unpack it and open what is in it"),
    b"BZh": _Known("packed with bzip2", "unpack it and open what is in it"),
    b"7z\xbc\xaf": _Known("packed with 7-Zip", "unpack it and open what is in it"),
    b"Rar!": _Known("packed with RAR", "unpack it and open what is in it"),
    b"SQLite format 3": _Known("a database (SQLite)", "export its tables of elements and links as CSV"),
    b"\x7fELF": _Known("a program", "choose the file of the map"),
    b"MZ": _Known("a program", "choose the file of the map"),
}
_ROOTS: Mapping[str, _Known] = {
    "svg": _Known("a picture (SVG)", _BY_PICTURE),
    "html": _Known("a web page", "download the map from it in a format that is read, such as GraphML"),
    "definitions": _Known("a process (BPMN)", "write its steps as a table with the columns From and To"),
    "opml": _Known("an outline (OPML)", _BY_TABLE),
    "map": _Known("a mind map (FreeMind or Freeplane)", _BY_TABLE),
    "xmile": _Known("a system dynamics model (XMILE)", _BY_TABLE),
    "bif": _Known("a Bayesian network in XMLBIF", "write it as GraphML or DOT"),
    "rdf": _Known("linked data (RDF/XML)", _BY_TABLE),
    "xmi": _Known("a UML model (XMI)", _BY_TABLE),
    "kml": _Known("a map of places (KML)", _BY_TABLE),
    "gpx": _Known("a track of places (GPX)", _BY_TABLE),
    "rss": _Known("a news feed", "choose the file of the map"),
}
_TEXTS: Mapping[re.Pattern[str], _Known] = {
    re.compile(r"<!doctype html|<html|<body|<head\b", re.I): _ROOTS["html"],
    re.compile(r"<!doctype svg|<svg", re.I): _ROOTS["svg"],
}
"""What the beginning of other texts looks like."""
