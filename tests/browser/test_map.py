"""The map on the Explore page: selecting, highlighting, keyboard, zoom."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import settle
from tests.browser.conftest import OpenPage


def node(page: Page, name: str) -> Locator:
    return page.locator(f'.diagram-stage [data-node-id="{name}"]')


def details(page: Page) -> Locator:
    return page.locator(".st-key-details")


def get_place(page: Page) -> str | None:
    """How the picture is moved and enlarged, in thousandths."""
    place = page.locator(".diagram-stage svg .view").get_attribute("transform")
    return place and re.sub(r"-?[0-9.]+", lambda number: f"{float(number[0]):.3f}", place)


def test_a_click_selects_a_node_and_shows_all_that_is_known(open_page: OpenPage) -> None:
    page = open_page()
    node(page, "effect-experience").click()
    expect(node(page, "effect-experience")).to_have_attribute("aria-current", "true")
    shown = details(page)
    expect(shown.get_by_role("heading", name="Better patient and family experience")).to_be_visible()
    for text in ("Effect · Patient and family", "stated", "Vanhaecht et al. 2020", "84 of the 588 paths"):
        expect(shown).to_contain_text(text)
    expect(page).to_have_url(re.compile(r"[?&]node=effect-experience"))
    node(page, "effect-healing").click()
    expect(shown).to_contain_text("Welingelichte Kringen 2018: The lead author did not claim")
    shown.get_by_text("Full reference").click()
    for text in ("BMJ Open 2020", "welingelichtekringen.nl, 5 June 2018"):
        expect(shown.get_by_text(text)).to_be_visible()


def test_the_highlight_is_painted_without_the_server(open_page: OpenPage) -> None:
    page = open_page()
    classes = page.evaluate(
        """() => new Promise((done) => {
            const node = document.querySelector('[data-node-id="effect-team"]');
            node.dispatchEvent(new MouseEvent("click", { bubbles: true }));
            requestAnimationFrame(() => done([
                node.getAttribute("aria-current"),
                document.querySelector('[data-node-id="effect-joy-in-work"]').classList.contains("faded"),
                document.querySelector(".st-key-details h2")?.textContent,
            ]));
        })"""
    )
    assert classes == ["true", True, "Positive team atmosphere"]


def test_what_is_not_on_a_path_through_the_node_fades_and_stays(open_page: OpenPage) -> None:
    page = open_page("/explore?node=catalyst-leadership-climate")
    expect(node(page, "leadership-climate")).not_to_have_class(re.compile("faded"))
    expect(node(page, "loyalty-patients")).not_to_have_class(re.compile("faded"))
    expect(node(page, "patient-openness")).to_have_class(re.compile("faded"))
    expect(node(page, "patient-openness")).to_be_visible()


def test_focus_depth_limits_what_stands_out(open_page: OpenPage) -> None:
    page = open_page("/explore?node=mangomoment")
    page.get_by_role("button", name="1 step").click()
    expect(node(page, "effect-team")).not_to_have_class(re.compile("faded"))
    expect(node(page, "resonance")).to_have_class(re.compile("faded"))
    expect(page).to_have_url(re.compile("depth=1"))
    page.get_by_role("button", name="2 steps").click()
    expect(node(page, "resonance")).not_to_have_class(re.compile("faded"))
    expect(node(page, "loyalty-patients")).to_have_class(re.compile("faded"))


def test_a_neighbour_in_the_details_is_a_button_that_goes_there(open_page: OpenPage) -> None:
    page = open_page("/explore?node=resonance")
    details(page).get_by_role("button", name="Trust between patient and professional", exact=True).click()
    expect(node(page, "resonance-trust")).to_have_attribute("aria-current", "true")
    expect(details(page).locator("h2")).to_be_focused()
    expect(page).to_have_url(re.compile("node=resonance-trust"))


def test_a_story_opens_in_full_with_its_source(open_page: OpenPage) -> None:
    page = open_page("/explore?node=mangomoment")
    details(page).get_by_text("The mango", exact=True).click()
    story = details(page).locator(".details-story")
    expect(story).to_contain_text("never forget")
    expect(story).to_contain_text("retold")
    link = story.get_by_role("link", name="mangomoment.org/en/elementor-592/")
    expect(link).to_have_attribute("href", "https://mangomoment.org/en/elementor-592/")


def test_an_open_node_shows_the_question_it_invites(open_page: OpenPage) -> None:
    page = open_page("/explore?node=catalyst-patient-openness")
    expect(details(page)).to_contain_text("The question it invites")
    expect(details(page).locator(".details-badge")).to_have_text("open")


@pytest.mark.parametrize("way", ["Escape", "beside", "close"])
def test_the_selection_can_be_cleared(open_page: OpenPage, way: str) -> None:
    page = open_page("/explore?node=mangomoment")
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "beside":
        page.locator(".diagram-stage svg").click(position={"x": 320, "y": 120})
    else:
        details(page).get_by_role("button", name="Close").click()
    expect(page.locator('[aria-current="true"][data-node-id]')).to_have_count(0)
    expect(page).not_to_have_url(re.compile("node="))


def test_the_keyboard_walks_along_edges_and_within_lanes(open_page: OpenPage) -> None:
    page = open_page()
    node(page, "patient-personality").focus()
    page.keyboard.press("Enter")
    expect(node(page, "patient-personality")).to_have_attribute("aria-current", "true")
    for key, there in (
        ("ArrowDown", "patient-openness"),
        ("ArrowRight", "catalyst-patient-openness"),
        ("ArrowRight", "mangomoment"),
        ("ArrowRight", "effect-accomplishment"),
        ("ArrowUp", "effect-healing"),
        ("ArrowUp", "effect-adherence"),
        ("ArrowLeft", "mangomoment"),
    ):
        page.keyboard.press(key)
        expect(node(page, there)).to_be_focused()
        expect(node(page, there)).to_have_attribute("aria-current", "true")


def test_one_tab_stop_leads_into_the_map(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.locator('.diagram-stage [data-node-id][tabindex="0"]')).to_have_count(1)


def test_zoom_and_pan_survive_a_click_a_filter_and_a_late_answer(open_page: OpenPage) -> None:
    page = open_page(width=1920, height=1080)
    at_rest = get_place(page)
    page.locator(".diagram-stage svg").hover(position={"x": 700, "y": 300})
    page.mouse.wheel(0, -240)
    assert get_place(page) == at_rest, "whole, the picture stays as it is"
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    zoomed = get_place(page)
    assert zoomed != at_rest
    page.mouse.down()
    page.mouse.move(800, 500, steps=5)
    page.mouse.up()
    moved = get_place(page)
    assert moved != zoomed
    page.mouse.wheel(0, 40)
    page.mouse.wheel(0, -40)
    assert get_place(page) == moved, "the wheel pans there and back"
    node(page, "mangomoment").dispatch_event("click")
    expect(page).to_have_url(re.compile("node=mangomoment"))
    assert get_place(page) == moved
    page.get_by_role("button", name="Show only: Professional").dispatch_event("click")
    expect(page.get_by_role("status").filter(has_text="of 26")).to_have_text("13 of 26 elements")
    assert get_place(page) == moved
    page.get_by_role("button", name="Whole picture").click()
    assert get_place(page) == at_rest


def test_zoom_by_keys_and_buttons(open_page: OpenPage) -> None:
    page = open_page()
    node(page, "mangomoment").focus()
    at_rest = get_place(page)
    page.keyboard.press("+")
    by_key = get_place(page)
    assert by_key != at_rest
    page.keyboard.press("0")
    assert get_place(page) == at_rest
    page.get_by_role("button", name="Zoom in").click()
    assert get_place(page) == by_key


def test_a_drag_does_not_select(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Zoom in").click()
    box = node(page, "mangomoment").bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 60, steps=4)
    page.mouse.up()
    expect(page.locator('[aria-current="true"][data-node-id]')).to_have_count(0)


def test_quick_clicks_end_on_the_last(open_page: OpenPage) -> None:
    page = open_page()
    for name in ("effect-team", "effect-healing", "resonance-trust"):
        node(page, name).dispatch_event("click")
        page.wait_for_timeout(40)
    expect(page).to_have_url(re.compile("node=resonance-trust"))
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(node(page, "resonance-trust")).to_have_attribute("aria-current", "true")
    expect(page.locator('[aria-current="true"][data-node-id]')).to_have_count(1)


def test_fullscreen_shows_the_map_and_the_details(open_page: OpenPage) -> None:
    page = open_page("/explore?node=mangomoment")
    page.get_by_role("button", name="Fullscreen").click()
    page.wait_for_function("() => document.fullscreenElement !== null")
    expect(node(page, "mangomoment")).to_be_visible()
    expect(details(page).get_by_role("heading", name="Mangomoment")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "height", "letters"),
    [(1024, 768, 9.5), (1366, 620, 11.5), (1366, 768, 13), (1920, 1080, 19), (3840, 2160, 38)],
)
def test_all_of_the_map_is_in_sight_beside_the_panel_with_legible_letters(
    open_page: OpenPage, width: int, height: int, letters: float
) -> None:
    page = open_page(width=width, height=height)
    measured = page.evaluate(
        """() => {
            const svg = document.querySelector(".diagram-stage svg");
            const measure = (selector) => document.querySelector(selector).getBoundingClientRect();
            const main = document.querySelector(".stMain");
            const paper = measure(".diagram-stage .paper");
            const canvas = measure(".canvas-body");
            return {
                scrolls: document.documentElement.scrollWidth > innerWidth
                    || document.documentElement.scrollHeight > innerHeight
                    || main.scrollHeight > main.clientHeight,
                whole: paper.top >= canvas.top - 1 && paper.bottom <= canvas.bottom + 1
                    && paper.left >= canvas.left - 1 && paper.right <= canvas.right + 1,
                filled: Math.max(paper.width / canvas.width, paper.height / canvas.height),
                tools: canvas.top,
                letters: 14 * svg.getScreenCTM().a,
            };
        }"""
    )
    assert not measured["scrolls"]
    assert measured["whole"]
    assert measured["filled"] > 0.97
    assert measured["tools"] <= 92 * max(1, width / 2300)
    assert measured["letters"] >= letters


def test_eight_edges_run_around_the_first_column_and_none_through_a_box(open_page: OpenPage) -> None:
    page = open_page()
    inside = page.evaluate(
        """() => {
            const svg = document.querySelector(".diagram-stage svg");
            const boxes = [...svg.querySelectorAll("[data-node-id] rect")].map((rect) => rect.getBBox());
            let found = 0;
            for (const path of svg.querySelectorAll("[data-source]")) {
                for (let at = 3; at < path.getTotalLength() - 3; at += 2) {
                    const { x, y } = path.getPointAtLength(at);
                    const isIn = (box) => x > box.x + 1 && x < box.x + box.width - 1
                        && y > box.y + 1 && y < box.y + box.height - 1;
                    if (boxes.some(isIn)) found += 1;
                }
            }
            return found;
        }"""
    )
    assert inside == 0


def test_nothing_covers_the_picture_and_selecting_does_not_move_it(open_page: OpenPage) -> None:
    page = open_page(width=1366)
    measure = """() => [...document.querySelectorAll(".diagram-stage [data-node-id]")].map((node) => {
        const { left, top, width, height } = node.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return [node.dataset.nodeId, left, top, node.contains(there)];
    })"""
    before = page.evaluate(measure)
    assert [name for name, _left, _top, is_seen in before if not is_seen] == []
    node(page, "leadership-climate").click()
    expect(details(page).get_by_role("heading", name="Organisational climate")).to_be_visible()
    assert page.evaluate(measure) == before


@pytest.mark.parametrize("way", ["button", "key"])
def test_the_panel_can_be_closed_and_stays_closed(open_page: OpenPage, way: str) -> None:
    page = open_page("/explore?node=mangomoment", width=1366)
    panel = page.get_by_role("complementary", name="Details")
    width = page.locator(".canvas-body").evaluate("canvas => canvas.clientWidth")
    if way == "button":
        page.get_by_role("button", name="Close the panel").click()
    else:
        node(page, "mangomoment").focus()
        page.keyboard.press("i")
    expect(panel).to_be_hidden()
    wider = "width => document.querySelector('.diagram-stage .paper').getBoundingClientRect().width > width"
    page.wait_for_function(wider, arg=width)
    page.reload()
    page.wait_for_selector("#root [data-node-id]")
    expect(panel).to_be_hidden()
    page.get_by_role("button", name="Open the panel").click()
    expect(panel).to_be_visible()
    expect(details(page)).to_contain_text("Mangomoment")


def test_without_a_selection_the_panel_says_what_this_is_and_where_to_start(open_page: OpenPage) -> None:
    page = open_page(width=1366)
    panel = page.get_by_role("complementary", name="Details")
    expect(panel).to_contain_text("A Mangomoment is a little gesture")
    expect(panel.get_by_role("link")).to_have_text(
        [
            "The whole story in 7 steps",
            "How do we see more than the patient?",
            "What can leaders do?",
            "Read a story",
        ]
    )
    panel.get_by_role("link", name="What can leaders do?").click()
    expect(page).to_have_url(
        re.compile(r"/paths\?from=level:leadership%2Bstage:precondition&to=stage:loyalty")
    )
    expect(page.locator(".diagram-words")).to_have_text("420 paths")
    page.go_back()
    panel.get_by_role("link", name="Read a story").click()
    expect(page).to_have_url(re.compile("/stories.*story="))
    expect(
        page.locator(".stories-view article[aria-expanded], .stories-view [data-story]").first
    ).to_be_visible()


def test_a_sheet_from_below_shows_the_details_on_a_narrow_screen(open_page: OpenPage) -> None:
    page = open_page("/explore?view=map", width=360, height=740)
    panel = page.get_by_role("complementary", name="Details")
    expect(panel).to_be_hidden()
    node(page, "patient-openness").click()
    expect(panel).to_be_visible()
    box, inside = panel.bounding_box(), node(page, "patient-openness").bounding_box()
    assert box
    assert inside
    assert 740 - 60 < box["y"] + box["height"] <= 740
    assert inside["y"] + inside["height"] < box["y"]
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()


@pytest.mark.parametrize("address", ["?node=mangomoment", "?edge=mangomoment,effect-team"])
def test_what_closes_the_details_gives_the_keyboard_back_to_the_node(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"/explore{address}&view=map", width=1366)
    details(page).get_by_role("button", name="Close").focus()
    page.keyboard.press("Escape")
    expect(node(page, "mangomoment")).to_be_focused()
    expect(page).not_to_have_url(re.compile("node=|edge="))
    page.set_viewport_size({"width": 800, "height": 700})  # the panel goes when nothing is selected
    page.keyboard.press("Enter")
    details(page).get_by_role("button", name="Close").press("Enter")
    expect(details(page)).to_be_hidden()
    expect(node(page, "mangomoment")).to_be_focused()


def test_eight_tab_stops_lead_to_the_picture_and_arrows_through_a_group(open_page: OpenPage) -> None:
    page = open_page("/explore?lang=nl", width=1366)
    expect(page.locator(".inputs-tools")).to_be_visible()

    def name_focused() -> str:
        return str(page.evaluate("document.activeElement.textContent || document.activeElement.ariaLabel"))

    stops = []
    while not page.evaluate("document.activeElement.closest('.canvas-body') !== null"):
        page.keyboard.press("Tab")
        stops.append(name_focused())
        assert len(stops) < 20
    assert len(stops) - 1 <= 8, stops
    expect(node(page, "resonance-trust")).to_have_accessible_name(re.compile("leidt naar 2, komt van 1"))
    page.locator(".st-key-view").get_by_role("button", name="Kaart").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(".diagram-stage-outline")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert name_focused() == "Lijst"
    page.keyboard.press("Home")
    assert name_focused() == "Kaart"
    for landmark, name in (
        ("navigation", "Pagina's"),
        ("region", "Het Mangomomentmodel"),
        ("complementary", ""),
    ):
        expect(page.get_by_role(landmark, name=name)).to_have_count(1)  # type: ignore[arg-type]


def test_a_second_node_can_be_reached_by_touch(open_page: OpenPage) -> None:
    page = open_page(has_touch=True)
    node(page, "effect-team").tap()
    expect(node(page, "effect-team")).to_have_attribute("aria-current", "true")


def find_head(page: Page, target: str) -> tuple[float, float]:
    """A place on the trunk right before its head at a node, where nothing moves any more."""
    settle(page)
    x, y = page.evaluate(
        """(target) => {
            const line = document.querySelector(`.diagram-stage .edge[data-target="${target}"]`);
            const at = line.getPointAtLength(line.getTotalLength() - 9).matrixTransform(line.getScreenCTM());
            return [at.x, at.y];
        }""",
        target,
    )
    return x, y


def test_a_trunk_lists_its_edges_under_the_pointer(open_page: OpenPage) -> None:
    page = open_page()
    page.mouse.move(*find_head(page, "resonance"))
    shown = page.locator(".edge-list")
    expect(shown.locator("ul ul li")).to_have_count(7)
    expect(shown).to_contain_text("Positive resonance is built by (inferred):")
    page.mouse.move(*find_head(page, "loyalty-professionals"))
    expect(shown).to_contain_text("Loyalty of professionals")
    node(page, "mangomoment").hover()
    expect(shown).to_contain_text("A small gesture that comes as a surprise")
    expect(shown).to_contain_text("stated")
    expect(shown).not_to_contain_text("Loyalty")


def test_a_node_reached_by_the_keyboard_lists_its_edges(open_page: OpenPage) -> None:
    page = open_page("/explore?node=effect-joy-in-work")
    page.keyboard.press("Escape")
    node(page, "effect-joy-in-work").focus()
    page.keyboard.press("ArrowRight")
    shown = page.locator(".edge-list")
    expect(shown).to_contain_text("Joy in work")
    expect(page.locator(":focus")).to_have_accessible_description(re.compile("Joy in work"))
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def test_escape_dismisses_the_edges_under_the_pointer_until_it_is_on_others(open_page: OpenPage) -> None:
    page = open_page()
    x, y = find_head(page, "resonance")
    page.mouse.move(x, y)
    shown = page.get_by_role("tooltip")
    expect(shown.get_by_role("listitem")).to_have_count(8)
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    page.mouse.move(x, y + 1)
    settle(page)
    expect(shown).to_be_hidden()
    page.mouse.move(*find_head(page, "loyalty-professionals"))
    expect(shown).to_be_visible()


def test_edges_in_the_background_say_nothing(open_page: OpenPage) -> None:
    page = open_page("/explore?node=catalyst-leadership-climate")
    shown = page.locator(".edge-list")
    page.mouse.move(*find_head(page, "mangomoment"))
    expect(shown).to_be_visible()
    page.mouse.move(*find_head(page, "patient-openness"))
    expect(shown).to_be_hidden()


def test_a_node_under_the_pointer_lights_its_neighbours_and_covers_none(open_page: OpenPage) -> None:
    page = open_page(width=1366)
    card = page.locator(".edge-list")
    for name, title, count in (
        ("mangomoment", "Mangomoment", 13),
        ("resonance", "Positive resonance", 10),
        ("effect-joy-in-work", "Joy in work", 2),
    ):
        node(page, name).hover()
        expect(page.locator(".diagram-stage .node.near")).to_have_count(count)
        expect(page.locator(".diagram-stage .edge.near")).to_have_count(count)
        expect(card.locator("strong")).to_have_text(title)
        covered = card.evaluate(
            """card => {
                const { left, right, top, bottom } = card.getBoundingClientRect();
                return [...document.querySelectorAll(".diagram-stage .node:is(.near, :hover) rect")]
                    .map((box) => box.getBoundingClientRect())
                    .filter((box) => box.right > left && box.left < right)
                    .filter((box) => box.bottom > top && box.top < bottom).length;
            }"""
        )
        assert not covered
        assert card.evaluate("card => card.offsetWidth <= 320")
    expect(page).not_to_have_url(re.compile("node="))
    page.mouse.move(2, 2)
    expect(page.locator(".diagram-stage .near")).to_have_count(0)

    node(page, "effect-joy-in-work").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".diagram-stage .node:focus")).not_to_have_attribute(
        "data-node-id", "effect-joy-in-work"
    )
    expect(page.locator(".diagram-stage .node.near")).to_have_count(2)
    page.get_by_role("button", name="Filter").focus()
    expect(page.locator(".diagram-stage .near")).to_have_count(0)


def test_a_link_is_asked_by_a_click_and_says_how_it_is_known(open_page: OpenPage) -> None:
    page = open_page(width=1366)
    page.mouse.click(*find_head(page, "loyalty-professionals"))
    choice = page.get_by_role("dialog", name="Several links share this line")
    expect(choice.get_by_role("button")).to_have_count(3)
    expect(choice.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(choice).to_be_hidden()
    assert "edge=" not in page.url
    page.mouse.click(*find_head(page, "loyalty-professionals"))
    choice.get_by_role("button").last.click()
    expect(choice).to_be_hidden()
    expect(page).to_have_url(re.compile("edge=resonance-[a-z-]+,loyalty-professionals"))
    shown = details(page)
    expect(shown.get_by_role("heading", level=2)).to_contain_text("earns Loyalty of professionals")
    for text in ("inferred", "Vanhaecht et al. 2020", "Full reference"):
        expect(shown).to_contain_text(text)
    expect(page.locator(".diagram-stage .edge.lit")).to_have_count(1)
    expect(node(page, "mangomoment")).to_have_class(re.compile("faded"))
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("edge="))


def test_a_link_is_asked_by_keyboard_from_the_details_and_by_its_address(open_page: OpenPage) -> None:
    page = open_page("/explore?edge=resonance-trust,loyalty-patients", width=1366)
    heading = details(page).get_by_role("heading", level=2)
    expect(heading).to_have_text("Trust between patient and professional earns Loyalty of patients")
    details(page).get_by_role("button", name="Loyalty of patients", exact=True).press("Enter")
    expect(node(page, "loyalty-patients")).to_have_attribute("aria-current", "true")
    expect(page).not_to_have_url(re.compile("edge="))
    name = "Tolerance during negative experiences earns Loyalty of patients"
    details(page).get_by_role("button", name=name, exact=True).press("Enter")
    expect(heading).to_have_text(name)
    page.go_back()
    expect(heading).to_have_text("Loyalty of patients")


def test_what_is_selected_is_said_once_and_names_tell_the_links(open_page: OpenPage) -> None:
    page = open_page()
    expect(node(page, "effect-joy-in-work")).to_have_accessible_name(
        "Joy in work. Effect, Professional. leads to 1, from 1"
    )
    said = page.get_by_role("status").filter(has_text="Selected")
    node(page, "effect-joy-in-work").click()
    expect(said).to_have_text("Selected: Joy in work. leads to 1, from 1")
    expect(said).to_have_count(1)
    page.keyboard.press("Escape")
    expect(said).to_have_count(0)


def test_on_paper_the_picture_stands_above_what_is_selected_and_no_tool_does(open_page: OpenPage) -> None:
    page = open_page("/explore?node=effect-joy-in-work", width=1366)
    page.emulate_media(media="print")
    for tool in (".frame-bar", ".inputs-tools", ".canvas-tools"):
        expect(page.locator(tool)).to_be_hidden()
    picture = page.locator(".diagram-stage svg").bounding_box()
    shown = details(page).bounding_box()
    assert picture
    assert shown
    assert picture["height"] > 300
    assert shown["y"] >= picture["y"] + picture["height"]


def test_in_forced_colours_what_is_chosen_can_be_told(open_page: OpenPage) -> None:
    page = open_page("/explore?node=effect-joy-in-work&stage=effect", width=1366, forced_colors="active")
    width = "element => parseFloat(getComputedStyle(element).outlineWidth)"
    for chosen, other in (
        (page.locator(".st-key-view button").nth(0), page.locator(".st-key-view button").nth(1)),
        (node(page, "effect-joy-in-work").locator("rect"), node(page, "mangomoment").locator("rect")),
        (page.locator('[data-stage-title="effect"]'), page.locator('[data-stage-title="loyalty"]')),
    ):
        assert chosen.evaluate(width) >= 3
        assert chosen.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
        assert other.evaluate("element => getComputedStyle(element).outlineStyle") == "none"


def test_names_of_two_lines_are_found_as_one_and_can_be_copied(open_page: OpenPage) -> None:
    page = open_page(width=1366)
    expect(page.locator(".diagram-stage svg[role=group]")).to_be_visible()
    name = "Positive perception of the healing process"
    find = "name => { getSelection().empty(); return find(name, false, false, true); }"
    assert page.evaluate(find, name)
    assert page.evaluate("getSelection().toString()") == name
    page.evaluate("getSelection().empty()")
    box = node(page, "loyalty-patients").locator("text").bounding_box()
    assert box

    def drag() -> str:
        page.mouse.move(box["x"] + 1, box["y"] + 6)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] - 5, steps=8)
        page.mouse.up()
        return str(page.evaluate("getSelection().toString()"))

    assert drag() == "Loyalty of patients"
    assert "node=" not in page.url, "a drag selects no element"
    page.evaluate("getSelection().empty()")
    page.get_by_role("button", name="Zoom in").click()
    before = get_place(page)
    assert drag() == ""
    assert get_place(page) != before, "a drag moves the enlarged picture"
    node(page, "mangomoment").click()
    expect(node(page, "mangomoment")).to_have_attribute("aria-current", "true")
