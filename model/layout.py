"""Where everything of a diagram goes: columns are stages, rows are levels, edges run between the boxes.

`place` gives plain numbers; the screen and every export draw the same ones. One unit is one pixel at
the size at which labels are SIZE units high.

How edges run: to a later column, through the gap between the columns; past a column in between, through
a space between two of its boxes; within a column, around its side; against the order of the stages
(feedback), the same way from the left side of the source to the right side of the target. So no edge
runs through a box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from model.corridors import Corridors, Point, run_past
from model.diagram import Diagram, DrawnEdge, DrawnNode
from model.lettering import break_lines

SIZE = 14.0
LINE = 16.5
WIDTH = 1000.0
_NARROWEST = 96.0
_WIDEST = 230.0
_PADDING_X = 6.0
_PADDING_Y = 6.0
_SPACE = 9.0
_SPACE_FOR_ARROW = 18.0
_ROW_PADDING = 9.0
_LOWEST_ROW = 3 * LINE
_ROW_TITLE = 40.0
_GAP = 40.0
_MARGIN = 5.0
_TRACK = 8.0
_FIRST_TRACK = 15.0
_PORT_SPACE = 7.0
_CORNER = 6.0

Side = Literal["left", "right"]


@dataclass(frozen=True)
class Box:
    """A node's place: its upper left corner, its size, and its name broken into lines."""

    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The y of the middle."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Band:
    """A column or a row: where it starts, how wide or high it is, and its title broken into lines."""

    id: str
    start: float
    size: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Route:
    """An edge's line: where it starts, then segments: 2 numbers a straight line to (x, y), 6 numbers a
    cubic curve with two control points and its end."""

    edge: DrawnEdge
    start: Point
    segments: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Layout:
    """A whole picture's measures; boxes and routes in the order of the diagram's nodes and edges."""

    width: float
    height: float
    heading: float
    columns: tuple[Band, ...]
    rows: tuple[Band, ...]
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]


def place(diagram: Diagram, width: float = WIDTH) -> Layout:
    """Boxes, bands and routes of a diagram that is `width` units wide (wider where it has many columns).

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> layout = place(build_diagram(load_model(), "en"))
    >>> layout.width, len(layout.boxes), len(layout.routes)
    (1000.0, 26, 43)
    """
    return _Placing(diagram, width).build()


def measure_size(diagram: Diagram, width: float) -> tuple[float, float]:
    """How wide and high a diagram becomes that is placed at a width, without placing its edges.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> diagram = build_diagram(load_model(), "en")
    >>> measure_size(diagram, 1200)[0] == place(diagram, 1200).width
    True
    """
    placing = _Placing(diagram, width)
    return placing.width, placing.height


def place_boxes(diagram: Diagram, width: float = WIDTH) -> tuple[Box, ...]:
    """The boxes of `place` alone, in the order of the nodes: what takes long in a large diagram is its edges.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> diagram = build_diagram(load_model(), "en")
    >>> place_boxes(diagram) == place(diagram).boxes
    True
    """
    placing = _Placing(diagram, width)
    return tuple(placing.boxes[node.id] for node in diagram.nodes)


@dataclass
class _Loop:
    """The edges of one source to nodes of its own column: one line beside the column, with a branch each."""

    source: str
    edges: list[DrawnEdge]
    side: Side
    track: int = 0


