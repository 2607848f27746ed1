from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from model.diagram import Filter, build_diagram, emphasise_node
from model.errors import ConceptualModelError
from model.export.figure import Caption, Figure, Options
from model.export.frame import frame_picture, make_printable
from model.export.palette import PALETTES
from model.export.png import MOST_PIXELS, to_png
from model.export.svg import to_svg
from model.layout import WIDTH, Box, place
from tests.building import build_model
from tests.documents import CAPTION, MODEL, build_figure, build_named
from tests.nasty import NASTY
from tests.properties import examples


def test_names_break_at_soft_hyphens_as_on_the_screen() -> None:
    model = build_model(nodes="a", names={"a": "Zorg\u00adcoördinatie\u00advergadering" * 3})
    figure = Figure(model, build_diagram(model, "en"))
    printed, drawn = (place(each.diagram, 300).boxes for each in (make_printable(figure), figure))
    assert printed == drawn
    assert drawn[0].lines[0].endswith("-")


every_theme = pytest.mark.parametrize("theme", PALETTES)
TRANSPARENT = Options(is_transparent=True)


def read(figure: Figure, options: Options = Options()) -> Image.Image:  # noqa: B008 (frozen)
    return Image.open(BytesIO(to_png(figure, options)), formats=["PNG"]).convert("RGBA")


