"""The states of a workshop: the list, the desk, the projector and the phones."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

from playwright.sync_api import Page, expect

from model import load_model
from model.workshop import ActivityKind, WorkshopStore, make_request_id
from tests.browser.marking import mark
from tests.browser.storytelling import ask_server
from tests.browser.test_workshop import NODES, Room
from tests.browser.walking import Visitor
from tests.phoning import ask_room

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
KINDS: tuple[ActivityKind, ...] = ("dots", "rating", "catalysts", "stories")
NAMED = "Mrs Peeters sang."
CATALYST = "catalyst-leadership-climate"
IS_SAVED = """async (workshop) => {
    const { position } = await (await fetch(`../workshops/${workshop}/room.json?lang=en`)).json();
    const shown = new URLSearchParams(location.search);
    return ["view", "at"].every((name) => shown.get(name) === String(position[name]));
}"""


def start(at: Visitor) -> Room:
    """A workshop in the language of the visitor."""
    at.typed |= {*NAMED.strip(".").split()}
    return Room(at.server, at.store).start(name=mark("Ward 4"), language=at.language)


def fill(room: Room) -> None:
    """Let everything happen that shows in a workshop: votes, words, a story, what is agreed, a path."""
    for kind in ("dots", "rating"):
        state = room.do("add-round", kind=kind, question="", nodes=NODES, dots=3 if kind == "dots" else 0)
        round_id = state["rounds"][-1]["id"]
        room.do("open-round", round=round_id)
        for role in ("patient",) * 5 + ("professional",) * 5:
            room.phones.vote(room.id, room.join(role), round_id, {NODES[0]: 2}, make_request_id())
        room.do("reveal-round", round=round_id)
    naming = room.do("add-round", kind="catalysts", nodes=[CATALYST])["rounds"][-1]["id"]
    room.do("open-round", round=naming)
    for text in ("A door", "Doors", "Cake"):
        room.phones.name_catalyst(room.id, room.join(), naming, CATALYST, mark(text), make_request_id())
    answers = [answer["id"] for answer in room.see()["answers"]]
    grouped = room.do("group", answers=answers[:2], title=mark("Doors"))
    room.do("choose-group", group=grouped["groups"][-1]["id"], chosen=True)
    room.do("reveal-round", round=naming)
    stories = room.do("add-round", kind="stories", nodes=[])["rounds"][-1]["id"]
    room.do("open-round", round=stories)
    story_id = room.tell(stories, mark("A wren sang."))
    ask_server(room.server, f"/stories/{story_id}.json", {"do": "publish", "revision": 1})
    room.tell(stories, NAMED)
    room.do("add-action", text=mark("Talk"), who=mark("nurse"), when=mark("May"), nodes=NODES)
    room.do("move", view="join", path=["leadership-climate", CATALYST, "mangomoment"])


def walk_desk(at: Visitor) -> Iterator[str]:
    page = at.go("/workshop", ".workshops", width=1366, height=768)
    page.locator(".workshop-view form button.primary").click()
    for fold in page.locator(".workshop-view summary").all():
        fold.click()
    yield "Workshop, the list, without a name"
    at.give(".workshop-view input[type=file]", "bad.json", "{}")
    at.see(".message.fault")
    yield "Workshop, a session that is none"
    room = start(at)
    page = at.go(f"/workshop?workshop={room.id}", ".desk")
    yield "Workshop, a new one"
    for kind in KINDS:
        page.locator("#panel-together select").first.select_option(kind)
        at.press("#panel-together form details summary")
        yield f"Workshop, {kind} to prepare"
    page.locator("#panel-together form button.primary").click()
    at.see(".round")
    yield "Workshop, an activity prepared"
    at.press(".round button")
    yield "Workshop, an activity open"
    fill(room)
    room.phones.note_flood("joins", "198.51.100.7", minute(), 300, room.id)
    page = at.go(f"/workshop?workshop={room.id}", ".desk .result")
    for tab in page.locator("[role=tab]:not([hidden])").all():
        tab.click()
        name = str(tab.get_attribute("id"))
        for fold in page.locator(f"#{name.replace('tab', 'panel')} summary").all():
            fold.dispatch_event("click")
        yield f"Workshop, {name}"
    page.locator(".workshop-view .presenter summary").first.dispatch_event("click")
    page.locator("#tab-plan").click()
    step = room.do("add-step", kind="break")["ownSteps"][0]["id"]
    room.do("arrange", plan=[["join", 5], [step, 5]])
    expect(page.locator(".plan li")).to_have_count(len(room.see()["plan"]))
    at.press(f'[data-part="{step}"] .buttons button:nth-child(3)')
    at.see(".plan form")
    yield "Workshop, an own step to change"
    page.locator("#tab-actions").click()
    page.locator("#panel-actions form button.primary").click()
    yield "Workshop, an action without words"
    at.press("#panel-actions .agreed button")
    yield "Workshop, an action to change"
    at.press("#panel-actions .agreed button.danger")
    at.see(".message button")
    yield "Workshop, an action deleted"
    at.press("[data-focus=end]")
    at.see("dialog[open]")
    yield "Workshop, end it?"
    page.locator("dialog[open] button.primary").click()
    yield "Workshop, ended"
    at.press("[data-focus=all-workshops]")
    at.see(".workshops .danger")
    yield "Workshop, the list with one"
    at.press(".workshops .danger")
    at.see("dialog[open]")
    yield "Workshop, delete it?"
    page.locator("dialog[open] button.primary").click()
    at.see(".message button")
    yield "Workshop, deleted"
    room.stories.close()


def walk_follow_up(at: Visitor) -> Iterator[str]:
    """Rehearsals, which follow up nothing but rehearsals: other tests find nothing of them."""
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    earlier = start(at)
    earlier.start(name=mark("Ward 4"), language=at.language, isRehearsal=True, day=yesterday)
    for text in ("Talk", "Walk"):
        earlier.do("add-action", text=mark(text), who=mark("nurse"), due="2026-05-01", nodes=NODES)
    room = start(at).start(name=mark("Ward 4"), language=at.language, isRehearsal=True)
    room.do("move", view="followed")
    page = at.go(f"/workshop?workshop={room.id}", ".card.current", width=1366, height=768)
    page.keyboard.press("1")
    at.see(".followed .done")
    yield "Workshop, what came of it"
    at.go(f"/projector/{room.id}", ".followed .done", width=1366, height=768)
    yield "Projector, what came of it"
    at.go("/workshop?part=agreed", ".agreed-list", width=1366, height=768)
    yield "Workshop, all that was agreed"
    for held in (earlier, room):
        held.do("delete")
        held.stories.close()


def minute() -> int:
    """The minute it is, as floods are noted."""
    return int(time.time()) // 60


def walk_projector(at: Visitor) -> Iterator[str]:
    room = start(at)
    fill(room)
    room.do("close-round", round=room.see()["rounds"][-1]["id"])  # so that Next goes on
    page = at.go(f"/projector/{room.id}", "header h1", width=1366, height=768)
    for step in range(len(room.see()["steps"])):
        yield f"Projector, step {step + 1}"
        page.keyboard.press("PageDown")
        page.wait_for_timeout(30)
    page.wait_for_function(IS_SAVED, arg=room.id, polling=100)  # else its last move overtakes the next one
    room.do("move", view="map")
    page.keyboard.press("t")
    page.locator(".room-map [data-node-id]").first.dispatch_event("click")
    yield "Projector, the map with a timer"
    round_id = room.do("add-round", kind="dots", nodes=NODES, dots=3)["rounds"][-1]["id"]
    room.do("open-round", round=round_id)
    room.do("move", view="round", round=round_id)
    expect(page.locator(".how")).to_be_visible()
    yield "Projector, waiting for votes"
    room.do("close-joining")
    room.do("move", view="join")
    yield "Projector, joining closed"
    room.do("end")
    expect(page.locator(".body")).to_contain_text(at.say("Thank you for being here."))
    yield "Projector, over"
    at.go(f"/projector/{uuid4().hex}", "main p")
    yield "Projector, an unknown workshop"
    room.stories.close()


def walk_phones(at: Visitor) -> Iterator[str]:
    room = start(at)
    store = WorkshopStore(room.stories)
    workshop = store.get(room.id)
    key = workshop.key
    page = at.go("/join", "h1", **PHONE)
    page.locator("#key").fill("1")
    submit(page, "main > form")
    yield "Phone, the front with a faulty key"
    at.go("/join/AAAAAA", "h1")
    yield "Phone, an unknown key"
    at.go(f"/join/{key}", "h1")
    unfold(page)
    page.locator(".withdraw form button").click()
    page.wait_for_load_state()
    yield "Phone, the door, and a withdrawal without a code"
    at.go(f"/join/{key}", "h1")
    submit(page, "main > form")
    yield "Phone, the room without a question"
    room.do("show", hasCodes=True)
    at.go(f"/join/{key}/code", "h1")
    unfold(page)
    yield "Phone, personal codes"
    page.locator("input[name=agree]").check()
    submit(page, "main > form")
    unfold(page)
    yield "Phone, a personal code"
    rounds = {}
    for kind in KINDS:
        rounds[kind] = ask_room(store, load_model(), workshop, kind)
        at.go(f"/join/{key}", "section form")
        unfold(page)
        yield f"Phone, {kind}"
        submit(page, "section form")
        yield f"Phone, {kind}, nothing filled in"
    page.locator("textarea[name=text]").fill(NAMED)
    page.locator("input[name=teller]").first.check()
    submit(page, "section form")
    yield "Phone, a story with a name"
    page.locator(".warn button").first.click()
    page.locator(".code").wait_for()
    unfold(page)
    yield "Phone, a receipt"
    page.locator(".withdraw input[name=code]").fill(
        str(page.locator("[data-code]").get_attribute("data-code"))
    )
    page.locator(".withdraw form button").click()
    page.wait_for_load_state()
    yield "Phone, withdrawn"
    page.locator(f"nav [data-round='{rounds['catalysts'].id}']").click()
    page.locator("section form input[type=text]").first.fill(mark("Cake"))
    submit(page, "section form")
    at.see(".sent")
    yield "Phone, catalysts sent"
    page.locator(f"nav [data-round='{rounds['dots'].id}']").click()
    page.locator("section form input[type=number]").first.fill("2")
    submit(page, "section form")
    at.see(".given")
    yield "Phone, dots given"
    store.close_round(room.id, rounds["rating"].id)
    page.goto(page.url)
    room.do("add-action", text=mark("Talk"), who=mark("nurse"))
    room.do("close-joining")
    at.go(f"/join/{key}", "h1")
    yield "Phone, what was agreed"
    page.context.clear_cookies()
    at.go(f"/join/{key}", "h1")
    yield "Phone, joining closed"
    room.do("end")
    at.go(f"/join/{key}", "h1")
    yield "Phone, over"
    room.stories.close()


def unfold(page: Page) -> None:
    """Open what is folded on a page."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")


def submit(page: Page, form: str) -> None:
    """Send a form as somebody whose browser checks nothing, and wait for the answer."""
    page.locator(form).first.evaluate("form => { form.noValidate = true; }")
    with page.expect_response(lambda answer: answer.request.method in ("POST", "GET")):
        page.locator(f"{form} button:not(.quiet)").last.click()
    page.wait_for_timeout(150)
    page.wait_for_load_state()
