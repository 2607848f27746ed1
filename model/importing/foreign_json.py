"""JSON of known programs that holds no graph that is read, told by the names in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from model.importing.foreign_xml import Known
from model.importing.graph_file import GraphFile
from model.importing.json_cells import without_lines
from model.importing.json_text import looks_like_json

_BY_TABLE = "write its links as a table with the columns From and To"
_BY_GRAPH = "choose a file of nodes and links"
_GRAPHSON = re.compile(r'"@type"\s*:\s*"(?:g|tinker|gx):|"(?:outE|inE)"\s*:\s*\{')
_PROPERTY_GRAPH = Known(
    "a graph of TinkerPop (GraphSON)",
    'write it as GraphML: in Gremlin, g.io("map.graphml").write().iterate()',
)

_BY_KEYS: tuple[tuple[frozenset[str], Known], ...] = tuple(
    (frozenset(keys.split()), known)
    for keys, known in (
        ("cells nbformat", Known("a notebook (Jupyter)", _BY_GRAPH)),
        ("v fr ip op layers", Known("an animation (Lottie)", _BY_GRAPH)),
        ("name version dependencies", Known("the description of a package (package.json)", _BY_GRAPH)),
        ("name version devDependencies", Known("the description of a package (package.json)", _BY_GRAPH)),
        ("name version scripts", Known("the description of a package (package.json)", _BY_GRAPH)),
        ("lockfileVersion", Known("a list of packages (package-lock.json)", _BY_GRAPH)),
        ("tldrawFileFormatVersion", Known("a drawing of tldraw", _BY_TABLE)),
        ("mxfile", Known("draw.io's file as JSON", "save it in draw.io as .drawio")),
        ("mxGraphModel", Known("draw.io's file as JSON", "save it in draw.io as .drawio")),
        ("rootTopic", Known("a mind map (XMind)", _BY_TABLE)),
        ("openapi paths", Known("the description of an interface (OpenAPI)", _BY_GRAPH)),
        ("swagger paths", Known("the description of an interface (OpenAPI)", _BY_GRAPH)),
        ("lists cards idOrganization", Known("a board (Trello)", _BY_TABLE)),
        (
            "code mermaid",
            Known("the state of Mermaid's editor", "save the text of the diagram as a file (.mmd)"),
        ),
        (
            "_subgraph_cnt objects",
            Known("a drawing of Graphviz as JSON", "open the DOT file that it was made of"),
        ),
        ("@context", Known("linked data (JSON-LD)", _BY_TABLE)),
        ("@graph", Known("linked data (JSON-LD)", _BY_TABLE)),
    )
)
_BY_TYPE = {
    "excalidraw": Known("a drawing of Excalidraw", _BY_TABLE),
    "excalidraw/clipboard": Known("a drawing of Excalidraw", _BY_TABLE),
    "FeatureCollection": Known("a map of places (GeoJSON)", _BY_GRAPH),
    "Feature": Known("a map of places (GeoJSON)", _BY_GRAPH),
    "GeometryCollection": Known("a map of places (GeoJSON)", _BY_GRAPH),
    "Topology": Known("a map of places (TopoJSON)", _BY_GRAPH),
}
_BY_SCHEMA = {
    "vega": Known("a chart (Vega)", _BY_GRAPH),
    "json-schema.org": Known("a schema (JSON Schema)", _BY_GRAPH),
}


def find_foreign_json(file: GraphFile) -> Known | None:
    """Why a JSON file of a known program is not read, and what to do about it; None for all other files.

    Raises `ModelFileError` for JSON that is broken.

    >>> find_foreign_json(GraphFile(b'{"cells": [], "nbformat": 4}', "x.json"))
    Known(what='a notebook (Jupyter)', remedy='choose a file of nodes and links')
    """
    if not file.start.startswith(("{", "[")):
        return None
    if _GRAPHSON.search(file.start):
        return _PROPERTY_GRAPH
    if not looks_like_json(file.start) or file.ending in ("yaml", "yml", "jsonl"):
        return None
    data = file.data
    if isinstance(data, list):
        first = without_lines(data)[:1]
        return _find_by_first(first[0]) if first and isinstance(first[0], dict) else None
    return _find_by_keys(data) if isinstance(data, dict) else None


def _find_by_first(first: Mapping[str, Any]) -> Known | None:
    """By the first entry of a list."""
    if "numberVerification" in first or "CXVersion" in first:
        return Known(
            "a network in CX (Cytoscape, NDEx)", "export it from Cytoscape as Cytoscape.js JSON or GraphML"
        )
    return _find_by_keys(first) if "rootTopic" in first or "@id" in first else None


def _find_by_keys(data: Mapping[str, Any]) -> Known | None:
    kind, schema = data.get("type"), data.get("$schema")
    if isinstance(kind, str) and kind in _BY_TYPE:
        return _BY_TYPE[kind]
    by_keys = next((known for keys, known in _BY_KEYS if keys <= data.keys()), None)
    if by_keys is not None or not isinstance(schema, str):
        return by_keys
    return next((known for part, known in _BY_SCHEMA.items() if part in schema), None)
