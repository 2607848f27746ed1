"""How problems are said to people who have a table before them."""

from __future__ import annotations

import pytest

from model.stories.intake.problems import Problem, find_field, shorten


@pytest.mark.parametrize(
    ("column", "field", "said"),
    [
        ("Wie?", "teller", 'column "Wie?": it is missing'),
        ("", "teller", "teller: it is missing"),
        ("", "", "it is missing"),
        ("Wie\nbent u?", "teller", 'column "Wie bent u?": it is missing'),
    ],
)
def test_a_problem_is_described_by_its_column_or_else_its_field(column: str, field: str, said: str) -> None:
    problem = Problem(12, column, field, "missing", "it is missing")
    assert (problem.describe(), str(problem)) == (said, f"row 12, {said}")


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((), ("translations", 0)),
        (("wordings",), ("wordings", 0)),
        (("wordings", 0, "title"), ("title", 0)),
        (("wordings", 0, "text"), ("text", 0)),
        (("wordings", 1, "title"), ("translations", 1)),
        (("wordings", 3), ("translations", 3)),
        (("source",), ("source", 0)),
        (("source", "name"), ("source", 0)),
        (("source", "url"), ("source_url", 0)),
        (("source", "session"), ("source_session", 0)),
        (("revision",), ("revision", 0)),
    ],
)
def test_a_place_in_a_story_is_a_field_of_a_row(place: tuple[int | str, ...], found: tuple[str, int]) -> None:
    assert find_field(place) == found


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", ""),
        ("  a \n b\t c ", "a b c"),
        ("a\x1bb\u202ec", "a b c"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("a b " * 15, "a b " * 14 + "a b"),
        (" " * 1000 + "x", ""),
        (" " * 999 + "xy", "x"),
    ],
)
def test_a_cell_is_shown_on_one_line_and_cut_at_sixty_signs(said: str, shown: str) -> None:
    assert shorten(said) == shown
