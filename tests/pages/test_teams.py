"""Teams over HTTP: added, changed, ended and reopened, with a passcode of their own; and their ratings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from model.stories import StoryStore
from model.teams import COLOURS, TeamStore
from model.workshop import make_request_id
from pages.shared import answers
from tests.pages import leading

pytestmark = pytest.mark.usefixtures("store")


def post(client: TestClient, do: str, **values: Any) -> Response:
    return client.post("/teams.json", json={"do": do, "request": make_request_id(), **values})


def do(client: TestClient, what: str, **values: Any) -> dict[str, Any]:
    """Do something with a team, the only one there is; the team after it."""
    answer = post(client, what, **values)
    assert answer.status_code == 200, answer.text
    [team] = answer.json()["teams"]
    assert client.get("/teams.json").json() == {"teams": [team], "own": None}
    found: dict[str, Any] = team
    return found


def test_a_team_is_added_changed_ended_and_reopened(facilitator: TestClient) -> None:
    team = do(facilitator, "add", name="Ward 4")
    usual = {"colour": "blue", "ends": None, "isEnded": False, "hasPasscode": False}
    assert team == {"id": team["id"], "name": "Ward 4", **usual}
    id_ = team["id"]
    changed = do(facilitator, "change", team=id_, name="Ward 5", colour="teal")
    assert changed == team | {"name": "Ward 5", "colour": "teal"}
    today, later = date.today(), date.today() + timedelta(days=9)
    assert do(facilitator, "end", team=id_) == changed | {"ends": today.isoformat(), "isEnded": True}
    assert do(facilitator, "reopen", team=id_) == changed
    assert do(facilitator, "end", team=id_, ends=later.isoformat()) == changed | {"ends": later.isoformat()}
    assert do(facilitator, "reopen", team=id_) == changed


def test_a_team_can_be_added_with_a_colour_and_the_day_it_ends(facilitator: TestClient) -> None:
    later = (date.today() + timedelta(days=1)).isoformat()
    team = do(facilitator, "add", name="Ward 4", colour="red", ends=later)
    assert (team["colour"], team["ends"], team["isEnded"]) == ("red", later, False)


def test_a_team_has_a_passcode_until_it_is_removed(facilitator: TestClient, store: StoryStore) -> None:
    team = do(facilitator, "add", name="Ward 4")
    assert do(facilitator, "set-passcode", team=team["id"], passcode=" one ward's mango ") == team | {
        "hasPasscode": True
    }
    found = TeamStore(store).find_by_passcode("one ward's mango")
    assert found
    assert found.id == team["id"]
    assert do(facilitator, "remove-passcode", team=team["id"]) == team
    assert TeamStore(store).find_by_passcode("one ward's mango") is None


@pytest.mark.parametrize(
    ("what", "values", "error"),
    [
        ("dance", {}, "do is one of add, change, end, reopen, set-passcode, remove-passcode"),
        ("add", {}, "name is a text"),
        ("add", {"name": "Ward 4", "colour": "pink"}, f"colour is one of {', '.join(COLOURS)}"),
        ("add", {"name": "Ward 4", "ends": 5}, "ends is a text"),
        ("change", {"team": "t", "name": "Ward 4"}, "colour is a text"),
        ("add", {"name": "x" * 9000}, "at most 8 kB can be sent at once"),
    ],
)
def test_what_cannot_be_done_with_a_team_is_said(
    facilitator: TestClient, what: str, values: dict[str, Any], error: str
) -> None:
    answer = post(facilitator, what, **values)
    assert (answer.status_code, answer.json()) == (400, {"error": error})
    assert facilitator.get("/teams.json").json() == {"teams": [], "own": None}


@pytest.mark.parametrize(
    ("what", "values", "field", "code"),
    [
        ("add", {"name": " "}, "name", "empty"),
        ("add", {"name": "x" * 1000}, "name", "too-long"),
        ("set-passcode", {"passcode": "short"}, "passcode", "short"),
    ],
)
def test_what_was_typed_wrongly_is_said_with_its_field(
    facilitator: TestClient, what: str, values: dict[str, Any], field: str, code: str
) -> None:
    team = do(facilitator, "add", name="Ward 4")
    answer = post(facilitator, what, **({"team": team["id"]} if what == "set-passcode" else {}), **values)
    said = answer.json()
    assert (answer.status_code, said["reason"], said["field"], said["code"]) == (400, "entry", field, code)
    assert said["error"]
    assert facilitator.get("/teams.json").json()["teams"] == [team]


@pytest.mark.parametrize(
    ("what", "values"),
    [
        ("change", {"name": "Ward 4", "colour": "red"}),
        *(("end", {}), ("reopen", {}), ("set-passcode", {"passcode": "one ward's mango"})),
        ("remove-passcode", {}),
    ],
)
def test_a_team_that_is_not_there_cannot_be_changed(
    facilitator: TestClient, what: str, values: dict[str, Any]
) -> None:
    answer = post(facilitator, what, team="0" * 32, **values)
    assert (answer.status_code, answer.json()["reason"]) == (404, "unknown-part")


@pytest.mark.parametrize(
    ("query", "side"),
    [({}, "before"), ({"before": "a.b"}, "after"), ({"before": "a", "after": "a.b"}, "before")],
)
def test_ratings_are_compared_by_their_workshops_and_rounds(
    facilitator: TestClient, query: dict[str, str], side: str
) -> None:
    answer = facilitator.get("/teams/comparison.json", params=query)
    said = f"{side} is a rating: the ids of its workshop and its round, with a dot between"
    assert (answer.status_code, answer.json()) == (400, {"error": said})


def test_what_a_team_agreed_can_be_taken_into_a_calendar(facilitator: TestClient) -> None:
    answer = facilitator.get("/teams/agreed.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="actions.ics"'
    assert answer.headers["cache-control"] == "no-store"


def test_what_was_agreed_is_that_of_all_teams_or_of_the_team_that_is_asked_for(
    facilitator: TestClient, store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    teams = {name: TeamStore(store).add(name).id for name in ("Ward 4", "Ward 5")}
    for name, id_ in teams.items():
        workshop = leading.start(facilitator, team=id_)
        leading.do(facilitator, workshop, "add-action", text=f"Talk in {name}", due="2026-05-01")

    def read(**query: str) -> tuple[list[str], int]:
        listed = facilitator.get("/teams/agreed.json", params=query).json()["agreed"]
        calendar = facilitator.get("/teams/agreed.ics", params=query).text
        return sorted(action["text"] for action in listed), calendar.count("Talk in")

    assert read() == (["Talk in Ward 4", "Talk in Ward 5"], 2)
    assert read(team=teams["Ward 5"]) == (["Talk in Ward 5"], 1)
    assert read(team="gone") == ([], 0)
    monkeypatch.setattr(answers, "list_rights", lambda _: frozenset())
    monkeypatch.setattr(answers, "read_teams", lambda _: (teams["Ward 4"],))
    for query in ({}, {"team": teams["Ward 5"]}, {"team": teams["Ward 4"]}):
        assert read(**query) == (["Talk in Ward 4"], 1)
