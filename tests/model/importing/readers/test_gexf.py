"""GEXF as Gephi and others write it."""

from __future__ import annotations

import random
import time
import tracemalloc
from contextlib import suppress
from xml.sax.saxutils import quoteattr

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.tables import TableError
from tests.model.importing.samples import list_stages, read, take_in
from tests.properties import examples

SPACES = {
    "1.0": "http://www.gephi.org/gexf",
    "1.1": "http://www.gexf.net/1.1draft",
    "1.2": "http://www.gexf.net/1.2draft",
    "1.3": "http://gexf.net/1.3",
}


def wrap(graph: str, version: str = "1.3", meta: str = "") -> bytes:
    """A GEXF file around what is in a graph element, and that element."""
    head = f'<gexf xmlns="{SPACES[version]}" xmlns:viz="{SPACES[version]}/viz" version="{version}">'
    graph = graph if graph.startswith("<graph") else f'<graph defaultedgetype="directed">{graph}</graph>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{meta}\n{graph}</gexf>'.encode()


PAIR = '<nodes><node id="a" label="Time"/><node id="b" label="Joy"/></nodes>'


def count(content: bytes) -> dict[str, int]:
    return {finding.code: finding.count for finding in read(content).findings}


def list_items(content: bytes, code: str) -> list[tuple[str, str, int | None]]:
    (finding,) = [finding for finding in read(content).findings if finding.code == code]
    return [(item.place, item.text, item.line) for item in finding.items]


@pytest.mark.parametrize("version", SPACES)
def test_every_version_is_read_and_named(version: str) -> None:
    raw = read(wrap(f'{PAIR}<edges><edge id="0" source="a" target="b"/></edges>', version), "map.xml")
    assert raw.label == f"GEXF {version}"
    assert [row.get("label") for row in raw.nodes] == ["Time", "Joy"]
    assert [dict(row.cells) for row in raw.edges] == [{"source": "a", "target": "b"}]
    assert raw.findings == ()
    assert read(b"<gexf><graph><nodes><node id='a'/></nodes></graph></gexf>").label == "GEXF"


def test_attributes_are_columns_under_their_titles_with_their_defaults() -> None:
    graph = (
        '<attributes class="node"><attribute id="0" title="Fase" type="string"><default>Later</default>'
        '</attribute></attributes><attributes class="edge"><attribute id="0" title="Sign" type="string"/>'
        '</attributes><nodes><node id="a" label="Tijd">'
        '<attvalues><attvalue for="0" value="Eerst"/></attvalues>'
        '</node><node id="b" label="Rust"/></nodes><edges><edge source="a" target="b"><attvalues>'
        '<attvalue for="0" value="+"/></attvalues></edge></edges>'
    )
    raw = read(wrap(graph))
    assert raw.node_columns == ("id", "label", "Fase")
    assert [row.get("Fase") for row in raw.nodes] == ["Eerst", "Later"]
    assert raw.edges[0].get("Sign") == "+"
    assert list_stages(take_in(wrap(graph))) == {"Eerst": ["Tijd"], "Later": ["Rust"]}


def test_values_of_version_1_0_say_id_where_later_ones_say_for() -> None:
    graph = (
        '<attributes class="node"><attribute id="0" title="age"/></attributes>'
        '<nodes><node id="a"><attvalues><attvalue id="0" value="7"/></attvalues></node></nodes>'
    )
    assert read(wrap(graph, "1.0")).nodes[0].get("age") == "7"


def test_an_attribute_that_nobody_declares_is_a_column_under_its_id() -> None:
    graph = '<nodes><node id="a" label="A"><attvalue for="mood" value="glad"/></node></nodes>'
    assert read(wrap(graph)).nodes[0].cells == {"id": "a", "label": "A", "mood": "glad"}


def test_attributes_named_like_what_every_node_has_or_like_each_other_stay_apart() -> None:
    graph = (
        '<attributes class="node"><attribute id="0" title="label"/><attribute id="1" title="x"/>'
        '<attribute id="2" title="x"/></attributes><nodes><node id="a" label="A"><attvalues>'
        '<attvalue for="0" value="other"/><attvalue for="1" value="1"/><attvalue for="2" value="2"/>'
        "</attvalues></node></nodes>"
    )
    assert read(wrap(graph)).nodes[0].cells == {
        "id": "a",
        "label": "A",
        "label (data)": "other",
        "x": "1",
        "x (2)": "2",
    }


