"""How likely it is that letters were meant, for telling encodings with one byte a letter apart.

A byte such as 0x8A is "Š", "è", "ä" or "ö" by encoding; which of them was meant shows in how often a letter
stands in a language, and in its place: a capital or a sign within a word in small letters is hardly meant.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator

_WESTERN = (
    (0.34, "é34 ë33 ï11 è7 ö3 ü3 ê2 ó2 á2 ç1 à1 ä.7 ô.5 â.5 û.3"),
    (0.30, "é56 è12 à12 ê6 ç3 ô2 â1.5 î1.5 ù1.5 û1.3 œ1 ï.7 ë.5 ü.2"),
    (0.20, "ü37 ä31 ö17 ß15 é.5"),
    (0.06, "ó30 í26 á20 é12 ñ8 ú5 ü.3"),
    (0.03, "è35 à30 ù10 ò10 ì8 é7"),
    (0.03, "ã25 ç18 é17 á14 í10 ó8 ê7 õ4 ú3 â2 à2 ô1"),
    (0.04, "å30 ä25 ö20 ø13 æ11 é1"),
)
"""Dutch, French, German, Spanish, Italian, Portuguese and the languages of Scandinavia, in one file too."""

_CENTRAL = (
    "ł25 ę16 ą15 ó13 ż11 ś10 ć6 ń3 ź1",
    "í23 á17 ě11 é10 ř9 č8 ý7 ž7 š6 ů5 ú1.5 ň.5 ť.4 ď.3 ó.3",
    "á22 í13 č12 ý12 ž11 é10 š10 ú10 ť5 ľ4 ň2 ô2 ó1 ď1 ä1 ĺ.2 ŕ.2",
    "á28 é27 ö10 ó9 ő8 í6 ü6 ú4 ű2",
    "ă35 î20 ş15 ţ15 â15",
    "č25 š25 ž15 ć15 đ6",
)
"""Polish, Czech, Slovak, Hungarian, Romanian and Croatian, each on its own."""

_ELSEWHERE = 0.0005
_WRONG_CASE = 0.00002
_IN_A_WORD = 0.00002
_ODD = 0.0002
_CONTROL = 0.000001
_CAPITAL = 0.15
"""How likely a letter of no such language is, a capital within a word, a sign within one, a sign that hardly
anybody types, a control character; and how much less a capital than its small letter."""

_SIGNS = "“”„‘’«»‹›–—…•€£§°´¿¡·½²³©®™×"
_APOSTROPHES = "’ʼ"
_AROUND = 24
_MOST_WORDS = 4000
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_PUNCTUATION = ".:!?'*_“”«»"
_WORD_BREAK = re.compile(r"[\s,;|\"<>()\[\]{}]")


def _spell(shares: str) -> dict[str, float]:
    return {share[0]: float(share[1:]) / 100 for share in shares.split()}


def _mix(languages: Iterable[tuple[float, str]]) -> dict[str, float]:
    mixed: dict[str, float] = {}
    for weight, shares in languages:
        for letter, share in _spell(shares).items():
            mixed[letter] = mixed.get(letter, 0) + weight * share
    return mixed


_LANGUAGES = (_mix(_WESTERN), *(_spell(shares) for shares in _CENTRAL))


def find_words(chunks: Iterable[bytes]) -> list[bytes]:
    """Up to 4 000 different pieces of the bytes around those beyond ASCII, up to 24 on either side."""
    words: dict[bytes, None] = {}
    for chunk in chunks:
        for found in _BEYOND_ASCII.finditer(chunk):
            before = chunk[max(0, found.start() - _AROUND) : found.start()]
            after = chunk[found.end() : found.end() + _AROUND]
            # Blanks and line breaks are the same bytes in every encoding that is tried.
            word = re.split(rb"\s", before)[-1] + found[0][:_AROUND] + re.split(rb"\s", after)[0]
            words[word] = None
            if len(words) == _MOST_WORDS:
                return list(words)
    return list(words)


def weigh_words(words: Iterable[str]) -> float:
    """The likelihood of all that is beyond ASCII in the words, in bits, in the language that fits best.

    >>> weigh_words(["één", "crème"]) > weigh_words(["‚‚n", "crŠme"])
    True
    """
    totals = [0.0] * len(_LANGUAGES)
    for before, letter, after in _list_letters(words):
        same = _weigh_sign(before, letter, after)
        for number, shares in enumerate(_LANGUAGES):
            likelihood = same if same is not None else _weigh_letter(before, letter, after, shares)
            totals[number] += math.log2(likelihood)
    return max(totals)


def _list_letters(words: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for word in words:
        for at, letter in enumerate(word):
            if letter > "\x7f":
                yield word[at - 1 : at], letter, word[at + 1 : at + 2]


def _weigh_letter(before: str, letter: str, after: str, shares: dict[str, float]) -> float:
    share = shares.get(letter.lower(), _ELSEWHERE)
    if not letter.isupper():
        return share
    if before.islower() or (before.isupper() and after.islower()):
        return _WRONG_CASE
    return share * _CAPITAL


def _weigh_sign(before: str, letter: str, after: str) -> float | None:
    """The likelihood of what is no letter, the same in every language; None for a letter."""
    if letter.isalpha() and letter not in "ªºʼ":
        return None
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Co", "Cn"):
        return _CONTROL
    is_within = before.isalpha() and after.isalpha()
    if letter in _APOSTROPHES:
        return 0.2 if is_within else 0.05
    if is_within:
        return _IN_A_WORD
    if letter in "“„‘«‹¿¡" and before.isalpha():
        return _ODD
    return 0.03 if letter in _SIGNS else _ODD


def choose_samples(words: Iterable[str]) -> tuple[str, ...]:
    """Up to three words that show most different letters beyond ASCII.

    >>> choose_samples(["één", "crème;één", "idee", "één", "brûlée"])
    ('één', 'crème', 'brûlée')
    """
    pieces = dict.fromkeys(
        piece.strip(_PUNCTUATION)
        for word in words
        for piece in _WORD_BREAK.split(word)
        if not piece.isascii()
    )
    left = sorted(
        (piece for piece in pieces if any(sign.isalpha() for sign in piece)),
        key=lambda piece: not any(sign.isalpha() and sign > "\x7f" for sign in piece),
    )
    seen: set[str] = set()
    chosen: list[str] = []
    for is_new in (True, False):
        for piece in left:
            letters = {sign for sign in piece if sign > "\x7f"}
            if len(chosen) < 3 and piece not in chosen and (not is_new or letters - seen):
                chosen.append(piece)
                seen |= letters
    return tuple(chosen)
