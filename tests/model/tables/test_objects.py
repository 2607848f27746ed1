"""Rows out of JSON: which list is read, what becomes of values, and where it is broken."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from model.tables import MOST_COLUMNS, Reading, Table, TableError, objects, read_table


def read(text: str | bytes, name: str = "table.json") -> Table:
    return read_table(BytesIO(text.encode() if isinstance(text, str) else text), name)


def list_rows(text: str | bytes, name: str = "table.json") -> list[tuple[int, dict[str, str]]]:
    return list(read(text, name).rows)


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1}]',
        '{"b": [{"a": 1}]}',
        '{"b": "[", "c": [], "d": 1}'.replace("[]", '[{"a": 1}]'),
        '{"b": [1, [{"x": 1}]], "c": {"d": [{"y": 1}]}, "e": [{"a": 1}], "f": [{"z": 1}]}',
        '{"b": [null, {"x": 1}], "e": [{"a": 1}]}',
        ' \n[ {"a" : 1} ] \n',
        '{"e": [{"a": 1}],\n"f": {"g": [1]}}',
    ],
)
def test_the_first_list_that_begins_with_an_object_is_read(text: str) -> None:
    assert list_rows(text) == [(1, {"a": "1"})]


@pytest.mark.parametrize("text", ["[]", '{"a": []}', '{"a": 1, "b": [], "c": [{"d": 1}]}'])
def test_an_empty_list_is_a_table_without_rows(text: str) -> None:
    table = read(text)
    assert (table.columns, table.count, table.lines) == ((), 0, 0)


def test_entries_that_say_nothing_are_left_out_and_counted() -> None:
    table = read('[{}, {"a": null}, {"a": " "}, {"a": "x", "b": ""}, {"c": 0}]')
    assert (table.columns, table.count, table.lines) == (("a", "b", "c"), 2, 5)
    assert list(table.rows) == [(4, {"a": "x", "b": "", "c": ""}), (5, {"a": "", "b": "", "c": "0"})]


def test_values_become_texts_and_keys_names_that_are_there_once() -> None:
    entry = {
        "a": [True, None, "x", 1.5, ""],
        "b": {"c": "é"},
        "d": [[1]],
        "g": [1, {"h": 2}],
        " e ": 1,
        "e": 2,
        "f": [{}],
    }
    assert list_rows(json.dumps([entry])) == [
        (
            1,
            {
                "a": "true; ; x; 1.5; ",
                "b": '{"c": "é"}',
                "d": '[["1"]]',
                "e": "1",
                "e (2)": "2",
                "f": "[{}]",
                "g": '["1", {"h": "2"}]',
            },
        )
    ]
    assert list_rows('[{"a": 1, "a": 2, "a": 3, "b": {"c": 1, "c": 2}}]') == [
        (1, {"a": "1", "a (2)": "2", "a (3)": "3", "b": '{"c": "1", "c (2)": "2"}'})
    ]
    assert list_rows("[{'a': NaN, 'b': -Infinity, 'c': 1e5}]".replace("'", '"')) == [
        (1, {"a": "NaN", "b": "-Infinity", "c": "1e5"})
    ]


def test_an_object_may_have_as_many_keys_as_a_table_columns() -> None:
    keys = [f"k{number}" for number in range(MOST_COLUMNS + 1)]
    for repeated in ("", '"k1": 0, '):
        most = ", ".join(f'"{key}": 1' for key in keys[: MOST_COLUMNS - bool(repeated)])
        assert len(read(f"[{{{repeated}{most}}}]").columns) == MOST_COLUMNS
        more = ", ".join(f'"{key}": 1' for key in keys[: MOST_COLUMNS + 1 - bool(repeated)])
        with pytest.raises(TableError) as caught:
            read(f"[{{{repeated}{more}}}]")
        assert str(caught.value) == (
            "table.json: it has 501 columns or more; at most 500 are read; remove those that are not needed"
        )
    entries = ", ".join(f'{{"{key}": 1}}' for key in keys)
    with pytest.raises(TableError, match="it has 501 columns or more"):
        read(f"[{entries}]")
    assert len(read(f"[{entries.rpartition(', ')[0]}]").columns) == MOST_COLUMNS


WHOLE = "this is no whole JSON; save it again from the program that it comes from"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"a": 1}, {"b"}]', f"entry 2: {WHOLE}"),
        ('[{"a": 1}; {"b": 1}]', f"entry 1: {WHOLE}"),
        ('[{"a": 1}]]', WHOLE),
        ('{"b" [{"a": 1}]}', WHOLE),
        ('{"b": 1 "c": [{"a": 1}]}', WHOLE),
        ('{"c": [{"a": 1}] "b": 1}', WHOLE),
        ('{"c": [{"a": 1}], "b": }', WHOLE),
        ('{"c": [{"a": 1}], "b" 1}', WHOLE),
        ('{"c": [{"a": 1}]} []', WHOLE),
        ('{"c": [1, 2', f"entry 2: {WHOLE}"),
        ('[{"a": 1}, "x"]', 'entry 2: this is no object; write each entry as {"name": "value"}'),
        ('{"a": [1], "b": {}}', 'it holds no list of entries; write [{...}, {...}] or {"stories": [...]}'),
        ("{}", 'it holds no list of entries; write [{...}, {...}] or {"stories": [...]}'),
    ],
)
def test_what_is_broken_is_said_with_its_entry(text: str, message: str) -> None:
    with pytest.raises(TableError) as caught:
        read(text)
    assert str(caught.value) == f"table.json: {message}"


def test_objects_may_stand_on_lines_or_one_after_another() -> None:
    rows = [(1, {"a": "1", "b": ""}), (2, {"a": "2", "b": "x"})]
    assert list_rows('{"a": 1}\n\n {"a": 2,\n"b": "x"}\n', "x.txt") == rows
    assert list_rows('{"a": 1}{"a": 2, "b": "x"}', "x") == rows
    assert list_rows('\ufeff{"a": 1}\n{"a": 2, "b": "x"}', "x") == rows
    assert list_rows('{"b": [{"a": 1}]}', "x.NDJSON") == [(1, {"b": '[{"a": "1"}]'})]
    with pytest.raises(TableError) as caught:
        read('{"a": 1}\n{"b": 1}\n3', "x.jsonl")
    assert str(caught.value) == 'x.jsonl: entry 3: this is no object; write each entry as {"name": "value"}'


def test_an_entry_may_be_as_long_as_a_cell_and_is_refused_when_it_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(objects, "LONGEST_CELL", 200)
    monkeypatch.setattr(objects, "_CHUNK", 50)
    assert list_rows(f'[{{"a": "{"x" * 150}"}}]') == [(1, {"a": "x" * 150})]
    with pytest.raises(TableError, match="entry 1: this is no whole JSON"):
        read(f'[{{"a": "{"x" * 2_000}"}}]')


def test_letters_that_break_off_are_said() -> None:
    with pytest.raises(TableError, match="its letters cannot be read"):
        read_table(BytesIO(b'[{"a": "\xe9"}]'), "x.json", reading=Reading(encoding="utf-8"))
    content = b'[{"a": "' + "é".encode() * 100 + b"\xe9" + b'"}]'
    with pytest.raises(TableError) as caught:
        read_table(BytesIO(content), "x.json", reading=Reading(repair=True))
    assert str(caught.value) == f"x.json: {WHOLE}"
