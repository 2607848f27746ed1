"""What a file will look like, page by page, to be seen before it is taken along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from model.export.figure import PAPERS, Caption, Figure, Options
from model.export.handout import build_handout
from model.export.pdf import build_sheet
from model.export.sheet import to_sheet
from model.export.steps import Step, build_steps
from model.export.typesetting import Document

_WIDE = 1200
_NARROW = 600
"""How many pixels wide a page is that lies, and one of many that stand."""

_MILLIMETRES = 25.4 / 72
"""How many a point has."""


@dataclass(frozen=True)
class Preview:
    """A page or a slide as a picture (media type and content), and what a slide says beside its picture."""

    media_type: str
    picture: bytes
    words: tuple[str, ...] = ()


def build_previews(figure: Figure, form: str, options: Options) -> tuple[Preview, ...]:
    """The pages of a PDF or handout as they will be, the slides by what each shows and says, and of every
    other format the one picture that it draws or describes.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> figure = Figure(model, build_diagram(model, "en"))
    >>> [one.words[0] for one in build_previews(figure, "pptx", Options(steps="stages"))][:2]
    ['Preconditions', 'Catalysts']
    """
    if form == "pdf":
        wide, _ = PAPERS[options.paper]
        return _draw(build_sheet(figure, options), _WIDE * _MILLIMETRES / wide)
    if form == "handout":
        _, narrow = PAPERS["a4"]
        return _draw(build_handout(figure), _NARROW * _MILLIMETRES / narrow)
    if form == "pptx" and options.steps:
        return tuple(_draw_slides(figure, options))
    return (_draw_map(figure),)


def _draw(document: Document, scale: float) -> tuple[Preview, ...]:
    return tuple(Preview("image/png", page) for page in document.draw_pages(scale))


def _draw_slides(figure: Figure, options: Options) -> Iterator[Preview]:
    for step in build_steps(figure, options):
        told = (step.aside.title, step.aside.text) if step.aside else ()
        words = (step.title, step.words, step.sentence, *told)
        drawn = _draw_map(_show_only(step, figure))
        yield replace(drawn, words=tuple(text for text in words if text))


def _show_only(step: Step, figure: Figure) -> Figure:
    """The picture of a step, with its nodes standing out and nothing around it."""
    nodes = tuple(replace(node, is_lit=node.is_lit or node.id in step.chosen) for node in step.diagram.nodes)
    return replace(figure, diagram=replace(step.diagram, nodes=nodes), caption=Caption(has_legend=False))


def _draw_map(figure: Figure) -> Preview:
    return Preview("image/svg+xml", to_sheet(figure, Options()))
