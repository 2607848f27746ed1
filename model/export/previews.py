"""What a file will look like, page by page, to be seen before it is taken along."""

from __future__ import annotations

from model.export import EXPORTERS
from model.export.exporter import AsPages, AsPicture, AsText, Page
from model.export.figure import Figure, Options
from model.export.svg_file import to_svg_file


def draw_pages(figure: Figure, form: str, options: Options) -> tuple[Page, ...]:
    """The pages or slides of a format that has them, and of every other the one picture that it draws or
    describes.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> figure = Figure(model, build_diagram(model, "en"))
    >>> [page.words[0] for page in draw_pages(figure, "pptx", Options(steps="stages"))][:2]
    ['Preconditions', 'Catalysts']
    """
    match EXPORTERS[form].preview:
        case AsPages(draw):
            return draw(figure, options)
        case AsPicture() | AsText():
            return (Page("image/svg+xml", to_svg_file(figure, Options())),)
