"""Who is let in: by which name, from which page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Scope

from app import MIDDLEWARE, ROUTES
from model.stories import StoreUnavailableError, StoryStore
from pages.server.gate import find_refusal
from pages.shared import origins, resources
from pages.shared.origins import is_own_host, is_own_origin
from tests.serving import ROOT


@pytest.fixture
def to_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server listens to the network."""
    monkeypatch.setattr(st, "get_option", {"server.address": "0.0.0.0"}.get)  # noqa: S104
    monkeypatch.setattr(origins, "_list_machine_names", lambda: frozenset({"ward-3", "ward-3.local"}))


def ask(host: str, *more: tuple[str, str], server: str = "192.168.1.7") -> Scope:
    headers = [("host", host), *more]
    return {
        "type": "http",
        "path": "/health",
        "server": (server, 8501),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
    }


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "127.0.0.2"])
def test_a_server_for_this_machine_answers_by_the_names_that_only_it_has(host: str) -> None:
    assert is_own_host(host, "127.0.0.1")


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "localhost.", "2130706433", "127.1"),
        *(
            "0.0.0.0",  # noqa: S104
            "192.168.1.7:8501",
            "127.0.0.1:8501@evil.example",
            "127.0.0.1:evil",
            "",
            "[::1",
            "a b",
        ),
        *("localhost:0", "localhost:99999", "[::ffff:127.0.0.1", "localhost:8501:8501", "localhost/x"),
    ],
)
def test_a_server_for_this_machine_answers_by_no_other_name(host: str) -> None:
    assert not is_own_host(host, "192.168.1.7")


@pytest.mark.parametrize(
    "host", ["192.168.1.7:8501", "ward-3:8501", "WARD-3.local", "localhost:8501", "127.0.0.1"]
)
def test_a_server_for_the_network_answers_by_its_own_addresses_and_names(
    to_everybody: None, host: str
) -> None:
    assert is_own_host(host, "192.168.1.7")
    assert is_own_host(host, "::ffff:192.168.1.7")


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.8", "ward-3.evil.example", "ward-4.local"])
def test_a_server_for_the_network_answers_by_no_name_of_others(to_everybody: None, host: str) -> None:
    assert not is_own_host(host, "192.168.1.7")


def test_the_public_address_and_listed_names_are_the_servers_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANGOMOMENT_PUBLIC_URL", "https://mango.example.org/moments")
    monkeypatch.setenv("MANGOMOMENT_ALLOWED_HOSTS", " ward.example.org , *.house.example, other.example:8443")
    own = ("mango.example.org", "mango.example.org:443", "ward.example.org", "a.house.example")
    assert all(is_own_host(host) for host in own)
    assert is_own_host("other.example:8443")
    for host in ("house.example.evil", "evilhouse.example", "x.mango.example.org", "example.org"):
        assert not is_own_host(host)
    assert is_own_origin("https://mango.example.org", "127.0.0.1:8501")
    assert is_own_origin("https://other.example:8443", "127.0.0.1:8501")
    for origin in ("https://mango.example.org:3000", "https://other.example", "https://evil.example"):
        assert not is_own_origin(origin, "127.0.0.1:8501")


@pytest.mark.parametrize(
    "origin",
    [
        *("http://evil.example", "http://localhost:3000", "http://127.0.0.1:9999", "https://127.0.0.1"),
        *("http://0.0.0.0:1", "null", "", "file://", "chrome-extension://abc", "http://127.0.0.1:8501.evil"),
        *("http://evil@127.0.0.1:8501", "http://127.0.0.1:8501/x", "http://[::1", "http://localhost:8501"),
    ],
)
def test_pages_of_other_sites_and_of_other_programs_are_foreign(origin: str) -> None:
    assert find_refusal(ask("127.0.0.1:8501", ("origin", origin)))
    assert not find_refusal(ask("127.0.0.1:8501", ("origin", "http://127.0.0.1:8501")))


def test_the_usual_port_may_be_named_or_not() -> None:
    assert is_own_origin("https://ward.example", "ward.example:443")
    assert is_own_origin("http://ward.example:80", "ward.example")
    assert not is_own_origin("http://ward.example", "ward.example:443")


def test_a_request_with_two_names_or_two_origins_is_refused() -> None:
    assert find_refusal(ask("localhost:8501", ("host", "localhost:8501")))
    own = ("origin", "http://localhost:8501")
    assert find_refusal(ask("localhost:8501", own, ("origin", "http://evil.example")))


