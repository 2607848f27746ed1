"""Reading Excel workbooks (.xlsx).

Not by openpyxl, which holds all shared texts and whole rows in memory, fills rows up to the width a sheet
claims to have, and gives either formulas or their values: what is uploaded is not to be trusted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from posixpath import join, normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from model.tables.encoding import refuse_binary
from model.tables.file_view import Open
from model.tables.headings import SAMPLED, measure_content
from model.tables.merged import MergedCells
from model.tables.notes import Findings, Row
from model.tables.refusal import LARGEST_UNPACKED, TableError, refuse_password, refuse_size
from model.tables.sheet import Sheet, Texts, find_merged_cells
from model.tables.xml_parts import get_most_tags, read_elements

MOST_SHEETS = 100
"""In how many sheets is looked for the one with the table."""

_OTHERS = (
    ("word/document.xml", "word"),
    ("ppt/presentation.xml", "powerpoint"),
    ("Index/Document.iwa", "numbers"),
    ("mimetype", "opendocument"),
)
"""What else a zip file is that has such a part."""


@dataclass(frozen=True)
class Workbook:
    """A workbook: the names of its sheets, those that are hidden, and a way to read one as often as needed.

    Where all are hidden, they are listed as if none were. `widths` are in how many columns most rows of a
    sheet hold something, as far as its beginning shows; 0 for an empty one, and no sheets where there is only
    one.
    """

    sheets: tuple[str, ...]
    hidden_sheets: tuple[str, ...]
    widths: Mapping[str, int]
    read: Callable[[str, Findings], Iterator[Row]]


@dataclass(frozen=True)
class _Parts:
    """Where in the zip file the sheets and the texts are, and how a number in a style for dates is read."""

    sheets: dict[str, str]
    hidden: tuple[str, ...]
    texts: str | None
    to_date: dict[int, Callable[[float], str]]
    most_tags: int


def open_workbook(open_file: Open) -> Workbook:
    """The workbook in a zip file.

    A formula is read as the value it had when the file was saved, or as text where it had none; a date or
    a time as ISO 8601; merged cells as they are seen. Raises `TableError` for what is no workbook; a damaged
    one raises whatever its parts make the standard library raise, here and while reading.
    """
    with ZipFile(open_file()) as archive:
        _check(archive)
        parts = _find_parts(archive)
        in_view = tuple(sheet for sheet in parts.sheets if sheet not in parts.hidden) or tuple(parts.sheets)
        widths = _measure_sheets(archive, parts, in_view) if len(in_view) > 1 else {}

    def read(sheet: str, findings: Findings) -> Iterator[Row]:
        with ZipFile(open_file()) as archive:
            texts = Texts()
            if parts.texts is not None:
                with archive.open(parts.texts) as part:
                    texts.read(part, parts.most_tags)
            with archive.open(parts.sheets[sheet]) as part:
                merged = find_merged_cells(part)
            with archive.open(parts.sheets[sheet]) as part:
                yield from Sheet(texts, parts.to_date, merged, findings).read(part, parts.most_tags)

    hidden = tuple(sheet for sheet in parts.hidden if sheet not in in_view)
    return Workbook(in_view, hidden, widths, read)


def _measure_sheets(archive: ZipFile, parts: _Parts, sheets: tuple[str, ...]) -> dict[str, int]:
    widths = {}
    for sheet in sheets[:MOST_SHEETS]:
        with archive.open(parts.sheets[sheet]) as part:
            reader = Sheet(defaultdict(lambda: "text"), parts.to_date, MergedCells(), Findings())
            widths[sheet] = measure_content(list(islice(reader.read(part, parts.most_tags), SAMPLED)))
    return widths


def check_archive(archive: ZipFile) -> None:
    """Raise an error for a zip file that is protected, packed in an unusual way, or says it is too large."""
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise refuse_password()
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in archive.infolist()):
        raise ValueError("no part of a workbook is packed like this")
    # No part is read beyond the size that is said here, whether or not that is right.
    packed = sum(part.compress_size for part in archive.infolist())
    if sum(part.file_size for part in archive.infolist()) > min(LARGEST_UNPACKED, 2**26 + 60 * packed):
        raise refuse_size()


def _check(archive: ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise TableError(
            "xlsb",
            "this is an Excel workbook in the binary form .xlsb",
            "open it and save the table as an Excel workbook (.xlsx)",
        )
    check_archive(archive)
    if not any(name.startswith("xl/") for name in names) and "[Content_Types].xml" not in names:
        raise refuse_binary(next((kind for name, kind in _OTHERS if name in names), "zip"))
    for name, kind in _OTHERS[:2]:
        if name in names:
            raise refuse_binary(kind)


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
    texts = [place for place in _read_targets(archive, book, "sharedStrings").values() if place in known]
    styles = [place for place in _read_targets(archive, book, "styles").values() if place in known]
    return _Parts(
        {name: place for name, place, _ in sheets},
        tuple(name for name, _, is_in_view in sheets if not is_in_view),
        texts[0] if texts else None,
        _read_date_styles(archive, styles[0], is_from_1904) if styles else {},
        get_most_tags(sum(part.compress_size for part in archive.infolist())),
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
