"""Formats that are known and not read: what the file is, and the way to one that is read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model.importing.foreign_archive import find_foreign_archive
from model.importing.foreign_json import find_foreign_json
from model.importing.foreign_text import find_foreign_text
from model.importing.foreign_xml import Known, find_foreign_xml
from model.importing.graph_file import GraphFile
from model.importing.readers.mermaid_text import FENCE

_BY_PICTURE = "it holds no elements and links that could be read; draw the map anew or export it as GraphML"
_BY_TABLE = "write its links as a table with the columns From and To"


def find_foreign(file: GraphFile) -> str | None:
    """Why a file of a known format is not read, and what to do about it; None for all other files.

    >>> find_foreign(GraphFile(b"network asia {\\n}\\nvariable smoke {\\n", "asia.bif"))
    'is a Bayesian network in BIF; write it as GraphML or DOT, for example in R with bnlearn: ...'
    """
    if FENCE.search(file.start) is not None and not file.start.lower().startswith(("<!doctype", "<html")):
        return None
    known = (
        find_foreign_archive(file)
        or _find_picture(file)
        or next((known for start, known in _SIGNATURES.items() if file.content.startswith(start)), None)
        or _find_text(file)
        or find_foreign_xml(file)
        or next((known for pattern, known in _TEXTS.items() if pattern.match(file.start)), None)
        or find_foreign_json(file)
    )
    return f"is {known.what}; {known.remedy}" if known is not None else None


def _find_text(file: GraphFile) -> Known | None:
    found = find_foreign_text(file)
    return Known(*found) if found is not None else None


def _find_picture(file: GraphFile) -> Known | None:
    """A picture of draw.io that has its diagram in it."""
    if file.content.startswith(b"\x89PNG") and re.search(rb"(?:tEXt|zTXt|iTXt)mxfile\0", file.content):
        return Known("a picture (PNG) of draw.io", "open it in draw.io and save it as .drawio")
    return None


_PAGE = Known("a web page", "download the map from it in a format that is read, such as GraphML")
_SIGNATURES: Mapping[bytes, Known] = {
    b"%PDF": Known("a PDF", _BY_PICTURE),
    b"\x89PNG": Known("a picture (PNG)", _BY_PICTURE),
    b"\xff\xd8\xff": Known("a picture (JPEG)", _BY_PICTURE),
    b"GIF8": Known("a picture (GIF)", _BY_PICTURE),
    b"RIFF": Known("a picture, a sound or a film", _BY_PICTURE),
    b"{\\rtf": Known("a text of a word processor (RTF)", _BY_TABLE),
    b"\x1f\x8b": Known("packed with gzip", "unpack it and open what is in it"),
    b"BZh": Known("packed with bzip2", "unpack it and open what is in it"),
    b"7z\xbc\xaf": Known("packed with 7-Zip", "unpack it and open what is in it"),
    b"Rar!": Known("packed with RAR", "unpack it and open what is in it"),
    b"SQLite format 3": Known("a database (SQLite)", "export its tables of elements and links as CSV"),
    b"\x7fELF": Known("a program", "choose the file of the map"),
    b"MZ": Known("a program", "choose the file of the map"),
}
_TEXTS: Mapping[re.Pattern[str], Known] = {
    re.compile(r"<!doctype html|<html|<body|<head\b", re.I): _PAGE,
    re.compile(r"<!doctype svg|<svg", re.I): Known("a picture (SVG)", _BY_PICTURE),
}
"""What the beginning of other texts looks like."""
