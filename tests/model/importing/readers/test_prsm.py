from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.prsm import read_prsm
from tests.model.importing.packing import pack_utf16
from tests.model.importing.samples import (
    list_edges,
    list_findings,
    list_group_names,
    list_rows,
    list_stages,
    read,
    read_or_refuse,
    take_in,
)

NODES: list[dict[str, Any]] = [
    {"id": "1", "label": "Being\nseen", "grp": "group0", "x": 1, "y": 2, "color": {"background": "#fff"}},
    {"id": "2", "label": "Trust", "grp": "group1", "note": {"ops": [{"insert": "So!\n"}]}, "att1": "ward 3"},
    {"id": "3", "label": "Joy", "grp": "group2", "hidden": True},
]
EDGES = [
    {"id": "e1", "from": "1", "to": "2", "grp": "edge0"},
    {"id": "e2", "from": "2", "to": "3", "grp": "edge1", "label": "often"},
]
STYLES = {
    "nodes": {
        "group0": {"groupLabel": "Causes"},
        "group1": {"groupLabel": "Effects"},
        "group2": {"groupLabel": "Sample"},
    },
    "edges": {
        "edge0": {"groupLabel": "strengthens"},
        "edge1": {"groupLabel": "Sample", "arrows": {"to": {"enabled": True}, "from": {"enabled": True}}},
    },
}


def make_map(**more: Any) -> bytes:
    content = {
        "version": "3.0.3",
        "mapTitle": "Our map",
        "styles": STYLES,
        "nodes": NODES,
        "edges": EDGES,
    } | more
    return json.dumps(content, indent="\t").encode()


def count_findings(raw: RawGraph) -> dict[str, int]:
    return {found.code: found.count for found in raw.findings}


def test_styles_are_the_groups_of_factors_and_the_kinds_of_links() -> None:
    raw = read(make_map(), "map.prsm")
    assert (raw.form, raw.label, raw.title) == ("prsm", "PRSM 3.0.3", "Our map")
    assert [row.get("group") for row in raw.nodes] == ["Causes", "Effects", ""]
    assert [row.get("kind") for row in raw.edges] == ["strengthens", ""]
    assert [row.get("label") for row in raw.edges] == ["", "often"]
    assert [row.get("direction") for row in raw.edges] == ["", "mutual"]
    assert list_rows(raw.nodes) == [
        (
            {"id": "1", "label": "Being\nseen", "group": "Causes", "color": "#fff"},
            'factor "Being seen"',
            34,
        ),
        (
            {"id": "2", "label": "Trust", "group": "Effects", "att1": "ward 3", "description": "So!"},
            'factor "Trust"',
            44,
        ),
        ({"id": "3", "label": "Joy"}, 'factor "Joy"', 57),
    ]
    assert list_rows(raw.edges) == [
        (
            {"source": "1", "target": "2", "kind": "strengthens", "id": "e1"},
            'link "Being seen" → "Trust"',
            65,
        ),
        (
            {"source": "2", "target": "3", "direction": "mutual", "label": "often", "id": "e2"},
            'link "Trust" → "Joy"',
            71,
        ),
    ]
    assert raw.node_columns == ("id", "label", "group", "color", "att1", "description")
    assert raw.edge_columns == ("source", "target", "kind", "id", "direction", "label")


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Causes", "Causes"),
        (" two\nlines ", "two lines"),
        ("", ""),
        ("Sample", ""),
        (None, ""),
        ([[1]], ""),
        (7, "7"),
    ],
)
def test_only_a_style_that_somebody_gave_a_name_is_a_group(name: Any, group: str) -> None:
    styles = {"nodes": {"g": {"groupLabel": name}, "h": "no style"}, "edges": {"g": {"groupLabel": name}}}
    nodes = [
        {"id": "1", "grp": "g"},
        {"id": "2", "grp": "gone"},
        {"id": "3", "grp": ["g"]},
        {"id": "4", "grp": "h"},
    ]
    raw = read(make_map(styles=styles, nodes=nodes, edges=[{"from": "1", "to": "2", "grp": "g"}]))
    assert [row.get("group") for row in raw.nodes] == [group, "", "", ""]
    assert [row.get("kind") for row in raw.edges] == [group]


