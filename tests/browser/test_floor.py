"""The floor of every page and view: accessible, offline, free of errors, in every theme and language."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import find_barriers, goes_on_sideways, settle
from tests.browser.conftest import OpenPage
from tests.serving import Server

PAGES = [
    "/explore",
    "/explore?node=effect-experience",
    "/explore?view=network&node=mangomoment",
    "/explore?view=outline&node=resonance&search=mango",
    "/explore?level=patient&rest=hide",
    "/explore?node=zebra",
    "/paths",
    "/paths?from=leadership-climate&to=loyalty-patients&off=resonance-trust",
    "/open",
    "/about",
]


@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "nl")])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_and_fits_a_telephone(
    open_page: OpenPage, address: str, theme: str, language: str
) -> None:
    ready = ".network-canvas canvas" if "network" in address else ""
    page = open_page(f"{address}{'&' if '?' in address else '?'}lang={language}", theme=theme, ready=ready)
    assert not find_barriers(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.set_viewport_size({"width": 360, "height": 740})
    settle(page)
    assert not goes_on_sideways(page)


@pytest.mark.parametrize(
    "address", ["/explore", "/diagram.svg", "/health", "/_stcore/health", "/assets/x/workbench/map.js"]
)
def test_every_answer_carries_the_security_headers(server: Server, address: str) -> None:
    with urllib.request.urlopen(server.address + address) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy
