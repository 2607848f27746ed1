"""Floods from an address, closed joining and removed phones, as phones and the desk see them."""

from __future__ import annotations

import time

import pytest
from starlette.testclient import TestClient

from model import ConceptualModel
from model.stories import StoryStore
from model.workshop import ParticipantStore, Workshop, WorkshopStore
from pages.join import floods, visits
from pages.join.limits import FLOODS, FloodCounter, Limits
from pages.shared.limits import Limit
from tests.pages.conftest import Ask
from tests.pages.joining import STORY, Phones, model, phone, room, workshop
from tests.pages.leading import do, see
from tests.phoning import Phone, ask_room

__all__ = ["model", "phone", "room", "workshop"]

FLOODED = "198.51.100.7"


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> Limits:
    """Limits and a counter of this test's own, as a server has that was just started."""
    for name, limit in vars(Limits()).items():
        setattr(visits.limits, name, limit)
    monkeypatch.setattr(floods, "counter", FloodCounter())
    return visits.limits


class Flood:
    """Somebody who tries wrong keys and codes, and joins over and over without keeping a cookie."""

    def __init__(self, phone: Phones) -> None:
        self._phone = phone
        self._anybody = phone(address=FLOODED)

    def join(self) -> None:
        somebody = self._phone(address=FLOODED)
        somebody.look()
        fields, headers = somebody.fill_in("join", role=""), {"Prefer": "return=representation"}
        assert somebody.post(fields, **headers).status_code == 200

    def try_wrong_ones(self, number: int) -> set[int]:
        key = f"ZZZ{number // 900 + 2}{number // 30 % 8 + 2}{number % 8 + 2}"
        looked = self._anybody.look(f"/join?key={key}")
        state = self._anybody.client.get(f"/join/{key}/state.json")
        withdrawn = self._anybody.post([("code", f"AAAAAA{number:04}")], "/join/withdraw")
        return {looked.status_code, state.status_code, withdrawn.status_code}


def test_each_minute_has_its_own_count_and_its_own_thirty_notes() -> None:
    at = [60.0]
    counter = FloodCounter(clock=lambda: at[0])

    def come(times: int, address: str = FLOODED) -> list[tuple[int, int]]:
        return [note for _ in range(times) if (note := counter.count("keys", address))]

    assert come(59) == []
    at[0] = 119.9
    assert come(1) == [(1, 60)]
    at[0] = 120.0
    assert come(59) == []
    assert come(1) == [(2, 60)]
    assert sum(len(come(60, f"192.0.2.{number}")) for number in range(40)) == 29
    at[0] = 180.0
    assert come(60) == [(3, 60)]


def test_so_many_networks_are_counted_a_minute_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.join.limits._MOST_NETWORKS", 2)
    counter = FloodCounter(clock=lambda: 60.0)
    notes = [
        [counter.count("keys", f"192.0.2.{network}") for network in (1, 2, 3)] for _ in range(FLOODS["keys"])
    ]
    assert notes[-1] == [(1, 60), (1, 60), None]
    assert not any(note for round_ in notes[:-1] for note in round_)


def test_a_hundred_phones_join_send_and_withdraw_while_somebody_behind_their_address_floods(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel, ask: Ask
) -> None:
    ask_room(room, model, workshop, "stories")
    flood = Flood(phone)
    flooded = [flood.try_wrong_ones(number) for number in range(70)]
    assert 429 in flooded[-1]
    slowest = 0.0
    for number in range(100):
        flood.join()
        flood.join()
        begun = time.monotonic()
        honest = phone(address=FLOODED).join()
        assert honest.answer.status_code == 200
        assert honest.client.get(f"/join/{workshop.key}/state.json").status_code == 200
        honest.send("tell", **STORY)
        assert honest.answer.status_code == 200
        honest.post([("code", honest.find_code())], "/join/withdraw?lang=en")
        assert "The story is withdrawn." in honest.words
        slowest = max(slowest, time.monotonic() - begun)
        flood.try_wrong_ones(number)
    state = room.get_state(workshop.id)
    assert state.headcount.joined == 100
    assert {found.kind for found in state.floods} == {"joins", "keys", "codes"}
    assert slowest < 5  # four steps; a limit, not a measurement: under 1 s each, also on a slow machine


def test_the_desk_is_told_of_a_flood_and_the_room_is_not(
    phone: Phones, workshop: Workshop, facilitator: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FLOODS, "joins", 3)
    before = facilitator.get(f"/workshops/{workshop.id}/version.json").json()
    flood = Flood(phone)
    for _ in range(2):
        flood.join()
    assert see(facilitator, workshop.id, "desk")["floods"] == []
    flood.join()
    [noted] = see(facilitator, workshop.id, "desk")["floods"]
    assert (noted["kind"], noted["most"], noted["staying"], noted["silent"]) == ("joins", 3, 0, 0)
    assert facilitator.get(f"/workshops/{workshop.id}/version.json").json() != before
    assert "floods" not in see(facilitator, workshop.id)
    assert FLOODED not in facilitator.get(f"/workshops/{workshop.id}.json").text