@pytest.mark.parametrize(
    ("default", "kind", "direction", "unsaid"),
    [
        ("", "", "undirected", 1),
        ("directed", "", "", 0),
        ("directed", "undirected", "undirected", 0),
        ("undirected", "directed", "", 0),
        ("undirected", "mutual", "mutual", 0),
        ("mutual", "", "mutual", 0),
        ("directed", "nonsense", "", 0),
        ("", "directed", "", 0),
    ],
)
def test_an_edge_has_its_own_type_or_that_of_the_graph_or_else_none(
    default: str, kind: str, direction: str, unsaid: int
) -> None:
    said = f' defaultedgetype="{default}"' if default else ""
    typed = f' type="{kind}"' if kind else ""
    content = wrap(f'<graph{said}>{PAIR}<edges><edge{typed} source="a" target="b"/></edges></graph>')
    assert read(content).edges[0].get("direction") == direction
    assert count(content).get("direction-unsaid", 0) == unsaid


def test_times_are_listed_with_their_lines_and_of_a_changing_value_the_last_is_kept() -> None:
    content = wrap(
        '<graph mode="dynamic" defaultedgetype="directed">\n'
        '<attributes class="node" mode="dynamic"><attribute id="p" title="price"/></attributes>\n'
        '<nodes><node id="a" label="A" start="2009">\n<attvalues>'
        '<attvalue for="p" value="1" end="2010"/>\n<attvalue for="p" value="2" start="2010"/></attvalues>\n'
        '<spells><spell start="2009" end="2010"/></spells></node></nodes></graph>'
    )
    assert read(content).nodes[0].get("price") == "2"
    assert list_items(content, "dynamics") == [
        ('node "a"', "start 2009", 5),
        ('node "a", "price"', "end 2010", 6),
        ('node "a", "price"', "1", 7),
        ('node "a"', "start 2009, end 2010", 8),
    ]


@pytest.mark.parametrize(
    "nodes",
    [
        '<node id="g" label="Ward"><nodes><node id="a" label="A"/></nodes></node><node id="b" label="B"/>',
        '<node id="a" label="A" pid="g"/><node id="g" label="Ward"/><node id="b" label="B"/>',
    ],
)
def test_what_a_node_is_nested_in_or_names_as_its_parent_is_its_group(nodes: str) -> None:
    raw = read(wrap(f'<nodes>{nodes}</nodes><edges><edge source="a" target="b"/></edges>', "1.2"))
    assert [(row.get("label"), row.get("group")) for row in raw.nodes] == [("A", "Ward"), ("B", "")]
    touched = read(wrap(f'<nodes>{nodes}</nodes><edges><edge source="g" target="b"/></edges>', "1.2"))
    assert {row.get("label") for row in touched.nodes} == {"A", "B", "Ward"}


def test_nodes_that_stand_in_each_other_are_read_and_parents_that_are_not_there_listed() -> None:
    circle = wrap('<nodes><node id="a" pid="b"/><node id="b" pid="a"/><node id="c" pid="zz"/></nodes>')
    raw = read(circle)
    assert {row.get("id") for row in raw.nodes} >= {"b", "c"} or {row.get("id") for row in raw.nodes} >= {
        "a",
        "c",
    }
    assert count(circle)["column"] == 1
    assert count(circle)["nesting"] >= 1


def test_kind_weight_and_colour_are_columns_and_what_is_drawn_is_counted() -> None:
    graph = (
        '<nodes><node id="a"><viz:color r="255" g="0" b="16"/>'
        '<viz:position x="1"/></node><node id="b"/></nodes>'
        '<edges><edge source="a" target="b" kind="helps" weight="2" label="+"/></edges>'
    )
    raw = read(wrap(graph))
    assert raw.nodes[0].get("color") == "#ff0010"
    assert raw.edges[0].cells == {"source": "a", "target": "b", "label": "+", "weight": "2", "kind": "helps"}
    assert count(wrap(graph)) == {"drawing": 1}


