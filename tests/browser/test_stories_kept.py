"""Stories are kept: by the facilitator, against another window, a closed dialog, a server that dies."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import OpenPage, Start
from tests.browser.storytelling import (
    ask_server,
    fill_in,
    find_stories,
    form,
    open_form,
    press,
    press_act,
    story,
    tell,
)
from tests.browser.test_map import details
from tests.serving import Server, find_port, serve

READY = ".stories-bar"
_LONGEST = 40_000  # Streamlit waits longer and longer between its tries
CONFLICT = "status of 409"


def message(page: Page) -> Locator:
    return page.locator(".stories-message")


# The facilitator


def test_a_story_is_published_edited_withdrawn_and_brought_back(
    open_page: OpenPage, writing_server: Server
) -> None:
    story_id = tell(writing_server, "A lark sang.", title="The lark", publish=False)
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY)
    status = story(page, "The lark").locator(".stories-status")
    expect(status).to_have_text("waiting")
    press_act(page, "The lark", "publish")
    expect(message(page)).to_contain_text("Published.")
    expect(status).to_have_count(0)
    press_act(page, "The lark", "edit")
    dialog = form(page)
    expect(dialog.get_by_label("The story", exact=True)).to_have_value("A lark sang.")
    dialog.get_by_label("The story", exact=True).fill("A lark sang at night.")
    press(dialog, "Save")
    expect(dialog).to_have_count(0)
    expect(story(page, "The lark")).to_contain_text("A lark sang at night.")
    press_act(page, "The lark", "withdraw")
    expect(message(page)).to_contain_text("Withdrawn: hidden everywhere now, erased after 30 days.")
    expect(status).to_have_text("withdrawn")
    message(page).get_by_role("button", name="Undo").click()
    expect(message(page)).to_contain_text("Undone.")
    expect(status).to_have_count(0)
    story(page, "The lark").locator("summary", has_text="History").click()
    expect(story(page, "The lark").locator(".stories-history li")).to_have_text(
        [re.compile(what) for what in ("added", "published", "edited", "withdrawn", "undone")]
    )


def test_a_press_is_not_lost_while_the_list_is_drawn_anew(
    open_page: OpenPage, writing_server: Server
) -> None:
    story_id = tell(writing_server, "A twite rested.", title="The twite", publish=False)
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY)
    routes: list[Route] = []

    def hold_the_second(route: Route) -> None:
        routes.append(route)
        if len(routes) != 2:
            route.continue_()

    status = story(page, "The twite").locator(".stories-status")
    expect(status).to_have_text("waiting")
    page.route("**/stories.json*", hold_the_second)
    press_act(page, "The twite", "publish")
    expect(status).to_have_count(0)
    opener = story(page, "The twite").locator(".st-key-story_acts > button")
    opener.hover()
    page.mouse.down()
    for _tenth in range(150):
        if len(routes) == 2:
            break
        page.wait_for_timeout(100)
    with page.expect_response("**/stories.json*"):
        routes[1].continue_()
    page.wait_for_timeout(300)
    page.mouse.up()
    expect(story(page, "The twite").locator('[data-act="edit"]')).to_be_visible()


def test_an_edit_keeps_everything_that_is_not_changed(open_page: OpenPage, writing_server: Server) -> None:
    translation = {"language": "nl", "title": "De reiger", "text": "Een reiger stond.", "setting": "de tuin"}
    kept = {
        "title": "The heron",
        "setting": "the garden",
        "teller": "family",
        "nodes": ["effect-team", "resonance"],
        "dimensions": ["respect", "family"],
        "source": {"name": "A paper", "url": "https://example.org/1"},
        "consent": {"room": True, "exports": False, "publications": True},
    }
    story_id = tell(writing_server, "A heron stood.", **kept, translations=[translation])
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY)
    press_act(page, "The heron", "edit")
    dialog = form(page)
    dialog.locator(".form-translation summary").click()
    expect(dialog.locator(".form-translation textarea")).to_have_value("Een reiger stond.")
    dialog.get_by_label("The story", exact=True).first.fill("A heron stood still.")
    press(dialog, "Save")
    expect(dialog).to_have_count(0)
    after = ask_server(writing_server, f"/stories/{story_id}.json")
    assert (after["text"], after["revision"], after["status"]) == ("A heron stood still.", 2, "published")
    assert {name: after[name] for name in kept} == kept
    assert after["wordings"][1] == translation


def test_a_withdrawn_story_is_gone_from_other_windows_within_seconds(
    open_page: OpenPage, writing_server: Server
) -> None:
    story_id = tell(writing_server, "A wren nested.", title="The wren", nodes=["effect-anti-burnout"])
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY)
    listing = open_page("/stories?search=wren", on=writing_server, ready=READY)
    exploring = open_page("/explore?node=effect-anti-burnout", on=writing_server)
    expect(story(listing, "The wren")).to_be_visible()
    expect(details(exploring).get_by_text("The wren")).to_be_visible()
    press_act(page, "The wren", "withdraw")
    expect(message(page)).to_contain_text("Withdrawn")
    expect(details(exploring).get_by_text("The wren")).to_have_count(0)
    expect(story(listing, "The wren").locator(".stories-status")).to_have_text("withdrawn")


def test_what_is_typed_in_another_window_stays_when_stories_change(
    open_page: OpenPage, writing_server: Server
) -> None:
    story_id = tell(writing_server, "A magpie stood.", title="The magpie")
    page = open_page("/stories?search=magpie", on=writing_server, ready=READY)
    dialog = open_form(page)
    fill_in(dialog, "A magpie flew.")
    ask_server(writing_server, f"/stories/{story_id}.json", {"do": "withdraw", "revision": 1})
    expect(story(page, "The magpie").locator(".stories-status")).to_have_text("withdrawn")
    expect(dialog.get_by_label("The story", exact=True)).to_have_value("A magpie flew.")


def test_a_withdrawn_story_is_gone_from_a_second_window_after_a_reload(
    open_page: OpenPage, writing_server: Server
) -> None:
    story_id = tell(writing_server, "A robin hopped.", title="The robin", nodes=["effect-adherence"])
    exploring = open_page("/explore?node=effect-adherence", on=writing_server)
    expect(details(exploring).get_by_text("The robin")).to_be_visible()
    ask_server(writing_server, f"/stories/{story_id}.json", {"do": "withdraw", "revision": 1})
    exploring.reload()
    expect(details(exploring).get_by_role("heading", name="Adherence to therapy")).to_be_visible()
    expect(details(exploring).get_by_text("The robin")).to_have_count(0)


def test_deleting_a_story_for_good_is_asked_before(open_page: OpenPage, writing_server: Server) -> None:
    story_id = tell(writing_server, "A swift passed.", title="The swift")
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY)
    press_act(page, "The swift", "delete")
    question = page.get_by_role("dialog", name="Delete for good")
    expect(question).to_contain_text("cannot be undone")
    press(question, "Cancel")
    assert find_stories(writing_server, "swift")
    menu = story(page, "The swift").get_by_role("button", name="More")
    expect(menu).to_be_focused()
    expect(story(page, "The swift").locator('[data-act="delete"]')).to_be_hidden()
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    ask_server(writing_server, f"/stories/{story_id}.json", {"do": "withdraw", "revision": 1})
    expect(story(page, "The swift").locator(".stories-status")).to_have_text("withdrawn")
    story(page, "The swift").locator('[data-act="delete"]').click()  # the menu is still open
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    assert find_stories(writing_server, "swift")
    press_act(page, "The swift", "delete")
    press(question, "Delete for good")
    expect(message(page)).to_have_text("Deleted for good.")
    expect(story(page, "The swift")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("story="))
    assert find_stories(writing_server, "swift") == []


def test_a_change_of_a_story_that_was_changed_meanwhile_is_not_made_and_said(
    open_page: OpenPage, writing_server: Server
) -> None:
    story_id = tell(writing_server, "A finch ate.", title="The finch")
    page = open_page(f"/stories?story={story_id}", on=writing_server, ready=READY, expected=CONFLICT)
    expect(story(page, "The finch")).to_contain_text("A finch ate.")
    post = {"text": "A finch drank.", "title": "The finch", "language": "en", "teller": "patient"}
    ask_server(writing_server, f"/stories/{story_id}.json", {"do": "edit", "revision": 1, "story": post})
    press_act(page, "The finch", "withdraw")
    expect(message(page)).to_have_text("Somebody else has changed this story in the meantime.")
    expect(story(page, "The finch")).to_contain_text("A finch drank.")
    press_act(page, "The finch", "withdraw")
    expect(message(page)).to_contain_text("Withdrawn")


# What is typed


def test_after_saving_the_form_is_empty_for_the_next_story(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY)
    for number in ("one", "two"):
        dialog = open_form(page)
        expect(dialog.get_by_label("The story", exact=True)).to_have_value("")
        fill_in(dialog, f"Dunlin number {number}.")
        press(dialog, "Save")
        expect(dialog).to_have_count(0)
    assert {stored["text"] for stored in find_stories(writing_server, "dunlin")} == {
        "Dunlin number one.",
        "Dunlin number two.",
    }


def test_a_story_whose_answer_was_lost_is_stored_once_when_sent_again(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY, expected="net::ERR_FAILED")

    def lose_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/stories.json?*", lose_answer)
    dialog = open_form(page)
    fill_in(dialog, "A crane rattled.")
    press(dialog, "Save")
    expect(dialog.get_by_role("alert")).to_contain_text("Nothing is lost: what you typed is kept here.")
    assert len(find_stories(writing_server, "crane")) == 1
    page.unroute("**/stories.json?*")
    press(dialog, "Try again")
    expect(dialog).to_have_count(0)
    assert len(find_stories(writing_server, "crane")) == 1


def test_a_story_changed_after_its_answer_was_lost_is_not_lost(
    open_page: OpenPage, writing_server: Server
) -> None:
    page = open_page("/stories", on=writing_server, ready=READY, expected=CONFLICT)
    dialog = open_form(page)
    fill_in(dialog, "A dove cooed.")
    draft = page.evaluate("JSON.parse(sessionStorage.getItem('mangomoment-story-new')).values")
    ask_server(writing_server, "/stories.json", draft)  # stored, and nobody here knows
    dialog.get_by_label("The story", exact=True).fill("A dove cooed all day.")
    press(dialog, "Save")
    expect(dialog).to_have_count(0)
    texts = [stored["text"] for stored in find_stories(writing_server, "dove")]
    assert sorted(texts) == ["A dove cooed all day.", "A dove cooed."]


def test_what_was_typed_survives_the_death_of_the_server_and_is_stored_once(
    chromium: Browser, tmp_path: Path
) -> None:
    port = find_port()
    database = str(tmp_path / "stories.db")
    with serve(port=port, MANGOMOMENT_DB=database) as server:
        page = chromium.new_context(viewport={"width": 1024, "height": 768}, locale="en-GB").new_page()
        page.goto(f"{server.address}/stories")
        dialog = open_form(page)
        fill_in(dialog, "The killdeer ran.")
        server.process.kill()
        server.process.wait()
    dialog.get_by_label("The story", exact=True).press_sequentially(" It came back.")
    press(dialog, "Save")
    alert = dialog.get_by_role("alert")
    expect(alert).to_contain_text("The server cannot be reached. Nothing is lost")
    press(dialog, "Try again")
    expect(alert).to_contain_text("The server cannot be reached. Nothing is lost")
    with serve(port=port, MANGOMOMENT_DB=database) as server:
        press(dialog, "Try again")
        expect(dialog).to_have_count(0)
        expect(message(page)).to_have_text("Saved.")
        [stored] = find_stories(server, "killdeer")
        assert stored["text"].startswith("The killdeer ran.")
        assert stored["text"].endswith("It came back.")
        expect(page.locator("article.story", has_text="killdeer")).to_be_visible(timeout=_LONGEST)
    page.context.close()


# The passcode


def test_with_a_passcode_the_facilitator_s_part_opens_and_closes(
    open_page: OpenPage, start: Start, tmp_path: Path
) -> None:
    server = start(MANGOMOMENT_DB=str(tmp_path / "stories.db"), MANGOMOMENT_PASSCODE="café mango")
    page = open_page("/stories?story=the-mango", on=server, ready=READY, expected="status of 403")
    opened = story(page, "The mango")
    expect(opened.locator(".stories-full")).to_be_visible()
    expect(opened.locator("[data-act], .stories-history")).to_have_count(0)
    dialog = open_form(page)
    expect(dialog.get_by_label("Publish at once")).to_have_count(0)
    expect(dialog).to_contain_text("A facilitator reads it before others see it.")
    fill_in(dialog, "A visitor's gull.")
    press(dialog, "Send in")
    expect(message(page)).to_contain_text("Thank you: the story was sent in.")
    expect(page.locator("article.story", has_text="gull")).to_have_count(0)
    press(page.locator(".stories-bar"), "Sign in")
    sign_in = page.get_by_role("dialog", name="Sign in")
    expect(sign_in.get_by_label("Passcode")).to_be_focused()
    expect(sign_in.get_by_text("not encrypted")).to_have_count(0)  # on its way nobody else can read it
    sign_in.get_by_label("Passcode").fill("papaya")
    press(sign_in, "Sign in")
    expect(sign_in.get_by_role("alert")).to_have_text("This is not the passcode.")
    sign_in.get_by_label("Passcode").fill("café mango")
    press(sign_in, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(opened.get_by_role("button", name="More")).to_be_visible()
    expect(page.locator("article.story", has_text="gull").locator(".stories-status")).to_have_text("waiting")
    assert page.evaluate("document.cookie").find("facilitator") < 0
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(opened.locator("[data-act]")).to_have_count(0)
    expect(page.locator("article.story", has_text="gull")).to_have_count(0)
    # as a browser that comes by http from another machine
    page.evaluate("Object.defineProperty(window, 'isSecureContext', { value: false })")
    press(page.locator(".stories-bar"), "Sign in")
    expect(sign_in.get_by_text("This connection is not encrypted.")).to_be_visible()
    described = sign_in.get_by_label("Passcode").get_attribute("aria-describedby")
    expect(sign_in.locator(f"#{described}")).to_contain_text(
        "Others on this network could read the passcode."
    )


def test_on_a_server_for_others_without_a_passcode_the_facilitator_s_part_is_closed_and_says_why(
    open_page: OpenPage, start: Start, tmp_path: Path
) -> None:
    everywhere = ("--server.address", "0.0.0.0")  # noqa: S104
    server = start(options=everywhere, MANGOMOMENT_DB=str(tmp_path / "stories.db"))
    page = open_page("/stories?story=the-mango", on=server, ready=READY, expected="status of 403")
    closed = page.locator(".stories-access")
    expect(closed).to_contain_text("others can reach this server and it has no passcode")
    expect(closed).to_contain_text("MANGOMOMENT_PASSCODE")
    expect(story(page, "The mango").locator(".stories-full")).to_be_visible()
    expect(page.locator("[data-act], .stories-history")).to_have_count(0)
    expect(open_form(page).get_by_role("button", name="Send in")).to_be_visible()
    page.goto(f"{server.address}/stories?show=exchange")
    expect(page.get_by_text("needs the facilitator's passcode")).to_be_visible()
    status = page.evaluate("fetch('stories-export.csv').then((answer) => answer.status)")
    assert status == 403
