"""Each kind of activity can be prepared, answered and shown by the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from starlette.testclient import TestClient

from model.stories import StoryStore
from model.words import LANGUAGES, get_words
from model.workshop import (
    ACTIVITIES,
    KINDS,
    ActivityKind,
    Answered,
    ParticipantStore,
    Poll,
    Round,
    WorkshopStore,
    find_poll,
    make_request_id,
)
from model.workshop.activities import Entries, Part
from pages.workshop.activities import (
    build_round,
    describe_activity,
    describe_hint,
    list_activities,
    name_part,
)
from pages.workshop.steps import PLACES
from pages.workshop.words import build_words
from tests.pages.leading import NODES, act, do, join, prepare, see, start, vote
from tests.workshopping import build_choices, choose_subjects

PAGES = Path(__file__).parents[2] / "pages"
SCRIPTS = sorted(script for page in ("workshop", "join") for script in (PAGES / page).rglob("*.js"))
POLLS = [kind for kind in KINDS if find_poll(kind)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_facilitator_is_told_what_each_is_for(kind: ActivityKind, language: str) -> None:
    words = get_words(language)
    said = describe_activity(kind, words)
    assert said.help
    assert (said.poll is not None) == isinstance(ACTIVITIES[kind], Poll)
    offered = json.loads(build_words(language))["activities"][kind]
    assert offered == list_activities(words)[kind]
    assert offered["name"]
    assert offered["question"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_part_of_a_result_has_a_name_and_a_place(kind: ActivityKind) -> None:
    for part in ACTIVITIES[kind].parts:
        assert name_part(part, kind, get_words("en"))
    assert set(PLACES) == set(get_args(Part))


def test_whatever_phones_send_the_facilitator_is_told_what_to_do() -> None:
    assert all(describe_hint(takes, get_words("en")) for takes in get_args(Entries))


@pytest.mark.parametrize("kind", KINDS)
def test_a_round_says_to_the_browser_all_that_it_is(kind: ActivityKind) -> None:
    round_ = Round(id="r", number=1, kind=kind, **choose_subjects(kind, NODES))
    built = build_round(round_, Answered(people=2, answers=4), 9, get_words("en"))
    assert built["about"].startswith(built["activity"])
    assert re.search("[24]", built["counted"])
    assert built["turnout"]["number"] in (2, 4)
    assert ("measure" in built) == (kind in POLLS)
    if measure := built.get("measure"):
        assert (measure["scale"] is None) == (measure["range"] is None)
        assert all((measure["unit"], measure["column"], *measure["ends"]))
        assert bool(measure["weak"]) == ("weakest" in ACTIVITIES[kind].parts)


@pytest.mark.parametrize("kind", KINDS)
def test_each_goes_from_its_preparation_to_its_result(
    facilitator: TestClient, store: StoryStore, kind: ActivityKind
) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, kind)
    if kind in POLLS:
        (round_,) = WorkshopStore(store).get_state(id_).rounds
        vote(store, id_, round_id, build_choices(round_))
    after = do(facilitator, id_, "reveal-round", round=round_id)
    (shown,) = see(facilitator, id_)["rounds"]
    parts = [step["part"] for step in after["steps"] if step["view"] == "round" and "part" in step]
    assert shown["parts"] == parts
    assert after["position"]["at"] == int(ACTIVITIES[kind].has_result)
    if kind in POLLS:
        assert shown["result"]["subjects"][0]["share"] in (0, 1)


def test_equal_answers_are_one_and_chosen_words_say_how_many_said_so(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_, phones = start(facilitator), ParticipantStore(store)
    round_id = prepare(facilitator, id_, "answers")
    for text in ("Coffée", "coffee!", "Rest"):
        phones.name_catalyst(id_, join(store, id_), round_id, "question", text, make_request_id())
    answers = see(facilitator, id_, "desk")["answers"]
    first, second, other = (answer["id"] for answer in answers)
    assert [answer["same"] for answer in answers] == [first, first, other]
    state = do(facilitator, id_, "group", answers=[first, second], title="Coffee")
    do(facilitator, id_, "choose-group", group=state["groups"][0]["id"], chosen=True)
    assert "words" not in see(facilitator, id_)["rounds"][0]
    do(facilitator, id_, "reveal-round", round=round_id)
    room = see(facilitator, id_)
    assert room["rounds"][0]["words"] == [{"name": "", "words": [["Coffee", 2]]}]
    assert room["words"] == {}  # nothing in the model is about it


def test_a_link_that_the_model_has_not_is_refused(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    unknown = {"edges": ["mangomoment>patient-openness"]}
    answer = act(facilitator, id_, "add-round", kind="edges", **unknown)
    assert (answer.status_code, answer.json()) == (400, {"error": "there is no such link"})
    known = ["leadership-climate>catalyst-leadership-climate", "mangomoment>effect-team"]
    [added] = do(facilitator, id_, "add-round", kind="edges", edges=known[:1])["rounds"]
    answer = act(facilitator, id_, "change-round", round=added["id"], **unknown)
    assert (answer.status_code, answer.json()) == (400, {"error": "there is no such link"})
    [renamed] = do(facilitator, id_, "change-round", round=added["id"], question="Is it so?")["rounds"]
    assert (renamed["question"], renamed["subjects"]) == ("Is it so?", added["subjects"])
    [changed] = do(facilitator, id_, "change-round", round=added["id"], edges=known)["rounds"]
    assert [subject["id"] for subject in changed["subjects"]] == known


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_asks_which_kind_a_round_is_of(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert not re.search(r"round\.kind\b", text)
    assert not re.search(rf'kind\s*[!=]==?\s*["\'](?:{"|".join(KINDS)})["\']', text)


@pytest.mark.parametrize("kind", ["rating", "scale"])
def test_the_ends_of_a_scale_are_called_as_the_facilitator_says(
    facilitator: TestClient, store: StoryStore, kind: ActivityKind
) -> None:
    workshop = start(facilitator)
    round_id = prepare(facilitator, workshop, kind, ends=["never", ""])
    [shown] = see(facilitator, workshop)["rounds"]
    usual = {"rating": "5 strongly", "scale": "5 fully"}[kind]
    assert shown["ends"] == ["never", ""]
    assert shown["measure"]["ends"] == ["1 never", usual]
    assert shown["measure"]["scale"][0] == [1, "1 never"]
    changed = do(facilitator, workshop, "change-round", round=round_id, ends=["never", "always"])["rounds"][0]
    assert changed["measure"]["ends"] == ["1 never", "5 always"]
    again = do(facilitator, workshop, "duplicate-round", round=round_id)["rounds"][1]
    assert again["ends"] == ["never", "always"]
    vote(store, workshop, round_id, {changed["subjects"][0]["id"]: 3})
    refused = act(facilitator, workshop, "change-round", round=round_id, ends=["a", "b"])
    assert refused.status_code == 400


def test_own_texts_that_could_identify_a_person_are_marked_at_the_desk_alone(
    facilitator: TestClient,
) -> None:
    workshop = start(facilitator)
    prepare(facilitator, workshop, "rating", question="What did Dr. Jan Peeters do?")
    prepare(facilitator, workshop, "choice", options=["Ask Mrs. Anna Janssens", "Nobody"], dots=1)
    prepare(facilitator, workshop, "scale", ends=["as Dr. Jan Peeters", ""])
    prepare(facilitator, workshop, "dots")
    seen = see(facilitator, workshop, "desk")["rounds"]
    found = [[identifier["text"] for identifier in each.get("identifiers", ())] for each in seen]
    assert ["Jan Peeters" in "".join(texts) for texts in found] == [True, False, True, False]
    assert "Anna Janssens" in "".join(found[1])
    assert all("identifiers" not in each for each in see(facilitator, workshop)["rounds"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_choose_is_said_once(language: str) -> None:
    words = get_words(language)
    round_ = Round(id="r", number=1, kind="choice", options=("Tea", "Coffee"), dots=1)
    assert build_round(round_, Answered(), 0, words)["about"] == words("Choose one")
    round_ = round_.model_copy(update={"dots": 2})
    assert build_round(round_, Answered(), 0, words)["about"] == words("Choose up to {count}").format(count=2)
