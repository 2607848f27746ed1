"""Activities about own texts and about links in the browser: desk, phone and projector."""

from __future__ import annotations

from playwright.sync_api import expect

from model import load_model
from model.workshop import list_edges, make_request_id
from tests.browser.barriers import find_barriers, settle
from tests.browser.conftest import OpenPage
from tests.browser.test_join import check
from tests.browser.test_workshop import Room, held, open_desk, open_projector, press, room, title

__all__ = ["held", "room"]

EDGES = list_edges(load_model())[:3]
_WIDTHS = """() => [...document.querySelectorAll('.slot .edge.valued')].map((line) => {
    const { strokeWidth, strokeDasharray } = getComputedStyle(line);
    const isDashed = parseFloat(strokeDasharray) < 10;
    return [line.dataset.source + '>' + line.dataset.target, parseFloat(strokeWidth), isDashed];
})"""


def test_own_texts_go_from_the_desk_to_a_phone_and_back(open_page: OpenPage, room: Room) -> None:
    desk = open_desk(open_page, room)
    desk.get_by_label("What?").first.select_option("choice")
    desk.get_by_label("Your own texts").fill("Coffee together\n\n  A bench in the hall \nLess paper\n")
    desk.get_by_label("How many each may choose").fill("2")
    press(desk, "Prepare")
    expect(desk.get_by_role("heading", name="1. Which would you choose?")).to_be_visible()
    expect(desk.get_by_label("Your own texts")).to_have_value("")
    press(desk, "Open")
    expect(desk.get_by_text("0 of 0 have answered")).to_be_visible()
    address = f"/join/{room.see()['workshop']['key']}?lang=en"
    phone = open_page(address, on=room.server, ready="main", width=320, height=640)
    phone.locator("main > form button").click()
    check(phone)
    phone.get_by_label("Less paper").check()
    phone.get_by_label("Coffee together").check()
    press(phone, "Send")
    expect(phone.get_by_text("Your vote counts.")).to_be_visible()
    expect(phone.get_by_label("A bench in the hall")).not_to_be_checked()
    expect(desk.get_by_text("1 of 1 have answered")).to_be_visible()
    press(desk, "Close")
    press(desk, "Reveal")
    desk.get_by_text("What the room says", exact=True).last.click()
    expect(desk.locator(".result-table tbody tr").first).to_contain_text("1Coffee together1")

    room.do("add-round", kind="order", options=["One", "Two", "Three"])
    room.do("open-round", round=room.see()["rounds"][-1]["id"])
    phone.reload()
    for name, place in (("One", "3"), ("Two", "1"), ("Three", "2")):
        phone.get_by_label(name, exact=True).select_option(place)
    press(phone, "Send")
    expect(phone.get_by_text("Your vote counts.")).to_be_visible()
    expect(phone.get_by_label("One", exact=True)).to_have_value("3")
    check(phone)
    assert find_barriers(desk) == []


def test_links_are_drawn_by_what_was_said_of_them(open_page: OpenPage, room: Room) -> None:
    round_id = room.do("add-round", kind="edges", edges=EDGES)["rounds"][0]["id"]
    room.do("open-round", round=round_id)
    clear, hardly, unknown = EDGES
    room.phones.vote(room.id, room.join(), round_id, {clear: 4, hardly: 1, unknown: 9}, make_request_id())
    room.do("reveal-round", round=round_id)
    projector = open_projector(open_page, room, f"?view=round&round={round_id}&at=2")
    expect(title(projector)).to_have_text("Does this lead to that here?")
    expect(projector.locator(".slot .edge-values text")).to_have_text(["4.0", "1.0"])
    settle(projector)
    drawn = {edge: (width, is_dashed) for edge, width, is_dashed in projector.evaluate(_WIDTHS)}
    assert set(drawn) == {clear, hardly}
    assert drawn[clear][0] > 2 * drawn[hardly][0]
    assert (drawn[clear][1], drawn[hardly][1]) == (False, True)
    expect(projector.get_by_text("The thicker a line, the more clearly")).to_be_visible()
    assert find_barriers(projector) == []
