"""Reading the parts of an Excel workbook as a stream: a sheet row by row, its texts, and small parts.

No part is held in memory as a tree, no entity is resolved, and what a part says of its own size is not
trusted.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import IO

from model.tables.merged import MergedCells
from model.tables.notes import Findings, Row
from model.tables.refusal import LONGEST_CELL, MOST_COLUMNS, TableError, refuse_columns
from model.tables.xml_parts import parse_part

_SIGN = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile("([A-Z]{1,3})[0-9]+")
_WHOLE_NUMBER = re.compile("-?[0-9]+")
_RANGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*\bref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
)
_LONGEST_ELEMENT = 256
_CHUNK = 2**16


def find_merged_cells(part: IO[bytes]) -> MergedCells:
    """The merged cells of a sheet, which are listed behind its rows.

    They are looked for without reading the rows, which takes much longer; in a sheet in UTF-16, which no
    spreadsheet writes, they are not found.
    """
    merged = MergedCells()
    rest = b""
    while chunk := part.read(_CHUNK):
        chunk = rest + chunk
        end = 0
        if b"mergeCell " in chunk:
            for found in _RANGE.finditer(chunk):
                end = found.end()
                left, top, right, bottom = found.groups()
                merged.add(
                    *(_read_column(left.decode()), int(top), _read_column(right.decode()), int(bottom))
                )
        rest = chunk[max(end, len(chunk) - _LONGEST_ELEMENT) :]
    return merged


class Texts:
    """The texts that cells of a workbook refer to by number; kept as bytes, which takes least memory."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def __getitem__(self, number: int) -> str:
        if number < 0:
            raise IndexError(number)
        return self._bytes[self._ends[number] : self._ends[number + 1]].decode()

    def read(self, part: IO[bytes], most_tags: int) -> None:
        """Add the texts of a part."""
        collector = _Collector()

        def start(name: str, _attributes: dict[str, str]) -> None:
            if name == "si":
                collector.clear()
            collector.start(name)

        def end(name: str) -> None:
            collector.end(name)
            if name == "si":
                self._bytes += collector.get_text().encode()
                self._ends.append(len(self._bytes))

        for _ in parse_part(part, start, end, collector.add, most_tags):
            pass


class Sheet:
    """The rows of one sheet; `to_date` gives the text of a number that is shown in a style for dates."""

    def __init__(
        self,
        texts: Texts | Mapping[int, str],
        to_date: Mapping[int, Callable[[float], str]],
        merged: MergedCells,
        findings: Findings,
    ) -> None:
        self._texts = texts
        self._to_date = to_date
        self._merged = merged
        self._findings = findings
        self._is_hidden = False
        self._collector = _Collector()
        self._rows: list[Row] = []
        self._number = 0
        self._cells: dict[int, str] = {}
        self._column = 0
        self._attributes: dict[str, str] = {}

    def read(self, part: IO[bytes], most_tags: int) -> Iterator[Row]:
        """The rows that hold something, with their numbers."""
        for _ in parse_part(part, self._start, self._end, self._collector.add, most_tags):
            rows, self._rows = self._rows, []
            yield from rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            place = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _read_column(place[1]) if place else self._column + 1
            self._attributes = attributes
            self._collector.clear()
        elif name == "row":
            self._number = max(self._number + 1, int(attributes.get("r", 0)))
            self._is_hidden = attributes.get("hidden") in ("1", "true")
            self._column = 0
            self._cells = {}
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes["max"]), MOST_COLUMNS)
            self._findings.hidden_columns.update(range(int(attributes["min"]) - 1, last))
        else:
            self._collector.start(name)

    def _end(self, name: str) -> None:
        if name == "c":
            text = self._read_cell()
            if self._column <= MOST_COLUMNS:
                self._cells[self._column] = text
            elif text.strip():
                raise refuse_columns(self._column)
        elif name == "row":
            width = max((column for column, text in self._cells.items() if text), default=0)
            if width:
                row = [self._cells.get(column, "") for column in range(1, width + 1)]
                if self._merged:
                    self._merged.fill(self._number, row, self._findings)
                if self._is_hidden:
                    self._findings.hidden_rows.append(self._number)
                self._rows.append((self._number, row))
        else:
            self._collector.end(name)

    def _read_cell(self) -> str:
        kind = self._attributes.get("t", "n")
        value = self._collector.value
        if not value:
            formula = self._collector.formula
            return self._collector.get_text() or (f"={formula}" if formula else "")
        if kind == "s":
            return self._texts[int(value)]
        if kind == "b":
            return "true" if value == "1" else "false"
        if kind != "n":
            return _restore_characters(value)
        style = int(self._attributes.get("s", 0))
        if style in self._to_date:
            return self._to_date[style](float(value))
        return value if _WHOLE_NUMBER.fullmatch(value) else format(float(value), ".15g")


class _Collector:
    """The text between the tags of a cell: its value, its formula, and the pieces of a text in several fonts.

    How a text is pronounced is left out.
    """

    def __init__(self) -> None:
        self._is_aside = False
        self.clear()

    def clear(self) -> None:
        self.value = self.formula = ""
        self._texts: list[str] = []
        self._pieces: list[str] | None = None
        self._length = 0

    def start(self, name: str) -> None:
        if name in ("v", "f", "t"):
            self._pieces = []
        elif name == "rPh":
            self._is_aside = True

    def add(self, text: str) -> None:
        if self._pieces is not None:
            self._length += len(text)
            if self._length > LONGEST_CELL:
                raise TableError("cell-too-long", "a cell is too long", "shorten it", longest=LONGEST_CELL)
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "rPh":
            self._is_aside = False
        if self._pieces is None or name not in ("v", "f", "t"):
            return
        text = "".join(self._pieces)
        self._pieces = None
        if name == "v":
            self.value = text
        elif name == "f":
            self.formula = text
        elif not self._is_aside:
            self._texts.append(text)

    def get_text(self) -> str:
        return _restore_characters("".join(self._texts))


def _read_column(letters: str) -> int:
    """The number of a column.

    >>> _read_column("A"), _read_column("AA")
    (1, 27)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _restore_characters(text: str) -> str:
    """The text with those characters that XML cannot hold.

    >>> _restore_characters("one_x000D_two")
    'one\\rtwo'
    """
    if "_x" not in text:
        return text
    text = _SIGN.sub(lambda sign: chr(int(sign[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