def test_the_title_is_that_of_the_file_or_a_short_description_and_the_rest_is_listed() -> None:
    def read_title(meta: str) -> str:
        return read(wrap(PAIR, meta=f"<meta><creator>Gephi</creator>{meta}</meta>"), "map.gexf").title

    assert read_title("<title>Our map</title><description>Long</description>") == "Our map"
    assert read_title("<description>A Web network</description>") == "A Web network"
    assert read_title("<description>one\ntwo</description>") == "map"
    assert read_title("") == "map"
    content = wrap(PAIR, meta="<meta><creator>Gephi</creator><keywords>a, b</keywords></meta>")
    assert [(place, text) for place, text, _line in list_items(content, "part")] == [
        ("creator", "Gephi"),
        ("keywords", "a, b"),
    ]


@pytest.mark.parametrize("version", ["1.1draft", "1.2draft"])
def test_a_file_of_networkx_is_read(version: str) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", label="Geïnspireerd", stage="één")
    graph.add_edge("a", "b", weight=1.5)
    raw = read("\n".join(nx.generate_gexf(graph, version=version)).encode())
    assert (len(raw.nodes), len(raw.edges), raw.nodes[0].get("stage")) == (2, 1, "één")


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (
            b"<gexf>\n<graph>\n</gexf>",
            3,
            "is not whole XML here: mismatched tag; export the graph as GEXF again",
        ),
        (b"<gexf><graph/></gexf>", None, "holds no node"),
        (b"<!DOCTYPE gexf []>\n<gexf/>", 1, "declares a document type"),
        (b"<gexf>" * 200, 1, "is nested deeper than 100 levels"),
        (
            wrap('<attributes class="node">' + "".join(f'<attribute id="{n}"/>' for n in range(201))),
            3,
            "more than 200",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content: bytes, line: int | None, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        take_in(content, "file.gexf")
    (fault,) = caught.value.faults
    assert message in fault.message
    assert fault.line == line


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=12)
IDS = st.lists(st.from_regex(r"[A-Za-z0-9_][\w.-]{0,5}", fullmatch=True), min_size=2, max_size=6, unique=True)
Written = tuple[bytes, list[tuple[str, str, str, str]], list[tuple[str, str, str, str]]]


@st.composite
def write_gexf(draw: st.DrawFn) -> Written:
    """A file in one of the ways the format allows; its nodes with label, value and group, its edges."""
    version = draw(st.sampled_from(list(SPACES)))
    default = draw(st.sampled_from(["", "directed", "undirected", "mutual"]))
    ids = draw(IDS)
    groups = draw(st.sampled_from([(), ("One",), ("One", "Two & more")]))
    key = draw(st.sampled_from(["for", "id"]))
    is_nested = draw(st.booleans())
    nodes, edges = [], []
    written: dict[str, list[str]] = {group: [] for group in ("", *groups)}
    for identity in ids:
        label, value, group = draw(WORDS), draw(WORDS), draw(st.sampled_from(["", *groups]))
        said = f"<attvalues><attvalue {key}='k' value={quoteattr(value)}/></attvalues>" if value else ""
        shown = draw(st.sampled_from(["", "<viz:size value='2'/>"]))
        parent = f" pid={quoteattr('group ' + group)}" if group and not is_nested else ""
        text = f"<node{parent} label={quoteattr(label)} id={quoteattr(identity)}>{said}{shown}</node>"
        written[group].append(text)
        nodes.append((identity, " ".join(label.split()), " ".join(value.split()), group))
    parts = [*written[""]]
    for group in groups:
        inside, beside = "".join(written[group]), ""
        if not is_nested:
            inside, beside = "", inside
        nested = f"<nodes count='{len(written[group])}'>{inside}</nodes>" if inside else ""
        if written[group]:
            parts.append(
                f"<node id={quoteattr('group ' + group)} label={quoteattr(group)}>{nested}</node>{beside}"
            )
    for source, target in draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=8)):
        kind, label = draw(st.sampled_from(["", "directed", "undirected", "mutual"])), draw(WORDS)
        direction = (
            (kind or default or "undirected").replace("directed", "")
            if (kind or default) == "directed"
            else (kind or default or "undirected")
        )
        edges.append((source, target, direction, " ".join(label.split())))
    texts = []
    for number, (source, target, direction, label) in enumerate(edges):
        kind = direction or "directed"
        typed = "" if kind == (default or "undirected") else f" type='{kind}'"
        texts.append(
            f"<edge id='{number}' source={quoteattr(source)} target={quoteattr(target)}{typed} "
            f"label={quoteattr(label)}/>"
            ""
        )
    said = f" defaultedgetype='{default}'" if default else ""
    graph = (
        f"<graph{said}><attributes class='node' mode='static'><attribute id='k' title='value' type='string'/>"
        f"</attributes><nodes>{''.join(parts)}</nodes><edges>{''.join(texts)}</edges></graph>"
    )
    return wrap(graph, version), sorted(nodes), edges


