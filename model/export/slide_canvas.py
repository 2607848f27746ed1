"""The shapes of a slide as PowerPoint writes them.

Whatever stands in a slide goes through `clean`. Sizes and colours stand at the text itself (at each run),
because that is what every program reads.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.slide import Slide

from model.export.freeforms import EMU, Freeform, write_geometry
from model.export.shapes import FONT, Anchor, Form, Look, Place, Point, Site, Text, clean
from model.words import CULTURES

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")

_qualify = cache(qn)


def add(parent: BaseOxmlElement, tag: str, **attributes: object) -> BaseOxmlElement:
    """A new element inside another one.

    >>> add(OxmlElement("p:spTree"), "p:sp", name="a").get("name")
    'a'
    """
    values = {name: str(value) for name, value in attributes.items()}
    element: BaseOxmlElement = parent.makeelement(_qualify(tag), values)
    parent.append(element)
    return element


class SlideCanvas:
    """The shapes of one slide, or of a group on it."""

    def __init__(
        self, slide: Slide, tree: BaseOxmlElement | None = None, ids: Iterator[int] | None = None
    ) -> None:
        self._slide = slide
        self._tree: BaseOxmlElement = slide.shapes._spTree if tree is None else tree
        self._ids = ids or itertools.count(101)

    def reserve(self) -> int:
        """An id that no other shape of the slide has."""
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
        """A shape of PowerPoint's own."""
        shape = add(self._tree, "p:sp")
        about = add(shape, "p:nvSpPr")
        self._add_name(about, shape_id, name, description)
        kind = add(about, "p:cNvSpPr")
        if not (look.fill or look.line or is_title):
            kind.set("txBox", "1")
        special = add(about, "p:nvPr")
        if is_title:
            add(special, "p:ph", type="title")
        properties = add(shape, "p:spPr")
        _add_place(properties, place)
        geometry = add(add(properties, "a:prstGeom", prst=form), "a:avLst")
        if form != "rect":
            share = round(100_000 * corner / max(1.0, min(place.width, place.height)))
            share = min(share, 50_000) if form == "roundRect" else share
            add(geometry, "a:gd", name="adj", fmla=f"val {share}")
        _add_look(properties, look)
        self._add_text(shape, text, inset, anchor, is_turned)

    def add_group(self, place: Place, name: str, description: str = "") -> SlideCanvas:
        """A group of PowerPoint's own."""
        group = add(self._tree, "p:grpSp")
        about = add(group, "p:nvGrpSpPr")
        self._add_name(about, None, name, description)
        add(about, "p:cNvGrpSpPr")
        add(about, "p:nvPr")
        frame = _add_place(add(group, "p:grpSpPr"), place)
        add(frame, "a:chOff", x=_emu(place.x), y=_emu(place.y))
        add(frame, "a:chExt", cx=_emu(place.width), cy=_emu(place.height))
        return SlideCanvas(self._slide, group, self._ids)

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
        """A straight line that follows the shapes it is glued to."""
        connector = add(self._tree, "p:cxnSp")
        about = add(connector, "p:nvCxnSpPr")
        self._add_name(about, None, name, description)
        glue = add(about, "p:cNvCxnSpPr")
        add(glue, "a:stCxn", id=source[0], idx=source[1])
        add(glue, "a:endCxn", id=target[0], idx=target[1])
        add(about, "p:nvPr")
        properties = add(connector, "p:spPr")
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(start, end, strict=True))
        frame = _add_place(properties, Place(left, top, right - left, bottom - top))
        if end[0] < start[0]:
            frame.set("flipH", "1")
        if end[1] < start[1]:
            frame.set("flipV", "1")
        add(add(properties, "a:prstGeom", prst="straightConnector1"), "a:avLst")
        _add_course(properties, look, has_arrow)

    def add_freeform(
        self, line: Freeform, look: Look, name: str, description: str, is_directed: bool = True
    ) -> None:
        """A shape of PowerPoint's own whose outline is the line."""
        shape = add(self._tree, "p:sp")
        about = add(shape, "p:nvSpPr")
        self._add_name(about, None, name, description)
        add(about, "p:cNvSpPr")
        add(about, "p:nvPr")
        properties = add(shape, "p:spPr")
        _add_place(properties, Place(*line.find_frame()))
        properties.append(parse_xml(write_geometry(line)))
        _add_course(properties, look, is_directed)

    def _add_name(self, parent: BaseOxmlElement, shape_id: int | None, name: str, description: str) -> None:
        properties = add(parent, "p:cNvPr", id=shape_id or self.reserve(), name=_line(name))
        if description:
            properties.set("descr", _line(description))

    def _add_text(
        self, shape: BaseOxmlElement, texts: Sequence[Text], inset: float, anchor: Anchor, is_turned: bool
    ) -> None:
        body = add(shape, "p:txBody")
        side = _emu(inset)
        frame = add(
            body, "a:bodyPr", wrap="square", lIns=side, tIns=0, rIns=side, bIns=0, rtlCol=0, anchor=anchor
        )
        if is_turned:
            frame.set("vert", "vert270")
        add(frame, "a:noAutofit")
        add(body, "a:lstStyle")
        for text in texts or (Text("", 10, "", ""),):
            for words in clean(text.words).split("\n"):
                paragraph = add(body, "a:p")
                properties = add(paragraph, "a:pPr", algn=text.align)
                if text.language in _RIGHT_TO_LEFT:
                    properties.set("rtl", "1")
                    properties.set("algn", {"l": "r", "r": "l"}.get(text.align, text.align))
                if words:
                    self._add_run(paragraph, text, words)

    def _add_run(self, paragraph: BaseOxmlElement, text: Text, words: str) -> None:
        run = add(paragraph, "a:r")
        culture = CULTURES.get(text.language, text.language)
        look = add(
            run, "a:rPr", lang=culture, sz=max(100, round(text.size * 100)), b=int(text.is_bold), dirty=0
        )
        _add_colour(look, text.colour)
        # The numbers say what kind of letters to take where the font is missing: sans serif, proportional.
        add(look, "a:latin", typeface=FONT, panose="020B0604020202020204", pitchFamily=34, charset=0)
        if text.link:
            link = OxmlElement("a:hlinkClick")
            address = self._slide.part.relate_to(text.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), address)
            look.append(link)
        add(run, "a:t").text = words


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _emu(points: float) -> int:
    return round(points * EMU)


def _add_place(properties: BaseOxmlElement, place: Place) -> BaseOxmlElement:
    frame = add(properties, "a:xfrm")
    add(frame, "a:off", x=_emu(place.x), y=_emu(place.y))
    add(frame, "a:ext", cx=_emu(place.width), cy=_emu(place.height))
    return frame


def _add_colour(parent: BaseOxmlElement, colour: str) -> None:
    if colour:
        add(add(parent, "a:solidFill"), "a:srgbClr", val=colour.removeprefix("#"))
    else:
        add(parent, "a:noFill")


def _add_look(properties: BaseOxmlElement, look: Look) -> None:
    _add_colour(properties, look.fill)
    _add_line(properties, look)


def _add_course(properties: BaseOxmlElement, look: Look, has_arrow: bool) -> None:
    """How the line of an edge looks."""
    line = _add_line(properties, look)
    add(line, "a:round")
    if has_arrow:
        add(line, "a:tailEnd", type="triangle", w=look.head, len=look.head)


def _add_line(properties: BaseOxmlElement, look: Look) -> BaseOxmlElement:
    line = add(properties, "a:ln", w=_emu(look.thickness))
    _add_colour(line, look.line)
    if look.line and look.dash:
        add(line, "a:prstDash", val=look.dash)
    return line
