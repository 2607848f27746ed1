from __future__ import annotations

import random
import time
import tracemalloc
from contextlib import suppress
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import ReadingOptions, read_graph, suggest_roles
from model.tables import TableError
from tests.model.importing.samples import GEPHI, YED, list_edges, list_stages, read, take_in, wrap_graphml
from tests.properties import examples


def test_labels_that_yed_draws_are_names_in_one_line() -> None:
    names = [node.name.text("en") for node in take_in(YED, "care.graphml").nodes()]
    assert names == ["Being seen", "Trust", "Time & rest"]


def test_a_description_from_yed_keeps_its_lines_and_signs() -> None:
    (described, *_) = take_in(YED).nodes()
    assert described.description is not None
    assert described.description.text("en") == "What the patient\nlives through & <feels>"


def test_a_group_of_yed_says_where_its_nodes_belong_and_is_none_itself() -> None:
    raw = read(YED)
    assert [row.get("group") for row in raw.nodes] == ["Patient", "Patient", ""]
    assert suggest_roles(raw).level is None  # one group sorts nothing


def test_two_groups_of_yed_are_levels() -> None:
    def write_group(name: str) -> str:
        inside = f'<graph edgedefault="directed"><node id="{name}1"/><node id="{name}2"/></graph>'
        return f'<node id="{name}">{inside}</node>'

    edges = '<edge source="a1" target="b1"/><edge source="b2" target="a2"/>'
    graph = f'<graph edgedefault="directed">{write_group("a")}{write_group("b")}{edges}</graph>'
    model = take_in(wrap_graphml(graph))
    assert [(node.id, node.level) for node in model.nodes()] == [
        ("a1", "a"),
        ("a2", "a"),
        ("b1", "b"),
        ("b2", "b"),
    ]


def test_a_group_that_an_edge_leads_to_is_a_node() -> None:
    graph = '<graph edgedefault="directed"><node id="a"><graph><node id="b"/></graph></node><node id="c"/>'
    model = take_in(wrap_graphml(f'{graph}<edge source="c" target="a"/></graph>'))
    assert {node.id for node in model.nodes()} == {"a", "b", "c"}


def test_labels_of_yeds_edges_are_kinds_and_an_edge_runs_to_its_arrow() -> None:
    model = take_in(YED)
    assert list_edges(model) == ["Time & rest > Being seen", "Being seen > Trust"]
    assert [model.get_kind(edge.kind).verb.text("en") for edge in model.edges] == [
        "makes room for",
        "leads to",
    ]


def test_ids_of_yed_that_cannot_be_ids_are_made_of_the_names() -> None:
    assert [node.id for node in take_in(YED).nodes()] == ["being-seen", "trust", "n1"]


def test_columns_of_gephi_are_found_and_where_it_draws_left_out() -> None:
    raw = read(GEPHI, "gephi.graphml")
    roles = suggest_roles(raw)
    assert (roles.id, roles.label, roles.stage, roles.level, roles.kind) == (
        "id",
        "label",
        "Fase",
        None,
        "Edge Label",
    )
    model = take_in(GEPHI)
    assert list_stages(model) == {"Eerst": ["Tijd"], "Later": ["Rust"]}
    assert [node.id for node in model.nodes()] == ["0", "1"]


