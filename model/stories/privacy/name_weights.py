"""How likely a word is a name, before what stands around it counts."""

from __future__ import annotations

import re
from functools import lru_cache

from model.stories.privacy import name_words as near
from model.stories.privacy import words
from model.stories.privacy.name_lists import read_names


@lru_cache(maxsize=4096)
def is_passed_over(unit: str, is_german: bool) -> bool:
    """Whether a single word with a capital is no name whatever stands around it."""
    if " " in unit or unit.lower() in near.ALSO_WORDS:
        return False
    weight = weigh_word(unit)
    return weight < 0 or (weight == 0 and (is_german or is_no_name(unit)))


def is_full_name(first: str, family: str) -> bool:
    """Whether a language or a people is a first name here, as in "Frans De Wit"."""
    return first in words.BELONGINGS and first in read_names("first") and family in read_names("family")


@lru_cache(maxsize=2048)
def is_no_name(word: str) -> bool:
    """Whether a word with a capital is one that only starts a sentence, or another of no name."""
    lower = word.lower()
    return lower in words.NO_NAMES or lower in _MORE_STARTS


_MORE_STARTS = (
    frozenset(words.ORDINARY.split())
    | near.BEFORE_NAMES
    | near.GREETING_BEFORE
    | near.DETERMINERS
    | near.GERMAN
    | near.OTHER
    | near.ACTING
    | near.SPEAKING
) - {"grace", "reine", "dis"}


@lru_cache(maxsize=4096)
def weigh_word(word: str) -> int:
    """How much a word is a first name: 3 surely, 2 or a word, 1 a family name, 0 unknown, -1 none."""
    lower = word.lower()
    if lower in near.NO_FIRST_NAMES:
        return 0
    if lower in near.EPONYMS or lower in near.THINGS or lower in words.BELONGINGS:
        return -1
    if lower.startswith(("sint-", "saint-", "sainte-", "sankt-", "st-")):
        return -1
    if lower in near.RISKY:
        return 0
    first, family = read_names("first"), read_names("family")
    if lower in near.ALSO_WORDS:
        return 2
    if lower in first:
        return 3
    if "-" in lower and all(part in first for part in lower.split("-")):
        return 3
    if lower in family and lower not in near.FAMILY_WORDS and lower not in read_names("places"):
        return 1
    return 0


def is_among_capitals(compared: str, start: int, end: int) -> bool:
    """Whether a word beside one in capitals is so, too, or the word is no abbreviation by its length."""
    beside = re.search(r"([A-Z]{2,})\W{1,3}$", compared[max(0, start - 20) : start]) or re.match(
        r"\W{1,3}[A-Z]{2,}\b", compared[end : end + 20]
    )
    return bool(beside) or end - start > 4


@lru_cache(maxsize=2)
def is_german(compared: str) -> bool:
    """Whether a text is German, by its small words."""
    found = [word.lower() for word in re.findall(r"[a-zA-Z]{2,5}", compared)]
    german = sum(word in near.GERMAN for word in found)
    return german > sum(word in near.OTHER for word in found)
