"""The server is killed and started again while a page is open: the page goes on."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_map import node
from tests.serving import find_port, serve

_LONGEST = 40_000  # Streamlit waits longer and longer between its tries


def open_quietly(chromium: Browser, address: str) -> Page:
    """A page whose console may complain: without a server it has to."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
    page.goto(address)
    page.wait_for_selector("#root [data-node-id]")
    return page


def test_a_page_goes_on_after_the_server_was_killed_and_started_again(chromium: Browser) -> None:
    port = find_port()
    with serve(port=port) as server:
        page = open_quietly(chromium, f"{server.address}/explore?node=resonance-trust")
        expect(node(page, "resonance-trust")).to_have_attribute("aria-current", "true")
        server.process.kill()
        server.process.wait()
    node(page, "effect-team").dispatch_event("click")
    expect(node(page, "effect-team")).to_have_attribute("aria-current", "true")
    with serve(port=port):
        expect(page).to_have_url(re.compile("node=effect-team"), timeout=_LONGEST)
        page.get_by_role("button", name="Show only: Professional").click()
        expect(page.locator(".diagram-words")).to_have_text("13 of 26 elements", timeout=_LONGEST)
        node(page, "effect-joy-in-work").dispatch_event("click")
        expect(page).to_have_url(re.compile("node=effect-joy-in-work"), timeout=_LONGEST)
    page.context.close()
