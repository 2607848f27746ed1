"""A hundred phones in a served workshop: they join within half a minute, look every few seconds, and all send
at the same moment, three times.

Nothing is lost, nothing is doubled. How long it took is printed, never judged.
"""

from __future__ import annotations

import threading
import urllib.request

from model import load_model
from model.stories import StoryStore
from model.workshop import WorkshopStore
from tests.load.attending import LOOKS_EVERY, Attendee, build_times, burst, run_all
from tests.load.test_store import show
from tests.phoning import ask_room
from tests.serving import serve
from tests.workshopping import build_end

MODEL = load_model()
FIRST = "patient-personality"
_PHONES = 100
_JOIN_WITHIN = 30
_SENT_AGAIN = 0.3


def test_a_hundred_phones_over_http_lose_and_double_nothing(url: str) -> None:
    times = build_times()
    with serve(MANGOMOMENT_DB=url) as server:
        urllib.request.urlopen(f"{server.address}/join").close()  # opens the store
        stories = StoryStore(url, MODEL.file.model.id)
        stories.open()
        room = WorkshopStore(stories)
        workshop = room.create("Ward 4", "nl", build_end())
        phones = [Attendee(server.address, workshop.key, times, number) for number in range(_PHONES)]
        faults: list[Exception] = []

        def come_in(attendee: Attendee, opened: threading.Event) -> None:
            try:
                threading.Event().wait(attendee.dice.uniform(0, _JOIN_WITHIN))
                attendee.join(attendee.dice.choice(["patient", ""]))
                attendee.watch(opened)
                attendee.look()
            except Exception as fault:
                faults.append(fault)

        opened = threading.Event()
        rounds = {}

        def ask() -> None:
            threading.Event().wait(_JOIN_WITHIN + LOOKS_EVERY[1])
            for kind in ("dots", "catalysts", "stories"):
                rounds[kind] = ask_room(room, MODEL, workshop, kind)
            opened.set()

        run_all([(ask,), *((come_in, phone, opened) for phone in phones)])
        assert faults == []
        numbers = range(_PHONES)
        burst(
            phones, "vote", {number: {f"n-{FIRST}": str(1 + number % 5)} for number in numbers}, _SENT_AGAIN
        )
        burst(
            phones,
            "name",
            {number: {f"t-catalyst-{FIRST}": f"Time {number}"} for number in numbers},
            _SENT_AGAIN,
        )
        typed = {
            number: {"text": f"Papaya {number}.", "teller": "patient", "consent": "room"}
            for number in numbers
        }
        burst(phones, "tell", typed, _SENT_AGAIN)
        for phone in phones:
            phone.client.close()
        for what in ("look", "join", "state", "vote", "name", "tell"):
            show(f"{_PHONES} phones over HTTP, {what}", url, times[what])
        state = room.get_state(workshop.id)
        room.reveal_round(workshop.id, rounds["dots"].id)
        dots = [ballot.choices[FIRST] for ballot in room.get_ballots(workshop.id, rounds["dots"].id)]
    assert state.headcount.joined == _PHONES
    assert sorted(dots) == sorted(1 + number % 5 for number in numbers)
    assert sorted(answer.text for answer in state.answers) == sorted(f"Time {number}" for number in numbers)
    assert sorted(story.text for story in state.stories) == sorted(f"Papaya {number}." for number in numbers)
    assert len({code for phone in phones for code in phone.codes}) == _PHONES
    stories.close()
