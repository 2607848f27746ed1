"""Packed files and files of office programs that are not read, known by the names of their parts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model.importing.foreign_xml import Known
from model.importing.graph_file import GraphFile

_BY_TABLE = "write its links as a table with the columns From and To"
_VISIO = Known(
    "a drawing of Visio",
    "open it in draw.io, which reads .vsdx, and save it as .drawio; or write its links as a table with the "
    "columns From and To",
)
_DRAWING = Known("a drawing of LibreOffice or OpenOffice", f"draw it in draw.io or yEd; or {_BY_TABLE}")
_TEXT = Known("a text of a word processor", _BY_TABLE)
_SLIDES = Known("a presentation", _BY_TABLE)
_PARTS: Mapping[bytes, Known] = {
    rb"visio/document\.xml": _VISIO,
    rb"word/document\.xml": _TEXT,
    rb"ppt/presentation\.xml": _SLIDES,
    rb"mimetypeapplication/vnd\.oasis\.opendocument\.graphics": _DRAWING,
    rb"mimetypeapplication/vnd\.oasis\.opendocument\.text": _TEXT,
    rb"mimetypeapplication/vnd\.oasis\.opendocument\.presentation": _SLIDES,
    rb"mimetypeapplication/epub": Known("a book (EPUB)", "choose the file of the map"),
    rb"[^/\0]{1,200}/cysession\.xml": Known(
        "a session of Cytoscape",
        'export the network as GraphML from Cytoscape ("File > Export > Network to File")',
    ),
    rb"Project_xml": Known(
        "a project of Gephi", 'export it as GEXF from Gephi ("File > Export > Graph file")'
    ),
    rb"metadata\.json": Known("a mind map of XMind", _BY_TABLE),
    rb"Document\.xml": Known("a mind map of MindManager", _BY_TABLE),
}
"""By what stands behind the head of a part."""
_PART = re.compile(rb"PK\x03\x04.{26}(?:" + rb"|".join(b"(%s)" % part for part in _PARTS) + rb")", re.DOTALL)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STREAMS: Mapping[str, Known] = {
    "VisioDocument": Known(
        "an old drawing of Visio (.vsd)",
        f"save it as .vsdx from Visio and open that in draw.io; or {_BY_TABLE}",
    ),
    "WordDocument": _TEXT,
    "PowerPoint Document": _SLIDES,
}


def find_foreign_archive(file: GraphFile) -> Known | None:
    """What a packed file is that is not read; None for workbooks, for plain ZIP files and for other files."""
    content = file.content
    if content.startswith(b"PK\x03\x04") and b"xl/workbook." not in content:
        found = _PART.search(content)
        if found is not None and found.lastindex is not None:
            return list(_PARTS.values())[found.lastindex - 1]
    if content.startswith(_OLE) and "Workbook".encode("utf-16-le") not in content:
        for stream, known in _STREAMS.items():
            if stream.encode("utf-16-le") in content:
                return known
    return None
