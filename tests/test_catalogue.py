"""Of every language: each text of the screen is translated, and none that nobody shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.__main__ import main
from model.catalogue import find_faults, find_texts, find_translated, read_catalogue, update_catalogue
from model.words import LANGUAGES, LOCALES

every = pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en"}))


@every
def test_a_catalogue_has_every_text_translated_and_nothing_else(language: str) -> None:
    assert list(find_faults(language)) == []


@every
def test_a_catalogue_is_as_it_is_written(language: str, tmp_path: Path) -> None:
    kept = (LOCALES / f"{language}.po").read_bytes()
    (tmp_path / f"{language}.po").write_bytes(kept)
    assert update_catalogue(language, tmp_path) == 0
    assert (tmp_path / f"{language}.po").read_bytes() == kept


def test_every_catalogue_is_that_of_a_language_that_can_be_chosen() -> None:
    assert {file.stem for file in LOCALES.glob("*.po")} == LANGUAGES.keys() - {"en"}


def test_a_new_language_begins_with_every_text_to_translate(tmp_path: Path) -> None:
    assert update_catalogue("fr", tmp_path) == len(find_texts())
    assert read_catalogue("fr", tmp_path).locale_identifier == "fr"
    written = (tmp_path / "fr.po").read_text("utf-8")
    assert "#. How we know this: a source says that it exists and does not name it." in written
    assert "#: pages/workshop/words.py" in written


def test_what_is_translated_stays_and_what_nobody_shows_goes(tmp_path: Path) -> None:
    text = min(find_texts())
    entries = [("", r"Language: fr\n"), (text, "traduit"), ("§", "§")]
    written = [f'msgid "{said}"\nmsgstr "{translated}"\n' for said, translated in entries]
    (tmp_path / "fr.po").write_text("\n".join(written), "utf-8")
    assert update_catalogue("fr", tmp_path) == len(find_texts()) - 1
    catalogue = read_catalogue("fr", tmp_path)
    assert find_translated(catalogue) == {text}
    assert catalogue.get("§") is None


def test_every_fault_of_a_catalogue_is_named(tmp_path: Path) -> None:
    (tmp_path / "nl.po").write_bytes((LOCALES / "nl.po").read_bytes())
    file = tmp_path / "nl.po"
    written = file.read_text("utf-8")
    for was, becomes in (
        ('msgid "Fullscreen"', 'msgid "Whole screen"'),
        ('msgstr "Annuleren"', 'msgstr ""'),
        ('msgstr "{count} paden"', 'msgstr "{aantal} paden"'),
    ):
        assert was in written
        written = written.replace(was, becomes)
    file.write_text(written, "utf-8")
    assert list(find_faults("nl", tmp_path)) == [
        'nl: missing "Fullscreen"',
        'nl: no longer used "Whole screen"',
        'nl: not translated "Cancel"',
        'nl: other names in braces than "{count} paths"',
    ]


def test_the_command_checks_and_reports(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "check"]) == 0
    assert main(["words", "report"]) == 0
    count = len(find_texts())
    assert f"nl: {count} of {count} texts translated" in capsys.readouterr().out
