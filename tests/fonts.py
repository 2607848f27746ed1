"""The letters that pages are mostly written in, small enough to be fetched at once: `python -m tests.fonts`.

Cuts the Latin letters, with kerning and marks, out of the fonts in `data/fonts` and writes them beside as
WOFF2. The server reads these files as they are; only this needs what makes them.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset

from model.lettering import FONTS
from pages.shared.assets import FONT_WEIGHTS, list_latin

_FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]


def write_latin(name: str, folder: Path) -> Path:
    """Write the Latin letters of a font into a folder; the file."""
    options = subset.Options(flavor="woff2", layout_features=_FEATURES)
    file = folder / f"{name}-latin.woff2"
    with subset.load_font(str(FONTS / f"{name}.ttf"), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=list_latin())
        subsetter.subset(font)
        subset.save_font(font, str(file), options)
    return file


if __name__ == "__main__":
    for each in FONT_WEIGHTS:
        print(write_latin(each, FONTS).name)
