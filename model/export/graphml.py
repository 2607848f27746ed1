"""The figure as GraphML: plain values that every reader knows, and what yEd draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from model.export.declarations import declare_sorts, to_list
from model.export.figure import Figure, Options
from model.export.markup import to_xml
from model.export.palette import mix
from model.export.records import LINK_VALUES, NODE_VALUES, Link, Record, Value, Values, build_records
from model.lettering import FONT_FAMILY

_TYPES: Mapping[type[Value], str] = {str: "string", int: "int", float: "double", bool: "boolean"}
_FADED = 0.72
_LINES = {"reported": "dashed", "inferred": "dashed", "open": "dotted"}
_NAMESPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
    "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd",
}
_NODE_GRAPHICS, _EDGE_GRAPHICS = "node-graphics", "edge-graphics"


def to_graphml(figure: Figure, _options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure as GraphML, with each value under its own name (`records.NODE_VALUES`, `LINK_VALUES`).

    The stages and levels stand in their order among the values of the graph, as lists in JSON. `x` and `y`
    are those of the middle of a node, downwards. Edges without a direction are undirected ones, and where all
    are, so is the graph: networkx reads no mixed one.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> to_graphml(Figure(model, build_diagram(model, "en"))).count(b"<node ")
    26
    """
    records = build_records(figure)
    sorts = {name: to_list(entries) for name, entries in declare_sorts(figure).items()}
    root = ElementTree.Element("graphml", _NAMESPACES)
    _add_keys(root, "graph", dict.fromkeys([*records.about, *sorts], str))
    _add_keys(root, "node", {"label": str, **NODE_VALUES})
    _add_keys(root, "edge", LINK_VALUES)
    ElementTree.SubElement(root, "key", {"id": _NODE_GRAPHICS, "for": "node", "yfiles.type": "nodegraphics"})
    ElementTree.SubElement(root, "key", {"id": _EDGE_GRAPHICS, "for": "edge", "yfiles.type": "edgegraphics"})
    usual = "undirected" if records.is_undirected else "directed"
    graph = ElementTree.SubElement(root, "graph", {"id": figure.model.file.model.id, "edgedefault": usual})
    _add_values(graph, "graph", {**records.about, **sorts})
    for record in records.nodes:
        node = ElementTree.SubElement(graph, "node", {"id": record.id})
        _draw_node(figure, node, record)  # first: readers let later values of the same name win
        _add_values(node, "node", {"label": record.name, **record.values})
    for position, link in enumerate(records.links):
        ends = {"id": f"e{position}", "source": link.source, "target": link.target}
        direction = {} if link.is_directed else {"directed": "false"}
        edge = ElementTree.SubElement(graph, "edge", {**ends, **direction})
        _draw_link(figure, edge, link)
        _add_values(edge, "edge", link.values)
    return to_xml(root)


def _add_keys(root: ElementTree.Element, domain: str, values: Mapping[str, type[Value]]) -> None:
    for name, kind in values.items():
        names = {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": _TYPES[kind]}
        ElementTree.SubElement(root, "key", names)


def _add_values(parent: ElementTree.Element, domain: str, values: Values) -> None:
    for name, value in values.items():
        data = ElementTree.SubElement(parent, "data", {"key": f"{domain}-{name}"})
        data.text = str(value).lower() if isinstance(value, bool) else str(value)


def _draw_node(figure: Figure, node: ElementTree.Element, record: Record) -> None:
    kind = str(record.values.get("provenance", ""))
    fill = figure.palette.paper if kind == "open" else record.fill
    size = {"width": record.width, "height": record.height}
    corner = {"x": record.x - record.width / 2, "y": record.y - record.height / 2}
    data = ElementTree.SubElement(node, "data", {"key": _NODE_GRAPHICS})
    shape = ElementTree.SubElement(data, "y:ShapeNode")
    _add(shape, "y:Geometry", {**size, **corner})
    _add(shape, "y:Fill", {"color": _fade(figure, fill, record.is_faded), "transparent": "false"})
    border = {"type": _LINES.get(kind, "line"), "width": 3.0 if record.values.get("lit") else 1.8}
    _add(shape, "y:BorderStyle", {"color": _fade(figure, record.line, record.is_faded), **border})
    label = _add(
        shape,
        "y:NodeLabel",
        {
            "alignment": "center",
            "autoSizePolicy": "content",
            "fontFamily": FONT_FAMILY,
            "fontSize": "14",
            "fontStyle": "plain",
            "modelName": "internal",
            "modelPosition": "c",
            "textColor": _fade(figure, figure.palette.ink, record.is_faded),
        },
    )
    label.text = "\n".join(_list_lines(record))
    _add(shape, "y:Shape", {"type": "roundrectangle"})


def _list_lines(record: Record) -> Iterable[str]:
    yield from record.lines
    if "stories" in record.values:
        yield f"({record.values['stories']})"


def _draw_link(figure: Figure, edge: ElementTree.Element, link: Link) -> None:
    data = ElementTree.SubElement(edge, "data", {"key": _EDGE_GRAPHICS})
    line = ElementTree.SubElement(data, "y:PolyLineEdge")
    style = {
        "color": _fade(figure, link.colour, link.is_faded),
        "type": "dashed" if link.values.get("provenance") == "inferred" else "line",
        "width": 2.2 if link.values.get("lit") else 1.3,
    }
    _add(line, "y:LineStyle", style)
    _add(line, "y:Arrows", {"source": "none", "target": "standard" if link.is_directed else "none"})
    _add(line, "y:BendStyle", {"smoothed": "true"})


def _add(parent: ElementTree.Element, tag: str, values: Mapping[str, object]) -> ElementTree.Element:
    return ElementTree.SubElement(
        parent,
        tag,
        {name: f"{value:.1f}" if isinstance(value, float) else str(value) for name, value in values.items()},
    )


def _fade(figure: Figure, colour: str, is_faded: bool) -> str:
    return mix(colour, figure.palette.paper, _FADED) if is_faded else colour
