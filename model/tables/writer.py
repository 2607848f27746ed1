"""Writing tables as CSV and as Excel workbooks, row by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, TextIOWrapper
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from model.tables.formulas import neutralise
from model.tables.refusal import TableError

LONGEST_WORKBOOK_CELL = 32_767
"""How many characters a cell of a workbook holds; one beyond U+FFFF counts for two."""

_ALWAYS = datetime(1980, 1, 1)
"""When every workbook was made, and its parts: the same rows give the same bytes."""

_HALVES = re.compile("[\ud800-\udfff]")
_NOT_IN_XML = "\x00-\x08\x0b-\x1f\ufffe\uffff"
_ESCAPED = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}[_{_NOT_IN_XML}])|[{_NOT_IN_XML}]")
"""What a workbook has as "_xHHHH_": characters that XML cannot hold, and what looks like one."""


def to_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as CSV that spreadsheets open with the right letters; `write_csv` into one value.

    >>> to_csv([["name", "count"], ["Trust, they said", 2]]).decode("utf-8-sig")
    'name,count\\r\\n"Trust, they said",2\\r\\n'
    """
    content = BytesIO()
    write_csv(rows, content)
    return content.getvalue()


def write_csv(rows: Iterable[Sequence[object]], file: IO[bytes]) -> None:
    """Write the rows as CSV to an open file, one by one, and leave it open.

    UTF-8 with a byte order mark, commas, lines ending in \\r\\n. No text becomes a formula
    (`neutralise`). Halves of letters become U+FFFD, as does the sign with the number 0.
    """
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        for row in rows:
            writer.writerow([neutralise(_mend(value).replace("\0", "\ufffd")) for value in row])
    finally:
        text.detach()


def to_xlsx(
    rows: Iterable[Sequence[object]], widths: Sequence[int] | None = None, title: str | None = None
) -> bytes:
    """The rows as an Excel workbook; `write_xlsx` into one value."""
    content = BytesIO()
    write_xlsx(rows, content, widths, title)
    return content.getvalue()


def write_xlsx(
    rows: Iterable[Sequence[object]],
    file: IO[bytes],
    widths: Sequence[int] | None = None,
    title: str | None = None,
) -> None:
    """Write the rows as an Excel workbook of one sheet; `write_workbook` with that sheet alone."""
    write_workbook([Worksheet(title, rows, widths)], file)


@dataclass(frozen=True)
class Worksheet:
    """A sheet of a workbook: its name, its rows, and the widths of its columns, in letters."""

    title: str | None
    rows: Iterable[Sequence[object]]
    widths: Sequence[int] | None = None


def write_workbook(sheets: Iterable[Worksheet], file: IO[bytes]) -> None:
    """Write the sheets as an Excel workbook to an open file, row by row, and leave it open.

    The first row of a sheet stays in view. Whole and decimal numbers and truth values stay what they are,
    everything else becomes text, and no text becomes a formula (`neutralise`). The same rows give the same
    bytes. Raises `TableError` with row and column for a text that is too long for a cell.
    """
    # Large, and few take a workbook along.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _ALWAYS

    def to_cell(sheet: Any, value: object, row: int, column: int) -> Any:
        if value is None or value == "":
            return None
        if _is_exact(value):
            return value
        text = neutralise(_mend(value))
        if 2 * len(text) > LONGEST_WORKBOOK_CELL:
            _check_length(text, f"{get_column_letter(column)}{row}")
        text = _ESCAPED.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)
        if not text.startswith("#"):
            return text
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"  # openpyxl takes "#N/A" for an error
        return cell

    begun: list[Any] = []
    for worksheet in sheets:
        sheet = book.create_sheet(_to_sheet_name(worksheet.title))
        for column, width in enumerate(worksheet.widths or (), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
        begun.append(sheet)
        try:
            for number, row in enumerate(worksheet.rows, start=1):
                sheet.append(
                    [to_cell(sheet, value, number, column) for column, value in enumerate(row, start=1)]
                )
        except BaseException:
            for unfinished in begun:
                unfinished.close()
                unfinished._writer.cleanup()  # else what was written stays in a file until the program ends
            raise
    ExcelWriter(book, _TimelessZip(file, "w", ZIP_DEFLATED, allowZip64=True)).save()


class _TimelessZip(ZipFile):
    """A zip file whose parts are all of the same time, that of `_ALWAYS`."""

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        with self.open(self._build_info(name), "w") as part:
            part.write(data.encode() if isinstance(data, str) else data)

    def write(self, file: Any, name: Any = None, *_: Any) -> None:
        with open(file, "rb") as source, self.open(self._build_info(name), "w", force_zip64=True) as part:  # noqa: PTH123
            while chunk := source.read(2**20):
                part.write(chunk)

    @staticmethod
    def _build_info(name: str) -> ZipInfo:
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED
        return info


def _mend(value: object) -> str:
    """The value as text that can be encoded."""
    text = "" if value is None else value if isinstance(value, str) else str(value)
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def _is_exact(value: object) -> bool:
    """Whether a workbook holds a value as it is: a truth value, or a number of at most fifteen digits."""
    return isinstance(value, int | float) and abs(value) < 10**15


def _check_length(text: str, place: str) -> None:
    length = len(text.encode("utf-16-le")) // 2
    if length > LONGEST_WORKBOOK_CELL:
        raise TableError(
            "cell-too-long",
            f"a text of {length} characters is too long for a cell; the limit is {LONGEST_WORKBOOK_CELL}",
            "choose CSV or JSON",
            place=place,
            length=length,
            longest=LONGEST_WORKBOOK_CELL,
        )


def _to_sheet_name(title: str | None) -> str | None:
    """The title without what the name of a sheet cannot hold, or None where nothing is left."""
    name = re.sub(r"[\x00-\x1f\\/*?:\[\]]", " ", _mend(title))[:31].strip(" '")
    return name or None
