"""An hour of workshops with a hundred phones on one server: `python -m tests.load.soak`.

A real server, asked over HTTP as the pages of phones, desk and projector ask; with `--hostile` by some, too,
that guess, flood and hold connections from the same address. Round follows round: dots,
catalysts, stories, ratings; each is opened, answered by most phones some seconds later, revealed. One
workshop follows the other, each with its own phones. A line a minute says what it took. After each, what its
phones were told was received is compared with what is stored.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from model import load_model
from model.stories import StoryStore
from model.workshop import WorkshopStore
from tests.load.attending import LOOKS_EVERY, Attendee, Times, build_times, run_all, wait_until
from tests.load.hostile import Hostile
from tests.load.leading import Leader, Screen, Usage
from tests.postgres import run_server
from tests.serving import Server, serve

MODEL = load_model()
KINDS = ("dots", "catalysts", "stories", "rating")
_NODES = ("patient-personality", "patient-openness")
_PUBLISHED = 5
"""How many of the stories of a round the facilitator approves."""
_ANSWER = 0.9
"""How many of the phones answer a question."""
PASSCODE = "papaya on the ward"
_COME_BACK = 0.02
"""How many of the phones come in anew in each round, with another token."""


@dataclass
class Room:
    """A workshop that is held, and what came of it."""

    server: Server
    leader: Leader
    phones: int
    round_seconds: float
    times: Times = field(default_factory=build_times)
    attendees: list[Attendee] = field(default_factory=list)
    hostile: list[Hostile] = field(default_factory=list)
    rounds: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def attend(self, number: int) -> None:
        """One phone, and those that come in its place."""
        while not self.over.is_set():
            attendee = Attendee(self.server.address, self.leader.key, self.times, number)
            self.attendees.append(attendee)
            try:
                self._take_part(attendee)
            except Exception as fault:
                self.faults.append(f"phone {number}: {fault!r}"[:500])
                self.over.wait(1)
            finally:
                attendee.client.close()
            number += self.phones

    def _take_part(self, attendee: Attendee) -> None:
        self.over.wait(attendee.dice.uniform(0, LOOKS_EVERY[1]))
        attendee.join(attendee.dice.choice(["patient", "professional", ""]))
        answered = 0
        while not self.over.wait(attendee.dice.uniform(*LOOKS_EVERY)):
            if attendee.has_news():
                attendee.look()
            if len(self.rounds) > answered and self._answer(attendee):
                answered = len(self.rounds)
                if attendee.dice.random() < _COME_BACK:
                    return

    def _answer(self, attendee: Attendee) -> bool:
        """Answer the question that is open, or leave it; whether there was one."""
        typed = {
            "vote": {f"n-{_NODES[0]}": str(attendee.dice.randint(1, 3)), f"n-{_NODES[1]}": "1"},
            "name": {f"t-catalyst-{_NODES[0]}": f"Time {attendee.number} {len(attendee.answers)}"},
            "tell": {
                "text": f"Papaya {attendee.number} {len(attendee.stories)}.",
                "teller": "patient",
                "consent": "room",
            },
        }
        for do, values in typed.items():
            if attendee.is_asked(do):
                if attendee.dice.random() < _ANSWER:
                    self.over.wait(attendee.dice.uniform(0, self.round_seconds / 3))
                    attendee.send(do, values)
                return True
        return False

    def lead(self, minutes: float) -> None:
        """Round after round, until the time is over."""
        start = time.monotonic()
        try:
            while time.monotonic() + self.round_seconds < start + 60 * minutes:
                begin = time.monotonic()
                kind = KINDS[len(self.rounds) % len(KINDS)]
                nodes = [f"catalyst-{node}" for node in _NODES] if kind == "catalysts" else list(_NODES)
                id_ = self.leader.open_round(kind, nodes, 5 if kind == "dots" else 0)
                self.rounds.append((id_, kind))
                wait_until(begin + 0.8 * self.round_seconds)
                self.leader.do("close-round", round=id_)
                if kind == "stories":
                    for story in self.leader.list_waiting()[:_PUBLISHED]:
                        self.leader.publish(story)
                self.leader.do("reveal-round", round=id_)
                wait_until(begin + self.round_seconds)
        except Exception as fault:
            self.faults.append(f"desk: {fault!r}"[:500])
        finally:
            self.over.set()

    def watch(self, part: str) -> None:
        """A screen of the facilitator's."""
        try:
            Screen(self.leader, part, self.times).watch(self.over)
        except Exception as fault:
            self.faults.append(f"screen {part!r}: {fault!r}"[:500])


