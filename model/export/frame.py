"""The map on one page with the words around it: how large each part is, in points.

Above the map stand title and words, below it legend, citation, licence and address. Each is given as the
lines it takes, so that what is left for the map is known before anything is set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree

from model.export.addresses import break_address, build_node_url, to_url
from model.export.description import describe_figure
from model.export.figure import Figure
from model.export.legend import Entry, build_legend, set_rows
from model.export.palette import Palette
from model.export.signs import ROW, to_picture
from model.export.svg import draw_map
from model.export.typesetting import to_printable
from model.fit import Frame, fit_whole
from model.layout import SIZE, WIDTH, Layout, measure_size
from model.lettering import SOFT_HYPHEN, break_lines
from model.words import split_words

PITCH = 1.3
"""From line to line, in the unit of the font size."""

MAP = "map.svg"
"""The name under which a template finds the map."""

_TITLE, _WORDS, _LEGEND, _SMALL = 1.8, 1.1, 0.95, 0.85
_SPACE = 0.9
_MARGIN = 1.6
_LONGEST_URL = 8000
_LARGEST_LETTERS = 2.2


@dataclass(frozen=True)
class FramedMap:
    """A map with the words around it, to typeset: data for the template, the map as SVG, and its size."""

    data: dict[str, Any]
    picture: str
    width: float
    height: float


@dataclass(frozen=True)
class _Part:
    """Lines of one size."""

    name: str
    lines: tuple[str, ...]
    size: float
    url: str = ""

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * PITCH


_Parts = tuple[list[_Part], Sequence[Sequence[Entry]], list[_Part]]
"""Head, legend and foot."""


def frame_on_paper(figure: Figure, width: float, height: float, unit: float) -> FramedMap:
    """The map as large as it can be on a page of this size (in points); letters are about a `unit` high."""
    figure = make_printable(figure)
    margin = _MARGIN * unit
    parts, room, free = _plan(figure, width, height, unit)
    frame = fit_whole(figure.diagram, room, free, _LARGEST_LETTERS * unit / SIZE)
    return _build(figure, (width, height), margin, unit, parts, frame)


def measure_letters(figure: Figure, width: float, height: float, unit: float) -> float:
    """How high the letters of the map are on that page, in points.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> round(measure_letters(Figure(load_model(), build_diagram(load_model(), "en")), 842, 595, 10))
    11
    """
    figure = make_printable(figure)
    _parts, room, free = _plan(figure, width, height, unit)
    most = _LARGEST_LETTERS * unit / SIZE
    frame = fit_whole(figure.diagram, room, free, most)
    return SIZE * min(room / frame.width, free / frame.height, most)


def _plan(figure: Figure, width: float, height: float, unit: float) -> tuple[_Parts, float, float]:
    """What stands around the map, and how wide and high the room for the map is."""
    margin = _MARGIN * unit
    room = width - 2 * margin
    parts = _build_parts(figure, room, unit)
    return parts, room, height - 2 * margin - _measure_all(*parts, unit)


def measure_picture(figure: Figure) -> tuple[float, float]:
    """Width and height of the page of `frame_picture`."""
    return _plan_picture(make_printable(figure))[1]


def _plan_picture(figure: Figure) -> tuple[_Parts, tuple[float, float]]:
    map_width, map_height = measure_size(figure.diagram, WIDTH)
    parts = _build_parts(figure, map_width, SIZE)
    return parts, (map_width + 2 * SIZE, map_height + 2 * SIZE + _measure_all(*parts, SIZE))


def frame_picture(figure: Figure, is_transparent: bool) -> FramedMap:
    """The map at the size it has on the screen, on a page that is just large enough."""
    figure = make_printable(figure)
    parts, size = _plan_picture(figure)
    return _build(figure, size, SIZE, SIZE, parts, Frame(WIDTH, 0.0), is_transparent)


def make_printable(figure: Figure) -> Figure:
    """The figure with every name in letters that the font has, so that they are measured as they are set."""
    diagram = figure.diagram
    return replace(
        figure,
        diagram=replace(
            diagram,
            title=to_line(diagram.title),
            columns=tuple(replace(column, name=to_line(column.name)) for column in diagram.columns),
            rows=tuple(replace(row, name=to_line(row.name)) for row in diagram.rows),
            nodes=tuple(
                replace(node, name=to_line(node.name), label=_to_label(node.label)) for node in diagram.nodes
            ),
        ),
    )


def _to_label(label: str) -> str:
    """A name in such letters, with the soft hyphens at which it may be broken."""
    return SOFT_HYPHEN.join(map(to_line, label.split(SOFT_HYPHEN)))


def to_link(address: str) -> str:
    """The address as typst takes it for a link, or "" where it is none, or too long for one.

    >>> to_link("https://example.org/é"), to_link("javascript:alert(1)")
    ('https://example.org/%C3%A9', '')
    """
    url = to_url(address)
    return url if len(url) <= _LONGEST_URL else ""


def to_line(text: str) -> str:
    """The text on one line, in letters that the font has.

    >>> to_line(" A\\nmango\\x00 ")
    'A mango'
    """
    return " ".join(split_words(to_printable(text)))


def _build_parts(figure: Figure, room: float, unit: float) -> _Parts:
    caption = figure.caption

    def build(name: str, text: str, size: float, at_most: int, bold: bool = False) -> _Part:
        lines = break_lines(to_line(text), room, size * unit, bold, at_most)
        return _Part(name, lines, size * unit)

    def keep(*parts: _Part) -> list[_Part]:
        return [part for part in parts if part.lines]

    head = keep(
        build("title", caption.title, _TITLE, 2, bold=True),
        build("words", caption.words, _WORDS, 3),
    )
    address = to_line(caption.address)
    size = _SMALL * unit
    foot = keep(
        build("citation", caption.citation, _SMALL, 4),
        build("licence", caption.licence, _SMALL, 2),
        _Part("address", break_address(address, room, size), size, to_link(caption.address)),
    )
    legend = build_legend(figure.diagram, figure.palette) if caption.has_legend else ()
    return head, set_rows(legend, room, _LEGEND * unit), foot


def _measure_all(
    head: Sequence[_Part], legend: Sequence[Sequence[Entry]], foot: Sequence[_Part], unit: float
) -> float:
    """How high everything around the map is, with the space to it."""
    parts: list[float] = [part.height for part in (*head, *foot)]
    spaces = bool(head) + bool(legend) + bool(foot)
    return sum(parts) + len(legend) * _LEGEND * unit * ROW + spaces * _SPACE * unit


def _build(
    figure: Figure,
    size: tuple[float, float],
    margin: float,
    unit: float,
    parts: _Parts,
    frame: Frame,
    is_transparent: bool = False,
) -> FramedMap:
    head, legend, foot = parts
    palette = figure.palette
    drawn, layout = draw_map(figure.diagram, palette, *frame)
    if is_transparent:
        _leave_out_ground(drawn, palette)
    data = {
        "document": {
            "title": to_line(figure.caption.title) or figure.diagram.title or "–",
            "language": to_language(figure.language),
        },
        "width": size[0],
        "height": size[1],
        "margin": margin,
        "space": _SPACE * unit,
        "pitch": PITCH,
        "colours": {
            "paper": "" if is_transparent else palette.paper,
            "ink": palette.ink,
            "quiet": palette.quiet,
        },
        "head": [_to_data(part) for part in head],
        "foot": [_to_data(part) for part in foot],
        "legend": {
            "size": _LEGEND * unit,
            "row": ROW,
            "rows": [[_place_entry(entry) for entry in row] for row in legend],
        },
        "map": _build_map(figure, layout),
    }
    return FramedMap(data, ElementTree.tostring(drawn, encoding="unicode"), *size)


def _build_map(figure: Figure, layout: Layout) -> dict[str, Any]:
    """The map as a template takes it: its size, what it says in words, and where its links are."""
    links = [(box, to_link(build_node_url(figure.address, box.id, figure.language))) for box in layout.boxes]
    return {
        "width": layout.width,
        "height": layout.height,
        "alternative": describe_figure(figure),
        "links": [
            {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "url": url}
            for box, url in links
            if url
        ],
    }


def to_language(language: str) -> str:
    """The language as a document can name it: two or three letters, English for anything else."""
    return language if re.fullmatch("[a-z]{2,3}", language) else "en"


def _to_data(part: _Part) -> dict[str, Any]:
    return {"name": part.name, "lines": part.lines, "size": part.size, "url": part.url}


def _place_entry(entry: Entry) -> dict[str, Any]:
    """A title or a sign of the legend, as a template takes it."""
    picture = to_picture(entry.sign) if entry.sign else ""
    return {"x": entry.x, "indent": entry.indent, "words": entry.words, "picture": picture}


def _leave_out_ground(svg: ElementTree.Element, palette: Palette) -> None:
    """Takes the paper away, and the lanes where they are no more than paper."""
    for view in svg.iterfind("./g[@class='view']"):
        for rectangle in view.findall("./rect"):
            if rectangle.get("class") == "paper" or palette.lanes[0] == palette.paper:
                view.remove(rectangle)
