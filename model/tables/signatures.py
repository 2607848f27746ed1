"""What a file is that is no text, as far as its first bytes tell."""

from __future__ import annotations

from collections.abc import Mapping

SIGNATURES: Mapping[str, tuple[tuple[int, bytes], ...]] = {
    "pdf": ((0, b"%PDF"),),
    "png": ((0, b"\x89PNG"),),
    "gif": ((0, b"GIF8"),),
    "jpeg": ((0, b"\xff\xd8\xff"),),
    "webp": ((8, b"WEBP"),),
    "heic": ((4, b"ftypheic"), (4, b"ftypmif1")),
    "rtf": ((0, b"{\\rtf"),),
    "gzip": ((0, b"\x1f\x8b"),),
    "rar": ((0, b"Rar!"),),
    "7z": ((0, b"7z\xbc\xaf"),),
    "sqlite": ((0, b"SQLite format 3\0"),),
    "access": ((4, b"Standard Jet DB"), (4, b"Standard ACE DB")),
    "spss": ((0, b"$FL2"), (0, b"$FL3")),
    "stata": ((0, b"<stata_dta>"),),
    "sas": ((84, b"SAS FILE"),),
    "parquet": ((0, b"PAR1"),),
    "program": ((0, b"MZ\x90"), (0, b"\x7fELF")),
    "video": ((4, b"ftyp"),),
}
"""Where in a file which bytes are, by the kind of file."""

KINDS: Mapping[str, str] = {
    "pdf": "a PDF document",
    "png": "a picture (PNG)",
    "gif": "a picture (GIF)",
    "jpeg": "a picture (JPEG)",
    "webp": "a picture (WebP)",
    "heic": "a picture (HEIC)",
    "rtf": "a text document (RTF)",
    "gzip": "a packed file (gzip)",
    "rar": "a packed file (RAR)",
    "7z": "a packed file (7-Zip)",
    "zip": "a packed file (zip)",
    "sqlite": "an SQLite database",
    "access": "an Access database",
    "spss": "an SPSS file",
    "stata": "a Stata file",
    "sas": "a SAS file",
    "parquet": "a Parquet file",
    "program": "a program",
    "video": "a video",
    "word": "a Word document",
    "powerpoint": "a PowerPoint presentation",
    "outlook": "an Outlook message",
    "opendocument": "an OpenDocument file without a table",
    "numbers": "an Apple Numbers file",
}
"""What each kind of file is called in English."""


def find_kind(start: bytes) -> str | None:
    """The kind of file that begins like this, or None where that says nothing.

    >>> find_kind(b"%PDF-1.7"), find_kind(b"name,count")
    ('pdf', None)
    """
    for kind, signatures in SIGNATURES.items():
        if any(start.startswith(mark, at) for at, mark in signatures):
            return kind
    return None
