"""Streamlit's own words, and what stands for them in the language of the page.

A seam: Streamlit has English alone. `words.js` replaces these words in the places that it knows; where
Streamlit changes, they stay English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from model.words import Translate
from pages.seams import front_page
from pages.seams.changed import ChangedStreamlitError

_SCRIPTS = (
    *("index", "utils", "FileUploader", "Multiselect", "Selectbox", "Toolbar", "Tooltip"),
    *("StreamlitMarkdown", "DataFrame", "MenuButton", "DynamicIcon"),
)
"""What the names of the scripts begin with that hold the words and their places."""

_COMPOSED: Mapping[str, tuple[str, ...]] = {
    "add icon": ("} icon`",),
    "{name}MB per file": ("} per file`",),
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        *("`The page that you have requested does not seem to exist`", "}. Running the app's main page.`"),
    ),
}
"""The parts of what Streamlit puts together."""


def translate_words(_: Translate) -> dict[str, str]:
    """What stands for Streamlit's words, by these, where that differs; {name} is what it puts there."""
    return {original: words for original, words in _list_words(_).items() if words != original}


def _list_words(_: Translate) -> Mapping[str, str]:
    return {
        "Skip to main content": _("Skip to main content"),
        "Main menu": _("Main menu"),
        "Menu": _("Menu"),
        "Theme": _("Colours"),
        "System": _("As on this device"),
        "Light": _("Light"),
        "Dark": _("Dark"),
        "Print": _("Print"),
        "Record screen": _("Record screen"),
        "Made with Streamlit v": _("Made with Streamlit v"),
        "Copy version to clipboard": _("Copy the version"),
        "Upload": _("Choose a file"),
        "file upload": _("File"),
        "Add files": _("Choose another file"),
        "add icon": _("Choose another file"),
        "{name}MB per file": _("{name} MB per file"),
        "Remove {name}": _("Remove: {name}"),
        "Clear all": _("Clear all"),
        "Choose an option": _("Choose"),
        "Open": _("Show the list"),
        "Help for {name}": _("Help for {name}"),
        "Show/hide columns": _("Show or hide columns"),
        "Download as CSV": _("Download as CSV"),
        "Search": _("Search"),
        "Fullscreen": _("Fullscreen"),
        "Close fullscreen": _("Close fullscreen"),
        "Link to heading": _("Link to this heading"),
        "Page not found": _("Page not found"),
        "The page that you have requested does not seem to exist. Running the app's main page.": _(
            "There is no page at this address. This is the first page."
        ),
        "Close": _("Close"),
        "Dismiss": _("Close"),
        "Connecting": _("Reconnecting …"),
        "Connection error": _("Connection lost"),
        "Streamlit server is not responding. Are you connected to the internet?": _(
            "The server does not answer. This page goes on when the connection is back."
        ),
    }


def check() -> None:
    """Raise `ChangedStreamlitError` where Streamlit has other words, or other names of places."""
    scripts = _read_scripts()
    for words in _list_words(str):
        for part in _COMPOSED.get(words) or _quote(words):
            if not _is_in(scripts, part):
                raise ChangedStreamlitError(f"its scripts do not say {words!r}")
    for place in list_places():
        if not _is_in(scripts, f"`{place}`"):
            raise ChangedStreamlitError(f"its scripts name nothing {place}")


def _quote(words: str) -> Iterator[str]:
    """The words as they stand in the scripts: whole, or before and after a name."""
    before, name, after = words.partition("{name}")
    yield f"`{before}${{" if name else f"`{words}`"
    if after:
        yield f"}}{after}`"


def list_places() -> list[str]:
    """The names of the places that the scripts here know (`data-testid`)."""
    scripts = sorted(Path(__file__).parent.glob("*.js"))
    return sorted({name for file in scripts for name in re.findall(r"\bst[A-Z]\w+", file.read_text("utf-8"))})


def _read_scripts() -> list[bytes]:
    folder = front_page.STATIC / "static" / "js"
    return [file.read_bytes() for name in _SCRIPTS for file in sorted(folder.glob(f"{name}.*.js"))]


def _is_in(scripts: Sequence[bytes], part: str) -> bool:
    return any(part.encode() in script for script in scripts)
