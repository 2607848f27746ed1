"""A house with several wards at once: processes behind nginx that share one PostgreSQL database.

`python -m tests.load.house` measures what phones wait for; `--processes 1` does so with one process.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from model import load_model
from model.stories import StoryStore
from model.workshop import WorkshopStore
from tests.load.attending import Attendee, Times, build_times, run_all
from tests.load.leading import Leader, Screen
from tests.load.test_store import show
from tests.postgres import get_server, get_template
from tests.proxying import proxy
from tests.serving import Server, find_port, serve

MODEL = load_model()
PASSCODE = "papaya for the house"
FIRST = "patient-personality"
PROCESSES = 2


@dataclass
class House:
    """Processes that are started and ended by their number, and nginx, which answers for them."""

    url: str
    ports: list[int] = field(default_factory=lambda: [find_port() for _ in range(PROCESSES)])
    running: dict[int, tuple[ExitStack, Server]] = field(default_factory=dict)
    proxy: Server | None = None

    @property
    def front(self) -> Server:
        """Where visitors come in."""
        assert self.proxy is not None
        return self.proxy

    def get(self, number: int) -> Server:
        """A process, past nginx."""
        return self.running[number][1]

    def start(self, number: int) -> None:
        """Start a process and wait until it answers."""
        stack = ExitStack()
        running = serve(
            port=self.ports[number],
            MANGOMOMENT_DB=self.url,
            MANGOMOMENT_PASSCODE=PASSCODE,
            FORWARDED_ALLOW_IPS="127.0.0.1",
        )
        server = stack.enter_context(running)
        self.running[number] = stack, server

    def stop(self, number: int) -> None:
        """Ask a process to end, as systemd does, and wait until it did."""
        stack, _server = self.running[number]
        stack.close()

    def kill(self, number: int) -> None:
        """End a process as a machine does that fails."""
        self.get(number).process.kill()
        self.stop(number)


@contextmanager
def open_house(processes: int = PROCESSES) -> Iterator[House]:
    """A house with a database of its own, in which this process trusts nginx's certificate."""
    database = get_server().create_database(template=get_template())
    house = House(database)
    trusted = os.environ.get("SSL_CERT_FILE")
    try:
        with tempfile.TemporaryDirectory(prefix="house-") as folder:
            run_all([(house.start, number) for number in range(processes)])
            with proxy(house.ports, Path(folder)) as house.proxy:
                os.environ["SSL_CERT_FILE"] = str(Path(folder) / "cert.pem")
                yield house
    finally:
        os.environ.pop("SSL_CERT_FILE", None)
        os.environ |= {"SSL_CERT_FILE": trusted} if trusted else {}
        run_all([(house.stop, number) for number in house.running])
        get_server().drop_database(database)


@dataclass
class Ward:
    """A workshop in the house, its phones, and what went wrong with them."""

    leader: Leader
    times: Times
    attendees: list[Attendee] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    opened: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    def attend(self, attendee: Attendee, within: float) -> None:
        """Join within some seconds, wait for a question, answer it within as many, and go on looking."""
        try:
            self.over.wait(attendee.dice.uniform(0, within))
            attendee.join()
            attendee.watch(self.opened)
            attendee.look()
            self.over.wait(attendee.dice.uniform(0, within))
            attendee.send("vote", {f"n-{FIRST}": str(1 + attendee.number % 5)})
            attendee.watch(self.over)
        except Exception as fault:
            self.faults.append(f"phone {attendee.number}: {fault!r}"[:500])
        finally:
            attendee.client.close()

    def watch(self, part: str) -> None:
        """A screen of the facilitator's."""
        try:
            Screen(self.leader, part, self.times).watch(self.over)
        except Exception as fault:
            self.faults.append(f"screen {part!r}: {fault!r}"[:500])


def lead_wards(house: House, wards: int, phones: int, within: float, times: Times) -> list[Ward]:
    """Workshops whose phones, this number in all, join and then vote, each within some seconds."""
    first = Leader(house.front, passcode=PASSCODE)
    leaders = [first, *(Leader(house.front, cookies=first.cookies) for _ in range(wards - 1))]
    opened = [Ward(leader, times) for leader in leaders]
    for number in range(phones):
        ward = opened[number % wards]
        ward.attendees.append(Attendee(house.front.address, ward.leader.key, times, number))

    def lead() -> None:
        threading.Event().wait(within + 1)
        for ward in opened:
            ward.leader.open_round("dots", [FIRST], 5)
            ward.opened.set()
        threading.Event().wait(within + 1)
        for ward in opened:
            ward.over.set()

    run_all(
        [
            (lead,),
            *((ward.watch, part) for ward in opened for part in ("", "/room")),
            *((ward.attend, attendee, within) for ward in opened for attendee in ward.attendees),
        ]
    )
    return opened


def compare(house: House, wards: Sequence[Ward]) -> list[tuple[Counter[int], Counter[int]]]:
    """Of each workshop how often which number of dots was sent, and how often it is stored."""
    stories = StoryStore(house.url, MODEL.file.model.id)
    stories.open()
    store = WorkshopStore(stories)
    compared = []
    for ward in wards:
        [round_] = store.get_state(ward.leader.id).rounds
        store.reveal_round(ward.leader.id, round_.id)
        sent = Counter(attendee.ballots[round_.id][FIRST] for attendee in ward.attendees if attendee.ballots)
        stored = Counter(ballot.choices[FIRST] for ballot in store.get_ballots(ward.leader.id, round_.id))
        compared.append((sent, stored))
    stories.close()
    return compared


def count_seconds(process: psutil.Process) -> float:
    """How many seconds of a processor a process has used, with those that it started."""
    used = process.cpu_times()
    own = float(used.user + used.system + used.children_user + used.children_system)
    return own + sum(count_seconds(child) for child in process.children())


def main() -> int:
    """Measure and print; 1 where something was lost, doubled or refused."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.house")
    parser.add_argument("--processes", type=int, choices=range(1, PROCESSES + 1), default=PROCESSES)
    parser.add_argument("--wards", type=int, default=6)
    parser.add_argument("--phones", type=int, default=300)
    parser.add_argument(
        "--within", type=float, default=20, help="within how many seconds they join, and vote"
    )
    arguments = parser.parse_args()
    times = build_times()
    with open_house(arguments.processes) as house:
        watched = {
            f"process {number + 1}": house.get(number).process.pid for number in range(arguments.processes)
        }
        watched |= {"nginx": house.front.process.pid, "PostgreSQL": get_server().pid}
        used = {what: psutil.Process(pid) for what, pid in watched.items()}
        before = {what: count_seconds(process) for what, process in used.items()}
        wards = lead_wards(house, arguments.wards, arguments.phones, arguments.within, times)
        for what, process in used.items():
            memory = process.memory_info().rss / 2**20
            print(f"{what}: {count_seconds(process) - before[what]:.1f} s of a processor, {memory:.0f} MiB")
        is_good = all(sent == stored for sent, stored in compare(house, wards))
    for what, took in sorted(times.items()):
        show(f"{arguments.phones} phones, {arguments.processes} processes, {what}", "postgresql", took)
    faults = [fault for ward in wards for fault in ward.faults]
    print(*faults[:10], sep="\n")
    return 0 if is_good and not faults else 1


if __name__ == "__main__":
    raise SystemExit(main())
