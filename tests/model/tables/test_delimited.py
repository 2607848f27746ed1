"""Rows of a text: where a quotation mark went wrong, what is repaired, and what is said of it."""

from __future__ import annotations

import csv
from io import BytesIO

import pytest

from model.tables import Reading, Table, TableError, delimited, read_table
from model.tables.refusal import MOST_COLUMNS

REPAIR = Reading(repair=True)


def read(text: str, reading: Reading = Reading()) -> Table:  # noqa: B008
    return read_table(BytesIO(text.encode()), "table.csv", reading=reading)


def list_rows(table: Table) -> list[tuple[int, list[str]]]:
    return [(number, list(cells.values())) for number, cells in table.rows]


def list_notes(table: Table) -> list[str]:
    return [str(note) for note in table.notes]


STRAY = "write it twice within a text, or have such rows read as they stand"
OPEN = "close it, or have such rows read as they stand"


@pytest.mark.parametrize(
    ("text", "message", "details"),
    [
        (
            'a,b\n1,"x"y\n',
            f"row 2: there is a stray quotation mark in line 2; {STRAY}",
            {"row": 2, "line": 2, "until": 2},
        ),
        (
            'a,b\n"1\n2",3\n4,"x\ny"z\n5,6\n',
            f"row 3: there is a stray quotation mark in lines 4 to 5; {STRAY}",
            {"row": 3, "line": 4, "until": 5},
        ),
        (
            'sep=,\na,b\n1,"x"y\n',
            f"row 2: there is a stray quotation mark in line 3; {STRAY}",
            {"row": 2, "line": 3, "until": 3},
        ),
        (
            'a,b\n1,2\n3,"x\n4,5\n',
            f"row 3: a quotation mark in line 3 or after it is never closed; {OPEN}",
            {"row": 3, "line": 3, "until": 4},
        ),
    ],
)
def test_a_quotation_mark_that_is_wrong_is_refused_with_its_row_and_lines(
    text: str, message: str, details: dict[str, int]
) -> None:
    with pytest.raises(TableError) as caught:
        read(text)
    assert str(caught.value) == f"table.csv: {message}"
    assert caught.value.details == details


def test_a_cell_is_too_long_where_a_mark_is_not_closed_for_long() -> None:
    with pytest.raises(TableError) as caught:
        read('a,b\n1,2\n3,"' + "x\n" * csv.field_size_limit())
    assert caught.value.code == "cell-too-long"
    assert str(caught.value) == (
        "table.csv: row 3: a cell is too long; check whether a quotation mark in this row is never closed"
    )


@pytest.mark.parametrize(
    ("text", "rows", "notes"),
    [
        (
            'a,b\n1,"x"y\n2,z\n',
            [(2, ["1", '"x"y']), (3, ["2", "z"])],
            ["a row with a stray quotation mark was read as it stands: line 2"],
        ),
        (
            'a,b\n1,"x" y\n2,"x" z\n3,w\n',
            [(2, ["1", '"x" y']), (3, ["2", '"x" z']), (4, ["3", "w"])],
            ["2 rows with stray quotation marks were read as they stand: line 2, line 3"],
        ),
        (
            'a,b\n"1"1,"x\ny"\n2,z\n',
            [(2, ['"1"1', '"x']), (3, ['y"', ""]), (4, ["2", "z"])],
            ["a row with a stray quotation mark was read as it stands: line 2"],
        ),
        (
            'a,b,c\n1,"x "y"\nz",w\n2,3,4\n',
            [(2, ["1", 'x "y"\nz', "w"]), (3, ["2", "3", "4"])],
            ["a row with a stray quotation mark was read as it stands: lines 2 to 3"],
        ),
        (
            'a,b\n1,"x\n2,y\n',
            [(2, ["1", '"x']), (3, ["2", "y"])],
            ["a row with a stray quotation mark was read as it stands: line 2"],
        ),
        (
            'sep=;\na;b\n1;"x"y\n2;z\n',
            [(2, ["1", '"x"y']), (3, ["2", "z"])],
            ["a row with a stray quotation mark was read as it stands: line 3"],
        ),
    ],
)
def test_a_row_with_a_stray_mark_can_be_read_as_it_stands(
    text: str, rows: list[tuple[int, list[str]]], notes: list[str]
) -> None:
    table = read(text, REPAIR)
    assert list_rows(table) == rows
    assert list_notes(table) == notes


