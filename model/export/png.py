"""The diagram as PNG: as on the screen, one to four times as large."""

from __future__ import annotations

from model.errors import ConceptualModelError
from model.export.figure import Figure, Options
from model.export.frame import MAP, frame_picture, measure_picture
from model.export.size_limits import Cost, check_size
from model.export.typesetting import Document

COST = Cost(node=500, edge=100, passed=12)

MOST_PIXELS = 8192
"""The longest side: what browsers and office programs still open."""


def to_png(figure: Figure, options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The figure as a picture, with the words around it, on its ground or without.

    At scale 1 letters are as high as on the screen. Raises `ConceptualModelError` for a scale outside 1 to
    4, and for a picture that would be more than `MOST_PIXELS` on its longer side.

    >>> from model import load_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> to_png(Figure(model, build_diagram(model, "en")))[1:4]
    b'PNG'
    """
    if not 1 <= options.scale <= 4:
        raise ConceptualModelError(f"a picture can be 1 to 4 times its size, not {options.scale:g} times")
    longest = max(measure_picture(figure))
    if longest * options.scale > MOST_PIXELS:
        most = int(MOST_PIXELS / longest * 10) / 10
        advice = (
            f"take a scale of at most {most:g}"
            if most >= 1
            else "choose fewer levels or stages, or take SVG or PDF"
        )
        raise ConceptualModelError(
            f"the picture would be {longest * options.scale:.0f} pixels on its longer side, more than "
            f"{MOST_PIXELS}; {advice}"
        )
    check_size([figure.diagram], COST)
    framed = frame_picture(figure, options.is_transparent)
    return Document("sheet", framed.data, {MAP: framed.picture}).draw_pages(options.scale)[0]
