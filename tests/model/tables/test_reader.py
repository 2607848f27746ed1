from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from io import BytesIO, RawIOBase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.tables import MOST_COLUMNS, Reading, Table, TableError, read_table, to_csv, to_xlsx
from model.tables import reader as reading_module
from model.tables import rows as rows_module
from tests.nasty import NASTY
from tests.round_trips import TEXTS


def read(content: bytes | str, name: str = "table.csv") -> Table:
    return read_table(BytesIO(content.encode() if isinstance(content, str) else content), name)


def list_cells(table: Table) -> list[list[str]]:
    return [list(cells.values()) for _, cells in table.rows]


def get_refusal(content: bytes | str, name: str = "table.csv") -> TableError:
    with pytest.raises(TableError) as caught:
        read(content, name)
    return caught.value


def test_a_table_has_its_columns_and_its_rows_by_number() -> None:
    table = read("name,count\nTrust,2\nJoy,3\n")
    assert (table.columns, table.count, table.form) == (("name", "count"), 2, "csv")
    assert list(table.rows) == [(2, {"name": "Trust", "count": "2"}), (3, {"name": "Joy", "count": "3"})]


def test_rows_can_be_read_again_and_side_by_side() -> None:
    table = read("a\n1\n2\n")
    first, second = table.rows, table.rows
    assert [next(first), next(second), next(first), next(second)] == [
        *((2, {"a": "1"}), (2, {"a": "1"}), (3, {"a": "2"}), (3, {"a": "2"}))
    ]
    assert list(table.rows) == list(table.rows)


def test_the_file_stays_open() -> None:
    file = BytesIO(b"a\n1\n")
    table = read_table(file, "table.csv")
    list(table.rows)
    del table
    assert not file.closed


def test_a_file_is_read_from_its_beginning_wherever_it_stands() -> None:
    file = BytesIO(b"a\n1\n")
    file.read()
    assert read_table(file, "table.csv").count == 1


def test_a_file_that_cannot_be_read_twice_is_read_once() -> None:
    class Stream(BytesIO):
        def seekable(self) -> bool:
            return False

    assert list_cells(read_table(Stream(b"a\n1\n"), "-")) == [["1"]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(separator: str) -> None:
    rows = [
        ["id", "story, or so; text", "who"],
        ["1", 'She said: "a, b; c | d"\nand\tleft', "x"],
        ["2", "", "y"],
    ]
    lines = [separator.join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in rows]
    assert [list(read("\r\n".join(lines)).columns), *list_cells(read("\r\n".join(lines)))] == rows


def test_the_separator_that_excel_is_told_is_taken_and_its_line_not_counted() -> None:
    table = read("sep=^\r\na,b^c\r\n1^2\r\n")
    assert (table.columns, list(table.rows)) == (("a,b", "c"), [(2, {"a,b": "1", "c": "2"})])


def test_a_text_in_one_column_may_hold_every_separator() -> None:
    table = read("story\nOnce, there; was | a\tmango.\nShe, too.\nHe\n")
    assert list_cells(table) == [["Once, there; was | a\tmango."], ["She, too."], ["He"]]


def test_a_long_text_over_many_lines_is_one_cell() -> None:
    text = "\n".join(f"line {number}; and, so on" for number in range(2000))
    assert list_cells(read(to_csv([["a", "b"], [text, "c"]]))) == [[text, "c"]]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("cp1252", b""),
    ],
)
def test_letters_are_read_in_every_common_encoding(encoding: str, mark: bytes) -> None:
    table = read(mark + "récit;qui\r\nÇa, c’était “bien” – œuvre €5;patiënt\r\n".encode(encoding))
    assert table.columns == ("récit", "qui")
    assert list_cells(table) == [["Ça, c’était “bien” – œuvre €5", "patiënt"]]


def test_the_sign_for_what_was_lost_is_a_letter_like_others() -> None:
    assert list_cells(read("a,b\n\ufffd\ufffd,é\n")) == [["\ufffd\ufffd", "é"]]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_end_of_line_is_one(ends: str) -> None:
    assert list_cells(read(ends.join(["a,b", "1,2", "3,4"]))) == [["1", "2"], ["3", "4"]]


def test_other_signs_that_break_lines_do_not_end_a_row() -> None:
    assert list_cells(read("a,b\nx\u2028y\x0bz\x85,1\n")) == [["x\u2028y\x0bz\x85", "1"]]


def test_empty_rows_are_left_out_and_counted() -> None:
    assert [number for number, _ in read("\n\na,b\n\n1,\n,\n  ,\n,2\n").rows] == [5, 8]


def test_a_short_row_is_filled_up() -> None:
    assert list_cells(read("a,b,c\n1\n")) == [["1", "", ""]]


