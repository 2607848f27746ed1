from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph
from tests.model.importing.packing import pack_utf16
from tests.model.importing.samples import (
    list_edges,
    list_group_names,
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
    assert raw.nodes[0].line == 34
    assert raw.nodes[0].place == 'factor "Being seen"'
    assert raw.edges[0].place == 'link "Being seen" → "Trust"'


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
    assert count_findings(raw)["markup"] == 1


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
    assert count_findings(raw) == {"drawing": 4, "part": 2, "column": 1, "comment": 3, "faulty-edge": 1}
    comments = next(found for found in raw.findings if found.code == "comment")
    assert [item.text for item in comments.items] == ["Made in May", "A note", ""]
    assert "Somebody" not in str(raw.findings)


def test_the_first_versions_called_styles_samples() -> None:
    content = json.dumps(
        {"samples": STYLES, "nodes": NODES, "edges": EDGES, "underlay": [["line"], []]}
    ).encode()
    raw = read(content, "map.json")
    assert (raw.form, raw.label) == ("prsm", "PRSM")
    assert raw.nodes[0].get("group") == "Causes"
    assert count_findings(raw)["comment"] == 1


def test_a_map_without_a_title_is_called_as_its_file() -> None:
    assert read(make_map(mapTitle="Untitled map"), "ward 3.prsm").title == "ward 3"


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
