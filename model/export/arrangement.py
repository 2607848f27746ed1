"""Where the boxes of a diagram stand on a slide, and how connectors run between them.

Columns, lanes and the order of the boxes are those of the map (`model.layout`). But a slide is seen from
afar and its room is given, so boxes stand closer and letters are as large as they can be; and lines begin and
end at the middle of a side, because that is where slides have sites for connectors.

A connector runs as the program that shows it likes: LibreOffice bends it in the middle whatever the file
says. So there is a connector where every program leaves the boxes free, and else a line of our own, which
runs as on the map.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from model.corridors import Corridors, run_past
from model.diagram import Diagram, DrawnEdge, DrawnNode
from model.export.freeforms import Freeform
from model.export.shapes import LINE_HEIGHT, Course, Place, count_lines, measure_width

TOP, LEFT, BOTTOM, RIGHT = range(4)
"""The sites of a rectangle that connectors are glued to, as PowerPoint counts them."""

# All in the unit of the font size
_LONGEST_ROW_TITLE = 15
_LONGEST_WORD = 13
"""The widest word for which letters are made smaller so that it is not broken."""

PADDING = 0.35
_SPACE = 0.4
_SPACE_FOR_LINE = 0.6
_SPACE_FOR_ARROW = 1.3
_ROW_PADDING = 0.55
_ROW_TITLE = 2.0
_GAP = 3.4
_MARGIN = 0.5
_TRACK = 0.9
_CORNER = 0.5
_LINE_SPACE = 0.18
_WIDEST = 17.0
_NARROWEST = 6.0

_LEAST = 0.4
"""The least width or height of a bent connector, in points: where it bends is a share of these."""

_CLEARANCE = 2.0
"""How far from a box a straight line passes, in points."""

_OWN_WAY = 20.0
"""How much room beside a column a program may take for a connector out of it and back, in points: LibreOffice
takes half a centimetre whatever the file says."""

_SMALLEST = 0.1
_STEPS = 9
"""How often the room between a size that fits and one that does not is halved."""


@dataclass(frozen=True)
class Glued:
    """How a connector runs, and the sites that it leaves from and arrives at."""

    course: Course
    leaving: int
    arriving: int


@dataclass(frozen=True)
class Arrangement:
    """A diagram's places on a slide, by id; `size` is that of its letters, in points."""

    size: float
    area: Place
    columns: dict[str, Place]
    rows: dict[str, Place]
    boxes: dict[str, Place]
    connectors: dict[tuple[str, str], Glued | Freeform]


def arrange(diagram: Diagram, room: Place, largest: float) -> Arrangement:
    """The diagram in the largest letters with which it fits into a room, at most so large."""
    small, large = _SMALLEST, largest
    best = _Arranging(diagram, room, large)
    if not best.fits:
        best = _Arranging(diagram, room, small)
        for _ in range(_STEPS):
            tried = _Arranging(diagram, room, (small + large) / 2)
            if tried.fits:
                small, best = tried.size, tried
            else:
                large = tried.size
    return best.build()


