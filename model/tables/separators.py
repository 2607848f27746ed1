"""Finding out what separates the cells of a text, and splitting single lines."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass

SEPARATORS = (",", ";", "\t", "|", " ")
"""What can separate cells; " " stands for any run of blanks and tabs."""

NONE = "\x1f"
"""Separates nothing: a table of one column."""

_NEAR = 0.15
_FEW_ROWS = 3
_MOST_TITLES = 10
_MOST_TRIALS = 200
_LINE_BREAK = re.compile("[\r\n]")
_PIECE = re.compile(r'"((?:[^"]|"")*)"(?=[ \t\r\n]|$)|[^ \t\r\n]+')


@dataclass(frozen=True)
class Separator:
    """What separates cells, how many a row most often has, and whether something else might separate them."""

    sign: str
    width: int
    is_doubtful: bool = False


def guess_separator(sample: list[str]) -> Separator:
    """The separator with which most rows have as many cells as each other; with as many cells as can be.

    Cells behind the others do not count where they are empty. Titles of one cell may stand above a wide
    table. Blanks separate only where nothing else does, and every row has the same number of cells.
    """
    found = sorted((_weigh(sample, sign) for sign in SEPARATORS[:-1]), reverse=True)
    (share, width, sign), (second, *_) = found[:2]
    if share >= 0.5:
        return Separator(sign, width, share - second < _NEAR)
    counts = [len(cells) for cells in map(split_blanks, sample) if cells]
    if len(counts) > 1 and counts[0] > 1 and len(set(counts)) == 1:
        return Separator(" ", counts[0], len(counts) < _FEW_ROWS)
    return Separator(NONE, 1)


def measure_width(sample: list[str], sign: str) -> int:
    """How many cells a row of the sample most often has."""
    if sign == " ":
        counts = Counter(len(cells) for cells in map(split_blanks, sample) if cells)
        return counts.most_common(1)[0][0] if counts else 1
    return _weigh(sample, sign)[1]


def _weigh(sample: list[str], sign: str) -> tuple[float, int, str]:
    """The share of rows that fit the most common number of cells, that number, and the sign."""
    try:
        rows = [row for row in csv.reader(sample, delimiter=sign) if _trim(row)]
    except csv.Error:
        return 0, 1, sign
    if not rows:  # nothing but separators
        return float(any(sign in line for line in sample)), 1, sign
    width = len(_trim(rows[0]))
    share = _get_share(rows, width, len(rows[0]))
    if width > 2 and share < 0.5 and (shorter := _get_share(rows, width - 1, len(rows[0]))) > 0.9:
        return shorter - 2 * _NEAR, width, sign  # each row lacks a separator
    if width > 1:
        return share, width, sign
    # Perhaps there is a title above the headings; in a list of texts, words follow a comma and a blank.
    for at, row in enumerate(rows[1 : _MOST_TITLES + 1], start=1):
        width = len(_trim(row))
        if width > 1:
            below = rows[at:]
            is_list = width == 2 and any(cell.startswith(" ") for row in below for cell in row[1:])
            share = _get_share(below, width, len(row))
            if share > 0.9 and len(below) > 1 and not is_list:
                return share - 2 * _NEAR, width, sign
            break
    return 0, 1, sign


def _get_share(rows: list[list[str]], least: int, most: int) -> float:
    return sum(least <= len(row) and len(_trim(row)) <= most for row in rows) / len(rows)


def _trim(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]


def split_blanks(line: str) -> list[str]:
    """The cells of a line between which are blanks or tabs; quotation marks keep a cell together.

    >>> split_blanks('Trust   "Joy in work"\\tDirected')
    ['Trust', 'Joy in work', 'Directed']
    """
    return [found[0] if found[1] is None else found[1].replace('""', '"') for found in _PIECE.finditer(line)]


def split_line(line: str, sign: str, width: int) -> list[str]:
    """The cells of a line whose quotation marks may be wrong: `width` cells if it can be read so.

    A cell in quotation marks ends where a mark stands before a separator; a mark that none closes is a
    character like others. Several lines are a row only where their ends are in quotation marks; there are no
    cells if they are not.

    >>> split_line('"Ik zei: "nee"; toch kwam ze";nl', ";", 2)
    ['Ik zei: "nee"; toch kwam ze', 'nl']
    >>> split_line('A;"t Was koud;nl', ";", 3)
    ['A', '"t Was koud', 'nl']
    """
    line = line.rstrip("\r\n")
    trials = 0
    first: list[str] | None = None
    # Each is where to go on, and the cells before that; the last one is tried first.
    left: list[tuple[int, list[str]]] = [(0, [])]
    while left and trials < _MOST_TRIALS:
        trials += 1
        at, cells = left.pop()
        while at <= len(line):
            ends = _find_ends(line, at, sign) if len(cells) < width else []
            if ends:
                left += [(end + 2, [*cells, _unquote(line[at + 1 : end])]) for end in reversed(ends[1:])]
                cells = [*cells, _unquote(line[at + 1 : ends[0]])]
                at = ends[0] + 2
            else:
                end = line.find(sign, at)
                end = len(line) if end < 0 else end
                if _LINE_BREAK.search(line, at, end):
                    break  # which only a cell in quotation marks may hold
                cells = [*cells, line[at:end]]
                at = end + 1
        else:
            if len(cells) == width or (len(cells) > width and not any(cells[width:])):
                return cells
            first = first or cells
    return first or []


def _find_ends(line: str, at: int, sign: str) -> list[int]:
    """Where the marks are that may close the cell in quotation marks that begins here: the first ten."""
    if line[at : at + 1] != '"':
        return []
    ends: list[int] = []
    end = at
    while len(ends) < 10 and (end := line.find('"', end + 1)) > 0:
        if end + 1 == len(line) or line[end + 1] == sign:
            ends.append(end)
    return ends


def _unquote(text: str) -> str:
    return text.replace('""', '"')


def is_row(line: str, sign: str, width: int) -> bool:
    """Whether a line on its own has as many cells as a row, whatever its quotation marks.

    >>> is_row('A;"t Was koud;nl', ";", 3)
    True
    """
    return line.count(sign) == width - 1
