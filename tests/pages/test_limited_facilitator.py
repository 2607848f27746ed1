"""Who facilitates for one team alone: each address says whether it takes them, and gives that team's own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from app import PAGES
from model.stories import StoreUnavailableError, StoryStore
from model.teams import TeamStore
from model.workshop import WorkshopStore, make_request_id
from pages.server.gate import find_refusal
from pages.shared import resources
from pages.shared.facilitator import COOKIE
from pages.shared.passcode_tries import DEVICE_COOKIE, check_passcode
from tests.pages.asking import add, build_post, change, list_stories
from tests.pages.driving import get_sent, open_page
from tests.pages.leading import act, do, prepare, start
from tests.round_trips import build_story

PASSCODE, OWN_PASSCODE = "all the mangos", "one ward's mango"

_addresses = count(1)

PUBLIC, OWN, REFUSED = "public", "own", "refused"
ADDRESSES: dict[str, dict[str, str]] = {
    # Everybody is answered; who is limited to a team gets what is that team's own beside it.
    PUBLIC: {
        "GET": """
            / /favicon.png /stories /workshop /export /open /about /explore /paths
            /assets/{version}/{name:path}
            /diagram.svg /diagram.png /diagram.mmd /network.json /model.json /public-stories.json
            /version.json /found.json /paths.json /flow.json /paths.csv /paths.xlsx
            /stories.json /stories/words.json /stories/{story}.json /workshops/words.json
            /stories/coding/words.json /stories/agreement/words.json
            /stories/letterboxes/words.json
            /tell /tell/ /tell/withdraw /tell/assets/{version}/{name} /tell/{key}
            /join /join/ /join/withdraw /join/assets/{version}/{name} /join/{key} /join/{key}/state.json
            /join/{key}/code /join/{key}/meanings
            /screen/{link} /screen/{link}/room.json /screen/{link}/version.json /screen/{link}/qr.svg
            /screen/{link}/pictures/{name} /report/{link}
            /sign-in /sign-in/back""",
        "POST": """
            /stories.json /stories/check.json /facilitator.json /join /join/withdraw /join/{key}
            /join/{key}/code /tell /tell/withdraw /tell/{key}""",
        "OPTIONS": "/join /join/withdraw /join/{key} /join/{key}/code /tell /tell/withdraw /tell/{key}",
    },
    # Who is limited to a team is answered for what is that team's own, and a visitor never.
    OWN: {
        "GET": """
            /teams.json /teams/ratings.json /teams/comparison.json /teams/agreed.json /teams/agreed.ics
            /workshops.json /workshops/{workshop}.json /workshops/{workshop}/version.json
            /workshops/{workshop}/room.json /workshops/{workshop}/participants.json
            /workshops/{workshop}/pictures/{name} /workshops/{workshop}/screen.svg
            /workshops/{workshop}/report.svg
            /workshops/{workshop}/qr.svg /workshops/{workshop}/report.pdf /workshops/{workshop}/report.pptx
            /workshops/{workshop}/report.xlsx /workshops/{workshop}/pack.pdf
            /workshops/{workshop}/agreed.ics
            /workshops/{workshop}/session.json /projector/{workshop}
            /stories-export.csv /stories-export.xlsx /stories-export.json /stories/queue.json""",
        "POST": """
            /workshops.json /workshops/{workshop}.json /workshops/{workshop}/picture.json
            /stories/{story}.json""",
    },
    # The facilitator of all teams alone is answered.
    REFUSED: {
        "GET": """
            /stories-backup.db /stories-changes.csv /stories/{story}/data.json
            /stories/letterboxes.json /stories/letterboxes/{box}/qr.svg
            /stories/letterboxes/{box}/poster.pdf /stories/letterboxes/{box}/cards.pdf
            /stories/coding/coders.json /stories/coding/line.json /stories/coding/stories.json
            /stories/coding/memos.json
            /stories/agreement/figures.json /stories/agreement/disagreements.json
            /stories/agreement/stories.json /stories/agreement/agreement.csv
            /stories/agreement/codings-report.xlsx /stories/agreement/codings-report.pdf
            /stories/agreement/codebook.pdf /stories/agreement/codebook.docx /stories/agreement/codebook.csv
            /stories/agreement/codebook.qdc /stories/agreement/codings.xlsx /stories/agreement/codings.zip
            /stories/agreement/codings.qdpx /stories/agreement/codings-for-qualcoder.qdpx""",
        "POST": """
            /teams.json /workshops/session.json /workshops/templates.json /stories/batch.json
            /stories/coding/coders.json
            /stories/letterboxes.json /stories/letterboxes/{box}/card.json /stories/letterboxes/{box}.json
            /stories/coding/save.json /stories/coding/memos.json /stories/agreement/decide.json""",
    },
}
"""Every address with what it does for who is limited to a team: a new one is added here."""

ROLES: dict[str, dict[str, str]] = {
    # Of those that refuse a visitor, what takes a coder and a moderator beside the facilitator.
    "coder": {
        "GET": """
            /stories/coding/coders.json /stories/coding/line.json /stories/coding/stories.json
            /stories/coding/memos.json""",
        "POST": "/stories/coding/save.json /stories/coding/memos.json",
    },
    "moderator": {
        "GET": """
            /teams.json /stories/queue.json /stories/letterboxes.json
            /stories/letterboxes/{box}/qr.svg /stories/letterboxes/{box}/poster.pdf
            /stories/letterboxes/{box}/cards.pdf""",
        "POST": """
            /stories/{story}.json /stories/batch.json /stories/letterboxes.json
            /stories/letterboxes/{box}/card.json /stories/letterboxes/{box}.json""",
    },
    "teller": {},
    # What takes the administrator alone, once there is one.
    "administrator": {"GET": "/stories-backup.db /stories-changes.csv"},
}
"""What roles get: an address that is not named here takes neither coders nor moderators nor tellers."""


def list_addresses(taking: str) -> list[tuple[str, str]]:
    named = ADDRESSES.get(taking) or ROLES[taking]
    return [(method, path) for method, paths in named.items() for path in paths.split()]


@dataclass(frozen=True)
class House:
    """A server with two teams; clients of the facilitator of all, of who is limited to one, of a visitor."""

    all: TestClient
    own: TestClient
    visitor: TestClient
    store: StoryStore
    team: str
    other: str

    def start(self, team: str) -> str:
        return start(self.all, team=team)

    def tell(self, team: str | None, text: str = "She sang.", **values: Any) -> str:
        return self.store.add(build_story(text, team=team, **values), "visitor").id


@pytest.fixture
def house(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", PASSCODE)
    monkeypatch.setattr("pages.shared.facilitator._ended_here", {})  # by other tests within this second
    teams = TeamStore(store)
    team, other = teams.add("Ward 4").id, teams.add("Ward 5").id
    teams.set_passcode(team, OWN_PASSCODE)

    def build(passcode: str = "") -> TestClient:
        client = build_client()
        if passcode:
            assert client.post("/facilitator.json", json={"passcode": passcode}).status_code == 200
        return client

    return House(build(PASSCODE), build(OWN_PASSCODE), build(), store, team, other)


def sign_in_as(role: str, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Somebody with the passcode of a role, which is set; the facilitator's is already."""
    passcode = PASSCODE
    if role != "facilitator":
        passcode = f"a mango of the {role}"
        monkeypatch.setenv(f"MANGOMOMENT_{role.upper()}_PASSCODE", passcode)
    client = build_client()
    assert client.post("/facilitator.json", json={"passcode": passcode}).status_code == 200
    return client


