"""Single success criteria of WCAG that a walk through the pages (`test_tabbing.py`) does not show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from model.workshop import WorkshopStore
from tests.browser.barriers import settle
from tests.browser.conftest import OpenPage, Start
from tests.browser.storytelling import ask_server
from tests.browser.test_workshop import Room
from tests.serving import Server

PASTING = ["clipboard-read", "clipboard-write"]
MOST_CHANGES = 9
"""How often a part may be drawn otherwise within three seconds: half of what three flashes a second are."""

_COUNT_CHANGES = """() => new Promise((done) => {
  const counts = new Map();
  const count = (changes) => {
    for (const { target } of changes) counts.set(target, (counts.get(target) ?? 0) + 1);
  };
  const watcher = new MutationObserver(count);
  const looks = ["class", "style", "hidden"];
  watcher.observe(document, { subtree: true, attributes: true, attributeFilter: looks });
  setTimeout(() => {
    const seen = [...counts].map(([part, times]) => [times, part.outerHTML.slice(0, 90)]);
    done(seen.sort(([one], [other]) => other - one));
  }, 3000);
})"""


def paste(field: Locator, text: str) -> None:
    """Put a text into a field as somebody does who has copied it."""
    field.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    field.fill("")
    field.press("ControlOrMeta+v")
    expect(field).to_have_value(text)


def test_a_passcode_can_be_pasted_and_filled_in_by_a_password_manager(
    open_page: OpenPage, start: Start
) -> None:
    server = start(MANGOMOMENT_PASSCODE="mango")
    page = open_page("/stories?lang=en", on=server, ready=".stories-access")
    page.context.grant_permissions(PASTING)
    page.locator(".stories-access").click()
    passcode = page.get_by_label("Passcode")
    expect(passcode).to_have_attribute("autocomplete", "current-password")
    paste(passcode, "mango")
    passcode.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_the_key_of_a_workshop_and_the_code_of_a_story_can_be_pasted(
    open_page: OpenPage, writing_server: Server, written: str
) -> None:
    room = Room(writing_server, written).start(name="Ward 4")
    page = open_page("/join?lang=en", on=writing_server, width=360)
    page.context.grant_permissions(PASTING)
    page.get_by_text(re.compile("Withdraw a story")).click()
    paste(page.get_by_role("textbox", name=re.compile("^The code")), "ABCDE FGHJK")
    key = page.get_by_label(re.compile("The key on the screen"))
    paste(key, WorkshopStore(room.stories).get(room.id).key)
    key.press("Enter")
    expect(page.get_by_role("heading", name="Ward 4")).to_be_visible()
    room.stories.close()


def test_who_chooses_a_language_in_the_list_goes_on_from_there(open_page: OpenPage) -> None:
    page = open_page("/open?lang=en", width=360)
    languages = page.locator(".frame-language")
    languages.focus()
    languages.select_option("nl")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("button", name="Bestand kiezen")).to_be_visible()
    expect(languages).to_have_value("nl")
    expect(languages).to_be_focused()


@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_page_says_in_which_language_it_is(
    open_page: OpenPage, writing_server: Server, language: str
) -> None:
    page = open_page(f"/about?lang={language}", on=writing_server, width=1366)
    named = page.locator("html")
    for name in ("explore", "paths", "stories", "workshop", "export", "open", "about"):
        page.locator(f".frame-bar [data-page={name}]").click()
        page.wait_for_url(f"**/{name}*")
        expect(page.locator(f".frame-bar [data-page={name}]")).to_have_attribute("aria-current", "page")
        expect(page.locator("#root h1").first).to_be_attached()
        settle(page)
        expect(named).to_have_attribute("lang", language)
    for name in ("join", "tell"):
        page.goto(f"{writing_server.address}/{name}?lang={language}")
        expect(named).to_have_attribute("lang", language)


def test_nothing_flashes_on_the_projector_while_its_timer_runs(
    open_page: OpenPage, writing_server: Server, written: str
) -> None:
    room = Room(writing_server, written).start(name="Ward 4")
    page = open_page(f"/projector/{room.id}?lang=en", on=writing_server, ready="header h1")
    page.keyboard.press("t")
    expect(page.locator(".timer")).to_contain_text(re.compile(r"\d"))
    changes = page.evaluate(_COUNT_CHANGES)
    assert [change for change in changes if change[0] > MOST_CHANGES] == []
    room.stories.close()


@pytest.mark.parametrize(
    ("address", "choices", "parts"),
    [
        (
            "/stories?lang=en",
            ".st-key-show",
            {
                "Coding": ".coding-who",
                "Agreement": ".st-key-agreement :is(h2, p, a)",
                "Letterboxes": ".letterbox-list",
                "Who told what": "[data-testid=stPageLink-NavLink]",
                "Import and export": "[data-testid=stFileUploaderDropzone]",
                "Read": ".stories-bar",
            },
        ),
        (
            "/workshop?lang=en",
            ".tabs",
            {
                "What came of it": ".workshop-view h2",
                "Teams": ".teams",
                "Compare": ".workshop-view h2",
                "Workshops": ".workshops",
            },
        ),
    ],
)
def test_who_chooses_a_part_of_a_page_by_keyboard_goes_on_from_there(
    open_page: OpenPage, writing_server: Server, address: str, choices: str, parts: dict[str, str]
) -> None:
    page = open_page(address, on=writing_server, ready=choices)
    settle(page)
    expect(page.locator("body")).to_be_focused()  # at first nothing is
    for name, shown in parts.items():
        button = page.locator(choices).get_by_role("button", name=name, exact=True)
        button.press("Enter")
        expect(page.locator(shown).first).to_be_attached()
        settle(page)
        expect(button).to_be_focused()


def expect_pointed_to(field: Locator, fault: str) -> None:
    """A field has the keyboard and says what is wrong with it, until something is typed into it."""
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(fault)))
    field.press("End")
    field.press("x")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).not_to_have_accessible_description(re.compile(re.escape(fault)))


def test_a_field_that_is_empty_or_wrong_says_so_itself(
    open_page: OpenPage, start: Start, tmp_path: Path
) -> None:
    written = f"sqlite:///{tmp_path / 'stories.db'}"
    server = start(MANGOMOMENT_DB=written)  # its own: other tests list all teams that there are
    empty, taken = "Something is still empty.", "Another team has this already."
    page = open_page("/workshop?lang=en", on=server, ready=".workshops", expected="400")
    page.get_by_role("button", name="Start", exact=True).click()
    expect_pointed_to(page.locator("#workshop-name"), empty)
    page.locator(".tabs").get_by_role("button", name="Teams").click()
    page.get_by_role("button", name="Add a team").click()
    name = page.locator("#team-name")
    expect_pointed_to(name, empty)
    for fault in ("", taken):
        name.fill("Ward of numbats")
        page.get_by_role("button", name="Add a team").click()
        expect(page.locator(".message")).to_contain_text(fault or "was added")
    expect_pointed_to(name, taken)
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".tabs").get_by_role("button", name="Workshops").click()
    page.locator("#workshop-name").fill("")  # what was typed is kept
    page.get_by_role("button", name="Start", exact=True).click()
    bars = page.locator(".inputs-tools").bounding_box()
    said = page.locator(".message").bounding_box()
    assert bars
    assert said
    assert said["y"] >= bars["y"] + bars["height"]  # it is seen above the field
    expect_pointed_to(page.locator("#workshop-name"), empty)
    room = Room(server, written).start(name="Ward 4")
    page.goto(f"{server.address}/workshop?workshop={room.id}&lang=en")
    page.locator("#tab-actions").click()
    page.locator("#panel-actions button[type=submit]").first.click()
    expect_pointed_to(page.get_by_role("textbox", name="What?"), empty)
    page.locator("#tab-together").click()
    page.get_by_label("What?").first.select_option("choice")
    page.get_by_role("button", name="Prepare", exact=True).click()
    expect_pointed_to(page.locator("#panel-together textarea:visible"), "needed")
    room.stories.close()


def test_the_name_of_a_coder_that_is_taken_says_so_itself(
    open_page: OpenPage, writing_server: Server
) -> None:
    ask_server(writing_server, "/stories/coding/coders.json", {"do": "add", "name": "Numbat"})
    page = open_page("/stories?show=coding&lang=en", on=writing_server, ready=".coding-who", expected="400")
    name = page.get_by_label("Name of a new coder")
    name.fill("Numbat")
    name.press("Enter")
    expect_pointed_to(name, "There is a coder with this name already.")
