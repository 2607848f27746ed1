from __future__ import annotations

from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.stories.intake.slips import Slips, find_corrections

WORDS = ["verpleegkundige", "zorgverlener", "patient", "partner", "kind", "vriend"]

words = st.text("abcdefgh", min_size=5, max_size=12)


def test_a_letter_less_more_wrong_or_in_the_wrong_place_is_a_slip() -> None:
    slips = Slips(WORDS)
    for slip in ("patien", "patientt", "pationt", "pateint", "atient"):
        assert slips.find(slip) == ("patient",)
    for two_slips in ("paient s", "pattern", "tneitap"):
        assert slips.find(two_slips) == ()


def test_long_words_may_have_two_slips_behind_their_first_letters() -> None:
    slips = Slips(WORDS)
    assert slips.find("verpleegkundgie") == slips.find("vepleegkundge") == ("verpleegkundige",)
    assert slips.find("evrpleegkundge") == ()


@pytest.mark.parametrize(
    ("known", "typed", "is_found"),
    [
        ("abcdefghi", "abcdefxyi", True),
        ("abcdefghi", "abcdefg", False),
        ("abcdefgh", "abcdxyefgh", False),
        ("abcdefghijk", "abcdefghi", True),
        ("abcdefghi", "abcdefghijk", True),
        ("abcdefghijkl", "abcdefghi", False),
        ("ab" + "c" * 28, "ab" + "c" * 26 + "dd", True),
        ("ab" + "c" * 29, "ab" + "c" * 27 + "dd", False),
        ("a" * 101, "a" * 100, True),
        ("a" * 100, "a" * 101, False),
        ("abcde", "abcd", False),
        ("abcdef", "abcde", True),
        ("abcd", "abcde", False),
        ("abcdefghi", "abcdefhgi", True),
        ("abcdefgh", "abcdfegi", False),
    ],
)
def test_how_many_slips_are_allowed_depends_on_how_long_a_word_is(
    known: str, typed: str, is_found: bool
) -> None:
    assert Slips([known]).find(typed) == ((known,) if is_found else ())


def test_where_one_slip_explains_a_word_those_that_need_two_are_left_out() -> None:
    assert Slips(["abcdefghxy", "abcdefghij"]).find("abcdefghiz") == ("abcdefghij",)


def test_short_words_are_found_as_they_are_only() -> None:
    slips = Slips(WORDS)
    assert (slips.find("kind"), slips.find("kid"), slips.find("find"), slips.find("kindd")) == (
        ("kind",),
        (),
        (),
        (),
    )


def test_words_that_are_equally_near_are_all_found() -> None:
    assert Slips(["mister", "master"]).find("muster") == ("master", "mister")
    assert Slips(["musters", "master"]).find("muster") == ("master", "musters")
    two = [f"abcdefg{letter}{letter}" for letter in "zyxwv"]
    assert Slips(two).find("abcdefghi") == tuple(sorted(two))


def test_several_words_are_corrected_together_or_not_at_all() -> None:
    slips = Slips(["master", "mister", "vriend"])
    assert list(find_corrections(["muster", "vreind"], slips)) == [("master", "vriend"), ("mister", "vriend")]
    assert list(find_corrections(["muster", "zebra"], slips)) == []
    several = [*find_corrections(["muster"] * 10, slips)]
    assert several == list(islice(product(["master", "mister"], repeat=10), 16))
    assert list(find_corrections(["muster"] * 10, slips, at_most=3)) == several[:3]


@given(words, st.data())
def test_one_slip_in_any_place_is_found(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    kind = data.draw(st.sampled_from(["less", "more", "other", "swapped"]))
    letter = data.draw(st.sampled_from("abcdefgh"))
    before, after = word[:place], word[place + 1 :]
    slip = {
        "less": before + after,
        "more": before + letter + word[place:],
        "other": before + letter + after,
        "swapped": word[: max(place - 1, 0)] + word[place] + word[max(place - 1, 0) : place] + after,
    }[kind]
    if len(slip) >= 5:
        assert word in Slips([word]).find(slip)


@given(st.lists(words, max_size=20), words)
def test_a_known_word_is_found_as_itself(known: list[str], word: str) -> None:
    assert Slips([*known, word]).find(word) == (word,)
