"""Of every language: each text of the screen is translated, and none that nobody shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from model.words import LANGUAGES, LOCALES
from tests.catalogue import find_texts, find_translated, read_catalogue, write_catalogue

every = pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en"}))


@every
def test_every_text_of_the_screen_is_translated(language: str) -> None:
    assert find_texts() == find_translated(read_catalogue(language))


@every
def test_translations_keep_the_names_in_braces(language: str) -> None:
    for message in read_catalogue(language):
        if message.id and "{" in message.id:
            names = {part.split("}")[0] for part in str(message.id).split("{")[1:]}
            assert names == {part.split("}")[0] for part in str(message.string).split("{")[1:]}


def test_every_catalogue_is_that_of_a_language_that_can_be_chosen() -> None:
    assert {file.stem for file in LOCALES.glob("*.po")} == LANGUAGES.keys() - {"en"}


def test_a_new_language_begins_with_every_text_to_translate(tmp_path: Path) -> None:
    assert write_catalogue("fr", tmp_path) == len(find_texts())
    with (tmp_path / "fr.po").open("rb") as file:
        assert read_po(file).locale.language == "fr"


def test_what_is_translated_stays_and_what_nobody_shows_goes(tmp_path: Path) -> None:
    text = min(find_texts())
    entries = [("", r"Language: fr\n"), (text, "traduit"), ("§", "§")]
    written = [f'msgid "{said}"\nmsgstr "{translated}"\n' for said, translated in entries]
    (tmp_path / "fr.po").write_text("\n".join(written), "utf-8")
    assert write_catalogue("fr", tmp_path) == len(find_texts()) - 1
    catalogue = read_catalogue("fr", tmp_path)
    assert find_translated(catalogue) == {text}
    assert catalogue.get("§") is None
