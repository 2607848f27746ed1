"""What came of what was agreed, over HTTP: what desk, room and phones are told, and the badge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from model.stories import Consent, StoryStore
from model.teams import TeamStore
from model.workshop import Workshop, WorkshopStore
from tests.pages.driving import get_sent, open_page
from tests.pages.joining import Phones, phone, room, workshop
from tests.pages.leading import act, do, see, start
from tests.round_trips import build_story

__all__ = ["phone", "room", "workshop"]

LATE = (date.today() - timedelta(days=3)).isoformat()


def test_a_story_that_is_not_public_is_named_on_the_desk_alone(
    facilitator: TestClient, store: StoryStore
) -> None:
    agreed = start(facilitator, day="2026-04-01")
    [action] = do(facilitator, agreed, "add-action", text="Tea", due=LATE)["actions"]
    led = start(facilitator)
    views = [step["view"] for step in see(facilitator, led)["steps"]]
    assert views[:3] == ["join", "followed", "stages"]
    story = store.add(build_story("She sang.", consent=Consent(room=True)), "visitor")
    tea = {"action": action["id"], "agreedIn": agreed, "state": "done", "story": story.id}
    desk = do(facilitator, led, "settle-action", mark=action["mark"], outcome="Ask Mrs. Janssens", **tea)
    [followed] = desk["followed"]
    assert followed["identifiers"][0]["text"] == "Mrs. Janssens"
    assert (followed["storyName"] != "", see(facilitator, led)["followed"][0]["storyName"]) == (True, "")
    facilitator.post(f"/stories/{story.id}.json", json={"do": "publish", "revision": story.revision})
    assert see(facilitator, led)["followed"][0]["storyName"] == followed["storyName"]
    masked = do(facilitator, led, "mask", kind="action", part=action["id"], agreedIn=agreed)["followed"][0]
    assert "Janssens" not in masked["outcome"]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"state": "later"}, 400),
        ({"outcome": "x" * 501}, 400),
        ({"mark": "other"}, 409),
        ({"action": "a"}, 404),
    ],
)
def test_what_settles_nothing_is_refused_and_changes_nothing(
    facilitator: TestClient, values: dict[str, str], status: int
) -> None:
    led = start(facilitator)
    [action] = do(facilitator, led, "add-action", text="Tea")["actions"]
    sent = {"action": action["id"], "mark": action["mark"], "state": "done", **values}
    assert act(facilitator, led, "settle-action", **sent).status_code == status
    assert see(facilitator, led, "desk")["actions"] == [action]


def test_the_badge_counts_what_is_overdue_until_it_is_settled_of_a_team_for_who_is_limited_to_it(
    facilitator: TestClient, store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = TeamStore(store).add("Ward 4").id
    led, other = (start(facilitator, team=owner) for owner in (team, ""))
    [action] = do(facilitator, led, "add-action", text="Tea", due=LATE)["actions"]
    do(facilitator, other, "add-action", text="Talk", due=LATE)

    def read_badges(access: str) -> object:
        monkeypatch.setattr("pages.shared.facilitator.find_access", lambda *_: access)
        monkeypatch.setattr("pages.shared.waiting.find_teams", lambda _cookies: (team,))
        return get_sent(open_page("explore"), "navigation/navigation").get("badges")

    assert read_badges("open") == {"workshop": {"count": 2, "words": "Overdue actions: 2"}}
    assert read_badges("limited") == {"workshop": {"count": 1, "words": "Overdue actions: 1"}}
    assert read_badges("locked") is None
    WorkshopStore(store).settle_action(led, action["id"], "dropped")
    assert read_badges("limited") is None


def test_a_calendar_of_a_workshop_has_its_own_actions_and_those_it_follows_up(
    facilitator: TestClient,
) -> None:
    earlier = start(facilitator, day="2026-04-01")
    do(facilitator, earlier, "add-action", text="Tea", due=LATE)
    led = start(facilitator, name="Ward 4")
    do(facilitator, led, "add-action", text="Talk", due="2026-12-24", nodes=["leadership-climate"])
    answer = facilitator.get(f"/workshops/{led}/agreed.ics?lang=nl")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "agreed.ics" in answer.headers["content-disposition"]
    assert [line for line in answer.text.splitlines() if line.startswith("SUMMARY")] == [
        *("SUMMARY:Tea", "SUMMARY:Talk")
    ]
    assert "Afgesproken op: Ward 4" in answer.text.replace("\r\n ", "")


def test_a_phone_is_told_who_does_it_by_which_day(
    phone: Phones, room: WorkshopStore, workshop: Workshop
) -> None:
    mine = phone().join("patient")
    room.add_action(workshop.id, "Tea", "head nurse", "daily", due=date(2026, 12, 24))
    room.end(workshop.id)
    mine.look()
    assert "head nurse · daily · by 24 December 2026" in mine.words
