"""Two meetings of one team, two months apart, with a letterbox between them: the server's clock is set."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from playwright.sync_api import expect

from model import load_model
from model.words import get_words, write_day
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server
from tests.phoning import Phone
from tests.serving import Server, serve

_CLOCKS = "*/faketime/libfaketimeMT.so.1"
ASKED = ["patient-openness", "leadership-climate"]


@contextmanager
def serve_on(day: date, url: str) -> Iterator[Server]:
    """The application as it is on a day, at the time that it is now."""
    ago = (date.today() - day).days
    [clock] = Path("/usr/lib").glob(_CLOCKS)
    command = ["env", f"LD_PRELOAD={clock}", f"FAKETIME=-{ago}d", "FAKETIME_DONT_FAKE_MONOTONIC=1"]
    with serve(before=command if ago else (), MANGOMOMENT_DB=url) as server:
        yield server


class Meeting:
    """A workshop of a team, led over HTTP, with phones that vote."""

    def __init__(self, server: Server, name: str, language: str, team: str) -> None:
        self.server = server
        post = {"request": uuid4().hex, "name": name, "language": language, "minutes": 60, "team": team}
        made = ask_server(server, "/workshops.json", post)
        self.id, self.key, self.language = made["id"], made["key"], language

    def do(self, name: str, **values: Any) -> dict[str, Any]:
        post = {"do": name, "request": uuid4().hex, **values}
        after: dict[str, Any] = ask_server(self.server, f"/workshops/{self.id}.json", post)
        return after

    def rate(self, ratings: tuple[int, int]) -> str:
        """Let five people rate both elements, and reveal it; the id of the round."""
        state = self.do("add-round", kind="rating", question="", nodes=ASKED, dots=0)
        round_id = str(state["rounds"][-1]["id"])
        self.do("open-round", round=round_id)
        for _number in range(5):
            with httpx2.Client(base_url=self.server.address, follow_redirects=True) as client:
                phone = Phone(client, self.key, self.language).join()
                votes = {f"n-{node}": str(rating) for node, rating in zip(ASKED, ratings, strict=True)}
                phone.send("vote", **votes)
        self.do("reveal-round", round=round_id)
        return round_id


@pytest.mark.skipif(sys.platform != "linux", reason="the clock of a server is set by libfaketime")
def test_a_team_meets_tells_and_meets_again(open_page: OpenPage, tmp_path: Path) -> None:
    """The first meeting is held in English; the letterbox and the second one are in Dutch."""
    url, _ = f"sqlite:///{tmp_path / 'stories.db'}", get_words("nl")
    today = date.today()
    first_day, between = today - timedelta(days=61), today - timedelta(days=30)

    with serve_on(first_day, url) as server:
        added = {"do": "add", "request": uuid4().hex, "name": "Ward 4"}
        [team] = [team_["id"] for team_ in ask_server(server, "/teams.json", added)["teams"]]
        box = {"request": uuid4().hex, "name": "Ward 4", "language": "nl", "isWeekly": True, "team": team}
        key = ask_server(server, "/stories/letterboxes.json", box)["key"]
        first = Meeting(server, "First meeting", "en", team)
        earlier = first.rate((2, 4))
        due = (today - timedelta(days=9)).isoformat()
        first.do("add-action", text="Tea at four", who="head nurse", nodes=ASKED[:1], due=due)
        assert first.do("end")["workshop"]["day"] == first_day.isoformat()

    with serve_on(between, url) as server:
        phone = open_page(f"/tell/{key}", on=server, width=360, height=740, locale="nl-BE")
        expect(phone.get_by_text(_("What was your Mangomoment this week?"))).to_be_visible()
        phone.locator("textarea[name=text]").fill("Ze bracht me een mango.")
        phone.locator("input[name=teller][value=family]").check()
        phone.locator("form button").first.click()
        expect(phone.locator(".code")).to_be_visible()
        phone.close()
        [pending] = ask_server(server, f"/stories.json?team={team}&status=pending")["stories"]
        ask_server(
            server, f"/stories/{pending['id']}.json", {"do": "publish", "revision": pending["revision"]}
        )

    with serve_on(today, url) as server:
        second = Meeting(server, "Second meeting", "nl", team)
        desk = open_page(f"/workshop?lang=nl&workshop={second.id}", on=server, ready=".desk")
        projector = open_page(f"/projector/{second.id}", on=server, ready="header h1")
        desk.keyboard.press("PageDown")
        expect(projector.locator("header h1")).to_have_text(_("What came of what we agreed"))
        expect(projector.locator(".followed")).to_contain_text(_("Overdue"))
        desk.keyboard.press("1")
        expect(projector.locator(".followed")).to_contain_text(_("Done"))
        round_id = second.rate((4, 4))
        second.do("compare-round", round=round_id, withWorkshop=first.id, withRound=earlier)
        second.do("move", view="round", round=round_id, at=7)
        [openness] = [node.name.text("nl") for node in load_model().nodes() if node.id == ASKED[0]]
        row = projector.locator(".compared-rows tr", has_text=openness)
        expect(row.locator("td strong")).to_have_text(["2,0", "4,0"])
        expect(row).to_contain_text(write_day(first_day, "nl"))
        stories = ask_server(server, f"/stories.json?team={team}")["stories"]
        assert [(story["text"], story["status"]) for story in stories] == [
            ("Ze bracht me een mango.", "published")
        ]
        [agreed] = ask_server(server, f"/teams/agreed.json?team={team}")["agreed"]
        assert (agreed["text"], agreed["state"]) == ("Tea at four", "done")
        for page in (desk, projector):
            page.close()
