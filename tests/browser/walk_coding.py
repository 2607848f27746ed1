"""The states of coding: who codes, a story, passages, what was lost, two windows, a server that is away."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.marking import mark
from tests.browser.storytelling import ask_server, tell
from tests.browser.walking import Visitor

TEXT = "A heron stood still. Nobody spoke. It flew."

KEYS = {*"danpmxuokj", "Enter", "Escape", "Ctrl"}
"""Keys are written as they are called in every language."""


def walk_coding(at: Visitor) -> Iterator[str]:
    word = f"heron{at.language}"
    at.typed |= KEYS
    story = tell(
        at.server,
        mark(TEXT),
        title=mark(word),
        language=at.language,
        translations=[
            {"language": "de" if at.language == "nl" else "nl", "title": "", "text": "X", "setting": ""}
        ],
    )
    page = at.go("/stories?show=coding", ".coding-start", width=1366, height=768)
    yield "Coding, who codes"
    name = mark(f"Ann {at.language}")
    page.locator(".coding-coder input").last.fill(name)
    page.keyboard.press("Enter")
    at.see(".coding-text")
    coder = next(
        entry_["id"]
        for entry_ in ask_server(at.server, "/stories/coding/coders.json")["coders"]
        if entry_["name"] == name
    )
    page = at.go(f"/stories?show=coding&search={word}&coder={coder}", ".coding-text")
    page.keyboard.press("a")
    yield "Coding, a story"
    page.keyboard.type("xyz")
    at.see(".coding-none:not(:empty)")
    yield "Coding, no such element"
    at.typed |= {"xyz", "e"}
    page.locator(".coding-input input").fill("e")
    at.see(".coding-definition")
    yield "Coding, elements found and a definition"
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    at.see(".coding-selected")
    yield "Coding, a passage is selected"
    for key in ("Enter", "ArrowDown", "n", "Escape", "?"):
        page.keyboard.press(key)
    at.see("dialog[open]")
    yield "Coding, keys"
    page.keyboard.press("Escape")
    page.locator(".coding-marks .coding-remove").first.click()
    yield "Coding, removed"
    page.keyboard.press("u")
    expect(page.locator(".stories-message")).to_have_text(at.say("Undone."))
    expect(page.locator(".coding-saved")).to_have_text(at.say("Saved"))
    _change_text(at, story)
    sent = {"coder": coder, "story": story, "seen": 1, "leftovers": [], "memo": mark("Unsure"), "done": False}
    at.go(f"/stories?show=coding&search={word}&coder={coder}", ".coding-text")
    at.see(".stories-message:not(:empty)")
    yield "Coding, passages are lost"
    entry = ask_server(at.server, f"/stories/coding/stories.json?coder={coder}&ids={story}")["stories"][0]
    revision = entry["coding"]["revision"]
    ask_server(at.server, "/stories/coding/save.json", {**sent, "marks": [], "revision": revision})
    page.keyboard.press("d")
    at.see("dialog[open]")
    yield "Coding, two versions"
    page.keyboard.press("Escape")
    yield "Coding, two versions, nothing chosen"
    page.locator(".stories-message button").click()
    for side in page.locator(".conflict [value=mine]").all():
        side.check()
    page.locator(".conflict [type=submit]").click()
    expect(page.locator(".coding-saved")).to_have_text(at.say("Saved"))
    page.set_viewport_size({"width": 360, "height": 740})
    at.go("/stories?show=coding&coder=nobody", ".coding-start")
    page.locator(".coding-coders button:not(.primary)").first.click()
    yield "Coding, no such coder, on a telephone"
    page.set_viewport_size({"width": 1366, "height": 768})
    page = at.go(f"/stories?show=coding&search={word}&coder={coder}&state=differ", ".coding-story")
    page.locator(".st-key-coding_filter > button").click()
    yield "Coding, no stories, filters"


def _change_text(at: Visitor, story: str) -> None:
    """Shorten the story."""
    now = ask_server(at.server, f"/stories/{story}.json")
    text = {**now["wordings"][0], "text": mark("It flew.")}
    changed = {**text, "teller": "patient", "consent": now["consent"]}
    ask_server(
        at.server, f"/stories/{story}.json", {"do": "edit", "revision": now["revision"], "story": changed}
    )
