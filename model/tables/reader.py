"""Reading a table from a file that somebody gives, whatever form it has and however it is named."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from model.errors import describe_unknown, find_near_match
from model.tables.delimited import open_delimited
from model.tables.encoding import Encoding, choose_encoding, find_encoding, refuse_binary, refuse_letters
from model.tables.file_view import Open, to_open
from model.tables.notes import Findings, Row
from model.tables.objects import is_json_lines, read_objects
from model.tables.old_workbook import OLD_OFFICE, open_old_workbook
from model.tables.opendocument import is_opendocument, open_opendocument
from model.tables.refusal import (
    MOST_COLUMNS,
    MOST_ROWS,
    TableError,
    refuse_columns,
    refuse_damage,
    refuse_empty,
    refuse_size,
)
from model.tables.rows import read_rows
from model.tables.signatures import find_kind
from model.tables.table import Entry, Reading, Table
from model.tables.workbook import Workbook, open_workbook

_DAMAGE = (
    *(BadZipFile, zlib.error, struct.error, expat.ExpatError, EOFError, OSError),
    *(ValueError, LookupError, NotImplementedError, RuntimeError, OverflowError),
)
"""What the standard library raises for workbooks that are cut off or changed."""

_WORKBOOKS: dict[str, Callable[[Open], Workbook]] = {
    "xlsx": open_workbook,
    "ods": open_opendocument,
    "xls": open_old_workbook,
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_JSON = re.compile(r"\s*(\[\s*([{\]]|$)|\{\s*([\"}]|$))")
_WEB_PAGE = re.compile(r"\s*<(!doctype|html|table|\?xml|meta|body)\b", re.IGNORECASE)
_PEEK = 2**16


def read_table(
    file: BinaryIO,
    name: str,
    sheet: str | None = None,
    *,
    reading: Reading = Reading(),  # noqa: B008 -- frozen
) -> Table:
    """The table in a file: CSV, a workbook (.xlsx, .ods, .xls) or JSON, as its content says, not its name.

    Text may be written in any of `ENCODINGS` and separated by any of `SEPARATORS`. The headings are in the
    first row that fills half as many cells as others do; a column without one is named by its letter, "(C)",
    and left out if nothing is in it. Headings that repeat are kept apart with numbers. Of a workbook, the
    first sheet that holds more than one column is read, or the `sheet` that is named, which may be hidden.
    JSON is an array of objects, also within an object, or an object a line. What is guessed is said in the
    table, and `reading` can change it. All cells are text: dates are ISO 8601, merged cells all have what
    they show, and an apostrophe that keeps a text from being a formula is taken away.

    The file must stay open while the table is used. It is read once from end to end, so that every fault
    is found here: `TableError` for what is no table, is too large (256 MB, 1 GB unpacked, 1 000 000 rows,
    500 columns; .xls 20 MB), is broken or protected.

    >>> from io import BytesIO
    >>> table = read_table(BytesIO(b"name;count\\nTrust;2\\n\\nJoy;'=3\\n"), "table.csv")
    >>> table.columns, table.count, list(table.rows)[-1]
    (('name', 'count'), 2, (4, {'name': 'Joy', 'count': '=3'}))
    >>> table.encoding, table.separator, table.heading, table.doubtful
    ('utf-8', ';', 1, ())
    """
    try:
        return _read_table(to_open(file), name, sheet, reading)
    except TableError as error:
        error.file = name
        raise


def _read_table(open_file: Open, name: str, sheet: str | None, reading: Reading) -> Table:
    form = _find_workbook_form(open_file)
    if form is not None:
        return _read_workbook(open_file, name, form, sheet, reading)
    if reading.encoding is not None:
        encoding = choose_encoding(open_file, reading.encoding, reading.repair)
    else:
        encoding = find_encoding(open_file, reading.repair)
    start = _take_start(open_file, encoding)
    is_lines = name.lower().endswith((".jsonl", ".ndjson")) or is_json_lines(start)
    doubtful: tuple[str, ...] = ("encoding",) if encoding.is_doubtful else ()
    if is_lines or _JSON.match(start) or name.lower().endswith(".json"):
        read = read_objects(open_file, encoding, is_lines)
        columns, count, lines = _check_entries(read)
        return Table(name, "json", columns, count, lines=lines, _read=partial(_fill, read, columns, name))
    text = open_delimited(open_file, encoding, reading.separator, reading.repair)
    table = Table(name, "csv", (), 0, encoding=encoding.name, separator=text.separator)
    found, findings = read_rows(table, text.read, reading)
    if reading.separator is None and (text.is_doubtful or findings.is_uneven):
        doubtful += ("separator",)
    return replace(
        found,
        lines=findings.lines,
        samples=tuple(findings.samples),
        doubtful=doubtful + found.doubtful,
    )


def _find_workbook_form(open_file: Open) -> str | None:
    """Which workbook a file is; None for a text."""
    with open_file() as file:
        start = file.read(4096)
    if start.startswith(OLD_OFFICE):
        return "xls"
    if start.startswith(b"PK\x03\x04"):
        try:
            with ZipFile(open_file()) as archive:
                return "ods" if is_opendocument(archive) else "xlsx"
        except _DAMAGE as error:
            raise refuse_damage() from error
    kind = find_kind(start)
    if kind is not None:
        raise refuse_binary(kind)
    return None


def _take_start(open_file: Open, encoding: Encoding) -> str:
    """The beginning of a text. Raises `TableError` for what is none, or is a web page."""
    with TextIOWrapper(open_file(), encoding.codec, "replace") as letters:
        try:
            text = letters.read(_PEEK).lstrip("\ufeff")
        except UnicodeError:
            raise refuse_letters() from None
    if not text.strip("\0 \t\r\n"):
        raise refuse_empty()
    start = text[:4096]
    if len(_CONTROL.findall(start)) > 8 + len(start) // 20:
        raise refuse_binary()
    if _WEB_PAGE.match(start):
        raise TableError(
            "web-page",
            "this is a web page, though it may be named as a table",
            "open it in a spreadsheet and save it as an Excel workbook (.xlsx)",
        )
    return text


def _read_workbook(open_file: Open, name: str, form: str, sheet: str | None, reading: Reading) -> Table:
    try:
        book = _WORKBOOKS[form](open_file)
        chosen, is_doubtful = _choose_sheet(book, sheet)
    except TableError:
        raise
    except _DAMAGE as error:
        raise refuse_damage() from error
    table = Table(name, form, (), 0, chosen, book.sheets, hidden_sheets=book.hidden_sheets)
    found, findings = read_rows(table, partial(_guard, book, chosen), reading)
    hidden = tuple(findings.hidden_rows)
    doubtful = ("sheet",) if is_doubtful else ()
    return replace(found, lines=findings.lines, hidden_rows=hidden, doubtful=doubtful + found.doubtful)


def _choose_sheet(book: Workbook, chosen: str | None) -> tuple[str, bool]:
    """The sheet to read, and whether another one may be meant as well."""
    known = (*book.sheets, *book.hidden_sheets)
    if chosen is not None:
        if chosen not in known:
            near = find_near_match(chosen, known)
            raise TableError(
                "unknown-sheet",
                describe_unknown("sheet", chosen, near),
                f"choose one of {', '.join(known)}",
                sheet=chosen,
                known=known,
                near=near,
            )
        return chosen, False
    if len(book.sheets) == 1:
        return book.sheets[0], False
    best = min(2, max(book.widths.values(), default=0))
    if not best:
        raise refuse_empty()
    likely = [sheet for sheet in book.sheets if book.widths.get(sheet, 0) >= best]
    return likely[0], len(likely) > 1


def _guard(book: Workbook, sheet: str, findings: Findings) -> Iterator[Row]:
    try:
        for number, cells in book.read(sheet, findings):
            findings.lines = number
            yield number, cells
    except TableError:
        raise
    except _DAMAGE as error:
        raise refuse_damage() from error


def _fill(read: Callable[[], Iterator[Entry]], columns: tuple[str, ...], name: str) -> Iterator[Entry]:
    empty = dict.fromkeys(columns, "")
    try:
        for number, cells in read():
            if any(cell.strip() for cell in cells.values()):
                yield number, empty | cells
    except TableError as error:
        error.file = name
        raise


def _check_entries(read: Callable[[], Iterator[Entry]]) -> tuple[tuple[str, ...], int, int]:
    """The keys of all entries as they come up, how many entries are not empty, and how many there are."""
    columns: dict[str, None] = {}
    count = number = 0
    for number, cells in read():  # noqa: B007 -- the last one counts
        columns.update(dict.fromkeys(cells))
        if len(columns) > MOST_COLUMNS:
            raise refuse_columns(len(columns))
        count += any(cell.strip() for cell in cells.values())
        if count > MOST_ROWS:
            raise refuse_size()
    return tuple(columns), count, number
