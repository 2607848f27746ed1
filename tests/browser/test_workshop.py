"""A workshop in the browser: a facilitator, a projector and phones at once."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Response, Route, expect

from model import load_model
from model.stories import Consent, StoryStore
from model.workshop import ParticipantStore, make_request_id, make_token
from tests.browser.barriers import find_barriers, goes_on_sideways, settle
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import ask_server
from tests.serving import Server, find_port, serve

NODES = ["patient-openness", "leadership-climate"]
_LONGEST = 20_000
_TODAY = datetime.now(UTC).date().isoformat()
"""The day of all workshops, so that none asks about another where a run of the tests goes past midnight."""
_WATCH_DIALOGS = """() => {
    const isThere = () => document.querySelector('[data-testid="stDialog"]');
    const note = () => isThere() && (document.documentElement.dataset.dialog = "seen");
    new MutationObserver(note).observe(document, { subtree: true, childList: true });
}"""


class Room:
    """A server with a workshop, and phones that answer through their own store."""

    def __init__(self, server: Server, url: str) -> None:
        self.server = server
        self.stories = StoryStore(url, load_model().file.model.id)
        self.stories.open()
        self.phones = ParticipantStore(self.stories)
        self.id = ""

    def start(self, **values: Any) -> Room:
        usual = {"name": "Ward 4", "language": "en", "minutes": 60, "day": _TODAY}
        post = {"request": uuid4().hex, **usual, **values}
        self.id = ask_server(self.server, "/workshops.json", post)["id"]
        return self

    def do(self, name: str, **values: Any) -> dict[str, Any]:
        post = {"do": name, "request": uuid4().hex, **values}
        after: dict[str, Any] = ask_server(self.server, f"/workshops/{self.id}.json", post)
        return after

    def see(self) -> dict[str, Any]:
        seen: dict[str, Any] = ask_server(self.server, f"/workshops/{self.id}.json")
        return seen

    def prepare(self, kind: str, nodes: list[str] | None = None) -> str:
        subjects = NODES if nodes is None else nodes
        dots = 3 if kind == "dots" else 0
        state = self.do("add-round", kind=kind, question=f"About {kind}?", nodes=subjects, dots=dots)
        self.do("open-round", round=state["rounds"][-1]["id"])
        return str(state["rounds"][-1]["id"])

    def join(self, role: Any = None) -> str:
        token = make_token()
        self.phones.join(self.id, token, "en", role)
        return token

    def tell(self, round_id: str, text: str, nodes: tuple[str, ...] = ("resonance",)) -> str:
        values: Any = {"text": text, "teller": "patient", "language": "en", "nodes": nodes}
        return self.phones.tell_story(
            self.id, self.join(), round_id, request=make_request_id(), consent=Consent(room=True), **values
        ).story


@pytest.fixture(scope="module")
def held(writing_server: Server, written: str) -> Iterator[Room]:
    room = Room(writing_server, written)
    yield room
    room.stories.close()


@pytest.fixture
def room(held: Room) -> Room:
    """A workshop of the test's own."""
    return held.start()


def open_desk(open_page: OpenPage, room: Room, **how: Any) -> Page:
    language = how.pop("language", "en")
    address = f"/workshop?lang={language}&workshop={room.id}"
    return open_page(address, on=room.server, ready=".desk", **how)


_HAS_ACTED = """(address) =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes(address))"""


def open_projector(open_page: OpenPage, room: Room, query: str = "", **how: Any) -> Page:
    projector = open_page(f"/projector/{room.id}{query}", on=room.server, ready="header h1", **how)
    if "view=" in query:  # the address moves the room: whatever a test does next comes after that
        projector.wait_for_function(_HAS_ACTED, arg=f"workshops/{room.id}.json")
    return projector


def title(projector: Page) -> Any:
    return projector.locator("header h1")


def current(desk: Page) -> Any:
    return desk.locator(".presenter .current")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


# Leading


