"""What a facilitator does with a workshop over HTTP, and what the room sees of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from model import Path, load_model
from model.stories import Consent, StoryStore
from model.workshop import ParticipantStore, WorkshopStore, make_request_id
from pages.shared import upkeep
from tests.pages.driving import get_sent, open_page
from tests.pages.leading import CATALYST, NODES, act, do, join, prepare, see, start, vote

PATH = ["leadership-climate", "catalyst-leadership-climate", "mangomoment"]


def list_steps(state: dict[str, Any], view: str) -> list[dict[str, Any]]:
    return [step for step in state["steps"] if step["view"] == view]


def tell(store: StoryStore, workshop: str, round_id: str, text: str, **values: Any) -> str:
    token = join(store, workshop)
    fields = {"teller": "patient", "language": "en", "consent": Consent(room=True), **values}
    request = make_request_id()
    phones = ParticipantStore(store)
    return phones.tell_story(workshop, token, round_id, text=text, request=request, **fields).story


# The list


def test_a_started_workshop_is_listed_with_its_key(facilitator: TestClient) -> None:
    id_ = start(facilitator, name="Ward 7", isRehearsal=True)
    (listed,) = facilitator.get("/workshops.json").json()["workshops"]
    assert (listed["id"], listed["name"], listed["isRehearsal"]) == (id_, "Ward 7", True)
    assert len(listed["key"]) == 6


def test_the_same_start_again_makes_no_second_workshop(facilitator: TestClient) -> None:
    assert start(facilitator, request="once") == start(facilitator, request="once")
    assert len(facilitator.get("/workshops.json").json()["workshops"]) == 1


def test_a_deleted_workshop_is_gone(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    assert do(facilitator, id_, "delete") == {"deleted": id_}
    assert facilitator.get(f"/workshops/{id_}.json").status_code == 404
    assert facilitator.get("/workshops.json").json()["workshops"] == []


# The steps and the projector


def test_the_steps_begin_with_joining_and_go_through_every_stage(facilitator: TestClient) -> None:
    steps = see(facilitator, start(facilitator))["steps"]
    assert [step["view"] for step in steps] == ["join", *["stages"] * 6, "map", "stories", "actions"]
    assert [step["at"] for step in steps] == [0, *range(6), 0, 0, 0]
    assert [step["title"] for step in steps[1:3]] == ["Preconditions", "Catalysts"]
    questions = [stage.ask("en") for stage in load_model().stages]
    assert [step["words"] for step in steps[1:7]] == questions


def test_the_step_of_joining_says_whether_people_can_still_join(facilitator: TestClient) -> None:
    id_ = start(facilitator)

    def name_step() -> str:
        return str(list_steps(see(facilitator, id_), "join")[0]["title"])

    said = [name_step()]
    do(facilitator, id_, "close-joining")
    said.append(name_step())
    do(facilitator, id_, "end")
    said.append(name_step())
    assert said == ["Join in", "Joining is closed", "This workshop has ended"]


def test_the_steps_are_in_the_language_that_is_asked_for(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    steps = facilitator.get(f"/workshops/{id_}/room.json?lang=nl").json()["steps"]
    assert steps[1]["title"] == "Voorwaarden"


def test_a_path_becomes_a_step_for_each_of_its_nodes(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    state = do(facilitator, id_, "move", view="path", at=1, path=PATH)
    steps = list_steps(state, "path")
    assert [step["nodes"] for step in steps] == [PATH[:1], PATH[:2], PATH]
    sentences = [load_model().to_sentence(Path(tuple(step["nodes"])), "en") for step in steps]
    assert [step["words"] for step in steps] == sentences
    assert sentences[1].startswith("The organisational climate is amplified by")
    assert (state["position"]["view"], state["position"]["at"]) == ("path", 1)


def test_another_place_ends_black_screen_and_spotlight_but_keeps_path_and_timer(
    facilitator: TestClient,
) -> None:
    id_ = start(facilitator)
    do(facilitator, id_, "move", view="stages", at=2, path=PATH)
    do(facilitator, id_, "timer", minutes=5)
    do(facilitator, id_, "move", is_black=True, spotlight="mangomoment")
    position = see(facilitator, id_)["position"]
    assert (position["view"], position["at"], position["is_black"]) == ("stages", 2, True)
    position = do(facilitator, id_, "move", view="map", at=0)["position"]
    assert (position["is_black"], position["spotlight"]) == (False, None)
    assert position["path"] == PATH
    until = datetime.fromisoformat(position["timer_until"])
    assert timedelta(minutes=4) < until - datetime.now(UTC) <= timedelta(minutes=5)


def test_another_place_begins_with_its_first_page_and_a_spotlight_keeps_it(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    do(facilitator, id_, "move", view="actions", page=2)
    assert do(facilitator, id_, "move", spotlight="mangomoment")["position"]["page"] == 2
    assert do(facilitator, id_, "timer", minutes=5)["position"]["page"] == 2
    assert do(facilitator, id_, "move", view="map")["position"]["page"] == 0


def test_the_timer_ends_with_zero_minutes(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    do(facilitator, id_, "timer", minutes=5)
    assert do(facilitator, id_, "timer", minutes=0)["position"]["timer_until"] is None


def test_every_change_gives_another_version(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    versions = {facilitator.get(f"/workshops/{id_}/version.json").json()["version"]}
    for name, values in (("move", {"view": "map"}), ("add-action", {"text": "Talk"}), ("end", {})):
        after = do(facilitator, id_, name, **values)
        assert after["version"] == facilitator.get(f"/workshops/{id_}/version.json").json()["version"]
        versions.add(after["version"])
    assert len(versions) == 4


def test_the_same_request_again_adds_nothing_twice(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    for _ in range(2):
        do(facilitator, id_, "add-action", text="Talk", request="once")
    assert len(see(facilitator, id_)["actions"]) == 1


def test_the_projector_is_a_page_without_streamlit(facilitator: TestClient) -> None:
    id_ = start(facilitator, name="Ward <4>", language="nl")
    page = facilitator.get(f"/projector/{id_}?theme=dark")
    assert page.status_code == 200
    assert "<title>Ward &lt;4&gt;</title>" in page.text
    assert 'lang="nl" class="diagram-theme-dark"' in page.text
    assert "streamlit" not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_the_qr_code_leads_to_the_join_address(
    facilitator: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_PUBLIC_URL", "https://mango.example")
    id_ = start(facilitator)
    state = see(facilitator, id_)
    assert state["invitation"]["address"] == f"https://mango.example/join/{state['workshop']['key']}"
    picture = facilitator.get(f"/workshops/{id_}/qr.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.text.startswith("<svg")


# What the room does


def test_opening_a_round_shows_its_question(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "dots")
    position = see(facilitator, id_)["position"]
    assert (position["view"], position["round"], position["at"]) == ("round", round_id, 0)


def test_until_it_is_revealed_nobody_is_told_more_of_a_vote_than_how_many_answered(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "dots")
    vote(store, id_, round_id, {NODES[0]: 2})
    for what in ("room", "desk"):
        (round_,) = see(facilitator, id_, what)["rounds"]
        # With what it can be compared, the desk alone is told:
        assert set(round_) - {"comparable", "comparedWith", "keys"} == {
            *("id", "number", "kind", "question", "nodes", "subjects", "dots", "isOpen", "isRevealed"),
            "wasOpened",
            *("people", "answers", "counted", "turnout"),
            # The same whatever the ballots say:
            *("ends", "activity", "about", "hasResult", "hasGroups", "asksQuestions", "measure"),
        }
        assert round_["people"] == 1


def test_a_revealed_vote_has_values_ranks_weakest_and_what_the_top_leads_to(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "rating")
    for rating in (4, 5):
        vote(store, id_, round_id, {NODES[0]: rating, NODES[1]: 2})
    state = do(facilitator, id_, "reveal-round", round=round_id)
    result = state["rounds"][0]["result"]
    assert [(subject["id"], subject["rank"], subject["value"]) for subject in result["subjects"]] == [
        (NODES[0], 1, 4.5),
        (NODES[1], 2, 2.0),
    ]
    assert [subject["share"] for subject in result["subjects"]] == [0.875, 0.25]
    assert result["weakest"][0]["id"] == NODES[1]
    assert result["traced"]["starts"] == [NODES[0]]
    assert "mangomoment" in result["traced"]["reached"]
    assert set(result["traced"]["outcomes"]) == {"loyalty-patients", "loyalty-professionals"}
    parts = [step.get("part") for step in list_steps(state, "round")]
    assert parts == [None, "ranking", "map", "spread", "weakest", "traced"]
    assert (state["position"]["view"], state["position"]["at"]) == ("round", 1)


def list_parts(facilitator: TestClient, workshop: str) -> list[str]:
    """The parts of the only result, as the projector's steps and as the desk has them."""
    parts = [step["part"] for step in list_steps(see(facilitator, workshop), "round") if "part" in step]
    assert see(facilitator, workshop, "desk")["rounds"][0]["parts"] == parts
    return parts


