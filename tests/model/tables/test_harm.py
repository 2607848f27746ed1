"""Files that are made to take all time or memory, and files that are something else."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from model.tables import Reading, TableError, read_part, read_table
from model.tables import old_workbook as old_workbook_module
from model.tables.signatures import KINDS, SIGNATURES, find_kind
from tests.model.tables.test_workbook import build_parts, pack

OLD = (Path(__file__).with_name("cases") / "kinds.xls").read_bytes()
_MOST_TIME = 60
"""In seconds: ten times what each takes."""

CELLS = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
MERGED = "".join(f'<mergeCell ref="A{number}:GR9999"/>' for number in range(1, 60_000))
MILLION = 2**20


def build_merged() -> bytes:
    parts = build_parts(CELLS * 100)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = str(parts[name]).replace("</sheetData>", f"</sheetData><mergeCells>{MERGED}</mergeCells>")
    return pack(parts)


HARMFUL: dict[str, bytes] = {
    "cells": pack(build_parts(CELLS * 30_000)),
    "texts": pack(build_parts(CELLS, "<si/>" * 5_000_000)),
    "merged": build_merged(),
    "blanks": pack(build_parts(CELLS + " " * (100 * MILLION))),
    "wide object": b"[{" + b'"a":1,' * 500_000,
    "many keys": ("[{" + ",".join(f'"{number}":1' for number in range(300_000)) + "}]").encode(),
}
SLOW: dict[str, bytes] = {
    "stray": b"a,b,c\n" + b'x,"a"b,c\n' * 100_000,
    "open": b"a,b,c\n" + b'x,"a\n' * 100_000,
    "alternating": b"a,b,c\n" + b'",",\n' * 100_000,
    "many marks": b"a,b,c\n" + (b'"x"y",' * 40 + b"\n") * 4_000,
    "blanks": b"a b\n" + b'"' * 500_000 + b' x\n"a" b\n',
    "letters": b"a;b\n" + b"caf\xe9;d\xe9j\xe0\n" * 100_000,
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_is_far_larger_than_it_looks_is_refused_soon(name: str) -> None:
    start = time.process_time()
    with pytest.raises(TableError) as caught:
        read_table(BytesIO(HARMFUL[name]), "table")
    assert caught.value.code in ("too-large", "too-many-columns", "broken-json")
    assert time.process_time() - start < _MOST_TIME


@pytest.mark.parametrize("name", ["merged", "blanks", "wide object", "many keys"])
def test_what_is_far_larger_than_it_looks_takes_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TableError):
            read_table(BytesIO(HARMFUL[name]), "table")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 150 * MILLION


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_long(name: str) -> None:
    start = time.process_time()
    list(read_table(BytesIO(SLOW[name]), "table", reading=Reading(repair=True)).rows)
    assert time.process_time() - start < _MOST_TIME


# Workbooks of an old Excel


def test_an_old_workbook_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    process = tmp_path / "process.py"
    process.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(old_workbook_module, "_PROCESS", process)
    monkeypatch.setattr(old_workbook_module, "_LONGEST_WAIT", 0.3)
    with pytest.raises(TableError, match="too large"):
        read_table(BytesIO(OLD), "table.xls")


def test_an_old_workbook_with_a_cell_far_away_ends_its_own_process_only() -> None:
    # A number in the last cell of all: room for every cell before it would take half a gigabyte.
    at = OLD.index(struct.pack("<HHHH", 0x027E, 10, 2, 5))
    content = bytearray(OLD)
    struct.pack_into("<HH", content, at + 4, 65_535, 255)
    with pytest.raises(TableError, match="too large"):
        read_table(BytesIO(bytes(content)), "table.xls", "Verhalen")


def test_an_old_workbook_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_workbook_module, "LARGEST_OLD_FILE", len(OLD) - 1)
    monkeypatch.setattr(old_workbook_module, "_convert", None)
    with pytest.raises(TableError, match="too large"):
        read_table(BytesIO(OLD), "table.xls")


def test_an_old_workbook_that_is_cut_off_anywhere_is_a_table_or_refused() -> None:
    for length in range(8, len(OLD), 700):
        try:
            list(read_table(BytesIO(OLD[:length]), "table.xls").rows)
        except TableError as error:
            assert error.code in ("damaged", "too-large", "empty")  # noqa: PT017


_DRIVER = """
import importlib.util, sys
found = importlib.util.spec_from_file_location("process", sys.argv[1])
process = importlib.util.module_from_spec(found)
found.loader.exec_module(process)
process._LONGEST = 1

