"""A diagram as shapes that can be edited: the picture of `model.layout`, in the room that a slide has.

Lines are shapes with a course of their own: LibreOffice runs connectors as it likes, through boxes too, and
knows no other ends for them than the middles of sides. Where a line is straight from middle to middle it is a
connector, which follows its boxes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.diagram import Diagram, DrawnEdge, DrawnNode
from model.export.edge_values import HEIGHT, EdgeValue, place_values
from model.export.freeforms import Freeform
from model.export.markup import to_line
from model.export.palette import Palette, mix
from model.export.picture_style import BORDER, CORNER, TIP, find_stroke_kind, list_strokes, write_count
from model.export.shapes import HEADS, THIN, Canvas, Dash, Head, Look, Place, Point, Text
from model.fit import fit_whole
from model.layout import HEADING_SIZE, SIZE, Band, Box, Route, place
from model.lettering import measure

DASHES: dict[str | None, Dash] = {"reported": "lgDash", "inferred": "dash", "open": "sysDot"}
"""How the borders of boxes and signs show how something is known."""

_WIDER = 1.16
"""How much smaller the letters of slides are set than those of the layout: their font is at most as much
wider."""

# In the units of the layout
_STRONG = 3.0
"""How thick the border of a box is that stands out."""

_INSET = 2.0
_SLACK = 1.5
_ROUND = 0.293
"""How far PowerPoint keeps the text of a shape from its sides, as a share of the radius of its corners."""

_FADED = 0.7
_PERIOD = 7.0
"""How long a dash of a line is with the space behind it, in the thickness of the line."""

_HAIR = 0.75
"""How far from the middle of a side a line may end, in points, to be glued to it."""

_TOP, _LEFT, _BOTTOM, _RIGHT = range(4)


def measure_letters(diagram: Diagram, room: Place, largest: float) -> float:
    """How high the letters of a diagram are in a room, in points, at most so large."""
    frame = fit_whole(diagram, room.width, room.height)
    scale = min(room.width / frame.width, room.height / frame.height)
    return min(SIZE * scale / _WIDER, largest)


class DiagramDrawing:
    """A diagram in a room of a slide, in the largest letters with which it fits, at most so large."""

    def __init__(self, diagram: Diagram, palette: Palette, room: Place, largest: float) -> None:
        self.diagram = diagram
        self.palette = palette
        self.strokes = list_strokes(palette)
        most = largest * _WIDER / SIZE
        self.layout = place(diagram, *fit_whole(diagram, room.width, room.height, most))
        self.scale = min(room.width / self.layout.width, room.height / self.layout.height, most)
        self.size = SIZE * self.scale / _WIDER
        """How high letters are, in points."""
        self.x = room.x + (room.width - self.layout.width * self.scale) / 2
        self.y = room.y + (room.height - self.layout.height * self.scale) / 2
        self.boxes = {box.id: box for box in self.layout.boxes}
        self.level_of = {row.id: row.position % len(palette.lines) for row in diagram.rows}

    def draw(
        self,
        canvas: Canvas,
        shown: Diagram | None = None,
        *,
        chosen: frozenset[str] = frozenset(),
        fills: Mapping[str, str] | None = None,
        badges: Mapping[str, str] | None = None,
        values: Mapping[str, EdgeValue] | None = None,
    ) -> None:
        """The lanes, the headings, every edge, every node.

        `shown` is the same diagram with another emphasis. The chosen nodes are filled with the colour of
        their level; `fills` are the colours of others, `badges` what stands on the corners of boxes; `values`
        what edges were given, each by the ids of its nodes ("from>to").
        """
        shown = shown or self.diagram
        self._draw_lanes(canvas)
        self._draw_headings(canvas)
        ids = {node.id: canvas.reserve() for node in shown.nodes}
        names = {node.id: node.name for node in shown.nodes}
        pairs = zip(shown.edges, self.layout.routes, strict=True)
        for edge, route in sorted(pairs, key=lambda pair: (pair[0].is_lit, not pair[0].is_faded)):
            self._draw_edge(canvas, edge, route, ids, names, (values or {}).get(_name_edge(edge)))
        for node in shown.nodes:
            fill = (fills or {}).get(node.id, "")
            badge = (badges or {}).get(node.id, "" if node.count is None else write_count(node.count))
            self._draw_node(canvas, node, ids[node.id], node.id in chosen, fill, badge)
        self._draw_values(canvas, values or {})

    def draw_landmark(self, canvas: Canvas, stage: str, name: str) -> None:
        """The boxes without letters and without lines, those of a stage strong: where in the whole it is."""
        palette, layout = self.palette, self.layout
        around = Place(self.x, self.y, layout.width * self.scale, layout.height * self.scale)
        group = canvas.add_group(around, name, name)
        for column in layout.columns:
            if column.id == stage:
                left, right = column.room
                height = layout.height - layout.heading
                strip = self._place(left + 1, layout.heading, right - left - 2, height)
                group.add_shape(strip, "", look=Look(palette.band))
            colour = palette.quiet if column.id == stage else palette.band
            group.add_shape(
                self._place_heading(column), "", form="chevron", corner=TIP * self.scale, look=Look(colour)
            )
        for node in self.diagram.nodes:
            line = palette.lines[self.level_of[node.level]]
            colour = line if node.stage == stage else mix(line, palette.paper, _FADED)
            group.add_shape(
                self._place_box(self.boxes[node.id]),
                "",
                form="roundRect",
                corner=CORNER * self.scale,
                look=Look(colour),
            )

    # Places

    def _put(self, x: float, y: float) -> Point:
        return self.x + x * self.scale, self.y + y * self.scale

    def _place(self, x: float, y: float, width: float, height: float) -> Place:
        return Place(*self._put(x, y), width * self.scale, height * self.scale)

    def _place_box(self, box: Box) -> Place:
        return self._place(box.x, box.y, box.width, box.height)

    def _place_heading(self, column: Band) -> Place:
        left, right = column.room[0] + 1, min(column.room[1] - 1 + TIP, self.layout.width)
        return self._place(left, 2, right - left, self.layout.heading - 6)

    def _place_line(self, route: Route) -> Freeform:
        pieces = (
            tuple(
                value for at in range(0, len(segment), 2) for value in self._put(segment[at], segment[at + 1])
            )
            for segment in route.segments
        )
        return Freeform(self._put(*route.start), tuple(pieces))

    # Lanes and headings

    def _draw_lanes(self, canvas: Canvas) -> None:
        for heading, row in zip(self.diagram.rows, self.layout.rows, strict=True):
            level = self.level_of[row.id]
            words = "\n".join(map(to_line, row.lines))
            canvas.add_shape(
                self._place(0, row.start + 1, self.layout.width, row.size - 2),
                heading.name,
                form="roundRect",
                corner=CORNER * self.scale,
                look=Look(self.palette.lanes[level]),
                text=[Text(words, self.size, self.palette.lines[level], self.diagram.language, True, "ctr")],
                inset=max(1.0, SIZE - 7.0 * len(row.lines)) * self.scale,
                is_turned=True,
            )

    def _draw_headings(self, canvas: Canvas) -> None:
        """The columns' titles with their numbers, on a band of arrows that points to what comes later."""
        size = HEADING_SIZE * self.scale / _WIDER
        for heading, column in zip(self.diagram.columns, self.layout.columns, strict=True):
            words = f"{heading.position + 1} {_write_on_one_line(heading.name, column.lines)}"
            canvas.add_shape(
                self._place_heading(column),
                heading.name,
                form="chevron",
                corner=TIP * self.scale,
                look=Look(self.palette.band),
                text=[Text(words, size, self.palette.quiet, self.diagram.language, True, "ctr")],
                anchor="ctr",
            )

    # Nodes

    def _draw_node(
        self, canvas: Canvas, node: DrawnNode, shape_id: int, is_chosen: bool, fill: str, badge: str
    ) -> None:
        box = self.boxes[node.id]
        around = self._place_box(box)
        group = canvas.add_group(around, node.name) if badge else canvas
        inset = self._find_inset(box)
        look, ink = self._find_look(node, is_chosen, fill)
        size = box.size * self.scale / _WIDER
        group.add_shape(
            around,
            node.name,
            form="roundRect",
            corner=around.height / 2 if box.is_mark else CORNER * self.scale,
            look=look,
            text=[Text(_write_name(node, box), size, ink, self.diagram.language, True, "ctr")],
            inset=inset,
            anchor="ctr",
            shape_id=shape_id,
            description=node.name,
        )
        if badge:
            self._draw_badge(group, badge, around, node)

    def _find_inset(self, box: Box) -> float:
        """The space beside a name, which is so wide that lines break where those of the picture do."""
        needed = max(measure(line, box.size, bold=True) for line in box.lines)
        beside = _INSET if len(box.lines) == 1 else (box.width - needed) / 2 - _SLACK
        return max(0.0, beside - _ROUND * CORNER) * self.scale

    def _find_look(self, node: DrawnNode, is_chosen: bool, fill: str) -> tuple[Look, str]:
        """The look of a node's box, and the colour of its letters."""
        palette, level = self.palette, self.level_of[node.level]
        line, ink = palette.lines[level], palette.ink
        if is_chosen or (node.is_middle and not fill):
            fill, ink = line, palette.inks[level]
            line = palette.ink if is_chosen else line
        elif not fill:
            fill = palette.paper if node.provenance == "open" else palette.fills[level]
        if node.is_faded and not is_chosen:
            fill, line, ink = (mix(colour, palette.paper, _FADED) for colour in (fill, line, ink))
        thickness = _STRONG if node.is_lit and not is_chosen else BORDER
        return Look(fill, line, thickness * self.scale, DASHES.get(node.provenance, "")), ink

    def _draw_badge(self, canvas: Canvas, words: str, box: Place, node: DrawnNode) -> None:
        """A number on the corner of a box, above its letters: how many stories or votes a node has."""
        palette, size = self.palette, self.size
        height = 1.1 * size
        width = height + 0.5 * size * (len(words) - 1)
        is_none = node.count == 0 and words == "0"
        strong = mix(palette.quiet if is_none else palette.ink, palette.paper, _FADED if node.is_faded else 0)
        fill, line = (palette.paper, strong) if is_none else (strong, palette.paper)
        place = Place(box.right + 0.3 * size - width, box.y - 0.6 * height, width, height)
        self._draw_plate(canvas, words, place, fill, line)

    def _draw_plate(self, canvas: Canvas, words: str, place: Place, fill: str, line: str) -> None:
        canvas.add_shape(
            place,
            words,
            form="roundRect",
            corner=place.height,
            look=Look(fill, line, 0.08 * self.size),
            text=[Text(words, 0.85 * self.size, line, "", True, "ctr")],
            anchor="ctr",
        )

    # Edges

    def _draw_edge(
        self,
        canvas: Canvas,
        edge: DrawnEdge,
        route: Route,
        ids: Mapping[str, int],
        names: Mapping[str, str],
        value: EdgeValue | None,
    ) -> None:
        stroke = value or self.strokes[find_stroke_kind(edge)]
        dash = DASHES["inferred"] if edge.provenance == "inferred" and not value else ""
        thickness = stroke.thickness * self.scale
        look = Look("", stroke.colour, thickness, dash, _find_head(thickness, stroke.head * self.scale))
        words = f"{names[edge.source]} {'→' if edge.is_directed else '–'} {names[edge.target]}"
        line = self._place_line(route)
        sites = self._find_sites(edge, line)
        if sites is None:
            if dash:
                line = _advance(line, -route.dash_start * self.scale, _PERIOD * look.thickness)
            canvas.add_freeform(line, look, words, words, edge.is_directed)
            return
        leaving, arriving = sites
        start, end = line.start, (line.pieces[-1][-2], line.pieces[-1][-1])
        source, target = (ids[edge.source], leaving), (ids[edge.target], arriving)
        canvas.add_connector(start, end, look, words, words, source, target, edge.is_directed)

    def _draw_values(self, canvas: Canvas, values: Mapping[str, EdgeValue]) -> None:
        """The numbers of edges, each on its line."""
        valued = [
            (value, (route.start, route.segments))
            for route in self.layout.routes
            if (value := values.get(_name_edge(route.edge)))
        ]
        places = place_values([(line, value) for value, line in valued], self.boxes.values())
        for (x, y), (value, _line) in zip(places, valued, strict=True):
            place = self._place(x - value.width / 2, y - HEIGHT / 2, value.width, HEIGHT)
            self._draw_plate(canvas, value.text, place, value.colour, self.palette.paper)

    def _find_sites(self, edge: DrawnEdge, line: Freeform) -> tuple[int, int] | None:
        """The sites that a line joins straight, if it does."""
        points = [line.start]
        points += [(piece[at], piece[at + 1]) for piece in line.pieces for at in range(0, len(piece), 2)]
        (start_x, start_y), (end_x, end_y) = points[0], points[-1]
        if all(abs(y - start_y) < _HAIR for _, y in points):
            sites = (_RIGHT, _LEFT) if end_x > start_x else (_LEFT, _RIGHT)
        elif all(abs(x - start_x) < _HAIR for x, _ in points):
            sites = (_BOTTOM, _TOP) if end_y > start_y else (_TOP, _BOTTOM)
        else:
            return None
        boxes = (self._place_box(self.boxes[node]) for node in (edge.source, edge.target))
        ends = zip(boxes, sites, (points[0], points[-1]), strict=True)
        return sites if all(_is_at(box, site, point) for box, site, point in ends) else None


