"""Typesetting with typst: templates that come along, data as JSON, nothing of it ever read as markup.

A template reads its data with `json("data.json")`, and a text out of it is a string there, which typst sets
as it is: no sign in it begins anything. That holds for every text because `Document` is the only way in.

What can be shown is what the fonts that come along have letters for (Latin, Greek, Cyrillic; emoji); typst
asks no other font, no network and no folder. Another letter becomes one □, so that it is seen to be missing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.export.glyphs import has_letter
from model.lettering import FONTS

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "templates"
MISSING = "□"
_SHARED = ("parts.typ", "cards.typ")

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n\u00a0\u202f]")
_MOST_MARKS = 4
_SOFT = "\u200b"
_FIVE = re.compile(r".{1,5}")
_LONG_WORD = re.compile(r"\S{31,}")


@dataclass(frozen=True)
class Document:
    """A document to typeset: a template and what stands in it.

    The template is in a `folder` and may import "parts.typ" and "cards.typ", which all share.
    `data` is numbers, texts, lists and maps; its texts go through `to_printable`. `pictures` are SVG by the
    names the template reads them under.
    """

    template: str
    data: Mapping[str, Any]
    pictures: Mapping[str, str] = field(default_factory=dict)
    folder: Path = TEMPLATES

    def to_pdf(self) -> bytes:
        """The document as PDF: tagged (PDF/UA-1) and without a date, so that the same data give the same
        bytes."""
        [made] = self._compile(format="pdf", pdf_standards="ua-1")
        return made

    def draw_pages(self, scale: float) -> list[bytes]:
        """Its pages as PNG with `scale` pixels a point."""
        return self._compile(format="png", ppi=72 * scale)

    def _compile(self, **options: Any) -> list[bytes]:
        files = {
            "main.typ": (self.folder / f"{self.template}.typ").read_bytes(),
            **{name: (TEMPLATES / name).read_bytes() for name in _SHARED},
            "data.json": json.dumps(_clean(self.data)).encode(),
            **{name: picture.encode() for name, picture in self.pictures.items()},
        }
        import typst  # large, and only where something is typeset

        made: Any = typst.compile(files, font_paths=_get_fonts(), ignore_system_fonts=True, **options)
        return list(made) if isinstance(made, list) else [bytes(made)]


def to_printable(text: str) -> str:
    """The text with nothing in it that the font cannot show, on as many lines as it has.

    Signs that are not seen (joiners, directions, control signs, halves of letters) are left out, as are
    marks beyond the fourth on one letter; a letter the font does not have becomes □.

    >>> to_printable("Zoë\\u200d #panic() $x$ \\\\ @a 你\\ud800")
    'Zoë #panic() $x$ \\\\ @a □'
    """
    return _show(text.replace(_SOFT, ""))


def _show(text: str) -> str:
    text = _SPACES.sub(" ", _BREAKS.sub("\n", text))
    shown: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", _drop_unseen(text)):
        is_mark = unicodedata.category(letter)[0] == "M"
        if is_mark and (marks == _MOST_MARKS or not has_letter(letter)):
            continue
        marks = marks + 1 if is_mark else 0
        shown.append(letter if letter == "\n" or has_letter(letter) else MISSING)
    return "".join(shown)


def can_be_read(text: str) -> bool:
    """Whether the font has most of the letters of a text.

    >>> can_be_read("A mango 🥭"), can_be_read("السلام")
    (True, False)
    """
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(map(has_letter, letters)) >= len(letters)


def soften(text: str) -> str:
    """The text with places to break within words of more than 30 letters (zero-width spaces, five apart).

    >>> soften("a " + "x" * 40).count("\\u200b")
    7
    """
    return _LONG_WORD.sub(lambda word: _SOFT.join(_FIVE.findall(word[0])), text)


@cache
def _get_fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _show(value)
    if isinstance(value, Mapping):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    return value


def _drop_unseen(text: str) -> str:
    return "".join(
        letter
        for letter in text
        if letter == "\n"
        or not (
            (unicodedata.category(letter) in ("Cc", "Cf", "Cs") and letter != _SOFT)
            or "\ufe00" <= letter <= "\ufe0f"
            or letter == "\u20e3"  # puts a digit on a key, which takes more than letters beside each other
            or "\U0001f3fb" <= letter <= "\U0001f3ff"
        )
    )
