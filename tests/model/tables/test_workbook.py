from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from model.tables import Table, TableError, read_table, to_xlsx
from model.tables import rows as rows_module
from model.tables import workbook as workbook_module

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def read(content: bytes, sheet: str | None = None) -> Table:
    return read_table(BytesIO(content), "table.xlsx", sheet)


def list_cells(table: Table) -> list[list[str]]:
    return [list(cells.values()) for _, cells in table.rows]


def save(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def build(rows: list[list[Any]]) -> bytes:
    """A workbook as openpyxl saves it, with shared texts."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return save(book)


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def build_parts(sheet: str, texts: str = "", styles: str = "", book: str = "") -> dict[str, str | bytes]:
    """The parts of a workbook as Excel writes them, with the rows of its one sheet."""

    def relate(*targets: tuple[str, str]) -> str:
        listed = (
            f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, start=1)
        )
        return f'<Relationships xmlns="{PACKAGE}">{"".join(listed)}</Relationships>'

    return {
        "_rels/.rels": relate(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relate(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "/xl/texts.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>'
        '<sheet name="Stories" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/>'
        f"<sheetData>{sheet}</sheetData></worksheet>",
        "xl/texts.xml": f'<sst xmlns="{MAIN}" count="9" uniqueCount="9">{texts}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }


def test_texts_numbers_and_truth_values_become_text() -> None:
    rows = list_cells(read(build([["a", "b", "c", "d"], ["x", 1, 2.5, True], ["ë\n", -3, 1e20, False]])))
    assert rows == [["x", "1", "2.5", "true"], ["ë\n", "-3", "1e+20", "false"]]


def test_a_decimal_number_has_the_digits_that_excel_shows() -> None:
    assert list_cells(read(build([["a"], [0.1 + 0.2], [1 / 3]]))) == [["0.3"], ["0.333333333333333"]]


def test_dates_and_times_become_iso_8601() -> None:
    row = [date(2026, 5, 31), datetime(2026, 5, 31, 14, 30), time(14, 30), datetime(2026, 5, 31)]
    assert list_cells(read(build([["a", "b", "c", "d"], row]))) == [
        ["2026-05-31", "2026-05-31T14:30:00", "14:30:00", "2026-05-31T00:00:00"]
    ]


def test_dates_counted_from_1904_are_the_same_dates() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    book.worksheets[0].append(["a"])
    book.worksheets[0].append([date(2026, 5, 31)])
    assert list_cells(read(save(book))) == [["2026-05-31"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A2"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="A2"><f>SUM(B1)</f></c>', "=SUM(B1)"),
        ('<c r="A2" t="str"><f>"a"</f><v>a</v></c>', "a"),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A2" t="d"><v>2026-05-31</v></c>', "2026-05-31"),
        ('<c r="A2" t="b"><v>1</v></c>', "true"),
        ('<c r="A2" t="s"><v>1</v></c>', "rich text"),
        ('<c r="A2" t="s"><v>2</v></c>', "漢字"),
        ('<c r="A2" t="s"><v>3</v></c>', "one\r\ntwo"),
        ('<c r="A2" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>', " x "),
        ('<c r="A2"><v>1.0</v></c>', "1"),
        ('<c r="A2"><v>12345678901234567890</v></c>', "12345678901234567890"),
        ('<c r="A2" s="1"><v>46173</v></c>', "2026-05-31"),
        ('<c r="A2" s="1"><v>1e300</v></c>', "1e+300"),
        ('<c r="A2" s="2"><v>1.5</v></c>', "1.5"),
        ('<c r="A2" s="9"><v>5</v></c>', "5"),
    ],
)
def test_a_cell_is_read_as_excel_writes_it(cell: str, text: str) -> None:
    sheet = f'<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2">{cell}</row>'
    texts = (
        "<si><t>name</t></si><si><r><rPr><b/></rPr><t>rich</t></r><r><t> text</t></r></si>"
        "<si><t>漢字</t><rPh sb='0' eb='1'><t>かんじ</t></rPh></si><si><t>one_x000D_\ntwo</t></si>"
    )
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/>'
        '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
    )
    table = read(pack(build_parts(sheet, texts, styles)))
    assert (table.columns, list_cells(table)) == (("name",), [[text]])


def test_rows_and_cells_that_are_left_out_leave_a_gap() -> None:
    sheet = (
        '<row r="3"><c r="B3" t="inlineStr"><is><t>b</t></is></c><c t="inlineStr"><is><t>c</t></is></c></row>'
        '<row r="7"><c r="C7"><v>1</v></c></row><row><c r="A8"/><c r="B8"><v>2</v></c></row>'
    )
    table = read(pack(build_parts(sheet)))
    assert list(table.rows) == [(7, {"b": "", "c": "1"}), (8, {"b": "2", "c": ""})]
    assert [str(note) for note in table.notes] == [
        "a column without heading and content was left out: column (A)"
    ]


def test_names_may_have_prefixes() -> None:
    parts = build_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a'
        '</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    assert list_cells(read(pack(parts))) == [["1"]]


def test_cells_that_are_only_formatted_do_not_count() -> None:
    blank = "".join(f'<row r="{row}"><c r="XFD{row}" s="1"/></row>' for row in range(3, 50))
    sheet = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>{blank}'
    table = read(pack(build_parts(sheet)))
    assert (table.columns, table.count) == (("1",), 1)


def build_sheets(**rows: list[list[Any]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, listed in rows.items():
        sheet = book.create_sheet(name)
        for row in listed:
            sheet.append(row)
    return book


def test_the_first_sheet_with_something_in_it_is_read() -> None:
    table = read(save(build_sheets(empty=[], first=[["a"], [1]], second=[["b"], [2]])))
    assert (table.sheet, table.sheets, table.columns) == ("first", ("empty", "first", "second"), ("a",))


def test_another_sheet_can_be_chosen() -> None:
    table = read(save(build_sheets(first=[["a"]], second=[["b"], [2]])), "second")
    assert (table.sheet, table.columns) == ("second", ("b",))


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(TableError, match=r'there is no sheet "secnd"; did you mean "second"\?'):
        read(save(build_sheets(first=[["a"]], second=[["b"]])), "secnd")


def test_hidden_sheets_are_left_out() -> None:
    book = build_sheets(lists=[["x"]], stories=[["a"]])
    book["lists"].sheet_state = "hidden"
    assert read(save(book)).sheets == ("stories",)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pack({"a.txt": "x"}), "binary"),
        (pack({}), "binary"),
        (pack({"mimetype": "application/vnd.oasis.opendocument.text"}), "binary"),
        (pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "binary"),
        (pack({"word/document.xml": "<w/>"}), "binary"),
        (pack({"xl/media/image1.png": "x"}), "damaged"),
        (pack({"xl/workbook.bin": "x"}), "xlsb"),
        (to_xlsx([["a"]])[:-30], "damaged"),
        (to_xlsx([["a"]])[:30], "damaged"),
        (to_xlsx([]), "empty"),
        (to_xlsx([["x"] * 501]), "too-many-columns"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(TableError) as caught:
        read(content)
    assert caught.value.code == code
    assert caught.value.file == "table.xlsx"


def test_a_protected_part_is_refused() -> None:
    content = bytearray(pack(build_parts("")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    with pytest.raises(TableError, match="protected by a password"):
        read(bytes(content))


# What an attacker might send


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_resolved(encoding: str) -> None:
    parts = build_parts('<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>')
    for name in (
        "xl/worksheets/sheet1.xml",
        "xl/texts.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "_rels/.rels",
    ):
        attack = (
            f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">'
            f'<!ENTITY c SYSTEM "file:///etc/passwd">]>{parts[name]!s}'
        )
        with pytest.raises(TableError, match="damaged"):
            read(pack(parts | {name: attack.encode(encoding)}))


def test_a_workbook_that_is_too_large_unpacked_is_refused_without_unpacking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = pack(build_parts("") | {"xl/media/bomb": b"\0" * 3_000_000})
    assert len(content) < 10_000
    monkeypatch.setattr(workbook_module, "LARGEST_UNPACKED", 2_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with pytest.raises(TableError, match="too large"):
        read(content)


def test_a_sheet_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "MOST_ROWS", 2)
    with pytest.raises(TableError, match="too large"):
        read(build([["a"], [1], [2], [3]]))


def test_a_cell_that_is_too_long_is_refused() -> None:
    with pytest.raises(TableError, match="a cell is too long"):
        read(pack(build_parts(f'<row r="1"><c r="A1"><v>{"1" * 1_100_000}</v></c></row>')))


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><v>x</v></c></row>',
        '<row r="1"><c r="A1" s="x"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1">&unknown;</row>',
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused(sheet: str) -> None:
    with pytest.raises(TableError, match="damaged"):
        read(pack(build_parts(sheet)))


def test_parts_that_are_not_there_are_refused() -> None:
    parts = build_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<si><t>a</t></si>")
    for name in parts:
        left = {other: content for other, content in parts.items() if other != name}
        if name in ("_rels/.rels", "xl/styles.xml"):
            assert read(pack(left)).columns == ("a",)
        else:
            with pytest.raises(TableError):
                read(pack(left))
