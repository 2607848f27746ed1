"""Phones of a served workshop that note what was received of them, and how long each of their steps took."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from tests.load.asking import Answer, Client
from tests.phoning import FORM, IN_PLACE, Phone

Pairs = Sequence[tuple[str, str]]
Times = dict[str, list[float]]
"""The milliseconds of each kind of step."""

LOOKS_EVERY = (3.5, 4.7)
"""After how many seconds the script of a phone asks for news: between these."""
_WITHOUT_SCRIPT = 5
"""One phone of this number runs no script."""


class Attendee:
    """A phone that asks and sends as the pages do; `number` tells it from the others, and seeds its dice.

    What the server said it received is kept: `ballots` by round, the last of each; `answers` and `stories` by
    their texts, and `codes`. Any other answer than 200, or 409 for a question closed meanwhile, is an
    `AssertionError`.
    """

    def __init__(self, address: str, key: str, times: Times, number: int) -> None:
        self.client = Client(address)
        self.phone = Phone(self.client, key)
        self.number = number
        self.dice = random.Random(number)
        self.ballots: dict[str, dict[str, int]] = {}
        self.answers: list[str] = []
        self.stories: list[str] = []
        self.codes: list[str] = []
        self._state = f"/join/{key}/state.json"
        self._seen = ""
        self._times = times

    def take(self, what: str, answer: Answer, *expected: int) -> Answer:
        """Note how long an answer took."""
        self._times[what].append(answer.took)
        assert answer.status_code in (200, *expected), (what, answer.status_code, answer.text[-2000:])
        return answer

    def look(self) -> None:
        """Open the page."""
        self.take("look", self.phone.look())

    def join(self, role: str = "") -> None:
        """Open the page and join."""
        self.look()
        self.take("join", self.phone.send("join", role=role))

    def has_news(self) -> bool:
        """Whether the page is another one by now, as the script asks."""
        news = self.take("state", self.client.get(self._state, params={"v": self._seen})).json()
        is_new, self._seen = bool(news["version"] != self._seen), news["version"]
        return is_new

    def watch(self, until: threading.Event) -> None:
        """Ask for news every few seconds, until told otherwise."""
        while not until.wait(self.dice.uniform(*LOOKS_EVERY)):
            self.has_news()

    def is_asked(self, do: str) -> bool:
        """Whether the page that is shown has a form that does something."""
        return any(form.fields.get("do") == do for form in self.phone.page.forms)

    def send(self, do: str, typed: Mapping[str, str]) -> bool:
        """Fill a form in, send it, and look at what comes; whether it was received."""
        pairs = self.phone.fill_in(do, **typed)
        answer = self.post(do, pairs)
        self.phone.show(answer)
        if answer.status_code == 200:
            self.keep(do, pairs)
        return answer.status_code == 200

    def post(self, do: str, pairs: Pairs) -> Answer:
        """Send fields, with a script or without as the phone has one; what comes is not looked at."""
        headers = FORM if self.number % _WITHOUT_SCRIPT == 0 else FORM | IN_PLACE
        content = urlencode(pairs).encode()
        return self.take(do, self.client.post(self.phone.address, content, headers), 409)

    def keep(self, do: str, pairs: Pairs) -> None:
        """Note what the server received, after the page that says so was shown."""
        sent = dict(pairs)
        if do == "vote":
            choices = {name[2:]: int(value or 0) for name, value in pairs if name.startswith("n-")}
            self.ballots[sent["round"]] = {node: value for node, value in choices.items() if value}
        elif do == "name":
            self.answers += [value for name, value in pairs if name.startswith("t-") and value]
        elif do == "tell":
            self.stories.append(sent["text"])
            self.codes.append(self.phone.find_code())


def burst(
    attendees: Sequence[Attendee], do: str, typed: Mapping[int, Mapping[str, str]], sent_again: float = 0.0
) -> None:
    """Let all send a form at the same moment; by number, what each types. They look at it when all is over.

    So often (from 0 to 1) a phone gets no answer, and sends the same once more.
    """
    filled = [(attendee, attendee.phone.fill_in(do, **typed[attendee.number])) for attendee in attendees]
    at_once = threading.Barrier(len(filled))
    faults: list[Exception] = []

    def run(attendee: Attendee, pairs: Pairs) -> None:
        try:
            at_once.wait(120)
            for _ in range(2 if attendee.dice.random() < sent_again else 1):
                answer = attendee.post(do, pairs)
            at_once.wait(120)
            attendee.phone.show(answer)
            attendee.keep(do, pairs)
        except Exception as fault:
            faults.append(fault)
            at_once.abort()

    run_all([(run, attendee, pairs) for attendee, pairs in filled])
    assert faults == []


def run_all(jobs: Sequence[tuple[object, ...]]) -> None:
    """Run functions with their arguments side by side, a thread each, and wait for all."""
    threads = [threading.Thread(target=job[0], args=job[1:]) for job in jobs]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def build_times() -> Times:
    """Where the phones of a room note how long their steps took."""
    return defaultdict(list)


def wait_until(moment: float) -> None:
    """Sleep until a moment of `time.monotonic`."""
    time.sleep(max(0.0, moment - time.monotonic()))