def build_client() -> TestClient:
    """Somebody at an address of their own."""
    app = Starlette(routes=[PAGES])
    return TestClient(app, base_url="http://127.0.0.1:8501", client=(f"192.0.2.{next(_addresses)}", 1))


def ask(client: TestClient, method: str, path: str, workshop: str = "-", story: str = "-") -> int:
    """The status that an address answers with, about a workshop and a story."""
    address = path.replace("{workshop}", workshop).replace("{story}", story)
    address = address.replace("{version}", "0").replace("{name:path}", "none").replace("{name}", "none")
    address = address.replace("{key}", "ABCDEF")
    if path == "/teams/comparison.json":
        address += f"?before={workshop}.r&after={workshop}.r"
    if method == "POST":
        return client.post(address, json={"do": "publish"}).status_code
    return client.request(method, address).status_code


def test_every_address_says_whether_it_takes_who_is_limited_to_a_team() -> None:
    there = {
        (method, route.path)
        for route in PAGES.routes
        if isinstance(route, Route)
        for method in set(route.methods or ()) - {"HEAD"}
    }
    assert len(PAGES.routes) == len([route for route in PAGES.routes if isinstance(route, Route)])
    assert there == {address for taking in ADDRESSES for address in list_addresses(taking)}


def test_what_a_visitor_is_refused_no_other_site_can_make_a_browser_ask_for() -> None:
    let_in = {
        path
        for path in {path for taking in (OWN, REFUSED) for _method, path in list_addresses(taking)}
        for site in ("cross-site", "same-site")
        if find_refusal(led_from(site, path)) != "foreign"
    }
    assert let_in == {"/projector/{workshop}"}  # a page that may be linked to, with nothing to keep
    for path in ("/stories", "/stories/", "/explore", "/public-stories.json", "/tell/x", "/screen/x"):
        assert find_refusal(led_from("cross-site", path)) is None
    for path in {path for taking in (OWN, REFUSED) for _method, path in list_addresses(taking)}:
        assert find_refusal(led_from("same-origin", path)) is None


