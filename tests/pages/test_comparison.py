"""Ratings are compared over HTTP: only what was revealed, and of 5 people at least."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from model.stories import StoryStore
from model.teams import TeamStore
from model.workshop import ParticipantStore, make_request_id
from tests.pages.leading import NODES, do, join, prepare, see, start, vote
from tests.serving import ROOT
from tests.typed_payloads import Interfaces

OPENNESS, CLIMATE = NODES
TYPES = [ROOT / "pages" / folder / "types.d.ts" for folder in ("shared", "workshop")]


def rate(client: TestClient, store: StoryStore, count: int, ratings: dict[str, int], **workshop: Any) -> str:
    """A workshop in which some people rated alike, revealed; the name of the rating."""
    id_ = start(client, **workshop)
    round_ = prepare(client, id_, "rating")
    for _number in range(count):
        vote(store, id_, round_, ratings)
    do(client, id_, "reveal-round", round=round_)
    return f"{id_}.{round_}"


def compare(client: TestClient, before: str, after: str) -> Any:
    return client.get("/teams/comparison.json", params={"lang": "en", "before": before, "after": after})


def test_two_times_of_a_team_stand_side_by_side(facilitator: TestClient, store: StoryStore) -> None:
    team = TeamStore(store).add("Ward 4").id
    spring = rate(facilitator, store, 6, {OPENNESS: 2, CLIMATE: 4}, team=team, day="2026-03-05")
    autumn = rate(facilitator, store, 5, {OPENNESS: 4, CLIMATE: 4}, team=team, day="2026-09-05")
    listed = facilitator.get("/teams/ratings.json").json()
    assert [f"{rating['workshop']}.{rating['round']}" for rating in listed["ratings"]] == [autumn, spring]
    assert listed["ratings"][0]["teamName"] == "Ward 4"
    comparison = compare(facilitator, spring, autumn).json()
    assert [side["name"] for side in comparison["sides"]] == ["5 March 2026", "5 September 2026"]
    first, second = sorted(comparison["subjects"], key=lambda subject: -subject["share"])
    assert (first["id"], first["text"], first["share"]) == (OPENNESS, "+2.0", 1.0)
    assert first["words"] == "higher by 2.0 than on 5 March 2026; 5 answered, 6 then"
    assert (second["text"], second["share"]) == ("±0.0", 0.0)
    types = Interfaces(*TYPES)
    assert types.find_faults("ComparisonAnswer", comparison) == []
    assert types.find_faults("RatingsAnswer", listed) == []


def test_of_fewer_than_five_nothing_is_told_not_even_how_many(
    facilitator: TestClient, store: StoryStore
) -> None:
    few = rate(facilitator, store, 4, {OPENNESS: 2})
    enough = rate(facilitator, store, 5, {OPENNESS: 4, CLIMATE: 1})
    for before, after in ((few, enough), (enough, few)):
        comparison = compare(facilitator, before, after).json()
        assert (comparison["isHidden"], comparison["subjects"]) == (True, [])
        assert comparison["notes"] == ["Not shown: fewer than 5 people answered on one side."]
        assert sorted(str(side["voters"]) for side in comparison["sides"]) == ["5", "None"]


def test_what_was_not_revealed_or_only_rehearsed_is_not_compared(
    facilitator: TestClient, store: StoryStore
) -> None:
    shown = rate(facilitator, store, 5, {OPENNESS: 2})
    hidden = rate(facilitator, store, 5, {OPENNESS: 2})
    workshop, _dot, round_ = hidden.partition(".")
    do(facilitator, workshop, "hide-round", round=round_)
    rehearsed = rate(facilitator, store, 5, {OPENNESS: 2}, isRehearsal=True)
    assert len(facilitator.get("/teams/ratings.json").json()["ratings"]) == 1
    for other in (hidden, rehearsed, "-.-", f"{workshop}.-"):
        assert compare(facilitator, shown, other).status_code == 404
    assert compare(facilitator, shown, "nothing").status_code == 400


def rate_with_codes(
    client: TestClient, store: StoryStore, codes: list[str], ratings: list[int], offers: bool = True
) -> str:
    """A workshop in which each code belongs to who gives one of the ratings; given where it is "" yet."""
    id_, phones = start(client), ParticipantStore(store)
    do(client, id_, "show", hasCodes=True)
    round_ = prepare(client, id_, "rating")
    for number, rating in enumerate(ratings):
        token = join(store, id_)
        if codes[number]:
            phones.use_code(id_, token, codes[number])
        else:
            codes[number] = phones.give_code(id_, token, make_request_id())
        phones.vote(id_, token, round_, {OPENNESS: rating}, make_request_id())
    do(client, id_, "reveal-round", round=round_)
    if not offers:
        do(client, id_, "show", hasCodes=False)
    return f"{id_}.{round_}"


def test_what_the_same_people_answered_stands_beside_it_where_they_are_five(
    facilitator: TestClient, store: StoryStore
) -> None:
    codes = [""] * 6
    spring = rate_with_codes(facilitator, store, codes, [2, 2, 2, 3, 3, 3])
    autumn = rate_with_codes(facilitator, store, codes, [4, 4, 2, 3, 2, 3])
    comparison = compare(facilitator, spring, autumn).json()
    said = "6 people answered both times: 2 higher, 3 the same, 1 lower; on average +0.5."
    assert (comparison["paired"], comparison["subjects"][0]["paired"]) == (said, said)
    assert Interfaces(*TYPES).find_faults("ComparisonAnswer", comparison) == []
    strangers = [""] * 5
    rate_with_codes(facilitator, store, strangers, [1] * 5)
    mixed = rate_with_codes(facilitator, store, codes[:4] + strangers[:2], [1] * 6)
    comparison = compare(facilitator, spring, mixed).json()
    assert comparison["paired"] == "Not shown: fewer than 5 people answered both times with a personal code."
    assert comparison["subjects"][0]["paired"] == ""
    without = rate(facilitator, store, 5, {OPENNESS: 2})
    assert compare(facilitator, spring, without).json()["paired"] == ""


def test_a_round_that_is_compared_has_two_more_steps_in_room_and_desk(
    facilitator: TestClient, store: StoryStore
) -> None:
    spring = rate(facilitator, store, 6, {OPENNESS: 2, CLIMATE: 4}, day="2026-03-05")
    workshop, _dot, round_ = rate(facilitator, store, 5, {OPENNESS: 4}, day="2026-09-05").partition(".")
    parts = ("compared", "change")
    assert not {step.get("part") for step in see(facilitator, workshop)["steps"]} & {*parts}
    with_workshop, _dot, with_round = spring.partition(".")
    chosen = {"round": round_, "withWorkshop": with_workshop, "withRound": with_round}
    desk = do(facilitator, workshop, "compare-round", **chosen)
    [described] = desk["rounds"]
    assert (described["comparable"], described["comparedWith"]) == (True, "5 March 2026 · Ward 4")
    do(facilitator, with_workshop, "delete")
    room = see(facilitator, workshop)
    shown = [(step["at"], step["words"]) for step in room["steps"] if step.get("part") in parts]
    assert shown == [(7, "Then and now"), (8, "The difference on the map")]
    compared = room["rounds"][0]["compared"]
    assert [subject["words"] for subject in compared["subjects"]] == [
        "higher by 2.0 than on 5 March 2026; 5 answered, 6 then"
    ]
    assert compared["notes"][0].startswith("Not shown, as fewer than 5 people rated it")
    assert Interfaces(*TYPES).find_faults("ComparisonAnswer", compared) == []
    assert "comparedWith" not in room["rounds"][0]
    do(facilitator, workshop, "hide-round", round=round_)
    assert "compared" not in see(facilitator, workshop)["rounds"][0]


def test_statements_are_compared_by_their_texts_and_have_no_map(
    facilitator: TestClient, store: StoryStore
) -> None:
    id_ = start(facilitator)
    first = prepare(facilitator, id_, "scale", options=["We listen", "We rest"])
    for _number in range(5):
        vote(store, id_, first, {"o2": 2})
    do(facilitator, id_, "reveal-round", round=first)
    again = do(facilitator, id_, "duplicate-round", round=first)["rounds"][1]["id"]
    do(facilitator, id_, "open-round", round=again)
    for _number in range(5):
        vote(store, id_, again, {"o2": 5})
    room = do(facilitator, id_, "reveal-round", round=again)
    assert [step["part"] for step in room["steps"] if step.get("round") == again and step.get("at") > 6] == [
        "compared"
    ]
    [subject] = room["rounds"][1]["compared"]["subjects"]
    assert (subject["name"], subject["words"]) == (
        *("We rest", "higher by 3.0 than the first time; 5 answered, 5 then"),
    )
