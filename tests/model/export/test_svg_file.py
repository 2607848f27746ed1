from __future__ import annotations

import base64
import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from model.diagram import Filter, build_diagram
from model.export.figure import Caption, Figure, Options
from model.export.markup import to_line
from model.export.palette import PALETTES
from model.export.svg_file import to_svg_file
from tests.building import build_model
from tests.figures import ADDRESS, SMALL, build_figure, build_figure_of, build_shipped_figure
from tests.nasty import NASTY

SVG = "{http://www.w3.org/2000/svg}"
FULL = Caption(
    "A title", "Some words", "A citation", "A licence", f"{ADDRESS}explore?node=a", has_legend=True
)
OUTLINES = Options(has_outlines=True)


def read(figure: Figure, options: Options = Options()) -> etree._Element:  # noqa: B008 (frozen)
    return etree.fromstring(to_svg_file(figure, options))


def list_texts(svg: etree._Element, part: str = "") -> list[str]:
    inside = f"{SVG}g[@class='{part}']" if part else ""
    found = svg.find(inside) if inside else svg
    return [text.text or "" for text in found.iter(f"{SVG}text")] if found is not None else []


def get_size(svg: etree._Element) -> tuple[float, float]:
    return float(svg.get("width")), float(svg.get("height"))


def test_title_and_words_stand_above_the_map_the_rest_below_it() -> None:
    svg = read(build_figure(caption=FULL))
    assert list_texts(svg, "head") == ["A title", "Some words"]
    assert list_texts(svg, "foot") == ["A citation", "A licence", f"{ADDRESS}explore?node=a"]


def test_a_long_title_takes_two_lines_and_other_long_words_four() -> None:
    long = "A long text about a model. " * 100
    svg = read(build_figure(caption=Caption(long, long, long, long, "http://x/" + "a" * 2000)))
    head, foot = list_texts(svg, "head"), list_texts(svg, "foot")
    assert (len(head), len(foot)) == (2 + 4, 4 + 4 + 3)
    assert [line.endswith("…") for line in head] == [False, True, False, False, False, True]
    assert [at for at, line in enumerate(foot) if line.endswith("…")] == [3, 7, 10]


def test_the_legend_names_each_level_and_each_provenance_that_occurs() -> None:
    assert list_texts(read(build_figure(caption=FULL)), "legend") == [
        *("Colour: level", "patient", "nurse", "leader"),
        *("Border: how an element is known", "inferred", "open"),
    ]


def test_the_letters_of_the_legend_come_along_or_are_outlines() -> None:
    counted = build_diagram(SMALL, "en", counts={})
    figure = build_figure(diagram=counted, caption=FULL)
    assert "number of stories" in list_texts(read(figure), "legend")
    assert list_texts(read(figure, OUTLINES), "legend") == []


@pytest.mark.parametrize("part", ["title", "words", "citation", "licence", "address"])
def test_each_part_beside_the_map_can_be_left_out_and_takes_no_room_then(part: str) -> None:
    empty: dict[str, Any] = {part: ""}
    whole, left = (read(build_figure(caption=caption)) for caption in (FULL, replace(FULL, **empty)))
    assert getattr(FULL, part) in list_texts(whole)
    assert getattr(FULL, part) not in list_texts(left)
    assert get_size(left)[1] < get_size(whole)[1]


def test_the_legend_can_be_left_out() -> None:
    svg = read(build_figure(caption=replace(FULL, has_legend=False)))
    assert svg.find(f"{SVG}g[@class='legend']") is None


def test_without_any_words_only_the_map_is_left() -> None:
    svg = read(build_figure(caption=Caption(has_legend=False)))
    assert [group.get("class") for group in svg.findall(f"{SVG}g")] == ["map"]


def test_a_screen_reader_hears_the_title_and_what_leads_to_what() -> None:
    svg = read(build_figure(caption=FULL))
    assert svg.findtext(f"{SVG}title") == svg.get("aria-label") == "A title"
    said = svg.findtext(f"{SVG}desc")
    assert "Time leads to: A gesture." in said
    assert "Some words." in said


