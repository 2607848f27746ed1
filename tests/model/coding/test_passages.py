from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.coding import Passage
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
