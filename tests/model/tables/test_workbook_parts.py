"""The parts of an Excel workbook: which sheets there are, where they lie, and which numbers are dates."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.parsers import expat

import pytest

from model.tables import Table, TableError, read_table, xml_parts
from model.tables import workbook as workbook_module
from model.tables.file_view import to_open
from model.tables.workbook import Workbook, check_archive, open_workbook
from model.tables.xml_parts import get_most_tags, parse_part, read_elements
from tests.model.tables.test_workbook import MAIN, OFFICE, PACKAGE, build_parts, pack

CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>day</t></is></c></row>'


def read(parts: Mapping[str, str | bytes], sheet: str | None = None) -> Table:
    return read_table(BytesIO(pack(parts)), "table.xlsx", sheet)


def read_numbers(styles: str, *cells: str, book: str = "") -> list[str]:
    """What stands below the heading, row by row."""
    rows = "".join(f'<row r="{at}">{cell}</row>' for at, cell in enumerate(cells, start=2))
    table = read(build_parts(CELL + rows, styles=styles, book=book))
    return [cells["day"] for _, cells in table.rows]


def style(*formats: int, written: str = "") -> str:
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in formats)
    return f"<numFmts>{written}</numFmts><cellXfs>{cells}</cellXfs>"


def build_sheets(sheets: str, relations: str) -> Mapping[str, str | bytes]:
    """A workbook of these sheets; each of three parts has its number as a heading, above two rows."""
    parts = build_parts("")
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    del parts["xl/worksheets/sheet1.xml"]
    for number in range(3):
        width = 3 - number
        cells = "".join(f"<c><v>{number}{column}</v></c>" for column in range(width))
        parts[f"xl/worksheets/part{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{f"<row>{cells}</row>" * 3}</sheetData></worksheet>'
        )
    return parts


def sheet(name: str, id_: str, more: str = "") -> str:
    return f'<sheet name="{name}" sheetId="1" r:id="{id_}" {more}/>'


def relate(id_: str, target: str, kind: str = "worksheet") -> str:
    return f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>'


PLACES = "".join(relate(f"r{number}", f"worksheets/part{number}.xml") for number in range(3))


def open_parts(parts: Mapping[str, str | bytes]) -> Workbook:
    return open_workbook(to_open(BytesIO(pack(parts))))


def test_sheets_are_those_in_view_and_the_hidden_ones_beside() -> None:
    book = open_parts(
        build_sheets(
            sheet("C", "r2")
            + sheet("A", "r0", 'state="hidden"')
            + sheet("B", "r1", 'state="visible"')
            + sheet("Chart", "r9")
            + sheet("V", "r0", 'state="veryHidden"'),
            PLACES,
        )
    )
    assert (book.sheets, book.hidden_sheets) == (("C", "B"), ("A", "V"))
    assert book.widths == {"C": 1, "B": 2}


def test_where_all_sheets_are_hidden_none_is() -> None:
    hidden = 'state="hidden"'
    book = open_parts(build_sheets(sheet("A", "r0", hidden) + sheet("B", "r1", hidden), PLACES))
    assert (book.sheets, book.hidden_sheets, book.widths) == (("A", "B"), (), {"A": 3, "B": 2})


def test_the_only_sheet_in_view_is_not_measured() -> None:
    book = open_parts(build_sheets(sheet("A", "r0") + sheet("B", "r1", 'state="hidden"'), PLACES))
    assert (book.sheets, book.hidden_sheets, book.widths) == (("A",), ("B",), {})


def test_so_many_sheets_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "MOST_SHEETS", 2)
    book = open_parts(build_sheets(sheet("A", "r0") + sheet("B", "r1") + sheet("C", "r2"), PLACES))
    assert book.widths == {"A": 3, "B": 2}


@pytest.mark.parametrize(
    "target", ["worksheets/part1.xml", "/xl/worksheets/part1.xml", "./x/../worksheets/part1.xml"]
)
def test_a_part_lies_where_the_book_says(target: str) -> None:
    table = read(build_sheets(sheet("A", "r1"), relate("r1", target)))
    assert (table.sheet, table.columns) == ("A", ("10", "11"))


def test_a_relation_of_another_kind_is_no_sheet() -> None:
    for relations in (
        relate("r1", "worksheets/part1.xml", "chartsheet"),
        PLACES.replace("<Relationship ", "<Other "),
    ):
        with pytest.raises(TableError, match="there is nothing in it"):
            read(build_sheets(sheet("A", "r1"), relations))


def test_a_workbook_may_lie_elsewhere_than_usual() -> None:
    parts = dict(build_sheets(sheet("A", "r1"), PLACES.replace("worksheets", "../xl/worksheets")))
    parts["book/ours.xml"] = parts.pop("xl/workbook.xml")
    parts["book/_rels/ours.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("xl/workbook.xml", "book/ours.xml")
    assert read(parts).columns == ("10", "11")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c s="0"><v>46173</v></c>', "46173"),
        ("<c><v>46173</v></c>", "46173"),
        ('<c s="1"><v>46173</v></c>', "2026-05-31"),
        ('<c s="1"><v>46173.75</v></c>', "2026-05-31"),
        ('<c s="2"><v>46173.75</v></c>', "2026-05-31T18:00:00"),
        ('<c s="2"><v>46173</v></c>', "2026-05-31T00:00:00"),
        ('<c s="3"><v>0.75</v></c>', "18:00:00"),
        ('<c s="4"><v>1.5</v></c>', "1.5"),
        ('<c s="5"><v>46173</v></c>', "2026-05-31"),
        ('<c s="6"><v>0.5</v></c>', "0.5"),
        ('<c s="7"><v>46173</v></c>', "46173"),
        ('<c s="1"><v>-1e9</v></c>', "-1000000000"),
        ('<c s="8"><v>46173</v></c>', "46173"),
    ],
)
def test_a_number_in_a_style_for_dates_is_a_date(cell: str, text: str) -> None:
    own = '<numFmt numFmtId="164" formatCode="d mmm yyyy"/><numFmt numFmtId="165" formatCode="0.0%"/>'
    assert read_numbers(style(0, 14, 22, 21, 46, 164, 165, 999, written=own), cell) == [text]


def test_a_style_that_says_no_format_is_a_plain_number() -> None:
    styles = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    cells = ('<c s="0"><v>1</v></c>', '<c s="1"><v>1</v></c>', '<c s="2"><v>1</v></c>')
    assert read_numbers(styles, *cells) == ["1", "1900-01-01", "1"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("", "1900-01-01"),
        ('<workbookPr date1904="0"/>', "1900-01-01"),
        ('<workbookPr date1904="1"/>', "1904-01-02"),
        ('<workbookPr date1904="true"/>', "1904-01-02"),
        ("<workbookPr/>", "1900-01-01"),
    ],
)
def test_days_are_counted_from_the_year_that_the_book_says(said: str, day: str) -> None:
    assert read_numbers(style(0, 14), '<c s="1"><v>1</v></c>', book=said) == [day]


def test_texts_and_styles_that_are_not_there_are_missed_only_where_they_are_needed() -> None:
    parts = build_parts(CELL + '<row r="2"><c r="A2"><v>46173</v></c></row>')
    for name in ("xl/texts.xml", "xl/styles.xml"):
        left = {other: content for other, content in parts.items() if other != name}
        assert [cells["day"] for _, cells in read(left).rows] == ["46173"]


# What is no workbook


def make_archive(*parts: tuple[str, bytes], packing: int = zipfile.ZIP_STORED) -> zipfile.ZipFile:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return zipfile.ZipFile(file)


def test_an_archive_says_how_large_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "LARGEST_UNPACKED", 100)
    check_archive(make_archive(("a", b"x" * 60), ("b", b"x" * 40)))
    with pytest.raises(TableError) as caught:
        check_archive(make_archive(("a", b"x" * 60), ("b", b"x" * 41)))
    assert caught.value.code == "too-large"


def test_an_archive_may_unpack_to_sixty_times_its_size_beyond_sixty_four_megabytes() -> None:
    part = zipfile.ZipInfo("a")
    archive = make_archive()
    for packed, unpacked, is_refused in ((10, 2**26 + 600, False), (10, 2**26 + 601, True)):
        part.compress_size, part.file_size = packed, unpacked
        archive.filelist = [part]
        if is_refused:
            with pytest.raises(TableError, match="too large"):
                check_archive(archive)
        else:
            check_archive(archive)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_that_is_packed_otherwise_is_no_workbook(packing: int) -> None:
    check_archive(make_archive(("a", b"x"), packing=zipfile.ZIP_DEFLATED))
    with pytest.raises(ValueError, match="no part of a workbook"):
        check_archive(make_archive(("b", b""), ("a", b"x"), packing=packing))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            {"xl/workbook.bin": "x", "xl/workbook.xml": "<a/>"},
            "this is an Excel workbook in the binary form .xlsb; open it and save the table as an Excel "
            "workbook (.xlsx)",
        ),
        ({"a.txt": "x"}, "this is a packed file (zip), not a table"),
        ({"Index/Document.iwa": "x"}, "this is an Apple Numbers file, not a table"),
        ({"[Content_Types].xml": "x", "word/document.xml": "x"}, "this is a Word document, not a table"),
        ({"xl/x": "x", "ppt/presentation.xml": "x"}, "this is a PowerPoint presentation, not a table"),
        (
            {"xl/x": "x", "Index/Document.iwa": "x"},
            "this workbook is damaged; open it in a spreadsheet and save it again",
        ),
        (
            {"[Content_Types].xml": "x"},
            "this workbook is damaged; open it in a spreadsheet and save it again",
        ),
    ],
)
def test_what_is_no_excel_workbook_is_called_what_it_is(parts: dict[str, str], message: str) -> None:
    with pytest.raises(TableError) as caught:
        read(parts)
    assert str(caught.value).startswith(f"table.xlsx: {message}")


# Parts in XML


def test_elements_of_a_small_part_come_with_their_parents_and_without_name_spaces() -> None:
    part = '<a:x xmlns:a="urn:a" xmlns:b="urn:b"><y b:id="1" n="2"><z/></y><z/>text</a:x>'
    assert read_elements(BytesIO(part.encode())) == [
        ("", "x", {}),
        ("x", "y", {"id": "1", "n": "2"}),
        ("y", "z", {}),
        ("x", "z", {}),
    ]


def test_a_small_part_has_so_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_parts, "_MOST_ELEMENTS", 3)
    assert len(read_elements(BytesIO(b"<a><b/><c/></a>"))) == 3
    with pytest.raises(ValueError, match="d"):
        read_elements(BytesIO(b"<a><b/><c/><d/></a>"))


def parse(part: bytes, most_tags: int, *, has_whole_names: bool = False) -> list[str]:
    found: list[str] = []
    pauses = list(
        parse_part(
            BytesIO(part),
            lambda name, attributes: found.append(f"<{name} {' '.join(attributes)}"),
            lambda name: found.append(f"/{name}"),
            found.append,
            most_tags,
            has_whole_names,
        )
    )
    assert len(pauses) == len(part) // 2**16 + 2
    return found


def test_a_part_is_parsed_with_short_or_whole_names() -> None:
    part = b'<a:x xmlns:a="urn:a" a:k="1">one &amp;\ntwo<y/></a:x>'
    assert parse(part, 10) == ["<x urn:a k", "one &\ntwo", "<y ", "/y", "/x"]
    assert parse(part, 10, has_whole_names=True) == [
        "<urn:a x urn:a k",
        "one &\ntwo",
        "<y ",
        "/y",
        "/urn:a x",
    ]


@pytest.mark.parametrize("part", [b"<a><b/>", b"", b"<a/><b/>"])
def test_a_part_that_is_not_whole_is_an_error(part: bytes) -> None:
    with pytest.raises(expat.ExpatError):
        read_elements(BytesIO(part))


def test_a_part_has_so_many_tags() -> None:
    part = b"<a>" + b"<b></b>" * 3 + b" " * 2**16 + b"</a>"
    assert len(parse(part, 8)) == 10
    with pytest.raises(TableError, match="too large"):
        parse(part, 7)
    assert get_most_tags(1_000) == 4_001_000
