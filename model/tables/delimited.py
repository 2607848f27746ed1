"""Reading CSV: text with the cells of a row separated by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice

from model.tables.encoding import Open, find_encoding, read_lines
from model.tables.refusal import TableError

Row = tuple[int, list[str]]
"""The number that a spreadsheet shows beside a row, and its cells."""

_SEPARATORS = ",;\t|"
_NONE = "\x1f"
"""Separates nothing: a table of one column."""

_SAMPLE = 2**16
_SAID = re.compile(r'"?sep=([,;:|^~\t])"?\r?\n?', re.IGNORECASE)
"""What Excel reads as the separator in a line of its own, which it does not show."""


def read_delimited(
    open_file: Open, encoding: str | None = None, separator: str | None = None
) -> tuple[Callable[[], Iterator[Row]], str, str]:
    """A way to read the rows of a CSV file, empty ones too, as often as needed; its encoding and separator.

    Encoding and separator are found out from the content. Raises `TableError` for what is no text, at once,
    and while reading, for a quotation mark that is never closed.
    """
    encoding = encoding or find_encoding(open_file)
    sample = _take_sample(read_lines(open_file, encoding))
    said = _SAID.fullmatch(sample[0]) if sample else None
    separator = separator or (said[1] if said else _find_separator(sample))

    def read() -> Iterator[Row]:
        return _read_rows(islice(read_lines(open_file, encoding), 1 if said else 0, None), separator)

    return read, encoding, separator


def _take_sample(lines: Iterable[str]) -> list[str]:
    sample, length = [], 0
    for line in lines:
        sample.append(line)
        length += len(line)
        if length > _SAMPLE:
            break
    return sample


def _find_separator(sample: list[str]) -> str:
    """The separator with which most rows have as many cells as the first; with as many cells as can be."""
    best, chosen = (0.5, 1), _NONE
    for separator in _SEPARATORS:
        try:
            rows = [len(row) for row in csv.reader(sample, delimiter=separator) if any(row)]
        except csv.Error:
            continue
        if not rows or rows[0] < 2:
            continue
        worth = (rows.count(rows[0]) / len(rows), rows[0])
        if worth > best:
            best, chosen = worth, separator
    return " " if chosen == _NONE and _is_spaced(sample) else chosen


def _is_spaced(sample: list[str]) -> bool:
    """Whether blanks separate the cells: all rows have the same number of them, two or more."""
    try:
        rows = [len(row) for row in csv.reader(_join_blanks(sample), delimiter=" ") if any(row)]
    except csv.Error:
        return False
    return len(rows) > 1 and rows[0] > 1 and len(set(rows)) == 1


def _join_blanks(lines: Iterable[str]) -> Iterator[str]:
    """The lines with one blank for each run of them outside quotation marks."""
    for line in lines:
        parts = line.strip().split('"')
        parts[::2] = [re.sub(r"\s+", " ", part) for part in parts[::2]]
        yield '"'.join(parts) + "\n"


def _read_rows(lines: Iterable[str], separator: str) -> Iterator[Row]:
    taken = 0
    has_ended = False

    def watch() -> Iterator[str]:
        nonlocal taken, has_ended
        for line in lines:
            taken += 1
            yield line
        has_ended = True

    lines = _join_blanks(lines) if separator == " " else lines
    reader = csv.reader(watch(), delimiter=separator)
    for number in count(1):
        first = taken + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell is longer than csv.field_size_limit()
            raise TableError(
                "cell-too-long",
                "a cell is too long",
                "check whether a quotation mark in this row is never closed",
                place=f"row {number}",
                row=number,
            ) from None
        if has_ended:  # while the row was still going on
            raise TableError(
                "open-quote",
                f"a quotation mark in line {first} or after it is never closed",
                "close it, or save the file from a spreadsheet again",
                place=f"row {number}",
                row=number,
                line=first,
            )
        yield number, cells
