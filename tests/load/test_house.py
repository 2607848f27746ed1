"""Two processes behind nginx on one database: whoever asks does not notice which of them answers, nor that
one of them ends. How long it took is printed, never judged.
"""

from __future__ import annotations

import re
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from websockets.sync.client import connect

from model.opened import OpenedModelStore
from model.stories import StoryStore
from tests.building import build_model
from tests.load.attending import Attendee, build_times, run_all
from tests.load.house import FIRST, PASSCODE, House, compare, lead_wards, open_house
from tests.load.leading import ASKS_EVERY, Leader, Screen
from tests.load.test_store import show
from tests.serving import Server

_VOTES_EVERY = 1.2
"""More often than once a second a phone would be told to wait."""
_PHONES = 48
_WARDS = 6
_WITHIN = 3


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


def at_another(leader: Leader, server: Server) -> Leader:
    """The same facilitator with the same workshop, at another process."""
    other = Leader.__new__(Leader)
    other.__dict__.update({**leader.__dict__, "_server": server})
    return other


def reach_websocket(house: House, process: str = "") -> str:
    """Which process a page's websocket leads to, for a browser that keeps the cookie of one."""
    address = house.front.address.replace("https", "wss") + "/_stcore/stream"
    cookie = {"Cookie": f"mangomoment_process={process}"} if process else {}
    headers = {"Origin": house.front.address, **cookie}
    trust = ssl.create_default_context()
    with connect(address, additional_headers=headers, ssl=trust, open_timeout=30) as opened:
        assert opened.response is not None
        [found] = re.findall(r"mangomoment_process=(\d)", opened.response.headers["Set-Cookie"])
    return str(found)


def test_a_phone_joins_on_one_process_and_votes_on_the_other(house: House) -> None:
    leader = Leader(house.get(0), passcode=PASSCODE)
    phone = Attendee(house.get(0).address, leader.key, build_times(), number=1)
    phone.join()
    round_ = at_another(leader, house.get(1)).open_round("dots", [FIRST], 5)
    phone.client.move(house.get(1).address)
    phone.look()
    assert phone.send("vote", {f"n-{FIRST}": "3"})
    phone.client.move(house.get(0).address)
    phone.look()
    assert phone.phone.find_form("vote").fields[f"n-{FIRST}"] == "3"
    shown = leader.do("reveal-round", round=round_)
    assert shown["joined"] == 1
    phone.client.close()


def test_a_projector_on_one_process_shows_what_a_desk_on_the_other_does_at_the_next_look(
    house: House,
) -> None:
    desk = Leader(house.get(0), passcode=PASSCODE)
    projector = Screen(at_another(desk, house.get(1)), "/room", build_times())
    projector.refresh()
    for view in ("stories", "actions", "join"):
        begin = time.monotonic()
        desk.do("move", view=view)
        projector.refresh()
        assert projector.shown["position"]["view"] == view
        print(f"desk and projector: {1000 * (time.monotonic() - begin):.0f} ms, and {ASKS_EVERY} s at most")


def test_a_session_that_is_ended_on_one_process_is_ended_on_the_other(house: House) -> None:
    leader = Leader(house.get(0), passcode=PASSCODE)
    other = at_another(leader, house.get(1))
    assert other.see()["workshop"]["id"] == leader.id
    leader.ask("/facilitator.json", {"lock": True})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        other.see()


def test_a_model_that_is_opened_is_shown_by_every_process(house: House) -> None:
    store = StoryStore(house.url, "mangomoment")  # as a process does
    key = OpenedModelStore(store).keep(build_model("a>b b>c", names={"b": "Bravissimo"}))
    store.close()
    for process in (0, 1):
        address = f"{house.get(process).address}/model.json?x=1&model={key}"
        with urllib.request.urlopen(address) as answer:
            assert b"Bravissimo" in answer.read()


def test_a_page_goes_to_the_process_that_its_cookie_names(house: House) -> None:
    assert [reach_websocket(house, process) for process in "12121"] == list("12121")
    assert reach_websocket(house) in "12"


def test_phones_notice_neither_a_process_that_is_killed_nor_a_restart_of_one_after_the_other(
    house: House,
) -> None:
    leader = Leader(house.front, passcode=PASSCODE)
    round_ = leader.open_round("dots", [FIRST], 5)
    times, over = build_times(), threading.Event()
    phones = [Attendee(house.front.address, leader.key, times, number) for number in range(12)]
    faults: list[str] = []

    def vote(phone: Attendee) -> None:
        try:
            phone.join()
            while not over.wait(_VOTES_EVERY):
                assert phone.send("vote", {f"n-{FIRST}": str(phone.dice.randint(1, 5))})
                phone.has_news()
        except Exception as fault:
            faults.append(f"phone {phone.number}: {fault!r}"[:500])
        finally:
            phone.client.close()

    def disturb() -> None:
        try:
            time.sleep(_VOTES_EVERY)
            house.kill(0)
            assert reach_websocket(house, "1") == "2"
            house.start(0)
            house.stop(1)
            house.start(1)
            time.sleep(_VOTES_EVERY)
        finally:
            over.set()

    run_all([(disturb,), *((vote, phone) for phone in phones)])
    assert faults == []
    show(f"{len(phones)} phones, vote", "postgresql", times["vote"])
    state = leader.do("reveal-round", round=round_)
    [shown] = state["rounds"]
    assert shown["people"] == len(phones)


def test_the_phones_of_several_workshops_vote_and_nothing_is_lost(house: House) -> None:
    times = build_times()
    wards = lead_wards(house, _WARDS, _PHONES, _WITHIN, times)
    assert [fault for ward in wards for fault in ward.faults] == []
    compared = compare(house, wards)
    assert all(sent == stored for sent, stored in compared), compared
    assert sum(sent.total() for sent, _stored in compared) == _PHONES
    show(f"{_PHONES} phones in {_WARDS} workshops, vote", "postgresql", times["vote"])
