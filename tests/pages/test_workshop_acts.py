"""What a facilitator's page sends becomes one of the acts, or is refused with a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from model.workshop import KINDS, InvalidEntryError
from pages.shared.answers import BadRequestError
from pages.workshop.desk.act import Act
from pages.workshop.desk.acts import ACTS, Move, SetDay, read_act, read_start, read_template_change

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


_OF_ROUND = {"question": "", "nodes": (), "dots": 0, "edges": (), "options": (), "ends": ()}
_OF_STEP = {"title": "", "text": "", "notes": ""}
_OF_ACTION = {"who": "", "when": "", "nodes": (), "due": None}
USUAL: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        *("move", {}),
        {
            **{"view": "join", "at": 0, "path": (), "story": None, "round": None, "spotlight": None},
            **{"is_black": False, "page": 0},
        },
    ),
    ("add-round", {"kind": "stories"}, _OF_ROUND),
    ("change-round", {"round": "r"}, _OF_ROUND),
    ("group", {}, {"answers": (), "title": "", "group": None}),
    ("ungroup", {}, {"answers": ()}),
    ("choose-group", {"group": "g"}, {"chosen": False}),
    ("mask", {"kind": "answer", "part": "p"}, {"agreed_in": None}),
    ("compare-round", {"round": "r"}, {"with_workshop": "", "with_round": ""}),
    ("add-step", {"kind": "text"}, _OF_STEP),
    ("change-step", {"step": "s"}, {"kind": "text", **_OF_STEP}),
    ("add-action", {"text": "Talk"}, _OF_ACTION),
    ("change-action", {"action": "a", "text": "Talk", "mark": "m"}, _OF_ACTION),
    (
        *("settle-action", {"action": "a", "state": "done", "mark": "m"}),
        {"agreed_in": None, "outcome": "", "story": None},
    ),
    ("set-day", {}, {"day": None}),
    ("set-team", {}, {"team": ""}),
    ("show", {}, {"is_own_only": None, "hides_people": None, "has_codes": None}),
    ("remove", {}, {"participants": None, "flood": None, "is_silent": False}),
]


@pytest.mark.parametrize(("do", "said", "usual"), USUAL, ids=[do for do, _said, _usual in USUAL])
def test_what_is_not_said_is_usual(do: str, said: dict[str, Any], usual: dict[str, Any]) -> None:
    assert read(do, **said).model_dump() == {"act": do, "request": "r", **said, **usual}


def test_a_workshop_is_started_with_what_is_usual_where_nothing_is_said() -> None:
    usual = {"is_rehearsal": False, "day": None, "team": None, "source": ""}
    assert read_start(START).model_dump() == {**START, **usual}
    said = {"isRehearsal": True, "day": "2026-05-01", "team": "t", "source": "workshop:w"}
    assert read_start({**START, **said}).model_dump() == {
        **START,
        **{"is_rehearsal": True, "day": date(2026, 5, 1), "team": "t", "source": "workshop:w"},
    }


def test_whether_something_is_so_is_true_or_it_is_not() -> None:
    for sent in ("yes", 1, "true", None):
        assert read("choose-group", group="g", chosen=sent).model_dump()["chosen"] is False
    assert read("choose-group", group="g", chosen=True).model_dump()["chosen"] is True


def test_who_is_limited_to_teams_may_do_all_but_give_away_and_delete() -> None:
    assert {do for do, kind in ACTS.items() if not kind.is_for_team} == {"set-team", "delete"}  # type: ignore[attr-defined]


def test_a_comparison_reads_from_another_workshop_and_nothing_else_does() -> None:
    assert read("compare-round", round="r", withWorkshop="w", withRound="s").list_others() == ("w",)
    assert read("compare-round", round="r").list_others() == ()
    assert read("end").list_others() == ()


@pytest.mark.parametrize(("minutes", "is_read"), [(0, True), (180, True), (181, False)])
def test_a_timer_runs_for_three_hours_at_most(minutes: int, is_read: bool) -> None:
    if is_read:
        assert read("timer", minutes=minutes).model_dump()["minutes"] == minutes
        return
    with pytest.raises(BadRequestError):
        read("timer", minutes=minutes)


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


def test_a_template_is_renamed_deleted_or_restored() -> None:
    said = {"request": "r", "change": "delete", "template": "t"}
    assert read_template_change(said).model_dump() == {**said, "name": ""}
    for values, sentence in (
        ({"change": "dance"}, "change is rename, delete or restore"),
        ({"change": 5}, "change is a text"),
        ({"template": None}, "template is a text"),
    ):
        with pytest.raises(BadRequestError) as refused:
            read_template_change({**said, **values})
        assert str(refused.value) == sentence
