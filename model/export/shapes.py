"""The shapes of a slide as PowerPoint writes them: boxes with text, connectors glued to boxes, and lines.

Lengths are in points; whatever stands in a slide goes through `clean`. Sizes and colours stand at the text
itself (at each run), because that is what every program reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement

from model.export.freeforms import EMU, Freeform, write_geometry
from model.export.markup import clean_text, to_line
from model.lettering import break_lines, measure

LINE_HEIGHT = 1.26
"""How far apart lines are, in the unit of the font size: what programs make of Arial, and a little more."""

FONT = "Arial"
"""Slides cannot bring a font along, so it is one that every office program has, or one as wide."""

_WIDER = 1.2
"""How much wider its letters may be than those that are measured (model.lettering)."""

_MOST_LETTERS = 400
"""How many letters a line has at most."""

_CULTURES = {"en": "en-GB", "nl": "nl-BE"}
_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029]")
_qualify = cache(qn)
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")

Dash = Literal["", "lgDash", "sysDash", "sysDot"]
Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]


@dataclass(frozen=True)
class Place:
    """Where a shape is, in points from the upper left corner of the slide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The y of the middle."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Look:
    """Colours as #rrggbb, "" for none; `thickness` of the line in points."""

    fill: str = ""
    line: str = ""
    thickness: float = 1.0
    dash: Dash = ""


@dataclass(frozen=True)
class Text:
    """A text as it stands in a shape: each line of it is a paragraph."""

    words: str
    size: float
    colour: str
    language: str
    is_bold: bool = False
    align: Align = "l"
    link: str = ""
    """The id of the relationship to the address it leads to."""

    def cut(self, width: float, height: float) -> Text:
        """The same text, shortened to what fits into a room."""
        return replace(self, words=shorten(self.words, width, height, self.size, self.is_bold))


def clean(text: str) -> str:
    """The text without what a slide cannot hold: control characters, lone surrogates, other line breaks than
    "\\n".

    >>> clean("a\\x00\\x0bb\\r\\nc")
    'ab\\nc'
    """
    return _CONTROL.sub("", clean_text(text)).replace("\t", " ")


def count_lines(words: str, width: float, size: float, is_bold: bool = False) -> int:
    """How many lines a text takes, even in a somewhat wider font."""
    paragraphs = clean(words).split("\n")
    return sum(
        max(1, len(break_lines(one, width, size * _WIDER, is_bold, at_most=10_000))) for one in paragraphs
    )


def measure_height(words: str, width: float, size: float, is_bold: bool = False) -> float:
    """How high a text stands in a width; an empty one is 0.

    >>> measure_height("", 100, 10), round(measure_height("Mango", 100, 10), 1)
    (0.0, 12.6)
    """
    return count_lines(words, width, size, is_bold) * size * LINE_HEIGHT if words else 0.0


def measure_width(words: str, size: float, is_bold: bool = False) -> float:
    """How wide a text is in one line, even in a somewhat wider font."""
    return measure(to_line(words), size * _WIDER, is_bold)


