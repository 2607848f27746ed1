"""Days, numbers and labels as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from model.words import (
    CULTURES,
    LANGUAGES,
    STORY_LANGUAGES,
    get_words,
    join_label,
    list_story_languages,
    mark,
    quote,
    split_words,
    write_day,
    write_number,
    write_percent,
)

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("language", "medium", "long", "full"),
    [
        ("en", "5 Mar 2026", "5 March 2026", "Thursday 5 March 2026"),
        ("nl", "5 mrt 2026", "5 maart 2026", "donderdag 5 maart 2026"),
        ("fr", "5 mars 2026", "5 mars 2026", "jeudi 5 mars 2026"),
        ("de", "05.03.2026", "5. März 2026", "Donnerstag 5. März 2026"),
    ],
)
def test_a_day_is_written_as_its_language_does(language: str, medium: str, long: str, full: str) -> None:
    assert write_day(DAY, language, "medium") == medium
    assert write_day(DAY, language) == write_day(DAY, language, "long") == long
    assert write_day(DAY, language, "full").replace(",", "") == full


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (1234567, 0, "1,234,567"),
        (2.5, 1, "2.5"),
        (3, 1, "3.0"),
        (0.256, 2, "0.26"),
        (-1234.5, 1, "-1,234.5"),
        (999.96, 1, "1,000.0"),
    ],
)
def test_a_number_is_written_with_so_many_decimals(value: float, decimals: int, written: str) -> None:
    assert write_number(value, "en", decimals) == written


def test_numbers_are_written_as_each_language_does() -> None:
    assert {language: write_number(1234.5, language) for language in LANGUAGES} == {
        "en": "1,234.5",
        "nl": "1.234,5",
        "fr": "1\u202f234,5",
        "de": "1.234,5",
    }
    assert {"".join(write_percent(0.785, language).split()) for language in LANGUAGES} == {"78%"}


@pytest.mark.parametrize(
    ("language", "label", "quoted"),
    [
        ("en", "a: b", "“a”"),
        ("nl", "a: b", "“a”"),
        ("fr", "a\u202f: b", "«\u202fa\u202f»"),
        ("de", "a: b", "„a“"),
        ("xx", "a: b", "“a”"),
    ],
)
def test_labels_and_quotations_have_the_signs_of_their_language(
    language: str, label: str, quoted: str
) -> None:
    assert join_label(get_words(language), "a", "b") == label
    assert join_label(get_words(language), "a", 3) == label.replace("b", "3")
    assert quote(get_words(language), "a") == quoted


def test_words_that_a_space_joins_for_good_are_one() -> None:
    assert split_words("") == split_words(" \n\t") == []
    assert split_words(" a\u2003b\r\nc\u00a0d \u202fe ") == ["a", "b", "c\u00a0d", "\u202fe"]


def test_a_language_without_a_catalogue_has_the_words_of_the_code() -> None:
    assert get_words("xx")("Language") == get_words("en")("Language") == mark("Language") == "Language"
    assert get_words("nl")("No text of ours") == "No text of ours"


def test_stories_can_be_told_in_every_language_of_the_screen_and_in_others() -> None:
    for language in LANGUAGES:
        named = list_story_languages(language)
        assert tuple(named) == STORY_LANGUAGES
        assert all(name[0] == name[0].upper() for name in named.values())
        assert LANGUAGES.keys() <= named.keys()
    assert list_story_languages("fr")["de"] == "Allemand"
    assert CULTURES.keys() == LANGUAGES.keys()
