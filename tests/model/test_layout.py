from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ConceptualModel, load_model
from model.corridors import measure_length
from model.diagram import Diagram, DrawnEdge, DrawnNode, Filter, Heading, build_diagram
from model.fit import fit_whole, fit_width
from model.layout import HEADING_SIZE, LINE, SIZE, WIDTH, Band, Box, Layout, place
from model.lettering import measure
from model.loading import DATA
from tests.building import build_model
from tests.geometry import (
    count_crossings,
    find_edges_through_boxes,
    find_loose_ends,
    find_overlapping_boxes,
    trace,
)

SHIPPED = load_model(DATA / "mangomoment.yaml")
HAIR = 0.01
LANE_TITLES = 40
"""How much room at the left the titles of the rows take."""


def find_boxes_outside_their_bands(diagram: Diagram, layout: Layout) -> list[str]:
    """The nodes whose box reaches out of its column or its row."""
    columns = {band.id: band for band in layout.columns}
    rows = {band.id: band for band in layout.rows}

    def is_inside(node: DrawnNode, box: Box) -> bool:
        column, row = columns[node.stage], rows[node.level]
        return (
            column.start - HAIR <= box.x
            and box.x + box.width <= column.start + column.size + HAIR
            and row.start - HAIR <= box.y
            and box.y + box.height <= row.start + row.size + HAIR
        )

    return [
        node.id for node, box in zip(diagram.nodes, layout.boxes, strict=True) if not is_inside(node, box)
    ]


def find_boxes_too_small_for_their_names(layout: Layout) -> list[str]:
    return [
        box.id
        for box in layout.boxes
        if any(measure(line, box.size, bold=True) > box.width for line in box.lines)
        or len(box.lines) * LINE * box.size > box.height + HAIR
    ]


def find_titles_too_long_for_their_bands(layout: Layout) -> list[str]:
    """The rows that are lower than their title is long, and the columns whose title does not fit its room."""
    rows = [row.id for row in layout.rows for line in row.lines if measure(line, SIZE, bold=True) > row.size]
    columns = [
        column.id
        for column in layout.columns
        for line in column.lines
        if measure(line, HEADING_SIZE, bold=True) > column.room[1] - column.room[0]
    ]
    apart = [left.id for left, right in pairwise(layout.columns) if left.room[1] > right.room[0] + HAIR]
    return rows + columns + apart


def find_lines_outside_the_picture(layout: Layout) -> list[tuple[str, str]]:
    """The edges whose line leaves the picture, or runs over the titles of rows or columns."""
    return [
        (route.edge.source, route.edge.target)
        for route in layout.routes
        for x, y in trace(route)
        if not (LANE_TITLES <= x <= layout.width + HAIR and layout.heading <= y <= layout.height + HAIR)
    ]


def find_bands_out_of_order(layout: Layout) -> list[str]:
    """The columns and rows that start before the one before them ends."""
    return [
        later.id
        for bands in (layout.columns, layout.rows)
        for earlier, later in pairwise(bands)
        if earlier.start + earlier.size > later.start + HAIR
    ]


def check(diagram: Diagram, width: float = WIDTH) -> Layout:
    """Places the diagram, and holds it to what every picture must be."""
    layout = place(diagram, width)
    assert find_bands_out_of_order(layout) == []
    assert find_boxes_outside_their_bands(diagram, layout) == []
    assert find_overlapping_boxes(layout) == []
    assert find_boxes_too_small_for_their_names(layout) == []
    assert find_titles_too_long_for_their_bands(layout) == []
    assert find_loose_ends(layout) == []
    assert find_lines_outside_the_picture(layout) == []
    assert find_edges_through_boxes(layout) == []
    assert layout.width >= width
    return layout


@pytest.mark.parametrize("width", [1000, 1280, 1480])
@pytest.mark.parametrize("language", SHIPPED.languages)
def test_the_shipped_picture_is_sound_and_as_wide_as_asked(language: str, width: float) -> None:
    assert check(build_diagram(SHIPPED, language), width).width == pytest.approx(width)


