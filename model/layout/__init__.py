"""Where everything of a diagram goes: columns are stages, rows are levels, edges run between the boxes.

`place` gives plain numbers; the screen and every file draw the same ones.
"""

from __future__ import annotations

from collections.abc import Callable

from model.diagram import Diagram
from model.layout.bundles import Bundles
from model.layout.columns import Columns, place_columns
from model.layout.edges import run_edges
from model.layout.measures import HEADING_SIZE, LINE, SIZE, WIDTH, Band, Box, Layout, Route
from model.layout.rows import Rows

_HEADING = 9.0


def place(diagram: Diagram, width: float = WIDTH, height: float = 0.0) -> Layout:
    """Boxes, bands and routes of a diagram that is `width` units wide (wider where it has to be).

    It is as high as it needs to be; where it would be lower than `height`, its boxes move apart.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> layout = place(build_diagram(load_model(), "en"))
    >>> layout.width, len(layout.boxes), len(layout.routes)
    (1000.0, 26, 43)
    """
    return _Placing(diagram, width).build(height)


def measure_size(diagram: Diagram, width: float) -> tuple[float, float]:
    """How wide and high a diagram becomes that is placed at a width, without placing its edges.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> diagram = build_diagram(load_model(), "en")
    >>> measure_size(diagram, 1200)[0] == place(diagram, 1200).width
    True
    """
    return build_measure(diagram)(width)


def build_measure(diagram: Diagram) -> Callable[[float], tuple[float, float]]:
    """The same as `measure_size`, for many widths of one diagram."""
    bundles = Bundles(diagram)
    rows = Rows(diagram, bundles)

    def measure(width: float) -> tuple[float, float]:
        placing = _Placing(diagram, width, bundles, rows)
        return placing.columns.width, placing.measure_height()

    return measure


def place_boxes(diagram: Diagram, width: float = WIDTH, height: float = 0.0) -> tuple[Box, ...]:
    """The boxes of `place` alone, in the order of the nodes: what takes long in a large diagram is its edges.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> diagram = build_diagram(load_model(), "en")
    >>> place_boxes(diagram) == place(diagram).boxes
    True
    """
    _, boxes = _Placing(diagram, width).place_boxes(height)
    return tuple(boxes[node.id] for node in diagram.nodes)


class _Placing:
    def __init__(
        self, diagram: Diagram, width: float, bundles: Bundles | None = None, rows: Rows | None = None
    ) -> None:
        self.diagram = diagram
        self.bundles = bundles or Bundles(diagram)
        self.rows = rows or Rows(diagram, self.bundles)
        self.columns: Columns = place_columns(diagram, self.bundles, width, self.rows.measure_height)
        lines = max((len(column.lines) for column in self.columns.bands), default=1)
        self.heading = _HEADING + LINE * HEADING_SIZE * lines

    def measure_height(self) -> float:
        return self.heading + self.rows.measure_height([band.size for band in self.columns.bands]) + 1

    def place_boxes(self, height: float) -> tuple[tuple[Band, ...], dict[str, Box]]:
        return self.rows.place(self.columns.bands, self.heading, height - 1)

    def build(self, height: float) -> Layout:
        rows, boxes = self.place_boxes(height)
        bottom = rows[-1].start + rows[-1].size if rows else self.heading
        routes = run_edges(self.diagram, self.bundles, self.columns, boxes, self.heading, bottom)
        return Layout(
            width=self.columns.width,
            height=bottom + 1,
            heading=self.heading,
            columns=self.columns.bands,
            rows=rows,
            boxes=tuple(boxes[node.id] for node in self.diagram.nodes),
            routes=routes,
        )


__all__ = [
    "HEADING_SIZE",
    "LINE",
    "SIZE",
    "WIDTH",
    "Band",
    "Box",
    "Layout",
    "Route",
    "build_measure",
    "measure_size",
    "place",
    "place_boxes",
]