def test_the_weak_stand_from_the_lowest_on_and_the_best_is_not_among_them(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = start(facilitator)
    nodes = ["patient-openness", "leadership-person-centred", "leadership-climate"]
    round_id = prepare(facilitator, id_, "rating", nodes=nodes)
    vote(store, id_, round_id, dict(zip(nodes, (5, 2, 1), strict=True)))
    (seen,) = do(facilitator, id_, "reveal-round", round=round_id)["rounds"]
    assert [(weak["id"], weak["value"]) for weak in seen["result"]["weakest"]] == [
        ("leadership-climate", 1),
        ("leadership-person-centred", 2),
    ]


def test_dots_have_no_weakest_and_no_role_that_cannot_be_told_apart_has_a_step(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "dots")
    for role in (*["professional"] * 5, "patient", "leadership"):
        vote(store, id_, round_id, {NODES[0]: 1}, role)
    do(facilitator, id_, "reveal-round", round=round_id)
    assert list_parts(facilitator, id_) == ["ranking", "map", "spread", "traced"]


def test_roles_that_can_be_told_apart_have_a_step(facilitator: TestClient, store: StoryStore) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "dots")
    for _ in range(5):
        vote(store, id_, round_id, {NODES[0]: 1}, "patient")
    do(facilitator, id_, "reveal-round", round=round_id)
    assert list_parts(facilitator, id_) == ["ranking", "map", "spread", "roles", "traced"]


