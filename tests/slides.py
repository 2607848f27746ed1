"""Reading slides back as another program does: boxes, what connectors are glued to, how they run, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pptx
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide

from model.corridors import Point
from model.diagram import DrawnEdge
from model.layout import Box, Layout, Route

EMU = 12700
_SITES = ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5))
"""Where the sites of a rectangle are: top, left, bottom, right."""


def read_pptx(made: bytes) -> Any:
    """The presentation."""
    return pptx.Presentation(BytesIO(made))


def read_slide(made: bytes, number: int = 0) -> Slide:
    """One of its slides."""
    slide: Slide = read_pptx(made).slides[number]
    return slide


def list_shapes(shapes: Iterable[Any]) -> Iterator[Any]:
    """Every shape, those in groups too."""
    for shape in shapes:
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from list_shapes(shape.shapes)
        else:
            yield shape


def find_nodes(slide: Slide) -> dict[str, Shape]:
    """The boxes of nodes by name: those of all shapes but lines that have an alternative text."""
    shapes = [shape for shape in list_shapes(slide.shapes) if shape._element.tag.endswith("}sp")]
    return {describe(shape): shape for shape in shapes if describe(shape) and not _is_freeform(shape)}


def find_connectors(slide: Slide) -> list[Any]:
    """The lines that are glued to boxes."""
    return [shape for shape in slide.shapes if shape._element.tag.endswith("}cxnSp")]


def find_freeforms(slide: Slide) -> list[Any]:
    """The edges with a course of their own; lines of the legend describe nothing."""
    return [shape for shape in slide.shapes if _is_freeform(shape) and describe(shape)]


def _is_freeform(shape: Any) -> bool:
    return bool(shape._element.xpath("./p:spPr/a:custGeom"))


def find_ends(connector: Any) -> list[tuple[int, int]]:
    """The ids of the shapes that a connector is glued to, each with the site."""
    glue = connector._element.xpath(".//a:stCxn | .//a:endCxn")
    return [(int(end.get("id")), int(end.get("idx"))) for end in glue]


def describe(shape: Any) -> str:
    """The alternative text."""
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr", ""))


def read_notes(slide: Slide) -> str:
    """What the speaker reads."""
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    return frame.text


def read_layout(slide: Slide) -> Layout:
    """Boxes and the lines between them as they are seen, in points; boxes by the ids of their shapes.

    Of a line with a course of its own the ends are the boxes that its name names.
    """
    nodes = find_nodes(slide)
    boxes = {
        shape.shape_id: Box(
            str(shape.shape_id),
            shape.left / EMU,
            shape.top / EMU,
            shape.width / EMU,
            shape.height / EMU,
            (),
        )
        for shape in nodes.values()
    }
    routes = []
    for connector in find_connectors(slide):
        (source, _), (target, _) = find_ends(connector)
        start, end = _trace(connector)
        routes.append(Route(_build_edge(source, target), start, (end,)))
    for line in find_freeforms(slide):
        source, target = (nodes[name].shape_id for name in describe(line).split(" → "))
        first, *rest = trace_freeform(line)
        routes.append(Route(_build_edge(source, target), (first[0], first[1]), tuple(rest)))
    return Layout(0, 0, 0, (), (), tuple(boxes.values()), tuple(routes))


def _build_edge(source: int, target: int) -> DrawnEdge:
    return DrawnEdge(str(source), str(target), "", None, is_feedback=False, is_faded=False)


def locate_site(box: Box, site: int) -> Point:
    """Where a site of a box is."""
    across, down = _SITES[site]
    return box.x + across * box.width, box.y + down * box.height


def trace_freeform(line: Any) -> list[tuple[float, ...]]:
    """The points of a line with a course of its own, piece by piece."""
    [path] = line._element.xpath(".//a:path")
    across, down = line.width / int(path.get("w")), line.height / int(path.get("h"))
    return [
        tuple(
            value
            for point in piece
            for value in (
                (line.left + int(point.get("x")) * across) / EMU,
                (line.top + int(point.get("y")) * down) / EMU,
            )
        )
        for piece in path
    ]


def _trace(connector: Any) -> tuple[Point, Point]:
    """The ends of a connector, which is straight."""
    assert connector._element.xpath("string(.//a:prstGeom/@prst)") == "straightConnector1"
    frame = connector._element.xpath(".//a:xfrm")[0]
    across = [connector.left / EMU, (connector.left + connector.width) / EMU]
    down = [connector.top / EMU, (connector.top + connector.height) / EMU]
    start_x, end_x = across[::-1] if frame.get("flipH") else across
    start_y, end_y = down[::-1] if frame.get("flipV") else down
    return (start_x, start_y), (end_x, end_y)
