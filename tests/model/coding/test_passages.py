from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.coding import Passage, passages
from model.coding.passages import follow, move
from tests.storytelling import build_story

words = st.lists(st.sampled_from(["a", "mango", "she", "é", "👩‍⚕️", "sang."]), min_size=1, max_size=12)


def test_a_passage_stays_with_its_words_when_others_come_before_it() -> None:
    old, new = "She sang. He laughed.", "One night she came. She sang. He laughed."
    start, end = move(old, new, old.index("He"), len(old))
    assert new[start:end] == "He laughed."


def test_what_is_masked_within_a_passage_is_part_of_it() -> None:
    old, new = "Then Sarah Peeters sang for us.", "Then [name] sang for us."
    start, end = move(old, new, 5, 23)
    assert new[start:end] == "[name] sang"


def test_a_passage_whose_words_are_gone_is_nowhere() -> None:
    story = build_story("She sang. He laughed.", revision=1)
    later = build_story("She sang.", id=story.id, revision=2)
    assert follow(Passage("en", 10, 21, revision=1), {1: story}, later) is None
    assert follow(Passage("en", 0, 9, revision=1), {1: story}, later) == Passage("en", 0, 9, revision=2)


def test_a_passage_of_a_text_that_nobody_knows_any_more_is_nowhere() -> None:
    later = build_story("She sang.", revision=2)
    assert follow(Passage("en", 0, 9, revision=1), {}, later) is None
    assert follow(Passage("fr", 0, 9, revision=1), {1: later}, later) is None


@pytest.mark.parametrize(
    ("old", "new", "part", "found"),
    [
        ("She sang.", "She sang.", "sang", "sang"),
        ("She sang. She sang.", "Then she sang. She sang.", "She sang. She", "Then she sang. She"),
        ("a b a b", "a b c a b", "b a", "b c a"),
        ("Then Sarah sang.", "Then [name] sang.", "Sarah", "[name]"),
        ("Then Sarah sang.", "Then [name] sang.", "Then Sarah", "Then [name]"),
        ("Then Sarah sang.", "Then [name] sang.", "arah sang", "[name] sang"),
        ("Then Sarah sang.", "Then [name] sang.", "Then Sa", "Then [name]"),
        ("Ann and Ann sang.", "X and X sang.", "Ann sang", "X sang"),
        ("one two three", "one three", "two", ""),
        ("one two three", "one three", "one two", "one "),
        ("one two three", "zero", "two", "zero"),
        ("one", "one two", "one", "one"),
        ("mango mango", "the mango", "mango mango", "the mango"),
        ("ab ab", "ab", "ab ab", "ab"),
    ],
)
def test_a_part_of_a_text_is_found_in_a_changed_one(old: str, new: str, part: str, found: str) -> None:
    start = old.rindex(part)
    first, after = move(old, new, start, start + len(part))
    assert new[first:after] == found


def test_a_passage_of_todays_text_is_where_it_is_and_one_without_a_text_is_nowhere() -> None:
    now = build_story("She sang.", revision=2)
    before = build_story("He and she sang.", revision=1)
    french = build_story("Elle chantait.", revision=1, language="fr")
    passage = Passage("fr", 0, 99, revision=2)
    assert follow(passage, {}, now) is passage
    assert follow(Passage("en", 11, 15, revision=1), {1: before}, now) == Passage("en", 4, 8, revision=2)
    assert follow(Passage("en", 11, 15, revision=1), {1: french}, now) is None
    assert follow(Passage("fr", 0, 4, revision=1), {1: french}, now) is None
    assert follow(Passage("en", 3, 6, revision=1), {1: before}, now) == Passage("en", 0, 3, revision=2)


def test_the_text_of_a_passage_is_that_of_its_language() -> None:
    words = ({"language": "en", "text": "She sang."}, {"language": "nl", "text": "Zij zong."})
    story = build_story(wordings=words)
    found = [Passage(language, 4, 8, revision=1).find_text(story) for language in ("en", "nl", "fr")]
    assert found == ["sang", "zong", ""]
    for start, end in ((3, 3), (4, 3), (-1, 3)):
        with pytest.raises(ValueError, match=f"a passage from {start} up to {end} holds no character"):
            Passage("en", start, end, revision=1)
    assert Passage("en", 0, 1, revision=1).find_text(story) == "S"


def test_a_long_text_is_compared_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "A mango.\nBye.", "One mango.\nBye."
    for most, found in ((7, "One mango"), (6, "One mango.\n")):
        passages._compare.cache_clear()
        monkeypatch.setattr(passages, "_MOST_COMPARED", most)
        first, after = move(old, new, 0, len("A mango"))
        assert new[first:after] == found
    passages._compare.cache_clear()


@given(words, words, words)
def test_words_that_stay_are_found_where_they_stand(
    before: list[str], kept: list[str], after: list[str]
) -> None:
    text = "UNIQUE " + " ".join(kept) + " WORDS"
    old = f"{text} {' '.join(after)}"
    new = f"{' '.join(before)} {text}"
    start, end = move(old, new, 0, len(text))
    assert new[start:end].endswith("WORDS")
    assert new[start:].startswith("UNIQUE")


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_a_place_is_always_within_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    first, after = move(old, new, start, end)
    assert 0 <= first <= after <= len(new)
