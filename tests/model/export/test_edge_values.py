from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.export.edge_values import HEIGHT, EdgeValue, Line, place_values
from model.layout import Box

ACROSS: Line = ((0.0, 0.0), [(200.0, 0.0)])


def build_value(text: str = "+1.0", share: float = 0.5) -> EdgeValue:
    return EdgeValue("#000000", text, share)


def build_box(x: float, y: float, width: float, height: float) -> Box:
    return Box("a", x, y, width, height, ())


@pytest.mark.parametrize(
    ("share", "thickness", "head"), [(0, 1.5, 9), (0.5, 3.75, 9), (2 / 3, 4.5, 9), (1, 6, 12)]
)
def test_the_more_an_edge_was_given_the_thicker_is_its_line_and_the_longer_its_head(
    share: float, thickness: float, head: float
) -> None:
    value = build_value(share=share)
    assert (value.thickness, value.head) == pytest.approx((thickness, head))


@pytest.mark.parametrize(("text", "width"), [("", 26), ("3", 26), ("+1.0", 48), ("+10.0", 57)])
def test_a_plate_is_as_wide_as_its_number(text: str, width: float) -> None:
    assert build_value(text).width == width


@pytest.mark.parametrize(
    ("box", "place"),
    [
        (build_box(90, -10, 20, 20), 60),
        (build_box(90, 11, 20, 20), 100),
        (build_box(90, 10, 20, 20), 100),
        (build_box(90, -29, 20, 20), 60),
        (build_box(40, -10, 160, 20), 20),
        (build_box(0, -10, 130, 20), 160),
    ],
)
def test_a_number_is_near_the_middle_of_its_line_where_no_box_is(box: Box, place: float) -> None:
    assert place_values([(ACROSS, build_value("1"))], [box]) == [pytest.approx((place, 0))]


def test_of_two_boxes_the_one_that_is_covered_more_counts() -> None:
    boxes = [build_box(0, -10, 115, 20), build_box(116, -40, 84, 34)]
    for order in (boxes, boxes[::-1]):
        assert place_values([(ACROSS, build_value("1"))], order) == [pytest.approx((140, 0))]


def test_a_number_keeps_away_from_other_lines_and_their_numbers() -> None:
    down: Line = ((100.0, -50.0), [(100.0, 50.0)])
    first, second = place_values([(ACROSS, build_value()), (down, build_value())], [])
    assert first == pytest.approx((60, 0))
    assert second == pytest.approx((100, -30))
    beside: Line = ((0.0, 30.0), [(200.0, 30.0)])
    assert place_values([(ACROSS, build_value()), (beside, build_value())], []) == [
        pytest.approx((100, 0)),
        pytest.approx((100, 30)),
    ]


def test_a_number_is_on_a_bent_line_at_half_its_length() -> None:
    corner: Line = ((0.0, 0.0), [(100.0, 0.0), (100.0, 300.0)])
    assert place_values([(corner, build_value())], []) == [pytest.approx((100, 100))]
    arch: Line = ((0.0, 0.0), [(0.0, 80.0, 100.0, 80.0, 100.0, 0.0)])
    assert place_values([(arch, build_value())], []) == [pytest.approx((50, 60))]


def test_a_line_without_length_has_its_number_at_its_end() -> None:
    assert place_values([(((3.0, 4.0), [(3.0, 4.0)]), build_value())], []) == [(3.0, 4.0)]
    assert place_values([(((3.0, 4.0), [(3.0, 4.0), (3.0, 8.0)]), build_value())], []) == [(3.0, 6.0)]


coordinates = st.integers(-200, 200).map(float)
points = st.tuples(coordinates, coordinates)


@given(st.lists(st.tuples(points, st.lists(points, min_size=1, max_size=3)), max_size=4))
def test_each_number_is_on_its_line(lines: list[Line]) -> None:
    places = place_values([(line, build_value()) for line in lines], [])
    assert len(places) == len(lines)
    for (x, y), (start, ends) in zip(places, lines, strict=True):
        ways = zip([start, *ends], ends, strict=False)
        assert min(dist(a, (x, y)) + dist((x, y), b) - dist(a, b) for a, b in ways) < 0.001


def test_a_plate_is_twenty_units_high() -> None:
    assert HEIGHT == 20
