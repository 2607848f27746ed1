"""What a file will look like, picture by picture, to be seen before it is downloaded."""

from __future__ import annotations

from model.export import EXPORTERS
from model.export.exporter import AsFile, AsPages, Page
from model.export.figure import Figure, Options


def draw_pages(figure: Figure, form: str, options: Options) -> tuple[Page, ...]:
    """The pages or slides of a format that has them, or the file itself where it is a picture; none of a
    format that is seen as text, tables or a web page.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> figure = Figure(model, build_diagram(model, "en"))
    >>> [page.words[0] for page in draw_pages(figure, "pptx", Options(steps="stages"))][:2]
    ['Preconditions', 'Catalysts']
    """
    exporter = EXPORTERS[form]
    match exporter.preview:
        case AsPages(draw):
            return draw(figure, options)
        case AsFile():
            return (Page(exporter.media_type, exporter.build(figure, options)),)
        case _:
            return ()
