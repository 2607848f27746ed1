"""Files of workshops: every fault with its place and words, numbers as whole tables, bounds to the number."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from openpyxl import load_workbook
from pydantic import BaseModel

import model.workshop
from model.workshop import (
    Action,
    Answer,
    Ballot,
    Group,
    Headcount,
    InvalidEntryError,
    OwnStep,
    Participant,
    Position,
    Round,
    State,
    Workshop,
    WorkshopFileError,
    count_ballots,
    make,
    read_workshop_json,
    to_numbers_csv,
    to_numbers_xlsx,
)
from model.workshop.exchange import LARGEST_FILE
from tests.model.workshop.test_exchange import build_values
from tests.model.workshop.test_two_workshops import draw

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
ANSWER, GROUP, TELLING, BALLOT = (
    build_values()[name][0] for name in ("answers", "groups", "tellings", "ballots")
)
NOBODY = "it belongs to no round that asks about its node"
STEP = {"id": "p", "kind": "picture", "picture": draw("red").name}


def list_faults(**changes: Any) -> list[tuple[str, str]]:
    """The faults of a file with one of each, some of it changed."""
    try:
        read_workshop_json(json.dumps(build_values(**changes)).encode())
    except WorkshopFileError as error:
        return [(fault.place, fault.message) for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, []),
        (
            {"participants": []},
            [
                ("ballots[0].participant", "there is no participant 7"),
                ("answers[0].participant", "there is no participant 7"),
            ],
        ),
        (
            {"rounds": []},
            [
                ("ballots[0].round", 'there is no round of ballots "d"'),
                *(("answers[0]", NOBODY), ("groups[0]", NOBODY)),
                ("tellings[0].round", 'there is no round of stories "s"'),
            ],
        ),
        ({"ballots": [BALLOT | {"round": "c"}]}, [("ballots[0].round", 'there is no round of ballots "c"')]),
        (
            {"ballots": [BALLOT | {"choices": {"joy": 3}}]},
            [("ballots[0].choices", "this value is not possible; choose another one")],
        ),
        (
            {"ballots": [BALLOT] * 2},
            [("ballots", """2 of them have the ballot "('d', 7)"; each needs its own""")],
        ),
        (
            {"answers": [ANSWER | {"node": "trust"}], "groups": []},
            [("answers[0]", NOBODY), ("answers[0].group", 'there is no group "g" of its round and node')],
        ),
        (
            {"answers": [ANSWER | {"round": "d"}], "groups": [GROUP | {"round": "d"}]},
            [("answers[0]", NOBODY), ("groups[0]", NOBODY)],
        ),
        ({"answers": [ANSWER | {"group": None}, ANSWER | {"id": "b"}]}, []),
        ({"groups": [GROUP, GROUP | {"id": "h", "node": "trust"}]}, [("groups[1]", NOBODY)]),
        (
            {"groups": [GROUP, GROUP | {"id": "h", "round": "s"}], "answers": [ANSWER | {"group": "h"}]},
            [("answers[0].group", 'there is no group "h" of its round and node'), ("groups[1]", NOBODY)],
        ),
        ({"tellings": [TELLING, TELLING | {"story": "withdrawn"}]}, []),
        (
            {"tellings": [TELLING | {"round": "c"}]},
            [("tellings[0].round", 'there is no round of stories "c"')],
        ),
        (
            {"tellings": [TELLING | {"story": "other"}]},
            [("stories[0]", "it was not told in this workshop")],
        ),
        (
            {"workshop": build_values()["workshop"] | {"id": "another"}},
            [("stories[0]", "it was not told in this workshop")],
        ),
        (
            {"rounds": [*build_values()["rounds"], {"id": "e", "number": 3, "kind": "stories"}]},
            [("rounds", '2 of them have the number "3"; each needs its own')],
        ),
        ({"own_steps": [STEP], "pictures": {STEP["picture"]: draw("red").to_text()}}, []),
        ({"own_steps": [{"id": "p", "kind": "text"}] * 3}, [
            ("own_steps", '3 of them have the id "p"; each needs its own'),
        ]),
        ({"own_steps": [STEP]}, [("own_steps[0].picture", f'there is no picture "{STEP["picture"]}"')]),
        (
            {"pictures": {STEP["picture"]: draw("blue").to_text()}},
            [(f"pictures.{STEP['picture']}", "it is no picture of this name, or damaged")],
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_told_with_its_place(
    changes: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    assert list_faults(**changes) == sorted(faults)


def test_of_many_faults_twenty_are_told() -> None:
    assert len(list_faults(answers=[{}] * 30)) == 20
    assert (
        len(list_faults(answers=[ANSWER | {"id": f"a{at}", "node": "x", "group": None} for at in range(30)]))
        == 20
    )
    [*found] = list_faults(answers=[ANSWER | {"participant": 2**31}, ANSWER | {"participant": -1}])
    assert [place for place, _message in found] == ["answers[0].participant", "answers[1].participant"]
    most = build_values(
        participants=[{"id": number, "language": "nl"} for number in (0, 2**31 - 1)], ballots=[], answers=[]
    )
    assert [person.id for person in read_workshop_json(json.dumps(most).encode()).participants] == [
        0,
        2**31 - 1,
    ]


@pytest.mark.parametrize(("version", "is_read"), [(0, False), (1, True), (4, True), (5, False), (2.0, False)])
def test_files_of_all_versions_so_far_are_read(version: object, is_read: bool) -> None:
    faults = list_faults(version=version)
    message = "it was written by a newer version of this application; use that version"
    assert faults == ([] if is_read else [("", message)])


def test_a_file_is_as_large_as_it_may_be_and_no_larger() -> None:
    content = json.dumps(build_values()).encode()
    full = content + b" " * (LARGEST_FILE - len(content))
    assert read_workshop_json(b"\xef\xbb\xbf" + content) == read_workshop_json(full)
    with pytest.raises(WorkshopFileError, match=r"w\.json: it is larger than 20 MB, and so is no workshop"):
        read_workshop_json(full + b" ", "w.json")
    with pytest.raises(WorkshopFileError, match=r"w\.json: line 2: it is no JSON; export the workshop again"):
        read_workshop_json(b'{"format":\n,}', "w.json")


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_numbers_are_a_row_for_each_subject_and_each_role_that_may_be_told_apart() -> None:
    round_ = Round(id="r", number=3, kind="edges", edges=("joy>trust", "trust>calm"))
    said = [("patient", 4), ("patient", 4), ("patient", 3), ("patient", 4), ("patient", 1), (None, 9)]
    ballots = [Ballot(role=role, choices={"joy>trust": value}) for role, value in said]  # type: ignore[arg-type]
    counted = count_ballots(round_, ballots)
    heads = ["node", "role", "rank", "voters", "total", "mean", "low", "median", "high"]
    heads += ["gave 1", "gave 2", "gave 3", "gave 4", "do not know"]
    numbers = ["5", "16", "3.2", "3.0", "4.0", "4.0", "1", "0", "1", "3"]
    nothing = ["0", "0", "", "", "", "", "0", "0", "0", "0"]
    assert read_csv(to_numbers_csv(counted, {"joy>trust": "Joy → Trust"})) == [
        heads,
        ["Joy → Trust", "all", "1", *numbers, "1"],
        ["Joy → Trust", "patient", "", *numbers],
        ["trust>calm", "all", "", *nothing, "0"],
    ]


def test_words_and_actions_of_a_workbook_are_whole() -> None:
    held = Workshop(id="w", key="ABCDEF", name="Ward 4", language="nl", created_at=NOW, ends_at=NOW)
    word = Group(id="g", round="r", node="joy", title="Time", is_chosen=True)
    answers = [Answer(id=f"a{at}", round="r", node="joy", text="Time", group="g") for at in range(2)]
    said: dict[str, Any] = {"text": "Tea", "who": "team", "when": "May", "nodes": ("joy", "calm")}
    action = Action(id="x", created_at=NOW, due=date(2026, 7, 2), state="done", outcome="Yes", **said)
    state = State(
        workshop=held,
        version="v",
        answered={},
        headcount=Headcount(joined=0, present=0, by_role={}),
        groups=(word, word.model_copy(update={"id": "h", "is_chosen": False})),
        answers=tuple(answers),
        actions=(action,),
    )
    book = load_workbook(io.BytesIO(to_numbers_xlsx(state, [], {"joy": "Joy"})))
    assert book.sheetnames == ["Words", "Actions"]
    assert list(book["Words"].values) == [("node", "word", "answers"), ("Joy", "Time", 2)]
    assert list(book["Actions"].values) == [
        ("action", "who", "when", "nodes", "due", "state", "outcome"),
        ("Tea", "team", "May", "Joy; calm", "2026-07-02", "done", "Yes"),
    ]
    assert (state.get_round("r"), state.get_round(None)) == (None, None)
    [agreed] = state.list_agreed()
    assert (agreed.action, agreed.workshop, agreed.workshop_name, agreed.day) == (
        action,
        "w",
        "Ward 4",
        NOW.date(),
    )


def test_everything_that_workshops_are_made_of_is_frozen_and_knows_its_fields() -> None:
    parts = set()
    for module in walk_packages(model.workshop.__path__, "model.workshop."):
        named = vars(import_module(module.name)).values()
        parts |= {
            part
            for part in named
            if isinstance(part, type)
            and issubclass(part, BaseModel)
            and part.__module__.startswith("model.workshop")
        }
    assert len(parts) > 20
    assert {part.__name__ for part in parts if not part.model_config.get("frozen")} == set()
    free = {part.__name__ for part in parts if part.model_config.get("extra") != "forbid"}
    assert free == {"KeptTemplate"}


@pytest.mark.parametrize(
    ("what", "fields", "most"),
    [
        (Answer, {"id": "a", "round": "r", "node": "n", "text": "?"}, 200),
        (Group, {"id": "g", "round": "r", "node": "n", "title": "?"}, 200),
        (Action, {"id": "x", "created_at": NOW, "text": "?"}, 300),
        (Action, {"id": "x", "created_at": NOW, "text": "A", "who": "?"}, 100),
        (Action, {"id": "x", "created_at": NOW, "text": "A", "when": "?"}, 100),
        (Action, {"id": "x", "created_at": NOW, "text": "A", "outcome": "?"}, 500),
        (OwnStep, {"id": "s", "kind": "text", "title": "?"}, 100),
        (OwnStep, {"id": "s", "kind": "text", "text": "?"}, 2000),
        (OwnStep, {"id": "s", "kind": "text", "notes": "?"}, 2000),
        (Round, {"id": "r", "number": 1, "kind": "stories", "question": "?"}, 200),
        (Round, {"id": "r", "number": 1, "kind": "scale", "options": ("?",)}, 120),
        (Round, {"id": "r", "number": 1, "kind": "rating", "nodes": ("joy",), "ends": ("?", "b")}, 40),
    ],
)
def test_a_text_is_as_long_as_it_may_be_and_no_longer(what: Any, fields: dict[str, Any], most: int) -> None:
    def fill(length: int) -> dict[str, Any]:
        text = "x" * length
        filled = {"?": text, ("?",): (text,), ("?", "b"): (text, "b")}
        return {name: filled[value] if value in list(filled) else value for name, value in fields.items()}

    assert make(what, **fill(most))
    with pytest.raises(InvalidEntryError) as caught:
        make(what, **fill(most + 1))
    assert (caught.value.code, caught.value.details) == ("too-long", {"most": most, "given": most + 1})


@pytest.mark.parametrize(
    ("what", "fields", "beyond"),
    [
        (Position, {"at": 100_000, "page": 10_000}, {"at": 100_001}),
        (Position, {"at": 0, "page": 0}, {"page": 10_001}),
        (Position, {}, {"at": -1}),
        (Position, {}, {"page": -1}),
        (Position, {"view": "map"}, {"view": "film"}),
        (Round, {"id": "r", "number": 1, "kind": "dots", "nodes": ("n",), "dots": 100}, {"number": 0}),
        (Round, {"id": "r", "number": 1, "kind": "dots", "nodes": ("n",), "dots": 1}, {"dots": 101}),
        (
            Round,
            {"id": "r", "number": 1, "kind": "edges", "edges": tuple(f"a>n{at}" for at in range(40))},
            {"edges": tuple(f"a>n{at}" for at in range(41))},
        ),
        (
            Round,
            {"id": "r", "number": 1, "kind": "scale", "options": tuple(map(str, range(20)))},
            {"options": tuple(map(str, range(21)))},
        ),
        (
            Action,
            {"id": "x", "text": "A", "created_at": NOW, "due": date(2000, 1, 1)},
            {"due": date(1999, 12, 31)},
        ),
        (
            Action,
            {"id": "x", "text": "A", "created_at": NOW, "due": date(2199, 12, 31)},
            {"due": date(2200, 1, 1)},
        ),
        (
            Participant,
            {"id": 1, "language": "nl", "joined_at": NOW, "seen_at": NOW},
            {"language": "Dutch"},
        ),
    ],
)
def test_a_number_and_a_list_are_within_their_bounds(
    what: Any, fields: dict[str, Any], beyond: dict[str, Any]
) -> None:
    assert make(what, **fields)
    with pytest.raises(InvalidEntryError) as caught:
        make(what, **fields | beyond)
    assert caught.value.field in beyond


def test_an_action_is_overdue_the_day_after_the_one_by_which_it_is_done() -> None:
    action = Action(id="x", text="A", created_at=NOW, due=date(2026, 5, 4))
    assert [action.is_overdue(date(2026, 5, day)) for day in (3, 4, 5)] == [False, False, True]
    settled = action.model_copy(update={"state": "done"})
    assert (settled.is_overdue(date(2026, 5, 9)), settled.mark != action.mark) == (False, True)
    assert not action.model_copy(update={"due": None}).is_overdue(date(2026, 5, 9))
    assert len(action.mark) == 16
