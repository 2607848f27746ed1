"""Tables as survey tools, spreadsheets and people make them: each file with what is read of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from model.tables import ENCODINGS, Reading, Setting, Table, TableError, list_settings, read_table

CASES = Path(__file__).with_name("cases")
REPAIR = Reading(repair=True)

# file, columns, rows, row of headings, doubts, notes
READ: list[tuple[str, int, int, int, tuple[str, ...], tuple[str, ...]]] = [
    ("blank_heading_total.csv", 4, 4, 1, (), ("empty-columns",)),
    ("coded_in_excel.csv", 21, 3, 1, (), ()),
    ("consents.csv", 4, 16, 1, (), ()),
    ("cp1250.csv", 3, 1, 1, ("encoding",), ()),
    ("cp850_silent.csv", 3, 1, 1, ("encoding",), ()),
    ("google_dup.csv", 5, 3, 1, (), ("repeated-headings",)),
    ("google_forms_nl.csv", 5, 3, 1, (), ()),
    ("hidden.xlsx", 7, 3, 1, (), ()),
    ("hidden2.xlsx", 7, 3, 1, (), ()),
    ("i_qualcoder390.csv", 2, 5, 1, (), ("nul-bytes",)),
    ("kinds.xls", 8, 2, 2, (), ("rows-above", "merged-cells")),
    ("limesurvey.csv", 9, 3, 1, (), ()),
    ("limesurvey_codes.csv", 9, 3, 1, (), ()),
    ("long_heading.csv", 3, 1, 1, (), ("long-headings",)),
    ("macroman_silent.csv", 3, 1, 1, ("encoding",), ()),
    ("mask_source.csv", 4, 1, 1, (), ()),
    ("merged_title_total.xlsx", 5, 4, 4, (), ("rows-above", "merged-cells")),
    ("merged_ward.xlsx", 5, 3, 1, (), ("merged-cells",)),
    ("msforms.xlsx", 8, 3, 1, (), ()),
    ("nonsense.xlsx", 3, 10, 1, (), ()),
    ("numbers.csv", 4, 3, 2, (), ("rows-above",)),
    ("old.xls", 4, 3, 1, (), ()),
    ("other_options.csv", 3, 15, 1, (), ()),
    ("qualtrics.csv", 13, 3, 1, (), ("further-headings",)),
    ("qualtrics_noteller.csv", 2, 1, 1, (), ("further-headings",)),
    ("redcap_labels.csv", 9, 3, 1, (), ()),
    ("redcap_raw.csv", 9, 3, 1, (), ()),
    ("short_same.csv", 3, 4, 1, (), ()),
    ("stories.jsonl", 3, 2, 1, (), ()),
    ("surveymonkey.csv", 14, 3, 1, (), ("further-headings",)),
    ("tablepress198.csv", 4, 3, 1, (), ("trailing-separator",)),
    ("tellers.csv", 3, 15, 1, (), ()),
    ("trailing_sep.csv", 4, 2, 1, (), ("trailing-separator",)),
    ("two_questions.csv", 4, 1, 1, (), ()),
    ("verhalen.ods", 3, 1, 1, (), ()),
]

# file, row, lines, code; rows if repaired, and what stands in the column of stories then
STRAY: list[tuple[str, int, tuple[int, int], str, list[str]]] = [
    (
        "bad_quotes.csv",
        2,
        (2, 2),
        "stray-quote",
        [
            'Ze zei "alles komt goed" en bleef',
            'Hij riep "stop" en lachte',
            'Ik zei: "nee"; toch kwam ze',
            "gewoon",
        ],
    ),
    ("i_gdal11845.csv", 2, (2, 4), "stray-quote", ['foo"', "bar", "baz"]),
    ("i_sfm692.csv", 3, (3, 3), "stray-quote", ["Ze zong.", 'Ze zei "stop"', "Hij bleef."]),
    (
        "stray_quote.csv",
        2,
        (2, 4),
        "stray-quote",
        ['"t Was koud', "tweede verhaal", '"t Was warm', "gewoon"],
    ),
    ("x_gdal_exact.csv", 2, (2, 3), "open-quote", ['foo"', "bar"]),
    ("x_sfm_exact.csv", 3, (3, 3), "stray-quote", ["een", 'Issue Receipt "Witho', "drie"]),
]


def read(name: str, sheet: str | None = None, reading: Reading = Reading()) -> Table:  # noqa: B008
    return read_table(BytesIO((CASES / name).read_bytes()), name, sheet, reading=reading)


def list_cells(table: Table, column: str) -> list[str]:
    return [cells[column] for _, cells in table.rows]


def test_every_file_has_its_outcome() -> None:
    listed = sorted([case[0] for case in READ] + [case[0] for case in STRAY])
    assert listed == sorted(file.name for file in CASES.iterdir())


@pytest.mark.parametrize(
    ("name", "columns", "rows", "heading", "doubtful", "notes"), READ, ids=[case[0] for case in READ]
)
def test_a_file_is_read(
    name: str, columns: int, rows: int, heading: int, doubtful: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    table = read(name)
    assert (len(table.columns), table.count, table.heading) == (columns, rows, heading)
    assert table.doubtful == doubtful
    assert tuple(note.code for note in table.notes) == notes
    listed = list(table.rows)
    assert len(listed) == rows
    assert all(tuple(cells) == table.columns for _, cells in listed)  # nothing stands behind the last one


@pytest.mark.parametrize("case", STRAY, ids=[case[0] for case in STRAY])
def test_a_stray_quotation_mark_is_named_and_no_row_is_lost(
    case: tuple[str, int, tuple[int, int], str, list[str]],
) -> None:
    name, row, lines, code, stories = case
    with pytest.raises(TableError) as caught:
        read(name)
    details = caught.value.details
    assert (caught.value.code, details["row"], (details["line"], details["until"])) == (code, row, lines)
    assert f"row {row}: " in str(caught.value)
    assert f"line {lines[0]}" in str(caught.value) or f"lines {lines[0]} to {lines[1]}" in str(caught.value)
    repaired = read(name, reading=REPAIR)
    assert list_cells(repaired, "Verhaal") == stories
    assert [note.code for note in repaired.notes] == ["stray-quotes"]
    assert repaired.notes[0].places[0] == f"line {lines[0]}"


@pytest.mark.parametrize(
    ("name", "encoding", "samples", "other"),
    [
        ("cp850_silent.csv", "cp850", ("één", "crème", "brûlée"), "cp1252"),
        ("macroman_silent.csv", "mac_roman", ("één", "naïef"), "cp1252"),
        ("cp1250.csv", "cp1250", ("pielęgniarka", "była", "miła"), "cp1252"),
    ],
)
def test_letters_are_right_shown_asked_about_and_chosen(
    name: str, encoding: str, samples: tuple[str, ...], other: str
) -> None:
    guessed = read(name)
    assert (guessed.encoding, guessed.samples) == (encoding, samples)
    [setting] = [setting for setting in list_settings(guessed) if setting.name == "encoding"]
    assert setting == Setting("encoding", encoding, ENCODINGS, ", ".join(samples), is_doubtful=True)
    chosen = read(name, reading=Reading(encoding=other))
    assert (chosen.encoding, chosen.doubtful) == (other, ())
    assert chosen.samples != samples
    assert list(read(name, reading=Reading(encoding=encoding)).rows) == list(guessed.rows)


@pytest.mark.parametrize("name", ["merged_ward.xlsx", "merged_title_total.xlsx"])
def test_merged_cells_all_have_what_they_show(name: str) -> None:
    assert list_cells(read(name), "Afdeling")[:3] == ["Geriatrie"] * 3


@pytest.mark.parametrize(
    ("name", "columns", "notes"),
    [
        (
            "numbers.csv",
            ("Titel", "Verhaal", "Verteller", "Taal"),
            ['a row above the headings was left out: row 1 ("Tabel 1")'],
        ),
        (
            "merged_title_total.xlsx",
            ("Afdeling", "Titel", "Verhaal", "Verteller", "Taal"),
            [
                "2 rows above the headings were left out: row 1, row 2 "
                '("Mangomomenten Q1 2024 - Dienst kwaliteit")',
                "2 groups of merged cells were filled with the values that they show: A1:E1, A5:A7",
            ],
        ),
        (
            "blank_heading_total.csv",
            ("(A)", "Verhaal", "Verteller", "Taal"),
            ["a column without heading and content was left out: column (C)"],
        ),
        (
            "trailing_sep.csv",
            ("Titel", "Verhaal", "Verteller", "Taal"),
            ["2 rows end with one separator more than the headings: row 2, row 3"],
        ),
        (
            "tablepress198.csv",
            ("Titel", "Verhaal", "Verteller", "Taal"),
            ["3 rows end with one separator more than the headings: row 2, row 3, row 4"],
        ),
        (
            "merged_ward.xlsx",
            ("Afdeling", "Titel", "Verhaal", "Verteller", "Taal"),
            ["merged cells were filled with the value that they show: A2:A4"],
        ),
    ],
)
def test_columns_have_their_headings_and_what_was_done_is_said(
    name: str, columns: tuple[str, ...], notes: list[str]
) -> None:
    table = read(name)
    assert table.columns == columns
    assert [str(note) for note in table.notes] == notes


def test_what_is_hidden_is_said_and_read() -> None:
    table = read("hidden.xlsx")
    assert (table.sheet, table.sheets, table.hidden_sheets) == ("Data", ("Instructies", "Data"), ("Oud",))
    assert (table.hidden_rows, table.hidden_columns) == ((3,), ("Patiëntnummer",))
    assert list_cells(table, "Nr") == ["1", "2", "3"]
    assert list_cells(read("hidden.xlsx", "Oud"), "Verhaal") == ["geheim"]
    other = read("hidden2.xlsx")
    assert (other.sheet, other.hidden_sheets) == ("Data", ("Oud",))
    assert (other.hidden_rows, other.hidden_columns) == ((3,), ("Patiëntnummer",))


def test_a_workbook_of_an_old_excel_is_read_like_others() -> None:
    table = read("kinds.xls")
    assert (table.sheet, table.sheets, table.hidden_sheets) == ("Verhalen", ("Uitleg", "Verhalen"), ("Oud",))
    assert [list(cells.values()) for _, cells in table.rows] == [
        [
            *("Geriatrie", "Eén lied, “ja”", "2026-05-31", "2026-05-31T14:30:00", "14:30:00", "3", "true"),
            "0.3",
        ],
        ["Geriatrie", "Tweede\nregel", "", "", "", "", "", ""],
    ]
    assert read("kinds.xls", "Oud").columns == ("geheim",)
    assert str(table.notes[0]) == 'a row above the headings was left out: row 1 ("Mangomomenten 2026")'


def test_a_cell_with_line_breaks_is_one_and_the_lines_are_counted() -> None:
    table = read("google_forms_nl.csv")
    assert (table.count, table.lines) == (3, 5)
    assert "\n" in next(table.rows)[1]["Wat is er gebeurd? Beschrijf het moment in uw eigen woorden."]


def test_the_nul_character_is_taken_out() -> None:
    table = read("i_qualcoder390.csv")
    assert list_cells(table, "text")[-1] == "ok"
    assert [str(note) for note in table.notes] == ["a NUL character was removed: line 6"]


def test_headings_are_kept_apart_or_shortened() -> None:
    assert read("google_dup.csv").columns[-2:] == ("Why?", "Why? (2)")
    long = read("long_heading.csv").columns[-1]
    assert (len(long), long[:18], long[-1]) == (200, "Wat is er gebeurd?", "…")


@pytest.mark.parametrize(
    ("name", "rows", "captions", "first"),
    [
        (
            "qualtrics.csv",
            3,
            {"Q1": "Tell us what happened", "Q2": "Who are you?", "Q3": "May we show it?"},
            'De verpleegkundige "Ann" nam haar tijd; ze zette koffie,\nen bleef zitten.',
        ),
        ("qualtrics_noteller.csv", 3, {"Q1": "Tell us what happened"}, "She sang for me."),
        (
            "surveymonkey.csv",
            2,
            {
                "Who are you? Other (please specify)": "Who are you? Other (please specify)",
                "I agree that my story is": "I agree that my story is, shown in the room",
                "I agree that my story is, used in publications": (
                    "I agree that my story is, used in publications"
                ),
            },
            'De verpleegkundige "Ann" nam haar tijd; ze zette koffie,\nen bleef zitten.',
        ),
    ],
)
def test_what_survey_tools_write_below_the_headings_says_what_was_asked(
    name: str, rows: int, captions: dict[str, str], first: str
) -> None:
    table = read(name)
    assert table.heading_rows == rows
    assert {column: table.captions[column] for column in captions} == captions
    number, cells = next(table.rows)
    assert number == rows + 1
    assert first in cells.values()
    alone = read(name, reading=Reading(heading_rows=1))
    assert (alone.heading_rows, alone.count) == (1, table.count + rows - 1)


@pytest.mark.parametrize("name", [case[0] for case in READ if "further-headings" not in case[5]])
def test_other_files_have_one_row_of_headings(name: str) -> None:
    table = read(name)
    assert (table.heading_rows, table.captions) == (1, {})


@pytest.mark.parametrize(("heading", "first"), [(2, "Titel 0"), (1, "Titel"), (3, "Titel 1"), (0, "Tabel 1")])
def test_any_row_can_have_the_headings(heading: int, first: str) -> None:
    table = read("numbers.csv", reading=Reading(heading=heading))
    cells = next(table.rows)[1]
    assert table.heading == heading
    assert next(iter(cells.values())).lstrip("\ufeff") == first
    if heading == 0:
        assert table.columns == ("(A)", "(B)", "(C)", "(D)")


def test_a_row_without_anything_holds_no_headings() -> None:
    with pytest.raises(TableError, match="there is nothing in row 9"):
        read("numbers.csv", reading=Reading(heading=9))


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b";", b","),
        lambda content: content.replace(b";", b"\t"),
        lambda content: content.replace(b";", b"|"),
    ],
)
def test_an_extra_separator_never_makes_it_one_column(change: Callable[[bytes], bytes]) -> None:
    content = change((CASES / "trailing_sep.csv").read_bytes())
    table = read_table(BytesIO(content), "table.csv")
    assert table.columns == ("Titel", "Verhaal", "Verteller", "Taal")
    assert str(table.notes[0]) == "2 rows end with one separator more than the headings: row 2, row 3"