@pytest.mark.parametrize("stage", [stage.id for stage in SHIPPED.stages])
@pytest.mark.parametrize("hide", [True, False])
def test_one_stage_of_the_shipped_picture_is_sound(stage: str, hide: bool) -> None:
    check(build_diagram(SHIPPED, "nl", Filter(stages=frozenset({stage})), hide=hide))


@pytest.mark.parametrize("level", [level.id for level in SHIPPED.levels])
def test_one_level_of_the_shipped_picture_is_sound(level: str) -> None:
    check(build_diagram(SHIPPED, "nl", Filter(levels=frozenset({level})), hide=True))


def test_no_name_in_the_shipped_picture_is_cut_off() -> None:
    for language in SHIPPED.languages:
        diagram = build_diagram(SHIPPED, language)
        layout = place(diagram, WIDTH)
        named: list[Box | Band] = [*layout.boxes, *layout.columns, *layout.rows]
        assert not any("…" in line for part in named for line in part.lines)


words = st.text(alphabet="abcdefghij -", min_size=1, max_size=60).filter(str.strip)


@st.composite
def random_models(draw: st.DrawFn) -> ConceptualModel:
    """Models of up to twelve nodes: edges in one column, to the next, past several, and back."""
    stages = [f"stage-{index}" for index in range(draw(st.integers(1, 4)))]
    levels = [f"level-{index}" for index in range(draw(st.integers(1, 3)))]
    nodes = [f"n{index}" for index in range(draw(st.integers(1, 12)))]
    stage_of = {node: draw(st.integers(0, len(stages) - 1)) for node in nodes}
    level_of = {node: draw(st.integers(0, len(levels) - 1)) for node in nodes}
    pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)).filter(lambda pair: pair[0] != pair[1])
    edges = draw(st.lists(pairs, max_size=30, unique=True)) if len(nodes) > 1 else []
    forward = [(a, b) for a, b in edges if (stage_of[a], nodes.index(a)) < (stage_of[b], nodes.index(b))]
    named = [*nodes, *stages, *levels]
    return build_model(
        forward,
        feedback=[edge for edge in edges if edge not in forward],
        nodes=nodes,
        stages={stage: [n for n in nodes if stage_of[n] == at] for at, stage in enumerate(stages)},
        levels={level: [n for n in nodes if level_of[n] == at] for at, level in enumerate(levels)},
        names=draw(st.dictionaries(st.sampled_from(named), words)),
    )


@given(random_models(), st.sampled_from([1000.0, 1480.0]))
def test_the_picture_of_any_model_is_sound(model: ConceptualModel, width: float) -> None:
    check(build_diagram(model, "en"), width)


@given(random_models(), st.data())
def test_the_picture_of_a_part_of_any_model_is_sound(model: ConceptualModel, data: st.DataObject) -> None:
    stages = data.draw(st.sets(st.sampled_from([stage.id for stage in model.stages])))
    levels = data.draw(st.sets(st.sampled_from([level.id for level in model.levels])))
    check(build_diagram(model, "en", Filter(frozenset(levels), frozenset(stages)), hide=True))


def test_a_picture_with_nothing_in_it_is_as_wide_as_asked() -> None:
    diagram = build_diagram(build_model(nodes="a"), "en", Filter(without=frozenset({"level"})), hide=True)
    layout = place(diagram, 1000)
    assert (layout.width, layout.boxes, layout.routes) == (1000, (), ())


def test_a_model_of_many_stages_gets_a_wider_picture() -> None:
    stages = {f"s{index}": f"n{index}" for index in range(12)}
    edges = [(f"n{index}", f"n{index + 1}") for index in range(11)]
    assert check(build_diagram(build_model(edges, stages=stages), "en"), 1000).width > 1000