def write(content):
    %s

process.write = write
sys.exit(process.main())
"""


@pytest.mark.parametrize(
    ("act", "is_ended"),
    [
        ("bytearray(100 * 2**20)", False),
        ("bytearray(400 * 2**20)", True),
        ("sum(range(10**6))", False),
        ("sum(range(10**12))", True),
    ],
)
def test_the_process_for_old_workbooks_ends_where_it_takes_too_much(act: str, is_ended: bool) -> None:
    pytest.importorskip("resource", reason="Windows has no such limits")
    done = subprocess.run(
        [sys.executable, "-P", "-c", _DRIVER % act, str(old_workbook_module._PROCESS)],
        input=b"",
        timeout=_MOST_TIME,
        check=False,
    )
    assert (done.returncode != 0) == is_ended
    assert done.returncode not in (3, 4)  # which would say that it is damaged


# Parts of zip files


def build_liar(size: int) -> bytes:
    """A zip file that says that its part has 100 bytes."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nodes.csv", b"a" * size)
    content = bytearray(file.getvalue())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(mark) + offset, 100)
    return bytes(content)


def test_a_part_is_read_up_to_a_bound() -> None:
    with zipfile.ZipFile(BytesIO(pack({"nodes.csv": b"x" * 200_000}))) as archive:
        assert len(read_part(archive, "nodes.csv", 200_000)) == 200_000
        assert len(read_part(archive, archive.getinfo("nodes.csv"), 200_000)) == 200_000
        with pytest.raises(TableError) as caught:
            read_part(archive, "nodes.csv", 199_999)
    assert caught.value.code == "too-large"


def test_a_part_that_says_it_is_small_takes_no_memory() -> None:
    content = build_liar(300 * MILLION)
    assert len(content) < MILLION
    tracemalloc.start()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, pytest.raises((TableError, zipfile.BadZipFile)):
            read_part(archive, "nodes.csv", 20 * MILLION)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 30 * MILLION


# What is no table at all


BEGINNINGS = {
    "pdf": b"%PDF-1.7\n",
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "gif": b"GIF89a",
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "heic": b"\0\0\0\x24ftypheic",
    "rtf": b"{\\rtf1\\ansi",
    "gzip": b"\x1f\x8b\x08\0",
    "rar": b"Rar!\x1a\x07\x01\0",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "sqlite": b"SQLite format 3\0\x10\0",
    "access": b"\0\1\0\0Standard ACE DB\0",
    "spss": b"$FL2@(#) IBM SPSS",
    "stata": b"<stata_dta><header>",
    "sas": b"\0" * 84 + b"SAS FILE",
    "parquet": b"PAR1\x15\4",
    "program": b"MZ\x90\0",
    "video": b"\0\0\0\x18ftypmp42",
}
"""How files of each kind begin, as their standards say."""


@pytest.mark.parametrize("kind", SIGNATURES)
def test_a_file_is_known_by_how_its_kind_begins(kind: str) -> None:
    assert find_kind(BEGINNINGS[kind] + b"\0\1\2" * 100) == kind


@pytest.mark.parametrize("kind", SIGNATURES)
def test_a_file_of_another_kind_is_called_by_its_name(kind: str) -> None:
    for at, mark in SIGNATURES[kind]:
        content = b"\0" * at + mark + b"\0\1\2" * 100
        assert find_kind(content) == kind
        with pytest.raises(TableError) as caught:
            read_table(BytesIO(content), "table.csv")
        assert (caught.value.code, caught.value.details["kind"]) == ("binary", kind)
        assert f"this is {KINDS[kind]}, not a table" in str(caught.value)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("word/document.xml", "word"),
        ("ppt/presentation.xml", "powerpoint"),
        ("Index/Document.iwa", "numbers"),
        ("holiday.jpg", "zip"),
    ],
)
def test_a_zip_file_of_another_kind_is_called_by_its_name(part: str, kind: str) -> None:
    for parts in ({part: "x"}, {"[Content_Types].xml": "x", part: "x"}):
        with pytest.raises(TableError) as caught:
            read_table(BytesIO(pack(parts)), "table.xlsx")
        if kind in ("word", "powerpoint") or len(parts) == 1:
            assert caught.value.details["kind"] == kind
