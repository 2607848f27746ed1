"""Reading a table from a file that somebody gives, whatever form it has and however it is named."""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BufferedReader, BytesIO, RawIOBase, TextIOWrapper
from typing import Any, BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile

from model.errors import describe_unknown, find_near_match
from model.tables.delimited import Row, read_delimited
from model.tables.encoding import (
    Open,
    find_encoding,
    find_samples,
    guess_one_byte,
    refuse_binary,
    refuse_letters,
)
from model.tables.formulas import restore
from model.tables.objects import Entry, read_objects
from model.tables.refusal import LARGEST_FILE, LONGEST_NAME, MOST_COLUMNS, MOST_ROWS, TableError
from model.tables.sheet import refuse_columns
from model.tables.workbook import open_workbook, refuse_password, refuse_size

_DAMAGE = (
    *(BadZipFile, zlib.error, struct.error, expat.ExpatError, EOFError, OSError),
    *(ValueError, LookupError, NotImplementedError, RuntimeError, OverflowError),
)
"""What the standard library raises for workbooks that are cut off or changed."""

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_BINARY = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_JSON = re.compile(r"\s*(\[\s*([{\]]|$)|\{\s*([\"}]|$))")
_WEB_PAGE = re.compile(r"\s*<(!doctype|html|table|\?xml|meta|body)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """How a table is written down, as a person says; None for what is to be guessed."""

    encoding: str | None = None
    separator: str | None = None
    heading: int | None = None


@dataclass(frozen=True)
class Table:
    """A table in a file, which stays open outside; nothing of it is in memory but the names of its columns.

    `count` is the number of rows that are not empty; `sheet` is the one that is read of the `sheets` of a
    workbook.
    """

    name: str
    form: str
    columns: tuple[str, ...]
    count: int
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    separator: str | None = None
    heading: int = 1
    samples: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    _read: Callable[[], Iterator[Entry]] = field(default=lambda: iter(()), repr=False, compare=False)

    @property
    def rows(self) -> Iterator[Entry]:
        """The rows that are not empty, from the beginning each time: number, and cells by column.

        The number is that beside the row in a spreadsheet; of an entry in JSON, its place from 1. Every
        column is in the cells. Behind the last column there may be more: cells "(H)" by the letters that a
        spreadsheet has for them, as happens where a separator is in a text without quotes.
        """
        return self._read()


def read_table(
    file: BinaryIO,
    name: str,
    sheet: str | None = None,
    *,
    reading: Reading = Reading(),
) -> Table:
    """The table in a file: CSV, an Excel workbook (.xlsx) or JSON, as its content says, not its name.

    CSV is in UTF-8, UTF-16 or Western European Windows letters, separated by commas, semicolons, tabs or
    bars; the first row that is not empty has the names of the columns, and a column without one is named
    by its letter, "(C)". Of a workbook the first sheet with something in it is read, or the `sheet` that
    is named. JSON is an array of objects, also within an object. All cells are text: dates are ISO 8601, and
    an apostrophe that keeps a text from being a formula is taken away.

    The file must stay open while the table is used. It is read once from end to end, so that every fault
    is found here: `TableError` for what is no table, is too large (256 MB, 1 GB unpacked, 1 000 000 rows,
    200 columns), is broken or protected.

    >>> table = read_table(BytesIO(b"name;count\\nTrust;2\\n\\nJoy;'=3\\n"), "table.csv")
    >>> table.columns, table.count, list(table.rows)[-1]
    (('name', 'count'), 2, (4, {'name': 'Joy', 'count': '=3'}))
    """
    try:
        return _read_table(_to_open(file), name, sheet, reading)
    except TableError as error:
        error.file = name
        raise


def _read_table(open_file: Open, name: str, sheet: str | None, reading: Reading) -> Table:
    form = _find_form(open_file, name)
    if form == "json":
        read = read_objects(open_file)
        columns, count = _check_entries(read)
        return Table(name, form, columns, count, _read=partial(_fill, read, columns, name))
    sheets: tuple[str, ...] = ()
    encoding = separator = None
    if form == "csv":
        read_rows, encoding, separator = read_delimited(open_file, reading.encoding, reading.separator)
    else:
        try:
            book = open_workbook(open_file)
            sheets = book.sheets
            sheet = _choose_sheet(book.sheets, book.read, sheet)
        except TableError:
            raise
        except _DAMAGE as error:
            raise _refuse_damage() from error
        read_rows = partial(_guard, partial(book.read, sheet))
    header, columns = _find_columns(read_rows(), reading.heading)
    read = partial(_name_cells, read_rows, header, columns, name)
    samples: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    if encoding is not None and not encoding.startswith("utf"):
        samples = find_samples(open_file, encoding)
        if reading.encoding is None and guess_one_byte(open_file)[1]:
            doubtful = ("encoding",)
    count, chosen = _count_rows(read()), sheet if sheets else None
    return Table(
        name, form, columns, count, chosen, sheets, encoding, separator, header, samples, doubtful, read
    )


def _find_form(open_file: Open, name: str) -> str:
    with open_file() as file:
        start = file.read(4096)
        if start.startswith(b"PK\x03\x04"):
            return "xlsx"
        if start.startswith(_OLD_OFFICE):
            raise _refuse_old_office(start + file.read())
    if start.startswith(_BINARY):
        raise refuse_binary()
    encoding = find_encoding(open_file)
    with TextIOWrapper(open_file(), encoding) as letters:
        try:
            text = letters.read(4096).lstrip("\ufeff")
        except UnicodeError:
            raise refuse_letters() from None
    if not text.strip():
        raise _refuse_empty()
    is_marked = encoding.startswith("utf-16") or encoding.startswith("utf-32")
    if "\0" in text or (not is_marked and len(_CONTROL.findall(text)) > 8 + len(text) // 20):
        raise refuse_binary()
    if _WEB_PAGE.match(text):
        raise TableError(
            "web-page",
            "this is a web page, though it may be named as a table",
            "open it in a spreadsheet and save it as an Excel workbook (.xlsx)",
        )
    return "json" if _JSON.match(text) or name.lower().endswith(".json") else "csv"


def _refuse_old_office(content: bytes) -> TableError:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refuse_password()
    return TableError(
        "xls", "this is a file of an old Excel (.xls)", "open it and save it as an Excel workbook (.xlsx)"
    )


def _refuse_empty() -> TableError:
    return TableError("empty", "there is nothing in it", "check that this is the file you meant")


def _refuse_damage() -> TableError:
    return TableError("damaged", "this workbook is damaged", "open it in a spreadsheet and save it again")


def _choose_sheet(sheets: tuple[str, ...], read: Callable[[str], Iterator[Row]], chosen: str | None) -> str:
    if chosen is not None:
        if chosen not in sheets:
            near = find_near_match(chosen, sheets)
            raise TableError(
                "unknown-sheet",
                describe_unknown("sheet", chosen, near),
                f"choose one of {', '.join(sheets)}",
                sheet=chosen,
                known=sheets,
                near=near,
            )
        return chosen
    for sheet in sheets:
        if next(read(sheet), None) is not None:
            return sheet
    raise _refuse_empty()


def _guard(read: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    try:
        yield from read()
    except TableError:
        raise
    except _DAMAGE as error:
        raise _refuse_damage() from error


def _find_columns(rows: Iterator[Row], heading: int | None) -> tuple[int, tuple[str, ...]]:
    """The number of the row with the names of the columns, 0 for none, and the names."""
    if heading == 0:
        width = min(max((len(cells) for _, cells in rows), default=0), MOST_COLUMNS)
        return 0, tuple(map(_to_letters, range(width)))
    rows = ((number, cells) for number, cells in rows if number >= (heading or 0))
    for number, cells in rows:
        names = [restore(cell).strip("\ufeff \t\r\n") for cell in cells]
        while names and not names[-1]:
            names.pop()
        if names:
            return number, _check_columns([one or _to_letters(at) for at, one in enumerate(names)], number)
    raise _refuse_empty()


def _check_columns(names: list[str], number: int) -> tuple[str, ...]:
    place = f"row {number}" if number else ""
    if len(names) > MOST_COLUMNS:
        raise refuse_columns(len(names))
    if any(len(name) > LONGEST_NAME for name in names):
        raise TableError(
            "no-header",
            f"there are no names of columns: one would be longer than {LONGEST_NAME} signs",
            "put a row with a short name for each column on top",
            place=place,
            longest=LONGEST_NAME,
        )
    repeated = sorted(name for name, times in Counter(names).items() if times > 1)
    if repeated:
        raise TableError(
            "repeated-column",
            "several columns have the same name: " + ", ".join(f'"{name}"' for name in repeated),
            "give each column a name of its own",
            place=place,
            columns=tuple(repeated),
        )
    return tuple(names)


def _name_cells(
    read: Callable[[], Iterator[Row]], header: int, columns: tuple[str, ...], name: str
) -> Iterator[Entry]:
    try:
        for number, cells in read():
            texts = [restore(cell) for cell in cells]
            if number <= header or not any(text.strip() for text in texts):
                continue
            named = dict.fromkeys(columns, "") | dict(zip(columns, texts, strict=False))
            for at in range(len(columns), len(texts)):
                if texts[at].strip():
                    named[_to_letters(at)] = texts[at]
            yield number, named
    except TableError as error:
        error.file = name
        raise


def _fill(read: Callable[[], Iterator[Entry]], columns: tuple[str, ...], name: str) -> Iterator[Entry]:
    empty = dict.fromkeys(columns, "")
    try:
        for number, cells in read():
            if any(cell.strip() for cell in cells.values()):
                yield number, empty | cells
    except TableError as error:
        error.file = name
        raise


def _check_entries(read: Callable[[], Iterator[Entry]]) -> tuple[tuple[str, ...], int]:
    """The keys of all entries, in the order in which they come up, and how many entries are not empty."""
    columns: dict[str, None] = {}

    def collect() -> Iterator[Entry]:
        for number, cells in read():
            columns.update(dict.fromkeys(cells))
            if len(columns) > MOST_COLUMNS:
                raise refuse_columns(len(columns))
            if any(cell.strip() for cell in cells.values()):
                yield number, cells

    count = _count_rows(collect())
    return _check_columns(list(columns), 0), count


def _count_rows(rows: Iterator[Any]) -> int:
    count = 0
    for count, _ in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise refuse_size()
    return count


def _to_letters(at: int) -> str:
    """What a column is called in a spreadsheet, counted from 0, in brackets.

    >>> _to_letters(2), _to_letters(27)
    ('(C)', '(AB)')
    """
    letters = ""
    number = at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"({letters})"


def _to_open(file: BinaryIO) -> Open:
    """A way to open the file at its beginning, each time anew and without closing it."""
    if not file.seekable():
        file = BytesIO(file.read(LARGEST_FILE + 1))
    size = file.seek(0, 2)
    if size > LARGEST_FILE:
        raise refuse_size()
    return lambda: BufferedReader(_View(file))


class _View(RawIOBase):
    """A file read from its beginning, with a place of its own in it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        start = (0, self._at, self._file.seek(0, 2) if whence == 2 else 0)[whence]
        if start + offset < 0:
            raise ValueError("there is nothing before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._at)
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)