def test_a_workshop_is_started_and_open_again_after_a_reload(open_page: OpenPage, held: Room) -> None:
    page = open_page("/workshop", on=held.server, ready=".workshops")
    page.get_by_label("Name", exact=True).fill("Ward 9")
    page.reload()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Ward 9")
    page.get_by_text("Rehearsal: try it out").click()
    press(page, "Start")
    expect(page.locator(".desk-head")).to_contain_text("Ward 9")
    expect(page.locator(".desk-head")).to_contain_text("rehearsal")
    expect(page).to_have_url(re.compile("workshop=[0-9a-f]{32}"))
    page.reload()
    expect(page.locator(".desk-head")).to_contain_text("Ward 9")
    press(page, "All workshops")
    expect(page.locator(".workshops")).to_contain_text("Ward 9")
    page.get_by_role("button", name="Delete: Ward 9").click()
    press(page, "Delete")
    expect(page.locator(".workshops")).not_to_contain_text("Ward 9")


def test_desk_projector_and_a_second_desk_stay_in_step(open_page: OpenPage, room: Room) -> None:
    desk, second = open_desk(open_page, room), open_desk(open_page, room)
    projector = open_projector(open_page, room)
    press(desk, "Next →")
    for page in (title(projector), current(second), current(desk)):
        expect(page).to_have_text("Preconditions")
    expect(desk.locator(".notes")).to_contain_text("Organisational climate")
    projector.keyboard.press("PageDown")
    for page in (title(projector), current(second), current(desk)):
        expect(page).to_have_text("Catalysts")
    expect(projector).to_have_url(re.compile(r"view=stages&at=1"))


def test_a_link_to_look_on_follows_the_projector_does_nothing_else_and_ends_with_the_workshop(
    open_page: OpenPage, room: Room
) -> None:
    desk = open_desk(open_page, room)
    desk.get_by_role("tab", name="Joining").click()
    address = desk.get_by_label("Link to look on").input_value()
    path = f"/{address.split('/', 3)[3]}?lang=en"
    screen = open_page(path, on=room.server, ready="header h1", expected="410 (Gone)")
    expect(title(screen)).to_have_text("Join in")
    expect(screen.locator(".people, .here").filter(has_text="people here")).to_have_count(1)
    desk.get_by_text("Hide the number of people").click()
    expect(screen.locator(".here")).to_have_count(0)
    screen.keyboard.press("PageDown")
    press(desk, "Next →")
    expect(title(screen)).to_have_text("Preconditions")
    screen.keyboard.press("End")
    screen.keyboard.press("b")
    room.do("move", view="map")
    expect(title(screen)).to_have_text("The whole map")
    expect(screen.locator(".own-words")).to_contain_text("published ones")
    desk.get_by_text("Only our own stories").click()
    expect(screen.locator(".own-words")).to_have_text(
        "Numbers: how many stories were told here about an element."
    )
    assert room.see()["position"] | {"view": "map", "at": 0, "is_black": False} == room.see()["position"]
    room.do("end")
    expect(screen.get_by_role("heading")).to_have_text("This workshop has ended")
    expect(screen.get_by_role("link", name="The report (PDF)")).to_be_visible()


def test_an_answer_that_comes_late_does_not_lead_the_projector_back(open_page: OpenPage, room: Room) -> None:
    projector = open_projector(open_page, room)
    late: list[tuple[Route, APIResponse]] = []
    projector.route("**/room.json*", lambda route: late.append((route, route.fetch())), times=1)
    projector.keyboard.press("ArrowRight")
    expect(title(projector)).to_have_text("Preconditions")
    while not late:
        projector.wait_for_timeout(50)
    projector.keyboard.press("ArrowRight")
    projector.wait_for_timeout(2_000)  # longer than it takes to hear what the server knows
    route, answer = late[0]
    with projector.expect_response("**/room.json*"):
        route.fulfill(response=answer)
    settle(projector)
    assert title(projector).inner_text() == "Catalysts"


