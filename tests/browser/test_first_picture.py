"""The picture is there before Streamlit is, and stays where it is when the component takes it over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from tests.serving import Server

SCRIPTS = "**/static/js/*"
_SHIFTS = """
    window.shift = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
# Watches that the picture is always there, from when it was first.
_WATCH = """
    new MutationObserver(() => {
        const found = document.querySelectorAll(".st-key-diagram svg [data-node-id]").length;
        window.most = Math.max(window.most ?? 0, found);
        if (window.most && !found) window.wasEmpty = true;
    }).observe(document, { subtree: true, childList: true });
"""
_PLACES = """() => Object.fromEntries(
    [...document.querySelectorAll(".st-key-diagram [data-node-id]")].map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        return [node.dataset.nodeId, [x, y, width, height]];
    }),
)"""


class Held:
    """A page whose scripts of Streamlit do not come until it is released."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._waiting: list[Route] | None = []
        page.route(SCRIPTS, self._take)

    def _take(self, route: Route) -> None:
        if self._waiting is None:
            route.continue_()
        else:
            self._waiting.append(route)

    def release(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        for route in waiting:
            route.continue_()
        self.page.wait_for_selector("#root .workbench [data-node-id][role=button], #root .outline-node")


@contextmanager
def hold(chromium: Browser, server: Server, address: str, **how: Any) -> Iterator[Held]:
    context = chromium.new_context(locale="en-GB", **how)
    page = context.new_page()
    page.add_init_script(_SHIFTS + _WATCH)
    held = Held(page)
    page.goto(server.address + address, wait_until="commit")
    page.wait_for_selector("body > .first-picture [data-node-id]")
    yield held
    context.close()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 620), (1024, 768), (1920, 1080)])
def test_the_map_is_taken_over_as_it_is_and_a_click_made_before_is_not_lost(
    chromium: Browser, server: Server, width: int, height: int
) -> None:
    size = {"width": width, "height": height}
    with hold(chromium, server, "/explore", viewport=size) as held:
        page = held.page
        expect(page.locator("svg.diagram")).to_have_count(1)
        before = page.evaluate(_PLACES)
        assert len(before) == 26
        assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in before.values())
        page.evaluate("document.querySelector('svg.diagram').isFirst = true")
        page.locator("[data-node-id=effect-team]").click()
        expect(page.locator("[data-node-id=effect-team].selected")).to_be_visible()
        held.release()
        expect(page.locator(".details-view h2")).to_have_text("Positive team atmosphere")
        expect(page.locator("body > .first-picture")).to_have_count(0)
        assert "node=effect-team" in page.url
        assert page.evaluate("document.querySelector('#root svg.diagram').isFirst") is True
        after = page.evaluate(_PLACES)
        for node, place in before.items():
            assert after[node] == pytest.approx(place, abs=1), node
        assert page.evaluate("window.wasEmpty ?? false") is False
        assert page.evaluate("window.shift") == 0


def test_where_no_form_fits_the_picture_stays_until_the_one_that_does_is_there(
    chromium: Browser, server: Server
) -> None:
    size = {"width": 1000, "height": 1300}
    with hold(chromium, server, "/explore?node=resonance", viewport=size) as held:
        page = held.page
        page.evaluate("document.querySelector('svg.diagram').isFirst = true")
        held.release()
        expect(page.locator("#root [data-node-id=resonance][aria-current]")).to_be_visible()
        page.wait_for_function("() => !document.querySelector('#root svg.diagram').isFirst")
        assert page.evaluate("window.wasEmpty ?? false") is False
        expect(page.locator("#root svg.diagram")).to_have_count(1)


def test_a_telephone_sees_the_outline_at_once(chromium: Browser, server: Server) -> None:
    how = {"viewport": {"width": 360, "height": 740}, "user_agent": "Android Mobi"}
    with hold(chromium, server, "/explore", **how) as held:
        page = held.page
        page.get_by_role("button", name="Joy in work").click()
        held.release()
        expect(page.locator(".details-view h2")).to_have_text("Joy in work")
        assert page.evaluate("window.shift") == 0


def test_paths_begin_with_theirs(chromium: Browser, server: Server) -> None:
    address = "/paths?from=resonance&to=loyalty-patients&off=resonance-trust"
    with hold(chromium, server, address, viewport={"width": 1366, "height": 768}) as held:
        page = held.page
        lit = "() => [...document.querySelectorAll('.node.lit')].map((one) => one.dataset.nodeId).sort()"
        before = page.evaluate(lit)
        assert "loyalty-patients" in before
        held.release()
        expect(page.locator(".diagram-words")).to_contain_text("paths")
        assert page.evaluate(lit) == before


def test_it_is_in_the_chosen_theme_beside_the_panel_if_that_is_open_and_goes_when_another_page_is_turned_to(
    chromium: Browser, server: Server
) -> None:
    with hold(chromium, server, "/explore", color_scheme="light") as held:
        page = held.page
        paper = "getComputedStyle(document.querySelector('body > .first-picture')).backgroundColor"
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        page.evaluate("localStorage.setItem('stActiveTheme-/explore-v2', '\"Dark\"')")
        page.evaluate("localStorage.setItem('panel', 'folded')")
        page.reload(wait_until="commit")
        page.wait_for_selector("body > .first-picture [data-node-id]")
        assert page.evaluate(paper) != "rgb(255, 255, 255)"
        stage = page.locator("body > .first-picture .diagram-stage").bounding_box()
        assert stage is not None
        assert stage["width"] == page.viewport_size["width"]  # type: ignore[index]
        page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
        expect(page.locator("body > .first-picture")).to_have_count(0)


def test_without_any_script_it_can_be_read_and_printed(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{server.address}/explore?lang=nl")
    shown = [svg for svg in page.locator("svg.diagram").all() if svg.is_visible()]
    assert len(shown) == 1
    expect(shown[0].get_by_text("Mangomoment", exact=True).last).to_be_visible()
    printed = PdfReader(BytesIO(page.pdf()))
    assert [sheet.extract_text().count("Katalysatoren") for sheet in printed.pages] == [1]
    context.close()
