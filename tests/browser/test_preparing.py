"""A workshop that is prepared, led by a clicker, and held again elsewhere, in the browser."""

from __future__ import annotations

from playwright.sync_api import expect

from model.workshop import make_request_id
from tests.browser.conftest import OpenPage
from tests.browser.test_workshop import NODES, Room, held, open_desk, open_projector, room, title

__all__ = ["held", "room"]


def test_a_clicker_alone_opens_closes_and_reveals(open_page: OpenPage, room: Room) -> None:
    asked = room.do("add-round", kind="rating", question="How is it?", nodes=NODES)["rounds"][0]["id"]
    room.do("move", view="round", round=asked)
    projector = open_projector(open_page, room)
    desk = open_desk(open_page, room, width=1280, height=800)
    following = desk.locator(".presenter .remote .primary")
    expect(projector.locator(".how")).to_have_text("Not open yet")
    expect(following).to_have_text("Next: Open →")
    projector.keyboard.press("PageDown")
    expect(projector.locator(".how")).to_have_text("Answer on your phone")
    room.phones.vote(room.id, room.join(), asked, {NODES[0]: 4}, make_request_id())
    expect(projector.locator(".answered")).to_contain_text("1 of 1")
    expect(following).to_have_text("Next: Close →")
    desk.wait_for_timeout(700)
    desk.keyboard.press("PageDown")
    expect(projector.locator(".how")).to_have_text("Closed")
    desk.wait_for_timeout(700)
    desk.keyboard.press(" ")
    expect(projector.locator(".part")).to_be_visible()
    desk.locator(".presenter").evaluate("it => it.scrollTo(0, it.scrollHeight)")
    expect(following).to_be_in_viewport(ratio=1)
    desk.set_viewport_size({"width": 360, "height": 740})
    desk.locator(".desk-side").scroll_into_view_if_needed()
    expect(following).to_be_in_viewport(ratio=1)
    room.do("move", view="round", round=asked)
    expect(projector.locator(".how")).to_have_text("Closed")
    projector.keyboard.press("o")  # what is revealed is not opened by a key
    projector.keyboard.press("PageDown")
    expect(projector.locator(".part")).to_be_visible()
    expect(title(projector)).to_have_text("How is it?")
