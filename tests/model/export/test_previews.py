from __future__ import annotations

import math
import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from lxml import etree
from PIL import Image
from pptx.slide import Slide

from model.export import EXPORTERS, Options
from model.export.csv_pair import read_sheets as read_files
from model.export.csv_pair import to_csv_pair
from model.export.exporter import Page
from model.export.figure import PAPERS
from model.export.freeforms import Freeform
from model.export.handout import to_handout
from model.export.html import leave_out_scripts, to_html
from model.export.kumu import read_sheets, to_kumu
from model.export.pptx import to_pptx
from model.export.previews import draw_pages
from model.export.shapes import THIN, Look, Place
from model.export.steps import build_steps
from model.export.svg_canvas import SvgCanvas, build_picture
from model.schema import ProvenanceKind
from tests.building import build_model
from tests.documents import build_figure, read_pdf
from tests.figures import build_shipped_figure
from tests.slides import (
    EMU,
    describe,
    find_connectors,
    find_freeforms,
    find_nodes,
    list_shapes,
    read_pptx,
    read_slide,
    trace_freeform,
)

SVG = "{http://www.w3.org/2000/svg}"
TITLE = f"{SVG}title"


def measure(preview: Page) -> tuple[int, int]:
    """Width and height of the picture, in pixels."""
    assert preview.media_type == "image/png"
    return Image.open(BytesIO(preview.picture)).size


def list_drawn(preview: Page) -> set[str]:
    """The ids of the nodes in a picture."""
    assert preview.media_type == "image/svg+xml"
    return {
        id_.removeprefix("node-")
        for id_ in etree.fromstring(preview.picture).xpath("//@id[starts-with(., 'node-')]")
    }


@pytest.mark.parametrize("paper", PAPERS)
def test_a_pdf_is_seen_as_its_page(paper: str) -> None:
    [page] = draw_pages(build_shipped_figure("en"), "pdf", Options(paper=paper))  # type: ignore[arg-type]
    width, height = measure(page)
    wide, high = PAPERS[paper]  # type: ignore[index]
    assert width == 1600
    assert height / width == pytest.approx(high / wide, abs=0.002)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_handout_is_seen_page_by_page(language: str) -> None:
    figure = build_shipped_figure(language)
    pages = draw_pages(figure, "handout", Options())
    assert len(pages) == len(read_pdf(to_handout(figure)).pages) > 2
    assert measure(pages[0]) == (1131, 800)
    assert {measure(page) for page in pages[1:]} == {(800, 1131)}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("steps", ["", "stages", "path"])
def test_a_slide_is_seen_as_it_is(steps: str, language: str) -> None:
    """The same size, the same boxes at the same places, the same lines, the same texts."""
    figure = build_shipped_figure(language)
    options = Options(steps=steps)  # type: ignore[arg-type]
    seen = draw_pages(figure, "pptx", options)
    file = read_pptx(to_pptx(figure, options))
    assert len(seen) == len(file.slides)
    for preview, slide, step in zip(seen, file.slides, build_steps(figure, options), strict=True):
        svg = etree.fromstring(preview.picture)
        size = file.slide_width / EMU, file.slide_height / EMU
        assert (float(svg.get("width")), float(svg.get("height"))) == pytest.approx(size, abs=0.1)
        groups = {
            group[0].text: group for group in svg.iter(f"{SVG}g") if group[0:1] and group[0].tag == TITLE
        }
        shapes = [*find_nodes(slide).items(), *((describe(line), line) for line in find_freeforms(slide))]
        assert len(shapes) > len(step.diagram.nodes)
        for name, shape in shapes:
            kind = "path" if shape._element.xpath("./p:spPr/a:custGeom") else "rect"
            drawn = groups[name].find(f"{SVG}{kind}")
            assert drawn is not None
            if kind == "rect":
                place = [float(drawn.get(side)) for side in ("x", "y", "width", "height")]
                sides = (shape.left, shape.top, shape.width, shape.height)
                assert place == pytest.approx([side / EMU for side in sides], abs=0.06)
            else:
                points = [float(number) for number in re.findall(r"-?[\d.]+", drawn.get("d"))]
                pieces = [value for piece in trace_freeform(shape) for value in piece]
                assert points == pytest.approx(pieces, abs=0.06)
        assert "".join(list_words(svg)) == "".join(read_words(slide))


