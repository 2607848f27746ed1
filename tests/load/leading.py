"""Who leads a served workshop, and what its screens ask for: over HTTP, as desk and projector do."""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import psutil

from tests.browser.storytelling import ask_server
from tests.load.attending import Times
from tests.serving import Server

ASKS_EVERY = 0.7
"""After how many seconds desk and projector ask for news."""


class Leader:
    """A facilitator with a workshop of an hour and more, in English, and the passcode, if any.

    `cookies` are those of a browser in which the passcode was given before.
    """

    def __init__(self, server: Server, minutes: int = 120, passcode: str = "", cookies: str = "") -> None:
        self._server = server
        self.cookies = _unlock(server, passcode) if passcode else cookies
        post = {"request": uuid4().hex, "name": "Ward 4", "language": "en", "minutes": minutes}
        made = self.ask("/workshops.json", post)
        self.id, self.key = str(made["id"]), str(made["key"])
        self.address = f"/workshops/{self.id}"

    def ask(self, address: str, sent: object = None) -> Any:
        """What the server answers the facilitator."""
        return ask_server(self._server, address, sent, self.cookies)

    def see(self) -> Any:
        """What the desk is shown."""
        return self.ask(f"{self.address}.json")

    def do(self, do: str, **values: object) -> Any:
        """Do something; what the desk is shown then."""
        post = {"do": do, "request": uuid4().hex, **values}
        return self.ask(f"{self.address}.json", post)

    def open_round(self, kind: str, nodes: list[str], dots: int = 0) -> str:
        """Ask the room something; the id of the round."""
        made = self.do("add-round", kind=kind, nodes=nodes, dots=dots)["rounds"][-1]["id"]
        self.do("open-round", round=made)
        return str(made)

    def list_waiting(self) -> list[str]:
        """The ids of the stories that wait to be approved, the first first."""
        return [story["id"] for story in self.see()["told"] if story["status"] == "pending"]

    def publish(self, story: str) -> None:
        """Approve a story that was just told."""
        self.ask(f"/stories/{story}.json", {"do": "publish", "revision": 1})


def _unlock(server: Server, passcode: str) -> str:
    """The cookies of a browser in which the passcode was given."""
    request = urllib.request.Request(
        f"{server.address}/facilitator.json",
        data=json.dumps({"passcode": passcode}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        cookies = SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie")))
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())


class Screen:
    """A desk ("") or a projector ("/room"): it asks for news, and for all there is where there are some."""

    def __init__(self, leader: Leader, part: str, times: Times) -> None:
        self._leader = leader
        self._part = part
        self._times = times
        self._version = ""
        self.shown: Any = {}

    def refresh(self) -> None:
        """Ask once."""
        version = self._leader.ask(f"{self._leader.address}/version.json")["version"]
        if version != self._version:
            begin = time.perf_counter()
            self.shown = self._leader.ask(f"{self._leader.address}{self._part}.json")
            self._times["projector" if self._part else "desk"].append(1000 * (time.perf_counter() - begin))
            self._version = version

    def watch(self, until: threading.Event) -> None:
        """Stay in step, until told otherwise."""
        while not until.wait(ASKS_EVERY):
            self.refresh()


class Usage:
    """What a server uses: `cpu` in % of one core since it was last asked, `memory` in MiB, what is open."""

    def __init__(self, server: Server) -> None:
        self._process = psutil.Process(server.process.pid)
        self._process.cpu_percent()

    def measure(self) -> dict[str, float]:
        """As it is now."""
        return {
            "cpu": self._process.cpu_percent(),
            "memory": self._process.memory_info().rss / 2**20,
            "files": self._process.num_fds(),
            "threads": self._process.num_threads(),
        }
