"""The letters of the font that comes along, for files that go where it is not installed: the few that a file
needs as a font within it, or as outlines."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from model.export.font_file import FontFile
from model.lettering import FONT_FAMILY, FONTS

Point = tuple[float, float]

FAMILY = f"'{FONT_FAMILY}','Source Sans',sans-serif"
NARROW_FAMILY = "'Arial Narrow','Liberation Sans Narrow',sans-serif"
"""Fonts of most machines whose letters are about as wide, for readers that take none from a file."""


def write_fonts(faces: Iterable[str], selector: str) -> str:
    """The CSS by which a picture is set in the fonts that it brings, for all within `selector`.

    Whoever knows `@font-face` knows `@supports`; others keep NARROW_FAMILY, which is the picture's own.
    """
    return f"{''.join(faces)}@supports (font-variant:normal){{{selector}{{font-family:{FAMILY}}}}}"


def write_font_face(letters: str, bold: bool) -> str:
    """The CSS that brings a font of these letters along; "" where the font has none of them.

    The same letters give the same bytes. Kerning is left out: lines are measured without (model.lettering).

    >>> write_font_face("Mango", bold=True)[:66]
    "@font-face{font-family:'Source Sans 3';font-weight:600;src:url(dat"
    >>> write_font_face("🥭", bold=True)
    ''
    """
    kept = frozenset(letters) & _list_letters(bold)
    if not kept:
        return ""
    font = b64encode(_cut(kept, bold)).decode()
    weight = 600 if bold else 400
    return (
        f"@font-face{{font-family:'{FONT_FAMILY}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{font}) format('truetype')}}"
    )


def has_letter(letter: str) -> bool:
    """Whether the font has a letter, regular and bold.

    >>> [has_letter(letter) for letter in "ëŁőğπ🥭"]
    [True, True, True, True, True, False]
    """
    return letter in _list_letters(False) and letter in _list_letters(True)


def draw_outlines(
    text: str, x: float, y: float, size: float, bold: bool, middle: bool = False
) -> dict[str, str] | None:
    """A line of text as the attributes of a path, beginning at x or with its middle there; y is that of its
    base line.

    None where the font lacks one of the letters, or where letters would have to be put on one another.

    >>> draw_outlines("H", 0, 20, 10, bold=False)["d"]
    'M90 0v656h83v-275h305v275h84v-656h-84v309h-305v-309z'
    >>> draw_outlines("🥭", 0, 0, 10, bold=False) is None
    True
    """
    text = unicodedata.normalize("NFC", text)
    if not set(text) <= _list_letters(bold) or any(map(unicodedata.combining, text)):
        return None
    scale = size / _open(bold)["head"].unitsPerEm
    parts: list[str] = []
    at = 0.0
    for letter in text:
        glyph = _draw(letter, bold)
        if glyph.outline:
            parts.append(f"M{_write(at + glyph.start[0], glyph.start[1])}{glyph.outline}")
        at += glyph.width
    shift = x - at * scale / 2 if middle else x
    written = f"{scale:.5f}".rstrip("0").removeprefix("0")
    return {
        "d": "".join(parts),
        "transform": f"translate({_shorten(shift)} {_shorten(y)}) scale({written} -{written})",
    }


def _write(x: float, y: float) -> str:
    return f"{_shorten(x)}{'' if y < 0 else ' '}{_shorten(y)}"


def _shorten(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"


@cache
def _open(bold: bool) -> Any:
    from fontTools.ttLib import TTFont  # large, and few files need it

    return TTFont(_find_file(bold), lazy=True)


@cache
def _list_letters(bold: bool) -> frozenset[str]:
    return frozenset(map(chr, _read(bold).glyph_of))


@dataclass(frozen=True)
class _Glyph:
    """A letter in the font's units: how wide it is, where its line starts, and the line from there."""

    width: float
    start: tuple[float, float] = (0, 0)
    outline: str = ""


@cache
def _draw(letter: str, bold: bool) -> _Glyph:
    from fontTools.pens.basePen import decomposeQuadraticSegment
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    glyphs = _open(bold).getGlyphSet()
    glyph = glyphs[_open(bold).getBestCmap()[ord(letter)]]
    pen = DecomposingRecordingPen(glyphs)
    glyph.draw(pen)
    start = at = begin = (0.0, 0.0)
    parts: list[str] = []
    for name, points in pen.value:
        if name == "moveTo":
            if parts:
                parts.append(f"m{_go(begin, points[0])}")
            else:
                start = points[0]
            begin = at = points[0]
        elif name == "lineTo":
            parts.append(_go_straight(at, points[0]))
            at = points[0]
        elif name == "qCurveTo":
            for bend, end in decomposeQuadraticSegment(points):
                parts.append(f"q{_go(at, bend, end)}")
                at = end
        elif name == "closePath":
            parts.append("z")
    return _Glyph(glyph.width, start, "".join(parts))


def _go(at: Point, *points: Point) -> str:
    """Points as seen from where the line is, as short as can be."""
    written = "".join(f" {_write(x - at[0], y - at[1])}" for x, y in points)
    return written.replace(" -", "-").removeprefix(" ")


def _go_straight(at: Point, end: Point) -> str:
    if end[0] == at[0]:
        return f"v{_shorten(end[1] - at[1])}"
    return f"h{_shorten(end[0] - at[0])}" if end[1] == at[1] else f"l{_go(at, end)}"


@lru_cache(maxsize=64)
def _cut(letters: frozenset[str], bold: bool) -> bytes:
    return _read(bold).cut(letters)


@cache
def _read(bold: bool) -> FontFile:
    return FontFile(_find_file(bold).read_bytes())


def _find_file(bold: bool) -> Path:
    return FONTS / f"SourceSans3-{'Semibold' if bold else 'Regular'}.ttf"
