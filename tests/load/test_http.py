"""Many who tell stories at once over HTTP: nothing is lost or doubled. Times are printed, never judged."""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from http.client import HTTPConnection
from urllib.parse import urlparse

from tests.load.test_store import show
from tests.serving import Server, serve

JSON = {"Content-Type": "application/json"}
_WRITERS = 100
_STORIES = 20


def name_story(writer: str, number: int) -> str:
    """An id as the form makes them."""
    return f"{int(writer.removeprefix('w')):016x}{number:016x}"


def write(server: Server, writer: str, times: list[float]) -> None:
    """Tell stories, every fifth of them twice as who got no answer does; the milliseconds each took."""
    connection = HTTPConnection(urlparse(server.address).netloc, timeout=60)
    for number in range(_STORIES):
        post = {
            "id": name_story(writer, number),
            "text": f"Papaya {number} of {writer}.",
            "language": "en",
            "teller": "patient",
            "nodes": ["resonance"],
        }
        for _ in range(2 if number % 5 == 0 else 1):
            start = time.perf_counter()
            connection.request(
                "POST", "/stories.json", json.dumps(post), {"Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            stored = json.load(answer)
            times.append(1000 * (time.perf_counter() - start))
            assert answer.status == 201, stored
            assert stored["text"] == post["text"]
    connection.close()


def test_a_hundred_who_tell_over_http_lose_and_double_nothing(url: str) -> None:
    times: list[float] = []
    faults: list[Exception] = []

    def run(writer: str) -> None:
        try:
            write(server, writer, times)
        except Exception as fault:
            faults.append(fault)

    writers = [f"w{number}" for number in range(_WRITERS)]
    with serve(MANGOMOMENT_DB=url) as server:
        threads = [threading.Thread(target=run, args=[writer]) for writer in writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        show(f"{_WRITERS} writers over HTTP", url, times)
        with urllib.request.urlopen(f"{server.address}/stories-export.json?search=papaya") as answer:
            stories = json.load(answer)["stories"]
    pairs = [(writer, number) for writer in writers for number in range(_STORIES)]
    wanted = {name_story(writer, number): f"Papaya {number} of {writer}." for writer, number in pairs}
    assert len(stories) == len(wanted)
    assert {story["id"]: story["text"] for story in stories} == wanted
    assert {story["revision"] for story in stories} == {1}
