"""What is drawn and said of a model, built once for everybody who looks at it in the same way."""

from __future__ import annotations

from typing import NamedTuple

from model.diagram import Diagram, build_diagram, focus_nodes
from model.export.palette import PALETTES, ThemeName, build_screen_palette
from model.export.svg import to_svg
from model.fit import fit_whole, fit_width
from pages.shared.kept import kept
from pages.shared.resources import Content
from pages.workbench.guided_starts import list_starts
from pages.workbench.look import Look
from pages.workbench.model_texts import build_stories, build_texts
from pages.workbench.network import build_network

_MOST_PICTURES = 200


@kept(most=_MOST_PICTURES)
def _get_diagram(version: str, _content: Content, look: Look) -> Diagram:
    counts = _content.counts if look.counts else None
    diagram = build_diagram(
        _content.model,
        look.language,
        look.chosen,
        hide=look.hide,
        counts=counts,
        emphasis=look.emphasis,
        marks=look.marks,
        picked=look.picked,
    )
    return focus_nodes(diagram, look.focus) if look.focus else diagram


def get_diagram(content: Content, look: Look) -> Diagram:
    """The diagram of a model as it is looked at."""
    return _get_diagram(look.choose_version(content), content, look)


class Space(NamedTuple):
    """How much room a screen has for a picture, in pixels, and whether all of it has to be seen at once."""

    width: int
    height: int
    is_whole: bool = False


def get_picture(content: Content, look: Look, room: Space, theme: ThemeName | None) -> bytes:
    """The map as SVG for so much room: a document of its own with its legend, in a theme's colours; without a
    theme it is part of a page, which has legend, colours and letters."""
    return _get_picture(look.choose_version(content), content, look, room, theme)


@kept(most=_MOST_PICTURES)
def _get_picture(version: str, _content: Content, look: Look, room: Space, theme: ThemeName | None) -> bytes:
    diagram = _get_diagram(version, _content, look)
    palette = PALETTES[theme] if theme else build_screen_palette()
    fit = fit_whole if room.is_whole else fit_width
    frame = fit(diagram, room.width, room.height)
    return to_svg(diagram, palette, *frame, stands_alone=theme is not None).encode()


def get_network(content: Content, look: Look, room: Space) -> bytes:
    """The network view's nodes, edges and options as JSON, placed for so much room."""
    return _get_network(look.choose_version(content), content, look, room)


@kept(most=_MOST_PICTURES)
def _get_network(version: str, _content: Content, look: Look, room: Space) -> bytes:
    return build_network(_get_diagram(version, _content, look), room.width, room.height)


@kept(most=16)
def get_texts(version: str, _content: Content, language: str) -> bytes:
    """The texts of a model that the browser shows beside the picture, as JSON."""
    model = _content.model
    starts = list_starts(model, _content.stories, _content.attached, language)
    return build_texts(model, _content.counts, language, _content.key or "", starts)


@kept(most=16)
def get_stories(version: str, _content: Content, language: str) -> bytes:
    """The public stories that the browser shows beside the picture, as JSON."""
    return build_stories(_content.stories, _content.model, language)
