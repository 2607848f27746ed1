"""Everything below a path of the host, as where other sites are beside it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import httpx2
import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from streamlit import config

from app import MIDDLEWARE, ROUTES
from model.stories import StoryStore
from model.workshop import WorkshopStore
from pages.seams.base_path import get_base, tidy_base
from pages.server.public_url import warn_of_other_path
from pages.shared.cookies import keep
from tests.pages.leading import start
from tests.phoning import Phone
from tests.serving import serve
from tests.workshopping import build_end

PASSCODE = "all the mangos"


@pytest.fixture(autouse=True)
def below_ward(monkeypatch: pytest.MonkeyPatch) -> None:
    set_path(monkeypatch, "/a/ward/")


def set_path(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    options = st.get_option

    def get_option(name: str) -> Any:
        return path if name == "server.baseUrlPath" else options(name)

    monkeypatch.setattr(st, "get_option", get_option)


@pytest.fixture
def client() -> TestClient:
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    return TestClient(app, base_url="http://127.0.0.1:8501", client=("192.0.2.77", 1), follow_redirects=False)


def test_everything_answers_below_the_path_and_nowhere_else(client: TestClient) -> None:
    for path in ("/version.json", "/explore", "/join", "/static/favicon.png", "/health"):
        assert client.get(f"/a/ward{path}").status_code in (200, 404), path
    assert client.get("/a/ward/version.json").status_code == 200
    for path in ("/version.json", "/explore", "/a/wardrobe/version.json", "/a/version.json", "/a"):
        assert client.get(path).status_code == 404, path


def test_whoever_watches_over_the_server_need_not_know_the_path(client: TestClient) -> None:
    assert client.get("/health/live").text == client.get("/a/ward/health").text == "ok"


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("/", "/a/ward/"), ("/a/ward", "/a/ward/explore"), ("/a/ward/?lang=nl", "/a/ward/explore?lang=nl")],
)
def test_the_root_and_the_path_itself_lead_to_the_first_page(
    client: TestClient, path: str, leads_to: str
) -> None:
    assert client.get(path).headers["location"] == leads_to


def test_cookies_are_kept_from_what_else_is_on_the_host(
    client: TestClient, store: StoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANGOMOMENT_PASSCODE", PASSCODE)
    answer = client.post("/a/ward/facilitator.json", json={"passcode": PASSCODE})
    assert answer.status_code == 200
    assert {cookie.path for cookie in client.cookies.jar} == {"/a/ward"}
    assert client.get("/a/ward/workshops.json").status_code == 200
    client.post("/a/ward/facilitator.json", json={"lock": True})
    assert client.get("/a/ward/workshops.json").status_code == 403
    workshop = WorkshopStore(store).create("Ward 4", "en", build_end())
    monkeypatch.setattr("tests.phoning.check_page", lambda *_: None)  # knows the usual addresses alone
    client.follow_redirects = True
    phone = Phone(client, workshop.key)
    phone.address = f"/a/ward{phone.address}"
    phone.join()
    assert "/a/ward/join" in {cookie.path for cookie in client.cookies.jar}


def test_phones_are_sent_below_the_path(client: TestClient, store: StoryStore) -> None:
    client = TestClient(client.app, base_url="http://127.0.0.1:8501/a/ward/", client=("127.0.0.1", 1))
    workshop = client.get(f"workshops/{start(client)}.json").json()
    assert workshop["invitation"]["address"].endswith(f"/a/ward/join/{workshop['workshop']['key']}")


def test_what_is_shown_elsewhere_and_what_is_private_is_known_below_the_path(client: TestClient) -> None:
    assert client.get("/a/ward/diagram.svg").headers["cross-origin-resource-policy"] == "cross-origin"
    assert client.get("/a/ward/explore").headers["cross-origin-resource-policy"] == "same-origin"
    led = {"Sec-Fetch-Site": "cross-site"}
    assert client.get("/a/ward/stories.json", headers=led).status_code == 403
    assert client.get("/a/ward/version.json", headers=led).status_code == 200


@pytest.mark.parametrize(
    ("path", "base"),
    [("/a/ward/", "/a/ward"), ("a//ward", "/a/ward"), ("//a///ward//", "/a/ward"), ("/", "")],
)
def test_slashes_that_follow_each_other_are_a_single_slash(
    monkeypatch: pytest.MonkeyPatch, path: str, base: str
) -> None:
    changed: dict[str, str] = {}
    set_path(monkeypatch, path)
    monkeypatch.setattr(config, "set_option", changed.__setitem__)
    tidy_base()
    assert get_base() == base
    assert changed == ({"server.baseUrlPath": base} if "//" in path.strip("/") else {})


def test_a_server_answers_below_the_path_as_it_says_it(tmp_path: Path) -> None:
    stories, log = f"sqlite:///{tmp_path / 'stories.db'}", tmp_path / "log"
    options = ("--server.baseUrlPath", "/a ward//mango/")
    with serve(
        options=options, log=log, until="/a%20ward/mango/version.json", MANGOMOMENT_DB=stories
    ) as server:
        for path in ("version.json", "explore", "_stcore/health"):
            assert httpx2.get(f"{server.address}/a%20ward/mango/{path}").status_code == 200, path
    assert "/a%20ward/mango in your browser" in log.read_text()


def test_a_cookie_is_kept_below_a_path_with_a_space(monkeypatch: pytest.MonkeyPatch) -> None:
    set_path(monkeypatch, "a ward")
    asking = Request(
        {"type": "http", "headers": [], "scheme": "http", "server": ("127.0.0.1", 80), "path": "/"}
    )
    answer = keep(Response(), asking, "mango", "x", 60)
    assert "Path=/a%20ward;" in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("public", "is_warned"), [("https://ward.example", True), ("https://ward.example/a/ward/", False)]
)
def test_a_public_address_without_the_path_is_warned_of(
    public: str, is_warned: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MANGOMOMENT_PUBLIC_URL", public)
    with caplog.at_level(logging.WARNING):
        warn_of_other_path()
    assert ("MANGOMOMENT_PUBLIC_URL does not end with /a/ward" in caplog.text) == is_warned
