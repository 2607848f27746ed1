"""Pages of draw.io files: plain and packed, whole and damaged."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape

import pytest

from model import ModelFileError
from model.importing.graph_file import GraphFile
from model.importing.readers.drawio import read_drawio
from model.importing.readers.drawio_pages import Page, read_pages
from tests.model.importing.readers.test_drawio import PAIR, box, draw, draw_model, draw_pages, line, pack
from tests.model.importing.samples import list_findings, list_rows


def open_pages(content: bytes) -> list[Page]:
    return read_pages(GraphFile(content, "x.drawio"))[0]


def show_pages(content: bytes) -> list[tuple[str, int, list[str], str]]:
    """The name, the line, the ids of the cells and the fault of each page."""
    return [
        (page.name, page.line, [cell.id for cell in page.cells], page.fault) for page in open_pages(content)
    ]


CELLS = ["0", "1", "a", "b"]


def test_a_cell_has_what_is_said_of_it_and_of_what_is_wrapped_around_it() -> None:
    cells = (
        '<object id="a" label="Joy" ward="3"><mxCell vertex="1" parent="g" id="x" style=" s ; x=1=2;; =y">'
        '<mxGeometry relative="1"/></mxCell></object>\n'
        '<UserObject id=""><mxCell id="b" value="Time" edge="1"/></UserObject>\n'
        '<mxCell id="c" value="Rest"><mxGeometry/><Array><mxGeometry relative="1"/></Array></mxCell>\n'
        '<mxCell vertex="0"/><mxGeometry relative="1"/>\n'
    )
    (page,) = open_pages(draw(cells))
    found = [
        (
            cell.id,
            cell.label,
            cell.values,
            cell.parent,
            cell.line,
            cell.is_vertex,
            cell.is_edge,
            cell.is_relative,
        )
        for cell in page.cells[2:]
    ]
    assert found == [
        ("a", "Joy", {"id": "a", "label": "Joy", "ward": "3"}, "g", 3, True, False, True),
        ("b", "Time", {"id": ""}, "", 4, False, True, False),
        ("c", "Rest", {}, "", 5, False, False, False),
        ("", "", {}, "", 6, False, False, False),
    ]
    assert page.cells[2].read_style() == {"s": "s", "x": "1=2"}
    assert page.cells[3].read_style() == {}


def test_names_of_values_are_put_into_a_label_only_where_that_is_said() -> None:
    cells = "".join(
        f'<object id="a" label="%name% of %x%, 5% or 6%" name="Joy" {more}><mxCell/></object>'
        for more in ('placeholders="1"', 'placeholders="0"', "")
    )
    assert [cell.label for cell in open_pages(draw(cells))[0].cells[2:]] == [
        "Joy of %x%, 5% or 6%",
        "%name% of %x%, 5% or 6%",
        "%name% of %x%, 5% or 6%",
    ]


def test_pages_without_a_name_are_called_by_their_numbers() -> None:
    content = (
        f"<mxfile><diagram>{draw_model(PAIR)}</diagram>\n<diagram name=' Our&#10;map '/>"
        f"<diagram name=''>{pack(draw_model(PAIR))}</diagram></mxfile>"
    ).encode()
    assert show_pages(content) == [("Page 1", 1, CELLS, ""), ("Our map", 6, [], ""), ("Page 3", 6, CELLS, "")]
    assert show_pages(draw_model(PAIR).encode()) == [("Page 1", 1, CELLS, "")]


@pytest.mark.parametrize(
    "write",
    [pack, escape, lambda xml: f"\n {quote(xml)} \n", lambda xml: "\n".join(pack(xml)), lambda xml: xml],
    ids=["packed", "as text", "with percent signs", "on many lines", "plain"],
)
def test_a_page_is_the_same_in_whatever_way_it_is_written(write: object) -> None:
    assert callable(write)
    content = f"<mxfile><diagram name='A'>{write(draw_model(PAIR))}</diagram></mxfile>".encode()
    assert show_pages(content) == [("A", 1, CELLS, "")]
    raw = read_drawio(GraphFile(content, "x.drawio"))
    assert [(row.get("id"), row.get("label")) for row in raw.nodes] == [("a", "Time"), ("b", "Joy")]


@pytest.mark.parametrize("shift", range(7))
def test_letters_of_a_long_page_stay_whole(shift: int) -> None:
    label = "-" * shift + "é" * 40_000
    (page,) = open_pages(draw(box("a", label), is_packed=True))
    assert page.cells[2].label == label


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("AAAA", "is damaged"),
        ("not base64!", "is damaged"),
        ("é", "is damaged"),
        (pack(draw_model(PAIR))[:-8], "is damaged"),
        (pack("<svg/>"), 'is XML, but not of draw.io: it begins with "svg"; open it in draw.io and save it'),
        (
            pack("<mxGraphModel>"),
            "is not whole XML here: no element found; open it in draw.io and save it again",
        ),
    ],
)
def test_a_damaged_page_says_what_is_wrong_and_has_no_cells(text: str, fault: str) -> None:
    good = f"<diagram name='Good'>{pack(draw_model(PAIR))}</diagram>"
    content = f"<mxfile><diagram name='Bad'>{text}</diagram>\n{good}</mxfile>".encode()
    assert show_pages(content) == [("Bad", 1, [], fault), ("Good", 2, CELLS, "")]
    raw = read_drawio(GraphFile(content, "x.drawio"))
    assert list_findings(raw)[0] == ("sheet", 1, [('page "Bad"', fault, 1)])
    assert (raw.title, raw.settings) == ("Good", ())
    with pytest.raises(ModelFileError) as caught:
        read_drawio(GraphFile(f"<mxfile><diagram name='Bad'>{text}</diagram></mxfile>".encode(), "x.drawio"))
    expected = f'x.drawio: line 1: its page "Bad": {fault}; open it in draw.io and save it again'
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<mxfile/>", "x.drawio: line 1: it holds no page; open it in draw.io and save it again"),
        (
            "\n<svg/>",
            'x.drawio: line 2: is XML, but not of draw.io: it begins with "svg"; open it in draw.io '
            "and save it",
        ),
        (
            f"<mxfile>{'<diagram/>' * 501}</mxfile>",
            "x.drawio: holds more than 500 pages; leave some out or split it",
        ),
    ],
)
def test_what_is_no_file_of_draw_io_or_too_large_is_refused(content: str, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_drawio(GraphFile(content.encode(), "x.drawio"))
    assert str(caught.value) == message


def test_five_hundred_pages_are_read() -> None:
    assert len(open_pages(f"<mxfile>{'<diagram/>' * 500}</mxfile>".encode())) == 500


@pytest.mark.parametrize("is_packed", [False, True])
def test_all_pages_together_have_no_more_cells_than_are_read(
    is_packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.importing.readers.drawio_pages.MOST_CELLS", 8)
    content = draw_pages({"A": PAIR, "B": PAIR}, is_packed=is_packed)
    assert [cells for _, _, cells, _ in show_pages(content)] == [CELLS, CELLS]
    with pytest.raises(
        ModelFileError, match=r"x\.drawio: holds more than 8 shapes and links; leave some out"
    ):
        open_pages(draw_pages({"A": PAIR, "B": PAIR + box("c")}, is_packed=is_packed))


def test_packed_pages_together_may_have_a_certain_size(monkeypatch: pytest.MonkeyPatch) -> None:
    content = draw_pages({"A": PAIR, "B": PAIR, "C": PAIR}, is_packed=True)
    size = len(quote(draw_model(PAIR), safe="~()*!.'"))
    unpacked = 2 * len(draw_model(PAIR)) + size
    monkeypatch.setattr("model.importing.readers.drawio_pages._LARGEST_UNPACKED", unpacked)
    assert len(open_pages(content)) == 3
    monkeypatch.setattr("model.importing.readers.drawio_pages._LARGEST_UNPACKED", unpacked - 1)
    with pytest.raises(ModelFileError, match=r"x\.drawio: unpacks to more than 0 MB; save fewer pages in it"):
        open_pages(content)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Page-1", "our map"),
        ("Seite 12", "our map"),
        ("page1234", "our map"),
        ("Untitled Diagram", "our map"),
        ("old.DRAWIO", "our map"),
        ("Care", "Care"),
        ("Page 12345", "Page 12345"),
        ("3", "3"),
    ],
)
def test_a_map_is_called_as_its_page_if_somebody_gave_that_a_name(name: str, title: str) -> None:
    for content in (draw(PAIR, name), draw_pages({name: PAIR + line("a", "b"), "Other": PAIR})):
        assert read_drawio(GraphFile(content, "our map.drawio")).title == title


@pytest.mark.parametrize(
    ("version", "label"),
    [
        ("21.3.2", "draw.io 21.3.2"),
        ("24.0", "draw.io 24.0"),
        ("24", "draw.io"),
        ("x", "draw.io"),
        ("", "draw.io"),
    ],
)
def test_the_version_of_draw_io_is_said_if_it_is_one(version: str, label: str) -> None:
    content = f"<mxfile version='{version}'><diagram/></mxfile>".encode()
    raw = read_drawio(GraphFile(content, "x.drawio"))
    assert (raw.label, raw.node_columns, raw.edge_columns) == (label, ("id", "label"), ("source", "target"))


def test_other_pages_are_listed_with_what_is_on_them() -> None:
    loose = line("a", "", identity="x") + line("", "a", identity="y")
    pages = {"Map": PAIR + line("a", "b"), "More": PAIR + box("c") + loose + line("b", "c"), "None": ""}
    raw = read_drawio(GraphFile(draw_pages(pages), "x.drawio"))
    assert list_findings(raw) == [
        (
            "sheet",
            2,
            [
                ('page "More"', "3 shapes, 1 connected links", 6),
                ('page "None"', "0 shapes, 0 connected links", 14),
            ],
        ),
        ("drawing", 2, []),
    ]
    assert list_rows(raw.edges) == [({"source": "a", "target": "b", "label": ""}, 'link "Time" → "Joy"', 5)]
