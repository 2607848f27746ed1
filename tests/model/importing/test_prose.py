"""What is a text to be read, and what a list of names."""

from __future__ import annotations

import time

import pytest

from model.importing.prose import is_prose

PROSE = [
    "Dear all,\nplease find the model in the other mail.\nRegards",
    "Beste collega's,\n\nhierbij het model dat we maakten. Graag jullie opmerkingen\nvoor vrijdag.\n",
    "Sehr geehrte Damen und Herren,\nanbei finden Sie das Modell, das wir besprochen haben.\nGrüße",
    "Bonjour à tous,\nvous trouverez le modèle dans l'autre message.\nCordialement",
    "Notes\n\nWe talked about the map. The team finds that time is short and that trust\ngrows slowly.",
    "The theory says that training leads to confidence, which in turn leads to better care for the "
    "patients on the ward, and to joy. It was made in 2020.",
    "# Our map\n\nThis is the map that was made in the workshop, with the team.\n\n- Trust\n- Joy\n",
    "TODO\ncheck the model. ask for the file that she has\nand send it to the others.",
]
LISTS = [
    "",
    "Trust\nJoy\nHope",
    "Trust in the team\nJoy in work\nTime for the patient",
    "Staff have time.\nThe patient is heard.\nThe team is at ease.",
    "The patient feels heard and seen\nThe nurse has the time to listen to the patient\nThe team is open",
    "1. Trust\n2. Joy in the work\n3. Time for the patient",
    "Vertrouwen in het team\nVreugde in het werk\nTijd voor de patiënt",
    "id;name\n1;The patient is heard. And seen.\n2;The nurse is seen by the team, too.\n",
    "a\tThe patient is heard, and that is good.\nb\tThe nurse.\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_sentences_over_several_lines_and_letters_are_prose(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize("text", LISTS)
def test_names_statements_and_tables_are_none(text: str) -> None:
    assert not is_prose(text)


@pytest.mark.parametrize("part", ["a. ", "a.\n", '."', "'-", "dear ", "\n", "the "])
def test_a_long_text_takes_no_time(part: str) -> None:
    started = time.process_time()
    is_prose(part * (5_000_000 // len(part)))
    assert time.process_time() - started < 1
