"""What the screen shows of the model, and the address of the page that brings it back."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from pages.shared import address
from pages.shared.resources import Content
from pages.workbench.look import Look, read_look

_SHOWN = frozenset(
    (
        "model",
        "level",
        "stage",
        "without",
        "rest",
        "counts",
        "node",
        "depth",
        "path",
        "from",
        "to",
        "via",
        "off",
        "lang",
    )
)
"""The parameters of the address that say what a picture shows."""


def read_screen(content: Content) -> tuple[Look, Mapping[str, str]]:
    """How the visitor looks at the model, and the parameters of the address that says so."""
    parameters = address.read(content.model).parameters
    shown = {name: text for name, text in parameters.items() if name in _SHOWN}
    return read_look(shown, content.model, address.get_language()), shown


def build_base(link: str | None) -> str:
    """The address of the application, out of that of one of its pages.

    >>> build_base("http://localhost:8501/export?x=1")
    'http://localhost:8501/'
    """
    return (link or "").partition("?")[0].rpartition("/")[0] + "/"


def build_address(base: str, shown: Mapping[str, str]) -> str:
    """The address of the page that brings the view back.

    >>> build_address("http://localhost:8501/", {"level": "patient"})
    'http://localhost:8501/explore?level=patient'
    """
    page = "paths" if shown.get("from") and shown.get("to") else "explore"
    return f"{base}{page}" + (f"?{urlencode(shown, safe=',:')}" if shown else "")
