"""Forms of one word: those with the same stem in a language."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

from Stemmer import Stemmer

_ALGORITHMS = {"nl": "dutch", "fr": "french", "de": "german", "en": "english"}
STEMMED = tuple(_ALGORITHMS)
"""The languages in which forms of a word are found by each other."""

COMPOUNDING = ("nl", "de")
"""The languages that write compounds as one word."""

_of_thread = threading.local()


@lru_cache(maxsize=40_000)
def find_stem(word: str, language: str) -> str:
    """The stem of a folded word in a language; in a language without rules the word itself.

    By Snowball's rules; accents do not count, as people leave them out when they search.

    >>> find_stem("huizen", "nl"), find_stem("schwestern", "de"), find_stem("ran", "en")
    ('huis', 'schwest', 'ran')
    """
    if language not in _ALGORITHMS:
        return word
    return str(_get_stemmer(language).stemWord(word))


def _get_stemmer(language: str) -> Any:
    """This thread's own: one is not made for several at once."""
    stemmers: dict[str, Any] = _of_thread.__dict__
    if language not in stemmers:
        stemmers[language] = Stemmer(_ALGORITHMS[language])
    return stemmers[language]
