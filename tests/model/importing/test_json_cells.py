"""Values of JSON become cells, and what becomes none is noted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model import ModelFileError
from model.importing import json_cells
from model.importing.findings import Finding, Item
from model.importing.json_cells import (
    Cells,
    Entry,
    find_columns,
    is_names,
    is_text,
    list_entries,
    to_cell,
    without_lines,
)
from model.importing.json_text import read_json
from model.importing.raw import RawRow


def parse(value: str) -> Any:
    return read_json(value.encode(), "x.json")


def make(value: str, **settings: Any) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The cells of an object at nodes[0], and what was noted."""
    cells = Cells(**settings)
    [entry] = list_entries(parse(f"[{value}]"), "nodes")
    return cells.make(entry), cells.to_findings()


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("null", ""),
        ("{}", ""),
        ("[]", ""),
        ("true", "true"),
        ("false", "false"),
        ("1.50", "1.50"),
        ('"x\\ny"', "x\ny"),
        ('["a", 1, null, false, "", {}, []]', "a; 1; false"),
        ('[["a"]]', None),
        ('["a", {"b": 1}]', None),
        ('{"a": 1}', None),
    ],
)
def test_a_value_is_a_text_or_no_cell(value: str, cell: str | None) -> None:
    assert to_cell(parse(value)) == cell
    assert to_cell(json.loads(value, parse_float=str, parse_int=str)) == cell


def test_texts_and_lists_of_names_are_told_from_other_values() -> None:
    assert [is_text(value) for value in without_lines(parse('["1", 1, true, null, ["x"]]'))] == [
        *(True, False, False, False, False)
    ]
    values = ('["a", 1]', "[]", '["a", null]', '[["a"]]', '"a"', '{"a": 1}', "null")
    assert [is_names(parse(value)) for value in values] == [True, True, False, False, False, False, False]


def test_entries_have_their_places_and_lines() -> None:
    assert list_entries(parse('["a",\n"b"]'), "nodes") == [
        Entry("a", "nodes[0]", 1),
        Entry("b", "nodes[1]", 2),
    ]
    assert list_entries(["a", "b"], "links", 7) == [Entry("a", "links[0]", 7), Entry("b", "links[1]", 7)]
    by_key = parse('{"a": {"label": "A"}, "b\\nc": "B", "n": 5, "d": {"id": 4, "x": "d", "y": 1}}')
    assert list_entries(by_key, "nodes", 3) == [
        Entry({"id": "a", "label": "A"}, "nodes.a", 3),
        Entry({"id": "b\nc", "label": "B"}, "nodes.b c", 3),
        Entry({"id": "n", "value": "5"}, "nodes.n", 3),
        Entry({"id": "d", "id (data)": "4", "y": "1"}, "nodes.d", 3),
    ]
    assert str(Entry(1, "nodes[2]", 4).build_fault()) == (
        "line 4: nodes[2]: is no entry of a graph; write it as an object in braces"
    )


def test_values_that_hold_others_are_noted_with_their_beginning() -> None:
    cells, findings = make('{"a": 1, "b": {"c": {"d": 1}, "e": [2], "f": 3, "g": 4, "h": 5, "i": 6}}')
    assert cells == {"a": "1"}
    item = Item('nodes[0], "b"', "c: …; e: 2; f: 3; g: 4; h: 5", 1)
    assert findings == (Finding("column", (item,)),)
    cells, findings = make('{"b": [[[1]], "x", [], ["y"], 5, 6]}')
    assert (cells, findings) == ({}, (Finding("column", (Item('nodes[0], "b"', "…; x; …; y; 5", 1),)),))


def test_what_is_only_drawn_is_counted_once_for_an_entry() -> None:
    drawn = (Finding("drawing", (), 1),)
    assert make('{"style": {"a": 1}, "position": {"x": 1}}') == ({}, drawn)
    assert make('{"look": 1, "a": 2}', drawn=("look",)) == ({"a": "2"}, drawn)
    assert make('{"selected": true, "locked": false}') == ({}, drawn)
    assert make('{"style": "a", "shape": 3}') == ({"style": "a", "shape": "3"}, ())
    assert make('{"data": {"selected": true, "a": 1}}', inner=("data",)) == (
        {"selected": "true", "a": "1"},
        (),
    )
    assert make('{"data": {"style": {"a": 1}}}', inner=("data",)) == ({}, drawn)


def test_values_of_an_inner_object_are_those_of_the_entry() -> None:
    assert make('{"id": "a", "data": {"id": "a", "b": 1}}', inner=("data",)) == ({"id": "a", "b": "1"}, ())
    assert make('{"id": "a", "data": {"id": "b", "": ""}}', inner=("data",)) == (
        {"id": "a", "id (data)": "b", "": ""},
        (),
    )
    assert make('{"id": "", "data": {"id": "b"}}', inner=("data",)) == ({"id": "b"}, ())
    assert make('{"a b": 1, "a\\nb": 2}') == ({"a b": "2"}, ())
    cells, findings = make('{"data": {"data": {"a": 1}}}', inner=("data",))
    assert (cells, [finding.code for finding in findings]) == ({}, ["column"])
    assert make('{"data": "x"}', inner=("data",)) == ({"data": "x"}, ())


def test_a_node_may_stand_where_its_id_was() -> None:
    for node, cell in (
        ('{"id": "a", "name": "A"}', "a"),
        ('{"id": ["x"], "_id": "b", "key": "c"}', "b"),
        ('{"key": "c", "name": "d"}', "c"),
        ('{"name": "d"}', "d"),
        ('{"label": "e"}', ""),
    ):
        assert make(f'{{"source": {node}}}', ends=("source",)) == ({"source": cell}, ())
        assert make(f'{{"data": {{"source": {node}}}}}', inner=("data",), ends=("source",))[0] == {
            "source": cell
        }


def test_a_key_that_comes_twice_is_noted_with_what_was_kept() -> None:
    cells, findings = make('{"a": 1, "a": 2, "b": 3, "b": [[4]]}')
    assert cells == {"a": "2"}
    assert findings == (
        Finding("twice", (Item('nodes[0], "a"', "2", 1), Item('nodes[0], "b"', "", 1))),
        Finding("column", (Item('nodes[0], "b"', "4", 1),)),
    )


def test_letters_that_were_lost_are_noted_where_they_were() -> None:
    cells = Cells()
    entry = Entry({}, "nodes[0]", 3)
    row = cells.build_row(entry, {"a": "x\ufffd\ny", "b\ufffd": "z", "c": "d"})
    assert row == RawRow({"a": "x\ufffd\ny", "b\ufffd": "z", "c": "d"}, "nodes[0]", 3)
    items = (Item('nodes[0], "a"', "x\ufffd y", 3), Item('nodes[0], "b\ufffd"', "z", 3))
    assert cells.to_findings() == (Finding("letters", items),)


def test_columns_are_those_of_all_rows_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_cells, "MOST_COLUMNS", 3)
    rows = [RawRow({"a": "1", "b": ""}, "nodes[0]", 1), RawRow({"c": "2"}, "nodes[1]", 2)]
    assert find_columns(rows, "x.json") == ("a", "b", "c")
    assert find_columns(rows, "x.json", ["id"]) == ("id", "a", "c")
    with pytest.raises(ModelFileError) as caught:
        find_columns([*rows, RawRow({"d": ""}, "nodes[2]", 3)], "x.json")
    assert str(caught.value) == ('x.json: line 3: "nodes[2]": has more than 3 kinds of values; take some out')
