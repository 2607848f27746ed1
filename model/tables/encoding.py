"""Finding out how the letters of a text file are written down."""

from __future__ import annotations

import codecs
import re
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
ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp850", "cp1250", "mac_roman")
"""Those that a person may choose from."""

_ONE_BYTE = ("cp1252", "mac_roman", "cp850", "cp1250")
_COMMON = frozenset("éèëïöüäàçß’")
"""Letters and signs that texts in Dutch, French, German and English have most of."""

_LESS_COMMON = frozenset("êîíôóûúáâåæñøœÉÈËÖÜÄÀÇØÅ‘“”–—…€°«»")

_CENTRAL = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽőűŐŰ")
"""Those of Polish, Czech, Slovak and Hungarian."""

_CAPITAL_INSIDE = re.compile("[a-z][ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝ]|[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝ]{2}[a-z]")
"""A capital letter within a word: a sign that the letters are read wrongly."""

_MOST_SAMPLES = 3


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
    return guess_one_byte(open_file)[0]


def guess_one_byte(open_file: Open) -> tuple[str, bool]:
    """The encoding with one byte for each letter in which a text reads best, and whether another is near.

    Raises `TableError` for what is a text in none of them.

    >>> from io import BufferedReader, BytesIO
    >>> guess_one_byte(lambda: BufferedReader(BytesIO(b"pati\\x89nt, geh\\x94rt")))
    ('cp850', False)
    """
    with open_file() as file:
        content = file.read(_CHUNK)
    if b"\0" in content:
        raise refuse_binary()
    letters = bytes(sorted(set(content) - set(range(128))))
    counts = {byte: content.count(byte) for byte in letters}
    worth = {}
    for encoding in _ONE_BYTE:
        try:
            read = {byte: bytes([byte]).decode(encoding) for byte in letters}
        except UnicodeDecodeError:
            continue
        worth[encoding] = sum(count * _weigh(read[byte], encoding) for byte, count in counts.items())
        worth[encoding] -= len(_CAPITAL_INSIDE.findall(content.decode(encoding)))
    if not worth:
        raise refuse_letters()
    best, *others = sorted(worth, key=lambda encoding: (-worth[encoding], _ONE_BYTE.index(encoding)))
    full = sum(counts.values())
    is_near = any(worth[other] >= worth[best] - 0.2 * full for other in others)
    return best, worth[best] < 0.5 * full or (is_near and not _reads_alike(content, best, others, worth))


def _weigh(letter: str, encoding: str) -> float:
    """How likely a letter is in a text: 1 for a common one, 0 for another letter, -1 for a sign."""
    if letter in _COMMON:
        return 1.0
    if letter in _LESS_COMMON:
        return 0.7
    if letter in _CENTRAL:
        return 0.7 if encoding == "cp1250" else 0.4
    return 0.0 if letter.isalpha() or letter.isspace() else -1.0


def _reads_alike(content: bytes, best: str, others: list[str], worth: dict[str, float]) -> bool:
    """Whether the encodings that are as likely give the same text."""
    text = content.decode(best, "replace")
    return all(content.decode(other, "replace") == text for other in others if worth[other] == worth[best])


def find_samples(open_file: Open, encoding: str) -> tuple[str, ...]:
    """Up to three words with letters beyond ASCII, as an encoding reads them."""
    with open_file() as file:
        text = file.read(_CHUNK).decode(encoding, "replace")
    words = re.findall(r"[\w’'-]*[^\x00-\x7f\s\ufeff][\w’'-]*", text)
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))[:_MOST_SAMPLES]


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
