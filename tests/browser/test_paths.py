"""The Paths page: ends by click, the list, stepping along a path, what if."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.test_map import details, node

QUESTION = "/paths?from=professional-professional-space&to=loyalty-patients"
ALL = "/paths?from=stage:precondition&to=stage:loyalty"
JOY = "effect-joy-in-work,resonance-trust,loyalty-patients"
BESIDE = {"width": 1680, "height": 1000}


def test_two_clicks_on_the_map_choose_start_and_end(open_page: OpenPage) -> None:
    page = open_page("/paths", ready="#root [data-node-id]", **BESIDE)
    step = page.locator(".paths-step")
    expect(step).to_have_text(re.compile("^Step 1 of 2"))
    expect(page.locator('.st-key-path_start[aria-current="step"]')).to_be_visible()
    node(page, "patient-openness").click()
    expect(page).to_have_url(re.compile("from=patient-openness"))
    expect(step).to_have_text(re.compile("^Step 2 of 2"))
    expect(page.locator('.st-key-path_end[aria-current="step"]')).to_be_visible()
    node(page, "effect-team").dispatch_event("click")
    expect(page).to_have_url(re.compile("to=effect-team"))
    expect(step).to_be_hidden()
    expect(page.locator('[aria-current="step"]')).to_have_count(0)
    expect(page.locator(".diagram-words")).to_have_text("1 path")
    expect(page.locator(".paths-item")).to_have_count(1)
    page.get_by_text("Sentence").click()
    expect(page.locator(".paths-sentence")).to_contain_text("Openness to the gesture is amplified by")


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


def test_a_closed_field_shows_the_whole_name_of_an_end(open_page: OpenPage) -> None:
    page = open_page(f"{QUESTION.replace('loyalty-patients', 'effect-healing')}&lang=nl", ready=".paths-item")
    name = "Positieve perceptie op het genezingsproces (Patiënt en familie)"
    field = page.get_by_role("combobox", name="Naar", exact=True)
    expect(field).to_have_attribute("title", name)
    shown = page.get_by_text(name, exact=True).and_(page.locator("span"))
    assert shown.evaluate("({scrollHeight, clientHeight}) => scrollHeight <= clientHeight")
    inner, outer = shown.bounding_box(), field.bounding_box()
    assert inner
    assert outer
    assert outer["y"] <= inner["y"]
    assert inner["y"] + inner["height"] <= outer["y"] + outer["height"]
    field.select_option("effect-team")
    expect(shown).to_have_count(0)
    expect(field).to_have_attribute("title", "Positieve teamsfeer (Zorgverlener)")


def test_a_path_can_be_picked_and_stepped_along_with_its_stories_beside_it(open_page: OpenPage) -> None:
    page = open_page(f"{QUESTION}&evidence=whole", ready=".paths-item")
    expect(page.locator(".paths-item")).to_have_count(1)
    expect(page.locator(".paths-item")).to_contain_text("told by one story")
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
    assert page.evaluate("navigator.clipboard.readText()").startswith("Professional space to act is")


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


def test_what_if_is_answered_beneath_its_field(open_page: OpenPage) -> None:
    page = open_page(ALL, ready=".paths-item", **BESIDE)
    what_if = page.locator(".paths-what-if")
    what_if.locator("summary").click()
    what_if.get_by_label("What if there were no").select_option("resonance")
    expect(what_if.get_by_text("Without Positive resonance, 0 of 588 paths remain.")).to_be_visible()
    expect(page.locator(".paths-title")).to_have_text("0 of 588 paths")
    expect(page.locator(".paths-item")).to_have_count(0)
    what_if.get_by_role("button", name="Remove: Positive resonance").click()
    expect(page.locator(".paths-title")).to_have_text("588 paths, 1 told by one story")
    expect(what_if.locator(".paths-loss p")).to_have_count(0)


def test_the_answer_comes_first_then_what_differs_then_the_paths(open_page: OpenPage) -> None:
    page = open_page(ALL, ready=".paths-item", **BESIDE)
    parts = (
        ".st-key-path_start",
        ".st-key-path_end",
        ".paths-what-if",
        ".paths-title",
        ".paths-table",
        ".paths-list",
        ".paths-steps",
        ".paths-which",
        ".paths-flow",
    )
    order = page.locator(".paths-panel *").evaluate_all(
        "(all, parts) => all.flatMap((one) => parts.filter((part) => one.matches(part)))", list(parts)
    )
    assert order == list(parts)
    expect(page.locator(".paths-others")).to_have_text("83 told in pieces, 504 not told yet")


def test_a_cell_of_the_table_lists_only_its_paths(open_page: OpenPage) -> None:
    page = open_page(ALL, ready=".paths-item", **BESIDE)
    opener = page.get_by_role("button", name="Joy in work", exact=True)
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    cell = page.locator(f'[data-via="{JOY}"]')
    expect(page.get_by_role("cell").filter(has=cell)).to_contain_text("told by one story")
    cell.press("Enter")
    expect(page).to_have_url(re.compile(f"via={JOY}"))
    expect(page.locator(".paths-title")).to_have_text("14 of 588 paths, 1 told by one story")
    expect(page.locator(".paths-item")).to_have_count(14)
    expect(cell).to_have_attribute("aria-pressed", "true")
    expect(cell).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.reload()
    expect(cell).to_have_attribute("aria-pressed", "true")
    page.locator('[data-via="effect-joy-in-work"]').click()
    expect(page.locator(".paths-title")).to_have_text(re.compile("^84 of 588 paths"))
    page.get_by_role("button", name="List all paths again").click()
    expect(page.locator(".paths-title")).to_have_text(re.compile("^588 paths"))


@pytest.mark.parametrize(("theme", "locale"), [("light", "en-GB"), ("dark", "nl-NL")])
def test_the_panel_fits_a_telephone_without_barriers(open_page: OpenPage, theme: str, locale: str) -> None:
    address = f"{ALL}&via={JOY}&off=effect-team"
    page = open_page(address, ready=".paths-item", width=360, height=740, theme=theme, locale=locale)
    page.locator(".paths-item").first.click()
    page.locator(".paths-which summary").click()
    assert find_barriers(page) == []
    parts = page.locator(".paths-panel *").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth)"
        ".map(one => one.className)"
    )
    assert parts == []


def test_beads_show_each_node_and_names_only_what_differs(open_page: OpenPage) -> None:
    page = open_page(f"{ALL}&via={JOY}", ready=".paths-item", **BESIDE)
    first, second = page.locator(".paths-item").nth(0), page.locator(".paths-item").nth(1)
    expect(first.locator(".paths-bead")).to_have_count(7)
    expect(first.locator(".paths-names")).to_have_text("Personality of the patient")
    expect(second.locator(".paths-names")).to_have_text("Openness to the gesture")
    first.click()
    expect(second.locator(".paths-bead.other")).to_have_count(2)
    expect(first.locator(".paths-bead.here")).to_have_attribute("data-bead", "patient-personality")


def test_arrow_keys_go_along_a_path_and_to_the_next_one(open_page: OpenPage) -> None:
    page = open_page(f"{ALL}&via={JOY}", ready=".paths-item", **BESIDE)
    first, second = page.locator(".paths-item").nth(0), page.locator(".paths-item").nth(1)
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(first).to_have_attribute("aria-current", "true")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".paths-steps")).to_contain_text("2 / 7: Catalyst: personality")
    page.keyboard.press("ArrowDown")
    expect(second).to_have_attribute("aria-current", "true")
    expect(second).to_be_focused()
    page.get_by_role("button", name="Next step").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".paths-steps")).to_contain_text("2 / 7: Catalyst: openness")
    page.go_back()  # to the path before, not to the step before
    expect(first).to_have_attribute("aria-current", "true")
    expect(page.locator(".paths-steps")).to_contain_text("2 / 7: Catalyst: personality")
    page.go_back()
    expect(page.locator('.paths-item[aria-current="true"]')).to_have_count(0)


def test_a_click_in_the_list_scrolls_nothing_unless_that_would_cover_what_was_clicked(
    open_page: OpenPage,
) -> None:
    page = open_page(f"{ALL}&via={JOY}", ready=".paths-item", **BESIDE)
    measure = """item => {
      const scrolled = [];
      for (let place = item; place; place = place.parentElement) scrolled.push(place.scrollTop);
      return [Math.round(item.getBoundingClientRect().top), ...scrolled];
    }"""

    def click(place: int) -> Locator:
        item = page.locator(".paths-item").nth(place)
        item.dispatch_event("click")  # a click of the mouse would first scroll what is covered into sight
        expect(item).to_have_attribute("aria-current", "true")
        expect(details(page).locator("h2")).to_be_visible()
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return item

    page.locator(".paths-item").nth(4).evaluate("item => item.scrollIntoView({block: 'end'})")
    item = click(4)
    row, steps = item.locator("..").bounding_box(), page.locator(".paths-steps").bounding_box()
    assert row
    assert steps
    assert row["y"] + row["height"] <= steps["y"] + 1
    for place in (3, 4):
        item = page.locator(".paths-item").nth(place)
        before = item.evaluate(measure)
        assert click(place).evaluate(measure) == before


def test_ends_bear_flags_with_words(open_page: OpenPage) -> None:
    page = open_page("/paths?from=patient-openness&to=stage:loyalty", ready=".paths-item", **BESIDE)
    start = node(page, "patient-openness")
    expect(start.locator(".flag.start")).to_have_text("From")
    expect(start).to_have_attribute("aria-label", re.compile("paths start here"))
    expect(page.locator("[data-node-id].end .flag")).to_have_text(["To", "To"])
    page.get_by_role("button", name="Swap start and end").click()
    expect(start.locator(".flag")).to_have_text("To")
    page.get_by_role("button", name="Outline").click()
    expect(page.locator('.outline-node[data-node-id="patient-openness"]')).to_contain_text("paths end here")


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
    page.wait_for_selector(".explore-view .diagram-stage-map")
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
    page.wait_for_selector(".explore-view .diagram-stage-map")
    expect(page.locator(".st-key-search")).to_be_visible()
    expect(node(page, "patient-personality")).not_to_have_class(re.compile("faded"))
