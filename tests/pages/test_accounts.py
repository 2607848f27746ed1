"""Signing in by an account: what a provider has to prove, who gets which role, and what is refused."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from anyio import CapacityLimiter
from httpx2 import Cookies
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.testclient import TestClient

from model.stories import StoryStore
from model.teams import TeamStore
from model.workshop import ParticipantStore
from pages.server import accounts, sign_in
from pages.shared import facilitator, provider
from pages.shared.facilitator import COOKIE
from pages.shared.limits import Limit
from pages.shared.provider import Membership, find_role, list_groups
from tests.pages.asking import change
from tests.pages.leading import do, join, prepare, start
from tests.round_trips import build_story

ISSUER = "https://id.house.example/realms/care"
PUBLIC = "https://mango.example"
GROUPS = "heads=facilitator; /ward 4=facilitator:Ward 4; house=administrator; coders=coder"
SECRET = "a secret of the application"  # noqa: S105
KEYS = {name: RSAKey.generate_key(2048, {"kid": name}) for name in ("first", "second")}


_hours = count(10**6)


@dataclass
class FakeProvider:
    """What a provider answers; a test changes what it says of somebody, and how it is signed."""

    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey | OctKey = field(default_factory=lambda: KEYS["first"])
    algorithm: str = "RS256"
    published: tuple[str, ...] = ("first",)
    nonce: str = ""
    challenge: str = ""
    is_away: bool = False
    silent: str = "none of them"
    speaks: Event = field(default_factory=Event)
    asked: list[str] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)

    def answer(self, request: requests.PreparedRequest) -> dict[str, Any]:
        address = str(request.url)
        self.asked.append(urlsplit(address).path.rpartition("/")[2])
        if self.is_away:
            raise requests.ConnectionError("away")
        if self.asked[-1] == self.silent:
            self.speaks.wait(20)
            raise requests.ReadTimeout("silent")
        match self.asked[-1]:
            case "openid-configuration":
                names = ("authorization", "token", "userinfo", "end_session")
                endpoints = {f"{name}_endpoint": f"{ISSUER}/{name}" for name in names}
                return {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys", **endpoints, **self.told}
            case "keys":
                return {"keys": [KEYS[name].as_dict(private=False) for name in self.published]}
            case "userinfo":
                return {"sub": "nurse-7", "groups": ["coders"]}
        sent = parse_qs(str(request.body))
        assert sent["redirect_uri"] == [f"{PUBLIC}/sign-in/back"]
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": "mango", "sub": "nurse-7", "iat": now, "exp": now + 3600}
        claims |= {"nonce": self.nonce, "groups": ["heads"], **self.claims}
        said = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.kid or "first"}
        token = (
            jwt.encode(header, said, self.key, algorithms=[self.algorithm]) if said.get("sub") != "-" else ""
        )
        return {"access_token": "an access token", "token_type": "Bearer", "id_token": token}


@pytest.fixture
def house(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    fake = FakeProvider()
    monkeypatch.setenv("MANGOMOMENT_PUBLIC_URL", PUBLIC)
    monkeypatch.setenv(provider.ISSUER, ISSUER)
    monkeypatch.setenv(provider.CLIENT_ID, "mango")
    monkeypatch.setenv(provider.SECRET, SECRET)
    monkeypatch.setenv(provider.GROUPS, GROUPS)
    monkeypatch.setattr(facilitator, "_ended_here", {})
    for limit in ("_tries", "_returns"):
        monkeypatch.setattr(sign_in, limit, Limit(most=200, seconds=60))
    monkeypatch.setattr(accounts, "_silent_until", {})

    def send(
        _session: requests.Session, request: requests.PreparedRequest, **options: Any
    ) -> requests.Response:
        assert options["timeout"] == accounts.PATIENCE
        response = requests.Response()
        response.status_code, response.request, response.url = 200, request, str(request.url)
        response._content = json.dumps(fake.answer(request)).encode()
        return response

    monkeypatch.setattr(requests.Session, "send", send)
    monkeypatch.setattr(accounts, "_find_hour", lambda: next(_hours))  # nothing is known of another test
    return fake


@pytest.fixture
def visit(house: FakeProvider, ask: Callable[..., TestClient]) -> Callable[[], TestClient]:
    return lambda: ask("192.0.2.1", base=PUBLIC)


def begin(house: FakeProvider, client: TestClient, to: str = "workshop") -> dict[str, str]:
    answer = client.get("/sign-in", params={"to": to, "lang": "nl"}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    query = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    house.nonce = query["nonce"]
    return query


def come_back(client: TestClient, **said: str) -> tuple[int, str]:
    answer = client.get("/sign-in/back", params=said, follow_redirects=False)
    return answer.status_code, answer.headers.get("location", "") or answer.json()["error"]


def sign_in_at(house: FakeProvider, client: TestClient, **claims: Any) -> tuple[int, str]:
    house.claims = claims
    return come_back(client, code="a code", state=begin(house, client)["state"])


def find_access(client: TestClient) -> str:
    kept = {name: value for name, value in client.cookies.items() if COOKIE in name}
    return facilitator.find_access(None, {}, kept)


def test_somebody_signs_in_by_the_code_flow_and_comes_back_to_the_page(
    house: FakeProvider, visit: Callable[[], TestClient]
) -> None:
    client = visit()
    query = begin(house, client)
    assert (query["response_type"], query["client_id"], query["scope"]) == ("code", "mango", "openid")
    assert (query["code_challenge_method"], query["redirect_uri"]) == ("S256", f"{PUBLIC}/sign-in/back")
    answer = client.get(
        "/sign-in/back", params={"code": "a code", "state": query["state"]}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PUBLIC}/workshop?lang=nl")
    kept = next(
        each for each in answer.headers.get_list("set-cookie") if each.startswith(f"__Host-{COOKIE}=")
    )
    assert {"httponly", "secure", "samesite=lax"} < {part.strip().lower() for part in kept.split(";")}
    assert find_access(client) == "unlocked"
    assert client.get("/workshops.json").status_code == 200


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "stories/../x", "", "explore?x"])
def test_nobody_is_led_elsewhere(house: FakeProvider, visit: Callable[[], TestClient], to: str) -> None:
    client = visit()
    query = begin(house, client, to)
    assert come_back(client, code="a code", state=query["state"]) == (303, f"{PUBLIC}/stories?lang=nl")


def test_only_the_browser_that_began_a_sign_in_ends_it_and_once(
    house: FakeProvider, visit: Callable[[], TestClient]
) -> None:
    victim, attacker = visit(), visit()
    theirs = begin(house, attacker)["state"]
    assert come_back(victim, code="a code", state=theirs)[0] == 403
    begin(house, victim)
    assert come_back(victim, code="a code", state=theirs)[0] == 403
    state = begin(house, victim)["state"]
    assert come_back(victim, code="a code", state=state)[0] == 303
    assert come_back(victim, code="a code", state=state)[0] == 403


def test_a_sign_in_that_took_too_long_is_over(
    house: FakeProvider, visit: Callable[[], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit()
    monkeypatch.setattr(sign_in, "LONGEST_SIGN_IN", 0)
    state = begin(house, client)["state"]
    assert come_back(client, code="a code", state=state)[0] == 403


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another application"},
        {"aud": ["mango", "another"], "azp": "another"},
        {"aud": None},
        {"exp": 1},
        {"exp": None},
        {"iat": 2**33},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "-"},  # then there is no token at all
        {"at_hash": "another"},
    ],
    ids=str,
)
def test_a_token_that_says_something_wrong_is_refused(
    house: FakeProvider, visit: Callable[[], TestClient], claims: dict[str, Any]
) -> None:
    client = visit()
    status, said = sign_in_at(house, client, **claims)
    assert (status, "kon niet bevestigd worden" in said) == (403, True)
    assert find_access(client) == "locked"


def test_a_token_that_the_provider_did_not_sign_is_refused(
    house: FakeProvider, visit: Callable[[], TestClient]
) -> None:
    stranger = RSAKey.generate_key(2048, {"kid": "first"})
    secret = OctKey.import_key(SECRET, {"kid": "first"})
    for key, algorithm in ((stranger, "RS256"), (secret, "HS256"), (KEYS["second"], "RS256")):
        house.key, house.algorithm = key, algorithm
        client = visit()
        assert sign_in_at(house, client)[0] == 403
        assert find_access(client) == "locked"


def test_keys_that_the_provider_changed_since_are_asked_for(
    house: FakeProvider, visit: Callable[[], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_find_hour", lambda: 1)
    assert sign_in_at(house, visit())[0] == 303
    house.key, house.published = KEYS["second"], ("second",)
    assert sign_in_at(house, visit())[0] == 303
    assert house.asked.count("keys") == 2


@pytest.mark.parametrize(
    ("claims", "access"),
    [
        ({"groups": ["heads"]}, "unlocked"),
        ({"groups": [], "roles": ["house"]}, "administrator"),
        ({"groups": None, "realm_access": {"roles": ["coders", "others"]}}, "coder"),
        ({"groups": ["/ward 4", "coders"]}, "limited"),
        ({"groups": None}, "coder"),  # the provider is asked, and names coders
        ({"groups": ["others"]}, "locked"),
    ],
    ids=str,
)
def test_groups_give_roles(
    house: FakeProvider,
    visit: Callable[[], TestClient],
    store: StoryStore,
    claims: dict[str, Any],
    access: str,
) -> None:
    team = TeamStore(store).add("ward 4").id
    client = visit()
    status, said = sign_in_at(house, client, **claims)
    assert status == (403 if access == "locked" else 303), said
    assert find_access(client) == access
    if access == "limited":
        assert client.get("/teams.json").json()["own"] == [team]


def test_one_of_several_teams_can_be_left(
    house: FakeProvider, visit: Callable[[], TestClient], store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(provider.GROUPS, "a=facilitator:Ward 4;b=facilitator:Ward 5")
    teams = [TeamStore(store).add(name).id for name in ("Ward 4", "Ward 5")]
    client = visit()
    sign_in_at(house, client, groups=["a", "b"])
    assert client.get("/teams.json").json()["own"] == teams
    before = dict(client.cookies)
    assert client.post("/facilitator.json", json={"lock": True, "team": teams[0]}).json() == {
        "access": "limited"
    }
    assert client.get("/teams.json").json()["own"] == teams[1:]
    assert facilitator.find_access(None, {}, before) == "locked"


@pytest.mark.parametrize(
    ("claims", "is_said"),
    [
        ({"groups": None, "_claim_names": {"groups": "src1"}}, True),
        ({"groups": None, "hasgroups": True}, True),
        ({"groups": ["others"], "_claim_names": {"groups": "src1"}}, True),
        ({"groups": None, "_claim_names": ["groups"]}, False),
        ({"groups": ["others"]}, False),
    ],
    ids=str,
)
def test_the_log_says_that_the_provider_left_groups_out(
    house: FakeProvider,
    visit: Callable[[], TestClient],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    claims: dict[str, Any],
    is_said: bool,
) -> None:
    monkeypatch.setenv(provider.GROUPS, "heads=facilitator")  # what the provider is asked for names others
    assert sign_in_at(house, visit(), **claims)[0] == 403
    assert ("the provider left the groups out, as there are too many" in caplog.text) == is_said


def test_a_team_that_does_not_exist_gives_nothing(
    house: FakeProvider, visit: Callable[[], TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    client = visit()
    assert sign_in_at(house, client, groups=["/ward 4"])[0] == 403
    assert 'a group is mapped to the team "Ward 4", which does not exist' in caplog.text


def test_a_session_ends_with_what_gave_it_or_with_the_providers_token_or_at_once(
    house: FakeProvider, visit: Callable[[], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit()
    assert sign_in_at(house, client, groups=["house"])[0] == 303
    monkeypatch.setenv(provider.GROUPS, "others=administrator")
    assert find_access(client) == "locked"
    monkeypatch.setenv(provider.GROUPS, GROUPS)
    assert find_access(client) == "administrator"
    assert client.post("/facilitator.json", json={"end_all": True}).status_code == 200
    monkeypatch.setenv(provider.SESSION, "token")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 2)
    assert sign_in_at(house, client, exp=int(now) + 100)[0] == 303
    assert find_access(client) == "unlocked"  # it ends sooner than those that were ended, and began later
    monkeypatch.setattr(time, "time", lambda: now + 101)
    assert find_access(client) == "locked"


def test_signing_out_ends_the_session_and_leads_to_the_providers_own_way_out(
    house: FakeProvider, visit: Callable[[], TestClient]
) -> None:
    client = visit()
    sign_in_at(house, client)
    kept = dict(client.cookies)
    leave = client.post("/facilitator.json", json={"lock": True}).json()["leave"]
    assert (
        leave
        == f"{ISSUER}/end_session?client_id=mango&post_logout_redirect_uri=https%3A%2F%2Fmango.example%2F"
    )
    assert facilitator.find_access(None, {}, kept) == "locked"
    sign_in_at(house, client)
    house.is_away = True
    assert client.post("/facilitator.json", json={"lock": True}).json() == {"access": "locked"}


def test_signing_out_waits_for_no_provider(
    house: FakeProvider, visit: Callable[[], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_LEAVING", 1)
    client = visit()
    sign_in_at(house, client)
    kept = dict(client.cookies)
    house.silent = "openid-configuration"
    with client, ThreadPoolExecutor(1) as people:
        leaving = people.submit(client.post, "/facilitator.json", json={"lock": True})
        while facilitator.find_access(None, {}, kept) != "locked":
            assert not leaving.done()
        assert not leaving.done()
        assert leaving.result(timeout=5).json() == {"access": "locked"}
        house.speaks.set()


def test_while_the_provider_is_away_a_sentence_says_so_and_passcodes_go_on(
    house: FakeProvider, visit: Callable[[], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", "a mango for the room")
    client = visit()
    state = begin(house, client)["state"]
    house.is_away = True
    assert come_back(client, code="a code", state=state)[0] == 503
    page = client.get("/sign-in?lang=en", headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert "sign-in cannot be reached now. Try again later, or sign in with a passcode." in page.text
    assert f'<a href="{PUBLIC}/stories">Back to the stories</a>' in page.text
    assert client.post("/facilitator.json", json={"passcode": "a mango for the room"}).status_code == 200


def test_what_was_begun_is_ended_once_whatever_a_browser_goes_on_keeping(
    house: FakeProvider, visit: Callable[[], TestClient]
) -> None:
    client = visit()
    state = begin(house, client)["state"]
    kept = dict(client.cookies)
    assert come_back(client, code="a code", state=state)[0] == 303
    client.cookies = Cookies(kept)
    status, said = come_back(client, code="a code", state=state)
    assert (status, "in een andere browser" in said) == (403, True)
    assert house.asked.count("token") == 1


def test_many_who_wait_for_a_provider_that_is_away_make_it_be_asked_once(
    house: FakeProvider, visit: Callable[[], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit()
    house.is_away = True
    assert [client.get("/sign-in").status_code for _ in range(5)] == [503] * 5
    assert len(house.asked) == 1
    house.is_away = False
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 16)
    begin(house, client)


@pytest.mark.parametrize("silent", ["openid-configuration", "token"])
def test_a_silent_provider_keeps_nobody_else_waiting(
    house: FakeProvider,
    visit: Callable[[], TestClient],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    silent: str,
) -> None:
    monkeypatch.setattr(accounts, "_waiting_said", Limit(most=1, seconds=60))
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", "a mango for the room")
    monkeypatch.setattr(accounts, "_QUEUE", 0.3)
    monkeypatch.setattr(accounts, "_find_hour", lambda: 2)
    monkeypatch.setattr(accounts, "_asking", CapacityLimiter(4))
    cookies = []
    if silent == "token":
        for _ in range(60):
            client = visit()
            cookies.append((begin(house, client)["state"], dict(client.cookies)))
    house.silent = silent
    with visit() as client, ThreadPoolExecutor(60) as people:

        def come(number: int) -> int:
            if silent != "token":
                return client.get("/sign-in", follow_redirects=False).status_code
            state, kept = cookies[number]
            said = "; ".join(f"{name}={value}" for name, value in kept.items())
            address = f"/sign-in/back?code=x&state={state}"
            return client.get(address, headers={"Cookie": said}, follow_redirects=False).status_code

        waiting = [people.submit(come, number) for number in range(60)]
        began = time.monotonic()
        while sum(each.done() for each in waiting) < 56:
            assert time.monotonic() - began < 10
            time.sleep(0.02)
        answer = client.post("/facilitator.json", json={"passcode": "a mango for the room"})
        assert answer.status_code == 200
        assert sum(each.done() for each in waiting) == 56
        house.speaks.set()
        assert {each.result() for each in waiting} == {503}
    assert caplog.text.count("too many requests wait for the provider") == 1


@pytest.mark.parametrize(
    "description",
    [{"issuer": "https://evil.example"}, {"token_endpoint": "http://evil.example"}, {"jwks_uri": None}],
)
def test_a_provider_that_describes_itself_wrongly_is_not_believed(
    house: FakeProvider, visit: Callable[[], TestClient], description: dict[str, Any]
) -> None:
    house.told = description
    client = visit()
    begun = client.get("/sign-in", follow_redirects=False)
    if begun.status_code == 303:
        state = re.search("state=([^&]+)", begun.headers["location"])
        assert state
        assert come_back(client, code="a code", state=state[1])[0] == 403
    assert find_access(client) == "locked"


def test_who_does_not_agree_at_the_provider_reads_that_they_were_not_signed_in(
    house: FakeProvider, visit: Callable[[], TestClient]
) -> None:
    client = visit()
    state = begin(house, client)["state"]
    status, said = come_back(client, error="access_denied", state=state)
    assert (status, said.startswith("Je bent niet aangemeld.")) == (403, True)


def test_the_history_names_the_account_to_administrators_alone(
    house: FakeProvider, visit: Callable[[], TestClient], store: StoryStore
) -> None:
    story = store.add(build_story("A crow."), "visitor").id
    lead, head = visit(), visit()
    sign_in_at(house, lead)
    sign_in_at(house, head, groups=["house"], sub="é 🥭 ~ . x")
    assert change(lead, story, "publish").status_code == 200
    assert change(head, story, "withdraw", 2).status_code == 200
    people = [entry.get("person") for entry in head.get(f"/stories/{story}.json").json()["history"]]
    assert people == [None, "nurse-7", "é 🥭 ~ . x"]
    assert "nurse-7" not in lead.get(f"/stories/{story}.json").text
    assert "nurse-7" not in lead.get("/stories.json").text


def test_the_log_names_the_account_that_led_a_workshop(
    house: FakeProvider, visit: Callable[[], TestClient], store: StoryStore
) -> None:
    lead = visit()
    sign_in_at(house, lead)
    workshop = start(lead)
    round_ = prepare(lead, workshop, "stories")
    teller = join(store, workshop)
    ParticipantStore(store).tell_story(
        workshop, teller, round_, text="A crow.", teller="family", language="en", request="told"
    )
    numbers = [
        participant["id"]
        for participant in lead.get(f"/workshops/{workshop}/participants.json").json()["participants"]
    ]
    do(lead, workshop, "remove", participants=numbers)
    [withdrawn] = store.list_log(at_most=1)
    assert (withdrawn.change.what, withdrawn.change.person) == ("withdrawn", "nurse-7")


@pytest.mark.parametrize(
    ("variable", "value", "fault"),
    [
        (provider.ISSUER, "http://id.house.example", "begins with https://"),
        (provider.ISSUER, "", "begins with https://"),
        (provider.CLIENT_ID, "", "MANGOMOMENT_OIDC_CLIENT_ID is missing"),
        (provider.SECRET, "", "MANGOMOMENT_OIDC_CLIENT_SECRET is missing"),
        (provider.SECRET_FILE, "/nowhere", "cannot be read"),
        (provider.GROUPS, "", "MANGOMOMENT_OIDC_GROUPS is missing"),
        (provider.GROUPS, "heads=boss", '"boss" is no role'),
        (provider.GROUPS, "heads", '"heads" is no group=role'),
        (provider.GROUPS, "heads=coder:Ward 4", "facilitators alone can be for one team"),
        (provider.GROUPS, "heads=facilitator:", "names no team"),
        (provider.SESSION, "day", 'is "token" or not set'),
        ("MANGOMOMENT_PUBLIC_URL", "", "MANGOMOMENT_PUBLIC_URL is missing"),
    ],
)
def test_a_provider_that_is_set_with_a_fault_signs_nobody_in_and_the_log_says_why(
    house: FakeProvider,
    visit: Callable[[], TestClient],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    variable: str,
    value: str,
    fault: str,
) -> None:
    monkeypatch.setenv(variable, value)
    provider.warn_of_provider()
    assert fault in caplog.text
    assert provider.find_provider() is None
    assert visit().get("/sign-in").status_code == 404


def test_the_secret_is_read_from_a_file_and_shown_nowhere(
    house: FakeProvider, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    file = tmp_path / "secret"
    file.write_text("a secret of a file\n", "utf-8")
    monkeypatch.setenv(provider.SECRET_FILE, str(file))
    found = provider.find_provider()
    assert found
    assert found.secret == "a secret of a file"  # noqa: S105
    assert "a secret" not in repr(found)


def test_the_highest_role_counts_and_teams_add_up() -> None:
    said = (
        Membership("a", "coder"),
        Membership("b", "facilitator", "W4"),
        Membership("c", "facilitator", "W5"),
    )
    assert find_role(said, {"a"}) == ("coder", ())
    assert find_role(said, {"a", "b", "c"}) == ("facilitator", ("W4", "W5"))
    assert find_role((*said, Membership("d", "moderator")), {"b", "d"}) == ("moderator", ())
    assert find_role(said, {"x"}) is None


@pytest.mark.parametrize(
    "claims", [{"groups": {"a": 1}}, {"roles": 7}, {"realm_access": ["a"]}, {"groups": [7]}]
)
def test_claims_of_another_form_name_no_groups(claims: dict[str, Any]) -> None:
    assert list_groups(claims) == frozenset()