def test_what_lacks_a_label_is_named_by_its_id() -> None:
    nodes = [{"id": "1"}, {"id": "2", "label": ""}, {"label": "Joy"}]
    edges = [
        {"source": "1", "target": "2"},
        {"from": "9", "to": "1", "source": "2", "target": "2", "label": "two\nlines"},
    ]
    raw = read(make_map(nodes=nodes, edges=edges), "x.prsm")
    assert [(row.cells, row.place) for row in raw.nodes] == [
        ({"id": "1"}, 'factor "1"'),
        ({"id": "2"}, 'factor "2"'),
        ({"label": "Joy"}, 'factor "Joy"'),
    ]
    assert [(row.cells, row.place) for row in raw.edges] == [
        ({"source": "1", "target": "2"}, 'link "1" → "2"'),
        ({"source": "9", "target": "1", "label": "two lines"}, 'link "9" → "1"'),
    ]


def test_an_arrow_of_a_link_counts_more_than_that_of_its_style() -> None:
    styles = {"edges": {"s": {"arrows": {"from": True}}, "t": {"arrows": "none at all"}, "u": "no style"}}
    edges = [
        {"from": "1", "to": "2", "grp": "s"},
        {"from": "1", "to": "2", "grp": "s", "arrows": {"to": True}},
        {"from": "1", "to": "2", "grp": "t"},
        {"from": "1", "to": "2", "grp": "u"},
        {"from": "1", "to": "2", "grp": ["s"]},
        {"from": "1", "to": "2", "grp": "gone"},
    ]
    raw = read(make_map(styles=styles, edges=edges), "x.prsm")
    assert [(row.get("source"), row.get("target"), row.get("direction")) for row in raw.edges] == [
        ("2", "1", ""),
        ("1", "2", ""),
        ("1", "2", "undirected"),
        ("1", "2", ""),
        ("1", "2", ""),
        ("1", "2", ""),
    ]
    assert list_findings(raw)[-1] == ("reversed", 1, [('link "Being seen" → "Trust"', "", 49)])


def test_a_map_is_the_same_model_packed_and_plain() -> None:
    plain = take_in(make_map(), "map.prsm")
    packed = take_in(pack_utf16(make_map().decode()).encode("utf-8-sig"), "map")
    assert packed.file == plain.file
    assert list_edges(plain) == ["Being seen > Trust", "Trust > Joy", "Joy >> Trust"]


def test_groups_become_stages_or_levels() -> None:
    model = take_in(make_map(nodes=[{**node, "grp": f"group{at % 2}"} for at, node in enumerate(NODES)]))
    assert {words.text("en") for words in list_group_names(model)} >= {"Causes", "Effects"}
    assert list_stages(model)


def test_notes_are_descriptions_and_attributes_have_their_names() -> None:
    raw = read(make_map(attributeTitles={"att1": "Ward"}), "map.prsm")
    assert raw.nodes[1].get("description") == "So!"
    assert raw.nodes[1].get("Ward") == "ward 3"
    assert "markup" not in count_findings(raw)


def test_formatting_of_notes_is_left_out_and_listed() -> None:
    bold = {
        "ops": [{"insert": "So", "attributes": {"bold": True}}, {"insert": {"image": "x"}}, {"insert": "!\n"}]
    }
    raw = read(make_map(nodes=[{**NODES[0], "note": bold}], edges=[]), "map.prsm")
    assert raw.nodes[0].get("description") == "So!"
    assert ("markup", 1, [('factor "Being seen"', "So!", 8)]) in [
        (code, count, [(place, text, 8 if line else line) for place, text, line in items])
        for code, count, items in list_findings(raw)
    ]


@pytest.mark.parametrize(
    ("note", "description", "has_format"),
    [
        ("plain", "plain", False),
        ({"text": "within"}, "within", False),
        ({"text": {"ops": [{"insert": "deep"}]}}, "deep", False),
        (
            {"ops": [{"insert": "a"}, 7, {"insert": {"image": "x"}}, {"insert": "b\n"}], "text": "not this"},
            "ab",
            True,
        ),
        ({"ops": [{"insert": "a", "attributes": {}}, {"delete": 3}]}, "a", False),
        ({"ops": [{"insert": "a", "attributes": {"bold": True}}]}, "a", True),
        ({"ops": "a"}, "", False),
        ({}, "", False),
        ([{"insert": "a"}], "", False),
        (7, "7", False),
    ],
)
def test_a_note_is_its_text(note: Any, description: str, has_format: bool) -> None:
    raw = read(make_map(nodes=[{"id": "1", "note": note}], edges=[]), "x.prsm")
    assert raw.nodes[0].cells == {"id": "1"} | ({"description": description} if description else {})
    assert ("markup" in count_findings(raw)) == has_format


