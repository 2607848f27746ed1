"""Until the next story of the queue is painted after a key, among 100 000 stories, in a browser."""

from __future__ import annotations

import tempfile
import time
from statistics import median

from playwright.sync_api import Page, sync_playwright

from model import load_model
from model.stories import StoryStore
from tests.bench.in_the_browser import WAIT, launch
from tests.bench.of_the_stories import build_stories
from tests.serving import ROOT, serve

_STORIES = 100_000
_ROUNDS = 60
_AIM = 100


def run() -> None:
    """Print the table; times in milliseconds, with the aim."""
    with tempfile.TemporaryDirectory(prefix="bench-queue-") as folder:
        url = f"sqlite:///{folder}/stories.db"
        store = StoryStore(url, load_model().file.model.id)
        store.add_all(build_stories(_STORIES), "import")
        store.close()
        with serve(ROOT / "app.py", MANGOMOMENT_DB=url) as server, sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            start = time.perf_counter()
            page.goto(f"{server.address}/stories?show=queue")
            page.wait_for_selector(".queue-card")
            print(
                f"\nthe queue of {_STORIES} stories opened in {1000 * (time.perf_counter() - start):.0f} ms"
            )
            for key, pause in (("j", 150), ("p", 150), ("p", 50)):
                times = _measure(page, key, pause)
                print(f"  {f'{key}, {pause} ms apart':32}{median(times):8.1f}{max(times):8.1f}   {_AIM}")
            browser.close()


def _measure(page: Page, key: str, pause: int) -> list[float]:
    """From a key to the next story on the screen, time after time."""
    times = []
    for _ in range(_ROUNDS):
        shown = page.locator(".queue-card").get_attribute("data-story")
        press = f"dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }}))"
        is_next = f"!['{shown}', undefined].includes(document.querySelector('.queue-card')?.dataset.story)"
        times.append(float(page.evaluate(WAIT, [press, is_next])))
        page.wait_for_timeout(pause)
    return times
