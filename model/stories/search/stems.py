"""Forms of one word: those with the same stem in a language."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

_ALGORITHMS = {"nl": "dutch", "fr": "french", "de": "german", "en": "english"}
STEMMED = tuple(_ALGORITHMS)
"""The languages in which forms of a word are found by each other."""

COMPOUNDING = ("nl", "de")
"""The languages that write compounds as one word."""


@lru_cache(maxsize=40_000)
def find_stem(word: str, language: str) -> str:
    """The stem of a folded word in a language; in a language without rules the word itself.

    By Snowball's rules; accents do not count, as people leave them out when they search.

    >>> find_stem("huizen", "nl"), find_stem("schwestern", "de"), find_stem("ran", "en")
    ('huis', 'schwest', 'ran')
    """
    if language not in _ALGORITHMS:
        return word
    return str(_load(language).stemWord(word))


@cache
def _load(language: str) -> Any:
    import snowballstemmer  # 3 MiB, for who searches or tells a story

    return snowballstemmer.stemmer(_ALGORITHMS[language])
