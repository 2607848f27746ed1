"""What a slide is drawn with: boxes with text, connectors, lines, and how much room texts take.

Lengths are in points. `Canvas` is what is drawn on: a slide (`slide_canvas`), or its picture (`svg_canvas`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from model.export.freeforms import Freeform
from model.export.markup import clean_text, to_line
from model.lettering import break_lines, measure

LINE_HEIGHT = 1.26
"""How far apart lines are, in the unit of the font size: what programs make of Arial, and a little more."""

FONT = "Arial"
"""Slides cannot bring a font along, so it is one that every office program has, or one as wide."""

WIDER = 1.2
"""How much wider its letters may be than those that are measured (model.lettering)."""

_MOST_LETTERS = 400
"""How many letters a line has at most."""

_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029]")

Dash = Literal["", "lgDash", "dash", "sysDot"]
Form = Literal["rect", "roundRect", "chevron"]
Head = Literal["sm", "med", "lg"]
HEADS: dict[Head, float] = {"sm": 2.0, "med": 3.0, "lg": 5.0}
"""How long arrowheads are, in the thickness of their line, or of a line of `THIN` points if it is thinner."""
THIN = 2.0
Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]
Point = tuple[float, float]
Site = tuple[int, int]
"""The id of a shape, and which of its sites: top, left, bottom or right, as PowerPoint counts them."""


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
    """Colours as #rrggbb, "" for none; `thickness` of the line in points; `head` is the size of an arrowhead,
    as PowerPoint calls it."""

    fill: str = ""
    line: str = ""
    thickness: float = 1.0
    dash: Dash = ""
    head: Head = "med"


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
    """The address that it leads to."""

    def cut(self, width: float, height: float) -> Text:
        """The same text, shortened to what fits into a room."""
        return replace(self, words=shorten(self.words, width, height, self.size, self.is_bold))

    def cut_to_lines(self, width: float, most: int) -> Text:
        """The same text, shortened to at most `most` lines."""
        return self.cut(width, most * self.size * LINE_HEIGHT)

    def measure_height(self, width: float) -> float:
        """How high the text stands in a width."""
        return measure_height(self.words, width, self.size, self.is_bold)


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
        max(1, len(break_lines(paragraph, width, size * WIDER, is_bold, at_most=10_000)))
        for paragraph in paragraphs
    )


def measure_height(words: str, width: float, size: float, is_bold: bool = False) -> float:
    """How high a text stands in a width; an empty one is 0.

    >>> measure_height("", 100, 10), round(measure_height("Mango", 100, 10), 1)
    (0.0, 12.6)
    """
    return count_lines(words, width, size, is_bold) * size * LINE_HEIGHT if words else 0.0


def measure_width(words: str, size: float, is_bold: bool = False) -> float:
    """How wide a text is in one line, even in a somewhat wider font."""
    return measure(to_line(words), size * WIDER, is_bold)


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


class Canvas(Protocol):
    """What shapes are drawn on, in the order in which they lie on each other and are read aloud."""

    def reserve(self) -> int:
        """The id for a shape that is drawn later, so that a connector below it can be glued to it."""

    def add_shape(
        self,
        place: Place,
        name: str,
        *,
        form: Form = "rect",
        corner: float = 6.0,
        look: Look = Look(),
        text: Sequence[Text] = (),
        inset: float = 0.0,
        anchor: Anchor = "t",
        is_turned: bool = False,
        is_title: bool = False,
        shape_id: int | None = None,
        description: str = "",
    ) -> None:
        """A box, with text or without; `is_turned` text runs upwards. A chevron points to the right, its tip
        and its notch as long as `corner`."""

    def add_group(self, place: Place, name: str, description: str = "") -> Canvas:
        """A group of shapes that move together: what is drawn on it belongs to it."""

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
        """A straight line, mostly with an arrowhead, glued at both ends."""

    def add_freeform(
        self, line: Freeform, look: Look, name: str, description: str, is_directed: bool = True
    ) -> None:
        """A line of its own course, with an arrowhead if it has a direction; it is glued to nothing."""
