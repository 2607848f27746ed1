"""JSON is read with the line of each entry of a list, and refused with the line of what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from model import ModelFileError
from model.importing import json_text
from model.importing.json_text import Lines, Number, Repeated, looks_like_json, read_json

BROKEN = "is not whole JSON here; save it again from the program that it comes from"


def test_entries_have_their_lines_in_lists_within_up_to_two_objects() -> None:
    content = b'\n{"a": {"b": [1,\n\n {"c": [2]}], "d": {"e": [3]}},\n "f": [], "g": ["x", ["y"],\n"z"]}\n'
    data = read_json(content, "x.json")
    assert data == {
        "a": {"b": [("1", 2), ({"c": ["2"]}, 4)], "d": {"e": ["3"]}},
        "f": [],
        "g": [("x", 5), (["y"], 5), ("z", 6)],
    }
    lists = (data["a"]["b"], data["f"], data["g"], data["a"]["d"]["e"], data["a"]["b"][1][0]["c"])
    assert [isinstance(values, Lines) for values in lists] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"[]", []),
        (b" {} ", {}),
        (b'"x"', "x"),
        (b"[1.50, -2e3, NaN, -Infinity]", [("1.50", 1), ("-2e3", 1), ("NaN", 1), ("-Infinity", 1)]),
        (b"[true, null]", [(True, 1), (None, 1)]),
        ('["\u00e9"]'.encode("utf-16"), [("\u00e9", 1)]),
        (b'\xef\xbb\xbf["\xc3\xa9"]', [("\u00e9", 1)]),
        (rb'["\ud83d\ude00 \ud83d \uDE00 \\ud83d"]', [("\U0001f600 \ufffd \ufffd \\ud83d", 1)]),
        (rb'["\ud83d!"]', [("\ufffd!", 1)]),
        (rb'["\uD83D\uDE00 \uD83D!"]', [("\U0001f600 \ufffd!", 1)]),
    ],
)
def test_any_json_is_read_with_numbers_as_they_are_written(content: bytes, value: Any) -> None:
    assert read_json(content, "x.json") == value


def test_a_number_is_told_from_a_text() -> None:
    [(number, _), (text, _), (flag, _)] = read_json(b'[1, "1", true]', "x.json")
    assert [isinstance(value, Number) for value in (number, text, flag)] == [True, False, False]


def test_keys_that_come_twice_are_named_and_the_last_value_holds() -> None:
    for content in (
        b'{"a": 1, "b": 2, "a": 3, "c": 4, "c": 4}',
        b'[{"a": 1, "b": 2, "a": 3, "c": 4, "c": 4}]',
    ):
        data = read_json(content, "x.json")
        found = data[0][0] if isinstance(data, list) else data
        assert found == {"a": "3", "b": "2", "c": "4"}
        assert isinstance(found, Repeated)
        assert found.keys_twice == ("a", "c")
    assert not isinstance(read_json(b'{"a": 1}', "x.json"), Repeated)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, BROKEN),
        (b"\n\n{", 3, BROKEN),
        (b'{"a": 1\n', 2, BROKEN),
        (b'{"a": 1,\n}', 2, BROKEN),
        (b'{"a"\n 1}', 2, BROKEN),
        (b"{1: 1}", 1, BROKEN),
        (b'{"a"=1}', 1, BROKEN),
        (b'{"a":1;"b":2}', 1, BROKEN),
        (b"[1;2]", 1, BROKEN),
        (b'{["a"]: 1}', 1, BROKEN),
        (b"{a: 1}", 1, BROKEN),
        (b'{"a": 1\n "b": 2}', 2, BROKEN),
        (b"[1\n 2]", 2, BROKEN),
        (b"[1,\n\n]", 3, BROKEN),
        (b"[1,\n 2", 2, BROKEN),
        (b"[1,\n {'a': 1}]", 2, BROKEN),
        (b'["a",\n {"b": [1,\n ]}]', 3, BROKEN),
        (
            b'{"a": [1]}\n]',
            2,
            "holds something behind its end; save it again from the program that it comes from",
        ),
        (b"[1] [2]", 1, "holds something behind its end; save it again from the program that it comes from"),
        (
            b"[1,\n" + b"[" * 100_000,
            2,
            "is nested too deeply; save it again from the program that it comes from",
        ),
        (
            b'\n{"a":' * 100_000,
            5,
            "is nested too deeply; save it again from the program that it comes from",
        ),
        (b'\n["a",\n"\xe9t\xe9"]', 3, "is not UTF-8; save it again with the encoding UTF-8"),
    ],
)
def test_what_is_no_whole_json_is_refused_with_its_line(content: bytes, line: int, message: str) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_json(content, "x.json")
    assert str(caught.value) == f"x.json: line {line}: {message}"


def test_there_may_be_so_many_values_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "_MOST_VALUES", 3)
    assert len(read_json(b"[1, 2, 3, 4]", "x.json")) == 4
    with pytest.raises(ModelFileError) as caught:
        read_json(b"[1, 2, 3, 4, 5]", "x.json")
    assert str(caught.value) == "x.json: holds more than 3 values; leave some out or split it"


def test_a_list_may_have_so_many_entries_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MOST_EDGES", 3)
    assert len(read_json(b"[1, 2, 3]", "x.json")) == 3
    with pytest.raises(ModelFileError) as caught:
        read_json(b'{"a": [1, 2, 3, 4]}', "x.json")
    assert str(caught.value) == ("x.json: holds more than 3 entries in one list; leave some out or split it")


@pytest.mark.parametrize(
    ("start", "is_like_json"),
    [
        ("{}", True),
        ('{\n "a"', True),
        ('["a', True),
        ("[[1", True),
        ("[{", True),
        ("[]", True),
        ("[ -1", True),
        ("[null]", True),
        ("[nullable]", False),
        ("[true", True),
        ("[x]", False),
        ("{x", False),
        ("x [1]", False),
        ('{"a": 1}\n{"b": 2}', False),
        ('{"a": 1} \r\n\n {"b": 2}', False),
        ('{"a": {\n}}\n{"b": 2}', True),
    ],
)
def test_json_is_known_by_its_beginning(start: str, is_like_json: bool) -> None:
    assert looks_like_json(start) is is_like_json
