"""Reading workbooks of an old Excel (.xls), in a process of its own.

The library that reads them (calamine) makes room for every cell up to the last one that a file claims to
have, and follows whatever chain of blocks a file describes. In a process of its own, a hostile file ends that
process only.
"""

from __future__ import annotations

import json
import subprocess
import sys
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from model.tables.encoding import refuse_binary
from model.tables.file_view import Open
from model.tables.headings import SAMPLED, measure_content
from model.tables.merged import MergedCells
from model.tables.notes import Findings, Row
from model.tables.refusal import (
    MOST_COLUMNS,
    refuse_columns,
    refuse_damage,
    refuse_password,
    refuse_size,
)
from model.tables.workbook import MOST_SHEETS, Workbook

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How files of Office began before 2007, and begin today if they are protected."""

LARGEST_OLD_FILE = 20 * 2**20
_LONGEST_WAIT = 10
"""In bytes, and in seconds."""

_PROCESS = Path(__file__).with_name("old_workbook_process.py")
_KINDS = {
    "WordDocument": "word",
    "PowerPoint Document": "powerpoint",
    "__properties_version1.0": "outlook",
}


@dataclass(frozen=True)
class _Sheet:
    name: str
    is_hidden: bool
    merged: tuple[tuple[int, int, int, int], ...]
    at: int
    """Where its rows begin in what the process wrote."""


def open_old_workbook(open_file: Open) -> Workbook:
    """The workbook in a file of an old Excel; hidden rows and columns are not told from others.

    Raises `TableError` for what is none, is protected, larger than 20 MB, or takes longer than 10 s or (not
    on Windows) more than 300 MiB to read.
    """
    with open_file() as file:
        content = file.read(LARGEST_OLD_FILE + 1)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise refuse_password()
    for stream, kind in _KINDS.items():
        if stream.encode("utf-16-le") in content:
            raise refuse_binary(kind)
    if len(content) > LARGEST_OLD_FILE:
        raise refuse_size()
    read = TemporaryFile()  # noqa: SIM115 -- it is closed with the last table that is read from it
    try:
        _convert(content, read)
        sheets = {sheet.name: sheet for sheet in _list_sheets(read)}
    except BaseException:
        read.close()
        raise

    def read_sheet(name: str, findings: Findings) -> Iterator[Row]:
        merged = MergedCells()
        for place in sheets[name].merged:
            merged.add(*place)
        at = sheets[name].at
        while True:
            # Several may read at once, each from a place of its own.
            read.seek(at)
            line = read.readline()
            at = read.tell()
            number, row = json.loads(line)
            if not number:
                return
            if len(row) > MOST_COLUMNS:
                raise refuse_columns(len(row))
            if merged:
                merged.fill(number, row, findings)
            yield number, row

    weakref.finalize(read_sheet, read.close)
    hidden = tuple(sheet.name for sheet in sheets.values() if sheet.is_hidden)
    in_view = tuple(name for name in sheets if name not in hidden)
    widths = {
        name: measure_content(list(islice(read_sheet(name, Findings()), SAMPLED)))
        for name in (in_view or tuple(sheets))[:MOST_SHEETS]
    }
    return Workbook(in_view or tuple(sheets), hidden if in_view else (), widths, read_sheet)


def _convert(content: bytes, written: IO[bytes]) -> None:
    """Have the process write a line about each sheet, and one for each row that holds something."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own script, without a shell, and nothing of the file in it
            [sys.executable, "-P", str(_PROCESS)],
            input=content,
            stdout=written,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refuse_size() from None
    refusals = {0: None, 3: refuse_password(), 4: refuse_damage()}
    refusal = refusals.get(done.returncode, refuse_size())
    if refusal is not None:
        raise refusal


def _list_sheets(read: IO[bytes]) -> Iterator[_Sheet]:
    read.seek(0)
    while line := read.readline():
        if line.startswith(b"{"):
            found = json.loads(line)
            yield _Sheet(
                found["name"],
                found["hidden"],
                tuple((place[0], place[1], place[2], place[3]) for place in found["merged"]),
                read.tell(),
            )
