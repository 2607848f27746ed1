"""The rows of a sheet of an Excel workbook, its texts, its merged cells, and what is hidden."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO

import pytest

from model.tables import TableError
from model.tables import sheet as sheet_module
from model.tables.merged import MergedCells
from model.tables.notes import Findings, Row
from model.tables.refusal import MOST_COLUMNS
from model.tables.sheet import Sheet, Texts, find_merged_cells

TAGS = 1_000


def read(rows: str, findings: Findings | None = None, merged: MergedCells | None = None) -> list[Row]:
    """The rows of a sheet whose texts are "t0", "t1" and so on, with dates in style 1."""
    texts = {number: f"t{number}" for number in range(9)}
    dates = {1: lambda value: f"day {value:g}"}
    reader = Sheet(texts, dates, merged or MergedCells(), findings or Findings())
    return list(reader.read(BytesIO(f"<worksheet>{rows}</worksheet>".encode()), TAGS))


def read_cell(cell: str) -> str:
    [(_, [text])] = read(f'<row r="1">{cell}</row>') or [(0, [""])]
    return text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>7</v></c>", "7"),
        ("<c><v>-7</v></c>", "-7"),
        ("<c><v>7.50</v></c>", "7.5"),
        ("<c><v>1E2</v></c>", "100"),
        ('<c t="n"><v>0.1000000000000001</v></c>', "0.1"),
        ('<c t="s"><v>2</v></c>', "t2"),
        ('<c t="s"><v>0</v></c>', "t0"),
        ('<c t="b"><v>1</v></c>', "true"),
        ('<c t="b"><v>0</v></c>', "false"),
        ('<c t="str"><v>a_x0041_</v></c>', "aA"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c s="1"><v>5</v></c>', "day 5"),
        ('<c s="2"><v>5</v></c>', "5"),
        ('<c t="s" s="1"><v>2</v></c>', "t2"),
        ("<c><f>A1+1</f></c>", "=A1+1"),
        ("<c><f>A1+1</f><v>2</v></c>", "2"),
        ("<c><is><t>a</t><r><t>b</t></r></is></c>", "ab"),
        ("<c><is><t>a</t><rPh><t>x</t></rPh><t>b</t></is></c>", "ab"),
        ("<c><f>x</f><is><t>a</t></is></c>", "a"),
        ("<c/>", ""),
    ],
)
def test_a_cell_is_a_text(cell: str, text: str) -> None:
    assert read_cell(cell) == text


def test_rows_and_cells_are_where_they_say_or_next_to_each_other() -> None:
    assert read(
        '<row><c r="B1"><v>1</v></c><c><v>2</v></c><c r="E1"><v>3</v></c></row>'
        "<row><c><v>4</v></c></row><row><c/></row><row><c><v>5</v></c><c/></row>"
        '<row r="9"><c r="x1"><v>6</v></c><c r="A9"><v>7</v></c></row>'
        '<row r="3"><c r="AB3"><v>8</v></c></row>'
    ) == [
        (1, ["", "1", "2", "", "3"]),
        (2, ["4"]),
        (4, ["5"]),
        (9, ["7"]),
        (10, [""] * 27 + ["8"]),
    ]


def test_hidden_rows_and_columns_are_noted_where_something_is_there() -> None:
    findings = Findings()
    cell = "<c><v>1</v></c>"
    read(
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/><col min="6" max="6" hidden="true"/>'
        '<col min="7" max="7" hidden="0"/><col min="499" max="16384" hidden="1"/></cols>'
        f'<row hidden="1">{cell}</row><row hidden="true">{cell}</row><row hidden="0">{cell}</row>'
        f'<row hidden="1"><c/></row><row>{cell}</row>',
        findings,
    )
    assert findings.hidden_rows == [1, 2]
    assert findings.hidden_columns == {1, 2, 5, 498, 499}


def test_merged_cells_are_filled_by_the_numbers_of_rows() -> None:
    merged, findings = MergedCells(), Findings()
    merged.add(1, 2, 2, 3)
    rows = read(
        '<row r="2"><c><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>'
        '<row r="4"><c r="C4"><v>3</v></c></row>',
        findings,
        merged,
    )
    assert rows == [(2, ["1", "1"]), (3, ["1", "1", "2"]), (4, ["", "", "3"])]
    assert findings.get_count("merged-cells") == 1


def test_no_cell_is_further_to_the_right_than_the_last_column_that_is_read() -> None:
    last, beyond = "SF", "SG"
    assert read(f'<row><c r="{last}1"><v>1</v></c><c r="{beyond}1"/></row>')[0][1][-1] == "1"
    assert len(read(f'<row><c r="{last}1"><v>1</v></c></row>')[0][1]) == MOST_COLUMNS
    blank = f'<row><c><v>1</v></c><c r="{beyond}1"><is><t> </t></is></c></row>'
    assert read(blank) == [(1, ["1"])]
    with pytest.raises(TableError) as caught:
        read(f'<row><c r="{beyond}1"><v>1</v></c></row>')
    assert caught.value.details == {"count": MOST_COLUMNS + 1, "most": MOST_COLUMNS}


def test_a_cell_may_be_as_long_as_the_limit_in_all_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_module, "LONGEST_CELL", 10)
    assert read_cell("<c><is><t>01234</t><t>56789</t></is></c>") == "0123456789"
    assert len(read(f"<row>{'<c><is><t>0123456789</t></is></c>' * 3}</row>")[0][1]) == 3
    for cell in ("<c><is><t>01234</t><t>567890</t></is></c>", "<c><f>0123456</f><v>7890</v></c>"):
        with pytest.raises(TableError) as caught:
            read_cell(cell)
        assert str(caught.value) == "a cell is too long; shorten it"
        assert caught.value.details == {"longest": 10}
    assert read_cell("<c> 0123456789 <v>1</v> 0123456789 </c>") == "1"


def read_texts(items: str) -> Texts:
    texts = Texts()
    texts.read(BytesIO(f"<sst>{items}</sst>".encode()), TAGS)
    return texts


def test_texts_are_had_by_their_numbers() -> None:
    texts = read_texts(
        "<si><t>a</t></si><si/><si><r><t>é</t></r><r><t>_x000D_</t></r></si>"
        "<si><t>b</t><rPh><t>x</t></rPh></si><si><t>c</t></si>"
    )
    assert [texts[number] for number in range(5)] == ["a", "", "é\r", "b", "c"]
    for number in (-1, 5):
        with pytest.raises(IndexError):
            texts[number]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a_x0009_b", "a\tb"),
        ("_x00e9_", "é"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", "\ufffd"),
        ("_x12_ _x0041", "_x12_ _x0041"),
    ],
)
def test_signs_that_xml_cannot_hold_are_put_back(written: str, text: str) -> None:
    assert read_texts(f"<si><t>{written}</t></si>")[0] == text


def find(part: bytes) -> list[list[str]]:
    """Five rows of five cells with what is merged in them."""
    merged, findings = find_merged_cells(BytesIO(part)), Findings()
    rows = [
        [f"{row}{column}" if row == 1 or column == 1 else "" for column in range(1, 6)] for row in range(1, 6)
    ]
    for number, row in enumerate(rows, start=1):
        merged.fill(number, row, findings)
    return rows


@pytest.mark.parametrize(
    "part",
    [
        b'<mergeCell ref="A2:B3"/>',
        b"<x:mergeCell ref='A2:B3'></x:mergeCell>",
        b'<mergeCell  other="1" ref="A2:B3"/>',
        b" " * (2**16 - 10) + b'<mergeCell ref="A2:B3"/>',
        b" " * (2**16 - 24) + b'<mergeCell ref="A2:B3"/>' + b" " * 2**17,
        b'<mergeCell ref="x"/><mergeCell ref="A2:B3"/>',
    ],
)
def test_merged_cells_are_found_wherever_they_are_listed(part: bytes) -> None:
    rows = find(part)
    assert rows[1] == ["21", "21", "", "", ""]
    assert rows[2] == ["31", "21", "", "", ""]
    assert rows[3] == ["41", "", "", "", ""]


def test_a_sheet_without_merged_cells_has_none() -> None:
    assert not find_merged_cells(BytesIO(b'<mergeCells count="0"/><c ref="A1:B2"/>'))
    several = find_merged_cells(BytesIO(b'<mergeCell ref="A1:B1"/>' * 3 + b" " * 2**16 * 3))
    assert several._count == 3


def test_a_sheet_may_be_measured_without_its_texts() -> None:
    reader = Sheet(defaultdict(lambda: "text"), {}, MergedCells(), Findings())
    part = BytesIO(b'<worksheet><row><c t="s"><v>3</v></c><c t="s"><v>900</v></c></row></worksheet>')
    assert list(reader.read(part, TAGS)) == [(1, ["text", "text"])]
