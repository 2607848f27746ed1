"""HTML out of values: the one place where text becomes markup, so that no text ever does by itself."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

Child = Element | str | None

_UNWRITABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str, /, *children: Child, **attributes: str | bool | None) -> Element:
    """An element with its children; None is no child.

    Attributes are written as in Python: `class_`, `for_`, `aria_label`. True gives one without a value,
    False and None give none.

    >>> to_html(tag("p", "1 < 2 ", tag("b", "&"), class_='a"b', hidden=True))
    '<p class="a&quot;b" hidden="">1 &lt; 2 <b>&amp;</b></p>'
    """
    if name in ("script", "style") and children:
        raise ValueError("scripts and styles have addresses of their own")
    element = Element(name)
    for attribute, value in attributes.items():
        if value is not None and value is not False:
            element.set(attribute.rstrip("_").replace("_", "-"), "" if value is True else _clean(value))
    if name == "textarea":
        children = ("\n", *children)  # a browser drops the first line break: so none of the text is dropped
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            element.append(child)
            last = child
        elif child and last is None:
            element.text = (element.text or "") + _clean(child)
        elif child and last is not None:
            last.tail = (last.tail or "") + _clean(child)
    return element


def to_html(element: Element) -> str:
    """The element as HTML text; whatever its texts contain stays text."""
    return ElementTree.tostring(element, encoding="unicode", method="html")


def to_page(html: Element) -> bytes:
    """A whole page, ready to be sent."""
    return f"<!doctype html>{to_html(html)}".encode()


def _clean(text: str) -> str:
    """The text without what no page may hold."""
    return _UNWRITABLE.sub("", text)
