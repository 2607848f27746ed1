from __future__ import annotations

import csv
import gc
import tracemalloc
import warnings
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO, StringIO
from typing import IO, Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from model.tables import TableError, to_csv, to_xlsx, write_csv, write_xlsx
from model.tables.writer import LONGEST_WORKBOOK_CELL
from tests.nasty import NASTY


def read_cells(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).worksheets[0]]


def test_csv_has_a_mark_for_spreadsheets_and_their_line_ends() -> None:
    assert to_csv([["a", "ë"], [1, None]]) == b"\xef\xbb\xbfa,\xc3\xab\r\n1,\r\n"


def test_cells_of_csv_may_hold_separators_quotes_and_line_breaks() -> None:
    row = ['a,"b"', "c\nd", "e\r\nf", ";"]
    assert list(csv.reader(StringIO(to_csv([row]).decode("utf-8-sig"), newline=""))) == [row]


def test_a_workbook_keeps_numbers_and_truth_values() -> None:
    assert read_cells(to_xlsx([["a", 1, -2.5, True, None, "b"]])) == [["a", 1, -2.5, True, None, "b"]]


def test_a_number_with_more_digits_than_a_workbook_keeps_becomes_text() -> None:
    assert read_cells(to_xlsx([[10**20, float("nan")]])) == [[str(10**20), "nan"]]


def test_no_text_in_a_workbook_is_a_formula_or_an_error() -> None:
    sheet = load_workbook(BytesIO(to_xlsx([[text] for text in NASTY]))).worksheets[0]
    kinds = {cell.data_type for [cell] in sheet.iter_rows() if cell.value is not None}
    assert kinds == {"s"}


def test_no_cell_of_csv_or_workbook_begins_like_a_formula() -> None:
    rows = [[text] for text in NASTY]
    cells = [row[0] for row in csv.reader(StringIO(to_csv(rows).decode("utf-8-sig"), newline="")) if row]
    cells += [row[0] for row in read_cells(to_xlsx(rows)) if row[0]]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_first_row_of_a_workbook_stays_in_view_and_columns_have_their_width() -> None:
    sheet = load_workbook(BytesIO(to_xlsx([["a", "b"]], widths=[5, 60], title="A/b: [c]"))).worksheets[0]
    assert (sheet.freeze_panes, sheet.column_dimensions["B"].width, sheet.title) == ("A2", 60, "A b   c")


@pytest.mark.parametrize("title", [None, "", "''", "///"])
def test_a_sheet_without_a_title_gets_one(title: str | None) -> None:
    assert load_workbook(BytesIO(to_xlsx([["a"]], title=title))).worksheets[0].title == "Sheet"


def test_the_same_rows_give_the_same_workbook_whenever_it_is_made() -> None:
    first = to_xlsx([["a", "b"], [1, "c"]])
    with ZipFile(BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = load_workbook(BytesIO(first)).properties
    assert properties.created == properties.modified == datetime(1980, 1, 1)
    assert to_xlsx([["a", "b"], [1, "c"]]) == first


def test_the_longest_text_that_a_cell_holds_is_written() -> None:
    assert read_cells(to_xlsx([["x" * LONGEST_WORKBOOK_CELL]])) == [["x" * LONGEST_WORKBOOK_CELL]]


@pytest.mark.parametrize(
    "text", ["x" * (LONGEST_WORKBOOK_CELL + 1), "\U0001f96d" * (LONGEST_WORKBOOK_CELL // 2 + 1)]
)
def test_a_text_that_is_too_long_for_a_cell_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(TableError, match=r"^B2: a text of 3276\d characters is too long") as caught:
        to_xlsx([["a", "b"], ["c", text]])
    assert caught.value.code == "cell-too-long"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        del caught
        gc.collect()


def test_writing_leaves_the_file_open() -> None:
    for write in (write_csv, write_xlsx):
        file = BytesIO()
        write([["a"]], file)
        gc.collect()
        assert not file.closed


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_writing_many_rows_takes_no_more_memory_than_few(
    write: Callable[[Iterable[list[object]], IO[bytes]], None], tmp_path: Any
) -> None:
    def measure(count: int) -> int:
        with (tmp_path / "table").open("wb") as file:
            tracemalloc.start()
            write(([number, f"{number} " * 500] for number in range(count)), file)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return peak

    measure(10)
    assert measure(2400) < measure(800) + 200_000
