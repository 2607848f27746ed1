"""Values and sheets as they are written: what stays a number, what sheets are called, what is left behind."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from model.tables import TableError, Worksheet, to_csv, to_xlsx, write_workbook
from model.tables.writer import LONGEST_WORKBOOK_CELL


def write(*sheets: Worksheet) -> Any:
    content = BytesIO()
    write_workbook(sheets, content)
    return load_workbook(content)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, 0),
        (-7, -7),
        (2.5, 2.5),
        (True, True),
        (False, False),
        (10**15 - 1, 10**15 - 1),
        (10**15, "1000000000000000"),
        (-(10**15), "'-1000000000000000"),
        (1e15, "1000000000000000.0"),
        (float("inf"), "inf"),
        (None, None),
        ("", None),
        (date(2026, 5, 31), "2026-05-31"),
        ("-7", "'-7"),
        ("#N/A", "#N/A"),
        ("#", "#"),
        ("x\ud800", "x\ufffd"),
        ("é\ud83d\ude00", "é\ufffd\ufffd"),
        ("a\x07b", "a_x0007_b"),
        ("_x0041_", "_x005F_x0041_"),
        ("a_b", "a_b"),
        ("_x004", "_x004"),
        ("\ufffe", "_xFFFE_"),
    ],
)
def test_a_value_is_a_number_or_a_text_in_which_signs_are_written_out(value: object, written: object) -> None:
    sheet = write(Worksheet(None, [["x", value]])).worksheets[0]
    cell = sheet["B1"].value
    assert (cell, type(cell)) == (written, type(written))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (7, "7"),
        ("-7", "'-7"),
        (True, "True"),
        ("a\0b", "a\ufffdb"),
        ("x\udfff", "x\ufffd"),
        (date(2026, 5, 31), "2026-05-31"),
    ],
)
def test_a_value_of_csv_is_a_text(value: object, cell: str) -> None:
    text = to_csv([["x", value]]).decode("utf-8-sig")
    assert next(csv.reader(StringIO(text, newline=""))) == ["x", cell]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Links", "Links"),
        ("a/b\\c*d?e:f[g]h", "a b c d e f g h"),
        (" 'quoted' ", "quoted"),
        ("x" * 40, "x" * 31),
        ("x" * 30 + " y", "x" * 30),
        ("a\x00\x1fb", "a  b"),
        ("\ud800", "\ufffd"),
    ],
)
def test_a_sheet_is_called_as_far_as_its_name_can_be(title: str, name: str) -> None:
    assert write(Worksheet(title, [["a"]])).sheetnames == [name]


def test_sheets_come_in_their_order_each_with_its_widths() -> None:
    book = write(
        Worksheet("One", [["a", "b"], [1, 2]], [5, 60]),
        Worksheet(None, [["c"]]),
        Worksheet("Three", [], [7]),
    )
    assert book.sheetnames == ["One", "Sheet", "Three"]
    assert [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets[:2]] == [
        [["a", "b"], [1, 2]],
        [["c"]],
    ]
    widths = [
        {column: found.width for column, found in sheet.column_dimensions.items()}
        for sheet in book.worksheets
    ]
    assert [sheet.freeze_panes for sheet in book.worksheets] == ["A2"] * 3
    assert (widths[0]["A"], widths[0]["B"], widths[2]["A"]) == (5, 60, 7)
    assert "C" not in widths[0]


def test_every_part_of_a_workbook_is_packed() -> None:
    with ZipFile(BytesIO(to_xlsx([["a" * 5_000]] * 20))) as archive:
        assert {part.compress_type for part in archive.infolist()} == {ZIP_DEFLATED}
        assert archive.testzip() is None
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
        assert sheet.compress_size < sheet.file_size // 10


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("x" * (LONGEST_WORKBOOK_CELL + 1), LONGEST_WORKBOOK_CELL + 1),
        ("=" + "x" * (LONGEST_WORKBOOK_CELL - 1), LONGEST_WORKBOOK_CELL + 1),
        ("\U0001f96d" * 16_384, 32_768),
    ],
)
def test_a_text_that_is_too_long_is_refused_with_its_cell(text: str, length: int) -> None:
    with pytest.raises(TableError) as caught:
        to_xlsx([["a"] * 28, ["b"] * 27 + [text]])
    assert str(caught.value) == (
        f"AB2: a text of {length} characters is too long for a cell; the limit is 32767; choose CSV or JSON"
    )
    assert caught.value.details == {"length": length, "longest": LONGEST_WORKBOOK_CELL}


@pytest.mark.parametrize("text", ["\U0001f96d" * 16_383 + "x", "x" * LONGEST_WORKBOOK_CELL])
def test_a_text_that_just_fits_is_written(text: str) -> None:
    assert write(Worksheet(None, [[text]])).worksheets[0]["A1"].value == text


def test_what_breaks_off_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def give_up() -> Iterator[list[object]]:
        yield ["a"]
        raise KeyboardInterrupt

    for rows in ([["x" * 40_000]], give_up()):
        with pytest.raises((TableError, KeyboardInterrupt)):
            write_workbook([Worksheet("First", [["a"]]), Worksheet("Second", rows)], BytesIO())
        assert list(tmp_path.iterdir()) == []
    to_xlsx([["a"]])
    assert list(tmp_path.iterdir()) == []
