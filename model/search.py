"""Finding words in texts the way people type them: case and accents do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LATIN_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_BEYOND_LATIN = re.compile("[^\0-\u02ff\u2010-\u2027\u20ac]")


def fold(text: str) -> str:
    """The text without case and accents, and with the letters of œ and æ apart, for comparing.

    >>> fold("Patiënt BEÏNVLOED"), fold("Sœur, Straße")
    ('patient beinvloed', 'soeur, strasse')
    """
    return fold_accents(text).replace("œ", "oe").replace("æ", "ae").replace("ς", "σ")


def fold_accents(text: str) -> str:
    """The text without case and accents. What is stored of it must stay: marks of stories are made of it."""
    if text.isascii():
        return text.lower()
    plain = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if not _BEYOND_LATIN.search(plain):  # most texts: looking at each letter takes ten times as long
        return plain
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def has_words(search: str, texts: Iterable[str]) -> bool:
    """Whether every word of the search stands somewhere in the texts; an empty search is in none.

    >>> has_words("isolatie patient", ["De patiënt", "lag in isolatie."])
    True
    >>> has_words("  ", ["anything"])
    False
    """
    words = fold(search).split()
    if not words:
        return False
    searched = fold("\n".join(texts))
    return all(word in searched for word in words)
