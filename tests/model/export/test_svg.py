from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import load_model
from model.diagram import Diagram, DrawnNode, Filter, Heading, build_diagram
from model.export.legend import build_legend, set_rows
from model.export.palette import PALETTES, build_screen_palette
from model.export.svg import to_svg
from model.layout import HEADING_SIZE, LINE, SIZE, place
from model.lettering import FAMILIES, measure
from tests.building import build_model

_HALF_A_LETTER = 0.34
"""How far the top of a capital is above the middle of its line, in the size of its letters."""

SVG = "{http://www.w3.org/2000/svg}"
CATALYST = "catalyst-leadership-climate"

SMALL = build_model(
    "a>b b>c",
    feedback="c>a",
    stages={"need": "a", "moment": "b", "effect": "c"},
    levels={"patient": "a", "nurse": "b", "leader": "c"},
    provenances={"a": "open", "b": "inferred"},
)


def read(svg: str) -> ElementTree.Element:
    """The document, read as any program reads it: from bytes."""
    return ElementTree.fromstring(svg.encode())


def read_small(**chosen: str) -> ElementTree.Element:
    """The small picture with a choice of levels or stages, the rest hidden."""
    kept = Filter(**{key: frozenset(ids.split()) for key, ids in chosen.items()})
    return read(to_svg(build_diagram(SMALL, "en", kept, hide=True)))


def build_named(name: str) -> Diagram:
    """A diagram of one node; title, stage, level and node all have the name."""
    node = DrawnNode("a", name, "s", "l", None, is_faded=False)
    return Diagram(name, "en", (Heading("s", name, 0),), (Heading("l", name, 0),), (node,), ())


def find_node(svg: ElementTree.Element, node: str) -> ElementTree.Element:
    found = svg.find(f".//{SVG}g[@data-node-id='{node}']")
    assert found is not None
    return found


def list_classes(svg: ElementTree.Element, node: str) -> list[str]:
    return find_node(svg, node).get("class", "").split()


def list_headings(svg: ElementTree.Element) -> list[str | None]:
    return [text.text for text in svg.iterfind(f".//{SVG}text[@class='heading']")]


def read_name(svg: ElementTree.Element, node: str = "a") -> str:
    """The name as it stands in the node's box, its lines joined."""
    return " ".join(text.text or "" for text in find_node(svg, node).iter(f"{SVG}text"))


def test_each_node_carries_its_id_its_stage_and_its_level() -> None:
    group = find_node(read(to_svg(build_diagram(SMALL, "en"))), "b")
    assert (group.get("data-stage"), group.get("data-level")) == ("moment", "nurse")


def test_each_edge_carries_the_ids_of_its_nodes() -> None:
    paths = read(to_svg(build_diagram(SMALL, "en"))).iterfind(f".//{SVG}path[@data-source]")
    assert [(path.get("data-source"), path.get("data-target")) for path in paths] == [
        ("a", "b"),
        ("b", "c"),
        ("c", "a"),
    ]


def test_the_picture_says_its_title_and_language_to_a_screen_reader() -> None:
    svg = read(to_svg(build_diagram(SMALL, "en")))
    assert [svg.get(name) for name in ("role", "aria-label", "lang")] == ["img", "Built", "en"]
    assert svg.findtext(f"{SVG}title") == "Built"


@pytest.mark.parametrize("width", [1000, 1280, 1480])
def test_the_picture_is_as_wide_as_asked(width: int) -> None:
    view_box = read(to_svg(build_diagram(SMALL, "en"), width=width)).get("viewBox", "")
    assert view_box.startswith(f"0 0 {width} ")


def test_provenance_and_feedback_are_marked_by_class() -> None:
    svg = read(to_svg(build_diagram(SMALL, "en")))
    assert "open" in list_classes(svg, "a")
    assert "inferred" in list_classes(svg, "b")
    marked = [
        path.get("data-source") for path in svg.iter(f"{SVG}path") if "feedback" in path.get("class", "")
    ]
    assert marked == ["c"]


def test_only_what_the_filter_does_not_keep_is_marked_as_faded() -> None:
    svg = read(to_svg(build_diagram(SMALL, "en", Filter(stages=frozenset({"need", "moment"})))))
    assert [node for node in "abc" if "faded" in list_classes(svg, node)] == ["c"]
    faded = [path.get("data-source") for path in svg.iter(f"{SVG}path") if "faded" in path.get("class", "")]
    assert faded == ["b", "c"]


def test_hidden_stages_leave_no_heading() -> None:
    assert list_headings(read_small(stages="need effect")) == ["1\u00a0need", "3\u00a0effect"]


def test_a_level_keeps_its_colour_when_the_levels_before_it_are_hidden() -> None:
    assert "level-2" in list_classes(read_small(), "c")
    assert "level-2" in list_classes(read_small(levels="leader"), "c")


