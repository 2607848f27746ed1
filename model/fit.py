"""At which measures to place a diagram so that it fills a room with the largest letters."""

from __future__ import annotations

import math
from typing import NamedTuple

from model.diagram import Diagram
from model.layout import WIDTH, build_measure

_NARROWEST = 0.4 * WIDTH
_STEP = 1.05
_MOST = 6 * WIDTH


class Frame(NamedTuple):
    """The width and the least height to `place` a diagram at."""

    width: float
    height: float


def fit_whole(diagram: Diagram, room_width: float, room_height: float, most: float = math.inf) -> Frame:
    """The frame with which all of a diagram stands in a room with the largest letters, and fills it.

    Letters are at most `most` times their usual size there.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> diagram = build_diagram(load_model(), "en")
    >>> frame = fit_whole(diagram, 1366, 676)
    >>> round(frame.width / frame.height, 1) == round(1366 / 676, 1)
    True
    """
    measure = build_measure(diagram)
    best, largest = Frame(WIDTH, 0.0), 0.0
    width, last = _NARROWEST, 0.0
    while width < _MOST:  # wider is lower: until the width is what there is too little of
        placed_width, placed_height = measure(width)
        across, down = room_width / placed_width, room_height / placed_height
        scale = min(across, down)
        if scale > largest:
            best, largest = Frame(room_width / scale, room_height / scale), scale
        if across <= down and placed_width != last:
            break
        last = placed_width
        width = max(width, placed_width) * _STEP
    if largest > most:
        best = Frame(room_width / most, room_height / most)
    return Frame(round(best.width, 1), round(best.height, 1))


def fit_width(diagram: Diagram, room_width: float, room_height: float) -> Frame:
    """The frame with which a diagram fills a room's width, and its height too where letters stay of full
    size; else it is higher than the room.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> diagram = build_diagram(load_model(), "en")
    >>> fit_width(diagram, 1000, 300).width
    1000.0
    """
    whole = fit_whole(diagram, room_width, room_height)
    return whole if whole.width <= room_width else Frame(max(float(room_width), WIDTH), 0.0)