def test_the_projector_goes_by_keys_alone(open_page: OpenPage, room: Room) -> None:
    projector = open_projector(open_page, room)
    for key, shown in (
        ("ArrowRight", "Preconditions"),
        ("Space", "Catalysts"),
        ("PageDown", "Mangomoment"),
        ("ArrowLeft", "Catalysts"),
        ("PageUp", "Preconditions"),
        ("End", "What we agree"),
        ("Home", "Join in"),
    ):
        projector.keyboard.press(key)
        expect(title(projector)).to_have_text(shown)
    black = projector.locator(".black")
    for key in ("b", "."):
        projector.keyboard.press(key)
        expect(black).to_be_visible()
        projector.keyboard.press(key)
        expect(black).to_be_hidden()
    projector.keyboard.press("t")
    expect(projector.locator(".timer")).to_have_text(re.compile(r"[45]:\d\d"))
    projector.keyboard.press("t")
    expect(projector.locator(".timer")).to_be_hidden()
    projector.keyboard.press("ArrowRight")
    projector.locator(".slot").get_by_role("button", name="Organisational climate").focus()
    projector.keyboard.press("Enter")
    projector.keyboard.press("s")
    expect(title(projector)).to_have_text("Organisational climate")
    projector.keyboard.press("Escape")
    expect(title(projector)).to_have_text("Preconditions")
    projector.keyboard.press("f")
    projector.wait_for_function("() => document.fullscreenElement !== null")


def test_the_desk_goes_by_the_same_keys_but_not_while_somebody_types(open_page: OpenPage, room: Room) -> None:
    desk = open_desk(open_page, room)
    desk.keyboard.press("PageDown")
    expect(current(desk)).to_have_text("Preconditions")
    desk.locator("#tab-actions").click()
    what = desk.get_by_label("What?")
    what.last.press_sequentially("talk s b t .")
    expect(what.last).to_have_value("talk s b t .")
    expect(current(desk)).to_have_text("Preconditions")
    assert room.see()["position"]["is_black"] is False


def test_a_link_leads_to_its_place_and_a_reload_stays_where_the_room_is(
    open_page: OpenPage, room: Room
) -> None:
    projector = open_projector(open_page, room, "?view=stages&at=3")
    expect(title(projector)).to_have_text("Effects")
    projector.reload()
    expect(title(projector)).to_have_text("Effects")
    room.do("move", view="map", at=0)
    expect(title(projector)).to_have_text("The whole map")
    projector.reload()
    expect(title(projector)).to_have_text("The whole map")
    assert room.see()["position"]["view"] == "map"


def test_a_path_is_chosen_at_the_desk_and_walked_on_the_projector(open_page: OpenPage, room: Room) -> None:
    desk, projector = open_desk(open_page, room), open_projector(open_page, room)
    desk.get_by_text("Walk along a path").click()
    desk.get_by_label("From", exact=True).select_option("leadership-climate")
    desk.get_by_label("To", exact=True).select_option("loyalty-professionals")
    chip = desk.locator(".path-choices button:enabled").first
    count = int(chip.locator("small").inner_text())
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(chip).to_be_focused()
    expect(desk.locator(".found li")).to_have_count(min(count, 20))
    assert find_barriers(desk) == []
    desk.locator(".found button").first.click()
    expect(title(projector)).to_have_text("Organisational climate")
    projector.keyboard.press("ArrowRight")
    expect(projector.locator(".sentence")).to_contain_text("is amplified by")
    expect(current(desk)).to_have_text("Catalyst: climate")


def list_framed(projector: Page) -> list[str]:
    """The nodes that are framed as chips or on the map."""
    settle(projector)
    chips = projector.locator('.chip[aria-pressed="true"]').all_inner_texts()
    on_map = projector.locator(".room-map .selected").all()
    return chips + [str(node.get_attribute("data-node-id")) for node in on_map]


