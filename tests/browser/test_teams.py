"""Teams in the browser: added, ended, given to a workshop; two of their ratings beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from model.teams import TeamStore
from model.workshop import WorkshopStore
from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage, Start
from tests.browser.storytelling import ask_server
from tests.browser.test_workshop import Room, open_desk, open_projector, press
from tests.round_trips import build_story
from tests.serving import Server

OPENNESS, CLIMATE = "patient-openness", "leadership-climate"


@pytest.fixture(scope="module")
def room(writing_server: Server, written: str) -> Iterator[Room]:
    room = Room(writing_server, written)
    yield room
    room.stories.close()


def add_team(room: Room, name: str, colour: str = "green") -> str:
    sent = {"do": "add", "request": uuid4().hex, "name": name, "colour": colour}
    teams = ask_server(room.server, "/teams.json", sent)["teams"]
    return str(next(team["id"] for team in teams if team["name"] == name))


def rate(room: Room, count: int, openness: int, climate: int, **values: str) -> None:
    """A workshop in which some people rate alike, revealed."""
    room.start(**values)
    round_id = room.prepare("rating")
    for _number in range(count):
        choices = {OPENNESS: openness, CLIMATE: climate}
        room.phones.vote(room.id, room.join(), round_id, choices, uuid4().hex)
    room.do("reveal-round", round=round_id)


def test_a_team_is_added_changed_ended_and_given_to_a_workshop(open_page: OpenPage, room: Room) -> None:
    page = open_page("/workshop?part=teams", on=room.server, ready=".teams li", expected="400")
    page.get_by_label("Name of the team").fill("Ward 4")
    page.get_by_label("green").check()
    press(page, "Add a team")
    expect(page.locator(".message")).to_have_text("“Ward 4” was added.")
    page.get_by_label("Name of the team").fill("WARD 4")
    press(page, "Add a team")
    expect(page.locator(".message.fault")).to_contain_text("Another team has this already")
    page.get_by_label("Name of the team").fill("Old ward")
    press(page, "Add a team")
    press(page, "Edit: Old ward")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the team").fill("Ward 4")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Another team has this already")
    dialog.get_by_label("Name of the team").fill("Closed ward")
    dialog.get_by_role("button", name="Save").click()
    press(page, "End: Closed ward")
    page.get_by_role("dialog").get_by_role("button", name="End", exact=True).click()
    expect(page.locator(".teams li", has_text="Closed ward").locator(".badge")).to_have_text("ended")
    assert find_barriers(page) == []

    press(page, "Workshops")
    owner = page.get_by_label("Team", exact=True)
    expect(owner.locator("option")).to_have_text(["no team", "Ward 4"])
    expect(page.get_by_label("Workshops of").locator("option")).to_contain_text(["Closed ward"])
    page.get_by_label("Name", exact=True).fill("Spring")
    owner.select_option(label="Ward 4")
    press(page, "Start")
    expect(page.locator(".desk-head")).to_contain_text("Spring")
    press(page, "All workshops")
    expect(page.locator(".workshops li", has_text="Spring")).to_contain_text("Ward 4")
    page.get_by_label("Workshops of").select_option(label="Closed ward")
    expect(page.locator(".workshops li")).to_have_text(["This team has no workshop yet."])


def test_the_desk_gives_a_workshop_to_a_team_and_its_stories_are_found_by_it(
    open_page: OpenPage, room: Room
) -> None:
    team = add_team(room, "Day clinic")
    room.start()
    story = room.tell(room.prepare("stories", []), "A mango in the clinic.")
    desk = open_desk(open_page, room)
    desk.get_by_role("tab", name="Joining").click()
    desk.get_by_label("Team", exact=True).select_option(label="Day clinic")
    expect(desk.locator(".message")).to_contain_text("belong to the team")
    page = open_page(f"/stories?team={team}&story={story}", on=room.server, ready=".story.open")
    expect(page.locator(".story")).to_have_count(1)
    expect(page.locator(".story.open")).to_contain_text("Team: Day clinic")
    expect(page.locator(".inputs-tools")).to_contain_text("Day clinic")


def test_two_times_of_a_team_are_compared_in_words_and_on_the_map(open_page: OpenPage, room: Room) -> None:
    team = add_team(room, "Emergency", "orange")
    rate(room, 6, 2, 4, team=team, day="2026-03-05", name="Spring meeting")
    rate(room, 5, 4, 3, team=team, day="2026-09-05", name="Autumn meeting")
    page = open_page("/workshop?part=compare", on=room.server, ready=".compared-table")
    row = page.locator("tr", has_text="Openness to the gesture")
    expect(row).to_contain_text("higher by 2.0 than on 5 March 2026; 5 answered, 6 then")
    drawn = page.locator(f'.compared-map [data-node-id="{CLIMATE}"]')
    expect(drawn.locator(".value")).to_have_text("−1.0")
    assert "lower by 1.0 than on 5 March 2026" in (drawn.get_attribute("aria-label") or "")
    drawn.click()
    expect(page.locator("tr", has_text="Organisational climate")).to_be_focused()
    assert find_barriers(page) == []
    rate(room, 4, 4, 3, team=team, day="2026-10-05", name="Tiny meeting")
    page.reload()
    expect(page.locator(".compared")).to_have_text("Not shown: fewer than 5 people answered on one side.")


def test_a_rating_is_compared_at_the_desk_and_shown_beside_the_earlier_one(
    open_page: OpenPage, room: Room
) -> None:
    team = add_team(room, "Oncology", "purple")
    rate(room, 6, 2, 4, team=team, day="2026-03-05", name="First meeting")
    rate(room, 5, 4, 3, team=team, day="2026-09-05", name="Second meeting")
    desk = open_desk(open_page, room)
    press(desk, "Compare with …")
    chosen = desk.locator(".round select option:checked")
    expect(chosen).to_have_text("5 March 2026 · Oncology · First meeting · About rating?")
    press(desk, "Compare")
    expect(desk.locator(".round")).to_contain_text("Compared with: 5 March 2026 · Oncology · First meeting")
    projector = open_projector(open_page, room, f"?view=round&round={room.see()['rounds'][0]['id']}&at=7")
    row = projector.locator(".compared-rows tr", has_text="Openness to the gesture")
    expect(row.locator("td strong")).to_have_text(["2.0", "4.0"])
    expect(row).to_contain_text("higher by 2.0 than on 5 March 2026; 5 answered, 6 then")
    projector.keyboard.press("ArrowRight")
    expect(projector.locator(".part")).to_have_text("The difference on the map")
    expect(projector.locator(f'[data-node-id="{CLIMATE}"] .value')).to_have_text("−1.0")
    assert find_barriers(projector) == []
    desk.locator("summary", has_text="Then and now").click()
    table = desk.locator(".compared-table")
    expect(table.locator("td strong").last).to_be_visible()
    assert table.evaluate("it => it.scrollWidth <= it.clientWidth")  # nothing of it is out of sight
    desk.locator("summary", has_text="The difference on the map").click()
    expect(desk.locator(f'.compared-map [data-node-id="{OPENNESS}"] .value')).to_have_text("+2.0")
    assert find_barriers(desk) == []
    press(desk, "Do not compare")
    expect(projector.locator(".compared-rows, .part-change")).to_have_count(0)
    press(desk, "Undo")
    expect(desk.locator("summary", has_text="Then and now")).to_have_count(1)


def test_who_signs_in_with_a_teams_passcode_sees_and_moderates_that_teams_alone(
    open_page: OpenPage, start: Start, tmp_path: Path
) -> None:
    file = tmp_path / "stories.db"
    server = start(MANGOMOMENT_DB=str(file), MANGOMOMENT_PASSCODE="all the mangos")
    room = Room(server, f"sqlite:///{file}")
    teams = TeamStore(room.stories)
    own, other = teams.add("Ward 4").id, teams.add("Ward 5").id
    teams.set_passcode(own, "one ward's mango")
    teams.set_passcode(other, "another ward's mango")
    for team, name in ((own, "Own meeting"), (other, "Their meeting")):
        until = datetime.now(UTC) + timedelta(hours=1)
        WorkshopStore(room.stories).create(name, "en", until, team=team)
        room.stories.add(build_story(f"A crow of the {name}.", team=team), "visitor")
    room.stories.close()
    page = open_page("/workshop", on=server, ready=".workshop-view .closed")
    press(page, "Sign in")
    page.get_by_label("Passcode").fill("one ward's mango")
    page.keyboard.press("Enter")
    expect(page.locator(".workshops li strong")).to_have_text(["Own meeting"])
    expect(page.get_by_role("button", name="Teams", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Delete: Own meeting")).to_have_count(0)
    page.goto(f"{server.address}/stories?show=queue")
    expect(page.get_by_text("Story 1 of 1 that wait")).to_be_visible()
    expect(page.get_by_role("button", name="Agreement")).to_have_count(0)
    page.get_by_role("button", name="Publish").click()
    page.goto(f"{server.address}/stories")
    expect(page.locator("article.story", has_text="Own meeting")).to_be_visible()
    expect(page.locator("article.story", has_text="Their meeting")).to_have_count(0)
    press(page, "Add another team")
    page.get_by_label("Passcode").fill("another ward's mango")
    page.keyboard.press("Enter")
    expect(page.locator(".signed-teams")).to_contain_text("Your teams: Ward 4 · Ward 5")
    expect(page.locator("article.story", has_text="Their meeting")).to_be_visible()
    press(page, "Leave “Ward 4”")
    expect(page.locator(".signed-teams")).to_contain_text("Your teams: Ward 5")
    expect(page.locator(".signed-teams")).not_to_contain_text("Ward 4")
    press(page, "Sign out")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
