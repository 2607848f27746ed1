"""Moderating in a browser: the queue by keyboard alone, two who decide at once, several stories at once."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import find_barriers, goes_on_sideways
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server, find_stories, form, tell
from tests.serving import Server

READY = ".queue-card, .queue-none"


class Keyboard:
    """Somebody who presses keys on a page, one by one, and counts them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)
            self.presses += 1


def wait(server: Server, word: str, many: int, **values: Any) -> list[str]:
    """Let stories wait that all hold a word; their ids."""
    return [
        tell(server, f"A {word} came by, {number}.", title=f"{word} {number}", publish=False, **values)
        for number in range(many)
    ]


def open_queue(open_page: OpenPage, server: Server, word: str, **how: Any) -> Page:
    return open_page(f"/stories?show=queue&search={word}", on=server, ready=READY, **how)


def place(page: Page) -> Locator:
    return page.locator("h2.queue-place")


def message(page: Page) -> Locator:
    return page.locator(".queue-foot .stories-message")


def button(page: Page, act: str) -> Locator:
    return page.locator(f".queue-bar [data-act={act}]")


def get_story(server: Server, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = ask_server(server, f"/stories/{id_}.json")
    return found


def wait_for_status(server: Server, id_: str, status: str) -> dict[str, Any]:
    """The story once it has a status: what is shown is ahead of what is stored."""
    for _ in range(100):
        if (found := get_story(server, id_))["status"] == status:
            break
        time.sleep(0.1)
    assert found["status"] == status
    return found


def test_thirty_stories_are_decided_by_keyboard_in_one_press_each(
    open_page: OpenPage, writing_server: Server
) -> None:
    ids = wait(writing_server, "Heron", 30)
    page = open_queue(open_page, writing_server, "Heron")
    keyboard = Keyboard(page)
    expect(place(page)).to_have_text("Story 1 of 30 that wait")
    expect(place(page)).to_be_focused()
    assert not find_barriers(page)
    acts = {"p": "published", "r": "withdrawn", "s": "aside"}
    keys = "pppprppsppppprppppsppppppppppp"
    for number, key in enumerate(keys):
        expect(page.locator(".queue-card h3")).to_have_text(f"Heron {number}")
        keyboard.press(key)
    expect(place(page)).to_have_text("No story waits for a decision.")
    assert keyboard.presses == len(ids)
    for id_, key in zip(ids, keys, strict=True):
        wait_for_status(writing_server, id_, acts[key])
    expect(message(page)).to_contain_text("Published. Heron 29")
    keyboard.press("u", "u")
    expect(place(page)).to_have_text("Story 1 of 2 that wait")
    expect(page.locator(".queue-card h3")).to_have_text("Heron 28")
    for id_ in ids[-2:]:
        wait_for_status(writing_server, id_, "pending")
    page.goto(f"{writing_server.address}/stories?show=queue&search=Heron&status=aside")
    expect(place(page)).to_have_text("Story 1 of 2 set aside")
    expect(page.locator(".stories-decided")).to_have_text(
        re.compile(r"Set aside by the facilitator, \d+ \w+ 20\d\d(,| at) \d\d:\d\d")
    )
    keyboard.press("w")
    expect(place(page)).to_have_text("Story 1 of 1 set aside")
    listed = page.goto(f"{writing_server.address}/stories?search=Heron&status=withdrawn")
    assert listed
    expect(page.locator(".stories-decided").first).to_contain_text("Rejected by the facilitator")


def test_a_press_that_an_answer_falls_into_counts(open_page: OpenPage, writing_server: Server) -> None:
    story_id = tell(writing_server, "An avocet stood still.", publish=False, consent={"room": False})
    page = open_queue(open_page, writing_server, "avocet")
    publications = page.locator("[data-purpose=publications]")
    publications.hover()
    page.mouse.down()
    with page.expect_response(re.compile(f"stories/{story_id}.json")):
        page.keyboard.press("1")
    expect(page.locator("[data-purpose=room]")).to_have_attribute("aria-pressed", "true")
    page.mouse.up()
    expect(publications).to_have_attribute("aria-pressed", "true")
    expect(publications).to_be_focused()


def test_a_story_is_masked_attached_and_agreed_to_by_keyboard(
    open_page: OpenPage, writing_server: Server
) -> None:
    [first, other] = (
        tell(writing_server, text, title=title, publish=False, consent={"room": False})
        for text, title in (("Mrs Peeters saw an egret in room 12.", "First"), ("An egret flew.", "Second"))
    )
    page = open_queue(open_page, writing_server, "egret", width=1366)
    marks = page.locator(".queue-text mark")
    expect(marks).to_have_text(["Mrs Peeters name", "room 12 room or bed"])
    assert not find_barriers(page)
    keyboard = Keyboard(page)
    keyboard.press("m")
    expect(page.locator(".queue-text")).to_have_text("[name] saw an egret in [room].")
    expect(marks).to_have_count(0)
    keyboard.press("a", "e", "x", "p")  # letters are letters in there
    expect(page.get_by_role("option").first).to_have_text(re.compile("Better patient and family experience"))
    assert not find_barriers(page)
    with page.expect_response(re.compile("stories/words.json")):  # what others publish does not disturb
        tell(writing_server, "A gull flew by.")
    expect(page.locator(".attach-input")).to_be_focused()
    keyboard.press("Enter")
    expect(page.locator(".queue-attach .chip")).to_have_count(1)
    expect(page.locator(".attach-input")).to_be_focused()
    keyboard.press("Enter", "1", "2")
    expect(page.locator("[data-purpose=exports]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".queue-warning")).to_be_hidden()
    keyboard.press("c", "Tab", "Tab", "Space")
    expect(page.locator("[data-purpose=publications]")).to_have_attribute("aria-pressed", "true")
    keyboard.press("u", "p")
    expect(page.locator(".queue-card h3")).to_have_text("Second")
    after = wait_for_status(writing_server, first, "published")
    assert (after["text"], after["nodes"]) == ("[name] saw an egret in [room].", ["effect-experience"])
    assert after["consent"] == {"room": True, "exports": True, "publications": False}
    whats = [change["what"] for change in after["history"]]
    assert whats == ["added", "edited", "attached", *["consent"] * 3, "undone", "published"]
    keyboard.press("e")
    form(page).locator("[data-field=text]").fill("An egret flew away.")
    form(page).locator("[type=submit]").click()
    expect(page.locator(".queue-text")).to_have_text("An egret flew away.")
    keyboard.press("p")
    expect(message(page)).to_contain_text(
        "Published, but not shown: its teller did not agree to show it here."
    )
    page.get_by_role("button", name="The teller agrees to show it here").click()
    expect(message(page)).to_contain_text("Published. Second")
    assert get_story(writing_server, other)["consent"]["room"] is True


def test_keys_are_switched_off_and_do_nothing_while_somebody_types(
    open_page: OpenPage, writing_server: Server
) -> None:
    ids = wait(writing_server, "Ibis", 2)
    page = open_queue(open_page, writing_server, "Ibis")
    search = page.locator(".st-key-search input")
    search.click()
    page.keyboard.type("p")
    search.fill("Ibis")
    place(page).click()
    page.keyboard.press("Control+p")
    expect(place(page)).to_have_text("Story 1 of 2 that wait")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_contain_text("Publish")
    assert not find_barriers(page)
    keys.get_by_role("switch").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.reload()
    expect(place(page)).to_have_text("Story 1 of 2 that wait")
    page.keyboard.press("r")
    expect(button(page, "publish").locator("kbd")).to_be_hidden()
    expect(place(page)).to_have_text("Story 1 of 2 that wait")
    button(page, "next").click()
    expect(place(page)).to_have_text("Story 2 of 2 that wait")
    expect(button(page, "next")).to_be_focused()
    button(page, "publish").click()
    expect(place(page)).to_have_text("Story 1 of 1 that wait")
    wait_for_status(writing_server, ids[1], "published")


def test_what_is_not_saved_comes_back_and_says_so(open_page: OpenPage, writing_server: Server) -> None:
    ids = wait(writing_server, "Stilt", 2)
    page = open_queue(open_page, writing_server, "Stilt", expected="ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    page.keyboard.press("p")
    expect(message(page)).to_contain_text(
        "“Stilt 0” was not saved and is back. The server cannot be reached."
    )
    expect(place(page)).to_have_text("Story 1 of 2 that wait")
    expect(page.locator(".queue-card h3")).to_have_text("Stilt 0")
    page.context.set_offline(False)
    page.wait_for_timeout(800)  # for a moment no key decides on what has come back
    page.keyboard.press("p")
    expect(page.locator(".queue-card h3")).to_have_text("Stilt 1")
    expect(message(page)).to_contain_text("Published.")
    wait_for_status(writing_server, ids[0], "published")


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_of_two_who_decide_on_one_story_the_second_chooses(
    open_page: OpenPage, writing_server: Server, choice: str
) -> None:
    word = f"Curlew{choice}"
    first, second = wait(writing_server, word, 2)
    page = open_queue(open_page, writing_server, word, expected="status of 409")
    for id_, act in ((first, "publish"), (second, "publish")):
        ask_server(writing_server, f"/stories/{id_}.json", {"do": act, "revision": 1})
    page.keyboard.press("r")
    row = page.locator('[data-conflict="status"]')
    expect(row.locator(".conflict-side").nth(0)).to_contain_text("withdrawn")
    expect(row.locator(".conflict-side").nth(1)).to_contain_text("published")
    page.locator(f"input[value={choice}]").check()
    page.locator(".conflict [type=submit]").click()
    expect(page.locator(".conflict")).to_have_count(0)
    expect(page.locator(".queue-card h3")).to_have_text(f"{word} 1")
    status = "withdrawn" if choice == "mine" else "published"
    wait_for_status(writing_server, first, status)
    page.keyboard.press("p")
    expect(message(page)).to_contain_text("Somebody else has just done the same.")
    expect(place(page)).to_have_text("No story waits for a decision.")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1024, 768), (1920, 1080)])
def test_the_queue_fits_the_window_with_all_that_decides_in_sight(
    open_page: OpenPage, writing_server: Server, width: int, height: int
) -> None:
    word = f"Avocet{width}"
    wait(writing_server, word, 1)
    tell(writing_server, f"{word} " * 300, publish=False)
    page = open_queue(open_page, writing_server, word, width=width, height=height)
    for _ in range(2):
        for act in ("publish", "withdraw", "aside", "next"):
            expect(button(page, act)).to_be_in_viewport()
        expect(place(page)).to_be_in_viewport()
        assert not goes_on_sideways(page)
        page.keyboard.press("j")
        expect(place(page)).to_have_text("Story 2 of 2 that wait")


# Several at once


def bulk(page: Page, act: str) -> Locator:
    return page.locator(f".bulk [data-act={act}]")


def test_several_stories_are_published_and_that_is_undone_as_one(
    open_page: OpenPage, writing_server: Server
) -> None:
    wait(writing_server, "Plover", 23)
    page = open_page("/stories?search=Plover&status=pending", on=writing_server, ready="article.story")
    said = page.locator(".stories-message")
    boxes = page.locator(".bulk-box")
    boxes.nth(1).check()
    boxes.nth(4).click(modifiers=["Shift"])
    expect(page.locator(".bulk strong")).to_have_text("4 selected")
    for key in ("j", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator(".bulk strong")).to_have_text("5 selected")
    assert not find_barriers(page)
    with page.expect_download() as download:
        page.locator(".st-key-bulk_export > button").click()
        page.get_by_role("group", name="All, for your own records").get_by_role("link", name="CSV").click()
    assert download.value.path().read_text("utf-8").count("Plover came by") == 5
    page.keyboard.press("Escape")
    bulk(page, "aside").click()
    expect(said).to_contain_text("Set aside: 5.")
    expect(page.locator(".stories-bar .diagram-words")).to_have_text("18 stories")
    expect(boxes).to_have_count(18)
    said.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Undone: 5.")
    page.locator(".bulk").get_by_label("Select all that are shown").check()
    bulk(page, "all").click()
    expect(page.locator(".bulk strong")).to_have_text("23 selected")
    bulk(page, "publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(said).to_contain_text("Published: 23.")
    assert {story["status"] for story in find_stories(writing_server, "Plover")} == {"published"}
    [edited, *_] = find_stories(writing_server, "Plover")
    ask_server(
        writing_server, f"/stories/{edited['id']}.json", {"do": "withdraw", "revision": edited["revision"]}
    )
    said.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Undone: 22.")
    expect(said).to_contain_text(
        f"Left as they are, as somebody else has changed them: 1. ({edited['name']})"
    )


def test_a_field_of_several_stories_is_changed_at_once(open_page: OpenPage, writing_server: Server) -> None:
    wait(writing_server, "Godwit", 3)
    page = open_page("/stories?search=Godwit", on=writing_server, ready="article.story")
    page.locator(".bulk").get_by_label("Select all that are shown").check()
    bulk(page, "change").click()
    dialog = form(page)
    dialog.get_by_label("What is changed?").select_option("Attach to an element")
    dialog.get_by_label("Elements").select_option("effect-joy-in-work")
    assert not find_barriers(page)
    dialog.get_by_role("button", name="Change (3)").click()
    expect(page.locator(".stories-message")).to_contain_text("Changed: 3.")
    found = find_stories(writing_server, "Godwit")
    assert [story["nodes"] for story in found] == [["effect-joy-in-work"]] * 3


def test_visitors_have_no_queue_and_select_nothing(open_page: OpenPage, start: Any) -> None:
    server = start(MANGOMOMENT_PASSCODE="mango")
    page = open_page("/stories?show=queue", on=server, ready=".queue-view p")
    expect(page.locator(".queue-view")).to_contain_text("Moderating is for moderators and the facilitator.")
    expect(page.locator(".st-key-show button")).to_have_count(2)
    page.goto(f"{server.address}/stories")
    expect(page.locator("article.story").first).to_be_visible()
    expect(page.locator(".bulk, .bulk-box")).to_have_count(0)