class _Arranging:
    """The attempt to place a diagram with letters of a size."""

    def __init__(self, diagram: Diagram, room: Place, size: float) -> None:
        self.diagram = diagram
        self.room = room
        self.size = size
        self.column_of = {node.id: node.stage for node in diagram.nodes}
        self.order_of = {column.id: place for place, column in enumerate(diagram.columns)}
        self.stacks: dict[tuple[str, str], list[DrawnNode]] = defaultdict(list)
        for node in diagram.nodes:
            self.stacks[node.stage, node.level].append(node)
        linked = {(edge.source, edge.target) for edge in diagram.edges}
        self.straight = {
            (upper.id, lower.id)
            for stack in self.stacks.values()
            for upper, lower in pairwise(stack)
            if (upper.id, lower.id) in linked
        }
        between = {
            abs(self.order_of[self.column_of[edge.source]] - self.order_of[self.column_of[edge.target]])
            for edge in diagram.edges
        }
        self.least_space = _SPACE_FOR_LINE if max(between, default=0) > 1 else _SPACE
        self.sides, self.tracks = self._find_loops()
        self._place_columns()
        self.fits = self.box_width >= _NARROWEST * size and self._find_least_height() <= room.height
        if self.fits:
            self._measure_rows()

    def _find_loops(self) -> tuple[dict[str, int], dict[str, int]]:
        """For each column the side with fewer lines; for each source of lines within a column its track."""
        order = self.order_of
        attached: dict[tuple[str, int], int] = defaultdict(int)
        sources: dict[str, dict[str, None]] = defaultdict(dict)
        for edge in self.diagram.edges:
            start, end = self.column_of[edge.source], self.column_of[edge.target]
            if start != end:
                onward = order[end] > order[start]
                attached[start, RIGHT if onward else LEFT] += 1
                attached[end, LEFT if onward else RIGHT] += 1
            elif (edge.source, edge.target) not in self.straight:
                sources[start][edge.source] = None
        sides = {
            column: LEFT if attached[column, LEFT] <= attached[column, RIGHT] else RIGHT for column in sources
        }
        tracks = {source: at for inside in sources.values() for at, source in enumerate(inside, start=1)}
        return sides, tracks

    def _place_columns(self) -> None:
        size = self.size
        beside: dict[tuple[str, int], float] = defaultdict(float)
        for source, track in self.tracks.items():
            column = self.column_of[source]
            place = column, self.sides[column]
            beside[place] = max(beside[place], track * _TRACK * size)
        columns = [column.id for column in self.diagram.columns]
        gaps = [
            _GAP * size + beside[before, RIGHT] + beside[after, LEFT] for before, after in pairwise(columns)
        ]
        start = self.room.x + (_ROW_TITLE + _MARGIN) * size + (beside[columns[0], LEFT] if columns else 0)
        end = self.room.right - _MARGIN * size - (beside[columns[-1], RIGHT] if columns else 0)
        free = end - start - sum(gaps)
        self.box_width = min(_WIDEST * size, max(1.0, free / max(1, len(columns))))
        spare = max(0.0, free - self.box_width * len(columns)) / max(1, len(columns))
        self.lefts: dict[str, float] = {}
        x = start + spare / 2
        for column, gap in zip(columns, [*gaps, 0.0], strict=False):
            self.lefts[column] = x
            x += self.box_width + gap + spare
        self.between = _GAP * size + spare

    def _find_least_height(self) -> float:
        """How high the lanes are at least: if every name stood on one line."""
        longest: dict[str, int] = defaultdict(int)
        for (_, level), stack in self.stacks.items():
            longest[level] = max(longest[level], len(stack))
        return sum(count * (LINE_HEIGHT + 0.5 + _SPACE) - _SPACE for count in longest.values()) * self.size

    def _measure_rows(self) -> None:
        size = self.size
        inner = max(1.0, self.box_width - 2 * PADDING * size)
        words = {word for node in self.diagram.nodes for word in node.name.split()}
        widths = (measure_width(word, size, True) for word in words)
        longest = max((width for width in widths if width <= _LONGEST_WORD * size), default=0)
        self.heights: dict[str, float] = {}
        for node in self.diagram.nodes:
            lines = min(5, count_lines(node.name, inner, size, True))
            self.heights[node.id] = lines * size * LINE_HEIGHT + 0.5 * size
        self._level_out()
        self.row_heights = {}
        for row in self.diagram.rows:
            stacks = (stack for (_, level), stack in self.stacks.items() if level == row.id)
            tallest = max(map(self._measure_stack, stacks), default=0.0)
            inside = max(tallest, 3 * size) + 2 * _ROW_PADDING * size
            title = min(measure_width(row.name, size, True), _LONGEST_ROW_TITLE * size) + 1.5 * size
            self.row_heights[row.id] = max(inside, title)
        titles = [count_lines(one.name, self._heading_width, size, True) for one in self.diagram.columns]
        self.heading = (min(2, max(titles, default=1)) * LINE_HEIGHT + 0.3) * size
        self.height = self.heading + sum(self.row_heights.values())
        self.fits = self.fits and self.height <= self.room.height and longest <= inner

    def _level_out(self) -> None:
        """Gives neighbours in equal stacks the same height, so that lines between them run straight."""
        alike: dict[tuple[str, int], list[list[DrawnNode]]] = defaultdict(list)
        for (_, level), stack in self.stacks.items():
            alike[level, len(stack)].append(stack)
        for stacks in alike.values():
            for neighbours in zip(*stacks, strict=True):
                height = max(self.heights[node.id] for node in neighbours)
                self.heights.update(dict.fromkeys((node.id for node in neighbours), height))

    @property
    def _heading_width(self) -> float:
        return self.box_width + 0.7 * self.between

    def _measure_stack(self, stack: Sequence[DrawnNode]) -> float:
        spaces = sum(self._space(upper, lower) for upper, lower in pairwise(stack))
        return sum(self.heights[node.id] for node in stack) + spaces

    def _space(self, upper: DrawnNode, lower: DrawnNode) -> float:
        is_linked = (upper.id, lower.id) in self.straight
        return self.size * (_SPACE_FOR_ARROW if is_linked else self.least_space)

    def build(self) -> Arrangement:
        """The places; what room is left over goes to the lanes, at most half as much again."""
        if not self.fits:  # then it may not be measured yet
            self._measure_rows()
        room = self.room
        rows: dict[str, Place] = {}
        boxes: dict[str, Place] = {}
        spare = (room.height - self.height) / max(1, len(self.diagram.rows))
        spare = max(0.0, min(spare, 0.5 * sum(self.row_heights.values()) / max(1, len(self.row_heights))))
        y = room.y + self.heading
        for row in self.diagram.rows:
            height = self.row_heights[row.id] + spare
            rows[row.id] = Place(room.x, y, room.width, height)
            for (column, level), stack in self.stacks.items():
                if level != row.id:
                    continue
                top = y + (height - self._measure_stack(stack)) / 2
                for at, node in enumerate(stack):
                    top += self._space(stack[at - 1], node) if at else 0
                    boxes[node.id] = Place(self.lefts[column], top, self.box_width, self.heights[node.id])
                    top += self.heights[node.id]
            y += height
        overhang = (self._heading_width - self.box_width) / 2
        columns = {
            column: Place(left - overhang, room.y, self._heading_width, self.heading)
            for column, left in self.lefts.items()
        }
        area = Place(room.x, room.y, room.width, y - room.y)
        self.columns = self._build_columns(boxes.values(), room.y + self.heading, y)
        connectors = {(edge.source, edge.target): self._connect(edge, boxes) for edge in self.diagram.edges}
        return Arrangement(self.size, area, columns, rows, boxes, connectors)

    # Lines

    def _build_columns(self, boxes: Iterable[Place], top: float, bottom: float) -> list[_Column]:
        stacks: dict[float, list[Place]] = defaultdict(list)
        for box in boxes:
            stacks[box.x].append(box)
        return [
            _Column(
                left, left + self.box_width, spans, Corridors(spans, top, bottom, _LINE_SPACE * self.size)
            )
            for left in self.lefts.values()
            for spans in [sorted((box.y, box.bottom) for box in stacks[left])]
        ]

    def _find_passed(self, source: Place, target: Place) -> list[_Column]:
        """The columns between two boxes, in the order in which a line passes them."""
        left, right = sorted((source.x, target.x))
        passed = [column for column in self.columns if left < column.left < right]
        return passed if source.x < target.x else passed[::-1]

    def _measure_beside(self, box: Place, side: int) -> float:
        """How much room there is between the column of a box and the next one, or the end of the lane."""
        if side == LEFT:
            before = [column.right for column in self.columns if column.left < box.x]
            return box.x - max(before, default=self.room.x)
        after = [column.left for column in self.columns if column.left > box.x]
        return min(after, default=self.room.right) - box.right

    def _connect(self, edge: DrawnEdge, boxes: dict[str, Place]) -> Glued | Freeform:
        source, target = boxes[edge.source], boxes[edge.target]
        column = self.column_of[edge.source]
        if (edge.source, edge.target) in self.straight:
            return _join(source, BOTTOM, target, TOP)
        if column == self.column_of[edge.target]:
            return self._run_around(edge.source, source, target, self.sides[column])
        leaving, arriving = (RIGHT, LEFT) if source.x < target.x else (LEFT, RIGHT)
        passed = self._find_passed(source, target)
        start, end = locate(source, leaving), locate(target, arriving)
        if all(column.is_free(start, end) for column in passed):
            return _join(source, leaving, target, arriving)
        sides = []
        for between in passed:
            near, far = (between.left, between.right) if leaving == RIGHT else (between.right, between.left)
            share = (near - start[0]) / (end[0] - start[0])
            sides.append((near, far, between.corridors.choose(start[1] + (end[1] - start[1]) * share)))
        return Freeform(start, run_past(start, end, sides))

    def _run_around(self, node: str, source: Place, target: Place, side: int) -> Glued | Freeform:
        """Out of the side of a box, along its column, and into the same side of another box."""
        start, end = locate(source, side), locate(target, side)
        outward = 1 if side == RIGHT else -1
        out = (0.6 + self.tracks[node] * _TRACK) * self.size
        if self._measure_beside(source, side) >= _OWN_WAY:
            end = (start[0] + outward * _LEAST, end[1])
            return Glued(Course("curvedConnector3", start, end, (out / _LEAST,)), side, side)
        x, turn = start[0] + outward * out, _CORNER * self.size
        down = turn if end[1] > start[1] else -turn
        before = x - outward * turn
        return Freeform(
            start,
            (
                (before, start[1]),
                (x, start[1], x, start[1], x, start[1] + down),
                (x, end[1] - down),
                (x, end[1], x, end[1], before, end[1]),
                end,
            ),
        )