def test_what_was_clicked_on_the_projector_stays_for_its_step_only(open_page: OpenPage, room: Room) -> None:
    round_id = room.prepare("rating")
    room.do("move", view="stages", at=0)
    projector = open_projector(open_page, room)
    projector.locator('.slot [data-node-id="leadership-climate"]').click()
    assert list_framed(projector) == ["leadership-climate"]
    for key, shown in (("ArrowRight", "Catalysts"), ("ArrowLeft", "Preconditions")):
        projector.keyboard.press(key)
        expect(title(projector)).to_have_text(shown)
        assert list_framed(projector) == []
    room.do("move", view="round", round=round_id)
    expect(title(projector)).to_have_text("About rating?")
    projector.get_by_role("button", name="Organisational climate").click()
    assert list_framed(projector) == []  # it would tell the room what to vote for


def expect_end(projector: Page) -> None:
    expect(title(projector)).to_have_text("This workshop has ended")
    expect(projector.locator(".body .first")).to_have_text("Thank you for being here.")
    expect(projector.get_by_role("img", name="QR:")).to_have_attribute("alt", re.compile("/report/"))
    expect(projector.locator("footer .way")).to_have_text("ended")


def test_after_the_end_the_projector_says_so_and_invites_nobody(open_page: OpenPage, room: Room) -> None:
    projector = open_projector(open_page, room)
    expect(projector.locator(".qr")).to_be_visible()
    expect(projector.locator(".welcome .quiet")).not_to_contain_text("MANGOMOMENT")
    room.do("end")
    expect_end(projector)
    room.do("extend", minutes=60)
    expect(projector.locator(".qr")).to_be_visible()


# Doing together


def test_an_approved_story_lights_its_node_on_the_projector(open_page: OpenPage, room: Room) -> None:
    round_id = room.prepare("stories", [])
    room.do("move", view="map")
    desk, projector = open_desk(open_page, room), open_projector(open_page, room)
    room.tell(round_id, "Mrs. Peeters in room 12 smiled.")
    desk.locator("#tab-stories").click()
    story = desk.get_by_role("article", name="Mrs. Peeters in room 12 smiled.")
    expect(story).to_contain_text("This could identify a person: Mrs. Peeters (name), room 12")
    story.get_by_role("button", name="Edit, mask, attach").click()
    dialog = desk.locator(".story-dialog.form")
    dialog.get_by_role("button", name="Mask all").click()
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_have_count(0)
    waiting = desk.get_by_role("article", name=re.compile("smiled"))
    expect(waiting).not_to_contain_text("Peeters")
    waiting.get_by_role("button", name="Approve").click()
    node = projector.locator('.room-map [data-node-id="resonance"]')
    expect(node).to_have_class(re.compile("fresh"))
    expect(projector.locator(".news")).to_contain_text("A new story")
    expect(projector.locator("body")).not_to_contain_text("Peeters")
    waiting.get_by_role("button", name="Show on the projector").click()
    expect(projector.locator(".story")).to_contain_text("smiled")


def test_a_vote_is_prepared_opened_and_revealed_with_bars_and_a_coloured_map(
    open_page: OpenPage, room: Room
) -> None:
    desk, projector = open_desk(open_page, room), open_projector(open_page, room)
    desk.get_by_label("What?").first.select_option("rating")
    press(desk, "Prepare")
    card = desk.get_by_role("article", name="How present is this in our team?")
    card.get_by_role("button", name="Open", exact=True).click()
    expect(projector.locator(".how")).to_have_text("Answer on your phone")
    round_id = room.see()["rounds"][0]["id"]
    for rating in (4, 5, 5):
        choices = {NODES[0]: rating, NODES[1]: 2}
        room.phones.vote(room.id, room.join(), round_id, choices, make_request_id())
    expect(card).to_contain_text("3 of 3 have answered")
    expect(projector.locator(".answered")).to_contain_text("3 of 3 have answered")
    expect(projector.locator(".value")).to_have_count(0)
    card.get_by_role("button", name="Reveal").click()
    said = re.compile("Openness to the gesture: 4.7")
    expect(projector.locator(".body div.bars")).to_have_attribute("aria-label", said)
    expect(projector.locator(".body div.bars.js-plotly-plot")).to_be_visible()
    projector.keyboard.press("ArrowRight")
    value = projector.locator(f'.room-map [data-node-id="{NODES[0]}"] .value')
    expect(value).to_have_text("4.7")
    for words in ("hardly", "weakest on", "leads to"):
        projector.keyboard.press("ArrowRight")
        expect(projector.locator(".body")).to_contain_text(words)
    card.get_by_text("What the room says").click()
    expect(card.locator("tbody tr").first).to_contain_text("Openness to the gesture")


