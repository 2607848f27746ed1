"""What screen, files and slides share of a picture's look, in units of the layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.diagram import DrawnEdge
from model.export.palette import Palette

CORNER = 7.0
"""How round the corners of boxes are."""

TIP = 7.0
"""How long the tip is of the arrows that headings stand on."""

BORDER = 1.8
"""How thick the border of a box is."""

_MOST_COUNTED = 1000

StrokeKind = Literal["", "faded", "lit", "before", "after"]


@dataclass(frozen=True)
class Stroke:
    """The line of an edge: its colour, its thickness, how long its head is."""

    colour: str
    thickness: float
    head: float = 9.0


def list_strokes(palette: Palette) -> dict[StrokeKind, Stroke]:
    """The line of each kind of edge: "" is any other; what leads here and what follows, of a selected one.

    >>> from model.export.palette import PALETTES
    >>> list_strokes(PALETTES["light"])["after"].thickness
    3.0
    """
    return {
        "": Stroke(palette.line, 1.3),
        "faded": Stroke(palette.faded, 1.2),
        "lit": Stroke(palette.lit, 2.2),
        "before": Stroke(palette.before, 2.0),
        "after": Stroke(palette.after, 3.0, head=11.0),
    }


def find_stroke_kind(edge: DrawnEdge) -> StrokeKind:
    """Which of them an edge has."""
    if edge.is_faded:
        return "faded"
    return edge.way or ("lit" if edge.is_lit else "")


def write_count(count: int) -> str:
    """How many stories a node has, as it stands on its corner.

    >>> write_count(999), write_count(1000)
    ('999', '999+')
    """
    return str(count) if count < _MOST_COUNTED else f"{_MOST_COUNTED - 1}+"