def test_what_is_behind_the_last_column_goes_by_its_letter() -> None:
    [(_, cells)] = read('a,b\n"1",2,3,,5\n').rows
    assert cells == {"a": "1", "b": "2", "(C)": "3", "(E)": "5"}


def test_a_column_without_a_name_goes_by_its_letter() -> None:
    assert read("a,,c,\n1,2,3,\n").columns == ("a", "(B)", "c")


def test_a_table_may_have_no_rows() -> None:
    assert read("a,b\n").count == 0
    assert read('{"stories": []}').columns == ()


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx", "table.json", "x"])
def test_the_content_counts_and_not_the_name(name: str) -> None:
    forms = {"csv": b"a,b\n1,2\n", "xlsx": to_xlsx([["a"], [1]]), "json": b'[{"a": 1}]'}
    for form, content in forms.items():
        if not (form == "csv" and name.endswith(".json")):
            assert read(content, name).form == form


def test_csv_may_begin_like_json() -> None:
    assert read("[id],{text}\n1,2\n").columns == ("[id]", "{text}")


# JSON


def test_json_is_an_array_of_objects_also_within_an_object() -> None:
    entries: list[object] = [{"a": "1"}, {"b": "2", "a": "3"}]
    around = {"format": "x", "list": [1, [2]], "empty": {}, "stories": entries, "more": [{"c": 1}]}
    for document in (entries, {"stories": entries}, around):
        for indent in (None, 2):
            table = read(json.dumps(document, indent=indent))
            assert table.columns == ("a", "b")
            assert list(table.rows) == [(1, {"a": "1", "b": ""}), (2, {"a": "3", "b": "2"})]


def test_values_of_json_become_text() -> None:
    values = {
        "a": True,
        "b": False,
        "c": None,
        "d": 1.50,
        "e": ["x", 1],
        "f": [],
        "g": [{"h": "ë"}],
        "i": "'=1",
    }
    assert list_cells(read(json.dumps([values]))) == [
        ["true", "false", "", "1.5", "x; 1", "", '[{"h": "ë"}]', "'=1"]
    ]


def test_json_is_read_over_the_borders_of_what_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    document = {
        "a": 12,
        "b": [1, {"c": "x\\y"}],
        "stories": [{"text": 'é "{[,]}" \n', "n": 123}, {"n": -4.5}],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    expected = list_cells(read(text))
    for length in range(1, 12):
        monkeypatch.setattr("model.tables.objects._CHUNK", length)
        assert list_cells(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[", "broken-json", "entry 1"),
        ("{", "broken-json", ""),
        ('[{"a": 1}', "broken-json", "entry 1"),
        ('[{"a": 1},', "broken-json", "entry 2"),
        ('[{"a": 1} {"a": 2}]', "broken-json", "entry 1"),
        ('[{"a": 1}, {"a": }]', "broken-json", "entry 2"),
        ('[{"a": 1}, 5]', "not-an-entry", "entry 2"),
        ('[{"a": 1}] x', "broken-json", ""),
        ('{"stories": [{"a": 1}]', "broken-json", ""),
        ('{"stories": [{"a": 1}], "b"}', "broken-json", ""),
        ('{"a": 1}', "no-rows", ""),
        ('{"a": [1, 2]}', "no-rows", ""),
        ("[" * 100_000, "broken-json", "entry 1"),
        ('[{"a": ' + "[" * 100_000 + "]" * 100_000 + "}]", "broken-json", "entry 1"),
        ('[{"a": "' + "x" * 3_000_000, "broken-json", "entry 1"),
    ],
    ids=range(15),
)
def test_json_that_is_no_list_of_objects_is_refused_with_its_place(text: str, code: str, place: str) -> None:
    refusal = get_refusal(text, "table.json")
    assert (refusal.code, refusal.place) == (code, place)


# Refusals


OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b",,\n , \n", "empty"),
        (b"%PDF-1.7\n...", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (b"{\\rtf1 text}", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (OLD + "Workbook".encode("utf-16-le"), "damaged"),
        (OLD + "WordDocument".encode("utf-16-le"), "binary"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"<html><table><tr><td>a</td></tr></table>", "web-page"),
        (b"<?xml version='1.0'?><Workbook/>", "web-page"),
        (b"once upon a time " * 200, "no-header"),
        (b'a,b\n1,"2\n3,4\n', "open-quote"),
        (b'a,b\n1,"' + b"x" * 200_000, "cell-too-long"),
        (b"a,b\n" + b"x" * 1_200_000, "line-too-long"),
        (",".join(f"c{number}" for number in range(MOST_COLUMNS + 1)).encode(), "too-many-columns"),
        ("récit,éé\nà,ù\nœ,ç".encode() + b"\xe9\xff", "damaged-text"),
        (codecs.BOM_UTF16_LE + b"a\0,\0b", "unknown-encoding"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, code: str) -> None:
    refusal = get_refusal(content)
    assert refusal.code == code
    assert str(refusal).startswith("table.csv: ")
    assert refusal.problem
    assert refusal.remedy


def test_a_refusal_says_file_place_problem_and_remedy() -> None:
    assert str(get_refusal(b'\na,b\n1,"x"y\n')) == (
        "table.csv: row 3: there is a stray quotation mark in line 3; write it twice within a text, or have "
        "such rows read as they stand"
    )


def test_as_many_columns_as_are_read_are_read() -> None:
    names = [f"c{number}" for number in range(MOST_COLUMNS)]
    assert read(",".join(names)).columns == tuple(names)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "MOST_ROWS", 2)
    monkeypatch.setattr(rows_module, "MOST_ROWS", 2)
    assert read("a\n1\n2\n").count == 2
    assert get_refusal("a\n1\n2\n3\n").code == "too-large"
    assert get_refusal('[{"a": 1}, {"a": 2}, {"a": 3}]').code == "too-large"


def test_a_file_that_is_too_large_is_refused_without_reading_it() -> None:
    class Huge(RawIOBase):
        def seekable(self) -> bool:
            return True

        def seek(self, offset: int, whence: int = 0) -> int:
            return 2**40 if whence == 2 else offset

        def read(self, size: int = -1) -> bytes:
            raise AssertionError("it was read")

    file: Any = Huge()
    with pytest.raises(TableError, match="too large"):
        read_table(file, "table.csv")


# What was written is read as it was


CELLS = TEXTS.map(
    lambda text: "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff" and sign != "\0")
)
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5)


