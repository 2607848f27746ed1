"""How much room texts take on slides, how they are cut, and the lines with a course of their own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.export.freeforms import Freeform, write_geometry
from model.export.shapes import (
    Place,
    Text,
    clean,
    count_lines,
    measure_height,
    measure_width,
    shorten,
)
from model.lettering import measure

WORDS = "one two three four five six seven eight nine ten"
WIDE = measure("one two three", 10 * 1.2)
"""As wide as a line of three words in a font that is a fifth wider."""


def test_a_place_has_its_other_sides_and_its_middle() -> None:
    place = Place(1, 2, 30, 40)
    assert (place.right, place.bottom, place.middle) == (31, 42, 22)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("a\x7f\x85\x9fb", "ab"), ("a\u2028b\u2029c", "abc"), ("a\tb", "a b"), ("a\r\nb\rc\n", "a\nb\nc\n")],
)
def test_what_a_slide_cannot_hold_is_left_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("words", "lines"), [("", 1), ("one", 1), ("one\ntwo", 2), ("one\n\ntwo\n", 4), (WORDS, 4)]
)
def test_lines_are_counted_in_each_paragraph(words: str, lines: int) -> None:
    assert count_lines(words, WIDE, 10) == lines
    assert measure_height(words, WIDE, 10) == pytest.approx(lines * 12.6 if words else 0)


def test_bold_letters_need_more_lines_and_a_line_is_as_wide_as_its_letters_and_a_fifth() -> None:
    assert count_lines("one two three", WIDE, 10) == 1
    assert count_lines("one two three", WIDE - 0.01, 10) == count_lines("one two three", WIDE, 10, True) == 2
    assert measure_width(" one\ntwo three ", 10) == pytest.approx(WIDE)
    assert measure_width("one", 10, True) == pytest.approx(measure("one", 12, bold=True))


@pytest.mark.parametrize(
    ("height", "shortened"),
    [
        (0, "one two…"),
        (12.6, "one two…"),
        (25.0, "one two…"),
        (25.2, "one two three four five…"),
        (50.2, "one two three four five six seven…"),
        (50.4, WORDS),
    ],
)
def test_as_many_words_are_kept_as_fit_with_an_ellipsis(height: float, shortened: str) -> None:
    assert shorten(WORDS, WIDE, height, 10) == shortened
    assert Text(WORDS, 10, "#000000", "en").cut(WIDE, height).words == shortened


def test_a_text_is_cut_to_lines_in_its_own_letters() -> None:
    text = Text(WORDS, 10, "#000000", "en")
    assert text.cut_to_lines(WIDE, 2).words == "one two three four five…"
    bold = Text(WORDS, 10, "#000000", "en", True).cut_to_lines(WIDE, 2)
    assert (bold.words, bold.is_bold) == ("one two three four…", True)
    assert text.measure_height(WIDE) == pytest.approx(4 * 12.6)
    assert Text("one two three", 10, "#000000", "en", True).measure_height(WIDE) == pytest.approx(25.2)


def test_a_word_that_alone_is_too_long_is_cut_within_and_signs_before_the_ellipsis_go() -> None:
    assert re.fullmatch("a+…", shorten("a" * 500, WIDE, 12.6, 10))
    assert shorten("one two, three four five", WIDE, 12.6, 10) == "one two…"
    assert shorten("one: \n two three four five", WIDE, 12.6, 10) == "one…"


def test_an_endless_text_is_cut_without_looking_at_all_of_it() -> None:
    assert shorten("i" * 1000, 100_000, 12.6, 10) == "i" * 400 + "…"
    assert shorten("i" * 400, 100_000, 12.6, 10) == "i" * 400


@given(st.text("ab .,\n", max_size=60), st.integers(10, 60), st.integers(1, 4))
def test_what_is_left_of_a_text_fits_and_begins_it(words: str, width: int, lines: int) -> None:
    kept = shorten(words, width, lines * 12.6, 10)
    fits = count_lines(words, width, 10) <= lines
    assert (kept == words) if fits else kept.endswith("…")
    assert words.startswith(kept.removesuffix("…"))
    assert count_lines(kept, width, 10) <= lines


def test_a_line_takes_up_what_its_points_do_and_never_nothing() -> None:
    assert Freeform((5, 5), ((5, 5),)).find_frame() == (5, 5, 0.1, 0.1)
    assert Freeform((1, 9), ((4, 9), (0, 2, 8, 3, 6, 7))).find_frame() == (0, 2, 8, 7)


def test_a_course_is_written_from_the_corner_of_its_frame() -> None:
    written = write_geometry(Freeform((2, 1), ((4, 1), (4, 2, 5, 3, 6, 3))))
    assert '<a:path w="50800" h="25400" fill="none">' in written
    path = re.sub(r'<a:pt x="(\d+)" y="(\d+)"/>', r"(\1 \2)", written.partition('fill="none">')[2])
    assert path.startswith(
        "<a:moveTo>(0 0)</a:moveTo><a:lnTo>(25400 0)</a:lnTo>"
        "<a:cubicBezTo>(25400 12700)(38100 25400)(50800 25400)</a:cubicBezTo></a:path>"
    )