def test_dashes_and_arrowheads_are_seen_as_a_slide_shows_them() -> None:
    """The dashes as long as ECMA-376 says of them, in widths of the line; heads where their lines end."""
    known: dict[str, ProvenanceKind] = {"a": "stated", "b": "reported", "c": "inferred", "d": "open"}
    model = build_model("a>b b>c a>c a>d", provenances=known, stages={"s": "a", "t": "b", "u": "c d"})
    [seen] = draw_pages(build_figure(model), "pptx", Options())
    svg = etree.fromstring(seen.picture)
    dashes = {}
    for title in svg.iter(TITLE):
        [rect] = title.getparent().findall(f"{SVG}rect")[:1] or [None]
        if rect is not None and title.text in known:
            thick = float(rect.get("stroke-width"))
            lengths = [float(part) / thick for part in rect.get("stroke-dasharray", "").split()]
            dashes[title.text] = [round(length) for length in lengths]
    assert dashes == {"a": [], "b": [8, 3], "c": [4, 3], "d": [1, 1]}
    slide = read_slide(to_pptx(build_figure(model), Options()))
    sizes = {
        describe(line): _HEADS[line._element.xpath("string(.//a:tailEnd/@w)") or "med"]
        for line in [*find_freeforms(slide), *find_connectors(slide)]
    }
    heads = 0
    for group in svg.iter(f"{SVG}g"):
        paths = group.findall(f"{SVG}path")
        if len(paths) == 2 and "→" in (group.findtext(TITLE) or ""):
            heads += 1
            line, (tip, left, right) = (list_points(path.get("d")) for path in paths)
            back = tuple((coordinate + other) / 2 for coordinate, other in zip(left, right, strict=True))
            before = next(point for point in reversed(line) if point != line[-1])
            size = sizes[group.findtext(TITLE)] * max(float(paths[0].get("stroke-width")), THIN)
            assert tip == pytest.approx(line[-1], abs=0.1)
            assert (math.dist(left, right), math.dist(tip, back)) == pytest.approx((size, size), abs=0.1)
            ways = [math.atan2(tip[1] - y, tip[0] - x) for x, y in (before, back)]
            assert ways[0] == pytest.approx(ways[1], abs=0.1)
    assert heads == len(sizes) == 4


_HEADS = {"sm": 2, "med": 3, "lg": 5}
"""How long PowerPoint draws arrowheads, in widths of the line."""


def list_points(path: str) -> list[tuple[float, float]]:
    """The points that a path names."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_a_line_without_length_is_drawn() -> None:
    svg = ElementTree.Element("svg")
    SvgCanvas(svg).add_freeform(Freeform((5, 5), ((5, 5),)), Look("", "#000000"), "a", "a")
    assert [list_points(path.get("d", ""))[0] for path in svg.iter("path")] == [(5, 5), (5, 5)]


def list_words(svg: etree._Element) -> list[str]:
    """The words of a picture, in order, without hyphens where lines end."""
    return [word for text in svg.iter(f"{SVG}text") for word in (text.text or "").replace("-", "").split()]


def read_words(slide: Slide) -> list[str]:
    """The words of a slide, in the order in which they are drawn, without hyphens."""
    shapes = [shape for shape in list_shapes(slide.shapes) if shape.has_text_frame]
    return [word for shape in shapes for word in shape.text_frame.text.replace("-", "").split()]


def test_a_picture_is_seen_as_the_file_that_it_is() -> None:
    """With its ground left out and its letters as outlines, as they were chosen."""
    figure = build_shipped_figure("en")
    options = Options(is_transparent=True, has_outlines=True)
    [preview] = draw_pages(figure, "svg", options)
    assert preview.picture == EXPORTERS["svg"].build(figure, options) != EXPORTERS["svg"].build(figure)
    assert list_drawn(preview) == {node.id for node in figure.diagram.nodes}


def test_tables_are_seen_with_every_element_and_link() -> None:
    figure = build_shipped_figure("en")
    names = [node.name for node in figure.diagram.nodes]
    nodes, edges, about = read_files(to_csv_pair(figure))
    assert [sheet.name for sheet in (nodes, edges, about)] == ["nodes.csv", "edges.csv", "about.txt"]
    assert [row[1] for row in nodes.rows[1:]] == names
    assert [row[:2] for row in edges.rows[1:]] == [
        (edge.source, edge.target) for edge in figure.diagram.edges
    ]
    assert about.rows[0] == (figure.caption.title,)
    elements, connections, _about = read_sheets(to_kumu(figure))
    assert [row[0] for row in elements.rows[1:]] == names
    assert len(connections.rows) == 1 + len(figure.diagram.edges)
    assert connections.rows[0][:2] == ("From", "To")


def test_a_web_page_is_seen_without_what_runs_in_it() -> None:
    figure = build_shipped_figure("en")
    page = to_html(figure, Options())
    still = leave_out_scripts(page)
    assert page.count(b"<script") == 2
    assert b"<script" not in still
    assert page.startswith(still.removesuffix(b"</body>\n</html>\n"))
    assert still.count(b"data-node-id") == len(figure.diagram.nodes)


@pytest.mark.parametrize(
    ("width", "height", "corner", "radius"), [(40, 30, 6, "6"), (40, 8, 6, "4"), (10, 30, 6, "5")]
)
def test_corners_are_no_rounder_than_half_the_shorter_side(
    width: float, height: float, corner: float, radius: str
) -> None:
    svg = build_picture(100, 100, "#ffffff", "en")
    place = Place(1, 2, width, height)
    SvgCanvas(svg).add_shape(place, "box", form="roundRect", corner=corner, look=Look("#000000"))
    assert svg.findall(".//rect")[-1].get("rx") == radius


def test_the_tip_and_the_notch_of_a_chevron_are_as_long_as_its_corner() -> None:
    svg = build_picture(100, 100, "#ffffff", "en")
    SvgCanvas(svg).add_shape(
        Place(10, 20, 60, 30), "step", form="chevron", corner=8, look=Look("#000000", "#ff0000", 2, "dash")
    )
    [drawn] = svg.findall(".//polygon")
    assert drawn.get("points") == "10 20 62 20 70 35 62 50 10 50 18 35"
    assert (drawn.get("stroke-width"), drawn.get("stroke-dasharray")) == ("2.00", "8.00 6.00")
