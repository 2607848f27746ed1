"""The language of the page: chosen once, kept for the next visit, and that of Streamlit's own words, too."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.serving import Server


def test_the_language_that_was_chosen_is_that_of_the_next_visit_and_of_streamlits_words(
    chromium: Browser, server: Server
) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
    page = context.new_page()
    page.goto(f"{server.address}/explore")
    languages = page.get_by_role("group", name="Language")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_attached()
    languages.get_by_role("button", name="NL", exact=True).click()
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_attached()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_text("Zoals op dit toestel")).to_be_visible()
    page.keyboard.press("Escape")

    page.goto(f"{server.address}/open")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("button", name="Bestand kiezen")).to_be_visible()
    page.get_by_role("group", name="Taal").get_by_role("button", name="EN").click()
    expect(page.get_by_role("link", name="Skip to main content")).to_be_attached()
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()

    page.goto(f"{server.address}/explore?lang=fr&node=patient-personality")
    known = page.locator(".details-provenance").first
    expect(known).to_contain_text("KU Leuven 2019")
    assert "KU Leuven 2019\u202f: " in known.inner_text()  # in French a space stands before a colon

    page.goto(f"{server.address}/explore?lang=nl")  # what an address asks for is no choice
    expect(page.get_by_role("group", name="Taal")).to_be_visible()
    page.goto(f"{server.address}/about")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.close()
