"""The address: deep links on a cold server, reload, back and forward, ids that do not exist."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_map import details, node
from tests.serving import Server


@pytest.mark.parametrize(
    ("address", "ready", "text"),
    [
        ("/paths?from=patient-openness&to=loyalty-patients", ".paths-item", "21 paths"),
        ("/about?lang=nl", "h1", "Het onderzoek erachter"),
        ("/explore?node=effect-joy-in-work", "#root [data-node-id]", "Joy in work"),
        ("/", "#root [data-node-id]", "The Mangomoment model"),
    ],
)
def test_the_first_request_to_a_cold_server_opens_the_right_page(
    cold_server: Server, open_page: OpenPage, address: str, ready: str, text: str
) -> None:
    page = open_page(address, on=cold_server, ready=ready)
    expect(page.get_by_text(text).first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("About|Over"))).to_be_visible()


def test_back_and_forward_go_through_the_selections(open_page: OpenPage) -> None:
    page = open_page()
    node(page, "effect-team").click()
    expect(page).to_have_url(re.compile("node=effect-team"))
    node(page, "resonance-trust").dispatch_event("click")
    expect(page).to_have_url(re.compile("node=resonance-trust"))
    page.go_back()
    expect(node(page, "effect-team")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.locator('[aria-current="true"][data-node-id]')).to_have_count(0)
    page.go_forward()
    expect(node(page, "effect-team")).to_have_attribute("aria-current", "true")
    expect(details(page)).to_contain_text("Positive team atmosphere")


def test_back_undoes_a_filter(open_page: OpenPage) -> None:
    page = open_page()
    lane = page.get_by_role("button", name="Show only: Professional")
    lane.click()
    expect(page.locator(".diagram-words")).to_have_text("13 of 26 elements")
    page.go_back()
    expect(page.locator(".diagram-words")).to_have_text("")
    expect(lane).not_to_have_attribute("aria-pressed", "true")


def test_everything_chosen_survives_a_reload(open_page: OpenPage) -> None:
    page = open_page("/explore?view=outline&node=resonance-trust&level=patient&search=mango&lang=nl&depth=2")
    expect(page.locator(".diagram-words")).to_have_text(re.compile("12 van 26 elementen"))
    page.reload()
    expect(page.locator(".diagram-words")).to_have_text(re.compile("12 van 26 elementen"))
    expect(page.locator(".diagram-stage-outline")).to_be_visible()
    expect(node(page, "resonance-trust")).to_have_attribute("aria-current", "true")
    expect(page.locator(".st-key-search input")).to_have_value("mango")
    expect(page.locator('button[data-depth="2"]')).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("node=efect-team", ["efect-team", "did you mean “effect-team”?"]),
        ("level=pateint", ["pateint", "did you mean “patient”?"]),
        ("stage=zebra", ["stage", "zebra"]),
        ("view=cinema", ["view", "cinema"]),
        ("lang=xx", ["language", "xx"]),
    ],
)
def test_an_id_that_does_not_exist_gets_a_message_and_falls_back(
    open_page: OpenPage, query: str, words: list[str]
) -> None:
    page = open_page(f"/explore?{query}")
    for word in words:
        expect(page.get_by_role("alert")).to_contain_text(word)
    alert, tools = page.get_by_role("alert").bounding_box(), page.locator(".inputs-tools").bounding_box()
    assert alert
    assert tools
    assert alert["y"] + alert["height"] <= tools["y"] + 1, "nothing covers it"
    expect(page.locator(".diagram-words")).to_have_text("")
    page.get_by_role("alert").get_by_role("button", name="Close").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_language_and_selection_go_along_to_another_page_and_back(open_page: OpenPage) -> None:
    page = open_page("/explore?node=effect-team&lang=nl")
    page.get_by_role("link", name="Over").click()
    expect(page.get_by_role("heading", name="Bronnen")).to_be_visible()
    page.get_by_role("link", name="Verkennen").click()
    expect(node(page, "effect-team")).to_have_attribute("aria-current", "true")
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def expect_picked(page: Page) -> None:
    """`effect-team` is selected, and only the leadership's lane is kept: on the screen as in the address."""
    expect(page).to_have_url(re.compile("node=effect-team&level=leadership"))
    expect(page.locator(".diagram-words")).to_have_text("9 of 26 elements")
    expect(node(page, "effect-team")).to_have_attribute("aria-current", "true")
    expect(details(page)).to_contain_text("Positive team atmosphere")
    lane = page.get_by_role("button", name="Show only: Leadership")
    expect(lane).to_have_attribute("aria-pressed", "true")


