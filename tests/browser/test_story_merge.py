"""What differs between two versions of a story, asked of the browser's modules without a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.serving import Server

BASE: dict[str, Any] = {
    "revision": 1,
    "status": "pending",
    "language": "en",
    "title": "",
    "text": "A crow called.",
    "setting": "a ward",
    "teller": "patient",
    "nodes": ["joy", "trust"],
    "dimensions": [],
    "consent": {"room": True},
    "source": {},
    "told_on": None,
    "translations": [{"language": "nl", "title": "", "text": "Een kraai riep.", "setting": ""}],
}
DUTCH = BASE["translations"][0]
FRENCH = {"language": "fr", "title": "", "text": "Un corbeau.", "setting": ""}


@pytest.fixture(scope="module")
def modules(chromium: Browser, server: Server) -> Iterator[Page]:
    page = chromium.new_page()
    page.goto(f"{server.address}/health")
    yield page
    page.close()


def ask(page: Page, module: str, call: str, *values: object) -> Any:
    """What a function of a module of the application answers."""
    script = "async ([name, values]) => { const module = await import(name); return (%s)(...values); }"
    return page.evaluate(script % f"(...values) => module.{call}(...values)", [f"/assets/-/{module}", values])


def compare(page: Page, mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, str | None]:
    found = ask(page, "story_merge.js", "compare", BASE, {**BASE, **mine}, {**BASE, **theirs})
    return {difference["field"]: difference["proposed"] for difference in found}


@pytest.mark.parametrize(
    ("field", "changed", "otherwise"),
    [
        ("title", "The crow", "A crow"),
        ("text", "A crow sang.", "Crows."),
        ("setting", "", "a garden"),
        ("language", "de", "fr"),
        ("teller", "family", "leader"),
        ("nodes", ["joy"], ["joy", "trust", "hope"]),
        ("dimensions", ["respect"], ["comfort"]),
        ("consent", {"room": False}, {"room": True, "exports": True}),
        ("source", {"name": "A paper"}, {"name": "A paper", "url": "https://example.org"}),
        ("told_on", "2024-03-01", "2024-03-02"),
        ("status", "published", "withdrawn"),
    ],
)
def test_of_each_field_the_side_that_alone_changed_it_is_proposed(
    modules: Page, field: str, changed: object, otherwise: object
) -> None:
    assert compare(modules, {field: changed}, {}) == {field: "mine"}
    assert compare(modules, {}, {field: changed}) == {field: "theirs"}
    assert compare(modules, {field: changed}, {field: changed}) == {}
    assert compare(modules, {field: changed}, {field: otherwise}) == {field: None}


def test_each_translation_is_compared_by_itself(modules: Page) -> None:
    louder = {**DUTCH, "text": "Een kraai riep luid."}
    assert compare(modules, {"translations": [louder]}, {"translations": [DUTCH, FRENCH]}) == {
        "translations.nl": "mine",
        "translations.fr": "theirs",
    }
    assert compare(modules, {"translations": []}, {"translations": [louder]}) == {"translations.nl": None}


@pytest.mark.parametrize(
    "same",
    [
        {"text": " A crow called.\n"},
        {"nodes": ["trust", "joy"]},
        {"consent": {"room": True, "exports": False}},
        {"source": {"name": "", "url": ""}},
        {"told_on": ""},
        {"revision": 7},
    ],
)
def test_what_says_the_same_is_no_difference(modules: Page, same: dict[str, Any]) -> None:
    assert compare(modules, same, {}) == {}
    assert ask(modules, "story_merge.js", "isSameStory", BASE, {**BASE, **same}) is True


def test_what_is_chosen_is_put_together_at_the_revision_of_theirs(modules: Page) -> None:
    mine = {**BASE, "text": "Mine.", "title": "Mine", "translations": [DUTCH]}
    theirs = {**BASE, "revision": 5, "text": "Theirs.", "title": "Theirs", "translations": [FRENCH]}
    choices = {"text": "mine", "title": "theirs", "translations.nl": "theirs", "translations.fr": "theirs"}
    merged = ask(modules, "story_merge.js", "merge", mine, theirs, choices)
    assert merged == {**BASE, "revision": 5, "text": "Mine.", "title": "Theirs", "translations": [FRENCH]}
    kept = ask(modules, "story_merge.js", "merge", mine, theirs, dict.fromkeys(choices, "mine"))
    assert kept == {**mine, "revision": 5}


@pytest.mark.parametrize(
    ("mine", "theirs", "marked"),
    [
        ("A crow called.", "A crow called.", ([], [])),
        ("A crow called twice.", "A big crow called.", (["called twice."], ["big", "called."])),
        ("one two three", "three two one", (["one two"], ["two one"])),
        ("a b\n\nc", "a b c", ([], [])),
        ("", "all new", ([], ["all new"])),
        ("  indented", "indented", ([], [])),
    ],
)
def test_the_words_that_differ_are_marked(
    modules: Page, mine: str, theirs: str, marked: tuple[list[str], list[str]]
) -> None:
    sides = ask(modules, "story_merge.js", "diffWords", mine, theirs)
    for side, text, expected in (("mine", mine, marked[0]), ("theirs", theirs, marked[1])):
        assert "".join(piece["text"] for piece in sides[side]) == text
        assert [piece["text"] for piece in sides[side] if piece["differs"]] == expected


def test_two_long_texts_that_share_little_are_compared_at_once(modules: Page) -> None:
    mine, theirs = (" ".join("abcdefghij"[step * at % 10] for at in range(2500)) for step in (7, 3))
    seconds = modules.evaluate(
        "async ([mine, theirs]) => { const { diffWords } = await import('/assets/-/story_merge.js');"
        "const begun = performance.now(); diffWords(mine, theirs);"
        "return (performance.now() - begun) / 1000; }",
        [mine, theirs],
    )
    assert seconds < 3


def test_every_text_of_a_story_is_looked_at_in_its_own_language(modules: Page) -> None:
    values = {**BASE, "title": " ", "source": {"name": "A paper", "url": "https://example.org"}}
    texts = ask(modules, "story_values.js", "listTexts", values)
    assert [(text["key"], text["language"], text["text"]) for text in texts] == [
        ("text", "en", "A crow called."),
        ("setting", "en", "a ward"),
        ("source", "en", "A paper"),
        ("nl.text", "nl", "Een kraai riep."),
    ]
