"""OpenDocument spreadsheets in detail: values, what stands beside cells, what repeats, and hidden sheets."""

from __future__ import annotations

from io import BytesIO

import pytest

from model.tables import MOST_COLUMNS, TableError
from model.tables import opendocument as opendocument_module
from model.tables.file_view import to_open
from model.tables.notes import Findings, Row
from model.tables.opendocument import open_opendocument
from model.tables.workbook import Workbook
from tests.model.tables.test_opendocument import MIMETYPE, NAMES, build, cell, read, row, table
from tests.model.tables.test_workbook import pack

DRAWING = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'


def open_sheets(*tables: str, styles: str = "") -> Workbook:
    return open_opendocument(to_open(BytesIO(build(*tables, styles=styles))))


def list_rows(rows: str, findings: Findings | None = None) -> list[Row]:
    return list(open_sheets(table(rows)).read("Blad1", findings or Findings()))


def value(kind: str, shown: str = "shown", **said: str) -> str:
    """A cell of this type with what it says of its value."""
    attributes = " ".join(f'office:{name}-value="{text}"' for name, text in said.items() if name != "value")
    attributes += f' office:value="{said["value"]}"' if "value" in said else ""
    inside = f"<text:p>{shown}</text:p>"
    return f'<table:table-cell office:value-type="{kind}" {attributes}>{inside}</table:table-cell>'


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (value("string"), "shown"),
        (value("string", string="kept"), "kept"),
        (value("string", string=""), "shown"),
        ("<table:table-cell><text:p>plain</text:p></table:table-cell>", "plain"),
        ('<table:table-cell office:value="5"><text:p>plain</text:p></table:table-cell>', "plain"),
        (value("float", value="7"), "7"),
        (value("float", value="-7"), "-7"),
        (value("float", value="7.50"), "7.5"),
        (value("float"), "shown"),
        (value("currency", value="1e2"), "100"),
        (value("percentage", value="0.1000000000000001"), "0.1"),
        (value("date", date="2026-05-31"), "2026-05-31"),
        (value("date"), "shown"),
        (value("boolean", boolean="false"), "false"),
        (value("boolean"), "shown"),
        (value("time", time="PT4H5M6S"), "04:05:06"),
        (value("time", time="PT100H05M06.7S"), "100:05:06"),
        (value("time", time="PT4H5M6,5S"), "04:05:06"),
        (value("time", time="P1D"), "shown"),
        (value("time"), "shown"),
    ],
)
def test_a_cell_holds_what_it_says_or_what_it_shows(written: str, text: str) -> None:
    assert list_rows(row(written)) == [(1, [text])]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>a<text:s/>b</text:p>", "a b"),
        ('<text:p>a<text:s text:c="3"/>b</text:p>', "a   b"),
        ('<text:p>a<text:s text:c="0"/>b</text:p>', "a b"),
        ("<text:p>a</text:p>\n<text:p/>\n<text:p>b</text:p>", "a\n\nb"),
        ("<text:p>a<text:line-break/><text:a>b</text:a><text:tab/></text:p>", "a\nb\t"),
        ("beside<text:p>a</text:p>beside", "a"),
        ("<office:annotation><text:p>x</text:p></office:annotation><text:p>a</text:p>", "a"),
        ("<text:p>a<office:annotation><text:p>x</text:p></office:annotation>b</text:p>", "ab"),
        (f"<draw:frame {DRAWING}><text:p>x</text:p></draw:frame><text:p>a</text:p>", "a"),
        ("<text:p>a</text:p><table:shapes><table:table table:name='x'/></table:shapes>", "a"),
    ],
)
def test_a_cell_shows_its_paragraphs_and_nothing_beside_them(inside: str, text: str) -> None:
    written = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    assert list_rows(row(written, cell("z"))) == [(1, [text, "z"])]


def test_texts_are_as_long_as_a_cell_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opendocument_module, "LONGEST_CELL", 5)
    inside = "<text:p>abc</text:p><text:p>de</text:p>"
    written = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    assert list_rows(row(written, written)) == [(1, ["abc\nde", "abc\nde"])]
    for more in ("f", "<text:tab/>", '<text:s text:c="9"/>'):
        with pytest.raises(TableError) as caught:
            list_rows(row(written.replace("de", f"de{more}")))
        assert str(caught.value) == "a cell is too long; shorten it"
        assert caught.value.details == {"longest": 5}


