"""Making what somebody typed or pasted into plain text: words only, no markup that could act."""

from __future__ import annotations

import re
import unicodedata

_TAG = re.compile(r"<(?:!--[^<>]*--|[/!?]?[a-zA-Z][^<>]{0,2000})>")
_PICTURE = re.compile(r"!\[([^\[\]]{0,2000})\]\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)")
_LINK = re.compile(r"\[([^\[\]]{0,2000})\]\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MANY_BREAKS = re.compile(r"\n{3,}")
_UNWANTED = {"Cc", "Cs"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing, with which a text can be made to show something else."""


def clean_text(text: str) -> str:
    """The text as plain text: composed letters, line breaks as \\n, no control signs, no HTML tags.

    Markdown pictures and links leave their words behind. Signs that only look like markup ("pain < 5")
    stay. Cleaning again changes nothing.

    >>> clean_text("A <b>mango</b>, [she](https://example.org) said.")
    'A mango, she said.'
    >>> clean_text("pain < 5 and > 3")
    'pain < 5 and > 3'
    """
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text).replace("\t", " "))
    text = "".join(letter for letter in text if letter == "\n" or not _is_unwanted(letter))
    for pattern, rest in ((_PICTURE, r"\1"), (_LINK, r"\1"), (_TAG, "")):
        text = _replace_all(pattern, rest, text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    cleaned = _MANY_BREAKS.sub("\n\n", text).strip()
    return cleaned if cleaned == unicodedata.normalize("NFC", cleaned) else clean_text(cleaned)


def clean_line(text: str) -> str:
    """The text as plain text on one line.

    >>> clean_line("The\\n mango ")
    'The mango'
    """
    return " ".join(clean_text(text).split())


def _is_unwanted(letter: str) -> bool:
    return letter in _TURNING or unicodedata.category(letter) in _UNWANTED


def _replace_all(pattern: re.Pattern[str], rest: str, text: str) -> str:
    """Replace until nothing is left to replace, so that no markup is put together from its pieces."""
    changed = pattern.sub(rest, text)
    while changed != text:
        text, changed = changed, pattern.sub(rest, changed)
    return text