def led_from(site: str, path: str) -> dict[str, Any]:
    """A request that a page of a site made a browser send."""
    headers = [(b"host", b"127.0.0.1:8501"), (b"sec-fetch-site", site.encode())]
    return {"type": "http", "path": path, "server": ("127.0.0.1", 8501), "headers": headers}


def test_each_role_gets_what_is_named_for_it_and_nothing_else(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = [*list_addresses(OWN), *list_addresses(REFUSED)]
    staff = {role: sign_in_as(role, monkeypatch) for role in (*ROLES, "facilitator")}
    taken = {role: set(list_addresses(role)) for role in ROLES}
    taken["facilitator"] = set(closed) - taken["administrator"]
    taken["administrator"] = set(closed)

    def fail() -> None:
        raise StoreUnavailableError("locked", "this test")

    monkeypatch.setattr(
        resources, "get_store", fail
    )  # whom an address takes does not depend on what there is
    for role, client in staff.items():
        answers = {(method, path): ask(client, method, path) for method, path in closed}
        assert {address for address, status in answers.items() if status != 403} == taken[role], role


def test_what_is_of_all_teams_is_refused(house: House) -> None:
    for method, path in list_addresses(REFUSED):
        statuses = [ask(client, method, path) for client in (house.all, house.own, house.visitor)]
        assert statuses[0] != 403, path
        assert statuses[1:] == [403, 403], path


def test_what_is_the_teams_own_is_given_and_that_of_others_is_not_there(house: House) -> None:
    own, other, nobodys = house.start(house.team), house.start(house.other), start(house.all)
    mine, theirs = house.tell(house.team), house.tell(house.other)
    for method, path in list_addresses(OWN):
        assert ask(house.visitor, method, path, own, mine) == 403, path
        is_nowhere = path == "/teams/comparison.json" or path.endswith("/pictures/{name}")
        taken = 400 if method == "POST" else 404 if is_nowhere else 200
        assert ask(house.own, method, path, own, mine) == taken, path
        if "{" in path:
            for workshop in (other, nobodys, "-"):
                assert ask(house.own, method, path, workshop, theirs) == 404, path


def test_visitors_and_who_is_limited_are_answered_alike_where_everybody_is(house: House) -> None:
    theirs = house.tell(house.other)
    for method, path in list_addresses(PUBLIC):
        answers = [ask(client, method, path, story=theirs) for client in (house.own, house.visitor)]
        assert answers[0] == answers[1] != 401, path


def test_workshops_are_those_of_the_team_and_new_ones_are_its_own(house: House) -> None:
    house.start(house.other)
    made = start(house.own, team=house.other)
    [listed] = house.own.get("/workshops.json").json()["workshops"]
    assert (listed["id"], listed["team"]) == (made, house.team)
    assert len(house.all.get("/workshops.json").json()["workshops"]) == 2
    assert prepare(house.own, made, "dots")
    for refused in ({"do": "set-team", "team": ""}, {"do": "delete"}):
        assert act(house.own, made, **refused).status_code == 403
    assert WorkshopStore(house.store).get(made).team == house.team


def test_only_the_own_ratings_are_compared(house: House) -> None:
    def rate(team: str) -> str:
        workshop = house.start(team)
        round_ = prepare(house.all, workshop, "rating")
        do(house.all, workshop, "reveal-round", round=round_)
        return f"{workshop}.{round_}"

    mine, theirs = rate(house.team), rate(house.other)
    ratings = house.own.get("/teams/ratings.json").json()["ratings"]
    assert [f"{rating['workshop']}.{rating['round']}" for rating in ratings] == [mine]
    for before, after, status in ((mine, mine, 200), (mine, theirs, 404), (theirs, mine, 404)):
        query = {"before": before, "after": after}
        assert house.own.get("/teams/comparison.json", params=query).status_code == status


def test_only_what_the_own_team_agreed_is_followed_up(house: House) -> None:
    def agree(team: str) -> tuple[str, dict[str, Any]]:
        workshop = start(house.all, team=team, day="2026-04-01")
        [action] = do(house.all, workshop, "add-action", text="Tea", due="2026-04-09")["actions"]
        return workshop, {"action": action["id"], "agreedIn": workshop, "mark": action["mark"]}

    (mine, tea), (theirs, others) = agree(house.team), agree(house.other)
    meeting = house.start(house.team)
    for wrong in (others, {**others, "agreedIn": mine}, {**tea, "agreedIn": theirs}):
        assert act(house.own, meeting, "settle-action", state="done", **wrong).status_code == 404
        assert (
            act(house.own, meeting, "mask", kind="action", part=wrong["action"], **wrong).status_code == 404
        )
    [settled] = do(house.own, meeting, "settle-action", state="done", outcome="Daily", **tea)["followed"]
    assert (settled["state"], settled["outcome"], settled["asked"]) == ("done", "Daily", meeting)
    assert (
        act(house.own, mine, "settle-action", state="open", action=tea["action"], mark="").status_code == 409
    )
    for team in ("", house.other):
        listed = house.own.get("/teams/agreed.json", params={"team": team}).json()["agreed"]
        assert [action["agreedIn"] for action in listed] == [mine]
    assert len(house.all.get("/teams/agreed.json").json()["agreed"]) == 2
    calendars = [house.own.get("/teams/agreed.ics"), house.all.get(f"/teams/agreed.ics?team={house.other}")]
    assert [calendar.text.count("BEGIN:VEVENT") for calendar in calendars] == [0, 1]
    assert calendars[0].headers["content-type"] == "text/calendar; charset=utf-8"


def test_only_the_own_team_is_told(house: House) -> None:
    answer = house.own.get("/teams.json").json()
    assert (answer["own"], [team["id"] for team in answer["teams"]]) == ([house.team], [house.team])
    assert {team["id"] for team in house.all.get("/teams.json").json()["teams"]} == {house.team, house.other}
    assert PASSCODE not in house.all.get("/teams.json").text


def test_stories_are_the_teams_and_public_ones(house: House) -> None:
    public = {"status": "published", "consent": {"room": True}}
    mine, theirs = house.tell(house.team), house.tell(house.other)
    shown = house.tell(house.other, "A crow.", letterbox="theirs", **public)
    hidden = house.tell(None, "A wren.")
    seen = {story["id"]: story for story in list_stories(house.own)}
    assert {mine, shown} <= set(seen)
    assert not {theirs, hidden} & set(seen)
    assert (seen[mine]["status"], "status" in seen[shown], "team" in seen[shown]) == ("pending", False, False)
    queue = house.own.get("/stories/queue.json").json()["entries"]
    assert [entry["story"]["id"] for entry in queue] == [mine]
    assert {story["id"] for story in list_stories(house.own, team=house.other)} == {mine}
    for query in ({"consent": "exports"}, {"letterbox": "theirs"}):
        assert {story["id"] for story in list_stories(house.own, **query)} == set()
    for form in ("csv", "json"):
        file = house.own.get(f"/stories-export.{form}", params={"ids": f"{mine},{theirs},{shown}"}).text
        assert mine in file
        assert theirs not in file
        assert shown not in file
        assert theirs not in house.own.get(f"/stories-export.{form}").text


def test_a_story_of_the_team_is_moderated_and_stays_with_the_team(house: House) -> None:
    mine = house.tell(house.team)
    assert change(house.own, mine, "publish").status_code == 200
    story = house.own.get(f"/stories/{mine}.json").json()
    edited = change(house.own, mine, "edit", 2, story={**story, "team": house.other, "text": "He sang."})
    assert (edited.json()["text"], edited.json()["team"]) == ("He sang.", house.team)
    assert change(house.own, mine, "set", 3, name="team", value=house.other).status_code == 403
    assert change(house.own, mine, "undo", 3).json()["team"] == house.team
    added = add(house.own, "A finch.", team=house.other, publish=True)
    assert (added["team"], added["status"]) == (house.team, "published")
    assert house.visitor.post("/stories.json", json=build_post(team=house.team)).status_code == 201
    assert len(house.own.get("/stories/queue.json").json()["entries"]) == 0


def test_a_story_that_was_given_to_the_team_is_not_given_back_by_undoing(house: House) -> None:
    story = house.tell(house.other)
    assert change(house.all, story, "set", 1, name="team", value=house.team).status_code == 200
    assert change(house.own, story, "undo", 2).status_code == 403
    assert change(house.all, story, "undo", 2).json()["team"] == house.other


def test_another_passcode_or_none_ends_what_the_earlier_one_began(house: House) -> None:
    teams = TeamStore(house.store)
    teams.set_passcode(house.team, OWN_PASSCODE)
    assert house.own.get("/workshops.json").status_code == 403
    assert house.own.post("/facilitator.json", json={"passcode": OWN_PASSCODE}).status_code == 200
    assert house.own.get("/workshops.json").status_code == 200
    teams.remove_passcode(house.team)
    assert house.own.get("/workshops.json").status_code == 403
    assert house.own.post("/facilitator.json", json={"passcode": OWN_PASSCODE}).status_code == 403


def test_who_locks_again_is_out_and_so_is_everybody_once_all_sessions_end(house: House) -> None:
    token = house.own.cookies[COOKIE]
    assert house.own.post("/facilitator.json", json={"end_all": True}).status_code == 403
    house.own.post("/facilitator.json", json={"lock": True})
    house.own.cookies.clear()
    house.own.cookies.set(COOKIE, token)
    assert house.own.get("/workshops.json").status_code == 403
    assert house.own.post("/facilitator.json", json={"passcode": OWN_PASSCODE}).json() == {
        "access": "limited"
    }
    assert house.own.get("/workshops.json").json()["access"] == "limited"
    house.all.post("/facilitator.json", json={"end_all": True})
    assert house.own.get("/workshops.json").status_code == 403


def sign_in(client: TestClient, passcode: str) -> Any:
    return client.post("/facilitator.json", json={"passcode": passcode})


OTHER_PASSCODE = "a papaya a day"


@pytest.fixture
def both(house: House) -> House:
    """The same, where who is limited signed in with the passcode of the other team, too."""
    TeamStore(house.store).set_passcode(house.other, OTHER_PASSCODE)
    assert sign_in(house.own, OTHER_PASSCODE).json() == {"access": "limited"}
    return house


def test_who_signs_in_for_a_second_team_leads_both_and_no_third_one(both: House) -> None:
    third = TeamStore(both.store).add("Ward 6").id
    mine, theirs, nobodys = both.start(both.team), both.start(both.other), both.start(third)
    answer = both.own.get("/teams.json").json()
    assert answer["own"] == [both.team, both.other]
    assert {listed["id"] for listed in both.own.get("/workshops.json").json()["workshops"]} == {mine, theirs}
    for workshop, status in ((mine, 200), (theirs, 200), (nobodys, 404), (start(both.all), 404)):
        assert both.own.get(f"/workshops/{workshop}.json").status_code == status
        assert both.own.get(f"/workshops/{workshop}/report.xlsx").status_code == status
    own = {start(both.own, team=team): team for team in (both.other, both.team, third)}
    assert [WorkshopStore(both.store).get(made).team for made in own] == [both.other, both.team, both.team]
    told_here, told_there = both.tell(both.team), both.tell(both.other)
    secret = both.tell(third)
    queue = both.own.get("/stories/queue.json").json()["entries"]
    assert {entry["story"]["id"] for entry in queue} == {told_here, told_there}
    assert {story["id"] for story in list_stories(both.own, status="pending")} == {told_here, told_there}
    assert both.own.get(f"/stories/{secret}.json").status_code == 404
    file = both.own.get("/stories-export.csv").text
    assert told_there in file
    assert secret not in file
    moved = change(both.own, told_here, "set", 1, name="team", value=both.other)
    assert (moved.status_code, moved.json()["team"]) == (200, both.other)
    assert change(both.own, told_there, "set", 1, name="team", value=third).status_code == 403
    assert add(both.own, "A finch.", team=both.other)["team"] == both.other


def test_ratings_of_both_teams_are_compared_and_none_of_a_third(both: House) -> None:
    def rate(team: str) -> tuple[str, str]:
        workshop = both.start(team)
        round_ = prepare(both.all, workshop, "rating")
        do(both.all, workshop, "reveal-round", round=round_)
        return workshop, round_

    third = rate(TeamStore(both.store).add("Ward 6").id)
    (mine, here), (theirs, there) = rate(both.team), rate(both.other)
    for (other, round_id), status in (((theirs, there), 200), (third, 404)):
        chosen = {"round": here, "withWorkshop": other, "withRound": round_id}
        assert act(both.own, mine, "compare-round", **chosen).status_code == status
        pair = {"before": f"{mine}.{here}", "after": f"{other}.{round_id}"}
        assert both.own.get("/teams/comparison.json", params=pair).status_code == status


def test_each_team_ends_by_itself_and_can_be_left(both: House) -> None:
    TeamStore(both.store).set_passcode(both.team, "another mango a day")
    assert both.own.get("/teams.json").json()["own"] == [both.other]
    assert sign_in(both.own, "another mango a day").status_code == 200
    assert both.own.get("/teams.json").json()["own"] == [both.other, both.team]
    before = both.own.cookies[COOKIE]
    left = both.own.post("/facilitator.json", json={"lock": True, "team": both.other})
    assert left.json() == {"access": "limited"}
    assert both.own.get("/teams.json").json()["own"] == [both.team]
    both.own.cookies.clear()
    both.own.cookies.set(
        COOKIE, before
    )  # the session of the team that was left is over, wherever it was kept
    assert both.own.get("/teams.json").json()["own"] == [both.team]
    assert both.own.post("/facilitator.json", json={"lock": True, "team": both.team}).json() == {
        "access": "locked"
    }
    assert both.own.get("/teams.json").status_code == 403
    assert both.own.post("/facilitator.json", json={"lock": True, "team": both.team}).status_code == 200


def test_all_teams_are_left_at_once_and_the_passcode_of_all_takes_their_place(both: House) -> None:
    kept = both.own.cookies[COOKIE]
    both.own.post("/facilitator.json", json={"lock": True})
    both.own.cookies.clear()
    both.own.cookies.set(COOKIE, kept)
    assert both.own.get("/teams.json").status_code == 403
    assert sign_in(both.own, OTHER_PASSCODE).status_code == 200
    assert both.own.get("/teams.json").json()["own"] == [both.other]
    assert sign_in(both.own, PASSCODE).json() == {"access": "unlocked"}
    assert both.own.get("/teams.json").json()["own"] is None


@pytest.mark.parametrize("part", [0, 1, 2, 3, 4])
def test_a_token_that_was_changed_in_any_part_is_none(house: House, part: int) -> None:
    parts = house.own.cookies[COOKIE].split(".")
    assert len(parts) == 5
    parts[part] = parts[part][:-1] + ("1" if parts[part][-1] != "1" else "2")
    for changed in (parts, (*parts[:2], parts[4])):
        house.own.cookies.clear()
        house.own.cookies.set(COOKIE, ".".join(changed))
        assert house.own.get("/teams.json").status_code == 403


def test_who_is_limited_may_not_guess_the_facilitators_passcode_as_a_known_browser(house: House) -> None:
    assert guess_as(house.all, PASSCODE) == (True, "")
    assert guess_as(house.own, PASSCODE) == (None, "")


def guess_as(client: TestClient, passcode: str) -> tuple[bool | None, str]:
    """Whether a passcode is judged right in a browser while somebody is guessing, and of which team it is."""
    for number in range(100):
        check_passcode(f"wrong {number}", "192.0.2.7")
    judged = check_passcode(passcode, "192.0.2.7", {}, dict(client.cookies))
    return judged.is_right, judged.team


def test_a_browser_that_was_let_in_for_a_team_is_let_in_by_its_passcode_while_somebody_guesses(
    house: House,
) -> None:
    teams, others_passcode = TeamStore(house.store), "the other ward's mango"
    teams.set_passcode(house.other, others_passcode)
    assert guess_as(house.visitor, OWN_PASSCODE) == (None, "")
    assert guess_as(house.own, OWN_PASSCODE) == (True, house.team)
    assert guess_as(house.own, others_passcode) == (None, "")
    teams.set_passcode(house.team, "a newer mango of the ward")
    assert guess_as(house.own, "a newer mango of the ward") == (None, "")


def test_a_browser_is_known_for_all_that_it_was_let_in_with(house: House) -> None:
    others_passcode = "the other ward's mango"
    TeamStore(house.store).set_passcode(house.other, others_passcode)
    for passcode in (PASSCODE, others_passcode, OWN_PASSCODE):
        assert house.own.post("/facilitator.json", json={"passcode": passcode}).status_code == 200
    assert len(house.own.cookies[DEVICE_COOKIE].split("~")) == 3
    assert guess_as(house.own, others_passcode) == (True, house.other)
    assert guess_as(house.own, OWN_PASSCODE) == (True, house.team)
    assert guess_as(house.own, PASSCODE) == (True, "")


def test_a_team_has_neither_the_facilitators_passcode_nor_a_short_one(house: House) -> None:
    for passcode, code in ((f" {PASSCODE} ", "taken"), ("mango", "short"), (OWN_PASSCODE, "taken")):
        sent = {"do": "set-passcode", "request": make_request_id(), "team": house.other, "passcode": passcode}
        answer = house.all.post("/teams.json", json=sent)
        assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize("page", ["stories", "workshop"])
def test_pages_know_who_is_limited(store: StoryStore, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr("pages.shared.facilitator.find_access", lambda *_: "limited")
    script = {"stories": "stories/stories", "workshop": "workshop/workshop"}[page]
    app = open_page(page)
    assert get_sent(app, script)["access"] == "limited"
    if page == "stories":
        inputs = get_sent(app, "stories/inputs")
        assert (inputs["facilitates"], inputs["limited"]) == (True, True)
