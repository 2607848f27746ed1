"""What to ask at each part of a result is said with its numbers, in the language of the desk."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from model.stories import StoryStore
from tests.pages.leading import NODES, do, prepare, see, start, vote

OPENNESS, CLIMATE = "Openness to the gesture", "Organisational climate"


def read_notes(client: TestClient, workshop: str, language: str = "en") -> dict[str, str]:
    steps = client.get(f"/workshops/{workshop}.json?lang={language}").json()["steps"]
    return {step["part"]: step.get("hint", "") for step in steps if step.get("part")}


def hold(client: TestClient, store: StoryStore, kind: Any, votes: list[tuple[str, list[int]]]) -> str:
    id_ = start(client)
    round_id = prepare(client, id_, kind)
    for role, numbers in votes:
        choices = {node: number for node, number in zip(NODES, numbers, strict=True) if number}
        vote(store, id_, round_id, choices, role)
    do(client, id_, "reveal-round", round=round_id)
    return id_


def test_of_a_rating_the_notes_name_the_ends_the_widest_the_roles_and_the_weakest(
    facilitator: TestClient, store: StoryStore
) -> None:
    votes = [("patient", [5, 1])] * 5 + [("professional", [4, 2])] * 5 + [("professional", [4, 5])]
    notes = read_notes(facilitator, hold(facilitator, store, "rating", votes))
    assert f"Highest: {OPENNESS} (4.5); lowest: {CLIMATE} (1.8)" in notes["ranking"]
    assert f"differ most on {CLIMATE}: from 1 to 5" in notes["spread"]
    assert f"differ most on {CLIMATE}: professional 2.5, patient or family 1.0" in notes["roles"]
    assert f"{CLIMATE} (1.8) is the lowest on" in notes["weakest"]
    assert f"{OPENNESS} leads on to" in notes["traced"]
    assert "2 of 2 elements" in notes["map"]


def test_notes_and_steps_say_the_ends_of_a_scale_in_the_words_of_the_round(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "rating", ends=["rarely", "daily"])
    vote(store, id_, round_id, dict(zip(NODES, [5, 1], strict=True)))
    do(facilitator, id_, "reveal-round", round=round_id)
    notes = read_notes(facilitator, id_)
    assert notes["ranking"].startswith(
        f"Nearest to “daily”: {OPENNESS} (5.0); nearest to “rarely”: {CLIMATE}"
    )
    assert notes["weakest"].startswith(f"{CLIMATE} (1.0) is nearest to “rarely” on ")
    desk = see(facilitator, id_, "desk")
    assert "Nearest to “rarely” on each path" in [step.get("words") for step in desk["steps"]]
    weak = desk["rounds"][0]["measure"]["weak"]
    assert (weak["on"], weak["end"]) == ("nearest to “{end}” on {count} of {all} paths", "rarely")


def test_of_dots_the_notes_say_how_many_of_all_the_first_got(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = hold(facilitator, store, "dots", [("patient", [2, 1]), ("patient", [3, 0])])
    notes = read_notes(facilitator, id_)
    assert notes["ranking"].startswith(f"{OPENNESS}: 5 of 6.")
    assert "weakest" not in notes
    for language, words in (("nl", "5 van 6"), ("fr", "5 sur 6"), ("de", "5 von 6")):
        assert words in read_notes(facilitator, id_, language)["ranking"]


@pytest.mark.parametrize(
    ("votes", "part", "words"),
    [
        ([], "ranking", "Nobody answered."),
        ([("patient", [3, 3])], "ranking", "All have the same (3.0)."),
        ([("patient", [4, 4])], "weakest", "Nothing was rated below the middle."),
        ([("patient", [4, 5])], "spread", "The room is of one mind."),
    ],
)
def test_where_there_is_nothing_to_tell_apart_another_question_is_asked(
    facilitator: TestClient, store: StoryStore, votes: Any, part: str, words: str
) -> None:
    assert read_notes(facilitator, hold(facilitator, store, "rating", votes))[part].startswith(words)


def test_no_note_stands_at_what_is_not_revealed(facilitator: TestClient, store: StoryStore) -> None:
    id_ = start(facilitator)
    vote(store, id_, prepare(facilitator, id_, "rating"), {NODES[0]: 1})
    assert read_notes(facilitator, id_) == {}
    assert OPENNESS not in " ".join(
        step.get("hint", "") for step in see(facilitator, id_, "desk")["steps"][-3:]
    )