@pytest.mark.parametrize(("before", "behind"), [('x "y"', "z"), ("x", 'y"z')])
def test_up_to_twenty_lines_may_be_a_row_whose_marks_are_wrong(before: str, behind: str) -> None:
    for lines, is_joined in ((20, True), (21, False)):
        breaks = "\n" * (lines - 1)
        [(_, first), *_] = list_rows(read(f'a,b,c\n1,"{before}{breaks}{behind}",w\n', REPAIR))
        assert (first == ["1", f"{before}{breaks}{behind}", "w"]) is is_joined
        assert ("\n" in first[1]) is is_joined


def test_lines_are_joined_in_so_many_places_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_MOST_JOININGS", 1)
    row = '1,"x "y"\nz",w\n'
    rows = list_rows(read("a,b,c\n" + row + row, REPAIR))
    assert rows[0] == (2, ["1", 'x "y"\nz', "w"])
    assert rows[1] == (3, ["1", 'x "y', ""])


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (
            'a,b,c\n1,"x,y\nz,w",v\n',
            ["a cell holds lines that look like rows; check the quotation marks there: lines 2 to 3"],
        ),
        ('a,b\n1,"x\n2,z"\n', []),
        ('a,b,c\n1,"x\ny",v\n', []),
        ('a,b,c\n"1",x,y\n', []),
    ],
)
def test_a_cell_with_lines_like_rows_is_noted_in_a_table_of_three_columns(
    text: str, notes: list[str]
) -> None:
    assert list_notes(read(text)) == notes


@pytest.mark.parametrize(
    ("text", "separator", "columns"),
    [
        ("sep=;\na;b\n1;2\n", ";", ("a", "b")),
        ('"sep=^"\na^b\n1^2\n', "^", ("a", "b")),
        ("SEP=|\r\na|b\r\n1|2\r\n", "|", ("a", "b")),
        ("sep=~\na~b\n", "~", ("a", "b")),
        ("sep=x\n1x2\n", None, ("sep=x",)),
        ("sep=;;\n", None, ("sep=;;",)),
    ],
)
def test_the_separator_that_excel_is_told_is_taken(
    text: str, separator: str | None, columns: tuple[str, ...]
) -> None:
    table = read(text)
    assert (table.separator, table.columns, table.doubtful) == (separator, columns, ())


def test_what_excel_is_told_gives_way_to_a_choice_but_its_line_is_left_out() -> None:
    table = read("sep=;\na;b,c\n1;2,3\n", Reading(separator=","))
    assert (table.separator, table.columns, list_rows(table)) == (",", ("a;b", "c"), [(2, ["1;2", "3"])])
    alone = read("sep=;\na;b,c\n1;2,3\n", Reading(separator=""))
    assert (alone.separator, alone.columns) == (None, ("a;b,c",))


def test_a_separator_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(TableError) as caught:
        read("a,b\n", Reading(separator="^"))
    assert str(caught.value) == (
        'table.csv: there is no separator "^"; choose a comma, a semicolon, a tab, a bar or a blank'
    )
    assert caught.value.details == {"chosen": "^", "known": (",", ";", "\t", "|", " ")}


