"""The translations have every text of the screen, whether it is written in Python or in a template."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from model.words import LANGUAGES, LOCALES

ROOT = Path(__file__).parents[2]
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """All texts that are shown in the language of the screen."""
    found = set()
    for folder in ("model", "pages"):
        for _file, _line, text, _comments, _context in extract_from_dir(
            ROOT / folder, method_map=METHODS, keywords={"_": None}
        ):
            found.add(str(text))
    return found


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_each_text_of_the_screen_is_translated_and_no_other(texts: set[str], language: str) -> None:
    with (LOCALES / f"{language}.po").open("rb") as file:
        translated = {str(message.id) for message in read_po(file) if message.id and message.string}
    assert texts - translated == set()
    assert translated - texts == set()
