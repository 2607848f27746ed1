"""Letterboxes in a browser: made and printed, cards typed by keyboard, a phone that tells a story."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from model.letterboxes import Letterbox, LetterboxStore
from model.stories import StoryQuery, StoryStore
from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.test_join import MODEL
from tests.serving import Server

LIST = "/stories?show=letterboxes"


@pytest.fixture
def stories(written: str, writing_server: Server) -> Any:
    opened = StoryStore(written, MODEL.file.model.id)
    opened.open()
    yield opened
    opened.close()


def find(stories: StoryStore, word: str) -> list[str]:
    query = StoryQuery(words=word, statuses=frozenset({"pending"}), sort="oldest")
    return [story.text for story in stories.find(query).stories]


def type_card(page: Page, text: str) -> None:
    """What somebody types for one card, by keyboard alone."""
    page.keyboard.type(text)
    for key in ("Tab", "Space", "ArrowRight", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("day ward")
    for key in ("Tab", "Space", "Control+Enter"):
        page.keyboard.press(key)


def test_a_facilitator_makes_a_letterbox_prints_and_types_cards(
    open_page: OpenPage, writing_server: Server, stories: StoryStore
) -> None:
    page = open_page(
        LIST, on=writing_server, ready=".letterbox-list", expected=("ERR_INTERNET", "Failed to load")
    )
    page.get_by_role("button", name="New letterbox").click()
    page.get_by_label("Name", exact=True).fill("Entrance papaya")
    page.get_by_label("Question", exact=True).select_option("week")
    page.get_by_role("button", name="Save").click()
    item = page.locator(".letterbox-list li", has_text="Entrance papaya")
    expect(item).to_contain_text("What was your Mangomoment this week?")
    assert find_barriers(page) == []
    address = item.locator(".letterbox-address").inner_text()
    [box] = [
        letterbox for letterbox in LetterboxStore(stories).find_all() if letterbox.name == "Entrance papaya"
    ]
    assert urlsplit(address).path == f"/tell/{box.key}"
    item.get_by_role("button", name="Print").click()
    item.get_by_label("Language of the sheet").select_option("fr")
    with page.expect_download() as downloading:
        item.get_by_role("link", name="Poster (A3)").click()
    assert downloading.value.suggested_filename == f"poster-{box.key}.pdf"
    assert "lang=fr" in downloading.value.url
    page.keyboard.press("Escape")
    item.get_by_role("button", name="Close the letterbox").click()
    expect(item.locator(".letterbox-state")).to_have_text("Closed")

    item.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Its address, its posters and its cards no longer work.")
    dialog.get_by_role("button", name="Delete").click()
    expect(item).to_have_count(0)
    assert box.id not in [letterbox.id for letterbox in LetterboxStore(stories).find_all()]
    page.get_by_role("button", name="Undo").click()

    item.get_by_role("button", name="Type in cards").click()
    text = page.get_by_label("What is on the card")
    expect(text).to_be_focused()
    type_card(page, "Papaya one.")
    expect(text).to_be_focused()
    type_card(page, "Papaya two.")
    listed = page.locator(".card-list li")
    expect(listed).to_have_count(2)
    expect(page.get_by_text("Saved just now: 2")).to_be_visible()
    found = stories.find(StoryQuery(words="papaya", statuses=frozenset({"pending"}), sort="oldest")).stories
    assert [(story.text, story.teller, story.setting) for story in found] == [
        ("Papaya one.", "family", "day ward"),
        ("Papaya two.", "family", "day ward"),
    ]
    assert [story.consent.room for story in found] == [True, True]
    listed.first.get_by_role("button").click()
    expect(text).to_have_value("Papaya two.")
    assert find(stories, "papaya") == ["Papaya one."]
    assert find_barriers(page) == []

    page.context.set_offline(True)
    text.press("Control+Enter")
    expect(text).to_have_value("")
    expect(page.get_by_text("The server does not answer.")).to_be_visible()
    page.keyboard.type("Papaya half")
    page.context.set_offline(False)
    page.reload()
    expect(text).to_have_value("Papaya half")
    expect(page.get_by_text("Saved just now: 1")).to_be_visible()
    assert find(stories, "papaya") == ["Papaya one.", "Papaya two."]
    expect(page.locator(".frame-badge")).to_be_visible()
    page.get_by_role("button", name="Moderate (").click()
    expect(page.locator("h2.queue-place")).to_be_visible()
    page.goto(page.url.partition("?")[0] + "?show=queue&search=papaya")
    expect(page.locator(".queue-card")).to_contain_text("Letterbox: Entrance papaya")
    expect(page.locator(".queue-purposes")).to_contain_text("this application")


def open_phone(chromium: Browser, server: Server, box: Letterbox, *, has_script: bool = True) -> Page:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="en-GB", java_script_enabled=has_script
    )
    page = context.new_page()
    page.goto(f"{server.address}/tell/{box.key}")
    return page


def test_a_phone_tells_a_story_that_arrives_once_and_keeps_no_cookie(
    chromium: Browser, writing_server: Server, stories: StoryStore
) -> None:
    box = LetterboxStore(stories).create("phone", "Ward 4", "nl", is_weekly=True)
    page = open_phone(chromium, writing_server, box)
    text = page.get_by_label("The story", exact=True)
    text.fill("A guava sang for Dr. Jan Peeters.")
    page.get_by_label("family", exact=True).check()
    page.reload()
    expect(text).to_have_value("A guava sang for Dr. Jan Peeters.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send the story").click()
    waiting = page.get_by_text("Not sent yet. It is kept on this phone and sent again automatically.")
    expect(waiting).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Mask all and send").click()
    code = page.locator(".code")
    expect(code).to_be_visible()
    assert page.context.cookies() == []
    [stored] = find(stories, "guava")
    assert "Peeters" not in stored
    said = code.get_attribute("data-code") or ""
    page.get_by_text("Withdraw a story").click()
    expect(page.get_by_text(f"Codes kept on this phone: {said}")).to_be_visible()
    page.get_by_label("The code on the receipt").fill(said.lower())
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("The story is withdrawn.")).to_be_visible()
    assert find(stories, "guava") == []
    page.context.close()

    plain = open_phone(chromium, writing_server, box, has_script=False)
    plain.get_by_label("The story", exact=True).fill("A guava wept.")
    plain.get_by_label("family", exact=True).check()
    plain.get_by_role("button", name="Send the story").click()
    expect(plain.locator(".code")).to_be_visible()
    plain.go_back()
    plain.get_by_role("button", name="Send the story").click()
    expect(plain.locator(".code")).to_be_visible()
    assert find(stories, "guava") == ["A guava wept."]
    plain.context.close()