def test_the_start_asks_nobody_for_the_machines_address() -> None:
    """Streamlit's welcome would, where a server listens to the network."""
    code = """
from streamlit import config, net_util
from streamlit.web import bootstrap
config.get_config_options(options_from_flags={"server.address": "0.0.0.0"})
net_util.get_external_ip = lambda: exit("asks the internet")
bootstrap._print_url(False)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def gated(store: StoryStore) -> Callable[..., TestClient]:
    """A function that gives somebody at an address of the application with its door."""

    def build(address: str = "127.0.0.1", base: str = "http://127.0.0.1:8501") -> TestClient:
        app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
        return TestClient(app, base_url=base, client=(address, 50_000))

    return build


PRIVATE = (
    *("/stories-backup.db", "/stories-export.csv", "/stories-export.json", "/workshops.json"),
    *("/stories.json", "/stories/the-mango.json", "/stories.json?status=pending"),
)


@pytest.mark.parametrize("path", PRIVATE)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_cannot_make_a_browser_load_what_is_private(
    gated: Callable[..., TestClient], path: str, site: str
) -> None:
    assert gated().get(path, headers={"Sec-Fetch-Site": site}).status_code == 403
    assert gated().get(path, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert gated().get(path).status_code == 200


def test_other_sites_may_show_pictures_and_link_to_pages(gated: Callable[..., TestClient]) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    picture = gated().get("/diagram.svg", headers=headers)
    assert (picture.status_code, picture.headers["cross-origin-resource-policy"]) == (200, "cross-origin")
    page = gated().get("/explore", headers=headers)
    assert (page.status_code, page.headers["cross-origin-resource-policy"]) == (200, "same-origin")


def test_every_answer_keeps_its_page_apart_from_others(gated: Callable[..., TestClient]) -> None:
    for path in ("/explore", "/health", "/nothing", "/stories/x.json", "/join"):
        headers = gated().get(path).headers
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    "path", ["/explore", "/health", "/nothing", "/stories/x.json", "/join", "/diagram.svg"]
)
def test_no_answer_is_framed_by_others_guessed_at_or_told_to_others(
    gated: Callable[..., TestClient], path: str
) -> None:
    headers = gated().get(path).headers
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"].split("; ")


def test_who_came_by_https_is_told_to_stay_there(
    gated: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_PUBLIC_URL", "https://ward.example")
    header = "strict-transport-security"
    assert gated(base="https://ward.example").get("/health").headers[header] == "max-age=15552000"
    forwarded = {"X-Forwarded-Proto": "https"}
    assert header in gated(base="http://ward.example").get("/health", headers=forwarded).headers
    assert header not in gated(base="http://ward.example").get("/health").headers
    assert header not in gated(base="https://localhost:8501").get("/health").headers


@pytest.mark.parametrize(
    "path", ["metrics", "agent/openapi.json", "agent/interact", "agent/mcp", "script-health-check"]
)
def test_what_streamlit_tells_of_itself_is_not_for_visitors(path: str) -> None:
    async def tell(_request: Request) -> Response:
        return Response("sessions 12")

    for prefix in ("", "/base"):
        app = Starlette(routes=[Route(f"{prefix}/_stcore/{path}", tell)], middleware=MIDDLEWARE)
        for client, status in (("198.51.100.7", 404), ("127.0.0.1", 200)):
            visitor = TestClient(app, base_url="http://127.0.0.1:8501", client=(client, 50_000))
            assert visitor.get(f"{prefix}/_stcore/{path}").status_code == status


@pytest.mark.parametrize("path", ["auth/login", "auth/logout", "oauth2callback", "oauth2callback/"])
def test_streamlits_own_way_to_sign_in_is_for_nobody(path: str) -> None:
    async def answer(_request: Request) -> Response:
        return Response("sign in")

    for prefix in ("", "/base"):
        app = Starlette(routes=[Route(f"{prefix}/{path}", answer)], middleware=MIDDLEWARE)
        for client in ("198.51.100.7", "127.0.0.1"):
            visitor = TestClient(app, base_url="http://127.0.0.1:8501", client=(client, 50_000))
            assert visitor.get(f"{prefix}/{path}").status_code == 404


def test_visitors_are_not_told_where_the_stories_are(
    gated: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> StoryStore:
        raise StoreUnavailableError("damaged", "/srv/private/stories.db")

    monkeypatch.setattr(resources, "get_store", fail)
    answer = gated("198.51.100.7").get("/stories.json")
    assert (answer.status_code, answer.json()["reason"]) == (503, "damaged")
    assert "private" not in answer.text
    assert "/srv/private/stories.db" in gated().get("/stories.json").text
