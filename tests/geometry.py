"""What can be seen in a placed picture: lines that cross, lines through boxes, boxes on boxes.

Curves are looked at as polylines, so a touch by less than TOLERANCE is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from model.corridors import Point
from model.layout import Box, Layout, Route

SAMPLES = 16
"""Into how many straight pieces a curve is cut."""

TOLERANCE = 0.5
"""How deep, in units of the picture, a line or a box must reach into a box to count as inside it."""

_NUDGE = (0.00137, 0.00211)

Piece = tuple[Point, Point]


def trace(route: Route, samples: int = SAMPLES) -> list[Point]:
    """The points of a route, its curves cut into straight pieces.

    >>> from model.diagram import DrawnEdge
    >>> edge = DrawnEdge("a", "b", "leads-to", None, is_feedback=False, is_faded=False)
    >>> trace(Route(edge, (0, 0), ((4, 0), (6, 0, 8, 2, 8, 4))), samples=2)
    [(0, 0), (4, 0), (6.75, 1.25), (8.0, 4.0)]
    """
    points: list[Point] = [route.start]
    for segment in route.segments:
        if len(segment) == 2:
            points.append((segment[0], segment[1]))
            continue
        corners = (points[-1], segment[0:2], segment[2:4], segment[4:6])
        for step in range(1, samples + 1):
            share = step / samples
            weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
            x, y = (
                sum(weight * corner[axis] for weight, corner in zip(weights, corners, strict=True))
                for axis in (0, 1)
            )
            points.append((x, y))
    return points


def find_edges_through_boxes(layout: Layout) -> list[tuple[str, str, str]]:
    """Each edge that runs through a box, be it its own: source, target and the box's node."""
    return [
        (route.edge.source, route.edge.target, box.id)
        for route in layout.routes
        for box in layout.boxes
        if any(_runs_through(piece, box) for piece in pairwise(trace(route)))
    ]


def find_overlapping_boxes(layout: Layout) -> list[tuple[str, str]]:
    """The pairs of boxes that lie on each other."""
    return [
        (box.id, other.id)
        for box, other in combinations(layout.boxes, 2)
        if min(box.x + box.width, other.x + other.width) - max(box.x, other.x) > TOLERANCE
        and min(box.y + box.height, other.y + other.height) - max(box.y, other.y) > TOLERANCE
    ]


def find_loose_ends(layout: Layout) -> list[tuple[str, str]]:
    """The edges that do not start on the border of their source's box and end on that of their target's."""
    boxes = {box.id: box for box in layout.boxes}
    return [
        (route.edge.source, route.edge.target)
        for route in layout.routes
        if not (
            _is_on_border(route.start, boxes[route.edge.source])
            and _is_on_border(trace(route)[-1], boxes[route.edge.target])
        )
    ]


def count_crossings(layout: Layout) -> int:
    """How often the lines of two edges cross.

    Edges that leave from one point are one line with branches and do not cross each other; lines that
    run along each other for a while cross once if they change sides, and else not.
    """
    lines = [trace(route) for route in layout.routes]
    return sum(
        _count_between(line, other)
        for line, other in combinations(lines, 2)
        if line[0] != other[0] and _may_touch(line, other)
    )


def _runs_through(piece: Piece, box: Box) -> bool:
    """Whether a straight piece touches the inside of a box (Liang and Barsky's clipping)."""
    (start_x, start_y), (end_x, end_y) = piece
    first, last = 0.0, 1.0
    for start, way, low, high in (
        (start_x, end_x - start_x, box.x + TOLERANCE, box.x + box.width - TOLERANCE),
        (start_y, end_y - start_y, box.y + TOLERANCE, box.y + box.height - TOLERANCE),
    ):
        if way == 0:
            if not low < start < high:
                return False
            continue
        enter, leave = sorted(((low - start) / way, (high - start) / way))
        first, last = max(first, enter), min(last, leave)
    return first < last


def _is_on_border(point: Point, box: Box) -> bool:
    x, y = point
    inside = (
        box.x - TOLERANCE <= x <= box.x + box.width + TOLERANCE
        and box.y - TOLERANCE <= y <= box.y + box.height + TOLERANCE
    )
    to_border = min(abs(x - box.x), abs(x - box.x - box.width), abs(y - box.y), abs(y - box.y - box.height))
    return inside and to_border <= TOLERANCE


def _may_touch(line: Sequence[Point], other: Sequence[Point]) -> bool:
    return all(
        min(point[axis] for point in line) <= max(point[axis] for point in other)
        and min(point[axis] for point in other) <= max(point[axis] for point in line)
        for axis in (0, 1)
    )


def _count_between(line: Sequence[Point], other: Sequence[Point]) -> int:
    """The crossings of two polylines.

    Where they run along each other there is no telling from single points, so one of them is nudged a
    hair to either side: lines that change sides cross both ways, lines that only touch cross but one.
    """
    x, y = _NUDGE
    nudged = ([(a + x * way, b + y * way) for a, b in other] for way in (-1, 1))
    return min(sum(1 for _ in _find_crossings(line, moved)) for moved in nudged)


def _find_crossings(line: Sequence[Point], other: Sequence[Point]) -> Iterator[tuple[Piece, Piece]]:
    for a, b in pairwise(line):
        for c, d in pairwise(other):
            if (
                max(a[0], b[0]) >= min(c[0], d[0])
                and max(c[0], d[0]) >= min(a[0], b[0])
                and _side(a, b, c) * _side(a, b, d) < 0
                and _side(c, d, a) * _side(c, d, b) < 0
            ):
                yield (a, b), (c, d)


def _side(start: Point, end: Point, point: Point) -> float:
    """On which side of a line a point lies: positive, negative, or 0 for on it."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
