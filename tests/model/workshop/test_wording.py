"""What phones, projector and reports say alike: roles, own steps, and what became of what was agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from model.words import LANGUAGES, get_words
from model.workshop import (
    ACTION_STATES,
    OWN_STEP_KINDS,
    PARTICIPANT_ROLES,
    Action,
    Answered,
    OwnStep,
    Round,
    list_edges,
    list_subjects,
    name_edge,
    name_subject,
)
from model.workshop.agreed import name_state, write_until
from model.workshop.wording import (
    describe_role_use,
    describe_roles,
    name_own_step,
    name_roles,
    name_unsure,
)
from tests.building import build_model

TODAY = date(2026, 5, 4)


def agree(**fields: Any) -> Action:
    return Action(id="x", text="Tea", created_at=datetime(2026, 5, 1, tzinfo=UTC), **fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_words_of_its_own_in_each_language(language: str) -> None:
    words = get_words(language)
    roles = name_roles(words)
    assert set(roles) == {*PARTICIPANT_ROLES, "none"}
    steps = [name_own_step(OwnStep(id="s", kind=kind), words) for kind in OWN_STEP_KINDS]
    states = [name_state(agree(state=state), TODAY, words) for state in ACTION_STATES]
    states.append(name_state(agree(due=date(2026, 5, 3)), TODAY, words))
    others = [describe_role_use(words), describe_roles(words), name_unsure(words)]
    for said in (list(roles.values()), steps, states, others):
        assert all(said)
        assert len(set(said)) == len(said)


def test_an_own_step_is_called_as_its_title_says() -> None:
    assert name_own_step(OwnStep(id="s", kind="break", title="Tea"), get_words("en")) == "Tea"
    assert name_own_step(OwnStep(id="s", kind="break"), get_words("en")) == "Break"


def test_what_was_agreed_is_overdue_only_while_it_is_open() -> None:
    words = get_words("en")
    for fields, said in (
        ({"due": date(2026, 5, 3)}, "Overdue"),
        ({"due": TODAY}, "Still open"),
        ({}, "Still open"),
        ({"due": date(2026, 5, 3), "state": "done"}, "Done"),
        ({"state": "dropped"}, "Dropped"),
    ):
        assert name_state(agree(**fields), TODAY, words) == said


def test_until_when_is_said_in_the_words_that_were_typed_and_the_day() -> None:
    assert write_until(agree(), "en") == ""
    assert write_until(agree(when="soon"), "en") == "soon"
    assert write_until(agree(due=TODAY), "en") == "by 4 May 2026"
    assert write_until(agree(when="soon", due=TODAY), "en") == "soon · by 4 May 2026"


def test_what_a_round_is_about_is_named_as_in_the_model_as_far_as_that_has_it() -> None:
    model = build_model("a>b b>c", names={"a": "Ann", "b": "Bo", "c": "Cem"})
    nodes = Round(id="r", number=1, kind="rating", nodes=("c", "gone", "a"))
    assert list(list_subjects(model, nodes, "en").items()) == [("a", "Ann"), ("c", "Cem")]
    assert [name_subject(model, nodes, node, "en") for node in ("c", "gone")] == ["Cem", "gone"]
    edges = Round(id="r", number=1, kind="edges", edges=("b>c", "c>a", "a>b"))
    assert list(list_subjects(model, edges, "en").items()) == [("a>b", "Ann → Bo"), ("b>c", "Bo → Cem")]
    assert name_edge(model, "c>a", "en") == "Cem → Ann"
    assert list_edges(model) == ("a>b", "b>c")
    options = Round(id="r", number=1, kind="scale", options=("Tea", "Rest"))
    assert list_subjects(model, options, "en") == {"o1": "Tea", "o2": "Rest"}
    assert list_subjects(model, Round(id="r", number=1, kind="answers"), "en") == {"question": ""}
    assert options.own_texts == ("Tea", "Rest")
    assert (options.keys, edges.keys["a>b"]) == ({"o1": "Tea", "o2": "Rest"}, "a>b")


def test_unless_it_is_counted_nobody_answered() -> None:
    assert Answered() == Answered(people=0, answers=0)
