"""What separates the cells of a text, and single lines that are split."""

from __future__ import annotations

import pytest

from model.tables.separators import (
    NONE,
    Separator,
    guess_separator,
    is_row,
    measure_width,
    split_blanks,
    split_line,
)


def sample(*lines: str) -> list[str]:
    return [f"{line}\n" for line in lines]


@pytest.mark.parametrize(
    ("lines", "separator"),
    [
        (["a,b", "1,2"], Separator(",", 2)),
        (["a;b", "1,5;2,5"], Separator(";", 2)),
        (["a;b", "1,5;2,5", "3;4", "5;6"], Separator(";", 2)),
        (["a,b,c", "1,2", "1"], Separator(NONE, 1)),
        (["a,b", "1,2", "3", "4"], Separator(",", 2)),
        (["a,b", "1,2", "3", "4", "5"], Separator(NONE, 1)),
        (["a,b", "1,2,", "3,4,"], Separator(",", 2)),
        (["a,b", "1,2,3"], Separator(",", 2)),
        (["a,b,", "1,2,3"], Separator(",", 2)),
        (["a,b,c,d", "1,2,3", "1,2,3"], Separator(",", 4)),
        (["a,b,c,d", "1,2,3", "1,2,3", "1,2,3;4"], Separator(",", 4)),
        (["a,b,c", "1,2", "1,2", "1,2", "1"], Separator(NONE, 1)),
        (["Our survey", "a,b,c", "1,2,3"], Separator(",", 3)),
        (["Our survey", "", "of 2026", "a,b", "1,2"], Separator(",", 2)),
        (["Our survey", "a,b"], Separator(NONE, 1)),
        (["Story", "He sang, and left", "She came, and stayed"], Separator(NONE, 1)),
        (["Story", "He sang,and left", "She came,and stayed"], Separator(",", 2)),
        (["Our survey", "a, b,c", "1,2,3"], Separator(",", 3)),
        (["Our survey", "a,b,c", "1,2,3", "x"], Separator(NONE, 1)),
        ([*["x"] * 10, "a,b,c", "1,2,3"], Separator(",", 3)),
        ([*["x"] * 11, "a,b,c", "1,2,3"], Separator(NONE, 1)),
        ([",,", ",,"], Separator(",", 1)),
        (["", ""], Separator(NONE, 1)),
        (["a b", "c d"], Separator(" ", 2, True)),
        (["a b", "c d", "e f"], Separator(" ", 2)),
        (["a b", "", "c  d", "e\tf"], Separator(" ", 2)),
        (["a b"], Separator(NONE, 1)),
        (["a", "b"], Separator(NONE, 1)),
        (["a b", "c d e"], Separator(NONE, 1)),
        (["a,b, ", "1,2, "], Separator(",", 2)),
        (["title", "a,b,c", "1", "2", "3,4,5", "6,7,8"], Separator(NONE, 1)),
        (["title", "a,b,c", *["1,2,3"] * 8, "x"], Separator(NONE, 1)),
        (["title", "a,b,c", *["1,2,3"] * 9, "x"], Separator(",", 3)),
        (["a|b", "c|d"], Separator("|", 2)),
        (["a\tb", "c\td"], Separator("\t", 2)),
        ([], Separator(NONE, 1)),
    ],
)
def test_the_separator_is_that_with_which_most_rows_are_as_wide(
    lines: list[str], separator: Separator
) -> None:
    assert guess_separator(sample(*lines)) == separator


@pytest.mark.parametrize(
    ("lines", "sign", "width"),
    [
        (["a b c", "", "d e", "f g"], " ", 2),
        ([], " ", 1),
        (["", " "], " ", 1),
        (["a,b,c", "1,2"], ",", 3),
        (["a,b,c", "1,2"], ";", 1),
        (["Our survey", "a,b", "1,2"], ",", 2),
    ],
)
def test_the_width_is_that_of_most_rows(lines: list[str], sign: str, width: int) -> None:
    assert measure_width(sample(*lines), sign) == width


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("a  b\tc\r\n", ["a", "b", "c"]),
        ('"a b" "c ""d"""', ["a b", 'c "d"']),
        ('"" a', ["", "a"]),
        ('"a b', ['"a', "b"]),
        ('"a"b c', ['"a"b', "c"]),
        ("  ", []),
    ],
)
def test_blanks_separate_but_for_those_in_quotation_marks(line: str, cells: list[str]) -> None:
    assert split_blanks(line) == cells


@pytest.mark.parametrize(
    ("line", "width", "cells"),
    [
        ("a;b;c\r\n", 3, ["a", "b", "c"]),
        ("a;b\n", 3, ["a", "b"]),
        ("a;b;c;d\n", 2, ["a", "b", "c", "d"]),
        ("a;b;;\n", 2, ["a", "b", "", ""]),
        ('"a;b";c', 2, ["a;b", "c"]),
        ('"a";b";c', 2, ['a";b', "c"]),
        ('"a";"b";c', 3, ["a", "b", "c"]),
        ('"a ""x"" b";c', 2, ['a "x" b', "c"]),
        ('"a" b;c', 2, ['"a" b', "c"]),
        ('a;"b', 2, ["a", '"b']),
        ('a;"b;c";d', 2, ["a", "b;c", "d"]),
        ('"";b', 2, ["", "b"]),
        ('a;"b\nc";d', 3, ["a", "b\nc", "d"]),
        ("a;b\nc;d", 3, []),
        ("a;b\nc;d", 1, []),
        ('"a\nb";c\nd', 2, []),
        (";;", 3, ["", "", ""]),
        ('"a";b";c', 5, ["a", 'b"', "c"]),
        ('"' + 'x";' * 9 + 'x";b', 2, ['x";' * 9 + "x", "b"]),
        ('"' + 'x";' * 10 + 'x";b', 2, ["x", *['x"'] * 10, "b"]),
        ("", 1, [""]),
    ],
)
def test_a_line_is_split_into_as_many_cells_as_it_can(line: str, width: int, cells: list[str]) -> None:
    assert split_line(line, ";", width) == cells


@pytest.mark.parametrize(
    ("line", "width", "found"), [("a;b", 2, True), ("a;b", 3, False), ('"a;b"', 2, True)]
)
def test_a_row_is_told_by_its_separators_alone(line: str, width: int, found: bool) -> None:
    assert is_row(line, ";", width) is found