def test_rows_and_cells_repeat_and_empty_ones_are_counted() -> None:
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    assert list_rows(
        row(cell("a"), blank, cell("b", 'table:number-columns-repeated="2"'), blank)
        + row(blank, more='table:number-rows-repeated="4"')
        + row(cell("c"), more='table:number-rows-repeated="2"')
        + row(cell("d"), more='table:number-rows-repeated="0"')
        + row(cell("e"))
    ) == [(1, ["a", "", "", "", "b", "b"]), (6, ["c"]), (7, ["c"]), (8, ["d"]), (9, ["e"])]


def test_a_long_sheet_is_read_to_its_end_and_not_into_the_next() -> None:
    book = open_sheets(table(row(cell("a")) * 2_000, "A"), table(row(cell("b")) * 2_000, "B"))
    for name in ("a", "b"):
        assert list(book.read(name.upper(), Findings())) == [(at, [name]) for at in range(1, 2_001)]


def test_rows_that_repeat_are_rows_of_their_own() -> None:
    rows = list_rows(row(cell("a"), more='table:number-rows-repeated="2"'))
    rows[0][1].append("x")
    assert rows[1] == (2, ["a"])


def test_a_table_may_be_as_wide_as_it_may_be() -> None:
    wide = cell("a", f'table:number-columns-repeated="{MOST_COLUMNS}"')
    assert list_rows(row(wide)) == [(1, ["a"] * MOST_COLUMNS)]
    with pytest.raises(TableError) as caught:
        list_rows(row(cell("b"), wide))
    assert caught.value.details == {"count": MOST_COLUMNS + 1, "most": MOST_COLUMNS}
    assert list_rows(row(cell("b"), '<table:table-cell table:number-columns-repeated="9999"/>')) == [
        (1, ["b"])
    ]


