"""The states of the letterboxes: kept by the facilitator, cards typed in, and what a phone is shown."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.marking import mark
from tests.browser.storytelling import ask_server
from tests.browser.walking import Visitor

PLACE = "/stories/letterboxes"
PHONE = {"width": 360, "height": 740}
NAMES = "Mrs Peeters, room 12"


def walk_letterboxes(at: Visitor) -> Iterator[str]:
    id_ = f"walk-{at.language}-{'marked' if at.is_marked else 'usual'}"
    said = {"request": id_, "name": mark("Ward"), "language": at.language}
    made = ask_server(at.server, f"{PLACE}.json", said)
    other = ask_server(at.server, f"{PLACE}.json", {**said, "request": f"{id_}-closed"})
    ask_server(at.server, f"{PLACE}/{other['id']}.json", {"isOpen": False})
    boxes = ask_server(at.server, f"{PLACE}.json")["boxes"]
    at.typed |= {box[part] for box in boxes for part in ("key", "address", "name")} | {
        "Ward",
        "Mrs",
        "Peeters",
        "room",
    }
    page = at.go("/stories?show=letterboxes", ".letterbox-list li", width=1024, height=768)
    yield "Letterboxes"
    page.locator(f"[data-box='{made['key']}'] [class*=st-key-letterbox_print] > button").click()
    at.see(".letterbox-sheet:visible")
    yield "Letterboxes, what can be printed"
    page.keyboard.press("Escape")
    page.locator(".letterbox-list > button").click()
    page.locator("#box-asks").select_option("own")
    yield "Letterboxes, a new one"
    page.keyboard.press("Escape")
    page.goto(f"{at.server.address}/stories?show=letterboxes&box={made['id']}&lang={at.language}")
    at.see(".card-typing")
    page.keyboard.press("Control+Enter")
    yield "Letterboxes, a card without a text"
    page.keyboard.type(NAMES)
    page.keyboard.press("Control+Enter")
    yield "Letterboxes, a card without a teller"
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    at.see(".card-list li button").click()
    expect(page.locator("#card-text")).to_have_value(NAMES)
    yield "Letterboxes, a card undone"
    at.go("/tell", "h1", **PHONE)
    yield "Phone, the code of a letterbox"
    at.go("/tell?key=", ".error")
    yield "Phone, no code of a letterbox"
    at.go("/tell/AAAAAA", ".error")
    yield "Phone, a wrong code of a letterbox"
    at.go(f"/tell/{other['key']}", "h1")
    yield "Phone, a letterbox that is closed"
    page = at.go(f"/tell/{made['key']}", "h1")
    page.locator("main form details summary").first.click()
    yield "Phone, a letterbox"
    page.locator("textarea").fill(NAMES)
    page.locator("[name=teller]").first.check()
    page.locator("main > form > button").click()
    at.see(".warn")
    yield "Phone, a story that could identify somebody"
    page.locator("[value=mask]").click()
    code = at.see(".code").get_attribute("data-code") or ""
    at.typed |= {code, code[:5], code[5:]}
    page.locator(".withdraw summary").click()
    yield "Phone, the receipt of a letterbox"
    page.locator("#code").fill(code)
    page.locator(".withdraw form button").click()
    at.see(".note.done")
    yield "Phone, a story withdrawn from a letterbox"
