"""Who is the facilitator: by sitting at the machine, or by the passcode."""

from __future__ import annotations

import hmac
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as streamlit_itself
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from streamlit.runtime.context import StreamlitHeaders

from model.stories import StoreUnavailableError, StoryStore
from model.stories.entry import Entry
from pages.shared import facilitator, passcode_tries, roles
from pages.shared.facilitator import COOKIE, build_token, find_access
from pages.shared.limits import Limit
from pages.shared.origins import find_name, is_loopback
from pages.shared.tokens import LONGEST_SESSION, build_key, sign
from tests.pages.asking import add, change
from tests.pages.conftest import Ask
from tests.properties import examples

HERE = {"Host": "127.0.0.1:8501"}
PASSCODE = "mango-7"
EVERYWHERE = "0.0.0.0"  # noqa: S104


@pytest.fixture(autouse=True)
def uncounted(store: StoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """No try was made before the test."""
    monkeypatch.setattr(passcode_tries, "_tries_of_known", Limit(most=20, seconds=60))
    monkeypatch.setattr(passcode_tries, "_tries_without_database", Limit(most=100, seconds=3600))
    monkeypatch.setattr(facilitator, "_ended_here", {})


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


@pytest.mark.parametrize(
    ("client", "host"),
    [
        *(("::ffff:127.0.0.1", "localhost:8501"), ("::1", "[::ffff:127.0.0.1]:8501")),
        *(("127.0.0.1", "LOCALHOST:8501"), ("192.0.2.1", "localhost:8501"), ("::1", "localhost:x")),
        ("::ffff:192.0.2.1", "[::ffff:192.0.2.1]:8501"),
    ],
)
def test_the_own_address_is_the_same_for_who_sits_here_and_for_names_of_the_server(
    client: str, host: str
) -> None:
    is_here = is_loopback(client) and is_loopback(find_name(host))
    assert find_access(client, Headers({"Host": host}), {}) == ("open" if is_here else "closed")


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
    assert passcode_tries.check_passcode("", "192.0.2.1").is_right is False


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
    until, name, signature = build_token().split(".")
    arabic = until.translate({ord(digit): ord(digit) + 0x630 for digit in "0123456789"})
    yield "nothing", ""
    yield "a dot", "."
    yield "the passcode", PASSCODE
    text = f"{until}.{name}"
    yield "no signature", f"{text}."
    yield "no name", f"{until}.{signature}"
    yield "another name", f"{until}.{'0' * 32}.{signature}"
    yield "no time", f".{name}.{signature}"
    yield "a later time", f"{int(until) + 1}.{name}.{signature}"
    yield "another signature", f"{text}.{'0' * 64}"
    yield "a shorter signature", f"{text}.{signature[:-1]}"
    yield "a longer signature", f"{text}.{signature}0"
    yield "capitals", f"{text}.{signature.upper()}"
    yield "other digits", f"{arabic}.{name}.{signature}"
    yield "a negative time", f"-{text}.{signature}"
    yield "a very long time", f"{'9' * 5000}.{name}.{signature}"
    yield "a signature with accents", f"{text}.{'é' * 64}"
    yield "a time with a space", f"{until} .{name}.{signature}"
    yield "a device", passcode_tries.build_device()
    for key in (b"", PASSCODE.encode()):
        yield f"signed with {key!r}", f"{text}.{hmac.new(key, text.encode(), 'sha256').hexdigest()}"


def test_a_forged_token_opens_nothing(passcode: str) -> None:
    forged = dict(forge())
    assert find_access(None, Headers(HERE), {COOKIE: build_token()}) == "unlocked"
    opened = [
        what
        for what, token in forged.items()
        if find_access(None, Headers(HERE), {COOKIE: token}) != "locked"
    ]
    assert not opened


@examples(keeps_fixtures=True)
@given(token=st.text())
def test_no_text_opens_what_is_locked(passcode: str, token: str) -> None:
    assert find_access(None, Headers(HERE), {COOKIE: token}) == "locked"


def test_a_token_ends_after_its_time(passcode: str) -> None:
    half_a_day = 12 * 3600
    fresh, old = build_token(), build_token(now=time.time() - half_a_day - 1)
    nearly = build_token(now=time.time() - half_a_day + 60)
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
    ids=lambda tried: str(tried)[:9],
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
    assert passcode_tries.check_passcode(typed, "192.0.2.1").is_right is True
    assert find_access(None, Headers(HERE), {COOKIE: build_token()}) == "unlocked"


def test_the_passcode_is_compared_in_a_time_that_tells_nothing(
    passcode: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[Any, Any]] = []

    def compare(tried: Any, other: Any) -> bool:
        compared.append((tried, other))
        return bool(tried == other)

    monkeypatch.setattr(hmac, "compare_digest", compare)
    assert unlock(ask(), "mango-8") == 403
    assert (b"mango-8", PASSCODE.encode()) in compared
    compared.clear()
    find_access(None, Headers(HERE), {COOKIE: f"{int(time.time()) + 60}.x"})
    assert [tried for tried, _other in compared] == [b"x"]


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
    cookies = answer.headers.get_list("set-cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == [
        "__Host-mangomoment_facilitator",
        "__Host-mangomoment_device",
    ]
    for cookie in cookies:
        assert {"secure", "path=/", "httponly"} < {part.strip().lower() for part in cookie.split(";")}
        assert "domain" not in cookie.lower()


def test_what_was_kept_under_the_plain_name_goes_on_over_https(passcode: str) -> None:
    token, device = build_token(), passcode_tries.build_device()
    for prefix in ("", "__Host-"):
        assert find_access(None, Headers(HERE), {prefix + COOKIE: token}) == "unlocked"
    both = {f"__Host-{COOKIE}": "0.0.0", COOKIE: token}
    assert find_access(None, Headers(HERE), both) == "unlocked"
    for _ in range(100):
        passcode_tries.check_passcode("wrong", "192.0.2.7")
    kept = {f"__Host-{passcode_tries.DEVICE_COOKIE}": device}
    assert passcode_tries.check_passcode(PASSCODE, "192.0.2.7", {}, kept).is_right is True


def test_locking_ends_what_is_kept_under_either_name(passcode: str, ask: Ask) -> None:
    client = ask("192.0.2.1", base="https://mango.example")
    tokens = [build_token(), build_token()]
    cookies = {"Cookie": f"__Host-{COOKIE}={tokens[0]}; {COOKIE}={tokens[1]}"}
    answer = client.post("/facilitator.json", json={"lock": True}, headers=cookies)
    assert [find_access(None, Headers(HERE), {COOKIE: token}) for token in tokens] == ["locked"] * 2
    forgotten = answer.headers.get_list("set-cookie")
    names = [cookie.partition("=")[0] for cookie in forgotten if "Max-Age=0" in cookie]
    assert {f"__Host-{COOKIE}", COOKIE} <= set(names)
    assert all("Secure" in cookie for cookie in forgotten if cookie.startswith("__"))


def test_without_a_passcode_on_the_server_none_is_right(ask: Ask) -> None:
    client = ask("192.0.2.1")
    for tried in ("", "mango-7", "None"):
        answer = client.post("/facilitator.json", json={"passcode": tried})
        assert answer.status_code == 403
        assert answer.json()["access"] == "closed"
        assert "set-cookie" not in answer.headers


# Guessing


def test_a_hundred_wrong_ones_an_hour_are_judged_and_then_everybody_reads_when_to_try_again(
    passcode: str, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    answers = [unlock(ask(f"192.0.2.{number % 250}"), f"wrong {number}") for number in range(110)]
    assert answers == [403] * 100 + [429] * 10
    refused = ask("192.0.2.99").post("/facilitator.json?lang=nl", json={"passcode": PASSCODE})
    assert refused.status_code == 429
    assert 3500 < int(refused.headers["retry-after"]) <= 3600
    assert refused.json()["error"].startswith(
        "Te veel foute toegangscodes. Probeer het over 60 minuten opnieuw"
    )
    assert "set-cookie" not in refused.headers
    assert "guessing" in caplog.text
    assert PASSCODE not in caplog.text
    short, guessing = passcode_tries.list_warnings("nl")
    assert "kort" in short
    assert guessing.startswith("Iemand probeert de toegangscode te raden: 100 foute pogingen")
    assert passcode_tries.list_warnings("nl", is_leading=True) == (guessing,)


def test_a_right_one_does_not_count_as_a_try(passcode: str, ask: Ask) -> None:
    assert [unlock(ask("192.0.2.1"), PASSCODE) for _ in range(105)] == [200] * 105
    assert passcode_tries.list_warnings("en") == (
        "The passcode is short. Start the server with one of at least 8 characters.",
    )


def test_few_wrong_ones_are_no_guessing_but_stand_in_the_log(
    passcode: str, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(19):
        unlock(ask("192.0.2.1"), f"wrong {number}")
    assert passcode_tries.list_warnings("en", is_leading=True) == ()
    unlock(ask("127.0.0.1"), "wrong")
    assert caplog.text.count("wrong passcode from 192.0.2.1") == 19
    assert caplog.text.count("wrong passcode from 127.0.0.1") == 1
    passcode_tries.check_passcode("wrong", "")
    assert "wrong passcode from somebody, number 20" in caplog.text
    assert len(passcode_tries.list_warnings("en", is_leading=True)) == 1


def test_wrong_ones_of_every_process_count_together_and_for_an_hour(passcode: str, store: StoryStore) -> None:
    entry, now = Entry(store.database), int(time.time())
    for _ in range(100):
        assert entry.take_try(100, now - 3590) is not None
    judged = passcode_tries.check_passcode(PASSCODE, "192.0.2.1")
    assert judged.is_right is None
    assert 0 < judged.seconds <= 10
    assert entry.take_try(100, now + 11) is not None


def test_many_wrong_ones_at_once_are_not_all_the_last_one(store: StoryStore) -> None:
    entry = Entry(store.database)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: entry.take_try(10, 1000), range(40)))
    assert sum(number is not None for number in taken) == 10


def test_who_was_let_in_before_is_judged_while_somebody_guesses(passcode: str, ask: Ask) -> None:
    known = ask("192.0.2.7", base="http://mango.example")
    assert unlock(known, PASSCODE) == 200
    known.post("/facilitator.json", json={"lock": True})
    for number in range(101):
        unlock(ask("192.0.2.7"), f"wrong {number}")
    assert unlock(ask("192.0.2.8"), PASSCODE) == 429
    assert unlock(known, PASSCODE) == 200
    known.cookies.delete(passcode_tries.DEVICE_COOKIE)
    assert unlock(known, PASSCODE) == 429


def test_who_sits_at_this_machine_is_judged_while_somebody_guesses(passcode: str, ask: Ask) -> None:
    for number in range(101):
        unlock(ask("192.0.2.7"), f"wrong {number}")
    assert unlock(ask("127.0.0.1"), PASSCODE) == 200
    through_a_proxy = ask("127.0.0.1").post(
        "/facilitator.json", json={"passcode": PASSCODE}, headers={"X-Forwarded-For": "192.0.2.1"}
    )
    assert through_a_proxy.status_code == 429


@pytest.mark.parametrize("device", ["", ".", "x.y", "é.é", "0" * 32, f"{'0' * 32}.{'0' * 64}"])
def test_a_forged_device_is_nobody(passcode: str, device: str) -> None:
    for _ in range(100):
        passcode_tries.check_passcode("wrong", "192.0.2.7")
    assert (
        passcode_tries.check_passcode(
            PASSCODE, "192.0.2.7", {}, {passcode_tries.DEVICE_COOKIE: device}
        ).is_right
        is None
    )
    known = {passcode_tries.DEVICE_COOKIE: passcode_tries.build_device()}
    assert passcode_tries.check_passcode(PASSCODE, "192.0.2.7", {}, known).is_right is True


@pytest.mark.parametrize(("chosen", "is_warned_of"), [("mango-7", True), ("mango-78", False), ("", False)])
def test_a_short_passcode_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, chosen: str, is_warned_of: bool
) -> None:
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", chosen)
    roles.warn_of_passcodes()
    assert ("MANGOMOMENT_PASSCODE is short" in caplog.text) == is_warned_of
    assert bool(passcode_tries.list_warnings("en")) == is_warned_of


