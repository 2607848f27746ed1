"""Personal codes from the switch on the desk to the comparison, and ends of a scale in own words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from model.workshop import make_request_id
from tests.browser.barriers import ANY, find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.test_join import PHONE, TARGETS
from tests.browser.test_workshop import NODES, Room, held, open_desk, room

__all__ = ["held", "room"]


def check(page: Page) -> None:
    """Axe finds nothing, nothing scrolls sideways, everything can be hit with a thumb."""
    assert find_barriers(page, ANY) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(TARGETS) == []


@pytest.mark.parametrize(
    ("theme", "language", "named"),
    [("light", "en", "Your personal code"), ("dark", "de", "Ihr persönlicher Code")],
)
def test_a_code_is_given_typed_in_and_not_kept_on_the_phone(
    open_page: OpenPage, room: Room, theme: str, language: str, named: str
) -> None:
    key = room.do("show", hasCodes=True)["workshop"]["key"]
    look = {**PHONE, "width": 360, "theme": theme, "expected": "Failed to load resource"}
    page = open_page(f"/join/{key}?lang={language}", on=room.server, **look)
    page.locator("main > form button").click()
    page.get_by_role("link", name=named).click()
    check(page)
    page.get_by_role("checkbox").check()
    page.locator("main > form button").click()
    code = page.locator(".receipt .code")
    expect(code).to_have_text(re.compile("^[A-Z3479]{5} [A-Z3479]{5}$"))
    said = code.inner_text().replace(" ", "")
    check(page)
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert said not in kept
    page.locator("details").first.locator("summary").click()
    check(page)
    page.locator("details").first.locator("button").click()
    expect(page.locator(".note.done")).to_be_visible()
    page.get_by_role("checkbox").check()
    page.locator("#personal").fill(said)
    page.locator("main > form button").click()
    expect(page.locator("#fault-personal")).to_be_visible()  # it is forgotten
    expect(page.locator("#personal")).to_be_focused()
    page.locator("a.button").click()
    expect(page.get_by_role("link", name=named)).to_be_visible()


def test_what_the_same_people_answered_stands_beside_the_comparison(open_page: OpenPage, room: Room) -> None:
    codes: list[str] = []
    ratings: list[str] = []
    desk = open_desk(open_page, room, width=1280, height=800)
    desk.get_by_role("tab", name="Joining").click()
    with desk.expect_response(lambda answer: answer.request.method == "POST"):
        desk.get_by_label("Offer personal codes").check()
    expect(desk.get_by_text("Those who agree get a code on their phone")).to_be_visible()
    for rating in (2, 4):
        if codes:
            room.start(name="Ward 4, again", day="2026-09-05").do("show", hasCodes=True)
        round_id = room.prepare("rating")
        for number in range(5):
            token = room.join()
            if rating == 2:
                codes.append(room.phones.give_code(room.id, token, make_request_id()))
            else:
                room.phones.use_code(room.id, token, codes[number])
            room.phones.vote(room.id, token, round_id, {NODES[0]: rating}, make_request_id())
        room.do("reveal-round", round=round_id)
        ratings.append(f"{room.id}.{round_id}")
    page = open_page("/workshop?lang=en", on=room.server, width=1024, height=768)
    page.get_by_role("button", name="Compare").click()
    for side, named in zip(("before", "after"), ratings, strict=True):
        page.locator(f"#compare-{side}").select_option(named)
    said = "5 people answered both times: 5 higher, 0 the same, 0 lower; on average +2.0."
    expect(page.get_by_text("The same people, then and now")).to_be_visible()
    expect(page.get_by_text(said)).to_have_count(2)


def test_ends_of_a_scale_are_written_kept_and_looked_through(open_page: OpenPage, room: Room) -> None:
    desk = open_desk(open_page, room, width=1280, height=800)
    form = desk.locator("form.card", has=desk.get_by_role("button", name="Prepare", exact=True))
    form.get_by_label("What?").select_option("scale")
    expect(form.get_by_label("What 1 means")).to_have_attribute("placeholder", "not at all")
    form.get_by_label("Your own texts").fill("We have time")
    form.get_by_label("What 5 means").fill("as Dr. Jan Peeters says")
    form.get_by_role("button", name="Prepare").click()
    prepared = desk.locator("article.round")
    expect(prepared.locator(".mark")).to_contain_text("This could identify a person: Dr. Jan Peeters (name)")
    expect(form.get_by_label("What 5 means")).to_have_value("")
    prepared.get_by_role("button", name="Edit").click()
    expect(prepared.get_by_label("What 5 means")).to_have_value("as Dr. Jan Peeters says")
    prepared.get_by_label("What 5 means").fill("always")
    prepared.get_by_role("button", name="Save").click()
    expect(prepared.locator(".mark")).to_have_count(0)
    assert room.see()["rounds"][0]["ends"] == ["", "always"]
    form.get_by_label("What?").select_option("choice")
    expect(form.get_by_label("What 1 means")).to_be_hidden()
