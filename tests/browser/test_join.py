"""Phones in a workshop, in a browser: with and without a script, asleep, offline, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from model import load_model
from model.stories import StoryStore
from model.words import LANGUAGES
from model.workshop import ActivityKind, Round, Workshop, WorkshopStore
from pages.phones.layout import ASSETS
from tests.browser.barriers import ANY, find_barriers
from tests.browser.conftest import OpenPage
from tests.phoning import ask_room
from tests.serving import Server
from tests.workshopping import build_end

MODEL = load_model()
PHONE = {"width": 375, "height": 667, "has_touch": True, "is_mobile": True}
TARGETS = """[...document.querySelectorAll(
    'a, button, input:not([type=hidden]), select, textarea, summary, label.choice, .scale label')]
  .filter(one => !['radio', 'checkbox'].includes(one.type))
  .map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width && (box.height < 44 || box.width < 44)).map(([, html]) => html)"""


@dataclass(frozen=True)
class Meeting:
    """A running workshop on a server, and its facilitator's side."""

    server: Server
    store: WorkshopStore
    workshop: Workshop

    def ask(self, kind: ActivityKind) -> Round:
        """Open a round of a kind."""
        return ask_room(self.store, MODEL, self.workshop, kind)

    def close_all(self) -> None:
        """Close what is open."""
        for round_ in self.store.get_state(self.workshop.id).rounds:
            if round_.is_open:
                self.store.close_round(self.workshop.id, round_.id)

    def list_stories(self) -> list[str]:
        """The texts of the stories that arrived."""
        return [story.text for story in self.store.get_state(self.workshop.id).stories]


@pytest.fixture(scope="module")
def store(written: str) -> Iterator[WorkshopStore]:
    stories = StoryStore(written, MODEL.file.model.id)
    stories.open()
    yield WorkshopStore(stories)
    stories.close()


@pytest.fixture
def meeting(writing_server: Server, store: WorkshopStore) -> Meeting:
    return Meeting(writing_server, store, store.create("Ward 4", "nl", build_end()))


def join(open_page: OpenPage, meeting: Meeting, language: str = "en", **more: object) -> Page:
    """A phone that joined."""
    expected = "Failed to load resource"  # a refusal has its own status
    page = open_page(
        f"/join/{meeting.workshop.key}?lang={language}",
        on=meeting.server,
        **{**PHONE, "expected": expected, **more},
    )
    page.locator("main > form button").click()
    expect(page.locator(".note.done")).to_be_visible()
    return page


def tell(page: Page, text: str) -> None:
    """Type a story, and who tells it."""
    page.get_by_label("The story", exact=True).fill(text)
    page.get_by_label("family", exact=True).check()


def wake(page: Page) -> None:
    """Let a phone look at once, as it does when its network is back."""
    page.evaluate("window.dispatchEvent(new Event('online'))")


def get_kept(page: Page) -> dict[str, str]:
    """What a phone keeps."""
    kept: dict[str, str] = json.loads(page.evaluate("JSON.stringify(localStorage)"))
    return kept


