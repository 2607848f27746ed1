"""What a file will look like, page by page, to be seen before it is taken along."""

from __future__ import annotations

from dataclasses import replace

from model.export import EXPORTERS
from model.export.exporter import AsPages, AsPicture, AsText, Page
from model.export.figure import Caption, Figure, Options
from model.export.sheet import to_sheet
from model.export.steps import Step, build_steps


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
            return (_draw_map(figure),)


def draw_slides(figure: Figure, options: Options) -> tuple[Page, ...]:
    """Each slide by what it shows and says; of a single slide the whole map."""
    if not options.steps:
        return (_draw_map(figure),)
    return tuple(_draw_step(step, figure) for step in build_steps(figure, options))


def _draw_step(step: Step, figure: Figure) -> Page:
    aside = (step.aside.title, step.aside.text) if step.aside else ()
    words = (step.title, step.words, step.sentence, *aside)
    return replace(_draw_map(_show_only(step, figure)), words=tuple(text for text in words if text))


def _show_only(step: Step, figure: Figure) -> Figure:
    """The picture of a step, with its nodes standing out and nothing around it."""
    nodes = tuple(replace(node, is_lit=node.is_lit or node.id in step.chosen) for node in step.diagram.nodes)
    return replace(figure, diagram=replace(step.diagram, nodes=nodes), caption=Caption(has_legend=False))


def _draw_map(figure: Figure) -> Page:
    return Page("image/svg+xml", to_sheet(figure, Options()))
