"""Addresses in files: those that can be followed, those of single nodes, and how a long one is broken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from model.lettering import measure

_PAGES = re.compile(r"/(explore|paths|stories|export|about)?/?$")


def to_url(address: str) -> str:
    """The address as a link can hold it, or "" where it is none that a browser opens as a page.

    >>> to_url("https://example.org/é?a=1&b=%20"), to_url("javascript:alert(1)")
    ('https://example.org/%C3%A9?a=1&b=%20', '')
    """
    text = "".join(address.split())
    if not re.match(r"https?://[^/]", text, re.IGNORECASE):
        return ""
    return quote(text, safe="/:?#[]@!$&()*+,;=%~", errors="ignore")


def build_address(base: str, shown: Mapping[str, str]) -> str:
    """The address of a view; `base` is that of the application or of one of its pages.

    >>> build_address("http://localhost:8501/", {"level": "patient", "lang": "nl"})
    'http://localhost:8501/explore?level=patient&lang=nl'
    >>> [build_address("/export", {"from": start, "to": "b"}) for start in ("a", "")]
    ['/paths?from=a&to=b', '/explore?to=b']
    """
    page = "paths" if shown.get("from") and shown.get("to") else "explore"
    plain = _PAGES.sub("", base.partition("#")[0].partition("?")[0])
    query = urlencode({name: text for name, text in shown.items() if text}, safe=",:", errors="ignore")
    return f"{plain}/{page}{'?' if query else ''}{query}"


def build_node_url(address: str, node: str, language: str) -> str:
    """The link to a node in the application at an address, or "" where that is none.

    >>> build_node_url("http://localhost:8501/paths?from=a", "resonance", "en")
    'http://localhost:8501/explore?node=resonance&lang=en'
    """
    base = to_url(address)
    return build_address(base, {"node": node, "lang": language}) if base else ""


def break_address(address: str, width: float, size: float, at_most: int = 3) -> tuple[str, ...]:
    """An address on lines no wider than `width`, broken anywhere and without hyphens.

    >>> break_address("http://127.0.0.1:8501/explore?node=mangomoment", 110, 10)
    ('http://127.0.0.1:8501/expl', 'ore?node=mangomoment')
    """
    lines = [""] if address else []
    wide = 0.0
    for letter in address:
        advance = measure(letter, size)
        if wide + advance > width and lines[-1]:
            if len(lines) == at_most:
                lines[-1] = f"{lines[-1][:-1]}…"
                break
            lines.append("")
            wide = 0.0
        lines[-1] += letter
        wide += advance
    return tuple(lines)
