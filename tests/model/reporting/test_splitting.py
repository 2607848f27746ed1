"""What does not fit on one slide: letters get smaller, texts and lists go on on the next."""

from __future__ import annotations

import pytest

from model.export.shapes import Place, measure_height
from model.reporting.splitting import choose_size, split_parts, split_text

ROW = ("Tea at four", "head nurse")
WORDS = "A mango, brought by a nurse. " * 12


@pytest.mark.parametrize(
    ("rows", "size"),
    [(1, 16), (10, 16), (11, 14), (12, 12), (13, 12), (14, 10), (16, 10), (17, 8), (21, 8), (22, 7)],
)
def test_the_letters_of_a_table_are_as_large_as_its_room_allows(rows: int, size: float) -> None:
    assert choose_size([ROW] * rows, Place(0, 0, 800, 300), (3, 1)) == size


def test_a_line_of_a_table_is_seven_tenths_higher_than_its_letters_and_so_is_its_head() -> None:
    fitting = 16 * 1.26 + 0.4 * 16 + 1.7 * 16
    assert choose_size([("Tea",)], Place(0, 0, 800, fitting + 0.8), (1,)) == 16
    assert choose_size([("Tea",)], Place(0, 0, 800, fitting - 0.1), (1,)) == 14


def test_the_highest_cell_makes_a_row_and_columns_are_as_wide_as_their_shares() -> None:
    long = " ".join(["hoofdverpleegkundige"] * 8)
    room = Place(0, 0, 600, 120)
    sizes = {widths: choose_size([("x", long)], room, widths) for widths in ((1, 5), (1, 1), (5, 1))}
    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)
    assert sizes[1, 5] > sizes[1, 1] > sizes[5, 1]
    assert choose_size([(long, "x")], room, (5, 1)) == sizes[1, 5]


@pytest.mark.parametrize("height", [21, 60, 100, 1000])
def test_each_part_of_a_text_fits_and_together_they_are_the_text(height: float) -> None:
    parts = split_text(WORDS.strip(), 200, height, 16)
    assert all(measure_height(part, 200, 16) <= height for part in parts)
    assert " ".join(parts) == WORDS.strip()
    assert (len(parts) == 1) == (height == 1000)


def test_a_text_is_parted_between_words_and_one_that_is_too_narrow_within_them() -> None:
    assert split_text("one two", 60, 21, 16) == ["one", "two"]
    assert "".join(split_text("x" * 40, 100, 21, 16)) == "x" * 40
    assert split_text("", 100, 21, 16) == [""]


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3])])
def test_groups_are_as_large_as_they_may_be(count: int, sizes: list[int]) -> None:
    groups = list(split_parts(range(count), 3))
    assert [len(group) for group in groups] == sizes
    assert [number for group in groups for number in group] == list(range(count))
