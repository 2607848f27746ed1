"""The Stories page in a browser: reading, finding, telling."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import find_barriers, goes_on_sideways
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import (
    ask_server,
    fill_in,
    find_stories,
    form,
    open_form,
    open_story,
    press,
    press_act,
    story,
    tell,
)
from tests.browser.test_map import details, node
from tests.serving import Server

READY = ".stories-bar"


def expect_words(page: Page, words: str) -> None:
    expect(page.locator(".stories-bar .diagram-words")).to_have_text(words)


# Reading


def test_a_story_opens_in_full_with_a_small_map_of_what_it_shows(open_page: OpenPage) -> None:
    page = open_page("/stories", ready=READY)
    expect_words(page, "19 stories")
    opened = open_story(page, "The mango")
    for words in ("never forget it", "told by a patient, intensive care", "retold", "Respect"):
        expect(opened).to_contain_text(words)
    expect(opened.get_by_role("link", name="mangomoment.org/en/elementor-592/")).to_be_visible()
    drawn = opened.locator(".stories-map svg")
    expect(drawn).to_have_attribute("role", "img")
    expect(drawn).to_have_attribute(
        "aria-label", "Mangomoment, Openness to the gesture, Better patient and family experience"
    )
    expect(drawn.locator(".node.selected")).to_have_count(3)
    expect(page).to_have_url(re.compile("story=the-mango"))


def test_an_opened_story_closes_again_and_only_one_is_open(open_page: OpenPage) -> None:
    page = open_page("/stories?story=the-mango", ready=READY)
    open_story(page, "The chestnuts")
    expect(page.locator('.stories-title[aria-expanded="true"]')).to_have_count(1)
    story(page, "The chestnuts").locator(".stories-title").click()
    expect(page.locator('.stories-title[aria-expanded="true"]')).to_have_count(0)
    expect(page).not_to_have_url(re.compile("story="))


def test_an_opened_story_leaves_no_hole_in_the_rows_above_it(open_page: OpenPage) -> None:
    page = open_page("/stories", ready=READY, width=1920, height=1080)
    titles = page.locator(".stories-title")
    measure = """all => all.map(one => one.closest('li').getBoundingClientRect())
        .map(({left, top, width}) => [left, top, width].map(Math.round))"""
    lefts = {left for left, _, _ in titles.evaluate_all(measure)}
    assert len(lefts) == 3
    for place in (3, 4, 5):
        titles.nth(place).click()
        expect(page.locator(".story.open .stories-title")).to_have_count(1)
        expect(titles.nth(place)).to_have_attribute("aria-expanded", "true")
        places = titles.evaluate_all(measure)
        opened = places[place]
        above = [box for box in places if box[1] < opened[1]]
        assert opened[2] > 2 * above[0][2]
        for row in {top for _, top, _ in above}:
            assert {left for left, top, _ in above if top == row} == lefts


def test_a_link_to_a_story_opens_it_in_sight(open_page: OpenPage) -> None:
    page = open_page("/stories?story=the-mango", ready=READY)
    expect(story(page, "The mango").locator(".stories-map svg")).to_be_visible()
    expect(story(page, "The mango").locator("h3")).to_be_in_viewport()


def test_a_link_to_a_story_shows_it_beside_what_else_is_looked_for(open_page: OpenPage) -> None:
    page = open_page("/stories?story=the-mango&search=chestnuts", ready=READY)
    expect_words(page, "1 story")
    expect(story(page, "The mango").locator(".stories-map")).to_have_count(1)
    expect(story(page, "The chestnuts")).to_be_visible()


def test_a_link_to_a_story_that_is_gone_says_so(open_page: OpenPage) -> None:
    page = open_page("/stories?story=nothing", ready=READY, expected="404")
    expect(page.locator(".stories-message")).to_have_text("This story does not exist, or has been deleted.")
    expect_words(page, "19 stories")


def test_a_node_of_a_story_leads_to_its_place_in_the_model(open_page: OpenPage) -> None:
    page = open_page("/stories?story=the-mango", ready=READY)
    story(page, "The mango").get_by_role("link", name="Openness to the gesture").click()
    expect(node(page, "patient-openness")).to_have_attribute("aria-current", "true")


# Finding


def test_a_search_says_in_words_how_many_stories_it_finds(open_page: OpenPage) -> None:
    page = open_page("/stories", ready=READY)
    search = page.locator(".st-key-search input")
    for words, said in (("CHEST", "1 story"), ("zebra", "No stories found."), ("", "19 stories")):
        search.fill(words)
        search.press("Enter")
        expect_words(page, said)
    search.fill("zebra")
    search.press("Enter")
    expect(page.locator(".stories-none").first).to_contain_text("Choose fewer filters")


def test_filters_by_level_stage_and_node_narrow_the_list(open_page: OpenPage, server: Server) -> None:
    page = open_page("/stories", ready=READY)
    counts = [19]
    page.locator(".st-key-level").get_by_role("button", name="Professional").click()
    for query in ("level=professional", "level=professional&stage=effect"):
        counts.append(ask_server(server, f"/stories.json?{query}")["count"])
        expect_words(page, f"{counts[-1]} stories")
        expect(page.locator("article.story")).to_have_count(counts[-1])
        page.locator(".st-key-stage").get_by_role("button", name="Effects").click()
    assert counts[2] < counts[1] < counts[0]
    page.locator(".st-key-more > button").click()
    page.get_by_role("button", name="Reset").click()
    expect_words(page, "19 stories")
    page.locator(".st-key-node select").select_option("effect-joy-in-work")
    expect_words(page, f"{ask_server(server, '/stories.json?node=effect-joy-in-work')['count']} stories")
    expect(page).to_have_url(re.compile("node=effect-joy-in-work"))


def test_the_filters_at_the_side_are_counted_named_and_taken_out(open_page: OpenPage, server: Server) -> None:
    page = open_page("/stories", ready=READY)
    opener = page.locator(".st-key-story_filter > button")
    expect(opener).to_have_text("Filter")
    page.locator(".st-key-teller select").select_option("a professional")
    expect_words(page, f"{ask_server(server, '/stories.json?teller=professional')['count']} stories")
    expect(page).to_have_url(re.compile("teller=professional"))
    page.locator(".st-key-level").get_by_role("button", name="Leadership").click()
    expect(opener).to_have_text("Filter (2)")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.locator(".inputs-side")).to_be_hidden()
    expect(opener).to_be_focused()
    page.locator(".inputs-tools .chip", has_text="a professional").click()
    expect(opener).to_have_text("Filter (1)")
    expect(page).not_to_have_url(re.compile("teller="))
    page.reload()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_on_a_telephone_the_filters_are_a_sheet_that_opens_on_request(open_page: OpenPage) -> None:
    page = open_page("/stories", ready=READY, width=360, height=740)
    expect(page.locator(".inputs-side")).to_be_hidden()
    page.locator(".st-key-story_filter > button").click()
    expect(page.locator(".st-key-order select")).to_be_in_viewport()
    page.locator(".st-key-order select").select_option("oldest first")
    page.keyboard.press("Escape")
    expect(page.locator(".inputs-side")).to_be_hidden()
    assert not goes_on_sideways(page)


def test_a_long_list_goes_on_when_asked(open_page: OpenPage, writing_server: Server) -> None:
    for number in range(25):
        tell(writing_server, f"Told when counting, {number}.", title=f"Counting {number}")
    page = open_page("/stories?search=counting", on=writing_server, ready=READY)
    expect_words(page, "25 stories")
    expect(page.locator("article.story")).to_have_count(20)
    page.get_by_role("button", name="Show more stories").click()
    expect(page.locator("article.story")).to_have_count(25)
    expect(story(page, "Counting 4").locator(".stories-title")).to_be_focused()
    expect(page.get_by_role("button", name="Show more stories")).to_be_hidden()


# Telling


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(120):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not lead there")


def test_a_story_can_be_told_with_the_keyboard_alone(open_page: OpenPage, writing_server: Server) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    tab_to(page, page.locator(".stories-add"))
    page.keyboard.press("Enter")
    dialog = form(page)
    expect(dialog.get_by_label("The story", exact=True)).to_be_focused()
    page.keyboard.type("The keyboard player hummed.")
    tab_to(page, dialog.get_by_label("Title"))
    page.keyboard.type("Humming")
    tab_to(page, dialog.get_by_label("Who tells it?"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, dialog.locator("summary", has_text="As a list"))
    page.keyboard.press("Enter")
    tab_to(page, dialog.get_by_label("Positive team atmosphere"))
    page.keyboard.press("Space")
    tab_to(page, dialog.get_by_label("Emotional support and alleviation of fear and anxiety"))
    page.keyboard.press("Space")
    tab_to(page, dialog.get_by_label("this application, to everybody who opens it"))
    page.keyboard.press("Space")
    tab_to(page, dialog.get_by_role("button", name="Save", exact=True))
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.locator(".stories-message")).to_have_text("Saved.")
    expect(story(page, "Humming").locator(".stories-status")).to_have_text("waiting")
    [stored] = find_stories(writing_server, "keyboard player")
    assert (stored["teller"], stored["nodes"], stored["status"]) == ("family", ["effect-team"], "pending")
    assert stored["consent"] == {"room": True, "exports": False, "publications": False}
    assert stored["dimensions"] == ["emotional-support"]


def test_what_is_missing_in_the_form_is_said_and_led_to(open_page: OpenPage, writing_server: Server) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    dialog = open_form(page)
    save = dialog.get_by_role("button", name="Save", exact=True)
    alert = dialog.get_by_role("alert")
    text, teller = dialog.get_by_label("The story", exact=True), dialog.get_by_label("Who tells it?")
    save.click()
    expect(alert).to_contain_text("The story itself is missing.")
    expect(text).to_be_focused()
    expect(text).to_have_attribute("aria-invalid", "true")
    expect(text).to_have_accessible_description(re.compile("The story itself is missing."))
    text.fill("x" * 5001)
    expect(text).not_to_have_attribute("aria-invalid", "true")
    expect(text).not_to_have_accessible_description(re.compile("The story itself is missing."))
    expect(dialog.locator(".form-count.over")).to_have_text("5001 / 5000")
    save.click()
    expect(alert).to_contain_text("too long; the limit is 5 000 characters")
    text.fill("A lacking story.")
    save.click()
    expect(alert).to_contain_text("Choose who tells the story.")
    expect(teller).to_be_focused()
    teller.select_option("patient")
    dialog.locator("summary", has_text="Source").click()
    dialog.get_by_label("Web address").fill("javascript:alert(1)")
    save.click()
    expect(alert).to_contain_text("The web address must begin with http:// or https://.")
    assert find_stories(writing_server, "lacking") == []


def test_a_story_told_at_a_node_shows_there_once_it_is_published_without_a_reload(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/explore?node=effect-team", on=writing_server)
    page.evaluate("window.sinceLoading = true")
    expect(details(page)).to_contain_text("Positive team atmosphere")
    details(page).get_by_role("button", name="Tell a story about this").click()
    dialog = form(page)
    expect(dialog.locator("legend", has_text="What does it show?")).to_contain_text(
        "(Positive team atmosphere)"
    )
    dialog.get_by_label("The story", exact=True).fill("A pie for the whole night shift.")
    dialog.get_by_label("Title").fill("Night pie")
    dialog.get_by_label("Who tells it?").select_option("professional")
    dialog.get_by_label("this application, to everybody who opens it").check()
    press(dialog, "Save")
    expect(details(page).get_by_text("Saved. It is shown here once it is published.")).to_be_visible()
    expect(details(page).get_by_text("Night pie")).to_have_count(0)
    page.get_by_role("link", name="Stories").click()
    open_story(page, "Night pie")
    press_act(page, "Night pie", "publish")
    expect(page.locator(".stories-message")).to_contain_text("Published.")
    page.get_by_role("link", name="Explore").click()
    expect(details(page).get_by_text("Night pie")).to_be_visible()
    assert page.evaluate("window.sinceLoading")


def test_a_story_published_at_once_at_a_node_shows_there_at_once(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/explore?node=effect-healing", on=writing_server)
    details(page).get_by_role("button", name="Tell a story about this").click()
    dialog = form(page)
    fill_in(dialog, "A kite over the car park.", "other")
    dialog.get_by_label("this application, to everybody who opens it").check()
    dialog.get_by_label("Publish at once").check()
    press(dialog, "Save")
    expect(details(page).get_by_text("A kite over the car park.").first).to_be_visible()


def test_what_could_tell_who_somebody_is_is_pointed_out_and_masked_with_a_click(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    dialog = open_form(page)
    text = dialog.get_by_label("The story", exact=True)
    text.fill("🥭 Mrs Van Damme, 92 years old, called 0470 12 34 56.")
    masks = dialog.locator(".form-mask")
    expect(masks).to_have_count(3)
    expect(dialog.locator(".form-identifiers")).to_contain_text("This is an aid, not a guarantee")
    masks.filter(has_text="0470").click()
    expect(text).not_to_have_value(re.compile("0470"))
    expect(text).to_have_value(re.compile(r"^🥭 Mrs Van Damme, 92 years old, called \[.+\]\.$"))
    expect(masks).to_have_count(2)
    dialog.get_by_role("button", name="Mask all").click()
    expect(text).to_have_value(re.compile(r"^🥭 \[.+\], \[.+\], called \[.+\]\.$"))
    expect(masks).to_have_count(0)


def test_every_text_that_is_stored_is_looked_at_and_masked_in_its_own_language(
    open_page: OpenPage, writing_server: Server
) -> None:
    dutch = {"language": "nl", "title": "Bij dr. Peeters", "text": "Mevrouw Maes - Claes.", "setting": ""}
    story_id = tell(writing_server, "A gull cried.", title="The gull", translations=[dutch])
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY)
    press_act(page, "The gull", "edit")
    dialog = form(page)
    dialog.get_by_label("Where was it?").first.fill("room 12")
    dialog.locator("summary", has_text="Source").click()
    dialog.get_by_label("Web address").fill("https://www.example.org/stories")
    dialog.get_by_label("Where was it made public?").fill("Dr Jones, www.example.org")
    masks = dialog.locator(".form-mask")
    expect(masks).to_have_text(
        [
            "room 12 → [room]room or bed · Setting",
            "Dr Jones → [name]name · Source",
            "Mevrouw Maes - Claes → [naam]name · Dutch",
            "dr. Peeters → [naam]name · Dutch, Title",
        ]
    )
    press(dialog, "Save")
    alert = dialog.get_by_role("alert")
    expect(alert).to_contain_text("The story contains something that could identify a person.")
    masks.filter(has_text="dr. Peeters").click()
    expect(masks).to_have_count(3)
    expect(dialog.locator(".form-translation").get_by_label("Title")).to_have_value("Bij [naam]")
    press(alert, "Mask all and save")
    expect(dialog).to_have_count(0)
    after = ask_server(writing_server, f"/stories/{story_id}.json")
    assert after["setting"] == "[room]"
    assert after["source"] == {
        "name": "[name], www.example.org",
        "url": "https://www.example.org/stories",
    }
    assert after["wordings"][1] == {**dutch, "title": "Bij [naam]", "text": "[naam]."}


def test_the_day_it_was_told_is_kept_and_can_be_taken_out_again(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    dialog = open_form(page)
    fill_in(dialog, "A rook cawed.")
    day = dialog.get_by_label("Told on")
    expect(day).to_have_accessible_description(
        "The day it was told or written down, not the day you enter it."
    )
    day.fill("2200-01-01")
    press(dialog, "Save")
    expect(dialog.get_by_role("alert")).to_contain_text("Give a whole date, not later than today.")
    expect(day).to_be_focused()
    day.fill("2024-03-01")
    press(dialog, "Save")
    expect(dialog).to_have_count(0)
    [stored] = find_stories(writing_server, "rook")
    assert stored["told_on"] == "2024-03-01"
    press_act(page, "A rook cawed.", "edit")
    expect(day).to_have_value("2024-03-01")
    day.fill("")
    press(dialog, "Save")
    expect(dialog).to_have_count(0)
    assert ask_server(writing_server, f"/stories/{stored['id']}.json")["told_on"] is None


def test_a_story_is_not_saved_in_a_language_in_which_it_has_a_translation(
    open_page: OpenPage, writing_server: Server
) -> None:
    dutch = {"language": "nl", "title": "", "text": "Een kauw riep.", "setting": ""}
    story_id = tell(writing_server, "A daw cried.", title="The daw", translations=[dutch])
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY)
    press_act(page, "The daw", "edit")
    form(page).get_by_label("Language of the story").select_option("nl")
    press(form(page), "Save")
    expect(form(page).get_by_role("alert")).to_contain_text("There is a translation in this language")
    assert ask_server(writing_server, f"/stories/{story_id}.json")["wordings"][1] == dutch


def test_who_saves_what_could_tell_who_somebody_is_is_asked_first(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    dialog = open_form(page)
    fill_in(dialog, "Mrs Peeters hid the biscuits on 12/03/1950.", "family")
    press(dialog, "Save")
    alert = dialog.get_by_role("alert")
    expect(alert).to_contain_text("The story contains something that could identify a person.")
    assert find_stories(writing_server, "biscuits") == []
    alert.get_by_role("button", name="Mask all and save").click()
    expect(dialog).to_have_count(0)
    [stored] = find_stories(writing_server, "biscuits")
    assert re.fullmatch(r"\[.+\] hid the biscuits on \[.+\]\.", stored["text"])


def test_a_story_can_be_saved_as_it_is_after_the_question(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    dialog = open_form(page)
    fill_in(dialog, "Mrs Tulip is a flower pot.", "family")
    press(dialog, "Save")
    dialog.get_by_role("button", name="Save it as it is").click()
    expect(dialog).to_have_count(0)
    [stored] = find_stories(writing_server, "flower pot")
    assert stored["text"] == "Mrs Tulip is a flower pot."


def test_nodes_chosen_on_the_map_and_in_the_list_stay_in_step(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    dialog = open_form(page)
    dialog.locator("summary", has_text="As a list").click()
    chosen = dialog.locator(".form-map .node.selected")
    legend = dialog.locator("legend", has_text="What does it show?")
    dialog.locator(".form-map .node", has_text="Loyalty of patients").click()
    expect(chosen).to_have_count(1)
    expect(dialog.get_by_role("checkbox", name="Loyalty of patients")).to_be_checked()
    expect(legend).to_contain_text("(Loyalty of patients)")
    dialog.get_by_role("checkbox", name="Joy in work").check()
    expect(chosen).to_have_count(2)
    expect(legend).to_contain_text("(Loyalty of patients, Joy in work)")
    dialog.get_by_role("checkbox", name="Loyalty of patients").uncheck()
    dialog.locator(".form-map .node", has_text="Joy in work").click()
    expect(chosen).to_have_count(0)
    expect(dialog.get_by_role("checkbox", name="Joy in work")).not_to_be_checked()
    expect(legend).not_to_contain_text("(")


# Numbers on the map


def test_the_number_of_stories_of_each_node_shows_on_demand(open_page: OpenPage, server: Server) -> None:
    counts = ask_server(server, "/model.json")["counts"]
    page = open_page()
    expect(page.locator(".diagram-stage .count")).to_have_count(0)
    page.locator(".st-key-filter > button").click()
    page.get_by_text("Show number of stories").click()
    expect(page.locator(".diagram-stage .count")).to_have_count(26)
    expect(node(page, "mangomoment").locator(".count")).to_have_text(str(counts["mangomoment"]))
    expect(page).to_have_url(re.compile("counts=yes"))
    page.goto(f"{server.address}/explore?counts=yes&view=outline")
    expect(node(page, "mangomoment")).to_contain_text(f"{counts['mangomoment']} stories")
    expect(node(page, "effect-adherence")).to_contain_text(f"{counts['effect-adherence']} stories")


# Hostile stories

SIGNS = "< script>window.hacked = 1</ script> &lt;img src=x onerror=hacked()&gt; {{7*7}} </textarea>"
HOSTILE: dict[str, Any] = {
    "title": f"<img src=x onerror=hacked()> ** Nettle ** {SIGNS} javascript:alert(1)",
    "text": f"<script>window.hacked = 1</script>{SIGNS} [Nettle](javascript:hacked()) \u05e9\u05dc",
    "setting": f"a ward <b onclick=hacked()> {SIGNS}",
    "source": {"name": f"Nettle {SIGNS}", "url": "https://example.org/?a='%3E%3Cscript%3E"},
}


def expect_harmless(page: Page, place: Locator) -> None:
    """It says what was told, and is made of text only."""
    expect(place).to_contain_text("< script>window.hacked = 1< / script> &lt;img")
    assert place.locator("script, img, b, iframe, [onclick], [onerror], a[href^='javascript']").count() == 0
    assert page.evaluate("window.hacked") is None


def test_a_hostile_story_is_text_everywhere(open_page: OpenPage, writing_server: Server) -> None:
    path = ["effect-accomplishment", "resonance", "resonance-tolerance", "loyalty-professionals"]
    tell(writing_server, **HOSTILE, nodes=path)
    page = open_page("/stories?search=nettle", on=writing_server, ready=READY)
    listed = page.locator("article.story")
    expect_harmless(page, listed)
    listed.locator(".stories-title").click()
    expect(listed.locator(".stories-map svg")).to_be_visible()
    expect_harmless(page, listed)
    for view in ("map", "network", "outline"):
        page.goto(f"{writing_server.address}/explore?node={path[0]}&view={view}")
        shown = details(page).locator(".details-story", has_text="Nettle")
        shown.locator("summary").click()
        expect_harmless(page, shown)
    page.goto(f"{writing_server.address}/paths?from={path[0]}&to={path[-1]}&evidence=whole")
    expect_harmless(page, page.locator(".paths-item", has_text="Nettle").first)
    page.goto(f"{writing_server.address}/stories?search=nettle&show=coverage")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    assert page.evaluate("window.hacked") is None


# Every screen, every reader


@pytest.mark.parametrize("language", ["en", "nl"])
def test_on_a_telephone_nothing_of_the_list_and_the_form_lies_beside_the_screen(
    open_page: OpenPage, language: str
) -> None:
    address = f"/stories?lang={language}&story=the-mango&level=patient&stage=effect"
    page = open_page(address, ready=READY, width=360, height=740)
    rows = page.locator(".inputs-tools > :not(h1, .chips)").evaluate_all(
        """all => all.map(one => one.getBoundingClientRect())
            .map(({ top, bottom }) => Math.round((top + bottom) / 40))"""
    )
    assert [rows.count(row) for row in sorted(set(rows))] == [1, 3]  # what is shown; search, filter, menu
    opened = page.locator("article.story.open")
    expect(opened.locator(".stories-map svg")).to_be_visible()
    assert not goes_on_sideways(page)
    page.locator(".stories-add").click()
    dialog = form(page)
    expect(dialog.locator(".form-map svg")).to_be_visible()
    assert not goes_on_sideways(page)
    assert not dialog.evaluate("element => element.scrollWidth > element.clientWidth")
    beside = dialog.evaluate(
        """(dialog) => [...dialog.querySelectorAll("textarea, select, button, summary, input")]
            .map((one) => one.getBoundingClientRect())
            .filter(({ left, right, height }) => height && (left < 0 || right > innerWidth)).length"""
    )
    assert beside == 0
    last = dialog.locator(".form-buttons button").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_list_story_form_and_coverage(
    open_page: OpenPage, server: Server, theme: str
) -> None:
    page = open_page("/stories", theme=theme, ready=READY)
    expect(page.locator("article.story").first).to_be_visible()
    assert not find_barriers(page)
    opened = open_story(page, "The mango")
    expect(opened.locator(".stories-map svg")).to_be_visible()
    menu = opened.get_by_role("button", name="More")
    menu.evaluate("button => button.scrollIntoView({ block: 'end' })")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(opened.get_by_role("dialog", name="More")).to_be_in_viewport(ratio=1)
    assert not find_barriers(page)
    page.keyboard.press("Escape")
    dialog = open_form(page)
    dialog.locator("summary", has_text="As a list").click()
    dialog.get_by_label("The story", exact=True).fill("Mrs Van Damme called 0470 12 34 56.")
    expect(dialog.locator(".form-mask")).to_have_count(2)
    press(dialog, "Save")
    expect(dialog.get_by_role("alert")).to_contain_text("Choose who tells the story.")
    expect(dialog.locator(".form-map svg")).to_be_visible()
    assert not find_barriers(page)
    page.goto(f"{server.address}/stories?show=coverage&level=professional&stage=effect")
    expect(page.get_by_text("Only Professional, Effects: 4 of 26 elements.")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    assert not find_barriers(page)
    page.get_by_role("button", name="Remove: Professional").click()
    expect(page.get_by_text("Only Effects: 7 of 26 elements.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?show=coverage&stage=effect$"))


def test_the_list_and_the_form_are_in_dutch_for_who_reads_dutch(open_page: OpenPage) -> None:
    page = open_page("/stories?lang=nl&story=the-mango", ready=READY)
    expect_words(page, "19 verhalen")
    expect(story(page, "De mango")).to_contain_text("verteld door een patiënt, intensieve zorg")
    page.get_by_role("button", name="Vertel een verhaal").click()
    dialog = form(page)
    expect(dialog.get_by_role("heading", name="Vertel een verhaal")).to_be_visible()
    expect(dialog.get_by_label("Taal van het verhaal")).to_have_value("nl")
    expect(dialog).to_contain_text("Vreugde in het werk")
    words = f"{page.locator('body').inner_text()} {dialog.inner_text()}"
    for english in (
        "Stories",
        "Tell",
        "story",
        "teller",
        "Search",
        "Newest",
        "agrees",
        "Source",
        "Save",
        "waits",
    ):
        assert not re.search(rf"\b{english}\b", words), english


def test_what_a_search_found_is_marked_and_a_slip_is_one_click_away(
    open_page: OpenPage, writing_server: Server
) -> None:
    text = "x < y > z Twee zeldzame tuinkabouters."
    tell(writing_server, text, title="Found", language="nl", nodes=["effect-joy-in-work"])
    page = open_page("/stories?search=tuinkabuoter", on=writing_server, ready=READY)
    page.locator(".stories-meant").click()
    expect(page).to_have_url(re.compile("search=tuinkabouters"))
    expect(story(page, "Found").locator("mark")).to_have_text("tuinkabouters")
    open_story(page, "Found")
    expect(story(page, "Found").locator(".details-text mark")).to_have_text("tuinkabouters")
    page.get_by_role("searchbox").fill("zeldzame joy")
    expect(page.locator(".stories-reason").first).to_have_text("Found by its element: Joy in work")
