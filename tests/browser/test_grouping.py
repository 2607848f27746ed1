"""Answers are sorted into groups at the desk: dragged with a mouse and a finger, and found by their words."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from model.workshop import make_request_id
from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.test_workshop import Room, held, open_desk, press, room

__all__ = ["held", "room"]

SAID = (
    "Coffee together",
    "coffee together!",
    "Café with the family",
    "More time",
    "A walk",
    "COFFEE, TOGETHER",
)
SHADOW = ".card-shadow"
ANY_AIMED = re.compile(r"\baimed\b")


def answer(room: Room, texts: tuple[str, ...] = SAID) -> None:
    """A question that was answered."""
    state = room.do("add-round", kind="answers", question="What helps?")
    round_id = state["rounds"][-1]["id"]
    room.do("open-round", round=round_id)
    for text in texts:
        room.phones.name_catalyst(room.id, room.join(), round_id, "question", text, make_request_id())


def list_cards(place: Page | Locator) -> list[str]:
    """What stands on the cards that are in sight."""
    texts = place.locator("[data-card]:visible > span:not(.grip)").all_inner_texts()
    return [text.strip() for text in texts]


def find_card(place: Page | Locator, text: str) -> Locator:
    return place.locator("[data-card]").filter(has_text=text)


def find_centre(place: Locator) -> tuple[float, float]:
    box: Any = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(desk: Page, card: Locator, target: Locator) -> None:
    """Drag with the mouse, from the text of a card to the middle of a place."""
    card.scroll_into_view_if_needed()
    desk.mouse.move(*find_centre(card))
    desk.mouse.down()
    x, y = find_centre(target)
    desk.mouse.move(x, y - 4)
    desk.mouse.move(x, y)
    expect(target).to_have_class(ANY_AIMED)
    desk.mouse.up()
    expect(desk.locator(SHADOW)).to_have_count(0)


def drag_by_finger(desk: Page, card: Locator, target: Locator) -> None:
    """Drag with a finger, by the grip."""
    touch = desk.context.new_cdp_session(desk)
    start, end = find_centre(card.locator(".grip")), find_centre(target)

    def send(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    send("touchStart", start)
    send("touchMove", (end[0], end[1] - 4))
    send("touchMove", end)
    expect(target).to_have_class(ANY_AIMED)
    send("touchEnd")
    expect(desk.locator(SHADOW)).to_have_count(0)


def undo(desk: Page) -> None:
    desk.locator(".message").get_by_role("button", name="Undo").click()


def test_equal_answers_are_one_card_that_is_dragged_onto_others_into_groups_and_out_and_all_is_undone(
    open_page: OpenPage, room: Room
) -> None:
    answer(room)
    desk = open_desk(open_page, room, has_touch=True)
    loose, group = desk.locator(".loose"), desk.locator(".group")
    before = ["Coffee together × 3", "Café with the family", "More time", "A walk"]
    expect(loose.locator("[data-card]")).to_have_count(4)
    assert list_cards(loose) == before

    drag(desk, find_card(desk, "Café"), find_card(desk, "Coffee together"))
    expect(group).to_have_accessible_name("Coffee together")
    assert list_cards(group) == ["Coffee together × 3", "Café with the family"]
    expect(loose.locator("[data-card]")).to_have_count(2)
    expect(find_card(loose, "Café").locator("input")).to_have_count(0)
    undo(desk)
    expect(group).to_have_count(0)
    assert list_cards(loose) == before

    drag_by_finger(desk, find_card(desk, "Coffee together"), find_card(desk, "Café"))
    expect(group).to_have_accessible_name("Café with the family")
    for name in ("More time", "A walk"):
        find_card(loose, name).get_by_role("checkbox").check()
    expect(desk.get_by_text("Ticked: 2")).to_be_visible()
    drag(desk, find_card(loose, "A walk"), group)  # all that are ticked go along
    expect(group.locator("[data-card]")).to_have_count(4)
    expect(desk.get_by_text("Every answer is in a group.")).to_be_visible()
    drag(desk, find_card(group, "Coffee together"), loose)
    expect(loose.locator("[data-card]")).to_have_count(1)
    assert list_cards(loose) == ["Coffee together × 3"]
    undo(desk)
    expect(group.locator("[data-card]")).to_have_count(4)
    press(desk, "Dissolve")
    expect(group).to_have_count(0)
    expect(loose.locator("[data-card]")).to_have_count(4)
    undo(desk)
    expect(group.locator("[data-card]")).to_have_count(4)


def test_a_drag_that_is_given_up_or_ends_beside_changes_nothing(open_page: OpenPage, room: Room) -> None:
    answer(room)
    desk = open_desk(open_page, room)
    card, other = find_card(desk, "A walk"), find_card(desk, "Coffee together")
    card.scroll_into_view_if_needed()
    desk.mouse.move(*find_centre(card))
    desk.mouse.down()
    desk.mouse.move(*find_centre(other))
    expect(desk.locator(SHADOW)).to_have_text("A walk")
    room.do("add-action", text="Late news")  # what is dragged stays under the hand meanwhile
    expect(desk.get_by_role("tab", name="Agree")).to_contain_text("1")
    expect(desk.locator(SHADOW)).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator(SHADOW)).to_have_count(0)
    desk.mouse.up()
    expect(desk.locator(".group")).to_have_count(0)
    expect(card.locator("input")).not_to_be_checked()


def test_a_group_is_renamed_in_its_place_and_found_with_its_answers(open_page: OpenPage, room: Room) -> None:
    answer(room)
    desk = open_desk(open_page, room)
    for name in ("Coffee together", "Café"):
        find_card(desk, name).get_by_role("checkbox").check()
    press(desk, "Group what is ticked")
    title = desk.get_by_label("Name of the group")
    title.fill("A pause together")
    title.press("Escape")
    expect(title).to_have_value("Coffee together")
    title.fill("A pause together")
    title.press("Enter")
    group = desk.get_by_role("group", name="A pause together")
    expect(group).to_be_visible()
    undo(desk)
    expect(desk.get_by_role("group", name="Coffee together")).to_be_visible()
    title.fill("A pause together")
    title.press("Enter")
    expect(group).to_be_visible()

    search = desk.get_by_label("Search answers and groups")
    for typed, cards, found in (
        ("PAUSE", ["Coffee together × 3", "Café with the family"], "4 of 6 answers"),
        ("cafe", ["Café with the family"], "1 of 6 answers"),
        ("walk", ["A walk"], "1 of 6 answers"),
        ("nothing", [], "0 of 6 answers"),
    ):
        search.fill(typed)
        expect(desk.get_by_text(found)).to_be_visible()
        assert list_cards(desk) == cards
        expect(group).to_be_visible(visible="Coffee" in str(cards) or "Café" in str(cards))
    search.fill("o")
    press(desk, "Tick all shown")
    search.fill("")
    expect(find_card(desk, "More time").get_by_role("checkbox")).to_be_checked()
    expect(find_card(desk, "A walk").get_by_role("checkbox")).not_to_be_checked()
    assert find_barriers(desk) == []
