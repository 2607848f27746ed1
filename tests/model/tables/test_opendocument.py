"""OpenDocument spreadsheets, as LibreOffice writes them and as somebody might who means harm."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from model.tables import Table, TableError, read_table
from tests.model.tables.test_workbook import pack

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def build(*tables: str, styles: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?><office:document-content {NAMES} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    return pack({"mimetype": MIMETYPE, "content.xml": content})


def table(rows: str, name: str = "Blad1", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


EMPTY = "<table:table-cell/>"
REST = '<table:table-row table:number-rows-repeated="1048560"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'  # noqa: E501


def read(content: bytes, sheet: str | None = None) -> Table:
    return read_table(BytesIO(content), "table.ods", sheet)


def list_cells(found: Table) -> list[list[str]]:
    return [list(cells.values()) for _, cells in found.rows]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('<table:table-cell office:value-type="float" office:value="2"><text:p>2,0</text:p>', "2"),
        ('<table:table-cell office:value-type="float" office:value="0.30000000000000004">', "0.3"),
        ('<table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25%</text:p>', "0.25"),
        ('<table:table-cell office:value-type="date" office:date-value="2026-05-31">', "2026-05-31"),
        (
            '<table:table-cell office:value-type="date" office:date-value="2026-05-31T14:30:00">',
            "2026-05-31T14:30:00",
        ),
        ('<table:table-cell office:value-type="time" office:time-value="PT14H30M00S">', "14:30:00"),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true">', "true"),
        (
            '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p>'
            "<text:p><text:span>d</text:span><text:line-break/>e</text:p>",
            "a  b\tc\nd\ne",
        ),
        (
            '<table:table-cell office:value-type="string"><office:annotation><text:p>aside</text:p>'
            "</office:annotation>\n<text:p>x</text:p>\n",
            "x",
        ),
        ('<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2">', "2"),
    ],
)
def test_a_cell_is_read_as_others_are(value: str, text: str) -> None:
    found = read(build(table(row(cell("name")) + row(f"{value}</table:table-cell>") + REST)))
    assert (found.form, found.columns, list_cells(found)) == ("ods", ("name",), [[text]])


def test_rows_and_cells_that_repeat_are_read_as_often() -> None:
    repeated = cell("x", 'table:number-columns-repeated="2"')
    found = read(
        build(
            table(
                row(cell("a"), cell("b"), cell("c"))
                + row(EMPTY, more='table:number-rows-repeated="5"')
                + row(
                    EMPTY.replace("/>", ' table:number-columns-repeated="2"/>'),
                    cell("y"),
                    more='table:number-rows-repeated="2"',
                )
                + row(repeated)
                + REST
            )
        )
    )
    assert [(number, list(cells.values())) for number, cells in found.rows] == [
        (7, ["", "", "y"]),
        (8, ["", "", "y"]),
        (9, ["x", "x", ""]),
    ]


def test_blanks_between_tags_say_nothing_and_the_first_row_and_column_may_repeat() -> None:
    column = '<table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    found = read(
        build(
            f"""<table:table table:name="Blad1">
              {column}
              <table:table-row table:number-rows-repeated="3"> <table:table-cell/> </table:table-row>
              {row(cell("a"), " ", cell("b"), cell("c"))}
              {row(cell("x"), cell("y"), cell("z"))}
            </table:table>"""
        )
    )
    assert [(number, list(cells.values())) for number, cells in found.rows] == [(5, ["x", "y", "z"])]
    assert found.hidden_columns == ("a", "b")


def test_merged_hidden_and_filtered_are_seen_as_in_other_workbooks() -> None:
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    found = read(
        build(
            table(row(cell("Lees mij"))),
            table(
                columns
                + row(cell("ward"), cell("story"), cell("who"))
                + row(cell("A", 'table:number-rows-spanned="2"'), cell("x"), cell("p"))
                + row("<table:covered-table-cell/>", cell("y"), cell("q"), more='table:visibility="filter"'),
                "Data",
            ),
            table(row(cell("secret")), "Oud", 'table:style-name="ta2"'),
            styles=style,
        )
    )
    assert (found.sheet, found.sheets, found.hidden_sheets) == ("Data", ("Blad1", "Data"), ("Oud",))
    assert (found.hidden_rows, found.hidden_columns, found.doubtful) == ((3,), ("story",), ())
    assert list_cells(found) == [["A", "x", "p"], ["A", "y", "q"]]
    assert [str(note) for note in found.notes] == [
        "merged cells were filled with the value that they show: A2:A3"
    ]
    assert read(build(table(row(cell("secret")), "Oud", 'table:style-name="ta2"'), styles=style)).sheets == (
        "Oud",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pack({"mimetype": MIMETYPE}), "binary"),
        (pack({"mimetype": MIMETYPE, "content.xml": "<"}), "damaged"),
        (pack({"mimetype": MIMETYPE, "content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "damaged"),
        (
            pack({"mimetype": MIMETYPE, "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
            "password",
        ),
        (build(table(REST)), "empty"),
        (build(table(row(cell("x", 'table:number-columns-repeated="501"')))), "too-many-columns"),
        (build(table(row(cell("x"), more='table:number-rows-repeated="999999999"'))), "too-large"),
        (
            build(
                table(
                    row(
                        cell("x", 'table:number-columns-repeated="200"'),
                        more='table:number-rows-repeated="100000"',
                    )
                )
            ),
            "too-large",
        ),
        (build(table(row(cell('<text:s text:c="999999999"/>')))), "cell-too-long"),
        (build(table(row(cell("x"), more='table:number-rows-repeated="x"'))), "damaged"),
    ],
)
def test_what_is_no_spreadsheet_or_means_harm_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(TableError) as caught:
        list(read(content).rows)
    assert caught.value.code == code


def test_a_part_that_unpacks_to_much_more_than_others_do_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", b" " * 80_000_000)
    with pytest.raises(TableError, match="too large"):
        read(file.getvalue())
