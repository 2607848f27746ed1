"""How much a file may hold, and what is said of one in which a great deal is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from model.errors import ModelFileError
from model.loading import find_model_file, load_model, parse_document, parse_model

HEAD = """\
model: {id: m, title: M, languages: [en]}
stages: [{id: s, name: S}]
levels: [{id: l, name: L}]
kinds: [{id: k, name: k, verb: k}]
nodes:
"""
GOOD, NAMELESS = "  - {id: n%s, stage: s, level: l, name: N}\n", "  - {id: n%s, stage: s, level: l}\n"
EMPTY = "  - {id: n%s}\n"


def refuse(text: str) -> ModelFileError:
    with pytest.raises(ModelFileError) as caught:
        parse_model(text.encode(), "m.yaml")
    return caught.value


@pytest.mark.parametrize("count", [1, 199, 200, 201, 250, 400, 450])
def test_of_many_malformed_entries_the_first_two_hundred_are_said_in_their_order(count: int) -> None:
    error = refuse(HEAD + "".join(NAMELESS % at for at in range(count)))
    assert [str(fault) for fault in error.faults] == [
        f"line {6 + at}: nodes[{at}].name: is missing" for at in range(min(count, 200))
    ]
    assert error.count >= min(count, 201)
    assert str(error).endswith("more") == (count > 200)


def test_malformed_entries_of_several_lists_are_counted_together() -> None:
    nodes = "".join((NAMELESS if at % 2 else GOOD) % at for at in range(300))
    edges = "edges:\n" + "  - {from: n0, to: n2}\n" * 100
    error = refuse(HEAD + nodes + edges)
    assert [fault.place for fault in error.faults] == [
        *(f"nodes[{at}].name" for at in range(1, 300, 2)),
        *(f"edges[{at}].kind" for at in range(50)),
    ]


def test_an_entry_with_several_faults_counts_as_many() -> None:
    error = refuse(HEAD + "".join(EMPTY % at for at in range(100)))
    assert (error.count, len(error.faults)) == (300, 200)
    assert [fault.place for fault in error.faults[:4]] == [
        "nodes[0].level",
        "nodes[0].name",
        "nodes[0].stage",
        "nodes[1].level",
    ]


@pytest.mark.parametrize("count", [200, 201])
def test_what_does_not_fit_together_is_said_two_hundred_times_and_counted(count: int) -> None:
    error = refuse(HEAD + "".join(GOOD.replace("stage: s", "stage: z") % at for at in range(count)))
    assert (error.count, len(error.faults)) == (count, 200)
    assert str(error.faults[-1]) == 'line 205: nodes[199].stage: there is no stage "z"'
    assert str(error).endswith("m.yaml: and 1 more") == (count > 200)


def nest(depth: int) -> bytes:
    return b"a: " + b"[" * depth + b"]" * depth


def test_twenty_levels_may_stand_inside_each_other() -> None:
    value: Any = []
    for _ in range(18):
        value = [value]
    assert parse_document(nest(19), "m.yaml").data == {"a": value}
    with pytest.raises(ModelFileError) as caught:
        parse_document(nest(20), "m.yaml")
    [fault] = caught.value.faults
    assert (fault.line, fault.place) == (1, "a[0][0]")
    assert fault.message == "is nested deeper than 20 levels"


def test_two_hundred_fields_may_stand_beside_each_other() -> None:
    fields = "".join(f"a{at}: {at}\n" for at in range(200))
    assert len(parse_document(fields.encode(), "m.yaml").data) == 200
    assert [str(fault) for fault in refuse(f"{fields}b: 1\n").faults] == [
        "line 201: holds more than 200 named fields, more than any part of a model"
    ]


def test_a_value_has_the_place_and_the_line_where_it_begins() -> None:
    document = parse_document(b"a:\n  - b: 1\n    c: [x,\n      y]\n  - z\n", "m.yaml")
    assert document.data == {"a": [{"b": 1, "c": ["x", "y"]}, "z"]}
    assert document.lines == {
        (): 1,
        ("a",): 2,
        ("a", 0): 2,
        ("a", 0, "b"): 2,
        ("a", 0, "c"): 3,
        ("a", 0, "c", 0): 3,
        ("a", 0, "c", 1): 4,
        ("a", 1): 5,
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", "Null"),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("0", 0),
        ("-12", -12),
        ("012", "012"),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, "9" * 19),
        ('"12"', "12"),
        ("'true'", "true"),
        ("! 12", 12),
    ],
)
def test_a_plain_value_is_nothing_yes_or_no_a_whole_number_or_text(written: str, value: object) -> None:
    read = parse_document(f"a: {written}\n".encode(), "m.yaml").data["a"]
    assert (read, type(read)) == (value, type(value))


def test_the_file_that_is_shown_is_the_shipped_one_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_MODEL", str(tmp_path / "own.yaml"))
    assert find_model_file() == tmp_path / "own.yaml"
    with pytest.raises(ModelFileError, match=r"own\.yaml: there is no such file"):
        load_model()
    monkeypatch.delenv("MANGOMOMENT_MODEL")
    assert find_model_file().name == "mangomoment.yaml"
