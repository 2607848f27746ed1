"""The measures of a picture: plain numbers, which the screen and every file draw alike.

One unit is one pixel at the size at which labels are SIZE units high.
"""

from __future__ import annotations

from dataclasses import dataclass

from model.corridors import Point, measure_length
from model.diagram import DrawnEdge

SIZE = 14.0
"""How high the letters of a name are."""

SMALLEST = 11.0
"""How small the letters of a name that is too long may be, before it is cut."""

MIDDLE_SIZE = 20.0
"""How high the letters of the middle of a model are."""

HEADING_SIZE = 13.0
LINE = 16.5 / SIZE
"""How far apart lines of text are, in the size of their letters."""

WIDTH = 1000.0
MARK = 24.0
"""How wide and high a mark is, which stands for a box."""


@dataclass(frozen=True)
class Box:
    """A node's place: its upper left corner, its size, and its name broken into lines of a size.

    A mark is a small round in the place of a box; its one line is the sign on it.
    """

    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    size: float = SIZE
    is_mark: bool = False

    @property
    def middle(self) -> float:
        """The y of the middle."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Band:
    """A column or a row: where it starts, how wide or high it is, and its title broken into lines.

    A column's `room` is from where to where its title may reach.
    """

    id: str
    start: float
    size: float
    lines: tuple[str, ...]
    room: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Route:
    """An edge's line: where it starts, then segments: 2 numbers a straight line to (x, y), 6 numbers a
    cubic curve with two control points and its end.

    Its first `own` segments are its own; from there on it may share a line with others, on which it begins
    `along` units from where that is measured.
    """

    edge: DrawnEdge
    start: Point
    segments: tuple[tuple[float, ...], ...]
    own: int = 0
    along: float = 0.0

    @property
    def dash_start(self) -> float:
        """How far along its line dashes are counted from, so that edges on one line have them at the same
        places."""
        return measure_length(self.start, self.segments[: self.own]) - self.along


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
