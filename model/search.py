"""Finding words in texts the way people type them: case and accents do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """The text without case and accents, and with the letters of œ and æ apart, for comparing.

    >>> fold("Patiënt BEÏNVLOED"), fold("Sœur, Straße")
    ('patient beinvloed', 'soeur, strasse')
    """
    return fold_accents(text).replace("œ", "oe").replace("æ", "ae").replace("ς", "σ")


def fold_accents(text: str) -> str:
    """The text without case and accents. What is stored of it must stay: marks of stories are made of it."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


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
