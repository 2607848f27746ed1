"""What separates cells, quotation marks that went wrong, and what is found above, beside and in rows."""

from __future__ import annotations

from io import BytesIO

import pytest

from model.tables import SEPARATORS, Reading, Table, TableError, read_table
from model.tables.notes import MOST_PLACES, SENTENCES, Findings


def read(text: str, reading: Reading = Reading()) -> Table:  # noqa: B008
    return read_table(BytesIO(text.encode()), "table.csv", reading=reading)


def list_cells(table: Table) -> list[list[str]]:
    return [list(cells.values()) for _, cells in table.rows]


def test_blanks_separate_where_nothing_else_does() -> None:
    table = read('Source  Target\tType\n"Joy in ""work"""   Trust Directed\n\nTrust Joy Directed\n')
    assert (table.separator, table.doubtful) == (" ", ())
    assert list_cells(table) == [['Joy in "work"', "Trust", "Directed"], ["Trust", "Joy", "Directed"]]


def test_blanks_are_doubtful_in_few_rows_and_where_later_rows_differ() -> None:
    assert read("Full name\nJan Peeters\n").doubtful == ("separator",)
    rows = "Trust Joy\n" * 10_000
    assert read("Source Target\n" + rows).doubtful == ()
    assert read("Source Target\n" + rows + "Joy\n").doubtful == ("separator",)


@pytest.mark.parametrize(
    "text", ["Dear all\nplease find the model\n", "story\nOne two\nThree\n", "one two three\n"]
)
def test_prose_is_not_separated_by_its_blanks(text: str) -> None:
    assert read(text).separator is None


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_separator_can_be_chosen(separator: str) -> None:
    table = read(f"a,b;c\n1,2;3\n1{separator}2\n", Reading(separator=separator))
    assert (table.separator, table.doubtful) == (separator, ())


def test_a_table_of_one_column_can_be_chosen() -> None:
    table = read("a,b\n1,2\n", Reading(separator=""))
    assert (table.columns, table.separator) == (("a,b",), None)


def test_a_separator_that_there_is_not_is_refused() -> None:
    with pytest.raises(TableError, match='there is no separator "x"'):
        read("a,b\n", Reading(separator="x"))


def test_two_separators_that_fit_as_well_are_doubtful() -> None:
    assert read("a,b;c,d\n1,2;3,4\n").doubtful == ("separator",)
    assert read("a;b\n1,5;2,5\n3,5;4,5\n").doubtful == ()


def test_a_title_above_a_wide_table_is_no_heading() -> None:
    table = read("Ward survey 2026\nname,count,ward\nTrust,2,A\nJoy,3,B\n")
    assert (table.columns, table.heading) == (("name", "count", "ward"), 2)
    assert [str(note) for note in table.notes] == [
        'a row above the headings was left out: row 1 ("Ward survey 2026")'
    ]


def test_a_list_of_sentences_with_a_comma_each_stays_one_column() -> None:
    assert read("story\nHe sang, and left.\nShe came, and stayed.\nThey sat, too.\n").columns == ("story",)


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Trust,Joy\nTrust,Hope\n", ("heading",)),
        ("1,2\n3,4\n", ("heading",)),
        ("2026-01-01,12:30,x\n2026-01-02,12:31,y\n", ("heading",)),
        ("country,2019,2020,2021\nBelgium,1,2,3\n", ("heading",)),
        ("name,who\nJoy,patient\nTrust,patient\n", ()),
        ("name,who\nname,who\nTrust,patient\n", ()),
        ("a,b\n", ()),
    ],
)
def test_a_first_row_that_looks_like_others_is_doubtful(text: str, doubtful: tuple[str, ...]) -> None:
    assert read(text).doubtful == doubtful
    assert read(text, Reading(heading=1)).doubtful == ()


def test_without_headings_every_row_is_read() -> None:
    table = read("Trust,Joy\n\nJoy,Hope,x\n", Reading(heading=0))
    assert (table.columns, table.count, table.heading) == (("(A)", "(B)", "(C)"), 2, 0)
    assert list_cells(table) == [["Trust", "Joy", ""], ["Joy", "Hope", "x"]]


def test_rows_above_the_chosen_headings_are_left_out_and_listed() -> None:
    table = read("a,b\n1,2\nc,d\n3,4\n", Reading(heading=3))
    assert (table.columns, list_cells(table)) == (("c", "d"), [["3", "4"]])
    assert table.notes[0].places == ("row 1", "row 2")
    assert str(table.notes[0]) == '2 rows above the headings were left out: row 1, row 2 ("a")'


