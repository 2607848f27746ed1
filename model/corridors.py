"""Where lines pass a column of boxes without touching one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import hypot

Point = tuple[float, float]

_PIECES = 12
"""Of how many straight pieces a curve is taken to be where it is measured."""

_WEIGHTS = tuple(
    ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
    for share in (step / _PIECES for step in range(1, _PIECES + 1))
)
"""What the corners of a curve weigh at the end of each piece."""

LINE_SPACE = 3.0
"""How far apart lines pass, and how far from a box, in the layout's units."""


class Corridors:
    """The spaces between the boxes of one column through which lines pass, each on a height of its own as
    long as there are any left.

    Boxes are given as upper and lower edge, from top to bottom; `space` is how far apart lines pass, and how
    far from a box.

    >>> corridors = Corridors([(10.0, 40.0), (52.0, 90.0)], top=0.0, bottom=100.0)
    >>> corridors.choose(45.0), corridors.choose(45.0)
    (46.0, 43.0)
    """

    def __init__(
        self, boxes: Iterable[tuple[float, float]], top: float, bottom: float, space: float = LINE_SPACE
    ) -> None:
        self.space = space
        self.free: list[float] = []
        self.middles: list[float] = []
        for upper, lower in boxes:
            self._add_space(top, upper)
            top = lower
        self._add_space(top, bottom)

    def _add_space(self, top: float, bottom: float) -> None:
        self.middles.append((top + bottom) / 2)
        heights = int((bottom - top - 2 * self.space) // self.space) + 1
        first = (top + bottom - (heights - 1) * self.space) / 2
        self.free += [first + number * self.space for number in range(heights)]

    def choose(self, wanted: float) -> float:
        """The free y nearest to the wanted one at which a line touches no box."""
        if self.free:
            return self.free.pop(_find_nearest(self.free, wanted))
        return self.middles[_find_nearest(self.middles, wanted)]


def _find_nearest(heights: Sequence[float], wanted: float) -> int:
    """Where in sorted heights the nearest one stands; the upper one of two that are as near."""
    after = bisect_left(heights, wanted)
    nearby = range(max(after - 1, 0), min(after + 1, len(heights)))
    return min(nearby, key=lambda place: abs(heights[place] - wanted))


def run_past(
    start: Point, end: Point, columns: Iterable[tuple[float, float, float]]
) -> tuple[tuple[float, ...], ...]:
    """The pieces of a line from one point to another past columns: 2 numbers a straight line to (x, y),
    6 numbers a cubic curve with two control points and its end.

    Columns are given as the x at which the line comes, the x at which it leaves, and the y in between.

    >>> run_past((0, 0), (8, 0), [(2, 6, 4)])
    ((1.0, 0, 1.0, 4, 2, 4), (6, 4), (7.0, 4, 7.0, 0, 8, 0))
    """
    pieces: list[tuple[float, ...]] = []
    point = start
    for near, far, y in columns:
        pieces += [_curve(point, (near, y)), (far, y)]
        point = far, y
    return (*pieces, _curve(point, end))


def _curve(start: Point, end: Point) -> tuple[float, ...]:
    bend = (end[0] - start[0]) / 2
    return (start[0] + bend, start[1], end[0] - bend, end[1], end[0], end[1])


def measure_length(start: Point, pieces: Iterable[tuple[float, ...]]) -> float:
    """About how long a line is, in pieces as of `run_past`.

    >>> measure_length((0, 0), [(3, 4), (3, 10)])
    11.0
    """
    length, point = 0.0, start
    for piece in pieces:
        ends = [(piece[0], piece[1])] if len(piece) == 2 else list(_list_points(point, piece))
        for end in ends:
            length += hypot(end[0] - point[0], end[1] - point[1])
            point = end
    return length


def _list_points(start: Point, curve: tuple[float, ...]) -> Iterator[Point]:
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, curve
    for first, second, third, fourth in _WEIGHTS:
        yield (
            first * x0 + second * x1 + third * x2 + fourth * x3,
            first * y0 + second * y1 + third * y2 + fourth * y3,
        )