def test_a_default_of_a_kind_of_data_holds_where_nothing_is_said() -> None:
    assert [row.get("Fase") for row in read(GEPHI).nodes] == ["Eerst", "Later"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_file_of_networkx_is_read_in_its_encoding(encoding: str) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", label="Geïnspireerd", stage="één")
    graph.add_node("b", label="Blij", stage="twee")
    graph.add_edge("a", "b", weight=1.5)
    file = BytesIO()
    nx.write_graphml(graph, file, encoding=encoding)
    assert list_stages(take_in(file.getvalue())) == {"één": ["Geïnspireerd"], "twee": ["Blij"]}


def test_edges_of_different_kinds_between_the_same_nodes_stay() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind in ("helps", "hinders", "helps"):
        graph.add_edge("a", "b", kind=kind)
    file = BytesIO()
    nx.write_graphml(graph, file)
    assert [edge.kind for edge in take_in(file.getvalue()).edges] == ["helps", "hinders"]


def test_an_undirected_edge_leads_from_the_first_node_to_the_second() -> None:
    graph = (
        '<graph edgedefault="undirected"><node id="a"/><node id="b"/><edge source="b" target="a"/></graph>'
    )
    raw = read(wrap_graphml(graph))
    assert [row.get("direction") for row in raw.edges] == ["undirected"]
    assert list_edges(take_in(wrap_graphml(graph))) == ["b > a"]


def test_data_named_like_what_every_node_has_does_not_take_its_place() -> None:
    key = '<key id="k" for="all" attr.name="id" attr.type="string"/>'
    node = '<graph edgedefault="directed"><node id="a"><data key="k">other</data></node></graph>'
    assert read(wrap_graphml(key + node)).nodes[0].cells == {"id": "a", "id (data)": "other"}


def test_the_title_is_that_of_the_graph_or_else_of_the_file() -> None:
    key = '<key id="k" for="graph" attr.name="name" attr.type="string"/>'
    graph = '<graph edgedefault="directed"><data key="k">Our map</data><node id="a"/></graph>'
    assert read(wrap_graphml(key + graph), "x.graphml").title == "Our map"
    assert read(YED, "folder/care.graphml").title == "care"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"<svg/>", None, "is a picture (SVG)"),
        (b"<!DOCTYPE html><html></html>", None, "is a web page"),
        (b"<html><p></html>", None, "is a web page"),
        (b"<graphml>\n<graph>\n</graphml>", 3, "is not whole XML here: mismatched tag"),
        (b"<graphml>\n<graph>", 2, "is not whole XML here: no element found"),
        (b'<?xml version="1.0" encoding="utf-7"?>\n<graphml/>', 1, 'the encoding "utf-7" is not read'),
        (b"<graphml/>", None, "holds no node"),
        (
            wrap_graphml('<graph><node id="a"/>\n<node id="a"/></graph>'),
            4,
            'the id "a" is already used by node "a"',
        ),
        (wrap_graphml("<graph>\n<node/></graph>"), 4, "is empty; write the name of this node"),
        (
            wrap_graphml('<graph><node id="a"/>\n<edge source="a"/></graph>'),
            4,
            "is empty; write the name of a node",
        ),
        (b"<graphml>" * 200, 1, "is nested deeper than 100 levels"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content: bytes, line: int | None, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        take_in(content, "file.graphml", strict=True)
    (fault,) = caught.value.faults
    assert message in fault.message
    assert fault.line == line


def count(content: bytes) -> dict[str, int]:
    return {finding.code: finding.count for finding in read(content).findings}


def draw_node(identity: str, label: str, more: str = "") -> str:
    drawing = f"<y:ShapeNode><y:Geometry x='1'/><y:NodeLabel>{label}</y:NodeLabel>{more}</y:ShapeNode>"
    return f'<node id="{identity}"><data key="g">{drawing}</data></node>'


def wrap_yed(graph: str) -> bytes:
    keys = (
        '<key id="g" for="node" yfiles.type="nodegraphics"/>'
        '<key id="h" for="edge" yfiles.type="edgegraphics"/>'
    )
    return wrap_graphml(f'{keys}<graph edgedefault="directed">{graph}</graph>').replace(
        b"<graphml ", b'<graphml xmlns:y="http://www.yworks.com/xml/graphml" '
    )


def draw_edge(source: str, target: str, start: str = "none", end: str = "standard", label: str = "") -> str:
    arrows = f'<y:Arrows source="{start}" target="{end}"/>'
    text = f"<y:EdgeLabel>{label}</y:EdgeLabel>" if label else ""
    data = f'<data key="h"><y:PolyLineEdge>{arrows}{text}</y:PolyLineEdge></data>'
    return f'<edge source="{source}" target="{target}">\n{data}</edge>'


def test_a_hyperedge_is_listed_and_the_rest_is_read() -> None:
    hyperedge = '<hyperedge id="h"><endpoint node="a"/><endpoint node="b"/><endpoint node="c"/></hyperedge>'
    raw = read(
        wrap_graphml(
            f'<graph edgedefault="directed"><node id="a"/>\n{hyperedge}<edge source="a" target="b"/></graph>'
        )
    )
    assert (len(raw.nodes), len(raw.edges)) == (1, 1)
    (finding,) = raw.findings
    assert (finding.code, finding.items[0].line, finding.items[0].text) == ("hyperedge", 4, "a, b, c")


def test_a_graph_that_says_nothing_of_directions_is_directed_and_that_is_said() -> None:
    raw = read(
        wrap_graphml(
            '<graph><node id="a"/><edge source="a" target="b"/>'
            '<edge source="a" target="c" directed="true"/></graph>'
        )
    )
    assert [row.get("direction") for row in raw.edges] == ["", ""]
    assert [(finding.code, finding.count) for finding in raw.findings] == [("direction-unsaid", 1)]


def test_of_several_graphs_the_one_with_most_edges_is_read_and_another_may_be_asked_for() -> None:
    content = wrap_graphml(
        '<graph id="one" edgedefault="directed"><node id="a"/><node id="b"/></graph>'
        '<graph id="two" edgedefault="directed"><node id="c"/>'
        '<node id="d"/><edge source="c" target="d"/></graph>'
    )
    raw = read(content)
    assert [row.get("id") for row in raw.nodes] == ["c", "d"]
    (setting,) = raw.settings
    assert (setting.name, setting.value, setting.choices, setting.is_doubtful) == (
        "sheet",
        "two",
        ("one", "two"),
        False,
    )
    assert [(finding.code, finding.items[0].place) for finding in raw.findings] == [("sheet", 'graph "one"')]
    other = read_graph(BytesIO(content), "x", options=ReadingOptions(sheet="one"))
    assert [row.get("id") for row in other.nodes] == ["a", "b"]
    with pytest.raises(ModelFileError, match='has no graph "three"; there are "one", "two"'):
        read_graph(BytesIO(content), "x", options=ReadingOptions(sheet="three"))


def test_of_nested_groups_the_innermost_is_kept_and_the_others_are_listed() -> None:
    inner = (
        '<node id="i" yfiles.foldertype="group">'
        f'<graph edgedefault="directed">{draw_node("a", "A")}</graph></node>'
    )
    outer = (
        '<node id="o" yfiles.foldertype="group"><graph edgedefault="directed">'
        f"{inner}{draw_node('b', 'B')}</graph></node>"
    )
    empty = '<node id="e" yfiles.foldertype="group"><graph edgedefault="directed"/></node>'
    raw = read(wrap_yed(outer + empty))
    assert [(row.get("label"), row.get("group")) for row in raw.nodes] == [("A", "i"), ("B", "o")]
    assert count(wrap_yed(outer + empty)) == {"nesting": 1, "group": 1, "drawing": 2}


def test_a_group_that_an_edge_leads_to_is_a_node_and_the_group_of_what_is_in_it() -> None:
    inner = (
        '<node id="g" yfiles.foldertype="group"><data key="g"><y:GroupNode><y:NodeLabel>'
        f"Ward</y:NodeLabel></y:GroupNode></data><graph>{draw_node('a', 'A')}</graph></node>"
    )
    raw = read(wrap_yed(inner + draw_node("b", "B") + draw_edge("b", "g")))
    assert [(row.get("label"), row.get("group")) for row in raw.nodes] == [
        ("Ward", ""),
        ("A", "Ward"),
        ("B", ""),
    ]


@pytest.mark.parametrize(
    ("start", "end", "source", "direction", "findings"),
    [
        ("none", "standard", "a", "", {}),
        ("delta", "none", "b", "", {"reversed": 1}),
        ("standard", "standard", "a", "mutual", {}),
        ("none", "none", "a", "undirected", {}),
        ("white_diamond", "none", "a", "undirected", {}),
        ("crows_foot_one", "crows_foot_many", "a", "undirected", {}),
        ("none", "t_shape", "a", "", {}),
    ],
)
def test_the_direction_is_that_of_the_arrows(
    start: str, end: str, source: str, direction: str, findings: dict[str, int]
) -> None:
    content = wrap_yed(draw_node("a", "A") + draw_node("b", "B") + draw_edge("a", "b", start, end, "helps"))
    (row,) = read(content).edges
    assert (row.get("source"), row.get("direction"), row.get("label")) == (source, direction, "helps")
    assert {code: number for code, number in count(content).items() if code != "drawing"} == findings


def test_labels_in_html_are_plain_text_and_further_labels_are_kept_beside() -> None:
    more = "<y:NodeLabel>0.5</y:NodeLabel>"
    content = wrap_yed(draw_node("a", "&lt;html&gt;Joy &lt;b&gt;in&lt;/b&gt; work&lt;/html&gt;", more))
    (row,) = read(content).nodes
    assert (row.get("label"), row.get("more labels")) == ("Joy in work", "0.5")
    assert count(content)["markup"] == 1


def test_labels_of_newer_yfiles_are_names() -> None:
    key = (
        '<key id="l" for="node" attr.name="NodeLabels" '
        'y:attr.uri="http://www.yworks.com/xml/yfiles-common/2.0/NodeLabels" '
        'xmlns:y="http://www.yworks.com/xml/yfiles-common/3.0"/>'
    )
    labels = (
        '<data key="l"><List><Label><Label.Text>Joy</Label.Text>'
        "<Label.Style><Font/></Label.Style></Label></List></data>",
        '<data key="l"><List><Label Text="Trust"/></List></data>',
    )
    nodes = "".join(f'<node id="{at}">{label}</node>' for at, label in enumerate(labels))
    raw = read(wrap_graphml(f'{key}<graph edgedefault="directed">{nodes}</graph>'))
    assert [row.get("label") for row in raw.nodes] == ["Joy", "Trust"]


def test_what_is_said_in_desc_is_a_description_and_that_of_the_graph_is_listed() -> None:
    content = wrap_graphml(
        '<graph edgedefault="directed"><desc>All of it</desc>'
        '<node id="a"><desc>What it is</desc></node></graph>'
    )
    assert read(content).nodes[0].get("description") == "What it is"
    assert count(content) == {"comment": 1}


def test_ports_and_their_data_are_left_out_and_counted() -> None:
    key = '<key id="k" for="port" attr.name="side"/>'
    port = '<port name="p"><data key="k">left</data><port name="q"/></port>'
    content = wrap_graphml(f'{key}<graph edgedefault="directed"><node id="a">{port}</node></graph>')
    assert read(content).nodes[0].cells == {"id": "a"}
    assert count(content) == {"port": 2}


def test_data_of_unknown_keys_and_keys_without_a_name_are_columns() -> None:
    key = '<key id="mood" for="node"/>'
    node = '<node id="a"><data key="mood">glad</data><data key="odd">yes</data></node>'
    raw = read(wrap_graphml(f'{key}<graph edgedefault="directed">{node}</graph>'))
    assert raw.node_columns == ("id", "mood", "odd")
    assert raw.findings == ()


def test_two_keys_of_one_name_are_two_columns_and_data_given_twice_is_listed() -> None:
    keys = '<key id="d1" for="node" attr.name="note"/><key id="d2" for="node" attr.name="note"/>'
    node = '<node id="a"><data key="d1">x</data><data key="d2">y</data>\n<data key="d1">z</data></node>'
    raw = read(wrap_graphml(f'{keys}<graph edgedefault="directed">{node}</graph>'))
    assert raw.nodes[0].cells == {"id": "a", "note": "z", "note (d2)": "y"}
    assert [(finding.code, finding.items[0].text, finding.items[0].line) for finding in raw.findings] == [
        ("column", "x", 4)
    ]


def test_what_is_said_of_the_whole_graph_and_has_no_place_is_listed() -> None:
    key = '<key id="k" for="graph" attr.name="seed"/>'
    assert count(
        wrap_graphml(f'{key}<graph edgedefault="directed"><data key="k">7</data><node id="a"/></graph>')
    ) == {"part": 1}


WORDS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
IDS = st.lists(st.from_regex(r"[A-Za-z_][\w.-]{0,5}", fullmatch=True), min_size=2, max_size=6, unique=True)


@st.composite
def write_graphml(draw: st.DrawFn) -> tuple[bytes, list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """A file in one of the ways that the format allows, with its nodes and edges."""
    ids = draw(IDS)
    quote = draw(st.sampled_from([quoteattr, lambda text: "'" + escape(text, {"'": "&apos;"}) + "'"]))
    space = draw(st.sampled_from(["", "\n  ", " <!-- a < b --> ", "<?pi x?>"]))
    default = draw(st.sampled_from(["directed", "undirected"]))
    nodes, edges, parts = [], [], []
    for identity in ids:
        label = draw(WORDS)
        text = draw(
            st.sampled_from([escape(label), f"<![CDATA[{label}]]>" if "]]>" not in label else escape(label)])
        )
        group = draw(st.sampled_from(["", "One", "Two & more"]))
        node = f"<node id={quote(identity)} parse.indegree='1'>{space}<data key='l'>{text}</data></node>"
        if group:
            data = f"<data key='l'>{escape(group)}</data>"
            name = f"group {identity}"
            node = f"<node id={quote(name)}>{data}<graph edgedefault='directed'>{node}</graph></node>"
        parts.append(node)
        nodes.append((identity, label, group))
    for source, target in draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=8)):
        directed = draw(st.sampled_from(["", "true", "false"]))
        said = f" directed='{directed}'" if directed else ""
        is_undirected = directed == "false" or (not directed and default == "undirected")
        edges.append((source, target, "undirected" if is_undirected else ""))
        edge = f"<edge source={quote(source)}{said} target={quote(target)}/>"
        parts.append(draw(st.sampled_from([edge, edge.replace("/>", f">{space}</edge>")])))
    key = "<key id='l' for='node' attr.name='label' attr.type='string'/>"
    text = f"<graphml>{key}<graph edgedefault='{default}'>{space.join(parts)}</graph></graphml>"
    encoding = draw(st.sampled_from(["utf-8", "utf-16"]))
    return f"<?xml version='1.0' encoding='{encoding}'?>{text}".encode(encoding), nodes, edges


