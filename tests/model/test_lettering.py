from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.lettering import break_lines, find_widths, measure, set_name

WIDTH = 84.0
SIZE = 14.0


def put_together(lines: tuple[str, ...]) -> str:
    """The letters of broken lines, without what breaking adds and takes away: hyphens and spaces."""
    return "".join(line.replace("-", "").replace(" ", "") for line in lines)


def test_a_text_is_twice_as_wide_in_twice_the_size() -> None:
    assert measure("mango", 28) == pytest.approx(2 * measure("mango", 14))


def test_bold_letters_are_wider() -> None:
    assert measure("mango", 14, bold=True) > measure("mango", 14)


def test_an_empty_text_has_no_width_and_no_lines() -> None:
    assert measure("", 14) == 0
    assert break_lines("  ", WIDTH, SIZE) == ()


def test_a_text_that_fits_stays_on_one_line() -> None:
    assert break_lines("a mango", 200, SIZE) == ("a mango",)


def test_line_breaks_and_double_spaces_of_the_text_are_spaces() -> None:
    assert break_lines("a\nripe \t mango", 200, SIZE) == ("a ripe mango",)


def test_a_long_word_is_broken_with_a_hyphen() -> None:
    first, *rest = break_lines("persoonsgerichtheid", WIDTH, SIZE)
    assert first.endswith("-")
    assert put_together((first, *rest)) == "persoonsgerichtheid"


def test_a_word_with_a_hyphen_of_its_own_is_broken_there() -> None:
    width = measure("person-c", SIZE)
    assert break_lines("person-centred", width, SIZE) == ("person-", "centred")
    assert break_lines("e-mailadres", measure("mailadres", SIZE), SIZE) == ("e-", "mailadres")


def test_letters_that_the_font_lacks_are_taken_to_be_as_wide_as_they_get() -> None:
    assert measure("芒果", 10) >= 20
    assert measure("🥭", 10) == pytest.approx(12.7, abs=0.01)
    assert measure("س", 10) >= measure("o", 10)


def test_marks_on_letters_take_no_room() -> None:
    assert measure("e\u0f74\u200d", 10) == measure("e", 10)


def test_chinese_is_broken_without_hyphens() -> None:
    lines = break_lines("倾听病人的声音并尊重", WIDTH, SIZE)
    assert len(lines) > 1
    assert "".join(lines) == "倾听病人的声音并尊重"


def test_a_letter_that_is_wider_than_the_line_has_a_line_of_its_own() -> None:
    assert break_lines("WW", 5, SIZE) == ("W-", "W")


