"""Letters as outlines are where and as large as the letters of the font would be."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont

from model.export.glyphs import FontName, draw_outlines
from model.lettering import FONT_FILES, measure

SIZE = 20.0


def measure_ink(letter: str, name: FontName) -> tuple[float, ...]:
    """The left, lower, right and upper ends of a letter in a size, as the font says it."""
    pen: Any
    with TTFont(FONT_FILES[name], lazy=True) as font:
        glyphs: Any = font.getGlyphSet()
        pen = BoundsPen(glyphs)
        glyphs[font.getBestCmap()[ord(letter)]].draw(pen)
        return tuple(SIZE / font["head"].unitsPerEm * side for side in pen.bounds)


def measure_drawn(text: str, x: float = 0.0, **chosen: bool) -> tuple[float, ...]:
    """The left, lower, right and upper ends of a line of outlines, upwards from y = 0."""
    outlines = draw_outlines(text, x, 0, SIZE, **{"bold": False, **chosen})
    assert outlines is not None
    left, top, across, down = map(float, re.findall(r"-?[.\d]+", outlines["transform"]))
    pen: Any = BoundsPen(None)
    parse_path(outlines["d"], TransformPen(pen, (across, 0, 0, -down, left, -top)))
    return tuple(pen.bounds)


@pytest.mark.parametrize(
    ("letter", "name"), [("H", "regular"), ("o", "regular"), ("ë", "bold"), ("ß", "bold"), ("🥭", "emoji")]
)
def test_a_letter_fills_as_much_as_in_its_font(letter: str, name: FontName) -> None:
    drawn = measure_drawn(letter, bold=name == "bold")
    assert drawn == pytest.approx(measure_ink(letter, name), abs=0.02)


def test_a_letter_stands_behind_those_before_it() -> None:
    for before in ("Hi ", "🥭"):
        _, _, right, _ = measure_ink("o", "regular")
        shift = measure(before, SIZE)
        assert measure_drawn(f"{before}o", 7.0)[2] == pytest.approx(7 + shift + right, abs=0.05)
    left = measure_drawn("Hi")[0]
    assert measure_drawn("Hi", 50.0, middle=True)[0] == pytest.approx(
        50 + left - measure("Hi", SIZE) / 2, abs=0.02
    )


def test_each_part_of_a_letter_ends_where_it_began() -> None:
    for letter, parts in (("l", 1), ("o", 2), ("B", 3)):
        outlines = draw_outlines(letter, 0, 0, SIZE, bold=False)
        assert outlines is not None
        assert outlines["d"].count("z") == parts
