"""Reading CSV and its kin: text with the cells of a row separated by a character, or by blanks."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice

from model.tables.encoding import Encoding, read_lines
from model.tables.file_view import Open
from model.tables.notes import Findings, ReadRows, Row
from model.tables.refusal import TableError
from model.tables.separators import (
    NONE,
    SEPARATORS,
    Separator,
    guess_separator,
    is_row,
    measure_width,
    split_blanks,
    split_line,
)

_SAMPLE = 2**16
_SAID = re.compile(r'"?sep=([,;:|^~\t])"?\r?\n?', re.IGNORECASE)
"""What Excel reads as the separator in a line of its own, which it does not show."""

_MOST_JOINED = 20
_MOST_JOININGS = 2000
"""How many lines may be one row where quotation marks are wrong, and in how many places that is tried."""

_FIELD_LIMIT = "field larger than field limit"


@dataclass(frozen=True)
class Delimited:
    """How a text is separated, and a way to read its rows, empty ones too."""

    separator: str | None
    is_doubtful: bool
    read: ReadRows


def open_delimited(
    open_file: Open, encoding: Encoding, chosen: str | None = None, is_repaired: bool = False
) -> Delimited:
    """The rows of a text, to be read as often as needed; the separator is guessed where none is chosen.

    Raises `TableError` for a separator that there is not, and while reading, for what is no text, a stray
    quotation mark, and one that is never closed. Where the text is to be repaired, the lines of such a row
    are read as they stand: several as one row only if that gives the number of cells that others have.
    """
    sample = _take_sample(read_lines(open_file, encoding.codec, Findings(), is_repaired))
    said = _SAID.fullmatch(sample[0]) if sample else None
    if said:
        sample = sample[1:]
    separator = _choose(sample, chosen, said)

    def read(findings: Findings) -> Iterator[Row]:
        lines = islice(read_lines(open_file, encoding.codec, findings, is_repaired), 1 if said else 0, None)
        if separator.sign == " ":
            return _read_blanks(lines, separator.width, findings)
        return _Rows(lines, separator, 1 if said else 0, findings, is_repaired).read()

    return Delimited(separator.sign if separator.sign != NONE else None, separator.is_doubtful, read)


def _take_sample(lines: Iterable[str]) -> list[str]:
    sample, length = [], 0
    for line in lines:
        sample.append(line)
        length += len(line)
        if length > _SAMPLE:
            break
    return sample


def _choose(sample: list[str], chosen: str | None, said: re.Match[str] | None) -> Separator:
    if chosen is None and said is None:
        return guess_separator(sample)
    sign = chosen if chosen is not None else said[1] if said else ""
    if sign == "":
        return Separator(NONE, 1)
    if said is None and sign not in SEPARATORS:
        raise TableError(
            "unknown-choice",
            f'there is no separator "{sign}"',
            "choose a comma, a semicolon, a tab, a bar or a blank",
            chosen=sign,
            known=SEPARATORS,
        )
    return Separator(sign, measure_width(sample, sign))


def _read_blanks(lines: Iterable[str], width: int, findings: Findings) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        cells = split_blanks(line.lstrip("\ufeff"))
        findings.is_uneven = findings.is_uneven or len(cells) not in (0, width)
        yield number, cells


class _Rows:
    """The rows of a text whose lines come one by one; those of a row that went wrong can be had again."""

    def __init__(
        self,
        lines: Iterator[str],
        separator: Separator,
        skipped: int,
        findings: Findings,
        is_repaired: bool,
    ) -> None:
        self._lines = lines
        self._sign = separator.sign
        self._width = separator.width
        self._findings = findings
        self._is_repaired = is_repaired
        self._taken = skipped
        """The number of the last line that was taken."""
        self._row: list[str] = []
        """The lines of the row that is being read."""
        self._waiting: deque[str] = deque()
        self._has_ended = False
        self._joinings = 0

    def read(self) -> Iterator[Row]:
        reader = csv.reader(self._take(), delimiter=self._sign, strict=True)
        for number in count(1):
            self._row.clear()
            first = self._taken + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if not self._is_repaired:
                    raise self._refuse(str(error), number, first) from None
                cells = self._reread(first)
                reader = csv.reader(self._take(), delimiter=self._sign, strict=True)
            else:
                if len(self._row) > 1 and self._width > 2 and self._looks_like_rows():
                    self._findings.add("rows-in-a-cell", f"lines {first} to {self._taken}")
            yield number, cells

    def _take(self) -> Iterator[str]:
        while True:
            line = self._waiting.popleft() if self._waiting else next(self._lines, None)
            if line is None:
                self._has_ended = True
                return
            self._taken += 1
            self._row.append(line)
            yield line

    def _looks_like_rows(self) -> bool:
        return all(is_row(line, self._sign, self._width) for line in self._row)

    def _reread(self, first: int) -> list[str]:
        """The row that begins in the line with the first stray mark, read as it stands; the rest waits."""
        lines = self._row.copy()
        cells = split_line(lines[0], self._sign, self._width)
        joined = 1
        if len(cells) != self._width and self._joinings < _MOST_JOININGS:
            self._joinings += 1
            lines += islice(self._take(), max(0, _MOST_JOINED - len(lines)))
            for more in range(2, min(len(lines), _MOST_JOINED) + 1):
                text = "".join(lines[:more])
                if len(text) > csv.field_size_limit():
                    break
                several = split_line(text, self._sign, self._width)
                if len(several) == self._width:
                    cells, joined = several, more
                    break
        self._waiting.extendleft(reversed(lines[joined:]))
        self._taken = first + joined - 1
        self._has_ended = False
        until = f"lines {first} to {self._taken}" if joined > 1 else f"line {first}"
        self._findings.add("stray-quotes", until)
        return cells

    def _refuse(self, problem: str, number: int, first: int) -> TableError:
        lines = f"line {first}" if self._taken == first else f"lines {first} to {self._taken}"
        if problem.startswith(_FIELD_LIMIT):
            error = TableError(
                "cell-too-long",
                "a cell is too long",
                "check whether a quotation mark in this row is never closed",
            )
        elif self._has_ended:
            error = TableError(
                "open-quote",
                f"a quotation mark in line {first} or after it is never closed",
                "close it, or have such rows read as they stand",
            )
        else:
            error = TableError(
                "stray-quote",
                f"there is a stray quotation mark in {lines}",
                "write it twice within a text, or have such rows read as they stand",
            )
        error.place = f"row {number}"
        error.details = {"row": number, "line": first, "until": self._taken}
        return error
