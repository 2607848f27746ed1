"""The plain text of labels that are written in HTML, as draw.io and yEd keep them.

Not by `html.parser`, which takes quadratic time over tags and comments that do not end.
"""

from __future__ import annotations

import html
import re

_BREAKS = frozenset(
    ("br", "div", "p", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre")
)
_UNSHOWN = frozenset(("script", "style", "head", "title"))
_WITHOUT_LOOKS = frozenset(("br", "div", "p", "span", "html", "body"))
_TAG = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:-]*)")
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")


def read_html(text: str) -> tuple[str, bool]:
    """The plain text of HTML, its lines kept, and whether there was formatting that is lost.

    >>> read_html("Joy&nbsp;in <b>work</b><div>and care</div>")
    ('Joy in work\\nand care', True)
    >>> read_html("a &lt; b<br>c"), read_html("2 < 3")
    (('a < b\\nc', False), ('2 < 3', False))
    """
    pieces: list[str] = []
    is_formatted = False
    has_quotes = True
    unshown = ""
    ends = {quote: text.rfind(quote) for quote in ("'", '"', ">", "-->")}
    at = 0
    while True:
        opening = text.find("<", at)
        if not unshown:
            pieces.append(_read_entities(text[at : opening if opening >= 0 else len(text)]))
        if opening < 0:
            break
        if text.startswith(("<!", "<?"), opening):
            closing = "-->" if text.startswith("<!--", opening) and opening < ends["-->"] else ">"
            at = text.find(closing, opening) + len(closing) if opening < ends[closing] else len(text)
            continue
        tag = _TAG.match(text, opening + 1)
        if tag is not None:
            at = _find_end(text, tag.end(), ends) if has_quotes else text.find(">", tag.end()) + 1
            if at < 0:  # a quote that does not end: from here on they are taken for letters
                has_quotes, at = False, text.find(">", tag.end()) + 1
        if tag is None or not at:
            if not unshown:
                pieces.append("<")
            if tag is not None:  # no tag ends any more
                pieces.append("" if unshown else _read_entities(text[opening + 1 :]))
                break
            at = opening + 1
            continue
        is_end, name = bool(tag[1]), tag[2].lower()
        if unshown:
            unshown = "" if is_end and name == unshown else unshown
            continue
        if name in _UNSHOWN and not is_end:
            unshown = name
        if name in _BREAKS:
            pieces.append("\n")
        is_formatted |= name not in _WITHOUT_LOOKS or "style" in text[tag.end() : at].lower()
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line), is_formatted


def _find_end(text: str, at: int, ends: dict[str, int]) -> int:
    """Where the text behind a tag begins; -1 where the tag does not end. A quoted ">" ends none."""
    while at <= ends[">"]:
        sign = text[at]
        if sign == ">":
            return at + 1
        at = text.find(sign, at + 1) + 1 if sign in "\"'" and at < ends[sign] else at + 1
    return -1


def _read_entities(text: str) -> str:
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)).replace("\u00a0", " ")
