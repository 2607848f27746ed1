"""Which table of a file is read, what a file is not, and what stays the same however it is read."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest

from model.tables import MOST_COLUMNS, Reading, Setting, Table, TableError, list_settings, read_table, to_xlsx
from model.tables import reader as reader_module
from model.tables.notes import Findings, Row
from model.tables.workbook import Workbook
from tests.model.importing.samples import make_workbook


def read(content: bytes, name: str = "table", sheet: str | None = None) -> Table:
    return read_table(BytesIO(content), name, sheet)


WIDE, LIST = [["a", "b"], ["1", "2"], ["3", "4"]], [["a"], ["1"]]
EMPTY: list[list[str]] = [[]]


@pytest.mark.parametrize(
    ("sheets", "chosen", "is_doubtful"),
    [
        ({"A": WIDE}, "A", False),
        ({"A": LIST, "B": WIDE}, "B", False),
        ({"A": EMPTY, "B": LIST}, "B", False),
        ({"A": LIST, "B": LIST}, "A", True),
        ({"A": WIDE, "B": EMPTY, "C": WIDE}, "A", True),
        ({"A": WIDE, "B": LIST}, "A", False),
        ({"A": LIST, "B": [["a", "b", "c"]], "C": [["a", "b"]]}, "B", True),
    ],
)
def test_the_first_sheet_with_a_table_is_read_and_others_are_a_doubt(
    sheets: dict[str, list[list[str]]], chosen: str, is_doubtful: bool
) -> None:
    table = read(make_workbook(sheets))
    assert (table.sheet, table.sheets, "sheet" in table.doubtful) == (chosen, tuple(sheets), is_doubtful)
    assert "sheet" not in read(make_workbook(sheets), sheet=chosen).doubtful


def test_a_workbook_of_empty_sheets_is_empty() -> None:
    with pytest.raises(TableError) as caught:
        read(make_workbook({"A": EMPTY, "B": EMPTY}), "x.xlsx")
    assert str(caught.value) == "x.xlsx: there is nothing in it; check that this is the file you meant"


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(TableError) as caught:
        read(make_workbook({"Data": WIDE, "Notes": LIST}), "x.xlsx", "Date")
    assert str(caught.value) == (
        'x.xlsx: there is no sheet "Date"; did you mean "Data"?; choose one of Data, Notes'
    )
    assert caught.value.details == {"sheet": "Date", "known": ("Data", "Notes"), "near": "Data"}


def test_a_workbook_that_breaks_off_while_it_is_read_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_sheet(sheet: str, findings: Findings) -> Iterator[Row]:
        yield 1, ["a", "b"]
        raise EOFError

    monkeypatch.setitem(reader_module._WORKBOOKS, "xlsx", lambda _file: Workbook(("A",), (), {}, read_sheet))
    with pytest.raises(TableError) as caught:
        read(to_xlsx([["a"]]), "x.xlsx")
    assert str(caught.value) == (
        "x.xlsx: this workbook is damaged; open it in a spreadsheet and save it again"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"<!DOCTYPE html><p>",
            "this is a web page, though it may be named as a table; open it in a spreadsheet and save it as "
            "an Excel workbook (.xlsx)",
        ),
        (b"\n <Table><tr>", "this is a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "this is a web page"),
        (b"<tables>", ""),
        (b"\0 \r\n\t", "there is nothing in it"),
        (b"a,b\n" + b"\x01" * 8, ""),
        (b"a,b\n" + b"\x01" * 9, "this is not a table that can be read"),
        (b"a,b\n" + b"x" * 196 + b"\x02" * 18, ""),
        (b"a,b\n" + b"x" * 4_200 + b"\x01" * 900, ""),
        (b"%PDF-1", "this is a PDF document, not a table"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(content: bytes, message: str) -> None:
    if not message:
        assert read(content).form == "csv"
        return
    with pytest.raises(TableError) as caught:
        read(content, "x.csv")
    assert str(caught.value).startswith(f"x.csv: {message}")


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (b'[{"a": 1}]', "x", "json"),
        (b' \n{"a": [{"b": 1}]}', "x.csv", "json"),
        (b"[\n{\n", "x.csv", None),
        (b"[a,b]\n1,2\n", "x.csv", "csv"),
        (b"{a,b}\n1,2\n", "x.csv", "csv"),
        (b"a,b\n1,2\n", "x.JSON", None),
        (b'{"a": 1}\n{"a": 2}\n', "x.csv", "json"),
        (b'{"a": 1}', "x.jsonl", "json"),
        (b"[]", "x", "json"),
    ],
)
def test_json_is_known_by_its_beginning_or_its_ending(content: bytes, name: str, form: str | None) -> None:
    if form is None:
        with pytest.raises(TableError, match="this is no whole JSON"):
            read(content, name)
    else:
        assert read(content, name).form == form


def test_a_fault_that_comes_up_later_names_the_file_too() -> None:
    content = bytearray(b'[{"a": 1}, {"a": 2}]')
    file = BytesIO(content)
    table = read_table(file, "x.json")
    file.seek(0)
    file.write(b'[{"a": 1}; {"a": 2}]')
    with pytest.raises(TableError) as caught:
        list(table.rows)
    assert caught.value.file == "x.json"
    file = BytesIO(b'a,b\n1,"x"\n')
    table = read_table(file, "x.csv")
    file.seek(0)
    file.write(b'a,b\n1,"x"y')
    with pytest.raises(TableError) as caught:
        list(table.rows)
    assert caught.value.file == "x.csv"


def test_a_doubt_about_the_separator_is_gone_once_it_is_chosen() -> None:
    content = b"a,b;c,d\n1,2;3,4\n"
    assert read(content).doubtful == ("separator",)
    assert read_table(BytesIO(content), "x", reading=Reading(separator=",")).doubtful == ()
    assert read("naam;b\npatiënt;x\n".encode("cp850")).doubtful == ("encoding",)
    both = "naam,b;c,d\npatiënt,2;3,4\n".encode("cp850")
    assert read(both).doubtful == ("encoding", "separator")


def test_as_many_keys_as_columns_may_come_up() -> None:
    entries = ",".join(f'{{"k{number}": 1}}' for number in range(MOST_COLUMNS))
    assert len(read(f"[{entries}]".encode()).columns) == MOST_COLUMNS


def test_what_was_guessed_is_listed_with_examples() -> None:
    rows = [["a", "b", "c", "d", "e"], ["1", "2", "3", "4", "5"]]
    book = read(make_workbook({"A": rows, "B": LIST}))
    assert list_settings(book) == (
        Setting("sheet", "A", ("A", "B"), "a, b, c, d"),
        Setting("heading", "1", (), "a, b, c, d"),
        Setting("heading_rows", "1", ("1", "2", "3", "4", "5"), "a, b, c, d"),
    )
    assert [setting.name for setting in list_settings(read(b'[{"a": "\xc3\xa9"}]'))] == []
    text = read_table(BytesIO("é;b\n1;2\n".encode()), "x", reading=Reading(heading=0))
    assert [(setting.name, setting.value, setting.example) for setting in list_settings(text)] == [
        ("heading", "0", ""),
        ("separator", ";", "(A) | (B)"),
        ("encoding", "utf-8", "é"),
    ]
