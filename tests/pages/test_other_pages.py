from __future__ import annotations

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from model.words import LOCALES
from tests.pages.driving import open_page
from tests.serving import ROOT


def test_about_shows_study_provenance_and_sources() -> None:
    app = open_page("about")
    assert not app.exception
    assert [header.value for header in app.header] == [
        "The study behind it",
        "How each part is known",
        "The dimensions of the stories",
        "Sources",
        "How to cite",
        "Independence and licence",
    ]
    table = app.table[0].value
    assert list(table.iloc[:, 2]) == [14, 6, 0, 6]
    assert table.iloc[:, 3].sum() == 43
    assert any("trademark of KU Leuven" in text.value for text in app.text)


def test_every_word_on_the_screen_is_in_the_dutch_catalogue() -> None:
    used = {
        message
        for folder in ("model", "pages")
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / folder), [("**.py", "python")], keywords={"_": None}
        )
    }
    with (LOCALES / "nl.po").open("rb") as file:
        catalogue = read_po(file)
    translated = {message.id for message in catalogue if message.id and message.string and not message.fuzzy}
    assert used == translated


def test_translations_keep_the_names_in_braces() -> None:
    with (LOCALES / "nl.po").open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id and "{" in message.id:
            names = {part.split("}")[0] for part in message.id.split("{")[1:]}
            assert names == {part.split("}")[0] for part in message.string.split("{")[1:]}
