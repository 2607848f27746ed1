"""The words of a text, as they are compared and as they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from model.search import fold

LONGEST_WORD = 60
APOSTROPHES = "'’‘ʼ`´"
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(rf"(?<![^\W_])[^\W_]++(?:[{APOSTROPHES}][^\W_]++)+")  # each letter is looked at once
_WRITTEN = re.compile(rf"(?:[^\W_][\u0300-\u036f]*)+(?:[{APOSTROPHES}](?:[^\W_][\u0300-\u036f]*)+)*")
_SHORTEST = 3
_LONGEST = 40


def fold_words(text: str) -> str:
    """The text folded, and nothing in it a capital again."""
    # Taking a letter apart can bring up capitals again, as of the sign for "Tel".
    return fold(text).casefold()


_fold_word = lru_cache(maxsize=40_000)(fold_words)  # the same words stand in many stories


def list_words(text: str) -> list[str]:
    """The words of a text in their order.

    >>> list_words("Één mango, l'été & een Mango_boom!")
    ['een', 'mango', 'l', 'ete', 'een', 'mango', 'boom']
    """
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold_words(text))]


def split_words(text: str) -> list[str]:
    """The words of a text, once each; one with an apostrophe counts in its parts and without it.

    >>> split_words("C++ & z'n boom, een Boom")
    ['c', 'z', 'n', 'boom', 'een', 'zn']
    """
    said = fold_words(text)
    words = [word[:LONGEST_WORD] for word in _WORD.findall(said)]
    joined = ["".join(_WORD.findall(word))[:LONGEST_WORD] for word in _JOINED.findall(said)]
    return list(dict.fromkeys([*words, *joined]))


@dataclass(frozen=True)
class Written:
    """A word where it stands in a text: its place, and what it is compared as."""

    start: int
    end: int
    parts: tuple[str, ...]

    @property
    def joined(self) -> str:
        """Its parts as one word, as an apostrophe is left out."""
        return "".join(self.parts)[:LONGEST_WORD]


def find_written(text: str) -> Iterator[Written]:
    """The words of a text in their order, each where it stands."""
    for found in _WRITTEN.finditer(text):
        yield Written(found.start(), found.end(), tuple(list_words(found.group())))


def list_known_words(text: str) -> dict[str, str]:
    """The words that others may be led to, folded, each as it was written: only letters, 3 to 40.

    >>> list_known_words("De patiënt at l'œuf op kamer 12b.")
    {'patient': 'patiënt', 'oeuf': 'œuf', 'kamer': 'kamer'}
    """
    known: dict[str, str] = {}
    for found in _WRITTEN.finditer(unicodedata.normalize("NFC", text).lower()):
        for written in _WORD.findall(found.group()):
            word = _fold_word(written)
            if _SHORTEST <= len(word) <= _LONGEST and word.isalpha():
                known.setdefault(word, written)
    return known


def replace_words(text: str, others: Mapping[str, str]) -> str:
    """The text with other words in the place of some, which are given folded.

    >>> replace_words('-Vepleger "de zórg"', {"vepleger": "verpleger", "zorg": "zorgen"})
    '-verpleger "de zorgen"'
    """

    def replace(found: re.Match[str]) -> str:
        word = found.group()
        for folded in (fold_words(word), "".join(list_words(word))):
            if folded in others:
                return others[folded]
        return "".join(others.get(fold_words(part), part) for part in re.split(r"(\W)", word))

    return _WRITTEN.sub(replace, text)