def _name_edge(edge: DrawnEdge) -> str:
    return f"{edge.source}>{edge.target}"


def _find_head(thickness: float, length: float) -> Head:
    """The size of an arrowhead that is nearest to a length."""
    return min(HEADS, key=lambda head: abs(HEADS[head] * max(thickness, THIN) - length))


def _is_at(box: Place, site: int, point: Point) -> bool:
    x, y = {
        _TOP: (box.x + box.width / 2, box.y),
        _LEFT: (box.x, box.middle),
        _BOTTOM: (box.x + box.width / 2, box.bottom),
        _RIGHT: (box.right, box.middle),
    }[site]
    return abs(x - point[0]) < _HAIR and abs(y - point[1]) < _HAIR


def _advance(line: Freeform, length: float, period: float) -> Freeform:
    """A line whose dashes are that much further on, so that lines on each other have them at the same places.

    Dashes begin where a line does, and no format of slides has an offset for them: the line goes back and
    forth a little before it sets out.
    """
    length = length % period / 2
    x, y = line.start
    across, down = line.pieces[0][0] - x, line.pieces[0][1] - y
    way = (across**2 + down**2) ** 0.5
    if not way:
        return line
    forth = (x + across / way * length, y + down / way * length)
    return Freeform(line.start, (forth, line.start, *line.pieces))


def _write_name(node: DrawnNode, box: Box) -> str:
    """A name as it can be edited: in one piece, unless it is cut, or one of its words is broken."""
    if box.is_mark:
        return box.lines[0]
    name = to_line(node.name)
    return name if _is_whole(name, box.lines) else "\n".join(map(to_line, box.lines))


def _write_on_one_line(name: str, lines: Sequence[str]) -> str:
    """A name without the lines that it was broken into, or what is left of it where it was cut."""
    name = to_line(name)
    return name if _is_whole(name, lines) else to_line(" ".join(lines))


def _is_whole(name: str, lines: Sequence[str]) -> bool:
    return "".join("".join(lines).split()) == "".join(name.split())
