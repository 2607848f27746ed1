"""What is found as one types, below the search field of Explore."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.test_map import node


def type_search(page: Page, words: str) -> Locator:
    """The list below the field, after something was typed into it."""
    page.locator(".st-key-search input").click()
    page.keyboard.type(words)
    return page.get_by_role("listbox", name="What was found")


def test_what_is_found_is_listed_by_where_and_chosen_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(width=1366)
    found = type_search(page, "climate")
    expect(found.get_by_role("group")).to_have_count(3)
    names = found.get_by_role("group", name="In the name").get_by_role("option")
    expect(names).to_have_count(3)
    expect(names.first.locator("mark")).to_have_text("climate")
    described = found.get_by_role("group", name="In the description").get_by_role("option")
    expect(described.locator("small mark").first).to_have_text("climate")
    expect(found.get_by_role("group", name="In stories")).to_contain_text("Adherence to therapy")
    field = page.get_by_role("combobox", name="Search")
    page.keyboard.press("ArrowDown")
    expect(names.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", names.first.get_attribute("id") or "")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(found).to_be_hidden()
    expect(node(page, "leadership-climate")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("search=climate"))


def test_escape_closes_the_list_and_keeps_words_and_selection(open_page: OpenPage) -> None:
    page = open_page("/explore?node=mangomoment", width=1366)
    found = type_search(page, "joy")
    expect(found).to_be_visible()
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(page.locator(".st-key-search input")).to_have_value("joy")
    expect(node(page, "mangomoment")).to_have_attribute("aria-current", "true")


def test_a_click_chooses_and_what_the_filter_leaves_out_is_counted(open_page: OpenPage) -> None:
    page = open_page("/explore?level=patient&without=shared", width=360, height=740)
    found = type_search(page, "loyalty of")
    expect(found).to_contain_text("1 of these are filtered out.")
    box = found.bounding_box()
    assert box
    assert box["width"] > 320
    assert not find_barriers(page)
    found.get_by_role("option", name="Loyalty of patients").click()
    expect(node(page, "loyalty-patients")).to_have_attribute("aria-current", "true")


def test_where_nothing_is_found_what_is_near_is_offered(open_page: OpenPage) -> None:
    page = open_page(width=1366, theme="dark")
    found = type_search(page, "tolerence")
    expect(found).to_contain_text("Nothing found for “tolerence”.")
    near = found.get_by_role("group", name="Did you mean").get_by_role("option")
    expect(near).to_have_text(["Tolerance during negative experiences"])
    assert not find_barriers(page)
    near.click()
    expect(node(page, "resonance-tolerance")).to_have_attribute("aria-current", "true")