def test_after_the_last_colour_the_levels_begin_again_with_the_first() -> None:
    levels = {f"l{index}": f"n{index}" for index in range(9)}
    svg = read(to_svg(build_diagram(build_model(levels=levels), "en")))
    assert "level-0" in list_classes(svg, "n8")


def test_the_same_diagram_gives_the_same_picture() -> None:
    diagram = build_diagram(SMALL, "en")
    assert to_svg(diagram) == to_svg(diagram)


@pytest.mark.parametrize("theme", PALETTES)
def test_a_theme_changes_colours_and_nothing_else(theme: str) -> None:
    diagram = build_diagram(SMALL, "en")
    themed, light = to_svg(diagram, PALETTES[theme]), to_svg(diagram)  # type: ignore[index]
    without_colours = [re.sub(r"#[0-9a-f]{6}", "", svg) for svg in (themed, light)]
    assert without_colours[0] == without_colours[1]
    assert (themed == light) == (theme == "light")


def test_the_picture_for_the_screen_holds_no_colour_of_its_own() -> None:
    assert not re.search(r"#[0-9a-f]{6}", to_svg(build_diagram(SMALL, "en"), build_screen_palette()))


KEPT = {
    "quotes": "\"both\" 'kinds'",
    "an element": "<script>alert(1)</script>",
    "an attribute": '"><a href="x">',
    "the end of a CDATA section": "a ]]> b",
    "a comment": "<!-- a -->",
    "a character reference": "&#0; &#x1F; &amp;",
    "an entity": "&lol;",
    "right to left": "לחיות مرحبا",
    "an emoji of several parts": "👩‍⚕️ 🥭",
    "letters with marks": "Ṽ̷ ë é",
}


@pytest.mark.parametrize("name", KEPT.values(), ids=KEPT)
def test_a_nasty_name_stays_the_text_it_is(name: str) -> None:
    svg = read(to_svg(build_named(name)))
    assert read_name(svg) == name
    assert svg.get("aria-label") == svg.findtext(f"{SVG}title") == name
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} == {
        *("svg", "title", "style", "defs", "marker", "path", "g", "rect", "text")
    }


CUT = {
    "a NUL": ("a\x00b", "ab"),
    "control characters": ("\x01a\x1b[0m\x08b\x7f", "a[0mb\x7f"),
    "lone surrogates": ("a\ud800b\udfffc", "abc"),
    "no characters": ("a\ufffeb\uffffc", "abc"),
    "line breaks": ("a\nb\r\nc\td", "a b c d"),
}


@pytest.mark.parametrize(("name", "left"), CUT.values(), ids=CUT)
def test_what_xml_cannot_hold_is_left_out_of_a_name(name: str, left: str) -> None:
    assert read_name(read(to_svg(build_named(name)))) == left


def test_a_name_of_five_hundred_letters_is_cut_with_an_ellipsis() -> None:
    assert read_name(read(to_svg(build_named("mango" * 100)))).endswith("…")


@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_a_picture_with_any_name_can_be_read_again(name: str) -> None:
    read(to_svg(build_named(name)))


def test_names_of_stages_and_levels_in_two_lines_are_read_from_above() -> None:
    names = {
        "s": "What leaders do and what their teams do, together and alone",
        "l": "All those who lead a ward or a whole house",
    }
    model = build_model("a>b", stages={"s": "a", "t": "b"}, levels={"l": "a", "m": "b"}, names=names)
    diagram = build_diagram(model, "en")
    layout = place(diagram, 500)
    texts = list(read(to_svg(diagram, width=500)).iter(f"{SVG}text"))
    for kind, name in (("heading", names["s"]), ("lane-title", names["l"])):
        lines = [
            text
            for text in texts
            if text.get("class", "").startswith(kind) and (text.text or "").removeprefix("1\u00a0") in name
        ]
        assert len(lines) == 2
        first, second = sorted(lines, key=lambda text: float(text.get("y", "0")))
        assert f"{first.text} {second.text}".removeprefix("1\u00a0") == name
        upper, lower = float(first.get("y", "0")), float(second.get("y", "0"))
        size, middle = (HEADING_SIZE, layout.heading / 2 - 1) if kind == "heading" else (SIZE, 3.7)
        assert lower - upper == pytest.approx(size * LINE, abs=0.11)
        assert (lower + upper) / 2 == pytest.approx(middle + size * 0.34, abs=0.11)
    [alone] = [text for text in texts if text.text == "m"]
    assert alone.get("y") == "4.5"


