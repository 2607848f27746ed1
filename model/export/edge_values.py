"""What the edges of a map are given: how their lines look, and where on them their numbers stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from model.corridors import Point
from model.layout import Box

_THIN, _THICK = 1.5, 6.0
"""How thick the line of an edge is whose value is nothing, and the most that there can be."""

_HEAD, _WIDER = 9.0, 2.0
"""How long the head of a line is at least, and how much longer than the line is thick."""

_APART = 24.0
"""How far a number is from other lines and their numbers, where there is room."""

_PLACES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.9, 0.1)
"""Where on its line a number may be, as shares of its length: the first is taken where nothing is near."""

_SAMPLES, _PIECES = 24, 16
"""How many parts a line is followed in, and a curve measured in."""

HEIGHT = 20.0
"""How high the plate of a number is."""

Line = tuple[Point, Sequence[tuple[float, ...]]]
"""Where a line starts, and its segments, as a `Route` has them."""


@dataclass(frozen=True)
class EdgeValue:
    """How an edge stands out on a map: the colour of its line, what is written on it, and which share of the
    most that there can be it was given (0 to 1)."""

    colour: str
    text: str
    share: float

    @property
    def thickness(self) -> float:
        """How thick its line is.

        >>> EdgeValue("#000000", "0.0", 0).thickness, EdgeValue("#000000", "+3.0", 1).thickness
        (1.5, 6.0)
        """
        return _THIN + (_THICK - _THIN) * self.share

    @property
    def head(self) -> float:
        """How long the head of its line is."""
        return max(_HEAD, _WIDER * self.thickness)

    @property
    def width(self) -> float:
        """How wide the plate of its number is."""
        return max(26.0, 12.0 + 9.0 * len(self.text))


def place_values(lines: Sequence[tuple[Line, EdgeValue]], boxes: Iterable[Box]) -> list[Point]:
    """The middles of the numbers on some lines: near the middle of each, where no box and no other line is.

    >>> across = ((0.0, 0.0), [(200.0, 0.0)])
    >>> place_values([(across, EdgeValue("#000000", "+1.0", 0.5))], [])
    [(100.0, 0.0)]
    >>> down = ((100.0, -50.0), [(100.0, 50.0)])
    >>> place_values([(one, EdgeValue("#000000", "+1.0", 0.5)) for one in (across, down)], [])[0]
    (60.0, 0.0)
    """
    courses = [_measure(line) for line, _value in lines]
    followed = [[_find_point(course, at / _SAMPLES) for at in range(_SAMPLES + 1)] for course in courses]
    rooms, taken = tuple(boxes), list[Point]()
    for number, (_line, value) in enumerate(lines):
        others = [point for at, points in enumerate(followed) if at != number for point in points] + taken

        def find_room(at: Point, width: float = value.width, others: Sequence[Point] = others) -> float:
            covered = max((_find_overlap(at, width, box) for box in rooms), default=0.0)
            return min((_APART, *(dist(at, other) for other in others))) - covered

        places = [_find_point(courses[number], share) for share in _PLACES]
        taken.append(max(places, key=find_room))
    return taken


def _find_overlap(at: Point, width: float, box: Box) -> float:
    """How far the plate of a number lies over the border of a box."""
    across = (width + box.width) / 2 - abs(at[0] - box.x - box.width / 2)
    down = (HEIGHT + box.height) / 2 - abs(at[1] - box.middle)
    return max(0.0, min(across, down))


def _measure(line: Line) -> list[tuple[float, Point]]:
    """Points along a line, each with how far along it is."""
    points = [line[0]]
    for segment in line[1]:
        if len(segment) == 2:
            points.append((segment[0], segment[1]))
        else:
            points += [_bend(points[-1], segment, step / _PIECES) for step in range(1, _PIECES + 1)]
    along = [0.0]
    for before, after in pairwise(points):
        along.append(along[-1] + dist(before, after))
    return list(zip(along, points, strict=True))


def _bend(start: Point, curve: Sequence[float], share: float) -> Point:
    """A point of a cubic curve."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    ways = ((start[0], *curve[0::2]), (start[1], *curve[1::2]))
    x, y = (sum(w * coordinate for w, coordinate in zip(weights, way, strict=True)) for way in ways)
    return x, y


def _find_point(course: Sequence[tuple[float, Point]], share: float) -> Point:
    """The point that is a share of the length of a line from its start."""
    wanted = share * course[-1][0]
    for (before, start), (after, end) in pairwise(course):
        if wanted <= after and after > before:
            part = (wanted - before) / (after - before)
            return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])
    return course[-1][1]
