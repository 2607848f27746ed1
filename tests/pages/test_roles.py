"""What each role may do, which passcode counts, and what a role is told."""

from __future__ import annotations

import hmac
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from model.coding import CodingStore
from model.stories import StoryStore
from model.teams import TeamStore
from pages.shared import facilitator, passcode_tries, roles, tokens
from pages.shared.facilitator import COOKIE, Access, list_rights, may_administer
from pages.shared.limits import Limit
from pages.shared.passcode_tries import DEVICE_COOKIE, check_passcode
from tests.pages.asking import build_post, change
from tests.pages.conftest import Ask
from tests.pages.driving import get_sent, open_page
from tests.round_trips import build_story

SignIn = Callable[[str], TestClient]
PASSCODES = {
    "administrator": "a mango for the house",
    "facilitator": "a mango for the room",
    "moderator": "a mango for the queue",
    "coder": "a mango for the codes",
    "teller": "a mango for the tale",
}


@pytest.fixture
def sign_in(store: StoryStore, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """A function that gives somebody who signed in with a role's passcode; a reader without any."""
    monkeypatch.setattr(facilitator, "_ended_here", {})
    monkeypatch.setattr(passcode_tries, "_tries_of_known", Limit(most=20, seconds=60))
    for role, variable in roles.VARIABLES.items():
        monkeypatch.setenv(variable, PASSCODES[role])

    def build(role: str) -> TestClient:
        client = ask("192.0.2.1", base="http://mango.example")
        if role != "reader":
            answer = client.post("/facilitator.json", json={"passcode": PASSCODES[role]})
            assert answer.json() == {"access": "unlocked" if role == "facilitator" else role}
        return client

    return build


def test_a_role_that_includes_another_may_do_what_that_one_may() -> None:
    rights = roles.RIGHTS
    assert rights["reader"] < rights["teller"] < rights["coder"] < rights["facilitator"]
    assert rights["teller"] < rights["moderator"] < rights["facilitator"] < rights["administrator"]
    assert not rights["moderator"] >= rights["coder"]


@pytest.mark.parametrize("access", ["unlocked", "open"])
def test_who_facilitates_administers_as_long_as_there_is_no_administrator(
    monkeypatch: pytest.MonkeyPatch, access: Access
) -> None:
    assert may_administer(access)
    monkeypatch.setenv("MANGOMOMENT_ADMINISTRATOR_PASSCODE", "a mango for the house")
    assert may_administer(access) == (access == "open")


def test_what_is_the_administrators_is_refused_to_the_facilitator(sign_in: SignIn) -> None:
    lead, house = sign_in("facilitator"), sign_in("administrator")
    assert [client.get("/stories-backup.db").status_code for client in (lead, house)] == [403, 200]
    team = house.post("/teams.json", json={"do": "add", "request": "1" * 32, "name": "Ward 4"}).json()[
        "teams"
    ][0]
    sent = {"do": "set-passcode", "request": "2" * 32, "team": team["id"], "passcode": "one ward's mango"}
    assert [client.post("/teams.json", json=sent).status_code for client in (lead, house)] == [403, 200]
    sent = {"do": "remove-passcode", "request": "3" * 32, "team": team["id"]}
    assert lead.post("/teams.json", json=sent).status_code == 403
    taken = {**sent, "do": "set-passcode", "passcode": PASSCODES["coder"]}
    assert house.post("/teams.json", json=taken).json()["code"] == "taken"
    assert lead.post("/facilitator.json", json={"end_all": True}).status_code == 403
    assert house.post("/facilitator.json", json={"end_all": True}).status_code == 200
    assert lead.get("/workshops.json").status_code == 403


def test_telling_needs_the_tellers_passcode_or_another_one_where_it_is_set(sign_in: SignIn) -> None:
    statuses = {}
    for role in ("reader", "teller", "coder", "moderator"):
        answer = sign_in(role).post("/stories.json", json=build_post(f"A wren sang to a {role}."))
        statuses[role] = (answer.status_code, answer.json().get("status"))
    assert statuses == {
        "reader": (403, None),
        "teller": (201, None),
        "coder": (201, None),
        "moderator": (201, "pending"),
    }


def test_everybody_may_tell_without_a_tellers_passcode(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MANGOMOMENT_TELLER_PASSCODE")
    assert sign_in("reader").post("/stories.json", json=build_post()).status_code == 201


def test_the_history_says_in_which_role_a_story_was_changed(sign_in: SignIn, store: StoryStore) -> None:
    story = sign_in("teller").post("/stories.json", json=build_post("A finch.")).json()["id"]
    for role, act, revision in (
        ("moderator", "aside", 1),
        ("facilitator", "publish", 2),
        ("administrator", "withdraw", 3),
    ):
        assert change(sign_in(role), story, act, revision).status_code == 200
    assert [entry.role for entry in store.history(story)] == [
        "visitor",
        "moderator",
        "facilitator",
        "administrator",
    ]


def test_a_coder_reads_stories_that_somebody_published_and_not_whose_they_are(
    sign_in: SignIn, store: StoryStore
) -> None:
    coder = CodingStore(store).add_coder("Ann").id
    waiting = store.add(build_story("Mrs Janssens sang."), "visitor").id
    shown = store.add(build_story("A nurse sang.", status="published"), "visitor").id
    query = {"coder": coder, "ids": f"{waiting},{shown}"}
    sent = {"story": waiting, "coder": coder, "revision": 0, "seen": 1, "marks": [], "leftovers": []}
    sent |= {"memo": "", "done": False}
    for role, ids in (("coder", {shown}), ("facilitator", {waiting, shown})):
        client = sign_in(role)
        line = client.get("/stories/coding/line.json", params={"coder": coder}).json()["ids"]
        assert {waiting, shown} & set(line) == ids
        entries = client.get("/stories/coding/stories.json", params=query).json()["stories"]
        assert {entry["story"]["id"] for entry in entries} == ids
        assert all(("team" in entry["story"]) == (role == "facilitator") for entry in entries)
        status = client.post("/stories/coding/save.json", json=sent).status_code
        assert status == (404 if role == "coder" else 200)
        added = client.post("/stories/coding/coders.json", json={"do": "add", "name": role})
        assert added.status_code == (403 if role == "coder" else 200)


def test_of_two_roles_with_the_same_passcode_the_lower_one_does_not_count(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, ask: Ask, store: StoryStore
) -> None:
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", "the same mango")
    monkeypatch.setenv("MANGOMOMENT_TELLER_PASSCODE", " the same mango ")
    roles.warn_of_passcodes()
    assert "MANGOMOMENT_TELLER_PASSCODE does not count: it is the same as MANGOMOMENT_PASSCODE" in caplog.text
    assert "the same mango" not in caplog.text
    assert check_passcode("the same mango", "192.0.2.1").role == "facilitator"
    assert ask("192.0.2.1").post("/stories.json", json=build_post()).status_code == 403


def test_the_log_names_short_passcodes_and_that_nobody_can_facilitate(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MANGOMOMENT_CODER_PASSCODE", "mango-7")
    roles.warn_of_passcodes()
    assert "MANGOMOMENT_CODER_PASSCODE is short" in caplog.text
    assert "nobody can facilitate by a passcode: set MANGOMOMENT_PASSCODE" in caplog.text
    assert passcode_tries.list_warnings("nl")[0].startswith("De toegangscode voor de rol “codeur” is kort.")


def test_a_passcode_of_any_role_locks_what_was_open(
    monkeypatch: pytest.MonkeyPatch, store: StoryStore
) -> None:
    here = ("127.0.0.1", {"host": "127.0.0.1:8501"})
    assert facilitator.find_access(*here, {}) == "open"
    monkeypatch.setenv("MANGOMOMENT_CODER_PASSCODE", "a mango for the codes")
    assert facilitator.find_access(*here, {}) == "locked"
    assert facilitator.find_access(*here, {COOKIE: facilitator.build_token()}) == "locked"


@pytest.mark.parametrize("role", ["administrator", "moderator", "coder", "teller"])
def test_a_token_of_a_role_is_none_of_a_higher_one_and_ends_with_its_passcode(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, role: roles.Role
) -> None:
    token = facilitator.build_token(role=role)

    def find(text: str) -> str:
        return facilitator.find_access(None, {}, {COOKIE: text})

    assert find(token) == role
    for other in ("administrator", "moderator", "coder", "teller"):
        if other != role:
            assert find(token.replace(role, other)) == "locked"
    assert find(token.replace(f".{role}", "")) == "locked"
    monkeypatch.setenv(roles.VARIABLES[role], "another mango")
    assert find(token) == "locked"


def test_a_browser_that_was_let_in_with_a_role_is_no_place_to_guess_a_higher_ones(sign_in: SignIn) -> None:
    kept = {DEVICE_COOKIE: sign_in("coder").cookies[DEVICE_COOKIE]}
    for number in range(100):
        check_passcode(f"wrong {number}", "192.0.2.7")
    judged = {role: check_passcode(PASSCODES[role], "192.0.2.7", {}, kept).is_right for role in PASSCODES}
    assert judged == {
        "administrator": None,
        "facilitator": None,
        "moderator": None,
        "coder": True,
        "teller": True,
    }
    tries = [check_passcode(PASSCODES["coder"], "192.0.2.7", {}, kept).is_right for _ in range(20)]
    assert tries[-1] is None


@pytest.mark.parametrize(
    ("access", "shown"),
    [
        ("open", {"backup"}),
        ("unlocked", set()),
        ("administrator", {"backup"}),
    ],
)
def test_the_page_shows_backups_to_the_administrator_alone(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch, access: Access, shown: set[str]
) -> None:
    monkeypatch.setenv("MANGOMOMENT_ADMINISTRATOR_PASSCODE", "a mango for the house")
    monkeypatch.setattr(facilitator, "find_access", lambda *_: access)
    app = open_page("stories", show="exchange")
    headings = {heading.value for heading in app.header}
    assert "Import stories" in headings
    assert ("Backups" in headings) == ("backup" in shown)


@pytest.mark.parametrize("access", ["moderator", "coder", "teller", "administrator"])
def test_pages_are_told_what_a_role_may_do(
    store: StoryStore, monkeypatch: pytest.MonkeyPatch, access: Access
) -> None:
    monkeypatch.setattr(facilitator, "find_access", lambda *_: access)
    app = open_page("stories")
    sent, inputs = get_sent(app, "stories/stories"), get_sent(app, "stories/inputs")
    assert sent["access"] == access
    assert sent["may"] == inputs["may"] == sorted(list_rights(access))
    assert inputs["facilitates"] == (access in ("moderator", "administrator"))


def test_tokens_are_signed_as_earlier_versions_did(sign_in: SignIn, store: StoryStore) -> None:
    team = TeamStore(store).add("Ward 4").id
    TeamStore(store).set_passcode(team, "one ward's mango")
    key = tokens.build_key(PASSCODES["facilitator"])
    for token, said in ((facilitator.build_token(), ""), (facilitator.build_token(team=team), "team ")):
        text, _dot, signature = token.rpartition(".")
        assert signature == hmac.new(key, f"{said}{text}".encode(), "sha256").hexdigest()
