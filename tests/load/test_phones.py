"""A hundred phones in a served workshop: they join within half a minute, look every few seconds, and all send
at the same moment, three times.

Nothing is lost, nothing is doubled. How long it took is printed, never judged.
"""

from __future__ import annotations

import random
import threading
import time
import urllib.request
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlencode

from model import load_model
from model.stories import StoryStore
from model.workshop import WorkshopStore
from tests.load.asking import Answer, Client
from tests.load.test_store import show
from tests.phoning import FORM, IN_PLACE, Phone, ask_room
from tests.serving import serve
from tests.workshopping import build_end

MODEL = load_model()
FIRST = "patient-personality"
_PHONES = 100
_JOIN_WITHIN = 30
_LOOK_EVERY = 4
_WITHOUT_SCRIPT = 5
"""One phone in so many runs no script."""
_SENT_AGAIN = 0.3
"""How often a phone gets no answer and sends the same once more."""


class Timed:
    """A phone that notes how long each of its steps took, in milliseconds."""

    def __init__(self, address: str, key: str, times: dict[str, list[float]], number: int) -> None:
        self.client = Client(address)
        self.phone = Phone(self.client, key)
        self.key = key
        self.number = number
        self.dice = random.Random(number)
        self._times = times

    def take(self, what: str, answer: Answer) -> Answer:
        """Note how long an answer took."""
        self._times[what].append(answer.took)
        assert answer.status_code == 200, (what, answer.status_code, answer.text[-2000:])
        return answer

    def join(self, delay: float) -> None:
        """Come in after some seconds."""
        time.sleep(delay)
        self.take("look", self.phone.look())
        self.take("join", self.phone.send("join", role=self.dice.choice(["patient", ""])))

    def watch(self, until: threading.Event) -> None:
        """Ask every few seconds whether there is something new, as the script does."""
        address = f"/join/{self.key}/state.json"
        version = ""
        while not until.wait(_LOOK_EVERY * self.dice.uniform(0.2, 1)):
            version = self.take("state", self.client.get(address, params={"v": version})).json()["version"]

    def send(self, do: str, sent: Sequence[tuple[str, str]], all_at_once: threading.Barrier) -> None:
        """Send a form when all others do, sometimes twice; how it looks is looked at when there is time."""
        content = urlencode(sent).encode()
        headers = FORM if self.number % _WITHOUT_SCRIPT == 0 else FORM | IN_PLACE
        all_at_once.wait(120)
        for _ in range(2 if self.dice.random() < _SENT_AGAIN else 1):
            last = self.take(do, self.client.post(self.phone.address, content, headers))
        all_at_once.wait(120)
        self.phone.show(last)


def test_a_hundred_phones_over_http_lose_and_double_nothing(url: str) -> None:
    times: dict[str, list[float]] = defaultdict(list)
    faults: list[Exception] = []
    codes: dict[int, str] = {}
    with serve(MANGOMOMENT_DB=url) as server:
        urllib.request.urlopen(f"{server.address}/join").close()  # opens the store
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
                one.take("look", one.phone.look())
                typed: dict[str, dict[str, str]] = {
                    "vote": {f"n-{FIRST}": str(1 + number % 5)},
                    "name": {f"t-catalyst-{FIRST}": f"Time {number}"},
                    "tell": {"text": f"Papaya {number}.", "teller": "patient", "consent": "room"},
                }
                for do, values in typed.items():
                    one.send(do, one.phone.fill_in(do, **values), sending)
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
