"""draw.io files, plain and packed."""

from __future__ import annotations

import base64
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph, ReadingOptions, read_graph
from model.tables import TableError
from tests.model.importing.samples import list_edges, read, take_in
from tests.properties import examples

Cells = str


def pack(xml: str) -> str:
    """The text of a packed page, as draw.io writes it."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(
        deflater.compress(quote(xml, safe="~()*!.'").encode()) + deflater.flush()
    ).decode()


def draw_model(cells: Cells) -> str:
    return (
        '<mxGraphModel dx="1"><root><mxCell id="0"/>\n<mxCell id="1" parent="0"/>\n'
        + cells
        + "</root></mxGraphModel>"
    )


def draw(cells: Cells, name: str = "Page-1", *, is_packed: bool = False) -> bytes:
    """A file with one page."""
    return draw_pages({name: cells}, is_packed=is_packed)


def draw_pages(pages: dict[str, Cells], *, is_packed: bool = False) -> bytes:
    written = ""
    for name, cells in pages.items():
        model = draw_model(cells)
        written += f"<diagram name={quoteattr(name)}>{pack(model) if is_packed else model}</diagram>"
    return f"<mxfile host='app' version='21.3.2'>{written}</mxfile>".encode()


def box(
    identity: str, label: str = "", style: str = "rounded=1;html=1;", parent: str = "1", geometry: str = ""
) -> Cells:
    value = f" value={quoteattr(label)}" if label else ""
    return (
        f'<mxCell id="{identity}"{value} style={quoteattr(style)} vertex="1" parent="{parent}">'
        f'<mxGeometry width="80" height="30" {geometry} as="geometry"/></mxCell>\n'
    )


def line(source: str, target: str, style: str = "html=1;", label: str = "", identity: str = "") -> Cells:
    ends = "".join(f' {end}="{cell}"' for end, cell in (("source", source), ("target", target)) if cell)
    return (
        f'<mxCell id="{identity or f"{source}-{target}"}" value={quoteattr(label)} '
        f'style={quoteattr(style)} edge="1" '
        f'parent="1"{ends}><mxGeometry relative="1" as="geometry"/></mxCell>\n'
    )


PAIR = box("a", "Time") + box("b", "Joy")


def list_nodes(raw: RawGraph) -> list[tuple[str, str]]:
    return [(row.get("label"), row.get("group")) for row in raw.nodes]


def count(content: bytes) -> dict[str, int]:
    """What is found, other than that things are drawn."""
    return {finding.code: finding.count for finding in read(content).findings if finding.code != "drawing"}


@pytest.mark.parametrize("is_packed", [False, True])
def test_shapes_and_connectors_are_nodes_and_edges(is_packed: bool) -> None:
    raw = read(draw(PAIR + line("a", "b", label="gives é %20"), is_packed=is_packed), "Our map.drawio")
    assert (raw.form, raw.label, raw.title) == ("drawio", "draw.io 21.3.2", "Our map")
    assert [(row.get("id"), row.get("label")) for row in raw.nodes] == [("a", "Time"), ("b", "Joy")]
    assert raw.edges[0].cells == {"source": "a", "target": "b", "label": "gives é %20"}
    assert raw.edges[0].line == (None if is_packed else 5)
    assert [(finding.code, finding.count) for finding in raw.findings] == [("drawing", 2)]


def test_a_bare_model_is_read_whatever_its_ending() -> None:
    raw = read(draw_model(PAIR + line("a", "b")).encode(), "map.xml")
    assert (raw.form, len(raw.nodes), len(raw.edges)) == ("drawio", 2, 1)


def test_labels_in_html_are_plain_text_and_lost_formatting_is_counted() -> None:
    cells = (
        box("a", "Joy&nbsp;in <b>work</b>")
        + box("b", "one<br>two<div>three</div>")
        + box("c", "a <b> c", "rounded=1;")
    )
    content = draw(cells)
    assert [row.get("label") for row in read(content).nodes] == ["Joy in work", "one\ntwo\nthree", "a <b> c"]
    assert count(content) == {"markup": 1}


@pytest.mark.parametrize(
    ("style", "ends", "direction", "findings"),
    [
        ("html=1;", ("a", "b"), "", {}),
        ("endArrow=none;", ("a", "b"), "undirected", {}),
        ("startArrow=classic;", ("a", "b"), "mutual", {}),
        ("startArrow=block;endArrow=none;", ("b", "a"), "", {"reversed": 1}),
        ("startArrow=none;endArrow=open;", ("a", "b"), "", {}),
        ("startArrow=ERone;endArrow=ERmany;", ("a", "b"), "undirected", {}),
        ("startArrow=diamondThin;endArrow=none;", ("a", "b"), "undirected", {}),
        ("endArrow=oval;", ("a", "b"), "", {}),
        ("shape=link;", ("a", "b"), "undirected", {}),
    ],
)
def test_the_direction_is_that_of_the_arrowheads(
    style: str, ends: tuple[str, str], direction: str, findings: dict[str, int]
) -> None:
    content = draw(PAIR + line("a", "b", style))
    (row,) = read(content).edges
    assert ((row.get("source"), row.get("target")), row.get("direction")) == (ends, direction)
    assert count(content) == findings


def test_labels_that_hang_on_a_link_are_its_label() -> None:
    label = (
        '<mxCell id="l" value="+" style="edgeLabel;html=1;" vertex="1" parent="a-b">'
        '<mxGeometry relative="1"/></mxCell>'
    )
    raw = read(draw(PAIR + line("a", "b", label="helps") + label))
    assert [row.get("label") for row in raw.edges] == ["helps, +"]
    assert len(raw.nodes) == 2


def test_links_with_a_loose_end_and_links_to_links_are_listed_with_their_lines() -> None:
    cells = (
        PAIR
        + line("a", "b")
        + line("a", "", label="and then")
        + line("", "", identity="x")
        + line("b", "a-b")
    )
    raw = read(draw(cells))
    (finding,) = [finding for finding in raw.findings if finding.code == "faulty-edge"]
    assert [(item.place, item.text, item.line) for item in finding.items] == [
        ('link "Time" → ?', "and then: is not connected at both ends", 6),
        ("link ? → ?", "is not connected at both ends", 7),
        ('link "Joy" → "a-b"', "leads to another link", 8),
    ]
    assert len(raw.edges) == 1


def test_what_is_only_drawn_is_listed_and_what_a_link_docks_at_is_a_node() -> None:
    cells = (
        PAIR
        + box("t", "How joy comes about", "text;html=1;")
        + box("i", "", "shape=image;")
        + box("s", "", "ellipse;")
        + line("a", "s")
    )
    content = draw(cells)
    assert [row.get("id") for row in read(content).nodes] == ["a", "b", "s"]
    assert count(content) == {"comment": 2, "unnamed": 1}


def test_swimlanes_containers_and_groups_are_groups_and_the_innermost_with_a_name_counts() -> None:
    cells = (
        box("pool", "Hospital", "swimlane;")
        + box("lane", "Ward", "swimlane;", "pool")
        + box("g", "", "group", "lane")
        + box("a", "Time", parent="g")
        + box("b", "Joy", parent="lane")
        + box("c", "Trust")
        + box("e", "Empty", "swimlane;", "pool")
        + line("a", "c")
    )
    content = draw(cells)
    assert list_nodes(read(content)) == [("Time", "Ward"), ("Joy", "Ward"), ("Trust", "")]
    assert count(content) == {"nesting": 1, "group": 1}


def test_a_container_that_a_link_docks_at_is_a_node_too() -> None:
    content = draw(
        box("w", "Ward", "swimlane;") + box("a", "Time", parent="w") + box("b", "Joy") + line("w", "b")
    )
    assert list_nodes(read(content)) == [("Ward", ""), ("Time", "Ward"), ("Joy", "")]


def test_the_lines_of_a_class_are_listed_and_the_class_is_a_node() -> None:
    field = box("f", "+ name: string", "text;html=1;", "c") + box("r", "key", "shape=partialRectangle;", "c")
    content = draw(
        box("c", "Person", "swimlane;childLayout=stackLayout;") + field + box("d", "Ward") + line("c", "d")
    )
    assert list_nodes(read(content)) == [("Person", ""), ("Ward", "")]
    assert count(content) == {"comment": 2}


def test_a_row_of_a_table_has_the_texts_of_its_cells() -> None:
    table = (
        box("t", "Person", "shape=table;")
        + box("r", "", "shape=tableRow;", "t")
        + box("k", "PK", "shape=partialRectangle;", "r")
        + box("n", "id", "shape=partialRectangle;", "r")
    )
    raw = read(draw(table + box("w", "Ward") + line("w", "n")))
    assert list_nodes(raw) == [("PK id", "Person"), ("Ward", "")]
    assert (raw.edges[0].get("source"), raw.edges[0].get("target")) == ("w", "r")


def test_a_link_to_a_port_leads_to_its_box_and_that_is_counted() -> None:
    port = box("p", "", "ellipse;", "a", 'relative="1"')
    content = draw(PAIR + port + line("p", "b"))
    assert [(row.get("source"), row.get("target")) for row in read(content).edges] == [("a", "b")]
    assert count(content) == {"port": 1}


def test_a_link_to_an_empty_shape_in_a_box_or_on_a_lifeline_leads_to_the_box() -> None:
    lifeline = "shape=umlLifeline;container=1;"
    cells = (
        box("a", "Time") + box("d", "", "ellipse;", "a") + box("b", "Joy", lifeline) + box("e", parent="b")
    )
    content = draw(cells + line("d", "e"))
    raw = read(content)
    assert list_nodes(raw) == [("Time", ""), ("Joy", "")]
    assert [(row.get("source"), row.get("target")) for row in raw.edges] == [("a", "b")]
    assert count(content) == {"port": 2}


def test_a_linked_group_without_a_name_is_one_element_named_after_the_texts_in_it() -> None:
    def draw_person(identity: str, name: str) -> str:
        return (
            box(identity, "", "group")
            + box(f"{identity}1", "", "rounded=1;", identity)
            + box(f"{identity}2", name, "shape=image;html=1;", identity)
            + box(f"{identity}3", "Ward", "text;html=1;", identity)
        )

    people = draw_person("p", "Ann") + draw_person("q", "Bo")
    content = draw(people + line("p1", "q1"))
    raw = read(content)
    assert list_nodes(raw) == [("Ann, Ward", ""), ("Bo, Ward", "")]
    assert [(row.get("source"), row.get("target")) for row in raw.edges] == [("p", "q")]
    assert count(content) == {"composed": 2, "port": 2}
    apart = draw(people + line("p2", "q2"))
    assert [row.get("id") for row in read(apart).nodes] == ["p2", "q2"]


@pytest.mark.parametrize("wrapper", ["object", "UserObject", "Task"])
def test_values_that_a_person_gave_are_columns(wrapper: str) -> None:
    cells = (
        f'<{wrapper} label="%name% (%age%)" placeholders="1" name="Joy" stage="Effects" group="x" id="a">'
        '<mxCell style="rounded=1;" vertex="1" parent="1"/>'
        f"</{wrapper}>" + box("b", "Time")
    )
    (row, _) = read(draw(cells)).nodes
    assert row.cells == {
        "id": "a",
        "label": "Joy (%age%)",
        "name": "Joy",
        "stage": "Effects",
        "group (data)": "x",
    }


def test_layers_are_a_column_where_there_are_several_and_hidden_ones_are_named() -> None:
    layer = '<mxCell id="2" value="Later" visible="0" parent="0"/>'
    content = draw(layer + box("a", "Time") + box("b", "Joy", parent="2") + line("a", "b"))
    assert [row.get("drawing layer") for row in read(content).nodes] == ["Background", "Later"]
    assert count(content) == {"hidden": 1}


@pytest.mark.parametrize("is_packed", [False, True])
def test_the_page_with_most_links_is_read_and_another_may_be_asked_for(is_packed: bool) -> None:
    pages = {"Notes": box("n", "A note"), "Map": PAIR + line("a", "b"), "Old": box("o", "Old")}
    content = draw_pages(pages, is_packed=is_packed)
    raw = read(content)
    assert (raw.title, len(raw.edges)) == ("Map", 1)
    (setting,) = raw.settings
    assert (setting.name, setting.value, setting.choices) == ("sheet", "Map", ("Notes", "Map", "Old"))
    assert (setting.example, setting.is_doubtful) == ("2 shapes, 1 connected links", False)
    (finding,) = [finding for finding in raw.findings if finding.code == "sheet"]
    assert [item.place for item in finding.items] == ['page "Notes"', 'page "Old"']
    old = read_graph(BytesIO(content), "x.drawio", options=ReadingOptions(sheet="Old"))
    assert list_nodes(old) == [("Old", "")]
    with pytest.raises(ModelFileError, match='has no page "Older"; there are "Notes", "Map", "Old"'):
        read_graph(BytesIO(content), "x.drawio", options=ReadingOptions(sheet="Older"))


def test_two_pages_with_as_many_links_are_a_question() -> None:
    other = PAIR.replace("Time", "Care") + line("a", "b")
    (setting,) = read(draw_pages({"One": PAIR + line("a", "b"), "Two": other})).settings
    assert (setting.value, setting.is_doubtful) == ("One", True)


def test_a_page_whose_links_lead_between_shapes_with_names_comes_first() -> None:
    nameless = box("a") + box("b") + line("a", "b") + line("b", "a")
    (setting,) = read(draw_pages({"Sketch": nameless, "Map": PAIR + line("a", "b")})).settings
    assert (setting.value, setting.is_doubtful) == ("Map", False)


def test_a_damaged_page_is_listed_and_the_others_are_read() -> None:
    good = f'<diagram name="Good">{draw_model(PAIR)}</diagram>'
    for text in (
        "AAAA",
        "not base64!",
        pack("<mxGraphModel><root>"),
        pack("<!DOCTYPE a><mxGraphModel/>"),
        pack("<svg/>"),
    ):
        raw = read(f'<mxfile><diagram name="Bad">{text}</diagram>{good}</mxfile>'.encode())
        (finding,) = [finding for finding in raw.findings if finding.code == "sheet"]
        assert (finding.items[0].place, len(raw.nodes)) == ('page "Bad"', 2)
        with pytest.raises(ModelFileError, match='its page "Bad":'):
            read(f'<mxfile><diagram name="Bad">{text}</diagram></mxfile>'.encode())


def test_ids_that_are_there_twice_and_ends_that_are_not_there() -> None:
    content = draw(PAIR + box("a", "Other") + line("a", "zz"))
    assert count(content) == {"faulty-node": 1}
    assert [row.get("target") for row in read(content).edges] == ["zz"]


def test_a_map_becomes_a_model() -> None:
    model = take_in(draw(PAIR + box("c", "Trust") + line("a", "b", label="gives") + line("b", "c")))
    assert list_edges(model) == ["Time > Joy", "Joy > Trust"]


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=12
).map(lambda text: " ".join(text.split()))
Written = tuple[bytes, list[tuple[str, str]], list[tuple[str, str, str]]]
ARROWS = {"": "", "endArrow=none;": "undirected", "startArrow=classic;endArrow=classic;": "mutual"}


@st.composite
def write_drawio(draw_from: st.DrawFn) -> Written:
    """A file in one of the ways that draw.io writes it, with its nodes and edges."""
    names = draw_from(st.lists(WORDS.filter(bool), min_size=2, max_size=6))
    groups = draw_from(st.sampled_from([[], ["One"], ["One", "Two & <more>"]]))
    cells: list[str] = []
    nodes: list[tuple[str, str]] = []
    edges: list[tuple[str, str, str]] = []
    inside: dict[int, str] = {}
    for at, name in enumerate(names):
        group = draw_from(st.sampled_from(["", *groups]))
        parent = f"g{groups.index(group)}" if group else "1"
        inside[at] = group
        is_html = draw_from(st.booleans())
        label = name.replace("&", "&amp;").replace("<", "&lt;") if is_html else name
        style = draw_from(st.sampled_from(["rounded=1;", "ellipse;whiteSpace=wrap;"])) + (
            "html=1;" if is_html else ""
        )
        if draw_from(st.booleans()):
            cells.append(box(f"n{at}", label, style, parent))
        else:
            cells.append(
                f'<object id="n{at}" label={quoteattr(label)}>'
                f'<mxCell style="{style}" vertex="1" parent="{parent}"/></object>'
            )
        nodes.append((name, group))
    frames = [box(f"g{at}", name, "swimlane;") for at, name in enumerate(groups) if name in inside.values()]
    pairs = st.tuples(st.integers(0, len(names) - 1), st.integers(0, len(names) - 1))
    for source, target in draw_from(st.lists(pairs, max_size=8)):
        style = draw_from(st.sampled_from(list(ARROWS)))
        cells.append(line(f"n{source}", f"n{target}", style, identity=f"e{len(edges)}"))
        edges.append((f"n{source}", f"n{target}", ARROWS[style]))
    form = draw_from(st.sampled_from(["bare", "plain", "packed"]))
    everything = "".join([*frames, *cells])
    content = (
        draw_model(everything).encode() if form == "bare" else draw(everything, is_packed=form == "packed")
    )
    return content, nodes, edges


@examples(150)
@given(write_drawio())
def test_whatever_way_it_is_written_the_same_graph_is_read(written: Written) -> None:
    content, nodes, edges = written
    raw = read(content, "x.drawio")
    assert list_nodes(raw) == nodes
    assert [(row.get("source"), row.get("target"), row.get("direction")) for row in raw.edges] == edges


def make_bomb() -> bytes:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = b"".join(deflater.compress(b"%20" * 2**20) for _ in range(300)) + deflater.flush()
    return b"<mxfile><diagram>" + base64.b64encode(packed) + b"</diagram></mxfile>"


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a bomb": make_bomb,
    "percent signs": lambda: b"<mxfile><diagram>" + pack("%" * 5_000_000).encode() + b"</diagram></mxfile>",
    "pages": lambda: b"<mxfile>" + b"<diagram/>" * 400_000 + b"</mxfile>",
    "cells": lambda: draw(box("a", "x") * 49_000),
    "many cells": lambda: draw('<mxCell id="a"/>' * 300_000),
    "values": lambda: draw(
        "<object id='a' label='x' "
        + " ".join(f"k{at}='x'" for at in range(300_000))
        + "><mxCell vertex='1'/></object>"
    ),
    "a huge label": lambda: draw(box("a", "<a '>' " * 600_000)),
    "a huge style": lambda: draw(box("a", "x", "a=1;" * 1_200_000)),
    "parents": lambda: draw("".join(box(str(at + 2), "x", parent=str(at + 3)) for at in range(4_900))),
    "circles": lambda: draw(box("a", "x", parent="b") + box("b", "y", parent="a") + line("a", "b")),
    "labels of one link": lambda: draw(
        PAIR + line("a", "b") + "".join(box(f"l{at}", "x", parent="a-b") for at in range(30_000))
    ),
    "ports": lambda: draw(
        PAIR
        + "".join(box(f"p{at}", "", "", f"p{at - 1}" if at else "a", 'relative="1"') for at in range(20_000))
        + line("p19999", "b") * 1000
    ),
    "depth": lambda: b"<mxfile>" + b"<diagram>" * 200,
}


def read_or_refuse(content: bytes) -> None:
    with suppress(ModelFileError):
        read(content)


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_made_to_hurt_is_read_or_refused_in_time(kind: str) -> None:
    content = HOSTILE[kind]()
    started = time.process_time()
    read_or_refuse(content)
    assert time.process_time() - started < 40


@pytest.mark.parametrize("kind", ["a bomb", "percent signs", "cells"])
def test_what_is_made_to_hurt_does_not_fill_the_memory(kind: str) -> None:
    content = HOSTILE[kind]()
    tracemalloc.start()
    read_or_refuse(content)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 300 * 2**20


def test_a_bomb_is_refused() -> None:
    with pytest.raises(ModelFileError, match="unpacks to more than 40 MB"):
        read(HOSTILE["a bomb"]())


def test_a_damaged_or_cut_file_is_a_graph_or_refused() -> None:
    whole = draw_pages(
        {
            "One": PAIR
            + box("w", "Ward", "swimlane;")
            + box("c", "Trust", parent="w")
            + line("a", "c", label="x")
        },
        is_packed=False,
    )
    packed = draw_pages({"One": PAIR + line("a", "b"), "Two": PAIR}, is_packed=True)
    chance = random.Random(7)
    damaged = [whole[:length] for length in range(0, len(whole), 7)]
    for content in (whole, packed):
        for _ in range(200):
            at, length = chance.randrange(len(content)), chance.randrange(1, 30)
            more = chance.choice([b"", b"<mxCell/>", b"</root>", b'"', b"A"])
            damaged.append(content[:at] + more + content[at + length :])
    is_read, messages = False, []
    for content in damaged:
        try:
            read(content, "x.drawio")
            is_read = True
        except (ModelFileError, TableError) as error:
            messages.append(str(error))
    assert is_read
    assert messages
    assert all(message.startswith("x.drawio") for message in messages)
