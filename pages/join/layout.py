"""What every phone page has around it: head, name, language, foot."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from model.words import LANGUAGES, Translate, get_words
from pages.join.markup import Child, Element, tag, to_page

_LOOK_AGAIN = 30


_KEPT = re.compile(
    r"""("(?:[^"\\]|\\.)*"|replace\(/.+?/g)|\s*/\*.*?\*/\s*|\s*([{}()\[\];,=<>?|&!+*])\s*""", re.DOTALL
)


def _shorten_script(text: str) -> str:
    """A script without comments, indentation and spaces around signs: weak networks carry less.

    >>> print(_shorten_script('a = b;  /* why */ if (a) { return "b = c"; }'))
    a=b;if(a){return "b = c";}
    """
    return _KEPT.sub(lambda match: match[1] or match[2] or "", text).strip()


def _shorten_style(text: str) -> str:
    """A style sheet without indentation and spaces around braces.

    >>> print(_shorten_style("a b {\\n  c: d, e;\\n}\\n"))
    a b{c:d,e}
    """
    shorter = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", text))
    return re.sub(r": (?=[^{}]*\})", ":", shorter).replace(";}", "}").strip()


_FOLDER = Path(__file__).parent
ASSETS = {
    "join.css": _shorten_style((_FOLDER / "join.css").read_text("utf-8")).encode(),
    "join.js": _shorten_script((_FOLDER / "join.js").read_text("utf-8")).encode(),
}
"""Script and style as they are sent."""


@cache
def get_version() -> str:
    """A text that changes whenever script or style does."""
    return hashlib.sha256(b"".join(ASSETS.values())).hexdigest()[:12]


@dataclass(frozen=True)
class Visit:
    """Who looks at which page: the language, whether it was asked for, and how the page's links begin.

    `up` leads from the page to `/join`, `folder` to what is below it.
    """

    language: str
    is_asked: bool = False
    up: str = "join"
    folder: str = "join/"
    address: str = ""

    @property
    def translate(self) -> Translate:
        """The function that gives a text in the page's language."""
        return get_words(self.language)

    def link(self, to: str = "", **query: str) -> str:
        """The address of a page below `/join`, or of `/join` itself, that keeps the language."""
        kept = {**query, **({"lang": self.language} if self.is_asked else {})}
        return (self.folder + to if to else self.up) + (f"?{urlencode(kept)}" if kept else "")


def build_page(
    visit: Visit,
    title: str,
    *sections: Child,
    is_at_fault: bool = False,
    refresh: str = "",
    script: Mapping[str, Any] | None = None,
) -> bytes:
    """A page with these sections in it.

    `refresh` is an address to look again at by itself, where there is no script; `script` what a script
    is told, as attributes of the page's content.
    """
    _ = visit.translate
    folder = f"{visit.folder}assets/{get_version()}/"
    told = {f"data_{name}": str(value) for name, value in (script or {}).items()}
    again = tag("meta", http_equiv="refresh", content=f"{_LOOK_AGAIN};url={refresh}") if refresh else None
    fault = _("Error")
    name = f"{fault}: {title}" if is_at_fault else title
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", name),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href=f"{folder}join.css"),
        tag("noscript", again) if again is not None else None,
        tag("script", src=f"{folder}join.js", defer=True) if script is not None else None,
    )
    body = tag("body", _build_top(visit), tag("main", *sections, **told))
    return to_page(tag("html", head, body, lang=visit.language))


def _build_top(visit: Visit) -> Element:
    switches = [
        tag("a", name, href=f"?lang={code}", lang=code, hreflang=code)
        for code, name in LANGUAGES.items()
        if code != visit.language
    ]
    return tag("header", tag("span", "Mangomoment", class_="name"), *switches)


def build_note(words: str, is_fault: bool = False) -> Element:
    """A short message at the top of a page: what was done, or what went wrong."""
    kind, role = ("fault", "alert") if is_fault else ("done", "status")
    return tag("p", words, class_=f"note {kind}", role=role, tabindex="-1", data_focus=True)
