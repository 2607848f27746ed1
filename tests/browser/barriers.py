"""What makes a page hard to use with a keyboard, a screen reader or weak eyes, as axe finds it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = ("serious", "critical")
ANY = ("minor", "moderate", *SERIOUS)

_TRIES = 3
"""How often a page is looked at that breaks a rule: it may have begun to change while it was looked at."""

_STILL = """() => {
  const app = document.querySelector(".stApp");
  const isDone = !app || app.dataset.testScriptState === "notRunning";
  const moving = document.getAnimations().filter((one) => one.playState === "running");
  return isDone && !moving.some((one) => one.effect.getComputedTiming().endTime !== Infinity);
}"""


_GOES_ON_SIDEWAYS = """() => [document.documentElement, document.querySelector(".stMain")].some(
  (part) => part && part.scrollWidth > part.clientWidth)"""
"""On Streamlit's pages it is `.stMain` that scrolls, and the document never does."""

_TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def settle(page: Page) -> None:
    """Wait until the page stands still: no script of Streamlit runs, and nothing moves to where it goes."""
    page.wait_for_function(_STILL)
    page.evaluate(_TWO_FRAMES)  # what was drawn last may begin to move
    page.wait_for_function(_STILL)


def goes_on_sideways(page: Page) -> bool:
    """Whether a reader would have to scroll the page itself to the side."""
    return bool(page.evaluate(_GOES_ON_SIDEWAYS))


def find_barriers(page: Page, impacts: tuple[str, ...] = SERIOUS) -> list[tuple[str, list[str]]]:
    """The rules that the page breaks when it stands still; of each the first parts that do, and why."""
    for _ in range(_TRIES):
        settle(page)
        found = [
            (broken["id"], [part["html"][:200] + part["failureSummary"] for part in broken["nodes"]][:3])
            for broken in Axe().run(page).response["violations"]
            if broken["impact"] in impacts
        ]
        if not found:
            break
    return found
