"""The list below the search of the Explore page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.test_map import details, node


def type_words(page: Page, words: str) -> Locator:
    """Type into the search as people do; the list below it."""
    field = page.get_by_role("combobox", name="Search names")
    field.fill("")
    field.press_sequentially(words)
    return page.locator(".search-list")


def test_what_is_found_stands_once_under_where_it_was_found_first(open_page: OpenPage) -> None:
    page = open_page()
    found = type_words(page, "TRUST")
    for place in ("In the name", "In the description", "In stories"):
        expect(found.get_by_role("group", name=place)).to_be_visible()
    ids = found.get_by_role("option").evaluate_all("options => options.map((one) => one.dataset.value)")
    assert len(ids) == len(set(ids))
    named = found.get_by_role("group", name="In the name").get_by_role("option")
    expect(named.first.locator("mark")).to_have_text(re.compile("trust", re.IGNORECASE))
    described = found.get_by_role("group", name="In the description").get_by_role("option")
    expect(described.first.locator(".search-excerpt mark").first).to_have_text(
        re.compile("trust", re.IGNORECASE)
    )


def test_arrow_keys_move_and_enter_selects(open_page: OpenPage) -> None:
    page = open_page()
    found = type_words(page, "trust")
    field = page.get_by_role("combobox", name="Search names")
    options = found.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    chosen = options.nth(1).get_attribute("data-value")
    expect(field).to_have_attribute("aria-activedescendant", f"search-option-{chosen}")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(found).to_be_hidden()
    expect(node(page, chosen or "")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(f"node={chosen}"))
    expect(page).to_have_url(re.compile("search=trust"))
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")


def test_escape_closes_the_list_and_keeps_words_and_selection(open_page: OpenPage) -> None:
    page = open_page("/explore?node=mangomoment")
    found = type_words(page, "trust")
    expect(found).to_be_visible()
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(page.get_by_role("combobox", name="Search names")).to_have_value("trust")
    expect(node(page, "mangomoment")).to_have_attribute("aria-current", "true")
    page.keyboard.press("ArrowDown")
    expect(found).to_be_visible()
    page.locator(".inputs-tools h1").click()
    expect(found).to_be_hidden()


def test_a_click_selects(open_page: OpenPage) -> None:
    page = open_page()
    found = type_words(page, "joy")
    found.locator("[data-value=effect-joy-in-work]").click()
    expect(found).to_be_hidden()
    expect(details(page).get_by_role("heading", name="Joy in work")).to_be_visible()


def test_what_only_the_server_knows_is_found_too(open_page: OpenPage) -> None:
    page = open_page()
    found = type_words(page, "vreugde")
    option = found.get_by_role("group", name="In stories").get_by_role("option", name="Joy in work")
    expect(option).to_have_accessible_description("in another story or another language")


def test_words_that_several_elements_were_found_in_stand_once_above_them(open_page: OpenPage) -> None:
    page = open_page()
    found = type_words(page, "trust")
    group = found.get_by_role("group", name="In stories")
    line = "in a story about: Trust between patient and professional"
    expect(group.get_by_text(line)).to_have_count(1)
    expect(group.get_by_role("option", name="Joy in work", exact=True)).to_have_accessible_description(line)
    found = type_words(page, "snow")
    group = found.get_by_role("group", name="In stories")
    expect(group.locator(".search-excerpt")).to_have_count(2)
    expect(group.locator(".search-excerpt").last).to_contain_text("Ten minutes of snow · A patient")
    expect(group.get_by_role("option")).to_have_count(5)


def test_what_the_filter_leaves_out_is_counted(open_page: OpenPage) -> None:
    page = open_page("/explore?stage=effect")
    found = type_words(page, "resonance")
    expect(found.get_by_role("status")).to_have_text("1 of them is filtered out")
    found = type_words(page, "trust")
    expect(found.get_by_role("status")).to_have_text(re.compile(r"^\d+ of them are filtered out$"))


def test_of_many_the_first_twelve_are_listed(open_page: OpenPage) -> None:
    page = open_page()
    found = type_words(page, "e")
    expect(found.get_by_role("option")).to_have_count(12)
    expect(found.get_by_role("status")).to_contain_text("and 14 more")


def test_where_nothing_is_found_near_names_and_the_stories_are_offered(open_page: OpenPage) -> None:
    page = open_page("/explore?lang=en")
    found = type_words(page, "mangomomnet")
    expect(found).to_contain_text("No element contains “mangomomnet”.")
    expect(page.get_by_role("combobox", name="Search names")).to_have_attribute("aria-expanded", "false")
    near = found.get_by_role("button", name="Mangomoment")
    page.keyboard.press("Tab")
    expect(near).to_be_focused()
    page.keyboard.press("Enter")
    expect(node(page, "mangomoment")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("search=Mangomoment"))
    found = type_words(page, "zebra")
    expect(found).to_contain_text("No element contains “zebra”.")
    found.get_by_role("link", name="Search the stories for “zebra”").click()
    expect(page).to_have_url(re.compile(r"/stories\?lang=en&search=zebra$"))
    expect(page.locator(".st-key-search input")).to_have_value("zebra")


def test_a_phone_shows_the_list_over_its_whole_width(open_page: OpenPage) -> None:
    page = open_page(width=360, height=740)
    found = type_words(page, "trust")
    expect(found.get_by_role("option").first).to_be_visible()
    box = found.bounding_box()
    field = page.get_by_role("combobox", name="Search names").bounding_box()
    assert box
    assert field
    assert (box["x"], box["width"]) == (0, 360)
    assert box["y"] >= field["y"] + field["height"]
    assert box["y"] + box["height"] <= 740
    found.get_by_role("option").first.click()
    expect(found).to_be_hidden()
    expect(page).to_have_url(re.compile("node="))


@pytest.mark.parametrize("words", ["trust", "mangomomnet"], ids=["found", "not found"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_of_the_list_stands_in_the_way(open_page: OpenPage, theme: str, words: str) -> None:
    page = open_page(theme=theme)
    expect(type_words(page, words)).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert not find_barriers(page)


def test_the_search_of_the_stories_has_no_list(open_page: OpenPage) -> None:
    page = open_page("/stories")
    page.locator(".st-key-search input").fill("mango")
    expect(page).to_have_url(re.compile("search=mango"))
    expect(page.locator(".search-list")).to_have_count(0)
