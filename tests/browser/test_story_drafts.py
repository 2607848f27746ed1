"""What is typed into the form for a story and not saved: discarded, had back, offered, never just lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import find_barriers, goes_on_sideways
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import (
    ask_server,
    fill_in,
    find_stories,
    form,
    open_form,
    press,
    press_act,
    story,
    tell,
)
from tests.serving import Server

READY = ".stories-bar"
KEPT = "Object.keys(sessionStorage).filter((key) => key.startsWith('mangomoment-story-')).length"
AGE = """(hours) => {
  const key = "mangomoment-story-new";
  const draft = JSON.parse(sessionStorage.getItem(key));
  sessionStorage.setItem(key, JSON.stringify({ ...draft, at: Date.now() - hours * 3600e3 }));
}"""


def text(page: Page) -> Locator:
    return form(page).get_by_label("The story", exact=True).first


def notice(page: Page) -> Locator:
    return page.locator(".story-notice")


def offer(page: Page) -> Locator:
    """The question what to do with a draft."""
    return page.locator(".story-dialog.small")


def reopen(page: Page) -> None:
    page.reload()
    page.wait_for_selector(READY)
    page.locator(".stories-add").click()


def fill_every_field(page: Page, words: str) -> None:
    dialog = open_form(page)
    fill_in(dialog, words, "leader")
    dialog.get_by_label("Title").fill("The owl")
    dialog.get_by_label("Where was it?").fill("a barn")
    dialog.get_by_label("Language of the story").select_option("fr")
    dialog.get_by_label("Told on").fill("2024-03-01")
    dialog.locator(".form-map .node", has_text="Joy in work").click()
    dialog.get_by_label("Physical comfort").check()
    dialog.get_by_label("publications such as papers and posters").check()
    dialog.locator("summary", has_text="Source").click()
    dialog.get_by_label("Where was it made public?").fill("A paper")
    dialog.get_by_label("Web address").fill("https://example.org/1")
    dialog.get_by_label("Publish at once").check()


def expect_every_field(page: Page, words: str) -> None:
    dialog = form(page)
    expect(text(page)).to_have_value(words)
    expect(dialog.get_by_label("Who tells it?")).to_have_value("leader")
    expect(dialog.get_by_label("Title")).to_have_value("The owl")
    expect(dialog.get_by_label("Where was it?")).to_have_value("a barn")
    expect(dialog.get_by_label("Language of the story")).to_have_value("fr")
    expect(dialog.get_by_label("Told on")).to_have_value("2024-03-01")
    expect(dialog.locator(".form-map .node.selected")).to_have_text("Joy in work")
    expect(dialog.get_by_label("Physical comfort")).to_be_checked()
    expect(dialog.get_by_label("publications such as papers and posters")).to_be_checked()
    expect(dialog.get_by_label("Where was it made public?")).to_have_value("A paper")
    expect(dialog.get_by_label("Web address")).to_have_value("https://example.org/1")
    expect(dialog.get_by_label("Publish at once")).to_be_checked()


@pytest.mark.parametrize("way", ["Escape", "Close", "Not now"])
def test_closing_the_form_discards_what_was_typed_and_undo_brings_back_every_field(
    open_page: OpenPage, writing_server: Server, way: str
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    fill_every_field(page, f"An owl, then {way}.")
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        press(form(page), way)
    expect(form(page)).to_have_count(0)
    expect(notice(page)).to_contain_text("Discarded.")
    expect(notice(page)).to_be_in_viewport()
    assert page.evaluate(KEPT) == 0
    press(notice(page), "Undo")
    expect(notice(page)).to_have_count(0)
    expect_every_field(page, f"An owl, then {way}.")
    assert page.evaluate(KEPT) == 1
    assert find_stories(writing_server, f"owl then {way}") == []


def test_after_discarding_the_next_person_gets_an_empty_form(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    fill_in(open_form(page), "A first try.")
    press(form(page), "Not now")
    press(notice(page), "Close")
    expect(notice(page)).to_have_count(0)
    expect(open_form(page).get_by_label("The story", exact=True)).to_have_value("")
    expect(form(page).locator(".form-undo")).to_be_empty()


def test_the_notice_goes_after_a_minute_but_not_while_it_has_the_focus(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY, alone=True)
    page.clock.install()
    fill_in(open_form(page), "A first try.")
    press(form(page), "Not now")
    notice(page).get_by_role("button", name="Undo").focus()
    page.clock.run_for(61_000)
    expect(notice(page)).to_be_visible()
    page.locator(".stories-add").focus()
    page.clock.run_for(61_000)
    expect(notice(page)).to_have_count(0)


def test_nothing_is_said_where_nothing_was_typed(open_page: OpenPage, writing_server: Server) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    dialog = open_form(page)
    text(page).fill("A word")
    text(page).fill("")
    assert page.evaluate(KEPT) == 0
    press(dialog, "Not now")
    expect(dialog).to_have_count(0)
    expect(notice(page)).to_have_count(0)


def test_after_a_reload_a_draft_is_offered_with_its_age_and_nothing_of_it_is_shown(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    fill_every_field(page, "An owl, then a reload.")
    page.evaluate(AGE, 3)
    reopen(page)
    expect(offer(page)).to_contain_text("A story was begun here 3 hours ago and not saved.")
    expect(page.get_by_text("An owl")).to_have_count(0)
    assert find_barriers(page) == []
    page.keyboard.press("Escape")
    expect(offer(page)).to_have_count(0)
    page.locator(".stories-add").click()
    press(offer(page), "Continue")
    expect_every_field(page, "An owl, then a reload.")


def test_a_draft_that_was_discarded_can_be_had_back_and_what_was_typed_since_as_well(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    fill_every_field(page, "An owl, first.")
    reopen(page)
    press(offer(page), "Discard draft")
    expect(text(page)).to_have_value("")
    assert page.evaluate(KEPT) == 0
    text(page).fill("A second owl.")
    undo = form(page).locator(".form-undo")
    expect(undo).to_contain_text("Discarded.")
    press(undo, "Undo")
    expect_every_field(page, "An owl, first.")
    press(undo, "Undo")
    expect(text(page)).to_have_value("A second owl.")
    text(page).fill("")
    press(form(page), "Not now")
    press(notice(page), "Undo")
    expect_every_field(page, "An owl, first.")


def test_a_draft_is_dropped_after_a_day(open_page: OpenPage, writing_server: Server) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    fill_in(open_form(page), "An owl, a day ago.")
    page.evaluate(AGE, 23)
    reopen(page)
    expect(offer(page)).to_contain_text("23 hours ago")
    page.evaluate(AGE, 25)
    page.reload()
    page.wait_for_selector(READY)
    assert page.evaluate(KEPT) == 0
    expect(open_form(page).get_by_label("The story", exact=True)).to_have_value("")


def test_an_edit_that_was_closed_can_be_had_back_and_is_saved_at_the_version_it_began_with(
    open_page: OpenPage, writing_server: Server
) -> None:
    story_id = tell(writing_server, "A tern dived.", title="The tern")
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY)
    press_act(page, "The tern", "edit")
    text(page).fill("A tern dived twice.")
    page.keyboard.press("Escape")
    press(notice(page), "Undo")
    expect(text(page)).to_have_value("A tern dived twice.")
    page.reload()
    page.wait_for_selector(READY)
    press_act(page, "The tern", "edit")
    expect(offer(page)).to_contain_text("This story was edited here 1 minute ago and not saved.")
    press(offer(page), "Continue")
    press(form(page), "Save")
    expect(form(page)).to_have_count(0)
    after = ask_server(writing_server, f"/stories/{story_id}.json")
    assert (after["text"], after["revision"]) == ("A tern dived twice.", 2)
    expect(story(page, "The tern")).to_contain_text("A tern dived twice.")
    press_act(page, "The tern", "edit")
    expect(text(page)).to_have_value("A tern dived twice.")


def test_on_a_phone_in_dutch_the_offer_and_the_notice_fit(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page(
        "/stories", on=writing_server, ready=READY, width=360, height=740, theme="dark", locale="nl-BE"
    )
    page.locator(".stories-add").click()
    form(page).get_by_label("Het verhaal", exact=True).fill("Een uil riep.")
    reopen(page)
    expect(offer(page)).to_contain_text("Hier is 1 minuut geleden een verhaal begonnen")
    press(offer(page), "Verdergaan")
    press(form(page), "Niet nu")
    expect(notice(page)).to_contain_text("Weggegooid.")
    assert find_barriers(page) == []
    box = notice(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert box["y"] + box["height"] <= 740
    assert not goes_on_sideways(page)


def test_a_draft_of_an_earlier_version_is_offered(open_page: OpenPage, writing_server: Server) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    open_form(page).get_by_label("The story", exact=True).first.fill("Kept by an older form.")
    page.evaluate("""() => {
      const key = "mangomoment-story-new";
      sessionStorage.setItem(key, JSON.stringify(JSON.parse(sessionStorage.getItem(key)).values));
    }""")
    reopen(page)
    offer(page).get_by_role("button", name="Continue").click()
    expect(text(page)).to_have_value("Kept by an older form.")
