"""What is said of a file beside its rows: everything that was left out, repaired or renamed in reading it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default

Row = tuple[int, list[str]]
"""The number that a spreadsheet shows beside a row, and its cells."""

MOST_PLACES = 100
"""How many places a note names; it counts all of them."""

_MOST_MERGED = 2_000

_NAMED = 5
"""How many places a sentence names."""

SENTENCES: Mapping[str, tuple[str, str]] = {
    "nul-bytes": (
        "a NUL character was removed: {places}",
        "{count} NUL characters were removed: {places}",
    ),
    "broken-letters": (
        "a character could not be read and was replaced by a question mark: {places}",
        "{count} characters could not be read and were replaced by question marks: {places}",
    ),
    "stray-quotes": (
        "a row with a stray quotation mark was read as it stands: {places}",
        "{count} rows with stray quotation marks were read as they stand: {places}",
    ),
    "rows-in-a-cell": (
        "a cell holds lines that look like rows; check the quotation marks there: {places}",
        "{count} cells hold lines that look like rows; check the quotation marks there: {places}",
    ),
    "trailing-separator": (
        "a row ends with one separator more than the headings: {places}",
        "{count} rows end with one separator more than the headings: {places}",
    ),
    "missing-separator": (
        "a row has one separator less than the headings: {places}",
        "{count} rows have one separator less than the headings: {places}",
    ),
    "rows-above": (
        'a row above the headings was left out: {places} ("{example}")',
        '{count} rows above the headings were left out: {places} ("{example}")',
    ),
    "further-headings": (
        'a row below the headings was read as headings, too: {places} ("{example}")',
        '{count} rows below the headings were read as headings, too: {places} ("{example}")',
    ),
    "repeated-headings": (
        'a heading repeats and is kept apart with a number: "{example}"',
        '{count} headings repeat and are kept apart with numbers: "{example}"',
    ),
    "long-headings": (
        'a heading was shortened: {places} ("{example}")',
        '{count} headings were shortened: {places} ("{example}")',
    ),
    "empty-columns": (
        "a column without heading and content was left out: {places}",
        "{count} columns without heading and content were left out: {places}",
    ),
    "merged-cells": (
        "merged cells were filled with the value that they show: {places}",
        "{count} groups of merged cells were filled with the values that they show: {places}",
    ),
}
"""The English sentence for each kind of note: of one, and of more."""


@dataclass(frozen=True)
class TableNote:
    """Something that was left out, repaired or renamed: its kind, where, and what a sentence says of it.

    `details` has the `count`, which may be more than the places that are named (at most 100), and for some
    kinds an `example`.

    >>> str(TableNote("nul-bytes", ("line 6",), {"count": 1}))
    'a NUL character was removed: line 6'
    """

    code: str
    places: tuple[str, ...]
    details: Mapping[str, object]

    def __str__(self) -> str:
        singular, more = SENTENCES[self.code]
        sentence = singular if self.details["count"] == 1 else more
        return sentence.format(places=self.list_places(), **self.details)

    def list_places(self) -> str:
        """The first five places, with dots where there are more."""
        is_cut = len(self.places) > _NAMED
        return ", ".join(self.places[:_NAMED]) + (" …" if is_cut else "")


@dataclass
class Findings:
    """What comes up while a file is read from end to end."""

    lines: int = 0
    is_uneven: bool = False
    """Whether rows that blanks separate differ in their number of cells."""
    samples: list[str] = with_default(default_factory=list)
    hidden_rows: list[int] = with_default(default_factory=list)
    hidden_columns: set[int] = with_default(default_factory=set)
    merged: deque[tuple[int, int, int, int]] = with_default(
        default_factory=lambda: deque(maxlen=_MOST_MERGED)
    )
    """First column and row, last column and row of the cells that were merged last, counted from 1."""
    _places: dict[str, list[str]] = with_default(default_factory=dict)
    _counts: dict[str, int] = with_default(default_factory=dict)
    _details: dict[str, dict[str, object]] = with_default(default_factory=dict)

    def add(self, code: str, place: str, count: int = 1, **details: object) -> None:
        """Note something at a place; the details that come first are kept."""
        self._counts[code] = self._counts.get(code, 0) + count
        places = self._places.setdefault(code, [])
        if len(places) < MOST_PLACES and place not in places[-1:]:
            places.append(place)
        self._details.setdefault(code, details)

    def get_count(self, code: str) -> int:
        return self._counts.get(code, 0)

    def drop(self, code: str) -> None:
        """Forget what was noted of a kind."""
        self._counts.pop(code, None)

    def to_notes(self) -> tuple[TableNote, ...]:
        """A note of each kind that came up, in the order in which the kinds are listed."""
        return tuple(
            TableNote(code, tuple(self._places[code]), {"count": self._counts[code], **self._details[code]})
            for code in SENTENCES
            if code in self._counts
        )


ReadRows = Callable[[Findings], Iterator[Row]]
"""Reads rows from the beginning each time, and adds to the findings what comes up."""