@examples(150)
@given(write_graphml())
def test_whatever_way_it_is_written_the_same_graph_is_read(
    written: tuple[bytes, list[tuple[str, str, str]], list[tuple[str, str, str]]],
) -> None:
    content, nodes, edges = written
    raw = read(content, "x.graphml")
    assert [(row.get("id"), row.get("label"), row.get("group")) for row in raw.nodes] == nodes
    assert [(row.get("source"), row.get("target"), row.get("direction")) for row in raw.edges] == edges


HOSTILE = {
    "unknown keys": "<graph>"
    + "".join(f'<node id="a{at}"><data key="k{at}">x</data></node>' for at in range(4_900))
    + "</graph>",
    "defaults": "".join(
        f'<key id="k{at}" for="all" attr.name="k{at}"><default>x</default></key>' for at in range(200)
    )
    + "<graph>"
    + "".join(f'<edge source="a{at}" target="b{at}"/>' for at in range(20_000))
    + "</graph>",
    "data of one node": '<graph><node id="a">'
    + "".join(f'<data key="k{at}">x</data>' for at in range(200_000))
    + "</node></graph>",
    "a huge attribute": f'<graph><node id="{"a" * 5_000_000}"/></graph>',
    "a huge label": f"<graph><node id='a'><data key='label'>{'&lt;' * 1_200_000}</data></node></graph>",
    "labels": '<graph><node id="a"><data key="g">'
    + "<y><NodeLabel>x</NodeLabel></y>" * 150_000
    + "</data></node></graph>",
    "graphs": "<graph/>" * 500_000,
}


