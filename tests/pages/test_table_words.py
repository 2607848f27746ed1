"""What is said of a table, in both languages."""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import model.tables
from model.tables import Reading, TableError, TableNote, read_table
from model.tables.notes import SENTENCES
from model.tables.signatures import KINDS
from model.words import get_words
from pages.tables.words import (
    describe_table_error,
    describe_table_note,
    list_kinds,
    list_notes,
    list_refusals,
)

DUTCH, ENGLISH = get_words("nl"), get_words("en")


def get_refusal(content: bytes, reading: Reading = Reading()) -> TableError:  # noqa: B008
    with pytest.raises(TableError) as caught:
        read_table(BytesIO(content), "table.csv", reading=reading)
    return caught.value


def test_every_note_and_every_kind_of_file_has_its_words() -> None:
    assert set(list_notes(ENGLISH)) == set(SENTENCES)
    assert list_kinds(ENGLISH) == dict(KINDS)
    for code, (single, more) in list_notes(ENGLISH).items():
        assert DUTCH(single) != single
        assert DUTCH(more) != more
        places = tuple(f"row {number}" for number in range(1, 8))
        for count, start in ((1, single), (7, more)):
            note = TableNote(code, places, {"count": count, "example": "x"})
            assert describe_table_note(note, ENGLISH).startswith(start.split("{")[0])
            assert "{" not in describe_table_note(note, DUTCH)


def find_codes() -> set[str]:
    """The code of each `TableError` in the modules about tables, which all write it out."""
    codes = set()
    for module in Path(model.tables.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "TableError":
                assert isinstance(node.args[0], ast.Constant), f"{module.name}, line {node.lineno}"
                codes.add(str(node.args[0].value))
    return codes


def test_every_code_of_a_refusal_has_its_words() -> None:
    assert set(list_refusals(ENGLISH)) == find_codes()
    details: dict[str, Any] = {
        **{"row": 3, "line": 4, "until": 6, "count": 300, "most": 200, "longest": 5, "sheet": "Data"},
        **{"chosen": "x", "known": (",", "\t")},
    }
    for code, words in list_refusals(ENGLISH).items():
        assert DUTCH(words) != words
        sentence = describe_table_error(TableError(code, "problem", "remedy", **details), DUTCH)
        assert "problem" not in sentence
        assert not any(f"{{{name}}}" in sentence for name in details)


def test_what_cannot_be_chosen_is_said_with_what_can() -> None:
    refusal = get_refusal(b"a,b\n", Reading(separator="x"))
    assert describe_table_error(refusal, DUTCH) == (
        "“x” kan hier niet gekozen worden. Kies een van deze: komma, puntkomma, tab, streep, spatie."
    )
    refusal = get_refusal(b"a,b\n", Reading(heading_rows=99))
    assert describe_table_error(refusal, ENGLISH).endswith(": 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.")
    refusal = get_refusal(b"a,b\n", Reading(encoding="x"))
    assert describe_table_error(refusal, ENGLISH).endswith(
        ": utf-8, utf-16, cp1252, cp850, cp1250, mac_roman."
    )


def test_a_cell_that_is_too_long_is_said_with_what_helps() -> None:
    assert describe_table_error(get_refusal(b'a,b\n1,"' + b"x" * 200_000), ENGLISH) == (
        "row 2: A cell is too long. Check whether a quotation mark is never closed."
    )
    with pytest.raises(TableError) as caught:
        model.tables.to_xlsx([["x" * 40_000]])
    assert describe_table_error(caught.value, ENGLISH).endswith(
        "A text of 40000 characters is too long for a cell; the limit is 32767. Choose CSV or JSON."
    )
    error = TableError("cell-too-long", "a cell is too long", "shorten it", longest=1_000_000)
    assert describe_table_error(error, ENGLISH) == "A cell is longer than 1000000 characters. Shorten it."


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
        (b'[{"a": 1}, 5]', 'entry 2: This is not an object. Write each entry as {"name"', "onderdeel 2: "),
    ],
)
def test_a_refusal_is_said_in_the_language(content: bytes, english: str, dutch: str) -> None:
    refusal = get_refusal(content)
    assert describe_table_error(refusal, ENGLISH).startswith(english)
    assert describe_table_error(refusal, DUTCH).startswith(dutch)


def test_a_refusal_without_words_of_its_own_is_said_in_english() -> None:
    refusal = TableError("new", "it is something else", "try another one", file="table.csv")
    assert describe_table_error(refusal, DUTCH) == (
        "Dit bestand kan niet gelezen worden: table.csv: it is something else; try another one"
    )
