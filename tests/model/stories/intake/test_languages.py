"""Which language a text names, and whether that is certain."""

from __future__ import annotations

import pytest

from model.stories.intake.languages import read_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("nl", "nl"), ("NL-be", "nl"), ("fr_FR", "fr"), ("de", "de")),
        *(("Nederlands", "nl"), ("Français", "fr"), ("Néerlandais", "nl"), ("Spanisch", "es")),
        *(("English (UK)", "en"), ("Nederlands [taal]", "nl"), ("Frans?", "fr"), ("Vlaams", "nl")),
        *(("dut", "nl"), ("(Dutch)", "nl"), ("Dutch (German is for others)", "nl"), ("het Nederlands", "nl")),
        *(("ik spreek Frans", "fr"), ("Swahili", "sw"), ("Twi", "tw"), ("Haitian Creole", "ht")),
        *(("créole haïtien", "ht"), ("Nederlands" + " " * 200 + "Frans", "nl"), ("nl-Latn-BE", "nl")),
    ],
)
def test_a_name_or_a_code_of_a_language_is_certain(text: str, language: str) -> None:
    assert read_language(text) == (language, True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("Nederlnds", "nl"), ("Engelish", "en"), ("Polsk", "pl"), ("Dutch please", "nl"), ("Frnch", "fr")),
        *(("Nederlands of Vlaams", "nl"), ("Swahili please", "sw"), ("Nederlnds (Belgie)", "nl")),
    ],
)
def test_a_slip_or_a_further_word_makes_it_a_guess(text: str, language: str) -> None:
    assert read_language(text) == (language, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xx",
        "zz-ZZ",
        "German/French",
        "Dutc",
        "Turks, Pools",
        "nl_BE_x",
        "swahili or zulu",
        "Engelish Frnch",
    ],
)
def test_several_languages_and_none_are_none(text: str) -> None:
    assert read_language(text) == (None, False)


def test_further_codes_count_where_they_are_known() -> None:
    assert read_language("xx") == (None, False)
    assert read_language("XX", ["xx"]) == ("xx", True)
