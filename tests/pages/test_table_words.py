"""What is said of a table, in both languages."""

from __future__ import annotations

from io import BytesIO

import pytest

from model.tables import Reading, TableError, TableNote, read_table
from model.tables.notes import SENTENCES
from model.tables.signatures import KINDS
from model.words import get_words
from pages.shared.payload.tables import (
    describe_table_error,
    describe_table_note,
    list_kinds,
    list_notes,
)

DUTCH, ENGLISH = get_words("nl"), get_words("en")


def get_refusal(content: bytes, reading: Reading = Reading()) -> TableError:  # noqa: B008
    with pytest.raises(TableError) as caught:
        read_table(BytesIO(content), "table.csv", reading=reading)
    return caught.value


def test_every_note_and_every_kind_of_file_has_its_words() -> None:
    assert set(list_notes(ENGLISH)) == set(SENTENCES)
    assert list_kinds(ENGLISH) == dict(KINDS)
    for code, (one, more) in list_notes(ENGLISH).items():
        assert DUTCH(one) != one
        assert DUTCH(more) != more
        places = tuple(f"row {number}" for number in range(1, 8))
        for count, start in ((1, one), (7, more)):
            note = TableNote(code, places, {"count": count, "example": "x"})
            assert describe_table_note(note, ENGLISH).startswith(start.split("{")[0])
            assert "{" not in describe_table_note(note, DUTCH)


def test_places_are_said_in_the_language() -> None:
    note = TableNote("stray-quotes", ("line 3", "lines 4 to 6"), {"count": 2})
    assert describe_table_note(note, DUTCH) == (
        "2 rijen met losse aanhalingstekens zijn gelezen zoals ze er staan: regel 3, regel 4 tot 6."
    )
    assert describe_table_note(TableNote("merged-cells", ("A2:A4",), {"count": 1}), DUTCH).endswith(" A2:A4.")


@pytest.mark.parametrize(
    ("content", "english", "dutch"),
    [
        (b"%PDF-1.7", "This is a PDF document, not a table.", "Dit is een PDF-document, geen tabel."),
        (b"", "There is nothing in this file.", "Er staat niets in dit bestand."),
        (
            b'a,b\n1,"x"y\n',
            "row 2: There is a stray quotation mark in line 2.",
            "rij 2: In regel 2 staat een los aanhalingsteken.",
        ),
        (
            b'a,b\n1,"x\ny"z\n',
            "row 2: There is a stray quotation mark in lines 2 to 3.",
            "rij 2: In regel 2 tot 3 staat een los aanhalingsteken.",
        ),
        (b'[{"a": 1}, 5]', 'entry 2: This is no object. Write each entry as {"name"', "onderdeel 2: "),
    ],
)
def test_a_refusal_is_said_in_the_language(content: bytes, english: str, dutch: str) -> None:
    refusal = get_refusal(content)
    assert describe_table_error(refusal, ENGLISH).startswith(english)
    assert describe_table_error(refusal, DUTCH).startswith(dutch)


def test_a_refusal_without_words_of_its_own_is_said_in_english() -> None:
    refusal = get_refusal(b"a,b\n", Reading(separator="x"))
    assert describe_table_error(refusal, DUTCH).startswith("Dit bestand kan niet gelezen worden: table.csv:")
