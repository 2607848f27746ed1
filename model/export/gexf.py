"""The figure as GEXF 1.3, the form of Gephi, with its colours and places."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from model.export.declarations import declare_sorts, to_list
from model.export.figure import Figure, Options
from model.export.markup import to_xml
from model.export.records import LINK_VALUES, NODE_VALUES, Value, Values, build_records

_TYPES: Mapping[type[Value], str] = {str: "string", int: "integer", float: "double", bool: "boolean"}
_FADED = "0.28"
_SIZE = 20.0
_NAMESPACES = {
    "xmlns": "http://gexf.net/1.3",
    "xmlns:viz": "http://gexf.net/1.3/viz",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd",
    "version": "1.3",
}
_ELSEWHERE = ("x", "y", "width", "height", "label")
"""Values for which GEXF has a place of its own."""


def to_gexf(figure: Figure, _options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure as GEXF; y runs upwards, as it does in Gephi.

    The words around it are lines of the description, each with its name, and the stages and levels are the
    options of their attributes, in their order: GEXF has no other place for either. Edges without a direction
    are undirected ones, and where all are, so is the graph.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> to_gexf(Figure(model, build_diagram(model, "en"))).count(b"<edge ")
    43
    """
    records = build_records(figure)
    root = ElementTree.Element("gexf", _NAMESPACES)
    meta = ElementTree.SubElement(root, "meta")
    ElementTree.SubElement(meta, "creator").text = "Mangomoment explorer"
    if records.about:
        words = "\n".join(f"{name}: {text}" for name, text in records.about.items())
        ElementTree.SubElement(meta, "description").text = words
    usual = "undirected" if records.is_undirected else "directed"
    graph = ElementTree.SubElement(
        root, "graph", {"defaultedgetype": usual, "mode": "static", "idtype": "string"}
    )
    options = {
        name.removesuffix("s"): to_list([entry["label"] for entry in entries])
        for name, entries in declare_sorts(figure).items()
    }
    node_values = _add_attributes(graph, "node", NODE_VALUES, options)
    edge_values = _add_attributes(graph, "edge", LINK_VALUES, {})
    nodes = ElementTree.SubElement(graph, "nodes")
    for record in records.nodes:
        node = ElementTree.SubElement(nodes, "node", {"id": record.id, "label": record.name})
        _add_values(node, node_values, record.values)
        _add_colour(node, record.line, record.is_faded)
        place = {"x": f"{record.x:.1f}", "y": f"{-record.y:.1f}", "z": "0.0"}
        ElementTree.SubElement(node, "viz:position", place)
        size = _SIZE * (1.5 if record.values.get("lit") else 1)
        ElementTree.SubElement(node, "viz:size", {"value": f"{size:.1f}"})
        ElementTree.SubElement(node, "viz:shape", {"value": "square"})
    edges = ElementTree.SubElement(graph, "edges")
    for position, link in enumerate(records.links):
        ends = {"id": f"e{position}", "source": link.source, "target": link.target}
        kind = {"kind": link.kind} if records.has_parallels else {}
        direction = {} if link.is_directed else {"type": "undirected"}
        edge = ElementTree.SubElement(edges, "edge", {**ends, **direction, **kind, "label": link.verb})
        _add_values(edge, edge_values, link.values)
        _add_colour(edge, link.colour, link.is_faded)
        thickness = "2.2" if link.values.get("lit") else "1.3"
        ElementTree.SubElement(edge, "viz:thickness", {"value": thickness})
        is_dashed = link.values.get("provenance") == "inferred"
        ElementTree.SubElement(edge, "viz:shape", {"value": "dashed" if is_dashed else "solid"})
    return to_xml(root)


def _add_attributes(
    graph: ElementTree.Element,
    domain: str,
    values: Mapping[str, type[Value]],
    options: Mapping[str, str],
) -> Mapping[str, str]:
    """Declare the values of nodes or edges; gives the id of each by its name."""
    ids = {name: str(number) for number, name in enumerate(key for key in values if key not in _ELSEWHERE)}
    declared = ElementTree.SubElement(graph, "attributes", {"class": domain, "mode": "static"})
    for name, number in ids.items():
        said = {"id": number, "title": name, "type": _TYPES[values[name]]}
        attribute = ElementTree.SubElement(declared, "attribute", said)
        if name in options:
            ElementTree.SubElement(attribute, "options").text = options[name]
    return ids


def _add_values(parent: ElementTree.Element, ids: Mapping[str, str], values: Values) -> None:
    attvalues = ElementTree.SubElement(parent, "attvalues")
    for name, value in values.items():
        if name in ids:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            ElementTree.SubElement(attvalues, "attvalue", {"for": ids[name], "value": text})


def _add_colour(parent: ElementTree.Element, colour: str, is_faded: bool) -> None:
    red, green, blue = (str(int(colour[start : start + 2], 16)) for start in (1, 3, 5))
    alpha = {"a": _FADED} if is_faded else {"a": "1.0"}
    ElementTree.SubElement(parent, "viz:color", {"r": red, "g": green, "b": blue, **alpha})