def test_a_model_of_one_stage_is_as_wide_as_asked() -> None:
    assert check(build_diagram(build_model("a>b"), "en"), 1000).width == pytest.approx(1000)


def test_columns_stand_in_the_order_of_the_stages_and_rows_in_that_of_the_levels() -> None:
    model = build_model(stages={"z": "a", "y": "b"}, levels={"d": "b", "c": "a"})
    layout = check(build_diagram(model, "en"))
    assert [column.id for column in layout.columns] == ["z", "y"]
    assert [row.id for row in layout.rows] == ["d", "c"]


def test_boxes_and_routes_come_in_the_order_of_the_diagram() -> None:
    layout = check(build_diagram(build_model("b>a c>a", nodes="c b a"), "en"))
    assert [box.id for box in layout.boxes] == ["c", "b", "a"]
    assert [route.edge.source for route in layout.routes] == ["b", "c"]


def test_hiding_a_stage_leaves_no_column() -> None:
    model = build_model("a>b b>c", stages={"need": "a", "moment": "b", "effect": "c"})
    layout = check(build_diagram(model, "en", Filter(stages=frozenset({"need", "effect"})), hide=True))
    assert [column.id for column in layout.columns] == ["need", "effect"]


def test_edges_of_one_kind_and_one_provenance_into_a_node_share_a_trunk_with_one_head() -> None:
    edges = [(f"n{index}", "hub") for index in range(100)]
    stages = {"need": [source for source, _ in edges], "effect": "hub"}
    layout = check(build_diagram(build_model(edges, stages=stages), "en"))
    assert len({trace(route)[-2] for route in layout.routes}) == 1
    assert len({trace(route)[-1] for route in layout.routes}) == 1


@pytest.mark.parametrize(
    "other",
    [{"provenance": "inferred"}, {"kind": "another"}, {"is_directed": False}, {"is_feedback": True}],
    ids=lambda other: next(iter(other)),
)
def test_edges_that_say_something_else_have_a_trunk_of_their_own(other: dict[str, Any]) -> None:
    diagram = build_diagram(build_model("a>z b>z c>z", stages={"need": "a b c", "effect": "z"}), "en")
    first, second, third = diagram.edges
    layout = check(replace(diagram, edges=(first, second, replace(third, **other))))
    ends = {route.edge.source: trace(route)[-1] for route in layout.routes}
    assert ends["a"] == ends["b"] != ends["c"]


@pytest.mark.parametrize("nodes", ["a b", "a c b"], ids=["neighbours", "apart"])
def test_two_edges_between_the_same_boxes_of_a_column_have_a_line_each(nodes: str) -> None:
    diagram = build_diagram(build_model("a>b", nodes=nodes), "en")
    [edge] = diagram.edges
    layout = check(replace(diagram, edges=(edge, replace(edge, kind="another", provenance="inferred"))))
    first, second = layout.routes
    assert trace(first) != trace(second)


@pytest.mark.parametrize(("kinds", "height"), [(10, 70), (14, 98), (15, 98), (20, 98)])
def test_a_box_is_as_high_as_the_lines_at_its_side_need_up_to_fourteen_of_them(
    kinds: int, height: float
) -> None:
    diagram = build_diagram(build_model("a>z", stages={"need": "a", "effect": "z"}), "en")
    edges = tuple(replace(diagram.edges[0], kind=f"kind-{at}") for at in range(kinds))
    layout = check(replace(diagram, edges=edges))
    assert [box.height for box in layout.boxes] == [height, height]


def test_lines_that_share_a_track_have_their_dashes_at_the_same_places() -> None:
    layout = place(build_diagram(SHIPPED, "en"))
    into = [route for route in layout.routes if route.edge.target == "resonance"]
    assert len(into) == 7
    for route in into:
        assert measure_length(route.start, route.segments[:-1]) == pytest.approx(route.dash_start)


