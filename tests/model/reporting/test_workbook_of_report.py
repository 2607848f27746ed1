from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from model.reporting.paper import to_pdf
from model.reporting.sentences import describe_shown
from model.reporting.slides import to_pptx
from model.reporting.workbook import to_xlsx
from model.stories import Consent
from model.tables import read_table
from tests.documents import MODEL, read_text
from tests.model.reporting.test_slides_of_report import list_texts
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


def test_who_gave_which_number_adds_up_to_who_voted() -> None:
    for sheet in ("1 Dots", "2 Rating"):
        heads, *rows = read_rows(to_xlsx(make_report()), sheet)
        voters, first = heads.index("Voted"), heads.index("Upper quartile") + 1
        assert rows
        assert all(sum(row[first:]) == row[voters] for row in rows)


def test_the_overview_names_the_weakest_nodes_beside_one_head() -> None:
    report = make_report()
    rows = [row[:2] for row in read_rows(to_xlsx(report), "Overview")]
    at = next(at for at, (head, _said) in enumerate(rows) if head == "The weakest on each path")
    weak = report.votes[1].weakest.nodes
    said = rows[at : at + len(weak)]
    assert [head for head, _said in said[1:]] == [None] * (len(weak) - 1)
    assert [text.partition(" (")[0] for _head, text in said] == [
        report.name(weak_node.node) for weak_node in weak
    ]


def test_where_a_rating_has_ends_of_its_own_every_form_of_the_report_says_it_in_these_words() -> None:
    state = build_state()
    owned = tuple(
        round_.model_copy(update={"ends": ("rarely", "daily")}) if round_.kind == "rating" else round_
        for round_ in state.rounds
    )
    report = make_report(state.model_copy(update={"rounds": owned}))
    book = read_book(to_xlsx(report))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    forms = (read_text(to_pdf(report)), " ".join(list_texts(to_pptx(report))), f"{book.sheetnames} {cells}")
    for said in (" ".join(form.split()) for form in forms):
        assert "Nearest to “daily”: Openness to the gesture (4.0 of 5)." in said
        assert "Nearest to “rarely”: Organisational climate (2.0 of 5)." in said
        assert "nearest to “rarely” on each path" in said.lower()
        assert not [word for word in ("most present", "least present", "weakest") if word in said.lower()]


def test_paths_beyond_those_that_are_listed_are_counted() -> None:
    report = make_report()
    vote = report.votes[1]
    shortened = replace(vote, weakest=replace(vote.weakest, points=vote.weakest.points[:1]))
    rows = read_rows(to_xlsx(replace(report, votes=(report.votes[0], shortened))), "Weakest 2")
    assert len(rows) == 3
    assert rows[-1][:2] == [None, None]
    assert rows[-1][2] == describe_shown(1, vote.weakest.weak_paths, "en")


def test_bars_stand_in_the_cells_of_a_vote() -> None:
    book = read_book(to_xlsx(make_report()))
    for sheet in ("1 Dots", "2 Rating"):
        (found,) = book[sheet].conditional_formatting
        assert str(found.sqref).startswith("C2:C")
        assert found.rules[0].type == "dataBar"
    assert not list(book["Weakest 2"].conditional_formatting)


def test_a_bar_is_as_long_as_a_vote_is_on_its_scale() -> None:
    book = read_book(to_xlsx(make_report()))
    ends = {}
    for sheet in ("1 Dots", "2 Rating"):
        (found,) = book[sheet].conditional_formatting
        ends[sheet] = [(end.type, end.val) for end in found.rules[0].dataBar.cfvo]
    assert ends == {"1 Dots": [("num", 0), ("max", None)], "2 Rating": [("num", 1), ("num", 5)]}


def test_each_sheet_is_printed_across_one_page_with_its_heads_on_each() -> None:
    for sheet in read_book(to_xlsx(make_report())):
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(1, 0), (None, 0)}
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9), "A4"
        assert sheet.print_title_rows == "$1:$1"


def test_heads_stand_out_and_can_be_filtered_by() -> None:
    overview, *others = read_book(to_xlsx(make_report())).worksheets
    assert overview["A2"].font.bold
    assert not overview["B2"].font.bold
    assert overview["B1"].font.bold
    assert overview["B1"].font.sz > overview["B2"].font.sz
    assert not overview.auto_filter.ref
    assert overview.freeze_panes is None
    for sheet in others:
        assert {cell.font.bold for cell in sheet[1]} == {True}
        assert not any(cell.font.bold for row in sheet.iter_rows(min_row=2) for cell in row)
        assert sheet["A1"].fill.fill_type == "solid"
        assert sheet["A2"].fill.fill_type is None
        assert sheet["B1"].font.sz == sheet["B2"].font.sz
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_a_row_is_as_high_as_its_longest_text_up_to_what_excel_can_show() -> None:
    texts = ("Short.", "A sentence. " * 60, "A sentence. " * 400)
    stories = tuple(build_told(text, id=f"s{at}") for at, text in enumerate(texts))
    sheet = read_book(to_xlsx(make_report(build_state(stories=stories))))["Stories"]
    by_text = {row[1].value.strip(): sheet.row_dimensions[row[1].row].height for row in sheet.iter_rows()}
    short, long, longest = (by_text[text.strip()] for text in texts)
    assert 15 <= short < 20
    assert 5 * short < long < longest <= 409
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


def test_every_path_is_there_with_its_weakest_node() -> None:
    report = make_report()
    _heads, *rows = read_rows(to_xlsx(report), "Weakest 2")
    assert len(rows) == len(report.votes[1].weakest.points)
    assert rows[0][0] in rows[0][2]


def test_the_words_that_were_chosen_are_there() -> None:
    _heads, *rows = read_rows(to_xlsx(make_report()), "In our words")
    assert rows == [["Catalyst: openness", "Time", 2]]


def test_a_story_without_consent_is_nowhere() -> None:
    book = read_book(to_xlsx(make_report(build_state(stories=(build_told(consent=Consent(room=True)),)))))
    assert "Stories" not in book.sheetnames
    said = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [text for text in said if "half a pear" in text]


SAID = {
    "en": "Reveal rounds",
    "nl": "Toon rondes",
    "fr": "Révélez des questions",
    "de": "Decken Sie Fragen auf",
}


@pytest.mark.parametrize("language", MODEL.languages)
def test_an_empty_workshop_says_what_to_do(language: str) -> None:
    book = read_book(to_xlsx(make_report(build_empty_state(), {}, language)))
    assert len(book.sheetnames) == 1
    said = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert SAID[language] in said


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_xlsx(make_report()) == to_xlsx(make_report())


def test_no_text_runs_and_each_comes_back_as_it_was() -> None:
    for state in build_nasty_states():
        made = to_xlsx(make_report(state))
        cells = [cell for sheet in read_book(made) for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type in ("f", "e")]
        rows = read_table(BytesIO(made), "report.xlsx", sheet="Actions").rows
        assert [values["What"] for _, values in rows] == [action.text for action in state.actions]
