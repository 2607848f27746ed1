"""The legend over the picture: that it covers nothing, and can be folded."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.barriers import settle
from tests.browser.conftest import OpenPage


def is_in_front(page: Page) -> bool:
    """Whether nothing lies on the legend's button."""
    is_hit: bool = page.get_by_role("button", name="Legend").evaluate(
        """button => {
            const { left, right, top, bottom } = button.getBoundingClientRect();
            return [left + 1, (left + right) / 2, right - 1].every((x) =>
                document.elementFromPoint(x, (top + bottom) / 2) === button);
        }"""
    )
    return is_hit


def count_covered(page: Page) -> int:
    """How many nodes and links of the map the legend lies on."""
    covered: int = page.locator(".diagram-legend").evaluate(
        """legend => {
            const { left, right, top, bottom } = legend.getBoundingClientRect();
            const isUnder = ({ x, y }) => x > left && x < right && y > top && y < bottom;
            const list = (path) => {
                const matrix = path.getScreenCTM();
                const length = path.getTotalLength();
                const places = Array.from({ length: Math.ceil(length) + 1 }, (_, at) => Math.min(at, length));
                return places.map((at) => path.getPointAtLength(at).matrixTransform(matrix));
            };
            const links = [...document.querySelectorAll(".diagram-stage path[data-source]")];
            const isLevel = (box) => box.bottom > top && box.top < bottom;
            const boxes = [...document.querySelectorAll(".diagram-stage [data-node-id] rect")]
                .map((box) => box.getBoundingClientRect())
                .filter((box) => isLevel(box) && box.right > left && box.left < right);
            return boxes.length + links.filter((path) => list(path).some(isUnder)).length;
        }"""
    )
    return covered


def test_the_legend_covers_nothing_and_is_a_button_where_there_is_no_room(open_page: OpenPage) -> None:
    page = open_page(width=1366)
    button = page.get_by_role("button", name="Legend")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".legend-group").first).to_be_visible()
    assert is_in_front(page)
    assert not count_covered(page)
    shape = page.locator(".diagram-stage svg").get_attribute("viewBox")
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.locator(".diagram-stage svg")).not_to_have_attribute("viewBox", shape or "")
    expect(button).to_have_attribute("aria-expanded", "false")
    settle(page)
    assert not count_covered(page)


def test_a_legend_that_was_folded_stays_so(open_page: OpenPage) -> None:
    page = open_page(width=1366)
    button = page.get_by_role("button", name="Legend")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".legend-group").first).to_be_hidden()
    page.reload()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(page.locator(".legend-group").first).to_be_visible()


def test_the_button_of_a_legend_without_room_stays_in_sight_and_has_a_ground(open_page: OpenPage) -> None:
    page = open_page("/explore?view=map", width=360)
    button = page.get_by_role("button", name="Legend")
    legend = page.locator(".diagram-legend")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert legend.evaluate("legend => legend.offsetHeight < 40")
    button.click()
    expect(legend.locator(".legend-group").first).to_be_visible()
    legend.evaluate("legend => { legend.style.maxHeight = '4rem'; }")
    button.scroll_into_view_if_needed()
    settle(page)
    assert legend.evaluate("legend => legend.scrollHeight > legend.clientHeight + 20")
    for place in ("0", "20", "legend.scrollHeight"):
        legend.evaluate(f"legend => legend.scrollTo(0, {place})")
        assert is_in_front(page)
    ground = "button => getComputedStyle(button).backgroundColor"
    assert button.evaluate(ground) == legend.evaluate(ground) == "rgb(255, 255, 255)"


def test_the_lines_of_a_new_picture_are_measured_once(open_page: OpenPage) -> None:
    page = open_page(width=1366)
    settle(page)
    page.evaluate(
        """() => {
            globalThis.measured = new Map();
            const { getTotalLength } = SVGPathElement.prototype;
            SVGPathElement.prototype.getTotalLength = function () {
                measured.set(this, (measured.get(this) ?? 0) + 1);
                return getTotalLength.call(this);
            };
        }"""
    )
    page.get_by_role("button", name="Show only: Professional").click()
    page.locator(".st-key-filter > button").click()
    page.get_by_role("button", name="Hide others").click()
    page.wait_for_function("() => document.querySelectorAll('.diagram-stage [data-node-id]').length < 26")
    settle(page)
    assert page.evaluate("[...new Set(measured.values())]") == [1]
