"""Sheets of workbooks: which are read as elements and links, and what the others become."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from model import ModelFileError
from model.importing import RawGraph, ReadingOptions
from model.importing.graph_file import GraphFile
from model.importing.readers.workbook import read_workbook
from model.tables import TableError
from tests.model.importing.readers.test_archive import pack_otherwise
from tests.model.importing.samples import Found, Rows, list_findings, list_rows, make_workbook

NODES = [["Name"], ["a"], ["b"]]
EDGES = [["From", "To"], ["a", "b"]]
MORE = [*EDGES, ["b", "a"]]
MATRIX = [["", "a", "b"], ["a", 0, 1], ["b", 0, 0]]


def read(sheets: dict[str, Rows], sheet: str | None = None, table: str | None = None) -> RawGraph:
    options = ReadingOptions(sheet=sheet, table=table)
    return read_workbook(GraphFile(make_workbook(sheets), "our map.xlsx", options))


@pytest.mark.parametrize(
    ("sheets", "places", "sheet", "found"),
    [
        (
            {"Elements": NODES, "Connections": EDGES},
            "Elements 2, Elements 3, Connections 2",
            ("Connections", False),
            [],
        ),
        (
            {"Notes": [["x"], ["y"]], "B": EDGES, "A": NODES},
            "A 2, A 3, B 2",
            ("B", False),
            [('"Notes"', "1 rows")],
        ),
        (
            {"Knopen": NODES, "KANTEN": EDGES, "more": MORE},
            "Knopen 2, Knopen 3, KANTEN 2",
            ("KANTEN", False),
            [('"more"', "2 rows")],
        ),
        (
            {"X": EDGES, "Y": MORE, "Z": NODES, "E": []},
            "Z 2, Z 3, Y 2, Y 3",
            ("Y", True),
            [('"X"', "1 rows"), ('"E"', "empty")],
        ),
        (
            {"N": NODES, "M": [*NODES, ["c"]], "E": EDGES},
            "M 2, M 3, M 4, E 2",
            ("E", False),
            [('"N"', "2 rows")],
        ),
        ({"Elements": NODES, "Links": [["From", "To"]]}, "Elements 2, Elements 3", ("Links", False), []),
        (
            {"Read me": MORE, "Kinds": MORE, "About": MORE, "L": EDGES},
            "2",
            ("L", False),
            [('"Read me"', "2 rows"), ('"Kinds"', "2 rows"), ('"About"', "2 rows")],
        ),
        ({"Elements": NODES, "Links": []}, "2, 3", ("Elements", False), [('"Links"', "empty")]),
        ({"Elements": [["Name"], ["a"]], "More": NODES}, "2", ("Elements", False), [('"More"', "2 rows")]),
        (
            {"S": [["x", "y"], ["a", "b"]], "M": MATRIX},
            '2, 3, 2, column "b"',
            ("M", False),
            [('"S"', "1 rows")],
        ),
        (
            {"S": [["x", "y"], ["a", "b"]], "T": [["x", "y"], ["a", "b"]]},
            "2",
            ("S", False),
            [('"T"', "1 rows")],
        ),
        ({"Elements": EDGES}, "2", None, []),
        ({"Edges": NODES}, "2, 3", None, []),
    ],
)
def test_sheets_are_told_by_what_they_are_called_and_then_by_their_columns(
    sheets: dict[str, Rows], places: str, sheet: tuple[str, bool] | None, found: list[tuple[str, str]]
) -> None:
    raw = read(sheets)
    assert (raw.name, raw.form, raw.title, raw.label) == (
        "our map.xlsx",
        "workbook",
        "our map",
        "Excel workbook",
    )
    shown = ", ".join(row.place for row in (*raw.nodes, *raw.edges))
    assert shown.replace('sheet "', "").replace('": row', "").replace("row ", "") == places
    settings = [each for each in raw.settings if each.name == "sheet"]
    assert [(each.value, each.is_doubtful) for each in settings] == ([sheet] if sheet is not None else [])
    assert all(each.choices == tuple(sheets) for each in settings)
    items = [(place, text, None) for place, text in found]
    assert list_findings(raw) == ([("sheet", len(items), items)] if items else [])


def test_one_sheet_may_be_asked_for_and_the_others_are_listed() -> None:
    sheets: dict[str, Rows] = {"Stages": NODES, "Elements": NODES, "Connections": EDGES, "None": []}
    raw = read(sheets, sheet="Connections")
    assert list_rows(raw.edges) == [({"From": "a", "To": "b"}, "row 2", None)]
    assert (raw.nodes, raw.stages) == ((), ())
    assert [(each.name, each.value, each.example) for each in raw.settings] == [
        ("sheet", "Connections", "From, To"),
        ("table", "edges", "From, To"),
        ("heading", "1", "From, To"),
        ("heading_rows", "1", "From, To"),
    ]
    assert list_findings(raw) == [
        ("sheet", 3, [('"Stages"', "", None), ('"Elements"', "", None), ('"None"', "", None)])
    ]
    assert [row.cells for row in read(sheets, sheet="Elements").nodes] == [{"Name": "a"}, {"Name": "b"}]
    with pytest.raises(TableError, match='there is no sheet "Sheet 9"; choose one of Stages, Elements, C'):
        read(sheets, sheet="Sheet 9")
    with pytest.raises(
        ModelFileError, match="there is nothing in its sheets; check that this is the file you"
    ):
        read(sheets, sheet="None")


def test_what_the_only_sheet_holds_may_be_said() -> None:
    raw = read({"S": [["x", "y"], ["a", "b"]]}, table="nodes")
    assert list_rows(raw.nodes) == [({"x": "a", "y": "b"}, "row 2", None)]


def test_sheets_of_stages_levels_and_sources_say_more_of_the_graph() -> None:
    sheets: dict[str, Rows] = {
        "Fasen": [["Name", "Question"], ["S1", "Q?"], ["↑ help", "x"]],
        "Levels": [["Name"], ["L1"], ["L2"]],
        "Elements": NODES,
        "Sources": [["Name", "Full reference"], ["X", "Y"]],
    }
    raw = read(sheets)
    empty = {"description": "", "question": "", "shared": ""}
    assert list_rows(raw.stages) == [
        ({"label": "S1", **empty, "question": "Q?"}, 'sheet "Fasen": row 2', None)
    ]
    assert list_rows(raw.levels) == [
        ({"label": "L1", **empty}, 'sheet "Levels": row 2', None),
        ({"label": "L2", **empty}, 'sheet "Levels": row 3', None),
    ]
    assert [row.cells for row in raw.nodes] == [{"Name": "a"}, {"Name": "b"}]
    assert list_findings(raw) == [("unused-source", 1, [('sheet "Sources": row 2', "X", None)])]
    raw = read({"Stages": [], "Links": EDGES})
    assert (raw.stages, raw.findings) == ((), ())
    raw = read({"Stages": [["From", "To"], ["x", "y"]], "L": EDGES})
    assert (raw.stages, list_findings(raw)) == ((), [("sheet", 1, [('"Stages"', "1 rows", None)])])


@pytest.mark.parametrize("sheets", [{"Empty": []}, {"Empty": [], "None": []}])
def test_a_workbook_without_anything_in_it_is_refused(sheets: dict[str, Rows]) -> None:
    with pytest.raises(ModelFileError) as caught:
        read(sheets)
    message = "there is nothing in its sheets; check that this is the file you meant"
    assert str(caught.value) == f"our map.xlsx: {message}"


def test_a_workbook_that_is_packed_in_an_unusual_way_is_refused() -> None:
    with pytest.raises(ModelFileError, match=r"x\.xlsx: is packed in an unusual way; pack it as a plain zip"):
        read_workbook(GraphFile(pack_otherwise(), "x.xlsx"))


def hide(content: bytes) -> bytes:
    book = load_workbook(BytesIO(content))
    book["Elements"].row_dimensions[2].hidden = True
    book["Elements"].column_dimensions["A"].hidden = True
    book["Old"].sheet_state = "hidden"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_what_is_hidden_in_a_workbook_is_listed() -> None:
    content = hide(make_workbook({"Elements": NODES, "Links": EDGES, "Old": EDGES}))
    raw = read_workbook(GraphFile(content, "our map.xlsx"))
    expected: list[Found] = [
        ("sheet", 1, [('"Old"', "hidden", None)]),
        (
            "table",
            2,
            [
                ('sheet "Elements": row 2', "hidden rows, read like the others", None),
                ('sheet "Elements": "Name"', "hidden columns, read like the others", None),
            ],
        ),
    ]
    assert list_findings(raw) == expected
    assert (len(raw.nodes), len(raw.edges)) == (2, 1)


def test_a_hidden_sheet_that_is_asked_for_is_not_listed_as_left_out() -> None:
    content = hide(make_workbook({"Elements": NODES, "Links": EDGES, "Old": EDGES}))
    raw = read_workbook(GraphFile(content, "x.xlsx", ReadingOptions(sheet="Old")))
    assert list_findings(raw) == [("sheet", 2, [('"Elements"', "", None), ('"Links"', "", None)])]
    assert len(raw.edges) == 1