def test_a_phone_a_desk_and_a_projector_go_through_a_vote_together(open_page: OpenPage, room: Room) -> None:
    desk, projector = open_desk(open_page, room), open_projector(open_page, room)
    key = projector.locator(".key").inner_text()
    phone = open_page(f"/join/{key}?lang=en", on=room.server, width=360, height=740)
    phone.get_by_role("button", name="Join").click()
    expect(projector.locator(".here")).to_contain_text("1 person here")
    expect(desk.locator(".counted")).to_have_text("1 joined")
    desk.get_by_label("What?").first.select_option("dots")
    press(desk, "Prepare")
    desk.locator(".round").get_by_role("button", name="Open", exact=True).click()
    phone.get_by_label("Openness to the gesture", exact=True).fill("3")
    phone.get_by_role("button", name="Vote").click()
    expect(projector.locator(".answered")).to_contain_text("1 of 1 have answered")
    press(desk, "Reveal")
    said = re.compile("Openness to the gesture: 3")
    expect(projector.locator(".body div.bars")).to_have_attribute("aria-label", said)


def test_answers_are_grouped_and_the_chosen_words_stand_on_the_map(open_page: OpenPage, room: Room) -> None:
    node = "catalyst-leadership-climate"
    round_id = room.prepare("catalysts", [node])
    for text in ("An open door", "<b>Doors</b> that stand open", "Cake"):
        room.phones.name_catalyst(room.id, room.join(), round_id, node, text, make_request_id())
    desk, projector = open_desk(open_page, room), open_projector(open_page, room)
    desk.get_by_label("An open door", exact=True).check()
    desk.get_by_label("Doors that stand open", exact=True).check()
    desk.get_by_label("Words for what is ticked").fill("Open doors")
    press(desk, "Group what is ticked")
    desk.get_by_label("Show these words").check()
    press(desk, "Reveal")
    expect(projector.locator(".own-words")).to_contain_text("Open doors")
    room.do("move", view="map")
    lines = projector.locator(f'.room-map [data-node-id="{node}"] text')
    expect(lines.filter(has_text="✎ Open")).to_be_visible()
    expect(projector.locator(".own-words")).to_contain_text("not part of the published model")
    expect(projector.locator("body")).not_to_contain_text("Cake")


def test_catalysts_are_asked_on_the_projector_as_on_the_phones(open_page: OpenPage, room: Room) -> None:
    state = room.do("add-round", kind="catalysts", nodes=["catalyst-leadership-climate"])
    round_id = state["rounds"][-1]["id"]
    room.do("open-round", round=round_id)
    room.do("move", view="round", round=round_id)
    desk, projector = open_desk(open_page, room), open_projector(open_page, room)
    expect(title(projector)).to_have_text("What would make a Mangomoment more likely here?")
    question = load_model().get_node("catalyst-leadership-climate").question
    assert question
    expect(projector.locator(".questions")).to_have_text(question.text("en"))
    room.phones.name_catalyst(
        room.id, room.join(), round_id, "catalyst-leadership-climate", "Cake", make_request_id()
    )
    room.do("reveal-round", round=round_id)
    expect(current(desk)).to_have_text("What would make a Mangomoment more likely here? In our words")


def test_a_story_without_a_title_stands_once(open_page: OpenPage, room: Room) -> None:
    story = room.tell(room.prepare("stories", []), "A wren sang.")
    ask_server(room.server, f"/stories/{story}.json", {"do": "publish", "revision": 1})
    room.do("move", view="stories", story=story)
    projector = open_projector(open_page, room)
    expect(title(projector)).to_have_text("Story 1 of 1")
    assert projector.locator("body").inner_text().count("A wren sang.") == 1
    desk = open_desk(open_page, room)
    expect(current(desk)).to_have_text("A wren sang.")
    desk.locator("#tab-stories").click()
    assert desk.locator("#panel-stories").inner_text().count("A wren sang.") == 1


