"""What a table is told to hold by its names and cells."""

from __future__ import annotations

from io import BytesIO

import pytest

from model.importing.readers.table_shapes import (
    are_pairs,
    find_list_separator,
    find_names_of_rows,
    guess_table,
    is_bare_matrix,
    is_like_matrix,
    is_number,
    is_text,
    is_without_heading,
)
from model.tables import Reading, Table, read_table


def make_table(content: str, heading: int | None = 1) -> Table:
    return read_table(BytesIO(content.encode()), "x.csv", reading=Reading(separator=",", heading=heading))


@pytest.mark.parametrize(
    ("content", "holds"),
    [
        ("From,To\na,b\n", "edges"),
        ("Name,x\na,b\n", "nodes"),
        ("id,x\na,b\n", "nodes"),
        ("x,y\na,b\n", None),
        ("From,x\na,b\n", None),
        (",a,b\na,0,1\nb,1,0\n", "matrix"),
    ],
)
def test_names_of_columns_and_rows_tell_what_a_table_holds(content: str, holds: str | None) -> None:
    assert guess_table(make_table(content)) == holds


@pytest.mark.parametrize(
    ("content", "at"),
    [
        (",a,b\na,0,1\nb,1,0\n", 0),
        (",b,a\na,0,1\n b ,1,0\n", 0),
        ("g,n,a,b\nx,a,0,1\ny,b,1,0\n", 1),
        ("n,g,a,b\na,x,0,1\nb,y,1,0\n", 0),
        ("g,h,n,a,b\nx,x,a,0,1\ny,y,b,1,0\n", 2),
        ("g,h,i,n,a,b\nx,x,x,a,0,1\ny,y,y,b,1,0\n", None),
        (",a,b\na,0,1\nc,1,0\n", None),
        (",a,b\na,0,1\nb,1,0\nb,1,0\n", None),
        (",a\na,0\n", None),
        ("n,g,a\na,x,1\n", None),
    ],
)
def test_the_names_of_rows_of_a_matrix_stand_in_one_of_its_first_columns(
    content: str, at: int | None
) -> None:
    assert find_names_of_rows(make_table(content)) == at


@pytest.mark.parametrize(
    ("content", "is_like"),
    [
        ("w,a,b,c\na,0,1,1\nb,1,0,1\nd,1,1,1\n", True),
        ("w,a,b,c\na,0,1,1\nd,1,0,1\ne,1,1,1\n", False),
        ("w,a,b,c,d\na,0,1,1,1\nb,1,1,1,1\n", False),
        ("w,a,b,c,d\na,0,1,1,1\nb,1,1,1,1\nc,1,1,1,1\n", True),
        ("w,a,b\na,0,1\nb,1,1\nc,1,1\n", False),
    ],
)
def test_most_names_of_columns_that_stand_again_below_look_like_a_matrix(content: str, is_like: bool) -> None:
    assert is_like_matrix(make_table(content)) is is_like


@pytest.mark.parametrize(
    ("content", "is_bare"),
    [
        ("0,1,0\n0,0,0.5\n0,,0\n", True),
        ("0,1,0\n0,-1,NaN\nn/a,+2,.\n", True),
        ("0,1,0\n0,0,x\n0,,0\n", False),
        ("0,1,0\n0,0,{}\n0,,0\n", False),
        ("0,1,0\n0,0,0\n", False),
        ("0,1\n1,0\n", False),
    ],
)
def test_a_matrix_of_numbers_alone_is_square(content: str, is_bare: bool) -> None:
    assert is_bare_matrix(make_table(content, 0)) is is_bare


@pytest.mark.parametrize(
    ("content", "is_without"),
    [
        ("a,b\nb,c\n", True),
        ("a,b\nc, b \n", True),
        ("a,b\nc,d\n", False),
        ("a,\n,c\n", False),
        ("a\na\n", False),
    ],
)
def test_a_first_row_of_which_a_cell_stands_below_is_no_heading(content: str, is_without: bool) -> None:
    assert is_without_heading(make_table(content)) is is_without
    assert is_without_heading(make_table(content, 0)) is False


def test_names_in_json_are_no_rows() -> None:
    content = b'[{"a": "b", "b": "c"}]'
    assert is_without_heading(read_table(BytesIO(content), "x.json")) is False


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b\nb;c;d\nc;d\n", ";"),
        ("a\tb\nb\tc\td\n", "\t"),
        ("a, b\nb,c,d\n", ","),
        ("a b\nb c d\n", " "),
        ("a;b;\nb\n", ";"),
        ("a;b\nb;c\n", None),
        ("a;b\nc;d;e\n", None),
        ("a;b;c\n", None),
        ("a b c d\nb\n", " "),
        ("a b c d e\nb\n", None),
        ("\n\na;b\n\nb\n", ";"),
        ("", None),
    ],
)
def test_lists_of_neighbours_have_lines_of_different_lengths_that_name_each_other(
    text: str, separator: str | None
) -> None:
    assert find_list_separator(text) == separator


@pytest.mark.parametrize(
    ("content", "pairs"),
    [
        ("a,b\nc,d\n", True),
        ("a,b,1\nc,d,\n", True),
        ("a,b,x\nc,d,1\n", False),
        ("a,b,1,{}\n", True),
        ("a,\nb,c\n", False),
        ("a,b\nc,d\ne f,\n", True),
        ("a,b\ne f,\n", False),
        ("a,b\nc,d\n,e\n", False),
    ],
)
def test_pairs_are_two_texts_and_numbers(content: str, pairs: bool) -> None:
    assert are_pairs(make_table(content, 0)) is pairs


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (" ", True),
        ("1", True),
        (" -1.5 ", True),
        ("+1,5", True),
        ("1.000,5", True),
        ("{x", True),
        ("1.5.2", False),
        ("1,5,2", False),
        ("x", False),
        ("-", False),
        ("1e5", False),
    ],
)
def test_a_number_is_an_amount_attributes_or_nothing(text: str, is_one: bool) -> None:
    assert is_number(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("", False),
        ("a\nb\nc.\n", True),
        ("a\nb\nc\nd.\n", False),
        ("a,\nb! \nc?\n\n", True),
        ("a:\n", True),
        ("one two three\n", False),
        ("one two three four\n", True),
        ("one two three four\na\n", False),
        ("one two three four five six seven\na b\n", True),
    ],
)
def test_a_text_has_sentences_or_long_lines(text: str, is_one: bool) -> None:
    assert is_text(text) is is_one
