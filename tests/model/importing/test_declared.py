"""Stages and levels that an export declares in JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model.importing.declared import read_declared
from model.importing.raw import RawRow


def test_names_and_objects_are_rows_with_their_places() -> None:
    entries = [
        "Before",
        " \n ",
        {"label": "After", "question": "And then?", "shared": True, "weight": 3, "faded": False},
    ]
    assert read_declared(json.dumps(entries), "stage") == (
        RawRow({"label": "Before"}, "stage 1"),
        RawRow(
            {"label": "After", "question": "And then?", "shared": "true", "faded": "false"},
            "stage 2",
        ),
    )


@pytest.mark.parametrize(
    "entries",
    [
        [],
        {"label": "Before"},
        "Before",
        3,
        ["Before", 3],
        ["Before", {"name": "After"}],
        ["Before", {"label": 3}],
        ["Before", None],
        ["stage"] * 201,
        ["x" * (200_001 - 4)],
    ],
)
def test_what_is_no_short_list_of_names_declares_nothing(entries: Any) -> None:
    assert read_declared(json.dumps(entries), "stage") == ()


def test_as_many_as_there_may_be_are_declared() -> None:
    assert len(read_declared(json.dumps(["stage"] * 200), "stage")) == 200
    longest = json.dumps(["x" * (200_000 - 4)])
    assert (len(longest), len(read_declared(longest, "stage"))) == (200_000, 1)


@pytest.mark.parametrize("text", ["", "Before|After", "[", "[" * 100_000])
def test_what_is_no_json_declares_nothing(text: str) -> None:
    assert read_declared(text, "stage") == ()
