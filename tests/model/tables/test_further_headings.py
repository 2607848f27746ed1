"""Second and third rows of headings: recognised, never a record, and what they say of columns."""

from __future__ import annotations

import csv
import io
import time
import tracemalloc
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from model.tables import MOST_COLUMNS, Reading, Table, TableError, read_table, to_csv
from model.tables.refusal import LONGEST_HEADING, LONGEST_NAME
from tests.model.tables.test_workbook import save


def read(rows: Sequence[Sequence[object]], reading: Reading = Reading()) -> Table:  # noqa: B008
    return read_table(BytesIO(to_csv(rows)), "table.csv", reading=reading)


Rows = list[list[Any]]


def read_merged(rows: Rows, *merged: str) -> Table:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for place in merged:
        book.worksheets[0].merge_cells(place)
    return read_table(BytesIO(save(book)), "table.xlsx")


def list_first_cells(table: Table) -> list[str]:
    return [next(iter(cells.values())) for _, cells in table.rows]


# Qualtrics

CODES = ["StartDate", "Status", "ResponseId", "Q1"]
LABELS = ["Start Date", "Response Type", "Response ID", "Tell us what happened"]
IDS = ['{"ImportId":"startDate"}', '{"ImportId":"status"}', '{"ImportId":"_recordId"}', '{"ImportId":"QID1"}']
ANSWER = ["2024-03-01", "IP Address", "R_abc", "She sang."]
V_CODES = ["V1", "V2", "V3", "Q1"]
V_LABELS = ["ResponseID", "ResponseSet", "StartDate", "Tell us what happened"]


@pytest.mark.parametrize(
    ("headings", "count"),
    [
        ([CODES, LABELS, IDS], 3),
        ([CODES, IDS], 2),
        ([CODES, LABELS], 2),
        ([V_CODES, V_LABELS], 2),
        ([["StartDate", "Status", "Q1", "Q2"], ["Start Date", "Response Type", "What?", "Why?"]], 2),
        ([CODES, ["Anfangsdatum", "Antworttyp", "Antwort-ID", "Was geschah?"], IDS], 3),
        ([CODES, LABELS, [cell.replace('"', "'") for cell in IDS]], 3),
        ([CODES, LABELS, ["", *IDS[1:]]], 3),
        ([CODES, LABELS, [f"  {cell}" for cell in IDS]], 3),
    ],
)
@pytest.mark.parametrize("answers", [0, 1, 9])
def test_the_headings_of_qualtrics(headings: list[list[str]], count: int, answers: int) -> None:
    table = read([*headings, *[ANSWER] * answers])
    assert (table.heading, table.heading_rows, table.count) == (1, count, answers)
    assert table.columns == tuple(headings[0])
    assert [number for number, _ in table.rows] == list(range(count + 1, count + 1 + answers))
    assert table.doubtful == ()


def test_what_was_asked_is_the_caption_and_ids_are_no_part_of_it() -> None:
    assert read([CODES, LABELS, IDS, ANSWER]).captions == dict(zip(CODES, LABELS, strict=True))
    assert read([CODES, IDS, ANSWER]).captions == {}


def test_codes_alone_are_one_row() -> None:
    for first in (CODES, V_CODES):
        table = read([first, ANSWER, ANSWER])
        assert (table.heading_rows, table.count, table.captions) == (1, 2, {})


