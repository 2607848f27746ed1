"""Filters and search on the Explore page."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_map import node


def expect_words(page: Page, words: str) -> None:
    """What is said of the filter; nothing where all is there."""
    expect(page.locator(".diagram-words")).to_have_text(words)


def open_filter(page: Page) -> Locator:
    """What can be chosen of the filter."""
    page.locator(".st-key-filter > button").click()
    return page.get_by_role("dialog", name="Filter")


def test_levels_can_be_chosen_together_and_the_shared_lane_stays(open_page: OpenPage) -> None:
    page = open_page()
    expect_words(page, "")
    open_filter(page)
    page.locator(".st-key-level").get_by_role("button", name="Professional").click()
    expect_words(page, "13 of 26 elements")
    expect(node(page, "effect-healing")).to_have_class(re.compile("faded"))
    expect(node(page, "resonance-trust")).not_to_have_class(re.compile("faded"))
    page.locator(".st-key-level").get_by_role("button", name="Patient and family").click()
    expect_words(page, "21 of 26 elements")
    expect(page).to_have_url(re.compile("level=professional,patient"))


def test_the_shared_lane_can_be_switched_off_itself(open_page: OpenPage) -> None:
    page = open_page("/explore?level=professional")
    expect_words(page, "13 of 26 elements")
    open_filter(page).get_by_text("Shared", exact=True).click()
    expect_words(page, "9 of 26 elements")
    expect(page).to_have_url(re.compile("without=shared"))
    page.reload()
    expect_words(page, "9 of 26 elements")


def test_stages_filter_and_hiding_takes_the_rest_out_of_the_picture(open_page: OpenPage) -> None:
    page = open_page("/explore?stage=effect,resonance")
    expect_words(page, "11 of 26 elements")
    expect(node(page, "mangomoment")).to_have_class(re.compile("faded"))
    open_filter(page).get_by_role("button", name="Hide others").click()
    expect(node(page, "mangomoment")).to_have_count(0)
    expect(page.locator(".diagram-stage [data-node-id]")).to_have_count(11)
    expect(page).to_have_url(re.compile("rest=hide"))


def test_search_marks_hits_in_names_descriptions_and_stories(open_page: OpenPage) -> None:
    page = open_page()
    page.locator(".st-key-search input").fill("CHESTNUTS")
    page.keyboard.press("Enter")
    expect_words(page, "26 of 26 elements, 4 found")
    expect(node(page, "loyalty-patients")).to_have_class(re.compile("hit"))
    expect(node(page, "mangomoment")).not_to_have_class(re.compile("hit"))


def test_search_without_hits_says_so(open_page: OpenPage) -> None:
    page = open_page("/explore?search=zebra")
    expect_words(page, "26 of 26 elements, 0 found")


def test_reset_brings_everything_back(open_page: OpenPage) -> None:
    page = open_page(
        "/explore?level=patient&stage=effect&search=coma&rest=hide&node=effect-healing&without=shared"
    )
    expect_words(page, "3 of 26 elements, 1 found")
    page.locator(".st-key-more > button").click()
    page.get_by_role("button", name="Reset").click()
    expect_words(page, "")
    expect(page).to_have_url(re.compile(r"/explore$"))


def test_a_filter_keeps_the_selection(open_page: OpenPage) -> None:
    page = open_page("/explore?node=mangomoment")
    open_filter(page)
    page.locator(".st-key-level").get_by_role("button", name="Leadership").click()
    expect_words(page, "9 of 26 elements")
    expect(node(page, "mangomoment")).to_have_attribute("aria-current", "true")


def test_what_is_filtered_stands_beside_it_and_can_be_taken_out(open_page: OpenPage) -> None:
    page = open_page("/explore?level=professional&stage=effect,resonance&without=shared")
    button = page.locator(".st-key-filter > button")
    expect(button).to_have_text("Filter (4)")
    chips = page.locator(".inputs-tools .chip")
    expect(chips).to_have_text(["Professional ×", "Effects ×", "Resonance ×", "without Shared ×"])
    chips.nth(1).click()
    expect(page).to_have_url(re.compile("stage=resonance&"))
    expect(chips).to_have_count(3)
    dialog = open_filter(page)
    expect(dialog).to_contain_text("0 of 26 elements")
    dialog.get_by_role("button", name="Show all elements").click()
    expect(button).to_have_text("Filter")
    expect(dialog.get_by_role("button", name="Hide others")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_heads_of_stages_and_titles_of_lanes_filter(open_page: OpenPage) -> None:
    page = open_page("/explore?node=effect-team")
    effects = page.get_by_role("button", name="Show only: Effects")
    effects.click()
    expect_words(page, "7 of 26 elements")
    expect(effects).to_have_attribute("aria-pressed", "true")
    expect(node(page, "effect-team")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Show only: Resonance").click(modifiers=["Shift"])
    expect_words(page, "11 of 26 elements")
    page.get_by_role("button", name="Show only: Leadership").click()
    expect_words(page, "4 of 26 elements")
    expect(node(page, "effect-team")).not_to_have_class(re.compile("faded"))  # whatever is kept
    expect(node(page, "effect-team")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("level=leadership"))
    page.get_by_role("button", name="Show only: Leadership").click()
    effects.click()
    expect_words(page, "7 of 26 elements")
    effects.click()
    expect_words(page, "")


def test_heads_and_lanes_are_one_stop_each_for_the_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    heads = page.locator("[data-stage-title]")
    expect(page.locator('[data-stage-title][tabindex="0"]')).to_have_count(1)
    expect(page.locator('[data-level-title][tabindex="0"]')).to_have_count(1)
    heads.first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(heads.nth(3)).to_be_focused()
    page.keyboard.press("Enter")
    expect_words(page, "7 of 26 elements")
    expect(heads.nth(3)).to_be_focused()