def find_badge(group: ElementTree.Element) -> tuple[float, float, float]:
    """The left, right and lower ends of the number of stories of a node."""
    path = group.find(f".//{SVG}g/{SVG}path")
    assert path is not None
    x, y, straight = map(float, re.findall(r"-?[\d.]+", path.get("d", ""))[:3])
    return x - 9, x + straight + 9, y + 18


def test_a_number_of_stories_leaves_the_sign_of_a_mark_free() -> None:
    model = load_model()
    group = find_node(read(to_svg(build_diagram(model, "en", counts={CATALYST: 12}))), CATALYST)
    sign = group.find(f"{SVG}text")
    assert sign is not None
    assert sign.text == "?"
    assert find_badge(group)[0] > float(sign.get("x", 0)) + 2


@pytest.mark.parametrize("width", [900, 1100, 1500])
@pytest.mark.parametrize("count", [0, 11, 1200])
@pytest.mark.parametrize("language", load_model().languages)
def test_a_number_of_stories_covers_no_letter_and_stays_in_the_picture(
    language: str, count: int, width: int
) -> None:
    model = load_model()
    diagram = build_diagram(model, language, counts={node.id: count for node in model.nodes()})
    svg = read(to_svg(diagram, width=width))
    layout = place(diagram, width)
    for box in layout.boxes:
        _, right, bottom = find_badge(find_node(svg, box.id))
        capitals = box.middle - (len(box.lines) - 1) * LINE * box.size / 2 - _HALF_A_LETTER * box.size
        assert box.is_mark or bottom <= capitals
        assert right <= layout.width


def test_the_lines_of_a_name_stand_below_each_other_around_the_middle_of_the_box() -> None:
    diagram = build_diagram(load_model(), "de")
    svg = read(to_svg(diagram, width=1100))
    several = [box for box in place(diagram, 1100).boxes if len(box.lines) > 1]
    assert len(several) > 5
    for box in several:
        down = [float(line.attrib["y"]) for line in find_node(svg, box.id).iter() if "y" in line.attrib][1:]
        assert len(down) == len(box.lines)
        steps = [lower - upper for upper, lower in pairwise(down)]
        assert steps == pytest.approx([LINE * box.size] * len(steps), abs=0.1)
        assert (down[0] + down[-1]) / 2 - _HALF_A_LETTER * box.size == pytest.approx(box.middle, abs=1)


def test_a_picture_that_stands_alone_is_drawn_by_readers_without_style_sheets() -> None:
    svg = read(to_svg(build_diagram(SMALL, "en"), stands_alone=True))
    assert svg.get("font-family", "").startswith("'Arial Narrow'")
    grounds = {rect.get("class", ""): rect.get("fill") for rect in svg.iter(f"{SVG}rect")}
    assert grounds["paper"] == PALETTES["light"].paper
    assert grounds["lane-0"] == PALETTES["light"].lanes[0]
    assert all(path.get("stroke") for path in svg.iter(f"{SVG}path") if path.get("data-source"))
    style = svg.findtext(f"{SVG}style") or ""
    assert "@font-face" in style
    assert style.endswith(f"@supports (font-variant:normal){{svg{{font-family:{FAMILIES}}}}}")


@pytest.mark.parametrize(("more", "rows"), [(20.5, 1), (19.5, 2)])
def test_the_legend_keeps_ten_units_from_both_sides_of_the_sheet(more: float, rows: int) -> None:
    diagram = build_diagram(SMALL, "en")
    [row] = set_rows(build_legend(diagram, PALETTES["light"]), 10_000, 13)
    width = row[-1].x + row[-1].width + more
    svg = read(to_svg(diagram, width=width, stands_alone=True))
    texts = svg.findall(f"{SVG}g[@class='legend']/{SVG}text")
    assert len({text.get("y") for text in texts}) == rows
    assert min(float(text.get("x", 0)) for text in texts) == 10


@pytest.mark.parametrize("width", [500, 1100])
def test_the_legend_of_a_picture_that_stands_alone_is_on_the_sheet_below_the_map(width: float) -> None:
    diagram = build_diagram(SMALL, "en")
    svg = read(to_svg(diagram, width=width, stands_alone=True))
    _, _, across, down = map(float, svg.get("viewBox", "").split())
    paper = next(rect for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "paper")
    assert (float(paper.get("width", 0)), float(paper.get("height", 0))) == (across, down)
    map_ends = place(diagram, width).height
    texts = svg.findall(f"{SVG}g[@class='legend']/{SVG}text")
    lines = sorted({float(text.get("y", 0)) for text in texts})
    assert map_ends < lines[0] < map_ends + 50
    assert down - 30 < lines[-1] < down - 5
    for text in texts:
        size = float(text.get("font-size", "").removesuffix("px"))
        assert float(text.get("x", 0)) > 5
        assert float(text.get("x", 0)) + measure(text.text or "", size) < across
