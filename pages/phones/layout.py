"""What every phone page has around it: head, name, language, foot."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path as FilePath
from urllib.parse import urlencode

from model.words import LANGUAGES, Translate, get_words, join_label
from pages.phones.forms import Unsent
from pages.shared.templates import render

_FOLDER = FilePath(__file__).parent
TEMPLATES = _FOLDER / "templates"
_TYPES = re.compile(rb"^ */\*\*.*?\*/\n", re.MULTILINE | re.DOTALL)
ASSETS = {name: _TYPES.sub(b"", (_FOLDER / name).read_bytes()) for name in ("phones.css", "phones.js")}
"""Script and style as they are sent: without the comments on types, which a phone has no use for."""


@cache
def get_version() -> str:
    """A text that changes whenever script or style does."""
    return hashlib.sha256(b"".join(ASSETS.values())).hexdigest()[:12]


@dataclass(frozen=True)
class Visit:
    """Who looks at which page: the language, whether it was asked for, and how the page's links begin.

    `up` leads from the page to `/join` or `/tell`, `folder` to what is below it.
    """

    language: str
    is_asked: bool
    up: str
    folder: str
    address: str = ""

    @property
    def translate(self) -> Translate:
        """The function that gives a text in the page's language."""
        return get_words(self.language)

    def link(self, to: str = "", **query: str) -> str:
        """The address of a page below `/join` or `/tell`, or of that itself, that keeps the language."""
        kept = {**query, **({"lang": self.language} if self.is_asked else {})}
        return (self.folder + to if to else self.up) + (f"?{urlencode(kept)}" if kept else "")


def build_page(
    folder: FilePath, visit: Visit, template: str, title: str, *, is_at_fault: bool = False, **values: object
) -> bytes:
    """A page out of its template in a folder, or in that of all phone pages; the values are its own."""
    shared = {
        "_": visit.translate,
        "join_label": partial(join_label, visit.translate),
        "visit": visit,
        "languages": LANGUAGES,
        "assets": f"{visit.folder}assets/{get_version()}/",
        "title": title,
        "is_at_fault": is_at_fault,
    }
    return render((folder, TEMPLATES), template, **shared, **values).encode()


def build_refusal(visit: Visit, words: str, unsent: Unsent | None = None, back: str = "") -> bytes:
    """What to do where nothing could be done."""
    shown = {"unsent": unsent, "back": visit.link(back)}
    return build_page(TEMPLATES, visit, "refusal.html", words, is_at_fault=True, **shown)