@pytest.mark.parametrize(("people", "shown"), [(5, {"patient": 5}), (4, {})])
def test_a_role_is_shown_apart_only_where_five_answered(
    facilitator: TestClient, store: StoryStore, people: int, shown: dict[str, int]
) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "dots")
    for _ in range(people):
        vote(store, id_, round_id, {NODES[0]: 1}, "patient")
    result = do(facilitator, id_, "reveal-round", round=round_id)["rounds"][0]["result"]
    assert result["by_role"] == shown
    assert set(result["subjects"][0]["roles"]) == set(shown)


def test_a_round_that_was_only_prepared_cannot_be_revealed(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    state = do(facilitator, id_, "add-round", kind="dots", nodes=NODES, dots=3, question="Spare round?")
    refused = act(facilitator, id_, "reveal-round", round=state["rounds"][0]["id"])
    assert (refused.status_code, refused.json()["reason"]) == (409, "unopened")
    assert len(list_steps(see(facilitator, id_), "round")) == 1


def test_a_vote_of_nobody_has_one_step_that_says_so(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    do(facilitator, id_, "reveal-round", round=prepare(facilitator, id_, "dots"))
    assert list_parts(facilitator, id_) == ["ranking"]


def test_hiding_a_result_takes_it_from_the_room_again(facilitator: TestClient, store: StoryStore) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "dots")
    vote(store, id_, round_id, {NODES[0]: 1})
    do(facilitator, id_, "reveal-round", round=round_id)
    do(facilitator, id_, "hide-round", round=round_id)
    assert "result" not in see(facilitator, id_)["rounds"][0]


def test_named_catalysts_reach_the_room_grouped_chosen_and_revealed_only(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "catalysts")
    phones, token = ParticipantStore(store), join(store, id_)
    for text in ("An open door", "a door that stands open", "Cake"):
        phones.name_catalyst(id_, token, round_id, CATALYST, text, make_request_id())
    answers = {answer["text"]: answer["id"] for answer in see(facilitator, id_, "desk")["answers"]}
    doors = [answers["An open door"], answers["a door that stands open"]]
    state = do(facilitator, id_, "group", answers=doors, title="Open doors")
    group = state["groups"][0]["id"]
    assert see(facilitator, id_)["words"] == {}
    do(facilitator, id_, "choose-group", group=group, chosen=True)
    assert see(facilitator, id_)["words"] == {}
    do(facilitator, id_, "reveal-round", round=round_id)
    room = see(facilitator, id_)
    assert room["words"] == {CATALYST: ["Open doors"]}
    assert "Cake" not in str(room)
    assert "answers" not in room
    do(facilitator, id_, "ungroup", answers=doors[:1])
    assert [answer["group"] for answer in see(facilitator, id_, "desk")["answers"]].count(group) == 1
    do(facilitator, id_, "delete-group", group=group)
    assert see(facilitator, id_)["words"] == {}
    state = do(facilitator, id_, "drop-answer", answer=answers["Cake"])
    assert len(state["answers"]) == 2


def test_names_in_answers_groups_and_actions_are_marked_at_the_desk_alone_and_masked_for_good(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "catalysts")
    named = "Dr. Jan Peeters should smile"
    request = make_request_id()
    ParticipantStore(store).name_catalyst(id_, join(store, id_), round_id, CATALYST, named, request)
    (answer,) = see(facilitator, id_, "desk")["answers"]
    do(facilitator, id_, "group", answers=[answer["id"]], title=named)
    do(facilitator, id_, "add-action", text="Ask Mrs. Janssens of room 412", who="Dr. Jan Peeters")
    desk = see(facilitator, id_, "desk")
    parts = {kind: desk[f"{kind}s"][0] for kind in ("answer", "group", "action")}
    for part in parts.values():
        assert "Jan Peeters" in str(part["identifiers"])
    assert "identifiers" not in str(see(facilitator, id_))
    for kind, part in parts.items():
        desk = do(facilitator, id_, "mask", kind=kind, part=part["id"])
    for kind in parts:
        assert "identifiers" not in desk[f"{kind}s"][0]
        assert "Peeters" not in str(desk[f"{kind}s"])
    assert act(facilitator, id_, "mask", kind="round", part=round_id).status_code == 400


def test_a_story_reaches_the_room_when_it_is_approved(facilitator: TestClient, store: StoryStore) -> None:
    id_ = start(facilitator)
    story = tell(store, id_, prepare(facilitator, id_, "stories", nodes=[]), "A mango came.", nodes=NODES[:1])
    assert "A mango came." not in str(see(facilitator, id_))
    (pending,) = see(facilitator, id_, "desk")["told"]
    assert (pending["status"], pending["text"], pending["nodes"]) == ("pending", "A mango came.", NODES[:1])
    before = facilitator.get(f"/workshops/{id_}/version.json").json()
    facilitator.post(f"/stories/{story}.json", json={"do": "publish", "revision": pending["revision"]})
    assert facilitator.get(f"/workshops/{id_}/version.json").json() != before
    room = see(facilitator, id_)
    assert [shown["text"] for shown in room["stories"]] == ["A mango came."]
    (step,) = list_steps(room, "stories")
    assert (step["story"], step["nodes"]) == (story, NODES[:1])


def test_a_story_whose_teller_did_not_agree_stays_hidden_from_the_room(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "stories", nodes=[])
    story = tell(store, id_, round_id, "A mango came.", consent=Consent())
    facilitator.post(f"/stories/{story}.json", json={"do": "publish", "revision": 1})
    assert "A mango came." not in str(see(facilitator, id_))


def test_what_was_deleted_can_be_had_back(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    (action,) = do(facilitator, id_, "add-action", text="Talk")["actions"]
    assert do(facilitator, id_, "delete-action", action=action["id"], request="gone")["actions"] == []
    assert do(facilitator, id_, "undo", deletion="gone")["actions"] == [action]
    do(facilitator, id_, "delete", request="all")
    assert do(facilitator, id_, "undo", deletion="all")["actions"] == [action]
    assert act(facilitator, id_, "undo", deletion="all").json()["reason"] == "unknown-part"


def test_actions_are_added_changed_and_deleted(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    state = do(facilitator, id_, "add-action", text="Talk", who="nurse", when="May", nodes=NODES)
    (action,) = state["actions"]
    assert (action["who"], action["when"], sorted(action["nodes"])) == ("nurse", "May", sorted(NODES))
    state = do(
        facilitator, id_, "change-action", action=action["id"], mark=action["mark"], text="Listen", nodes=[]
    )
    assert [(changed["text"], changed["nodes"]) for changed in state["actions"]] == [("Listen", [])]
    assert do(facilitator, id_, "delete-action", action=action["id"])["actions"] == []


def test_rounds_are_changed_closed_and_deleted(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "dots")
    do(facilitator, id_, "close-round", round=round_id)
    state = do(facilitator, id_, "change-round", round=round_id, question="Where?", dots=5)
    (round_,) = state["rounds"]
    assert (round_["question"], round_["dots"], round_["isOpen"]) == ("Where?", 5, False)
    assert do(facilitator, id_, "delete-round", round=round_id)["rounds"] == []


def test_an_ended_workshop_can_be_shown_and_given_more_time(facilitator: TestClient) -> None:
    id_ = start(facilitator)
    round_id = prepare(facilitator, id_, "dots")
    assert do(facilitator, id_, "end")["workshop"]["isEnded"]
    refused = act(facilitator, id_, "open-round", round=round_id)
    assert (refused.status_code, refused.json()["reason"]) == (409, "ended")
    assert do(facilitator, id_, "move", view="map")["position"]["view"] == "map"
    assert not do(facilitator, id_, "extend", minutes=60)["workshop"]["isEnded"]
    assert do(facilitator, id_, "rename", name="Ward 5")["workshop"]["name"] == "Ward 5"


# The page


def test_the_page_says_who_asks_and_leaves_to_the_browser_which_workshop_is_open(store: StoryStore) -> None:
    app = open_page("workshop", workshop="abc")
    assert not app.exception
    assert get_sent(app, "shared/bar/inputs")["title"] == "Workshop"
    sent = get_sent(app, "workshop/workshop")
    assert set(sent) == {"lang", "content", "access", "may", "accounts"}
    assert sent["lang"] == "en"
    assert sent["access"] in ("open", "closed")


def test_the_hourly_erasing_forgets_rehearsals_of_long_ago(
    facilitator: TestClient, store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(facilitator, isRehearsal=True)
    later = WorkshopStore.erase_expired
    in_a_month = datetime.now(UTC) + timedelta(days=40)
    monkeypatch.setattr(WorkshopStore, "erase_expired", lambda self, _now: later(self, in_a_month))
    upkeep.erase_expired()
    assert facilitator.get("/workshops.json").json()["workshops"] == []