def test_each_node_can_be_addressed_by_its_id() -> None:
    ids = read(build_figure()).xpath("//@id")
    assert [id_ for id_ in ids if id_.startswith("node-")] == ["node-a", "node-b", "node-c"]


def test_with_an_address_each_node_is_a_link_into_the_application() -> None:
    svg = read(build_figure(address=ADDRESS))
    links = [link.get("href") for link in svg.iter(f"{SVG}a")]
    assert links == [f"{ADDRESS}explore?node={node}&lang=en" for node in "abc"]
    assert svg.get("role") == "group"


def test_without_an_address_nothing_is_a_link_and_the_whole_is_an_image() -> None:
    svg = read(build_figure())
    assert list(svg.iter(f"{SVG}a")) == []
    assert svg.get("role") == "img"


def test_an_address_that_is_none_of_a_page_becomes_no_link() -> None:
    figure = build_figure(caption=Caption(address="javascript:alert(1)"), address="javascript:alert(1)")
    assert list(read(figure).iter(f"{SVG}a")) == []


def test_every_element_carries_its_own_colours() -> None:
    svg = read(build_figure(caption=FULL))
    for rect in svg.iter(f"{SVG}rect"):
        assert re.fullmatch("#[0-9a-f]{6}", rect.get("fill", "")), etree.tostring(rect)
    for path in svg.xpath("//*[@data-source]"):
        assert path.get("fill") == "none"
        assert path.get("stroke")
        assert path.get("marker-end") == "url(#arrow)"
    assert "diagram" not in (svg.findtext(f"{SVG}style") or "")


def test_an_inferred_node_has_a_dashed_border_and_an_open_one_no_fill() -> None:
    svg = read(build_figure())
    assert svg.find(f".//*[@id='node-b']/{SVG}rect").get("stroke-dasharray") == "5 3"
    assert svg.find(f".//*[@id='node-a']/{SVG}rect").get("fill") == PALETTES["light"].paper


def test_what_the_filter_does_not_keep_is_faded() -> None:
    diagram = build_diagram(SMALL, "en", Filter(stages=frozenset({"need"})))
    svg = read(build_figure(diagram=diagram))
    assert [svg.find(f".//*[@id='node-{node}']").get("opacity") for node in "abc"] == [None, ".28", ".28"]


@pytest.mark.parametrize("theme", PALETTES)
def test_the_ground_has_the_colour_of_the_theme(theme: str) -> None:
    ground = read(build_figure(theme=theme)).find(f"{SVG}rect")
    assert ground.get("fill") == PALETTES[theme].paper  # type: ignore[index]


def test_the_ground_can_be_left_out() -> None:
    svg = read(build_figure(theme="print"), Options(is_transparent=True))
    assert svg.find(f"{SVG}rect") is None
    assert svg.findall(f"{SVG}g[@class='map']/{SVG}rect") == []  # lanes as white as the paper


def test_a_scale_makes_it_larger_and_changes_nothing_else() -> None:
    once, twice = (to_svg_file(build_figure(), Options(scale=scale)).decode() for scale in (1, 2))
    assert get_size(etree.fromstring(twice.encode())) == pytest.approx(
        [2 * side for side in get_size(etree.fromstring(once.encode()))], abs=0.11
    )
    pattern = r' width="[0-9.]+" height="[0-9.]+"'
    assert re.sub(pattern, "", once, count=1) == re.sub(pattern, "", twice, count=1)


def read_fonts(svg: etree._Element) -> list[TTFont]:
    style = svg.findtext(f"{SVG}style") or ""
    return [TTFont(BytesIO(base64.b64decode(encoded))) for encoded in re.findall(r"base64,([^)]+)", style)]


def test_the_letters_that_are_needed_come_along_and_no_others() -> None:
    figure = build_figure(caption=Caption(title="Ω", words="ë", has_legend=False))
    regular, bold = read_fonts(read(figure))
    assert set(regular.getBestCmap()) == {ord("ë")}
    written = set(
        "Ω" + "1\u00a0need2\u00a0moment3\u00a0effect" + "patientnurseleader" + "Time" + "A gesture" + "Joy"
    )
    assert set(bold.getBestCmap()) == set(map(ord, written))