# Ending


def test_locking_ends_the_session_on_every_process_and_no_other(
    passcode: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, other = ask("192.0.2.1", base="http://a.example"), ask("192.0.2.2", base="http://a.example")
    assert [unlock(client, PASSCODE), unlock(other, PASSCODE)] == [200, 200]
    token = client.cookies[COOKIE]
    client.post("/facilitator.json", json={"lock": True})
    monkeypatch.setattr(facilitator, "_ended_here", {})  # as in another process
    assert find_access(None, Headers(HERE), {COOKIE: token}) == "locked"
    assert find_access(None, Headers(HERE), {COOKIE: other.cookies[COOKIE]}) == "unlocked"


def test_all_sessions_can_be_ended_by_a_facilitator_only(
    passcode: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, other = ask("192.0.2.1", base="http://a.example"), ask("192.0.2.2", base="http://a.example")
    assert unlock(other, PASSCODE) == 200
    assert client.post("/facilitator.json", json={"end_all": True}).status_code == 403
    assert unlock(client, PASSCODE) == 200
    tokens = [client.cookies[COOKIE], other.cookies[COOKIE]]
    assert client.post("/facilitator.json", json={"end_all": True}).json() == {"access": "locked"}
    monkeypatch.setattr(facilitator, "_ended_here", {})
    assert [find_access(None, Headers(HERE), {COOKIE: token}) for token in tokens] == ["locked"] * 2
    later = build_token(now=time.time() + 2)
    assert find_access(None, Headers(HERE), {COOKIE: later}) == "unlocked"


def test_a_token_of_an_earlier_version_goes_on_and_can_be_ended(passcode: str) -> None:
    until = str(int(time.time()) + 60)
    token = f"{until}.{sign(until, build_key(PASSCODE))}"
    assert find_access(None, Headers(HERE), {COOKIE: token}) == "unlocked"
    facilitator.lock(token)
    assert find_access(None, Headers(HERE), {COOKIE: token}) == "locked"


def test_sessions_are_ended_by_several_requests_at_a_time(
    passcode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {f"session-{number}": 2**31 for number in range(2000)}
    monkeypatch.setattr(facilitator, "_ended_here", kept)
    monkeypatch.setattr(facilitator, "get_entry", lambda: SimpleNamespace(end=lambda *_: None))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            tokens = [build_token(now=time.time() + number) for number in range(400)]
            list(pool.map(facilitator.lock, tokens))  # raises what any of them raised
    finally:
        sys.setswitchinterval(interval)
    assert len(kept) == 2400


def test_a_session_that_the_database_cannot_be_told_of_has_ended_here(
    passcode: str, store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        assert not facilitator._ended_here  # the database is told first
        raise StoreUnavailableError("locked", "stories.db")

    monkeypatch.setattr(Entry, "end", fail)
    token = build_token()
    with pytest.raises(StoreUnavailableError):
        facilitator.lock(token)
    assert find_access(None, Headers(HERE), {COOKIE: token}) == "locked"
