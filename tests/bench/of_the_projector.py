"""How soon the projector shows what the facilitator does: another step, and a story that is approved.

A real server, a real browser. The clock runs from before the request is sent until the frame after the
change is painted; the projector asks every 0.7 seconds, so about half of that is waiting.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page, sync_playwright

from model import load_model
from model.stories import Consent, StoryStore
from model.workshop import ParticipantStore, make_request_id, make_token
from tests.bench.in_the_browser import launch
from tests.browser.storytelling import ask_server
from tests.serving import Server, serve

_ROUNDS = 20
_PAUSE = 0.7
# Resolves with the time of the frame after a condition held.
_WAIT = """
(isDone) => new Promise((done) => {
    const holds = new Function(`return ${isDone}`);
    const look = () => holds() && (watcher.disconnect(), requestAnimationFrame(() => done(Date.now())));
    const watcher = new MutationObserver(look);
    watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
})
"""


def run() -> None:
    """Print the table; times in milliseconds."""
    dice = random.Random(1)
    with tempfile.TemporaryDirectory(prefix="bench-projector-") as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/stories.db"
        with serve(MANGOMOMENT_DB=url) as server:
            browser = launch(playwright)
            post = {"request": uuid4().hex, "name": "Bench", "language": "en", "minutes": 60}
            id_ = ask_server(server, "/workshops.json", post)["id"]
            page = browser.new_context().new_page()
            page.goto(f"{server.address}/projector/{id_}")
            page.wait_for_selector("header h1")
            _print("from another step to the projector", _measure_steps(page, server, id_, dice))
            _print("from approving a story to its node", _measure_stories(page, server, id_, url, dice))
            browser.close()


def _measure_steps(page: Page, server: Server, id_: str, dice: random.Random) -> list[float]:
    steps = [step_ for step_ in _see(server, id_)["steps"] if step_["view"] == "stages"]
    times = []
    for number in range(_ROUNDS):
        step = steps[number % len(steps)]
        time.sleep(_PAUSE * dice.random())
        start = time.time()
        _do(server, id_, "move", view="stages", at=step["at"])
        title = "document.querySelector('header h1').textContent"
        times.append(page.evaluate(_WAIT, f"{title} === {step['title']!r}") - 1000 * start)
    return times


def _measure_stories(page: Page, server: Server, id_: str, url: str, dice: random.Random) -> list[float]:
    round_id = _do(server, id_, "add-round", kind="stories")["rounds"][0]["id"]
    _do(server, id_, "open-round", round=round_id)
    _do(server, id_, "move", view="map")
    stories = StoryStore(url, load_model().file.model.id)
    stories.open()
    phones = ParticipantStore(stories)
    times = []
    for number in range(_ROUNDS):
        token = make_token()
        phones.join(id_, token, "en")
        telling: Any = {
            "text": f"Mango {number}.",
            "teller": "patient",
            "language": "en",
            "nodes": ("resonance",),
        }
        request = make_request_id()
        story = phones.tell_story(
            id_, token, round_id, request=request, consent=Consent(room=True), nodes=("resonance",), **telling
        ).story
        time.sleep(1 + _PAUSE * dice.random())
        start = time.time()
        ask_server(server, f"/stories/{story}.json", {"do": "publish", "revision": 1})
        lit = f"document.querySelector('.news').textContent.includes('Mango {number}.')"
        node = "document.querySelector('.room-map [data-node-id=\"resonance\"].fresh')"
        times.append(page.evaluate(_WAIT, f"{lit} && {node}") - 1000 * start)
    stories.close()
    return times


def _see(server: Server, id_: str) -> dict[str, list[dict[str, str]]]:
    seen: dict[str, list[dict[str, str]]] = ask_server(server, f"/workshops/{id_}.json")
    return seen


def _do(server: Server, id_: str, do: str, **values: object) -> dict[str, list[dict[str, str]]]:
    post = {"do": do, "request": uuid4().hex, **values}
    after: dict[str, list[dict[str, str]]] = ask_server(server, f"/workshops/{id_}.json", post)
    return after


def _print(name: str, times: list[float]) -> None:
    cuts = statistics.quantiles(times, n=20)
    print(f"  {name:36} median {statistics.median(times):6.0f}  p95 {cuts[18]:6.0f}  max {max(times):6.0f}")
