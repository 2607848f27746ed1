from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph
from model.importing.graph_file import GraphFile
from model.importing.readers.loopy import read_loopy
from tests.model.importing.samples import list_findings, list_rows, read, read_or_refuse, take_in

MODEL = [
    [[1, 403, 223, 1, "more%20rabbits", 0], [2, 405, 382, 0, "foxes", 1]],
    [[2, 1, 153, -1, 0], [1, 2, 160, 1], [1, 1, 9, 1, 90]],
    [[609, 311, "a%20text"]],
    2,
]
EDGES = [
    ("2", "1", "more leads to less", "-"),
    ("1", "2", "more leads to more", "+"),
    ("1", "1", "more leads to more", "+"),
]


def list_cells(raw: RawGraph) -> list[tuple[str, ...]]:
    return [tuple(row.get(column) for column in ("source", "target", "kind", "sign")) for row in raw.edges]


def to_link(model: Any, address: str = "https://ncase.me/loopy/v1.1/") -> str:
    """A link as Loopy makes it: it encodes its texts once more, and of the rest only the quotation marks."""
    text = json.dumps(model, separators=(",", ":")).replace("%", "%25").replace('"', "%22")
    return f"{address}?data={text[:-1]}%5D"


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(MODEL),
        to_link(MODEL),
        "  " + to_link(MODEL) + "\n\nour model\n",
        "http://loopy.example/?embed=1&data=" + quote(json.dumps(MODEL).replace("%", "%25")),
        json.dumps({
            "n": [{"id": 1, "x": 0, "y": 0, "i": 1, "l": "more%2520rabbits"}, {"id": 2, "l": "foxes"}],
            "e": [{"f": 2, "t": 1, "s": -1}, {"f": 1, "t": 2, "s": 1}, {"f": 1, "t": 1, "s": 1}],
            "l": [{"x": 1, "y": 1, "t": "a%20text"}],
            "UID": 2,
        }),
        json.dumps({
            "globals": {},
            "nodes": [{"id": 1, "init": 1, "label": "more rabbits"}, {"id": 2, "label": "foxes"}],
            "edges": [{"from": 2, "to": 1, "strength": -1}, {"from": 1, "to": 2}, {"from": 1, "to": 1}],
            "labels": [{"text": "a text"}],
        }),
    ],
    ids=["list", "link", "link and words", "whole link encoded", "first version", "second version"],
)  # fmt: skip
def test_a_model_is_read_in_all_its_forms(content: str) -> None:
    raw = read(content.encode(), "model.txt")
    assert (raw.form, raw.label) == ("loopy", "Loopy")
    assert [row.cells for row in raw.nodes] == [
        {"id": "1", "label": "more rabbits"},
        {"id": "2", "label": "foxes"},
    ]
    assert list_cells(raw) == EDGES
    assert {found.code: found.count for found in raw.findings} == {"drawing": 5, "column": 1, "comment": 1}
    assert raw.findings[-1].items[0].text == "a text"


def test_places_are_named_and_what_is_left_out_is_listed() -> None:
    labels = [[1, 1, "one%20text"], [1, 1, ""], [1, 1], [1, 1, "50%2525"]]
    nodes = [[1, 0, 0, 0, "", 0], [2, 0, 0, "0", "Joy", 0], [3, 0, 0, 0.5, "Rest"], [None, 0, 0, 1, "Nobody"]]
    edges = [
        [1, 2, 0, -0.5],
        [2, 9, 0, "", 0, 0, 0, 0, "some%20times"],
        [2],
        {"f": 3, "t": 1, "customLabel": "x"},
    ]
    content = json.dumps([nodes, edges, labels, 9]).encode()
    raw = read_loopy(GraphFile(content, "our model.json"))
    assert (raw.title, raw.node_columns) == ("our model", ("id", "label"))
    assert raw.edge_columns == ("source", "target", "kind", "sign", "label")
    assert list_rows(raw.nodes) == [
        ({"id": "1", "label": "1"}, 'node "1"', None),
        ({"id": "2", "label": "Joy"}, 'node "Joy"', None),
        ({"id": "3", "label": "Rest"}, 'node "Rest"', None),
    ]
    more, less = {"kind": "more leads to more", "sign": "+"}, {"kind": "more leads to less", "sign": "-"}
    assert list_rows(raw.edges) == [
        ({"source": "1", "target": "2", **less}, 'arrow "1" → "Joy"', None),
        ({"source": "2", "target": "9", **more, "label": "some times"}, 'arrow "Joy" → "9"', None),
        ({"source": "3", "target": "1", **more, "label": "x"}, 'arrow "Rest" → "1"', None),
    ]
    assert list_findings(raw) == [
        ("faulty-node", 1, [("nodes[3]", "", None)]),
        ("faulty-edge", 1, [("edges[2]", "", None)]),
        ("drawing", 6, []),
        ("column", 1, [("init", "", None)]),
        (
            "comment",
            4,
            [
                ("labels[0]", "one text", None),
                ("labels[1]", "", None),
                ("labels[2]", "", None),
                ("labels[3]", "50%", None),
            ],
        ),
    ]


