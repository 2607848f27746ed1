"""What a person meant to type: the nearest word that stories have."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from sqlalchemy import Connection, and_, func, or_, select

from model.stories.search.alike import AFTER
from model.stories.search.stems import find_stem
from model.stories.tables import story_words

_SHORTEST = 4
_SHORTEST_FOR_TWO = 7
_MOST_COMPARED = 3_000
_TIMES_MORE = 10
"""A word that one story has is a slip where another, so near, has this many times more."""


def find_meant(connection: Connection, model_id: str, word: str, is_public: bool) -> str | None:
    """The word nearest to one that no story has in any form, as it is written; None for no slip.

    One slip (a letter too many, too few, another, two swapped) in words of 4 letters, two from 7 on; the
    first or the last third is right. With `is_public` only words of public stories count.
    """
    if len(word) < _SHORTEST:
        return None
    words = story_words.c
    count = words.published if is_public else words.stories
    own = and_(words.model == model_id, count > 0)
    begun = select(func.sum(count)).where(own, words.word >= word, words.word < word + AFTER)
    had = int(connection.execute(begun).scalar() or 0)
    if had > 1:
        return None
    most = 2 if len(word) >= _SHORTEST_FOR_TWO else 1
    piece = max(2, len(word) // 3)
    begin, end = word[:piece], word[::-1][:piece]
    near = or_(
        and_(words.word >= begin, words.word < begin + AFTER),
        and_(words.tail >= end, words.tail < end + AFTER),
    )
    sized = func.length(words.word).between(len(word) - most, len(word) + most)
    query = select(words.word, words.written, count, words.stem, words.language).where(own, near, sized)
    rows = connection.execute(query.order_by(count.desc(), words.word).limit(_MOST_COMPARED)).all()
    if any(other != word and find_stem(word, language) == stem for other, _, _, stem, language in rows):
        return None  # a form of it, by which its stories are found
    least = had * _TIMES_MORE
    found = [
        (distance, -stories, written)
        for other, written, stories, *_ in rows
        if stories >= least and 0 < (distance := measure_distance(word, other, most)) <= most
    ]
    return min(found)[2] if found else None


def measure_distance(word: str, other: str, most: int) -> int:
    """In how many slips one word becomes the other, by Damerau and Levenshtein; `most` + 1 for more.

    >>> measure_distance("verpleegkundge", "verpleegkundige", 2), measure_distance("ntest", "netst", 2)
    (1, 1)
    """
    return int(_load_distance().distance(word, other, score_cutoff=most))


@cache
def _load_distance() -> ModuleType:
    # A large library, which only those need who make a slip.
    from rapidfuzz.distance import OSA

    return OSA