def test_an_edge_to_the_node_right_below_runs_straight_down() -> None:
    layout = check(build_diagram(build_model("a>b"), "en"))
    [route] = layout.routes
    assert route.segments == ((route.start[0], layout.boxes[1].y),)


def test_an_edge_past_a_box_in_its_own_column_runs_around_it() -> None:
    layout = check(build_diagram(build_model("a>c", nodes="a b c"), "en"))
    column = layout.columns[0]
    assert any(not column.start <= x <= column.start + column.size for x, _ in trace(layout.routes[0]))


def test_an_edge_past_a_column_runs_between_its_boxes() -> None:
    model = build_model("a>z", stages={"need": "a", "moment": "m n", "effect": "z"})
    layout = check(build_diagram(model, "en"))
    column = layout.columns[1]
    inside = [y for x, y in trace(layout.routes[0]) if column.start <= x <= column.start + column.size]
    assert inside
    boxes = [box for box in layout.boxes if box.id in {"m", "n"}]
    assert not any(box.y <= y <= box.y + box.height for y in inside for box in boxes)


def test_boxes_stand_further_apart_where_edges_run_past_a_column() -> None:
    def find_gap(edges: str) -> float:
        model = build_model(edges, stages={"need": "a", "moment": "m n", "effect": "z"})
        boxes = [box for box in check(build_diagram(model, "en")).boxes if box.id in {"m", "n"}]
        upper, lower = sorted(boxes, key=lambda box: box.y)
        return lower.y - upper.y - upper.height

    assert 0 < find_gap("a>m m>z") < find_gap("a>m m>z a>z")


def test_no_two_edges_past_a_column_run_on_each_other() -> None:
    edges = [(f"a{start}", f"z{end}") for start in range(4) for end in range(4)]
    stages = {
        "need": [f"a{index}" for index in range(4)],
        "moment": [f"m{index}" for index in range(10)],
        "effect": [f"z{index}" for index in range(4)],
    }
    layout = check(build_diagram(build_model(edges, stages=stages), "en"))
    entrance = layout.columns[1].start
    heights = [y for route in layout.routes for x, y in trace(route) if x == pytest.approx(entrance)]
    assert len(heights) == len(set(heights)) == len(edges)


def test_feedback_runs_from_the_left_side_of_its_source_to_the_right_side_of_its_target() -> None:
    model = build_model(feedback="b>a", nodes="a b", stages={"need": "a", "effect": "b"})
    layout = check(build_diagram(model, "en"))
    target, source = layout.boxes
    [route] = layout.routes
    assert route.start[0] == source.x
    assert trace(route)[-1][0] == pytest.approx(target.x + target.width)


def test_a_fade_moves_nothing() -> None:
    model = build_model("a>b", stages={"need": "a", "effect": "b"})
    plain = place(build_diagram(model, "en"))
    faded = place(build_diagram(model, "en", Filter(stages=frozenset({"need"}))))
    assert plain.boxes == faded.boxes


NASTY = [
    "",
    " ",
    "\x00",
    "\ud800",
    "&#0;",
    "]]>",
    "🥭" * 30,
    "مرحبا بالعالم",
    "x" * 500,
    "a\nb\r\nc",
    "\u200b",
]


@pytest.mark.parametrize("name", NASTY, ids=ascii)
def test_any_name_has_a_place(name: str) -> None:
    nodes = tuple(DrawnNode(node, name, "s", "l", None, is_faded=False) for node in "ab")
    edges = (DrawnEdge("b", "a", "k", None, is_feedback=True, is_faded=False),)
    check(Diagram(name, "en", (Heading("s", name, 0),), (Heading("l", name, 0),), nodes, edges))


ROOMS = [
    # page without and with a panel, as far as a browser leaves room, and the projector's page
    (1366, 676, 12.5),
    (1026, 676, 11.5),
    (1366, 528, 11.0),
    (1026, 528, 10.5),
    (1024, 676, 12.0),
    (1920, 988, 16.0),
    (1580, 988, 16.0),
    (1024, 768, 13.0),
    (1920, 1080, 20.0),
]


