"""A room of phones over HTTP: what they cost the server, how soon each has its receipt, the room its story.

A real server on each database; the clients share its machine, so that the figures are on the safe side.
"""

from __future__ import annotations

import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.load.attending import Attendee, Times, build_times, burst, run_all
from tests.load.leading import ASKS_EVERY, Leader, Screen, Usage
from tests.postgres import run_server
from tests.serving import Server, serve

_ROOMS = (0, 30, 100)
_WATCHED = 30
_NODE = "patient-personality"
_APPROVED = 10


def run() -> None:
    """Print the tables; times in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="bench-phones-") as folder, run_server() as databases:
        for engine in ("SQLite", "PostgreSQL"):
            url = f"sqlite:///{Path(folder) / 'stories.db'}"
            if engine == "PostgreSQL":
                url = databases.create_database()
            print(f"\n{engine}")
            with serve(MANGOMOMENT_DB=url) as server:
                urllib.request.urlopen(f"{server.address}/join").close()
                _measure(server)


def _measure(server: Server) -> None:
    leader, times = Leader(server), build_times()
    phones: list[Attendee] = []
    screens = [Screen(leader, part, build_times()) for part in ("", "/room")]
    for count in _ROOMS:
        for number in range(len(phones), count):
            phones.append(Attendee(server.address, leader.key, times, number))
            phones[-1].join("patient")
        _show_usage(server, phones, screens)
    _show("joining", times, "join")
    leader.open_round("dots", [_NODE], 5)
    leader.open_round("catalysts", [f"catalyst-{_NODE}"])
    leader.open_round("stories", [])
    typed: dict[str, Callable[[int], dict[str, str]]] = {
        "vote": lambda number: {f"n-{_NODE}": str(1 + number % 5)},
        "name": lambda number: {f"t-catalyst-{_NODE}": f"Time {number}"},
        "tell": lambda number: {"text": f"Papaya {number}.", "teller": "patient", "consent": "room"},
    }
    for do, build in typed.items():
        for phone in phones:
            phone.look()
            phone.send(do, build(phone.number))
        _show(f"send to receipt, one after the other: {do}", times, do)
    for do, build in typed.items():
        burst(phones, do, {phone.number: build(phone.number + 1000) for phone in phones})
        _show(f"send to receipt, {len(phones)} at the same moment: {do}", times, do)
    _show_approving(leader, screens[1], phones)


def _show_usage(server: Server, phones: Sequence[Attendee], screens: Sequence[Screen]) -> None:
    """What it costs that phones, desk and projector are there and ask for news."""
    over = threading.Event()
    usage = Usage(server)
    watching: list[Attendee | Screen] = [*phones, *screens]
    run_all([(_end, over), *((watcher.watch, over) for watcher in watching)])
    used = usage.measure()
    print(f"  {len(phones):3} phones ask for news      CPU {used['cpu']:5.1f} %   {used['memory']:4.0f} MiB")


def _end(over: threading.Event) -> None:
    time.sleep(_WATCHED)
    over.set()


def _show_approving(leader: Leader, projector: Screen, phones: Sequence[Attendee]) -> None:
    """From approving a story until the projector has it, while all phones ask for news."""
    over, took = threading.Event(), []

    def approve() -> None:
        for story in leader.list_waiting()[:_APPROVED]:
            begin = time.perf_counter()
            leader.publish(story)
            while not any(shown["id"] == story for shown in projector.shown.get("stories", ())):
                time.sleep(ASKS_EVERY)
                projector.refresh()
            took.append(1000 * (time.perf_counter() - begin))
        over.set()

    run_all([(approve,), *((phone.watch, over) for phone in phones)])
    _show("approve to the projector, 100 phones there", {"took": took}, "took")


def _show(name: str, times: Times, what: str) -> None:
    took = sorted(times.pop(what))
    p50, p95 = (took[int(share * (len(took) - 1))] for share in (0.5, 0.95))
    print(f"  {name:52} median {p50:6.0f}  p95 {p95:6.0f}  max {took[-1]:6.0f}")
