"""Reading Excel workbooks (.xlsx).

Not by openpyxl, which holds all shared texts and whole rows in memory, fills rows up to the width a sheet
claims to have, and gives either formulas or their values: what is uploaded is not to be trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from posixpath import join, normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from model.tables.delimited import Row
from model.tables.encoding import Open
from model.tables.refusal import LARGEST_UNPACKED, TableError
from model.tables.sheet import Sheet, Texts, read_elements

_OTHERS = (
    ("xl/workbook.bin", "xlsb", "this is an Excel workbook in the binary form .xlsb"),
    ("word/document.xml", "not-a-workbook", "this is a Word document"),
    ("mimetype", "not-a-workbook", "this is no Excel workbook"),
)


@dataclass(frozen=True)
class Workbook:
    """A workbook: the names of its sheets, and a way to read the rows of one as often as needed.

    Sheets that are hidden are left out, unless all are.
    """

    sheets: tuple[str, ...]
    read: Callable[[str], Iterator[Row]]


@dataclass(frozen=True)
class _Parts:
    """Where in the zip file the sheets and the texts are, and how a number in a style for dates is read."""

    sheets: dict[str, str]
    texts: str | None
    to_date: dict[int, Callable[[float], str]]


def open_workbook(open_file: Open) -> Workbook:
    """The workbook in a zip file.

    A formula is read as the value it had when the file was saved, or as text where it had none; a date or
    a time as ISO 8601. Raises `TableError` for what is no workbook; a damaged one raises whatever its parts
    make the standard library raise, here and while reading.
    """
    with ZipFile(open_file()) as archive:
        _check(archive)
        parts = _find_parts(archive)

    def read(sheet: str) -> Iterator[Row]:
        with ZipFile(open_file()) as archive:
            texts = Texts()
            if parts.texts is not None:
                with archive.open(parts.texts) as part:
                    texts.read(part)
            with archive.open(parts.sheets[sheet]) as part:
                yield from Sheet(texts, parts.to_date).read(part)

    return Workbook(tuple(parts.sheets), read)


def _check(archive: ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        for name, code, problem in _OTHERS:
            if name in names:
                raise TableError(code, problem, "open it and save the table as an Excel workbook (.xlsx)")
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise refuse_password()
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in archive.infolist()):
        raise ValueError("no part of a workbook is packed like this")
    if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
        raise refuse_size()


def refuse_size() -> TableError:
    """The error for a file that is too large."""
    return TableError("too-large", "it is too large", "split it into several files")


def refuse_password() -> TableError:
    """The error for a workbook that only opens with a password."""
    return TableError(
        "password", "this workbook is protected by a password", "open it and save it without a password"
    )


def _find_parts(archive: ZipFile) -> _Parts:
    book = next(iter(_read_targets(archive, "", "officeDocument").values()), "xl/workbook.xml")
    known = set(archive.namelist())
    sheets: list[tuple[str, str, bool]] = []
    is_from_1904 = False
    places = _read_targets(archive, book, "worksheet")
    with archive.open(book) as part:
        for _, name, found in read_elements(part):
            if name == "workbookPr":
                is_from_1904 = found.get("date1904") in ("1", "true")
            elif name == "sheet" and places.get(found.get("id", "")) in known:
                sheets.append(
                    (found["name"], places[found["id"]], found.get("state", "visible") == "visible")
                )
    in_view = [one for one in sheets if one[2]] or sheets
    texts = [place for place in _read_targets(archive, book, "sharedStrings").values() if place in known]
    styles = [place for place in _read_targets(archive, book, "styles").values() if place in known]
    return _Parts(
        {name: place for name, place, _ in in_view},
        texts[0] if texts else None,
        _read_date_styles(archive, styles[0], is_from_1904) if styles else {},
    )


def _read_targets(archive: ZipFile, part: str, kind: str) -> dict[str, str]:
    """Where the parts of a kind are that a part refers to, by the id under which it does."""
    folder, _, name = part.rpartition("/")
    place = f"{folder}/_rels/{name}.rels".lstrip("/")
    if place not in archive.namelist():
        return {}
    with archive.open(place) as relations:
        return {
            found["Id"]: normpath(join("/", folder, found["Target"])).lstrip("/")
            for _, element, found in read_elements(relations)
            if element == "Relationship" and found.get("Type", "").endswith(f"/{kind}")
        }


def _read_date_styles(archive: ZipFile, place: str, is_from_1904: bool) -> dict[int, Callable[[float], str]]:
    # A large library, which only those need who read workbooks.
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_datetime, is_timedelta_format
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    numbers: list[int] = []
    with archive.open(place) as part:
        for parent, name, found in read_elements(part):
            if (parent, name) == ("numFmts", "numFmt"):
                formats[int(found["numFmtId"])] = found["formatCode"]
            elif (parent, name) == ("cellXfs", "xf"):
                numbers.append(int(found.get("numFmtId", 0)))
    epoch = MAC_EPOCH if is_from_1904 else WINDOWS_EPOCH
    kinds = {
        style: is_datetime(formats[number])
        for style, number in enumerate(numbers)
        if number in formats and not is_timedelta_format(formats[number])
    }
    return {style: partial(_to_date, kind=kind, epoch=epoch) for style, kind in kinds.items() if kind}


def _to_date(value: float, kind: str, epoch: datetime) -> str:
    """The date, the time or both, as ISO 8601; a number that is none as it is."""
    from openpyxl.utils.datetime import from_excel

    try:
        read = from_excel(value, epoch)
    except (OverflowError, ValueError):
        return format(value, ".15g")
    if isinstance(read, datetime):
        return read.date().isoformat() if kind == "date" else read.isoformat(timespec="seconds")
    return str(read.isoformat()) if hasattr(read, "isoformat") else format(value, ".15g")