def test_repeated_headings_are_kept_apart_whatever_else_there_is() -> None:
    table = read("Comment,Comment,Comment (2), Comment \n1,2,3,4\n")
    assert table.columns == ("Comment", "Comment (3)", "Comment (2)", "Comment (4)")
    assert list_cells(table) == [["1", "2", "3", "4"]]
    assert table.notes[0].places == ("column (B)", "column (D)")


def test_long_headings_that_are_the_same_when_shortened_are_kept_apart() -> None:
    table = read(f"{'x' * 300}a,{'x' * 300}b\n1,2\n")
    assert [len(column) for column in table.columns] == [200, 200]
    assert table.columns[1].endswith(" (2)")
    assert [note.code for note in table.notes] == ["repeated-headings", "long-headings"]


def test_an_empty_column_is_left_out_only_if_nothing_is_in_it_and_no_heading_above_it() -> None:
    table = read("a,,c,,e\n1,,,,\n1,,,x,\n")
    assert table.columns == ("a", "c", "(D)", "e")
    assert list_cells(table) == [["1", "", "", ""], ["1", "", "x", ""]]
    assert [str(note) for note in table.notes] == [
        "a column without heading and content was left out: column (B)"
    ]


def test_rows_with_one_separator_less_are_noted_if_all_are() -> None:
    assert [note.code for note in read("a,b,c\n1,2\n3,4\n5,6\n").notes] == ["missing-separator"]
    assert read("a,b,c\n1,2\n3,4,5\n6,7,8\n").notes == ()


def test_a_repaired_row_may_have_line_breaks_in_a_cell() -> None:
    table = read('a;b;c\n1;"She said "stop" and\nleft; at once";x\n2;y;z\n', Reading(repair=True))
    assert list_cells(table) == [["1", 'She said "stop" and\nleft; at once', "x"], ["2", "y", "z"]]
    assert table.notes[0].places == ("lines 2 to 3",)


def test_lines_are_not_joined_where_the_break_is_outside_of_quotation_marks() -> None:
    table = read('a;b;c\n1;"t was\n2;x\n', Reading(repair=True))
    assert list_cells(table) == [["1", '"t was', ""], ["2", "x", ""]]


def test_a_cell_of_whole_rows_is_noted() -> None:
    table = read('a;b;c\n1;"t was;x\n2;too";y\n3;z;z\n')
    assert table.count == 2
    assert [str(note) for note in table.notes] == [
        "a cell holds lines that look like rows; check the quotation marks there: lines 2 to 3"
    ]


def test_json_lines_are_read_whatever_the_file_is_called() -> None:
    text = '{"a": 1, "b": "x"}\n\n{"a": [1, 2]}\n'
    table = read(text)
    assert (table.form, table.columns, table.lines) == ("json", ("a", "b"), 2)
    assert list_cells(table) == [["1", "x"], ["1; 2", ""]]
    only = read_table(BytesIO(b'{"stories": "none"}'), "x.jsonl")
    assert list_cells(only) == [["none"]]
    with pytest.raises(TableError, match="entry 2: this is no whole JSON"):
        read('{"a": 1}\n{"a": \n')


def test_a_key_that_comes_twice_is_kept_apart() -> None:
    assert list_cells(read('[{"a": 1, "a": 2, " a": 3}]')) == [["1", "2", "3"]]
    assert read('[{"a": 1, "a": 2, " a": 3}]').columns == ("a", "a (2)", "a (3)")


def test_a_note_counts_all_and_names_some_places() -> None:
    findings = Findings()
    for line in range(1000):
        findings.add("nul-bytes", f"line {line}", 2)
    (note,) = findings.to_notes()
    assert (len(note.places), note.details["count"]) == (MOST_PLACES, 2000)
    assert str(note) == "2000 NUL characters were removed: line 0, line 1, line 2, line 3, line 4 …"


def test_every_note_has_a_sentence_for_one_and_for_more() -> None:
    for code, (single, more) in SENTENCES.items():
        findings = Findings()
        findings.add(code, "row 1", example="x")
        assert str(findings.to_notes()[0]) == single.format(places="row 1", example="x")
        findings.add(code, "row 2", example="y")
        assert str(findings.to_notes()[0]) == more.format(places="row 1, row 2", example="x", count=2)