def get_colour(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    colour = picture.getpixel((round(x), round(y)))
    assert isinstance(colour, tuple)
    return colour


def read_colour(hexadecimal: str) -> tuple[int, ...]:
    return (*bytes.fromhex(hexadecimal[1:]), 255)


def list_colours(picture: Image.Image) -> set[tuple[int, ...]]:
    counted: Iterable[tuple[int, tuple[int, ...]]] = picture.getcolors(1 << 24) or ()  # type: ignore[assignment]
    return {colour for count, colour in counted if count > 20}


def find_map(figure: Figure) -> tuple[float, float, float]:
    """Where the map begins in a picture without words, in pixels at scale 1, and how high it is."""
    framed = frame_picture(figure, False)
    return framed.data["margin"], framed.data["margin"], framed.data["map"]["height"]


def find_corners(box: Box, left: float, top: float, inset: int = 0) -> tuple[int, int, int, int]:
    """Where a box is in a picture at scale 1."""
    x, y = round(left + box.x), round(top + box.y)
    return x + inset, y + inset, x + round(box.width) - inset, y + round(box.height) - inset


BARE = Caption(has_legend=False)


def test_at_scale_one_the_map_is_as_wide_as_on_the_screen() -> None:
    picture, layout = read(build_figure(caption=BARE)), place(build_figure().diagram, WIDTH)
    margin = frame_picture(build_figure(caption=BARE), False).data["margin"]
    assert picture.width == pytest.approx(layout.width + 2 * margin, abs=1)
    assert picture.height == pytest.approx(layout.height + 2 * margin, abs=1)


@pytest.mark.parametrize("scale", [1, 1.5, 2, 4])
def test_the_scale_says_how_many_times_as_large_it_is(scale: float) -> None:
    plain, larger = read(build_figure()), read(build_figure(), Options(scale=scale))
    assert larger.width == pytest.approx(plain.width * scale, abs=1)
    assert larger.height == pytest.approx(plain.height * scale, abs=scale)


@pytest.mark.parametrize("scale", [0, 0.5, -1, 4.01, 1e9, float("nan"), float("inf")])
def test_a_scale_outside_one_to_four_is_refused(scale: float) -> None:
    with pytest.raises(ConceptualModelError, match="1 to 4 times its size, not"):
        to_png(build_figure(), Options(scale=scale))


def build_tall(count: int) -> Figure:
    return build_figure(build_model(nodes=[f"n{index}" for index in range(count)]), caption=BARE)


def test_a_picture_that_would_be_too_large_names_the_largest_scale() -> None:
    figure = build_tall(110)
    with pytest.raises(
        ConceptualModelError, match=r"more than 8192; take a scale of at most (\d\.?\d?)"
    ) as caught:
        to_png(figure, Options(scale=4))
    most = float(str(caught.value).rsplit(" ", 1)[1])
    assert 1 < most < 4
    assert max(read(figure, Options(scale=most)).size) <= MOST_PIXELS
    with pytest.raises(ConceptualModelError):
        to_png(figure, Options(scale=most + 0.1))


def test_a_picture_that_is_too_large_at_any_scale_says_what_to_do() -> None:
    with pytest.raises(ConceptualModelError, match="choose fewer levels or stages, or take SVG or PDF"):
        to_png(build_tall(400))


@every_theme
def test_the_ground_has_the_colour_of_the_theme(theme: str) -> None:
    picture = read(build_figure(theme=theme))
    corners = [
        (0, 0),
        (picture.width - 1, 0),
        (0, picture.height - 1),
        (picture.width - 1, picture.height - 1),
    ]
    assert {get_colour(picture, *corner) for corner in corners} == {read_colour(PALETTES[theme].paper)}  # type: ignore[index]


@every_theme
def test_each_level_has_its_colours(theme: str) -> None:
    palette, colours = PALETTES[theme], list_colours(read(build_figure(theme=theme)))  # type: ignore[index]
    for wanted in (*palette.fills[:4], *palette.lines[:4], *palette.lanes[:4]):
        assert read_colour(wanted) in colours


@every_theme
def test_without_its_ground_only_the_paper_is_transparent(theme: str) -> None:
    figure = build_figure(theme=theme, caption=CAPTION)
    picture, opaque = read(figure, TRANSPARENT), read(figure)
    assert picture.size == opaque.size
    assert get_colour(picture, 0, 0)[3] == 0
    whole = Image.alpha_composite(Image.new("RGBA", picture.size, PALETTES[theme].paper), picture)  # type: ignore[index]
    difference = ImageChops.difference(whole, opaque).convert("RGB").getextrema()
    assert max(highest for _, highest in difference) <= 8  # type: ignore[misc]


def list_pixels(picture: Image.Image) -> list[tuple[int, ...]]:
    data = picture.tobytes()
    return [tuple(data[start : start + 4]) for start in range(0, len(data), 4)]


def test_in_print_the_lanes_are_left_out_with_the_ground() -> None:
    figure = build_figure(theme="print", caption=BARE)
    row = place(figure.diagram, WIDTH).rows[1]
    left, top, _ = find_map(figure)
    assert get_colour(read(figure, TRANSPARENT), left + 60, top + row.start + 20)[3] == 0
    light = build_figure(theme="light", caption=BARE)
    assert get_colour(read(light, TRANSPARENT), left + 60, top + row.start + 20)[3] == 255


def test_boxes_stand_where_they_stand_in_the_svg() -> None:
    figure = build_figure(caption=BARE)
    left, top, _ = find_map(figure)
    picture = read(figure, Options(scale=2))
    for box in place(figure.diagram, WIDTH).boxes:
        inside = get_colour(picture, 2 * (left + box.x + 5), 2 * (top + box.y + 5))
        outside = get_colour(picture, 2 * (left + box.x + 5), 2 * (top + box.y - 3))
        assert inside != outside


def test_names_are_written_into_the_boxes() -> None:
    figure = build_figure(caption=BARE)
    left, top, _ = find_map(figure)
    picture = read(figure)
    for box in place(figure.diagram, WIDTH).boxes:
        part = picture.crop(find_corners(box, left, top, inset=4))
        dark = sum(sum(pixel[:3]) < 3 * 110 for pixel in list_pixels(part))
        assert dark > (10 if box.is_mark else 100), box.id


def test_what_is_faded_is_paler() -> None:
    emphasis = emphasise_node(MODEL, "effect-joy-in-work")
    faded = build_figure(diagram=build_diagram(MODEL, "en", emphasis=emphasis), caption=BARE)
    left, top, _ = find_map(faded)
    boxes = {box.id: box for box in place(faded.diagram, WIDTH).boxes}

    def find_darkest(figure: Figure, node: str) -> int:
        box = boxes[node]
        part = read(figure).crop(find_corners(box, left, top))
        return min(sum(pixel[:3]) for pixel in list_pixels(part))

    assert find_darkest(faded, "effect-experience") > find_darkest(faded, "effect-joy-in-work") + 150


def test_each_part_of_the_caption_makes_the_picture_higher_and_can_be_left_out() -> None:
    bare = read(build_figure(caption=BARE)).height
    for part in ("title", "words", "citation", "licence", "address"):
        assert read(build_figure(caption=Caption(**{part: "Mango"}, has_legend=False))).height > bare
    assert read(build_figure(caption=Caption(has_legend=True))).height > bare


def test_the_words_are_seen_in_the_picture() -> None:
    picture = read(build_figure(caption=Caption(title="Mango")))
    other = read(build_figure(caption=Caption(title="Pear")))
    assert picture.size == other.size
    assert picture.tobytes() != other.tobytes()


def test_the_same_figure_gives_the_same_picture() -> None:
    figure = build_figure(caption=CAPTION)
    assert to_png(figure, Options(scale=2)) == to_png(figure, Options(scale=2))


def test_a_map_without_nodes_is_a_picture_of_its_caption() -> None:
    hidden = build_diagram(
        MODEL, "en", Filter(levels=frozenset({"leadership"}), stages=frozenset({"effect"})), hide=True
    )
    assert not hidden.nodes
    assert len(list_colours(read(build_figure(diagram=hidden, caption=CAPTION)))) > 1


def test_the_picture_shows_what_the_svg_shows() -> None:
    """The map's SVG is what is drawn: each box stands where it has one, and nowhere else."""
    small = build_diagram(MODEL, "en", Filter(stages=frozenset({"effect"})), hide=True)
    figure = build_figure(diagram=small, caption=BARE)
    picture, (left, top, _) = read(figure), find_map(figure)
    shown = ElementTree.fromstring(to_svg(small).encode()).findall(".//{*}g[@data-node-id]")
    boxes = place(small, WIDTH).boxes
    assert {group.get("data-node-id") for group in shown} == {box.id for box in boxes}
    fills = {read_colour(fill) for fill in PALETTES["light"].fills}
    for box in boxes:
        x, y, *_ = find_corners(box, left, top, inset=5)
        assert get_colour(picture, x, y) in fills
    found = list_colours(picture) & fills
    assert len(found) == len({node.level for node in small.nodes})


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_nasty_text_makes_a_picture_like_any_other(text: str) -> None:
    assert max(read(build_named(text)).size) < 2000


@examples(20)
@given(st.text(st.characters(exclude_categories=()), max_size=600))
def test_any_text_makes_a_picture(text: str) -> None:
    assert to_png(build_named(text), TRANSPARENT)[:4] == b"\x89PNG"
