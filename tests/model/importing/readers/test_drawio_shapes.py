"""Which shapes of draw.io are elements, groups, or only drawn, and where links between them lead."""

from __future__ import annotations

import pytest

from model import ModelFileError
from model.importing import RawGraph, ReadingOptions
from model.importing.graph_file import GraphFile
from model.importing.readers.drawio import read_drawio
from tests.model.importing.readers.test_drawio import PAIR, box, draw, draw_pages, line
from tests.model.importing.samples import Found, list_findings, list_rows

GROUP, LANE, TEXT, ROW, CELL = (
    "group",
    "swimlane;",
    "text;html=1;",
    "shape=tableRow;",
    "shape=partialRectangle;",
)
PORT = 'relative="1"'
JOY = box("b", "Joy")
GROUP_OF_THREE = (
    box("g", "", GROUP) + box("p", parent="g") + box("q", parent="g") + box("n", "Ann", TEXT, "g")
)
TABLE = (
    box("t", "Person", "shape=table;")
    + box("r", "key", ROW, "t")
    + box("k", "PK", CELL, "r")
    + box("n", "", CELL, "r")
    + box("s", "", ROW, "t")
    + box("x", "id", CELL, "s")
)


def read(cells: str) -> RawGraph:
    return read_drawio(GraphFile(draw(cells), "x.drawio"))


@pytest.mark.parametrize(
    ("cells", "nodes", "edges", "found"),
    [
        (
            GROUP_OF_THREE + JOY + line("p", "b"),
            ["g Ann", "b Joy"],
            ["g b"],
            [
                ("comment", 1, [('shape "q"', "rounded", 5)]),
                ("composed", 1, [('shape "Ann"', "Ann", 3)]),
                ("port", 1, []),
            ],
        ),
        (
            GROUP_OF_THREE + JOY + line("p", "b") + line("q", "b"),
            ["p ", "q ", "b Joy"],
            ["p b", "q b"],
            [
                ("comment", 1, [('shape "Ann"', "text", 6)]),
                ("unnamed", 2, [('shape "p"', "", 4), ('shape "q"', "", 5)]),
            ],
        ),
        (
            box("g", "Team", GROUP) + box("p", parent="g") + JOY + line("p", "b"),
            ["p  in Team", "b Joy"],
            ["p b"],
            [("unnamed", 1, [('shape "p"', "", 4)])],
        ),
        (
            GROUP_OF_THREE + box("m", "Bo", "rounded=1;", "p") + JOY + line("g", "b"),
            ["g Ann, Bo", "b Joy"],
            ["g b"],
            [
                ("comment", 2, [('shape "q"', "rounded", 5), ('shape "p"', "", 4)]),
                ("composed", 1, [('shape "Ann, Bo"', "Ann, Bo", 3)]),
            ],
        ),
        (
            box("g") + box("n", "Ann", TEXT, "g") + box("m", "Bo", TEXT, "n") + JOY + line("g", "b"),
            ["g Ann, Bo", "b Joy"],
            ["g b"],
            [("composed", 1, [('shape "Ann, Bo"', "Ann, Bo", 3)])],
        ),
        (
            box("g") + box("n", "Ann", "rounded=1;", "g") + JOY + line("g", "b"),
            ["g ", "n Ann", "b Joy"],
            ["g b"],
            [("unnamed", 1, [('shape "g"', "", 3)])],
        ),
        (
            box("g") + box("n", "Ann", TEXT, "g") + JOY + line("g", "b") + line("n", "b"),
            ["g ", "n Ann", "b Joy"],
            ["g b", "n b"],
            [("unnamed", 1, [('shape "g"', "", 3)])],
        ),
        (
            box("g", "", LANE) + box("n", "Ann", TEXT, "g") + JOY + line("g", "b"),
            ["g ", "b Joy"],
            ["g b"],
            [("comment", 1, [('shape "Ann"', "text", 4)]), ("unnamed", 1, [('shape "g"', "", 3)])],
        ),
        (
            box("a", "Time")
            + box("p", "", "ellipse;", "a", PORT)
            + box("q", "", "", "p", PORT)
            + JOY
            + line("q", "b"),
            ["a Time", "b Joy"],
            ["a b"],
            [("port", 1, [])],
        ),
        (
            box("a", "Time") + box("p", "in", "ellipse;", "a", PORT) + JOY + line("p", "b"),
            ["p in in Time", "b Joy"],
            ["p b"],
            [],
        ),
        (
            box("a", "Time") + box("p", "", "", "a", PORT) + JOY + line("a", "b"),
            ["a Time", "b Joy"],
            ["a b"],
            [],
        ),
        (
            box("a", "Ward", LANE) + box("p", parent="a") + JOY + line("p", "b"),
            ["p  in Ward", "b Joy"],
            ["p b"],
            [("unnamed", 1, [('shape "p"', "", 4)])],
        ),
        (
            box("a", "Ward", LANE) + box("p", "", "", "a", PORT) + JOY + line("p", "b"),
            ["a Ward", "b Joy"],
            ["a b"],
            [("port", 1, [])],
        ),
        (
            box("a", "Ward", "container=1;") + box("p", parent="a") + JOY + line("p", "b"),
            ["p  in Ward", "b Joy"],
            ["p b"],
            [("unnamed", 1, [('shape "p"', "", 4)])],
        ),
        (
            box("a") + box("p", parent="a") + JOY + line("p", "b"),
            ["p ", "b Joy"],
            ["p b"],
            [("unnamed", 1, [('shape "p"', "", 4)])],
        ),
        (
            PAIR + line("a", "b") + box("l", "+", "edgeLabel;", "a-b") + box("c", "Trust") + line("l", "c"),
            ["a Time", "b Joy", "c Trust"],
            ["a b"],
            [("port", 1, []), ("faulty-edge", 1, [('link "+" → "Trust"', "leads to another link", 8)])],
        ),
        (
            TABLE + box("w", "Ward") + line("w", "k"),
            ["r key PK in Person", "w Ward"],
            ["w r"],
            [("comment", 1, [('shape "id"', "tableRow", 7)]), ("port", 1, [])],
        ),
        (
            box("l", "Lane", LANE) + box("t", "Tab", "table;") + box("x", "", LANE) + box("e", "", GROUP),
            [],
            [],
            [
                ("comment", 1, [('shape "x"', "swimlane", 5)]),
                ("group", 2, [('group "Lane"', "", 3), ('group "Tab"', "", 4)]),
            ],
        ),
        (
            box("g", "", LANE)
            + box("a", "A", "", "g")
            + box("i", "", GROUP)
            + box("j", "", "shape=image;x;", "i"),
            ["a A"],
            [],
            [("comment", 1, [('shape "j"', "image", 6)])],
        ),
        (
            box("a", "A", parent="b") + box("b", "B", parent="a") + line("a", "b"),
            ["a A", "b B in A"],
            ["a b"],
            [("nesting", 1, [('group "A"', "A", 3)])],
        ),
        (PAIR + line("zz", "a") + line("zz", "yy"), ["a Time", "b Joy"], ["zz a", "zz yy"], []),
        (
            PAIR + box("a", "Other") + line("a", "b"),
            ["a Time", "b Joy"],
            ["a b"],
            [("faulty-node", 1, [('id "a"', "is there twice", 5)])],
        ),
    ],
)
def test_a_shape_is_an_element_a_group_a_part_of_one_or_only_drawn(
    cells: str, nodes: list[str], edges: list[str], found: list[Found]
) -> None:
    raw = read(cells)
    shown = [(f"{row.get('id')} {row.get('label')}", row.get("group")) for row in raw.nodes]
    assert [f"{name} in {group}" if group else name for name, group in shown] == nodes
    assert [f"{row.get('source')} {row.get('target')}" for row in raw.edges] == edges
    assert [each for each in list_findings(raw) if each[0] != "drawing"] == found


