"""Names of columns: short, each once, and letters where there is no other."""

from __future__ import annotations

import pytest

from model.tables.names import find_free_name, shorten, to_letters
from model.tables.refusal import LONGEST_NAME


def test_a_name_that_is_taken_has_the_first_free_number() -> None:
    assert find_free_name("a", []) == "a"
    assert find_free_name("a", ["a"]) == "a (2)"
    assert find_free_name("a", ["a", "a (2)", "a (4)"]) == "a (3)"
    long = "x" * LONGEST_NAME
    assert find_free_name(long, [long]) == "x" * (LONGEST_NAME - 4) + " (2)"
    taken = [long, *("x" * (LONGEST_NAME - 4) + f" ({number})" for number in range(2, 10))]
    assert find_free_name(long, taken) == "x" * (LONGEST_NAME - 5) + " (10)"


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("abcde", 5, "abcde"),
        ("abcdef", 5, "abcd…"),
        ("abc def", 5, "abc…"),
        (" a \n b ", 5, "a b"),
        ("    " * 5 + "x", 5, ""),
        ("   " * 5 + "    xy", 5, "x"),
        ("x" * 60, 60, "x" * 60),
    ],
)
def test_a_text_is_shortened_on_a_line(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short


def test_an_example_has_at_most_sixty_letters() -> None:
    assert (shorten("x" * 60), shorten("x" * 61)) == ("x" * 60, "x" * 59 + "…")


def test_columns_have_the_letters_of_spreadsheets() -> None:
    columns = [0, 25, 26, 51, 52, 701, 702]
    assert [to_letters(column) for column in columns] == [
        *("(A)", "(Z)", "(AA)", "(AZ)", "(BA)", "(ZZ)", "(AAA)"),
    ]