def read_or_refuse(content: bytes) -> None:
    with suppress(ModelFileError):
        read(content)


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_made_to_hurt_is_read_or_refused_in_time(kind: str) -> None:
    content = wrap_graphml(HOSTILE[kind])
    started = time.process_time()
    read_or_refuse(content)
    assert time.process_time() - started < 40


@pytest.mark.parametrize("kind", ["defaults", "labels"])
def test_what_is_made_to_hurt_does_not_fill_the_memory(kind: str) -> None:
    content = wrap_graphml(HOSTILE[kind])
    tracemalloc.start()
    read_or_refuse(content)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 300 * 2**20


def test_a_damaged_file_is_a_graph_or_refused() -> None:
    chance, messages = random.Random(7), []
    for _ in range(300):
        at, length = chance.randrange(len(YED)), chance.randrange(1, 40)
        damaged = (
            YED[:at]
            + chance.choice([b"", b"<node>", b"</graph>", b"&lt;", b'"', b"<data>"])
            + YED[at + length :]
        )
        try:
            read(damaged, "x.graphml")
        except (ModelFileError, TableError) as error:
            messages.append(str(error))
    assert messages
    assert all(message.startswith("x.graphml") for message in messages)


def test_of_a_group_that_can_be_closed_the_label_that_is_shown_is_its_name() -> None:
    ways = "".join(
        f"<y:GroupNode><y:NodeLabel>{name}</y:NodeLabel></y:GroupNode>" for name in ("Open", "Shut")
    )
    drawing = f'<y:ProxyAutoBoundsNode><y:Realizers active="1">{ways}</y:Realizers></y:ProxyAutoBoundsNode>'
    group = f'<node id="g" yfiles.foldertype="folder"><data key="g">{drawing}</data><graph/></node>'
    (row, _) = read(wrap_yed(group + draw_node("a", "A") + draw_edge("a", "g"))).nodes
    assert (row.get("label"), row.get("more labels")) == ("Shut", "")