def test_cells_between_blanks_are_numbered_by_their_lines() -> None:
    table = read("a b\n\n1 2\n3 4 5\n", Reading(separator=" "))
    assert list_rows(table) == [(3, ["1", "2"]), (4, ["3", "4", "5"])]
    assert read("\ufeffa b\n1 2\n3 4\n5 6\n").columns == ("a", "b")


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("a,b\n1\n\n2,3\n", ("a", "b"), [(2, ["1", ""]), (4, ["2", "3"])]),
        ("a,,c\n1\n2,,3\n", ("a", "c"), [(2, ["1", ""]), (3, ["2", "3"])]),
        ("a,,c\n1,\n2,,3\n", ("a", "c"), [(2, ["1", ""]), (3, ["2", "3"])]),
        ("a,,c\n1, ,2\n", ("a", "c"), [(2, ["1", "2"])]),
        ("a,b\n1,2,3,,5\n", ("a", "b"), [(2, ["1", "2", "3", "5"])]),
        ("a,,c\n'=1,,-2\n", ("a", "c"), [(2, ["=1", "-2"])]),
        ("a,,c,\n1,,2,,,x\n", ("a", "c"), [(2, ["1", "2", "x"])]),
        ("'=a,b\n1,2\n", ("=a", "b"), [(2, ["1", "2"])]),
        ("a\n", ("a",), []),
    ],
)
def test_rows_have_the_cells_of_their_columns_and_those_behind(
    text: str, columns: tuple[str, ...], rows: list[tuple[int, list[str]]]
) -> None:
    table = read(text)
    assert (table.columns, list_rows(table), table.count) == (columns, rows, len(rows))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("a,b\n1,2,\n3,4,\n", ["2 rows end with one separator more than the headings: row 2, row 3"]),
        ("a,b\n1,2,\n3,4\n", ["a row ends with one separator more than the headings: row 2"]),
        ("a,b\n1,2,x\n3,4\n", []),
        ("a,b\n1,2,,\n3,4\n", []),
        ("a,b,c\n1,2\n3,4\n", ["2 rows have one separator less than the headings: row 2, row 3"]),
        ("a,b,c\n1,2\n3,4,5\n", []),
        ("a,b,c\n1,2\n", []),
        ("a,b,\n1,2\n3,4\n", ["2 rows have one separator less than the headings: row 2, row 3"]),
        (
            "a,,,d,,\n1,,,2,,\n",
            ["2 columns without heading and content were left out: column (B), column (C)"],
        ),
        ("a,b,,\n1,2,,\n", []),
    ],
)
def test_separators_at_the_ends_of_rows_and_empty_columns_are_noted(text: str, notes: list[str]) -> None:
    assert list_notes(read(text)) == notes


def test_a_table_without_headings_is_as_wide_as_its_widest_row() -> None:
    table = read("a,b\n\n1,2,3,\n,,,\n", Reading(heading=0))
    assert (table.columns, table.count, table.heading, table.heading_rows) == (
        ("(A)", "(B)", "(C)"),
        2,
        0,
        0,
    )
    widest = ",".join("x" * MOST_COLUMNS)
    for text in (widest, f"{widest},", f"{widest}, , "):
        assert len(read(text, Reading(heading=0)).columns) == MOST_COLUMNS
    for text, message in (
        (f"{widest},x", "it has 501 columns or more"),
        (",,\n", "there is nothing in it"),
    ):
        with pytest.raises(TableError, match=message):
            read(text, Reading(heading=0))


def test_rows_above_the_chosen_headings_are_named_with_the_first_text() -> None:
    text = "\n,title\n\nx,y\na,b\n1,2\n"
    table = read(text, Reading(heading=5))
    assert (table.columns, list_rows(table), table.heading) == (("a", "b"), [(6, ["1", "2"])], 5)
    assert list_notes(table) == ['2 rows above the headings were left out: row 2, row 4 ("title")']
    with pytest.raises(TableError) as caught:
        read(text, Reading(heading=3))
    assert str(caught.value) == "table.csv: there is nothing in row 3; choose a row with headings"
    assert caught.value.details == {"row": 3}
