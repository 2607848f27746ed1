from __future__ import annotations

import json
from typing import Any

import pytest

from model import ModelFileError
from tests.model.importing.samples import read


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5},
            "a notebook \\(Jupyter\\); choose",
        ),
        ({"type": "FeatureCollection", "features": []}, "a map of places \\(GeoJSON\\)"),
        ({"type": "Topology", "objects": {}, "arcs": []}, "a map of places \\(TopoJSON\\)"),
        (
            {"type": "excalidraw", "version": 2, "elements": [{"id": "a", "type": "arrow"}]},
            "a drawing of Excalidraw",
        ),
        ({"v": "5", "fr": 30, "ip": 0, "op": 60, "w": 1, "h": 1, "layers": []}, "an animation \\(Lottie\\)"),
        ({"name": "x", "version": "1.0.0", "dependencies": {"a": "1"}}, "the description of a package"),
        ({"name": "x", "lockfileVersion": 3, "packages": {}}, "a list of packages"),
        ({"tldrawFileFormatVersion": 1, "schema": {}, "records": []}, "a drawing of tldraw"),
        ({"mxGraphModel": {"root": []}}, "draw.io's file as JSON; save it in draw.io as .drawio"),
        (
            [{"id": "1", "class": "sheet", "rootTopic": {"title": "A"}}],
            "a mind map \\(XMind\\); write its links",
        ),
        ({"openapi": "3.1.0", "paths": {}}, "the description of an interface"),
        ({"@context": {}, "@graph": []}, "linked data \\(JSON-LD\\)"),
        ({"$schema": "https://vega.github.io/schema/vega/v5.json", "data": []}, "a chart \\(Vega\\)"),
        ({"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}, "a schema"),
        ([{"numberVerification": []}, {"nodes": []}], "a network in CX .*Cytoscape.js JSON or GraphML"),
        (
            {"_subgraph_cnt": 0, "objects": [], "edges": []},
            "a drawing of Graphviz as JSON; open the DOT file",
        ),
        ({"code": "graph TD", "mermaid": "{}"}, "the state of Mermaid's editor"),
    ],
)
def test_json_of_other_programs_is_refused_with_the_way_out(data: Any, message: str) -> None:
    with pytest.raises(ModelFileError, match=f"x.json: is {message}"):
        read(json.dumps(data).encode(), "x.json")


@pytest.mark.parametrize(
    "content",
    [
        '{"id":{"@type":"g:Int32","@value":1},"label":"person","outE":{"knows":[{"inV":2}]}}\n{"id":2}\n',
        '{"id":1,"label":"person","outE":{"knows":[{"id":7,"inV":2}]}}\n{"id":2,"label":"person"}\n',
        '{"vertices":[{"@type":"g:Vertex","@value":{"id":1}}],"edges":[]}',
        '{"@type":"tinker:graph","@value":{"vertices":[],"edges":[]}}',
    ],
)
def test_graphson_is_refused_with_the_way_to_graphml(content: str) -> None:
    with pytest.raises(
        ModelFileError, match=r'\(GraphSON\); write it as GraphML: in Gremlin, g.io\("map.graphml"\)'
    ):
        read(content.encode(), "x.json")


def test_a_graph_is_not_taken_for_something_else() -> None:
    for more in ({"type": "weighted"}, {"name": "x", "version": "1"}, {"$schema": "https://x.example/graph"}):
        data = {**more, "nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "a"}]}
        assert len(read(json.dumps(data).encode(), "x.json").nodes) == 1


def test_text_that_begins_with_a_bracket_is_no_json() -> None:
    for text in ("[Trust] leads to [Joy]", "[section]\nkey = 1\n", "{curly} words\n"):
        with pytest.raises(ModelFileError) as caught:
            read(text.encode(), "x.txt")
        assert "JSON" not in str(caught.value)
