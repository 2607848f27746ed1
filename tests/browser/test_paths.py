"""The Paths page: ends by click, the list, stepping along a path, what if."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.test_map import details, node

QUESTION = "/paths?from=professional-professional-space&to=loyalty-patients"


def test_two_clicks_on_the_map_choose_start_and_end(open_page: OpenPage) -> None:
    page = open_page("/paths", ready="[data-node-id]")
    node(page, "patient-openness").click()
    expect(page).to_have_url(re.compile("from=patient-openness"))
    node(page, "effect-team").dispatch_event("click")
    expect(page).to_have_url(re.compile("to=effect-team"))
    expect(page.locator(".diagram-words")).to_have_text("1 path")
    expect(page.locator(".paths-item")).to_have_count(1)
    expect(page.locator(".paths-item")).to_contain_text("Openness to the gesture is amplified by")


def test_only_what_lies_on_the_paths_stands_out(open_page: OpenPage) -> None:
    page = open_page("/paths?from=patient-openness&to=effect-team", ready=".paths-item")
    expect(node(page, "mangomoment")).not_to_have_class(re.compile("faded"))
    expect(node(page, "patient-personality")).to_have_class(re.compile("faded"))
    expect(page.locator('[data-source="mangomoment"][data-target="effect-team"]')).to_have_class(
        re.compile("lit")
    )
    expect(page.locator('[data-source="mangomoment"][data-target="effect-healing"]')).to_have_class(
        re.compile("faded")
    )


def test_a_path_can_be_picked_and_stepped_along_with_its_stories_beside_it(open_page: OpenPage) -> None:
    page = open_page(f"{QUESTION}&evidence=whole", ready=".paths-item")
    expect(page.locator(".paths-item")).to_have_count(1)
    expect(page.locator(".paths-item")).to_contain_text("told whole")
    expect(page.locator(".paths-item")).to_contain_text("The chestnuts")
    page.locator(".paths-item").click()
    expect(node(page, "professional-professional-space")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("path=professional-professional-space"))
    page.locator(".paths-item").focus()
    for there in ("catalyst-professional-professional-space", "mangomoment", "effect-joy-in-work"):
        page.keyboard.press("ArrowRight")
        expect(node(page, there)).to_have_attribute("aria-current", "true")
    expect(details(page)).to_contain_text("The chestnuts")
    expect(page.locator(".paths-steps")).to_contain_text("4 / 7")
    expect(node(page, "effect-team")).to_have_class(re.compile("faded"))
    page.keyboard.press("ArrowLeft")
    expect(node(page, "mangomoment")).to_have_attribute("aria-current", "true")


def test_a_picked_path_survives_a_reload(open_page: OpenPage) -> None:
    page = open_page(f"{QUESTION}&evidence=whole", ready=".paths-item")
    page.locator(".paths-item").click()
    expect(page).to_have_url(re.compile("path="))
    page.reload()
    expect(page.locator('.paths-item[aria-current="true"]')).to_have_count(1)
    expect(node(page, "effect-team")).to_have_class(re.compile("faded"))


def test_the_sentence_can_be_copied(open_page: OpenPage) -> None:
    page = open_page(
        f"{QUESTION}&evidence=whole", ready=".paths-item", permissions=["clipboard-read", "clipboard-write"]
    )
    page.locator(".paths-item").click()
    page.get_by_role("button", name="Copy the sentence").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Professional room for the gesture is")


def test_more_paths_come_on_demand(open_page: OpenPage) -> None:
    page = open_page("/paths?from=leadership-climate&to=loyalty-patients", ready=".paths-item")
    expect(page.locator(".paths-item")).to_have_count(20)
    page.get_by_role("button", name="Show more paths").click()
    expect(page.locator(".paths-item")).to_have_count(40)


def test_a_node_that_is_switched_off_is_crossed_out(open_page: OpenPage) -> None:
    page = open_page(f"{QUESTION}&off=resonance-trust", ready=".paths-item")
    expect(page.locator(".diagram-words")).to_have_text("14 paths")
    expect(node(page, "resonance-trust")).to_have_class(re.compile("off"))
    expect(page.get_by_text("14 of 21 paths remain")).to_be_visible()


def test_the_tables_are_links(open_page: OpenPage) -> None:
    page = open_page(QUESTION, ready=".paths-item")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "paths.csv"


def test_the_flow_is_a_picture_with_tables_of_its_numbers(open_page: OpenPage) -> None:
    page = open_page("/paths?from=stage:precondition&to=stage:loyalty", ready=".paths-item", width=1366)
    page.get_by_role("button", name="Show the flow").click()
    picture = page.locator(".flow-picture")
    title = re.compile("^588 paths. A wider band means more paths")
    expect(page.get_by_role("dialog").get_by_role("region", name=title)).to_be_visible()
    expect(page.get_by_role("img", name=title)).to_have_count(0)
    expect(page.locator(".flow-tables tbody tr")).to_have_count(26 + 43)
    expect(page.get_by_role("rowheader", name="Mangomoment", exact=True).first).to_be_visible()
    fits = "place => place.scrollWidth <= place.clientWidth"
    assert page.locator(".flow-scroll").evaluate(fits)
    page.keyboard.press("Escape")
    expect(picture).to_have_count(0)
    expect(page.get_by_role("button", name="Show the flow")).to_be_focused()


def test_the_flow_opens_once_and_closes_with_its_page(open_page: OpenPage) -> None:
    address = "/paths?from=stage:precondition&to=stage:loyalty"
    page = open_page(address, ready=".paths-item")
    page.get_by_role("link", name="Explore").click()
    page.wait_for_selector(".diagram-stage-map")
    page.go_back()
    dialog = page.get_by_role("dialog")
    page.locator(".paths-flow").evaluate("button => { button.click(); button.click(); }")
    expect(page.locator(".flow-picture")).to_be_visible()
    expect(dialog).to_have_count(1)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Show the flow").click()
    expect(dialog).to_have_count(1)
    page.go_forward()
    expect(page.locator(".st-key-search")).to_be_visible()
    expect(dialog).to_have_count(0)


def test_leaving_for_explore_ends_the_tracing(open_page: OpenPage) -> None:
    page = open_page("/paths?from=patient-openness&to=effect-team", ready=".paths-item")
    page.get_by_role("link", name="Explore").click()
    page.wait_for_selector(".diagram-stage-map")
    expect(page.locator(".st-key-search")).to_be_visible()
    expect(node(page, "patient-personality")).not_to_have_class(re.compile("faded"))
