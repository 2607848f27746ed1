"""A workshop that is prepared, led by a clicker, and held again elsewhere, in the browser."""

from __future__ import annotations

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect

from model.workshop import make_request_id
from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.test_workshop import NODES, Room, held, open_desk, open_projector, press, room, title

__all__ = ["held", "room"]


def test_a_clicker_alone_opens_closes_and_reveals(open_page: OpenPage, room: Room) -> None:
    round_id = room.do("add-round", kind="rating", question="How is it?", nodes=NODES)["rounds"][0]["id"]
    room.do("move", view="round", round=round_id)
    projector = open_projector(open_page, room)
    desk = open_desk(open_page, room, width=1280, height=800)
    following = desk.locator(".presenter .remote .primary")
    expect(projector.locator(".how")).to_have_text("Not open yet")
    expect(following).to_have_text("Next: Open →")
    projector.keyboard.press("PageDown")
    expect(projector.locator(".how")).to_have_text("Answer on your phone")
    room.phones.vote(room.id, room.join(), round_id, {NODES[0]: 4}, make_request_id())
    expect(projector.locator(".answered")).to_contain_text("1 of 1")
    expect(following).to_have_text("Next: Close →")
    desk.wait_for_timeout(700)
    desk.keyboard.press("PageDown")
    expect(projector.locator(".how")).to_have_text("Closed")
    desk.wait_for_timeout(700)
    desk.keyboard.press(" ")
    expect(projector.locator(".part")).to_be_visible()
    desk.set_viewport_size({"width": 1280, "height": 520})
    desk.locator(".presenter").evaluate("it => it.scrollTo(0, it.scrollHeight)")
    expect(following).to_be_in_viewport(ratio=1)
    desk.set_viewport_size({"width": 360, "height": 740})
    desk.locator(".desk-side").scroll_into_view_if_needed()
    expect(following).to_be_in_viewport(ratio=1)
    room.do("move", view="round", round=round_id)
    expect(projector.locator(".how")).to_have_text("Closed")
    projector.keyboard.press("o")  # what is revealed is not opened by a key
    projector.keyboard.press("PageDown")
    expect(projector.locator(".part")).to_be_visible()
    expect(title(projector)).to_have_text("How is it?")


def draw() -> bytes:
    made = BytesIO()
    Image.new("RGB", (600, 300), "orange").save(made, "PNG")
    return made.getvalue()


def list_names(desk: Page) -> list[str]:
    return [name.split("\n")[0] for name in desk.locator(".plan .name").all_inner_texts()]


def test_a_workshop_is_begun_from_a_template_and_held_again_as_a_copy(
    open_page: OpenPage, held: Room
) -> None:
    page = open_page("/workshop", on=held.server, ready=".workshops")
    page.get_by_label("Name", exact=True).fill("First ward")
    page.get_by_label("Begin with").select_option(label="On the ward (20 minutes)")
    press(page, "Start")
    page.get_by_role("tab", name="Plan").click()
    expect(page.locator(".plan + p")).to_have_text("20 minutes in all.")
    expect(page.locator(".presenter .current")).to_have_text("What was your Mangomoment?")
    page.get_by_label("Name of the template").fill("Our twenty minutes")
    press(page, "Save as a template")
    expect(page.locator(".message")).to_contain_text("Saved.")
    names = list_names(page)
    press(page, "All workshops")
    expect(page.locator(".list-heading")).to_be_focused()
    page.get_by_role("button", name="Copy: First ward").first.click()
    page.keyboard.type("Second ward")
    press(page, "Start")
    expect(page.locator(".desk-head")).to_contain_text("Second ward")
    expect(page.locator(".plan + p")).to_have_text("20 minutes in all.")
    assert list_names(page) == names
    press(page, "All workshops")
    page.get_by_text("Templates", exact=True).click()
    page.get_by_role("button", name="Delete: Our twenty minutes").click()
    press(page, "Undo")
    page.get_by_label("Name of the template").fill("Ours")
    page.get_by_role("button", name="Rename: Our twenty minutes").click()
    expect(page.get_by_label("Begin with")).to_contain_text("Ours · 20 min")


def test_steps_are_put_in_order_by_keys_and_shown_with_a_picture(open_page: OpenPage, room: Room) -> None:
    room.do("add-round", kind="rating", question="How is it?", nodes=NODES)
    desk = open_desk(open_page, room, expected="400 (Bad Request)")
    projector = open_projector(open_page, room)
    desk.get_by_role("tab", name="Plan").click()
    form = desk.locator("form", has=desk.get_by_role("heading", name="Add a step of your own"))
    form.get_by_label("Title").fill("A mango")
    form.get_by_label("Text on the projector").fill("Look at it.")
    form.get_by_label("Picture", exact=True).set_input_files(
        {"name": "clip.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}
    )
    press(desk, "Add a step of your own")
    expect(desk.locator(".message")).to_contain_text("This is not a PNG, JPEG, WebP or GIF picture.")
    form.get_by_label("Picture", exact=True).set_input_files(
        {"name": "mango.png", "mimeType": "image/png", "buffer": draw()}
    )
    press(desk, "Add a step of your own")
    expect(desk.locator(".plan")).to_contain_text("with a picture")
    assert list_names(desk).count("A mango") == 1
    minutes = desk.get_by_label("Minutes: A mango")
    minutes.fill("4")
    minutes.press("Enter")
    expect(desk.locator(".plan + p")).to_have_text("4 minutes in all.")
    for _ in range(2):  # the second before the first is answered
        desk.get_by_role("button", name="Move up: A mango").press("Alt+ArrowUp")
    expect(desk.locator(".plan .name").nth(4)).to_contain_text("A mango")
    press(desk, "Undo")
    expect(desk.locator(".plan .name").nth(5)).to_contain_text("A mango")
    desk.get_by_role("button", name="Leave out: The whole map").click()
    expect(desk.locator(".steps")).not_to_contain_text("The whole map")
    assert not find_barriers(desk)
    desk.locator(".steps").get_by_text("A mango").click()
    expect(title(projector)).to_have_text("A mango")
    expect(projector.locator(".side")).to_have_text("Look at it.")
    shown = projector.locator("img.picture")
    expect(shown).to_be_visible()
    projector.wait_for_function("document.querySelector('img.picture').naturalWidth === 600")
    assert not find_barriers(projector)
    desk.get_by_role("button", name="Edit: How is it?").click()
    card = desk.get_by_role("article", name="How is it?")
    card.get_by_label("Question").fill("How is it now?")
    press(desk, "Save")
    twin = desk.get_by_role("article", name="How is it now?")
    twin.get_by_role("button", name="Duplicate").click()
    expect(twin).to_have_count(2)
    desk.get_by_role("tab", name="Plan").click()
    desk.get_by_role("button", name="Delete: A mango").click()
    expect(projector).not_to_have_title(re.compile("A mango"))
    press(desk, "Undo")
    expect(desk.locator(".plan")).to_contain_text("A mango")