def test_what_was_picked_after_a_deep_link_stays_wherever_one_goes(open_page: OpenPage) -> None:
    page = open_page("/explore?node=effect-healing")
    node(page, "effect-team").click()
    page.get_by_role("button", name="Show only: Leadership").click()
    expect_picked(page)
    page.get_by_role("link", name="Paths").click()
    expect(page.get_by_role("heading", name="Trace paths")).to_be_visible()
    page.get_by_role("link", name="Explore").click()
    expect_picked(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Trace paths")).to_be_visible()
    page.go_back()
    expect_picked(page)
    page.reload()
    expect_picked(page)
    page.get_by_role("button", name="NL", exact=True).click()
    expect(page.locator(".diagram-words")).to_have_text("9 van 26 elementen")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.locator(".diagram-words")).to_have_text("9 of 26 elements")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Explore").click(modifiers=["ControlOrMeta"])
    other = opened.value
    expect(node(other, "effect-team")).to_have_attribute("aria-current", "true")
    expect(other.locator(".diagram-words")).to_have_text("9 of 26 elements")


def test_a_page_that_comes_after_it_was_left_changes_nothing(open_page: OpenPage) -> None:
    page = open_page("/explore?node=effect-team&level=leadership")

    def hold(route: Route) -> None:
        page.wait_for_timeout(1500)
        route.continue_()

    page.route("**/paths/paths.css", hold)
    page.get_by_role("link", name="Paths", exact=True).click()
    expect(page.get_by_role("heading", name="Trace paths", exact=True)).to_be_visible()
    with page.expect_response("**/paths/paths.css"):
        page.get_by_role("link", name="Explore").click()
    page.wait_for_timeout(300)
    expect_picked(page)


def test_escape_on_another_page_takes_nothing_away(open_page: OpenPage) -> None:
    page = open_page("/explore?node=effect-team&level=leadership")
    for name, heading in (("Stories", "Stories"), ("Paths", "Trace paths")):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        if name == "Stories":
            page.keyboard.press("Escape")
        page.get_by_role("link", name="Explore").click()
        expect_picked(page)


def test_the_browsers_language_decides_until_one_is_chosen(open_page: OpenPage) -> None:
    page = open_page(locale="nl-BE")
    expect(page.get_by_role("heading", name="Het Mangomomentmodel")).to_be_visible()
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("heading", name="The Mangomoment model")).to_be_visible()
    expect(node(page, "effect-joy-in-work")).to_contain_text("Joy in work")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.get_by_role("heading", name="The Mangomoment model")).to_be_visible()


def test_a_script_in_the_address_stays_text(open_page: OpenPage) -> None:
    page = open_page(
        "/explore?node=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&search=%3Cscript%3Ealert(1)%3C/script%3E"
    )
    expect(page.get_by_role("alert")).to_contain_text("<img src=x onerror=alert(1)>")


LEAVE = "document.querySelector('a[data-page=\"about\"]').click();"
SOON = f"setTimeout(() => {{ {LEAVE} }}, 20);"
PICK = "document.querySelector('[data-node-id]').dispatchEvent(new MouseEvent('click', { bubbles: true }));"
CHANGE = """
import(document.querySelector("link[href$='/address.js']").href).then(({ tellServer }) => { %s });
"""


@pytest.mark.parametrize(
    ("address", "act"),
    [
        ("/explore", CHANGE % f"{LEAVE} tellServer();"),
        ("/explore", CHANGE % f"tellServer(); {SOON}"),
        ("/explore", PICK + SOON),
        ("/paths", PICK + SOON),
    ],
    ids=["changed after leaving", "changed just before", "picked in Explore", "picked in Paths"],
)
def test_a_page_that_is_left_is_not_called_back(open_page: OpenPage, address: str, act: str) -> None:
    page = open_page(address, ready="#root [data-node-id]")
    page.evaluate(f"() => {{ {act} }}")
    expect(page.get_by_role("heading", name="How to cite")).to_be_visible()
    page.wait_for_timeout(1_000)
    expect(page.get_by_role("heading", name="How to cite")).to_be_visible()
