"""Network and outline: the same nodes, the same selection."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_map import details, node


def choose_view(page: Page, name: str) -> None:
    page.locator(".st-key-view").get_by_role("button", name=name).click()


def test_the_selection_goes_along_from_view_to_view(open_page: OpenPage) -> None:
    page = open_page("/explore?node=effect-team")
    for name, view in (("Network", "network"), ("Outline", "outline"), ("Map", "")):
        choose_view(page, name)
        page.wait_for_selector(f".diagram-stage-{view or 'map'}")
        expect(node(page, "effect-team")).to_have_attribute("aria-current", "true")
        expect(page).to_have_url(re.compile("node=effect-team"))
        expect(page.locator(".diagram-stage [data-node-id]")).to_have_count(26)
    expect(details(page)).to_contain_text("Positive team atmosphere")


def test_the_large_library_is_not_loaded_before_the_network_opens(open_page: OpenPage) -> None:
    page = open_page()
    asked: list[str] = []

    def remember(request: Request) -> None:
        asked.append(request.url)

    page.on("request", remember)
    page.reload()
    page.wait_for_selector("#root [data-node-id]")
    assert not [url for url in asked if "vis-network" in url]
    choose_view(page, "Network")
    page.wait_for_selector(".network-canvas canvas")
    assert len([url for url in asked if "vis-network" in url]) == 1


STILL = """() => {
  const canvas = document.querySelector(".network-canvas canvas");
  const blank = document.createElement("canvas");
  [blank.width, blank.height] = [canvas.width, canvas.height];
  const [before, now] = [window.pictureBefore, canvas.toDataURL()];
  window.pictureBefore = now;
  return now === before && now !== blank.toDataURL();
}"""
"""Whether the picture of the network has settled into its frame: it is the same as a moment before."""


def test_a_click_in_the_network_selects(open_page: OpenPage) -> None:
    page = open_page("/explore?view=network", ready=".network-canvas canvas")
    page.wait_for_function(STILL, polling=200)
    canvas = page.locator(".network-canvas canvas").bounding_box()
    assert canvas
    for share in range(10, 90, 2):  # the Mangomoment stands alone in its column, somewhere on this line
        page.mouse.click(canvas["x"] + canvas["width"] * 0.42, canvas["y"] + canvas["height"] * share / 100)
        if page.locator('[aria-current="true"][data-node-id]').count():
            break
    expect(node(page, "mangomoment")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("node=mangomoment"))


def test_physics_runs_on_demand(open_page: OpenPage) -> None:
    page = open_page("/explore?view=network", ready=".network-canvas canvas")
    button = page.get_by_role("button", name="Let the elements move by themselves")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_outline_does_by_keyboard_what_the_map_does(open_page: OpenPage) -> None:
    page = open_page("/explore?view=outline", width=360, height=740)
    node(page, "effect-adherence").focus()
    page.keyboard.press("Enter")
    expect(node(page, "effect-adherence")).to_have_attribute("aria-current", "true")
    expect(node(page, "mangomoment")).to_contain_text("leads to it")
    expect(node(page, "loyalty-patients")).to_contain_text("follows from it")
    expect(node(page, "effect-team")).to_have_class(re.compile("faded"))
    node(page, "effect-adherence").focus()
    page.keyboard.press("ArrowDown")
    expect(node(page, "effect-healing")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator('[aria-current="true"][data-node-id]')).to_have_count(0)


def test_the_outline_says_where_links_lead_and_goes_there(open_page: OpenPage) -> None:
    page = open_page("/explore?view=outline&node=resonance-trust", width=1366, height=768)
    chosen = node(page, "resonance-trust")
    expect(chosen).to_contain_text("← 1 · 2 →")
    expect(chosen).to_have_accessible_name(re.compile("What leads to it: 1. What it leads to: 2"))
    links = page.locator(".outline-links")
    expect(links).to_have_count(1)
    expect(links.get_by_role("button")).to_have_count(3)
    links.get_by_role("button", name="Loyalty of patients").click()
    expect(node(page, "loyalty-patients")).to_be_focused()
    expect(page).to_have_url(re.compile("node=loyalty-patients"))
    expect(links.get_by_role("button")).to_have_count(3)
    tops = page.locator(".outline-stage").evaluate_all("stages => stages.map((stage) => stage.offsetTop)")
    assert len(set(tops)) == 1, "each stage has a column"


def test_a_telephone_starts_with_the_outline(open_page: OpenPage) -> None:
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
    page = open_page(width=360, height=740, user_agent=agent)
    expect(page.locator(".diagram-stage-outline")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_colour_theme_switched_while_looking_repaints_every_view(open_page: OpenPage) -> None:
    page = open_page()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html.diagram-theme-dark")).to_have_count(1)
    page.emulate_media(color_scheme="light")
    expect(page.locator("html.diagram-theme-light")).to_have_count(1)
