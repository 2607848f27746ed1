"""Each program whose files are not read, by the sentence that says what the file is and what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model.importing.foreign import find_foreign
from model.importing.graph_file import GraphFile

TABLE = "write its links as a table with the columns From and To"
GRAPH = "choose a file of nodes and links"
MAP = "choose the file of the map"
PAGE = "is a web page; download the map from it in a format that is read, such as GraphML"
DRAWIO = 'open it in draw.io and save it as .drawio ("File > Save As")'
ORA = "is a network of ORA (DyNetML); save it as GraphML from ORA"
CYTOSCAPE = (
    "is a network of Cytoscape (XGMML); export it as GraphML or Cytoscape.js JSON from Cytoscape "
    '("File > Export > '
    'Network to File")'
)

XML = {
    '<graph xmlns="http://www.cs.rpi.edu/XGMML"/>': CYTOSCAPE,
    '<graph xmlns:cy="http://www.cytoscape.org"/>': CYTOSCAPE,
    '<svg content="mxfile"/>': f"is a picture (SVG) of draw.io; {DRAWIO}",
    '<svg content="mxGraphModel"/>': f"is a picture (SVG) of draw.io; {DRAWIO}",
    "<svg/>": "is a picture (SVG); it holds no elements and links that could be read; draw the map "
    "anew or export it "
    "as GraphML",
    '<html><p data-mxgraph="x">': f"is a web page of draw.io; {DRAWIO}",
    "<HTML>": PAGE,
    "<head>": PAGE,
    "<Body>": PAGE,
    "<mxlibrary/>": "is a library of shapes of draw.io; choose the file of the diagram (.drawio)",
    '<definitions xmlns="x/BPMN/y"/>': "is a process (BPMN); write its steps as a table with the "
    "columns From and To",
    '<definitions xmlns="x/DMN/y"/>': f"is a decision (DMN); {TABLE}",
    '<definitions xmlns="x/wsdl"/>': f"is a description of a service (WSDL); {MAP}",
    '<cmap xmlns="http://cmap.ihmc.us/x"/>': "is a concept map of CmapTools (CXL); export its "
    "propositions as text from "
    'CmapTools ("File > Export Cmap As > Propositions as Text") and open that as a table',
    "<opml/>": f"is an outline (OPML); {TABLE}",
    "<map><node/></map>": f"is a mind map (FreeMind or Freeplane); {TABLE}",
    '<xmap-content xmlns="x:xmind"/>': f"is a mind map (XMind); {TABLE}",
    "<xmile/>": f"is a system dynamics model (XMILE); {TABLE}",
    "<bif/>": "is a Bayesian network in XMLBIF; write it as GraphML or DOT, e.g. with pgmpy",
    "<smile/>": f"is a Bayesian network of GeNIe (XDSL); {TABLE}",
    "<r:RDF xmlns:r='x'/>": f"is linked data (RDF/XML); {TABLE}",
    '<Ontology xmlns="x/owl"/>': f"is an ontology (OWL); {TABLE}",
    "<DirectedGraph/>": f"is a graph of Visual Studio (DGML); {TABLE}",
    "<TOUCHGRAPH_LB/>": f"is a graph of TouchGraph; {TABLE}",
    "<gxl/>": "is a graph in GXL; write it as GraphML",
    "<DynamicNetwork/>": ORA,
    "<MetaNetwork/>": ORA,
    "<DynamicMetaNetwork/>": ORA,
    "<XMI/>": f"is a model in UML (XMI); {TABLE}",
    "<kml/>": f"is a map of places (KML); {TABLE}",
    "<gpx/>": f"is a track of places (GPX); {TABLE}",
    "<rss/>": f"is a news feed; {MAP}",
    '<feed xmlns="http://www.w3.org/2005/Atom"/>': f"is a news feed; {MAP}",
}


@pytest.mark.parametrize("content", XML)
def test_xml_is_named_by_its_outermost_element(content: str) -> None:
    assert find_foreign(GraphFile(content.encode(), "map.xml")) == XML[content]


def test_what_is_read_is_not_foreign() -> None:
    for element in ("graphml", "gexf", "mxfile", "mxGraphModel"):
        assert find_foreign(GraphFile(f"<{element}/>".encode(), "map.xml")) is None


PACKAGE = f"is the description of a package (package.json); {GRAPH}"
API = f"is the description of an interface (OpenAPI); {GRAPH}"
OF_DRAWIO = "is draw.io's file as JSON; save it in draw.io as .drawio"
LINKED = f"is linked data (JSON-LD); {TABLE}"
EXCALIDRAW = f"is a drawing of Excalidraw; {TABLE}"
PLACES = f"is a map of places (GeoJSON); {GRAPH}"

JSON: list[tuple[Any, str]] = [
    (["cells", "nbformat"], f"is a notebook (Jupyter); {GRAPH}"),
    (["v", "fr", "ip", "op", "layers"], f"is an animation (Lottie); {GRAPH}"),
    (["name", "version", "dependencies"], PACKAGE),
    (["name", "version", "devDependencies"], PACKAGE),
    (["name", "version", "scripts"], PACKAGE),
    (["lockfileVersion"], f"is a list of packages (package-lock.json); {GRAPH}"),
    (["tldrawFileFormatVersion"], f"is a drawing of tldraw; {TABLE}"),
    (["mxfile"], OF_DRAWIO),
    (["mxGraphModel"], OF_DRAWIO),
    (["rootTopic"], f"is a mind map (XMind); {TABLE}"),
    (["openapi", "paths"], API),
    (["swagger", "paths"], API),
    (["lists", "cards", "idOrganization"], f"is a board (Trello); {TABLE}"),
    (["code", "mermaid"], "is the state of Mermaid's editor; save the text of the diagram as a file (.mmd)"),
    (["_subgraph_cnt", "objects"], "is a drawing of Graphviz as JSON; open the DOT file that it was made of"),
    (["@context"], LINKED),
    (["@graph"], LINKED),
    ({"type": "excalidraw"}, EXCALIDRAW),
    ({"type": "excalidraw/clipboard"}, EXCALIDRAW),
    ({"type": "FeatureCollection"}, PLACES),
    ({"type": "Feature"}, PLACES),
    ({"type": "GeometryCollection"}, PLACES),
    ({"type": "Topology"}, f"is a map of places (TopoJSON); {GRAPH}"),
    ({"$schema": "https://vega.github.io/schema/vega-lite/v5.json"}, f"is a chart (Vega); {GRAPH}"),
    ({"$schema": "http://json-schema.org/draft-07/schema"}, f"is a schema (JSON Schema); {GRAPH}"),
]


@pytest.mark.parametrize(("keys", "sentence"), JSON)
def test_json_is_named_by_its_keys(keys: Any, sentence: str) -> None:
    data = dict.fromkeys(keys, 1) if isinstance(keys, list) else keys
    assert find_foreign(GraphFile(json.dumps({**data, "more": 1}).encode(), "map.json")) == sentence
    if isinstance(keys, list) and len(keys) > 1:
        assert find_foreign(GraphFile(json.dumps(dict.fromkeys(keys[1:], 1)).encode(), "map.json")) is None


WORDS = f"is a text of a word processor; {TABLE}"
SLIDES = f"is a presentation; {TABLE}"
PARTS = {
    "visio/document.xml": "is a drawing of Visio; open it in draw.io, which reads .vsdx, and save "
    "it as .drawio; or "
    "write its links as a table with the columns From and To",
    "word/document.xml": WORDS,
    "ppt/presentation.xml": SLIDES,
    "mimetypeapplication/vnd.oasis.opendocument.graphics": "is a drawing of LibreOffice or "
    "OpenOffice; draw it in "
    f"draw.io or yEd; or {TABLE}",
    "mimetypeapplication/vnd.oasis.opendocument.text": WORDS,
    "mimetypeapplication/vnd.oasis.opendocument.presentation": SLIDES,
    "mimetypeapplication/epub+zip": f"is a book (EPUB); {MAP}",
    "CytoscapeSession-1/cysession.xml": "is a session of Cytoscape; export the network as GraphML "
    'from Cytoscape ("File '
    '> Export > Network to File")',
    "Project_xml": 'is a project of Gephi; export it as GEXF from Gephi ("File > Export > Graph file")',
    "metadata.json": f"is a mind map of XMind; {TABLE}",
    "Document.xml": f"is a mind map of MindManager; {TABLE}",
}


@pytest.mark.parametrize("part", PARTS)
def test_a_packed_file_is_named_by_its_parts(part: str) -> None:
    head = b"PK\x03\x04" + b"\n" * 26
    content = head + b"other" + head + part.encode()
    assert find_foreign(GraphFile(content, "map.zip")) == PARTS[part]