def test_a_file_that_is_refused_is_not_told_as_a_success(open_page: OpenPage, held: Room) -> None:
    page = open_page("/workshop", on=held.server, ready=".workshops", expected="status of 400")
    page.get_by_text("Import a session").click()
    file = {"name": "bad.json", "mimeType": "application/json", "buffer": b"{}"}
    page.locator("input[type=file]").set_input_files(files=[file])  # type: ignore[arg-type]
    expect(page.locator(".message.fault")).to_contain_text("“bad.json” was not imported")


def test_what_is_agreed_stands_on_the_projector(open_page: OpenPage, room: Room) -> None:
    desk, projector = open_desk(open_page, room), open_projector(open_page, room)
    room.do("move", view="actions")
    desk.locator("#tab-actions").click()
    form = desk.locator("#panel-actions form")
    form.get_by_label("What?").fill("Ten minutes a day")
    form.get_by_label("Who? (a role)").fill("head nurse")
    form.get_by_label("When?").fill("from May")
    press(desk, "Add")
    expect(projector.locator(".actions")).to_contain_text("Ten minutes a day")
    desk.get_by_role("button", name="Edit: Ten minutes a day").click()
    form.get_by_label("When?").fill("from June")
    form.get_by_role("button", name="Save").click()
    expect(projector.locator(".actions")).to_contain_text("from June")
    desk.get_by_role("button", name="Delete: Ten minutes a day").click()
    expect(projector.locator(".body")).to_contain_text("Nothing is agreed yet.")


def test_what_is_typed_at_the_desk_stays_while_votes_come_in(open_page: OpenPage, room: Room) -> None:
    round_id = room.prepare("dots")
    desk = open_desk(open_page, room)
    question = desk.get_by_label("Question")
    question.press_sequentially("Where do we ")
    room.phones.vote(room.id, room.join(), round_id, {NODES[0]: 1}, make_request_id())
    expect(desk.locator(".round")).to_contain_text("1 of 1 have answered")
    question.press_sequentially("begin?")
    expect(question).to_have_value("Where do we begin?")
    desk.reload()
    expect(desk.get_by_label("Question")).to_have_value("Where do we begin?")


def test_of_two_desks_that_edit_an_action_the_second_is_told_and_loses_nothing(
    open_page: OpenPage, room: Room
) -> None:
    room.do("add-action", text="Ten minutes a day")
    first, second = open_desk(open_page, room), open_desk(open_page, room, expected="status of 40")
    for desk in (first, second):
        desk.locator("#tab-actions").click()
        desk.get_by_role("button", name="Edit: Ten minutes a day").click()
    first.locator("#panel-actions form").get_by_label("When?").fill("from May")
    first.locator("#panel-actions form").get_by_role("button", name="Save").click()
    expect(second.locator("#panel-actions .agreed")).to_contain_text("from May")
    form = second.locator("#panel-actions form")
    form.get_by_label("Who? (a role)").fill("head nurse")
    form.get_by_role("button", name="Save").click()
    expect(second.locator(".message")).to_contain_text("Somebody else has changed this")
    expect(second.locator("#panel-actions .agreed")).to_contain_text("from May")
    expect(form.get_by_label("Who? (a role)")).to_have_value("head nurse")
    form.get_by_role("button", name="Save").click()
    expect(first.locator("#panel-actions .agreed")).to_contain_text("head nurse")

    second.get_by_role("button", name="Edit: Ten minutes a day").click()
    form.get_by_label("When?").fill("from June")
    first.get_by_role("button", name="Delete: Ten minutes a day").click()
    expect(second.locator("#panel-actions .agreed")).to_contain_text("Nothing is agreed yet.")
    form.get_by_role("button", name="Save").click()
    expect(second.locator(".message")).to_contain_text("This no longer exists.")
    form.get_by_role("button", name="Add", exact=True).click()
    expect(first.locator("#panel-actions .agreed")).to_contain_text("from June")


