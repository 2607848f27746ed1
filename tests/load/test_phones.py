"""A hundred phones in a served workshop: they join within a minute, look every few seconds, and send at once.

Nothing is lost, nothing is doubled. How long it took is printed, never judged.
"""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import httpx2

from model import load_model
from model.stories import StoryStore
from model.workshop import WorkshopStore
from tests.load.test_store import show
from tests.phoning import Phone, ask_room
from tests.serving import serve
from tests.workshopping import build_end

MODEL = load_model()
FIRST = "patient-personality"
_PHONES = 100
_JOIN_WITHIN = 30
_LOOK_EVERY = 4
_SENT_AGAIN = 0.3
"""How often a phone gets no answer and sends the same once more."""


class Timed:
    """A phone that notes how long each of its steps took, in milliseconds."""

    def __init__(self, address: str, key: str, times: dict[str, list[float]], number: int) -> None:
        self.client = httpx2.Client(base_url=address, follow_redirects=True, timeout=60)
        self.phone = Phone(self.client, key)
        self.key = key
        self.dice = random.Random(number)
        self._times = times

    def take(self, what: str, act: Callable[[], Any]) -> Any:
        """Do something, and note how long it took."""
        start = time.perf_counter()
        answer = act()
        self._times[what].append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, (what, answer.status_code, self.phone.words)
        return answer

    def join(self, delay: float) -> None:
        """Come in some time within the first minute."""
        time.sleep(delay)
        self.take("look", self.phone.look)
        self.take("join", lambda: self.phone.send("join", role=self.dice.choice(["patient", ""])))

    def watch(self, until: threading.Event) -> None:
        """Ask every few seconds whether there is something new, as the script does."""
        address = f"/join/{self.key}/state.json"
        version = ""
        while not until.wait(_LOOK_EVERY * self.dice.uniform(0.2, 1)):
            answer = self.take("state", lambda: self.client.get(address, params={"v": version}))  # noqa: B023
            version = answer.json()["version"]

    def send(self, do: str, **values: str) -> None:
        """Send a form, sometimes twice."""
        sent = self.phone.fill_in(do, **values)
        self.take(do, lambda: self.phone.post(sent))
        if self.dice.random() < _SENT_AGAIN:
            self.take(do, lambda: self.phone.post(sent))


def test_a_hundred_phones_over_http_lose_and_double_nothing(url: str) -> None:
    times: dict[str, list[float]] = defaultdict(list)
    faults: list[Exception] = []
    codes: dict[int, str] = {}
    with serve(MANGOMOMENT_DB=url) as server:
        httpx2.get(f"{server.address}/join")  # opens the store
        stories = StoryStore(url, MODEL.file.model.id)
        stories.open()
        room = WorkshopStore(stories)
        workshop = room.create("Ward 4", "nl", build_end())
        joined = threading.Barrier(_PHONES + 1)
        opened, sending, over = threading.Event(), threading.Barrier(_PHONES), threading.Event()

        def run(number: int) -> None:
            one = Timed(server.address, workshop.key, times, number)
            try:
                one.join(one.dice.uniform(0, _JOIN_WITHIN))
                joined.wait(120)
                one.watch(opened)
                one.take("look", one.phone.look)
                sending.wait(120)
                one.send("vote", **{f"n-{FIRST}": str(1 + number % 5)})
                one.send("name", **{f"t-catalyst-{FIRST}": f"Time {number}"})
                one.send("tell", text=f"Papaya {number}.", teller="patient", language="en", consent="room")
                codes[number] = one.phone.find_code()
                one.watch(over)
            except Exception as fault:
                faults.append(fault)
                joined.abort()
                sending.abort()
            finally:
                one.client.close()

        phones = [threading.Thread(target=run, args=[number]) for number in range(_PHONES)]
        for phone in phones:
            phone.start()
        joined.wait(120)
        kinds = ("dots", "catalysts", "stories")
        rounds = {kind: ask_room(room, MODEL, workshop, kind) for kind in kinds}
        time.sleep(_LOOK_EVERY)
        opened.set()
        while len(codes) < _PHONES and not faults:
            time.sleep(0.2)
        time.sleep(_LOOK_EVERY)
        over.set()
        for phone in phones:
            phone.join()
        assert faults == []
        for what in ("look", "join", "state", "vote", "name", "tell"):
            show(f"{_PHONES} phones over HTTP, {what}", url, times[what])
        state = room.get_state(workshop.id)
        room.reveal_round(workshop.id, rounds["dots"].id)
        dots = [one.choices[FIRST] for one in room.get_ballots(workshop.id, rounds["dots"].id)]
    assert state.headcount.joined == _PHONES
    assert sorted(dots) == sorted(1 + number % 5 for number in range(_PHONES))
    assert sorted(one.text for one in state.answers) == sorted(f"Time {number}" for number in range(_PHONES))
    assert sorted(one.text for one in state.stories) == sorted(
        f"Papaya {number}." for number in range(_PHONES)
    )
    assert len(set(codes.values())) == _PHONES
    stories.close()