@dataclass(frozen=True)
class _Column:
    """A column of boxes: its sides, where its boxes begin and end from top to bottom, and the room for lines
    between them."""

    left: float
    right: float
    spans: Sequence[tuple[float, float]]
    corridors: Corridors

    def is_free(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether a straight line passes without touching one of its boxes."""
        slope = (end[1] - start[1]) / (end[0] - start[0])
        heights = [start[1] + (x - start[0]) * slope for x in (self.left, self.right)]
        upper, lower = min(heights) - _CLEARANCE, max(heights) + _CLEARANCE
        at = bisect_left(self.spans, upper, key=lambda span: span[1])
        return at == len(self.spans) or self.spans[at][0] > lower


def _join(source: Place, leaving: int, target: Place, arriving: int) -> Glued:
    """A straight line: whatever draws it, it runs through the gap between two columns or two boxes."""
    course = Course("straightConnector1", locate(source, leaving), locate(target, arriving))
    return Glued(course, leaving, arriving)


def locate(box: Place, site: int) -> tuple[float, float]:
    """Where a site of a box is.

    >>> locate(Place(0, 0, 10, 20), RIGHT)
    (10, 10.0)
    """
    return {
        TOP: (box.x + box.width / 2, box.y),
        LEFT: (box.x, box.y + box.height / 2),
        BOTTOM: (box.x + box.width / 2, box.bottom),
        RIGHT: (box.right, box.y + box.height / 2),
    }[site]