@pytest.mark.parametrize(("room_width", "room_height", "letters"), ROOMS)
@pytest.mark.parametrize("language", SHIPPED.languages)
def test_the_whole_shipped_picture_can_be_read_in_any_room(
    language: str, room_width: float, room_height: float, letters: float
) -> None:
    diagram = build_diagram(SHIPPED, language)
    layout = place(diagram, *fit_whole(diagram, room_width, room_height))
    scale = min(room_width / layout.width, room_height / layout.height)
    assert min(box.size for box in layout.boxes) * scale >= letters
    assert len(layout.boxes) == 26


@pytest.mark.parametrize(("room_width", "room_height", "_letters"), ROOMS)
def test_the_fitted_picture_fills_its_room(room_width: float, room_height: float, _letters: float) -> None:
    diagram = build_diagram(SHIPPED, "en")
    layout = check(diagram, fit_whole(diagram, room_width, room_height).width)
    layout = place(diagram, *fit_whole(diagram, room_width, room_height))
    assert layout.width / layout.height == pytest.approx(room_width / room_height, rel=0.02)


@given(random_models(), st.tuples(st.integers(300, 2000), st.integers(200, 1200)))
def test_any_model_in_any_room_is_no_lower_and_stays_sound(
    model: ConceptualModel, room: tuple[int, int]
) -> None:
    diagram = build_diagram(model, "en")
    frame = fit_whole(diagram, *room)
    layout = check(diagram, frame.width)
    higher = place(diagram, *frame)
    assert higher.height >= layout.height - HAIR
    assert find_edges_through_boxes(higher) == []
    assert find_overlapping_boxes(higher) == []


@pytest.mark.parametrize("language", SHIPPED.languages)
def test_few_edges_of_the_shipped_picture_cross(language: str) -> None:
    diagram = build_diagram(SHIPPED, language)
    for room_width, room_height, _letters in ROOMS:
        assert count_crossings(place(diagram, *fit_whole(diagram, room_width, room_height))) <= 9


def test_the_middle_of_the_model_is_larger_than_all_else() -> None:
    layout = place(build_diagram(SHIPPED, "en"))
    [middle] = [box for box in layout.boxes if box.id == "mangomoment"]
    assert all(middle.size > box.size for box in layout.boxes if box is not middle)


def test_an_open_node_is_a_mark_where_its_stage_says_so() -> None:
    diagram = build_diagram(SHIPPED, "en")
    layout = place(diagram)
    marks = {box.id for box in layout.boxes if box.is_mark}
    assert marks == {node.id for node in SHIPPED.nodes(stage="catalyst")}
    assert all(box.width == box.height and box.lines == ("?",) for box in layout.boxes if box.is_mark)


def test_a_word_is_broken_at_a_soft_hyphen_only() -> None:
    long = "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft" * 2
    model = build_model("a>b", names={"a": long, "b": "Incomprehensibilities " * 9})
    layout = check(build_diagram(model, "en"), 400)
    soft, hard = layout.boxes
    assert len(soft.lines) > 1
    assert all(line.endswith("-") for line in soft.lines[:-1])
    assert not any(line.endswith("-") for line in hard.lines)
    assert hard.lines[-1].endswith("…")
    assert build_diagram(model, "en").nodes[0].name == long.replace("\u00ad", "")


def test_in_a_narrow_room_the_picture_is_higher_than_the_room() -> None:
    diagram = build_diagram(SHIPPED, "en")
    assert place(diagram, *fit_width(diagram, 300, 300)).height > 300


@pytest.mark.parametrize(("room_width", "room_height"), [(1024, 500), (1920, 900), (3840, 1900)])
def test_the_fitted_picture_is_not_wider_than_the_room(room_width: float, room_height: float) -> None:
    assert fit_width(build_diagram(SHIPPED, "en"), room_width, room_height).width <= room_width