def test_a_title_is_a_note_only_where_there_is_none() -> None:
    nodes = [
        {"id": "1", "note": "new", "title": "old"},
        {"id": "2", "note": "", "title": "<p>old</p><br/>older"},
    ]
    raw = read(
        make_map(nodes=[*nodes, {"id": "3", "title": 7}, {"id": "4", "title": [1]}], edges=[]), "x.prsm"
    )
    assert [row.get("description") for row in raw.nodes] == ["new", "old\nolder", "7", ""]


def test_notes_of_old_versions_are_texts_of_a_web_page() -> None:
    raw = read(
        make_map(nodes=[{"id": "1", "label": "A", "title": "one<br>two &amp; <b>three</b>"}], edges=[])
    )
    assert raw.nodes[0].get("description") == "one\ntwo & three"


def test_arrows_say_the_direction() -> None:
    arrows = {
        "to": "to",
        "from": {"from": {"enabled": True}, "to": {"enabled": False}},
        "none": {"to": {"enabled": False}, "from": {"enabled": False}, "middle": {"enabled": False}},
        "middle": {"to": {"enabled": False}, "middle": {"enabled": True}},
    }
    edges = [{"id": name, "from": "1", "to": "2", "arrows": each} for name, each in arrows.items()]
    raw = read(make_map(edges=edges), "map.prsm")
    ends = [(row.get("source"), row.get("target"), row.get("direction")) for row in raw.edges]
    assert ends == [("1", "2", ""), ("2", "1", ""), ("1", "2", "undirected"), ("1", "2", "")]
    assert count_findings(raw)["reversed"] == 1


def test_what_is_beside_the_map_is_left_out_and_listed() -> None:
    raw = read(
        make_map(
            background=json.dumps(
                {"a": {"type": "textbox", "text": "A note"}, "b": {"type": "rect"}, "order": []}
            ),
            description={"text": {"ops": [{"insert": "Made in May\n"}]}},
            history=[{"action": "added", "user": "Somebody"}],
            nodes=[*NODES, {"id": "c", "label": "group", "isCluster": True}],
            edges=[{**EDGES[0], "created": {"time": 1, "user": "Somebody"}}, "?"],
        ),
        "map.prsm",
    )
    assert len(raw.nodes) == 3
    assert list_findings(raw) == [
        ("part", 2, [("nodes[3]", "cluster", 63), ("history", "", None)]),
        ("drawing", 4, []),
        ("faulty-edge", 1, [("edges[1]", "?", 80)]),
        ("column", 1, [("created, modified, thumbUp, thumbDown", "", None)]),
        (
            "comment",
            3,
            [
                ("notes on the map", "Made in May", None),
                ("background", "A note", None),
                ("background", "", None),
            ],
        ),
    ]


def test_votes_and_who_changed_what_are_counted() -> None:
    nodes = [
        {"id": "1", "created": {"user": "x"}, "modified": {"user": "x"}, "thumbUp": [], "thumbDown": []},
        {"id": "2", "thumbUp": ["x"]},
        {"id": "3", "thumbDown": []},
    ]
    raw = read(make_map(nodes=nodes, edges=[{"from": "1", "to": "2", "thumbDown": ["x"]}]), "x.prsm")
    assert list_findings(raw) == [("column", 3, [("created, modified, thumbUp, thumbDown", "", None)])]
    assert raw.node_columns == ("id", "label")


def test_the_first_versions_called_styles_samples() -> None:
    content = json.dumps(
        {"samples": STYLES, "nodes": NODES, "edges": EDGES, "underlay": [["line"], []]}
    ).encode()
    raw = read(content, "map.json")
    assert (raw.form, raw.label) == ("prsm", "PRSM")
    assert raw.nodes[0].get("group") == "Causes"
    assert count_findings(raw)["comment"] == 1


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Untitled map", "ward 3"),
        ("", "ward 3"),
        (None, "ward 3"),
        ([[1]], "ward 3"),
        (" Our\nmap ", "Our map"),
    ],
)
def test_a_map_without_a_title_is_called_as_its_file(title: Any, shown: str) -> None:
    assert read(make_map(mapTitle=title), "ward 3.prsm").title == shown


