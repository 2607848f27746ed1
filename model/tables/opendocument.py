"""Reading OpenDocument spreadsheets (.ods), row by row.

Not by a library for them, which builds the whole sheet in memory, up to the last cell that a hostile file
claims to have: a row may say that it is repeated a million times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import IO
from zipfile import ZipFile

from model.tables.archive import read_part
from model.tables.encoding import refuse_binary
from model.tables.file_view import Open
from model.tables.headings import SAMPLED
from model.tables.merged import MergedCells
from model.tables.notes import Findings, Row
from model.tables.refusal import (
    LONGEST_CELL,
    MOST_COLUMNS,
    TableError,
    refuse_columns,
    refuse_password,
    refuse_size,
)
from model.tables.workbook import MOST_SHEETS, Workbook, check_archive
from model.tables.xml_parts import get_most_tags, parse_part

_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_WHOLE_NUMBER = re.compile("-?[0-9]+")
_OPENDOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (
    f"{_OPENDOCUMENT}{part}:1.0 " for part in ("office", "table", "text", "style")
)
_COLUMNS_REPEATED, _COLUMNS_SPANNED = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-columns-spanned"
_ROWS_REPEATED, _ROWS_SPANNED = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-rows-spanned"
_CELL, _COVERED, _ROW, _COLUMN, _SHEET = (
    f"{_TABLE}{name}" for name in ("table-cell", "covered-table-cell", "table-row", "table-column", "table")
)
_PARAGRAPH = f"{_TEXT}p"
_DRAWING = f"{_OPENDOCUMENT}drawing:1.0 "
_ASIDE = frozenset(
    (
        *(f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TABLE}shapes", f"{_DRAWING}frame"),
        *(f"{_DRAWING}custom-shape", f"{_TABLE}tracked-changes", f"{_TABLE}dde-link"),
    )
)
"""What stands in or beside cells without being shown in them."""

_VALUE_TYPE, _VISIBILITY = f"{_OFFICE}value-type", f"{_TABLE}visibility"


def is_opendocument(archive: ZipFile) -> bool:
    """Whether a zip file is an OpenDocument spreadsheet."""
    return "mimetype" in archive.namelist() and read_part(archive, "mimetype", 1000).startswith(_MIMETYPE)


def open_opendocument(open_file: Open) -> Workbook:
    """The spreadsheet in a zip file, whose cells are read as `workbook.open_workbook` reads them.

    Raises `TableError` for one that is protected; a damaged one raises whatever its parts make the standard
    library raise, here and while reading.
    """
    with ZipFile(open_file()) as archive:
        check_archive(archive)
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in read_part(
            archive, "META-INF/manifest.xml", 2**20
        ):
            raise refuse_password()
        if "content.xml" not in names:
            raise refuse_binary("opendocument")
        most_tags = get_most_tags(sum(part.compress_size for part in archive.infolist()))
        listed = _Sheets()
        with archive.open("content.xml") as part:
            listed.read(part, most_tags)

    def read(sheet: str, findings: Findings) -> Iterator[Row]:
        with ZipFile(open_file()) as archive, archive.open("content.xml") as part:
            yield from _Content(listed.names.index(sheet), findings, most_tags).read(part)

    in_view = tuple(name for name in listed.names if name not in listed.hidden)
    hidden = tuple(listed.hidden) if in_view else ()
    return Workbook(in_view or tuple(listed.names), hidden, listed.measure(), read)


class _Sheets:
    """The names of the sheets, which of them are in a style that hides them, and how wide they are."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.hidden: list[str] = []
        self._depth = 0
        self._aside = 0
        self._style = ""
        self._hiding: set[str] = set()
        self._filled: list[Counter[int]] = []
        """For each sheet, how many rows have each number of cells that hold something."""
        self._in_row = 0

    def read(self, part: IO[bytes], most_tags: int) -> None:
        for _ in parse_part(part, self._start, self._end, lambda _text: None, most_tags, True):
            pass

    def measure(self) -> dict[str, int]:
        """In how many columns most rows of each sheet hold something."""
        return {
            name: sorted(filled.elements())[filled.total() // 2] if filled else 0
            for name, filled in list(zip(self.names, self._filled, strict=True))[:MOST_SHEETS]
        }

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _CELL:
            self._in_row += _VALUE_TYPE in attributes
        elif name in _ASIDE:
            self._aside += 1
        elif name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hiding.add(self._style)
        elif name == _SHEET and not self._aside:
            self._depth += 1
            if self._depth == 1:
                self._start_table(attributes)

    def _start_table(self, attributes: dict[str, str]) -> None:
        own_name = attributes[f"{_TABLE}name"]
        if own_name in self.names or len(self.names) == 1000:
            raise ValueError(own_name)
        self.names.append(own_name)
        self._filled.append(Counter())
        if attributes.get(f"{_TABLE}style-name") in self._hiding:
            self.hidden.append(own_name)

    def _end(self, name: str) -> None:
        if name == _ROW:
            if self._in_row and self._filled and self._filled[-1].total() < SAMPLED:
                self._filled[-1][self._in_row] += 1
            self._in_row = 0
        elif name in _ASIDE:
            self._aside -= 1
        elif name == _SHEET and not self._aside:
            self._depth -= 1


class _Content:
    """The rows of one sheet, by its place among the sheets."""

    def __init__(self, wanted: int, findings: Findings, most_tags: int) -> None:
        self._wanted = wanted
        self._findings = findings
        self._most_tags = most_tags
        self._merged = MergedCells()
        self._rows: list[tuple[int, int, bool, list[str]]] = []
        """Rows that were read: number, how often they come, whether they are hidden, cells."""
        self._sheet = -1
        self._depth = 0
        self._aside = 0
        self._columns = 0
        self._number = 0
        self._repeats = 1
        self._is_hidden = False
        self._is_in_cell = self._is_in_paragraph = False
        self._width = 0
        """How many cells of this row there were, of which only those up to the last text are in the list."""
        self._cells: list[str] = []
        self._attributes: dict[str, str] = {}
        self._paragraphs: list[str] = []
        self._length = 0

    def read(self, part: IO[bytes]) -> Iterator[Row]:
        """The rows that hold something, with their numbers."""
        cells = 0
        for _ in parse_part(part, self._start, self._end, self._add, self._most_tags, True):
            rows, self._rows = self._rows, []
            for first, repeats, is_hidden, shared in rows:
                for number in range(first, first + repeats):
                    row = shared.copy()
                    if self._merged:
                        self._merged.fill(number, row, self._findings)
                    if is_hidden:
                        self._findings.hidden_rows.append(number)
                    cells += len(row)
                    if cells > self._most_tags:  # more than there can be but by repeating
                        raise refuse_size()
                    yield number, row
            if self._sheet > self._wanted:
                return

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _ASIDE:
            self._aside += 1
        elif name == _SHEET and not self._aside:
            self._depth += 1
            self._sheet += self._depth == 1
        if self._aside or self._depth != 1 or self._sheet != self._wanted:
            return
        if name in (_CELL, _COVERED):
            self._attributes = attributes
            self._paragraphs, self._length = [], 0
            self._is_in_cell = True
        elif self._is_in_cell:
            self._start_text(name, attributes)
        elif name == _ROW:
            self._repeats = _count(attributes, _ROWS_REPEATED)
            self._is_hidden = attributes.get(_VISIBILITY) in ("collapse", "filter")
            self._cells, self._width = [], 0
        elif name == _COLUMN:
            first = self._columns
            self._columns += _count(attributes, _COLUMNS_REPEATED)
            if attributes.get(_VISIBILITY) in ("collapse", "filter"):
                self._findings.hidden_columns.update(range(first, min(self._columns, MOST_COLUMNS)))

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == _PARAGRAPH:
            self._paragraphs.append("")
            self._is_in_paragraph = True
        elif name == f"{_TEXT}s":
            self._add(" " * min(_count(attributes, f"{_TEXT}c"), LONGEST_CELL + 1))
        elif name == f"{_TEXT}tab":
            self._add("\t")
        elif name == f"{_TEXT}line-break":
            self._add("\n")

    def _add(self, text: str) -> None:
        if self._is_in_paragraph and not self._aside:
            self._length += len(text)
            if self._length > LONGEST_CELL:
                raise TableError("cell-too-long", "a cell is too long", "shorten it", longest=LONGEST_CELL)
            self._paragraphs[-1] += text

    def _end(self, name: str) -> None:
        if name in _ASIDE:
            self._aside -= 1
        elif self._aside:
            return
        elif name == _SHEET:
            self._depth -= 1
        elif self._depth == 1 and self._sheet == self._wanted:
            if name == _PARAGRAPH:
                self._is_in_paragraph = False
            elif name in (_CELL, _COVERED):
                self._end_cell()
            elif name == _ROW:
                if self._cells:
                    self._rows.append((self._number + 1, self._repeats, self._is_hidden, self._cells))
                self._number += self._repeats

    def _end_cell(self) -> None:
        attributes = self._attributes
        text = _read_value(attributes, "\n".join(self._paragraphs))
        repeats = _count(attributes, _COLUMNS_REPEATED) if _COLUMNS_REPEATED in attributes else 1
        if text:
            last = self._width + repeats
            if last > MOST_COLUMNS:
                raise refuse_columns(last)
            if self._width > len(self._cells):
                self._cells += [""] * (self._width - len(self._cells))
            self._cells += [text] * repeats
            if _COLUMNS_SPANNED in attributes or _ROWS_SPANNED in attributes:
                right = self._width + _count(attributes, _COLUMNS_SPANNED)
                bottom = self._number + _count(attributes, _ROWS_SPANNED)
                self._merged.add(self._width + 1, self._number + 1, right, bottom)
        self._width += repeats
        self._is_in_cell = False


def _read_value(attributes: dict[str, str], text: str) -> str:
    """What a cell holds: a date as it is noted, a number with all its digits, else what is shown."""
    kind = attributes.get(_VALUE_TYPE)
    if kind is None or kind == "string":
        return attributes.get(f"{_OFFICE}string-value") or text
    if kind == "date":
        return attributes.get(f"{_OFFICE}date-value", text)
    if kind == "time":
        found = _TIME.fullmatch(attributes.get(f"{_OFFICE}time-value", ""))
        return ":".join(part.zfill(2) for part in found.groups()) if found else text
    if kind == "boolean":
        return attributes.get(f"{_OFFICE}boolean-value", text)
    value = attributes.get(f"{_OFFICE}value")
    if value is None:
        return text
    return value if _WHOLE_NUMBER.fullmatch(value) else format(float(value), ".15g")


def _count(attributes: dict[str, str], name: str) -> int:
    """How often something is repeated, or how far it reaches; at least 1."""
    return max(1, int(attributes.get(name, 1)))
