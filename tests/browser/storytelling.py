"""What the browser tests of stories share: telling one over HTTP, and finding their way on the page."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.serving import Server

EVERYBODYS = {"room": True}


def ask_server(server: Server, address: str, sent: object = None, cookies: str = "") -> Any:
    """What the server answers to a question, or to what is sent to it; the facilitator asks."""
    request = urllib.request.Request(
        server.address + address,
        data=None if sent is None else json.dumps(sent).encode(),
        headers={"Content-Type": "application/json", "Cookie": cookies},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def tell(server: Server, text: str, **values: Any) -> str:
    """Add a story that everybody may read, unless said otherwise; its id."""
    post = {
        "text": text,
        "language": "en",
        "teller": "patient",
        "consent": EVERYBODYS,
        "publish": True,
        **values,
    }
    return str(ask_server(server, "/stories.json", post)["id"])


def find_stories(server: Server, words: str) -> list[dict[str, Any]]:
    """The stories that hold these words, as the facilitator sees them."""
    found: list[dict[str, Any]] = ask_server(server, f"/stories.json?{urlencode({'search': words})}")[
        "stories"
    ]
    return found


def story(page: Page, name: str) -> Locator:
    """A story in the list."""
    return page.get_by_role("article", name=name, exact=True)


def open_story(page: Page, name: str) -> Locator:
    """A story in the list, opened."""
    found = story(page, name)
    found.locator(".stories-title").click()
    expect(found.locator(".stories-title")).to_have_attribute("aria-expanded", "true")
    return found


def fill_in(dialog: Locator, text: str, teller: str = "patient") -> None:
    """Fill in what a story needs."""
    dialog.get_by_label("The story", exact=True).fill(text)
    dialog.get_by_label("Who tells it?").select_option(teller)


def press(dialog: Locator, name: str) -> None:
    """Press the button of this name."""
    dialog.get_by_role("button", name=name, exact=True).click()


def form(page: Page) -> Locator:
    """The form for a story, which is a dialog."""
    return page.locator(".story-dialog.form")


def open_form(page: Page) -> Locator:
    """The form for a new story."""
    page.locator(".stories-add").click()
    expect(form(page).get_by_label("The story", exact=True)).to_be_focused()
    return form(page)


def press_act(page: Page, name: str, act: str) -> None:
    """Let the facilitator do something with an opened story."""
    if act != "publish":
        story(page, name).locator(".st-key-story_acts > button").click()
    story(page, name).locator(f'[data-act="{act}"]').click()


ARGUED = "catalyst-leadership-climate"
"""The element about which the coders of `code_apart` differ."""


def code_apart(server: Server, language: str = "en", write: Callable[[str], str] = str) -> str:
    """Let Ann and Bo code a story apart from each other, so that they differ; its id.

    Bo marks a passage that has no place in the model. Who codes already goes on. `write` is how texts are
    written.
    """
    story_id = tell(
        server, write("She sang for him. Then it rained."), title=write("The song"), language=language
    )
    known = {
        entry["name"]: entry["id"] for entry in ask_server(server, "/stories/coding/coders.json")["coders"]
    }
    for name in ("Ann", "Bo"):
        if name not in known:
            added = ask_server(server, "/stories/coding/coders.json", {"do": "add", "name": name})
            known[name] = added["coder"]["id"]
    argued = {"kind": "node", "id": ARGUED, "passages": [[language, 0, 8]]}
    agreed = {"kind": "node", "id": "resonance", "passages": []}
    for coder, marks, leftovers in (
        ("Ann", [argued, agreed], []),
        ("Bo", [agreed], [[language, 18, 33]]),
    ):
        about = {
            "story": story_id,
            "coder": known[coder],
            "seen": 1,
            "revision": 0,
            "memo": write("Hm."),
            "done": True,
        }
        ask_server(server, "/stories/coding/save.json", {**about, "marks": marks, "leftovers": leftovers})
    return story_id
