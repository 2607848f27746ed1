"""How wide to place a diagram so that it fills a room: wider is lower, so the right width is tried out."""

from __future__ import annotations

from model.diagram import Diagram
from model.layout import WIDTH, measure_size


def fit_width(diagram: Diagram, room_width: float, room_height: float) -> float:
    """The width to `place` a diagram at so that it fills a room's width with the largest letters.

    Letters stay at least SIZE pixels high where the room is wide enough; beyond that the picture is
    made to fit the room's height too, if it can be.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> diagram = build_diagram(load_model(), "en")
    >>> fit_width(diagram, 1000, 560), fit_width(diagram, 1880, 900) > 1000
    (1000.0, True)
    """
    width = WIDTH
    while width * 1.1 <= room_width:
        placed_width, placed_height = measure_size(diagram, width)
        if placed_height * room_width / placed_width <= room_height:
            break
        width *= 1.1
    return round(width, 0)


def fit_whole(diagram: Diagram, room_width: float, room_height: float) -> float:
    """The width to `place` a diagram at so that all of it stands in a room with the largest letters.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> diagram = build_diagram(load_model(), "en")
    >>> fit_whole(diagram, 600, 600) < fit_whole(diagram, 1000, 600) < fit_whole(diagram, 1900, 600)
    True
    """
    best, largest = WIDTH, 0.0
    width = 0.8 * WIDTH
    while True:  # wider is lower: until the width is what there is too little of
        placed_width, placed_height = measure_size(diagram, width)
        across, down = room_width / placed_width, room_height / placed_height
        if min(across, down) > largest:
            best, largest = width, min(across, down)
        if across <= down or width > 4 * WIDTH:
            return round(best, 0)
        width *= 1.06