@examples(150)
@given(write_gexf())
def test_whatever_way_it_is_written_the_same_graph_is_read(written: Written) -> None:
    content, nodes, edges = written

    def clean(text: str) -> str:
        return " ".join(text.split())

    raw = read(content, "x.gexf")
    assert (
        sorted(
            (row.get("id"), clean(row.get("label")), clean(row.get("value")), row.get("group"))
            for row in raw.nodes
        )
        == nodes
    )
    assert [
        (row.get("source"), row.get("target"), row.get("direction"), clean(row.get("label")))
        for row in raw.edges
    ] == edges


HOSTILE = {
    "unknown attributes": "<nodes><node id='a'>"
    + "".join(f"<attvalue for='k{at}' value='x'/>" for at in range(120_000))
    + "</node></nodes>",
    "defaults": "<attributes class='edge'>"
    + "".join(f"<attribute id='{at}'><default>x</default></attribute>" for at in range(200))
    + "</attributes><edges>"
    + "<edge source='a' target='b'/>" * 20_000
    + "</edges>",
    "values that change": (
        "<attributes class='node' mode='dynamic'><attribute id='p'/></attributes><nodes><node id='a'>"
    )
    + "".join(f"<attvalue for='p' value='{at}'/>" for at in range(120_000))
    + "</node></nodes>",
    "a chain of parents": "<nodes>"
    + "".join(f"<node id='{at}' pid='{at + 1}'/>" for at in range(4_999))
    + "</nodes>",
    "a huge attribute": f"<nodes><node id='{'a' * 5_000_000}'/></nodes>",
    "meta": "</graph><graph>" * 300_000,
}


def read_or_refuse(content: bytes) -> None:
    with suppress(ModelFileError):
        read(content)


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_made_to_hurt_is_read_or_refused_in_time(kind: str) -> None:
    content = wrap(HOSTILE[kind])
    started = time.process_time()
    read_or_refuse(content)
    assert time.process_time() - started < 40


@pytest.mark.parametrize("kind", ["defaults", "a huge attribute"])
def test_what_is_made_to_hurt_does_not_fill_the_memory(kind: str) -> None:
    content = wrap(HOSTILE[kind])
    tracemalloc.start()
    read_or_refuse(content)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 300 * 2**20


def test_a_damaged_or_cut_file_is_a_graph_or_refused() -> None:
    whole = wrap(
        '<attributes class="node"><attribute id="0" title="x"/>'
        '</attributes><nodes><node id="g" label="G"><nodes>'
        '<node id="a" label="A" pid="g"><attvalues>'
        '<attvalue for="0" value="1"/></attvalues></node></nodes></node>'
        '<node id="b"/></nodes><edges><edge id="0" source="a" target="b" type="mutual"/></edges>'
    )
    chance = random.Random(7)
    damaged = [whole[:length] for length in range(0, len(whole), 3)]
    for _ in range(300):
        at, length = chance.randrange(len(whole)), chance.randrange(1, 30)
        damaged.append(
            whole[:at]
            + chance.choice([b"", b"<node/>", b"</nodes>", b'"', b"<edge/>"])
            + whole[at + length :]
        )
    is_read, messages = False, []
    for content in damaged:
        try:
            read(content, "x.gexf")
            is_read = True
        except (ModelFileError, TableError) as error:
            messages.append(str(error))
    assert is_read
    assert messages
    assert all(message.startswith("x.gexf") for message in messages)
