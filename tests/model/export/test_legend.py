"""What a legend says, in which order, and how it is set in rows and drawn."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from model import load_model
from model.diagram import Diagram, Filter, build_diagram
from model.export.legend import MOST_ROWS, Entry, Group, Sign, build_legend, set_rows
from model.export.palette import PALETTES
from model.export.signs import draw_sign, to_picture
from model.lettering import measure
from model.schema import PROVENANCE_KINDS
from tests.building import build_model

PALETTE = PALETTES["light"]
OURS = load_model()
COLOUR, BORDER, LINE = (
    "Colour: level",
    "Border: how an element is known",
    "Line: how a link is known",
)


def list_names(diagram: Diagram) -> dict[str, list[str]]:
    return {group.title: [sign.name for sign in group.signs] for group in build_legend(diagram, PALETTE)}


def get_sign(diagram: Diagram, title: str, name: str) -> Sign:
    (group,) = (group for group in build_legend(diagram, PALETTE) if group.title == title)
    (sign,) = (sign for sign in group.signs if sign.name == name)
    return sign


def test_groups_stand_in_one_order_and_name_what_occurs() -> None:
    diagram = build_diagram(OURS, "en", counts={})
    assert list(list_names(diagram)) == [COLOUR, BORDER, LINE, ""]
    assert list_names(diagram)[""] == ["number of stories"]
    assert list_names(diagram)[BORDER] == ["stated", "reported", "open"]
    assert list_names(diagram)[LINE] == ["stated", "inferred"]


def test_every_group_is_in_the_language_of_the_diagram() -> None:
    assert list(list_names(build_diagram(OURS, "nl"))) == [
        "Kleur: niveau",
        "Rand: hoe we een element kennen",
        "Lijn: hoe we een verbinding kennen",
    ]


def test_borders_are_about_nodes_and_lines_about_edges() -> None:
    """What only edges have is no border, what only nodes have no line."""
    names = list_names(build_diagram(OURS, "en"))
    assert "inferred" not in names[BORDER]
    assert "open" not in names[LINE]


def test_where_nothing_says_how_it_is_known_and_all_have_one_colour_there_is_no_legend() -> None:
    assert build_legend(build_diagram(build_model("a>b"), "en"), PALETTE) == ()


def test_what_is_hidden_is_not_explained() -> None:
    diagram = build_diagram(OURS, "en", Filter(stages=frozenset({"effect"})), hide=True)
    assert list_names(diagram) == {COLOUR: ["Patient and family", "Professional"], BORDER: ["stated"]}


def test_an_open_node_is_a_mark_only_where_marks_are_drawn() -> None:
    diagram = build_diagram(OURS, "en")
    boxes = replace(diagram, nodes=tuple(replace(node, is_mark=False) for node in diagram.nodes))
    assert [get_sign(drawn, BORDER, "open").form for drawn in (diagram, boxes)] == ["mark", "border"]


def test_edges_that_look_alike_share_a_sign() -> None:
    diagram = build_diagram(OURS, "en")
    first, second, third, *_ = diagram.edges
    edges = (
        replace(first, provenance="open"),
        replace(second, provenance="inferred"),
        replace(third, provenance="stated"),
    )
    assert list_names(replace(diagram, edges=edges))[LINE] == ["stated, open", "inferred"]


def test_a_line_without_arrow_is_explained_where_there_is_one() -> None:
    diagram = build_diagram(build_model("a>b", undirected="b>c"), "en")
    assert list_names(diagram) == {LINE: ["without arrow: no direction given"]}
    assert not get_sign(diagram, LINE, "without arrow: no direction given").has_arrow


def test_reported_and_inferred_borders_are_drawn_differently() -> None:
    drawn = [
        draw_sign(Sign(kind, "border", "#ffffff", "#000000", (kind,)), 14).find("rect")
        for kind in ("stated", "reported", "inferred", "open")
    ]
    dashes = [rect.get("stroke-dasharray") for rect in drawn if rect is not None]
    assert dashes == [None, "9 3", "5 3", "1.5 3"]


def test_lines_are_dashed_only_where_the_map_dashes_them() -> None:
    diagram = build_diagram(OURS, "en")
    assert [get_sign(diagram, LINE, name).dashes for name in ("stated", "inferred")] == ["", "5 3"]
    of_all = [Sign(kind, "line", "", "#000", (kind,)).dashes for kind in PROVENANCE_KINDS]
    assert of_all == ["", "", "5 3", ""]


def test_a_sign_is_hidden_from_those_who_listen_to_its_name() -> None:
    picture = ElementTree.fromstring(to_picture(Sign("open", "mark", "#ffffff", "#000000", ("open",))))
    assert picture.get("aria-hidden") == "true"
    assert "".join(picture.itertext()) == "?"


@pytest.mark.parametrize("room", [150, 400, 800, 2000])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_row_is_wider_than_its_room_and_nothing_lies_on_another(room: float, language: str) -> None:
    groups = build_legend(build_diagram(OURS, language, counts={}), PALETTE)
    for row in set_rows(groups, room, 13):
        assert row[0].x == 0
        ends = [entry.x + entry.width for entry in row]
        assert max(ends) <= room
        assert all(end < after.x for end, after in zip(ends, row[1:], strict=False))


def test_a_group_that_fits_on_a_row_is_not_broken() -> None:
    groups = build_legend(build_diagram(OURS, "en"), PALETTE)
    titles = [[entry.words for entry in row if entry.sign is None] for row in set_rows(groups, 820, 13)]
    assert titles == [[COLOUR], [BORDER, LINE]]


def test_of_too_many_rows_the_colours_stay_out() -> None:
    levels = Group("Colour", tuple(Sign(f"Level {at}", "colour", "#fff", "#000") for at in range(90)))
    known = Group("Border", (Sign("stated", "border", "#fff", "#000", ("stated",)),))
    rows = set_rows([levels, known], 400, 13)
    assert [[entry.words for entry in row] for row in rows] == [["Border", "stated"]]
    long = Group("Line", tuple(Sign(f"A long name {at}", "line", "", "#000") for at in range(90)))
    assert len(set_rows([levels, long], 400, 13)) == MOST_ROWS


def test_each_sign_has_the_colours_and_the_form_of_what_it_stands_for() -> None:
    model = build_model(
        "a>b",
        undirected="b>c",
        levels={"one": "a", "two": "b c"},
        provenances={"a": "inferred", "b": "open"},
    )
    ink, paper, quiet, line = PALETTE.ink, PALETTE.paper, PALETTE.quiet, PALETTE.line
    diagram = build_diagram(model, "en", counts={})
    stated = tuple(replace(edge, provenance="stated") for edge in diagram.edges)
    assert build_legend(replace(diagram, edges=stated), PALETTE) == (
        Group(
            COLOUR,
            (
                Sign("one", "colour", PALETTE.fills[0], PALETTE.lines[0]),
                Sign("two", "colour", PALETTE.fills[1], PALETTE.lines[1]),
            ),
        ),
        Group(
            BORDER,
            (
                Sign("inferred", "border", paper, quiet, ("inferred",)),
                Sign("open", "border", paper, quiet, ("open",)),
            ),
        ),
        Group(
            LINE,
            (
                Sign("stated", "line", "", line, ("stated",), has_arrow=True),
                Sign("without arrow: no direction given", "line", "", line),
            ),
        ),
        Group("", (Sign("number of stories", "count", ink, paper),)),
    )
    undirected = replace(
        diagram, edges=tuple(replace(edge, is_directed=False, provenance="stated") for edge in diagram.edges)
    )
    assert not get_sign(undirected, LINE, "stated").has_arrow
    uncounted = build_legend(build_diagram(model, "en"), PALETTE)
    assert [group.title for group in uncounted] == [COLOUR, BORDER, LINE]


def test_colours_of_levels_begin_anew_after_the_last_one() -> None:
    count = len(PALETTE.lines)
    ids = [f"level-{at}" for at in range(count + 1)]
    model = build_model(levels={level: f"n{at}" for at, level in enumerate(ids)})
    [group] = build_legend(build_diagram(model, "en"), PALETTE)
    assert [sign.line for sign in group.signs] == [*PALETTE.lines, PALETTE.lines[0]]


@pytest.mark.parametrize("wider", [1.0, 1.5])
def test_words_stand_beside_their_signs_and_groups_apart_from_each_other(wider: float) -> None:
    first, second = Sign("Nurse", "colour", "#fff", "#000"), Sign("open", "mark", "#fff", "#000", ("open",))
    line = Sign("stated", "line", "", "#000", ("stated",))

    def put(x: float, words: str, beside: float = 0.0, sign: Sign | None = None) -> Entry:
        return Entry(x, beside + measure(words, 10) * wider, beside, words, sign)

    title = put(0, "Level")
    nurse = put(title.width + 10, "Nurse", 21, first)
    mark = put(nurse.x + nurse.width + 10, "open", 18, second)
    stated = put(mark.x + mark.width + 22, "stated", 29, line)
    groups = [Group("Level", (first, second)), Group("", (line,))]
    whole = stated.x + stated.width
    assert set_rows(groups, whole + 0.01, 10, wider) == ((title, nurse, mark, stated),)
    assert set_rows(groups, whole - 0.01, 10, wider) == (
        (title, nurse, mark),
        (replace(stated, x=0.0),),
    )
    assert set_rows(groups, mark.x + mark.width - 0.01, 10, wider)[0] == (title, nurse)
    assert set_rows([], 100, 10) == ()


def test_a_name_that_is_wider_than_its_room_is_cut() -> None:
    [row] = set_rows([Group("", (Sign("A long name of a level", "count", "#fff", "#000"),))], 80, 10)
    assert row[0].words.endswith("…")
    assert row[0].width <= 80
    narrow = set_rows([Group("T", (Sign("A", "count", "#fff", "#000"),))], 1, 10)
    assert [len(row) for row in narrow] == [1, 1]


def test_just_as_many_rows_as_there_may_be_keep_their_colours() -> None:
    groups = [Group(f"Title {at}", (Sign("name", "colour", "#fff", "#000"),)) for at in range(MOST_ROWS)]
    rows = set_rows(groups, 120, 13)
    assert [row[1].words for row in rows] == ["name"] * MOST_ROWS
