"""The shapes of a slide as a picture: what the slide will look like, as SVG."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from model.export.freeforms import Freeform
from model.export.markup import write_number, write_numbers
from model.export.shapes import FONT, HEADS, THIN, Anchor, Form, Look, Place, Point, Site, Text, clean
from model.lettering import break_lines

_USUALLY_WIDER = 1.1
"""How much wider the letters of a slide mostly are than those that are measured (model.lettering)."""

_PITCH, _BASE = 1.15, 0.91
"""How far apart lines are, and how far below the top of a line its letters stand, in the font size."""

_DASHES = {"lgDash": (8, 3), "dash": (4, 3), "sysDot": (1, 1)}
"""How long dashes and spaces are, in the thickness of the line."""

_ANCHORS = {"l": "start", "ctr": "middle", "r": "end"}
_SHARES: dict[Anchor, float] = {"t": 0.0, "ctr": 0.5, "b": 1.0}


def build_picture(width: float, height: float, paper: str, language: str) -> ElementTree.Element:
    """The document of a picture with nothing on it yet."""
    size = {"width": write_number(width), "height": write_number(height)}
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            **size,
            "viewBox": f"0 0 {size['width']} {size['height']}",
            "lang": language,
            "font-family": f"{FONT},'Liberation Sans',Helvetica,sans-serif",
        },
    )
    ElementTree.SubElement(svg, "rect", {**size, "fill": paper})
    return svg


class SvgCanvas:
    """The picture of one slide, or of a group on it."""

    def __init__(self, tree: ElementTree.Element, ids: Iterator[int] | None = None) -> None:
        self._tree = tree
        self._ids = ids or itertools.count(1)

    def reserve(self) -> int:
        """An id that no other shape has."""
        return next(self._ids)

    def add_shape(
        self,
        place: Place,
        name: str,
        *,
        form: Form = "rect",
        corner: float = 6.0,
        look: Look = Look(),  # noqa: B008 (frozen)
        text: Sequence[Text] = (),
        inset: float = 0.0,
        anchor: Anchor = "t",
        is_turned: bool = False,
        is_title: bool = False,
        shape_id: int | None = None,
        description: str = "",
    ) -> None:
        """The outline, and the text line by line."""
        group = self._add_described("g", description)
        if look.fill or look.line:
            tag, outline = _draw_outline(place, form, corner)
            ElementTree.SubElement(group, tag, {**outline, **_write_look(look)})
        lines = list(_break(text, place.height if is_turned else place.width - 2 * inset))
        if not any(words for words, _ in lines):
            return
        room = Place(place.x + inset, place.y, place.width - 2 * inset, place.height)
        if is_turned:
            group = ElementTree.SubElement(
                group, "g", {"transform": f"translate({write_numbers((place.x, place.bottom))}) rotate(-90)"}
            )
            room = Place(0, inset, place.height, place.width - 2 * inset)
        used = sum(style.size * _PITCH for _, style in lines)
        y = room.y + (room.height - used) * _SHARES[anchor]
        for words, style in lines:
            _add_line(group, words, style, room, y)
            y += style.size * _PITCH

    def add_group(self, place: Place, name: str, description: str = "") -> SvgCanvas:
        """A group."""
        return SvgCanvas(self._add_described("g", description), self._ids)

    def add_connector(
        self,
        start: Point,
        end: Point,
        look: Look,
        name: str,
        description: str,
        source: Site,
        target: Site,
        has_arrow: bool = True,
    ) -> None:
        """A straight line."""
        self.add_freeform(Freeform(start, (end,)), look, name, description, has_arrow)

    def add_freeform(
        self, line: Freeform, look: Look, name: str, description: str, is_directed: bool = True
    ) -> None:
        """The line and its arrowhead."""
        group = self._add_described("g", description)
        steps = [f"M{write_numbers(line.start)}"]
        steps += [f"{'L' if len(piece) == 2 else 'C'}{write_numbers(piece)}" for piece in line.pieces]
        ElementTree.SubElement(group, "path", {"d": "".join(steps), **_write_look(look)})
        if is_directed:
            head = {"d": _draw_head(line, look), "fill": look.line}
            ElementTree.SubElement(group, "path", head)

    def _add_described(self, tag: str, description: str) -> ElementTree.Element:
        element = ElementTree.SubElement(self._tree, tag)
        if description:
            ElementTree.SubElement(element, "title").text = clean(description)
        return element


def _draw_outline(place: Place, form: Form, corner: float) -> tuple[str, dict[str, str]]:
    """The name of an outline's element, and its measures."""
    if form == "chevron":
        left, right, top, bottom = place.x, place.right, place.y, place.bottom
        points = (
            (left, top), (right - corner, top), (right, place.middle), (right - corner, bottom),
            (left, bottom), (left + corner, place.middle),
        )  # fmt: skip
        return "polygon", {"points": " ".join(write_numbers(point) for point in points)}
    names = ("x", "y", "width", "height")
    sides = (place.x, place.y, place.width, place.height)
    measures = dict(zip(names, map(write_number, sides), strict=True))
    if form == "roundRect":
        measures["rx"] = write_number(min(corner, place.width / 2, place.height / 2))
    return "rect", measures


def _write_look(look: Look) -> dict[str, str]:
    written = {"fill": look.fill or "none"}
    if look.line:
        written |= {"stroke": look.line, "stroke-width": f"{look.thickness:.2f}"}
    if look.line and look.dash:
        written["stroke-dasharray"] = " ".join(f"{part * look.thickness:.2f}" for part in _DASHES[look.dash])
    return written


def _draw_head(line: Freeform, look: Look) -> str:
    """The triangle at the end of a line, in the direction in which the line ends."""
    tip = line.pieces[-1][-2:]
    points = [line.start, *(piece[at : at + 2] for piece in line.pieces for at in range(0, len(piece), 2))]
    before = next((point for point in reversed(points) if point != tip), line.start)
    across, down = tip[0] - before[0], tip[1] - before[1]
    length = (across**2 + down**2) ** 0.5 or 1.0
    size = HEADS[look.head] * max(look.thickness, THIN)
    x, y = across / length * size, down / length * size
    corners = (tip, (tip[0] - x - y / 2, tip[1] - y + x / 2), (tip[0] - x + y / 2, tip[1] - y - x / 2))
    return "M" + "L".join(write_numbers(corner) for corner in corners) + "z"


def _break(texts: Sequence[Text], width: float) -> Iterator[tuple[str, Text]]:
    """The lines of some texts, each with its style."""
    for text in texts:
        for paragraph in clean(text.words).split("\n"):
            size = text.size * _USUALLY_WIDER
            for line in break_lines(paragraph, width, size, text.is_bold, at_most=1000) or ("",):
                yield line, text


def _add_line(parent: ElementTree.Element, words: str, style: Text, room: Place, y: float) -> None:
    x = {"l": room.x, "ctr": room.x + room.width / 2, "r": room.right}[style.align]
    attributes = {
        "x": write_number(x),
        "y": write_number(y + _BASE * style.size),
        "font-size": f"{style.size:.2f}",
        "fill": style.colour,
        "text-anchor": _ANCHORS[style.align],
    }
    if style.is_bold:
        attributes["font-weight"] = "bold"
    ElementTree.SubElement(parent, "text", attributes).text = words
