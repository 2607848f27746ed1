"""Words that were typed with a slip of the pen: which known words were meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

LEAST_LETTERS = 5
"""Shorter words are too close to each other for a slip to say anything."""

_LEAST_LETTERS_FOR_TWO, _MOST_LETTERS_FOR_TWO = 9, 30


class Slips:
    """Words that are found although a letter is missing, doubled, wrong or in the wrong place.

    Words under 5 letters are found as they are only. From 9 to 30 letters two slips are allowed, where
    the first two letters are right. Words are compared as they are: fold them first.

    >>> words = Slips(["zorgverlener", "patient", "kind"])
    >>> words.find("zorgverlenr"), words.find("pateint"), words.find("find")
    (('zorgverlener',), ('patient',), ())
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = set(words)
        self._shortened: dict[str, list[str]] = {}
        self._long: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if len(word) < LEAST_LETTERS:
                continue
            for shortened in {word, *_take_out_letters(word)}:
                self._shortened.setdefault(shortened, []).append(word)
            if len(word) >= _LEAST_LETTERS_FOR_TWO:
                self._long.setdefault(word[:2], []).append(word)

    def find(self, word: str) -> tuple[str, ...]:
        """The known words that are nearest to a word, in order; none where none comes close."""
        if word in self._words:
            return (word,)
        if not LEAST_LETTERS <= len(word) <= 100:
            return ()
        similar = dict.fromkeys(
            known
            for shortened in (word, *_take_out_letters(word))
            for known in self._shortened.get(shortened, ())
        )
        near = sorted(known for known in similar if _is_one_slip(word, known))
        if not near and _LEAST_LETTERS_FOR_TWO <= len(word) <= _MOST_LETTERS_FOR_TWO:
            near = [
                known
                for known in self._long.get(word[:2], ())
                if abs(len(known) - len(word)) <= 2 and _count_slips(word, known) <= 2
            ]
        return tuple(near)


def _take_out_letters(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _is_one_slip(word: str, known: str) -> bool:
    """Whether the words differ by a letter more, a letter less, another letter or two that are swapped."""
    shortest = min(len(word), len(known))
    start = next((place for place in range(shortest) if word[place] != known[place]), shortest)
    rest = shortest - start
    same = next((count for count in range(rest) if word[-1 - count] != known[-1 - count]), rest)
    left, right = word[start : len(word) - same], known[start : len(known) - same]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _count_slips(word: str, known: str) -> int:
    """How many letters have to be put in, taken out or replaced to come from one word to the other."""
    counts = list(range(len(known) + 1))
    for row, letter in enumerate(word, start=1):
        above, counts[0] = counts[0], row
        for column, other in enumerate(known, start=1):
            least = min(counts[column] + 1, counts[column - 1] + 1, above + (letter != other))
            above, counts[column] = counts[column], least
    return counts[-1]


def find_corrections(words: Iterable[str], slips: Slips, at_most: int = 16) -> Iterator[tuple[str, ...]]:
    """Several words with slips in each of them as the known words that may have been meant.

    Nothing where one of the words is like none that is known.

    >>> list(find_corrections(["emotionele", "stuen"], Slips(["emotionele", "steun"])))
    [('emotionele', 'steun')]
    """
    found = [slips.find(word) for word in words]
    for number, correction in enumerate(product(*found)):
        if number == at_most:
            return
        yield correction