@dataclass(frozen=True)
class Verdict:
    """What was received and is not stored, stored and was not received, or stored twice; and memory."""

    lost: tuple[str, ...]
    surplus: tuple[str, ...]
    faults: tuple[str, ...]
    kept: int

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost or doubled, and nothing failed."""
        return not (self.lost or self.surplus or self.faults)


def judge(room: Room, url: str) -> Verdict:
    """Compare what the phones were told with what is stored in the database at an address."""
    stories = StoryStore(url, MODEL.file.model.id)
    stories.open()
    store = WorkshopStore(stories)
    state = store.get_state(room.leader.id)
    received: Counter[str] = Counter()
    stored: Counter[str] = Counter()
    for attendee in room.attendees:
        received.update(f"answer {text}" for text in attendee.answers)
        received.update(f"story {text}" for text in attendee.stories)
        for id_, choices in attendee.ballots.items():
            received[f"ballot {id_} {sorted(choices.items())}"] += 1
    stored.update(f"answer {answer.text}" for answer in state.answers)
    stored.update(f"story {story.text}" for story in state.stories)
    for id_, kind in room.rounds:
        if kind in ("dots", "rating"):
            for ballot in store.get_ballots(room.leader.id, id_):
                stored[f"ballot {id_} {sorted(ballot.choices.items())}"] += 1
    stories.close()
    codes = [code for attendee in room.attendees for code in attendee.codes]
    faults = list(room.faults)
    if len(set(codes)) < len(codes):
        faults.append("two stories have the same code")
    return Verdict(
        tuple((received - stored).elements()),
        tuple((stored - received).elements()),
        tuple(faults),
        stored.total(),
    )


def hold(room: Room, minutes: float) -> Iterator[dict[str, float]]:
    """Hold a workshop; what the server uses, each minute and when it is over."""
    usage = Usage(room.server)
    held = threading.Thread(target=_run, args=[room, minutes])
    held.start()
    try:
        while held.is_alive():
            held.join(60)
            yield usage.measure()
    finally:
        room.over.set()
        held.join()


def _run(room: Room, minutes: float) -> None:
    jobs: list[tuple[object, ...]] = [(room.lead, minutes), (room.watch, ""), (room.watch, "/room")]
    jobs += [(way, room.over) for hostile in room.hostile for way in hostile.ways]
    run_all(jobs + [(room.attend, number) for number in range(room.phones)])


def describe(minute: int, room: Room, used: dict[str, float]) -> str:
    """What the last minute took, in a line: of each step how many, median, 95th percentile and longest."""
    parts = [f"minute {minute}", *(f"{name} {value:.0f}" for name, value in used.items())]
    for name in ("look", "join", "state", "vote", "name", "tell", "desk", "projector"):
        took = sorted(room.times.pop(name, ()))
        if took:
            p50, p95, longest = (took[int(share * (len(took) - 1))] for share in (0.5, 0.95, 1))
            parts.append(f"{name} {len(took)}: {p50:.0f}/{p95:.0f}/{longest:.0f} ms")
    return "  ".join([*parts, f"faults {len(room.faults)}"])


def find_growth(memory: Sequence[float]) -> float:
    """By how many KiB a minute the memory grew, from MiB measured each minute; the first sixth is warming up.

    >>> find_growth([50, 99, 100, 101, 102, 103, 104])
    1024.0
    """
    settled = memory[max(1, len(memory) // 6) :]
    if len(settled) < 2:
        return 0.0
    return 1024 * statistics.linear_regression(range(len(settled)), settled).slope


def tell(number: int, room: Room, verdict: Verdict) -> None:
    """Print how a workshop went."""
    print(
        f"workshop {number}: {len(room.attendees)} phones, {len(room.rounds)} rounds, {verdict.kept} answers,"
        f" lost {len(verdict.lost)}, doubled {len(verdict.surplus)}, faults {len(verdict.faults)}"
    )
    for hostile in room.hostile:
        print("hostile:", ", ".join(f"{count} x {what}" for what, count in sorted(hostile.got.items())))
    for line in (*verdict.lost[:10], *verdict.surplus[:10], *verdict.faults[:10]):
        print(line, flush=True)


@contextmanager
def _make_database(name: str) -> Iterator[str]:
    if name == "sqlite":
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            yield f"sqlite:///{Path(folder) / 'stories.db'}"
    else:
        with run_server() as server:
            yield server.create_database()


def main() -> int:
    """Hold the workshops and print how they went; 1 where something was lost, doubled or failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.soak")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--workshops", type=int, default=6)
    parser.add_argument("--phones", type=int, default=100)
    parser.add_argument("--round-seconds", type=float, default=60)
    parser.add_argument("--hostile", type=int, default=0)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--log", type=Path, help="a file for what the server writes")
    arguments = parser.parse_args()
    memory: list[float] = []
    verdicts = []
    with (
        _make_database(arguments.database) as url,
        serve(MANGOMOMENT_DB=url, MANGOMOMENT_PASSCODE=PASSCODE, log=arguments.log) as server,
    ):
        urllib.request.urlopen(f"{server.address}/join").close()
        cookies = Leader(server, passcode=PASSCODE).cookies
        for number in range(arguments.workshops):
            room = Room(server, Leader(server, cookies=cookies), arguments.phones, arguments.round_seconds)
            seeds = range(number * arguments.hostile, (number + 1) * arguments.hostile)
            room.hostile = [Hostile(server.address, room.leader.key, seed) for seed in seeds]
            for used in hold(room, arguments.minutes / arguments.workshops):
                memory.append(used["memory"])
                print(describe(len(memory), room, used), flush=True)
            room.leader.do("end")
            verdicts.append(judge(room, url))
            tell(number + 1, room, verdicts[-1])
    print(f"memory grew by {find_growth(memory):.0f} KiB a minute after warming up")
    return 0 if all(verdict.is_good for verdict in verdicts) else 1


if __name__ == "__main__":
    raise SystemExit(main())
