"""Two windows that edit one story: both versions are shown, and what is chosen of them is saved."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server, form, press, press_act, story, tell
from tests.serving import Server

READY = ".stories-bar"
CONFLICT = "status of 409"
DUTCH = {"language": "nl", "title": "De kraai", "text": "Een kraai riep.", "setting": ""}


def conflict(page: Page) -> Locator:
    return page.locator(".conflict")


def row(page: Page, field: str) -> Locator:
    return page.locator(f'[data-conflict="{field}"]')


def get_choice(page: Page, field: str) -> str | None:
    chosen = row(page, field).locator("input:checked")
    return chosen.get_attribute("value") if chosen.count() else None


def list_rows(page: Page) -> list[str | None]:
    return [field.get_attribute("data-conflict") for field in page.locator("[data-conflict]").all()]


def edit_elsewhere(server: Server, story_id: str, **changes: Any) -> None:
    """Change a story as somebody else does in another window."""
    now = ask_server(server, f"/stories/{story_id}.json")
    first, *others = now["wordings"]
    kept = {name: now[name] for name in ("teller", "nodes", "dimensions", "consent", "source", "told_on")}
    changed = {**first, **kept, "translations": others, **changes}
    ask_server(
        server, f"/stories/{story_id}.json", {"do": "edit", "revision": now["revision"], "story": changed}
    )


def open_conflict(
    open_page: OpenPage, server: Server, mine: dict[str, str], theirs: dict[str, Any], **how: Any
) -> tuple[Page, str]:
    """A form in which `mine` were filled in by their labels, and somebody else stored `theirs` meanwhile."""
    story_id = tell(
        server, "A crow called twice.", title="The crow", setting="a ward", translations=[DUTCH],
        told_on="2024-03-01",
    )  # fmt: skip
    page = open_page(f"/stories?story={story_id}", on=server, ready=READY, expected=CONFLICT, **how)
    opened = page.locator("article.story.open")
    opened.locator(".st-key-story_acts > button").click()
    opened.locator('[data-act="edit"]').click()
    for field, value in mine.items():
        form(page).locator(f'[data-field="{field}"]').first.fill(value)
    edit_elsewhere(server, story_id, **theirs)
    form(page).locator("[type=submit]").click()
    expect(conflict(page)).to_be_visible()
    return page, story_id


def test_both_versions_are_shown_with_the_words_that_differ_marked(
    open_page: OpenPage, writing_server: Server
) -> None:
    page, _told = open_conflict(
        open_page,
        writing_server,
        {"text": "A crow called thrice."},
        {"text": "A big crow called twice.", "consent": {"room": True, "exports": True}},
    )
    assert list_rows(page) == ["text", "consent"]
    sides = row(page, "text").locator(".conflict-side")
    expect(sides.nth(0)).to_contain_text("A crow called thrice.")
    expect(sides.nth(1)).to_contain_text("A big crow called twice.")
    expect(sides.nth(0).locator("mark")).to_have_text(["thrice."])
    expect(sides.nth(1).locator("mark")).to_have_text(["big", "twice."])
    expect(row(page, "consent").locator(".conflict-side").nth(1).locator("mark")).to_have_text(
        ["exported diagrams, slides and handouts"]
    )
    assert find_barriers(page) == []


def test_what_only_one_changed_is_proposed_and_what_both_changed_is_asked(
    open_page: OpenPage, writing_server: Server
) -> None:
    page, story_id = open_conflict(
        open_page,
        writing_server,
        {"text": "A crow called thrice.", "title": "The loud crow"},
        {"text": "A big crow called twice.", "setting": "a garden", "teller": "family", "told_on": None},
    )
    chosen = {str(field): get_choice(page, str(field)) for field in list_rows(page)}
    assert chosen == {
        "title": "mine",
        "text": None,
        "setting": "theirs",
        "teller": "theirs",
        "told_on": "theirs",
    }
    expect(row(page, "title")).to_contain_text("Only you changed this.")
    expect(row(page, "setting")).to_contain_text("Only they changed this.")
    expect(row(page, "text")).to_contain_text("Both of you changed this: choose one.")
    press(conflict(page), "Save")
    expect(conflict(page).get_by_role("alert")).to_contain_text("Choose a version of each field")
    expect(row(page, "text").get_by_label("Your version")).to_be_focused()
    assert ask_server(writing_server, f"/stories/{story_id}.json")["text"] == "A big crow called twice."
    row(page, "text").get_by_label("Your version").check()
    press(conflict(page), "Save")
    expect(form(page)).to_have_count(0)
    after = ask_server(writing_server, f"/stories/{story_id}.json")
    assert (after["title"], after["text"]) == ("The loud crow", "A crow called thrice.")
    assert (after["setting"], after["teller"], after["told_on"]) == ("a garden", "family", None)
    assert after["wordings"][1] == DUTCH
    expect(story(page, "The loud crow")).to_contain_text("A crow called thrice.")


@pytest.mark.parametrize("side", ["your", "their"])
def test_one_version_can_be_taken_as_a_whole(open_page: OpenPage, writing_server: Server, side: str) -> None:
    page, story_id = open_conflict(
        open_page,
        writing_server,
        {"text": "A crow called thrice."},
        {"text": "A big crow called twice.", "translations": [{**DUTCH, "text": "Een kraai riep luid."}]},
    )
    assert list_rows(page) == ["text", "translations.nl"]
    press(conflict(page), f"All from {side} version")
    press(conflict(page), "Save")
    expect(form(page)).to_have_count(0)
    after = ask_server(writing_server, f"/stories/{story_id}.json")
    mine = ("A crow called thrice.", "Een kraai riep.", 3)
    theirs = ("A big crow called twice.", "Een kraai riep luid.", 2)
    stored = (after["text"], after["wordings"][1]["text"], after["revision"])
    assert stored == (mine if side == "your" else theirs)
    if side == "their":
        press(page.locator(".story-notice"), "Undo")
        expect(form(page).locator("textarea").first).to_have_value("A crow called thrice.")


def test_going_back_to_the_form_keeps_what_was_typed(open_page: OpenPage, writing_server: Server) -> None:
    page, story_id = open_conflict(
        open_page, writing_server, {"text": "A crow called thrice."}, {"text": "A big crow called."}
    )
    press(conflict(page), "Back to the form")
    expect(conflict(page)).to_have_count(0)
    alert = form(page).get_by_role("alert")
    expect(alert).to_contain_text("Somebody else has changed this story in the meantime.")
    expect(form(page).locator("textarea").first).to_have_value("A crow called thrice.")
    press(alert, "Show both versions")
    expect(conflict(page)).to_be_visible()
    assert ask_server(writing_server, f"/stories/{story_id}.json")["text"] == "A big crow called."


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_story_that_was_withdrawn_meanwhile_stays_so_unless_chosen_otherwise(
    open_page: OpenPage, writing_server: Server, choice: str
) -> None:
    story_id = tell(writing_server, "A jay called.", title=f"The jay, {choice}")
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY, expected=CONFLICT)
    press_act(page, f"The jay, {choice}", "edit")
    form(page).locator("textarea").first.fill("A jay called twice.")
    ask_server(writing_server, f"/stories/{story_id}.json", {"do": "withdraw", "revision": 1})
    press(form(page), "Save")
    expect(row(page, "status")).to_be_visible()
    assert [get_choice(page, "text"), get_choice(page, "status")] == ["mine", "theirs"]
    expect(row(page, "status")).to_contain_text("withdrawn")
    row(page, "status").locator(f'[value="{choice}"]').check()
    press(conflict(page), "Save")
    expect(form(page)).to_have_count(0)
    after = ask_server(writing_server, f"/stories/{story_id}.json")
    assert after["text"] == "A jay called twice."
    assert after["status"] == ("published" if choice == "mine" else "withdrawn")


def test_who_is_overtaken_again_while_choosing_chooses_again(
    open_page: OpenPage, writing_server: Server
) -> None:
    page, story_id = open_conflict(
        open_page, writing_server, {"text": "A crow called thrice."}, {"title": "The big crow"}
    )
    edit_elsewhere(writing_server, story_id, setting="a roof")
    press(conflict(page), "Save")
    expect(row(page, "setting")).to_be_visible()
    assert list_rows(page) == ["text", "setting"]
    assert [get_choice(page, field) for field in ("text", "setting")] == ["mine", "theirs"]
    press(conflict(page), "Save")
    expect(form(page)).to_have_count(0)
    after = ask_server(writing_server, f"/stories/{story_id}.json")
    assert (after["text"], after["title"], after["setting"]) == (
        "A crow called thrice.",
        "The big crow",
        "a roof",
    )


def test_on_a_phone_in_the_dark_and_in_dutch_both_versions_fit(
    open_page: OpenPage, writing_server: Server
) -> None:
    page, _told = open_conflict(
        open_page,
        writing_server,
        {"text": "A crow called " + "r" * 120, "title": "The crow, again"},
        {"text": "A big crow called twice.", "nodes": ["resonance", "effect-team"], "dimensions": ["respect"],
         "source": {"name": "A paper", "url": "https://example.org/" + "a" * 80}},
        width=360, height=740, theme="dark", locale="nl-BE",
    )  # fmt: skip
    expect(row(page, "text")).to_contain_text("Jullie hebben dit allebei gewijzigd: kies er één.")
    widths = page.evaluate("[...document.querySelectorAll('.story-dialog')].map((one) => one.scrollWidth)")
    assert max(widths) <= 360
    assert find_barriers(page) == []
