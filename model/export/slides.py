"""A diagram as shapes that can be edited, on one slide or on several."""

from __future__ import annotations

from pptx.oxml.xmlchemy import BaseOxmlElement

from model.diagram import Diagram, DrawnEdge, DrawnNode
from model.export.arrangement import PADDING, Arrangement
from model.export.freeforms import Freeform
from model.export.palette import Palette, mix
from model.export.shapes import LINE_HEIGHT, Canvas, Dash, Look, Place, Text, shorten

DASHES: dict[str | None, Dash] = {"reported": "lgDash", "inferred": "sysDash", "open": "sysDot"}
"""How the borders of boxes and signs show how something is known."""

_CORNER = 0.5
_MOST_COUNTED = 1000


class DiagramDrawing:
    """A diagram as it is drawn on slides: all of it or a part, the chosen nodes filled with their colour."""

    def __init__(self, diagram: Diagram, palette: Palette, arrangement: Arrangement) -> None:
        self.palette = palette
        self.arrangement = arrangement
        self.size = arrangement.size
        self.names = {node.id: node.name for node in diagram.nodes}
        self.rows = diagram.rows
        self.language = diagram.language
        self.level_of = {row.id: row.position % len(palette.lines) for row in diagram.rows}

    def draw(
        self, canvas: Canvas, part: Diagram, chosen: frozenset[str] = frozenset()
    ) -> dict[str, BaseOxmlElement]:
        """The columns, nodes and edges of a part of the diagram, in all of its lanes; gives the boxes by the
        ids of their nodes."""
        self._draw_bands(canvas, part)
        ids = {node.id: canvas.reserve() for node in part.nodes}
        for edge in sorted(part.edges, key=lambda edge: (edge.is_lit, not edge.is_faded)):
            self._draw_edge(canvas, edge, ids)
        return {
            node.id: self._draw_node(canvas, node, ids[node.id], node.id in chosen) for node in part.nodes
        }

    def _draw_bands(self, canvas: Canvas, part: Diagram) -> None:
        size = self.size
        for row in self.rows:
            level, band = self.level_of[row.id], self.arrangement.rows[row.id]
            title = shorten(row.name, band.height - size, 1.05 * size * LINE_HEIGHT, size, True)
            canvas.add_shape(
                Place(band.x, band.y + 0.07 * size, band.width, band.height - 0.14 * size),
                row.name,
                form="roundRect",
                corner=_CORNER * size,
                look=Look(self.palette.lanes[level]),
                text=[Text(title, size, self.palette.lines[level], self.language, True, "ctr")],
                inset=0.35 * size,
                is_turned=True,
            )
        for column in part.columns:
            room = self.arrangement.columns[column.id]
            text = Text(column.name, size, self.palette.quiet, self.language, True, "ctr")
            canvas.add_shape(room, column.name, text=[text.cut(room.width, room.height)], anchor="t")

    def _draw_node(self, canvas: Canvas, node: DrawnNode, shape_id: int, is_chosen: bool) -> BaseOxmlElement:
        palette, size, level = self.palette, self.size, self.level_of[node.level]
        box = self.arrangement.boxes[node.id]
        fill = palette.paper if node.provenance == "open" else palette.fills[level]
        line, ink = palette.lines[level], palette.ink
        if is_chosen:
            fill, line, ink = line, palette.ink, palette.paper
        elif node.is_faded:
            fill, line, ink = (
                mix(colour, palette.paper, share) for colour, share in ((fill, 0.6), (line, 0.65), (ink, 0.5))
            )
        thickness = (0.24 if is_chosen or node.is_lit else 0.12) * size
        text = Text(node.name, size, ink, self.language, True, "ctr")
        group = None if node.count is None else canvas.add_group(box, node.name)
        shape = canvas.add_shape(
            box,
            node.name,
            form="roundRect",
            corner=_CORNER * size,
            look=Look(fill, line, thickness, DASHES.get(node.provenance, "")),
            text=[text.cut(box.width - 2 * PADDING * size, box.height)],
            inset=PADDING * size,
            anchor="ctr",
            shape_id=shape_id,
            description=node.name,
            inside=group,
        )
        if node.count is not None:
            self._draw_count(canvas, node.count, node.is_faded, box, group)
        return shape

    def _draw_count(
        self, canvas: Canvas, count: int, is_faded: bool, box: Place, group: BaseOxmlElement | None
    ) -> None:
        """How many stories a node has, on the corner of its box, above its letters."""
        palette, size = self.palette, self.size
        words = str(count) if count < _MOST_COUNTED else f"{_MOST_COUNTED - 1}+"
        height = 1.1 * size
        width = height + 0.45 * size * (len(words) - 1)
        strong = mix(palette.ink if count else palette.quiet, palette.paper, 0.5 if is_faded else 0.0)
        canvas.add_shape(
            Place(box.right + 0.2 * size - width, box.y - 0.65 * height, width, height),
            words,
            form="roundRect",
            corner=height,
            look=Look(strong if count else palette.paper, palette.paper if count else strong, 0.08 * size),
            text=[Text(words, 0.8 * size, palette.paper if count else strong, "", True, "ctr")],
            anchor="ctr",
            inside=group,
        )

    def _draw_edge(self, canvas: Canvas, edge: DrawnEdge, ids: dict[str, int]) -> None:
        palette, line = self.palette, self.arrangement.connectors[edge.source, edge.target]
        colour = palette.lit if edge.is_lit else palette.line
        if edge.is_faded:
            colour = mix(colour, palette.paper, 0.7)
        dash: Dash = "sysDash" if edge.provenance == "inferred" else ""
        words = f"{self.names[edge.source]} {'→' if edge.is_directed else '–'} {self.names[edge.target]}"
        look = Look("", colour, (0.18 if edge.is_lit else 0.09) * self.size, dash)
        if isinstance(line, Freeform):
            canvas.add_freeform(line, look, words, words, edge.is_directed)
            return
        canvas.add_connector(
            line.course,
            look,
            words,
            words,
            (ids[edge.source], line.leaving),
            (ids[edge.target], line.arriving),
            edge.is_directed,
        )
