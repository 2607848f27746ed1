"""Finding out how the letters of a text file are written down."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from io import BufferedReader, TextIOWrapper

from model.tables.refusal import LONGEST_CELL, TableError

Open = Callable[[], BufferedReader]
"""Opens a file at its beginning, each time anew."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 2**18


def find_encoding(open_file: Open) -> str:
    """The encoding of a text file: UTF-8, UTF-16 or UTF-32, or else that of Western European Windows.

    UTF-16 without a mark at the beginning is known by its zeros. Raises `TableError` for a file that is in
    none of them, among them UTF-8 with some letters broken.
    """
    with open_file() as file:
        start = file.read(4096)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    zeros = [start[0::2].count(0), start[1::2].count(0)]
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if zeros[place] > len(start) // 8 and zeros[1 - place] < zeros[place] // 8:
            return encoding
    if 0 in start:
        raise refuse_binary()
    if _is_in(open_file, "utf-8"):
        return "utf-8"
    if _is_mostly_utf_8(open_file):
        raise TableError(
            "damaged-text",
            "letters in it are broken, as if a part of the file were missing or changed",
            "save it again as CSV UTF-8",
        )
    if not _is_in(open_file, "cp1252"):
        raise refuse_letters()
    return "cp1252"


def _is_in(open_file: Open, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with open_file() as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _is_mostly_utf_8(open_file: Open) -> bool:
    """Whether more letters beyond ASCII are whole in UTF-8 than are broken."""
    whole = broken = 0
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    with open_file() as file:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            lost = text.count("\ufffd")
            broken += lost
            whole += len(text) - len(text.encode("ascii", "ignore")) - lost
    return whole > broken


def read_lines(open_file: Open, encoding: str) -> Iterator[str]:
    """The lines of a text file, with their ends. Raises `TableError` for what is no text."""
    with TextIOWrapper(open_file(), encoding, newline="") as text:
        try:
            while line := text.readline(LONGEST_CELL):
                if "\0" in line:
                    raise refuse_binary()
                if len(line) == LONGEST_CELL:
                    raise TableError(
                        "line-too-long",
                        f"a line is longer than {LONGEST_CELL} signs",
                        "check that this is the file you meant",
                        longest=LONGEST_CELL,
                    )
                yield line
        except UnicodeError:
            raise refuse_letters() from None


def refuse_binary() -> TableError:
    """The error for a file that is no text."""
    return TableError(
        "binary", "this is no table that can be read", "choose a CSV file, an Excel workbook (.xlsx) or JSON"
    )


def refuse_letters() -> TableError:
    """The error for a text in letters that are not known."""
    return TableError(
        "unknown-encoding", "its letters cannot be read", "save it again as CSV UTF-8 or as an Excel workbook"
    )
