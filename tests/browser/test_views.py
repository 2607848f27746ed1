"""Network and outline: the same nodes, the same selection."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Request, Route, expect

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
    urls: list[str] = []

    def remember(request: Request) -> None:
        urls.append(request.url)

    page.on("request", remember)
    page.reload()
    page.wait_for_selector("#root [data-node-id]")
    assert not [url for url in urls if "vis-network" in url]
    choose_view(page, "Network")
    page.wait_for_selector(".network-canvas canvas")
    assert len([url for url in urls if "vis-network" in url]) == 1


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


REMEMBER_NETWORK = """(() => {
  let library;
  const remember = (Network) => new Proxy(Network, {
    construct: (target, given) => (window.drawnNetwork = new target(...given)),
  });
  Object.defineProperty(globalThis, "vis", {
    get: () => library && { ...library, Network: library.Network && remember(library.Network) },
    set: (loaded) => { library = loaded; },
  });
})()"""
MEASURE_NETWORK = """() => {
  const network = window.drawnNetwork;
  const corner = 6; // it counts to a box on every side
  const { width, height } = document.querySelector(".network-canvas").getBoundingClientRect();
  const boxes = Object.keys(network.getPositions()).map((id) => {
    const { left, top, right, bottom } = network.getBoundingBox(id);
    const first = network.canvasToDOM({ x: left + corner, y: top + corner });
    const last = network.canvasToDOM({ x: right - corner, y: bottom - corner });
    return { left: first.x, top: first.y, right: last.x, bottom: last.y };
  });
  const cover = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  return {
    letters: 14 * network.getScale(),
    covered: boxes.filter((box, at) => boxes.slice(at + 1).some((other) => cover(box, other))).length,
    outside: boxes.filter((box) => !cover(box, { left: 0, top: 0, right: width, bottom: height })
      || box.left < 0 || box.top < 0 || box.right > width || box.bottom > height).length,
    places: network.getPositions(),
  };
}"""


def test_at_rest_the_network_is_legible_and_whole_moved_or_put_back(open_page: OpenPage) -> None:
    page = open_page("/explore?view=network", width=1366, height=768, ready=".network-canvas canvas")
    page.add_init_script(REMEMBER_NETWORK)
    page.reload()
    moving = page.get_by_role("button", name="Move the elements automatically")
    expect(moving).to_be_visible()
    page.wait_for_function("() => window.drawnNetwork")

    def measure() -> dict[str, float]:
        page.evaluate("window.pictureBefore = null")
        page.wait_for_function(STILL, polling=200)
        return dict(page.evaluate(MEASURE_NETWORK))

    tidy = measure()
    moving.click()
    expect(moving).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(300)  # they move
    moving.click()
    expect(moving).to_have_attribute("aria-pressed", "false")
    moved = measure()
    page.get_by_role("button", name="Reset the positions").click()
    back = measure()
    for measured in (tidy, moved, back):
        assert (measured["covered"], measured["outside"]) == (0, 0)
        assert measured["letters"] >= 13
    assert moved["places"] != tidy["places"]
    assert back == tidy


def test_elements_come_to_rest_without_being_told(open_page: OpenPage) -> None:
    page = open_page("/explore?view=network", ready=".network-canvas canvas")
    moving = page.get_by_role("button", name="Move the elements automatically")
    moving.click()
    expect(moving).to_have_attribute("aria-pressed", "true")
    expect(moving).to_have_attribute("aria-pressed", "false")


def test_a_model_too_large_to_read_is_offered_as_an_outline_before_it_is_drawn(open_page: OpenPage) -> None:
    page = open_page()

    def enlarge(route: Route) -> None:
        answer = route.fetch()
        texts = answer.json()
        node = texts["nodes"]["effect-team"]
        texts["nodes"] |= {f"more-{at}": node for at in range(1000)}
        route.fulfill(response=answer, json=texts)

    page.route("**/model.json?*", enlarge)
    page.reload()
    offer = page.locator(".diagram-hint")
    expect(offer).to_contain_text("1026 elements are more than a picture can show legibly")
    expect(page.locator("[data-node-id]")).to_have_count(0)
    offer.get_by_role("button", name="Draw all of them").click()
    expect(node(page, "effect-team")).to_be_visible()
    expect(offer).to_be_visible()
    offer.get_by_role("button", name="Show the outline").click()
    expect(page.locator(".diagram-stage-outline [data-node-id]")).to_have_count(1026)
    expect(offer).to_be_hidden()
    expect(page).to_have_url(re.compile("view=outline"))


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
    expect(chosen).to_have_accessible_name(re.compile("leads to 2, from 1"))
    links = page.locator(".outline-links")
    expect(links).to_have_count(1)
    expect(links.get_by_role("button")).to_have_count(3)
    links.get_by_role("button", name="Loyalty of patients").click()
    expect(node(page, "loyalty-patients")).to_be_focused()
    expect(page).to_have_url(re.compile("node=loyalty-patients"))
    expect(links.get_by_role("button")).to_have_count(3)
    tops = page.locator(".outline-stage").evaluate_all("stages => stages.map((stage) => stage.offsetTop)")
    assert len(set(tops)) == 1, "each stage has a column"


PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def test_a_telephone_starts_with_the_outline_unless_the_address_names_a_view(open_page: OpenPage) -> None:
    page = open_page(width=360, height=740, user_agent=PHONE)
    expect(page.locator(".diagram-stage-outline")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    first = page.locator("[data-node-id]").first
    assert first.bounding_box()["y"] <= 160  # type: ignore[index]
    last = node(page, "loyalty-professionals")
    last.click()
    expect(details(page)).to_be_visible()
    sheet, row = page.locator(".workbench-panel").bounding_box(), last.bounding_box()
    assert sheet
    assert row
    assert row["y"] + row["height"] <= sheet["y"] + 1, "the sheet covers what was clicked"
    page.goto(page.url.split("?")[0] + "?view=map")
    stage = page.locator(".diagram-stage-map")
    expect(stage).to_have_class(re.compile("goes-on-right"))
    expect(stage).not_to_have_class(re.compile("goes-on-left"))
    assert first.bounding_box()["y"] <= 160  # type: ignore[index]
    stage.evaluate("stage => stage.scrollTo(stage.scrollWidth, 0)")
    expect(stage).to_have_class(re.compile("goes-on-left"))
    expect(stage).not_to_have_class(re.compile("goes-on-right"))
    choose_view(page, "Network")
    page.get_by_role("button", name="Show the outline").click()
    expect(page.locator(".diagram-stage-outline")).to_be_visible()


def test_a_colour_theme_switched_while_looking_repaints_every_view(open_page: OpenPage) -> None:
    page = open_page()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html.diagram-theme-dark")).to_have_count(1)
    page.emulate_media(color_scheme="light")
    expect(page.locator("html.diagram-theme-light")).to_have_count(1)
