"""How wide letters are, and how a text breaks into lines: measured in the font that comes along.

Plain numbers, no drawing. Widths are in the unit of the font size; kerning is left out (it only ever
makes a line narrower than measured here by a hair). A letter that the font lacks comes out of whatever font
the reader has, so it is taken to be as wide as such letters get.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path as FilePath

from PIL import ImageFont

from model.words import split_words

FONTS = FilePath(__file__).parent.parent / "data" / "fonts"
FONT_FAMILY = "Source Sans 3"
EMOJI_FAMILY = "Noto Emoji"
FAMILIES = f"'{FONT_FAMILY}','{EMOJI_FAMILY}','Source Sans',sans-serif"
"""The font of all texts, the one of emoji and signs that it lacks, and all of them as CSS lists them."""

FONT_FILES = {
    "regular": FONTS / "SourceSans3-Regular.ttf",
    "bold": FONTS / "SourceSans3-Semibold.ttf",
    "emoji": FONTS / "NotoEmoji-Regular.ttf",
}

_MEASURED_AT = 100
_NEVER = "\U0010fffe"
"""A code that no font has a letter for."""

_LONGEST_KEPT = 60
"""How long words are whose width is kept."""

_WIDE, _EMOJI, _OTHER = 1.05, 1.4, 0.9
"""How wide letters of other fonts are at most: Chinese, Japanese and Korean ones; emoji; those of other
scripts."""


@cache
def _font(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_FILES[name], _MEASURED_AT)


@cache
def _advance(letter: str, bold: bool) -> float:
    if letter.isspace():
        letter = " "
    kind = unicodedata.category(letter)
    if kind in ("Mn", "Me"):
        return 0.0  # it stands on another letter
    for font in (_font("bold" if bold else "regular"), _font("emoji")):
        if letter.isascii() or _draw(font, letter) != _draw(font, _NEVER):
            return font.getlength(letter) / _MEASURED_AT
    if kind in ("So", "Sk", "Cn", "Co"):
        return _EMOJI
    return _WIDE if _is_wide(letter) else _OTHER


def _draw(font: ImageFont.FreeTypeFont, letter: str) -> bytes:
    mask = font.getmask(letter, mode="1")
    return repr(mask.size).encode() + bytes(mask)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def measure(text: str, size: float, bold: bool = False) -> float:
    """The width of a text at a font size, in the unit of that size.

    >>> round(measure("Mangomoment", 14, bold=True))
    92
    """
    return size * _measure_all(text, bold)


@lru_cache(maxsize=20_000)
def _measure_word(word: str, bold: bool) -> float:
    """The same as `_measure_all`, kept: names are placed at many widths until one fits."""
    return _measure_all(word, bold)


def _measure_all(text: str, bold: bool) -> float:
    return sum(_advance(letter, bold) for letter in text)


@lru_cache(maxsize=20_000)
def find_widths(text: str, bold: bool = True, at_most: int = 4) -> tuple[float, ...]:
    """How wide a name is at least on one line, on two ..., in the size of its letters.

    A word is broken at a soft hyphen only, Chinese and its like anywhere.

    >>> [round(width, 1) for width in find_widths("Trust between patient and professional")]
    [16.9, 9.6, 6.2, 5.3]
    """
    return tuple(width for width, _ in _split(text, bold, at_most))


def set_name(
    text: str, width: float, size: float, smallest: float, bold: bool = True, at_most: int = 4
) -> tuple[tuple[str, ...], float]:
    """A name on as few lines as it needs to be no wider than `width`, and the size of its letters.

    Its lines are about as long as each other. Where it needs more than `at_most` of them, its letters are
    made smaller, and where they cannot be, its end is replaced by an ellipsis.

    >>> set_name("Trust between patient and professional", 108, 14, 11)
    (('Trust between', 'patient and', 'professional'), 14)
    >>> set_name("Incomprehensibilities", 96, 14, 11)
    (('Incomprehensibil…',), 11)
    """
    splits = _split(text, bold, at_most)
    for needed, lines in splits:
        if needed * size <= width + _HAIR:
            return lines, size
    needed, lines = splits[-1]
    smaller = max(smallest, width / needed)
    if needed * smaller <= width + _HAIR:
        return lines, smaller
    return tuple(_cut(text, width, smallest, bold, at_most)), smallest


_HAIR = 1e-6


@lru_cache(maxsize=20_000)
def _split(text: str, bold: bool, at_most: int) -> tuple[tuple[float, tuple[str, ...]], ...]:
    """The best ways to break a text into one line, two ...: how wide each is, and its lines."""
    parts = _list_parts(text)
    count = len(parts)
    ends = [0.0, *accumulate(_measure_all(part.replace(SOFT_HYPHEN, ""), bold) for part in parts)]
    tails = [_measure_tail(part, bold) for part in parts]

    def measure_line(start: int, end: int) -> float:
        return round(ends[end] - ends[start] + tails[end - 1], 9)  # so that equal lines are equally wide

    best: list[tuple[float, tuple[int, ...]]] = [(0.0, (0,))]
    best += [(measure_line(0, end), (0, end)) for end in range(1, count + 1)]
    found = [best[-1]]
    for _ in range(1, at_most):
        before, best = best, best[:1]
        for end in range(1, count + 1):
            choices = [(max(before[start][0], measure_line(start, end)), start) for start in range(1, end)]
            width, start = min([*choices, (before[end][0], end)])
            best.append(before[end] if start == end else (width, (*before[start][1], end)))
        found.append(best[-1])
    return tuple(
        (width, tuple(_join(parts[start:end]) for start, end in pairwise(breaks))) for width, breaks in found
    )


def _measure_tail(part: str, bold: bool) -> float:
    """How much wider a line is that ends with a part: by a hyphen, or less by the space behind a word."""
    if part.endswith(SOFT_HYPHEN):
        return _advance("-", bold)
    return -_advance(" ", bold) if part.endswith(" ") else 0.0


def _list_parts(text: str) -> list[str]:
    """A text in pieces between which a line may end: words with the space behind them, parts of words that a
    soft hyphen ends, single letters of Chinese and its like. Behind `_MOST_PARTS` of them stands an ellipsis.
    """
    parts: list[str] = []
    for word in split_words(text):
        piece = ""
        for letter in _HYPHENS.sub(SOFT_HYPHEN, word.strip(SOFT_HYPHEN)):
            piece += letter
            if letter == SOFT_HYPHEN or _is_wide(letter):
                parts.append(piece)
                piece = ""
        if piece:
            parts.append(piece)
        if parts:
            parts[-1] += " "
        if len(parts) > _MOST_PARTS:
            return [*parts[: _MOST_PARTS - 1], f"{parts[_MOST_PARTS - 1].rstrip(f' {SOFT_HYPHEN}')}…"]
    return parts or [""]


_MOST_PARTS = 80
"""More than fit on the lines of any box; how long breaking takes grows with their square."""

SOFT_HYPHEN = "\u00ad"
_HYPHENS = re.compile(f"{SOFT_HYPHEN}+")


def _join(parts: Sequence[str]) -> str:
    line = "".join(parts).rstrip()
    return line.replace(SOFT_HYPHEN, "") + ("-" if line.endswith(SOFT_HYPHEN) else "")


def _cut(text: str, width: float, size: float, bold: bool, at_most: int) -> Iterator[str]:
    """The beginning of a text on some lines, the last of them with an ellipsis."""
    parts = _list_parts(text)
    for number in range(1, at_most + 1):
        last = 0
        while last < len(parts) and measure(_join(parts[: last + 1]), size, bold) <= width:
            last += 1
        if number == at_most or not last:
            rest = _join(parts)
            lengths = range(1, len(rest) + 1)
            length = bisect_right(lengths, width, key=lambda end: measure(f"{rest[:end]}…", size, bold))
            yield f"{rest[:length].rstrip()}…"
            return
        yield _join(parts[:last])
        parts = parts[last:]


def break_lines(
    text: str, width: float, size: float, bold: bool = False, at_most: int = 4
) -> tuple[str, ...]:
    """The text broken into lines no wider than `width`; a word that is wider is broken with a hyphen (Chinese
    and its like without), and what is beyond `at_most` lines is replaced by an ellipsis.

    >>> break_lines("Trust between patient and professional", 108, 14, bold=True)
    ('Trust between', 'patient and', 'professional')
    """
    lines: list[str] = []
    line, used = "", 0.0
    space = size * _advance(" ", bold)
    words = split_words(text)[::-1]
    while words:
        word = words.pop()
        alone = _measure_word(word, bold) if len(word) <= _LONGEST_KEPT else _measure_all(word, bold)
        longer = size * alone + (used + space if line else 0.0)
        if longer <= width:
            line, used = f"{line} {word}" if line else word, longer
        elif line:
            lines.append(line)
            line, used = "", 0.0
            words.append(word)
        else:
            fitting = _find_fitting(word, width, size, bold)
            if fitting == len(word):  # one letter that is wider than the line
                lines.append(word)
                continue
            hyphen = "" if _is_wide(word[fitting - 1]) and _is_wide(word[fitting]) else "-"
            lines.append(f"{word[:fitting]}{hyphen}")
            words.append(word[fitting:].removeprefix("-"))
        if len(lines) > at_most:
            break
    if line:
        lines.append(line)
    if len(lines) > at_most:
        last = lines[at_most - 1].removesuffix("-")
        while last and measure(f"{last}…", size, bold) > width:
            last = last[:-1]
        lines = [*lines[: at_most - 1], f"{last.rstrip()}…"]
    return tuple(lines)


def _find_fitting(word: str, width: float, size: float, bold: bool) -> int:
    """How many letters of a word fit before a hyphen: at a hyphen of its own if it has one, at least one."""
    fitting = 1
    while fitting < len(word) - 1 and measure(f"{word[: fitting + 1]}-", size, bold) <= width:
        fitting += 1
    own = word.rfind("-", 1, fitting + 1)
    return own if own > 0 else fitting
