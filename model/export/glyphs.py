"""The letters of the fonts that come along, for files that go where it is not installed: the few that a file
needs as a font within it, or as outlines."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from model.export.font_file import FontFile
from model.lettering import EMOJI_FAMILY, FAMILIES, FONT_FAMILY, FONT_FILES

Point = tuple[float, float]
FontName = Literal["bold", "regular", "emoji"]
_WEIGHTS = {"bold": 600, "regular": 400}
_UNSEEN = "\u200d\u20e3\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""What joins emoji, puts a digit on a key, chooses how an emoji looks."""

NARROW_FAMILY = "'Arial Narrow','Liberation Sans Narrow',sans-serif"
"""Fonts of most machines whose letters are about as wide, for readers that take none from a file."""


def write_fonts(faces: str, selector: str) -> str:
    """The CSS by which a picture is set in the fonts that it brings, for all within `selector`.

    Whoever knows `@font-face` knows `@supports`; others keep NARROW_FAMILY, which is the picture's own.
    """
    return f"{faces}@supports (font-variant:normal){{{selector}{{font-family:{FAMILIES}}}}}"


def write_font_faces(regular: str = "", bold: str = "") -> str:
    """The CSS that brings along a font of these regular and of these bold letters, and one of the emoji and
    signs among them that it lacks; "" where no font has any of them.

    The same letters give the same bytes. Kerning is left out: lines are measured without (model.lettering).

    >>> write_font_faces(bold="Mango")[:66]
    "@font-face{font-family:'Source Sans 3';font-weight:600;src:url(dat"
    >>> write_font_faces("🥭")[:47]
    "@font-face{font-family:'Noto Emoji';src:url(dat"
    >>> write_font_faces("你")
    ''
    """
    kept: dict[FontName, frozenset[str]] = {
        "regular": frozenset(regular) & _list_letters("regular"),
        "bold": frozenset(bold) & _list_letters("bold"),
    }
    lacking = (set(bold) - kept["bold"]) | (set(regular) - kept["regular"])
    kept["emoji"] = _list_letters("emoji") & lacking
    return "".join(_write_font_face(name, letters) for name, letters in kept.items() if letters)


def _write_font_face(name: FontName, letters: frozenset[str]) -> str:
    font = b64encode(_cut(letters, name)).decode()
    family, weight = (
        (EMOJI_FAMILY, "") if name == "emoji" else (FONT_FAMILY, f"font-weight:{_WEIGHTS[name]};")
    )
    return (
        f"@font-face{{font-family:'{family}';{weight}"
        f"src:url(data:font/ttf;base64,{font}) format('truetype')}}"
    )


def has_letter(letter: str) -> bool:
    """Whether there is a letter to draw, regular and bold: in the font, or in that of emoji.

    >>> [has_letter(letter) for letter in "ëŁőğπ🥭你"]
    [True, True, True, True, True, True, False]
    """
    return letter in _list_letters("emoji") or all(
        letter in _list_letters(name) for name in ("regular", "bold")
    )


def draw_outlines(
    text: str, x: float, y: float, size: float, bold: bool, middle: bool = False
) -> dict[str, str] | None:
    """A line of text as the attributes of a path, beginning at x or with its middle there; y is that of its
    base line.

    None where the font lacks one of the letters, or where letters would have to be put on one another.

    >>> draw_outlines("H", 0, 20, 10, bold=False)["d"]
    'M90 0v656h83v-275h305v275h84v-656h-84v309h-305v-309z'
    >>> draw_outlines("你", 0, 0, 10, bold=False) is None
    True
    """
    text = "".join(letter for letter in unicodedata.normalize("NFC", text) if letter not in _UNSEEN)
    if not all(map(has_letter, text)) or any(map(unicodedata.combining, text)):
        return None
    usual: FontName = "bold" if bold else "regular"
    scale = size / _measure_em(usual)
    parts: list[str] = []
    at = 0.0
    for letter in text:
        glyph = _draw(letter, usual if letter in _list_letters(usual) else "emoji", _measure_em(usual))
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
def _open(name: FontName) -> Any:
    from fontTools.ttLib import TTFont  # large, and few files need it

    return TTFont(FONT_FILES[name], lazy=True)


def _measure_em(name: FontName) -> float:
    return float(_open(name)["head"].unitsPerEm)


@cache
def _list_letters(name: FontName) -> frozenset[str]:
    return frozenset(map(chr, _read(name).glyph_of))


@dataclass(frozen=True)
class _Glyph:
    """A letter in units of a font: how wide it is, where its line starts, and the line from there."""

    width: float
    start: tuple[float, float] = (0, 0)
    outline: str = ""


@cache
def _draw(letter: str, name: FontName, em: float) -> _Glyph:
    """A letter of a font, in units of which there are `em` to the size of the letters."""
    from fontTools.pens.basePen import decomposeQuadraticSegment
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.transformPen import TransformPen

    glyphs = _open(name).getGlyphSet()
    glyph = glyphs[_open(name).getBestCmap()[ord(letter)]]
    pen = DecomposingRecordingPen(glyphs)
    scale = em / _measure_em(name)
    glyph.draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
    start = at = begin = (0.0, 0.0)
    parts: list[str] = []
    for step, points in pen.value:
        if step == "moveTo":
            if parts:
                parts.append(f"m{_go(begin, points[0])}")
            else:
                start = points[0]
            begin = at = points[0]
        elif step == "lineTo":
            parts.append(_go_straight(at, points[0]))
            at = points[0]
        elif step == "qCurveTo":
            for bend, end in decomposeQuadraticSegment(points):
                parts.append(f"q{_go(at, bend, end)}")
                at = end
        elif step == "closePath":
            parts.append("z")
    return _Glyph(glyph.width * scale, start, "".join(parts))


def _go(at: Point, *points: Point) -> str:
    """Points as seen from where the line is, as short as can be."""
    written = "".join(f" {_write(x - at[0], y - at[1])}" for x, y in points)
    return written.replace(" -", "-").removeprefix(" ")


def _go_straight(at: Point, end: Point) -> str:
    if end[0] == at[0]:
        return f"v{_shorten(end[1] - at[1])}"
    return f"h{_shorten(end[0] - at[0])}" if end[1] == at[1] else f"l{_go(at, end)}"


@lru_cache(maxsize=64)
def _cut(letters: frozenset[str], name: FontName) -> bytes:
    return _read(name).cut(letters)


@cache
def _read(name: FontName) -> FontFile:
    return FontFile(FONT_FILES[name].read_bytes())