@pytest.mark.parametrize("has_script", [True, False])
def test_a_whole_workshop_goes_by_with_and_without_a_script(
    open_page: OpenPage, meeting: Meeting, has_script: bool
) -> None:
    page = open_page(
        "/join?lang=en", on=meeting.server, **PHONE, java_script_enabled=has_script, expected="Failed to load"
    )
    page.get_by_label(re.compile("The key on the screen")).fill(meeting.workshop.key.lower())
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("leadership").check()
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("Nothing is open right now. Look at the screen.")).to_be_visible()
    dots = meeting.ask("dots")
    page.get_by_role("link", name="Look again").click()
    page.get_by_label("Openness to the gesture", exact=True).fill("2")
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_text("Thank you, it was sent.")).to_be_visible()
    expect(page.get_by_label("Openness to the gesture", exact=True)).to_have_value("2")
    meeting.close_all()
    rating = meeting.ask("rating")
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("group", name="Organisational climate").locator("label").nth(3).click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("button", name="Change my vote")).to_be_visible()
    meeting.close_all()
    meeting.ask("catalysts")
    page.get_by_role("link", name="Look again").click()
    page.get_by_label(re.compile("show who they are")).fill("Time for a walk")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("button", name="Withdraw: Time for a walk")).to_be_visible()
    meeting.close_all()
    meeting.ask("stories")
    page.get_by_role("link", name="Look again").click()
    tell(page, "Mevrouw Van Damme sang.")
    page.get_by_role("button", name="Send the story").click()
    expect(page.get_by_text("Not sent yet: this could identify a person.")).to_be_visible()
    page.get_by_role("button", name="Mask all and send").click()
    expect(page.get_by_role("heading", name="Thank you: your story was sent.")).to_be_visible()
    code = page.locator(".code").inner_text()
    assert meeting.list_stories() == ["[name] sang."]
    page.get_by_text("Withdraw a story").click()
    page.get_by_label("The code on the receipt").fill(code)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("The story is withdrawn.")).to_be_visible()
    assert meeting.list_stories() == []
    for round_ in (dots, rating):
        meeting.store.reveal_round(meeting.workshop.id, round_.id)
        assert len(meeting.store.get_ballots(meeting.workshop.id, round_.id)) == 1


# With the script


def test_what_is_opened_appears_by_itself_and_what_was_agreed_too(
    open_page: OpenPage, meeting: Meeting
) -> None:
    page = join(open_page, meeting)
    meeting.ask("dots")
    expect(page.get_by_role("heading", name="Where should we begin?")).to_be_visible()
    meeting.close_all()
    meeting.store.add_action(meeting.workshop.id, "Ten minutes a day")
    expect(page.get_by_text("Nothing is open right now.")).to_be_visible()
    expect(page.get_by_text("Ten minutes a day")).to_be_visible()
    meeting.store.end(meeting.workshop.id)
    expect(page.get_by_role("heading", name="This workshop has ended")).to_be_visible()


def test_a_result_appears_with_the_reveal_and_goes_when_it_is_hidden(
    open_page: OpenPage, meeting: Meeting
) -> None:
    page = join(open_page, meeting)
    rating = meeting.ask("rating")
    page.get_by_role("group", name="Organisational climate").locator("label").nth(3).click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("button", name="Change my vote")).to_be_visible()
    meeting.store.reveal_round(meeting.workshop.id, rating.id)
    wake(page)
    first = page.locator(".result li").first
    expect(first).to_contain_text("Organisational climate")
    expect(first.locator("b")).to_have_text("4.0 of 5")
    [bar, place] = [
        first.locator(part).evaluate("one => one.getBoundingClientRect().width") for part in ("rect", "svg")
    ]
    assert round(bar / place, 2) == 0.75
    check(page)
    meeting.store.hide_round(meeting.workshop.id, rating.id)
    wake(page)
    expect(page.get_by_text("Nothing is open right now.")).to_be_visible()
    expect(page.locator(".result")).to_have_count(0)


def test_nothing_new_disturbs_who_is_typing(open_page: OpenPage, meeting: Meeting) -> None:
    meeting.ask("stories")
    page = join(open_page, meeting)
    field = page.get_by_label("The story", exact=True)
    field.fill("She sang")
    meeting.ask("dots")
    news = page.get_by_text("There is something new.")
    expect(news).to_be_visible()
    expect(field).to_be_focused()
    page.keyboard.type(" in the lift")
    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_role("heading", name="Where should we begin?")).to_be_visible()
    expect(page.get_by_role("listitem")).to_have_text(
        "Which Mangomoment did you see or live yourself? typed, not sent"
    )
    page.locator("input[type=number]").first.fill("1")
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_text("Thank you, it was sent.")).to_be_visible()
    page.get_by_role("link", name="Which Mangomoment did you see").click()
    expect(field).to_have_value("She sang in the lift")