@pytest.mark.parametrize(("parts", "label"), [(20, ", ".join("x" * 20)), (21, "")])
def test_a_shape_is_named_after_no_more_than_twenty_texts(parts: int, label: str) -> None:
    cells = box("g") + "".join(box(f"t{at}", "x", TEXT, "g") for at in range(parts))
    (row,) = [row for row in read(cells + line("g", "g")).nodes if row.get("id") == "g"]
    assert row.get("label") == label


def test_shapes_have_colours_and_places() -> None:
    raw = read(
        box("g", "Ward", "swimlane;fillColor=#fff;")
        + box("a", "A", "fillColor=default;", "g")
        + box("b", "B", "fillColor=none", "g")
        + box("c", "two<br>lines", "fillColor=#123456;html=1", "g")
        + box("d", style="fillColor=#ffffff;")
        + line("d", "a", "endArrow=none;startArrow=open;")
        + line("a", "b", "html=1;", "<b>says</b>")
    )
    assert list_rows(raw.nodes) == [
        ({"id": "a", "label": "A", "group": "Ward"}, 'shape "A"', 4),
        ({"id": "b", "label": "B", "group": "Ward"}, 'shape "B"', 5),
        ({"id": "c", "label": "two\nlines", "color": "#123456", "group": "Ward"}, 'shape "two lines"', 6),
        ({"id": "d", "label": "", "color": "#ffffff"}, 'shape "d"', 7),
    ]
    assert list_rows(raw.edges) == [
        ({"source": "a", "target": "d", "label": ""}, 'link "d" → "A"', 8),
        ({"source": "a", "target": "b", "label": "says"}, 'link "A" → "B"', 9),
    ]
    assert list_findings(raw) == [
        ("drawing", 5, []),
        ("unnamed", 1, [('shape "d"', "", 7)]),
        ("reversed", 1, [('link "d" → "A"', "", 8)]),
        ("markup", 1, [('shape "a-b"', "says", 9)]),
    ]
    assert (raw.node_columns, raw.edge_columns) == (
        ("id", "label", "group", "color"),
        ("source", "target", "label"),
    )


