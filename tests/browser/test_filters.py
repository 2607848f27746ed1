"""Filters and search on the Explore page."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_map import node


def expect_words(page: Page, words: str) -> None:
    expect(page.locator(".diagram-words")).to_have_text(words)


def test_levels_can_be_chosen_together_and_the_shared_lane_stays(open_page: OpenPage) -> None:
    page = open_page()
    expect_words(page, "26 of 26 nodes")
    page.locator(".st-key-level").get_by_role("button", name="Professional").click()
    expect_words(page, "13 of 26 nodes")
    expect(node(page, "effect-healing")).to_have_class(re.compile("faded"))
    expect(node(page, "resonance-trust")).not_to_have_class(re.compile("faded"))
    page.locator(".st-key-level").get_by_role("button", name="Patient and family").click()
    expect_words(page, "21 of 26 nodes")
    expect(page).to_have_url(re.compile("level=professional,patient"))


def test_the_shared_lane_can_be_switched_off_itself(open_page: OpenPage) -> None:
    page = open_page("/explore?level=professional")
    expect_words(page, "13 of 26 nodes")
    page.get_by_text("Between them", exact=True).first.click()
    expect_words(page, "9 of 26 nodes")
    expect(page).to_have_url(re.compile("without=shared"))
    page.reload()
    expect_words(page, "9 of 26 nodes")


def test_stages_filter_and_hiding_takes_the_rest_out_of_the_picture(open_page: OpenPage) -> None:
    page = open_page("/explore?stage=effect,resonance")
    expect_words(page, "11 of 26 nodes")
    expect(node(page, "mangomoment")).to_have_class(re.compile("faded"))
    page.locator(".st-key-rest").get_by_role("button", name="Hide the rest").click()
    expect(node(page, "mangomoment")).to_have_count(0)
    expect(page.locator(".diagram-stage [data-node-id]")).to_have_count(11)
    expect(page).to_have_url(re.compile("rest=hide"))


def test_search_marks_hits_in_names_descriptions_and_stories(open_page: OpenPage) -> None:
    page = open_page()
    page.locator(".st-key-search input").fill("CHESTNUTS")
    page.keyboard.press("Enter")
    expect_words(page, "26 of 26 nodes, 4 found")
    expect(node(page, "loyalty-patients")).to_have_class(re.compile("hit"))
    expect(node(page, "mangomoment")).not_to_have_class(re.compile("hit"))


def test_search_without_hits_says_so(open_page: OpenPage) -> None:
    page = open_page("/explore?search=zebra")
    expect_words(page, "26 of 26 nodes, 0 found")


def test_reset_brings_everything_back(open_page: OpenPage) -> None:
    page = open_page(
        "/explore?level=patient&stage=effect&search=coma&rest=hide&node=effect-healing&without=shared"
    )
    expect_words(page, "3 of 26 nodes, 1 found")
    page.get_by_role("button", name="Reset").click()
    expect_words(page, "26 of 26 nodes")
    expect(page).to_have_url(re.compile(r"/explore$"))


def test_a_filter_keeps_the_selection(open_page: OpenPage) -> None:
    page = open_page("/explore?node=mangomoment")
    page.locator(".st-key-level").get_by_role("button", name="Leadership").click()
    expect_words(page, "9 of 26 nodes")
    expect(node(page, "mangomoment")).to_have_attribute("aria-current", "true")
