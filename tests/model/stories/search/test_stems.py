from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from model.stories.search.stems import STEMMED, find_stem


@pytest.mark.parametrize(
    ("language", "words", "stem"),
    [
        ("nl", ["huis", "huizen"], "huis"),
        ("en", ["run", "running", "runs"], "run"),
        ("fr", ["infirmiere", "infirmieres"], "infirmier"),
        ("de", ["schwester", "schwestern"], "schwest"),
    ],
)
def test_forms_of_a_word_have_one_stem_in_its_language(language: str, words: list[str], stem: str) -> None:
    assert {find_stem(word, language) for word in words} == {stem}


def test_in_a_language_without_rules_a_word_is_its_stem() -> None:
    assert find_stem("huizen", "it") == "huizen"
    assert STEMMED == ("nl", "fr", "de", "en")


def test_several_threads_find_the_same() -> None:
    words = [f"{start}ingen" for start in "bcdfghjklmnpqrstvwxz"] * 20
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda word: find_stem.__wrapped__(word, "nl"), words))
    assert found == [find_stem(word, "nl") for word in words]
