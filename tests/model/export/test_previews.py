from __future__ import annotations

from io import BytesIO

import pytest
from lxml import etree
from PIL import Image

from model.export import EXPORTERS, Options
from model.export.exporter import AsPages, Page
from model.export.figure import PAPERS
from model.export.handout import to_handout
from model.export.pptx import to_pptx
from model.export.previews import draw_pages
from model.export.steps import build_steps
from tests.documents import read_pdf
from tests.figures import build_shipped_figure
from tests.slides import read_pptx

WITHOUT_PAGES = [name for name in EXPORTERS if not isinstance(EXPORTERS[name].preview, AsPages)]


def measure(preview: Page) -> tuple[int, int]:
    """Width and height of the picture, in pixels."""
    assert preview.media_type == "image/png"
    return Image.open(BytesIO(preview.picture)).size


def list_drawn(preview: Page) -> set[str]:
    """The ids of the nodes in a picture."""
    assert preview.media_type == "image/svg+xml"
    return {
        one.removeprefix("node-")
        for one in etree.fromstring(preview.picture).xpath("//@id[starts-with(., 'node-')]")
    }


@pytest.mark.parametrize("paper", PAPERS)
def test_a_pdf_is_seen_as_its_page(paper: str) -> None:
    [page] = draw_pages(build_shipped_figure("en"), "pdf", Options(paper=paper))  # type: ignore[arg-type]
    width, height = measure(page)
    wide, high = PAPERS[paper]  # type: ignore[index]
    assert width == 1200
    assert height / width == pytest.approx(high / wide, abs=0.002)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_handout_is_seen_page_by_page(language: str) -> None:
    figure = build_shipped_figure(language)
    pages = draw_pages(figure, "handout", Options())
    assert len(pages) == len(read_pdf(to_handout(figure)).pages) > 2
    assert measure(pages[0]) == (849, 600)
    assert {measure(page) for page in pages[1:]} == {(600, 849)}


@pytest.mark.parametrize("steps", ["stages", "path"])
def test_slides_are_seen_one_by_one_with_what_they_say(steps: str) -> None:
    figure = build_shipped_figure("nl")
    options = Options(steps=steps)  # type: ignore[arg-type]
    seen = draw_pages(figure, "pptx", options)
    assert len(seen) == len(read_pptx(to_pptx(figure, options)).slides) > 2
    for preview, step in zip(seen, build_steps(figure, options), strict=True):
        assert preview.words[0] == step.title
        assert list_drawn(preview) == {node.id for node in step.diagram.nodes}


@pytest.mark.parametrize("form", WITHOUT_PAGES)
def test_everything_else_is_seen_as_the_whole_picture(form: str) -> None:
    figure = build_shipped_figure("en")
    [preview] = draw_pages(figure, form, Options())
    assert list_drawn(preview) == {node.id for node in figure.diagram.nodes}
