"""What is typed at the desk of a workshop is kept for that workshop, and for what it was typed of."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_workshop import Room, held, open_desk, press, room

__all__ = ["held", "room"]


def open_actions(desk: Page) -> Locator:
    """The field for what is agreed."""
    desk.locator("#tab-actions").click()
    return desk.locator("#panel-actions form").get_by_label("What?")


def turn_to(desk: Page, name: str) -> None:
    """Another workshop, in the same tab of the browser."""
    press(desk, "All workshops")
    desk.get_by_role("button", name=f"Open: {name}", exact=True).click()
    expect(desk.locator(".desk-head h2")).to_have_text(name)


def test_a_draft_of_a_workshop_is_not_offered_in_another(open_page: OpenPage, held: Room) -> None:
    held.start(name="Ward with quiet nights")
    held.start(name="Ward with long days")
    desk = open_desk(open_page, held)
    desk.get_by_label("Question").fill("Who sleeps?")
    desk.get_by_label("Timer").select_option("10")
    desk.locator("#tab-plan").click()
    desk.get_by_label("Name of the template").fill("Days")
    open_actions(desk).fill("Ten minutes a day")
    turn_to(desk, "Ward with quiet nights")
    expect(open_actions(desk)).to_have_value("")
    expect(desk.get_by_label("Timer")).to_have_value("5")
    desk.locator("#tab-plan").click()
    expect(desk.get_by_label("Name of the template")).to_have_value("")
    desk.locator("#tab-together").click()
    expect(desk.get_by_label("Question")).to_have_value("")
    turn_to(desk, "Ward with long days")
    expect(desk.get_by_label("Question")).to_have_value("Who sleeps?")
    expect(open_actions(desk)).to_have_value("Ten minutes a day")


def test_what_is_typed_of_an_action_is_its_own_also_after_a_reload(open_page: OpenPage, room: Room) -> None:
    room.do("add-action", text="Ten minutes a day")
    desk = open_desk(open_page, room)
    what = open_actions(desk)
    what.fill("A round together")
    desk.get_by_role("button", name="Edit: Ten minutes a day").click()
    expect(what).to_have_value("Ten minutes a day")
    what.fill("Twenty minutes a day")
    desk.reload()
    open_actions(desk)
    expect(what).to_have_value("A round together")
    desk.get_by_role("button", name="Edit: Ten minutes a day").click()
    expect(what).to_have_value("Twenty minutes a day")
    press(desk, "Cancel")
    expect(what).to_have_value("A round together")
    desk.get_by_role("button", name="Edit: Ten minutes a day").click()
    expect(what).to_have_value("Ten minutes a day")
    form = desk.locator("#panel-actions form")
    form.get_by_role("button", name="Save").click()
    form.get_by_role("button", name="Add", exact=True).click()
    expect(desk.locator("#panel-actions .agreed")).to_contain_text("A round together")
    expect(what).to_have_value("")
