"""What holds on every page: nothing moves while it is built, and what one is led to is in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import settle
from tests.browser.conftest import OpenPage

_LARGEST_SHIFT = 0.05
_SHIFT = """() => new Promise((done) => {
    let shift = 0;
    new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shift += value;
        done(shift);
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(shift), 300);
})"""


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/explore?view=network", 0),
        ("/explore?view=outline&node=resonance", 0.002),  # letters of another font, for a moment
        ("/paths?from=stage:precondition&to=stage:loyalty", _LARGEST_SHIFT),
        ("/stories", _LARGEST_SHIFT),
        ("/about", _LARGEST_SHIFT),
        ("/open", _LARGEST_SHIFT),
        ("/workshop", _LARGEST_SHIFT),
    ],
)
def test_nothing_moves_while_a_page_is_built(open_page: OpenPage, address: str, most: float) -> None:
    page = open_page(address, width=1366, ready="#root h1")
    settle(page)
    page.wait_for_timeout(300)
    assert page.evaluate(_SHIFT) <= most


@pytest.mark.parametrize("address", ["/about", "/open", "/workshop"])
def test_the_title_of_a_page_that_asks_nothing_is_seen_on_a_telephone(
    open_page: OpenPage, address: str
) -> None:
    title = open_page(address, width=360, height=740, ready="#root h1").locator("#root .inputs-tools h1")
    expect(title).to_be_in_viewport()
    assert title.evaluate("(h1) => getComputedStyle(h1).clipPath") == "none"


def test_the_contents_of_about_lead_below_the_bar(open_page: OpenPage) -> None:
    page = open_page("/about", width=1366)
    page.locator(".st-key-about_panel").get_by_role("link", name="Sources").click()
    heading = page.get_by_role("heading", name="Sources")
    expect(heading).to_be_in_viewport()
    page.wait_for_timeout(300)
    box = heading.bounding_box()
    assert box is not None
    assert 92 <= box["y"] < 400
