"""What was agreed is followed up in the next meeting of a team, in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server
from tests.browser.test_workshop import NODES, Room, current, held, open_desk, open_projector, press, title

__all__ = ["held"]

TODAY = date.today()
TEXTS = ("Tea at four", "Talk at the handover", "A walk outside")


@pytest.fixture
def agreed(held: Room) -> Iterator[tuple[str, str]]:
    """A team, and its workshop of two months ago with three actions; other tests find nothing of them."""
    team = {"do": "add", "request": uuid4().hex, "name": f"Ward {uuid4().hex[:6]}"}
    made = ask_server(held.server, "/teams.json", team)["teams"]
    [owner] = [team_["id"] for team_ in made if team_["name"] == team["name"]]
    first = held.start(name="In March", team=owner, day=(TODAY - timedelta(days=60)).isoformat()).id
    due = (TODAY - timedelta(days=9)).isoformat()
    for text in TEXTS:
        held.do("add-action", text=text, who="head nurse", nodes=NODES[:1], due=due if "Tea" in text else "")
    held.do("end")
    yield owner, first
    held.id = first
    held.do("delete")
    ask_server(held.server, "/teams.json", {"do": "end", "request": uuid4().hex, "team": owner})


def test_the_next_meeting_settles_what_was_agreed_with_a_key_each(
    open_page: OpenPage, held: Room, agreed: tuple[str, str]
) -> None:
    team, first = agreed
    room = held.start(name="In May", team=team, day=TODAY.isoformat())
    projector = open_projector(open_page, room)
    desk = open_desk(open_page, room, width=1280, height=800)
    expect(desk.get_by_role("tab", name="Follow up (3)")).to_be_visible()
    desk.keyboard.press("PageDown")
    expect(current(desk)).to_have_text("What came of what we agreed")
    expect(title(projector)).to_have_text("What came of what we agreed")
    expect(projector.locator(".followed .who")).to_have_text(["! Overdue"])
    card = desk.locator(".card.current")
    expect(card.locator("h3")).to_have_text(TEXTS[0])
    card.get_by_label("What came of it?").fill("Every afternoon, 1 pot")
    card.get_by_label("What came of it?").blur()
    desk.keyboard.press("1")
    expect(card.locator("h3")).to_have_text(TEXTS[1])
    desk.keyboard.press("2")
    expect(card.locator("h3")).to_have_text(TEXTS[2])
    desk.keyboard.press("3")
    expect(desk.locator(".all-asked")).to_be_visible()
    settled = ["✓ Done: Every afternoon, 1 pot", "… Still open", "✕ Dropped"]
    expect(projector.locator(".followed .who")).to_have_text(settled)
    press(desk, "Undo")
    expect(card.locator("h3")).to_have_text(TEXTS[2])
    expect(projector.locator(".followed .who")).to_have_text(settled[:2])
    assert find_barriers(desk) == []
    desk.reload()
    expect(card.locator("h3")).to_have_text(TEXTS[2])
    expect(desk.locator(".followed .state")).to_have_text(settled[:2])
    press(desk, "Ask about it: Tea at four")
    expect(card.get_by_label("What came of it?")).to_have_value("Every afternoon, 1 pot")
    card.locator("button", has_text="Done").click()
    assert ask_server(room.server, f"/workshops/{first}.json")["workshop"]["isEnded"]


def test_what_came_of_it_is_settled_on_the_page_of_all_that_was_agreed(
    open_page: OpenPage, held: Room, agreed: tuple[str, str]
) -> None:
    team, _first = agreed
    page = open_page(f"/workshop?part=agreed&team={team}", on=held.server, ready=".agreed-list li")
    items = page.locator(".agreed-list li")
    expect(items.locator(".texts > strong")).to_have_text(list(TEXTS))
    expect(items.locator(".badge.late")).to_have_count(1)
    expect(page.get_by_role("link", name=re.compile("Overdue actions"))).to_be_visible()
    calendar = page.get_by_role("link", name="Calendar file (.ics)")
    with page.expect_download() as downloading:
        calendar.click()
    assert "SUMMARY:Tea at four" in downloading.value.path().read_text()
    press(page, "What came of it?: Tea at four")
    page.get_by_label("What came of it?", exact=True).fill("Every day")
    assert find_barriers(page) == []
    page.locator(".settle", has_text="Done").click()
    expect(items.last).to_contain_text("✓ Done: Every day")
    expect(calendar).to_be_hidden()
    press(page, "Undo")
    expect(items.first).to_contain_text("Overdue")
    expect(calendar).to_be_visible()
    page.get_by_label("Team", exact=True).select_option("")
    expect(items.filter(has_text="In March")).to_have_count(3)