def test_what_is_beyond_the_last_line_is_said_by_an_ellipsis() -> None:
    lines = break_lines("one two three four five six seven", 40, SIZE, at_most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_a_text_of_just_as_many_lines_as_allowed_has_no_ellipsis() -> None:
    assert break_lines("one two", measure("two", SIZE), SIZE, at_most=2) == ("one", "two")


@given(st.text(max_size=120), st.booleans(), st.integers(1, 4))
def test_no_line_is_wider_than_the_room_and_there_are_not_more_lines_than_allowed(
    text: str, bold: bool, at_most: int
) -> None:
    lines = break_lines(text, WIDTH, SIZE, bold=bold, at_most=at_most)
    assert len(lines) <= at_most
    assert all(measure(line, SIZE, bold) <= WIDTH for line in lines)


@given(st.text(alphabet="aeiouwm -", max_size=60))
def test_no_letter_is_lost_where_there_are_lines_enough(text: str) -> None:
    lines = break_lines(text, WIDTH, SIZE, at_most=1000)
    assert put_together(lines) == put_together((text.strip(),))


@given(st.text(max_size=80), st.floats(20, 400), st.integers(1, 4))
def test_a_name_is_set_no_wider_than_its_room_and_on_few_lines(text: str, width: float, at_most: int) -> None:
    lines, size = set_name(text, width, SIZE, 11, at_most=at_most)
    assert 11 <= size <= SIZE
    assert len(lines) <= at_most
    assert all(measure(line, size, bold=True) <= width + 0.01 or line == "…" for line in lines)


def test_the_lines_of_a_name_are_about_as_long_as_each_other() -> None:
    lines, _ = set_name("Positive perception of the healing process", 14 * 10, SIZE, 11)
    widths = [measure(line, SIZE, bold=True) for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.8 * max(widths)


def test_a_name_that_needs_too_many_lines_is_set_smaller_and_then_cut() -> None:
    name = "comprehensibility"
    whole = 14 * find_widths(name)[0]
    assert set_name(name, whole, SIZE, 11) == ((name,), SIZE)
    lines, size = set_name(name, 0.9 * whole, SIZE, 11)
    assert lines == (name,)
    assert 11 < size < SIZE
    [cut], size = set_name(name, 0.5 * whole, SIZE, 11)
    assert size == 11
    assert cut.endswith("…")


@pytest.mark.parametrize(
    "long", ["信任患者" * 500, "a\u00ad" * 1000, "ab " * 666], ids=["signs", "parts", "words"]
)
def test_a_very_long_name_is_cut_with_an_ellipsis_and_takes_no_time(long: str) -> None:
    begin = time.process_time()
    lines, _ = set_name(long, 10_000, SIZE, 11)
    assert lines[-1].endswith("…")
    assert find_widths(long)[0] < 200
    assert time.process_time() - begin < 2


def test_a_long_name_without_a_place_to_break_it_is_cut_where_it_is_full_and_takes_no_time() -> None:
    begin = time.process_time()
    ((line,), _) = set_name("a" * 100_000, 500, SIZE, 11)
    assert time.process_time() - begin < 2
    assert measure(line, 11, bold=True) <= 500 < measure(f"a{line}", 11, bold=True)
    assert set_name("a" * 100, 1, SIZE, 11)[0] == ("…",)


def test_a_soft_hyphen_at_the_end_of_a_word_and_several_in_a_row_are_no_hyphens() -> None:
    assert set_name("a\u00ad \u00adb", 100, SIZE, 11) == (("a b",), SIZE)
    assert set_name("wijk\u00ad\u00adzorg", measure("wijk--", SIZE, bold=True), SIZE, SIZE)[0] == (
        "wijk-",
        "zorg",
    )


def test_any_space_is_as_wide_as_a_space() -> None:
    assert measure("a\u2029\nb", SIZE) == measure("a  b", SIZE)


def test_a_line_is_as_full_as_it_can_be() -> None:
    text = "one two three"
    for width, lines in (
        (measure(text, SIZE), (text,)),
        (measure(text, SIZE) - 0.01, ("one two", "three")),
        (measure("one two", SIZE), ("one two", "three")),
        (measure("one two", SIZE) - 0.01, ("one", "two", "three")),
    ):
        assert break_lines(text, width, SIZE) == lines
    bold = measure(text, SIZE, bold=True)
    assert break_lines(text, bold - 0.01, SIZE) == (text,)
    assert break_lines(text, bold - 0.01, SIZE, bold=True) == ("one two", "three")


def test_a_word_is_broken_where_its_hyphen_still_fits_and_the_rest_goes_on() -> None:
    assert break_lines("aaaaaa b", measure("aaa-", SIZE), SIZE) == ("aaa-", "aaa", "b")
    assert break_lines("b aaaaaa", measure("aaaa-", SIZE), SIZE) == ("b", "aaaa-", "aa")
    assert break_lines("aaaaaa", measure("aaaaa", SIZE) + 0.01, SIZE) == ("aaaa-", "aa")
    assert break_lines("-aaaaa", measure("-aaa-", SIZE), SIZE) == ("-aaa-", "aa")


def test_a_hyphen_stands_wherever_a_word_is_broken_but_between_two_chinese_signs() -> None:
    assert break_lines("aaa好好", measure("aaa-", SIZE), SIZE)[0] == "aaa-"
    assert break_lines("好好aaaa", measure("好好-", SIZE), SIZE)[0] == "好好-"
    assert break_lines("好好好aa", measure("好好-", SIZE), SIZE) == ("好好", "好aa")


def test_where_not_even_an_ellipsis_fits_it_stands_alone() -> None:
    assert break_lines("aa bb", 1, SIZE, at_most=1) == ("…",)


def test_the_last_line_that_is_shown_is_cut_to_make_room_for_its_ellipsis() -> None:
    assert break_lines("one two six", measure("two", SIZE), SIZE, at_most=2) == ("one", "t…")
    assert break_lines("one a six", measure("one", SIZE), SIZE, at_most=2) == ("one", "a…")
    assert break_lines("aaaaaaaaa", measure("aaa-", SIZE), SIZE, at_most=2) == ("aaa-", "a…")
    assert break_lines("one two six ten ten", measure("two", SIZE), SIZE) == ("one", "two", "six", "t…")


def test_a_name_of_more_than_eighty_parts_ends_with_an_ellipsis_behind_the_eightieth() -> None:
    for count, line in ((80, " ".join("a" * 80)), (81, " ".join("a" * 80) + "…")):
        assert set_name(" ".join("a" * count), 10_000, SIZE, 11) == ((line,), SIZE)
    soft = "\u00ad".join(["ab"] * 90)
    assert set_name(soft, 10_000, SIZE, 11) == (("ab" * 80 + "…",), SIZE)


def test_a_name_is_set_on_the_fewest_lines_that_fit_in_the_largest_letters() -> None:
    name = "one two three four"
    alone, halved, _three, _four = find_widths(name)
    assert set_name(name, alone * SIZE, SIZE, 11) == ((name,), SIZE)
    assert set_name(name, alone * SIZE - 0.01, SIZE, 11) == (("one two", "three four"), SIZE)
    assert set_name(name, halved * SIZE - 0.01, SIZE, 11)[0] == ("one two", "three", "four")
    lines, size = set_name(name, halved * SIZE - 0.14, SIZE, 11, at_most=2)
    assert lines == ("one two", "three four")
    assert size == pytest.approx(SIZE - 0.14 / halved)
    assert set_name(name, halved * 11, SIZE, 11, at_most=2) == (("one two", "three four"), 11)
    assert set_name(name, halved * 11 - 0.01, SIZE, 11, at_most=2) == (("one two", "three f…"), 11)
    assert find_widths(name, bold=False, at_most=2) < (alone, halved)
    assert find_widths("one") == (find_widths("one")[0],) * 4


def test_a_name_that_is_cut_is_broken_between_words_but_for_its_end() -> None:
    width = 11 * measure("three", 1, bold=True)
    assert set_name("one two three four", width, SIZE, 11, at_most=2) == (("one", "tw…"), 11)
    assert set_name("one two three four", width, SIZE, 11, at_most=3) == (("one", "two", "thr…"), 11)
    assert set_name("three-hundred two", width, SIZE, 11, at_most=3) == (("thr…",), 11)


@pytest.mark.parametrize(
    ("letter", "width"), [("你", 1.05), ("ａ", 1.05), ("\U0001f9ff\u200d", 1.24), ("ⴰ", 0.9), ("\ue000", 1.4)]
)
def test_a_letter_of_another_font_is_as_wide_as_its_kind(letter: str, width: float) -> None:
    assert measure(letter[:1], 1) == pytest.approx(width, abs=0.05)
