"""XML that is known and not read: what it is, and the way to a format that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.importing.graph_file import GraphFile

READ = ("graphml", "gexf", "mxfile", "mxGraphModel")
"""The outermost elements of what is read."""

_BY_TABLE = "write its links as a table with the columns From and To"
_BY_DRAWIO = 'open it in draw.io and save it as .drawio ("File > Save As")'


@dataclass(frozen=True)
class Known:
    """What a file looks like, and what to do."""

    what: str
    remedy: str


@dataclass(frozen=True)
class _Sort:
    """A kind of XML: a word that its name spaces, document type or first elements have, "" for any; and
    what it is."""

    word: str
    known: Known


_CYTOSCAPE = Known(
    "a network of Cytoscape (XGMML)",
    'export it as GraphML or Cytoscape.js JSON from Cytoscape ("File > Export > Network to File")',
)
_PICTURE = Known(
    "a picture (SVG)",
    "it holds no elements and links that could be read; draw the map anew or export it as GraphML",
)
_PAGE = Known("a web page", "download the map from it in a format that is read, such as GraphML")
_SORTS: Mapping[str, tuple[_Sort, ...]] = {
    "graph": (_Sort("xgmml", _CYTOSCAPE), _Sort("cytoscape", _CYTOSCAPE)),
    "svg": (
        _Sort("mxfile", Known("a picture (SVG) of draw.io", _BY_DRAWIO)),
        _Sort("mxgraphmodel", Known("a picture (SVG) of draw.io", _BY_DRAWIO)),
        _Sort("", _PICTURE),
    ),
    "html": (_Sort("data-mxgraph", Known("a web page of draw.io", _BY_DRAWIO)), _Sort("", _PAGE)),
    "head": (_Sort("", _PAGE),),
    "body": (_Sort("", _PAGE),),
    "mxlibrary": (
        _Sort("", Known("a library of shapes of draw.io", "choose the file of the diagram (.drawio)")),
    ),
    "definitions": (
        _Sort("/bpmn/", Known("a process (BPMN)", "write its steps as a table with the columns From and To")),
        _Sort("/dmn/", Known("a decision (DMN)", _BY_TABLE)),
        _Sort("wsdl", Known("a description of a service (WSDL)", "choose the file of the map")),
    ),
    "cmap": (
        _Sort(
            "cmap.ihmc.us",
            Known(
                "a concept map of CmapTools (CXL)",
                "export its propositions as text from CmapTools "
                '("File > Export Cmap As > Propositions as Text") and open that as a table',
            ),
        ),
    ),
    "opml": (_Sort("", Known("an outline (OPML)", _BY_TABLE)),),
    "map": (_Sort("<node", Known("a mind map (FreeMind or Freeplane)", _BY_TABLE)),),
    "xmap-content": (_Sort("xmind", Known("a mind map (XMind)", _BY_TABLE)),),
    "xmile": (_Sort("", Known("a system dynamics model (XMILE)", _BY_TABLE)),),
    "bif": (_Sort("", Known("a Bayesian network in XMLBIF", "write it as GraphML or DOT, e.g. with pgmpy")),),
    "smile": (_Sort("", Known("a Bayesian network of GeNIe (XDSL)", _BY_TABLE)),),
    "rdf": (_Sort("", Known("linked data (RDF/XML)", _BY_TABLE)),),
    "ontology": (_Sort("owl", Known("an ontology (OWL)", _BY_TABLE)),),
    "directedgraph": (_Sort("", Known("a graph of Visual Studio (DGML)", _BY_TABLE)),),
    "touchgraph_lb": (_Sort("", Known("a graph of TouchGraph", _BY_TABLE)),),
    "gxl": (_Sort("", Known("a graph in GXL", "write it as GraphML")),),
    "dynamicnetwork": (_Sort("", Known("a network of ORA (DyNetML)", "save it as GraphML from ORA")),),
    "metanetwork": (_Sort("", Known("a network of ORA (DyNetML)", "save it as GraphML from ORA")),),
    "dynamicmetanetwork": (_Sort("", Known("a network of ORA (DyNetML)", "save it as GraphML from ORA")),),
    "xmi": (_Sort("", Known("a model in UML (XMI)", _BY_TABLE)),),
    "kml": (_Sort("", Known("a map of places (KML)", _BY_TABLE)),),
    "gpx": (_Sort("", Known("a track of places (GPX)", _BY_TABLE)),),
    "rss": (_Sort("", Known("a news feed", "choose the file of the map")),),
    "feed": (_Sort("atom", Known("a news feed", "choose the file of the map")),),
}
"""By the outermost element, in small letters; the first whose word is there holds."""


def find_foreign_xml(file: GraphFile) -> Known | None:
    """What an XML file is that is not read; None for what is read and for what is no XML.

    >>> find_foreign_xml(GraphFile(b'<graph xmlns="http://www.cs.rpi.edu/XGMML"/>', "x.xgmml")).what
    'a network of Cytoscape (XGMML)'
    >>> find_foreign_xml(GraphFile(b"<map><city/></map>", "x.xml")).what
    'XML that begins with <map>, which is no graph format that is read'
    """
    root = file.root
    if root is None or root.name in READ:
        return None
    start = file.start.lower()
    for sort in _SORTS.get(root.name.lower(), ()):
        if sort.word in start:
            return sort.known
    return Known(
        f"XML that begins with <{root.name[:40]}>, which is no graph format that is read",
        "export the graph as GraphML or GEXF, or its links as a table (CSV)",
    )