def test_who_joins_and_comes_back_with_the_cookie_is_counted(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    flood = Flood(phone)
    flood.join()
    assert room.get_state(workshop.id).headcount.joined == 0
    somebody = phone()
    somebody.look()
    somebody.post(somebody.fill_in("join", role="patient"), Prefer="return=representation")
    assert "You are in." in somebody.words
    assert room.get_state(workshop.id).headcount.joined == 0
    assert somebody.client.get(f"/join/{workshop.key}/state.json").status_code == 200
    [listed] = room.list_participants(workshop.id)
    assert (listed.role, listed.place) == ("patient", 1)


def test_the_first_answer_makes_a_participant(
    phone: Phones, room: WorkshopStore, workshop: Workshop, model: ConceptualModel
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone()
    somebody.look()
    somebody.post(somebody.fill_in("join", role=""), Prefer="return=representation")
    somebody.send("tell", **STORY)
    assert somebody.find_code()
    [listed] = room.list_participants(workshop.id)
    assert listed.stories == 1


def test_a_phone_that_joined_goes_on_where_its_address_is_at_every_limit(
    phone: Phones, workshop: Workshop, limits: Limits
) -> None:
    somebody = phone(address=FLOODED).join()
    for name in ("visits", "strays", "withdrawals"):
        setattr(limits, name, Limit(most=1, seconds=60))
    other = phone(address=FLOODED)
    assert [other.look().status_code for _ in range(2)] == [200, 429]
    assert somebody.look().status_code == 200
    assert somebody.send("role", role="patient").status_code == 200
    assert somebody.client.get(f"/join/{workshop.key}/state.json").status_code == 200
    limits.phone_visits = Limit(most=1, seconds=60)
    assert [somebody.look().status_code for _ in range(2)] == [200, 429]


def test_a_flood_of_wrong_keys_or_codes_keeps_nobody_from_the_right_ones(
    phone: Phones, workshop: Workshop, limits: Limits
) -> None:
    phone().look()
    limits.strays = Limit(most=1, seconds=60)
    guesser = phone(address=FLOODED)
    assert [guesser.look("/join/ZZZZZZ").status_code for _ in range(2)] == [404, 429]
    assert phone(address=FLOODED).join().answer.status_code == 200
    assert guesser.post([("code", "AAAAAAAAAA")], "/join/withdraw").status_code == 404


# Closed joining


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Joining is closed. Ask who leads the workshop"), ("nl", "Meedoen is gesloten.")],
)
def test_nobody_new_joins_while_joining_is_closed_and_those_who_joined_go_on(
    phone: Phones, workshop: Workshop, facilitator: TestClient, language: str, words: str
) -> None:
    early, waiting = phone().join(), phone(language)
    waiting.look()
    sent = waiting.fill_in("join", role="patient")
    desk = do(facilitator, workshop.id, "close-joining")
    assert desk["workshop"]["isJoiningOpen"] is False
    assert see(facilitator, workshop.id)["workshop"]["isJoiningOpen"] is False
    for answer in (waiting.post(sent), waiting.look()):
        assert answer.status_code == 403
        assert words in waiting.words
        assert "join" not in [form.fields.get("do") for form in waiting.page.forms]
    assert early.send("role", role="patient").status_code == 200
    assert early.client.get(f"/join/{workshop.key}/state.json").status_code == 200
    assert do(facilitator, workshop.id, "open-joining")["workshop"]["isJoiningOpen"] is True
    assert waiting.join().answer.status_code == 200


# Removed phones


def read_me(store: StoryStore, workshop: Workshop, somebody: Phone) -> int:
    """The number of the participant that a phone is."""
    [cookie] = somebody.client.cookies.jar
    me = ParticipantStore(store).find_participant(workshop.id, str(cookie.value).partition(".")[0])
    assert me is not None
    return me.id


def test_a_removed_phone_reads_it_and_may_join_again_while_joining_is_open(
    phone: Phones, room: WorkshopStore, workshop: Workshop, facilitator: TestClient, store: StoryStore
) -> None:
    somebody = phone().join("patient")
    somebody.look()
    version = somebody.page.find(".//main").get("data-version")
    state = f"/join/{workshop.key}/state.json?v={version}"
    assert somebody.client.get(state).status_code == 200
    me = read_me(store, workshop, somebody)
    other = phone().join()
    do(facilitator, workshop.id, "remove", participants=[me], request="gone")
    assert other.client.get(state).status_code == 200  # what all phones share is known from now on
    assert somebody.client.get(state).status_code == 403
    for _ in range(2):
        assert somebody.look().status_code == 403
        assert "The facilitator removed this phone from the workshop" in somebody.words
    do(facilitator, workshop.id, "close-joining")
    somebody.look()
    assert "The facilitator removed this phone" in somebody.words
    assert "Joining is closed." in somebody.words
    do(facilitator, workshop.id, "open-joining")
    somebody.look()
    somebody.send("join", role="")
    assert "You are in." in somebody.words
    assert read_me(store, workshop, somebody) != me
    assert room.get_state(workshop.id).headcount.joined == 2


def test_what_a_removed_phone_was_typing_comes_back_to_it(
    phone: Phones,
    room: WorkshopStore,
    workshop: Workshop,
    facilitator: TestClient,
    model: ConceptualModel,
) -> None:
    ask_room(room, model, workshop, "stories")
    somebody = phone().join()
    sent = somebody.fill_in("tell", **STORY)
    do(facilitator, workshop.id, "remove", isSilent=True, request="gone")
    assert somebody.post(sent).status_code == 403
    assert "The facilitator removed this phone" in somebody.words
    assert STORY["text"] in somebody.words
    do(facilitator, workshop.id, "undo", deletion="gone")
    somebody.look()
    assert somebody.send("tell", **STORY).status_code == 200
