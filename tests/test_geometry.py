from __future__ import annotations

from model.corridors import Point
from model.diagram import DrawnEdge
from model.layout import Box, Layout, Route
from tests.geometry import (
    count_crossings,
    find_edges_through_boxes,
    find_loose_ends,
    find_overlapping_boxes,
)

Segments = tuple[tuple[float, ...], ...]


def build_box(node: str, x: float, y: float) -> Box:
    return Box(node, x, y, width=10, height=10, lines=(node,))


def build_route(start: Point, *segments: tuple[float, ...], ends: str = "ab") -> Route:
    edge = DrawnEdge(ends[0], ends[1], "leads-to", None, is_feedback=False, is_faded=False)
    return Route(edge, start, segments)


def build_layout(boxes: tuple[Box, ...] = (), routes: tuple[Route, ...] = ()) -> Layout:
    return Layout(100, 100, heading=0, columns=(), rows=(), boxes=boxes, routes=routes)


def test_two_lines_that_cross_are_counted_once() -> None:
    routes = (build_route((0, 0), (10, 10)), build_route((0, 10), (10, 0)))
    assert count_crossings(build_layout(routes=routes)) == 1


def test_lines_side_by_side_do_not_cross() -> None:
    routes = (build_route((0, 0), (10, 0)), build_route((0, 1), (10, 1)))
    assert count_crossings(build_layout(routes=routes)) == 0


def test_two_curves_that_change_places_cross_once() -> None:
    routes = (build_route((0, 0), (5, 0, 5, 10, 10, 10)), build_route((0, 10), (5, 10, 5, 0, 10, 0)))
    assert count_crossings(build_layout(routes=routes)) == 1


def test_lines_that_share_a_way_and_change_sides_cross_once() -> None:
    above = build_route((0, 0), (10, 5), (20, 5), (30, 10))
    below = build_route((0, 10), (10, 5), (20, 5), (30, 0))
    assert count_crossings(build_layout(routes=(above, below))) == 1


def test_lines_that_share_a_way_and_keep_sides_do_not_cross() -> None:
    above = build_route((0, 0), (10, 5), (20, 5), (30, 0))
    below = build_route((0, 10), (10, 5), (20, 5), (30, 10))
    assert count_crossings(build_layout(routes=(above, below))) == 0


def test_branches_of_one_line_do_not_cross() -> None:
    long = build_route((10, 0), (0, 0), (0, 20), (10, 20))
    short = build_route((10, 0), (0, 0), (0, 10), (10, 10))
    assert count_crossings(build_layout(routes=(long, short))) == 0


def test_a_line_through_a_box_is_found() -> None:
    layout = build_layout((build_box("c", 20, 0),), (build_route((0, 5), (50, 5)),))
    assert find_edges_through_boxes(layout) == [("a", "b", "c")]


def test_a_curve_that_bulges_into_a_box_is_found() -> None:
    layout = build_layout((build_box("c", 0, 0),), (build_route((-10, 20), (0, -3, 10, -3, 20, 20)),))
    assert find_edges_through_boxes(layout) == [("a", "b", "c")]


def test_a_line_along_the_border_of_a_box_is_not_through_it() -> None:
    layout = build_layout((build_box("c", 20, 0),), (build_route((0, 10), (50, 10)),))
    assert find_edges_through_boxes(layout) == []


def test_a_line_through_its_own_box_is_found() -> None:
    layout = build_layout((build_box("a", 0, 0),), (build_route((0, 5), (50, 5)),))
    assert find_edges_through_boxes(layout) == [("a", "b", "a")]


def test_boxes_on_each_other_are_found_and_neighbours_are_not() -> None:
    boxes = (build_box("a", 0, 0), build_box("b", 9, 9), build_box("c", 19, 9))
    assert find_overlapping_boxes(build_layout(boxes)) == [("a", "b")]


def test_an_end_in_the_air_is_loose_and_one_on_the_border_is_not() -> None:
    boxes = (build_box("a", 0, 0), build_box("b", 20, 0))
    tied, loose = build_route((10, 5), (20, 5)), build_route((10, 5), (18, 5), ends="ba")
    assert find_loose_ends(build_layout(boxes, (tied, loose))) == [("b", "a")]
