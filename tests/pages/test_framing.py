"""Which pages which other sites may show within theirs."""

from __future__ import annotations

import logging

import pytest
from starlette.types import Scope

from pages.server.framing import list_hosts, warn_of_bad_hosts
from pages.server.security import build_headers

HOSTS = "intranet.ward.example, *.house.example:8443,https://wiki.example/"


def get_ancestors(path: str) -> tuple[str, bool]:
    """Who may frame a page, and whether the older header forbids others to."""
    scope: Scope = {"type": "http", "path": path, "headers": [(b"host", b"mango.example")], "scheme": "https"}
    headers = build_headers(scope)
    policy = headers["Content-Security-Policy"]
    [said] = [part for part in policy.split("; ") if part.startswith("frame-ancestors")]
    return said, "X-Frame-Options" in headers


@pytest.mark.parametrize("path", ["/explore", "/paths", "/about"])
def test_listed_hosts_frame_the_pages_that_are_only_read(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert get_ancestors(path) == ("frame-ancestors 'self'", True)
    monkeypatch.setenv("MANGOMOMENT_FRAME_HOSTS", HOSTS)
    expected = "frame-ancestors 'self' intranet.ward.example *.house.example:8443 https://wiki.example"
    assert get_ancestors(path) == (expected, False)


@pytest.mark.parametrize(
    "path",
    ["/stories", "/workshop", "/export", "/open", "/join/ABCDEF", "/tell", "/projector/x", "/explore/x"],
)
def test_nobody_frames_any_other(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_FRAME_HOSTS", HOSTS)
    assert get_ancestors(path) == ("frame-ancestors 'self'", True)


@pytest.mark.parametrize(
    "bad",
    [
        *("*", "a b.example", "x.example; script-src *", "ftp://x.example", "x.example/page", "'self'"),
        *("x:0", "x:65536", "x:99999"),
    ],
)
def test_what_is_no_host_is_left_out_and_named(
    bad: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MANGOMOMENT_FRAME_HOSTS", f"good.example,{bad}, other.example:1, x:65535,")
    with caplog.at_level(logging.WARNING):
        warn_of_bad_hosts()
    assert list_hosts() == ("good.example", "other.example:1", "x:65535")
    assert [record.getMessage() for record in caplog.records] == [
        f'MANGOMOMENT_FRAME_HOSTS: "{bad}" is no host, such as intranet.example.org; it is left out'
    ]