def test_the_font_says_its_name_and_its_licence() -> None:
    (font,) = read_fonts(read(build_figure(caption=Caption(has_legend=False))))
    assert font["name"].getDebugName(1).startswith("Source Sans 3")
    assert "Open Font License" in font["name"].getDebugName(13)


def test_letters_that_the_font_lacks_stay_text_and_need_no_font() -> None:
    model = build_model(names={"a": "你", "stage": "你", "level": "你"}, nodes="a")
    svg = read(build_figure(model, caption=Caption(has_legend=False)))
    (font,) = read_fonts(svg)  # of the column's number alone
    assert set(font.getBestCmap()) == {ord("1"), 0xA0}
    assert "你" in list_texts(svg)


def test_emoji_come_along_in_a_font_of_their_own_or_as_outlines() -> None:
    figure = build_figure(build_model(names={"a": "Tea 🫖 😊"}, nodes="a"), caption=Caption(has_legend=False))
    letters, emoji = read_fonts(read(figure))
    assert set(emoji.getBestCmap()) == {ord("🫖"), ord("😊")}
    assert "Noto Emoji" in emoji["name"].getDebugName(1)
    assert not {ord("🫖"), ord("😊")} & set(letters.getBestCmap())
    assert list_texts(read(figure, OUTLINES)) == []


def test_as_outlines_no_text_and_no_font_is_left() -> None:
    svg = read(build_figure(caption=FULL), OUTLINES)
    assert list_texts(svg) == []
    assert svg.find(f"{SVG}style") is None
    assert len(svg.findall(f".//*[@id='node-b']/{SVG}path")) == 1


def test_as_outlines_a_letter_that_the_font_lacks_stays_text() -> None:
    svg = read(build_figure(caption=Caption(title="A 你", words="A word")), OUTLINES)
    assert list_texts(svg) == ["A 你"]


def test_outlines_have_the_colour_of_the_text_that_they_stand_for() -> None:
    figure = build_figure(diagram=build_diagram(SMALL, "en", counts={"a": 3}))
    text, outlines = read(figure), read(figure, OUTLINES)
    colours = [element.get("fill") for element in text.findall(f".//{SVG}g[@class='map']//{SVG}text")]
    drawn = [
        element.get("fill")
        for element in outlines.findall(f".//{SVG}g[@class='map']//{SVG}path")
        if element.get("transform", "").startswith("translate(")
    ]
    assert colours == drawn


@pytest.mark.parametrize("options", [Options(), OUTLINES], ids=["text", "outlines"])
def test_the_same_figure_gives_the_same_bytes(options: Options) -> None:
    figure = build_shipped_figure("nl", "dark")
    assert to_svg_file(figure, options) == to_svg_file(figure, options)


def test_nothing_in_it_asks_another_machine_for_anything() -> None:
    content = to_svg_file(build_figure(caption=FULL)).decode()
    assert re.findall(r'(?:src|url)\((?!data:|#)[^)]*|(?:xlink:)?href="(?!http://127)', content) == []


ELEMENTS = {
    *("svg", "title", "desc", "style", "rect", "g", "a", "text", "defs", "marker", "path", "circle"),
}


def check(text: str, options: Options) -> None:
    svg = read(build_figure_of(text), options)
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= ELEMENTS
    assert all(link.startswith(("http://", "https://")) for link in svg.xpath("//@href"))
    assert not [name for element in svg.iter() for name in element.attrib if name.startswith("on")]
    if to_line(text):
        assert svg.findtext(f"{SVG}title") == to_line(text)


@pytest.mark.parametrize("options", [Options(), OUTLINES], ids=["text", "outlines"])
@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_anything_but_text(text: str, options: Options) -> None:
    check(text, options)


@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_a_picture_of_any_text_can_be_read_again(text: str) -> None:
    check(text, Options())