class _Placing:
    def __init__(self, diagram: Diagram, width: float) -> None:
        self.diagram = diagram
        self.column_of = {heading.id: index for index, heading in enumerate(diagram.columns)}
        self.row_of = {heading.id: index for index, heading in enumerate(diagram.rows)}
        self.at = {node.id: self.column_of[node.stage] for node in diagram.nodes}
        self.stacks: dict[tuple[int, int], list[DrawnNode]] = defaultdict(list)
        for node in diagram.nodes:
            self.stacks[self.at[node.id], self.row_of[node.level]].append(node)
        self.straight = set(self._find_straight())
        self.loops = self._find_loops()
        self._place_columns(width)
        self._place_rows()

    def build(self) -> Layout:
        self._choose_tracks()
        self.ports = self._place_ports()
        corridors = [self._find_corridors(column) for column in range(len(self.diagram.columns))]
        loop_of = {(loop.source, edge.target): loop for loop in self.loops for edge in loop.edges}
        routes = []
        for index, edge in enumerate(self.diagram.edges):
            if (edge.source, edge.target) in self.straight:
                routes.append(self._run_straight(edge))
            elif (edge.source, edge.target) in loop_of:
                routes.append(self._run_around(edge, loop_of[edge.source, edge.target]))
            else:
                routes.append(self._run_across(index, edge, corridors))
        return Layout(
            width=self.width,
            height=self.height,
            heading=self.heading,
            columns=tuple(self.columns),
            rows=tuple(self.rows),
            boxes=tuple(self.boxes[node.id] for node in self.diagram.nodes),
            routes=tuple(routes),
        )

    # Which edges run how

    def _find_straight(self) -> Iterator[tuple[str, str]]:
        """Edges to the box right below in the same cell."""
        linked = {(edge.source, edge.target) for edge in self.diagram.edges}
        for stack in self.stacks.values():
            for upper, lower in pairwise(stack):
                if (upper.id, lower.id) in linked:
                    yield upper.id, lower.id

    def _find_loops(self) -> list[_Loop]:
        """The other edges within a column, on the side of it where fewer edges arrive or leave."""
        attached: dict[tuple[int, Side], int] = defaultdict(int)
        inside: dict[str, list[DrawnEdge]] = defaultdict(list)
        for edge in self.diagram.edges:
            start, end = self.at[edge.source], self.at[edge.target]
            if start != end:
                attached[start, "right" if end > start else "left"] += 1
                attached[end, "left" if end > start else "right"] += 1
            elif (edge.source, edge.target) not in self.straight:
                inside[edge.source].append(edge)
        return [
            _Loop(
                source,
                edges,
                "left"
                if attached[self.at[source], "left"] <= attached[self.at[source], "right"]
                else "right",
            )
            for source, edges in inside.items()
        ]

    # Boxes

    def _place_columns(self, width: float) -> None:
        count = len(self.diagram.columns)
        beside: dict[tuple[int, Side], int] = defaultdict(int)
        for loop in self.loops:
            beside[self.at[loop.source], loop.side] += 1

        def needed(column: int, side: Side) -> float:
            tracks = beside[column, side]
            return _FIRST_TRACK + _TRACK * (tracks - 1) if tracks else 0.0

        gaps = [
            (_GAP if 0 < column < count else _MARGIN) + needed(column - 1, "right") + needed(column, "left")
            for column in range(count + 1)
        ]
        free = width - _ROW_TITLE - sum(gaps)
        box_width = min(max(_NARROWEST, free / max(count, 1)), _WIDEST)
        self.width = max(width, width - free + box_width * count)
        spare = max(0.0, free - box_width * count) / (count + 1)
        gaps = [gap + spare for gap in gaps]
        self.columns: list[Band] = []
        x = _ROW_TITLE
        for column, heading in enumerate(self.diagram.columns):
            x += gaps[column]
            lines = break_lines(heading.name, box_width + gaps[column] / 2, SIZE, bold=True, at_most=2)
            self.columns.append(Band(heading.id, x, box_width, lines))
            x += box_width
        self.heading = 12 + LINE * max((len(column.lines) for column in self.columns), default=1)

    def _place_rows(self) -> None:
        attached: dict[tuple[str, Side], int] = defaultdict(int)
        for edge in self.diagram.edges:
            start, end = self.at[edge.source], self.at[edge.target]
            if start != end:
                attached[edge.source, "right" if end > start else "left"] += 1
                attached[edge.target, "left" if end > start else "right"] += 1
        lines = {
            node.id: break_lines(
                node.name, self.columns[self.at[node.id]].size - 2 * _PADDING_X, SIZE, bold=True
            )
            for node in self.diagram.nodes
        }

        def needed(node: DrawnNode) -> float:
            ports = max(attached[node.id, "left"], attached[node.id, "right"])
            return max(len(lines[node.id]) * LINE + 2 * _PADDING_Y, min(ports, 14) * _PORT_SPACE + 6)

        height: dict[str, float] = {}
        for row in range(len(self.diagram.rows)):
            stacks_of_row = [stack for (_, at), stack in self.stacks.items() if at == row]
            for length in {len(stack) for stack in stacks_of_row}:
                alike = [stack for stack in stacks_of_row if len(stack) == length]
                for neighbours in zip(*alike, strict=True):  # so that lines between equal stacks run straight
                    height.update(dict.fromkeys((n.id for n in neighbours), max(map(needed, neighbours))))

        self.boxes: dict[str, Box] = {}
        self.rows: list[Band] = []
        y: float = self.heading
        for row, heading in enumerate(self.diagram.rows):
            stacks = {
                column: self.stacks[column, row]
                for column in range(len(self.diagram.columns))
                if (column, row) in self.stacks
            }
            heights = {
                column: sum((height[node.id] for node in stack), start=0.0)
                + sum(self._space_between(*pair) for pair in pairwise(stack))
                for column, stack in stacks.items()
            }
            size = max([*heights.values(), _LOWEST_ROW]) + 2 * _ROW_PADDING
            title = break_lines(heading.name, size - 12, SIZE, bold=True, at_most=2)
            self.rows.append(Band(heading.id, y, size, title))
            for column, stack in stacks.items():
                band = self.columns[column]
                top = y + (size - heights[column]) / 2
                for upper, node in zip([None, *stack], stack, strict=False):
                    top += self._space_between(upper, node) if upper else 0
                    self.boxes[node.id] = Box(
                        node.id, band.start, top, band.size, height[node.id], lines[node.id]
                    )
                    top += height[node.id]
            y += size
        self.height = y + 1

    def _space_between(self, upper: DrawnNode, lower: DrawnNode) -> float:
        return _SPACE_FOR_ARROW if (upper.id, lower.id) in self.straight else _SPACE

    # Where lines touch boxes

    def _choose_tracks(self) -> None:
        """The longer a loop, the further out it runs."""

        def reach(loop: _Loop) -> float:
            start = self.boxes[loop.source].middle
            return max(abs(self.boxes[edge.target].middle - start) for edge in loop.edges)

        taken: dict[tuple[int, Side], int] = defaultdict(int)
        for loop in sorted(self.loops, key=reach):
            place = self.at[loop.source], loop.side
            loop.track = taken[place]
            taken[place] += 1

    def _place_ports(self) -> dict[tuple[str, Side, object], float]:
        """For each line's end at a box: the y at which it touches that side.

        Along a side: loops that come from above, then the lines to other columns by the height of their
        other end, then loops from below; of two loops the outer one further away from where it comes.
        """
        wanted: dict[tuple[str, Side], dict[object, tuple[int, float]]] = defaultdict(dict)
        for index, edge in enumerate(self.diagram.edges):
            start, end = self.at[edge.source], self.at[edge.target]
            if start != end:
                leaving: Side = "right" if end > start else "left"
                arriving: Side = "left" if end > start else "right"
                wanted[edge.source, leaving][index] = (1, self.boxes[edge.target].middle)
                wanted[edge.target, arriving][index] = (1, self.boxes[edge.source].middle)
        for loop in self.loops:
            start_y = self.boxes[loop.source].middle
            for edge in loop.edges:
                below = start_y > self.boxes[edge.target].middle
                wanted[edge.target, loop.side][loop.source] = (
                    2 if below else 0,
                    -loop.track if below else loop.track,
                )
            down = sum(self.boxes[edge.target].middle > start_y for edge in loop.edges)
            wanted[loop.source, loop.side][loop.source] = (2 if 2 * down > len(loop.edges) else 0, 0.0)
        ports: dict[tuple[str, Side, object], float] = {}
        for (node, side), lines in wanted.items():
            box = self.boxes[node]
            space = min(_PORT_SPACE + 2, (box.height - 10) / max(len(lines) - 1, 1))
            first = box.middle - space * (len(lines) - 1) / 2
            for position, line in enumerate(sorted(lines, key=lambda line: lines[line])):
                ports[node, side, line] = first + position * space
        return ports

    # Lines

    def _run_straight(self, edge: DrawnEdge) -> Route:
        upper, lower = self.boxes[edge.source], self.boxes[edge.target]
        x = upper.x + upper.width / 2
        return Route(edge, (x, upper.y + upper.height), ((x, lower.y),))

    def _run_around(self, edge: DrawnEdge, loop: _Loop) -> Route:
        column = self.columns[self.at[edge.source]]
        outward = -1 if loop.side == "left" else 1
        edge_x = column.start if loop.side == "left" else column.start + column.size
        x = edge_x + outward * (_FIRST_TRACK - 3 + _TRACK * loop.track)
        start = self.ports[loop.source, loop.side, loop.source]
        end = self.ports[edge.target, loop.side, loop.source]
        turn = _CORNER if end > start else -_CORNER
        inward = -outward * _CORNER
        return Route(
            edge,
            (edge_x, start),
            (
                (x + inward, start),
                (x, start, x, start, x, start + turn),
                (x, end - turn),
                (x, end, x, end, x + inward, end),
                (edge_x, end),
            ),
        )

    def _run_across(self, index: int, edge: DrawnEdge, corridors: list[Corridors]) -> Route:
        start_column, end_column = self.at[edge.source], self.at[edge.target]
        step = 1 if end_column > start_column else -1
        leaving: Side = "right" if step > 0 else "left"
        arriving: Side = "left" if step > 0 else "right"
        start = self._side(start_column, leaving), self.ports[edge.source, leaving, index]
        end = self._side(end_column, arriving), self.ports[edge.target, arriving, index]
        columns = []
        for column in range(start_column + step, end_column, step):
            share = (column - start_column) / (end_column - start_column)
            through = corridors[column].choose(start[1] + (end[1] - start[1]) * share)
            columns.append((self._side(column, arriving), self._side(column, leaving), through))
        return Route(edge, start, run_past(start, end, columns))

    def _side(self, column: int, side: Side) -> float:
        band = self.columns[column]
        return band.start if side == "left" else band.start + band.size

    def _find_corridors(self, column: int) -> Corridors:
        boxes = [
            self.boxes[node.id]
            for row in range(len(self.diagram.rows))
            for node in self.stacks.get((column, row), ())
        ]
        return Corridors([(box.y, box.y + box.height) for box in boxes], self.heading, self.height)
