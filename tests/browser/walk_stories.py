"""The states of the page of stories: reading, telling, editing, numbers, import and export."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import expect

from model.retention import PERIODS
from tests.browser.barriers import settle
from tests.browser.marking import mark
from tests.browser.storytelling import ARGUED, ask_server, code_apart, form, tell
from tests.browser.walking import Visitor

UNKNOWN = mark("zebra")
KEYS = {*"prsmacekujwox", "Enter", "at"}
"""What stands on keys, and in a moment that is written in English."""
NAMES = "Mrs Peeters, room 12, 0470 12 34 56"
TABLE = """\
text;teller;language;nodes;told_on
Mrs Peeters saw a stork in room 12, {0}.;patient;en;mangomoment;2024-03-01
Nobody asked for the stork, {0}.;family;en;effect-experience;2024-03-02
;patient;en;nothing;yesterday
The stork was gone.;somebody;xx;;
"""
BROKEN = 'text;teller\n"A stray "quotation mark;patient\nA stork;family\n'


def walk_list(at: Visitor) -> Iterator[str]:
    page = at.go("/stories", "article.story", width=1366, height=768)
    yield "Stories"
    page = at.go("/stories?story=the-mango", ".story.open")
    at.see(".stories-map svg")
    at.press(".story.open .stories-history summary")
    page.locator(".story.open .st-key-story_acts > button").click()
    yield "Stories, a story opened with its menu"
    page.keyboard.press("Escape")
    page.locator(".st-key-teller select").select_option(index=1)
    page.locator(".st-key-level button").first.click()
    page.locator(".st-key-stage button").first.click()
    yield "Stories, filters"
    at.go(f"/stories?search={UNKNOWN}", ".stories-none")
    yield "Stories, none found"
    page.set_viewport_size({"width": 360, "height": 740})
    at.go("/stories?story=nothing", ".stories-message")
    page.locator(".st-key-story_filter > button").click()
    at.see(".st-key-order select")
    yield "Stories, filters on a telephone, and a story that is gone"
    page.set_viewport_size({"width": 1366, "height": 768})


def walk_form(at: Visitor) -> Iterator[str]:
    at.typed |= {"Mrs", "Peeters", "room"}
    page = at.go("/stories", "article.story")
    page.locator(".stories-add").click()
    dialog = form(page)
    save = dialog.locator("[type=submit]")
    expect(dialog.locator(".form-map svg")).to_be_visible()
    for fold in dialog.locator("summary").all():
        fold.dispatch_event("click")
    yield "Stories, the form"
    save.click()
    yield "Stories, the form without a story"
    text = dialog.locator("[data-field=text]")
    text.fill("x" * 5001)
    save.click()
    yield "Stories, the form with too long a story"
    text.fill(NAMES)
    save.click()
    expect(dialog.locator(".form-mask")).to_have_count(3)
    yield "Stories, the form without a teller"
    dialog.locator("[data-field=teller]").select_option("patient")
    dialog.locator("[data-field=url]").fill("javascript:")
    save.click()
    yield "Stories, the form with a faulty source"
    dialog.locator("[data-field=url]").fill("")
    dialog.locator("[data-field=told_on]").fill("2200-01-01")
    save.click()
    yield "Stories, the form with a day to come"
    dialog.locator("[data-field=told_on]").fill("2024-03-01")
    save.click()
    dialog.locator(".form-alert button").first.wait_for()
    yield "Stories, the form with what could identify a person"
    dialog.locator(".form-alert button").first.click()
    expect(dialog).to_have_count(0)
    at.see(".stories-status")
    yield "Stories, a story that waits"


def walk_edit(at: Visitor) -> Iterator[str]:
    other = {"language": "nl" if at.language == "en" else "en", "title": "", "setting": ""}
    story_id = tell(
        at.server,
        mark("A crow called."),
        title=mark("The crow"),
        language=at.language,
        translations=[other | {"text": mark("Crow")}],
    )
    page = at.go(f"/stories?story={story_id}", ".story.open")
    at.press(".story.open [data-act=edit]")
    dialog = form(page)
    expect(dialog.locator(".form-map svg")).to_be_visible()
    for fold in dialog.locator("summary").all():
        fold.dispatch_event("click")
    yield "Stories, the form of a story"
    dialog.locator("[data-field=text]").first.fill(mark("A crow called thrice."))
    dialog.locator("[data-field=title]").first.fill(mark("Crows"))
    now = ask_server(at.server, f"/stories/{story_id}.json")
    first, *others = now["wordings"]
    kept = {name: now[name] for name in ("teller", "nodes", "dimensions", "source", "told_on")}
    changed = {**first, **kept, "text": mark("A rook."), "consent": {"exports": True}, "translations": []}
    ask_server(
        at.server, f"/stories/{story_id}.json", {"do": "edit", "revision": now["revision"], "story": changed}
    )
    assert others
    dialog.locator("[type=submit]").click()
    at.see(".conflict")
    yield "Stories, two versions of a story"
    page.locator(".conflict [type=submit]").click()
    yield "Stories, two versions, nothing chosen"
    page.keyboard.press("Escape")
    for act in ("withdraw", "restore", "undo"):
        page = at.go(f"/stories?story={story_id}", ".story.open")
        at.press(f".story.open [data-act={act}]")
        at.see(".stories-message button, .stories-message:not(:empty)")
        at.press(".story.open .stories-history summary")
        yield f"Stories, {act}"
    at.press(".story.open [data-act=delete]")
    at.see("dialog[open]")
    yield "Stories, delete a story?"
    page.locator("dialog[open] button.primary").first.click()
    yield "Stories, a story deleted"


def walk_queue(at: Visitor) -> Iterator[str]:
    at.typed |= {"Mrs", "Peeters", "room"}
    word = "stork" + at.language
    other = {"language": "nl" if at.language == "en" else "en", "title": mark("Stork"), "setting": ""}
    ids = [
        tell(
            at.server,
            f"{NAMES} {word}",
            publish=False,
            title=title,
            language=at.language,
            consent={},
            **more,
        )
        for title, more in (
            (mark("The first"), {"translations": [other | {"text": mark("A stork.")}]}),
            (mark("The second"), {}),
            (mark("The third"), {}),
        )
    ]
    at.typed |= {word, *KEYS}
    page = at.go(f"/stories?show=queue&search={word}", ".queue-card")
    page.locator(".queue-translation summary").click()
    yield "Stories, the queue"
    page.keyboard.press("?")
    at.see("dialog.small")
    yield "Stories, the keys of the queue"
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.type("e")
    at.see(".attach-list li")
    yield "Stories, the queue, attaching"
    page.keyboard.press("Enter")
    yield "Stories, the queue, attached"
    page.keyboard.press("Enter")
    page.keyboard.press("k")
    yield "Stories, the queue, the first one"
    page.keyboard.press("3")
    yield "Stories, the queue, consent"
    page.keyboard.press("p")
    yield "Stories, the queue, published but not shown"
    page.keyboard.press("s")
    yield "Stories, the queue, set aside"
    ask_server(at.server, f"/stories/{ids[2]}.json", {"do": "publish", "revision": 1})
    page.keyboard.press("r")
    at.see(".conflict")
    yield "Stories, the queue, two decisions"
    page.keyboard.press("Escape")
    at.see(".stories-message button")
    yield "Stories, the queue, two decisions, none chosen"
    page.keyboard.press("u")
    page.keyboard.press("r")
    at.see(".stories-message button")
    yield "Stories, the queue, rejected"
    at.go(f"/stories?show=queue&search={UNKNOWN}", ".queue-none")
    yield "Stories, the queue, none waits"
    at.go(f"/stories?show=queue&search={word}&status=aside,published", ".queue-card")
    yield "Stories, the queue of several statuses"


def walk_several(at: Visitor) -> Iterator[str]:
    word = "whimbrel" + at.language
    at.typed |= {word, *KEYS}
    for _ in range(2):
        tell(at.server, word, publish=False)
    page = at.go(f"/stories?search={word}&status=pending,aside", "article.story")
    page.keyboard.press("?")
    at.see("dialog.small")
    yield "Stories, the keys of the list"
    page.keyboard.press("Escape")
    page.locator(".bulk-box").first.check()
    page.locator(".st-key-bulk_export > button").click()
    yield "Stories, one selected"
    page.keyboard.press("Escape")
    at.press(".bulk [data-act=change]")
    what = at.see("#bulk-what")
    yield "Stories, a field of several"
    for place in (1, 3, 5):
        what.select_option(index=place)
        yield f"Stories, a field of several, {place}"
    page.keyboard.press("Escape")
    page.locator(".bulk label input").check()
    at.press(".bulk [data-act=aside]")
    at.see(".stories-message button")
    yield "Stories, several set aside"
    at.press(".stories-message button")
    yield "Stories, several undone"
    for act in ("withdraw", "restore", "publish"):
        at.go(f"/stories?search={word}", "article.story")
        page.locator(".bulk label input").check()
        at.press(f".bulk [data-act={act}]")
        at.see(".stories-message button")
        yield f"Stories, several, {act}"


def walk_numbers(at: Visitor) -> Iterator[str]:
    page = at.go("/stories?show=coverage&level=professional&stage=effect", ".js-plotly-plot")
    for fold in page.locator("[data-testid=stExpander] summary").all():
        fold.click()
    yield "Stories, who told what"
    page.locator(".st-key-coverage_by button").last.click()
    yield "Stories, who told what, by dimension"
    at.go("/stories?show=coverage&level=patient&stage=mangomoment", "[data-testid=stAlert]")
    yield "Stories, who told what of nothing"


def walk_agreement(at: Visitor) -> Iterator[str]:
    at.typed |= {"Ann", "Bo", *"ynskju"}
    at.go("/stories?show=agreement", ".agreement-whole")
    yield "Stories, agreement of nobody"
    code_apart(at.server, at.language, mark)
    page = at.go("/stories?show=agreement", ".agreement-table")
    page.locator("[data-sort=alpha]").click()
    yield "Stories, figures of agreement"
    page = at.go(f"/stories?show=agreement&part=talk&node={ARGUED}", ".difference")
    yield "Stories, a difference"
    at.see(".difference")
    while page.locator(".difference-none").count() == 0:  # others differ here, too
        left = page.locator(".difference-groups li").count()
        page.keyboard.press("y")
        expect(page.locator(".difference-groups li")).to_have_count(left - 1)
        settle(page)
    yield "Stories, all differences decided"
    page.locator(".difference-none button").first.click()
    at.see(".difference-decided")
    yield "Stories, a difference that was decided"
    page.keyboard.press("u")
    expect(page.locator(".difference-decided")).to_have_count(0)
    page.keyboard.press("?")
    at.see("dialog[open]")
    yield "Stories, keys of deciding"
    page = at.go("/stories?show=agreement&part=map", ".agreement-map svg")
    yield "Stories, differences on the map"
    page.locator("[data-painted=alpha]").click()
    yield "Stories, alpha on the map"
    at.go("/stories?show=coverage", ".js-plotly-plot")
    for fold in page.locator("[data-testid=stExpander] summary").all():
        fold.click()
    at.see(".st-key-leftovers")
    yield "Stories, leftovers"


def walk_exchange(at: Visitor) -> Iterator[str]:
    at.typed |= {
        "text",
        "teller",
        *(word for period in PERIODS.values() for word in period.variable.split("_")),
        *re.findall(r"\w+", TABLE),  # the log names stories
        at.language,
    }
    table = TABLE.format(at.language)  # stories of its own
    page = at.go("/stories?show=exchange", ".st-key-import_file")
    page.locator(".st-key-export_purpose label").last.click()
    yield "Stories, export all"
    page.locator("[data-testid=stExpander] summary").click()
    at.see(".st-key-restore")
    yield "Stories, import and export"
    at.give(".st-key-backup_file input", "backup.db", "no backup")
    page.locator(".st-key-restore button:enabled").click()
    at.see("[data-testid=stAlert]")
    yield "Stories, a backup that is none"
    at.go("/stories?show=exchange", ".st-key-import_file")
    at.give(".st-key-project_file input", "a.qdpx", "no project")
    at.see("[data-testid=stAlert]")
    yield "Stories, a project that is none"
    at.give(".st-key-import_file input", "a.csv", table)
    at.see(".st-key-import_button button")
    yield "Stories, a table with faults"
    page.locator(".st-key-import_button button").click()
    at.see(".st-key-import_rejected")
    yield "Stories, a table imported"
    at.go("/stories?show=exchange", ".st-key-import_file")
    at.give(".st-key-import_file input", "b.csv", BROKEN)
    at.see("[data-testid=stAlert]")
    yield "Stories, a table with a stray quotation mark"
