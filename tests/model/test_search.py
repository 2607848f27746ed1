from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.search import fold, has_words


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("patient", "Patiënt"),
        ("PATIËNT", "patient"),
        ("strasse", "Straße"),
        ("beinvloed", "beïnvloed"),
        ("vluc", "vlúchtig"),
        ("fijn", "ﬁjn"),
    ],
    ids=["accent left out", "accent added", "sharp s", "diaeresis", "start of a word", "ligature"],
)
def test_case_and_accents_do_not_matter(typed: str, written: str) -> None:
    assert has_words(typed, [written])


def test_a_letter_and_its_accent_typed_apart_are_found_as_one() -> None:
    assert fold("pati\u0065\u0308nt") == fold("pati\u00ebnt")


FOLDED = json.loads((Path(__file__).parents[1] / "folded.json").read_text(encoding="utf-8"))
"""Texts and what they are folded to; the browser folds the same ones (tests/scripts/search.test.js)."""


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_a_text_is_folded_as_the_browser_does_it(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_word_must_be_found() -> None:
    assert not has_words("mango pear", ["a mango"])


def test_words_may_stand_in_different_texts_and_in_any_order() -> None:
    assert has_words("pear mango", ["a mango", "a pear"])


def test_a_word_does_not_run_on_from_one_text_into_the_next() -> None:
    assert not has_words("mango", ["man", "go"])


@pytest.mark.parametrize("search", ["", " ", "\t\n", "\u0301"])
def test_a_search_without_letters_finds_nothing(search: str) -> None:
    assert not has_words(search, ["anything"])


def test_nothing_is_found_where_there_is_no_text() -> None:
    assert not has_words("mango", [])
