"""What is set in the environment and does not count is named at the start."""

from __future__ import annotations

import pytest

from pages.server.settings import warn_of_settings
from pages.shared.origins import is_own_host

PUBLIC, HOSTS = "MANGOMOMENT_PUBLIC_URL", "MANGOMOMENT_ALLOWED_HOSTS"
LOG, PROXIES = "MANGOMOMENT_LOG", "FORWARDED_ALLOW_IPS"


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (PUBLIC, HOSTS, LOG, PROXIES):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (PUBLIC, ""),
        (PUBLIC, "https://mango.example/ward/"),
        (HOSTS, " ward.example.org, *.house.example ,ward:8443, [::1],"),
        (LOG, " JSON "),
        (PROXIES, "*"),
        (PROXIES, "192.0.2.7, 10.0.0.0/8, 2001:db8::/32,::1,"),
        ("MANGOMOMENT_WINDOW", "yes"),
        ("OTHER_VARIABLE", "x"),
    ],
)
def test_what_counts_is_not_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str, said: str
) -> None:
    monkeypatch.setenv(name, said)
    warn_of_settings()
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("name", "said", "fault"),
    [
        (PUBLIC, "mango.example", f"{PUBLIC} is an address such as https://mango.house.example"),
        (PUBLIC, "htps://mango.example", f"{PUBLIC} is an address"),
        (PUBLIC, "https://mango.example/?a=hunter2", f"{PUBLIC} is an address"),
        (PUBLIC, "https://me:hunter2@mango.example", f"{PUBLIC} is an address"),
        (HOSTS, "https://ward.example", f'{HOSTS}: "https://ward.example" is no name such as'),
        (HOSTS, "ok.example, ward.example/", f'{HOSTS}: "ward.example/" is no name'),
        (HOSTS, "a;b", f'{HOSTS}: "a;b" is no name'),
        (HOSTS, "*", f'{HOSTS}: "*" is no name'),
        (HOSTS, "me:hunter2@ward.example", f'{HOSTS}: "ward.example" is no name'),
        (LOG, "jsonn", f'{LOG}: "jsonn" is not json'),
        (PROXIES, "10.0.0.0/99", f'{PROXIES}: "10.0.0.0/99" is no address or network'),
        (PROXIES, "192.0.2.7,10.0.0.1/8", f'{PROXIES}: "10.0.0.1/8" is no address'),
        (PROXIES, "nginx", f'{PROXIES}: "nginx" is no address'),
        (PROXIES, "192.0.2.7, *", f'{PROXIES}: "*" is no address'),
        (
            "MANGOMOMENT_PASCODE",
            "hunter2",
            "MANGOMOMENT_PASCODE is not known; did you mean MANGOMOMENT_PASSCODE?",
        ),
        ("MANGOMOMENT_XYZZY", "hunter2", "MANGOMOMENT_XYZZY is not known; it changes nothing"),
        ("MANGOMOMENT_db", "hunter2", "MANGOMOMENT_db is not known"),
    ],
)
def test_what_does_not_count_is_named_with_what_to_set_instead(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str, said: str, fault: str
) -> None:
    monkeypatch.setenv(name, said)
    warn_of_settings()
    [line] = caplog.messages
    assert line.startswith(fault)
    assert "hunter2" not in line


def test_an_entry_that_is_no_host_opens_the_server_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOSTS, "*, https://ward.example, ok.example")
    assert [is_own_host(host) for host in ("ward.example", "evil.example", "ok.example")] == [
        False,
        False,
        True,
    ]