def test_a_model_without_texts_beside_it_and_starts_has_nothing_of_them_listed() -> None:
    raw = read_loopy(GraphFile(b'[[[1,0,0,0,"A"]],[[1,1]]]', "x.json"))
    assert list_rows(raw.nodes) == [({"id": "1", "label": "A"}, 'node "A"', None)]
    assert (len(raw.edges), list_findings(raw)) == (1, [("drawing", 2, [])])


@pytest.mark.parametrize(
    ("model", "label"),
    [
        ({"nodes": [{"id": 1, "label": "50%25"}], "edges": []}, "50%25"),
        ({"n": [{"id": 1, "l": "50%25"}], "e": []}, "50%"),
        ([[[1, 0, 0, 0, "50%25"]], []], "50%"),
        ([[[1, 0, 0, 0, "%252525"]], []], "%25"),
        ([[[1, 0, 0, 0, "50% of %zz"]], []], "50% of %zz"),
    ],
)
def test_texts_are_decoded_where_loopy_encodes_them(model: Any, label: str) -> None:
    (row,) = read_loopy(GraphFile(json.dumps(model).encode(), "x.json")).nodes
    assert row.cells == {"id": "1", "label": label}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", "is no model of Loopy: its lists of nodes and arrows are missing; choose "),
        ("[[[1]]]", "its lists of nodes and arrows are missing"),
        ("[[], 7]", "its lists of nodes and arrows are missing"),
        ("[7, []]", "its lists of nodes and arrows are missing"),
        ('{"nodes": []}', "its lists of nodes and arrows are missing"),
        ('{"e": [], "n": 1}', "its lists of nodes and arrows are missing"),
        (
            "https://ncase.me/loopy/v1.1/",
            'is a link to Loopy without a model in it; choose "save as link" in Loopy',
        ),
        (json.dumps([[[1]] * 5_001, []]), "holds more than 5000 nodes"),
        (json.dumps([[], [[1]] * 20_001]), "holds more than 20000 edges; leave some out or split it"),
    ],
)
def test_what_is_no_model_or_too_large_is_refused(content: str, message: str) -> None:
    with pytest.raises(ModelFileError, match=message):
        read_loopy(GraphFile(content.encode(), "x.json"))


def test_as_many_nodes_as_a_model_may_have_are_read() -> None:
    content = json.dumps([[[at] for at in range(1, 5_001)], []])
    assert len(read_loopy(GraphFile(content.encode(), "x.json")).nodes) == 5_000


def test_signs_are_kinds_and_loops_stay() -> None:
    model = take_in(json.dumps(MODEL).encode(), "loopy.json")
    assert len(model.edges) == 2
    assert [kind.name.text("en") for kind in model.file.kinds] == ["more leads to less", "more leads to more"]


def test_what_lacks_an_end_or_an_id_is_left_out_and_listed() -> None:
    model = [[[1, 0, 0, 0, "a", 0], [None, 0, 0, 0, "b", 0]], [[1, None, 0, 1], [1, 1, 0, 1]], []]
    raw = read(json.dumps(model).encode(), "x.json")
    assert (len(raw.nodes), len(raw.edges)) == (1, 1)
    assert {found.code for found in raw.findings} == {"faulty-node", "faulty-edge", "drawing"}


def test_a_link_that_holds_no_list_is_refused() -> None:
    with pytest.raises(ModelFileError, match="packed; open it in Loopy 2 and save the model as a file"):
        read(b"https://1000i100.github.io/loopy/?data=XQAAAAISAAAA", "link.txt")
    with pytest.raises(ModelFileError, match="is not whole JSON here"):
        read(to_link(MODEL)[:80].encode(), "link.txt")


@given(st.data())
def test_any_damaged_model_is_a_graph_or_a_refusal(data: st.DataObject) -> None:
    whole = json.dumps(MODEL) if data.draw(st.booleans()) else to_link(MODEL)
    start = data.draw(st.integers(0, len(whole)))
    content = whole[:start] + data.draw(st.text(max_size=3)) + whole[start + data.draw(st.integers(0, 9)) :]
    read_or_refuse(content.encode("utf-8", "replace"), "x.loopy")


@given(
    st.lists(st.text(max_size=20).map(str.strip), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans())),
)
def test_a_model_comes_back_out_of_its_link(labels: list[str], links: list[tuple[int, int, bool]]) -> None:
    nodes = [[at, 1, 2, 0, quote(label), 0] for at, label in enumerate(labels)]
    edges = [[source, target, 9, 1 if plus else -1] for source, target, plus in links]
    raw = read(to_link([nodes, edges, [], 9]).encode(), "link.txt")
    assert [row.get("id") for row in raw.nodes] == [str(at) for at in range(len(labels))]
    assert list_cells(raw) == [
        (str(source), str(target), f"more leads to {'more' if plus else 'less'}", "+" if plus else "-")
        for source, target, plus in links
    ]