def test_who_begins_to_type_while_something_new_is_on_its_way_is_not_disturbed(
    open_page: OpenPage, meeting: Meeting
) -> None:
    meeting.ask("stories")
    page = join(open_page, meeting)
    held: list[Route] = []
    whole = re.compile(r"/join/[A-Z0-9]+(\?.*)?$")
    page.route(whole, lambda route: held.append(route))
    with page.expect_request(whole):
        meeting.ask("dots")
    field = page.get_by_label("The story", exact=True)
    field.fill("She sang")
    [on_its_way] = held
    on_its_way.continue_()
    expect(page.get_by_text("There is something new.")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("She sang")


def test_a_draft_is_there_after_a_reload_and_gone_once_it_was_sent(
    open_page: OpenPage, meeting: Meeting
) -> None:
    meeting.ask("stories")
    page = join(open_page, meeting)
    tell(page, "She sang in the lift.")
    page.get_by_text("What does it show?").click()
    page.get_by_label("Joy in work").check()
    page.get_by_label(re.compile("everybody in the room")).check()
    page.reload()
    expect(page.get_by_label("The story", exact=True)).to_have_value("She sang in the lift.")
    expect(page.get_by_label("family", exact=True)).to_be_checked()
    expect(page.get_by_label("Joy in work")).to_be_checked()
    page.get_by_role("button", name="Send the story").click()
    expect(page.locator(".code")).to_be_visible()
    expect(page.get_by_label("The story", exact=True)).to_have_value("")
    [story] = meeting.store.get_state(meeting.workshop.id).stories
    assert (story.text, story.nodes, story.consent.room) == (
        "She sang in the lift.",
        ("effect-joy-in-work",),
        True,
    )
    kept = get_kept(page)
    assert [key for key in kept if key != "mangomoment:codes"] == []
    assert str(page.locator(".code").get_attribute("data-code")) in kept["mangomoment:codes"]


def test_without_a_network_a_story_is_kept_and_sent_by_itself_once(
    open_page: OpenPage, meeting: Meeting
) -> None:
    meeting.ask("stories")
    page = join(open_page, meeting)
    tell(page, "She sang offline.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send the story").click()
    waiting = page.get_by_text("Not sent yet. It is kept on this phone and sent again automatically.")
    expect(waiting).to_be_visible()
    expect(page.get_by_role("button", name="Send the story")).to_be_disabled()
    assert meeting.list_stories() == []
    page.context.set_offline(False)
    expect(page.locator(".code")).to_be_visible()
    assert meeting.list_stories() == ["She sang offline."]


def test_a_changed_vote_that_has_not_arrived_says_so_at_the_top(
    open_page: OpenPage, meeting: Meeting
) -> None:
    meeting.ask("dots")
    page = join(open_page, meeting)
    dots = page.locator("input[type=number]").first
    dots.fill("1")
    page.get_by_role("button", name="Vote").click()
    thanks = page.get_by_text("Thank you, it was sent.")
    expect(thanks).to_be_visible()
    page.context.set_offline(True)
    dots.fill("2")
    page.get_by_role("button", name="Change my vote").click()
    late = page.locator("main > :first-child")
    expect(late).to_contain_text("What you sent last has not arrived yet.")
    expect(thanks).to_be_hidden()
    page.context.set_offline(False)
    expect(thanks).to_be_visible()
    expect(dots).to_have_value("2")


def test_an_answer_that_was_lost_does_not_double_the_story_also_over_a_reload(
    open_page: OpenPage, meeting: Meeting
) -> None:
    meeting.ask("stories")
    page = join(open_page, meeting)
    tell(page, "She sang once.")

    def lose(route, request) -> None:  # type: ignore[no-untyped-def]
        if request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/join/**", lose)
    page.get_by_role("button", name="Send the story").click()
    expect(page.get_by_text("Not sent yet. It is kept on this phone")).to_be_visible()
    assert meeting.list_stories() == ["She sang once."]
    page.unroute("**/join/**")
    page.reload()
    expect(page.locator(".code")).to_be_visible()
    assert meeting.list_stories() == ["She sang once."]


def test_an_answer_that_comes_while_the_page_is_reloaded_shows_its_receipt_on_the_next(
    open_page: OpenPage, meeting: Meeting
) -> None:
    meeting.ask("stories")
    page = join(open_page, meeting)
    tell(page, "She sang in the lift.")
    held: dict[str, Route] = {}

    def hold(route: Route) -> None:
        if held.setdefault(route.request.method, route) is not route:
            route.continue_()

    page.route(re.compile(rf"/join/{meeting.workshop.key}\?"), hold)
    page.get_by_role("button", name="Send the story").click()
    wait_for(page, held, "POST")
    page.evaluate("setTimeout(() => location.reload())")
    wait_for(page, held, "GET")
    before = held["GET"].fetch()
    answer = held["POST"].fetch()
    with page.expect_event("requestfinished", lambda request: request.method == "POST"):
        held["POST"].fulfill(response=answer)
    held["GET"].fulfill(response=before)
    expect(page.locator(".code")).to_be_visible()
    assert meeting.list_stories() == ["She sang in the lift."]


def hold_posts(page: Page) -> list[Route]:
    """The answers that are held back, from now on, to what a phone sends."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route("**/join/**", hold)
    return held


def test_a_phone_that_wakes_while_it_sends_does_not_send_twice(open_page: OpenPage, meeting: Meeting) -> None:
    meeting.ask("catalysts")
    page = join(open_page, meeting)
    held = hold_posts(page)
    field = page.get_by_label(re.compile("show who they are"))
    send = page.get_by_role("button", name="Send", exact=True)
    field.fill("Time for a walk")
    send.click()
    wait_until(page, lambda: len(held) == 1)
    wake(page)
    page.wait_for_timeout(500)
    assert len(held) == 1
    held.pop().continue_()
    expect(page.get_by_role("button", name="Withdraw: Time for a walk")).to_be_visible()
    field.fill("A chair at the window")
    wake(page)
    page.wait_for_timeout(500)
    assert held == []
    expect(field).to_have_value("A chair at the window")
    send.click()
    wait_until(page, lambda: len(held) == 1)
    held.pop().continue_()
    expect(page.get_by_role("button", name="Withdraw: A chair at the window")).to_be_visible()


def test_what_a_phone_slept_over_is_sent_anew_when_it_wakes(open_page: OpenPage, meeting: Meeting) -> None:
    meeting.ask("catalysts")
    page = join(open_page, meeting)
    held = hold_posts(page)
    field = page.get_by_label(re.compile("show who they are"))
    field.fill("Time for a walk")
    page.get_by_role("button", name="Send", exact=True).click()
    wait_until(page, lambda: len(held) == 1)
    page.evaluate("const now = Date.now; Date.now = () => now() + 3600000;")
    wake(page)
    wait_until(page, lambda: len(held) == 2)
    held[1].continue_()
    expect(page.get_by_role("button", name="Withdraw: Time for a walk")).to_be_visible()
    field.fill("A chair at the window")
    with suppress(Error):  # the browser may have forgotten it
        held[0].abort()
    page.wait_for_timeout(500)
    expect(field).to_have_value("A chair at the window")
    assert len(held) == 2


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait until something is so, which the page's requests bring about."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never was so")


def wait_for(page: Page, held: dict[str, Route], method: str) -> None:
    """Wait until a request of a method is held back."""
    wait_until(page, lambda: method in held)


def test_another_page_in_between_such_as_a_hotspots_is_not_taken_for_an_answer(
    open_page: OpenPage, meeting: Meeting
) -> None:
    meeting.ask("stories")
    page = join(open_page, meeting)
    tell(page, "She sang behind a hotspot.")
    page.route("**/join/**", lambda route: route.fulfill(status=200, body="<h1>Log in</h1>"))
    page.get_by_role("button", name="Send the story").click()
    expect(page.get_by_text("Not sent yet. It is kept on this phone")).to_be_visible()
    page.unroute("**/join/**")
    expect(page.locator(".code")).to_be_visible()
    assert meeting.list_stories() == ["She sang behind a hotspot."]


def test_a_draft_of_a_closed_question_waits_until_it_is_open_again(
    open_page: OpenPage, meeting: Meeting
) -> None:
    round_ = meeting.ask("stories")
    page = join(open_page, meeting)
    tell(page, "She sang too late.")
    meeting.close_all()
    page.get_by_role("button", name="Send the story").click()
    expect(page.get_by_text("This question is closed by now, so it was not sent.")).to_be_visible()
    expect(page.get_by_label("What you typed")).to_have_value("She sang too late.")
    meeting.store.open_round(meeting.workshop.id, round_.id)
    page.reload()
    expect(page.get_by_label("The story", exact=True)).to_have_value("She sang too late.")


def test_dots_are_given_and_taken_by_pressing_and_no_more_than_there_are(
    open_page: OpenPage, meeting: Meeting
) -> None:
    round_ = meeting.ask("dots")
    page = join(open_page, meeting)
    more = page.get_by_role("button", name="Organisational climate: more")
    for _ in range(5):
        more.click()
    expect(more).to_be_disabled()
    expect(page.get_by_text("You have 5 dots. 0 left")).to_be_visible()
    page.get_by_role("button", name="Organisational climate: fewer").click()
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_role("button", name="Change my vote")).to_be_visible()
    meeting.store.reveal_round(meeting.workshop.id, round_.id)
    [ballot] = meeting.store.get_ballots(meeting.workshop.id, round_.id)
    assert dict(ballot.choices) == {"leadership-climate": 4}


# With the keyboard, for all eyes and ears


def test_the_focus_goes_to_what_needs_to_be_looked_at(open_page: OpenPage, meeting: Meeting) -> None:
    meeting.ask("stories")
    page = join(open_page, meeting)
    tell(page, "Mevrouw Van Damme sang.")
    page.get_by_role("button", name="Send the story").click()
    expect(page.locator(".warn")).to_be_focused()
    page.get_by_role("button", name="Send it as it is").click()
    expect(page.get_by_role("heading", name="Thank you: your story was sent.")).to_be_focused()


def test_a_wrong_key_is_focused_with_its_error(open_page: OpenPage, meeting: Meeting) -> None:
    page = open_page(
        "/join?lang=en&key=ZZZZZZ", on=meeting.server, **PHONE, expected="Failed to load resource"
    )
    field = page.get_by_label(re.compile("The key on the screen"))
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("No workshop has this key"))


@pytest.mark.parametrize(("theme", "language", "width"), [("light", "nl", 360), ("dark", "en", 320)])
def test_axe_finds_nothing_and_all_fits_and_can_be_hit(
    open_page: OpenPage, meeting: Meeting, theme: str, language: str, width: int
) -> None:
    look = {"theme": theme, "width": width, "height": 640}
    front = open_page(f"/join?lang={language}", on=meeting.server, **look)
    check(front)
    page = join(open_page, meeting, language, **look)
    check(page)
    meeting.store.add_action(
        meeting.workshop.id, "Ten minutes a day", "head nurse", "from May", ("resonance",)
    )
    for kind in ("dots", "rating", "catalysts", "stories"):
        meeting.ask(kind)
    page.reload()
    check(page)
    for _ in range(3):
        page.locator("nav a").last.click()
        check(page)
    page.goto(f"{meeting.server.address}/join/{meeting.workshop.key}?lang={language}")
    for summary in page.locator("summary").all():
        summary.click()
    check(page)
    page.locator("textarea").fill("Mevrouw Van Damme, kamer 214.")
    page.locator("section form > button").nth(0).scroll_into_view_if_needed()
    page.locator('input[name="teller"]').first.check()
    page.locator("section", has=page.locator("textarea")).locator("form > button").click()
    expect(page.locator(".warn")).to_be_visible()
    check(page)
    page.locator('button[value="mask"]').click()
    expect(page.locator(".code")).to_be_visible()
    check(page)


def check(page: Page) -> None:
    """Axe finds nothing, nothing scrolls sideways, everything can be hit with a thumb."""
    assert find_barriers(page, ANY) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(TARGETS) == []


def test_large_letters_fit_a_small_phone_too(chromium: Browser, meeting: Meeting) -> None:
    for kind in ("dots", "rating"):
        meeting.ask(kind)
    context = chromium.new_context(viewport={"width": 320, "height": 640}, locale="nl-BE")
    page = context.new_page()
    page.goto(f"{meeting.server.address}/join/{meeting.workshop.key}")
    page.locator("main > form button").click()
    page.wait_for_selector("section")
    page.evaluate("document.documentElement.style.fontSize = '27px'")
    too_wide = (
        "[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > 320)"
    )
    assert page.evaluate(f"{too_wide}.map(one => one.outerHTML)") == []
    context.close()


@pytest.mark.parametrize(("theme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(14, 17, 23)")])
def test_light_and_dark_follow_the_phone(
    open_page: OpenPage, meeting: Meeting, theme: str, paper: str
) -> None:
    page = open_page("/join", on=meeting.server, theme=theme, **PHONE)
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == paper


def test_the_language_is_switched_on_the_page_and_stays(open_page: OpenPage, meeting: Meeting) -> None:
    page = join(open_page, meeting)
    page.get_by_role("link", name="Nederlands").click()
    expect(page.get_by_text("Er staat nu niets open. Kijk naar het scherm.")).to_be_visible()
    meeting.ask("dots")
    expect(page.get_by_role("heading", name="Waar moeten we beginnen?")).to_be_visible()
    page.locator("input[type=number]").first.fill("1")
    page.get_by_role("button", name="Stem").click()
    expect(page.get_by_text("Bedankt, het is verstuurd.")).to_be_visible()


def count_bytes(page: Page, files: int) -> int:
    """What the page and its files take on the way, as the browser received them."""
    received = page.wait_for_function(
        """(files) => {
          const entries = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
          const own = entries.filter((entry) => !entry.name.includes("state.json")); // comes again and again
          return own.length === files && own.map((entry) => entry.encodedBodySize);
        }""",
        arg=files,
    )
    return sum(received.json_value())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_its_script_and_style_comes_in_less_than_10_kb(
    open_page: OpenPage, meeting: Meeting, language: str
) -> None:
    sizes = {}
    page = open_page(f"/join?lang={language}", on=meeting.server, **PHONE)
    sizes["front"] = count_bytes(page, 2)
    page.goto(f"{meeting.server.address}/join/{meeting.workshop.key}?lang={language}")
    sizes["door"] = count_bytes(page, 2)
    page.locator("main > form button").click()
    expect(page.locator(".note.done")).to_be_visible()
    sizes["room"] = count_bytes(page, 3)
    kinds: tuple[ActivityKind, ...] = ("stories", "catalysts", "dots", "rating")
    for kind in kinds:
        meeting.close_all()
        meeting.ask(kind)
        page.goto(f"{meeting.server.address}/join/{meeting.workshop.key}?lang={language}")
        expect(page.locator("section form")).to_have_count(1)
        sizes[kind] = count_bytes(page, 3)
    assert {name: size for name, size in sizes.items() if not 0 < size < 10_000} == {}


def test_the_script_uses_nothing_that_a_browser_of_2018_lacks() -> None:
    script = ASSETS["phones.js"].decode()
    for lacking in (
        "=>",
        "?.",
        "??",
        "`",
        "let ",
        "const ",
        "async ",
        "class ",
        "...",
        ".at(",
        "replaceAll",
        "fetch(",
    ):
        assert lacking not in script, lacking
