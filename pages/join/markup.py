"""HTML out of values: the one place where text becomes markup, so that no text ever does by itself."""

from __future__ import annotations

import re
from html import escape


class Element(str):
    """Markup, made by `tag` alone: all that is done with it as with a text makes a mere text again."""

    __slots__ = ()


Child = Element | str | None

_UNWRITABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta"})


def tag(name: str, /, *children: Child, **attributes: str | bool | None) -> Element:
    """An element with its children; None is no child.

    Attributes are written as in Python: `class_`, `for_`, `aria_label`. True gives one without a value,
    False and None give none.

    >>> tag("p", "1 < 2 ", tag("b", "&"), class_='a"b', hidden=True)
    '<p class="a&quot;b" hidden="">1 &lt; 2 <b>&amp;</b></p>'
    >>> tag("p", "so " + tag("b", "x"))
    '<p>so &lt;b&gt;x&lt;/b&gt;</p>'
    """
    if name in ("script", "style") and children:
        raise ValueError("scripts and styles have addresses of their own")
    written = "".join(
        f' {attribute.rstrip("_").replace("_", "-")}="{"" if value is True else _write(value, quote=True)}"'
        for attribute, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _EMPTY:
        return Element(f"<{name}{written}>")
    # A browser drops the first line break of a text field: so none of the text is dropped.
    first = "\n" if name == "textarea" else ""
    inside = "".join(
        child if isinstance(child, Element) else _write(child) for child in children if child is not None
    )
    return Element(f"<{name}{written}>{first}{inside}</{name}>")


def to_page(html: Element) -> bytes:
    """A whole page, ready to be sent."""
    return f"<!doctype html>{html}".encode()


def _write(text: str, quote: bool = False) -> str:
    """The text as markup, without what no page may hold."""
    return escape(_UNWRITABLE.sub("", text), quote=quote)