def test_a_result_that_was_unfolded_stays_so_while_others_join(open_page: OpenPage, room: Room) -> None:
    round_id = room.prepare("dots")
    room.phones.vote(room.id, room.join(), round_id, {NODES[0]: 1}, make_request_id())
    room.do("reveal-round", round=round_id)
    desk = open_desk(open_page, room)
    desk.get_by_text("What the top choice leads to", exact=True).click()
    traced = desk.locator(".result .traced")
    expect(traced).to_be_visible()
    room.join()
    expect(desk.locator(".round")).to_contain_text("1 of 2 have answered")
    expect(traced).to_be_visible()


def test_what_was_deleted_comes_back_with_undo(open_page: OpenPage, room: Room) -> None:
    room.do("add-action", text="Ten minutes a day")
    desk = open_desk(open_page, room)
    desk.get_by_role("tab", name="Agree").click()
    agreed = desk.locator("#panel-actions .agreed")
    desk.get_by_role("button", name="Delete: Ten minutes a day").click()
    expect(agreed).to_contain_text("Nothing is agreed yet.")
    desk.locator(".message").get_by_role("button", name="Undo").click()
    expect(agreed).to_contain_text("Ten minutes a day")


# A server that dies


def is_move(answer: Response) -> bool:
    """Whether the server was told what the projector shows, and took it."""
    return answer.ok and '"move"' in (answer.request.post_data or "")


def test_a_flood_is_told_its_phones_removed_and_joining_closed(open_page: OpenPage, room: Room) -> None:
    minute = int(time.time()) // 60
    for network in ("203.0.113.9", "198.51.100.7", "198.51.100.7"):
        room.phones.join(room.id, make_token(), "en", "patient", network)
    desk, projector = open_desk(open_page, room), open_projector(open_page, room)
    room.phones.note_flood("joins", "198.51.100.7", minute, 300, room.id)
    expect(desk.get_by_role("alert")).to_contain_text(
        "At least 300 phones joined from one place within a minute"
    )
    desk.get_by_role("alert").get_by_role("button", name="Who joined").click()
    desk.get_by_text("Participants", exact=True).click()
    people, counted = desk.locator(".participants li"), desk.locator(".counted")
    expect(people).to_have_count(3)
    press(desk, "Remove those who sent nothing (2)")
    desk.get_by_role("dialog").get_by_role("button", name="Remove those who sent nothing (2)").click()
    expect(counted).to_have_text("1 joined")
    expect(people).to_have_count(1)
    press(desk, "Undo")
    expect(people).to_have_count(3)
    expect(projector.locator(".qr")).to_have_count(1)
    press(desk, "Close joining")
    expect(title(projector)).to_have_text("Joining is closed")
    expect(projector.locator(".qr")).to_have_count(0)
    expect(projector.locator("main")).not_to_contain_text("At least 300 phones")
    press(desk, "Open joining")
    expect(projector.locator(".qr")).to_have_count(1)
    expect(title(projector)).to_have_text("Join in")


