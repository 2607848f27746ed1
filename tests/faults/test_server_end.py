"""A server that is told to stop, as by a container or a service manager; and what its log says of people."""

from __future__ import annotations

import json
import re
import socket
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx2
import pytest

from model import load_model
from model.stories import StoryQuery, StoryStore
from model.workshop import WorkshopStore
from tests.pages.gate_keeping import run_page, shake_hands
from tests.phoning import Phone, ask_room
from tests.serving import Server, serve
from tests.workshopping import build_end

MODEL = load_model()
PASSCODE = "all the mangos"
TOLD, LATE = "Quetzal sang in the lift.", "Quetzal came late."


class Ended(NamedTuple):
    """A server that was used and told to stop: its folder and what was left of the database in there; what
    the last request was answered; what must not be in its log."""

    folder: Path
    left: list[str]
    answer: str
    hidden: set[str]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    folder = tmp_path_factory.mktemp("ended")
    url = f"sqlite:///{folder / 'stories.db'}"
    stories = StoryStore(url, MODEL.file.model.id)
    room = WorkshopStore(stories)
    workshop = room.create("Ward 4", "en", build_end())
    ask_room(room, MODEL, workshop, "stories")
    stories.close()
    log = folder / "log"
    with serve(log=log, MANGOMOMENT_DB=url, MANGOMOMENT_LOG="json", MANGOMOMENT_PASSCODE=PASSCODE) as server:
        with httpx2.Client(base_url=server.address, follow_redirects=True) as client:
            phone = Phone(client, workshop.key).join()
            phone.send("tell", text=TOLD, teller="family", room="yes")
            code = phone.find_code()
            client.get("/join/QQQQQQ")
            client.post("/facilitator.json", json={"passcode": "wrong papaya"})
            client.post("/facilitator.json", json={"passcode": PASSCODE})
            client.get(f"/stories.json?search={TOLD}")
        run_page(server.address, "stories")
        assert shake_hands(server.address, Origin="http://evil.example") == 403
        answer = stop_meanwhile(server, log)
        server.process.wait(20)
    left = [file.name for file in folder.glob("stories.db*")]
    hidden = {workshop.key, "QQQQQQ", code, PASSCODE, "papaya", "Quetzal", "127.0.0.1:", "from 127"}
    return Ended(folder, left, answer, hidden)


def stop_meanwhile(server: Server, log: Path) -> str:
    """Tell a story of which half is sent when the server is told to stop; what it is answered."""
    body = json.dumps({"text": LATE, "language": "en", "teller": "patient"}).encode()
    parts = urlsplit(server.address)
    head = (
        f"POST /stories.json HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((str(parts.hostname), int(parts.port or 80)), timeout=30) as connection:
        connection.sendall(head.encode() + body[:10])
        time.sleep(0.3)
        server.process.terminate()
        end = time.monotonic() + 10
        while "Shutting down" not in log.read_text("utf-8") and time.monotonic() < end:
            time.sleep(0.05)
        connection.sendall(body[10:])
        return connection.recv(4096).decode("latin-1")


def test_what_was_under_way_is_answered_and_stored(ended: Ended) -> None:
    assert ended.answer.startswith("HTTP/1.1 201")
    stories = StoryStore(str(ended.folder / "stories.db"), MODEL.file.model.id)
    assert stories.find(StoryQuery(words="Quetzal", statuses=frozenset({"pending"}))).count == 2
    stories.close()


def test_nothing_is_left_beside_the_file(ended: Ended) -> None:
    assert ended.left == ["stories.db"]


def test_the_log_is_json_and_says_nothing_of_anybody(ended: Ended) -> None:
    log = (ended.folder / "log").read_text("utf-8")
    lines = [json.loads(line) for line in log.splitlines()]
    assert {"time", "level", "logger", "message"} <= set.intersection(*(set(line) for line in lines))
    routes = {(line["method"], line["route"], line["status"]) for line in lines if "route" in line}
    expected = {("POST", "/join/{key}", 303), ("GET", "/join/{key}", 404), ("POST", "/stories.json", 201)}
    assert expected <= routes
    assert any(re.match("wrong passcode from …", line["message"]) for line in lines)
    said = "\n".join(json.dumps({**line, "addresses": ""}, ensure_ascii=False) for line in lines)
    assert [word for word in ended.hidden if word in said] == []