def shorten(words: str, width: float, height: float, size: float, is_bold: bool = False) -> str:
    """As much of the text as fits into a room, with an ellipsis where it was cut between two words.

    >>> shorten("Trust between patient and professional", 80, 30, 10)
    'Trust between patient and…'
    >>> shorten("Trust", 80, 30, 10)
    'Trust'
    """
    words = clean(words)
    most = max(1, int(height / (size * LINE_HEIGHT) + 0.01))
    if len(words) <= most * _MOST_LETTERS and count_lines(words, width, size, is_bold) <= most:
        return words
    least, longest = 0, min(len(words), most * _MOST_LETTERS)
    while least < longest:
        middle = (least + longest + 1) // 2
        if count_lines(words[:middle] + "…", width, size, is_bold) <= most:
            least = middle
        else:
            longest = middle - 1
    kept = words[:least]
    if " " in kept[len(kept) // 2 :]:
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip(" \n.,;:") + "…"


def add(parent: BaseOxmlElement, tag: str, **attributes: object) -> BaseOxmlElement:
    """A new element inside another one.

    >>> add(OxmlElement("p:spTree"), "p:sp", name="a").get("name")
    'a'
    """
    values = {name: str(value) for name, value in attributes.items()}
    element: BaseOxmlElement = parent.makeelement(_qualify(tag), values)
    parent.append(element)
    return element


class Canvas:
    """The shapes of one slide, in the order in which they are drawn and read aloud."""

    def __init__(self, tree: BaseOxmlElement) -> None:
        self._tree = tree
        self._last_id = 100

    def reserve(self) -> int:
        """The id for a shape that is drawn later, so that a connector below it can be glued to it."""
        self._last_id += 1
        return self._last_id

    def add_shape(
        self,
        place: Place,
        name: str,
        *,
        form: Literal["rect", "roundRect", "ellipse"] = "rect",
        corner: float = 6.0,
        look: Look = Look(),
        text: Sequence[Text] = (),
        inset: float = 0.0,
        anchor: Anchor = "t",
        is_turned: bool = False,
        is_title: bool = False,
        shape_id: int | None = None,
        description: str = "",
        inside: BaseOxmlElement | None = None,
    ) -> BaseOxmlElement:
        """A box, with text or without; `is_turned` text runs upwards."""
        shape = add(self._tree if inside is None else inside, "p:sp")
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
        if form == "roundRect":
            share = min(50_000, round(100_000 * corner / max(1.0, min(place.width, place.height))))
            add(geometry, "a:gd", name="adj", fmla=f"val {share}")
        _add_look(properties, look)
        _add_text(shape, text, inset, anchor, is_turned)
        return shape

    def add_group(self, place: Place, name: str) -> BaseOxmlElement:
        """A group of shapes that move together."""
        group = add(self._tree, "p:grpSp")
        about = add(group, "p:nvGrpSpPr")
        self._add_name(about, None, name, "")
        add(about, "p:cNvGrpSpPr")
        add(about, "p:nvPr")
        frame = _add_place(add(group, "p:grpSpPr"), place)
        add(frame, "a:chOff", x=_emu(place.x), y=_emu(place.y))
        add(frame, "a:chExt", cx=_emu(place.width), cy=_emu(place.height))
        return group

    def add_connector(
        self,
        course: Course,
        look: Look,
        name: str,
        description: str,
        source: tuple[int, int],
        target: tuple[int, int],
        has_arrow: bool = True,
    ) -> None:
        """A line, mostly with an arrowhead, glued at both ends: to a shape by its id, at one of its sites."""
        connector = add(self._tree, "p:cxnSp")
        about = add(connector, "p:nvCxnSpPr")
        self._add_name(about, None, name, description)
        glue = add(about, "p:cNvCxnSpPr")
        add(glue, "a:stCxn", id=source[0], idx=source[1])
        add(glue, "a:endCxn", id=target[0], idx=target[1])
        add(about, "p:nvPr")
        properties = add(connector, "p:spPr")
        frame = add(properties, "a:xfrm")
        if course.end[0] < course.start[0]:
            frame.set("flipH", "1")
        if course.end[1] < course.start[1]:
            frame.set("flipV", "1")
        add(
            frame,
            "a:off",
            x=_emu(min(course.start[0], course.end[0])),
            y=_emu(min(course.start[1], course.end[1])),
        )
        add(
            frame,
            "a:ext",
            cx=_emu(abs(course.end[0] - course.start[0])),
            cy=_emu(abs(course.end[1] - course.start[1])),
        )
        adjustments = add(add(properties, "a:prstGeom", prst=course.form), "a:avLst")
        for number, share in enumerate(course.bends, start=1):
            add(adjustments, "a:gd", name=f"adj{number}", fmla=f"val {round(share * 100_000)}")
        _add_course(properties, look, has_arrow)

    def add_freeform(
        self, line: Freeform, look: Look, name: str, description: str, is_directed: bool = True
    ) -> None:
        """A line of its own course, with an arrowhead if it has a direction; it is glued to nothing."""
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


@dataclass(frozen=True)
class Course:
    """How a connector runs: PowerPoint's name for its form, its ends, and where it bends, each as a share of
    the way from the one end to the other (across and down in turns)."""

    form: str
    start: tuple[float, float]
    end: tuple[float, float]
    bends: tuple[float, ...] = ()


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
        add(line, "a:tailEnd", type="triangle", w="med", len="med")


def _add_line(properties: BaseOxmlElement, look: Look) -> BaseOxmlElement:
    line = add(properties, "a:ln", w=_emu(look.thickness))
    _add_colour(line, look.line)
    if look.line and look.dash:
        add(line, "a:prstDash", val=look.dash)
    return line


def _add_text(
    shape: BaseOxmlElement, texts: Sequence[Text], inset: float, anchor: Anchor, is_turned: bool
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
                _add_run(paragraph, text, words)


def _add_run(paragraph: BaseOxmlElement, text: Text, words: str) -> None:
    run = add(paragraph, "a:r")
    culture = _CULTURES.get(text.language, text.language)
    look = add(run, "a:rPr", lang=culture, sz=max(100, round(text.size * 100)), b=int(text.is_bold), dirty=0)
    _add_colour(look, text.colour)
    # The numbers say what kind of letters to take where the font is not installed: sans serif, proportional.
    add(look, "a:latin", typeface=FONT, panose="020B0604020202020204", pitchFamily=34, charset=0)
    if text.link:
        link = OxmlElement("a:hlinkClick")
        link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", text.link)
        look.append(link)
    add(run, "a:t").text = words
