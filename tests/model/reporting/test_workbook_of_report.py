from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from model.reporting.workbook import to_xlsx
from model.stories import Consent
from model.tables import read_table
from tests.documents import MODEL
from tests.reporting import build_empty_state, build_nasty_states, build_state, build_told, make_report


def read_book(made: bytes) -> Any:
    """The workbook as another program reads it."""
    return openpyxl.load_workbook(BytesIO(made))


def read_rows(made: bytes, sheet: str) -> list[list[Any]]:
    """The cells of a sheet, row by row."""
    return [[cell.value for cell in row] for row in read_book(made)[sheet].iter_rows()]


def test_each_part_has_a_sheet() -> None:
    names = ["Overview", "1 Dots", "2 Rating", "Weakest 2", "In our words", "Stories", "Actions"]
    assert read_book(to_xlsx(make_report())).sheetnames == names


def test_numbers_stay_numbers_for_all_and_by_role() -> None:
    heads, *rows = read_rows(to_xlsx(make_report()), "2 Rating")
    assert heads[:4] == ["Element", "Role", "Mean", "Rank"]
    assert rows[0][:5] == ["Openness to the gesture", "all", 4, 1, 11]
    assert rows[1][:5] == ["Openness to the gesture", "professional", 4, None, 6]


def test_bars_stand_in_the_cells_of_a_vote() -> None:
    book = read_book(to_xlsx(make_report()))
    for sheet in ("1 Dots", "2 Rating"):
        (found,) = book[sheet].conditional_formatting
        assert str(found.sqref).startswith("C2:C")
        assert found.rules[0].type == "dataBar"
    assert not list(book["Weakest 2"].conditional_formatting)


def test_every_path_is_there_with_its_weakest_node() -> None:
    report = make_report()
    _heads, *rows = read_rows(to_xlsx(report), "Weakest 2")
    assert len(rows) == len(report.votes[1].weakest.points)
    assert rows[0][0] in rows[0][2]


def test_the_words_that_were_chosen_are_there() -> None:
    _heads, *rows = read_rows(to_xlsx(make_report()), "In our words")
    assert rows == [["Catalyst: openness", "Time"]]


def test_a_story_without_consent_is_nowhere() -> None:
    book = read_book(to_xlsx(make_report(build_state(stories=(build_told(consent=Consent(room=True)),)))))
    assert "Stories" not in book.sheetnames
    said = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [text for text in said if "half a pear" in text]


@pytest.mark.parametrize("language", MODEL.languages)
def test_an_empty_workshop_says_what_to_do(language: str) -> None:
    book = read_book(to_xlsx(make_report(build_empty_state(), {}, language)))
    assert len(book.sheetnames) == 1
    said = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert {"en": "Reveal rounds", "nl": "Toon rondes", "de": "Decken Sie Fragen auf"}[language] in said


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_xlsx(make_report()) == to_xlsx(make_report())


def test_no_text_runs_and_each_comes_back_as_it_was() -> None:
    for state in build_nasty_states():
        made = to_xlsx(make_report(state))
        cells = [cell for sheet in read_book(made) for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type in ("f", "e")]
        rows = read_table(BytesIO(made), "report.xlsx", sheet="Actions").rows
        assert [values["What"] for _, values in rows] == [action.text for action in state.actions]
