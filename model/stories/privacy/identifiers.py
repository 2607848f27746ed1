"""What in a story may tell who its people are, found by rules so that the teller can mask it.

Rules only, in Dutch, English and French at once; nothing leaves the machine. They point out what is likely:
a first name that stands alone, an address or the name of a hospital are not found, so people read on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from model.stories.privacy.masks import MASKS
from model.stories.privacy.rule import IdentifierKind
from model.stories.privacy.rules import RULES


@dataclass(frozen=True)
class Identifier:
    """A place in a text that may tell who somebody is: `text` is what stands from `start` up to `end`."""

    kind: IdentifierKind
    start: int
    end: int
    text: str


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """The likely identifiers of people in a text of any length, in their order, none over another.

    Takes time in proportion to the length of the text. Never raises.

    >>> for found in find_identifiers("Mevrouw Van Damme, 92 jaar, kamer 214, belde 0470 12 34 56."):
    ...     print(found.kind, found.start, found.text)
    name 0 Mevrouw Van Damme
    age 19 92 jaar
    room 28 kamer 214
    phone 45 0470 12 34 56
    >>> find_identifiers("In 2019 kwam de dokter 3 keer, om 14.30 uur.")
    ()
    """
    compared, starts = _compare(text)
    found: dict[int, tuple[IdentifierKind, int]] = {}
    stretches = [(0, len(compared))]
    looked_at_again = 0
    for _ in range(_MOST_ROUNDS):
        fresh: list[tuple[int, int]] = []
        for rule in RULES:
            places: list[tuple[int, int]] = []
            for start, end in stretches:
                done = places[-1][1] if places else 0
                places += rule.find(compared, max(start, done), end)
            found.update((start, (rule.kind, end)) for start, end in places)
            compared = _blank_out(compared, places)
            fresh += places
        stretches = _list_stretches(fresh)
        looked_at_again += sum(end - start for start, end in stretches)
        if not fresh or looked_at_again > _MOST_LOOKED_AT_AGAIN:
            break
    return tuple(
        Identifier(kind, starts[start], last, text[starts[start] : last])
        for start, (kind, end) in sorted(found.items())
        for last in [_find_end(text, starts[end - 1])]
    )


def mask(text: str, identifiers: Iterable[Identifier], language: str = "en") -> str:
    """The text with a word in square brackets in place of each identifier, in en, nl, fr or de, or else in
    English.

    Raises `ValueError` where an identifier is not at its place in the text, or lies over another one: it
    was found in an earlier form of the text.

    >>> text = "Ik heet Anna."
    >>> mask(text, find_identifiers(text), "nl")
    'Ik heet [naam].'
    >>> mask("Ik ben Anna.", find_identifiers(text))
    Traceback (most recent call last):
    ...
    ValueError: "Anna" is not at 8 in the text
    """
    parts: list[str] = []
    done = 0
    for identifier in sorted(set(identifiers), key=lambda found: (found.start, found.end)):
        fits = (
            identifier.text
            and identifier.start >= 0
            and identifier.end - identifier.start == len(identifier.text)
        )
        if not fits or text[identifier.start : identifier.end] != identifier.text:
            raise ValueError(f'"{identifier.text}" is not at {identifier.start} in the text')
        if identifier.start < done:
            raise ValueError(f'"{identifier.text}" at {identifier.start} lies over another identifier')
        masks = MASKS[identifier.kind]
        parts += [text[done : identifier.start], f"[{masks.get(language, masks['en'])}]"]
        done = identifier.end
    return "".join([*parts, text[done:]])


# The form of a text that the rules read -----------------------------------------------------------------

_FOUND = "]"  # stands for what is found: like a mask it ends a word, and no rule reads across it
# A find can make another one possible beside it. Such chains are short, and bounds keep the time linear.
_MOST_ROUNDS = 5
_BESIDE = 500
_MOST_LOOKED_AT_AGAIN = 15_000
_PLAIN = (
    dict.fromkeys("’‘ʼ′`´＇", "'") | dict.fromkeys("\t\v\f", " ") | dict.fromkeys("\x85\u2028\u2029", "\n")
) | {"\r": "", "−": "-", "º": "°", "ª": "°", "ſ": "s", "ı": "i"}


def _compare(text: str) -> tuple[str, list[int]]:
    """The text without accents and other marks, with plain spaces, hyphens and digits, and where in the
    text each of its characters stands. Letters that know no case count as capitals, to be names."""
    plain = [(_make_plain(character), place) for place, character in enumerate(text)]
    return "".join(character for character, _ in plain), [place for character, place in plain if character]


@lru_cache(maxsize=4096)
def _make_plain(character: str) -> str:
    """One ASCII character for one that is compared as such, nothing for a mark, else the same character."""
    if character in _PLAIN:
        return _PLAIN[character]
    character = unicodedata.normalize("NFD", character)[0]
    category = unicodedata.category(character)
    if character.isascii():
        return character
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] == "M" or category == "Cf":
        return ""
    return {"Zs": " ", "Pd": "-", "Lu": "X", "Lt": "X", "Lo": "X"}.get(category, character)


def _find_end(text: str, last: int) -> int:
    """Where a find ends whose last character is at a place: after the accents typed apart from it."""
    end = last + 1
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1
    return end


def _list_stretches(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where something may begin that was made possible by what was found at some places."""
    stretches: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if stretches and start - _BESIDE <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], end + _BESIDE
        else:
            stretches.append((max(0, start - _BESIDE), end + _BESIDE))
    return stretches


def _blank_out(compared: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with what was found in it, in its order, out of the way of the rules that follow."""
    parts: list[str] = []
    done = 0
    for start, end in places:
        parts += [compared[done:start], _FOUND * (end - start)]
        done = end
    return "".join([*parts, compared[done:]]) if parts else compared
