"""Coding in a browser: by keys alone, passages, two windows, a server that is away."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.barriers import find_barriers, goes_on_sideways
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server, tell
from tests.serving import Server

TRUST = "resonance-trust"


def add_coder(server: Server, name: str) -> str:
    added = ask_server(server, "/stories/coding/coders.json", {"do": "add", "name": name})
    return str(added["coder"]["id"])


def read_coding(server: Server, coder: str, story: str) -> dict[str, Any]:
    """What a coder made of a story so far."""
    address = f"/stories/coding/stories.json?coder={coder}&ids={story}"
    coding: dict[str, Any] = ask_server(server, address)["stories"][0]["coding"]
    return coding


SEARCH_MORE = """() => {
    history.replaceState(null, "", location.href.replace("search=tamandua", "search=tamandua+came"));
    dispatchEvent(new PopStateEvent("popstate"));
}"""
"""Ask for the same stories by other words."""


def press(page: Page, *keys: str) -> int:
    """Press keys one after the other, several small letters one by one; how many were pressed."""
    for key in keys:
        page.keyboard.type(key) if key.islower() else page.keyboard.press(key)
    return sum(len(key) if key.islower() else 1 for key in keys)


def attach(page: Page, letters: str) -> None:
    press(page, "a", letters, "Enter", "Escape")


def expect_saved(page: Page) -> None:
    expect(page.locator(".coding-saved")).to_have_text("Saved")


def test_who_goes_on_while_other_stories_are_on_their_way_is_not_taken_back(
    open_page: OpenPage, writing_server: Server
) -> None:
    for number in range(3):
        tell(writing_server, f"A tamandua came by, {number}.", title=f"Tamandua {number}")
    page = open_page("/stories?show=coding&search=tamandua", on=writing_server, ready=".coding-start")
    page.get_by_label("Name of a new coder").fill("tessa")
    page.keyboard.press("Enter")
    heading = page.locator(".coding-story h2")
    expect(heading).to_have_text("Tamandua 0")
    held: list[Route] = []
    page.route("**/coding/line.json*", lambda route: held.append(route))
    with page.expect_request("**/coding/line.json*"):
        page.evaluate(SEARCH_MORE)
    before = page.locator(".coding").element_handle()
    press(page, "Control+Enter")
    expect(heading).to_have_text("Tamandua 1")
    for route in held:
        route.continue_()
    page.wait_for_function("element => !element.isConnected", arg=before)
    expect(heading).to_have_text("Tamandua 1")
    expect(page.locator(".coding-place")).to_have_text("Story 2 of 3")


def test_twenty_stories_are_coded_by_the_keyboard_alone(open_page: OpenPage, writing_server: Server) -> None:
    stories = [
        tell(writing_server, f"A quokka came by, {number}.", title=f"Quokka {number}") for number in range(20)
    ]
    page = open_page("/stories?show=coding&search=quokka", on=writing_server, ready=".coding-start")
    page.get_by_label("Name of a new coder").focus()
    press(page, "quinn", "Enter")
    heading, place = page.locator(".coding-story h2"), page.locator(".coding-place")
    expect(place).to_have_text("Story 1 of 20")
    expect(heading).to_be_focused()
    expect(page.locator(".coding-tally")).to_have_text("0 done, 0 begun")
    count = press(page, "d", "a")
    for number in range(1, 20):
        expect(heading).to_have_text(f"Quokka {number}")
        count += press(page, *([] if number % 2 else ["tru", "Enter"]), "Control+Enter")
    assert count == 20 + 1 + 9 * (3 + 1)
    press(page, "Escape")
    expect(page.locator(".coding-tally")).to_have_text("20 done, 0 begun")
    expect(page.locator(".stories-message")).to_have_text("All of these stories are done.")
    expect_saved(page)
    [coder] = [
        entry["id"]
        for entry in ask_server(writing_server, "/stories/coding/coders.json")["coders"]
        if entry["name"] == "quinn"
    ]
    for number, story in enumerate(stories):
        coding = read_coding(writing_server, coder, story)
        assert [mark["id"] for mark in coding["marks"]] == ([] if number % 2 or not number else [TRUST])
        assert coding["done"]
    press(page, "k", "k", "j")
    expect(place).to_have_text("Story 19 of 20")
    page.reload()
    expect(place).to_have_text("Story 19 of 20")
    expect(heading).to_have_text("Quokka 18")
    press(page, "o", "a", "Backspace", "Escape")
    expect(page.locator(".stories-message")).to_contain_text("Removed: Trust between patient")
    press(page, "u")
    expect_saved(page)
    coding = read_coding(writing_server, coder, stories[18])
    assert ([mark["id"] for mark in coding["marks"]], coding["done"]) == ([TRUST], False)
    page.locator(".st-key-state select").select_option("begun")
    expect(place).to_have_text("Story 1 of 1")
    page.locator(".st-key-state select").select_option("todo")
    expect(heading).to_have_text("No stories to code here.")


def test_passages_are_marked_by_the_keyboard_and_seen_without_colour(
    open_page: OpenPage, writing_server: Server
) -> None:
    story = tell(writing_server, "She 😀 sang for him. He never forgot it.", title="A wombat")
    coder = add_coder(writing_server, "Wally")
    address = f"/stories?show=coding&coder={coder}&story={story}&search=wombat"
    page = open_page(address, on=writing_server, ready=".coding-text", width=1366)
    attach(page, "trust")
    press(page, "p", "ArrowRight", "Shift+ArrowRight", "Enter")
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "a", "family", "Enter")
    press(page, "ArrowDown", "Shift+ArrowDown", "n", "Escape")
    quotes = page.locator(".coding-quote")
    expect(quotes).to_have_text(["“😀 sang”", "“sang for him”", "“He never forgot it”"])
    labels = "all => all.flatMap(({ dataset }) => dataset.labels ?? [])"
    assert page.locator(".coding-passage").evaluate_all(labels) == ["1", "2", "∅"]
    assert page.locator(".coding-text").inner_text() == "She 😀 sang for him. He never forgot it."
    overlap = page.locator('[data-keys-of$="effect-experience"]').first
    expect(overlap).to_have_text("sang")
    assert overlap.evaluate("element => element.style.backgroundImage").count("linear-gradient") == 2
    press(page, "m", "unsure", "Control+Enter")
    expect_saved(page)
    coding = read_coding(writing_server, coder, story)
    passages = [mark["passages"] for mark in coding["marks"]]
    assert passages == [[["en", 4, 10]], [["en", 6, 18]]]
    assert (coding["leftovers"], coding["memo"], coding["done"]) == ([["en", 20, 38]], "unsure", True)
    page.reload()
    expect(quotes).to_have_count(3)
    quotes.nth(1).focus()
    press(page, "x")
    expect(quotes).to_have_count(2)
    page.locator(".coding-name").first.click()
    page.get_by_label("Memo on “Trust").fill("When is it trust?")
    expect_saved(page)
    page.locator(".coding-text").select_text()
    expect(page.locator(".coding-selected q")).to_contain_text("She")
    assert find_barriers(page) == []
    press(page, "?")
    page.get_by_role("switch", name="Single keys work").press("Space")
    press(page, "Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    press(page, "n")
    expect(quotes).to_have_count(2)
    other = add_coder(writing_server, "Wanda")
    page.goto(writing_server.address + address.replace(coder, other))
    expect(page.locator(".coding-text")).to_be_visible()
    expect(page.locator(".coding-passage, .coding-name")).to_have_count(0)
    memos = ask_server(writing_server, f"/stories/coding/memos.json?coder={coder}")["memos"]
    assert [memo["text"] for memo in memos] == ["When is it trust?"]


def test_two_windows_of_a_coder_show_both_versions_and_keep_what_was_chosen(
    open_page: OpenPage, writing_server: Server
) -> None:
    story, coder = tell(writing_server, "A numbat slept."), add_coder(writing_server, "Nora")
    address = f"/stories?show=coding&coder={coder}&story={story}&search=numbat"
    page = open_page(address, on=writing_server, ready=".coding-text", expected="status of 409")
    other = open_page(address, on=writing_server, ready=".coding-text")
    attach(other, "family")
    expect_saved(other)
    press(page, "a", "trust", "Enter")
    dialog = page.get_by_role("dialog", name="You coded this story in another window, too.")
    expect(dialog.locator("input:checked")).to_have_count(2)
    expect(dialog.locator("[data-conflict$='effect-experience']")).to_contain_text(
        "Only changed in the other window."
    )
    press(page, "Escape")
    page.get_by_role("button", name="Show both versions").click()
    dialog.get_by_role("button", name="Save").click()
    expect_saved(page)
    expect(page.locator(".coding-name")).to_have_count(2)
    assert len(read_coding(writing_server, coder, story)["marks"]) == 2


def test_while_the_server_is_away_nothing_is_lost(open_page: OpenPage, writing_server: Server) -> None:
    stories = [tell(writing_server, f"A quoll hid, {number}.") for number in range(2)]
    coder = add_coder(writing_server, "Quill")
    page = open_page(
        f"/stories?show=coding&coder={coder}&search=quoll",
        on=writing_server,
        ready=".coding-text",
        expected="ERR_INTERNET_DISCONNECTED",
    )
    page.context.set_offline(True)
    attach(page, "trust")
    press(page, "d")
    attach(page, "family")
    expect(page.locator(".coding-saved")).to_contain_text("Not saved yet: 2")
    expect(page.locator(".stories-message")).to_contain_text("Nothing is lost")
    expect(page.locator(".coding-name")).to_have_count(1)
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again now").click()
    expect_saved(page)
    expect(page.locator(".stories-message")).to_be_empty()
    assert [read_coding(writing_server, coder, story)["done"] for story in stories] == [True, False]


def test_a_coder_who_is_not_there_is_said_and_others_are_offered(
    open_page: OpenPage, writing_server: Server
) -> None:
    add_coder(writing_server, "Dora")
    page = open_page(
        "/stories?show=coding&coder=nobody", on=writing_server, ready=".coding-start", expected="status of 4"
    )
    expect(page.get_by_role("alert")).to_have_text("There is no such coder. Choose one of these, or add one.")
    page.get_by_role("button", name="Rename Dora").click()
    page.get_by_label("New name of Dora").fill("Dot")
    press(page, "Enter")
    page.get_by_label("Name of a new coder").fill("dot")
    press(page, "Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "There is a coder with this name already. Choose another name."
    )
    assert find_barriers(page) == []
    page.get_by_role("button", name="Remove Dot").click()
    expect(page.get_by_role("button", name="Dot", exact=True)).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1920, 1080)])
def test_nothing_of_coding_is_wider_than_the_window(
    open_page: OpenPage, writing_server: Server, width: int, height: int
) -> None:
    story, coder = tell(writing_server, "A dingo dug. " * 60), add_coder(writing_server, f"Di {width}")
    address = f"/stories?show=coding&coder={coder}&story={story}&search=dingo&lang=fr"
    page = open_page(address, on=writing_server, ready=".coding-text", width=width, height=height)
    attach(page, "confiance")
    press(page, "p", "Shift+ArrowDown", "Enter")
    expect(page.locator(".coding-quote")).to_have_count(1)
    assert not goes_on_sideways(page)
    foot = page.locator(".coding-foot").bounding_box()
    assert foot
    assert foot["y"] + foot["height"] <= height