def test_a_question_may_be_as_long_as_a_letter() -> None:
    table = read([["Q1", "Q2"], ["word " * 5_000, "Why?"], ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}']])
    assert len(table.captions["Q1"]) == LONGEST_HEADING
    assert table.captions["Q1"].endswith("word…")


def test_the_further_rows_are_listed() -> None:
    [note] = read([CODES, LABELS, IDS, ANSWER]).notes
    assert str(note) == ('2 rows below the headings were read as headings, too: row 2, row 3 ("Start Date")')


# SurveyMonkey

MONKEY = ["Respondent ID", "Start Date", "Your story", "Who are you?", "", "I agree that it is,", ""]
BELOW = ["", "", "Open-Ended Response", "Response", "Other (please specify)", "shown", "printed"]
ANSWERS = [
    ["118000000", "03/01/2024", "She sang.", "Patient", "", "shown", ""],
    ["118000001", "03/01/2024", "He stayed.", "", "a friend", "", "printed"],
]


def test_the_headings_of_surveymonkey_and_what_they_say() -> None:
    table = read([MONKEY, BELOW, *ANSWERS])
    assert (table.heading_rows, table.count) == (2, 2)
    assert table.columns == (
        "Respondent ID",
        "Start Date",
        "Your story",
        "Who are you?",
        "Who are you? Other (please specify)",
        "I agree that it is,",
        "I agree that it is, printed",
    )
    assert table.captions == {
        "Who are you? Other (please specify)": "Who are you? Other (please specify)",
        "I agree that it is,": "I agree that it is, shown",
        "I agree that it is, printed": "I agree that it is, printed",
    }


@pytest.mark.parametrize(
    ("respondent", "answer", "open_answer"),
    [
        ("Respondent-ID", "Antwoord", "Open antwoord"),
        ("ID du répondant", "Réponse", "Réponse ouverte"),
        ("Teilnehmer-ID", "Antwort", "Offene Antwort"),
        ("ID del encuestado", "Respuesta", "Respuesta abierta"),
        ("Respondent ID", "Svar", "Svar"),
    ],
)
def test_surveymonkey_writes_in_several_languages(respondent: str, answer: str, open_answer: str) -> None:
    first = [respondent, "Wat?", "Wie?"]
    table = read([first, ["", open_answer, answer], *[[f"11800000{at}", "Iets", "Ik"] for at in range(3)]])
    assert (table.heading_rows, table.count) == (2, 3)


def test_the_headings_of_surveymonkey_without_its_own_columns() -> None:
    table = read([row[1:] for row in (MONKEY, BELOW, *ANSWERS)])
    assert (table.heading_rows, table.count) == (2, 2)
    questions = [["Date", "Why?", "Who?"], ["", "Response", "Response"], ["2024-03-01", "So.", "I"]]
    assert read(questions).heading_rows == 2
    rows = [["Date", "Why?", "Who?"], ["", "Open-Ended Response", "Other"], ["2024-03-01", "So.", "I"]]
    assert read(rows).heading_rows == 2


def test_options_of_surveymonkey_may_be_numbers_as_long_as_most_are_words() -> None:
    first = ["Respondent ID", "How much?", "", "Why?", ""]
    answer = ["118000000", "1", "", "So.", ""]
    assert read([first, ["", "1", "2", "Response", "Other"], answer]).heading_rows == 2
    assert read([first, ["", "1", "2", "Response", "3"], answer]).heading_rows == 1


def test_few_questions_over_many_columns_are_no_titles() -> None:
    films = [f"Film {number}" for number in range(12)]
    first = ["Respondent ID", "Which have you seen?", *[""] * 11, "Which is best?", *[""] * 11]
    table = read([first, ["", *films, *films], *[[f"1180000{at}", *films, *films] for at in range(10, 15)]])
    assert (table.heading, table.heading_rows, table.count) == (1, 2, 5)
    assert table.columns[3] == "Which have you seen? Film 2"
    assert table.captions["Which is best?"] == "Which is best? Film 0"


# Headings over several columns

GROUPS = [
    ["Nr", "Ward", "Trust", "", "Joy", ""],
    ["", "", "before", "after", "before", "after"],
    *[[str(at), f"W{at}", str(at), str(at + 1), str(at), str(at + 1)] for at in range(1, 7)],
]


def test_headings_over_several_columns_as_a_spreadsheet_saves_them() -> None:
    table = read(GROUPS)
    assert (table.heading_rows, table.count) == (2, 6)
    assert table.columns == ("Nr", "Ward", "Trust", "Trust, after", "Joy", "Joy, after")
    assert table.captions["Joy"] == "Joy, before"


def test_merged_headings() -> None:
    table = read_merged(GROUPS, "A1:A2", "B1:B2", "C1:D1", "E1:F1")
    assert (table.heading_rows, table.count) == (2, 6)
    assert table.columns == ("Nr", "Ward", "Trust", "Trust, after", "Joy", "Joy, after")
    assert [note.code for note in table.notes] == ["further-headings", "merged-cells"]


def test_a_cell_that_is_merged_with_no_other_is_no_merged_cell() -> None:
    rows: Rows = [["a", "b"], ["x", "y"], ["", "z"]]
    assert read_merged(rows, "A2:A2").notes == ()
    for merged, cells in (("A2:A3", {"a": "x", "b": "z"}), ("A2:B2", {"a": "", "b": "z"})):
        table = read_merged(rows, merged)
        assert list(table.rows)[-1] == (3, cells)
        assert [note.code for note in table.notes] == ["merged-cells"]


def test_merged_headings_are_certain_without_rows_that_show_it() -> None:
    rows: Rows = [["Nr", "Trust", None], [None, "before", "after"], [1, "much", "more"]]
    assert read_merged(rows, "A1:A2", "B1:C1").heading_rows == 2
    rows[1] = [None, 2023, 2024]
    assert read_merged(rows, "A1:A2", "B1:C1").columns == ("Nr", "Trust", "Trust, 2024")
    rows[1] = [None, 7, 8]
    assert read_merged(rows, "A1:A2", "B1:C1").count == 2


def test_a_row_with_a_value_under_a_heading_of_its_own_is_a_record_beside_merged_cells() -> None:
    rows: Rows = [["Ward", "Nr", "Trust", None], ["W1", None, "much", "more"], ["W2", 2, "a", "b"]]
    assert read_merged(rows, "B1:B2", "C1:D1").count == 2


@pytest.mark.parametrize(("rows", "found"), [(4, 4), (5, 1)])
def test_merged_headings_are_recognised_in_up_to_four_rows(rows: int, found: int) -> None:
    between: Rows = [[None, f"step {number}", None] for number in range(2, rows)]
    table = read_merged(
        [["Nr", "Trust", None], *between, [None, "before", "after"], [1, "a", "b"]],
        f"A1:A{rows}",
        *(f"B{number}:C{number}" for number in range(1, rows)),
    )
    assert table.heading_rows == found


@pytest.mark.parametrize(
    ("numbers", "words", "answers", "found"), [(2, 2, 10, 2), (2, 2, 9, 1), (2, 4, 10, 1), (1, 3, 20, 1)]
)
def test_headings_over_others_are_certain_above_numbers_in_half_of_the_columns(
    numbers: int, words: int, answers: int, found: int
) -> None:
    """At least two of them, with twenty numbers; a word among its numbers makes a column one of words."""
    half = (numbers + words) // 2
    first = ["Trust", *[""] * (half - 1), "Joy", *[""] * (half - 1)]
    second = [f"time {number}" for number in range(2 * half)]
    rows = [[*"7" * numbers, *("8" if at else "often" for _ in range(words))] for at in range(answers)]
    assert read([first, second, *rows]).heading_rows == found


def test_cells_that_stay_empty_do_not_make_numbers_uncertain() -> None:
    assert read([*GROUPS, ["7", "W7", "1", "", "", "2"]]).heading_rows == 2


def test_merged_headings_in_three_rows() -> None:
    rows: Rows = [
        ["Nr", "Patients", None, None, None],
        [None, "Trust", None, "Joy", None],
        [None, "before", "after", "before", "after"],
        [1, "a", "b", "c", "d"],
    ]
    table = read_merged(rows, "A1:A3", "B1:E1", "B2:C2", "D2:E2")
    assert (table.heading_rows, table.count) == (3, 1)
    assert table.columns[2:] == ("Patients, Trust, after", "Patients, Joy, before", "Patients, Joy, after")


def test_headings_that_are_only_merged_downwards() -> None:
    table = read_merged([["Nr", "Story"], [None, None], [1, "She sang."]], "A1:A2", "B1:B2")
    assert (table.columns, list_first_cells(table)) == (("Nr", "Story"), ["1"])


def test_groups_without_headings_of_their_own_above_headings_that_repeat() -> None:
    rows = [
        ["", "Men", "", "", "Women", "", ""],
        ["Ward", "young", "old", "all", "young", "old", "all"],
        *[[f"W{at}", *"abcabc"] for at in range(4)],
    ]
    table = read(rows)
    assert (table.heading, table.heading_rows, table.count) == (1, 2, 4)
    assert table.columns == ("Ward", "Men", "Men, old", "Men, all", "Women", "Women, old", "Women, all")
    assert read(rows, Reading(heading_rows=2)).columns == table.columns
    alone = read(rows, Reading(heading_rows=1))
    assert (alone.heading, alone.columns[:3], alone.count) == (2, ("Ward", "young", "old"), 4)


# No record is taken for a heading

RECORDS: dict[str, list[list[str]]] = {
    "an unnamed column": [["", "Story", "Who"], ["1", "She sang.", "patient"], ["2", "He stayed.", "nurse"]],
    "a remark beside": [
        ["Nr", "Who", "Story", ""],
        ["", "patient", "a song", "see note"],
        ["2", "nurse", "tea", ""],
    ],
    "a first row without number": [
        ["Nr", "Story", ""],
        ["", "a song", "note"],
        ["2", "tea", "x"],
        ["3", "talk", ""],
    ],
    "a first row without number and ward": [
        ["Nr", "Ward", "Story", ""],
        ["", "", "a song", "note"],
        ["2", "W1", "tea", "x"],
        ["3", "W2", "talk", ""],
    ],
    "ticked boxes": [["Nr", "shown", "printed"], ["", "shown", "printed"], ["2", "shown", ""]],
    "yes and no": [
        ["Nr", "Room", "", "Book", ""],
        ["1", "yes", "no", "yes", "no"],
        ["2", "no", "no", "no", "no"],
    ],
    "numbers below words": [["Score", ""], ["none", "unknown"], *[["3", "4"]] * 12],
    "an answer called response": [["Nr", "Kind", "Name"], ["", "Response", "Fear"], ["2", "Event", "Fall"]],
    "kinds of questions": [["Kind"], ["Open vraag"], ["Meerkeuze"]],
    "responses": [["Name"], ["Response"], ["Stimulus"]],
    "responses twice": [["From", "To"], ["Stimulus", "Response"], ["Response", "Reward"]],
    "a respondent without a number": [
        ["Respondent ID", "Story", "Who", ""],
        ["", "She sang.", "patient", "x"],
        ["2", "He stayed.", "nurse", ""],
    ],
    "a respondent without a number, and one word for each": [
        ["Respondent ID", "Story", "Who"],
        ["", "She sang.", "patient"],
        ["118000001", "He stayed.", "nurse"],
    ],
    "two answers called response beside a number": [
        ["Date", "Cause", "Effect", "Nr"],
        ["", "Response", "Response", "1"],
        ["2024-03-01", "Fall", "Fear", "2"],
    ],
    "a first row without number above many": [
        ["Nr", "Story", ""],
        ["", "a song", "note"],
        *[["2", "tea", "x"]] * 20,
    ],
    "a remark in the first of many rows": [
        ["Nr", "Ward", "Story", ""],
        ["", "", "a song", "note"],
        *[["2", "W1", "tea", ""]] * 12,
    ],
    "a first row whose group has an unlike kind of answer": [
        ["Ward", "Trust", "", "Joy", ""],
        ["W0", "much", "more", "much", "more"],
        *[["W1", "1", "2", "3", "4"]] * 12,
    ],
    "words of qualtrics under other headings": [
        ["Reason", "Field"],
        ["IP Address", "Start Date"],
        ["Joy", "Trust"],
    ],
    "an open answer beside a word that comes again": [
        ["Date", "Why?", "Who?"],
        ["", "Open-Ended Response", "nurse"],
        ["2024-03-01", "So.", "nurse"],
        ["2024-03-01", "So, too.", "patient"],
    ],
    "links": [["From", "To", "Kind", ""], ["Trust", "Joy", "leads to", ""], ["Joy", "Hope", "", "?"]],
    "a matrix": [["", "Trust", "Joy"], ["Trust", "0", "1"], ["Joy", "1", "0"]],
    "lists of neighbours": [["Trust", "Joy"], ["Joy", "Hope", "Love"], ["Hope"]],
    "names like codes": [["Status", "Progress"], ["Status", "Progress"], ["a", "b"]],
    "a row like the headings": [["Story", "Who"], ["Story", "Who"], ["She sang.", "patient"]],
    "json": [["a", "b"], ['{"x": 1}', '{"y": 2}'], ["1", "2"]],
    "one row": [["Nr", "Story", ""], ["", "a song", "note"]],
    "nothing but headings": [["Nr", "Story", ""]],
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_not_taken_for_a_heading(name: str) -> None:
    rows = RECORDS[name]
    table = read(rows)
    assert (table.heading, table.heading_rows, table.captions) == (1, 1, {})
    assert table.count == len(rows) - 1
    assert not [note for note in table.notes if note.code == "further-headings"]


def test_a_merged_remark_is_no_second_row_of_headings() -> None:
    rows: Rows = [["Nr", "Remarks", None], [1, "see", "page 2"], [2, "x", None]]
    assert read_merged(rows, "B1:C1").count == 2
    wards: Rows = [["Ward", "Story"], ["Geriatrics", "She sang."], [None, "He stayed."]]
    assert read_merged(wards, "A2:A3").count == 2


WORDS = st.sampled_from(
    ["yes", "no", "Jan", "patient", "Geriatrics", "x", "She sang.", "n/a", "1", "2", "2024-03-01", "", "", ""]
)
HEADS = st.sampled_from(["Nr", "Name", "Story", "Who", "Ward", "Date", "RespondentID", "Score", "", ""])


@given(st.data())
def test_no_record_is_lost_in_tables_with_blanks(data: st.DataObject) -> None:
    width = data.draw(st.integers(2, 6))
    heads = data.draw(st.lists(HEADS, min_size=width, max_size=width).filter(any))
    rows = data.draw(
        st.lists(st.lists(WORDS, min_size=width, max_size=width).filter(any), min_size=1, max_size=6)
    )
    table = read([heads, *rows], Reading(heading=1))
    assert (table.heading_rows, table.count) == (1, len(rows))


# Doubts


@pytest.mark.parametrize(
    "rows",
    [
        [["Nr", "Trust", ""], ["", "before", "after"], ["1", "much", "more"], ["2", "little", "much"]],
        [["Your story"], ["Open-Ended Response"], ["She sang for me."], ["He stayed."]],
    ],
)
def test_what_may_be_a_second_row_of_headings_is_a_record_and_asked_about(rows: list[list[str]]) -> None:
    table = read(rows)
    assert (table.heading_rows, table.count, table.doubtful) == (1, len(rows) - 1, ("heading_rows",))
    for count in (1, 2):
        chosen = read(rows, Reading(heading_rows=count))
        assert (chosen.heading_rows, chosen.count, chosen.doubtful) == (count, len(rows) - count, ())


@pytest.mark.parametrize(
    "rows",
    [
        RECORDS["numbers below words"],
        [["Kind"], ["Open-Ended Response"], ["Choice"], ["Open-ended response"]],
    ],
)
def test_what_can_be_no_second_row_of_headings_is_not_asked_about(rows: list[list[str]]) -> None:
    assert read(rows).doubtful == ()


# Choosing


def test_how_many_rows_the_headings_take_can_be_chosen() -> None:
    rows = [CODES, LABELS, IDS, ANSWER]
    for count in (1, 2, 3, 4, 9):
        table = read(rows, Reading(heading_rows=count))
        assert (table.heading_rows, table.count) == (count, max(0, 4 - count))
    assert list_first_cells(read(rows, Reading(heading_rows=1)))[:2] == ["Start Date", IDS[0]]
    assert read(rows, Reading(heading_rows=1)).captions == {}


@pytest.mark.parametrize("count", [-1, 0, 11])
def test_so_many_rows_of_headings_there_are_not(count: int) -> None:
    with pytest.raises(TableError, match="choose 1 to 10") as caught:
        read([CODES, ANSWER], Reading(heading_rows=count))
    assert caught.value.code == "unknown-choice"


def test_further_headings_are_recognised_below_a_row_that_is_chosen() -> None:
    rows = [["Our survey", "", "", ""], CODES, LABELS, IDS, ANSWER]
    for reading in (Reading(), Reading(heading=2)):
        table = read(rows, reading)
        assert (table.heading, table.heading_rows, table.count) == (2, 3, 1)
        assert table.notes[0].code == "rows-above"
    assert read(rows, Reading(heading=3)).columns == tuple(LABELS)


def test_where_there_are_no_headings_there_are_no_further_ones() -> None:
    table = read([CODES, LABELS, IDS, ANSWER], Reading(heading=0, heading_rows=2))
    assert (table.heading_rows, table.count, table.captions) == (0, 4, {})


# Names and captions


def test_names_from_captions_are_short_and_each_is_there_once() -> None:
    question = "Which of all these, " * 20
    options = [f"option {number}" for number in range(4)]
    rows = [["Respondent ID", question, "", "", ""], ["", *options], *[["118000", *options]] * 3]
    table = read(rows)
    assert all(LONGEST_NAME - 2 < len(column) <= LONGEST_NAME for column in table.columns[1:])
    assert table.columns[2].endswith(", option 1")
    assert table.captions[table.columns[2]] == f"{question.strip()} option 1"
    assert next(note for note in table.notes if note.code == "long-headings").details["count"] == 4


def test_what_is_said_twice_is_kept_apart() -> None:
    rows = [["Why?", "", "", "Why? b"], ["a", "b", "b", "c"], ["1", "2", "3", "4"]]
    table = read(rows, Reading(heading_rows=2))
    assert table.columns == ("Why?", "Why? b (2)", "Why? b (3)", "Why? b")
    assert table.captions["Why? b (3)"] == "Why? b"


def test_a_caption_is_on_one_line_and_no_formula() -> None:
    table = read([["a", "b", "c"], ["=1+1", "two\nlines", "c"], ["1", "2", "3"]], Reading(heading_rows=2))
    assert table.captions == {"a": "=1+1", "b": "two lines"}


def test_an_option_that_nobody_chose_is_a_column_and_an_empty_one_is_not() -> None:
    first = [*MONKEY, "", ""]
    table = read([first, [*BELOW, "told", ""], *[[*answer, "", ""] for answer in ANSWERS]])
    assert table.columns[-1] == "I agree that it is, told"
    assert "empty-columns" not in [note.code for note in table.notes]


def test_a_second_row_may_be_longer_than_the_first() -> None:
    table = read_merged([["Nr", "Why?"], [None, "a", "b"], [1, "x", "y"]], "A1:A2")
    assert table.columns == ("Nr", "Why?", "Why? b")


def test_as_many_columns_as_are_read_can_have_captions() -> None:
    width = MOST_COLUMNS
    codes = [f"Q{number}" for number in range(width)]
    ids = [f'{{"ImportId":"QID{number}"}}' for number in range(width)]
    questions = [f"Question {number}?" for number in range(width)]
    table = read([codes, questions, ids, ["x"] * width])
    assert table.captions == dict(zip(codes, questions, strict=True))
    with pytest.raises(TableError) as caught:
        read([[*codes, "one"], [*questions, "more"], [*ids, ids[0]]])
    assert caught.value.code == "too-many-columns"


# Anything


@given(
    st.lists(st.lists(st.text("ab1;,\"\n{'= ", max_size=6), max_size=6), max_size=8),
    st.one_of(st.none(), st.integers(1, 10)),
    st.one_of(st.none(), st.integers(0, 3)),
)
def test_any_rows_are_read_or_refused(rows: list[list[str]], count: int | None, heading: int | None) -> None:
    try:
        table = read(rows, Reading(separator=",", heading=heading, heading_rows=count))
    except TableError:
        return
    listed = list(table.rows)
    first = table.heading + table.heading_rows
    assert len(listed) == table.count
    assert all(number >= first for number, _ in listed)
    written = csv.reader(io.StringIO(to_csv(rows).decode("utf-8-sig")))
    filled = [number for number, row in enumerate(written, start=1) if any(map(str.strip, row))]
    assert [number for number in filled if number >= first] == [number for number, _ in listed]
    assert len(set(table.columns)) == len(table.columns)
    assert all(0 < len(column) <= LONGEST_NAME for column in table.columns)
    assert set(table.captions) <= set(table.columns)
    assert all(table.captions.values())


@pytest.mark.parametrize("headings", [[CODES, LABELS, IDS], [MONKEY, BELOW]])
def test_a_long_table_takes_time_by_its_length_and_no_memory(headings: list[list[str]]) -> None:
    def measure(count: int) -> tuple[float, int]:
        answer = [*ANSWER, *[""] * (len(headings[0]) - len(ANSWER))]
        content = BytesIO(to_csv([*headings, *[["118000000", *answer[1:]]] * count]))
        tracemalloc.start()
        start = time.process_time()
        table = read_table(content, "table.csv")
        assert sum(1 for _ in table.rows) == table.count == count
        taken = time.process_time() - start
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return taken, peak

    short, little = measure(4_000)
    long, much = measure(20_000)
    assert much < little + 2**20
    assert long < 15 * short