def test_of_a_long_text_whose_formatting_is_left_out_the_beginning_is_shown() -> None:
    assert list_findings(read(box("a", f"<b>{'x' * 300}</b>")))[0] == (
        "markup",
        1,
        [('shape "a"', "x" * 200, 3)],
    )


def test_values_that_a_person_gave_are_columns_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.readers.drawio.MOST_COLUMNS", 3)
    wrapped = "".join(
        f'<object id="{identity}" label="{identity}" {more}><mxCell vertex="1"/></object>'
        for identity, more in (("a", 'v1="1" v2=" " v3="3"'), ("b", 'v1="4" v4="5" v5="6" v6="7"'))
    )
    raw = read(wrapped)
    assert [row.cells for row in raw.nodes] == [
        {"id": "a", "label": "a", "v1": "1", "v3": "3"},
        {"id": "b", "label": "b", "v1": "4", "v4": "5"},
    ]
    assert [each for each in list_findings(raw) if each[0] == "column"] == [("column", 2, [])]


def test_values_with_names_that_rows_have_already_are_told_from_these() -> None:
    names = ("group", "color", "source", "target", "direction")
    written = " ".join(f'{name}="{name}"' for name in names)
    (row,) = read(f'<object id="a" label="A" {written}><mxCell vertex="1"/></object>').nodes
    assert row.cells == {"id": "a", "label": "A"} | {f"{name} (data)": name for name in names}


def test_the_layer_of_each_shape_is_said_where_there_are_several() -> None:
    layers = '<mxCell id="2" value="Two&#10;lines" parent="0"/><mxCell id="3" parent="0" visible="0"/>'
    raw = read(
        layers
        + box("a", "A")
        + box("g", "Ward", LANE, "2")
        + box("b", "B", "", "g")
        + box("c", "C", "", "3")
        + '<mxCell id="d" value="D" vertex="1" visible="0" parent="2"/>'
        + box("e", "E", "", "gone")
    )
    assert [row.get("drawing layer") for row in raw.nodes] == [
        "Background",
        "Two lines",
        "Background",
        "Two lines",
        "",
    ]
    assert list_findings(raw)[-1] == ("drawing", 6, [])
    assert ("hidden", 2, [('shape "C"', "", 6), ('shape "D"', "Two lines", 7)]) in list_findings(raw)
    assert "drawing layer" not in read(box("a", "A") + box("b", "B")).node_columns


def test_no_more_shapes_and_links_are_read_than_a_model_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.readers.drawio.MOST_NODES", 2)
    monkeypatch.setattr("model.importing.readers.drawio.MOST_EDGES", 3)
    links = line("a", "b") + line("b", "a") + line("a", "a")
    raw = read(PAIR + links)
    assert (len(raw.nodes), len(raw.edges)) == (2, 3)
    with pytest.raises(
        ModelFileError, match=r"x\.drawio: holds more than 2 nodes; leave some out or split it"
    ):
        read(PAIR + box("c", "Trust"))
    with pytest.raises(
        ModelFileError, match=r"x\.drawio: holds more than 3 edges; leave some out or split it"
    ):
        read(PAIR + links + line("b", "b"))


@pytest.mark.parametrize(
    ("shapes", "is_named"),
    [
        (PAIR, True),
        (box("a") + box("b", "Joy"), False),
        (box("a", "Time") + box("b"), False),
        (box("a") + box("t", "Time", TEXT, "a") + box("b", "Joy"), True),
        (box("a", " ") + box("b", "Joy"), False),
    ],
)
def test_a_page_whose_links_lead_between_shapes_with_names_comes_before_one_with_more_links(
    shapes: str, is_named: bool
) -> None:
    sketch = box("a") + box("b") + line("a", "b") + line("b", "a")
    content = draw_pages({"Sketch": sketch, "Map": shapes + line("a", "b")})
    raw = read_drawio(GraphFile(content, "x.drawio", ReadingOptions()))
    assert raw.title == ("Map" if is_named else "Sketch")
