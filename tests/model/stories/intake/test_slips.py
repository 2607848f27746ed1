from __future__ import annotations

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


def test_short_words_are_found_as_they_are_only() -> None:
    slips = Slips(WORDS)
    assert (slips.find("kind"), slips.find("kid"), slips.find("find"), slips.find("kindd")) == (
        ("kind",),
        (),
        (),
        (),
    )


def test_words_that_are_equally_near_are_all_found() -> None:
    assert Slips(["master", "mister"]).find("muster") == ("master", "mister")


def test_several_words_are_corrected_together_or_not_at_all() -> None:
    slips = Slips(["master", "mister", "vriend"])
    assert list(find_corrections(["muster", "vreind"], slips)) == [("master", "vriend"), ("mister", "vriend")]
    assert list(find_corrections(["muster", "zebra"], slips)) == []
    assert len(list(find_corrections(["muster"] * 10, slips))) == 16


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