def test_places_in_a_packed_map_have_no_lines() -> None:
    raw = read(pack_utf16(make_map(nodes=[*NODES, "?"]).decode()).encode(), "map.prsm")
    assert {row.line for row in (*raw.nodes, *raw.edges)} == {None}
    assert list_findings(raw)[0] == ("faulty-node", 1, [("nodes[3]", "?", None)])


def test_drawings_beside_the_map_are_listed_in_whatever_form_they_are() -> None:
    shapes = {"a": {"text": "two\nlines"}, "b": {}, "c": {"text": [[1]]}, "d": [1]}
    raw = read(
        make_map(nodes=[], edges=[], background=shapes, underlay=[{"text": "x"}, [], ["line"]]), "x.prsm"
    )
    assert list_findings(raw) == [
        ("comment", 4, [("background", text, None) for text in ("two\nlines", "", "x", "")])
    ]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("background", ""),
        ("background", [1]),
        ("underlay", {"a": 1}),
        ("description", {}),
        ("history", {"a": 1}),
    ],
)
def test_a_part_beside_the_map_with_nothing_in_it_is_not_listed(part: str, value: Any) -> None:
    assert read(make_map(nodes=[], edges=[], **{part: value}), "x.prsm").findings == ()


def test_no_more_factors_are_read_than_a_model_may_have() -> None:
    assert len(read(make_map(nodes=[{"id": "1"}] * 5_000, edges=[]), "x.prsm").nodes) == 5_000
    with pytest.raises(ModelFileError, match="holds more than 5000 nodes; leave some out or split it"):
        read(make_map(nodes=[{"id": "1"}] * 5_001, edges=[]), "x.prsm")


def test_a_map_of_which_a_part_is_missing_is_refused() -> None:
    packed = pack_utf16(make_map().decode())
    with pytest.raises(
        ModelFileError, match="a part of it is missing; open the map in PRSM and save it again"
    ):
        read(packed[:100].encode(), "map.prsm")
    with pytest.raises(ModelFileError, match="is not whole JSON here"):
        read(pack_utf16('{"nodes": [').encode(), "map.prsm")
    with pytest.raises(ModelFileError, match="it has no list of factors"):
        read(pack_utf16("{}").encode(), "map.prsm")


@pytest.mark.parametrize("nodes", [None, {"1": {}}, "1"])
def test_what_has_no_list_of_factors_is_refused(nodes: Any) -> None:
    message = "is no map of PRSM: it has no list of factors; open the map in PRSM and save it again"
    with pytest.raises(ModelFileError, match=message):
        read_prsm(GraphFile(make_map(nodes=nodes), "map.prsm"))


def test_a_map_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.importing.readers.prsm.LARGEST_FILE", 2**20)
    packed = pack_utf16('{"' + "a" * 2**21).encode()
    assert len(packed) < 10_000
    with pytest.raises(ModelFileError, match="unpacks to more than 1 MB; split the map"):
        read(packed, "map.prsm")


@given(st.data())
def test_any_damaged_map_is_a_graph_or_a_refusal(data: st.DataObject) -> None:
    whole = make_map() if data.draw(st.booleans()) else pack_utf16(make_map().decode()).encode()
    start = data.draw(st.integers(0, len(whole)))
    content = whole[:start] + data.draw(st.binary(max_size=3)) + whole[start + data.draw(st.integers(0, 9)) :]
    read_or_refuse(content, "map.prsm")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(
    ["id", "label", "grp", "note", "title", "color", "arrows", "from", "to", "isCluster", "created", "att1"]
)


@given(
    st.lists(st.dictionaries(KEYS, VALUES) | VALUES), st.lists(st.dictionaries(KEYS, VALUES)), VALUES, VALUES
)
def test_any_values_in_a_map_are_read(nodes: list[Any], edges: list[Any], styles: Any, more: Any) -> None:
    content = {
        "styles": {"nodes": styles, "edges": {"edge0": more}},
        "description": more,
        "attributeTitles": more,
    }
    content |= {"nodes": nodes, "edges": edges, "history": more, "lastNodeSample": "group0"}
    raw = read(json.dumps(content).encode(), "map.prsm")
    assert len(raw.nodes) <= len(nodes)
