"""Finding out how the letters of a text file are written down, and reading its lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper

from model.tables.file_view import Open
from model.tables.letters import choose_samples, find_words, weigh_words
from model.tables.notes import Findings
from model.tables.refusal import LONGEST_CELL, TableError
from model.tables.signatures import KINDS

ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp850", "cp1250", "mac_roman")
"""What can be chosen: Unicode, then Western European Windows, DOS, Central European Windows, old Macs."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD_STARTS = {"cp1252": 4.0, "cp1250": 2.0, "mac_roman": 0.0, "cp850": -1.0}
"""The encodings with one byte a letter, and how much more likely one is before anything is read, in bits."""

_NEAR = 8.0
"""How many bits of likelihood leave a doubt."""

_CHUNK = 2**18
_SAMPLED = 2**22
_MOST_SAMPLES = 50


@dataclass(frozen=True)
class Encoding:
    """How a text is written down: what that is called, the codec to read it with, and a doubt."""

    name: str
    codec: str
    is_doubtful: bool = False


def find_encoding(open_file: Open, is_repaired: bool = False) -> Encoding:
    """The encoding of a text file: that of its mark, UTF-8, UTF-16, or that which gives the likeliest words.

    UTF-16 without a mark at the beginning is known by its zeros. Of encodings with one byte a letter all
    but Western European Windows are doubtful, and it is where others are about as likely. Raises `TableError`
    for UTF-8 with some letters broken, unless they are to be replaced.
    """
    marked = _find_marked(open_file)
    if marked is not None:
        return marked
    if _is_in(open_file, "utf-8"):
        return Encoding("utf-8", "utf-8")
    if _is_mostly_utf_8(open_file):
        if is_repaired:
            return Encoding("utf-8", "utf-8")
        raise TableError(
            "damaged-text",
            "letters in it are broken, as if a part of the file were missing or changed",
            "save it again as CSV UTF-8",
        )
    return _guess_letters(open_file)


def choose_encoding(open_file: Open, chosen: str, is_repaired: bool) -> Encoding:
    """The encoding that somebody chose.

    Raises `TableError` for one that is not among `ENCODINGS`, and for a text that is not written in it,
    unless that is to be repaired.
    """
    name = _get_name(chosen)
    codec = name
    if name == "utf-8":
        codec = "utf-8-sig"
    elif name == "utf-16":
        marked = _find_marked(open_file)
        codec = marked.codec if marked and marked.name == "utf-16" else "utf-16-le"
    if not is_repaired and not _is_in(open_file, codec):
        raise refuse_letters()
    return Encoding(name, codec)


def _get_name(chosen: str) -> str:
    try:
        found = codecs.lookup(chosen).name.removesuffix("-sig")
    except LookupError:
        found = ""
    for name in (*ENCODINGS, "utf-32"):
        if codecs.lookup(name).name == found:
            return name
    raise TableError(
        "unknown-choice",
        f'there is no encoding "{chosen}"',
        f"choose one of {', '.join(ENCODINGS)}",
        chosen=chosen,
        known=ENCODINGS,
    )


def _find_marked(open_file: Open) -> Encoding | None:
    """The encoding that the first bytes show."""
    with open_file() as file:
        start = file.read(4096)
    for mark, codec in _MARKS:
        if start.startswith(mark):
            return Encoding(codec.removesuffix("-sig"), codec)
    zeros = [start[0::2].count(0), start[1::2].count(0)]
    for place, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if zeros[place] > len(start) // 8 and zeros[1 - place] < zeros[place] // 8:
            return Encoding("utf-16", codec)
    return None


def _guess_letters(open_file: Open) -> Encoding:
    with open_file() as file:
        words = find_words(iter(lambda: file.read(_CHUNK) if file.tell() < _SAMPLED else b"", b""))
    readings: dict[str, tuple[float, str]] = {}
    for name, head_start in _HEAD_STARTS.items():
        texts = [word.decode(name, "replace").replace("\ufffd", "\x80") for word in words]
        reading = "\n".join(texts)
        # Two encodings that agree on all that is there are no two guesses.
        if reading not in readings and _is_in(open_file, name):
            readings[reading] = (weigh_words(texts) + head_start, name)
    (best, name), *others = sorted(readings.values(), reverse=True)
    is_near = bool(others) and best - others[0][0] < _NEAR
    return Encoding(name, name, name != "cp1252" or is_near)


def _is_in(open_file: Open, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    with open_file() as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
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


def read_lines(open_file: Open, codec: str, findings: Findings, is_repaired: bool = False) -> Iterator[str]:
    """The lines of a text file, with their ends, without NUL characters. Raises `TableError` for no text."""
    length = removed = 0
    words: list[str] = []
    number = 0
    with TextIOWrapper(open_file(), codec, "replace" if is_repaired else "strict", newline="") as text:
        try:
            while line := text.readline(LONGEST_CELL):
                number += 1
                if not line.isascii() and len(words) < _MOST_SAMPLES:
                    words += [word for word in line[:_CHUNK].split() if not word.isascii()][:5]
                if is_repaired and "\ufffd" in line:
                    findings.add("broken-letters", f"line {number}", line.count("\ufffd"))
                if len(line) == LONGEST_CELL:
                    raise TableError(
                        "line-too-long",
                        f"a line is longer than {LONGEST_CELL} characters",
                        "check that this is the file you meant",
                        longest=LONGEST_CELL,
                    )
                length += len(line)
                if "\0" in line:
                    zeros = line.count("\0")
                    removed += zeros
                    if removed > 8 + length // 20:
                        raise refuse_binary()
                    findings.add("nul-bytes", f"line {number}", zeros)
                    line = line.replace("\0", "")
                yield line
        except UnicodeError:
            raise refuse_letters() from None
    findings.lines = number
    findings.samples = list(choose_samples(words))


def refuse_binary(kind: str | None = None) -> TableError:
    """The error for a file that is no text; `kind` is what it looks like, a key of `KINDS`."""
    return TableError(
        "binary",
        f"this is {KINDS[kind]}, not a table" if kind else "this is not a table that can be read",
        "choose a CSV file, a workbook (.xlsx, .xls, .ods) or JSON",
        kind=kind,
    )


def refuse_letters() -> TableError:
    """The error for a text in letters that are not known."""
    return TableError(
        "unknown-encoding",
        "its letters cannot be read",
        "choose another encoding, or save it again as CSV UTF-8 or as an Excel workbook",
    )