def test_merged_cells_show_what_is_in_the_first() -> None:
    covered = "<table:covered-table-cell/>"
    findings = Findings()
    rows = list_rows(
        row(cell("x"), cell("y"))
        + row(
            cell("z"),
            cell("a", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'),
            covered,
            cell("b"),
        )
        + row(cell("w"), covered, covered, cell("c"))
        + row(cell("v"), cell("d", 'table:number-columns-spanned="2"'), covered)
        + row(cell("u"), cell("e", 'table:number-rows-spanned="2"'))
        + row(cell("t"), covered),
        findings,
    )
    assert rows == [
        (1, ["x", "y"]),
        (2, ["z", "a", "a", "b"]),
        (3, ["w", "a", "a", "c"]),
        (4, ["v", "d", "d"]),
        (5, ["u", "e"]),
        (6, ["t", "e"]),
    ]
    assert [note.places for note in findings.to_notes()] == [("B2:C3", "B4:C4", "B5:B6")]


def test_a_cell_that_spans_no_other_is_no_merged_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.tables.merged._MOST", 1)
    spanned = cell("c", 'table:number-columns-spanned="2"')
    assert list_rows(row(cell("a"), cell("b"), spanned)) == [(1, ["a", "b", "c", "c"])]
    with pytest.raises(TableError, match="too large"):
        list_rows(row(spanned, spanned))


def test_hidden_rows_and_columns_are_noted() -> None:
    findings = Findings()
    hidden = 'table:visibility="collapse"'
    list_rows(
        f'<table:table-column/><table:table-column {hidden} table:number-columns-repeated="2"/>'
        f'<table:table-column table:visibility="visible"/><table:table-column table:visibility="filter"/>'
        f'<table:table-column table:number-columns-repeated="490"/>'
        f'<table:table-column {hidden} table:number-columns-repeated="16000"/>'
        + row(cell("a"), more=hidden)
        + row(cell("b"), more='table:visibility="filter" table:number-rows-repeated="2"')
        + row(cell("c"), more='table:visibility="visible"')
        + row(cell("d"))
        + row("<table:table-cell/>", more=hidden),
        findings,
    )
    assert findings.hidden_rows == [1, 2, 3]
    assert findings.hidden_columns == {1, 2, 4, *range(495, MOST_COLUMNS)}


HIDING = (
    '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="on"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="other"/>'
)


def test_sheets_in_a_style_that_hides_them_are_hidden() -> None:
    book = open_sheets(
        table(row(cell("a")), "A", 'table:style-name="on"'),
        table(row(cell("b")), "B", 'table:style-name="off"'),
        table(row(cell("c")), "C", 'table:style-name="other"'),
        table(row(cell("d")), "D"),
        styles=HIDING,
    )
    assert (book.sheets, book.hidden_sheets) == (("A", "C", "D"), ("B",))
    assert list(book.read("B", Findings())) == [(1, ["b"])]
    assert list(book.read("D", Findings())) == [(1, ["d"])]
    alone = open_sheets(table(row(cell("b")), "B", 'table:style-name="off"'), styles=HIDING)
    assert (alone.sheets, alone.hidden_sheets) == (("B",), ())


def test_a_sheet_is_as_wide_as_most_of_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [cell("a")] * 3
    sheets = (
        table("", "Empty"),
        table(row(*cells[:1]) + row(*cells) + row("<table:table-cell/>") + row(*cells), "Table"),
        table(row(*cells[:1]) * 2 + row(*cells), "List"),
        table(row(*cells[:1]) + row(*cells), "Both"),
    )
    assert dict(open_sheets(*sheets).widths) == {"Empty": 0, "Table": 3, "List": 1, "Both": 3}
    monkeypatch.setattr(opendocument_module, "SAMPLED", 2)
    assert open_sheets(table(row(*cells[:1]) * 2 + row(*cells) * 9)).widths == {"Blad1": 1}
    monkeypatch.setattr(opendocument_module, "MOST_SHEETS", 2)
    assert dict(open_sheets(*sheets).widths) == {"Empty": 0, "Table": 3}


def test_tables_beside_or_within_cells_are_no_sheets() -> None:
    inner = table(row(cell("inner")), "Inner")
    book = open_sheets(
        f"<table:tracked-changes>{table(row(cell('old')), 'Old')}</table:tracked-changes>",
        table(row(cell("a"), f"<table:table-cell>{inner}</table:table-cell>", cell("b")), "A"),
        table(f"<table:shapes>{table(row(cell('shape')), 'Shape')}</table:shapes>" + row(cell("c")), "B"),
    )
    assert book.sheets == ("A", "B")
    assert [cells[0] for _, cells in book.read("A", Findings())] == ["a"]
    assert list(book.read("B", Findings())) == [(1, ["c"])]


@pytest.mark.parametrize("count", [1000, 1001])
def test_there_are_at_most_a_thousand_sheets_each_with_a_name_of_its_own(count: int) -> None:
    tables = [table("", f"S{number}") for number in range(count)]
    if count == 1000:
        assert len(open_sheets(*tables).sheets) == count
    else:
        with pytest.raises(ValueError, match="S1000"):
            open_sheets(*tables)
    with pytest.raises(ValueError, match="A"):
        open_sheets(table("", "A"), table("", "A"))


def test_more_cells_than_the_file_can_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opendocument_module, "get_most_tags", lambda size: 100)
    assert len(list_rows(row(cell("a"), more='table:number-rows-repeated="100"'))) == 100
    with pytest.raises(TableError, match="too large"):
        list_rows(row(cell("a"), more='table:number-rows-repeated="101"'))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"META-INF/manifest.xml": "<a><encryption-data/></a>"}, "this workbook is protected by a password"),
        ({"META-INF/manifest.xml": "<a/>"}, "this is an OpenDocument file without a table, not a table"),
        ({}, "this is an OpenDocument file without a table, not a table"),
    ],
)
def test_what_holds_no_table_is_called_what_it_is(parts: dict[str, str], message: str) -> None:
    with pytest.raises(TableError) as caught:
        read(pack({"mimetype": MIMETYPE, **parts}))
    assert str(caught.value).startswith(f"table.ods: {message}; ")


def test_a_type_may_say_more_and_another_type_is_no_spreadsheet() -> None:
    content = f"<a {NAMES}>{table(row(cell('x')))}</a>"
    assert read(pack({"mimetype": f"{MIMETYPE}-template", "content.xml": content})).form == "ods"
    with pytest.raises(TableError) as caught:
        read(pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}))
    assert caught.value.details == {"kind": "opendocument"}
