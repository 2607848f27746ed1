"""What a facilitator's page sends becomes one of the acts, or is refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from model.workshop import KINDS, InvalidEntryError
from pages.shared.answers import BadRequestError
from pages.workshop.desk.act import Act
from pages.workshop.desk.acts import ACTS, Move, SetDay, read_act, read_start
from pages.workshop.desk.round_acts import AddRound, ChooseGroup

START = {"request": "r", "name": "Ward 4", "language": "en", "minutes": 60}


def read(do: object, **values: Any) -> Act:
    """An act as it is sent."""
    return read_act({"do": do, "request": "r", **values})


def test_every_act_can_be_sent() -> None:
    assert set(ACTS.values()) == set(Act.__subclasses__())
    assert len(ACTS) == len(Act.__subclasses__())


def test_fields_that_an_act_does_not_know_are_left_alone() -> None:
    act = read("move", view="map", timer_until="never", colour="red")
    assert isinstance(act, Move)
    assert act.model_fields_set == {"act", "request", "view"}


def test_what_is_not_said_is_usual() -> None:
    added, chosen = read("add-round", kind="stories"), read("choose-group", group="g", chosen="yes")
    assert isinstance(added, AddRound)
    assert isinstance(chosen, ChooseGroup)
    assert (added.question, added.nodes, added.dots, chosen.chosen) == ("", (), 0, False)


@pytest.mark.parametrize(
    ("do", "values", "sentence"),
    [
        ("dance", {}, f"do is one of {', '.join(ACTS)}"),
        (["move"], {}, f"do is one of {', '.join(ACTS)}"),
        ("end", {"request": "a b"}, "request is an id that the browser makes for each change"),
        ("end", {"request": None}, "request is an id that the browser makes for each change"),
        ("end", {"request": "x" * 65}, "request is an id that the browser makes for each change"),
        ("rename", {}, "name is a text"),
        ("rename", {"name": None}, "name is a text"),
        ("add-round", {"kind": "quiz"}, f"kind is one of {', '.join(KINDS)}"),
        ("add-round", {"kind": 5}, "kind is a text"),
        ("add-round", {"kind": "dots", "nodes": "joy"}, "nodes is a list of texts"),
        ("add-round", {"kind": "dots", "nodes": ["joy", 1]}, "nodes is a list of texts"),
        ("add-round", {"kind": "dots", "dots": True}, "dots is a whole number"),
        ("mask", {"kind": "story", "part": "p"}, "kind is answer, group or action"),
        ("mask", {"part": "p"}, "kind is a text"),
        ("timer", {"minutes": "5"}, "minutes is a whole number"),
        ("timer", {"minutes": 181}, "minutes is a number from 0 to 180"),
        ("timer", {"minutes": -1}, "minutes is a number from 0 to 180"),
        ("set-day", {"day": 5}, "day is a text"),
        ("remove", {"participants": [True]}, "participants is a list of whole numbers"),
        ("remove", {"flood": 5}, "flood is a text"),
    ],
)
def test_what_is_no_value_of_its_field_is_refused(do: object, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadRequestError) as refused:
        read(do, **values)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("do", "values", "field"),
    [
        ("set-day", {"day": "2026-02-30"}, "day"),
        ("move", {"view": "cinema"}, "view"),
        ("move", {"at": [2]}, "at"),
        ("move", {"path": [1]}, "path.0"),
    ],
)
def test_what_somebody_may_have_typed_is_refused_as_an_entry(
    do: str, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidEntryError) as refused:
        read(do, **values)
    assert (refused.value.field, refused.value.code) == (field, "bad-value")


def test_an_empty_day_is_none() -> None:
    act = read("set-day", day="")
    assert isinstance(act, SetDay)
    assert act.day is None
    assert read_start({**START, "day": ""}).day is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"minutes": 1.5}, "minutes is a whole number"),
        ({"name": None}, "name is a text"),
        ({"language": ["en"]}, "language is a text"),
    ],
)
def test_a_workshop_starts_with_values_of_their_kind(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadRequestError) as refused:
        read_start({**START, **values})
    assert str(refused.value) == sentence
