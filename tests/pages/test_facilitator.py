"""Who is the facilitator: by sitting at the machine, or by the passcode."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import streamlit as streamlit_itself
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from streamlit.runtime.context import StreamlitHeaders

from pages.shared import facilitator
from pages.shared.facilitator import COOKIE, LONGEST_SESSION, build_token, find_access
from pages.shared.limits import Limit
from tests.pages.asking import add, change
from tests.pages.conftest import Ask

HERE = {"Host": "127.0.0.1:8501"}
PASSCODE = "mango-7"
EVERYWHERE = "0.0.0.0"  # noqa: S104


@pytest.fixture(autouse=True)
def uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    """No try was made before the test."""
    monkeypatch.setattr(facilitator, "_tries_of_one", Limit(most=5, seconds=60))
    monkeypatch.setattr(facilitator, "_tries_of_all", Limit(most=60, seconds=60))


@pytest.fixture
def passcode(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", PASSCODE)
    return PASSCODE


@pytest.fixture
def listen(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """A function that sets the address the server answers at."""
    options = streamlit_itself.get_option

    def set_address(address: str | None) -> None:
        def get_option(name: str) -> Any:
            return address if name == "server.address" else options(name)

        monkeypatch.setattr(streamlit_itself, "get_option", get_option)

    return set_address


# Without a passcode


@pytest.mark.parametrize("kind", [Headers, lambda headers: StreamlitHeaders(headers.items())])
@pytest.mark.parametrize("client", [None, "127.0.0.1", "127.8.9.10", "::1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "localhost", "[::1]:8501", "127.0.0.1"])
def test_who_sits_at_a_machine_that_answers_to_itself_only_is_the_facilitator(
    kind: Callable[[Mapping[str, str]], Mapping[str, str]], client: str | None, host: str
) -> None:
    assert find_access(client, kind({"Host": host}), {}) == "open"


@pytest.mark.parametrize("client", ["192.0.2.1", "10.0.0.1", "::2", "::ffff:192.0.2.1", "testclient", ""])
def test_who_comes_from_elsewhere_is_not(client: str) -> None:
    assert find_access(client, Headers(HERE), {}) == "closed"


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "127.0.0.1.evil.example:8501", "localhost.evil.example", "evil-localhost"),
        *(
            "192.0.2.1:8501",
            "0.0.0.0:8501",
            "[::2]:8501",
            "[::1].evil.example",
            "",
            ":8501",
            "localhost@evil.example",
        ),
    ],
)
def test_a_name_that_only_leads_to_this_machine_is_not_this_machine(host: str) -> None:
    assert find_access("127.0.0.1", Headers({"Host": host}), {}) == "closed"


def test_without_the_name_that_was_asked_for_nobody_is_the_facilitator() -> None:
    assert find_access("127.0.0.1", Headers({}), {}) == "closed"


@pytest.mark.parametrize("kind", [Headers, lambda headers: StreamlitHeaders(headers.items())])
@pytest.mark.parametrize(
    "header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via", "x-FORWARDED-for"]
)
def test_what_a_proxy_passed_on_may_come_from_anywhere(
    kind: Callable[[Mapping[str, str]], Mapping[str, str]], header: str
) -> None:
    assert find_access("127.0.0.1", kind({**HERE, header: "127.0.0.1"}), {}) == "closed"


@pytest.mark.parametrize(
    "address", [EVERYWHERE, "::", "", None, "192.168.1.5", "mango.example", "localhost.evil"]
)
def test_on_a_server_that_others_can_reach_nobody_is_the_facilitator(
    listen: Callable[[str | None], None], address: str | None
) -> None:
    listen(address)
    assert find_access("127.0.0.1", Headers(HERE), {}) == "closed"


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_every_address_of_the_machine_itself_counts_as_such(
    listen: Callable[[str | None], None], address: str
) -> None:
    listen(address)
    assert find_access("127.0.0.1", Headers(HERE), {}) == "open"


def test_a_passcode_of_spaces_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", " \n ")
    assert find_access("127.0.0.1", Headers(HERE), {}) == "open"
    assert facilitator.check_passcode("", "192.0.2.1") is False


def test_a_token_made_without_a_passcode_opens_nothing(listen: Callable[[str | None], None]) -> None:
    listen(EVERYWHERE)
    assert find_access("192.0.2.1", Headers(HERE), {COOKIE: build_token()}) == "closed"


# With a passcode


@pytest.mark.parametrize("address", ["127.0.0.1", EVERYWHERE, ""])
@pytest.mark.parametrize("client", [None, "127.0.0.1", "192.0.2.1"])
def test_a_passcode_is_asked_of_everybody_and_opens_for_everybody(
    passcode: str, listen: Callable[[str | None], None], address: str, client: str | None
) -> None:
    listen(address)
    headers = Headers({"Host": "mango.example", "X-Forwarded-For": "192.0.2.7"})
    assert find_access(client, headers, {}) == "locked"
    assert find_access(client, headers, {COOKIE: build_token()}) == "unlocked"


def forge() -> Iterator[tuple[str, str]]:
    """Tokens that nobody made who knew the passcode, each with what it is."""
    until, signature = build_token().split(".")
    arabic = until.translate({ord(digit): ord(digit) + 0x630 for digit in "0123456789"})
    yield "nothing", ""
    yield "a dot", "."
    yield "the passcode", PASSCODE
    yield "no signature", f"{until}."
    yield "no time", f".{signature}"
    yield "a later time", f"{int(until) + 1}.{signature}"
    yield "another signature", f"{until}.{'0' * 64}"
    yield "a shorter signature", f"{until}.{signature[:-1]}"
    yield "a longer signature", f"{until}.{signature}0"
    yield "capitals", f"{until}.{signature.upper()}"
    yield "other digits", f"{arabic}.{signature}"
    yield "a negative time", f"-{until}.{signature}"
    yield "a very long time", f"{'9' * 5000}.{signature}"
    yield "a signature with accents", f"{until}.{'é' * 64}"
    yield "a time with a space", f"{until} .{signature}"
    for key in (b"", PASSCODE.encode()):
        yield f"signed with {key!r}", f"{until}.{hmac.new(key, until.encode(), 'sha256').hexdigest()}"


def test_a_forged_token_opens_nothing(passcode: str) -> None:
    forged = dict(forge())
    assert find_access(None, Headers(HERE), {COOKIE: build_token()}) == "unlocked"
    opened = [
        what
        for what, token in forged.items()
        if find_access(None, Headers(HERE), {COOKIE: token}) != "locked"
    ]
    assert not opened


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(token=st.text())
def test_no_text_opens_what_is_locked(passcode: str, token: str) -> None:
    assert find_access(None, Headers(HERE), {COOKIE: token}) == "locked"


def test_a_token_ends_after_its_time(passcode: str) -> None:
    fresh, old = build_token(), build_token(now=time.time() - LONGEST_SESSION - 1)
    nearly = build_token(now=time.time() - LONGEST_SESSION + 60)
    access = [find_access(None, Headers(HERE), {COOKIE: token}) for token in (fresh, nearly, old)]
    assert access == ["unlocked", "unlocked", "locked"]


def test_a_token_ends_when_the_passcode_is_changed(passcode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    token = build_token()
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", f"{PASSCODE}8")
    assert find_access(None, Headers(HERE), {COOKIE: token}) == "locked"
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", PASSCODE)
    assert find_access(None, Headers(HERE), {COOKIE: token}) == "unlocked"


def test_a_token_does_not_hold_the_passcode(passcode: str) -> None:
    assert PASSCODE not in build_token()


# Giving the passcode


def unlock(client: TestClient, passcode: object) -> int:
    return client.post("/facilitator.json", json={"passcode": passcode}).status_code


def test_the_right_passcode_opens_and_locking_closes_again(store: object, passcode: str, ask: Ask) -> None:
    client = ask("192.0.2.1", base="http://mango.example")
    story = add(client)["id"]
    assert change(client, story, "publish").status_code == 403
    assert client.post("/facilitator.json", json={"passcode": PASSCODE}).json() == {"access": "unlocked"}
    assert change(client, story, "publish").status_code == 200
    assert client.post("/facilitator.json", json={"lock": True}).json() == {"access": "locked"}
    assert COOKIE not in client.cookies
    assert change(client, story, "withdraw", 2).status_code == 403


@pytest.mark.parametrize(
    "tried",
    ["", "mango-8", "mango-7x", "Mango-7", None, 7, [], {"a": 1}, True, "x" * 100_000],
    ids=lambda one: str(one)[:9],
)
def test_a_wrong_passcode_opens_nothing_and_is_said(passcode: str, ask: Ask, tried: object) -> None:
    client = ask()
    answer = client.post("/facilitator.json", json={"passcode": tried})
    assert (answer.status_code, answer.json()) == (403, {"error": "this is not the passcode"})
    assert "set-cookie" not in answer.headers


def test_half_a_letter_in_a_passcode_is_just_wrong(passcode: str, ask: Ask) -> None:
    headers = {"Content-Type": "application/json"}
    answer = ask().post("/facilitator.json", content=b'{"passcode": "\\ud800"}', headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("wachtwoord-é-🥭", "wachtwoord-é-🥭"),
        ("caf\u00e9", "cafe\u0301"),
        ("cafe\u0301", "caf\u00e9"),
        ("密码", "密码"),
        ("two words", " two words\n"),
        (" spaces around ", "spaces around"),
        ("\udcff", "\udcff"),
    ],
    ids=ascii,
)
def test_a_passcode_may_be_any_text(monkeypatch: pytest.MonkeyPatch, kept: str, typed: str) -> None:
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", kept)
    assert facilitator.check_passcode(typed, "192.0.2.1") is True
    assert find_access(None, Headers(HERE), {COOKIE: build_token()}) == "unlocked"


def test_the_passcode_is_compared_in_a_time_that_tells_nothing(
    passcode: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[Any, Any]] = []

    def compare(one: Any, other: Any) -> bool:
        compared.append((one, other))
        return bool(one == other)

    monkeypatch.setattr(hmac, "compare_digest", compare)
    assert unlock(ask(), "mango-8") == 403
    assert (b"mango-8", PASSCODE.encode()) in compared
    compared.clear()
    find_access(None, Headers(HERE), {COOKIE: f"{int(time.time()) + 60}.x"})
    assert [one for one, _other in compared] == [b"x"]


def test_the_cookie_is_for_this_server_only_and_for_no_script(passcode: str, ask: Ask) -> None:
    answer = ask().post("/facilitator.json", json={"passcode": PASSCODE})
    cookie = [part.strip().lower() for part in answer.headers["set-cookie"].split(";")]
    assert {"httponly", "samesite=lax", "path=/", f"max-age={LONGEST_SESSION}"} < set(cookie)
    assert "secure" not in cookie
    assert not [part for part in cookie if part.startswith("domain")]


@pytest.mark.parametrize(
    ("base", "headers"),
    [("https://mango.example", {}), ("http://mango.example", {"X-Forwarded-Proto": "https"})],
)
def test_over_an_encrypted_connection_the_cookie_stays_on_such(
    passcode: str, ask: Ask, base: str, headers: dict[str, str]
) -> None:
    answer = ask(base=base).post("/facilitator.json", json={"passcode": PASSCODE}, headers=headers)
    assert "secure" in answer.headers["set-cookie"].lower()


def test_without_a_passcode_on_the_server_none_is_right(ask: Ask) -> None:
    client = ask("192.0.2.1")
    for tried in ("", "mango-7", "None"):
        answer = client.post("/facilitator.json", json={"passcode": tried})
        assert answer.status_code == 403
        assert answer.json()["access"] == "closed"
        assert "set-cookie" not in answer.headers


# Guessing


def test_an_address_has_five_tries_a_minute_and_then_even_the_right_one_waits(
    passcode: str, ask: Ask
) -> None:
    client = ask("192.0.2.1")
    assert [unlock(client, "wrong") for _ in range(6)] == [403] * 5 + [429]
    answer = client.post("/facilitator.json", json={"passcode": PASSCODE})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert "wait a minute" in answer.json()["error"]
    assert "set-cookie" not in answer.headers


def test_others_may_still_try_when_one_has_tried_too_often(passcode: str, ask: Ask) -> None:
    eager = ask("192.0.2.1")
    for _ in range(10):
        unlock(eager, "wrong")
    assert unlock(ask("192.0.2.2"), PASSCODE) == 200


def test_a_minute_later_an_address_may_try_again(
    passcode: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    limit = Limit(most=5, seconds=60, clock=lambda: now[0])
    monkeypatch.setattr(facilitator, "_tries_of_one", limit)
    client = ask("192.0.2.1")
    assert [unlock(client, "wrong") for _ in range(6)][-1] == 429
    now[0] = 59.9
    assert unlock(client, PASSCODE) == 429
    now[0] = 60.1
    assert unlock(client, PASSCODE) == 200


def test_many_addresses_together_have_sixty_tries_a_minute(passcode: str, ask: Ask) -> None:
    answers = [unlock(ask(f"192.0.2.{number}"), "wrong") for number in range(1, 62)]
    assert answers == [403] * 60 + [429]


def test_who_is_let_wait_does_not_use_up_the_tries_of_all(passcode: str, ask: Ask) -> None:
    eager = ask("192.0.2.1")
    for _ in range(100):
        unlock(eager, "wrong")
    assert unlock(ask("192.0.2.2"), PASSCODE) == 200
