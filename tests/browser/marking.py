"""Texts written in letters that no page has otherwise, so that one which is not in the catalogue shows.

A server that has `tests/browser/marked` on its path of Python marks what it says in English, and says each
text in the language in which it is longest: what is whole there is whole in every language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from babel import Locale

from model import load_model
from model.words import LANGUAGES, get_words, list_story_languages

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKED = "âḃĉďêḟĝĥîĵķļḿñôṕʠŕŝţûṽŵẋŷẑÂḂĈĎÊḞĜĤÎĴĶĻḾÑÔṔɊŔŜŢÛṼŴẊŶẐ"
_LETTERS = str.maketrans(_PLAIN, _MARKED)
_KEPT = re.compile(r"(\{[^{}]*\}|</?\w[^>]*>|&\w+;|\]\([^)]*\)|:\w+\[)")
"""What is no text within a text: names in braces, tags, addresses of links."""

UNMARKED = (
    r"(?:https?://|[\w-]+\.)[\w.:-]*/\S*|https?://",  # addresses
    *(re.escape(source.short) for source in load_model().file.sources),  # authors and years
    r"[\w-]*\.[a-z]{2,8}\b",  # names and endings of files
    r"\b[0-9.,\u202f]+\s?[kM]?B\b",  # sizes of files
    r"\b[A-Z0-9]{2,}\b",  # formats, licences, papers, keys of workshops: no text of ours is in capitals
    r"\[[a-z ]+\]",  # what masks a name in a story, in the language of the story
)
"""What a page says that is in no catalogue, and is the same in every language."""

_MONTHS = {
    name for width in ("wide", "abbreviated") for name in Locale("en").months["format"][width].values()
}
NAMES = frozenset(
    {
        *LANGUAGES.values(),  # of languages, in themselves
        *list_story_languages("en").values(),  # of languages and months, as the standard CLDR has them
        *_MONTHS,
        *("Mangomoment", "PowerPoint", "Excel"),  # of what bears this name everywhere
    }
)
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN_LETTER = re.compile(r"[A-Za-z]")


def mark(text: str) -> str:
    """The text with a sign on each letter; what stands in braces and tags stays.

    >>> mark("Page {page} of {total}")
    'Ṕâĝê {page} ôḟ {total}'
    """
    parts = _KEPT.split(text)
    return "".join(part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in parts)


def mark_longest(text: str) -> str:
    """A text of the catalogue as the server says it that marks its texts.

    >>> mark_longest("Undone.")
    'Ŕüĉķĝäñĝîĝ ĝêḿâĉĥţ.'
    """
    others = (get_words(language)(text) for language in LANGUAGES if language != "en")
    return mark(max(text, *others, key=len))


def find_unmarked(texts: Mapping[str, str], typed: Set[str]) -> list[str]:
    """The texts with a word that is not marked, is no name and was not typed; each with where it was seen."""
    found = []
    for text, state in texts.items():
        rest = re.sub("|".join(UNMARKED), "", text)
        words = {word for word in _WORD.findall(rest) if _PLAIN_LETTER.search(word)}
        if plain := sorted(words - NAMES - typed):
            found.append(f"{state}: {text} ({', '.join(plain)})")
    return found
