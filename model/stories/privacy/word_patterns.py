"""Regular expressions for lists of words: one string a list, in which _ stands for a space."""

from __future__ import annotations

import re


def any_of(*lists: str) -> str:
    """A regular expression for any of the words in some lists, the longest first.

    Words that begin alike share their beginning, so that a text is compared with few of them at each place.

    >>> any_of("mei maart", "y_a")
    '(?:m(?:aart|ei)|y a)'
    >>> any_of("jours? jour[ns]al")
    '(?:jour[ns]al|jour(?:s)?)'
    """
    words = {word for words in lists for word in words.split()}
    plain = {form for word in words if _PLAIN_WORD.fullmatch(word) for form in _spell_out(word)}
    others = sorted(words - {word for word in words if _PLAIN_WORD.fullmatch(word)}, key=_longest_first)
    pieces = [*others, *_share_beginnings(plain)]
    return f"(?:{'|'.join(pieces)})".replace("_", " ")


_PLAIN_WORD = re.compile(r"(?:[^\\()\[\]{}|?*+.^$]\??)+")


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _spell_out(word: str) -> set[str]:
    """A word whose letters before a question mark may be missing, in all its forms."""
    before, mark, after = word.partition("?")
    if not mark:
        return {word}
    return {start + end for start in (before, before[:-1]) for end in _spell_out(after)}


def _share_beginnings(words: set[str]) -> list[str]:
    """A regular expression for each first letter of some words; of two words the longer is tried first."""
    pieces = []
    for letter in sorted({word[0] for word in words if word}):
        rest = {word[1:] for word in words if word[:1] == letter}
        longer = _share_beginnings(rest)
        grouped = longer[0] if len(longer) == 1 and "" not in rest else f"(?:{'|'.join(longer)})"
        pieces.append(letter + (grouped if longer else "") + ("?" if longer and "" in rest else ""))
    return pieces


def either_case(words: str) -> str:
    """The words, each without and with a capital.

    >>> either_case("mevrouw dr")
    'mevrouw Mevrouw dr Dr'
    """
    return " ".join(form for word in words.split() for form in (word, word[0].upper() + word[1:]))
