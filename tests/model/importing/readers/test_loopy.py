from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ModelFileError
from model.importing import RawGraph
from tests.model.importing.samples import read, read_or_refuse, take_in

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