def test_projector_and_desk_go_on_after_the_server_was_killed_and_started_again(
    chromium: Browser, tmp_path: Any
) -> None:
    port, url = find_port(), f"sqlite:///{tmp_path / 'stories.db'}"
    with serve(port=port, MANGOMOMENT_DB=url) as server:
        room = Room(server, url).start()
        room.prepare("dots")
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        desk, projector = context.new_page(), context.new_page()
        desk.goto(f"{server.address}/workshop?workshop={room.id}")
        projector.goto(f"{server.address}/projector/{room.id}")
        expect(title(projector)).to_have_text("About dots?")
        desk.locator("#tab-actions").click()
        desk.locator("#panel-actions").get_by_label("What?").fill("Talk more")
        desk.evaluate(_WATCH_DIALOGS)
        server.process.kill()
        server.process.wait()
    press(desk, "Add")
    desk.keyboard.press("Home")
    expect(current(desk)).to_have_text("Join in")
    expect(title(projector)).to_have_text("Join in")  # in step without a server
    expect(desk.locator(".message")).to_contain_text("Nothing is lost")
    expect(projector.locator(".lost")).to_be_visible(timeout=_LONGEST)
    expect(desk.locator("html[data-dialog]")).to_have_count(1, timeout=_LONGEST)  # Streamlit's own
    expect(desk.get_by_test_id("stDialog")).to_have_count(0)
    with serve(port=port, MANGOMOMENT_DB=url):
        desk.wait_for_event("response", is_move, timeout=_LONGEST)  # the last that waits to be sent
        expect(desk.locator(".agreed")).to_contain_text("Talk more", timeout=_LONGEST)
        expect(projector.locator(".lost")).to_be_hidden(timeout=_LONGEST)
        state = room.see()
        assert state["position"]["view"] == "join"
        assert [action["text"] for action in state["actions"]] == ["Talk more"]
    room.stories.close()
    context.close()


# The floor


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_at_the_desk_and_on_any_step_of_the_projector(
    open_page: OpenPage, held: Room, theme: str
) -> None:
    room = fill(held.start())
    desk = open_desk(open_page, room, theme=theme)
    for name in ("together", "plan", "stories", "actions", "room"):
        desk.locator(f"#tab-{name}").click()
        assert not find_barriers(desk), name
    projector = open_projector(open_page, room, theme=theme)
    for number in range(len(room.see()["steps"])):
        assert not find_barriers(projector), number
        projector.keyboard.press("ArrowRight")


def fill(room: Room) -> Room:
    """Let everything there is happen in a workshop."""
    round_id = room.prepare("dots")
    for _ in range(5):
        room.phones.vote(room.id, room.join("patient"), round_id, {NODES[0]: 2}, make_request_id())
    telling = room.prepare("stories", [])
    story = room.tell(telling, "A wren sang.")
    ask_server(room.server, f"/stories/{story}.json", {"do": "publish", "revision": 1})
    room.do("close-round", round=telling)  # so that Next goes on
    room.do("add-action", text="Talk", who="nurse", nodes=NODES)
    room.do("reveal-round", round=round_id)
    room.do("move", view="join", path=["leadership-climate", "catalyst-leadership-climate"])
    return room


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_desk_does_not_scroll_sideways_on_a_telephone(
    open_page: OpenPage, held: Room, language: str
) -> None:
    room = fill(held.start())
    desk = open_desk(open_page, room, width=360, height=740, language=language)
    for name in ("together", "plan", "stories", "actions", "room"):
        desk.locator(f"#tab-{name}").click()
        assert not goes_on_sideways(desk), name


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080), (3840, 2160)])
def test_the_projector_fits_its_screen_with_letters_that_grow_with_it(
    open_page: OpenPage, held: Room, width: int, height: int
) -> None:
    room = fill(held.start())
    projector = open_projector(open_page, room, width=width, height=height)
    for number in range(len(room.see()["steps"])):
        settle(projector)
        wide, high = projector.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        assert (wide, high) <= (width, height), number
        size = projector.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
        assert size / height > 1 / 20
        projector.keyboard.press("ArrowRight")


def test_desk_and_projector_are_in_dutch_for_who_reads_dutch(open_page: OpenPage, held: Room) -> None:
    room = fill(held.start(language="nl"))
    desk = open_desk(open_page, room, language="nl")
    projector = open_projector(open_page, room)
    words = [desk.locator(".workshop-view").inner_text()]
    for _ in room.see()["steps"]:
        words.append(projector.locator("body").inner_text())
        projector.keyboard.press("ArrowRight")
        settle(projector)
    for english in (
        "Next",
        "Back",
        "Steps",
        "Notes",
        "answered",
        "Join",
        "people",
        "Stories",
        "What",
        "paths",
    ):
        assert not re.search(rf"\b{english}\b", " ".join(words)), english
