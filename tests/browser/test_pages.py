"""What holds on every page: nothing moves while it is built, and what one is led to is in sight."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.barriers import settle
from tests.browser.conftest import OpenPage

_LARGEST_SHIFT = 0.05
_SHIFTS = """() => new Promise((done) => {
    const shifts = [];
    const show = (node) => (node?.outerHTML ?? `${node?.data}`).slice(0, 90);
    new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries())
            if (!hadRecentInput) shifts.push([value, ...sources.map(({ node }) => show(node))]);
        done(shifts);
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(shifts), 300);
})"""
_OWN_FONT = re.compile("/static/media/SourceSans")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/explore?view=network", 0),
        ("/explore?view=outline&node=resonance", 0),
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
    shifts = page.evaluate(_SHIFTS)
    assert sum(value for value, *_moved in shifts) <= most, shifts


def test_no_text_waits_for_a_font_of_streamlit(open_page: OpenPage) -> None:
    late: list[Route] = []
    page = open_page("/about", width=1366)
    page.route(_OWN_FONT, lambda route: late.append(route))
    page.goto(page.url.replace("about", "explore?view=network"), wait_until="commit")
    page.wait_for_selector("#root h1")
    settle(page)
    for route in late:
        route.continue_()
    page.wait_for_timeout(300)
    assert late
    assert page.evaluate(_SHIFTS) == []


@pytest.mark.parametrize(
    ("address", "sides"),
    [("/about", ["left"]), ("/open", ["left"]), ("/workshop", ["left", "right"])],
)
def test_a_telephone_shows_title_and_page_and_on_which_side_there_are_others(
    open_page: OpenPage, address: str, sides: list[str]
) -> None:
    page = open_page(address, width=360, height=740, ready="#root h1")
    title = page.locator("#root .inputs-tools h1")
    expect(title).to_be_in_viewport()
    assert title.evaluate("(h1) => getComputedStyle(h1).clipPath") == "none"
    expect(page.locator(".frame-bar [aria-current]")).to_be_in_viewport(ratio=0.95)
    pages = page.locator(".frame-bar nav")
    expect(pages).to_have_class(" ".join(f"goes-on-{side}" for side in sides))
    signs = {"left": "::before", "right": "::after"}
    for side, sign in signs.items():
        content = pages.evaluate(f"nav => getComputedStyle(nav, '{sign}').content")
        assert (content != "none") == (side in sides)


_MIDDLE = "part => part.getBoundingClientRect().y + part.offsetHeight / 2"


def test_the_contents_of_about_lead_below_the_bar_which_is_one_row(open_page: OpenPage) -> None:
    page = open_page("/about", width=1366)
    row = ("[data-testid='stMainMenu']", ".frame-languages", ".frame-bar nav")
    middles = [page.locator(part).evaluate(_MIDDLE) for part in row]
    assert max(middles) - min(middles) < 1
    page.locator(".st-key-about_panel").get_by_role("link", name="Sources").click()
    heading = page.get_by_role("heading", name="Sources")
    expect(heading).to_be_in_viewport()
    page.wait_for_timeout(300)
    box = heading.bounding_box()
    assert box is not None
    assert 92 <= box["y"] < 400