@given(TABLES)
def test_what_is_written_as_csv_is_read_as_it_was(rows: Sequence[tuple[str, ...]]) -> None:
    check_round_trip(rows, to_csv([("one", "two", "end"), *rows]))


@given(TABLES)
def test_what_is_written_as_a_workbook_is_read_as_it_was(rows: Sequence[tuple[str, ...]]) -> None:
    check_round_trip(rows, to_xlsx([("one", "two", "end"), *rows]))


def test_every_nasty_text_comes_back() -> None:
    rows = [
        (text, "x", text)
        for text in NASTY
        if not any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in text)
    ]
    for content in (to_csv([("one", "two", "end"), *rows]), to_xlsx([("one", "two", "end"), *rows])):
        check_round_trip(rows, content)


def test_what_no_file_can_hold_becomes_a_sign_that_says_so() -> None:
    rows = [["a"], ["x\ud800y"]]
    for content in (to_csv(rows), to_xlsx(rows)):
        assert list_cells(read(content)) == [["x\ufffdy"]]


def check_round_trip(rows: Sequence[tuple[str, ...]], content: bytes) -> None:
    table = read(content)
    assert table.columns == ("one", "two", "end")
    assert [tuple(cells) for cells in list_cells(table)] == [
        row for row in rows if any(cell.strip() for cell in row)
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "cp1250", "mac_roman"])
@pytest.mark.parametrize("text", ["geïnspireerd patiënt", "für Ärzte: Größe", "à l'élève, reçu déjà", "café"])
def test_letters_are_read_as_they_were_written_or_asked_about(encoding: str, text: str) -> None:
    try:
        content = f'name,note\n"{text}",1\n'.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("has no such letters")
    table = read_table(BytesIO(content), "table.csv")
    [(_number, cells)] = table.rows
    assert cells["name"] == text or table.doubtful == ("encoding",)
    assert table.samples
    [(_number, cells)] = read_table(BytesIO(content), "x", reading=Reading(encoding=encoding)).rows
    assert cells["name"] == text


def test_cells_between_blanks_are_a_table_where_every_row_has_as_many() -> None:
    table = read_table(BytesIO(b'Source   Target Type\nTrust "Joy in work"\tDirected\n'), "edges.txt")
    assert table.columns == ("Source", "Target", "Type")
    assert list(table.rows) == [(2, {"Source": "Trust", "Target": "Joy in work", "Type": "Directed"})]
    assert read_table(BytesIO(b"Dear all\nplease find the model\n"), "x").columns == ("Dear all",)


def test_headings_may_stand_lower_or_nowhere() -> None:
    content = b"Our survey,\nFrom,To\na,b\n"
    assert read_table(BytesIO(content), "x", reading=Reading(heading=2)).columns == ("From", "To")
    bare = read_table(BytesIO(b"a,b\nb,c\n"), "x", reading=Reading(heading=0))
    assert (bare.columns, bare.count) == (("(A)", "(B)"), 2)
