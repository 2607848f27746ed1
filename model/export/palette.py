"""The colours of the picture, in one place: for light and dark screens and for print.

The level colours are told apart by colour-blind eyes (blue, orange, green, purple, then by lightness)
and are never the only sign: levels also differ by lane, provenance by border.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

ThemeName = Literal["light", "dark", "print"]


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as #rrggbb; level colours repeat from the first after the last.

    Edges have the colour `line`, `lit` on a path, `before` where they lead to what is selected, `after` where
    they follow from it, `faded` beside all that; as it is opaque, edges on each other are not darker. `band`
    is behind the headings of columns; `inks` is text on a level's colour.
    """

    paper: str
    ink: str
    quiet: str
    line: str
    lit: str
    before: str
    after: str
    faded: str
    band: str
    lines: tuple[str, ...]
    fills: tuple[str, ...]
    lanes: tuple[str, ...]
    inks: tuple[str, ...]


def mix(colour: str, other: str, share: float) -> str:
    """A colour with a share (0 to 1) of another one.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """

    def parts(hexadecimal: str) -> list[int]:
        return [int(hexadecimal[start : start + 2], 16) for start in (1, 3, 5)]

    mixed = (round(a + (b - a) * share) for a, b in zip(parts(colour), parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def measure_contrast(colour: str, other: str) -> float:
    """How well a text in one colour is read on another: from 1 to 21, as WCAG 2 counts.

    >>> measure_contrast("#000000", "#ffffff")
    21.0
    """
    lighter, darker = sorted((_measure_light(colour), _measure_light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _measure_light(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def choose_ink(colour: str, *inks: str) -> str:
    """The one of some inks that is read best on a colour."""
    return max(inks, key=lambda ink: measure_contrast(ink, colour))


def _build(
    paper: str,
    ink: str,
    quiet: str,
    line: str,
    lines: tuple[str, ...],
    fill: float,
    lane: float,
    ways: tuple[str, str],
) -> Palette:
    return Palette(
        paper=paper,
        ink=ink,
        quiet=quiet,
        line=line,
        lit=ink,
        before=ways[0],
        after=ways[1],
        faded=mix(line, paper, 0.74),
        band=mix(quiet, paper, 0.88),
        lines=lines,
        fills=tuple(mix(paper, colour, fill) for colour in lines),
        lanes=tuple(mix(paper, colour, lane) for colour in lines),
        inks=tuple(choose_ink(colour, paper, ink) for colour in lines),
    )


_DEEP = ("#0067a5", "#b25000", "#00704f", "#86398f", "#4a5a6a", "#8a6d00", "#a3174f", "#2f5d62")
_BRIGHT = ("#62b6ec", "#f2a54e", "#45cb9f", "#d796df", "#a9b8c6", "#e0c34a", "#f286ae", "#86c5cb")

PALETTES: dict[ThemeName, Palette] = {
    "light": _build("#ffffff", "#1c2330", "#566072", "#7c8797", _DEEP, 0.13, 0.045, ("#2748c8", "#c03a06")),
    "dark": _build("#0e1117", "#f4f6fa", "#a5afbf", "#8691a3", _BRIGHT, 0.22, 0.07, ("#8fb0ff", "#ff9d6b")),
    "print": _build("#ffffff", "#000000", "#3c4450", "#5c6675", _DEEP, 0.08, 0.0, ("#1f3a93", "#a33a00")),
}


def build_screen_palette() -> Palette:
    """A palette whose colours are CSS variables, so that a page can switch between light and dark.

    >>> build_screen_palette().fills[1]
    'var(--diagram-fills-1)'
    """
    light = PALETTES["light"]
    values: dict[str, str | tuple[str, ...]] = {}
    for part in fields(Palette):
        value = getattr(light, part.name)
        name = f"--diagram-{part.name}"
        if isinstance(value, tuple):
            values[part.name] = tuple(f"var({name}-{index})" for index in range(len(value)))
        else:
            values[part.name] = f"var({name})"
    return Palette(**values)  # type: ignore[arg-type]


def to_css_variables(palette: Palette) -> str:
    """The declarations that `build_screen_palette` refers to.

    >>> to_css_variables(PALETTES["light"]).split(";")[0]
    '--diagram-paper:#ffffff'
    """
    declarations = []
    for part in fields(Palette):
        value = getattr(palette, part.name)
        if isinstance(value, tuple):
            declarations += [f"--diagram-{part.name}-{index}:{colour}" for index, colour in enumerate(value)]
        else:
            declarations.append(f"--diagram-{part.name}:{value}")
    return ";".join(declarations)
